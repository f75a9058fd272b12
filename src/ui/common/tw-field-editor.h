/* tw-field-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_FIELD_EDITOR (tw_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (TwFieldEditor, tw_field_editor, TW, FIELD_EDITOR, GObject)

/**
 * TwFieldEditor:
 *
 * Edits one field in a row of a boxed list, with its message in a row below. What was typed is
 * never altered by itself: where it can't be read, it stays, and the message says what is right.
 *
 * Signals: `changed` while the person types or chooses; `apply` when what was typed differs from
 * what was set and the person pressed Enter or went on; `left` where there is nothing to apply to and
 * the person went on; `link` when the way beside the message is taken.
 *
 * @applies: whether there is something to apply to: a page saves field by field, a dialog in the
 *   end
 */
TwFieldEditor *tw_field_editor_new           (const TwField        *field,
                                              gboolean              applies);
/* The editor lives as long as the group. */
void           tw_field_editor_add_to        (TwFieldEditor        *self,
                                              AdwPreferencesGroup  *group);
const TwField *tw_field_editor_get_field     (TwFieldEditor        *self);
/* (nullable): the field that a control edits. */
const TwField *tw_field_editor_field_of      (GtkWidget            *control);
/* @text: the plain form; shown in the locale's. Clears the message. */
void           tw_field_editor_set_text      (TwFieldEditor        *self,
                                              const char           *text);
/* (transfer full): the plain form of what was typed, or what was typed where it can't be read. */
char          *tw_field_editor_get_text      (TwFieldEditor        *self);
/* (transfer full): what stands in the control, as it was typed or chosen. */
char          *tw_field_editor_get_typed     (TwFieldEditor        *self);
/* Puts back what was typed once and not saved. */
void           tw_field_editor_restore       (TwFieldEditor        *self,
                                              const char           *typed);
gboolean       tw_field_editor_is_changed    (TwFieldEditor        *self);
/* Whether a message says that something is wrong. */
gboolean       tw_field_editor_is_invalid    (TwFieldEditor        *self);
/* @message: (nullable): what is wrong, below the field; NULL: nothing. */
void           tw_field_editor_set_message   (TwFieldEditor        *self,
                                              const char           *message);
/* Whether what stands there is something that the field holds, as far as that can be said without its row; says what
 * is wrong where it isn't. An empty one is right. */
gboolean       tw_field_editor_check         (TwFieldEditor        *self);
/* Beside the message: a button to what is in the way. */
void           tw_field_editor_set_link      (TwFieldEditor        *self,
                                              const char           *label);
/* @hint: (nullable): how what was typed is understood, where that could be doubted. */
void           tw_field_editor_set_hint      (TwFieldEditor        *self,
                                              const char           *hint);
/* Where the field names a record, what could be meant stands below it while somebody types; see tw_suggestions_attach(). */
void           tw_field_editor_suggest       (TwFieldEditor        *self,
                                              TwWorkspace          *workspace,
                                              gint64                owner);
void           tw_field_editor_set_sensitive (TwFieldEditor        *self,
                                              gboolean              sensitive);
void           tw_field_editor_grab_focus    (TwFieldEditor        *self);
/* (transfer none): the widget that holds the value. */
GtkWidget     *tw_field_editor_get_control   (TwFieldEditor        *self);

G_END_DECLS
