/* tw-plans-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "common/tw-report-export.h"
#include "plans/tw-plan-reader.h"
#include "tw-plan-report.h"

#include <glib/gi18n-lib.h>

void
tw_plans_view_export (TwPlansView *self)
{
  const TwPlanSummary *current = tw_plans_view_get_current (self);
  TwReportExport report = {
    .title = _("Export Plan"), .job = _("Exporting the plan"), .failure = _("The Plan Was Not Exported"),
    .toast = _("Plan exported"), .write = tw_plan_report_write,
  };

  if (current == NULL)
    return;
  report.name = current->name;
  report.record = current->id;
  report.day = tw_plan_today (tw_view_get_document (TW_VIEW (self)));
  tw_report_export_ask (tw_window_from (GTK_WIDGET (self)), &report);
}
