/* tw-board-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TW_TYPE_BOARD_LAYOUT (tw_board_layout_get_type ())
G_DECLARE_FINAL_TYPE (TwBoardLayout, tw_board_layout, TW, BOARD_LAYOUT, GtkLayoutManager)

/* How wide a column is at least and at most where several stand side by side, and by how much it grows, in px. */
#define TW_BOARD_COLUMN_WIDTH 264
#define TW_BOARD_COLUMN_MOST  424
#define TW_BOARD_COLUMN_STEP  40

/**
 * TwBoardLayout:
 *
 * Columns side by side, all as wide as each other. They grow in steps: while a window is resized the cards, hundreds
 * of them, keep their width and need not be laid out again. A lone column takes all there is.
 */
GtkLayoutManager *tw_board_layout_new         (void);
/* How wide each of @n columns is that share @available px. */
int               tw_board_layout_share       (int   available,
                                               guint n);

G_END_DECLS
