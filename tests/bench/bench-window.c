/* bench-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The time to the first frame, and the memory of a session.
 *
 *   bench-window empty          a window of libadwaita with a header bar
 *   bench-window open FILE      the window of Tierwright with a workspace, then its first rows
 *   bench-window tour FILE LINE the same, then the list of all sales scrolled to its end, then one explanation
 */

#include "config.h"

#include "application/tw-application.h"
#include "application/tw-window.h"
#include "bench-clock.h"
#include "common/tw-list-source.h"
#include "common/tw-table.h"
#include "overview/tw-overview-view.h"
#include "tw-explain.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

/* A process is at rest that used less than a twentieth of so many milliseconds. */
#define REST     500
#define PATIENCE (60 * G_TIME_SPAN_SECOND)

static BenchClock started;
static gboolean painted;
static gboolean rows;      /* the frame with the rows is waited for */

static void
on_painted (GdkFrameClock *clock,
            gpointer       data)
{
  BenchClock elapsed = { 0 };

  if (painted)
    return;

  painted = TRUE;
  if (rows)
    return;

  bench_add (&elapsed, started);
  bench_print ("frame", elapsed);
}

static void
on_realize (GtkWidget *widget,
            gpointer   data)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_painted), NULL);
}

static void
present (GtkWidget *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
  gtk_window_present (GTK_WINDOW (window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* Until the process, threads and all, has done nothing for a while: other programs may have slowed it down. */
static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  struct timespec before;
  struct timespec after;
  double work;

  do
    {
      clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &before);
      spin (REST);
      clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &after);
      work = (double) (after.tv_sec - before.tv_sec) * 1e3 + (double) (after.tv_nsec - before.tv_nsec) / 1e6;
    }
  while (work > REST / 20.0 && g_get_monotonic_time () < end);
}

static void
print_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmHWM:") : NULL;
  if (line != NULL)
    printf ("%s %.1f\n", name, g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024);
}

static void
show_empty (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  present (window);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* After the frame comes what the view shows: of the overview, what needs attention. */
static void
wait_for_rows (GtkWidget *window)
{
  BenchClock elapsed = { 0 };
  GtkWidget *overview = NULL;

  while (overview == NULL || find (overview, GTK_TYPE_LIST_BOX_ROW) == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      overview = find (window, TW_TYPE_OVERVIEW_VIEW);
    }

  painted = FALSE;
  rows = TRUE;
  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);

  bench_add (&elapsed, started);
  bench_print ("rows", elapsed);
}

static TwDocument *
show_workspace (GtkApplication *application,
                const char     *path)
{
  g_autoptr (GError) error = NULL;
  TwDocument *document = tw_document_open (path, &error);
  TwWindow *window;

  if (document == NULL)
    g_error ("%s", error->message);

  window = tw_window_new (application);
  tw_window_set_document (window, document);
  present (GTK_WIDGET (window));
  wait_for_rows (GTK_WIDGET (window));

  return document;
}

/* In a hundred steps, as somebody who drags the slider. */
static void
scroll_to_end (GtkWidget *table)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (find (table, GTK_TYPE_COLUMN_VIEW),
                                                                              GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);

  for (int i = 1; i <= 100; i++)
    {
      gtk_adjustment_set_value (adjustment, (gtk_adjustment_get_upper (adjustment)
                                             - gtk_adjustment_get_page_size (adjustment)) * i / 100);
      spin (40);
    }
}

static void
tour_sales (GtkApplication *application,
            TwDocument     *document)
{
  g_autoptr (TwTableSource) source = tw_list_source_new (tw_document_get_workspace (document),
                                                         tw_entity_find ("sale"), NULL);
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *table = tw_table_new ("bench", "Sales");

  tw_table_set_source (TW_TABLE (table), source);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  printf ("rows %u\n", tw_table_source_count (source));
  scroll_to_end (table);
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  spin (200);
}

static void
tour_explanation (TwDocument *document,
                  gint64      line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) fork = tw_workspace_fork (tw_document_get_workspace (document), TW_OPEN_READ_ONLY, &error);
  g_autoptr (TwExplanation) explanation = NULL;
  BenchClock elapsed = { 0 };
  BenchClock start = bench_now ();

  explanation = fork != NULL ? tw_explain_line (fork, line, &error) : NULL;
  if (explanation == NULL)
    g_error ("%s", error->message);

  bench_add (&elapsed, start);
  bench_print ("explain", elapsed);
}

static void
run_empty (void)
{
  g_autoptr (AdwApplication) application = adw_application_new ("io.github.tierwright.Bench",
                                                                G_APPLICATION_NON_UNIQUE);

  g_application_register (G_APPLICATION (application), NULL, NULL);
  show_empty (GTK_APPLICATION (application));
}

/* @line: (nullable): the row of a line, for the tour */
static void
run_workspace (const char *path,
               const char *line)
{
  g_autoptr (TwApplication) application = tw_application_new (G_APPLICATION_NON_UNIQUE);
  TwDocument *document;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  document = show_workspace (GTK_APPLICATION (application), path);
  if (line == NULL)
    return;

  settle ();
  print_memory ("opened");
  tour_sales (GTK_APPLICATION (application), document);
  print_memory ("scrolled");
  tour_explanation (document, g_ascii_strtoll (line, NULL, 10));
}

int
main (int    argc,
      char **argv)
{
  started = bench_now ();
  if (argc == 2 && strcmp (argv[1], "empty") == 0)
    run_empty ();
  else if (argc == 3 && strcmp (argv[1], "open") == 0)
    run_workspace (argv[2], NULL);
  else if (argc == 4 && strcmp (argv[1], "tour") == 0)
    run_workspace (argv[2], argv[3]);
  else
    return 2;

  print_memory ("memory");
  fflush (stdout);

  /* The process ends here on purpose: what is measured has been, and the workspace was only read. */
  _exit (0);
}
