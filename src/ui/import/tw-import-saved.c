/* tw-import-saved.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-saved.h"

#include "import/tw-import-assistant-private.h"
#include "import/tw-import-widgets.h"
#include "tw-batch.h"

#include <glib/gi18n-lib.h>

struct _TwImportSaved
{
  AdwBin             parent_instance;

  /* children */
  GtkWidget         *row;
  GtkDropDown       *choice;

  /* borrowed */
  TwImportAssistant *assistant;
  TwImportSession   *session;

  GStrv              names;
  gboolean           setting;
};

G_DEFINE_FINAL_TYPE (TwImportSaved, tw_import_saved, ADW_TYPE_BIN)

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_chosen (TwImportSaved *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  TwImportMapping *mapping;

  if (self->setting || selected == 0 || self->session == NULL
      || selected > g_strv_length (self->names))
    return;

  /* A mapping that doesn't fit changes nothing. */
  mapping = tw_import_session_get_mapping (self->session);
  before = tw_import_mapping_to_json (mapping, &tw_import_session_get_profile (self->session)->format);
  if (tw_import_session_load_profile (self->session, self->names[selected - 1], &error))
    {
      tw_import_assistant_show (self->assistant, NULL);
    }
  else
    {
      /* What the mapping wrote of itself it can read. */
      tw_import_mapping_apply_json (mapping, before, NULL, NULL);
      tw_import_assistant_show (self->assistant, error->message);
    }
  g_signal_emit (self, signals[LOADED], 0);
}

static void
on_save_response (AdwMessageDialog *dialog,
                  const char       *response,
                  TwImportSaved    *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "save") || self->session == NULL)
    return;

  if (!tw_import_session_save_profile (self->session, name, &error))
    {
      tw_import_assistant_show (self->assistant, error->message);
      return;
    }

  tw_document_changed (self->assistant->document);
  tw_import_saved_update (self, self->session);
}

static void
on_name_changed (GtkEditable      *entry,
                 AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

static void
on_save (TwImportSaved *self)
{
  TwImportMapping *mapping = tw_import_session_get_mapping (self->session);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->assistant), _("Save Mapping"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("It is kept in the workspace and taken by itself for files with the same "
                                 "columns. A mapping of the same name is replaced."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "save", _("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the mapping"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_name_changed), dialog, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), mapping->profile != NULL ? mapping->profile : "");
  on_name_changed (GTK_EDITABLE (entry), ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
tw_import_saved_finalize (GObject *object)
{
  g_strfreev (TW_IMPORT_SAVED (object)->names);

  G_OBJECT_CLASS (tw_import_saved_parent_class)->finalize (object);
}

static void
tw_import_saved_class_init (TwImportSavedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_import_saved_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
tw_import_saved_init (TwImportSaved *self)
{
  static const char *const none[] = { NULL };
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save…"));

  self->row = tw_import_row_new (_("Saved mapping"), "");
  self->choice = tw_import_drop_down_new (none, _("Saved mapping"), FALSE);
  gtk_widget_set_valign (save, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (save), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Save Mapping"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), GTK_WIDGET (self->choice));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), save);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->row);
  adw_bin_set_child (ADW_BIN (self), group);
}

TwImportSaved *
tw_import_saved_new (TwImportAssistant *assistant)
{
  TwImportSaved *self = g_object_new (TW_TYPE_IMPORT_SAVED, NULL);

  self->assistant = assistant;

  return self;
}

void
tw_import_saved_update (TwImportSaved   *self,
                        TwImportSession *session)
{
  TwImportMapping *mapping = tw_import_session_get_mapping (session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  self->session = session;
  g_strfreev (self->names);
  self->names = tw_import_profile_list (tw_import_session_get_workspace (session), mapping->entity->name, NULL);
  if (self->names == NULL)
    self->names = g_new0 (char *, 1);

  gtk_string_list_append (labels, _("None"));
  for (guint i = 0; self->names[i] != NULL; i++)
    {
      gtk_string_list_append (labels, self->names[i]);
      if (g_strcmp0 (mapping->profile, self->names[i]) == 0)
        selected = i + 1;
    }

  self->setting = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->choice, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), self->names[0] != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               self->names[0] == NULL ? _("None is kept for this kind yet")
                               : selected > 0         ? _("Taken from the workspace")
                                                      : _("Choose one, or save what is set below"));
  self->setting = FALSE;
}
