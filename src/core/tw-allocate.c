/* tw-allocate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-allocate.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-int128.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* One part on its way: what it got, and what its ideal has beyond that, over a denominator that all
 * parts share. */
typedef struct
{
  gsize     index;
  TwInt128  weight;
  TwUint128 rest;
} Share;

static gboolean
fail_overflow (GError **error)
{
  g_set_error_literal (error, TW_ERROR, TW_ERROR_RANGE,
                       _("The amount can't be allocated exactly: "
                         "the weights are too large or too fine. "
                         "Round the weights."));
  return FALSE;
}

/* Brings the weights to integers with one denominator and without a common factor, signed so that
 * their sum is positive. */
static gboolean
scale_weights (const TwFraction *weights,
               gsize             n,
               Share            *shares,
               TwInt128         *total,
               GError          **error)
{
  TwInt128 common = 1;
  TwUint128 factor = 0;

  for (gsize i = 0; i < n; i++)
    {
      TwUint128 shared;

      if (weights[i].den == 1)
        continue;
      shared = tw_uint128_gcd ((TwUint128) common, (TwUint128) weights[i].den);
      if (!tw_int128_mul (common, weights[i].den / (TwInt128) shared, &common))
        return fail_overflow (error);
    }

  for (gsize i = 0; i < n; i++)
    {
      shares[i].index = i;
      if (!tw_int128_mul (weights[i].num, common / weights[i].den, &shares[i].weight))
        return fail_overflow (error);
      factor = tw_uint128_gcd (factor, tw_int128_abs (shares[i].weight));
    }

  *total = 0;
  for (gsize i = 0; i < n && factor != 0; i++)
    {
      shares[i].weight /= (TwInt128) factor;
      if (!tw_int128_add (*total, shares[i].weight, total))
        return fail_overflow (error);
    }
  if (*total == 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_RANGE,
                           _("The amount can't be allocated: the weights add up to zero. "
                             "Give at least one of them a weight."));
      return FALSE;
    }
  if (*total < 0)
    {
      *total = -*total;
      for (gsize i = 0; i < n; i++)
        shares[i].weight = -shares[i].weight;
    }

  return TRUE;
}

/* start = amount × weight / total, rounded towards minus infinity to a multiple of step. */
static gboolean
start_part (Share    *share,
            gint64    amount,
            TwInt128  denominator,
            gint64    step,
            gint64   *part)
{
  gboolean negative = (amount < 0) != (share->weight < 0);
  TwUint128 steps, rest;
  TwInt128 value;

  if (!tw_uint128_mul_div (tw_int128_abs (amount), tw_int128_abs (share->weight),
                           (TwUint128) denominator, &steps, &rest))
    return FALSE;
  if (negative && rest != 0)
    {
      steps++;
      rest = (TwUint128) denominator - rest;
    }
  if (steps > G_MAXINT64)
    return FALSE;
  value = (TwInt128) steps * step;
  if (value > G_MAXINT64)
    return FALSE;
  share->rest = rest;
  *part = (gint64) (negative ? -value : value);

  return TRUE;
}

static int
compare_rest (gconstpointer a,
              gconstpointer b)
{
  const Share *first = a;
  const Share *second = b;

  if (first->rest != second->rest)
    return first->rest > second->rest ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

static int
compare_weight (gconstpointer a,
                gconstpointer b)
{
  const Share *first = a;
  const Share *second = b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

/* Hands out @steps whole steps, one at a time in the order of the mode, and from the top again. */
static gboolean
hand_out (Share       *shares,
          gsize        n,
          gint64       steps,
          gint64       step,
          TwRemainder  remainder,
          gint64      *parts)
{
  if (remainder == TW_REMAINDER_LARGEST_FRACTION)
    qsort (shares, n, sizeof *shares, compare_rest);
  else if (remainder == TW_REMAINDER_LARGEST_SHARE)
    qsort (shares, n, sizeof *shares, compare_weight);

  while (steps > 0)
    for (gsize i = 0; i < n && steps > 0; i++)
      {
        if (shares[i].weight == 0)
          continue;
        if (!tw_amount_add (parts[shares[i].index], step, &parts[shares[i].index]))
          return FALSE;
        steps--;
      }

  return TRUE;
}

/* What is less than a step goes to the first part that has a weight. */
static gboolean
hand_out_small (const TwFraction *weights,
                gsize             n,
                gint64            small,
                gint64           *parts)
{
  for (gsize i = 0; i < n && small != 0; i++)
    if (weights[i].num != 0)
      return tw_amount_add (parts[i], small, &parts[i]);

  return TRUE;
}

static gboolean
allocate (gint64             amount,
          const TwFraction  *weights,
          gsize              n,
          gint64             step,
          TwRemainder        remainder,
          gint64            *parts,
          gint64            *left,
          GError           **error)
{
  g_autofree Share *shares = g_new (Share, n);
  TwInt128 total, denominator;
  TwInt128 rest = amount;

  if (!scale_weights (weights, n, shares, &total, error))
    return FALSE;
  if (!tw_int128_mul (total, step, &denominator))
    return fail_overflow (error);

  for (gsize i = 0; i < n; i++)
    {
      if (!start_part (&shares[i], amount, denominator, step, &parts[i]))
        return fail_overflow (error);
      rest -= parts[i];
    }

  /* The starts lie below their ideals by less than a step each. */
  if (rest > G_MAXINT64)
    return fail_overflow (error);
  if (remainder == TW_REMAINDER_SEPARATE)
    {
      *left = (gint64) rest;
      return TRUE;
    }
  *left = 0;
  if (!hand_out (shares, n, (gint64) rest / step, step, remainder, parts) ||
      !hand_out_small (weights, n, (gint64) rest % step, parts))
    return fail_overflow (error);

  return TRUE;
}

gboolean
tw_allocate (gint64             amount,
             const TwFraction  *weights,
             gsize              n,
             gint64             step,
             TwRemainder        remainder,
             gboolean           negative_floor,
             gint64            *parts,
             gint64            *left,
             GError           **error)
{
  gboolean mirror = amount < 0 && !negative_floor;
  gint64 rest = 0;

  g_return_val_if_fail (n == 0 || (weights != NULL && parts != NULL), FALSE);
  g_return_val_if_fail (step >= 1, FALSE);
  g_return_val_if_fail (amount != G_MININT64, FALSE);

  if (!allocate (mirror ? -amount : amount, weights, n, step, remainder, parts, &rest, error))
    return FALSE;

  for (gsize i = 0; i < n && mirror; i++)
    parts[i] = -parts[i];
  if (left != NULL)
    *left = mirror ? -rest : rest;

  return TRUE;
}
