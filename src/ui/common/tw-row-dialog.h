/* tw-row-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-row.h"

G_BEGIN_DECLS

#define TW_TYPE_ROW_DIALOG (tw_row_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwRowDialog, tw_row_dialog, TW, ROW_DIALOG, AdwWindow)

/**
 * TwRowDialog:
 *
 * Asks for the fields of a new row, or of one that exists, and saves it as one step. Closing a
 * changed form asks first; after a crash what was typed is there again.
 *
 * Signals: `saved` with the id of the row; `open-record` (name of the entity, id) when the person wants
 * to see the record that is in the way: the dialog closes and keeps what was typed.
 *
 * @row: a reference is kept
 * @verb: of the button that saves, with a mnemonic
 * @fields: (nullable) (array zero-terminated=1): which are asked for; %NULL for all
 */
GtkWidget *tw_row_dialog_new     (TwWorkspace        *workspace,
                                  TwRow              *row,
                                  const char         *title,
                                  const char         *verb,
                                  const char *const  *fields);
/* None of @fields is required, but a row without any of them would say nothing: the button waits for one, and @text, which
 * must stay, is its tooltip until then. @fields: constants, ended by %NULL */
void       tw_row_dialog_need_one (TwRowDialog       *self,
                                  const char *const  *fields,
                                  const char         *text);
void       tw_row_dialog_present (TwRowDialog        *self,
                                  GtkWidget          *opener);

G_END_DECLS
