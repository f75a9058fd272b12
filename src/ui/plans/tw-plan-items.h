/* tw-plan-items.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "common/tw-table.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_PLAN_ITEMS (tw_plan_items_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanItems, tw_plan_items, TW, PLAN_ITEMS, AdwBin)

/**
 * TwPlanItems:
 *
 * What belongs to a plan and is a row of one entity (initiatives, milestones, commitments, reviews,
 * actions): a table with a button to add and a menu to edit, mark as done and remove. Every change
 * is one step of undo.
 *
 * @entity: with a reference `plan`
 * @fields: (array zero-terminated=1): the columns
 * @empty: what is said where there are none
 */
GtkWidget *tw_plan_items_new     (TwDocument         *document,
                                  const char         *entity,
                                  gint64              plan,
                                  const char *const  *fields,
                                  const char         *empty);
TwTable   *tw_plan_items_get_table (TwPlanItems      *self);
void       tw_plan_items_refresh (TwPlanItems        *self);
void       tw_plan_items_add     (TwPlanItems        *self);
void       tw_plan_items_edit    (TwPlanItems        *self,
                                  gint64              id);
void       tw_plan_items_remove  (TwPlanItems        *self);
/* Whether what is listed can be done, and marking the selected rows so, or open again. */
gboolean   tw_plan_items_can_do  (TwPlanItems        *self);
void       tw_plan_items_do      (TwPlanItems        *self);
/* A value that a new row begins with: the review of a new action. */
void       tw_plan_items_set_initial (TwPlanItems    *self,
                                  const char         *field,
                                  gint64              number);

G_END_DECLS
