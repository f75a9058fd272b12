/* test-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-metric-test.h"

/* On 31 March open: O1 (100, sourced), O2 (200, influenced in time), O3 (300, direct), O4 (400, lost in April,
 * direct). O5 was won in February, O6 is made in April. Made in the quarter: O2, O3 and O5 (50, sourced). */
static const char deals[] =
  "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Ash'), (2, 'P2', 'Birch');"
  "INSERT INTO partner_type (partner, type, valid_from) VALUES (1, 'isv', '2020-01-01'), (2, 'si', '2020-01-01');"
  "DELETE FROM stage; INSERT INTO stage (name, position) VALUES ('Talk', 1), ('Offer', 2);"
  "INSERT INTO opportunity (id, external_id, status, stage, created, closed, amount, value, currency, probability) VALUES"
  " (1, 'O1', 'open', 'Offer', '2025-11-01', NULL, NULL, 10000, 'USD', 500000),"
  " (2, 'O2', 'open', 'Talk', '2026-01-01', NULL, NULL, 20000, 'USD', 250000),"
  " (3, 'O3', 'open', 'Offer', '2026-03-31', NULL, NULL, 30000, 'USD', NULL),"
  " (4, 'O4', 'lost', 'Closed', '2025-11-01', '2026-04-01', NULL, 40000, 'USD', NULL),"
  " (5, 'O5', 'won', 'Closed', '2026-01-05', '2026-02-01', 6000, 5000, 'USD', NULL),"
  " (6, 'O6', 'open', 'Odd', '2026-04-01', NULL, NULL, 90000, 'USD', NULL);"
  "INSERT INTO credit (fact_kind, fact, partner, role, at) VALUES (5, 1, 1, 'sourced', '2025-11-01'),"
  " (5, 2, 2, 'influenced', '2026-01-01'), (5, 5, 1, 'sourced', '2026-01-05'), (5, 3, 2, 'fulfilled', '2026-03-31');";

static void
test_share (TwMetricTest  *test,
            gconstpointer  unused)
{
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) types = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_type = NULL;

  tw_metric_test_exec (test, deals);
  whole = tw_metric_test_compute (test, "influenced-share", "none");
  text = tw_metric_test_dump (whole);
  /* 300 of 1,000 open; of 550 made 250. */
  g_assert_cmpstr (text, ==, "total|30.0%|300.00|1000.00|45.5%|250.00|550.00|4|2\n");
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "influenced"), ==, 2);
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "open"), ==, 4);
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "created"), ==, 3);

  types = tw_metric_test_compute (test, "influenced-share", "type");
  by_type = tw_metric_test_dump (types);
  g_assert_cmpstr (by_type, ==, "isv|10.0%|100.00|1000.00|9.1%|50.00|550.00|4|1\n"
                                "si|20.0%|200.00|1000.00|36.4%|200.00|550.00|4|1\n");
}

/* What was open in March is told at the rate of the day it was made, whatever the rate when it closed. */
static void
test_share_before_closing (TwMetricTest  *test,
                           gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test,
    "INSERT INTO fx_rate (date, base, quote, mantissa, scale) VALUES ('2026-01-01', 'EUR', 'USD', 11, 1),"
    " ('2026-05-01', 'EUR', 'USD', 12, 1);"
    "INSERT INTO opportunity (id, external_id, status, created, closed, amount, value, currency) VALUES"
    " (1, 'O1', 'open', '2026-01-10', NULL, NULL, 10000, 'EUR'),"
    " (2, 'O2', 'won', '2026-01-10', '2026-05-02', 10000, 10000, 'EUR');");
  table = tw_metric_test_compute (test, "influenced-share", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|0.0%|0.00|220.00|0.0%|0.00|220.00|2|0\n");
}

/* A deal in francs, of which no rate is known, is in no sum, no share and no n. */
static void
test_left_out (TwMetricTest  *test,
               gconstpointer  unused)
{
  g_autoptr (TwMetricTable) share = NULL;
  g_autoptr (TwMetricTable) stages = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by = NULL;

  tw_metric_test_exec (test,
    "INSERT INTO opportunity (id, external_id, status, stage, created, amount, value, currency) VALUES"
    " (1, 'O1', 'open', 'Talk', '2026-01-10', NULL, 10000, 'USD'),"
    " (2, 'O2', 'open', 'Talk', '2026-01-10', NULL, 20000, 'CHF'),"
    " (3, 'O3', 'open', 'Offer', '2026-01-10', NULL, 30000, 'CHF');");
  share = tw_metric_test_compute (test, "influenced-share", "none");
  text = tw_metric_test_dump (share);
  g_assert_cmpstr (text, ==, "total|0.0%|0.00|100.00|0.0%|0.00|100.00|1|0|2\n");
  g_assert_cmpint (tw_metric_table_get_row (share, 0)->n, ==, 1);
  g_assert_cmpint (tw_metric_test_behind (test, share, "total", NULL, "left_out"), ==, 2);

  stages = tw_metric_test_compute (test, "pipeline-by-stage", "stage");
  by = tw_metric_test_dump (stages);
  g_assert_nonnull (strstr (by, "Talk|100.00|"));
  g_assert_nonnull (strstr (by, "|1|1\n"));
  g_assert_nonnull (strstr (by, "Offer|n/a|"));
  g_assert_cmpint (tw_metric_test_behind (test, stages, "Offer", NULL, "left_out"), ==, 1);
  g_assert_cmpint (tw_metric_table_get_n (stages), ==, 1);
}

static void
test_stages (TwMetricTest  *test,
             gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, deals);
  table = tw_metric_test_compute (test, "pipeline-by-stage", "stage");
  text = tw_metric_test_dump (table);
  /* In the workspace's order; O4 is lost by now and its stage of then isn't known. */
  g_assert_cmpstr (text, ==, "Talk|200.00|50.00|1\nOffer|400.00|50.00|2\n");
}

static void
test_nothing_open (TwMetricTest  *test,
                   gconstpointer  unused)
{
  g_autoptr (TwMetricTable) share = tw_metric_test_compute (test, "influenced-share", "none");
  g_autoptr (TwMetricTable) stages = tw_metric_test_compute (test, "pipeline-by-stage", "stage");
  g_autoptr (TwMetricTable) customers = tw_metric_test_compute (test, "new-customers", "none");
  g_autofree char *text = tw_metric_test_dump (share);
  g_autofree char *none = tw_metric_test_dump (customers);

  g_assert_cmpstr (text, ==, "total|n/a|0.00|0.00|n/a|0.00|0.00|0|0\n");
  g_assert_cmpint (tw_metric_table_get_n_rows (stages), ==, 0);
  g_assert_nonnull (tw_metric_table_get_empty_reason (stages));
  g_assert_cmpstr (none, ==, "total|n/a|0|0\n");
}

/* C1 sourced, C2 only influenced, C3 direct; C4 bought before, C5's first won deal is older, C6 bought nothing
 * before but said to have been a customer since 2020. */
static void
test_customers (TwMetricTest  *test,
                gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) types = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test,
    "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Ash');"
    "INSERT INTO customer (id, external_id, name, first_purchase) VALUES (1, 'C1', 'a', NULL), (2, 'C2', 'b', NULL),"
    " (3, 'C3', 'c', '2026-02-01'), (4, 'C4', 'd', NULL), (5, 'C5', 'e', NULL), (6, 'C6', 'f', '2020-01-01');"
    "INSERT INTO opportunity (id, external_id, status, closed, amount, currency, customer) VALUES"
    " (1, 'O1', 'won', '2026-01-01', 100, 'USD', 1), (2, 'O2', 'won', '2026-01-02', 100, 'USD', 2),"
    " (3, 'O3', 'won', '2026-02-03', 100, 'USD', 3), (4, 'O4', 'won', '2026-02-03', 100, 'USD', 4),"
    " (5, 'O5', 'won', '2026-02-03', 100, 'USD', 5), (6, 'O6', 'won', '2026-02-03', 100, 'USD', 6),"
    " (7, 'O7', 'won', '2025-02-03', 100, 'USD', 5), (8, 'O8', 'lost', '2025-02-03', 100, 'USD', 1);"
    "INSERT INTO sale (external_id, partner, date, amount, currency, customer) VALUES"
    " ('S1', 1, '2025-12-31', 1, 'USD', 4), ('S2', 1, '2026-01-01', 1, 'USD', 1);"
    "INSERT INTO credit (fact_kind, fact, partner, role, at) VALUES (5, 1, 1, 'sourced', NULL),"
    " (5, 2, 1, 'influenced', NULL), (5, 4, 1, 'sourced', NULL)");
  table = tw_metric_test_compute (test, "new-customers", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|33.3%|1|3\n");
  g_assert_cmpint (tw_metric_test_behind (test, table, "total", NULL, "sourced"), ==, 1);

  /* Every type holds all new customers, which are three all the same. */
  types = tw_metric_test_compute (test, "new-customers", "type");
  g_assert_cmpint (tw_metric_table_get_n (types), ==, 3);
}

/* 100 new customers: 50 app vendors sourced 5 of them, 20 integrators 30: 0.1 and 1.5 points a partner. */
static void
test_density (TwMetricTest  *test,
              gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;
  TwFraction ratio;

  tw_metric_test_exec (test,
    "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Main', 'isv', 'USD');"
    "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 70)"
    " INSERT INTO partner (id, external_id, name) SELECT i, 'P' || i, 'P' || i FROM k;"
    "INSERT INTO partner_type (partner, type, valid_from) SELECT id, CASE WHEN id <= 50 THEN 'isv' ELSE 'si' END,"
    " '2020-01-01' FROM partner;"
    "INSERT INTO enrolment (partner, program, valid_from) SELECT id, 1, '2025-01-01' FROM partner;"
    "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 100)"
    " INSERT INTO customer (id, external_id, name) SELECT i, 'C' || i, 'C' || i FROM k;"
    "INSERT INTO opportunity (id, external_id, status, closed, amount, currency, customer)"
    " SELECT id, 'O' || id, 'won', '2026-02-01', 100, 'USD', id FROM customer;"
    "INSERT INTO credit (fact_kind, fact, partner, role) SELECT 5, id, CASE WHEN id <= 5 THEN 1 ELSE 51 END, 'sourced'"
    " FROM customer WHERE id <= 35");
  table = tw_metric_test_compute (test, "density", "type");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "isv|0.1|5.0%|5|50\nsi|1.5|30.0%|30|20\n");
  g_assert_true (tw_fraction_div (tw_metric_table_get_cell (table, 1, 0)->exact,
                                  tw_metric_table_get_cell (table, 0, 0)->exact, &ratio));
  g_assert_cmpint (tw_fraction_compare (ratio, tw_fraction_from_int (15)), ==, 0);
}

/* `query FILE NAME` means one thing: lists are named by their plural. */
static void
test_names (void)
{
  for (guint i = 0; i < tw_metric_count (); i++)
    {
      const TwMetric *metric = tw_metric_nth (i);

      const TwEntity *list = tw_entity_find (metric->id);

      if (list != NULL && g_str_equal (list->kind, metric->id))
        g_error ("The metric %s has the name of a list.", metric->id);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  tw_metric_test_add ("/analytics/pipeline/share", test_share);
  tw_metric_test_add ("/analytics/pipeline/share-before-closing", test_share_before_closing);
  tw_metric_test_add ("/analytics/pipeline/stages", test_stages);
  tw_metric_test_add ("/analytics/pipeline/left-out", test_left_out);
  tw_metric_test_add ("/analytics/pipeline/nothing-open", test_nothing_open);
  tw_metric_test_add ("/analytics/pipeline/customers", test_customers);
  tw_metric_test_add ("/analytics/pipeline/density", test_density);

  g_test_add_func ("/analytics/pipeline/names", test_names);

  return g_test_run ();
}
