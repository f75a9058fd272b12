/* test-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A period that is closed: asked for with count and sum, seen in every view, and nothing in it changes until it is
 * opened again. */

#include "config.h"

#include "application/tw-views.h"
#include "statements/tw-statements-private.h"
#include "tw-model-test.h"
#include "tw-row-store.h"
#include "tw-ui-period.h"
#include "tw-ui-test.h"
#include "tw-workflow.h"

static TwApplication *application;

typedef struct
{
  char             *dir;
  TwDocument       *document;
  TwWindow         *window;
  TwStatementsView *view;
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
  fixture->view = TW_STATEMENTS_VIEW (tw_window_show_view (fixture->window, "statements"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_period_wait (fixture->document);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
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
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (tw_view_get_actions (TW_VIEW (fixture->view))), action);
}

static gint64
count (Fixture    *fixture,
       const char *sql)
{
  return tw_model_test_int (tw_document_get_workspace (fixture->document), sql);
}

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
        return l->data;
    }

  return NULL;
}

static void
approve_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  activate (fixture, "view.calculate");
  g_assert_false (is_enabled (fixture, "lock"));
  ids = tw_statement_find (tw_document_get_workspace (fixture->document), "2026-Q3", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_true (tw_workflow_approve (tw_document_get_workspace (fixture->document), (gint64 *) ids->data, ids->len, NULL,
                                      NULL, NULL, &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

/* Asks with the number of statements and what is paid on them, and "Cancel" is the way that Enter goes. */
static void
lock (Fixture *fixture)
{
  AdwMessageDialog *dialog;

  activate (fixture, "view.lock");
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Lock 2026-Q3?");
  tw_test_assert_contains (adw_message_dialog_get_body (dialog), "3 statements, payable 1,860.00\xc2\xa0USD.");
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (dialog, "lock"), ==, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_response (dialog, "lock");
  gtk_window_close (GTK_WINDOW (dialog));
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

static void
assert_seen (Fixture  *fixture,
             gboolean  locked)
{
  for (guint i = 0; i < tw_views_count (); i++)
    {
      tw_window_show_view (fixture->window, tw_views_nth (i)->name);
      tw_ui_test_settle ();
      g_test_message ("%s", tw_views_nth (i)->name);
      g_assert_true ((tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Period 2026-Q3, locked") != NULL) == locked);
      g_assert_true ((tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Locked") != NULL) == locked);
    }
  tw_window_show_view (fixture->window, "statements");
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

/* A fact dated in it is refused, in words that say how to go on, and so is everything about its statements. */
static void
assert_refused (Fixture *fixture)
{
  static const char *const actions[] = { "calculate", "approve", "approve-unflagged", "reopen", "adjust", "lock" };
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("sale"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) reopening = NULL;
  gint64 statement = count (fixture, "SELECT min (id) FROM statement WHERE state = 'approved'");

  g_assert_true (tw_row_set_text (row, "external_id", "S-late", NULL));
  g_assert_true (tw_row_set_text (row, "partner", "P-1", NULL));
  g_assert_true (tw_row_set_text (row, "date", "2026-08-02", NULL));
  g_assert_true (tw_row_set_text (row, "currency", "USD", NULL));
  g_assert_true (tw_row_set_text (row, "amount", "10.00", NULL));
  g_assert_false (tw_row_save (row, NULL, &error));
  tw_test_assert_contains (error->message, "The period 2026-Q3 is locked");
  tw_test_assert_contains (error->message, "unlock the period in Statements");
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale WHERE external_id = 'S-late'"), ==, 0);

  g_assert_false (tw_workflow_reopen (workspace, &statement, 1, "Test", &reopening));
  tw_test_assert_contains (reopening->message, "The period 2026-Q3 is locked");
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM statement WHERE state = 'approved'"), ==, 3);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_false (is_enabled (fixture, actions[i]));
  tw_test_assert_contains (gtk_label_get_text (fixture->view->state_label), "Locked");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->view->hint_label)));
  tw_test_assert_contains (gtk_label_get_text (fixture->view->hint_label), "Unlock Period");
}

static void
test_lock (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 entries;

  assert_seen (fixture, FALSE);
  approve_all (fixture);
  g_assert_true (is_enabled (fixture, "lock"));
  g_assert_false (is_enabled (fixture, "unlock"));
  entries = count (fixture, "SELECT count (*) FROM history");
  lock (fixture);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM history"), ==, entries + 1);
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==, "Locked 2026-Q3");
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM period_lock WHERE period = '2026-Q3' "
                                   "AND valid_from = '2026-07-01' AND valid_to = '2026-10-01'"), ==, 1);

  tw_ui_period_shot (GTK_WIDGET (fixture->window), "statements-locked");
  assert_seen (fixture, TRUE);
  assert_refused (fixture);

  g_assert_true (is_enabled (fixture, "unlock"));
  activate (fixture, "view.unlock");
  g_assert_null (find_dialog ());
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM period_lock"), ==, 0);
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==, "Unlocked 2026-Q3");
  g_assert_true (is_enabled (fixture, "calculate"));
  assert_seen (fixture, FALSE);

  activate (fixture, "win.undo");
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM period_lock"), ==, 1);
  g_assert_false (is_enabled (fixture, "calculate"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/lock/period", Fixture, NULL, setup, test_lock, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
