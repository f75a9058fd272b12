/* tw-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Joint business plans: their states and what belongs together when they are made.
 *
 * Invariants: a plan goes draft → agreed → running → closed, one step at a time; any way back needs
 * a reason. It can be agreed only when it is complete. Every step is a row of `plan_state_change`.
 * Targets, weights and what goals measure change in a draft alone (guards in 0002-b-plans.sql). */

typedef enum
{
  TW_PLAN_DRAFT,
  TW_PLAN_AGREED,
  TW_PLAN_RUNNING,
  TW_PLAN_CLOSED,
} TwPlanState;

/* The key of a state, as it is stored, and back; an unknown one is %TW_PLAN_DRAFT. */
const char *tw_plan_state_key      (TwPlanState    state);
TwPlanState tw_plan_state_parse    (const char    *key);
gboolean    tw_plan_get_state      (TwWorkspace   *workspace,
                                    gint64         plan,
                                    TwPlanState   *state,
                                    GError       **error);

/**
 * tw_plan_list_missing:
 *
 * What keeps a plan from being agreed, as sentences: owners on both sides, goals of both sides with
 * targets and weights of 100 % in sum, commitments of both sides, a milestone, a review.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): empty where nothing is missing
 */
GPtrArray  *tw_plan_list_missing   (TwWorkspace   *workspace,
                                    gint64         plan,
                                    GError       **error);

/**
 * tw_plan_set_state:
 * @reason: (nullable): needed on the way back
 * @error: %TW_ERROR_REFUSED where the step isn't one, a reason is missing, or the plan isn't
 *   complete (the message lists why)
 *
 * One entry of the history.
 */
gboolean    tw_plan_set_state      (TwWorkspace   *workspace,
                                    gint64         plan,
                                    TwPlanState    state,
                                    const char    *reason,
                                    GError       **error);

/* The running plan of a partner, else its latest one; 0 where it has none. */
gint64      tw_plan_find_for_partner (TwWorkspace *workspace,
                                    gint64         partner);

/* (transfer full) (element-type TwSpan): the fiscal quarters of a plan's days; a first or last one
 * that it has a part of is cut. */
GArray     *tw_plan_list_quarters  (TwWorkspace   *workspace,
                                    TwSpan         span,
                                    GError       **error);

/* (transfer full): an external id of the form PREFIX-7 that @table doesn't hold yet. */
char       *tw_plan_make_key       (TwWorkspace   *workspace,
                                    const char    *table,
                                    const char    *prefix);

/**
 * TwPlanTarget:
 * @value: in millionths, or minor units where the goal is in money
 */
typedef struct
{
  TwSpan span;
  gint64 value;
} TwPlanTarget;

/**
 * tw_plan_set_targets:
 * @targets: one per quarter
 *
 * Writes the targets of a goal: quarters that it has are changed, others added, those beyond
 * @targets removed. Figures by hand stay with their quarter. One entry of the history.
 */
gboolean    tw_plan_set_targets    (TwWorkspace         *workspace,
                                    gint64               goal,
                                    const TwPlanTarget  *targets,
                                    gsize                n_targets,
                                    GError             **error);

/**
 * tw_plan_record:
 * @target: a quarter of a goal, a row of `plan_target`
 * @value: (nullable): the figure by hand, in the unit of the goal; %NULL takes it away
 * @reason: where the figure comes from; needed with @value
 *
 * Records progress by hand. One entry of the history.
 */
gboolean    tw_plan_record         (TwWorkspace   *workspace,
                                    gint64         target,
                                    const gint64  *value,
                                    const char    *reason,
                                    GError       **error);

G_END_DECLS
