/* tw-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-error.h"
#include "tw-fault.h"
#include "tw-query.h"
#include "tw-transaction.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

gboolean
tw_bulk_begin (TwWorkspace         *workspace,
               const char * const  *tables,
               GError             **error)
{
  g_return_val_if_fail (workspace->depth == 0, FALSE);
  g_return_val_if_fail (tables != NULL, FALSE);

  g_strfreev (workspace->bulk_tables);
  workspace->bulk_tables = g_strdupv ((char **) tables);

  return tw_workspace_exec (workspace, "PRAGMA foreign_keys = OFF", error);
}

void
tw_bulk_end (TwWorkspace *workspace)
{
  if (workspace->bulk_tables == NULL)
    return;

  g_clear_pointer (&workspace->bulk_tables, g_strfreev);
  sqlite3_exec (workspace->db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
}

static gboolean
check_table (TwWorkspace  *workspace,
             const char   *table,
             GError      **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT rowid, parent FROM pragma_foreign_key_check ('%s') LIMIT 1", table);
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (tw_query_step (query, &local_error))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("Row %" PRId64 " of “%s” points to a row of “%s” that doesn't exist. "
                     "Nothing was changed."),
                   tw_query_int (query, 0), table, tw_query_text (query, 1));
      return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_bulk_check (TwWorkspace  *workspace,
               GError      **error)
{
  for (guint i = 0; workspace->bulk_tables != NULL && workspace->bulk_tables[i] != NULL; i++)
    {
      if (!check_table (workspace, workspace->bulk_tables[i], error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_bulk_drop_indexes (TwWorkspace  *workspace,
                      const char   *table,
                      GError      **error)
{
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (workspace->depth > 0, FALSE);

  query =
    tw_query_new (workspace,
                  "SELECT name, sql FROM sqlite_schema"
                  " WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL ORDER BY name",
                  error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "table", table);
  while (tw_query_step (query, &local_error))
    {
      g_ptr_array_add (drops, g_strdup_printf ("DROP INDEX \"%s\"", tw_query_text (query, 0)));
      g_ptr_array_add (workspace->dropped, tw_query_dup_text (query, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; i < drops->len; i++)
    {
      if (!tw_workspace_exec (workspace, drops->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_bulk_drop_trigger (TwWorkspace  *workspace,
                      const char   *name,
                      GError      **error)
{
  g_autofree char *ask =
    g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = '%s'", name);
  g_autofree char *drop = g_strdup_printf ("DROP TRIGGER \"%s\"", name);
  char *sql;

  g_return_val_if_fail (workspace->depth > 0, FALSE);

  sql = tw_workspace_get_text (workspace, ask, error);
  if (sql == NULL)
    return FALSE;
  g_ptr_array_add (workspace->dropped, sql);

  return tw_workspace_exec (workspace, drop, error);
}

gboolean
tw_bulk_restore_indexes (TwWorkspace  *workspace,
                         GError      **error)
{
  for (guint i = 0; i < workspace->dropped->len; i++)
    {
      tw_fault_point ("index");
      if (!tw_workspace_exec (workspace, workspace->dropped->pdata[i], error))
        return FALSE;
    }
  g_ptr_array_set_size (workspace->dropped, 0);

  return TRUE;
}
