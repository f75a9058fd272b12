/* tw-import-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-value.h"

#include <string.h>

/* A date taken apart: up to three numbers, one of which may be a month in letters. */
typedef struct
{
  int  number[3];
  int  width[3];
  int  month_at;     /* which of them was written in letters, or -1 */
  int  n;
} DateParts;

static int
month_by_name (const char *text,
               gsize       length)
{
  static const char *const months[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
  };

  if (length < 3)
    return 0;
  for (int i = 0; i < 12; i++)
    if (length <= strlen (months[i]) && g_ascii_strncasecmp (months[i], text, length) == 0)
      return i + 1;
  return 0;
}

/* A time of day: 03:00, 03:00:00, 03:00:00.000Z, +02:00; it is not kept, a fact has a date. */
static gboolean
is_time (const char *text,
         gsize       length)
{
  gboolean colon = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      colon = colon || text[i] == ':';
      if (!g_ascii_isdigit (text[i]) && strchr (":.+-Z ", text[i]) == NULL
          && strchr ("AaPpMm", text[i]) == NULL)
        return FALSE;
    }
  return colon && length >= 4 && g_ascii_isdigit (text[0]);
}

static gboolean
take_part (const char **p,
           const char  *end,
           DateParts   *parts)
{
  const char *from = *p;
  int number = 0;

  if (parts->n == 3)
    return FALSE;
  if (g_ascii_isdigit (*from))
    {
      while (*p < end && g_ascii_isdigit (**p) && *p - from < 8)
        number = number * 10 + *(*p)++ - '0';
    }
  else
    {
      while (*p < end && g_ascii_isalpha (**p))
        (*p)++;
      number = month_by_name (from, *p - from);
      if (number == 0 || parts->month_at >= 0)
        return FALSE;
      parts->month_at = parts->n;
    }
  parts->width[parts->n] = *p - from;
  parts->number[parts->n++] = number;
  return TRUE;
}

/* The text after three numbers, or after eight digits in a row, may only be a time. */
static gboolean
split_date (const char *text,
            gsize       length,
            DateParts  *parts)
{
  const char *p = text, *end = text + length;

  *parts = (DateParts) { .month_at = -1 };
  while (p < end)
    {
      if (!g_ascii_isalnum (*p) || !take_part (&p, end, parts))
        return FALSE;
      if (parts->n == 1 && parts->width[0] == 8)
        break;
      if (parts->n == 3)
        break;
      if (p == end || strchr ("-/. ,", *p) == NULL)
        return FALSE;
      while (p < end && strchr ("-/. ,", *p) != NULL)
        p++;
    }

  if (p == end)
    return parts->n == 3 || parts->width[0] == 8;
  if (*p != 'T' && *p != ' ')
    return FALSE;
  return is_time (p + 1, end - p - 1);
}

static TwReadVerdict
make_date (int     year,
           int     month,
           int     day,
           TwDate *date)
{
  return tw_date_from_ymd (year, month, day, date) ? TW_READ_OK : TW_READ_NO_SUCH_DAY;
}

/* Day and month in the order the person chose. What could only be the other order is told apart
 * from nonsense: it says that the order of the whole column is in doubt. */
static TwReadVerdict
by_order (const DateParts *parts,
          TwDateOrder      order,
          TwDate          *date)
{
  int day = parts->number[order == TW_DATE_ORDER_MDY ? 1 : 0];
  int month = parts->number[order == TW_DATE_ORDER_MDY ? 0 : 1];

  if (parts->width[2] == 2)
    return TW_READ_SHORT_YEAR;
  if (parts->width[2] != 4)
    return TW_READ_NOT_A_DATE;
  if (order != TW_DATE_ORDER_DMY && order != TW_DATE_ORDER_MDY)
    return TW_READ_OTHER_ORDER;
  if (month > 12 && day <= 12 && day > 0)
    return TW_READ_OTHER_ORDER;
  return make_date (parts->number[2], month, day, date);
}

/* The one form that long files are written in. */
static gboolean
parse_iso (const char    *t,
           gsize          length,
           TwReadVerdict *verdict,
           TwDate        *date)
{
  static const int places[] = { 0, 1, 2, 3, 5, 6, 8, 9 };

  if (length != 10 || t[4] != '-' || t[7] != '-')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (!g_ascii_isdigit (t[places[i]]))
      return FALSE;

#define DIGIT(i) (t[i] - '0')
  *verdict = make_date (DIGIT (0) * 1000 + DIGIT (1) * 100 + DIGIT (2) * 10 + DIGIT (3),
                        DIGIT (5) * 10 + DIGIT (6), DIGIT (8) * 10 + DIGIT (9), date);
#undef DIGIT
  return TRUE;
}

/**
 * tw_read_date:
 * @text: a cell
 * @length: its length in bytes
 * @order: the order of day and month where only numbers are written and the year comes last
 * @date: (out): the date
 *
 * A time of day behind the date is left out.
 */
TwReadVerdict
tw_read_date (const char  *text,
                    gsize        length,
                    TwDateOrder  order,
                    TwDate      *date)
{
  DateParts parts;
  TwReadVerdict verdict;

  if (parse_iso (text, length, &verdict, date))
    return verdict;

  tw_read_trim (&text, &length);
  if (tw_read_is_blank (text, length))
    return TW_READ_BLANK;
  if (length > 40 || !split_date (text, length, &parts))
    return TW_READ_NOT_A_DATE;

  if (parts.n == 1)
    return make_date (parts.number[0] / 10000, parts.number[0] / 100 % 100, parts.number[0] % 100,
                      date);
  if (parts.width[0] == 4 && parts.month_at != 0)
    return make_date (parts.number[0], parts.number[1], parts.number[2], date);
  if (parts.month_at >= 0)
    {
      if (parts.width[2] == 2 && parts.month_at != 2)
        return TW_READ_SHORT_YEAR;
      if (parts.width[2] != 4 || parts.month_at == 2)
        return TW_READ_NOT_A_DATE;
      return make_date (parts.number[2], parts.number[parts.month_at],
                        parts.number[1 - parts.month_at], date);
    }
  return by_order (&parts, order, date);
}

