/* tw-fields-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-row.h"

G_BEGIN_DECLS

#define TW_TYPE_FIELDS_DIALOG (tw_fields_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwFieldsDialog, tw_fields_dialog, TW, FIELDS_DIALOG, AdwWindow)

/**
 * TwFieldsDialog:
 *
 * Asks for a few fields and leaves to its caller what is done with them: marks a deal won, registers it, rejects a
 * registration. Esc on a changed dialog asks first.
 *
 * Signals: `changed` while somebody types; `apply` when the verb is pressed: the handler does it and returns TRUE, or
 * says what is wrong and returns FALSE, which keeps the dialog open.
 *
 * @verb: with a mnemonic
 * @description: (nullable): above the fields
 */
GtkWidget *tw_fields_dialog_new         (const char      *title,
                                         const char      *verb,
                                         const char      *description);
/* @text: (nullable): the plain form that it starts with. @required: the verb waits for it. */
void       tw_fields_dialog_add         (TwFieldsDialog  *self,
                                         const TwField   *field,
                                         const char      *text,
                                         gboolean         required);
/* (transfer full): the plain form, or what was typed where it can't be read. */
char      *tw_fields_dialog_get_text    (TwFieldsDialog  *self,
                                         const char      *field);
/* What is wrong with one field, %NULL nothing; the field gets the focus. */
void       tw_fields_dialog_set_message (TwFieldsDialog  *self,
                                         const char      *field,
                                         const char      *message);
/* Below the fields. @warning: it is set as one, with a sign. @text %NULL: nothing. */
void       tw_fields_dialog_set_note    (TwFieldsDialog  *self,
                                         const char      *text,
                                         gboolean         warning);
/* Takes every field into @row and holds it against the workspace; says at the fields what is wrong. */
gboolean   tw_fields_dialog_take        (TwFieldsDialog  *self,
                                         TwRow           *row);
/* What is typed survives a crash; after all tw_fields_dialog_add(). @kind and @about, a row or 0, say which dialog it is. */
void       tw_fields_dialog_keep        (TwFieldsDialog  *self,
                                         TwWorkspace     *workspace,
                                         const char      *kind,
                                         gint64           about);
void       tw_fields_dialog_present     (TwFieldsDialog  *self,
                                         GtkWidget       *opener);

G_END_DECLS
