/* tw-check-overlap.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-private.h"

#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* W10: two rules that may pay on the same fact without saying how they stand to each other.
 * Rules are apart where one filter asks for a text that the other excludes, or for numbers or
 * days that don't meet. */

/* What a filter asks of one attribute, among conditions that must all hold. */
typedef struct
{
  TwScope       scope;
  const char   *name;
  const TwTest *test;
} Ask;

static void
collect_asks (const TwProgram   *program,
              const TwCondition *condition,
              GArray            *asks)
{
  while (condition != NULL && condition->kind == TW_CONDITION_DEFINE)
    condition = program->defines[condition->index].condition;
  if (condition == NULL)
    return;
  if (condition->kind == TW_CONDITION_ALL)
    for (guint i = 0; i < condition->n_children; i++)
      collect_asks (program, condition->children[i], asks);
  if (condition->kind != TW_CONDITION_COMPARE || condition->value->kind != TW_EXPR_ATTRIBUTE)
    return;
  for (guint i = 0; i < condition->n_tests; i++)
    {
      Ask ask = { condition->value->scope, condition->value->text, &condition->tests[i] };

      g_array_append_val (asks, ask);
    }
}

/* A literal as something to compare: its text, or its number. */
static gboolean
same_literal (const TwExpr *a,
              const TwExpr *b)
{
  if (a->kind != TW_EXPR_LITERAL || b->kind != TW_EXPR_LITERAL)
    return TRUE;  /* may be the same */
  if (a->text != NULL && b->text != NULL)
    return strcmp (a->text, b->text) == 0;

  return tw_fraction_compare (a->literal, b->literal) == 0;
}

/* The texts that a test lets through; FALSE where it is no test of membership. */
static gboolean
members (const TwTest    *test,
         TwExpr * const **list,
         guint           *n)
{
  if (test->op == TW_TEST_IN)
    {
      *list = test->list;
      *n = test->n_list;
      return TRUE;
    }
  *list = &test->than;
  *n = 1;

  return test->op == TW_TEST_IS;
}

static gboolean
sets_apart (const TwTest *a,
            const TwTest *b)
{
  TwExpr * const *left;
  TwExpr * const *right;
  guint n_left;
  guint n_right;

  if (a->op == TW_TEST_IS_NOT && b->op == TW_TEST_IS)
    return a->than->kind == TW_EXPR_LITERAL && b->than->kind == TW_EXPR_LITERAL &&
           same_literal (a->than, b->than);
  if (!members (a, &left, &n_left) || !members (b, &right, &n_right))
    return FALSE;
  for (guint i = 0; i < n_left; i++)
    for (guint k = 0; k < n_right; k++)
      if (same_literal (left[i], right[k]))
        return FALSE;

  return TRUE;
}

/* @low asks for values from a bound on, @high for values up to one. */
static gboolean
ranges_apart (const TwTest *low,
              const TwTest *high)
{
  int order;

  if ((low->op != TW_TEST_AT_LEAST && low->op != TW_TEST_MORE_THAN) ||
      (high->op != TW_TEST_AT_MOST && high->op != TW_TEST_LESS_THAN) ||
      low->than->kind != TW_EXPR_LITERAL || high->than->kind != TW_EXPR_LITERAL)
    return FALSE;
  order = tw_fraction_compare (low->than->literal, high->than->literal);

  return order > 0 ||
         (order == 0 && (low->op == TW_TEST_MORE_THAN || high->op == TW_TEST_LESS_THAN));
}

static gboolean
asks_apart (GArray *a,
            GArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      {
        const Ask *left = &g_array_index (a, Ask, i);
        const Ask *right = &g_array_index (b, Ask, k);

        if (left->scope != right->scope || strcmp (left->name, right->name) != 0)
          continue;
        if (sets_apart (left->test, right->test) || sets_apart (right->test, left->test) ||
            ranges_apart (left->test, right->test) || ranges_apart (right->test, left->test))
          return TRUE;
      }

  return FALSE;
}

static gboolean
are_apart (const TwProgram *program,
           const TwRule    *a,
           const TwRule    *b)
{
  g_autoptr (GArray) left = g_array_new (FALSE, TRUE, sizeof (Ask));
  g_autoptr (GArray) right = g_array_new (FALSE, TRUE, sizeof (Ask));

  if (a->has_valid && b->has_valid &&
      (a->valid.end <= b->valid.start || b->valid.end <= a->valid.start))
    return TRUE;
  collect_asks (program, a->counts->where, left);
  collect_asks (program, b->counts->where, right);
  /* Conditions on partner and customer are asked at the fact unless they say otherwise. */
  if (a->who_at == TW_WHO_FACT && b->who_at == TW_WHO_FACT)
    {
      collect_asks (program, a->who, left);
      collect_asks (program, b->who, right);
    }

  return asks_apart (left, right);
}

static gboolean
share_a_kind (const TwRule *a,
              const TwRule *b)
{
  for (guint i = 0; i < a->counts->n_kinds; i++)
    for (guint k = 0; k < b->counts->n_kinds; k++)
      if (strcmp (a->counts->kinds[i], b->counts->kinds[k]) == 0)
        return TRUE;

  return FALSE;
}

void
tw_check_overlaps (TwCheck *check)
{
  const TwProgram *program = check->program;

  for (guint i = 0; i < program->n_rules; i++)
    for (guint k = i + 1; k < program->n_rules; k++)
      {
        const TwRule *a = &program->rules[i];
        const TwRule *b = &program->rules[k];

        if (!share_a_kind (a, b) || are_apart (program, a, b) ||
            (a->stacking.group != NULL && g_strcmp0 (a->stacking.group, b->stacking.group) == 0))
          continue;
        tw_check_add (check, "W10", TRUE, b->path,
                      _("Put both in one “stacking” group and say whether each pays (additive), "
                        "one of them "
                        "(exclusive, best_of) or one after the other (sequential)."),
                      _("“%s” and “%s” can count the same fact, and nothing says how they stand "
                        "to each other."),
                      a->name, b->name);
      }
}
