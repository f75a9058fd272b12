/* tw-rule-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_RULE_TAB (tw_rule_tab_get_type ())
G_DECLARE_FINAL_TYPE (TwRuleTab, tw_rule_tab, TW, RULE_TAB, TwProgramTab)

/**
 * TwRuleTab:
 *
 * The rules of a version: their list, the chosen one as a form, and what it pays as a curve.
 */
TwProgramTab *tw_rule_tab_new (void);

G_END_DECLS
