/* test-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-calendar.h"
#include "tw-test.h"

#include <string.h>

static TwDate
date (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwDate value = TW_DATE_NONE;

  tw_date_parse (text, &value, &error);
  g_assert_no_error (error);

  return value;
}

/* A span as people see it, both days included. */
static char *
span_text (TwSpan span)
{
  g_autofree char *first = tw_date_format (span.start);
  g_autofree char *last = tw_date_format (span.end - 1);

  return g_strdup_printf ("%s..%s", first, last);
}

static const struct
{
  int         month, day;
  const char *name;
  const char *span;
} spans[] = {
  { 1, 1, "2026", "2026-01-01..2026-12-31" },
  { 1, 1, "2026-H2", "2026-07-01..2026-12-31" },
  { 1, 1, "2026-Q1", "2026-01-01..2026-03-31" },
  { 1, 1, "2026-Q4", "2026-10-01..2026-12-31" },
  { 1, 1, "2024-02", "2024-02-01..2024-02-29" },
  { 1, 1, "0001", "0001-01-01..0001-12-31" },
  { 1, 1, "9999", "9999-01-01..9999-12-31" },
  { 1, 1, "9999-12", "9999-12-01..9999-12-31" },
  { 7, 1, "2026", "2025-07-01..2026-06-30" },
  { 7, 1, "2026-H1", "2025-07-01..2025-12-31" },
  { 7, 1, "2026-Q1", "2025-07-01..2025-09-30" },
  { 7, 1, "2026-Q3", "2026-01-01..2026-03-31" },
  /* Months are calendar months, whatever the fiscal year. */
  { 7, 1, "2026-07", "2026-07-01..2026-07-31" },
  { 7, 1, "0001", "0001-01-01..0001-06-30" },
  { 4, 6, "2027", "2026-04-06..2027-04-05" },
  { 4, 6, "2027-Q2", "2026-07-06..2026-10-05" },
  /* 29 February where there is one, else the 28th. */
  { 2, 29, "2024", "2023-02-28..2024-02-28" },
  { 2, 29, "2025", "2024-02-29..2025-02-27" },
  { 2, 29, "2026-Q1", "2025-02-28..2025-05-28" },
  { 8, 31, "2026-Q1", "2025-08-31..2025-11-29" },
  { 8, 31, "2026-Q2", "2025-11-30..2026-02-27" },
  { 8, 31, "2026-Q4", "2026-05-31..2026-08-30" },
};

static void
test_spans (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr (TwCalendar) calendar = tw_calendar_new (spans[i].month, spans[i].day, NULL);
      g_autofree char *text = NULL;
      g_autofree char *first_name = NULL;
      g_autofree char *last_name = NULL;
      TwCalendarUnit unit;
      TwSpan span, at;

      g_assert_true (tw_calendar_parse (calendar, spans[i].name, &span, &unit, NULL));
      text = span_text (span);
      g_assert_cmpstr (text, ==, spans[i].span);

      /* The name comes back from the first and from the last day. */
      first_name = tw_calendar_name (calendar, unit, span.start);
      last_name = tw_calendar_name (calendar, unit, span.end - 1);
      g_assert_cmpstr (first_name, ==, spans[i].name);
      g_assert_cmpstr (last_name, ==, spans[i].name);
      g_assert_true (tw_calendar_unit_at (calendar, unit, span.start, &at));
      g_assert_true (at.start == span.start && at.end == span.end);
    }
}

/* For each way to start a year, the units follow each other without gap or overlap. */
static void
test_units_cover (void)
{
  for (int month = 1; month <= 12; month++)
    for (int day = 1; day <= tw_date_days_in_month (2000, month); day += 7)
      for (TwCalendarUnit unit = TW_CALENDAR_MONTH; unit <= TW_CALENDAR_YEAR; unit++)
        {
          g_autoptr (TwCalendar) calendar = tw_calendar_new (month, day, NULL);
          TwDate at = date ("2019-01-01");

          while (at < date ("2030-01-01"))
            {
              TwSpan span, parsed;
              TwCalendarUnit found;
              g_autofree char *name = tw_calendar_name (calendar, unit, at);

              g_assert_true (tw_calendar_unit_at (calendar, unit, at, &span));
              g_assert_true (span.start <= at && at < span.end);
              g_assert_true (tw_calendar_parse (calendar, name, &parsed, &found, NULL));
              g_assert_true (found == unit && parsed.start == span.start && parsed.end == span.end);
              g_assert_true (tw_calendar_unit_at (calendar, unit, span.end - 1, &parsed));
              g_assert_cmpint (parsed.start, ==, span.start);
              at = span.end;
            }
        }
}

static void
test_refused (void)
{
  const char *const bad[] = {
    "", "26", "2026-", "2026-Q5", "2026-Q0", "2026-H3", "2026-13", "2026-00",
    "2026-7", "2026-q1", "0000", "2026-Q11", "Q1", "2026 Q1", "20x6",
  };
  const int starts[][2] = { { 0, 1 }, { 13, 1 }, { 2, 30 }, { 4, 31 }, { 1, 0 } };
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);
  g_autoptr (GError) error = NULL;
  TwSpan span;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (tw_calendar_parse (calendar, bad[i], &span, NULL, &error));
      tw_assert_error_names (error, TW_ERROR_PARSE, bad[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_assert_null (tw_calendar_new (starts[i][0], starts[i][1], &error));
      tw_assert_error (error, TW_ERROR_RANGE);
    }
}

static gboolean
add (TwCalendar  *calendar,
     const char  *name,
     const char  *first,
     const char  *last,
     GError     **error)
{
  return tw_calendar_add_custom (calendar, name, (TwSpan){ date (first), date (last) + 1 }, error);
}

static void
test_custom (void)
{
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);
  g_autoptr (TwCalendar) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  const char *second = NULL;
  TwCalendarUnit unit;
  TwSpan span;

  g_assert_true (add (calendar, "2026-P1", "2025-12-28", "2026-01-24", &error));
  g_assert_true (add (calendar, "2026-P2", "2026-01-25", "2026-02-21", &error));

  g_assert_false (add (calendar, "gap", "2026-02-23", "2026-03-21", &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED,
                         "gap after “2026-P2”. It has to start on 2026-02-22");
  g_assert_false (add (calendar, "overlap", "2026-02-21", "2026-03-21", &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED,
                         "overlaps “2026-P2”. It has to start on 2026-02-22");
  g_assert_false (add (calendar, "2026-P1", "2026-02-22", "2026-03-21", &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "another period");
  g_assert_false (add (calendar, "2026-Q1", "2026-02-22", "2026-03-21", &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "2026-Q1");
  g_assert_false (add (calendar, "", "2026-02-22", "2026-03-21", &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_false (add (calendar, "backwards", "2026-02-22", "2026-02-21", &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_cmpuint (tw_calendar_get_n_custom (calendar), ==, 2);

  copy = tw_calendar_copy (calendar);
  g_assert_cmpuint (tw_calendar_get_n_custom (copy), ==, 2);
  tw_calendar_get_custom (copy, 1, &second, &span);
  g_assert_cmpstr (second, ==, "2026-P2");
  g_assert_cmpint (span.start, ==, date ("2026-01-25"));

  g_assert_true (tw_calendar_parse (copy, "2026-P1", &span, &unit, NULL));
  g_assert_cmpint (unit, ==, TW_CALENDAR_CUSTOM);
  g_assert_cmpint (span.end, ==, date ("2026-01-25"));
  name = tw_calendar_name (copy, TW_CALENDAR_CUSTOM, date ("2026-01-24"));
  g_assert_cmpstr (name, ==, "2026-P1");
  g_assert_true (tw_calendar_unit_at (copy, TW_CALENDAR_CUSTOM, date ("2026-02-21"), &span));
  g_assert_false (tw_calendar_unit_at (copy, TW_CALENDAR_CUSTOM, date ("2026-02-22"), &span));
  g_assert_false (tw_calendar_unit_at (copy, TW_CALENDAR_CUSTOM, date ("2025-12-27"), &span));
  g_assert_null (tw_calendar_name (copy, TW_CALENDAR_CUSTOM, date ("2026-02-22")));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/calendar/spans", test_spans);
  g_test_add_func ("/core/calendar/units-cover", test_units_cover);
  g_test_add_func ("/core/calendar/refused", test_refused);
  g_test_add_func ("/core/calendar/custom", test_custom);

  return g_test_run ();
}
