/* tw-draft-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-field-editor.h"
#include "tw-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwDraftKeeper:
 *
 * Keeps what was typed into a dialog that is no #TwForm, so that it survives a crash. It belongs to the dialog, and goes
 * with what it kept when the dialog is closed.
 *
 *   keeper = tw_draft_keeper_new (dialog, workspace, "ask/plan-goal/12");
 *   tw_draft_keeper_add (keeper, editor);     each, with what it starts with
 *   tw_draft_keeper_restore (keeper, group);  the row that says so is the group's
 */
typedef struct _TwDraftKeeper TwDraftKeeper;

/* (transfer none) @form: what the dialog is about, the same after a crash. */
TwDraftKeeper *tw_draft_keeper_new       (GtkWidget           *dialog,
                                          TwWorkspace         *workspace,
                                          const char          *form);
/* Holds a reference. */
void           tw_draft_keeper_add       (TwDraftKeeper       *self,
                                          TwFieldEditor       *editor);
/* A choice whose model is a #GtkStringList; it is put back by its text. */
void           tw_draft_keeper_add_combo (TwDraftKeeper       *self,
                                          const char          *name,
                                          AdwComboRow         *combo);
/* A list of the dialog's own as one text: @get (transfer full) (nullable) writes it, @put fills it with what was written
 * or with what it started with. Both get the dialog, which calls tw_draft_keeper_changed() while somebody types. */
typedef char *(*TwDraftGet) (GtkWidget  *dialog);
typedef void  (*TwDraftPut) (GtkWidget  *dialog,
                             const char *text);
void           tw_draft_keeper_add_list  (TwDraftKeeper       *self,
                                          const char          *name,
                                          TwDraftGet           get,
                                          TwDraftPut           put);
void           tw_draft_keeper_changed   (TwDraftKeeper       *self);
/* Puts back, in the order of adding, what was left, and says so in a row of @group with a way to discard it. */
void           tw_draft_keeper_restore   (TwDraftKeeper       *self,
                                          AdwPreferencesGroup *group);

/* The row that says when was typed what was put back, with a button that calls @discard with @data, an object. */
GtkWidget     *tw_restored_row_new       (GDateTime           *at,
                                          GCallback            discard,
                                          gpointer             data);

G_END_DECLS
