/* tw-rounding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-rounding.h"
#include "tw-int128.h"

static const char *const mode_names[] = {
  "half_up",      "half_down",  "half_even", "half_odd", "half_ceiling",
  "half_floor",   "up",         "down",      "ceiling",  "floor",
};

/**
 * tw_rounding_mode_to_string:
 *
 * Returns: the name of @mode in a program document, such as `half_even`
 */
const char *
tw_rounding_mode_to_string (TwRoundingMode mode)
{
  g_return_val_if_fail ((guint) mode < G_N_ELEMENTS (mode_names), NULL);

  return mode_names[mode];
}

/**
 * tw_rounding_mode_from_string:
 * @mode: (out): left alone where @text is no mode
 *
 * Returns: %FALSE where @text names no mode
 */
gboolean
tw_rounding_mode_from_string (const char     *text,
                              TwRoundingMode *mode)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (mode_names); i++)
    if (g_str_equal (text, mode_names[i]))
      {
        *mode = (TwRoundingMode) i;
        return TRUE;
      }

  return FALSE;
}

/* Whether a value is moved away from zero, given the truncated quotient's parity, the value's sign
 * and how its remainder compares to a half. */
static gboolean
rounds_away (TwRoundingMode mode,
             gboolean       negative,
             gboolean       odd,
             int            half)
{
  switch (mode)
    {
    case TW_ROUNDING_UP:
      return TRUE;
    case TW_ROUNDING_DOWN:
      return FALSE;
    case TW_ROUNDING_CEILING:
      return !negative;
    case TW_ROUNDING_FLOOR:
      return negative;
    case TW_ROUNDING_HALF_UP:
      return half >= 0;
    case TW_ROUNDING_HALF_DOWN:
      return half > 0;
    case TW_ROUNDING_HALF_EVEN:
      return half > 0 || (half == 0 && odd);
    case TW_ROUNDING_HALF_ODD:
      return half > 0 || (half == 0 && !odd);
    case TW_ROUNDING_HALF_CEILING:
      return half > 0 || (half == 0 && !negative);
    case TW_ROUNDING_HALF_FLOOR:
      return half > 0 || (half == 0 && negative);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * tw_round_div:
 * @den: not zero
 * @result: (out): @num / @den, rounded to an integer by @mode
 *
 * Returns: %FALSE where @den is zero or a value has no opposite in 128 bits
 */
gboolean
tw_round_div (__int128        num,
              __int128        den,
              TwRoundingMode  mode,
              __int128       *result)
{
  TwUint128 n = tw_int128_abs (num);
  TwUint128 d = tw_int128_abs (den);
  TwUint128 quotient, rest;
  gboolean negative = (num < 0) != (den < 0);

  if (d == 0 || d > (TwUint128) TW_INT128_MAX || n > (TwUint128) TW_INT128_MAX)
    return FALSE;

  if (((n | d) >> 64) == 0)
    {
      quotient = (guint64) n / (guint64) d;
      rest = (guint64) n % (guint64) d;
    }
  else
    {
      quotient = n / d;
      rest = n - quotient * d;
    }

  if (rest != 0)
    {
      int half = rest > d - rest ? 1 : rest == d - rest ? 0 : -1;

      /* A remainder needs a divisor of 2 or more, so the quotient has room for one more. */
      if (rounds_away (mode, negative, (quotient & 1) != 0, half))
        quotient++;
    }

  *result = negative ? -(TwInt128) quotient : (TwInt128) quotient;
  return TRUE;
}
