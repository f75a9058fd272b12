/* tw-history-go-back.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-history-go-back.h"

#include "tw-error.h"
#include "tw-history-private.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

static gboolean
is_batch (TwHistoryKind kind)
{
  return kind == TW_HISTORY_IMPORT || kind == TW_HISTORY_RUN;
}

/* (transfer full) (nullable) */
static char *
read_label (TwWorkspace  *workspace,
            gint64        id,
            GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace, "SELECT label FROM history WHERE id = :id", error);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "id", id);
  if (tw_query_step (query, &local_error))
    return tw_query_dup_text (query, 0);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no such entry in history. "
                                                    "Open the history again."));

  return NULL;
}

static TwHistoryKind
read_kind (TwWorkspace *workspace,
           gint64       id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT kind FROM history WHERE id = %" G_GINT64_FORMAT,
                                          id);
  g_autofree char *kind = tw_workspace_get_text (workspace, sql, NULL);

  return kind != NULL ? tw_history_kind_from_string (kind) : TW_HISTORY_MIGRATE;
}

/* FALSE with @error where nothing takes the entry away. */
static gboolean
can_take (TwWorkspace            *workspace,
          const TwStandingEntry  *entry,
          gint64                  target,
          GError                **error)
{
  g_autofree char *label = NULL;

  if (entry->kind != TW_HISTORY_MIGRATE
      && !(entry->kind == TW_HISTORY_UNDO && entry->stands && entry->reverts <= target
           && is_batch (read_kind (workspace, entry->reverts))))
    return TRUE;

  label = read_label (workspace, entry->id, NULL);
  if (entry->kind == TW_HISTORY_MIGRATE)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("The workspace can't go back that far: the file was made or updated since (“%s”). "
                   "Open an older copy of the file instead."),
                 label);
  else if (read_kind (workspace, entry->reverts) == TW_HISTORY_IMPORT)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("The workspace can't go back that far: the import “%s” was undone since, and its "
                   "rows are gone. Import the file again instead."), label);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("The workspace can't go back that far: the calculation “%s” was undone since. "
                   "Calculate again instead."), label);

  return FALSE;
}

/* A change is what stands now and did not then, or stood then and does not now. */
static gboolean
is_change (const TwStandingEntry *entry,
           gint64                 target)
{
  if (!entry->stands)
    return FALSE;
  if (entry->kind == TW_HISTORY_EDIT)
    return TRUE;

  return is_batch (entry->kind) || entry->reverts <= target;
}

/* (transfer full) (element-type TwStandingEntry): what came after @target, newest first. */
static GArray *
read_later (TwWorkspace  *workspace,
            gint64        target,
            GError      **error)
{
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (TwStandingEntry));
  g_autoptr (TwStanding) standing = tw_standing_new (workspace, error);
  g_autoptr (GError) local_error = NULL;
  TwStandingEntry entry;

  if (standing == NULL)
    return NULL;
  while (tw_standing_next (standing, &entry, &local_error) && entry.id > target)
    g_array_append_val (later, entry);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&later);
}

gboolean
tw_history_distance (TwWorkspace        *workspace,
                     gint64              entry,
                     TwHistoryDistance  *distance,
                     GError            **error)
{
  g_autofree char *label = read_label (workspace, entry, error);
  g_autoptr (GArray) later = label != NULL ? read_later (workspace, entry, error) : NULL;

  *distance = (TwHistoryDistance){ 0 };
  if (later == NULL)
    return FALSE;

  for (guint i = 0; i < later->len; i++)
    {
      const TwStandingEntry *found = &g_array_index (later, TwStandingEntry, i);

      if (!can_take (workspace, found, entry, error))
        return FALSE;
      distance->n_changes += is_change (found, entry);
      distance->n_imports += found->stands && found->kind == TW_HISTORY_IMPORT;
      distance->n_runs += found->stands && found->kind == TW_HISTORY_RUN;
    }

  return TRUE;
}

/* Taking back ---------------------------------------------------------------------------------- */

typedef struct
{
  TwWorkspace     *workspace;
  const char      *label;
  sqlite3_session *session;  /* of the edits that are being taken back */
  gint64           made;
} Going;

/* Writes the entry for the edits down to @since. */
static gboolean
finish_edits (Going   *going,
              gint64   since,
              GError **error)
{
  g_autofree char *now = tw_workspace_now (going->workspace);
  g_autoptr (GBytes) changes = NULL;
  TwHistoryRecord record = { 0 };

  if (going->session == NULL)
    return TRUE;

  changes = tw_recording_finish (going->workspace, g_steal_pointer (&going->session), error);
  if (changes == NULL || g_bytes_get_size (changes) == 0)
    return changes != NULL;

  record.kind = TW_HISTORY_EDIT;
  record.at = now;
  record.by = going->workspace->user;
  record.label = going->label;
  record.reverts = since;
  record.changes = changes;

  return tw_search_refresh_changes (going->workspace, changes, error)
         && tw_history_append (going->workspace, &record, &going->made, error);
}

static gboolean
take_edit (Going                  *going,
           const TwStandingEntry  *entry,
           GError                **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GBytes) changes = NULL;
  g_autoptr (GBytes) inverted = NULL;
  g_autoptr (GBytes) applied = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (going->workspace, "SELECT changes FROM history WHERE id = :id", error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", entry->id);
  if (tw_query_step (query, &local_error))
    changes = tw_query_blob (query, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  tw_query_reset (query);
  if (changes == NULL)
    return TRUE;

  if (going->session == NULL)
    going->session = tw_recording_start (going->workspace, error);
  inverted = going->session != NULL ? tw_changeset_invert (changes, error) : NULL;

  return inverted != NULL
         && tw_history_apply (going->workspace, inverted, entry->id, &applied, error);
}

static gboolean
take_later (Going         *going,
            const GArray  *later,
            gint64         target,
            GError       **error)
{
  for (guint i = 0; i < later->len; i++)
    {
      const TwStandingEntry *entry = &g_array_index (later, TwStandingEntry, i);

      if (!can_take (going->workspace, entry, target, error))
        return FALSE;

      if (is_batch (entry->kind) && entry->stands)
        {
          if (!finish_edits (going, entry->id, error)
              || !tw_history_undo_within (going->workspace, entry->id, &going->made, error))
            return FALSE;
        }
      else if (!take_edit (going, entry, error))
        return FALSE;
    }

  return finish_edits (going, target, error);
}

/* Without foreign keys row by row, all of them are looked at in the end. */
static gboolean
check_keys (TwWorkspace  *workspace,
            GError      **error)
{
  g_autofree char *dangling = NULL;

  if (workspace->bulk_tables == NULL)
    return TRUE;

  dangling = tw_workspace_get_text (
      workspace, "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check LIMIT 1", NULL);
  if (dangling != NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("The workspace can't go back that far, because later rows depend on what would "
                   "go: %s. Take those back first."), dangling);

  return dangling == NULL;
}

static gboolean
has_batch (const GArray *later)
{
  for (guint i = 0; i < later->len; i++)
    {
      const TwStandingEntry *entry = &g_array_index (later, TwStandingEntry, i);

      if (entry->stands && is_batch (entry->kind))
        return TRUE;
    }

  return FALSE;
}

gboolean
tw_history_go_back (TwWorkspace  *workspace,
                    gint64        entry,
                    gint64       *made,
                    GError      **error)
{
  static const char * const no_tables[] = { NULL };
  g_autofree char *name = read_label (workspace, entry, error);
  g_autofree char *label = NULL;
  g_autoptr (GArray) later = name != NULL ? read_later (workspace, entry, error) : NULL;
  Going going = { workspace, NULL, NULL, 0 };
  gboolean ok;

  g_return_val_if_fail (workspace->recording == NULL && workspace->depth == 0, FALSE);

  if (later == NULL)
    return FALSE;

  /* Translators: an entry of history; %s is the entry to which the workspace went back. */
  label = g_strdup_printf (_("Went back to “%s”"), name);
  going.label = label;

  if ((has_batch (later) && !tw_bulk_begin (workspace, no_tables, error))
      || !tw_transaction_begin (workspace, error))
    {
      tw_bulk_end (workspace);
      return FALSE;
    }

  ok = take_later (&going, later, entry, error) && check_keys (workspace, error);
  g_clear_pointer (&going.session, sqlite3session_delete);
  if (!ok)
    {
      tw_transaction_rollback (workspace);
      return FALSE;
    }
  if (made != NULL)
    *made = going.made;

  return tw_transaction_commit (workspace, error);
}
