/* test-design.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-program-design.h"
#include "tw-program-template.h"
#include "tw-program-text.h"
#include "tw-program-unconfirmed.h"
#include "tw-program-version.h"
#include "tw-test.h"
#include "tw-type-card.h"

#include <string.h>

/* A program with @parts in front of its rules; the tiers stand in @parts where there are any. */
#define PROGRAM(parts)                                                                             \
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"isv\",\"currency\":\"USD\","                \
  "\"effective_from\":\"2026-01-01\"," parts                                                       \
  "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\","                                   \
  "\"counts\":{\"fact\":\"marketplace\",\"sum\":\"amount\"},\"rate\":\"2%\"}]}"
#define TIER(name, parts) "{\"name\":\"" name "\"," parts "\"enter\":{\"all\":[]}}"

static TwProgramDocument *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwProgramDocument *document = tw_program_document_parse (text, -1, NULL, NULL, &error);

  g_assert_no_error (error);

  return document;
}

/* (transfer full): PROGRAM() of parts that aren't constant. */
static char *
with_parts (const char *parts)
{
  static const char mark[] = "\"here\":1,";
  const char *text = PROGRAM ("\"here\":1,");
  const char *at = strstr (text, mark);
  g_autofree char *head = g_strndup (text, at - text);

  return g_strconcat (head, parts, at + strlen (mark), NULL);
}

/* ---- what is read ---- */

static void
test_objective (void)
{
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (
      "\"objective\":{\"gap\":\"Nobody sells in the north\",\"kind\":\"reach\",\"metric\":"
      "\"net-revenue\",\"baseline\":\"1200000.50\",\"target\":\"1500000\",\"due\":\"2026-12-31\","
      "\"direct_cost\":\"400000\",\"partner_cost\":\"250000.25\",\"notes\":\"n\"},"));
  const TwProgramDesign *design = tw_program_document_get_design (document);
  const TwObjective *objective = &design->objective;
  TwDate due;

  g_assert_true (design->has_objective);
  g_assert_cmpstr (objective->gap, ==, "Nobody sells in the north");
  g_assert_cmpint (objective->kind, ==, TW_GAP_REACH);
  g_assert_cmpint (objective->unit, ==, TW_METRIC_MONEY);
  g_assert_true (objective->baseline.given);
  g_assert_cmpint (objective->baseline.value, ==, 120000050);
  g_assert_cmpint (objective->target.value, ==, 150000000);
  g_assert_cmpint (objective->direct_cost.amount, ==, 40000000);
  g_assert_cmpint (objective->partner_cost.amount, ==, 25000025);
  g_assert_true (tw_date_parse ("2026-12-31", &due, NULL));
  g_assert_cmpint (objective->due, ==, due);
  g_assert_null (objective->text);
}

/* Rates are millionths with and without a percent sign; words of one's own take their unit from
 * the figures. */
static void
test_units (void)
{
  static const struct
  {
    const char   *parts;
    TwMetricUnit  unit;
    gint64        target;
  } cases[] = {
    { "\"metric\":\"win-rate\",\"target\":\"38.2%\"", TW_METRIC_RATE, 382000 },
    { "\"metric\":\"win-rate\",\"target\":\"0.382\"", TW_METRIC_RATE, 382000 },
    { "\"metric\":\"listings\",\"target\":\"40\"", TW_METRIC_COUNT, 40000000 },
    { "\"metric\":\"expansion\",\"target\":\"40\"", TW_METRIC_MONEY, 4000 },
    { "\"metric\":\"Calls answered\",\"target\":\"12%\"", TW_METRIC_RATE, 120000 },
    { "\"metric\":\"Calls answered\",\"target\":\"12\"", TW_METRIC_COUNT, 12000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *parts = g_strdup_printf ("\"objective\":{%s},", cases[i].parts);
      g_autofree char *text = with_parts (parts);
      g_autoptr (TwProgramDocument) document = parse (text);
      const TwObjective *objective = &tw_program_document_get_design (document)->objective;

      g_assert_cmpint (objective->unit, ==, cases[i].unit);
      g_assert_true (objective->target.given);
      g_assert_cmpint (objective->target.value, ==, cases[i].target);
      g_assert_false (objective->baseline.given);
      g_assert_cmpint (objective->due, ==, TW_DATE_NONE);
    }
}

static void
test_tiers (void)
{
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (
      "\"budget\":{\"amount\":\"50000\",\"per\":\"quarter\"},"
      "\"governance\":[{\"review\":\"Business review\",\"cadence\":\"quarter\",\"for\":[\"Gold\"]},"
      "\"Newsletter\"],"
      "\"tiers\":[" TIER ("Silver", "\"benefits\":\"Logo\",") ","
      TIER ("Gold", "\"benefits\":[\"Badge\",{\"name\":\"Manager\",\"kind\":\"manager\",\"cost\":"
                    "\"1000.00\",\"value\":\"400\",\"per\":\"month\"},{\"name\":\"Fair\",\"cost\":"
                    "\"9000\",\"per\":\"tier\"}],\"governance\":[{\"name\":\"Summit\",\"cadence\":"
                    "\"year\",\"attendees\":\"Executives\"}],\"investment\":{\"level\":\"highest\","
                    "\"budget\":\"75000\"},") "],"));
  const TwProgramDesign *design = tw_program_document_get_design (document);
  const TwTierDesign *gold = tw_program_design_find_tier (design, "Gold");
  const TwTierDesign *silver = tw_program_design_find_tier (design, "Silver");
  g_autoptr (GPtrArray) held = tw_program_design_list_governance (design, gold);
  g_autoptr (GPtrArray) less = tw_program_design_list_governance (design, silver);
  gint64 cost, value;

  g_assert_cmpuint (silver->n_benefits, ==, 1);
  g_assert_cmpstr (silver->benefits[0].name, ==, "Logo");
  g_assert_false (silver->benefits[0].cost.given);
  g_assert_cmpuint (gold->n_benefits, ==, 3);
  g_assert_cmpstr (gold->benefits[1].path, ==, "/tiers/1/benefits/1");
  g_assert_cmpint (gold->benefits[1].kind, ==, TW_BENEFIT_MANAGER);
  g_assert_cmpint (gold->level, ==, TW_INVESTMENT_HIGHEST);
  g_assert_cmpint (gold->budget.amount, ==, 7500000);

  /* A manager of 1,000 a month for three partners is 36,000 a year; the fair is for the tier. */
  g_assert_true (tw_benefit_get_yearly (&gold->benefits[1], 3, &cost, &value));
  g_assert_cmpint (cost, ==, 3600000);
  g_assert_cmpint (value, ==, 1440000);
  g_assert_true (tw_benefit_get_yearly (&gold->benefits[2], 3, &cost, &value));
  g_assert_cmpint (cost, ==, 900000);
  g_assert_cmpint (value, ==, 0);

  g_assert_cmpuint (held->len, ==, 3);
  g_assert_cmpstr (((TwGovernance *) g_ptr_array_index (held, 0))->attendees, ==, "Executives");
  g_assert_cmpuint (less->len, ==, 1);
  g_assert_cmpstr (((TwGovernance *) g_ptr_array_index (less, 0))->name, ==, "Newsletter");
  g_assert_true (tw_program_design_get_yearly_budget (design, &cost));
  g_assert_cmpint (cost, ==, 20000000);
}

/* Sums that no amount holds are told, not wrapped. */
static void
test_overflow (void)
{
  TwBenefit benefit = { .cost = { TRUE, G_MAXINT64 / 2 }, .per = TW_PER_MONTH };
  TwProgramDesign design = { .budget = { TRUE, G_MAXINT64 / 3 }, .budget_per = TW_CALENDAR_QUARTER };
  gint64 cost, value;

  g_assert_false (tw_benefit_get_yearly (&benefit, 1, &cost, &value));
  g_assert_false (tw_program_design_get_yearly_budget (&design, &cost));
  design.budget_per = TW_CALENDAR_HALF;
  g_assert_true (tw_program_design_get_yearly_budget (&design, &cost));
}

/* Before these parts had a form they were any text. */
static void
test_free_texts (void)
{
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (
      "\"objective\":[\"Sell more.\",\"Lose less.\"],\"benefits\":[\"A\",\"B\"],"
      "\"governance\":\"Meetings\","));
  const TwProgramDesign *design = tw_program_document_get_design (document);

  g_assert_cmpstr (design->objective.text, ==, "Sell more.\nLose less.");
  g_assert_cmpuint (design->n_benefits, ==, 2);
  g_assert_cmpstr (design->benefits[1].name, ==, "B");
  g_assert_cmpstr (design->governance[0].name, ==, "Meetings");
}

/* ---- what is refused ---- */

static const struct
{
  const char *name;
  const char *parts;
  const char *code;
  const char *path;
} refused[] = {
  { "objective-number", "\"objective\":12", "E1", "/objective" },
  { "objective-list", "\"objective\":[\"a\",2]", "E1", "/objective/1" },
  { "objective-key", "\"objective\":{\"gap\":\"g\",\"reason\":\"r\"}", "E1", "/objective/reason" },
  { "objective-empty", "\"objective\":{\"gap\":\"\"}", "E1", "/objective/gap" },
  { "objective-kind", "\"objective\":{\"kind\":\"growth\"}", "E1", "/objective/kind" },
  { "objective-bare", "\"objective\":{\"target\":12}", "E1", "/objective/target" },
  { "objective-word", "\"objective\":{\"target\":\"much\"}", "E1", "/objective/target" },
  { "objective-share", "\"objective\":{\"metric\":\"net-revenue\",\"target\":\"5%\"}", "E5",
    "/objective/target" },
  { "objective-cents", "\"objective\":{\"metric\":\"net-revenue\",\"target\":\"5.001\"}", "E6",
    "/objective/target" },
  { "objective-due", "\"objective\":{\"due\":\"2026-02-30\"}", "E1", "/objective/due" },
  { "objective-cost", "\"objective\":{\"direct_cost\":\"-1\"}", "E1", "/objective/direct_cost" },
  { "objective-cost-share", "\"objective\":{\"partner_cost\":\"5%\"}", "E5",
    "/objective/partner_cost" },
  { "benefit-nameless", "\"benefits\":[{\"cost\":\"1\"}]", "E1", "/benefits/0" },
  { "benefit-key", "\"benefits\":[{\"name\":\"a\",\"price\":\"1\"}]", "E1", "/benefits/0/price" },
  { "benefit-kind", "\"benefits\":[{\"name\":\"a\",\"kind\":\"gift\"}]", "E1",
    "/benefits/0/kind" },
  { "benefit-per", "\"benefits\":[{\"name\":\"a\",\"per\":\"week\"}]", "E1", "/benefits/0/per" },
  { "benefit-number", "\"benefits\":[3]", "E1", "/benefits/0" },
  { "benefits-object", "\"benefits\":{\"name\":\"a\"}", "E1", "/benefits" },
  { "review-cadence", "\"governance\":[{\"name\":\"a\",\"cadence\":\"daily\"}]", "E1",
    "/governance/0/cadence" },
  { "review-tier", "\"governance\":[{\"name\":\"a\",\"for\":[\"Gold\"]}]", "E7",
    "/governance/0/for/0" },
  { "tier-investment", "\"tiers\":[" TIER ("A", "\"investment\":{\"level\":\"deep\"},") "]", "E1",
    "/tiers/0/investment/level" },
  { "tier-investment-text", "\"tiers\":[" TIER ("A", "\"investment\":\"high\",") "]", "E1",
    "/tiers/0/investment" },
  { "tier-benefit", "\"tiers\":[" TIER ("A", "\"benefits\":[{\"name\":\"x\",\"cost\":\"-2\"}],") "]",
    "E1", "/tiers/0/benefits/0/cost" },
  { "budget-empty", "\"budget\":{}", "E1", "/budget" },
  { "budget-per", "\"budget\":{\"amount\":\"1\",\"per\":\"decade\"}", "E1", "/budget/per" },
  { "unconfirmed-nothing", "\"unconfirmed\":[\"/rules/0\",\"/rules/7/rate\"]", "E1",
    "/unconfirmed/1" },
  { "unconfirmed-object", "\"unconfirmed\":{}", "E1", "/unconfirmed" },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *parts = g_strconcat (refused[i].parts, ",", NULL);
  g_autofree char *text = with_parts (parts);
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (TwProgramDocument) document = tw_program_document_new (root, NULL, findings, &error);
  g_autoptr (TwProgramDocument) stored = NULL;
  const TwFinding *first;

  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_assert_null (document);
  g_assert_cmpuint (findings->len, ==, 1);
  first = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (first->code, ==, refused[i].code);
  g_assert_cmpstr (first->path, ==, refused[i].path);
  g_assert_nonnull (strstr (error->message, refused[i].path));
  g_assert_cmpuint (strlen (first->message), >, 10);

  /* What a workspace has held since before the form stops no calculation. */
  g_clear_error (&error);
  stored = tw_program_document_new_stored (root, NULL, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (tw_program_document_get_program (stored)->n_rules, ==, 1);
}

/* ---- order of keys ---- */

static void
test_order (void)
{
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (
      "\"unconfirmed\":[],\"budget\":{\"per\":\"year\",\"amount\":\"1\"},"
      "\"objective\":{\"target\":\"2\",\"gap\":\"g\"},"
      "\"benefits\":[{\"value\":\"1\",\"name\":\"b\"}],"));
  g_autofree char *text = tw_program_document_to_text (document);
  g_autoptr (TwProgramDocument) again = parse (text);
  g_autofree char *twice = tw_program_document_to_text (again);

  g_assert_cmpstr (text, ==, twice);
  g_assert_null (strstr (text, "unconfirmed"));
  g_assert_true (strstr (text, "\"gap\"") < strstr (text, "\"target\""));
  g_assert_true (strstr (text, "\"name\" : \"b\"") < strstr (text, "\"value\""));
  g_assert_true (strstr (text, "\"amount\" : \"1\"") < strstr (text, "\"per\" : \"year\""));
  g_assert_true (strstr (text, "\"rules\"") < strstr (text, "\"budget\""));
}

/* A name that somebody gave a definition keeps its place, or what was published before these parts
 * had a form would have another digest. */
static void
test_digest (void)
{
  static const char text[] =
    "{\"define\":{\"zone\":\"1\",\"budget\":\"2\",\"cost\":\"3\",\"target\":\"4\"},"
    "\"objective\":{\"zeta\":1,\"gap\":\"g\"}}";
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autofree char *canonical = tw_program_text_canonical (root, FALSE);

  g_assert_cmpstr (canonical, ==,
                   "{\"objective\":{\"zeta\":1,\"gap\":\"g\"},\"define\":{\"zone\":\"1\","
                   "\"budget\":\"2\",\"cost\":\"3\",\"target\":\"4\"}}");
}

/* ---- unconfirmed ---- */

#define LADDER                                                                                     \
  "\"unconfirmed\":[\"/tiers/0/enter\",\"/tiers/1/benefits/0\",\"/tiers/1/benefits/1\","           \
  "\"/tiers/1/enter/all/0\",\"/tiers/1/enter/all/1\",\"/rules/0/counts\",\"/rules/0/rate\"],"      \
  "\"tiers\":[" TIER ("Silver", "") ",{\"name\":\"Gold\",\"benefits\":[\"A\",\"B\"],\"enter\":"    \
  "{\"all\":[{\"value\":{\"count\":\"facts\",\"fact\":\"certification\",\"window\":\"as_of\"},"    \
  "\"at_least\":\"2\"},{\"value\":{\"sum\":\"amount\",\"fact\":\"marketplace\",\"window\":"        \
  "\"year\"},\"at_least\":\"1000\"}]}}],"

/* Kinds as in tw-program-edit.h, one per line. */
static const struct
{
  const char *name;
  const char *edits;
  const char *left;
} carried[] = {
  { "elsewhere", "S /name \"P\"\nS /payment {\"per\":\"quarter\"}",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/benefits/1 /tiers/1/enter/all/0 "
    "/tiers/1/enter/all/1 /rules/0/counts /rules/0/rate" },
  { "threshold", "S /tiers/1/enter/all/1/at_least \"2000\"",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/benefits/1 /tiers/1/enter/all/0 /rules/0/counts "
    "/rules/0/rate" },
  { "rate", "S /rules/0/rate \"3%\"",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/benefits/1 /tiers/1/enter/all/0 "
    "/tiers/1/enter/all/1 /rules/0/counts" },
  { "tier-moved", "M /tiers/1 0",
    "/tiers/1/enter /tiers/0/benefits/0 /tiers/0/benefits/1 /tiers/0/enter/all/0 "
    "/tiers/0/enter/all/1 /rules/0/counts /rules/0/rate" },
  { "tier-renamed", "S /tiers/1/name \"Platinum\"",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/benefits/1 /tiers/1/enter/all/0 "
    "/tiers/1/enter/all/1 /rules/0/counts /rules/0/rate" },
  { "tier-removed", "R /tiers/0",
    "/tiers/0/benefits/0 /tiers/0/benefits/1 /tiers/0/enter/all/0 /tiers/0/enter/all/1 "
    "/rules/0/counts /rules/0/rate" },
  { "benefit-removed", "R /tiers/1/benefits/0",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/enter/all/0 /tiers/1/enter/all/1 "
    "/rules/0/counts /rules/0/rate" },
  { "benefit-changed", "S /tiers/1/benefits/1 \"C\"",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/enter/all/0 /tiers/1/enter/all/1 "
    "/rules/0/counts /rules/0/rate" },
  { "rule-in-front",
    "I /rules/0 {\"id\":\"q\",\"name\":\"Q\",\"kind\":\"bonus\",\"counts\":{\"count\":\"facts\","
    "\"fact\":\"registration\"},\"price\":\"50\"}",
    "/tiers/0/enter /tiers/1/benefits/0 /tiers/1/benefits/1 /tiers/1/enter/all/0 "
    "/tiers/1/enter/all/1 /rules/1/counts /rules/1/rate" },
  { "confirmed", "S /unconfirmed [\"/rules/0/rate\"]", "/rules/0/rate" },
};

static char *
list_unconfirmed (const TwProgramDocument *document)
{
  const TwProgramDesign *design = tw_program_document_get_design (document);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < design->n_unconfirmed; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "", design->unconfirmed[i]);

  return g_string_free (list, FALSE);
}

static void
test_carried (gconstpointer data)
{
  guint c = GPOINTER_TO_UINT (data);
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (LADDER));
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_auto (GStrv) lines = g_strsplit (carried[c].edits, "\n", -1);
  g_autoptr (TwProgramDocument) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);

      if (lines[i][0] == 'S')
        tw_program_edits_set (edits, words[1], words[2]);
      else if (lines[i][0] == 'I')
        tw_program_edits_insert (edits, words[1], words[2]);
      else if (lines[i][0] == 'M')
        tw_program_edits_move (edits, words[1], (guint) atoi (words[2]));
      else
        tw_program_edits_remove (edits, words[1]);
    }
  after = tw_program_edits_apply (document, edits, NULL, NULL, &error);
  g_assert_no_error (error);
  left = list_unconfirmed (after);
  g_assert_cmpstr (left, ==, carried[c].left);
}

/* Of a template everything that pays, tests or grants is one element, and each path leads to
 * something. What was decided by way of an objective isn't. */
static void
test_mark (void)
{
  g_autofree char *text = tw_program_template_text ("reseller-growth", NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (TwProgramDocument) document = NULL;
  const TwProgramDesign *design;
  g_autoptr (GError) error = NULL;
  const TwProgram *program;
  guint n;

  tw_program_unconfirmed_mark (root);
  document = tw_program_document_new (root, NULL, NULL, &error);
  g_assert_no_error (error);
  design = tw_program_document_get_design (document);
  program = tw_program_document_get_program (document);
  for (guint i = 0; i < program->n_rules; i++)
    {
      g_autofree char *counts = g_strdup_printf ("/rules/%u/counts", i);
      g_autofree char *rule = g_strdup_printf ("/rules/%u", i);

      g_assert_true (tw_program_is_unconfirmed (design, counts));
      g_assert_false (tw_program_is_unconfirmed (design, rule));
      g_assert_cmpuint (tw_program_count_unconfirmed (design, rule), >=, 2);
    }
  for (guint i = 0; i < program->n_tiers; i++)
    {
      g_autofree char *tier = g_strdup_printf ("/tiers/%u", i);

      g_assert_cmpuint (tw_program_count_unconfirmed (design, tier), >=, 2);
    }
  g_assert_cmpuint (tw_program_count_unconfirmed (design, ""), ==, design->n_unconfirmed);
  g_assert_cmpuint (tw_program_count_unconfirmed (design, "/objective"), ==, 0);
  n = tw_program_count_unconfirmed (design, "/");
  for (guint i = 0; i < program->n_rules; i++)
    {
      g_autofree char *rule = g_strdup_printf ("/rules/%u", i);

      n += tw_program_count_unconfirmed (design, rule);
    }
  for (guint i = 0; i < program->n_tiers; i++)
    {
      g_autofree char *tier = g_strdup_printf ("/tiers/%u", i);

      n += tw_program_count_unconfirmed (design, tier);
    }
  for (guint i = 0; i < program->n_designations; i++)
    {
      g_autofree char *designation = g_strdup_printf ("/designations/%u", i);

      n += tw_program_count_unconfirmed (design, designation);
    }
  g_assert_cmpuint (n, ==, design->n_unconfirmed);
  /* A path isn't below another because it begins with the same letters. */
  g_assert_false (tw_program_is_unconfirmed (design, "/rules/0/counts_more"));
}

static void
test_names (void)
{
  static const char * const cases[][2] = {
    { "/tiers/1", "“Gold”" },
    { "/tiers/1/benefits/0", "“Gold”: benefits, “A”" },
    { "/tiers/1/enter/all/1", "“Gold”: criteria to enter, 2" },
    { "/rules/0/rate", "“R”: rate" },
    { "/define/base", "definition “base”" },
    { "/payment", "payment" },
    { "/benefits/0", "benefits “Portal”" },
    { "", "everything inherited" },
  };
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (
      LADDER "\"define\":{\"base\":\"10.00\"},\"payment\":{\"per\":\"year\"},"
      "\"benefits\":[\"Portal\"],"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = tw_program_element_name (document, cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

/* Confirming is one step of history; undoing it brings the mark back. */
static void
test_confirm (void)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autoptr (TwTestDir) folder = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a.tierwright", NULL);
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwProgramDocument) document = parse (PROGRAM (LADDER));
  g_autoptr (TwProgramDocument) confirmed = NULL;
  g_autoptr (TwProgramDocument) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  g_autofree char *back = NULL;
  gint64 version = 0;

  workspace = tw_workspace_create (path, &init, "tester", &error);
  g_assert_no_error (error);
  g_assert_true (tw_program_version_import (workspace, document, &version, &error));
  g_assert_true (tw_program_version_confirm (workspace, version, "/tiers/1", &error));
  g_assert_no_error (error);
  confirmed = tw_program_version_load (workspace, version, NULL, &error);
  left = list_unconfirmed (confirmed);
  g_assert_cmpstr (left, ==, "/tiers/0/enter /rules/0/counts /rules/0/rate");

  g_assert_false (tw_program_version_confirm (workspace, version, "/tiers/1", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (tw_history_undo (workspace, tw_history_next_undo (workspace, NULL), NULL, &error));
  g_assert_no_error (error);
  again = tw_program_version_load (workspace, version, NULL, &error);
  back = list_unconfirmed (again);
  g_assert_true (g_str_has_prefix (back, "/tiers/0/enter /tiers/1/benefits/0"));
  g_assert_true (tw_workspace_close (workspace, &error));
}

/* The card of a type and the proof of a rule say the same of what the type produces, and every type
 * closes a gap of its own. */
static void
test_cards (void)
{
  g_assert_cmpuint (tw_type_card_count (), ==, 4);
  for (guint c = 0; c < tw_type_card_count (); c++)
    {
      const TwTypeCard *card = tw_type_card_nth (c);

      g_assert_true (tw_type_card_for_gap (card->gap) == card);
      for (guint i = 0; i < TW_N_CARD_BLOCKS; i++)
        g_assert_cmpuint (strlen (tw_type_card_get_text (card, i)), >, 40);
      for (guint i = 0; i < tw_card_fact_count (); i++)
        g_assert_cmpint (tw_type_card_produces (card, i) != TW_PRODUCED_NEVER, ==,
                         tw_fact_kind_is_produced (tw_card_fact_get_kind (i), card->type));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/design/objective", test_objective);
  g_test_add_func ("/design/units", test_units);
  g_test_add_func ("/design/tiers", test_tiers);
  g_test_add_func ("/design/overflow", test_overflow);
  g_test_add_func ("/design/free-texts", test_free_texts);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/design/refused/", refused[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/design/order", test_order);
  g_test_add_func ("/design/digest", test_digest);
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      g_autofree char *path = g_strconcat ("/design/unconfirmed/", carried[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_carried);
    }
  g_test_add_func ("/design/cards", test_cards);
  g_test_add_func ("/design/unconfirmed/mark", test_mark);
  g_test_add_func ("/design/unconfirmed/names", test_names);
  g_test_add_func ("/design/unconfirmed/confirm", test_confirm);

  return g_test_run ();
}
