/* test-design-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "design-check-cases.h"
#include "tw-check-settings.h"
#include "tw-design-check.h"
#include "tw-error.h"
#include "tw-program-version.h"
#include "tw-query.h"
#include "tw-test.h"

#include <string.h>

#include <glib/gstdio.h>

/* Every check on a workspace that it has to find something in, on one where it mustn't, and with the predicate taken
 * away: what was found before has to be missed then, or the case proves nothing. */

#define TODAY "2026-06-30"

typedef struct
{
  char        *folder;
  char        *path;
  TwWorkspace *workspace;
  gint64       version;
} Fixture;

static const char base_sql[] =
    "INSERT INTO person (id, external_id, name) VALUES (1, 'M1', 'Manager');"
    "INSERT INTO partner (id, external_id, name, status) VALUES (1, 'P1', 'One', 'active'), (2, 'P2', 'Two', 'active'),"
    " (3, 'P3', 'Three', 'active'), (4, 'P4', 'Four', 'active');"
    "INSERT INTO person (id, external_id, name, partner) VALUES (2, 'H2', 'Ada', 1), (3, 'H3', 'Bruno', 1);"
    "INSERT INTO customer (id, external_id, name, first_purchase) VALUES (1, 'C1', 'Bakery', '2026-02-01');"
    "INSERT INTO category (id, name) VALUES (1, 'Cloud'), (2, 'Network');"
    "INSERT INTO product (id, external_id, name, category) VALUES (1, 'A', 'Core', 1), (2, 'B', 'Scale', 1),"
    " (3, 'C', 'Switch', 2);";

static void
exec (Fixture    *f,
      const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (sql != NULL)
    tw_workspace_exec (f->workspace, sql, &error);
  g_assert_no_error (error);
}

static TwProgramDocument *
document_of (const char *name,
             const char *type,
             const char *members)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("{\"tierwright\":1,\"name\":\"%s\",\"partner_type\":\"%s\",\"currency\":\"USD\","
                                           "\"effective_from\":\"2025-01-01\",%s}", name, type, members);
  g_autoptr (TwVocabulary) vocabulary = tw_vocabulary_new ();
  TwProgramDocument *document;

  tw_vocabulary_add_attribute (vocabulary, "agreement", "quota", TW_VALUE_MONEY);
  document = tw_program_document_parse (text, -1, vocabulary, NULL, &error);
  g_assert_no_error (error);

  return document;
}

static gint64
import (Fixture    *f,
        const char *name,
        const char *type,
        const char *members)
{
  g_autoptr (TwProgramDocument) document = document_of (name, type, members);
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  tw_program_version_import (f->workspace, document, &version, &error);
  g_assert_no_error (error);

  return version;
}

static void
set_up (Fixture    *f,
        const char *type,
        const char *members)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autoptr (GError) error = NULL;
  g_autofree char *types = NULL;

  f->folder = g_dir_make_tmp ("tw-design-check-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "a.tierwright", NULL);
  f->workspace = tw_workspace_create (f->path, &init, "tester", &error);
  g_assert_no_error (error);
  tw_workspace_set_now (f->workspace, TODAY "T10:00:00Z");
  exec (f, base_sql);
  types = g_strdup_printf ("INSERT INTO partner_type (partner, type, valid_from) SELECT id, '%s', '2024-01-01' FROM partner;"
                           "INSERT INTO agreement (id, external_id, partner, valid_from) VALUES (1, 'AG', 1, '2024-01-01');"
                           "INSERT INTO agreement_term (agreement, name, type, amount, currency)"
                           " VALUES (1, 'quota', 'money', 100000, 'USD');", type);
  exec (f, types);
  f->version = import (f, "P", type, members);
  exec (f, "INSERT INTO enrolment (partner, program, valid_from) SELECT id, 1, '2025-01-01' FROM partner;");
}

static void
tear_down (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_close (f->workspace, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (f->workspace);
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static GPtrArray *
run (Fixture    *f,
     guint       depth,
     const char *without)
{
  g_autoptr (GError) error = NULL;
  TwCheckInput input = { f->workspace, f->version, NULL, TW_DATE_NONE, depth, NULL, without };
  GPtrArray *results;

  g_assert_true (tw_date_parse (TODAY, &input.today, &error));
  results = tw_design_check_run (&input, &error);
  g_assert_no_error (error);

  return results;
}

/* The first result of a check, in the order of states: what was found before what wasn't. */
static const TwCheckResult *
find (GPtrArray  *results,
      const char *code)
{
  for (guint i = 0; i < results->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (results, i);

      if (strcmp (result->check->code, code) == 0)
        return result;
    }

  return NULL;
}

/* ---- the table ---- */

static void
test_fires (gconstpointer data)
{
  const DesignCase *test = data;
  const char *members = test->fire_members != NULL ? test->fire_members : design_case_members (test->type);
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) mutated = NULL;
  const TwCheckResult *result;

  set_up (&f, test->type, members);
  exec (&f, test->fire_sql);
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, test->code);
  g_test_message ("%s", result->message);
  g_assert_cmpint (result->state, ==, TW_CHECK_FOUND);
  g_assert_cmpint (result->severity, ==, test->severity);
  g_assert_cmpstr (result->path, ==, test->path);
  if (test->n_evidence > 0)
    g_assert_cmpuint (result->n_evidence, ==, test->n_evidence);
  g_assert_cmpuint (strlen (result->remedy), >, 0);
  /* The predicate removed: nothing may say the same in its place. */
  mutated = run (&f, TW_CHECK_ALL, test->code);
  g_assert_null (find (mutated, test->code));
  tear_down (&f);
}

static void
test_quiet (gconstpointer data)
{
  const DesignCase *test = data;
  const char *members = test->quiet_members != NULL ? test->quiet_members : design_case_members (test->type);
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  const TwCheckResult *result;

  set_up (&f, test->type, members);
  exec (&f, test->quiet_sql);
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, test->code);
  g_test_message ("%s", result->message);
  /* Asked and passed, not merely not asked. */
  if (test->quiet_sql != NULL || test->absent == NULL)
    g_assert_cmpint (result->state, ==, TW_CHECK_NONE);
  tear_down (&f);
}

/* Without records a check says that there are none, and never that it passed. */
static void
test_absent (gconstpointer data)
{
  const DesignCase *test = data;
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  const TwCheckResult *result;

  set_up (&f, test->type, design_case_members (test->type));
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, test->code);
  g_assert_cmpint (result->state, ==, TW_CHECK_NOT_APPLICABLE);
  g_test_message ("%s", result->reason);
  g_assert_nonnull (strstr (result->reason, "Not applicable"));
  g_assert_nonnull (strstr (result->reason, test->absent));
  tear_down (&f);
}

/* ---- what the table can't say ---- */

/* CHK-11 needs a second program. */
static void
test_template (void)
{
  static const char rules[] =
      "\"tiers\":[{\"name\":\"Low\",\"enter\":{\"all\":[]}},{\"name\":\"High\",\"enter\":{\"value\":{\"sum\":\"amount\","
      "\"fact\":\"sale\",\"window\":\"year\"},\"at_least\":\"%s\"}}],\"rules\":[{\"id\":\"%s\",\"name\":\"%s\",\"kind\":"
      "\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"%s\"}]";
  g_autofree char *ours = g_strdup_printf (rules, "50000.00", "a", "Ours", "2%");
  g_autofree char *same = g_strdup_printf (rules, "50000.00", "b", "Theirs", "2%");
  g_autofree char *other = g_strdup_printf (rules, "90000.00", "b", "Theirs", "3%");
  const char *others[] = { other, same };

  for (guint i = 0; i < 2; i++)
    {
      Fixture f;
      g_autoptr (GPtrArray) results = NULL;
      const TwCheckResult *result;

      set_up (&f, "reseller", ours);
      results = run (&f, TW_CHECK_ALL, NULL);
      g_assert_cmpint (find (results, "CHK-11")->state, ==, TW_CHECK_NOT_APPLICABLE);
      g_clear_pointer (&results, g_ptr_array_unref);
      import (&f, "For vendors", "isv", others[i]);
      results = run (&f, TW_CHECK_ALL, NULL);
      result = find (results, "CHK-11");
      g_assert_cmpint (result->state, ==, i == 0 ? TW_CHECK_NONE : TW_CHECK_FOUND);
      if (i == 1)
        {
          g_assert_nonnull (strstr (result->message, "For vendors"));
          g_assert_cmpstr (result->path, ==, "/rules/0");
          g_assert_cmpuint (result->n_evidence, ==, 3);
        }
      tear_down (&f);
    }
}

/* A copy with one of its criteria changed is a copy still: four of five parts are the same. */
static void
test_near_copy (void)
{
  static const char rules[] =
      "\"tiers\":[{\"name\":\"High\",\"enter\":{\"all\":[{\"value\":{\"count\":\"facts\",\"fact\":\"reference\",\"window\":"
      "\"year\"},\"at_least\":\"1\"},{\"value\":{\"count\":\"facts\",\"fact\":\"activity\",\"window\":\"year\"},\"at_least\":"
      "\"2\"},{\"value\":{\"count\":\"facts\",\"fact\":\"certification\",\"window\":\"as_of\"},\"at_least\":\"%u\"}]}}],"
      "\"rules\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
      "\"table\":{\"bands\":[{\"from\":\"%u.00\",\"rate\":\"2%%\"}]}}]";
  static const struct { guint certified; guint from; TwCheckState state; } cases[] = {
    { 4, 100, TW_CHECK_FOUND },   /* one criterion: 4 of 5 */
    { 3, 200, TW_CHECK_NONE },    /* the table, and so the rule: 3 of 5 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ours = g_strdup_printf (rules, 3, 100);
      g_autofree char *theirs = g_strdup_printf (rules, cases[i].certified, cases[i].from);
      g_autoptr (GPtrArray) results = NULL;
      Fixture f;

      set_up (&f, "reseller", ours);
      import (&f, "For vendors", "isv", theirs);
      results = run (&f, TW_CHECK_ALL, NULL);
      g_assert_cmpint (find (results, "CHK-11")->state, ==, cases[i].state);
      tear_down (&f);
    }
}

/* CHK-50 and 51 are refused as they are typed or imported. */
static void
test_refusals (void)
{
  static const struct { const char *table; const char *code; } cases[] = {
    { "{\"bands\":[{\"from\":\"0\",\"to\":\"1000.00\",\"rate\":\"1%\"},{\"from\":\"1001.00\",\"rate\":\"2%\"}]}", "CHK-50" },
    { "{\"bands\":[{\"from\":\"100.00\",\"rate\":\"1%\"},{\"from\":\"50.00\",\"rate\":\"2%\"}]}", "CHK-51" },
    { "{\"bands\":[{\"from\":\"50.00\",\"rate\":\"1%\"},{\"from\":\"100.00\",\"rate\":\"2%\"}]}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
                           "\"effective_from\":\"2026-01-01\",\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\","
                           "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":%s}]}", cases[i].table);
      g_autoptr (GPtrArray) findings = tw_findings_new ();
      g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, findings, NULL);
      g_autoptr (GPtrArray) results = tw_design_check_refusals (findings);

      g_assert_true ((document == NULL) == (cases[i].code != NULL));
      g_assert_cmpuint (results->len, ==, cases[i].code != NULL ? 1 : 0);
      if (cases[i].code == NULL)
        continue;
      g_assert_cmpstr (find (results, cases[i].code)->check->code, ==, cases[i].code);
      g_assert_true (g_str_has_prefix (find (results, cases[i].code)->path, "/rules/0/table/bands"));
    }
}

/* CHK-10, the empirical half: the filter lets nothing through, then something. */
static void
test_never_pays (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  const TwCheckResult *result;

  set_up (&f, "reseller",
          "\"rules\":[{\"id\":\"r\",\"name\":\"Big\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\","
          "\"where\":{\"amount\":{\"at_least\":\"500.00\"}}},\"rate\":\"2%\"}]");
  exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S1', 1, '2026-02-01', 40000, 'USD');");
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, "CHK-10");
  g_assert_cmpint (result->state, ==, TW_CHECK_FOUND);
  g_assert_cmpint (result->severity, ==, TW_SEVERITY_WARNING);
  g_assert_cmpuint (result->n_evidence, ==, 4);
  g_assert_nonnull (strstr (result->message, "4 of 4 partners in the last 4 periods"));
  g_clear_pointer (&results, g_ptr_array_unref);
  exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S2', 2, '2026-02-01', 60000, 'USD');");
  results = run (&f, TW_CHECK_ALL, NULL);
  g_assert_cmpint (find (results, "CHK-10")->state, ==, TW_CHECK_NONE);
  tear_down (&f);
}

/* A rule that always loses in its group is sent to the group, not to its filter. */
static void
test_always_beaten (void)
{
  static const char rules[] =
      "\"rules\":[{\"id\":\"r\",\"name\":\"High\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
      "\"rate\":\"3%\",\"stacking\":{\"group\":\"Volume\",\"policy\":\"best_of\"}},"
      "{\"id\":\"s\",\"name\":\"Low\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"%s},"
      "\"rate\":\"2%%\",\"stacking\":{\"group\":\"Volume\",\"policy\":\"best_of\"}}]";
  static const struct
  {
    const char *where;
    const char *remedy;
  } cases[] = {
    { "", "group “Volume”" },
    { ",\"where\":{\"amount\":{\"at_least\":\"500.00\"}}", "Check its filter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f;
      g_autofree char *high = g_strndup (rules, strstr (rules, "{\"id\":\"s\"") - rules);
      g_autofree char *low = g_strdup_printf (strstr (rules, "{\"id\":\"s\""), cases[i].where);
      g_autofree char *text = g_strconcat (high, low, NULL);
      g_autoptr (GPtrArray) results = NULL;

      set_up (&f, "reseller", text);
      exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES "
                "('S1', 1, '2026-02-01', 40000, 'USD'), ('S2', 2, '2026-02-01', 40000, 'USD'), "
                "('S3', 3, '2026-02-01', 40000, 'USD'), ('S4', 4, '2026-02-01', 40000, 'USD');");
      results = run (&f, TW_CHECK_ALL, NULL);
      g_assert_cmpint (find (results, "CHK-10")->state, ==, TW_CHECK_FOUND);
      g_assert_cmpstr (find (results, "CHK-10")->path, ==, "/rules/1");
      g_assert_nonnull (strstr (find (results, "CHK-10")->remedy, cases[i].remedy));
      tear_down (&f);
    }
}

/* What the text refuses about one rule doesn't keep the facts from being asked about another. */
static void
test_both_halves (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  const TwCheckResult *unpaid = NULL;

  set_up (&f, "reseller",
          "\"rules\":[{\"id\":\"u\",\"name\":\"Units\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"units\",\"fact\":"
          "\"unit_report\"},\"price\":\"1.00\"},{\"id\":\"r\",\"name\":\"Big\",\"kind\":\"rebate\",\"counts\":{\"sum\":"
          "\"amount\",\"fact\":\"sale\",\"where\":{\"amount\":{\"at_least\":\"500.00\"}}},\"rate\":\"2%\"}]");
  exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S1', 1, '2026-02-01', 40000, 'USD');");
  results = run (&f, TW_CHECK_ALL, NULL);
  g_assert_cmpint (find (results, "CHK-10")->severity, ==, TW_SEVERITY_ERROR);
  g_assert_true (g_str_has_prefix (find (results, "CHK-10")->path, "/rules/0"));
  for (guint i = 0; i < results->len && unpaid == NULL; i++)
    if (((TwCheckResult *) g_ptr_array_index (results, i))->severity == TW_SEVERITY_WARNING)
      unpaid = g_ptr_array_index (results, i);
  g_assert_cmpstr (unpaid->check->code, ==, "CHK-10");
  g_assert_cmpstr (unpaid->path, ==, "/rules/1");
  tear_down (&f);
}

/* What can't be known isn't passed: a metric in own words, a manager whose skills nobody wrote down. */
static void
test_unknown (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  const TwCheckResult *result;

  set_up (&f, "isv",
          "\"objective\":{\"gap\":\"G\",\"metric\":\"Seats beside the suite\",\"baseline\":\"1\",\"target\":\"2\"},\"tiers\":[{"
          "\"name\":\"Open\",\"enter\":{\"all\":[]}},{\"name\":\"High\",\"by_invitation\":true,\"enter\":{\"all\":[]}}],"
          "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"share\",\"counts\":{\"sum\":\"amount\",\"fact\":"
          "\"marketplace\"},\"rate\":\"2%\"}]");
  exec (&f, "INSERT INTO tier_assignment (partner, program, tier, valid_from, cause) VALUES (1, 1, 'High', '2025-01-01', 'manual');"
            "UPDATE partner SET manager = 1 WHERE id = 1;");
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, "CHK-02");
  g_assert_cmpint (result->state, ==, TW_CHECK_NOT_APPLICABLE);
  g_assert_nonnull (strstr (result->reason, "words of your own"));
  result = find (results, "CHK-26");
  g_assert_cmpint (result->state, ==, TW_CHECK_NOT_APPLICABLE);
  g_assert_nonnull (strstr (result->reason, "no skills"));
  tear_down (&f);
}

/* CHK-52: 3,000.00 at 2% becomes 3,001.00 at 4%: the sale of 1.00 is paid 60.04 more, over any margin. */
static void
test_cliff (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  const TwCheckResult *result;
  const TwCheckEvidence *evidence;

  set_up (&f, "reseller",
          "\"rules\":[{\"id\":\"r\",\"name\":\"Volume\",\"kind\":\"rebate\",\"window\":\"quarter\",\"counts\":{\"sum\":"
          "\"amount\",\"fact\":\"sale\"},\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":\"0\",\"rate\":\"2%\"},"
          "{\"from\":\"3001.00\",\"rate\":\"4%\"}]}}]");
  exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S1', 1, '2026-02-01', 300000, 'USD'),"
            " ('S2', 1, '2026-02-02', 100, 'USD');");
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, "CHK-52");
  g_assert_cmpint (result->state, ==, TW_CHECK_FOUND);
  g_assert_cmpuint (result->n_evidence, ==, 1);
  evidence = g_ptr_array_index (result->evidence, 0);
  g_assert_cmpstr (evidence->entity, ==, "partner");
  g_assert_cmpint (evidence->id, ==, 1);
  g_assert_cmpstr (evidence->value, ==, "60.04 USD paid for a sale with a margin of 0.30 USD");
  tear_down (&f);
}

/* The matrix: two rules, three kinds, one of them not produced. */
static void
test_matrix (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  TwCheckInput input = { .depth = TW_CHECK_ALL };
  g_autoptr (TwFactMatrix) matrix = NULL;

  set_up (&f, "reseller",
          "\"rules\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
          "\"rate\":\"2%\"},{\"id\":\"b\",\"name\":\"B\",\"kind\":\"royalty\",\"counts\":{\"sum\":\"units\",\"fact\":"
          "\"unit_report\"},\"price\":\"1.00\"}]");
  exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S1', 1, '2026-02-01', 40000, 'USD'),"
            " ('S2', 2, '2025-12-01', 40000, 'USD'), ('S3', 2, '2024-12-01', 40000, 'USD');");
  input.workspace = f.workspace;
  input.version = f.version;
  g_assert_true (tw_date_parse (TODAY, &input.today, &error));
  matrix = tw_fact_matrix_new (&input, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matrix->n_kinds, ==, 2);
  g_assert_cmpstr (matrix->kinds[0], ==, "sale");
  g_assert_cmpstr (matrix->kinds[1], ==, "unit_report");
  g_assert_cmpuint (matrix->n_rows, ==, 2);
  g_assert_true (matrix->rows[0].cells[0].needed && matrix->rows[0].cells[0].produced);
  g_assert_false (matrix->rows[0].cells[1].needed);
  g_assert_true (matrix->rows[1].cells[1].needed);
  g_assert_false (matrix->rows[1].cells[1].produced);
  g_assert_cmpuint (matrix->rows[0].cells[0].rows, ==, 2);
  g_assert_cmpuint (matrix->rows[1].cells[1].rows, ==, 0);
  g_assert_cmpuint (matrix->rows[0].n_paid, ==, 2);
  g_assert_cmpuint (matrix->rows[1].n_paid, ==, 0);
  g_assert_cmpuint (matrix->n_partners, ==, 4);
  g_assert_cmpuint (matrix->n_periods, ==, 4);
  tear_down (&f);
}

static void
test_registry (void)
{
  for (guint i = 0; i < TW_DESIGN_CHECKS; i++)
    {
      g_autofree char *code = g_strdup_printf ("CHK-%02u", i + 1);
      const TwDesignCheck *check = tw_design_check_nth (i);
      gboolean tested = i + 1 == 11 || i + 1 == 50 || i + 1 == 51;   /* above */

      g_assert_cmpstr (check->code, ==, code);
      g_assert_true (tw_design_check_find (code) == check);
      g_assert_cmpuint (strlen (check->remedy), >, 10);
      for (guint k = 0; k < n_design_cases; k++)
        tested |= strcmp (design_cases[k].code, code) == 0;
      if (!tested)
        g_error ("%s has no case", code);
    }
  for (guint i = 0; i < TW_CHECK_SETTINGS; i++)
    g_assert_true (tw_check_setting_find (tw_check_setting_nth (i)->key) == tw_check_setting_nth (i));
}

/* A threshold is the workspace's: 59 days pass where the policy says so. */
static void
test_settings (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&f, "isv", design_case_members ("isv"));
  exec (&f, "INSERT INTO api_change (external_id, name, announced, effective, breaking) VALUES ('A1', 'End', '2026-03-01',"
            " '2026-04-29', 1);");
  results = run (&f, TW_CHECK_ROWS, NULL);
  g_assert_cmpint (find (results, "CHK-07")->state, ==, TW_CHECK_FOUND);
  g_clear_pointer (&results, g_ptr_array_unref);
  g_assert_true (tw_metric_setting_set (f.workspace, tw_check_setting_find ("check.notice-days"), "59", &error));
  g_assert_no_error (error);
  results = run (&f, TW_CHECK_ROWS, NULL);
  g_assert_cmpint (find (results, "CHK-07")->state, ==, TW_CHECK_NONE);
  tear_down (&f);
}

/* All but the static half of CHK-10 is waived with a reason, warnings too; the waiver stands with its finding. */
static void
test_waivers (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  const TwCheckResult *result;

  set_up (&f, "isv", "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\","
                     "\"fact\":\"sale\"},\"rate\":\"2%\"}]");
  g_assert_false (tw_program_version_waive (f.workspace, f.version, "CHK-10", NULL, "Meant so", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tw_program_version_waive (f.workspace, f.version, "CHK-13", NULL, " ", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tw_program_version_waive (f.workspace, f.version, "CHK-57", NULL, "Meant so", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (tw_program_version_waive (f.workspace, f.version, "CHK-13", "/tiers", "Listings come in May", &error));
  g_assert_no_error (error);
  results = run (&f, TW_CHECK_ALL, NULL);
  result = find (results, "CHK-13");
  g_assert_cmpint (result->state, ==, TW_CHECK_WAIVED);
  g_assert_cmpstr (result->reason, ==, "Listings come in May");
  g_assert_cmpstr (result->waived_by, ==, "tester");
  g_assert_cmpint (find (results, "CHK-10")->state, ==, TW_CHECK_FOUND);
  tear_down (&f);
}

/* The empirical half of CHK-10 can be answered for. */
static void
test_waive_unpaid (void)
{
  Fixture f;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&f, "reseller",
          "\"rules\":[{\"id\":\"r\",\"name\":\"Big\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\","
          "\"where\":{\"amount\":{\"at_least\":\"500.00\"}}},\"rate\":\"2%\"}]");
  exec (&f, "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('S1', 1, '2026-02-01', 40000, 'USD');");
  g_assert_true (tw_program_version_waive (f.workspace, f.version, "CHK-10", "/rules/0", "It begins next year", &error));
  g_assert_no_error (error);
  results = run (&f, TW_CHECK_ALL, NULL);
  g_assert_cmpint (find (results, "CHK-10")->state, ==, TW_CHECK_WAIVED);
  tear_down (&f);
}

/* Cases of the same check that come earlier. */
static guint
count_before (guint index)
{
  guint n = 0;

  for (guint i = 0; i < index; i++)
    n += strcmp (design_cases[i].code, design_cases[index].code) == 0;

  return n;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_design_cases; i++)
    {
      const DesignCase *test = &design_cases[i];
      guint n = count_before (i);
      g_autofree char *name = n == 0 ? g_strdup (test->code) : g_strdup_printf ("%s-%u", test->code, n + 1);
      g_autofree char *fires = g_strdup_printf ("/program/design-check/%s/fires", name);
      g_autofree char *quiet = g_strdup_printf ("/program/design-check/%s/quiet", name);
      g_autofree char *absent = g_strdup_printf ("/program/design-check/%s/absent", name);

      g_test_add_data_func (fires, test, test_fires);
      g_test_add_data_func (quiet, test, test_quiet);
      if (test->absent != NULL)
        g_test_add_data_func (absent, test, test_absent);
    }
  g_test_add_func ("/program/design-check/CHK-11", test_template);
  g_test_add_func ("/program/design-check/near-copy", test_near_copy);
  g_test_add_func ("/program/design-check/refusals", test_refusals);
  g_test_add_func ("/program/design-check/never-pays", test_never_pays);
  g_test_add_func ("/program/design-check/always-beaten", test_always_beaten);
  g_test_add_func ("/program/design-check/both-halves", test_both_halves);
  g_test_add_func ("/program/design-check/unknown", test_unknown);
  g_test_add_func ("/program/design-check/cliff", test_cliff);
  g_test_add_func ("/program/design-check/matrix", test_matrix);
  g_test_add_func ("/program/design-check/registry", test_registry);
  g_test_add_func ("/program/design-check/settings", test_settings);
  g_test_add_func ("/program/design-check/waivers", test_waivers);
  g_test_add_func ("/program/design-check/waive-unpaid", test_waive_unpaid);

  return g_test_run ();
}
