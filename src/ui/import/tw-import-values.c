/* tw-import-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-values.h"

#include "common/tw-dialog-role.h"
#include "import/tw-import-widgets.h"

#include <glib/gi18n-lib.h>

/* One line: what stands in the file, and what it means. */
typedef struct
{
  char      *from;      /* owned; NULL where it is typed */
  GtkWidget *from_entry;
  GtkWidget *to_entry;
} Line;

struct _TwImportValues
{
  AdwWindow            parent_instance;

  /* borrowed: the assistant outlives the dialog */
  TwImportMapping     *mapping;
  TwImportField       *field;

  AdwPreferencesGroup *group;
  GArray              *lines;   /* Line */
};

G_DEFINE_FINAL_TYPE (TwImportValues, tw_import_values, ADW_TYPE_WINDOW)

enum
{
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
on_apply (TwImportValues *self)
{
  g_clear_pointer (&self->field->values, g_hash_table_unref);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      g_autofree char *from = line->from != NULL ? g_strdup (line->from) : get_text (line->from_entry);
      g_autofree char *to = get_text (line->to_entry);

      /* The field is one of the mapping's: nothing else can be wrong here. */
      if (*from != '\0' && *to != '\0')
        tw_import_mapping_map_value (self->mapping, self->field->field->name, from, to, NULL);
    }
  self->field->suggested = FALSE;
  g_signal_emit (self, signals[APPLIED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
create_entry (const char *name,
              const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return entry;
}

/* @from: NULL for a line where it is typed */
static void
add_line (TwImportValues *self,
          const char     *from,
          const char     *to)
{
  Line line = { g_strdup (from), NULL, NULL };
  gboolean others = g_strcmp0 (from, TW_IMPORT_OTHERWISE) == 0;
  const char *title = others ? _("Every other value") : from != NULL ? from : _("Another value");
  /* Translators: %s is a value of the file. */
  g_autofree char *name = g_strdup_printf (_("“%s” stands for"), title);
  GtkWidget *row = tw_import_row_new (title, NULL);

  if (from == NULL)
    {
      line.from_entry = create_entry (_("Value in the file"), "");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), line.from_entry);
    }
  line.to_entry = create_entry (name, to);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), line.to_entry);
  adw_preferences_group_add (self->group, row);
  g_array_append_val (self->lines, line);
}

static void
on_another (TwImportValues *self)
{
  add_line (self, NULL, "");
  gtk_widget_grab_focus (g_array_index (self->lines, Line, self->lines->len - 1).from_entry);
}

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->from);
}

static void
tw_import_values_finalize (GObject *object)
{
  g_array_unref (TW_IMPORT_VALUES (object)->lines);

  G_OBJECT_CLASS (tw_import_values_parent_class)->finalize (object);
}

static void
tw_import_values_class_init (TwImportValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_import_values_finalize;

  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
create_header (TwImportValues *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *apply = gtk_button_new_with_mnemonic (_("_Replace"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (apply, "suggested-action");
  g_signal_connect_object (apply, "clicked", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), apply);
  gtk_window_set_default_widget (GTK_WINDOW (self), apply);

  return header;
}

static void
tw_import_values_init (TwImportValues *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *another = gtk_button_new_with_mnemonic (_("_Add a Value"));

  tw_dialog_tell_role (self);
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_halign (another, GTK_ALIGN_START);
  g_signal_connect_object (another, "clicked", G_CALLBACK (on_another), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "page-body");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), another);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (outer), create_header (self));
  gtk_box_append (GTK_BOX (outer), scrolled);
  adw_window_set_content (ADW_WINDOW (self), outer);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 520);
}

/* (transfer full): what a value may stand for. */
static char *
describe_field (const TwField *field)
{
  GString *text = g_string_new (_("What values of the file stand for; empty leaves a value as it is."));

  for (guint i = 0; field->choices != NULL && field->choices[i].key != NULL; i++)
    g_string_append_printf (text, i == 0 ? _(" Known: %s") : ", %s", field->choices[i].key);

  return g_string_free (text, FALSE);
}

static void
add_lines (TwImportValues    *self,
           const TwCsvColumn *column)
{
  GHashTable *values = self->field->values;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *from, *to;

  for (guint i = 0; i < column->samples->len; i++)
    {
      from = g_ptr_array_index (column->samples, i);
      to = values != NULL ? g_hash_table_lookup (values, from) : NULL;
      g_hash_table_add (seen, (gpointer) from);
      add_line (self, from, to != NULL ? to : "");
    }
  if (values != NULL)
    {
      g_hash_table_iter_init (&iter, values);
      while (g_hash_table_iter_next (&iter, (gpointer *) &from, (gpointer *) &to))
        if (!g_hash_table_contains (seen, from) && !g_str_equal (from, TW_IMPORT_OTHERWISE))
          add_line (self, from, to);
    }
  to = values != NULL ? g_hash_table_lookup (values, TW_IMPORT_OTHERWISE) : NULL;
  add_line (self, TW_IMPORT_OTHERWISE, to != NULL ? to : "");
}

GtkWidget *
tw_import_values_new (GtkWindow         *parent,
                      TwImportMapping   *mapping,
                      TwImportField     *field,
                      const TwCsvColumn *column)
{
  TwImportValues *self = g_object_new (TW_TYPE_IMPORT_VALUES, "transient-for", parent, NULL);
  g_autofree char *description = describe_field (field->field);

  self->mapping = mapping;
  self->field = field;
  gtk_window_set_title (GTK_WINDOW (self), tw_field_get_label (field->field));
  adw_preferences_group_set_description (self->group, description);
  add_lines (self, column);

  return GTK_WIDGET (self);
}
