/* tw-select.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#include "tw-decimal.h"

/* Which facts a measure takes, and with what value each. */

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const TwDataset *dataset = data;
  guint32 fa = *(const guint32 *) a;
  guint32 fb = *(const guint32 *) b;

  return tw_dataset_compare_facts (dataset, fa, dataset->placed[fa], fb, dataset->placed[fb]);
}

void
tw_view_init (TwView          *view,
              const TwDataset *dataset,
              guint            partner)
{
  guint32 start = dataset->by_partner.start[partner];
  guint32 n = dataset->by_partner.start[partner + 1] - start;
  guint32 more = 0;

  view->rows = dataset->by_partner.rows + start;
  view->n = n;
  view->owned = NULL;
  if (dataset->credited.start != NULL)
    more = dataset->credited.start[partner + 1] - dataset->credited.start[partner];
  if (more == 0)
    return;

  view->owned = g_new (guint32, n + more);
  for (guint32 i = 0; i < n; i++)
    view->owned[i] = view->rows[i];
  for (guint32 i = 0; i < more; i++)
    view->owned[n + i] = dataset->credited.rows[dataset->credited.start[partner] + i];
  g_qsort_with_data (view->owned, n + more, sizeof (guint32), compare_rows, (gpointer) dataset);
  view->rows = view->owned;
  view->n = n + more;
}

static void
view_free (gpointer data)
{
  TwView *view = data;

  g_free (view->owned);
  g_free (view);
}

/* Views of other partners are made when a pool first asks for them. */
const TwView *
tw_work_view (TwWork *work,
              guint   partner)
{
  TwView *view;

  if (partner == work->partner)
    return &work->view;

  if (work->views == NULL)
    work->views = g_hash_table_new_full (NULL, NULL, NULL, view_free);
  view = g_hash_table_lookup (work->views, GUINT_TO_POINTER (partner));
  if (view == NULL)
    {
      view = g_new0 (TwView, 1);
      tw_view_init (view, work->engine->input.dataset, partner);
      g_hash_table_insert (work->views, GUINT_TO_POINTER (partner), view);
    }

  return view;
}

/**
 * tw_engine_pool:
 *
 * Returns: (transfer full) (element-type guint): the partners whose facts a measure of @partner
 * takes
 */
GArray *
tw_engine_pool (TwEngine *engine,
                guint     partner,
                TwPool    pool)
{
  const TwDataset *dataset = engine->input.dataset;
  const TwColumn *group = tw_dataset_find_column (dataset, TW_RELATION_PARTNER, "group");
  gint64 mine = tw_column_at (group, partner);
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (guint));

  if (pool == TW_POOL_PARTNER || (pool == TW_POOL_GROUP && mine == TW_NULL))
    {
      g_array_append_val (partners, partner);
      return partners;
    }
  for (guint p = 0; p < dataset->n_partners; p++)
    if (pool == TW_POOL_ALL || group->data[p] == mine)
      g_array_append_val (partners, p);

  return partners;
}

gboolean
tw_measure_takes_kind (const TwContext *context,
                       const TwMeasure *measure,
                       gint64           fact)
{
  const TwMeasureBinding *binding = &context->plan->measures[measure->id];
  gint64 kind = tw_column_at (context->work->engine->input.dataset->kind, fact);

  for (guint i = 0; i < measure->n_kinds; i++)
    if (binding->kinds[i] == kind)
      return TRUE;

  return FALSE;
}

/**
 * tw_measure_place:
 *
 * Returns: the date that places @fact for @measure, or %TW_DATE_NONE where it still waits for one
 */
TwDate
tw_measure_place (const TwContext *context,
                  const TwMeasure *measure,
                  gint64           fact)
{
  const TwMeasureBinding *binding = &context->plan->measures[measure->id];
  TwDate latest = TW_DATE_NONE;

  if (measure->n_dates == 0)
    return context->work->engine->input.dataset->placed[fact];

  for (guint i = 0; i < measure->n_dates; i++)
    {
      gint64 date = tw_column_at (binding->dates[i], fact);

      if (date == TW_NULL)
        return TW_DATE_NONE;
      latest = MAX (latest, (TwDate) date);
    }

  return latest;
}

static gboolean
confined (TwContext *inner)
{
  for (const TwConfine *confine = inner->confine; confine != NULL; confine = confine->next)
    if (!tw_value_equal (confine->attribute->type, tw_eval (inner, confine->attribute),
                         confine->key))
      return FALSE;

  return TRUE;
}

/* A reversal in a count takes back the share of its original that it refunds. */
static gboolean
count_value (const TwContext *context,
             gint64           fact,
             TwFraction      *value)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  const TwColumn *amount = tw_dataset_find_column (dataset, TW_RELATION_FACT, "amount");
  gint64 original = dataset->original == NULL ? -1 : dataset->original[fact];
  gint64 back;
  gint64 whole;

  *value = TW_FRACTION_ONE;
  if (original < 0 || context->reversals == TW_REVERSALS_ORDINARY)
    return TRUE;

  back = tw_column_at (amount, fact);
  whole = tw_column_at (amount, original);
  *value = tw_fraction_from_int (-1);
  if (back == TW_NULL || whole == TW_NULL || whole == 0)
    return TRUE;

  return tw_fraction_new (back, whole, value);
}

/* The usual measure is a column of the fact in the program's currency: no tree to walk. */
static inline gboolean
plain_value (const TwContext *context,
             const TwMeasure *measure,
             gint64           fact,
             TwFraction      *value)
{
  const TwBinding *binding;
  gint64 cell;

  if (measure->value == NULL || measure->value->kind != TW_EXPR_ATTRIBUTE)
    return FALSE;
  binding = &context->plan->bindings[measure->value->id];
  if (binding->kind != TW_BIND_FACT || binding->outer)
    return FALSE;
  cell = binding->column->data[fact];
  if (cell == TW_NULL)
    return FALSE;
  if (binding->column->type == TW_VALUE_MONEY)
    {
      gint64 currency = tw_column_at (binding->currency, fact);

      if (currency != TW_NULL && currency != context->plan->currency)
        return FALSE;
    }
  else if (binding->column->type != TW_VALUE_NUMBER || cell % TW_MILLION != 0)
    {
      return FALSE;
    }
  else
    {
      cell /= TW_MILLION;
    }
  *value = (TwFraction){ cell, 1 };

  return TRUE;
}

/* A fact's own amount in another currency; an expression of amounts is one in the program's. */
static gboolean
foreign_cell (const TwContext *context,
              const TwMeasure *measure,
              gint64           fact,
              gint64          *cell,
              gint64          *currency)
{
  const TwBinding *binding;

  if (measure->value == NULL || measure->value->kind != TW_EXPR_ATTRIBUTE)
    return FALSE;
  binding = &context->plan->bindings[measure->value->id];
  if (binding->kind != TW_BIND_FACT || binding->outer || binding->column->type != TW_VALUE_MONEY)
    return FALSE;

  *cell = binding->column->data[fact];
  *currency = tw_column_at (binding->currency, fact);

  return *cell != TW_NULL && *currency != TW_NULL && *currency != context->plan->currency;
}

static gboolean
has_shares (const TwDataset *dataset,
            const TwSplit   *split,
            gint64           fact)
{
  return dataset->credits.start != NULL && !split->of_earned
         && dataset->credits.start[fact] != dataset->credits.start[fact + 1];
}

gboolean
tw_measure_shares_first (const TwContext *context,
                         const TwMeasure *measure,
                         gint64           fact)
{
  const TwSplit *split = context->split != NULL ? context->split : &context->plan->program->attribution;
  gint64 cell;
  gint64 currency;

  return has_shares (context->work->engine->input.dataset, split, fact)
         && foreign_cell (context, measure, fact, &cell, &currency);
}

/**
 * tw_measure_value:
 * @context: with `fact`, `date` and `partner` of the fact
 *
 * The value of one fact in a measure, with the partner's share of it where it has credits. An amount in another
 * currency is shared out in minor units of that currency, and the share is converted (rules.md 4.1: attribute, then
 * convert).
 *
 * Returns: %FALSE where it is undefined
 */
gboolean
tw_measure_value (TwContext       *context,
                  const TwMeasure *measure,
                  gint64           fact,
                  TwDate           date,
                  TwFraction      *value)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  const TwSplit *split = context->split != NULL ? context->split
                         : &context->plan->program->attribution;
  TwValueType type = TW_VALUE_NUMBER;
  gint64 cell;
  gint64 currency;

  if (has_shares (dataset, split, fact) && foreign_cell (context, measure, fact, &cell, &currency))
    {
      *value = tw_fraction_from_int (cell);

      return tw_split_value (context, split, fact, TW_VALUE_MONEY, 1, value, context->error)
             && tw_convert (context, (gint64) value->num, currency, fact, value);
    }

  if (plain_value (context, measure, fact, value))
    {
      type = measure->value->type;
    }
  else if (measure->value == NULL)
    {
      if (!count_value (context, fact, value))
        return FALSE;
    }
  else
    {
      TwValue v = tw_eval (context, measure->value);

      if (!v.defined)
        return FALSE;
      *value = measure->value->type == TW_VALUE_TEXT ? tw_fraction_from_int (v.text) : v.num;
      type = measure->value->type;
    }

  if (type == TW_VALUE_TEXT || type == TW_VALUE_DATE || !has_shares (dataset, split, fact))
    return TRUE;

  return tw_split_value (context, split, fact, type, 1, value, context->error);
}

static void
add_selected (TwContext       *inner,
              const TwMeasure *measure,
              gint64           fact,
              TwDate           date,
              GArray          *selected)
{
  TwSelected one = { (guint32) fact, inner->partner, date, TW_FRACTION_ZERO };

  if (tw_measure_value (inner, measure, fact, date, &one.value))
    g_array_append_val (selected, one);
}

/* The parts of an original that were given back before the clip. */
static void
add_refunds (TwContext       *inner,
             const TwMeasure *measure,
             gint64           fact,
             TwDate           date,
             GArray          *selected)
{
  const TwGrouping *reversed_by = &inner->work->engine->input.dataset->reversed_by;

  if (reversed_by->start == NULL)
    return;

  for (guint32 i = reversed_by->start[fact]; i < reversed_by->start[fact + 1]; i++)
    {
      guint32 refund = reversed_by->rows[i];
      TwDate placed = tw_measure_place (inner, measure, refund);

      if (placed == TW_DATE_NONE || placed >= inner->refund_clip
          || !tw_measure_takes_kind (inner, measure, refund))
        continue;
      inner->fact = refund;
      add_selected (inner, measure, refund, date, selected);
    }
}

static gboolean
in_force (const TwContext *context,
          const TwMeasure *measure,
          guint32          fact,
          TwDate           day)
{
  const TwMeasureBinding *binding = &context->plan->measures[measure->id];
  gint64 end = tw_column_at (binding->ends, fact);

  if (end == TW_NULL)
    end = tw_column_at (binding->expires, fact);

  return end == TW_NULL || end >= day;
}

/* The refunds of a rule's own window have lines of their own. What stands outside it (last
 * year's sales, the rest of the year) is as its refunds have left it. */
static gboolean
is_shrunk (const TwContext *context,
           TwDate           date)
{
  return context->reversals == TW_REVERSALS_NETTED
         || (context->reversals == TW_REVERSALS_LEFT_OUT
             && (date < context->window.start || date >= context->window.end));
}

static void
select_from (TwContext       *inner,
             const TwMeasure *measure,
             TwSpan           span,
             GArray          *selected)
{
  const TwDataset *dataset = inner->work->engine->input.dataset;
  const TwView *view = tw_work_view (inner->work, inner->partner);
  gboolean own_date = measure->n_dates == 0;
  gboolean as_of = measure->window != NULL
                   && (measure->window->kind == TW_WINDOW_AS_OF
                       || measure->window->kind == TW_WINDOW_ANY_DAY_IN);

  for (guint32 i = own_date ? tw_view_find_date (dataset, view, span.start) : 0; i < view->n; i++)
    {
      guint32 fact = view->rows[i];
      TwDate date = own_date ? dataset->placed[fact] : tw_measure_place (inner, measure, fact);

      if (own_date && date >= span.end)
        break;
      if (date == TW_DATE_NONE || date < span.start || date >= span.end
          || !tw_measure_takes_kind (inner, measure, fact)
          || (as_of && !in_force (inner, measure, fact, span.end - 1)))
        continue;
      if (inner->reversals != TW_REVERSALS_ORDINARY && dataset->original != NULL
          && dataset->original[fact] >= 0)
        continue;
      inner->fact = fact;
      inner->date = date;
      if (!tw_eval_condition (inner, measure->where) || !confined (inner))
        continue;
      add_selected (inner, measure, fact, date, selected);
      if (is_shrunk (inner, date))
        add_refunds (inner, measure, fact, date, selected);
    }
}

static int
compare_selected (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  const TwSelected *sa = a;
  const TwSelected *sb = b;

  return tw_dataset_compare_facts (data, sa->fact, sa->date, sb->fact, sb->date);
}

/**
 * tw_select_facts:
 * @span: placing dates taken, already cut at the clip
 * @selected: (element-type TwSelected): filled in the order of rules.md 4.2
 */
void
tw_select_facts (TwContext       *context,
                 const TwMeasure *measure,
                 TwSpan           span,
                 GArray          *selected)
{
  TwContext inner = *context;
  g_autoptr (GArray) partners = NULL;

  inner.outer = context->fact;
  inner.leaves = NULL;
  inner.has_result = FALSE;
  if (measure->pool == TW_POOL_PARTNER)
    {
      select_from (&inner, measure, span, selected);
    }
  else
    {
      partners = tw_engine_pool (context->work->engine, context->work->partner, measure->pool);
      for (guint i = 0; i < partners->len; i++)
        {
          inner.partner = g_array_index (partners, guint, i);
          select_from (&inner, measure, span, selected);
        }
    }
  if (measure->pool != TW_POOL_PARTNER || measure->n_dates > 0)
    g_array_sort_with_data (selected, compare_selected,
                            (gpointer) context->work->engine->input.dataset);
}
