/* test-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-program-edit.h"
#include "tw-program-text.h"
#include "tw-program-version.h"
#include "tw-test.h"

#include <string.h>

#define RULE(id) \
  "{\"id\":\"" id "\",\"name\":\"Rule " id "\",\"kind\":\"rebate\"," \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"2%\"}"
#define PROGRAM \
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\"," \
  "\"effective_from\":\"2026-01-01\",\"rules\":[" RULE ("a") "," RULE ("b") "," RULE ("c") "]}"

/* One line per edit: S path json, T path text, I path json, R path, M path to. */
static const struct
{
  const char *name;
  const char *edits;
  const char *ask;       /* what to look at afterwards, or NULL with an error */
  const char *expected;
  int         code;
} cases[] = {
  { "set", "T /rules/1/rate 3.5%", "/rules/1/rate", "\"3.5%\"", 0 },
  { "set-new-key", "T /rules/0/rounding/level line", "/rules/0/rounding", "{\"level\":\"line\"}", 0 },
  { "insert-first", "I /rules/0 " RULE ("z"), "/rules/1/id", "\"a\"", 0 },
  { "insert-middle", "I /rules/2 " RULE ("z"), "/rules/2/id", "\"z\"", 0 },
  { "insert-last", "I /rules/3 " RULE ("z"), "/rules/3/id", "\"z\"", 0 },
  { "insert-makes-list", "I /tiers/0 {\"name\":\"Gold\",\"enter\":{\"all\":[]}}", "/tiers/0/name",
    "\"Gold\"", 0 },
  { "remove", "R /rules/0", "/rules/0/id", "\"b\"", 0 },
  { "move-down", "M /rules/0 2", "/rules/2/id", "\"a\"", 0 },
  { "move-up", "M /rules/2 0", "/rules/1/id", "\"a\"", 0 },
  { "in-order", "M /rules/2 0\nT /rules/0/rate 9%", "/rules/0", NULL, 0 },
  { "insert-beyond", "I /rules/4 " RULE ("z"), NULL, NULL, TW_ERROR_NOT_FOUND },
  { "move-beyond", "M /rules/0 3", NULL, NULL, TW_ERROR_NOT_FOUND },
  { "remove-nothing", "R /rules/7", NULL, NULL, TW_ERROR_NOT_FOUND },
  { "insert-into-object", "I /rules/0/counts/1 \"x\"", NULL, NULL, TW_ERROR_NOT_FOUND },
  { "no-json", "S /rules/0/rate 3%", NULL, NULL, TW_ERROR_PARSE },
  { "no-program", "T /rules/0/rate many", NULL, NULL, TW_ERROR_REFUSED },
};

static GPtrArray *
read_edits (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *edits = tw_program_edits_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);

      if (*words[0] == 'S')
        tw_program_edits_set (edits, words[1], words[2]);
      else if (*words[0] == 'T')
        tw_program_edits_set_text (edits, words[1], words[2]);
      else if (*words[0] == 'I')
        tw_program_edits_insert (edits, words[1], words[2]);
      else if (*words[0] == 'R')
        tw_program_edits_remove (edits, words[1]);
      else
        tw_program_edits_move (edits, words[1], (guint) g_ascii_strtoull (words[2], NULL, 10));
    }

  return edits;
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) before =
      tw_program_document_parse (PROGRAM, -1, NULL, NULL, &error);
  g_autofree char *text = tw_program_document_to_text (before);
  g_autofree char *again = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) edits = read_edits (cases[i].edits);
  g_autoptr (TwProgramDocument) after = NULL;

  g_assert_no_error (error);
  after = tw_program_edits_apply (before, edits, NULL, NULL, &error);
  again = tw_program_document_to_text (before);
  g_assert_cmpstr (again, ==, text);

  if (cases[i].ask == NULL)
    {
      g_assert_error (error, TW_ERROR, cases[i].code);
      g_assert_null (after);
      return;
    }

  g_assert_no_error (error);
  found = tw_program_text_canonical (
      tw_program_text_lookup (tw_program_document_get_root (after), cases[i].ask), FALSE);
  if (cases[i].expected != NULL)
    g_assert_cmpstr (found, ==, cases[i].expected);
  else
    g_assert_true (strstr (found, "\"id\":\"c\"") != NULL && strstr (found, "\"9%\"") != NULL);
}

/* Several edits of a draft are one step of the history, and none where one of them is refused. */
static void
test_one_step (void)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autoptr (TwTestDir) folder = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a.tierwright", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = tw_workspace_create (path, &init, "tester", &error);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (TwProgramDocument) read = NULL;
  g_autoptr (GPtrArray) good = read_edits ("M /rules/2 0\nT /rules/0/rate 9%");
  g_autoptr (GPtrArray) bad = read_edits ("T /rules/0/rate 8%\nR /rules/9");
  gint64 version = 0;
  gint64 entry;

  g_assert_no_error (error);
  document = tw_program_document_parse (PROGRAM, -1, NULL, NULL, &error);
  g_assert_true (tw_program_version_import (workspace, document, &version, &error));
  entry = tw_history_next_undo (workspace, NULL);
  g_assert_true (tw_program_version_change (workspace, version, good, "Moved a rule", &error));
  g_assert_no_error (error);
  g_assert_cmpint (tw_history_next_undo (workspace, NULL), ==, entry + 1);
  g_assert_false (tw_program_version_change (workspace, version, bad, "Nothing", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (tw_history_next_undo (workspace, NULL), ==, entry + 1);

  read = tw_program_version_load (workspace, version, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tw_program_document_get_program (read)->rules[0].id, ==, "c");
  g_assert_cmpstr (json_node_get_string (tw_program_text_lookup (
                       tw_program_document_get_root (read), "/rules/0/rate")), ==, "9%");
  tw_workspace_close (workspace, &error);
  g_assert_no_error (error);
}

/* A changed copy knows what the original was read with: its fiscal year begins in April as well, and so do its words. */
static void
test_vocabulary (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwVocabulary) vocabulary = tw_vocabulary_new ();
  g_autoptr (TwCalendar) calendar = tw_calendar_new (4, 1, NULL);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (TwProgramDocument) changed = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  TwDate day;
  TwSpan span;

  tw_vocabulary_set_calendar (vocabulary, calendar);
  tw_vocabulary_add_attribute (vocabulary, "sale", "campaign", TW_VALUE_TEXT);
  document = tw_program_document_parse (PROGRAM, -1, vocabulary, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&vocabulary, tw_vocabulary_free);
  tw_program_edits_set (edits, "/rules/0/counts/where", "{\"campaign\":\"spring\"}");
  changed = tw_program_edits_apply (document, edits, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tw_date_from_ymd (2026, 5, 1, &day));
  g_assert_true (tw_calendar_unit_at (tw_program_document_get_program (changed)->calendar, TW_CALENDAR_YEAR, day, &span));
  g_assert_true (tw_date_from_ymd (2026, 4, 1, &day));
  g_assert_cmpint (span.start, ==, day);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/program/edit/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/program/edit/one-step", test_one_step);
  g_test_add_func ("/program/edit/vocabulary", test_vocabulary);

  return g_test_run ();
}
