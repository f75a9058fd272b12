/* tw-sheet-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filters and values of facts, a column at a time: the same as tw-condition-eval.c and tw-value-eval.c for what needs
 * no evaluation date, no partner and no other fact. */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-sheet.h"

#include <string.h>

#include "tw-decimal.h"

/* Where an attribute of a fact stands: its own column, or through what it points to. */
typedef struct
{
  const gint64 *data;
  const gint64 *ref;    /* NULL: by the fact itself */
} Cells;

static inline gint64
cell_at (const Cells *cells,
         gsize        fact)
{
  gint64 row;

  if (cells->ref == NULL)
    return cells->data[fact];
  row = cells->ref[fact];

  return row == TW_NULL ? TW_NULL : cells->data[row];
}

/* Money counts as a column only where all of it is in the program's currency. */
static gboolean
own_currency (const TwDataset *dataset,
              const TwPlan    *plan,
              const TwColumn  *currency)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;

  for (gsize i = 0; currency != NULL && i < n; i++)
    if (currency->data[i] != TW_NULL && currency->data[i] != plan->currency)
      return FALSE;

  return TRUE;
}

static gboolean
find_cells (const TwDataset *dataset,
            const TwPlan    *plan,
            const TwExpr    *expr,
            Cells           *cells)
{
  const TwBinding *binding = &plan->bindings[expr->id];

  *cells = (Cells){ NULL, NULL };
  if (expr->kind != TW_EXPR_ATTRIBUTE || binding->outer || binding->column == NULL
      || binding->column->type != expr->type)
    return FALSE;
  if (binding->kind == TW_BIND_RELATED || binding->kind == TW_BIND_FACT_REF)
    cells->ref = binding->ref->data;
  else if (binding->kind != TW_BIND_FACT)
    return FALSE;
  cells->data = binding->column->data;

  return expr->type != TW_VALUE_MONEY
         || (binding->kind == TW_BIND_FACT && own_currency (dataset, plan, binding->currency));
}

/* ---- filters ---- */

/* A literal in the unit of a column. */
static gboolean
cell_of_literal (const TwPlan *plan,
                 const TwExpr *expr,
                 TwValueType   type,
                 gint64       *cell)
{
  __int128 value;

  if (expr == NULL || expr->kind != TW_EXPR_LITERAL || expr->type != type)
    return FALSE;
  if (type == TW_VALUE_TEXT)
    {
      *cell = plan->bindings[expr->id].text;
      return TRUE;
    }
  value = expr->literal.num;
  if (type == TW_VALUE_NUMBER)
    {
      if (TW_MILLION % expr->literal.den != 0
          || __builtin_mul_overflow (value, TW_MILLION / expr->literal.den, &value))
        return FALSE;
    }
  else if (expr->literal.den != 1)
    {
      return FALSE;
    }
  *cell = (gint64) value;

  return value <= G_MAXINT64 && value > G_MININT64;
}

#define EACH_FACT(test)                                                     \
  for (gsize f = 0; f < n; f++)                                             \
    {                                                                       \
      gint64 cell = cell_at (cells, f);                                     \
                                                                            \
      holds[f] &= cell != TW_NULL && (test);                                \
    }

static void
compare_cells (const Cells *cells,
               gsize        n,
               TwTestOp     op,
               gint64       than,
               guint8      *holds)
{
  switch (op)
    {
    case TW_TEST_AT_LEAST:
      EACH_FACT (cell >= than)
      break;
    case TW_TEST_MORE_THAN:
      EACH_FACT (cell > than)
      break;
    case TW_TEST_AT_MOST:
      EACH_FACT (cell <= than)
      break;
    case TW_TEST_LESS_THAN:
      EACH_FACT (cell < than)
      break;
    case TW_TEST_IS:
      EACH_FACT (cell == than)
      break;
    case TW_TEST_IS_NOT:
      EACH_FACT (cell != than)
      break;
    case TW_TEST_IN:
      break;
    }
}

static gboolean
compare_list (const TwPlan *plan,
              const Cells  *cells,
              gsize         n,
              TwValueType   type,
              const TwTest *test,
              guint8       *holds)
{
  g_autofree gint64 *list = g_new (gint64, test->n_list + 1);

  for (guint i = 0; i < test->n_list; i++)
    if (!cell_of_literal (plan, test->list[i], type, &list[i]))
      return FALSE;
  for (gsize f = 0; f < n; f++)
    {
      gint64 cell = cell_at (cells, f);
      gboolean found = FALSE;

      for (guint i = 0; i < test->n_list && !found; i++)
        found = cell == list[i];
      holds[f] &= cell != TW_NULL && found;
    }

  return TRUE;
}

static gboolean
filter_compare (const TwDataset   *dataset,
                const TwPlan      *plan,
                const TwCondition *condition,
                guint8            *holds)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  TwValueType type = condition->value->type;
  Cells cells;

  if (!find_cells (dataset, plan, condition->value, &cells) || condition->n_tests == 0)
    return FALSE;
  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];
      gboolean ordered = test->op != TW_TEST_IS && test->op != TW_TEST_IS_NOT && test->op != TW_TEST_IN;
      gint64 than;

      if (test->keep != NULL || (ordered && type == TW_VALUE_TEXT))
        return FALSE;
      if (test->op == TW_TEST_IN)
        {
          if (!compare_list (plan, &cells, n, type, test, holds))
            return FALSE;
          continue;
        }
      if (!cell_of_literal (plan, test->than, type, &than))
        return FALSE;
      compare_cells (&cells, n, test->op, than, holds);
    }

  return TRUE;
}

/* How many children hold, against what is enough. */
static gboolean
filter_children (const TwDataset   *dataset,
                 const TwPlan      *plan,
                 const TwCondition *condition,
                 guint              enough,
                 guint8            *holds)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autofree guint8 *counts = g_malloc0 (n + 1);
  g_autofree guint8 *one = g_malloc (n + 1);

  if (condition->n_children > G_MAXUINT8)
    return FALSE;
  for (guint i = 0; i < condition->n_children; i++)
    {
      memset (one, 1, n);
      if (!tw_sheet_filter (dataset, plan, condition->children[i], one))
        return FALSE;
      for (gsize f = 0; f < n; f++)
        counts[f] = (guint8) (counts[f] + one[f]);
    }
  for (gsize f = 0; f < n; f++)
    holds[f] &= counts[f] >= enough;

  return TRUE;
}

/* @holds keeps what it says already. */
gboolean
tw_sheet_filter (const TwDataset   *dataset,
                 const TwPlan      *plan,
                 const TwCondition *condition,
                 guint8            *holds)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autofree guint8 *inner = NULL;

  if (condition == NULL)
    return TRUE;

  switch (condition->kind)
    {
    case TW_CONDITION_ALL:
      for (guint i = 0; i < condition->n_children; i++)
        if (!tw_sheet_filter (dataset, plan, condition->children[i], holds))
          return FALSE;
      return TRUE;
    case TW_CONDITION_ANY:
      return filter_children (dataset, plan, condition, 1, holds);
    case TW_CONDITION_AT_LEAST:
      return filter_children (dataset, plan, condition, condition->n, holds);
    case TW_CONDITION_NOT:
      inner = g_malloc (n + 1);
      memset (inner, 1, n);
      if (!tw_sheet_filter (dataset, plan, condition->children[0], inner))
        return FALSE;
      for (gsize f = 0; f < n; f++)
        holds[f] &= !inner[f];
      return TRUE;
    case TW_CONDITION_COMPARE:
      return filter_compare (dataset, plan, condition, holds);
    case TW_CONDITION_DEFINE:
      return tw_sheet_filter (dataset, plan, plan->program->defines[condition->index].condition, holds);
    case TW_CONDITION_EACH:
    case TW_CONDITION_HELD:
      break;
    }

  return FALSE;
}

/* ---- values ---- */

static gboolean
combine (gint64       *values,
         const gint64 *more,
         gsize         n,
         gboolean      subtract)
{
  for (gsize f = 0; f < n; f++)
    {
      if (values[f] == TW_NULL || more[f] == TW_NULL)
        {
          values[f] = TW_NULL;
          continue;
        }
      if (subtract ? __builtin_sub_overflow (values[f], more[f], &values[f])
                   : __builtin_add_overflow (values[f], more[f], &values[f]))
        return FALSE;
      if (values[f] == TW_NULL)
        return FALSE;
    }

  return TRUE;
}

gint64 *
tw_sheet_values (const TwDataset *dataset,
                 const TwPlan    *plan,
                 const TwExpr    *value)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autofree gint64 *values = NULL;
  Cells cells;

  if (value->type != TW_VALUE_MONEY && value->type != TW_VALUE_NUMBER)
    return NULL;
  if (value->kind == TW_EXPR_DEFINE)
    return tw_sheet_values (dataset, plan, plan->program->defines[value->index].value);
  if (value->kind == TW_EXPR_ATTRIBUTE)
    {
      if (!find_cells (dataset, plan, value, &cells))
        return NULL;
      values = g_new (gint64, n + 1);
      for (gsize f = 0; f < n; f++)
        values[f] = cell_at (&cells, f);
      return g_steal_pointer (&values);
    }
  if ((value->kind != TW_EXPR_ADD && value->kind != TW_EXPR_SUB) || value->n_args == 0)
    return NULL;

  values = tw_sheet_values (dataset, plan, value->args[0]);
  for (guint i = 1; values != NULL && i < value->n_args; i++)
    {
      g_autofree gint64 *more = tw_sheet_values (dataset, plan, value->args[i]);

      if (more == NULL || !combine (values, more, n, value->kind == TW_EXPR_SUB))
        return NULL;
    }

  return g_steal_pointer (&values);
}
