/* tw-application-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include "application/tw-commands.h"
#include "application/tw-settings.h"
#include "application/tw-window.h"

#include <glib/gi18n-lib.h>

static GtkWindow *
get_parent (TwApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !TW_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  if (window == NULL)
    {
      g_application_activate (G_APPLICATION (self));
      window = gtk_application_get_active_window (GTK_APPLICATION (self));
    }

  return window;
}

static void
open_path (TwApplication *self,
           const char    *path)
{
  GtkWindow *parent = get_parent (self);
  g_autoptr (GError) error = NULL;

  if (!tw_application_open_path (self, parent, path, &error))
    tw_window_show_error (TW_WINDOW (parent), _("The Workspace Was Not Opened"), error);
}

/* A replaced file may be open here, or be something else altogether: creating refuses both by
 * itself, and says so. */
static void
create_path (TwApplication *self,
             const char    *path)
{
  GtkWindow *parent = get_parent (self);
  g_autofree char *full = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwDocument) document = NULL;

  full = g_str_has_suffix (path, TW_WORKSPACE_EXTENSION)
           ? g_strdup (path)
           : g_strconcat (path, TW_WORKSPACE_EXTENSION, NULL);
  document = tw_document_create (full, &error);

  if (document != NULL)
    tw_application_show (self, parent, document);
  else
    tw_window_show_error (TW_WINDOW (parent), _("The Workspace Was Not Created"), error);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) workspaces = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (workspaces, _("Workspaces"));
  gtk_file_filter_add_pattern (workspaces, "*" TW_WORKSPACE_EXTENSION);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, workspaces);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  TwApplication *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  gboolean create = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) ==
                    GTK_FILE_CHOOSER_ACTION_SAVE;

  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      path = g_file_get_path (file);

      if (create)
        create_path (self, path);
      else
        open_path (self, path);
    }

  g_object_unref (dialog);
}

static void
ask_for_file (TwApplication        *self,
              const char           *title,
              GtkFileChooserAction  action,
              const char           *verb)
{
  GtkFileChooserNative *chooser;

  chooser = gtk_file_chooser_native_new (title, get_parent (self), action, verb, _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));

  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser),
                                       _("Partner Program" TW_WORKSPACE_EXTENSION));

  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ask_for_file (user_data, _("New Workspace"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Create"));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ask_for_file (user_data, _("Open Workspace"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));
}

static void
open_path_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  open_path (user_data, g_variant_get_string (parameter, NULL));
}

/* Another look at the same workspace; the start page where none is open. */
static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  TwApplication *self = user_data;
  TwWindow *current = TW_WINDOW (get_parent (self));
  TwWindow *window = tw_application_create_window (self);

  tw_window_set_document (window, tw_window_get_document (current));
  gtk_window_present (GTK_WINDOW (window));
}

static void
sample_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_application_open_sample (user_data, get_parent (user_data));
}

static void
stop_preparing_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  tw_application_stop_preparing (user_data, get_parent (user_data));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  tw_application_show_about (get_parent (user_data));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  tw_preferences_show (get_parent (user_data), 0);
}

static void
activate_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gtk_window_present (get_parent (user_data));
}

/* What a notification is about stands in the window that sent it. */
static void
show_window_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_window_by_id (GTK_APPLICATION (user_data),
                                                        g_variant_get_uint32 (parameter));

  gtk_window_present (window != NULL ? window : get_parent (user_data));
}

/* Each window is asked, because work may be in progress. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = NULL;

  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry entries[] = {
  { "new", new_action },
  { "open", open_action },
  { "open-path", open_path_action, "s" },
  { "sample", sample_action },
  { "stop-preparing", stop_preparing_action },
  { "new-window", new_window_action },
  { "preferences", preferences_action },
  { "about", about_action },
  { "activate", activate_action },
  { "show-window", show_window_action, "u" },
  { "quit", quit_action },
};

void
tw_application_install_actions (TwApplication *self)
{
  GAction *stop;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  stop = g_action_map_lookup_action (G_ACTION_MAP (self), "stop-preparing");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (stop), FALSE);

  for (guint i = 0; i < tw_command_count (); i++)
    {
      const TwCommand *command = tw_command_nth (i);

      if (command->keys[0] != NULL
          && (command->flags & (TW_COMMAND_OWN_KEYS | TW_COMMAND_KEY_ONLY)) == 0)
        gtk_application_set_accels_for_action (GTK_APPLICATION (self), command->action,
                                               (const char *const *) command->keys);
    }
}
