/* test-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <glib.h>

#include "tw-import-value.h"

static void
test_numbers (void)
{
  static const struct
  {
    const char    *text;
    TwDecimalSign  decimal;
    int            digits;
    TwReadVerdict  verdict;
    gint64         value;
    const char    *symbol;
  } cases[] = {
    { "1204.5", TW_DECIMAL_POINT, 2, TW_READ_OK, 120450, "" },
    { "-1204.5", TW_DECIMAL_POINT, 2, TW_READ_OK, -120450, "" },
    { "1,204.50", TW_DECIMAL_POINT, 2, TW_READ_OK, 120450, "" },
    { "1.204,50", TW_DECIMAL_COMMA, 2, TW_READ_OK, 120450, "" },
    { "1 204,50", TW_DECIMAL_COMMA, 2, TW_READ_OK, 120450, "" },
    { "1\xc2\xa0" "204\xc2\xa0" "000,50", TW_DECIMAL_COMMA, 2, TW_READ_OK, 120400050, "" },
    { "1\xe2\x80\xaf" "204,50", TW_DECIMAL_COMMA, 2, TW_READ_OK, 120450, "" },
    { "1'204.50", TW_DECIMAL_POINT, 2, TW_READ_OK, 120450, "" },
    { "(1,204.50)", TW_DECIMAL_POINT, 2, TW_READ_OK, -120450, "" },
    { "1204.50-", TW_DECIMAL_POINT, 2, TW_READ_OK, -120450, "" },
    { "\xe2\x88\x92" "12", TW_DECIMAL_POINT, 2, TW_READ_OK, -1200, "" },
    { "+12", TW_DECIMAL_POINT, 2, TW_READ_OK, 1200, "" },
    { "$1,204.50", TW_DECIMAL_POINT, 2, TW_READ_OK, 120450, "$" },
    { "-$5", TW_DECIMAL_POINT, 2, TW_READ_OK, -500, "$" },
    { "($5)", TW_DECIMAL_POINT, 2, TW_READ_OK, -500, "$" },
    { "12,50 \xe2\x82\xac", TW_DECIMAL_COMMA, 2, TW_READ_OK, 1250, "\xe2\x82\xac" },
    { "USD 12.50", TW_DECIMAL_POINT, 2, TW_READ_OK, 1250, "USD" },
    { "12.50 USD", TW_DECIMAL_POINT, 2, TW_READ_OK, 1250, "USD" },
    { "8.75%", TW_DECIMAL_POINT, 6, TW_READ_OK, 87500, "" },
    { "100 %", TW_DECIMAL_POINT, 6, TW_READ_OK, 1000000, "" },
    { "9223372036854775807", TW_DECIMAL_POINT, 0, TW_READ_OK, G_MAXINT64, "" },
    { "9223372036854775808", TW_DECIMAL_POINT, 0, TW_READ_TOO_LARGE, 0, NULL },
    { "92233720368547758.08", TW_DECIMAL_POINT, 2, TW_READ_TOO_LARGE, 0, NULL },
    { "99999999999999999999", TW_DECIMAL_POINT, 2, TW_READ_TOO_LARGE, 0, NULL },
    { "1.500", TW_DECIMAL_POINT, 2, TW_READ_OK, 150, "" },
    { "1.501", TW_DECIMAL_POINT, 2, TW_READ_TOO_PRECISE, 0, NULL },
    { "5,70", TW_DECIMAL_POINT, 2, TW_READ_GROUPING, 0, NULL },
    { "2,024,994", TW_DECIMAL_COMMA, 2, TW_READ_GROUPING, 0, NULL },
    { "1637,40", TW_DECIMAL_POINT, 2, TW_READ_GROUPING, 0, NULL },
    { "1,2345", TW_DECIMAL_POINT, 2, TW_READ_GROUPING, 0, NULL },
    { "1.234,56", TW_DECIMAL_POINT, 2, TW_READ_GROUPING, 0, NULL },
    { "1,204 500", TW_DECIMAL_POINT, 2, TW_READ_GROUPING, 0, NULL },
    { "12.5.0", TW_DECIMAL_POINT, 2, TW_READ_NOT_A_NUMBER, 0, NULL },
    { "1.234.567", TW_DECIMAL_POINT, 2, TW_READ_GROUPING, 0, NULL },
    { "0,005", TW_DECIMAL_POINT, 3, TW_READ_GROUPING, 0, NULL },
    { "12a", TW_DECIMAL_POINT, 2, TW_READ_NOT_A_NUMBER, 0, NULL },
    { "1e5", TW_DECIMAL_POINT, 2, TW_READ_NOT_A_NUMBER, 0, NULL },
    { "=1+1", TW_DECIMAL_POINT, 2, TW_READ_NOT_A_NUMBER, 0, NULL },
    { "--5", TW_DECIMAL_POINT, 2, TW_READ_NOT_A_NUMBER, 0, NULL },
    { "00:00.0", TW_DECIMAL_POINT, 2, TW_READ_NOT_A_NUMBER, 0, NULL },
    { "NULL", TW_DECIMAL_POINT, 2, TW_READ_BLANK, 0, NULL },
    { "N/A", TW_DECIMAL_POINT, 2, TW_READ_BLANK, 0, NULL },
    { " ", TW_DECIMAL_POINT, 2, TW_READ_BLANK, 0, NULL },
    { "0", TW_DECIMAL_POINT, 2, TW_READ_OK, 0, "" },
    { ".5", TW_DECIMAL_POINT, 2, TW_READ_OK, 50, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwReadNumber number;
      TwReadVerdict verdict = tw_read_number (cases[i].text, strlen (cases[i].text), cases[i].decimal,
                                                    cases[i].digits, &number);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (verdict, ==, cases[i].verdict);
      if (verdict != TW_READ_OK)
        continue;
      g_assert_cmpint (number.value, ==, cases[i].value);
      g_assert_cmpstr (number.symbol, ==, cases[i].symbol);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char    *text;
    TwDateOrder    order;
    TwReadVerdict  verdict;
    const char    *iso;
  } cases[] = {
    { "2026-02-28", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2026-02-28" },
    { "2026/2/8", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2026-02-08" },
    { "20260228", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2026-02-28" },
    { "13 April 2026", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2026-04-13" },
    { "April 13, 2026", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2026-04-13" },
    { "13-Apr-2026", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2026-04-13" },
    { "28-07-2023 03:00", TW_DATE_ORDER_DMY, TW_READ_OK, "2023-07-28" },
    { "2023-07-28T03:00:00Z", TW_DATE_ORDER_UNKNOWN, TW_READ_OK, "2023-07-28" },
    { "05/02/2026", TW_DATE_ORDER_DMY, TW_READ_OK, "2026-02-05" },
    { "05/02/2026", TW_DATE_ORDER_MDY, TW_READ_OK, "2026-05-02" },
    { "05/02/2026", TW_DATE_ORDER_YMD, TW_READ_OTHER_ORDER, NULL },
    { "25/02/2026", TW_DATE_ORDER_MDY, TW_READ_OTHER_ORDER, NULL },
    { "30.02.2026", TW_DATE_ORDER_DMY, TW_READ_NO_SUCH_DAY, NULL },
    { "2026-02-30", TW_DATE_ORDER_YMD, TW_READ_NO_SUCH_DAY, NULL },
    { "05/02/26", TW_DATE_ORDER_DMY, TW_READ_SHORT_YEAR, NULL },
    { "00:00.0", TW_DATE_ORDER_DMY, TW_READ_NOT_A_DATE, NULL },
    { "tomorrow", TW_DATE_ORDER_DMY, TW_READ_NOT_A_DATE, NULL },
    { "N/A", TW_DATE_ORDER_DMY, TW_READ_BLANK, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwDate date;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (tw_read_date (cases[i].text, strlen (cases[i].text), cases[i].order, &date), ==,
                       cases[i].verdict);
      if (cases[i].iso != NULL)
        {
          g_autofree char *iso = tw_date_format (date);

          g_assert_cmpstr (iso, ==, cases[i].iso);
        }
    }
}

/* A number that is read is the number that was written: formatted back it is the same digits. */
static void
test_never_altered (void)
{
  GRand *rand = g_rand_new_with_seed (7);
  static const char alphabet[] = "0123456789,.-+ ()%$'\xe2\x82\xac";

  for (int i = 0; i < 200000; i++)
    {
      char text[24];
      gsize length = g_rand_int_range (rand, 1, 14);
      TwReadNumber number;
      gint64 digits = 0;

      for (gsize k = 0; k < length; k++)
        text[k] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      text[length] = 0;
      if (tw_read_number (text, length, 1 + i % 2, 6, &number) != TW_READ_OK)
        continue;
      for (gsize k = 0; k < length; k++)
        if (g_ascii_isdigit (text[k]))
          digits = digits * 10 + text[k] - '0';
      while (digits != 0 && digits % 10 == 0)
        digits /= 10;
      while (number.value != 0 && number.value % 10 == 0)
        number.value /= 10;
      g_assert_cmpint (ABS (number.value), ==, digits);
    }
  g_rand_free (rand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/value/numbers", test_numbers);
  g_test_add_func ("/import/value/dates", test_dates);
  g_test_add_func ("/import/value/never-altered", test_never_altered);
  return g_test_run ();
}
