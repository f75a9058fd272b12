/* tw-fund.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-steps.h"

/* Funds: credited by rules whose payee they are, drawn on by rules whose limit reads them. */

static const char *condition_fund (const TwCondition *condition);

static const char *
expr_fund (const TwExpr *expr)
{
  const char *name = NULL;

  if (expr == NULL)
    return NULL;
  if (expr->kind == TW_EXPR_ATTRIBUTE && expr->scope == TW_SCOPE_FUND)
    return expr->text;
  for (guint i = 0; i < expr->n_args && name == NULL; i++)
    name = expr_fund (expr->args[i]);
  if (name == NULL)
    name = expr_fund (expr->otherwise);

  return name != NULL ? name : condition_fund (expr->condition);
}

static const char *
condition_fund (const TwCondition *condition)
{
  return condition == NULL ? NULL : expr_fund (condition->value);
}

/* The fund that a rule draws on. */
static const char *
rule_fund (const TwRule *rule)
{
  const char *name = NULL;

  for (guint i = 0; i < rule->n_adjust && name == NULL; i++)
    name = expr_fund (rule->adjust[i].value);

  return name;
}

static gint64
sum_lines (const TwWork *work,
           const char   *fund,
           gboolean      credits)
{
  gint64 total = 0;

  for (guint i = 0; i < work->result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (work->result->lines, TwLine, i);
      const TwRule *rule = tw_line_rule (work, line);
      const TwProgram *program = work->engine->input.versions[line->version];
      const char *name;

      if (rule == NULL)
        continue;
      name = !credits ? rule_fund (rule) : rule->payee == TW_PAYEE_FUND
             ? program->funds[rule->fund].name : NULL;
      if (name != NULL && g_strcmp0 (name, fund) == 0)
        total += line->amount;
    }

  return total;
}

/* A period's credit below the minimum is paid out instead. */
static gboolean
paid_out (TwWork       *work,
          guint         version,
          const TwFund *fund,
          gint64        credit)
{
  TwContext context;
  TwValue least;

  if (fund->below_min == NULL || credit <= 0)
    return FALSE;
  tw_work_context (work, &context, version, NULL, work->engine->input.period, NULL);
  least = tw_eval (&context, fund->below_min);
  if (!least.defined || tw_fraction_compare (tw_fraction_from_int (credit), least.num) >= 0)
    return FALSE;

  tw_work_add_line (work, TW_LINE_FUND_PAYOUT, version, G_MAXUINT, -1, credit);

  return TRUE;
}

/* Draws oldest first from what was brought; what is left and not expired is carried on. */
static gint64
carry_brought (TwWork     *work,
               const char *name,
               gint64     *draw)
{
  const GArray *rows = tw_work_balances (work);
  TwSpan period = work->engine->input.period;
  gint64 left = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      TwBalance balance = work->engine->input.balances[g_array_index (rows, guint32, i)];
      gint64 part;

      if (balance.kind != TW_BALANCE_FUND || g_strcmp0 (balance.name, name) != 0
          || (balance.expires != TW_DATE_NONE && balance.expires < period.start))
        continue;
      part = MIN (*draw, balance.amount);
      *draw -= part;
      balance.amount -= part;
      if (balance.amount != 0 && (balance.expires == TW_DATE_NONE || balance.expires >= period.end))
        {
          left += balance.amount;
          g_array_append_val (work->result->balances, balance);
        }
    }

  return left;
}

static void
run_fund (TwWork       *work,
          guint         version,
          const TwFund *fund)
{
  const TwPlan *plan = &work->engine->plans[version];
  TwSpan period = work->engine->input.period;
  gint64 credit = sum_lines (work, fund->name, TRUE);
  gint64 draw = sum_lines (work, fund->name, FALSE);
  gint64 drawn = draw;
  gint64 left;
  TwStep *step;

  if (paid_out (work, version, fund, credit))
    credit = 0;
  left = carry_brought (work, fund->name, &draw);
  credit -= draw;
  tw_work_balance (work, TW_BALANCE_FUND, fund->name, period.start, credit,
                   fund->expires.n == 0 ? TW_DATE_NONE
                   : tw_date_add (period.end - 1, fund->expires, 1));
  step = tw_steps_add (work->result->steps, "balance", fund->path);
  tw_step_in (step, "in", tw_step_int (plan, credit + draw));
  tw_step_in (step, "used", tw_step_int (plan, drawn));
  tw_step_out (step, tw_step_int (plan, left + credit));
}

/**
 * tw_funds_run:
 *
 * Closes every fund: credits in, claims out, expired credit gone, small credit paid out.
 */
void
tw_funds_run (TwWork *work)
{
  guint version = tw_work_version (work);
  const TwProgram *program = work->engine->input.versions[version];

  for (guint i = 0; i < program->n_funds; i++)
    run_fund (work, version, &program->funds[i]);
}
