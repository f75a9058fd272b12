/* tw-accrual.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* The parallel accrual at an expected qualifier, rules.md 10.11. */

static gboolean
round_amount (TwFraction  value,
              gint64     *result)
{
  if (!tw_fraction_round (value, TW_FRACTION_ONE, TW_ROUNDING_HALF_UP, &value)
      || value.num > G_MAXINT64
      || value.num < G_MININT64)
    return FALSE;
  *result = (gint64) value.num;

  return TRUE;
}

/* Marginal: the result of the expected window, in proportion to the measure so far. */
static gboolean
accrue_marginal (TwJob      *expected,
                 TwFraction  expected_m,
                 TwFraction  expected_q,
                 TwFraction  m,
                 gint64     *accrued)
{
  TwJobFact whole = { .version = expected->version, .date = expected->clip - 1, .counted = TRUE,
                      .qualifies = TRUE,
                      .partner = expected->work->partner };
  TwFraction value;

  whole.m = expected_m;
  whole.dq = expected_q;
  whole.e = TW_FRACTION_ZERO;
  g_array_set_size (expected->facts, 0);
  g_array_append_val (expected->facts, whole);
  expected->additive = TRUE;
  tw_job_rate (expected);
  if (expected->error != NULL || expected_m.num == 0)
    return FALSE;

  return tw_fraction_mul (tw_fraction_from_int (expected->total), m, &value)
         && tw_fraction_div (value, expected_m, &value)
         && round_amount (value, accrued);
}

/**
 * tw_job_accrue:
 * @accrued: (out): to date, in minor units
 *
 * Returns: %FALSE where the expected qualifier is undefined
 */
gboolean
tw_job_accrue (TwJob  *job,
               gint64 *accrued)
{
  TwContext context;
  TwValue q;
  TwValue m;
  TwJob *expected;
  gboolean done = FALSE;

  tw_job_context (job, &context, job->version);
  q = tw_eval (&context, job->rule->accrual);
  m = job->rule->accrual_measure != NULL ? tw_eval (&context, job->rule->accrual_measure) : q;
  if (!q.defined || !m.defined)
    return FALSE;

  expected = tw_rule_job_new (job->work, job->rule_id, job->window);
  expected->base = job;
  expected->additive = job->additive;
  expected->single_fact = FALSE;
  expected->opening = job->opening;
  expected->has_opening = job->has_opening;
  g_array_append_vals (expected->facts, job->facts->data, job->facts->len);
  if (job->rule->table->mode == TW_TABLE_MARGINAL)
    {
      done = accrue_marginal (expected, m.num, q.num, job->total_m, accrued);
    }
  else
    {
      expected->has_forced = TRUE;
      expected->forced_q = q.num;
      tw_job_rate (expected);
      done = expected->error == NULL;
      *accrued = expected->total;
    }
  tw_job_free (expected);

  return done;
}
