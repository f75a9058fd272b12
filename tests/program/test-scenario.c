/* test-scenario.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Branches of a version: kept, undone, compared, promoted; and that replaying one changes nothing. */

#include "config.h"

#include "replay-world.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-scenario-compare.h"

static gint64
create (Fixture    *f,
        const char *name,
        const char *path,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  gint64 scenario = 0;

  tw_program_edits_set_text (edits, path, text);
  g_assert_true (tw_scenario_create (f->workspace, f->version, name, NULL, edits, &scenario, &error));
  g_assert_no_error (error);

  return scenario;
}

static gint64
count (Fixture    *f,
       const char *sql)
{
  return tw_store_test_int (f->workspace, sql);
}

/* Every change is one entry, and undone as one. */
static void
test_kept (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) more = tw_program_edits_new ();
  g_autoptr (GPtrArray) overrides = NULL;
  g_autoptr (TwScenario) copy = NULL;
  g_autofree char *before = tw_store_test_state (f->workspace);
  g_autofree char *after = NULL;
  gint64 entries = count (f, "SELECT count(*) FROM history");
  gint64 scenario = create (f, "Lower bar", "/rules/0/table/bands/1/from", "5000.00");
  gint64 other = 0;

  tw_program_edits_set_text (more, "/rules/0/table/bands/1/from", "6000.00");
  tw_program_edits_set_text (more, "/rules/0/table/bands/1/rate", "5%");
  g_assert_true (tw_scenario_add_overrides (f->workspace, scenario, more, &error));
  g_assert_true (tw_scenario_rename (f->workspace, scenario, "Lower and higher", "For the board", &error));
  g_assert_true (tw_scenario_duplicate (f->workspace, scenario, "A copy", &other, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM history"), ==, entries + 4);

  overrides = tw_scenario_list_overrides (f->workspace, other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overrides->len, ==, 2);
  g_assert_cmpstr (((TwScenarioOverride *) g_ptr_array_index (overrides, 0))->edit->json, ==, "\"6000.00\"");
  copy = tw_scenario_load (f->workspace, other, &error);
  g_assert_cmpstr (copy->notes, ==, "For the board");
  g_assert_true (tw_scenario_remove_override (f->workspace, other,
                                              ((TwScenarioOverride *) g_ptr_array_index (overrides, 1))->id, &error));
  g_assert_cmpint (count (f, "SELECT count(*) FROM scenario_override"), ==, 3);
  g_assert_true (tw_scenario_remove (f->workspace, other, &error));
  g_assert_cmpint (count (f, "SELECT count(*) FROM scenario"), ==, 1);
  g_assert_cmpint (count (f, "SELECT count(*) FROM scenario_override"), ==, 2);

  for (int i = 0; i < 6; i++)
    {
      g_assert_true (tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), NULL, &error));
      g_assert_no_error (error);
    }
  after = tw_store_test_state (f->workspace);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bad = tw_program_edits_new ();
  gint64 scenario = create (f, "One", "/rules/0/table/bands/1/rate", "5%");
  g_autofree char *before = tw_store_test_state (f->workspace);
  g_autofree char *after = NULL;

  g_assert_false (tw_scenario_create (f->workspace, f->version, " One ", NULL, NULL, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (tw_scenario_create (f->workspace, f->version, "  ", NULL, NULL, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  /* Below the first band's bound, so bounds no longer rise. */
  tw_program_edits_set_text (bad, "/rules/0/table/bands/1/from", "0");
  g_assert_false (tw_scenario_add_overrides (f->workspace, scenario, bad, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tw_scenario_remove (f->workspace, 99, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  after = tw_store_test_state (f->workspace);
  g_assert_cmpstr (before, ==, after);
}

static TwScenarioComparison *
compare (Fixture *f,
         gint64   scenario)
{
  g_autoptr (GError) error = NULL;
  const gint64 versions[] = { f->version, f->version };
  const gint64 scenarios[] = { 0, scenario };
  TwScenarioComparison *comparison = tw_scenario_compare (f->workspace, versions, scenarios, 2, "2026-Q1..2026-Q2",
                                                          span ("2026-01-01", "2026-06-30"), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return comparison;
}

/* 4% from 5,000.00 on: A earns 500.00 instead of 400.00, B the same 60.00. */
static void
test_compared (Fixture       *f,
               gconstpointer  data)
{
  gint64 scenario = create (f, "Lower bar", "/rules/0/table/bands/1/from", "5000.00");
  g_autofree char *before = tw_store_test_state (f->workspace);
  g_autoptr (TwScenarioComparison) c = compare (f, scenario);
  g_autofree char *after = tw_store_test_state (f->workspace);
  g_autoptr (GPtrArray) partners = tw_scenario_list_partners (c, 1);
  const TwScenarioRowOf *rule = g_ptr_array_index (c->rules, 0);
  const TwScenarioPartner *first = g_ptr_array_index (partners, 0);

  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (rule->costs[0], ==, 46000);
  g_assert_cmpint (rule->costs[1], ==, 56000);
  g_assert_cmpuint (partners->len, ==, 3);
  g_assert_cmpstr (first->external_id, ==, "A");
  g_assert_cmpint (first->change, ==, 10000);
  g_assert_cmpstr (first->reason, ==, "“Volume rebate” pays more in the same band.");
  g_assert_cmpstr (((TwScenarioPartner *) g_ptr_array_index (partners, 1))->reason, ==, "Nothing changes.");
}

/* A bar of 2,000.00 lifts B, with 3,000.00 by May, from Silver to Gold; nobody is paid otherwise. */
static void
test_flow (Fixture       *f,
           gconstpointer  data)
{
  gint64 scenario = create (f, "Gold for all", "/tiers/1/enter/at_least", "2000.00");
  g_autoptr (TwScenarioComparison) c = compare (f, scenario);
  g_autoptr (GPtrArray) partners = tw_scenario_list_partners (c, 1);
  g_autoptr (GPtrArray) flow = tw_scenario_list_flow (c, 1, TRUE);
  const TwScenarioRowOf *gold = g_ptr_array_index (c->tiers, 0);
  const TwScenarioFlow *lifted = g_ptr_array_index (flow, 1);
  guint n = 0;

  g_assert_cmpstr (gold->key, ==, "Gold");
  g_assert_cmpuint (gold->partners[0], ==, 1);
  g_assert_cmpuint (gold->partners[1], ==, 2);
  g_assert_cmpuint (flow->len, ==, 3);
  g_assert_cmpstr (lifted->from, ==, "Silver");
  g_assert_cmpstr (lifted->to, ==, "Gold");
  g_assert_cmpuint (lifted->n_partners, ==, 1);
  for (guint i = 0; i < partners->len; i++)
    {
      const TwScenarioPartner *partner = g_ptr_array_index (partners, i);

      g_assert_cmpint (partner->change, ==, 0);
      n += g_strcmp0 (partner->reason, "Gold instead of Silver.") == 0;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* A draft loses the rule that a scenario of it changes: the others are compared, and the note names what to do. */
static void
test_vanished (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) extra = tw_program_edits_new ();
  g_autoptr (GPtrArray) gone = tw_program_edits_new ();
  g_autoptr (TwScenarioComparison) c = NULL;
  gint64 draft = 0;
  gint64 versions[3];
  gint64 scenarios[3] = { 0 };

  g_assert_true (tw_scenario_promote (f->workspace, create (f, "Branch", "/rules/0/table/bands/1/rate", "4.5%"),
                                      span ("2027-01-01", "2027-01-01").start, &draft, &error));
  g_assert_no_error (error);
  tw_program_edits_insert (extra, "/rules/1", "{\"id\":\"extra\",\"name\":\"Extra\",\"kind\":\"rebate\","
                                              "\"window\":\"quarter\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
                                              "\"rate\":\"1%\"}");
  g_assert_true (tw_program_version_change (f->workspace, draft, extra, "Added a rule", &error));
  g_assert_no_error (error);
  f->version = draft;
  scenarios[1] = create (f, "Dearer extra", "/rules/1/rate", "2%");
  scenarios[2] = create (f, "Higher", "/rules/0/table/bands/1/rate", "5%");
  tw_program_edits_remove (gone, "/rules/1");
  g_assert_true (tw_program_version_change (f->workspace, draft, gone, "Removed a rule", &error));
  g_assert_no_error (error);

  for (guint i = 0; i < 3; i++)
    versions[i] = draft;
  c = tw_scenario_compare (f->workspace, versions, scenarios, 3, "2026-Q1..2026-Q2", span ("2026-01-01", "2026-06-30"), NULL,
                           NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (c->columns->len, ==, 2);
  g_assert_cmpuint (c->n_skipped, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (c->notes, 0), ==,
                   "Dearer extra isn’t compared. The program has nothing at /rules/1/rate. Look at the path again. Take that "
                   "change back.");
  /* A sells 15,000.00: 4.5% and 5% of 5,000.00. */
  g_assert_cmpint (((TwScenarioColumn *) g_ptr_array_index (c->columns, 1))->replay->cost
                     - ((TwScenarioColumn *) g_ptr_array_index (c->columns, 0))->replay->cost, ==, 2500);
  /* Neither is in force in these days, which is told once. */
  g_assert_cmpuint (c->notes->len, ==, 2);
  tw_scenario_comparison_free (g_steal_pointer (&c));

  /* Days without a transaction are told, too. */
  scenarios[1] = scenarios[2];
  c = tw_scenario_compare (f->workspace, versions, scenarios, 2, "2031", span ("2031-01-01", "2031-12-31"), NULL, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_ptr_array_index (c->notes, c->notes->len - 1), ==,
                   "No transactions of the program’s partners are dated in these days. Choose others.");
}

static void
test_promoted (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) draft = NULL;
  gint64 scenario = create (f, "Lower bar", "/rules/0/table/bands/1/from", "5000.00");
  gint64 version = 0;
  const TwProgram *program;

  g_assert_true (tw_scenario_promote (f->workspace, scenario, span ("2027-01-01", "2027-01-01").start, &version, &error));
  g_assert_no_error (error);
  draft = tw_program_version_load (f->workspace, version, NULL, &error);
  program = tw_program_document_get_program (draft);
  g_assert_cmpuint (program->version, ==, 2);
  g_assert_cmpint ((gint64) program->rules[0].table->bands[1].from.num, ==, 500000);
  g_assert_cmpint (program->effective_from, ==, span ("2027-01-01", "2027-01-01").start);
  g_assert_cmpint (count (f, "SELECT count(*) FROM scenario"), ==, 1);
  /* A draft that goes takes its scenarios along. */
  f->version = version;
  create (f, "Of the draft", "/rules/0/table/bands/1/rate", "5%");
  g_assert_true (tw_program_version_remove (f->workspace, version, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM scenario"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/scenario/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("kept", test_kept);
  ADD ("refused", test_refused);
  ADD ("compared", test_compared);
  ADD ("flow", test_flow);
  ADD ("vanished", test_vanished);
  ADD ("promoted", test_promoted);

  return g_test_run ();
}
