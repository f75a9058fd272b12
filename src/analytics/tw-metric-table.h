/* tw-metric-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-filter.h"
#include "tw-fraction.h"
#include "tw-metric.h"

G_BEGIN_DECLS

/**
 * TwMetricTable:
 *
 * What a metric is in a period: typed columns, rows, and behind every figure the rows it was made of.
 * Reference-counted, and only read once it is computed, so that any thread may look. Chart, table, XLSX,
 * PDF and command line all print it, hence one number.
 */
typedef struct _TwMetricTable TwMetricTable;

typedef enum
{
  TW_METRIC_LOW_SAMPLE = 1 << 0,   /* fewer than the limit of the settings */
  TW_METRIC_TO_DATE    = 1 << 1,   /* of a period that has not ended at the scope's as-of date */
  TW_METRIC_TOTAL      = 1 << 2,   /* the row over all others, where there is one beside them */
  TW_METRIC_CHOSEN     = 1 << 3,   /* the method that the settings choose, among several */
  TW_METRIC_INCOMPLETE = 1 << 4,   /* something that isn't known yet is left out; the cell's reason says what */
} TwMetricFlags;

/* What a column is to a chart. */
typedef enum
{
  TW_COLUMN_FIGURE,     /* the figure */
  TW_COLUMN_REFERENCE,  /* what it is held against: a baseline, the other side */
  TW_COLUMN_DETAIL,     /* a number that it is made of */
} TwMetricRole;

/**
 * TwMetricColumn:
 * @name: stable: in CSV and JSON
 * @label: translated
 */
typedef struct
{
  const char   *name;
  const char   *label;
  TwMetricUnit  unit;
  TwMetricRole  role;
} TwMetricColumn;

/**
 * TwMetricCell:
 * @known: %FALSE: n/a, because a denominator is zero, a rate is missing or what it is made of isn't known yet
 * @reason: (nullable): why it is n/a or incomplete, translated, without end mark: "royalties of 2026-Q2 are not
 *   calculated"; %NULL: its denominator is zero
 * @exact: counts, days, money in minor units, rates as a fraction of 1; meaningless for text
 * @number: the same for geometry; money in major units
 * @interval: whether @low and @high hold a 95 % interval (rates as a fraction of 1) or the range over
 *   methods (money in major units)
 * @n: how many things it was made of; -1 where that says nothing
 * @text: (nullable): of a text column
 * @entity: (nullable): the kind of the rows behind
 * @filter: (nullable): which of them; owned by the table
 */
typedef struct
{
  gboolean        known;
  TwFraction      exact;
  double          number;
  gboolean        interval;
  double          low;
  double          high;
  gint64          n;
  guint           flags;
  const char     *reason;
  const char     *text;
  const TwEntity *entity;
  const TwFilter *filter;
} TwMetricCell;

/**
 * TwMetricRow:
 * @key: stable: `reseller`, `2026-Q3`, a partner's external id; in a joined breakdown that of the group
 * @label: translated
 * @time_key: (nullable): in a joined breakdown that of the time
 * @period: what it is about; the whole period where time is no breakdown
 */
typedef struct
{
  const char *key;
  const char *label;
  const char *time_key;
  TwSpan      period;
  gint64      n;
  guint       flags;
} TwMetricRow;

/**
 * TwMetricFormat:
 *
 * How numbers are written for people: marks as UTF-8 text.
 */
typedef struct
{
  const char *decimal;
  const char *group;
  const char *minus;
} TwMetricFormat;

/* "1,234.50", U+2212 as minus. */
extern const TwMetricFormat tw_metric_format_default;

TwMetricTable        *tw_metric_table_ref            (TwMetricTable       *table);
void                  tw_metric_table_unref          (TwMetricTable       *table);
/* The same for who must not wait: a table of all partners takes 20 ms to free, which a thread does then. (nullable) */
void                  tw_metric_table_release        (TwMetricTable       *table);

const TwMetric       *tw_metric_table_get_metric     (const TwMetricTable *table);
guint                 tw_metric_table_get_breakdown  (const TwMetricTable *table);
const char           *tw_metric_table_get_title      (const TwMetricTable *table);
const char           *tw_metric_table_get_definition (const TwMetricTable *table);
/* One sentence with the figures in. */
const char           *tw_metric_table_get_finding    (const TwMetricTable *table);
TwSpan                tw_metric_table_get_period     (const TwMetricTable *table);
/* "2026-Q3", or both days where the period has no name. */
const char           *tw_metric_table_get_period_name (const TwMetricTable *table);
gint64                tw_metric_table_get_n          (const TwMetricTable *table);
const char           *tw_metric_table_get_currency   (const TwMetricTable *table);
int                   tw_metric_table_get_digits     (const TwMetricTable *table);
/* Basis, method, what was left out and why: for people, translated. */
guint                 tw_metric_table_get_n_notes    (const TwMetricTable *table);
const char           *tw_metric_table_get_note       (const TwMetricTable *table,
                                                      guint                index);
/* (nullable): why there are no rows. */
const char           *tw_metric_table_get_empty_reason (const TwMetricTable *table);

guint                 tw_metric_table_get_n_columns  (const TwMetricTable *table);
const TwMetricColumn *tw_metric_table_get_column     (const TwMetricTable *table,
                                                      guint                column);
/* -1 where there is none of this name. */
int                   tw_metric_table_find_column    (const TwMetricTable *table,
                                                      const char          *name);
guint                 tw_metric_table_get_n_rows     (const TwMetricTable *table);
const TwMetricRow    *tw_metric_table_get_row        (const TwMetricTable *table,
                                                      guint                row);
/* -1 where there is none; @time_key: (nullable). */
int                   tw_metric_table_find_row       (const TwMetricTable *table,
                                                      const char          *key,
                                                      const char          *time_key);
const TwMetricCell   *tw_metric_table_get_cell       (const TwMetricTable *table,
                                                      guint                row,
                                                      guint                column);

/* The one figure of a metric without breakdown: its cell, or %NULL in a broken-down table. */
const TwMetricCell   *tw_metric_table_get_headline   (const TwMetricTable *table);
/* (nullable): the same metric in the period it is compared with. */
const TwMetricTable  *tw_metric_table_get_compare    (const TwMetricTable *table);

/* (transfer full): "1,234.50", "38.2 %" with a no-break space, "2.1 points", "1.41", "45", "n/a". No
 * currency: it stands in the column's heading. @format: (nullable): %NULL for the default. */
char                 *tw_metric_table_format_cell    (const TwMetricTable  *table,
                                                      guint                 row,
                                                      guint                 column,
                                                      const TwMetricFormat *format);
/* (transfer full): the same with what belongs to it: "38.2 % (31.0–46.0 %), n 12, low sample",
 * "1,234.50 USD". */
char                 *tw_metric_table_describe_cell  (const TwMetricTable  *table,
                                                      guint                 row,
                                                      guint                 column,
                                                      const TwMetricFormat *format);
/* (transfer full): a number of @unit in a cell's form, for one that stands in no cell: a sum, a tick. Money in
 * minor units of @digits decimals. */
char                 *tw_metric_format_value         (TwMetricUnit          unit,
                                                      TwFraction            value,
                                                      int                   digits,
                                                      const TwMetricFormat *format);
/* (transfer full): for CSV and JSON: "1234.50", "38.2%", "1.41", empty where n/a. */
char                 *tw_metric_table_plain_cell     (const TwMetricTable  *table,
                                                      guint                 row,
                                                      guint                 column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMetricTable, tw_metric_table_unref)

G_END_DECLS
