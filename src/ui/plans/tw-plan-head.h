/* tw-plan-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "plans/tw-plan-reader.h"

G_BEGIN_DECLS

#define TW_TYPE_PLAN_HEAD (tw_plan_head_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanHead, tw_plan_head, TW, PLAN_HEAD, AdwBin)

/**
 * TwPlanHead:
 *
 * What stands above the tabs of a plan: its name, pace and owners, the way from state to state, and what is missing before
 * it can be agreed.
 */
GtkWidget *tw_plan_head_new         (TwDocument          *document);
/* @summary must live until the next one. */
void       tw_plan_head_show        (TwPlanHead          *self,
                                     const TwPlanSummary *summary);
/* Whether nothing is missing before it can be agreed. */
gboolean   tw_plan_head_is_complete (TwPlanHead          *self);

G_END_DECLS
