/* test-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <glib.h>

#include "tw-csv-reader.h"
#include "tw-error.h"

/* All records as one text: cells between bars, rows by line. */
static char *
read_all (const char  *bytes,
          gssize       length,
          TwEncoding   encoding,
          char         delimiter,
          GError     **error)
{
  g_autoptr (GBytes) source = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  g_autoptr (TwCsvReader) reader = tw_csv_reader_new_bytes (source, encoding, delimiter);
  g_autoptr (GError) local = NULL;
  GString *text = g_string_new (NULL);
  TwCsvRecord record;

  while (tw_csv_reader_next (reader, &record, &local))
    {
      g_string_append_printf (text, "%" G_GUINT64_FORMAT ":", record.row);
      for (guint i = 0; i < record.n_cells; i++)
        {
          g_assert_cmpuint (strlen (record.cells[i].text), ==, record.cells[i].length);
          g_string_append_printf (text, "[%s]", record.cells[i].text);
        }
      g_string_append (text, record.problem != NULL ? "!\n" : record.blank ? "-\n" : "\n");
    }
  if (local != NULL)
    {
      g_string_free (text, TRUE);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_string_free (text, FALSE);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *source;
    char        delimiter;
    const char *expected;
  } cases[] = {
    { "a,b\n1,2\n", ',', "1:[a][b]\n2:[1][2]\n" },
    { "a,b\n1,2", ',', "1:[a][b]\n2:[1][2]\n" },
    { "a;b\r\n1;2\r\n", ';', "1:[a][b]\n2:[1][2]\n" },
    { "a\tb\r1\t2\r", '\t', "1:[a][b]\n2:[1][2]\n" },
    { "a|b\n\n1|\n", '|', "1:[a][b]\n2:[]-\n3:[1][]\n" },
    { "\"a,\"\"x\"\"\",b\n\"1\n2\",\"\"\n", ',', "1:[a,\"x\"][b]\n2:[1\n2][]\n" },
    { "\"a\" ,\"b\"c,d\"e\n", ',', "1:[a][b][d\"e]!\n" },
    { "\"\"\"\"\n", ',', "1:[\"]\n" },
    { "=1+1,'=2\n", ',', "1:[=1+1]['=2]\n" },
    { "a,", ',', "1:[a][]\n" },
    { "", ',', "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = read_all (cases[i].source, -1, TW_ENCODING_UTF_8, cases[i].delimiter, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    TwEncoding  encoding;
    const char *charset;
    const char *mark;
    gsize       n_mark;
  } cases[] = {
    { TW_ENCODING_UTF_8, "UTF-8", "", 0 },
    { TW_ENCODING_UTF_8, "UTF-8", "\xef\xbb\xbf", 3 },
    { TW_ENCODING_UTF_16LE, "UTF-16LE", "\xff\xfe", 2 },
    { TW_ENCODING_UTF_16LE, "UTF-16LE", "", 0 },
    { TW_ENCODING_UTF_16BE, "UTF-16BE", "\xfe\xff", 2 },
    { TW_ENCODING_WINDOWS_1252, "WINDOWS-1252", "", 0 },
    { TW_ENCODING_MAC_ROMAN, "MACINTOSH", "", 0 },
  };
  const char *text = "name;city\nMüller & Söhne;Zürich\nJosé Peña;São Tomé “1”\n";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwEncodingProbe) probe = tw_encoding_probe_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) file = g_byte_array_new ();
      g_autofree char *evidence = NULL;
      g_autofree char *read = NULL;
      gsize n = 0;
      g_autofree char *encoded = g_convert (text, -1, cases[i].charset, "UTF-8", NULL, &n, NULL);
      TwConfidence confidence;

      if (encoded == NULL)
        {
          g_test_message ("iconv knows no %s here", cases[i].charset);
          continue;
        }
      g_byte_array_append (file, (const guint8 *) cases[i].mark, cases[i].n_mark);
      g_byte_array_append (file, (const guint8 *) encoded, n);

      tw_encoding_probe_feed (probe, file->data, file->len);
      g_assert_cmpstr (tw_encoding_to_name (tw_encoding_probe_finish (probe, &confidence, &evidence, &error)), ==,
                       tw_encoding_to_name (cases[i].encoding));
      g_assert_no_error (error);
      g_assert_cmpint (confidence, !=, TW_CONFIDENCE_AMBIGUOUS);
      g_assert_nonnull (evidence);

      read = read_all ((const char *) file->data, file->len, cases[i].encoding, ';', &error);
      g_assert_no_error (error);
      g_assert_cmpstr (read, ==, "1:[name][city]\n2:[Müller & Söhne][Zürich]\n3:[José Peña][São Tomé “1”]\n");
    }
}

/* Both tables against iconv. Of Mac Roman only the letters: the table of glibc has other signs. */
static void
test_tables (void)
{
  static const struct
  {
    TwEncoding  encoding;
    const char *charset;
  } tables[] = { { TW_ENCODING_WINDOWS_1252, "WINDOWS-1252" }, { TW_ENCODING_MAC_ROMAN, "MACINTOSH" } };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    for (int b = 0x80; b <= 0xff; b++)
      {
        guchar byte = b;
        g_autofree char *theirs = g_convert ((char *) &byte, 1, "UTF-8", tables[t].charset, NULL, NULL, NULL);
        g_autoptr (GByteArray) ours = g_byte_array_new ();
        g_autoptr (TwTextDecoder) decoder = tw_text_decoder_new (tables[t].encoding);
        gboolean known = tw_text_decoder_feed (decoder, &byte, 1, TRUE, ours, NULL);

        if (theirs == NULL || (t == 1 && g_utf8_get_char (theirs) >= 0x180)
            || !g_unichar_isalpha (g_utf8_get_char (theirs)))
          continue;
        g_assert_true (known);
        g_byte_array_append (ours, (const guint8 *) "", 1);
        g_assert_cmpstr ((char *) ours->data, ==, theirs);
      }
}

static void
test_chunks (void)
{
  g_autoptr (GString) source = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TwCsvReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  TwCsvRecord record;
  guint rows = 0;

  /* Characters, quotes and line ends on every side of every chunk border. */
  for (int i = 0; i < 120000; i++)
    g_string_append_printf (source, "%d,\"é\"\"%d\r\n\",☃\r\n", i, i);
  bytes = g_bytes_new (source->str, source->len);
  reader = tw_csv_reader_new_bytes (bytes, TW_ENCODING_UTF_8, ',');
  while (tw_csv_reader_next (reader, &record, &error))
    {
      g_autofree char *first = g_strdup_printf ("%u", rows);
      g_autofree char *second = g_strdup_printf ("é\"%u\r\n", rows);

      g_assert_cmpuint (record.n_cells, ==, 3);
      g_assert_cmpstr (record.cells[0].text, ==, first);
      g_assert_cmpstr (record.cells[1].text, ==, second);
      g_assert_cmpstr (record.cells[2].text, ==, "☃");
      rows++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (rows, ==, 120000);
  g_assert_cmpuint (tw_csv_reader_offset (reader), ==, source->len);
}

static void
assert_refused (const char *bytes,
                gsize       length,
                int         code,
                const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_all (bytes, length, TW_ENCODING_UTF_8, ',', &error);

  g_assert_null (text);
  g_assert_error (error, TW_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_limits (void)
{
  g_autoptr (GString) wide = g_string_new ("a,b\n");
  g_autoptr (GString) cell = g_string_new ("a,b\n1,2\n3,");

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (wide, "%d,", i);
  assert_refused (wide->str, wide->len, TW_ERROR_REFUSED, "Row 2 has more than 1000 columns");

  g_string_set_size (cell, 10 * 1024 * 1024);
  memset (cell->str + 10, 'x', cell->len - 10);
  assert_refused (cell->str, cell->len, TW_ERROR_REFUSED, "row 3, column 2");
  cell->str[10] = '"';
  assert_refused (cell->str, cell->len, TW_ERROR_REFUSED, "row 3, column 2");

  assert_refused ("a\n\"b\n", 5, TW_ERROR_PARSE, "row 2, column 1");
  assert_refused ("a\nb\0c\n", 6, TW_ERROR_PARSE, "Byte 4");
  assert_refused ("a\nb\xff\n", 5, TW_ERROR_PARSE, "Byte 4");
}

static void
test_binary (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0";
  static const char zip[] = "PK\x03\x04\x14zz";
  const struct { const char *bytes; gsize length; } cases[] = { { png, sizeof png }, { zip, sizeof zip - 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwEncodingProbe) probe = tw_encoding_probe_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *evidence = NULL;
      TwConfidence confidence;

      tw_encoding_probe_feed (probe, (const guchar *) cases[i].bytes, cases[i].length);
      g_assert_cmpint (tw_encoding_probe_finish (probe, &confidence, &evidence, &error), ==, TW_ENCODING_AUTO);
      g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
    }
}

/* Any bytes at all: an answer or a message, in the time of reading them, and never a crash. */
static void
test_random (void)
{
  static const char alphabet[] = "\"\",;\t\r\n\n a1.\xc3\xa9\xff=-";
  static const char signs[] = ",;\t|";
  GRand *rand = g_rand_new_with_seed (20260401);

  for (int round = 0; round < 3000; round++)
    {
      gsize length = g_rand_int_range (rand, 0, 400);
      g_autofree char *bytes = g_malloc (length + 1);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; i < length; i++)
        bytes[i] = round % 3 == 0 ? (char) g_rand_int (rand) : alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      text = read_all (bytes, length, 1 + round % 5, signs[round % 4], &error);
      g_assert_true ((text == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (error->domain == TW_ERROR && g_utf8_validate (error->message, -1, NULL));
    }
  g_rand_free (rand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/reader/shapes", test_shapes);
  g_test_add_func ("/import/reader/encodings", test_encodings);
  g_test_add_func ("/import/reader/tables", test_tables);
  g_test_add_func ("/import/reader/chunks", test_chunks);
  g_test_add_func ("/import/reader/limits", test_limits);
  g_test_add_func ("/import/reader/binary", test_binary);
  g_test_add_func ("/import/reader/random", test_random);
  return g_test_run ();
}
