/* tw-list-source-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How many rows a list of an entity has, and what they add up to. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-list-source-private.h"

#include "common/tw-format.h"
#include "tw-decimal.h"
#include "tw-list-load.h"
#include "tw-totals-load.h"

/* As many rows as can be added up while nobody notices. */
#define FEW_ROWS 2000

static void
cancel (GCancellable **work)
{
  if (*work != NULL)
    g_cancellable_cancel (*work);

  g_clear_object (work);
}

void
tw_list_source_forget_sums (TwListSource *self)
{
  cancel (&self->adding);
  g_clear_pointer (&self->sums_keys, g_bytes_unref);
  g_clear_pointer (&self->sums, g_ptr_array_unref);
}

void
tw_list_source_forget_count (TwListSource *self)
{
  cancel (&self->counting);
  self->n_all = -1;
}

static void
on_counted (TwTotals *totals,
            gpointer  user_data)
{
  TwListSource *self = user_data;

  self->n_all = totals != NULL ? totals->count : 0;
  g_clear_pointer (&totals, tw_totals_free);
  g_clear_object (&self->counting);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

/* Counted in a thread; until then as many as are listed. */
static guint
list_count_all (TwTableSource *source)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (TwFilter) scope = NULL;

  if (self->conditions->len == 0 && self->words == NULL)
    {
      if (tw_list_get_ready (self->list))
        self->n_all = n;
      return n;
    }

  if (self->n_all < 0 && self->counting == NULL)
    {
      scope = tw_list_source_create_scope (self);
      self->counting = g_cancellable_new ();
      tw_totals_start (self->workspace, tw_list_get_entity (self->list), scope, NULL, 0, self->counting,
                       on_counted, self, NULL);
    }

  return self->n_all >= 0 ? (guint) self->n_all : n;
}

static int
find_column_of_field (TwListSource *self,
                      guint         field)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (g_array_index (self->fields, guint, i) == field)
        return i;
    }

  return -1;
}

static gboolean
has_sums (TwListSource *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_array_index (self->columns, TwTableColumn, i).summed)
        return TRUE;
    }

  return FALSE;
}

/* Quantities carry six decimals, of which people want to see those that say something. */
static char *
format_sum (const TwField *field,
            const TwTotal *total)
{
  g_autofree char *plain = NULL;

  if (field->type == TW_FIELD_MONEY)
    return tw_format_money (total->sum, total->digits, NULL);

  plain = tw_decimal_format_trim (total->sum, total->digits);

  return tw_format_number (plain);
}

static GPtrArray *
create_sums (TwListSource   *self,
             const TwTotals *totals)
{
  const TwEntity *entity = tw_list_get_entity (self->list);
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_table_sum_free);

  for (guint i = 0; totals != NULL && i < totals->sums->len; i++)
    {
      const TwTotal *total = totals->sums->pdata[i];
      int column = find_column_of_field (self, total->field);

      if (column >= 0)
        g_ptr_array_add (sums, tw_table_sum_new (column, total->currency,
                                                 format_sum (&entity->fields[total->field], total)));
    }

  return sums;
}

static void
on_added (TwTotals *totals,
          gpointer  user_data)
{
  TwListSource *self = user_data;

  self->sums = create_sums (self, totals);
  g_clear_pointer (&totals, tw_totals_free);
  g_clear_object (&self->adding);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

/* Whether adding up looks at few rows: the first rows of a list say nothing about how many follow, and a filter that
 * few rows pass has to look at all of a long table. */
static gboolean
are_few (TwListSource *self,
         const gint64 *keys,
         gsize         n_keys)
{
  const TwEntity *entity = tw_list_get_entity (self->list);

  if (keys != NULL)
    return n_keys <= FEW_ROWS;

  return tw_list_get_ready (self->list)
         && g_list_model_get_n_items (G_LIST_MODEL (self->list)) <= FEW_ROWS
         && (entity->table == NULL || tw_list_query_is_short (self->workspace, entity));
}

/* A few rows are added up at once; many in a thread, which announces itself when it is through. */
static void
start_adding (TwListSource *self,
              const gint64 *keys,
              gsize         n_keys)
{
  const TwEntity *entity = tw_list_get_entity (self->list);
  g_autoptr (TwTotals) totals = NULL;

  if (!are_few (self, keys, n_keys))
    {
      self->adding = g_cancellable_new ();
      tw_totals_start (self->workspace, entity, self->filter, keys, n_keys, self->adding, on_added,
                       self, NULL);
      return;
    }

  totals = keys != NULL ? tw_totals_of_ids (self->workspace, entity, keys, n_keys, NULL)
                        : tw_totals_of_filter (self->workspace, entity, self->filter, NULL);
  self->sums = create_sums (self, totals);
}

static GPtrArray *
list_get_sums (TwTableSource *source,
               const gint64  *keys,
               gsize          n_keys)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  g_autoptr (GBytes) wanted = NULL;
  gboolean same;

  if (!has_sums (self))
    return NULL;

  wanted = keys != NULL ? g_bytes_new (keys, n_keys * sizeof *keys) : NULL;
  same = wanted == NULL || self->sums_keys == NULL ? wanted == self->sums_keys
                                                   : g_bytes_equal (wanted, self->sums_keys);

  if (!same)
    tw_list_source_forget_sums (self);

  if (self->sums == NULL && self->adding == NULL)
    {
      self->sums_keys = g_steal_pointer (&wanted);
      start_adding (self, keys, n_keys);
    }

  return self->sums != NULL ? g_ptr_array_ref (self->sums) : NULL;
}

void
tw_list_source_install_sums (TwTableSourceClass *source_class)
{
  source_class->count_all = list_count_all;
  source_class->get_sums = list_get_sums;
}
