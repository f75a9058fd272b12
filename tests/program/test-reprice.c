/* test-reprice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Programs and facts made up from seeds: the sums of a replay are those of its lines, and each number of a program moved
 * by itself is repriced to what the full replay gives. A failure names the seed and the path. */

#include "config.h"

#include "reprice-moves.h"
#include "reprice-program.h"
#include "tw-store-test.h"

#include "tw-program-add.h"
#include "tw-program-version.h"

#define N_WORLDS   4
#define N_PROGRAMS 20

typedef struct
{
  guint n_programs;
  guint n_refused;
  guint n_moved;
  guint ways[4];
} Tally;

static guint n_told;

static TwProgramDocument *
parse (TwWorkspace *workspace,
       const char  *text)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, NULL);
  g_autoptr (GError) error = NULL;
  TwProgramDocument *document = tw_program_document_parse (text, -1, vocabulary, NULL, &error);

  if (document == NULL && n_told++ < 40)
    g_test_message ("refused: %s", error->message);

  return document;
}

/* One document over both years, or two that follow each other in the middle. */
static GPtrArray *
make_documents (TwWorkspace  *workspace,
                guint32       seed,
                char        **text)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  gboolean amended = seed % 5 == 0;
  TwProgramDocument *one;

  *text = reprice_program_text (seed, "2024-01-01", amended ? "2025-03-31" : NULL);
  one = parse (workspace, *text);
  if (one == NULL)
    return documents;
  g_ptr_array_add (documents, one);
  if (amended)
    {
      g_autofree char *later = reprice_program_text (seed, "2025-04-01", NULL);

      g_ptr_array_add (documents, parse (workspace, later));
    }

  return documents;
}

static void
check_program (TwWorkspace *workspace,
               guint32      seed,
               Tally       *tally)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) documents = make_documents (workspace, seed, &text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (TwReplay) sums = NULL;
  g_autoptr (TwReplay) lines = NULL;
  g_autoptr (TwReprice) reprice = NULL;
  RepriceMoves moves = { .documents = documents };
  TwSpan span;

  if (documents->len == 0)
    {
      tally->n_refused++;
      return;
    }
  g_test_message ("seed %u: %s", seed, text);
  g_assert_true (tw_date_from_ymd (2024, 7, 1, &span.start) && tw_date_from_ymd (2025, 7, 1, &span.end));
  data = tw_replay_data_new (workspace, 1, documents, NULL, span, &error);
  g_assert_no_error (error);
  sums = tw_replay_run (data, documents, TW_REPLAY_TOTALS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  lines = tw_replay_run (data, documents, TW_REPLAY_LINES, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reprice_equal (sums, lines, TRUE, "sums");
  reprice = tw_reprice_new (data, documents, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reprice_equal (tw_reprice_get_base (reprice), lines, TRUE, "base");

  moves.data = data;
  moves.reprice = reprice;
  reprice_move_all (&moves);
  tally->n_programs++;
  tally->n_moved += moves.n_moved;
  for (guint i = 0; i < G_N_ELEMENTS (moves.ways); i++)
    tally->ways[i] += moves.ways[i];
}

static TwWorkspace *
make_world (const char *dir,
            guint32     seed)
{
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autofree char *facts = reprice_facts_text (seed, seed % 2 == 0);
  g_autoptr (GError) error = NULL;

  tw_store_test_edit (workspace, facts);
  /* Whom a program covers is asked by its row. */
  g_assert_true (tw_program_add (workspace,
                                 "{\"tierwright\":1,\"name\":\"Any\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
                                 "\"effective_from\":\"2024-01-01\",\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"k\","
                                 "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"1%\"}]}",
                                 FALSE, NULL, &error));
  g_assert_no_error (error);

  return workspace;
}

static void
test_random (gconstpointer data)
{
  guint world = GPOINTER_TO_UINT (data);
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = make_world (dir, world);
  Tally tally = { 0 };

  for (guint i = 0; i < N_PROGRAMS; i++)
    check_program (workspace, world * 1000 + i, &tally);
  g_test_message ("%u programs, %u refused; %u moved: by table %u, by tiers %u, by partners %u, in full %u",
                  tally.n_programs, tally.n_refused, tally.n_moved, tally.ways[0], tally.ways[1], tally.ways[2],
                  tally.ways[3]);
  /* Programs that can't be read or have no numbers would say nothing. */
  g_assert_cmpuint (tally.n_programs, >=, N_PROGRAMS / 2);
  g_assert_cmpuint (tally.n_moved, >=, 100);
  g_assert_cmpuint (tally.ways[TW_REPRICE_TABLE], >=, world % 2 == 0 ? 1 : 20);
  g_assert_cmpuint (tally.ways[TW_REPRICE_PARTNERS], >=, 20);
  tw_store_test_close (workspace);
  tw_test_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint world = 1; world <= N_WORLDS; world++)
    {
      g_autofree char *path = g_strdup_printf ("/reprice/random/%u", world);

      g_test_add_data_func (path, GUINT_TO_POINTER (world), test_random);
    }

  return g_test_run ();
}
