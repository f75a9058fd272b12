/* tw-job.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine-private.h"

G_BEGIN_DECLS

/* One rule over one window for one partner: from facts to lines to date. */

typedef struct
{
  guint32    fact;
  guint      partner;   /* whose fact it is, in a pool */
  guint      version;
  TwDate     date;
  gboolean   counted;   /* selected by the measure, and `who` accepts it */
  gboolean   qualifies; /* selected by the qualifier */
  gboolean   undefined; /* its rate was undefined */
  gboolean   earlier;   /* `forward`: it keeps the line of an earlier period */
  TwFraction refundable; /* of an earlier one: its measure */
  TwFraction m;
  TwFraction dq;
  TwFraction e;         /* exact result before window-level adjustments */
  int        band;      /* where it ended; -1: below the first; of a refund: the original's place */
  gint64     to_date;
} TwJobFact;

/* The table with its bounds scaled and its values evaluated as far as they don't depend on the
 * fact. */
typedef struct
{
  const TwRule    *rule;
  const TwPlan    *plan;
  TwFraction      *bounds;
  TwFraction      *flats;
  TwValue         *rates;      /* of constant rates */
  gboolean        *constant;
  gboolean         money;      /* the measure is money */
  gboolean         reads_fact; /* some rate depends on the fact */
  gboolean         undefined;  /* the scale is undefined: nothing is paid */
} TwTableState;

typedef struct
{
  TwFraction x;
  TwFraction y;
} TwStageGroup;

/* One adjustment with its running totals, rules.md 3.2 and 3.3. */
typedef struct
{
  const TwAdjust *adjust;
  guint           index;
  gboolean        fact_level;  /* works fact by fact */
  gboolean        reads_result;
  gboolean        active;      /* `when`, where it is constant */
  gboolean        has_value;
  TwFraction      value;       /* where it is constant */
  TwFraction      x;           /* running total in and out */
  TwFraction      y;
  GHashTable     *groups;      /* per unit or per each: key → TwStageGroup */
  TwFraction      brought;     /* excess carried into this window */
  TwFraction      cut;         /* at the end: what a limit took away */
  TwStageGroup   *last;        /* of groups: the unit begun last */
} TwStage;

struct _TwJob
{
  TwWork        *work;
  const char    *rule_id;
  const TwRule  *rule;        /* in the last version that has it in this window */
  guint          version;
  const TwRule **by_version;  /* NULL where a version hasn't the rule */
  TwSpan         window;
  TwDate         clip;        /* facts before it are seen: the end of the period or window */
  gboolean       past;        /* the window ended before the period */
  gboolean       single_fact; /* window `fact` */
  gboolean       additive;
  gboolean       own;         /* lines without a fact are this partner's */
  TwReversals    reversals;
  GArray        *facts;       /* TwJobFact in order */
  GArray        *refunds;     /* TwJobFact */
  GHashTable    *places;      /* fact + 1 → place in facts + 1, made when first asked for */
  TwFraction     opening;     /* qualifier before the first fact */
  gboolean       has_opening;
  TwFraction     total_m;
  TwFraction     total_q;
  gboolean       undefined;   /* qualifier or measure undefined */
  gboolean       no_baseline;
  TwTableState  *tables;      /* by version */
  GArray        *stages;      /* TwStage */
  gint64         empty;       /* T of no facts, or what no fact took */
  gint64         total;       /* T of all */
  gint64         final_total; /* with refunds and true-up */
  gint64         before;      /* posted in earlier periods */
  gint64         true_up;
  gint64         stood_at;    /* what the window stood at before refunds; set with any of them */
  gboolean       out_ranked;
  gint64         forgone;     /* what best_of took away */
  gint64         refunded;    /* lines of refunds to date */
  gboolean       has_true_up;
  GError        *error;
  guint          window_index;
  const TwJob   *base;        /* of a window rated again: the job it was first rated by */
  GArray        *trace;       /* TwStep: when explaining, the operations on one fact */
  gint64         trace_fact;  /* -1: on the rule itself */
  gboolean       no_fast;     /* for holding the two ways of rating against each other */
  gboolean       has_forced;  /* accrual: rated at an expected qualifier */
  TwFraction     forced_q;
};

/* tw-job.c */
TwJob      *tw_rule_job_new           (TwWork        *work,
                                  const char    *rule_id,
                                  TwSpan         window);
void        tw_job_free          (TwJob         *job);
void        tw_job_context       (TwJob         *job,
                                  TwContext     *context,
                                  guint          version);
void        tw_job_fact_context  (TwJob         *job,
                                  TwContext     *context,
                                  const TwJobFact *fact);
void        tw_job_gather        (TwJob         *job);
TwJobFact  *tw_job_find          (TwJob         *job,
                                  guint32        fact);
void        tw_job_forget_places (TwJob         *job);
TwRounding  tw_job_rounding      (const TwJob   *job);
/* tw-pairing.c */
void        tw_job_pair_rebills  (TwJob         *job);
/* tw-classify.c */
void        tw_classify          (TwWork        *work,
                                  gint64         fact,
                                  TwReason       reason,
                                  guint          version,
                                  guint          rule,
                                  const char    *ref);
/* Takes back that the line's fact earned: a limit of the program left nothing of the line. */
void        tw_classify_cut      (TwWork        *work,
                                  const TwLine  *line);
void        tw_classify_job      (TwJob         *job);
GArray     *tw_enrolled_spans    (const TwWork    *work,
                                  const TwProgram *program);
gboolean    tw_spans_hold        (const GArray  *spans,
                                  TwDate         date);
/* Where the facts of the period stand, before anything else of a partner. */
void        tw_classify_find     (TwWork        *work);
void        tw_classify_init     (TwWork        *work);
void        tw_classify_finish   (TwWork        *work);
/* tw-table.c */
void        tw_table_prepare     (TwJob         *job,
                                  guint          version);
void        tw_table_clear       (TwTableState  *state);
int         tw_table_band        (const TwTableState *state,
                                  TwFraction     q);
gboolean    tw_table_pay         (TwJob         *job,
                                  const TwTableState *state,
                                  TwContext     *context,
                                  int            band,
                                  TwFraction     m,
                                  TwFraction    *pay);
/* tw-table-marginal.c */
gboolean    tw_table_marginal    (TwJob         *job,
                                  const TwTableState *state,
                                  TwContext     *context,
                                  TwFraction     q0,
                                  TwFraction     q1,
                                  TwFraction     m,
                                  gboolean       exact,
                                  TwFraction    *pay,
                                  GArray        *steps);
gboolean    tw_table_flats       (const TwTableState *state,
                                  int            band,
                                  TwFraction    *flats);
/* tw-table-interpolated.c */
gboolean    tw_table_interpolate (TwJob         *job,
                                  const TwTableState *state,
                                  TwContext     *context,
                                  TwFraction     q,
                                  TwFraction    *y,
                                  gboolean      *is_rate);
/* tw-adjust.c */
void        tw_stages_prepare    (TwJob         *job);
void        tw_stages_reset      (TwJob         *job);
/* Feeds what @fact adds (or something without a fact: NULL) through all stages; @out is what
 * comes out. */
gboolean    tw_stages_feed       (TwJob         *job,
                                  TwContext     *context,
                                  const TwJobFact *fact,
                                  TwFraction     dx,
                                  gboolean       is_flat,
                                  TwFraction    *weight,
                                  TwFraction    *out);
gboolean    tw_stages_start      (TwJob         *job,
                                  TwFraction    *out);
gboolean    tw_stages_by_fact    (const TwJob   *job);
/* tw-excess.c */
gint64      tw_excess_usable     (const TwJob   *job);
void        tw_excess_carry      (TwJob         *job);
void        tw_excess_close      (TwWork        *work);
/* tw-lines.c */
void        tw_job_rate          (TwJob         *job);
/* tw-explain.c */
gboolean    tw_job_traces        (const TwJob   *job,
                                  const TwJobFact *fact);
void        tw_trace_slice       (TwJob         *job,
                                  const TwTableState *state,
                                  TwContext     *context,
                                  int            band,
                                  TwFraction     m,
                                  TwFraction     pay);
void        tw_trace_stage       (TwJob         *job,
                                  const TwStage *stage,
                                  TwFraction     in,
                                  TwFraction     out);
void        tw_trace_round       (TwJob         *job,
                                  TwFraction     exact,
                                  gint64         before,
                                  gint64         line);
void        tw_trace_allocate    (TwJob         *job,
                                  const TwJobFact *fact,
                                  TwFraction     weight,
                                  TwFraction     sum,
                                  gint64         part);
void        tw_trace_flat        (TwJob         *job,
                                  const TwTableState *state,
                                  TwFraction     flat);
/* tw-accrual.c */
gboolean    tw_job_accrue        (TwJob         *job,
                                  gint64        *accrued);
/* tw-keep.c */
TwKeptWindow *tw_job_keep        (TwJob         *job,
                                  TwKeptClasses *classes,
                                  guint          order);
/* tw-lines-fast.c */
gboolean    tw_job_rate_fast     (TwJob         *job);
/* tw-lines-whole.c */
gboolean    tw_job_allocate      (TwJob         *job);
gboolean    tw_job_rate_whole    (TwJob         *job);
gboolean    tw_job_single_values (TwJob         *job,
                                  TwContext     *context,
                                  TwJobFact     *fact);
gboolean    tw_job_interpolated_pay (TwJob      *job,
                                  guint          version,
                                  TwFraction     m,
                                  TwFraction     y,
                                  TwFraction    *pay);
gboolean    tw_rate_interpolated (TwJob         *job,
                                  TwContext     *context,
                                  TwJobFact     *fact,
                                  TwFraction    *e);
gboolean    tw_rate_interpolated_flat (TwJob    *job,
                                  TwContext     *context,
                                  TwFraction    *flat);
gboolean    tw_rate_interpolated_one (TwJob     *job,
                                  TwContext     *context,
                                  TwJobFact     *fact,
                                  TwFraction    *e);
/* tw-reversal.c */
void        tw_job_refund        (TwJob         *job);
gint64      tw_job_to_date       (const TwJob   *job);
gint64      tw_job_share         (TwJob         *job,
                                  const TwJobFact *fact);
/* tw-post.c */
void        tw_job_post          (TwJob         *job);
gint64      tw_posted_amount     (const TwJob   *job,
                                  TwLineKind     kind,
                                  gint64         fact);
gboolean    tw_posted_in_window  (const TwJob   *job,
                                  gint64        *total);
void        tw_lines_sort        (TwWork        *work);
/* tw-rule-run.c */
void        tw_rules_run         (TwWork        *work);
GPtrArray  *tw_rule_ids          (const TwEngine *engine);
const TwRule *tw_engine_rule     (const TwEngine *engine,
                                  const char    *rule_id,
                                  guint         *version);
/* tw-stacking.c */
void        tw_stacking_reduce   (TwJob         *job);
void        tw_stacking_best_of  (TwWork        *work);
/* tw-window-steps.c */
void        tw_window_steps      (TwJob         *job,
                                  GArray        *steps);

G_END_DECLS
