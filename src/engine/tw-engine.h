/* tw-engine.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-dataset.h"
#include "tw-finding.h"
#include "tw-kept.h"
#include "tw-program.h"

G_BEGIN_DECLS

/* One calculation: one program (its successive versions) × one pay period over a dataset.
 *
 *   TwEngine *engine = tw_engine_new (&input, &error);
 *   tw_engine_calculate (engine, p) for every partner p, from any threads, each partner once
 *   tw_engine_share (engine)              once, after all: limits over the whole program
 *   tw_engine_settle (engine, p)          for every partner: timing, balances, payment
 *   tw_engine_get_result (engine, p) → TwPartnerResult
 *
 * tw_engine_run() does all of it in one thread. Results depend on nothing but the input. Everything
 * that a result points to belongs to the engine. Row numbers of facts and partners are those of the
 * dataset. */

typedef struct _TwEngine TwEngine;

/* ---- what goes in ---- */

typedef enum
{
  TW_LINE_FACT,       /* a fact earned under a rule */
  TW_LINE_RULE,       /* the rule itself: a flat owed with no fact, `less`, what no weight took */
  TW_LINE_REFUND,     /* a reversing fact at its original's amount; fact = the reversing fact */
  TW_LINE_TRUE_UP,    /* the rest of a recomputed window; fact = the reversing fact, or -1 */
  TW_LINE_CLAWBACK,   /* fact = the original, cause = the fact that triggered it */
  TW_LINE_TOP_UP,     /* guarantee */
  TW_LINE_RECOUPED,   /* guarantee: won back from an excess, or an advance met by earnings */
  /* a minimum of the program's limits that no line took, a carried excess that comes back */
  TW_LINE_LIMIT,
  TW_LINE_FUND_PAYOUT,/* a fund's credit below its minimum, paid out */
} TwLineKind;

/* A line of an earlier period, of the same program. */
typedef struct
{
  guint       partner;
  const char *rule;        /* rule id */
  TwLineKind  kind;
  gint64      fact;        /* -1: none */
  TwSpan      window;      /* the line's window as it was posted */
  TwDate      posted_on;   /* first day of the period in which it was posted */
  gint64      amount;      /* minor units, in the rule's direction */
  gint64      person;      /* row of PERSON or -1 */
} TwPosted;

typedef enum
{
  /* guarantee: what may be won back; name = path of the guarantee's rule id */
  TW_BALANCE_SHORTFALL,
  TW_BALANCE_EXCESS,      /* guarantee: what lowers later guarantees */
  TW_BALANCE_LIMIT,       /* excess carried by a limit; name = rule id or limit name */
  TW_BALANCE_FUND,        /* name = fund */
  TW_BALANCE_PAYMENT,     /* below the minimum, or negative; name = NULL */
  TW_BALANCE_DEFERRED,    /* earned, payable on `due`; name = rule id */
  TW_BALANCE_TIER_GRACE,  /* grace clock of the held tier; origin = started on; name = tier */
} TwBalanceKind;

typedef struct
{
  guint          partner;
  TwBalanceKind  kind;
  const char    *name;
  TwDate         origin;   /* first day of the period it comes from */
  gint64         amount;   /* minor units; negative is owed by the partner */
  TwDate         expires;  /* last day on which it can be used; TW_DATE_NONE: never */
  TwDate         due;      /* deferred only: the day from which it is payable */
  gint64         fact;     /* deferred only, -1: none */
} TwBalance;

/* A tier that a review of an earlier period gave or took. */
typedef struct
{
  guint       partner;
  const char *designation; /* NULL: the ladder */
  const char *tier;        /* NULL: none */
  TwDate      from;
} TwEarlierTier;

/**
 * TwReviewMemo:
 *
 * What the measures of tiers' criteria came to, by partner, over any number of engines: reviews of a program of the same
 * shape, whose thresholds alone differ, read it instead of the facts. Only for criteria whose measures don't look at
 * tiers.
 */
typedef struct _TwReviewMemo TwReviewMemo;

/**
 * TwSheets:
 *
 * What measures take of a dataset, each worked out once when first asked for: shared by the engines of several periods
 * and programs, and by their threads. Results are the same with and without; a single short period isn't worth one.
 */
typedef struct _TwSheets TwSheets;

/* Takes what is kept of a window, in the thread that calculated it. */
typedef void (*TwKeepFunc) (TwKeptWindow *window,
                            gpointer      user_data);

/* The same of a limit over several rules; in one thread at a time for those over the program. */
typedef void (*TwKeepLimitFunc) (const TwKeptLimit *limit,
                                 gpointer           user_data);

/* A fact of the period that takes the qualifier of a window into a higher band of a table in which the band reached rates
 * everything. */
typedef struct
{
  guint   partner;
  guint   version;
  guint   rule;
  guint   band;
  gint64  fact;
  gint64  before;   /* the window's qualifier without it, minor units or millionths, rounded down */
  gint64  value;    /* what it adds */
} TwCrossing;

/* In the thread that calculated the window. */
typedef void (*TwCrossingFunc) (const TwCrossing *crossing,
                                gpointer          user_data);

typedef struct
{
  TwProgram       **versions;    /* successive versions, by effective_from; not owned */
  guint             n_versions;
  const TwDataset  *dataset;     /* finished; not owned */
  TwSpan            period;      /* half-open */
  const char       *period_name;
  /* for fx.date "statement"; TW_DATE_NONE: the period's last day */
  TwDate            statement_date;
  const TwPosted   *posted;      /* any order */
  gsize             n_posted;
  const TwBalance  *balances;
  gsize             n_balances;
  const TwEarlierTier *tiers;    /* any order; each holds from its day until a later one */
  gsize             n_tiers;
  gboolean          no_reviews;  /* leave tiers as the dataset has them */
  gboolean          no_steps;    /* windows get no steps: for replays that nobody asks why */
  gboolean          no_leaves;   /* reviews don't record what each criterion came to */
  TwReviewMemo     *memo;        /* (nullable): measures of criteria, kept or looked up */
  TwSheets         *sheets;      /* (nullable): of this dataset */
  gboolean          totals;      /* with `sheets`: sums are enough where they can be had without lines */
  TwKeepFunc        keep;        /* (nullable): gets every window (transfer full) */
  TwKeepLimitFunc   keep_limit;  /* (nullable) */
  TwCrossingFunc    crossed;     /* (nullable): of retroactive tables */
  gpointer          keep_data;   /* of `keep`, `keep_limit` and `crossed` */
  TwKeptClasses   **classes;     /* with `keep`: of each rule of each version, version by version */
} TwEngineInput;

/* ---- what comes out ---- */

/* A named operand of a step, as text: money with its decimals, exact fractions as p/q. */
typedef struct
{
  const char *name;
  char       *value;
} TwOperand;

/* One operation, rules.md section 5. */
typedef struct
{
  const char *op;      /* measure, slice, factor, limit … */
  const char *ref;     /* JSON path of the node */
  TwOperand  *in;
  guint       n_in;
  char       *out;
  char       *why;     /* nullable */
} TwStep;

/* One rule of one window. */
typedef struct
{
  guint       version;      /* index into the versions */
  guint       rule;         /* index into that version's rules */
  TwSpan      window;
  /* the window's result to date, rounded, before posted lines are taken off */
  gint64      total;
  gint64      before;       /* posted in earlier periods */
  gint64      posted;       /* lines of this period */
  guint       n_counted;
  GArray     *steps;        /* element-type TwStep */
} TwWindowResult;

typedef struct
{
  TwLineKind  kind;
  guint       version;
  guint       rule;         /* G_MAXUINT: the program's own (limit, fund) */
  guint       window;       /* index into the result's windows, G_MAXUINT: none */
  gint64      fact;         /* -1: none */
  gint64      cause;        /* clawback: the triggering fact; else -1 */
  gint64      person;       /* payee, -1: the partner */
  gint64      amount;       /* minor units, in the rule's own direction */
  gint64      to_date;      /* what the fact's line is to date; amount = to_date - before */
  gint64      before;
  gint64      measure;      /* minor units or millionths, rounded for show; exact in the steps */
  TwValueType measure_type;
  gint64      share;        /* millionths: the partner's share of a credited fact */
  int         band;         /* where the fact ended; -1 none */
  TwDate      payable;      /* first day on which it is payable; TW_DATE_NONE: not yet known */
} TwLine;

/* Reasons of rules.md section 5, in order of progress. */
typedef enum
{
  TW_REASON_NONE,           /* earned */
  TW_REASON_WRONG_KIND,
  TW_REASON_FILTERED,
  TW_REASON_NO_DATE,
  TW_REASON_OUTSIDE_WINDOW,
  TW_REASON_OUTSIDE_VERSION,
  TW_REASON_NOT_ELIGIBLE,
  TW_REASON_TAKEN,
  TW_REASON_BELOW_THRESHOLD,
  TW_REASON_NO_BASELINE,
  TW_REASON_UNDEFINED,
  TW_REASON_OVER_CAP,
  TW_REASON_NETTED,
  TW_REASON_WAITING_COLLECTION,
  TW_REASON_OUT_RANKED,
  TW_REASON_ZERO_RATE,
} TwReason;

/* The one classification of a fact dated in the period. */
typedef struct
{
  gint64      fact;
  TwReason    reason;
  guint       version;
  guint       rule;      /* of the reason; G_MAXUINT: no rule */
  const char *ref;       /* which entry or leaf, nullable */
} TwClassified;

/* One item of a criterion that asks for points, as it stood; what isn't defined has neither value nor points. */
typedef struct
{
  gboolean   defined;
  TwFraction value;
  TwFraction worth;
  TwFraction floor;
  TwFraction cap;
  TwFraction need;
  gboolean   has_cap;
  gboolean   has_need;
} TwLeafPoint;

/* A leaf of a tier's condition at a review. */
typedef struct
{
  const char *tier;
  const char *ref;
  char       *value;
  char       *threshold;
  gboolean    keep;      /* tested against a keep threshold */
  gboolean    pass;
  char       *shortfall; /* nullable */
  GArray     *points;    /* nullable; element-type TwLeafPoint: of a criterion that asks for points, by item */
} TwLeaf;

typedef enum
{
  TW_REVIEW_KEPT,
  TW_REVIEW_PROMOTED,
  TW_REVIEW_DEMOTED,
  TW_REVIEW_GRACE,
  TW_REVIEW_HELD_BY_STAY,
  TW_REVIEW_PROPOSED,     /* by invitation */
} TwReviewOutcome;

typedef struct
{
  TwDate           date;
  const char      *designation; /* NULL: the ladder */
  const char      *held;        /* NULL: none */
  const char      *earned;
  TwReviewOutcome  outcome;
  const char      *tier;        /* after the review */
  TwDate           effective;   /* from when `tier` is held */
  TwDate           grace_ends;  /* TW_DATE_NONE */
  const char      *invited;     /* (nullable): a higher tier by invitation whose condition holds */
  gboolean         fails;       /* of a look on a day only: the held tier isn't kept */
  GArray          *leaves;      /* element-type TwLeaf */
} TwReviewResult;

typedef struct
{
  gint64 earned;      /* pay less charge of the period's lines */
  gint64 deferred;    /* of these, payable later */
  gint64 released;    /* deferred earlier, payable now */
  gint64 brought;     /* payment balance brought in */
  gint64 due;         /* earned - deferred + released + brought */
  gint64 paid;        /* negative: invoiced */
  gint64 carried;     /* payment balance carried on */
  gint64 forgiven;
} TwPaymentResult;

/* What lines would add up to, of one rule: see TwTally. */
typedef struct
{
  gint64 amount;      /* in the rule's direction */
  gint64 measure;     /* of its lines on facts: minor units or millionths */
  guint  n_lines;
  guint  n_facts;     /* of them on facts */
  int    band;        /* highest that a fact of its last window reached; -1: none */
  int    high;        /* the same of any window */
} TwTallyCell;

/* The sums of a partner's period, where `totals` asked for no more. */
typedef struct
{
  gint64      cost;     /* pay less charge */
  gint64      measure;  /* money paid on: each fact once, with the largest of its measures */
  guint       n_facts;  /* of the period */
  guint       n_earned; /* of them */
  guint       n_cells;
  TwTallyCell cells[];  /* by rule of the only version */
} TwTally;

typedef struct
{
  guint            partner;
  GArray          *lines;      /* TwLine: by fact order, then rule; lines without a fact last */
  GArray          *windows;    /* TwWindowResult */
  GArray          *classified; /* TwClassified, every fact of the partner dated in the period */
  GArray          *balances;   /* TwBalance, closing */
  GArray          *reviews;    /* TwReviewResult */
  GArray          *steps;      /* TwStep: limits over rules, funds, payment */
  /* TwFinding: overflow, missing rate, duplicate id; each stops one rule */
  GPtrArray       *findings;
  TwPaymentResult  payment;
  const char      *tier_before;/* (nullable): held on the day before the period */
  const char      *tier;       /* (nullable): held on its last day */
  TwTally         *tally;      /* (nullable): the lines' sums in their place; then there are no lines, windows and classes */
} TwPartnerResult;

TwEngine              *tw_engine_new        (const TwEngineInput  *input,
                                             GError              **error);
void                   tw_engine_free       (TwEngine             *engine);
void                   tw_engine_calculate  (TwEngine             *engine,
                                             guint                 partner);
void                   tw_engine_review     (TwEngine             *engine,
                                             guint                 partner,
                                             TwDate                date);
/* Instead of tw_engine_calculate(): the period's reviews with what they decide, and nothing else. */
void                   tw_engine_review_period (TwEngine          *engine,
                                             guint                 partner);
void                   tw_engine_share      (TwEngine             *engine);
void                   tw_engine_settle     (TwEngine             *engine,
                                             guint                 partner);
void                   tw_engine_run        (TwEngine             *engine);
const TwPartnerResult *tw_engine_get_result (TwEngine             *engine,
                                             guint                 partner);
/* Frees a partner's result early, so that a large run need not hold them all. */
void                   tw_engine_drop       (TwEngine             *engine,
                                             guint                 partner);
/* (transfer full) (element-type TwStep): the line's own steps, recomputed: conversion, share,
 * slices, flats, adjustments, allocation, rounding, posting. */
GArray                *tw_engine_explain    (TwEngine             *engine,
                                             guint                 partner,
                                             guint                 line);
/* An array of TwStep that frees its elements' texts. */
GArray                *tw_steps_new         (void);

TwSheets              *tw_sheets_new        (const TwDataset      *dataset);
void                   tw_sheets_free       (TwSheets             *sheets);
gboolean               tw_sheets_are_of     (const TwSheets       *sheets,
                                             const TwDataset      *dataset);
TwReviewMemo          *tw_review_memo_new   (guint                 n_partners);
void                   tw_review_memo_free  (TwReviewMemo         *memo);

const char            *tw_reason_to_string    (TwReason            reason);
const char            *tw_line_kind_to_string (TwLineKind          kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwEngine, tw_engine_free)

G_END_DECLS
