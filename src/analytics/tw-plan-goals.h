/* tw-plan-goals.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-plan-progress.h"

G_BEGIN_DECLS

/* What a plan sets out to reach, as it is recorded: nothing is derived yet. */

/* (transfer full) (nullable): the plan without its goals; %NULL with %TW_ERROR_NOT_FOUND where there is none. */
TwPlanProgress *tw_plan_progress_open       (TwWorkspace       *workspace,
                                             gint64             plan,
                                             TwDate             as_of,
                                             GError           **error);
gboolean        tw_plan_progress_read_goals (TwWorkspace       *workspace,
                                             TwPlanProgress    *progress,
                                             GError           **error);
/* The targets of @goal, with what was entered by hand. */
gboolean        tw_plan_goal_read_quarters  (TwWorkspace       *workspace,
                                             TwPlanProgress    *progress,
                                             TwPlanGoal        *goal,
                                             const TwCalendar  *calendar,
                                             GError           **error);

G_END_DECLS
