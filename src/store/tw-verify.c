/* tw-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-verify.h"

#include "tw-error.h"
#include "tw-query.h"
#include "tw-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

/* How many rows that history doesn't know are named. */
#define MAX_NAMED 20

static GPtrArray *verify_funcs; /* TwVerifyFunc */

void
tw_verify_register (TwVerifyFunc func)
{
  if (verify_funcs == NULL)
    verify_funcs = g_ptr_array_new ();
  if (!g_ptr_array_find (verify_funcs, func, NULL))
    g_ptr_array_add (verify_funcs, func);
}

void
tw_verify_add (GPtrArray  *findings,
               const char *code,
               char       *path,
               char       *message)
{
  g_autofree char *own_path = path;
  g_autofree char *own_message = message;

  g_ptr_array_add (findings, tw_finding_new (code, TW_SEVERITY_ERROR, own_path, own_message,
                                             _("Compare with a copy of the file that you trust.")));
}

/* The copy ------------------------------------------------------------------------------------- */

/* On disk where it is large, and gone when it is closed. Guards and references are off: what is
 * walked back was allowed when it was done. */
static TwWorkspace *
make_copy (TwWorkspace  *workspace,
           GError      **error)
{
  sqlite3 *db = NULL;
  sqlite3_backup *backup;
  int status = sqlite3_open ("", &db);

  if (status == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      backup = sqlite3_backup_init (db, "main", workspace->db, "main");
      if (backup != NULL)
        sqlite3_backup_step (backup, -1);
      status = backup != NULL ? sqlite3_backup_finish (backup) : sqlite3_errcode (db);
    }
  if (status != SQLITE_OK)
    {
      tw_connection_set_error (db, workspace->path, status, error);
      sqlite3_close (db);
      return NULL;
    }

  return tw_workspace_wrap (db, workspace->path, workspace->user);
}

static void
drop_copy (TwWorkspace *copy)
{
  sqlite3_close_v2 (tw_workspace_unwrap (copy));
}

/* The chain ------------------------------------------------------------------------------------ */

static void
check_entry (TwQuery    *query,
             const char *previous,
             GPtrArray  *findings)
{
  g_autoptr (GBytes) changes = tw_query_blob (query, 8);
  g_autofree char *hash = NULL;
  TwHistoryRecord record = { 0 };
  gint64 id = tw_query_int (query, 0);

  record.kind = tw_history_kind_from_string (tw_query_text (query, 1));
  record.at = tw_query_text (query, 2);
  record.by = tw_query_text (query, 3);
  record.label = tw_query_text (query, 4);
  record.reverts = tw_query_is_null (query, 5) ? 0 : tw_query_int (query, 5);
  record.reference = tw_query_is_null (query, 6) ? 0 : tw_query_int (query, 6);
  record.content = tw_query_text (query, 7);
  record.changes = changes;
  hash = tw_history_chain (previous, &record);
  if (g_strcmp0 (hash, tw_query_text (query, 9)) != 0)
    tw_verify_add (findings, "V-CHAIN", g_strdup_printf ("history/%" G_GINT64_FORMAT, id),
                   g_strdup_printf (_("History entry %" PRId64
                                       " “%s” was changed outside the program, or an entry "
                                       "before it was removed."),
                                    id, record.label));
}

static gboolean
check_chain (TwWorkspace  *copy,
             GPtrArray    *findings,
             GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *previous = g_strdup ("");
  g_autoptr (TwQuery) query = NULL;
  gint64 last = 0;
  gint64 given = 0;

  query = tw_query_new (copy,
                        "SELECT id, kind, at, by, label, reverts, reference, content, changes, "
                        "hash FROM history"
                        " ORDER BY id",
                        error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local_error))
    {
      check_entry (query, previous, findings);
      g_free (previous);
      previous = tw_query_dup_text (query, 9);
      last = tw_query_int (query, 0);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!tw_workspace_get_int (copy,
                             "SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = "
                             "'history'",
                             &given, error))
    return FALSE;
  if (given != last)
    tw_verify_add (findings, "V-CHAIN", g_strdup_printf ("history/%" G_GINT64_FORMAT, last),
                   g_strdup_printf (_("%" PRId64
                                       " history entries after entry %" PRId64
                                       " were removed outside the program."),
                                    given - last, last));

  return TRUE;
}

/* What history doesn't know -------------------------------------------------------------------- */

/* A new workspace has rows of these already; a statement's come from its run. */
static const char * const made_with_rows[] = { "workspace", "currency", "stage", "pin", "statement", NULL };

static guint
name_unknown_rows (TwWorkspace *copy,
                   GPtrArray   *findings)
{
  g_auto (GStrv) tables = tw_history_recorded_tables (copy, NULL);
  g_auto (GStrv) batched = tw_history_batch_tables (copy, NULL);
  guint n = 0;

  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      gboolean has_batch = batched != NULL
                           && g_strv_contains ((const char * const *) batched, tables[i]);
      g_autofree char *sql = NULL;
      g_autoptr (TwQuery) query = NULL;

      if (g_strv_contains (made_with_rows, tables[i]))
        continue;
      sql = g_strdup_printf ("SELECT id FROM \"%s\"%s ORDER BY id LIMIT %d", tables[i],
                             has_batch ? " WHERE batch IS NULL" : "", MAX_NAMED);
      query = tw_query_new (copy, sql, NULL);
      for (; query != NULL && n < MAX_NAMED && tw_query_step (query, NULL); n++)
        tw_verify_add (findings, "V-ROW",
                       g_strdup_printf ("%s/%" G_GINT64_FORMAT, tables[i], tw_query_int (query, 0)),
                       g_strdup_printf (_("%s %" PRId64
                                           " was added or brought back outside the program."),
                                        tables[i], tw_query_int (query, 0)));
    }

  return n;
}

static gboolean
check_strange (TwWorkspace  *copy,
               TwNames      *names,
               GPtrArray    *findings,
               GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *row = NULL;
  char *path = NULL;
  gint64 batch = 0;

  row = tw_batch_find_strange (copy, names, &batch, &path, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row != NULL)
    tw_verify_add (findings, "V-BATCH", path,
                   g_strdup_printf (_("%s was added outside the program to what batch "
                                       "%" PRId64 " brought."),
                                    row, batch));

  return TRUE;
}

/* When everything is walked back, what remains must be what the floor found. */
static gboolean
check_floor (TwWorkspace  *copy,
             const char   *content,
             GPtrArray    *findings,
             GError      **error)
{
  g_autoptr (JsonNode) node = content != NULL ? json_from_string (content, NULL) : NULL;
  JsonObject *floor = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                    : NULL;
  g_autofree char *found = NULL;
  gint64 batch, run;

  if (floor == NULL)
    return TRUE;

  batch = json_object_get_int_member_with_default (floor, "batch", 0);
  run = json_object_get_int_member_with_default (floor, "run", 0);
  found = tw_history_digest_state (copy, batch, run, error);
  if (found == NULL)
    return FALSE;
  if (g_strcmp0 (found, json_object_get_string_member_with_default (floor, "state", NULL)) == 0)
    return TRUE;

  if (batch == 0 && run == 0 && name_unknown_rows (copy, findings) > 0)
    return TRUE;
  tw_verify_add (
    findings, "V-STATE", g_strdup ("workspace"),
    g_strdup (
      batch == 0
        ? _("The workspace's preferences, its currencies, stages or pins were changed outside the program.")
        : _("Something that was there before the file was updated was changed outside the "
             "program.")));

  return TRUE;
}

static gboolean
verify_copy (TwWorkspace  *copy,
             GPtrArray    *findings,
             GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwNames) names = tw_names_new (copy);
  g_autofree char *content = NULL;
  gint64 floor = 0;

  if (!tw_workspace_get_int (copy,
                             "SELECT coalesce (max (id), 0) FROM history WHERE kind = 'migrate'",
                             &floor, error))
    return FALSE;
  content = tw_workspace_get_text (copy,
                                   "SELECT content FROM history WHERE kind = 'migrate' ORDER BY id "
                                   "DESC LIMIT 1",
                                   &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return check_chain (copy, findings, error)
         && tw_verify_walk (copy, names, floor, findings, error)
         && check_strange (copy, names, findings, error)
         && check_floor (copy, content, findings, error);
}

GPtrArray *
tw_verify (TwWorkspace   *workspace,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  TwWorkspace *copy;
  gboolean ok;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  copy = make_copy (workspace, error);
  if (copy == NULL)
    return NULL;

  tw_workspace_set_cancellable (copy, cancellable);
  ok = verify_copy (copy, findings, error);
  drop_copy (copy);

  for (guint i = 0; ok && verify_funcs != NULL && i < verify_funcs->len; i++)
    {
      TwVerifyFunc func = g_ptr_array_index (verify_funcs, i);

      ok = func (workspace, findings, cancellable, error);
    }

  return ok ? g_steal_pointer (&findings) : NULL;
}
