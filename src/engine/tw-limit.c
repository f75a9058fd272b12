/* tw-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-limit.h"
#include "tw-steps.h"

/* The program's limits over several rules, on one partner's lines or on all partners' (rules.md
 * 3.3). */

static gboolean
bound_of (const TwLimit     *limit,
          TwWork            *work,
          const TwLimitUnit *bucket,
          gint64             earned,
          gint64            *bound)
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
    context.fact = tw_limit_line (&g_array_index (bucket->lines, TwLimitLine, 0))->fact;
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

/* Lines in order: the cap cuts the ones that pass it. */
static void
cut_first_come (const TwLimitUnit *bucket,
                gint64             before,
                gint64             bound)
{
  gint64 x = before;
  gint64 y = before;

  for (guint i = 0; i < bucket->lines->len; i++)
    {
      const TwLimitLine *ref = &g_array_index (bucket->lines, TwLimitLine, i);
      gint64 next;

      x += tw_limit_line (ref)->amount;
      next = MIN (x, MAX (bound, before));
      tw_limit_set_amount (ref, next - y);
      y = next;
    }
}

static gboolean
spread (const TwLimitUnit *bucket,
        gint64             amount)
{
  guint n = bucket->lines->len;
  g_autofree TwFraction *weights = g_new (TwFraction, MAX (1, n));
  g_autofree gint64 *parts = g_new0 (gint64, MAX (1, n));
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      weights[i] =
        tw_fraction_from_int (tw_limit_line (&g_array_index (bucket->lines, TwLimitLine, i))->amount);
      sum += tw_limit_line (&g_array_index (bucket->lines, TwLimitLine, i))->amount;
    }
  if (sum == 0
      || !tw_allocate (amount, weights, n, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, parts, NULL,
                       NULL))
    return FALSE;
  for (guint i = 0; i < n; i++)
    tw_limit_set_amount (&g_array_index (bucket->lines, TwLimitLine, i), parts[i]);

  return TRUE;
}

static void
record (const TwLimit *limit,
        gint64         result,
        gint64         before,
        gint64         bound,
        gint64         left)
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
carry (const TwLimit *limit)
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

/* A unit that ended before the period neither gets excess nor leaves any. */
static gboolean
takes_excess (const TwLimit     *limit,
              const TwLimitUnit *bucket)
{
  return limit->limit->excess_carry && limit->owner != NULL
         && bucket->unit.end > limit->engine->input.period.start;
}

/* Excess of an earlier unit comes back, once, as a line of the program and stands last. */
static void
add_brought (TwLimit     *limit,
             TwLimitUnit *bucket)
{
  TwLimitLine ref = { limit->owner, 0 };

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
is_plain (const TwLimit *limit)
{
  const TwPlan *plan = &limit->engine->plans[limit->version];
  const TwAdjust *adjust = limit->limit;
  guint reads = tw_plan_reads (plan, adjust->value) | tw_plan_reads (plan, adjust->used)
                | tw_plan_condition_reads (plan, adjust->when);

  return !adjust->excess_carry && adjust->n_each == 0 && adjust->per != TW_PER_FACT
         && (reads & (TW_READS_FACT | TW_READS_RESULT | TW_READS_FUND | TW_READS_EARNED)) == 0;
}

static void
keep (const TwLimit     *limit,
      const TwLimitUnit *bucket,
      gint64             earned,
      gint64             bound,
      gboolean           holds)
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
apply (TwLimit     *limit,
       TwLimitUnit *bucket,
       TwWork      *work)
{
  const TwAdjust *adjust = limit->limit;
  gint64 before = bucket->before;
  gint64 result;
  gint64 bound = 0;
  gint64 left;
  gboolean holds;

  add_brought (limit, bucket);
  result = tw_limit_sum (bucket);
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
      left = tw_limit_sum (bucket);
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
      TwLimit limit;

      if (program->limits[i].over_program)
        continue;
      tw_limit_init (&limit, work->engine, work, version, &program->limits[i]);
      tw_limit_collect (&limit, work);
      tw_limit_add_empty_units (&limit, work);
      tw_limit_add_posted (&limit, work);
      if (limit.limit->excess_carry)
        tw_limit_sort_units (&limit);
      for (guint k = 0; k < limit.units->len; k++)
        apply (&limit, &g_array_index (limit.units, TwLimitUnit, k), work);
      carry (&limit);
      tw_limit_clear (&limit);
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
      TwLimit limit;

      if (!adjust->over_program)
        continue;
      tw_limit_init (&limit, engine, NULL, version, adjust);
      for (guint p = 0; p < engine->n_partners; p++)
        if (engine->works[p] != NULL)
          tw_limit_collect (&limit, engine->works[p]);
      tw_limit_add_posted (&limit, first);
      for (guint k = 0; k < limit.units->len; k++)
        {
          TwLimitUnit *bucket = &g_array_index (limit.units, TwLimitUnit, k);

          tw_limit_sort_lines (&limit, bucket);
          apply (&limit, bucket, first);
        }
      tw_limit_clear (&limit);
      for (guint p = 0; p < engine->n_partners; p++)
        if (engine->works[p] != NULL)
          drop_cut (engine->works[p]);
    }
}
