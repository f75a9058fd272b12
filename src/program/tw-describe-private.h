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

G_END_DECLS
