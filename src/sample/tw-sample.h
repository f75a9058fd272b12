/* tw-sample.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/* The sample workspace: an invented vendor with its partners, programs and two years of facts.
 * The CSV files and the program JSON are compiled in from data/sample and take the public way: the
 * importer of every file, the checks of every program. `manifest.json` there is the order of the steps. */

/**
 * TwSampleProgress:
 * @fraction: 0 to 1
 *
 * Called before every step, in the thread that makes the sample.
 */
typedef void (* TwSampleProgress) (double    fraction,
                                   gpointer  user_data);

/**
 * tw_sample_create:
 * @path: where; nothing may exist there
 * @user: (nullable): who works, for history; the login name where %NULL
 * @progress: (nullable) (scope call):
 *
 * Makes a workspace and fills it with the sample. Programs are published but for the one draft that
 * shows a mistake; nothing is calculated.
 *
 * Returns: (transfer full): the open workspace; on error, and where it was cancelled, nothing is left at
 *   @path
 */
TwWorkspace *tw_sample_create (const char        *path,
                               const char        *user,
                               TwSampleProgress   progress,
                               gpointer           user_data,
                               GCancellable      *cancellable,
                               GError           **error);

/**
 * tw_sample_fill:
 * @workspace: an empty workspace
 *
 * The same into a workspace that is there. On error the steps before the one that failed stay.
 */
gboolean     tw_sample_fill   (TwWorkspace       *workspace,
                               TwSampleProgress   progress,
                               gpointer           user_data,
                               GCancellable      *cancellable,
                               GError           **error);

G_END_DECLS
