/* test-go-back.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-error.h"
#include "tw-history-go-back.h"
#include "tw-history-list.h"
#include "tw-search.h"
#include "tw-store-test.h"
#include "tw-verify.h"

#include "tw-finding.h"

static gint64
go_back (TwWorkspace *workspace,
         gint64       entry)
{
  g_autoptr (GError) error = NULL;
  gint64 made = -1;

  tw_history_go_back (workspace, entry, &made, &error);
  g_assert_no_error (error);

  return made;
}

static guint
count_entries (TwWorkspace *workspace)
{
  return (guint) tw_store_test_int (workspace, "SELECT count (*) FROM history");
}

static void
assert_verified (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tw_verify (workspace, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_error ("Verifying found: %s", ((TwFinding *) findings->pdata[i])->message);
}

/* Three edits back in one entry, which is undone and done again like any other. */
static void
test_edits (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  TwHistoryDistance distance;
  gint64 target, made, undone;
  guint n;

  tw_store_test_fill (workspace, 3);
  target = tw_store_test_edit (workspace, "UPDATE partner SET name = 'Kestrel' WHERE id = 1");
  before = tw_store_test_state (workspace);
  tw_store_test_edit (workspace, "UPDATE partner SET name = 'Falcon' WHERE id = 1");
  tw_store_test_edit (workspace, "DELETE FROM partner_type WHERE partner = 3; DELETE FROM partner WHERE id = 3");
  tw_store_test_edit (workspace, "INSERT INTO partner (external_id, name) VALUES ('X9', 'New')");
  after = tw_store_test_state (workspace);
  n = count_entries (workspace);

  g_assert_true (tw_history_distance (workspace, target, &distance, &error));
  g_assert_cmpuint (distance.n_changes, ==, 3);
  g_assert_cmpuint (distance.n_imports + distance.n_runs, ==, 0);
  made = go_back (workspace, target);
  g_assert_cmpuint (count_entries (workspace), ==, n + 1);
  {
    g_autofree char *state = tw_store_test_state (workspace);
    g_assert_cmpstr (state, ==, before);
  }
  hits = tw_search_find (workspace, "kestrel", 5, &error);
  g_assert_cmpuint (hits->len, ==, 1);

  /* The three are taken back, the entry itself is what Undo is about. */
  list = tw_history_list (workspace, 0, 10, &error);
  g_assert_false (((TwHistoryEntry *) list->pdata[0])->undone);
  for (guint i = 1; i <= 3; i++)
    g_assert_true (((TwHistoryEntry *) list->pdata[i])->undone);
  g_assert_false (((TwHistoryEntry *) list->pdata[4])->undone);
  g_assert_cmpint (tw_history_next_undo (workspace, &label), ==, made);
  tw_test_assert_contains (label, "Changed something");

  g_assert_true (tw_history_undo (workspace, made, &undone, &error));
  {
    g_autofree char *state = tw_store_test_state (workspace);
    g_assert_cmpstr (state, ==, after);
  }
  g_assert_cmpint (tw_history_next_undo (workspace, NULL), ==, made - 1);
  g_assert_cmpint (tw_history_next_redo (workspace, NULL), ==, undone);
  g_assert_true (tw_history_redo (workspace, undone, NULL, &error));
  {
    g_autofree char *state = tw_store_test_state (workspace);
    g_assert_cmpstr (state, ==, before);
  }
  g_assert_true (tw_history_distance (workspace, target, &distance, &error));
  g_assert_cmpuint (distance.n_changes, ==, 1);
  assert_verified (workspace);
  tw_store_test_finish (workspace);
}

/* Whatever happened in between, every point can be gone back to, and from every point to another. */
static void
test_any_point (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260701);

  tw_store_test_fill (workspace, 4);

  for (int i = 0; i < 80; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = NULL;
      gint64 entry = tw_store_test_int (workspace, "SELECT max (id) FROM history");
      gint64 next;

      g_array_append_val (entries, entry);
      g_ptr_array_add (states, tw_store_test_state (workspace));

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          if ((next = tw_history_next_undo (workspace, NULL)) != 0)
            tw_history_undo (workspace, next, NULL, &error);
          break;

        case 1:
          if ((next = tw_history_next_redo (workspace, NULL)) != 0)
            tw_history_redo (workspace, next, NULL, &error);
          break;

        case 2:
          {
            guint at = (guint) g_rand_int_range (rand, 0, (int) entries->len);
            g_autofree char *state = NULL;

            go_back (workspace, g_array_index (entries, gint64, at));
            state = tw_store_test_state (workspace);
            g_assert_cmpstr (state, ==, states->pdata[at]);
          }
          break;

        default:
          sql = g_strdup_printf ("UPDATE partner SET region = 'R%d' WHERE id = %d;"
                                 "INSERT INTO customer (external_id, name) VALUES ('C%d', 'C')",
                                 g_rand_int_range (rand, 0, 3), 1 + i % 4, i);
          tw_store_test_edit (workspace, sql);
          break;
        }
      g_assert_no_error (error);
    }

  assert_verified (workspace);
  tw_store_test_finish (workspace);
}

/* Imports and calculations go too, by entries of their own. */
static void
test_batches (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  TwHistoryDistance distance;
  gint64 target;
  guint n;

  tw_store_test_fill (workspace, 2);
  target = tw_store_test_edit (workspace, "UPDATE partner SET region = 'Then' WHERE id = 1");
  tw_store_test_edit (workspace, "UPDATE partner SET region = 'Later' WHERE id = 1");
  tw_store_test_import (workspace, 4, "S", "UPDATE partner SET region = 'Imported' WHERE id = 1");
  tw_store_test_calculate (workspace, "2026-Q1");
  tw_store_test_edit (workspace, "UPDATE partner SET region = 'Last' WHERE id = 1");
  n = count_entries (workspace);

  g_assert_true (tw_history_distance (workspace, target, &distance, &error));
  g_assert_cmpuint (distance.n_changes, ==, 4);
  g_assert_cmpuint (distance.n_imports, ==, 1);
  g_assert_cmpuint (distance.n_runs, ==, 1);
  go_back (workspace, target);
  g_assert_cmpuint (count_entries (workspace), ==, n + 4);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM sale"), ==, 0);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM statement"), ==, 0);
  g_assert_cmpint (tw_store_test_int (workspace,
                                      "SELECT region = 'Then' FROM partner WHERE id = 1"), ==, 1);
  g_assert_cmpint (tw_store_test_int (workspace, "PRAGMA foreign_keys"), ==, 1);
  g_assert_true (tw_history_distance (workspace, target, &distance, &error));
  assert_verified (workspace);
  tw_store_test_finish (workspace);
}

/* What was imported before and undone since can't be brought back, and nothing changes. */
static void
test_refused (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TwHistoryDistance distance;
  gint64 import;

  tw_store_test_fill (workspace, 2);
  import = tw_store_test_import (workspace, 4, "S", NULL);
  g_assert_true (tw_history_undo (workspace, import, NULL, &error));
  tw_store_test_edit (workspace, "UPDATE partner SET region = 'Later' WHERE id = 1");
  before = tw_store_test_state (workspace);

  g_assert_false (tw_history_distance (workspace, import, &distance, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  tw_test_assert_contains (error->message, "Imported sales");
  g_clear_error (&error);
  g_assert_false (tw_history_go_back (workspace, import, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  after = tw_store_test_state (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (tw_history_go_back (workspace, 4711, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  tw_store_test_finish (workspace);
}

/* An approved statement keeps the calculation, and with it everything else. */
static void
test_approved (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 target, made;

  tw_store_test_fill (workspace, 2);
  tw_store_test_import (workspace, 4, "S", NULL);
  target = tw_store_test_int (workspace, "SELECT max (id) FROM history");
  tw_store_test_calculate (workspace, "2026-Q1");
  tw_store_test_exec (workspace, "UPDATE statement SET state = 'approved', approved_by = 't',"
                                 " approved_at = '2026-01-01T00:00:00Z'");
  tw_store_test_edit (workspace, "UPDATE partner SET region = 'Later' WHERE id = 1");
  before = tw_store_test_state (workspace);

  g_assert_false (tw_history_go_back (workspace, target, &made, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  tw_test_assert_contains (error->message, "approved");
  after = tw_store_test_state (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (tw_store_test_int (workspace, "PRAGMA foreign_keys"), ==, 1);
  tw_store_test_close (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/go-back/edits", test_edits);
  g_test_add_func ("/store/go-back/any-point", test_any_point);
  g_test_add_func ("/store/go-back/batches", test_batches);
  g_test_add_func ("/store/go-back/refused", test_refused);
  g_test_add_func ("/store/go-back/approved", test_approved);

  return g_test_run ();
}
