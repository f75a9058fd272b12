/* test-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-date.h"
#include "tw-test.h"

static TwDate
date (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwDate value = TW_DATE_NONE;

  tw_date_parse (text, &value, &error);
  g_assert_no_error (error);

  return value;
}

static void
assert_date (TwDate      value,
             const char *text)
{
  g_autofree char *written = tw_date_format (value);

  g_assert_cmpstr (written, ==, text);
}

static void
test_parse (void)
{
  const char *const bad[] = {
    "", "2026", "2026-1-1", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
    "2026-01-00", "2026-01-32", "2026-04-31", "0000-12-31", "10000-01-01", "2026/01/01",
    " 2026-01-01", "2026-01-01 ", "2026-01-0a", "-026-01-01", "2026-01-1٣",
  };

  g_assert_cmpint (date ("1970-01-01"), ==, 0);
  g_assert_cmpint (date ("2000-03-01"), ==, 11017);
  g_assert_cmpint (date ("0001-01-01"), ==, TW_DATE_MIN);
  g_assert_cmpint (date ("9999-12-31"), ==, TW_DATE_MAX);
  g_assert_cmpint (date ("2024-02-29") + 1, ==, date ("2024-03-01"));
  g_assert_cmpint (date ("2000-02-29") + 1, ==, date ("2000-03-01"));

  {
    TwDate value = 5;

    g_assert_false (tw_date_from_ymd (0, 12, 31, &value));
    g_assert_false (tw_date_from_ymd (10000, 1, 1, &value));
    g_assert_cmpint (value, ==, 5);
  }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      TwDate value = 5;

      g_assert_false (tw_date_parse (bad[i], &value, &error));
      g_assert_cmpint (value, ==, 5);
      tw_assert_error_names (error, TW_ERROR_PARSE, bad[i]);
    }
}

/* Every day of the calendar follows its predecessor, and GLib's calendar agrees. */
static void
test_every_day (void)
{
  GDate other;
  int year = 1, month = 1, day = 1;

  g_date_clear (&other, 1);
  for (TwDate i = TW_DATE_MIN; i <= TW_DATE_MAX; i++)
    {
      int y, m, d;
      TwDate back;

      tw_date_to_ymd (i, &y, &m, &d);
      if (y != year || m != month || d != day || !tw_date_from_ymd (y, m, d, &back) || back != i)
        g_error ("day %d is %d-%d-%d", i, y, m, d);
      if (i % 97 == 0)
        {
          g_date_set_julian (&other, (guint32) (i - TW_DATE_MIN + 1));
          g_assert_cmpint (g_date_get_year (&other), ==, y);
          g_assert_cmpint (g_date_get_month (&other), ==, m);
          g_assert_cmpint (g_date_get_day (&other), ==, d);
        }
      if (++day > tw_date_days_in_month (year, month))
        {
          day = 1;
          if (++month > 12)
            {
              month = 1;
              year++;
            }
        }
    }
  g_assert_cmpint (year, ==, 10000);
}

static void
test_add_months (void)
{
  const struct
  {
    const char *from;
    int         months;
    const char *to;
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },   { "2024-01-31", 1, "2024-02-29" },
    { "2024-02-29", 12, "2025-02-28" },  { "2024-02-29", 48, "2028-02-29" },
    { "2024-02-29", -12, "2023-02-28" }, { "2026-03-31", -1, "2026-02-28" },
    { "2026-12-15", 1, "2027-01-15" },   { "2026-01-15", -1, "2025-12-15" },
    { "2026-05-31", 0, "2026-05-31" },   { "0001-01-31", -1, "0001-01-01" },
    { "9999-12-01", 1, "9999-12-31" },   { "2026-01-01", G_MAXINT, "9999-12-31" },
    { "2026-01-01", G_MININT, "0001-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_date (tw_date_add_months (date (cases[i].from), cases[i].months), cases[i].to);

}

static void
test_weekdays (void)
{
  /* 2026-11-20 is a Friday. */
  g_assert_cmpint (tw_date_weekdays (date ("2026-11-20"), date ("2026-11-20")), ==, 0);
  g_assert_cmpint (tw_date_weekdays (date ("2026-11-20"), date ("2026-11-22")), ==, 0);
  g_assert_cmpint (tw_date_weekdays (date ("2026-11-20"), date ("2026-11-23")), ==, 1);
  g_assert_cmpint (tw_date_weekdays (date ("2026-11-20"), date ("2026-12-04")), ==, 10);
  g_assert_cmpint (tw_date_weekdays (date ("2026-12-04"), date ("2026-11-20")), ==, -10);
  g_assert_cmpint (tw_date_weekdays (date ("1969-12-20"), date ("1970-01-01")), ==, 9);
  /* A step of one day adds one on five days of any seven, also before 1970. */
  for (TwDate day = date ("1968-01-01"); day < date ("1972-01-01"); day++)
    {
      g_assert_cmpint (tw_date_weekdays (day, day + 7), ==, 5);
      g_assert_cmpint (tw_date_weekdays (day, day + 3) + tw_date_weekdays (day + 3, day + 7), ==, 5);
    }
}

static void
test_add (void)
{
  const struct
  {
    const char *from;
    TwDuration  duration;
    int         sign;
    const char *to;
  } cases[] = {
    { "2026-01-31", { 90, TW_UNIT_DAY }, 1, "2026-05-01" },
    { "2026-03-31", { 1, TW_UNIT_MONTH }, -1, "2026-02-28" },
    { "2024-02-29", { 1, TW_UNIT_YEAR }, 1, "2025-02-28" },
    { "2024-02-29", { -4, TW_UNIT_YEAR }, -1, "2028-02-29" },
    { "2026-01-01", { 4000000, TW_UNIT_DAY }, 1, "9999-12-31" },
    { "2026-01-01", { 4000000, TW_UNIT_YEAR }, -1, "0001-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_date (tw_date_add (date (cases[i].from), cases[i].duration, cases[i].sign), cases[i].to);
}

static void
test_durations (void)
{
  const struct
  {
    const char *text;
    int         n;
    int         unit;
    const char *written;
  } good[] = {
    { "90 days", 90, TW_UNIT_DAY, "90 days" },   { "1 day", 1, TW_UNIT_DAY, "1 day" },
    { "6 months", 6, TW_UNIT_MONTH, "6 months" }, { "1 year", 1, TW_UNIT_YEAR, "1 year" },
    { "-1 year", -1, TW_UNIT_YEAR, "-1 year" },  { "0 days", 0, TW_UNIT_DAY, "0 days" },
    { "1 years", 1, TW_UNIT_YEAR, "1 year" },
  };
  const char *const bad[] = {
    "", "days", "5", "5days", "5  days", "5 weeks", "1.5 years", " 5 days", "5 days ", "+5 days",
    "- 5 days", "5 Days",
  };
  g_autoptr (GError) error = NULL;
  TwDuration duration;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *written = NULL;

      g_assert_true (tw_duration_parse (good[i].text, &duration, NULL));
      g_assert_cmpint (duration.n, ==, good[i].n);
      g_assert_cmpint (duration.unit, ==, good[i].unit);
      written = tw_duration_format (duration);
      g_assert_cmpstr (written, ==, good[i].written);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (tw_duration_parse (bad[i], &duration, &error));
      tw_assert_error_names (error, TW_ERROR_PARSE, bad[i]);
    }
  g_assert_false (tw_duration_parse ("99999999999999999999 days", &duration, &error));
  tw_assert_error (error, TW_ERROR_RANGE);
}

static void
test_day_count (void)
{
  const struct
  {
    const char *from, *to;
    TwDayCount  unit;
    TwEnds      ends;
    gint64      n;
  } cases[] = {
    { "2026-01-01", "2026-12-31", TW_DAY_COUNT_DAYS, TW_ENDS_BOTH, 365 },
    { "2026-01-01", "2026-12-31", TW_DAY_COUNT_DAYS, TW_ENDS_FIRST, 364 },
    { "2026-01-01", "2026-12-31", TW_DAY_COUNT_DAYS, TW_ENDS_LAST, 364 },
    { "2024-01-01", "2024-12-31", TW_DAY_COUNT_365, TW_ENDS_BOTH, 366 },
    { "2026-05-05", "2026-05-05", TW_DAY_COUNT_DAYS, TW_ENDS_BOTH, 1 },
    { "2026-05-05", "2026-05-04", TW_DAY_COUNT_DAYS, TW_ENDS_BOTH, 0 },
    { "2026-05-05", "2026-05-04", TW_DAY_COUNT_MONTHS_STARTED, TW_ENDS_BOTH, 0 },
    { "2026-01-01", "2026-12-31", TW_DAY_COUNT_30_360, TW_ENDS_BOTH, 360 },
    { "2026-02-01", "2026-02-28", TW_DAY_COUNT_30_360, TW_ENDS_BOTH, 30 },
    { "2026-01-31", "2026-03-31", TW_DAY_COUNT_30_360, TW_ENDS_FIRST, 60 },
    { "2026-01-01", "2026-03-31", TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_BOTH, 3 },
    { "2026-01-01", "2026-03-30", TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_BOTH, 2 },
    { "2026-01-01", "2026-03-31", TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_FIRST, 2 },
    { "2026-01-31", "2026-02-27", TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_BOTH, 1 },
    { "2026-01-31", "2026-02-26", TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_BOTH, 0 },
    { "2026-01-15", "2026-02-14", TW_DAY_COUNT_MONTHS_STARTED, TW_ENDS_BOTH, 1 },
    { "2026-01-15", "2026-02-15", TW_DAY_COUNT_MONTHS_STARTED, TW_ENDS_BOTH, 2 },
    { "2026-01-15", "2026-01-15", TW_DAY_COUNT_MONTHS_STARTED, TW_ENDS_FIRST, 0 },
    { "2024-02-29", "2025-02-27", TW_DAY_COUNT_YEARS_WHOLE, TW_ENDS_BOTH, 1 },
    { "2024-02-29", "2025-02-26", TW_DAY_COUNT_YEARS_WHOLE, TW_ENDS_BOTH, 0 },
    { "2020-07-01", "2026-06-30", TW_DAY_COUNT_YEARS_WHOLE, TW_ENDS_BOTH, 6 },
    { "0001-01-01", "9999-12-31", TW_DAY_COUNT_DAYS, TW_ENDS_BOTH, 3652059 },
    { "0001-01-01", "9999-12-31", TW_DAY_COUNT_YEARS_WHOLE, TW_ENDS_BOTH, 9999 },
    { "0001-01-01", "9999-12-31", TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_BOTH, 119988 },
    { "9999-12-01", "9999-12-31", TW_DAY_COUNT_MONTHS_STARTED, TW_ENDS_BOTH, 1 },
    { "9999-01-01", "9999-12-31", TW_DAY_COUNT_30_360, TW_ENDS_BOTH, 360 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u: %s to %s", i, cases[i].from, cases[i].to);
      g_assert_cmpint (tw_day_count (date (cases[i].from), date (cases[i].to), cases[i].unit,
                                     cases[i].ends),
                       ==, cases[i].n);
    }
}

/* Whole months against their definition: the largest n with from + n months ≤ to + 1 day. */
static void
test_months_definition (void)
{
  for (int i = 0; i < 3000; i++)
    {
      TwDate from = g_test_rand_int_range (0, 30000);
      TwDate to = from + g_test_rand_int_range (0, 1500);
      int n = 0;
      gint64 started;

      while (tw_date_add_months (from, n + 1) <= to + 1)
        n++;
      g_assert_cmpint (tw_day_count (from, to, TW_DAY_COUNT_MONTHS_WHOLE, TW_ENDS_BOTH), ==, n);
      g_assert_cmpint (tw_day_count (from, to, TW_DAY_COUNT_YEARS_WHOLE, TW_ENDS_BOTH), ==, n / 12);
      started = tw_day_count (from, to, TW_DAY_COUNT_MONTHS_STARTED, TW_ENDS_BOTH);
      g_assert_cmpint (tw_date_add_months (from, (int) started), >=, to + 1);
      g_assert_cmpint (tw_date_add_months (from, (int) started - 1), <, to + 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/date/parse", test_parse);
  g_test_add_func ("/core/date/every-day", test_every_day);
  g_test_add_func ("/core/date/add-months", test_add_months);
  g_test_add_func ("/core/date/add", test_add);
  g_test_add_func ("/core/date/weekdays", test_weekdays);
  g_test_add_func ("/core/date/durations", test_durations);
  g_test_add_func ("/core/date/day-count", test_day_count);
  g_test_add_func ("/core/date/months-definition", test_months_definition);

  return g_test_run ();
}
