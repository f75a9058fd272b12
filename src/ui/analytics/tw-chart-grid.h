/* tw-chart-grid.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_CHART_GRID (tw_chart_grid_get_type ())
G_DECLARE_FINAL_TYPE (TwChartGrid, tw_chart_grid, TW, CHART_GRID, GtkWidget)

/**
 * TwChartGrid:
 *
 * Cards in as many equally wide columns as its own width allows: one below 640 px, two from there, three from
 * 1500 px. Cards of a row are equally high. The order of the cards is that of the children, and of Tab.
 */
GtkWidget *tw_chart_grid_new         (void);
void       tw_chart_grid_append      (TwChartGrid *self,
                                     GtkWidget  *card);
/* Makes @card the one with that number; behind the last one for a number too large. */
void       tw_chart_grid_move        (TwChartGrid *self,
                                     GtkWidget  *card,
                                     guint       position);
/* G_MAXUINT where it is none of them. */
guint      tw_chart_grid_find        (TwChartGrid *self,
                                     GtkWidget  *card);
guint      tw_chart_grid_get_columns (TwChartGrid *self);

G_END_DECLS
