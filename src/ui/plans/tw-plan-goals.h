/* tw-plan-goals.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "common/tw-table.h"
#include "tw-plan-summary.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_PLAN_GOALS (tw_plan_goals_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanGoals, tw_plan_goals, TW, PLAN_GOALS, AdwBin)

/**
 * TwPlanGoals:
 *
 * The goals of a plan: how far each is as bullets, and a table with the targets of the quarters.
 */
GtkWidget *tw_plan_goals_new       (TwDocument           *document);
void       tw_plan_goals_show      (TwPlanGoals          *self,
                                    const TwPlanSummary  *summary);
TwTable   *tw_plan_goals_get_table (TwPlanGoals          *self);

/* (transfer full): a figure with its unit, as people see it; "n/a" where there is none. */
char      *tw_plan_goals_text      (const TwPlanGoal     *goal,
                                    TwPlanFigure          figure);
/* (transfer full): "0.74 ▼ behind". */
char      *tw_plan_pace_text       (TwPlanFigure          pace);

/* A goal in the details pane: what it measures, its quarters, and the rows behind its actual. */
GtkWidget *tw_plan_goal_pane_new   (TwDocument           *document,
                                    const TwPlanProgress *progress,
                                    const TwPlanGoal     *goal);

G_END_DECLS
