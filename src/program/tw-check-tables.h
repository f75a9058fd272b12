/* tw-check-tables.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-fact-reader.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Registers of the workspace as columns, read whole when they are first asked for: what the design checks look at.
 * Not for tables of a million rows. */

typedef struct _TwCheckTables TwCheckTables;

typedef struct
{
  const TwEntity *entity;
  gsize           n;
  TwColumn       *columns;    /* id, then the declared fields */
  guint           n_columns;
  GHashTable     *rows;       /* gint64* id -> row + 1; made by the first look-up */
  TwCheckTables  *owner;
} TwCheckTable;

TwCheckTables      *tw_check_tables_new  (TwWorkspace        *workspace);
void                tw_check_tables_free (TwCheckTables      *self);
/* (transfer none): rows in order of arrival; none and @error set where it can't be read. */
const TwCheckTable *tw_check_tables_get  (TwCheckTables      *self,
                                          const char         *entity,
                                          GError            **error);
/* The stored integer, %TW_COLUMN_NULL where there is none. A field that the entity doesn't have is a programming
 * error. */
gint64              tw_cells_int         (const TwCheckTable *table,
                                          gsize               row,
                                          const char         *field);
/* %TW_DATE_NONE where there is none; the last day of a span. */
TwDate              tw_cells_date        (const TwCheckTable *table,
                                          gsize               row,
                                          const char         *field);
/* (nullable) */
const char         *tw_cells_text        (const TwCheckTable *table,
                                          gsize               row,
                                          const char         *field);
/* Whether the text is @is. */
gboolean            tw_cells_is          (const TwCheckTable *table,
                                          gsize               row,
                                          const char         *field,
                                          const char         *is);
gboolean            tw_cells_has         (const TwCheckTable *table,
                                          gsize               row,
                                          const char         *field);
gint64              tw_cells_id          (const TwCheckTable *table,
                                          gsize               row);
/* FALSE: no row has this id. */
gboolean            tw_cells_find        (const TwCheckTable *table,
                                          gint64              id,
                                          gsize              *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCheckTables, tw_check_tables_free)

G_END_DECLS
