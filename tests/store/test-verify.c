/* test-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-store-test.h"
#include "tw-verify.h"

static GPtrArray *
verify (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = tw_verify (workspace, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (findings);

  return findings;
}

static void
assert_clean (TwWorkspace *workspace)
{
  g_autoptr (GPtrArray) findings = verify (workspace);

  for (guint i = 0; i < findings->len; i++)
    g_error ("Found in a file that nobody touched: %s",
             ((TwFinding *) findings->pdata[i])->message);
}

/* A life with everything in it: imports, edits of imported rows, undo, redo, an undone import,
 * runs, an approval. */
static void
live (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  gint64 edit, import, undone;

  tw_store_test_fill (workspace, 3);
  tw_store_test_import (workspace, 10, "S", NULL);
  edit = tw_store_test_edit (workspace, "UPDATE sale SET amount = 12345 WHERE external_id = 'S2'");
  tw_store_test_edit (workspace, "DELETE FROM sale WHERE external_id = 'S10'");
  g_assert_true (tw_history_undo (workspace, edit, &undone, &error));
  g_assert_true (tw_history_redo (workspace, undone, NULL, &error));

  import = tw_store_test_import (workspace, 5, "T",
                                 "UPDATE sale SET units = 4 WHERE external_id = 'S4'");
  edit = tw_store_test_edit (workspace, "UPDATE sale SET amount = 9 WHERE external_id = 'T1'");
  g_assert_true (tw_history_undo (workspace, edit, NULL, &error));
  g_assert_true (tw_history_undo (workspace, import, NULL, &error));
  tw_store_test_import (workspace, 4, "U", NULL);

  tw_store_test_edit (workspace, "UPDATE program_version SET state = 'published'");
  tw_store_test_calculate (workspace, "2026-Q1");
  tw_store_test_edit (workspace, "UPDATE statement SET state = 'approved', approved_by = 'a',"
                                 " approved_at = '2026-04-02T00:00:00Z' WHERE partner = 2");
  tw_store_test_edit (workspace,
                      "UPDATE statement SET state = 'calculated', approved_by = NULL, approved_at "
                      "= NULL,"
                      " reopened_by = 'b', reopen_reason = 'wrong rate' WHERE partner = 2");
  tw_store_test_calculate (workspace, "2026-Q1");
  import = tw_store_test_calculate (workspace, "2026-Q1");
  edit = tw_store_test_edit (workspace,
                             "UPDATE statement SET payable = 61 WHERE run = 3 AND partner = 1");
  g_assert_true (tw_history_undo (workspace, edit, NULL, &error));
  g_assert_true (tw_history_undo (workspace, import, NULL, &error));
  tw_store_test_edit (
    workspace,
    "INSERT INTO adjustment (partner, program, period, currency, amount, reason, reference,"
    " made_by, made_at) VALUES (1, 1, '2026-Q1', 'USD', 5, 'r', 'f', 'b', 'x');"
    "UPDATE statement SET adjusted = 5, payable = 65 WHERE partner = 1 AND run = 2");
  tw_store_test_edit (workspace,
                      "UPDATE statement SET state = 'approved', approved_by = 'a',"
                      " approved_at = '2026-04-02T00:00:00Z' WHERE partner = 1 AND run = 2");
  tw_store_test_edit (workspace, "UPDATE workspace SET name = 'Renamed'");
  g_assert_no_error (error);
}

static void
test_clean (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  TwWorkspace *fork;

  assert_clean (workspace);
  live (workspace);
  assert_clean (workspace);

  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, NULL);
  assert_clean (fork);
  tw_store_test_close (fork);
  tw_store_test_finish (workspace);

  workspace = tw_store_test_open (dir);
  assert_clean (workspace);
  tw_store_test_close (workspace);
}

/* Guards can be taken away and put back with any SQLite tool; what was changed meanwhile is found
 * all the same. */
typedef struct
{
  const char *name;
  const char *guard;  /* trigger that is away meanwhile */
  const char *sql;
  const char *path;
  const char *says;
} Tamper;

static const Tamper tampers[] = {
  { "sale", NULL, "UPDATE sale SET amount = amount + 1 WHERE external_id = 'S7'", "sale/7", "S7" },
  { "edited-sale", NULL, "UPDATE sale SET amount = 1 WHERE external_id = 'S2'", "sale/2", "12345" },
  { "other-field", NULL, "UPDATE sale SET order_ref = 'x' WHERE external_id = 'S2'", "sale/2", "S2" },
  { "sale-gone", NULL, "DELETE FROM sale WHERE external_id = 'U4'", "sale/19", "sale 19" },
  { "sale-added", NULL,
    "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('x', 1, '2026-01-01', 1, 'USD')", "sale/20",
    "sale 20" },
  { "sale-smuggled", NULL,
    "INSERT INTO sale (external_id, partner, date, amount, currency, batch, batch_row)"
    " VALUES ('x', 1, '2026-01-01', 1, 'USD', 3, 5)",
    "sale/20", "“x”" },
  { "run-gone", "statement_approved_delete",
    "PRAGMA foreign_keys = OFF; DELETE FROM statement WHERE run = 2; DELETE FROM run WHERE id = 2", "run/2", "Calculated" },
  { "statement-gone", NULL,
    "PRAGMA foreign_keys = OFF; DELETE FROM statement WHERE run = 2 AND partner = 2", "run/2", "Calculated" },
  { "rule", "program_rule_published_update", "UPDATE program_rule SET body = '{\"rate\":\"9%\"}' WHERE id = 1",
    "program_rule/1", "vol" },
  { "line", "line_approved_update", "UPDATE line SET amount = 21 WHERE id >> 24 = 3 AND number = 2", "2026-Q1/Main/P001",
    "2026-Q1/Main/P001" },
  { "line-gone", "line_approved_delete", "DELETE FROM line WHERE id >> 24 = 3 AND number = 3", "2026-Q1/Main/P001", "line" },
  { "step", "window_step_approved_update", "UPDATE window_step SET steps = '[1]' WHERE statement = 3", "2026-Q1/Main/P001",
    "step" },
  { "total", NULL, "UPDATE statement SET payable = 61 WHERE partner = 2 AND run = 2", "run/2", "Calculated" },
  { "approval", "statement_approved_update",
    "UPDATE statement SET approved_by = 'somebody else' WHERE state = 'approved'", "statement/3", "somebody else" },
  { "history-label", NULL, "UPDATE history SET label = 'Nothing' WHERE id = 3", "history/3", "Nothing" },
  { "history-hash", NULL, "UPDATE history SET hash = 'f00' WHERE id = 4", "history/4", "entry 4" },
  { "history-gone", NULL, "DELETE FROM history WHERE id = 5", "history/6", "removed" },
  { "history-tail", NULL, "DELETE FROM history WHERE id = (SELECT max (id) FROM history)", "history/", "removed" },
  { "preference", NULL, "UPDATE workspace SET pivot_currency = 'EUR'", "workspace", "preferences" },
  { "name", NULL, "UPDATE workspace SET name = 'Stolen'", "workspace/1", "Stolen" },
  { "currency", NULL, "UPDATE currency SET digits = 3 WHERE code = 'JPY'", "workspace", "currencies" },
};

static void
test_tamper (gconstpointer data)
{
  const Tamper *tamper = data;
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *trigger = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);
  gboolean found = FALSE;

  live (workspace);
  if (tamper->guard != NULL)
    {
      g_autofree char *ask = g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE name = '%s'",
                                              tamper->guard);

      trigger = tw_store_test_text (workspace, ask);
      sql = g_strdup_printf ("DROP TRIGGER %s; %s; %s", tamper->guard, tamper->sql, trigger);
    }
  tw_store_test_close (workspace);
  if (!tw_store_test_shell (path, sql != NULL ? sql : tamper->sql, NULL))
    return;

  workspace = tw_store_test_open (dir);
  findings = verify (workspace);
  for (guint i = 0; i < findings->len; i++)
    {
      TwFinding *finding = findings->pdata[i];

      g_test_message ("%s: %s", finding->path, finding->message);
      tw_test_assert_sentence (finding->message);
      found = found
              || (g_str_has_prefix (finding->path, tamper->path)
                  && strstr (finding->message, tamper->says) != NULL);
    }
  if (!found)
    g_error ("%s: not found at %s", tamper->name, tamper->path);
  tw_store_test_close (workspace);
}

/* A cancelled verification is no verification. */
static void
test_cancel (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 3);
  tw_store_test_import (workspace, 20000, "S", NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (tw_verify (workspace, cancellable, &error));
  tw_assert_error (error, TW_ERROR_CANCELLED);
  g_assert_null (tw_workspace_check (workspace, cancellable, &error));
  tw_assert_error (error, TW_ERROR_CANCELLED);
  tw_store_test_close (workspace);
}

/* Each thing that the checker is there for. */
static void
test_checker (void)
{
  static const struct
  {
    const char *sql;
    const char *code;
  } cases[] = {
    { "INSERT INTO partner_type (partner, type, valid_from) VALUES (1, 'isv', '2025-01-01')", "C-OVERLAP" },
    { "INSERT INTO tier_assignment (partner, program, tier, valid_from, cause) VALUES (1, 1, 'A', '2025-01-01', 'manual'),"
      " (1, 1, 'B', '2026-01-01', 'manual')", "C-OVERLAP" },
    { "UPDATE partner SET parent = 2 WHERE id = 1; UPDATE partner SET parent = 1 WHERE id = 2", "C-CYCLE" },
    { "INSERT INTO credit (fact_kind, fact, partner) VALUES (1, 999, 1)", "C-CREDIT" },
    { "INSERT INTO credit (fact_kind, fact, partner, share) VALUES (1, 1, 1, '40%'), (1, 1, 2, '50%')", "C-SHARES" },
    { "UPDATE statement SET lines = 4 WHERE id = 1", "C-LINES" },
    { "UPDATE statement SET adjusted = 4 WHERE id = 1", "C-ADJUSTED" },
    { "UPDATE run SET facts_seen = 4", "C-FACTS" },
    { "PRAGMA foreign_keys = OFF; INSERT INTO person (external_id, name, partner) VALUES ('x', 'x', 99);"
      "PRAGMA foreign_keys = ON", "C-REFERENCE" },
    { "INSERT INTO control_total (batch, currency, amount, rows) VALUES (1, 'USD', 1, 6)", "C-CONTROL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwTestDir) dir = tw_test_make_dir ();
      g_autoptr (GPtrArray) findings = NULL;
      TwWorkspace *workspace = tw_store_test_create (dir);

      tw_store_test_fill (workspace, 2);
      tw_store_test_import (workspace, 6, "S", NULL);
      tw_store_test_calculate (workspace, "2026-Q1");
      findings = tw_workspace_check (workspace, NULL, NULL);
      g_assert_cmpuint (findings->len, ==, 0);
      g_ptr_array_unref (findings);

      tw_store_test_exec (workspace, cases[i].sql);
      findings = tw_workspace_check (workspace, NULL, NULL);
      g_assert_cmpuint (findings->len, >=, 1);
      g_assert_cmpstr (((TwFinding *) findings->pdata[0])->code, ==, cases[i].code);
      tw_test_assert_sentence (((TwFinding *) findings->pdata[0])->message);
      tw_store_test_close (workspace);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/verify/clean", test_clean);
  g_test_add_func ("/store/verify/cancel", test_cancel);
  g_test_add_func ("/store/verify/checker", test_checker);
  for (gsize i = 0; i < G_N_ELEMENTS (tampers); i++)
    {
      g_autofree char *name = g_strconcat ("/store/verify/tamper/", tampers[i].name, NULL);

      g_test_add_data_func (name, &tampers[i], test_tamper);
    }

  return g_test_run ();
}
