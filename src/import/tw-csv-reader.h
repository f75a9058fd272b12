/* tw-csv-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-text-encoding.h"

G_BEGIN_DECLS

/* A stream of records out of a text file, with bounded memory: what is held is one chunk and the
 * record that is being read. Cells lie one after the other in the reader's own buffer, unquoted in
 * place, so a million rows cost no allocation.
 *
 * Limits, so that a wrong file ends with a message and not with a full memory: */
#define TW_CSV_MAX_COLUMNS 1000
#define TW_CSV_MAX_CELL    (1024 * 1024)

typedef struct _TwCsvReader TwCsvReader;

/**
 * TwCsvCell:
 * @text: UTF-8, NUL-terminated, valid until the next record is read
 * @length: in bytes
 * @quoted: whether the cell stood in quotation marks
 */
typedef struct
{
  char   *text;
  guint   length;
  guint8  quoted;
} TwCsvCell;

/**
 * TwCsvRecord:
 * @row: the row as a spreadsheet numbers it: the first line of the file is row 1
 * @cells: (array length=n_cells): the cells
 * @n_cells: how many
 * @blank: whether no cell holds anything
 * @problem: (nullable): why the record can't be trusted (text after a closing quotation mark)
 */
typedef struct
{
  guint64      row;
  TwCsvCell   *cells;
  guint        n_cells;
  gboolean     blank;
  const char  *problem;
} TwCsvRecord;

/* Sees every chunk of the file's bytes as it was read, in order. */
typedef void (*TwCsvTap) (gpointer      data,
                          const guchar *bytes,
                          gsize         length);

TwCsvReader *tw_csv_reader_new       (GFile         *file,
                                      TwEncoding     encoding,
                                      char           delimiter,
                                      GError       **error);
TwCsvReader *tw_csv_reader_new_bytes (GBytes        *bytes,
                                      TwEncoding     encoding,
                                      char           delimiter);
void         tw_csv_reader_set_tap   (TwCsvReader   *self,
                                      TwCsvTap       tap,
                                      gpointer       data);
gboolean     tw_csv_reader_next      (TwCsvReader   *self,
                                      TwCsvRecord   *record,
                                      GError       **error);
guint64      tw_csv_reader_offset    (TwCsvReader   *self);
void         tw_csv_reader_free      (TwCsvReader   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCsvReader, tw_csv_reader_free)

G_END_DECLS
