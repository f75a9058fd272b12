/* tw-check-replay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-dataset.h"
#include "tw-program-document.h"

G_BEGIN_DECLS

/* What a program would have paid in its last pay periods, one after the other, as if it had been in force from their first
 * day and nothing had been paid before: what the empirical checks look at, from a replay (tw-replay.h). Rows of partners and facts are those of the dataset. */

#define TW_CHECK_PERIODS 4

/* One partner × one rule. Amounts are minor units of the program's currency, in the rule's own direction. */
typedef struct
{
  gint64  amount;
  guint32 periods;   /* a bit per period in which a line has an amount */
  int     high;      /* the highest band of its lines, -1 none */
} TwCheckCell;

/* A fact that took a partner over a bound of a retroactive table. */
typedef struct
{
  guint  rule;
  guint  band;       /* that is reached */
  guint  partner;
  gint64 fact;
  gint64 amount;     /* of the fact in the measure, minor units */
  gint64 payout;     /* what the window earns more with it */
} TwCheckCrossing;

typedef struct
{
  TwSpan       periods[TW_CHECK_PERIODS];   /* latest first */
  guint        n_periods;
  guint        n_rules;
  gsize        n_partners;   /* rows of the dataset */
  guint        n_meant;      /* partners that it was tried for */
  TwCheckCell *cells;        /* by partner, then rule; zero for others */
  gint64       totals[TW_CHECK_PERIODS];    /* pay less charge; what funds are credited costs when it is claimed */
  guint       *steps;        /* per rule: the steps that explain one of its lines */
  GArray      *crossings;    /* TwCheckCrossing */
  gboolean    *meant;        /* by partner: whether it was tried */
} TwCheckReplay;

/* The last complete pay periods before @today, latest first; fewer where custom periods end. With %TW_DATE_NONE they
 * end with the period of the last fact. */
guint          tw_check_last_periods (const TwProgram  *program,
                                      const TwDataset  *dataset,
                                      TwDate            today,
                                      TwSpan           *periods,
                                      guint             n);
/**
 * tw_check_replay_new:
 * @meant: per partner of the dataset, whether it is tried
 * @periods: successive pay periods, in any order
 *
 * Returns: (transfer full): %NULL where the program can't be set up, or it was cancelled
 */
TwCheckReplay *tw_check_replay_new   (TwProgramDocument *document,
                                      const TwDataset  *dataset,
                                      const gboolean   *meant,
                                      const TwSpan     *periods,
                                      guint             n_periods,
                                      GCancellable     *cancellable,
                                      GError          **error);
/* (transfer full) (nullable): the highest band by partner, then rule, as in cells, where windows that began before the periods
 * count whole; %NULL with @error. */
int           *tw_check_replay_high  (TwProgramDocument *document,
                                      const TwDataset  *dataset,
                                      const gboolean   *meant,
                                      const TwSpan     *periods,
                                      guint             n_periods,
                                      GCancellable     *cancellable,
                                      GError          **error);
void           tw_check_replay_free  (TwCheckReplay    *replay);
/* How many partners a rule paid anything. */
guint          tw_check_replay_paid  (const TwCheckReplay *replay,
                                      guint             rule);

/* (transfer full) (nullable): what mends a rule that paid hardly anybody: where it would pay more partners if it stood in
 * no group, what beats it; else its filter and thresholds. @replay is that of @document; %NULL with @error. (tw-check-payout.c) */
char          *tw_check_unpaid_remedy (const TwCheckReplay *replay,
                                      const TwProgramDocument *document,
                                      const TwDataset  *dataset,
                                      guint             rule,
                                      GCancellable     *cancellable,
                                      GError          **error);

static inline const TwCheckCell *
tw_check_replay_cell (const TwCheckReplay *replay,
                      gsize                partner,
                      guint                rule)
{
  return &replay->cells[partner * replay->n_rules + rule];
}

/* What a table with literal rates pays in all at a qualifier that is also what it pays on, minor units; FALSE where it
 * depends on anything else. */
gboolean       tw_check_table_pay    (const TwProgram  *program,
                                      const TwRule     *rule,
                                      gint64            qualifier,
                                      guint            *band,
                                      gint64           *pay);
/* The same just below the bound of @band and on it. */
gboolean       tw_check_table_jump   (const TwProgram  *program,
                                      const TwRule     *rule,
                                      guint             band,
                                      gint64           *below,
                                      gint64           *above);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCheckReplay, tw_check_replay_free)

G_END_DECLS
