/* tw-guarantee.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-steps.h"

#include <string.h>

/* Guarantees work on the rounded totals of their units (rules.md 3.4 and 4.5). Balances are
 * lists of (origin, amount, expiry), consumed oldest first. */

typedef struct
{
  TwWork         *work;
  const TwRule   *rule;
  const TwAdjust *adjust;
  guint           version;
  guint           rule_index;
  GArray         *shortfall; /* TwBalance */
  GArray         *excess;
} Guarantee;

static gint64
usable (const GArray *balances,
        TwDate        on)
{
  gint64 total = 0;

  for (guint i = 0; i < balances->len; i++)
    {
      const TwBalance *balance = &g_array_index (balances, TwBalance, i);

      if (balance->expires == TW_DATE_NONE || balance->expires >= on)
        total += balance->amount;
    }

  return total;
}

static void
consume (GArray *balances,
         gint64  amount,
         TwDate  on)
{
  for (guint i = 0; i < balances->len && amount > 0; i++)
    {
      TwBalance *balance = &g_array_index (balances, TwBalance, i);
      gint64 part = MIN (amount, balance->amount);

      if (balance->expires != TW_DATE_NONE && balance->expires < on)
        continue;
      balance->amount -= part;
      amount -= part;
    }
}

static void
add_balance (Guarantee     *guarantee,
             GArray        *balances,
             TwBalanceKind  kind,
             TwSpan         unit,
             gint64         amount,
             int            periods)
{
  const TwAdjust *adjust = guarantee->adjust;
  TwBalance balance = { guarantee->work->partner, kind, guarantee->rule->id, unit.start, amount,
                        TW_DATE_NONE,
                        TW_DATE_NONE, -1 };

  if (amount == 0 || periods == 0)
    return;
  balance.expires = tw_work_expiry (guarantee->work,
                                    guarantee->work->engine->input.versions[guarantee->version],
                                    adjust->per,
                                    adjust->per_unit, unit.end - 1, periods);
  g_array_append_val (balances, balance);
}

static GArray *
read_balances (const Guarantee *guarantee,
               TwBalanceKind    kind)
{
  const GArray *rows = tw_work_balances (guarantee->work);
  GArray *balances = g_array_new (FALSE, TRUE, sizeof (TwBalance));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance =
        &guarantee->work->engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == kind && g_strcmp0 (balance->name, guarantee->rule->id) == 0)
        g_array_append_val (balances, *balance);
    }

  return balances;
}

static gboolean
is_own (TwLineKind kind)
{
  return kind == TW_LINE_TOP_UP || kind == TW_LINE_RECOUPED;
}

static gint64
posted_in (const Guarantee *guarantee,
           TwSpan           unit,
           gboolean         own,
           gboolean        *any)
{
  const TwEngineInput *input = &guarantee->work->engine->input;
  const GArray *rows = tw_engine_posted (guarantee->work->engine, guarantee->work->partner,
                                         guarantee->rule->id);
  gint64 total = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwPosted *posted = &input->posted[g_array_index (rows, guint32, i)];

      if (g_strcmp0 (posted->rule, guarantee->rule->id) != 0 || is_own (posted->kind) != own
          || posted->posted_on < unit.start || posted->posted_on >= unit.end)
        continue;
      total += posted->amount;
      if (any != NULL)
        *any = TRUE;
    }

  return total;
}

/* The date by which a line of this period belongs to a unit inside it. */
static TwDate
line_date (const TwWork *work,
           const TwLine *line)
{
  TwSpan period = work->engine->input.period;
  TwDate date = line->fact < 0 ? period.end - 1 : work->engine->input.dataset->placed[line->fact];

  return date < period.start || date >= period.end ? period.start : date;
}

static gint64
earned_in (const Guarantee *guarantee,
           TwSpan           unit)
{
  const TwWork *work = guarantee->work;
  gint64 total = posted_in (guarantee, unit, FALSE, NULL);

  for (guint i = 0; i < work->result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (work->result->lines, TwLine, i);
      const TwRule *rule = tw_line_rule (work, line);

      if (rule != NULL && strcmp (rule->id, guarantee->rule->id) == 0 && !is_own (line->kind)
          && line_date (work, line) >= unit.start && line_date (work, line) < unit.end)
        total += line->amount;
    }

  return total;
}

static gboolean
value_for (Guarantee *guarantee,
           TwSpan     unit,
           gint64     earned,
           gint64    *result)
{
  TwContext context;
  TwValue value;
  g_autoptr (GError) error = NULL;
  TwFraction rounded;
  TwSpan seen = unit;

  if (guarantee->adjust->per == TW_PER_LIFETIME)
    seen = guarantee->work->engine->input.period;
  tw_work_context (guarantee->work, &context, guarantee->version, guarantee->rule, seen, &error);
  context.has_result = TRUE;
  context.earned = tw_fraction_from_int (earned);
  if (!tw_eval_condition (&context, guarantee->adjust->when))
    return FALSE;
  value = tw_eval (&context, guarantee->adjust->value);
  if (!value.defined || error != NULL
      || !tw_fraction_round (value.num, TW_FRACTION_ONE,
                             context.plan->program->rounding.mode, &rounded)
      || rounded.num > G_MAXINT64 || rounded.num < G_MININT64)
    return FALSE;
  *result = (gint64) rounded.num;

  return TRUE;
}

static void
post (Guarantee  *guarantee,
      TwLineKind  kind,
      gint64      amount)
{
  if (amount != 0)
    tw_work_add_line (guarantee->work, kind, guarantee->version, guarantee->rule_index, -1, amount);
}

static void
record (Guarantee *guarantee,
        TwSpan     unit,
        gint64     earned,
        gint64     value,
        gint64     used,
        gint64     top_up,
        gint64     recouped)
{
  const TwPlan *plan = &guarantee->work->engine->plans[guarantee->version];
  TwStep *step =
    tw_steps_add (guarantee->work->result->steps, "guarantee", guarantee->adjust->path);

  if (guarantee->adjust->per != TW_PER_LIFETIME)
    {
      tw_step_in (step, "from", tw_date_format (unit.start));
      tw_step_in (step, "to", tw_date_format (unit.end - 1));
    }
  tw_step_in (step, "earned", tw_step_int (plan, earned));
  tw_step_in (step, "guarantee", tw_step_int (plan, value));
  tw_step_in (step, "excess used", tw_step_int (plan, used));
  tw_step_in (step, "top-up", tw_step_int (plan, top_up));
  tw_step_in (step, "recouped", tw_step_int (plan, recouped));
  tw_step_out (step, tw_step_int (plan, earned + top_up - recouped));
}

/* A unit that ends in the period: at least V, less what an earlier excess covers; a later excess
 * wins back what was topped up. */
static void
end_unit (Guarantee *guarantee,
          TwSpan     unit)
{
  const TwAdjust *adjust = guarantee->adjust;
  gint64 earned = earned_in (guarantee, unit);
  TwDate on = unit.end - 1;
  gint64 value;
  gint64 used;
  gint64 need;
  gint64 top_up = 0;
  gint64 recouped = 0;

  if (!value_for (guarantee, unit, earned, &value))
    return;
  used = MIN (usable (guarantee->excess, on), MAX (0, value - earned));
  consume (guarantee->excess, used, on);
  need = value - used;
  if (earned < need)
    {
      top_up = need - earned;
      add_balance (guarantee, guarantee->shortfall, TW_BALANCE_SHORTFALL, unit, top_up,
                   adjust->recoup);
    }
  else
    {
      recouped = MIN (usable (guarantee->shortfall, on), earned - need);
      consume (guarantee->shortfall, recouped, on);
      add_balance (guarantee, guarantee->excess, TW_BALANCE_EXCESS, unit, earned - need - recouped,
                   adjust->carry);
    }
  post (guarantee, TW_LINE_TOP_UP, top_up);
  post (guarantee, TW_LINE_RECOUPED, -recouped);
  record (guarantee, unit, earned, value, used, top_up, recouped);
}

/* Paid in advance at the unit's start; what is earned is met from it first. */
static void
advance_unit (Guarantee *guarantee,
              TwSpan     unit)
{
  TwSpan period = guarantee->work->engine->input.period;
  TwSpan now = { MAX (unit.start, period.start), MIN (unit.end, period.end) };
  gint64 earned = earned_in (guarantee, (TwSpan){ now.start, now.end });
  gboolean started = FALSE;
  gint64 value = 0;
  gint64 recouped = 0;
  int periods = guarantee->adjust->recoup;

  posted_in (guarantee, unit, TRUE, &started);
  if (guarantee->adjust->recoup_next)
    {
      recouped = MIN (usable (guarantee->shortfall, now.end - 1), MAX (0, earned));
      consume (guarantee->shortfall, recouped, now.end - 1);
    }
  if (!started && value_for (guarantee, unit, earned, &value))
    {
      TwBalance balance = { guarantee->work->partner, TW_BALANCE_SHORTFALL, guarantee->rule->id,
                            now.start, value,
                            TW_DATE_NONE, TW_DATE_NONE, -1 };

      if (guarantee->adjust->per != TW_PER_LIFETIME)
        balance.expires
          = tw_work_expiry (guarantee->work,
                            guarantee->work->engine->input.versions[guarantee->version],
                            guarantee->adjust->per, guarantee->adjust->per_unit, unit.end - 1,
                            periods);
      if (value != 0)
        g_array_append_val (guarantee->shortfall, balance);
      post (guarantee, TW_LINE_TOP_UP, value);
    }
  if (!guarantee->adjust->recoup_next)
    {
      recouped = MIN (usable (guarantee->shortfall, now.end - 1), MAX (0, earned));
      consume (guarantee->shortfall, recouped, now.end - 1);
    }
  post (guarantee, TW_LINE_RECOUPED, -recouped);
  record (guarantee, unit, earned, value, 0, value, recouped);
}

static void
close_balances (Guarantee *guarantee,
                GArray    *balances)
{
  TwWork *work = guarantee->work;
  TwDate next = work->engine->input.period.end;

  for (guint i = 0; i < balances->len; i++)
    {
      TwBalance *balance = &g_array_index (balances, TwBalance, i);

      if (balance->amount == 0)
        continue;
      if (balance->expires == TW_DATE_NONE || balance->expires >= next)
        {
          g_array_append_val (work->result->balances, *balance);
        }
      else
        {
          TwStep *step = tw_steps_add (work->result->steps, "balance", guarantee->adjust->path);

          tw_step_in (step, "lapsed",
                      tw_step_int (&work->engine->plans[guarantee->version], balance->amount));
          tw_step_out (step, g_strdup ("0"));
        }
    }
}

static gboolean
unit_at (const Guarantee *guarantee,
         TwDate           date,
         TwSpan          *unit)
{
  const TwProgram *program = guarantee->work->engine->input.versions[guarantee->version];
  TwContext context;

  switch (guarantee->adjust->per)
    {
    case TW_PER_LIFETIME:
      *unit = (TwSpan){ TW_DATE_MIN, TW_DATE_MAX + 1 };
      return TRUE;
    case TW_PER_UNIT:
      return tw_calendar_unit_at (program->calendar, guarantee->adjust->per_unit, date, unit);
    case TW_PER_WINDOW:
      if (guarantee->rule->window == NULL || guarantee->rule->window->kind == TW_WINDOW_FACT)
        return tw_period_at (guarantee->work->engine, program, date, unit);
      tw_work_context (guarantee->work, &context, guarantee->version, guarantee->rule,
                       guarantee->work->engine->input.period, NULL);
      return tw_window_span (&context, guarantee->rule->window, date, unit);
    case TW_PER_PERIOD:
    case TW_PER_FACT:
      break;
    }

  return tw_period_at (guarantee->work->engine, program, date, unit);
}

static void
run_guarantee (Guarantee *guarantee)
{
  TwSpan period = guarantee->work->engine->input.period;
  TwDate date = period.start;
  TwSpan unit;

  guarantee->shortfall = read_balances (guarantee, TW_BALANCE_SHORTFALL);
  guarantee->excess = read_balances (guarantee, TW_BALANCE_EXCESS);
  while (date < period.end)
    {
      if (!unit_at (guarantee, date, &unit))
        {
          date++;
          continue;
        }
      if (unit.end <= guarantee->work->engine->input.versions[guarantee->version]->effective_from)
        {
          date = unit.end;
          continue;
        }
      if (guarantee->adjust->at_start)
        advance_unit (guarantee, unit);
      else if (unit.end <= period.end)
        end_unit (guarantee, unit);
      date = unit.end;
    }
  close_balances (guarantee, guarantee->shortfall);
  close_balances (guarantee, guarantee->excess);
  g_array_unref (guarantee->shortfall);
  g_array_unref (guarantee->excess);
}

static gboolean
is_stopped (const TwWork *work,
            const TwRule *rule)
{
  for (guint i = 0; i < work->result->findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (work->result->findings, i);

      if (g_strcmp0 (finding->path, rule->path) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * tw_guarantees_run:
 *
 * Top-ups and recoupments of every rule that guarantees something, as lines of their own.
 */
void
tw_guarantees_run (TwWork *work)
{
  guint version = tw_work_version (work);
  const TwProgram *program = work->engine->input.versions[version];

  for (guint r = 0; r < program->n_rules; r++)
    for (guint i = 0; i < program->rules[r].n_adjust; i++)
      {
        Guarantee guarantee = { work, &program->rules[r], &program->rules[r].adjust[i], version, r,
                                NULL, NULL };

        if (guarantee.adjust->kind == TW_ADJUST_GUARANTEE && !is_stopped (work, guarantee.rule))
          run_guarantee (&guarantee);
      }
}
