/* tw-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-sheet.h"

#include <string.h>

/* What a value of a measure depends on, for remembering it. */
typedef struct
{
  guint       version;
  guint       id;
  TwSpan      span;
  TwSpan      window;
  TwDate      clip;
  TwDate      refund_clip;
  guint       reversals;
  guint       partner;
  const void *split;
} MemoKey;

static guint
memo_hash (gconstpointer data)
{
  const MemoKey *key = data;

  return key->id * 2654435761u ^ (guint) key->span.start * 40503u ^ (guint) key->span.end
         * 9176u ^ key->reversals
         ^ key->version << 20;
}

static gboolean
memo_equal (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, sizeof (MemoKey)) == 0;
}

struct _TwReviewMemo
{
  guint        n_partners;
  GHashTable **values;   /* by partner: MemoKey → TwValue; a partner is in the hands of one thread */
};

TwReviewMemo *
tw_review_memo_new (guint n_partners)
{
  TwReviewMemo *memo = g_new0 (TwReviewMemo, 1);

  memo->n_partners = n_partners;
  memo->values = g_new0 (GHashTable *, n_partners + 1);

  return memo;
}

void
tw_review_memo_free (TwReviewMemo *memo)
{
  if (memo == NULL)
    return;

  for (guint i = 0; i < memo->n_partners; i++)
    g_clear_pointer (&memo->values[i], g_hash_table_unref);
  g_free (memo->values);
  g_free (memo);
}

/* (nullable): what reviews of the partner found before. */
static GHashTable *
review_values (const TwContext *context)
{
  TwReviewMemo *memo = context->work->engine->input.memo;
  guint partner = context->work->partner;

  if (memo == NULL || !context->work->reviewing || partner >= memo->n_partners)
    return NULL;
  if (memo->values[partner] == NULL)
    memo->values[partner] = g_hash_table_new_full (memo_hash, memo_equal, g_free, g_free);

  return memo->values[partner];
}

static gboolean
add_up (TwContext       *context,
        const TwMeasure *measure,
        const GArray    *selected,
        TwFraction      *total)
{
  *total = TW_FRACTION_ZERO;
  for (guint i = 0; i < selected->len; i++)
    if (!tw_fraction_add (*total, g_array_index (selected, TwSelected, i).value, total))
      {
        tw_context_overflow (context, measure->path);
        return FALSE;
      }

  return TRUE;
}

static TwFraction
clamp (TwFraction value,
       TwValue    floor,
       TwValue    cap)
{
  if (cap.defined && tw_fraction_compare (value, cap.num) > 0)
    value = cap.num;
  if (floor.defined && tw_fraction_compare (value, floor.num) < 0)
    value = floor.num;

  return value;
}

/* Sum with floor and cap per fact or per calendar unit. Selected facts stand in date order, so a
 * unit's facts stand together. */
static gboolean
add_up_limited (TwContext       *context,
                const TwMeasure *measure,
                const GArray    *selected,
                TwFraction      *total)
{
  TwValue floor = measure->floor != NULL ? tw_eval (context, measure->floor) : TW_UNDEFINED;
  TwValue cap = measure->cap != NULL ? tw_eval (context, measure->cap) : TW_UNDEFINED;
  TwFraction unit_total = TW_FRACTION_ZERO;
  TwSpan unit = { 0, 0 };

  if (measure->per == TW_PER_WINDOW || measure->per == TW_PER_LIFETIME)
    {
      if (!add_up (context, measure, selected, total))
        return FALSE;
      *total = clamp (*total, floor, cap);
      return TRUE;
    }

  *total = TW_FRACTION_ZERO;
  for (guint i = 0; i <= selected->len; i++)
    {
      const TwSelected *one = i < selected->len ? &g_array_index (selected, TwSelected, i) : NULL;
      gboolean same = one != NULL && measure->per != TW_PER_FACT && one->date >= unit.start
                      && one->date < unit.end;

      if (!same && i > 0 && !tw_fraction_add (*total, clamp (unit_total, floor, cap), total))
        break;
      if (one == NULL)
        return TRUE;
      if (!same)
        {
          unit_total = TW_FRACTION_ZERO;
          if (measure->per == TW_PER_UNIT)
            tw_calendar_unit_at (context->plan->program->calendar, measure->per_unit, one->date,
                                 &unit);
          else if (measure->per == TW_PER_PERIOD)
            tw_period_at (context->work->engine, context->plan->program, one->date, &unit);
        }
      if (!tw_fraction_add (unit_total, one->value, &unit_total))
        break;
    }
  tw_context_overflow (context, measure->path);

  return FALSE;
}

/* max(0, m − free), then started or complete packages. */
static gboolean
take_packages (TwContext       *context,
               const TwMeasure *measure,
               TwFraction      *total)
{
  TwFraction n;

  if (measure->free != NULL)
    {
      TwValue free = tw_eval (context, measure->free);

      if (free.defined && !tw_fraction_sub (*total, free.num, total))
        return FALSE;
      if (tw_fraction_sign (*total) < 0)
        *total = TW_FRACTION_ZERO;
    }
  if (!measure->has_package)
    return TRUE;

  return tw_fraction_div (*total, measure->package_size, &n)
         && tw_fraction_round (n, TW_FRACTION_ONE,
                               measure->package_complete ? TW_ROUNDING_FLOOR
                               : TW_ROUNDING_CEILING, total);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  return tw_fraction_compare (((const TwSelected *) a)->value, ((const TwSelected *) b)->value);
}

static TwValue
pick_extreme (const TwMeasure *measure,
              GArray          *selected)
{
  const TwSelected *best = &g_array_index (selected, TwSelected, 0);

  for (guint i = 1; i < selected->len; i++)
    {
      const TwSelected *one = &g_array_index (selected, TwSelected, i);
      int order = tw_fraction_compare (one->value, best->value);

      if (measure->aggregate == TW_AGGREGATE_LATEST
          || (measure->aggregate == TW_AGGREGATE_LARGEST ? order > 0 : order < 0))
        best = one;
    }

  return tw_value_fraction (best->value);
}

static TwValue
pick_middle (TwContext       *context,
             const TwMeasure *measure,
             GArray          *selected)
{
  guint n = selected->len;
  TwFraction a;

  g_array_sort (selected, compare_values);
  a = g_array_index (selected, TwSelected, n / 2).value;
  if (n % 2 == 0
      && (!tw_fraction_add (a, g_array_index (selected, TwSelected, n / 2 - 1).value, &a)
          || !tw_fraction_div (a, tw_fraction_from_int (2), &a)))
    {
      tw_context_overflow (context, measure->path);
      return TW_UNDEFINED;
    }

  return tw_value_fraction (a);
}

static TwValue
count_distinct (GArray *selected)
{
  gint64 n = 0;

  g_array_sort (selected, compare_values);
  for (guint i = 0; i < selected->len; i++)
    if (i == 0 || compare_values (&g_array_index (selected, TwSelected, i),
                                  &g_array_index (selected, TwSelected, i - 1)) != 0)
      n++;

  return tw_value_fraction (tw_fraction_from_int (n));
}

static TwValue
total_of (TwContext       *context,
          const TwMeasure *measure,
          const GArray    *selected)
{
  TwFraction total;

  if (!(measure->floor != NULL
        || measure->cap != NULL ? add_up_limited (context, measure, selected, &total)
                                                        : add_up (context, measure, selected,
                                                                  &total)))
    return TW_UNDEFINED;
  if (!take_packages (context, measure, &total)
      || (measure->type == TW_VALUE_MONEY && context->plan->program->fx_sum
          && !tw_fraction_round (total, TW_FRACTION_ONE, context->plan->program->rounding.mode,
                                 &total)))
    {
      tw_context_overflow (context, measure->path);
      return TW_UNDEFINED;
    }

  return tw_value_fraction (total);
}

/**
 * tw_measure_aggregate:
 * @selected: (element-type TwSelected): the facts, in order; may be reordered
 *
 * Returns: the measure of these facts with its limits, free part and packages, rules.md 2.2
 */
TwValue
tw_measure_aggregate (TwContext       *context,
                      const TwMeasure *measure,
                      GArray          *selected)
{
  TwValue average;

  switch (measure->aggregate)
    {
    case TW_AGGREGATE_SUM:
    case TW_AGGREGATE_COUNT:
      return total_of (context, measure, selected);
    case TW_AGGREGATE_DISTINCT:
      return count_distinct (selected);
    default:
      break;
    }
  if (selected->len == 0)
    return TW_UNDEFINED;

  switch (measure->aggregate)
    {
    case TW_AGGREGATE_AVERAGE:
      average = total_of (context, measure, selected);
      if (average.defined
          && !tw_fraction_div (average.num, tw_fraction_from_int (selected->len), &average.num))
        {
          tw_context_overflow (context, measure->path);
          return TW_UNDEFINED;
        }
      return average;
    case TW_AGGREGATE_MEDIAN:
      return pick_middle (context, measure, selected);
    case TW_AGGREGATE_FIRST_DATE:
      return tw_value_fraction (tw_fraction_from_int (g_array_index (selected, TwSelected,
                                                                     0).date));
    case TW_AGGREGATE_NTH:
      return measure->nth == 0 || measure->nth > selected->len
               ? TW_UNDEFINED
               : tw_value_fraction (g_array_index (selected, TwSelected, measure->nth - 1).value);
    default:
      return pick_extreme (measure, selected);
    }
}

/**
 * tw_measure_over:
 * @span: placing dates taken, already cut at the clip
 *
 * Returns: the measure over the facts that it selects in @span
 */
TwValue
tw_measure_over (TwContext       *context,
                 const TwMeasure *measure,
                 TwSpan           span)
{
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (TwSelected));

  tw_select_facts (context, measure, span, selected);

  return tw_measure_aggregate (context, measure, selected);
}

/* The text picked by largest, latest and so on is an id that travelled as a number. */
static TwValue
with_text (const TwMeasure *measure,
           TwValue          value)
{
  if (value.defined && measure->type == TW_VALUE_TEXT)
    value.text = (gint64) value.num.num;

  return value;
}

/* High-water: the largest as_of value of any day. It can only change on a day on which a fact
 * comes into force or the day after one ends. */
static TwValue
highest_day (TwContext       *context,
             const TwMeasure *measure,
             TwSpan           span)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  const TwMeasureBinding *binding = &context->plan->measures[measure->id];
  const TwView *view = tw_work_view (context->work, context->partner);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  TwValue best = tw_measure_over (context, measure, (TwSpan){ TW_DATE_MIN, span.start + 1 });

  for (guint32 i = 0; i < view->n; i++)
    {
      gint64 end = tw_column_at (binding->ends, view->rows[i]);
      TwDate days[2] = { dataset->placed[view->rows[i]], TW_DATE_NONE };

      if (end == TW_NULL)
        end = tw_column_at (binding->expires, view->rows[i]);
      if (end != TW_NULL)
        days[1] = (TwDate) end + 1;
      for (guint k = 0; k < 2; k++)
        {
          TwValue value;

          if (days[k] == TW_DATE_NONE || days[k] < span.start || days[k] >= span.end
              || !g_hash_table_add (seen, GINT_TO_POINTER (days[k])))
            continue;
          value = tw_measure_over (context, measure, (TwSpan){ TW_DATE_MIN, days[k] + 1 });
          if (value.defined && (!best.defined || tw_fraction_compare (value.num, best.num) > 0))
            best = value;
        }
    }

  return best;
}

static gboolean
reads_outer (const TwContext *context,
             const TwMeasure *measure)
{
  guint reads = tw_plan_condition_reads (context->plan, measure->where)
                | tw_plan_reads (context->plan, measure->value);

  return (reads & TW_READS_OUTER) != 0;
}

/* Sums and counts of whole columns are a difference of two running sums. */
static gboolean
read_sheet (const TwContext *context,
            const TwMeasure *measure,
            TwSpan           span,
            TwValue         *value)
{
  const TwSheet *sheet;

  if (context->confine != NULL || measure->type == TW_VALUE_TEXT || !tw_measure_is_additive (measure))
    return FALSE;
  sheet = tw_sheet_for (context->work, context->plan, measure, context->partner);
  if (sheet == NULL)
    return FALSE;
  *value = tw_value_fraction (tw_sheet_sum (sheet, context->partner, span));

  return TRUE;
}

/**
 * tw_eval_measure:
 *
 * Returns: the measure at the evaluation date, over its own window or else the rule's, cut at the
 * clip
 *   and then shifted
 */
TwValue
tw_eval_measure (TwContext       *context,
                 const TwMeasure *measure)
{
  GHashTable *memo = context->work->memo;
  MemoKey key;
  gboolean by_fact = measure->window != NULL && measure->window->kind == TW_WINDOW_UNIT
                     && context->unit_by_fact;
  TwSpan span;
  TwValue value;
  TwValue *known;
  GHashTable *reviewed;

  if (!tw_window_span (context, measure->window, by_fact ? context->date
                       : context->measure_date, &span))
    return TW_UNDEFINED;
  span.end = MIN (span.end, context->clip);
  if (measure->has_shift)
    span = tw_span_shift (span, measure->shift);
  if (span.end < span.start)
    span.end = span.start;
  if (read_sheet (context, measure, span, &value))
    return value;

  if (memo == NULL)
    memo = context->work->memo = g_hash_table_new_full (memo_hash, memo_equal, g_free, g_free);
  memset (&key, 0, sizeof key);
  key.version = context->plan->version;
  key.id = measure->id;
  key.span = span;
  if (context->reversals == TW_REVERSALS_LEFT_OUT)
    key.window = context->window;
  key.clip = context->clip;
  key.refund_clip = context->refund_clip;
  key.reversals = context->reversals;
  key.partner = context->partner;
  key.split = context->split;
  known = context->confine == NULL ? g_hash_table_lookup (memo, &key) : NULL;
  if (known != NULL)
    return *known;
  reviewed = context->confine == NULL ? review_values (context) : NULL;
  known = reviewed != NULL ? g_hash_table_lookup (reviewed, &key) : NULL;
  if (known != NULL)
    return *known;

  if (measure->window != NULL && measure->window->kind == TW_WINDOW_ANY_DAY_IN)
    value = highest_day (context, measure, span);
  else
    value = tw_measure_over (context, measure, span);
  value = with_text (measure, value);
  if (context->confine == NULL && !reads_outer (context, measure))
    {
      g_hash_table_insert (memo, g_memdup2 (&key, sizeof key), g_memdup2 (&value, sizeof value));
      if (reviewed != NULL && (value.text == TW_NULL || value.text >= 0)
          && *context->error == NULL)
        g_hash_table_insert (reviewed, g_memdup2 (&key, sizeof key), g_memdup2 (&value, sizeof value));
    }

  return value;
}
