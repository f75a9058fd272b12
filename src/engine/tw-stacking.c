/* tw-stacking.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

#include <string.h>

static gboolean
same_group (const TwJob *a,
            const TwJob *b)
{
  return a->rule->stacking.group != NULL
         && g_strcmp0 (a->rule->stacking.group, b->rule->stacking.group) == 0;
}

/* What earlier rules of the group have posted on a fact, to date. */
static gint64
reduction (const TwJob     *job,
           const TwJobFact *fact)
{
  gint64 total = 0;

  for (guint i = 0; i < job->work->jobs->len; i++)
    {
      TwJob *earlier = g_ptr_array_index (job->work->jobs, i);
      const TwJobFact *same;

      if (earlier == job || earlier->past || earlier->rule->stacking.no_reduce
          || !same_group (job, earlier)
          || strcmp (earlier->rule_id, job->rule_id) == 0)
        continue;
      same = tw_job_find (earlier, fact->fact);
      if (same != NULL)
        total += same->to_date;
    }

  return total;
}

/**
 * tw_stacking_reduce:
 *
 * Sequential stacking: a rule with the reduced base sees each fact's measure less the lines that
 * earlier
 * rules of its group posted on it.
 */
void
tw_stacking_reduce (TwJob *job)
{
  const TwStacking *stacking = &job->rule->stacking;

  if (stacking->policy != TW_STACKING_SEQUENTIAL || !stacking->base_reduced
      || job->rule->counts->type != TW_VALUE_MONEY)
    return;

  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwFraction less;

      if (!fact->counted)
        continue;
      less = tw_fraction_from_int (reduction (job, fact));
      tw_fraction_sub (fact->m, less, &fact->m);
      if (fact->qualifies && job->rule->qualifier == NULL)
        tw_fraction_sub (fact->dq, less, &fact->dq);
    }
}

static void
lose (TwJob *job)
{
  job->forgone = job->total;
  job->out_ranked = TRUE;
  job->total = 0;
  job->empty = 0;
  for (guint i = 0; i < job->facts->len; i++)
    g_array_index (job->facts, TwJobFact, i).to_date = 0;
}

static gboolean
competes (const TwJob *a,
          const TwJob *b)
{
  return a != b && same_group (a, b) && !a->past && !b->past && a->error == NULL
         && b->error == NULL;
}

/* Per window: the largest result of those that overlap stands; ties go to the earlier rule. */
static void
best_of_windows (TwWork *work,
                 guint   at)
{
  TwJob *job = g_ptr_array_index (work->jobs, at);

  for (guint i = 0; i < at; i++)
    {
      TwJob *other = g_ptr_array_index (work->jobs, i);

      if (!competes (job, other) || other->out_ranked || strcmp (job->rule_id, other->rule_id) == 0
          || other->window.end <= job->window.start || other->window.start >= job->window.end)
        continue;
      if (job->total > other->total)
        {
          lose (other);
          continue;
        }
      lose (job);
      return;
    }
}

static void
best_of_facts (TwWork *work,
               guint   at)
{
  TwJob *job = g_ptr_array_index (work->jobs, at);

  for (guint k = 0; k < job->facts->len; k++)
    {
      TwJobFact *mine = &g_array_index (job->facts, TwJobFact, k);

      for (guint i = 0; i < at && mine->to_date != 0; i++)
        {
          TwJob *other = g_ptr_array_index (work->jobs, i);
          TwJobFact *theirs = competes (job, other) ? tw_job_find (other, mine->fact) : NULL;
          TwJob *loser = job;

          if (theirs == NULL || theirs->to_date == 0)
            continue;
          if (mine->to_date > theirs->to_date)
            loser = other;
          else
            theirs = mine;
          loser->forgone += theirs->to_date;
          loser->total -= theirs->to_date;
          theirs->to_date = 0;
        }
    }
}

/**
 * tw_stacking_best_of:
 *
 * Of each best_of group only the largest result stands, per window or per fact.
 */
void
tw_stacking_best_of (TwWork *work)
{
  for (guint i = 0; i < work->jobs->len; i++)
    {
      const TwJob *job = g_ptr_array_index (work->jobs, i);

      if (job->rule->stacking.policy != TW_STACKING_BEST_OF || job->rule->stacking.group == NULL
          || job->past)
        continue;
      if (job->rule->stacking.per_fact)
        best_of_facts (work, i);
      else
        best_of_windows (work, i);
    }
}
