/* bench-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tabs of a program on a workspace, at 1280×800.
 *
 *   bench-program FILE VERSION   each tab of a version as it is shown for the first time, then again
 *
 * `tab-NAME` prints the time to its first frame, `-whole` when the last one was drawn, `-block` the longest callback.
 * BENCH_SHOTS=FOLDER keeps a picture of each.
 */

#include "config.h"

#include "bench-clock.h"
#include "bench-loop.h"
#include "bench-start.h"
#include "programs/tw-programs-private.h"

#include <stdio.h>

/* A page opens with the last one. */
static const char *const tabs[] = { "tiers", "rules", "checks", "scenarios", "objective" };

static void
take_picture (const char *name)
{
  const char *folder = g_getenv ("BENCH_SHOTS");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;

  command = g_strdup_printf ("import -window root %s/%s.png", folder, name);
  if (!g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL))
    g_warning ("no picture of %s", name);
  /* What a picture costs isn't of the next tab. */
  bench_loop_settle ();
}

static void
print_late (const char *name)
{
  const BenchLoop *loop = bench_loop_get ();

  printf ("%s-block %.4f %.4f\n", name, loop->longest_wall / 1e3, loop->longest / 1e3);
  printf ("%s-late %u\n", name, loop->n_late);
  printf ("%s-frame %.4f\n", name, loop->longest_frame / 1e3);
}

static void
show_tab (TwProgramPage *page,
          const char    *tab,
          const char    *prefix)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", prefix, tab);
  BenchClock first = { 0 };
  BenchClock start = bench_now ();
  gint64 from = g_get_monotonic_time ();

  bench_loop_reset (name);
  tw_program_page_show (page, tab);
  bench_loop_frame ();
  bench_add (&first, start);
  bench_print (name, first);

  bench_loop_settle ();
  printf ("%s-whole %.4f\n", name, (double) (bench_loop_get ()->painted - from) / G_USEC_PER_SEC);
  print_late (name);
  take_picture (name);
}

static void
run (TwProgramsView *view,
     gint64          version)
{
  TwProgramPage *page;

  bench_loop_reset ("program");
  tw_programs_view_open (view, version);
  bench_loop_settle ();
  print_late ("program");
  page = tw_programs_view_get_program_page (view);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    show_tab (page, tabs[i], "tab");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    show_tab (page, tabs[i], "again");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;
  TwWindow *window;

  if (argc != 3)
    return 2;

  application = bench_start ();
  window = bench_open_window (application, bench_document (argv[1]), "programs");
  run (TW_PROGRAMS_VIEW (tw_window_show_view (window, "programs")), g_ascii_strtoll (argv[2], NULL, 10));
  bench_end ();
}
