/* tw-background.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-background.h"

#include "common/tw-turns.h"
#include "tw-list-load.h"

typedef struct
{
  TwWorkspace      *parent;       /* only its address is used in the thread */
  TwWorkspace      *fork;         /* owned by the thread */
  GCancellable     *cancellable;  /* owned */
  TwBackgroundFunc  func;
  TwBackgroundDone  done;
  gpointer          data;
  GDestroyNotify    data_free;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL)
    work->data_free (work->data);
  g_object_unref (work->cancellable);
  g_free (work);
}

static void
deliver (gpointer data)
{
  Work *work = data;

  /* Cancelling and delivering happen in the same thread, so that what is gone isn't touched. */
  if (!g_cancellable_is_cancelled (work->cancellable))
    work->done (work->data);
}

static gpointer
run (gpointer data)
{
  Work *work = data;
  TwWorkspace *parent = work->parent;

  tw_workspace_set_cancellable (work->fork, work->cancellable);
  work->func (work->fork, work->cancellable, work->data);
  tw_workspace_set_cancellable (work->fork, NULL);
  tw_workspace_close (work->fork, NULL);
  g_object_unref (work->fork);
  tw_turns_add (deliver, work, work_free);
  tw_list_count_reader (parent, -1);

  return NULL;
}

GCancellable *
tw_background_run_on (TwWorkspace       *workspace,
                      TwBackgroundFunc   func,
                      TwBackgroundDone   done,
                      gpointer           data,
                      GDestroyNotify     data_free,
                      GError           **error)
{
  TwWorkspace *fork;
  Work *work;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, error);

  if (fork == NULL)
    {
      if (data_free != NULL)
        data_free (data);
      return NULL;
    }

  work = g_new0 (Work, 1);
  work->parent = workspace;
  work->fork = fork;
  work->cancellable = g_cancellable_new ();
  work->func = func;
  work->done = done;
  work->data = data;
  work->data_free = data_free;
  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("background", run, work));

  return g_object_ref (work->cancellable);
}

GCancellable *
tw_background_run (TwDocument        *document,
                   TwBackgroundFunc   func,
                   TwBackgroundDone   done,
                   gpointer           data,
                   GDestroyNotify     data_free,
                   GError           **error)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  return tw_background_run_on (tw_document_get_workspace (document), func, done, data, data_free, error);
}

void
tw_background_cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);

  g_clear_object (cancellable);
}

typedef struct
{
  GTask           *task;  /* owned */
  GTaskThreadFunc  func;
} TaskWork;

static gboolean
let_go (gpointer data)
{
  TaskWork *work = data;

  g_object_unref (work->task);
  g_free (work);

  return G_SOURCE_REMOVE;
}

static gpointer
run_task (gpointer data)
{
  TaskWork *work = data;

  work->func (work->task, g_task_get_source_object (work->task), g_task_get_task_data (work->task),
              g_task_get_cancellable (work->task));
  g_idle_add_full (g_task_get_priority (work->task), let_go, work, NULL);

  return NULL;
}

void
tw_background_run_task (GTask           *task,
                        GTaskThreadFunc  func)
{
  TaskWork *work;

  g_return_if_fail (G_IS_TASK (task) && func != NULL);

  work = g_new0 (TaskWork, 1);
  work->task = g_object_ref (task);
  work->func = func;
  g_thread_unref (g_thread_new ("task", run_task, work));
}
