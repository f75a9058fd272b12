/* tw-dataset-scale.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset-scale.h"

#include "tw-dataset-private.h"
#include "tw-decimal.h"

static const char *const scaled_columns[] = { "amount", "list", "cost", "margin", "acv", "tcv", "units", NULL };

static gint64 *
scale_column (const TwDataset *dataset,
              const TwColumn  *column,
              TwSpan           span,
              gint64           numerator,
              gint64           denominator)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  gint64 *data = g_memdup2 (column->data, sizeof *data * n);

  for (gsize i = 0; i < n; i++)
    {
      __int128 value;

      if (data[i] != TW_NULL && dataset->placed[i] >= span.start && dataset->placed[i] < span.end
          && tw_round_div ((__int128) data[i] * numerator, denominator, TW_ROUNDING_HALF_UP, &value)
          && value < G_MAXINT64 / 4 && value > -(G_MAXINT64 / 4))
        data[i] = (gint64) value;
    }

  return data;
}

TwDataset *
tw_dataset_scale (const TwDataset *dataset,
                  TwSpan           span,
                  gint64           numerator,
                  gint64           denominator)
{
  TwDataset *scaled;
  TwRelation *facts;

  g_return_val_if_fail (dataset != NULL && dataset->finished && denominator > 0, NULL);

  /* Everything but the facts' columns is borrowed. */
  scaled = g_memdup2 (dataset, sizeof *dataset);
  facts = &scaled->relations[TW_RELATION_FACT];
  if (facts->columns == NULL)
    return scaled;

  facts->columns = g_array_sized_new (FALSE, FALSE, sizeof (TwColumn), facts->columns->len);
  for (guint i = 0; i < dataset->relations[TW_RELATION_FACT].columns->len; i++)
    {
      TwColumn column = g_array_index (dataset->relations[TW_RELATION_FACT].columns, TwColumn, i);

      if (g_strv_contains (scaled_columns, column.name))
        column.data = scale_column (dataset, &column, span, numerator, denominator);
      g_array_append_val (facts->columns, column);
    }

  return scaled;
}

void
tw_dataset_scale_free (TwDataset *scaled)
{
  GArray *columns = scaled->relations[TW_RELATION_FACT].columns;

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      TwColumn *column = &g_array_index (columns, TwColumn, i);

      if (g_strv_contains (scaled_columns, column->name))
        g_free (column->data);
    }
  g_clear_pointer (&columns, g_array_unref);
  g_free (scaled);
}
