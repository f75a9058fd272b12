/* tw-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-query.h"

#include "tw-workspace-private.h"

/* Idle statements that a workspace keeps; beyond it they are closed. */
#define CACHE_SIZE 200

struct _TwQuery
{
  TwWorkspace    *workspace;  /* not owned */
  sqlite3_stmt   *statement;  /* owned while out of the cache */

  /* of tw_query_each() */
  TwRowFunc       func;
  gpointer        func_data;
  TwQuery        *outer;      /* the one at work when this one began */
  sqlite3_value **values;     /* the row that @func is called with; else NULL */
};

/* The cache ------------------------------------------------------------------------------------ */

static sqlite3_stmt *
take_from_cache (TwWorkspace *workspace,
                 const char  *sql)
{
  GPtrArray *idle = g_hash_table_lookup (workspace->statements, sql);

  if (idle == NULL || idle->len == 0)
    return NULL;

  workspace->n_idle--;

  return g_ptr_array_steal_index_fast (idle, idle->len - 1);
}

static void
give_to_cache (TwWorkspace  *workspace,
               sqlite3_stmt *statement)
{
  const char *sql = sqlite3_sql (statement);
  GPtrArray *idle;

  if (workspace->n_idle >= CACHE_SIZE)
    tw_query_cache_clear (workspace);

  idle = g_hash_table_lookup (workspace->statements, sql);
  if (idle == NULL)
    {
      idle = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_finalize);
      g_hash_table_insert (workspace->statements, g_strdup (sql), idle);
    }
  g_ptr_array_add (idle, statement);
  workspace->n_idle++;
}

void
tw_query_cache_clear (TwWorkspace *workspace)
{
  g_hash_table_remove_all (workspace->statements);
  workspace->n_idle = 0;
}

/* Life ----------------------------------------------------------------------------------------- */

TwQuery *
tw_query_new (TwWorkspace  *workspace,
              const char   *sql,
              GError      **error)
{
  TwQuery *query;
  sqlite3_stmt *statement;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (workspace->db != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (workspace->unsized)
    {
      if (!tw_connection_size (workspace->db, workspace->path, error))
        return NULL;
      workspace->unsized = FALSE;
    }

  statement = take_from_cache (workspace, sql);
  if (statement == NULL)
    {
      int status = sqlite3_prepare_v3 (workspace->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                       &statement, NULL);

      if (status != SQLITE_OK)
        {
          tw_connection_set_error (workspace->db, workspace->path, status, error);
          return NULL;
        }
    }

  query = g_new0 (TwQuery, 1);
  query->workspace = workspace;
  query->statement = statement;

  return query;
}

void
tw_query_free (TwQuery *query)
{
  if (query == NULL)
    return;

  sqlite3_reset (query->statement);
  sqlite3_clear_bindings (query->statement);
  give_to_cache (query->workspace, query->statement);
  g_free (query);
}

void
tw_query_reset (TwQuery *query)
{
  sqlite3_reset (query->statement);
  sqlite3_clear_bindings (query->statement);
}

/* Parameters ----------------------------------------------------------------------------------- */

int
tw_query_parameter (TwQuery    *query,
                    const char *name)
{
  char buffer[64];
  int index;

  g_snprintf (buffer, sizeof buffer, ":%s", name);
  index = sqlite3_bind_parameter_index (query->statement, buffer);
  if (index == 0)
    g_error ("No parameter “%s” in: %s", name, sqlite3_sql (query->statement));

  return index;
}

void
tw_query_bind_int_at (TwQuery *query,
                      int      parameter,
                      gint64   value)
{
  if (value == TW_QUERY_NULL)
    sqlite3_bind_null (query->statement, parameter);
  else
    sqlite3_bind_int64 (query->statement, parameter, value);
}

void
tw_query_bind_text_at (TwQuery    *query,
                       int         parameter,
                       const char *value)
{
  sqlite3_bind_text (query->statement, parameter, value, -1, SQLITE_STATIC);
}

void
tw_query_bind_date_at (TwQuery *query,
                       int      parameter,
                       TwDate   value)
{
  int year, month, day;
  char buffer[32];

  if (value == TW_DATE_NONE)
    {
      sqlite3_bind_null (query->statement, parameter);
      return;
    }

  tw_date_to_ymd (value, &year, &month, &day);
  g_snprintf (buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  sqlite3_bind_text (query->statement, parameter, buffer, 10, SQLITE_TRANSIENT);
}

void
tw_query_bind_int (TwQuery    *query,
                   const char *name,
                   gint64      value)
{
  tw_query_bind_int_at (query, tw_query_parameter (query, name), value);
}

void
tw_query_bind_text (TwQuery    *query,
                    const char *name,
                    const char *value)
{
  sqlite3_bind_text (query->statement, tw_query_parameter (query, name), value, -1,
                     SQLITE_TRANSIENT);
}

void
tw_query_bind_blob (TwQuery    *query,
                    const char *name,
                    GBytes     *value)
{
  int index = tw_query_parameter (query, name);
  gsize size = 0;
  const void *data;

  if (value == NULL)
    {
      sqlite3_bind_null (query->statement, index);
      return;
    }

  data = g_bytes_get_data (value, &size);
  sqlite3_bind_blob64 (query->statement, index, size == 0 ? "" : data, size, SQLITE_TRANSIENT);
}

void
tw_query_bind_date (TwQuery    *query,
                    const char *name,
                    TwDate      value)
{
  tw_query_bind_date_at (query, tw_query_parameter (query, name), value);
}

/* Rows ----------------------------------------------------------------------------------------- */

gboolean
tw_query_step (TwQuery  *query,
               GError  **error)
{
  int status = sqlite3_step (query->statement);

  if (status == SQLITE_ROW)
    return TRUE;

  if (status != SQLITE_DONE)
    tw_connection_set_error (query->workspace->db, query->workspace->path, status, error);
  sqlite3_reset (query->statement);

  return FALSE;
}

gboolean
tw_query_run (TwQuery  *query,
              GError  **error)
{
  int status;

  do
    status = sqlite3_step (query->statement);
  while (status == SQLITE_ROW);

  if (status != SQLITE_DONE)
    tw_connection_set_error (query->workspace->db, query->workspace->path, status, error);
  sqlite3_reset (query->statement);

  return status == SQLITE_DONE;
}

/* The rows of a scan, handed over as the arguments of a function of SQL: they aren't made into rows of a result, which
 * costs more than reading them does. */

static void
on_row (sqlite3_context  *context,
        int               n_values,
        sqlite3_value   **values)
{
  const TwWorkspace *workspace = sqlite3_user_data (context);
  TwQuery *query = workspace->each;

  query->values = values;
  query->func (query, query->func_data);
  query->values = NULL;
}

TwQuery *
tw_query_new_each (TwWorkspace  *workspace,
                   const char   *columns,
                   const char   *table,
                   GError      **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && workspace->db != NULL, NULL);

  if (!workspace->has_each)
    {
      int status = sqlite3_create_function_v2 (workspace->db, "tw_each", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, workspace,
                                               on_row, NULL, NULL, NULL);

      if (status != SQLITE_OK)
        {
          tw_connection_set_error (workspace->db, workspace->path, status, error);
          return NULL;
        }
      workspace->has_each = TRUE;
    }
  sql = g_strdup_printf ("SELECT tw_each (%s) FROM \"%s\" AS t NOT INDEXED ORDER BY t.id", columns, table);

  return tw_query_new (workspace, sql, error);
}

gboolean
tw_query_each (TwQuery    *query,
               TwRowFunc   func,
               gpointer    user_data,
               GError    **error)
{
  gboolean good;

  g_return_val_if_fail (query != NULL && func != NULL, FALSE);

  query->func = func;
  query->func_data = user_data;
  query->outer = query->workspace->each;
  query->workspace->each = query;
  good = tw_query_run (query, error);
  query->workspace->each = query->outer;

  return good;
}

int
tw_query_n_columns (TwQuery *query)
{
  return sqlite3_column_count (query->statement);
}

int
tw_query_column (TwQuery    *query,
                 const char *name)
{
  int n = sqlite3_column_count (query->statement);

  for (int i = 0; i < n; i++)
    {
      if (strcmp (sqlite3_column_name (query->statement, i), name) == 0)
        return i;
    }

  g_error ("No column “%s” in: %s", name, sqlite3_sql (query->statement));
}

const char *
tw_query_column_name (TwQuery *query,
                      int      column)
{
  return sqlite3_column_name (query->statement, column);
}

gboolean
tw_query_is_null (TwQuery *query,
                  int      column)
{
  if (query->values != NULL)
    return sqlite3_value_type (query->values[column]) == SQLITE_NULL;

  return sqlite3_column_type (query->statement, column) == SQLITE_NULL;
}

gint64
tw_query_int (TwQuery *query,
              int      column)
{
  if (query->values != NULL)
    return sqlite3_value_type (query->values[column]) == SQLITE_NULL ? TW_QUERY_NULL
                                                                     : sqlite3_value_int64 (query->values[column]);
  if (sqlite3_column_type (query->statement, column) == SQLITE_NULL)
    return TW_QUERY_NULL;

  return sqlite3_column_int64 (query->statement, column);
}

const char *
tw_query_text (TwQuery *query,
               int      column)
{
  if (query->values != NULL)
    return (const char *) sqlite3_value_text (query->values[column]);

  return (const char *) sqlite3_column_text (query->statement, column);
}

const char *
tw_query_bytes (TwQuery *query,
                int      column,
                gsize   *length)
{
  const char *bytes = sqlite3_column_blob (query->statement, column);

  *length = sqlite3_column_bytes (query->statement, column);
  if (bytes == NULL && !tw_query_is_null (query, column))
    return "";

  return bytes;
}

char *
tw_query_dup_text (TwQuery *query,
                   int      column)
{
  return g_strdup (tw_query_text (query, column));
}

GBytes *
tw_query_blob (TwQuery *query,
               int      column)
{
  const void *data;

  if (tw_query_is_null (query, column))
    return NULL;

  data = sqlite3_column_blob (query->statement, column);

  return g_bytes_new (data, sqlite3_column_bytes (query->statement, column));
}

TwDate
tw_query_date (TwQuery *query,
               int      column)
{
  const char *text = tw_query_text (query, column);
  TwDate date;

  if (text == NULL || !tw_date_parse (text, &date, NULL))
    return TW_DATE_NONE;

  return date;
}

/* Short forms ---------------------------------------------------------------------------------- */

gboolean
tw_workspace_exec (TwWorkspace  *workspace,
                   const char   *sql,
                   GError      **error)
{
  return tw_connection_exec (workspace->db, workspace->path, sql, error);
}

gboolean
tw_workspace_get_int (TwWorkspace  *workspace,
                      const char   *sql,
                      gint64       *value,
                      GError      **error)
{
  return tw_connection_get_int (workspace->db, workspace->path, sql, value, error);
}

char *
tw_workspace_get_text (TwWorkspace  *workspace,
                       const char   *sql,
                       GError      **error)
{
  return tw_connection_get_text (workspace->db, workspace->path, sql, error);
}

gint64
tw_workspace_last_id (TwWorkspace *workspace)
{
  return sqlite3_last_insert_rowid (workspace->db);
}

gint64
tw_workspace_changes (TwWorkspace *workspace)
{
  return sqlite3_changes64 (workspace->db);
}
