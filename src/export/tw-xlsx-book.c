/* tw-xlsx-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-xlsx-book.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <locale.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "tw-currency.h"
#include "tw-decimal.h"
#include "tw-error.h"

/* A spreadsheet's number is a double: integers are exact up to here, and so is their quotient by a power of ten as
 * printed to the currency's decimals. Beyond, the value is written as text, which is exact too. */
#define EXACT_LIMIT (G_GINT64_CONSTANT (1) << 53)

#define MIN_WIDTH  6
#define MAX_WIDTH  60
/* A row is at most as high as spreadsheets allow, 409 points. */
#define MAX_LINES  27
#define CELL_LIMIT 32767

/* A file system in memory, and how much must be free there: a statement of a hundred thousand lines takes a tenth. */
#define MEMORY_FOLDER "/dev/shm"
#define MEMORY_ROOM   ((guint64) 512 * 1024 * 1024)

struct _TwXlsxBook
{
  lxw_workbook *workbook;
  locale_t      numbers;    /* the thread's locale while the book is open, with a decimal point; owned */
  locale_t      before;     /* what it was, and will be */
  int           digits;
  lxw_format   *money[2][TW_CURRENCY_MAX_DIGITS + 1];   /* [bold][digits], borrowed from workbook */
  lxw_format   *number;
  lxw_format   *count;
  lxw_format   *rate;
  lxw_format   *share;
  lxw_format   *date;
  lxw_format   *text;
  lxw_format   *wrap;
  lxw_format   *heading[2];                             /* [numeric] */
  lxw_format   *title;
  gboolean      grouped;                                /* digits in groups of three */
};

/* A heading stands over its values: to the right over numbers. */
static lxw_format *
make_heading (lxw_workbook *workbook,
              gboolean      numeric)
{
  lxw_format *heading = workbook_add_format (workbook);

  format_set_bold (heading);
  format_set_text_wrap (heading);
  format_set_align (heading, LXW_ALIGN_VERTICAL_BOTTOM);
  format_set_align (heading, numeric ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
  format_set_indent (heading, numeric ? 0 : 1);
  format_set_bg_color (heading, 0xE1EEF7);
  format_set_bottom (heading, LXW_BORDER_THIN);

  return heading;
}

/* libxlsxwriter writes each part of a book to a file of its own, which has no name, before it packs them: twenty for a
 * statement. In memory they cost half of what they cost on a disk. %NULL: where temporary files usually go. */
static const char *
parts_folder (void)
{
  static gsize chosen = 0;
  struct statvfs room;

  if (g_once_init_enter (&chosen))
    {
      gboolean good = g_access (MEMORY_FOLDER, W_OK | X_OK) == 0 && statvfs (MEMORY_FOLDER, &room) == 0
                      && (guint64) room.f_bavail * room.f_frsize >= MEMORY_ROOM;

      g_once_init_leave (&chosen, good ? 2 : 1);
    }

  return chosen == 2 ? MEMORY_FOLDER : NULL;
}

/* Numbers of the file's XML are written by printf(): with a decimal comma they would be no numbers. The locale is this
 * thread's alone, and what it says of everything else stays as it was. */
static void
begin_plain_numbers (TwXlsxBook *self)
{
  self->numbers = newlocale (LC_NUMERIC_MASK, "C", duplocale (uselocale ((locale_t) 0)));
  self->before = uselocale (self->numbers);
}

static void
end_plain_numbers (TwXlsxBook *self)
{
  uselocale (self->before);
  freelocale (self->numbers);
}

TwXlsxBook *
tw_xlsx_book_new (const char *path,
                  int         digits)
{
  TwXlsxBook *self = g_new0 (TwXlsxBook, 1);
  lxw_workbook_options options = { .tmpdir = (char *) parts_folder () };

  begin_plain_numbers (self);
  self->workbook = workbook_new_opt (path, &options);
  self->digits = digits;
  self->grouped = TRUE;

  self->number = workbook_add_format (self->workbook);
  format_set_num_format (self->number, "#,##0.0#####");
  self->count = workbook_add_format (self->workbook);
  format_set_num_format (self->count, "#,##0");
  self->rate = workbook_add_format (self->workbook);
  format_set_num_format (self->rate, "0.00##%");
  self->share = workbook_add_format (self->workbook);
  format_set_num_format (self->share, "0.0%");
  self->date = workbook_add_format (self->workbook);
  format_set_num_format (self->date, "yyyy-mm-dd");
  format_set_align (self->date, LXW_ALIGN_LEFT);
  self->text = workbook_add_format (self->workbook);
  format_set_num_format (self->text, "@");
  self->wrap = workbook_add_format (self->workbook);
  format_set_text_wrap (self->wrap);
  format_set_align (self->wrap, LXW_ALIGN_VERTICAL_TOP);
  /* A row that is tall for one wrapped text keeps its other cells beside the first line of it. */
  format_set_align (self->number, LXW_ALIGN_VERTICAL_TOP);
  format_set_align (self->count, LXW_ALIGN_VERTICAL_TOP);
  format_set_align (self->rate, LXW_ALIGN_VERTICAL_TOP);
  format_set_align (self->share, LXW_ALIGN_VERTICAL_TOP);
  format_set_align (self->date, LXW_ALIGN_VERTICAL_TOP);
  format_set_align (self->text, LXW_ALIGN_VERTICAL_TOP);
  format_set_indent (self->text, 1);
  format_set_indent (self->wrap, 1);
  format_set_indent (self->date, 1);
  for (guint i = 0; i < G_N_ELEMENTS (self->heading); i++)
    self->heading[i] = make_heading (self->workbook, i == 1);
  self->title = workbook_add_format (self->workbook);
  format_set_bold (self->title);
  format_set_font_size (self->title, 16);

  return self;
}

void
tw_xlsx_book_set_style (TwXlsxBook        *self,
                        const TwTextStyle *style)
{
  self->grouped = *style->grouping != '\0';
  format_set_num_format (self->date, tw_dates_style_name (style->dates, TRUE));
  format_set_num_format (self->number, self->grouped ? "#,##0.0#####" : "0.0#####");
  format_set_num_format (self->count, self->grouped ? "#,##0" : "0");
}

lxw_workbook *
tw_xlsx_book_get (TwXlsxBook *book)
{
  return book->workbook;
}

lxw_format *
tw_xlsx_book_money (TwXlsxBook *book,
                    int         digits,
                    gboolean    bold)
{
  lxw_format **format = &book->money[bold ? 1 : 0][CLAMP (digits, 0, TW_CURRENCY_MAX_DIGITS)];

  if (*format == NULL)
    {
      g_autoptr (GString) text = g_string_new (book->grouped ? "#,##0" : "0");

      if (digits > 0)
        g_string_append_c (text, '.');
      for (int i = 0; i < digits; i++)
        g_string_append_c (text, '0');

      *format = workbook_add_format (book->workbook);
      format_set_num_format (*format, text->str);
      format_set_align (*format, LXW_ALIGN_VERTICAL_TOP);
      if (bold)
        format_set_bold (*format);
    }

  return *format;
}

lxw_format *
tw_xlsx_book_format (TwXlsxBook *book,
                     TwXlsxKind  kind)
{
  switch (kind)
    {
    case TW_XLSX_WRAP:   return book->wrap;
    case TW_XLSX_MONEY:  return tw_xlsx_book_money (book, book->digits, FALSE);
    case TW_XLSX_NUMBER: return book->number;
    case TW_XLSX_COUNT:  return book->count;
    case TW_XLSX_RATE:   return book->rate;
    case TW_XLSX_SHARE:  return book->share;
    case TW_XLSX_DATE:   return book->date;
    case TW_XLSX_TEXT:
    default:             return book->text;
    }
}

lxw_format *
tw_xlsx_book_heading (TwXlsxBook *book,
                      gboolean    numeric)
{
  return book->heading[numeric ? 1 : 0];
}

lxw_format *
tw_xlsx_book_title (TwXlsxBook *book)
{
  return book->title;
}

gboolean
tw_xlsx_book_close (TwXlsxBook  *book,
                    GError     **error)
{
  lxw_error code = workbook_close (book->workbook);

  end_plain_numbers (book);
  g_free (book);
  if (code == LXW_NO_ERROR)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_FILE,
               _("The workbook could not be written: %s"), lxw_strerror (code));
  return FALSE;
}

static void
set_print (lxw_worksheet *sheet,
           const char    *footer)
{
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_set_margins (sheet, 0.5, 0.5, 0.6, 0.8);
  worksheet_set_footer (sheet, footer);
}

static gboolean
is_numeric (TwXlsxKind kind)
{
  return kind == TW_XLSX_MONEY || kind == TW_XLSX_NUMBER || kind == TW_XLSX_COUNT || kind == TW_XLSX_RATE
         || kind == TW_XLSX_SHARE;
}

/* @footer: "&L…&RPage &P of &N" as spreadsheets write it. */
TwXlsxSheet *
tw_xlsx_sheet_new (TwXlsxBook         *book,
                   const char         *name,
                   const TwXlsxColumn *columns,
                   guint               n_columns,
                   const char         *footer)
{
  TwXlsxSheet *self = g_new0 (TwXlsxSheet, 1);

  self->book = book;
  self->name = name;
  self->sheet = workbook_add_worksheet (book->workbook, name);
  self->columns = columns;
  self->n_columns = n_columns;
  self->widths = g_new0 (guint, MAX (n_columns, 1));
  set_print (self->sheet, footer);

  if (n_columns > 0)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          worksheet_write_string (self->sheet, 0, i, _(columns[i].title),
                                  tw_xlsx_book_heading (book, is_numeric (columns[i].kind)));
          self->widths[i] = MIN ((guint) g_utf8_strlen (_(columns[i].title), -1) + 4, 16);
        }
      self->row = self->first_row = 1;
      worksheet_freeze_panes (self->sheet, 1, 0);
      worksheet_repeat_rows (self->sheet, 0, 0);
    }

  return self;
}

static void
note_width (TwXlsxSheet *self,
            guint        column,
            guint        width)
{
  if (column < self->n_columns)
    self->widths[column] = MAX (self->widths[column], MIN (width, MAX_WIDTH));
}

/* Spreadsheets don't make a row higher by themselves when they open a file that doesn't say so: the second line of
 * wrapped text would lie over the next row. Words break early, so a line holds a little less than the width. */
static void
note_height (TwXlsxSheet *self,
             guint        length)
{
  guint per_line = MAX_WIDTH - MAX_WIDTH / 8;
  guint lines = length + 2 <= MAX_WIDTH ? 1 : (length + per_line - 1) / per_line;

  if (lines < 2 || (self->tall_row == self->row && self->tall_lines >= lines))
    return;
  worksheet_set_row (self->sheet, self->row, LXW_DEF_ROW_HEIGHT * MIN (lines, MAX_LINES), NULL);
  self->tall_row = self->row;
  self->tall_lines = lines;
}

/* Spreadsheets decode `_xHHHH_` in text; a partner's own text of that form has its underscore escaped, so that it comes
 * back as it was. Longer text than a cell can hold is cut at a character. */
static char *
cell_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) result = g_string_sized_new (strlen (valid) + 8);

  for (const char *p = valid; *p != '\0'; p++)
    {
      if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) &&
          g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_')
        g_string_append (result, "_x005F");
      g_string_append_c (result, *p);
    }

  if (g_utf8_strlen (result->str, -1) > CELL_LIMIT)
    g_string_truncate (result, g_utf8_offset_to_pointer (result->str, CELL_LIMIT) - result->str);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

void
tw_xlsx_sheet_text (TwXlsxSheet *self,
                    guint        column,
                    const char  *text)
{
  TwXlsxKind kind = column < self->n_columns ? self->columns[column].kind : TW_XLSX_TEXT;
  g_autofree char *safe = NULL;

  if (text == NULL || *text == '\0')
    return;

  safe = cell_text (text);
  worksheet_write_string (self->sheet, self->row, column, safe,
                          tw_xlsx_book_format (self->book, kind == TW_XLSX_WRAP ? kind : TW_XLSX_TEXT));
  note_width (self, column, (guint) g_utf8_strlen (text, -1) + 2);
  if (kind == TW_XLSX_WRAP)
    note_height (self, (guint) g_utf8_strlen (text, -1));
}

/* @value has @digits decimals: minor units of money, 6 for numbers, 0 for counts. */
void
tw_xlsx_sheet_integer (TwXlsxSheet *self,
                       guint        column,
                       gint64       value,
                       int          digits)
{
  static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8 };
  TwXlsxKind kind = column < self->n_columns ? self->columns[column].kind : TW_XLSX_MONEY;
  gboolean whole = kind == TW_XLSX_NUMBER && value % TW_MILLION == 0;
  gboolean money = kind == TW_XLSX_MONEY || (kind == TW_XLSX_NUMBER && digits != TW_MILLIONTHS_DIGITS);
  lxw_format *format = money ? tw_xlsx_book_money (self->book, digits, FALSE)
                                             : tw_xlsx_book_format (self->book, whole ? TW_XLSX_COUNT : kind);
  g_autofree char *text = tw_decimal_format (value, digits);
  guint length = (guint) strlen (text);

  if (value > EXACT_LIMIT || value < -EXACT_LIMIT)
    worksheet_write_string (self->sheet, self->row, column, text, self->book->text);
  else
    worksheet_write_number (self->sheet, self->row, column, (double) value / powers[digits], format);
  note_width (self, column, length + length / 3 + 2);
}

void
tw_xlsx_sheet_date (TwXlsxSheet *self,
                    guint        column,
                    TwDate       date)
{
  lxw_datetime value = { 0 };

  if (date == TW_DATE_NONE)
    return;

  tw_date_to_ymd (date, &value.year, &value.month, &value.day);
  if (value.year >= 1900)
    {
      worksheet_write_datetime (self->sheet, self->row, column, &value, self->book->date);
    }
  else
    {
      /* Spreadsheets have no dates before 1900. */
      g_autofree char *text = tw_date_format (date);

      worksheet_write_string (self->sheet, self->row, column, text, self->book->text);
    }
  note_width (self, column, 12);
}

void
tw_xlsx_sheet_finish (TwXlsxSheet *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    worksheet_set_column (self->sheet, i, i, MAX (self->widths[i], MIN_WIDTH), NULL);

  if (self->n_columns > 0 && self->first_row > 0)
    worksheet_autofilter (self->sheet, self->first_row - 1, 0,
                          MAX (self->row, self->first_row + 1) - 1, self->n_columns - 1);

  g_free (self->widths);
  g_free (self);
}
