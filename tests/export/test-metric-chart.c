/* test-metric-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "tw-chart-data.h"
#include "tw-chart-table.h"
#include "tw-metric-chart.h"
#include "tw-model-test.h"

/* Facts of every kind, two years of them, so that each chart has something to show. */
static void
fill (TwWorkspace *workspace)
{
  tw_model_test_fill (workspace, 24, 400);
  tw_model_test_exec (workspace,
    "DELETE FROM sale WHERE currency = 'EUR';"
    "INSERT INTO sale (external_id, partner, date, amount, currency) SELECT external_id || 'x', partner, date (date, '+1 year'),"
    " amount * 2, currency FROM sale;"
    "UPDATE sale SET margin = amount / 2;"
    "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
    "INSERT INTO program_version (id, program, number, state, valid_from, body) VALUES (1, 1, 1, 'draft', '2025-01-01', '{}');"
    "INSERT INTO program_tier (version, name, position, body) VALUES (1, 'Silver', 1, '{}'), (1, 'Gold', 2, '{}');"
    "INSERT INTO enrolment (partner, program, valid_from) SELECT id, 1, date ('2025-01-01', (id * 20) || ' days') FROM partner;"
    "INSERT INTO partner_type (partner, type, valid_from) SELECT id, CASE id % 3 WHEN 0 THEN 'isv' WHEN 1 THEN 'si' ELSE"
    " 'reseller' END, '2020-01-01' FROM partner;"
    "INSERT INTO tier_assignment (partner, program, tier, valid_from, valid_to, cause) SELECT id, 1, 'Silver', '2025-01-01',"
    " CASE WHEN id % 4 = 0 THEN '2026-05-01' END, 'import' FROM partner;"
    "INSERT INTO tier_assignment (partner, program, tier, valid_from, cause) SELECT id, 1, 'Gold', '2026-05-01', 'promotion'"
    " FROM partner WHERE id % 4 = 0;"
    "INSERT INTO investment (external_id, partner, category, date, amount, currency) SELECT 'V' || id, id, 'training',"
    " '2026-05-05', 1000 * id, 'USD' FROM partner;"
    "INSERT INTO customer (id, external_id, name) SELECT id, 'C' || id, 'C' || id FROM partner;"
    "INSERT INTO opportunity (id, external_id, status, stage, created, closed, value, currency, customer) SELECT id, 'O' || id,"
    " CASE id % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'won' ELSE 'lost' END, 'Proposal', '2026-02-01',"
    " CASE WHEN id % 3 <> 0 THEN '2026-05-01' END, 5000 * id, 'USD', id FROM partner;"
    "INSERT INTO credit (fact_kind, fact, partner, role) SELECT 5, id, id, 'sourced' FROM partner WHERE id % 2 = 0;"
    "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by) VALUES"
    " (1, '2026-Q2', '2026-04-01', '2026-06-30', 'x', 't');"
    "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 8)"
    " INSERT INTO program_rule (id, version, key, position, body) SELECT i, 1, 'rule' || i, i, '{}' FROM k;"
    "INSERT INTO statement (id, run, partner, program, period, currency, measure, earned) SELECT id, 1, id, 1, '2026-Q2', 'USD',"
    " 100000, 1000 * id FROM partner;"
    "INSERT INTO line (id, rule, number, amount) SELECT id * 16777216 + 1, 1 + id % 8, 1, 1000 * id FROM partner;"
    "UPDATE statement SET state = 'approved', approved_by = 'b', approved_at = 'x'");
}

static TwMetricScope
make_scope (TwWorkspace *workspace)
{
  TwMetricScope scope = { .workspace = workspace, .as_of = TW_DATE_NONE };

  g_assert_true (tw_date_parse ("2026-04-01", &scope.period.start, NULL));
  g_assert_true (tw_date_parse ("2026-07-01", &scope.period.end, NULL));
  return scope;
}

/* What a mark says is what the table and the command line say of the same cell. */
static void
check_marks (const TwMetricChart *chart,
             TwChartSpec         *spec,
             const TwMetricTable *table)
{
  for (guint s = 0; s < tw_chart_spec_n_series (spec); s++)
    for (guint m = 0; m < tw_chart_spec_n_marks (spec, s); m++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (spec, s, m);
        const TwMetricCell *cell;
        guint row, column;
        g_autofree char *figure = NULL;

        g_assert_nonnull (mark->label);
        if (mark->key == NULL)
          continue;
        cell = tw_metric_chart_get_cell (table, mark->key);
        g_assert_nonnull (cell);
        g_assert_nonnull (tw_metric_chart_get_row (table, mark->key));
        g_assert_cmpint (sscanf (mark->key, "%u:%u", &row, &column), ==, 2);
        figure = tw_metric_table_format_cell (table, row, column, NULL);
        tw_test_assert_contains (mark->text, figure);
        if (cell->known && chart->kind == TW_CHART_BARS)
          g_assert_cmpfloat (mark->y, ==, cell->number);
      }
}

static void
test_all (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  TwMetricScope scope = make_scope (workspace);

  fill (workspace);
  for (guint i = 0; i < tw_metric_chart_count (); i++)
    {
      const TwMetricChart *chart = tw_metric_chart_nth (i);
      g_autoptr (GError) error = NULL;
      g_autoptr (TwMetricTable) table = NULL;
      g_autoptr (TwChartSpec) spec = tw_metric_chart_build (chart, &scope, NULL, &table, &error);

      g_assert_no_error (error);
      g_assert_true (g_hash_table_add (ids, (gpointer) chart->id));
      g_assert_true (tw_metric_chart_find (chart->id) == chart);
      g_assert_nonnull (tw_metric_find (chart->metric));
      if (tw_chart_spec_count_marks (spec) == 0)
        g_error ("%s has no mark", chart->id);
      check_marks (chart, spec, table);
      g_assert_cmpuint (tw_chart_spec_n_rows (spec), ==, tw_metric_table_get_n_rows (table));
      g_assert_nonnull (tw_chart_spec_get_text (spec, TW_CHART_TEXT_DEFINITION));
    }
  tw_metric_forget (workspace);
  tw_model_test_close (workspace);
}

/* Without any row every chart says why, in one sentence. */
static void
test_empty (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  TwMetricScope scope = make_scope (workspace);

  for (guint i = 0; i < tw_metric_chart_count (); i++)
    {
      const TwMetricChart *chart = tw_metric_chart_nth (i);
      g_autoptr (GError) error = NULL;
      g_autoptr (TwChartSpec) spec = tw_metric_chart_build (chart, &scope, NULL, NULL, &error);

      g_assert_no_error (error);
      if (tw_chart_spec_get_text (spec, TW_CHART_TEXT_EMPTY_REASON) == NULL)
        g_error ("%s doesn't say why it is empty", chart->id);
      tw_test_assert_sentence (tw_chart_spec_get_text (spec, TW_CHART_TEXT_EMPTY_REASON));
      g_assert_cmpuint (tw_chart_spec_count_marks (spec), ==, 0);
    }
  tw_metric_forget (workspace);
  tw_model_test_close (workspace);
}

/* Eight rules: five have a series of their own, the rest is added up exactly. */
static void
test_others (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  TwMetricScope scope = make_scope (workspace);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwChartSpec) spec = NULL;
  const TwChartMark *rest;

  fill (workspace);
  spec = tw_metric_chart_build (tw_metric_chart_find ("payout-by-rule"), &scope, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_chart_spec_n_series (spec), ==, 6);
  g_assert_cmpint (tw_chart_spec_get_series_role (spec, 5), ==, TW_CHART_ROLE_OTHER);
  /* Rules 1 to 8 get partners 8, 16, 24 (48) … 7, 15, 23 (45): the least are 27, 30 and 33 times 10. */
  rest = tw_chart_spec_get_mark (spec, 5, tw_chart_spec_n_marks (spec, 5) - 1);
  g_assert_cmpstr (rest->text, ==, "900.00");
  g_assert_cmpfloat (rest->y, ==, 900);
  tw_metric_forget (workspace);
  tw_model_test_close (workspace);
}

/* A chart over time says its first and its last period; one period alone isn't "2026-Q2 to 2026-Q2". */
static void
test_title (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  TwMetricScope scope = make_scope (workspace);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwChartSpec) one = NULL;
  g_autoptr (TwChartSpec) two = NULL;

  fill (workspace);
  tw_model_test_exec (workspace, "DELETE FROM sale WHERE date < '2026-04-01' OR date >= '2026-07-01' OR currency = 'EUR'");
  one = tw_metric_chart_build (tw_metric_chart_find ("net-revenue"), &scope, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_chart_spec_count_marks (one), >, 0);
  g_assert_true (g_str_has_suffix (tw_chart_spec_get_text (one, TW_CHART_TEXT_TITLE), " 2026-Q2"));
  g_assert_null (strstr (tw_chart_spec_get_text (one, TW_CHART_TEXT_TITLE), "2026-Q2 to"));
  tw_model_test_exec (workspace, "UPDATE sale SET date = '2026-02-01' WHERE id % 2 = 0");
  tw_metric_forget (workspace);
  two = tw_metric_chart_build (tw_metric_chart_find ("net-revenue"), &scope, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (tw_chart_spec_get_text (two, TW_CHART_TEXT_TITLE), " 2026-Q1 to 2026-Q2"));
  tw_metric_forget (workspace);
  tw_model_test_close (workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/metric-chart/all", test_all);
  g_test_add_func ("/export/metric-chart/title", test_title);
  g_test_add_func ("/export/metric-chart/empty", test_empty);
  g_test_add_func ("/export/metric-chart/others", test_others);

  return g_test_run ();
}
