/* tw-csv-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-csv-reader.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-error.h"

#define CHUNK (256 * 1024)

struct _TwCsvReader
{
  GInputStream  *stream;
  TwTextDecoder *decoder;
  char           delimiter;
  guchar        *raw;          /* CHUNK bytes as they stand in the file */
  guint64        offset;       /* bytes read so far */
  gboolean       ended;        /* the stream is at its end */
  GByteArray    *text;         /* decoded, not yet taken: from `start` on */
  gsize          start;
  guint64        row;
  guint8         special[256]; /* what ends a run of plain text */
  TwCsvCell     *cells;
  guint          n_allocated;
  TwCsvTap       tap;
  gpointer       tap_data;
};

/* Where a record stands while its end is not known yet: offsets, because the buffer may move. */
typedef struct
{
  gsize    position;
  guint    n_cells;
  gboolean blank;
  const char *problem;
} Scan;

static TwCsvReader *
reader_new (GInputStream *stream,
            TwEncoding    encoding,
            char          delimiter)
{
  TwCsvReader *self = g_new0 (TwCsvReader, 1);

  self->stream = stream;
  self->decoder = tw_text_decoder_new (encoding);
  self->delimiter = delimiter;
  self->raw = g_malloc (CHUNK);
  self->text = g_byte_array_sized_new (2 * CHUNK);
  self->special[(guchar) delimiter] = 1;
  self->special['\n'] = self->special['\r'] = 1;
  self->n_allocated = 64;
  self->cells = g_new (TwCsvCell, self->n_allocated);
  return self;
}

/**
 * tw_csv_reader_new:
 * @file: the file
 * @encoding: what it is written in
 * @delimiter: `,`, `;`, TAB or `|`
 * @error: %TW_ERROR_FILE where it can't be opened
 *
 * Returns: (transfer full) (nullable): a reader at the first record
 */
TwCsvReader *
tw_csv_reader_new (GFile       *file,
                   TwEncoding   encoding,
                   char         delimiter,
                   GError     **error)
{
  g_autoptr (GError) local = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &local);

  if (stream == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” can't be opened: %s. Nothing was changed."), name, local->message);
      return NULL;
    }

  return reader_new (G_INPUT_STREAM (stream), encoding, delimiter);
}

/**
 * tw_csv_reader_new_bytes:
 * @bytes: the content of a file
 * @encoding: what it is written in
 * @delimiter: what stands between cells
 *
 * Returns: (transfer full): a reader at the first record
 */
TwCsvReader *
tw_csv_reader_new_bytes (GBytes     *bytes,
                         TwEncoding  encoding,
                         char        delimiter)
{
  return reader_new (g_memory_input_stream_new_from_bytes (bytes), encoding, delimiter);
}

void
tw_csv_reader_free (TwCsvReader *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  tw_text_decoder_free (self->decoder);
  g_byte_array_unref (self->text);
  g_free (self->raw);
  g_free (self->cells);
  g_free (self);
}

/**
 * tw_csv_reader_set_tap:
 * @self: a reader that has read nothing yet
 * @tap: called with each chunk
 * @data: for @tap
 *
 * Lets the one reading of the file also feed its checksum and the kept copy, so that both are of
 * exactly the bytes that were parsed.
 */
void
tw_csv_reader_set_tap (TwCsvReader *self,
                       TwCsvTap     tap,
                       gpointer     data)
{
  g_return_if_fail (self->offset == 0);

  self->tap = tap;
  self->tap_data = data;
}

/**
 * tw_csv_reader_offset:
 * @self: a reader
 *
 * Returns: how many bytes of the file were read so far, for progress
 */
guint64
tw_csv_reader_offset (TwCsvReader *self)
{
  return self->offset;
}

/* Moves what is not taken yet to the front and reads on. */
static gboolean
fill (TwCsvReader  *self,
      GError      **error)
{
  g_autoptr (GError) local = NULL;
  gssize got;

  if (self->start > 0)
    {
      g_byte_array_remove_range (self->text, 0, self->start);
      self->start = 0;
    }

  got = g_input_stream_read (self->stream, self->raw, CHUNK, NULL, &local);
  if (got < 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("The file can't be read on after %" G_GUINT64_FORMAT " bytes: %s. Nothing "
                                                                           "was changed."),
                   self->offset, local->message);
      return FALSE;
    }

  if (got > 0 && self->tap != NULL)
    self->tap (self->tap_data, self->raw, got);
  self->offset += got;
  self->ended = got == 0;
  if (!tw_text_decoder_feed (self->decoder, self->raw, got, self->ended, self->text, error))
    return FALSE;

  /* One byte more than the text, so that the last cell of a file without a final newline can end.
   */
  g_byte_array_append (self->text, (const guint8 *) "", 1);
  g_byte_array_set_size (self->text, self->text->len - 1);
  return TRUE;
}

static TwCsvCell *
add_cell (TwCsvReader *self,
          Scan        *scan)
{
  if (scan->n_cells == self->n_allocated)
    {
      self->n_allocated *= 2;
      self->cells = g_renew (TwCsvCell, self->cells, self->n_allocated);
    }
  return &self->cells[scan->n_cells++];
}

static gboolean
too_long (TwCsvReader  *self,
          Scan         *scan,
          GError      **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("The cell in row %" G_GUINT64_FORMAT ", column %u is larger than %d KB, which no "
                                                       "register "
                  "has; a quotation mark may be missing. Nothing was changed."),
               self->row + 1, scan->n_cells + 1, TW_CSV_MAX_CELL / 1024);
  return FALSE;
}

/* Reads a quoted cell whose opening mark stands at @p; returns what stands after the closing mark,
 * or NULL where the buffer ends before. Doubled marks are made single in place. */
static char *
scan_quoted (char       *p,
             char       *end,
             gboolean    ended,
             TwCsvCell  *cell)
{
  char *from = p + 1;
  char *mark = memchr (from, '"', end - from);
  gboolean doubled = FALSE;

  while (mark != NULL && mark + 1 < end && mark[1] == '"')
    {
      doubled = TRUE;
      mark = memchr (mark + 2, '"', end - mark - 2);
    }
  if (mark == NULL || (mark + 1 == end && !ended))
    return NULL;

  cell->text = from;
  cell->length = mark - from;
  cell->quoted = doubled ? 2 : 1;
  return mark + 1;
}

/* Quotation marks were counted while the record's end was unknown; now they can be taken out. */
static void
unquote (TwCsvCell *cell)
{
  char *out = cell->text;

  if (cell->quoted == 2)
    {
      for (guint i = 0; i < cell->length; i++)
        {
          *out++ = cell->text[i];
          if (cell->text[i] == '"')
            i++;
        }
      cell->length = out - cell->text;
      cell->quoted = TRUE;
    }
  cell->text[cell->length] = 0;
}

/* After a closing mark only blanks may come before the delimiter; anything else makes the row
 * doubtful. */
static char *
after_quote (TwCsvReader *self,
             char        *p,
             char        *end,
             Scan        *scan)
{
  while (p < end && !self->special[(guchar) *p])
    {
      if (*p != ' ')
        scan->problem = _("text follows a closing quotation mark");
      p++;
    }
  return p;
}

static char *
scan_plain (TwCsvReader *self,
            char        *p,
            char        *end,
            TwCsvCell   *cell)
{
  const guint8 *special = self->special;

  cell->text = p;
  while (p < end && !special[(guchar) *p])
    p++;
  cell->length = p - cell->text;
  cell->quoted = FALSE;
  return p;
}

/* One pass over one record; returns FALSE where the buffer ended first and more has to be read. */
static gboolean
scan_record (TwCsvReader *self,
             Scan        *scan)
{
  char *base = (char *) self->text->data;
  char *end = base + self->text->len;
  char *p = base + self->start;

  *scan = (Scan) { .blank = TRUE };
  for (;;)
    {
      TwCsvCell *cell = add_cell (self, scan);

      if (p < end && *p == '"')
        {
          p = scan_quoted (p, end, self->ended, cell);
          if (p == NULL)
            return FALSE;
          p = after_quote (self, p, end, scan);
        }
      else
        {
          p = scan_plain (self, p, end, cell);
        }
      if (p == end && !self->ended)
        return FALSE;

      scan->blank = scan->blank && cell->length == 0;
      scan->position = p - base;
      if (p == end || *p != self->delimiter || scan->n_cells > TW_CSV_MAX_COLUMNS)
        break;
      p++;
    }

  /* Of CR LF the second half may not be there yet. */
  if (p + 1 == end && *p == '\r' && !self->ended)
    return FALSE;
  if (p < end)
    scan->position += p + 1 < end && p[0] == '\r' && p[1] == '\n' ? 2 : 1;
  return TRUE;
}

static gboolean
check_width (TwCsvReader  *self,
             Scan         *scan,
             GError      **error)
{
  if (scan->n_cells <= TW_CSV_MAX_COLUMNS)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("Row %" G_GUINT64_FORMAT " has more than %d columns. Is another delimiter meant, "
                                           "or is "
                  "this another kind of file? Nothing was changed."),
               self->row + 1, TW_CSV_MAX_COLUMNS);
  return FALSE;
}

/* Whether a record that isn't complete yet may grow on. */
static gboolean
check_growth (TwCsvReader  *self,
              Scan         *scan,
              GError      **error)
{
  gsize cell_start = scan->n_cells > 1 ? scan->position + 1 : self->start;

  if (scan->n_cells == 0 || self->text->len - cell_start <= TW_CSV_MAX_CELL + CHUNK)
    return check_width (self, scan, error);

  scan->n_cells--;
  return too_long (self, scan, error);
}

static gboolean
finish_record (TwCsvReader  *self,
               Scan         *scan,
               TwCsvRecord  *record,
               GError      **error)
{
  guint n = scan->n_cells;

  for (guint i = 0; i < n; i++)
    if (self->cells[i].length > TW_CSV_MAX_CELL)
      {
        scan->n_cells = i;
        return too_long (self, scan, error);
      }
  if (!check_width (self, scan, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    unquote (&self->cells[i]);
  self->start = scan->position;
  record->row = ++self->row;
  record->cells = self->cells;
  record->n_cells = n;
  record->blank = scan->blank;
  record->problem = scan->problem;
  return TRUE;
}

static gboolean
end_of_text (TwCsvReader  *self,
             GError      **error)
{
  Scan scan = { .n_cells = 0 };

  /* The only way to run out of text in a record that is not finished is an open quotation mark. */
  scan_record (self, &scan);
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("The quotation mark that opens the cell in row %" G_GUINT64_FORMAT ", column %u "
                                                                                     "is never "
                  "closed. Correct the file; nothing was changed."),
               self->row + 1, MAX (scan.n_cells, 1));
  return FALSE;
}

/**
 * tw_csv_reader_next:
 * @self: a reader
 * @record: takes the next record; its cells are the reader's and live until the next call
 * @error: %TW_ERROR_PARSE, %TW_ERROR_REFUSED or %TW_ERROR_FILE with row and column
 *
 * Line ends may be LF, CR LF or CR, also mixed; a quoted cell may hold any of them.
 *
 * Returns: whether there was a record; at the end of the file %FALSE with @error not set
 */
gboolean
tw_csv_reader_next (TwCsvReader  *self,
                    TwCsvRecord  *record,
                    GError      **error)
{
  Scan scan = { .n_cells = 0 };

  for (;;)
    {
      if (self->ended && self->start == self->text->len)
        return FALSE;

      if (self->start < self->text->len && scan_record (self, &scan))
        return finish_record (self, &scan, record, error);
      if (self->ended)
        return end_of_text (self, error);
      if (self->start < self->text->len && !check_growth (self, &scan, error))
        return FALSE;
      if (!fill (self, error))
        return FALSE;
    }
}
