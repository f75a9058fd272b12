/* tw-row-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-row.h"

G_BEGIN_DECLS

/**
 * TwCellEdit:
 * @id: of the row
 * @field: its name
 * @text: the plain form that is to stand there; a reference by external id or title
 * @before: (out): what stands there now, filled in by tw_cells_edit()
 * @after: (out): what @text means, in the plain form; %NULL where it is refused
 * @message: (out): why it is refused, or %NULL
 *
 * One cell of a list that gets another value.
 */
typedef struct
{
  gint64      id;
  const char *field;
  char       *text;
  char       *before;
  char       *after;
  char       *message;
} TwCellEdit;

TwCellEdit *tw_cell_edit_new  (gint64           id,
                               const char      *field,
                               const char      *text);
void        tw_cell_edit_free (TwCellEdit      *edit);

/**
 * tw_cells_edit:
 * @edits: (element-type TwCellEdit): cells of one row are taken together
 * @trial: only look what would happen; nothing is changed
 * @label: (nullable): the words of the history entry
 * @error: %TW_ERROR_REFUSED where a cell refused its text; everything else where it could not be
 *   written at all
 *
 * Sets many cells as one entry of the history, all or none. Every one of them is looked at, so that
 * each says what is wrong with it. The trial is the same work, taken back: what it lets pass the
 * real thing lets pass.
 */
gboolean    tw_cells_edit     (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               GPtrArray       *edits,
                               gboolean         trial,
                               const char      *label,
                               GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCellEdit, tw_cell_edit_free)

G_END_DECLS
