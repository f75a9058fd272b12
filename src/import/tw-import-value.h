/* tw-import-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"

G_BEGIN_DECLS

/* Numbers and dates as files write them. A cell is read in one way or not at all: nothing here repairs,
 * rounds or guesses a value. */

typedef enum
{
  TW_DECIMAL_UNKNOWN,
  TW_DECIMAL_POINT,
  TW_DECIMAL_COMMA,
} TwDecimalSign;

/* ISO dates, dates that begin with the year and dates with a month in letters are read under any order. */
typedef enum
{
  TW_DATE_ORDER_UNKNOWN,
  TW_DATE_ORDER_YMD,
  TW_DATE_ORDER_DMY,
  TW_DATE_ORDER_MDY,
} TwDateOrder;

typedef enum
{
  TW_CELL_OK,
  TW_CELL_BLANK,          /* nothing, or a word that stands for nothing: NULL, N/A … */
  TW_CELL_NOT_A_NUMBER,
  TW_CELL_GROUPING,       /* groups of digits of an impossible width: the whole column can't be trusted */
  TW_CELL_TOO_LARGE,
  TW_CELL_TOO_PRECISE,    /* more decimals than can be held; never rounded */
  TW_CELL_NOT_A_DATE,
  TW_CELL_NO_SUCH_DAY,    /* 30 February */
  TW_CELL_OTHER_ORDER,    /* impossible in this order of day and month, possible in the other */
  TW_CELL_SHORT_YEAR,     /* two digits: which century? */
} TwCellVerdict;

/**
 * TwNumberCell:
 * @value: the number × 10^digits
 * @percent: whether a percent sign followed; @value is then already a hundredth of what was written
 * @symbol: a currency sign or code that stood beside it, "" where there was none
 */
typedef struct
{
  gint64    value;
  gboolean  percent;
  char      symbol[8];
} TwNumberCell;

gboolean       tw_cell_is_blank          (const char     *text,
                                          gsize           length);
TwCellVerdict  tw_cell_parse_number      (const char     *text,
                                          gsize           length,
                                          TwDecimalSign   decimal,
                                          int             digits,
                                          TwNumberCell   *number);
TwCellVerdict  tw_cell_parse_date        (const char     *text,
                                          gsize           length,
                                          TwDateOrder     order,
                                          TwDate         *date);
TwCellVerdict  tw_cell_parse_bool        (const char     *text,
                                          gsize           length,
                                          gboolean       *value);
const char    *tw_cell_verdict_reason    (TwCellVerdict   verdict);
gboolean       tw_cell_symbol_fits       (const char     *symbol,
                                          const char     *currency);

G_END_DECLS
