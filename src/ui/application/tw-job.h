/* tw-job.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_JOB (tw_job_get_type ())
G_DECLARE_FINAL_TYPE (TwJob, tw_job, TW, JOB, GObject)

/**
 * TwJobFunc:
 * @job: where progress is reported to and cancelling is read from
 * @workspace: a connection of this thread's own to the workspace; closed by the queue
 * @data: what was given to the queue
 *
 * Does the work, in a thread of its own. It must look at tw_job_is_cancelled() at least every 100
 * ms and leave the state before when it is; statements of @workspace are stopped by themselves.
 *
 * Returns: %FALSE with @error set when the work failed or was cancelled
 */
typedef gboolean (*TwJobFunc) (TwJob        *job,
                               TwWorkspace  *workspace,
                               gpointer      data,
                               GError      **error);

/**
 * TwJobDone:
 * @error: (nullable): why the work failed; %TW_ERROR_CANCELLED or %G_IO_ERROR_CANCELLED when
 *   cancelled
 *
 * Called on the main loop when a job has ended.
 */
typedef void (*TwJobDone) (TwJob        *job,
                           gpointer      data,
                           const GError *error);

/**
 * TwJob:
 *
 * Work that takes more than a moment. Jobs of one workspace run one after the other. Properties:
 * `title`, `fraction` (negative while the length is unknown), `running`, `slow` (runs for 0.4 s,
 * so that it is shown when half a second has passed). They change on the main loop only.
 */
TwJob        *tw_job_new             (const char      *title,
                                      TwJobFunc        func,
                                      TwJobDone        done,
                                      gpointer         data,
                                      GDestroyNotify   data_free);
/* Only the queue of the document calls this. @workspace: (transfer full): for the thread. */
void          tw_job_start           (TwJob           *self,
                                      TwWorkspace     *workspace);
/* Ends a job that could not be started; as if its work had failed with @error. */
void          tw_job_fail            (TwJob           *self,
                                      const GError    *error);
const char   *tw_job_get_title       (TwJob           *self);
double        tw_job_get_fraction    (TwJob           *self);
gboolean      tw_job_is_running      (TwJob           *self);
/* Any thread. A negative @fraction means that the length is not known. */
void          tw_job_set_fraction    (TwJob           *self,
                                      double           fraction);
gboolean      tw_job_is_cancelled    (TwJob           *self);
GCancellable *tw_job_get_cancellable (TwJob           *self);
void          tw_job_cancel          (TwJob           *self);

G_END_DECLS
