/* tw-cli-metric.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"
#include "tw-metric-compute.h"

G_BEGIN_DECLS

/* What was asked for, as it was typed; everything may be missing. Without a period it is the last fiscal year
 * with facts. */
typedef struct
{
  const char        *period;
  const char        *compare;
  const char        *as_of;
  const char        *by;
  const char        *partner;
  const char *const *where;    /* FIELD=VALUE */
} TwMetricRequest;

/* Every metric with its definition. */
int tw_cli_print_metrics (TwCliFormat            format);
int tw_cli_print_metric  (TwWorkspace           *workspace,
                          const TwMetric        *metric,
                          const TwMetricRequest *request,
                          TwCliFormat            format);

G_END_DECLS
