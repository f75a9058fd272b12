/* tw-sample-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Imports know nothing of programs and runs, so they are brought together here. */

#define G_LOG_DOMAIN "tw-sample"

#include "config.h"

#include "tw-sample-workspace.h"

#include <glib/gstdio.h>

#include "tw-metric-settings.h"
#include "tw-program-add.h"
#include "tw-run.h"
#include "tw-sample-plans.h"
#include "tw-statement.h"
#include "tw-workflow.h"

/* Its sales tell neither margin nor cost, so that returns need a rate. */
#define GROSS_MARGIN "68%"

typedef struct
{
  TwSampleProgressFunc func;
  gpointer             user_data;
} Progress;

static void
forward_progress (double   fraction,
                  gpointer user_data)
{
  const Progress *progress = user_data;

  if (progress->func != NULL)
    progress->func (fraction, progress->user_data);
}

static gboolean
settle_period (TwWorkspace  *workspace,
               const char   *period,
               gpointer      user_data,
               GError      **error)
{
  g_autoptr (TwRunReport) report = tw_run_calculate (workspace, period, NULL, NULL, NULL, error);
  g_autoptr (GArray) statements = NULL;

  if (report == NULL)
    return FALSE;
  statements = tw_statement_find (workspace, period, NULL, error);

  return statements != NULL
         && tw_workflow_approve (workspace, (const gint64 *) statements->data, statements->len, NULL, NULL, NULL, error);
}

TwWorkspace *
tw_sample_workspace_create (const char            *path,
                            const char            *user,
                            TwSampleProgressFunc   progress,
                            gpointer               user_data,
                            GCancellable          *cancellable,
                            GError               **error)
{
  Progress forward = { progress, user_data };
  g_autoptr (TwWorkspace) workspace =
      tw_sample_create (path, user, tw_program_add, settle_period, forward_progress, &forward, cancellable, error);

  if (workspace == NULL)
    return NULL;
  if (tw_metric_setting_set (workspace, tw_metric_setting_find ("metric.margin-rate"), GROSS_MARGIN, error)
      && tw_sample_plans (workspace, cancellable, error))
    return g_steal_pointer (&workspace);

  tw_workspace_close (workspace, NULL);
  g_unlink (path);

  return NULL;
}
