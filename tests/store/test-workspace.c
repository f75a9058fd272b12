/* test-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-store-test.h"

#include <glib/gstdio.h>

/* A workspace has mode 0600, its row, its currencies, and is one file again when it is closed. */
static void
test_create (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  TwWorkspace *workspace = tw_store_test_create (dir);
  GStatBuf st;

  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT digits FROM currency WHERE code = 'JPY'"),
                   ==, 0);
  g_assert_cmpint (tw_store_test_int (workspace, "PRAGMA application_id"), ==,
                   TW_WORKSPACE_APPLICATION_ID);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  g_assert_true (tw_transaction_begin (workspace, NULL));
  tw_store_test_exec (workspace, "INSERT INTO setting (key, value) VALUES ('a', 'b')");
  g_assert_true (tw_transaction_commit (workspace, NULL));
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (wal, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);

  tw_store_test_close (workspace);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  workspace = tw_store_test_open (dir);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting WHERE value = 'b'"),
                   ==, 1);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  tw_store_test_close (workspace);
}

/* Parameters by name, typed columns, the cache gives a statement back clean. */
static void
test_query (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);

  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (TwQuery) query = NULL;
      TwDate date;

      query = tw_query_new (workspace, "SELECT :i AS i, :t AS t, :d AS d, :n AS n", &error);
      g_assert_no_error (error);
      g_assert_true (tw_query_step (query, &error));
      g_assert_true (tw_query_is_null (query, 0));
      tw_query_reset (query);

      g_assert_true (tw_date_from_ymd (2026, 3, 31, &date));
      tw_query_bind_int (query, "i", G_MAXINT64);
      tw_query_bind_text (query, "t", "Ä");
      tw_query_bind_date (query, "d", date);
      tw_query_bind_int (query, "n", TW_QUERY_NULL);
      g_assert_true (tw_query_step (query, &error));
      g_assert_cmpint (tw_query_int (query, tw_query_column (query, "i")), ==, G_MAXINT64);
      g_assert_cmpstr (tw_query_text (query, 1), ==, "Ä");
      g_assert_cmpstr (tw_query_text (query, 2), ==, "2026-03-31");
      g_assert_cmpint (tw_query_date (query, 2), ==, date);
      g_assert_cmpint (tw_query_int (query, 3), ==, TW_QUERY_NULL);
      g_assert_false (tw_query_step (query, &error));
      g_assert_no_error (error);
    }

  tw_store_test_close (workspace);
}

typedef struct
{
  GString *text;
  TwQuery *inner;   /* (nullable): read whole within each row */
} Each;

static void
append_row (TwQuery  *query,
            gpointer  user_data)
{
  Each *each = user_data;

  if (tw_query_is_null (query, 1))
    g_string_append_printf (each->text, "%" G_GINT64_FORMAT "=null ", tw_query_int (query, 0));
  else
    g_string_append_printf (each->text, "%" G_GINT64_FORMAT "=%s ", tw_query_int (query, 0), tw_query_text (query, 1));
  g_assert_true (tw_query_int (query, 1) == TW_QUERY_NULL || !tw_query_is_null (query, 1));
  if (each->inner == NULL)
    return;

  Each one = { g_string_new ("("), NULL };

  g_assert_true (tw_query_each (each->inner, append_row, &one, NULL));
  g_string_append_printf (each->text, "%s) ", one.text->str);
  g_string_free (one.text, TRUE);
}

/* Rows are handed over in the order of their ids whatever index there is, the same rows again, one scan within another;
 * afterwards the query is as good as new. */
static void
test_each (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  Each each = { g_string_new (NULL), NULL };

  tw_store_test_exec (workspace,
                      "CREATE TEMP TABLE thing (id INTEGER PRIMARY KEY, name TEXT);"
                      "CREATE INDEX temp.thing_name ON thing (name);"
                      "INSERT INTO thing VALUES (7, 'a'), (3, 'c'), (5, NULL)");
  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (TwQuery) query = tw_query_new_each (workspace, "t.id, t.name", "thing", &error);

      g_assert_no_error (error);
      g_assert_true (tw_query_each (query, append_row, &each, &error));
      g_assert_cmpstr (each.text->str, ==, "3=c 5=null 7=a ");
      g_string_truncate (each.text, 0);
      each.inner = tw_query_new_each (workspace, "t.id + 1, NULL", "thing", &error);
      g_assert_true (tw_query_each (query, append_row, &each, &error));
      g_assert_cmpstr (each.text->str, ==, "3=c (4=null 6=null 8=null ) 5=null (4=null 6=null 8=null ) "
                                           "7=a (4=null 6=null 8=null ) ");
      g_string_truncate (each.text, 0);
      g_clear_pointer (&each.inner, tw_query_free);
    }
  g_assert_null (tw_query_new_each (workspace, "t.id", "no_such_thing", &error));
  g_assert_nonnull (error);

  g_string_free (each.text, TRUE);
  tw_store_test_close (workspace);
}

static void
count_hook (TwWorkspace *workspace,
            gboolean     committed,
            gpointer     user_data)
{
  int *counts = user_data;

  counts[committed]++;
}

/* Inner transactions join the outer; an inner rollback takes all of it back. */
static void
test_nested (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  int counts[2] = { 0, 0 };

  g_assert_true (tw_transaction_begin (workspace, NULL));
  tw_transaction_add_hook (workspace, count_hook, counts, NULL);
  g_assert_true (tw_transaction_begin (workspace, NULL));
  tw_store_test_exec (workspace, "INSERT INTO setting (key) VALUES ('one')");
  g_assert_true (tw_transaction_commit (workspace, NULL));
  g_assert_cmpint (counts[TRUE], ==, 0);
  g_assert_true (tw_transaction_commit (workspace, NULL));
  g_assert_cmpint (counts[TRUE], ==, 1);

  g_assert_true (tw_transaction_begin (workspace, NULL));
  tw_transaction_add_hook (workspace, count_hook, counts, NULL);
  tw_store_test_exec (workspace, "INSERT INTO setting (key) VALUES ('two')");
  g_assert_true (tw_transaction_begin (workspace, NULL));
  tw_transaction_rollback (workspace);
  g_assert_false (tw_transaction_commit (workspace, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  g_assert_cmpint (counts[FALSE], ==, 1);
  g_assert_false (tw_transaction_is_open (workspace));
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 1);

  tw_store_test_close (workspace);
}

/* A fork sees what is committed; poll tells the parent of the fork's commits. */
static void
test_fork (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  TwWorkspace *writer, *reader;

  writer = tw_workspace_fork (workspace, TW_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  reader = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);

  g_assert_false (tw_workspace_poll (workspace));
  g_assert_true (tw_transaction_begin (writer, &error));
  tw_store_test_exec (writer, "INSERT INTO setting (key) VALUES ('x')");
  g_assert_cmpint (tw_store_test_int (reader, "SELECT count (*) FROM setting"), ==, 0);
  g_assert_true (tw_transaction_commit (writer, &error));
  g_assert_cmpint (tw_store_test_int (reader, "SELECT count (*) FROM setting"), ==, 1);
  g_assert_true (tw_workspace_poll (workspace));
  g_assert_false (tw_workspace_poll (workspace));

  g_assert_false (tw_transaction_begin (reader, &error));
  tw_assert_error (error, TW_ERROR_FILE);

  g_assert_false (tw_workspace_close (workspace, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "still going on");
  tw_store_test_close (reader);
  tw_store_test_close (writer);
  tw_store_test_close (workspace);
}

/* A fork keeps what it was made from alive, and a file that went away makes room for another. */
static void
test_fork_last (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *moved = g_strconcat (path, ".moved", NULL);
  TwWorkspace *workspace = tw_store_test_create (dir);
  TwWorkspace *fork = tw_workspace_fork (workspace, TW_OPEN_DEFAULT, NULL);

  g_object_unref (workspace);
  tw_store_test_edit (fork, "INSERT INTO setting (key) VALUES ('x')");
  tw_store_test_close (fork);

  workspace = tw_store_test_open (dir);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 1);
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  tw_store_test_close (workspace);
  g_assert_cmpint (g_rename (moved, path), ==, 0);
  tw_store_test_close (tw_store_test_open (dir));
}

static gboolean
write_setting (TwWorkspace  *workspace,
               GError      **error)
{
  gboolean good;

  if (!tw_transaction_begin (workspace, error))
    return FALSE;
  good = tw_workspace_exec (workspace, "INSERT INTO setting (key) VALUES ('moved')", error)
         && tw_transaction_commit (workspace, error);
  if (tw_transaction_is_open (workspace))
    tw_transaction_rollback (workspace);

  return good;
}

/* Whoever moves the file away is told that it moved, and nothing is written where nobody looks for it. */
static void
test_moved (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *moved = g_strconcat (path, ".moved", NULL);
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  g_assert_false (write_setting (workspace, &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "was moved, renamed or deleted");
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 0);
  g_clear_error (&error);

  g_assert_cmpint (g_rename (moved, path), ==, 0);
  g_assert_true (write_setting (workspace, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 1);
  tw_store_test_close (workspace);
}

/* Ids that were reserved are never given out again. */
static void
test_ids (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 first = 0;

  g_assert_true (tw_transaction_begin (workspace, NULL));
  g_assert_true (tw_transaction_reserve_ids (workspace, "category", 10, &first, NULL));
  g_assert_cmpint (first, ==, 1);
  tw_store_test_exec (workspace, "INSERT INTO category (name) VALUES ('a')");
  g_assert_cmpint (tw_workspace_last_id (workspace), ==, 11);
  tw_store_test_exec (workspace, "DELETE FROM category");
  g_assert_true (tw_transaction_reserve_ids (workspace, "category", 1, &first, NULL));
  g_assert_cmpint (first, ==, 12);
  g_assert_true (tw_transaction_commit (workspace, NULL));
  tw_store_test_close (workspace);
}

/* A bulk load holds references against the tables once, and indexes come back as they were. */
static void
test_bulk (void)
{
  const char * const tables[] = { "category", NULL };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);

  g_assert_true (tw_bulk_begin (workspace, tables, &error));
  g_assert_true (tw_transaction_begin (workspace, &error));
  tw_store_test_exec (workspace, "INSERT INTO category (name, parent) VALUES ('a', 99)");
  g_assert_false (tw_transaction_commit (workspace, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "category");
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM category"), ==, 0);
  g_assert_cmpint (tw_store_test_int (workspace, "PRAGMA foreign_keys"), ==, 1);

  g_assert_true (tw_bulk_begin (workspace, tables, &error));
  g_assert_true (tw_transaction_begin (workspace, &error));
  g_assert_true (tw_bulk_drop_indexes (workspace, "category", &error));
  g_assert_true (tw_bulk_drop_trigger (workspace, "line_approved_insert", &error));
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM sqlite_schema WHERE name = "
                                                 "'line_approved_insert'"
                                                 " OR name = 'category_parent'"),
                   ==, 0);
  tw_store_test_exec (workspace, "INSERT INTO category (name) VALUES ('a')");
  g_assert_true (tw_transaction_commit (workspace, &error));
  g_assert_no_error (error);
  tw_store_test_close (workspace);

  /* Opening holds the schema against the one that is expected. */
  tw_store_test_close (tw_store_test_open (dir));
}

/* A copy is whole, private, and doesn't overwrite. */
static void
test_copy (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "copy.tierwright", NULL);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  TwWorkspace *copy;
  GStatBuf st;

  g_assert_true (tw_workspace_save_copy (workspace, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
  g_assert_false (tw_workspace_save_copy (workspace, path, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "copy.tierwright");

  copy = tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (copy, "SELECT count (*) FROM workspace"), ==, 1);
  tw_store_test_close (copy);
  tw_store_test_close (workspace);
}

/* What a file chooser does with every file that it shows: look at its first bytes and close it. That drops
 * SQLite's own locks; another program must not take itself for the only one then. */
static void
test_looked_at (void)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  TwWorkspace *workspace = tw_store_test_create (dir);
  TwWorkspace *fork;
  gint64 written = 1;

  tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('a')");
  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, NULL);
  g_assert_cmpint (tw_store_test_int (fork, "SELECT count (*) FROM setting"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_autofree char *content = NULL;

      g_assert_true (g_file_get_contents (name, &content, NULL, NULL));
    }
  if (tw_store_test_shell (path, "SELECT count (*) FROM setting", NULL))
    {
      g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
      tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('b')");
      written = 2;
      g_assert_cmpint (tw_store_test_int (fork, "SELECT count (*) FROM setting"), ==, written);
    }
  tw_store_test_close (fork);
  tw_store_test_close (workspace);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  workspace = tw_store_test_open (dir);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, written);
  tw_store_test_close (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/workspace/create", test_create);
  g_test_add_func ("/store/workspace/query", test_query);
  g_test_add_func ("/store/workspace/each", test_each);
  g_test_add_func ("/store/workspace/nested", test_nested);
  g_test_add_func ("/store/workspace/fork", test_fork);
  g_test_add_func ("/store/workspace/fork-last", test_fork_last);
  g_test_add_func ("/store/workspace/moved", test_moved);
  g_test_add_func ("/store/workspace/ids", test_ids);
  g_test_add_func ("/store/workspace/bulk", test_bulk);
  g_test_add_func ("/store/workspace/copy", test_copy);
  g_test_add_func ("/store/workspace/looked-at", test_looked_at);

  return g_test_run ();
}
