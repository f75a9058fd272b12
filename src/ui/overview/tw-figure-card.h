/* tw-figure-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-metric-table.h"

G_BEGIN_DECLS

#define TW_TYPE_FIGURE_CARD (tw_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (TwFigureCard, tw_figure_card, TW, FIGURE_CARD, GtkButton)

/**
 * TwFigureCard:
 *
 * A key figure: what it is, how much, how that changed against the period before, on how many it rests. Signals:
 * `show-rows` on a click, `unpin`, `move` (places).
 *
 * @pin: of #TwPin
 * @writable: whether it can be unpinned and moved
 */
GtkWidget          *tw_figure_card_new         (const TwMetric *metric,
                                                gint64          pin,
                                                gboolean        writable);
void                tw_figure_card_set_table   (TwFigureCard   *self,
                                                TwMetricTable  *table);
void                tw_figure_card_set_error   (TwFigureCard   *self,
                                                const GError   *error);
void                tw_figure_card_set_movable (TwFigureCard   *self,
                                                gboolean        earlier,
                                                gboolean        later);
const TwMetric     *tw_figure_card_get_metric  (TwFigureCard   *self);
gint64              tw_figure_card_get_pin     (TwFigureCard   *self);
const char         *tw_figure_card_get_title   (TwFigureCard   *self);
/* (nullable): the figure with the rows behind it. */
const TwMetricCell *tw_figure_card_get_cell    (TwFigureCard   *self);

G_END_DECLS
