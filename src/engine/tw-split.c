/* tw-split.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#include "tw-decimal.h"
#include "tw-error.h"

/* A credit, after consecutive ones of a partner were merged where the split says so. */
typedef struct
{
  gint64     partner;
  gint64     role;
  gint64     at;
  TwFraction given;
  gboolean   has_given;
} Credit;

/* 2^-62 fixed point; enough to round 2^(-age/half-life) at the twelfth decimal. */
#define FIXED_BITS 62
#define LN2_FIXED  G_GINT64_CONSTANT (3196577161300663914) /* ln 2 × 2^62 */

/* round_half_even(2^(-age/half_life) × 10^12) without floating point: whole halvings are shifts,
 * the rest is the series of exp(-x ln 2) with 0 ≤ x < 1. */
static gint64
decay_weight (gint64 age,
              gint64 half_life)
{
  gint64 whole = age / half_life;
  __int128 x = ((__int128) LN2_FIXED * (age % half_life)) / half_life;
  __int128 term = (__int128) 1 << FIXED_BITS;
  __int128 sum = term;
  __int128 result;

  if (whole > 60)
    return 0;
  for (int n = 1; n < 40 && term != 0; n++)
    {
      term = -((term * x) >> FIXED_BITS) / n;
      sum += term;
    }
  tw_round_div (sum * 1000000 , (__int128) 1 << 12, TW_ROUNDING_HALF_EVEN, &result);
  /* result = 2^-x × 10^6 × 2^50 */
  tw_round_div (result * 1000000, ((__int128) 1 << 50) << whole, TW_ROUNDING_HALF_EVEN, &result);

  return (gint64) result;
}

static GArray *
read_credits (const TwDataset *dataset,
              const TwSplit   *split,
              gint64           fact)
{
  GArray *credits = g_array_new (FALSE, TRUE, sizeof (Credit));
  const TwColumn *partner = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "partner");
  const TwColumn *role = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "role");
  const TwColumn *at = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "at");
  const TwColumn *share = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "share");
  const TwColumn *den = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "share_den");

  for (guint32 i = dataset->credits.start[fact]; i < dataset->credits.start[fact + 1]; i++)
    {
      guint32 row = dataset->credits.rows[i];
      gint64 num = tw_column_at (share, row);
      gint64 d = tw_column_at (den, row);
      Credit credit = { tw_column_at (partner, row), tw_column_at (role, row),
                        tw_column_at (at, row),
                        TW_FRACTION_ZERO, num != TW_NULL };

      if (credit.has_given)
        tw_fraction_new (num, d == TW_NULL || d == 0 ? TW_MILLION : d, &credit.given);
      if (split->collapse && credits->len > 0
          && g_array_index (credits, Credit, credits->len - 1).partner == credit.partner)
        {
          Credit *last = &g_array_index (credits, Credit, credits->len - 1);

          tw_fraction_add (last->given, credit.given, &last->given);
          last->at = credit.at;
          continue;
        }
      g_array_append_val (credits, credit);
    }

  return credits;
}

static void
weigh_positions (const TwSplit *split,
                 guint          n,
                 TwFraction    *weights)
{
  weights[0] = split->shares[0];
  if (n == 1)
    return;
  weights[n - 1] = split->shares[2];
  for (guint i = 1; i + 1 < n; i++)
    tw_fraction_div (split->shares[1], tw_fraction_from_int (n - 2), &weights[i]);
}

static void
weigh_roles (TwContext     *context,
             const TwSplit *split,
             const GArray  *credits,
             TwFraction    *weights)
{
  guint n_rest = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < credits->len; i++)
      {
        const Credit *credit = &g_array_index (credits, Credit, i);
        const char *role = tw_engine_text (context->work->engine, credit->role);
        guint same = 0;
        int found = -1;

        for (guint r = 0; r < split->n_shares; r++)
          if (g_strcmp0 (split->roles[r], role) == 0)
            found = r;
        if (found < 0 && pass == 0)
          n_rest++;
        if (pass == 0)
          continue;
        for (guint k = 0; k < credits->len; k++)
          same += g_array_index (credits, Credit, k).role == credit->role;
        if (found >= 0)
          tw_fraction_div (split->shares[found], tw_fraction_from_int (same), &weights[i]);
        else if (split->has_rest)
          tw_fraction_div (split->rest, tw_fraction_from_int (n_rest), &weights[i]);
      }
}

static void
weigh_decay (const TwContext *context,
             const TwSplit   *split,
             const GArray    *credits,
             TwDate           date,
             TwFraction      *weights)
{
  gint64 half_life = MAX (1, split->decay.n);

  for (guint i = 0; i < credits->len; i++)
    {
      gint64 at = g_array_index (credits, Credit, i).at;
      gint64 age = at == TW_NULL ? 0 : MAX (0, date - at);

      weights[i] = tw_fraction_from_int (decay_weight (age, half_life));
    }
}

/* Credits that tell roles alone give no share: the whole is the fact's partner's, as without
 * credits. */
static gboolean
gives_nothing (const TwSplit *split,
               const GArray  *credits)
{
  if (split->by != TW_SPLIT_GIVEN || split->overlay)
    return FALSE;
  for (guint i = 0; i < credits->len; i++)
    if (g_array_index (credits, Credit, i).has_given)
      return FALSE;

  return TRUE;
}

/* FALSE: the given shares of a split don't total 100%. */
static gboolean
weigh_given (const TwSplit *split,
             const GArray  *credits,
             TwFraction    *weights)
{
  TwFraction total = TW_FRACTION_ZERO;
  gboolean any = FALSE;

  for (guint i = 0; i < credits->len; i++)
    any = any || g_array_index (credits, Credit, i).has_given;
  for (guint i = 0; i < credits->len; i++)
    {
      const Credit *credit = &g_array_index (credits, Credit, i);

      weights[i] = any ? credit->given : TW_FRACTION_ONE;
      if (split->overlay && !credit->has_given)
        weights[i] = TW_FRACTION_ONE;
      if (!tw_fraction_add (total, weights[i], &total))
        return FALSE;
    }

  return split->overlay || !any || tw_fraction_compare (total, TW_FRACTION_ONE) == 0;
}

static gboolean
weigh (TwContext     *context,
       const TwSplit *split,
       const GArray  *credits,
       gint64         fact,
       TwFraction    *weights)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  const TwColumn *credited = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "fact");
  gint64 given_for = credited->data[dataset->credits.rows[dataset->credits.start[fact]]];
  TwDate date = dataset->placed[given_for]; /* a reversal's credits may be its original's */

  for (guint i = 0; i < credits->len; i++)
    weights[i] = TW_FRACTION_ZERO;

  switch (split->by)
    {
    case TW_SPLIT_GIVEN:
      return weigh_given (split, credits, weights);
    case TW_SPLIT_EQUAL:
      for (guint i = 0; i < credits->len; i++)
        weights[i] = TW_FRACTION_ONE;
      break;
    case TW_SPLIT_FIRST:
      weights[0] = TW_FRACTION_ONE;
      break;
    case TW_SPLIT_LAST:
      weights[credits->len - 1] = TW_FRACTION_ONE;
      break;
    case TW_SPLIT_POSITION:
      weigh_positions (split, credits->len, weights);
      break;
    case TW_SPLIT_ROLES:
      weigh_roles (context, split, credits, weights);
      break;
    case TW_SPLIT_DECAY:
      weigh_decay (context, split, credits, date == TW_DATE_NONE ? context->date : date, weights);
      break;
    }

  return TRUE;
}

/* Money is allocated in minor units, anything else is divided exactly. */
static gboolean
share_out (const TwSplit    *split,
           const GArray     *credits,
           const TwFraction *weights,
           gint64            partner,
           gint64            owner,
           gboolean          allocate,
           gint64            step,
           TwFraction       *value,
           GError          **error)
{
  g_autofree gint64 *parts = g_new0 (gint64, credits->len);
  TwFraction total = TW_FRACTION_ZERO;
  TwFraction mine = TW_FRACTION_ZERO;
  gint64 left = 0;

  for (guint i = 0; i < credits->len; i++)
    if (!tw_fraction_add (total, weights[i], &total))
      return FALSE;
  if (!split->overlay && total.num == 0)
    return FALSE;
  if (allocate && !split->overlay
      && !tw_allocate ((gint64) value->num, weights, credits->len, step, split->remainder,
                       split->negative_floor, parts,
                       &left, error))
    return FALSE;

  for (guint i = 0; i < credits->len; i++)
    {
      TwFraction part;

      if (g_array_index (credits, Credit, i).partner != partner)
        continue;
      if (allocate && !split->overlay)
        part = tw_fraction_from_int (parts[i]);
      else if (!tw_fraction_mul (*value, weights[i], &part)
               || (!split->overlay && !tw_fraction_div (part, total, &part))
               || (allocate
                   && !tw_fraction_round (part, tw_fraction_from_int (step), TW_ROUNDING_HALF_UP,
                                          &part)))
        return FALSE;
      if (!tw_fraction_add (mine, part, &mine))
        return FALSE;
    }
  if (partner == owner && !tw_fraction_add (mine, tw_fraction_from_int (left), &mine))
    return FALSE;
  *value = mine;

  return TRUE;
}

/**
 * tw_split_value:
 * @context: its `partner` is the one whose share is wanted
 * @type: of @value: money in whole minor units is allocated, the rest divided exactly
 * @step: the smallest part of money, in minor units: 1 for a measure, `rounding.step` for a result
 * @value: (inout): the whole, then the partner's part
 *
 * Returns: %FALSE where the shares make no whole or nothing can be shared: the fact is excluded
 */
gboolean
tw_split_value (TwContext      *context,
                const TwSplit  *split,
                gint64          fact,
                TwValueType     type,
                gint64          step,
                TwFraction     *value,
                GError        **error)
{
  const TwDataset *dataset = context->work->engine->input.dataset;
  gint64 owner = tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "partner"), fact);
  g_autoptr (GArray) credits = NULL;
  g_autofree TwFraction *weights = NULL;

  if (dataset->credits.start == NULL
      || dataset->credits.start[fact] == dataset->credits.start[fact + 1])
    return TRUE;

  credits = read_credits (dataset, split, fact);
  if (gives_nothing (split, credits))
    {
      if (context->partner != owner)
        *value = TW_FRACTION_ZERO;
      return TRUE;
    }
  weights = g_new (TwFraction, credits->len);
  if (!weigh (context, split, credits, fact, weights))
    return FALSE;

  return share_out (split, credits, weights, context->partner, owner,
                    type == TW_VALUE_MONEY && value->den == 1 && value->num <= G_MAXINT64
                      && value->num >= G_MININT64,
                    step, value, NULL);
}
