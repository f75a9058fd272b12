/* tw-model-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-model-test.h"

TwWorkspace *
tw_model_test_create (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "test" TW_WORKSPACE_EXTENSION, NULL);
  const TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_workspace_create (path, &init, "tester", &error);

  g_assert_no_error (error);
  tw_workspace_set_now (workspace, "2026-01-01T00:00:00Z");
  return workspace;
}

void
tw_model_test_close (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_close (workspace, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (workspace);
}

void
tw_model_test_exec (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_exec (workspace, sql, &error);
  g_assert_no_error (error);
}

gint64
tw_model_test_int (TwWorkspace *workspace,
                   const char  *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  tw_workspace_get_int (workspace, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

char *
tw_model_test_text (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = tw_workspace_get_text (workspace, sql, &error);

  g_assert_no_error (error);
  return text;
}

TwRow *
tw_model_test_add (TwWorkspace *workspace,
                   const char  *entity,
                   ...)
{
  TwRow *row = tw_row_new (workspace, tw_entity_find (entity));
  g_autoptr (GError) error = NULL;
  const char *field;
  va_list args;

  va_start (args, entity);
  while ((field = va_arg (args, const char *)) != NULL)
    {
      tw_row_set_text (row, field, va_arg (args, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (args);
  tw_row_save (row, NULL, &error);
  g_assert_no_error (error);
  return row;
}

void
tw_model_test_fill (TwWorkspace *workspace,
                    int          n,
                    int          n_sales)
{
  g_autofree char *partners =
    g_strdup_printf ("WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < %d)"
                     " INSERT INTO partner (external_id, name, region)"
                     " SELECT printf ('P%%03d', i), printf ('Partner %%05d', i * 7919 %% 100003),"
                     " CASE i %% 3 WHEN 0 THEN 'EMEA' WHEN 1 THEN 'APAC' END FROM k", n);
  g_autofree char *sales =
    g_strdup_printf ("WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < %d)"
                     " INSERT INTO sale (external_id, partner, date, amount, currency, units)"
                     " SELECT printf ('S%%07d', i), 1 + i %% %d, date ('2025-01-01', (i * 37 %% 365) || ' days'),"
                     " (i * 7919) %% 1000003 - 5000, CASE i %% 4 WHEN 0 THEN 'EUR' ELSE 'USD' END,"
                     " 1000000 * (1 + i %% 9) FROM k", n_sales, n);

  tw_model_test_exec (workspace, "BEGIN");
  tw_model_test_exec (workspace, partners);
  if (n_sales > 0)
    tw_model_test_exec (workspace, sales);
  tw_model_test_exec (workspace, "COMMIT");
}

static void
append_table (GString     *state,
              TwWorkspace *workspace,
              const char  *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, &error);

  g_assert_no_error (error);
  while (tw_query_step (query, &error))
    {
      g_string_append (state, table);
      for (int i = 0; i < tw_query_n_columns (query); i++)
        g_string_append_printf (state, "|%s", tw_query_is_null (query,
                                                                i) ? "-" : tw_query_text (query, i));
      g_string_append_c (state, '\n');
    }
  g_assert_no_error (error);
}

char *
tw_model_test_state (TwWorkspace *workspace)
{
  g_autoptr (GString) state = g_string_new (NULL);
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
                  " AND name NOT LIKE 'sqlite_%' AND name <> 'history' AND name <> 'currency' ORDER BY name",
                  NULL);

  while (tw_query_step (query, NULL))
    append_table (state, workspace, tw_query_text (query, 0));
  return g_string_free (g_steal_pointer (&state), FALSE);
}
