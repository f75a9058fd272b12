/* tw-detail-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-detail-lines.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

GtkWidget *
tw_detail_heading_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");

  return label;
}

GtkWidget *
tw_detail_list_new (const char *label)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return list;
}

void
tw_detail_list_add (GtkWidget  *list,
                    const char *label,
                    const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *text = gtk_label_new (value);
  g_autofree char *name = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 1);
  /* Short values stay on one line: the row would rather give the room to its title. */
  gtk_label_set_width_chars (GTK_LABEL (text), MIN (g_utf8_strlen (value, -1), 20));
  gtk_widget_add_css_class (text, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), text);
  /* Translators: read out for a line of a pane: the label, then the value. */
  name = g_strdup_printf (_("%1$s: %2$s"), label, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

GtkWidget *
tw_detail_wrap (GtkWidget *box)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);

  return scroller;
}
