/* bench-reprice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Replays a year and moves numbers of it: bench-reprice FILE FIRST-DAY LAST-DAY NAME=PATH=VALUE… */

#include "config.h"

#include "bench-clock.h"
#include "tw-program-edit.h"
#include "tw-program-version.h"
#include "tw-query.h"
#include "tw-replay.h"
#include "tw-reprice.h"

#define REPEAT 5

static BenchClock
least (BenchClock a,
       BenchClock b)
{
  return (BenchClock){ MIN (a.wall, b.wall), MIN (a.processor, b.processor) };
}

/* The least of some answers to the same change; the first one may find memory cold. */
static void
move (TwReprice  *reprice,
      GPtrArray  *documents,
      const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "=", 3);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (TwProgramDocument) changed = NULL;
  g_autoptr (GError) error = NULL;
  BenchClock best = { 1e9, 1e9 };
  TwRepriceInfo info = { 0 };

  tw_program_edits_set_text (edits, parts[1], parts[2]);
  changed = tw_program_edits_apply (g_ptr_array_index (documents, 0), edits, NULL, NULL, &error);
  if (changed == NULL)
    g_error ("%s", error->message);
  for (int i = 0; i < REPEAT; i++)
    {
      BenchClock clock = { 0 };
      BenchClock start = bench_now ();

      g_clear_pointer (&info.reason, g_free);
      if (tw_reprice_change (reprice, 0, changed, NULL, &info, &error) == NULL)
        g_error ("%s", error->message);
      bench_add (&clock, start);
      best = least (best, clock);
    }
  bench_print (parts[0], best);
  g_printerr ("%s: way %d, %u partners by the engine %s\n", parts[0], info.way, info.n_partners,
              info.reason != NULL ? info.reason : "");
  g_free (info.reason);
}

static gint64
first_program (TwWorkspace *workspace)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (workspace, NULL);

  g_assert_true (versions != NULL && versions->len > 0);
  return ((TwProgramVersion *) g_ptr_array_index (versions, 0))->program;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (TwReplay) plain = NULL;
  g_autoptr (TwReprice) reprice = NULL;
  BenchClock clocks[3] = { 0 };
  BenchClock start;
  TwSpan span;

  g_return_val_if_fail (argc > 3 && tw_date_parse (argv[2], &span.start, NULL) && tw_date_parse (argv[3], &span.end, NULL), 2);

  span.end++;
  workspace = tw_workspace_open (argv[1], TW_OPEN_READ_ONLY, NULL, &error);
  if (workspace == NULL)
    g_error ("%s", error->message);
  documents = tw_program_version_load_published (workspace, first_program (workspace), &error);

  start = bench_now ();
  data = tw_replay_data_new (workspace, first_program (workspace), documents, NULL, span, &error);
  if (data == NULL)
    g_error ("%s", error->message);
  bench_add (&clocks[0], start);
  start = bench_now ();
  plain = tw_replay_run (data, documents, 0, NULL, NULL, NULL, &error);
  bench_add (&clocks[1], start);
  start = bench_now ();
  reprice = tw_reprice_new (data, documents, 0, NULL, NULL, NULL, &error);
  bench_add (&clocks[2], start);
  if (plain == NULL || reprice == NULL)
    g_error ("%s", error->message);
  bench_print ("load", clocks[0]);
  bench_print ("replay", clocks[1]);
  bench_print ("keep", clocks[2]);
  for (int i = 4; i < argc; i++)
    move (reprice, documents, argv[i]);

  return 0;
}
