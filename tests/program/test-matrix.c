/* test-matrix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-matrix-change.h"
#include "tw-program-text.h"
#include "tw-test.h"

/* The tiers of a program as rows and columns, and changed cells as edits: joiners, points, regional
 * thresholds. */

#define SALES "{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\"}"
#define PEOPLE "{\"distinct\":\"person\",\"fact\":\"certification\",\"window\":\"as_of\"}"

static const char text[] =
  "{\"tierwright\":1,\"name\":\"T\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
  "\"effective_from\":\"2026-01-01\",\"tiers\":["
  "{\"name\":\"Base\",\"enter\":{\"all\":[]},\"benefits\":[\"Price list\"]},"
  "{\"name\":\"Silver\",\"enter\":{\"value\":" SALES ",\"at_least\":{\"by\":\"partner.region\","
  "\"is\":{\"EMEA\":\"80000.00\"},\"else\":\"100000.00\"}}},"
  "{\"name\":\"Gold\",\"enter\":{\"all\":[{\"value\":" SALES ",\"at_least\":\"400000.00\","
  "\"keep_at_least\":\"300000.00\"},{\"at_least\":1,\"of\":[{\"value\":" PEOPLE ",\"at_least\":\"2\"},"
  "{\"value\":{\"count\":\"facts\",\"fact\":\"reference\",\"window\":\"as_of\"},\"at_least\":\"3\"}]},"
  "{\"value\":{\"points\":[{\"name\":\"People\",\"value\":" PEOPLE ",\"worth\":\"10\",\"cap\":\"50\"}]},"
  "\"at_least\":\"40\"}]}}],"
  "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\",\"window\":\"quarter\","
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":{\"bands\":[{\"from\":\"0.00\",\"rate\":"
  "{\"by\":\"partner.tier\",\"is\":{\"Gold\":\"3%\"},\"else\":\"1%\"}}]}}]}";

static TwMatrix *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (TwProgramDocument) document =
    tw_program_document_parse (text, -1, NULL, findings, &error);

  g_assert_no_error (error);

  return tw_matrix_new (document);
}

/* The matrix after the edits; the edits are freed. */
static TwMatrix *
apply (TwMatrix  *matrix,
       GPtrArray *edits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) owned = edits;
  g_autoptr (TwProgramDocument) changed =
    tw_program_edits_apply (matrix->document, edits, NULL, NULL, &error);

  g_assert_no_error (error);

  return tw_matrix_new (changed);
}

static const TwMatrixCell *
at (TwMatrix   *matrix,
    const char *path)
{
  int row;
  int tier;

  g_assert_true (tw_matrix_find (matrix, path, FALSE, &row, &tier));
  g_assert_cmpint (row, >=, 0);

  return tw_matrix_get_cell (matrix, row, tier);
}

static char *
read_text (TwMatrix   *matrix,
           const char *path)
{
  JsonNode *node = tw_program_text_lookup (tw_program_document_get_root (matrix->document), path);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

static void
assert_text (TwMatrix   *matrix,
             const char *path,
             const char *expected)
{
  g_autofree char *json = read_text (matrix, path);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_rows (void)
{
  g_autoptr (TwMatrix) matrix = load ();
  const TwMatrixCell *cell = at (matrix, "/tiers/2/enter/all/0/at_least");
  int row;
  int other;
  int tier;

  g_assert_cmpuint (matrix->n_tiers, ==, 3);
  g_assert_true (matrix->tiers[0].everybody);
  g_assert_cmpstr (cell->plain, ==, "400000.00");
  g_assert_cmpstr (cell->sign, ==, "≥");
  g_assert_cmpstr (at (matrix, "/tiers/2/enter/all/0/keep_at_least")->plain, ==, "300000.00");
  /* What counts the same is one row, though one of them depends on the region. */
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/0/at_least", FALSE, &row, &tier));
  g_assert_true (tw_matrix_find (matrix, "/tiers/1/enter/at_least", FALSE, &other, &tier));
  g_assert_cmpint (row, ==, other);
  g_assert_cmpstr (tw_matrix_get_cell (matrix, row, 1)->words, ==, "by the partner's region");
  g_assert_cmpstr (at (matrix, "/tiers/1/enter/at_least/is/EMEA")->plain, ==, "80000.00");
  g_assert_cmpstr (at (matrix, "/tiers/1/enter/at_least/else")->plain, ==, "100000.00");
  g_assert_cmpstr (at (matrix, "/tiers/2/enter/all/1/at_least")->suffix, ==, "of 2");
  g_assert_cmpstr (at (matrix, "/tiers/2/enter/all/2/value/points/0/worth")->plain, ==, "10");
  g_assert_cmpstr (at (matrix, "/tiers/2/enter/all/2/value/points/0/cap")->plain, ==, "50");
  /* A tier's heading holds what no row shows; a rule stands elsewhere. */
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/notes", TRUE, &row, &tier));
  g_assert_cmpint (row, ==, -1);
  g_assert_cmpint (tier, ==, 2);
  g_assert_false (tw_matrix_find (matrix, "/rules/0", TRUE, &row, &tier));
}

static void
test_add (void)
{
  g_autoptr (TwMatrix) matrix = load ();
  g_autoptr (TwMatrixChange) change = tw_matrix_change_new (matrix);
  g_autoptr (TwMatrix) after = NULL;
  g_autoptr (GError) error = NULL;
  int row;
  int tier;

  /* Base gets sales, Silver gets points: its only condition becomes the first of a list, and the
   * threshold of its region is still found. */
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/0/at_least", FALSE, &row, &tier));
  g_assert_true (tw_matrix_change_set (change, row, 0, "5000.00", &error));
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/2/at_least", FALSE, &row, &tier));
  g_assert_true (tw_matrix_change_set (change, row, 1, "20", &error));
  g_assert_true (tw_matrix_find (matrix, "/tiers/1/enter/at_least/is/EMEA", FALSE, &row, &tier));
  g_assert_true (tw_matrix_change_set (change, row, 1, "70000.00", &error));
  g_assert_no_error (error);
  after = apply (matrix, tw_matrix_change_list (change));
  assert_text (after, "/tiers/0/enter/all/0/at_least", "\"5000.00\"");
  assert_text (after, "/tiers/0/enter/all/0/keep_at_least", NULL);
  assert_text (after, "/tiers/1/enter/all/0/at_least/is/EMEA", "\"70000.00\"");
  assert_text (after, "/tiers/1/enter/all/1/at_least", "\"20\"");
  assert_text (after, "/tiers/1/enter/all/1/value/points/0/name", "\"People\"");
}

static void
test_remove (void)
{
  g_autoptr (TwMatrix) matrix = load ();
  g_autoptr (TwMatrixChange) change = tw_matrix_change_new (matrix);
  g_autoptr (TwMatrix) after = NULL;
  g_autoptr (GError) error = NULL;
  int row;
  int tier;

  /* One of two that one is asked of, and the sales, in one change: later places stay right. */
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/0/at_least", FALSE, &row, &tier));
  g_assert_true (tw_matrix_change_remove (change, row, 2, &error));
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/1/of/0/at_least", FALSE, &row, &tier));
  g_assert_true (tw_matrix_change_remove (change, row, 2, &error));
  g_assert_true (tw_matrix_find (matrix, "/tiers/1/enter/at_least", FALSE, &row, &tier));
  g_assert_true (tw_matrix_change_remove (change, row, 1, &error));
  g_assert_no_error (error);
  after = apply (matrix, tw_matrix_change_list (change));
  assert_text (after, "/tiers/2/enter/all/0/of/0/at_least", "\"3\"");
  assert_text (after, "/tiers/2/enter/all/1/at_least", "\"40\"");
  assert_text (after, "/tiers/2/enter/all/2", NULL);
  assert_text (after, "/tiers/1/enter", "{\"all\":[]}");
}

static void
test_refused (void)
{
  g_autoptr (TwMatrix) matrix = load ();
  g_autoptr (TwMatrixChange) change = tw_matrix_change_new (matrix);
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;
  const char *bad[] = { "1,5", "12.5.0", "much", "999999999999999999999999999999", "1.234" };
  int row;
  int stay;
  int tier;

  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/0/at_least", FALSE, &row, &tier));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (tw_matrix_change_set (change, row, 2, bad[i], &error));
      g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
      g_clear_error (&error);
    }
  /* To stay where nobody may enter; a threshold that the region decides. */
  g_assert_true (tw_matrix_find (matrix, "/tiers/2/enter/all/0/keep_at_least", FALSE, &stay, &tier));
  g_assert_false (tw_matrix_change_set (change, stay, 0, "1.00", &error));
  g_clear_error (&error);
  g_assert_false (tw_matrix_change_set (change, row, 1, "1.00", &error));
  g_clear_error (&error);
  edits = tw_matrix_change_list (change);
  g_assert_cmpuint (edits->len, ==, 0);
}

static void
test_rename (void)
{
  g_autoptr (TwMatrix) matrix = load ();
  g_autoptr (TwMatrix) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tw_matrix_rename_tier (matrix, 2, "Silver", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  after = apply (matrix, tw_matrix_rename_tier (matrix, 2, "Top", &error));
  assert_text (after, "/tiers/2/name", "\"Top\"");
  assert_text (after, "/rules/0/table/bands/0/rate/is", "{\"Top\":\"3%\"}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/matrix/rows", test_rows);
  g_test_add_func ("/program/matrix/add", test_add);
  g_test_add_func ("/program/matrix/remove", test_remove);
  g_test_add_func ("/program/matrix/refused", test_refused);
  g_test_add_func ("/program/matrix/rename", test_rename);

  return g_test_run ();
}
