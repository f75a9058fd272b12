/* tw-metric-table-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a table of figures says. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-table-data.h"

const TwMetric *
tw_metric_table_get_metric (const TwMetricTable *table)
{
  return table->metric;
}

guint
tw_metric_table_get_breakdown (const TwMetricTable *table)
{
  return table->breakdown;
}

const char *
tw_metric_table_get_title (const TwMetricTable *table)
{
  return table->title;
}

const char *
tw_metric_table_get_definition (const TwMetricTable *table)
{
  return tw_metric_get_definition (table->metric);
}

const char *
tw_metric_table_get_finding (const TwMetricTable *table)
{
  return table->finding != NULL ? table->finding : table->empty != NULL ? table->empty : table->title;
}

TwSpan
tw_metric_table_get_period (const TwMetricTable *table)
{
  return table->period;
}

const char *
tw_metric_table_get_period_name (const TwMetricTable *table)
{
  return table->period_name;
}

gint64
tw_metric_table_get_n (const TwMetricTable *table)
{
  return table->n;
}

const char *
tw_metric_table_get_currency (const TwMetricTable *table)
{
  return table->currency;
}

int
tw_metric_table_get_digits (const TwMetricTable *table)
{
  return table->digits;
}

guint
tw_metric_table_get_n_notes (const TwMetricTable *table)
{
  return table->notes->len;
}

const char *
tw_metric_table_get_note (const TwMetricTable *table,
                          guint                index)
{
  return g_ptr_array_index (table->notes, index);
}

const char *
tw_metric_table_get_empty_reason (const TwMetricTable *table)
{
  return table->empty;
}

guint
tw_metric_table_get_n_columns (const TwMetricTable *table)
{
  return table->columns->len;
}

const TwMetricColumn *
tw_metric_table_get_column (const TwMetricTable *table,
                            guint                column)
{
  g_return_val_if_fail (column < table->columns->len, NULL);
  return &g_array_index (table->columns, TwMetricColumn, column);
}

int
tw_metric_table_find_column (const TwMetricTable *table,
                             const char          *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_str_equal (g_array_index (table->columns, TwMetricColumn, i).name, name))
      return (int) i;
  return -1;
}

guint
tw_metric_table_get_n_rows (const TwMetricTable *table)
{
  return table->rows->len;
}

const TwMetricRow *
tw_metric_table_get_row (const TwMetricTable *table,
                         guint                row)
{
  g_return_val_if_fail (row < table->rows->len, NULL);
  return &tw_metric_row_at (table, row)->row;
}

int
tw_metric_table_find_row (const TwMetricTable *table,
                          const char          *key,
                          const char          *time_key)
{
  for (guint i = 0; i < table->rows->len; i++)
    if (g_str_equal (tw_metric_row_at (table, i)->key, key) && g_strcmp0 (tw_metric_row_at (table, i)->time_key, time_key) == 0)
      return (int) i;
  return -1;
}

const TwMetricCell *
tw_metric_table_get_cell (const TwMetricTable *table,
                          guint                row,
                          guint                column)
{
  g_return_val_if_fail (row < table->rows->len && column < table->columns->len, NULL);
  return tw_metric_cell_at (table, row, column);
}

const TwMetricCell *
tw_metric_table_get_headline (const TwMetricTable *table)
{
  return table->headline_row < 0 ? NULL
         : tw_metric_cell_at (table, (guint) table->headline_row, table->headline_column);
}

const TwMetricTable *
tw_metric_table_get_compare (const TwMetricTable *table)
{
  return table->compare;
}

/* The table's own format, for findings. */
char *
tw_metric_table_cell_text (const TwMetricTable *table,
                           guint                row,
                           guint                column)
{
  return tw_metric_table_format_cell (table, row, column, table->format);
}
