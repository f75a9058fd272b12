/* tw-replay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-replay-private.h"

#include <glib/gi18n-lib.h>

#include "tw-dataset-load.h"
#include "tw-error.h"

/* Partners that a thread takes at a time. */
#define CHUNK 16

static void
clear_problem (gpointer data)
{
  g_free (((TwReplayProblem *) data)->message);
}

static TwReplay *
replay_new (TwReplayData *data,
            GPtrArray    *documents)
{
  TwReplay *replay = g_new0 (TwReplay, 1);

  replay->span = data->span;
  replay->periods = g_array_new (FALSE, TRUE, sizeof (TwReplayPeriod));
  replay->rules = g_array_new (FALSE, TRUE, sizeof (TwReplayRule));
  replay->partners = g_array_new (FALSE, TRUE, sizeof (TwReplayPartner));
  replay->tiers = g_array_new (FALSE, TRUE, sizeof (TwReplayTier));
  replay->types = g_array_new (FALSE, TRUE, sizeof (TwReplayType));
  replay->moves = g_array_new (FALSE, TRUE, sizeof (TwReplayMove));
  replay->lines = g_array_new (FALSE, TRUE, sizeof (TwReplayLine));
  replay->problems = g_array_new (FALSE, TRUE, sizeof (TwReplayProblem));
  g_array_set_clear_func (replay->problems, clear_problem);
  replay->notes = g_ptr_array_new_with_free_func (g_free);
  replay->texts = g_string_chunk_new (256);
  replay->data = tw_replay_data_ref (data);
  replay->documents = g_ptr_array_copy (documents, (GCopyFunc) (void (*) (void)) tw_program_document_ref, NULL);
  g_ptr_array_set_free_func (replay->documents, (GDestroyNotify) tw_program_document_unref);

  return replay;
}

void
tw_replay_free (TwReplay *replay)
{
  g_array_unref (replay->periods);
  g_array_unref (replay->rules);
  g_array_unref (replay->partners);
  g_free (replay->cells);
  g_free (replay->parts);
  g_array_unref (replay->tiers);
  g_array_unref (replay->types);
  g_array_unref (replay->moves);
  g_array_unref (replay->lines);
  g_array_unref (replay->problems);
  g_ptr_array_unref (replay->notes);
  g_string_chunk_free (replay->texts);
  g_ptr_array_unref (replay->documents);
  tw_replay_data_unref (replay->data);
  g_free (replay);
}

static void
clear_slots (TwReplayJob *job)
{
  for (guint i = 0; job->slots != NULL && i < job->replay->partners->len; i++)
    {
      g_clear_pointer (&job->slots[i].moves, g_array_unref);
      g_clear_pointer (&job->slots[i].lines, g_array_unref);
      g_clear_pointer (&job->slots[i].counted, g_hash_table_unref);
      if (job->slots[i].problems != NULL)
        g_ptr_array_set_free_func (job->slots[i].problems, g_free);
      g_clear_pointer (&job->slots[i].problems, g_ptr_array_unref);
    }
  g_clear_pointer (&job->slots, g_free);
}

static void
job_clear (TwReplayJob *job)
{
  g_clear_pointer (&job->engine, tw_engine_free);
  if (job->replay != NULL)
    clear_slots (job);
  g_clear_pointer (&job->replay, tw_replay_free);
  g_clear_pointer (&job->programs, g_free);
  g_clear_pointer (&job->versions, g_free);
  g_clear_pointer (&job->rule_index, g_hash_table_unref);
  g_clear_pointer (&job->tier_index, g_hash_table_unref);
  g_clear_pointer (&job->rule_of, g_free);
  g_clear_pointer (&job->rule_first, g_free);
  g_clear_pointer (&job->opening, tw_opening_free);
  g_clear_pointer (&job->kept, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwReplayJob, job_clear)

/* ---- the versions ---- */

static gboolean
over_program (const TwProgram *program)
{
  for (guint i = 0; i < program->n_limits; i++)
    if (program->limits[i].over_program)
      return TRUE;

  return FALSE;
}

/* Copies of the programs' heads, whose members stay the documents': a document is shared and isn't written to. */
static gboolean
take_versions (TwReplayJob  *job,
               GError      **error)
{
  guint n = job->documents->len;

  if ((job->flags & TW_REPLAY_ALONE) && n != 1)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE, "One document can be put in force alone, not %u.", n);
      return FALSE;
    }

  job->programs = g_new (TwProgram, n);
  job->versions = g_new (TwProgram *, n);
  for (guint i = 0; i < n; i++)
    {
      job->programs[i] = *tw_program_document_get_program (g_ptr_array_index (job->documents, i));
      job->versions[i] = &job->programs[i];
      job->programs[i].id = job->data->program;
      if (job->flags & TW_REPLAY_ALONE)
        {
          job->programs[i].effective_from = job->flags & TW_REPLAY_WHOLE ? TW_DATE_MIN : job->data->span.start;
          job->programs[i].effective_to = TW_DATE_MAX + 1;
        }
      job->shares = job->shares || over_program (job->versions[i]);
    }
  job->whole = tw_programs_look_back (job->versions, n, job->data->dataset);
  job->replay->currency = job->versions[n - 1]->currency;
  job->replay->digits = job->versions[n - 1]->currency_digits;

  return TRUE;
}

static gboolean
in_force (const TwReplayJob *job,
          TwSpan             span)
{
  for (guint i = 0; i < job->documents->len; i++)
    if (job->versions[i]->effective_from < span.end && job->versions[i]->effective_to > span.start)
      return TRUE;

  return FALSE;
}

/* ---- a period ---- */

static guint
row_of (const TwReplayJob *job,
        guint              partner)
{
  return g_array_index (job->data->partners, TwReplayCovered, partner).row;
}

static void
finish_partner (TwReplayJob *job,
                guint        partner,
                TwOpening   *carried)
{
  guint row = row_of (job, partner);
  const TwPartnerResult *result;

  if (!job->extra.reviews)
    tw_engine_settle (job->engine, row);
  result = tw_engine_get_result (job->engine, row);
  if (job->extra.visit != NULL)
    job->extra.visit (job->engine, result, job->extra.visit_data);
  tw_replay_collect (job, partner, result);
  if (job->period + 1 < job->data->spans->len)
    tw_replay_carry (job, result, carried);
  tw_engine_drop (job->engine, row);
}

typedef struct
{
  TwReplayJob *job;
  gboolean     calculate;
  gboolean     finish;
  gboolean     tells;     /* the caller's own thread */
  TwOpening   *carried;
} Worker;

static void
tell_progress (TwReplayJob *job)
{
  if (job->progress != NULL)
    job->progress ((double) (guint) g_atomic_int_get ((int *) &job->n_done) / MAX (job->n_all, 1), job->user_data);
}

/* Takes partners until there are none left, in a thread of its own. */
static gpointer
work (gpointer data)
{
  Worker *worker = data;
  TwReplayJob *job = worker->job;
  const GArray *covered = g_array_index (job->data->spans, TwReplaySpan, job->period).covered;

  while (!g_cancellable_is_cancelled (job->cancellable))
    {
      guint first = (guint) g_atomic_int_add ((int *) &job->next, CHUNK);

      if (first >= covered->len)
        break;
      for (guint i = first; i < MIN (first + CHUNK, covered->len); i++)
        {
          guint partner = g_array_index (covered, guint, i);

          if (job->extra.only != NULL && !job->extra.only[partner])
            continue;
          if (job->extra.reviews)
            tw_engine_review_period (job->engine, row_of (job, partner));
          else if (worker->calculate)
            tw_engine_calculate (job->engine, row_of (job, partner));
          if (worker->finish)
            finish_partner (job, partner, worker->carried);
        }
      if (worker->finish)
        g_atomic_int_add ((int *) &job->n_done, (int) MIN (CHUNK, covered->len - first));
      if (worker->tells)
        tell_progress (job);
    }

  return NULL;
}

/* All partners of the period through one phase; openings that the threads carried are added to @carried. */
static void
run_phase (TwReplayJob *job,
           gboolean     calculate,
           gboolean     finish,
           GPtrArray   *carried)
{
  guint n_covered = g_array_index (job->data->spans, TwReplaySpan, job->period).covered->len;
  guint n = CLAMP (n_covered / (2 * CHUNK), 1, g_get_num_processors ());
  g_autofree Worker *workers = g_new0 (Worker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  job->next = 0;
  for (guint i = 0; i < n; i++)
    {
      workers[i] = (Worker){ job, calculate, finish, i == 0, tw_opening_new () };
      g_ptr_array_add (carried, workers[i].carried);
    }
  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_new ("replay", work, &workers[i]);
  work (&workers[0]);
  for (guint i = 1; i < n; i++)
    g_thread_join (threads[i]);
}

/* In a calculating thread. */
static void
keep_window (TwKeptWindow *window,
             gpointer      user_data)
{
  TwReplayJob *job = user_data;

  window->period = job->period;
  g_mutex_lock (&job->keeping);
  g_ptr_array_add (job->extra.windows, window);
  g_mutex_unlock (&job->keeping);
}

static void
keep_limit (const TwKeptLimit *limit,
            gpointer           user_data)
{
  TwReplayJob *job = user_data;
  TwKeptLimit kept = *limit;

  kept.period = job->period;
  g_mutex_lock (&job->keeping);
  g_array_append_val (job->extra.limits, kept);
  g_mutex_unlock (&job->keeping);
}

static void
note_crossing (const TwCrossing *crossing,
               gpointer          user_data)
{
  TwReplayJob *job = user_data;

  g_mutex_lock (&job->keeping);
  g_array_append_val (job->extra.crossings, *crossing);
  g_mutex_unlock (&job->keeping);
}

static gboolean
make_engine (TwReplayJob  *job,
             GError      **error)
{
  const TwReplaySpan *span = &g_array_index (job->data->spans, TwReplaySpan, job->period);
  TwEngineInput input = {
    .versions = job->versions,
    .n_versions = job->documents->len,
    .dataset = job->data->dataset,
    .period = span->span,
    .period_name = span->name,
    .statement_date = TW_DATE_NONE,
    .no_steps = TRUE,
    .no_leaves = TRUE,
    .memo = job->extra.memo,
    .sheets = job->data->sheets,
    .totals = (job->flags & TW_REPLAY_LINES) == 0 && !job->whole && !job->shares,
    .keep = job->extra.windows != NULL ? keep_window : NULL,
    .keep_limit = job->extra.limits != NULL ? keep_limit : NULL,
    .crossed = job->extra.crossings != NULL ? note_crossing : NULL,
    .keep_data = job,
    .classes = job->extra.classes,
  };

  tw_opening_give (job->opening, &input);
  job->engine = tw_engine_new (&input, error);
  if (job->engine == NULL)
    g_prefix_error (error, _("“%s” could not be calculated. "), job->data->program);

  return job->engine != NULL;
}

static gboolean
check_cancelled (TwReplayJob  *job,
                 GError      **error)
{
  tell_progress (job);
  if (!g_cancellable_is_cancelled (job->cancellable))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_CANCELLED, _("The replay was cancelled. Nothing was changed."));
  return FALSE;
}

static gboolean
calculate_period (TwReplayJob  *job,
                  GError      **error)
{
  const TwReplaySpan *span = &g_array_index (job->data->spans, TwReplaySpan, job->period);
  g_autoptr (GPtrArray) carried = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_opening_free);
  guint n_balances = job->opening->balances->len;
  TwOpening *next;

  /* What was adjusted by hand counts in its own period alone. */
  g_array_append_vals (job->opening->balances, span->adjustments->balances->data, span->adjustments->balances->len);
  if (!make_engine (job, error))
    return FALSE;

  if (job->shares && !job->extra.reviews)
    {
      run_phase (job, TRUE, FALSE, carried);
      if (!check_cancelled (job, error))
        return FALSE;
      tw_engine_share (job->engine);
    }
  run_phase (job, !job->shares, TRUE, carried);
  if (!check_cancelled (job, error))
    return FALSE;
  tw_replay_gather (job);

  g_array_set_size (job->opening->balances, n_balances);
  next = tw_replay_advance (job, carried);
  job->opening = next;
  /* Names that were carried belong to `next` and its sources; nothing of this engine is needed any more. */
  g_clear_pointer (&job->engine, tw_engine_free);

  return TRUE;
}

static void
note_windows (TwReplayJob *job)
{
  for (guint r = 0; r < job->replay->rules->len && job->opening->posted->len > 0; r++)
    {
      const TwReplayRule *rule = &g_array_index (job->replay->rules, TwReplayRule, r);

      for (guint i = 0; i < job->opening->posted->len; i++)
        {
          const TwPosted *posted = &g_array_index (job->opening->posted, TwPosted, i);

          if (posted->window.end <= job->data->span.start || g_strcmp0 (posted->rule, rule->id) != 0)
            continue;
          g_ptr_array_add (job->replay->notes,
                           g_strdup_printf (_("Windows of “%s” began before these days. What was posted then stands; "
                                              "the difference for the whole window falls into these days."),
                                            rule->name));
          break;
        }
    }
}

static gboolean
run (TwReplayJob  *job,
     GError      **error)
{
  for (guint i = 0; i < job->data->spans->len; i++)
    job->n_all += g_array_index (job->data->spans, TwReplaySpan, i).covered->len;

  job->opening = tw_replay_open (job);
  job->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_opening_free);
  tw_replay_begin (job);
  note_windows (job);
  if (job->flags & TW_REPLAY_ALONE)
    g_ptr_array_add (job->replay->notes,
                     g_strdup (_("Calculated as if this version had been in force from the first of these days, with "
                                 "nothing earned or carried before.")));
  for (job->period = 0; job->period < job->data->spans->len; job->period++)
    {
      const TwReplaySpan *span = &g_array_index (job->data->spans, TwReplaySpan, job->period);

      if (!check_cancelled (job, error))
        return FALSE;
      if (in_force (job, span->span) && span->covered->len > 0 && !calculate_period (job, error))
        return FALSE;
    }

  return tw_replay_sum (job->replay, error);
}

TwReplay *
tw_replay_run_extra (TwReplayData         *data,
                     GPtrArray            *documents,
                     TwReplayFlags         flags,
                     const TwReplayExtra  *extra,
                     GCancellable         *cancellable,
                     TwReplayProgress      progress,
                     gpointer              user_data,
                     GError              **error)
{
  gint64 started = g_get_monotonic_time ();
  g_auto (TwReplayJob) job = { .data = data, .flags = flags, .extra = *extra, .cancellable = cancellable,
                               .progress = progress, .user_data = user_data };

  for (guint i = 0; i < documents->len; i++)
    if (!tw_replay_data_serves (data, g_ptr_array_index (documents, i)))
      {
        g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                     _("The changed program reads other facts or pays by other periods than were loaded. Load the "
                       "transactions for it anew."));
        return NULL;
      }

  job.replay = replay_new (data, documents);
  job.documents = job.replay->documents;
  if (!take_versions (&job, error) || !run (&job, error))
    return NULL;

  job.replay->duration_us = g_get_monotonic_time () - started;
  clear_slots (&job);
  return g_steal_pointer (&job.replay);
}

TwReplay *
tw_replay_run (TwReplayData      *data,
               GPtrArray         *documents,
               TwReplayFlags      flags,
               GCancellable      *cancellable,
               TwReplayProgress   progress,
               gpointer           user_data,
               GError           **error)
{
  const TwReplayExtra extra = { 0 };

  g_return_val_if_fail (data != NULL && documents != NULL && documents->len > 0, NULL);

  return tw_replay_run_extra (data, documents, flags, &extra, cancellable, progress, user_data, error);
}

gboolean
tw_replay_effective_rate (const TwReplay *replay,
                          gint64         *millionths)
{
  __int128 rate;

  g_return_val_if_fail (replay != NULL && millionths != NULL, FALSE);

  if (replay->measure == 0
      || !tw_round_div ((__int128) replay->cost * 1000000, replay->measure, TW_ROUNDING_HALF_UP, &rate)
      || rate > G_MAXINT64 || rate < G_MININT64)
    return FALSE;

  *millionths = (gint64) rate;
  return TRUE;
}
