/* test-version.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-program-template.h"
#include "tw-program-text.h"
#include "tw-program-version.h"
#include "tw-query.h"
#include "tw-test.h"

#include <string.h>

#include <glib/gstdio.h>

#define RULES                                                                                      \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]}},{\"name\":\"Gold\",\"enter\":{"         \
  "\"value\":"                                                                                     \
  "{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":\"12 "                            \
  "months\"}},\"at_least\":\"50000.00\"}}],"                                                       \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume "                                                  \
  "rebate\",\"kind\":\"rebate\",\"window\":\"quarter\","                                           \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":{\"bands\":[{\"from\":\"0\","       \
  "\"rate\":\"2%\"},"                                                                              \
  "{\"from\":\"10000.00\",\"rate\":\"3%\"}]}},{\"id\":\"new\",\"name\":\"New "                     \
  "customers\",\"kind\":\"bonus\","                                                                \
  "\"counts\":{\"count\":\"facts\",\"fact\":\"registration\"},\"price\":\"50\"}]}"
#define PROGRAM(from) \
  "{\"tierwright\":1,\"name\":\"Reseller\",\"partner_type\":\"reseller\",\"currency\":\"USD\"," \
  "\"effective_from\":\"" from "\",\"notes\":\"kept\",\"objective\":{\"gap\":\"Nobody serves the north\",\"kind\":\"reach\"," \
  "\"metric\":\"net-revenue\",\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\"," \
  "\"partner_cost\":\"300\"}," RULES

typedef struct
{
  char        *folder;
  char        *path;
  TwWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("tw-version-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "a.tierwright", NULL);
  f->workspace = tw_workspace_create (f->path, &init, "tester", &error);
  g_assert_no_error (error);
  tw_workspace_set_now (f->workspace, "2026-01-15T10:00:00Z");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
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

static gint64
import (Fixture    *f,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  gint64 version = 0;

  g_assert_no_error (error);
  tw_program_version_import (f->workspace, document, &version, &error);
  g_assert_no_error (error);
  g_assert_cmpint (version, >, 0);

  return version;
}

static char *
export (Fixture *f,
        gint64   version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
      tw_program_version_load (f->workspace, version, NULL, &error);

  g_assert_no_error (error);

  return tw_program_document_to_text (document);
}

static gint64
count (Fixture    *f,
       const char *sql)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  tw_workspace_get_int (f->workspace, sql, &n, &error);
  g_assert_no_error (error);

  return n;
}

static void
test_round_trip (Fixture       *f,
                 gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01"));
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
    tw_program_document_parse (PROGRAM ("2026-01-01"), -1, NULL, NULL, &error);
  g_autofree char *expected = tw_program_document_to_text (document);
  g_autofree char *text = export (f, version);
  g_autoptr (GPtrArray) list = NULL;
  const TwProgramVersion *row;

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (count (f, "SELECT count(*) FROM program_rule"), ==, 2);
  g_assert_cmpint (count (f, "SELECT count(*) FROM program_tier"), ==, 2);
  list = tw_program_versions_list (f->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  row = g_ptr_array_index (list, 0);
  g_assert_cmpstr (row->name, ==, "Reseller");
  g_assert_cmpstr (row->state, ==, "draft");
  g_assert_cmpint (row->number, ==, 1);
  g_assert_cmpint (row->valid_to, ==, TW_DATE_NONE);
}

static void
test_import_undo (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 made;

  import (f, PROGRAM ("2026-01-01"));
  g_assert_true (
      tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), &made, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM program"), ==, 0);
  g_assert_cmpint (count (f, "SELECT count(*) FROM program_rule"), ==, 0);
}

/* An edit changes one row, keeps the ids of the others, and is one entry. */
static void
test_edit (Fixture       *f,
           gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01"));
  gint64 entries = count (f, "SELECT count(*) FROM history");
  gint64 rule = count (f, "SELECT id FROM program_rule WHERE key = 'vol'");
  g_autofree char *before = export (f, version);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;
  gint64 made;

  g_assert_true (tw_program_version_edit (f->workspace, version, "/rules/0/table/bands/1/rate",
                                          "\"4%\"", &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM history"), ==, entries + 1);
  g_assert_cmpint (count (f, "SELECT id FROM program_rule WHERE key = 'vol'"), ==, rule);
  text = export (f, version);
  g_assert_nonnull (strstr (text, "\"4%\""));
  g_assert_null (strstr (text, "\"3%\""));
  entry = tw_history_next_undo (f->workspace, &label);
  g_assert_nonnull (strstr (label, "Volume rebate"));
  g_assert_nonnull (strstr (label, "4%"));
  g_assert_true (tw_history_undo (f->workspace, entry, &made, &error));
  g_assert_no_error (error);
  g_free (text);
  text = export (f, version);
  g_assert_cmpstr (text, ==, before);
}

static void
assert_edit_refused (Fixture    *f,
                     gint64      version,
                     const char *path,
                     const char *json,
                     int         code)
{
  g_autofree char *before = export (f, version);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entries = count (f, "SELECT count(*) FROM history");

  g_assert_false (tw_program_version_edit (f->workspace, version, path, json, &error));
  g_assert_error (error, TW_ERROR, code);
  after = export (f, version);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (count (f, "SELECT count(*) FROM history"), ==, entries);
}

static void
test_edit_refused (Fixture       *f,
                   gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01"));

  assert_edit_refused (f, version, "/rules/0/table/bands/1/from", "\"0\"", TW_ERROR_REFUSED);
  assert_edit_refused (f, version, "/rules/0/table/bands/1/rate", "\"money\"", TW_ERROR_REFUSED);
  assert_edit_refused (f, version, "/rules/0/table/bands/7/rate", "\"4%\"", TW_ERROR_NOT_FOUND);
  assert_edit_refused (f, version, "/rules/0/table/bands/1/rate", "4%", TW_ERROR_PARSE);
  assert_edit_refused (f, version, "/name", "\"Other\"", TW_ERROR_REFUSED);
  assert_edit_refused (f, version, "/rules/0/counts", NULL, TW_ERROR_REFUSED);
}

static void
test_publish (Fixture       *f,
              gconstpointer  data)
{
  gint64 first = import (f, PROGRAM ("2026-01-01"));
  gint64 second = 0;
  gint64 found = 0;
  gint64 program;
  gint64 made;
  TwDate july;
  TwDate june;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) published = NULL;

  g_assert_true (tw_date_parse ("2026-07-01", &july, NULL));
  june = july - 1;
  program = count (f, "SELECT id FROM program");
  g_assert_true (tw_program_version_in_force (f->workspace, program, july, &found, &error));
  g_assert_cmpint (found, ==, 0);
  g_assert_true (tw_program_version_publish (f->workspace, first, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT length(digest) FROM program_version"), ==, 64);

  /* Published stays as it is, here and in SQL. */
  g_assert_false (tw_program_version_edit (f->workspace, first, "/rules/0/table/bands/1/rate",
                                           "\"4%\"", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (tw_workspace_exec (f->workspace, "UPDATE program_rule SET body = '{}'", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  /* The amendment begins in July, and ends the open version the day before. */
  g_assert_true (tw_program_version_amend (f->workspace, first, july, &second, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_edit (f->workspace, second, "/rules/0/table/bands/1/rate",
                                          "\"5%\"", &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_publish (f->workspace, second, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_in_force (f->workspace, program, june, &found, &error));
  g_assert_cmpint (found, ==, first);
  g_assert_true (tw_program_version_in_force (f->workspace, program, july, &found, &error));
  g_assert_cmpint (found, ==, second);
  published = tw_program_version_load_published (f->workspace, program, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (published->len, ==, 2);
  g_assert_cmpint (tw_program_document_get_program (g_ptr_array_index (published, 0))->effective_to,
                   ==, july);
  g_assert_cmpuint (tw_program_document_get_program (g_ptr_array_index (published, 1))->version, ==,
                    2);

  /* Publishing is undone as one action. */
  g_assert_true (
      tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), &made, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_in_force (f->workspace, program, july, &found, &error));
  g_assert_cmpint (found, ==, first);
}

static void
test_overlap (Fixture       *f,
              gconstpointer  data)
{
  gint64 first = import (f, PROGRAM ("2026-01-01"));
  gint64 second = import (f, PROGRAM ("2025-06-01"));
  TwDate last;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_publish (f->workspace, first, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (tw_program_version_publish (f->workspace, second, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM program_version WHERE state = 'published'"), ==,
                   1);
  g_assert_true (
      tw_program_version_edit (f->workspace, second, "/effective_to", "\"2025-12-31\"", &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_publish (f->workspace, second, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_date_parse ("2026-03-31", &last, NULL));
  g_assert_true (tw_program_version_retire (f->workspace, first, last, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f,
                          "SELECT valid_to = '2026-04-01' FROM program_version WHERE number = 1"),
                   ==, 1);
  g_assert_false (tw_program_version_retire (f->workspace, first, last, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_CONFLICT);
}

/* A blocking finding is waived with a reason, but not CHK-10. */
static void
test_waive (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *oem = g_strdup (PROGRAM ("2026-01-01"));
  gint64 version = import (f, PROGRAM ("2026-01-01"));
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (GError) error = NULL;
  char *at;

  g_assert_true (tw_program_version_edit (f->workspace, version, "/rules/1/counts",
                                          "{\"sum\":\"amount\",\"fact\":\"sale\"}",
                                          &error) == FALSE);
  g_clear_error (&error);
  g_assert_true (tw_program_version_edit (f->workspace, version, "/rules/1/counts",
                                          "{\"count\":\"facts\",\"fact\":\"sale\"}", &error));
  g_assert_no_error (error);
  g_assert_false (tw_program_version_publish (f->workspace, version, findings, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_ERROR), ==, 1);
  g_assert_cmpstr (((TwFinding *) g_ptr_array_index (findings, 0))->code, ==, "CHK-58");
  g_assert_false (
      tw_program_version_waive (f->workspace, version, "W10", "/rules/1", "  ", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (tw_program_version_waive (f->workspace, version, "W2", NULL, "Meant so", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (tw_program_version_waive (f->workspace, version, "W10", "/rules/1",
                                           "Both are meant to pay", &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_publish (f->workspace, version, NULL, &error));
  g_assert_no_error (error);

  at = strstr (oem, "\"reseller\"");
  memcpy (at, "\"oem\"     ", strlen ("\"reseller\""));
  at = strstr (oem, "\"Reseller\"");
  memcpy (at, "\"Embedded\"", strlen ("\"Reseller\""));
  version = import (f, oem);
  g_assert_false (tw_program_version_publish (f->workspace, version, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
      tw_program_version_waive (f->workspace, version, "CHK-10", NULL, "Meant so", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
}

/* Days with an approved statement keep the version that priced them. */
static void
test_approved (Fixture       *f,
               gconstpointer  data)
{
  gint64 first = import (f, PROGRAM ("2026-01-01"));
  gint64 early = import (f, PROGRAM ("2025-01-01"));
  gint64 late = import (f, PROGRAM ("2026-04-01"));
  gint64 publishing;
  gint64 made;
  TwDate february;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_publish (f->workspace, first, NULL, &error));
  g_assert_no_error (error);
  publishing = tw_history_next_undo (f->workspace, NULL);
  g_assert_true (tw_workspace_exec (
      f->workspace,
      "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'One');"
      "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by) VALUES "
      "(1, '2026-Q1', '2026-01-01', '2026-03-31', '2026-04-01T00:00:00Z', 'tester');"
      "INSERT INTO statement (run, partner, program, period, currency, state, approved_by, approved_at) "
      "SELECT 1, 1, id, '2026-Q1', 'USD', 'approved', 'tester', '2026-04-02T00:00:00Z' FROM program",
      &error));
  g_assert_no_error (error);

  /* Neither undone, nor ended inside the quarter, nor joined by a version that reaches into it. */
  g_assert_false (tw_history_undo (f->workspace, publishing, &made, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "approved");
  g_assert_true (tw_date_parse ("2026-02-28", &february, NULL));
  g_assert_false (tw_program_version_retire (f->workspace, first, february, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "approved");
  g_assert_true (tw_program_version_edit (f->workspace, early, "/effective_to", "\"2025-12-31\"",
                                          &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_publish (f->workspace, early, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_publish (f->workspace, late, NULL, &error));
  g_assert_no_error (error);
}

/* What somebody changes behind the guards, with triggers taken away, is told from what was
 * published. */
static void
test_verify (Fixture       *f,
             gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_assert_true (tw_program_version_publish (f->workspace, version, NULL, &error));
  g_assert_no_error (error);
  before = tw_program_versions_verify (f->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (tw_workspace_exec (f->workspace,
                                    "DROP TRIGGER program_rule_published_update;"
                                    "UPDATE program_rule SET body = replace (body, '3%', '9%') "
                                    "WHERE key = 'vol'",
                                    &error));
  g_assert_no_error (error);
  after = tw_program_versions_verify (f->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_nonnull (strstr (((TwFinding *) g_ptr_array_index (after, 0))->message, "Reseller"));
}

/* A rule for registrations never pays where there are only sales. */
static void
test_check_payout (Fixture       *f,
                   gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  none = tw_program_version_check_payout (f->workspace, version, TW_DATE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (
      tw_workspace_exec (f->workspace,
                         "INSERT INTO partner (id, external_id, name) VALUES (1, 'P1', 'One');"
                         "INSERT INTO sale (external_id, partner, date, amount, currency) "
                         "VALUES ('f1', 1, '2019-05-01', 100000, 'USD')",
                         &error));
  g_assert_no_error (error);
  findings = tw_program_version_check_payout (f->workspace, version, TW_DATE_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((TwFinding *) g_ptr_array_index (findings, 0))->path, ==, "/rules/1");
}

/* All templates can stand in one workspace; each asks for an objective and for nothing else, and is published with one. */
static void
test_templates (Fixture       *f,
                gconstpointer  data)
{
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      g_autofree char *text = tw_program_template_text (tw_program_template_nth (i)->id, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) findings = tw_findings_new ();
      gint64 version = import (f, text);

      g_assert_false (tw_program_version_publish (f->workspace, version, findings, &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
      g_clear_error (&error);
      g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_ERROR), ==, 1);
      g_assert_cmpstr (((TwFinding *) g_ptr_array_index (findings, 0))->code, ==, "CHK-01");
      g_assert_true (tw_program_version_edit (
          f->workspace, version, "/objective",
          "{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\",\"baseline\":\"100\",\"target\":\"200\","
          "\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"}", &error));
      g_assert_no_error (error);
      g_assert_true (tw_program_version_publish (f->workspace, version, NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (count (f, "SELECT count(*) FROM program_version WHERE state = 'published'"), ==,
                   tw_program_template_count ());
}

static void
test_remove (Fixture       *f,
             gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01"));
  g_autoptr (GError) error = NULL;
  gint64 found;

  g_assert_true (tw_program_version_remove (f->workspace, version, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (f, "SELECT count(*) FROM program"), ==, 0);
  g_assert_false (tw_program_version_find (f->workspace, "Reseller", 0, &found, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/program/version/round-trip", test_round_trip },
    { "/program/version/import-undo", test_import_undo },
    { "/program/version/edit", test_edit },
    { "/program/version/edit-refused", test_edit_refused },
    { "/program/version/publish", test_publish },
    { "/program/version/overlap", test_overlap },
    { "/program/version/waive", test_waive },
    { "/program/version/remove", test_remove },
    { "/program/version/templates", test_templates },
    { "/program/version/approved", test_approved }, { "/program/version/verify", test_verify },
    { "/program/version/check-payout", test_check_payout },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
