/* tw-allocate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-fraction.h"

G_BEGIN_DECLS

/**
 * TwRemainder:
 *
 * Who gets the steps that are left over by an allocation (rules.md 4.6 and 10.1).
 */
typedef enum
{
  TW_REMAINDER_LARGEST_FRACTION,
  TW_REMAINDER_LARGEST_SHARE,
  TW_REMAINDER_FIRST,
  TW_REMAINDER_SEPARATE,
} TwRemainder;

/**
 * tw_allocate:
 * @amount: what is allocated, in minor units, of any sign
 * @weights: (array length=n): weights of any sign; their sum must not be zero
 * @step: the smallest part, in minor units, at least 1 (`rounding.step`)
 * @negative_floor: for a negative @amount: %FALSE mirrors the allocation of its opposite (default),
 *   %TRUE rounds every part towards minus infinity before the leftovers (rules.md 10.1)
 * @parts: (out caller-allocates) (array length=n): the parts; they add up to @amount, but with
 *   %TW_REMAINDER_SEPARATE, where @left takes the rest
 * @left: (out) (optional): what no part took
 *
 * Returns: %FALSE with %TW_ERROR_RANGE where the weights add up to zero or a value overflows
 */
gboolean tw_allocate (gint64             amount,
                      const TwFraction  *weights,
                      gsize              n,
                      gint64             step,
                      TwRemainder        remainder,
                      gboolean           negative_floor,
                      gint64            *parts,
                      gint64            *left,
                      GError           **error);

G_END_DECLS
