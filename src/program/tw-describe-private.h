/* tw-describe-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-describe.h"

G_BEGIN_DECLS

/* Shared by the files that put programs in words. All char * are (transfer full). */

char        *tw_describe_rate     (TwFraction        value);
const char  *tw_describe_unit     (TwCalendarUnit    unit);
char        *tw_describe_window   (const TwTimeWindow   *window);
char        *tw_describe_pay      (const TwProgram  *program,
                                   const TwExpr     *expr);
/* An attribute with its owner: `partner.region`; a fact's by its bare name. */
char        *tw_describe_attribute (const TwExpr    *expr);
/* What a measure counts, without how: “sales where motion is renewal”. */
char        *tw_describe_counted  (const TwProgram  *program,
                                   const TwMeasure  *measure);
/* A band's bound: growth, attainment and multiples as percentages. */
char        *tw_describe_bound    (const TwProgram  *program,
                                   const TwRule     *rule,
                                   const TwBand     *band);
/* “ per quarter”, “ for each fact”; empty for the window itself. */
char        *tw_describe_per      (TwPer             per,
                                   TwCalendarUnit    unit);
/* Whether a number is read as a percentage: growth, attainment, a share of a span. */
gboolean     tw_describe_is_ratio (const TwProgram  *program,
                                   const TwExpr     *expr);
/* Of an expression of points: each item with what it is worth, and its bounds. */
char        *tw_describe_points_list (const TwProgram *program,
                                      const TwExpr   *expr);
/* Appends a sentence for each of split, stacking, timing and clawback that the rule has. */
void         tw_describe_terms    (GString          *text,
                                   const TwProgram  *program,
                                   const TwRule     *rule);

G_END_DECLS
