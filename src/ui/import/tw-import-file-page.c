/* tw-import-file-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Step 1: which file, and what its rows are. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"
#include "import/tw-import-widgets.h"

#include <glib/gi18n-lib.h>

#define TW_TYPE_IMPORT_FILE_PAGE (tw_import_file_page_get_type ())
G_DECLARE_FINAL_TYPE (TwImportFilePage, tw_import_file_page, TW, IMPORT_FILE_PAGE, TwImportPage)

struct _TwImportFilePage
{
  TwImportPage  parent_instance;

  /* children */
  GtkWidget    *file_row;
  GtkWidget    *file_button;
  GtkWidget    *kind_row;
  GtkDropDown  *kinds;
  GtkWidget    *headings_row;

  /* owned */
  GPtrArray    *entities;     /* const TwEntity*, as the drop-down lists them; the first is none */

  gboolean      setting;
};

G_DEFINE_FINAL_TYPE (TwImportFilePage, tw_import_file_page, TW_TYPE_IMPORT_PAGE)

static void
file_page_update (TwImportPage *page)
{
  TwImportFilePage *self = TW_IMPORT_FILE_PAGE (page);
  TwImportAssistant *assistant = tw_import_page_get_assistant (page);
  g_autofree char *name = assistant->file != NULL ? g_file_get_basename (assistant->file) : NULL;
  g_autofree char *path = assistant->file != NULL ? g_file_get_parse_name (assistant->file) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row),
                                 name != NULL ? name : _("No file chosen"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row),
                               path != NULL ? path : _("Choose a CSV file, or drop one here"));
  gtk_widget_set_sensitive (self->kind_row, assistant->file != NULL);
  gtk_widget_set_visible (self->headings_row, assistant->file != NULL
                          && *adw_action_row_get_subtitle (ADW_ACTION_ROW (self->headings_row)) != '\0');
}

static char *
file_page_get_obstacle (TwImportPage *page)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (page);

  if (assistant->file == NULL)
    return g_strdup (_("Choose a file first."));
  if (assistant->entity == NULL)
    return g_strdup (_("Choose what the rows of the file are."));

  return NULL;
}

static void
file_page_focus (TwImportPage *page)
{
  TwImportFilePage *self = TW_IMPORT_FILE_PAGE (page);
  TwImportAssistant *assistant = tw_import_page_get_assistant (page);

  /* Enter goes on where nothing is to be decided. */
  if (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (assistant))))
    gtk_widget_grab_focus (tw_assistant_get_next (TW_ASSISTANT (assistant)));
  else if (assistant->file != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->kinds), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->file_button);
}

static void
on_kind_chosen (TwImportFilePage *self)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (TW_IMPORT_PAGE (self));
  guint selected = gtk_drop_down_get_selected (self->kinds);
  const TwEntity *entity = selected < self->entities->len ? g_ptr_array_index (self->entities, selected)
                                                          : NULL;

  if (self->setting || entity == assistant->entity)
    return;

  assistant->entity = entity;
  assistant->stale = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_row), _("Chosen by you."));
  tw_import_page_changed (TW_IMPORT_PAGE (self));
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  TwImportPage *page = user_data;

  gtk_native_dialog_destroy (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      tw_import_assistant_set_file (tw_import_page_get_assistant (page), file);
    }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser    *chooser,
            const char        *name,
            const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
on_choose (TwImportFilePage *self)
{
  static const char *const tables[] = { "*.csv", "*.CSV", "*.tsv", "*.txt", "*.TXT", NULL };
  static const char *const all[] = { "*", NULL };
  GtkFileChooserNative *chooser;

  chooser = gtk_file_chooser_native_new (_("Import"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _("Tables as Text (CSV)"), tables);
  add_filter (GTK_FILE_CHOOSER (chooser), _("All Files"), all);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static gboolean
on_drop (GtkDropTarget    *target,
         const GValue     *value,
         double            x,
         double            y,
         TwImportFilePage *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;

  tw_import_assistant_set_file (tw_import_page_get_assistant (TW_IMPORT_PAGE (self)), files->data);
  return TRUE;
}

static char *
join_headings (TwCsvProfile *profile)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (profile->columns->len, 30); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((TwCsvColumn *) g_ptr_array_index (profile->columns, i))->name);
  if (profile->columns->len > 30)
    g_string_append (text, ", …");

  return g_string_free (text, FALSE);
}

void
tw_import_file_page_propose (TwImportPage   *page,
                             const TwEntity *entity,
                             TwCsvProfile   *profile)
{
  TwImportFilePage *self = TW_IMPORT_FILE_PAGE (page);
  g_autofree char *headings = join_headings (profile);
  guint place = 0;

  for (guint i = 1; i < self->entities->len; i++)
    if (g_ptr_array_index (self->entities, i) == entity)
      place = i;

  tw_import_page_get_assistant (page)->entity = entity;
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->kinds, place);
  self->setting = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_row),
                               entity != NULL ? _("Suggested by the headings; change it if it is wrong")
                                              : _("The headings don’t tell; choose what the rows are"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->headings_row), headings);
  file_page_update (page);
}

/* --- making it --- */

static GtkDropDown *
create_kinds (TwImportFilePage *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  g_ptr_array_add (labels, (gpointer) _("Choose…"));
  g_ptr_array_add (self->entities, NULL);
  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      if (entity->flags & TW_ENTITY_READ_ONLY)
        continue;
      g_ptr_array_add (self->entities, (gpointer) entity);
      g_ptr_array_add (labels, (gpointer) tw_entity_get_label (entity, TRUE));
    }
  g_ptr_array_add (labels, NULL);

  return tw_import_drop_down_new ((const char *const *) labels->pdata, _("Kind of rows"), TRUE);
}

static void
tw_import_file_page_constructed (GObject *object)
{
  TwImportFilePage *self = TW_IMPORT_FILE_PAGE (object);
  GtkBox *body = tw_import_page_create_body (TW_IMPORT_PAGE (self));
  GtkWidget *group = adw_preferences_group_new ();
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  G_OBJECT_CLASS (tw_import_file_page_parent_class)->constructed (object);

  self->file_row = tw_import_row_new (_("No file chosen"), "");
  self->file_button = gtk_button_new_with_mnemonic (_("C_hoose File…"));
  gtk_widget_set_valign (self->file_button, GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->file_row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->file_row), self->file_button);
  g_signal_connect_object (self->file_button, "clicked", G_CALLBACK (on_choose), self, G_CONNECT_SWAPPED);

  self->kind_row = tw_import_row_new (_("What the rows are"), _("Proposed once there is a file"));
  self->kinds = create_kinds (self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->kind_row), GTK_WIDGET (self->kinds));
  g_signal_connect_object (self->kinds, "notify::selected", G_CALLBACK (on_kind_chosen), self,
                           G_CONNECT_SWAPPED);
  self->headings_row = tw_import_row_new (_("Columns of the file"), "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->headings_row), 6);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->file_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->kind_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->headings_row);
  gtk_box_append (body, group);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_css_class (GTK_WIDGET (self), "file-drop");
}

static void
tw_import_file_page_finalize (GObject *object)
{
  g_ptr_array_unref (TW_IMPORT_FILE_PAGE (object)->entities);

  G_OBJECT_CLASS (tw_import_file_page_parent_class)->finalize (object);
}

static void
tw_import_file_page_class_init (TwImportFilePageClass *klass)
{
  TwImportPageClass *page_class = TW_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tw_import_file_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = tw_import_file_page_finalize;
  page_class->update = file_page_update;
  page_class->get_obstacle = file_page_get_obstacle;
  page_class->focus = file_page_focus;
}

static void
tw_import_file_page_init (TwImportFilePage *self)
{
  self->entities = g_ptr_array_new ();
}

GtkWidget *
tw_import_file_page_new (TwImportAssistant *assistant)
{
  return g_object_new (TW_TYPE_IMPORT_FILE_PAGE, "assistant", assistant, NULL);
}
