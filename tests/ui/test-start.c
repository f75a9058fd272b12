/* test-start.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The ways into a workspace: the sample, files on the command line. */

#include "config.h"

#include "application/tw-window-private.h"
#include "tw-model-test.h"
#include "tw-ui-test.h"

#include <glib/gstdio.h>

/* Making the sample takes a few seconds, more where others work. */
#define SAMPLE_MS 90000

static TwApplication *application;

static guint
count_windows (void)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    n += TW_IS_WINDOW (l->data);

  return n;
}

static void
close_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (windows) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, 0);

      gtk_window_destroy (window);
    }
  tw_ui_test_settle ();
}

static gboolean
has_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return TRUE;
    }

  return FALSE;
}

static TwWindow *
get_window (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (TW_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static gboolean
wait_for_document (TwWindow *window)
{
  gint64 end = g_get_monotonic_time () + SAMPLE_MS * 1000;

  while (tw_window_get_document (window) == NULL && g_get_monotonic_time () < end)
    tw_ui_test_spin (50);

  return tw_window_get_document (window) != NULL;
}

/* Stopped, nothing is left, and it can be asked for again. */
static void
test_stop_sample (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "tierwright", NULL);
  g_autoptr (GDir) dir = NULL;

  g_application_activate (G_APPLICATION (application));
  tw_ui_test_settle ();
  g_action_group_activate_action (G_ACTION_GROUP (application), "sample", NULL);
  /* In the middle of it. */
  tw_ui_test_spin (100);
  g_action_group_activate_action (G_ACTION_GROUP (application), "stop-preparing", NULL);
  for (int i = 0; i < 200 && !g_action_group_get_action_enabled (G_ACTION_GROUP (application), "sample"); i++)
    tw_ui_test_spin (50);

  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (application), "sample"));
  g_assert_null (tw_window_get_document (get_window ()));
  g_assert_false (has_dialog ());
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
  close_windows ();
}

/* Made once, shown while it is made, opened again afterwards. */
static void
test_sample (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "tierwright", "Sample.tierwright", NULL);
  TwWindow *window;
  TwWorkspace *workspace;
  GStatBuf made, opened;

  g_application_activate (G_APPLICATION (application));
  tw_ui_test_settle ();
  window = get_window ();
  tw_ui_test_assert_named (GTK_WIDGET (window));
  g_action_group_activate_action (G_ACTION_GROUP (application), "sample", NULL);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (application), "sample"));
  g_assert_true (wait_for_document (window));
  tw_ui_test_settle ();

  workspace = tw_document_get_workspace (tw_window_get_document (window));
  g_assert_cmpstr (tw_workspace_get_path (workspace), ==, path);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count(*) FROM partner"), >=, 20);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count(*) FROM sale"), >, 1000);
  g_assert_cmpint (g_stat (path, &made), ==, 0);
  tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (window), "Partners"));
  close_windows ();

  g_application_activate (G_APPLICATION (application));
  tw_ui_test_settle ();
  window = get_window ();
  g_action_group_activate_action (G_ACTION_GROUP (application), "sample", NULL);
  tw_ui_test_settle ();
  g_assert_nonnull (tw_window_get_document (window));
  g_assert_cmpint (g_stat (path, &opened), ==, 0);
  g_assert_cmpint (opened.st_ino, ==, made.st_ino);
  close_windows ();
}

/* A file of the command line has a window of its own, and one only. */
static void
test_open (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwDocument *document = tw_ui_test_document (dir, 3, 0);
  g_autoptr (GFile) file = g_file_new_for_path (tw_document_get_path (document));

  tw_document_close (document);
  g_object_unref (document);

  g_application_open (G_APPLICATION (application), &file, 1, "");
  tw_ui_test_settle ();
  g_assert_cmpuint (count_windows (), ==, 1);
  g_assert_nonnull (tw_window_get_document (get_window ()));
  g_application_open (G_APPLICATION (application), &file, 1, "");
  tw_ui_test_settle ();
  g_assert_cmpuint (count_windows (), ==, 1);
  close_windows ();
}

/* A file that isn't there is said so, above the start page. */
static void
test_missing (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/Partners.tierwright");

  g_application_open (G_APPLICATION (application), &file, 1, "");
  tw_ui_test_settle ();
  g_assert_cmpuint (count_windows (), ==, 1);
  g_assert_null (tw_window_get_document (get_window ()));
  g_assert_true (has_dialog ());
  close_windows ();
}

/* --- older formats --- */

/* (transfer full): a workspace as the program wrote it in format 1. */
static char *
make_old (const char *dir)
{
  g_autofree char *packed = tw_test_source_path ("data/version-1.tierwright.gz");
  char *path = g_build_filename (dir, "Old.tierwright", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (packed);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (from, NULL, NULL);
  g_autoptr (GFileOutputStream) out = g_file_create (to, G_FILE_CREATE_PRIVATE, NULL, NULL);
  g_autoptr (GZlibDecompressor) unpack = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (in);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (in), G_CONVERTER (unpack));
  g_output_stream_splice (G_OUTPUT_STREAM (out), plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return path;
}

static gboolean
is_stopped (gpointer unused)
{
  return !g_action_group_get_action_enabled (G_ACTION_GROUP (application), "stop-preparing");
}

/* It is brought up to date beside the window, which says so, and opens with what it held. */
static void
test_older (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = make_old (dir);
  g_autofree char *copy = g_strconcat (path, ".v1.bak", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  TwWorkspace *workspace;
  TwWindow *window;

  g_application_open (G_APPLICATION (application), &file, 1, "");
  window = get_window ();
  g_assert_nonnull (window);
  g_assert_null (tw_window_get_document (window));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (application), "stop-preparing"));
  /* Asked for again it is the same one. */
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_assert_cmpuint (count_windows (), ==, 1);

  g_assert_true (wait_for_document (window));
  tw_ui_test_settle ();
  g_assert_false (has_dialog ());
  g_assert_cmpuint (count_windows (), ==, 1);
  workspace = tw_document_get_workspace (tw_window_get_document (window));
  g_assert_cmpint (tw_model_test_int (workspace, "PRAGMA user_version"), ==, TW_WORKSPACE_SCHEMA_VERSION);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count(*) FROM sale"), ==, 3);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  close_windows ();
}

/* Stopped at once, the file is the one that it was, and the start page takes another. */
static void
test_older_stopped (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = make_old (dir);
  g_autofree char *copy = g_strconcat (path, ".v1.bak", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_action_group_activate_action (G_ACTION_GROUP (application), "stop-preparing", NULL);
  tw_ui_test_wait (is_stopped, NULL);
  tw_ui_test_settle ();
  g_assert_false (has_dialog ());
  g_assert_cmpuint (count_windows (), ==, 1);

  /* It may have been done by then: the file is either the one or the other, whole. */
  if (tw_window_get_document (get_window ()) == NULL)
    {
      g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
      g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
    }
  close_windows ();
}

/* Version, license, the way to report a defect, and what such a report needs, of every library that is at work. */
static void
test_about (void)
{
  static const char *const said[] = { "Tierwright " PACKAGE_VERSION, "Workspace format 3", "GTK 4.", "libadwaita 1.",
                                      "GLib 2.", "Pango 1.", "Cairo 1.", "SQLite 3.", "libxlsxwriter ", "Display: Gdk",
                                      "Renderer: Gsk", "Locale: ", "Sandbox: " };
  GListModel *windows = gtk_window_get_toplevels ();
  AdwAboutWindow *about = NULL;

  g_application_activate (G_APPLICATION (application));
  tw_ui_test_settle ();
  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  tw_ui_test_settle ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_ABOUT_WINDOW (window))
        about = ADW_ABOUT_WINDOW (window);
    }
  g_assert_nonnull (about);
  g_assert_cmpstr (adw_about_window_get_version (about), ==, PACKAGE_VERSION);
  g_assert_cmpint (adw_about_window_get_license_type (about), ==, GTK_LICENSE_GPL_3_0);
  g_assert_cmpstr (adw_about_window_get_issue_url (about), ==, "https://github.com/tierwright/tierwright/issues");
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      const char *line = strstr (adw_about_window_get_debug_info (about), said[i]);

      g_test_message ("%s", said[i]);
      g_assert_nonnull (line);
      /* Something stands behind each word. */
      g_assert_true (g_ascii_isgraph (line[strlen (said[i]) - 1 + g_str_has_suffix (said[i], " ")]));
    }
  close_windows ();
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwTestDir) home = tw_test_make_dir ();
  int result;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/ui/start/stop-sample", test_stop_sample);
  g_test_add_func ("/ui/start/sample", test_sample);
  g_test_add_func ("/ui/start/open", test_open);
  g_test_add_func ("/ui/start/missing", test_missing);
  g_test_add_func ("/ui/start/older", test_older);
  g_test_add_func ("/ui/start/older-stopped", test_older_stopped);
  g_test_add_func ("/ui/start/about", test_about);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
