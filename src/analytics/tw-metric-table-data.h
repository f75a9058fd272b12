/* tw-metric-table-data.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-table-private.h"

G_BEGIN_DECLS

/* What a table of figures holds: for the file that makes it and the one that reads it. */

typedef struct
{
  TwMetricRow   row;
  char         *key;
  char         *label;
  char         *time_key;
  TwMetricCell *cells;
} TwMetricRowData;

struct _TwMetricTable
{
  gatomicrefcount        count;
  const TwMetric        *metric;
  guint                  breakdown;
  TwSpan                 period;
  char                  *period_name;
  char                  *currency;
  int                    digits;
  int                    low_sample;
  gint64                 n;
  char                  *finding;
  char                  *title;
  GPtrArray             *notes;
  char                  *empty;
  GArray                *columns;   /* TwMetricColumn */
  GPtrArray             *texts;     /* what columns and text cells point to */
  GPtrArray             *filters;   /* TwFilter */
  GPtrArray             *rows;      /* TwMetricRowData */
  TwMetricTable         *compare;
  const TwMetricFormat  *format;
  int                    headline_row;
  guint                  headline_column;
};

static inline TwMetricRowData *
tw_metric_row_at (const TwMetricTable *table,
                  guint                row)
{
  return g_ptr_array_index (table->rows, row);
}

static inline TwMetricCell *
tw_metric_cell_at (const TwMetricTable *table,
                   guint                row,
                   guint                column)
{
  return &tw_metric_row_at (table, row)->cells[column];
}

G_END_DECLS
