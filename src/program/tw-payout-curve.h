/* tw-payout-curve.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/* What a rule pays for so much of its measure. The engine itself calculates it, for a made-up partner with one fact at
 * each sample point: so table, limits on the result and rounding are those of a real calculation. What depends on more
 * than the measure is left out or chosen, and said.
 *
 * Amounts are minor units of the program's currency, measures minor units where they are money, else millionths. */

typedef struct
{
  gint64 x;
  gint64 payout;    /* in the rule's own direction */
} TwPayoutPoint;

/* Something that values go by, with what may be chosen; the first is what holds for all others. */
typedef struct
{
  char  *attribute; /* partner.tier */
  char **values;
} TwPayoutChoice;

/**
 * TwPayoutCurve:
 * @points: (element-type TwPayoutPoint): by x; at a bound there are points just below, on and just above it
 * @bounds: (element-type gint64): of the bands, after `scale` was left out
 * @choices: (element-type TwPayoutChoice): what the rule goes by
 * @notes: (element-type utf8): what is left out, a sentence each
 * @is_money: whether x is money
 * @is_share: whether x is a share, `10%`
 * @measure: where a value of its own picks the band: how much is paid on, and x is that value; else 0
 * @x_min: where the curve begins: 0 or less
 */
typedef struct
{
  GArray    *points;
  GArray    *bounds;
  GPtrArray *choices;
  GPtrArray *notes;
  gboolean   is_money;
  gboolean   is_share;
  gint64     measure;
  gint64     x_min;
} TwPayoutCurve;

/**
 * tw_payout_curve_new:
 * @rule: index into the program's rules
 * @chosen: (nullable): attribute → value, of those of @choices; others take what holds for all others
 * @x_min: from where, where that is negative: partners had more refunds than sales
 * @x_max: up to where; at least 150 % of the last bound is drawn
 * @measure: what is paid on where another value picks the band
 *
 * Returns: (transfer full): %NULL where the rule can't be drawn, with the reason
 */
TwPayoutCurve *tw_payout_curve_new  (const TwProgramDocument *document,
                                     guint                    rule,
                                     GHashTable              *chosen,
                                     gint64                   x_min,
                                     gint64                   x_max,
                                     gint64                   measure,
                                     GError                 **error);
/* Whether something else than what is counted picks the band. What adds up the same of further facts (opening balances)
 * is drawn as the measure itself. */
gboolean       tw_payout_has_qualifier (const TwProgramDocument *document,
                                     guint                    rule);
void           tw_payout_curve_free (TwPayoutCurve           *curve);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPayoutCurve, tw_payout_curve_free)

G_END_DECLS
