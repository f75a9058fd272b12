/* tw-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tw_menu_popup:
 * @popover: where the pop-up is kept, NULL at first; unparent it with @parent's other children
 * @parent: over which it stands
 * @menu: what it shows now
 * @x: in @parent, of the point that was clicked, or below what has the focus
 *
 * Shows the context menu of a widget, the same by mouse and by key. When it is closed the focus goes back to where it
 * was; what the chosen item does with it comes after that.
 */
void tw_menu_popup (GtkWidget  **popover,
                    GtkWidget   *parent,
                    GMenuModel  *menu,
                    double       x,
                    double       y);

/* A point of @widget below its part that has the focus, for a menu that is opened by key. */
void tw_menu_find_point (GtkWidget *widget,
                         double    *x,
                         double    *y);

G_END_DECLS
