/* tw-window-lazy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "application/tw-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A window shows its frame at once, and makes what nobody has looked at yet when somebody does. */

/* Names of files are data: an underline in one is no mnemonic. */
static char *
name_file (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_auto (GStrv) parts = NULL;

  if (g_str_has_suffix (name, TW_WORKSPACE_EXTENSION))
    name[strlen (name) - strlen (TW_WORKSPACE_EXTENSION)] = '\0';
  parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

/* (nullable) (transfer full): the workspaces used last. */
static GMenuModel *
create_recent (void)
{
  g_auto (GStrv) recent = tw_settings_get_recent ();
  GMenu *menu;

  if (recent[0] == NULL)
    return NULL;

  menu = g_menu_new ();
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *label = name_file (recent[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "app.open-path", "s", recent[i]);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/* Made anew each time, as other windows open workspaces too. */
static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       id)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) recent = g_str_equal (id, "primary-menu") ? create_recent () : NULL;

  if (recent != NULL)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      g_menu_append_submenu (section, _("Open R_ecent"), recent);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  g_menu_append_section (menu, NULL,
                         G_MENU_MODEL (gtk_application_get_menu_by_id (application, id)));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
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
