/* tw-tab-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_TAB_BAR (tw_tab_bar_get_type ())
G_DECLARE_FINAL_TYPE (TwTabBar, tw_tab_bar, TW, TAB_BAR, GtkWidget)

/**
 * TwTabBar:
 *
 * The tabs of a page: the titles of a stack's pages side by side, or where that is too narrow a
 * drop-down of the same names.
 */
GtkWidget *tw_tab_bar_new  (GtkStack *stack);
/* Puts the focus on the tab that is shown. */
gboolean   tw_tab_bar_focus (TwTabBar *self);
/* To the next (1) or previous (-1) visible page, round the ends. */
void       tw_tab_bar_step (TwTabBar *self,
                            int       step);

G_END_DECLS
