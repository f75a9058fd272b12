/* tw-rule-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_RULE_LIST (tw_rule_list_get_type ())
G_DECLARE_FINAL_TYPE (TwRuleList, tw_rule_list, TW, RULE_LIST, AdwBin)

/**
 * TwRuleList:
 *
 * The rules of a program, its limits over rules, funds, definitions and the payment. They are added from
 * mechanisms, duplicated, moved (by buttons, Alt+arrows or the pointer) and removed, each as one step.
 *
 * Signal `selected` (path): another one is to be shown.
 */
GtkWidget  *tw_rule_list_new          (TwProgramTab         *tab);
void        tw_rule_list_show         (TwRuleList           *self,
                                       const TwProgramState *state);
void        tw_rule_list_clear        (TwRuleList           *self);
/* (nullable): the path of what is selected. */
const char *tw_rule_list_get_selected (TwRuleList           *self);
/* FALSE where there is no such item. */
gboolean    tw_rule_list_select       (TwRuleList           *self,
                                       const char           *path);
/* (nullable) */
GtkWidget  *tw_rule_list_get_row      (TwRuleList           *self,
                                       const char           *path);

G_END_DECLS
