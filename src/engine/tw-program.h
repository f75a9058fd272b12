/* tw-program.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-allocate.h"
#include "tw-rounding.h"
#include "tw-terms.h"

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

typedef struct _TwProgram TwProgram;

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
