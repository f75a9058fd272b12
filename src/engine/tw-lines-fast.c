/* tw-lines-fast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

#include "tw-decimal.h"

/* The same lines as tw-lines.c for the usual rule: plain sums, literal rates, adjustments of the
 * whole window. Every value is an integer of a known power of ten, so nothing is rounded on the
 * way either; a test holds the two against each other. Whatever doesn't fit is left to the
 * fractions. */

#define MAX_STAGES 8

typedef struct
{
  TwAdjustKind kind;
  TwStage     *stage;
  gint64       factor;   /* millionths */
  __int128     bound;    /* at the scale before it */
  __int128     x;        /* at the end, at the scale before it and after it */
  __int128     y;
  __int128     scale_in;
  __int128     scale_out;
} FastStage;

typedef struct
{
  TwJob              *job;
  const TwTableState *state;
  const TwTable      *table;
  TwRounding          rounding;
  guint               n_bands;
  gint64             *bounds;   /* millionths; G_MININT64: minus infinity */
  gint64             *rates;    /* millionths, times the minor units of a unit price */
  gint64             *flats;    /* minor units, of this band alone */
  TwContext           context;  /* for rates that look at the fact */
  gboolean            by_fact;  /* some do */
  gboolean            proportional;
  FastStage           stages[MAX_STAGES];
  guint               n_stages;
  __int128            scale;    /* of the result before the stages: 10^12 per minor unit */
  __int128            unit;     /* of the last scale: one rounding step */
} Fast;

static gboolean
to_millionths (TwFraction  value,
               gint64     *result)
{
  __int128 scaled;

  if (value.den != 1 && TW_MILLION % value.den != 0)
    return FALSE;
  if (__builtin_mul_overflow (value.num, TW_MILLION / value.den, &scaled) || scaled > G_MAXINT64 / 4
      || scaled < -(G_MAXINT64 / 4))
    return FALSE;
  *result = (gint64) scaled;

  return TRUE;
}

static gboolean
to_minor (TwFraction  value,
          gint64     *result)
{
  *result = (gint64) value.num;

  return value.den == 1 && value.num <= G_MAXINT64 && value.num >= -G_MAXINT64;
}

static gint64
price_units (const TwTableState *state,
             const TwExpr       *expr)
{
  gint64 units = 1;

  if (state->money || expr == NULL || expr->type == TW_VALUE_MONEY)
    return 1;
  for (int i = 0; i < state->plan->program->currency_digits; i++)
    units *= 10;

  return units;
}

static gboolean
prepare_bands (Fast *fast)
{
  for (guint k = 0; k < fast->n_bands; k++)
    {
      const TwBand *band = &fast->table->bands[k];
      const TwExpr *expr = band->rate != NULL ? band->rate : band->price;

      fast->bounds[k] = G_MININT64;
      fast->rates[k] = 0;
      if ((band->has_from && !to_millionths (fast->state->bounds[k], &fast->bounds[k]))
          || !to_minor (fast->state->flats[k], &fast->flats[k]))
        return FALSE;
      if (!fast->state->constant[k])
        {
          if (tw_plan_reads (fast->state->plan, expr) & (TW_READS_RESULT | TW_READS_MEASURE))
            return FALSE;
          fast->by_fact = TRUE;
        }
      else if (!fast->state->rates[k].defined
               || !to_millionths (fast->state->rates[k].num, &fast->rates[k])
               || __builtin_mul_overflow (fast->rates[k], price_units (fast->state, expr),
                                          &fast->rates[k]))
        {
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
prepare_stages (Fast *fast)
{
  const GArray *stages = fast->job->stages;
  __int128 scale = fast->scale;

  if (stages->len > MAX_STAGES)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      TwStage *stage = &g_array_index (stages, TwStage, i);
      FastStage *one = &fast->stages[fast->n_stages];
      gint64 bound;

      if (!stage->has_value || stage->groups != NULL || stage->adjust->excess_carry
          || (stage->adjust->kind != TW_ADJUST_FACTOR && stage->adjust->kind != TW_ADJUST_MAX
              && stage->adjust->kind != TW_ADJUST_MIN)
          || stage->adjust->per != TW_PER_WINDOW || stage->x.num != 0)
        return FALSE;
      if (!stage->active)
        continue;
      one->kind = stage->adjust->kind;
      one->stage = stage;
      one->scale_in = scale;
      if (one->kind == TW_ADJUST_FACTOR)
        {
          if (!to_millionths (stage->value, &one->factor)
              || __builtin_mul_overflow (scale, (__int128) TW_MILLION, &scale))
            return FALSE;
        }
      else if (!to_minor (stage->value, &bound)
               || __builtin_mul_overflow ((__int128) bound, scale, &one->bound))
        {
          return FALSE;
        }
      one->scale_out = scale;
      fast->n_stages++;
    }

  return !__builtin_mul_overflow (scale, (__int128) fast->rounding.step, &fast->unit);
}

static gboolean
is_usual (const TwJob *job)
{
  const TwTable *table = job->rule->table;
  guint n = 0;

  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    n += job->by_version[v] != NULL;
  if (n != 1 || job->trace != NULL || !job->additive || job->has_forced || job->rule->forward
      || job->tables[job->version].undefined || job->has_opening
      || job->no_fast || tw_job_rounding (job).level != TW_LEVEL_RULE || table->n_bands > 64)
    return FALSE;
  if (table->mode == TW_TABLE_MARGINAL)
    return table->cross == TW_CROSS_SPLIT && job->rule->qualifier == NULL;

  return table->mode == TW_TABLE_RETROACTIVE
         && (job->rule->lines != TW_LINES_RUNNING || job->single_fact);
}

static int
band_at (const Fast *fast,
         gint64      q)
{
  int found = -1;

  for (guint k = 0; k < fast->n_bands; k++)
    {
      const TwBand *band = &fast->table->bands[k];
      TwEdge edge;

      if (fast->bounds[k] < q || !band->has_from)
        {
          found = k;
          continue;
        }
      edge = band->edge != TW_EDGE_INHERIT ? band->edge : fast->table->edge;
      if (fast->bounds[k] == q && (edge != TW_EDGE_TO || k == 0))
        found = k;
    }

  return found;
}

/* Flats of all bands reached, or of the one reached; minor units. */
static __int128
flats_at (const Fast *fast,
          int         band)
{
  __int128 flats = 0;

  if (band < 0)
    return 0;
  if (fast->table->mode == TW_TABLE_RETROACTIVE)
    return fast->flats[band];
  for (int k = 0; k <= band; k++)
    flats += fast->flats[k];

  return flats;
}

static gboolean
add_product (__int128 *sum,
             gint64    a,
             gint64    b)
{
  return !__builtin_add_overflow (*sum, (__int128) a * b, sum);
}

/* Adds m at the value of a band, which may look at the fact; an undefined value pays nothing. */
static gboolean
add_pay (Fast      *fast,
         TwJobFact *fact,
         int        band,
         gint64     m,
         __int128  *sum)
{
  const TwBand *node;
  TwValue value;
  gint64 rate;

  if (band < 0 || m == 0)
    return TRUE;
  if (fast->state->constant[band])
    return add_product (sum, m, fast->rates[band]);

  node = &fast->table->bands[band];
  tw_job_fact_context (fast->job, &fast->context, fact);
  value = tw_eval (&fast->context, node->rate != NULL ? node->rate : node->price);
  if (fast->job->error != NULL)
    return FALSE;
  if (!value.defined)
    {
      fact->undefined = TRUE;
      return TRUE;
    }

  return to_millionths (value.num, &rate)
         && !__builtin_mul_overflow (rate,
                                     price_units (fast->state, node->rate != NULL ? node->rate
                                                  : node->price),
                                     &rate)
         && add_product (sum, m, rate);
}

/* The slices between two qualifiers, signed by the direction. */
static gboolean
add_slices (Fast      *fast,
            TwJobFact *fact,
            gint64     q0,
            gint64     q1,
            __int128  *sum)
{
  gint64 sign = q1 < q0 ? -1 : 1;
  gint64 at = MIN (q0, q1);
  gint64 hi = MAX (q0, q1);
  int band = -1;

  for (guint k = 0; k < fast->n_bands; k++)
    {
      if (!fast->table->bands[k].has_from || fast->bounds[k] <= at)
        {
          band = k;
          continue;
        }
      if (fast->bounds[k] >= hi)
        break;
      if (!add_pay (fast, fact, band, sign * (fast->bounds[k] - at), sum))
        return FALSE;
      at = fast->bounds[k];
      band = k;
    }

  return add_pay (fast, fact, band, sign * (hi - at), sum);
}

/* The adjustments on the whole result so far, then rounded: T of rules.md 4.4. */
static gboolean
finish (Fast     *fast,
        __int128  e,
        __int128  flats,
        gint64   *result)
{
  __int128 value;

  if (__builtin_mul_overflow (flats, fast->scale, &value)
      || __builtin_add_overflow (value, e, &value))
    return FALSE;
  for (guint i = 0; i < fast->n_stages; i++)
    {
      FastStage *stage = &fast->stages[i];

      stage->x = value;
      if (stage->kind == TW_ADJUST_FACTOR)
        {
          if (__builtin_mul_overflow (value, (__int128) stage->factor, &value))
            return FALSE;
        }
      else if (stage->kind == TW_ADJUST_MAX ? value > stage->bound : value < stage->bound)
        {
          value = stage->bound;
        }
      stage->y = value;
    }
  if (!tw_round_div (value, fast->unit, fast->rounding.mode, &value))
    return FALSE;
  value *= fast->rounding.step;
  if (value > G_MAXINT64 || value < -G_MAXINT64)
    return FALSE;
  *result = (gint64) value;

  return TRUE;
}

static gboolean
run_marginal (Fast *fast)
{
  TwJob *job = fast->job;
  __int128 e = 0;
  gint64 q = 0;
  gint64 peak = 0;
  gint64 posted;

  if (!finish (fast, 0, fast->table->flat_entry ? 0 : flats_at (fast, band_at (fast, 0)), &posted))
    return FALSE;
  job->empty = posted;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      __int128 before = e;
      gint64 dq;
      gint64 now;

      if (!to_millionths (fact->dq, &dq) || ABS (q) > G_MAXINT64 / 2
          || (fact->counted && tw_fraction_compare (fact->m, fact->dq) != 0))
        return FALSE;
      fact->undefined = FALSE;
      if (fact->counted && dq != 0 && !add_slices (fast, fact, q, q + dq, &e))
        return FALSE;
      q += dq;
      peak = MAX (peak, q);
      fact->band = band_at (fast, q);
      fact->e = fast->proportional ? (TwFraction){ e - before, 1 }
                : tw_fraction_from_int (e != before);
      if (fast->proportional && i + 1 < job->facts->len)
        continue;
      if (!finish (fast, e,
                   flats_at (fast, fast->table->flat_peak ? band_at (fast, peak) : fact->band),
                   &now))
        return FALSE;
      fact->to_date = now - posted;
      posted = now;
    }
  job->total = posted;

  return !fast->proportional || tw_job_allocate (job);
}

/* All at the band reached; with one rate for all the total is spread in proportion to the
 * measures. */
static gboolean
run_retroactive (Fast *fast)
{
  TwJob *job = fast->job;
  gint64 q;
  int band;
  __int128 e = 0;

  if (!to_millionths (job->total_q, &q))
    return FALSE;
  band = band_at (fast, q);
  if (!finish (fast, 0, fast->table->flat_entry ? 0
               : flats_at (fast, band_at (fast, 0)), &job->empty))
    return FALSE;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      __int128 before = e;
      gint64 m;

      fact->undefined = FALSE;
      if (!to_millionths (fact->m, &m) || (fact->counted && !add_pay (fast, fact, band, m, &e)))
        return FALSE;
      fact->band = band;
      if (fast->by_fact)
        fact->e = (TwFraction){ e - before, 1 };
      else
        fact->e = band >= 0 && fast->rates[band] != 0 ? fact->m : TW_FRACTION_ZERO;
    }
  if (job->facts->len == 0)
    {
      job->total = job->empty;
      return tw_job_allocate (job);
    }

  return finish (fast, e, flats_at (fast, band), &job->total) && tw_job_allocate (job);
}

static gboolean
run_single_facts (Fast *fast)
{
  TwJob *job = fast->job;

  job->empty = job->total = 0;
  for (guint i = 0; i < job->facts->len; i++)
    {
      TwJobFact *fact = &g_array_index (job->facts, TwJobFact, i);
      __int128 e = 0;
      gint64 dq;
      gint64 m;

      if (!to_millionths (fact->dq, &dq) || !to_millionths (fact->m, &m))
        return FALSE;
      fact->band = band_at (fast, dq);
      fact->undefined = FALSE;
      if (fact->counted)
        {
          if (fast->table->mode == TW_TABLE_MARGINAL)
            {
              if (dq != m || (dq != 0 && !add_slices (fast, fact, 0, dq, &e)))
                return FALSE;
            }
          else if (!add_pay (fast, fact, fact->band, m, &e))
            {
              return FALSE;
            }
        }
      fact->e = tw_fraction_from_int (e != 0);
      if (!finish (fast, e,
                   flats_at (fast, fast->table->flat_peak ? band_at (fast, MAX (0, dq))
                             : fact->band),
                   &fact->to_date))
        return FALSE;
      job->total += fact->to_date;
    }

  return TRUE;
}

/* The last totals of the adjustments, for the window's steps. */
static gboolean
note_stages (Fast *fast)
{
  for (guint i = 0; i < fast->n_stages; i++)
    {
      FastStage *one = &fast->stages[i];
      TwStage *stage = one->stage;

      if (!tw_fraction_new (one->x, one->scale_in, &stage->x)
          || !tw_fraction_new (one->y, one->scale_out, &stage->y)
          || !tw_fraction_sub (stage->x, stage->y, &stage->cut))
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_job_rate_fast:
 *
 * Returns: whether the job was rated; %FALSE leaves it to be rated with fractions
 */
gboolean
tw_job_rate_fast (TwJob *job)
{
  Fast fast = { .job = job };
  gint64 bounds[64];
  gint64 rates[64];
  gint64 flats[64];
  gboolean done;

  if (!is_usual (job))
    return FALSE;

  fast.state = &job->tables[job->version];
  fast.table = job->rule->table;
  fast.rounding = tw_job_rounding (job);
  fast.n_bands = fast.table->n_bands;
  fast.bounds = bounds;
  fast.rates = rates;
  fast.flats = flats;
  fast.scale = (__int128) TW_MILLION * TW_MILLION;
  fast.proportional = job->rule->lines == TW_LINES_PROPORTIONAL && !job->single_fact;
  tw_job_context (job, &fast.context, job->version);
  if (!prepare_bands (&fast) || !prepare_stages (&fast))
    return FALSE;
  if (job->single_fact)
    {
      /* limits of single facts are noted by the fractions, fact by fact */
      done = fast.n_stages == 0 && job->stages->len == 0 && run_single_facts (&fast);
    }
  else
    {
      done = fast.table->mode == TW_TABLE_MARGINAL ? run_marginal (&fast) : run_retroactive (&fast);
    }

  return done && note_stages (&fast);
}
