/* test-deals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "tw-metric-test.h"

/* Closed in the quarter: with a partner 3 won (100, 200, 600) and 1 lost (300); without 1 won (80), 3 lost
 * (40 each). O9 is open, O10 closed a day too late, O11's touch is older than the window, O12 only
 * fulfilled: both of these are won without a partner's influence. */
static const char deals[] =
  "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Ash'), (2, 'P2', 'Birch');"
  "INSERT INTO partner_type (partner, type, valid_from) VALUES (1, 'isv', '2020-01-01'), (2, 'si', '2020-01-01');"
  "INSERT INTO opportunity (id, external_id, status, created, closed, amount, value, currency) VALUES"
  " (1, 'O1', 'won', '2025-11-01', '2026-01-05', 10000, NULL, 'USD'),"
  " (2, 'O2', 'won', '2025-11-01', '2026-02-05', 20000, 99999, 'USD'),"
  " (3, 'O3', 'won', '2025-11-01', '2026-03-31', NULL, 60000, 'USD'),"
  " (4, 'O4', 'lost', '2025-11-01', '2026-01-05', NULL, 30000, 'USD'),"
  " (5, 'O5', 'won', '2025-11-01', '2026-01-01', 8000, NULL, 'USD'),"
  " (6, 'O6', 'lost', '2025-11-01', '2026-01-05', NULL, 4000, 'USD'),"
  " (7, 'O7', 'lost', '2025-11-01', '2026-01-05', NULL, 4000, 'USD'),"
  " (8, 'O8', 'lost', '2025-11-01', '2026-01-05', NULL, 4000, 'USD'),"
  " (9, 'O9', 'open', '2025-11-01', NULL, NULL, 4000, 'USD'),"
  " (10, 'O10', 'won', '2025-11-01', '2026-04-01', 4000, NULL, 'USD');"
  "INSERT INTO credit (fact_kind, fact, partner, role, at) VALUES (5, 1, 1, 'sourced', '2025-11-01'),"
  " (5, 1, 2, 'influenced', '2025-12-01'), (5, 2, 2, 'influenced', '2025-08-09'), (5, 3, 1, 'sourced', '2024-01-01'),"
  " (5, 4, 2, 'influenced', NULL);";

static void
test_win_rate (TwMetricTest  *test,
               gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) types = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_type = NULL;
  const TwMetricCell *cell;

  tw_metric_test_exec (test, deals);
  table = tw_metric_test_compute (test, "win-rate", "none");
  text = tw_metric_test_dump (table);
  /* 3/4 against 1/4: 50 points, ratio 3; by value 900/1200 and 80/200; all 4/8. */
  g_assert_cmpstr (text, ==, "total|75.0%|25.0%|50.0|3.00|75.0%|40.0%|50.0%|3|1|1|3|n/a|n/a\n");
  g_assert_cmpint (tw_metric_test_behind (test, table, "total", NULL, "with_partner"), ==, 4);
  g_assert_cmpint (tw_metric_test_behind (test, table, "total", NULL, "won_with_partner"), ==, 3);

  /* Wilson for 3 of 4: (0.3006, 0.9544). */
  cell = tw_metric_table_get_headline (table);
  g_assert_cmpfloat (fabs (cell->low - 0.30064), <, 1e-4);
  g_assert_cmpfloat (fabs (cell->high - 0.95441), <, 1e-4);
  g_assert_true (cell->flags & TW_METRIC_LOW_SAMPLE);

  /* O1 counts in both types, so that groups don't add up; without is the same in each. */
  types = tw_metric_test_compute (test, "win-rate", "type");
  by_type = tw_metric_test_dump (types);
  g_assert_cmpstr (by_type, ==, "isv|100.0%|25.0%|75.0|4.00|100.0%|40.0%|50.0%|2|0|1|3|n/a|n/a\n"
                                "si|66.7%|25.0%|41.7|2.67|50.0%|40.0%|42.9%|2|1|1|3|n/a|n/a\n");
}

/* Both types hold the four without a partner, and O1: eight opportunities are eight, and the four that were won four. */
static void
test_counted_once (TwMetricTest  *test,
                   gconstpointer  unused)
{
  g_autoptr (TwMetricTable) rates = NULL;
  g_autoptr (TwMetricTable) sizes = NULL;

  tw_metric_test_exec (test, deals);
  rates = tw_metric_test_compute (test, "win-rate", "type");
  sizes = tw_metric_test_compute (test, "deal-size", "type");
  g_assert_cmpint (tw_metric_table_get_n (rates), ==, 8);
  g_assert_cmpint (tw_metric_table_get_n (sizes), ==, 4);
}

/* A touch older than the window doesn't count, nor does one that only fulfilled; sourcing never lapses. */
static void
test_window (TwMetricTest  *test,
             gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, deals);
  tw_metric_test_exec (test, "UPDATE credit SET at = '2025-08-08' WHERE fact = 2;"
                             "UPDATE credit SET role = 'fulfilled' WHERE fact = 4");
  table = tw_metric_test_compute (test, "win-rate", "none");
  text = tw_metric_test_dump (table);
  /* With: O1, O3 won; without: O5 and O2 won, O4, O6, O7, O8 lost: 280 of 700. From 100 on there is O2 beside O1, won,
   * from 300 on O4 beside O3, lost. */
  g_assert_cmpstr (text, ==, "total|100.0%|33.3%|66.7|3.00|100.0%|40.0%|50.0%|2|0|2|4|100.0%|50.0%\n");
}

/* With a partner two from 100 and two from 300 on, 3 of 4 won. Without, 1 of 2 and 2 of 3 are won there: 2 × 1/2 +
 * 2 × 2/3 of 4, that is 7/12. Those of 40 and 80 have nothing to match. */
static void
test_same_sizes (TwMetricTest  *test,
                 gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, deals);
  tw_metric_test_exec (test,
    "INSERT INTO opportunity (external_id, status, closed, value, currency) VALUES ('W1', 'won', '2026-01-05', 10000, 'USD'),"
    " ('W2', 'lost', '2026-01-05', 29999, 'USD'), ('W3', 'won', '2026-01-05', 30000, 'USD'), ('W4', 'won', '2026-01-05', 90000,"
    " 'USD'), ('W5', 'lost', '2026-01-05', 99999, 'USD')");
  table = tw_metric_test_compute (test, "win-rate", "none");
  text = tw_metric_test_dump (table);
  g_assert_true (g_str_has_suffix (text, "|3|1|4|5|75.0%|58.3%\n"));
}

static void
test_nothing_closed (TwMetricTest  *test,
                     gconstpointer  unused)
{
  g_autoptr (TwMetricTable) rate = tw_metric_test_compute (test, "win-rate", "none");
  g_autoptr (TwMetricTable) size = tw_metric_test_compute (test, "deal-size", "none");
  g_autofree char *rates = tw_metric_test_dump (rate);
  g_autofree char *sizes = tw_metric_test_dump (size);

  g_assert_cmpstr (rates, ==, "total|n/a|n/a|n/a|n/a|n/a|n/a|n/a|0|0|0|0|n/a|n/a\n");
  g_assert_cmpstr (sizes, ==, "total|n/a|n/a|n/a|n/a|0|0|0.00|0.00\n");
  g_assert_nonnull (tw_metric_table_get_empty_reason (rate));
}

static void
test_deal_size (TwMetricTest  *test,
                gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, deals);
  table = tw_metric_test_compute (test, "deal-size", "none");
  text = tw_metric_test_dump (table);
  /* With: 100, 200, 600: mean 300, median 200; without: 80. */
  g_assert_cmpstr (text, ==, "total|300.00|80.00|200.00|80.00|3|1|900.00|80.00\n");
}

/* Amounts go by the rate of the day they closed; one without a rate is left out and told. */
static void
test_currencies (TwMetricTest  *test,
                 gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;
  gboolean told = FALSE;

  tw_metric_test_exec (test, deals);
  tw_metric_test_exec (test, "INSERT INTO fx_rate (date, base, quote, mantissa, scale) VALUES"
                             " ('2026-01-31', 'EUR', 'USD', 11, 1), ('2026-02-06', 'EUR', 'USD', 2, 0);"
                             "UPDATE opportunity SET currency = 'EUR' WHERE id = 2;"
                             "UPDATE opportunity SET currency = 'GBP' WHERE id = 3");
  table = tw_metric_test_compute (test, "deal-size", "none");
  text = tw_metric_test_dump (table);
  /* 100 and 200 EUR × 1.1 = 220; O3 in GBP is won but has no amount. */
  g_assert_cmpstr (text, ==, "total|160.00|80.00|160.00|80.00|3|1|320.00|80.00\n");
  for (guint i = 0; i < tw_metric_table_get_n_notes (table); i++)
    told = told || g_str_has_prefix (tw_metric_table_get_note (table, i), "1 amount has no exchange rate");
  g_assert_true (told);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  tw_metric_test_add ("/analytics/deals/win-rate", test_win_rate);
  tw_metric_test_add ("/analytics/deals/counted-once", test_counted_once);
  tw_metric_test_add ("/analytics/deals/window", test_window);
  tw_metric_test_add ("/analytics/deals/same-sizes", test_same_sizes);
  tw_metric_test_add ("/analytics/deals/nothing-closed", test_nothing_closed);
  tw_metric_test_add ("/analytics/deals/deal-size", test_deal_size);
  tw_metric_test_add ("/analytics/deals/currencies", test_currencies);

  return g_test_run ();
}
