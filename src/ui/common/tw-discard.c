/* tw-discard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-discard.h"

#include <glib/gi18n-lib.h>

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
  g_signal_connect_object (dialog, "response::discard", discard, data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
