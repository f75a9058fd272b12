/* tw-sample-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Imports know nothing of programs, so the two are brought together here. */

#define G_LOG_DOMAIN "tw-sample"

#include "config.h"

#include "tw-sample-workspace.h"

#include "tw-program-add.h"

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

TwWorkspace *
tw_sample_workspace_create (const char            *path,
                            const char            *user,
                            TwSampleProgressFunc   progress,
                            gpointer               user_data,
                            GCancellable          *cancellable,
                            GError               **error)
{
  Progress forward = { progress, user_data };

  return tw_sample_create (
      path, user, tw_program_add, forward_progress, &forward, cancellable, error);
}
