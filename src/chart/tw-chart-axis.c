/* tw-chart-axis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-axis.h"

#include <math.h>
#include <string.h>

/* Beyond these, differences overflow or vanish. */
#define LARGEST 1e300
#define SMALLEST 1e-290
/* Two values that are closer than this, relative to their size, can't be told apart by ticks. */
#define RESOLUTION 1e-11

void
tw_chart_extent_add (TwChartExtent *extent,
                     double         value)
{
  if (!isfinite (value))
    return;

  value = CLAMP (value, -LARGEST, LARGEST);
  if (tw_chart_extent_is_empty (extent))
    {
      extent->low = extent->high = value;
      return;
    }
  extent->low = MIN (extent->low, value);
  extent->high = MAX (extent->high, value);
}

gboolean
tw_chart_extent_is_empty (const TwChartExtent *extent)
{
  return !(extent->low <= extent->high);
}

/* One value, or several that are one: some room around it, towards zero if that is where it starts. */
static void
widen (TwChartExtent *extent)
{
  double size = MAX (fabs (extent->low), fabs (extent->high));

  if (extent->high - extent->low > MAX (size * RESOLUTION, SMALLEST))
    return;

  if (size <= SMALLEST)
    {
      extent->low = 0;
      extent->high = 1;
      return;
    }
  extent->low -= size * 0.1;
  extent->high += size * 0.1;
}

/* The next of 1, 2, 5, 10, 20… after @step, told by its mantissa. */
static double
next_step (int *mantissa,
           int *exponent)
{
  if (*mantissa == 5)
    {
      *mantissa = 1;
      *exponent += 1;
    }
  else
    *mantissa = *mantissa == 1 ? 2 : 5;

  return *exponent < 0 ? *mantissa / pow (10, -*exponent) : *mantissa * pow (10, *exponent);
}

static TwChartTicks
ticks_at (TwChartExtent extent,
          double        step)
{
  TwChartTicks ticks;
  double slack = 1e-9;
  double last;

  /* A value that is a hair over a tick (0.1 × 3) is at it. */
  ticks.step = step;
  ticks.first = floor (extent.low / step + slack) + 0.0;
  last = ceil (extent.high / step - slack);
  if (last <= ticks.first)
    last = ticks.first + 1;
  ticks.n = (guint) MIN (last - ticks.first, 1000) + 1;

  return ticks;
}

TwChartTicks
tw_chart_axis_fit (TwChartExtent extent,
                   guint         most,
                   guint         flags)
{
  TwChartTicks ticks;
  int mantissa = 5;
  int exponent;
  double step;

  /* Around zero three is the least there can be. */
  most = CLAMP (most, 3, 7);
  if (tw_chart_extent_is_empty (&extent) || !isfinite (extent.low) || !isfinite (extent.high))
    extent = (TwChartExtent) { 0, 1 };
  if (flags & TW_CHART_AXIS_FROM_ZERO)
    tw_chart_extent_add (&extent, 0);
  widen (&extent);

  /* From a step that is surely too small upwards. Seven ticks at one step are at least four at the next. */
  exponent = (int) floor (log10 (extent.high - extent.low)) - 2;
  if (flags & TW_CHART_AXIS_WHOLE)
    exponent = MAX (exponent, -1);
  do
    {
      step = next_step (&mantissa, &exponent);
      ticks = ticks_at (extent, step);
    }
  while (ticks.n > most);

  return ticks;
}

double
tw_chart_ticks_nth (const TwChartTicks *ticks,
                    guint               i)
{
  return (ticks->first + i) * ticks->step;
}

double
tw_chart_ticks_min (const TwChartTicks *ticks)
{
  return tw_chart_ticks_nth (ticks, 0);
}

double
tw_chart_ticks_max (const TwChartTicks *ticks)
{
  return tw_chart_ticks_nth (ticks, ticks->n - 1);
}

gboolean
tw_chart_axis_may_break (TwChartExtent extent)
{
  double size = MAX (fabs (extent.low), fabs (extent.high));

  if (tw_chart_extent_is_empty (&extent) || (extent.low <= 0 && extent.high >= 0))
    return FALSE;

  return extent.high - extent.low < size * 0.35 && extent.high - extent.low > size * RESOLUTION;
}

static int
decimals_of (double step)
{
  if (step >= 1)
    return 0;

  return (int) MIN (ceil (-log10 (step) - 1e-9), 12);
}

/* Drops the zeros behind the decimal separator, whichever that is: "12,500" of three decimals is "12,5". */
static void
trim_zeros (char *text)
{
  gsize length = strlen (text);

  while (length > 1 && text[length - 1] == '0')
    length--;
  while (length > 1 && !g_ascii_isdigit (text[length - 1]))
    length--;
  text[length] = '\0';
}

char *
tw_chart_axis_plain (double value,
                     double step)
{
  g_autofree char *digits = NULL;
  double size = fabs (value);

  if (!isfinite (value))
    return g_strdup ("");

  if (size >= 1e15 || (size > 0 && size < 1e-9))
    digits = g_strdup_printf ("%.3g", size);
  else if (step > 0)
    digits = g_strdup_printf ("%'.*f", decimals_of (step), size);
  else
    {
      int decimals = size >= 1000 || size == 0 ? 0 : (int) CLAMP (3 - floor (log10 (size)), 0, 12);

      digits = g_strdup_printf ("%'.*f", decimals, size);
      if (decimals > 0)
        trim_zeros (digits);
    }

  return g_strconcat (value < 0 && size > 0 ? "\u2212" : "", digits, NULL);
}
