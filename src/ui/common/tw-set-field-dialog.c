/* tw-set-field-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-set-field-dialog.h"

#include "common/tw-dialog-role.h"
#include "common/tw-discard.h"
#include "common/tw-field-editor.h"
#include "common/tw-format.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

struct _TwSetFieldDialog
{
  AdwWindow            parent_instance;

  /* owned */
  TwWorkspace         *workspace;
  GArray              *ids;
  GArray *fields; /* guint, places in the entity of the rows of the combo row */
  TwFieldEditor       *editor;

  const TwEntity      *entity;

  /* children */
  GtkWidget           *field_row;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *value_group;

  gboolean             discarding;
};

G_DEFINE_FINAL_TYPE (TwSetFieldDialog, tw_set_field_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const TwField *
get_field (TwSetFieldDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->field_row));

  return &self->entity->fields[g_array_index (self->fields, guint, selected)];
}

static void
show_editor (TwSetFieldDialog *self)
{
  if (self->value_group != NULL)
    adw_preferences_page_remove (self->page, self->value_group);

  g_clear_object (&self->editor);
  self->editor = tw_field_editor_new (get_field (self), FALSE);
  tw_field_editor_set_text (self->editor, get_field (self)->initial);
  tw_field_editor_suggest (self->editor, self->workspace, 0);
  self->value_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  tw_field_editor_add_to (self->editor, self->value_group);
  adw_preferences_page_add (self->page, self->value_group);
}

static void
on_save (TwSetFieldDialog *self)
{
  g_autofree char *text = tw_field_editor_get_text (self->editor);
  g_autoptr (GError) error = NULL;

  if (!tw_rows_set_field (self->workspace, self->entity, (const gint64 *) self->ids->data,
                          self->ids->len, get_field (self)->name, text, NULL, &error))
    {
      tw_field_editor_set_message (self->editor, error->message);
      tw_field_editor_grab_focus (self->editor);
      return;
    }

  self->discarding = TRUE;
  g_signal_emit (self, signals[SAVED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_discard (TwSetFieldDialog *self)
{
  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
tw_set_field_dialog_close_request (GtkWindow *window)
{
  TwSetFieldDialog *self = TW_SET_FIELD_DIALOG (window);

  if (self->discarding || !tw_field_editor_is_changed (self->editor))
    return GTK_WINDOW_CLASS (tw_set_field_dialog_parent_class)->close_request (window);

  tw_discard_ask (window, G_CALLBACK (on_discard), self);

  return GDK_EVENT_STOP;
}

static void
tw_set_field_dialog_dispose (GObject *object)
{
  TwSetFieldDialog *self = TW_SET_FIELD_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);

  G_OBJECT_CLASS (tw_set_field_dialog_parent_class)->dispose (object);
}

static void
tw_set_field_dialog_class_init (TwSetFieldDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_set_field_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tw_set_field_dialog_close_request;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
tw_set_field_dialog_init (TwSetFieldDialog *self)
{
  tw_dialog_tell_role (self);
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
}

static GtkWidget *
create_header (TwSetFieldDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Set"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  gtk_window_set_default_widget (GTK_WINDOW (self), save);

  return header;
}

/* What tells one row from all others can't be the same in several. */
static GtkWidget *
create_field_row (TwSetFieldDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const TwField *field = &self->entity->fields[i];

      if ((field->flags & (TW_FIELD_UNIQUE | TW_FIELD_READ_ONLY)) != 0 ||
          g_strcmp0 (field->name, self->entity->title) == 0)
        continue;

      g_array_append_val (self->fields, i);
      gtk_string_list_append (labels, tw_field_get_label (field));
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Field"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Field"), -1);
  g_signal_connect_object (
      row, "notify::selected", G_CALLBACK (show_editor), self, G_CONNECT_SWAPPED);

  return row;
}

GtkWidget *
tw_set_field_dialog_new (TwWorkspace    *workspace,
                         const TwEntity *entity,
                         GArray         *ids)
{
  TwSetFieldDialog *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *count = tw_format_count (ids->len);
  g_autofree char *description = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (TW_TYPE_SET_FIELD_DIALOG, "title", _("Set Field"), "modal", TRUE,
                       "default-width", 440, "default-height", 360, NULL);
  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->ids = g_array_copy (ids);
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->field_row = create_field_row (self);

  /* Translators: %s is the number of rows that are changed. */
  description
      = g_strdup_printf (ngettext ("%s row is changed.", "%s rows are changed.", ids->len), count);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->field_row);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  show_editor (self);

  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);

  return GTK_WIDGET (self);
}
