/* tw-window-lazy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include <glib/gi18n-lib.h>

/* A window shows its frame at once, and makes what nobody has looked at yet when somebody does. */

static void
set_menu (GtkMenuButton *button,
          const char    *id)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (
        button, G_MENU_MODEL (gtk_application_get_menu_by_id (application, id)));
}

static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       id)
{
  set_menu (button, id);
}

void
tw_window_init_menus (TwWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->menu_button, on_menu_wanted,
                                         (gpointer) "primary-menu", NULL);
  gtk_menu_button_set_create_popup_func (self->bottom_menu_button, on_menu_wanted,
                                         (gpointer) "more-menu", NULL);
}

void
tw_window_ensure_start (TwWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->start_page != NULL || application == NULL)
    return;

  self->start_page = g_object_new (TW_TYPE_START_PAGE, NULL);
  tw_start_page_set_menu (
      self->start_page, G_MENU_MODEL (gtk_application_get_menu_by_id (application, "primary-menu")));
  adw_bin_set_child (self->start_bin, GTK_WIDGET (self->start_page));
}

/* --- the first view --- */

static gboolean
on_view_idle (gpointer user_data)
{
  TwWindow *self = user_data;

  self->view_source = 0;
  if (self->pending != NULL && self->document != NULL)
    tw_window_show_view (self, self->pending->name);

  return G_SOURCE_REMOVE;
}

void
tw_window_show_first_view (TwWindow         *self,
                           const TwViewInfo *info)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      tw_window_show_view (self, info->name);
      return;
    }

  self->pending = info;
  gtk_list_box_select_row (self->sidebar_list, tw_window_find_sidebar_row (self, info->name));
  adw_window_title_set_title (self->view_title, _(info->label));
  /* Below the priority of drawing. */
  if (self->view_source == 0)
    self->view_source = g_idle_add_full (G_PRIORITY_LOW, on_view_idle, self, NULL);
}
