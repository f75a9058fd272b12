/* tw-value-eval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#include "tw-error.h"

TwValue
tw_value_fraction (TwFraction num)
{
  TwValue value = { TRUE, num, TW_NULL };

  return value;
}

gboolean
tw_value_equal (TwValueType type,
                TwValue     a,
                TwValue     b)
{
  if (a.defined != b.defined)
    return FALSE;
  if (type == TW_VALUE_TEXT)
    return a.text == b.text;

  return tw_fraction_compare (a.num, b.num) == 0;
}

/* Notes the first overflow; what follows is undefined and the rule stops for this partner. */
void
tw_context_overflow (TwContext  *context,
                     const char *path)
{
  if (context->error != NULL && *context->error == NULL)
    g_set_error (context->error, TW_ERROR, TW_ERROR_RANGE,
                 "A value at %s is too large to be held exactly. The rule was stopped for this "
                 "partner; check the amounts and rates that are multiplied there.",
                 path != NULL ? path : "/");
}

static TwValue
eval_fold (TwContext    *context,
           const TwExpr *expr)
{
  TwValue result = tw_eval (context, expr->args[0]);

  for (guint i = 1; i < expr->n_args && result.defined; i++)
    {
      TwValue next = tw_eval (context, expr->args[i]);
      gboolean fits = TRUE;

      if (!next.defined)
        return TW_UNDEFINED;
      switch (expr->kind)
        {
        case TW_EXPR_ADD:
          fits = tw_fraction_add (result.num, next.num, &result.num);
          break;
        case TW_EXPR_SUB:
          fits = tw_fraction_sub (result.num, next.num, &result.num);
          break;
        case TW_EXPR_MUL:
          fits = tw_fraction_mul (result.num, next.num, &result.num);
          break;
        case TW_EXPR_MIN:
          result = tw_fraction_compare (next.num, result.num) < 0 ? next : result;
          break;
        default:
          result = tw_fraction_compare (next.num, result.num) > 0 ? next : result;
          break;
        }
      if (!fits)
        {
          tw_context_overflow (context, expr->path);
          return TW_UNDEFINED;
        }
    }

  return result;
}

static TwValue
eval_otherwise (TwContext    *context,
                const TwExpr *expr)
{
  return expr->otherwise == NULL ? TW_UNDEFINED : tw_eval (context, expr->otherwise);
}

static TwValue
eval_div (TwContext    *context,
          const TwExpr *expr)
{
  TwValue a = tw_eval (context, expr->args[0]);
  TwValue b = tw_eval (context, expr->args[1]);

  if (b.defined && b.num.num == 0)
    {
      context->zero_division = TRUE;
      return eval_otherwise (context, expr);
    }
  if (!a.defined || !b.defined)
    return TW_UNDEFINED;
  if (!tw_fraction_div (a.num, b.num, &a.num))
    {
      tw_context_overflow (context, expr->path);
      return TW_UNDEFINED;
    }

  return a;
}

static const TwExpr *
pick_text (TwContext    *context,
           const TwExpr *expr)
{
  const TwBinding *binding = &context->plan->bindings[expr->id];
  TwValue by = tw_eval (context, expr->args[0]);

  for (guint i = 0; by.defined && i + 1 < expr->n_args; i++)
    if (binding->keys[i] == by.text)
      return expr->args[i + 1];

  return expr->otherwise;
}

static const TwExpr *
pick_range (TwContext    *context,
            const TwExpr *expr)
{
  TwValue by = tw_eval (context, expr->args[0]);
  int found = -1;

  if (!by.defined)
    return expr->otherwise;

  for (guint i = 0; i + 1 < expr->n_args; i++)
    {
      TwEdge edge = expr->bounds[i].edge != TW_EDGE_INHERIT ? expr->bounds[i].edge : expr->edge;
      int order = tw_fraction_compare (expr->bounds[i].at, by.num);

      if (order < 0 || (order == 0 && (edge != TW_EDGE_TO || i == 0)))
        found = i;
    }

  return found < 0 ? expr->otherwise : expr->args[found + 1];
}

/**
 * tw_eval_branch:
 * @expr: a pick or an `if`
 *
 * Returns: (nullable): the branch that it takes; %NULL: none, so it is undefined
 */
const TwExpr *
tw_eval_branch (TwContext    *context,
                const TwExpr *expr)
{
  if (expr->kind == TW_EXPR_PICK_TEXT)
    return pick_text (context, expr);
  if (expr->kind == TW_EXPR_PICK_RANGE)
    return pick_range (context, expr);

  return tw_eval_condition (context, expr->condition) ? expr->args[0] : expr->otherwise;
}

static TwValue
eval_branch (TwContext    *context,
             const TwExpr *expr)
{
  const TwExpr *branch = tw_eval_branch (context, expr);

  return branch != NULL ? tw_eval (context, branch) : TW_UNDEFINED;
}

static TwValue
eval_round_to (TwContext    *context,
               const TwExpr *expr)
{
  TwValue value = tw_eval (context, expr->args[0]);

  if (value.defined && !tw_fraction_round (value.num, expr->literal, expr->mode, &value.num))
    {
      tw_context_overflow (context, expr->path);
      return TW_UNDEFINED;
    }

  return value;
}

/* One item: clamp(value × worth, floor, cap); FALSE: below its need, or undefined. */
static gboolean
eval_point (TwContext     *context,
            const TwExpr  *expr,
            const TwPoint *point,
            TwFraction    *result)
{
  TwValue value = tw_eval (context, point->value);
  TwValue worth = point->worth != NULL ? tw_eval (context, point->worth)
                  : tw_value_fraction (TW_FRACTION_ONE);
  TwValue floor = point->floor != NULL ? tw_eval (context, point->floor)
                  : tw_value_fraction (TW_FRACTION_ZERO);
  TwValue cap = point->cap != NULL ? tw_eval (context, point->cap) : TW_UNDEFINED;

  if (!value.defined || !worth.defined || !floor.defined)
    return FALSE;
  if (point->need != NULL)
    {
      TwValue need = tw_eval (context, point->need);

      if (!need.defined || tw_fraction_compare (value.num, need.num) < 0)
        return FALSE;
    }
  if (!tw_fraction_mul (value.num, worth.num, result))
    {
      tw_context_overflow (context, expr->path);
      return FALSE;
    }
  if (cap.defined && tw_fraction_compare (*result, cap.num) > 0)
    *result = cap.num;
  if (tw_fraction_compare (*result, floor.num) < 0)
    *result = floor.num;

  return TRUE;
}

static gboolean
eval_part (TwContext    *context,
           const TwExpr *expr,
           TwFraction   *result)
{
  TwValue value = expr != NULL ? tw_eval (context, expr) : TW_UNDEFINED;

  if (value.defined)
    *result = value.num;

  return value.defined;
}

GArray *
tw_eval_point_items (TwContext    *context,
                     const TwExpr *expr)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (TwLeafPoint));

  for (guint i = 0; i < expr->n_points; i++)
    {
      const TwPoint *point = &expr->points[i];
      TwLeafPoint item = { .worth = TW_FRACTION_ONE, .floor = TW_FRACTION_ZERO };

      item.defined = eval_part (context, point->value, &item.value)
                     && (point->worth == NULL || eval_part (context, point->worth, &item.worth))
                     && (point->floor == NULL || eval_part (context, point->floor, &item.floor));
      item.has_cap = eval_part (context, point->cap, &item.cap);
      item.has_need = eval_part (context, point->need, &item.need);
      g_array_append_val (items, item);
    }

  return items;
}

static TwValue
eval_points (TwContext    *context,
             const TwExpr *expr)
{
  TwValue total = tw_value_fraction (TW_FRACTION_ZERO);

  for (guint i = 0; i < expr->n_points; i++)
    {
      TwFraction item;

      if (!eval_point (context, expr, &expr->points[i], &item))
        return TW_UNDEFINED;
      if (!tw_fraction_add (total.num, item, &total.num))
        {
          tw_context_overflow (context, expr->path);
          return TW_UNDEFINED;
        }
    }

  return total;
}

/* A literal per currency: that of the fact, else the partner's, without conversion. */
static TwValue
eval_per_currency (TwContext    *context,
                   const TwExpr *expr)
{
  const TwBinding *binding = &context->plan->bindings[expr->id];
  const TwDataset *dataset = context->work->engine->input.dataset;
  gint64 currency = TW_NULL;

  if (context->fact >= 0)
    currency =
      tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "currency"), context->fact);
  if (currency == TW_NULL)
    currency =
      tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_PARTNER, "currency"),
                    context->partner);
  if (currency == TW_NULL)
    currency = context->plan->currency;

  for (guint i = 0; i < expr->n_args; i++)
    if (binding->keys[i] == currency)
      return tw_eval (context, expr->args[i]);

  return eval_otherwise (context, expr);
}

static TwValue
eval_window_date (TwContext    *context,
                  const TwExpr *expr)
{
  TwSpan span;

  if (!tw_window_span (context, expr->window, context->date, &span))
    return TW_UNDEFINED;

  return tw_value_fraction (
    tw_fraction_from_int (expr->kind == TW_EXPR_WINDOW_START ? span.start : span.end - 1));
}

static TwValue
eval_result (const TwContext *context,
             const TwExpr    *expr)
{
  if (!context->has_result)
    return TW_UNDEFINED;

  return tw_value_fraction (expr->kind == TW_EXPR_QUALIFIER ? context->qualifier
                            : expr->kind == TW_EXPR_MEASURE ? context->measure
                                                            : context->earned);
}

/**
 * tw_eval:
 * @expr: a value
 *
 * Returns: the value of @expr in @context, rules.md 1.3; undefined after an error, too
 */
TwValue
tw_eval (TwContext    *context,
         const TwExpr *expr)
{
  switch (expr->kind)
    {
    case TW_EXPR_LITERAL:
      return (TwValue){ TRUE, expr->literal, context->plan->bindings[expr->id].text };
    case TW_EXPR_PER_CURRENCY:
      return eval_per_currency (context, expr);
    case TW_EXPR_DEFINE:
      return tw_eval (context, context->plan->program->defines[expr->index].value);
    case TW_EXPR_ATTRIBUTE:
      return tw_eval_attribute (context, expr);
    case TW_EXPR_QUALIFIER:
    case TW_EXPR_MEASURE:
    case TW_EXPR_EARNED:
      return eval_result (context, expr);
    case TW_EXPR_AGGREGATE:
      return tw_eval_measure (context, expr->measure);
    case TW_EXPR_PICK_TEXT:
    case TW_EXPR_PICK_RANGE:
    case TW_EXPR_IF:
      return eval_branch (context, expr);
    case TW_EXPR_SPAN:
      return tw_eval_span (context, expr);
    case TW_EXPR_AGE:
      return tw_eval_age (context, expr);
    case TW_EXPR_WINDOW_START:
    case TW_EXPR_WINDOW_END:
      return eval_window_date (context, expr);
    case TW_EXPR_EACH:
      return tw_eval_each (context, expr);
    case TW_EXPR_ADD:
    case TW_EXPR_SUB:
    case TW_EXPR_MUL:
    case TW_EXPR_MIN:
    case TW_EXPR_MAX:
      return eval_fold (context, expr);
    case TW_EXPR_DIV:
      return eval_div (context, expr);
    case TW_EXPR_ROUND_TO:
      return eval_round_to (context, expr);
    case TW_EXPR_POINTS:
      return eval_points (context, expr);
    }

  return TW_UNDEFINED;
}
