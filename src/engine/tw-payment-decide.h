/* tw-payment-decide.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program.h"

G_BEGIN_DECLS

/**
 * tw_payment_decide:
 * @due: what is payable with the balance brought in, in minor units
 * @minimum: the program's minimum payment, evaluated; 0: none
 * @paid: (out): paid now; negative: invoiced
 * @carried: (out): goes on to the next period
 * @forgiven: (out): neither
 *
 * The last line of rules.md 4.5: a negative balance by `negative`, less than the minimum by
 * `below`, else paid. Always
 * @due = @paid + @carried + @forgiven.
 */
void tw_payment_decide (const TwPayment *payment,
                        gint64           due,
                        gint64           minimum,
                        gint64          *paid,
                        gint64          *carried,
                        gint64          *forgiven);

G_END_DECLS
