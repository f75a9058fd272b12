/* tw-chart-spec.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <math.h>

G_BEGIN_DECLS

/* What a chart says: its kind, words, axes, series and marks, without a size, a colour or a font. A spec is
 * filled once and then only read, from any thread. It holds doubles because it is geometry; the exact values
 * travel beside them as text, made by whoever knows the numbers. */

/**
 * TwChartKind:
 * What a mark's numbers mean is told per kind. `X` and `Y` are the axes below; a *row* or *category* is an
 * index from 0 into the categories of %TW_CHART_X (or, without categories, into the marks of a series, whose
 * labels then name the rows).
 *
 * @TW_CHART_BARS: x category, y value, low < high a whisker
 * @TW_CHART_LINES: x position (index of a category, or number), y value, low < high an interval
 * @TW_CHART_AREAS: as lines, filled to zero; two or more series are stacked in their order
 * @TW_CHART_PAYOUT: x measure, y payout; two marks with one x are a jump, drawn as a cliff. A series of role
 *   %TW_CHART_ROLE_RUG has an x only: where the partners stand. Handles can be dragged.
 * @TW_CHART_WATERFALL: y the change; with %TW_CHART_MARK_TOTAL y is the level itself
 * @TW_CHART_SCATTER: x, y, size > 0 an area; references on X and Y make quadrants, see tw_chart_spec_add_note()
 * @TW_CHART_PARETO: y the value (first series: bars, sorted here, and their running share). A second series with
 *   the same x is drawn as a running share in the order of the first. Everything is in shares of the total:
 *   there is one axis.
 * @TW_CHART_LORENZ: y the value; sorted here, share of the marks against share of the values
 * @TW_CHART_HEAT_MAP: x column, y row (index of a category of Y), size the value, formatted by %TW_CHART_VALUE
 * @TW_CHART_FUNNEL: y the value of a stage, in order; the share of the stage before is added here
 * @TW_CHART_DUMBBELL: x row, y value, low < high the interval; one series per end
 * @TW_CHART_BULLET: x row, y value; normal role = actual, %TW_CHART_ROLE_TARGET a tick, %TW_CHART_ROLE_RANGE
 *   the upper end of a grey. With tw_chart_spec_set_own_scales() each row goes from 0 to its own largest value.
 * @TW_CHART_SURVIVAL: x time, y share that is left from there on, low < high the interval,
 *   %TW_CHART_MARK_CENSORED where somebody left the observation
 * @TW_CHART_FLOW: x column of the source, low its node, high the node in the next column, size the amount;
 *   nodes are the categories of Y, columns those of X
 * @TW_CHART_TIMELINE: y lane (index of a category of Y), low < high a bar from day to day, else x the day of a
 *   milestone, whose state is a flag. Days are any numbers; ticks are given. A reference on X is today.
 */
typedef enum
{
  TW_CHART_BARS,
  TW_CHART_LINES,
  TW_CHART_AREAS,
  TW_CHART_PAYOUT,
  TW_CHART_WATERFALL,
  TW_CHART_SCATTER,
  TW_CHART_PARETO,
  TW_CHART_LORENZ,
  TW_CHART_HEAT_MAP,
  TW_CHART_FUNNEL,
  TW_CHART_DUMBBELL,
  TW_CHART_BULLET,
  TW_CHART_SURVIVAL,
  TW_CHART_FLOW,
  TW_CHART_TIMELINE,
  TW_CHART_N_KINDS,
} TwChartKind;

typedef enum
{
  TW_CHART_GROUPED,
  TW_CHART_STACKED,
  TW_CHART_DIVERGING, /* bars in the colours of plus and minus; of a heat map: two-sided colours */
} TwChartArrangement;

/* A bar chart without a wish stands upright as long as its labels fit, and lies down when they don't. */
typedef enum
{
  TW_CHART_EITHER,
  TW_CHART_UPRIGHT,
  TW_CHART_LYING,
} TwChartOrientation;

typedef enum
{
  TW_CHART_X,
  TW_CHART_Y,
  TW_CHART_VALUE, /* colour or size where X and Y are taken: heat map, flow */
  TW_CHART_N_AXES,
} TwChartAxisId;

typedef enum
{
  TW_CHART_SCALE_LINEAR,
  TW_CHART_SCALE_CATEGORICAL,
  TW_CHART_SCALE_TIME, /* a number whose ticks are given with tw_chart_spec_add_tick() */
} TwChartScale;

typedef enum
{
  TW_CHART_ROLE_NORMAL,
  TW_CHART_ROLE_BASELINE, /* what the others are held against: grey */
  TW_CHART_ROLE_OTHER,    /* the rest: grey */
  TW_CHART_ROLE_TARGET,
  TW_CHART_ROLE_RANGE,
  TW_CHART_ROLE_RUG,
} TwChartRole;

typedef enum
{
  TW_CHART_MARK_LOW_SAMPLE = 1 << 0,    /* n < 20: hollow and dashed, with its n */
  TW_CHART_MARK_NOT_AVAILABLE = 1 << 1, /* "n/a" in its place; y is not looked at */
  TW_CHART_MARK_TO_DATE = 1 << 2,       /* of a period that still runs: hatched */
  TW_CHART_MARK_TOTAL = 1 << 3,         /* waterfall: a level, not a change */
  TW_CHART_MARK_CENSORED = 1 << 4,      /* survival */
  TW_CHART_MARK_DONE = 1 << 5,          /* milestones, told apart by shape */
  TW_CHART_MARK_OPEN = 1 << 6,
  TW_CHART_MARK_OVERDUE = 1 << 7,
  TW_CHART_MARK_HIGHLIGHT = 1 << 8,     /* labelled first, and drawn in front */
} TwChartMarkFlags;

/**
 * TwChartFormat:
 * @step: the distance of two ticks, or 0 for the value of a mark
 *
 * Writes a number of an axis in the locale, without its unit. All ticks of an axis come with the same
 * @step, so that a formatter which writes k or M from it does so with all ticks or none.
 *
 * Returns: (transfer full): the text
 */
typedef char *(*TwChartFormat) (double   value,
                                double   step,
                                gpointer user_data);

/**
 * TwChartAxis:
 * @title: (nullable): what is measured, in words
 * @unit: (nullable): once, behind the title
 * @format: (nullable): how numbers are written; plain numbers without it
 * @destroy: (nullable): frees @user_data with the spec
 * @min: wish for the lower end, %NAN for none; the axis never cuts a mark off
 * @max: wish for the upper end, %NAN for none
 * @whole: ticks at whole numbers only (counts)
 * @categories: (nullable) (array zero-terminated=1): names of a categorical axis, copied
 */
typedef struct
{
  const char         *title;
  const char         *unit;
  TwChartScale        scale;
  TwChartFormat       format;
  gpointer            user_data;
  GDestroyNotify      destroy;
  double              min;
  double              max;
  gboolean            whole;
  const char * const *categories;
} TwChartAxis;

#define TW_CHART_AXIS_INIT { .min = NAN, .max = NAN }

/**
 * TwChartMark:
 * @label: what it is of
 * @text: the exact value in words, as table and tooltip say it
 * @note: (nullable): short words drawn beside the mark in place of its formatted value
 * @n: how many the value rests on, -1 for none
 * @flags: #TwChartMarkFlags
 * @key: (nullable): opaque to the chart: the rows behind
 */
typedef struct
{
  const char *label;
  const char *text;
  const char *note;
  double      x;
  double      y;
  double      low;
  double      high;
  double      size;
  gint64      n;
  guint       flags;
  const char *key;
} TwChartMark;

#define TW_CHART_MARK_INIT { .n = -1 }

/* The words of a chart. All but the title may be missing. */
typedef enum
{
  TW_CHART_TEXT_TITLE,        /* the finding or the question: "ROI by partner type, 2026-Q3" */
  TW_CHART_TEXT_SUBTITLE,     /* unit, n, comparison */
  TW_CHART_TEXT_DEFINITION,   /* how the value is defined, one or two sentences */
  TW_CHART_TEXT_FINDING,      /* one sentence, also the accessible description */
  TW_CHART_TEXT_PERIOD,
  TW_CHART_TEXT_FILTERS,
  TW_CHART_TEXT_EMPTY_REASON, /* why there is nothing to see */
  TW_CHART_TEXT_WORKSPACE,
  TW_CHART_TEXT_DATE,         /* the day this was computed on, in words */
  TW_CHART_N_TEXTS,
} TwChartText;

typedef struct _TwChartSpec TwChartSpec;

#define TW_TYPE_CHART_SPEC (tw_chart_spec_get_type ())

GType        tw_chart_spec_get_type        (void) G_GNUC_CONST;
TwChartSpec *tw_chart_spec_new             (TwChartKind         kind,
                                            const char         *id,
                                            const char         *title);
TwChartSpec *tw_chart_spec_ref             (TwChartSpec        *spec);
void         tw_chart_spec_unref           (TwChartSpec        *spec);

void         tw_chart_spec_set_text        (TwChartSpec        *spec,
                                            TwChartText         which,
                                            const char         *text);
/* How many facts or partners the whole chart rests on; -1 for none. */
void         tw_chart_spec_set_n           (TwChartSpec        *spec,
                                            gint64              n);
void         tw_chart_spec_set_arrangement (TwChartSpec        *spec,
                                            TwChartArrangement  arrangement);
void         tw_chart_spec_set_orientation (TwChartSpec        *spec,
                                            TwChartOrientation  orientation);
void         tw_chart_spec_set_own_scales  (TwChartSpec        *spec,
                                            gboolean            own_scales);
/* Copies everything; takes over @axis->user_data when @axis->destroy is set. */
void         tw_chart_spec_set_axis        (TwChartSpec        *spec,
                                            TwChartAxisId       which,
                                            const TwChartAxis  *axis);
/* A tick of an axis whose ticks are given: fiscal periods. In any order. */
void         tw_chart_spec_add_tick        (TwChartSpec        *spec,
                                            TwChartAxisId       which,
                                            double              value,
                                            const char         *label);
/* Returns the number of the series, from 0. Six of role normal have a colour. With more, the first five keep
 * theirs and all others are drawn and named as one, "Other": order them by weight. (Whoever has the exact numbers
 * does better to add them up into a series of %TW_CHART_ROLE_OTHER.) */
guint        tw_chart_spec_add_series      (TwChartSpec        *spec,
                                            const char         *name,
                                            TwChartRole         role);
/* The same series in another chart without copying its marks, of which there may be ten thousand: no more are added to it
 * in either. @owner is kept. */
guint        tw_chart_spec_share_series    (TwChartSpec        *spec,
                                            TwChartSpec        *owner,
                                            guint               series);
/* Copies the mark. Numbers that are not finite make it %TW_CHART_MARK_NOT_AVAILABLE. */
void         tw_chart_spec_add_mark        (TwChartSpec        *spec,
                                            guint               series,
                                            const TwChartMark  *mark);
/* A line across the chart with its name (and value, in @label): a target, today, the mean. */
void         tw_chart_spec_add_reference   (TwChartSpec        *spec,
                                            TwChartAxisId       which,
                                            double              value,
                                            const char         *label);
/* Words at a point. At most three are drawn; in a scatter up to four, as the names of the quadrants from the
 * upper left in reading order, when both axes have a reference. */
void         tw_chart_spec_add_note        (TwChartSpec        *spec,
                                            double              x,
                                            double              y,
                                            const char         *text);
/* A point of a payout curve that can be dragged: a threshold along X, a rate along Y. @key tells it from the
 * others. */
void         tw_chart_spec_add_handle      (TwChartSpec        *spec,
                                            TwChartAxisId       along,
                                            double              x,
                                            double              y,
                                            const char         *label,
                                            const char         *key);
/* The last handle's value is its place less @base, and stays between @least and @most (±INFINITY: no bound). Without
 * this it is its place, and never negative. */
void         tw_chart_spec_bound_handle    (TwChartSpec        *spec,
                                            double              base,
                                            double              least,
                                            double              most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwChartSpec, tw_chart_spec_unref)

G_END_DECLS
