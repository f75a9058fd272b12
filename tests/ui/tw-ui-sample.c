/* tw-ui-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-sample.h"

#include "tw-model-test.h"
#include "tw-sample-workspace.h"

static TwApplication *application;
static char *folder;
static char *sample;
static guint n_copies;

void
tw_ui_sample_init (int    *argc,
                   char ***argv)
{
  /* Drafts stand in a folder of the person's own. */
  folder = tw_test_make_dir ();
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  tw_ui_test_init (argc, argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  sample = g_build_filename (folder, "Sample.tierwright", NULL);
  tw_ui_sample_make (sample);
}

int
tw_ui_sample_run (void)
{
  int result = g_test_run ();

  g_application_release (G_APPLICATION (application));
  g_clear_object (&application);
  g_clear_pointer (&sample, g_free);
  g_clear_pointer (&folder, tw_test_remove_dir);

  return result;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
tw_ui_sample_make (const char *path)
{
  const char *made = g_getenv ("TW_TEST_SAMPLE");
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  if (made != NULL && g_file_test (made, G_FILE_TEST_EXISTS))
    {
      copy_file (made, path);
      return;
    }

  workspace = tw_sample_workspace_create (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tw_workspace_close (workspace, &error));
}

static char *
copy_sample (void)
{
  g_autofree char *name = g_strdup_printf ("Copy %u.tierwright", ++n_copies);
  char *path = g_build_filename (folder, name, NULL);

  copy_file (sample, path);

  return path;
}

void
tw_ui_sample_set_up (TwUiSample    *self,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->path = copy_sample ();
  self->document = tw_document_open (self->path, &error);
  g_assert_no_error (error);
  self->window = tw_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1300, 800);
  tw_window_set_document (self->window, self->document);
  gtk_window_present (GTK_WINDOW (self->window));
  tw_ui_test_settle ();
}

void
tw_ui_sample_tear_down (TwUiSample    *self,
                        gconstpointer  data)
{
  tw_ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (self->window));
  tw_ui_test_settle ();
  tw_document_close (self->document);
  g_object_unref (self->document);
  g_free (self->path);
}

TwView *
tw_ui_sample_show (TwUiSample *self,
                   const char *view)
{
  TwView *shown = tw_window_show_view (self->window, view);

  g_test_message ("%s", view);
  tw_ui_test_settle ();

  return shown;
}

static void
collect_tables (GtkWidget *widget,
                GPtrArray *tables)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (TW_IS_TABLE (widget) && tw_ui_test_find (widget, GTK_TYPE_COLUMN_VIEW) != NULL)
    {
      g_ptr_array_add (tables, widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_tables (child, tables);
}

/* (nullable): the button whose label begins so. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), label))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

guint
tw_ui_sample_each_table (TwUiSample    *self,
                         TwUiTableFunc  func)
{
  static const struct { const char *view, *face; } faces[] = {
    { "partners", NULL }, { "plans", NULL }, { "pipeline", "List" }, { "statements", "All" },
  };
  guint n = 0;

  /* A quarter whose statements are all approved. */
  g_assert_true (tw_document_set_period (self->document, "2026-Q1", NULL));

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      g_autoptr (GPtrArray) tables = g_ptr_array_new ();
      TwView *view = tw_ui_sample_show (self, faces[i].view);

      if (faces[i].face != NULL)
        {
          GtkWidget *button = find_button (GTK_WIDGET (view), faces[i].face);

          if (button == NULL)
            g_error ("%s has no face “%s”", faces[i].view, faces[i].face);
          if (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)) != NULL)
            g_signal_emit_by_name (button, "clicked");
          else
            gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
          tw_ui_test_settle ();
        }
      for (guint j = 0; j < 30 && tables->len == 0; j++)
        {
          collect_tables (GTK_WIDGET (view), tables);
          if (tables->len == 0)
            tw_ui_test_settle ();
        }
      if (tables->len == 0)
        g_error ("%s shows no list", faces[i].view);
      for (guint j = 0; j < tables->len; j++, n++)
        func (self, tables->pdata[j]);
    }

  return n;
}

gint64
tw_ui_sample_int (TwUiSample *self,
                  const char *sql)
{
  return tw_model_test_int (tw_document_get_workspace (self->document), sql);
}

void
tw_ui_sample_open (TwUiSample *self,
                   const char *table,
                   const char *sql)
{
  g_test_message ("the page of %s", table);
  g_assert_true (tw_window_open_record (self->window, table, tw_ui_sample_int (self, sql)));
  tw_ui_test_settle ();
}

GtkWindow *
tw_ui_sample_dialog (TwUiSample *self)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (l->data != self->window && gtk_widget_get_mapped (l->data))
        return l->data;
    }

  return NULL;
}
