/* test-xlsx-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include <string.h>

#include "tw-error.h"
#include "tw-statement-private.h"
#include "tw-xlsx-statement.h"

/* A statement made by hand, with everything in it that has gone wrong in somebody's export. */

static TwStatementLine *
make_line (const char *fact,
           const char *customer,
           gint64      measure,
           gint64      amount)
{
  TwStatementLine *line = g_new0 (TwStatementLine, 1);

  line->line_id = g_strdup_printf ("2026-Q1/Reseller 2026/R-1/vol/%s", fact);
  line->kind = g_strdup ("earned");
  line->fact_kind = g_strdup ("sale");
  line->fact_id = g_strdup (fact);
  line->document = g_strdup ("000123");
  line->customer = g_strdup (customer);
  line->date = 20500;
  line->fact_currency = g_strdup ("EUR");
  line->has_fact_amount = TRUE;
  line->fact_amount = measure;
  line->has_measure = TRUE;
  line->measure = measure;
  line->band = g_strdup ("from 0");
  line->rate = g_strdup ("2%");
  line->amount = amount;
  line->payable_on = TW_DATE_NONE;
  line->state = g_strdup ("payable");
  line->version = 1;

  return line;
}

static TwStatement *
make_statement (void)
{
  TwStatement *statement = tw_statement_new ();
  TwStatementRule *rule = g_new0 (TwStatementRule, 1);
  TwStatementControl *control = g_new0 (TwStatementControl, 1);
  TwStatementExclusion *exclusion = g_new0 (TwStatementExclusion, 1);

  statement->partner = g_strdup ("A <R&D> & Söhne");
  statement->partner_id = g_strdup ("007");
  statement->program = g_strdup ("Reseller 2026");
  statement->versions = g_strdup ("1");
  statement->period = g_strdup ("2026-Q1");
  statement->span = (TwSpan){ 20454, 20544 };
  statement->currency = g_strdup ("EUR");
  statement->digits = 2;
  statement->revision = 1;
  statement->calculated_by = g_strdup ("finance");
  statement->calculated_at = g_strdup ("2026-04-10T08:00:00Z");
  statement->run_hash = g_strdup ("abc123");
  statement->earned = 1234 - 200;
  statement->payable = 1034;

  rule->key = g_strdup ("vol");
  rule->name = g_strdup ("=Volume rebate");
  rule->kind = g_strdup ("rebate");
  rule->version = 1;
  rule->money = TRUE;
  rule->measure = 51700;
  rule->amount = 1034;
  rule->n_lines = 2;
  g_ptr_array_add (statement->rules, rule);

  g_ptr_array_add (statement->lines, make_line ("+1", "=HYPERLINK(\"x\")", 61700, 1234));
  g_ptr_array_add (statement->lines, make_line ("-2", "@cmd _x0041_", -10000, -200));

  exclusion->fact_kind = g_strdup ("sale");
  exclusion->fact_id = g_strdup ("3");
  exclusion->date = 20501;
  exclusion->currency = g_strdup ("EUR");
  exclusion->has_amount = TRUE;
  exclusion->amount = 5;
  exclusion->reason = g_strdup ("filtered");
  exclusion->text = g_strdup ("The product is not in the list.");
  g_ptr_array_add (statement->exclusions, exclusion);

  control->currency = g_strdup ("EUR");
  control->digits = 2;
  control->n_facts = 3;
  control->facts = 51705;
  control->earned = 51700;
  control->excluded = 5;
  g_ptr_array_add (statement->controls, control);


  return statement;
}

static char *
read_back (const char *path)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "export", "read-workbook.py", NULL);
  const char *argv[] = { PYTHON, script, path, NULL };
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("read-workbook.py: %s", errors);

  return output;
}

static void
assert_cell (const char *cells,
             const char *expected)
{
  g_autofree char *line = g_strconcat ("\n", expected, "\n", NULL);

  if (strstr (cells, line) == NULL)
    g_error ("no cell “%s” in:\n%s", expected, cells);
}

static void
test_cells (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tw-xlsx-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "statement.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *cells = NULL;
  g_autoptr (TwStatement) statement = make_statement ();

  g_assert_true (tw_xlsx_statement_write (statement, path, &error));
  g_assert_no_error (error);
  cells = read_back (path);

  assert_cell (cells, "Summary|B3|str|@|A <R&D> & Söhne");
  assert_cell (cells, "Summary|B4|str|@|007");
  assert_cell (cells, "Lines|P2|str|@|2026-Q1/Reseller 2026/R-1/vol/+1");
  assert_cell (cells, "Lines|E2|str|@|=Volume rebate");
  assert_cell (cells, "Lines|A2|datetime|yyyy-mm-dd|2026-02-16 00:00:00");
  assert_cell (cells, "Lines|B2|str|@|000123");
  assert_cell (cells, "Lines|C2|str|@|=HYPERLINK(\"x\")");
  assert_cell (cells, "Lines|C3|str|@|@cmd _x0041_");
  assert_cell (cells, "Lines|N2|float|#,##0.00|12.34");
  assert_cell (cells, "Lines|N3|int|#,##0.00|-2");
  assert_cell (cells, "Control|C2|formula|#,##0.00|=ROUND(SUM(Lines!N2:N3),2) -> 10.34");
  assert_cell (cells, "Control|F2|formula|@|=IF(E2=0,\"ties\",\"differs\") -> ties");
  g_assert_nonnull (strstr (cells, "sheet|Lines|A1:U3|freeze|A2|filter|A1:U3|rows|$1:$1"));
  g_assert_nonnull (strstr (cells, "properties|Partner statement 2026-Q1|finance|2026-04-10 08:00:00"));

  g_unlink (path);
  g_rmdir (folder);
}

/* The same statement gives the same bytes, whatever the clock says. */
static void
test_same_bytes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tw-xlsx-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "1.xlsx", NULL);
  g_autofree char *second = g_build_filename (folder, "2.xlsx", NULL);
  g_autoptr (TwStatement) statement = make_statement ();
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  gsize a_length;
  gsize b_length;

  g_assert_true (tw_xlsx_statement_write (statement, first, NULL));
  g_usleep (1100 * 1000);
  g_assert_true (tw_xlsx_statement_write (statement, second, NULL));
  g_assert_true (g_file_get_contents (first, &a, &a_length, NULL));
  g_assert_true (g_file_get_contents (second, &b, &b_length, NULL));
  g_assert_cmpmem (a, a_length, b, b_length);

  g_unlink (first);
  g_unlink (second);
  g_rmdir (folder);
}

static void
test_unwritable (void)
{
  g_autoptr (TwStatement) statement = make_statement ();
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_xlsx_statement_write (statement, "/nowhere/at/all.xlsx", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all.xlsx"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/xlsx-statement/cells", test_cells);
  g_test_add_func ("/export/xlsx-statement/same-bytes", test_same_bytes);
  g_test_add_func ("/export/xlsx-statement/unwritable", test_unwritable);

  return g_test_run ();
}
