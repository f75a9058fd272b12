/* tw-transaction.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_transaction_begin:
 *
 * Begins a transaction, or joins the one that is open: only the outermost commit commits, and after
 * an inner rollback the outermost commit refuses. `BEGIN IMMEDIATE`, waiting a few seconds for
 * another program. What a person does goes through tw_history_begin() instead, which calls this.
 */
#define tw_transaction_begin(workspace, error) \
  tw_transaction_begin_at ((workspace), G_STRLOC, (error))

gboolean tw_transaction_begin_at   (TwWorkspace  *workspace,
                                    const char   *where,
                                    GError      **error);
/* On error everything is rolled back, and the transaction has ended. */
gboolean tw_transaction_commit     (TwWorkspace  *workspace,
                                    GError      **error);
void     tw_transaction_rollback   (TwWorkspace  *workspace);
gboolean tw_transaction_is_open    (TwWorkspace  *workspace);

/* Called once after the outermost commit (@committed) or rollback, then forgotten. */
typedef void (*TwTransactionHook)  (TwWorkspace  *workspace,
                                    gboolean      committed,
                                    gpointer      user_data);
void     tw_transaction_add_hook   (TwWorkspace       *workspace,
                                    TwTransactionHook  hook,
                                    gpointer           user_data,
                                    GDestroyNotify     destroy);

/* The first of @n row ids of @table that were never used and never will be again; within a
 * transaction. */
gboolean tw_transaction_reserve_ids (TwWorkspace *workspace,
                                    const char   *table,
                                    gint64        n,
                                    gint64       *first,
                                    GError      **error);

/**
 * tw_bulk_begin:
 * @tables: %NULL-terminated names of the tables that are filled
 *
 * Bulk load, outside of a transaction and before tw_history_begin(): foreign keys aren't tested row
 * by row but once, for @tables, before the commit, which fails with the first row that points
 * nowhere. Ends with the outermost commit or rollback.
 */
gboolean tw_bulk_begin             (TwWorkspace        *workspace,
                                    const char * const *tables,
                                    GError            **error);

/* Drops the indexes of @table that aren't constraints and unique indexes by name, to be made again,
 * faster, by tw_bulk_restore_indexes() before the commit. Worth it where more rows are added than
 * there are. */
gboolean tw_bulk_drop_indexes      (TwWorkspace        *workspace,
                                    const char         *table,
                                    GError            **error);
/* Likewise for a guard trigger that each row of a load would pass in vain: `line_approved_insert`
 * costs a third of storing a run, whose statements are all new. */
gboolean tw_bulk_drop_trigger      (TwWorkspace        *workspace,
                                    const char         *name,
                                    GError            **error);
gboolean tw_bulk_restore_indexes   (TwWorkspace        *workspace,
                                    GError            **error);

G_END_DECLS
