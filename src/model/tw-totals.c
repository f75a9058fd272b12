/* tw-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-totals.h"

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fields.h"
#include "tw-sql-private.h"

/* How often a long sum looks whether it is still wanted. */
#define LOOK_EVERY 4096

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

/* One field that is summed, while rows are read. */
typedef struct
{
  guint    index;
  int      column;      /* in the query */
  int      currency;    /* column in the query, -1: none */
  TwTotal *last;        /* (nullable): rows of one currency come in long stretches */
} Summed;

static int
total_digits (TwWorkspace   *workspace,
              const TwField *field,
              const char    *currency)
{
  if (field->type == TW_FIELD_MONEY)
    return MAX (tw_workspace_currency_digits (workspace, currency), 0);
  return field->type == TW_FIELD_INTEGER ? 0 : TW_MILLIONTHS_DIGITS;
}

static TwTotal *
find_total (TwTotals       *totals,
            TwWorkspace    *workspace,
            const TwEntity *entity,
            Summed         *summed,
            const char     *currency)
{
  TwTotal *total = summed->last;

  if (total != NULL && g_strcmp0 (total->currency, currency) == 0)
    return total;
  for (guint i = 0; i < totals->sums->len; i++)
    {
      total = totals->sums->pdata[i];
      if (total->field == summed->index && g_strcmp0 (total->currency, currency) == 0)
        return summed->last = total;
    }
  total = g_new0 (TwTotal, 1);
  total->field = summed->index;
  total->currency = g_strdup (currency);
  total->digits = total_digits (workspace, &entity->fields[summed->index], currency);
  g_ptr_array_add (totals->sums, total);
  return summed->last = total;
}

/* `SELECT t.id, currency, amount, …`. Adding up here is quicker than GROUP BY, which sorts
 * first. */
static GString *
plan_sums (const TwEntity *entity,
           GArray         *all)
{
  GString *sql = g_string_new ("SELECT t.id");
  const char *last = NULL;
  int n = 1, currency = -1;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];
      Summed summed = { i, -1, -1, NULL };

      if ((field->flags & TW_FIELD_SUMMED) == 0)
        continue;
      if (field->currency != NULL && g_strcmp0 (field->currency, last) != 0)
        {
          g_string_append (sql, ", ");
          tw_sql_append_value (sql, tw_entity_get_field (entity, field->currency));
          last = field->currency;
          currency = n++;
        }
      g_string_append (sql, ", ");
      tw_sql_append_value (sql, field);
      summed.column = n++;
      summed.currency = field->currency != NULL ? currency : -1;
      g_array_append_val (all, summed);
    }
  tw_sql_append_from (sql, entity);
  return sql;
}

static gboolean
add_row (TwTotals        *totals,
         TwWorkspace     *workspace,
         const TwEntity  *entity,
         TwQuery         *query,
         GArray          *all,
         GError         **error)
{
  totals->count++;
  for (guint i = 0; i < all->len; i++)
    {
      Summed *summed = &g_array_index (all, Summed, i);
      gint64 value = tw_query_int (query, summed->column);
      TwTotal *total;

      if (value == TW_QUERY_NULL)
        continue;
      total = find_total (totals, workspace, entity, summed,
                          summed->currency >= 0 ? tw_query_text (query, summed->currency) : NULL);
      if (!tw_amount_add (total->sum, value, &total->sum))
        return set_overflow (error, &entity->fields[summed->index]);
    }
  return TRUE;
}

static gboolean
add_rows (TwTotals        *totals,
          TwWorkspace     *workspace,
          const TwEntity  *entity,
          TwQuery         *query,
          GArray          *all,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr (GError) local = NULL;

  while (tw_query_step (query, &local))
    {
      if (!add_row (totals, workspace, entity, query, all, error))
        return FALSE;
      if (totals->count % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
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

TwTotals *
tw_totals_of_filter_until (TwWorkspace     *workspace,
                           const TwEntity  *entity,
                           const TwFilter  *filter,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_autoptr (TwTotals) totals = totals_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Summed));
  g_autoptr (GString) sql = plan_sums (entity, all);
  g_autoptr (TwQuery) query = NULL;

  tw_sql_append_where (sql, entity, filter);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return NULL;
  tw_sql_bind_filter (query, filter);
  if (!add_rows (totals, workspace, entity, query, all, cancellable, error))
    return NULL;
  g_ptr_array_sort (totals->sums, compare_totals);
  return g_steal_pointer (&totals);
}

TwTotals *
tw_totals_of_filter (TwWorkspace     *workspace,
                     const TwEntity  *entity,
                     const TwFilter  *filter,
                     GError         **error)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && entity != NULL, NULL);
  return tw_totals_of_filter_until (workspace, entity, filter, NULL, error);
}

gint64
tw_totals_count (TwWorkspace     *workspace,
                 const TwEntity  *entity,
                 const TwFilter  *filter,
                 GError         **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count(*)");
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && entity != NULL, -1);

  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, filter);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return -1;
  tw_sql_bind_filter (query, filter);
  return tw_query_step (query, error) ? tw_query_int (query, 0) : -1;
}

TwTotals *
tw_totals_of_ids (TwWorkspace     *workspace,
                  const TwEntity  *entity,
                  const gint64    *ids,
                  gsize            n_ids,
                  GError         **error)
{
  g_autoptr (TwTotals) totals = totals_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Summed));
  g_autoptr (GString) sql = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (entity != NULL && (ids != NULL || n_ids == 0), NULL);

  sql = plan_sums (entity, all);
  g_string_append (sql, " WHERE t.id = :id");
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return NULL;
  for (gsize i = 0; i < n_ids; i++)
    {
      tw_query_bind_int_at (query, 1, ids[i]);
      if (!add_rows (totals, workspace, entity, query, all, NULL, error))
        return NULL;
    }
  g_ptr_array_sort (totals->sums, compare_totals);
  return g_steal_pointer (&totals);
}
