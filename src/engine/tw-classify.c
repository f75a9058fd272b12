/* tw-classify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* Every fact dated in the period ends up earned or with the reason of the rule in which it got furthest.
 * While rules run, the reason is the furthest so far; work->slots maps a place in the view to it. */

static gboolean
in_period (const TwWork *work,
           guint32       fact)
{
  const TwEngineInput *input = &work->engine->input;
  TwDate date = input->dataset->placed[fact];

  return date == TW_DATE_NONE || (date >= input->period.start && date < input->period.end);
}

void
tw_classify_init (TwWork *work)
{
  for (guint32 i = 0; i < work->view.n; i++)
    if (in_period (work, work->view.rows[i]))
      {
        TwClassified one = { work->view.rows[i], TW_REASON_WRONG_KIND, 0, G_MAXUINT, NULL };

        g_array_append_val (work->result->classified, one);
        g_hash_table_insert (work->slots, GSIZE_TO_POINTER ((gsize) one.fact + 1),
                             GUINT_TO_POINTER (work->result->classified->len));
      }
}

static TwClassified *
slot_of (TwWork *work,
         gint64  fact)
{
  guint slot = GPOINTER_TO_UINT (g_hash_table_lookup (work->slots, GSIZE_TO_POINTER ((gsize) fact + 1)));

  return slot == 0 ? NULL : &g_array_index (work->result->classified, TwClassified, slot - 1);
}

/* Earned stays earned; else the reason furthest on wins, and of equals the first rule's. */
void
tw_classify (TwWork     *work,
             gint64      fact,
             TwReason    reason,
             guint       version,
             guint       rule,
             const char *ref)
{
  TwClassified *one = slot_of (work, fact);

  if (one == NULL || one->reason == TW_REASON_NONE)
    return;
  if (reason != TW_REASON_NONE && reason <= one->reason && one->rule != G_MAXUINT)
    return;

  one->reason = reason;
  one->version = version;
  one->rule = rule;
  one->ref = ref;
}

static TwReason
reason_of (const TwJob     *job,
           const TwJobFact *fact)
{
  const TwTable *table = job->by_version[fact->version]->table;

  if (job->out_ranked)
    return TW_REASON_OUT_RANKED;
  if (job->undefined)
    return job->no_baseline ? TW_REASON_NO_BASELINE : TW_REASON_UNDEFINED;
  if (fact->undefined)
    return TW_REASON_UNDEFINED;
  if (fact->e.num != 0)
    return TW_REASON_OVER_CAP;
  if (fact->band < 0 || (fact->band == 0 && table->n_bands > 1))
    return TW_REASON_BELOW_THRESHOLD;

  return TW_REASON_ZERO_RATE;
}

/* Facts that were counted: earned where a line is posted or was, else why not. */
void
tw_classify_job (TwJob *job)
{
  for (guint i = 0; i < job->facts->len; i++)
    {
      const TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      guint rule = job->by_version[fact->version] - job->work->engine->input.versions[fact->version]->rules;

      if (!fact->counted || fact->partner != job->work->partner)
        continue;
      tw_classify (job->work, fact->fact, fact->to_date != 0 ? TW_REASON_NONE : reason_of (job, fact),
                   fact->version, rule, job->by_version[fact->version]->path);
    }
}

const char *
tw_reason_to_string (TwReason reason)
{
  static const char *const names[] = {
    "earned", "wrong_kind", "filtered", "no_date", "outside_window", "outside_version", "not_eligible",
    "taken", "below_threshold", "no_baseline", "undefined", "over_cap", "netted", "waiting_collection",
    "out_ranked", "zero_rate",
  };

  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (names), NULL);

  return names[reason];
}

const char *
tw_line_kind_to_string (TwLineKind kind)
{
  static const char *const names[] = {
    "fact", "rule", "refund", "true_up", "clawback", "top_up", "recouped", "limit", "fund_payout",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}
