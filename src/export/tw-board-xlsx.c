/* tw-board-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-xlsx-cross.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <math.h>
#include <string.h>

#include "tw-chart-data.h"
#include "tw-decimal.h"
#include "tw-error.h"

#define NAME_LIMIT  31   /* of a sheet */
#define PAPER_LETTER_ID 1
#define PAPER_A4_ID     9

typedef struct
{
  TwBoardReport *report;
  TwXlsxBook    *book;
  const char    *footer;
  TwPaper        paper;
  GHashTable    *names;    /* char* in use, folded */
  TwBoardCrosses *crosses;
} Writer;

static double
power_of_ten (int digits)
{
  return digits <= 0 ? 1 : 10 * power_of_ten (digits - 1);
}

/* --- figures --- */

lxw_format *
tw_board_xlsx_format (TwXlsxBook          *book,
                      const TwMetricTable *table,
                      TwMetricUnit         unit)
{
  switch (unit)
    {
    case TW_METRIC_MONEY:
      return tw_xlsx_book_money (book, tw_metric_table_get_digits (table), FALSE);
    case TW_METRIC_RATE:
      return tw_xlsx_book_format (book, TW_XLSX_SHARE);
    case TW_METRIC_POINTS:
      return tw_xlsx_book_money (book, 1, FALSE);
    case TW_METRIC_RATIO:
      return tw_xlsx_book_money (book, 2, FALSE);
    case TW_METRIC_COUNT:
    case TW_METRIC_DAYS:
      return tw_xlsx_book_format (book, TW_XLSX_COUNT);
    case TW_METRIC_TEXT:
    default:
      return tw_xlsx_book_format (book, TW_XLSX_TEXT);
    }
}

static void
note_width (TwXlsxSheet *sheet,
            guint        column,
            gsize        length)
{
  if (column < sheet->n_columns)
    sheet->widths[column] = MAX (sheet->widths[column], MIN ((guint) length + 2, 60));
}

static void
write_double (TwXlsxSheet *sheet,
              guint        column,
              double       value,
              gsize        length,
              lxw_format  *format)
{
  worksheet_write_number (sheet->sheet, sheet->row, (lxw_col_t) column, value, format);
  note_width (sheet, column, length + length / 3);
}

/* The plain form has the decimals that everybody sees; a percentage is a hundredth. */
static gboolean
parse_plain (const char *plain,
             double     *value)
{
  gsize length = strlen (plain);
  gboolean share = length > 0 && plain[length - 1] == '%';
  g_autofree char *digits_text = g_strndup (plain, share ? length - 1 : length);
  const char *point = strchr (digits_text, '.');
  int digits = point == NULL ? 0 : (int) strlen (point + 1);
  gint64 number;

  if (digits > 8 || !tw_decimal_parse (digits_text, digits, &number, NULL)
      || number > (G_GINT64_CONSTANT (1) << 53) || number < -(G_GINT64_CONSTANT (1) << 53))
    return FALSE;

  *value = (double) number / power_of_ten (digits + (share ? 2 : 0));
  return TRUE;
}

void
tw_board_xlsx_figure (TwXlsxSheet         *sheet,
                      guint                column,
                      const TwMetricTable *table,
                      guint                row,
                      guint                table_column)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, table_column);
  const TwMetricColumn *about = tw_metric_table_get_column (table, table_column);
  g_autofree char *plain = NULL;
  double value;

  if (about->unit == TW_METRIC_TEXT)
    {
      tw_xlsx_sheet_text (sheet, column, cell->text);
      return;
    }
  if (!cell->known)
    {
      tw_xlsx_sheet_text (sheet, column, _("n/a"));
      return;
    }

  plain = tw_metric_table_plain_cell (table, row, table_column);
  if (parse_plain (plain, &value))
    write_double (sheet, column, value, strlen (plain), tw_board_xlsx_format (sheet->book, table, about->unit));
  else
    tw_xlsx_sheet_text (sheet, column, plain);
}

/* The ends of an interval come from statistics: shown and written with the decimals of the figure they belong to. */
static void
write_end (TwXlsxSheet         *sheet,
           guint                column,
           const TwMetricTable *table,
           TwMetricUnit         unit,
           double               value)
{
  int digits = unit == TW_METRIC_MONEY ? tw_metric_table_get_digits (table)
               : unit == TW_METRIC_RATE ? 3
               : unit == TW_METRIC_RATIO ? 2
               : unit == TW_METRIC_POINTS ? 1
                                          : 0;
  double power = power_of_ten (digits);

  if (isfinite (value))
    write_double (sheet, column, round (value * power) / power, 10,
                  tw_board_xlsx_format (sheet->book, table, unit));
}

/* --- names of sheets --- */

/* (transfer full): at most as long as a sheet's name may be, without the signs that it can't have, and of its own. */
static char *
claim_name (Writer     *writer,
            const char *title)
{
  g_autofree char *clean = g_strdelimit (g_strdup (title), "[]:*?/\\", ' ');

  for (guint i = 1;; i++)
    {
      g_autofree char *suffix = i == 1 ? g_strdup ("") : g_strdup_printf (" %u", i);
      glong room = NAME_LIMIT - (glong) strlen (suffix);
      g_autofree char *head = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), room));
      g_autofree char *name = g_strconcat (g_strchomp (g_strdelimit (head, "'", ' ')), suffix, NULL);

      if (g_hash_table_add (writer->names, g_utf8_casefold (name, -1)))
        return g_steal_pointer (&name);
    }
}

/* --- the sheet of a chart --- */

typedef struct
{
  GArray  *columns;     /* TwXlsxColumn */
  guint   *places;      /* where each column of the table stands */
  guint   *lows;        /* its interval, 0 for none */
  guint    period;      /* 0 for none */
  guint    n;
  guint    remark;
} Shape;

static gboolean
any_interval (const TwMetricTable *table,
              guint                column)
{
  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    if (tw_metric_table_get_cell (table, r, column)->interval)
      return TRUE;

  return FALSE;
}

static guint
add_column (GArray     *columns,
            const char *title,
            TwXlsxKind  kind)
{
  TwXlsxColumn column = { g_intern_string (title), kind, NULL };

  g_array_append_val (columns, column);

  return columns->len - 1;
}

/* The title of a column of money says in which. */
static char *
column_title (const TwMetricTable  *table,
              const TwMetricColumn *column)
{
  if (column->unit == TW_METRIC_MONEY)
    return g_strdup_printf ("%s, %s", column->label, tw_metric_table_get_currency (table));

  return g_strdup (column->label);
}

static Shape
make_shape (const TwMetricTable *table)
{
  guint n_columns = tw_metric_table_get_n_columns (table);
  gboolean timed = tw_metric_table_get_n_rows (table) > 0 && tw_metric_table_get_row (table, 0)->time_key != NULL;
  guint breakdown = tw_metric_table_get_breakdown (table);
  Shape shape = { .columns = g_array_new (FALSE, FALSE, sizeof (TwXlsxColumn)) };

  shape.places = g_new0 (guint, MAX (n_columns, 1));
  shape.lows = g_new0 (guint, MAX (n_columns, 1));
  add_column (shape.columns, breakdown != TW_BREAKDOWN_NONE ? tw_breakdown_get_label (breakdown) : _("Figure"),
              TW_XLSX_TEXT);
  if (timed)
    shape.period = add_column (shape.columns, _("Period"), TW_XLSX_TEXT);
  for (guint c = 0; c < n_columns; c++)
    {
      const TwMetricColumn *column = tw_metric_table_get_column (table, c);
      g_autofree char *title = column_title (table, column);

      shape.places[c] = add_column (shape.columns, title, column->unit == TW_METRIC_TEXT ? TW_XLSX_TEXT
                                                                                          : TW_XLSX_NUMBER);
      if (any_interval (table, c))
        {
          /* Translators: %s is a figure; the lower end of the interval it lies in. */
          g_autofree char *low = g_strdup_printf (_("%s, from"), column->label);
          /* Translators: %s is a figure; the upper end of the interval it lies in. */
          g_autofree char *high = g_strdup_printf (_("%s, to"), column->label);

          shape.lows[c] = add_column (shape.columns, low, TW_XLSX_NUMBER);
          add_column (shape.columns, high, TW_XLSX_NUMBER);
        }
    }
  shape.n = add_column (shape.columns, _("n"), TW_XLSX_COUNT);
  shape.remark = add_column (shape.columns, _("Remark"), TW_XLSX_TEXT);

  return shape;
}

static char *
make_remark (const TwMetricTable *table,
             guint                row)
{
  guint flags = tw_metric_table_get_row (table, row)->flags;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *incomplete = NULL;

  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    {
      const TwMetricCell *cell = tw_metric_table_get_cell (table, row, c);

      flags |= cell->flags;
      if ((cell->flags & TW_METRIC_INCOMPLETE) != 0 && incomplete == NULL)
        incomplete = g_strdup_printf (_("incomplete: %s"), cell->reason);
    }
  if (flags & TW_METRIC_LOW_SAMPLE)
    g_ptr_array_add (words, (gpointer) _("low sample"));
  if (flags & TW_METRIC_TO_DATE)
    g_ptr_array_add (words, (gpointer) _("to date"));
  if (flags & TW_METRIC_CHOSEN)
    g_ptr_array_add (words, (gpointer) _("chosen method"));
  if (incomplete != NULL)
    g_ptr_array_add (words, incomplete);
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

static void
write_row (TwXlsxSheet         *sheet,
           const TwMetricTable *table,
           const Shape         *shape,
           guint                r)
{
  const TwMetricRow *row = tw_metric_table_get_row (table, r);
  g_autofree char *remark = make_remark (table, r);

  tw_xlsx_sheet_text (sheet, 0, row->label);
  if (shape->period > 0)
    tw_xlsx_sheet_text (sheet, shape->period, row->time_key);
  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    {
      const TwMetricCell *cell = tw_metric_table_get_cell (table, r, c);
      TwMetricUnit unit = tw_metric_table_get_column (table, c)->unit;

      tw_board_xlsx_figure (sheet, shape->places[c], table, r, c);
      if (shape->lows[c] > 0 && cell->known && cell->interval)
        {
          write_end (sheet, shape->lows[c], table, unit, cell->low);
          write_end (sheet, shape->lows[c] + 1, table, unit, cell->high);
        }
    }
  if (row->n >= 0)
    tw_xlsx_sheet_integer (sheet, shape->n, row->n, 0);
  tw_xlsx_sheet_text (sheet, shape->remark, remark);
  sheet->row++;
}

static void
write_chart_sheet (Writer            *writer,
                   const TwBoardPart *part)
{
  const TwMetricTable *table = part->figure->table;
  g_autofree char *name = claim_name (writer, tw_metric_chart_get_title (part->figure->chart));
  Shape shape = make_shape (table);
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (writer->book, name, (const TwXlsxColumn *) shape.columns->data,
                                          shape.columns->len, writer->footer);
  TwBoardRange range = { .sheet = name, .table = table, .spec = part->figure->spec, .first_row = sheet->row,
                         .columns = shape.places, .width = shape.columns->len };

  worksheet_set_paper (sheet->sheet, writer->paper == TW_PAPER_LETTER ? PAPER_LETTER_ID : PAPER_A4_ID);
  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    write_row (sheet, table, &shape, r);
  range.last_row = sheet->row - 1;
  tw_board_xlsx_chart (sheet, &range, writer->crosses, part->title);
  tw_xlsx_sheet_finish (sheet);

  g_array_unref (shape.columns);
  g_free (shape.places);
  g_free (shape.lows);
}

/* --- Summary --- */

static void
write_line (TwXlsxSheet *sheet,
            const char  *name,
            const char  *text)
{
  if (text == NULL || *text == '\0')
    return;

  if (name != NULL)
    tw_xlsx_sheet_text (sheet, 0, name);
  tw_xlsx_sheet_text (sheet, 1, text);
  sheet->row++;
}

static void
write_head (Writer             *writer,
            TwXlsxSheet        *sheet,
            const char         *title,
            const char         *comment,
            const char         *date)
{
  const TwBoardScope *scope = writer->report->scope;
  g_autofree char *filters = tw_board_scope_describe (scope);

  worksheet_write_string (sheet->sheet, sheet->row, 0, title, tw_xlsx_book_title (writer->book));
  worksheet_set_row (sheet->sheet, sheet->row, 24, NULL);
  sheet->row += 2;
  write_line (sheet, _("Workspace"), writer->report->workspace);
  write_line (sheet, _("Period"), scope->period_name);
  write_line (sheet, _("Compared with"), scope->compare_name);
  write_line (sheet, _("Partners"), filters != NULL ? filters : _("All partners"));
  write_line (sheet, _("Made"), date);
  write_line (sheet, _("Comment"), comment);
  sheet->row++;
}

static void
write_findings (Writer      *writer,
                TwXlsxSheet *sheet,
                GArray      *parts)
{
  g_autoptr (GPtrArray) findings = tw_board_report_findings (writer->report, parts);

  for (guint i = 0; i < findings->len; i++)
    write_line (sheet, i == 0 ? _("Findings") : NULL, g_ptr_array_index (findings, i));
  sheet->row++;
}

static int
headline_column (const TwMetricTable *table)
{
  for (guint c = 0; table != NULL && c < tw_metric_table_get_n_columns (table); c++)
    if (tw_metric_table_get_n_rows (table) > 0
        && tw_metric_table_get_cell (table, 0, c) == tw_metric_table_get_headline (table))
      return (int) c;

  return -1;
}

static void
write_headline (TwXlsxSheet         *sheet,
                const TwMetricTable *table)
{
  const TwMetricTable *before = tw_metric_table_get_compare (table);
  int column = headline_column (table);
  int column_before = headline_column (before);
  const TwMetricCell *cell;

  if (column < 0)
    return;

  cell = tw_metric_table_get_cell (table, 0, (guint) column);
  tw_xlsx_sheet_text (sheet, 0, tw_metric_get_figure_label (tw_metric_table_get_metric (table)));
  tw_board_xlsx_figure (sheet, 1, table, 0, (guint) column);
  if (column_before >= 0)
    tw_board_xlsx_figure (sheet, 2, before, 0, (guint) column_before);
  if (tw_metric_table_get_column (table, (guint) column)->unit == TW_METRIC_MONEY)
    tw_xlsx_sheet_text (sheet, 3, tw_metric_table_get_currency (table));
  if (cell->n >= 0)
    worksheet_write_number (sheet->sheet, sheet->row, 4, (double) cell->n,
                            tw_xlsx_book_format (sheet->book, TW_XLSX_COUNT));
  sheet->row++;
}

static void
write_headlines (Writer      *writer,
                 TwXlsxSheet *sheet)
{
  const TwBoardScope *scope = writer->report->scope;
  const char *titles[] = { _("Key figure"), scope->period_name,
                           scope->compare_name != NULL ? scope->compare_name : _("Compared with"), _("Currency"), _("n") };

  for (guint c = 0; c < G_N_ELEMENTS (titles); c++)
    worksheet_write_string (sheet->sheet, sheet->row, (lxw_col_t) c, titles[c],
                            tw_xlsx_book_heading (writer->book, c == 1 || c == 2 || c == 4));
  sheet->row++;
  for (guint i = 0; i < writer->report->headlines->len; i++)
    write_headline (sheet, g_ptr_array_index (writer->report->headlines, i));
  sheet->row++;
}

static void
write_summary (Writer               *writer,
               const TwBoardOptions *options,
               GArray               *parts,
               const char           *title)
{
  g_autofree char *name = claim_name (writer, _("Summary"));
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (writer->book, name, NULL, 0, writer->footer);

  worksheet_set_paper (sheet->sheet, writer->paper == TW_PAPER_LETTER ? PAPER_LETTER_ID : PAPER_A4_ID);
  worksheet_set_column (sheet->sheet, 0, 0, 40, NULL);
  worksheet_set_column (sheet->sheet, 1, 4, 18, NULL);
  write_head (writer, sheet, title, options != NULL ? options->comment : NULL,
              tw_board_report_date (writer->report, options));
  write_headlines (writer, sheet);
  write_findings (writer, sheet, parts);
  tw_xlsx_sheet_finish (sheet);
}

/* --- Definitions --- */

static void
write_definitions (Writer *writer,
                   GArray *parts)
{
  static const TwXlsxColumn columns[] = {
    { N_("Chart"), TW_XLSX_TEXT, NULL }, { N_("Definition"), TW_XLSX_WRAP, NULL },
    { N_("Basis and method"), TW_XLSX_WRAP, NULL }, { N_("Period"), TW_XLSX_TEXT, NULL },
    { N_("n"), TW_XLSX_COUNT, NULL }, { N_("Comment"), TW_XLSX_WRAP, NULL },
  };
  g_autofree char *name = claim_name (writer, _("Definitions"));
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (writer->book, name, columns, G_N_ELEMENTS (columns), writer->footer);

  worksheet_set_paper (sheet->sheet, writer->paper == TW_PAPER_LETTER ? PAPER_LETTER_ID : PAPER_A4_ID);
  for (guint i = 0; i < parts->len; i++)
    {
      const TwBoardPart *part = &g_array_index (parts, TwBoardPart, i);
      const TwMetricTable *table = part->figure->table;
      g_autoptr (GString) notes = g_string_new (NULL);

      tw_xlsx_sheet_text (sheet, 0, part->title);
      tw_xlsx_sheet_text (sheet, 5, part->comment);
      if (table != NULL)
        {
          for (guint k = 0; k < tw_metric_table_get_n_notes (table); k++)
            g_string_append_printf (notes, "%s%s", k > 0 ? " " : "", tw_metric_table_get_note (table, k));
          tw_xlsx_sheet_text (sheet, 1, tw_metric_table_get_definition (table));
          tw_xlsx_sheet_text (sheet, 2, notes->str);
          tw_xlsx_sheet_text (sheet, 3, tw_metric_table_get_period_name (table));
          if (tw_metric_table_get_n (table) >= 0)
            tw_xlsx_sheet_integer (sheet, 4, tw_metric_table_get_n (table), 0);
        }
      else
        {
          tw_xlsx_sheet_text (sheet, 2, part->figure->error->message);
        }
      sheet->row++;
    }
  tw_xlsx_sheet_finish (sheet);
}

/* --- the book --- */

/* A footer takes 255 characters and reads & as a code. */
static char *
make_footer (const char *title)
{
  g_autofree char *head = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 90));
  g_auto (GStrv) parts = g_strsplit (head, "&", -1);
  g_autofree char *escaped = g_strjoinv ("&&", parts);

  return g_strdup_printf (_("&L%s&RPage &P of &N"), escaped);
}

static void
set_properties (Writer     *writer,
                const char *title,
                const char *date)
{
  g_autofree char *subject = tw_board_report_subtitle (writer->report);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (date, NULL);
  lxw_doc_properties properties = {
    .title = (char *) title,
    .subject = subject,
    .author = writer->report->user,
    .company = (char *) "",
    .created = at != NULL ? g_date_time_to_unix (at) : 1,
  };

  workbook_set_properties (tw_xlsx_book_get (writer->book), &properties);
}

static gboolean
write_book (TwBoardReport         *self,
            const TwBoardOptions  *options,
            GArray                *parts,
            TwPaper                paper,
            const char            *path,
            GError               **error)
{
  g_autofree char *title = tw_board_report_title (self, options);
  g_autofree char *footer = make_footer (title);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writer writer = { .report = self, .footer = footer, .paper = paper, .names = names };
  g_autoptr (TwBoardCrosses) crosses = NULL;

  crosses = tw_board_crosses_new (claim_name (&writer, _("Chart Data")));
  writer.crosses = crosses;
  writer.book = tw_xlsx_book_new (path, 2);
  set_properties (&writer, title, tw_board_report_date (self, options));
  write_summary (&writer, options, parts, title);
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, TwBoardPart, i).figure->spec != NULL)
      write_chart_sheet (&writer, &g_array_index (parts, TwBoardPart, i));
  tw_board_crosses_write (crosses, writer.book, footer);
  write_definitions (&writer, parts);

  return tw_xlsx_book_close (writer.book, error);
}

gboolean
tw_board_report_write_xlsx (TwBoardReport         *self,
                            const TwBoardOptions  *options,
                            const TwBoardPage     *pages,
                            guint                  n_pages,
                            TwPaper                paper,
                            const char            *path,
                            GError               **error)
{
  g_autoptr (GArray) parts = tw_board_report_parts (self, pages, n_pages);
  g_autofree char *beside = g_strconcat (path, ".part", NULL);

  if (!write_book (self, options, parts, paper, beside, error))
    {
      g_prefix_error (error, _("The report was not written to “%s”. "), path);
      g_unlink (beside);
      return FALSE;
    }
  if (g_rename (beside, path) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The report was not written to “%s”: %s. "
                                               "Choose another folder or name."), path,
                   g_strerror (errno));
      g_unlink (beside);
      return FALSE;
    }

  return TRUE;
}
