/* tw-table-marginal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"
#include "tw-steps.h"

/* The slice of @m that falls on the part of [lo, hi] between two cuts. */
typedef struct
{
  TwJob              *job;
  const TwTableState *state;
  TwContext          *context;
  TwFraction          m;
  TwFraction          length;  /* |q1 − q0| */
  TwFraction          taken;   /* of m, by earlier slices */
  gboolean            exact;   /* the measure is the qualifier: slices are exact */
  TwFraction          pay;
  gboolean            defined;
  GArray             *steps;
} Slicer;

/* A millionth of the measure's major unit, half even (rules.md 4.3 and 10.12). */
static gboolean
round_slice (const Slicer *slicer,
             TwFraction   *part)
{
  int digits = slicer->state->money ? slicer->state->plan->program->currency_digits : 0;
  TwFraction step = { 1, 1000000 };
  gint64 unit = 1;

  for (int i = 0; i < digits; i++)
    unit *= 10;

  return tw_fraction_new (unit, 1000000, &step)
         && tw_fraction_round (*part, step, TW_ROUNDING_HALF_EVEN, part);
}

static gboolean
round_band (const Slicer *slicer,
            TwFraction   *pay)
{
  TwRounding rounding = tw_job_rounding (slicer->job);

  return rounding.level != TW_LEVEL_BAND
         || tw_fraction_round (*pay, tw_fraction_from_int (rounding.step), rounding.mode, pay);
}

static gboolean
add_piece (Slicer    *slicer,
           int        band,
           TwFraction part,
           TwFraction from,
           TwFraction to)
{
  TwFraction pay;

  if (!tw_table_pay (slicer->job, slicer->state, slicer->context, band, part, &pay))
    slicer->defined = FALSE;
  if (!round_band (slicer, &pay) || !tw_fraction_add (slicer->pay, pay, &slicer->pay))
    return FALSE;
  if (slicer->steps != NULL)
    tw_steps_slice (slicer->steps, slicer->state, slicer->context, band, from, to, part, pay);

  return TRUE;
}

static gboolean
slice (Slicer    *slicer,
       int        band,
       TwFraction from,
       TwFraction to,
       gboolean   last)
{
  TwFraction part;

  if (last)
    {
      if (!tw_fraction_sub (slicer->m, slicer->taken, &part))
        return FALSE;
    }
  else if (!tw_fraction_sub (to, from, &part)
           || !tw_fraction_mul (part, slicer->m, &part)
           || !tw_fraction_div (part, slicer->length, &part)
           || (!slicer->exact && !round_slice (slicer, &part))
           || !tw_fraction_add (slicer->taken, part, &slicer->taken))
    {
      return FALSE;
    }

  return add_piece (slicer, band, part, from, to);
}

/* Cuts the interval at every bound strictly inside. A walk down goes through the same intervals,
 * so a refund unwinds from the top. */
static gboolean
cut_interval (Slicer    *slicer,
              TwFraction q0,
              TwFraction q1)
{
  const TwTable *table = slicer->state->rule->table;
  gboolean down = tw_fraction_compare (q1, q0) < 0;
  TwFraction lo = down ? q1 : q0;
  TwFraction hi = down ? q0 : q1;
  TwFraction at = lo;
  int band = -1;

  if (!tw_fraction_sub (hi, lo, &slicer->length))
    return FALSE;
  for (guint k = 0; k < table->n_bands; k++)
    {
      int order = table->bands[k].has_from ? tw_fraction_compare (slicer->state->bounds[k], lo)
                  : -1;

      if (order <= 0)
        {
          band = k;
          continue;
        }
      if (tw_fraction_compare (slicer->state->bounds[k], hi) >= 0)
        break;
      if (!slice (slicer, band, at, slicer->state->bounds[k], FALSE))
        return FALSE;
      at = slicer->state->bounds[k];
      band = k;
    }

  return slice (slicer, band, at, hi, TRUE);
}

/**
 * tw_table_marginal:
 * @q0: qualifier before the fact
 * @q1: and after it
 * @m: the fact's measure
 * @exact: the measure is the qualifier, its slices need no rounding
 * @pay: (out): Σ slices × values
 * @steps: (nullable): one step per slice is appended
 *
 * Returns: %FALSE on overflow; undefined values pay 0 and are noted in @context
 */
gboolean
tw_table_marginal (TwJob              *job,
                   const TwTableState *state,
                   TwContext          *context,
                   TwFraction          q0,
                   TwFraction          q1,
                   TwFraction          m,
                   gboolean            exact,
                   TwFraction         *pay,
                   GArray             *steps)
{
  Slicer slicer = { job, state, context, m, TW_FRACTION_ONE, TW_FRACTION_ZERO, exact,
                    TW_FRACTION_ZERO, TRUE, steps };
  TwCross cross = state->rule->table->cross;
  gboolean done;

  if (cross == TW_CROSS_AFTER || tw_fraction_compare (q0, q1) == 0)
    done = add_piece (&slicer, tw_table_band (state, q1), m, q0, q1);
  else if (cross == TW_CROSS_BEFORE)
    done = add_piece (&slicer, tw_table_band (state, q0), m, q0, q1);
  else
    done = cut_interval (&slicer, q0, q1);
  if (!slicer.defined)
    context->zero_division = TRUE;
  *pay = slicer.pay;
  if (!done)
    tw_context_overflow (context, state->rule->table->path);

  return done;
}
