/* tw-chart-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-spec.h"

G_BEGIN_DECLS

/* The table behind a chart, as texts: what the table toggle shows, what is copied, and what an exported PDF
 * lists below the picture. Without rows of its own a spec gives one row per mark: series (when there are
 * several), label, value, n, remark. */

/* Titles of the columns, %NULL-terminated; whatever table there was is emptied. */
void        tw_chart_spec_set_columns   (TwChartSpec        *spec,
                                         const char * const *titles);
/* As many cells as columns; missing ones are empty. */
void        tw_chart_spec_add_row       (TwChartSpec        *spec,
                                         const char * const *cells);

guint       tw_chart_spec_n_columns     (TwChartSpec        *spec);
guint       tw_chart_spec_n_rows        (TwChartSpec        *spec);
const char *tw_chart_spec_get_column    (TwChartSpec        *spec,
                                         guint               column);
/* (transfer full) */
char       *tw_chart_spec_get_cell      (TwChartSpec        *spec,
                                         guint               row,
                                         guint               column);
/* (transfer full): the table with its header, tab-separated; tabs and line ends inside a cell become blanks. */
char       *tw_chart_spec_to_tsv        (TwChartSpec        *spec);

G_END_DECLS
