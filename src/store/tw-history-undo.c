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

#define FLOOR "coalesce ((SELECT max (id) FROM history WHERE kind = 'migrate'), 0)"

/* Changes of so many bytes take a few milliseconds to apply. */
#define LONG_CHANGES 50000

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
  g_autoptr (GHashTable) taken_back = tw_history_taken_back (workspace, id, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT h.id, h.kind, h.label, h.reverts, h.reference, h.changes,"
                        " h.id <= " FLOOR " FROM history AS h WHERE h.id = :id",
                        taken_back != NULL ? error : NULL);
  if (query == NULL || taken_back == NULL)
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
  entry->undone = g_hash_table_contains (taken_back, &id);
  entry->below_floor = tw_query_int (query, 6) != 0;

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
                 _("“%s” can't be undone, because the file was made or updated after it. "
                   "Change it back by hand."),
                 entry->label);
  else if (entry->undone)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("“%s” is already undone. "
                                                   "Redo does it again."), entry->label);
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

gboolean
tw_history_undo_within (TwWorkspace  *workspace,
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
  if (!tw_history_undo_within (workspace, id, made, error))
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
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("“%s” is already done again. "
                                                   "Undo takes it back."),
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

gboolean
tw_history_is_long (TwWorkspace *workspace,
                    gint64       entry)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM history WHERE id = %" PRId64
                       " AND (kind IN ('import', 'run') OR length (changes) > %d))", entry, LONG_CHANGES);
  gint64 is_long = 0;

  return tw_workspace_get_int (workspace, sql, &is_long, NULL) && is_long != 0;
}

static char *
read_label (TwWorkspace *workspace,
            gint64       id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT label FROM history WHERE id = %" PRId64, id);

  return tw_workspace_get_text (workspace, sql, NULL);
}

static gboolean
is_action (TwHistoryKind kind)
{
  return kind == TW_HISTORY_EDIT || kind == TW_HISTORY_IMPORT || kind == TW_HISTORY_RUN;
}

static gboolean
was_edit (TwWorkspace *workspace,
          gint64       id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT kind = 'edit' FROM history WHERE id = %" PRId64,
                                          id);
  gint64 edit = 0;

  return tw_workspace_get_int (workspace, sql, &edit, NULL) && edit == 1;
}

/* From the newest entry, up to the first that answers. A new change ends what could be done again, and so does
 * what was taken back and can't be done again, an import or a run: what came after it stood on it. */
static gint64
find_next (TwWorkspace *workspace,
           gboolean     redo)
{
  g_autoptr (TwStanding) standing = tw_standing_new (workspace, NULL);
  TwStandingEntry entry;

  while (standing != NULL && tw_standing_next (standing, &entry, NULL)
         && entry.kind != TW_HISTORY_MIGRATE)
    {
      if (is_action (entry.kind) && (redo || entry.stands))
        return redo ? 0 : entry.id;
      if (redo && entry.kind == TW_HISTORY_UNDO && entry.stands)
        return was_edit (workspace, entry.reverts) ? entry.id : 0;
    }

  return 0;
}

static gint64
next_with_label (TwWorkspace *workspace,
                 gboolean     redo,
                 char       **label)
{
  gint64 id = find_next (workspace, redo);

  if (label != NULL)
    *label = id != 0 ? read_label (workspace, id) : NULL;

  return id;
}

gint64
tw_history_next_undo (TwWorkspace  *workspace,
                      char        **label)
{
  return next_with_label (workspace, FALSE, label);
}

gint64
tw_history_next_redo (TwWorkspace  *workspace,
                      char        **label)
{
  return next_with_label (workspace, TRUE, label);
}
