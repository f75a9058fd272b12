/* tw-ask-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_ASK_DIALOG (tw_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwAskDialog, tw_ask_dialog, TW, ASK_DIALOG, AdwWindow)

/**
 * TwAskFunc:
 * @field: (out): the name of the field that is to blame, where one is
 *
 * Does what the dialog was opened for with what tw_ask_dialog_get() answers. On failure the message stands at the field,
 * or below all of them; without @error it was said already. The dialog stays open then.
 */
typedef gboolean (*TwAskFunc) (TwAskDialog  *self,
                               gpointer      user_data,
                               const char  **field,
                               GError      **error);

/**
 * TwAskDialog:
 *
 * Asks for a few fields, which needn't be a row of one table, and does one thing with all of them: adds a plan, marks a
 * deal won, rejects a registration. Closing one in which something was typed asks first, and what was typed survives a
 * crash. A row as it is has #TwRowDialog.
 *
 *   ask = tw_ask_dialog_new (_("Rename"), NULL, _("_Rename"), on_rename, data, data_free);
 *   tw_ask_dialog_add (ask, &field, "Old name", TRUE);
 *   tw_ask_dialog_present (ask, opener, workspace, "thing-name", id);
 *
 * Emits `changed` with the name of the field while somebody types.
 *
 * @text: (nullable): what it is about, above the fields
 * @verb: of its button, with a mnemonic
 * @user_data: kept as long as there is the dialog
 */
TwAskDialog *tw_ask_dialog_new         (const char      *title,
                                        const char      *text,
                                        const char      *verb,
                                        TwAskFunc        func,
                                        gpointer         user_data,
                                        GDestroyNotify   destroy);
/* @field: copied; names, labels and choices must stay. @text: (nullable): the plain form that it starts with. @required:
 * the verb waits for it, as it does for a field that always is. */
void         tw_ask_dialog_add         (TwAskDialog     *self,
                                        const TwField   *field,
                                        const char      *text,
                                        gboolean         required);
/* (array length=n_fields): all empty. */
void         tw_ask_dialog_add_fields  (TwAskDialog     *self,
                                        const TwField   *fields,
                                        guint            n_fields);
/* What the field starts with, (nullable), in the plain form. */
void         tw_ask_dialog_set         (TwAskDialog     *self,
                                        const char      *field,
                                        const char      *text);
/* (transfer full): the plain form, or what was typed where it can't be read, with blanks at its ends taken off. */
char        *tw_ask_dialog_get         (TwAskDialog     *self,
                                        const char      *field);
/* The row that it is about, as it was given when it was shown. */
gint64       tw_ask_dialog_get_about   (TwAskDialog     *self);
/* What is wrong with one field, %NULL nothing; the field gets the focus. */
void         tw_ask_dialog_set_message (TwAskDialog     *self,
                                        const char      *field,
                                        const char      *message);
/* Below the fields, in sight wherever they are scrolled to. @warning: it is set as one, with a sign. @text %NULL:
 * nothing. */
void         tw_ask_dialog_set_note    (TwAskDialog     *self,
                                        const char      *text,
                                        gboolean         warning);
/* Takes every field into @row and holds it against the workspace; says at the fields what is wrong. */
gboolean     tw_ask_dialog_take        (TwAskDialog     *self,
                                        TwRow           *row);
/* Shows it with what was left of it by a crash. @kind and @about, a row or 0, say which dialog it is. */
void         tw_ask_dialog_present     (TwAskDialog     *self,
                                        GtkWidget       *opener,
                                        TwWorkspace     *workspace,
                                        const char      *kind,
                                        gint64           about);

G_END_DECLS
