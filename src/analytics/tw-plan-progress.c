/* tw-plan-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-progress.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-plan-goals.h"
#include "tw-rounding.h"
#include "tw-run-reader.h"

#include <glib/gi18n-lib.h>

static TwPlanFigure
figure (gint64 value)
{
  return (TwPlanFigure){ TRUE, value };
}

void
tw_plan_quarter_free (gpointer data)
{
  TwPlanQuarter *quarter = data;

  g_free (quarter->name);
  g_free (quarter->reason);
  g_free (quarter->by);
  g_free (quarter->at);
  g_free (quarter);
}

void
tw_plan_goal_free (gpointer data)
{
  TwPlanGoal *goal = data;

  g_free (goal->key);
  g_free (goal->title);
  g_free (goal->side);
  g_free (goal->kind);
  g_free (goal->metric);
  g_free (goal->parameter);
  g_free (goal->segment);
  g_free (goal->region);
  g_free (goal->currency);
  g_clear_pointer (&goal->quarters, g_ptr_array_unref);
  g_free (goal->problem);
  g_free (goal);
}

void
tw_plan_progress_free (TwPlanProgress *progress)
{
  if (progress == NULL)
    return;

  g_free (progress->currency);
  g_ptr_array_unref (progress->goals);
  g_free (progress);
}

TwPlanGoal *
tw_plan_progress_find (const TwPlanProgress *progress,
                       gint64                goal)
{
  g_return_val_if_fail (progress != NULL, NULL);

  for (guint i = 0; i < progress->goals->len; i++)
    {
      TwPlanGoal *candidate = g_ptr_array_index (progress->goals, i);

      if (candidate->id == goal)
        return candidate;
    }

  return NULL;
}

TwPlanPace
tw_plan_pace (TwPlanFigure pace)
{
  if (!pace.known)
    return TW_PLAN_PACE_NONE;
  if (pace.value < TW_PLAN_BEHIND)
    return TW_PLAN_PACE_BEHIND;

  return pace.value > TW_PLAN_AHEAD ? TW_PLAN_PACE_AHEAD : TW_PLAN_PACE_ON;
}

/* --- words --- */

char *
tw_plan_goal_format (const TwPlanGoal *goal,
                     gint64            value)
{
  __int128 tenths;

  g_return_val_if_fail (goal != NULL, NULL);

  if (goal->unit == TW_PLAN_MONEY)
    return tw_decimal_format (value, goal->digits);
  if (goal->unit == TW_PLAN_NUMBER)
    return tw_decimal_format_trim (value, 6);

  /* A tenth of a percent is as fine as a share of some dozen deals is known. */
  if (!tw_round_div (value, 1000, TW_ROUNDING_HALF_UP, &tenths))
    tenths = 0;

  return tw_rate_format ((gint64) tenths * 1000);
}

char *
tw_plan_goal_write (const TwPlanGoal *goal,
                    gint64            value)
{
  __int128 hundredths;

  g_return_val_if_fail (goal != NULL, NULL);

  if (goal->unit != TW_PLAN_NUMBER || !tw_round_div (value, 10000, TW_ROUNDING_HALF_UP, &hundredths))
    return tw_plan_goal_format (goal, value);

  return tw_decimal_format_trim ((gint64) hundredths, 2);
}

char *
tw_plan_ratio_format (gint64 ratio)
{
  __int128 hundredths = 0;

  tw_round_div (ratio, 10000, TW_ROUNDING_HALF_UP, &hundredths);

  return tw_decimal_format ((gint64) hundredths, 2);
}

/* --- what the facts say --- */

static TwPlanScope
get_scope (const TwPlanProgress *progress,
           const TwPlanGoal     *goal)
{
  return (TwPlanScope){
    .partner = progress->partner,
    .currency = progress->currency,
    .parameter = goal->parameter,
    .segment = goal->segment,
    .region = goal->region,
    .category = goal->category,
    .product = goal->product,
  };
}

/* A span up to the day. */
static TwSpan
cut (TwSpan span,
     TwDate as_of)
{
  return (TwSpan){ span.start, MIN (span.end, as_of + 1) };
}

static gboolean
read_level (TwWorkspace           *workspace,
            const TwPlanProgress  *progress,
            const TwPlanGoal      *goal,
            TwDate                 end,
            TwPlanFigure          *level,
            GCancellable          *cancellable,
            GError               **error)
{
  const TwPlanMeasure *measure = tw_plan_measure_find (goal->metric);
  TwPlanScope scope = get_scope (progress, goal);
  TwSpan span = { progress->span.start, end };
  g_autoptr (GPtrArray) facts =
      tw_plan_measure_read (workspace, measure, &scope, span, cancellable, error);

  if (facts == NULL)
    return FALSE;

  level->known = tw_plan_measure_sum (measure, facts, span, &level->value);

  return TRUE;
}

/* Levels are read once per quarter; what happens is read once and laid into the quarters. */
static gboolean
compute_quarters (TwWorkspace     *workspace,
                  TwPlanProgress  *progress,
                  TwPlanGoal      *goal,
                  GCancellable    *cancellable,
                  GError         **error)
{
  const TwPlanMeasure *measure = tw_plan_measure_find (goal->metric);
  TwPlanScope scope = get_scope (progress, goal);
  TwSpan whole = cut (progress->span, progress->as_of);
  g_autoptr (GPtrArray) facts = NULL;

  if (goal->basis == TW_PLAN_FLOW)
    {
      facts = tw_plan_measure_read (workspace, measure, &scope, whole, cancellable, error);
      if (facts == NULL)
        return FALSE;
    }

  for (guint i = 0; i < goal->quarters->len; i++)
    {
      TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);
      TwSpan span = cut (quarter->span, progress->as_of);

      if (!quarter->begun)
        continue;
      if (facts == NULL
          && !read_level (workspace, progress, goal, span.end, &quarter->computed, cancellable, error))
        return FALSE;
      if (facts != NULL)
        quarter->computed.known =
            tw_plan_measure_sum (measure, facts, span, &quarter->computed.value);
      if (!quarter->by_hand)
        quarter->actual = quarter->computed;
    }

  /* A rate over several quarters is no sum of theirs. */
  if (goal->unit == TW_PLAN_RATE)
    goal->actual.known = tw_plan_measure_sum (measure, facts, whole, &goal->actual.value);

  return TRUE;
}

/* --- deriving --- */

/* numerator ÷ denominator in millionths, half up. */
static TwPlanFigure
divide (gint64 numerator,
        gint64 denominator)
{
  __int128 ratio;

  if (denominator <= 0
      || !tw_round_div ((__int128) numerator * TW_PLAN_RATIO_ONE, denominator,
                        TW_ROUNDING_HALF_UP, &ratio)
      || ratio != (gint64) ratio)
    return (TwPlanFigure){ FALSE, 0 };

  return figure ((gint64) ratio);
}

/* value × the days of @span that have passed ÷ its days, rounded half up to the unit's last place. */
static gint64
pro_rata (gint64 value,
          TwSpan span,
          TwDate as_of)
{
  gint64 days = span.end - span.start;
  gint64 passed = CLAMP (as_of + 1 - span.start, 0, days);
  __int128 part = 0;

  tw_round_div ((__int128) value * passed, MAX (days, 1), TW_ROUNDING_HALF_UP, &part);

  return (gint64) part;
}

/* The quarter in which the day lies: the last one that has begun; NULL: none. */
static TwPlanQuarter *
get_current (const TwPlanGoal *goal,
             TwPlanQuarter   **before)
{
  TwPlanQuarter *current = NULL;

  *before = NULL;
  for (guint i = 0; i < goal->quarters->len; i++)
    {
      TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);

      if (!quarter->begun)
        break;
      *before = current;
      current = quarter;
    }

  return current;
}

static void
derive_flow (TwPlanProgress *progress,
             TwPlanGoal     *goal)
{
  gboolean fits = TRUE;

  for (guint i = 0; i < goal->quarters->len; i++)
    {
      const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);

      fits = fits && tw_amount_add (goal->target, quarter->target, &goal->target);
      if (!quarter->begun)
        continue;
      fits = fits
             && tw_amount_add (goal->due.value,
                               pro_rata (quarter->target, quarter->span, progress->as_of),
                               &goal->due.value);
      goal->due.known = fits;
      if (!quarter->actual.known)
        continue;
      goal->actual.known = TRUE;
      fits = fits && tw_amount_add (goal->actual.value, quarter->actual.value, &goal->actual.value);
    }

  if (!fits)
    goal->due.known = goal->actual.known = FALSE;
}

/* @start: what it stood at before the plan. */
static void
derive_level (TwPlanProgress *progress,
              TwPlanGoal     *goal,
              TwPlanFigure    start)
{
  TwPlanQuarter *before;
  const TwPlanQuarter *current = get_current (goal, &before);
  const TwPlanQuarter *last = goal->quarters->len > 0
                                  ? g_ptr_array_index (goal->quarters, goal->quarters->len - 1)
                                  : NULL;

  goal->target = last != NULL ? last->target : 0;
  if (current == NULL)
    return;

  if (goal->unit == TW_PLAN_RATE)
    {
      goal->due = figure (current->target);
    }
  else
    {
      gint64 from = before != NULL ? before->target : start.known ? start.value : 0;

      goal->due = figure (from + pro_rata (current->target - from, current->span, progress->as_of));
    }

  /* The latest figure stands until there is another one. */
  for (guint i = 0;
       (goal->unit != TW_PLAN_RATE || goal->metric == NULL) && i < goal->quarters->len; i++)
    {
      const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);

      if (quarter->begun && quarter->actual.known)
        goal->actual = quarter->actual;
    }

  if (goal->unit == TW_PLAN_RATE && current->by_hand)
    goal->actual = current->actual;
}

static void
derive_goal (TwPlanProgress *progress,
             TwPlanGoal     *goal,
             TwPlanFigure    start)
{
  if (goal->basis == TW_PLAN_FLOW && goal->unit != TW_PLAN_RATE)
    derive_flow (progress, goal);
  else
    derive_level (progress, goal, start);

  for (guint i = 0; i < goal->quarters->len; i++)
    {
      const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);

      goal->by_hand = goal->by_hand || (quarter->begun && quarter->by_hand);
    }

  if (goal->actual.known)
    {
      goal->attainment = divide (goal->actual.value, goal->target);
      if (goal->due.known)
        goal->pace = divide (goal->actual.value, goal->due.value);
    }
  else if (goal->problem == NULL && goal->quarters->len == 0)
    goal->problem = g_strdup (_("The goal has no targets."));
  else if (goal->problem == NULL && progress->as_of == TW_DATE_NONE)
    goal->problem = g_strdup (_("The plan has not begun."));
  else if (goal->problem == NULL && goal->metric == NULL)
    goal->problem = g_strdup (_("Actuals must be entered by hand."));
  else if (goal->problem == NULL && goal->unit == TW_PLAN_RATE)
    goal->problem = g_strdup (_("Nothing was decided yet that a rate could be taken of."));
}

static TwPlanFigure
get_mean (const TwPlanProgress *progress,
          gboolean              attainment)
{
  __int128 sum = 0;
  __int128 mean;
  gint64 weights = 0;

  for (guint i = 0; i < progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (progress->goals, i);
      TwPlanFigure ratio = attainment ? goal->attainment : goal->pace;

      if (!ratio.known)
        continue;
      sum += (__int128) MIN (ratio.value, TW_PLAN_RATIO_MOST) * goal->weight;
      weights += goal->weight;
    }

  if (weights == 0 || !tw_round_div (sum, weights, TW_ROUNDING_HALF_UP, &mean))
    return (TwPlanFigure){ FALSE, 0 };

  return figure ((gint64) mean);
}

static gboolean
evaluate_goal (TwWorkspace      *workspace,
               TwPlanProgress   *progress,
               TwPlanGoal       *goal,
               const TwCalendar *calendar,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  TwPlanFigure start = { FALSE, 0 };
  gboolean bound = tw_plan_measure_find (goal->metric) != NULL;

  if (!tw_plan_goal_read_quarters (workspace, progress, goal, calendar, error))
    return FALSE;

  if (bound && progress->as_of != TW_DATE_NONE
      && (!compute_quarters (workspace, progress, goal, cancellable, &local_error)
          || (goal->basis == TW_PLAN_LEVEL
              && !read_level (workspace, progress, goal, progress->span.start, &start, cancellable,
                              &local_error))))
    {
      /* A missing rate of exchange is the goal's problem, anything else the whole plan's. */
      if (!g_error_matches (local_error, TW_ERROR, TW_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      goal->problem = g_strdup (local_error->message);
    }

  derive_goal (progress, goal, start);

  return TRUE;
}

TwPlanProgress *
tw_plan_progress_read (TwWorkspace   *workspace,
                       gint64         plan,
                       TwDate         as_of,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (TwPlanProgress) progress = NULL;
  g_autoptr (TwCalendar) calendar = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  calendar = tw_workspace_calendar (workspace, error);
  progress = calendar != NULL ? tw_plan_progress_open (workspace, plan, as_of, error) : NULL;
  if (progress == NULL || !tw_plan_progress_read_goals (workspace, progress, error))
    return NULL;

  for (guint i = 0; i < progress->goals->len; i++)
    {
      if (!evaluate_goal (workspace, progress, g_ptr_array_index (progress->goals, i), calendar,
                          cancellable, error))
        return NULL;
    }

  progress->pace = get_mean (progress, FALSE);
  progress->attainment = get_mean (progress, TRUE);

  return g_steal_pointer (&progress);
}

GPtrArray *
tw_plan_progress_read_facts (TwWorkspace           *workspace,
                             const TwPlanProgress  *progress,
                             const TwPlanGoal      *goal,
                             const TwPlanQuarter   *quarter,
                             GCancellable          *cancellable,
                             GError               **error)
{
  const TwPlanMeasure *measure;
  TwPlanScope scope;
  TwSpan span;

  g_return_val_if_fail (progress != NULL && goal != NULL, NULL);

  measure = tw_plan_measure_find (goal->metric);
  if (measure == NULL || progress->as_of == TW_DATE_NONE)
    return NULL;

  scope = get_scope (progress, goal);
  span = cut (quarter != NULL ? quarter->span : progress->span, progress->as_of);

  return tw_plan_measure_read (workspace, measure, &scope, span, cancellable, error);
}
