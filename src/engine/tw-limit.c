/* tw-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-steps.h"

#include <string.h>

/* The program's limits over several rules, on one partner's lines or on all partners' (rules.md
 * 3.3). */

typedef struct
{
  TwWork *work;
  guint   line;
} LineRef;

/* The lines of one unit and one group of `each`. */
typedef struct
{
  char   *key;
  TwSpan  unit;
  GArray *lines; /* LineRef, in order */
  gint64  before; /* what earlier periods posted in the unit */
} Bucket;

typedef struct
{
  TwEngine       *engine;
  TwWork         *owner;    /* whose steps and balances; NULL: over the program */
  const TwAdjust *limit;
  guint           version;
  GArray         *buckets;
  GHashTable     *by_key;   /* key → place in buckets + 1 */
  gint64          excess;   /* what the units so far, and earlier periods, cut and the next may pay */
} Limit;

static void
bucket_clear (gpointer data)
{
  Bucket *bucket = data;

  g_free (bucket->key);
  g_array_unref (bucket->lines);
}

static TwLine *
line_of (const LineRef *ref)
{
  return &g_array_index (ref->work->result->lines, TwLine, ref->line);
}

static gboolean
covers_rule (const Limit *limit,
             const char  *rule_id)
{
  const TwProgram *program = limit->engine->input.versions[limit->version];

  for (guint i = 0; i < limit->limit->n_rules; i++)
    if (strcmp (program->rules[limit->limit->rules[i]].id, rule_id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
unit_at (const Limit *limit,
         TwDate       date,
         TwSpan      *unit)
{
  const TwProgram *program = limit->engine->input.versions[limit->version];

  switch (limit->limit->per)
    {
    case TW_PER_LIFETIME:
      *unit = (TwSpan){ TW_DATE_MIN, TW_DATE_MAX + 1 };
      return TRUE;
    case TW_PER_UNIT:
      return tw_calendar_unit_at (program->calendar, limit->limit->per_unit, date, unit);
    case TW_PER_WINDOW:
    case TW_PER_PERIOD:
    case TW_PER_FACT:
      break;
    }

  return tw_period_at (limit->engine, program, date, unit);
}

/* The day whose unit a line counts in. A unit's limit is over the unit's facts: a difference on a
 * fact of an earlier unit, or what a refund moves in a window that ended, counts where the cap was
 * used already. Counted in the period it would pay out what the limit cut. */
static TwDate
counted_on (const TwEngine *engine,
            TwSpan          window,
            TwLineKind      kind,
            gint64          fact,
            TwDate          posted_on)
{
  TwDate placed = fact < 0 ? TW_DATE_NONE : engine->input.dataset->placed[fact];

  if (window.start > TW_DATE_MIN && window.start < window.end && window.end <= posted_on)
    return window.end - 1;
  if (kind == TW_LINE_FACT && placed != TW_DATE_NONE && placed >= window.start
      && placed < posted_on)
    return placed;

  return posted_on;
}

static TwDate
date_of (const TwWork *work,
         const TwLine *line)
{
  TwSpan period = work->engine->input.period;
  TwDate date = line->fact < 0 ? period.end - 1 : work->engine->input.dataset->placed[line->fact];

  if (date >= period.start && date < period.end && line->fact >= 0
      && line->kind != TW_LINE_REFUND)
    return date;
  if (line->window != G_MAXUINT)
    {
      TwSpan window = g_array_index (work->result->windows, TwWindowResult, line->window).window;
      TwDate counted = counted_on (work->engine, window, line->kind, line->fact, period.start);

      if (counted < period.start)
        return counted;
    }

  return date < period.start || date >= period.end ? period.start : date;
}

static char *
key_of (const Limit *limit,
        TwWork      *work,
        gint64       fact,
        TwSpan       unit)
{
  GString *key = g_string_new (NULL);
  TwContext context;

  g_string_append_printf (key, "%d", unit.start);
  if (limit->limit->per == TW_PER_FACT)
    g_string_append_printf (key, "#%" G_GINT64_FORMAT, fact);
  tw_work_context (work, &context, limit->version, NULL, unit, NULL);
  context.fact = fact;
  for (guint i = 0; i < limit->limit->n_each; i++)
    {
      TwValue value = tw_eval (&context, limit->limit->each[i]);

      g_string_append_printf (key, "|%" G_GINT64_FORMAT,
                              !value.defined ? -1
                              : limit->limit->each[i]->type == TW_VALUE_TEXT ? value.text
                              : (gint64) value.num.num);
    }

  return g_string_free (key, FALSE);
}

static Bucket *
bucket_for (Limit  *limit,
            char   *key,
            TwSpan  unit)
{
  Bucket bucket = { key, unit, NULL, 0 };
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (limit->by_key, key));

  if (place > 0)
    {
      g_free (key);
      return &g_array_index (limit->buckets, Bucket, place - 1);
    }
  bucket.lines = g_array_new (FALSE, FALSE, sizeof (LineRef));
  g_array_append_val (limit->buckets, bucket);
  g_hash_table_insert (limit->by_key, key, GUINT_TO_POINTER (limit->buckets->len));

  return &g_array_index (limit->buckets, Bucket, limit->buckets->len - 1);
}

static void
collect (Limit  *limit,
         TwWork *work)
{
  for (guint i = 0; i < work->result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (work->result->lines, TwLine, i);
      const TwRule *rule = tw_line_rule (work, line);
      LineRef ref = { work, i };
      TwSpan unit;

      if (rule == NULL || !covers_rule (limit, rule->id)
          || !unit_at (limit, date_of (work, line), &unit)
          || (limit->limit->per == TW_PER_FACT && line->fact < 0))
        continue;
      g_array_append_val (bucket_for (limit, key_of (limit, work, line->fact, unit), unit)->lines,
                          ref);
    }
}

static void
add_posted_row (Limit          *limit,
                TwWork         *work,
                const TwPosted *posted)
{
  g_autofree char *key = NULL;
  guint place;
  TwSpan unit;

  if (posted->rule == NULL || !covers_rule (limit, posted->rule)
      || !unit_at (limit, counted_on (limit->engine, posted->window, posted->kind, posted->fact,
                                     posted->posted_on), &unit))
    return;
  key = key_of (limit, work, posted->fact, unit);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (limit->by_key, key));
  if (place > 0)
    g_array_index (limit->buckets, Bucket, place - 1).before += posted->amount;
}

/* What earlier periods posted in the units of the buckets: the owner's lines, or everybody's. */
static void
add_posted (Limit  *limit,
            TwWork *work)
{
  const TwEngineInput *input = &limit->engine->input;
  const GArray *rows;

  if (limit->limit->per == TW_PER_FACT)
    return;
  if (limit->owner == NULL)
    {
      for (gsize i = 0; i < input->n_posted; i++)
        add_posted_row (limit, work, &input->posted[i]);
      return;
    }
  rows = g_hash_table_lookup (limit->engine->posted, GUINT_TO_POINTER (limit->owner->partner));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_posted_row (limit, work, &input->posted[g_array_index (rows, guint32, i)]);
}

static gboolean
bound_of (const Limit  *limit,
          TwWork       *work,
          const Bucket *bucket,
          gint64        earned,
          gint64       *bound)
{
  const TwAdjust *adjust = limit->limit;
  const TwProgram *program = limit->engine->input.versions[limit->version];
  TwContext context;
  TwValue value;
  TwValue used = tw_value_fraction (TW_FRACTION_ZERO);

  tw_work_context (work, &context, limit->version, NULL,
                   adjust->per == TW_PER_LIFETIME ? limit->engine->input.period
                   : bucket->unit, NULL);
  if (bucket->lines->len > 0)
    context.fact = line_of (&g_array_index (bucket->lines, LineRef, 0))->fact;
  context.has_result = TRUE;
  context.earned = tw_fraction_from_int (earned);
  if (!tw_eval_condition (&context, adjust->when))
    return FALSE;
  value = tw_eval (&context, adjust->value);
  if (adjust->used != NULL)
    used = tw_eval (&context, adjust->used);
  if (!value.defined
      || !tw_fraction_round (value.num, TW_FRACTION_ONE, program->rounding.mode, &value.num))
    return FALSE;
  if (used.defined
      && tw_fraction_round (used.num, TW_FRACTION_ONE, program->rounding.mode, &used.num)
      && used.num.num != 0)
    value.num.num = MAX (0, value.num.num - used.num.num);
  *bound = (gint64) value.num.num;

  return TRUE;
}

static void
set_amount (const LineRef *ref,
            gint64         amount)
{
  TwLine *line = line_of (ref);

  if (line->window != G_MAXUINT)
    g_array_index (ref->work->result->windows, TwWindowResult, line->window).posted
      += amount - line->amount;
  line->to_date += amount - line->amount;
  line->amount = amount;
}

/* Lines in order: the cap cuts the ones that pass it. */
static void
cut_first_come (const Bucket *bucket,
                gint64        before,
                gint64        bound)
{
  gint64 x = before;
  gint64 y = before;

  for (guint i = 0; i < bucket->lines->len; i++)
    {
      const LineRef *ref = &g_array_index (bucket->lines, LineRef, i);
      gint64 next;

      x += line_of (ref)->amount;
      next = MIN (x, MAX (bound, before));
      set_amount (ref, next - y);
      y = next;
    }
}

static gboolean
spread (const Bucket *bucket,
        gint64        amount)
{
  guint n = bucket->lines->len;
  g_autofree TwFraction *weights = g_new (TwFraction, MAX (1, n));
  g_autofree gint64 *parts = g_new0 (gint64, MAX (1, n));
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      weights[i] =
        tw_fraction_from_int (line_of (&g_array_index (bucket->lines, LineRef, i))->amount);
      sum += line_of (&g_array_index (bucket->lines, LineRef, i))->amount;
    }
  if (sum == 0
      || !tw_allocate (amount, weights, n, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, parts, NULL,
                       NULL))
    return FALSE;
  for (guint i = 0; i < n; i++)
    set_amount (&g_array_index (bucket->lines, LineRef, i), parts[i]);

  return TRUE;
}

static void
record (const Limit *limit,
        gint64       result,
        gint64       before,
        gint64       bound,
        gint64       left)
{
  const TwPlan *plan = &limit->engine->plans[limit->version];
  TwStep *step;

  if (limit->owner == NULL || limit->engine->input.no_steps)
    return;
  step = tw_steps_add (limit->owner->result->steps, "limit", limit->limit->path);
  tw_step_in (step, "result", tw_step_int (plan, result));
  tw_step_in (step, "before", tw_step_int (plan, before));
  tw_step_in (step, limit->limit->kind == TW_ADJUST_MAX ? "max" : "min", tw_step_int (plan, bound));
  tw_step_in (step, "cut", tw_step_int (plan, result - left));
  tw_step_out (step, tw_step_int (plan, left));
}

/* What the last unit of the period cut goes on to the next period. */
static void
carry (const Limit *limit)
{
  const TwAdjust *adjust = limit->limit;
  const TwProgram *program = limit->engine->input.versions[limit->version];
  TwDate last = limit->engine->input.period.end - 1;

  if (limit->excess <= 0)
    return;
  tw_work_balance (limit->owner, TW_BALANCE_LIMIT,
                   adjust->name != NULL ? adjust->name : adjust->path,
                   limit->engine->input.period.start, limit->excess,
                   adjust->expires == 0 ? TW_DATE_NONE
                                        : tw_work_expiry (limit->owner, program, TW_PER_PERIOD,
                                                          TW_CALENDAR_QUARTER,
                                                          last, adjust->expires));
}

static gint64
brought_in (const Limit *limit)
{
  const char *name = limit->limit->name != NULL ? limit->limit->name : limit->limit->path;
  const GArray *rows = limit->owner == NULL ? NULL : tw_work_balances (limit->owner);
  gint64 total = 0;

  for (guint i = 0; limit->limit->excess_carry && rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &limit->engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == TW_BALANCE_LIMIT && g_strcmp0 (balance->name, name) == 0
          && (balance->expires == TW_DATE_NONE
              || balance->expires >= limit->engine->input.period.start))
        total += balance->amount;
    }

  return total;
}

static gint64
sum_of (const Bucket *bucket)
{
  gint64 sum = 0;

  for (guint i = 0; i < bucket->lines->len; i++)
    sum += line_of (&g_array_index (bucket->lines, LineRef, i))->amount;

  return sum;
}

/* A unit that ended before the period neither gets excess nor leaves any. */
static gboolean
takes_excess (const Limit  *limit,
              const Bucket *bucket)
{
  return limit->limit->excess_carry && limit->owner != NULL
         && bucket->unit.end > limit->engine->input.period.start;
}

/* Excess of an earlier unit comes back, once, as a line of the program and stands last. */
static void
add_brought (Limit  *limit,
             Bucket *bucket)
{
  LineRef ref = { limit->owner, 0 };

  if (limit->excess == 0 || !takes_excess (limit, bucket))
    return;
  tw_work_add_line (limit->owner, TW_LINE_LIMIT, limit->version, G_MAXUINT, -1, limit->excess);
  ref.line = limit->owner->result->lines->len - 1;
  g_array_append_val (bucket->lines, ref);
  limit->excess = 0;
}

/* Bounds that look at what was earned, at funds and balances, and limits per fact or per customer can't be told from
 * totals of rules. */
static gboolean
is_plain (const Limit *limit)
{
  const TwPlan *plan = &limit->engine->plans[limit->version];
  const TwAdjust *adjust = limit->limit;
  guint reads = tw_plan_reads (plan, adjust->value) | tw_plan_reads (plan, adjust->used)
                | tw_plan_condition_reads (plan, adjust->when);

  return !adjust->excess_carry && adjust->n_each == 0 && adjust->per != TW_PER_FACT
         && (reads & (TW_READS_FACT | TW_READS_RESULT | TW_READS_FUND | TW_READS_EARNED)) == 0;
}

static void
keep (const Limit  *limit,
      const Bucket *bucket,
      gint64        earned,
      gint64        bound,
      gboolean      holds)
{
  const TwEngineInput *input = &limit->engine->input;
  TwKeptLimit kept = {
    .partner = limit->owner != NULL ? limit->owner->partner : G_MAXUINT,
    .version = limit->version,
    .limit = (guint) (limit->limit - input->versions[limit->version]->limits),
    .unit = bucket->unit,
    .plain = is_plain (limit),
    .holds = holds,
    .earned = earned,
    .bound = bound,
  };

  input->keep_limit (&kept, input->keep_data);
}

static void
apply (Limit  *limit,
       Bucket *bucket,
       TwWork *work)
{
  const TwAdjust *adjust = limit->limit;
  gint64 before = bucket->before;
  gint64 result;
  gint64 bound = 0;
  gint64 left;
  gboolean holds;

  add_brought (limit, bucket);
  result = sum_of (bucket);
  left = result;
  holds = bound_of (limit, work, bucket, before + result, &bound);
  if (limit->engine->input.keep_limit != NULL)
    keep (limit, bucket, before + result, bound, holds);
  if (!holds)
    return;
  if (adjust->kind == TW_ADJUST_MAX && before + result > bound)
    {
      if (!adjust->pro_rata || !spread (bucket, MAX (bound, before) - before))
        cut_first_come (bucket, before, bound);
      left = sum_of (bucket);
      if (takes_excess (limit, bucket))
        limit->excess += result - left;
    }
  else if (adjust->kind == TW_ADJUST_MIN && before + result < bound
           && bucket->unit.end <= limit->engine->input.period.end)
    {
      if (!spread (bucket, bound - before))
        tw_work_add_line (work, TW_LINE_LIMIT, limit->version, G_MAXUINT, -1,
                          bound - before - result);
      left = bound - before;
    }
  record (limit, result, before, bound, left);
}

/* A minimum is owed for every unit that ends in the period, lines or none. */
static void
add_empty_units (Limit  *limit,
                 TwWork *work)
{
  TwDate date = limit->engine->input.period.start;
  TwSpan unit;

  if ((limit->limit->kind != TW_ADJUST_MIN && !limit->limit->excess_carry)
      || limit->limit->n_each > 0
      || limit->limit->per == TW_PER_FACT)
    return;
  while (date < limit->engine->input.period.end && unit_at (limit, date, &unit))
    {
      bucket_for (limit, key_of (limit, work, -1, unit), unit);
      date = unit.end;
    }
}

static int
compare_refs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const TwDataset *dataset = data;
  const TwLine *la = line_of (a);
  const TwLine *lb = line_of (b);

  if ((la->fact < 0) != (lb->fact < 0))
    return la->fact < 0 ? 1 : -1;
  if (la->fact >= 0 && la->fact != lb->fact)
    return tw_dataset_compare_facts (dataset, la->fact, dataset->placed[la->fact], lb->fact,
                                     dataset->placed[lb->fact]);
  if (la->rule != lb->rule)
    return la->rule < lb->rule ? -1 : 1;
  if (((const LineRef *) a)->work->partner != ((const LineRef *) b)->work->partner)
    return ((const LineRef *) a)->work->partner < ((const LineRef *) b)->work->partner ? -1 : 1;

  return 0;
}

/* Excess goes from one unit to the next in the order of their dates. */
static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  TwDate da = ((const Bucket *) a)->unit.start;
  TwDate db = ((const Bucket *) b)->unit.start;

  return (da > db) - (da < db);
}

static void
limit_init (Limit          *limit,
            TwEngine       *engine,
            TwWork         *owner,
            guint           version,
            const TwAdjust *adjust)
{
  limit->engine = engine;
  limit->owner = owner;
  limit->limit = adjust;
  limit->version = version;
  limit->buckets = g_array_new (FALSE, TRUE, sizeof (Bucket));
  g_array_set_clear_func (limit->buckets, bucket_clear);
  limit->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  limit->excess = brought_in (limit);
}

static void
limit_clear (Limit *limit)
{
  g_hash_table_unref (limit->by_key);
  g_array_unref (limit->buckets);
}

/* A line of which nothing is left is none; a fact without any other was cut. */
static void
drop_cut (TwWork *work)
{
  GArray *lines = work->result->lines;
  guint kept = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const TwLine line = g_array_index (lines, TwLine, i);

      if (line.amount != 0)
        {
          g_array_index (lines, TwLine, kept++) = line;
          continue;
        }
      if (line.fact >= 0 && line.before == 0)
        tw_classify_cut (work, &line);
    }
  g_array_set_size (lines, kept);
  for (guint i = 0; i < lines->len; i++)
    {
      const TwLine *line = &g_array_index (lines, TwLine, i);

      if (line->fact >= 0)
        tw_classify (work, line->fact, TW_REASON_NONE, line->version, line->rule, NULL);
    }
}

/**
 * tw_limits_run:
 *
 * The limits over one partner's lines, in the program's order.
 */
void
tw_limits_run (TwWork *work)
{
  guint version = tw_work_version (work);
  const TwProgram *program = work->engine->input.versions[version];

  if (program->n_limits > 0)
    tw_lines_sort (work);
  for (guint i = 0; i < program->n_limits; i++)
    {
      Limit limit;

      if (program->limits[i].over_program)
        continue;
      limit_init (&limit, work->engine, work, version, &program->limits[i]);
      collect (&limit, work);
      add_empty_units (&limit, work);
      add_posted (&limit, work);
      if (limit.limit->excess_carry)
        g_array_sort (limit.buckets, compare_units);
      for (guint k = 0; k < limit.buckets->len; k++)
        apply (&limit, &g_array_index (limit.buckets, Bucket, k), work);
      carry (&limit);
      limit_clear (&limit);
      drop_cut (work);
    }
}

/**
 * tw_limits_share:
 *
 * The limits over all partners: lines in fact order, those without a fact last.
 */
void
tw_limits_share (TwEngine *engine)
{
  TwWork *first = NULL;
  guint version;

  for (guint p = 0; p < engine->n_partners && first == NULL; p++)
    first = engine->works[p];
  if (first == NULL)
    return;
  version = tw_work_version (first);
  for (guint i = 0; i < engine->input.versions[version]->n_limits; i++)
    {
      const TwAdjust *adjust = &engine->input.versions[version]->limits[i];
      Limit limit;

      if (!adjust->over_program)
        continue;
      limit_init (&limit, engine, NULL, version, adjust);
      for (guint p = 0; p < engine->n_partners; p++)
        if (engine->works[p] != NULL)
          collect (&limit, engine->works[p]);
      add_posted (&limit, first);
      for (guint k = 0; k < limit.buckets->len; k++)
        {
          Bucket *bucket = &g_array_index (limit.buckets, Bucket, k);

          g_array_sort_with_data (bucket->lines, compare_refs, (gpointer) engine->input.dataset);
          apply (&limit, bucket, first);
        }
      limit_clear (&limit);
      for (guint p = 0; p < engine->n_partners; p++)
        if (engine->works[p] != NULL)
          drop_cut (engine->works[p]);
    }
}
