/* test-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-format.h"
#include "common/tw-input.h"
#include "tw-test.h"

#include <gtk/gtk.h>

typedef struct
{
  TwFieldType  type;
  const char  *typed;
  const char  *plain;
} Input;

/* In the C locale: a point for the fraction, commas for groups. What isn't a number comes back as it is. */
static const Input inputs[] = {
  { TW_FIELD_MONEY, "1500", "1500" },
  { TW_FIELD_MONEY, "1,500.25", "1500.25" },
  { TW_FIELD_MONEY, "1.500,25", "1500.25" },
  { TW_FIELD_MONEY, "1500,5", "1500.5" },
  { TW_FIELD_MONEY, "1,500", "1500" },
  { TW_FIELD_MONEY, "1,234,567", "1234567" },
  { TW_FIELD_MONEY, " \xe2\x88\x92""12.50 ", "-12.50" },
  { TW_FIELD_MONEY, "1\xc2\xa0""500.00", "1500.00" },
  { TW_FIELD_MONEY, "12,34,567", "12,34,567" },
  { TW_FIELD_MONEY, "12.5.0", "12.5.0" },
  { TW_FIELD_MONEY, "12 EUR", "12 EUR" },
  { TW_FIELD_MONEY, "-", "-" },
  { TW_FIELD_MONEY, "", "" },
  { TW_FIELD_RATE, "3.5 %", "3.5%" },
  { TW_FIELD_RATE, "3,5", "3.5%" },
  { TW_FIELD_RATE, "%", "" },
  { TW_FIELD_RATE, "\xe2\x81\xa8""3.5\xc2\xa0%\xe2\x81\xa9", "3.5%" },
  { TW_FIELD_DATE, "2026-09-30", "2026-09-30" },
  { TW_FIELD_DATE, "30 Sep 2026", "2026-09-30" },
  { TW_FIELD_DATE, "03/04/2026", "03/04/2026" },
  { TW_FIELD_DATE, "31 Feb 2026", "31 Feb 2026" },
  { TW_FIELD_TEXT, "  Kestrel  ", "Kestrel" },
};

static void
test_plain (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autofree char *plain = tw_input_to_plain (inputs[i].type, inputs[i].typed);

      g_assert_cmpstr (plain, ==, inputs[i].plain);
    }
}

static void
test_format (void)
{
  static const char *const pairs[][2] = {
    { "0", "0" },           { "999", "999" },         { "1000", "1,000" },
    { "-1234567.80", "\xe2\x88\x92""1,234,567.80" }, { "12.5.0", "12.5.0" }, { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *shown = tw_format_number (pairs[i][0]);

      g_assert_cmpstr (shown, ==, pairs[i][1]);
    }
}

/* Rates have at least one decimal, and as many as a column wants; nothing is cut off. */
static void
test_rate (void)
{
  static const struct
  {
    const char *plain;
    guint       decimals;
    const char *padded;
    const char *shown;
  } rates[] = {
    { "3%", 2, "3.00%", "3.0\xc2\xa0%" },
    { "-5.9%", 2, "-5.90%", "\xe2\x88\x92""5.9\xc2\xa0%" },
    { "0.1234%", 2, "0.1234%", "0.1234\xc2\xa0%" },
    { "150000", 2, "150000.00", "150000" },
    { "", 2, "", "" },
    { "n/a", 2, "n/a", "n/a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autofree char *padded = tw_format_pad (rates[i].plain, rates[i].decimals);
      g_autofree char *shown = tw_format_rate (rates[i].plain);

      g_assert_cmpstr (padded, ==, rates[i].padded);
      g_assert_cmpstr (shown, ==, rates[i].shown);
    }
}

/* Where text runs from right to left a rate keeps its sign behind it, and can still be typed back. */
static void
test_right_to_left (void)
{
  g_autofree char *shown = NULL;
  g_autofree char *plain = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  shown = tw_format_rate ("38.2%");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_cmpstr (shown, ==, "\xe2\x81\xa8""38.2\xc2\xa0%\xe2\x81\xa9");
  plain = tw_input_to_plain (TW_FIELD_RATE, shown);
  g_assert_cmpstr (plain, ==, "38.2%");
}

/* What is shown can be typed back, whatever it is. */
static void
test_round_trip (void)
{
  static const Input values[] = {
    { TW_FIELD_MONEY, NULL, "-9876543.21" }, { TW_FIELD_QUANTITY, NULL, "0.000001" },
    { TW_FIELD_RATE, NULL, "8.75%" },        { TW_FIELD_DATE, NULL, "2024-02-29" },
    { TW_FIELD_INTEGER, NULL, "1000000" },   { TW_FIELD_MONEY, NULL, "1.234" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *shown = tw_format_plain (values[i].type, values[i].plain);
      g_autofree char *plain = tw_input_to_plain (values[i].type, shown);

      g_assert_cmpstr (plain, ==, values[i].plain);
    }
}

/* Titles of columns are capitalized, names that people give are theirs. */
static void
test_header (void)
{
  const TwField field = { .label = "date of the first sale" };
  const TwField known = { .label = "External ID" };
  const TwField given = { .label = "my own field", .attribute = 3 };

  g_assert_cmpstr (tw_format_header (&field), ==, "Date of the First Sale");
  g_assert_cmpstr (tw_format_header (&known), ==, "External ID");
  g_assert_cmpstr (tw_format_header (&given), ==, "my own field");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/input/header", test_header);
  g_test_add_func ("/ui/input/plain", test_plain);
  g_test_add_func ("/ui/input/format", test_format);
  g_test_add_func ("/ui/input/rate", test_rate);
  g_test_add_func ("/ui/input/right-to-left", test_right_to_left);
  g_test_add_func ("/ui/input/round-trip", test_round_trip);

  return g_test_run ();
}
