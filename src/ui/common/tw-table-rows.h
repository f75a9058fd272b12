/* tw-table-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table-source.h"

G_BEGIN_DECLS

#define TW_TYPE_TABLE_ROW (tw_table_row_get_type ())
G_DECLARE_FINAL_TYPE (TwTableRow, tw_table_row, TW, TABLE_ROW, GObject)

#define TW_TYPE_TABLE_ROWS (tw_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (TwTableRows, tw_table_rows, TW, TABLE_ROWS, GObject)

/**
 * TwTableRow:
 *
 * A place in a table. What stands there is read when somebody wants to see it, and may become something else: a list
 * view throws away the widgets of an item that is gone, and makes two hundred rows of new ones, which takes a fifth of a
 * second; a row whose item changed keeps them.
 */
/* (nullable): what stands there now; owned by the row until it changes */
gpointer      tw_table_row_get_item     (TwTableRow    *self);
/* What told the item from others when it was read; 0 where nobody looked at it. */
gint64        tw_table_row_get_key      (TwTableRow    *self);
/* Another number as soon as there is something else to show, and another than that of every other row; never 0. */
guint         tw_table_row_get_serial   (TwTableRow    *self);

/**
 * TwTableRows:
 *
 * The model of #TwTableRow that a view is given instead of the source's. A list that becomes long begins with the rows
 * of a screen and gets the others in turns of the main loop, each of which makes few widgets.
 *
 * Signal `stale`: some row has something else to show.
 */
TwTableRows  *tw_table_rows_new         (TwTableSource *source);
/* The source's rows changed as GListModel::items-changed says. Tells who listens of rows that came and went.
 *
 * Returns: how many rows from @position on are still the same, with other items in them */
guint         tw_table_rows_change      (TwTableRows   *self,
                                         guint          position,
                                         guint          removed,
                                         guint          added);
/* Begins with few rows again, for a view that is given them next. Nobody may listen yet. */
void          tw_table_rows_begin       (TwTableRows   *self);
/* All rows, now: for who needs one of the last. */
void          tw_table_rows_show_all    (TwTableRows   *self);

G_END_DECLS
