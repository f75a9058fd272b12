/* tw-fact-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-filter.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What stands for an absent value in a column. */
#define TW_COLUMN_NULL G_MININT64

/**
 * TwTextFunc:
 * @column: which column asks
 * @text: not %NULL; borrowed for the call
 *
 * Returns: the number that stands for @text, such as its place in an intern table
 */
typedef gint64 (*TwTextFunc) (gpointer    user_data,
                              guint       column,
                              const char *text,
                              gsize       length);

/**
 * TwColumn:
 * @field: name of a field, or `id` for the row id
 * @map: (nullable) (array length=n_map): for a reference or `id`: what stands for a row id,
 *   such as an
 *   index of the caller's; row ids outside get %TW_COLUMN_NULL
 * @may_lack: whether @values may stay %NULL where no row has a value
 * @values: (out) (array): filled by the reader, owned by the caller who frees it with g_free()
 * @scales: (out) (nullable): decimals of an FX rate, else %NULL; likewise
 *
 * One column of a bulk read. Dates become day numbers, texts, choices and tags what the #TwTextFunc
 * answers, everything else the stored integer.
 */
typedef struct
{
  const char   *field;
  const gint64 *map;
  gsize         n_map;
  gboolean      may_lack;
  gint64       *values;
  gint64       *scales;
} TwColumn;

/**
 * tw_columns_read:
 * @columns: (inout) (array length=n_columns)
 * @filter: (nullable): which rows
 * @n_rows: (out): how many values each column got
 *
 * Reads columns of an entity in one scan in row id order, which is the order of arrival. Never
 * keeps a row: 1,000,000 sales in less than SQLite takes to step through them.
 *
 * On an error no column holds anything.
 */
gboolean  tw_columns_read   (TwWorkspace     *workspace,
                             const TwEntity  *entity,
                             const TwFilter  *filter,
                             TwColumn        *columns,
                             guint            n_columns,
                             TwTextFunc       text,
                             gpointer         user_data,
                             gsize           *n_rows,
                             GError         **error);
/* Frees what a read left in the columns, not the columns. */
void      tw_columns_clear  (TwColumn        *columns,
                             guint            n_columns);

G_END_DECLS
