/* test-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <json-glib/json-glib.h>

#include "tw-query.h"
#include "tw-sample.h"
#include "tw-test.h"

static guint programs;

/* Reading a program is not what is tested here: its row is enough for enrolments to name it. */
static gboolean
add_program (TwWorkspace  *workspace,
             const char   *json,
             gboolean      publish,
             gpointer      user_data,
             GError      **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (TwQuery) query = NULL;
  JsonObject *root;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  programs++;
  query = tw_query_new (workspace, "INSERT OR IGNORE INTO program (name, partner_type, currency) VALUES (:n, :t, :c)", error);
  tw_query_bind_text (query, "n", json_object_get_string_member (root, "name"));
  tw_query_bind_text (query, "t", json_object_get_string_member (root, "partner_type"));
  tw_query_bind_text (query, "c", json_object_get_string_member (root, "currency"));
  return tw_query_run (query, error);
}

/* Calculating is for who knows statements; here it only counts. */
static guint n_periods;

static gboolean
note_period (TwWorkspace  *workspace,
             const char   *period,
             gpointer      user_data,
             GError      **error)
{
  n_periods++;

  return TRUE;
}

static gboolean
refuse_program (TwWorkspace  *workspace,
                const char   *json,
                gboolean      publish,
                gpointer      user_data,
                GError      **error)
{
  g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, "No.");
  return FALSE;
}

static gint64
count (TwWorkspace *workspace,
       const char  *sql)
{
  gint64 value = 0;

  tw_workspace_get_int (workspace, sql, &value, NULL);
  return value;
}

/* Every file of the sample is read by what the importer proposes, and every row of it is valid. */
static void
test_create (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "sample.tierwright", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = tw_sample_create (path, "tester", add_program, note_period, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (programs, >, 3);
  g_assert_cmpuint (n_periods, ==, 7);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM partner"), ==, 60);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM partner_type"), ==, 60);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM batch WHERE rows_rejected > 0"), ==, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM sale WHERE customer IS NULL AND source = 'resale'"), ==, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM sale WHERE source = 'resale' AND person IS NOT NULL"), >, 1000);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM sale WHERE reverses IS NOT NULL"), >, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM partner WHERE manager IS NOT NULL"), >, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM partner WHERE parent IS NOT NULL"), >, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM credit WHERE fact_kind = 5"), >, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM agreement_term WHERE type = 'money' AND amount = 3000000"), >, 0);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM fx_rate"), ==, 50);
  g_assert_cmpint (count (workspace, "SELECT count (*) FROM event WHERE kind = 'adoption' AND rate = 160000"), >, 0);
  g_assert_true (tw_workspace_close (workspace, &error));
  g_assert_no_error (error);
}

static void
test_nothing_left (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "sample.tierwright", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_sample_create (path, "tester", refuse_program, note_period, NULL, NULL, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/sample/create", test_create);
  g_test_add_func ("/import/sample/nothing-left", test_nothing_left);
  return g_test_run ();
}
