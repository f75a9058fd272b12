/* tw-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-date.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Days in the 400 years after which the Gregorian calendar repeats itself. */
#define DAYS_PER_ERA 146097
/* From 0000-03-01 to 1970-01-01. Years are counted from March, so that a leap day ends one. */
#define EPOCH_DAYS   719468

#define MAX_DURATION 4000000

/**
 * tw_date_days_in_month:
 * @month: 1 to 12
 *
 * Returns: 28 to 31
 */
int
tw_date_days_in_month (int year,
                       int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return days[month - 1];
}

/**
 * tw_date_from_ymd:
 * @date: (out): the day, left alone where there is none
 *
 * Returns: %FALSE where the calendar has no such day, or not in the years 1 to 9999
 */
gboolean
tw_date_from_ymd (int     year,
                  int     month,
                  int     day,
                  TwDate *date)
{
  int era, year_of_era, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > tw_date_days_in_month (year, month))
    return FALSE;

  if (month <= 2)
    year--;
  era = year / 400;
  year_of_era = year % 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  *date = era * DAYS_PER_ERA - EPOCH_DAYS +
          year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return TRUE;
}

/**
 * tw_date_to_ymd:
 * @year: (out) (optional): 1 to 9999
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 */
void
tw_date_to_ymd (TwDate  date,
                int    *year,
                int    *month,
                int    *day)
{
  int days, era, day_of_era, year_of_era, day_of_year, shifted, m;

  g_return_if_fail (date >= TW_DATE_MIN && date <= TW_DATE_MAX);

  days = date + EPOCH_DAYS;
  era = days / DAYS_PER_ERA;
  day_of_era = days % DAYS_PER_ERA;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  shifted = (5 * day_of_year + 2) / 153;
  m = shifted < 10 ? shifted + 3 : shifted - 9;

  if (year != NULL)
    *year = year_of_era + era * 400 + (m <= 2);
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = day_of_year - (153 * shifted + 2) / 5 + 1;
}

/* Reads exactly @n ASCII digits. */
static gboolean
read_digits (const char *text,
             int         n,
             int        *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }

  return TRUE;
}

/**
 * tw_date_parse:
 * @text: exactly `YYYY-MM-DD`
 * @date: (out): the day
 * @error: %TW_ERROR_PARSE, which tells a text that is no date from a day that doesn't exist
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_date_parse (const char  *text,
               TwDate      *date,
               GError     **error)
{
  int year, month, day;

  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      !read_digits (text, 4, &year) || !read_digits (text + 5, 2, &month) ||
      !read_digits (text + 8, 2, &day))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("“%s” is not a date. Write year, month and day, such as 2026-03-31."), text);
      return FALSE;
    }
  if (!tw_date_from_ymd (year, month, day, date))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("There is no day “%s” in the calendar. Check day and month."), text);
      return FALSE;
    }

  return TRUE;
}

/**
 * tw_date_format:
 *
 * Returns: (transfer full): `YYYY-MM-DD`
 */
char *
tw_date_format (TwDate date)
{
  int year, month, day;

  g_return_val_if_fail (date >= TW_DATE_MIN && date <= TW_DATE_MAX, NULL);

  tw_date_to_ymd (date, &year, &month, &day);

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/**
 * tw_date_add_months:
 * @months: of any sign
 *
 * Returns: the same day so many months later, or the last one of a month that is too short; the
 *   first or the last day of the calendar where the result would lie outside
 */
TwDate
tw_date_add_months (TwDate date,
                    int    months)
{
  int year, month, day;
  gint64 index;
  TwDate result;

  g_return_val_if_fail (date >= TW_DATE_MIN && date <= TW_DATE_MAX, TW_DATE_NONE);

  tw_date_to_ymd (date, &year, &month, &day);
  index = (gint64) year * 12 + month - 1 + months;
  if (index < 12)
    return TW_DATE_MIN;
  if (index >= 120000)
    return TW_DATE_MAX;

  year = (int) (index / 12);
  month = (int) (index % 12) + 1;
  tw_date_from_ymd (year, month, MIN (day, tw_date_days_in_month (year, month)), &result);

  return result;
}

/* Weekdays from the Monday before 1970 (1969-12-29) up to and with @date. */
static gint64
weekdays_until (TwDate date)
{
  gint64 days = (gint64) date + 3;
  gint64 weeks = days >= 0 ? days / 7 : -((6 - days) / 7);

  return weeks * 5 + MIN (days - weeks * 7 + 1, 5);
}

gint64
tw_date_weekdays (TwDate from,
                  TwDate to)
{
  return weekdays_until (to) - weekdays_until (from);
}

/**
 * tw_date_add:
 * @sign: negative to go back by @duration
 *
 * Returns: as tw_date_add_months(), for any unit
 */
TwDate
tw_date_add (TwDate     date,
             TwDuration duration,
             int        sign)
{
  gint64 n = sign < 0 ? -(gint64) duration.n : duration.n;

  switch (duration.unit)
    {
    case TW_UNIT_DAY:
      return (TwDate) CLAMP (date + n, TW_DATE_MIN, TW_DATE_MAX);
    case TW_UNIT_YEAR:
      n *= 12;
      G_GNUC_FALLTHROUGH;
    case TW_UNIT_MONTH:
      return tw_date_add_months (date, (int) CLAMP (n, -200000, 200000));
    default:
      g_return_val_if_reached (TW_DATE_NONE);
    }
}

static const struct
{
  const char    *name;
  TwDurationUnit unit;
} unit_names[] = {
  { "day", TW_UNIT_DAY },
  { "days", TW_UNIT_DAY },
  { "month", TW_UNIT_MONTH },
  { "months", TW_UNIT_MONTH },
  { "year", TW_UNIT_YEAR },
  { "years", TW_UNIT_YEAR },
};

/**
 * tw_duration_parse:
 * @text: a whole number, a space, and `day`, `month` or `year` with or without an s
 * @duration: (out): the duration
 * @error: %TW_ERROR_PARSE, or %TW_ERROR_RANGE where it is longer than the calendar
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_duration_parse (const char  *text,
                   TwDuration  *duration,
                   GError     **error)
{
  char *end = NULL;
  gint64 n;

  g_return_val_if_fail (text != NULL, FALSE);

  n = g_ascii_strtoll (text, &end, 10);
  if ((g_ascii_isdigit (text[0]) || (text[0] == '-' && g_ascii_isdigit (text[1]))) && *end == ' ')
    for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
      if (g_str_equal (end + 1, unit_names[i].name))
        {
          if (n < -MAX_DURATION || n > MAX_DURATION)
            {
              g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                           _("“%s” is longer than the calendar of 9,999 years. Enter a shorter span."), text);
              return FALSE;
            }
          *duration = (TwDuration){ (int) n, unit_names[i].unit };
          return TRUE;
        }

  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("“%s” is not a duration. Write a whole number of days, months or years, "
                 "such as 90 days."),
               text);
  return FALSE;
}

/**
 * tw_duration_format:
 *
 * Returns: (transfer full): the text that tw_duration_parse() reads, not for translation
 */
char *
tw_duration_format (TwDuration duration)
{
  static const char *const names[] = { "day", "month", "year" };

  g_return_val_if_fail ((guint) duration.unit < G_N_ELEMENTS (names), NULL);

  return g_strdup_printf ("%d %s%s", duration.n, names[duration.unit],
                          ABS (duration.n) == 1 ? "" : "s");
}

/* The largest n ≥ 0 with from + n × step months ≤ end. Adding clamps, so the difference of the
 * month numbers can be one too many, never too few. */
static gint64
whole_months (TwDate from,
              TwDate end,
              int    step)
{
  int from_year, from_month, end_year, end_month;
  int n;

  tw_date_to_ymd (from, &from_year, &from_month, NULL);
  tw_date_to_ymd (end, &end_year, &end_month, NULL);
  n = ((end_year - from_year) * 12 + end_month - from_month) / step;
  if (n > 0 && tw_date_add_months (from, n * step) > end)
    n--;

  return n;
}

static gint64
days_30_360 (TwDate from,
             TwDate end)
{
  int y1, m1, d1, y2, m2, d2;

  tw_date_to_ymd (from, &y1, &m1, &d1);
  tw_date_to_ymd (end, &y2, &m2, &d2);

  return (y2 - y1) * 360 + (m2 - m1) * 30 + MIN (d2, 30) - MIN (d1, 30);
}

/**
 * tw_day_count:
 * @from: the first day
 * @to: the last day
 * @unit: in a 30/360 count the 31st counts as the 30th, at either end; %TW_DAY_COUNT_365 gives
 *   days, the fixed year is the caller's denominator
 * @ends: %TW_ENDS_BOTH counts up to the day after @to, the others up to @to (rules.md 4.8)
 *
 * Returns: units from @from to @to; 0 where @to is before @from
 */
gint64
tw_day_count (TwDate     from,
              TwDate     to,
              TwDayCount unit,
              TwEnds     ends)
{
  TwDate end;
  gint64 months;
  int extra = 0;

  g_return_val_if_fail (from >= TW_DATE_MIN && from <= TW_DATE_MAX, 0);
  g_return_val_if_fail (to >= TW_DATE_MIN && to <= TW_DATE_MAX, 0);

  if (to < from)
    return 0;
  end = to + (ends == TW_ENDS_BOTH ? 1 : 0);
  if (unit == TW_DAY_COUNT_DAYS || unit == TW_DAY_COUNT_365)
    return end - from;

  /* The day after the last has no date. The calendar repeats every 400 years, so count there. */
  if (end > TW_DATE_MAX)
    {
      if (from - DAYS_PER_ERA >= TW_DATE_MIN)
        from -= DAYS_PER_ERA;
      else
        extra = 400;
      end -= DAYS_PER_ERA;
    }

  switch (unit)
    {
    case TW_DAY_COUNT_30_360:
      return days_30_360 (from, end) + extra * 360;
    case TW_DAY_COUNT_YEARS_WHOLE:
      return whole_months (from, end, 12) + extra;
    case TW_DAY_COUNT_MONTHS_WHOLE:
      return whole_months (from, end, 1) + extra * 12;
    case TW_DAY_COUNT_MONTHS_STARTED:
      months = whole_months (from, end, 1);
      return months + (tw_date_add_months (from, (int) months) < end) + extra * 12;
    case TW_DAY_COUNT_DAYS:
    case TW_DAY_COUNT_365:
    default:
      g_return_val_if_reached (0);
    }
}
