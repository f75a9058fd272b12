/* tw-int128.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-int128.h"

static inline int
count_trailing_zeros (TwUint128 a)
{
  guint64 low = (guint64) a;

  return low != 0 ? __builtin_ctzll (low) : 64 + __builtin_ctzll ((guint64) (a >> 64));
}

static guint64
gcd_64 (guint64 a,
        guint64 b)
{
  int shift;

  if (a == 0 || b == 0)
    return a | b;

  /* One division spares many rounds where one operand is much larger, as sums are than denominators. */
  if (a >> 8 >= b)
    a %= b;
  else if (b >> 8 >= a)
    b %= a;
  if (a == 0 || b == 0)
    return a | b;

  shift = __builtin_ctzll (a | b);
  a >>= __builtin_ctzll (a);

  while (b != 0)
    {
      guint64 smaller;

      /* Without a branch: which of the two is smaller can't be predicted. */
      b >>= __builtin_ctzll (b);
      smaller = a < b ? a : b;
      b = a < b ? b - a : a - b;
      a = smaller;
    }

  return a << shift;
}

TwUint128
tw_uint128_gcd (TwUint128 a,
                TwUint128 b)
{
  int shift;

  if (a == 1 || b == 1)
    return 1;
  if (a == 0 || b == 0)
    return a | b;
  if (((a | b) >> 64) == 0)
    return gcd_64 ((guint64) a, (guint64) b);

  /* One division brings operands of very different size together. */
  if ((b >> 64) == 0)
    return (guint64) (a % b) == 0 ? b : gcd_64 ((guint64) (a % b), (guint64) b);
  if ((a >> 64) == 0)
    return (guint64) (b % a) == 0 ? a : gcd_64 ((guint64) (b % a), (guint64) a);

  shift = count_trailing_zeros (a | b);
  a >>= count_trailing_zeros (a);

  while (b != 0)
    {
      b >>= count_trailing_zeros (b);
      if (((a | b) >> 64) == 0)
        return (TwUint128) gcd_64 ((guint64) a, (guint64) b) << shift;
      if (a > b)
        {
          TwUint128 swap = a;

          a = b;
          b = swap;
        }
      b -= a;
    }

  return a << shift;
}

gboolean
tw_int128_add (TwInt128  a,
               TwInt128  b,
               TwInt128 *result)
{
  if (b >= 0 ? a > TW_INT128_MAX - b : a < -TW_INT128_MAX - b)
    return FALSE;

  *result = a + b;
  return TRUE;
}

/* Not __builtin_mul_overflow(): for 128 bits some compilers leave it to a run-time library that
 * isn't linked everywhere. */
gboolean
tw_int128_mul (TwInt128  a,
               TwInt128  b,
               TwInt128 *result)
{
  TwUint128 x, y, product;

  if (tw_int128_fits_64 (a) && tw_int128_fits_64 (b))
    {
      *result = a * b;
      return TRUE;
    }

  x = tw_int128_abs (a);
  y = tw_int128_abs (b);
  if ((x >> 64) != 0)
    {
      TwUint128 swap = x;

      x = y;
      y = swap;
    }

  /* Now x has 64 bits, or both are too large. */
  if ((x >> 64) != 0)
    return FALSE;
  product = x * (y >> 64);
  if ((product >> 63) != 0)
    return FALSE;
  product <<= 64;
  y = x * (guint64) y;
  if (y > (TwUint128) TW_INT128_MAX - product)
    return FALSE;
  product += y;

  *result = (a < 0) != (b < 0) ? -(TwInt128) product : (TwInt128) product;
  return TRUE;
}

void
tw_uint128_mul_wide (TwUint128  a,
                     TwUint128  b,
                     TwUint128 *high,
                     TwUint128 *low)
{
  TwUint128 a0 = (guint64) a, a1 = a >> 64;
  TwUint128 b0 = (guint64) b, b1 = b >> 64;
  TwUint128 p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0;
  TwUint128 middle = (p00 >> 64) + (guint64) p01 + (guint64) p10;

  *low = (middle << 64) | (guint64) p00;
  *high = a1 * b1 + (p01 >> 64) + (p10 >> 64) + (middle >> 64);
}

gboolean
tw_uint128_mul_div (TwUint128  a,
                    TwUint128  b,
                    TwUint128  d,
                    TwUint128 *quotient,
                    TwUint128 *remainder)
{
  TwUint128 high, low;

  g_return_val_if_fail (d != 0 && d <= (TwUint128) TW_INT128_MAX, FALSE);

  tw_uint128_mul_wide (a, b, &high, &low);
  if (high == 0)
    {
      if (((low | d) >> 64) == 0)
        {
          *quotient = (guint64) low / (guint64) d;
          *remainder = (guint64) low % (guint64) d;
        }
      else
        {
          *quotient = low / d;
          *remainder = low - *quotient * d;
        }
      return *quotient <= (TwUint128) TW_INT128_MAX;
    }
  if (high >= d)
    return FALSE;

  /* Long division bit by bit: rare, and d has 127 bits at most, so that the shift can't overflow. */
  *quotient = 0;
  for (int bit = 127; bit >= 0; bit--)
    {
      high = (high << 1) | ((low >> bit) & 1);
      *quotient <<= 1;
      if (high >= d)
        {
          high -= d;
          *quotient |= 1;
        }
    }
  *remainder = high;

  return *quotient <= (TwUint128) TW_INT128_MAX;
}
