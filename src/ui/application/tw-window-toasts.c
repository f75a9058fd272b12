/* tw-window-toasts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include <glib/gi18n-lib.h>

/* What a window tells: in a toast what happened and can be taken back, in a dialog what went wrong. */

static AdwToast *
create_toast (const char *text)
{
  /* The title of a toast is markup in libadwaita 1.2. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, 8);

  return toast;
}

/* The button that closes a toast has an icon and no name in libadwaita 1.2. */
static void
name_close_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "circular"))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _("Close Message"), -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_close_buttons (child);
}

/* The widget of a toast comes when the one before has gone. */
static void
name_toasts (TwWindow *self)
{
  GtkWidget *content = adw_toast_overlay_get_child (self->toast_overlay);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->toast_overlay));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (child != content)
        name_close_buttons (child);
    }
}

static gboolean
on_toast_shown (gpointer user_data)
{
  TwWindow *self = user_data;

  self->toast_source = 0;
  name_toasts (self);

  return G_SOURCE_REMOVE;
}

/* A new toast replaces the one on show. */
static void
show_toast (TwWindow *self,
            AdwToast *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  name_toasts (self);
  if (self->toast_source == 0)
    self->toast_source = g_timeout_add (300, on_toast_shown, self);
}

void
tw_window_toast (TwWindow   *self,
                 const char *text,
                 gint64      history_id)
{
  AdwToast *toast;

  g_return_if_fail (TW_IS_WINDOW (self));

  toast = create_toast (text);

  if (history_id != 0)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo-entry");
      adw_toast_set_action_target (toast, "x", history_id);
    }

  show_toast (self, toast);
}

static void
on_show_files (AdwToast *toast,
               TwWindow *self)
{
  gtk_show_uri (
      GTK_WINDOW (self), g_object_get_data (G_OBJECT (toast), "tw-uri"), GDK_CURRENT_TIME);
}

void
tw_window_toast_files (TwWindow   *self,
                       const char *text,
                       const char *path)
{
  AdwToast *toast;
  g_autofree char *folder = NULL;

  g_return_if_fail (TW_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  toast = create_toast (text);
  adw_toast_set_button_label (toast, _("Show Files"));
  g_object_set_data_full (
      G_OBJECT (toast), "tw-uri", g_filename_to_uri (folder, NULL, NULL), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_show_files), self, 0);
  show_toast (self, toast);
}

static void
on_error_response (AdwMessageDialog *dialog,
                   const char       *response,
                   gpointer          user_data)
{
  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)),
                            adw_message_dialog_get_body (dialog));
}

void
tw_window_show_error (TwWindow     *self,
                      const char   *heading,
                      const GError *error)
{
  GtkWidget *dialog;

  g_return_if_fail (TW_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "copy", _("_Copy Message"),
                                    "close", _("_Close"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect (dialog, "response", G_CALLBACK (on_error_response), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
