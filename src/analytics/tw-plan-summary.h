/* tw-plan-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-plan-progress.h"
#include "tw-plan.h"

G_BEGIN_DECLS

/**
 * TwPlanSummary:
 * @owner: (nullable), @partner_owner likewise: names
 * @progress: how far its goals are
 * @next: (nullable): what is due first of what isn't done, on the day @next_due
 * @overdue: how many of those were due before the day
 *
 * A plan as the list of plans shows it.
 */
typedef struct
{
  gint64          id;
  gint64          partner_id;
  char           *key;
  char           *name;
  char           *partner;
  char           *owner;
  char           *partner_owner;
  char           *note;
  TwPlanState     state;
  TwPlanProgress *progress;
  char           *next;
  TwDate          next_due;
  guint           overdue;
} TwPlanSummary;

/* (transfer full) (element-type TwPlanSummary): running plans first, those most behind at the top.
 * Reads facts: for a thread. @partner: 0 for all. */
GPtrArray     *tw_plan_summary_list (TwWorkspace    *workspace,
                                     gint64          partner,
                                     TwDate          as_of,
                                     GCancellable   *cancellable,
                                     GError        **error);
/* (transfer full) (nullable): of one plan. */
TwPlanSummary *tw_plan_summary_read (TwWorkspace    *workspace,
                                     gint64          plan,
                                     TwDate          as_of,
                                     GCancellable   *cancellable,
                                     GError        **error);
void           tw_plan_summary_free (TwPlanSummary  *summary);

/* The day as of which plans are shown: the last of @span, or @today where that is
 * earlier. */
TwDate         tw_plan_as_of        (TwSpan          span,
                                     TwDate          today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPlanSummary, tw_plan_summary_free)

G_END_DECLS
