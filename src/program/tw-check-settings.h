/* tw-check-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-settings.h"

G_BEGIN_DECLS

/* The thresholds of the design checks: settings of the workspace with keys `check.…`, read and written as those of the
 * metrics (tw_metric_setting_get() and _set()). The sources name few of them; the defaults are Tierwright's own and say
 * so in their help. */

typedef enum
{
  TW_CHECK_NOTICE_DAYS,       /* of a breaking API change; the source's 60 */
  TW_CHECK_UNPAID_RATE,       /* rates are millionths */
  TW_CHECK_SIMILAR_RATE,
  TW_CHECK_RENEWAL_RATE,
  TW_CHECK_DEPTH,
  TW_CHECK_STEPS_LEFT,
  TW_CHECK_RIVAL_RATE,
  TW_CHECK_ATTRIBUTED_RATE,
  TW_CHECK_CREDIT_RATE,
  TW_CHECK_IDLE_AMOUNT,       /* major units of the workspace's currency */
  TW_CHECK_IDLE_QUARTERS,
  TW_CHECK_GINI_RATE,
  TW_CHECK_MANAGED,
  TW_CHECK_STEP_LOW,          /* hundredths */
  TW_CHECK_STEP_HIGH,
  TW_CHECK_HOUR_COST,         /* major units of the program's currency */
  TW_CHECK_UNTARGETED_RATE,
  TW_CHECK_NOMINAL_DAYS,
  TW_CHECK_GATE,              /* 0 or 1 */
  TW_CHECK_DEPENDENCY_RATE,
  TW_CHECK_CROWDED,
  TW_CHECK_REVIEWS,
  TW_CHECK_DISPLACED_RATE,
  TW_CHECK_PRODUCT_RATE,
  TW_CHECK_COMPLIANCE_DAYS,
  TW_CHECK_RESPONSE_DAYS,
  TW_CHECK_CLIFF_RATE,
  TW_CHECK_MARGIN_RATE,
  TW_CHECK_COMPONENTS,
  TW_CHECK_TRACE_STEPS,
  TW_CHECK_SETTINGS,
} TwCheckSettingId;

/* In the order of the enumeration. */
const TwMetricSetting *tw_check_setting_nth   (guint              index);
/* (nullable) */
const TwMetricSetting *tw_check_setting_find  (const char        *key);
/* @values: (array length=TW_CHECK_SETTINGS): what holds, the default for what somebody else wrote. */
void                   tw_check_settings_load (TwWorkspace       *workspace,
                                               gint64            *values);

G_END_DECLS
