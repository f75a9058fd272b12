/* tw-table-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The popover that adds a condition to a table. It is made when it is opened first: most tables are only read. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-entry-check.h"
#include "common/tw-popover-text.h"
#include "common/tw-table-private.h"
#include "common/tw-tooltip.h"

#include "tw-filter.h"

#include <glib/gi18n-lib.h>

/* In the order of #TwFilterOp. */
static const char *const operations[] = {
  N_("is"),
  N_("is not"),
  N_("contains"),
  N_("starts with"),
  N_("is at least"),
  N_("is more than"),
  N_("is at most"),
  N_("is less than"),
  N_("is empty"),
  N_("is not empty"),
};

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

static int
get_filter_column (TwTable *self)
{
  const TwTableColumn *info;
  guint wanted;
  guint n = 0;

  if (self->filter_column == NULL)
    return -1;

  wanted = gtk_drop_down_get_selected (self->filter_column);
  for (guint i = 0; (info = get_class (self)->get_column (self->source, i)) != NULL; i++)
    {
      if (info->filterable && n++ == wanted)
        return i;
    }

  return -1;
}

static gboolean
takes_value (TwFilterOp operation)
{
  return operation != TW_FILTER_EMPTY && operation != TW_FILTER_NOT_EMPTY;
}

static void
show_message (TwTable    *self,
              const char *text)
{
  gtk_label_set_text (self->filter_message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->filter_message), text != NULL);
  tw_entry_mark (GTK_WIDGET (self->filter_entry), text != NULL);
}

static void
on_value_refused (const char *message,
                  gpointer    user_data)
{
  show_message (user_data, message);
}

/* What is typed may be right now. */
static void
on_value_changed (TwTable *self)
{
  show_message (self, NULL);
}

static void
update_value (TwTable *self)
{
  int column = get_filter_column (self);
  TwFilterOp operation = gtk_drop_down_get_selected (self->filter_operation);
  g_auto (GStrv) choices = NULL;

  show_message (self, NULL);
  g_clear_pointer (&self->filter_keys, g_strfreev);

  if (!takes_value (operation) || column < 0)
    {
      gtk_stack_set_visible_child_name (self->filter_value_stack, "none");
      return;
    }

  if (get_class (self)->get_choices != NULL &&
      (operation == TW_FILTER_IS || operation == TW_FILTER_IS_NOT))
    choices = get_class (self)->get_choices (self->source, column);

  if (choices != NULL)
    {
      g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
      g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

      for (guint i = 0; choices[i] != NULL; i += 2)
        {
          g_strv_builder_add (keys, choices[i]);
          gtk_string_list_append (labels, choices[i + 1]);
        }

      self->filter_keys = g_strv_builder_end (keys);
      gtk_drop_down_set_model (self->filter_choice, G_LIST_MODEL (labels));
    }

  gtk_stack_set_visible_child_name (self->filter_value_stack, choices != NULL ? "choice" : "entry");
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static void
add_filter_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);
  int column = get_filter_column (self);
  TwFilterOp operation;
  const char *value;
  g_autoptr (GError) error = NULL;

  if (column < 0)
    return;

  operation = gtk_drop_down_get_selected (self->filter_operation);
  value = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));

  if (takes_value (operation) && self->filter_keys == NULL && is_blank (value))
    {
      show_message (self, _("Enter a value, or choose “is empty”."));
      return;
    }

  if (!takes_value (operation))
    value = NULL;
  else if (self->filter_keys != NULL)
    value = self->filter_keys[gtk_drop_down_get_selected (self->filter_choice)];

  if (!get_class (self)->add_filter (self->source,
                                     get_class (self)->get_column (self->source, column)->id,
                                     operation,
                                     value,
                                     &error))
    {
      show_message (self, error->message);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  gtk_menu_button_popdown (self->filter_button);
  tw_table_save_filters (self);
  tw_table_update_chips (self);
}

static void
on_filter_entry_activate (TwTable *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "table.add-filter", NULL);
}

static guint
count_filterable (TwTable *self)
{
  const TwTableColumn *info;
  guint n = 0;

  for (guint i = 0; (info = get_class (self)->get_column (self->source, i)) != NULL; i++)
    n += info->filterable;

  return n;
}

/* Offers the columns of the source. */
static void
fill_columns (TwTable *self)
{
  g_autoptr (GtkStringList) columns = gtk_string_list_new (NULL);
  const TwTableColumn *info;

  for (guint i = 0; (info = get_class (self)->get_column (self->source, i)) != NULL; i++)
    {
      if (info->filterable)
        gtk_string_list_append (columns, info->title);
    }

  gtk_drop_down_set_model (self->filter_column, G_LIST_MODEL (columns));
  update_value (self);
}

static void
fill_operations (TwTable *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    gtk_string_list_append (labels, _(operations[i]));

  gtk_drop_down_set_model (self->filter_operation, G_LIST_MODEL (labels));
}

static void
connect_form (TwTable *self)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->filter_entry),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->filter_message, NULL,
                                  -1);
  g_signal_connect_object (self->filter_column, "notify::selected", G_CALLBACK (update_value), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_operation, "notify::selected", G_CALLBACK (update_value),
                           self, G_CONNECT_SWAPPED);
  tw_entry_guard (GTK_WIDGET (self->filter_entry), on_value_refused, self);
  g_signal_connect_object (self->filter_entry, "changed", G_CALLBACK (on_value_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_entry, "activate", G_CALLBACK (on_filter_entry_activate),
                           self, G_CONNECT_SWAPPED);
}

static void
on_wanted (GtkMenuButton *button,
           gpointer       user_data)
{
  TwTable *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->filter_column != NULL)
    return;

  builder = gtk_builder_new_from_resource ("/io/github/tierwright/Tierwright/tw-table-filter.ui");
  self->filter_column = GTK_DROP_DOWN (gtk_builder_get_object (builder, "filter_column"));
  self->filter_operation = GTK_DROP_DOWN (gtk_builder_get_object (builder, "filter_operation"));
  self->filter_value_stack = GTK_STACK (gtk_builder_get_object (builder, "filter_value_stack"));
  self->filter_entry = GTK_ENTRY (gtk_builder_get_object (builder, "filter_entry"));
  self->filter_choice = GTK_DROP_DOWN (gtk_builder_get_object (builder, "filter_choice"));
  self->filter_message = GTK_LABEL (gtk_builder_get_object (builder, "filter_message"));
  tw_popover_text_prepare (self->filter_message, 30);
  fill_operations (self);
  connect_form (self);
  fill_columns (self);
  gtk_menu_button_set_popover (button, GTK_WIDGET (gtk_builder_get_object (builder, "filter_popover")));
}

void
tw_table_prepare_filter (TwTable *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button),
                          get_class (self)->add_filter != NULL && count_filterable (self) > 0);
  gtk_widget_set_visible (self->search_entry, get_class (self)->set_words != NULL);
  if (self->filter_column != NULL)
    fill_columns (self);
}

void
tw_table_init_filter (TwTable *self)
{
  tw_table_init_button (self->filter_button, _("Add Filter"), on_wanted, self);
}

void
tw_table_install_filter_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.add-filter", NULL, add_filter_action);
}
