/* tw-plan-measure.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What goals of plans are measured by: from the facts of one partner to one figure. The figure is
 * always the sum (or the share) over the very rows that tw_plan_measure_read() lists, so that an
 * actual and the rows behind it can't disagree. Facts that a correction replaces don't count;
 * refunds count with their sign. */

typedef enum
{
  TW_PLAN_MONEY,        /* minor units of the plan's currency */
  TW_PLAN_NUMBER,       /* millionths */
  TW_PLAN_RATE,         /* millionths of one: counted rows by all rows */
} TwPlanUnit;

typedef enum
{
  TW_PLAN_FLOW,         /* what happened in a span; spans add up */
  TW_PLAN_LEVEL,        /* how it stands at the end of a span */
} TwPlanBasis;

/**
 * TwPlanMeasure:
 * @name: as in the column `metric` of `plan_goal`
 * @entity: of the rows behind it; sales of every source are listed as `sale`
 * @label: translatable
 * @definition: translatable, one sentence
 * @parameter: (nullable): translatable; what the goal's parameter narrows it by
 */
typedef struct
{
  const char  *name;
  const char  *entity;
  const char  *label;
  const char  *definition;
  const char  *parameter;
  TwPlanUnit   unit;
  TwPlanBasis  basis;
} TwPlanMeasure;

/**
 * TwPlanScope:
 * @partner: whose facts
 * @currency: into which money is converted, by the rate of each fact's day
 * @parameter: (nullable), @segment, @region likewise; 0: any category, any product
 *
 * What a goal counts. A category holds those below it.
 */
typedef struct
{
  gint64      partner;
  const char *currency;
  const char *parameter;
  const char *segment;
  const char *region;
  gint64      category;
  gint64      product;
} TwPlanScope;

/**
 * TwPlanFact:
 * @what: (nullable): product, certification, activity …
 * @who: (nullable): customer or person
 * @value: what it counts for, in the unit of the measure: minor units of the scope's currency, else
 *   millionths (1,000,000 for one; 0 for a lost deal of the win rate)
 *
 * One row behind an actual.
 */
typedef struct
{
  gint64  id;
  TwDate  date;
  char   *key;
  char   *what;
  char   *who;
  gint64  value;
} TwPlanFact;

guint                tw_plan_measure_count (void);
const TwPlanMeasure *tw_plan_measure_nth   (guint                 index);
/* (nullable) */
const TwPlanMeasure *tw_plan_measure_find  (const char           *name);

/**
 * tw_plan_measure_read:
 * @span: facts of these days; a level is read as it stood at the end of the last of them
 *
 * Returns: (transfer full) (element-type TwPlanFact): in the order of their dates; %NULL with
 *   %TW_ERROR_NOT_FOUND where a rate of exchange is missing
 */
GPtrArray           *tw_plan_measure_read  (TwWorkspace          *workspace,
                                            const TwPlanMeasure  *measure,
                                            const TwPlanScope    *scope,
                                            TwSpan                span,
                                            GCancellable         *cancellable,
                                            GError              **error);

/**
 * tw_plan_measure_sum:
 * @facts: (element-type TwPlanFact)
 * @span: only those of these days
 * @value: (out): their sum, or for a rate their share, rounded half up to millionths
 *
 * Returns: %FALSE where there is no figure: a rate over no rows, or a sum that doesn't fit
 */
gboolean             tw_plan_measure_sum   (const TwPlanMeasure  *measure,
                                            GPtrArray            *facts,
                                            TwSpan                span,
                                            gint64               *value);

G_END_DECLS
