/* tw-reprice-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-replay-private.h"
#include "tw-reprice.h"

G_BEGIN_DECLS

/* What differs between two documents, as far as repricing tells them apart. */
typedef struct
{
  gboolean  shape;       /* more than literals: a full replay */
  char     *reason;      /* with `shape` */
  gboolean  tiers;       /* thresholds of criteria */
  guint8   *rules;       /* by rule of the document: its table or adjustments moved */
  guint     n_rules;     /* that moved */
  guint8   *limits;      /* by limit over several rules: its bound moved */
  guint     n_limits;    /* that moved */
} TwRepriceDiff;

/* A window as it is found again: which partner of the replay it belongs to, and what it comes to now. */
typedef struct
{
  TwKeptWindow *kept;
  guint         partner;
  guint         rule;      /* of the replay */
  guint            former;   /* the same window in the period before: its index + 1; 0: none */
  gint64        total;     /* before best_of */
  gint64        standing;
} TwRepriceWindow;

/* A limit over several rules in one unit. */
typedef struct
{
  TwKeptLimit kept;
  guint       partner;     /* of the replay; their number: over the program */
} TwRepriceLimit;

/* How far a partner's rows differ from the base. */
typedef enum
{
  TW_REPRICE_UNTOUCHED,
  TW_REPRICE_RATED,       /* in the cells of the rules that moved, and in its parts */
  TW_REPRICE_CALCULATED,  /* anywhere */
} TwRepriceTouch;

struct _TwReprice
{
  TwReplayData   *data;
  GPtrArray      *documents;
  TwReplayFlags   flags;
  TwReplay       *base;
  TwReplay       *now;        /* the answer: the base with what changed */
  TwReplay       *full;       /* an answer that is a replay of its own */
  GPtrArray      *kept;       /* TwKeptWindow, as they came; empty when they are packed */
  char           *packed;     /* the same side by side, rule by rule, so that rating one reads straight on */
  GArray         *windows;    /* TwRepriceWindow: by partner, period, order */
  guint          *first;      /* by partner: into windows */
  TwKeptClasses **classes;    /* by rule of each version, version by version */
  guint           n_classes;
  GArray        **of_rule;    /* by rule of each version: guint, indexes into windows, by partner and period */
  guint8         *touched;    /* by partner: TwRepriceTouch of `now` */
  guint8         *moved;      /* by rule of the replay: it moved since `now` was the base */
  guint          *rule_first; /* by version */
  guint          *rule_of;    /* as in the replay's job */
  guint8         *hard;       /* partner × rule: not to be rated from what is kept */
  const char    **why;        /* by rule: of the first partner that isn't */
  TwReviewMemo   *memo;       /* NULL: criteria look at tiers */
  gboolean        pays_by_tier; /* some rule looks at tiers: who changes them is calculated */
  GArray         *limits;     /* TwRepriceLimit: by partner, period; those over the program last */
  guint          *first_limit; /* by partner: into limits */
  gboolean        over_program; /* some limits are: partners touch each other */
  gboolean        ties;       /* there are limits over several rules, or `balances` */
  gboolean        balances;   /* something looks at funds or balances, which any change of a partner may move */
};

static inline TwRepriceWindow *
tw_reprice_window (const TwReprice *self,
                   guint            index)
{
  return &g_array_index (self->windows, TwRepriceWindow, index);
}

static inline const TwProgram *
tw_reprice_program (GPtrArray *documents,
                    guint      index)
{
  return tw_program_document_get_program (g_ptr_array_index (documents, index));
}

static inline const TwRule *
tw_reprice_rule_of (const TwReprice *self,
                const TwRepriceWindow    *window)
{
  return &tw_reprice_program (self->documents, window->kept->version)->rules[window->kept->rule];
}

static inline gboolean
tw_reprice_is_best_of (const TwRule *rule)
{
  return rule->stacking.policy == TW_STACKING_BEST_OF && rule->stacking.group != NULL;
}

/* (nullable): the same window in the period before. */
const TwRepriceWindow *tw_reprice_former (const TwReprice *self,
                            guint                    index);

void tw_reprice_diff       (const TwProgramDocument *from,
                            const TwProgramDocument *to,
                            TwRepriceDiff           *diff);
/* tw-reprice-table.c: every window of one rule at the numbers of @documents; the hard ones and those of @skip are left. FALSE
 * where a number doesn't fit. */
gboolean tw_reprice_rate_rule (TwReprice             *self,
                            GPtrArray               *documents,
                            guint                    version,
                            guint                    rule,
                            const guint8            *skip);
/* `now` back to the base, where the last change touched it. */
void tw_reprice_reset      (TwReprice               *self);
/* The rules that moved, for all but @only; what can't be rated is added to it. */
/* FALSE: a full replay after all. */
gboolean tw_reprice_apply_tables (TwReprice         *self,
                            guint                    index,
                            const TwRepriceDiff     *diff,
                            GPtrArray               *documents,
                            guint8                  *only);
/* What a window of a period posts more than in the base. */
gint64 tw_reprice_change_of (const TwReprice        *self,
                            const TwRepriceWindow   *window);
/* tw-reprice-limit.c */
void tw_reprice_place_limits (TwReprice             *self,
                            const GArray            *kept,
                            const guint             *partner_of);
gboolean tw_reprice_check_limits (TwReprice         *self,
                            GPtrArray               *documents,
                            guint                    index,
                            const TwRepriceDiff     *diff,
                            guint8                  *only);
void tw_reprice_diff_clear (TwRepriceDiff           *diff);
/* (transfer container): nodes by id. */
TwExpr **tw_reprice_exprs  (const TwProgram         *program);

G_END_DECLS
