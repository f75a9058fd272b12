/* tw-discard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-discard.h"

#include <glib/gi18n-lib.h>

/* A button that was pressed by its key keeps the question a little longer than the window it stands over, and the question
 * would look for that window once more when it goes. */
static void
on_discard (GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, NULL);
}

void
tw_discard_ask (GtkWindow *window,
                GCallback  discard,
                gpointer   data)
{
  GtkWidget *dialog = adw_message_dialog_new (window, _("Discard What Was Entered?"), NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep Editing"),
                                    "discard", _("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response::discard", G_CALLBACK (on_discard), NULL);
  g_signal_connect_object (dialog, "response::discard", discard, data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
