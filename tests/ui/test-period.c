/* test-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-period-text.h"
#include "tw-test.h"

typedef struct
{
  const char *typed;
  const char *name;
} Period;

static void
assert_periods (const TwCalendar *calendar,
                const Period     *periods,
                guint             n)
{
  TwDate today;

  g_assert_true (tw_date_from_ymd (2026, 2, 10, &today));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      TwSpan span;
      TwCalendarUnit unit;

      g_assert_true (tw_period_parse (calendar, today, periods[i].typed, &span, &unit, &error));
      g_assert_no_error (error);
      name = tw_calendar_name (calendar, unit, span.start);
      g_assert_cmpstr (name, ==, periods[i].name);
    }
}

static void
test_calendar_year (void)
{
  static const Period periods[] = {
    { "2026-Q3", "2026-Q3" },   { "q3 2026", "2026-Q3" },      { "2026 Q3", "2026-Q3" },
    { "2026-07", "2026-07" },   { "2026", "2026" },            { " 2026-h1 ", "2026-H1" },
    { "this month", "2026-02" }, { "last quarter", "2025-Q4" }, { "Next Year", "2027" },
  };
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);

  assert_periods (calendar, periods, G_N_ELEMENTS (periods));
}

/* A fiscal year that starts in July 2025 is 2026, and February lies in its third quarter. */
static void
test_fiscal_year (void)
{
  static const Period periods[] = {
    { "this quarter", "2026-Q3" }, { "last quarter", "2026-Q2" }, { "this year", "2026" },
  };
  g_autoptr (TwCalendar) calendar = tw_calendar_new (7, 1, NULL);

  assert_periods (calendar, periods, G_N_ELEMENTS (periods));
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "2026-Q5", "quarter", "last", "last banana", "20x6" };
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      TwSpan span;
      TwCalendarUnit unit;

      g_assert_false (tw_period_parse (calendar, 0, texts[i], &span, &unit, &error));
      tw_assert_error (error, TW_ERROR_PARSE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/period/calendar-year", test_calendar_year);
  g_test_add_func ("/ui/period/fiscal-year", test_fiscal_year);
  g_test_add_func ("/ui/period/refused", test_refused);

  return g_test_run ();
}
