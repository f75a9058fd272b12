/* tw-plan-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plans/tw-plan-page.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TW_TYPE_PLAN_DESK (tw_plan_desk_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanDesk, tw_plan_desk, TW, PLAN_DESK, GObject)

/**
 * TwPlanDesk:
 *
 * What can be done with the plan on a page, wherever the page stands: the actions that its buttons, menus and keys
 * name, and the details pane of the window. Emits `changed` after the selection of one of its lists, or its tab, and
 * `removed` after the plan was removed.
 */

/**
 * tw_plan_desk_new:
 * @widget: stands in the window with the page; outlives the desk
 * @actions: the group that is reached as `view.…` from the page
 *
 * Returns: (transfer full): a desk without a page
 */
TwPlanDesk *tw_plan_desk_new          (TwDocument  *document,
                                       GtkWidget   *widget,
                                       GActionMap  *actions);
/* @page: (nullable): the page from now on, kept weakly. */
void        tw_plan_desk_set_page     (TwPlanDesk  *self,
                                       TwPlanPage  *page);
/* Which actions can be done now. */
void        tw_plan_desk_update       (TwPlanDesk  *self);
/* What the row of the tab's list has to show; closed panes stay closed unless @open. */
void        tw_plan_desk_show_details (TwPlanDesk  *self,
                                       gboolean     open);
/* What is selected in the list of the tab. */
void        tw_plan_desk_remove_items (TwPlanDesk  *self);

G_END_DECLS
