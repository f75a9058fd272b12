/* tw-each.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#define MAX_KEYS 8

/* A group: one value per key of the `each`. */
typedef struct
{
  TwValue keys[MAX_KEYS];
} Group;

typedef struct
{
  TwContext     *context;
  TwExpr *const *each;
  guint          n_each;
  GArray        *groups; /* Group, by first fact */
} Groups;

static void collect_from_condition (Groups *groups, const TwCondition *condition);

static void
add_group (Groups    *groups,
           TwContext *at)
{
  Group group = { 0 };

  for (guint k = 0; k < groups->n_each; k++)
    {
      group.keys[k] = tw_eval (at, groups->each[k]);
      if (!group.keys[k].defined)
        return;
    }
  for (guint i = 0; i < groups->groups->len; i++)
    {
      const Group *known = &g_array_index (groups->groups, Group, i);
      gboolean same = TRUE;

      for (guint k = 0; k < groups->n_each && same; k++)
        same = tw_value_equal (groups->each[k]->type, known->keys[k], group.keys[k]);
      if (same)
        return;
    }
  g_array_append_val (groups->groups, group);
}

static void
collect_from_measure (Groups          *groups,
                      const TwMeasure *measure)
{
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (TwSelected));
  TwContext at = *groups->context;
  TwSpan span;

  if (!tw_window_span (&at, measure->window, at.measure_date, &span))
    return;
  span.end = MIN (span.end, at.clip);
  if (measure->has_shift)
    span = tw_span_shift (span, measure->shift);
  tw_select_facts (&at, measure, span, selected);
  for (guint i = 0; i < selected->len; i++)
    {
      const TwSelected *one = &g_array_index (selected, TwSelected, i);

      at.fact = one->fact;
      at.partner = one->partner;
      at.date = one->date;
      add_group (groups, &at);
    }
}

static void
collect_from_expr (Groups       *groups,
                   const TwExpr *expr)
{
  if (expr == NULL)
    return;
  if (expr->kind == TW_EXPR_AGGREGATE)
    {
      collect_from_measure (groups, expr->measure);
      return;
    }
  if (expr->kind == TW_EXPR_DEFINE)
    {
      collect_from_expr (groups, groups->context->plan->program->defines[expr->index].value);
      return;
    }
  for (guint i = 0; i < expr->n_args; i++)
    collect_from_expr (groups, expr->args[i]);
  for (guint i = 0; i < expr->n_points; i++)
    collect_from_expr (groups, expr->points[i].value);
  collect_from_expr (groups, expr->otherwise);
  collect_from_condition (groups, expr->condition);
}

static void
collect_from_condition (Groups            *groups,
                        const TwCondition *condition)
{
  if (condition == NULL)
    return;
  if (condition->kind == TW_CONDITION_DEFINE)
    {
      collect_from_condition (groups,
                              groups->context->plan->program->defines[condition->index].condition);
      return;
    }
  collect_from_expr (groups, condition->value);
  for (guint i = 0; i < condition->n_tests; i++)
    collect_from_expr (groups, condition->tests[i].than);
  for (guint i = 0; i < condition->n_children; i++)
    collect_from_condition (groups, condition->children[i]);
}

static void
groups_init (Groups        *groups,
             TwContext     *context,
             TwExpr *const *each,
             guint          n_each)
{
  groups->context = context;
  groups->each = each;
  groups->n_each = MIN (n_each, MAX_KEYS);
  groups->groups = g_array_new (FALSE, TRUE, sizeof (Group));
}

/* Confines @inner to a group; @links must live as long as @inner is used. */
static void
confine_to (TwContext    *inner,
            const Groups *groups,
            const Group  *group,
            TwConfine    *links)
{
  for (guint k = 0; k < groups->n_each; k++)
    {
      links[k].attribute = groups->each[k];
      links[k].key = group->keys[k];
      links[k].next = inner->confine;
      inner->confine = &links[k];
    }
}

/**
 * tw_eval_each:
 *
 * Returns: the value per group of facts, then their sum, largest or smallest; without groups a sum
 * of 0,
 *   else undefined. Groups in which it is undefined are left out
 */
TwValue
tw_eval_each (TwContext    *context,
              const TwExpr *expr)
{
  TwValue result = expr->take == TW_TAKE_SUM ? tw_value_fraction (TW_FRACTION_ZERO) : TW_UNDEFINED;
  TwConfine links[MAX_KEYS];
  Groups groups;

  groups_init (&groups, context, expr->each, expr->n_each);
  collect_from_expr (&groups, expr->args[0]);
  for (guint i = 0; i < groups.groups->len; i++)
    {
      TwContext inner = *context;
      TwValue value;

      confine_to (&inner, &groups, &g_array_index (groups.groups, Group, i), links);
      value = tw_eval (&inner, expr->args[0]);
      if (!value.defined)
        continue;
      if (expr->take == TW_TAKE_SUM)
        {
          if (!tw_fraction_add (result.num, value.num, &result.num))
            tw_context_overflow (context, expr->path);
        }
      else if (!result.defined
               || (tw_fraction_compare (value.num,
                                        result.num) > 0) == (expr->take == TW_TAKE_LARGEST))
        {
          result = value;
        }
    }
  g_array_unref (groups.groups);

  return result;
}

/**
 * tw_eval_each_condition:
 *
 * Returns: whether the inner condition holds for at least n groups, facts inside confined to the
 * group
 */
gboolean
tw_eval_each_condition (TwContext         *context,
                        const TwCondition *condition)
{
  TwConfine links[MAX_KEYS];
  Groups groups;
  guint n = 0;

  groups_init (&groups, context, condition->each, condition->n_each);
  collect_from_condition (&groups, condition->children[0]);
  for (guint i = 0; i < groups.groups->len; i++)
    {
      TwContext inner = *context;

      confine_to (&inner, &groups, &g_array_index (groups.groups, Group, i), links);
      if (tw_eval_condition (&inner, condition->children[0]))
        n++;
    }
  g_array_unref (groups.groups);

  return n >= condition->n;
}
