/* test-cancel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Work that is cancelled, and work that is in the way of other work. */

#include "config.h"

#include "tw-error.h"
#include "tw-history-go-back.h"
#include "tw-store-test.h"
#include "tw-workspace.h"

/* Long enough that nothing is waited for by the clock. */
#define MANY "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "

typedef struct
{
  char        *dir;
  TwWorkspace *workspace;
  TwWorkspace *fork;
  GCancellable *cancellable;
  char        *before;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_store_test_create (fixture->dir);
  tw_store_test_fill (fixture->workspace, 3);
  fixture->fork = tw_workspace_fork (fixture->workspace, TW_OPEN_DEFAULT, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->before = tw_store_test_state (fixture->workspace);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *after = tw_store_test_state (fixture->workspace);

  g_assert_cmpstr (after, ==, fixture->before);
  if (fixture->fork != NULL)
    tw_store_test_close (fixture->fork);
  tw_store_test_finish (fixture->workspace);
  g_object_unref (fixture->cancellable);
  g_free (fixture->before);
  tw_test_remove_dir (fixture->dir);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

/* A statement that would take minutes stops, and the action that it was part of leaves nothing. */
static void
test_statement (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64 n = 0;

  g_assert_null (tw_workspace_set_cancellable (fixture->fork, fixture->cancellable));
  g_assert_true (tw_workspace_get_cancellable (fixture->fork) == fixture->cancellable);
  g_assert_true (tw_history_begin (fixture->fork, TW_HISTORY_EDIT, "x", &error));
  tw_store_test_exec (fixture->fork, "INSERT INTO setting (key) VALUES ('x')");

  thread = g_thread_new ("cancel", cancel_soon, fixture->cancellable);
  g_assert_false (tw_workspace_get_int (fixture->fork, MANY "SELECT count (*) FROM n", &n, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CANCELLED);
  g_thread_join (thread);

  tw_history_rollback (fixture->fork);
  g_assert_true (tw_workspace_set_cancellable (fixture->fork, NULL) == fixture->cancellable);
}

/* What overlooks that a question was stopped can't commit what it made of the answer. */
static void
test_commit (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  tw_workspace_set_cancellable (fixture->fork, fixture->cancellable);
  g_assert_true (tw_history_begin (fixture->fork, TW_HISTORY_EDIT, "x", &error));
  tw_store_test_exec (fixture->fork, "INSERT INTO setting (key) VALUES ('x')");
  g_cancellable_cancel (fixture->cancellable);

  g_assert_false (tw_history_commit (fixture->fork, 0, NULL, &entry, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CANCELLED);
  g_assert_false (tw_transaction_is_open (fixture->fork));
  g_assert_false (tw_workspace_is_busy (fixture->workspace));
  tw_workspace_set_cancellable (fixture->fork, NULL);
}

/* The window doesn't stand still while work of its own writes: it is told. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 start;

  g_assert_false (tw_workspace_is_busy (fixture->workspace));
  g_assert_true (tw_history_begin (fixture->fork, TW_HISTORY_EDIT, "x", &error));
  g_assert_true (tw_workspace_is_busy (fixture->workspace));

  start = g_get_monotonic_time ();
  g_assert_false (tw_history_begin (fixture->workspace, TW_HISTORY_EDIT, "y", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  tw_test_assert_contains (error->message, "work in progress");
  /* Another program would have been waited for longer: five seconds. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_TIME_SPAN_SECOND);

  tw_history_rollback (fixture->fork);
  g_assert_false (tw_workspace_is_busy (fixture->workspace));
  g_clear_error (&error);
  g_assert_true (tw_history_begin (fixture->workspace, TW_HISTORY_EDIT, "y", &error));
  tw_history_rollback (fixture->workspace);
}

/* Work that waits for somebody else who writes hears that it is cancelled. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (tw_history_begin (fixture->workspace, TW_HISTORY_EDIT, "x", &error));
  tw_workspace_set_cancellable (fixture->fork, fixture->cancellable);
  thread = g_thread_new ("cancel", cancel_soon, fixture->cancellable);
  g_assert_false (tw_history_begin (fixture->fork, TW_HISTORY_EDIT, "y", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_TIME_SPAN_SECOND);
  g_thread_join (thread);
  tw_workspace_set_cancellable (fixture->fork, NULL);
  tw_history_rollback (fixture->workspace);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "copy.tierwright", NULL);
  g_autoptr (GError) error = NULL;

  tw_workspace_set_cancellable (fixture->fork, fixture->cancellable);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (tw_workspace_save_copy (fixture->fork, path, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tw_workspace_set_cancellable (fixture->fork, NULL);

  g_clear_error (&error);
  g_assert_true (tw_workspace_save_copy (fixture->fork, path, &error));
  g_assert_no_error (error);
}

/* What is taken back at once, and what as work of its own. */
static void
test_long (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 import, run, little, large;

  tw_store_test_fill (workspace, 3);
  import = tw_store_test_import (workspace, 4, "S", NULL);
  run = tw_store_test_calculate (workspace, "2026-Q1");
  little = tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('x')");
  large = tw_store_test_edit (workspace, "INSERT INTO setting (key, value) "
                                         "VALUES ('y', hex (zeroblob (100000)))");

  g_assert_true (tw_history_is_long (workspace, import));
  g_assert_true (tw_history_is_long (workspace, run));
  g_assert_false (tw_history_is_long (workspace, little));
  g_assert_true (tw_history_is_long (workspace, large));
  g_assert_false (tw_history_is_long (workspace, large + 100));
  tw_store_test_finish (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/cancel/statement", Fixture, NULL, setup, test_statement, teardown);
  g_test_add ("/store/cancel/commit", Fixture, NULL, setup, test_commit, teardown);
  g_test_add ("/store/cancel/busy", Fixture, NULL, setup, test_busy, teardown);
  g_test_add ("/store/cancel/waiting", Fixture, NULL, setup, test_waiting, teardown);
  g_test_add ("/store/cancel/copy", Fixture, NULL, setup, test_copy, teardown);
  g_test_add_func ("/store/cancel/long", test_long);

  return g_test_run ();
}
