/* tw-import-missing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-missing.h"

#include "common/tw-format.h"
#include "import/tw-import-widgets.h"

#include <glib/gi18n-lib.h>

#define SHOWN_KEYS 5

static const struct
{
  const char *key;
  const char *label;
} partner_types[] = {
  { NULL, N_("Choose…") },
  { "isv", N_("ISV") },
  { "reseller", N_("Reseller") },
  { "oem", N_("OEM") },
  { "si", N_("SI") },
};

struct _TwImportMissingGroup
{
  AdwPreferencesGroup  parent_instance;

  /* borrowed */
  TwImportOptions     *options;

  /* owned */
  GPtrArray           *rows;

  gboolean             needs_type;   /* partners are created, but not of which type */
  gboolean             setting;
};

G_DEFINE_FINAL_TYPE (TwImportMissingGroup, tw_import_missing_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_partner (const TwEntity *entity)
{
  return g_str_equal (entity->name, "partner");
}

/* Created rows get the name by which they are called, as external id and name: that has to be enough. */
static gboolean
can_create (const TwEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];

      if ((field->flags & TW_FIELD_REQUIRED) && field->initial == NULL && field->fallback == NULL
          && g_strcmp0 (field->name, entity->key) != 0 && g_strcmp0 (field->name, entity->title) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
options_changed (TwImportMissingGroup *self)
{
  self->needs_type = g_hash_table_contains (self->options->create, "partner")
                     && self->options->partner_type == NULL;
  g_signal_emit (self, signals[CHANGED], 0, !self->needs_type);
}

static void
on_create (TwImportMissingGroup *self,
           GParamSpec           *pspec,
           GtkSwitch            *control)
{
  const TwEntity *entity = g_object_get_data (G_OBJECT (control), "tw-entity");
  GtkWidget *types = g_object_get_data (G_OBJECT (control), "tw-types");

  if (self->setting)
    return;

  if (gtk_switch_get_active (control))
    g_hash_table_add (self->options->create, g_strdup (entity->name));
  else
    g_hash_table_remove (self->options->create, entity->name);
  if (types != NULL)
    gtk_widget_set_visible (types, gtk_switch_get_active (control));
  options_changed (self);
}

static void
on_type (TwImportMissingGroup *self,
         GParamSpec           *pspec,
         GtkDropDown          *types)
{
  guint selected = gtk_drop_down_get_selected (types);

  if (self->setting || selected >= G_N_ELEMENTS (partner_types))
    return;

  g_free (self->options->partner_type);
  self->options->partner_type = g_strdup (partner_types[selected].key);
  options_changed (self);
}

static GtkWidget *
create_types (TwImportMissingGroup *self)
{
  const char *labels[G_N_ELEMENTS (partner_types) + 1] = { NULL, };
  GtkDropDown *types;
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (partner_types); i++)
    {
      labels[i] = _(partner_types[i].label);
      if (i > 0 && g_strcmp0 (self->options->partner_type, partner_types[i].key) == 0)
        selected = i;
    }
  types = tw_import_drop_down_new (labels, _("Type of the new partners"), FALSE);
  gtk_drop_down_set_selected (types, selected);
  g_signal_connect_object (types, "notify::selected", G_CALLBACK (on_type), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (types);
}

/* The first names, and what may be meant by them. */
static char *
describe (TwImportReport *report,
          const TwEntity *entity,
          guint          *count)
{
  GString *text = g_string_new (NULL);

  *count = 0;
  for (guint i = 0; i < report->missing->len; i++)
    {
      const TwImportMissing *missing = g_ptr_array_index (report->missing, i);

      if (missing->entity != entity)
        continue;
      if (*count < SHOWN_KEYS)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", missing->key);
      if (*count < SHOWN_KEYS && missing->similar != NULL)
        /* Translators: %s is what a person may have meant. */
        g_string_append_printf (text, _(" (“%s” may be meant)"), missing->similar);
      (*count)++;
    }
  if (*count > SHOWN_KEYS)
    g_string_append (text, ", …");

  return g_string_free (text, FALSE);
}

static void
add_controls (TwImportMissingGroup *self,
              GtkWidget            *row,
              const TwEntity       *entity)
{
  g_autofree char *name = g_strdup_printf (_("Create missing %s"), tw_entity_get_label (entity, TRUE));
  GtkWidget *control = gtk_switch_new ();
  gboolean created = g_hash_table_contains (self->options->create, entity->name);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (control), created);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (control), "tw-entity", (gpointer) entity);
  if (is_partner (entity))
    {
      GtkWidget *types = create_types (self);

      gtk_widget_set_visible (types, created);
      g_object_set_data (G_OBJECT (control), "tw-types", types);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), types);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (on_create), self, G_CONNECT_SWAPPED);
}

/* Rows stay from check to check, and with them the focus. */
static GtkWidget *
ensure_row (TwImportMissingGroup *self,
            const TwEntity       *entity)
{
  GtkWidget *row;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_object_get_data (g_ptr_array_index (self->rows, i), "tw-entity") == entity)
      return g_ptr_array_index (self->rows, i);

  row = tw_import_row_new ("", "");
  g_object_set_data (G_OBJECT (row), "tw-entity", (gpointer) entity);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (can_create (entity))
    add_controls (self, row, entity);
  tw_import_add_row (ADW_PREFERENCES_GROUP (self), self->rows, row);

  return row;
}

static void
show_kind (TwImportMissingGroup *self,
           TwImportReport       *report,
           const TwEntity       *entity)
{
  guint count;
  g_autofree char *keys = describe (report, entity, &count);
  g_autofree char *number = tw_format_count (count);
  /* Translators: %1$s is a kind of rows, such as Partners, %2$s how many of them. */
  g_autofree char *title = g_strdup_printf (_("%1$s: %2$s"), tw_entity_get_label (entity, TRUE), number);
  GtkWidget *row = ensure_row (self, entity);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), keys);
}

void
tw_import_missing_group_update (TwImportMissingGroup *self,
                                TwImportReport       *report,
                                TwImportOptions      *options)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  self->setting = TRUE;
  if (self->options != options)
    tw_import_clear_rows (ADW_PREFERENCES_GROUP (self), self->rows);
  self->options = options;
  for (guint i = 0; i < report->missing->len; i++)
    {
      const TwEntity *entity = ((TwImportMissing *) g_ptr_array_index (report->missing, i))->entity;

      if (g_hash_table_add (seen, (gpointer) entity))
        show_kind (self, report, entity);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (row, g_hash_table_contains (seen, g_object_get_data (G_OBJECT (row), "tw-entity")));
    }

  self->needs_type = g_hash_table_contains (options->create, "partner") && options->partner_type == NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (seen) > 0);
  self->setting = FALSE;
}

char *
tw_import_missing_group_get_obstacle (TwImportMissingGroup *self)
{
  return self->needs_type ? g_strdup (_("Choose of which type the new partners are.")) : NULL;
}

static void
tw_import_missing_group_finalize (GObject *object)
{
  g_ptr_array_unref (TW_IMPORT_MISSING_GROUP (object)->rows);

  G_OBJECT_CLASS (tw_import_missing_group_parent_class)->finalize (object);
}

static void
tw_import_missing_group_class_init (TwImportMissingGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_import_missing_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
tw_import_missing_group_init (TwImportMissingGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Missing in the workspace"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Rows that refer to these are rejected unless they are created."));
}

TwImportMissingGroup *
tw_import_missing_group_new (void)
{
  return g_object_new (TW_TYPE_IMPORT_MISSING_GROUP, NULL);
}
