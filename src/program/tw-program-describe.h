/* tw-program-describe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-program.h"

G_BEGIN_DECLS

/* Plain sentences for what a program says, in the language of messages. Numbers are written plainly
 * (`250000.00 USD`, `2%`), so that the text is the same everywhere. All (transfer full). */

/* “Rebate on the sum of amount of sales per quarter. Marginal: from 0: 2%; from 10000.00: 3%. At
 * most …” */
char *tw_program_describe_rule      (const TwProgram   *program,
                                     guint              rule);
/* What is paid on, without the table: “the sum of amount of sales where product.category is
 * Cloud”. */
char *tw_program_describe_measure   (const TwProgram   *program,
                                     const TwMeasure   *measure);
char *tw_program_describe_value     (const TwProgram   *program,
                                     const TwExpr      *value);
/* The same with a capital letter at its beginning. */
char *tw_program_describe_begin     (const char        *words);
char *tw_program_describe_condition (const TwProgram   *program,
                                     const TwCondition *condition);
/* One line per band: “from 10000.00: 3%”. */
char *tw_program_describe_band      (const TwProgram   *program,
                                     guint              rule,
                                     guint              band);
/* “Gold: the sum of amount of sales over the last 12 months is at least 50,000.00 USD (to stay:
 * 40,000.00 USD).” */
char *tw_program_describe_tier      (const TwProgram   *program,
                                     const TwTier      *tier);
/* A limit over several rules: “Volume, Growth: together at most 5,000.00 USD per quarter.” */
char *tw_program_describe_limit     (const TwProgram   *program,
                                     guint              limit);
/* (nullable): what a name of `define` stands for; NULL where that depends on where it is used. */
char *tw_program_describe_define    (const TwProgram   *program,
                                     guint              define);
/* A literal or bound as people write it: money grouped and with its currency, a number or percentage. */
char *tw_program_describe_literal   (const TwProgram   *program,
                                     TwFraction         value,
                                     TwValueType        type);
/* (transfer full): the same as the program's JSON has it: no groups, no currency. */
char *tw_program_plain_literal      (const TwProgram   *program,
                                     TwFraction         value,
                                     TwValueType        type);

/* (transfer full): "3 months". */
char *tw_describe_duration          (TwDuration         duration);

G_END_DECLS
