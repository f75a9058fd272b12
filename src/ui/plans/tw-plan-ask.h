/* tw-plan-ask.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_PLAN_ASK (tw_plan_ask_get_type ())
G_DECLARE_FINAL_TYPE (TwPlanAsk, tw_plan_ask, TW, PLAN_ASK, AdwWindow)

/**
 * TwPlanAskFunc:
 * @field: (out): the name of the field that is to blame, where one is
 *
 * Does what the dialog was opened for with tw_plan_ask_get(). On failure the message stands at the
 * field, or at the end.
 */
typedef gboolean (*TwPlanAskFunc) (TwPlanAsk    *self,
                                   gpointer      user_data,
                                   const char  **field,
                                   GError      **error);

/**
 * TwPlanAsk:
 *
 * A dialog that asks for some fields that are no row of one table, and does one thing with all of
 * them. Closing one in which something was typed asks first.
 *
 * Emits `changed` while somebody types, with the name of the field.
 *
 * @text: (nullable): what it is about
 * @verb: of its button, with a mnemonic
 * @fields: (array length=n_fields): copied; names, labels and choices must stay
 */
GtkWidget *tw_plan_ask_new     (const char      *title,
                                const char      *text,
                                const char      *verb,
                                const TwField   *fields,
                                guint            n_fields,
                                TwPlanAskFunc    func,
                                gpointer         user_data);
/* What the dialog is about, kept as long as it is open. */
void       tw_plan_ask_hold    (TwPlanAsk       *self,
                                gpointer         data,
                                GDestroyNotify   destroy);
/* The plain form. */
void       tw_plan_ask_set     (TwPlanAsk       *self,
                                const char      *field,
                                const char      *text);
/* What is typed survives a crash; after all tw_plan_ask_set(). @kind and @about, a row or 0, say which dialog it is. */
void       tw_plan_ask_keep    (TwPlanAsk       *self,
                                TwWorkspace     *workspace,
                                const char      *kind,
                                gint64           about);
/* (transfer full): the plain form, with blanks at its ends taken off. */
char      *tw_plan_ask_get     (TwPlanAsk       *self,
                                const char      *field);
void       tw_plan_ask_present (TwPlanAsk       *self,
                                GtkWidget       *opener);

G_END_DECLS
