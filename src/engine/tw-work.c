/* tw-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"

#include "tw-decimal.h"

#include <string.h>

/* The program's own rule of a line, NULL for lines of the program itself. */
const TwRule *
tw_line_rule (const TwWork *work,
              const TwLine *line)
{
  if (line->rule == G_MAXUINT)
    return NULL;

  return &work->engine->input.versions[line->version]->rules[line->rule];
}

/* The version in force at the end of the period: limits, funds and payment are its. */
guint
tw_work_version (const TwWork *work)
{
  const TwEngineInput *input = &work->engine->input;
  guint version = 0;

  for (guint v = 0; v < input->n_versions; v++)
    if (input->versions[v]->effective_from < input->period.end)
      version = v;

  return version;
}

TwLine *
tw_work_add_line (TwWork     *work,
                  TwLineKind  kind,
                  guint       version,
                  guint       rule,
                  gint64      fact,
                  gint64      amount)
{
  TwLine line = { 0 };

  line.kind = kind;
  line.version = version;
  line.rule = rule;
  line.window = G_MAXUINT;
  line.fact = fact;
  line.cause = -1;
  line.person = -1;
  line.amount = amount;
  line.to_date = amount;
  line.measure = TW_NULL;
  line.measure_type = TW_VALUE_MONEY;
  line.share = TW_MILLION;
  line.band = -1;
  line.payable = TW_DATE_NONE;
  for (guint i = 0; i < work->result->windows->len; i++)
    {
      const TwWindowResult *window = &g_array_index (work->result->windows, TwWindowResult, i);

      if (window->rule == rule && window->version == version)
        line.window = i;
    }
  g_array_append_val (work->result->lines, line);

  return &g_array_index (work->result->lines, TwLine, work->result->lines->len - 1);
}

/* A rule, limit or fund seen at the last day of a unit (or of the period, whichever is earlier). */
void
tw_work_context (TwWork       *work,
                 TwContext    *context,
                 guint         version,
                 const TwRule *rule,
                 TwSpan        unit,
                 GError      **error)
{
  const TwEngine *engine = work->engine;

  memset (context, 0, sizeof *context);
  context->work = work;
  context->plan = &engine->plans[version];
  context->partner = work->partner;
  context->fact = context->outer = -1;
  context->clip = context->refund_clip = MIN (unit.end, engine->input.period.end);
  context->date = context->measure_date = MAX (context->clip - 1, unit.start);
  context->window = unit;
  context->unit = unit;
  context->rule = rule;
  context->reversals = TW_REVERSALS_ORDINARY;
  context->qualifier = context->measure = context->earned = TW_FRACTION_ZERO;
  context->error = error;
}

void
tw_work_balance (TwWork        *work,
                 TwBalanceKind  kind,
                 const char    *name,
                 TwDate         origin,
                 gint64         amount,
                 TwDate         expires)
{
  TwBalance balance = { work->partner, kind, name, origin, amount, expires, TW_DATE_NONE, -1 };

  if (amount != 0)
    g_array_append_val (work->result->balances, balance);
}

/* (nullable): indexes into the input's balances */
const GArray *
tw_work_balances (const TwWork *work)
{
  return g_hash_table_lookup (work->engine->balances, GUINT_TO_POINTER (work->partner));
}

TwDate
tw_work_expiry (const TwWork    *work,
                const TwProgram *program,
                TwPer            per,
                TwCalendarUnit   unit,
                TwDate           last,
                int              n)
{
  if (n == TW_PERIODS_ALL || per == TW_PER_LIFETIME)
    return TW_DATE_NONE;

  for (int i = 0; i < n; i++)
    {
      TwSpan span;

      if (!(per == TW_PER_UNIT ? tw_calendar_unit_at (program->calendar, unit, last + 1, &span)
                               : tw_period_at (work->engine, program, last + 1, &span)))
        return TW_DATE_NONE;
      last = span.end - 1;
    }

  return last;
}
