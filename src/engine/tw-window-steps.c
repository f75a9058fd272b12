/* tw-window-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-steps.h"

/* What is the same for all facts of a rule's window, stored once. */

/* A node that was left to its default has no path of its own. */
static const char *
path_or_rule (const TwJob *job,
              const char  *path)
{
  return path != NULL ? path : job->rule->path;
}

static gboolean
qualifier_is_money (const TwJob *job)
{
  return job->rule->qualifier != NULL ? job->rule->qualifier->type == TW_VALUE_MONEY
                                      : job->rule->counts->type == TW_VALUE_MONEY;
}

static void
measure_steps (TwJob  *job,
               GArray *steps)
{
  const TwPlan *plan = &job->work->engine->plans[job->version];
  TwStep *step = tw_steps_add (steps, "measure", job->rule->counts->path);
  guint n = 0;

  for (guint i = 0; i < job->facts->len; i++)
    n += g_array_index (job->facts, TwJobFact, i).counted;
  tw_step_in (step, "facts", tw_step_number (tw_fraction_from_int (n)));
  if (job->window.start > TW_DATE_MIN)
    {
      tw_step_in (step, "from", tw_date_format (job->window.start));
      tw_step_in (step, "to", tw_date_format (job->clip - 1));
    }
  tw_step_out (step, tw_step_value (plan, job->rule->counts->type == TW_VALUE_MONEY, job->total_m));

  step = tw_steps_add (steps, "qualifier",
                       job->rule->qualifier != NULL ? job->rule->qualifier->path
                       : job->rule->counts->path);
  if (job->has_opening)
    tw_step_in (step, "opening", tw_step_value (plan, qualifier_is_money (job), job->opening));
  tw_step_out (step, job->undefined ? g_strdup ("undefined")
                                    : tw_step_value (plan, qualifier_is_money (job), job->total_q));
}

static void
band_step (TwJob  *job,
           GArray *steps)
{
  const TwTableState *state = &job->tables[job->version];
  const TwTable *table = job->rule->table;
  int band;
  TwStep *step;

  if (state->bounds == NULL || job->undefined || job->single_fact)
    return;

  band = tw_table_band (state, job->total_q);
  step = tw_steps_add (steps, "band", band >= 0 ? table->bands[band].path : table->path);
  tw_step_in (step, "qualifier",
              tw_step_value (state->plan, qualifier_is_money (job), job->total_q));
  if (band >= 0 && table->bands[band].has_from)
    tw_step_in (step, "bound",
                tw_step_value (state->plan, qualifier_is_money (job), state->bounds[band]));
  tw_step_in (step, "edge", g_strdup (table->edge == TW_EDGE_TO ? "to" : "from"));
  tw_step_out (step, tw_step_number (tw_fraction_from_int (band)));
}

static void
stage_step (TwJob         *job,
            const TwStage *stage,
            GArray        *steps)
{
  static const char *const ops[] = { "factor", "less", "round", "limit", "limit", "guarantee" };
  const TwPlan *plan = &job->work->engine->plans[job->version];
  const TwAdjust *adjust = stage->adjust;
  gboolean total = adjust->kind != TW_ADJUST_FACTOR && !stage->fact_level && stage->groups == NULL;
  TwStep *step = tw_steps_add (steps, ops[adjust->kind], adjust->path);

  if (stage->has_value)
    {
      if (!stage->active)
        step->why = g_strdup ("does not hold or is undefined: unchanged");
      else if (adjust->kind != TW_ADJUST_ROUND_TO)
        tw_step_in (step, adjust->kind == TW_ADJUST_FACTOR ? "factor"
                          : adjust->kind == TW_ADJUST_LESS ? "less"
                          : adjust->kind == TW_ADJUST_MAX ? "max" : "min",
                    tw_step_value (plan, adjust->kind != TW_ADJUST_FACTOR, stage->value));
    }
  if (stage->brought.num != 0)
    tw_step_in (step, "brought", tw_step_money (plan, stage->brought));
  if (adjust->kind == TW_ADJUST_MAX || adjust->kind == TW_ADJUST_MIN)
    {
      tw_step_in (step, "cut", tw_step_money (plan, stage->cut));
      if (adjust->excess_carry || stage->cut.num != 0)
        tw_step_in (step, "fate", g_strdup (adjust->excess_carry ? "carry" : "lose"));
    }
  if (total && !job->single_fact)
    {
      tw_step_in (step, "result", tw_step_money (plan, stage->x));
      tw_step_out (step, tw_step_money (plan, stage->y));
    }
  else if (!stage->has_value)
    {
      tw_step_out (step, g_strdup ("by fact"));
    }
  else
    {
      tw_step_out (step, !stage->active ? g_strdup ("unchanged")
                         : tw_step_value (plan, adjust->kind != TW_ADJUST_FACTOR, stage->value));
    }
}

/**
 * tw_window_steps:
 *
 * Appends the steps that hold for the whole window: measure, qualifier, band, adjustments,
 * stacking,
 * rounding, reversals, posting.
 */
void
tw_window_steps (TwJob  *job,
                 GArray *steps)
{
  const TwPlan *plan = &job->work->engine->plans[job->version];
  gint64 to_date = tw_job_to_date (job);
  TwStep *step;

  measure_steps (job, steps);
  band_step (job, steps);
  for (guint i = 0; job->stages != NULL && i < job->stages->len; i++)
    stage_step (job, &g_array_index (job->stages, TwStage, i), steps);
  if (job->rule->accrual != NULL)
    {
      gint64 accrued;

      step = tw_steps_add (steps, "accrual", job->rule->accrual->path);
      if (tw_job_accrue (job, &accrued))
        tw_step_out (step, tw_step_int (plan, accrued));
      else
        tw_step_out (step, g_strdup ("undefined"));
    }
  if (job->forgone != 0)
    {
      step = tw_steps_add (steps, "stack", path_or_rule (job, job->rule->stacking.path));
      tw_step_in (step, "forgone", tw_step_int (plan, job->forgone));
      tw_step_out (step, tw_step_int (plan, job->total));
    }
  if (job->refunds->len > 0)
    {
      step = tw_steps_add (steps, "refund", path_or_rule (job, job->rule->reversal.path));
      tw_step_in (step, "facts", g_strdup_printf ("%u", job->refunds->len));
      tw_step_out (step, tw_step_int (plan, job->refunded));
    }
  if (job->has_true_up)
    {
      step = tw_steps_add (steps, "true_up", path_or_rule (job, job->rule->reversal.path));
      tw_step_in (step, "window", tw_step_int (plan, to_date));
      tw_step_in (step, "base", tw_step_int (plan, job->stood_at));
      tw_step_in (step, "refunds", tw_step_int (plan, job->refunded));
      tw_step_out (step, tw_step_int (plan, job->true_up));
    }
  step = tw_steps_add (steps, "post", job->rule->path);
  tw_step_in (step, "to_date", tw_step_int (plan, to_date));
  tw_step_in (step, "before", tw_step_int (plan, job->before));
  tw_step_out (step, tw_step_int (plan, to_date - job->before));
}
