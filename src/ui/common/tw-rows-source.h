/* tw-rows-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table-source.h"

G_BEGIN_DECLS

#define TW_TYPE_ROWS_SOURCE (tw_rows_source_get_type ())
G_DECLARE_FINAL_TYPE (TwRowsSource, tw_rows_source, TW, ROWS_SOURCE, TwTableSource)

/**
 * TwRowsSource:
 *
 * A source of rows in memory, for lists that stand in no table: rejected rows, steps, checks. Cells
 * are plain forms (`-1204.50`, ISO dates, percentages); numeric columns are sorted as numbers.
 *
 * @columns: ended by an element without id; copied, but the strings must stay
 */
TwTableSource *tw_rows_source_new   (const TwTableColumn  *columns);
/* @cells: one plain form per column; copied. @key: not 0. Sort and filter apply after
 * tw_rows_source_update(). */
void           tw_rows_source_add   (TwRowsSource         *self,
                                     gint64                key,
                                     const char *const    *cells);
void           tw_rows_source_clear (TwRowsSource         *self);
void           tw_rows_source_update (TwRowsSource        *self);

G_END_DECLS
