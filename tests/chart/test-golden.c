/* test-golden.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layouts as text, against files in golden/. TW_UPDATE_GOLDEN=1 writes them anew; look at the gallery before.
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-layout-private.h"

#include <math.h>
#include <string.h>

static TwChartStyle
plain_style (void)
{
  TwChartStyle style;

  tw_chart_style_init (&style);
  style.font = "DejaVu Sans";

  return style;
}

static void
compare (const char *name,
         const char *text)
{
  g_autofree char *file = g_strconcat (name, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "chart", "golden", file, NULL);
  g_autofree char *expected = NULL;

  if (g_getenv ("TW_UPDATE_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  if (!g_file_get_contents (path, &expected, NULL, NULL))
    {
      g_test_message ("%s is missing", path);
      g_test_fail ();
      return;
    }
  if (!g_str_equal (expected, text))
    {
      g_autofree char *out = g_test_build_filename (G_TEST_BUILT, "chart", file, NULL);

      g_file_set_contents (out, text, -1, NULL);
      g_test_message ("diff %s %s", path, out);
      g_test_fail ();
    }
}

static void
test_samples (void)
{
  TwChartStyle style = plain_style ();

  if (!sample_fonts ())
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }

  for (guint i = 0; i < n_samples; i++)
    {
      g_autoptr (TwChartSpec) spec = samples[i].make ();
      g_autoptr (TwChartLayout) layout = tw_chart_layout_new (spec, &style, 640, 360);
      g_autofree char *text = tw_chart_layout_to_text (layout);

      compare (samples[i].name, text);
    }
}

typedef struct
{
  const char *name;
  guint       n_series;
  guint       n;
  double    (*pick) (guint i, gpointer data);
  gboolean    rtl;
  double      font;
} Edge;

static double
pick_seven (guint    i,
            gpointer data)
{
  return 7;
}

static double
pick_negative (guint    i,
               gpointer data)
{
  return -10.0 - i * 37 % 60;
}

static double
pick_huge (guint    i,
           gpointer data)
{
  return (i % 2 == 0 ? 1 : 0.3) * 9e14 * (1 + i % 5);
}

static double
pick_plain (guint    i,
            gpointer data)
{
  return 100 + i * 7919 % 9001;
}

static const Edge edges[] = {
  { "empty", 1, 0, pick_plain, FALSE, 13 },         { "one point", 1, 1, pick_plain, FALSE, 13 },
  { "all equal", 1, 6, pick_seven, FALSE, 13 },     { "negative", 2, 5, pick_negative, FALSE, 13 },
  { "huge", 2, 5, pick_huge, FALSE, 13 },           { "10,000 points", 1, 10000, pick_plain, FALSE, 13 },
  { "right to left", 3, 6, pick_plain, TRUE, 13 },  { "200 %", 3, 6, pick_plain, FALSE, 26 },
};

/* Everything in a digest, and what a person can check: the axes, the words, how much there is. */
static void
append_edge (GString       *text,
             const Edge    *edge,
             TwChartLayout *layout)
{
  g_autofree char *all = tw_chart_layout_to_text (layout);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  guint shapes[TW_CHART_SHAPE_TEXT + 1] = { 0 };
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);

  for (guint i = 0; i < layout->items->len; i++)
    shapes[g_array_index (layout->items, TwChartItem, i).shape]++;
  g_string_append_printf (text, "== %s\n%s\n%s\n%u rectangles, %u lines, %u polygons, %u markers, %u hits\n%s\n",
                          edge->name, lines[0], lines[1], shapes[TW_CHART_SHAPE_RECT], shapes[TW_CHART_SHAPE_LINE],
                          shapes[TW_CHART_SHAPE_POLYGON], shapes[TW_CHART_SHAPE_MARKER], layout->hits->len, digest);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "text"))
      g_string_append_printf (text, "%s\n", lines[i]);
}

static void
test_edges (void)
{
  if (!sample_fonts ())
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }

  for (TwChartKind kind = 0; kind < TW_CHART_N_KINDS; kind++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *name = g_strdup_printf ("edge-%s", sample_kind_name (kind));

      for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
        {
          const Edge *edge = &edges[i];
          g_autoptr (TwChartSpec) spec = sample_of_kind (kind, edge->n_series, edge->n, edge->pick, NULL);
          g_autoptr (TwChartLayout) layout = NULL;
          TwChartStyle style = plain_style ();

          style.rtl = edge->rtl;
          style.font_size = edge->font;
          layout = tw_chart_layout_new (spec, &style, 640, 400);
          append_edge (text, edge, layout);
        }
      compare (name, text->str);
    }
}

/* The same with a picture: how far two of them are apart, per channel and in the mean. */
static void
compare_picture (const char      *name,
                 cairo_surface_t *surface)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "chart", "golden", file, NULL);
  cairo_surface_t *expected;
  const guchar *one;
  const guchar *other;
  double sum = 0;
  int bytes;

  if (g_getenv ("TW_UPDATE_GOLDEN") != NULL)
    cairo_surface_write_to_png (surface, path);
  expected = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (expected), ==, cairo_image_surface_get_width (surface));
  g_assert_cmpint (cairo_image_surface_get_stride (expected), ==, cairo_image_surface_get_stride (surface));
  bytes = cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface);
  one = cairo_image_surface_get_data (surface);
  other = cairo_image_surface_get_data (expected);
  /* The fourth byte of a pixel is no channel. */
  for (int i = 0; i < bytes; i++)
    sum += i % 4 == 3 ? 0 : ABS (one[i] - other[i]);
  cairo_surface_destroy (expected);
  if (sum / bytes > 0.6)
    {
      g_autofree char *out = g_test_build_filename (G_TEST_BUILT, "chart", file, NULL);

      cairo_surface_write_to_png (surface, out);
      g_test_message ("%s and %s are %g apart", path, out, sum / bytes);
      g_test_fail ();
    }
}

static void
test_pictures (void)
{
  static const struct
  {
    const char *sample;
    gboolean    dark;
    gboolean    contrast;
    gboolean    rtl;
  } pictures[] = {
    { "bars", FALSE, FALSE, FALSE }, { "bars-stacked", FALSE, TRUE, FALSE }, { "lines", TRUE, FALSE, FALSE },
    { "payout", FALSE, FALSE, FALSE }, { "timeline", FALSE, FALSE, TRUE },
  };

  if (!sample_fonts ())
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    for (guint j = 0; j < n_samples; j++)
      {
        g_autoptr (TwChartSpec) spec = NULL;
        g_autoptr (TwChartLayout) layout = NULL;
        TwChartStyle style = plain_style ();
        cairo_surface_t *surface;
        cairo_t *cr;

        if (!g_str_equal (samples[j].name, pictures[i].sample))
          continue;
        spec = samples[j].make ();
        style.parts |= TW_CHART_PART_PAPER;
        style.dark = pictures[i].dark;
        style.high_contrast = pictures[i].contrast;
        style.rtl = pictures[i].rtl;
        layout = tw_chart_layout_new (spec, &style, 400, 240);
        surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 240);
        cr = cairo_create (surface);
        tw_chart_layout_render (layout, cr);
        cairo_destroy (cr);
        cairo_surface_flush (surface);
        compare_picture (samples[j].name, surface);
        cairo_surface_destroy (surface);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/golden/samples", test_samples);
  g_test_add_func ("/chart/golden/edges", test_edges);
  g_test_add_func ("/chart/golden/pictures", test_pictures);

  return g_test_run ();
}
