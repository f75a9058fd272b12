/* tw-objective-form-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-objective-form.h"

G_BEGIN_DECLS

struct _TwObjectiveForm
{
  GObject        parent_instance;

  TwField        fields[TW_N_OBJECTIVE_PARTS];   /* the type of figures follows the outcome */
  TwFieldEditor *editors[TW_N_OBJECTIVE_PARTS];  /* owned */
  char          *currency;
  char          *source;        /* (nullable): where a suggested baseline is from */
  char          *suggested;     /* (nullable): what was suggested, in plain form */
  int            digits;
};

/* (transfer full): without blanks around it. */
char     *tw_objective_form_get_text     (TwObjectiveForm  *self,
                                          TwObjectivePart   part);
gboolean  tw_objective_form_get_outcome  (TwObjectiveForm  *self,
                                          TwOutcome        *outcome);
/* Baseline and target are of the type that the outcome's unit asks for. */
void      tw_objective_form_update_types (TwObjectiveForm  *self);
/* @text: (out) (nullable): as a document has it; @number: of a figure, else 0. */
gboolean  tw_objective_form_parse        (TwObjectiveForm  *self,
                                          TwObjectivePart   part,
                                          char            **text,
                                          gint64           *number,
                                          GError          **error);

/* Below the fields: how a figure is understood, what the outcome is, what the partner route saves. */
void      tw_objective_form_update_hints (TwObjectiveForm  *self);

G_END_DECLS
