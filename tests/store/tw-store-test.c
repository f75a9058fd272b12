/* tw-store-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-store-test.h"

#include <string.h>

char *
tw_store_test_path (const char *dir)
{
  return g_build_filename (dir, "test" TW_WORKSPACE_EXTENSION, NULL);
}

TwWorkspace *
tw_store_test_create (const char *dir)
{
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;

  workspace = tw_workspace_create (path, &(TwWorkspaceInit){ .name = "Test" }, "tester", &error);
  g_assert_no_error (error);
  g_assert_nonnull (workspace);
  tw_workspace_set_now (workspace, "2026-01-01T00:00:00Z");

  return workspace;
}

TwWorkspace *
tw_store_test_open (const char *dir)
{
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;

  workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "tester", &error);
  g_assert_no_error (error);
  g_assert_nonnull (workspace);
  tw_workspace_set_now (workspace, "2026-01-02T00:00:00Z");

  return workspace;
}

void
tw_store_test_close (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_workspace_close (workspace, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (workspace);
}

void
tw_store_test_exec (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;

  if (!tw_workspace_exec (workspace, sql, &error))
    g_error ("%s: %s", sql, error->message);
}

gint64
tw_store_test_int (TwWorkspace *workspace,
                   const char  *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tw_workspace_get_int (workspace, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

char *
tw_store_test_text (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = tw_workspace_get_text (workspace, sql, &error);

  g_assert_no_error (error);

  return text;
}

void
tw_store_test_fill (TwWorkspace *workspace,
                    int          n)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (int i = 1; i <= n; i++)
    {
      g_string_append_printf (sql,
                              "INSERT INTO partner (external_id, name, region, currency)"
                              " VALUES ('P%03d', 'Partner %d', 'North', 'USD');",
                              i, i);
      g_string_append_printf (sql,
                              "INSERT INTO partner_type (partner, type, valid_from)"
                              " VALUES (%d, 'reseller', '2020-01-01');",
                              i);
    }
  g_string_append (
    sql, "INSERT INTO product (external_id, name) VALUES ('A', 'Alpha');"
         "INSERT INTO customer (external_id, name) VALUES ('C', 'Contoso');"
         "INSERT INTO program (name, partner_type, currency) VALUES ('Main', 'reseller', 'USD');"
         "INSERT INTO program_version (program, number, valid_from, body) VALUES (1, 1, "
         "'2026-01-01', '{}');"
         "INSERT INTO program_rule (version, key, position, body) VALUES (1, 'vol', 1, '{}');"
         "INSERT INTO program_rule (version, key, position, body) VALUES (1, 'spiff', 2, '{}');");
  tw_store_test_edit (workspace, sql->str);
}

gint64
tw_store_test_edit (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_EDIT, "Changed something", &error));
  g_assert_no_error (error);
  tw_store_test_exec (workspace, sql);
  tw_history_commit (workspace, 0, NULL, &entry, &error);
  g_assert_no_error (error);

  return entry;
}

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Every row of every table but history, search and SQLite's own, as text, sorted: what an undo must
 * bring back. */
char *
tw_store_test_state (TwWorkspace *workspace)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (TwQuery) tables = NULL;

  tables =
    tw_query_new (workspace,
                  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                  " AND name NOT LIKE 'search%' AND name <> 'history'",
                  NULL);
  while (tw_query_step (tables, NULL))
    {
      const char *table = tw_query_text (tables, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
      g_autoptr (TwQuery) query = tw_query_new (workspace, sql, NULL);

      while (tw_query_step (query, NULL))
        {
          GString *row = g_string_new (table);

          for (int i = 0; i < tw_query_n_columns (query); i++)
            g_string_append_printf (row, "|%s",
                                    tw_query_is_null (query, i) ? "NULL"
                                                                : tw_query_text (query, i));
          g_ptr_array_add (rows, g_string_free (row, FALSE));
        }
    }

  g_ptr_array_sort (rows, compare_text);
  for (guint i = 0; i < rows->len; i++)
    g_checksum_update (sum, rows->pdata[i], -1);

  return g_strdup (g_checksum_get_string (sum));
}

gboolean
tw_store_test_shell (const char  *path,
                     const char  *sql,
                     char       **output)
{
  const char *argv[] = { "sqlite3", "-bail", path, sql, NULL };
  g_autofree char *program = g_find_program_in_path ("sqlite3");
  g_autoptr (GError) error = NULL;
  g_autofree char *messages = NULL;
  int status = 0;

  if (program == NULL)
    {
      g_test_skip ("no sqlite3 shell here");
      return FALSE;
    }

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, &messages,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("sqlite3: %s", messages);

  return TRUE;
}

void
tw_store_test_finish (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tw_workspace_check (workspace, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_error ("The checker found: %s", ((TwFinding *) findings->pdata[i])->message);
  tw_store_test_close (workspace);
}

gint64
tw_store_test_import (TwWorkspace *workspace,
                      int          n,
                      const char  *prefix,
                      const char  *change)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  gint64 entry = 0;
  gint64 batch;

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_IMPORT, "Imported sales", &error));
  tw_store_test_exec (workspace,
                      "INSERT INTO batch (kind, file_name, checksum, imported_at, imported_by)"
                      " VALUES ('sales', 'a.csv', 'x', '2026-01-01T00:00:00Z', 't')");
  batch = tw_workspace_last_id (workspace);
  sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO sale (external_id, partner, date, amount, currency, product, batch, batch_row)"
    " SELECT '%s' || i, 1 + i %% 2, '2026-01-05', i * 100, 'USD', 1, %d, i FROM n",
    n, prefix, (int) batch);
  tw_store_test_exec (workspace, sql);
  if (change != NULL)
    {
      tw_history_record (workspace, TRUE);
      tw_store_test_exec (workspace, change);
    }
  g_assert_true (tw_history_commit (workspace, batch, "{\"rows\":1}", &entry, &error));
  g_assert_no_error (error);

  return entry;
}

/* Each of the two partners gets a statement of three lines over the sales 1 to 6 under the rule
 * vol. */
gint64
tw_store_test_calculate (TwWorkspace *workspace,
                         const char  *period)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  gint64 entry = 0;
  gint64 run;

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_RUN, "Calculated a period", &error));
  sql = g_strdup_printf (
    "UPDATE statement SET state = 'replaced' WHERE period = '%s' AND state = 'calculated';"
    "UPDATE run SET state = 'replaced' WHERE period = '%s';"
    "INSERT INTO run (period, period_start, period_end, calculated_at, calculated_by)"
    " VALUES ('%s', '2026-01-01', '2026-03-31', '2026-04-01T00:00:00Z', 't')",
    period, period, period);
  tw_store_test_exec (workspace, sql);
  run = tw_workspace_last_id (workspace);
  g_free (sql);
  sql = g_strdup_printf (
    "INSERT INTO statement (run, partner, program, version, period, currency, earned, payable, "
    "lines)"
    " SELECT %d, id, 1, 1, '%s', 'USD', 60, 60, 3 FROM partner WHERE id < 3;"
    "INSERT INTO line (id, rule, number, fact_kind, fact, measure, amount)"
    " SELECT (s.id << 24) + n.column1, 1, n.column1, 1, (s.partner - 1) * 3 + n.column1, 1000, 20"
    " FROM statement AS s, (VALUES (1), (2), (3)) AS n WHERE s.run = %d;"
    "INSERT INTO window_step (statement, rule, window_start, window_end, steps)"
    " SELECT id, 1, '2026-01-01', '2026-03-31', '[]' FROM statement WHERE run = %d",
    (int) run, period, (int) run, (int) run);
  tw_store_test_exec (workspace, sql);
  tw_history_commit (workspace, run, NULL, &entry, &error);
  g_assert_no_error (error);

  return entry;
}
