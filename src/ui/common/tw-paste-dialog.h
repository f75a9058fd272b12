/* tw-paste-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-table.h"

G_BEGIN_DECLS

#define TW_TYPE_PASTE_DIALOG (tw_paste_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwPasteDialog, tw_paste_dialog, TW, PASTE_DIALOG, AdwWindow)

/**
 * tw_paste_dialog_new:
 * @edits: (element-type TwCellEdit): looked at with tw_cells_edit() as a trial; a reference is kept
 * @names: (element-type utf8): what the row of each edit is called
 * @columns: (element-type utf8): the title of the column of each
 *
 * Shows what a paste would change, cell by cell, and what is refused and why. Nothing can be pasted
 * while anything is refused.
 *
 * Signal `paste`: the person wants it.
 */
GtkWidget *tw_paste_dialog_new (GPtrArray  *edits,
                                GPtrArray  *names,
                                GPtrArray  *columns);

G_END_DECLS
