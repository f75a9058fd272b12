/* tw-card-grid.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TW_TYPE_CARD_GRID (tw_card_grid_get_type ())
G_DECLARE_FINAL_TYPE (TwCardGrid, tw_card_grid, TW, CARD_GRID, GtkWidget)

/**
 * TwCardGrid:
 *
 * Cards in columns of one width, as many as its own width has room for; the cards of a row are equally high. In
 * right-to-left the first one is at the right. Children are added by gtk_widget_set_parent() or
 * tw_card_grid_append(), in their order.
 *
 * @column_width: the least width of a column in px
 * @columns_max: how many there are at most
 */
GtkWidget *tw_card_grid_new    (int         column_width,
                                guint       columns_max);
void       tw_card_grid_append (TwCardGrid *self,
                                GtkWidget  *card);
void       tw_card_grid_clear  (TwCardGrid *self);
/* How many columns a grid of that width has. */
guint      tw_card_grid_columns (TwCardGrid *self,
                                 int         width);

G_END_DECLS
