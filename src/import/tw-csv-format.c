/* tw-csv-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-csv-format.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-csv-column.h"
#include "tw-error.h"

/* Rows after which nothing more is learnt, unless something is still open. */
#define ENOUGH_ROWS   20000
#define DELIMITER_ROWS 100
#define RAW_ROWS       10

static const char delimiters[] = { ',', ';', '\t', '|' };

void
tw_csv_finding_set (TwCsvFinding *finding,
                    TwConfidence  confidence,
                    char         *evidence)
{
  g_free (finding->evidence);
  finding->confidence = confidence;
  finding->evidence = evidence;
}

/* --- the words of the command line --- */

gboolean
tw_csv_delimiter_parse (const char *text,
                        char       *delimiter)
{
  static const char *const words[] = { "comma", "semicolon", "tab", "pipe" };

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if ((text[0] == delimiters[i] && text[1] == 0) || g_ascii_strcasecmp (text, words[i]) == 0)
      {
        *delimiter = delimiters[i];
        return TRUE;
      }
  if (strcmp (text, "\\t") == 0)
    *delimiter = '\t';
  return strcmp (text, "\\t") == 0;
}

gboolean
tw_decimal_sign_parse (const char    *text,
                       TwDecimalSign *decimal)
{
  if (g_ascii_strcasecmp (text, "point") == 0 || strcmp (text, ".") == 0)
    *decimal = TW_DECIMAL_POINT;
  else if (g_ascii_strcasecmp (text, "comma") == 0 || strcmp (text, ",") == 0)
    *decimal = TW_DECIMAL_COMMA;
  else
    return FALSE;
  return TRUE;
}

gboolean
tw_date_order_parse (const char  *text,
                     TwDateOrder *order)
{
  if (g_ascii_strcasecmp (text, "ymd") == 0 || g_ascii_strcasecmp (text, "iso") == 0)
    *order = TW_DATE_ORDER_YMD;
  else if (g_ascii_strcasecmp (text, "dmy") == 0)
    *order = TW_DATE_ORDER_DMY;
  else if (g_ascii_strcasecmp (text, "mdy") == 0)
    *order = TW_DATE_ORDER_MDY;
  else
    return FALSE;
  return TRUE;
}

/* --- encoding --- */

static gboolean
detect_encoding (TwCsvProfile  *self,
                 GFile         *file,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (TwEncodingProbe) probe = tw_encoding_probe_new ();
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree guchar *chunk = g_malloc (256 * 1024);
  char *evidence = NULL;
  TwConfidence confidence;
  TwEncoding encoding;
  gssize got = 0;

  stream = g_file_read (file, NULL, &local);
  while (stream != NULL && (got = g_input_stream_read (G_INPUT_STREAM (stream), chunk, 256 * 1024,
                                                       cancellable, &local)) > 0)
    {
      tw_encoding_probe_feed (probe, chunk, got);
      self->size += got;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_CANCELLED,
                           _("The import was cancelled. Nothing was changed."));
      return FALSE;
    }
  if (local != NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” can't be read: %s. Nothing was changed."), name, local->message);
      return FALSE;
    }
  if (self->size == 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("The file is empty. Nothing was changed."));
      return FALSE;
    }

  encoding = tw_encoding_probe_finish (probe, &confidence, &evidence, error);
  if (encoding == TW_ENCODING_AUTO)
    return FALSE;
  if (self->format.encoding == TW_ENCODING_AUTO)
    {
      self->format.encoding = encoding;
      tw_csv_finding_set (&self->encoding, confidence, evidence);
    }
  else
    {
      tw_csv_finding_set (&self->encoding, TW_CONFIDENCE_CERTAIN, g_strdup (_("Chosen by you.")));
      g_free (evidence);
    }
  return TRUE;
}

/* --- delimiter --- */

/* How well a delimiter cuts the first rows into the same number of cells: the share of rows that
 * agree with the most frequent width, in thousandths; 0 where that width is one. */
static guint
rate_delimiter (GFile      *file,
                TwEncoding  encoding,
                char        delimiter,
                guint      *width)
{
  g_autoptr (TwCsvReader) reader = tw_csv_reader_new (file, encoding, delimiter, NULL);
  guint widths[TW_CSV_MAX_COLUMNS + 2] = { 0 };
  guint rows = 0, most = 0, troubled = 0;
  TwCsvRecord record;

  while (reader != NULL && rows < DELIMITER_ROWS && tw_csv_reader_next (reader, &record, NULL))
    {
      if (record.blank)
        continue;
      rows++;
      troubled += record.problem != NULL;
      if (++widths[MIN (record.n_cells, TW_CSV_MAX_COLUMNS + 1)] > widths[most])
        most = MIN (record.n_cells, TW_CSV_MAX_COLUMNS + 1);
    }

  *width = most;
  if (rows == 0 || most < 2)
    return 0;
  return widths[most] * 1000 / rows * (rows - troubled) / rows;
}

static void
detect_delimiter (TwCsvProfile *self,
                  GFile        *file)
{
  guint best = 0, second = 0, best_width = 1;
  char found = ',';

  if (self->format.delimiter != 0)
    {
      tw_csv_finding_set (&self->delimiter, TW_CONFIDENCE_CERTAIN, g_strdup (_("Chosen by you.")));
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      guint width;
      guint rate = rate_delimiter (file, self->format.encoding, delimiters[i], &width);

      /* Of two that agree as well, the one that makes more columns, and of two alike the later:
       * commas stand in numbers and texts, the others hardly do. */
      if (rate > best + 100 || (rate > 0 && rate >= best && width == best_width)
          || (rate > 0 && rate + 100 >= best && width > best_width))
        {
          second = best;
          best = rate;
          best_width = width;
          found = delimiters[i];
        }
      else
        {
          second = MAX (second, rate);
        }
    }

  self->format.delimiter = found;
  if (best == 0)
    tw_csv_finding_set (&self->delimiter, TW_CONFIDENCE_LIKELY, g_strdup (_("The file has a single column.")));
  else
    tw_csv_finding_set (&self->delimiter,
          second < best || best == 1000 ? TW_CONFIDENCE_CERTAIN : TW_CONFIDENCE_LIKELY,
          best == 1000 ? g_strdup_printf (_("It makes %u columns in every row."), best_width)
                       : g_strdup_printf (_("It makes %u columns in %u of 100 rows."), best_width,
                                          best / 10));
}

/* --- header --- */

static gboolean
looks_like_value (const TwCsvCell *cell)
{
  TwReadNumber number;
  TwDate date;
  TwReadVerdict as_date = tw_read_date (cell->text, cell->length, TW_DATE_ORDER_DMY, &date);

  return tw_read_number (cell->text, cell->length, TW_DECIMAL_POINT, 12, &number) == TW_READ_OK
         || tw_read_number (cell->text, cell->length, TW_DECIMAL_COMMA, 12, &number) == TW_READ_OK
         || as_date == TW_READ_OK || as_date == TW_READ_NO_SUCH_DAY
         || as_date == TW_READ_OTHER_ORDER;
}

/* Headings are names: none is a number or a date, and none comes twice. */
static void
detect_header (TwCsvProfile *self,
               TwCsvRecord  *first)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint values = 0, repeated = 0;

  if (self->format.header_given)
    {
      tw_csv_finding_set (&self->header, TW_CONFIDENCE_CERTAIN, g_strdup (_("Chosen by you.")));
      return;
    }

  for (guint i = 0; i < first->n_cells; i++)
    {
      TwCsvCell *cell = &first->cells[i];

      if (cell->length == 0)
        continue;
      values += looks_like_value (cell);
      repeated += !g_hash_table_add (seen, cell->text);
    }

  self->format.header = values == 0 && repeated == 0;
  if (self->format.header)
    tw_csv_finding_set (&self->header, TW_CONFIDENCE_CERTAIN,
          g_strdup (_("The first row holds names and no values.")));
  else if (values > 0)
    tw_csv_finding_set (&self->header, TW_CONFIDENCE_AMBIGUOUS,
          g_strdup_printf (ngettext ("%u cell of the first row is a number or a date, so it may be data.",
                                     "%u cells of the first row are numbers or dates, so it may be data.", values),
                           values));
  else
    tw_csv_finding_set (&self->header, TW_CONFIDENCE_AMBIGUOUS,
          g_strdup_printf (ngettext ("%u name of the first row comes twice.", "%u names of the first row come twice.",
                                     repeated), repeated));
}

/* --- columns --- */

static void
keep_raw (TwCsvProfile *self,
          TwCsvRecord  *record)
{
  GStrvBuilder *builder;

  if (self->raw->len >= RAW_ROWS)
    return;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < record->n_cells; i++)
    g_strv_builder_add (builder, record->cells[i].text);
  g_ptr_array_add (self->raw, g_strv_builder_end (builder));
  g_strv_builder_unref (builder);
}

static void
name_columns (TwCsvProfile *self,
              TwCsvRecord  *first)
{
  self->width = first->n_cells;
  /* A delimiter at the end of the line makes a column without a name: it is none. */
  while (self->format.header && self->width > 1 && first->cells[self->width - 1].length == 0)
    self->width--;

  for (guint i = 0; i < self->width; i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (first->cells[i].text));

      if (!self->format.header || *name == 0)
        {
          g_free (name);
          name = g_strdup_printf (_("Column %u"), i + 1);
        }
      g_ptr_array_add (self->columns, tw_csv_column_new (name));
    }
}

static void
observe (TwCsvProfile *self,
         TwCsvRecord  *record)
{
  for (guint i = 0; i < MIN (record->n_cells, self->columns->len); i++)
    tw_csv_column_observe (g_ptr_array_index (self->columns, i), &record->cells[i]);
}

/* Whether more rows could still decide what is not decided. */
static gboolean
something_open (TwCsvProfile *self)
{
  guint64 point = 0, comma = 0, either = 0, either_order = 0, ordered = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      TwCsvColumn *column = g_ptr_array_index (self->columns, i);

      point += column->n_point;
      comma += column->n_comma;
      either += column->n_either;
      either_order += column->n_either_order;
      ordered += column->n_day_first + column->n_month_first;
    }
  return (either > 0 && point + comma == 0 && self->format.decimal == TW_DECIMAL_UNKNOWN)
         || (either_order > 0 && ordered == 0 && self->format.dates == TW_DATE_ORDER_UNKNOWN);
}

static gboolean
read_columns (TwCsvProfile  *self,
              GFile         *file,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (TwCsvReader) reader = tw_csv_reader_new (file, self->format.encoding,
                                                      self->format.delimiter, error);
  g_autoptr (GError) local = NULL;
  TwCsvRecord record;
  guint64 rows = 0;

  if (reader == NULL)
    return FALSE;

  while (tw_csv_reader_next (reader, &record, &local))
    {
      if (record.blank)
        continue;
      keep_raw (self, &record);
      if (self->columns->len == 0)
        {
          detect_header (self, &record);
          name_columns (self, &record);
          if (self->format.header)
            continue;
        }
      observe (self, &record);
      if (++rows % 1024 != 0)
        continue;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, TW_ERROR, TW_ERROR_CANCELLED,
                               _("The import was cancelled. Nothing was changed."));
          return FALSE;
        }
      if (rows >= ENOUGH_ROWS && !something_open (self))
        break;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->columns->len == 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("The file holds no rows. Nothing was changed."));
      return FALSE;
    }
  return TRUE;
}

/**
 * tw_csv_profile_new:
 * @file: a text file with rows and columns
 * @given: (nullable): what the person has chosen already
 * @cancellable: (nullable): stops the reading
 * @error: %TW_ERROR_REFUSED for a binary or an endless file, %TW_ERROR_PARSE, %TW_ERROR_FILE
 *
 * Finds out how a file is written, by reading it. The whole file is looked at for its encoding;
 * columns are read until nothing is open, at least 20,000 rows.
 *
 * Returns: (transfer full) (nullable): the file as it was understood
 */
TwCsvProfile *
tw_csv_profile_new (GFile              *file,
                    const TwCsvFormat  *given,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_autoptr (TwCsvProfile) self = g_new0 (TwCsvProfile, 1);

  if (given != NULL)
    self->format = self->given = *given;
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_csv_column_free);
  self->raw = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!detect_encoding (self, file, cancellable, error))
    return NULL;
  detect_delimiter (self, file);
  if (!read_columns (self, file, cancellable, error))
    return NULL;
  tw_csv_profile_focus (self, NULL, NULL);

  return g_steal_pointer (&self);
}

void
tw_csv_profile_free (TwCsvProfile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->raw, g_ptr_array_unref);
  g_free (self->encoding.evidence);
  g_free (self->delimiter.evidence);
  g_free (self->decimal.evidence);
  g_free (self->dates.evidence);
  g_free (self->header.evidence);
  g_free (self);
}
