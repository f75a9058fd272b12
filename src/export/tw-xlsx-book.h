/* tw-xlsx-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <xlsxwriter.h>

#include "tw-text-style.h"

G_BEGIN_DECLS

/* A thin layer over libxlsxwriter that knows what a Tierwright sheet is: one table with one grain, declared once
 * as columns. From the declaration follow header, number formats, widths, filter, frozen header, print setup and
 * the workbook's Dictionary. Private to export/. */

typedef enum
{
  TW_XLSX_TEXT,     /* ids too: never a number, never a formula */
  TW_XLSX_WRAP,     /* long text on several lines */
  TW_XLSX_MONEY,    /* minor units of the statement's currency */
  TW_XLSX_NUMBER,   /* millionths */
  TW_XLSX_COUNT,    /* whole number */
  TW_XLSX_RATE,     /* millionths, shown as a percentage */
  TW_XLSX_SHARE,    /* a fraction of 1, shown as a percentage with one decimal */
  TW_XLSX_DATE,
} TwXlsxKind;

typedef struct
{
  const char *title;
  TwXlsxKind  kind;
  const char *help;   /* what the column holds: goes into the Dictionary */
} TwXlsxColumn;

typedef struct _TwXlsxBook TwXlsxBook;

/* One sheet being filled; rows are appended from top to bottom. */
typedef struct
{
  TwXlsxBook         *book;
  lxw_worksheet      *sheet;
  const char         *name;
  const TwXlsxColumn *columns;
  guint               n_columns;
  lxw_row_t           row;          /* next row to write */
  lxw_row_t           first_row;    /* first row of data */
  lxw_row_t           tall_row;     /* the row whose height was set last */
  guint               tall_lines;   /* for so many lines of text */
  guint              *widths;       /* owned: widest value so far, in characters */
} TwXlsxSheet;

/* Until it is closed, in the same thread, that thread writes numbers with a decimal point. */
TwXlsxBook    *tw_xlsx_book_new         (const char          *path,
                                         int                  digits);
/* How the cells show numbers and dates; before any of them is written. The decimal sign is the reader's program's. */
void           tw_xlsx_book_set_style   (TwXlsxBook          *book,
                                         const TwTextStyle   *style);
lxw_workbook  *tw_xlsx_book_get         (TwXlsxBook          *book);
lxw_format    *tw_xlsx_book_money       (TwXlsxBook          *book,
                                         int                  digits,
                                         gboolean             bold);
lxw_format    *tw_xlsx_book_format      (TwXlsxBook          *book,
                                         TwXlsxKind           kind);
lxw_format    *tw_xlsx_book_heading     (TwXlsxBook          *book,
                                         gboolean             numeric);
lxw_format    *tw_xlsx_book_title       (TwXlsxBook          *book);
/* Writes the file and frees @book, also on error. */
gboolean       tw_xlsx_book_close       (TwXlsxBook          *book,
                                         GError             **error);

TwXlsxSheet   *tw_xlsx_sheet_new        (TwXlsxBook          *book,
                                         const char          *name,
                                         const TwXlsxColumn  *columns,
                                         guint                n_columns,
                                         const char          *footer);
void           tw_xlsx_sheet_text       (TwXlsxSheet         *self,
                                         guint                column,
                                         const char          *text);
void           tw_xlsx_sheet_integer    (TwXlsxSheet         *self,
                                         guint                column,
                                         gint64               value,
                                         int                  digits);
void           tw_xlsx_sheet_date       (TwXlsxSheet         *self,
                                         guint                column,
                                         TwDate               date);
/* Sets widths and the filter; frees @self, its cells belong to the book. */
void           tw_xlsx_sheet_finish     (TwXlsxSheet         *self);

G_END_DECLS
