/* tw-changeset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace-private.h"

G_BEGIN_DECLS

/* Changesets of SQLite's session extension. The first column of every recorded table is its id. */

/* One row of a changeset, valid during the call. */
typedef struct
{
  sqlite3_changeset_iter *iter;
  const char             *table;
  int                     operation;  /* SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE */
  int                     n_columns;
  gint64                  id;
} TwChangedRow;

/* FALSE stops the walk. */
typedef gboolean (*TwChangedRowFunc) (const TwChangedRow *row,
                                      gpointer            user_data);

/* %FALSE with @error where the bytes are no changeset; TRUE also where @func stopped. */
gboolean   tw_changeset_foreach   (GBytes            *changes,
                                   TwChangedRowFunc   func,
                                   gpointer           user_data,
                                   GError           **error);
/* Fills @row from an iterator that stands on a row. */
gboolean   tw_changed_row_read    (sqlite3_changeset_iter *iter,
                                   TwChangedRow           *row);
/* (transfer full) (nullable): the value before (@after %FALSE) or after as text, %NULL for NULL and
 * where the column isn't in the change; @known tells these apart. */
char      *tw_changed_row_value   (const TwChangedRow *row,
                                   int                 column,
                                   gboolean            after,
                                   gboolean           *known);
/* (transfer full): "partner P001": the table and what names the row, for messages. */
char      *tw_changed_row_name    (const TwChangedRow *row);

GBytes    *tw_changeset_invert    (GBytes            *changes,
                                   GError           **error);
/* Whether two changesets hold the same changes, in whatever order. */
gboolean   tw_changeset_equal     (GBytes            *a,
                                   GBytes            *b);

G_END_DECLS
