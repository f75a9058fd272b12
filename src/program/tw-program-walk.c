/* tw-program-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-walk.h"

static void
walk_window (const TwWalk   *walk,
             const TwTimeWindow *window)
{
  if (window != NULL)
    tw_walk_expr (walk, window->since);
}

static guint
n_values (const TwExpr *expr)
{
  return expr->args != NULL ? expr->n_args : 0;
}

void
tw_walk_expr (const TwWalk *walk,
              const TwExpr *expr)
{
  if (expr == NULL)
    return;
  if (walk->expr != NULL)
    walk->expr (expr, walk->user_data);
  for (guint i = 0; i < n_values (expr); i++)
    tw_walk_expr (walk, expr->args[i]);
  for (guint i = 0; i < expr->n_each; i++)
    tw_walk_expr (walk, expr->each[i]);
  for (guint i = 0; i < expr->n_points; i++)
    {
      tw_walk_expr (walk, expr->points[i].value);
      tw_walk_expr (walk, expr->points[i].worth);
      tw_walk_expr (walk, expr->points[i].cap);
      tw_walk_expr (walk, expr->points[i].floor);
      tw_walk_expr (walk, expr->points[i].need);
    }
  tw_walk_expr (walk, expr->otherwise);
  tw_walk_measure (walk, expr->measure);
  tw_walk_condition (walk, expr->condition);
  walk_window (walk, expr->window);
  walk_window (walk, expr->over_window);
}

void
tw_walk_condition (const TwWalk      *walk,
                   const TwCondition *condition)
{
  if (condition == NULL)
    return;
  if (walk->condition != NULL)
    walk->condition (condition, walk->user_data);
  tw_walk_expr (walk, condition->value);
  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];

      tw_walk_expr (walk, test->than);
      tw_walk_expr (walk, test->keep);
      for (guint k = 0; k < test->n_list; k++)
        tw_walk_expr (walk, test->list[k]);
    }
  for (guint i = 0; i < condition->n_each; i++)
    tw_walk_expr (walk, condition->each[i]);
  for (guint i = 0; i < condition->n_children; i++)
    tw_walk_condition (walk, condition->children[i]);
  walk_window (walk, condition->window);
}

void
tw_walk_measure (const TwWalk    *walk,
                 const TwMeasure *measure)
{
  if (measure == NULL)
    return;
  if (walk->measure != NULL)
    walk->measure (measure, walk->user_data);
  tw_walk_expr (walk, measure->value);
  tw_walk_condition (walk, measure->where);
  tw_walk_expr (walk, measure->floor);
  tw_walk_expr (walk, measure->cap);
  tw_walk_expr (walk, measure->free);
  walk_window (walk, measure->window);
}

void
tw_walk_adjust (const TwWalk   *walk,
                const TwAdjust *adjust)
{
  tw_walk_expr (walk, adjust->value);
  tw_walk_expr (walk, adjust->used);
  tw_walk_condition (walk, adjust->when);
  for (guint i = 0; i < adjust->n_each; i++)
    tw_walk_expr (walk, adjust->each[i]);
}

void
tw_walk_rule (const TwWalk *walk,
              const TwRule *rule)
{
  tw_walk_measure (walk, rule->counts);
  tw_walk_condition (walk, rule->who);
  tw_walk_expr (walk, rule->qualifier);
  walk_window (walk, rule->window);
  if (rule->table != NULL)
    {
      tw_walk_expr (walk, rule->table->scale);
      for (guint i = 0; i < rule->table->n_bands; i++)
        {
          tw_walk_expr (walk, rule->table->bands[i].rate);
          tw_walk_expr (walk, rule->table->bands[i].price);
          tw_walk_expr (walk, rule->table->bands[i].flat);
        }
    }
  for (guint i = 0; i < rule->n_adjust; i++)
    tw_walk_adjust (walk, &rule->adjust[i]);
  if (rule->clawback != NULL)
    {
      tw_walk_measure (walk, rule->clawback->on);
      tw_walk_expr (walk, rule->clawback->share);
    }
  tw_walk_expr (walk, rule->accrual);
}

void
tw_walk_tier (const TwWalk *walk,
              const TwTier *tier)
{
  tw_walk_condition (walk, tier->enter);
  tw_walk_condition (walk, tier->keep);
}

void
tw_walk_define (const TwWalk   *walk,
                const TwDefine *define)
{
  tw_walk_expr (walk, define->value);
  tw_walk_condition (walk, define->condition);
}

const TwExpr *
tw_resolve_expr (const TwProgram *program,
                 const TwExpr    *expr)
{
  while (expr != NULL && expr->kind == TW_EXPR_DEFINE)
    expr = program->defines[expr->index].value;

  return expr;
}

gboolean
tw_expr_literal (const TwProgram *program,
                 const TwExpr    *expr,
                 TwFraction      *value)
{
  expr = tw_resolve_expr (program, expr);
  if (expr == NULL || expr->kind != TW_EXPR_LITERAL || expr->type == TW_VALUE_TEXT)
    return FALSE;
  *value = expr->literal;

  return TRUE;
}
