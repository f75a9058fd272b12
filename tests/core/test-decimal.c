/* test-decimal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-decimal.h"
#include "tw-test.h"

static const struct
{
  const char *text;
  int         digits;
  gint64      value;
} good[] = {
  { "0", 2, 0 },
  { "-0", 2, 0 },
  { "1204.50", 2, 120450 },
  { "1204.5", 2, 120450 },
  { "1204", 2, 120400 },
  { "-0.05", 2, -5 },
  { "1.2300000000000000000000", 2, 123 },
  { "007", 0, 7 },
  { "5.0", 0, 5 },
  { "9223372036854775807", 0, G_MAXINT64 },
  { "-9223372036854775807", 0, -G_MAXINT64 },
  { "92233720368547758.07", 2, G_MAXINT64 },
  { "9.223372036854", 12, 9223372036854 },
  { "0.123456789012", 12, 123456789012 },
};

static const struct
{
  const char *text;
  int         digits;
  int         code;
} bad[] = {
  { "", 2, TW_ERROR_PARSE },
  { "-", 2, TW_ERROR_PARSE },
  { "+1", 2, TW_ERROR_PARSE },
  { ".5", 2, TW_ERROR_PARSE },
  { "5.", 2, TW_ERROR_PARSE },
  { "1,5", 2, TW_ERROR_PARSE },
  { "1.234,56", 2, TW_ERROR_PARSE },
  { "1e3", 2, TW_ERROR_PARSE },
  { " 1", 2, TW_ERROR_PARSE },
  { "1 ", 2, TW_ERROR_PARSE },
  { "1.2.3", 2, TW_ERROR_PARSE },
  { "٣", 2, TW_ERROR_PARSE },
  { "NaN", 2, TW_ERROR_PARSE },
  { "2%", 2, TW_ERROR_PARSE },
  { "1.005", 2, TW_ERROR_RANGE },
  { "0.1", 0, TW_ERROR_RANGE },
  { "9223372036854775808", 0, TW_ERROR_RANGE },
  { "-9223372036854775808", 0, TW_ERROR_RANGE },
  { "92233720368547758.08", 2, TW_ERROR_RANGE },
  { "99999999999999999999999999", 0, TW_ERROR_RANGE },
  { "9223372036854775807", 1, TW_ERROR_RANGE },
};

/* What can't be held is written as it could be. */
static void
test_decimals_in_words (void)
{
  static const struct
  {
    const char *text;
    int         digits;
    const char *message;
  } cases[] = {
    { "250000.555", 2, "“250000.555” has more than 2 decimals. Write it with no more, such as 250000.56." },
    { "-0.994", 2, "“-0.994” has more than 2 decimals. Write it with no more, such as -0.99." },
    { "9.95", 1, "“9.95” has more than 1 decimal. Write it with no more, such as 10.0." },
    { "1.5", 0, "“1.5” is no whole number. Write it without decimals, such as 2." },
    { "92233720368547758.079", 2,
      "“92233720368547758.079” has more than 2 decimals. Write it with no more, such as 92233720368547758.07." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 42;

      g_assert_false (tw_decimal_parse (cases[i].text, cases[i].digits, &value, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_RANGE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpint (value, ==, 42);
    }
}

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 0;

      g_assert_true (tw_decimal_parse (good[i].text, good[i].digits, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, good[i].value);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 42;

      g_assert_false (tw_decimal_parse (bad[i].text, bad[i].digits, &value, &error));
      g_assert_cmpint (value, ==, 42);
      tw_assert_error_names (error, bad[i].code, bad[i].text);
    }
}

static void
test_number (void)
{
  const struct
  {
    const char *text;
    gint64      millionths;
    int         code;
  } cases[] = {
    { "2%", 20000, 0 },           { "8.75%", 87500, 0 },      { "-0.0001%", -1, 0 },
    { "100%", 1000000, 0 },       { "2.66667", 2666670, 0 },  { "12", 12000000, 0 },
    { "0.000001", 1, 0 },         { "0.00001%", 0, TW_ERROR_RANGE },
    { "0.0000001", 0, TW_ERROR_RANGE }, { "%", 0, TW_ERROR_PARSE }, { "2 %", 0, TW_ERROR_PARSE },
    { "2%%", 0, TW_ERROR_PARSE }, { "9223372036854.775807", G_MAXINT64, 0 },
    { "9223372036854.775808", 0, TW_ERROR_RANGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 0;

      if (tw_number_parse (cases[i].text, &value, &error))
        {
          g_assert_cmpint (cases[i].code, ==, 0);
          g_assert_cmpint (value, ==, cases[i].millionths);
        }
      else
        tw_assert_error_names (error, cases[i].code, cases[i].text);
    }
}

static void
test_format (void)
{
  const struct
  {
    gint64      value;
    int         digits;
    const char *text;
    const char *trimmed;
  } cases[] = {
    { 0, 0, "0", "0" },
    { 0, 2, "0.00", "0" },
    { 5, 2, "0.05", "0.05" },
    { -5, 2, "-0.05", "-0.05" },
    { 120450, 2, "1204.50", "1204.5" },
    { 2500000, 6, "2.500000", "2.5" },
    { 100, 0, "100", "100" },
    { -100, 2, "-1.00", "-1" },
    { G_MAXINT64, 0, "9223372036854775807", "9223372036854775807" },
    { -G_MAXINT64, 8, "-92233720368.54775807", "-92233720368.54775807" },
    { 1, 12, "0.000000000001", "0.000000000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tw_decimal_format (cases[i].value, cases[i].digits);
      g_autofree char *trimmed = tw_decimal_format_trim (cases[i].value, cases[i].digits);
      gint64 back = 0;

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (trimmed, ==, cases[i].trimmed);
      g_assert_true (tw_decimal_parse (trimmed, cases[i].digits, &back, NULL));
      g_assert_cmpint (back, ==, cases[i].value);
    }
}

static void
test_rate_format (void)
{
  const gint64 rates[] = { 87500, 20000, -1, 1000000, 0 };
  const char *const texts[] = { "8.75%", "2%", "-0.0001%", "100%", "0%" };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autofree char *text = tw_rate_format (rates[i]);
      gint64 back = 0;

      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_true (tw_number_parse (text, &back, NULL));
      g_assert_cmpint (back, ==, rates[i]);
    }
}

static void
test_amounts (void)
{
  gint64 result = 7;

  g_assert_true (tw_amount_add (G_MAXINT64 - 1, 1, &result));
  g_assert_cmpint (result, ==, G_MAXINT64);
  g_assert_true (tw_amount_sub (-G_MAXINT64 + 1, 1, &result));
  g_assert_cmpint (result, ==, -G_MAXINT64);

  result = 7;
  g_assert_false (tw_amount_add (G_MAXINT64, 1, &result));
  g_assert_false (tw_amount_sub (-G_MAXINT64, 1, &result));
  g_assert_false (tw_amount_add (-G_MAXINT64, -1, &result));
  g_assert_cmpint (result, ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/decimal/parse", test_parse);
  g_test_add_func ("/core/decimal/decimals-in-words", test_decimals_in_words);
  g_test_add_func ("/core/decimal/number", test_number);
  g_test_add_func ("/core/decimal/format", test_format);
  g_test_add_func ("/core/decimal/rate-format", test_rate_format);
  g_test_add_func ("/core/decimal/amounts", test_amounts);

  return g_test_run ();
}
