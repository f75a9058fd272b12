/* tw-table-saved.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filters of a list by name, kept in the workspace. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-edit.h"

#include "common/tw-list-source.h"
#include "common/tw-popover-text.h"
#include "common/tw-tooltip.h"
#include "tw-saved-filter.h"

#include <glib/gi18n-lib.h>

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

static TwWorkspace *
get_workspace (TwTable *self)
{
  return TW_IS_LIST_SOURCE (self->source)
             ? tw_list_source_get_workspace (TW_LIST_SOURCE (self->source)) : NULL;
}

static void
show_message (TwTable    *self,
              const char *text)
{
  gtk_label_set_text (self->saved_message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->saved_message), text != NULL);
}

static TwSavedFilter *
get_filter (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "tw-filter");
}

/* Instead of what is shown now. What means nothing here any more is left out and said. */
static void
apply_filter (TwTable             *self,
              const TwSavedFilter *filter)
{
  const char *column;
  const char *value;
  int operation;
  g_autoptr (GError) error = NULL;

  tw_table_clear_filters (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), filter->words);

  for (guint i = 0; tw_saved_filter_get (filter, i, &column, &operation, &value); i++)
    get_class (self)->add_filter (self->source, column, operation, value,
                                  error == NULL ? &error : NULL);

  tw_table_save_filters (self);
  tw_table_update_chips (self);
  show_message (self, error != NULL ? error->message : NULL);

  if (error == NULL)
    {
      gtk_menu_button_popdown (self->saved_button);
      tw_table_focus_row (self);
    }
}

static void
on_activated (TwTable       *self,
              GtkListBoxRow *row)
{
  apply_filter (self, get_filter (GTK_WIDGET (row)));
}

static void fill (TwTable *self);

static void
on_remove (TwTable   *self,
           GtkWidget *button)
{
  g_autoptr (GError) error = NULL;

  if (!tw_saved_filter_remove (get_workspace (self), get_filter (button), &error))
    {
      show_message (self, error->message);
      return;
    }

  tw_table_written (self, _("Filter removed"));
  fill (self);
}

static GtkWidget *
create_row (TwTable       *self,
            TwSavedFilter *filter)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (filter->name);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a saved filter. */
  g_autofree char *name = g_strdup_printf (_("Remove %s"), filter->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (remove, "flat");
  tw_tooltip_set (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, filter->name,
                                  -1);
  gtk_widget_set_visible (remove, !tw_workspace_is_read_only (get_workspace (self)));
  g_object_set_data (G_OBJECT (remove), "tw-filter", filter);
  g_object_set_data_full (G_OBJECT (row), "tw-filter", filter,
                          (GDestroyNotify) tw_saved_filter_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static void
fill (TwTable *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) filters = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->saved_list))) != NULL)
    gtk_list_box_remove (self->saved_list, row);

  filters = tw_saved_filters_read (get_workspace (self), self->name, &error);
  show_message (self, error != NULL ? error->message : NULL);
  if (filters == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->saved_list), filters->len > 0);
  g_ptr_array_set_free_func (filters, NULL);
  for (guint i = 0; i < filters->len; i++)
    gtk_list_box_append (self->saved_list, create_row (self, filters->pdata[i]));
}

static void
update_popover (TwTable *self)
{
  gboolean has_filter;
  gboolean writable;

  if (get_workspace (self) == NULL)
    return;

  fill (self);
  has_filter = tw_table_has_filter (self);
  writable = !tw_workspace_is_read_only (get_workspace (self));
  gtk_widget_set_visible (GTK_WIDGET (self->saved_entry), has_filter && writable);
  gtk_widget_set_visible (self->saved_save, has_filter && writable);
  gtk_label_set_text (self->saved_hint, !has_filter ? _("Filter the list to keep the filter by a name.")
                                                    : _("Keep this filter as"));
  gtk_widget_set_visible (GTK_WIDGET (self->saved_hint), writable);
}

static void
on_save (TwTable *self)
{
  TwTableSourceClass *klass = get_class (self);
  g_autoptr (TwSavedFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  const char *column;
  const char *value;
  int operation;

  filter = tw_saved_filter_new (gtk_editable_get_text (GTK_EDITABLE (self->saved_entry)),
                                gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  for (guint i = 0; klass->get_filter (self->source, i, &column, &operation, &value); i++)
    tw_saved_filter_add (filter, column, operation, value);

  if (!tw_saved_filter_save (get_workspace (self), self->name, filter, &error))
    {
      show_message (self, error->message);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->saved_entry), "");
  gtk_menu_button_popdown (self->saved_button);
  tw_table_written (self, _("Filter saved"));
}

/* Only lists over a workspace have somewhere to keep them. */
void
tw_table_prepare_saved (TwTable *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->saved_button),
                          get_workspace (self) != NULL && get_class (self)->add_filter != NULL);
}

static void
on_wanted (GtkMenuButton *button,
           gpointer       user_data)
{
  TwTable *self = user_data;
  GtkWidget *popover;
  GtkWidget *box;

  /* Before it is shown: what changes later finds a popover that is too small. */
  if (self->saved_list != NULL)
    {
      update_popover (self);
      return;
    }

  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->saved_list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->saved_list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->saved_list), "column-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->saved_list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Saved filters"), -1);
  self->saved_hint = GTK_LABEL (tw_popover_text_new (NULL, 28));
  gtk_widget_add_css_class (GTK_WIDGET (self->saved_hint), "dim-label");
  self->saved_entry = GTK_ENTRY (gtk_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->saved_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the filter"), -1);
  self->saved_message = GTK_LABEL (tw_popover_text_new (NULL, 28));
  gtk_widget_add_css_class (GTK_WIDGET (self->saved_message), "error");
  self->saved_save = gtk_button_new_with_mnemonic (_("_Save Filter"));

  gtk_widget_set_size_request (box, 240, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->saved_list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->saved_hint));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->saved_entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->saved_message));
  gtk_box_append (GTK_BOX (box), self->saved_save);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  update_popover (self);

  g_signal_connect_object (self->saved_list, "row-activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved_entry, "activate", G_CALLBACK (on_save), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved_save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
}

void
tw_table_init_saved (TwTable *self)
{
  tw_table_init_button (self->saved_button, _("Saved Filters"), on_wanted, self);
}
