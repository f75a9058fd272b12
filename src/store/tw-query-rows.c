/* tw-query-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-query-rows.h"

GArray *
tw_query_collect (TwQuery         *query,
                  gsize            size,
                  GDestroyNotify   clear,
                  TwQueryFill      fill,
                  GError         **error)
{
  g_autoptr (TwQuery) owned = query;
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, (guint) size);
  g_autoptr (GError) local_error = NULL;

  if (owned == NULL)
    return NULL;

  if (clear != NULL)
    g_array_set_clear_func (rows, clear);
  while (tw_query_step (owned, &local_error))
    {
      g_array_set_size (rows, rows->len + 1);
      fill (owned, rows->data + (rows->len - 1) * size);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

gboolean
tw_query_run_id (TwWorkspace  *workspace,
                 const char   *sql,
                 gint64        id,
                 GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);

  return tw_query_run (query, error);
}
