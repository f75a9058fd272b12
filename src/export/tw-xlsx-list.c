/* tw-xlsx-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE   /* strchrnul */
#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-xlsx-list.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-list-text.h"
#include "tw-totals.h"
#include "tw-xlsx-book.h"

/* What a sheet of a workbook holds, less the header. */
#define MAX_ROWS 1048575

static TwXlsxKind
kind_of (const TwField *field)
{
  switch (field->type)
    {
    case TW_FIELD_INTEGER:
      return TW_XLSX_COUNT;
    case TW_FIELD_QUANTITY:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return TW_XLSX_NUMBER;
    case TW_FIELD_MONEY:
      return TW_XLSX_MONEY;
    case TW_FIELD_RATE:
      return TW_XLSX_RATE;
    case TW_FIELD_DATE:
      return TW_XLSX_DATE;
    case TW_FIELD_NOTE:
      return TW_XLSX_WRAP;
    default:
      return TW_XLSX_TEXT;
    }
}

/* The plain form says itself how many decimals it has: those of its row's currency. */
static gboolean
parse_plain (const char *text,
             gint64     *value,
             int        *digits)
{
  const char *point = strchr (text, '.');

  *digits = point == NULL ? 0 : (int) strlen (point + 1);

  return *digits <= 8 && tw_decimal_parse (text, *digits, value, NULL);
}

static void
write_cell (TwXlsxSheet *sheet,
            guint        column,
            const char  *text)
{
  gint64 value;
  int digits;
  TwDate date;

  switch (sheet->columns[column].kind)
    {
    case TW_XLSX_DATE:
      if (tw_date_parse (text, &date, NULL))
        tw_xlsx_sheet_date (sheet, column, date);
      else
        tw_xlsx_sheet_text (sheet, column, text);
      break;
    case TW_XLSX_RATE:
      if (tw_number_parse (text, &value, NULL))
        tw_xlsx_sheet_integer (sheet, column, value, TW_MILLIONTHS_DIGITS);
      else
        tw_xlsx_sheet_text (sheet, column, text);
      break;
    case TW_XLSX_COUNT:
    case TW_XLSX_NUMBER:
    case TW_XLSX_MONEY:
      if (parse_plain (text, &value, &digits))
        tw_xlsx_sheet_integer (sheet, column, value, digits);
      else
        tw_xlsx_sheet_text (sheet, column, text);
      break;
    case TW_XLSX_TEXT:
    case TW_XLSX_WRAP:
    default:
      tw_xlsx_sheet_text (sheet, column, text);
      break;
    }
}

/* Blanks and tabs at the end are cells; only the line end goes. */
static void
drop_return (char *line)
{
  gsize length = strlen (line);

  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';
}

static void
write_rows (TwXlsxSheet *sheet,
            const char  *text)
{
  const char *line = text;

  while (*line != '\0')
    {
      const char *end = strchrnul (line, '\n');
      g_autofree char *row = g_strndup (line, (gsize) (end - line));
      g_auto (GStrv) cells = NULL;

      drop_return (row);
      cells = g_strsplit (row, "\t", -1);
      for (guint i = 0; cells[i] != NULL && i < sheet->n_columns; i++)
        if (*cells[i] != '\0')
          write_cell (sheet, i, cells[i]);
      sheet->row++;
      line = *end == '\0' ? end : end + 1;
    }
}

/* (transfer full): the list as tab-separated lines without a header. */
static char *
read_text (TwWorkspace         *workspace,
           const TwEntity      *entity,
           const TwFilter      *filter,
           const char          *sort,
           const char * const  *fields,
           GError             **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!tw_list_text_write (workspace, entity, filter, sort, FALSE, NULL, 0, fields, TW_LIST_TEXT_TSV, FALSE, FALSE,
                           stream, NULL, error)
      || !g_output_stream_write_all (stream, "", 1, NULL, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
check_size (TwWorkspace     *workspace,
            const TwEntity  *entity,
            const TwFilter  *filter,
            GError         **error)
{
  TwTotals *totals = tw_totals_of_filter (workspace, entity, filter, error);
  gint64 count;

  if (totals == NULL)
    return FALSE;

  count = totals->count;
  tw_totals_free (totals);
  if (count <= MAX_ROWS)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("The list has %" G_GINT64_FORMAT " rows, and a sheet of a workbook holds %d. Filter the list, or "
                 "export it as CSV."),
               count, MAX_ROWS);
  return FALSE;
}

static GArray *
make_columns (const TwEntity      *entity,
              const char * const  *fields,
              GError             **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (TwXlsxColumn));

  for (guint i = 0; fields == NULL ? i < entity->n_fields : fields[i] != NULL; i++)
    {
      const TwField *field = fields == NULL ? &entity->fields[i] : tw_entity_get_field (entity, fields[i]);
      TwXlsxColumn column;

      if (field == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no field of %s."), fields[i], entity->kind);
          return NULL;
        }
      column = (TwXlsxColumn){ field->label, kind_of (field), NULL };
      g_array_append_val (columns, column);
    }

  return g_steal_pointer (&columns);
}

static gboolean
write_book (TwWorkspace    *workspace,
            const TwEntity *entity,
            GArray         *columns,
            const char     *text,
            const char     *path,
            GError        **error)
{
  TwXlsxBook *book = tw_xlsx_book_new (path, 2);
  g_autofree char *now = tw_workspace_now (workspace);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (now, NULL);
  const char *title = tw_entity_get_label (entity, TRUE);
  g_autofree char *footer = g_strdup_printf (_("&L%s&RPage &P of &N"), title);
  g_autofree char *name = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 31));
  lxw_doc_properties properties = {
    .title = (char *) title,
    .author = (char *) tw_workspace_get_user (workspace),
    .created = at != NULL ? g_date_time_to_unix (at) : 1,
  };
  TwXlsxSheet *sheet;

  workbook_set_properties (tw_xlsx_book_get (book), &properties);
  sheet = tw_xlsx_sheet_new (book, name, (const TwXlsxColumn *) columns->data, columns->len, footer);
  write_rows (sheet, text);
  tw_xlsx_sheet_finish (sheet);

  return tw_xlsx_book_close (book, error);
}

gboolean
tw_xlsx_list_write (TwWorkspace         *workspace,
                    const TwEntity      *entity,
                    const TwFilter      *filter,
                    const char          *sort,
                    const char * const  *fields,
                    const char          *path,
                    GError             **error)
{
  g_autoptr (GArray) columns = make_columns (entity, fields, error);
  g_autofree char *text = NULL;
  g_autofree char *beside = g_strconcat (path, ".part", NULL);

  if (columns == NULL || !check_size (workspace, entity, filter, error))
    return FALSE;

  text = read_text (workspace, entity, filter, sort, fields, error);
  if (text == NULL)
    return FALSE;

  if (!write_book (workspace, entity, columns, text, beside, error))
    {
      g_prefix_error (error, _("The list was not written to “%s”. "), path);
      g_unlink (beside);
      return FALSE;
    }
  if (g_rename (beside, path) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The list was not written to “%s”: %s"), path,
                   g_strerror (errno));
      g_unlink (beside);
      return FALSE;
    }

  return TRUE;
}

const char *
tw_xlsx_library_version (void)
{
  return lxw_version ();
}
