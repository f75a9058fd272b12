/* tw-table-interpolated.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-job.h"

/* How far the qualifier has filled a band: 0 to 1. The first band without a bound is never
 * filled in part. */
static gboolean
filled (const TwTableState *state,
        guint               k,
        TwFraction          q,
        TwFraction         *share)
{
  TwFraction width;

  *share = TW_FRACTION_ONE;
  if (!state->rule->table->bands[k].has_from || tw_fraction_compare (q, state->bounds[k + 1]) >= 0)
    return TRUE;
  *share = TW_FRACTION_ZERO;
  if (tw_fraction_compare (q, state->bounds[k]) <= 0)
    return TRUE;

  return tw_fraction_sub (q, state->bounds[k], share)
         && tw_fraction_sub (state->bounds[k + 1], state->bounds[k], &width)
         && tw_fraction_div (*share, width, share);
}

/**
 * tw_table_interpolate:
 * @y: (out): Σ values of the filled bands, the last pro rata: money, or a rate on everything
 * @is_rate: (out): whether @y is a rate
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_table_interpolate (TwJob              *job,
                      const TwTableState *state,
                      TwContext          *context,
                      TwFraction          q,
                      TwFraction         *y,
                      gboolean           *is_rate)
{
  const TwTable *table = state->rule->table;

  *y = TW_FRACTION_ZERO;
  *is_rate = FALSE;
  for (guint k = 0; k + 1 < table->n_bands; k++)
    {
      const TwExpr *expr = table->bands[k].rate != NULL ? table->bands[k].rate
                           : table->bands[k].price;
      TwFraction share;
      TwFraction value = state->flats[k];

      if (expr != NULL)
        {
          TwValue rate = state->constant[k] ? state->rates[k] : tw_eval (context, expr);

          *is_rate = TRUE;
          if (!rate.defined)
            {
              context->zero_division = TRUE;
              continue;
            }
          value = rate.num;
        }
      if (!filled (state, k, q, &share) || !tw_fraction_mul (value, share, &value)
          || !tw_fraction_add (*y, value, y))
        {
          tw_context_overflow (context, table->path);
          return FALSE;
        }
    }

  return TRUE;
}
