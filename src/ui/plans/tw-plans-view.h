/* tw-plans-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_PLANS_VIEW (tw_plans_view_get_type ())
G_DECLARE_FINAL_TYPE (TwPlansView, tw_plans_view, TW, PLANS_VIEW, TwView)

TwView  *tw_plans_view_new              (TwDocument   *document);
/* Shows one plan; FALSE where it isn't there any more. */
gboolean tw_plans_view_open             (TwPlansView  *self,
                                         gint64        plan);
/* The running plan of a partner, else its latest one; FALSE where it has none: then a new one is
 * asked for. */
gboolean tw_plans_view_open_for_partner (TwPlansView  *self,
                                         gint64        partner);

G_END_DECLS
