/* tw-engine-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset-private.h"
#include "tw-engine.h"

G_BEGIN_DECLS

/* A value at run time. Undefined propagates (rules.md 1.3). Texts are ids of the dataset's pool, or
 * below -1 those of the engine's own texts. */
typedef struct
{
  gboolean   defined;
  TwFraction num;
  gint64     text;
} TwValue;

#define TW_UNDEFINED ((TwValue){ FALSE, { 0, 1 }, TW_NULL })

/* ---- the plan: a program version bound to the dataset ---- */

typedef enum
{
  TW_BIND_MISSING,
  TW_BIND_FACT,           /* column of FACT */
  TW_BIND_FACT_REF,       /* id of a row that a fact points to */
  TW_BIND_PLACED,
  TW_BIND_RELATED,        /* column of CUSTOMER, PRODUCT or PERSON */
  TW_BIND_CUSTOMER_NEW,
  TW_BIND_FIRST_PURCHASE,
  TW_BIND_PARTNER,        /* dated term first, then the partner's own column */
  TW_BIND_TIER,
  TW_BIND_TIER_SINCE,
  TW_BIND_AGREEMENT,
  TW_BIND_ENROLMENT,
  TW_BIND_PERIOD_DAYS,
  TW_BIND_PERIOD_START,
  TW_BIND_PERIOD_END,
  TW_BIND_FUND,
  TW_BIND_BALANCE,
} TwBindKind;

typedef struct
{
  TwBindKind      kind;
  gboolean        outer;
  const TwColumn *column;
  const TwColumn *ref;      /* FACT column with the row number */
  const TwColumn *term;     /* TERM column for dated partner attributes */
  const TwColumn *currency; /* of a money column */
  gint64          text;     /* id of a literal text or of the name */
  gint64         *keys;     /* ids of a pick's keys */
} TwBinding;

typedef struct
{
  gint64          *kinds;
  const TwColumn **dates;
  const TwColumn  *ends;    /* as_of: end, else expires */
  const TwColumn  *expires;
} TwMeasureBinding;

/* What a subtree reads, outside of the measures in it. */
enum
{
  TW_READS_FACT = 1 << 0,      /* fact, customer, product, person */
  TW_READS_DATED = 1 << 1,     /* partner, agreement: as in force on a date */
  TW_READS_RESULT = 1 << 2,    /* qualifier, measure, earned */
  TW_READS_MEASURE = 1 << 3,   /* holds a measure */
  TW_READS_UNIT = 1 << 4,      /* holds a measure over a calendar unit */
  TW_READS_FUND = 1 << 5,
  TW_READS_EARNED = 1 << 6,
  TW_READS_OUTER = 1 << 7,
};

/* What is reviewed on a day, whoever the partner is; anniversaries are each partner's own. */
enum
{
  TW_PROMOTES = 1 << 0,
  TW_DEMOTES = 1 << 1,
};

typedef struct
{
  const TwProgram  *program;
  guint             version;
  TwBinding        *bindings;  /* by node id */
  TwMeasureBinding *measures;  /* by node id */
  guint8           *reads;     /* by node id */
  guint8           *review_days; /* by day of the period: TW_PROMOTES, TW_DEMOTES */
  gint64           *tiers;     /* text ids of the ladder's tiers */
  gint64           *designations;
  gpointer         *sheets;    /* by node id: TwSheet of a measure, once it was asked for */
  gint64            currency;
} TwPlan;

struct _TwEngine
{
  TwEngineInput     input;
  TwPlan           *plans;
  GHashTable       *texts;      /* text → -2 - index */
  GPtrArray        *text_list;
  TwPartnerResult **results;    /* by partner */
  gpointer         *works;      /* by partner: TwWork kept between the phases */
  guint             n_partners;
  gboolean          no_fast;    /* tests: rate with fractions alone */
  gboolean          enrols_by_name;  /* facts count while their partner is enrolled */
  GHashTable       *posted;     /* partner → GArray of indexes into input.posted */
  GHashTable       *tiers;      /* partner → GArray of indexes into input.tiers */
  GHashTable       *posted_by_rule; /* (partner, rule) → the same, of one rule */
  GHashTable       *balances;   /* partner → GArray of indexes into input.balances */
  /* TwBalance: the input's, and those of opening facts; input.balances points here */
  GArray           *brought;
  TwGrouping        groups;     /* partners by group text */
  GHashTable       *group_rows; /* group text → GArray of partners */
  struct _TwTallyPlan *tally;   /* (nullable): with input.totals, where the program allows it */
};

/* ---- one partner at work ---- */

/* The facts that a partner owns or has a credit on, in fact order; undated ones last. */
typedef struct
{
  const guint32 *rows;
  guint32        n;
  guint32       *owned;   /* rows where they had to be merged */
} TwView;

/* The first of a view's facts, which are placed in date order, on @date or later; its length where there is none. */
static inline guint32
tw_view_find_date (const TwDataset *dataset,
                   const TwView    *view,
                   TwDate           date)
{
  guint32 lo = 0;
  guint32 hi = view->n;

  while (lo < hi)
    {
      guint32 mid = lo + (hi - lo) / 2;

      if (dataset->placed[view->rows[mid]] < date)
        lo = mid + 1;
      else
        hi = mid;
    }

  return lo;
}

/* A tier held from a date on. */
typedef struct
{
  TwDate from;
  TwDate to;       /* last day */
  gint64 tier;     /* text id; TW_NULL: none */
  gint64 designation;
} TwHeld;

typedef struct _TwJob TwJob;

typedef struct
{
  TwEngine        *engine;
  guint            partner;
  TwPartnerResult *result;
  TwView           view;
  GHashTable      *views;     /* (nullable): other partners' views, for pools */
  GArray          *held;      /* TwHeld */
  GHashTable      *memo;      /* values of measures */
  gboolean         reviewing;
  GPtrArray       *jobs;      /* TwJob, in the order in which they ran */
  GHashTable      *taken;     /* (nullable): exclusive: (group, fact) */
  GHashTable      *paired;    /* (nullable): refunds netted with a rebill: (rule's place, fact) */
  /* stretches of the partner's own facts that are classified: by_partner */
  guint32          undated;
  guint32          undated_end;
  guint32          dated;
  guint32          dated_end;
  GArray          *excess;    /* TwBalance: what rules' limits carry on; brought ones at first */
  GArray          *earned;    /* fund credits of this run: by fund index */
} TwWork;

/* A fact confined to a group of an `each`. */
typedef struct _TwConfine TwConfine;
struct _TwConfine
{
  const TwExpr    *attribute;
  TwValue          key;
  const TwConfine *next;
};

/* How facts that reverse another fact of the file are read (rules.md 3.7). */
typedef enum
{
  TW_REVERSALS_ORDINARY, /* as negative facts on their own date */
  TW_REVERSALS_LEFT_OUT, /* not at all */
  TW_REVERSALS_NETTED,   /* as shrinking their original, on the original's date */
} TwReversals;

/* What an evaluation sees. Copies are cheap; @error is shared through the pointer. */
typedef struct
{
  TwWork          *work;
  const TwPlan    *plan;
  guint            partner;
  gint64           fact;      /* -1: none */
  gint64           outer;
  TwDate           date;
  /* evaluation date of the windows of measures, but see unit_by_fact */
  TwDate           measure_date;
  /* measures over a calendar unit take the unit of `date` (rules.md 10.7) */
  gboolean         unit_by_fact;
  TwDate           clip;      /* no fact on or after this date is seen */
  TwDate           refund_clip; /* and no refund on or after this one */
  TwSpan           window;
  TwSpan           unit;
  const TwSplit   *split;     /* NULL: the program's attribution */
  TwReversals      reversals;
  const TwConfine *confine;
  gboolean         has_result;
  TwFraction       qualifier;
  TwFraction       measure;
  TwFraction       earned;
  const TwRule    *rule;
  gboolean         keep;
  GArray          *leaves;    /* TwLeaf, NULL: don't record */
  const char      *tier;
  gboolean         zero_division;
  const char      *failed;    /* path of the condition's leaf that failed last */
  GError         **error;     /* first error; evaluation yields undefined from then on */
} TwContext;

/* A fact that a measure selects. */
typedef struct
{
  guint32    fact;
  guint      partner;
  TwDate     date;
  TwFraction value;
} TwSelected;

/* tw-plan.c */
void        tw_plan_init           (TwPlan           *plan,
                                    TwEngine         *engine,
                                    const TwProgram  *program,
                                    guint             version);
void        tw_plan_clear          (TwPlan           *plan);
gint64      tw_engine_text_id      (TwEngine         *engine,
                                    const char       *text);
const char *tw_engine_text         (const TwEngine   *engine,
                                    gint64            id);
guint       tw_plan_reads          (const TwPlan     *plan,
                                    const TwExpr     *expr);
guint       tw_plan_condition_reads (const TwPlan      *plan,
                                     const TwCondition *condition);

/* (nullable): indexes into the input's posted lines, of one rule */
const GArray *tw_engine_posted     (const TwEngine   *engine,
                                    guint             partner,
                                    const char       *rule_id);

/* tw-qualify.c: (transfer full): by day of @period, what everybody is reviewed for. */
guint8     *tw_review_days         (const TwProgram  *program,
                                    TwSpan            period);

/* tw-attribute.c */
TwValue     tw_eval_attribute      (TwContext        *context,
                                    const TwExpr     *expr);
TwValue     tw_value_number        (gint64            millionths);
/* tw-value-eval.c */
TwValue     tw_eval                (TwContext        *context,
                                    const TwExpr     *expr);
const TwExpr *tw_eval_branch       (TwContext        *context,
                                    const TwExpr     *expr);
TwValue     tw_value_fraction      (TwFraction        num);
gboolean    tw_value_equal         (TwValueType       type,
                                    TwValue           a,
                                    TwValue           b);
void        tw_context_overflow    (TwContext        *context,
                                    const char       *path);
/* tw-time-eval.c */
TwValue     tw_eval_span           (TwContext        *context,
                                    const TwExpr     *expr);
TwValue     tw_eval_age            (TwContext        *context,
                                    const TwExpr     *expr);
/* tw-each.c */
TwValue     tw_eval_each           (TwContext        *context,
                                    const TwExpr     *expr);
gboolean    tw_eval_each_condition (TwContext         *context,
                                    const TwCondition *condition);
/* tw-condition-eval.c */
gboolean    tw_eval_condition      (TwContext         *context,
                                    const TwCondition *condition);
/* (transfer full) (element-type TwLeafPoint): the items of an expression that is points. */
GArray     *tw_eval_point_items    (TwContext         *context,
                                    const TwExpr      *expr);
gboolean    tw_eval_comparison     (TwContext         *context,
                                    const TwCondition *condition,
                                    TwValue           *value,
                                    TwValue           *threshold,
                                    gboolean          *kept);
/* tw-window.c */
gboolean    tw_window_span         (TwContext        *context,
                                    const TwTimeWindow   *window,
                                    TwDate            date,
                                    TwSpan           *span);
gboolean    tw_enrols_by_name      (const TwDataset  *dataset,
                                    const char       *id);
gint64      tw_dated_row           (const TwContext  *context,
                                    TwRelationId      relation,
                                    TwDate            date);
gboolean    tw_period_at           (const TwEngine   *engine,
                                    const TwProgram  *program,
                                    TwDate            date,
                                    TwSpan           *span);
TwSpan      tw_span_shift          (TwSpan            span,
                                    TwDuration        shift);
/* tw-measure.c */
TwValue     tw_eval_measure        (TwContext        *context,
                                    const TwMeasure  *measure);
TwValue     tw_measure_aggregate   (TwContext        *context,
                                    const TwMeasure  *measure,
                                    GArray           *selected);
TwValue     tw_measure_over        (TwContext        *context,
                                    const TwMeasure  *measure,
                                    TwSpan            span);
/* tw-select.c */
void        tw_select_facts        (TwContext        *context,
                                    const TwMeasure  *measure,
                                    TwSpan            span,
                                    GArray           *selected);
TwDate      tw_measure_place       (const TwContext  *context,
                                    const TwMeasure  *measure,
                                    gint64            fact);
gboolean    tw_measure_takes_kind  (const TwContext  *context,
                                    const TwMeasure  *measure,
                                    gint64            fact);
/* Whether @fact's value is its own amount in another currency, of which several partners have shares: then it is shared
 * out before it is converted. */
gboolean    tw_measure_shares_first (const TwContext *context,
                                    const TwMeasure  *measure,
                                    gint64            fact);
gboolean    tw_measure_value       (TwContext        *context,
                                    const TwMeasure  *measure,
                                    gint64            fact,
                                    TwDate            date,
                                    TwFraction       *value);
const TwView *tw_work_view         (TwWork           *work,
                                    guint             partner);
GArray     *tw_engine_pool         (TwEngine         *engine,
                                    guint             partner,
                                    TwPool            pool);
void        tw_view_init           (TwView           *view,
                                    const TwDataset  *dataset,
                                    guint             partner);
/* tw-split.c */
gboolean    tw_split_value         (TwContext        *context,
                                    const TwSplit    *split,
                                    gint64            fact,
                                    TwValueType       type,
                                    gint64            step,
                                    TwFraction       *value,
                                    GError          **error);
/* tw-fx-table.c */
TwDate      tw_rate_date           (const TwContext  *context,
                                    gint64            fact);
gboolean    tw_convert             (TwContext        *context,
                                    gint64            amount,
                                    gint64            currency,
                                    gint64            fact,
                                    TwFraction       *result);
/* tw-tier-held.c */
gint64      tw_held_tier           (const TwContext  *context,
                                    TwDate            date,
                                    TwDate           *since);
void        tw_held_init           (TwWork           *work);

G_END_DECLS
