/* test-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-search.h"
#include "tw-store-test.h"

/* What is found, as "table id title|…". */
static char *
find (TwWorkspace *workspace,
      const char  *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = tw_search_find (workspace, words, 10, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const TwSearchHit *hit = hits->pdata[i];

      g_string_append_printf (text, "%s%s %d %s", i > 0 ? "|" : "", hit->table, (int) hit->id, hit->title);
    }

  return g_strdup (text->str);
}

static void
assert_finds (TwWorkspace *workspace,
              const char  *words,
              const char  *expected)
{
  g_autofree char *found = find (workspace, words);

  g_assert_cmpstr (found, ==, expected);
}

/* The index follows edits, undo and redo; unfinished words and marks of all kinds are fine. */
static void
test_edits (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 entry, undone;

  tw_store_test_fill (workspace, 2);
  assert_finds (workspace, "conto", "customer 1 Contoso");
  assert_finds (workspace, "part 2", "partner 2 Partner 2");
  assert_finds (workspace, "P001", "partner 1 Partner 1");
  assert_finds (workspace, "spiff", "program_rule 2 spiff");
  assert_finds (workspace, "nothing", "");

  entry = tw_store_test_edit (workspace,
                              "UPDATE partner SET name = 'Żółw \"& Söhne\" OR' WHERE id = 2");
  assert_finds (workspace, "zołw", "partner 2 Żółw \"& Söhne\" OR");
  assert_finds (workspace, "\"& sohne\" OR", "partner 2 Żółw \"& Söhne\" OR");
  assert_finds (workspace, "  * - \" ( ", "");
  g_assert_true (tw_history_undo (workspace, entry, &undone, &error));
  assert_finds (workspace, "zołw", "");
  assert_finds (workspace, "partner 2", "partner 2 Partner 2");
  g_assert_true (tw_history_redo (workspace, undone, NULL, &error));
  assert_finds (workspace, "söhne", "partner 2 Żółw \"& Söhne\" OR");

  tw_store_test_edit (workspace, "DELETE FROM partner_type WHERE partner = 2;"
                                 "DELETE FROM partner WHERE id = 2");
  assert_finds (workspace, "sohne", "");

  tw_store_test_exec (workspace, "DELETE FROM search");
  assert_finds (workspace, "contoso", "");
  g_assert_true (tw_search_rebuild (workspace, &error));
  assert_finds (workspace, "contoso", "customer 1 Contoso");
  tw_store_test_finish (workspace);
}

/* An import brings its rows in, and taking it back takes them out. */
static void
test_import (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gint64 entry = 0;

  tw_store_test_fill (workspace, 1);
  g_assert_true (tw_history_begin (workspace, TW_HISTORY_IMPORT, "Imported", &error));
  tw_store_test_exec (workspace,
                      "INSERT INTO batch (kind, file_name, checksum, imported_at, imported_by)"
                      " VALUES ('customers', 'a.csv', 'x', '2026-01-01T00:00:00Z', 't');"
                      "INSERT INTO customer (external_id, name, region, batch, batch_row)"
                      " VALUES ('K9', 'Fabrikam', 'Iberia', 1, 1)");
  g_assert_true (tw_history_commit (workspace, 1, NULL, &entry, &error));
  assert_finds (workspace, "fabrikam", "customer 2 Fabrikam");
  assert_finds (workspace, "k9", "customer 2 Fabrikam");
  assert_finds (workspace, "iber", "customer 2 Fabrikam");
  g_assert_true (tw_history_undo (workspace, entry, NULL, &error));
  assert_finds (workspace, "fabrikam", "");
  assert_finds (workspace, "contoso", "customer 1 Contoso");
  tw_store_test_finish (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/search/edits", test_edits);
  g_test_add_func ("/store/search/import", test_import);

  return g_test_run ();
}
