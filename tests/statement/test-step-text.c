/* test-step-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "tw-statement-private.h"
#include "tw-step-text.h"
#include "tw-test.h"

/* A step as JSON, and what a person reads of it. */
static const struct
{
  const char *json;
  const char *text;
  const char *result;
} cases[] = {
  { "{\"op\":\"measure\",\"in\":{\"facts\":\"67\"},\"out\":\"73194.89\"}", "Measure: 73194.89, facts: 67", "73194.89" },
  { "{\"op\":\"band\",\"in\":{\"qualifier\":\"73194.89\",\"bound\":\"60000.00\"},\"out\":\"2\"}",
    "Qualifier 73194.89 falls in the band from 60000.00", NULL },
  { "{\"op\":\"band\",\"in\":{\"qualifier\":\"3904655/3414834\",\"bound\":\"0.25\"},\"out\":\"1\"}",
    "Qualifier 3904655/3414834 ≈ 1.143439 falls in the band from 0.25", NULL },
  { "{\"op\":\"band\",\"in\":{\"qualifier\":\"12.00\"},\"out\":\"-1\"}", "Qualifier 12.00 stays below the first band", NULL },
  { "{\"op\":\"slice\",\"in\":{\"from\":\"0.00\",\"to\":\"6000.00\",\"measure\":\"6000.00\",\"rate\":\"0.02\"},\"out\":\"120.00\"}",
    "From 0.00 to 6000.00: 6000.00 × 2% = 120.00", "120.00" },
  { "{\"op\":\"factor\",\"in\":{\"result\":\"120.00\",\"factor\":\"1.1\"},\"out\":\"132.00\"}", "120.00 × 110% = 132.00",
    "132.00" },
  { "{\"op\":\"factor\",\"in\":{\"result\":\"120.00\",\"factor\":\"1\"},\"out\":\"120.00\"}",
    "The factor does not apply: 120.00 stays", "120.00" },
  { "{\"op\":\"limit\",\"in\":{\"result\":\"950.00\",\"max\":\"900.00\",\"cut\":\"50.00\"},\"out\":\"900.00\"}",
    "950.00 limited to at most 900.00: 900.00, cut by 50.00", "900.00" },
  { "{\"op\":\"limit\",\"in\":{\"result\":\"850.00\",\"max\":\"900.00\",\"cut\":\"0.00\"},\"out\":\"850.00\"}",
    "850.00 limited to at most 900.00: 850.00", "850.00" },
  { "{\"op\":\"round\",\"in\":{\"exact\":\"374.022\",\"step\":\"0.01\",\"mode\":\"half_up\",\"before\":\"132.00\"},"
    "\"out\":\"242.02\"}",
    "374.022 rounded to a multiple of 0.01, half up, less 132.00 for the facts before: 242.02", "242.02" },
  { "{\"op\":\"post\",\"in\":{\"to_date\":\"1080.00\",\"before\":\"140.00\"},\"out\":\"940.00\"}",
    "1080.00 to date less 140.00 posted before: 940.00", "940.00" },
  { "{\"op\":\"post\",\"out\":\"940.00\"}", "Posted: 940.00", "940.00" },
  { "{\"op\":\"unheard\",\"in\":{\"a\":\"1\",\"b\":\"2\"},\"out\":\"3\"}", "unheard: a 1, b 2 → 3", "3" },
};

static void
test_text (void)
{
  const TwTextStyle plain = { .decimal = '.', .grouping = "", .dates = TW_DATES_ISO };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("[%s]", cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) steps = tw_steps_from_json (json, &error);
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (steps->len, ==, 1);
      text = tw_step_to_text (&g_array_index (steps, TwStep, 0), &plain);
      result = tw_step_result (&g_array_index (steps, TwStep, 0), &plain);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

/* The same words with other signs: numbers and dates that stand in sentences, rates, decimals beside a fraction. */
static void
test_style (void)
{
  static const struct
  {
    const char *json;
    const char *text;
    const char *result;
  } written[] = {
    { "{\"op\":\"slice\",\"in\":{\"from\":\"0.00\",\"to\":\"160000.00\",\"measure\":\"160400.00\",\"rate\":\"0.025\"},"
      "\"out\":\"4010.00\"}",
      "From 0,00 to 160.000,00: 160.400,00 × 2,5% = 4.010,00", "4.010,00" },
    { "{\"op\":\"measure\",\"in\":{\"from\":\"2026-07-01\",\"to\":\"2026-09-30\",\"facts\":\"1204\"},\"out\":\"160400.00\"}",
      "Measure from 01.07.2026 to 30.09.2026: 160.400,00, facts: 1.204", "160.400,00" },
    { "{\"op\":\"band\",\"in\":{\"qualifier\":\"3904655/3414834\",\"bound\":\"0.25\"},\"out\":\"1\"}",
      "Qualifier 3904655/3414834 ≈ 1,143439 falls in the band from 0,25", NULL },
    { "{\"op\":\"unheard\",\"in\":{\"a\":\"1000\"},\"out\":\"2000\"}", "unheard: a 1.000 → 2.000", "2.000" },
  };
  TwTextStyle german;

  g_assert_true (tw_text_style_parse (",", ".", "DD.MM.YYYY", &german));
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *json = g_strdup_printf ("[%s]", written[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) steps = tw_steps_from_json (json, &error);
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;

      g_assert_no_error (error);
      text = tw_step_to_text (&g_array_index (steps, TwStep, 0), &german);
      result = tw_step_result (&g_array_index (steps, TwStep, 0), &german);
      g_assert_cmpstr (text, ==, written[i].text);
      g_assert_cmpstr (result, ==, written[i].result);
    }
}

/* What is stored reads back as what was written, but for what stands beside it anyway. */
static void
test_compact (void)
{
  const char *full = "[{\"op\":\"measure\",\"ref\":\"/r\",\"in\":{\"facts\":\"2\",\"from\":\"2026-01-01\",\"to\":\"2026-03-31\"},"
                     "\"out\":\"5.00\"},{\"op\":\"qualifier\",\"ref\":\"/r\",\"out\":\"5.00\"},"
                     "{\"op\":\"band\",\"ref\":\"/b\",\"in\":{\"qualifier\":\"5.00\",\"edge\":\"from\"},\"out\":\"0\"},"
                     "{\"op\":\"factor\"},"
                     "{\"op\":\"post\",\"ref\":\"/r\",\"in\":{\"to_date\":\"5.00\",\"before\":\"0.00\"},\"out\":\"5.00\"}]";
  const char *compact = "[{\"op\":\"measure\",\"ref\":\"/r\",\"in\":{\"facts\":\"2\"},\"out\":\"5.00\"},"
                        "{\"op\":\"band\",\"ref\":\"/b\",\"in\":{\"qualifier\":\"5.00\"},\"out\":\"0\"},"
                        "{\"op\":\"post\",\"out\":\"5.00\"}]";
  g_autoptr (GArray) steps = tw_steps_from_json (full, NULL);
  g_autofree char *json = tw_steps_to_json (steps);
  g_autoptr (GArray) again = NULL;
  g_autofree char *twice = NULL;

  g_assert_cmpstr (json, ==, compact);
  again = tw_steps_from_json (json, NULL);
  twice = tw_steps_to_json (again);
  g_assert_cmpstr (twice, ==, compact);
}

static void
test_escapes (void)
{
  g_autoptr (GArray) steps = tw_steps_from_json ("[{\"op\":\"value\",\"out\":\"a \\\"b\\\" \\\\ \\u0001 é\"}]", NULL);
  g_autofree char *json = tw_steps_to_json (steps);

  g_assert_cmpstr (json, ==, "[{\"op\":\"value\",\"out\":\"a \\\"b\\\" \\\\ \\u0001 é\"}]");
}

static void
test_damaged (void)
{
  static const char *const texts[] = { "", "{", "{}", "[{\"op\":", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tw_steps_from_json (texts[i], &error));
      g_assert_nonnull (error);
    }
}

/* Every reason that the engine and the run can give has words of its own. */
static void
test_reasons (void)
{
  for (int reason = TW_REASON_WRONG_KIND; reason <= TW_REASON_ZERO_RATE; reason++)
    {
      const char *code = tw_reason_to_string ((TwReason) reason);
      g_autofree char *text = tw_reason_to_text (code, NULL);

      g_assert_cmpstr (text, !=, code);
      g_assert_true (g_str_has_suffix (text, "."));
    }

  {
    g_autofree char *text = tw_reason_to_text ("not_eligible", "enrolment");

    g_assert_cmpstr (text, ==, "The partner was not enrolled in the program on that day.");
  }
}

static void
test_windows (void)
{
  static const struct
  {
    const char *start;
    const char *end;
    const char *text;
  } windows[] = {
    { "2026-01-01", "2026-03-31", "01/01/2026 to 31/03/2026" },
    { "0001-01-01", "9999-12-31", "All time" },
    { "0001-01-01", "2026-03-31", "Until 31/03/2026" },
    { NULL, NULL, "" },
  };
  TwTextStyle style;

  g_assert_true (tw_text_style_parse (".", ",", "DD/MM/YYYY", &style));
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *text = tw_statement_window_text (&style, windows[i].start, windows[i].end);

      g_assert_cmpstr (text, ==, windows[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/statement/step-text/text", test_text);
  g_test_add_func ("/statement/step-text/compact", test_compact);
  g_test_add_func ("/statement/step-text/escapes", test_escapes);
  g_test_add_func ("/statement/step-text/damaged", test_damaged);
  g_test_add_func ("/statement/step-text/reasons", test_reasons);

  g_test_add_func ("/statement/step-text/style", test_style);
  g_test_add_func ("/statement/step-text/windows", test_windows);

  return g_test_run ();
}
