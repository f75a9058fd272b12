/* tw-plan-dialogs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "tw-plan-progress.h"
#include "tw-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is asked about plans. Every dialog does one step of undo, says so in a toast, and tells the
 * document. @opener: a widget in the window. */

typedef void (*TwPlanMade) (gint64    plan,
                            gpointer  user_data);

/* @template: whether to offer templates; @partner: 0 where it is asked for. @made is called with the
 * new plan while @opener lives. */
void tw_plan_dialog_new_plan (TwDocument            *document,
                              gboolean               template,
                              gint64                 partner,
                              GtkWidget             *opener,
                              TwPlanMade             made);
/* A goal with its quarterly targets; @goal 0: a new one. */
void tw_plan_dialog_goal     (TwDocument            *document,
                              const TwPlanProgress  *progress,
                              gint64                 goal,
                              GtkWidget             *opener);
/* A figure by hand for a quarter that has begun. */
void tw_plan_dialog_record   (TwDocument            *document,
                              const TwPlanGoal      *goal,
                              GtkWidget             *opener);
/* Forward at once; back asks for a reason. */
void tw_plan_dialog_state    (TwDocument            *document,
                              gint64                 plan,
                              TwPlanState            from,
                              TwPlanState            to,
                              GtkWidget             *opener);
/* The day on which a started review was held, and its minutes. */
void tw_plan_dialog_close_review (TwDocument        *document,
                              gint64                 review,
                              GtkWidget             *opener);

/* Says what was done, with an offer to undo it, or what went wrong. */
gboolean tw_plan_dialog_finish (TwDocument          *document,
                              GtkWidget             *opener,
                              gboolean               good,
                              const char            *toast,
                              const char            *failure,
                              const GError          *error);

G_END_DECLS
