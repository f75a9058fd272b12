/* tw-metric-table-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-facts.h"
#include "tw-metric-table.h"

G_BEGIN_DECLS

/* Making a table: columns first, then rows, then their cells. What isn't set is n/a. */

TwMetricTable *tw_metric_table_new            (const TwMetric        *metric,
                                               const TwMetricFacts   *facts,
                                               guint                  breakdown,
                                               TwSpan                 period);
/* @label: translated; copied. Returns its place. */
guint          tw_metric_table_add_column     (TwMetricTable         *table,
                                               const char            *name,
                                               const char            *label,
                                               TwMetricUnit           unit,
                                               TwMetricRole           role);
/* @time_key: (nullable). Returns its place. */
guint          tw_metric_table_add_row        (TwMetricTable         *table,
                                               const char            *key,
                                               const char            *label,
                                               const char            *time_key,
                                               TwSpan                 period);
void           tw_metric_table_set_n          (TwMetricTable         *table,
                                               gint64                 n);
void           tw_metric_table_set_row_n      (TwMetricTable         *table,
                                               guint                  row,
                                               gint64                 n);
void           tw_metric_table_add_row_flags  (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  flags);

/* Counts, days and money. */
void           tw_metric_table_set_int        (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               gint64                 value);
/* FALSE with @error where a sum can't be held. */
gboolean       tw_metric_table_set_sum        (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               __int128               value,
                                               GError               **error);
/* Rates, points, ratios; n/a where @den is zero. */
void           tw_metric_table_set_fraction   (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               __int128               num,
                                               __int128               den);
/* A share of counted things: with its Wilson interval, n and the low-sample mark. */
void           tw_metric_table_set_proportion (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               gint64                 num,
                                               gint64                 den);
void           tw_metric_table_set_text       (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               const char            *text);
void           tw_metric_table_set_interval   (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               double                 low,
                                               double                 high);
/* How many things a figure was made of, marked where they are few. */
void           tw_metric_table_set_cell_n     (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               gint64                 n);
void           tw_metric_table_add_flags      (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               guint                  flags);
/* n/a for @reason; or known but lacking something for @reason, which marks it. */
void           tw_metric_table_set_unknown    (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               const char            *reason);
void           tw_metric_table_set_incomplete (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               const char            *reason);
/* @filter: (transfer full) */
void           tw_metric_table_set_filter     (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column,
                                               const TwEntity        *entity,
                                               TwFilter              *filter);
void           tw_metric_table_add_note       (TwMetricTable         *table,
                                               const char            *format,
                                               ...) G_GNUC_PRINTF (2, 3);
void           tw_metric_table_set_empty      (TwMetricTable         *table,
                                               const char            *reason);
/* @finding: (transfer full) */
void           tw_metric_table_take_finding   (TwMetricTable         *table,
                                               char                  *finding);
/* @compare: (transfer full) */
void           tw_metric_table_take_compare   (TwMetricTable         *table,
                                               TwMetricTable         *compare);
void           tw_metric_table_set_format     (TwMetricTable         *table,
                                               const TwMetricFormat  *format);
/* The cell of the headline, in a table without breakdown. */
void           tw_metric_table_set_headline   (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column);
/* The same where a part says nothing for the whole, as of a ratio or a difference: while something isn't known the cell
 * is n/a with the reason, and the finding says so. Returns: whether it is known */
gboolean       tw_metric_table_set_answer     (TwMetricTable         *table,
                                               guint                  row,
                                               guint                  column);
/* The finding of a table whose answer isn't known; @reason: without end mark. */
void           tw_metric_table_set_answer_unknown (TwMetricTable     *table,
                                                   const char        *reason);
/* (transfer full): a cell in the table's own format. */
char          *tw_metric_table_cell_text      (const TwMetricTable   *table,
                                               guint                  row,
                                               guint                  column);
/* The Wilson 95 % interval of @num of @den. */
void           tw_metric_wilson               (gint64                 num,
                                               gint64                 den,
                                               double                *low,
                                               double                *high);

G_END_DECLS
