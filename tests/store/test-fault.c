/* test-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-fault.h"
#include "tw-store-test.h"
#include "tw-verify.h"

#include <signal.h>
#include <sys/wait.h>

/* A process is killed in the middle of its work; the file opens, holds the state before or after,
 * and checks clean. */

#define N_SALES 3000

static const char *self;

/* What the child does: a bulk import with its indexes dropped, an edit, a run, then it closes. */
static int
child_work (const char *path)
{
  static const char * const tables[] = { "sale", NULL };
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "child", &error);

  g_assert_no_error (error);
  g_assert_true (tw_bulk_begin (workspace, tables, &error));
  g_assert_true (tw_history_begin (workspace, TW_HISTORY_IMPORT, "Imported sales", &error));
  g_assert_true (tw_bulk_drop_indexes (workspace, "sale", &error));
  tw_store_test_exec (workspace,
                      "INSERT INTO batch (kind, file_name, checksum, imported_at, imported_by)"
                      " VALUES ('sales', 'a.csv', 'x', '2026-01-01T00:00:00Z', 't')");
  for (int i = 1; i <= N_SALES; i++)
    {
      g_autoptr (TwQuery) query = NULL;
      g_autofree char *external_id = g_strdup_printf ("S%d", i);

      tw_fault_point (i == 1 ? "first-insert" : "mid-insert");
      query =
        tw_query_new (workspace,
                      "INSERT INTO sale (external_id, partner, date, amount, currency, batch, "
                      "batch_row, order_ref)"
                      " VALUES (:id, 1, '2026-01-05', 100, 'USD', 1, :row, hex (zeroblob (200)))",
                      &error);
      tw_query_bind_text (query, "id", external_id);
      tw_query_bind_int (query, "row", i);
      g_assert_true (tw_query_run (query, &error));
    }
  g_assert_true (tw_history_commit (workspace, 1, NULL, NULL, &error));
  tw_store_test_edit (workspace, "UPDATE partner SET region = 'South'");
  tw_store_test_calculate (workspace, "2026-Q1");
  g_assert_true (tw_workspace_close (workspace, &error));

  return 0;
}

static void
run_with_fault (const char *path,
                const char *fault)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "TW_FAULT", fault, TRUE);
  const char *argv[] = { self, "--work", path, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, environment, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static const struct
{
  const char *fault;
  int         steps;  /* what of the work is done: 0 nothing, 1 the import, 2 the edit, 3 the run */
} cases[] = {
  { "first-insert:1", 0 },  { "mid-insert:10", 0 },   { "mid-insert:500", 0 }, { "mid-insert:1500", 0 },
  { "mid-insert:2999", 0 }, { "index:1", 0 },         { "index:2", 0 },        { "commit:1", 0 },
  { "committed:1", 1 },     { "commit:2", 1 },        { "committed:2", 2 },    { "commit:3", 2 },
  { "committed:3", 3 },     { "checkpoint:1", 3 },
};

static void
test_kill (gconstpointer data)
{
  int i = GPOINTER_TO_INT (data);
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 2);
  tw_store_test_close (workspace);
  run_with_fault (path, cases[i].fault);

  workspace = tw_store_test_open (dir);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM sale"), ==,
                   cases[i].steps >= 1 ? N_SALES : 0);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM partner WHERE region = 'South'"),
                   ==, cases[i].steps >= 2 ? 2 : 0);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM line"), ==,
                   cases[i].steps >= 3 ? 6 : 0);
  findings = tw_verify (workspace, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  tw_store_test_finish (workspace);
}

static void
count_point (const char *name,
             gpointer    user_data)
{
  if (g_str_equal (name, "commit"))
    ++*(int *) user_data;
}

/* A test may listen at the points instead. */
static void
test_func (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  int n = 0;

  tw_fault_set_func (count_point, &n);
  tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('a')");
  tw_fault_set_func (NULL, NULL);
  tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('b')");
  g_assert_cmpint (n, ==, 1);
  tw_store_test_finish (workspace);
}

int
main (int   argc,
      char *argv[])
{
  self = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--work"))
    return child_work (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/fault/func", test_func);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/store/fault/kill/", cases[i].fault, NULL);

      g_test_add_data_func (name, GINT_TO_POINTER ((int) i), test_kill);
    }

  return g_test_run ();
}
