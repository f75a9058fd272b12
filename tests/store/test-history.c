/* test-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-history-list.h"
#include "tw-store-test.h"

static gint64
undo (TwWorkspace *workspace,
      gint64       entry)
{
  g_autoptr (GError) error = NULL;
  gint64 made = 0;

  tw_history_undo (workspace, entry, &made, &error);
  g_assert_no_error (error);
  g_assert_cmpint (made, >, entry);

  return made;
}

static gint64
redo (TwWorkspace *workspace,
      gint64       entry)
{
  g_autoptr (GError) error = NULL;
  gint64 made = 0;

  tw_history_redo (workspace, entry, &made, &error);
  g_assert_no_error (error);

  return made;
}

/* One edit, its audit trail, undone, done again, across a restart. */
static void
test_edit (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *label = NULL;
  gint64 entry, undone;
  TwChange *change;

  tw_store_test_fill (workspace, 2);
  entry = tw_store_test_edit (workspace, "UPDATE partner SET region = 'South' WHERE id = 2");
  changes = tw_history_changes (workspace, entry, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  change = changes->pdata[0];
  g_assert_cmpstr (change->table, ==, "partner");
  g_assert_cmpint (change->id, ==, 2);
  g_assert_cmpstr (change->field, ==, "region");
  g_assert_cmpstr (change->before, ==, "North");
  g_assert_cmpstr (change->after, ==, "South");

  g_assert_cmpint (tw_store_test_edit (workspace, "UPDATE partner SET region = region"), ==, 0);
  g_assert_cmpint (tw_history_next_undo (workspace, &label), ==, entry);
  g_assert_cmpstr (label, ==, "Changed something");
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, 0);
  tw_store_test_close (workspace);

  workspace = tw_store_test_open (dir);
  undone = undo (workspace, entry);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM partner WHERE region = 'North'"),
                   ==, 2);
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, undone);
  g_assert_cmpint (redo (workspace, undone), >, undone);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM partner WHERE region = 'South'"),
                   ==, 1);
  g_assert_cmpint (tw_history_next_undo (workspace, NULL), ==, entry);
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, 0);
  tw_store_test_close (workspace);
}

/* An edit under another is undone by itself; what a later edit changed is refused, and both are
 * named. */
static void
test_out_of_order (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 first, second, third;

  tw_store_test_fill (workspace, 2);
  first = tw_store_test_edit (workspace, "UPDATE partner SET region = 'A' WHERE id = 1");
  second = tw_store_test_edit (workspace, "UPDATE partner SET region = 'B' WHERE id = 2");
  third = tw_store_test_edit (workspace, "UPDATE partner SET region = 'C' WHERE id = 2");

  undo (workspace, first);
  g_assert_false (tw_history_undo (workspace, second, NULL, &error));
  tw_test_assert_contains (error->message, "Changed something");
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "partner 2");
  g_assert_false (tw_history_undo (workspace, first, NULL, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  undo (workspace, third);
  undo (workspace, second);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM partner WHERE region = 'North'"),
                   ==, 2);

  /* Undoing the creation of a partner that something points to names what does. */
  first = tw_store_test_edit (workspace,
                              "INSERT INTO partner (external_id, name) VALUES ('X', 'X')");
  tw_store_test_edit (workspace,
                      "INSERT INTO person (external_id, name, partner) VALUES ('q', 'q', 3)");
  g_assert_false (tw_history_undo (workspace, first, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "person 1");
  tw_store_test_close (workspace);
}

/* A row that was changed behind history's back stands in the way, and nothing is changed. */
static void
test_changed_outside (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 entry;

  tw_store_test_fill (workspace, 2);
  entry = tw_store_test_edit (workspace, "UPDATE partner SET region = 'A'");
  tw_store_test_exec (workspace, "UPDATE partner SET region = 'Z' WHERE id = 2");
  g_assert_false (tw_history_undo (workspace, entry, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "partner 2");
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM partner WHERE region = 'A'"),
                   ==, 1);
  tw_store_test_close (workspace);
}

/* An undo that would do more than take back is refused, whatever made it do so, and nothing is changed. */
static void
test_inexact (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 entry, undone;

  tw_store_test_fill (workspace, 2);
  entry = tw_store_test_edit (workspace, "UPDATE partner SET region = 'A' WHERE id = 1");
  tw_store_test_exec (workspace, "CREATE TEMP TRIGGER more AFTER UPDATE OF region ON partner"
                                 " BEGIN UPDATE customer SET segment = 'x'; END");
  g_assert_false (tw_history_undo (workspace, entry, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "exactly");
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM customer WHERE segment = 'x'"),
                   ==, 0);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM partner WHERE region = 'A'"),
                   ==, 1);

  tw_store_test_exec (workspace, "DROP TRIGGER more");
  undone = undo (workspace, entry);
  g_assert_cmpint (redo (workspace, undone), >, undone);
  g_assert_false (tw_history_redo (workspace, undone, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "already");
  g_assert_false (tw_history_redo (workspace, entry, NULL, &error));
  tw_assert_error (error, TW_ERROR_USAGE);
  g_assert_false (tw_history_undo (workspace, undone, NULL, &error));
  tw_assert_error (error, TW_ERROR_USAGE);
  g_assert_false (tw_history_undo (workspace, 1, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "made or updated");
  g_assert_false (tw_history_undo (workspace, 999, NULL, &error));
  tw_assert_error (error, TW_ERROR_NOT_FOUND);
  tw_store_test_finish (workspace);
}

/* Inner actions join; a failed one takes all of it back. */
static void
test_nested (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 entries = tw_store_test_int (workspace, "SELECT count (*) FROM history");
  gint64 entry = 0;

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_EDIT, "Outer", NULL));
  g_assert_cmpint (tw_store_test_edit (workspace, "INSERT INTO setting (key) VALUES ('a')"), ==, 0);
  tw_store_test_exec (workspace, "INSERT INTO setting (key) VALUES ('b')");
  g_assert_true (tw_history_commit (workspace, 0, NULL, &entry, NULL));
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM history"), ==, entries + 1);
  undo (workspace, entry);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 0);

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_EDIT, "Outer", NULL));
  tw_store_test_exec (workspace, "INSERT INTO setting (key) VALUES ('c')");
  g_assert_true (tw_history_begin (workspace, TW_HISTORY_EDIT, "Inner", NULL));
  tw_history_rollback (workspace);
  g_assert_false (tw_history_commit (workspace, 0, NULL, &entry, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM setting"), ==, 0);
  tw_store_test_close (workspace);
}

/* Random edits --------------------------------------------------------------------------------- */

static char *
random_edit (GRand *rand)
{
  int a = g_rand_int_range (rand, 1, 20);
  int b = g_rand_int_range (rand, 1, 20);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return g_strdup_printf (
        "INSERT OR IGNORE INTO partner (external_id, name) VALUES ('N%d', 'New %d')", a, b);
    case 1:
      return g_strdup_printf ("UPDATE partner SET parent = nullif (%d, id), note = 'n%d' WHERE id "
                              "IN (%d, %d)"
                              " AND EXISTS (SELECT 1 FROM partner WHERE id = %d)",
                              a, b, b, a, a);
    case 2:
      return g_strdup_printf (
        "UPDATE sale SET amount = amount + %d, units = NULL WHERE id %% 7 = %d", a, b % 7);
    case 3:
      return g_strdup_printf ("INSERT INTO sale (external_id, partner, date, amount, currency)"
                              " VALUES (hex (randomblob (8)), 1, '2026-01-%02d', %d, 'USD')", a, b);
    case 4:
      return g_strdup_printf ("DELETE FROM sale WHERE id %% 11 = %d", a % 11);
    case 5:
      return g_strdup_printf ("INSERT INTO attribute (entity, name, type) VALUES ('partner', hex "
                              "(randomblob (4)), 'text');"
                              "INSERT INTO attribute_value (attribute, owner, value)"
                              " VALUES (last_insert_rowid (), 1, 'v%d')",
                              a);
    case 6:
      return g_strdup_printf (
        "UPDATE program_rule SET position = position + %d, body = '{\"x\":%d}'", a, b);
    default:
      return g_strdup_printf ("DELETE FROM attribute_value WHERE id %% 3 = %d", a % 3);
    }
}

/* Undo brings back every table, step by step; redo goes forward through the same states. */
static void
test_random (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (gint64));
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 entry;

  tw_store_test_fill (workspace, 4);
  g_ptr_array_add (states, tw_store_test_state (workspace));
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *sql = random_edit (rand);

      if (tw_store_test_edit (workspace, sql) != 0)
        g_ptr_array_add (states, tw_store_test_state (workspace));
    }
  g_assert_cmpuint (states->len, >, 20);

  for (guint i = states->len - 1; i > 0; i--)
    {
      g_autofree char *state = NULL;

      entry = undo (workspace, tw_history_next_undo (workspace, NULL));
      g_array_append_val (undos, entry);
      state = tw_store_test_state (workspace);
      g_assert_cmpstr (state, ==, states->pdata[i - 1]);
    }
  for (guint i = 1; i < states->len; i++)
    {
      g_autofree char *state = NULL;

      g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==,
                       g_array_index (undos, gint64, undos->len - i));
      redo (workspace, g_array_index (undos, gint64, undos->len - i));
      state = tw_store_test_state (workspace);
      g_assert_cmpstr (state, ==, states->pdata[i]);
    }
  tw_store_test_close (workspace);
}

/* Imports -------------------------------------------------------------------------------------- */

/* An import is told by its batch: its rows aren't in history, undo removes them and takes back what
 * it changed. */
static void
test_import (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *digest = NULL;
  gint64 first, second, edit;

  tw_store_test_fill (workspace, 2);
  first = tw_store_test_import (workspace, 10, "S", NULL);
  second = tw_store_test_import (workspace, 5, "T",
                                 "UPDATE sale SET amount = 1 WHERE external_id = 'S3'");
  changes = tw_history_changes (workspace, second, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  digest = tw_store_test_text (workspace, "SELECT digest FROM batch WHERE id = 1");
  g_assert_cmpuint (strlen (digest), ==, 64);

  /* The second changed a row of the first. */
  g_assert_false (tw_history_undo (workspace, first, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Imported sales");
  undo (workspace, second);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT amount FROM sale WHERE external_id = 'S3'"),
                   ==, 300);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM sale"), ==, 10);

  edit = tw_store_test_edit (workspace, "UPDATE sale SET amount = 7 WHERE external_id = 'S1'");
  g_assert_false (tw_history_undo (workspace, first, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Changed something");
  undo (workspace, edit);
  undo (workspace, first);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM sale"), ==, 0);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT sum (undone) FROM batch"), ==, 2);
  g_assert_cmpint (tw_store_test_int (workspace, "PRAGMA foreign_keys"), ==, 1);

  /* Ids don't come back. */
  tw_store_test_import (workspace, 1, "U", NULL);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT min (id) FROM sale"), ==, 16);
  tw_store_test_finish (workspace);
}

/* A run is undone by its id: the one that it replaced stands again; approved statements stand in
 * the way. */
static void
test_run (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 import, first, second, approval;

  tw_store_test_fill (workspace, 2);
  import = tw_store_test_import (workspace, 6, "S", NULL);
  first = tw_store_test_calculate (workspace, "2026-Q1");
  second = tw_store_test_calculate (workspace, "2026-Q1");
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM line"), ==, 12);
  undo (workspace, second);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM line"), ==, 6);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM statement WHERE state = 'calculated'"),
                   ==, 2);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT count (*) FROM run WHERE state = 'current'"),
                   ==, 1);

  g_assert_false (tw_history_undo (workspace, import, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "2026-Q1");

  approval = tw_store_test_edit (workspace,
                                 "UPDATE statement SET state = 'approved', approved_by = 'a',"
                                 " approved_at = '2026-04-02T00:00:00Z' WHERE partner = 1");
  g_assert_false (tw_history_undo (workspace, first, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Partner 1");
  undo (workspace, approval);
  undo (workspace, first);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM line"), ==, 0);
  undo (workspace, import);
  tw_store_test_finish (workspace);
}

/* What is approved or published is kept by the tables themselves. */
static void
test_guards (void)
{
  static const char * const refused[] = {
    "UPDATE statement SET payable = 1 WHERE id = 1",
    "DELETE FROM statement WHERE id = 1",
    "UPDATE line SET amount = 1 WHERE id = (1 << 24) + 1",
    "DELETE FROM line WHERE id = (1 << 24) + 1",
    "INSERT INTO line (id, rule, number, amount) VALUES ((1 << 24) + 99, 1, 99, 1)",
    "UPDATE window_step SET steps = '{}' WHERE statement = 1",
    "INSERT INTO adjustment (partner, program, period, currency, amount, reason, reference, made_by, made_at)"
    " VALUES (1, 1, '2026-Q1', 'USD', 5, 'r', 'f', 'b', 'x')",
    "UPDATE statement SET state = 'calculated', approved_by = NULL, approved_at = NULL, earned = 1 WHERE id = 1",
    "UPDATE program_rule SET body = '1' WHERE id = 1",
    "DELETE FROM program_rule WHERE id = 1",
    "INSERT INTO program_rule (version, key, position, body) VALUES (1, 'x', 9, '{}')",
    "INSERT INTO program_tier (version, name, position, body) VALUES (1, 'x', 9, '{}')",
    "UPDATE program_version SET body = '1' WHERE id = 1",
    "DELETE FROM program_version WHERE id = 1",
    "INSERT INTO check_waiver (version, code, reason, waived_by, waived_at) VALUES (1, 'CHK-10', 'r', 'b', 'x')",
    "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('x', 1, '2026-02-30', 1, 'USD')",
    "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('x', 99, '2026-02-28', 1, 'USD')",
    "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('x', 1, '2026-02-28', 1, 'XXQ')",
  };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 2);
  tw_store_test_import (workspace, 6, "S", NULL);
  tw_store_test_calculate (workspace, "2026-Q1");
  tw_store_test_edit (workspace, "UPDATE program_version SET state = 'published'");
  tw_store_test_edit (workspace, "UPDATE statement SET state = 'approved', approved_by = 'a',"
                                 " approved_at = '2026-04-02T00:00:00Z' WHERE partner = 1");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (tw_workspace_exec (workspace, refused[i], &error))
        g_error ("Not refused: %s", refused[i]);
      tw_assert_error (error, TW_ERROR_CONFLICT);
    }
  tw_store_test_edit (workspace, "UPDATE statement SET state = 'calculated', approved_by = NULL, "
                                 "approved_at = NULL,"
                                 " reopened_by = 'b', reopen_reason = 'wrong rate' WHERE id = 1");
  tw_store_test_finish (workspace);
}

/* What came after an import isn't done again without it: the workspace would be as it never was. */
static void
test_redo_behind_import (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 first, import, second, undone;

  tw_store_test_fill (workspace, 2);
  first = tw_store_test_edit (workspace, "UPDATE partner SET country = 'DE' WHERE id = 1");
  import = tw_store_test_import (workspace, 2, "S", NULL);
  second = tw_store_test_edit (workspace, "UPDATE partner SET country = 'FR' WHERE id = 2");

  g_assert_true (tw_history_undo (workspace, second, &undone, NULL));
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, undone);
  g_assert_true (tw_history_undo (workspace, import, NULL, NULL));
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, 0);

  g_assert_true (tw_history_undo (workspace, first, &undone, NULL));
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, undone);
  g_assert_cmpint (redo (workspace, undone), >, undone);
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, 0);
  tw_store_test_finish (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/history/edit", test_edit);
  g_test_add_func ("/store/history/out-of-order", test_out_of_order);
  g_test_add_func ("/store/history/changed-outside", test_changed_outside);
  g_test_add_func ("/store/history/inexact", test_inexact);
  g_test_add_func ("/store/history/nested", test_nested);
  g_test_add_func ("/store/history/random", test_random);
  g_test_add_func ("/store/history/import", test_import);
  g_test_add_func ("/store/history/run", test_run);
  g_test_add_func ("/store/history/guards", test_guards);
  g_test_add_func ("/store/history/redo-behind-import", test_redo_behind_import);

  return g_test_run ();
}
