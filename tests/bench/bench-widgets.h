/* bench-widgets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

/* (nullable): the first descendant of that type that is shown. */
static inline GtkWidget *
bench_find (GtkWidget *widget,
            GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      found = bench_find (child, type);

  return found;
}

/* (nullable): how far the list below @widget is scrolled. */
static inline GtkAdjustment *
bench_find_adjustment (GtkWidget *widget)
{
  GtkWidget *list = bench_find (widget, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *scrolled = list != NULL ? gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW) : NULL;

  return scrolled != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
}
