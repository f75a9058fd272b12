/* tw-tally-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a program is of the kind that tw-tally.c adds up, and what can be told once for all partners. */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-tally.h"

#include <stdlib.h>
#include <string.h>

#include "tw-decimal.h"

static gboolean
is_literal (const TwExpr *expr)
{
  return expr == NULL || expr->kind == TW_EXPR_LITERAL;
}

static gboolean
is_plain_table (const TwRule *rule)
{
  const TwTable *table = rule->table;

  for (guint k = 0; k < table->n_bands; k++)
    if (!is_literal (table->bands[k].flat) || !is_literal (table->bands[k].rate) || !is_literal (table->bands[k].price))
      return FALSE;
  if (table->scale != NULL)
    return FALSE;

  return table->mode == TW_TABLE_MARGINAL
           ? table->cross == TW_CROSS_SPLIT && rule->lines != TW_LINES_PROPORTIONAL
           : table->mode == TW_TABLE_RETROACTIVE && rule->lines != TW_LINES_RUNNING;
}

static gboolean
is_plain_adjust (const TwAdjust *adjust)
{
  return (adjust->kind == TW_ADJUST_FACTOR || adjust->kind == TW_ADJUST_MAX || adjust->kind == TW_ADJUST_MIN)
         && adjust->value != NULL && adjust->value->kind == TW_EXPR_LITERAL && adjust->when == NULL
         && adjust->per == TW_PER_WINDOW && adjust->n_each == 0 && adjust->used == NULL && !adjust->excess_carry;
}

static gboolean
counts_opening (const TwMeasure *measure)
{
  for (guint i = 0; i < measure->n_kinds; i++)
    if (strcmp (measure->kinds[i], "opening") == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_plain (const TwProgram *program,
          const TwRule    *rule)
{
  const TwStacking *stacking = &rule->stacking;
  TwRounding rounding = rule->has_rounding ? rule->rounding : program->rounding;

  if (rule->who != NULL || rule->qualifier != NULL || rule->clawback != NULL || rule->forward
      || rule->payee == TW_PAYEE_FUND || rounding.level != TW_LEVEL_RULE || rule->n_adjust > TW_KEPT_MAX_STAGES
      || rule->timing.hold_days > 0 || rule->timing.on_collected || rule->timing.holdback.num != 0
      || rule->timing.instalments > 1 || rule->timing.instalments_by_days)
    return FALSE;
  if (stacking->group != NULL && stacking->policy != TW_STACKING_ADDITIVE
      && (stacking->policy != TW_STACKING_BEST_OF || stacking->per_fact))
    return FALSE;
  for (guint i = 0; i < rule->n_adjust; i++)
    if (!is_plain_adjust (&rule->adjust[i]))
      return FALSE;

  return is_plain_table (rule) && tw_measure_is_additive (rule->counts) && rule->counts->pool == TW_POOL_PARTNER
         && rule->counts->type != TW_VALUE_TEXT && !counts_opening (rule->counts);
}

/* The rule's windows, where each begins and ends within the period: then no other period has posted in them. */
static gboolean
find_spans (TwTallyRule      *one,
            const TwEngine *engine)
{
  const TwProgram *program = engine->input.versions[0];
  TwSpan period = engine->input.period;
  TwSpan valid = { program->effective_from, program->effective_to };
  TwDate date = period.start;
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (TwSpan));
  gboolean within = TRUE;

  if (one->rule->has_valid)
    valid = (TwSpan){ MAX (valid.start, one->rule->valid.start), MIN (valid.end, one->rule->valid.end) };
  while (within && date < period.end)
    {
      TwSpan span;

      within = (one->rule->window == NULL || one->rule->window->kind == TW_WINDOW_PERIOD
                  ? tw_period_at (engine, program, date, &span)
                  : one->rule->window->kind == TW_WINDOW_UNIT
                    && tw_calendar_unit_at (program->calendar, one->rule->window->unit, date, &span))
               && span.start >= period.start && span.end <= period.end;
      if (!within)
        break;
      if (MAX (span.start, valid.start) < MIN (span.end, valid.end))
        g_array_append_val (spans, span);
      date = span.end;
    }
  one->n_spans = spans->len;
  one->spans = (TwSpan *) (gpointer) g_array_free (spans, FALSE);

  return within;
}

static gboolean
prepare_numbers (TwTallyRule       *one,
                 const TwProgram *program,
                 TwExpr         **exprs)
{
  one->classes = tw_kept_classes_new (one->rule->table->n_bands);
  if (!tw_kept_literals (one->classes, one->rule->table)
      || !tw_kept_table_init (&one->table, program, one->rule, exprs, one->classes))
    return FALSE;
  one->head.n_stages = one->rule->n_adjust;
  for (guint i = 0; i < one->rule->n_adjust; i++)
    {
      one->head.active |= (guint8) (1 << i);
      one->head.values[i] = one->table.values[i];
    }

  return TRUE;
}

static gboolean
prepare_rule (TwTallyRule *one,
              TwEngine  *engine,
              guint      index,
              TwExpr   **exprs)
{
  const TwProgram *program = engine->input.versions[0];

  one->index = index;
  one->rule = &program->rules[index];
  one->best_of = one->rule->stacking.group != NULL && one->rule->stacking.policy == TW_STACKING_BEST_OF;
  if (!is_plain (program, one->rule) || !find_spans (one, engine) || !prepare_numbers (one, program, exprs))
    return FALSE;
  one->sheet = tw_sheet_of (engine, &engine->plans[0], one->rule->counts);
  if (one->sheet == NULL)
    return FALSE;
  one->unit = one->sheet->millions ? 1 : TW_MILLION;
  /* Windows that are kept share the classes of the whole replay. */
  if (engine->input.keep != NULL)
    tw_kept_literals (engine->input.classes[index], one->rule->table);

  return TRUE;
}

static int
compare_order (gconstpointer a,
               gconstpointer b)
{
  const TwTallyRule *ra = a;
  const TwTallyRule *rb = b;

  if (ra->rule->stacking.order != rb->rule->stacking.order)
    return ra->rule->stacking.order < rb->rule->stacking.order ? -1 : 1;

  return ra->index < rb->index ? -1 : 1;
}

TwTallyPlan *
tw_tally_plan_new (TwEngine *engine)
{
  const TwProgram *program = engine->input.versions[0];
  g_autofree TwExpr **exprs = NULL;
  TwTallyPlan *plan;

  if (engine->input.n_versions != 1 || engine->input.sheets == NULL || engine->enrols_by_name
      || program->n_limits > 0 || program->n_funds > 0 || engine->no_fast)
    return NULL;

  exprs = g_new0 (TwExpr *, program->n_ids + 1);
  for (guint i = 0; i < program->exprs->len; i++)
    exprs[((TwExpr *) g_ptr_array_index (program->exprs, i))->id] = g_ptr_array_index (program->exprs, i);
  plan = g_new0 (TwTallyPlan, 1);
  plan->n_rules = program->n_rules;
  plan->rules = g_new0 (TwTallyRule, program->n_rules + 1);
  plan->by_index = g_new0 (guint, program->n_rules + 1);
  for (guint r = 0; r < program->n_rules; r++)
    if (!prepare_rule (&plan->rules[r], engine, r, exprs))
      {
        tw_tally_plan_free (plan);
        return NULL;
      }
  qsort (plan->rules, plan->n_rules, sizeof (TwTallyRule), compare_order);
  for (guint i = 0; i < plan->n_rules; i++)
    {
      plan->by_index[plan->rules[i].index] = i;
      plan->rules[i].first = plan->n_windows;
      plan->n_windows += plan->rules[i].n_spans;
    }

  return plan;
}

void
tw_tally_plan_free (TwTallyPlan *plan)
{
  if (plan == NULL)
    return;

  for (guint i = 0; i < plan->n_rules; i++)
    {
      tw_kept_table_clear (&plan->rules[i].table);
      tw_kept_classes_free (plan->rules[i].classes);
      g_free (plan->rules[i].spans);
    }
  g_free (plan->rules);
  g_free (plan->by_index);
  g_free (plan);
}
