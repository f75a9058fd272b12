/* test-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-list-load.h"
#include "tw-list.h"
#include "tw-model-test.h"
#include "tw-opportunity.h"
#include "tw-pipeline.h"
#include "tw-registration.h"
#include "tw-setting.h"

typedef struct
{
  char        *dir;
  TwWorkspace *workspace;
} Fixture;

static TwDate
day (const char *text)
{
  TwDate date;

  g_assert_true (tw_date_parse (text, &date, NULL));
  return date;
}

/* Partners 1 Ada, 2 Bo, 3 Cy; customers 1 Fab, 2 Con; categories 1 Security over 2 Endpoint and 3 Network; products 1
 * in Endpoint, 2 in Network, 3 in Security. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO partner (external_id, name) VALUES ('P1', 'Ada'), ('P2', 'Bo'), ('P3', 'Cy');"
                      "INSERT INTO customer (external_id, name) VALUES ('C1', 'Fab'), ('C2', 'Con');"
                      "INSERT INTO category (name, parent) VALUES ('Security', NULL), ('Endpoint', 1), ('Network', 1);"
                      "INSERT INTO product (external_id, name, category) VALUES ('E', 'E', 2), ('N', 'N', 3), ('S', 'S', 1)");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static const TwPipelineColumn *
find_column (GPtrArray  *columns,
             const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (((TwPipelineColumn *) columns->pdata[i])->stage->name, name) == 0)
      return columns->pdata[i];
  return NULL;
}

static void
check_sum (const TwPipelineColumn *column,
           guint                   index,
           const char             *currency,
           gint64                  amount,
           gint64                  weighted,
           gint64                  unweighted)
{
  const TwPipelineSum *sum;

  g_assert_cmpuint (index, <, column->sums->len);
  sum = column->sums->pdata[index];
  g_assert_cmpstr (sum->currency, ==, currency);
  g_assert_cmpint (sum->amount, ==, amount);
  g_assert_cmpint (sum->weighted, ==, weighted);
  g_assert_cmpint (sum->unweighted, ==, unweighted);
}

/* Proposal is 50 %: 0.01 → 0.005 → 0.01; 100.01 → 50.005 → 50.01; −0.01 → −0.005 → −0.01. Together 100.01 and 50.01.
 * With 30 % of its own: 10.05 → 3.015 → 3.02. Pilot isn't defined: its 7.00 has no weight. */
static void
test_sums (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  const TwPipelineColumn *column;

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, status, value, amount, currency, probability, closed, replaces) VALUES"
                      " ('A', 'Proposal', 'open', 1, NULL, 'USD', NULL, NULL, NULL),"
                      " ('B', 'Proposal', 'open', 10001, NULL, 'USD', NULL, NULL, NULL),"
                      " ('C', 'Proposal', 'open', -1, NULL, 'USD', NULL, NULL, NULL),"
                      " ('D', 'Proposal', 'open', 1, 1005, 'EUR', 300000, NULL, NULL),"
                      " ('E', 'Pilot', 'open', 700, NULL, 'USD', NULL, NULL, NULL),"
                      " ('F', NULL, 'open', NULL, NULL, NULL, NULL, NULL, NULL),"
                      " ('G', 'Closed', 'won', 5, 400, 'USD', 200000, '2025-12-01', NULL),"
                      " ('H', 'Proposal', 'lost', 900, NULL, 'USD', NULL, '2025-12-02', NULL),"
                      " ('I', 'Proposal', 'open', 800, NULL, 'USD', NULL, NULL, 'J'),"
                      " ('J', 'Proposal', 'open', 999, NULL, 'USD', NULL, NULL, NULL)");
  columns = tw_pipeline_read (fixture->workspace, NULL, day ("2026-01-01"), &error);
  g_assert_no_error (error);

  /* No stage, three defined, one in use, won, lost. */
  g_assert_cmpuint (columns->len, ==, 7);
  column = columns->pdata[0];
  g_assert_null (column->stage->name);
  g_assert_cmpint (column->opportunities, ==, 1);
  check_sum (column, 0, NULL, 0, 0, 0);
  g_assert_cmpstr (((TwPipelineColumn *) columns->pdata[1])->stage->name, ==, "Qualified");

  column = find_column (columns, "Proposal");
  g_assert_cmpint (column->opportunities, ==, 5);
  check_sum (column, 0, "EUR", 1005, 302, 0);
  check_sum (column, 1, "USD", 10001 + 800, 5001 + 400, 0);

  column = columns->pdata[4];
  g_assert_cmpstr (column->stage->name, ==, "Pilot");
  g_assert_cmpint (column->stage->id, ==, 0);
  check_sum (column, 0, "USD", 700, 0, 1);

  check_sum (find_column (columns, "Won"), 0, "USD", 400, 400, 0);
  check_sum (find_column (columns, "Lost"), 0, "USD", 900, 0, 0);
}

/* 9·10¹⁸ minor units × 50 % fit, and two of them don't: SQLite would have gone on in floating point. */
static void
test_huge (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) columns = NULL;

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, value, currency)"
                      " VALUES ('A', 'Proposal', 9000000000000000001, 'USD')");
  columns = tw_pipeline_read (fixture->workspace, NULL, day ("2026-01-01"), &error);
  g_assert_no_error (error);
  check_sum (find_column (columns, "Proposal"), 0, "USD", G_GINT64_CONSTANT (9000000000000000001),
             G_GINT64_CONSTANT (4500000000000000001), 0);
  g_clear_pointer (&columns, g_ptr_array_unref);

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, value, currency)"
                      " VALUES ('B', 'Proposal', 9000000000000000001, 'USD')");
  columns = tw_pipeline_read (fixture->workspace, NULL, day ("2026-01-01"), &error);
  g_assert_null (columns);
  g_assert_error (error, TW_ERROR, TW_ERROR_RANGE);
}

/* Open deals belong to every period, closed ones to that in which they were closed. */
static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwFilter) filter = tw_filter_new (tw_entity_find ("deal"));
  g_autoptr (TwList) list = tw_list_new (fixture->workspace, tw_entity_find ("deal"));
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GError) error = NULL;

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, status, value, currency, closed, customer) VALUES"
                      " ('A', 'Proposal', 'open', 100, 'USD', '2020-01-01', 1),"
                      " ('B', 'Won', 'won', 200, 'USD', '2026-03-31', 1),"
                      " ('C', 'Won', 'won', 300, 'USD', '2026-04-01', 2),"
                      " ('D', 'Won', 'won', 400, 'USD', '2026-06-30', 1),"
                      " ('E', 'Won', 'won', 500, 'USD', '2026-07-01', 1)");
  tw_filter_add_number (filter, "closed", TW_FILTER_EMPTY_OR_AT_LEAST, day ("2026-04-01"));
  tw_filter_add_number (filter, "closed", TW_FILTER_EMPTY_OR_LESS_THAN, day ("2026-07-01"));
  columns = tw_pipeline_read (fixture->workspace, filter, day ("2026-01-01"), &error);
  g_assert_no_error (error);
  check_sum (find_column (columns, "Proposal"), 0, "USD", 100, 50, 0);
  check_sum (find_column (columns, "Won"), 0, "USD", 700, 700, 0);
  g_clear_pointer (&columns, g_ptr_array_unref);

  /* The list with the same filter holds the same rows. */
  tw_list_set_filter (list, filter);
  tw_list_wait (fixture->workspace);
  tw_list_load (list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);

  tw_filter_add (filter, fixture->workspace, "customer", TW_FILTER_IS, "Con", &error);
  g_assert_no_error (error);
  columns = tw_pipeline_read (fixture->workspace, filter, day ("2026-01-01"), &error);
  g_assert_cmpint (find_column (columns, "Proposal")->opportunities, ==, 0);
  check_sum (find_column (columns, "Won"), 0, "USD", 300, 300, 0);
}

/* The external ids in the order of the list. */
static char *
list_sorted (Fixture    *fixture,
             const char *field,
             gboolean    descending)
{
  const TwEntity *entity = tw_entity_find ("deal");
  g_autoptr (TwList) list = tw_list_new (fixture->workspace, entity);
  g_autoptr (GError) error = NULL;
  GString *ids = g_string_new (NULL);

  tw_list_set_sort (list, field, descending);
  tw_list_wait (fixture->workspace);
  tw_list_load (list, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append (ids, tw_item_get_value (item, tw_entity_get_index (entity, "external_id"))->text);
    }

  return g_string_free (ids, FALSE);
}

/* 900,000 yen at 0.0067 are 6,030, 5,000 euros at 1.20, quoted the other way round, 6,000; of francs nobody knows. By
 * minor units it would be FEDBCA. Stages go in the order of the board, Qualified before Proposal, not by name. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *amounts = NULL;
  g_autofree char *weighted = NULL;
  g_autofree char *stages = NULL;

  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count (*) FROM workspace WHERE pivot_currency = 'USD'"),
                   ==, 1);
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO fx_rate (date, base, quote, mantissa, scale, per) VALUES"
                      " ('2025-01-01', 'JPY', 'USD', 99, 0, 1), ('2026-01-01', 'JPY', 'USD', 67, 2, 100),"
                      " ('2026-01-01', 'USD', 'EUR', 8333333, 7, 1);"
                      "INSERT INTO opportunity (external_id, stage, value, currency, probability) VALUES"
                      " ('A', 'Proposal', 1, 'USD', 0), ('B', 'Qualified', 600100, 'USD', 100000),"
                      " ('C', 'Negotiation', 500000, 'EUR', 500000), ('D', 'Proposal', 602000, 'USD', 200000),"
                      " ('E', 'Qualified', 900000, 'JPY', 900000), ('F', 'Proposal', 99900000, 'CHF', 900000)");
  amounts = list_sorted (fixture, "amount", TRUE);
  g_assert_cmpstr (amounts, ==, "EDBCAF");
  weighted = list_sorted (fixture, "weighted", TRUE);
  g_assert_cmpstr (weighted, ==, "ECDBAF");
  stages = list_sorted (fixture, "stage", FALSE);
  g_assert_cmpstr (stages, ==, "BEADFC");
}

static gint64
add_registration (Fixture    *fixture,
                  const char *id,
                  const char *partner,
                  const char *customer,
                  const char *product,
                  const char *submitted)
{
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "registration", "external_id", id, "partner", partner,
                                             "customer", customer, "product", product, "submitted", submitted, NULL);

  return tw_row_get_id (row);
}

static guint
count_conflicts (Fixture *fixture,
                 gint64   partner,
                 gint64   customer,
                 gint64   product,
                 gint64   category,
                 const char *date)
{
  TwClaim claim = { .partner = partner, .customer = customer, .product = product, .category = category, .date = day (date) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = tw_registration_find_conflicts (fixture->workspace, &claim, &error);

  g_assert_no_error (error);
  return conflicts->len;
}

/* What the list says is in the way of G2: “partner until day”. */
static char *
read_in_the_way (Fixture *fixture)
{
  const TwEntity *entity = tw_entity_find ("deal_registration");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwList) list = tw_list_new (fixture->workspace, entity);
  g_autoptr (TwItem) item = NULL;
  const char *partner;
  g_autofree char *until = NULL;

  tw_filter_add (filter, fixture->workspace, "external_id", TW_FILTER_IS, "G2", NULL);
  tw_list_set_filter (list, filter);
  tw_list_wait (fixture->workspace);
  g_assert_true (tw_list_load (list, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  partner = tw_item_get_title (item, (guint) tw_entity_get_index (entity, "conflict"));
  until = tw_item_get_text (item, (guint) tw_entity_get_index (entity, "conflict_until"), FALSE);
  return g_strdup_printf ("%s until %s", partner != NULL ? partner : "nobody", until != NULL ? until : "");
}

static void
assert_in_the_way (Fixture    *fixture,
                   const char *change,
                   const char *expected)
{
  g_autofree char *found = NULL;

  tw_model_test_exec (fixture->workspace, change);
  found = read_in_the_way (fixture);
  g_assert_cmpstr (found, ==, expected);
}

/* A partner by name, only while it is in the way today. */
static void
test_in_the_way (Fixture       *fixture,
                 gconstpointer  data)
{
  add_registration (fixture, "G1", "P1", "C1", "E", "2026-01-01");
  add_registration (fixture, "G2", "P2", "C1", "E", "2026-01-02");

  assert_in_the_way (fixture, "SELECT 1", "Ada until ");
  assert_in_the_way (fixture, "UPDATE registration SET status = 'approved', approved = '2026-01-03', expires = '9998-04-03'"
                     " WHERE external_id = 'G1'", "Ada until 9998-04-03");
  assert_in_the_way (fixture, "UPDATE registration SET closed = '2026-02-01' WHERE external_id = 'G1'", "nobody until ");
  assert_in_the_way (fixture, "UPDATE registration SET closed = NULL, expires = '2026-04-03' WHERE external_id = 'G1'",
                     "nobody until ");
}

static void
test_conflicts (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autofree char *text = NULL;
  TwClaim claim = { .partner = 2, .customer = 1, .product = 1, .date = day ("2026-02-01") };
  gint64 id = add_registration (fixture, "G1", "P1", "C1", "E", "2026-01-01");

  /* It waits: first come. */
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 1, 0, "2026-01-05"), ==, 1);
  g_assert_true (tw_registration_approve (fixture->workspace, id, day ("2026-01-10"), &error));
  g_assert_no_error (error);
  /* 90 days from 10 January: 10 April is the last. */
  text = tw_model_test_text (fixture->workspace, "SELECT approved || ' ' || expires || ' ' || status FROM registration");
  g_assert_cmpstr (text, ==, "2026-01-10 2026-04-10 approved");

  conflicts = tw_registration_find_conflicts (fixture->workspace, &claim, &error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_clear_pointer (&text, g_free);
  text = tw_conflict_describe (conflicts->pdata[0]);
  g_assert_cmpstr (text, ==, "Ada is protected: registration G1, approved on 2026-01-10, until 2026-04-10.");

  /* The same partner, another customer, a sibling category, the parent, everything; the last day and the next. */
  g_assert_cmpuint (count_conflicts (fixture, 1, 1, 1, 0, "2026-02-01"), ==, 0);
  g_assert_cmpuint (count_conflicts (fixture, 2, 2, 1, 0, "2026-02-01"), ==, 0);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 2, 0, "2026-02-01"), ==, 0);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 0, 3, "2026-02-01"), ==, 0);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 3, 0, "2026-02-01"), ==, 1);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 0, 1, "2026-02-01"), ==, 1);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 0, 0, "2026-02-01"), ==, 1);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 1, 0, "2026-04-10"), ==, 1);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 1, 0, "2026-04-11"), ==, 0);

  /* By product the parent's product is another one; by customer the sibling counts too. */
  tw_setting_set_text (fixture->workspace, TW_REGISTRATION_SCOPE, "product", "Set", &error);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 3, 0, "2026-02-01"), ==, 0);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 1, 0, "2026-02-01"), ==, 1);
  tw_setting_set_text (fixture->workspace, TW_REGISTRATION_SCOPE, "customer", "Set", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 2, 0, "2026-02-01"), ==, 1);

  /* A closed deal protects no longer. */
  tw_model_test_exec (fixture->workspace, "UPDATE registration SET closed = '2026-02-01'");
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 1, 0, "2026-01-31"), ==, 1);
  g_assert_cmpuint (count_conflicts (fixture, 2, 1, 1, 0, "2026-02-01"), ==, 0);
}

/* Of two that wait the first is approved, the second only when the first is rejected; on the same day the one that
 * was entered first. The queue names what is in the way. */
static void
test_first_wins (Fixture       *fixture,
                 gconstpointer  data)
{
  gint64 second = add_registration (fixture, "G2", "P2", "C1", "E", "2026-01-02");
  gint64 first = add_registration (fixture, "G1", "P1", "C1", "S", "2026-01-01");
  gint64 third = add_registration (fixture, "G3", "P3", "C1", "E", "2026-01-02");
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  g_autofree char *queue = NULL;
  g_autoptr (GError) error = NULL;

  queue = tw_model_test_text (fixture->workspace,
                              "SELECT group_concat (external_id, ' ') FROM (SELECT external_id FROM registration ORDER BY id)");
  g_assert_cmpstr (queue, ==, "G2 G1 G3");
  g_assert_false (tw_registration_approve (fixture->workspace, second, day ("2026-01-05"), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  tw_test_assert_contains (error->message, "Ada asked first: registration G1 of 2026-01-01 waits for a decision.");
  g_clear_error (&error);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);

  g_assert_false (tw_registration_reject (fixture->workspace, first, day ("2026-01-05"), "  ", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (tw_registration_reject (fixture->workspace, first, day ("2026-01-05"), "No budget", &error));
  g_assert_false (tw_registration_approve (fixture->workspace, third, day ("2026-01-05"), &error));
  tw_test_assert_contains (error->message, "Bo asked first");
  g_clear_error (&error);
  g_assert_true (tw_registration_approve (fixture->workspace, second, day ("2026-01-05"), &error));
  g_assert_no_error (error);
  g_assert_false (tw_registration_approve (fixture->workspace, second, day ("2026-01-06"), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
}

static void
test_extend (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 id = add_registration (fixture, "G1", "P1", "C1", "E", "2026-01-01");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_registration_extend (fixture->workspace, id, day ("2026-01-05"), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tw_registration_approve (fixture->workspace, id, day ("2025-12-31"), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  tw_setting_set_text (fixture->workspace, TW_REGISTRATION_DAYS, "10", "Set", NULL);
  g_assert_true (tw_registration_approve (fixture->workspace, id, day ("2026-01-05"), &error));

  /* The day after the last one is too late, the last one is not; 30 days more, once. */
  g_assert_false (tw_registration_extend (fixture->workspace, id, day ("2026-01-16"), &error));
  tw_test_assert_contains (error->message, "2026-01-15");
  g_clear_error (&error);
  g_assert_true (tw_registration_extend (fixture->workspace, id, day ("2026-01-15"), &error));
  g_assert_no_error (error);
  text = tw_model_test_text (fixture->workspace, "SELECT expires || ' ' || extensions FROM registration");
  g_assert_cmpstr (text, ==, "2026-02-14 1");
  g_assert_false (tw_registration_extend (fixture->workspace, id, day ("2026-01-20"), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
}

static void
test_states (void)
{
  TwDate end = day ("2026-03-31");
  int days;

  g_assert_cmpint (tw_protection_on ("submitted", TW_DATE_NONE, TW_DATE_NONE, end, 14, NULL), ==, TW_PROTECTION_WAITING);
  g_assert_cmpint (tw_protection_on ("rejected", end, TW_DATE_NONE, end, 14, NULL), ==, TW_PROTECTION_NONE);
  g_assert_cmpint (tw_protection_on ("approved", end, TW_DATE_NONE, end - 15, 14, &days), ==, TW_PROTECTION_LIVE);
  g_assert_cmpint (days, ==, 15);
  g_assert_cmpint (tw_protection_on ("approved", end, TW_DATE_NONE, end - 14, 14, &days), ==, TW_PROTECTION_ENDING);
  g_assert_cmpint (tw_protection_on ("approved", end, TW_DATE_NONE, end, 14, &days), ==, TW_PROTECTION_ENDING);
  g_assert_cmpint (days, ==, 0);
  g_assert_cmpint (tw_protection_on ("approved", end, TW_DATE_NONE, end + 1, 14, &days), ==, TW_PROTECTION_EXPIRED);
  g_assert_cmpint (tw_protection_on ("approved", end, end - 1, end, 14, &days), ==, TW_PROTECTION_NONE);
  g_assert_cmpint (tw_protection_on ("approved", TW_DATE_NONE, TW_DATE_NONE, end, 14, &days), ==, TW_PROTECTION_LIVE);
}

/* Moving takes the new stage's probability where there was one, opens what was closed, and undo restores it all. */
static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  const gint64 ids[] = { 1, 2 };

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, name, stage, status, value, currency, probability, closed, reason) VALUES"
                      " ('A', 'Deal A', 'Qualified', 'open', 100, 'USD', 250000, NULL, NULL),"
                      " ('B', NULL, 'Lost', 'lost', 200, 'USD', NULL, '2025-12-01', 'Price')");
  before = tw_model_test_state (fixture->workspace);
  g_assert_true (tw_opportunities_move (fixture->workspace, ids, 2, "Proposal", day ("2026-01-02"), &error));
  g_assert_no_error (error);
  text = tw_model_test_text (fixture->workspace,
                             "SELECT group_concat (stage || ' ' || status || ' ' || stage_date || ' ' || coalesce (probability, '-')"
                             " || ' ' || coalesce (closed, '-') || ' ' || coalesce (reason, '-'), ', ') FROM opportunity");
  g_assert_cmpstr (text, ==, "Proposal open 2026-01-02 500000 - -, Proposal open 2026-01-02 - - -");
  g_assert_cmpint (tw_history_next_undo (fixture->workspace, &label), >, 0);
  g_assert_cmpstr (label, ==, "Moved 2 opportunities to Proposal");
  tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
  g_assert_no_error (error);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

/* What was closed in a locked period stays there, and nothing can be closed into it. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const gint64 ids[] = { 1, 2 };

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, status, value, currency, closed) VALUES"
                      " ('A', 'Qualified', 'open', 100, 'USD', NULL), ('B', 'Won', 'won', 200, 'USD', '2025-11-15');"
                      "INSERT INTO period_lock (period, valid_from, valid_to, locked_by, locked_at) VALUES"
                      " ('2025-Q4', '2025-10-01', '2026-01-01', 'x', '2026-01-01T00:00:00Z')");
  before = tw_model_test_state (fixture->workspace);
  g_assert_false (tw_opportunities_move (fixture->workspace, ids, 2, "Proposal", day ("2026-01-02"), &error));
  tw_test_assert_contains (error->message, "2025-Q4");
  g_clear_error (&error);
  g_assert_false (tw_opportunity_close (fixture->workspace, 1, TW_STAGE_WON, day ("2025-12-31"), "90", NULL, &error));
  tw_test_assert_contains (error->message, "2025-Q4");
  g_clear_error (&error);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (tw_opportunity_close (fixture->workspace, 1, TW_STAGE_WON, day ("2026-01-01"), "90", "Fit", &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT amount FROM opportunity WHERE id = 1 AND status = 'won'"
                                      " AND stage = 'Won' AND closed = '2026-01-01' AND reason = 'Fit'"), ==, 9000);
}

static GPtrArray *
make_roles (const char *first, ...)
{
  GPtrArray *roles = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_opportunity_role_free);
  const char *share = first;
  va_list args;

  va_start (args, first);
  for (guint i = 1; share != NULL; i++)
    {
      g_ptr_array_add (roles, tw_opportunity_role_new (i, "sourced", share));
      share = va_arg (args, const char *);
    }
  va_end (args);
  return roles;
}

static void
check_roles (GPtrArray  *roles,
             const char *message)
{
  g_autoptr (GPtrArray) own = roles;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tw_opportunity_roles_check (roles, NULL, &error), ==, message == NULL);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) roles = make_roles ("1/3", "1/3", "1/3", NULL);
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  check_roles (make_roles ("100%", NULL), NULL);
  check_roles (make_roles ("33.3333%", "33.3333%", "33.3334%", NULL), NULL);
  check_roles (make_roles ("33.3333%", "33.3333%", "33.3333%", NULL),
               "The shares add up to 99.9999\xc2\xa0%: 0.0001\xc2\xa0% are missing.");
  check_roles (make_roles ("60%", "1/2", NULL), "The shares add up to 110\xc2\xa0%: 10\xc2\xa0% too much.");
  check_roles (make_roles ("60%", "", NULL), "Role 2 has no share. Enter one such as 40% or 1/3.");
  check_roles (make_roles ("half", NULL), "“half” is no share. Enter one such as 40% or 1/3.");
  check_roles (make_roles ("-10%", "110%", NULL), "“-10%” is no share. Enter one such as 40% or 1/3.");
  check_roles (make_roles ("1/0", NULL), "“1/0” is no share. Enter one such as 40% or 1/3.");

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, value, currency) VALUES ('A', 'Qualified', 100, 'USD');"
                      "INSERT INTO credit (fact_kind, fact, partner, role) VALUES (5, 1, 1, 'sourced'), (5, 1, 2, 'influenced')");
  before = tw_model_test_state (fixture->workspace);
  g_assert_true (tw_opportunity_roles_save (fixture->workspace, 1, roles, day ("2026-01-02"), &error));
  g_assert_no_error (error);
  text = tw_model_test_text (fixture->workspace,
                             "SELECT group_concat (partner || role || share || at, ' ') FROM credit ORDER BY id");
  g_assert_cmpstr (text, ==, "1sourced1/32026-01-02 2sourced1/32026-01-02 3sourced1/32026-01-02");
  read = tw_opportunity_roles_read (fixture->workspace, 1, &error);
  g_assert_cmpuint (read->len, ==, 3);
  g_assert_cmpstr (((TwOpportunityRole *) read->pdata[2])->partner_name, ==, "Cy");
  tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
  g_assert_no_error (error);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

static void
test_stages (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *order = "SELECT group_concat (name, ' ') FROM (SELECT name FROM stage ORDER BY position)";

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, status, closed) VALUES ('A', 'Proposal', 'open', NULL),"
                      " ('B', 'Proposal', 'lost', '2025-12-01')");
  g_assert_true (tw_stage_add (fixture->workspace, "Pilot", 600000, &error));
  g_assert_true (tw_stage_move (fixture->workspace, 2, 1, &error));
  g_assert_true (tw_stage_move (fixture->workspace, 1, -1, &error));
  g_assert_no_error (error);
  text = tw_model_test_text (fixture->workspace, order);
  g_assert_cmpstr (text, ==, "Qualified Negotiation Proposal Pilot Won Lost");

  /* A rename takes the open facts along as one step; what is closed keeps its name. */
  before = tw_model_test_state (fixture->workspace);
  g_assert_true (tw_stage_edit (fixture->workspace, 2, "Offer", 550000, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count (*) FROM opportunity WHERE stage = 'Offer'"), ==, 1);
  tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);

  g_assert_false (tw_stage_remove (fixture->workspace, 2, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (tw_stage_remove (fixture->workspace, 4, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (tw_stage_remove (fixture->workspace, 3, &error));
  g_assert_false (tw_stage_add (fixture->workspace, "Won", 1, &error));
  g_assert_nonnull (error);
}

static void
test_next_id (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *first = tw_external_id_next (fixture->workspace, "opportunity", "O");
  g_autofree char *next = NULL;

  g_assert_cmpstr (first, ==, "O0001");
  tw_model_test_exec (fixture->workspace, "INSERT INTO opportunity (external_id) VALUES ('O0041'), ('Other'), ('O9x'),"
                                          " ('O99999999999999999999')");
  next = tw_external_id_next (fixture->workspace, "opportunity", "O");
  g_assert_cmpstr (next, ==, "O0042");
}

/* `tierwright query FILE pipeline` says what the board says. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwList) list = tw_list_new (fixture->workspace, tw_entity_find ("pipeline"));
  g_autoptr (GError) error = NULL;
  g_autoptr (TwItem) item = NULL;
  const char *const expected[] = { "Proposal", "USD", "2", "100.02", "50.02" };

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, stage, value, currency) VALUES ('A', 'Proposal', 1, 'USD'),"
                      " ('B', 'Proposal', 10001, 'USD'), ('C', 'Negotiation', 5, 'EUR')");
  tw_list_load (list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = tw_item_get_text (item, i, FALSE);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

#define ADD(name, func) g_test_add ("/pipeline/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sums", test_sums);
  ADD ("huge", test_huge);
  ADD ("filter", test_filter);
  ADD ("order", test_order);
  ADD ("conflicts", test_conflicts);
  ADD ("in-the-way", test_in_the_way);
  ADD ("first-wins", test_first_wins);
  ADD ("extend", test_extend);
  g_test_add_func ("/pipeline/states", test_states);
  ADD ("move", test_move);
  ADD ("locked", test_locked);
  ADD ("roles", test_roles);
  ADD ("stages", test_stages);
  ADD ("next-id", test_next_id);
  ADD ("query", test_query);
  return g_test_run ();
}
