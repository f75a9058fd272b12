/* tw-attribute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#include "tw-decimal.h"

#include <string.h>

TwValue
tw_value_number (gint64 millionths)
{
  TwValue value = { TRUE, { 0, 1 }, TW_NULL };

  if (millionths % TW_MILLION == 0)
    value.num.num = millionths / TW_MILLION;
  else
    tw_fraction_new (millionths, TW_MILLION, &value.num);

  return value;
}

/* A cell of a column; money is converted from the row's currency. */
static TwValue
read_cell (TwContext      *context,
           const TwColumn *column,
           const TwColumn *currency,
           gint64          row,
           gint64          fact)
{
  gint64 cell = tw_column_at (column, row);
  TwValue value = { TRUE, { 0, 1 }, TW_NULL };

  if (cell == TW_NULL)
    return TW_UNDEFINED;

  switch (column->type)
    {
    case TW_VALUE_NUMBER:
      return tw_value_number (cell);
    case TW_VALUE_MONEY:
      value.defined = tw_convert (context, cell, tw_column_at (currency, row), fact, &value.num);
      break;
    case TW_VALUE_TEXT:
      value.text = cell;
      break;
    case TW_VALUE_DATE:
    case TW_VALUE_BOOL:
      value.num.num = cell;
      break;
    }

  return value;
}

static TwValue
read_partner (TwContext       *context,
              const TwBinding *binding)
{
  gint64 row = binding->term == NULL ? -1 : tw_dated_row (context, TW_RELATION_TERM, context->date);
  TwValue value = TW_UNDEFINED;

  if (row >= 0)
    value = read_cell (context, binding->term, NULL, row, -1);
  if (!value.defined && binding->column != NULL)
    value = read_cell (context, binding->column, binding->currency, context->partner, -1);

  return value;
}

/* A customer is new with the fact of its first purchase: the first sale of the file, or every
 * fact on the day that the workspace gives as first purchase. */
static TwValue
customer_new (const TwContext *context,
              const TwBinding *binding,
              gint64           fact)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  gint64 customer = tw_column_at (binding->ref, fact);
  gint64 given;
  TwValue value = { TRUE, { 0, 1 }, TW_NULL };

  if (customer == TW_NULL)
    return TW_UNDEFINED;

  given = tw_column_at (binding->column, customer);
  if (given != TW_NULL)
    value.num.num = dataset->placed[fact] == given;
  else
    value.num.num = dataset->first_fact != NULL && dataset->first_fact[customer] == fact;

  return value;
}

static TwValue
read_date (gint64 date)
{
  TwValue value = { TRUE, { date, 1 }, TW_NULL };

  return date == TW_NULL || date == TW_DATE_NONE ? TW_UNDEFINED : value;
}

static TwValue
first_purchase (const TwContext *context,
                const TwBinding *binding,
                gint64           fact)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  gint64 customer = tw_column_at (binding->ref, fact);
  gint64 given = customer == TW_NULL ? TW_NULL : tw_column_at (binding->column, customer);

  if (customer == TW_NULL)
    return TW_UNDEFINED;
  if (given != TW_NULL)
    return read_date (given);

  return dataset->first_purchase == NULL ? TW_UNDEFINED
         : read_date (dataset->first_purchase[customer]);
}

static TwValue
read_balance (const TwContext *context,
              TwBalanceKind    kind,
              const char      *name)
{
  const TwWork *work = context->work;
  const TwEngine *engine = work->engine;
  const GArray *rows = g_hash_table_lookup (engine->balances, GUINT_TO_POINTER (work->partner));
  TwValue value = { TRUE, { 0, 1 }, TW_NULL };

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == kind && (name == NULL || g_strcmp0 (balance->name, name) == 0)
          && (balance->expires == TW_DATE_NONE || balance->expires >= engine->input.period.start))
        value.num.num += balance->amount;
    }

  return value;
}

/* A fund's credit: what was brought in and what this period's earlier rules added. */
static TwValue
read_fund (const TwContext *context,
           const char      *name)
{
  const TwProgram *program = context->plan->program;
  TwValue value = read_balance (context, TW_BALANCE_FUND, name);

  for (guint i = 0; i < program->n_funds && i < context->work->earned->len; i++)
    if (g_strcmp0 (program->funds[i].name, name) == 0)
      value.num.num += g_array_index (context->work->earned, gint64, i);

  return value;
}

static TwValue
read_named_balance (const TwContext *context,
                    const char      *name)
{
  const char *rule = context->rule != NULL ? context->rule->id : NULL;

  if (strcmp (name, "shortfall") == 0)
    return read_balance (context, TW_BALANCE_SHORTFALL, rule);
  if (strcmp (name, "excess") == 0)
    return read_balance (context, TW_BALANCE_EXCESS, rule);
  if (strcmp (name, "payment") == 0)
    return read_balance (context, TW_BALANCE_PAYMENT, NULL);

  return read_fund (context, name);
}

static TwValue
read_tier (const TwContext *context,
           gboolean         since)
{
  TwDate from = TW_DATE_NONE;
  gint64 tier = tw_held_tier (context, context->date, &from);
  TwValue value = { tier != TW_NULL, { 0, 1 }, tier };

  return since ? (tier == TW_NULL ? TW_UNDEFINED : read_date (from)) : value;
}

/**
 * tw_eval_attribute:
 *
 * Returns: the attribute as in force at the evaluation date; undefined where it is absent
 */
TwValue
tw_eval_attribute (TwContext    *context,
                   const TwExpr *expr)
{
  const TwBinding *binding = &context->plan->bindings[expr->id];
  gint64 fact = binding->outer ? context->outer : context->fact;
  gint64 row = -1;

  switch (binding->kind)
    {
    case TW_BIND_FACT:
      return read_cell (context, binding->column, binding->currency, fact, fact);
    case TW_BIND_PLACED:
      return fact < 0 ? TW_UNDEFINED
             : read_date (context->work->engine->input.dataset->placed[fact]);
    case TW_BIND_FACT_REF:
    case TW_BIND_RELATED:
      row = tw_column_at (binding->ref, fact);
      return row == TW_NULL ? TW_UNDEFINED
             : read_cell (context, binding->column, binding->currency, row, fact);
    case TW_BIND_CUSTOMER_NEW:
      return fact < 0 ? TW_UNDEFINED : customer_new (context, binding, fact);
    case TW_BIND_FIRST_PURCHASE:
      return fact < 0 ? TW_UNDEFINED : first_purchase (context, binding, fact);
    case TW_BIND_PARTNER:
      return read_partner (context, binding);
    case TW_BIND_TIER:
      return read_tier (context, FALSE);
    case TW_BIND_TIER_SINCE:
      return read_tier (context, TRUE);
    case TW_BIND_AGREEMENT:
      row = tw_dated_row (context, TW_RELATION_AGREEMENT, context->date);
      break;
    case TW_BIND_ENROLMENT:
      row = tw_dated_row (context, TW_RELATION_ENROLMENT, context->date);
      break;
    case TW_BIND_PERIOD_DAYS:
      return tw_value_number ((gint64) (context->unit.end - context->unit.start) * TW_MILLION);
    case TW_BIND_PERIOD_START:
      return read_date (context->unit.start);
    case TW_BIND_PERIOD_END:
      return read_date (context->unit.end - 1);
    case TW_BIND_FUND:
      return read_fund (context, expr->text);
    case TW_BIND_BALANCE:
      return read_named_balance (context, expr->text);
    case TW_BIND_MISSING:
      return TW_UNDEFINED;
    }

  return row < 0 ? TW_UNDEFINED : read_cell (context, binding->column, binding->currency, row, -1);
}
