/* tw-objective-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-field-editor.h"
#include "tw-program-design.h"

G_BEGIN_DECLS

#define TW_TYPE_OBJECTIVE_FORM (tw_objective_form_get_type ())
G_DECLARE_FINAL_TYPE (TwObjectiveForm, tw_objective_form, TW, OBJECTIVE_FORM, GObject)

/* What can be entered of an objective, in the order of the form. */
typedef enum
{
  TW_OBJECTIVE_GAP,
  TW_OBJECTIVE_KIND,
  TW_OBJECTIVE_METRIC,
  TW_OBJECTIVE_WORDS,      /* the outcome in words; what is measured where no metric is chosen */
  TW_OBJECTIVE_BASELINE,
  TW_OBJECTIVE_TARGET,
  TW_OBJECTIVE_DUE,
  TW_OBJECTIVE_DIRECT,
  TW_OBJECTIVE_PARTNER,
  TW_OBJECTIVE_NOTES,
} TwObjectivePart;
#define TW_N_OBJECTIVE_PARTS (TW_OBJECTIVE_NOTES + 1)

/**
 * TwObjectiveForm:
 *
 * Editors for the objective of a program: of a new one, collected in the end, and of a draft, field by
 * field. Baseline and target are read as what the chosen outcome is measured in.
 *
 * Signals: `changed` when something was typed or chosen; `apply` (a #TwObjectivePart) when a field of a
 * draft is to be written.
 *
 * @applies: field by field
 */
TwObjectiveForm *tw_objective_form_new           (gboolean                applies);
/* Gap and kind; outcome, figures and day; costs and notes. The groups outlive the form. */
void             tw_objective_form_add_to        (TwObjectiveForm        *self,
                                                  AdwPreferencesGroup    *gap,
                                                  AdwPreferencesGroup    *outcome,
                                                  AdwPreferencesGroup    *cost);
/* The currency of amounts, and its decimals. */
void             tw_objective_form_set_currency  (TwObjectiveForm        *self,
                                                  const char             *currency,
                                                  int                     digits);
/* Shows what a program says; what somebody typed and isn't written stays. */
void             tw_objective_form_show          (TwObjectiveForm        *self,
                                                  const TwObjective      *objective);
void             tw_objective_form_set_sensitive (TwObjectiveForm        *self,
                                                  gboolean                sensitive);
TwFieldEditor   *tw_objective_form_get_editor    (TwObjectiveForm        *self,
                                                  TwObjectivePart         part);
/* What the objective is measured by. */
TwMetricUnit     tw_objective_form_get_unit      (TwObjectiveForm        *self);
/* (transfer full) (nullable): the id of the chosen outcome, or words of one's own. */
char            *tw_objective_form_get_metric    (TwObjectiveForm        *self);
TwGapKind        tw_objective_form_get_kind      (TwObjectiveForm        *self);
/* A figure of the workspace in place of an empty baseline, and where it is from. */
void             tw_objective_form_suggest       (TwObjectiveForm        *self,
                                                  const char             *plain,
                                                  const char             *source);

/**
 * tw_objective_form_read:
 * @text: (out) (transfer full) (nullable): as it stands in a document; %NULL: nothing is said
 *
 * Returns: %FALSE where what was typed can't be read; the message then stands at the field
 */
gboolean         tw_objective_form_read          (TwObjectiveForm        *self,
                                                  TwObjectivePart         part,
                                                  char                  **text);
/* (transfer full) (nullable): all of it as JSON; %NULL with messages at the fields and the focus in
 * the first. */
JsonObject      *tw_objective_form_collect       (TwObjectiveForm        *self);
/* The key in the document: `direct_cost`; of the words `outcome`. */
const char      *tw_objective_part_get_key       (TwObjectivePart         part);
/* The part at a path such as `/objective/target`; -1 for another path. */
int              tw_objective_part_at            (const char             *path);

G_END_DECLS
