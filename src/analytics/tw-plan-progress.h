/* tw-plan-progress.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-plan-measure.h"

G_BEGIN_DECLS

/* How far the goals of a joint business plan are, on a day that is always said.
 *
 * With T the target of a quarter and s the share of its days that have passed on the day (both ends
 * counted; 1 for a quarter that is over, 0 for one that hasn't begun):
 *
 *   flow     actual = the sum over the quarters that have begun, due = Σ T·s, target = Σ T
 *   level    actual = how it stands on the day, due = P + (T − P)·s in the quarter of the day, P being
 *            the target of the quarter before, or what the facts say of the day before the plan
 *   rate     actual = the share over the plan so far, due = T of the quarter of the day
 *            of a level and a rate the target is that of the last quarter
 *
 *   pace = actual ÷ due        attainment = actual ÷ target
 *
 * rounded half up to millionths; where the divisor is zero there is none. The plan's pace and
 * attainment are the means of its goals' by weight, in which a goal counts at most 1.5, so that one
 * goal can't hide the others; goals without a figure or a weight are left out of it. A figure by
 * hand replaces the one from the facts, quarter by quarter. */

#define TW_PLAN_RATIO_ONE  1000000
#define TW_PLAN_RATIO_MOST 1500000
#define TW_PLAN_BEHIND      950000
#define TW_PLAN_AHEAD      1050000

typedef enum
{
  TW_PLAN_PACE_NONE,    /* no figure */
  TW_PLAN_PACE_BEHIND,  /* below 0.95 */
  TW_PLAN_PACE_ON,
  TW_PLAN_PACE_AHEAD,   /* above 1.05 */
} TwPlanPace;

/* A figure that may be missing. */
typedef struct
{
  gboolean known;
  gint64   value;
} TwPlanFigure;

/**
 * TwPlanQuarter:
 * @id: of its row in `plan_target`
 * @name: such as 2026-Q1
 * @target: in the unit of the goal
 * @begun: whether it has begun on the day
 * @computed: what the facts say, of a quarter that has begun
 * @actual: what counts: the figure by hand, else what the facts say
 * @by_hand: whether somebody entered it; then @reason, @by and @at say why, who and when
 */
typedef struct
{
  gint64        id;
  TwSpan        span;
  char         *name;
  gint64        target;
  gboolean      begun;
  TwPlanFigure  computed;
  TwPlanFigure  actual;
  gboolean      by_hand;
  char         *reason;
  char         *by;
  char         *at;
} TwPlanQuarter;

/**
 * TwPlanGoal:
 * @id: of its row in `plan_goal`
 * @side, @kind, @metric: keys of choices; @metric is %NULL where actuals are entered by hand
 * @currency: (nullable): of figures in money
 * @digits: decimals of figures as plain text: of the currency, else 6
 * @weight: millionths
 * @quarters: (element-type TwPlanQuarter): in order
 * @due: what is due on the day
 * @by_hand: whether any figure in it was entered by hand
 * @problem: (nullable): why there is no actual, a sentence
 */
typedef struct
{
  gint64        id;
  char         *key;
  char         *title;
  char         *side;
  char         *kind;
  char         *metric;
  char         *parameter;
  char         *segment;
  char         *region;
  gint64        category;
  gint64        product;
  TwPlanUnit    unit;
  TwPlanBasis   basis;
  char         *currency;
  int           digits;
  gint64        weight;
  GPtrArray    *quarters;
  gint64        target;
  TwPlanFigure  due;
  TwPlanFigure  actual;
  TwPlanFigure  pace;
  TwPlanFigure  attainment;
  gboolean      by_hand;
  char         *problem;
} TwPlanGoal;

/**
 * TwPlanProgress:
 * @as_of: the day, within the plan; %TW_DATE_NONE before it begins
 * @goals: (element-type TwPlanGoal): vendor's, partner's, then those of both, each in the order in
 *   which they were entered
 * @weights: their sum, millionths
 */
typedef struct
{
  gint64        plan;
  gint64        partner;
  char         *currency;
  TwSpan        span;
  TwDate        as_of;
  GPtrArray    *goals;
  gint64        weights;
  TwPlanFigure  pace;
  TwPlanFigure  attainment;
} TwPlanProgress;

/**
 * tw_plan_progress_read:
 * @as_of: the last day that counts; a later one than the plan's last is that one
 *
 * Reads facts: for a thread.
 *
 * Returns: (transfer full) (nullable): %NULL with %TW_ERROR_NOT_FOUND where there is no such plan
 */
TwPlanProgress *tw_plan_progress_read      (TwWorkspace           *workspace,
                                            gint64                 plan,
                                            TwDate                 as_of,
                                            GCancellable          *cancellable,
                                            GError               **error);
void            tw_plan_progress_free      (TwPlanProgress        *progress);
/* (nullable) */
TwPlanGoal     *tw_plan_progress_find      (const TwPlanProgress  *progress,
                                            gint64                 goal);
/* (transfer full) (nullable) (element-type TwPlanFact): the rows behind the actual of a goal, or of
 * one of its quarters; %NULL without @error where the goal has no metric. */
GPtrArray      *tw_plan_progress_read_facts (TwWorkspace          *workspace,
                                            const TwPlanProgress  *progress,
                                            const TwPlanGoal      *goal,
                                            const TwPlanQuarter   *quarter,
                                            GCancellable          *cancellable,
                                            GError               **error);
TwPlanPace      tw_plan_pace               (TwPlanFigure           pace);

/* (transfer full): a figure of the goal in plain form: "120450.00", "12.5", "38.2%". */
char           *tw_plan_goal_format        (const TwPlanGoal      *goal,
                                            gint64                 value);
/* (transfer full): the same as it is read: a number with two decimals at most, "1.51". */
char           *tw_plan_goal_write         (const TwPlanGoal      *goal,
                                            gint64                 value);
/* (transfer full): a ratio with two decimals: 0.74. */
char           *tw_plan_ratio_format       (gint64                 ratio);

/* What a review freezes: canonical JSON, and back; tw-plan-frozen.c. */
char           *tw_plan_progress_to_json   (const TwPlanProgress  *progress);
/* %TW_ERROR_PARSE for what isn't such JSON. */
TwPlanProgress *tw_plan_progress_from_json (const char            *json,
                                            GError               **error);

/* For arrays of them. */
void            tw_plan_goal_free          (gpointer               goal);
void            tw_plan_quarter_free       (gpointer               quarter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPlanProgress, tw_plan_progress_free)

G_END_DECLS
