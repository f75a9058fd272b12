/* tw-dataset-fx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset-private.h"

/* Quoted pairs by date. */

static guint64
pair_key (gint64 base,
          gint64 quote)
{
  return ((guint64) (guint32) base << 32) | (guint32) quote;
}

static void
fx_series_free (gpointer data)
{
  TwFxSeries *series = data;

  g_array_unref (series->rows);
  g_free (series);
}

static int
compare_fx (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  const TwColumn *date = tw_dataset_find_column (data, TW_RELATION_FX, "date");
  guint32 ra = *(const guint32 *) a;
  guint32 rb = *(const guint32 *) b;

  if (tw_column_at (date, ra) != tw_column_at (date, rb))
    return tw_column_at (date, ra) < tw_column_at (date, rb) ? -1 : 1;

  return ra < rb ? -1 : ra > rb;
}

void
tw_dataset_index_fx (TwDataset *dataset)
{
  const TwColumn *base = tw_dataset_find_column (dataset, TW_RELATION_FX, "base");
  const TwColumn *quote = tw_dataset_find_column (dataset, TW_RELATION_FX, "quote");
  GHashTableIter iter;
  gpointer value;

  dataset->fx = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, fx_series_free);
  for (guint32 i = 0; base != NULL && quote != NULL
       && i < dataset->relations[TW_RELATION_FX].n_rows; i++)
    {
      guint64 key = pair_key (base->data[i], quote->data[i]);
      TwFxSeries *series = g_hash_table_lookup (dataset->fx, &key);

      if (series == NULL)
        {
          series = g_new0 (TwFxSeries, 1);
          series->base = base->data[i];
          series->quote = quote->data[i];
          series->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (dataset->fx, g_memdup2 (&key, sizeof key), series);
        }
      g_array_append_val (series->rows, i);
    }

  g_hash_table_iter_init (&iter, dataset->fx);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_sort_with_data (((TwFxSeries *) value)->rows, compare_fx, dataset);
}

gboolean
tw_dataset_find_rate (const TwDataset *dataset,
                      gint64           base,
                      gint64           quote,
                      TwDate           date,
                      TwFxRate        *rate,
                      TwDate          *quoted_on)
{
  guint64 key = pair_key (base, quote);
  const TwFxSeries *series = g_hash_table_lookup (dataset->fx, &key);
  const TwColumn *dates = tw_dataset_find_column (dataset, TW_RELATION_FX, "date");
  gint64 per;
  guint lo = 0;
  guint hi;
  guint32 row;

  if (series == NULL)
    return FALSE;
  hi = series->rows->len;
  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;

      if (tw_column_at (dates, g_array_index (series->rows, guint32, mid)) <= date)
        lo = mid + 1;
      else
        hi = mid;
    }
  if (lo == 0)
    return FALSE;

  row = g_array_index (series->rows, guint32, lo - 1);
  per = tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FX, "per"), row);
  rate->mantissa = tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FX, "mantissa"), row);
  rate->scale = tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FX, "scale"), row);
  rate->per = per == TW_NULL ? 1 : per;
  if (quoted_on != NULL)
    *quoted_on = tw_column_at (dates, row);

  return TRUE;
}
