/* tw-pairing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* Refunds and rebills of one subscription, rules.md 3.7: `reversal.pair`. */

static guint64
paired_key (const TwJob *job,
            gint64       fact)
{
  return ((guint64) g_str_hash (job->rule_id) << 32) | (guint32) fact;
}

static void
mark_paired (TwJob  *job,
             gint64  fact)
{
  guint64 key = paired_key (job, fact);

  if (job->work->paired == NULL)
    job->work->paired = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (job->work->paired, g_memdup2 (&key, sizeof key));
}

/* What a later window has netted is no refund of the original's window any more. */
static void
drop_paired (TwJob *job)
{
  for (guint i = 0; job->work->paired != NULL && i < job->refunds->len;)
    {
      guint64 key = paired_key (job, g_array_index (job->refunds, TwJobFact, i).fact);

      if (g_hash_table_contains (job->work->paired, &key))
        g_array_remove_index (job->refunds, i);
      else
        i++;
    }
}

static gboolean
is_rebill (const TwJob    *job,
           const TwColumn *by,
           gint64          key,
           guint32         fact,
           TwDate          date,
           const TwJobFact *refund)
{
  const TwDataset *dataset = job->work->engine->input.dataset;

  return key != TW_NULL && fact != dataset->original[refund->fact] && fact != refund->fact
         && tw_column_at (by, fact) == key && date >= refund->date
         && date <= tw_date_add (refund->date, job->rule->reversal.pair_within, 1);
}

/* Whether a refund's rebill is in another window: there the two are netted, here nothing is
 * given back. */
static gboolean
is_netted_elsewhere (const TwJob     *job,
                     const TwColumn  *by,
                     gint64           key,
                     const TwJobFact *refund)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  const TwView *view = tw_work_view (job->work, refund->partner);

  for (guint32 i = 0; i < view->n; i++)
    if (dataset->original[view->rows[i]] < 0
        && dataset->placed[view->rows[i]] < job->work->engine->input.period.end
        && is_rebill (job, by, key, view->rows[i], dataset->placed[view->rows[i]], refund))
      return TRUE;

  return FALSE;
}

/* Refund and rebill of one subscription are netted: the rebill keeps only the difference. */
static void
pair_rebills (TwJob *job)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  const TwReversal *reversal = &job->rule->reversal;
  const TwColumn *by;

  if (reversal->pair_by == NULL)
    return;
  by = tw_dataset_find_column (dataset, TW_RELATION_FACT, reversal->pair_by);
  for (guint i = 0; i < job->refunds->len;)
    {
      TwJobFact *refund = &g_array_index (job->refunds, TwJobFact, i);
      gint64 key = tw_column_at (by, refund->fact);
      TwJobFact *match = NULL;

      if (key == TW_NULL)
        key = tw_column_at (by, dataset->original[refund->fact]);
      for (guint k = 0; k < job->facts->len && match == NULL; k++)
        {
          TwJobFact *fact = &g_array_index (job->facts, TwJobFact, k);

          if (is_rebill (job, by, key, fact->fact, fact->date, refund))
            match = fact;
        }
      if (match == NULL && !is_netted_elsewhere (job, by, key, refund))
        {
          i++;
          continue;
        }
      if (match == NULL)
        {
          g_array_remove_index (job->refunds, i);
          continue;
        }
      mark_paired (job, refund->fact);
      tw_fraction_add (match->m, refund->m, &match->m);
      if (match->qualifies)
        tw_fraction_add (match->dq, refund->m, &match->dq);
      tw_classify (job->work, refund->fact, TW_REASON_NETTED, refund->version,
                   job->rule - job->work->engine->input.versions[job->version]->rules,
                   reversal->path);
      g_array_remove_index (job->refunds, i);
    }
}

/**
 * tw_job_pair_rebills:
 *
 * Takes refunds that have a rebill out of the job's refunds and off the rebill's measure.
 */
void
tw_job_pair_rebills (TwJob *job)
{
  drop_paired (job);
  pair_rebills (job);
}
