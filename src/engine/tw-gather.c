/* tw-gather.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

#include "tw-error.h"

#include <stdlib.h>
#include <string.h>

/* Which facts a rule counts in a window, which move its qualifier, and why the others don't. */

typedef struct
{
  TwJob           *job;
  TwContext        context;
  const TwRule    *rule;
  const TwProgram *program;
  guint            version;
  guint            rule_index;
  gint64           opening;  /* text id of the kind */
  GArray          *enrolled; /* TwSpan; NULL: always */
} Gather;

static void
reject (Gather     *gather,
        gint64      fact,
        TwReason    reason,
        const char *ref)
{
  if (gather->context.partner == gather->job->work->partner)
    tw_classify (gather->job->work, fact, reason, gather->version, gather->rule_index, ref);
}

static gboolean
is_refund (const Gather *gather,
           gint64        fact)
{
  const TwDataset *dataset = gather->job->work->engine->input.dataset;

  return dataset->original != NULL && dataset->original[fact] >= 0
         && !gather->rule->reversal.current;
}

static gboolean
in_version (const Gather *gather,
            TwDate        date)
{
  if (date < gather->program->effective_from || date >= gather->program->effective_to)
    return FALSE;

  return !gather->rule->has_valid
         || (date >= gather->rule->valid.start && date < gather->rule->valid.end);
}

/* A refund is priced by the version of its original. */
static TwDate
original_date (const Gather *gather,
               gint64        fact)
{
  gint64 original = gather->job->work->engine->input.dataset->original[fact];

  return tw_measure_place (&gather->context, gather->rule->counts, original);
}

/* Before a partner is in the program and after it left, what it does is no business of the program's: it
 * neither earns nor moves the running qualifier. Other members of a pool, and what was brought from before
 * the file, count as they are. */
static gboolean
is_enrolled (const Gather *gather,
             gint64        fact,
             TwDate        date)
{
  const TwWork *work = gather->job->work;

  return gather->enrolled == NULL || gather->context.partner != work->partner
         || gather->opening == tw_column_at (work->engine->input.dataset->kind, fact)
         || tw_spans_hold (gather->enrolled, date);
}

/* `who` is tested at the fact, at the end of the period or at the enrolment. */
static gboolean
accepts (Gather *gather,
         gint64  fact,
         TwDate  date)
{
  TwContext at = gather->context;
  const TwDataset *dataset = gather->job->work->engine->input.dataset;

  if (gather->rule->who == NULL)
    return TRUE;

  at.fact = fact;
  at.date = date;
  if (gather->rule->who_at == TW_WHO_PERIOD_END)
    {
      /* The period is over by then, with the refunds in it; a window of the past ended with its
       * own. */
      at.date = gather->job->past ? gather->job->clip - 1
                : gather->job->work->engine->input.period.end - 1;
      at.clip = MAX (at.clip, at.date + 1);
      if (at.reversals == TW_REVERSALS_LEFT_OUT)
        at.reversals = TW_REVERSALS_NETTED;
    }
  else if (gather->rule->who_at == TW_WHO_ENROLMENT)
    {
      gint64 row = tw_dated_row (&at, TW_RELATION_ENROLMENT, date);
      gint64 start =
        tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_ENROLMENT, "start"), row);

      if (start != TW_NULL)
        at.date = (TwDate) start;
    }
  at.measure_date = at.date;
  if (tw_eval_condition (&at, gather->rule->who))
    return TRUE;
  gather->context.failed = at.failed;

  return FALSE;
}

static guint64
taken_key (const Gather *gather,
           gint64        fact)
{
  gint64 group = tw_engine_text_id (gather->job->work->engine, gather->rule->stacking.group);

  return ((guint64) (guint32) group << 32) | (guint32) fact;
}

/* Exclusive stacking: whether an earlier rule of the group has the fact; if not, it is taken
 * now. */
static gboolean
is_taken (Gather *gather,
          gint64  fact)
{
  TwWork *work = gather->job->work;
  guint64 key;
  const char *owner;

  if (gather->rule->stacking.policy != TW_STACKING_EXCLUSIVE
      || gather->rule->stacking.group == NULL)
    return FALSE;

  key = taken_key (gather, fact);
  if (work->taken == NULL)
    work->taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  owner = g_hash_table_lookup (work->taken, &key);
  if (owner == NULL)
    g_hash_table_insert (work->taken, g_memdup2 (&key, sizeof key),
                         (gpointer) gather->job->rule_id);

  return owner != NULL && strcmp (owner, gather->job->rule_id) != 0;
}

static gboolean
check_duplicate (Gather *gather,
                 gint64  fact)
{
  TwJob *job = gather->job;
  const TwDataset *dataset = job->work->engine->input.dataset;

  if (dataset->duplicate == NULL || !dataset->duplicate[fact])
    return TRUE;
  if (job->error == NULL)
    g_set_error (&job->error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                 "Two facts have the id %s. The rule was stopped for this partner; give one of "
                 "them another id or remove it.",
                 tw_dataset_text (dataset, tw_column_at (dataset->id, fact)));

  return FALSE;
}

/* A fact that passed kind, filter, date, window and version. */
static void
take (Gather *gather,
      gint64  fact,
      TwDate  date)
{
  TwJob *job = gather->job;
  TwJobFact one = { .fact = (guint32) fact, .partner = gather->context.partner,
                    .version = gather->version,
                    .date = date, .band = -1 };
  gboolean zero_division;

  one.m = one.dq = one.e = TW_FRACTION_ZERO;
  if (!check_duplicate (gather, fact))
    return;
  gather->context.zero_division = FALSE;
  if (!tw_measure_value (&gather->context, gather->rule->counts, fact, date, &one.m))
    {
      zero_division = gather->context.zero_division;
      reject (gather, fact, zero_division ? TW_REASON_NO_BASELINE : TW_REASON_UNDEFINED,
              gather->rule->counts->path);
      return;
    }
  if (is_refund (gather, fact))
    {
      one.counted = TRUE;
      g_array_append_val (job->refunds, one);
      return;
    }
  if (gather->opening == tw_column_at (job->work->engine->input.dataset->kind, fact))
    {
      tw_fraction_add (job->opening, one.m, &job->opening);
      job->has_opening = TRUE;
      return;
    }
  if (is_taken (gather, fact))
    {
      reject (gather, fact, TW_REASON_TAKEN, gather->rule->stacking.path);
      return;
    }
  one.qualifies = gather->rule->qualifier == NULL;
  if (one.qualifies)
    one.dq = one.m;
  one.counted = accepts (gather, fact, date);
  if (!one.counted)
    {
      reject (gather, fact, TW_REASON_NOT_ELIGIBLE, gather->context.failed);
      one.m = TW_FRACTION_ZERO;
    }
  if (one.counted || one.qualifies)
    g_array_append_val (job->facts, one);
}

/* What triggers a clawback is neither rated nor refunded. */
static gboolean
claws_back (Gather *gather,
            gint64  fact)
{
  const TwClawback *clawback = gather->rule->clawback;

  if (clawback == NULL || !tw_measure_takes_kind (&gather->context, clawback->on, fact))
    return FALSE;
  gather->context.fact = fact;
  gather->context.date = tw_measure_place (&gather->context, clawback->on, fact);

  return tw_eval_condition (&gather->context, clawback->on->where);
}

static void
consider (Gather *gather,
          gint64  fact)
{
  TwJob *job = gather->job;
  const TwMeasure *counts = gather->rule->counts;
  TwDate date;
  TwDate priced; /* the day whose version and enrolment hold */
  TwDate end = job->clip;

  if (!tw_measure_takes_kind (&gather->context, counts, fact))
    {
      reject (gather, fact, TW_REASON_WRONG_KIND, counts->path);
      return;
    }
  if (claws_back (gather, fact))
    return;
  date = tw_measure_place (&gather->context, counts, fact);
  gather->context.fact = fact;
  gather->context.date = date != TW_DATE_NONE ? date : job->clip - 1;
  if (!tw_eval_condition (&gather->context, counts->where))
    {
      reject (gather, fact, TW_REASON_FILTERED, gather->context.failed);
      return;
    }
  if (date == TW_DATE_NONE)
    {
      reject (gather, fact, TW_REASON_NO_DATE, counts->path);
      return;
    }
  if (is_refund (gather, fact))
    end = job->work->engine->input.period.end;
  if ((date < job->window.start && !is_refund (gather, fact)) || date >= end)
    {
      reject (gather, fact, TW_REASON_OUTSIDE_WINDOW, counts->path);
      return;
    }
  priced = is_refund (gather, fact) ? original_date (gather, fact) : date;
  if (!in_version (gather, priced))
    {
      reject (gather, fact, TW_REASON_OUTSIDE_VERSION, gather->rule->path);
      return;
    }
  if (!is_enrolled (gather, fact, priced))
    {
      reject (gather, fact, TW_REASON_NOT_ELIGIBLE, "enrolment");
      return;
    }
  take (gather, fact, date);
}

/* Refunds belong to the window of their original: those of other windows are not this job's. */
static void
keep_own_refunds (TwJob *job)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  guint kept = 0;

  for (guint i = 0; i < job->refunds->len; i++)
    {
      TwJobFact refund = g_array_index (job->refunds, TwJobFact, i);
      const TwJobFact *original = tw_job_find (job, (guint32) dataset->original[refund.fact]);

      if (original == NULL)
        {
          if (refund.partner == job->work->partner)
            tw_classify (job->work, refund.fact, TW_REASON_OUTSIDE_WINDOW, refund.version,
                         job->by_version[refund.version]
                         - job->work->engine->input.versions[refund.version]->rules,
                         job->rule->reversal.path);
          continue;
        }
      refund.version = original->version;
      refund.band = original - (const TwJobFact *) job->facts->data; /* where the original stands */
      g_array_index (job->refunds, TwJobFact, kept++) = refund;
    }
  g_array_set_size (job->refunds, kept);
}

/* With the kind's own date the view is in date order: only the window's facts (and undated ones,
 * which stand first, and refunds that come later) need a look. */
static void
gather_partner (Gather *gather,
                guint   partner)
{
  TwJob *job = gather->job;
  const TwDataset *dataset = job->work->engine->input.dataset;
  const TwView *view = tw_work_view (job->work, partner);
  gboolean own_date = gather->rule->counts->n_dates == 0;
  guint32 i = own_date ? tw_view_find_date (dataset, view, job->window.start) : 0;

  gather->context.partner = partner;
  if (own_date)
    for (guint32 k = 0; k < view->n && dataset->placed[view->rows[k]] == TW_DATE_NONE; k++)
      consider (gather, view->rows[k]);
  for (; i < view->n; i++)
    {
      guint32 fact = view->rows[i];

      if (own_date && dataset->placed[fact] == TW_DATE_NONE)
        continue;
      if (own_date && dataset->placed[fact] >= job->clip
          && (dataset->original == NULL || !is_refund (gather, fact)))
        {
          if (dataset->original == NULL || gather->rule->reversal.current)
            break;
          continue;
        }
      consider (gather, fact);
    }
}

static int
compare_job_facts (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  const TwJobFact *fa = a;
  const TwJobFact *fb = b;

  return tw_dataset_compare_facts (data, fa->fact, fa->date, fb->fact, fb->date);
}

/* Mostly they are in order already: the view is. */
static void
sort_facts (GArray          *facts,
            const TwDataset *dataset)
{
  for (guint i = 1; i < facts->len; i++)
    if (compare_job_facts (&g_array_index (facts, TwJobFact, i - 1),
                           &g_array_index (facts, TwJobFact, i),
                           (gpointer) dataset) > 0)
      {
        g_array_sort_with_data (facts, compare_job_facts, (gpointer) dataset);
        return;
      }
}

static void
gather_version (TwJob *job,
                guint  version)
{
  Gather gather = { .job = job, .version = version };
  g_autoptr (GArray) partners = NULL;
  g_autoptr (GArray) enrolled = NULL;

  gather.rule = job->by_version[version];
  gather.program = job->work->engine->input.versions[version];
  gather.rule_index = gather.rule - gather.program->rules;
  gather.opening = tw_dataset_lookup (job->work->engine->input.dataset, "opening");
  if (gather.opening < 0)
    gather.opening = TW_NULL + 1;
  gather.enrolled = enrolled = tw_enrolled_spans (job->work, gather.program);
  tw_job_context (job, &gather.context, version);
  partners = tw_engine_pool (job->work->engine, job->work->partner, gather.rule->counts->pool);
  for (guint i = 0; i < partners->len; i++)
    gather_partner (&gather, g_array_index (partners, guint, i));
}

/* The part of an additive qualifier that was there before this window, where its own window is
 * longer. */
static gboolean
opening_before (TwJob     *job,
                TwContext *context,
                TwMeasure *measure)
{
  TwSpan span;

  if (measure->window == NULL)
    return TRUE;
  if (measure->has_shift || measure->window->kind == TW_WINDOW_ROLLING
      || measure->window->kind == TW_WINDOW_PREVIOUS
      || measure->window->kind == TW_WINDOW_AS_OF || measure->window->kind == TW_WINDOW_ANY_DAY_IN
      || measure->window->kind == TW_WINDOW_FACT || job->single_fact)
    return FALSE;
  if (!tw_window_span (context, measure->window, MAX (job->window.start, TW_DATE_MIN), &span)
      || span.end < job->clip)
    return FALSE;
  if (span.start < job->window.start)
    {
      TwValue before =
        tw_measure_over (context, measure, (TwSpan){ span.start, job->window.start });

      if (!before.defined || !tw_fraction_add (job->opening, before.num, &job->opening))
        return FALSE;
      job->has_opening = TRUE;
    }

  return TRUE;
}

/* Facts of a qualifier of its own: opening facts move it before anything is rated. */
static void
merge_qualifier (TwJob     *job,
                 TwContext *context,
                 TwMeasure *measure)
{
  const TwDataset *dataset = job->work->engine->input.dataset;
  gint64 opening = tw_dataset_lookup (dataset, "opening");
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (TwSelected));

  tw_select_facts (context, measure, (TwSpan){ job->window.start, job->clip }, selected);
  for (guint i = 0; i < selected->len; i++)
    {
      const TwSelected *one = &g_array_index (selected, TwSelected, i);
      TwJobFact *fact = NULL;

      if (opening >= 0 && tw_column_at (dataset->kind, one->fact) == opening)
        {
          tw_fraction_add (job->opening, one->value, &job->opening);
          job->has_opening = TRUE;
          continue;
        }
      fact = tw_job_find (job, one->fact);
      if (fact == NULL)
        {
          TwJobFact extra = { .fact = one->fact, .partner = one->partner, .version = job->version,
                              .date = one->date, .band = -1 };

          extra.m = extra.e = TW_FRACTION_ZERO;
          g_array_append_val (job->facts, extra);
          fact = &g_array_index (job->facts, TwJobFact, job->facts->len - 1);
        }
      fact->qualifies = TRUE;
      fact->dq = one->value;
    }
  tw_job_forget_places (job);
}

static void
gather_qualifier (TwJob *job)
{
  const TwExpr *qualifier = job->rule->qualifier;
  TwContext context;

  job->additive = tw_measure_is_additive (job->rule->counts);
  if (qualifier == NULL)
    return;

  tw_job_context (job, &context, job->version);
  if (qualifier->kind == TW_EXPR_DEFINE)
    qualifier = context.plan->program->defines[qualifier->index].value;
  if (qualifier->kind != TW_EXPR_AGGREGATE || !tw_measure_is_additive (qualifier->measure)
      || !opening_before (job, &context, qualifier->measure))
    {
      job->additive = FALSE;
      return;
    }
  merge_qualifier (job, &context, qualifier->measure);
}

/* fx.round `sum`: the sum is rounded once, so a fact adds what it moves the rounded sum by. */
static void
round_sums (TwJob *job)
{
  TwRoundingMode mode = job->work->engine->input.versions[job->version]->rounding.mode;
  TwFraction m = TW_FRACTION_ZERO;
  TwFraction q = TW_FRACTION_ZERO;
  TwFraction m_before = TW_FRACTION_ZERO;
  TwFraction q_before = TW_FRACTION_ZERO;
  gboolean q_money = job->rule->qualifier != NULL ? job->rule->qualifier->type == TW_VALUE_MONEY
                                                  : job->rule->counts->type == TW_VALUE_MONEY;

  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwFraction now;

      if (job->rule->counts->type == TW_VALUE_MONEY && tw_fraction_add (m, fact->m, &m)
          && tw_fraction_round (m, TW_FRACTION_ONE, mode, &now)
          && tw_fraction_sub (now, m_before, &fact->m))
        m_before = now;
      if (q_money && tw_fraction_add (q, fact->dq, &q)
          && tw_fraction_round (q, TW_FRACTION_ONE, mode, &now)
          && tw_fraction_sub (now, q_before, &fact->dq))
        q_before = now;
    }
}

/* With `forward` the facts of earlier periods keep their lines and only move the qualifier. */
static void
leave_earlier (TwJob *job)
{
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      if (fact->date >= job->work->engine->input.period.start)
        continue;
      tw_fraction_add (job->opening, fact->dq, &job->opening);
      job->has_opening = TRUE;
      fact->earlier = TRUE;
      fact->refundable = fact->m;
      fact->counted = fact->qualifies = FALSE;
      fact->m = fact->dq = TW_FRACTION_ZERO;
    }
}

/**
 * tw_job_gather:
 *
 * Fills the job's facts in order with measure and qualifier, and its refunds; classifies the facts
 * that
 * are left out.
 */
void
tw_job_gather (TwJob *job)
{
  const TwDataset *dataset = job->work->engine->input.dataset;

  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    if (job->by_version[v] != NULL)
      gather_version (job, v);
  gather_qualifier (job);
  sort_facts (job->facts, dataset);
  sort_facts (job->refunds, dataset);
  if (job->work->engine->input.versions[job->version]->fx_sum)
    round_sums (job);
  if (job->refunds->len > 0)
    {
      tw_job_pair_rebills (job);
      keep_own_refunds (job);
    }
  if (job->rule->forward)
    leave_earlier (job);
}
