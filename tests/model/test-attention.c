/* test-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-attention.h"
#include "tw-history.h"
#include "tw-model-test.h"
#include "tw-pin.h"
#include "tw-totals.h"

typedef struct
{
  char        *dir;
  TwWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'Kestrel'), (2, 'P2', 'Aurora');"
                      "INSERT INTO person (id, external_id, name, partner) VALUES (1, 'E1', 'Ada', 1), (2, 'E2', 'Bo', 1)");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static TwDate
day (const char *text)
{
  TwDate date;

  g_assert_true (tw_date_parse (text, &date, NULL));

  return date;
}

static GPtrArray *
read_items (Fixture    *fixture,
            const char *today)
{
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *items = tw_attention_read (fixture->workspace, calendar, day (today), NULL, &error);

  g_assert_no_error (error);

  return items;
}

/* "title|detail|due|amounts", a line each; and the list behind each holds as many rows. */
static char *
describe (Fixture   *fixture,
          GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const TwAttention *item = g_ptr_array_index (items, i);
      g_autofree char *due = item->due != TW_DATE_NONE ? tw_date_format (item->due) : g_strdup ("-");

      g_string_append_printf (text, "%s|%s|%s", item->title, item->detail != NULL ? item->detail : "-", due);

      for (guint j = 0; j < item->amounts->len; j++)
        {
          const TwAttentionAmount *amount = g_ptr_array_index (item->amounts, j);

          g_string_append_printf (text, "|%" G_GINT64_FORMAT " %s", amount->amount, amount->currency);
        }

      g_string_append_c (text, '\n');

      if (item->entity != NULL)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (TwFilter) filter = tw_attention_filter (item, fixture->workspace, &error);

          g_assert_no_error (error);
          g_assert_cmpint (tw_totals_count (fixture->workspace, item->entity, filter, &error), ==, item->count);
          g_assert_no_error (error);
        }
    }

  return g_string_free (text, FALSE);
}

static void
assert_items (Fixture    *fixture,
              const char *today,
              const char *expected)
{
  g_autoptr (GPtrArray) items = read_items (fixture, today);
  g_autofree char *text = describe (fixture, items);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  assert_items (fixture, "2026-09-01", "");
}

/* Ends of the windows, renewals, corrections and refunds. 2026-09-01 + 90 days is 2026-11-30. */
static void
test_expiring (Fixture       *fixture,
               gconstpointer  data)
{
  tw_model_test_exec (
      fixture->workspace,
      "INSERT INTO certification (external_id, partner, person, name, awarded, expires) VALUES "
      "('C1', 1, 1, 'Sales', '2025-01-01', '2026-09-01'), ('C2', 1, 2, 'Sales', '2025-01-01', '2026-11-30'),"
      "('C3', 2, NULL, 'Sales', '2025-01-01', '2026-12-01'),"               /* a day too late */
      "('C4', 1, 1, 'Tech', '2024-01-01', '2026-09-10'), ('C5', 1, 1, 'Tech', '2026-01-01', '2028-01-01'),"  /* renewed */
      "('C6', 2, NULL, 'Tech', '2024-01-01', '2026-08-31'),"                /* yesterday */
      "('C7', 2, NULL, 'Old', '2020-01-01', '2026-06-02');"                 /* 91 days ago */
      "INSERT INTO agreement (external_id, partner, valid_from, valid_to) VALUES "
      "('A1', 1, '2025-01-01', '2026-10-01'), ('A2', 2, '2025-01-01', '2026-10-01'), ('A3', 2, '2026-10-01', NULL)");
  tw_model_test_exec (
      fixture->workspace,
      "INSERT INTO registration (external_id, partner, status, submitted, expires, amount, currency) VALUES "
      "('R1', 1, 'approved', '2026-07-01', '2026-09-15', 50000, 'USD'),"
      "('R2', 1, 'approved', '2026-07-01', '2026-10-01', 70000, 'USD'),"
      "('R3', 2, 'approved', '2026-07-01', '2026-09-20', 900, 'EUR'),"
      "('R4', 2, 'won', '2026-07-01', '2026-09-20', 900, 'EUR'),"
      "('R5', 2, 'approved', '2026-07-01', '2026-10-02', 900, 'EUR');"
      "INSERT INTO event (kind, external_id, partner, name, date, expires) VALUES "
      "('listing', 'L1', 1, 'App', '2026-01-01', '2026-09-30')");
  assert_items (fixture, "2026-09-01",
                "1 certification expired|-|2026-08-31\n"
                "2 certifications expire|-|2026-09-01\n"
                "3 deal registrations expire|-|2026-09-15|900 EUR|120000 USD\n"
                "1 agreement ends|-|2026-09-30\n"
                "1 listing or accreditation expires|-|2026-09-30\n");
}

static void
test_opportunities (Fixture       *fixture,
                    gconstpointer  data)
{
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO opportunity (external_id, partner, status, closed, amount, currency) VALUES "
                      "('O1', 1, 'open', '2026-08-31', 1200, 'USD'), ('O2', 1, 'open', '2026-08-01', 800, 'USD'),"
                      "('O3', 1, 'open', '2026-09-01', 7, 'USD'), ('O4', 1, 'won', '2026-08-01', 7, 'USD')");
  assert_items (fixture, "2026-09-01",
                "2 open opportunities are past their close date|-|2026-08-01|2000 USD\n");
}

/* A later import of the same file settles what was left out, an undone one doesn't count. */
static void
test_rejects (Fixture       *fixture,
              gconstpointer  data)
{
  tw_model_test_exec (
      fixture->workspace,
      "INSERT INTO batch (id, kind, file_name, checksum, imported_at, imported_by, undone) VALUES "
      "(1, 'sales', 'a.csv', 'x', '2026-01-01T00:00:00Z', 't', 0), (2, 'sales', 'b.csv', 'x', '2026-01-01T00:00:00Z', 't', 0),"
      "(3, 'sales', 'b.csv', 'y', '2026-01-02T00:00:00Z', 't', 0), (4, 'sales', 'c.csv', 'x', '2026-01-01T00:00:00Z', 't', 1);"
      "INSERT INTO reject (batch, row, reason, raw) VALUES (1, 4, 'no number', 'x'), (1, 9, 'no date', 'y'), "
      "(2, 4, 'no number', 'x'), (4, 4, 'no number', 'x')");
  assert_items (fixture, "2026-09-01", "2 rows were left out of imports|-|-\n");
}

/* 2026-09-01 + 14 days is 2026-09-15; what is done waits no more. */
static void
test_plans (Fixture       *fixture,
            gconstpointer  data)
{
  tw_model_test_exec (
      fixture->workspace,
      "INSERT INTO plan (id, external_id, partner, name, currency, valid_from, valid_to) VALUES "
      "(1, 'L1', 1, 'Kestrel 2026', 'USD', '2026-01-01', '2027-01-01');"
      "INSERT INTO plan_milestone (plan, title, due, done) VALUES (1, 'Kick-off', '2026-02-01', '2026-02-03'),"
      "(1, 'Review', '2026-09-15', NULL), (1, 'Launch', '2026-08-20', NULL), (1, 'Close', '2026-09-16', NULL)");
  assert_items (fixture, "2026-09-01", "2 plan milestones are due|-|2026-08-20\n");
}

static void
add_program (Fixture *fixture)
{
  tw_model_test_exec (
      fixture->workspace,
      "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Growth', 'reseller', 'USD');"
      "INSERT INTO program_version (id, program, number, state, valid_from, body) VALUES "
      "(1, 1, 1, 'published', '2026-01-01', '{\"tier_policy\":{\"demote\":{\"review\":\"half\"}}}'),"
      "(2, 1, 2, 'draft', '2027-01-01', '{}');"
      "INSERT INTO tier_assignment (partner, program, tier, valid_from, valid_to, cause) VALUES "
      "(1, 1, 'Silver', '2026-01-01', NULL, 'manual'), (2, 1, 'Silver', '2025-01-01', '2026-01-01', 'manual'),"
      "(2, 1, 'Gold', '2026-01-01', NULL, 'manual')");
}

/* A half year's review on 2026-12-31 is told from 2026-12-01, and the draft for 2027 from 2026-12-02. */
static void
test_programs (Fixture       *fixture,
               gconstpointer  data)
{
  add_program (fixture);
  assert_items (fixture, "2026-11-30", "");
  assert_items (fixture, "2026-12-01", "2 tiers up for review|Growth|2026-12-31\n");
  assert_items (fixture, "2026-12-02",
                "2 tiers up for review|Growth|2026-12-31\n"
                "Growth, version 2, is not published|The draft is meant to be in force from that day.|2027-01-01\n");
}

static void
add_run (Fixture *fixture)
{
  tw_model_test_exec (
      fixture->workspace,
      "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by) VALUES "
      "(1, '2026-Q2', '2026-04-01', '2026-06-30', '2026-07-01T00:00:00Z', 't');"
      "INSERT INTO statement (id, run, partner, program, period, currency, payable, earned, reopened_at) VALUES "
      "(1, 1, 1, 1, '2026-Q2', 'USD', 10000, 10000, '2026-07-02T00:00:00Z'), (2, 1, 2, 1, '2026-Q2', 'EUR', 500, 0, NULL);"
      "INSERT INTO line (id, rule, number, fact_kind, fact, amount) VALUES (16777216, NULL, 1, 1, 1, 10000)");
}

static void
test_periods (Fixture       *fixture,
              gconstpointer  data)
{
  add_program (fixture);
  assert_items (fixture, "2026-07-15", "");
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO sale (id, external_id, partner, date, amount, currency) VALUES "
                      "(1, 'S1', 1, '2026-05-01', 100000, 'USD')");
  assert_items (fixture, "2026-06-30", "2 tiers up for review|Growth|2026-06-30\n");
  assert_items (fixture, "2026-07-15",
                "2026-Q2 is not calculated|The period has ended and has transactions.|-\n");
  add_run (fixture);
  assert_items (fixture, "2026-07-15", "2 statements to review|2026-Q2 · 1 flagged|-|500 EUR|10000 USD\n");
}

/* Every fact has a line until another one comes. */
static void
test_ties (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *text = NULL;

  add_program (fixture);
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO sale (id, external_id, partner, date, amount, currency) VALUES "
                      "(1, 'S1', 1, '2026-05-01', 100000, 'USD')");
  add_run (fixture);
  none = tw_attention_read_ties (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO sale (id, external_id, partner, date, amount, currency) VALUES "
                      "(2, 'S2', 1, '2026-06-30', 4200, 'USD'), (3, 'S3', 1, '2026-07-01', 4200, 'USD')");
  items = tw_attention_read_ties (fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  text = describe (fixture, items);
  g_assert_cmpstr (text, ==, "2026-Q2 does not tie out|Facts changed since the calculation.|-|4200 USD\n");
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (tw_attention_read (fixture->workspace, calendar, day ("2026-09-01"), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- pins --- */

static char *
list_pins (Fixture *fixture)
{
  g_autoptr (GPtrArray) pins = tw_pins_read (fixture->workspace, TW_PIN_CHART, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pins->len; i++)
    g_string_append_printf (text, "%s ", ((TwPin *) pins->pdata[i])->name);

  return g_string_free (text, FALSE);
}

static void
assert_pins (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = list_pins (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error));
  g_assert_no_error (error);
}

static void
test_pins (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *label = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 one, three;

  tw_model_test_exec (fixture->workspace, "DELETE FROM pin");
  one = tw_pin_add (fixture->workspace, TW_PIN_CHART, "a", NULL, "A", NULL);
  tw_pin_add (fixture->workspace, TW_PIN_CHART, "b", NULL, "B", NULL);
  tw_pin_add (fixture->workspace, TW_PIN_FIGURE, "f", NULL, "F", NULL);
  three = tw_pin_add (fixture->workspace, TW_PIN_CHART, "a", "{\"region\":\"EMEA\"}", "A in EMEA", NULL);
  g_assert_cmpint (one, !=, three);
  g_assert_cmpint (tw_pin_add (fixture->workspace, TW_PIN_CHART, "a", NULL, "A", NULL), ==, one);
  assert_pins (fixture, "a b a ");

  before = tw_model_test_state (fixture->workspace);
  g_assert_true (tw_pin_move (fixture->workspace, one, 1, "A", NULL));
  assert_pins (fixture, "b a a ");
  tw_history_next_undo (fixture->workspace, &label);
  g_assert_cmpstr (label, ==, "Moved “A”");
  g_assert_true (tw_pin_move (fixture->workspace, one, 5, "A", NULL));
  g_assert_cmpint (tw_pin_find (fixture->workspace, TW_PIN_CHART, "a", "{\"region\":\"EMEA\"}"), ==, three);
  undo (fixture);
  undo (fixture);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (tw_pin_remove (fixture->workspace, three, "A in EMEA", NULL));
  assert_pins (fixture, "a b ");
  undo (fixture);
  assert_pins (fixture, "a b a ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define TEST(_name) \
  g_test_add ("/model/attention/" #_name, Fixture, NULL, set_up, test_##_name, tear_down)
  TEST (nothing);
  TEST (expiring);
  TEST (opportunities);
  TEST (rejects);
  TEST (plans);
  TEST (programs);
  TEST (periods);
  TEST (ties);
  TEST (cancel);
  TEST (pins);

  return g_test_run ();
}
