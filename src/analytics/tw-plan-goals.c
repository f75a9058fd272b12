/* tw-plan-goals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-goals.h"

#include "tw-error.h"
#include "tw-plan-money.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

TwPlanProgress *
tw_plan_progress_open (TwWorkspace  *workspace,
                       gint64        plan,
                       TwDate        as_of,
                       GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace, "SELECT partner, currency, valid_from, valid_to FROM plan WHERE id = :id", error);
  g_autoptr (GError) local_error = NULL;
  TwPlanProgress *progress;

  if (query == NULL)
    return NULL;

  tw_query_bind_int (query, "id", plan);
  if (!tw_query_step (query, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                     _("The plan isn’t there any more. It was removed."));
      return NULL;
    }

  progress = g_new0 (TwPlanProgress, 1);
  progress->plan = plan;
  progress->partner = tw_query_int (query, 0);
  progress->currency = tw_query_dup_text (query, 1);
  progress->span.start = tw_query_date (query, 2);
  progress->span.end = tw_query_date (query, 3);
  progress->as_of = as_of < progress->span.start ? TW_DATE_NONE : MIN (as_of, progress->span.end - 1);
  progress->goals = g_ptr_array_new_with_free_func (tw_plan_goal_free);

  return progress;
}

static TwPlanUnit
parse_unit (const char *text)
{
  if (g_strcmp0 (text, "money") == 0)
    return TW_PLAN_MONEY;

  return g_strcmp0 (text, "rate") == 0 ? TW_PLAN_RATE : TW_PLAN_NUMBER;
}

static TwPlanGoal *
read_goal (TwQuery              *query,
           TwWorkspace          *workspace,
           const TwPlanProgress *progress)
{
  TwPlanGoal *goal = g_new0 (TwPlanGoal, 1);
  const TwPlanMeasure *measure;

  goal->id = tw_query_int (query, 0);
  goal->key = tw_query_dup_text (query, 1);
  goal->title = tw_query_dup_text (query, 2);
  goal->side = tw_query_dup_text (query, 3);
  goal->kind = tw_query_dup_text (query, 4);
  goal->metric = tw_query_dup_text (query, 5);
  goal->parameter = tw_query_dup_text (query, 6);
  goal->unit = parse_unit (tw_query_text (query, 7));
  goal->basis = g_strcmp0 (tw_query_text (query, 8), "level") == 0 ? TW_PLAN_LEVEL : TW_PLAN_FLOW;
  goal->weight = tw_query_int (query, 9);
  goal->segment = tw_query_dup_text (query, 10);
  goal->region = tw_query_dup_text (query, 11);
  goal->category = tw_query_is_null (query, 12) ? 0 : tw_query_int (query, 12);
  goal->product = tw_query_is_null (query, 13) ? 0 : tw_query_int (query, 13);

  /* What a metric is measured in is its own affair. */
  measure = tw_plan_measure_find (goal->metric);
  if (measure != NULL)
    {
      goal->unit = measure->unit;
      goal->basis = measure->basis;
    }

  goal->currency = goal->unit == TW_PLAN_MONEY ? g_strdup (progress->currency) : NULL;
  goal->digits = goal->unit == TW_PLAN_MONEY
                     ? tw_plan_money_digits (workspace, progress->currency)
                     : 6;
  goal->quarters = g_ptr_array_new_with_free_func (tw_plan_quarter_free);

  return goal;
}

gboolean
tw_plan_progress_read_goals (TwWorkspace     *workspace,
                             TwPlanProgress  *progress,
                             GError         **error)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "SELECT id, external_id, title, side, kind, metric, parameter, unit, basis, weight, segment,"
      " region, category, product FROM plan_goal WHERE plan = :plan"
      " ORDER BY side = 'joint', side = 'partner', id",
      error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "plan", progress->plan);
  while (tw_query_step (query, &local_error))
    {
      TwPlanGoal *goal = read_goal (query, workspace, progress);

      progress->weights += goal->weight;
      g_ptr_array_add (progress->goals, goal);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* The targets of a goal in its unit; one that was entered in another unit is no target. */
gboolean
tw_plan_goal_read_quarters (TwWorkspace       *workspace,
                            TwPlanProgress    *progress,
                            TwPlanGoal        *goal,
                            const TwCalendar  *calendar,
                            GError           **error)
{
  gboolean money = goal->unit == TW_PLAN_MONEY;
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "SELECT id, valid_from, valid_to, CASE WHEN :money THEN amount ELSE quantity END,"
      " CASE WHEN :money THEN hand_amount ELSE hand_quantity END, hand_reason, hand_by, hand_at"
      " FROM plan_target WHERE goal = :goal ORDER BY valid_from",
      error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "goal", goal->id);
  tw_query_bind_int (query, "money", money);
  while (tw_query_step (query, &local_error))
    {
      TwPlanQuarter *quarter = g_new0 (TwPlanQuarter, 1);

      quarter->id = tw_query_int (query, 0);
      quarter->span.start = tw_query_date (query, 1);
      quarter->span.end = tw_query_date (query, 2);
      quarter->name = tw_calendar_name (calendar, TW_CALENDAR_QUARTER, quarter->span.start);
      quarter->target = tw_query_is_null (query, 3) ? 0 : tw_query_int (query, 3);
      quarter->begun = progress->as_of != TW_DATE_NONE && progress->as_of >= quarter->span.start;
      if (!tw_query_is_null (query, 4))
        quarter->actual = (TwPlanFigure){ TRUE, tw_query_int (query, 4) };
      quarter->by_hand = quarter->actual.known;
      quarter->reason = tw_query_dup_text (query, 5);
      quarter->by = tw_query_dup_text (query, 6);
      quarter->at = tw_query_dup_text (query, 7);
      g_ptr_array_add (goal->quarters, quarter);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
