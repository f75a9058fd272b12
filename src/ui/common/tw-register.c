/* tw-register.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-register.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-row-dialog.h"
#include "common/tw-tooltip.h"
#include "tw-list.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

struct _TwRegister
{
  AdwBin               parent_instance;

  /* owned */
  TwDocument          *document;
  TwList              *list;
  char               **fields;          /* asked for in the dialog */

  const TwEntity      *entity;
  const char          *owner_field;
  gint64               owner;
  const char          *title_field;

  /* children */
  AdwPreferencesGroup *group;
  GtkListBox          *box;
  GtkWidget           *add_button;
};

G_DEFINE_FINAL_TYPE (TwRegister, tw_register, ADW_TYPE_BIN)

static TwWorkspace *
get_workspace (TwRegister *self)
{
  return tw_document_get_workspace (self->document);
}

static char *
get_text (TwRegister *self,
          TwItem     *item,
          guint       field)
{
  const char *title = tw_item_get_title (item, field);
  g_autofree char *plain = NULL;

  if (title != NULL)
    return g_strdup (title);

  plain = tw_item_get_text (item, field, FALSE);

  return tw_format_plain (self->entity->fields[field].type, plain);
}

static char *
create_subtitle (TwRegister *self,
                 TwItem     *item)
{
  GString *subtitle = g_string_new (NULL);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const TwField *field = &self->entity->fields[i];
      g_autofree char *text = NULL;

      if (g_str_equal (field->name, self->owner_field)
          || g_str_equal (field->name, self->title_field) || (field->flags & TW_FIELD_MINOR) != 0)
        continue;

      text = get_text (self, item, i);
      if (*text != '\0')
        /* Translators: the label of a field, then its value. */
        g_string_append_printf (subtitle, "%s%s %s", subtitle->len > 0 ? " · " : "",
                                tw_field_get_label (field), text);
    }

  return g_string_free (subtitle, FALSE);
}

static void
on_saved (TwRegister *self)
{
  tw_document_changed (self->document);
}

static void
show_dialog (TwRegister *self,
             TwRow      *row,
             const char *title,
             const char *verb)
{
  GtkWidget *dialog;

  dialog = tw_row_dialog_new (get_workspace (self), row, title, verb,
                              (const char *const *) self->fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_row_activated (TwRegister    *self,
                  GtkListBoxRow *widget)
{
  gint64 *id = g_object_get_data (G_OBJECT (widget), "tw-id");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = NULL;

  if (id == NULL || tw_document_is_read_only (self->document))
    return;

  row = tw_row_read (get_workspace (self), self->entity, *id, &error);

  if (row != NULL)
    show_dialog (self, row, tw_entity_get_label (self->entity, FALSE), _("_Save"));
  else
    tw_window_show_error (
        tw_window_from (GTK_WIDGET (self)), _("The Record Was Not Opened"), error);
}

static void
on_add (TwRegister *self)
{
  g_autoptr (TwRow) row = tw_row_new (get_workspace (self), self->entity);
  g_auto (TwCell) owner = TW_CELL_INIT;
  g_autofree char *title = NULL;

  tw_cell_set_number (&owner, self->owner);
  tw_row_set (row, self->owner_field, &owner, NULL);
  /* Translators: title of a dialog; %s is what is added, such as “Agreement”. */
  title = g_strdup_printf (_("New %s"), tw_entity_get_label (self->entity, FALSE));
  show_dialog (self, row, title, _("_Add"));
}

static void
on_remove (TwRegister *self,
           GtkWidget  *button)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "tw-id");
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!tw_rows_delete (get_workspace (self), self->entity, id, 1, NULL, &error))
    {
      tw_window_show_error (window, _("Nothing Was Removed"), error);
      return;
    }

  tw_document_changed (self->document);
  /* Translators: %s is what was removed, such as “Agreement”. */
  text = g_strdup_printf (_("%s removed"), tw_entity_get_label (self->entity, FALSE));
  tw_window_toast (window, text, tw_document_get_last_entry (self->document));
  gtk_widget_grab_focus (self->add_button);
}

static GtkWidget *
create_row (TwRegister *self,
            TwItem     *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gint64 id = tw_item_get_id (item);
  g_autofree char *title
      = get_text (self, item, tw_entity_get_index (self->entity, self->title_field));
  g_autofree char *subtitle = create_subtitle (self, item);
  g_autofree char *name = NULL;
  gboolean writable = !tw_document_is_read_only (self->document);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), writable);
  g_object_set_data_full (G_OBJECT (row), "tw-id", g_memdup2 (&id, sizeof id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);

  /* Translators: %s names a record, such as “Gold”. */
  name = g_strdup_printf (_("Remove %s"), title);
  tw_tooltip_set (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_visible (remove, writable);
  g_object_set_data_full (G_OBJECT (remove), "tw-id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);

  return row;
}

static GtkWidget *
create_text_row (const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

void
tw_register_refresh (TwRegister *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *row;
  guint n;

  g_return_if_fail (TW_IS_REGISTER (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_list_box_remove (self->box, row);

  n = tw_list_load (self->list, &error) ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      gtk_list_box_append (self->box, create_row (self, item));
    }

  if (n == 0)
    /* Translators: a list without rows. */
    gtk_list_box_append (self->box, create_text_row (error != NULL ? error->message : _("None")));

  gtk_widget_set_visible (self->add_button, !tw_document_is_read_only (self->document));
}

static void
tw_register_dispose (GObject *object)
{
  TwRegister *self = TW_REGISTER (object);

  g_clear_object (&self->list);
  g_clear_object (&self->document);
  g_clear_pointer (&self->fields, g_strfreev);

  G_OBJECT_CLASS (tw_register_parent_class)->dispose (object);
}

static void
tw_register_class_init (TwRegisterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_register_dispose;
}

static void
tw_register_init (TwRegister *self)
{
}

static void
collect_fields (TwRegister *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const TwField *field = &self->entity->fields[i];

      if (!g_str_equal (field->name, self->owner_field) && (field->flags & TW_FIELD_READ_ONLY) == 0)
        g_strv_builder_add (builder, field->name);
    }

  self->fields = g_strv_builder_end (builder);
}

static void
create_children (TwRegister *self,
                 const char *description)
{
  const char *title = tw_entity_get_label (self->entity, TRUE);
  g_autofree char *name = NULL;

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, description);

  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  /* Translators: %s is what is added, such as “Agreement”. */
  name = g_strdup_printf (_("Add %s"), tw_entity_get_label (self->entity, FALSE));
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  tw_tooltip_set (self->add_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_object (
      self->add_button, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, self->add_button);

  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_object (self->box, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

void
tw_register_set_heading (TwRegister *self,
                         const char *heading)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (TW_IS_REGISTER (self));

  /* The title of a group is markup in libadwaita 1.2. */
  escaped = g_markup_escape_text (heading, -1);
  adw_preferences_group_set_title (self->group, escaped);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
}

GtkWidget *
tw_register_new (TwDocument     *document,
                 const TwEntity *entity,
                 const char     *owner_field,
                 gint64          owner,
                 const char     *title_field,
                 const char     *description)
{
  TwRegister *self;
  g_autoptr (TwFilter) filter = NULL;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (TW_TYPE_REGISTER, NULL);
  self->document = g_object_ref (document);
  self->entity = entity;
  self->owner_field = g_intern_string (owner_field);
  self->owner = owner;
  self->title_field = g_intern_string (title_field);
  self->list = tw_list_new (get_workspace (self), entity);
  filter = tw_filter_new (entity);
  tw_filter_add_number (filter, owner_field, TW_FILTER_IS, owner);
  tw_list_set_filter (self->list, filter);
  collect_fields (self);
  create_children (self, description);
  tw_register_refresh (self);

  return GTK_WIDGET (self);
}
