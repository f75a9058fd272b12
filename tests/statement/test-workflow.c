/* test-workflow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What people do with statements, and what may not be done to them. */

#include "config.h"

#include "tw-store-test.h"

#include "tw-approval.h"
#include "tw-program-add.h"
#include "tw-run.h"
#include "tw-statement.h"
#include "tw-workflow.h"

/* A year's marginal rebate, paid by the quarter: from 50.00 on, less is carried, and so is what is owed. */
#define PROGRAM                                                                                     \
  "{\"tierwright\":1,\"name\":\"Rebate\",\"partner_type\":\"reseller\",\"currency\":\"USD\","       \
  "\"effective_from\":\"2026-01-01\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\","  \
  "\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"},"  \
  "\"payment\":{\"per\":\"quarter\",\"minimum\":\"50.00\"},"      \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"year\","  \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":{\"bands\":[{\"from\":\"0\","        \
  "\"rate\":\"2%\"},{\"from\":\"10000.00\",\"rate\":\"4%\"}]}}]}"

typedef struct
{
  char        *dir;
  char        *path;
  TwWorkspace *workspace;
} Fixture;

/* A sells 6,000.00 and 8,000.00, B 1,000.00 in a quarter, C nothing. */
#define FACTS                                                                                       \
  "INSERT INTO partner (external_id, name) VALUES ('A', 'Alder'), ('B', 'Birch'), ('C', 'Cedar');"  \
  "INSERT INTO partner_type (partner, type, valid_from)"                                            \
  " SELECT id, 'reseller', '2020-01-01' FROM partner;"                                              \
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"                          \
  " ('a1', 1, '2026-01-10', 600000, 'USD'), ('a2', 1, '2026-02-10', 800000, 'USD'),"                \
  " ('a3', 1, '2026-05-10', 100000, 'USD'),"                                                        \
  " ('b1', 2, '2026-01-10', 100000, 'USD'), ('b2', 2, '2026-05-10', 200000, 'USD');"

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autoptr (GError) error = NULL;

  f->dir = tw_test_make_dir ();
  f->path = g_build_filename (f->dir, "test.tierwright", NULL);
  f->workspace = tw_workspace_create (f->path, &init, "ann", &error);
  g_assert_no_error (error);
  tw_workspace_set_now (f->workspace, "2026-07-01T10:00:00Z");
  tw_store_test_edit (f->workspace, FACTS);
  g_assert_true (tw_program_add (f->workspace, PROGRAM, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tw_store_test_finish (f->workspace);
  g_free (f->path);
  tw_test_remove_dir (f->dir);
}

/* The same file in the hands of somebody else. */
static void
hand_to (Fixture    *f,
         const char *user)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_close (f->workspace, &error);
  g_assert_no_error (error);
  g_clear_object (&f->workspace);
  f->workspace = tw_workspace_open (f->path, TW_OPEN_DEFAULT, user, &error);
  g_assert_no_error (error);
  tw_workspace_set_now (f->workspace, "2026-07-02T10:00:00Z");
}

static void
calculate (Fixture    *f,
           const char *period,
           guint       statements,
           guint       kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRunReport) report = tw_run_calculate (f->workspace, period, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (report->empty_reason);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->n_statements, ==, statements);
  g_assert_cmpuint (report->n_kept, ==, kept);
  g_assert_cmpint (report->facts_seen, ==, report->facts_earned + report->facts_excluded);
}

static gint64
find (Fixture    *f,
      const char *period,
      const char *partner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tw_statement_find (f->workspace, period, partner, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);

  return g_array_index (ids, gint64, 0);
}

static TwStatement *
read_one (Fixture    *f,
          const char *period,
          const char *partner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  TwStatement *statement = tw_statement_read (f->workspace, find (f, period, partner), &error);

  g_assert_no_error (error);
  findings = tw_statement_check (statement);
  g_assert_cmpuint (findings->len, ==, 0);

  return statement;
}

#define assert_statement(f, period, partner, carried_in_, payable_, carried_out_, why_)             \
  G_STMT_START                                                                                      \
  {                                                                                                 \
    g_autoptr (TwStatement) s_ = read_one (f, period, partner);                                     \
    g_autofree char *sql_ = g_strdup_printf ("SELECT nothing_reason FROM statement WHERE id = %"    \
                                             G_GINT64_FORMAT, s_->id);                              \
    g_autofree char *reason_ = tw_store_test_text ((f)->workspace, sql_);                           \
    g_assert_cmpint (s_->carried_in, ==, carried_in_);                                              \
    g_assert_cmpint (s_->payable, ==, payable_);                                                    \
    g_assert_cmpint (s_->carried_out, ==, carried_out_);                                            \
    g_assert_cmpstr (reason_, ==, why_);                                                            \
    g_assert_cmpint (s_->reason != NULL, ==, s_->payable == 0);                             \
  }                                                                                                 \
  G_STMT_END

static gboolean
approve (Fixture     *f,
         const char  *period,
         const char  *partner,
         GError     **error)
{
  gint64 id = find (f, period, partner);

  return tw_workflow_approve (f->workspace, &id, 1, NULL, NULL, NULL, error);
}

static gboolean
reopen (Fixture     *f,
        const char  *period,
        const char  *partner,
        const char  *reason,
        GError     **error)
{
  gint64 id = find (f, period, partner);

  return tw_workflow_reopen (f->workspace, &id, 1, reason, error);
}

static void
test_recalculation (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *again = NULL;
  gint64 first;

  calculate (f, "2026-Q1", 3, 0);
  first = find (f, "2026-Q1", "A");
  digest = tw_store_test_text (f->workspace, "SELECT digest FROM run WHERE state = 'current'");
  assert_statement (f, "2026-Q1", "A", 0, 36000, 0, NULL);
  assert_statement (f, "2026-Q1", "B", 0, 0, 2000, "below_minimum");
  assert_statement (f, "2026-Q1", "C", 0, 0, 0, "no_facts");

  calculate (f, "2026-Q1", 3, 0);
  g_assert_cmpint (find (f, "2026-Q1", "A"), !=, first);
  again = tw_store_test_text (f->workspace, "SELECT digest FROM run WHERE state = 'current'");
  g_assert_cmpstr (digest, ==, again);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count(*) FROM run WHERE state = 'current'"), ==, 1);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count(*) FROM statement WHERE state <> 'replaced'"), ==, 3);
  g_assert_false (tw_workflow_approve (f->workspace, &first, 1, NULL, NULL, NULL, &error));
  tw_test_assert_sentence (error->message);
}

static void
test_approval (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  calculate (f, "2026-Q1", 3, 0);
  g_assert_true (approve (f, "2026-Q1", "A", &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT self_approved FROM statement WHERE state = 'approved'"), ==, 1);
  g_assert_false (approve (f, "2026-Q1", "A", &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Alder");

  tw_store_test_edit (f->workspace, "UPDATE workspace SET self_approval = 0");
  g_assert_false (approve (f, "2026-Q1", "B", &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "ann");
  hand_to (f, "bob");
  g_assert_true (approve (f, "2026-Q1", "B", &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT self_approved FROM statement WHERE approved_by = 'bob'"), ==, 0);
}

static void
test_tie_out (Fixture       *f,
              gconstpointer  data)
{
  static const char *const changes[][3] = {
    { "UPDATE line SET amount = amount + 1 WHERE fact = 1", "UPDATE line SET amount = amount - 1 WHERE fact = 1",
      "the sum of the lines" },
    { "UPDATE line SET amount = amount + CASE fact WHEN 1 THEN 1 ELSE -1 END WHERE fact IN (1, 2)",
      "UPDATE line SET amount = amount - CASE fact WHEN 1 THEN 1 ELSE -1 END WHERE fact IN (1, 2)",
      "line 2026-Q1/Rebate/A/vol/0001" },
    { "UPDATE line SET measure = measure + 1 WHERE fact = 2", "UPDATE line SET measure = measure - 1 WHERE fact = 2",
      "line 2026-Q1/Rebate/A/vol/0002" },
    { "UPDATE statement SET payable = payable + 1 WHERE state = 'calculated' AND partner = 1",
      "UPDATE statement SET payable = payable - 1 WHERE state = 'calculated' AND partner = 1", "carried in" },
    { "UPDATE sale SET amount = amount + 1 WHERE id = 1", "UPDATE sale SET amount = amount - 1 WHERE id = 1",
      "line 2026-Q1/Rebate/A/vol/0001" },
  };
  g_autoptr (GError) error = NULL;

  calculate (f, "2026-Q1", 3, 0);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      tw_store_test_exec (f->workspace, changes[i][0]);
      if (!approve (f, "2026-Q1", "A", &error))
        tw_assert_error_names (error, TW_ERROR_REFUSED, changes[i][2]);
      else
        g_error ("approved after: %s", changes[i][0]);
      tw_store_test_exec (f->workspace, changes[i][1]);
    }
  g_assert_true (approve (f, "2026-Q1", "A", &error));
  g_assert_no_error (error);
}

static void
test_immutable (Fixture       *f,
                gconstpointer  data)
{
  static const char *const refused[] = {
    "UPDATE statement SET payable = 1 WHERE state = 'approved'",
    "UPDATE statement SET state = 'replaced' WHERE state = 'approved'",
    "UPDATE statement SET state = 'calculated', approved_at = NULL, approved_by = NULL, payable = 5 WHERE state = 'approved'",
    "UPDATE statement SET approved_by = 'somebody' WHERE state = 'approved'",
    "UPDATE statement SET measure = 1, tier = 'Gold' WHERE state = 'approved'",
    "DELETE FROM statement WHERE state = 'approved'",
    "UPDATE line SET amount = 1 WHERE id >> 24 = (SELECT id FROM statement WHERE state = 'approved')",
    "DELETE FROM line WHERE id >> 24 = (SELECT id FROM statement WHERE state = 'approved')",
    "INSERT INTO line (id, number, amount) SELECT id * 16777216 + 99, 99, 1 FROM statement WHERE state = 'approved'",
    "UPDATE window_step SET steps = '[]' WHERE statement = (SELECT id FROM statement WHERE state = 'approved')",
    "DELETE FROM window_step WHERE statement = (SELECT id FROM statement WHERE state = 'approved')",
    "INSERT INTO adjustment (partner, program, period, currency, amount, reason, reference, made_by, made_at)"
    " VALUES (1, 1, '2026-Q1', 'USD', 5, 'x', 'y', 'z', '2026-01-01')",
    "UPDATE adjustment SET amount = 7",
    "DELETE FROM adjustment",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  calculate (f, "2026-Q1", 3, 0);
  g_assert_true (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "A"), 100, "x", "y", NULL, &error));
  g_assert_true (approve (f, "2026-Q1", "A", &error));
  g_assert_no_error (error);
  before = tw_store_test_state (f->workspace);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (tw_workspace_exec (f->workspace, refused[i], &error))
        g_error ("let through: %s", refused[i]);
      g_clear_error (&error);
    }
  after = tw_store_test_state (f->workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "A"), 100, "x", "y", NULL, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  g_assert_false (tw_workflow_remove_adjustment (f->workspace, 1, &error));
  tw_test_assert_sentence (error->message);
}

static void
test_revision (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 approved;

  calculate (f, "2026-Q1", 3, 0);
  g_assert_false (reopen (f, "2026-Q1", "A", "Wrong price", &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  g_assert_true (approve (f, "2026-Q1", "A", &error));
  approved = find (f, "2026-Q1", "A");

  calculate (f, "2026-Q1", 2, 1);
  g_assert_cmpint (find (f, "2026-Q1", "A"), ==, approved);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count(*) FROM statement WHERE state <> 'replaced'"), ==, 3);

  g_assert_false (reopen (f, "2026-Q1", "A", NULL, &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_false (reopen (f, "2026-Q1", "A", " \t", &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_true (reopen (f, "2026-Q1", "A", "Wrong price", &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count(*) FROM statement WHERE reopened_by = 'ann'"
                                                    " AND reopen_reason = 'Wrong price' AND state = 'calculated'"
                                                    " AND approved_by IS NULL"), ==, 1);

  calculate (f, "2026-Q1", 3, 0);
  {
    g_autoptr (TwStatement) a = read_one (f, "2026-Q1", "A");
    g_autoptr (TwStatement) b = read_one (f, "2026-Q1", "B");

    g_assert_cmpint (a->revision, ==, 2);
    g_assert_cmpint (b->revision, ==, 1);
  }
  calculate (f, "2026-Q1", 3, 0);
  {
    g_autoptr (TwStatement) a = read_one (f, "2026-Q1", "A");

    g_assert_cmpint (a->revision, ==, 2);
  }
}

static void
test_adjustment (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 b;

  calculate (f, "2026-Q1", 3, 0);
  b = find (f, "2026-Q1", "B");
  g_assert_false (tw_workflow_adjust (f->workspace, b, 0, "x", "y", NULL, &error));
  tw_assert_error (error, TW_ERROR_RANGE);
  g_assert_false (tw_workflow_adjust (f->workspace, b, G_MAXINT64, "x", "y", NULL, &error));
  tw_assert_error (error, TW_ERROR_RANGE);
  g_assert_false (tw_workflow_adjust (f->workspace, b, 1, "", "y", NULL, &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_false (tw_workflow_adjust (f->workspace, b, 1, "x", " ", NULL, &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_false (tw_workflow_adjust (f->workspace, b, 1, "x", "y", "2026-Q1/Rebate/A/vol/0001", &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  g_assert_false (tw_workflow_adjust (f->workspace, b, 1, "x", "y", "2026-Q1/Rebate/B/vol/0009", &error));
  tw_assert_error (error, TW_ERROR_NOT_FOUND);

  /* 20.00 earned: 30.00 more reach the minimum of 50.00, one cent less doesn't, 25.00 back is owed. */
  g_assert_true (tw_workflow_adjust (f->workspace, b, 3000, "x", "y", "2026-Q1/Rebate/B/vol/0001", &error));
  g_assert_no_error (error);
  assert_statement (f, "2026-Q1", "B", 0, 5000, 0, NULL);
  g_assert_true (tw_workflow_adjust (f->workspace, b, -1, "x", "y", NULL, &error));
  assert_statement (f, "2026-Q1", "B", 0, 0, 4999, "below_minimum");
  g_assert_true (tw_workflow_adjust (f->workspace, b, -7499, "x", "y", NULL, &error));
  assert_statement (f, "2026-Q1", "B", 0, 0, -2500, "negative");
  g_assert_true (tw_workflow_adjust (f->workspace, b, 2500, "x", "y", NULL, &error));
  assert_statement (f, "2026-Q1", "B", 0, 0, 0, "nets_to_zero");
  g_assert_true (tw_workflow_remove_adjustment (f->workspace, 4, &error));
  assert_statement (f, "2026-Q1", "B", 0, 0, -2500, "negative");

  /* It outlives a recalculation, and what is carried goes on to the next period: 40.00 less 25.00. */
  calculate (f, "2026-Q1", 3, 0);
  assert_statement (f, "2026-Q1", "B", 0, 0, -2500, "negative");
  calculate (f, "2026-Q2", 3, 0);
  assert_statement (f, "2026-Q2", "B", -2500, 0, 1500, "below_minimum");
}

/* What an adjustment after the calculation leaves to be carried is what the next period begins with. */
static void
test_carried (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  calculate (f, "2026-Q1", 3, 0);
  g_assert_true (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "B"), 1000, "x", "y", NULL, &error));
  g_assert_no_error (error);
  assert_statement (f, "2026-Q1", "B", 0, 0, 3000, "below_minimum");
  calculate (f, "2026-Q2", 3, 0);
  assert_statement (f, "2026-Q2", "B", 3000, 7000, 0, NULL);

  g_assert_true (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "C"), -500, "x", "y", NULL, &error));
  g_assert_no_error (error);
  assert_statement (f, "2026-Q1", "C", 0, 0, -500, "negative");
  calculate (f, "2026-Q2", 3, 0);
  assert_statement (f, "2026-Q2", "C", -500, 0, -500, "negative");

  g_assert_true (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "B"), 2000, "x", "y", NULL, &error));
  assert_statement (f, "2026-Q1", "B", 0, 5000, 0, NULL);
  calculate (f, "2026-Q2", 3, 0);
  assert_statement (f, "2026-Q2", "B", 0, 0, 4000, "below_minimum");
  g_assert_true (tw_workflow_remove_adjustment (f->workspace, 2, &error));
  assert_statement (f, "2026-Q1", "C", 0, 0, 0, "no_facts");
}

/* Approvals and adjustments change no input of a calculation; an edit of a sale or an agreement does. */
static void
test_changed_since (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gint64 run;

  calculate (f, "2026-Q1", 3, 0);
  run = tw_store_test_int (f->workspace, "SELECT id FROM run WHERE state = 'current'");
  g_assert_true (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "A"), 100, "sale", "partner", NULL, &error));
  g_assert_true (approve (f, "2026-Q1", "A", &error));
  g_assert_no_error (error);
  g_assert_true (tw_approval_changed_since (f->workspace, run, &label, &error));
  g_assert_null (label);
  tw_store_test_edit (f->workspace, "UPDATE sale SET amount = amount + 100 WHERE id = 2");
  g_assert_true (tw_approval_changed_since (f->workspace, run, &label, &error));
  g_assert_cmpstr (label, ==, "Changed something");
}

/* A statement that an approved one builds on is adjusted after that one was reopened. */
static void
test_later_approved (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRunReport) report = NULL;
  gint64 b;

  calculate (f, "2026-Q1", 3, 0);
  b = find (f, "2026-Q1", "B");
  g_assert_true (tw_workflow_adjust (f->workspace, b, 100, "x", "y", NULL, &error));
  calculate (f, "2026-Q2", 3, 0);
  g_assert_true (approve (f, "2026-Q2", "B", &error));
  g_assert_no_error (error);

  g_assert_false (tw_workflow_adjust (f->workspace, b, 100, "x", "y", NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Birch");
  g_assert_false (tw_workflow_remove_adjustment (f->workspace, 1, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "2026-Q2");
  report = tw_run_calculate (f->workspace, "2026-Q1", NULL, NULL, NULL, &error);
  g_assert_null (report);
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Birch");

  g_assert_true (tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "A"), 100, "x", "y", NULL, &error));
  g_assert_true (reopen (f, "2026-Q2", "B", "Adjusted", &error));
  g_assert_true (tw_workflow_adjust (f->workspace, b, 100, "x", "y", NULL, &error));
  g_assert_no_error (error);
}

typedef gboolean (*Step) (Fixture  *f,
                          GError  **error);

static gboolean
step_calculate (Fixture  *f,
                GError  **error)
{
  g_autoptr (TwRunReport) report = tw_run_calculate (f->workspace, "2026-Q1", NULL, NULL, NULL, error);

  return report != NULL;
}

static gboolean
step_adjust (Fixture  *f,
             GError  **error)
{
  return tw_workflow_adjust (f->workspace, find (f, "2026-Q1", "B"), 3000, "x", "y", NULL, error);
}

static gboolean
step_remove (Fixture  *f,
             GError  **error)
{
  return tw_workflow_remove_adjustment (f->workspace, tw_store_test_int (f->workspace, "SELECT max(id) FROM adjustment"),
                                        error);
}

static gboolean
step_approve (Fixture  *f,
              GError  **error)
{
  return approve (f, "2026-Q1", "A", error);
}

static gboolean
step_reopen (Fixture  *f,
             GError  **error)
{
  return reopen (f, "2026-Q1", "A", "Again", error);
}

/* Each step undone and redone leaves every table as it was, right after it and at the end in a row. */
static void
test_undo (Fixture       *f,
           gconstpointer  data)
{
  static const Step steps[] = { step_calculate, step_adjust, step_calculate, step_approve, step_reopen,
                                step_calculate, step_adjust, step_remove, step_approve };
  g_autoptr (GError) error = NULL;
  char *states[G_N_ELEMENTS (steps) + 1];

  states[0] = tw_store_test_state (f->workspace);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      if (!steps[i] (f, &error))
        g_error ("step %u: %s", i, error->message);
      states[i + 1] = tw_store_test_state (f->workspace);
      tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), NULL, &error);
      g_assert_no_error (error);
      undone = tw_store_test_state (f->workspace);
      if (g_strcmp0 (undone, states[i]) != 0)
        g_error ("undoing step %u doesn't bring back what was", i);
      tw_history_redo (f->workspace, tw_history_next_redo (f->workspace, NULL), NULL, &error);
      if (error != NULL && steps[i] == step_calculate)
        {
          /* A calculation isn't kept to be done again: it is calculated anew, to the same figures. */
          g_clear_error (&error);
          g_assert_true (steps[i] (f, &error));
        }
      g_assert_no_error (error);
      redone = tw_store_test_state (f->workspace);
      if (steps[i] != step_calculate && g_strcmp0 (redone, states[i + 1]) != 0)
        g_error ("redoing step %u isn't what it was", i);
      g_free (states[i + 1]);
      states[i + 1] = g_steal_pointer (&redone);
    }

  for (guint i = G_N_ELEMENTS (steps); i-- > 0;)
    {
      g_autofree char *undone = NULL;

      tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), NULL, &error);
      g_assert_no_error (error);
      undone = tw_store_test_state (f->workspace);
      if (g_strcmp0 (undone, states[i]) != 0)
        g_error ("undoing step %u in a row doesn't bring back what was", i);
    }

  for (guint i = 0; i <= G_N_ELEMENTS (steps); i++)
    g_free (states[i]);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/statement/workflow/recalculation-replaces", test_recalculation);
  ADD ("/statement/workflow/approval-by-oneself", test_approval);
  ADD ("/statement/workflow/tie-out", test_tie_out);
  ADD ("/statement/workflow/approved-is-immutable", test_immutable);
  ADD ("/statement/workflow/revision-after-reopening", test_revision);
  ADD ("/statement/workflow/adjustment-settles", test_adjustment);
  ADD ("/statement/workflow/carried-to-the-next-period", test_carried);
  ADD ("/statement/workflow/changed-since", test_changed_since);
  ADD ("/statement/workflow/later-one-approved", test_later_approved);
  ADD ("/statement/workflow/undo-and-redo", test_undo);

  return g_test_run ();
}
