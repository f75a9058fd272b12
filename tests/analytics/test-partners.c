/* test-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "tw-metric-test.h"

/* Four resellers and an app vendor in one program each; P4 leaves in February, P5 joins in March. */
static const char people[] =
  "INSERT INTO partner (id, external_id, name, region) VALUES (1, 'P1', 'Ash', 'EMEA'), (2, 'P2', 'Birch', 'EMEA'),"
  " (3, 'P3', 'Cedar', 'APAC'), (4, 'P4', 'Dune', 'APAC'), (5, 'P5', 'Elm', NULL), (6, 'P6', 'Fir', 'EMEA');"
  "INSERT INTO partner_type (partner, type, valid_from) SELECT id, CASE id WHEN 3 THEN 'isv' ELSE 'reseller' END,"
  " '2020-01-01' FROM partner;"
  "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
  "INSERT INTO enrolment (partner, program, valid_from, valid_to) VALUES (1, 1, '2025-01-01', NULL),"
  " (2, 1, '2025-01-01', NULL), (3, 1, '2025-06-01', NULL), (4, 1, '2025-01-01', '2026-02-01'),"
  " (5, 1, '2026-03-01', NULL);";

static void
test_active_rate (TwMetricTest  *test,
                  gconstpointer  unused)
{
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) months = NULL;
  g_autoptr (TwMetricTable) types = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_month = NULL;
  g_autofree char *by_type = NULL;

  /* P1 sells on the last day, P2 only outside of the period, P3 registers, P5 trains, P6 isn't enrolled. */
  tw_metric_test_exec (test, people);
  tw_metric_test_exec (test,
                       "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"
                       " ('S1', 1, '2026-03-31', 100, 'USD'), ('S2', 2, '2026-04-01', 100, 'USD'),"
                       " ('S3', 2, '2025-12-31', 100, 'USD'), ('S4', 6, '2026-02-01', 100, 'USD');"
                       "INSERT INTO registration (external_id, partner, submitted) VALUES ('G1', 3, '2026-01-15');"
                       "INSERT INTO event (kind, external_id, partner, name, date) VALUES"
                       " ('activity', 'T1', 5, 'Training day', '2026-03-10')");

  /* Enrolled on any day: P1 to P5; active: P1 and P3. */
  whole = tw_metric_test_compute (test, "active-rate", "none");
  text = tw_metric_test_dump (whole);
  g_assert_cmpstr (text, ==, "total|40.0%|2|5\n");
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "active"), ==, 2);
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "enrolled"), ==, 5);
  g_assert_cmpstr (tw_metric_table_get_finding (whole), ==, "Active partner rate: 40.0\xc2\xa0%, 2 of 5 partners.");
  g_assert_cmpint (tw_metric_table_get_headline (whole)->n, ==, 5);
  g_assert_true (tw_metric_table_get_headline (whole)->flags & TW_METRIC_LOW_SAMPLE);

  /* P4 is gone in February and March. */
  months = tw_metric_test_compute (test, "active-rate", "month");
  by_month = tw_metric_test_dump (months);
  g_assert_cmpstr (by_month, ==, "2026-01|25.0%|1|4\n2026-02|0.0%|0|3\n2026-03|25.0%|1|4\n");

  types = tw_metric_test_compute (test, "active-rate", "type");
  by_type = tw_metric_test_dump (types);
  g_assert_cmpstr (by_type, ==, "isv|100.0%|1|1\nreseller|25.0%|1|4\n");
}

/* In the middle of February P5 is yet to join, and what P1 sells in March is yet to happen. */
static void
test_active_rate_to_date (TwMetricTest  *test,
                          gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) months = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_month = NULL;

  tw_metric_test_exec (test, people);
  tw_metric_test_exec (test,
                       "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"
                       " ('S1', 1, '2026-03-31', 100, 'USD'), ('S2', 5, '2026-02-11', 100, 'USD');"
                       "INSERT INTO registration (external_id, partner, submitted) VALUES ('G1', 3, '2026-01-15');");
  test->scope.as_of = tw_metric_test_span ("2026-02-10", "2026-02-11").start;
  table = tw_metric_test_compute (test, "active-rate", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|25.0%|1|4\n");

  months = tw_metric_test_compute (test, "active-rate", "month");
  by_month = tw_metric_test_dump (months);
  g_assert_cmpstr (by_month, ==, "2026-01|25.0%|1|4\n2026-02|0.0%|0|3\n2026-03|n/a|0|0\n");
}

static void
test_active_rate_setting (TwMetricTest  *test,
                          gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, people);
  tw_metric_test_exec (test, "INSERT INTO setting (key, value) VALUES ('metric.activity-kinds', 'activity');"
                             "INSERT INTO event (kind, external_id, partner, name, date) VALUES"
                             " ('activity', 'T1', 5, 'Training day', '2026-03-10')");
  table = tw_metric_test_compute (test, "active-rate", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|20.0%|1|5\n");
}

/* A partner of three months is one partner. */
static void
test_counted_once (TwMetricTest  *test,
                   gconstpointer  unused)
{
  static const char *const ids[] = { "active-rate", "enrolled-partners" };

  tw_metric_test_exec (test, people);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (TwMetricTable) months = tw_metric_test_compute (test, ids[i], "month");

      g_assert_cmpint (tw_metric_table_get_n_rows (months), ==, 3);
      g_assert_cmpint (tw_metric_table_get_n (months), ==, 5);
    }
}

static void
test_nobody (TwMetricTest  *test,
             gconstpointer  unused)
{
  static const char *const ids[] = { "active-rate", "retention", "first-activity", "first-activity-curve" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (TwMetricTable) table = tw_metric_test_compute (test, ids[i], "none");

      g_assert_nonnull (tw_metric_table_get_empty_reason (table));
      g_assert_cmpint (tw_metric_table_get_n (table), ==, 0);
      if (tw_metric_table_get_n_rows (table) > 0)
        {
          g_autofree char *shown = tw_metric_table_format_cell (table, 0, 0, NULL);

          g_assert_cmpstr (shown, ==, "n/a");
        }
    }
}

static void
test_retention (TwMetricTest  *test,
                gconstpointer  unused)
{
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) regions = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_region = NULL;

  /* At the start P1 to P4, of which P4 left; P5 came later and doesn't count. */
  tw_metric_test_exec (test, people);
  whole = tw_metric_test_compute (test, "retention", "none");
  text = tw_metric_test_dump (whole);
  g_assert_cmpstr (text, ==, "total|75.0%|3|4\n");

  regions = tw_metric_test_compute (test, "retention", "region");
  by_region = tw_metric_test_dump (regions);
  g_assert_cmpstr (by_region, ==, "APAC|50.0%|1|2\nEMEA|100.0%|2|2\nnone|n/a|0|0\n");
}

/* Five partners enrol; first activity after 10, 20, 20 days; one waits for 15 days at the end, one for 30. */
static const char cohort[] =
  "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'A'), (2, 'P2', 'B'), (3, 'P3', 'C'), (4, 'P4', 'D'),"
  " (5, 'P5', 'E');"
  "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
  "INSERT INTO enrolment (partner, program, valid_from) VALUES (1, 1, '2026-01-01'), (2, 1, '2026-01-01'),"
  " (3, 1, '2026-02-01'), (4, 1, '2026-03-16'), (5, 1, '2026-03-01');"
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S1', 1, '2026-01-11', 1, 'USD'),"
  " ('S2', 2, '2026-01-21', 1, 'USD'), ('S3', 3, '2026-02-21', 1, 'USD'), ('S4', 3, '2026-01-02', 1, 'USD'),"
  " ('S5', 5, '2026-04-02', 1, 'USD');";

static void
test_first_activity (TwMetricTest  *test,
                     gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) curve = NULL;
  g_autofree char *text = NULL;
  g_autofree char *steps = NULL;
  const TwMetricCell *cell;

  /* S(10) = 4/5; the wait of 15 days leaves three at risk; S(20) = 4/5 × 1/3 = 0.267: the median is 20. */
  tw_metric_test_exec (test, cohort);
  table = tw_metric_test_compute (test, "first-activity", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|20|40.0%|5\n");
  g_assert_cmpint (tw_metric_test_behind (test, table, "total", NULL, "not_yet"), ==, 2);

  curve = tw_metric_test_compute (test, "first-activity-curve", "none");
  steps = tw_metric_test_dump (curve);
  g_assert_cmpstr (steps, ==, "0|100.0%|0|5|0\n10|80.0%|10|5|1\n15|80.0%|15|4|0\n20|26.7%|20|3|2\n30|26.7%|30|1|0\n");

  /* Greenwood at day 20: S² × (1/(5·4) + 2/(3·1)) = 0.0711 × 0.71667 = 0.05096; its root 0.22575. */
  cell = tw_metric_table_get_cell (curve, 3, 0);
  g_assert_cmpfloat (fabs (cell->high - (0.2666667 + 1.959964 * 0.2257499)), <, 1e-5);
  g_assert_cmpfloat (cell->low, ==, 0);
}

/* A month later P5 was active after 32 days and P4 waits for 45: S(20) = 4/5 × 2/4 = 0.4, one of five not yet. */
static void
test_first_activity_later (TwMetricTest  *test,
                           gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) quarters = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_quarter = NULL;

  tw_metric_test_exec (test, cohort);
  test->scope.as_of = tw_metric_test_span ("2026-04-30", "2026-05-01").start;
  table = tw_metric_test_compute (test, "first-activity", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|20|20.0%|5\n");

  /* The same partners as a quarter of the half-year. */
  test->scope.period = tw_metric_test_span ("2026-01-01", "2026-07-01");
  quarters = tw_metric_test_compute (test, "first-activity", "quarter");
  by_quarter = tw_metric_test_dump (quarters);
  g_assert_cmpstr (by_quarter, ==, "2026-Q1|20|20.0%|5\n2026-Q2|n/a|n/a|0\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  tw_metric_test_add ("/analytics/partners/active-rate", test_active_rate);
  tw_metric_test_add ("/analytics/partners/active-rate-to-date", test_active_rate_to_date);
  tw_metric_test_add ("/analytics/partners/active-rate-setting", test_active_rate_setting);
  tw_metric_test_add ("/analytics/partners/counted-once", test_counted_once);
  tw_metric_test_add ("/analytics/partners/nobody", test_nobody);
  tw_metric_test_add ("/analytics/partners/retention", test_retention);
  tw_metric_test_add ("/analytics/partners/first-activity", test_first_activity);
  tw_metric_test_add ("/analytics/partners/first-activity-later", test_first_activity_later);

  return g_test_run ();
}
