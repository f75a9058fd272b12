/* tw-effort.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-settings.h"
#include "tw-program.h"

G_BEGIN_DECLS

/* How much work a unit of a criterion is for a partner: settings of the workspace with keys `path.…`, read and written as
 * those of the metrics; the defaults are Tierwright's own. */

typedef enum
{
  TW_EFFORT_TURNOVER,        /* hours for a thousand of money */
  TW_EFFORT_CERTIFICATION,   /* hours for one */
  TW_EFFORT_ACCREDITATION,
  TW_EFFORT_REFERENCE,
  TW_EFFORT_REGISTRATION,
  TW_EFFORT_OPPORTUNITY,
  TW_EFFORT_DEPLOYMENT,
  TW_EFFORT_ACTIVITY,
  TW_EFFORT_SHARE,           /* hours for a percentage point */
  TW_EFFORT_OTHER,
  TW_EFFORT_SETTINGS,
} TwEffortSettingId;

const TwMetricSetting *tw_effort_setting_nth  (guint            index);
/* @hours: (array length=TW_EFFORT_SETTINGS) */
void                   tw_effort_load         (TwWorkspace     *workspace,
                                               gint64          *hours);
/* What a criterion on @value takes. */
TwEffortSettingId      tw_effort_of           (const TwProgram *program,
                                               const TwExpr    *value);

G_END_DECLS
