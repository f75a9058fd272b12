/* tw-bulk-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cell.h"
#include "tw-entity.h"
#include "tw-key-index.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  TW_BULK_NEW,        /* no row has this external id: inserted */
  TW_BULK_UNCHANGED,  /* the row there holds the same values */
  TW_BULK_CHANGED,    /* it holds others; written only with @update */
  TW_BULK_REPEATED,   /* the external id came before in this writer; not written */
} TwBulkResult;

/**
 * TwBulkWriter:
 *
 * Writes rows of one entity by the million, by prepared statements, within a transaction and a
 * history entry that the caller opened. Sales are written sixteen at a time, so that a row may
 * be in its table only after tw_bulk_writer_finish(). Several writers may fill one table, sales
 * one after the other.
 *
 * Values are taken as they are: the caller has validated them with tw_field_validate() and resolved
 * references with a #TwKeyIndex. The constraints of the schema still hold, and period locks for
 * rows that are new or change. A row that is refused leaves no trace, and the writer goes on
 * with the next.
 *
 * A row is known again by its external id, or where the entity has none by the fields of its
 * identity. Dates with a fallback (#TwField) are filled in where they are absent. With a batch,
 * rows that change are recorded in the history, rows that are added are told by their batch.
 */
typedef struct _TwBulkWriter TwBulkWriter;

/**
 * tw_bulk_writer_new:
 * @fields: (array length=n_fields): the fields that rows bring, attributes too; other columns
 *   keep their
 *   defaults
 * @batch: id of the import batch, or 0
 * @update: whether a changed row is written over
 */
TwBulkWriter *tw_bulk_writer_new        (TwWorkspace            *workspace,
                                         const TwEntity         *entity,
                                         const TwField * const  *fields,
                                         guint                   n_fields,
                                         gint64                  batch,
                                         gboolean                update,
                                         GError                **error);
/**
 * tw_bulk_writer_put:
 * @values: (array length=n_fields): in the order of the fields; texts are borrowed for the call
 * @source_row: the row in the source file, counted from 1
 * @id: (out) (optional): the row id
 */
gboolean      tw_bulk_writer_put        (TwBulkWriter           *writer,
                                         const TwCell          *values,
                                         gint64                  source_row,
                                         TwBulkResult           *result,
                                         gint64                 *id,
                                         GError                **error);
/* The same answer without writing, for a preview. A new key counts as seen; its @id is what it
 * might get. */
gboolean      tw_bulk_writer_probe      (TwBulkWriter           *writer,
                                         const TwCell          *values,
                                         TwBulkResult           *result,
                                         gint64                 *id,
                                         GError                **error);
/* Writes the rows that still wait for others; to be called before the commit. */
gboolean      tw_bulk_writer_finish     (TwBulkWriter           *writer,
                                         GError                **error);
/* Rows that still wait are lost. */
void          tw_bulk_writer_free       (TwBulkWriter           *writer);
/* (transfer none): the external ids of the entity, with those that were put. */
TwKeyIndex   *tw_bulk_writer_get_keys   (TwBulkWriter           *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBulkWriter, tw_bulk_writer_free)

G_END_DECLS
