/* tw-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* From the table to lines, rules.md 4.4. */

typedef struct
{
  TwJob      *job;
  TwContext   context;
  TwRounding  rounding;
  TwFraction  q;        /* running */
  TwFraction  m;
  TwFraction  out;      /* running result after all adjustments, exact */
  TwFraction  flats;    /* flats in it, before adjustments */
  TwFraction  offset;   /* flats that opening facts had reached already */
  TwFraction  peak;
  gint64      posted;   /* round(out) after the last fact */
} Rater;

static gboolean
round_out (Rater  *rater,
           gint64 *amount)
{
  TwFraction rounded;

  if (!tw_fraction_round (rater->out, tw_fraction_from_int (rater->rounding.step),
                          rater->rounding.mode, &rounded)
      || rounded.num > G_MAXINT64 || rounded.num <= G_MININT64)
    {
      tw_context_overflow (&rater->context, rater->job->rule->path);
      return FALSE;
    }
  *amount = (gint64) rounded.num;

  return TRUE;
}

static TwTableState *
state_of (const Rater     *rater,
          const TwJobFact *fact)
{
  return &rater->job->tables[fact != NULL ? fact->version : rater->job->version];
}

static gboolean
feed (Rater           *rater,
      const TwJobFact *fact,
      TwFraction       dx,
      gboolean         is_flat,
      TwFraction      *weight)
{
  TwFraction dy;

  rater->context.qualifier = rater->q;
  rater->context.measure = rater->m;

  if (!tw_stages_feed (rater->job, &rater->context, fact, dx, is_flat, weight, &dy)
      || !tw_fraction_add (rater->out, dy, &rater->out))
    {
      tw_context_overflow (&rater->context, rater->job->rule->path);
      return FALSE;
    }

  return TRUE;
}

/* Flats follow the qualifier, or stay once reached; what changed since the last fact is fed. */
static gboolean
feed_flats (Rater           *rater,
            const TwJobFact *fact)
{
  const TwTableState *state = state_of (rater, fact);
  TwFraction at = rater->q;
  TwFraction flats;
  TwFraction change;

  if (state->rule == NULL)
    return TRUE;
  if (fact != NULL && tw_fraction_compare (rater->q, rater->peak) > 0)
    rater->peak = rater->q;
  if (state->rule->table->flat_peak)
    at = rater->peak;
  if (!tw_table_flats (state, tw_table_band (state, at), &flats)
      || !tw_fraction_sub (flats, rater->offset, &flats))
    return FALSE;
  if (state->rule->table->mode == TW_TABLE_RETROACTIVE && rater->job->has_opening
      && tw_table_band (state, at) <= tw_table_band (state, rater->job->opening))
    flats = TW_FRACTION_ZERO;
  if (!tw_fraction_sub (flats, rater->flats, &change))
    return FALSE;
  rater->flats = flats;
  if (rater->rounding.level == TW_LEVEL_BAND
      && !tw_fraction_round (change, tw_fraction_from_int (rater->rounding.step),
                             rater->rounding.mode, &change))
    return FALSE;

  if (change.num != 0 && tw_job_traces (rater->job, fact))
    tw_trace_flat (rater->job, state, change);

  return change.num == 0 || feed (rater, fact, change, TRUE, NULL);
}

/* The state before the first fact: what adjustments and flats owe without any. */
static gboolean
start (Rater *rater,
       TwJob *job)
{
  const TwTableState *state;

  rater->job = job;
  tw_job_context (job, &rater->context, job->version);
  rater->context.has_result = TRUE;
  rater->rounding = tw_job_rounding (job);
  rater->q = rater->peak = job->opening;
  rater->m = rater->flats = rater->offset = TW_FRACTION_ZERO;
  if (job->trace != NULL)
    g_array_set_size (job->trace, 0);
  tw_stages_reset (job);
  if (!tw_stages_start (job, &rater->out))
    return FALSE;

  state = state_of (rater, NULL);
  if (job->has_opening && state->rule->table->mode == TW_TABLE_MARGINAL)
    tw_table_flats (state, tw_table_band (state, job->opening), &rater->offset);
  if (state->rule->table->mode != TW_TABLE_INTERPOLATED && !state->rule->table->flat_entry
      && !job->single_fact
      && !state->undefined && !feed_flats (rater, NULL))
    return FALSE;

  return round_out (rater, &rater->posted);
}

static gboolean
advance (Rater     *rater,
         TwJobFact *fact,
         gint64    *line)
{
  gint64 now;

  if (!round_out (rater, &now))
    return FALSE;
  *line = now - rater->posted;
  if (tw_job_traces (rater->job, fact))
    tw_trace_round (rater->job, rater->out, rater->posted, *line);
  rater->posted = now;

  return TRUE;
}

static gboolean
exact_slices (const TwJob *job)
{
  return job->rule->qualifier == NULL;
}

/* e of one fact in a marginal table, moving the qualifier over it. */
static gboolean
rate_marginal (Rater      *rater,
               TwJobFact  *fact,
               TwFraction *e)
{
  TwTableState *state = state_of (rater, fact);
  TwFraction q0 = rater->q;

  *e = TW_FRACTION_ZERO;
  if (!tw_fraction_add (rater->q, fact->dq, &rater->q)
      || !tw_fraction_add (rater->m, fact->m, &rater->m))
    return FALSE;
  fact->band = tw_table_band (state, rater->q);
  if (!fact->counted)
    return TRUE;
  rater->context.qualifier = rater->q;
  rater->context.measure = rater->m;
  if (!tw_table_marginal (rater->job, state, &rater->context, q0, rater->q, fact->m,
                          exact_slices (rater->job), e,
                          tw_job_traces (rater->job, fact) ? rater->job->trace : NULL))
    return FALSE;
  fact->undefined = rater->context.zero_division;

  return TRUE;
}

static gboolean
run_marginal (TwJob *job)
{
  Rater rater;

  if (!start (&rater, job))
    return FALSE;
  job->empty = rater.posted;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwFraction e;

      tw_job_fact_context (job, &rater.context, fact);
      if (!rate_marginal (&rater, fact, &e)
          || !feed (&rater, fact, e, FALSE, &fact->e)
          || !feed_flats (&rater, fact)
          || !advance (&rater, fact, &fact->to_date))
        return FALSE;
    }
  job->total = rater.posted;

  return TRUE;
}

/* e of one fact at a band. */
static gboolean
rate_at (Rater     *rater,
         TwJobFact *fact,
         int        band,
         TwFraction *e)
{
  fact->band = band;
  *e = TW_FRACTION_ZERO;
  if (!fact->counted)
    return TRUE;
  rater->context.qualifier = rater->q;
  rater->context.measure = rater->m;
  fact->undefined =
    !tw_table_pay (rater->job, state_of (rater, fact), &rater->context, band, fact->m, e);
  if (rater->rounding.level == TW_LEVEL_BAND
      && !tw_fraction_round (*e, tw_fraction_from_int (rater->rounding.step), rater->rounding.mode,
                             e))
    return FALSE;

  if (tw_job_traces (rater->job, fact))
    tw_trace_slice (rater->job, state_of (rater, fact), &rater->context, band, fact->m, *e);

  return rater->job->error == NULL;
}

/* All facts up to @n at the band of @q, from the start; q and m run to their end. */
static gboolean
refeed (Rater      *rater,
        TwJob      *job,
        guint       n,
        TwFraction  q)
{
  if (!start (rater, job))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwFraction e;

      tw_job_fact_context (job, &rater->context, fact);
      rater->q = q;
      if (!tw_fraction_add (rater->m, fact->m, &rater->m)
          || !rate_at (rater, fact, tw_table_band (state_of (rater, fact), q), &e)
          || !feed (rater, fact, e, FALSE, &fact->e))
        return FALSE;
    }
  rater->q = q;

  return n == 0 || feed_flats (rater, &g_array_index (job->facts, TwJobFact, n - 1));
}

/* Retroactive with running lines: while the band stays, a fact adds its own; when it changes,
 * everything so far is rated anew. */
static gboolean
run_retroactive (TwJob *job)
{
  Rater rater;
  TwFraction q = job->opening;
  int *bands = g_newa (int, job->work->engine->input.n_versions);

  if (!start (&rater, job))
    return FALSE;
  job->empty = rater.posted;
  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    bands[v] = -2;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      gboolean changed = FALSE;
      gint64 before = rater.posted;
      TwFraction e;

      if (!tw_fraction_add (q, fact->dq, &q))
        return FALSE;
      for (guint v = 0; v < job->work->engine->input.n_versions; v++)
        if (job->by_version[v] != NULL)
          {
            int band = tw_table_band (&job->tables[v], q);

            changed = changed || band != bands[v];
            bands[v] = band;
          }
      rater.q = q;
      if (changed)
        {
          if (!refeed (&rater, job, i + 1, q))
            return FALSE;
          rater.posted = before;
        }
      else
        {
          tw_job_fact_context (job, &rater.context, fact);
          if (!tw_fraction_add (rater.m, fact->m, &rater.m)
              || !rate_at (&rater, fact, bands[fact->version], &e)
              || !feed (&rater, fact, e, FALSE, &fact->e) || !feed_flats (&rater, fact))
            return FALSE;
        }
      if (!advance (&rater, fact, &fact->to_date))
        return FALSE;
    }
  job->total = rater.posted;

  return TRUE;
}

/* Interpolated with running lines: the whole result moves with every fact. */
static gboolean
run_interpolated (TwJob *job)
{
  Rater rater;
  TwFraction before = TW_FRACTION_ZERO;

  if (!start (&rater, job))
    return FALSE;
  job->empty = rater.posted;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwFraction now;
      TwFraction change;
      gboolean is_rate;

      tw_job_fact_context (job, &rater.context, fact);
      if (!tw_fraction_add (rater.q, fact->dq, &rater.q)
          || !tw_fraction_add (rater.m, fact->m, &rater.m)
          || !tw_table_interpolate (job, state_of (&rater, fact), &rater.context, rater.q, &now,
                                    &is_rate))
        return FALSE;
      if (is_rate && !tw_job_interpolated_pay (job, fact->version, rater.m, now, &now))
        return FALSE;
      fact->band = tw_table_band (state_of (&rater, fact), rater.q);
      if (!tw_fraction_sub (now, before, &change)
          || !feed (&rater, fact, change, !is_rate, &fact->e)
          || !advance (&rater, fact, &fact->to_date))
        return FALSE;
      before = now;
    }
  job->total = rater.posted;

  return TRUE;
}

/* Σ of measure and qualifier. */
static gboolean
sum_up (TwJob *job)
{
  job->total_m = TW_FRACTION_ZERO;
  job->total_q = job->opening;
  for (guint i = 0; i < job->facts->len; i++)
    {
      const TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      if (!tw_fraction_add (job->total_m, fact->m, &job->total_m)
          || !tw_fraction_add (job->total_q, fact->dq, &job->total_q))
        return FALSE;
    }
  if (job->has_forced)
    job->total_q = job->forced_q;

  return TRUE;
}

/* The whole window at its final qualifier: e per fact, then the adjustments, then the flats. */
static gboolean
rate_proportional (TwJob *job)
{
  const TwTableState *state = &job->tables[job->version];
  Rater rater;

  if (!start (&rater, job))
    return FALSE;
  job->empty = rater.posted;
  if (state->rule->table->mode == TW_TABLE_RETROACTIVE)
    {
      if (!refeed (&rater, job, job->facts->len, job->total_q))
        return FALSE;
    }
  else
    {
      for (guint i = 0; i < job->facts->len; i++)
        {
          TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
          TwFraction e = TW_FRACTION_ZERO;

          tw_job_fact_context (job, &rater.context, fact);
          if (state->rule->table->mode == TW_TABLE_MARGINAL
                ? !rate_marginal (&rater, fact, &e)
                : !tw_rate_interpolated (job, &rater.context, fact, &e))
            return FALSE;
          if (!feed (&rater, fact, e, FALSE, &fact->e)
              || (state->rule->table->mode == TW_TABLE_MARGINAL && !feed_flats (&rater, fact)))
            return FALSE;
        }
      rater.q = job->total_q;
      rater.m = job->total_m;
      if (state->rule->table->mode == TW_TABLE_INTERPOLATED && job->facts->len > 0)
        {
          TwFraction flat;

          if (!tw_rate_interpolated_flat (job, &rater.context, &flat)
              || !feed (&rater, NULL, flat, TRUE, NULL))
            return FALSE;
        }
    }

  return round_out (&rater, &job->total) && tw_job_allocate (job);
}

/* Each fact is a window of its own. */
static gboolean
rate_single_facts (TwJob *job)
{
  job->total = job->empty = 0;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      Rater rater;
      TwFraction e;

      if (job->trace != NULL && i > 0
          && job->trace_fact == (gint64) g_array_index (job->facts, TwJobFact, i - 1).fact)
        return TRUE;
      if (!start (&rater, job))
        return FALSE;
      rater.posted = 0;
      tw_job_fact_context (job, &rater.context, fact);
      if (!job->additive && !tw_job_single_values (job, &rater.context, fact))
        continue;
      rater.q = TW_FRACTION_ZERO;
      if (state_of (&rater, fact)->rule->table->mode == TW_TABLE_MARGINAL)
        {
          if (!rate_marginal (&rater, fact, &e))
            return FALSE;
        }
      else
        {
          rater.q = fact->dq;
          rater.m = fact->m;
          if (state_of (&rater, fact)->rule->table->mode == TW_TABLE_RETROACTIVE)
            {
              if (!rate_at (&rater, fact, tw_table_band (state_of (&rater, fact), rater.q), &e))
                return FALSE;
            }
          else if (!tw_rate_interpolated_one (job, &rater.context, fact, &e))
            {
              return FALSE;
            }
        }
      if (!feed (&rater, fact, e, FALSE, &fact->e)
          || (state_of (&rater, fact)->rule->table->mode != TW_TABLE_INTERPOLATED
              && !feed_flats (&rater, fact))
          || !advance (&rater, fact, &fact->to_date))
        return FALSE;
      job->total += fact->to_date;
    }

  return TRUE;
}

static gboolean
is_proportional (const TwJob *job)
{
  const TwTable *table = job->rule->table;

  if (job->has_forced)
    return TRUE;

  if (job->rule->lines != TW_LINES_DEFAULT)
    return job->rule->lines == TW_LINES_PROPORTIONAL
           || (table->mode == TW_TABLE_INTERPOLATED && tw_stages_by_fact (job));

  return table->mode == TW_TABLE_RETROACTIVE
         || (table->mode == TW_TABLE_INTERPOLATED && tw_stages_by_fact (job));
}

/* Without a scale there are no bounds: only what is owed without any fact remains. */
static gboolean
rate_undefined (TwJob *job)
{
  Rater rater;

  if (!start (&rater, job))
    return FALSE;
  job->undefined = TRUE;
  job->empty = job->total = job->single_fact ? 0 : rater.posted;

  return TRUE;
}

static gboolean
rate (TwJob *job)
{
  if (job->tables[job->version].undefined)
    return rate_undefined (job);
  if (!sum_up (job))
    return FALSE;
  if (tw_job_rate_fast (job))
    return TRUE;
  if (job->single_fact)
    return rate_single_facts (job);
  if (!job->additive)
    return tw_job_rate_whole (job);
  if (is_proportional (job))
    return rate_proportional (job);

  switch (job->rule->table->mode)
    {
    case TW_TABLE_MARGINAL:
      return run_marginal (job);
    case TW_TABLE_RETROACTIVE:
      return run_retroactive (job);
    case TW_TABLE_INTERPOLATED:
      return run_interpolated (job);
    }

  return FALSE;
}

/**
 * tw_job_rate:
 *
 * Sets every fact's line to date, the line without a fact and the window's total. After an overflow
 * the
 * job's error names the step and nothing of it may be posted.
 */
void
tw_job_rate (TwJob *job)
{
  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    tw_table_prepare (job, v);
  tw_stages_prepare (job);
  if (job->error != NULL)
    return;
  if (!rate (job))
    {
      TwContext context;

      tw_job_context (job, &context, job->version);
      tw_context_overflow (&context, job->rule->path);
    }
}
