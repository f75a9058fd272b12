/* test-rounding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-int128.h"
#include "tw-rounding.h"
#include "tw-test.h"

/* Tenths, and what every mode makes of them. Columns in the order of TwRoundingMode. */
static const struct
{
  int tenths;
  int expected[10];
} table[] = {
  /*         half: up down even odd ceil floor |  up down ceil floor */
  { 55,    { 6, 5, 6, 5, 6, 5, 6, 5, 6, 5 } },
  { 45,    { 5, 4, 4, 5, 5, 4, 5, 4, 5, 4 } },
  { 44,    { 4, 4, 4, 4, 4, 4, 5, 4, 5, 4 } },
  { 46,    { 5, 5, 5, 5, 5, 5, 5, 4, 5, 4 } },
  { 40,    { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4 } },
  { 5,     { 1, 0, 0, 1, 1, 0, 1, 0, 1, 0 } },
  { 1,     { 0, 0, 0, 0, 0, 0, 1, 0, 1, 0 } },
  { 0,     { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 } },
  { -1,    { 0, 0, 0, 0, 0, 0, -1, 0, 0, -1 } },
  { -5,    { -1, 0, 0, -1, 0, -1, -1, 0, 0, -1 } },
  { -44,   { -4, -4, -4, -4, -4, -4, -5, -4, -4, -5 } },
  { -45,   { -5, -4, -4, -5, -4, -5, -5, -4, -4, -5 } },
  { -46,   { -5, -5, -5, -5, -5, -5, -5, -4, -4, -5 } },
  { -55,   { -6, -5, -6, -5, -5, -6, -6, -5, -5, -6 } },
};

static void
test_modes (void)
{
  /* The same value in 64 and in 128 bits. */
  const TwInt128 scales[] = { 1, -1, (TwInt128) 1 << 80 };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (int mode = TW_ROUNDING_HALF_UP; mode <= TW_ROUNDING_FLOOR; mode++)
      for (guint j = 0; j < G_N_ELEMENTS (scales); j++)
        {
          TwInt128 result = 99;

          g_assert_true (tw_round_div (table[i].tenths * scales[j], 10 * scales[j], mode, &result));
          g_assert_cmpint ((int) result, ==, table[i].expected[mode]);
        }
}

static void
test_thirds (void)
{
  /* With an odd divisor there are no halves. */
  for (int mode = TW_ROUNDING_HALF_UP; mode <= TW_ROUNDING_HALF_FLOOR; mode++)
    {
      TwInt128 result;

      g_assert_true (tw_round_div (4, 3, mode, &result) && result == 1);
      g_assert_true (tw_round_div (5, 3, mode, &result) && result == 2);
      g_assert_true (tw_round_div (-4, 3, mode, &result) && result == -1);
      g_assert_true (tw_round_div (-5, 3, mode, &result) && result == -2);
    }
}

static void
test_limits (void)
{
  TwInt128 lowest = -TW_INT128_MAX - 1;
  TwInt128 result = 7;

  g_assert_false (tw_round_div (1, 0, TW_ROUNDING_UP, &result));
  g_assert_false (tw_round_div (lowest, 1, TW_ROUNDING_UP, &result));
  g_assert_false (tw_round_div (1, lowest, TW_ROUNDING_UP, &result));
  g_assert_true (result == 7);
  g_assert_true (tw_round_div (TW_INT128_MAX, 2, TW_ROUNDING_UP, &result));
  g_assert_true (result == TW_INT128_MAX / 2 + 1);
  g_assert_true (tw_round_div (TW_INT128_MAX, TW_INT128_MAX, TW_ROUNDING_UP, &result));
  g_assert_true (result == 1);
}

static void
test_names (void)
{
  TwRoundingMode mode = TW_ROUNDING_UP;

  for (int i = TW_ROUNDING_HALF_UP; i <= TW_ROUNDING_FLOOR; i++)
    {
      g_assert_true (tw_rounding_mode_from_string (tw_rounding_mode_to_string (i), &mode));
      g_assert_cmpint (mode, ==, i);
    }
  g_assert_cmpstr (tw_rounding_mode_to_string (TW_ROUNDING_HALF_EVEN), ==, "half_even");
  g_assert_false (tw_rounding_mode_from_string ("HALF_UP", &mode));
  g_assert_false (tw_rounding_mode_from_string ("", &mode));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/rounding/modes", test_modes);
  g_test_add_func ("/core/rounding/thirds", test_thirds);
  g_test_add_func ("/core/rounding/limits", test_limits);
  g_test_add_func ("/core/rounding/names", test_names);

  return g_test_run ();
}
