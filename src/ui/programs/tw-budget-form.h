/* tw-budget-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-field-editor.h"
#include "tw-program-design.h"

G_BEGIN_DECLS

#define TW_TYPE_BUDGET_FORM (tw_budget_form_get_type ())
G_DECLARE_FINAL_TYPE (TwBudgetForm, tw_budget_form, TW, BUDGET_FORM, GObject)

/**
 * TwBudgetForm:
 *
 * What a program may cost, edited in place. Signal: `apply` (a #TwFieldEditor) when a field is to be
 * written.
 */
TwBudgetForm *tw_budget_form_new             (void);
void          tw_budget_form_add_to          (TwBudgetForm            *self,
                                              AdwPreferencesGroup     *group);
void          tw_budget_form_show            (TwBudgetForm            *self,
                                              const TwProgramDesign   *design,
                                              const char              *currency,
                                              int                      digits);
void          tw_budget_form_set_sensitive   (TwBudgetForm            *self,
                                              gboolean                 sensitive);
/* Adds the edits that make the budget of @document the one that is entered; %FALSE, with the message at
 * the field, where it can't be read. */
gboolean      tw_budget_form_edit            (TwBudgetForm            *self,
                                              const TwProgramDocument *document,
                                              GPtrArray               *edits);
/* The control for `/budget…`. */
GtkWidget    *tw_budget_form_find            (TwBudgetForm            *self,
                                              const char              *path);
void          tw_budget_form_collect_refused (TwBudgetForm            *self,
                                              GPtrArray               *paths);

G_END_DECLS
