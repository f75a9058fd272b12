/* tw-scenarios-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_SCENARIOS_TAB (tw_scenarios_tab_get_type ())
G_DECLARE_FINAL_TYPE (TwScenariosTab, tw_scenarios_tab, TW, SCENARIOS_TAB, TwProgramTab)

/**
 * TwScenariosTab:
 *
 * Branches of a version side by side, replayed beside the window on the transactions of the period
 * that all views follow: what each costs, by rule, tier and partner type, who gains and loses and
 * why, and how partners move between tiers. Nothing that is shown here is paid.
 */
TwProgramTab *tw_scenarios_tab_new (void);
/* Shows the scenario with this row. */
void          tw_scenarios_tab_select (TwScenariosTab *self,
                                       gint64          scenario);
/* `sides`, `partners`, `tiers`, `outlook`. */
void          tw_scenarios_tab_show   (TwScenariosTab *self,
                                       const char     *page);

G_END_DECLS
