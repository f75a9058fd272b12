/* tw-background.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"

G_BEGIN_DECLS

/* Reads something beside the window, for what a view shows: in a thread with a connection of its own. Several may be
 * under way at a time; closing the workspace waits for them, as for lists. */

/* In the thread: puts what it reads, or why it couldn't, into @data. Ends soon when cancelled. */
typedef void (*TwBackgroundFunc) (TwWorkspace  *workspace,
                                  GCancellable *cancellable,
                                  gpointer      data);
/* On the main loop, unless it was cancelled. */
typedef void (*TwBackgroundDone) (gpointer      data);

/**
 * tw_background_run:
 * @data_free: called on the main loop in any case
 *
 * Returns: (transfer full) (nullable): cancel it before what @data points to goes; %NULL with @error where no
 *   connection could be made, and then @data is freed
 */
GCancellable *tw_background_run    (TwDocument        *document,
                                    TwBackgroundFunc   func,
                                    TwBackgroundDone   done,
                                    gpointer           data,
                                    GDestroyNotify     data_free,
                                    GError           **error);
/* The same where only the workspace is at hand, as in a dialog. */
GCancellable *tw_background_run_on (TwWorkspace       *workspace,
                                    TwBackgroundFunc   func,
                                    TwBackgroundDone   done,
                                    gpointer           data,
                                    GDestroyNotify     data_free,
                                    GError           **error);
/**
 * tw_background_run_task:
 *
 * Calls @func in a thread, as g_task_run_in_thread() does. That lets the thread be the last to hold @task, and then what
 * the task holds is freed there: its source may be a widget. Here it is let go on the main loop.
 */
void          tw_background_run_task (GTask           *task,
                                      GTaskThreadFunc  func);
/* Cancels and forgets. */
void          tw_background_cancel (GCancellable     **cancellable);

G_END_DECLS
