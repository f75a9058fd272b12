/* tw-dialog-role.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tw_dialog_tell_role:
 * @window: a GtkWindow of ours, before anything else is done with it
 *
 * Lets those who can't see find the window. GTK 4.8 takes the role from the class only where nobody asked for the
 * window's accessible before: a title or a focus that is set before it is shown makes it a widget like any other, which
 * is no window that is on the screen.
 */
void tw_dialog_tell_role (gpointer window);

G_END_DECLS
