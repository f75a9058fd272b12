/* tw-draft-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-draft-keeper.h"

#include "common/tw-draft.h"

#include <glib/gi18n-lib.h>

#define WRITE_MS 400

/* One of the three. */
typedef struct
{
  TwFieldEditor *editor;    /* owned */
  AdwComboRow   *combo;     /* of the dialog */
  TwDraftGet     get;
  TwDraftPut     put;
  GtkWidget     *dialog;    /* borrowed, for the last */
  char          *name;
  char          *before;    /* what it starts with, as it is put back */
} Kept;

struct _TwDraftKeeper
{
  GtkWidget   *dialog;      /* borrowed: it owns this */
  TwWorkspace *workspace;   /* owned */
  char        *form;
  GPtrArray   *kept;        /* Kept* */
  GtkWidget   *row;         /* (nullable): of the dialog */
  guint        source;
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_object (&kept->editor);
  g_free (kept->name);
  g_free (kept->before);
  g_free (kept);
}

static void
keeper_free (gpointer data)
{
  TwDraftKeeper *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->kept);
  g_object_unref (self->workspace);
  g_free (self->form);
  g_free (self);
}

/* (transfer full) (nullable) */
static char *
get_text (const Kept *kept)
{
  gpointer item;

  if (kept->editor != NULL)
    return tw_field_editor_get_typed (kept->editor);
  if (kept->get != NULL)
    return kept->get (kept->dialog);

  item = adw_combo_row_get_selected_item (kept->combo);

  return GTK_IS_STRING_OBJECT (item) ? g_strdup (gtk_string_object_get_string (item)) : NULL;
}

static void
write_draft (TwDraftKeeper *self)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (self->kept, i);
      g_autofree char *text = get_text (kept);

      if (text != NULL && g_strcmp0 (text, kept->before) != 0)
        g_hash_table_insert (texts, kept->name, g_steal_pointer (&text));
    }

  if (g_hash_table_size (texts) == 0)
    tw_draft_remove (self->workspace, self->form);
  else if (!tw_draft_write (self->workspace, self->form, texts, &error))
    /* Nobody asked for it: the dialog goes on without. */
    g_info ("No draft of %s is kept: %s", self->form, error->message);
}

static gboolean
on_timeout (gpointer user_data)
{
  TwDraftKeeper *self = user_data;

  self->source = 0;
  write_draft (self);

  return G_SOURCE_REMOVE;
}

void
tw_draft_keeper_changed (TwDraftKeeper *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (WRITE_MS, on_timeout, self);
}

static void
on_combo (GtkWidget *dialog)
{
  tw_draft_keeper_changed (g_object_get_data (G_OBJECT (dialog), "tw-draft-keeper"));
}

/* Saved or given up. */
static void
on_destroy (GtkWidget     *dialog,
            TwDraftKeeper *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  tw_draft_remove (self->workspace, self->form);
}

TwDraftKeeper *
tw_draft_keeper_new (GtkWidget   *dialog,
                     TwWorkspace *workspace,
                     const char  *form)
{
  TwDraftKeeper *self;

  g_return_val_if_fail (GTK_IS_WINDOW (dialog) && form != NULL, NULL);

  self = g_new0 (TwDraftKeeper, 1);
  self->dialog = dialog;
  self->workspace = g_object_ref (workspace);
  self->form = g_strdup (form);
  self->kept = g_ptr_array_new_with_free_func (kept_free);
  g_signal_connect (dialog, "destroy", G_CALLBACK (on_destroy), self);
  g_object_set_data_full (G_OBJECT (dialog), "tw-draft-keeper", self, keeper_free);

  return self;
}

static void
add (TwDraftKeeper *self,
     Kept          *kept)
{
  kept->before = get_text (kept);
  g_ptr_array_add (self->kept, kept);
}

void
tw_draft_keeper_add (TwDraftKeeper *self,
                     TwFieldEditor *editor)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->editor = g_object_ref (editor);
  kept->name = g_strdup (tw_field_editor_get_field (editor)->name);
  g_signal_connect_object (editor, "changed", G_CALLBACK (on_combo), self->dialog, G_CONNECT_SWAPPED);
  add (self, kept);
}

void
tw_draft_keeper_add_combo (TwDraftKeeper *self,
                           const char    *name,
                           AdwComboRow   *combo)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->combo = combo;
  kept->name = g_strdup (name);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (on_combo), self->dialog, G_CONNECT_SWAPPED);
  add (self, kept);
}

void
tw_draft_keeper_add_list (TwDraftKeeper *self,
                          const char    *name,
                          TwDraftGet     get,
                          TwDraftPut     put_back)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->get = get;
  kept->put = put_back;
  kept->dialog = self->dialog;
  kept->name = g_strdup (name);
  add (self, kept);
}

static void
put (const Kept *kept,
     const char *text)
{
  GListModel *model;

  if (kept->editor != NULL)
    {
      tw_field_editor_restore (kept->editor, text);
      return;
    }
  if (kept->put != NULL)
    {
      kept->put (kept->dialog, text);
      return;
    }

  model = adw_combo_row_get_model (kept->combo);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (GTK_IS_STRING_OBJECT (item)
          && g_strcmp0 (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), text) == 0)
        adw_combo_row_set_selected (kept->combo, i);
    }
}

static void
on_discard (GtkWidget *dialog)
{
  TwDraftKeeper *self = g_object_get_data (G_OBJECT (dialog), "tw-draft-keeper");

  for (guint i = 0; i < self->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (self->kept, i);

      if (kept->editor != NULL)
        tw_field_editor_set_message (kept->editor, NULL);
      put (kept, kept->before != NULL ? kept->before : "");
    }
  gtk_widget_set_visible (self->row, FALSE);
  write_draft (self);
  gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD);
}

void
tw_draft_keeper_restore (TwDraftKeeper       *self,
                         AdwPreferencesGroup *group)
{
  g_autoptr (TwDraft) draft = tw_draft_read (self->workspace, self->form);
  gboolean any = FALSE;

  for (guint i = 0; draft != NULL && i < self->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (self->kept, i);
      const char *text = g_hash_table_lookup (draft->texts, kept->name);

      if (text == NULL || g_strcmp0 (text, kept->before) == 0)
        continue;
      put (kept, text);
      any = TRUE;
    }

  if (!any)
    return;

  self->row = tw_restored_row_new (draft->at, G_CALLBACK (on_discard), self->dialog);
  adw_preferences_group_add (group, self->row);
}

GtkWidget *
tw_restored_row_new (GDateTime *at,
                     GCallback  discard,
                     gpointer   data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Discard"));
  g_autoptr (GDateTime) local = g_date_time_to_local (at);
  g_autofree char *moment = NULL;
  g_autofree char *title = NULL;

  /* Translators: day and time, see strftime(3). */
  moment = g_date_time_format (local, C_("moment", "%-d %b %Y, %H:%M"));
  /* Translators: %s is a day and a time. */
  title = g_strdup_printf (_("Restored what was typed on %s"), moment);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", discard, data, G_CONNECT_SWAPPED);

  return row;
}
