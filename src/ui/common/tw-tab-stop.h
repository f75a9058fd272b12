/* tw-tab-stop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_TAB_STOP (tw_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (TwTabStop, tw_tab_stop, TW, TAB_STOP, AdwBin)

/**
 * TwTabStop:
 *
 * Makes the list inside one stop of the Tab key: Tab leaves it, whatever its length, and coming
 * back goes to the row that was left.
 */
GtkWidget *tw_tab_stop_new      (GtkWidget *child);
/* @head: (nullable): a part of the list that is a stop of its own before the rest: a header with
 * titles. */
void       tw_tab_stop_set_head (TwTabStop *self,
                                 GtkWidget *head);

G_END_DECLS
