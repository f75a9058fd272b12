/* tw-clawback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-steps.h"

#include <string.h>

typedef struct
{
  TwWork       *work;
  const TwRule *rule;
  guint         version;
  guint         rule_index;
  TwContext     context;
} Clawback;

static gint64
posted_on (const Clawback *clawback,
           gint64          fact,
           TwLineKind      kind)
{
  const TwEngine *engine = clawback->work->engine;
  const GArray *rows =
    tw_engine_posted (engine, clawback->work->partner, clawback->rule->id);
  gint64 total = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwPosted *posted = &engine->input.posted[g_array_index (rows, guint32, i)];

      if (posted->fact == fact && posted->kind == kind
          && g_strcmp0 (posted->rule, clawback->rule->id) == 0)
        total += posted->amount;
    }
  for (guint i = 0; i < clawback->work->result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (clawback->work->result->lines, TwLine, i);
      const TwRule *rule = tw_line_rule (clawback->work, line);

      if (line->fact == fact && line->kind == kind && rule != NULL
          && strcmp (rule->id, clawback->rule->id) == 0)
        total += line->amount;
    }

  return total;
}

/* What of the fact's lines is still to be paid. */
static gint64
unpaid (const Clawback *clawback,
        gint64          fact)
{
  const TwEngine *engine = clawback->work->engine;
  const GArray *rows = tw_work_balances (clawback->work);
  gint64 total = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == TW_BALANCE_DEFERRED && balance->fact == fact
          && g_strcmp0 (balance->name, clawback->rule->id) == 0)
        total += balance->amount;
    }

  return total;
}

static gboolean
share_of (Clawback   *clawback,
          guint32     trigger,
          gint64      original,
          TwDate      date,
          TwFraction *share)
{
  TwValue value;

  *share = TW_FRACTION_ONE;
  if (clawback->rule->clawback->share == NULL)
    return TRUE;
  clawback->context.fact = trigger;
  clawback->context.outer = original;
  clawback->context.date = date;
  value = tw_eval (&clawback->context, clawback->rule->clawback->share);
  *share = value.num;

  return value.defined;
}

static void
take_back (Clawback *clawback,
           guint32   trigger,
           gint64    original,
           TwDate    date)
{
  const TwClawback *node = clawback->rule->clawback;
  const TwPlan *plan = &clawback->work->engine->plans[clawback->version];
  TwDate since = tw_measure_place (&clawback->context, clawback->rule->counts, original);
  gint64 base = posted_on (clawback, original, TW_LINE_FACT);
  gint64 earlier = -posted_on (clawback, original, TW_LINE_CLAWBACK);
  TwFraction share;
  TwFraction exact;
  gint64 amount;
  TwStep *step;

  if (node->within.n != 0 && (since == TW_DATE_NONE || date > tw_date_add (since, node->within, 1)))
    return;
  if (!node->of_earned)
    base -= unpaid (clawback, original);
  base -= earlier;
  if (base <= 0 || !share_of (clawback, trigger, original, date, &share)
      || !tw_fraction_mul (tw_fraction_from_int (base), share, &exact)
      || !tw_fraction_round (exact, TW_FRACTION_ONE, plan->program->rounding.mode, &exact))
    return;
  amount = MIN ((gint64) exact.num, base);
  if (amount <= 0)
    return;
  tw_work_add_line (clawback->work, TW_LINE_CLAWBACK, clawback->version, clawback->rule_index,
                    original, -amount)
    ->cause = trigger;
  tw_classify (clawback->work, trigger, TW_REASON_NONE, clawback->version, clawback->rule_index,
               node->path);
  step = tw_steps_add (clawback->work->result->steps, "clawback", node->path);
  tw_step_in (step, "base", tw_step_int (plan, base));
  tw_step_in (step, "share", tw_step_number (share));
  tw_step_in (step, "earlier", tw_step_int (plan, earlier));
  tw_step_out (step, tw_step_int (plan, -amount));
}

const char *const tw_clawback_links[] = { "subscription", "deal", NULL };

/* The originals of a trigger: what it reverses, else the facts of its subscription, else of its deal. */
static void
find_originals (Clawback *clawback,
                guint32   trigger,
                TwDate    date)
{
  const TwDataset *dataset = clawback->work->engine->input.dataset;

  if (dataset->original != NULL && dataset->original[trigger] >= 0)
    {
      take_back (clawback, trigger, dataset->original[trigger], date);
      return;
    }
  for (guint l = 0; tw_clawback_links[l] != NULL; l++)
    {
      const TwColumn *link = tw_dataset_find_column (dataset, TW_RELATION_FACT, tw_clawback_links[l]);
      gint64 key = tw_column_at (link, trigger);

      if (key == TW_NULL)
        continue;
      for (guint32 i = 0; i < clawback->work->view.n; i++)
        {
          guint32 fact = clawback->work->view.rows[i];

          if (fact != trigger && link->data[fact] == key)
            take_back (clawback, trigger, fact, date);
        }
      return;
    }
}

static void
run_clawback (Clawback *clawback)
{
  TwWork *work = clawback->work;
  const TwMeasure *on = clawback->rule->clawback->on;
  TwSpan period = work->engine->input.period;

  tw_work_context (work, &clawback->context, clawback->version, clawback->rule, period, NULL);
  for (guint32 i = 0; i < work->view.n; i++)
    {
      guint32 fact = work->view.rows[i];
      TwDate date = tw_measure_place (&clawback->context, on, fact);

      if (date == TW_DATE_NONE || date < period.start || date >= period.end
          || !tw_measure_takes_kind (&clawback->context, on, fact))
        continue;
      clawback->context.fact = fact;
      clawback->context.outer = -1;
      clawback->context.date = date;
      if (tw_eval_condition (&clawback->context, on->where))
        find_originals (clawback, fact, date);
    }
}

/**
 * tw_clawbacks_run:
 *
 * −round(base × share) for every trigger in the period, never below −base (rules.md 4.5).
 */
void
tw_clawbacks_run (TwWork *work)
{
  guint version = tw_work_version (work);
  const TwProgram *program = work->engine->input.versions[version];

  for (guint r = 0; r < program->n_rules; r++)
    {
      Clawback clawback = { .work = work, .rule = &program->rules[r], .version = version,
                            .rule_index = r };

      if (program->rules[r].clawback != NULL)
        run_clawback (&clawback);
    }
}
