/* bench-replay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calculates periods without storing anything: bench-replay FILE PERIOD… */

#include "config.h"

#include "bench-clock.h"
#include "tw-dataset-load.h"
#include "tw-run.h"
#include "tw-run-private.h"

static void
calculate (gpointer data,
           gpointer user_data)
{
  TwRunProgram *program = user_data;
  guint partner = program->partners[GPOINTER_TO_UINT (data) - 1];

  tw_engine_calculate (program->engine, partner);
  tw_engine_settle (program->engine, partner);
  tw_engine_drop (program->engine, partner);
}

static void
replay (TwRunProgram *program)
{
  GThreadPool *pool = g_thread_pool_new (calculate, program, (int) g_get_num_processors (), FALSE, NULL);

  for (guint i = 0; i < program->covered->len; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
replay_period (TwWorkspace *workspace,
               TwRowIndex  *index,
               const char  *period)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) programs = tw_run_read_programs (workspace, &error);
  TwSpan span;

  if (programs == NULL || !tw_run_parse_period (workspace, period, &span, &error))
    g_error ("%s", error->message);

  for (guint i = 0; i < programs->len; i++)
    {
      g_autoptr (TwRunProgram) program =
        tw_run_program_new (workspace, &g_array_index (programs, TwProgramRow, i), index, period, span,
                            TW_RUN_PAYING, &error);

      if (program != NULL)
        replay (program);
      else if (error != NULL)
        g_error ("%s", error->message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (TwDataset) dataset = NULL;
  g_autoptr (TwRowIndex) index = NULL;
  BenchClock load = { 0 };
  BenchClock engine = { 0 };
  BenchClock start;

  g_return_val_if_fail (argc > 2, 2);

  workspace = tw_workspace_open (argv[1], TW_OPEN_READ_ONLY, NULL, &error);
  if (workspace == NULL)
    g_error ("%s", error->message);

  start = bench_now ();
  dataset = tw_dataset_load_published (workspace, &error);
  if (dataset == NULL)
    g_error ("%s", error->message);
  index = tw_row_index_new (dataset);
  bench_add (&load, start);

  start = bench_now ();
  for (int i = 2; i < argc; i++)
    replay_period (workspace, index, argv[i]);
  bench_add (&engine, start);
  bench_print ("load", load);
  bench_print ("engine", engine);

  return 0;
}
