/* tw-int128.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 128-bit integers for the exact values of core. Every value lies in ±(2^127 - 1): the one value
 * without an opposite counts as overflow, so that negating never fails. */

typedef __int128          TwInt128;
typedef unsigned __int128 TwUint128;

#define TW_UINT128_MAX (~(TwUint128) 0)
#define TW_INT128_MAX  ((TwInt128) (TW_UINT128_MAX >> 1))

static inline gboolean
tw_int128_fits_64 (TwInt128 a)
{
  return a == (gint64) a;
}

static inline TwUint128
tw_int128_abs (TwInt128 a)
{
  return a < 0 ? -(TwUint128) a : (TwUint128) a;
}

/* Greatest common divisor, without the 128-bit division that makes the textbook algorithm slow. */
TwUint128 tw_uint128_gcd      (TwUint128  a,
                               TwUint128  b);
gboolean  tw_int128_mul       (TwInt128   a,
                               TwInt128   b,
                               TwInt128  *result);
gboolean  tw_int128_add       (TwInt128   a,
                               TwInt128   b,
                               TwInt128  *result);
/* The whole 256-bit product. */
void      tw_uint128_mul_wide (TwUint128  a,
                               TwUint128  b,
                               TwUint128 *high,
                               TwUint128 *low);
/* a × b ÷ d with the remainder, through a 256-bit product; FALSE where the quotient needs more than
 * 127 bits. */
gboolean  tw_uint128_mul_div  (TwUint128  a,
                               TwUint128  b,
                               TwUint128  d,
                               TwUint128 *quotient,
                               TwUint128 *remainder);

G_END_DECLS
