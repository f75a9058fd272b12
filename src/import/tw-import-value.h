/* tw-import-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"

G_BEGIN_DECLS

/* Numbers and dates as files write them. A cell is read in one way or not at all: nothing here
 * repairs, rounds or guesses a value. */

typedef enum
{
  TW_DECIMAL_UNKNOWN,
  TW_DECIMAL_POINT,
  TW_DECIMAL_COMMA,
} TwDecimalSign;

/* ISO dates, dates that begin with the year and dates with a month in letters are read under any
 * order. */
typedef enum
{
  TW_DATE_ORDER_UNKNOWN,
  TW_DATE_ORDER_YMD,
  TW_DATE_ORDER_DMY,
  TW_DATE_ORDER_MDY,
} TwDateOrder;

typedef enum
{
  TW_READ_OK,
  TW_READ_BLANK,         /* nothing, or a word that stands for nothing: NULL, N/A … */
  TW_READ_NOT_A_NUMBER,
  TW_READ_GROUPING,      /* digits in groups of an impossible width: the column can't be trusted */
  TW_READ_TOO_LARGE,
  TW_READ_TOO_PRECISE,   /* more decimals than can be held; never rounded */
  TW_READ_NOT_A_DATE,
  TW_READ_NO_SUCH_DAY,   /* 30 February */
  TW_READ_OTHER_ORDER,   /* impossible in this order of day and month, possible in the other */
  TW_READ_SHORT_YEAR,    /* two digits: which century? */
} TwReadVerdict;

/**
 * TwReadNumber:
 * @value: the number × 10^digits
 * @percent: whether a percent sign followed; @value is then already a hundredth of what was written
 * @symbol: a currency sign or code that stood beside it, "" where there was none
 */
typedef struct
{
  gint64    value;
  gboolean  percent;
  char      symbol[8];
} TwReadNumber;

gboolean       tw_read_is_blank          (const char     *text,
                                          gsize           length);
gboolean       tw_read_is_null_text      (const char     *text,
                                          gsize           length);
/* Bytes of a blank at @text, 0 where there is none. */
gsize          tw_read_blank_at          (const char     *text,
                                          gsize           length);
void           tw_read_trim              (const char    **text,
                                          gsize          *length);
TwReadVerdict  tw_read_number      (const char     *text,
                                          gsize           length,
                                          TwDecimalSign   decimal,
                                          int             digits,
                                          TwReadNumber   *number);
TwReadVerdict  tw_read_date        (const char     *text,
                                          gsize           length,
                                          TwDateOrder     order,
                                          TwDate         *date);
TwReadVerdict  tw_read_bool        (const char     *text,
                                          gsize           length,
                                          gboolean       *value);
const char    *tw_read_verdict_reason    (TwReadVerdict   verdict);
gboolean       tw_read_symbol_fits       (const char     *symbol,
                                          const char     *currency);

G_END_DECLS
