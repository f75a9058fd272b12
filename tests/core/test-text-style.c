/* test-text-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-test.h"
#include "tw-text-style.h"

#define NBSP "\xc2\xa0"

static void
test_numbers (void)
{
  static const struct
  {
    const char *decimal;
    const char *grouping;
    const char *plain;
    const char *shown;
  } cases[] = {
    { ".", ",", "160400.00", "160,400.00" },
    { ",", ".", "160400.00", "160.400,00" },
    { ",", NBSP, "-1234567.5", "-1" NBSP "234" NBSP "567,5" },
    { ".", "\xe2\x80\x99", "1000", "1\xe2\x80\x99" "000" },
    { ",", "", "1234567.89", "1234567,89" },
    { ",", ".", "999", "999" },
    { ",", ".", "2.5%", "2,5%" },
    { ",", ".", "-0.01", "-0,01" },
    { ",", ".", "9223372036854775807", "9.223.372.036.854.775.807" },
    /* No plain numbers. */
    { ",", ".", "", "" },
    { ",", ".", "-", "-" },
    { ",", ".", "1.", "1." },
    { ",", ".", ".5", ".5" },
    { ",", ".", "1234/7", "1234/7" },
    { ",", ".", "2026-Q3", "2026-Q3" },
    { ",", ".", "1e5", "1e5" },
    { ",", ".", "1.2.3", "1.2.3" },
    { ",", ".", "USD/EUR", "USD/EUR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;
      TwTextStyle style;

      g_assert_true (tw_text_style_parse (cases[i].decimal, cases[i].grouping, "YYYY-MM-DD", &style));
      shown = tw_text_style_value (&style, cases[i].plain);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *name;
    const char *date;
    const char *moment;
  } cases[] = {
    { "YYYY-MM-DD", "2026-09-03", "2026-09-03T10:20:30Z" },
    { "DD.MM.YYYY", "03.09.2026", "03.09.2026T10:20:30Z" },
    { "DD/MM/YYYY", "03/09/2026", "03/09/2026T10:20:30Z" },
    { "MM/DD/YYYY", "09/03/2026", "09/03/2026T10:20:30Z" },
    { "DD-MM-YYYY", "03-09-2026", "03-09-2026T10:20:30Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = NULL;
      g_autofree char *moment = NULL;
      g_autofree char *none = NULL;
      TwTextStyle style;

      g_assert_true (tw_text_style_parse (".", ",", cases[i].name, &style));
      g_assert_cmpstr (tw_dates_style_name (style.dates, FALSE), ==, cases[i].name);
      date = tw_text_style_value (&style, "2026-09-03");
      moment = tw_text_style_value (&style, "2026-09-03T10:20:30Z");
      none = tw_text_style_value (&style, "2026-13-03");
      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (moment, ==, cases[i].moment);
      g_assert_cmpstr (none, ==, "2026-13-03");
    }
}

/* Each kind is found again, and what none of them is isn't taken. */
static void
test_kinds (void)
{
  TwTextStyle style;

  g_assert_cmpuint (tw_text_style_count (), >, 1);
  for (guint i = 0; i < tw_text_style_count (); i++)
    {
      const TwTextStyle nth = tw_text_style_nth (i);

      g_assert_cmpuint (tw_text_style_find (&nth), ==, i);
      g_assert_true (*nth.grouping != nth.decimal);
    }

  g_assert_false (tw_text_style_parse (",", ",", "YYYY-MM-DD", &style));
  g_assert_false (tw_text_style_parse (".", ",", "YY-MM-DD", &style));
  g_assert_false (tw_text_style_parse (".", NULL, "YYYY-MM-DD", &style));
  g_assert_false (tw_text_style_parse ("", "", "YYYY-MM-DD", &style));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text-style/numbers", test_numbers);
  g_test_add_func ("/core/text-style/dates", test_dates);
  g_test_add_func ("/core/text-style/kinds", test_kinds);

  return g_test_run ();
}
