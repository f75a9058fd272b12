/* tw-classify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* Every fact dated in the period ends up earned or with the reason of the rule in which it got
 * furthest; while rules run, the reason is the furthest so far. A partner's own facts stand in
 * date order, undated ones first: those that are classified are two stretches of it, and a place
 * is found by counting. */

static void
add_stretch (TwWork  *work,
             guint32  from,
             guint32  to)
{
  const TwGrouping *grouping = &work->engine->input.dataset->by_partner;

  for (guint32 i = from; i < to; i++)
    {
      TwClassified one = { grouping->rows[i], TW_REASON_WRONG_KIND, 0, G_MAXUINT, NULL };

      g_array_append_val (work->result->classified, one);
    }
}

/* The first place of @from … @to - 1 whose day isn't before @date. */
static guint32
find_day (const TwDataset *dataset,
          guint32          from,
          guint32          to,
          TwDate           date)
{
  while (from < to)
    {
      guint32 middle = from + (to - from) / 2;

      if (dataset->dates[middle] < date)
        from = middle + 1;
      else
        to = middle;
    }

  return from;
}

/* Where the period's facts stand. */
void
tw_classify_find (TwWork *work)
{
  const TwDataset *dataset = work->engine->input.dataset;
  TwSpan period = work->engine->input.period;
  guint32 end = dataset->by_partner.start[work->partner + 1];

  work->undated = dataset->by_partner.start[work->partner];
  work->undated_end = find_day (dataset, work->undated, end, TW_DATE_NONE + 1);
  work->dated = find_day (dataset, work->undated_end, end, period.start);
  work->dated_end = find_day (dataset, work->dated, end, period.end);
}

void
tw_classify_init (TwWork *work)
{
  add_stretch (work, work->undated, work->undated_end);
  add_stretch (work, work->dated, work->dated_end);
}

static TwClassified *
slot_of (TwWork *work,
         gint64  fact)
{
  const TwDataset *dataset = work->engine->input.dataset;
  guint32 position = dataset->position == NULL ? G_MAXUINT32 : dataset->position[fact];
  guint32 slot;

  if (position >= work->undated && position < work->undated_end)
    slot = position - work->undated;
  else if (position >= work->dated && position < work->dated_end)
    slot = work->undated_end - work->undated + position - work->dated;
  else
    return NULL;

  return &g_array_index (work->result->classified, TwClassified, slot);
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

void
tw_classify_cut (TwWork       *work,
                 const TwLine *line)
{
  TwClassified *one = slot_of (work, line->fact);

  if (one == NULL)
    return;

  one->reason = TW_REASON_OVER_CAP;
  one->version = line->version;
  one->rule = line->rule;
  one->ref = "/limits";
}

/* Whether something of the rule itself can have cut what a fact earned. */
static gboolean
has_cap (const TwRule *rule)
{
  for (guint i = 0; i < rule->n_adjust; i++)
    if (rule->adjust[i].kind == TW_ADJUST_MAX || rule->adjust[i].kind == TW_ADJUST_GUARANTEE)
      return TRUE;

  return rule->counts->cap != NULL;
}

static TwReason
reason_of (const TwJob     *job,
           const TwJobFact *fact)
{
  const TwRule *rule = job->by_version[fact->version];
  const TwTable *table = rule->table;

  if (job->out_ranked)
    return TW_REASON_OUT_RANKED;
  if (job->undefined)
    return job->no_baseline ? TW_REASON_NO_BASELINE : TW_REASON_UNDEFINED;
  if (fact->undefined)
    return TW_REASON_UNDEFINED;
  if (fact->e.num != 0)
    return has_cap (rule) ? TW_REASON_OVER_CAP : TW_REASON_ZERO_RATE;
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
      guint rule = job->by_version[fact->version]
                   - job->work->engine->input.versions[fact->version]->rules;

      if (!fact->counted || fact->partner != job->work->partner)
        continue;
      tw_classify (job->work, fact->fact, fact->to_date != 0 ? TW_REASON_NONE
                   : reason_of (job, fact),
                   fact->version, rule, job->by_version[fact->version]->path);
    }
}

/**
 * tw_reason_to_string:
 *
 * Returns: the reason's stable word, rules.md section 5; `earned` for none. Not meant
 *   for people to read
 */
const char *
tw_reason_to_string (TwReason reason)
{
  static const char *const names[] = {
    "earned", "wrong_kind", "filtered", "no_date", "outside_window", "outside_version",
    "not_eligible",
    "taken", "below_threshold", "no_baseline", "undefined", "over_cap", "netted",
    "waiting_collection",
    "out_ranked", "zero_rate",
  };

  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (names), NULL);

  return names[reason];
}

/**
 * tw_line_kind_to_string:
 *
 * Returns: the kind's stable word. Never shown to people as it is
 */
const char *
tw_line_kind_to_string (TwLineKind kind)
{
  static const char *const names[] = {
    "fact", "rule", "refund", "true_up", "clawback", "top_up", "recouped", "limit", "fund_payout",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}
