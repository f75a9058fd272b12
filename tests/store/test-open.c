/* test-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-store-test.h"
#include "tw-verify.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char *self;

static void
make (const char *dir)
{
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 40);
  tw_store_test_import (workspace, 400, "S", NULL);
  tw_store_test_finish (workspace);
}

static char *
hash_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

/* Opening fails with @code, says @text, and leaves the file's bytes alone. */
static void
assert_refused (const char *path,
                TwError     code,
                const char *text)
{
  g_autofree char *before = hash_file (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error));
  tw_assert_error_names (error, code, text);
  after = hash_file (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_no_workspace (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "x.tierwright", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "x.tierwright");
  g_assert_null (tw_workspace_open (dir, TW_OPEN_DEFAULT, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, dir);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, TW_ERROR_REFUSED, "no Tierwright workspace");
  g_assert_true (g_file_set_contents (path, "partner,amount\n1,2\n", -1, NULL));
  assert_refused (path, TW_ERROR_REFUSED, "no Tierwright workspace");

  g_unlink (path);
  if (tw_store_test_shell (path, "CREATE TABLE a (b)", NULL))
    assert_refused (path, TW_ERROR_REFUSED, "no Tierwright workspace");
}

/* Changes of the schema made with another tool are refused by the name of what was added or is
 * missing. */
static void
test_foreign (gconstpointer data)
{
  const char * const *cases = data;
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);

  make (dir);
  if (tw_store_test_shell (path, cases[0], NULL))
    assert_refused (path, g_str_equal (cases[2], "refused") ? TW_ERROR_REFUSED : TW_ERROR_CORRUPT,
                    cases[1]);
}

static const char * const foreign[][3] = {
  { "CREATE TRIGGER spy AFTER INSERT ON sale BEGIN UPDATE partner SET note = 'x'; END", "trigger “spy”", "refused" },
  { "CREATE TABLE mine (a)", "table “mine”", "refused" },
  { "CREATE INDEX fast ON sale (amount)", "index “fast”", "refused" },
  { "CREATE VIEW look AS SELECT 1", "view “look”", "refused" },
  { "DROP INDEX sale_partner_date", "index “sale_partner_date”", "corrupt" },
  { "DROP TRIGGER line_approved_update", "trigger “line_approved_update”", "corrupt" },
  { "ALTER TABLE partner ADD COLUMN x TEXT", "table “partner”", "corrupt" },
  { "PRAGMA user_version = 99", "newer", "refused" },
};

static void
test_truncated (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *contents = NULL;
  gsize length = 0;

  make (dir);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize keep = length - 1; keep > 200; keep /= 2)
    {
      g_assert_true (g_file_set_contents (path, contents, keep, NULL));
      assert_refused (path, TW_ERROR_CORRUPT, "cut off");
    }
  g_assert_true (g_file_set_contents (path, contents, 60, NULL));
  assert_refused (path, TW_ERROR_REFUSED, "no Tierwright workspace");
}

/* Whatever byte is flipped: it is refused in words, or found, or harmless. Never a crash. */
static void
test_flipped (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *contents = NULL;
  gsize length = 0;
  guint found = 0;

  make (dir);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *flipped = g_memdup2 (contents, length);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GError) error = NULL;
      TwWorkspace *workspace;

      /* Page heads, where a flip hurts most, and anywhere. */
      for (int n = 0; n < 4; n++)
        {
          gsize at = (gsize) g_rand_int_range (rand, 0, (int) (length / 4096)) * 4096
                     + g_rand_int_range (rand, 0, 12);

          flipped[n % 2 == 0 ? at : (gsize) g_rand_int_range (rand, 0, (int) length)] ^=
            1 << g_rand_int_range (rand, 0, 8);
        }
      g_assert_true (g_file_set_contents (path, flipped, length, NULL));
      workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error);
      if (workspace != NULL)
        {
          findings = tw_workspace_check (workspace, NULL, &error);
          tw_workspace_close (workspace, NULL);
          g_object_unref (workspace);
        }
      if (error != NULL)
        tw_test_assert_sentence (error->message);
      found += error != NULL || (findings != NULL && findings->len > 0);
    }
  g_assert_cmpuint (found, >, 20);
}

/* One file is open once per process, by whatever name; closing it makes way. */
static void
test_twice (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *other = g_build_filename (dir, "link.tierwright", NULL);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);

  g_assert_cmpint (symlink (path, other), ==, 0);
  g_assert_null (tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "already open");
  g_assert_null (tw_workspace_open (other, TW_OPEN_READ_ONLY, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "already open");
  g_assert_null (tw_workspace_create (path, &(TwWorkspaceInit){ .name = "x" }, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "already");
  tw_store_test_close (workspace);

  workspace = tw_workspace_open (other, TW_OPEN_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tw_workspace_is_read_only (workspace));
  tw_store_test_close (workspace);

  g_unlink (path);
  g_assert_null (
    tw_workspace_create (path, &(TwWorkspaceInit){ .name = "x", .currency = "QQQ" }, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_USAGE, "QQQ");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A full disk: the change isn't there, the file is as good as before. */
static void
test_full (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *limit = NULL;
  TwWorkspace *workspace;

  make (dir);
  workspace = tw_store_test_open (dir);
  before = tw_store_test_state (workspace);
  limit = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                           tw_store_test_int (workspace, "PRAGMA page_count") + 10);
  tw_store_test_exec (workspace, limit);

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_EDIT, "Too much", &error));
  g_assert_false (tw_workspace_exec (workspace,
                                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                     "FROM n WHERE i < 99999)"
                                     " INSERT INTO setting (key) SELECT 'key ' || i FROM n",
                                     &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "full");
  tw_history_rollback (workspace);
  after = tw_store_test_state (workspace);
  g_assert_cmpstr (before, ==, after);

  tw_store_test_exec (workspace, "PRAGMA max_page_count = 1000000");
  tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('fits')");
  tw_store_test_finish (workspace);
}

/* Other processes ------------------------------------------------------------------------------ */

static int
child_read_only (const char *path)
{
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "child", &error);

  g_assert_no_error (error);
  g_assert_true (tw_workspace_is_read_only (workspace));
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM sale"), ==, 400);
  g_assert_false (tw_history_begin (workspace, TW_HISTORY_EDIT, "x", &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "reading only");
  tw_store_test_close (workspace);

  return 0;
}

static int
child_edit (const char *path)
{
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "child", &error);

  g_assert_no_error (error);
  for (int i = 0; i < 25; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO setting (key) VALUES ('child %d')", i);

      g_assert_cmpint (tw_store_test_edit (workspace, sql), >, 0);
    }
  tw_store_test_close (workspace);

  return 0;
}

/* Holds the write lock until its input ends. */
static int
child_hold (const char *path)
{
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "child", &error);
  char byte;

  g_assert_no_error (error);
  g_assert_true (tw_transaction_begin (workspace, &error));
  tw_store_test_exec (workspace, "INSERT INTO setting (key) VALUES ('held')");
  g_assert_cmpint (write (STDOUT_FILENO, "1", 1), ==, 1);
  while (read (STDIN_FILENO, &byte, 1) > 0)
    continue;
  tw_transaction_rollback (workspace);
  tw_store_test_close (workspace);

  return 0;
}

static int
run_child (const char * const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);

  return error == NULL ? status : -1;
}

static void
test_read_only_user (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  const char *as_nobody[] = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", self, "--read-only", path, NULL
  };
  const char *probe[] = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", self, NULL
  };
  const char *plain[] = { self, "--read-only", path, NULL };

  make (dir);
  g_assert_cmpint (g_chmod (dir, getuid () == 0 ? 0755 : 0555), ==, 0);
  g_assert_cmpint (g_chmod (path, getuid () == 0 ? 0644 : 0444), ==, 0);
  if (getuid () == 0 && run_child (probe) != 0)
    g_test_skip ("no way to run as another user here");
  else
    g_assert_cmpint (run_child (getuid () == 0 ? as_nobody : plain), ==, 0);
  g_assert_cmpint (g_chmod (dir, 0700), ==, 0);
}

static void
test_read_only_media (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  const char *probe[] = {
    "unshare", "-m", "sh", "-c", "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"",
    dir,       NULL
  };
  const char *argv[] = { "unshare",
                         "-m",
                         "sh",
                         "-c",
                         "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec "
                         "\"$1\" --read-only \"$2\"",
                         dir,
                         self,
                         path,
                         NULL };

  make (dir);
  if (run_child (probe) != 0)
    {
      g_test_skip ("no read-only mounts here");
      return;
    }
  g_assert_cmpint (run_child (argv), ==, 0);

  /* A file that a crash left in WAL mode, without its log: nothing can be written beside it, and
   * need not be. */
  if (tw_store_test_shell (path, "PRAGMA journal_mode = WAL", NULL))
    g_assert_cmpint (run_child (argv), ==, 0);
}

static void
test_locked (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;
  char byte;

  make (dir);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            self, "--hold", path, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &byte, 1, NULL,
                                        &error),
                   ==, 1);

  workspace = tw_store_test_open (dir);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 0);
  tw_store_test_exec (workspace, "PRAGMA busy_timeout = 50");
  g_assert_false (tw_history_begin (workspace, TW_HISTORY_EDIT, "x", &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "Another program");

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('now')");
  tw_store_test_finish (workspace);
}

/* Two programs edit one file: nobody's change is lost, and the chain holds. */
static void
test_two_writers (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;

  make (dir);
  workspace = tw_store_test_open (dir);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self, "--edit", path, NULL);
  g_assert_no_error (error);
  for (int i = 0; i < 25; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO setting (key) VALUES ('parent %d')", i);

      g_assert_cmpint (tw_store_test_edit (workspace, sql), >, 0);
    }
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 50);
  findings = tw_verify (workspace, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  tw_store_test_finish (workspace);
}

int
main (int   argc,
      char *argv[])
{
  self = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--read-only"))
    return child_read_only (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--edit"))
    return child_edit (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return child_hold (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/open/no-workspace", test_no_workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autofree char *name = g_strdup_printf ("/store/open/foreign/%d", (int) i);

      g_test_add_data_func (name, foreign[i], test_foreign);
    }
  g_test_add_func ("/store/open/truncated", test_truncated);
  g_test_add_func ("/store/open/flipped", test_flipped);
  g_test_add_func ("/store/open/twice", test_twice);
  g_test_add_func ("/store/open/full", test_full);
  g_test_add_func ("/store/open/read-only-user", test_read_only_user);
  g_test_add_func ("/store/open/read-only-media", test_read_only_media);
  g_test_add_func ("/store/open/locked", test_locked);
  g_test_add_func ("/store/open/two-writers", test_two_writers);

  return g_test_run ();
}
