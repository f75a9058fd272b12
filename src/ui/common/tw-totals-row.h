/* tw-totals-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TW_TYPE_TOTALS_ROW (tw_totals_row_get_type ())
G_DECLARE_FINAL_TYPE (TwTotalsRow, tw_totals_row, TW, TOTALS_ROW, GtkWidget)

/**
 * TwTotalsRow:
 *
 * A row of texts under a column view, each under its column however that is moved, resized or
 * scrolled.
 */
GtkWidget *tw_totals_row_new   (GtkColumnView       *view,
                                GtkAdjustment       *horizontal);
/* Forgets all texts. */
void       tw_totals_row_clear (TwTotalsRow         *self);
/* Returns how wide a column has to be for @text to stand clear of its neighbour's, px. */
int        tw_totals_row_set   (TwTotalsRow         *self,
                                GtkColumnViewColumn *column,
                                const char          *text);

G_END_DECLS
