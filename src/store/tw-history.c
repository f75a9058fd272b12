/* tw-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-history.h"

#include "tw-digest.h"
#include "tw-error.h"
#include "tw-history-private.h"
#include "tw-query.h"
#include "tw-schema.h"

#include <glib/gi18n-lib.h>

/* The open action of a workspace. */
struct _TwRecording
{
  TwHistoryKind    kind;
  char            *label;
  sqlite3_session *session;  /* owned */
  guint            depth;    /* actions that joined */
  gboolean         failed;   /* one of them rolled back */
};

static const char * const kinds[] = { "edit", "import", "run", "undo", "redo", "migrate" };

const char *
tw_history_kind_to_string (TwHistoryKind kind)
{
  return kinds[kind];
}

TwHistoryKind
tw_history_kind_from_string (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i], text) == 0)
        return i;
    }

  return TW_HISTORY_EDIT;
}

/* The chain ------------------------------------------------------------------------------------ */

static void
update_bytes (GChecksum  *sum,
              const void *data,
              gsize       size)
{
  char head[32];

  g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", size);
  g_checksum_update (sum, (const guchar *) head, -1);
  g_checksum_update (sum, data, size);
}

static void
update_text (GChecksum  *sum,
             const char *text)
{
  if (text == NULL)
    g_checksum_update (sum, (const guchar *) "-", 1);
  else
    update_bytes (sum, text, strlen (text));
}

static void
update_id (GChecksum *sum,
           gint64     id)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  update_text (sum, text);
}

char *
tw_history_chain (const char            *previous,
                  const TwHistoryRecord *record)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  update_text (sum, previous);
  update_text (sum, kinds[record->kind]);
  update_text (sum, record->at);
  update_text (sum, record->by);
  update_text (sum, record->label);
  update_id (sum, record->reverts);
  update_id (sum, record->reference);
  update_text (sum, record->content);
  if (record->changes != NULL)
    update_bytes (sum, g_bytes_get_data (record->changes, NULL),
                  g_bytes_get_size (record->changes));
  else
    update_text (sum, NULL);

  return g_strdup (g_checksum_get_string (sum));
}

gboolean
tw_history_append (TwWorkspace            *workspace,
                   const TwHistoryRecord  *record,
                   gint64                 *entry,
                   GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (TwQuery) query = NULL;

  previous = tw_workspace_get_text (workspace, "SELECT hash FROM history ORDER BY id DESC LIMIT 1",
                                    &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  hash = tw_history_chain (previous != NULL ? previous : "", record);

  query = tw_query_new (
    workspace,
    "INSERT INTO history (kind, at, by, label, reverts, reference, content, changes, hash)"
    " VALUES (:kind, :at, :by, :label, :reverts, :reference, :content, :changes, :hash)",
    error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "kind", kinds[record->kind]);
  tw_query_bind_text (query, "at", record->at);
  tw_query_bind_text (query, "by", record->by);
  tw_query_bind_text (query, "label", record->label);
  tw_query_bind_int (query, "reverts", record->reverts != 0 ? record->reverts : TW_QUERY_NULL);
  tw_query_bind_int (query, "reference",
                     record->reference != 0 ? record->reference : TW_QUERY_NULL);
  tw_query_bind_text (query, "content", record->content);
  tw_query_bind_blob (query, "changes", record->changes);
  tw_query_bind_text (query, "hash", hash);
  if (!tw_query_run (query, error))
    return FALSE;

  if (entry != NULL)
    *entry = tw_workspace_last_id (workspace);

  return TRUE;
}

/* Recording ------------------------------------------------------------------------------------ */

static int
filter_table (void       *user_data,
              const char *table)
{
  return tw_schema_is_recorded (table);
}

sqlite3_session *
tw_recording_start (TwWorkspace  *workspace,
                    GError      **error)
{
  sqlite3_session *session = NULL;
  int status = sqlite3session_create (workspace->db, "main", &session);

  if (status == SQLITE_OK)
    {
      sqlite3session_table_filter (session, filter_table, NULL);
      status = sqlite3session_attach (session, NULL);
    }
  if (status != SQLITE_OK)
    {
      tw_connection_set_error (workspace->db, workspace->path, status, error);
      if (session != NULL)
        sqlite3session_delete (session);
      return NULL;
    }

  return session;
}

GBytes *
tw_recording_finish (TwWorkspace      *workspace,
                     sqlite3_session  *session,
                     GError          **error)
{
  void *data = NULL;
  int size = 0;
  int status = sqlite3session_changeset (session, &size, &data);

  sqlite3session_delete (session);
  if (status != SQLITE_OK)
    {
      tw_connection_set_error (workspace->db, workspace->path, status, error);
      return NULL;
    }

  return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
}

static void
recording_end (TwWorkspace *workspace)
{
  TwRecording *recording = g_steal_pointer (&workspace->recording);

  if (recording->session != NULL)
    sqlite3session_delete (recording->session);
  g_free (recording->label);
  g_free (recording);
}

/* Actions -------------------------------------------------------------------------------------- */

gboolean
tw_history_begin (TwWorkspace    *workspace,
                  TwHistoryKind   kind,
                  const char     *label,
                  GError        **error)
{
  TwRecording *recording = workspace->recording;
  sqlite3_session *session;

  g_return_val_if_fail (label != NULL, FALSE);

  if (recording != NULL)
    {
      recording->depth++;
      return TRUE;
    }

  if (!tw_transaction_begin (workspace, error))
    return FALSE;

  session = tw_recording_start (workspace, error);
  if (session == NULL)
    {
      tw_transaction_rollback (workspace);
      return FALSE;
    }
  sqlite3session_enable (session, kind == TW_HISTORY_EDIT);

  recording = g_new0 (TwRecording, 1);
  recording->kind = kind;
  recording->label = g_strdup (label);
  recording->session = session;
  workspace->recording = recording;

  return TRUE;
}

void
tw_history_record (TwWorkspace *workspace,
                   gboolean     on)
{
  g_return_if_fail (workspace->recording != NULL);

  sqlite3session_enable (workspace->recording->session, on);
}

/* A batch and a run carry the digest of what they added; what the caller has to say stands beside
 * it. */
static char *
wrap_content (TwWorkspace    *workspace,
              TwHistoryKind   kind,
              gint64          reference,
              const char     *content,
              GError        **error)
{
  g_autofree char *digest = NULL;
  g_autofree char *period = NULL;
  g_autofree char *sql = NULL;

  if (kind == TW_HISTORY_IMPORT)
    digest = tw_digest_seal_batch (workspace, reference, error);
  else if (kind == TW_HISTORY_RUN)
    digest = tw_digest_seal_run (workspace, reference, error);
  else
    return g_strdup (content != NULL ? content : "");

  if (digest == NULL)
    return NULL;
  if (kind == TW_HISTORY_IMPORT)
    return g_strdup_printf ("{\"digest\":\"%s\",\"detail\":%s}", digest,
                            content != NULL ? content : "null");

  /* The period tells later which runs replaced which, also when one is gone. */
  sql = g_strdup_printf ("SELECT json_quote (period) FROM run WHERE id = %" G_GINT64_FORMAT,
                         reference);
  period = tw_workspace_get_text (workspace, sql, error);

  return period == NULL ? NULL
                        : g_strdup_printf ("{\"digest\":\"%s\",\"period\":%s,\"detail\":%s}",
                                           digest, period, content != NULL ? content : "null");
}

static gboolean
write_entry (TwWorkspace  *workspace,
             gint64        reference,
             const char   *content,
             gint64       *entry,
             GError      **error)
{
  TwRecording *recording = workspace->recording;
  g_autofree char *now = tw_workspace_now (workspace);
  g_autofree char *wrapped = NULL;
  g_autoptr (GBytes) changes = NULL;
  TwHistoryRecord record = { 0 };

  changes = tw_recording_finish (workspace, g_steal_pointer (&recording->session), error);
  if (changes == NULL)
    return FALSE;

  if (recording->kind == TW_HISTORY_EDIT && g_bytes_get_size (changes) == 0)
    return TRUE;

  wrapped = wrap_content (workspace, recording->kind, reference, content, error);
  if (wrapped == NULL)
    return FALSE;

  record.kind = recording->kind;
  record.at = now;
  record.by = workspace->user;
  record.label = recording->label;
  record.reference = reference;
  record.content = *wrapped != '\0' ? wrapped : NULL;
  record.changes = g_bytes_get_size (changes) > 0 ? changes : NULL;

  if (record.kind == TW_HISTORY_IMPORT && !tw_search_refresh_batch (workspace, reference, error))
    return FALSE;

  return tw_search_refresh_changes (workspace, record.changes, error)
         && tw_history_append (workspace, &record, entry, error);
}

gboolean
tw_history_commit (TwWorkspace  *workspace,
                   gint64        reference,
                   const char   *content,
                   gint64       *entry,
                   GError      **error)
{
  TwRecording *recording = workspace->recording;
  gboolean ok;

  g_return_val_if_fail (recording != NULL, FALSE);

  if (entry != NULL)
    *entry = 0;
  if (recording->depth > 0)
    {
      recording->depth--;
      return TRUE;
    }

  if (recording->failed)
    workspace->doomed = TRUE;
  ok = recording->failed || write_entry (workspace, reference, content, entry, error);
  recording_end (workspace);
  if (!ok)
    {
      tw_transaction_rollback (workspace);
      return FALSE;
    }

  ok = tw_transaction_commit (workspace, error);
  if (!ok && entry != NULL)
    *entry = 0;

  return ok;
}

void
tw_history_rollback (TwWorkspace *workspace)
{
  TwRecording *recording = workspace->recording;

  g_return_if_fail (recording != NULL);

  if (recording->depth > 0)
    {
      recording->depth--;
      recording->failed = TRUE;
      return;
    }

  recording_end (workspace);
  tw_transaction_rollback (workspace);
}

char *
tw_history_hash (TwWorkspace *workspace,
                 gint64       entry)
{
  g_autofree char *sql = g_strdup_printf ("SELECT hash FROM history WHERE id = %" G_GINT64_FORMAT,
                                          entry);

  return tw_workspace_get_text (workspace, sql, NULL);
}
