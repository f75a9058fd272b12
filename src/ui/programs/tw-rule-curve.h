/* tw-rule-curve.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_RULE_CURVE (tw_rule_curve_get_type ())
G_DECLARE_FINAL_TYPE (TwRuleCurve, tw_rule_curve, TW, RULE_CURVE, AdwBin)

/**
 * TwRuleCurve:
 *
 * What a rule pays over its measure, with where partners stood, and what the program would have cost. Thresholds and
 * rates are handles; a draft is changed when one is let go, of a published version it is only tried.
 */
GtkWidget *tw_rule_curve_new   (TwProgramTab         *tab);
/* @rule: index into the program's rules */
void       tw_rule_curve_show  (TwRuleCurve          *self,
                                const TwProgramState *state,
                                guint                 rule);
/* Lets go of everything, also of what runs. */
void       tw_rule_curve_clear (TwRuleCurve          *self);
/* Whether it shows nothing. */
gboolean   tw_rule_curve_is_empty (TwRuleCurve       *self);
/* (transfer none): the line with the cost, for tests and assistive technology. */
const char *tw_rule_curve_get_cost_text (TwRuleCurve *self);

G_END_DECLS
