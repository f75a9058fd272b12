/* bench-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts of a workspace, and what cairo alone takes for as many marks.
 *
 *   bench-chart compute FILE START END ID…   charts of the catalogue, in this order, by a bare computation: `cold` the
 *                                            first time in the process, `filter` for one region after that, `warm`
 *   bench-chart redraw                       10,000 marks: each kind at 1× and 2×, and as many stamped rectangles
 */

#include "config.h"

#include "bench-clock.h"
#include "samples.h"
#include "tw-chart-layout.h"
#include "tw-metric-chart.h"

#include <string.h>

#define MARKS  10000
#define WIDTH  800
#define HEIGHT 500
#define ROUNDS 12

/* --- computing --- */

static void
compute (const char          *name,
         const TwMetricChart *chart,
         const TwMetricScope *scope)
{
  g_autofree char *label = g_strdup_printf ("%s-%s", name, chart->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwChartSpec) spec = NULL;
  BenchClock elapsed = { 0 };
  BenchClock start = bench_now ();

  spec = tw_metric_chart_build (chart, scope, NULL, NULL, &error);
  if (spec == NULL)
    g_error ("%s: %s", chart->id, error->message);

  bench_add (&elapsed, start);
  bench_print (label, elapsed);
}

static void
run_compute (int    argc,
             char **argv)
{
  static const char *const regions[] = { "EMEA", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = tw_workspace_open (argv[2], TW_OPEN_READ_ONLY, NULL, &error);
  TwMetricScope scope = { .workspace = workspace, .as_of = TW_DATE_NONE };

  if (workspace == NULL)
    g_error ("%s", error->message);

  if (!tw_date_parse (argv[3], &scope.period.start, &error) || !tw_date_parse (argv[4], &scope.period.end, &error))
    g_error ("%s", error->message);

  for (int i = 5; i < argc; i++)
    {
      const TwMetricChart *chart = tw_metric_chart_find (argv[i]);

      if (chart == NULL)
        g_error ("no chart %s", argv[i]);

      scope.regions = NULL;
      compute (i == 5 ? "cold" : "next", chart, &scope);
      scope.regions = regions;
      compute ("filter", chart, &scope);
      scope.regions = NULL;
      compute ("warm", chart, &scope);
    }
}

/* --- drawing --- */

static double
pick (guint    i,
      gpointer data)
{
  return g_rand_double_range (data, 10, 90000);
}

typedef void (*Draw) (cairo_t *cr, gpointer data);

static void
draw_layout (cairo_t  *cr,
             gpointer  data)
{
  tw_chart_layout_render (data, cr);
}

/* The least that shows ten thousand marks: one small picture, put down again and again. */
static void
draw_stamps (cairo_t  *cr,
             gpointer  data)
{
  GRand *rand = data;
  cairo_surface_t *stamp;
  cairo_t *stamp_cr;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  stamp = cairo_surface_create_similar (cairo_get_target (cr), CAIRO_CONTENT_COLOR_ALPHA, 8, 8);
  stamp_cr = cairo_create (stamp);
  cairo_set_source_rgba (stamp_cr, 0.2, 0.4, 0.8, 0.6);
  cairo_paint (stamp_cr);
  cairo_destroy (stamp_cr);
  for (guint i = 0; i < MARKS; i++)
    {
      double x = g_rand_int_range (rand, 0, WIDTH - 8);
      double y = g_rand_int_range (rand, 0, HEIGHT - 8);

      cairo_set_source_surface (cr, stamp, x, y);
      cairo_rectangle (cr, x, y, 8, 8);
      cairo_fill (cr);
    }
  cairo_surface_destroy (stamp);
}

/* The least of several rounds. */
static void
time_draw (const char *name,
           int         scale,
           Draw        draw,
           gpointer    data)
{
  g_autofree char *label = g_strdup_printf ("%s-%dx", name, scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * scale, HEIGHT * scale);
  BenchClock best = { G_MAXDOUBLE, G_MAXDOUBLE };

  cairo_surface_set_device_scale (surface, scale, scale);
  for (guint round = 0; round < ROUNDS; round++)
    {
      cairo_t *cr = cairo_create (surface);
      BenchClock elapsed = { 0 };
      BenchClock start = bench_now ();

      draw (cr, data);
      cairo_surface_flush (surface);
      bench_add (&elapsed, start);
      best.wall = MIN (best.wall, elapsed.wall);
      best.processor = MIN (best.processor, elapsed.processor);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  bench_print (label, best);
}

static void
run_redraw (void)
{
  static const TwChartKind kinds[] = { TW_CHART_SCATTER, TW_CHART_LINES, TW_CHART_BARS, TW_CHART_LORENZ,
                                       TW_CHART_HEAT_MAP };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int scale = 1; scale <= 2; scale++)
    {
      time_draw ("stamps", scale, draw_stamps, rand);
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          g_autoptr (TwChartSpec) spec = sample_of_kind (kinds[i], 1, MARKS, pick, rand);
          g_autoptr (TwChartLayout) layout = NULL;
          TwChartStyle style;

          tw_chart_style_init (&style);
          layout = tw_chart_layout_new (spec, &style, WIDTH, HEIGHT);
          time_draw (sample_kind_name (kinds[i]), scale, draw_layout, layout);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc > 5 && strcmp (argv[1], "compute") == 0)
    run_compute (argc, argv);
  else if (argc == 2 && strcmp (argv[1], "redraw") == 0)
    run_redraw ();
  else
    return 2;

  return 0;
}
