/* tw-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-kept.h"
#include "tw-sheet.h"

G_BEGIN_DECLS

/* The sums of a partner's period without its lines: for replays that nobody asks for lines, of programs whose rules are
 * all of the usual kind (plain tables over sheets, windows within the period, nothing brought in). What each rule comes
 * to, how many lines it would have and which facts earn is exactly what tw_rules_run() gives; tests hold the two against
 * each other. Everything else goes the long way. */

typedef struct _TwTallyPlan TwTallyPlan;

typedef struct
{
  guint          index;     /* in the program's rules */
  const TwRule  *rule;
  const TwSheet *sheet;
  gint64         unit;      /* of the sheet's values in millionths */
  gboolean       best_of;
  TwKeptClasses *classes;
  TwKeptTable    table;
  TwSpan        *spans;     /* its windows in the period */
  guint          n_spans;
  guint          first;     /* of them among all windows */
  TwKeptWindow   head;      /* what all its windows have in common */
} TwTallyRule;

struct _TwTallyPlan
{
  TwTallyRule *rules;         /* in the order in which they run */
  guint        n_rules;
  guint       *by_index;      /* the same in the program's order */
  guint        n_windows;
};

/* tw-tally-plan.c: (transfer full) (nullable): %NULL where the program isn't of that kind. After the plans were made. */
TwTallyPlan *tw_tally_plan_new  (TwEngine    *engine);
void         tw_tally_plan_free (TwTallyPlan *plan);
/* tw-tally.c: instead of the rules; FALSE, with nothing done, where the partner's facts or balances need them. */
gboolean     tw_tally_run       (TwWork      *work);

G_END_DECLS
