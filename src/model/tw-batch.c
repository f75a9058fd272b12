/* tw-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-batch.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"

/**
 * tw_batch_begin:
 * @workspace: within the transaction of the import
 * @batch: kind and file name; the rest is not known yet
 * @id: (out): the batch
 * @error: what the workspace refuses
 */
gboolean
tw_batch_begin (TwWorkspace    *workspace,
                const TwBatch  *batch,
                gint64         *id,
                GError        **error)
{
  g_autofree char *now = tw_workspace_now (workspace);
  g_autoptr (TwQuery) query = tw_query_new (workspace,
    "INSERT INTO batch (kind, file_name, checksum, profile, imported_at, imported_by)"
    " VALUES (:kind, :file_name, '', :profile, :at, :by)", error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "kind", batch->kind);
  tw_query_bind_text (query, "file_name", batch->file_name);
  tw_query_bind_text (query, "profile", batch->profile);
  tw_query_bind_text (query, "at", now);
  tw_query_bind_text (query, "by", tw_workspace_get_user (workspace));
  if (!tw_query_run (query, error))
    return FALSE;

  *id = tw_workspace_last_id (workspace);
  return TRUE;
}

/**
 * tw_batch_finish:
 * @workspace: within the transaction of the import
 * @id: the batch
 * @batch: what is known now
 * @error: what the workspace refuses
 */
gboolean
tw_batch_finish (TwWorkspace    *workspace,
                 gint64          id,
                 const TwBatch  *batch,
                 GError        **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace,
                                            "UPDATE batch SET checksum = :checksum, rows_read = "
                                            ":read, rows_added = :added, rows_changed = :changed,"
                                            " rows_unchanged = :unchanged, rows_rejected = "
                                            ":rejected, digest = :digest, source = :source"
                                            " WHERE id = :id",
                                            error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", id);
  tw_query_bind_text (query, "checksum", batch->checksum);
  tw_query_bind_int (query, "read", batch->read);
  tw_query_bind_int (query, "added", batch->added);
  tw_query_bind_int (query, "changed", batch->changed);
  tw_query_bind_int (query, "unchanged", batch->unchanged);
  tw_query_bind_int (query, "rejected", batch->rejected);
  tw_query_bind_text (query, "digest", batch->digest);
  if (batch->source != NULL)
    tw_query_bind_blob (query, "source", batch->source);
  return tw_query_run (query, error);
}

gboolean
tw_batch_add_total (TwWorkspace  *workspace,
                    gint64        id,
                    const char   *currency,
                    gint64        amount,
                    gint64        rows,
                    GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace,
                                            "INSERT INTO control_total (batch, currency, amount, "
                                            "rows) VALUES (:batch, :currency, :amount, :rows)",
                                            error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "batch", id);
  tw_query_bind_text (query, "currency", currency);
  tw_query_bind_int (query, "amount", amount);
  tw_query_bind_int (query, "rows", rows);
  return tw_query_run (query, error);
}

gboolean
tw_batch_add_reject (TwWorkspace  *workspace,
                     gint64        id,
                     gint64        row,
                     const char   *field,
                     const char   *value,
                     const char   *reason,
                     const char   *raw,
                     GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace,
    "INSERT INTO reject (batch, row, field, value, reason, raw)"
    " VALUES (:batch, :row, :field, :value, :reason, :raw)", error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "batch", id);
  tw_query_bind_int (query, "row", row);
  tw_query_bind_text (query, "field", field);
  tw_query_bind_text (query, "value", value);
  tw_query_bind_text (query, "reason", reason);
  tw_query_bind_text (query, "raw", raw);
  return tw_query_run (query, error);
}

/**
 * tw_batch_get_entry:
 * @workspace: a workspace
 * @id: a batch
 * @error: %TW_ERROR_NOT_FOUND where there is no such import
 *
 * Returns: the entry of history that wrote it, or 0
 */
gint64
tw_batch_get_entry (TwWorkspace  *workspace,
                    gint64        id,
                    GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace,
    "SELECT id FROM history WHERE kind = 'import' AND reference = :batch", error);

  if (query == NULL)
    return 0;

  tw_query_bind_int (query, "batch", id);
  if (tw_query_step (query, &local))
    return tw_query_int (query, 0);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 _("There is no import %" G_GINT64_FORMAT ". Look at the list of imports."), id);
  return 0;
}

char *
tw_batch_read_currency (TwWorkspace  *workspace,
                        GError      **error)
{
  return tw_workspace_get_text (workspace, "SELECT currency FROM workspace", error);
}

/* --- saved mappings
 * --------------------------------------------------------------------------------- */

/**
 * tw_import_profile_save:
 * @workspace: a workspace
 * @name: what the mapping is called; one of that name is replaced
 * @kind: the name of the entity
 * @body: JSON
 * @error: what the workspace refuses
 */
gboolean
tw_import_profile_save (TwWorkspace  *workspace,
                        const char   *name,
                        const char   *kind,
                        const char   *body,
                        GError      **error)
{
  g_autofree char *label = g_strdup_printf (_("Saved mapping “%s”"), name);
  g_autoptr (TwQuery) query = NULL;

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  query = tw_query_new (workspace,
    "INSERT INTO import_profile (name, kind, body) VALUES (:name, :kind, :body)"
    " ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, body = excluded.body", error);
  if (query != NULL)
    {
      tw_query_bind_text (query, "name", name);
      tw_query_bind_text (query, "kind", kind);
      tw_query_bind_text (query, "body", body);
    }
  if (query == NULL || !tw_query_run (query, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }
  return tw_history_commit (workspace, 0, NULL, NULL, error);
}

char *
tw_import_profile_load (TwWorkspace  *workspace,
                        const char   *name,
                        const char   *kind,
                        GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace,
    "SELECT body FROM import_profile WHERE name = :name AND kind = :kind", error);

  if (query == NULL)
    return NULL;

  tw_query_bind_text (query, "name", name);
  tw_query_bind_text (query, "kind", kind);
  if (tw_query_step (query, &local))
    return tw_query_dup_text (query, 0);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 _("There is no saved mapping “%s” for this kind of rows. "
                   "Map the columns by hand."), name);
  return NULL;
}

GStrv
tw_import_profile_list (TwWorkspace  *workspace,
                        const char   *kind,
                        GError      **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace,
    "SELECT name FROM import_profile WHERE kind = :kind ORDER BY name", error);

  if (query == NULL)
    return NULL;

  tw_query_bind_text (query, "kind", kind);
  while (tw_query_step (query, &local))
    g_strv_builder_add (names, tw_query_text (query, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_strv_builder_end (names);
}

gboolean
tw_import_profile_remove (TwWorkspace  *workspace,
                          const char   *name,
                          GError      **error)
{
  g_autofree char *label = g_strdup_printf (_("Removed mapping “%s”"), name);
  g_autoptr (TwQuery) query = NULL;

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  query = tw_query_new (workspace, "DELETE FROM import_profile WHERE name = :name", error);
  if (query != NULL)
    tw_query_bind_text (query, "name", name);
  if (query == NULL || !tw_query_run (query, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }
  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
