/* tw-rule-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

#include <string.h>

/* Rules of all versions in the order in which they run, and the windows of each. */

const TwRule *
tw_engine_rule (const TwEngine *engine,
                const char     *rule_id,
                guint          *version)
{
  const TwEngineInput *input = &engine->input;

  for (guint v = input->n_versions; v > 0; v--)
    for (guint r = 0; r < input->versions[v - 1]->n_rules; r++)
      if (strcmp (input->versions[v - 1]->rules[r].id, rule_id) == 0)
        {
          if (version != NULL)
            *version = v - 1;
          return &input->versions[v - 1]->rules[r];
        }

  return NULL;
}

static int
compare_order (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const TwRule *ra = tw_engine_rule (data, *(const char *const *) a, NULL);
  const TwRule *rb = tw_engine_rule (data, *(const char *const *) b, NULL);

  return ra->stacking.order < rb->stacking.order ? -1 : ra->stacking.order > rb->stacking.order;
}

/**
 * tw_rule_ids:
 *
 * Returns: (transfer container) (element-type utf8): the ids of all versions' rules by (order,
 * position)
 *   of the last version that has them
 */
GPtrArray *
tw_rule_ids (const TwEngine *engine)
{
  const TwEngineInput *input = &engine->input;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint v = input->n_versions; v > 0; v--)
    for (guint r = 0; r < input->versions[v - 1]->n_rules; r++)
      if (g_hash_table_add (seen, (gpointer) input->versions[v - 1]->rules[r].id))
        g_ptr_array_add (ids, (gpointer) input->versions[v - 1]->rules[r].id);
  g_ptr_array_sort_with_data (ids, compare_order, (gpointer) engine);

  return ids;
}

/* A window of which no version has a day owes nothing: no flat, no minimum. */
static gboolean
is_in_force (const TwEngine *engine,
             const char     *rule_id,
             TwSpan          window)
{
  const TwEngineInput *input = &engine->input;

  for (guint v = 0; v < input->n_versions; v++)
    {
      const TwProgram *program = input->versions[v];
      TwDate start = MAX (program->effective_from, window.start);
      TwDate end = MIN (program->effective_to, window.end);

      for (guint r = 0; r < program->n_rules; r++)
        if (strcmp (program->rules[r].id, rule_id) == 0
            && (program->rules[r].has_valid ? MAX (start, program->rules[r].valid.start)
                                                < MIN (end, program->rules[r].valid.end)
                                            : start < end))
          return TRUE;
    }

  return FALSE;
}

static void
run_window (TwWork     *work,
            const char *rule_id,
            TwSpan      window,
            gboolean    past)
{
  TwJob *job;

  if (!is_in_force (work->engine, rule_id, window))
    return;

  job = tw_rule_job_new (work, rule_id, window);
  job->past = past;
  tw_job_gather (job);
  if (job->error == NULL && (!past || job->refunds->len > 0))
    {
      tw_stacking_reduce (job);
      tw_job_rate (job);
      tw_excess_carry (job);
    }
  g_ptr_array_add (work->jobs, job);
}

/* The windows that have a day in the period, in order. A day without one (no agreement yet) is
 * passed. */
static void
run_units (TwWork     *work,
           const char *rule_id,
           const TwRule *rule,
           TwContext  *context,
           GArray     *spans)
{
  TwDate date = work->engine->input.period.start;
  TwTimeWindow period = { TW_WINDOW_PERIOD };
  const TwTimeWindow *window = rule->window != NULL ? rule->window : &period;

  while (date < work->engine->input.period.end)
    {
      TwSpan span;

      context->date = date;
      if (!tw_window_span (context, window, date, &span))
        {
          date++;
          continue;
        }
      run_window (work, rule_id, span, FALSE);
      g_array_append_val (spans, span);
      date = span.end;
    }
}

static gboolean
covered (const GArray *spans,
         TwDate        date)
{
  for (guint i = 0; i < spans->len; i++)
    if (date >= g_array_index (spans, TwSpan, i).start
        && date < g_array_index (spans, TwSpan, i).end)
      return TRUE;

  return FALSE;
}

/* Refunds of this period reach back into the windows of their originals. */
static void
run_past (TwWork       *work,
          const char   *rule_id,
          const TwRule *rule,
          TwContext    *context,
          GArray       *spans)
{
  const TwDataset *dataset = work->engine->input.dataset;
  TwSpan now = work->engine->input.period;
  TwTimeWindow period = { TW_WINDOW_PERIOD };
  const TwTimeWindow *window = rule->window != NULL ? rule->window : &period;

  if (dataset->original == NULL || rule->reversal.current)
    return;
  for (guint32 i = 0; i < work->view.n; i++)
    {
      guint32 fact = work->view.rows[i];
      gint64 original = dataset->original[fact];
      TwDate date;
      TwSpan span;

      if (original < 0 || dataset->placed[fact] < now.start || dataset->placed[fact] >= now.end)
        continue;
      context->fact = original;
      date = tw_measure_place (context, rule->counts, original);
      if (date == TW_DATE_NONE || date >= now.start || covered (spans, date))
        continue;
      context->date = date;
      if (!tw_window_span (context, window, date, &span))
        continue;
      run_window (work, rule_id, span, TRUE);
      g_array_append_val (spans, span);
    }
}

static gboolean
is_one_window (const TwTimeWindow *window)
{
  return window != NULL && window->kind != TW_WINDOW_PERIOD && window->kind != TW_WINDOW_UNIT
         && window->kind != TW_WINDOW_AGREEMENT_YEAR;
}

static void
run_rule (TwWork     *work,
          const char *rule_id)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (TwSpan));
  TwSpan period = work->engine->input.period;
  guint version;
  const TwRule *rule = tw_engine_rule (work->engine, rule_id, &version);
  TwContext context = { 0 };
  TwSpan span = period;

  context.work = work;
  context.plan = &work->engine->plans[version];
  context.partner = work->partner;
  context.fact = context.outer = -1;
  context.date = context.measure_date = period.end - 1;
  context.clip = context.refund_clip = period.end;
  context.window = context.unit = period;
  context.rule = rule;
  if (!is_one_window (rule->window))
    {
      run_units (work, rule_id, rule, &context, spans);
    }
  else if (rule->window->kind == TW_WINDOW_FACT
           || tw_window_span (&context, rule->window, period.end - 1, &span))
    {
      run_window (work, rule_id, span, FALSE);
      g_array_append_val (spans, span);
    }
  run_past (work, rule_id, rule, &context, spans);
}

/* A rule that pays into a fund: later rules may draw on it in the same period. */
static void
credit_fund (TwWork     *work,
             const char *rule_id,
             guint       first)
{
  const TwRule *rule = tw_engine_rule (work->engine, rule_id, NULL);

  if (rule->payee != TW_PAYEE_FUND || rule->fund >= work->earned->len)
    return;
  for (guint i = first; i < work->jobs->len; i++)
    {
      const TwJob *job = g_ptr_array_index (work->jobs, i);
      gint64 before;

      tw_posted_in_window (job, &before);
      if (!job->past && job->error == NULL)
        g_array_index (work->earned, gint64, rule->fund) += job->total - before;
    }
}

static void
keep_jobs (TwWork *work)
{
  const TwEngineInput *input = &work->engine->input;

  for (guint i = 0; i < work->jobs->len; i++)
    {
      TwJob *job = g_ptr_array_index (work->jobs, i);
      guint at = (guint) (job->rule - input->versions[job->version]->rules);

      for (guint v = 0; v < job->version; v++)
        at += input->versions[v]->n_rules;
      input->keep (tw_job_keep (job, input->classes[at], i), input->keep_data);
    }
}

/**
 * tw_rules_run:
 *
 * Steps 1 to 9 of rules.md 4.1 for one partner: every rule by (order, position), then best_of, then
 * refunds, then lines.
 */
void
tw_rules_run (TwWork *work)
{
  g_autoptr (GPtrArray) ids = tw_rule_ids (work->engine);

  for (guint i = 0; i < ids->len; i++)
    {
      guint first = work->jobs->len;

      run_rule (work, g_ptr_array_index (ids, i));
      credit_fund (work, g_ptr_array_index (ids, i), first);
    }
  tw_stacking_best_of (work);
  for (guint i = 0; i < work->jobs->len; i++)
    {
      TwJob *job = g_ptr_array_index (work->jobs, i);

      tw_job_refund (job);
      if (!job->past || job->refunds->len > 0)
        tw_job_post (job);
    }
  if (work->engine->input.keep != NULL)
    keep_jobs (work);
  tw_excess_close (work);
}
