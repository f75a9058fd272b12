/* test-fraction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-fraction.h"
#include "tw-int128.h"
#include "tw-test.h"

#define N_RANDOM 20000

static TwFraction
make (TwInt128 num,
      TwInt128 den)
{
  TwFraction value = TW_FRACTION_ZERO;

  g_assert_true (tw_fraction_new (num, den, &value));

  return value;
}

static void
assert_equal (TwFraction a,
              TwFraction b)
{
  g_assert_true (a.num == b.num && a.den == b.den);
}

static void
assert_invariants (TwFraction a)
{
  g_assert_true (a.den > 0);
  g_assert_true (tw_uint128_gcd (tw_int128_abs (a.num), (TwUint128) a.den) == 1);
}

static void
test_reduce (void)
{
  assert_equal (make (6, 4), (TwFraction){ 3, 2 });
  assert_equal (make (6, -4), (TwFraction){ -3, 2 });
  assert_equal (make (-6, -4), (TwFraction){ 3, 2 });
  assert_equal (make (0, -17), TW_FRACTION_ZERO);
  assert_equal (make ((TwInt128) 3 << 100, (TwInt128) 9 << 90), (TwFraction){ 1024, 3 });
  assert_equal (make ((TwInt128) 15 << 100, 25), (TwFraction){ (TwInt128) 3 << 100, 5 });
  assert_equal (make (25, (TwInt128) 15 << 100), (TwFraction){ 5, (TwInt128) 3 << 100 });
}

static void
test_refused (void)
{
  TwFraction value = { 7, 9 };
  TwInt128 lowest = -TW_INT128_MAX - 1;

  g_assert_false (tw_fraction_new (1, 0, &value));
  g_assert_false (tw_fraction_new (lowest, 1, &value));
  g_assert_false (tw_fraction_new (1, lowest, &value));
  g_assert_false (tw_fraction_div (TW_FRACTION_ONE, TW_FRACTION_ZERO, &value));
  assert_equal (value, make (7, 9));
}

static void
test_arithmetic (void)
{
  TwFraction value;

  g_assert_true (tw_fraction_add (make (1, 6), make (1, 3), &value));
  assert_equal (value, make (1, 2));
  g_assert_true (tw_fraction_add (make (1, 6), make (-1, 6), &value));
  assert_equal (value, TW_FRACTION_ZERO);
  g_assert_true (tw_fraction_add (make (1, 4), make (-3, 12), &value));
  assert_equal (value, TW_FRACTION_ZERO);
  g_assert_true (tw_fraction_sub (make (1, 6), make (1, 10), &value));
  assert_equal (value, make (1, 15));
  g_assert_true (tw_fraction_mul (make (-2, 3), make (9, 4), &value));
  assert_equal (value, make (-3, 2));
  g_assert_true (tw_fraction_div (make (2, 3), make (-4, 9), &value));
  assert_equal (value, make (-3, 2));
  assert_equal (tw_fraction_negate (make (2, 3)), make (-2, 3));
}

static void
test_overflow (void)
{
  TwFraction top = { TW_INT128_MAX, 1 };
  TwFraction fine = { 1, TW_INT128_MAX };
  TwInt128 half = (TwInt128) 1 << 63;
  TwFraction value = { 7, 9 };

  g_assert_false (tw_fraction_add (top, TW_FRACTION_ONE, &value));
  g_assert_false (tw_fraction_sub (tw_fraction_negate (top), TW_FRACTION_ONE, &value));
  g_assert_false (tw_fraction_mul (top, make (2, 1), &value));
  g_assert_false (tw_fraction_mul (fine, make (1, 2), &value));
  g_assert_false (tw_fraction_mul (make (half * 2, 1), make (half, 1), &value));
  g_assert_false (tw_fraction_mul (make (half * 2 - 1, 1), make (half * 2 - 1, 1), &value));
  g_assert_false (tw_fraction_add (fine, make (1, 2), &value));
  g_assert_false (tw_fraction_div (fine, make (2, 1), &value));
  assert_equal (value, make (7, 9));

  /* The product fits, though the numerators' product doesn't. */
  g_assert_true (tw_fraction_mul (top, fine, &value));
  assert_equal (value, TW_FRACTION_ONE);
  g_assert_true (tw_fraction_mul (make (half, 1), make (-half, 1), &value));
  assert_equal (value, make (-((TwInt128) 1 << 126), 1));
}

static void
test_compare (void)
{
  TwInt128 big = TW_INT128_MAX;
  const struct
  {
    TwFraction a, b;
    int        order;
  } cases[] = {
    { { 1, 3 }, { 1, 2 }, -1 },
    { { -1, 3 }, { -1, 2 }, 1 },
    { { -1, 3 }, { 1, 2 }, -1 },
    { { 0, 1 }, { 0, 1 }, 0 },
    { { big, 2 }, { big - 2, 2 }, 1 },
    { { big, big - 1 }, { big - 1, big - 2 }, -1 },
    { { -big, big - 1 }, { -(big - 1), big - 2 }, 1 },
    { { big, 1 }, { -big, 1 }, 1 },
    { { 1, big }, { 0, 1 }, 1 },
    { { 1, big }, { 1, big - 1 }, -1 },
    { { big, 3 }, { big, 3 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (tw_fraction_compare (cases[i].a, cases[i].b), ==, cases[i].order);
      g_assert_cmpint (tw_fraction_compare (cases[i].b, cases[i].a), ==, -cases[i].order);
    }
}

static TwFraction
random_fraction (void)
{
  static const gint64 sizes[] = { 10, 1000, 1000000, G_GINT64_CONSTANT (2000000000) };
  gint64 size = sizes[g_test_rand_int_range (0, G_N_ELEMENTS (sizes))];

  return make (g_test_rand_int_range (-(int) size, (int) size),
               g_test_rand_int_range (1, (int) size));
}

static void
test_identities (void)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      TwFraction a = random_fraction (), b = random_fraction (), c = random_fraction ();
      TwFraction ab, ba, left, right, back;

      g_assert_true (tw_fraction_add (a, b, &ab) && tw_fraction_add (b, a, &ba));
      assert_invariants (ab);
      assert_equal (ab, ba);
      g_assert_true (tw_fraction_sub (ab, b, &back));
      assert_equal (back, a);

      /* (a + b) × c = a × c + b × c */
      g_assert_true (tw_fraction_mul (ab, c, &left));
      g_assert_true (tw_fraction_mul (a, c, &right) && tw_fraction_mul (b, c, &back));
      g_assert_true (tw_fraction_add (right, back, &right));
      assert_invariants (left);
      assert_equal (left, right);

      if (c.num != 0)
        {
          g_assert_true (tw_fraction_mul (a, c, &back) && tw_fraction_div (back, c, &back));
          assert_equal (back, a);
        }
      g_assert_true (tw_fraction_sub (a, b, &back));
      g_assert_cmpint (tw_fraction_compare (a, b), ==, tw_fraction_sign (back));
    }
}

/* The wide paths against the narrow ones: a common factor on both sides changes nothing. */
static void
test_wide_paths (void)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      TwUint128 a = (TwUint128) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      TwUint128 b = (TwUint128) (guint32) g_test_rand_int () + 1;
      TwUint128 factor = ((TwUint128) (guint32) g_test_rand_int () << 31) + 1;
      TwUint128 quotient, rest, wide_quotient, wide_rest, common;

      a = (guint64) a;
      common = tw_uint128_gcd (a, b);
      g_assert_true (tw_uint128_gcd (a * factor, b * factor) == common * factor);
      g_assert_true (a % common == 0 && b % common == 0);
      g_assert_true (tw_uint128_gcd (a / common, b / common) == 1 || a == 0);

      g_assert_true (tw_uint128_mul_div (a, 1, b, &quotient, &rest));
      g_assert_true (quotient == a / b && rest == a % b);
      g_assert_true (tw_uint128_mul_div (a << 62, factor << 1, b << 62, &wide_quotient,
                                         &wide_rest));
      g_assert_true (tw_uint128_mul_div (a, factor << 1, b, &quotient, &rest));
      g_assert_true (quotient == wide_quotient && rest << 62 == wide_rest);
    }
}

static void
test_wide_limits (void)
{
  TwUint128 top = (TwUint128) 1 << 127;
  TwUint128 quotient, rest;

  g_assert_false (tw_uint128_mul_div (top, top, 1, &quotient, &rest));
  g_assert_false (tw_uint128_mul_div (top, 2, 1, &quotient, &rest));
  g_assert_false (tw_uint128_mul_div (top, 1, 1, &quotient, &rest));
  g_assert_false (tw_uint128_mul_div (top, 3, 3, &quotient, &rest));
  g_assert_false (tw_uint128_mul_div (top + 1, TW_UINT128_MAX, 5, &quotient, &rest));
  g_assert_true (tw_uint128_mul_div (top, 3, 4, &quotient, &rest));
  g_assert_true (quotient == 3 * (top / 4) && rest == 0);
  g_assert_true (tw_uint128_mul_div (top - 1, top - 1, top - 1, &quotient, &rest));
  g_assert_true (quotient == top - 1 && rest == 0);
}

static void
test_round (void)
{
  TwFraction value;
  gint64 whole;

  g_assert_true (tw_fraction_round (make (1003, 100), make (1, 20), TW_ROUNDING_HALF_UP, &value));
  assert_equal (value, make (1005, 100));
  g_assert_true (tw_fraction_round (make (-7, 1), make (5, 1), TW_ROUNDING_FLOOR, &value));
  assert_equal (value, make (-10, 1));
  g_assert_false (tw_fraction_round (make (1, 1), TW_FRACTION_ZERO, TW_ROUNDING_FLOOR, &value));
  g_assert_false (tw_fraction_round (make (1, 1), make (-1, 2), TW_ROUNDING_FLOOR, &value));

  g_assert_true (tw_fraction_round_int (make (5, 2), TW_ROUNDING_HALF_EVEN, &whole));
  g_assert_cmpint (whole, ==, 2);
  g_assert_true (tw_fraction_round_int (make (G_MAXINT64, 1), TW_ROUNDING_UP, &whole));
  g_assert_cmpint (whole, ==, G_MAXINT64);
  g_assert_false (tw_fraction_round_int (make ((TwInt128) G_MAXINT64 * 2 + 1, 2), TW_ROUNDING_UP,
                                         &whole));
  g_assert_false (tw_fraction_round_int (make (G_MININT64, 1), TW_ROUNDING_UP, &whole));
}

static void
test_to_string (void)
{
  const struct
  {
    TwInt128    num, den;
    int         decimals;
    const char *text;
  } cases[] = {
    { 0, 1, 6, "0" },          { 5, 2, 6, "2.5" },        { -5, 2, 0, "-3" },
    { 1, 3, 6, "0.333333" },   { 2, 3, 6, "0.666667" },   { -2, 3, 2, "-0.67" },
    { 999, 1000, 2, "1" },     { 9999, 100, 1, "100" },   { -1, 1000, 2, "0" },
    { 120, 1, 2, "120" },      { 1, 8, 2, "0.13" },       { 120450, 100, 2, "1204.5" },
    { 100, 1, 0, "100" },      { 7, TW_INT128_MAX, 3, "0" },
    { TW_INT128_MAX, 1, 0, "170141183460469231731687303715884105727" },
    { TW_INT128_MAX - 1, TW_INT128_MAX, 2, "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwFraction value = make (cases[i].num, cases[i].den);
      g_autofree char *text = tw_fraction_to_string (value, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/fraction/reduce", test_reduce);
  g_test_add_func ("/core/fraction/refused", test_refused);
  g_test_add_func ("/core/fraction/arithmetic", test_arithmetic);
  g_test_add_func ("/core/fraction/overflow", test_overflow);
  g_test_add_func ("/core/fraction/compare", test_compare);
  g_test_add_func ("/core/fraction/identities", test_identities);
  g_test_add_func ("/core/fraction/wide-paths", test_wide_paths);
  g_test_add_func ("/core/fraction/wide-limits", test_wide_limits);
  g_test_add_func ("/core/fraction/round", test_round);
  g_test_add_func ("/core/fraction/to-string", test_to_string);

  return g_test_run ();
}
