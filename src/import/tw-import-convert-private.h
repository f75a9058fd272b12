/* tw-import-convert-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-import-slot.h"

G_BEGIN_DECLS

/* A row on its way from cells of the file to values. */
typedef struct
{
  TwImportPlan      *plan;
  TwImportLinks     *links;
  const TwCsvRecord *record;
  TwCell            *cells;
  TwImportProblem   *problem;
  GError           **error;
} TwImportRow;

/* What the record says of one field. @plain: (out): the text comes from a person in plain form and not from the file. */
const char *tw_import_slot_text   (TwImportPlan      *self,
                                   TwImportSlot      *slot,
                                   const TwCsvRecord *record,
                                   gsize             *length,
                                   gboolean          *plain);
/* What @text says of one field; FALSE with the row's problem or its error. @plain: it comes from a person in plain form
 * and not from the file. */
gboolean    tw_import_row_convert (TwImportRow   *row,
                                   TwImportSlot  *slot,
                                   const char    *text,
                                   gsize          length,
                                   gboolean       plain,
                                   TwCell        *cell);
/* Returns: FALSE, with the row's problem; @reason (transfer full) */
gboolean    tw_import_row_bad     (TwImportRow   *row,
                                   TwImportSlot  *slot,
                                   const char    *value,
                                   char          *reason);
/* (nullable): the text in a slot. */
const char *tw_import_row_text    (TwImportRow   *row,
                                   int            slot);

G_END_DECLS
