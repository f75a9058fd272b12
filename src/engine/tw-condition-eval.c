/* tw-condition-eval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

static gboolean
test_list (TwContext    *context,
           const TwTest *test,
           TwValueType   type,
           TwValue       value)
{
  for (guint i = 0; i < test->n_list; i++)
    if (tw_value_equal (type, value, tw_eval (context, test->list[i])))
      return TRUE;

  return FALSE;
}

static gboolean
test_holds (TwTestOp    op,
            TwValueType type,
            TwValue     value,
            TwValue     than)
{
  int order;

  if (type == TW_VALUE_TEXT)
    return op == TW_TEST_IS ? value.text == than.text : op == TW_TEST_IS_NOT
           && value.text != than.text;

  order = tw_fraction_compare (value.num, than.num);
  switch (op)
    {
    case TW_TEST_AT_LEAST:
      return order >= 0;
    case TW_TEST_MORE_THAN:
      return order > 0;
    case TW_TEST_AT_MOST:
      return order <= 0;
    case TW_TEST_LESS_THAN:
      return order < 0;
    case TW_TEST_IS:
      return order == 0;
    case TW_TEST_IS_NOT:
      return order != 0;
    case TW_TEST_IN:
      break;
    }

  return FALSE;
}

/**
 * tw_eval_comparison:
 * @value: (out): what was compared
 * @threshold: (out): the threshold of the test that decided
 * @kept: (out): whether that was a `keep_…` threshold
 *
 * Returns: whether every test holds; a comparison with an undefined value does not
 */
gboolean
tw_eval_comparison (TwContext         *context,
                    const TwCondition *condition,
                    TwValue           *value,
                    TwValue           *threshold,
                    gboolean          *kept)
{
  *value = tw_eval (context, condition->value);
  *threshold = TW_UNDEFINED;
  *kept = FALSE;

  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];
      const TwExpr *than = context->keep && test->keep != NULL ? test->keep : test->than;

      if (test->op == TW_TEST_IN)
        {
          if (!value->defined || !test_list (context, test, condition->value->type, *value))
            return FALSE;
          continue;
        }
      *threshold = than == NULL ? TW_UNDEFINED : tw_eval (context, than);
      *kept = than == test->keep && than != NULL;
      if (!value->defined || !threshold->defined
          || !test_holds (test->op, condition->value->type, *value, *threshold))
        return FALSE;
    }

  return value->defined;
}

static char *
show (const TwContext *context,
      TwValueType      type,
      TwValue          value)
{
  if (!value.defined)
    return g_strdup ("undefined");

  switch (type)
    {
    case TW_VALUE_TEXT:
      return g_strdup (tw_engine_text (context->work->engine, value.text));
    case TW_VALUE_DATE:
      return tw_date_format ((TwDate) value.num.num);
    case TW_VALUE_BOOL:
      return g_strdup (value.num.num ? "true" : "false");
    case TW_VALUE_MONEY:
      {
        TwFraction major;
        gint64 unit = 1;

        for (int i = 0; i < context->plan->program->currency_digits; i++)
          unit *= 10;
        if (tw_fraction_div (value.num, tw_fraction_from_int (unit), &major))
          return tw_fraction_to_string (major, context->plan->program->currency_digits);
        break;
      }
    case TW_VALUE_NUMBER:
      break;
    }

  return tw_fraction_to_string (value.num, 6);
}

/* (nullable): what a value that is points, by itself or by a definition, is made of. */
static GArray *
list_points (TwContext    *context,
             const TwExpr *expr)
{
  while (expr->kind == TW_EXPR_DEFINE && context->plan->program->defines[expr->index].value != NULL)
    expr = context->plan->program->defines[expr->index].value;

  return expr->kind == TW_EXPR_POINTS ? tw_eval_point_items (context, expr) : NULL;
}

static void
record_leaf (TwContext         *context,
             const TwCondition *condition,
             gboolean           pass,
             gboolean           kept,
             TwValue            value,
             TwValue            threshold)
{
  TwValueType type = condition->value->type;
  TwLeaf leaf = { 0 };

  leaf.tier = context->tier;
  leaf.ref = condition->path;
  leaf.value = show (context, type, value);
  leaf.threshold = threshold.defined ? show (context, type, threshold) : g_strdup ("");
  leaf.keep = kept;
  leaf.pass = pass;
  leaf.points = pass ? NULL : list_points (context, condition->value);
  if (!pass && value.defined && threshold.defined && type != TW_VALUE_TEXT && type != TW_VALUE_BOOL)
    {
      TwValue gap = value;

      if (tw_fraction_sub (threshold.num, value.num, &gap.num))
        leaf.shortfall = show (context, type == TW_VALUE_DATE ? TW_VALUE_NUMBER : type, gap);
    }
  g_array_append_val (context->leaves, leaf);
}

/* Whether a text of the fact is one word: the usual filter, decided by two integers. */
static inline gboolean
compare_word (const TwContext   *context,
              const TwCondition *condition,
              gboolean          *pass)
{
  const TwBinding *binding;
  const TwTest *test = condition->tests;
  gint64 row = context->fact;

  if (condition->n_tests != 1 || test->op != TW_TEST_IS
      || condition->value->kind != TW_EXPR_ATTRIBUTE
      || condition->value->type != TW_VALUE_TEXT || test->than->kind != TW_EXPR_LITERAL
      || test->keep != NULL)
    return FALSE;
  binding = &context->plan->bindings[condition->value->id];
  if (binding->outer || (binding->kind != TW_BIND_FACT && binding->kind != TW_BIND_RELATED))
    return FALSE;
  if (binding->kind == TW_BIND_RELATED)
    row = tw_column_at (binding->ref, row);
  *pass = row >= 0 && binding->column->data[row] == context->plan->bindings[test->than->id].text;

  return TRUE;
}

static gboolean
eval_compare (TwContext         *context,
              const TwCondition *condition)
{
  gboolean holds;
  TwValue value;
  TwValue threshold;
  gboolean kept;
  gboolean pass;

  if (context->leaves == NULL && compare_word (context, condition, &holds))
    {
      if (!holds)
        context->failed = condition->path;
      return holds;
    }
  pass = tw_eval_comparison (context, condition, &value, &threshold, &kept);

  if (context->leaves != NULL)
    record_leaf (context, condition, pass, kept, value, threshold);
  if (!pass)
    context->failed = condition->path;

  return pass;
}

/* Counts children that hold. With leaves to record every child is looked at, else only as many
 * as it takes to know. */
static guint
count_holding (TwContext         *context,
               const TwCondition *condition,
               guint              enough,
               gboolean           stop_at_failure)
{
  guint n = 0;

  for (guint i = 0; i < condition->n_children; i++)
    {
      if (tw_eval_condition (context, condition->children[i]))
        n++;
      else if (stop_at_failure && context->leaves == NULL)
        break;
      if (n >= enough && context->leaves == NULL)
        break;
    }

  return n;
}

/* {"held": C, "on": "any" or "every", "of": "day" or "review", "window": W}: C on the days of
 * the window, each seen from that day; reviews stand on the last days of months. */
static gboolean
eval_held (TwContext         *context,
           const TwCondition *condition)
{
  TwSpan span;

  if (!tw_window_span (context, condition->window, context->date, &span))
    return FALSE;

  for (TwDate day = span.start; day < span.end; day++)
    {
      TwContext inner = *context;
      int year, month, dom;
      gboolean holds;

      tw_date_to_ymd (day, &year, &month, &dom);
      if (condition->held_by_review && dom != tw_date_days_in_month (year, month))
        continue;
      inner.date = day;
      inner.measure_date = day;
      inner.clip = day + 1;
      inner.refund_clip = day + 1;
      inner.leaves = NULL;
      holds = tw_eval_condition (&inner, condition->children[0]);
      if (holds != condition->held_every)
        return holds;
    }

  return condition->held_every;
}

/**
 * tw_eval_condition:
 * @condition: (nullable): a condition; none is true
 *
 * Returns: whether @condition holds in @context, rules.md 1.4
 */
gboolean
tw_eval_condition (TwContext         *context,
                   const TwCondition *condition)
{
  if (condition == NULL)
    return TRUE;

  switch (condition->kind)
    {
    case TW_CONDITION_ALL:
      return count_holding (context, condition, G_MAXUINT, TRUE) == condition->n_children;
    case TW_CONDITION_ANY:
      return count_holding (context, condition, 1, FALSE) > 0;
    case TW_CONDITION_NOT:
      return !tw_eval_condition (context, condition->children[0]);
    case TW_CONDITION_AT_LEAST:
      return count_holding (context, condition, condition->n, FALSE) >= condition->n;
    case TW_CONDITION_COMPARE:
      return eval_compare (context, condition);
    case TW_CONDITION_EACH:
      return tw_eval_each_condition (context, condition);
    case TW_CONDITION_DEFINE:
      return tw_eval_condition (context,
                                context->plan->program->defines[condition->index].condition);
    case TW_CONDITION_HELD:
      return eval_held (context, condition);
    }

  return FALSE;
}
