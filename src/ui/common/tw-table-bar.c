/* tw-table-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The bar above a table: words, and the chips that show its conditions. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"
#include "common/tw-tooltip.h"

#include "tw-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

void
tw_table_init_button (GtkMenuButton                *button,
                      const char                   *name,
                      GtkMenuButtonCreatePopupFunc  on_wanted,
                      TwTable                      *self)
{
  tw_tooltip_set (GTK_WIDGET (button), name);
  /* What has the focus is the button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_create_popup_func (button, on_wanted, self, NULL);
}

void
tw_table_init_bar (TwTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

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
  tw_table_init_filter (self);
}
