/* tw-program.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-allocate.h"
#include "tw-calendar.h"
#include "tw-date.h"
#include "tw-fraction.h"
#include "tw-rounding.h"

G_BEGIN_DECLS

/* The program in memory: the tree of rules.md sections 1 to 3.
 *
 * Everything hangs on one #TwProgram and is freed with it: nodes and arrays come from
 * tw_program_alloc() (zeroed), texts from tw_program_intern(). A builder fills the members
 * directly; what is left zero or %NULL is absent, and every enumeration has the default of
 * rules.md as its zero.
 *
 * Literals: money in minor units of the program's currency, numbers as exact fractions (`2%` is
 * 1/50), dates as their day number, yes/no as 0 or 1, text as an interned string.
 *
 * Every node carries the path of its JSON (`/rules/0/table/bands/1`), which steps and errors
 * name. */

typedef struct _TwProgram   TwProgram;
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

/* ---- table, rules.md 3.1 ---- */

typedef enum
{
  TW_TABLE_MARGINAL,
  TW_TABLE_RETROACTIVE,
  TW_TABLE_INTERPOLATED,
} TwTableMode;

typedef enum
{
  TW_CROSS_SPLIT,
  TW_CROSS_AFTER,
  TW_CROSS_BEFORE,
} TwCross;

typedef struct
{
  const char *path;
  gboolean    has_from;  /* FALSE: `null`, minus infinity, first band only */
  TwFraction  from;      /* minor units where the bound is money, see rules.md 10.5 for `scale` */
  TwEdge      edge;      /* INHERIT: the table's */
  TwExpr     *rate;      /* × money measure */
  TwExpr     *price;     /* × number measure: in major units where its type is number */
  TwExpr     *flat;
} TwBand;

typedef struct
{
  const char  *path;
  TwTableMode  mode;
  TwBand      *bands;
  guint        n_bands;
  TwEdge       edge;        /* INHERIT counts as FROM */
  TwExpr      *scale;       /* NULL: 1 */
  TwCross      cross;
  gboolean     flat_peak;   /* flat_on: peak */
  gboolean     flat_entry;  /* flat_at: entry */
} TwTable;

/* ---- adjustments, rules.md 3.2 to 3.4 ---- */

typedef enum
{
  TW_ADJUST_FACTOR,
  TW_ADJUST_LESS,
  TW_ADJUST_ROUND_TO,
  TW_ADJUST_MAX,
  TW_ADJUST_MIN,
  TW_ADJUST_GUARANTEE,
} TwAdjustKind;

#define TW_PERIODS_ALL G_MAXINT /* `recoup: "all"`, `carry: "all"` */

typedef struct
{
  TwAdjustKind     kind;
  const char      *path;
  TwExpr          *value;       /* factor, less, max, min, guarantee */
  TwCondition     *when;
  TwFraction       step;        /* round_to, minor units */
  TwRoundingMode   mode;
  TwPer            per;
  TwCalendarUnit   per_unit;
  TwExpr         **each;
  guint            n_each;
  TwExpr          *used;
  gboolean         excess_carry;
  int              expires;     /* periods; 0: never */
  int              recoup;      /* guarantee: periods, TW_PERIODS_ALL */
  int              carry;
  gboolean         at_start;
  gboolean         recoup_next; /* recoup_from: next */
  /* in the program's `limits` only */
  const char      *name;
  guint           *rules;       /* indexes into program->rules */
  guint            n_rules;
  gboolean         over_program;
  gboolean         pro_rata;
} TwAdjust;

/* ---- splits, stacking, reversal, clawback, funds, timing: rules.md 3.5 to 3.8 ---- */

typedef enum
{
  TW_SPLIT_GIVEN,
  TW_SPLIT_EQUAL,
  TW_SPLIT_FIRST,
  TW_SPLIT_LAST,
  TW_SPLIT_POSITION, /* shares[0..2]: first, middles, last */
  TW_SPLIT_ROLES,    /* roles[i] → shares[i]; rest */
  TW_SPLIT_DECAY,    /* decay */
} TwSplitBy;

typedef struct
{
  const char   *path;
  TwSplitBy     by;
  gboolean      overlay;
  TwRemainder   remainder;
  gboolean      negative_floor;
  gboolean      collapse;
  gboolean      of_earned;
  const char  **roles;
  TwFraction   *shares;
  guint         n_shares;
  gboolean      has_rest;
  TwFraction    rest;
  TwDuration    decay;
} TwSplit;

typedef enum
{
  TW_STACKING_ADDITIVE,
  TW_STACKING_EXCLUSIVE,
  TW_STACKING_BEST_OF,
  TW_STACKING_SEQUENTIAL,
} TwStackingPolicy;

typedef struct
{
  const char       *path;
  const char       *group;        /* NULL: none */
  TwStackingPolicy  policy;
  int               order;
  gboolean          base_reduced; /* base: reduced */
  gboolean          no_reduce;    /* reduces: false */
  gboolean          per_fact;     /* best_of per fact instead of per window */
} TwStacking;

typedef struct
{
  const char *path;
  gboolean    current;       /* policy: current */
  gboolean    no_tier_effect;
  const char *pair_by;       /* attribute that pairs refund and rebill; NULL: no pairing */
  TwDuration  pair_within;
} TwReversal;

typedef struct
{
  const char  *path;
  TwMeasure   *on;       /* kinds, filter and date of the facts that trigger it */
  TwDuration   within;   /* n 0: any time */
  TwExpr      *share;    /* NULL: 100% */
  gboolean     of_earned; /* limit: earned instead of paid */
} TwClawback;

/* Attributes of facts by which a trigger finds what it takes back, where it reverses nothing; the first that it has counts.
 * NULL-terminated. */
extern const char *const tw_clawback_links[];

typedef struct
{
  const char *path;
  const char *name;
  TwDuration  expires;   /* n 0: never */
  TwExpr     *below_min; /* NULL: none; pays the credit out instead */
} TwFund;

typedef struct
{
  const char *path;
  int         hold_days;
  gboolean    on_collected;
  TwFraction  holdback;           /* share, 0 none */
  TwDuration  release;
  int         instalments;        /* 0 and 1: none */
  gboolean    instalments_by_days;
} TwTiming;

typedef enum
{
  TW_NEGATIVE_CARRY,
  TW_NEGATIVE_INVOICE,
  TW_NEGATIVE_ZERO,
} TwNegative;

typedef struct
{
  const char     *path;
  gboolean        has_per;   /* FALSE: quarter */
  TwCalendarUnit  per;
  TwExpr         *minimum;
  gboolean        forgive;   /* below: forgive */
  TwNegative      negative;
} TwPayment;

/* ---- rounding, rules.md 4.3 ---- */

typedef enum
{
  TW_LEVEL_RULE,
  TW_LEVEL_LINE,
  TW_LEVEL_BAND,
} TwRoundingLevel;

typedef struct
{
  TwRoundingMode  mode;
  TwRoundingLevel level;
  gint64          step;   /* minor units; 0 counts as 1 */
} TwRounding;

/* ---- rules, rules.md 3 ---- */

typedef enum
{
  TW_WHO_FACT,
  TW_WHO_PERIOD_END,
  TW_WHO_ENROLMENT,
} TwWhoAt;

typedef enum
{
  TW_LINES_DEFAULT, /* running; proportional for a retroactive table */
  TW_LINES_RUNNING,
  TW_LINES_PROPORTIONAL,
} TwLinesMode;

typedef enum
{
  TW_PAYEE_PARTNER,
  TW_PAYEE_PERSON,
  TW_PAYEE_FUND,
} TwPayee;

typedef struct
{
  const char   *path;
  const char   *id;
  const char   *name;
  const char   *kind;
  gboolean      charge;     /* direction: charge */
  TwPayee       payee;
  guint         fund;       /* index into program->funds */
  gboolean      has_valid;
  TwSpan        valid;      /* half-open */
  TwCondition  *who;
  TwWhoAt       who_at;
  TwMeasure    *counts;
  TwExpr       *qualifier;  /* NULL: counts */
  TwTimeWindow     *window;     /* NULL: period */
  TwTable      *table;
  TwAdjust     *adjust;
  guint         n_adjust;
  TwLinesMode   lines;
  gboolean      forward;    /* rerate: forward */
  TwSplit      *split;      /* NULL: the program's */
  TwStacking    stacking;
  TwReversal    reversal;
  TwClawback   *clawback;
  TwTiming      timing;
  TwExpr       *accrual;    /* expected qualifier */
  TwExpr       *accrual_measure; /* expected measure, NULL: the qualifier's */
  gboolean      has_rounding;
  TwRounding    rounding;
} TwRule;

/* ---- tiers, rules.md 1.6 ---- */

typedef struct
{
  const char   *path;
  const char   *name;
  TwCondition  *enter;
  TwCondition  *keep;         /* NULL: enter with its keep thresholds */
  gboolean      by_invitation;
  gboolean      needs_lower;
} TwTier;

typedef enum
{
  TW_REVIEW_MONTH,
  TW_REVIEW_DAY,
  TW_REVIEW_QUARTER,
  TW_REVIEW_HALF,
  TW_REVIEW_YEAR,
  TW_REVIEW_ANNIVERSARY,
  TW_REVIEW_MANUAL,
} TwReview;

typedef enum
{
  TW_EFFECTIVE_AT_ONCE,
  TW_EFFECTIVE_NEXT_MONTH,
  TW_EFFECTIVE_NEXT_QUARTER,
  TW_EFFECTIVE_NEXT_YEAR,
} TwEffective;

/* A zeroed policy is not the default: tw_program_new() sets promote month, at once; demote quarter,
 * next month. */
typedef struct
{
  TwReview    promote_review;
  TwEffective promote_effective;
  TwReview    demote_review;
  TwEffective demote_effective;
  TwDuration  grace;
  TwDuration  min_stay;
  gboolean    steps_one;
  TwDate      hold_until; /* TW_DATE_NONE */
} TwTierPolicy;

/* ---- the program, rules.md 1.2 ---- */

typedef enum
{
  TW_FX_EVENT,
  TW_FX_INVOICED,
  TW_FX_PERIOD_END,
  TW_FX_STATEMENT,
  TW_FX_FIXED,
} TwFxDate;

typedef struct
{
  const char  *name;
  const char  *path;
  TwExpr      *value;     /* one of the two */
  TwCondition *condition;
} TwDefine;

struct _TwProgram
{
  const char    *id;             /* what versions of one program share (tier assignments name it) */
  guint          version;
  const char    *name;
  const char    *partner_type;
  const char    *currency;
  int            currency_digits;
  TwDate         effective_from;
  TwDate         effective_to;   /* exclusive; TW_DATE_MAX + 1: open */
  TwCalendar    *calendar;       /* owned */
  TwRounding     rounding;
  TwFxDate       fx_date;
  TwDate         fx_fixed_on;    /* for TW_FX_FIXED */
  gboolean       fx_sum;         /* fx.round: sum */
  TwSplit        attribution;
  TwDefine      *defines;
  guint          n_defines;
  TwTier        *tiers;          /* lowest first */
  guint          n_tiers;
  TwTierPolicy   tier_policy;
  TwTier        *designations;
  guint          n_designations;
  TwRule        *rules;
  guint          n_rules;
  TwAdjust      *limits;
  guint          n_limits;
  TwFund        *funds;
  guint          n_funds;
  TwPayment      payment;
  /*< private >*/
  GStringChunk  *strings;
  GPtrArray     *blocks;
  GPtrArray     *exprs;      /* every node made, for binding to a dataset */
  GPtrArray     *conditions;
  GPtrArray     *measures;
  guint          n_ids;
};

TwProgram   *tw_program_new       (void);
void         tw_program_free      (TwProgram       *program);
gpointer     tw_program_alloc     (TwProgram       *program,
                                   gsize            size);
const char  *tw_program_intern    (TwProgram       *program,
                                   const char      *text);
TwExpr      *tw_program_expr      (TwProgram       *program,
                                   TwExprKind       kind,
                                   TwValueType      type,
                                   const char      *path);
TwCondition *tw_program_condition (TwProgram       *program,
                                   TwConditionKind  kind,
                                   const char      *path);
TwMeasure   *tw_program_measure   (TwProgram       *program,
                                   TwAggregate      aggregate,
                                   TwValueType      type,
                                   const char      *path);
/* Sum or count without floor, cap, free, package and not over all partners (rules.md 2.2). */
gboolean     tw_measure_is_additive (const TwMeasure *measure);
/* Space for @n elements of type @T, zeroed, owned by the program. */
#define tw_program_new_array(program, T, n) ((T *) tw_program_alloc (program, sizeof (T) * (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgram, tw_program_free)

G_END_DECLS
