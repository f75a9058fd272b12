/* tw-item-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-item.h"
#include "tw-sql-private.h"

/* What the items of one list share: how a row is read. Counted, because an item may outlive its
 * list. */
typedef struct
{
  gatomicrefcount  count;
  TwWorkspace     *workspace;   /* owned */
  const TwEntity  *entity;
  GPtrArray       *fields;      /* TwField* */
  TwSlot          *slots;       /* one per field */
  char            *sql;         /* reads the row `:id` */
} TwItemPlan;

TwItemPlan *tw_item_plan_new   (TwWorkspace     *workspace,
                                const TwEntity  *entity,
                                GError         **error);
TwItemPlan *tw_item_plan_ref   (TwItemPlan      *plan);
void        tw_item_plan_unref (TwItemPlan      *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwItemPlan, tw_item_plan_unref)

TwItem     *tw_item_new        (TwItemPlan      *plan,
                                gint64           id);
/* From the row on which a query made with the plan's columns stands. Emits `changed` where a
 * value is another than before, if @notify. */
void        tw_item_read       (TwItem          *self,
                                TwQuery         *query,
                                gboolean         notify);
