/* tw-payment-decide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-payment-decide.h"

void
tw_payment_decide (const TwPayment *payment,
                   gint64           due,
                   gint64           minimum,
                   gint64          *paid,
                   gint64          *carried,
                   gint64          *forgiven)
{
  gboolean negative = due < 0;
  gboolean small = due > 0 && due < minimum;

  *paid = *carried = *forgiven = 0;

  if (negative && payment->negative == TW_NEGATIVE_ZERO)
    *forgiven = due;
  else if (negative && payment->negative == TW_NEGATIVE_CARRY)
    *carried = due;
  else if (small && payment->forgive)
    *forgiven = due;
  else if (small)
    *carried = due;
  else
    *paid = due;
}
