/* tw-result-total.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine.h"

G_BEGIN_DECLS

/* What one partner's result adds up to, in minor units: the header of a statement, and a partner's part of a replay. */
typedef struct
{
  gint64 earned;
  gint64 charged;
  gint64 measure;         /* money paid on, net of refunds: a fact that earns under several rules counts once, with the
                           * largest of its measures */
  gint64 facts_earned;
  gint64 facts_excluded;
} TwResultTotal;

/* @versions: those of the engine that made @result. */
void     tw_result_add_up     (const TwPartnerResult  *result,
                               TwProgram *const       *versions,
                               TwResultTotal          *total);
/* (nullable): the rule of a line; %NULL for what the program as a whole posts. */
const TwRule *tw_result_line_rule    (const TwLine           *line,
                               TwProgram *const       *versions);
/* What a line adds to the program's cost: charges are negative, what a fund is credited is none until it is claimed. */
gint64   tw_result_line_cost         (const TwLine           *line,
                               TwProgram *const       *versions);

/* Whether the line's measure is money that is paid on: of a fact or a refund. */
gboolean tw_result_line_counts (const TwLine *line);

G_END_DECLS
