/* bench-jobs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The work of the window that may take long, on a workspace with a calculated year.
 *
 *   bench-jobs FILE PERIOD FOLDER   each kind is begun and cancelled at several moments, then done to its end
 *
 * `NAME-whole` prints how long the work takes, `NAME-seen` when its row was on the screen (0: it ended before it was worth
 * one), `NAME-cancel` the longest time from Cancel to its end, by the wall and by the processor, and of how many times.
 * A kind that leaves another last entry of history than it found is printed as `NAME-changed`.
 */

#include "config.h"

#include "application/tw-window-private.h"
#include "bench-clock.h"
#include "bench-loop.h"
#include "bench-start.h"
#include "tw-list-text.h"
#include "tw-partner-merge.h"
#include "tw-query.h"
#include "tw-history-go-back.h"
#include "tw-qualification.h"
#include "tw-row-edit.h"
#include "tw-run.h"
#include "tw-statement.h"
#include "tw-workflow.h"
#include "tw-xlsx-folder.h"

#include <glib/gstdio.h>
#include <stdio.h>

static const char *period;
static const char *folder;

static char *
target (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static gint64
ask (TwWorkspace *workspace,
     const char  *sql)
{
  gint64 value = 0;

  tw_workspace_get_int (workspace, sql, &value, NULL);

  return value;
}

/* --- what is done, as the views do it --- */

static void
on_progress (double   fraction,
             gpointer user_data)
{
  tw_job_set_fraction (user_data, fraction);
}

static gboolean
calculate (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  TwRunReport *report = tw_run_calculate (workspace, period, tw_job_get_cancellable (job), on_progress, job, error);

  g_clear_pointer (&report, tw_run_report_free);

  return error == NULL || *error == NULL;
}

static gboolean
approve (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autoptr (GArray) ids = tw_statement_find (workspace, period, NULL, error);

  return ids != NULL
         && tw_workflow_approve (workspace, (gint64 *) ids->data, ids->len, tw_job_get_cancellable (job), on_progress, job,
                                 error);
}

static gboolean
undo (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  return tw_history_undo (workspace, tw_history_next_undo (workspace, NULL), NULL, error);
}

static gboolean
redo (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  return tw_history_redo (workspace, tw_history_next_redo (workspace, NULL), NULL, error);
}

static gboolean
go_back (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  gint64 entry = ask (workspace, "SELECT min (id) - 1 FROM history WHERE kind = 'run'");

  return tw_history_go_back (workspace, entry, NULL, error);
}

static gboolean
copy (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autofree char *path = target ("copy.tierwright");

  g_remove (path);

  return tw_workspace_save_copy (workspace, path, error);
}

static gboolean
list (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autofree char *path = target ("sales.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GCancellable *cancellable = tw_job_get_cancellable (job);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, 0, cancellable, error);

  return stream != NULL
         && tw_list_text_write (workspace, tw_entity_find ("sale"), NULL, NULL, FALSE, NULL, 0, NULL, TW_LIST_TEXT_CSV, TRUE,
                                TRUE, G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
statements (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autofree char *path = target ("statements");
  g_autoptr (GArray) ids = tw_statement_find (workspace, period, NULL, error);
  TwXlsxFolderReport report = { 0 };

  /* What was written when it was cancelled stays, which is no error. */
  return ids != NULL
         && tw_xlsx_folder_write (workspace, (gint64 *) ids->data, MIN (ids->len, 1000), path, tw_job_get_cancellable (job),
                                  NULL, NULL, &report, error)
         && !g_cancellable_set_error_if_cancelled (tw_job_get_cancellable (job), error);
}

static gboolean
review (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autofree char *last = tw_workspace_get_text (workspace, "SELECT max (date) FROM sale", error);
  TwDate day = TW_DATE_NONE;
  g_autoptr (GPtrArray) all = NULL;

  if (last == NULL || !tw_date_parse (last, &day, error))
    return FALSE;
  all = tw_qualify (workspace, NULL, day, error);

  return all != NULL;
}

static gboolean
duplicates (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) groups = tw_partner_find_duplicates (workspace, error);

  return groups != NULL;
}

/* Every partner gets another city: what a pasted column is. */
static gboolean
paste (TwJob *job, TwWorkspace *workspace, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cell_edit_free);
  gint64 n = MIN (ask (workspace, "SELECT max (id) FROM partner"), 10000);

  for (gint64 id = 1; id <= n; id++)
    g_ptr_array_add (edits, tw_cell_edit_new (id, "region", "AMER"));

  return tw_cells_edit (workspace, tw_entity_find ("partner"), edits, FALSE, "Pasted", error);
}

/* --- how long --- */

static const struct
{
  const char *name;
  TwJobFunc   func;
} kinds[] = {
  { "copy", copy },         { "list", list },       { "duplicates", duplicates }, { "review", review },
  { "statements", statements }, { "paste", paste },
  { "undo-paste", undo },   { "redo-paste", redo }, { "approve", approve },       { "undo-approve", undo },
  { "undo-run", undo },     { "calculate", calculate }, { "go-back", go_back },
};

static const double moments[] = { 0.05, 0.2, 0.5, 1, 2, 4, 8 };

typedef struct
{
  gboolean    ended;
  gboolean    cancelled;
  GError     *error;
  double      seen;
  BenchClock  start;
  BenchClock  stop;       /* when it was cancelled */
} Watch;

static void
on_done (TwJob        *job,
         gpointer      data,
         const GError *error)
{
  Watch *watch = data;

  watch->ended = TRUE;
  watch->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
on_revealed (Watch *watch)
{
  if (watch->seen <= 0)
    watch->seen = bench_now ().wall - watch->start.wall;
}

/* Runs one to its end, or cancels it @after seconds; @taken is then from there on. FALSE where it was done all the same. */
static gboolean
run (TwWindow   *window,
     TwJobFunc   func,
     double      after,
     Watch      *watch,
     BenchClock *taken)
{
  gulong handler = g_signal_connect_swapped (window->job_revealer, "notify::reveal-child", G_CALLBACK (on_revealed), watch);
  TwJob *job;

  *watch = (Watch){ .start = bench_now () };
  *taken = (BenchClock){ 0 };
  job = tw_window_run_job (window, "Working", NULL, func, on_done, watch, NULL);
  while (!watch->ended)
    {
      g_main_context_iteration (NULL, FALSE);
      if (!watch->cancelled && !watch->ended && after > 0 && bench_now ().wall - watch->start.wall >= after)
        {
          watch->cancelled = TRUE;
          watch->stop = bench_now ();
          tw_job_cancel (job);
        }
      g_usleep (200);
    }
  bench_add (taken, watch->cancelled && watch->error != NULL ? watch->stop : watch->start);
  g_signal_handler_disconnect (window->job_revealer, handler);
  bench_loop_settle ();

  return watch->cancelled && watch->error != NULL;
}

static void
measure (TwWindow   *window,
         const char *name,
         TwJobFunc   func)
{
  TwWorkspace *workspace = tw_document_get_workspace (tw_window_get_document (window));
  gint64 before = ask (workspace, "SELECT max (id) FROM history");
  BenchClock longest = { 0 };
  BenchClock taken;
  Watch watch;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (moments) && run (window, func, moments[i], &watch, &taken); i++, n++)
    {
      longest.wall = MAX (longest.wall, taken.wall);
      longest.processor = MAX (longest.processor, taken.processor);
      if (ask (workspace, "SELECT max (id) FROM history") != before)
        printf ("%s-changed 1 1\n", name);
      g_clear_error (&watch.error);
    }
  /* Else it was done before it could be stopped, which is what is asked for. */
  if (n == G_N_ELEMENTS (moments))
    run (window, func, 0, &watch, &taken);
  if (watch.error != NULL)
    fprintf (stderr, "%s: %s\n", name, watch.error->message);
  bench_print (g_strconcat (name, "-whole", NULL), taken);
  printf ("%s-seen %.4f %.4f\n", name, watch.seen, watch.seen);
  if (n > 0)
    bench_print (g_strconcat (name, "-cancel", NULL), longest);
  printf ("%s-times %u %u\n", name, n, n);
  g_clear_error (&watch.error);
}

int
main (int    argc,
      char **argv)
{
  TwApplication *application;
  TwWindow *window;

  if (argc != 4)
    {
      fprintf (stderr, "Usage: bench-jobs FILE PERIOD FOLDER\n");
      return 2;
    }

  period = argv[2];
  folder = argv[3];
  application = bench_start ();
  window = bench_open_window (application, bench_document (argv[1]), "programs");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    measure (window, kinds[i].name, kinds[i].func);

  bench_end ();
}
