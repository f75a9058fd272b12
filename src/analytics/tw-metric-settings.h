/* tw-metric-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* What can change a figure stands in the workspace, so that two people see the same one (table `setting`,
 * keys `metric.…`). A setting that was never made has its default. */

typedef enum
{
  TW_ACTIVITY_REGISTRATION = 1 << 0,
  TW_ACTIVITY_OPPORTUNITY  = 1 << 1,   /* sourced or influenced */
  TW_ACTIVITY_SALE         = 1 << 2,
  TW_ACTIVITY_MARKETPLACE  = 1 << 3,
  TW_ACTIVITY_SERVICES     = 1 << 4,
  TW_ACTIVITY_UNIT_REPORT  = 1 << 5,
  TW_ACTIVITY_CLAIM        = 1 << 6,   /* marketing funds used */
  TW_ACTIVITY_EVENT        = 1 << 7,   /* webinars, training days: not commercial by default */
} TwActivityKind;

typedef enum
{
  TW_ROI_MARGIN,
  TW_ROI_REVENUE,
} TwRoiBasis;

typedef enum
{
  TW_BASELINE_AUTO,        /* differences where there are enough partners to compare with, else the prior year */
  TW_BASELINE_PRIOR,       /* (a) the same partner a year before */
  TW_BASELINE_DIFFERENCE,  /* (b) (a) grown as partners outside the programs grew */
  TW_BASELINE_RUN_RATE,    /* (c) what the partner sold per day before it enrolled */
} TwBaselineMethod;

typedef enum
{
  TW_ALLOCATE_REVENUE,
  TW_ALLOCATE_EQUAL,
} TwAllocationKey;

typedef enum
{
  TW_PAYOUTS_APPROVED,    /* approved statements count as investment */
  TW_PAYOUTS_CALCULATED,  /* calculated ones too */
  TW_PAYOUTS_NONE,
} TwPayoutBasis;

typedef struct
{
  int              low_sample;         /* ratios of fewer are marked; 20 */
  guint            activity_kinds;     /* TwActivityKind */
  int              influence_days;     /* a touch counts this long; 180 */
  TwRoiBasis       roi_basis;
  TwBaselineMethod baseline;
  TwAllocationKey  allocation;
  TwPayoutBasis    payouts;
  gint64           margin_rate;        /* millionths, for sales without margin and cost; -1 unknown */
} TwMetricSettings;

/**
 * TwMetricSetting:
 * @key: in the table
 * @choices: (nullable): for a choice: keys, ended by %NULL; for `activity` any of them, separated by blanks
 *
 * One setting, for a form: preferences bind to the key through tw_metric_setting_get() and _set().
 */
typedef struct
{
  const char        *key;
  const char        *label;      /* untranslated */
  const char        *help;       /* likewise */
  const char        *initial;
  const char *const *choices;
  const char *const *choice_labels;  /* untranslated */
  gboolean           several;
  gint64             min, max;   /* of a number */
  gboolean           rate;       /* a percentage, may be empty */
} TwMetricSetting;

guint                  tw_metric_setting_count  (void);
const TwMetricSetting *tw_metric_setting_nth    (guint                   index);
const TwMetricSetting *tw_metric_setting_find   (const char             *key);
/* (transfer full): in plain form, the default where it was never set. */
char                  *tw_metric_setting_get    (TwWorkspace            *workspace,
                                                 const TwMetricSetting  *setting,
                                                 GError                **error);
/* One undoable step of history; the error says what is right. */
gboolean               tw_metric_setting_set    (TwWorkspace            *workspace,
                                                 const TwMetricSetting  *setting,
                                                 const char             *value,
                                                 GError                **error);

gboolean               tw_metric_settings_load  (TwWorkspace            *workspace,
                                                 TwMetricSettings       *settings,
                                                 GError                **error);

G_END_DECLS
