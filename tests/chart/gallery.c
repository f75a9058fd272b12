/* gallery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: gallery FOLDER
 * Writes every sample as a picture: light, dark, high contrast, right to left, narrow, and wide. To be looked at.
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-layout.h"

#include <cairo.h>

static const struct
{
  const char *name;
  gboolean    dark;
  gboolean    contrast;
  gboolean    rtl;
  double      width;
  double      height;
  double      font;
} variants[] = {
  { "light", FALSE, FALSE, FALSE, 640, 360, 13 },     { "dark", TRUE, FALSE, FALSE, 640, 360, 13 },
  { "contrast", FALSE, TRUE, FALSE, 640, 360, 13 },   { "rtl", FALSE, FALSE, TRUE, 640, 360, 13 },
  { "narrow", FALSE, FALSE, FALSE, 328, 300, 13 },    { "wide", FALSE, FALSE, FALSE, 1200, 420, 13 },
  { "large-text", FALSE, FALSE, FALSE, 640, 480, 26 },
};

static void
draw_chart (cairo_t *cr,
            guint    variant,
            guint    sample)
{
  g_autoptr (TwChartSpec) spec = samples[sample].make ();
  g_autoptr (TwChartLayout) layout = NULL;
  TwChartStyle style;

  tw_chart_style_init (&style);
  style.font = "DejaVu Sans";
  style.dark = variants[variant].dark;
  style.high_contrast = variants[variant].contrast;
  style.rtl = variants[variant].rtl;
  style.font_size = variants[variant].font;
  style.parts |= TW_CHART_PART_PAPER;
  layout = tw_chart_layout_new (spec, &style, variants[variant].width, variants[variant].height);
  tw_chart_layout_render (layout, cr);
}

/* All samples side by side. */
static void
draw_sheet (guint       variant,
            const char *path)
{
  const double gap = 10;
  guint columns = MAX (1, (guint) (2000 / variants[variant].width));
  guint rows = (n_samples + columns - 1) / columns;
  cairo_surface_t *surface;
  cairo_t *cr;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (columns * (variants[variant].width + gap) + gap),
                                        (int) (rows * (variants[variant].height + gap) + gap));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_paint (cr);
  for (guint i = 0; i < n_samples; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, gap + i % columns * (variants[variant].width + gap),
                       gap + i / columns * (variants[variant].height + gap));
      draw_chart (cr, variant, i);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  if (argc != 2)
    {
      g_printerr ("usage: %s FOLDER\n", argv[0]);
      return 2;
    }

  for (guint v = 0; v < G_N_ELEMENTS (variants); v++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.png", argv[1], variants[v].name);

      draw_sheet (v, path);
    }

  return 0;
}
