/* tw-history-go-back.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-history.h"

G_BEGIN_DECLS

/**
 * TwHistoryDistance:
 * @n_changes: entries that going back takes away, imports and calculations included
 * @n_imports: imports among them, @n_runs: calculations; these can't be done again by undoing
 *
 * How far an entry of history lies behind.
 */
typedef struct
{
  guint n_changes;
  guint n_imports;
  guint n_runs;
} TwHistoryDistance;

/* FALSE with %TW_ERROR_CONFLICT where something stands in the way: a migration, or an import or
 * calculation of before that was taken back since and can't be brought again. */
gboolean tw_history_distance (TwWorkspace        *workspace,
                              gint64              entry,
                              TwHistoryDistance  *distance,
                              GError            **error);

/**
 * tw_history_go_back:
 * @entry: the last entry that stays
 * @made: (out) (optional): the new entry, 0 where the workspace is as it was then
 *
 * Makes the workspace what it was right after @entry. All later edits are taken back by one new
 * entry of kind edit, which names @entry as `reverts` and is undone and redone like any other.
 * Imports and calculations in between are taken back too, each by an entry of its own as
 * tw_history_undo() writes it, because only those can remove them; the edits before and after
 * one are then two entries. All or nothing: what refuses to be taken back leaves everything as it
 * was, and says so.
 */
gboolean tw_history_go_back  (TwWorkspace        *workspace,
                              gint64              entry,
                              gint64             *made,
                              GError            **error);

G_END_DECLS
