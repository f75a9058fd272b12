/* tw-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-row.h"

G_BEGIN_DECLS

#define TW_TYPE_FORM (tw_form_get_type ())
G_DECLARE_FINAL_TYPE (TwForm, tw_form, TW, FORM, GObject)

/**
 * TwForm:
 *
 * Editors for the fields of a row. In a page every field is saved by itself, as one step, when it
 * is applied; in a dialog all are saved together.
 *
 * What is typed is looked at when the field is left, and taken for right as soon as it is.
 *
 * Signals: `changed` when something was typed; `saved` (id) after a field of a page was saved;
 * `open-record` (name of the entity, id) when the person wants to see the record that is in the way.
 *
 * @by_field: save every field when it is applied
 * @fields: (nullable) (array zero-terminated=1): names, in order; %NULL for all that can be edited
 */
TwForm   *tw_form_new           (TwWorkspace         *workspace,
                                 TwRow               *row,
                                 gboolean             by_field,
                                 const char *const   *fields);
/* Keeps what is typed and not saved where it survives a crash, under @name, and puts back what was
 * left there; to be called before tw_form_add_to(). It goes with the form: whoever closes it in order
 * was asked. */
void      tw_form_keep_draft    (TwForm              *self,
                                 const char          *name);
/* Leaves it there for the next time. */
void      tw_form_leave_draft   (TwForm              *self);
void      tw_form_add_to        (TwForm              *self,
                                 AdwPreferencesGroup *group);
/* Shows what @row holds now; fields in which somebody is typing stay as they are. */
void      tw_form_set_row       (TwForm              *self,
                                 TwRow               *row);
gboolean  tw_form_is_changed    (TwForm              *self);
/* Whether every required field holds something. */
/* Whether something stands in one of these fields; ended by %NULL. */
gboolean  tw_form_has_any       (TwForm              *self,
                                 const char *const   *fields);
gboolean  tw_form_is_complete   (TwForm              *self);
/* Saves all fields. On failure the messages stand at the fields, the first one has the focus, and
 * @error is only set where no field is to blame. */
gboolean  tw_form_save          (TwForm              *self,
                                 GError             **error);
void      tw_form_set_sensitive (TwForm              *self,
                                 gboolean             sensitive);
void      tw_form_grab_focus    (TwForm              *self);

G_END_DECLS
