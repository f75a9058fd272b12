/* tw-chart-curve.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-frame.h"

G_BEGIN_DECLS

/* What lines, areas, payout and survival curves share. */

/* Sets up X from the spec: names, days or numbers. */
void tw_chart_curve_x        (TwChartFrame       *frame);
/* Keeps room at the end for the names of the series when they fit there, else draws a legend. Returns whether
 * names go to the ends. */
gboolean tw_chart_curve_names (TwChartFrame      *frame,
                               TwChartSwatch      swatch);
/* One end of a line, to be named. */
typedef struct
{
  guint        series;
  TwChartPoint at;
} TwChartLineEnd;

/* Names beside the ends of their lines, moved apart where they would touch. */
void tw_chart_curve_label_ends (TwChartFrame     *frame,
                                GArray           *ends);
/* A polyline with at most two points per px: how far each column of many goes down and up. */
TwChartItem *tw_chart_curve_line (TwChartFrame   *frame,
                                  TwChartInk      ink,
                                  double          width,
                                  GArray         *points);
/* A band between two curves of equally many points. */
void tw_chart_curve_band       (TwChartFrame     *frame,
                                TwChartInk        ink,
                                double            alpha,
                                GArray           *upper,
                                GArray           *lower);

G_END_DECLS
