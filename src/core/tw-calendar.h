/* tw-calendar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"

G_BEGIN_DECLS

/**
 * TwSpan:
 *
 * A half-open span of dates, `[start, end)`. People see inclusive dates: the last day is `end - 1`.
 */
typedef struct
{
  TwDate start;
  TwDate end;
} TwSpan;

typedef enum
{
  TW_CALENDAR_MONTH,
  TW_CALENDAR_QUARTER,
  TW_CALENDAR_HALF,
  TW_CALENDAR_YEAR,
  TW_CALENDAR_CUSTOM,
} TwCalendarUnit;

/**
 * TwCalendar:
 *
 * A fiscal calendar: the day on which a fiscal year starts, or a list of custom periods. A fiscal
 * year is named by the calendar year in which it ends; months are always calendar months. Custom
 * periods are consecutive, without gap or overlap.
 */
typedef struct _TwCalendar TwCalendar;

TwCalendar *tw_calendar_new          (int               start_month,
                                      int               start_day,
                                      GError          **error);
TwCalendar *tw_calendar_copy         (const TwCalendar *calendar);
/* Whether both name every day alike. */
gboolean    tw_calendar_equal        (const TwCalendar *one,
                                      const TwCalendar *other);
void        tw_calendar_free         (TwCalendar       *calendar);
gboolean    tw_calendar_add_custom   (TwCalendar       *calendar,
                                      const char       *name,
                                      TwSpan            span,
                                      GError          **error);
guint       tw_calendar_get_n_custom (const TwCalendar *calendar);
void        tw_calendar_get_custom   (const TwCalendar *calendar,
                                      guint             index,
                                      const char      **name,
                                      TwSpan           *span);
int         tw_calendar_get_start_month (const TwCalendar *calendar);
int         tw_calendar_get_start_day   (const TwCalendar *calendar);
gboolean    tw_calendar_unit_at      (const TwCalendar *calendar,
                                      TwCalendarUnit    unit,
                                      TwDate            date,
                                      TwSpan           *span);
gboolean    tw_calendar_parse        (const TwCalendar *calendar,
                                      const char       *text,
                                      TwSpan           *span,
                                      TwCalendarUnit   *unit,
                                      GError          **error);
char       *tw_calendar_name         (const TwCalendar *calendar,
                                      TwCalendarUnit    unit,
                                      TwDate            date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCalendar, tw_calendar_free)

G_END_DECLS
