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
  g_string_append (sql,
                   "INSERT INTO product (external_id, name) VALUES ('A', 'Alpha');"
                   "INSERT INTO customer (external_id, name) VALUES ('C', 'Contoso');"
                   "INSERT INTO program (name, partner_type, currency) VALUES ('Main', 'reseller', 'USD');"
                   "INSERT INTO program_version (program, number, valid_from, body) VALUES (1, 1, '2026-01-01', '{}');"
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

/* Every row of every table but history, search and SQLite's own, as text, sorted: what an undo must bring back. */
char *
tw_store_test_state (TwWorkspace *workspace)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (TwQuery) tables = NULL;

  tables = tw_query_new (workspace,
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
            g_string_append_printf (row, "|%s", tw_query_is_null (query, i) ? "NULL" : tw_query_text (query, i));
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

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, &messages, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("sqlite3: %s", messages);

  return TRUE;
}
