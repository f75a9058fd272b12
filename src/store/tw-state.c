/* tw-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-digest.h"
#include "tw-history-private.h"
#include "tw-query.h"
#include "tw-schema.h"

GStrv
tw_history_recorded_tables (TwWorkspace  *workspace,
                            GError      **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", error);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local_error))
    {
      if (tw_schema_is_recorded (tw_query_text (query, 0)))
        g_strv_builder_add (builder, tw_query_text (query, 0));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_strv_builder_end (builder);
}

static gboolean
digest_table (TwWorkspace  *workspace,
              TwDigest     *digest,
              const char   *table,
              const char   *where,
              GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" %s ORDER BY id", table, where);
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  tw_digest_text (digest, table);
  tw_digest_end_row (digest);
  while (tw_query_step (query, &local_error))
    {
      for (int i = 0; i < tw_query_n_columns (query); i++)
        tw_digest_text (digest, tw_query_text (query, i));
      tw_digest_end_row (digest);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

char *
tw_history_digest_state (TwWorkspace  *workspace,
                         gint64        batch,
                         gint64        run,
                         GError      **error)
{
  g_auto (GStrv) tables = tw_history_recorded_tables (workspace, error);
  g_auto (GStrv) batched = tw_history_batch_tables (workspace, error);
  g_autoptr (TwDigest) digest = tw_digest_new ();

  if (tables == NULL || batched == NULL)
    return NULL;

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *where = NULL;

      if (g_strv_contains ((const char * const *) batched, tables[i]))
        where = g_strdup_printf ("WHERE batch IS NULL OR batch <= %" G_GINT64_FORMAT, batch);
      else if (g_str_equal (tables[i], "statement"))
        where = g_strdup_printf ("WHERE run <= %" G_GINT64_FORMAT, run);
      if (!digest_table (workspace, digest, tables[i], where != NULL ? where : "", error))
        return NULL;
    }

  return tw_digest_finish (digest);
}

gboolean
tw_history_append_floor (TwWorkspace  *workspace,
                         const char   *label,
                         GError      **error)
{
  g_autofree char *now = tw_workspace_now (workspace);
  g_autofree char *content = NULL;
  g_autofree char *state = NULL;
  TwHistoryRecord record = { 0 };
  gint64 batch = 0;
  gint64 run = 0;

  if (!tw_workspace_get_int (workspace, "SELECT coalesce (max (id), 0) FROM batch", &batch, error)
      || !tw_workspace_get_int (workspace, "SELECT coalesce (max (id), 0) FROM run", &run, error))
    return FALSE;
  state = tw_history_digest_state (workspace, batch, run, error);
  if (state == NULL)
    return FALSE;

  content = g_strdup_printf ("{\"batch\":%" G_GINT64_FORMAT ",\"run\":%" G_GINT64_FORMAT
                             ",\"state\":\"%s\"}",
                             batch, run, state);
  record.kind = TW_HISTORY_MIGRATE;
  record.at = now;
  record.by = workspace->user;
  record.label = label;
  record.content = content;

  return tw_history_append (workspace, &record, NULL, error);
}
