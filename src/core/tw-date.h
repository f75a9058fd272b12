/* tw-date.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TwDate:
 *
 * A civil date without time or zone: days since 1970-01-01 in the proleptic Gregorian calendar,
 * from 0001-01-01 to 9999-12-31.
 */
typedef gint32 TwDate;

#define TW_DATE_NONE G_MININT32
#define TW_DATE_MIN  (-719162)
#define TW_DATE_MAX  (2932896)

typedef enum
{
  TW_UNIT_DAY,
  TW_UNIT_MONTH,
  TW_UNIT_YEAR,
} TwDurationUnit;

/* `"90 days"`, `"6 months"`, `"1 year"`, also `"-1 year"` in a shift. */
typedef struct
{
  int            n;
  TwDurationUnit unit;
} TwDuration;

gboolean  tw_date_from_ymd       (int              year,
                                  int              month,
                                  int              day,
                                  TwDate          *date);
void      tw_date_to_ymd         (TwDate           date,
                                  int             *year,
                                  int             *month,
                                  int             *day);
int       tw_date_days_in_month  (int              year,
                                  int              month);
gboolean  tw_date_parse          (const char      *text,
                                  TwDate          *date,
                                  GError         **error);
char     *tw_date_format         (TwDate           date);
TwDate    tw_date_add_months     (TwDate           date,
                                  int              months);
/* Mondays to Fridays after @from, up to and with @to; negative where @to is before @from. Which
 * of them are holidays nobody here knows. */
gint64    tw_date_weekdays       (TwDate           from,
                                  TwDate           to);
TwDate    tw_date_add            (TwDate           date,
                                  TwDuration       duration,
                                  int              sign);
gboolean  tw_duration_parse      (const char      *text,
                                  TwDuration      *duration,
                                  GError         **error);
char     *tw_duration_format     (TwDuration       duration);

/**
 * TwDayCount:
 *
 * How days are counted between two ends (rules.md 4.8).
 */
typedef enum
{
  TW_DAY_COUNT_DAYS,
  TW_DAY_COUNT_30_360,
  TW_DAY_COUNT_MONTHS_WHOLE,
  TW_DAY_COUNT_MONTHS_STARTED,
  TW_DAY_COUNT_365,
  TW_DAY_COUNT_YEARS_WHOLE,
} TwDayCount;

/* Which ends belong to the span. */
typedef enum
{
  TW_ENDS_BOTH,
  TW_ENDS_FIRST,
  TW_ENDS_LAST,
} TwEnds;

/* Units from @from to @to, both inclusive dates; 0 where @to is before @from. */
gint64    tw_day_count           (TwDate           from,
                                  TwDate           to,
                                  TwDayCount       unit,
                                  TwEnds           ends);

G_END_DECLS
