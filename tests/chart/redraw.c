/* redraw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a chart with 10,000 marks takes to lay out and to draw again, at 1× and 2×.
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-layout.h"

#include <time.h>

static double
pick (guint    i,
      gpointer data)
{
  return g_rand_double_range (data, 10, 90000);
}

/* Processor time in ms: what else the machine does is not the chart's. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static double
time_redraw (TwChartLayout *layout,
             int            scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800 * scale, 500 * scale);
  double best = G_MAXDOUBLE;

  cairo_surface_set_device_scale (surface, scale, scale);
  for (guint round = 0; round < 12; round++)
    {
      cairo_t *cr = cairo_create (surface);
      double start = now ();

      tw_chart_layout_render (layout, cr);
      cairo_surface_flush (surface);
      best = MIN (best, now () - start);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);

  return best;
}

int
main (void)
{
  const TwChartKind kinds[] = { TW_CHART_SCATTER, TW_CHART_LINES, TW_CHART_BARS, TW_CHART_LORENZ, TW_CHART_HEAT_MAP };

  g_print ("%-10s %10s %10s %10s\n", "10,000", "layout", "draw 1x", "draw 2x");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (1);
      g_autoptr (TwChartSpec) spec = sample_of_kind (kinds[i], 1, 10000, pick, rand);
      g_autoptr (TwChartLayout) layout = NULL;
      TwChartStyle style;
      double start;
      double laid_out;

      tw_chart_style_init (&style);
      start = now ();
      layout = tw_chart_layout_new (spec, &style, 800, 500);
      laid_out = now () - start;
      g_print ("%-10s %7.1f ms %7.1f ms %7.1f ms\n", sample_kind_name (kinds[i]), laid_out, time_redraw (layout, 1),
               time_redraw (layout, 2));
    }

  return 0;
}
