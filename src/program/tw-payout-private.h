/* tw-payout-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-payout-curve.h"

G_BEGIN_DECLS

/* (transfer full): a program with one rule that pays by measure alone, of @document's rule; adds to @curve what was
 * left out and what could be chosen. */
JsonNode *tw_payout_reduce (const TwProgramDocument *document,
                            guint                    rule,
                            GHashTable              *chosen,
                            TwPayoutCurve           *curve);

G_END_DECLS
