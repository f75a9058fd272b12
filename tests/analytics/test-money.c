/* test-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "tw-metric-test.h"

/* P1 and P2 resellers, P3 an OEM, enrolled since 2025; P4 isn't enrolled. A year before: 1,000 and 500; now
 * 1,500 (of it a refund of 100) and 400. */
static const char facts[] =
  "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Ash'), (2, 'P2', 'Birch'), (3, 'P3', 'Cedar'),"
  " (4, 'P4', 'Dune');"
  "INSERT INTO partner_type (partner, type, valid_from) SELECT id, CASE id WHEN 3 THEN 'oem' ELSE 'reseller' END,"
  " '2020-01-01' FROM partner;"
  "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD'),"
  " (2, 'Embedded', 'oem', 'USD');"
  "INSERT INTO enrolment (partner, program, valid_from) VALUES (1, 1, '2025-01-01'), (2, 1, '2025-01-01'),"
  " (3, 2, '2025-01-01');"
  "INSERT INTO sale (external_id, partner, source, date, amount, currency, margin, cost) VALUES"
  " ('A', 1, 'resale', '2025-01-01', 100000, 'USD', NULL, NULL), ('B', 2, 'resale', '2025-03-31', 50000, 'USD', NULL, NULL),"
  " ('C', 1, 'resale', '2026-01-01', 100000, 'USD', 60000, NULL), ('D', 1, 'marketplace', '2026-02-01', 60000, 'USD', NULL, 24000),"
  " ('E', 1, 'resale', '2026-02-05', -10000, 'USD', -6000, NULL), ('F', 2, 'services', '2026-03-31', 40000, 'USD', NULL, 16000),"
  " ('G', 2, 'resale', '2026-04-01', 99999, 'USD', NULL, NULL), ('H', 4, 'resale', '2026-02-01', 7000, 'USD', NULL, NULL);";

static const char statements[] =
  "INSERT INTO program_version (id, program, number, state, valid_from, body) VALUES (1, 1, 1, 'draft', '2025-01-01', '{}');"
  "INSERT INTO program_rule (id, version, key, position, body) VALUES (1, 1, 'volume', 1, '{}'), (2, 1, 'bonus', 2, '{}'),"
  " (3, 1, 'royalty', 3, '{\"direction\":\"charge\"}');"
  "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by) VALUES"
  " (1, '2026-Q1', '2026-01-01', '2026-03-31', 'x', 't');"
  "INSERT INTO statement (id, run, partner, program, period, currency, state, approved_by, approved_at, measure, earned,"
  " charged, adjusted) VALUES (1, 1, 1, 1, '2026-Q1', 'USD', 'calculated', NULL, NULL, 150000, 4000, 0, 500),"
  " (2, 1, 2, 1, '2026-Q1', 'USD', 'calculated', NULL, NULL, 40000, 1000, 0, 0),"
  " (3, 1, 3, 2, '2026-Q1', 'USD', 'calculated', NULL, NULL, 0, 0, 30000, 0);"
  "INSERT INTO line (id, rule, number, amount) VALUES (16777217, 1, 1, 3000), (16777218, 2, 1, 1000),"
  " (33554433, 1, 1, 1000), (50331649, 3, 1, 30000);"
  "UPDATE statement SET state = 'approved', approved_by = 'b', approved_at = 'x' WHERE id <> 2;";

static const char investments[] =
  "INSERT INTO investment (external_id, partner, program, partner_type, category, side, state, date, amount, currency) VALUES"
  " ('V1', 1, NULL, NULL, 'co_marketing', 'vendor', 'actual', '2026-01-01', 10000, 'USD'),"
  " ('V2', NULL, 1, NULL, 'training', 'vendor', 'actual', '2026-02-01', 1900, 'USD'),"
  " ('V3', NULL, NULL, NULL, 'program_management', 'vendor', 'actual', '2026-03-31', 2200, 'USD'),"
  " ('V4', 1, NULL, NULL, 'incentives', 'vendor', 'actual', '2026-03-31', 77777, 'USD'),"
  " ('V5', 1, NULL, NULL, 'co_marketing', 'partner', 'actual', '2026-03-31', 5555, 'USD'),"
  " ('V6', 1, NULL, NULL, 'co_marketing', 'vendor', 'planned', '2026-03-31', 4444, 'USD'),"
  " ('V7', 1, NULL, NULL, 'co_marketing', 'vendor', 'actual', '2026-04-01', 3333, 'USD');";

static void
test_revenue (TwMetricTest  *test,
              gconstpointer  unused)
{
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) parts = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  whole = tw_metric_test_compute (test, "net-revenue", "none");
  text = tw_metric_test_dump (whole);
  /* 1,000 − 100 + 70 resale, 600 marketplace, 400 services, 300 royalty. */
  g_assert_cmpstr (text, ==, "total|2270.00|970.00|600.00|400.00|300.00|5\n");
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "resale"), ==, 3);

  parts = tw_metric_test_compute (test, "net-revenue", "type,month");
  by = tw_metric_test_dump (parts);
  g_assert_cmpstr (by, ==,
                   "oem@2026-01|0.00|0.00|0.00|0.00|0.00|0\nreseller@2026-01|1000.00|1000.00|0.00|0.00|0.00|1\n"
                   "oem@2026-02|0.00|0.00|0.00|0.00|0.00|0\nreseller@2026-02|570.00|-30.00|600.00|0.00|0.00|3\n"
                   "oem@2026-03|300.00|0.00|0.00|0.00|300.00|0\nreseller@2026-03|400.00|0.00|0.00|400.00|0.00|1\n");
}

/* Three more sales in francs, of which no rate is known before May: they are in no sum and in no n, but told, counted and
 * reached. */
static void
test_left_out (TwMetricTest  *test,
               gconstpointer  unused)
{
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) parts = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by = NULL;
  g_autofree char *said = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test,
    "INSERT INTO sale (external_id, partner, source, date, amount, currency) VALUES"
    " ('X1', 1, 'resale', '2026-01-10', 500, 'CHF'), ('X2', 2, 'resale', '2026-02-10', 700, 'CHF'),"
    " ('X3', 3, 'services', '2026-02-11', 900, 'CHF'), ('X4', 3, 'services', '2025-02-11', 900, 'CHF');"
    "INSERT INTO fx_rate (date, base, quote, mantissa, scale) VALUES ('2026-05-01', 'CHF', 'USD', 12, 1);");
  whole = tw_metric_test_compute (test, "net-revenue", "none");
  text = tw_metric_test_dump (whole);
  /* 1,000 − 100 + 70 resale, 600 marketplace, 400 services: five sales. */
  g_assert_cmpstr (text, ==, "total|1970.00|970.00|600.00|400.00|0.00|5|3\n");
  g_assert_cmpint (tw_metric_table_get_n (whole), ==, 5);
  g_assert_cmpint (tw_metric_table_get_row (whole, 0)->n, ==, 5);
  g_assert_cmpstr (tw_metric_table_get_column (whole, 6)->name, ==, "left_out");
  g_assert_cmpstr (tw_metric_table_get_finding (whole), ==,
                   "Partners brought 1,970.00 USD net so far, in 5 sales; 3 amounts have no exchange rate.");
  said = tw_metric_table_describe_cell (whole, 0, 0, NULL);
  g_assert_cmpstr (said, ==, "1,970.00 USD, incomplete: 3 amounts have no exchange rate");
  g_assert_true (tw_metric_test_has_note (whole, "3 amounts have no exchange rate on or before their date"));
  /* Two of the three are resale, the source with most. */
  g_assert_cmpint (tw_metric_test_behind (test, whole, "total", NULL, "left_out"), ==, 2);

  parts = tw_metric_test_compute (test, "net-revenue", "partner");
  by = tw_metric_test_dump (parts);
  /* Nothing that P3 sold can be told, which isn't nothing. */
  g_assert_cmpstr (by, ==, "P1|1500.00|900.00|600.00|0.00|0.00|3|1\nP2|400.00|0.00|0.00|400.00|0.00|1|1\n"
                           "P3|n/a|0.00|0.00|0.00|0.00|0|1\nP4|70.00|70.00|0.00|0.00|0.00|1|0\n");
  g_assert_cmpstr (tw_metric_table_get_cell (parts, 2, 0)->reason, ==, "1 amount has no exchange rate");
  g_assert_cmpint (tw_metric_test_behind (test, parts, "P3", NULL, "left_out"), ==, 1);
  g_assert_cmpint (tw_metric_table_get_cell (parts, 3, 0)->flags & TW_METRIC_INCOMPLETE, ==, 0);
}

/* A statement in francs is in no payout and no rate: 40 and 5 of 1,500 remain. */
static void
test_payouts_left_out (TwMetricTest  *test,
                       gconstpointer  unused)
{
  g_autoptr (TwMetricTable) payouts = NULL;
  g_autoptr (TwMetricTable) rates = NULL;
  g_autofree char *text = NULL;
  g_autofree char *rate = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  tw_metric_test_exec (test, "UPDATE statement SET currency = 'CHF' WHERE id = 2");
  payouts = tw_metric_test_compute (test, "payout", "none");
  text = tw_metric_test_dump (payouts);
  g_assert_cmpstr (text, ==, "total|45.00|2|1\n");
  g_assert_cmpint (tw_metric_table_get_n (payouts), ==, 2);
  g_assert_cmpstr (tw_metric_table_get_cell (payouts, 0, 2)->entity->name, ==, "statement");

  rates = tw_metric_test_compute (test, "effective-rate", "none");
  rate = tw_metric_test_dump (rates);
  g_assert_cmpstr (rate, ==, "total|3.0%|45.00|1500.00|1\n");
}

/* Payouts 45 of P1 (P2's statement isn't approved); V1 100; V2 19 among the resellers by 1500 : 400, that is 15 and
 * 4; V3 22 among all three by 1500 : 400 : 300, that is 15, 4 and 3. */
static void
test_investment (TwMetricTest  *test,
                 gconstpointer  unused)
{
  g_autoptr (TwMetricTable) partners = NULL;
  g_autoptr (TwMetricTable) heads = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_head = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  tw_metric_test_exec (test, investments);
  partners = tw_metric_test_compute (test, "investment", "partner");
  text = tw_metric_test_dump (partners);
  /* What P2 is paid isn't known before it is approved. */
  g_assert_cmpstr (text, ==, "P1|175.00|45.00\nP2|8.00|n/a\nP3|3.00|0.00\nP4|0.00|0.00\n");
  g_assert_cmpstr (tw_metric_table_get_cell (partners, 1, 1)->reason, ==, "payouts of 2026-Q1 are not approved");
  g_assert_cmpint (tw_metric_table_get_cell (partners, 1, 0)->flags & TW_METRIC_INCOMPLETE, !=, 0);
  g_assert_cmpint (tw_metric_table_get_cell (partners, 0, 0)->flags & TW_METRIC_INCOMPLETE, ==, 0);

  heads = tw_metric_test_compute (test, "investment", "category");
  by_head = tw_metric_test_dump (heads);
  g_assert_cmpstr (by_head, ==, "training|19.00|n/a\nco_marketing|100.00|n/a\nprogram_management|22.00|n/a\n"
                                "payouts|45.00|n/a\n");
}

static void
test_incremental (TwMetricTest  *test,
                  gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  table = tw_metric_test_compute (test, "incremental-revenue", "type");
  text = tw_metric_test_dump (table);
  /* Sales begin with the enrolments, so that only (a) is known: resellers 1,900 − 1,500, the OEM 300 − 0. */
  g_assert_cmpstr (text, ==, "oem|300.00|300.00|0.00|300.00|n/a|n/a|1\n"
                             "reseller|400.00|1900.00|1500.00|400.00|n/a|n/a|2\n");
}

/* Before its enrolment on 1 January 2026 P1 sold 36,500 in 365 days: 9,000 in a quarter of 90 days. In the prior
 * quarter it sold 3,600 of these. */
static void
test_run_rate (TwMetricTest  *test,
               gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;
  const TwMetricCell *cell;

  tw_metric_test_exec (test,
    "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Ash');"
    "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
    "INSERT INTO enrolment (partner, program, valid_from) VALUES (1, 1, '2026-01-01');"
    "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('A', 1, '2025-01-01', 360000, 'USD'),"
    " ('B', 1, '2025-06-01', 3290000, 'USD'), ('C', 1, '2026-01-01', 1000000, 'USD')");
  table = tw_metric_test_compute (test, "incremental-revenue", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|6400.00|10000.00|3600.00|6400.00|n/a|1000.00|1\n");
  cell = tw_metric_table_get_headline (table);
  g_assert_true (cell->interval);
  g_assert_cmpfloat (cell->low, ==, 1000);
  g_assert_cmpfloat (cell->high, ==, 6400);
}

/* Six partners outside of the programs went from 600 to 900: the baseline of 1,500 becomes 2,250. */
static void
test_difference (TwMetricTest  *test,
                 gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autofree char *text = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test,
    "WITH RECURSIVE k (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM k WHERE i < 15)"
    " INSERT INTO partner (id, external_id, name) SELECT i, 'N' || i, 'N' || i FROM k;"
    "INSERT INTO partner_type (partner, type, valid_from) SELECT id, 'reseller', '2020-01-01' FROM partner WHERE id >= 10;"
    "INSERT INTO sale (external_id, partner, date, amount, currency) SELECT 'N' || id, id, '2025-02-01', 10000, 'USD'"
    " FROM partner WHERE id >= 10 UNION ALL SELECT 'M' || id, id, '2026-02-01', 15000, 'USD' FROM partner WHERE id >= 10");
  table = tw_metric_test_compute (test, "incremental-revenue", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|-350.00|1900.00|2250.00|400.00|-350.00|n/a|3\n");
}

/* Margin of P1 is 600 + 360 − 60 of 1,500, that is 60 %; of the 500 that came beyond its baseline 300 are margin;
 * 175 were invested: (300 − 175) ÷ 175 = 0.71. P2 is left out until its payout of 10 is approved. Then its margin is
 * 240 of 400, that of both 1,140 of 1,900, 60 % again; of 400 beyond the baseline 240 are margin, and 193 are
 * invested: 47 ÷ 193 = 0.24. */
static void
test_roi (TwMetricTest  *test,
          gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) approved = NULL;
  g_autoptr (TwMetricTable) plain = NULL;
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autofree char *without = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  tw_metric_test_exec (test, investments);
  table = tw_metric_test_compute (test, "program-roi", "type");
  text = tw_metric_test_dump (table);
  /* The OEM: royalty 300 above nothing, all margin; 3 invested: 99. Shares: 3 and 175 of 178; 300 and 300 of 600. */
  g_assert_cmpstr (text, ==,
                   "oem|99.00|300.00|3.00|297.00|300.00|0.00|300.00|100.0%|99.00|99.00|n/a|n/a|1.7%|50.0%|1\n"
                   "reseller|0.71|300.00|175.00|125.00|1500.00|1000.00|500.00|60.0%|1.86|0.71|n/a|n/a|98.3%|50.0%|1\n");
  g_assert_cmpstr (tw_metric_table_get_cell (table, 1, 0)->reason, ==, "payouts of 2026-Q1 are not approved");
  g_assert_true (tw_metric_test_has_note (table, "1 partner is left out of the totals, its baseline and 8.00 USD"));
  tw_metric_test_exec (test, "UPDATE statement SET state = 'approved', approved_by = 'b', approved_at = 'x' WHERE id = 2");
  approved = tw_metric_test_compute (test, "program-roi", "type");
  after = tw_metric_test_dump (approved);
  g_assert_true (g_str_has_suffix (after, "\nreseller|0.24|240.00|193.00|47.00|1900.00|1500.00|400.00|60.0%|1.07|0.24|"
                                          "n/a|n/a|98.5%|44.4%|2\n"));

  /* Nothing invested: there is no return on it. */
  tw_metric_test_exec (test, "DELETE FROM investment; INSERT INTO setting (key, value) VALUES ('metric.payouts', 'none')");
  plain = tw_metric_test_compute (test, "program-roi", "none");
  without = tw_metric_test_dump (plain);
  g_assert_true (g_str_has_prefix (without, "total|n/a|"));
}

/* Neither payout is approved: the reseller that has none isn't what resellers return, though it alone is known. */
static void
test_roi_of_a_rest (TwMetricTest  *test,
                    gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) whole = NULL;
  const TwMetricCell *cell;
  int row;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  tw_metric_test_exec (test, investments);
  tw_metric_test_exec (test, "UPDATE statement SET state = 'calculated', approved_by = NULL, approved_at = NULL WHERE id = 1;"
                             "INSERT INTO enrolment (partner, program, valid_from) VALUES (4, 1, '2025-01-01')");
  table = tw_metric_test_compute (test, "program-roi", "type");
  row = tw_metric_table_find_row (table, "reseller", NULL);
  cell = tw_metric_table_get_cell (table, (guint) row, 0);
  g_assert_false (cell->known);
  g_assert_cmpstr (cell->reason, ==, "payouts of 2026-Q1 are not approved");
  g_assert_cmpint (tw_metric_table_get_row (table, (guint) row)->n, ==, 3);
  whole = tw_metric_test_compute (test, "program-roi", "none");
  g_assert_false (tw_metric_table_get_headline (whole)->known);
  /* Half of all four are known, but what P4 sold tells no margin. */
  g_assert_cmpstr (tw_metric_table_get_finding (whole), ==,
                   "Program ROI: n/a, because these sales tell neither margin nor cost, and no gross margin is set in the "
                   "preferences.");
  tw_metric_test_exec (test, "UPDATE statement SET state = 'calculated', approved_by = NULL, approved_at = NULL WHERE id = 3");
  g_clear_pointer (&whole, tw_metric_table_unref);
  whole = tw_metric_test_compute (test, "program-roi", "none");
  g_assert_cmpstr (tw_metric_table_get_finding (whole), ==,
                   "Program ROI: n/a, because royalties and payouts of 2026-Q1 are not approved.");
}

/* The OEM's program charges by quarters, the resellers' pays. 2026-Q1 is calculated, 2025-Q1 and 2026-Q2 are not. */
static const char terms[] =
  "INSERT INTO program_version (id, program, number, state, valid_from, body) VALUES (7, 2, 1, 'draft', '2025-01-01', '{}'),"
  " (8, 1, 2, 'draft', '2025-01-01', '{\"payment\":{\"per\":\"quarter\"}}');"
  "INSERT INTO program_rule (id, version, key, position, body) VALUES (7, 7, 'royalty', 1, '{\"direction\":\"charge\"}'),"
  " (8, 8, 'volume', 1, '{}');"
  "UPDATE program_version SET state = 'published', published_at = 'x', published_by = 'a', digest = 'd' WHERE id >= 7;"
  "INSERT INTO sale (external_id, partner, source, date, amount, currency) VALUES ('Q', 1, 'resale', '2026-05-01', 20000, 'USD'),"
  " ('R', 1, 'resale', '2025-05-01', 15000, 'USD');";

/* What isn't calculated is n/a with its reason, and totals tell whom they leave out. */
static void
test_uncalculated (TwMetricTest  *test,
                   gconstpointer  unused)
{
  g_autoptr (TwMetricTable) prior = NULL;
  g_autoptr (TwMetricTable) types = NULL;
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) roi = NULL;
  g_autoptr (TwMetricTable) answer = NULL;
  g_autofree char *before = NULL;
  g_autofree char *by_type = NULL;
  g_autofree char *total = NULL;
  g_autofree char *described = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, terms);
  tw_metric_test_exec (test, statements);
  /* The royalty of a year before isn't known either, so that there is nothing to hold the OEM's 300 against. */
  prior = tw_metric_test_compute (test, "incremental-revenue", "type");
  before = tw_metric_test_dump (prior);
  g_assert_cmpstr (before, ==, "oem|n/a|n/a|n/a|n/a|n/a|n/a|1\nreseller|400.00|1900.00|1500.00|400.00|n/a|n/a|2\n");
  g_assert_cmpstr (tw_metric_table_get_cell (prior, 0, 0)->reason, ==, "royalties of 2025-Q1 are not calculated");

  /* What the resellers alone brought is no answer for all. */
  answer = tw_metric_test_compute (test, "incremental-revenue", "none");
  g_assert_false (tw_metric_table_get_headline (answer)->known);
  g_assert_cmpstr (tw_metric_table_get_finding (answer), ==,
                   "Incremental revenue: n/a, because royalties of 2025-Q1 are not calculated.");

  test->scope.period = tw_metric_test_span ("2026-04-01", "2026-07-01");
  types = tw_metric_test_compute (test, "net-revenue", "type");
  by_type = tw_metric_test_dump (types);
  g_assert_cmpstr (by_type, ==, "oem|n/a|0.00|0.00|0.00|n/a|0\nreseller|1199.99|1199.99|0.00|0.00|0.00|2\n");
  whole = tw_metric_test_compute (test, "net-revenue", "none");
  total = tw_metric_test_dump (whole);
  g_assert_cmpstr (total, ==, "total|1199.99|1199.99|0.00|0.00|n/a|2\n");
  described = tw_metric_table_describe_cell (whole, 0, 0, NULL);
  g_assert_cmpstr (described, ==, "1,199.99 USD, incomplete: royalties of 2026-Q2 are not calculated");
  g_assert_cmpstr (tw_metric_table_get_finding (whole), ==,
                   "Partners brought 1,199.99 USD net so far, in 2 sales; royalties of 2026-Q2 are not calculated.");

  roi = tw_metric_test_compute (test, "program-roi", "none");
  g_assert_false (tw_metric_table_get_headline (roi)->known);
  g_assert_cmpstr (tw_metric_table_get_empty_reason (roi), ==,
                   "Royalties of 2025-Q2, 2026-Q2 are not calculated; payouts of 2026-Q2 are not calculated.");
}

/* Payouts: n/a where nothing of the row is calculated, incomplete where some of it is. */
static void
test_payouts_uncalculated (TwMetricTest  *test,
                           gconstpointer  unused)
{
  g_autoptr (TwMetricTable) quarters = NULL;
  g_autoptr (TwMetricTable) whole = NULL;
  g_autoptr (TwMetricTable) rates = NULL;
  g_autofree char *text = NULL;
  g_autofree char *total = NULL;
  g_autofree char *rate = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, terms);
  tw_metric_test_exec (test, statements);
  test->scope.period = tw_metric_test_span ("2026-01-01", "2026-10-01");
  /* Facts end in the second quarter: nothing is due of the third. */
  quarters = tw_metric_test_compute (test, "payout", "quarter");
  text = tw_metric_test_dump (quarters);
  g_assert_cmpstr (text, ==, "2026-Q1|55.00|3\n2026-Q2|n/a|n/a\n2026-Q3|0.00|0\n");
  g_assert_true (tw_metric_test_has_note (quarters, "1 of 3 statements are not approved yet"));

  whole = tw_metric_test_compute (test, "payout", "none");
  total = tw_metric_table_describe_cell (whole, 0, 0, NULL);
  g_assert_cmpstr (total, ==, "55.00 USD, incomplete: payouts of 2026-Q2 are not calculated");

  test->scope.period = tw_metric_test_span ("2026-04-01", "2026-07-01");
  rates = tw_metric_test_compute (test, "effective-rate", "none");
  rate = tw_metric_table_describe_cell (rates, 0, 0, NULL);
  g_assert_cmpstr (rate, ==, "n/a: payouts of 2026-Q2 are not calculated");
  g_assert_cmpstr (tw_metric_table_get_finding (rates), ==,
                   "Effective rate: n/a, because payouts of 2026-Q2 are not calculated.");
}

/* A scope that names no day, in either way, looks at the period's last one. */
static void
test_as_of (TwMetricTest  *test,
            gconstpointer  unused)
{
  tw_metric_test_exec (test, facts);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TwMetricTable) table = NULL;

      test->scope.as_of = i == 0 ? 0 : TW_DATE_NONE;
      table = tw_metric_test_compute (test, "net-revenue", "month");
      for (guint row = 0; row < tw_metric_table_get_n_rows (table); row++)
        g_assert_cmpint (tw_metric_table_get_row (table, row)->flags & TW_METRIC_TO_DATE, ==, 0);
    }
  {
    g_autoptr (TwMetricTable) table = NULL;

    g_assert_true (tw_date_parse ("2026-02-28", &test->scope.as_of, NULL));
    table = tw_metric_test_compute (test, "net-revenue", "month");
    g_assert_cmpint (tw_metric_table_get_row (table, 1)->flags & TW_METRIC_TO_DATE, ==, 0);
    g_assert_cmpint (tw_metric_table_get_row (table, 2)->flags & TW_METRIC_TO_DATE, !=, 0);
  }
}

static void
test_intensity (TwMetricTest  *test,
                gconstpointer  unused)
{
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (TwMetricTable) none = NULL;
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, investments);
  none = tw_metric_test_compute (test, "investment-intensity", "none");
  empty = tw_metric_test_dump (none);
  g_assert_cmpstr (empty, ==, "total|n/a|141.00|0.00\n");

  /* One deal with two partners counts once: 141 of 1,410. */
  tw_metric_test_exec (test,
    "INSERT INTO opportunity (id, external_id, status, closed, amount, currency) VALUES (1, 'O1', 'won', '2026-01-01',"
    " 141000, 'USD'), (2, 'O2', 'won', '2026-01-01', 5000, 'USD');"
    "INSERT INTO credit (fact_kind, fact, partner, role) VALUES (5, 1, 1, 'sourced'), (5, 1, 2, 'influenced')");
  table = tw_metric_test_compute (test, "investment-intensity", "none");
  text = tw_metric_test_dump (table);
  g_assert_cmpstr (text, ==, "total|10.0%|141.00|1410.00\n");
}

static void
test_payouts (TwMetricTest  *test,
              gconstpointer  unused)
{
  g_autoptr (TwMetricTable) rules = NULL;
  g_autoptr (TwMetricTable) rates = NULL;
  g_autofree char *text = NULL;
  g_autofree char *by_partner = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test, statements);
  rules = tw_metric_test_compute (test, "payout", "rule,quarter");
  text = tw_metric_test_dump (rules);
  /* What a rule charges isn't paid. */
  g_assert_cmpstr (text, ==, "Growth: bonus@2026-Q1|10.00|1\nGrowth: volume@2026-Q1|40.00|2\n");

  rates = tw_metric_test_compute (test, "effective-rate", "partner");
  by_partner = tw_metric_test_dump (rates);
  g_assert_cmpstr (by_partner, ==, "P1|3.0%|45.00|1500.00\nP2|2.5%|10.00|400.00\nP3|n/a|0.00|0.00\nP4|n/a|0.00|0.00\n");
}

static void
test_tiers (TwMetricTest  *test,
            gconstpointer  unused)
{
  g_autoptr (TwMetricTable) tiers = NULL;
  g_autoptr (TwMetricTable) moves = NULL;
  g_autofree char *text = NULL;
  g_autofree char *flow = NULL;

  tw_metric_test_exec (test, facts);
  tw_metric_test_exec (test,
    "INSERT INTO program_version (id, program, number, state, valid_from, body) VALUES (1, 1, 1, 'draft', '2025-01-01', '{}');"
    "INSERT INTO program_tier (version, name, position, body) VALUES (1, 'Silver', 1, '{}'), (1, 'Gold', 2, '{}');"
    "INSERT INTO tier_assignment (partner, program, tier, valid_from, valid_to, cause) VALUES"
    " (1, 1, 'Silver', '2025-01-01', '2026-02-01', 'import'), (1, 1, 'Gold', '2026-02-01', NULL, 'promotion'),"
    " (2, 1, 'Silver', '2025-01-01', NULL, 'import')");
  tiers = tw_metric_test_compute (test, "tiers", "tier,month");
  text = tw_metric_test_dump (tiers);
  g_assert_cmpstr (text, ==, "none@2026-01|1|33.3%\nSilver@2026-01|2|66.7%\n"
                             "none@2026-02|1|33.3%\nSilver@2026-02|1|33.3%\nGold@2026-02|1|33.3%\n"
                             "none@2026-03|1|33.3%\nSilver@2026-03|1|33.3%\nGold@2026-03|1|33.3%\n");
  moves = tw_metric_test_compute (test, "tier-moves", "none");
  flow = tw_metric_test_dump (moves);
  g_assert_cmpstr (flow, ==, "Silver>Silver|1|Silver|Silver\nSilver>Gold|1|Silver|Gold\n");
  g_assert_cmpstr (tw_metric_table_get_finding (moves), ==, "Of 2 partners 1 rose and 0 fell.");
}

/* Where figures add up, the parts are the whole, and the order in which facts came is of no account. */
static void
test_additive (TwMetricTest  *test,
               gconstpointer  unused)
{
  static const char *const additive[] = { "net-revenue", "investment", "payout" };
  static const char *const ways[] = { "type", "partner", "month", "type,quarter" };

  tw_model_test_fill (test->workspace, 40, 500);
  tw_metric_test_exec (test,
    "DELETE FROM sale WHERE currency = 'EUR'; UPDATE sale SET date = date (date, '+1 year');"
    "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
    "INSERT INTO enrolment (partner, program, valid_from) SELECT id, 1, '2025-01-01' FROM partner;"
    "INSERT INTO partner_type (partner, type, valid_from) SELECT id, CASE id % 3 WHEN 0 THEN 'isv' WHEN 1 THEN 'si' ELSE"
    " 'reseller' END, '2020-01-01' FROM partner;"
    "INSERT INTO investment (external_id, category, date, amount, currency) VALUES ('V', 'other', '2026-02-01', 100003, 'USD')");
  for (guint i = 0; i < G_N_ELEMENTS (additive); i++)
    {
      g_autoptr (TwMetricTable) whole = tw_metric_test_compute (test, additive[i], "none");
      gint64 total = (gint64) tw_metric_table_get_cell (whole, 0, 0)->exact.num;

      for (guint j = 0; j < G_N_ELEMENTS (ways); j++)
        {
          g_autoptr (TwMetricTable) parts = tw_metric_test_compute (test, additive[i], ways[j]);
          gint64 sum = 0;

          for (guint row = 0; row < tw_metric_table_get_n_rows (parts); row++)
            sum += (gint64) tw_metric_table_get_cell (parts, row, 0)->exact.num;
          g_assert_cmpint (sum, ==, total);
        }
    }
  {
    g_autoptr (TwMetricTable) before = tw_metric_test_compute (test, "net-revenue", "partner,month");
    g_autoptr (TwMetricTable) after = NULL;
    g_autofree char *first = tw_metric_test_dump (before);
    g_autofree char *second = NULL;

    tw_metric_test_exec (test,
      "CREATE TEMP TABLE kept AS SELECT * FROM sale; DELETE FROM sale;"
      "INSERT INTO sale SELECT * FROM (SELECT * FROM kept ORDER BY id % 7, id DESC);"
      "UPDATE sale SET id = 100000 - id; DROP TABLE kept");
    after = tw_metric_test_compute (test, "net-revenue", "partner,month");
    second = tw_metric_test_dump (after);
    g_assert_cmpstr (first, ==, second);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  tw_metric_test_add ("/analytics/money/revenue", test_revenue);
  tw_metric_test_add ("/analytics/money/left-out", test_left_out);
  tw_metric_test_add ("/analytics/money/payouts-left-out", test_payouts_left_out);
  tw_metric_test_add ("/analytics/money/investment", test_investment);
  tw_metric_test_add ("/analytics/money/incremental", test_incremental);
  tw_metric_test_add ("/analytics/money/run-rate", test_run_rate);
  tw_metric_test_add ("/analytics/money/difference", test_difference);
  tw_metric_test_add ("/analytics/money/roi", test_roi);
  tw_metric_test_add ("/analytics/money/roi-of-a-rest", test_roi_of_a_rest);
  tw_metric_test_add ("/analytics/money/uncalculated", test_uncalculated);
  tw_metric_test_add ("/analytics/money/payouts-uncalculated", test_payouts_uncalculated);
  tw_metric_test_add ("/analytics/money/as-of", test_as_of);
  tw_metric_test_add ("/analytics/money/intensity", test_intensity);
  tw_metric_test_add ("/analytics/money/payouts", test_payouts);
  tw_metric_test_add ("/analytics/money/tiers", test_tiers);
  tw_metric_test_add ("/analytics/money/additive", test_additive);

  return g_test_run ();
}
