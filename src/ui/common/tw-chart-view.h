/* tw-chart-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-chart-layout.h"

G_BEGIN_DECLS

#define TW_TYPE_CHART_VIEW (tw_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (TwChartView, tw_chart_view, TW, CHART_VIEW, GtkWidget)

/**
 * TwChartView:
 *
 * Shows a #TwChartSpec. To assistive technology it is a list whose items are the marks; to the keyboard it
 * is one stop of Tab, with arrows, Home and End from mark to mark and Page Up and Down from series to series.
 * Up to 200 marks are child widgets; of more, two take turns. Every handle of a payout curve is a stop of its own.
 *
 * Signals:
 * - `mark-activated` (key): a click or Enter on a mark that has rows behind it
 * - `brushed` (keys as #GStrv): the marks that were selected by dragging, Shift+arrows or Space; none when
 *   the selection was given up. Order and number are those of the marks; a key stands there once.
 * - `handle-moved` (handle, value): a handle of the spec is somewhere else; the one who shows the chart may set a
 *   new spec for it. Also when Escape puts it back.
 * - `handle-released` (handle, value): and is to stay there. One per drag, per run of key presses, per entry.
 */
GtkWidget     *tw_chart_view_new               (void);
/* @spec: (nullable): a reference is kept. Selection and focus stay with the marks of the same key, as far
 * as they still are. */
void           tw_chart_view_set_spec          (TwChartView    *self,
                                                TwChartSpec    *spec);
TwChartSpec   *tw_chart_view_get_spec          (TwChartView    *self);
/* What is drawn around the plot, #TwChartParts: title and subtitle unless something else is said. */
void           tw_chart_view_set_parts         (TwChartView    *self,
                                                guint           parts);
/* The height that the chart would like to have; 0 lets its kind and its rows decide. */
void           tw_chart_view_set_height        (TwChartView    *self,
                                                int             height);
/* How far Up and Down move the rate of a handle: 0.1 point in the units of the axis. 0: a step of the chart. */
void           tw_chart_view_set_rate_step     (TwChartView    *self,
                                                double          step);
/* Colours, font and direction as the chart is shown; for printing and saving. */
void           tw_chart_view_get_style         (TwChartView    *self,
                                                TwChartStyle   *style);
/* (transfer full) (array zero-terminated=1): the keys of the selected marks. */
char         **tw_chart_view_get_selected      (TwChartView    *self);
/* Gives the selection up, without a signal. */
void           tw_chart_view_clear_selection   (TwChartView    *self);
/* Puts the focus on the first mark with this key, else on the one that had it last. */
gboolean       tw_chart_view_focus_mark        (TwChartView    *self,
                                                const char     *key);

G_END_DECLS
