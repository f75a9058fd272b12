/* tw-board-compute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The figures of a report, computed by two threads: the facts behind them are read once, and each figure is computed
 * from these alone. */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-report-private.h"

typedef struct
{
  TwBoardReport   *report;
  GPtrArray       *charts;       /* TwMetricChart* */
  TwBoardFigure  **figures;      /* one for each chart, in their order */
  GPtrArray       *metrics;      /* TwMetric*: those of the figures, each once */
  TwMetricTable  **headlines;    /* (nullable) each: one for each metric */
  GCancellable    *cancellable;
  TwBoardProgress  progress;     /* (nullable) */
  gpointer         user_data;
  gint             next;         /* what nobody has begun yet; atomic */
  gint             n_done;       /* atomic */
} Work;

typedef void (*WorkFunc) (Work                *work,
                          guint                index,
                          const TwMetricScope *scope);

typedef struct
{
  Work        *work;
  WorkFunc     func;
  guint        n;
  TwWorkspace *workspace;        /* of the thread that runs it */
  gboolean     tells;            /* of progress */
} Share;

static void
complete_spec (TwBoardReport *self,
               TwChartSpec   *spec)
{
  g_autofree char *filters = tw_board_scope_describe (self->scope);

  tw_chart_spec_set_text (spec, TW_CHART_TEXT_FILTERS, filters);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_WORKSPACE, self->workspace);
}

/* A chart that fails doesn't take the report with it. */
static void
compute_figure (Work                *work,
                guint                index,
                const TwMetricScope *scope)
{
  TwBoardFigure *figure = g_new0 (TwBoardFigure, 1);

  figure->chart = g_ptr_array_index (work->charts, index);
  figure->spec = tw_metric_chart_build (figure->chart, scope, work->cancellable, &figure->table, &figure->error);
  if (figure->spec != NULL)
    complete_spec (work->report, figure->spec);
  work->figures[index] = figure;
}

static void
compute_headline (Work                *work,
                  guint                index,
                  const TwMetricScope *scope)
{
  work->headlines[index] = tw_metric_compute (g_ptr_array_index (work->metrics, index), scope, TW_BREAKDOWN_NONE,
                                              work->cancellable, NULL);
}

/* Takes what nobody has begun until nothing is left. */
static gpointer
do_share (gpointer data)
{
  Share *share = data;
  Work *work = share->work;
  TwMetricScope scope;
  gint index;

  tw_board_scope_to_metric (work->report->scope, share->workspace, &scope);
  while ((index = g_atomic_int_add (&work->next, 1)) < (gint) share->n
         && !g_cancellable_is_cancelled (work->cancellable))
    {
      share->func (work, (guint) index, &scope);
      g_atomic_int_inc (&work->n_done);
      if (share->tells && work->progress != NULL)
        work->progress ((guint) g_atomic_int_get (&work->n_done), share->n, work->user_data);
    }

  return NULL;
}

/* @helper: (nullable): a connection for a second thread */
static void
do_all (Work        *work,
        WorkFunc     func,
        guint        n,
        TwWorkspace *workspace,
        TwWorkspace *helper,
        gboolean     tells)
{
  Share own = { work, func, n, workspace, tells };
  Share other = { work, func, n, helper, FALSE };
  GThread *thread = NULL;

  g_atomic_int_set (&work->next, 0);
  g_atomic_int_set (&work->n_done, 0);
  if (helper != NULL && n > 1)
    thread = g_thread_new ("report", do_share, &other);
  do_share (&own);
  if (thread != NULL)
    g_thread_join (thread);
  if (tells && work->progress != NULL && n > 0 && !g_cancellable_is_cancelled (work->cancellable))
    work->progress (n, n, work->user_data);
}

static void
collect_metrics (Work *work)
{
  for (guint i = 0; i < work->charts->len; i++)
    {
      const TwMetricTable *table = work->figures[i] != NULL ? work->figures[i]->table : NULL;
      gpointer metric = table != NULL ? (gpointer) tw_metric_table_get_metric (table) : NULL;

      if (metric != NULL && !g_ptr_array_find (work->metrics, metric, NULL))
        g_ptr_array_add (work->metrics, metric);
    }
}

/* Into the report, in the order asked for. Returns: how many figures there are to show */
static guint
take_results (Work *work)
{
  TwBoardReport *self = work->report;
  guint n_good = 0;

  for (guint i = 0; i < work->charts->len; i++)
    if (work->figures[i] != NULL)
      {
        n_good += work->figures[i]->spec != NULL ? 1 : 0;
        g_ptr_array_add (self->figures, work->figures[i]);
      }
  for (guint i = 0; i < work->metrics->len; i++)
    if (work->headlines[i] != NULL)
      g_ptr_array_add (self->headlines, work->headlines[i]);

  return n_good;
}

gboolean
tw_board_report_compute (TwBoardReport    *self,
                         TwWorkspace      *workspace,
                         GPtrArray        *charts,
                         GCancellable     *cancellable,
                         TwBoardProgress   progress,
                         gpointer          user_data,
                         GError          **error)
{
  g_autofree TwBoardFigure **figures = g_new0 (TwBoardFigure *, charts->len + 1);
  g_autofree TwMetricTable **headlines = g_new0 (TwMetricTable *, charts->len + 1);
  g_autoptr (GPtrArray) metrics = g_ptr_array_new ();
  g_autoptr (TwWorkspace) helper = g_get_num_processors () > 1
                                     ? tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, NULL) : NULL;
  Work work = { self, charts, figures, metrics, headlines, cancellable, progress, user_data, 0, 0 };
  guint n_good;

  do_all (&work, compute_figure, charts->len, workspace, helper, TRUE);
  collect_metrics (&work);
  do_all (&work, compute_headline, metrics->len, workspace, helper, FALSE);
  n_good = take_results (&work);
  if (helper != NULL)
    tw_workspace_close (helper, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n_good == 0 && self->figures->len > 0)
    {
      const TwBoardFigure *first = g_ptr_array_index (self->figures, 0);

      g_propagate_error (error, g_error_copy (first->error));
      return FALSE;
    }

  return TRUE;
}
