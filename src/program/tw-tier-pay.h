/* tw-tier-pay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-replay.h"

G_BEGIN_DECLS

/**
 * TwTierPay:
 * @span: the pay periods of a year, the last of them complete on the day that was asked for
 * @periods: they in words, 2025-Q4..2026-Q3
 * @from: what the partner would have been paid in them on the tier it stands on, minor units
 * @to: and on the other
 * @shared: a limit that partners share was in play, of which one partner's replay knows nothing
 *
 * What a tier does to one partner's pay, by what the partner did last year.
 */
typedef struct
{
  TwSpan    span;
  char     *periods;
  gint64    from;
  gint64    to;
  gboolean  shared;
} TwTierPay;

/**
 * tw_tier_pay_find:
 * @version: row of the program's version
 * @partner: external id
 * @from: (nullable): a tier of the program, %NULL for none; so is @to
 * @as_of: the last day that may count
 *
 * Replays the partner's own transactions twice with the same engine, as if the version had been in force all the time and
 * the partner had held the one tier, then the other, from the first day to the last: the criteria of that tier are always
 * met, those of all others never, and every day is a review. What funds are credited isn't pay. Nothing is written.
 */
gboolean           tw_tier_pay_find     (TwWorkspace              *workspace,
                                         gint64                    version,
                                         const char               *partner,
                                         const char               *from,
                                         const char               *to,
                                         TwDate                    as_of,
                                         GCancellable             *cancellable,
                                         TwTierPay                *pay,
                                         GError                  **error);
void               tw_tier_pay_clear    (TwTierPay                *pay);
/* (transfer full): @document with everybody on @tier, or on none. */
TwProgramDocument *tw_tier_pay_force    (const TwProgramDocument  *document,
                                         const char               *tier,
                                         GError                  **error);

G_END_DECLS
