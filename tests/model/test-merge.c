/* test-merge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-history.h"
#include "tw-list.h"
#include "tw-model-test.h"
#include "tw-partner-merge.h"
#include "tw-row-edit.h"
#include "tw-saved-filter.h"
#include "tw-schema.h"

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
  gint64       keep;
  gint64       other;
} Fixture;

static gint64
add_partner (Fixture    *fixture,
             const char *id,
             const char *name,
             const char *region,
             const char *country)
{
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", id, "name",
                                             name, "region", region, "country", country, NULL);

  return tw_row_get_id (row);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  fixture->keep = add_partner (fixture, "P1", "Kestrel Systems", "EMEA", "");
  fixture->other = add_partner (fixture, "P2", "Kestrel Systems GmbH", "APAC", "Germany");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static gboolean
merge (Fixture    *fixture,
       GHashTable *choices,
       gboolean    trial,
       GPtrArray **moves,
       GError    **error)
{
  return tw_partner_merge (fixture->workspace, fixture->keep, &fixture->other, 1, choices, trial, moves,
                           error);
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
  g_assert_no_error (error);
}

static void
assert_text (Fixture    *fixture,
             const char *sql,
             const char *expected)
{
  g_autofree char *text = tw_model_test_text (fixture->workspace, sql);

  g_assert_cmpstr (text, ==, expected);
}

/* A row of @table that points to @partner in @column, with something in every other column that must hold something. */
static void
insert_reference (Fixture    *fixture,
                  const char *table,
                  const char *column,
                  gint64      partner)
{
  static int number = 0;
  g_autofree char *info = g_strdup_printf ("SELECT name, type, \"notnull\", dflt_value, pk"
                                           " FROM pragma_table_info ('%s')", table);
  g_autoptr (TwQuery) query = tw_query_new (fixture->workspace, info, NULL);
  g_autoptr (GString) names = g_string_new (column);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *sql = NULL;

  g_string_printf (values, "%" G_GINT64_FORMAT, partner);
  number++;

  while (tw_query_step (query, NULL))
    {
      const char *name = tw_query_text (query, 0);
      gboolean text = g_str_equal (tw_query_text (query, 1), "TEXT");

      if (g_str_equal (name, column) || tw_query_int (query, 2) == 0 || !tw_query_is_null (query, 3)
          || tw_query_int (query, 4) != 0)
        continue;

      g_string_append_printf (names, ", \"%s\"", name);
      if (text && g_str_has_prefix (name, "valid_"))
        g_string_append_printf (values, ", '20%02d-01-01'", number);
      else
        g_string_append_printf (values, text ? ", 'T%d'" : ", %d", 100 + number);
    }

  sql = g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", table, names->str, values->str);
  tw_model_test_exec (fixture->workspace, sql);
}

typedef void (*ReferenceFunc) (Fixture    *fixture,
                               const char *table,
                               const char *column);

/* Over the schema as it is, so that a table which is added later is not forgotten. */
static guint
foreach_reference (Fixture       *fixture,
                   ReferenceFunc  func)
{
  g_autoptr (TwQuery) query = NULL;
  guint n = 0;

  query = tw_query_new (fixture->workspace,
                        "SELECT m.name, f.\"from\" FROM sqlite_schema AS m"
                        " JOIN pragma_foreign_key_list (m.name) AS f"
                        " WHERE m.type = 'table' AND f.\"table\" = 'partner'", NULL);

  while (tw_query_step (query, NULL))
    {
      if (!tw_schema_is_recorded (tw_query_text (query, 0))
          || g_str_equal (tw_query_text (query, 0), "statement"))
        continue;

      func (fixture, tw_query_text (query, 0), tw_query_text (query, 1));
      n++;
    }

  return n;
}

static void
fill_reference (Fixture    *fixture,
                const char *table,
                const char *column)
{
  /* The partners themselves: one that is part of the one that goes. */
  if (g_str_equal (table, "partner"))
    {
      gint64 part = add_partner (fixture, "P3", "Kestrel France", "", "");
      g_autofree char *sql = g_strdup_printf ("UPDATE partner SET parent = %" G_GINT64_FORMAT
                                              " WHERE id = %" G_GINT64_FORMAT, fixture->other, part);

      tw_model_test_exec (fixture->workspace, sql);
    }
  else
    insert_reference (fixture, table, column, fixture->other);
}

static gint64
count_reference (Fixture    *fixture,
                 const char *table,
                 const char *column,
                 gint64      partner)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\" WHERE \"%s\" = %" G_GINT64_FORMAT,
                                          table, column, partner);

  return tw_model_test_int (fixture->workspace, sql);
}

static void
assert_moved (Fixture    *fixture,
              const char *table,
              const char *column)
{
  if (count_reference (fixture, table, column, fixture->other) != 0
      || count_reference (fixture, table, column, fixture->keep) == 0)
    g_error ("%s.%s still points to the partner that went, or to none", table, column);
}

/* Every reference that the schema knows moves, and undo brings back exactly what was. */
static void
test_references (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  tw_model_test_exec (fixture->workspace, "PRAGMA foreign_keys = OFF");
  tw_model_test_exec (fixture->workspace, "PRAGMA ignore_check_constraints = ON");
  g_assert_cmpuint (foreach_reference (fixture, fill_reference), >, 15);
  tw_model_test_exec (fixture->workspace, "PRAGMA ignore_check_constraints = OFF");
  before = tw_model_test_state (fixture->workspace);

  merge (fixture, NULL, FALSE, &moves, &error);
  g_assert_no_error (error);
  foreach_reference (fixture, assert_moved);
  g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                      "SELECT count (*) FROM partner WHERE external_id = 'P2'"), ==, 0);
  g_assert_cmpuint (moves->len, >, 15);

  undo (fixture);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

/* A blank of the one that stays is filled, what is chosen comes from the other; the old id still leads there. */
static void
test_fields (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (choices, (gpointer) "name", &fixture->other);
  merge (fixture, choices, FALSE, NULL, &error);
  g_assert_no_error (error);

  assert_text (fixture,
               "SELECT external_id || '|' || name || '|' || region || '|' || country || '|' || note"
               " FROM partner",
               "P1|Kestrel Systems GmbH|EMEA|Germany|Merged on 2026-01-01: P2 Kestrel Systems GmbH");
  g_assert_cmpint (tw_entity_resolve (fixture->workspace, tw_entity_find ("partner"), "P2", &error), ==,
                   fixture->keep);
  g_assert_no_error (error);
}

/* The id of the one that goes can stay as well; then the other id is the former one. */
static void
test_external_id (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) twin = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  g_hash_table_insert (choices, (gpointer) "external_id", &fixture->other);
  merge (fixture, choices, FALSE, NULL, &error);
  g_assert_no_error (error);
  assert_text (fixture, "SELECT external_id FROM partner", "P2");
  assert_text (fixture, "SELECT external_id FROM partner_alias", "P1");

  /* Nobody else can take the former id, and the message leads to who has it. */
  twin = tw_row_new (fixture->workspace, tw_entity_find ("partner"));
  tw_row_set_text (twin, "name", "New", NULL);
  tw_row_set_text (twin, "external_id", "P1", NULL);
  g_assert_false (tw_row_check (twin, &issues));
  g_assert_cmpuint (issues->len, ==, 1);
  g_assert_cmpstr (((TwFieldIssue *) issues->pdata[0])->field, ==, "external_id");
  g_assert_cmpint (((TwFieldIssue *) issues->pdata[0])->other, ==, fixture->keep);
}

/* Two spans for one time: that of the one that stays counts. */
static void
test_overlap (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) a = tw_model_test_add (fixture->workspace, "partner_type", "partner", "P1", "type",
                                           "si", "valid_from", "2026-01-01", NULL);
  g_autoptr (TwRow) b = tw_model_test_add (fixture->workspace, "partner_type", "partner", "P2", "type",
                                           "isv", "valid_from", "2025-07-01", NULL);
  g_autoptr (TwRow) c = tw_model_test_add (fixture->workspace, "partner_type", "partner", "P2", "type",
                                           "oem", "valid_from", "2024-01-01", "valid_to", "2025-06-30",
                                           NULL);
  gboolean found = FALSE;

  merge (fixture, NULL, FALSE, &moves, &error);
  g_assert_no_error (error);
  assert_text (fixture, "SELECT group_concat (type || ' ' || valid_from, ', ') FROM"
                        " (SELECT * FROM partner_type ORDER BY valid_from)",
               "oem 2024-01-01, si 2026-01-01");

  for (guint i = 0; i < moves->len; i++)
    {
      const TwMergeMove *move = moves->pdata[i];

      if (!g_str_equal (move->table, "partner_type"))
        continue;

      found = TRUE;
      g_assert_cmpint (move->moved, ==, 1);
      g_assert_cmpint (move->dropped, ==, 1);
    }

  g_assert_true (found);
}

static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  /* The one that stays was part of the one that goes, which was part of a third. */
  add_partner (fixture, "P3", "Group", "", "");
  tw_model_test_exec (fixture->workspace, "UPDATE partner SET parent = 3 WHERE id = 2");
  tw_model_test_exec (fixture->workspace, "UPDATE partner SET parent = 2 WHERE id = 1");
  merge (fixture, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT parent FROM partner WHERE id = 1"), ==,
                   3);
}

static void
add_statement (Fixture    *fixture,
               gint64      partner,
               const char *state)
{
  g_autofree char *sql = NULL;

  tw_model_test_exec (fixture->workspace, "INSERT OR IGNORE INTO program (id, name, partner_type, currency)"
                                          " VALUES (1, 'Resellers', 'si', 'USD')");
  tw_model_test_exec (fixture->workspace,
                      "INSERT OR IGNORE INTO run (id, period, period_start, period_end, calculated_at, calculated_by)"
                      " VALUES (1, '2026-Q1', '2026-01-01', '2026-03-31', '2026-04-01T00:00:00Z', 'me')");
  sql = g_strdup_printf ("INSERT INTO statement (run, partner, program, period, currency, state, approved_by,"
                         " approved_at) VALUES (1, %" G_GINT64_FORMAT ", 1, '2026-Q1', 'USD', '%s', %s)",
                         partner, state,
                         g_str_equal (state, "approved") ? "'me', '2026-04-02T00:00:00Z'" : "NULL, NULL");
  tw_model_test_exec (fixture->workspace, sql);
}

static void
assert_refused (Fixture    *fixture,
                const char *words)
{
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (merge (fixture, NULL, FALSE, NULL, &error));
  g_assert_nonnull (strstr (error->message, words));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

/* Statements name their partner for good: the reason says what to do instead. */
static void
test_statements (Fixture       *fixture,
                 gconstpointer  data)
{
  add_statement (fixture, fixture->other, "calculated");
  assert_refused (fixture, "Keep “Kestrel Systems GmbH”");

  add_statement (fixture, fixture->keep, "approved");
  assert_refused (fixture, "Undo the calculation");
}

static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  add_statement (fixture, fixture->other, "approved");
  add_statement (fixture, fixture->keep, "approved");
  assert_refused (fixture, "both have approved statements");
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwRow) sale = tw_model_test_add (fixture->workspace, "sale", "external_id", "S1", "partner",
                                              "P2", "invoiced", "2026-02-01", "amount", "10", NULL);

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO period_lock (period, valid_from, valid_to, locked_by, locked_at)"
                      " VALUES ('2026-Q1', '2026-01-01', '2026-04-01', 'me', '2026-04-02T00:00:00Z')");
  assert_refused (fixture, "2026-Q1, which is locked");
}

static void
test_trial (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (merge (fixture, NULL, TRUE, &moves, &error));
  g_assert_no_error (error);
  g_assert_nonnull (moves);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_folded (const char *name,
               const char *expected)
{
  g_autofree char *folded = tw_partner_fold_name (name);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  assert_folded ("Söhne & Co.", "sohne and");
  assert_folded ("KESTREL  Systems, Inc.", "kestrel systems");
  assert_folded ("Company", "company");
  assert_folded ("Ärzte S.A.", "arzte");
  assert_folded ("株式会社タナカ", "株式会社タナカ");

  add_partner (fixture, "P3", "Aurora", "", "");
  add_partner (fixture, "P4", "kestrel-systems", "", "");
  found = tw_partner_find_duplicates (fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (((GArray *) found->pdata[0])->len, ==, 3);
}

/* --- cells of many rows --- */

static GPtrArray *
create_edits (gint64      a,
              const char *field_a,
              const char *text_a,
              gint64      b,
              const char *field_b,
              const char *text_b)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cell_edit_free);

  g_ptr_array_add (edits, tw_cell_edit_new (a, field_a, text_a));
  g_ptr_array_add (edits, tw_cell_edit_new (b, field_b, text_b));

  return edits;
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  const TwEntity *entity = tw_entity_find ("partner");
  g_autoptr (GPtrArray) good = create_edits (1, "region", "LATAM", 2, "since", "2026-02-28");
  g_autoptr (GPtrArray) bad = create_edits (1, "region", "APAC", 2, "since", "31 Feb");
  g_autoptr (GPtrArray) twins = create_edits (1, "external_id", "X", 2, "external_id", "X");
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  const TwCellEdit *edit;

  /* One wrong cell: nothing is written, and it says which. */
  g_assert_false (tw_cells_edit (fixture->workspace, entity, bad, FALSE, NULL, &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  edit = bad->pdata[0];
  g_assert_null (edit->message);
  g_assert_cmpstr (edit->before, ==, "EMEA");
  g_assert_cmpstr (edit->after, ==, "APAC");
  edit = bad->pdata[1];
  g_assert_nonnull (strstr (edit->message, "31 Feb"));
  g_assert_null (edit->after);
  g_clear_error (&error);

  /* Two rows that get the same id are only wrong together. */
  g_assert_false (tw_cells_edit (fixture->workspace, entity, twins, TRUE, NULL, &error));
  g_assert_null (((TwCellEdit *) twins->pdata[0])->message);
  g_assert_nonnull (((TwCellEdit *) twins->pdata[1])->message);
  g_clear_error (&error);

  g_assert_true (tw_cells_edit (fixture->workspace, entity, good, TRUE, NULL, &error));
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
  g_clear_pointer (&after, g_free);

  g_assert_true (tw_cells_edit (fixture->workspace, entity, good, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_text (fixture, "SELECT group_concat (region || coalesce (since, '-'), ' ') FROM partner",
               "LATAM- APAC2026-02-28");
  undo (fixture);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

/* --- saved filters --- */

static void
test_filters (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TwSavedFilter) filter = tw_saved_filter_new (" Gold in “EMEA” ", "kes'trel");
  g_autoptr (TwSavedFilter) nameless = tw_saved_filter_new (" ", "");
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  const TwSavedFilter *first;
  const char *column;
  const char *value;
  int operation;

  g_assert_false (tw_saved_filter_save (fixture->workspace, "partners", nameless, &error));
  g_clear_error (&error);

  tw_saved_filter_add (filter, "tier", 2, "Gold\nand \"more\"");
  tw_saved_filter_save (fixture->workspace, "partners", filter, &error);
  g_assert_no_error (error);
  read = tw_saved_filters_read (fixture->workspace, "partners", &error);
  g_assert_cmpuint (read->len, ==, 1);
  first = read->pdata[0];
  g_assert_cmpstr (first->name, ==, "Gold in “EMEA”");
  g_assert_cmpstr (first->words, ==, "kes'trel");
  g_assert_true (tw_saved_filter_get (first, 0, &column, &operation, &value));
  g_assert_cmpstr (column, ==, "tier");
  g_assert_cmpint (operation, ==, 2);
  g_assert_cmpstr (value, ==, "Gold\nand \"more\"");
  g_assert_false (tw_saved_filter_get (first, 1, &column, &operation, &value));

  tw_saved_filter_remove (fixture->workspace, read->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count (*) FROM saved_filter"), ==, 0);
  undo (fixture);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count (*) FROM saved_filter"), ==, 1);
}

/* --- what turns text --- */

static void
test_bidi (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TwRow) row = tw_row_new (fixture->workspace, tw_entity_find ("partner"));
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_row_set_text (row, "name", "Kestrel 🦅 שלום\xe2\x80\x8f", &error));
  g_assert_no_error (error);
  g_assert_false (tw_row_set_text (row, "name", "Kestrel \xe2\x80\xaegnp.exe", &error));
  g_assert_nonnull (strstr (error->message, "U+202E) at position 9"));
  tw_assert_error (error, TW_ERROR_PARSE);
}

/* Where the workspace can't be read, nothing breaks off: the list and the form say so. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwList) list = NULL;
  g_autoptr (GError) error = NULL;

  /* As somebody else's program would leave it. */
  tw_model_test_exec (fixture->workspace, "ALTER TABLE attribute RENAME TO gone");
  row = tw_row_new (fixture->workspace, tw_entity_find ("partner"));
  g_assert_nonnull (row);
  tw_row_set_text (row, "name", "Kestrel", NULL);
  tw_row_set_text (row, "external_id", "K", NULL);
  g_assert_false (tw_row_save (row, NULL, &error));
  g_assert_nonnull (error);
  list = tw_list_new (fixture->workspace, tw_entity_find ("partner"));
  g_assert_nonnull (list);
  g_assert_nonnull (tw_list_get_error (list));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tw_model_test_exec (fixture->workspace, "ALTER TABLE gone RENAME TO attribute");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(_name, _test) \
  g_test_add ("/model/merge/" _name, Fixture, NULL, set_up, _test, tear_down)

  ADD ("references", test_references);
  ADD ("fields", test_fields);
  ADD ("external-id", test_external_id);
  ADD ("overlap", test_overlap);
  ADD ("group", test_group);
  ADD ("statements", test_statements);
  ADD ("approved", test_approved);
  ADD ("locked", test_locked);
  ADD ("trial", test_trial);
  ADD ("duplicates", test_duplicates);
  ADD ("cells", test_edit);
  ADD ("filters", test_filters);
  ADD ("bidi", test_bidi);
  ADD ("unreadable", test_unreadable);

  return g_test_run ();
}
