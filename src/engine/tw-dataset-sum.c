/* tw-dataset-sum.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset-sum.h"

#include "tw-dataset-private.h"
#include "tw-decimal.h"

static gboolean
is_of_kinds (const TwDataset   *dataset,
             const char *const *kinds,
             guint32            fact)
{
  const char *kind = tw_dataset_text (dataset, tw_column_at (dataset->kind, fact));

  return kind != NULL && g_strv_contains (kinds, kind);
}

static gboolean
add_amount (const TwDataset *dataset,
            const TwColumn  *currencies,
            guint32          fact,
            gint64           amount,
            const char      *currency,
            gint64          *sum)
{
  const char *own = tw_dataset_text (dataset, tw_column_at (currencies, fact));

  if (own != NULL && !g_str_equal (own, currency)
      && !tw_dataset_convert (dataset, amount, own, currency, dataset->placed[fact], TW_ROUNDING_HALF_UP, &amount))
    return FALSE;

  return tw_amount_add (*sum, amount, sum);
}

gboolean
tw_dataset_sum_amounts (const TwDataset   *dataset,
                        guint              partner,
                        const char *const *kinds,
                        TwSpan             span,
                        const char        *currency,
                        gint64            *sum)
{
  const TwColumn *amounts = tw_dataset_find_column (dataset, TW_RELATION_FACT, "amount");
  const TwColumn *currencies = tw_dataset_find_column (dataset, TW_RELATION_FACT, "currency");

  g_return_val_if_fail (dataset != NULL && dataset->finished && partner < dataset->n_partners, FALSE);

  *sum = 0;
  for (guint32 i = dataset->by_partner.start[partner]; i < dataset->by_partner.start[partner + 1]; i++)
    {
      guint32 fact = dataset->by_partner.rows[i];
      gint64 amount = tw_column_at (amounts, fact);

      /* They stand in the order of their days. */
      if (dataset->placed[fact] >= span.end)
        break;
      if (dataset->placed[fact] < span.start || amount == TW_NULL || !is_of_kinds (dataset, kinds, fact))
        continue;
      if (!add_amount (dataset, currencies, fact, amount, currency, sum))
        return FALSE;
    }

  return TRUE;
}

TwDate
tw_dataset_last_day (const TwDataset   *dataset,
                     const char *const *kinds)
{
  TwDate last = TW_DATE_NONE;

  g_return_val_if_fail (dataset != NULL && dataset->finished, TW_DATE_NONE);

  for (gsize f = 0; f < dataset->relations[TW_RELATION_FACT].n_rows; f++)
    if (dataset->placed[f] > last && is_of_kinds (dataset, kinds, (guint32) f))
      last = dataset->placed[f];

  return last;
}
