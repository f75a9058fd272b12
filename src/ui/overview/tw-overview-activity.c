/* tw-overview-activity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-overview-private.h"

#include "common/tw-format.h"
#include "common/tw-tab-stop.h"
#include "tw-history-list.h"

#include <glib/gi18n-lib.h>

/* What was done last, with the way to all of it. */

static void
on_row_activated (TwOverviewView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.history", NULL);
}

static GtkWidget *
create_row (const TwHistoryEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *moment = tw_format_moment (entry->at);
  /* Translators: when something was changed, and by whom. */
  g_autofree char *subtitle = g_strdup_printf (_("%1$s · %2$s"), moment, entry->by);
  g_autofree char *name = g_strdup_printf ("%s, %s", entry->label, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

void
tw_overview_show_activity (TwOverviewView *self,
                           GPtrArray      *entries)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->activity_list))) != NULL)
    gtk_list_box_remove (self->activity_list, row);

  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->activity_list, create_row (entries->pdata[i]));

  gtk_widget_set_visible (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (self->activity_list))),
                          entries->len > 0);
}

GtkWidget *
tw_overview_create_activity (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->activity_list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->activity_list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->activity_list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->activity_list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Last Activity"), -1);
  g_signal_connect_object (self->activity_list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), tw_overview_create_heading (_("Last Activity")));
  gtk_box_append (GTK_BOX (box), tw_tab_stop_new (GTK_WIDGET (self->activity_list)));
  gtk_widget_set_visible (box, FALSE);

  return box;
}
