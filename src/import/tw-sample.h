/* tw-sample.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwSampleProgramFunc:
 * @json: a program version, as tw_program_text_… reads it
 * @publish: whether it is to be published
 *
 * Programs stand above imports in the house: who makes a sample says how they are read.
 */
typedef gboolean (*TwSampleProgramFunc)  (TwWorkspace  *workspace,
                                          const char   *json,
                                          gboolean      publish,
                                          gpointer      user_data,
                                          GError      **error);
/* Calculates a period and approves what comes of it; calculation stands above imports too. */
typedef gboolean (*TwSamplePeriodFunc)   (TwWorkspace  *workspace,
                                          const char   *period,
                                          gpointer      user_data,
                                          GError      **error);
/* @fraction of the steps that are done, 0 to 1; in the thread of the call. */
typedef void     (*TwSampleProgressFunc) (double        fraction,
                                          gpointer      user_data);

TwWorkspace *tw_sample_create (const char            *path,
                               const char            *user,
                               TwSampleProgramFunc    program,
                               TwSamplePeriodFunc     period,
                               TwSampleProgressFunc   progress,
                               gpointer               user_data,
                               GCancellable          *cancellable,
                               GError               **error);

G_END_DECLS
