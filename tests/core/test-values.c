/* test-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-currency.h"
#include "tw-finding.h"
#include "tw-fx-rate.h"
#include "tw-test.h"

#include <stdlib.h>

static void
test_currencies (void)
{
  const struct
  {
    const char *code;
    int         digits;
  } cases[] = {
    { "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KWD", 3 }, { "CLF", 4 }, { "AED", 2 },
    { "ISK", 0 }, { "TND", 3 }, { "XCG", 2 }, { "XXX", -1 }, { "eur", -1 }, { "", -1 },
    { "EURO", -1 }, { "ZWL", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tw_currency_digits (cases[i].code), ==, cases[i].digits);

  /* The table is searched by halves, so it must be in order. */
  for (guint i = 0; i < tw_currency_count (); i++)
    {
      const char *code = tw_currency_nth (i);

      g_assert_cmpint (tw_currency_digits (code), >=, 0);
      g_assert_nonnull (tw_currency_name (code));
      if (i > 0)
        g_assert_cmpstr (tw_currency_nth (i - 1), <, code);
    }
  g_assert_cmpstr (tw_currency_name ("JPY"), ==, "Yen");
  g_assert_null (tw_currency_name ("XXX"));
}

/* The table against the published one, where that is at hand: every currency in use, and its
 * digits. */
static void
test_currencies_published (void)
{
  g_autofree char *path = tw_test_shared_path ("data/iso4217/codes-all.csv");
  g_autofree char *content = NULL;
  g_auto (GStrv) rows = NULL;
  guint compared = 0;

  if (path == NULL)
    return;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  rows = g_strsplit (content, "\n", -1);
  for (guint i = 1; rows[i] != NULL; i++)
    {
      /* From the end: withdrawal, minor unit, number, code. Only what stands before them is ever
       * quoted. */
      g_auto (GStrv) fields = g_strsplit (g_strchomp (rows[i]), ",", -1);
      guint n = g_strv_length (fields);

      if (n < 6 || *fields[n - 1] != '\0' || !g_ascii_isdigit (*fields[n - 2]))
        continue;
      g_assert_cmpint (tw_currency_digits (fields[n - 4]), ==, atoi (fields[n - 2]));
      compared++;
    }
  g_assert_cmpuint (compared, >, 200);
}

static void
test_fx_parse (void)
{
  const char *const bad[] = { "0", "0.00", "-1.5", "", "1,1", "0.1234567890123" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  TwFxRate rate;

  g_assert_true (tw_fx_rate_parse ("1.0850", 1, &rate, &error));
  g_assert_cmpint (rate.mantissa, ==, 10850);
  g_assert_cmpint (rate.scale, ==, 4);
  text = tw_fx_rate_format (rate);
  g_assert_cmpstr (text, ==, "1.0850");

  g_assert_true (tw_fx_rate_parse ("0.000000000001", 100, &rate, &error));
  g_assert_cmpint (rate.mantissa, ==, 1);
  g_assert_cmpint (rate.scale, ==, 12);
  g_assert_cmpint (rate.per, ==, 100);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (tw_fx_rate_parse (bad[i], 1, &rate, &error));
      g_assert_nonnull (error);
      tw_test_assert_sentence (error->message);
      g_clear_error (&error);
    }
  g_assert_false (tw_fx_rate_parse ("1.5", 0, &rate, &error));
  tw_assert_error_names (error, TW_ERROR_RANGE, "1.5");
}

static void
test_fx_convert (void)
{
  const struct
  {
    gint64      minor;
    const char *rate;
    gint64      per;
    int         from_digits, to_digits;
    gboolean    divide;
    __int128    num, den;
  } cases[] = {
    /* 100.00 EUR at 1.0850 = 108.50 USD, and back. */
    { 10000, "1.0850", 1, 2, 2, FALSE, 10850, 1 },
    { 10850, "1.0850", 1, 2, 2, TRUE, 10000, 1 },
    /* 100 JPY cost 0.6123 EUR: 250,000 JPY = 1,530.75 EUR. */
    { 250000, "0.6123", 100, 0, 2, FALSE, 153075, 1 },
    { 153075, "0.6123", 100, 2, 0, TRUE, 250000, 1 },
    /* 1.00 USD divided by 3 stays exact. */
    { 100, "3", 1, 2, 2, TRUE, 100, 3 },
    { -1000, "0.3075", 1, 2, 3, FALSE, -3075, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwFxRate rate;
      TwFraction result;

      g_assert_true (tw_fx_rate_parse (cases[i].rate, cases[i].per, &rate, NULL));
      g_assert_true (tw_fx_convert (tw_fraction_from_int (cases[i].minor), rate,
                                    cases[i].from_digits, cases[i].to_digits, cases[i].divide,
                                    &result));
      g_assert_true (result.num == cases[i].num && result.den == cases[i].den);
    }
}

static void
test_fx_overflow (void)
{
  TwFxRate rate = { G_MAXINT64, 0, 1 };
  TwFraction large = { (__int128) 1 << 100, 1 };
  TwFraction result;

  g_assert_false (tw_fx_convert (large, rate, 0, 8, FALSE, &result));
  g_assert_true (tw_fx_convert (TW_FRACTION_ONE, rate, 0, 8, FALSE, &result));
}

static void
test_findings (void)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();

  g_ptr_array_add (findings, tw_finding_new ("W1", TW_SEVERITY_WARNING, "/rules/0", "One.", NULL));
  g_ptr_array_add (findings, tw_finding_new ("E2", TW_SEVERITY_ERROR, NULL, "Two.", "Do this."));
  g_ptr_array_add (findings, tw_finding_new ("CHK-53", TW_SEVERITY_INFO, NULL, "Three.", NULL));

  g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_INFO), ==, 3);
  g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_WARNING), ==, 2);
  g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_ERROR), ==, 1);
  g_assert_cmpstr (((TwFinding *) findings->pdata[1])->remedy, ==, "Do this.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/values/currencies", test_currencies);
  g_test_add_func ("/core/values/currencies-published", test_currencies_published);
  g_test_add_func ("/core/values/fx-parse", test_fx_parse);
  g_test_add_func ("/core/values/fx-convert", test_fx_convert);
  g_test_add_func ("/core/values/fx-overflow", test_fx_overflow);
  g_test_add_func ("/core/values/findings", test_findings);

  return g_test_run ();
}
