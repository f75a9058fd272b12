/* tw-plan-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "plans/tw-plan-goals.h"
#include "plans/tw-plan-items.h"
#include "tw-plan-summary.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_PLAN_PAGE (tw_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanPage, tw_plan_page, TW, PLAN_PAGE, AdwBin)

/**
 * TwPlanPage:
 *
 * One plan: its state with the way to the next, its pace, and tabs of goals, initiatives, timeline,
 * commitments and reviews. Acts through the actions of the view of plans.
 */
GtkWidget   *tw_plan_page_new          (TwDocument           *document,
                                        gint64                plan);
gint64       tw_plan_page_get_id       (TwPlanPage           *self);
/* What the plan stands at now; copied is nothing: @summary must live until the next one. */
void         tw_plan_page_show         (TwPlanPage           *self,
                                        const TwPlanSummary  *summary);
/* (nullable) */
const TwPlanSummary *tw_plan_page_get_summary (TwPlanPage    *self);
/* After a change of the workspace: the lists. */
void         tw_plan_page_refresh      (TwPlanPage           *self);
void         tw_plan_page_step_tab     (TwPlanPage           *self,
                                        int                   step);
/* `goals`, `initiatives`, `timeline`, `commitments` or `reviews`. */
void         tw_plan_page_show_tab     (TwPlanPage           *self,
                                        const char           *name);
const char  *tw_plan_page_get_tab      (TwPlanPage           *self);
TwPlanGoals *tw_plan_page_get_goals    (TwPlanPage           *self);
/* (nullable): the list of the tab that is shown; NULL for goals. In the reviews the one with the
 * focus. */
TwPlanItems *tw_plan_page_get_items    (TwPlanPage           *self);
gboolean     tw_plan_page_is_complete  (TwPlanPage           *self);
TwPlanItems *tw_plan_page_get_reviews  (TwPlanPage           *self);
TwPlanItems *tw_plan_page_get_actions  (TwPlanPage           *self);
/* The table of the tab that is shown. */
TwTable     *tw_plan_page_get_table    (TwPlanPage           *self);

/* A review in the details pane: what was frozen, its minutes and actions. */
GtkWidget   *tw_plan_review_pane_new   (TwDocument           *document,
                                        gint64                review);

G_END_DECLS
