/* bench-design.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The design workbench on a workspace, at 1280×800.
 *
 *   bench-design FILE VERSION   the Rules tab of a version from its opening through its first replay; its first handle
 *                               moved many times; the Scenarios tab through its comparison
 *
 * `rules-block` and `scenarios-block` print the longest callback on the main loop while it is replayed beside, by the
 * wall and by the processor: for so long a key that is pressed may have to wait. `drag-callback` and `drag-frame` print
 * mean and most of what one step of the pointer costs: moving the handle, which draws up the curve, and the frame after
 * it, drawing included. `drag-cost` is how long it takes until the cost line says what the moved handle costs.
 */

#include "config.h"

#include "bench-loop.h"
#include "bench-start.h"
#include "bench-widgets.h"
#include "common/tw-chart-view.h"
#include "programs/tw-programs-private.h"
#include "programs/tw-rule-curve.h"

#include <stdio.h>
#include <string.h>

#define STEPS     60
#define FIRST     50000.0
#define DISTANCE  500.0
#define PATIENCE  (20 * G_USEC_PER_SEC)

typedef struct
{
  double sum;
  double most;
} Spread;

static void
note (Spread *spread,
      double  value)
{
  spread->sum += value;
  spread->most = MAX (spread->most, value);
}

static void
print_spread (const char   *name,
              const Spread *spread)
{
  printf ("%s %.5f %.5f\n", name, spread->sum / STEPS / 1e3, spread->most / 1e3);
}

static void
print_block (const char *name)
{
  const BenchLoop *loop = bench_loop_get ();

  printf ("%s-block %.4f %.4f\n", name, loop->longest_wall / 1e3, loop->longest / 1e3);
  printf ("%s-late %u\n", name, loop->n_late);
}

/* --- dragging --- */

typedef struct
{
  TwChartView *chart;
  double       value;
} Move;

/* From a source of the loop, as input is. */
static gboolean
on_move (gpointer data)
{
  const Move *move = data;

  g_signal_emit_by_name (move->chart, "handle-moved", 0, move->value);

  return G_SOURCE_REMOVE;
}

static gboolean
is_priced (TwRuleCurve *curve)
{
  const char *text = tw_rule_curve_get_cost_text (curve);

  return strstr (text, "→") != NULL && strstr (text, "…") == NULL;
}

static void
drag (GtkWidget *tab)
{
  TwRuleCurve *curve = TW_RULE_CURVE (bench_find (tab, TW_TYPE_RULE_CURVE));
  Move move = { .chart = TW_CHART_VIEW (bench_find (GTK_WIDGET (curve), TW_TYPE_CHART_VIEW)), .value = FIRST };
  Spread callback = { 0 };
  Spread frame = { 0 };
  Spread cost = { 0 };

  for (guint i = 0; i < STEPS; i++)
    {
      gint64 began = g_get_monotonic_time ();

      move.value += DISTANCE;
      bench_loop_reset ("drag");
      g_idle_add (on_move, &move);
      bench_loop_frame ();
      note (&callback, bench_loop_get ()->longest);
      note (&frame, bench_loop_get ()->longest_frame - bench_loop_get ()->longest);
      while (!is_priced (curve) && g_get_monotonic_time () - began < PATIENCE)
        g_main_context_iteration (NULL, TRUE);
      note (&cost, (double) (g_get_monotonic_time () - began) / 1e3);
    }

  print_spread ("drag-callback", &callback);
  print_spread ("drag-frame", &frame);
  print_spread ("drag-cost", &cost);
  fprintf (stderr, "%s\n", tw_rule_curve_get_cost_text (curve));
}

/* --- the window --- */

static void
run (TwProgramsView *view,
     gint64          version)
{
  TwProgramPage *page;

  tw_programs_view_open (view, version);
  page = tw_programs_view_get_program_page (view);
  bench_loop_settle ();
  bench_loop_reset ("rules");
  tw_program_page_show (page, "rules");
  bench_loop_settle ();
  print_block ("rules");
  drag (GTK_WIDGET (page));
  bench_loop_reset ("scenarios");
  tw_program_page_show (page, "scenarios");
  bench_loop_settle ();
  print_block ("scenarios");
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
