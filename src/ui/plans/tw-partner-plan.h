/* tw-partner-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "common/tw-table.h"

G_BEGIN_DECLS

#define TW_TYPE_PARTNER_PLAN (tw_partner_plan_get_type ())
G_DECLARE_FINAL_TYPE (TwPartnerPlan, tw_partner_plan, TW, PARTNER_PLAN, AdwBin)

/**
 * TwPartnerPlan:
 *
 * The plan of one partner where the partner stands: the running one first, the others to choose from, with everything
 * that can be done with it in the view of plans. Follows the document by itself.
 */
GtkWidget *tw_partner_plan_new       (TwDocument    *document,
                                      gint64         partner);
/* (nullable): the list that is shown. */
TwTable   *tw_partner_plan_get_table (TwPartnerPlan *self);

G_END_DECLS
