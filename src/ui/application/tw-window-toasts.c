/* tw-window-toasts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include <glib/gi18n-lib.h>

/* What a window tells: in a toast what happened and can be taken back, in a dialog what went wrong. */

void
tw_window_toast (TwWindow   *self,
                 const char *text,
                 gint64      history_id)
{
  g_return_if_fail (TW_IS_WINDOW (self));

  if (history_id != 0)
    tw_toast_show (self->toast, text, _("Undo"), "win.undo-entry", g_variant_new_int64 (history_id));
  else
    tw_toast_show (self->toast, text, NULL, NULL, NULL);
}

void
tw_window_toast_files (TwWindow   *self,
                       const char *text,
                       const char *path)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (TW_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  tw_toast_show (self->toast, text, _("Show Files"), "win.show-folder", g_variant_new_string (folder));
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
