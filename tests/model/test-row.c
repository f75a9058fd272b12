/* test-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-fields.h"
#include "tw-history-list.h"
#include "tw-history.h"
#include "tw-model-test.h"
#include "tw-search.h"

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static void
assert_text (TwRow      *row,
             const char *field,
             const char *expected)
{
  g_autofree char *text = tw_row_get_text (row, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_last_label (TwWorkspace *workspace,
                   const char  *expected)
{
  g_autofree char *label = NULL;

  tw_history_next_undo (workspace, &label);
  g_assert_cmpstr (label, ==, expected);
}

static void
undo_last (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;

  tw_history_undo (workspace, tw_history_next_undo (workspace, NULL), NULL, &error);
  g_assert_no_error (error);
}

static void
test_create_read (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TwRow) manager = tw_model_test_add (fixture->workspace, "person", "external_id", "E1",
                                                 "name", "A. Silva", NULL);
  g_autoptr (TwRow) partner =
    tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1", "name", "Kestrel 🦅",
                       "manager", "E1", "currency", "eur", "since", "2024-02-29", NULL);
  g_autoptr (TwRow) sale =
    tw_model_test_add (fixture->workspace, "sale", "external_id", "S-1", "partner", "Kestrel 🦅",
                       "invoiced", "2026-03-31", "amount", "1500.5", "units", "3", NULL);
  g_autoptr (TwRow) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tw_row_get_id (sale), >, 0);
  assert_last_label (fixture->workspace, "Added Sale “S-1”");
  again = tw_row_read (fixture->workspace, tw_entity_find ("sale"), tw_row_get_id (sale), &error);
  g_assert_no_error (error);
  assert_text (again, "partner", "K-1");
  assert_text (again, "amount", "1500.50");
  assert_text (again, "currency", "USD");
  assert_text (again, "date", "2026-03-31");
  assert_text (again, "units", "3");
  assert_text (again, "motion", "");

  g_clear_pointer (&again, tw_row_unref);
  again = tw_row_read (fixture->workspace, tw_entity_find ("partner"), tw_row_get_id (partner),
                       &error);
  assert_text (again, "manager", "E1");
  assert_text (again, "status", "active");
  assert_text (again, "currency", "EUR");
  assert_text (again, "since", "2024-02-29");

  /* The same id under another kind of the same table is no row of it. */
  g_assert_null (tw_row_read (fixture->workspace, tw_entity_find ("services"), tw_row_get_id (sale),
                              &error));
  tw_assert_error (error, TW_ERROR_NOT_FOUND);
}

static void
test_undo_restores (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = tw_model_test_state (fixture->workspace);
  g_autofree char *added = NULL, *changed = NULL, *now = NULL;
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1",
                                             "name", "Kestrel", NULL);
  gint64 id = tw_row_get_id (row);

  added = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (added, !=, empty);
  tw_row_set_text (row, "region", "EMEA", &error);
  tw_row_save (row, NULL, &error);
  g_assert_no_error (error);
  assert_last_label (fixture->workspace, "Changed Region of Partner “Kestrel”");
  changed = tw_model_test_state (fixture->workspace);

  tw_rows_delete (fixture->workspace, tw_entity_find ("partner"), &id, 1, NULL, &error);
  g_assert_no_error (error);
  assert_last_label (fixture->workspace, "Removed Partner “Kestrel”");
  now = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (now, ==, empty);

  undo_last (fixture->workspace);
  g_free (now);
  now = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (now, ==, changed);
  undo_last (fixture->workspace);
  g_free (now);
  now = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (now, ==, added);
  undo_last (fixture->workspace);
  g_free (now);
  now = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (now, ==, empty);
}

/* Saving without a change leaves no entry; saving all fields at once leaves one. */
static void
test_one_entry (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1",
                                             "name", "Kestrel", NULL);
  gint64 entry = tw_history_next_undo (fixture->workspace, NULL);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_row_save (row, NULL, &error));
  g_assert_true (tw_row_set_text (row, "name", "Kestrel", &error));
  g_assert_true (tw_row_save (row, NULL, &error));
  g_assert_cmpint (tw_history_next_undo (fixture->workspace, NULL), ==, entry);

  g_assert_true (tw_row_set_text (row, "name", "Kestrel Systems", &error));
  g_assert_true (tw_row_set_text (row, "region", "EMEA", &error));
  g_assert_true (tw_row_save (row, NULL, &error));
  entry = tw_history_next_undo (fixture->workspace, NULL);
  changes = tw_history_changes (fixture->workspace, entry, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 2);
}

static void
assert_issue (TwRow      *row,
              const char *field,
              const char *part)
{
  g_autoptr (GPtrArray) issues = NULL;

  g_assert_false (tw_row_check (row, &issues));
  for (guint i = 0; i < issues->len; i++)
    {
      TwFieldIssue *issue = issues->pdata[i];

      if (g_strcmp0 (issue->field, field) != 0)
        continue;
      tw_test_assert_sentence (issue->message);
      tw_test_assert_contains (issue->message, part);
      return;
    }
  g_error ("No issue with %s", field);
}

static void
test_issues (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwRow) taken = tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1",
                                               "name", "Kestrel", NULL);
  g_autoptr (TwRow) row = tw_row_new (fixture->workspace, tw_entity_find ("partner"));
  g_autoptr (TwRow) product = tw_row_new (fixture->workspace, tw_entity_find ("product"));
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  assert_issue (row, "name", "required");
  assert_issue (row, "external_id", "required");
  g_assert_true (tw_row_set_text (row, "external_id", "K-1", NULL));
  assert_issue (row, "external_id", "“Kestrel”");
  g_assert_false (tw_row_save (row, NULL, &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_cmpint (tw_row_get_id (row), ==, 0);

  g_assert_false (tw_row_set_text (row, "manager", "Nobody", &error));
  tw_assert_error_names (error, TW_ERROR_NOT_FOUND, "Nobody");
  g_assert_false (tw_row_set_text (row, "currency", "XXY", &error));
  tw_assert_error_names (error, TW_ERROR_NOT_FOUND, "XXY");
  g_assert_true (tw_row_set_text (product, "list_price", "12.5", NULL));
  assert_issue (product, "list_currency", "List price");

  g_assert_true (tw_row_set_text (taken, "parent", "K-1", NULL));
  assert_issue (taken, "parent", "itself");
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

static void
test_spans (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 "K-1",
                                                 "name", "Kestrel", NULL);
  g_autoptr (TwRow) first = tw_model_test_add (fixture->workspace, "partner_type", "partner", "K-1",
                                               "type",
                                               "isv", "valid_from", "2024-01-01", "valid_to", "2025-12-31", NULL);
  g_autoptr (TwRow) next = tw_row_new (fixture->workspace, tw_entity_find ("partner_type"));
  g_autofree char *stored = tw_model_test_text (fixture->workspace,
                                                "SELECT valid_to FROM partner_type");
  g_autoptr (GError) error = NULL;

  /* People see the last day; the workspace holds the day after. */
  g_assert_cmpstr (stored, ==, "2026-01-01");
  assert_text (first, "valid_to", "2025-12-31");

  tw_row_set_text (next, "partner", "K-1", NULL);
  tw_row_set_text (next, "type", "si", NULL);
  tw_row_set_text (next, "valid_from", "2025-12-31", NULL);
  assert_issue (next, "valid_from", "2024-01-01");
  tw_row_set_text (next, "valid_from", "2026-01-01", NULL);
  tw_row_set_text (next, "valid_to", "2025-06-30", NULL);
  assert_issue (next, "valid_to", "before the first");
  tw_row_set_text (next, "valid_to", "", NULL);
  tw_row_save (next, NULL, &error);
  g_assert_no_error (error);
}

static void
test_currency_change (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TwRow) row = tw_row_new (fixture->workspace, tw_entity_find ("sale"));
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_row_set_text (row, "amount", "1500.00", NULL));
  g_assert_true (tw_row_set_text (row, "currency", "JPY", &error));
  assert_text (row, "amount", "1500");
  g_assert_true (tw_row_set_text (row, "currency", "BHD", &error));
  assert_text (row, "amount", "1500.000");
  g_assert_true (tw_row_set_text (row, "amount", "0.005", &error));
  g_assert_false (tw_row_set_text (row, "currency", "USD", &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "Amount");
  assert_text (row, "currency", "BHD");
  assert_text (row, "amount", "0.005");
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 "K-1",
                                                 "name", "Kestrel", NULL);
  g_autoptr (TwRow) type = tw_model_test_add (fixture->workspace, "partner_type", "partner", "K-1",
                                              "type",
                                              "isv", "valid_from", "2024-01-01", NULL);
  g_autoptr (TwRow) sale = tw_model_test_add (fixture->workspace, "sale", "external_id", "S-1",
                                              "partner", "K-1",
                                              "date", "2026-01-01", "amount", "1", NULL);
  g_autoptr (TwRow) credit = tw_model_test_add (fixture->workspace, "credit", "fact_kind", "sale",
                                                "fact", "S-1",
                                                "partner", "K-1", "role", "sourced", "share", "40%", NULL);
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  gint64 id = tw_row_get_id (partner), sale_id = tw_row_get_id (sale);
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_rows_delete (fixture->workspace, tw_entity_find ("partner"), &id, 1, NULL,
                                  &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "1 Sales");
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (tw_rows_delete (fixture->workspace, tw_entity_find ("sale"), &sale_id, 1, NULL,
                                 &error));
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count(*) FROM credit"), ==, 0);
  g_assert_true (tw_rows_delete (fixture->workspace, tw_entity_find ("partner"), &id, 1, NULL,
                                 &error));
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count(*) FROM partner_type"), ==,
                   0);
  undo_last (fixture->workspace);
  undo_last (fixture->workspace);
  g_free (after);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

static void
test_attributes (Fixture       *fixture,
                 gconstpointer  data)
{
  const TwEntity *entity = tw_entity_find ("partner");
  g_autoptr (TwRow) row = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *stored = NULL;
  gint64 id;

  g_assert_cmpint (tw_attribute_define (fixture->workspace, entity, "discount", TW_FIELD_RATE,
                                        &error), >, 0);
  g_assert_cmpint (tw_attribute_define (fixture->workspace, entity, "segment", TW_FIELD_TEXT,
                                        &error), >, 0);
  g_assert_cmpint (tw_attribute_define (fixture->workspace, entity, "budget", TW_FIELD_MONEY,
                                        &error), >, 0);
  g_assert_cmpint (tw_attribute_define (fixture->workspace, entity, "segment", TW_FIELD_DATE,
                                        &error), ==, 0);
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "segment");
  g_assert_cmpint (tw_attribute_define (fixture->workspace, entity, "Bad name", TW_FIELD_DATE,
                                        &error), ==, 0);
  tw_assert_error (error, TW_ERROR_PARSE);

  before = tw_model_test_state (fixture->workspace);
  row = tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1", "name", "Kestrel",
                           "discount",
                           "2.5%", "segment", "Mid", "currency", "JPY", "budget", "90000", NULL);
  id = tw_row_get_id (row);
  again = tw_row_read (fixture->workspace, entity, id, &error);
  assert_text (again, "discount", "2.5%");
  assert_text (again, "segment", "Mid");
  assert_text (again, "budget", "90000");
  stored = tw_model_test_text (fixture->workspace,
                               "SELECT group_concat (value, ' ') FROM (SELECT value FROM attribute_value ORDER BY value)");
  g_assert_cmpstr (stored, ==, "0.025 90000 Mid");

  g_assert_true (tw_row_set_text (again, "segment", "", &error));
  g_assert_true (tw_row_save (again, NULL, &error));
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count(*) FROM attribute_value"),
                   ==, 2);
  g_assert_true (tw_rows_delete (fixture->workspace, entity, &id, 1, NULL, &error));
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

static void
test_terms (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 "K-1",
                                                 "name", "Kestrel", NULL);
  g_autoptr (TwRow) agreement = tw_model_test_add (fixture->workspace, "agreement", "external_id",
                                                   "A-1",
                                                   "partner", "K-1", "valid_from", "2026-01-01", NULL);
  g_autoptr (TwRow) quota = tw_model_test_add (fixture->workspace, "agreement_term", "agreement",
                                               "A-1", "name",
                                               "quota", "type", "money", "currency", "USD", "amount", "250000",
                                               NULL);
  g_autoptr (TwRow) share = tw_model_test_add (fixture->workspace, "agreement_term", "agreement",
                                               "A-1", "name",
                                               "share", "type", "rate", "amount", "12.5%", NULL);

  assert_text (quota, "amount", "250000.00");
  assert_text (share, "amount", "12.5%");
  g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                      "SELECT sum (amount) FROM agreement_term"), ==,
                   25000000 + 125000);
}

/* What the tables hold between two columns is said at a field before anything is written: @fields are names and plain
 * forms by turns; %NULL in @field: the row is right and saved. */
static const struct
{
  const char *entity;
  const char *fields[13];
  const char *field;
  const char *message;
} between_cases[] = {
  { "fx_rate", { "date", "2026-01-02", "base", "EUR", "quote", "EUR", "rate", "1.1" }, "quote", "two different" },
  { "fx_rate", { "date", "2026-01-02", "base", "EUR", "quote", "USD", "rate", "1.1" } },
  { "agreement_term", { "agreement", "A-1", "name", "q", "type", "money", "currency", "USD" }, "amount", "either" },
  { "agreement_term", { "agreement", "A-1", "name", "q", "type", "number", "amount", "4", "text", "x" }, "amount",
    "either" },
  { "agreement_term", { "agreement", "A-1", "name", "day", "type", "date", "text", "31 January" }, "text",
    "2026-01-31" },
  { "agreement_term", { "agreement", "A-1", "name", "day", "type", "date", "text", "2026-01-31" } },
  { "agreement_term", { "agreement", "A-1", "name", "n", "type", "number", "amount", "4", "currency", "USD" } },
  { "plan_target", { "goal", "G-1", "valid_from", "2026-01-01", "valid_to", "2026-03-31" }, "amount", "either" },
  { "plan_target", { "goal", "G-1", "valid_from", "2026-01-01", "valid_to", "2026-03-31", "amount", "5", "currency",
                     "USD", "quantity", "5" }, "amount", "either" },
  { "plan_target", { "goal", "G-1", "valid_from", "2026-01-01", "valid_to", "2026-03-31", "quantity", "5",
                     "hand_quantity", "4" }, "hand_quantity", "comes from" },
  { "plan_target", { "goal", "G-1", "valid_from", "2026-01-01", "valid_to", "2026-03-31", "quantity", "5",
                     "hand_reason", "A call" }, "hand_reason", "no figure" },
  { "plan_target", { "goal", "G-1", "valid_from", "2026-01-01", "valid_to", "2026-03-31", "quantity", "5" } },
};

static void
test_between (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1", "name",
                                                 "Kestrel", NULL);
  g_autoptr (TwRow) agreement = tw_model_test_add (fixture->workspace, "agreement", "external_id", "A-1", "partner",
                                                   "K-1", "valid_from", "2026-01-01", NULL);
  g_autoptr (TwRow) plan = tw_model_test_add (fixture->workspace, "plan", "external_id", "P-1", "name", "Joint",
                                              "partner", "K-1", "valid_from", "2026-01-01", "valid_to", "2026-12-31",
                                              "currency", "USD", NULL);
  g_autoptr (TwRow) goal = tw_model_test_add (fixture->workspace, "plan_goal", "external_id", "G-1", "plan", "P-1",
                                              "title", "Revenue", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (between_cases); i++)
    {
      g_autoptr (TwRow) row = tw_row_new (fixture->workspace, tw_entity_find (between_cases[i].entity));
      g_autoptr (GError) error = NULL;

      for (const char *const *field = between_cases[i].fields; *field != NULL; field += 2)
        tw_row_set_text (row, field[0], field[1], &error);
      g_assert_no_error (error);
      g_test_message ("case %u", i);
      if (between_cases[i].field != NULL)
        {
          assert_issue (row, between_cases[i].field, between_cases[i].message);
          g_assert_false (tw_row_save (row, NULL, &error));
          g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
        }
      else
        {
          tw_row_save (row, NULL, &error);
          g_assert_no_error (error);
        }
    }
}

static void
test_locked_period (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 "K-1",
                                                 "name", "Kestrel", NULL);
  g_autoptr (TwRow) sale = tw_model_test_add (fixture->workspace, "sale", "external_id", "S-1",
                                              "partner", "K-1",
                                              "date", "2026-09-30", "amount", "1", NULL);
  g_autoptr (TwRow) lock = tw_model_test_add (fixture->workspace, "period_lock", "period",
                                              "2026-Q3", "valid_from",
                                              "2026-07-01", "valid_to", "2026-09-30", "locked_by", "me", "locked_at",
                                              "2026-10-05T00:00:00Z", NULL);
  gint64 id = tw_row_get_id (sale);
  g_autoptr (GError) error = NULL;

  tw_row_set_text (sale, "units", "2", NULL);
  assert_issue (sale, "date", "2026-Q3");
  tw_row_set_text (sale, "date", "2026-10-01", NULL);
  assert_issue (sale, "date", "2026-Q3");
  g_assert_false (tw_rows_delete (fixture->workspace, tw_entity_find ("sale"), &id, 1, NULL,
                                  &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "2026-Q3");
  undo_last (fixture->workspace);
  tw_row_save (sale, NULL, &error);
  g_assert_no_error (error);
}

/* What an approved statement counts can't change under it, until it is reopened. */
static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 "K-1",
                                                 "name", "Kestrel", NULL);
  g_autoptr (TwRow) counted = tw_model_test_add (fixture->workspace, "sale", "external_id", "S-1",
                                                 "partner", "K-1",
                                                 "date", "2026-09-30", "amount", "1", NULL);
  g_autoptr (TwRow) other = tw_model_test_add (fixture->workspace, "sale", "external_id", "S-2",
                                               "partner", "K-1",
                                               "date", "2026-09-30", "amount", "1", NULL);
  gint64 id = tw_row_get_id (counted), other_id = tw_row_get_id (other);
  g_autoptr (GError) error = NULL;

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Rebate', 'reseller', 'USD');"
                      "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by)"
                      " VALUES (1, '2026-Q3', '2026-07-01', '2026-09-30', '2026-10-01T00:00:00Z', 'me');"
                      "INSERT INTO statement (id, run, partner, program, period, currency)"
                      " VALUES (1, 1, 1, 1, '2026-Q3', 'USD');"
                      "INSERT INTO program_version (id, program, number, valid_from, body)"
                      " VALUES (1, 1, 1, '2026-01-01', '{}');"
                      "INSERT INTO program_rule (id, version, key, position, body) VALUES (1, 1, 'r', 1, '{}');"
                      "INSERT INTO line (id, rule, number, fact_kind, fact, amount) VALUES (16777216, 1, 1, 1, 1, 5);"
                      "UPDATE statement SET state = 'approved', approved_by = 'me',"
                      " approved_at = '2026-10-02T00:00:00Z'");
  g_assert_cmpint (id, ==, 1);
  tw_row_set_text (counted, "units", "2", NULL);
  assert_issue (counted, "date", "2026-Q3");
  g_assert_false (tw_rows_delete (fixture->workspace, tw_entity_find ("sale"), &id, 1, NULL,
                                  &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "2026-Q3");
  g_assert_true (tw_rows_delete (fixture->workspace, tw_entity_find ("sale"), &other_id, 1, NULL,
                                 &error));

  tw_model_test_exec (fixture->workspace,
                      "UPDATE statement SET state = 'calculated', approved_by = NULL, approved_at = NULL");
  tw_row_save (counted, NULL, &error);
  g_assert_no_error (error);
}

static void
test_set_field (Fixture       *fixture,
                gconstpointer  data)
{
  const TwEntity *entity = tw_entity_find ("partner");
  gint64 ids[] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  gint64 entry;

  tw_model_test_fill (fixture->workspace, 3, 0);
  g_assert_true (tw_rows_set_field (fixture->workspace, entity, ids, 3, "country", "PT", NULL,
                                    &error));
  assert_last_label (fixture->workspace, "Changed Country of 3 Partners");
  entry = tw_history_next_undo (fixture->workspace, NULL);
  g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                      "SELECT count(*) FROM partner WHERE country = 'PT'"), ==, 3);
  g_assert_false (tw_rows_set_field (fixture->workspace, entity, ids, 3, "since", "soon", NULL,
                                     &error));
  tw_assert_error (error, TW_ERROR_PARSE);
  g_assert_cmpint (tw_history_next_undo (fixture->workspace, NULL), ==, entry);
  undo_last (fixture->workspace);
  g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                      "SELECT count(*) FROM partner WHERE country = 'PT'"), ==, 0);
}

static guint
count_hits (TwWorkspace *workspace,
            const char  *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = tw_search_find (workspace, words, 10, &error);

  g_assert_no_error (error);
  return hits->len;
}

/* Whatever writes a row, search follows. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", "K-1",
                                             "name", "Kestrel Systems", NULL);
  gint64 id = tw_row_get_id (row);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_hits (fixture->workspace, "kest"), ==, 1);
  tw_row_set_text (row, "name", "Merlin Systems", NULL);
  tw_row_save (row, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_hits (fixture->workspace, "kest"), ==, 0);
  g_assert_cmpuint (count_hits (fixture->workspace, "merl sys"), ==, 1);
  g_assert_true (tw_rows_delete (fixture->workspace, tw_entity_find ("partner"), &id, 1, NULL,
                                 &error));
  g_assert_cmpuint (count_hits (fixture->workspace, "merlin"), ==, 0);
  undo_last (fixture->workspace);
  g_assert_cmpuint (count_hits (fixture->workspace, "merlin"), ==, 1);
  undo_last (fixture->workspace);
  g_assert_cmpuint (count_hits (fixture->workspace, "kestrel"), ==, 1);
}

static void
test_resolve (Fixture       *fixture,
              gconstpointer  data)
{
  const TwEntity *entity = tw_entity_find ("partner");
  g_autoptr (TwRow) a = tw_model_test_add (fixture->workspace, "partner", "external_id", "1",
                                           "name", "Twin", NULL);
  g_autoptr (TwRow) b = tw_model_test_add (fixture->workspace, "partner", "external_id", "2",
                                           "name", "Twin", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tw_entity_resolve (fixture->workspace, entity, "2", &error), ==,
                   tw_row_get_id (b));
  g_assert_cmpint (tw_entity_resolve (fixture->workspace, entity, "Twin", &error), ==, 0);
  tw_assert_error_names (error, TW_ERROR_AMBIGUOUS, "Twin");
  g_assert_cmpint (tw_entity_resolve (fixture->workspace, entity, "3", &error), ==, 0);
  tw_assert_error (error, TW_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/model/row/create-read", Fixture, NULL, set_up, test_create_read, tear_down);
  g_test_add ("/model/row/undo-restores", Fixture, NULL, set_up, test_undo_restores, tear_down);
  g_test_add ("/model/row/one-entry", Fixture, NULL, set_up, test_one_entry, tear_down);
  g_test_add ("/model/row/issues", Fixture, NULL, set_up, test_issues, tear_down);
  g_test_add ("/model/row/spans", Fixture, NULL, set_up, test_spans, tear_down);
  g_test_add ("/model/row/currency-change", Fixture, NULL, set_up, test_currency_change, tear_down);
  g_test_add ("/model/row/delete", Fixture, NULL, set_up, test_delete, tear_down);
  g_test_add ("/model/row/attributes", Fixture, NULL, set_up, test_attributes, tear_down);
  g_test_add ("/model/row/terms", Fixture, NULL, set_up, test_terms, tear_down);
  g_test_add ("/model/row/between", Fixture, NULL, set_up, test_between, tear_down);
  g_test_add ("/model/row/locked-period", Fixture, NULL, set_up, test_locked_period, tear_down);
  g_test_add ("/model/row/approved", Fixture, NULL, set_up, test_approved, tear_down);
  g_test_add ("/model/row/set-field", Fixture, NULL, set_up, test_set_field, tear_down);
  g_test_add ("/model/row/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/model/row/resolve", Fixture, NULL, set_up, test_resolve, tear_down);

  return g_test_run ();
}
