/* tw-adjust-prepare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-adjust-private.h"

/* What the chain of adjustments stands on before the first fact: what each may take, what earlier windows took of it
 * and what was carried into it. */

static void
round_operand (TwJob      *job,
               TwFraction *value)
{
  if (!tw_fraction_round (*value, TW_FRACTION_ONE, tw_job_rounding (job).mode, value))
    *value = TW_FRACTION_ZERO;
}

gboolean
tw_adjust_is_limit (const TwAdjust *adjust)
{
  return adjust->kind == TW_ADJUST_MAX || adjust->kind == TW_ADJUST_MIN;
}

/* V, for a limit rounded and less what is used; FALSE where the adjustment doesn't apply. */
gboolean
tw_adjust_evaluate (TwJob          *job,
          const TwAdjust *adjust,
          TwContext      *context,
          TwFraction     *result)
{
  TwValue value;

  if (adjust->when != NULL && !tw_eval_condition (context, adjust->when))
    return FALSE;
  if (adjust->kind == TW_ADJUST_ROUND_TO)
    return TRUE;

  value = tw_eval (context, adjust->value);
  if (!value.defined)
    return FALSE;
  *result = value.num;
  if (!tw_adjust_is_limit (adjust))
    return TRUE;

  round_operand (job, result);
  if (adjust->used != NULL)
    {
      TwValue used = tw_eval (context, adjust->used);

      if (used.defined)
        {
          round_operand (job, &used.num);
          if (!tw_fraction_sub (*result, used.num, result) || tw_fraction_sign (*result) < 0)
            *result = TW_FRACTION_ZERO;
        }
    }

  return TRUE;
}

/* What earlier windows already took of a limit over the whole life, or with `forward` the
 * earlier periods of this window. */
static TwFraction
posted_before (const TwJob *job,
               gboolean     elsewhere)
{
  const TwEngine *engine = job->work->engine;
  const GArray *rows = tw_engine_posted (engine, job->work->partner, job->rule_id);
  TwFraction total = TW_FRACTION_ZERO;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];

      if (g_strcmp0 (posted->rule, job->rule_id) == 0
          && (elsewhere ? job->window.start != posted->window.start || job->single_fact
                        : job->window.start == posted->window.start))
        total.num += posted->amount;
    }

  return total;
}

/* A window that is rated again keeps what was brought into it the first time. */
static TwFraction
brought_in (const TwJob    *job,
            const GArray   *former,
            const TwAdjust *adjust)
{
  const GArray *list = job->base != NULL ? job->base->stages : former;
  TwFraction total = TW_FRACTION_ZERO;

  if (!adjust->excess_carry)
    return total;
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_array_index (list, TwStage, i).adjust == adjust)
      return g_array_index (list, TwStage, i).brought;

  return tw_fraction_from_int (tw_excess_usable (job));
}

static guint
stage_reads (const TwJob    *job,
             const TwAdjust *adjust)
{
  const TwPlan *plan = &job->work->engine->plans[job->version];

  return tw_plan_reads (plan, adjust->value) | tw_plan_condition_reads (plan, adjust->when)
         | tw_plan_reads (plan, adjust->used);
}

static gboolean
has_versions (const TwJob *job)
{
  guint n = 0;

  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    n += job->by_version[v] != NULL;

  return n > 1;
}

static void
stage_clear (gpointer data)
{
  TwStage *stage = data;

  g_clear_pointer (&stage->groups, g_hash_table_unref);
}

static void
prepare_stage (TwJob          *job,
               const GArray   *former,
               const TwAdjust *adjust,
               guint           index)
{
  TwStage stage = { 0 };
  guint reads = stage_reads (job, adjust);
  guint by_fact = TW_READS_FACT | TW_READS_DATED
                  | (job->rule->lines == TW_LINES_PROPORTIONAL ? 0 : TW_READS_UNIT);
  TwContext context;

  stage.adjust = adjust;
  stage.index = index;
  stage.reads_result = (reads & TW_READS_RESULT) != 0;
  if (adjust->kind == TW_ADJUST_FACTOR)
    stage.fact_level = ((reads & by_fact) != 0 && !stage.reads_result) || has_versions (job);
  else
    stage.fact_level = tw_adjust_is_limit (adjust) && (reads & TW_READS_FACT) != 0;
  if (tw_adjust_is_limit (adjust)
      && (adjust->n_each > 0 || adjust->per == TW_PER_UNIT || adjust->per == TW_PER_PERIOD))
    stage.groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stage.value = stage.cut = TW_FRACTION_ZERO;
  stage.brought = brought_in (job, former, adjust);
  if (!stage.fact_level && !stage.reads_result)
    {
      tw_job_context (job, &context, job->version);
      stage.active = tw_adjust_evaluate (job, adjust, &context, &stage.value);
      stage.has_value = TRUE;
    }
  g_array_append_val (job->stages, stage);
}

void
tw_stages_prepare (TwJob *job)
{
  g_autoptr (GArray) former = g_steal_pointer (&job->stages);

  job->stages = g_array_new (FALSE, TRUE, sizeof (TwStage));
  g_array_set_clear_func (job->stages, stage_clear);
  for (guint i = 0; i < job->rule->n_adjust; i++)
    if (job->rule->adjust[i].kind != TW_ADJUST_GUARANTEE)
      prepare_stage (job, former, &job->rule->adjust[i], i);
  tw_stages_reset (job);
}

void
tw_stages_reset (TwJob *job)
{
  for (guint i = 0; i < job->stages->len; i++)
    {
      TwStage *stage = &g_array_index (job->stages, TwStage, i);

      stage->x = stage->y = TW_FRACTION_ZERO;
      if (!job->single_fact)
        stage->cut = TW_FRACTION_ZERO;
      if (stage->adjust->per == TW_PER_LIFETIME && tw_adjust_is_limit (stage->adjust)
          && stage->groups == NULL)
        stage->x = stage->y = posted_before (job, TRUE);
      else if (stage->adjust->per == TW_PER_WINDOW && tw_adjust_is_limit (stage->adjust)
               && job->rule->forward)
        stage->x = stage->y = posted_before (job, FALSE);
      if (stage->groups != NULL)
        g_hash_table_remove_all (stage->groups);
      stage->last = NULL;
    }
}
