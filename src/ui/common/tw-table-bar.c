/* tw-table-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The bar above a table: words, conditions and the chips that show them. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-entry-check.h"
#include "common/tw-table-private.h"
#include "common/tw-tooltip.h"

#include "tw-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

gboolean
tw_table_has_filter (TwTable *self)
{
  g_autofree char *chip = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    return TRUE;

  if (self->source == NULL || get_class (self)->describe_filter == NULL)
    return FALSE;

  chip = get_class (self)->describe_filter (self->source, 0);

  return chip != NULL;
}

/* --- chips --- */

static void
on_chip_clicked (TwTable   *self,
                 GtkWidget *chip)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "tw-index"));

  get_class (self)->remove_filter (self->source, index);
  tw_table_save_filters (self);
  tw_table_update_chips (self);
  gtk_widget_grab_focus (self->search_entry);
}

static void
append_chip (TwTable    *self,
             const char *text,
             guint       index)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = NULL;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");

  /* Translators: %s is a condition, such as “Tier is Gold”. */
  name = g_strdup_printf (_("Remove filter %s"), text);
  tw_tooltip_set (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (chip), "tw-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);

  gtk_flow_box_append (self->chips, chip);
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
}

static void
append_clear (TwTable *self)
{
  GtkWidget *clear = gtk_button_new_with_mnemonic (_("C_lear"));

  gtk_widget_add_css_class (clear, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "table.clear-filters");
  gtk_flow_box_append (self->chips, clear);
  gtk_widget_set_focusable (gtk_widget_get_parent (clear), FALSE);
}

static char *
describe_filters (TwTable *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; get_class (self)->describe_filter != NULL; i++)
    {
      g_autofree char *text = get_class (self)->describe_filter (self->source, i);

      if (text == NULL)
        break;

      g_string_append_printf (all, "%s\n", text);
    }

  return g_string_free (all, FALSE);
}

/* Made anew only when they say something else: a chip that has the focus keeps it. */
void
tw_table_update_chips (TwTable *self)
{
  g_autofree char *described = describe_filters (self);
  GtkWidget *child;
  guint n = 0;

  if (g_strcmp0 (described, self->chips_shown) == 0)
    return;

  g_free (self->chips_shown);
  self->chips_shown = g_steal_pointer (&described);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);

  while (get_class (self)->describe_filter != NULL)
    {
      g_autofree char *text = get_class (self)->describe_filter (self->source, n);

      if (text == NULL)
        break;

      append_chip (self, text, n++);
    }

  if (n > 0)
    append_clear (self);

  gtk_widget_set_visible (GTK_WIDGET (self->chips), n > 0);
}

void
tw_table_clear_filters (TwTable *self)
{
  TwTableSourceClass *klass = get_class (self);

  while (klass->describe_filter != NULL)
    {
      g_autofree char *text = klass->describe_filter (self->source, 0);

      if (text == NULL)
        break;

      klass->remove_filter (self->source, 0);
    }

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  if (klass->set_words != NULL)
    klass->set_words (self->source, NULL);

  tw_table_save_filters (self);
  tw_table_update_chips (self);
  gtk_widget_grab_focus (self->search_entry);
}

/* --- words --- */

static void
on_search_changed (TwTable *self)
{
  self->refiltered = TRUE;

  if (self->source != NULL && get_class (self)->set_words != NULL)
    get_class (self)->set_words (self->source,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* From what is typed straight into what it found. */
static gboolean
on_search_key (GtkEventControllerKey *controller,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               gpointer               user_data)
{
  if (keyval != GDK_KEY_Down || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  return tw_table_focus_row (user_data);
}

/* `tier:gold` becomes a chip; what isn't a column stays a word. */
static void
on_search_activate (TwTable *self)
{
  g_auto (GStrv) words
      = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), " ", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *colon = strchr (words[i], ':');
      g_autofree char *column = colon != NULL ? g_strndup (words[i], colon - words[i]) : NULL;

      if (column != NULL && get_class (self)->add_filter != NULL &&
          get_class (self)->add_filter (self->source, column, TW_FILTER_IS, colon + 1, NULL))
        continue;

      if (*words[i] != '\0')
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);
    }

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), rest->str);
  on_search_changed (self);
  tw_table_save_filters (self);
  tw_table_update_chips (self);
  tw_table_focus_row (self);
}

static void
on_stop_search (TwTable *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    tw_table_focus_row (self);
}

/* --- the popover that adds a condition --- */

static int
get_filter_column (TwTable *self)
{
  guint wanted = gtk_drop_down_get_selected (self->filter_column);
  const TwTableColumn *info;
  guint n = 0;

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
  TwFilterOp operation = gtk_drop_down_get_selected (self->filter_operation);
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));
  g_autoptr (GError) error = NULL;

  if (column < 0)
    return;

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

/* Offers the columns of a new source. */
void
tw_table_prepare_filter (TwTable *self)
{
  g_autoptr (GtkStringList) columns = gtk_string_list_new (NULL);
  const TwTableColumn *info;

  for (guint i = 0; (info = get_class (self)->get_column (self->source, i)) != NULL; i++)
    {
      if (info->filterable)
        gtk_string_list_append (columns, info->title);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->filter_button),
                          get_class (self)->add_filter != NULL &&
                            g_list_model_get_n_items (G_LIST_MODEL (columns)) > 0);
  gtk_widget_set_visible (self->search_entry, get_class (self)->set_words != NULL);
  gtk_drop_down_set_model (self->filter_column, G_LIST_MODEL (columns));
  update_value (self);
}

void
tw_table_init_bar (TwTable *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    gtk_string_list_append (labels, _(operations[i]));

  gtk_drop_down_set_model (self->filter_operation, G_LIST_MODEL (labels));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->filter_button))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Filter"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->filter_entry),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->filter_message, NULL,
                                  -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_search_key), self, 0);
  gtk_widget_add_controller (self->search_entry, keys);
  g_signal_connect_object (self->search_entry,
                           "search-changed",
                           G_CALLBACK (on_search_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "activate", G_CALLBACK (on_search_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "stop-search", G_CALLBACK (on_stop_search), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_column, "notify::selected", G_CALLBACK (update_value), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_operation,
                           "notify::selected",
                           G_CALLBACK (update_value),
                           self,
                           G_CONNECT_SWAPPED);
  tw_entry_guard (GTK_WIDGET (self->filter_entry), on_value_refused, self);
  g_signal_connect_object (self->filter_entry, "changed", G_CALLBACK (on_value_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_entry,
                           "activate",
                           G_CALLBACK (on_filter_entry_activate),
                           self,
                           G_CONNECT_SWAPPED);
}

void
tw_table_install_bar_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.add-filter", NULL, add_filter_action);
}
