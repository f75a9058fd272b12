/* tw-start-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-start-page.h"

#include "application/tw-settings.h"
#include "tw-workspace.h"

#include <glib/gi18n-lib.h>

struct _TwStartPage
{
  AdwBin          parent_instance;

  /* template */
  GtkMenuButton  *menu_button;
  GtkWidget      *recent_group;
  GtkListBox     *recent_list;
  GtkWidget      *progress_box;
  GtkLabel       *progress_label;
  GtkProgressBar *progress_bar;
};

G_DEFINE_FINAL_TYPE (TwStartPage, tw_start_page, ADW_TYPE_BIN)

static GtkWidget *
create_recent_row (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  GtkWidget *row = adw_action_row_new ();

  if (g_str_has_suffix (name, TW_WORKSPACE_EXTENSION))
    name[strlen (name) - strlen (TW_WORKSPACE_EXTENSION)] = '\0';

  /* File names are data, not markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
update_recent (TwStartPage *self)
{
  g_auto (GStrv) recent = tw_settings_get_recent ();
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))) != NULL)
    gtk_list_box_remove (self->recent_list, row);

  for (guint i = 0; recent[i] != NULL; i++)
    gtk_list_box_append (self->recent_list, create_recent_row (recent[i]));

  gtk_widget_set_visible (self->recent_group, recent[0] != NULL);
}

static void
tw_start_page_map (GtkWidget *widget)
{
  update_recent (TW_START_PAGE (widget));
  GTK_WIDGET_CLASS (tw_start_page_parent_class)->map (widget);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;

  return gtk_widget_activate_action (user_data, "app.open-path", "s", path);
}

static void
tw_start_page_dispose (GObject *object)
{
  /* The bin would unparent what the template has already taken away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TW_TYPE_START_PAGE);

  G_OBJECT_CLASS (tw_start_page_parent_class)->dispose (object);
}

static void
tw_start_page_class_init (TwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_start_page_dispose;
  widget_class->map = tw_start_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tierwright/Tierwright/tw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, TwStartPage, progress_bar);
}

static void
tw_start_page_init (TwStartPage *self)
{
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main Menu"), -1);

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
tw_start_page_set_menu (TwStartPage *self,
                        GMenuModel  *menu)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

void
tw_start_page_set_progress (TwStartPage *self,
                            const char  *text,
                            double       fraction)
{
  g_return_if_fail (TW_IS_START_PAGE (self));

  gtk_label_set_text (self->progress_label, text != NULL ? text : "");
  gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  gtk_widget_set_visible (self->progress_box, text != NULL);
}
