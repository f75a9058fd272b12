/* tw-metric-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-spec.h"
#include "tw-metric-compute.h"

G_BEGIN_DECLS

/* The charts of metrics: one catalogue for the cards of Analytics, the pins of Overview and the board report, and
 * one way from a table of figures to a chart, so that all of them show one number. */

/**
 * TwMetricChart:
 * @id: stable: `roi-by-type`
 * @title: the question, untranslated: tw_metric_chart_get_title()
 * @metric: the id of the metric it is of
 * @breakdown: by what it is broken down
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *metric;
  guint       breakdown;
  TwChartKind kind;
} TwMetricChart;

guint                tw_metric_chart_count     (void);
const TwMetricChart *tw_metric_chart_nth       (guint                 index);
/* (nullable) */
const TwMetricChart *tw_metric_chart_find      (const char           *id);
/* Translated. */
const char          *tw_metric_chart_get_title (const TwMetricChart  *chart);

/**
 * tw_metric_chart_build:
 * @scope: as for tw_metric_compute(); a chart over time of a period shorter than a year shows the two years up to
 *   its end, as far as facts reach back
 * @table: (out) (optional) (transfer full): the figures
 *
 * Computes and draws up a chart; in a thread, like tw_metric_compute().
 *
 * Returns: (transfer full) (nullable): %NULL with @error
 */
TwChartSpec         *tw_metric_chart_build     (const TwMetricChart  *chart,
                                                const TwMetricScope  *scope,
                                                GCancellable         *cancellable,
                                                TwMetricTable       **table,
                                                GError              **error);

/* (nullable): the figure behind a mark's key. */
const TwMetricCell  *tw_metric_chart_get_cell  (const TwMetricTable  *table,
                                                const char           *key);
/* (nullable): its row: what of the breakdown it is. */
const TwMetricRow   *tw_metric_chart_get_row   (const TwMetricTable  *table,
                                                const char           *key);

G_END_DECLS
