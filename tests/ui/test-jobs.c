/* test-jobs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every kind of work that writes: while it takes longer than a moment it is seen, with a way to stop it; stopped, it
 * leaves the workspace as it was. How long each takes is for the bench to say: here somebody else writes to the workspace
 * meanwhile, so that all of them take long. */

#include "config.h"

#include "application/tw-window-private.h"
#include "statements/tw-statements-private.h"
#include "tw-model-test.h"
#include "tw-transaction.h"
#include "tw-ui-period.h"
#include "tw-ui-test.h"

static TwApplication *application;

typedef struct
{
  char        *dir;
  TwDocument  *document;
  TwWindow    *window;
  TwWorkspace *other;     /* writes meanwhile */
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  tw_ui_period_publish (fixture->document);
  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  tw_window_set_document (fixture->window, fixture->document);
  fixture->other = tw_workspace_fork (tw_document_get_workspace (fixture->document), TW_OPEN_DEFAULT, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_window_show_view (fixture->window, "statements");
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_assert_true (tw_workspace_close (fixture->other, NULL));
  g_object_unref (fixture->other);
  gtk_window_close (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->window);
  tw_document_close (fixture->document);
  g_assert_finalize_object (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  if (!gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL))
    g_error ("There is no action %s", action);
}

static void
rest (Fixture *fixture)
{
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

static gboolean
is_shown (gpointer data)
{
  return gtk_revealer_get_reveal_child (TW_WINDOW (data)->job_revealer);
}

static gboolean
is_hidden (gpointer data)
{
  return !is_shown (data);
}

static TwStatementsView *
get_statements (Fixture *fixture)
{
  return TW_STATEMENTS_VIEW (tw_window_show_view (fixture->window, "statements"));
}

/* --- what is begun --- */

static void
calculate (Fixture *fixture)
{
  activate (fixture, "view.calculate");
}

static void
approve (Fixture *fixture)
{
  activate (fixture, "view.approve");
}

static void
undo (Fixture *fixture)
{
  activate (fixture, "win.undo");
}

static void
redo (Fixture *fixture)
{
  activate (fixture, "win.redo");
}

static void
go_back (Fixture *fixture)
{
  gint64 published = tw_model_test_int (tw_document_get_workspace (fixture->document),
                                        "SELECT min (id) - 1 FROM history WHERE kind = 'run'");

  activate (fixture, "win.history");
  tw_ui_test_settle ();
  gtk_widget_activate_action (tw_window_get_details (fixture->window), "history.go-back", "x", published);
  /* It takes a calculation back, so it asks. */
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "go");
    }
}

/* --- and stopped --- */

/* Begins it while @fixture->other writes, sees it, stops it. */
static void
stop (Fixture    *fixture,
      void      (*begin) (Fixture *fixture),
      const char *title)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autofree char *before = tw_model_test_state (workspace);
  gint64 entries = tw_model_test_int (workspace, "SELECT count (*) FROM history");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", title);
  g_assert_true (tw_transaction_begin (fixture->other, &error));
  g_assert_no_error (error);
  begin (fixture);
  tw_ui_test_wait (is_shown, fixture->window);
  tw_test_assert_contains (gtk_label_get_text (fixture->window->job_label), title);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->window->job_bar)));
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Cancel"));

  activate (fixture, "win.cancel-job");
  tw_ui_test_wait (is_hidden, fixture->window);
  tw_transaction_rollback (fixture->other);
  rest (fixture);
  tw_test_assert_contains (tw_toast_get_text (fixture->window->toast), "Cancelled, nothing changed");

  after = tw_model_test_state (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM history"), ==, entries);
}

/* Each is stopped, then done: what was stopped is not in the way of doing it. */
static void
test_writes (Fixture       *fixture,
             gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  TwTable *table;

  stop (fixture, calculate, "Calculating 2026-Q3");
  calculate (fixture);
  rest (fixture);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM statement"), ==, 3);

  table = get_statements (fixture)->table;
  g_assert_true (tw_table_select (table, tw_model_test_int (workspace, "SELECT min (id) FROM statement")));
  rest (fixture);
  stop (fixture, approve, "Approving");
  approve (fixture);
  rest (fixture);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM statement WHERE state = 'approved'"), ==, 1);

  stop (fixture, undo, "Undoing");
  undo (fixture);
  rest (fixture);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM statement WHERE state = 'approved'"), ==, 0);
  stop (fixture, redo, "Redoing");
  redo (fixture);
  rest (fixture);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM statement WHERE state = 'approved'"), ==, 1);

  stop (fixture, go_back, "Going back");
  go_back (fixture);
  rest (fixture);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM statement"), ==, 0);
}

/* Taking a calculation back is work of its own: the window goes on meanwhile, and a second step waits for the first. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autofree char *before = tw_model_test_state (workspace);
  g_autofree char *after = NULL;

  calculate (fixture);
  rest (fixture);
  undo (fixture);
  g_assert_nonnull (tw_document_get_job (fixture->document));
  g_assert_false (gtk_widget_is_sensitive (fixture->window->undo_button));
  rest (fixture);
  after = tw_model_test_state (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (gtk_widget_is_sensitive (fixture->window->undo_button));
  tw_test_assert_contains (tw_toast_get_text (fixture->window->toast), "Undone: ");
}

/* Stopped, an export leaves whole workbooks and says how many. */
static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "statements", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  calculate (fixture);
  rest (fixture);
  ids = tw_statement_find (tw_document_get_workspace (fixture->document), "2026-Q3", NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 3);
  tw_statements_view_export_to (get_statements (fixture), ids, path);
  tw_job_cancel (tw_document_get_job (fixture->document));
  rest (fixture);

  dir = g_dir_open (path, 0, NULL);
  for (name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir), n++)
    g_assert_true (g_str_has_suffix (name, ".xlsx"));
  text = n < 3 ? g_strdup_printf ("Cancelled, %u of 3 exported", n) : g_strdup ("3 statements exported");
  g_assert_cmpstr (tw_toast_get_text (fixture->window->toast), ==, text);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/jobs/writes", Fixture, NULL, setup, test_writes, teardown);
  g_test_add ("/ui/jobs/undo", Fixture, NULL, setup, test_undo, teardown);
  g_test_add ("/ui/jobs/files", Fixture, NULL, setup, test_files, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
