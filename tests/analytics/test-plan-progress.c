/* test-plan-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-model-test.h"
#include "tw-plan-progress.h"
#include "tw-plan-review.h"
#include "tw-plan-template.h"
#include "tw-plan.h"
#include "tw-query.h"
#include "tw-row-store.h"
#include "tw-test.h"

/* Hand-made facts of two partners in 2026, and what follows from them by hand. */

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
} Fixture;

static const char facts[] =
  "BEGIN;"
  "INSERT INTO category (name) VALUES ('Apps'), ('Bikes');"
  "INSERT INTO category (name, parent) VALUES ('Road bikes', 2);"
  "INSERT INTO product (external_id, name, category) VALUES ('A', 'App', 1), ('B', 'Bike', 3);"
  "INSERT INTO partner (external_id, name) VALUES ('P1', 'Kestrel'), ('P2', 'Merlin');"
  "INSERT INTO person (external_id, name, partner) VALUES ('U', 'Ute', NULL), ('V', 'Vic', 1), ('W', 'Wim', 1);"
  "INSERT INTO customer (external_id, name, region, segment) VALUES ('C1', 'Contoso', 'EMEA', 'SMB'),"
  " ('C2', 'Fabrikam', 'APAC', 'Large');"
  "INSERT INTO fx_rate (date, base, quote, mantissa, scale) VALUES ('2026-01-01', 'EUR', 'USD', 12, 1);"
  "INSERT INTO sale (external_id, partner, date, amount, currency, units, product, customer, source, reverses, replaces) VALUES"
  /* before the plan */
  " ('S0', 1, '2025-12-31', 99900, 'USD', 1000000, 1, 1, 'resale', NULL, NULL),"
  " ('S1', 1, '2026-01-01', 10000, 'USD', 2000000, 1, 1, 'resale', NULL, NULL),"
  " ('S2', 1, '2026-02-10', 20000, 'EUR', 1000000, 2, 2, 'marketplace', NULL, NULL),"
  /* a refund, and a sale with its correction */
  " ('S3', 1, '2026-03-31', -3000, 'USD', -1000000, 1, 1, 'resale', 'S1', NULL),"
  " ('S4', 1, '2026-04-02', 70000, 'USD', 9000000, 2, 2, 'resale', NULL, NULL),"
  " ('S5', 1, '2026-04-02', 50000, 'USD', 5000000, 2, 2, 'resale', NULL, 'S4'),"
  " ('S6', 1, '2026-05-15', 4000, 'USD', 1000000, 1, 1, 'resale', NULL, NULL),"
  " ('S7', 1, '2026-05-16', 800000, 'USD', 1000000, 1, 1, 'resale', NULL, NULL),"
  " ('S8', 2, '2026-02-01', 600000, 'USD', 1000000, 1, 1, 'resale', NULL, NULL);"
  "INSERT INTO opportunity (external_id, partner, name, status, created, closed, amount, value, currency) VALUES"
  " ('O1', 1, 'One', 'won', '2025-11-01', '2026-01-20', 30000, 40000, 'USD'),"
  " ('O2', 1, 'Two', 'lost', '2026-01-05', '2026-02-20', NULL, 50000, 'USD'),"
  " ('O3', 2, 'Three', 'won', '2026-01-06', '2026-05-10', 70000, 60000, 'USD'),"
  " ('O4', 1, 'Four', 'open', '2026-04-01', NULL, NULL, 20000, 'USD'),"
  " ('O5', 2, 'Five', 'open', '2026-04-01', NULL, NULL, 90000, 'USD');"
  "INSERT INTO credit (fact_kind, fact, partner, role) VALUES (5, 3, 1, 'influenced');"
  "INSERT INTO certification (external_id, partner, person, name, awarded, expires) VALUES"
  " ('K1', 1, 2, 'Architect', '2025-06-01', '2026-06-01'), ('K2', 1, 2, 'Seller', '2026-02-01', NULL),"
  " ('K3', 1, 3, 'Architect', '2026-04-20', NULL);"
  "COMMIT";

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  tw_model_test_exec (fixture->workspace, facts);
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
  TwDate date = TW_DATE_NONE;

  tw_date_parse (text, &date, NULL);

  return date;
}

static gint64
make_plan (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = tw_plan_create (fixture->workspace, NULL, "Kestrel 2026", 1,
                                (TwSpan){ day ("2026-01-01"), day ("2027-01-01") }, "USD", &error);

  g_assert_no_error (error);

  return plan;
}

/* A goal with targets of the first quarters of 2026, in the unit's smallest part. */
static gint64
add_goal (Fixture      *fixture,
          gint64        plan,
          const char   *title,
          const char   *metric,
          const char   *unit,
          const char   *basis,
          const char   *weight,
          const gint64  targets[4])
{
  static const char *const starts[] = { "2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01" };
  g_autofree char *key = g_strdup_printf ("PLAN-%d", (int) plan);
  g_autofree char *id = tw_plan_make_key (fixture->workspace, "plan_goal", "G");
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "plan_goal", "title", title,
                                             "external_id", id, "plan", key, "metric", metric != NULL ? metric : "",
                                             "unit", unit, "basis", basis, "weight", weight, NULL);
  g_autoptr (GError) error = NULL;
  TwPlanTarget values[4];

  for (int i = 0; i < 4; i++)
    values[i] = (TwPlanTarget){ { day (starts[i]), day (starts[i + 1]) }, targets[i] };
  tw_plan_set_targets (fixture->workspace, tw_row_get_id (row), values, 4, &error);
  g_assert_no_error (error);

  return tw_row_get_id (row);
}

static TwPlanProgress *
read_progress (Fixture    *fixture,
               gint64      plan,
               const char *as_of)
{
  g_autoptr (GError) error = NULL;
  TwPlanProgress *progress = tw_plan_progress_read (fixture->workspace, plan, day (as_of), NULL, &error);

  g_assert_no_error (error);

  return progress;
}

static void
check_figure (TwPlanFigure figure,
              gint64       value)
{
  g_assert_true (figure.known);
  g_assert_cmpint (figure.value, ==, value);
}

static gint64
actual_of (const TwPlanGoal *goal,
           guint             quarter)
{
  const TwPlanQuarter *q = g_ptr_array_index (goal->quarters, quarter);

  g_assert_true (q->actual.known);

  return q->actual.value;
}

/* Revenue: Q1 100.00 + 200.00 EUR × 1.2 − 30.00 = 310.00; Q2 until 15 May 500.00 (its correction) + 40.00.
 * Due on 15 May: 300.00 + 600.00 × 45/91 = 596.703… → 596.70. */
static void
test_flow (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 id = add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "100%",
                        (gint64[]){ 30000, 60000, 60000, 50000 });
  g_autoptr (TwPlanProgress) progress = read_progress (fixture, plan, "2026-05-15");
  const TwPlanGoal *goal = tw_plan_progress_find (progress, id);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (actual_of (goal, 0), ==, 31000);
  g_assert_cmpint (actual_of (goal, 1), ==, 54000);
  g_assert_false (((TwPlanQuarter *) g_ptr_array_index (goal->quarters, 2))->actual.known);
  g_assert_cmpstr (((TwPlanQuarter *) g_ptr_array_index (goal->quarters, 1))->name, ==, "2026-Q2");
  g_assert_cmpint (goal->target, ==, 200000);
  check_figure (goal->actual, 85000);
  check_figure (goal->due, 59670);
  check_figure (goal->pace, 1424501);           /* 850.00 / 596.70 */
  check_figure (goal->attainment, 425000);
  g_assert_cmpint (tw_plan_pace (goal->pace), ==, TW_PLAN_PACE_AHEAD);
  text = tw_plan_goal_format (goal, goal->actual.value);
  g_assert_cmpstr (text, ==, "850.00");

  rows = tw_plan_progress_read_facts (fixture->workspace, progress, goal, NULL, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpstr (((TwPlanFact *) g_ptr_array_index (rows, 1))->key, ==, "S2");
  g_assert_cmpint (((TwPlanFact *) g_ptr_array_index (rows, 1))->value, ==, 24000);
  g_assert_cmpstr (((TwPlanFact *) g_ptr_array_index (rows, 1))->who, ==, "Fabrikam");
}

/* A zero target has no attainment, and nothing is due: n/a, not 0 and not infinite. */
static void
test_zero (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 id = add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "100%",
                        (gint64[]){ 0, 0, 0, 0 });
  gint64 rate = add_goal (fixture, plan, "Win rate", "win_rate", "rate", "flow", "0%",
                          (gint64[]){ 500000, 500000, 500000, 500000 });
  g_autoptr (TwPlanProgress) progress = read_progress (fixture, plan, "2026-01-10");
  const TwPlanGoal *goal = tw_plan_progress_find (progress, id);

  check_figure (goal->actual, 10000);
  g_assert_false (goal->pace.known);
  g_assert_false (goal->attainment.known);
  g_assert_false (progress->pace.known);
  g_assert_cmpint (tw_plan_pace (goal->pace), ==, TW_PLAN_PACE_NONE);

  /* No deal was decided by then. */
  goal = tw_plan_progress_find (progress, rate);
  g_assert_false (goal->actual.known);
  tw_test_assert_contains (goal->problem, "Nothing was decided");
}

/* Levels: people certified on the day before the plan 1 (Vic), on 15 May 2 (Wim since April). Due with targets 1, 3:
 * 1 + (3 − 1) × 45/91 = 1.989011. Open pipeline on 15 May: 200.00, on 31 March 500.00 is lost: 600.00 (One was won). */
static void
test_level (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 people = add_goal (fixture, plan, "People", "certified_people", "number", "level", "50%",
                            (gint64[]){ 1000000, 3000000, 3000000, 4000000 });
  gint64 open = add_goal (fixture, plan, "Open", "open_pipeline", "money", "level", "50%",
                          (gint64[]){ 20000, 40000, 40000, 40000 });
  g_autoptr (TwPlanProgress) progress = read_progress (fixture, plan, "2026-05-15");
  g_autoptr (TwPlanProgress) first = read_progress (fixture, plan, "2026-01-31");
  const TwPlanGoal *goal = tw_plan_progress_find (progress, people);

  g_assert_cmpint (actual_of (goal, 0), ==, 1000000);
  g_assert_cmpint (actual_of (goal, 1), ==, 2000000);
  g_assert_cmpint (goal->target, ==, 4000000);
  check_figure (goal->actual, 2000000);
  check_figure (goal->due, 1989011);
  check_figure (goal->pace, 1005525);
  check_figure (goal->attainment, 500000);

  goal = tw_plan_progress_find (progress, open);
  g_assert_cmpint (actual_of (goal, 0), ==, 60000);
  check_figure (goal->actual, 20000);
  /* 200.00 + 200.00 × 45/91 */
  check_figure (goal->due, 29890);

  /* In January the level starts from that of the day before the plan: 1. */
  goal = tw_plan_progress_find (first, people);
  check_figure (goal->due, 1000000);
  check_figure (goal->pace, 1000000);
}

/* Won 300.00 (One) in Q1, 700.00 (Three, influenced) in Q2; lost Two: 2 of 3 deals. */
static void
test_deals (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 won = add_goal (fixture, plan, "Won", "won_amount", "money", "flow", "25%",
                         (gint64[]){ 30000, 0, 0, 0 });
  gint64 made = add_goal (fixture, plan, "Pipeline", "pipeline_created", "money", "flow", "25%",
                          (gint64[]){ 100000, 100000, 100000, 100000 });
  gint64 rate = add_goal (fixture, plan, "Win rate", "win_rate", "rate", "flow", "25%",
                          (gint64[]){ 400000, 500000, 500000, 500000 });
  gint64 customers = add_goal (fixture, plan, "Customers", "new_customers", "number", "flow", "25%",
                               (gint64[]){ 1000000, 1000000, 1000000, 1000000 });
  g_autoptr (TwPlanProgress) progress = read_progress (fixture, plan, "2026-06-30");
  const TwPlanGoal *goal = tw_plan_progress_find (progress, won);
  g_autofree char *text = NULL;

  check_figure (goal->actual, 100000);
  goal = tw_plan_progress_find (progress, made);
  check_figure (goal->actual, 50000 + 60000 + 20000);
  goal = tw_plan_progress_find (progress, rate);
  check_figure (goal->actual, 666667);
  g_assert_cmpint (actual_of (goal, 0), ==, 500000);
  g_assert_cmpint (actual_of (goal, 1), ==, 1000000);
  check_figure (goal->due, 500000);
  check_figure (goal->pace, 1333334);
  text = tw_plan_goal_format (goal, goal->actual.value);
  g_assert_cmpstr (text, ==, "66.7%");

  /* Contoso bought in 2025 already, Fabrikam first in February. */
  goal = tw_plan_progress_find (progress, customers);
  g_assert_cmpint (actual_of (goal, 0), ==, 1000000);
  g_assert_cmpint (actual_of (goal, 1), ==, 0);
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 id = add_goal (fixture, plan, "Bikes", "net_revenue", "money", "flow", "100%",
                        (gint64[]){ 100, 100, 100, 100 });
  g_autofree char *sql = g_strdup_printf ("UPDATE plan_goal SET category = 2 WHERE id = %d", (int) id);
  g_autoptr (TwPlanProgress) below = NULL;
  g_autoptr (TwPlanProgress) region = NULL;
  g_autoptr (TwPlanProgress) source = NULL;

  /* Road bikes are bikes: 240.00 + 500.00. */
  tw_model_test_exec (fixture->workspace, sql);
  below = read_progress (fixture, plan, "2026-05-15");
  check_figure (tw_plan_progress_find (below, id)->actual, 74000);

  tw_model_test_exec (fixture->workspace, "UPDATE plan_goal SET category = NULL, region = 'EMEA'");
  region = read_progress (fixture, plan, "2026-05-15");
  check_figure (tw_plan_progress_find (region, id)->actual, 10000 - 3000 + 4000);

  tw_model_test_exec (fixture->workspace, "UPDATE plan_goal SET region = NULL, parameter = 'marketplace'");
  source = read_progress (fixture, plan, "2026-05-15");
  check_figure (tw_plan_progress_find (source, id)->actual, 24000);
}

/* An overridden quarter says so, with the computed figure beside it; a goal without metric asks for one. */
static void
test_by_hand (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 bound = add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "50%",
                           (gint64[]){ 30000, 60000, 60000, 50000 });
  gint64 free = add_goal (fixture, plan, "Workshops", NULL, "number", "flow", "50%",
                          (gint64[]){ 2000000, 2000000, 2000000, 2000000 });
  g_autoptr (TwPlanProgress) before = read_progress (fixture, plan, "2026-03-31");
  g_autoptr (TwPlanProgress) after = NULL;
  g_autoptr (GError) error = NULL;
  const TwPlanQuarter *quarter =
      g_ptr_array_index (tw_plan_progress_find (before, bound)->quarters, 0);
  const TwPlanGoal *goal = tw_plan_progress_find (before, free);

  g_assert_false (goal->actual.known);
  g_assert_cmpstr (goal->problem, ==, "Actuals must be entered by hand.");
  check_figure (before->pace, 1033333);

  g_assert_false (tw_plan_record (fixture->workspace, quarter->id, &(gint64){ 33000 }, "  ", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  tw_plan_record (fixture->workspace, quarter->id, &(gint64){ 33000 }, "Late invoice", &error);
  g_assert_no_error (error);
  quarter = g_ptr_array_index (goal->quarters, 0);
  tw_plan_record (fixture->workspace, quarter->id, &(gint64){ 1000000 }, "Minutes of March", &error);
  g_assert_no_error (error);

  after = read_progress (fixture, plan, "2026-03-31");
  goal = tw_plan_progress_find (after, bound);
  quarter = g_ptr_array_index (goal->quarters, 0);
  g_assert_true (goal->by_hand && quarter->by_hand);
  g_assert_cmpstr (quarter->reason, ==, "Late invoice");
  g_assert_cmpstr (quarter->by, ==, "tester");
  check_figure (quarter->computed, 31000);
  check_figure (goal->actual, 33000);
  goal = tw_plan_progress_find (after, free);
  check_figure (goal->pace, 500000);
  g_assert_null (goal->problem);
  /* (1.1 + 0.5) / 2 */
  check_figure (after->pace, 800000);
  g_assert_cmpint (tw_plan_pace (after->pace), ==, TW_PLAN_PACE_BEHIND);
}

/* One goal far ahead counts 1.5 at most: (1.5 × 50 + 0.5 × 50) / 100 = 1. */
static void
test_cap (Fixture       *fixture,
          gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  g_autoptr (TwPlanProgress) progress = NULL;

  add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "50%",
            (gint64[]){ 1000, 1000, 1000, 1000 });
  add_goal (fixture, plan, "Won deals", "won_deals", "number", "flow", "50%",
            (gint64[]){ 2000000, 2000000, 2000000, 2000000 });
  progress = read_progress (fixture, plan, "2026-03-31");
  check_figure (progress->pace, 1000000);
  g_assert_cmpint (progress->weights, ==, 1000000);
}

static void
test_missing_rate (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 id = add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "100%",
                        (gint64[]){ 100, 100, 100, 100 });
  g_autoptr (TwPlanProgress) progress = NULL;

  tw_model_test_exec (fixture->workspace, "DELETE FROM fx_rate");
  progress = read_progress (fixture, plan, "2026-03-31");
  g_assert_false (tw_plan_progress_find (progress, id)->actual.known);
  tw_test_assert_contains (tw_plan_progress_find (progress, id)->problem, "from EUR to USD on 2026-02-10");
}

/* What a review froze stays when facts change; its bytes come back the same; undo takes it away exactly. */
static void
test_review (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 id = add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "100%",
                        (gint64[]){ 30000, 60000, 60000, 50000 });
  g_autoptr (TwRow) review = tw_model_test_add (fixture->workspace, "plan_review", "title", "QBR 1",
                                                "plan", "PLAN-1", "due", "2026-04-01", NULL);
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *undone = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (TwPlanProgress) frozen = NULL;
  g_autoptr (TwPlanProgress) now = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_plan_review_close (fixture->workspace, tw_row_get_id (review), day ("2026-04-01"), NULL,
                                        &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);

  tw_plan_review_start (fixture->workspace, tw_row_get_id (review), day ("2026-03-31"), NULL, &error);
  g_assert_no_error (error);
  g_assert_false (tw_plan_review_start (fixture->workspace, tw_row_get_id (review), day ("2026-03-31"), NULL,
                                        &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);

  tw_model_test_exec (fixture->workspace, "UPDATE sale SET amount = 1 WHERE external_id = 'S2'");
  frozen = tw_plan_review_read (fixture->workspace, tw_row_get_id (review), &error);
  g_assert_no_error (error);
  now = read_progress (fixture, plan, "2026-03-31");
  check_figure (((TwPlanGoal *) g_ptr_array_index (frozen->goals, 0))->actual, 31000);
  check_figure (tw_plan_progress_find (now, id)->actual, 7001);

  json = tw_plan_progress_to_json (frozen);
  stored = tw_model_test_text (fixture->workspace, "SELECT frozen FROM plan_review");
  g_assert_cmpstr (json, ==, stored);
  tw_test_assert_contains (json, "\"as_of\":\"2026-03-31\"");
  tw_test_assert_contains (json, "\"actual\":\"310.00\"");

  /* The guard: nobody writes other numbers. */
  tw_workspace_exec (fixture->workspace, "UPDATE plan_review SET frozen = '{}'", &error);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);

  tw_plan_review_close (fixture->workspace, tw_row_get_id (review), day ("2026-04-02"), "All well.", &error);
  g_assert_no_error (error);
  again = tw_model_test_text (fixture->workspace, "SELECT state || held || minutes FROM plan_review");
  g_assert_cmpstr (again, ==, "held2026-04-02All well.");

  tw_model_test_exec (fixture->workspace, "UPDATE sale SET amount = 20000 WHERE external_id = 'S2'");
  for (int i = 0; i < 2; i++)
    {
      tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
      g_assert_no_error (error);
    }
  undone = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_bad_json (void)
{
  static const char *const bad[] = {
    "", "[]", "{", "{}", "{\"currency\":\"USD\",\"from\":\"2026-02-30\",\"to\":\"2026-12-31\",\"weights\":\"1\",\"goals\":[]}",
    "{\"currency\":\"USD\",\"from\":\"2026-02-03\",\"to\":\"2026-12-31\",\"weights\":1,\"goals\":[]}",
    "{\"currency\":\"USD\",\"from\":\"2026-02-03\",\"to\":\"2026-12-31\",\"weights\":\"1\",\"goals\":[1]}",
    "{\"currency\":\"USD\",\"from\":\"2026-02-03\",\"to\":\"2026-12-31\",\"weights\":\"1\",\"goals\":[{}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tw_plan_progress_from_json (bad[i], &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_PARSE);
    }
}

/* --- states and templates --- */

static void
refuse_state (Fixture     *fixture,
              gint64       plan,
              TwPlanState  state,
              const char  *reason,
              const char  *message)
{
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (tw_plan_set_state (fixture->workspace, plan, state, reason, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  tw_test_assert_contains (error->message, message);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (before, ==, after);
}

static void
set_state (Fixture     *fixture,
           gint64       plan,
           TwPlanState  state,
           const char  *reason)
{
  g_autoptr (GError) error = NULL;

  tw_plan_set_state (fixture->workspace, plan, state, reason, &error);
  g_assert_no_error (error);
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 plan = make_plan (fixture);
  gint64 id = add_goal (fixture, plan, "Revenue", "net_revenue", "money", "flow", "60%",
                        (gint64[]){ 30000, 60000, 60000, 50000 });
  g_autofree char *draft = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *steps = NULL;
  g_autoptr (GPtrArray) missing = tw_plan_list_missing (fixture->workspace, plan, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (missing->len, ==, 7);
  g_assert_cmpstr (missing->pdata[6], ==, "The weights of its goals make 60 %, not 100 %.");
  refuse_state (fixture, plan, TW_PLAN_AGREED, NULL, "can’t be agreed yet. Nobody owns it on our side.");
  refuse_state (fixture, plan, TW_PLAN_RUNNING, NULL, "one after the other");

  tw_model_test_exec (
    fixture->workspace,
    "UPDATE plan SET owner = 1, partner_owner = 2; UPDATE plan_goal SET weight = 1000000;"
    "INSERT INTO plan_milestone (plan, title, due) VALUES (1, 'Go', '2026-02-01');"
    "INSERT INTO plan_commitment (plan, title, side) VALUES (1, 'Funds', 'vendor'), (1, 'People', 'partner');"
    "INSERT INTO plan_review (plan, title, due) VALUES (1, 'QBR', '2026-04-01')");
  draft = tw_model_test_state (fixture->workspace);
  set_state (fixture, plan, TW_PLAN_AGREED, NULL);

  /* What was agreed changes in a draft alone. */
  tw_plan_set_targets (fixture->workspace, id,
                       &(TwPlanTarget){ { day ("2026-01-01"), day ("2026-04-01") }, 1 }, 1, &error);
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);

  set_state (fixture, plan, TW_PLAN_RUNNING, NULL);
  set_state (fixture, plan, TW_PLAN_CLOSED, NULL);
  refuse_state (fixture, plan, TW_PLAN_DRAFT, " ", "without a reason");
  set_state (fixture, plan, TW_PLAN_DRAFT, "New owner");
  steps = tw_model_test_text (
    fixture->workspace,
    "SELECT group_concat (from_state || '>' || to_state || coalesce (' ' || reason, '') || ' ' || made_by, '; ')"
    " FROM plan_state_change");
  g_assert_cmpstr (steps, ==,
                   "draft>agreed tester; agreed>running tester; running>closed tester; "
                   "closed>draft New owner tester");

  for (int i = 0; i < 4; i++)
    {
      tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
      g_assert_no_error (error);
    }
  undone = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (undone, ==, draft);
}

/* Every template makes a draft whose weights are whole and that only lacks what the two sides agree on; removing it
 * leaves nothing, and undo brings all of it back. */
static void
test_templates (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) templates = tw_plan_template_list ();
  g_autofree char *empty = tw_model_test_state (fixture->workspace);

  g_assert_cmpuint (templates->len, ==, 5);
  for (guint i = 0; i < templates->len; i++)
    {
      const TwPlanTemplate *template = g_ptr_array_index (templates, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) missing = NULL;
      g_autofree char *full = NULL;
      g_autofree char *gone = NULL;
      g_autofree char *back = NULL;
      gint64 plan = tw_plan_create (fixture->workspace, template->id, template->name, 1,
                                    (TwSpan){ day ("2026-01-01"), day ("2027-01-01") }, "USD", &error);

      g_assert_no_error (error);
      full = tw_model_test_state (fixture->workspace);
      missing = tw_plan_list_missing (fixture->workspace, plan, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (missing->len, ==, 3);
      g_assert_cmpstr (missing->pdata[2], ==, "A goal has no target.");
      g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count (*) FROM plan_target"), ==,
                       4 * tw_model_test_int (fixture->workspace, "SELECT count (*) FROM plan_goal"));
      /* A partner at seed stage has nothing to sell yet. */
      if (g_str_equal (template->id, "isv-seed-stage"))
        g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                            "SELECT count (*) FROM plan_goal WHERE unit = 'money'"), ==, 0);

      tw_rows_delete (fixture->workspace, tw_entity_find ("plan"), &plan, 1, NULL, &error);
      g_assert_no_error (error);
      gone = tw_model_test_state (fixture->workspace);
      g_assert_cmpstr (gone, ==, empty);
      tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, NULL), NULL, &error);
      g_assert_no_error (error);
      back = tw_model_test_state (fixture->workspace);
      g_assert_cmpstr (back, ==, full);
      tw_rows_delete (fixture->workspace, tw_entity_find ("plan"), &plan, 1, NULL, &error);
      g_assert_no_error (error);
    }
}

/* What is due on a day is a fraction, which stays exact where it is kept and is rounded where it is read. */
static void
test_written (void)
{
  static const struct
  {
    TwPlanUnit  unit;
    gint64      value;
    const char *exact;
    const char *written;
  } cases[] = {
    { TW_PLAN_NUMBER, 1511111, "1.511111", "1.51" },   { TW_PLAN_NUMBER, 2000000, "2", "2" },
    { TW_PLAN_NUMBER, 12500000, "12.5", "12.5" },      { TW_PLAN_NUMBER, 1995000, "1.995", "2" },
    { TW_PLAN_MONEY, 12345, "123.45", "123.45" },      { TW_PLAN_RATE, 381500, "38.2%", "38.2%" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwPlanGoal goal = { .unit = cases[i].unit, .digits = 2 };
      g_autofree char *exact = tw_plan_goal_format (&goal, cases[i].value);
      g_autofree char *written = tw_plan_goal_write (&goal, cases[i].value);

      g_assert_cmpstr (exact, ==, cases[i].exact);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/analytics/plan/flow", test_flow },         { "/analytics/plan/zero", test_zero },
    { "/analytics/plan/level", test_level },       { "/analytics/plan/deals", test_deals },
    { "/analytics/plan/filters", test_filters },   { "/analytics/plan/by-hand", test_by_hand },
    { "/analytics/plan/cap", test_cap },           { "/analytics/plan/missing-rate", test_missing_rate },
    { "/analytics/plan/review", test_review },     { "/analytics/plan/states", test_states },
    { "/analytics/plan/templates", test_templates },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/analytics/plan/bad-json", test_bad_json);
  g_test_add_func ("/analytics/plan/written", test_written);

  return g_test_run ();
}
