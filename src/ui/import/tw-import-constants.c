/* tw-import-constants.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-constants.h"

#include "common/tw-entry-check.h"
#include "common/tw-input.h"
#include "import/tw-import-widgets.h"

#include <glib/gi18n-lib.h>

/* One field with its control. */
typedef struct
{
  TwImportField *field;
  GtkWidget     *row;
  GtkWidget     *control;     /* an entry, or a drop-down of its choices */
  char          *problem;     /* owned; NULL where the value is fine */
} Constant;

struct _TwImportConstants
{
  AdwPreferencesGroup  parent_instance;

  /* borrowed */
  TwImportMapping     *mapping;

  /* owned */
  GPtrArray           *constants;   /* Constant */
  GPtrArray           *rows;        /* of the group */
  GPtrArray           *wanted;      /* const TwField*: shown though they have no value */
  GPtrArray           *offered;     /* const TwField*: the lines of the drop-down, after the first */
  GtkDropDown         *more;

  gboolean             setting;
  guint                update_source;
};

G_DEFINE_FINAL_TYPE (TwImportConstants, tw_import_constants, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
constant_free (gpointer data)
{
  Constant *constant = data;

  g_free (constant->problem);
  g_free (constant);
}

static char *
describe (const Constant *constant)
{
  if (constant->field->suggested && constant->field->reason != NULL)
    return g_strdup_printf (_("Suggested: %s"), constant->field->reason);
  if (constant->field->field->flags & TW_FIELD_REQUIRED)
    return g_strdup (_("Required"));

  return g_strdup (tw_field_get_help (constant->field->field) != NULL
                     ? tw_field_get_help (constant->field->field) : "");
}

static void
show_problem (Constant *constant)
{
  g_autofree char *text = constant->problem != NULL ? g_strdup (constant->problem) : describe (constant);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (constant->row), text);
  if (constant->problem != NULL)
    gtk_widget_add_css_class (constant->control, "error");
  else
    gtk_widget_remove_css_class (constant->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (constant->control), GTK_ACCESSIBLE_STATE_INVALID,
                               constant->problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                         : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* What can't be taken stays as it was typed; the mapping then has no value. */
static void
take (TwImportConstants *self,
      Constant          *constant,
      const char        *plain)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&constant->problem, g_free);
  if (!tw_import_mapping_set_value (self->mapping, constant->field->field->name, plain, &error))
    {
      g_clear_pointer (&constant->field->constant, g_free);
      constant->problem = g_strdup (error->message);
    }
  constant->field->suggested = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static Constant *
find_constant (TwImportConstants *self,
               GtkWidget         *control)
{
  for (guint i = 0; i < self->constants->len; i++)
    {
      Constant *constant = g_ptr_array_index (self->constants, i);

      if (constant->control == control)
        return constant;
    }

  return NULL;
}

static void
on_text_changed (TwImportConstants *self,
                 GtkWidget         *entry)
{
  Constant *constant = find_constant (self, entry);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *plain = NULL;

  if (self->setting || constant == NULL)
    return;

  plain = tw_input_to_plain (constant->field->field->type, text);
  take (self, constant, plain);
  /* A message appears when the field is left, and goes as soon as it is right. */
  if (constant->problem == NULL)
    show_problem (constant);
}

static void
on_left (GtkEventController *controller,
         TwImportConstants  *self)
{
  Constant *constant = find_constant (self, gtk_event_controller_get_widget (controller));

  if (constant != NULL)
    show_problem (constant);
}

static void
on_choice (TwImportConstants *self,
           GParamSpec        *pspec,
           GtkWidget         *choice)
{
  Constant *constant = find_constant (self, choice);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  if (self->setting || constant == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  take (self, constant, selected == 0 ? "" : constant->field->field->choices[selected - 1].key);
  show_problem (constant);
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  Constant *constant = user_data;

  g_free (constant->problem);
  constant->problem = g_strdup (message);
  show_problem (constant);
}

static GtkWidget *
create_choice (TwImportConstants *self,
               TwImportField     *field,
               const char        *name)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkDropDown *choice;
  guint selected = 0;

  g_ptr_array_add (labels, (gpointer) _("None"));
  for (guint i = 0; field->field->choices[i].key != NULL; i++)
    {
      g_ptr_array_add (labels, (gpointer) tw_field_get_choice_label (field->field, field->field->choices[i].key));
      if (g_strcmp0 (field->constant, field->field->choices[i].key) == 0)
        selected = i + 1;
    }
  g_ptr_array_add (labels, NULL);
  choice = tw_import_drop_down_new ((const char *const *) labels->pdata, name, FALSE);
  gtk_drop_down_set_selected (choice, selected);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (choice);
}

static GtkWidget *
create_entry (TwImportConstants *self,
              TwImportField     *field,
              const char        *name)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_editable_set_text (GTK_EDITABLE (entry), field->constant != NULL ? field->constant : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_text_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, 0);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

static void
add_constant (TwImportConstants *self,
              TwImportField     *field)
{
  Constant *constant = g_new0 (Constant, 1);
  const char *label = tw_field_get_label (field->field);
  /* Translators: %s is the label of a field. */
  g_autofree char *name = g_strdup_printf (_("%s of every row"), label);

  constant->field = field;
  constant->row = tw_import_row_new (label, "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (constant->row), 4);
  constant->control = field->field->type == TW_FIELD_CHOICE && field->field->choices != NULL
                        ? create_choice (self, field, name)
                        : create_entry (self, field, name);
  if (GTK_IS_ENTRY (constant->control))
    tw_entry_guard (constant->control, on_refused, constant);
  adw_action_row_add_suffix (ADW_ACTION_ROW (constant->row), constant->control);
  g_ptr_array_add (self->constants, constant);
  tw_import_add_row (ADW_PREFERENCES_GROUP (self), self->rows, constant->row);
  show_problem (constant);
}

static gboolean
on_update_idle (gpointer user_data)
{
  TwImportConstants *self = user_data;
  const TwField *wanted = g_ptr_array_index (self->wanted, self->wanted->len - 1);

  self->update_source = 0;
  tw_import_constants_update (self, self->mapping);
  for (guint i = 0; i < self->constants->len; i++)
    {
      Constant *constant = g_ptr_array_index (self->constants, i);

      if (constant->field->field == wanted)
        gtk_widget_child_focus (constant->control, GTK_DIR_TAB_FORWARD);
    }

  return G_SOURCE_REMOVE;
}

static void
on_more (TwImportConstants *self)
{
  guint selected = gtk_drop_down_get_selected (self->more);

  if (self->setting || selected == 0 || selected > self->offered->len)
    return;

  g_ptr_array_add (self->wanted, g_ptr_array_index (self->offered, selected - 1));
  if (self->update_source == 0)
    self->update_source = g_idle_add (on_update_idle, self);
}

static void
add_more (TwImportConstants *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *row = tw_import_row_new (_("Another field"), NULL);

  g_ptr_array_add (labels, (gpointer) _("Choose…"));
  for (guint i = 0; i < self->offered->len; i++)
    g_ptr_array_add (labels, (gpointer) tw_field_get_label (g_ptr_array_index (self->offered, i)));
  g_ptr_array_add (labels, NULL);
  self->more = tw_import_drop_down_new ((const char *const *) labels->pdata, _("Another field with one value"),
                                        TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->more));
  g_signal_connect_object (self->more, "notify::selected", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  tw_import_add_row (ADW_PREFERENCES_GROUP (self), self->rows, row);
}

void
tw_import_constants_update (TwImportConstants *self,
                            TwImportMapping   *mapping)
{
  if (self->mapping != mapping)
    g_ptr_array_set_size (self->wanted, 0);
  self->mapping = mapping;
  self->setting = TRUE;
  tw_import_clear_rows (ADW_PREFERENCES_GROUP (self), self->rows);
  g_ptr_array_set_size (self->constants, 0);
  g_ptr_array_set_size (self->offered, 0);

  for (guint i = 0; i < mapping->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (mapping->fields, i);

      if (field->columns->len > 0)
        continue;
      if (field->constant != NULL || tw_import_is_lacking (mapping, field)
          || g_ptr_array_find (self->wanted, field->field, NULL))
        add_constant (self, field);
      else
        g_ptr_array_add (self->offered, (gpointer) field->field);
    }
  add_more (self);
  self->setting = FALSE;
}

char *
tw_import_constants_get_obstacle (TwImportConstants *self)
{
  for (guint i = 0; i < self->constants->len; i++)
    {
      const Constant *constant = g_ptr_array_index (self->constants, i);

      if (constant->problem != NULL)
        return g_strdup (constant->problem);
    }

  return NULL;
}

static void
tw_import_constants_dispose (GObject *object)
{
  g_clear_handle_id (&TW_IMPORT_CONSTANTS (object)->update_source, g_source_remove);

  G_OBJECT_CLASS (tw_import_constants_parent_class)->dispose (object);
}

static void
tw_import_constants_finalize (GObject *object)
{
  TwImportConstants *self = TW_IMPORT_CONSTANTS (object);

  g_ptr_array_unref (self->constants);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->offered);

  G_OBJECT_CLASS (tw_import_constants_parent_class)->finalize (object);
}

static void
tw_import_constants_class_init (TwImportConstantsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_import_constants_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_import_constants_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
tw_import_constants_init (TwImportConstants *self)
{
  self->constants = g_ptr_array_new_with_free_func (constant_free);
  self->rows = g_ptr_array_new ();
  self->wanted = g_ptr_array_new ();
  self->offered = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("The same in every row"));
}

TwImportConstants *
tw_import_constants_new (void)
{
  return g_object_new (TW_TYPE_IMPORT_CONSTANTS, NULL);
}
