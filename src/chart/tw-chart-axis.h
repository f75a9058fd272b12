/* tw-chart-axis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the ticks of a numeric axis are. Whatever goes in (nothing, one value, all equal, 1e308, 1e-308, NaN),
 * the answer is finite, ascending and covers the finite values that went in (cut to ±1e300). */

typedef enum
{
  TW_CHART_AXIS_FROM_ZERO = 1 << 0, /* bars: zero is in it */
  TW_CHART_AXIS_WHOLE = 1 << 1,     /* ticks at whole numbers only: there may be as few as two */
} TwChartAxisFlags;

/**
 * TwChartTicks:
 * @first: the first tick is @first × @step; a whole number
 * @step: 1, 2 or 5 times a power of ten
 * @n: 4 to 7 when seven have room, at least 2
 *
 * The axis goes from its first tick to its last.
 */
typedef struct
{
  double first;
  double step;
  guint  n;
} TwChartTicks;

/* The values that an axis has to show. */
typedef struct
{
  double low;
  double high;
} TwChartExtent;

#define TW_CHART_EXTENT_EMPTY { 1, -1 }

/* Widens @extent by @value; NaN and infinities are passed over. */
void         tw_chart_extent_add     (TwChartExtent       *extent,
                                      double               value);
gboolean     tw_chart_extent_is_empty (const TwChartExtent *extent);

/* @most: how many ticks have room; 7 at most, 3 at least. */
TwChartTicks tw_chart_axis_fit       (TwChartExtent        extent,
                                      guint                most,
                                      guint                flags);
/* The i-th tick, computed as a product so that steps don't add up their errors. */
double       tw_chart_ticks_nth      (const TwChartTicks  *ticks,
                                      guint                i);
double       tw_chart_ticks_min      (const TwChartTicks  *ticks);
double       tw_chart_ticks_max      (const TwChartTicks  *ticks);
/* Whether lines over these values may leave zero out: the axis would be mostly empty with it. */
gboolean     tw_chart_axis_may_break (TwChartExtent        extent);
/* (transfer full): with the decimals of @step, or as many as are needed when it is 0; grouped, with U+2212. */
char        *tw_chart_axis_plain     (double               value,
                                      double               step);

G_END_DECLS
