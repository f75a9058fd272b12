/* tw-metric-chart-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-chart.h"

G_BEGIN_DECLS

typedef struct _TwChartEntry TwChartEntry;

typedef struct
{
  const TwChartEntry   *entry;
  const TwMetricScope  *scope;
  TwMetricTable        *table;
  TwChartSpec          *spec;
  guint                 shown;        /* rows that are drawn */
  guint                 candidates;   /* of so many */
} TwChartBuild;

typedef void (*TwChartFill) (TwChartBuild *build);

#define TW_CHART_MAX_COLUMNS 4

/**
 * TwChartEntry:
 * @trend: over time: a short period is looked at with what went before
 * @columns: the series, by the names of the metric's columns
 * @most: at most so many rows, the largest of the first column; 0 all
 */
struct _TwChartEntry
{
  TwMetricChart       chart;
  TwChartFill         fill;
  gboolean            trend;
  TwChartArrangement  arrangement;
  guint               most;
  const char         *columns[TW_CHART_MAX_COLUMNS];
};

/* How each kind is filled from a table. */
void tw_chart_fill_columns   (TwChartBuild *build);   /* rows are categories, columns are series */
void tw_chart_fill_pivot     (TwChartBuild *build);   /* times are categories, groups are series */
void tw_chart_fill_heat_map  (TwChartBuild *build);
void tw_chart_fill_values    (TwChartBuild *build);   /* Pareto, Lorenz, funnel */
void tw_chart_fill_scatter   (TwChartBuild *build);
void tw_chart_fill_survival  (TwChartBuild *build);
void tw_chart_fill_flow      (TwChartBuild *build);
void tw_chart_fill_waterfall (TwChartBuild *build);

/* Helpers of them. */
/* The first row of the first time that has something to show. */
guint tw_chart_build_first_row (const TwChartBuild *build);
guint tw_chart_build_column  (const TwChartBuild   *build,
                              guint                 series);
void  tw_chart_build_axis    (TwChartBuild         *build,
                              TwChartAxisId         axis,
                              const char           *title,
                              TwMetricUnit          unit);
void  tw_chart_build_names   (TwChartBuild         *build,
                              TwChartAxisId         axis,
                              const char           *title,
                              GPtrArray            *names);
/* Adds the mark of a cell; @x where it stands. */
void  tw_chart_build_mark    (TwChartBuild         *build,
                              guint                 series,
                              guint                 row,
                              guint                 column,
                              double                x);

G_END_DECLS
