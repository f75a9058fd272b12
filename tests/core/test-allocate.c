/* test-allocate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-allocate.h"
#include "tw-test.h"

#define MAX_PARTS 6
#define N_RANDOM  3000

typedef struct
{
  const char *name;
  gint64      amount;
  gint64      step;
  TwRemainder remainder;
  gboolean    negative_floor;
  gsize       n;
  gint64      weights[MAX_PARTS];
  gint64      parts[MAX_PARTS];
  gint64      left;
} Case;

static const Case cases[] = {
  /* 100.00 in three: the leftover cent goes to the first (requirements.md T-15). */
  { "thirds", 10000, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 1, 1, 1 }, { 3334, 3333, 3333 }, 0 },
  { "thirds, back", -10000, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 1, 1, 1 }, { -3334, -3333, -3333 }, 0 },
  { "thirds, floor", -10000, 1, TW_REMAINDER_LARGEST_FRACTION, TRUE, 3,
    { 1, 1, 1 }, { -3333, -3333, -3334 }, 0 },
  { "largest fraction first", 100, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 1, 2, 3 }, { 17, 33, 50 }, 0 },
  { "steps of 0.05", 10000, 5, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 1, 1, 1 }, { 3335, 3335, 3330 }, 0 },
  { "steps and less than a step", 10003, 5, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 1, 1, 1 }, { 3338, 3335, 3330 }, 0 },
  { "less than a step skips the weightless", 3, 5, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 0, 1, 1 }, { 0, 3, 0 }, 0 },
  { "negative weight", 1000, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, 3,
    { 5, -1, 3 }, { 714, -143, 429 }, 0 },
  { "all weights negative", 1000, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, 2,
    { -1, -3 }, { 250, 750 }, 0 },
  { "first", 101, 1, TW_REMAINDER_FIRST, FALSE, 4, { 0, 1, 1, 2 }, { 0, 26, 25, 50 }, 0 },
  { "largest share", 101, 1, TW_REMAINDER_LARGEST_SHARE, FALSE, 4,
    { 0, 1, 1, 2 }, { 0, 25, 25, 51 }, 0 },
  { "largest share, two left", 11, 1, TW_REMAINDER_LARGEST_SHARE, FALSE, 3,
    { 2, 3, 3 }, { 2, 5, 4 }, 0 },
  { "separate", 101, 1, TW_REMAINDER_SEPARATE, FALSE, 4, { 0, 1, 1, 2 }, { 0, 25, 25, 50 }, 1 },
  { "separate, back", -101, 1, TW_REMAINDER_SEPARATE, FALSE, 4,
    { 0, 1, 1, 2 }, { 0, -25, -25, -50 }, -1 },
  { "separate, floor", -101, 1, TW_REMAINDER_SEPARATE, TRUE, 4,
    { 0, 1, 1, 2 }, { 0, -26, -26, -51 }, 2 },
  { "nothing", 0, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, 2, { 1, 1 }, { 0, 0 }, 0 },
  { "one", 77, 10, TW_REMAINDER_FIRST, FALSE, 1, { 3 }, { 77 }, 0 },
  { "largest amount", G_MAXINT64, 1, TW_REMAINDER_FIRST, FALSE, 2,
    { 1, 1 }, { G_MAXINT64 / 2 + 1, G_MAXINT64 / 2 }, 0 },
  { "large weights", G_MAXINT64, 1, TW_REMAINDER_FIRST, FALSE, 2,
    { G_MAXINT64, G_MAXINT64 - 1 }, { 4611686018427387904, 4611686018427387903 }, 0 },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (GError) error = NULL;
      TwFraction weights[MAX_PARTS];
      gint64 parts[MAX_PARTS];
      gint64 left = 99;

      g_test_message ("%s", c->name);
      for (gsize j = 0; j < c->n; j++)
        weights[j] = tw_fraction_from_int (c->weights[j]);
      g_assert_true (tw_allocate (c->amount, weights, c->n, c->step, c->remainder,
                                  c->negative_floor, parts, &left, &error));
      g_assert_no_error (error);
      for (gsize j = 0; j < c->n; j++)
        g_assert_cmpint (parts[j], ==, c->parts[j]);
      g_assert_cmpint (left, ==, c->left);
    }
}

/* Weights of 1/3, 1/6 and 1/2 are 2:1:3. */
static void
test_fractions (void)
{
  TwFraction weights[] = { { 1, 3 }, { 1, 6 }, { 1, 2 } };
  gint64 parts[3];

  g_assert_true (tw_allocate (100, weights, 3, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, parts, NULL,
                              NULL));
  g_assert_cmpint (parts[0], ==, 33);
  g_assert_cmpint (parts[1], ==, 17);
  g_assert_cmpint (parts[2], ==, 50);
}

static void
test_refused (void)
{
  TwFraction zeros[] = { { 3, 1 }, { -3, 1 } };
  TwFraction fine[] = { { 1, ((__int128) 1 << 126) - 1 }, { 1, ((__int128) 1 << 125) - 1 } };
  /* 5,000 and -4,999 times the amount: the parts don't fit, though their sum does. */
  TwFraction wide[] = { { 5000, 1 }, { -4999, 1 } };
  TwFraction *const lists[] = { zeros, fine, wide };
  TwFraction tall[] = { { 3, 1 }, { -2, 1 } };
  g_autoptr (GError) step_error = NULL;
  gint64 parts[2];

  /* So many steps of five fit in 64 bits, what they are worth doesn't. */
  g_assert_false (tw_allocate (G_MAXINT64 / 2, tall, 2, 5, TW_REMAINDER_FIRST, FALSE, parts, NULL,
                               &step_error));
  tw_assert_error (step_error, TW_ERROR_RANGE);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tw_allocate (G_MAXINT64 / 2, lists[i], 2, 1, TW_REMAINDER_FIRST, FALSE, parts,
                                   NULL, &error));
      tw_assert_error (error, TW_ERROR_RANGE);
    }
}

/* Parts add up to the amount, and none is a step or more away from its ideal. */
static void
test_properties (void)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      TwFraction weights[MAX_PARTS];
      gint64 parts[MAX_PARTS];
      gint64 amount = g_test_rand_int_range (-1000000, 1000000);
      gint64 step = g_test_rand_int_range (1, 8);
      TwRemainder mode = g_test_rand_int_range (0, TW_REMAINDER_SEPARATE + 1);
      gsize n = g_test_rand_int_range (1, MAX_PARTS + 1);
      TwFraction total = TW_FRACTION_ZERO;
      gint64 sum = 0;
      gint64 left = 0;

      for (gsize j = 0; j < n; j++)
        {
          g_assert_true (tw_fraction_new (g_test_rand_int_range (0, 1000),
                                          g_test_rand_int_range (1, 30), &weights[j]));
          g_assert_true (tw_fraction_add (total, weights[j], &total));
        }
      if (total.num == 0)
        continue;

      g_assert_true (tw_allocate (amount, weights, n, step, mode, i % 2, parts, &left, NULL));
      for (gsize j = 0; j < n; j++)
        {
          TwFraction ideal, off;

          sum += parts[j];
          g_assert_true (tw_fraction_mul (weights[j], tw_fraction_from_int (amount), &ideal));
          g_assert_true (tw_fraction_div (ideal, total, &ideal));
          g_assert_true (tw_fraction_sub (tw_fraction_from_int (parts[j]), ideal, &off));
          if (off.num < 0)
            off = tw_fraction_negate (off);
          g_assert_cmpint (tw_fraction_compare (off, tw_fraction_from_int (2 * step)), <, 0);
          if (weights[j].num == 0)
            g_assert_cmpint (parts[j], ==, 0);
        }
      g_assert_cmpint (sum + left, ==, amount);
      if (mode != TW_REMAINDER_SEPARATE)
        g_assert_cmpint (left, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/allocate/cases", test_cases);
  g_test_add_func ("/core/allocate/fractions", test_fractions);
  g_test_add_func ("/core/allocate/refused", test_refused);
  g_test_add_func ("/core/allocate/properties", test_properties);

  return g_test_run ();
}
