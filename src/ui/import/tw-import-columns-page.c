/* tw-import-columns-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Step 3: which column goes where. A row is a use of a column; a column can be used more than once, and
 * an external id can be joined from several. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"
#include "import/tw-import-constants.h"
#include "import/tw-import-saved.h"
#include "import/tw-import-values.h"
#include "import/tw-import-widgets.h"

#include <glib/gi18n-lib.h>

/* A file may have a thousand columns; those that nothing is taken from stop being listed here. */
#define MAX_LISTED 150

#define TW_TYPE_IMPORT_COLUMNS_PAGE (tw_import_columns_page_get_type ())
G_DECLARE_FINAL_TYPE (TwImportColumnsPage, tw_import_columns_page, TW, IMPORT_COLUMNS_PAGE, TwImportPage)

/* A column and the field it is used for; NULL where it isn't. */
typedef struct
{
  guint          column;
  TwImportField *field;
  GtkDropDown   *choice;
} Use;

struct _TwImportColumnsPage
{
  TwImportPage          parent_instance;

  /* children */
  AdwPreferencesGroup  *group;
  TwImportSaved        *saved;
  TwImportConstants    *constants;
  GtkWidget            *ordinal_row;
  GtkWidget            *ordinal;

  /* owned */
  GPtrArray            *rows;         /* of the group */
  GArray               *uses;         /* Use */

  gboolean              setting;
  guint                 update_source;
  guint                 focus_column;  /* whose row gets the focus after an update */
};

G_DEFINE_FINAL_TYPE (TwImportColumnsPage, tw_import_columns_page, TW_TYPE_IMPORT_PAGE)

static TwImportMapping *
get_mapping (TwImportColumnsPage *self)
{
  TwImportSession *session = tw_import_page_get_session (TW_IMPORT_PAGE (self));

  return session != NULL ? tw_import_session_get_mapping (session) : NULL;
}

static gboolean
is_key (TwImportMapping     *mapping,
        const TwImportField *field)
{
  return mapping->entity->key != NULL && field != NULL
         && g_str_equal (mapping->entity->key, field->field->name);
}

static gboolean
takes (const TwImportField *field,
       guint                column)
{
  for (guint i = 0; i < field->columns->len; i++)
    if (g_array_index (field->columns, guint, i) == column)
      return TRUE;

  return FALSE;
}

/* --- what the person does --- */

static void
queue_update (TwImportColumnsPage *self);

static void
note_change (TwImportColumnsPage *self)
{
  tw_import_page_get_assistant (TW_IMPORT_PAGE (self))->touched = TRUE;
  queue_update (self);
}

static void
leave_field (TwImportField *field,
             guint          column)
{
  for (guint i = field->columns->len; i > 0; i--)
    if (g_array_index (field->columns, guint, i - 1) == column)
      g_array_remove_index (field->columns, i - 1);
  if (field->columns->len == 0)
    g_clear_pointer (&field->values, g_hash_table_unref);
  field->suggested = FALSE;
}

/* Only an external id is joined: any other field has the column that was chosen last. */
static void
enter_field (TwImportMapping *mapping,
             TwImportField   *field,
             guint            column)
{
  if (!is_key (mapping, field))
    g_array_set_size (field->columns, 0);
  if (!takes (field, column))
    g_array_append_val (field->columns, column);
  g_clear_pointer (&field->constant, g_free);
  field->suggested = FALSE;
}

static void
on_field_chosen (TwImportColumnsPage *self,
                 GParamSpec          *pspec,
                 GtkDropDown         *choice)
{
  TwImportMapping *mapping = get_mapping (self);
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->setting || selected > mapping->fields->len)
    return;

  for (guint i = 0; i < self->uses->len; i++)
    {
      Use *use = &g_array_index (self->uses, Use, i);

      if (use->choice != choice)
        continue;
      if (use->field != NULL)
        leave_field (use->field, use->column);
      if (selected > 0)
        enter_field (mapping, g_ptr_array_index (mapping->fields, selected - 1), use->column);
      self->focus_column = use->column;
    }
  note_change (self);
}

static void
on_ordinal (TwImportColumnsPage *self)
{
  TwImportMapping *mapping = get_mapping (self);
  TwImportField *key;

  if (self->setting || mapping == NULL || mapping->entity->key == NULL)
    return;

  key = tw_import_mapping_get (mapping, mapping->entity->key);
  key->ordinal = gtk_switch_get_active (GTK_SWITCH (self->ordinal));
  tw_import_page_get_assistant (TW_IMPORT_PAGE (self))->touched = TRUE;
}

static void
values_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (widget);
  guint index = g_variant_get_uint32 (parameter);
  TwImportSession *session = tw_import_page_get_session (TW_IMPORT_PAGE (self));
  Use *use;
  GtkWidget *dialog;

  if (index >= self->uses->len)
    return;
  use = &g_array_index (self->uses, Use, index);
  if (use->field == NULL)
    return;

  self->focus_column = use->column;
  dialog = tw_import_values_new (GTK_WINDOW (gtk_widget_get_root (widget)), tw_import_session_get_mapping (session),
                                 use->field,
                                 g_ptr_array_index (tw_import_session_get_profile (session)->columns, use->column));
  g_signal_connect_object (dialog, "applied", G_CALLBACK (note_change), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The column gets one more row, whose field is to be chosen. */
static void
again_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (widget);
  guint index = g_variant_get_uint32 (parameter);
  Use use = { 0, };

  if (index >= self->uses->len)
    return;
  use.column = g_array_index (self->uses, Use, index).column;
  g_array_insert_val (self->uses, index + 1, use);
  self->focus_column = use.column;
  queue_update (self);
}

/* --- rows --- */

static char *
describe_use (TwImportColumnsPage *self,
              const Use           *use)
{
  TwImportMapping *mapping = get_mapping (self);
  TwImportSession *session = tw_import_page_get_session (TW_IMPORT_PAGE (self));
  TwCsvColumn *column = g_ptr_array_index (tw_import_session_get_profile (session)->columns, use->column);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < column->samples->len; i++)
    {
      const char *sample = g_ptr_array_index (column->samples, i);
      g_autofree char *part = g_utf8_substring (sample, 0, MIN (g_utf8_strlen (sample, -1), 30));

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", part);
    }
  if (column->samples->len == 0)
    g_string_append (text, _("No values"));

  if (use->field != NULL && use->field->suggested)
    /* Translators: %s is why a column is proposed for a field, as a sentence. */
    g_string_append_printf (text, _("\nSuggested: %s"),
                            use->field->reason != NULL ? use->field->reason : _("the contents fit."));
  if (use->field != NULL && use->field->columns->len > 1 && is_key (mapping, use->field))
    {
      g_string_append (text, _("\nJoined: "));
      for (guint i = 0; i < use->field->columns->len; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "/" : "",
                                mapping->headings[g_array_index (use->field->columns, guint, i)]);
    }
  if (use->field != NULL && use->field->values != NULL && g_hash_table_size (use->field->values) > 0)
    {
      guint n = g_hash_table_size (use->field->values);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u value is replaced",
                                                 "%u values are replaced", n), n);
    }

  return g_string_free (text, FALSE);
}

static GtkWidget *
create_menu_button (const char *heading,
                    guint       index,
                    gboolean    used)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_("More about %s"), heading);
  g_autofree char *values = g_strdup_printf ("columns.values(uint32 %u)", index);
  g_autofree char *again = g_strdup_printf ("columns.again(uint32 %u)", index);

  if (used)
    {
      g_menu_append (menu, _("_Replace Values…"), values);
      g_menu_append (menu, _("_Use Once More"), again);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, used);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static GPtrArray *
collect_labels (TwImportMapping *mapping)
{
  GPtrArray *labels = g_ptr_array_new ();

  g_ptr_array_add (labels, (gpointer) _("Not imported"));
  for (guint i = 0; i < mapping->fields->len; i++)
    g_ptr_array_add (labels, (gpointer) tw_field_get_label (
                               ((TwImportField *) g_ptr_array_index (mapping->fields, i))->field));
  g_ptr_array_add (labels, NULL);

  return labels;
}

static void
add_use_row (TwImportColumnsPage *self,
             GPtrArray           *labels,
             guint                index)
{
  TwImportMapping *mapping = get_mapping (self);
  Use *use = &g_array_index (self->uses, Use, index);
  const char *heading = mapping->headings[use->column];
  g_autofree char *text = describe_use (self, use);
  /* Translators: %s is the heading of a column. */
  g_autofree char *name = g_strdup_printf (_("Field for %s"), heading);
  GtkWidget *row = tw_import_row_new (heading, text);
  guint selected = 0;

  for (guint i = 0; i < mapping->fields->len; i++)
    if (g_ptr_array_index (mapping->fields, i) == use->field)
      selected = i + 1;

  use->choice = tw_import_drop_down_new ((const char *const *) labels->pdata, name, TRUE);
  gtk_drop_down_set_selected (use->choice, selected);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 5);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (use->choice));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_menu_button (heading, index, use->field != NULL));
  g_signal_connect_object (use->choice, "notify::selected", G_CALLBACK (on_field_chosen), self,
                           G_CONNECT_SWAPPED);
  tw_import_add_row (self->group, self->rows, row);
}

/* Rows without a field that were asked for stay until they get one. */
static void
collect_uses (TwImportColumnsPage *self,
              TwImportMapping     *mapping)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->uses);
  guint n = g_strv_length (mapping->headings);

  self->uses = g_array_new (FALSE, TRUE, sizeof (Use));
  for (guint c = 0; c < n; c++)
    {
      guint found = 0, blank = 0;

      for (guint f = 0; f < mapping->fields->len; f++)
        {
          Use use = { c, g_ptr_array_index (mapping->fields, f), NULL };

          if (takes (use.field, c))
            g_array_append_val (self->uses, use), found++;
        }
      for (guint i = 0; i < before->len; i++)
        {
          const Use *use = &g_array_index (before, Use, i);

          blank += use->column == c && use->field == NULL && use->choice == NULL;
        }
      if (blank > 0 || (found == 0 && self->uses->len < MAX_LISTED))
        {
          Use use = { c, NULL, NULL };

          g_array_append_val (self->uses, use);
        }
    }
}

/* (transfer full) (nullable): fields that every row needs and that nothing fills. */
static char *
list_lacking (TwImportMapping *mapping)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mapping->fields->len; i++)
    {
      const TwImportField *field = g_ptr_array_index (mapping->fields, i);

      if (tw_import_is_lacking (mapping, field))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", tw_field_get_label (field->field));
    }

  return text->len > 0 ? g_string_free (text, FALSE) : (g_string_free (text, TRUE), NULL);
}

static void
update_group (TwImportColumnsPage *self,
              TwImportMapping     *mapping)
{
  g_autofree char *lacking = list_lacking (mapping);
  g_autofree char *description = NULL;

  if (lacking != NULL)
    /* Translators: %s are names of fields. */
    description = g_strdup_printf (_("Still without a column or a value: %s"), lacking);
  else if (mapping->unpivot)
    description = g_strdup (_("Every column that is named by a currency gives a rate of its own."));
  else
    description = g_strdup (_("Everything that a row needs has a column or a value."));
  adw_preferences_group_set_description (self->group, description);
}

static void
update_ordinal (TwImportColumnsPage *self,
                TwImportMapping     *mapping)
{
  TwImportField *key = mapping->entity->key != NULL ? tw_import_mapping_get (mapping, mapping->entity->key)
                                                    : NULL;

  gtk_widget_set_visible (self->ordinal_row, key != NULL && key->columns->len > 0);
  gtk_switch_set_active (GTK_SWITCH (self->ordinal), key != NULL && key->ordinal);
}

static void
columns_page_update (TwImportPage *page)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (page);
  TwImportMapping *mapping = get_mapping (self);
  g_autoptr (GPtrArray) labels = NULL;

  if (mapping == NULL)
    return;

  self->setting = TRUE;
  tw_import_clear_rows (self->group, self->rows);
  collect_uses (self, mapping);
  labels = collect_labels (mapping);
  for (guint i = 0; i < self->uses->len; i++)
    add_use_row (self, labels, i);
  update_group (self, mapping);
  update_ordinal (self, mapping);
  tw_import_saved_update (self->saved, tw_import_page_get_session (page));
  tw_import_constants_update (self->constants, mapping);
  self->setting = FALSE;
}

static void
columns_page_focus (TwImportPage *page)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (page);

  for (guint i = 0; i < self->uses->len; i++)
    {
      Use *use = &g_array_index (self->uses, Use, i);

      if (use->column == self->focus_column)
        {
          gtk_widget_child_focus (GTK_WIDGET (use->choice), GTK_DIR_TAB_FORWARD);
          return;
        }
    }
}

/* Rows can't be replaced while one of them tells that it was changed. */
static gboolean
on_update_idle (gpointer user_data)
{
  TwImportColumnsPage *self = user_data;

  self->update_source = 0;
  columns_page_update (TW_IMPORT_PAGE (self));
  columns_page_focus (TW_IMPORT_PAGE (self));
  tw_import_page_changed (TW_IMPORT_PAGE (self));

  return G_SOURCE_REMOVE;
}

static void
queue_update (TwImportColumnsPage *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (on_update_idle, self);
}

static char *
columns_page_get_obstacle (TwImportPage *page)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (page);
  TwImportMapping *mapping = get_mapping (self);
  g_autofree char *lacking = mapping != NULL ? list_lacking (mapping) : NULL;

  if (lacking != NULL)
    return g_strdup_printf (_("Still without a column or a value: %s"), lacking);

  return tw_import_constants_get_obstacle (self->constants);
}

/* --- making it --- */

static void
on_constants_changed (TwImportColumnsPage *self)
{
  TwImportMapping *mapping = get_mapping (self);

  tw_import_page_get_assistant (TW_IMPORT_PAGE (self))->touched = TRUE;
  if (mapping != NULL)
    update_group (self, mapping);
  tw_import_page_changed (TW_IMPORT_PAGE (self));
}

static void
on_loaded (TwImportColumnsPage *self)
{
  tw_import_session_focus (tw_import_page_get_session (TW_IMPORT_PAGE (self)), NULL);
  queue_update (self);
}

static void
tw_import_columns_page_constructed (GObject *object)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (object);
  GtkBox *body = tw_import_page_create_body (TW_IMPORT_PAGE (self));
  GtkWidget *group;

  G_OBJECT_CLASS (tw_import_columns_page_parent_class)->constructed (object);

  self->saved = tw_import_saved_new (tw_import_page_get_assistant (TW_IMPORT_PAGE (self)));
  g_signal_connect_object (self->saved, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  gtk_box_append (body, GTK_WIDGET (self->saved));

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Columns of the file"));
  gtk_box_append (body, GTK_WIDGET (self->group));

  self->ordinal_row = tw_import_row_new (_("Number rows with the same external ID"),
                                         _("Puts /1, /2 … behind it where no columns make a row unique"));
  self->ordinal = gtk_switch_new ();
  gtk_widget_set_valign (self->ordinal, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->ordinal_row), self->ordinal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ordinal), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Number rows with the same external ID"), -1);
  g_signal_connect_object (self->ordinal, "notify::active", G_CALLBACK (on_ordinal), self,
                           G_CONNECT_SWAPPED);

  group = adw_preferences_group_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->ordinal_row);
  gtk_box_append (body, group);

  self->constants = tw_import_constants_new ();
  g_signal_connect_object (self->constants, "changed", G_CALLBACK (on_constants_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (body, GTK_WIDGET (self->constants));
}

static void
tw_import_columns_page_dispose (GObject *object)
{
  g_clear_handle_id (&TW_IMPORT_COLUMNS_PAGE (object)->update_source, g_source_remove);

  G_OBJECT_CLASS (tw_import_columns_page_parent_class)->dispose (object);
}

static void
tw_import_columns_page_finalize (GObject *object)
{
  TwImportColumnsPage *self = TW_IMPORT_COLUMNS_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->uses);

  G_OBJECT_CLASS (tw_import_columns_page_parent_class)->finalize (object);
}

static void
tw_import_columns_page_class_init (TwImportColumnsPageClass *klass)
{
  TwImportPageClass *page_class = TW_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tw_import_columns_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = tw_import_columns_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_import_columns_page_finalize;
  page_class->update = columns_page_update;
  page_class->get_obstacle = columns_page_get_obstacle;
  page_class->focus = columns_page_focus;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "columns.values", "u", values_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "columns.again", "u", again_action);
}

static void
tw_import_columns_page_init (TwImportColumnsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->uses = g_array_new (FALSE, TRUE, sizeof (Use));
}

GtkWidget *
tw_import_columns_page_new (TwImportAssistant *assistant)
{
  return g_object_new (TW_TYPE_IMPORT_COLUMNS_PAGE, "assistant", assistant, NULL);
}
