/* tw-form-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-field-editor.h"
#include "common/tw-form.h"

G_BEGIN_DECLS

struct _TwForm
{
  GObject      parent_instance;

  /* owned */
  TwWorkspace *workspace;
  TwRow       *row;
  GPtrArray   *editors;         /* TwFieldEditor* */

  char        *draft;           /* (nullable): name of what is kept of it */
  GDateTime   *restored;        /* (nullable): when was typed what was put back */

  GtkWidget   *restored_row;    /* borrowed of the group */
  guint        draft_source;
  gboolean     leaves_draft;
  gboolean     disposed;
  gboolean     by_field;
};

/* (nullable) */
TwFieldEditor *tw_form_find_editor  (TwForm        *self,
                                     const char    *field);
/* Says at the field what is wrong with what stands in it, or how it is understood. */
void           tw_form_validate     (TwForm        *self,
                                     TwFieldEditor *editor);
/* Takes the message away where the field is right again; doesn't renew it. */
void           tw_form_clear_right  (TwForm        *self,
                                     TwFieldEditor *editor);
/* Takes over every field into the row; says at each what is wrong with it. Returns: (nullable): the first that is */
TwFieldEditor *tw_form_take_fields  (TwForm        *self);
/* Holds the row against the workspace; likewise. */
TwFieldEditor *tw_form_check_fields (TwForm        *self);

G_END_DECLS
