/* test-handles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-handles.h"

#include <math.h>

/* Dragging thresholds and rates of a payout curve, and places against values. */

static TwChartSpec *
payout (void)
{
  for (guint i = 0; i < n_samples; i++)
    if (g_str_equal (samples[i].name, "payout"))
      return samples[i].make ();

  g_assert_not_reached ();
}

static TwChartLayout *
layout_of (gboolean rtl)
{
  g_autoptr (TwChartSpec) spec = payout ();
  TwChartStyle style;

  tw_chart_style_init (&style);
  style.font = "DejaVu Sans";
  style.rtl = rtl;

  return tw_chart_layout_new (spec, &style, 640, 360);
}

static void
test_places (void)
{
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (TwChartLayout) layout = layout_of (rtl);
      TwChartRect plot = tw_chart_layout_get_plot (layout);
      double place;
      double value;

      for (double wanted = 0; wanted <= 400000; wanted += 12345)
        {
          g_assert_true (tw_chart_layout_to_place (layout, TW_CHART_X, wanted, &place));
          g_assert_true (tw_chart_layout_to_value (layout, TW_CHART_X, place, &value));
          g_assert_cmpfloat_with_epsilon (value, wanted, 1e-6);
          g_assert_cmpfloat (place, >=, plot.x);
          g_assert_cmpfloat (place, <=, plot.x + plot.width);
        }
      /* Zero is where reading starts. */
      g_assert_true (tw_chart_layout_to_place (layout, TW_CHART_X, 0, &place));
      g_assert_cmpfloat_with_epsilon (place, rtl ? plot.x + plot.width : plot.x, 1e-6);
    }
}

static void
test_grips (void)
{
  g_autoptr (TwChartLayout) layout = layout_of (FALSE);
  TwChartRect area;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (tw_chart_layout_get_handle (layout, i, &area));
      g_assert_cmpfloat (area.width, ==, 32);
      g_assert_cmpuint (tw_chart_layout_pick_handle (layout, area.x + 16, area.y + 16), ==, i);
      g_assert_cmpuint (tw_chart_layout_pick_handle (layout, area.x + 1, area.y + 1), ==, i);
      g_assert_cmpuint (tw_chart_layout_pick_handle (layout, area.x + 16, area.y - 2), ==, TW_CHART_NO_HANDLE);
    }
}

/* Ticks are 100,000 apart, so a drag goes in thousands; keys go in the same steps. */
static void
test_drag (void)
{
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (TwChartLayout) layout = layout_of (rtl);
      TwChartRect area;
      double place;
      double x;

      g_assert_cmpfloat_with_epsilon (tw_chart_layout_handle_step (layout, 0), 1000, 1e-6);
      g_assert_true (tw_chart_layout_get_handle (layout, 0, &area));
      x = area.x + 16;
      g_assert_cmpfloat_with_epsilon (tw_chart_layout_drag (layout, 0, x, area.y), 200000, 1e-6);
      g_assert_true (tw_chart_layout_to_place (layout, TW_CHART_X, 251234, &place));
      g_assert_cmpfloat_with_epsilon (tw_chart_layout_drag (layout, 0, place, -500), 251000, 1e-6);
      /* Not beyond the axis. */
      g_assert_cmpfloat_with_epsilon (tw_chart_layout_drag (layout, 0, -9999, 0), rtl ? 400000 : 0, 1e-6);
      g_assert_cmpfloat_with_epsilon (tw_chart_layout_drag (layout, 0, 9999, 0), rtl ? 0 : 400000, 1e-6);
    }
}

/* The rate moves along Y and doesn't mind where the pointer is across. */
static void
test_drag_rate (void)
{
  g_autoptr (TwChartLayout) layout = layout_of (FALSE);
  double place;

  g_assert_true (tw_chart_layout_to_place (layout, TW_CHART_Y, 20000, &place));
  g_assert_cmpfloat_with_epsilon (tw_chart_layout_drag (layout, 1, 0, place), 20000, 1e-6);
  g_assert_cmpfloat_with_epsilon (tw_chart_layout_drag (layout, 1, 600, place), 20000, 1e-6);
  g_assert_cmpfloat_with_epsilon (tw_chart_layout_handle_step (layout, 1), 50, 1e-6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/handles/places", test_places);
  g_test_add_func ("/chart/handles/grips", test_grips);
  g_test_add_func ("/chart/handles/drag", test_drag);
  g_test_add_func ("/chart/handles/drag-rate", test_drag_rate);

  return g_test_run ();
}
