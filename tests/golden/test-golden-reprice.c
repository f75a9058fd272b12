/* test-golden-reprice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The programs of the golden cases over the cases' facts, each document alone over its last pay periods: sums are those of
 * lines, and every number moved by itself is repriced to what the full replay gives. */

#include "config.h"

#include "golden-case.h"

#include "reprice-moves.h"
#include "tw-check-replay.h"
#include "tw-replay-private.h"
#include "tw-test.h"

#define N_PERIODS 8

static guint n_moved;
static guint n_documents;

static TwReplayData *
make_data (TwProgramDocument *document,
           const TwDataset   *dataset)
{
  guint n = (guint) tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  g_autofree guint *rows = g_new (guint, n + 1);
  TwSpan latest_first[N_PERIODS];
  TwSpan periods[N_PERIODS];
  guint n_periods = tw_check_last_periods (tw_program_document_get_program (document), dataset, TW_DATE_NONE, latest_first,
                                           N_PERIODS);

  for (guint i = 0; i < n; i++)
    rows[i] = i;
  for (guint i = 0; i < n_periods; i++)
    periods[i] = latest_first[n_periods - 1 - i];

  return n_periods == 0 || n == 0 ? NULL : tw_replay_data_new_plain (document, dataset, periods, n_periods, rows, n);
}

static void
check_document (TwProgramDocument  *document,
                const TwVocabulary *vocabulary,
                const TwDataset    *dataset)
{
  g_autoptr (TwReplayData) data = make_data (document, dataset);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReplay) sums = NULL;
  g_autoptr (TwReplay) lines = NULL;
  g_autoptr (TwReprice) reprice = NULL;
  RepriceMoves moves = { .documents = documents, .flags = TW_REPLAY_ALONE, .vocabulary = vocabulary };

  if (data == NULL)
    return;
  g_ptr_array_add (documents, document);
  sums = tw_replay_run (data, documents, TW_REPLAY_ALONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  lines = tw_replay_run (data, documents, TW_REPLAY_ALONE | TW_REPLAY_LINES, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reprice_equal (sums, lines, TRUE, "sums");
  reprice = tw_reprice_new (data, documents, TW_REPLAY_ALONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reprice_equal (tw_reprice_get_base (reprice), lines, TRUE, "base");

  moves.data = data;
  moves.reprice = reprice;
  reprice_move_all (&moves);
  n_moved += moves.n_moved;
  n_documents++;
}

static void
check_case (const char *path)
{
  g_autoptr (GoldenCase) self = golden_case_load (path);
  g_autoptr (TwDataset) dataset = NULL;
  guint n_periods;

  if (!golden_case_load_programs (self) || json_object_has_member (self->json, "refused")
      || !json_object_has_member (self->json, "periods"))
    return;
  n_periods = json_array_get_length (golden_array (self->json, "periods"));
  if (n_periods == 0)
    return;
  g_test_message ("%s", path);
  dataset = golden_case_dataset (self, n_periods - 1);
  for (guint i = 0; i < self->documents->len; i++)
    check_document (g_ptr_array_index (self->documents, i), self->vocabulary, dataset);
}

static void
test_family (gconstpointer data)
{
  const char *folder = data;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  n_moved = n_documents = 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        check_case (path);
      }
  g_test_message ("%u documents, %u numbers moved", n_documents, n_moved);
}

static void
test_programs (gconstpointer data)
{
  test_family (data);
  g_assert_cmpuint (n_documents, >=, 30);
  g_assert_cmpuint (n_moved, >=, 200);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *root = tw_test_source_path ("golden");
  g_autofree char *programs = g_build_filename (root, "programs", NULL);
  g_autofree char *tiers = g_build_filename (root, "cumulative_tiers", NULL);
  g_autofree char *caps = g_build_filename (root, "cap_floor", NULL);

  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/golden/reprice/programs", programs, test_programs);
  g_test_add_data_func ("/golden/reprice/cumulative-tiers", tiers, test_family);
  g_test_add_data_func ("/golden/reprice/caps", caps, test_family);

  return g_test_run ();
}
