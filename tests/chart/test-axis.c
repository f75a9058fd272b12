/* test-axis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-chart-axis.h"

#include <math.h>

static TwChartTicks
fit (double low,
     double high,
     guint  flags)
{
  return tw_chart_axis_fit ((TwChartExtent) { low, high }, 7, flags);
}

static void
assert_ticks (TwChartTicks ticks,
              double       min,
              double       step,
              double       max)
{
  g_assert_cmpfloat_with_epsilon (tw_chart_ticks_min (&ticks), min, step * 1e-9);
  g_assert_cmpfloat_with_epsilon (ticks.step, step, step * 1e-9);
  g_assert_cmpfloat_with_epsilon (tw_chart_ticks_max (&ticks), max, step * 1e-9);
}

/* By hand: the smallest of 1, 2, 5 times a power of ten that needs no more than seven ticks. */
static void
test_known (void)
{
  assert_ticks (fit (0, 10, 0), 0, 2, 10);
  assert_ticks (fit (0, 1, 0), 0, 0.2, 1);
  assert_ticks (fit (0, 418000, 0), 0, 100000, 500000);
  assert_ticks (fit (3, 97, 0), 0, 20, 100);
  assert_ticks (fit (103, 109, 0), 103, 1, 109);
  assert_ticks (fit (103, 109, TW_CHART_AXIS_FROM_ZERO), 0, 20, 120);
  assert_ticks (fit (-77, 84, 0), -100, 50, 100);
  assert_ticks (fit (-5, -2, TW_CHART_AXIS_FROM_ZERO), -5, 1, 0);
  assert_ticks (fit (0.1 * 3, 0.9, 0), 0.3, 0.1, 0.9);
}

static void
test_degenerate (void)
{
  assert_ticks (fit (1, -1, 0), 0, 0.2, 1);
  assert_ticks (fit (0, 0, 0), 0, 0.2, 1);
  assert_ticks (fit (5, 5, TW_CHART_AXIS_FROM_ZERO), 0, 1, 5);
  assert_ticks (fit (100, 100, 0), 90, 5, 110);
  assert_ticks (fit (NAN, NAN, 0), 0, 0.2, 1);
  assert_ticks (fit (-INFINITY, INFINITY, 0), 0, 0.2, 1);
}

static void
test_whole (void)
{
  assert_ticks (fit (0, 1, TW_CHART_AXIS_WHOLE), 0, 1, 1);
  assert_ticks (fit (0, 3, TW_CHART_AXIS_WHOLE), 0, 1, 3);
  assert_ticks (fit (0, 12, TW_CHART_AXIS_WHOLE), 0, 2, 12);
}

static void
test_little_room (void)
{
  for (guint most = 0; most < 10; most++)
    {
      TwChartTicks ticks = tw_chart_axis_fit ((TwChartExtent) { 0, 97 }, most, 0);

      g_assert_cmpuint (ticks.n, >=, 2);
      g_assert_cmpuint (ticks.n, <=, CLAMP (most, 3, 7));
    }
}

static double
random_number (GRand *rand)
{
  double size = pow (10, g_rand_double_range (rand, -320, 308));

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return 0;
    case 1:
      return g_rand_boolean (rand) ? INFINITY : NAN;
    case 2:
      return g_rand_int_range (rand, -1000, 1000);
    default:
      return (g_rand_boolean (rand) ? 1 : -1) * size;
    }
}

static void
assert_sound (TwChartTicks  ticks,
              TwChartExtent extent,
              guint         least,
              guint         flags)
{
  double mantissa = ticks.step / pow (10, floor (log10 (ticks.step) + 1e-9));
  double slack = ticks.step * 1e-6;

  g_assert_cmpuint (ticks.n, >=, flags & TW_CHART_AXIS_WHOLE ? 2 : least);
  g_assert_cmpuint (ticks.n, <=, 7);
  g_assert_true (fabs (mantissa - 1) < 1e-6 || fabs (mantissa - 2) < 1e-6 || fabs (mantissa - 5) < 1e-6);
  for (guint i = 0; i < ticks.n; i++)
    {
      g_assert_true (isfinite (tw_chart_ticks_nth (&ticks, i)));
      g_assert_true (i == 0 || tw_chart_ticks_nth (&ticks, i) > tw_chart_ticks_nth (&ticks, i - 1));
      g_assert_false (tw_chart_ticks_nth (&ticks, i) == 0 && signbit (tw_chart_ticks_nth (&ticks, i)));
    }
  if (!tw_chart_extent_is_empty (&extent))
    {
      g_assert_cmpfloat (tw_chart_ticks_min (&ticks), <=, extent.low + slack);
      g_assert_cmpfloat (tw_chart_ticks_max (&ticks), >=, extent.high - slack);
    }
  if (flags & TW_CHART_AXIS_FROM_ZERO)
    {
      g_assert_cmpfloat (tw_chart_ticks_min (&ticks), <=, 0);
      g_assert_cmpfloat (tw_chart_ticks_max (&ticks), >=, 0);
    }
}

static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260630);

  for (guint i = 0; i < 200000; i++)
    {
      TwChartExtent extent = TW_CHART_EXTENT_EMPTY;
      guint flags = g_rand_int_range (rand, 0, 4);
      guint n = g_rand_int_range (rand, 0, 5);

      for (guint j = 0; j < n; j++)
        tw_chart_extent_add (&extent, random_number (rand));
      /* Whole numbers are asked for of counts. */
      if (flags & TW_CHART_AXIS_WHOLE)
        {
          extent = (TwChartExtent) TW_CHART_EXTENT_EMPTY;
          for (guint j = 0; j < n; j++)
            tw_chart_extent_add (&extent, g_rand_int_range (rand, -100000, 100000) / 1000);
        }
      assert_sound (tw_chart_axis_fit (extent, 7, flags), extent, 4, flags);
      assert_sound (tw_chart_axis_fit (extent, i % 8, flags), extent, 2, flags);
    }
}

static void
test_break (void)
{
  g_assert_true (tw_chart_axis_may_break ((TwChartExtent) { 90, 100 }));
  g_assert_true (tw_chart_axis_may_break ((TwChartExtent) { -100, -90 }));
  g_assert_false (tw_chart_axis_may_break ((TwChartExtent) { 10, 100 }));
  g_assert_false (tw_chart_axis_may_break ((TwChartExtent) { -1, 100 }));
  g_assert_false (tw_chart_axis_may_break ((TwChartExtent) { 100, 100 }));
  g_assert_false (tw_chart_axis_may_break ((TwChartExtent) TW_CHART_EXTENT_EMPTY));
}

static void
assert_plain (double      value,
              double      step,
              const char *expected)
{
  g_autofree char *text = tw_chart_axis_plain (value, step);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  assert_plain (0, 0, "0");
  assert_plain (-0.0, 1, "0");
  assert_plain (0.3, 0.1, "0.3");
  assert_plain (1, 0.5, "1.0");
  assert_plain (1, 0.05, "1.00");
  assert_plain (-12, 1, "\342\210\22212");
  assert_plain (2.5, 0, "2.5");
  assert_plain (0.123456, 0, "0.1235");
  assert_plain (1e20, 1e19, "1e+20");
  assert_plain (NAN, 1, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/axis/known", test_known);
  g_test_add_func ("/chart/axis/degenerate", test_degenerate);
  g_test_add_func ("/chart/axis/whole", test_whole);
  g_test_add_func ("/chart/axis/little-room", test_little_room);
  g_test_add_func ("/chart/axis/any", test_any);
  g_test_add_func ("/chart/axis/break", test_break);
  g_test_add_func ("/chart/axis/plain", test_plain);

  return g_test_run ();
}
