/* tw-sample-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-sample.h"

G_BEGIN_DECLS

/**
 * tw_sample_workspace_create:
 * @path: where; nothing may exist there
 * @user: (nullable): who works, for history; the login name where %NULL
 * @progress: (nullable) (scope call): told after every step
 * @user_data: for @progress
 *
 * Makes the sample workspace, an invented vendor with its partners, programs and two years of
 * facts: every file through the importer, every program through its checks. Programs are published
 * but for the draft that shows a mistake; every quarter but the last is calculated and approved.
 *
 * Returns: (transfer full) (nullable): the open workspace; on error, and where it was cancelled,
 * nothing is left at @path
 */
TwWorkspace *tw_sample_workspace_create (const char            *path,
                                         const char            *user,
                                         TwSampleProgressFunc   progress,
                                         gpointer               user_data,
                                         GCancellable          *cancellable,
                                         GError               **error);

G_END_DECLS
