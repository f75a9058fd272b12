/* tw-excess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"

/* What a rule's limit cuts and carries on: a list of (origin, amount, expiry), consumed oldest
 * first. */

static gboolean
is_of (const TwBalance *balance,
       const TwJob     *job)
{
  return g_strcmp0 (balance->name, job->rule_id) == 0;
}

gint64
tw_excess_usable (const TwJob *job)
{
  const GArray *excess = job->work->excess;
  gint64 total = 0;

  for (guint i = 0; i < excess->len; i++)
    if (is_of (&g_array_index (excess, TwBalance, i), job))
      total += g_array_index (excess, TwBalance, i).amount;

  return total;
}

static void
consume (TwJob  *job,
         gint64  amount)
{
  GArray *excess = job->work->excess;

  for (guint i = 0; i < excess->len && amount > 0; i++)
    {
      TwBalance *balance = &g_array_index (excess, TwBalance, i);
      gint64 part = is_of (balance, job) ? MIN (amount, balance->amount) : 0;

      balance->amount -= part;
      amount -= part;
    }
}

static void
carry_stage (TwJob         *job,
             const TwStage *stage)
{
  const TwProgram *program = job->work->engine->input.versions[job->version];
  gint64 brought = (gint64) stage->brought.num;
  TwFraction cut = stage->cut;
  TwBalance fresh = { job->work->partner, TW_BALANCE_LIMIT, job->rule_id, job->window.start, 0,
                      TW_DATE_NONE,
                      TW_DATE_NONE, -1 };
  gint64 through;

  if (!tw_fraction_round (cut, TW_FRACTION_ONE, TW_ROUNDING_HALF_UP, &cut))
    return;
  /* cut counts what was brought in as well; what came through took the oldest first */
  through = MAX (0, job->total);
  fresh.amount = MAX (0, (gint64) cut.num - MAX (0, brought - through));
  consume (job, MIN (brought, through));
  if (stage->adjust->expires > 0)
    fresh.expires =
      tw_work_expiry (job->work, program, TW_PER_PERIOD, TW_CALENDAR_QUARTER, job->window.end - 1,
                                    stage->adjust->expires);
  if (fresh.amount != 0)
    g_array_append_val (job->work->excess, fresh);
}

/**
 * tw_excess_carry:
 *
 * At the end of a window: what its limits cut is carried on, what was brought and came through is
 * used
 * up. Until then the balances stand.
 */
void
tw_excess_carry (TwJob *job)
{
  if (job->past || job->error != NULL || job->single_fact
      || job->window.end > job->work->engine->input.period.end)
    return;

  for (guint i = 0; i < job->stages->len; i++)
    {
      const TwStage *stage = &g_array_index (job->stages, TwStage, i);

      if (stage->adjust->excess_carry)
        carry_stage (job, stage);
    }
}

void
tw_excess_close (TwWork *work)
{
  for (guint i = 0; i < work->excess->len; i++)
    {
      const TwBalance *balance = &g_array_index (work->excess, TwBalance, i);

      if (balance->amount != 0
          && (balance->expires == TW_DATE_NONE
              || balance->expires >= work->engine->input.period.end))
        g_array_append_val (work->result->balances, *balance);
    }
}
