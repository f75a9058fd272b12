/* tw-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-calendar.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char   *name;
  TwSpan  span;
} CustomPeriod;

struct _TwCalendar
{
  int     start_month;
  int     start_day;
  GArray *custom; /* CustomPeriod, in order of time */
};

static void
custom_period_clear (gpointer data)
{
  CustomPeriod *period = data;

  g_free (period->name);
}

/**
 * tw_calendar_new:
 * @start_month: month in which a fiscal year starts, 1 to 12
 * @start_day: day of that month; 29 February starts on the 28th in years without it
 * @error: %TW_ERROR_RANGE where there is no such day in any year
 *
 * Returns: (transfer full): a calendar without custom periods, or %NULL
 */
TwCalendar *
tw_calendar_new (int      start_month,
                 int      start_day,
                 GError **error)
{
  TwCalendar *calendar;

  /* The year 2000 has every day that any year has. */
  if (start_month < 1 || start_month > 12 || start_day < 1 ||
      start_day > tw_date_days_in_month (2000, start_month))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   _("A fiscal year can't start on day %d of month %d. "
                     "Choose a day of the calendar."),
                   start_day, start_month);
      return NULL;
    }

  calendar = g_new0 (TwCalendar, 1);
  calendar->start_month = start_month;
  calendar->start_day = start_day;
  calendar->custom = g_array_new (FALSE, FALSE, sizeof (CustomPeriod));
  g_array_set_clear_func (calendar->custom, custom_period_clear);

  return calendar;
}

/**
 * tw_calendar_copy:
 *
 * Returns: (transfer full): a calendar of its own with the same content
 */
TwCalendar *
tw_calendar_copy (const TwCalendar *calendar)
{
  TwCalendar *copy;

  g_return_val_if_fail (calendar != NULL, NULL);

  copy = tw_calendar_new (calendar->start_month, calendar->start_day, NULL);
  for (guint i = 0; i < calendar->custom->len; i++)
    {
      CustomPeriod period = g_array_index (calendar->custom, CustomPeriod, i);

      period.name = g_strdup (period.name);
      g_array_append_val (copy->custom, period);
    }

  return copy;
}

gboolean
tw_calendar_equal (const TwCalendar *one,
                   const TwCalendar *other)
{
  if (one->start_month != other->start_month || one->start_day != other->start_day
      || one->custom->len != other->custom->len)
    return FALSE;

  for (guint i = 0; i < one->custom->len; i++)
    {
      const CustomPeriod *a = &g_array_index (one->custom, CustomPeriod, i);
      const CustomPeriod *b = &g_array_index (other->custom, CustomPeriod, i);

      if (!g_str_equal (a->name, b->name) || a->span.start != b->span.start || a->span.end != b->span.end)
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_calendar_free:
 * @calendar: (nullable) (transfer full): a calendar
 */
void
tw_calendar_free (TwCalendar *calendar)
{
  if (calendar == NULL)
    return;

  g_array_unref (calendar->custom);
  g_free (calendar);
}

/* Reads `2026`, `2026-H1`, `2026-Q3` or `2026-07`; @index counts from 0 within the year. */
static gboolean
parse_standard (const char     *text,
                int            *year,
                int            *index,
                TwCalendarUnit *unit)
{
  gsize length = strlen (text);

  if (length < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  *year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
  *index = 0;
  *unit = TW_CALENDAR_YEAR;
  if (length == 4)
    return *year >= 1;
  if (length != 7 || text[4] != '-' || !g_ascii_isdigit (text[6]))
    return FALSE;

  if (text[5] == 'H' || text[5] == 'Q')
    {
      *unit = text[5] == 'H' ? TW_CALENDAR_HALF : TW_CALENDAR_QUARTER;
      *index = text[6] - '1';
      return *year >= 1 && *index >= 0 && *index < (*unit == TW_CALENDAR_HALF ? 2 : 4);
    }
  if (!g_ascii_isdigit (text[5]))
    return FALSE;
  *unit = TW_CALENDAR_MONTH;
  *index = (text[5] - '0') * 10 + text[6] - '0' - 1;

  return *year >= 1 && *index >= 0 && *index < 12;
}

static gboolean
refuse_period (GError     **error,
               const char  *name,
               const char  *reason)
{
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("The period “%s” can't be added: %s"), name, reason);
  return FALSE;
}

/**
 * tw_calendar_add_custom:
 * @name: not empty, not in use, and not the name of a calendar unit such as `2026-Q3`
 * @span: starts on the day on which the last custom period ends
 * @error: %TW_ERROR_REFUSED with the reason; the calendar stays as it was
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_calendar_add_custom (TwCalendar  *calendar,
                        const char  *name,
                        TwSpan       span,
                        GError     **error)
{
  CustomPeriod period;
  TwCalendarUnit unit;
  int year, index;

  g_return_val_if_fail (calendar != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (*name == '\0')
    return refuse_period (error, name, _("it needs a name."));
  if (parse_standard (name, &year, &index, &unit))
    return refuse_period (error, name,
                          _("a unit of the fiscal calendar has that name. Choose another one."));
  if (span.start < TW_DATE_MIN || span.end > TW_DATE_MAX + 1 || span.start >= span.end)
    return refuse_period (error, name, _("it ends before it starts. Check its dates."));

  for (guint i = 0; i < calendar->custom->len; i++)
    {
      const CustomPeriod *other = &g_array_index (calendar->custom, CustomPeriod, i);
      gboolean last = i + 1 == calendar->custom->len;

      if (g_str_equal (other->name, name))
        return refuse_period (error, name, _("another period has that name. Choose another one."));
      if (last && other->span.end != span.start)
        {
          g_autofree char *start = tw_date_format (MIN (other->span.end, TW_DATE_MAX));
          g_autofree char *reason = NULL;

          reason = g_strdup_printf (other->span.end < span.start
                                      ? _("it leaves a gap after “%s”. It has to start on %s.")
                                      : _("it overlaps “%s”. It has to start on %s."),
                                    other->name, start);
          return refuse_period (error, name, reason);
        }
    }

  period = (CustomPeriod){ g_strdup (name), span };
  g_array_append_val (calendar->custom, period);

  return TRUE;
}

/**
 * tw_calendar_get_n_custom:
 *
 * Returns: the number of custom periods
 */
guint
tw_calendar_get_n_custom (const TwCalendar *calendar)
{
  g_return_val_if_fail (calendar != NULL, 0);

  return calendar->custom->len;
}

/**
 * tw_calendar_get_custom:
 * @index: from 0, in order of time
 * @name: (out) (optional) (transfer none): its name
 * @span: (out) (optional): its days
 */
void
tw_calendar_get_custom (const TwCalendar  *calendar,
                        guint              index,
                        const char       **name,
                        TwSpan            *span)
{
  const CustomPeriod *period;

  g_return_if_fail (calendar != NULL);
  g_return_if_fail (index < calendar->custom->len);

  period = &g_array_index (calendar->custom, CustomPeriod, index);
  if (name != NULL)
    *name = period->name;
  if (span != NULL)
    *span = period->span;
}

int
tw_calendar_get_start_month (const TwCalendar *calendar)
{
  g_return_val_if_fail (calendar != NULL, 0);

  return calendar->start_month;
}

int
tw_calendar_get_start_day (const TwCalendar *calendar)
{
  g_return_val_if_fail (calendar != NULL, 0);

  return calendar->start_day;
}

static int
unit_months (TwCalendarUnit unit)
{
  switch (unit)
    {
    case TW_CALENDAR_MONTH:
      return 1;
    case TW_CALENDAR_QUARTER:
      return 3;
    case TW_CALENDAR_HALF:
      return 6;
    case TW_CALENDAR_YEAR:
      return 12;
    case TW_CALENDAR_CUSTOM:
    default:
      g_return_val_if_reached (12);
    }
}

/* The day @months after the start of fiscal year @year; clamped to the month's last day and to the
 * calendar's ends, where the first and the last fiscal year are cut off. */
static TwDate
fiscal_date (const TwCalendar *calendar,
             int               year,
             int               months)
{
  gboolean calendar_year = calendar->start_month == 1 && calendar->start_day == 1;
  int index = (year - (calendar_year ? 0 : 1)) * 12 + calendar->start_month - 1 + months;
  int month = index % 12 + 1;
  int day;
  TwDate date;

  if (index < 12)
    return TW_DATE_MIN;
  if (index >= 120000)
    return TW_DATE_MAX + 1;
  day = MIN (calendar->start_day, tw_date_days_in_month (index / 12, month));
  tw_date_from_ymd (index / 12, month, day, &date);

  return date;
}

static TwSpan
month_span (int year,
            int month)
{
  TwSpan span;

  tw_date_from_ymd (year, month, 1, &span.start);
  span.end = span.start + tw_date_days_in_month (year, month);

  return span;
}

/* The span of unit number @index, from 0, of fiscal year @year; months are those of calendar year
 * @year. */
static TwSpan
standard_span (const TwCalendar *calendar,
               TwCalendarUnit    unit,
               int               year,
               int               index)
{
  int months = unit_months (unit);

  if (unit == TW_CALENDAR_MONTH)
    return month_span (year, index + 1);

  return (TwSpan){ fiscal_date (calendar, year, index * months),
                   fiscal_date (calendar, year, (index + 1) * months) };
}

/* Which unit holds @date: the year that names it, and its number from 0 within that year. */
static void
locate (const TwCalendar *calendar,
        TwCalendarUnit    unit,
        TwDate            date,
        int              *year,
        int              *index)
{
  int calendar_year, month;

  tw_date_to_ymd (date, &calendar_year, &month, NULL);
  if (unit == TW_CALENDAR_MONTH)
    {
      *year = calendar_year;
      *index = month - 1;
      return;
    }

  *year = fiscal_date (calendar, calendar_year + 1, 0) <= date ? calendar_year + 1 : calendar_year;
  *index = 12 / unit_months (unit) - 1;
  while (*index > 0 && fiscal_date (calendar, *year, *index * unit_months (unit)) > date)
    (*index)--;
}

static const CustomPeriod *
find_custom (const TwCalendar *calendar,
             TwDate            date)
{
  guint low = 0;
  guint high = calendar->custom->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const CustomPeriod *period = &g_array_index (calendar->custom, CustomPeriod, middle);

      if (date < period->span.start)
        high = middle;
      else if (date >= period->span.end)
        low = middle + 1;
      else
        return period;
    }

  return NULL;
}

/**
 * tw_calendar_unit_at:
 * @span: (out): the unit that holds @date, cut off at the ends of the calendar
 *
 * Returns: %FALSE only for %TW_CALENDAR_CUSTOM outside every custom period
 */
gboolean
tw_calendar_unit_at (const TwCalendar *calendar,
                     TwCalendarUnit    unit,
                     TwDate            date,
                     TwSpan           *span)
{
  int year, index;

  g_return_val_if_fail (calendar != NULL, FALSE);
  g_return_val_if_fail (date >= TW_DATE_MIN && date <= TW_DATE_MAX, FALSE);

  if (unit == TW_CALENDAR_CUSTOM)
    {
      const CustomPeriod *period = find_custom (calendar, date);

      if (period == NULL)
        return FALSE;
      *span = period->span;
      return TRUE;
    }

  locate (calendar, unit, date, &year, &index);
  *span = standard_span (calendar, unit, year, index);

  return TRUE;
}

/**
 * tw_calendar_parse:
 * @text: `2026`, `2026-H1`, `2026-Q3`, `2026-07`, or the name of a custom period
 * @span: (out): its days
 * @unit: (out) (optional): what kind of period it is
 * @error: %TW_ERROR_PARSE
 *
 * Returns: %FALSE with @error set
 */
gboolean
tw_calendar_parse (const TwCalendar  *calendar,
                   const char        *text,
                   TwSpan            *span,
                   TwCalendarUnit    *unit,
                   GError           **error)
{
  TwCalendarUnit found;
  int year, index;

  g_return_val_if_fail (calendar != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  for (guint i = 0; i < calendar->custom->len; i++)
    {
      const CustomPeriod *period = &g_array_index (calendar->custom, CustomPeriod, i);

      if (g_str_equal (period->name, text))
        {
          *span = period->span;
          if (unit != NULL)
            *unit = TW_CALENDAR_CUSTOM;
          return TRUE;
        }
    }

  if (!parse_standard (text, &year, &index, &found))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("“%s” is not a period. Write a year, half, quarter or month such as 2026, "
                     "2026-H1, 2026-Q3 or 2026-07, or the name of a period of your own."),
                   text);
      return FALSE;
    }
  *span = standard_span (calendar, found, year, index);
  if (unit != NULL)
    *unit = found;

  return TRUE;
}

/**
 * tw_calendar_name:
 * @date: any day of the unit
 *
 * Returns: (transfer full) (nullable): the name under which tw_calendar_parse() finds the unit that
 *   holds @date; %NULL only outside every custom period
 */
char *
tw_calendar_name (const TwCalendar *calendar,
                  TwCalendarUnit    unit,
                  TwDate            date)
{
  const CustomPeriod *period;
  int year, index;

  g_return_val_if_fail (calendar != NULL, NULL);
  g_return_val_if_fail (date >= TW_DATE_MIN && date <= TW_DATE_MAX, NULL);

  if (unit == TW_CALENDAR_CUSTOM)
    {
      period = find_custom (calendar, date);
      return period != NULL ? g_strdup (period->name) : NULL;
    }

  locate (calendar, unit, date, &year, &index);
  switch (unit)
    {
    case TW_CALENDAR_MONTH:
      return g_strdup_printf ("%04d-%02d", year, index + 1);
    case TW_CALENDAR_QUARTER:
      return g_strdup_printf ("%04d-Q%d", year, index + 1);
    case TW_CALENDAR_HALF:
      return g_strdup_printf ("%04d-H%d", year, index + 1);
    case TW_CALENDAR_YEAR:
    case TW_CALENDAR_CUSTOM:
    default:
      return g_strdup_printf ("%04d", year);
    }
}
