/* tw-reading-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-parts.h"
#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_READING_TAB (tw_reading_tab_get_type ())
G_DECLARE_FINAL_TYPE (TwReadingTab, tw_reading_tab, TW, READING_TAB, TwProgramTab)

/* (transfer full): a page made of the parts, built anew at each change. */
typedef GtkWidget *(*TwReadingTabBuild) (TwProgramParts *parts);

/* (transfer full): the tab's title, which tells something of the state. */
typedef char *(*TwReadingTabTitle) (const TwProgramState *state);

/**
 * TwReadingTab:
 *
 * A tab that reads from top to bottom, with the literals of a draft as entries where they stand.
 *
 * @title: (nullable)
 */
TwProgramTab *tw_reading_tab_new (TwReadingTabBuild  build,
                                  TwReadingTabTitle  title);

G_END_DECLS
