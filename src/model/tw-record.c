/* tw-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-record.h"

#include "tw-query.h"

/* Where a row points to several, it is a part of the first of these. */
static const char *const wholes[] = { "plan", "opportunity", "program_version", "agreement",
                                      "partner", "program" };

/* The column of @table that points to @whole; reads nothing where the table doesn't exist. */
static char *
find_column (TwWorkspace *workspace,
             const char  *table,
             const char  *whole)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "SELECT \"from\" FROM pragma_foreign_key_list (:table) WHERE \"table\" = :whole ORDER BY id DESC"
      " LIMIT 1",
      NULL);

  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "table", table);
  tw_query_bind_text (query, "whole", whole);

  return tw_query_step (query, NULL) ? tw_query_dup_text (query, 0) : NULL;
}

/* The integer that @sql (over :id) gives; 0 for none. */
static gint64
read_id (TwWorkspace *workspace,
         const char  *sql,
         gint64       id)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, NULL);

  if (query == NULL)
    return 0;
  tw_query_bind_int (query, "id", id);

  return tw_query_step (query, NULL) && !tw_query_is_null (query, 0) ? tw_query_int (query, 0) : 0;
}

gboolean
tw_record_follow (TwWorkspace  *workspace,
                  const char  **table,
                  gint64       *id)
{
  if (g_str_equal (*table, "program"))
    {
      gint64 version = read_id (workspace,
                                "SELECT id FROM program_version WHERE program = :id"
                                " ORDER BY number DESC LIMIT 1",
                                *id);

      *table = version != 0 ? "program_version" : *table;
      *id = version != 0 ? version : *id;
      return version != 0;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      g_autofree char *column = find_column (workspace, *table, wholes[i]);
      g_autofree char *sql = NULL;
      gint64 whole;

      if (column == NULL || g_str_equal (*table, wholes[i]))
        continue;

      sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = :id", column, *table);
      whole = read_id (workspace, sql, *id);
      if (whole == 0)
        continue;

      *table = wholes[i];
      *id = whole;
      return TRUE;
    }

  return FALSE;
}

gboolean
tw_record_exists (TwWorkspace *workspace,
                  const char  *table,
                  gint64       id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE id = :id", table);

  return read_id (workspace, sql, id) != 0;
}
