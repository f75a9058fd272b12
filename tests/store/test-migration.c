/* test-migration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-migration.h"
#include "tw-store-test.h"
#include "tw-workspace-private.h"

#include <glib/gstdio.h>

static const char * const good[] = { "next-test-good.sql", NULL };
static const char * const bad[] = { "next-test-bad.sql", NULL };
static const char * const missing[] = { "next-not-there.sql", NULL };

/* The version that the program writes, and the one after it that only this test knows. */
#define NOW  TW_WORKSPACE_SCHEMA_VERSION
#define NEXT (TW_WORKSPACE_SCHEMA_VERSION + 1)

/* Migrates a file of today's version with a further step of the test's own. */
static gboolean
migrate (const char          *path,
         const char * const  *scripts,
         gboolean             read_only,
         const TwMigrationWatch *watch,
         GError             **error)
{
  TwMigration migrations[NEXT];
  const TwMigration *known;
  guint n;
  sqlite3 *db;
  gboolean ok;

  known = tw_schema_migrations (&n);
  g_assert_cmpuint (n, ==, NOW);
  for (guint i = 0; i < n; i++)
    migrations[i] = known[i];
  migrations[NOW] = (TwMigration){ NEXT, scripts };
  db = tw_connection_open (path, 0, NULL);
  g_assert_nonnull (db);
  ok = tw_migration_run (db, path, "tester", NOW, read_only, migrations, NEXT, watch, error);
  if (ok)
    {
      g_assert_true (tw_schema_compare (db, path, migrations, NEXT, error));
      g_assert_no_error (*error);
    }
  sqlite3_close (db);

  return ok;
}

static gint64
ask (const char *path,
     const char *sql)
{
  sqlite3 *db = tw_connection_open (path, TW_CONNECT_READ_ONLY, NULL);
  gint64 value = 0;

  g_assert_true (tw_connection_get_int (db, path, sql, &value, NULL));
  sqlite3_close (db);

  return value;
}

static void
make_old (const char *dir)
{
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 3);
  tw_store_test_finish (workspace);
}

/* The file is copied beside, brought up, and says so in history, below which nothing is undone. */
static void
test_good (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *copy = g_strdup_printf ("%s.v%d.bak", path, NOW);
  g_autofree char *second = g_strdup_printf ("%s.v%d.2.bak", path, NOW);
  g_autoptr (GError) error = NULL;
  TwWorkspace *old;
  GStatBuf st;

  make_old (dir);
  g_assert_true (g_file_set_contents (copy, "in the way", -1, NULL));
  g_assert_true (migrate (path, good, FALSE, NULL, &error));
  g_assert_no_error (error);

  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, NEXT);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM extra"), ==, 3);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM history WHERE kind = 'migrate'"), ==, 2);
  g_assert_cmpint (g_stat (second, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);

  old = tw_workspace_open (second, TW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  tw_store_test_finish (old);

  /* What this program doesn't know yet it leaves alone. */
  g_assert_null (tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "newer");
}

/* A migration that fails leaves the file as it was. */
static void
test_bad (gconstpointer data)
{
  const char * const *scripts = data;
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TwWorkspace *workspace;

  make_old (dir);
  workspace = tw_store_test_open (dir);
  before = tw_store_test_state (workspace);
  tw_store_test_close (workspace);

  g_assert_false (migrate (path, scripts, FALSE, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, NOW);

  workspace = tw_store_test_open (dir);
  after = tw_store_test_state (workspace);
  g_assert_cmpstr (before, ==, after);
  tw_store_test_finish (workspace);
}

static void
test_read_only (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *copy = g_strdup_printf ("%s.v%d.bak", path, NOW);
  g_autoptr (GError) error = NULL;

  make_old (dir);
  g_assert_false (migrate (path, good, TRUE, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "older");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* --- who waits --- */

typedef struct
{
  GCancellable *cancellable;
  double        stop_at;        /* cancels when this part is done */
  double        last;
  guint         n;
} Waiting;

static void
on_progress (double   fraction,
             gpointer data)
{
  Waiting *waiting = data;

  g_assert_cmpfloat (fraction, >=, waiting->last);
  g_assert_cmpfloat (fraction, <=, 1);
  waiting->last = fraction;
  waiting->n++;
  if (fraction >= waiting->stop_at)
    g_cancellable_cancel (waiting->cancellable);
}

/* Enough rows that there are many steps between the beginning and the end. */
static void
make_large (const char *dir)
{
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 20000);
  tw_store_test_finish (workspace);
}

/* The part that is done grows to the end. */
static void
test_progress (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Waiting waiting = { cancellable, 2, 0, 0 };
  TwMigrationWatch watch = { on_progress, &waiting, cancellable };

  make_large (dir);
  g_assert_true (migrate (path, good, FALSE, &watch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (waiting.n, >, 10);
  g_assert_cmpfloat (waiting.last, >, 0.6);
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, NEXT);
}

/* Stopped while it copies, or after that, the file is as it was and nothing lies beside it. */
static void
test_stopped (gconstpointer data)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *copy = g_strdup_printf ("%s.v%d.bak", path, NOW);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Waiting waiting = { cancellable, *(const double *) data, 0, 0 };
  TwMigrationWatch watch = { on_progress, &waiting, cancellable };
  TwWorkspace *workspace;

  make_large (dir);
  workspace = tw_store_test_open (dir);
  before = tw_store_test_state (workspace);
  tw_store_test_close (workspace);

  g_assert_false (migrate (path, good, FALSE, &watch, &error));
  tw_assert_error_names (error, TW_ERROR_CANCELLED, "");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, NOW);

  workspace = tw_store_test_open (dir);
  after = tw_store_test_state (workspace);
  g_assert_cmpstr (before, ==, after);
  tw_store_test_finish (workspace);
}

int
main (int   argc,
      char *argv[])
{
  static const double early = 0, late = 0.61;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/migration/good", test_good);
  g_test_add_data_func ("/store/migration/bad-reference", bad, test_bad);
  g_test_add_data_func ("/store/migration/missing-script", missing, test_bad);
  g_test_add_func ("/store/migration/read-only", test_read_only);

  g_test_add_func ("/store/migration/progress", test_progress);
  g_test_add_data_func ("/store/migration/stopped-copying", &early, test_stopped);
  g_test_add_data_func ("/store/migration/stopped-checking", &late, test_stopped);

  return g_test_run ();
}
