/* tw-scenario-compare.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-replay.h"
#include "tw-scenario.h"

G_BEGIN_DECLS

/* Versions and scenarios of one program side by side over the same past days, each replayed by the engine. The first
 * column is what the others are held against. Amounts are minor units of the program's currency. */

typedef struct
{
  gint64             version;
  gint64             scenario;   /* 0: the version itself */
  char              *name;
  TwProgramDocument *document;
  TwReplay          *replay;
  gboolean           has_budget;
  gint64             budget;     /* for the compared days */
  gboolean           has_rate;
  gint64             rate;       /* effective, millionths */
} TwScenarioColumn;

/* One row of a table of the comparison: a rule, a tier or a partner type, with a value per column. */
typedef struct
{
  char     *key;         /* rule id, tier, type; NULL: no tier, no type, or the program as a whole */
  char     *name;        /* in words */
  gint64   *costs;       /* per column */
  guint    *partners;    /* per column: paid, in the tier at the end, of the type */
  gboolean *exists;      /* per column: whether it has this rule or tier at all */
} TwScenarioRowOf;

/* How one partner fares in a column against the first. */
typedef struct
{
  guint       partner;   /* index into both replays' partners */
  gint64      id;        /* of the table partner */
  const char *external_id;
  const char *name;
  gint64      before;
  gint64      after;
  gint64      change;
  const char *tier_before; /* at the end of the days; (nullable) */
  const char *tier_after;
  char       *reason;    /* a sentence: which tier or band changed, by which rule most */
} TwScenarioPartner;

typedef enum
{
  TW_GRACE_RUNS,      /* the last review found it below, too */
  TW_GRACE_STAYS,     /* over, but the policy's minimum stay still holds the tier */
  TW_GRACE_DEMOTED,   /* over, and the partner fell */
  TW_GRACE_ABOVE,     /* a later review found it above again */
} TwGraceState;

/* A partner below what keeps its tier, whose grace runs or ran at its last failed review. */
typedef struct
{
  gint64      id;        /* of the table partner */
  const char *external_id;
  const char *name;
  const char *tier;      /* or a designation */
  TwDate      reviewed;
  TwDate      until;     /* the first day on which a review demotes */
  TwGraceState state;
} TwScenarioGrace;

/* One stream of the flow between tiers; names are (nullable): no tier. */
typedef struct
{
  const char *from;
  const char *to;
  guint       n_partners;
} TwScenarioFlow;

typedef struct
{
  TwSpan      span;
  char       *period;    /* as it was asked for */
  char       *currency;
  int         digits;
  GPtrArray  *columns;   /* TwScenarioColumn */
  GPtrArray  *rules;     /* TwScenarioRowOf; the last one, with `key` NULL, is what no rule stands for, if anything */
  GPtrArray  *tiers;     /* highest first, no tier last */
  GPtrArray  *types;
  GPtrArray  *notes;     /* utf8: what to know about the figures, a sentence each */
  guint       n_skipped; /* scenarios that can't be applied to their version any more, each told by a note */
  gint64      margin;    /* the workspace's gross margin, millionths; -1: none is set */
  /*< private >*/
  TwDataset  *dataset;   /* whose texts the replays borrow */
} TwScenarioComparison;

/**
 * tw_scenario_compare:
 * @workspace: only read; a fork in a thread will do
 * @versions: the version of each column
 * @scenarios: the scenario of each column; 0: the version itself
 * @span: whole pay periods
 *
 * A scenario whose changes the version has no place for any more is left out, which a note says; the first column has to
 * be there. Columns are like for like: where one of the versions isn't in force in those days, each is replayed alone, as if it had
 * been in force from the first of them, and a note says so.
 *
 * Returns: (transfer full): %TW_ERROR_REFUSED where columns are of different programs or the days aren't whole pay
 *   periods
 */
TwScenarioComparison *tw_scenario_compare      (TwWorkspace                *workspace,
                                                const gint64               *versions,
                                                const gint64               *scenarios,
                                                guint                       n_columns,
                                                const char                 *period,
                                                TwSpan                      span,
                                                GCancellable               *cancellable,
                                                TwReplayProgress            progress,
                                                gpointer                    user_data,
                                                GError                    **error);
void                  tw_scenario_comparison_free (TwScenarioComparison    *comparison);
/* (transfer full) (element-type TwScenarioPartner): every partner of either, the largest gain first, the largest loss
 * last; borrows texts of @comparison. */
GPtrArray            *tw_scenario_list_partners (const TwScenarioComparison *comparison,
                                                guint                       column);
/* The same, of those alone whose pay or tier is another, the largest change either way first. */
GPtrArray            *tw_scenario_list_changed  (const TwScenarioComparison *comparison,
                                                 guint                       column);
/**
 * tw_scenario_list_flow:
 * @across: %TRUE: from the tier at the end in the first column to that in @column; %FALSE: from the tier before the days
 *   to the one after, within @column
 *
 * Returns: (transfer full) (element-type TwScenarioFlow): by tier, highest first; borrows texts
 */
GPtrArray            *tw_scenario_list_flow    (const TwScenarioComparison *comparison,
                                                guint                       column,
                                                gboolean                    across);
/* (transfer full) (element-type TwScenarioGrace): within @column, those whose grace runs first; borrows texts. */
GPtrArray            *tw_scenario_list_grace   (const TwScenarioComparison *comparison,
                                                guint                       column);
const char           *tw_grace_state_label     (TwGraceState                state);
/**
 * tw_scenario_break_even:
 * @margin: gross margin of a unit of revenue, millionths
 * @revenue: (out): how much more partners would have to sell so that the margin on it, less what the column pays on it at
 *   its effective rate, covers what the column costs more than the first
 *
 * Returns: %FALSE where no revenue does
 */
gboolean              tw_scenario_break_even   (const TwScenarioComparison *comparison,
                                                guint                       column,
                                                gint64                      margin,
                                                gint64                     *revenue);
/* Which days a text means: a period (2026-Q3), a year (2026), or first..last of these. */
gboolean              tw_scenario_parse_span   (TwWorkspace                *workspace,
                                                const TwProgramDocument    *document,
                                                const char                 *text,
                                                TwSpan                     *span,
                                                GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwScenarioComparison, tw_scenario_comparison_free)

G_END_DECLS
