/* tw-objective-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_OBJECTIVE_TAB (tw_objective_tab_get_type ())
G_DECLARE_FINAL_TYPE (TwObjectiveTab, tw_objective_tab, TW, OBJECTIVE_TAB, TwProgramTab)

/**
 * TwObjectiveTab:
 *
 * What a version is for: its objective and budget, edited in place, what a template left undecided, what
 * the type of partner is like, and the facts of the version.
 */
TwProgramTab *tw_objective_tab_new (void);

G_END_DECLS
