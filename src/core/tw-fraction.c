/* tw-fraction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-fraction.h"
#include "tw-int128.h"

static inline gboolean
fits_64 (TwFraction a)
{
  return tw_int128_fits_64 (a.num) && tw_int128_fits_64 (a.den);
}

/* Divides by a common factor; in 64 bits where that does: the 128-bit division is a library call. */
static inline TwInt128
divide_exact (TwInt128  a,
              TwUint128 factor)
{
  if (factor == 1)
    return a;
  if (tw_int128_fits_64 (a) && factor <= G_MAXINT64)
    return (gint64) a / (gint64) factor;
  return a / (TwInt128) factor;
}

/**
 * tw_fraction_from_int:
 *
 * Returns: @value / 1
 */
TwFraction
tw_fraction_from_int (gint64 value)
{
  return (TwFraction){ value, 1 };
}

/**
 * tw_fraction_new:
 * @den: of any sign
 * @result: (out): @num / @den, reduced
 *
 * Returns: %FALSE where @den is zero or a value has no opposite in 128 bits
 */
gboolean
tw_fraction_new (__int128    num,
                 __int128    den,
                 TwFraction *result)
{
  TwUint128 factor;

  if (den == 0 || den < -TW_INT128_MAX || num < -TW_INT128_MAX)
    return FALSE;

  if (den < 0)
    {
      num = -num;
      den = -den;
    }
  factor = tw_uint128_gcd (tw_int128_abs (num), (TwUint128) den);
  *result = (TwFraction){ divide_exact (num, factor), divide_exact (den, factor) };

  return TRUE;
}

/**
 * tw_fraction_add:
 * @result: (out): @a + @b
 *
 * Only the common factor of the denominators can be left in the sum, so the one gcd of large values
 * is avoided (Knuth, The Art of Computer Programming, 4.5.1).
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_fraction_add (TwFraction  a,
                 TwFraction  b,
                 TwFraction *result)
{
  TwUint128 common, rest;
  TwInt128 left, right, sum, den;

  if (a.den == b.den)
    {
      if (!tw_int128_add (a.num, b.num, &sum))
        return FALSE;
      if (a.den == 1)
        {
          *result = (TwFraction){ sum, 1 };
          return TRUE;
        }
      return tw_fraction_new (sum, a.den, result);
    }

  common = tw_uint128_gcd ((TwUint128) a.den, (TwUint128) b.den);
  if (!tw_int128_mul (a.num, divide_exact (b.den, common), &left) ||
      !tw_int128_mul (b.num, divide_exact (a.den, common), &right) ||
      !tw_int128_add (left, right, &sum))
    return FALSE;
  if (sum == 0)
    {
      *result = TW_FRACTION_ZERO;
      return TRUE;
    }
  rest = tw_uint128_gcd (tw_int128_abs (sum), common);
  if (!tw_int128_mul (divide_exact (a.den, common), divide_exact (b.den, rest), &den))
    return FALSE;
  *result = (TwFraction){ divide_exact (sum, rest), den };

  return TRUE;
}

/**
 * tw_fraction_sub:
 * @result: (out): @a - @b
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_fraction_sub (TwFraction  a,
                 TwFraction  b,
                 TwFraction *result)
{
  return tw_fraction_add (a, tw_fraction_negate (b), result);
}

/**
 * tw_fraction_mul:
 * @result: (out): @a × @b
 *
 * Returns: %FALSE on overflow
 */
gboolean
tw_fraction_mul (TwFraction  a,
                 TwFraction  b,
                 TwFraction *result)
{
  TwUint128 first, second;
  TwInt128 num, den;

  if (a.den == 1 && b.den == 1)
    {
      if (!tw_int128_mul (a.num, b.num, &num))
        return FALSE;
      *result = (TwFraction){ num, 1 };
      return TRUE;
    }

  /* Reduced crosswise the product has no common factor left, and overflows only if it can't be
   * held. */
  first = tw_uint128_gcd (tw_int128_abs (a.num), (TwUint128) b.den);
  second = tw_uint128_gcd (tw_int128_abs (b.num), (TwUint128) a.den);
  if (!tw_int128_mul (divide_exact (a.num, first), divide_exact (b.num, second), &num) ||
      !tw_int128_mul (divide_exact (a.den, second), divide_exact (b.den, first), &den))
    return FALSE;
  *result = (TwFraction){ num, den };

  return TRUE;
}

/**
 * tw_fraction_div:
 * @result: (out): @a / @b
 *
 * Returns: %FALSE where @b is zero, or on overflow
 */
gboolean
tw_fraction_div (TwFraction  a,
                 TwFraction  b,
                 TwFraction *result)
{
  if (b.num == 0)
    return FALSE;

  if (b.num < 0)
    return tw_fraction_mul (a, (TwFraction){ -b.den, -b.num }, result);
  return tw_fraction_mul (a, (TwFraction){ b.den, b.num }, result);
}

/**
 * tw_fraction_compare:
 *
 * Never overflows: products of large members are compared in 256 bits.
 *
 * Returns: -1, 0 or 1 as @a is less than, equal to or greater than @b
 */
int
tw_fraction_compare (TwFraction a,
                     TwFraction b)
{
  TwUint128 left_high, left_low, right_high, right_low;
  int sign = tw_fraction_sign (a);
  int order;

  if (a.den == b.den)
    return a.num < b.num ? -1 : a.num > b.num;
  if (fits_64 (a) && fits_64 (b))
    {
      TwInt128 left = a.num * b.den;
      TwInt128 right = b.num * a.den;

      return left < right ? -1 : left > right;
    }
  if (sign != tw_fraction_sign (b))
    return sign < tw_fraction_sign (b) ? -1 : 1;

  tw_uint128_mul_wide (tw_int128_abs (a.num), (TwUint128) b.den, &left_high, &left_low);
  tw_uint128_mul_wide (tw_int128_abs (b.num), (TwUint128) a.den, &right_high, &right_low);
  if (left_high != right_high)
    order = left_high < right_high ? -1 : 1;
  else
    order = left_low < right_low ? -1 : left_low > right_low;

  return sign < 0 ? -order : order;
}

/**
 * tw_fraction_sign:
 *
 * Returns: -1, 0 or 1
 */
int
tw_fraction_sign (TwFraction a)
{
  return a.num < 0 ? -1 : a.num > 0;
}

/**
 * tw_fraction_negate:
 *
 * Returns: -@a, which always can be held
 */
TwFraction
tw_fraction_negate (TwFraction a)
{
  return (TwFraction){ -a.num, a.den };
}

/**
 * tw_fraction_round:
 * @step: positive
 * @result: (out): the multiple of @step that is nearest to @value by @mode (rules.md 4.3)
 *
 * Returns: %FALSE where @step isn't positive, or on overflow
 */
gboolean
tw_fraction_round (TwFraction      value,
                   TwFraction      step,
                   TwRoundingMode  mode,
                   TwFraction     *result)
{
  TwFraction steps;
  TwInt128 whole;

  if (step.num <= 0 ||
      !tw_fraction_div (value, step, &steps) ||
      !tw_round_div (steps.num, steps.den, mode, &whole))
    return FALSE;

  return tw_fraction_mul ((TwFraction){ whole, 1 }, step, result);
}

/**
 * tw_fraction_round_int:
 * @result: (out): @value rounded to an integer by @mode
 *
 * Returns: %FALSE where the result is outside ±(2^63 - 1); the smallest 64-bit integer stands for
 *   an absent amount
 */
gboolean
tw_fraction_round_int (TwFraction      value,
                       TwRoundingMode  mode,
                       gint64         *result)
{
  TwInt128 whole;

  if (value.den == 1)
    whole = value.num;
  else if (!tw_round_div (value.num, value.den, mode, &whole))
    return FALSE;
  if (whole > G_MAXINT64 || whole < -G_MAXINT64)
    return FALSE;
  *result = (gint64) whole;

  return TRUE;
}

static void
append_whole (GString   *text,
              TwUint128  value)
{
  char digits[40];
  int n = sizeof digits;

  do
    {
      digits[--n] = '0' + (int) (value % 10);
      value /= 10;
    }
  while (value != 0);
  g_string_append_len (text, digits + n, sizeof digits - n);
}

/* Adds one unit in the last place to a text of digits and at most one point. */
static void
bump_last_digit (GString *text)
{
  for (gssize i = (gssize) text->len - 1; i >= 0; i--)
    {
      if (text->str[i] == '.')
        continue;
      if (text->str[i] != '9')
        {
          text->str[i]++;
          return;
        }
      text->str[i] = '0';
    }
  g_string_prepend_c (text, '1');
}

/**
 * tw_fraction_to_string:
 * @decimals: the most decimals that are written, 0 or more
 *
 * For people to read: the value rounded half away from zero to @decimals, without trailing zeros.
 *
 * Returns: (transfer full): a plain decimal such as `-2.5`
 */
char *
tw_fraction_to_string (TwFraction value,
                       int        decimals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TwUint128 den = (TwUint128) value.den;
  TwUint128 rest = tw_int128_abs (value.num);

  g_return_val_if_fail (decimals >= 0, NULL);
  g_return_val_if_fail (value.den > 0, NULL);

  append_whole (text, rest / den);
  rest %= den;
  if (decimals > 0)
    g_string_append_c (text, '.');
  for (int i = 0; i < decimals; i++)
    {
      TwUint128 sum = 0;
      int digit = 0;

      /* Ten times the remainder may need more than 128 bits, ten additions below the denominator
       * don't. */
      for (int j = 0; j < 10; j++)
        {
          sum += rest;
          if (sum >= den)
            {
              sum -= den;
              digit++;
            }
        }
      g_string_append_c (text, '0' + digit);
      rest = sum;
    }
  if (rest >= den - rest)
    bump_last_digit (text);

  if (decimals > 0)
    {
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
      if (text->str[text->len - 1] == '.')
        g_string_truncate (text, text->len - 1);
    }
  if (value.num < 0 && !g_str_equal (text->str, "0"))
    g_string_prepend_c (text, '-');

  return g_string_free (g_steal_pointer (&text), FALSE);
}
