/* tw-window-unsaved.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include <glib/gi18n-lib.h>

/* What was typed and can't be saved as it is, is only dropped by somebody who says so. */

static void
ask (TwWindow  *self,
     GCallback  on_response)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _("Discard What Was Entered?"),
                              _("A field of this page holds a text that is not saved."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep Editing"),
                                    "discard", _("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", on_response, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_back_response (TwWindow   *self,
                  const char *response)
{
  if (g_str_equal (response, "discard") && self->view != NULL)
    tw_view_pop (self->view);
}

gboolean
tw_window_may_go_back (TwWindow *self)
{
  if (self->view == NULL || !tw_view_is_changed (self->view))
    return TRUE;

  ask (self, G_CALLBACK (on_back_response));

  return FALSE;
}

static void
on_close_response (TwWindow   *self,
                   const char *response)
{
  self->discarding = g_str_equal (response, "discard");
  self->closing = self->discarding && self->closing;

  if (self->discarding)
    gtk_window_close (GTK_WINDOW (self));
}

gboolean
tw_window_may_discard (TwWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view_stack));

  if (self->discarding)
    return TRUE;

  /* A view that isn't shown keeps its page, and what was typed there. */
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!tw_view_is_changed (TW_VIEW (child)))
        continue;

      tw_window_show_view (
          self, gtk_stack_page_get_name (gtk_stack_get_page (self->view_stack, child)));
      ask (self, G_CALLBACK (on_close_response));

      return FALSE;
    }

  return TRUE;
}
