/* bench-views.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The views of the window on a workspace, at 1280×800.
 *
 *   bench-views switch FILE   each view as it is shown for the first time, then again
 *   bench-views tour FILE     each view scrolled, sorted, filtered, its pages opened; the period stepped, everything
 *                             refreshed
 *
 * `view NAME` prints the time to its first frame and to its last, `block` the longest callback, `frame` the most work of
 * a frame. Steps with callbacks over 8 ms are named on the error output.
 */

#include "config.h"

#include "application/tw-views.h"
#include "bench-clock.h"
#include "bench-loop.h"
#include "bench-start.h"
#include "bench-widgets.h"
#include "common/tw-table.h"

#include <string.h>

typedef struct
{
  double wall;
  double work;
  double frame;
  guint  n_late;
  guint  n_steps;
  char  *step;
} Longest;

static Longest longest;

static void
note_step (const char *step)
{
  const BenchLoop *loop = bench_loop_get ();

  longest.n_steps++;
  longest.n_late += loop->n_late;
  longest.frame = MAX (longest.frame, loop->longest_frame);
  longest.wall = MAX (longest.wall, loop->longest_wall);
  if (loop->longest > longest.work)
    {
      longest.work = loop->longest;
      g_free (longest.step);
      longest.step = g_strdup (step);
    }
}

static void
print_longest (const char *name)
{
  printf ("%s-block %.4f %.4f\n", name, longest.wall / 1e3, longest.work / 1e3);
  printf ("%s-late %u\n", name, longest.n_late);
  printf ("%s-steps %u\n", name, longest.n_steps);
  printf ("%s-frame %.4f\n", name, longest.frame / 1e3);
  fprintf (stderr, "%s: the longest callback is in “%s”, %.1f ms\n", name, longest.step, longest.work);
  g_clear_pointer (&longest.step, g_free);
  longest = (Longest){ 0 };
}

/* --- switching --- */

static void
show_view (TwWindow         *window,
           const TwViewInfo *view,
           const char       *prefix)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", prefix, view->name);
  BenchClock first = { 0 };
  BenchClock start = bench_now ();
  gint64 from = g_get_monotonic_time ();

  bench_loop_reset (name);
  tw_window_show_view (window, view->name);
  bench_loop_frame ();
  bench_add (&first, start);
  bench_print (name, first);

  bench_loop_settle ();
  printf ("%s-whole %.4f\n", name, (double) (bench_loop_get ()->painted - from) / G_USEC_PER_SEC);
  printf ("%s-block %.4f %.4f\n", name, bench_loop_get ()->longest_wall / 1e3, bench_loop_get ()->longest / 1e3);
  note_step (name);
}

/* The window opened with the last view; cold is what nobody has looked at in it. */
static void
run_switch (TwWindow *window)
{
  for (guint i = 0; i + 1 < tw_views_count (); i++)
    show_view (window, tw_views_nth (i), "cold");
  window = bench_open_window (TW_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))),
                              tw_window_get_document (window), tw_views_nth (0)->name);
  show_view (window, tw_views_nth (tw_views_count () - 1), "cold");
  print_longest ("cold");
  show_view (window, tw_views_nth (0), "first");
  for (guint i = 0; i < tw_views_count (); i++)
    show_view (window, tw_views_nth (i), "warm");
  print_longest ("warm");
}

/* --- the tour --- */

typedef void (*Act) (TwView *view, guint argument);

/* The act is called from a source of the loop, as input is, so that it is measured like any callback. */
typedef struct
{
  Act     act;
  TwView *view;
  guint   argument;
} Call;

static gboolean
on_call (gpointer data)
{
  Call *call = data;

  call->act (call->view, call->argument);
  return G_SOURCE_REMOVE;
}

static void
step (TwView     *view,
      const char *what,
      Act         act,
      guint       argument)
{
  g_autofree char *name = g_strdup_printf ("%s, %s %u", G_OBJECT_TYPE_NAME (view), what, argument);
  Call call = { act, view, argument };

  bench_loop_reset (name);
  g_idle_add (on_call, &call);
  bench_loop_settle ();
  note_step (name);
  bench_loop_reset ("between");
}

static TwTable *
find_table (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);

  return TW_TABLE (bench_find (page != NULL ? page : GTK_WIDGET (view), TW_TYPE_TABLE));
}

static void
scroll_table (TwView *view,
              guint   percent)
{
  TwTable *table = find_table (view);
  GtkAdjustment *adjustment = table != NULL ? bench_find_adjustment (GTK_WIDGET (table)) : NULL;

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, (gtk_adjustment_get_upper (adjustment)
                                           - gtk_adjustment_get_page_size (adjustment)) * percent / 100);
}

static void
sort_table (TwView *view,
            guint   column)
{
  TwTable *table = find_table (view);
  GtkColumnView *list = table != NULL ? GTK_COLUMN_VIEW (bench_find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW)) : NULL;
  g_autoptr (GtkColumnViewColumn) found = NULL;

  if (list == NULL)
    return;

  found = g_list_model_get_item (gtk_column_view_get_columns (list), column);
  if (found != NULL)
    gtk_column_view_sort_by_column (list, found, GTK_SORT_DESCENDING);
}

static void
type_words (TwView *view,
            guint   number)
{
  TwTable *table = find_table (view);
  g_autofree char *words = number > 0 ? g_strdup_printf ("%u", number) : NULL;
  TwTableSource *source = table != NULL ? tw_table_get_source (table) : NULL;

  if (source != NULL && TW_TABLE_SOURCE_GET_CLASS (source)->set_words != NULL)
    TW_TABLE_SOURCE_GET_CLASS (source)->set_words (source, words);
}

static void
activate (TwView     *view,
          GtkWidget  *widget,
          const char *action)
{
  gtk_widget_activate_action (widget != NULL ? widget : GTK_WIDGET (view), action, NULL);
}

static void
select_all (TwView *view,
            guint   unused)
{
  TwTable *table = find_table (view);

  if (table != NULL)
    activate (view, GTK_WIDGET (table), "table.select-all");
}

static void
toggle_history (TwView *view,
                guint   unused)
{
  activate (view, NULL, "win.history");
}

static void
open_row (TwView *view,
          guint   position)
{
  TwTable *table = find_table (view);
  TwTableSource *source = table != NULL ? tw_table_get_source (table) : NULL;

  if (source != NULL && tw_table_source_count (source) > position)
    g_signal_emit_by_name (table, "row-activated",
                           TW_TABLE_SOURCE_GET_CLASS (source)->get_key (source, position));
}

/* (nullable): the stack of the page on top that has tabs. */
static GtkStack *
find_tabs (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);
  GtkWidget *stack = bench_find (page != NULL ? page : GTK_WIDGET (view), GTK_TYPE_STACK);

  while (stack != NULL)
    {
      g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (GTK_STACK (stack));
      g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (pages), 0);

      if (g_list_model_get_n_items (G_LIST_MODEL (pages)) > 1 && gtk_stack_page_get_title (GTK_STACK_PAGE (first)) != NULL)
        return GTK_STACK (stack);

      stack = gtk_stack_get_visible_child (GTK_STACK (stack));
      stack = stack != NULL ? bench_find (stack, GTK_TYPE_STACK) : NULL;
    }

  return NULL;
}

static guint
count_tabs (TwView *view)
{
  GtkStack *stack = find_tabs (view);
  g_autoptr (GtkSelectionModel) pages = stack != NULL ? gtk_stack_get_pages (stack) : NULL;

  return pages != NULL ? g_list_model_get_n_items (G_LIST_MODEL (pages)) : 0;
}

static void
show_tab (TwView *view,
          guint   index)
{
  GtkStack *stack = find_tabs (view);
  g_autoptr (GtkSelectionModel) pages = stack != NULL ? gtk_stack_get_pages (stack) : NULL;

  if (pages != NULL && index < g_list_model_get_n_items (G_LIST_MODEL (pages)))
    gtk_selection_model_select_item (pages, index, TRUE);
}

static void
go_back (TwView *view,
         guint   unused)
{
  tw_view_pop (view);
}

static void
step_period (TwView *view,
             guint   forward)
{
  tw_document_step_period (tw_view_get_document (view), forward ? 1 : -1);
}

static void
refresh (TwView *view,
         guint   unused)
{
  tw_document_changed (tw_view_get_document (view));
}

static void
tour_table (TwView *view)
{
  if (find_table (view) == NULL)
    return;

  for (guint percent = 10; percent <= 100; percent += 90)
    step (view, "scroll to %", scroll_table, percent);
  for (guint column = 0; column < 2; column++)
    step (view, "sort column", sort_table, column);
  step (view, "words", type_words, 12);
  step (view, "words", type_words, 0);
  step (view, "select all", select_all, 0);
}

static void
tour_tabs (TwView *view)
{
  guint n = count_tabs (view);

  for (guint i = 0; i < n; i++)
    step (view, "tab", show_tab, i);
  if (n > 0)
    step (view, "tab", show_tab, 0);
}

static void
tour_view (TwView *view)
{
  tour_table (view);
  if (tw_view_get_page (view) == NULL)
    tour_tabs (view);

  step (view, "open row", open_row, 0);
  if (tw_view_get_page (view) != NULL)
    {
      tour_tabs (view);
      step (view, "back", go_back, 0);
    }

  step (view, "period", step_period, 0);
  step (view, "period", step_period, 1);
  step (view, "refresh", refresh, 0);
  step (view, "history", toggle_history, 0);
  step (view, "history", toggle_history, 1);
}

static void
run_tour (TwWindow *window)
{
  for (guint i = 0; i < tw_views_count (); i++)
    {
      const TwViewInfo *info = tw_views_nth (i);
      TwView *view;

      bench_loop_reset (info->name);
      view = tw_window_show_view (window, info->name);
      bench_loop_settle ();
      note_step (info->name);
      tour_view (view);
    }

  print_longest ("tour");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;
  TwDocument *document;
  TwWindow *window;

  if (argc != 3)
    return 2;

  application = bench_start ();
  document = bench_document (argv[2]);
  /* What GTK does before there is a window isn't a callback of the window's. */
  bench_loop_settle ();
  window = bench_open_window (application, document, tw_views_nth (tw_views_count () - 1)->name);
  if (strcmp (argv[1], "switch") == 0)
    run_switch (window);
  else if (strcmp (argv[1], "tour") == 0)
    run_tour (window);
  else
    return 2;

  bench_end ();
}
