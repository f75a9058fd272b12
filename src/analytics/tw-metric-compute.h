/* tw-metric-compute.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-calendar.h"
#include "tw-metric-table.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwMetricScope:
 * @workspace: where; in a thread its own tw_workspace_fork()
 * @period: half-open
 * @compare: half-open; start = end: none
 * @as_of: the day that open things are looked at and that tells an unfinished period; %TW_DATE_NONE
 *   or 0: the last day of @period. A later day than that is how long partners that enrolled in the period are
 *   watched for their first activity. Nothing else in a metric depends on today.
 * @types: (nullable): keys of partner types, any of them; likewise the others
 * @tiers: names
 * @managers: external ids of people
 * @partners: external ids
 * @format: (nullable): how numbers are written in texts
 *
 * Which partners are meant is told by what they are on the last day of the period.
 */
typedef struct
{
  TwWorkspace           *workspace;
  TwSpan                 period;
  TwSpan                 compare;
  TwDate                 as_of;
  const char *const     *types;
  const char *const     *regions;
  const char *const     *tiers;
  const char *const     *managers;
  const char *const     *partners;
  const TwMetricFormat  *format;
} TwMetricScope;

/**
 * tw_metric_compute:
 * @breakdown: one group and one time of #TwBreakdown at most, of those that the metric allows
 *
 * Reads what it needs (kept per state of the workspace: a second figure, or another filter, reads nothing
 * again) and computes. Takes long on a large workspace: call it in a thread, on a fork.
 *
 * Returns: (transfer full) (nullable): %NULL with @error, also where it was cancelled
 */
TwMetricTable *tw_metric_compute (const TwMetric       *metric,
                                  const TwMetricScope  *scope,
                                  guint                 breakdown,
                                  GCancellable         *cancellable,
                                  GError              **error);

/* Drops what is kept of a workspace, when it is closed. */
void           tw_metric_forget  (TwWorkspace          *workspace);

/* First and last day on which anything happened; %FALSE in an empty workspace. */
gboolean       tw_metric_data_span (TwWorkspace        *workspace,
                                    TwSpan             *span,
                                    GError            **error);

G_END_DECLS
