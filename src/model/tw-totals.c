/* tw-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-totals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fields.h"
#include "tw-sql-private.h"

static void
total_free (gpointer data)
{
  TwTotal *total = data;

  g_free (total->currency);
  g_free (total);
}

static TwTotals *
totals_new (void)
{
  TwTotals *totals = g_new0 (TwTotals, 1);

  totals->sums = g_ptr_array_new_with_free_func (total_free);
  return totals;
}

void
tw_totals_free (TwTotals *totals)
{
  if (totals == NULL)
    return;
  g_ptr_array_unref (totals->sums);
  g_free (totals);
}

static gboolean
set_overflow (GError        **error,
              const TwField  *field)
{
  g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
               _("The sum of %s is too large to be held exactly. Narrow the filter."),
               tw_field_get_label (field));
  return FALSE;
}

static gboolean
add_sum (TwTotals     *totals,
         guint         field,
         const TwField *declared,
         const char   *currency,
         int           digits,
         gint64        sum,
         GError      **error)
{
  TwTotal *total;

  for (guint i = 0; i < totals->sums->len; i++)
    {
      total = totals->sums->pdata[i];
      if (total->field == field && g_strcmp0 (total->currency, currency) == 0)
        return tw_amount_add (total->sum, sum, &total->sum) || set_overflow (error, declared);
    }
  total = g_new0 (TwTotal, 1);
  total->field = field;
  total->currency = g_strdup (currency);
  total->digits = digits;
  total->sum = sum;
  g_ptr_array_add (totals->sums, total);
  return TRUE;
}

static int
total_digits (TwWorkspace   *workspace,
              const TwField *field,
              const char    *currency)
{
  if (field->type == TW_FIELD_MONEY)
    return MAX (tw_workspace_currency_digits (workspace, currency), 0);
  return field->type == TW_FIELD_INTEGER ? 0 : TW_MILLIONTHS_DIGITS;
}

/* One statement per currency column, so that a scan adds up everything in that currency. */
static GString *
sums_sql (const TwEntity *entity,
          const char     *currency,
          GArray         *indexes)
{
  GString *sql = g_string_new ("SELECT ");
  const TwField *column = currency != NULL ? tw_entity_get_field (entity, currency) : NULL;

  if (column != NULL)
    tw_sql_append_value (sql, column);
  else
    g_string_append (sql, "NULL");
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];

      if ((field->flags & TW_FIELD_SUMMED) == 0 || g_strcmp0 (field->currency, currency) != 0)
        continue;
      g_string_append (sql, ", sum (");
      tw_sql_append_value (sql, field);
      g_string_append_c (sql, ')');
      g_array_append_val (indexes, i);
    }
  tw_sql_append_from (sql, entity);
  return sql;
}

static gboolean
read_sums (TwTotals        *totals,
           TwWorkspace     *workspace,
           const TwEntity  *entity,
           TwQuery         *query,
           GArray          *indexes,
           GError         **error)
{
  g_autoptr (GError) local = NULL;

  while (tw_query_step (query, &local))
    for (guint i = 0; i < indexes->len; i++)
      {
        guint index = g_array_index (indexes, guint, i);
        const TwField *field = &entity->fields[index];
        const char *currency = tw_query_text (query, 0);

        if (!tw_query_is_null (query, (int) i + 1)
            && !add_sum (totals, index, field, currency, total_digits (workspace, field, currency),
                         tw_query_int (query, (int) i + 1), error))
          return FALSE;
      }
  if (local == NULL)
    return TRUE;
  if (strstr (local->message, "integer overflow") != NULL)
    return set_overflow (error, &entity->fields[g_array_index (indexes, guint, 0)]);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
sum_currency (TwTotals        *totals,
              TwWorkspace     *workspace,
              const TwEntity  *entity,
              const TwFilter  *filter,
              const char      *currency,
              GError         **error)
{
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) sql = sums_sql (entity, currency, indexes);
  g_autoptr (TwQuery) query = NULL;

  if (indexes->len == 0)
    return TRUE;
  tw_sql_append_where (sql, entity, filter);
  g_string_append (sql, " GROUP BY 1");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_sql_bind_filter (query, filter);
  return read_sums (totals, workspace, entity, query, indexes, error);
}

/* (transfer container): the names of the currency fields that summed fields have, and NULL for none. */
static GPtrArray *
list_currencies (const TwEntity *entity)
{
  GPtrArray *names = g_ptr_array_new ();

  g_ptr_array_add (names, NULL);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const char *name = entity->fields[i].currency;
      gboolean known = FALSE;

      if ((entity->fields[i].flags & TW_FIELD_SUMMED) == 0)
        continue;
      for (guint j = 0; j < names->len; j++)
        known = known || g_strcmp0 (names->pdata[j], name) == 0;
      if (!known)
        g_ptr_array_add (names, (gpointer) name);
    }
  return names;
}

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  const TwTotal *left = *(TwTotal *const *) a, *right = *(TwTotal *const *) b;

  if (left->field != right->field)
    return left->field < right->field ? -1 : 1;
  return g_strcmp0 (left->currency, right->currency);
}

static gboolean
count_rows (TwWorkspace     *workspace,
            const TwEntity  *entity,
            const TwFilter  *filter,
            gint64          *count,
            GError         **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count(*)");
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, filter);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_sql_bind_filter (query, filter);
  if (tw_query_step (query, &local))
    *count = tw_query_int (query, 0);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

TwTotals *
tw_totals_of_filter (TwWorkspace     *workspace,
                     const TwEntity  *entity,
                     const TwFilter  *filter,
                     GError         **error)
{
  g_autoptr (TwTotals) totals = totals_new ();
  g_autoptr (GPtrArray) currencies = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (entity != NULL, NULL);

  if (!count_rows (workspace, entity, filter, &totals->count, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  currencies = list_currencies (entity);
  for (guint i = 0; i < currencies->len; i++)
    if (!sum_currency (totals, workspace, entity, filter, currencies->pdata[i], error))
      return NULL;
  g_ptr_array_sort (totals->sums, compare_totals);
  return g_steal_pointer (&totals);
}

static gboolean
sum_ids (TwTotals        *totals,
         TwWorkspace     *workspace,
         const TwEntity  *entity,
         const gint64    *ids,
         gsize            n_ids,
         const char      *currency,
         GError         **error)
{
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) sql = sums_sql (entity, currency, indexes);
  g_autoptr (TwQuery) query = NULL;

  if (indexes->len == 0)
    return TRUE;
  g_string_append (sql, " WHERE t.id = :id GROUP BY 1");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      tw_query_bind_int_at (query, 1, ids[i]);
      if (!read_sums (totals, workspace, entity, query, indexes, error))
        return FALSE;
    }
  return TRUE;
}

TwTotals *
tw_totals_of_ids (TwWorkspace     *workspace,
                  const TwEntity  *entity,
                  const gint64    *ids,
                  gsize            n_ids,
                  GError         **error)
{
  g_autoptr (TwTotals) totals = totals_new ();
  g_autoptr (GPtrArray) currencies = NULL;

  g_return_val_if_fail (entity != NULL && (ids != NULL || n_ids == 0), NULL);

  totals->count = (gint64) n_ids;
  currencies = list_currencies (entity);
  for (guint i = 0; i < currencies->len; i++)
    if (!sum_ids (totals, workspace, entity, ids, n_ids, currencies->pdata[i], error))
      return NULL;
  g_ptr_array_sort (totals->sums, compare_totals);
  return g_steal_pointer (&totals);
}
