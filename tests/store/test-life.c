/* test-life.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-run.h"
#include "tw-sample-workspace.h"
#include "tw-store-test.h"
#include "tw-verify.h"
#include "tw-workflow.h"

/* The sample workspace, calculated, adjusted and approved by everything above the store: it verifies at
 * every moment, all of it can be undone, and what is changed with another tool is found and named. */

static gint64 approved;

static void
assert_sound (TwWorkspace *workspace,
              const char  *when)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checked = tw_workspace_check (workspace, NULL, &error);
  g_autoptr (GPtrArray) verified = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < checked->len; i++)
    g_error ("%s: the checker found: %s", when, ((TwFinding *) checked->pdata[i])->message);
  verified = tw_verify (workspace, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verified->len; i++)
    g_error ("%s: verify found: %s", when, ((TwFinding *) verified->pdata[i])->message);
}

/* The sample comes with its quarters calculated and approved; these are for the test to calculate. */
static void
unsettle (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  gint64 entry;

  while (tw_store_test_int (workspace, "SELECT count (*) FROM run WHERE period >= '2025-Q1' AND state = 'current'") > 0
         && (entry = tw_history_next_undo (workspace, NULL)) != 0)
    {
      tw_history_undo (workspace, entry, NULL, &error);
      g_assert_no_error (error);
    }
}

static TwWorkspace *
make (const char *dir)
{
  static const char * const periods[] = { "2025-Q1", "2025-Q2", "2025-Q2" };
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_sample_workspace_create (path, "tester", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  unsettle (workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autoptr (TwRunReport) report = NULL;

      report = tw_run_calculate (workspace, periods[i], NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (report->n_statements, >, 10);
    }

  approved = tw_store_test_int (workspace,
                                "SELECT s.id FROM statement AS s JOIN partner AS p ON p.id = s.partner"
                                " WHERE s.period = '2025-Q2' AND s.state = 'calculated' AND s.lines > 2"
                                " ORDER BY s.lines DESC, s.id LIMIT 1");
  tw_workflow_adjust (workspace, approved, 500, "Goodwill", "M-1", NULL, &error);
  g_assert_no_error (error);
  tw_workflow_approve (workspace, &approved, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return workspace;
}

static void
test_undo_all (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = make (dir);
  gint64 entry;
  guint n = 0;

  assert_sound (workspace, "approved");
  while ((entry = tw_history_next_undo (workspace, NULL)) != 0)
    {
      g_autoptr (GError) error = NULL;

      tw_history_undo (workspace, entry, NULL, &error);
      g_assert_no_error (error);
      if (++n % 8 == 0)
        assert_sound (workspace, "after undo");
    }

  assert_sound (workspace, "all undone");
  g_assert_cmpuint (n, >, 30);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT (SELECT count (*) FROM partner)"
                                                 " + (SELECT count (*) FROM sale)"
                                                 " + (SELECT count (*) FROM program)"
                                                 " + (SELECT count (*) FROM line)"
                                                 " + (SELECT count (*) FROM attribute_value)"),
                   ==, 0);
  tw_store_test_close (workspace);
}

/* %d: the approved statement. */
static const struct
{
  const char *sql;
  const char *guard;
  const char *path;
  const char *says;
} tampers[] = {
  { "UPDATE sale SET amount = amount + 1 WHERE id = 100", NULL, "sale/100", "sale" },
  { "UPDATE program_rule SET body = replace (body, '%%', '0%%') WHERE id = 1",
    "program_rule_published_update", "program_rule/1", "body" },
  { "UPDATE line SET amount = amount + 1 WHERE id = (%d << 24)", "line_approved_update", "2025-Q2/",
    "2025-Q2/" },
  { "UPDATE history SET label = 'Nothing happened' WHERE id = 20", NULL, "history/20",
    "Nothing happened" },
};

static void
test_tamper (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  TwWorkspace *workspace = make (dir);

  for (gsize i = 0; i < G_N_ELEMENTS (tampers); i++)
    {
      g_autofree char *change = g_strdup_printf (tampers[i].sql, (int) approved);
      g_autofree char *ask = g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE name = '%s'",
                                              tampers[i].guard != NULL ? tampers[i].guard : "");
      g_autofree char *trigger = tw_store_test_text (workspace, ask);
      g_autofree char *sql = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      gboolean found = FALSE;

      if (trigger != NULL)
        sql = g_strdup_printf ("DROP TRIGGER %s; %s; %s", tampers[i].guard, change, trigger);
      tw_store_test_close (workspace);
      if (!tw_store_test_shell (path, sql != NULL ? sql : change, NULL))
        return;

      workspace = tw_store_test_open (dir);
      findings = tw_verify (workspace, NULL, NULL);
      for (guint n = 0; n < findings->len; n++)
        {
          TwFinding *finding = findings->pdata[n];

          g_test_message ("%s: %s", finding->path, finding->message);
          found = found || (g_str_has_prefix (finding->path, tampers[i].path)
                            && strstr (finding->message, tampers[i].says) != NULL);
        }
      if (!found)
        g_error ("Not found: %s", change);
    }
  tw_store_test_close (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/life/undo-all", test_undo_all);
  g_test_add_func ("/store/life/tamper", test_tamper);

  return g_test_run ();
}
