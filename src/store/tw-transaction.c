/* tw-transaction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-guard.h"
#include "tw-transaction.h"

#include "tw-error.h"
#include "tw-fault.h"
#include "tw-query.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>

/* How long the window waits for work of this process that writes. */
#define OWN_PATIENCE (50 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  TwTransactionHook  func;
  gpointer           user_data;
  GDestroyNotify     destroy;
} TransactionHook;

void
tw_transaction_hook_free (gpointer data)
{
  TransactionHook *hook = data;

  if (hook->destroy != NULL)
    hook->destroy (hook->user_data);
  g_free (hook);
}

void
tw_transaction_add_hook (TwWorkspace       *workspace,
                         TwTransactionHook  func,
                         gpointer           user_data,
                         GDestroyNotify     destroy)
{
  TransactionHook *hook = g_new (TransactionHook, 1);

  g_return_if_fail (tw_transaction_is_open (workspace));

  *hook = (TransactionHook){ func, user_data, destroy };
  g_ptr_array_add (workspace->hooks, hook);
}

static void
run_hooks (TwWorkspace *workspace,
           gboolean     committed)
{
  g_autoptr (GPtrArray) hooks = g_steal_pointer (&workspace->hooks);

  /* A hook may begin a transaction of its own. */
  workspace->hooks = g_ptr_array_new_with_free_func (tw_transaction_hook_free);
  for (guint i = 0; i < hooks->len; i++)
    {
      TransactionHook *hook = g_ptr_array_index (hooks, i);

      hook->func (workspace, committed, hook->user_data);
    }
}

/* The first write goes to WAL, so that readers go on. Where that can't be (another program reads
 * the file in the other mode just now), the transaction is as good in the mode that it finds. */
static void
prefer_wal (TwWorkspace *workspace)
{
  g_autofree char *mode = NULL;
  gint64 patience = workspace->patience;

  workspace->patience = 0;
  mode = tw_connection_get_text (workspace->db, workspace->path, "PRAGMA journal_mode = WAL", NULL);
  workspace->patience = patience;
  if (g_strcmp0 (mode, "wal") == 0)
    tw_guard_hold (workspace);
}

gboolean
tw_workspace_is_busy (TwWorkspace *workspace)
{
  return g_atomic_int_get (&workspace->n_writing) > 0;
}

/* Other programs are waited for a few seconds. Work of our own may write for a minute, and the window would stand still. */
static gboolean
begin_outermost (TwWorkspace  *workspace,
                 GError      **error)
{
  gboolean busy = tw_workspace_is_busy (workspace);
  gint64 patience = workspace->patience;
  g_autoptr (GError) local_error = NULL;
  gboolean begun;

  prefer_wal (workspace);
  if (busy)
    workspace->patience = OWN_PATIENCE;
  begun = tw_workspace_exec (workspace, "BEGIN IMMEDIATE", &local_error);
  workspace->patience = patience;

  if (!begun && !tw_workspace_go_on (workspace, error))
    return FALSE;
  if (!begun && busy && g_error_matches (local_error, TW_ERROR, TW_ERROR_FILE))
    g_set_error_literal (error, TW_ERROR, TW_ERROR_CONFLICT,
                         _("The work in progress is writing to the workspace. Wait until it has finished, or cancel "
                           "it, and do this again."));
  else if (!begun)
    g_propagate_error (error, g_steal_pointer (&local_error));
  if (begun && workspace->origin != NULL)
    g_atomic_int_inc (&workspace->origin->n_writing);

  return begun;
}

gboolean
tw_transaction_begin_at (TwWorkspace  *workspace,
                         const char   *where,
                         GError      **error)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && workspace->db != NULL, FALSE);

  if (workspace->read_only)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” is open for reading only. Save a copy elsewhere to change it."),
                   workspace->path);
      tw_bulk_end (workspace);
      return FALSE;
    }

  if (workspace->depth == 0)
    {
      if (!begin_outermost (workspace, error))
        {
          tw_bulk_end (workspace);
          return FALSE;
        }
      workspace->where = where;
      workspace->doomed = FALSE;
    }
  workspace->depth++;

  return TRUE;
}

static void
end (TwWorkspace *workspace,
     gboolean     committed)
{
  if (workspace->origin != NULL)
    g_atomic_int_add (&workspace->origin->n_writing, -1);
  workspace->depth = 0;
  workspace->where = NULL;
  workspace->doomed = FALSE;
  g_ptr_array_set_size (workspace->dropped, 0);
  tw_bulk_end (workspace);
  run_hooks (workspace, committed);
  if (committed)
    tw_workspace_emit_changed (workspace);
}

static void
roll_back (TwWorkspace *workspace)
{
  /* SQLite has already rolled back after some errors, such as a full disk. */
  if (!sqlite3_get_autocommit (workspace->db))
    sqlite3_exec (workspace->db, "ROLLBACK", NULL, NULL, NULL);
  end (workspace, FALSE);
}

gboolean
tw_transaction_commit (TwWorkspace  *workspace,
                       GError      **error)
{
  gboolean ready;

  g_return_val_if_fail (workspace->depth > 0, FALSE);

  if (workspace->depth > 1)
    {
      workspace->depth--;
      return TRUE;
    }

  if (workspace->doomed || sqlite3_get_autocommit (workspace->db))
    {
      g_debug ("Transaction begun at %s was rolled back inside", workspace->where);
      roll_back (workspace);
      g_set_error_literal (error, TW_ERROR, TW_ERROR_CONFLICT,
                           _("A part of the change failed, so all of it was taken back. Nothing "
                              "was changed."));
      return FALSE;
    }

  /* A question that was stopped may have been answered with nothing: not even what follows would then be right. */
  ready = tw_bulk_restore_indexes (workspace, error) && tw_bulk_check (workspace, error)
          && tw_workspace_go_on (workspace, error);
  if (ready)
    {
      tw_fault_point ("commit");
      ready = tw_workspace_exec (workspace, "COMMIT", error);
    }
  if (!ready)
    {
      roll_back (workspace);
      return FALSE;
    }
  end (workspace, TRUE);
  tw_fault_point ("committed");

  return TRUE;
}

void
tw_transaction_rollback (TwWorkspace *workspace)
{
  g_return_if_fail (workspace->depth > 0);

  if (workspace->depth > 1)
    {
      workspace->depth--;
      workspace->doomed = TRUE;
      return;
    }

  roll_back (workspace);
}

gboolean
tw_transaction_is_open (TwWorkspace *workspace)
{
  return workspace->depth > 0;
}

gboolean
tw_transaction_reserve_ids (TwWorkspace  *workspace,
                            const char   *table,
                            gint64        n,
                            gint64       *first,
                            GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (TwQuery) update = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 used = 0;
  gboolean known;

  g_return_val_if_fail (workspace->depth > 0, FALSE);

  query = tw_query_new (workspace, "SELECT seq FROM sqlite_sequence WHERE name = :table", error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "table", table);
  known = tw_query_step (query, &local_error);
  if (known)
    used = tw_query_int (query, 0);
  tw_query_reset (query);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  update = tw_query_new (workspace,
                         known ? "UPDATE sqlite_sequence SET seq = :seq WHERE name = :table"
                               : "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :seq)",
                         error);
  if (update == NULL)
    return FALSE;
  tw_query_bind_text (update, "table", table);
  tw_query_bind_int (update, "seq", used + n);
  *first = used + 1;

  return tw_query_run (update, error);
}
