/* tw-day-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-day-dialog.h"

#include "common/tw-entry-check.h"
#include "common/tw-format.h"
#include "common/tw-input.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwField           field;
  AdwMessageDialog *dialog;      /* the owner */
  GtkWidget        *entry;
  GtkLabel         *message;
  char             *response;
  TwDayFunc         func;
  GObject          *object;      /* weak */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_clear_weak_pointer (&ask->object);
  g_free ((char *) ask->field.label);
  g_free (ask->response);
  g_free (ask);
}

static gboolean
read_day (Ask    *ask,
          TwDate *day)
{
  g_autofree char *plain = tw_input_to_plain (TW_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (ask->entry)));

  return tw_date_parse (plain, day, NULL);
}

static void
show_message (Ask        *ask,
              const char *text)
{
  gtk_label_set_text (ask->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (ask->message), text != NULL);
}

static void
on_changed (Ask *ask)
{
  g_autoptr (GError) error = NULL;
  TwDate day;
  gboolean good = tw_entry_check (ask->entry, &ask->field, &error) && read_day (ask, &day);

  adw_message_dialog_set_response_enabled (ask->dialog, ask->response, good);
  tw_entry_mark (ask->entry, !good);
  show_message (ask, good ? NULL : error != NULL ? error->message : _("Enter a day such as 2026-07-01."));
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  Ask *ask = user_data;

  tw_entry_mark (ask->entry, TRUE);
  show_message (ask, message);
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Ask *ask = user_data;
  TwDate day;

  if (g_str_equal (response, ask->response) && ask->object != NULL && read_day (ask, &day))
    ask->func (day, ask->object);
}

static GtkWidget *
create_content (Ask        *ask,
                const char *heading,
                const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  /* Translators: %s is “First Day” or “Last Day”. */
  g_autofree char *title = g_strdup_printf (_("%s, such as 2026-07-01"), label);

  ask->entry = adw_entry_row_new ();
  ask->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (ask->entry), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (ask->entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), ask->entry);
  gtk_label_set_wrap (ask->message, TRUE);
  gtk_label_set_xalign (ask->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (ask->message), "error");
  gtk_widget_add_css_class (GTK_WIDGET (ask->message), "caption");
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (ask->message));

  return box;
}

void
tw_day_dialog_ask (TwWindow   *window,
                   const char *heading,
                   const char *body,
                   const char *label,
                   TwDate      day,
                   const char *response,
                   const char *verb,
                   TwDayFunc   func,
                   GObject    *object)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, NULL);
  g_autofree char *text = day != TW_DATE_NONE ? tw_format_date (day) : g_strdup ("");
  Ask *ask = g_new0 (Ask, 1);

  ask->field = (TwField){ .name = "day", .label = g_strdup (label), .type = TW_FIELD_DATE };
  ask->dialog = ADW_MESSAGE_DIALOG (dialog);
  ask->response = g_strdup (response);
  ask->func = func;
  g_set_weak_pointer (&ask->object, object);
  g_object_set_data_full (G_OBJECT (dialog), "tw-ask", ask, ask_free);
  adw_message_dialog_set_body (ask->dialog, body);
  adw_message_dialog_set_extra_child (ask->dialog, create_content (ask, heading, label));
  adw_message_dialog_add_responses (ask->dialog, "cancel", _("_Cancel"), response, verb, NULL);
  adw_message_dialog_set_response_appearance (ask->dialog, response, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ask->dialog, response);
  adw_message_dialog_set_close_response (ask->dialog, "cancel");
  tw_entry_guard (ask->entry, on_refused, ask);
  g_signal_connect_swapped (ask->entry, "changed", G_CALLBACK (on_changed), ask);
  gtk_editable_set_text (GTK_EDITABLE (ask->entry), text);
  on_changed (ask);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}
