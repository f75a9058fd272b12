/* test-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <glib.h>

#include "tw-csv-format.h"
#include "tw-test.h"

static TwCsvProfile *
look_at (const char         *text,
         gssize              length,
         const TwCsvFormat  *given,
         GError            **error)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return tw_csv_profile_new (file, given, NULL, error);
}

/* What is found, and how sure that is: c certain, l likely, a ambiguous. */
static void
test_findings (void)
{
  static const struct
  {
    const char    *text;
    char           delimiter;
    TwDecimalSign  decimal;
    char           decimal_sure;
    TwDateOrder    dates;
    char           dates_sure;
    gboolean       header;
    char           header_sure;
  } cases[] = {
    { "a,b\n1.5,2026-01-05\n", ',', TW_DECIMAL_POINT, 'c', TW_DATE_ORDER_YMD, 'c', TRUE, 'c' },
    { "a;b\n1,5;05.01.2026\n2,5;25.01.2026\n", ';', TW_DECIMAL_COMMA, 'c', TW_DATE_ORDER_DMY, 'c', TRUE, 'c' },
    { "a\tb\n1.234.567,5\t1/25/2026\n", '\t', TW_DECIMAL_COMMA, 'c', TW_DATE_ORDER_MDY, 'c', TRUE, 'c' },
    { "a|b\n1|x\n2|y\n", '|', TW_DECIMAL_POINT, 'c', TW_DATE_ORDER_YMD, 'c', TRUE, 'c' },
    { "a;b\n1,234;05/01/2026\n", ';', TW_DECIMAL_UNKNOWN, 'a', TW_DATE_ORDER_UNKNOWN, 'a', TRUE, 'c' },
    { "a;b\n1,5;05/13/2026\n1.5;13/05/2026\n", ';', TW_DECIMAL_UNKNOWN, 'a', TW_DATE_ORDER_UNKNOWN, 'a', TRUE, 'c' },
    { "P1;1,5\nP2;2,5\n", ';', TW_DECIMAL_COMMA, 'c', TW_DATE_ORDER_YMD, 'c', FALSE, 'a' },
    { "a,a\nx,y\n", ',', TW_DECIMAL_POINT, 'c', TW_DATE_ORDER_YMD, 'c', FALSE, 'a' },
    { "name\n\"a, b\"\n\"c, d; e\"\n", ',', TW_DECIMAL_POINT, 'c', TW_DATE_ORDER_YMD, 'c', TRUE, 'c' },
    { "a;b\n0,123;5 March 2026\n", ';', TW_DECIMAL_COMMA, 'c', TW_DATE_ORDER_YMD, 'c', TRUE, 'c' },
  };
  static const char sure[] = "cla";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TwCsvProfile) profile = look_at (cases[i].text, -1, NULL, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (profile->format.delimiter, ==, cases[i].delimiter);
      g_assert_cmpint (profile->format.decimal, ==, cases[i].decimal);
      g_assert_cmpint (sure[profile->decimal.confidence], ==, cases[i].decimal_sure);
      g_assert_cmpint (profile->format.dates, ==, cases[i].dates);
      g_assert_cmpint (sure[profile->dates.confidence], ==, cases[i].dates_sure);
      g_assert_cmpint (profile->format.header, ==, cases[i].header);
      g_assert_cmpint (sure[profile->header.confidence], ==, cases[i].header_sure);
      tw_test_assert_sentence (profile->decimal.evidence);
      tw_test_assert_sentence (profile->dates.evidence);
      tw_test_assert_sentence (profile->header.evidence);
      tw_test_assert_sentence (profile->encoding.evidence);
      tw_test_assert_sentence (profile->delimiter.evidence);
      g_assert_cmpint (tw_csv_profile_decided (profile, FALSE, NULL), ==,
                       cases[i].decimal_sure != 'a' && cases[i].dates_sure != 'a' && cases[i].header_sure != 'a');
    }
}

/* The only row that decides may be the last of a long file; nothing is settled before it. */
static void
test_late (void)
{
  g_autoptr (GString) text = g_string_new ("id;day;amount\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCsvProfile) open_end = NULL, decided = NULL;

  for (int i = 0; i < 30000; i++)
    g_string_append_printf (text, "%d;%02d/%02d/2026;1,234\n", i, 1 + i % 12, 1 + i % 11);
  open_end = look_at (text->str, text->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (open_end->dates.confidence, ==, TW_CONFIDENCE_AMBIGUOUS);
  g_assert_false (tw_csv_profile_decided (open_end, FALSE, &error));
  tw_assert_error_names (error, TW_ERROR_AMBIGUOUS, "--decimal");

  g_string_append (text, "30000;13/12/2026;0,5\n");
  decided = look_at (text->str, text->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (decided->format.dates, ==, TW_DATE_ORDER_DMY);
  g_assert_cmpint (decided->format.decimal, ==, TW_DECIMAL_COMMA);
}

static void
test_given (void)
{
  const TwCsvFormat given = {
    .encoding = TW_ENCODING_MAC_ROMAN, .delimiter = ';', .decimal = TW_DECIMAL_COMMA, .dates = TW_DATE_ORDER_MDY,
    .header = FALSE, .header_given = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCsvProfile) profile = look_at ("P1;1,234;05/06/2026;\x9f\n", -1, &given, &error);
  TwCsvColumn *column;

  g_assert_no_error (error);
  g_assert_true (tw_csv_profile_decided (profile, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (profile->width, ==, 4);
  column = g_ptr_array_index (profile->columns, 3);
  g_assert_cmpstr (column->name, ==, "Column 4");
  g_assert_cmpstr (g_ptr_array_index (column->samples, 0), ==, "ü");
  g_assert_cmpuint (profile->raw->len, ==, 1);
}

/* Bytes that make no words in either single-byte encoding leave the choice to the person. */
static void
test_encoding (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwCsvProfile) profile = look_at ("name,sign\nx,\xa8\ny,\xb7\n", -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (profile->encoding.confidence, ==, TW_CONFIDENCE_AMBIGUOUS);
  g_assert_false (tw_csv_profile_decided (profile, FALSE, &error));
  tw_assert_error_names (error, TW_ERROR_AMBIGUOUS, "--encoding");
}

static void
test_cancelled (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (tw_csv_profile_new (file, NULL, cancellable, &error));
  tw_assert_error (error, TW_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/format/findings", test_findings);
  g_test_add_func ("/import/format/late", test_late);
  g_test_add_func ("/import/format/given", test_given);
  g_test_add_func ("/import/format/encoding", test_encoding);
  g_test_add_func ("/import/format/cancelled", test_cancelled);
  return g_test_run ();
}
