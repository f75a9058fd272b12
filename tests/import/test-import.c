/* test-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "tw-checker.h"
#include "tw-fault.h"
#include "tw-finding.h"
#include "tw-history.h"
#include "tw-import-session.h"
#include "tw-query.h"
#include "tw-test.h"

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
  guint        files;
} Fixture;

#define PARTNERS "External ID,Name,Type\nP1,Alpha,reseller\nP2,Beta,isv\nP3,Twin,si\nP4,Twin,oem\n"
#define SALES    "External ID,Partner,Date,Amount,Currency,Units,Unit price\n"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  TwWorkspaceInit init = { .name = "Import", .currency = "USD" };

  fixture->dir = tw_test_make_dir ();
  path = g_build_filename (fixture->dir, "import.tierwright", NULL);
  fixture->workspace = tw_workspace_create (path, &init, "tester", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tw_workspace_check (fixture->workspace, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((TwFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_true (tw_workspace_close (fixture->workspace, &error));
  g_assert_no_error (error);
  g_object_unref (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static gint64
count (Fixture    *fixture,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tw_workspace_get_int (fixture->workspace, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
assert_text (Fixture    *fixture,
             const char *sql,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tw_workspace_get_text (fixture->workspace, sql, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static GFile *
write_file (Fixture    *fixture,
            const char *bytes,
            gssize      length)
{
  g_autofree char *name = g_strdup_printf ("file-%u.csv", fixture->files++);
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return g_file_new_for_path (path);
}

static TwImportSession *
open_as (Fixture           *fixture,
         const char        *kind,
         const char        *text,
         const TwCsvFormat *given)
{
  g_autoptr (GFile) file = write_file (fixture, text, -1);
  g_autoptr (GError) error = NULL;
  TwImportSession *session = tw_import_session_new (fixture->workspace, tw_entity_find (kind));

  tw_import_session_open (session, file, given, NULL, &error);
  g_assert_no_error (error);
  return session;
}

static TwImportSession *
open_text (Fixture    *fixture,
           const char *kind,
           const char *text)
{
  return open_as (fixture, kind, text, NULL);
}

static TwImportReport *
commit (TwImportSession *session)
{
  g_autoptr (GError) error = NULL;

  tw_import_session_commit (session, NULL, &error);
  g_assert_no_error (error);
  return tw_import_session_get_report (session);
}

static void
import_text (Fixture    *fixture,
             const char *kind,
             const char *text)
{
  g_autoptr (TwImportSession) session = open_text (fixture, kind, text);

  commit (session);
}

/* Every table but those of SQLite itself and of full text, as rows sorted by id. */
static char *
digest_of_all (Fixture *fixture)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TwQuery) names = tw_query_new (fixture->workspace,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    " ORDER BY name", NULL);

  while (tw_query_step (names, NULL))
    g_ptr_array_add (tables, tw_query_dup_text (names, 0));
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1", (char *) g_ptr_array_index (tables, i));
      g_autoptr (TwQuery) rows = tw_query_new (fixture->workspace, sql, NULL);

      while (tw_query_step (rows, NULL))
        for (int c = 0; c < tw_query_n_columns (rows); c++)
          {
            const char *text = tw_query_text (rows, c);

            g_checksum_update (sum, (const guchar *) (text != NULL ? text : "-"), -1);
            g_checksum_update (sum, (const guchar *) "|", 1);
          }
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* The import is refused with a message that says @says, and nothing is changed. */
static void
assert_refused (Fixture         *fixture,
                TwImportSession *session,
                int              code,
                const char      *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest_of_all (fixture);
  g_autofree char *after = NULL;

  g_assert_false (tw_import_session_commit (session, NULL, &error));
  tw_assert_error_names (error, code, says);
  after = digest_of_all (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_text_refused (Fixture    *fixture,
                     const char *kind,
                     const char *text,
                     int         code,
                     const char *says)
{
  g_autoptr (TwImportSession) session = open_text (fixture, kind, text);

  assert_refused (fixture, session, code, says);
}

/* --- formats ----------------------------------------------------------------------------------------- */

/* The same sales in every combination of delimiter, line end, encoding, decimal sign and date order. */
static void
test_formats (Fixture       *fixture,
              gconstpointer  data)
{
  static const char delimiters[] = ",;\t|";
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  static const char *const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "MACINTOSH" };
  guint n = 0;

  import_text (fixture, "partners", PARTNERS);
  import_text (fixture, "products", "External ID,Name\nA1,Kühlgerät\n");
  for (gsize d = 0; d < strlen (delimiters); d++)
    for (gsize e = 0; e < G_N_ELEMENTS (ends); e++)
      for (gsize c = 0; c < G_N_ELEMENTS (charsets); c++)
        for (int comma = 0; comma <= 1; comma++)
          {
            g_autoptr (GString) text = g_string_new ("External ID;Partner;Date;Amount;Product");
            g_autoptr (TwImportSession) session = NULL;
            g_autoptr (GFile) file = NULL;
            g_autoptr (GError) error = NULL;
            g_autofree char *bytes = NULL;
            gsize length = 0;

            g_string_append_printf (text, "%sX%u-1;Alpha;%s;\"%s\";Kühlgerät", ends[e], n,
                                    comma ? "25/02/2026" : "02/25/2026", comma ? "1.204,50" : "1,204.50");
            g_string_append_printf (text, "%sX%u-2;P2;%s;\"%s\";A1%s", ends[e], n,
                                    comma ? "01/03/2026" : "03/01/2026", comma ? "-0,5" : "(0.50)", ends[e]);
            for (char *p = text->str; *p != 0; p++)
              if (*p == ';')
                *p = delimiters[d];
            bytes = g_convert (text->str, -1, charsets[c], "UTF-8", NULL, &length, NULL);
            g_assert_nonnull (bytes);
            n++;

            file = write_file (fixture, bytes, length);
            session = tw_import_session_new (fixture->workspace, tw_entity_find ("sales"));
            tw_import_session_open (session, file, NULL, NULL, &error);
            g_assert_no_error (error);
            g_assert_cmpint (tw_import_session_get_profile (session)->format.delimiter, ==, delimiters[d]);
            g_assert_cmpuint (commit (session)->added, ==, 2);
          }
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale WHERE date = '2026-02-25' AND amount = 120450"), ==, n);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale WHERE date = '2026-03-01' AND amount = -50"), ==, n);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale WHERE product = 1"), ==, 2 * n);
}

static void
test_ambiguous (Fixture       *fixture,
                gconstpointer  data)
{
  const char *dates = SALES "S1,P1,05/02/2026,10.50,USD,,\nS2,P1,06/03/2026,10.50,USD,,\n";
  const char *decimals = SALES "S1,P1,2026-02-05,\"1,204\",USD,,\nS2,P1,2026-02-05,\"2,500\",USD,,\n";
  const TwCsvFormat given = { .dates = TW_DATE_ORDER_MDY }, point = { .decimal = TW_DECIMAL_POINT };
  g_autoptr (TwImportSession) session = NULL;

  import_text (fixture, "partners", PARTNERS);
  assert_text_refused (fixture, "sales", dates, TW_ERROR_AMBIGUOUS, "--date-order");
  assert_text_refused (fixture, "sales", decimals, TW_ERROR_AMBIGUOUS, "--decimal");
  assert_text_refused (fixture, "sales", "S1,P1,2026-02-05,10.50,USD\nS2,P1,2026-02-05,10.50,USD\n",
                       TW_ERROR_AMBIGUOUS, "--header");
  assert_text_refused (fixture, "sales", "External ID,Date,Amount\nS1,2026-02-05,10.50\n", TW_ERROR_AMBIGUOUS, "--column partner=");

  session = open_as (fixture, "sales", dates, &given);
  commit (session);
  assert_text (fixture, "SELECT group_concat (date) FROM sale", "2026-05-02,2026-06-03");
  g_clear_object (&session);
  session = open_as (fixture, "sales", "External ID,Partner,Date,Amount\nS3,P1,2026-02-05,\"1,204\"\n", &point);
  commit (session);
  g_assert_cmpint (count (fixture, "SELECT amount FROM sale WHERE external_id = 'S3'"), ==, 120400);

  /* A column that nobody imports asks nothing. */
  import_text (fixture, "sales", "External ID,Partner,Date,Amount,Remark\nS4,P1,2026-02-05,10.50,05/02/2026\n");
}

/* --- values ------------------------------------------------------------------------------------------ */

static void
test_bad_values (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *row;
    const char *says;
  } cases[] = {
    { "S1,P1,2026-02-30,10,USD,,", "Row 2, Date: “2026-02-30” is a day that the calendar does not have" },
    { "S1,P1,2026-02-05,10,XXQ,,", "Row 2, Currency: “XXQ” is no currency" },
    { "S1,P1,2026-02-05,92233720368547758.08,USD,,", "Row 2, Amount: “92233720368547758.08” is larger" },
    { "S1,P1,2026-02-05,-92233720368547758.07,USD,,", "Row 2, Amount: “-92233720368547758.07” is larger" },
    { "S1,P1,2026-02-05,12.5.0,USD,,", "Row 2, Amount: “12.5.0” is not a number" },
    { "S1,P1,2026-02-05,0.005,USD,,", "Row 2, Amount: “0.005” has more decimals" },
    { "S1,P1,2026-02-05,10.5,JPY,,", "more decimals" },
    { "S1,P1,2026-02-05,€10,USD,,", "in another currency" },
    { "S1,P1,2026-02-05,=1+1,USD,,", "“=1+1” is not a number" },
    { "S1,P1,2026-02-05,,USD,,", "Row 2, Amount: is blank" },
    { "S1,P1,05/02/26,10,USD,,", "has a year of two digits" },
    { "S1,Nobody,2026-02-05,10,USD,,", "“Nobody” names no Partner" },
    { "S1,Twin,2026-02-05,10,USD,,", "“Twin” is the name of several Partners" },
    { "S1,P1,2026-02-05,10", "Row 2: the row has 4 cells, the heading has 7" },
    { "S1,P1,2026-02-05,10,USD,,,9", "the row has 8 cells" },
    { "S1,P1,2026-02-05,10,USD,\"1\"2,", "text follows a closing quotation mark" },
    { ",P1,2026-02-05,10,USD,,", "Row 2, External ID: is blank" },
  };

  import_text (fixture, "partners", PARTNERS);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (SALES, cases[i].row, "\n", NULL);

      g_test_message ("%s", cases[i].row);
      assert_text_refused (fixture, "sales", text, TW_ERROR_REFUSED, cases[i].says);
    }
}

static void
test_bad_files (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GString) wide = g_string_new ("a,b\n");
  g_autoptr (GString) cell = g_string_new ("Name,External ID\n");
  static const char binary[] = "\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0";
  struct { const char *bytes; gsize length; const char *says; } cases[] = {
    { binary, sizeof binary, "binary" },
    { "", 0, "empty" },
    { "\n\n\n", 3, "no rows" },
    { NULL, 0, "more than 1000 columns" },
    { NULL, 0, "row 2, column 2" },
  };
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/file.csv");
  g_autoptr (TwImportSession) session = tw_import_session_new (fixture->workspace, tw_entity_find ("partners"));
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest_of_all (fixture), *after = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (wide, "%d,", i);
  g_string_append (cell, "P,");
  for (int i = 0; i < 10 * 1024; i++)
    g_string_append_printf (cell, "%1024d", i);
  cases[3].bytes = wide->str, cases[3].length = wide->len;
  cases[4].bytes = cell->str, cases[4].length = cell->len;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = write_file (fixture, cases[i].bytes, cases[i].length);

      g_assert_false (tw_import_session_open (session, file, NULL, NULL, &error));
      tw_assert_error_names (error, TW_ERROR_REFUSED, cases[i].says);
    }
  g_assert_false (tw_import_session_open (session, nowhere, NULL, NULL, &error));
  tw_assert_error (error, TW_ERROR_FILE);
  after = digest_of_all (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* What begins with a sign of a formula is text like any other, and stays as it is. */
static void
test_formulas (Fixture       *fixture,
               gconstpointer  data)
{
  import_text (fixture, "partners", "External ID,Name,Note\n=P1,=HYPERLINK(\"x\"),+49 30\nP2, A <R&D> & Söhne ,\"-a\nb\"\n");
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM partner WHERE external_id = '=P1'"
                                   " AND name = '=HYPERLINK(\"x\")' AND note = '+49 30'"), ==, 1);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM partner WHERE name = 'A <R&D> & Söhne' AND note = '-a' || char (10) || 'b'"), ==, 1);
}

/* --- numbers that can't be trusted --------------------------------------------------------------------- */

static void
test_condemned (Fixture       *fixture,
                gconstpointer  data)
{
  const TwCsvFormat point = { .decimal = TW_DECIMAL_POINT };
  g_autoptr (TwImportSession) grouping = NULL, amounts = NULL, dates = NULL;
  const char *scaled = SALES "S1,P1,2026-01-05,10000,USD,2,50.00\nS2,P1,2026-01-05,90.00,USD,3,30.00\n"
                       "S3,P1,2026-01-05,40000,USD,4,100.00\n";

  import_text (fixture, "partners", PARTNERS);
  grouping = open_as (fixture, "sales", SALES "S1,P1,2026-01-05,10.50,USD,,\nS2,P1,2026-01-05,\"5,70\",USD,,\n"
                                        "S3,P9,2026-01-05,7.00,USD,,\n", &point);
  tw_import_session_get_options (grouping)->accept_valid = TRUE;
  assert_refused (fixture, grouping, TW_ERROR_REFUSED, "“Amount” can't be trusted");

  amounts = open_text (fixture, "sales", scaled);
  tw_import_session_get_options (amounts)->accept_valid = TRUE;
  assert_refused (fixture, amounts, TW_ERROR_REFUSED, "in 2 of 3 rows they are not quantity × price");
  /* Who says that the price is something else may import. */
  g_assert_true (tw_import_mapping_set_column (tw_import_session_get_mapping (amounts), "unit_price", "", NULL));
  g_assert_cmpuint (commit (amounts)->added, ==, 3);

  dates = open_as (fixture, "sales", "External ID,Partner,Date,Amount\nD1,P1,05/02/2026,1\nD2,P1,25/02/2026,1\n",
                   &(TwCsvFormat) { .dates = TW_DATE_ORDER_MDY });
  tw_import_session_get_options (dates)->accept_valid = TRUE;
  assert_refused (fixture, dates, TW_ERROR_REFUSED, "“Date” can't be trusted");
}

static void
test_discounts (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TwImportSession) one_off = NULL;
  g_autoptr (GString) many = g_string_new (SALES);
  TwImportReport *report;

  import_text (fixture, "partners", PARTNERS);
  /* Rounding of the price, a discount column in three forms, a constant discount without a column. */
  import_text (fixture, "sales", SALES "R1,P1,2026-01-05,10.00,USD,3,3.33\nR2,P1,2026-01-05,-10.00,USD,-3,3.33\n");
  import_text (fixture, "sales", "External ID,Partner,Date,Amount,Units,Unit price,Discount\n"
                                 "D1,P1,2026-01-05,90.00,1,100.00,10%\nD2,P1,2026-01-05,90.00,1,100.00,0.1\n"
                                 "D3,P1,2026-01-05,90.00,1,100.00,10.00\nD4,P1,2026-01-05,100.00,1,100.00,0\n");
  import_text (fixture, "sales", SALES "C1,P1,2026-01-05,80.00,USD,1,100.00\nC2,P1,2026-01-05,160.00,USD,2,100.00\n"
                                       "C3,P1,2026-01-05,20.00,USD,1,25.00\n");

  /* One row in a hundred is looked at, not refused. */
  for (int i = 0; i < 100; i++)
    g_string_append_printf (many, "M%d,P1,2026-01-05,%s,USD,%d,2.00\n", i, i == 50 ? "5.00" : i % 2 ? "2.00" : "4.00", 2 - i % 2);
  one_off = open_text (fixture, "sales", many->str);
  report = commit (one_off);
  g_assert_cmpuint (report->added, ==, 100);
  g_assert_cmpuint (report->notices->len, >=, 1);
  tw_test_assert_contains (((TwImportNotice *) g_ptr_array_index (report->notices, 0))->text, "Row 52");
}

/* --- rows that are there ------------------------------------------------------------------------------- */

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  const char *first = SALES "S1,P1,2026-01-05,10.00,USD,,\nS2,P2,2026-01-06,20.00,USD,,\n";
  const char *second = SALES "S1,P1,2026-01-05,10.00,USD,,\nS2,P2,2026-01-06,25.00,USD,,\nS3,P1,2026-01-07,30.00,USD,,\n";
  g_autoptr (TwImportSession) session = NULL;
  TwImportReport *report;
  TwImportChange *change;
  gint64 entry;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "partners", PARTNERS);
  import_text (fixture, "sales", first);
  session = open_text (fixture, "sales", second);
  tw_import_session_check (session, NULL, &error);
  g_assert_no_error (error);
  report = tw_import_session_get_report (session);
  g_assert_cmpuint (report->added, ==, 1);
  g_assert_cmpuint (report->changed, ==, 1);
  g_assert_cmpuint (report->unchanged, ==, 1);
  change = g_ptr_array_index (report->changes, 0);
  g_assert_cmpstr (change->key, ==, "S2");
  g_assert_cmpstr (change->text, ==, "Amount 20.00 → 25.00");

  /* Changed rows are written only when that was asked for. */
  commit (session);
  g_assert_cmpint (count (fixture, "SELECT amount FROM sale WHERE external_id = 'S2'"), ==, 2000);
  tw_import_session_get_options (session)->update = TRUE;
  g_assert_cmpuint (commit (session)->changed, ==, 1);
  g_assert_cmpint (count (fixture, "SELECT amount FROM sale WHERE external_id = 'S2'"), ==, 2500);

  /* And taken back as one. */
  entry = tw_import_session_get_entry (session);
  g_assert_cmpint (entry, >, 0);
  tw_import_undo (fixture->workspace, tw_import_session_get_batch (session), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "SELECT amount FROM sale WHERE external_id = 'S2'"), ==, 2000);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale"), ==, 3);
}

static void
assert_notice (TwImportSession *session,
               const char      *says)
{
  GPtrArray *notices = tw_import_session_get_report (session)->notices;

  for (guint i = 0; i < notices->len; i++)
    if (strstr (((TwImportNotice *) g_ptr_array_index (notices, i))->text, says) != NULL)
      return;
  g_test_message ("no notice says “%s”", says);
  g_test_fail ();
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  const char *text = "Order,Product,Partner,Date,Amount\nO1,A,P1,2026-01-05,1\nO1,A,P1,2026-01-05,1\nO1,B,P1,2026-01-05,1\n";
  g_autoptr (TwImportSession) session = NULL;
  TwImportField *key;

  import_text (fixture, "partners", PARTNERS);
  import_text (fixture, "products", "External ID,Name\nA,A\nB,B\n");
  session = open_text (fixture, "sales", text);
  key = tw_import_mapping_get (tw_import_session_get_mapping (session), "external_id");
  g_assert_cmpuint (key->columns->len, ==, 2);
  g_assert_true (key->suggested);
  assert_refused (fixture, session, TW_ERROR_REFUSED, "came in an earlier row");
  /* Two rows are the same in everything: only numbers tell them apart, and the report says how. */
  assert_notice (session, "--column external_id=Order+Product#");

  g_assert_true (tw_import_mapping_set_column (tw_import_session_get_mapping (session), "external_id", "Order+Product#", NULL));
  commit (session);
  assert_text (fixture, "SELECT group_concat (external_id) FROM sale", "O1/A#1,O1/A#2,O1/B#1");

  g_clear_object (&session);
  session = open_text (fixture, "sales", "Order,Partner,Date,Amount,Position\nO2,P1,2026-01-05,1,10\nO2,P1,2026-01-05,1,20\n");
  assert_refused (fixture, session, TW_ERROR_REFUSED, "came in an earlier row");
  assert_notice (session, "--column external_id=Order+Position");
  g_assert_true (tw_import_mapping_set_column (tw_import_session_get_mapping (session), "external_id", "Order+Position", NULL));
  g_assert_cmpuint (commit (session)->added, ==, 2);
}

/* What is said names the assistant's steps in the window, and options on the command line. */
static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *step;
    const char *option;
  } cases[] = {
    { "Order,Partner,Date,Amount,Position\nO2,P1,2026-01-05,1,10\nO2,P1,2026-01-05,1,20\n", "step Columns",
      "--column external_id=Order+Position" },
    { "Order,Partner,Date,Amount\nO2,P1,2026-01-05,1\nO2,P1,2026-01-05,1\n", "step Columns",
      "--column external_id=Order#" },
    { "External ID,Partner,Date,Amount\nD1,P1,05/02/2026,1\nD2,P1,25/02/2026,1\n", "step Format", "--date-order" },
    { "External ID,Partner,Date,Amount\nD1,P1,05/02/2026,1\n", "step Format", "--date-order" },
    { "External ID,Date,Amount\nS1,2026-02-05,10.50\n", "step Columns", "--column partner=" },
    { "Partner,Date,Amount\nP1,2026-02-05,10.50\n", "step Columns", "--column external_id=" },
    { "External ID,Partner,Date,Amount\nS1,P9,2026-02-05,10.50\n", "type of the new partners", "--partner-type" },
  };

  import_text (fixture, "partners", PARTNERS);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      TwCsvFormat given = { .dates = i / 2 == 2 ? TW_DATE_ORDER_MDY : TW_DATE_ORDER_UNKNOWN };
      g_autoptr (TwImportSession) session = open_as (fixture, "sales", cases[i / 2].text, &given);
      TwImportReport *report;
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) said = g_string_new (NULL);

      tw_import_session_get_options (session)->in_window = i % 2 == 0;
      if (i / 2 == 6)
        g_hash_table_add (tw_import_session_get_options (session)->create, g_strdup ("partner"));
      g_assert_false (tw_import_session_commit (session, NULL, &error));
      g_string_append (said, error->message);
      report = tw_import_session_get_report (session);
      for (guint n = 0; report != NULL && n < report->blockers->len; n++)
        g_string_append (said, g_ptr_array_index (report->blockers, n));
      for (guint n = 0; report != NULL && n < report->notices->len; n++)
        g_string_append (said, ((TwImportNotice *) g_ptr_array_index (report->notices, n))->text);

      g_test_message ("%s", said->str);
      g_assert_cmpint (strstr (said->str, cases[i / 2].step) != NULL, ==, i % 2 == 0);
      g_assert_cmpint (strstr (said->str, cases[i / 2].option) != NULL, ==, i % 2 == 1);
      g_assert_cmpint (strstr (said->str, "--") != NULL, ==, i % 2 == 1);
    }
}

/* A currency is found by its heading, accents or not, and by what stands below it: amounts are never in the
 * workspace's currency because a heading is in another language. */
static void
test_currency (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const headings[] = { "Currency", "Währung", "Waluta" };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("Order,Partner,Date,Amount,%s\nO1,P1,2026-01-05,1,EUR\nO2,P1,2026-01-05,1,GBP\n",
                           headings[i]);
      g_autoptr (TwImportSession) session = open_text (fixture, "sales", text);
      TwImportField *code = tw_import_mapping_get (tw_import_session_get_mapping (session), "currency");

      g_assert_null (code->constant);
      g_assert_cmpuint (code->columns->len, ==, 1);
      g_assert_cmpuint (g_array_index (code->columns, guint, 0), ==, 4);
    }
}

/* A locked period takes nothing new and lets nothing change; what is there as it is stays importable. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  const char *text = SALES "S1,P1,2026-01-05,10.00,USD,,\nS2,P1,2026-04-01,10.00,USD,,\n";
  const char *more = SALES "S1,P1,2026-01-05,10.00,USD,,\nS3,P1,2026-03-31,10.00,USD,,\nS4,P1,2026-04-02,10.00,USD,,\n";
  g_autoptr (TwImportSession) again = NULL, changed = NULL, added = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "partners", PARTNERS);
  import_text (fixture, "sales", text);
  tw_workspace_exec (fixture->workspace, "INSERT INTO period_lock (period, valid_from, valid_to, locked_by, locked_at)"
                     " VALUES ('2026-Q1', '2026-01-01', '2026-04-01', 'tester', '2026-04-01T00:00:00Z')", &error);
  g_assert_no_error (error);

  again = open_text (fixture, "sales", text);
  g_assert_cmpuint (commit (again)->unchanged, ==, 2);

  changed = open_text (fixture, "sales", SALES "S1,P1,2026-01-05,11.00,USD,,\n");
  g_assert_cmpuint (commit (changed)->changed, ==, 1);
  tw_import_session_get_options (changed)->update = TRUE;
  assert_refused (fixture, changed, TW_ERROR_REFUSED, "2026-Q1 is locked");

  added = open_text (fixture, "sales", more);
  tw_import_session_check (added, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_import_session_get_report (added)->rejected, ==, 1);
  assert_refused (fixture, added, TW_ERROR_REFUSED, "Row 3");
  tw_import_session_get_options (added)->accept_valid = TRUE;
  g_assert_cmpuint (commit (added)->added, ==, 1);
}

static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *text = SALES "S1,P1,2026-01-05,10.00,USD,,\nS2,P9,2026-01-06,\"2\"\"0\",USD,,\nS3,P1,2026-01-07,30.00,USD,,\n";
  g_autoptr (TwImportSession) session = NULL;
  g_autoptr (GFile) rejects = NULL;
  g_autofree char *path = g_build_filename (fixture->dir, "rejects.csv", NULL), *content = NULL;

  import_text (fixture, "partners", PARTNERS);
  session = open_text (fixture, "sales", text);
  assert_refused (fixture, session, TW_ERROR_REFUSED, "1 of 3 rows");

  tw_import_session_get_options (session)->accept_valid = TRUE;
  g_assert_cmpuint (commit (session)->added, ==, 2);
  assert_text (fixture, "SELECT row || field || value || raw FROM reject", "3PartnerP9S2,P9,2026-01-06,\"2\"\"0\",USD,,");
  g_assert_cmpint (count (fixture, "SELECT rows_rejected FROM batch ORDER BY id DESC LIMIT 1"), ==, 1);

  rejects = g_file_new_for_path (path);
  g_assert_true (tw_import_report_save_rejects (tw_import_session_get_report (session),
                                                tw_import_session_get_mapping (session)->headings, rejects, NULL));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  tw_test_assert_contains (content, "\r\n3,Partner,P9,");
  tw_test_assert_contains (content, ",S2,P9,2026-01-06,\"2\"\"0\",USD,,\r\n");
}

/* What a form refuses isn't taken from a file either. */
static void
test_same_as_forms (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *text = "external_id,name,since\n"
                     "A,Kestrel \xe2\x80\xaeReversed,2026-01-01\n"
                     "B,Kestrel \xc2\x85Next,2026-01-01\n"
                     "C,Kestrel,0001-01-01\n"
                     "D,\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\xa6\x85,1900-01-01\n";
  g_autoptr (TwImportSession) session = open_text (fixture, "partners", text);

  assert_refused (fixture, session, TW_ERROR_REFUSED, "3 of 4 rows");
  tw_import_session_get_options (session)->accept_valid = TRUE;
  g_assert_cmpuint (commit (session)->added, ==, 1);
  assert_text (fixture, "SELECT group_concat (external_id) FROM partner", "D");
  assert_text (fixture, "SELECT group_concat (row || ' ' || reason, '; ') FROM (SELECT row, reason FROM reject ORDER BY row)",
               "2 holds an invisible character that turns what follows; 3 holds a line break or another control character; "
               "4 is before 1900");
}

/* A number stays within what its column takes, and the row says which. */
static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  const char *text = "external_id,probability,created,extensions\n"
                     "A,150%,2026-01-01,\n"
                     "B,-1%,2026-01-01,\n"
                     "C,100%,2026-01-01,\n";
  g_autoptr (TwImportSession) session = open_text (fixture, "opportunities", text);

  assert_refused (fixture, session, TW_ERROR_REFUSED, "is not between 0% and 100%");
  tw_import_session_get_options (session)->accept_valid = TRUE;
  g_assert_cmpuint (commit (session)->added, ==, 1);
  assert_text (fixture, "SELECT external_id || probability FROM opportunity", "C1000000");
}

static void
test_expected (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TwImportSession) session = NULL;
  GHashTable *expected;

  import_text (fixture, "partners", PARTNERS);
  session = open_text (fixture, "sales", SALES "S1,P1,2026-01-05,10.00,USD,,\nS2,P1,2026-01-05,5.00,EUR,,\n");
  expected = tw_import_session_get_options (session)->expected;
  g_hash_table_insert (expected, g_strdup ("EUR"), g_strdup ("5.01"));
  assert_refused (fixture, session, TW_ERROR_REFUSED, "control total in EUR");
  g_hash_table_insert (expected, g_strdup ("EUR"), g_strdup ("5"));
  commit (session);
  assert_text (fixture, "SELECT group_concat (currency || amount) FROM control_total", "USD1000,EUR500");
}

/* --- creating ------------------------------------------------------------------------------------------ */

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  const char *text = "External ID,Partner,Date,Amount,Customer,Product\nS1,New One,2026-01-05,1,C1,A\nS2,New One,2026-01-05,1,C2,A\n";
  g_autoptr (TwImportSession) session = open_text (fixture, "sales", text);
  g_autoptr (GError) error = NULL;
  TwImportOptions *options = tw_import_session_get_options (session);
  TwImportReport *report;
  g_autofree char *before = NULL, *after = NULL;

  tw_import_session_check (session, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_import_session_get_report (session)->rejected, ==, 2);

  g_hash_table_add (options->create, g_strdup ("partner"));
  g_hash_table_add (options->create, g_strdup ("customer"));
  g_hash_table_add (options->create, g_strdup ("product"));
  assert_refused (fixture, session, TW_ERROR_AMBIGUOUS, "--partner-type");
  options->partner_type = g_strdup ("si");

  before = digest_of_all (fixture);
  tw_import_session_check (session, NULL, &error);
  g_assert_no_error (error);
  report = tw_import_session_get_report (session);
  g_assert_cmpuint (report->rejected, ==, 0);
  g_assert_cmpuint (report->created, ==, 4);
  g_assert_cmpuint (((TwImportMissing *) g_ptr_array_index (report->missing, 0))->rows, ==, 2);
  after = digest_of_all (fixture);
  g_assert_cmpstr (before, ==, after);

  commit (session);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM partner_type WHERE type = 'si'"), ==, 1);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM customer"), ==, 2);
  tw_import_undo (fixture->workspace, tw_import_session_get_batch (session), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "SELECT (SELECT count (*) FROM partner) + (SELECT count (*) FROM customer)"
                                   " + (SELECT count (*) FROM product) + (SELECT count (*) FROM sale)"), ==, 0);
}

/* One entity of each shape, and each of them again without a new row. */
static void
test_every_kind (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *kind;
    const char *text;
    const char *sql;
    gint64      value;
  } cases[] = {
    { "people", "External ID,Name,Partner\nE1,Ada,P1\n", "SELECT partner FROM person", 1 },
    { "customers", "Account\nFabrikam\n", "SELECT count (*) FROM customer WHERE external_id = 'Fabrikam'", 1 },
    { "categories", "Name,Strategic\nCloud,yes\n", "SELECT strategic FROM category", 1 },
    { "products", "SKU,Product,Category,List price,Currency\nA1,Alpha,Cloud,480.00,USD\n", "SELECT list_price FROM product", 480000000 },
    { "fx-rates", "Date,USD,JPY,N/A,GBP\n2026-01-05,1.1684,186.75,,N/A\n", "SELECT count (*) FROM fx_rate", 2 },
    { "agreements", "External ID,Partner,From,To\nAG1,P1,2026-01-01,2026-12-31\n",
      "SELECT count (*) FROM agreement WHERE valid_to = '2027-01-01'", 1 },
    { "agreement-terms", "Agreement,Term,Type,Amount,Currency\nAG1,quota,money,30000.00,USD\n", "SELECT amount FROM agreement_term WHERE name = 'quota'", 3000000 },
    { "agreement-terms", "Agreement,Term,Type,Amount,Currency\nAG1,share,rate,8.75%,USD\n", "SELECT amount FROM agreement_term WHERE name = 'share'", 87500 },
    { "enrolments", "Partner,Program,From,To\nP1,Growth,2026-01-01,\n", "SELECT count (*) FROM enrolment WHERE valid_to IS NULL", 1 },
    { "tier-assignments", "Partner,Program,Tier,From,Cause\nP1,Growth,Gold,2026-01-01,import\n", "SELECT count (*) FROM tier_assignment", 1 },
    { "targets", "External ID,Partner,Name,From,To,Amount,Currency\nT1,P1,revenue,2026-01-01,2026-03-31,100,USD\n", "SELECT amount FROM target", 10000 },
    { "sales", SALES "S1,P1,2026-01-05,10.00,USD,,\n", "SELECT count (*) FROM sale WHERE source = 'resale'", 1 },
    { "marketplace", SALES "S1,P1,2026-01-05,10.00,USD,,\n", "SELECT count (*) FROM sale WHERE source = 'marketplace'", 1 },
    { "services", SALES "S1,P1,2026-01-05,10.00,USD,,\n", "SELECT count (*) FROM sale WHERE source = 'services'", 1 },
    { "unit-reports", "External ID,Partner,Reported,Units\nU1,P1,2026-01-31,6136\n", "SELECT units FROM unit_report", 6136000000 },
    { "opportunities", "Opportunity ID,Deal stage,Close value\nO1,Won,10\nO2,Proposal,\n", "SELECT count (*) FROM opportunity WHERE status = 'open' AND amount IS NULL", 1 },
    { "registrations", "External ID,Partner,Submitted,Status\nR1,P1,2026-01-05,approved\n", "SELECT count (*) FROM registration", 1 },
    { "certifications", "External ID,Partner,Certification,Awarded,Score\nC1,P1,Sales Pro,2026-01-05,97.5\n", "SELECT score FROM certification", 97500000 },
    { "credits", "Kind of fact,Fact,Partner,Role\nopportunity,O1,P2,sourced\nsale,S1,P2,sourced\n", "SELECT count (*) FROM credit WHERE fact = 1", 2 },
    { "activities", "External ID,Partner,Date,Name\nX1,P1,2026-01-05,Webinar\n", "SELECT count (*) FROM event WHERE kind = 'activity'", 1 },
    { "references", "External ID,Partner,Date,Name\nX1,P1,2026-01-05,Case\n", "SELECT count (*) FROM event WHERE kind = 'reference'", 1 },
    { "listings", "External ID,Partner,Date,Name\nX1,P1,2026-01-05,App\n", "SELECT count (*) FROM event WHERE kind = 'listing'", 1 },
    { "deployments", "External ID,Partner,Date,Name\nX1,P1,2026-01-05,Roll-out\n", "SELECT count (*) FROM event WHERE kind = 'deployment'", 1 },
    { "accreditations", "External ID,Partner,Date,Name\nX1,P1,2026-01-05,ISO\n", "SELECT count (*) FROM event WHERE kind = 'accreditation'", 1 },
    { "subscriptions", "External ID,Partner,Date,Seats\nX1,P1,2026-01-05,7\n", "SELECT seats FROM event WHERE kind = 'subscription'", 7000000 },
    { "adoption", "External ID,Partner,Date,Rate\nX1,P1,2026-01-05,16%\n", "SELECT rate FROM event WHERE kind = 'adoption'", 160000 },
    { "claims", "External ID,Partner,Incurred,Amount,Share\nX1,P1,2026-01-05,7,50%\n", "SELECT share FROM event WHERE kind = 'claim'", 500000 },
    { "spend", "External ID,Partner,Incurred,Amount\nX1,P1,2026-01-05,7\n", "SELECT amount FROM event WHERE kind = 'spend'", 700 },
    { "payments", "External ID,Partner,Incurred,Amount\nX1,P1,2026-01-05,7\n", "SELECT amount FROM event WHERE kind = 'payment'", 700 },
    { "openings", "External ID,Partner,Date,Units\nX1,P1,2026-01-05,7\n", "SELECT units FROM event WHERE kind = 'opening'", 7000000 },
    { "standings", "External ID,Partner,Reviewed,Tier\nX1,P1,2026-01-05,Gold\n", "SELECT count (*) FROM event WHERE kind = 'standing' AND name = 'Gold'", 1 },
    { "currencies", "Code,Name,Digits\nXTK,Token,8\n", "SELECT digits FROM currency WHERE code = 'XTK'", 8 },
    { "partner-types", "Partner,Type,From\nP2,si,2020-01-01\n", "SELECT count (*) FROM partner_type WHERE type = 'si' AND valid_from = '2020-01-01'", 1 },
  };

  import_text (fixture, "partners", "External ID,Name\nP1,Alpha\nP2,Beta\n");
  tw_workspace_exec (fixture->workspace, "INSERT INTO program (name, partner_type, currency) VALUES ('Growth', 'reseller', 'USD')", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwImportSession) session = open_text (fixture, cases[i].kind, cases[i].text);
      g_autoptr (TwImportSession) again = open_text (fixture, cases[i].kind, cases[i].text);

      g_test_message ("%s", cases[i].kind);
      if (strcmp (cases[i].kind, "fx-rates") == 0)
        {
          tw_import_mapping_set_value (tw_import_session_get_mapping (session), "base", "EUR", NULL);
          tw_import_mapping_set_value (tw_import_session_get_mapping (again), "base", "EUR", NULL);
        }
      g_assert_cmpuint (commit (session)->added, >, 0);
      g_assert_cmpint (count (fixture, cases[i].sql), ==, cases[i].value);
      g_assert_cmpuint (commit (again)->added, ==, 0);
      g_assert_cmpuint (tw_import_session_get_report (again)->changed, ==, 0);
    }
}

/* --- mappings ------------------------------------------------------------------------------------------ */

static void
test_profiles (Fixture       *fixture,
               gconstpointer  data)
{
  const char *text = "Nr;Haendler;Tag;Wert;Art\nS1;P1;05.02.2026;1.204,50;Erneuerung\n";
  const char *later = "Nr;Haendler;Tag;Wert;Art\nS2;P1;06.02.2026;1.500;Neu\n";
  const TwCsvFormat given = { .dates = TW_DATE_ORDER_DMY };
  g_autoptr (TwImportSession) session = NULL, other = NULL;
  g_autoptr (GError) error = NULL;
  TwImportMapping *mapping;

  import_text (fixture, "partners", PARTNERS);
  session = open_as (fixture, "sales", text, &given);
  mapping = tw_import_session_get_mapping (session);
  g_assert_true (tw_import_mapping_set_column (mapping, "external_id", "Nr", NULL));
  g_assert_true (tw_import_mapping_set_column (mapping, "partner", "haendler", NULL));
  g_assert_true (tw_import_mapping_set_column (mapping, "date", "Tag", NULL));
  g_assert_true (tw_import_mapping_set_column (mapping, "amount", "Wert", NULL));
  g_assert_true (tw_import_mapping_set_column (mapping, "motion", "Art", NULL));
  g_assert_true (tw_import_mapping_set_value (mapping, "currency", "EUR", NULL));
  g_assert_true (tw_import_mapping_map_value (mapping, "motion", "Erneuerung", "renewal", NULL));
  g_assert_true (tw_import_mapping_map_value (mapping, "motion", TW_IMPORT_OTHERWISE, "new", NULL));
  g_assert_false (tw_import_mapping_set_column (mapping, "colour", "Art", &error));
  tw_assert_error_names (error, TW_ERROR_USAGE, "external_id");
  g_assert_false (tw_import_mapping_set_column (mapping, "motion", "Farbe", &error));
  tw_assert_error_names (error, TW_ERROR_NOT_FOUND, "Haendler");
  g_assert_false (tw_import_mapping_set_value (mapping, "date", "2026-02-30", &error));
  g_clear_error (&error);
  commit (session);
  g_assert_true (tw_import_session_save_profile (session, "Billing", &error));
  g_assert_no_error (error);

  /* The same headings: the saved mapping is taken, with the signs that this file alone leaves open. */
  other = open_text (fixture, "sales", later);
  g_assert_cmpstr (tw_import_session_get_mapping (other)->profile, ==, "Billing");
  commit (other);
  assert_text (fixture, "SELECT group_concat (external_id || date || amount || currency || motion) FROM sale",
               "S12026-02-05120450EURrenewal,S22026-02-06150000EURnew");
  assert_text (fixture, "SELECT profile FROM batch ORDER BY id DESC LIMIT 1", "Billing");
  g_assert_false (tw_import_session_load_profile (other, "None", &error));
  tw_assert_error (error, TW_ERROR_NOT_FOUND);
}

/* --- history, cancelling, faults ----------------------------------------------------------------------- */

static void
test_batch (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwImportSession) session = NULL;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, SALES "S1,P1,2026-01-05,10.00,USD,,\n", -1);
  g_autofree char *content = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GBytes) source = NULL;
  g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  gsize read, written;
  char out[1024] = "";

  import_text (fixture, "partners", PARTNERS);
  session = open_text (fixture, "sales", SALES "S1,P1,2026-01-05,10.00,USD,,\n");
  commit (session);
  assert_text (fixture, "SELECT checksum FROM batch ORDER BY id DESC LIMIT 1", sum);
  assert_text (fixture, "SELECT kind || label FROM history ORDER BY id DESC LIMIT 1", "importImported Sales from “file-1.csv”");
  content = tw_workspace_get_text (fixture->workspace, "SELECT content FROM history ORDER BY id DESC LIMIT 1", NULL);
  tw_test_assert_contains (content, sum);
  tw_test_assert_contains (content, "\"USD\":\"10.00\"");
  g_assert_cmpint (count (fixture, "SELECT batch_row FROM sale"), ==, 2);

  /* The file is kept, once, and comes out as it went in. */
  query = tw_query_new (fixture->workspace, "SELECT source FROM batch ORDER BY id DESC LIMIT 1", NULL);
  g_assert_true (tw_query_step (query, NULL));
  source = tw_query_blob (query, 0);
  g_assert_cmpint (g_converter_convert (inflate, g_bytes_get_data (source, NULL), g_bytes_get_size (source), out, sizeof out,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL), ==, G_CONVERTER_FINISHED);
  g_assert_cmpstr (out, ==, SALES "S1,P1,2026-01-05,10.00,USD,,\n");
}

typedef struct
{
  const char   *name;
  GCancellable *cancellable;
} CancelAt;

static void
cancel_at (const char *name,
           gpointer    data)
{
  CancelAt *at = data;

  if (strcmp (name, at->name) == 0)
    g_cancellable_cancel (at->cancellable);
}

static char *
many_sales (void)
{
  GString *text = g_string_new (SALES);

  for (int i = 0; i < 5000; i++)
    g_string_append_printf (text, "S%d,P%d,2026-01-05,%d.00,USD,,\n", i, i % 4 + 1, i + 1);
  return g_string_free (text, FALSE);
}

static void
done (GObject      *source,
      GAsyncResult *result,
      gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
run (TwImportSession  *session,
     TwImportStep      step,
     GCancellable     *cancellable,
     GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tw_import_session_run_async (session, step, cancellable, done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tw_import_session_run_finish (session, result, error);
}

/* The steps of the assistant, in threads; cancelled half-way the workspace is as it was. */
static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = many_sales (), *before = NULL, *after = NULL;
  g_autoptr (TwImportSession) session = NULL;
  static const char *const moments[] = { "parse", "mid-insert", "index" };
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "partners", PARTNERS);
  before = digest_of_all (fixture);
  file = write_file (fixture, text, -1);
  session = tw_import_session_new (fixture->workspace, tw_entity_find ("sales"));
  tw_import_session_prepare (session, file, NULL);
  run (session, TW_IMPORT_STEP_OPEN, NULL, &error);
  g_assert_no_error (error);
  run (session, TW_IMPORT_STEP_CHECK, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_import_session_get_report (session)->added, ==, 5000);

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      CancelAt at = { moments[i], cancellable };

      tw_fault_set_func (cancel_at, &at);
      g_assert_false (run (session, TW_IMPORT_STEP_COMMIT, cancellable, &error));
      tw_fault_set_func (NULL, NULL);
      tw_assert_error (error, TW_ERROR_CANCELLED);
      g_free (after);
      after = digest_of_all (fixture);
      g_assert_cmpstr (before, ==, after);
    }

  run (session, TW_IMPORT_STEP_COMMIT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale"), ==, 5000);
  g_assert_cmpfloat (tw_import_session_get_progress (session), ==, 1.0);
}

/* The disk fills up at different moments of an import: a message, and the state before. */
static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  static const int spare[] = { 0, 2, 10, 60 };
  g_autofree char *text = many_sales ();

  import_text (fixture, "partners", PARTNERS);
  for (gsize i = 0; i < G_N_ELEMENTS (spare); i++)
    {
      g_autoptr (TwImportSession) session = open_text (fixture, "sales", text);
      g_autofree char *before = digest_of_all (fixture), *after = NULL;
      g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                                              count (fixture, "PRAGMA page_count") + spare[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (tw_workspace_exec (fixture->workspace, sql, NULL));
      g_assert_false (tw_import_session_commit (session, NULL, &error));
      tw_assert_error (error, TW_ERROR_FILE);
      after = digest_of_all (fixture);
      g_assert_cmpstr (before, ==, after);
    }
  g_assert_true (tw_workspace_exec (fixture->workspace, "PRAGMA max_page_count = 1073741823", NULL));
  import_text (fixture, "sales", text);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale"), ==, 5000);
}

/* Whatever the file holds: an import or a message, a sound workspace, and nothing by halves. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const cells[] = {
    "P1", "S1", "S2", "2026-01-05", "05/02/2026", "25/02/2026", "10", "-0.5", "1,204", "1.204,50", "5,70", "USD", "EUR", "", "NULL",
    "\"a\nb\"", "=1", "\xc3\xa9", "\xe9", "9999999999999999999", "Amount", "Date", "Partner", "External ID", "\"", "€5",
  };
  static const char *const kinds[] = { "sales", "partners", "fx-rates", "agreement-terms", "credits", "opportunities", "targets" };
  GRand *rand = g_rand_new_with_seed (20260402);

  import_text (fixture, "partners", PARTNERS);
  for (int round = 0; round < 150; round++)
    {
      g_autoptr (GString) text = g_string_new (round % 2 ? SALES : "");
      g_autoptr (TwImportSession) session = tw_import_session_new (fixture->workspace, tw_entity_find (kinds[round % G_N_ELEMENTS (kinds)]));
      g_autoptr (GFile) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = digest_of_all (fixture), *after = NULL;

      for (int i = g_rand_int_range (rand, 0, 60); i > 0; i--)
        g_string_append_printf (text, "%s%c", cells[g_rand_int_range (rand, 0, G_N_ELEMENTS (cells))],
                                ",,,,,;\n\n\r\t"[g_rand_int_range (rand, 0, 10)]);
      file = write_file (fixture, text->str, text->len);
      tw_import_session_get_options (session)->accept_valid = round % 3 == 0;
      if (tw_import_session_open (session, file, NULL, NULL, &error))
        tw_import_session_commit (session, NULL, &error);
      if (error == NULL)
        continue;
      g_assert_true (error->domain == TW_ERROR && error->code != TW_ERROR_INTERNAL);
      tw_test_assert_sentence (error->message);
      after = digest_of_all (fixture);
      g_assert_cmpstr (before, ==, after);
    }
  g_rand_free (rand);
}

/* --- killed ---------------------------------------------------------------------------------------------- */

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *fault; gboolean after; } moments[] = {
    { "parse:1", FALSE }, { "parse:10", FALSE }, { "parse:20", FALSE }, { "first-insert:1", FALSE }, { "mid-insert:1", FALSE },
    { "mid-insert:2", FALSE }, { "mid-insert:4", FALSE }, { "index:1", FALSE }, { "commit:1", FALSE }, { "committed:1", TRUE },
    { "checkpoint:1", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *name = g_strdup_printf ("killed-%zu.tierwright", i);
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
      g_autofree char *text = many_sales ();
      g_autoptr (GFile) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TwWorkspace) workspace = NULL;
      TwWorkspaceInit init = { .name = "Killed" };
      Fixture other = *fixture;

      other.workspace = tw_workspace_create (path, &init, "tester", &error);
      g_assert_no_error (error);
      import_text (&other, "partners", PARTNERS);
      fixture->files = other.files;
      file = write_file (fixture, text, -1);
      g_assert_true (tw_workspace_close (other.workspace, NULL));
      g_object_unref (other.workspace);

      g_setenv ("TW_KILL_WORKSPACE", path, TRUE);
      g_setenv ("TW_KILL_FILE", g_file_peek_path (file), TRUE);
      g_setenv ("TW_FAULT", moments[i].fault, TRUE);
      g_test_trap_subprocess ("/import/killed/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
      g_unsetenv ("TW_FAULT");
      g_assert_false (g_test_trap_has_passed ());

      other.workspace = workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "tester", &error);
      g_assert_no_error (error);
      g_test_message ("%s", moments[i].fault);
      g_assert_cmpint (count (&other, "SELECT count (*) FROM sale"), ==, moments[i].after ? 5000 : 0);
      g_assert_cmpint (count (&other, "SELECT count (*) FROM batch"), ==, moments[i].after ? 2 : 1);
      {
        g_autoptr (GPtrArray) findings = tw_workspace_check (workspace, NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (findings->len, ==, 0);
      }
      g_assert_true (tw_workspace_close (workspace, NULL));
    }
}

static void
import_and_die (void)
{
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwImportSession) session = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_getenv ("TW_KILL_WORKSPACE") == NULL)
    return;
  workspace = tw_workspace_open (g_getenv ("TW_KILL_WORKSPACE"), TW_OPEN_DEFAULT, "tester", NULL);
  file = g_file_new_for_path (g_getenv ("TW_KILL_FILE"));
  session = tw_import_session_new (workspace, tw_entity_find ("sales"));
  tw_import_session_open (session, file, NULL, NULL, NULL);
  tw_import_session_commit (session, NULL, NULL);
  g_clear_object (&session);
  tw_workspace_close (workspace, NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/import/formats", test_formats }, { "/import/ambiguous", test_ambiguous }, { "/import/bad-values", test_bad_values },
    { "/import/bad-files", test_bad_files }, { "/import/formulas", test_formulas }, { "/import/condemned", test_condemned },
    { "/import/discounts", test_discounts }, { "/import/again", test_again }, { "/import/keys", test_keys },
    { "/import/places", test_places },
    { "/import/currency", test_currency },
    { "/import/locked", test_locked },
    { "/import/all-or-nothing", test_all_or_nothing }, { "/import/expected", test_expected },
    { "/import/same-as-forms", test_same_as_forms }, { "/import/limits", test_limits }, { "/import/create", test_create },
    { "/import/every-kind", test_every_kind }, { "/import/profiles", test_profiles }, { "/import/batch", test_batch },
    { "/import/async", test_async }, { "/import/random", test_random },
    { "/import/full-disk", test_full_disk }, { "/import/killed", test_killed },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/import/killed/subprocess", import_and_die);
  return g_test_run ();
}
