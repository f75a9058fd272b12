/* tw-value-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-value-row.h"

#include "common/tw-entry-check.h"
#include "common/tw-message-row.h"

#define N_CHARS 8

typedef struct
{
  GtkWidget   *entry;       /* this belongs to it */
  GtkWidget   *message_row;
  GtkLabel    *message;
  TwValueFunc  func;
  gpointer     data;        /* weak */
  char        *taken;
} Value;

static void
value_free (gpointer data)
{
  Value *value = data;

  g_clear_weak_pointer (&value->data);
  g_free (value->taken);
  g_free (value);
}

static void
set_message (Value      *value,
             const char *text)
{
  gtk_label_set_text (value->message, text != NULL ? text : "");
  gtk_widget_set_visible (value->message_row, text != NULL);
  tw_entry_mark (value->entry, text != NULL);
}

static void
take (Value *value)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (value->entry))));
  g_autoptr (GError) error = NULL;

  if (value->data == NULL)
    return;
  if (g_strcmp0 (text, value->taken) != 0 && !value->func (value->entry, text, value->data, &error))
    {
      set_message (value, error != NULL ? error->message : "");
      return;
    }

  g_free (value->taken);
  value->taken = g_steal_pointer (&text);
  set_message (value, NULL);
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  set_message (user_data, message);
}

static void
create_message (Value *value)
{
  value->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (value->message, TRUE);
  gtk_label_set_xalign (value->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (value->message), "error");
  gtk_widget_add_css_class (GTK_WIDGET (value->message), "field-message");
  value->message_row = tw_message_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (value->message_row), GTK_WIDGET (value->message));
  gtk_widget_set_visible (value->message_row, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value->entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, value->message,
                                  NULL, -1);
}

GtkWidget *
tw_value_row_add (AdwPreferencesGroup *group,
                  const char          *title,
                  const char          *help,
                  const char          *text,
                  TwValueFunc          func,
                  gpointer             data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  Value *value = g_new0 (Value, 1);

  g_return_val_if_fail (func != NULL, NULL);

  value->entry = gtk_entry_new ();
  value->func = func;
  g_set_weak_pointer (&value->data, data);
  value->taken = g_strdup (text);
  g_object_set_data_full (G_OBJECT (value->entry), "tw-value", value, value_free);
  gtk_editable_set_text (GTK_EDITABLE (value->entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (value->entry), N_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (value->entry), N_CHARS);
  gtk_entry_set_alignment (GTK_ENTRY (value->entry), 1);
  gtk_widget_set_valign (value->entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  tw_entry_guard (value->entry, on_refused, value);
  g_signal_connect_swapped (value->entry, "activate", G_CALLBACK (take), value);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (take), value);
  gtk_widget_add_controller (value->entry, focus);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (help != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), help);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value->entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), value->entry);
  create_message (value);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, value->message_row);

  return value->entry;
}
