/* tw-history-undo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-error.h"
#include "tw-history-private.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* An entry is undone while an undo of it stands, and an undo stands until a redo takes it back. */
#define IS_UNDONE(id) \
  "EXISTS (SELECT 1 FROM history AS u WHERE u.kind = 'undo' AND u.reverts = " id \
  " AND NOT EXISTS (SELECT 1 FROM history AS r WHERE r.kind = 'redo' AND r.reverts = u.id))"

#define FLOOR "coalesce ((SELECT max (id) FROM history WHERE kind = 'migrate'), 0)"

typedef struct
{
  gint64         id;
  TwHistoryKind  kind;
  char          *label;
  gint64         reverts;
  gint64         reference;
  GBytes        *changes;
  gboolean       undone;
  gboolean       below_floor;
} Entry;

static void
entry_clear (Entry *entry)
{
  g_free (entry->label);
  g_clear_pointer (&entry->changes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
read_entry (TwWorkspace  *workspace,
            gint64        id,
            Entry        *entry,
            GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query =
    tw_query_new (workspace,
                  "SELECT h.id, h.kind, h.label, h.reverts, h.reference, h.changes, " IS_UNDONE (
                    "h.id") ","
                            " h.id <= " FLOOR " FROM history AS h WHERE h.id = :id",
                  error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);
  if (!tw_query_step (query, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                     _("There is no entry %" PRId64 " in history."), id);
      return FALSE;
    }

  entry->id = tw_query_int (query, 0);
  entry->kind = tw_history_kind_from_string (tw_query_text (query, 1));
  entry->label = tw_query_dup_text (query, 2);
  entry->reverts = tw_query_is_null (query, 3) ? 0 : tw_query_int (query, 3);
  entry->reference = tw_query_is_null (query, 4) ? 0 : tw_query_int (query, 4);
  entry->changes = tw_query_blob (query, 5);
  entry->undone = tw_query_int (query, 6) != 0;
  entry->below_floor = tw_query_int (query, 7) != 0;

  return TRUE;
}

static gboolean
check_can_undo (const Entry  *entry,
                GError      **error)
{
  if (entry->kind == TW_HISTORY_UNDO || entry->kind == TW_HISTORY_REDO)
    g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                 _("“%s” is itself an undo or redo. Redo or undo the change that it is about."),
                 entry->label);
  else if (entry->below_floor)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("“%s” can't be undone, because the file was made or updated after it."),
                 entry->label);
  else if (entry->undone)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("“%s” is already undone."), entry->label);
  else
    return TRUE;

  return FALSE;
}

static gboolean
write_reverting (TwWorkspace    *workspace,
                 TwHistoryKind   kind,
                 const Entry    *entry,
                 const char     *content,
                 GBytes         *changes,
                 gint64         *made,
                 GError        **error)
{
  g_autofree char *now = tw_workspace_now (workspace);
  TwHistoryRecord record = { 0 };

  record.kind = kind;
  record.at = now;
  record.by = workspace->user;
  record.label = entry->label;
  record.reverts = entry->id;
  record.content = content;
  record.changes = changes;

  return tw_history_append (workspace, &record, made, error);
}

/* Applies the entry's changes backwards, and writes what happened. */
static gboolean
revert_changes (TwWorkspace   *workspace,
                const Entry   *entry,
                GBytes       **applied,
                GError       **error)
{
  g_autoptr (GBytes) inverted = NULL;

  if (entry->changes == NULL)
    return TRUE;

  inverted = tw_changeset_invert (entry->changes, error);

  return inverted != NULL && tw_history_apply (workspace, inverted, entry->id, applied, error)
         && tw_search_refresh_changes (workspace, *applied, error);
}

static gboolean
undo_inside (TwWorkspace  *workspace,
             gint64        id,
             gint64       *made,
             GError      **error)
{
  g_auto (Entry) entry = { 0 };
  g_autoptr (GBytes) applied = NULL;
  g_autofree char *content = NULL;
  gboolean ok = TRUE;

  if (!read_entry (workspace, id, &entry, error) || !check_can_undo (&entry, error))
    return FALSE;

  if (!revert_changes (workspace, &entry, &applied, error))
    return FALSE;
  if (entry.kind == TW_HISTORY_IMPORT)
    ok = tw_history_remove_batch (workspace, entry.id, entry.reference, &content, error);
  else if (entry.kind == TW_HISTORY_RUN)
    ok = tw_history_remove_run (workspace, entry.reference, &content, error);

  return ok && write_reverting (workspace, TW_HISTORY_UNDO, &entry, content, applied, made, error);
}

gboolean
tw_history_undo (TwWorkspace  *workspace,
                 gint64        id,
                 gint64       *made,
                 GError      **error)
{
  static const char * const no_tables[] = { NULL };
  g_auto (Entry) entry = { 0 };

  g_return_val_if_fail (workspace->recording == NULL && workspace->depth == 0, FALSE);

  if (!read_entry (workspace, id, &entry, error))
    return FALSE;

  /* Removing a batch tests its references table by table instead of row by row. */
  if ((entry.kind == TW_HISTORY_IMPORT || entry.kind == TW_HISTORY_RUN)
      && !tw_bulk_begin (workspace, no_tables, error))
    return FALSE;

  if (!tw_transaction_begin (workspace, error))
    return FALSE;
  if (!undo_inside (workspace, id, made, error))
    {
      tw_transaction_rollback (workspace);
      return FALSE;
    }

  return tw_transaction_commit (workspace, error);
}

static gboolean
redo_inside (TwWorkspace  *workspace,
             gint64        id,
             gint64       *made,
             GError      **error)
{
  g_auto (Entry) undo = { 0 };
  g_auto (Entry) original = { 0 };
  g_autoptr (GBytes) applied = NULL;

  if (!read_entry (workspace, id, &undo, error))
    return FALSE;
  if (undo.kind != TW_HISTORY_UNDO || !read_entry (workspace, undo.reverts, &original, error)
      || original.kind != TW_HISTORY_EDIT)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                     _("“%s” can't be done again from here. Import or calculate again instead."),
                     undo.label);
      return FALSE;
    }
  if (!original.undone)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("“%s” is already done again."),
                   undo.label);
      return FALSE;
    }

  return revert_changes (workspace, &undo, &applied, error)
         && write_reverting (workspace, TW_HISTORY_REDO, &undo, NULL, applied, made, error);
}

gboolean
tw_history_redo (TwWorkspace  *workspace,
                 gint64        undo,
                 gint64       *made,
                 GError      **error)
{
  g_return_val_if_fail (workspace->recording == NULL && workspace->depth == 0, FALSE);

  if (!tw_transaction_begin (workspace, error))
    return FALSE;
  if (!redo_inside (workspace, undo, made, error))
    {
      tw_transaction_rollback (workspace);
      return FALSE;
    }

  return tw_transaction_commit (workspace, error);
}

static gint64
next_of (TwWorkspace  *workspace,
         const char   *sql,
         char        **label)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, NULL);
  gint64 id = 0;

  if (label != NULL)
    *label = NULL;
  if (query == NULL || !tw_query_step (query, NULL))
    return 0;

  id = tw_query_int (query, 0);
  if (label != NULL)
    *label = tw_query_dup_text (query, 1);

  return id;
}

gint64
tw_history_next_undo (TwWorkspace  *workspace,
                      char        **label)
{
  return next_of (workspace,
                  "SELECT h.id, h.label FROM history AS h"
                  " WHERE (h.kind = 'edit' OR h.kind = 'import' OR h.kind = 'run') AND h.id "
                  "> " FLOOR " AND NOT " IS_UNDONE ("h.id") " ORDER BY h.id DESC LIMIT 1",
                  label);
}

/* A new change ends what could be done again. */
gint64
tw_history_next_redo (TwWorkspace  *workspace,
                      char        **label)
{
  return next_of (workspace,
                  "SELECT h.id, h.label FROM history AS h"
                  " WHERE h.kind = 'undo' AND h.id > " FLOOR
                  " AND h.id > (SELECT coalesce (max (n.id), 0) FROM history AS n"
                  "              WHERE n.kind = 'edit' OR n.kind = 'import' OR n.kind = 'run')"
                  " AND NOT EXISTS (SELECT 1 FROM history AS r WHERE r.kind = 'redo' AND r.reverts "
                  "= h.id)"
                  " AND (SELECT o.kind = 'edit' FROM history AS o WHERE o.id = h.reverts)"
                  " ORDER BY h.id DESC LIMIT 1",
                  label);
}
