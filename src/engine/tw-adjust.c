/* tw-adjust.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-adjust-private.h"


/* Adjustments as a chain: each takes what one fact (or the rule itself) adds to the result and
 * passes on what is left of it. A limit of the window keeps its running totals, so a cap bites
 * the fact that passes it, and n facts take n steps. */

gboolean
tw_stages_by_fact (const TwJob *job)
{
  for (guint i = 0; i < job->stages->len; i++)
    {
      const TwStage *stage = &g_array_index (job->stages, TwStage, i);

      if (stage->fact_level || stage->groups != NULL || stage->adjust->per == TW_PER_FACT)
        return TRUE;
    }

  return FALSE;
}

/* The adjustment of the fact's own version, where that has a factor in the same place. */
static const TwAdjust *
adjust_for (const TwJob     *job,
            const TwStage   *stage,
            const TwJobFact *fact)
{
  const TwRule *rule = fact == NULL ? NULL : job->by_version[fact->version];

  if (rule != NULL && rule != job->rule && stage->index < rule->n_adjust
      && rule->adjust[stage->index].kind == stage->adjust->kind)
    return &rule->adjust[stage->index];

  return stage->adjust;
}

static gboolean
value_now (TwJob           *job,
           TwStage         *stage,
           TwContext       *context,
           const TwJobFact *fact,
           TwFraction       earned,
           TwFraction      *value)
{
  if (stage->has_value)
    {
      *value = stage->value;
      return stage->active;
    }
  context->earned = earned;

  return tw_adjust_evaluate (job, adjust_for (job, stage, fact), context, value);
}

static TwFraction
clamp (const TwAdjust *adjust,
       TwFraction      x,
       TwFraction      bound)
{
  int order = tw_fraction_compare (x, bound);

  if (adjust->kind == TW_ADJUST_MAX)
    return order > 0 ? bound : x;

  return order < 0 ? bound : x;
}

/* Key of the unit or of the `each` group; the unit's start where no fact is given. */
static char *
group_key (TwJob           *job,
           const TwAdjust  *adjust,
           TwContext       *context,
           const TwJobFact *fact)
{
  GString *key = g_string_new (NULL);
  TwDate date = fact != NULL ? fact->date
                : MAX (job->window.start, job->work->engine->input.period.start);
  TwSpan unit = { 0, 0 };

  if (adjust->per == TW_PER_UNIT)
    tw_calendar_unit_at (context->plan->program->calendar, adjust->per_unit, date, &unit);
  else if (adjust->per == TW_PER_PERIOD)
    tw_period_at (job->work->engine, context->plan->program, date, &unit);
  g_string_append_printf (key, "%d", unit.start);
  for (guint i = 0; i < adjust->n_each; i++)
    {
      TwValue value = tw_eval (context, adjust->each[i]);

      if (!value.defined)
        g_string_append (key, "|-");
      else if (adjust->each[i]->type == TW_VALUE_TEXT)
        g_string_append_printf (key, "|%" G_GINT64_FORMAT, value.text);
      else
        g_string_append_printf (key, "|%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                                (gint64) value.num.num,
                                (gint64) value.num.den);
    }

  return g_string_free (key, FALSE);
}

/* A running total goes in, what the total lets through comes out. */
static gboolean
through_total (TwJob           *job,
               TwStage         *stage,
               TwContext       *context,
               const TwJobFact *fact,
               TwFraction      *x,
               TwFraction      *y,
               TwFraction       dx,
               TwFraction      *dy)
{
  const TwAdjust *adjust = stage->adjust;
  TwFraction value = TW_FRACTION_ZERO;
  TwFraction next;
  gboolean applies;

  if (!tw_fraction_add (*x, dx, x))
    return FALSE;
  applies = value_now (job, stage, context, fact, *x, &value);
  next = *x;
  if (applies)
    switch (adjust->kind)
      {
      case TW_ADJUST_FACTOR:
        if (!tw_fraction_mul (*x, value, &next))
          return FALSE;
        break;
      case TW_ADJUST_LESS:
        if (!tw_fraction_sub (*x, value, &next))
          return FALSE;
        break;
      case TW_ADJUST_ROUND_TO:
        if (!tw_fraction_round (*x, adjust->step, adjust->mode, &next))
          return FALSE;
        break;
      default:
        next = clamp (adjust, *x, value);
        break;
      }
  if (!tw_fraction_sub (next, *y, dy))
    return FALSE;
  *y = next;

  return TRUE;
}

/* What other windows posted on the facts of one group. */
static TwFraction
posted_in_group (TwJob           *job,
                 const TwAdjust  *adjust,
                 const TwContext *context,
                 const char      *key)
{
  const TwEngine *engine = job->work->engine;
  const GArray *rows = tw_engine_posted (engine, job->work->partner, job->rule_id);
  TwFraction total = TW_FRACTION_ZERO;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];
      TwContext at = *context;
      TwJobFact fact = { .fact = (guint32) posted->fact };
      g_autofree char *other = NULL;

      if (posted->fact < 0 || g_strcmp0 (posted->rule, job->rule_id) != 0
          || (posted->window.start == job->window.start && !job->single_fact))
        continue;
      at.fact = posted->fact;
      fact.date = at.date = engine->input.dataset->placed[posted->fact];
      other = group_key (job, adjust, &at, &fact);
      if (strcmp (other, key) == 0)
        total.num += posted->amount;
    }

  return total;
}

static gboolean
through_group (TwJob           *job,
               TwStage         *stage,
               TwContext       *context,
               const TwJobFact *fact,
               TwFraction       dx,
               TwFraction      *dy)
{
  g_autofree char *key = NULL;
  TwStageGroup *group;

  *dy = dx;
  if (fact == NULL && stage->adjust->n_each > 0)
    return TRUE;

  key = group_key (job, stage->adjust, context, fact);
  group = g_hash_table_lookup (stage->groups, key);
  if (group == NULL)
    {
      group = g_new (TwStageGroup, 1);
      group->x = group->y = TW_FRACTION_ZERO;
      if (stage->adjust->per == TW_PER_LIFETIME)
        group->x = group->y = posted_in_group (job, stage->adjust, context, key);
      g_hash_table_insert (stage->groups, g_steal_pointer (&key), group);
      /* Units come in date order: what the last one cut goes on to this one. */
      if (stage->adjust->excess_carry && stage->adjust->n_each == 0 && stage->last != NULL)
        {
          TwFraction excess;

          if (!tw_fraction_sub (stage->last->x, stage->last->y, &excess)
              || !tw_fraction_add (dx, excess, &dx))
            return FALSE;
        }
      stage->last = group;
    }

  return through_total (job, stage, context, fact, &group->x, &group->y, dx, dy);
}

static gboolean
through_fact (TwJob           *job,
              TwStage         *stage,
              TwContext       *context,
              const TwJobFact *fact,
              TwFraction       dx,
              gboolean         is_flat,
              TwFraction      *dy)
{
  TwFraction value = TW_FRACTION_ZERO;

  *dy = dx;
  if (tw_adjust_is_limit (stage->adjust))
    {
      if (fact == NULL || is_flat)
        return TRUE;
      if (value_now (job, stage, context, fact, dx, &value))
        *dy = clamp (stage->adjust, dx, value);
      return TRUE;
    }
  if (dx.num == 0 || !value_now (job, stage, context, fact, dx, &value))
    return TRUE;

  return tw_fraction_mul (dx, value, dy);
}

static gboolean
through_stage (TwJob           *job,
               TwStage         *stage,
               TwContext       *context,
               const TwJobFact *fact,
               TwFraction       dx,
               gboolean         is_flat,
               TwFraction      *dy)
{
  const TwAdjust *adjust = stage->adjust;

  if (tw_adjust_is_limit (adjust) && adjust->per == TW_PER_FACT)
    return through_fact (job, stage, context, fact, dx, is_flat, dy);
  if (stage->groups != NULL)
    return through_group (job, stage, context, fact, dx, dy);
  if (adjust->kind == TW_ADJUST_FACTOR && !stage->reads_result)
    return through_fact (job, stage, context, fact, dx, is_flat, dy);

  return through_total (job, stage, context, fact, &stage->x, &stage->y, dx, dy);
}

/* Before the first window-level adjustment the results are still the facts' own. */
static gboolean
is_own_result (const TwStage *stage)
{
  return (stage->adjust->kind == TW_ADJUST_FACTOR && !stage->reads_result)
         || (tw_adjust_is_limit (stage->adjust) && stage->adjust->per == TW_PER_FACT);
}

/* What a limit has taken away so far; negative where a minimum lifts. */
static gboolean
note_cut (TwStage    *stage,
          TwFraction  in,
          TwFraction  out)
{
  TwFraction cut;

  return tw_fraction_sub (in, out, &cut) && tw_fraction_add (stage->cut, cut, &stage->cut);
}

static gboolean
round_line (TwJob      *job,
            TwFraction *value)
{
  TwRounding rounding = tw_job_rounding (job);

  return rounding.level != TW_LEVEL_LINE
         || tw_fraction_round (*value, tw_fraction_from_int (rounding.step), rounding.mode, value);
}

/**
 * tw_stages_feed:
 * @context: of @fact, with running qualifier and measure
 * @fact: (nullable): who adds; %NULL: the rule itself
 * @dx: what the table adds
 * @is_flat: @dx is a flat amount, which a limit per fact leaves alone
 * @weight: (out) (optional): the fact's exact result before window-level adjustments
 * @out: (out): what is left of it after all adjustments
 *
 * Returns: %FALSE after noting an overflow
 */
gboolean
tw_stages_feed (TwJob           *job,
                TwContext       *context,
                const TwJobFact *fact,
                TwFraction       dx,
                gboolean         is_flat,
                TwFraction      *weight,
                TwFraction      *out)
{
  gboolean own = TRUE;

  if (fact != NULL && !round_line (job, &dx))
    return FALSE;
  if (weight != NULL)
    *weight = dx;
  for (guint i = 0; i < job->stages->len; i++)
    {
      TwStage *stage = &g_array_index (job->stages, TwStage, i);

      TwFraction in = dx;

      if (!through_stage (job, stage, context, fact, dx, is_flat, &dx)
          || !note_cut (stage, in, dx)
          || (stage->adjust->kind == TW_ADJUST_FACTOR && fact != NULL && !round_line (job, &dx)))
        {
          tw_context_overflow (context, stage->adjust->path);
          return FALSE;
        }
      if (tw_job_traces (job, fact))
        tw_trace_stage (job, stage, in, dx);
      own = own && is_own_result (stage);
      if (weight != NULL && own)
        *weight = dx;
    }
  *out = dx;

  return TRUE;
}

/* A minimum per unit is owed for every unit of the window to date. */
static gboolean
start_units (TwJob      *job,
             TwStage    *stage,
             TwContext  *context,
             TwFraction *dx)
{
  TwDate date = MAX (job->window.start, job->work->engine->input.versions[0]->effective_from);
  TwDate end = MIN (job->window.end, job->clip);

  if (stage->adjust->n_each > 0 || stage->adjust->kind != TW_ADJUST_MIN || end - date > 36525)
    return TRUE;

  while (date < end)
    {
      TwJobFact day = { .date = date };
      TwFraction dy;
      TwSpan unit;

      if (!through_group (job, stage, context, &day, TW_FRACTION_ZERO, &dy)
          || !tw_fraction_add (*dx, dy, dx))
        return FALSE;
      if (!(stage->adjust->per == TW_PER_UNIT
              ? tw_calendar_unit_at (context->plan->program->calendar, stage->adjust->per_unit,
                                     date, &unit)
              : tw_period_at (job->work->engine, context->plan->program, date, &unit)))
        break;
      date = unit.end;
    }

  return TRUE;
}

/**
 * tw_stages_start:
 * @out: (out): what the adjustments owe without any fact: minimums, `less`, excess brought in
 *
 * Returns: %FALSE after noting an overflow
 */
gboolean
tw_stages_start (TwJob      *job,
                 TwFraction *out)
{
  TwContext context;
  TwFraction dx = TW_FRACTION_ZERO;

  tw_job_context (job, &context, job->version);
  context.has_result = TRUE;
  for (guint i = 0; i < job->stages->len; i++)
    {
      TwStage *stage = &g_array_index (job->stages, TwStage, i);
      TwFraction in;

      if (!tw_fraction_add (dx, stage->brought, &dx))
        return FALSE;
      in = dx;
      if (!(stage->groups != NULL && dx.num == 0
                 ? start_units (job, stage, &context, &dx)
                 : through_stage (job, stage, &context, NULL, dx, FALSE, &dx))
          || !note_cut (stage, in, dx))
        {
          tw_context_overflow (&context, stage->adjust->path);
          return FALSE;
        }
    }
  *out = dx;

  return TRUE;
}
