/* tw-shortcuts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkShortcutsWindow over all keys of tw_command_nth(). It needs a parent of 800 px. */
GtkWidget *tw_shortcuts_window_new (GtkWindow  *parent);
/* (transfer full): "Ctrl+Z or Ctrl+Y", as this desktop writes keys. */
char      *tw_shortcuts_dup_text   (const char *const *keys);

G_END_DECLS
