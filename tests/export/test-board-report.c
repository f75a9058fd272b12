/* test-board-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The board report of the sample: what stands in its PDF and its workbook is what the tables behind its charts hold. */

#include "config.h"

#include <glib/gstdio.h>

#include <string.h>

#include "tw-board-report.h"
#include "tw-chart-data.h"
#include "tw-chart-table.h"
#include "tw-run-reader.h"
#include "tw-sample-workspace.h"
#include "tw-test.h"

typedef struct
{
  char          *dir;
  TwWorkspace   *workspace;
  TwBoardScope  *scope;
  TwBoardReport *report;
} Fixture;

static const TwBoardOptions options = { .date = "2026-07-05T08:00:00Z" };

static TwBoardScope *
make_scope (TwWorkspace *workspace,
            const char  *period)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, &error);
  TwBoardScope *scope = tw_board_scope_new ();
  TwCalendarUnit unit;
  TwSpan span;

  g_assert_no_error (error);
  g_assert_true (tw_calendar_parse (calendar, period, &span, &unit, NULL));
  tw_board_scope_set_period (scope, span, period, TW_DATE_NONE);
  tw_board_scope_set_compare (scope, calendar, TW_COMPARE_YEAR);

  return scope;
}

/* Made once: each test has a copy. */
static char *sample;

static void
make_sample (const char *dir)
{
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  sample = g_build_filename (dir, "sample.tierwright", NULL);
  workspace = tw_sample_workspace_create (sample, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tw_workspace_close (workspace, &error));
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) from = g_file_new_for_path (sample);
  g_autoptr (GFile) to = NULL;
  g_autofree char *path = NULL;

  fixture->dir = tw_test_make_dir ();
  path = g_build_filename (fixture->dir, "sample.tierwright", NULL);
  to = g_file_new_for_path (path);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  fixture->scope = make_scope (fixture->workspace, "2026-Q2");
  fixture->report = tw_board_report_new (fixture->workspace, fixture->scope, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  tw_board_report_unref (fixture->report);
  tw_board_scope_free (fixture->scope);
  g_assert_true (tw_workspace_close (fixture->workspace, NULL));
  g_assert_finalize_object (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static char *
run_tool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return output;
}

static gboolean
has_pdftotext (void)
{
  g_autofree char *found = g_find_program_in_path ("pdftotext");

  if (found == NULL)
    g_test_skip ("pdftotext is missing");

  return found != NULL;
}

static char *
write_pdf (Fixture           *fixture,
           const char        *name,
           const TwBoardPage *pages,
           guint              n_pages)
{
  char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_board_report_write_pdf (fixture->report, &options, pages, n_pages, TW_PAPER_A4, path, NULL,
                                            &error));
  g_assert_no_error (error);

  return path;
}

/* (transfer full): with blanks instead of those that don't break: the tool writes either. */
static char *
plain_blanks (char *text)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\u00a0", -1);

  return g_strjoinv (" ", parts);
}

static char *
read_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", "-enc", "UTF-8", path, "-", NULL };

  return plain_blanks (run_tool (argv));
}

static gboolean
is_number (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return (g_unichar_isdigit (c) || c == 0x2212) && strchr (text, '(') == NULL;
}

/* Every number of every table behind a chart stands in the PDF as the chart's own table has it. */
static void
test_pdf_has_every_number (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = write_pdf (fixture, "all.pdf", NULL, 0);
  g_autofree char *text = NULL;
  guint n = 0;

  if (!has_pdftotext ())
    return;

  text = read_pdf (path);
  for (guint i = 0; i < tw_board_report_count (fixture->report); i++)
    {
      TwChartSpec *spec = tw_board_report_nth (fixture->report, i)->spec;

      g_assert_nonnull (spec);
      for (guint r = 0; r < tw_chart_spec_n_rows (spec); r++)
        for (guint c = 1; c < tw_chart_spec_n_columns (spec); c++)
          {
            g_autofree char *cell = plain_blanks (tw_chart_spec_get_cell (spec, r, c));

            if (is_number (cell))
              {
                tw_test_assert_contains (text, cell);
                n++;
              }
          }
    }
  g_assert_cmpuint (n, >, 50);
  tw_test_assert_contains (text, "Board Report 2026-Q2");
  tw_test_assert_contains (text, "compared with 2025-Q2");
  tw_test_assert_contains (text, "Page 1 of ");
  tw_test_assert_contains (text, "2026-07-05");
}

/* --- the workbook --- */

/* Whether a cell of that row (from 1) of the sheet holds @value. */
static gboolean
row_holds (char       **lines,
           const char  *sheet,
           guint        row,
           double       value)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "|", 5);
      const char *digits;

      if (g_strv_length (parts) < 5 || !g_str_equal (parts[0], sheet)
          || (!g_str_equal (parts[2], "int") && !g_str_equal (parts[2], "float")))
        continue;
      digits = parts[1] + strspn (parts[1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
      if ((guint) g_ascii_strtoull (digits, NULL, 10) == row && g_ascii_strtod (parts[4], NULL) == value)
        return TRUE;
    }

  return FALSE;
}

static double
plain_to_double (const char *plain)
{
  gboolean share = g_str_has_suffix (plain, "%");
  char *end;
  g_autofree char *digits = share ? g_strndup (plain, strlen (plain) - 1) : g_strdup (plain);
  const char *point = strchr (digits, '.');
  double value;

  /* The same double as a spreadsheet has: the digits as a whole number by one power of ten. */
  if (share)
    {
      g_autoptr (GString) bare = g_string_new (digits);
      gsize decimals = point != NULL ? strlen (point + 1) : 0;
      double power = 1;

      if (point != NULL)
        g_string_erase (bare, point - digits, 1);
      for (gsize i = 0; i < decimals + 2; i++)
        power *= 10;
      value = g_ascii_strtod (bare->str, &end) / power;
    }
  else
    {
      value = g_ascii_strtod (digits, &end);
    }

  return value;
}

static guint
check_sheet (char               **lines,
             const TwBoardFigure *figure)
{
  g_autofree char *sheet = NULL;
  const char *title = tw_metric_chart_get_title (figure->chart);
  guint n = 0;

  sheet = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 31));
  g_strchomp (g_strdelimit (sheet, "[]:*?/\\", ' '));
  for (guint r = 0; r < tw_metric_table_get_n_rows (figure->table); r++)
    for (guint c = 0; c < tw_metric_table_get_n_columns (figure->table); c++)
      {
        const TwMetricCell *cell = tw_metric_table_get_cell (figure->table, r, c);
        g_autofree char *plain = NULL;

        if (!cell->known || tw_metric_table_get_column (figure->table, c)->unit == TW_METRIC_TEXT)
          continue;
        plain = tw_metric_table_plain_cell (figure->table, r, c);
        if (!row_holds (lines, sheet, r + 2, plain_to_double (plain)))
          g_error ("“%s” of row %u is missing in the sheet “%s”", plain, r + 2, sheet);
        n++;
      }

  return n;
}

static char *
write_xlsx (Fixture    *fixture,
            const char *name)
{
  char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_board_report_write_xlsx (fixture->report, &options, NULL, 0, TW_PAPER_A4, path, &error));
  g_assert_no_error (error);

  return path;
}

/* Every number of every table is a number of its sheet, read back by another implementation, and each sheet with
 * numbers has a chart of the spreadsheet's own. */
static void
test_workbook_has_every_number (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = write_xlsx (fixture, "all.xlsx");
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "export", "read-workbook.py", NULL);
  const char *argv[] = { PYTHON, script, path, NULL };
  g_autofree char *text = run_tool (argv);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_charts = 0;
  guint n_drawn = 0;
  guint n = 0;

  for (guint i = 0; i < tw_board_report_count (fixture->report); i++)
    {
      const TwBoardFigure *figure = tw_board_report_nth (fixture->report, i);

      n += check_sheet (lines, figure);
      n_drawn += tw_metric_table_get_n_rows (figure->table) > 0 ? 1 : 0;
    }
  g_assert_cmpuint (n, >, 50);

  g_assert_true (g_str_has_prefix (lines[0], "sheet|Summary|"));
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "sheet|") && g_str_has_suffix (lines[i], "|charts|1"))
      {
        tw_test_assert_contains (lines[i], "freeze|A2");
        n_charts++;
      }
  g_assert_cmpuint (n_charts, ==, n_drawn);
  tw_test_assert_contains (text, "sheet|Definitions|");
  tw_test_assert_contains (text, "properties|Board Report 2026-Q2|");
  tw_test_assert_contains (text, "|2026-07-05 08:00:00");
}

static void
test_same_bytes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *paths[] = { write_pdf (fixture, "1.pdf", NULL, 0), write_pdf (fixture, "2.pdf", NULL, 0),
                               write_xlsx (fixture, "1.xlsx"), write_xlsx (fixture, "2.xlsx") };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i += 2)
    {
      g_autofree char *a = NULL;
      g_autofree char *b = NULL;
      gsize n_a;
      gsize n_b;

      g_assert_true (g_file_get_contents (paths[i], &a, &n_a, NULL));
      g_assert_true (g_file_get_contents (paths[i + 1], &b, &n_b, NULL));
      g_assert_cmpmem (a, n_a, b, n_b);
    }
}

/* Which charts, in which order and with which words is somebody's choice. */
static void
test_arranged (Fixture       *fixture,
               gconstpointer  data)
{
  const TwBoardFigure *first = tw_board_report_nth (fixture->report, 0);
  const TwBoardFigure *second = tw_board_report_nth (fixture->report, 1);
  const TwBoardFigure *third = tw_board_report_nth (fixture->report, 2);
  const TwBoardPage pages[] = { { second->chart->id, "The Second One", NULL },
                                { first->chart->id, NULL, "What the board <asked> for" } };
  g_autofree char *path = write_pdf (fixture, "two.pdf", pages, G_N_ELEMENTS (pages));
  g_autofree char *text = NULL;

  if (!has_pdftotext ())
    return;

  text = read_pdf (path);
  tw_test_assert_contains (text, "The Second One");
  tw_test_assert_contains (text, "What the board <asked> for");
  g_assert_true (strstr (text, "The Second One") < strstr (text, "What the board <asked> for"));
  g_assert_null (strstr (text, tw_chart_spec_get_text (third->spec, TW_CHART_TEXT_TITLE)));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  const char *unknown[] = { "no-such-chart", NULL };

  g_assert_false (tw_board_report_write_pdf (fixture->report, &options, NULL, 0, TW_PAPER_A4, "/nowhere/r.pdf", NULL,
                                             &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "/nowhere/r.pdf");
  g_assert_false (tw_board_report_write_xlsx (fixture->report, &options, NULL, 0, TW_PAPER_A4, "/nowhere/r.xlsx",
                                              &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_FILE);
  tw_test_assert_contains (error->message, "/nowhere/r.xlsx");
  g_clear_error (&error);

  g_assert_null (tw_board_report_new (fixture->workspace, fixture->scope, unknown, NULL, NULL, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_USAGE, "no-such-chart");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tw_board_report_new (fixture->workspace, fixture->scope, NULL, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A filter is told, and one that leaves nobody gives a report that says so, not an error. */
static void
test_filtered (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TwBoardScope) scope = tw_board_scope_copy (fixture->scope);
  g_autoptr (TwBoardReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "filtered.pdf", NULL);
  g_autofree char *text = NULL;

  tw_board_scope_set_value (scope, TW_BOARD_TYPE, "reseller", "Reseller", TRUE);
  tw_board_scope_set_value (scope, TW_BOARD_REGION, "Antarctica", NULL, TRUE);
  words = tw_board_scope_describe (scope);
  g_assert_cmpstr (words, ==, "Type: Reseller · Region: Antarctica");
  g_assert_false (tw_board_scope_equal (scope, fixture->scope));

  report = tw_board_report_new (fixture->workspace, scope, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tw_board_report_write_pdf (report, &options, NULL, 0, TW_PAPER_LETTER, path, NULL, &error));
  if (!has_pdftotext ())
    return;

  text = read_pdf (path);
  tw_test_assert_contains (text, "Type: Reseller · Region: Antarctica");
}

/* The span that a period is compared with, worked out by hand. */
static void
test_compare (void)
{
  static const struct
  {
    const char     *period;
    TwBoardCompare  compare;
    const char     *expected;
  } cases[] = {
    { "2026-Q2", TW_COMPARE_YEAR, "2025-Q2" },  { "2026-Q1", TW_COMPARE_PREVIOUS, "2025-Q4" },
    { "2026-03", TW_COMPARE_PREVIOUS, "2026-02" }, { "2026-02", TW_COMPARE_YEAR, "2025-02" },
    { "2026", TW_COMPARE_PREVIOUS, "2025" },    { "2026-Q2", TW_COMPARE_NONE, NULL },
  };
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwBoardScope) scope = tw_board_scope_new ();
      TwCalendarUnit unit;
      TwSpan span;
      TwSpan expected = { 0, 0 };

      g_assert_true (tw_calendar_parse (calendar, cases[i].period, &span, &unit, NULL));
      if (cases[i].expected != NULL)
        g_assert_true (tw_calendar_parse (calendar, cases[i].expected, &expected, &unit, NULL));
      tw_board_scope_set_period (scope, span, cases[i].period, TW_DATE_NONE);
      tw_board_scope_set_compare (scope, calendar, cases[i].compare);
      g_assert_cmpstr (scope->compare_name, ==, cases[i].expected);
      g_assert_cmpint (scope->compare.start, ==, expected.start);
      g_assert_cmpint (scope->compare.end, ==, expected.end);
    }
}

/* What a chart is pinned with comes back; what nobody knows is left out. */
static void
test_filters (void)
{
  g_autoptr (TwBoardScope) scope = tw_board_scope_new ();
  g_autoptr (TwBoardScope) other = tw_board_scope_new ();
  g_autofree char *none = tw_board_scope_to_json (scope);
  g_autofree char *json = NULL;
  g_autofree char *words = NULL;

  g_assert_null (none);
  tw_board_scope_set_value (scope, TW_BOARD_TYPE, "oem", "OEM", TRUE);
  tw_board_scope_set_value (scope, TW_BOARD_TYPE, "isv", "ISV", TRUE);
  tw_board_scope_set_value (scope, TW_BOARD_TIER, "A \"1\"", "Best, “1”", TRUE);
  json = tw_board_scope_to_json (scope);
  tw_board_scope_add_json (other, json);
  g_assert_true (tw_board_scope_equal (scope, other));
  words = tw_board_scope_describe (other);
  tw_test_assert_contains (words, "OEM, ISV");

  tw_board_scope_clear (other);
  tw_board_scope_add_json (other, NULL);
  tw_board_scope_add_json (other, "{\"type\": [1, [\"oem\"], [2, 3]], \"weather\": [[\"a\", \"b\"]]");
  tw_board_scope_add_json (other, "{\"type\": [1, [\"oem\"]], \"weather\": [[\"a\", \"b\"]]}");
  g_assert_false (tw_board_scope_is_filtered (other));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  int status;

  g_test_init (&argc, &argv, NULL);
  make_sample (dir);

#define ADD(name, func) g_test_add ("/export/board-report/" name, Fixture, NULL, setup, func, teardown)
  g_test_add_func ("/export/board-report/compare", test_compare);
  ADD ("pdf-has-every-number", test_pdf_has_every_number);
  ADD ("workbook-has-every-number", test_workbook_has_every_number);
  ADD ("same-bytes", test_same_bytes);
  ADD ("arranged", test_arranged);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
  ADD ("filtered", test_filtered);

  g_test_add_func ("/export/board-report/filters", test_filters);

  status = g_test_run ();
  g_free (sample);

  return status;
}
