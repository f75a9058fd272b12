/* metric-gallery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: metric-gallery WORKSPACE PERIOD FOLDER
 * Draws every chart of metrics of a workspace in a period on sheets: wide and narrow, light and dark. To be looked at.
 */

#include "config.h"

#include <cairo.h>

#include "tw-chart-layout.h"
#include "tw-metric-chart.h"
#include "tw-run-reader.h"

#define COLUMNS 4
#define GAP 8

static const struct
{
  const char *name;
  gboolean    dark;
  double      width;
  double      height;
} sheets[] = {
  { "light-620", FALSE, 620, 340 }, { "dark-620", TRUE, 620, 340 },
  { "light-344", FALSE, 344, 300 }, { "dark-344", TRUE, 344, 300 },
};

static void
draw_sheet (GPtrArray  *specs,
            guint       sheet,
            const char *path)
{
  double width = sheets[sheet].width + GAP, height = sheets[sheet].height + GAP;
  guint rows = (specs->len + COLUMNS - 1) / COLUMNS;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (COLUMNS * width),
                                                         (int) (rows * height));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_paint (cr);
  for (guint i = 0; i < specs->len; i++)
    {
      TwChartStyle style;
      g_autoptr (TwChartLayout) layout = NULL;

      tw_chart_style_init (&style);
      style.font = "DejaVu Sans";
      style.font_size = 13;
      style.dark = sheets[sheet].dark;
      style.parts |= TW_CHART_PART_PAPER;
      layout = tw_chart_layout_new (g_ptr_array_index (specs, i), &style, sheets[sheet].width, sheets[sheet].height);
      cairo_save (cr);
      cairo_translate (cr, i % COLUMNS * width, i / COLUMNS * height);
      tw_chart_layout_render (layout, cr);
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
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwCalendar) calendar = NULL;
  g_autoptr (GPtrArray) specs = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_chart_spec_unref);
  TwMetricScope scope = { 0 };

  if (argc != 4)
    g_error ("usage: metric-gallery WORKSPACE PERIOD FOLDER");
  workspace = tw_workspace_open (argv[1], TW_OPEN_READ_ONLY, NULL, &error);
  calendar = workspace == NULL ? NULL : tw_workspace_calendar (workspace, &error);
  if (calendar == NULL || !tw_calendar_parse (calendar, argv[2], &scope.period, NULL, &error))
    g_error ("%s", error->message);
  scope.workspace = workspace;
  for (guint i = 0; i < tw_metric_chart_count (); i++)
    {
      TwChartSpec *spec = tw_metric_chart_build (tw_metric_chart_nth (i), &scope, NULL, NULL, &error);

      if (spec == NULL)
        g_error ("%s", error->message);
      g_ptr_array_add (specs, spec);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", argv[3], argv[2], sheets[i].name);

      draw_sheet (specs, i, path);
    }
  tw_metric_forget (workspace);
  return 0;
}
