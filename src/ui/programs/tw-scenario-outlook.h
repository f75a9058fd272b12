/* tw-scenario-outlook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_SCENARIO_OUTLOOK (tw_scenario_outlook_get_type ())
G_DECLARE_FINAL_TYPE (TwScenarioOutlook, tw_scenario_outlook, TW, SCENARIO_OUTLOOK, AdwBin)

/**
 * TwScenarioOutlook:
 *
 * What a scenario's cost hangs on (each threshold and rate moved by itself), who stands just below a threshold and what it
 * would cost if half of them got there, and what the same days may cost again: P10, P50 and P90 of a forecast with a fixed
 * seed. Read beside the window when it is looked at.
 */
GtkWidget *tw_scenario_outlook_new  (void);
/* What it is about from now on; nothing is read before the page is shown. */
void       tw_scenario_outlook_show (TwScenarioOutlook *self,
                                     TwDocument        *document,
                                     gint64             version,
                                     gint64             scenario,
                                     const char        *period,
                                     const char        *question);

G_END_DECLS
