/* tw-plan-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-spec.h"
#include "tw-plan-summary.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A joint business plan to take to a review: state and pace, the goals of both sides with targets
 * and actuals, milestones, commitments, reviews with their frozen numbers, and actions. */

/**
 * tw_plan_report_write:
 * @as_of: the last day that counts
 * @path: ends in .pdf or .xlsx
 * @error: %TW_ERROR_USAGE for another ending
 *
 * On error nothing is left at @path, or what was there before.
 */
gboolean     tw_plan_report_write    (TwWorkspace          *workspace,
                                      gint64                plan,
                                      TwDate                as_of,
                                      const char           *path,
                                      GCancellable         *cancellable,
                                      GError              **error);

/* (transfer full): the goals as bullets: bar = actual, tick = target, shade = what is due by now, as
 * shares of the target. The key of a mark is the id of its goal as text. */
TwChartSpec *tw_plan_chart_goals     (const TwPlanProgress *progress,
                                      const char           *title);

/* Of tw_plan_report_write(), by its ending. */
gboolean     tw_plan_report_pdf      (TwWorkspace          *workspace,
                                      const TwPlanSummary  *plan,
                                      const char           *path,
                                      GCancellable         *cancellable,
                                      GError              **error);
gboolean     tw_plan_report_xlsx     (TwWorkspace          *workspace,
                                      const TwPlanSummary  *plan,
                                      const char           *path,
                                      GCancellable         *cancellable,
                                      GError              **error);

/* (transfer full): a figure of a goal with its unit, grouped: "1,234.50 USD"; "n/a" where there is none. */
char        *tw_plan_report_figure   (const TwPlanGoal     *goal,
                                      TwPlanFigure          figure);

G_END_DECLS
