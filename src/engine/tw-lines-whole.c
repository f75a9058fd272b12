/* tw-lines-whole.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* Windows that are rated as one fact, and results that are spread over facts afterwards. */

/**
 * tw_job_allocate:
 *
 * Spreads the window's total over the counted facts: by their exact results, else by their
 * measures;
 * where both add up to nothing it is one line without a fact. What `less` takes stays without a
 * fact.
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_job_allocate (TwJob *job)
{
  guint n = job->facts->len;
  g_autofree TwFraction *weights = g_new (TwFraction, MAX (1, n));
  g_autofree gint64 *parts = g_new0 (gint64, MAX (1, n));
  gint64 apart = 0;
  TwFraction sum = TW_FRACTION_ZERO;

  for (guint i = 0; i < job->rule->n_adjust; i++)
    if (job->rule->adjust[i].kind == TW_ADJUST_LESS)
      apart = job->empty;
  for (guint pass = 0; pass < 2 && sum.num == 0; pass++)
    {
      sum = TW_FRACTION_ZERO;
      for (guint i = 0; i < n; i++)
        {
          const TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

          weights[i] = pass == 0 ? fact->e : fact->m;
          if (!tw_fraction_add (sum, weights[i], &sum))
            return FALSE;
        }
    }
  if (sum.num == 0)
    {
      job->empty = job->total;
      return TRUE;
    }

  if (!tw_allocate (job->total - apart, weights, n, tw_job_rounding (job).step,
                    TW_REMAINDER_LARGEST_FRACTION, FALSE,
                    parts, NULL, NULL))
    return FALSE;
  job->empty = apart;
  for (guint i = 0; i < n; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      fact->to_date = parts[i];
      if (tw_job_traces (job, fact))
        tw_trace_allocate (job, fact, weights[i], sum, parts[i]);
    }

  return TRUE;
}

/* m at the rate y: the unit price counts major units. */
gboolean
tw_job_interpolated_pay (TwJob      *job,
                         guint       version,
                         TwFraction  m,
                         TwFraction  y,
                         TwFraction *pay)
{
  const TwTableState *state = &job->tables[version];
  const TwTable *table = state->rule->table;
  gint64 units = 1;

  if (!tw_fraction_mul (m, y, pay))
    return FALSE;
  for (guint k = 0; k < table->n_bands; k++)
    {
      const TwExpr *value = table->bands[k].rate != NULL ? table->bands[k].rate
                            : table->bands[k].price;

      if (value != NULL && value->type == TW_VALUE_MONEY)
        return TRUE;
    }
  if (state->money)
    return TRUE;
  for (int i = 0; i < state->plan->program->currency_digits; i++)
    units *= 10;

  return tw_fraction_mul (*pay, tw_fraction_from_int (units), pay);
}

/* e of a fact at the rate that the whole window has reached; 0 where the table gives a flat
 * amount. */
gboolean
tw_rate_interpolated (TwJob      *job,
                      TwContext  *context,
                      TwJobFact  *fact,
                      TwFraction *e)
{
  TwFraction y;
  gboolean is_rate;

  *e = TW_FRACTION_ZERO;
  context->qualifier = job->total_q;
  context->measure = job->total_m;
  if (!tw_table_interpolate (job, &job->tables[fact->version], context, job->total_q, &y, &is_rate))
    return FALSE;
  fact->band = tw_table_band (&job->tables[fact->version], job->total_q);

  return !is_rate || !fact->counted || tw_job_interpolated_pay (job, fact->version, fact->m, y, e);
}

gboolean
tw_rate_interpolated_flat (TwJob      *job,
                           TwContext  *context,
                           TwFraction *flat)
{
  gboolean is_rate;

  if (!tw_table_interpolate (job, &job->tables[job->version], context, job->total_q, flat,
                             &is_rate))
    return FALSE;
  if (is_rate)
    *flat = TW_FRACTION_ZERO;

  return TRUE;
}

gboolean
tw_rate_interpolated_one (TwJob      *job,
                          TwContext  *context,
                          TwJobFact  *fact,
                          TwFraction *e)
{
  gboolean is_rate;

  if (!tw_table_interpolate (job, &job->tables[fact->version], context, fact->dq, e, &is_rate))
    return FALSE;
  fact->band = tw_table_band (&job->tables[fact->version], fact->dq);

  return !is_rate || tw_job_interpolated_pay (job, fact->version, fact->m, *e, e);
}

/* Measure and qualifier of a fact that is its own window, where they aren't plain sums. */
gboolean
tw_job_single_values (TwJob     *job,
                      TwContext *context,
                      TwJobFact *fact)
{
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (TwSelected));
  TwSelected one = { fact->fact, fact->partner, fact->date, fact->m };
  const TwRule *rule = job->by_version[fact->version];
  TwValue value;

  if (!tw_measure_is_additive (rule->counts) && fact->counted)
    {
      g_array_append_val (selected, one);
      value = tw_measure_aggregate (context, rule->counts, selected);
      fact->undefined = !value.defined;
      if (!value.defined)
        return FALSE;
      fact->m = value.num;
    }
  if (rule->qualifier == NULL)
    {
      fact->dq = fact->m;
      return TRUE;
    }

  context->measure = fact->m;
  value = tw_eval (context, rule->qualifier);
  fact->undefined = !value.defined;
  if (!value.defined)
    return FALSE;
  fact->dq = value.num;

  return TRUE;
}

/* Q and M of the whole window. */
static gboolean
whole_values (TwJob     *job,
              TwContext *context)
{
  const TwRule *rule = job->rule;
  g_autoptr (GArray) selected = g_array_new (FALSE, FALSE, sizeof (TwSelected));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (TwSelected));
  TwValue m;
  TwValue q;

  for (guint i = 0; i < job->facts->len; i++)
    {
      const TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwSelected one = { fact->fact, fact->partner, fact->date, fact->m };
      TwSelected any = { fact->fact, fact->partner, fact->date, fact->dq };

      if (fact->counted)
        g_array_append_val (selected, one);
      if (fact->qualifies)
        g_array_append_val (all, any);
    }
  m = tw_measure_aggregate (context, rule->counts, selected);
  if (!m.defined)
    return FALSE;
  job->total_m = m.num;
  context->has_result = TRUE;
  context->measure = m.num;
  q = rule->qualifier == NULL ? tw_measure_aggregate (context, rule->counts, all)
      : tw_eval (context, rule->qualifier);
  if (!q.defined)
    return FALSE;
  job->total_q = job->has_forced ? job->forced_q : q.num;

  return rule->qualifier != NULL || tw_fraction_add (job->total_q, job->opening, &job->total_q);
}

/* The measure spread over the facts in proportion to their own values, so that it adds up to M. */
static gboolean
spread_measure (TwJob *job)
{
  TwFraction sum = TW_FRACTION_ZERO;

  for (guint i = 0; i < job->facts->len; i++)
    if (!tw_fraction_add (sum, g_array_index (job->facts, TwJobFact, i).m, &sum))
      return FALSE;
  if (sum.num == 0 || tw_fraction_compare (sum, job->total_m) == 0)
    return TRUE;

  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      if (!tw_fraction_mul (fact->m, job->total_m, &fact->m)
          || !tw_fraction_div (fact->m, sum, &fact->m))
        return FALSE;
    }

  return TRUE;
}

/* e of the window as one fact from 0 (or the opening) to Q. */
static gboolean
rate_once (TwJob           *job,
           TwContext       *context,
           const TwJobFact *fact,
           TwFraction       m,
           TwFraction      *e,
           gboolean        *defined)
{
  guint version = fact != NULL ? fact->version : job->version;
  const TwTableState *state = &job->tables[version];
  gboolean is_rate;

  *defined = TRUE;
  context->qualifier = job->total_q;
  context->measure = job->total_m;
  context->zero_division = FALSE;
  switch (state->rule->table->mode)
    {
    case TW_TABLE_MARGINAL:
      if (!tw_table_marginal (job, state, context, job->opening, job->total_q, m, FALSE, e,
                              tw_job_traces (job, fact) ? job->trace : NULL))
        return FALSE;
      *defined = !context->zero_division;
      return TRUE;
    case TW_TABLE_RETROACTIVE:
      *defined = tw_table_pay (job, state, context, tw_table_band (state, job->total_q), m, e);
      if (tw_job_traces (job, fact))
        tw_trace_slice (job, state, context, tw_table_band (state, job->total_q), m, *e);
      return job->error == NULL;
    case TW_TABLE_INTERPOLATED:
      if (!tw_table_interpolate (job, state, context, job->total_q, e, &is_rate))
        return FALSE;
      if (!is_rate)
        {
          *e = TW_FRACTION_ZERO;
          return TRUE;
        }
      return tw_job_interpolated_pay (job, version, m, *e, e);
    }

  return FALSE;
}

static gboolean
feed_whole (TwJob           *job,
            TwContext       *context,
            const TwJobFact *fact,
            TwFraction       dx,
            gboolean         is_flat,
            TwFraction      *weight,
            TwFraction      *out)
{
  TwFraction dy;

  context->has_result = TRUE;
  context->qualifier = job->total_q;
  context->measure = job->total_m;

  return tw_stages_feed (job, context, fact, dx, is_flat, weight, &dy)
         && tw_fraction_add (*out, dy, out);
}

static gboolean
feed_by_fact (TwJob      *job,
              TwContext  *context,
              TwFraction *out)
{
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      TwFraction e;
      gboolean defined;

      fact->band = tw_table_band (&job->tables[fact->version], job->total_q);
      if (!fact->counted)
        continue;
      tw_job_fact_context (job, context, fact);
      if (!rate_once (job, context, fact, fact->m, &e, &defined)
          || !feed_whole (job, context, fact, e, FALSE, &fact->e, out))
        return FALSE;
      fact->undefined = !defined;
    }

  return TRUE;
}

static gboolean
feed_once (TwJob      *job,
           TwContext  *context,
           TwFraction *out)
{
  TwJobFact whole = { .version = job->version };
  TwFraction e;
  gboolean defined;

  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);

      fact->band = tw_table_band (&job->tables[fact->version], job->total_q);
      fact->e = fact->m;
    }
  if (!rate_once (job, context, NULL, job->total_m, &e, &defined))
    return FALSE;
  for (guint i = 0; i < job->facts->len; i++)
    {
      g_array_index (job->facts, TwJobFact, i).undefined = !defined;
      if (e.num == 0)
        g_array_index (job->facts, TwJobFact, i).e = TW_FRACTION_ZERO;
    }

  return feed_whole (job, context, &whole, e, FALSE, NULL, out);
}

static gboolean
whole_flats (TwJob      *job,
             TwContext  *context,
             TwFraction *out)
{
  const TwTableState *state = &job->tables[job->version];
  TwFraction flats;
  TwFraction offset = TW_FRACTION_ZERO;
  gboolean is_rate = TRUE;

  if (state->rule->table->mode == TW_TABLE_INTERPOLATED)
    {
      if (!tw_table_interpolate (job, state, context, job->total_q, &flats, &is_rate))
        return FALSE;
      return is_rate || feed_whole (job, context, NULL, flats, TRUE, NULL, out);
    }
  if (!tw_table_flats (state, tw_table_band (state, job->total_q), &flats))
    return FALSE;
  if (job->has_opening && state->rule->table->mode == TW_TABLE_MARGINAL)
    tw_table_flats (state, tw_table_band (state, job->opening), &offset);

  return tw_fraction_sub (flats, offset, &flats)
         && (flats.num == 0 || feed_whole (job, context, NULL, flats, TRUE, NULL, out));
}

static gboolean
round_total (TwJob      *job,
             TwFraction  out,
             gint64     *total)
{
  TwRounding rounding = tw_job_rounding (job);

  if (!tw_fraction_round (out, tw_fraction_from_int (rounding.step), rounding.mode, &out)
      || out.num > G_MAXINT64 || out.num <= G_MININT64)
    return FALSE;
  *total = (gint64) out.num;

  return TRUE;
}

/**
 * tw_job_rate_whole:
 *
 * Qualifier or measure isn't additive: the window is rated as one fact and its total spread over
 * the
 * counted facts. Where a rate or adjustment looks at the fact, the measure is spread before.
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_job_rate_whole (TwJob *job)
{
  const TwTableState *state = &job->tables[job->version];
  TwContext context;
  TwFraction out;

  tw_job_context (job, &context, job->version);
  job->undefined = !whole_values (job, &context) || state->undefined;
  job->no_baseline = job->undefined && context.zero_division;
  if (job->error != NULL)
    return FALSE;
  if (job->trace != NULL)
    g_array_set_size (job->trace, 0);
  tw_stages_reset (job);
  if (!tw_stages_start (job, &out))
    return FALSE;
  if (!round_total (job, out, &job->empty))
    return FALSE;
  if (!job->undefined)
    {
      if (!spread_measure (job)
          || !(state->reads_fact || tw_stages_by_fact (job)
               || job->trace != NULL ? feed_by_fact (job, &context, &out)
                                                            : feed_once (job, &context, &out)))
        return FALSE;
      tw_job_context (job, &context, job->version);
      if (!whole_flats (job, &context, &out))
        return FALSE;
    }

  return round_total (job, out, &job->total) && tw_job_allocate (job);
}
