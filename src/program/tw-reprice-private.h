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
} TwRepriceDiff;

void tw_reprice_diff       (const TwProgramDocument *from,
                            const TwProgramDocument *to,
                            TwRepriceDiff           *diff);
void tw_reprice_diff_clear (TwRepriceDiff           *diff);
/* (transfer container): nodes by id. */
TwExpr **tw_reprice_exprs  (const TwProgram         *program);

G_END_DECLS
