/* tw-control-total.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-control-total.h"

#include "tw-fields.h"
#include "tw-sql-private.h"

void
tw_control_total_free (TwControlTotal *total)
{
  if (total == NULL)
    return;
  g_free (total->currency);
  g_free (total);
}

static GString *
begin_sql (const TwEntity *entity)
{
  GString *sql = g_string_new ("SELECT ");
  const TwField *amount = tw_entity_get_field (entity, "amount");
  const TwField *currency = amount != NULL ? tw_entity_get_field (entity, amount->currency) : NULL;

  if (currency != NULL)
    {
      tw_sql_append_value (sql, currency);
      g_string_append (sql, ", count(*), ifnull (sum (");
      tw_sql_append_value (sql, amount);
      g_string_append (sql, "), 0)");
    }
  else
    g_string_append (sql, "NULL, count(*), 0");
  tw_sql_append_from (sql, entity);
  return sql;
}

static GPtrArray *
read_totals (TwWorkspace  *workspace,
             TwQuery      *query,
             GError      **error)
{
  g_autoptr (GPtrArray) totals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tw_control_total_free);
  g_autoptr (GError) local = NULL;

  while (tw_query_step (query, &local))
    {
      TwControlTotal *total = g_new0 (TwControlTotal, 1);

      total->currency = tw_query_dup_text (query, 0);
      total->digits = MAX (tw_workspace_currency_digits (workspace, total->currency), 0);
      total->count = tw_query_int (query, 1);
      total->amount = tw_query_int (query, 2);
      g_ptr_array_add (totals, total);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&totals);
}

GPtrArray *
tw_control_totals_of_batch (TwWorkspace     *workspace,
                            const TwEntity  *entity,
                            gint64           batch,
                            GError         **error)
{
  g_autoptr (GString) sql = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (entity != NULL && (entity->flags & TW_ENTITY_BATCHED) != 0, NULL);

  sql = begin_sql (entity);
  tw_sql_append_where (sql, entity, NULL);
  g_string_append (sql, entity->part_column != NULL ? " AND " : " WHERE ");
  g_string_append (sql, "t.batch = :batch GROUP BY 1 HAVING count(*) > 0 ORDER BY 1");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "batch", batch);
  return read_totals (workspace, query, error);
}

GPtrArray *
tw_control_totals_of_span (TwWorkspace     *workspace,
                           const TwEntity  *entity,
                           const char      *date_field,
                           TwSpan           span,
                           GError         **error)
{
  g_autoptr (GString) sql = NULL;
  g_autoptr (TwQuery) query = NULL;
  const TwField *date;

  g_return_val_if_fail (entity != NULL, NULL);
  date = tw_entity_get_field (entity, date_field != NULL ? date_field : entity->date);
  g_return_val_if_fail (date != NULL && date->type == TW_FIELD_DATE, NULL);

  sql = begin_sql (entity);
  tw_sql_append_where (sql, entity, NULL);
  g_string_append (sql, entity->part_column != NULL ? " AND " : " WHERE ");
  tw_sql_append_value (sql, date);
  g_string_append (sql, " >= :start AND ");
  tw_sql_append_value (sql, date);
  g_string_append (sql, " < :end GROUP BY 1 HAVING count(*) > 0 ORDER BY 1");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return NULL;
  tw_query_bind_date (query, "start", span.start);
  tw_query_bind_date (query, "end", span.end);
  return read_totals (workspace, query, error);
}
