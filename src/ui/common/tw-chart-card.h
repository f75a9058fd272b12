/* tw-chart-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "common/tw-chart-view.h"

G_BEGIN_DECLS

#define TW_TYPE_CHART_CARD (tw_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (TwChartCard, tw_chart_card, TW, CHART_CARD, AdwBin)

/**
 * TwChartCard:
 *
 * A chart with its title, its definition, the table behind it and its menu. While it loads it shows what it showed
 * before, or bars; when it fails, why, and Try Again.
 *
 * Signals:
 * - `mark-activated` (key) and `brushed` (keys): those of its #TwChartView
 * - `show-rows`: the rows of all marks are asked for
 * - `try-again`
 * - `move` (places): Move Earlier and Later
 * - `dropped` (card): another card was dragged onto this one, to stand in its place
 */
GtkWidget   *tw_chart_card_new         (const char   *title);
void         tw_chart_card_set_spec    (TwChartCard  *self,
                                        TwChartSpec  *spec);
void         tw_chart_card_set_loading (TwChartCard  *self);
void         tw_chart_card_set_error   (TwChartCard  *self,
                                        const GError *error);
/* Lets it be pinned to the first view: by the name of the chart and its filters as JSON (nullable). */
void         tw_chart_card_set_pin     (TwChartCard  *self,
                                        TwDocument   *document,
                                        const char   *name,
                                        const char   *parameters);
/* Whether it can change its place. It is then dragged by its title. */
void         tw_chart_card_set_movable (TwChartCard  *self,
                                        gboolean      earlier,
                                        gboolean      later);
/* (nullable): a section of items below its own, for actions of the view. */
void         tw_chart_card_set_menu    (TwChartCard  *self,
                                        GMenuModel   *extra);
void         tw_chart_card_set_table   (TwChartCard  *self,
                                        gboolean      table);
/* (transfer none) */
TwChartView *tw_chart_card_get_view    (TwChartCard  *self);
const char  *tw_chart_card_get_title   (TwChartCard  *self);

G_END_DECLS
