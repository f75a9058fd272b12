/* tw-text-style.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"

G_BEGIN_DECLS

/* How numbers and dates are written in the texts of statements: settled in the workspace, so that a statement reads the
 * same whoever exports it and wherever. */

typedef enum
{
  TW_DATES_ISO,           /* 2026-09-30 */
  TW_DATES_DAY_POINTS,    /* 30.09.2026 */
  TW_DATES_DAY_SLASHES,   /* 30/09/2026 */
  TW_DATES_MONTH_SLASHES, /* 09/30/2026 */
  TW_DATES_DAY_HYPHENS,   /* 30-09-2026 */
  TW_DATES_STYLES,
} TwDatesStyle;

typedef struct
{
  char          decimal;       /* '.' or ',' */
  const char   *grouping;      /* between groups of three digits, may be empty; static */
  TwDatesStyle  dates;
} TwTextStyle;

/* The kinds of numbers to choose from: of each the signs. */
guint         tw_text_style_count        (void);
/* The numbers of @index, with the dates of ISO. */
TwTextStyle   tw_text_style_nth          (guint              index);
/* The place of the numbers of @style among the kinds. */
guint         tw_text_style_find         (const TwTextStyle *style);

/* Fills in the signs; %FALSE where no kind of numbers has them, or no style of dates that name. */
gboolean      tw_text_style_parse        (const char        *decimal,
                                          const char        *grouping,
                                          const char        *dates,
                                          TwTextStyle       *style);
/* “YYYY-MM-DD”, as the workspace keeps it; with @spreadsheet as spreadsheets write a format. */
const char   *tw_dates_style_name        (TwDatesStyle       dates,
                                          gboolean           spreadsheet);

/* (transfer full): “160400.00” as “160,400.00”, “-3.5%” as “-3.5%”; text that isn't a plain number as it is. */
char         *tw_text_style_number       (const TwTextStyle *style,
                                          const char        *plain);
/* (transfer full) */
char         *tw_text_style_date         (const TwTextStyle *style,
                                          TwDate             date);
/* (transfer full): a number, a date in ISO form, a moment that begins with one, or any other text as it is. */
char         *tw_text_style_value        (const TwTextStyle *style,
                                          const char        *plain);

G_END_DECLS
