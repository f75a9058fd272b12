/* tw-reversal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* Refunds at their original's amount, and the true-up of the recomputed window (rules.md 3.7 and
 * 4.5). */

static gint64
round_share (TwJob      *job,
             gint64      amount,
             TwFraction  share)
{
  TwRounding rounding = tw_job_rounding (job);
  TwFraction value;

  if (!tw_fraction_mul (tw_fraction_from_int (amount), share, &value)
      || !tw_fraction_round (value, tw_fraction_from_int (rounding.step), rounding.mode, &value)
      || value.num > G_MAXINT64 || value.num < G_MININT64)
    {
      TwContext context;

      tw_job_context (job, &context, job->version);
      tw_context_overflow (&context, job->rule->path);
      return 0;
    }

  return (gint64) value.num;
}

/* The part of its original that a refund gives back. */
static gboolean
refunded_share (const TwJobFact *refund,
                const TwJobFact *original,
                TwFraction      *share)
{
  TwFraction whole = original->earlier ? original->refundable : original->m;

  if (whole.num == 0)
    return FALSE;

  return tw_fraction_div (tw_fraction_negate (refund->m), whole, share);
}

static void
refund_lines (TwJob      *job,
              TwFraction *shares)
{
  job->refunded = 0;
  for (guint i = 0; i < job->refunds->len; i++)
    {
      TwJobFact *refund = &g_array_index (job->refunds, TwJobFact, i);
      const TwJobFact *original = &g_array_index (job->facts, TwJobFact, refund->band);
      gint64 posted = job->past
                      || original->earlier ? tw_posted_amount (job, TW_LINE_FACT, original->fact)
                                                     : original->to_date;
      TwFraction before = shares[refund->band];
      TwFraction share;

      refund->to_date = 0;
      if (!refunded_share (refund, original, &share)
          || !tw_fraction_add (before, share, &shares[refund->band]))
        continue;
      refund->to_date =
        -(round_share (job, posted, shares[refund->band]) - round_share (job, posted, before));
      job->refunded += refund->to_date;
    }
}

/* The window again, with every refund shrinking its original. */
static TwJob *
netted_job (TwJob *job)
{
  TwJob *net = tw_rule_job_new (job->work, job->rule_id, job->window);

  net->base = job;
  net->clip = job->clip;
  net->reversals = TW_REVERSALS_NETTED;
  net->additive = job->additive;
  net->opening = job->opening;
  net->has_opening = job->has_opening;
  g_array_append_vals (net->facts, job->facts->data, job->facts->len);
  for (guint i = 0; i < job->refunds->len; i++)
    {
      const TwJobFact *refund = &g_array_index (job->refunds, TwJobFact, i);
      TwJobFact *original = &g_array_index (net->facts, TwJobFact, refund->band);
      TwFraction share;

      if (original->qualifies && original->m.num != 0 && job->rule->qualifier != NULL)
        {
          if (refunded_share (refund, &g_array_index (job->facts, TwJobFact, refund->band), &share)
              && tw_fraction_mul (g_array_index (job->facts, TwJobFact, refund->band).dq, share,
                                  &share))
            tw_fraction_sub (original->dq, share, &original->dq);
        }
      else if (original->qualifies)
        {
          tw_fraction_add (original->dq, refund->m, &original->dq);
        }
      if (original->counted)
        tw_fraction_add (original->m, refund->m, &original->m);
    }
  tw_job_rate (net);

  return net;
}

/**
 * tw_job_to_date:
 *
 * Returns: what the window comes to with its refunds and their true-up, before posted lines are
 * taken off
 */
gint64
tw_job_to_date (const TwJob *job)
{
  gint64 base = job->refunds->len > 0 ? job->stood_at : job->total;

  return base + job->refunded + job->true_up;
}

/**
 * tw_job_refund:
 *
 * Sets the refunds' lines to date and the true-up of the window. A window that ended before the
 * period
 * stands as it was posted; one of which nothing was posted has nothing to refund.
 */
void
tw_job_refund (TwJob *job)
{
  g_autofree TwFraction *shares = NULL;
  gint64 base = job->total;

  job->stood_at = base;
  if (job->refunds->len == 0 || job->error != NULL)
    return;

  shares = g_new (TwFraction, MAX (1, job->facts->len));
  for (guint i = 0; i < job->facts->len; i++)
    shares[i] = TW_FRACTION_ZERO;
  refund_lines (job, shares);
  if (job->rule->reversal.no_tier_effect || job->rule->forward || job->out_ranked
      || (job->past && !tw_posted_in_window (job, &base)))
    return;

  {
    TwJob *net = netted_job (job);

    job->stood_at = base;
    if (net->error != NULL)
      g_propagate_error (&job->error, g_steal_pointer (&net->error));
    else if (!job->single_fact || job->refunds->len > 0)
      job->true_up = net->total - (base + job->refunded);
    job->has_true_up = TRUE;
    tw_job_free (net);
  }
}
