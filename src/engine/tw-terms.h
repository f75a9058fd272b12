/* tw-terms.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-calendar.h"
#include "tw-date.h"
#include "tw-fraction.h"

G_BEGIN_DECLS

/* What a program's rules are said with: values, conditions and measures over windows of time (rules.md 1.3 to 1.5
 * and 2.2). They belong to a #TwProgram, whose header says how they are made and freed. */

typedef struct _TwExpr      TwExpr;
typedef struct _TwCondition TwCondition;
typedef struct _TwMeasure   TwMeasure;

/* The static type of a value. */
typedef enum
{
  TW_VALUE_NUMBER,
  TW_VALUE_MONEY,
  TW_VALUE_TEXT,
  TW_VALUE_DATE,
  TW_VALUE_BOOL,
} TwValueType;

/* Where an attribute comes from: `fact.amount`, `customer.new`, `agreement.quota`,
 * `balance.payment`. */
typedef enum
{
  TW_SCOPE_FACT,
  TW_SCOPE_OUTER,      /* the outer fact, from inside a measure's filter */
  TW_SCOPE_CUSTOMER,
  TW_SCOPE_PRODUCT,
  TW_SCOPE_PERSON,
  TW_SCOPE_PARTNER,
  TW_SCOPE_AGREEMENT,
  TW_SCOPE_ENROLMENT,
  TW_SCOPE_PERIOD,     /* the unit being worked on: days, start, end */
  TW_SCOPE_FUND,
  TW_SCOPE_BALANCE,    /* shortfall, excess, payment, at the window's start */
} TwScope;

/* ---- windows, rules.md 1.5 ---- */

typedef enum
{
  TW_WINDOW_PERIOD,         /* custom period of the calendar, else the pay period */
  TW_WINDOW_FACT,
  TW_WINDOW_UNIT,           /* `unit` of the calendar */
  TW_WINDOW_AGREEMENT_YEAR,
  TW_WINDOW_ROLLING,        /* `duration` */
  TW_WINDOW_PREVIOUS,       /* `unit` */
  TW_WINDOW_SINCE,          /* `since` */
  TW_WINDOW_LIFETIME,
  TW_WINDOW_AS_OF,
  TW_WINDOW_ANY_DAY_IN,     /* `duration` */
} TwWindowKind;

typedef struct
{
  TwWindowKind   kind;
  TwCalendarUnit unit;
  gboolean       previous_period; /* PREVIOUS of `period` instead of `unit` */
  TwDuration     duration;
  TwExpr        *since;
  const char    *path;
} TwTimeWindow;

/* ---- values, rules.md 1.3 ---- */

typedef enum
{
  TW_EXPR_LITERAL,       /* literal, or text where type is text */
  TW_EXPR_PER_CURRENCY,  /* keys[i] (currency) → args[i] (money literals of that currency) */
  TW_EXPR_DEFINE,        /* index into program->defines */
  TW_EXPR_ATTRIBUTE,     /* scope, text = name */
  TW_EXPR_QUALIFIER,
  TW_EXPR_MEASURE,
  TW_EXPR_EARNED,
  TW_EXPR_AGGREGATE,     /* measure */
  TW_EXPR_PICK_TEXT,     /* args[0] by; keys[i] → args[i + 1]; otherwise */
  TW_EXPR_PICK_RANGE,    /* args[0] by; bounds[i] → args[i + 1]; edge_to; otherwise */
  /* args[0..1] from, to; args[2..3] over (n_args 4) or over_window or neither; unit, ends */
  TW_EXPR_SPAN,
  TW_EXPR_AGE,           /* args[0..1]; age_unit: completed days, months, years, or weekdays */
  TW_EXPR_WINDOW_START,  /* window: a date, first day (a span's `from`) */
  TW_EXPR_WINDOW_END,    /* window: a date, last day (a span's `to`) */
  TW_EXPR_EACH,          /* each (n_each attributes), args[0] of, take */
  TW_EXPR_ADD,
  TW_EXPR_SUB,
  TW_EXPR_MUL,
  TW_EXPR_DIV,           /* otherwise: `else` */
  TW_EXPR_MIN,
  TW_EXPR_MAX,
  TW_EXPR_ROUND_TO,      /* args[0] of, literal = step, mode */
  TW_EXPR_POINTS,        /* points */
  TW_EXPR_IF,            /* condition, args[0] then, otherwise */
} TwExprKind;

typedef enum
{
  TW_TAKE_SUM,
  TW_TAKE_LARGEST,
  TW_TAKE_SMALLEST,
} TwTake;

typedef enum
{
  TW_EDGE_INHERIT,
  TW_EDGE_FROM,
  TW_EDGE_TO,
} TwEdge;

/* A bound of a pick by number or date. */
typedef struct
{
  TwFraction at;
  TwEdge     edge; /* INHERIT: the pick's */
} TwBound;

/* An item of `points`. */
typedef struct
{
  const char *name;
  TwExpr     *value;
  TwExpr     *worth; /* NULL: 1 */
  TwExpr     *cap;   /* NULL: none */
  TwExpr     *floor; /* NULL: 0 */
  TwExpr     *need;  /* NULL: none */
} TwPoint;

struct _TwExpr
{
  TwExprKind      kind;
  TwValueType     type;
  const char     *path;
  guint           id;        /* running number, given by tw_program_expr() */
  TwFraction      literal;
  const char     *text;
  guint           index;
  TwScope         scope;
  TwExpr        **args;
  guint           n_args;
  TwExpr         *otherwise;
  const char    **keys;      /* one per picked value */
  TwBound        *bounds;
  TwEdge          edge;
  TwMeasure      *measure;
  TwCondition    *condition;
  TwTimeWindow       *window;      /* WINDOW_START/END */
  TwTimeWindow       *over_window; /* SPAN */
  TwDayCount      unit;
  TwEnds          ends;
  TwDurationUnit  age_unit;
  gboolean        weekdays;  /* AGE: Mondays to Fridays instead of age_unit */
  TwExpr        **each;      /* attribute nodes */
  guint           n_each;
  TwTake          take;
  TwRoundingMode  mode;
  TwPoint        *points;
  guint           n_points;
};

/* ---- conditions, rules.md 1.4 ---- */

typedef enum
{
  TW_CONDITION_ALL,      /* children; empty is true */
  TW_CONDITION_ANY,      /* children; empty is false */
  TW_CONDITION_NOT,      /* children[0] */
  TW_CONDITION_AT_LEAST, /* n of children */
  TW_CONDITION_COMPARE,  /* value, tests (all must hold) */
  TW_CONDITION_EACH,     /* each, children[0] must hold for at least n groups */
  TW_CONDITION_DEFINE,   /* index into program->defines */
  TW_CONDITION_HELD,     /* children[0]; held_every, held_by_review, window */
} TwConditionKind;

typedef enum
{
  TW_TEST_AT_LEAST,
  TW_TEST_MORE_THAN,
  TW_TEST_AT_MOST,
  TW_TEST_LESS_THAN,
  TW_TEST_IS,
  TW_TEST_IS_NOT,
  TW_TEST_IN,
} TwTestOp;

typedef struct
{
  TwTestOp  op;
  TwExpr   *than;   /* NULL for IN */
  TwExpr   *keep;   /* `keep_at_least` …: used while the tier is held; NULL: than */
  TwExpr  **list;   /* IN */
  guint     n_list;
} TwTest;

struct _TwCondition
{
  TwConditionKind   kind;
  const char       *path;
  guint             id;
  guint             index;
  guint             n;
  TwCondition     **children;
  guint             n_children;
  TwExpr           *value;
  TwTest           *tests;
  guint             n_tests;
  TwExpr          **each;
  guint             n_each;
  gboolean          held_every;
  gboolean          held_by_review;
  TwTimeWindow         *window;
};

/* ---- measures, rules.md 2.2 ---- */

typedef enum
{
  TW_AGGREGATE_SUM,
  TW_AGGREGATE_COUNT,      /* value NULL */
  TW_AGGREGATE_DISTINCT,
  TW_AGGREGATE_LARGEST,
  TW_AGGREGATE_SMALLEST,
  TW_AGGREGATE_LATEST,
  TW_AGGREGATE_AVERAGE,
  TW_AGGREGATE_MEDIAN,
  TW_AGGREGATE_FIRST_DATE, /* the date that places the first fact */
  TW_AGGREGATE_NTH,        /* the nth value in fact order */
} TwAggregate;

typedef enum
{
  TW_POOL_PARTNER,
  TW_POOL_GROUP,
  TW_POOL_ALL,
} TwPool;

/* What a limit, floor or cap is counted per. */
typedef enum
{
  TW_PER_WINDOW,
  TW_PER_FACT,
  TW_PER_PERIOD,
  TW_PER_UNIT,     /* the calendar unit beside it */
  TW_PER_LIFETIME,
} TwPer;

struct _TwMeasure
{
  TwAggregate     aggregate;
  TwValueType     type;      /* of the result */
  const char     *path;
  guint           id;
  TwExpr         *value;     /* per fact; its TW_SCOPE_FACT is the inner fact */
  guint           nth;
  const char    **kinds;     /* fact kinds; never empty */
  guint           n_kinds;
  TwCondition    *where;     /* NULL: all */
  const char    **dates;     /* date attributes, the latest counts; n_dates 0: the kind's own */
  guint           n_dates;
  TwTimeWindow       *window;    /* NULL: the rule's */
  gboolean        has_shift;
  TwDuration      shift;
  TwPool          pool;
  TwExpr         *floor;
  TwExpr         *cap;
  TwPer           per;
  TwCalendarUnit  per_unit;
  TwExpr         *free;
  gboolean        has_package;
  TwFraction      package_size;
  gboolean        package_complete;
};

G_END_DECLS
