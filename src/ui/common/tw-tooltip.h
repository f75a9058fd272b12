/* tw-tooltip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tw_tooltip_set:
 * @widget: any widget
 * @text: (nullable): what to show while the pointer rests on it
 *
 * gtk_widget_set_tooltip_text() asks the display where the pointer is and waits for the answer, each time, even for a
 * widget that nobody can see yet. A view with a hundred buttons would wait a hundred times while it is made. The text of
 * this one is asked for when the pointer rests there; tw_tooltip_get() has it, the property of GTK hasn't.
 */
void        tw_tooltip_set (GtkWidget  *widget,
                            const char *text);
/* (nullable) (transfer none): what was set last, by whatever way. */
const char *tw_tooltip_get (GtkWidget  *widget);

G_END_DECLS
