/* tw-explain.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-steps.h"

#include "tw-decimal.h"

#include <string.h>

/* A line's own steps are not stored: the partner's rules run once more, and the operations on
 * the line's fact are written down. */

gboolean
tw_job_traces (const TwJob     *job,
               const TwJobFact *fact)
{
  if (G_LIKELY (job->trace == NULL))
    return FALSE;

  return fact == NULL ? job->trace_fact < 0 : job->trace_fact == (gint64) fact->fact;
}

void
tw_trace_slice (TwJob              *job,
                const TwTableState *state,
                TwContext          *context,
                int                 band,
                TwFraction          m,
                TwFraction          pay)
{
  TwFraction from = band >= 0
                    && state->rule->table->bands[band].has_from ? state->bounds[band]
                    : TW_FRACTION_ZERO;

  tw_steps_slice (job->trace, state, context, band, from, context->qualifier, m, pay);
}

void
tw_trace_flat (TwJob              *job,
               const TwTableState *state,
               TwFraction          flat)
{
  TwStep *step = tw_steps_add (job->trace, "flat", state->rule->table->path);

  tw_step_out (step, tw_step_money (state->plan, flat));
}

void
tw_trace_stage (TwJob         *job,
                const TwStage *stage,
                TwFraction     in,
                TwFraction     out)
{
  static const char *const ops[] = { "factor", "less", "round", "limit", "limit", "guarantee" };
  const TwPlan *plan = &job->work->engine->plans[job->version];
  const TwAdjust *adjust = stage->adjust;
  gboolean is_limit = adjust->kind == TW_ADJUST_MAX || adjust->kind == TW_ADJUST_MIN;
  TwFraction change;
  TwStep *step;

  step = tw_steps_add (job->trace, ops[adjust->kind], adjust->path);
  tw_step_in (step, "result", tw_step_money (plan, in));
  if (stage->has_value && stage->active && adjust->kind != TW_ADJUST_ROUND_TO)
    tw_step_in (step, is_limit ? (adjust->kind == TW_ADJUST_MAX ? "max" : "min")
                : ops[adjust->kind],
                tw_step_value (plan, adjust->kind != TW_ADJUST_FACTOR, stage->value));
  else if (adjust->kind == TW_ADJUST_FACTOR && in.num != 0 && tw_fraction_div (out, in, &change))
    tw_step_in (step, "factor", tw_step_number (change));
  if (is_limit && tw_fraction_sub (in, out, &change))
    tw_step_in (step, "cut", tw_step_money (plan, change));
  tw_step_out (step, tw_step_money (plan, out));
}

void
tw_trace_round (TwJob      *job,
                TwFraction  exact,
                gint64      before,
                gint64      line)
{
  const TwPlan *plan = &job->work->engine->plans[job->version];
  TwRounding rounding = tw_job_rounding (job);
  TwStep *step = tw_steps_add (job->trace, "round", job->rule->path);

  tw_step_in (step, "exact", tw_step_money (plan, exact));
  tw_step_in (step, "step", tw_step_int (plan, rounding.step));
  tw_step_in (step, "mode", g_strdup (tw_rounding_mode_to_string (rounding.mode)));
  tw_step_in (step, "before", tw_step_int (plan, before));
  tw_step_out (step, tw_step_int (plan, line));
}

void
tw_trace_allocate (TwJob           *job,
                   const TwJobFact *fact,
                   TwFraction       weight,
                   TwFraction       sum,
                   gint64           part)
{
  const TwPlan *plan = &job->work->engine->plans[job->version];
  TwStep *step = tw_steps_add (job->trace, "allocate", job->rule->path);
  gboolean money = tw_fraction_compare (weight, fact->e) == 0
                   || job->rule->counts->type == TW_VALUE_MONEY;

  tw_step_in (step, "total", tw_step_int (plan, job->total));
  tw_step_in (step, "weight", tw_step_value (plan, money, weight));
  tw_step_in (step, "weights", tw_step_value (plan, money, sum));
  tw_step_out (step, tw_step_int (plan, part));
}

/* The stored pair as it was quoted and its day; over the pivot only the day. */
static void
rate_operands (TwContext *context,
               gint64     currency,
               gint64     fact,
               TwStep    *step)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  TwDate date = tw_rate_date (context, fact);
  gint64 base = currency;
  gint64 quote = context->plan->currency;
  TwDate quoted_on = date;
  TwFxRate rate;

  if (!tw_dataset_find_rate (dataset, base, quote, date, &rate, &quoted_on))
    {
      base = quote;
      quote = currency;
      if (!tw_dataset_find_rate (dataset, base, quote, date, &rate, &quoted_on))
        return;
    }
  tw_step_in (step, "quote", tw_fx_rate_format (rate));
  tw_step_in (step, "pair", g_strdup_printf ("%s/%s", tw_dataset_text (dataset, base),
                                             tw_dataset_text (dataset, quote)));
  tw_step_in (step, "date", tw_date_format (quoted_on));
}

/* An amount of several partners is shared out as it was booked; what is converted then is the partner's part. */
static void
attribute_step (TwJob        *job,
                const TwLine *line,
                TwContext    *context,
                gint64       *amount,
                gint64        currency,
                GArray       *steps)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  int digits = tw_dataset_get_digits (dataset, currency);
  const TwSplit *split = job->rule->split != NULL ? job->rule->split : &context->plan->program->attribution;
  TwFraction part = tw_fraction_from_int (*amount);
  TwStep *step;

  context->split = split;
  if (!tw_measure_shares_first (context, job->rule->counts, line->fact)
      || !tw_split_value (context, split, line->fact, TW_VALUE_MONEY, 1, &part, NULL))
    return;

  step = tw_steps_add (steps, "attribute", split->path);
  tw_step_in (step, "amount", tw_decimal_format (*amount, digits));
  tw_step_in (step, "currency", g_strdup (tw_dataset_text (dataset, currency)));
  *amount = (gint64) part.num;
  tw_step_out (step, tw_decimal_format (*amount, digits));
}

/* What the fact brought: its amount where that was converted, and its value in the measure. */
static void
fact_steps (TwJob        *job,
            const TwLine *line,
            GArray       *steps)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  const TwPlan *plan = &job->work->engine->plans[line->version];
  gint64 currency =
    tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "currency"), line->fact);
  gint64 amount =
    tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "amount"), line->fact);
  TwContext context;
  TwFraction converted;
  gint64 share;
  TwStep *step;

  tw_job_context (job, &context, line->version);
  if (currency != TW_NULL && currency != plan->currency && amount != TW_NULL)
    attribute_step (job, line, &context, &amount, currency, steps);
  if (currency != TW_NULL && currency != plan->currency && amount != TW_NULL
      && tw_convert (&context, amount, currency, line->fact, &converted))
    {
      TwFraction major;
      int digits = tw_dataset_get_digits (dataset, currency);
      gint64 unit = 1;

      for (int i = 0; i < digits; i++)
        unit *= 10;
      step = tw_steps_add (steps, "convert", "/fx");
      if (tw_fraction_new (amount, unit, &major))
        tw_step_in (step, "amount", tw_step_number (major));
      tw_step_in (step, "currency", g_strdup (tw_dataset_text (dataset, currency)));
      rate_operands (&context, currency, line->fact, step);
      tw_step_out (step, tw_step_money (plan, converted));
    }
  for (guint i = 0; i < job->facts->len; i++)
    {
      const TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      if ((gint64) fact->fact != line->fact)
        continue;
      step = tw_steps_add (steps, "measure", job->rule->counts->path);
      tw_step_in (step, "date", tw_date_format (fact->date));
      share = tw_job_share (job, fact);
      if (share != TW_MILLION && tw_fraction_new (share, TW_MILLION, &converted))
        tw_step_in (step, "share", tw_step_number (converted));
      tw_step_out (step, tw_step_value (plan, job->rule->counts->type == TW_VALUE_MONEY, fact->m));
      break;
    }
}

/* Those of one operation, and of one rule's nodes where @under is given. */
static void
copy_steps (const GArray *from,
            const char   *op,
            const char   *under,
            GArray       *to)
{
  for (guint i = 0; i < from->len; i++)
    {
      const TwStep *step = &g_array_index (from, TwStep, i);
      TwStep *copy;

      if ((op != NULL && strcmp (step->op, op) != 0)
          || (under != NULL && (step->ref == NULL || !g_str_has_prefix (step->ref, under)
                                || step->ref[strlen (under)] != '/')))
        continue;
      copy = tw_steps_add (to, step->op, step->ref);
      for (guint k = 0; k < step->n_in; k++)
        tw_step_in (copy, step->in[k].name, g_strdup (step->in[k].value));
      tw_step_out (copy, g_strdup (step->out));
      copy->why = g_strdup (step->why);
    }
}

static void
refund_steps (TwJob        *job,
              const TwLine *line,
              GArray       *steps)
{
  const TwPlan *plan = &job->work->engine->plans[line->version];

  for (guint i = 0; i < job->refunds->len; i++)
    {
      const TwJobFact *refund = &g_array_index (job->refunds, TwJobFact, i);
      const TwJobFact *original = &g_array_index (job->facts, TwJobFact, refund->band);
      gint64 posted = job->past ? tw_posted_amount (job, TW_LINE_FACT, original->fact)
                      : original->to_date;
      TwStep *step;

      if ((gint64) refund->fact != line->fact)
        continue;
      step = tw_steps_add (steps, "refund",
                           job->rule->reversal.path != NULL ? job->rule->reversal.path
                                                            : job->rule->path);
      tw_step_in (step, "original",
                  g_strdup (tw_dataset_text (job->work->engine->input.dataset,
                                             tw_column_at (job->work->engine->input.dataset->id,
                                                           original->fact))));
      tw_step_in (step, "posted", tw_step_int (plan, posted));
      tw_step_in (step, "refunded",
                  tw_step_value (plan, job->rule->counts->type == TW_VALUE_MONEY, refund->m));
      tw_step_in (step, "of",
                  tw_step_value (plan, job->rule->counts->type == TW_VALUE_MONEY, original->m));
      tw_step_out (step, tw_step_int (plan, refund->to_date));
    }
}

static TwJob *
find_job (TwWork               *work,
          const TwPartnerResult *result,
          const TwLine         *line)
{
  const TwRule *rule = tw_line_rule (work, line);
  TwSpan window;

  if (rule == NULL || line->window == G_MAXUINT)
    return NULL;
  window = g_array_index (result->windows, TwWindowResult, line->window).window;
  for (guint i = 0; i < work->jobs->len; i++)
    {
      TwJob *job = g_ptr_array_index (work->jobs, i);

      if (strcmp (job->rule_id, rule->id) == 0 && job->window.start == window.start
          && job->window.end == window.end)
        return job;
    }

  return NULL;
}

static void
trace_line (TwJob        *job,
            const TwLine *line,
            GArray       *steps)
{
  job->trace = tw_steps_new ();
  job->trace_fact = line->fact;
  tw_job_rate (job);
  copy_steps (job->trace, NULL, NULL, steps);
  g_clear_pointer (&job->trace, g_array_unref);
}

/* The operations of lines that work on other lines are in the result's own steps. */
static const char *
own_op (TwLineKind kind)
{
  switch (kind)
    {
    case TW_LINE_TOP_UP:
    case TW_LINE_RECOUPED:
      return "guarantee";
    case TW_LINE_CLAWBACK:
      return "clawback";
    case TW_LINE_LIMIT:
      return "limit";
    case TW_LINE_FUND_PAYOUT:
      return "balance";
    default:
      return NULL;
    }
}

static void
post_step (const TwEngine *engine,
           const TwLine   *line,
           GArray         *steps)
{
  const TwPlan *plan = &engine->plans[line->version];
  const char *ref = line->rule == G_MAXUINT ? "/limits" : plan->program->rules[line->rule].path;
  TwStep *step = tw_steps_add (steps, "post", ref);

  tw_step_in (step, "to_date", tw_step_int (plan, line->to_date));
  tw_step_in (step, "before", tw_step_int (plan, line->before));
  tw_step_out (step, tw_step_int (plan, line->amount));
}

/**
 * tw_engine_explain:
 * @line: index into the lines of @partner's result
 *
 * Returns: (transfer full) (element-type TwStep): the line's own steps
 */
GArray *
tw_engine_explain (TwEngine *engine,
                   guint     partner,
                   guint     line)
{
  const TwPartnerResult *result;
  const TwLine *one;
  GArray *steps;
  TwWork *work;
  TwJob *job;

  g_return_val_if_fail (engine != NULL && partner < engine->n_partners, NULL);
  result = engine->results[partner];
  g_return_val_if_fail (result != NULL && line < result->lines->len, NULL);

  one = &g_array_index (result->lines, TwLine, line);
  steps = tw_steps_new ();
  if (own_op (one->kind) != NULL)
    {
      copy_steps (result->steps, own_op (one->kind),
                  one->rule == G_MAXUINT ? NULL
                  : engine->input.versions[one->version]->rules[one->rule].path, steps);
      post_step (engine, one, steps);
      return steps;
    }

  work = tw_work_new (engine, partner);
  if (!engine->input.no_reviews)
    tw_reviews_run (work);
  tw_rules_run (work);
  job = find_job (work, result, one);
  if (job != NULL && job->error == NULL)
    {
      if (one->kind == TW_LINE_REFUND)
        refund_steps (job, one, steps);
      else if (one->kind == TW_LINE_TRUE_UP)
        copy_steps (g_array_index (result->windows, TwWindowResult, one->window).steps, "true_up",
                    NULL, steps);
      else
        {
          if (one->fact >= 0)
            fact_steps (job, one, steps);
          trace_line (job, one, steps);
        }
    }
  post_step (engine, one, steps);
  tw_work_drop (work);

  return steps;
}
