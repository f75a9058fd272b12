/* tw-rule-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_RULE_FORM (tw_rule_form_get_type ())
G_DECLARE_FINAL_TYPE (TwRuleForm, tw_rule_form, TW, RULE_FORM, AdwBin)

/**
 * TwRuleForm:
 *
 * One item of a program as a form: a rule with its sentence, its bands and everything else behind
 * expanders that say their value in words; or a limit over rules, a fund, the payment, a
 * definition. Each change is written as one step; what is refused stays with its reason.
 */
/* @tab: writes; must outlive the form. */
GtkWidget *tw_rule_form_new     (TwProgramTab         *tab);
/* Shows the item at @path (`/rules/0`, `/limits/1`, `/payment`, `/define/mix`); parts that say the same
 * as before stay as they are, with the focus in them. */
void       tw_rule_form_show    (TwRuleForm           *self,
                                 const TwProgramState *state,
                                 const char           *path);
void       tw_rule_form_clear   (TwRuleForm           *self);
/* (nullable): the widget that shows what stands at @path or, where @nearest, what holds it. What is
 * folded is not found unless @unfold. */
GtkWidget *tw_rule_form_find    (TwRuleForm           *self,
                                 const char           *path,
                                 gboolean              nearest,
                                 gboolean              unfold);
/* Adds the paths at which something refused stands. */
void       tw_rule_form_collect_refused (TwRuleForm   *self,
                                 GPtrArray            *paths);

G_END_DECLS
