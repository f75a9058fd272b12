/* tw-application-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include "tw-error.h"
#include "tw-sample-workspace.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define POLL_MS 100

/* The sample is made once, by import like anything else, in a thread: it takes a few seconds. */
typedef struct
{
  TwApplication *application;   /* owned */
  GtkWindow     *parent;        /* weak */
  char          *path;
  char          *draft;         /* where it is made; moved to @path when it is whole */
  GCancellable  *cancellable;
  int            progress;      /* parts per million, written by the thread */
  guint          poll_source;
} Sample;

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_clear_handle_id (&sample->poll_source, g_source_remove);
  g_clear_weak_pointer (&sample->parent);
  g_object_unref (sample->application);
  g_object_unref (sample->cancellable);
  g_free (sample->path);
  g_free (sample->draft);
  g_free (sample);
}

/* While it is made it can't be asked for again, but stopped. */
static void
enable_actions (TwApplication *application,
                gboolean       making)
{
  GAction *make = g_action_map_lookup_action (G_ACTION_MAP (application), "sample");
  GAction *stop = g_action_map_lookup_action (G_ACTION_MAP (application), "stop-sample");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (make), !making);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (stop), making);
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  Sample *sample = user_data;

  g_atomic_int_set (&sample->progress, (int) (fraction * 1e6));
}

static gboolean
on_poll (gpointer user_data)
{
  Sample *sample = user_data;

  /* Nobody waits for it any more. */
  if (sample->parent == NULL)
    g_cancellable_cancel (sample->cancellable);
  else
    tw_window_set_progress (TW_WINDOW (sample->parent), _("Preparing the sample…"),
                            g_atomic_int_get (&sample->progress) / 1e6);

  return G_SOURCE_CONTINUE;
}

static void
make_sample (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Sample *sample = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = NULL;

  /* What a crash left of an earlier attempt. */
  g_remove (sample->draft);
  workspace = tw_sample_workspace_create (sample->draft, NULL, on_progress, sample, cancellable, &error);

  /* The window opens it again, in its own thread. */
  if (workspace == NULL || !tw_workspace_close (workspace, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_rename (sample->draft, sample->path) != 0)
    g_task_return_new_error (task, TW_ERROR, TW_ERROR_FILE, _("The sample can’t be kept at “%s”: %s."),
                             sample->path, g_strerror (errno));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sample *sample = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean made = g_task_propagate_boolean (G_TASK (result), &error);

  enable_actions (sample->application, FALSE);
  g_object_set_data (G_OBJECT (sample->application), "tw-sample", NULL);
  g_clear_handle_id (&sample->poll_source, g_source_remove);
  g_application_release (G_APPLICATION (sample->application));

  if (sample->parent == NULL)
    return;

  tw_window_set_progress (TW_WINDOW (sample->parent), NULL, 0);

  if (made)
    made = tw_application_open_path (sample->application, sample->parent, sample->path, &error);
  if (!made && !g_cancellable_is_cancelled (sample->cancellable))
    tw_window_show_error (TW_WINDOW (sample->parent), _("The Sample Was Not Prepared"), error);
}

/**
 * tw_application_open_sample:
 * @parent: the window that asked
 *
 * Opens the sample workspace of this person, and makes it first where there is none yet.
 */
void
tw_application_open_sample (TwApplication *self,
                            GtkWindow     *parent)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "tierwright", NULL);
  g_autofree char *path = g_build_filename (folder, "Sample" TW_WORKSPACE_EXTENSION, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Sample *sample;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!tw_application_open_path (self, parent, path, &error))
        tw_window_show_error (TW_WINDOW (parent), _("The Sample Was Not Opened"), error);
      return;
    }

  /* Progress is shown on a start page. */
  if (tw_window_get_document (TW_WINDOW (parent)) != NULL)
    {
      parent = GTK_WINDOW (tw_application_create_window (self));
      gtk_window_present (parent);
    }

  g_mkdir_with_parents (folder, 0700);
  enable_actions (self, TRUE);
  g_application_hold (G_APPLICATION (self));

  sample = g_new0 (Sample, 1);
  sample->application = g_object_ref (self);
  g_set_weak_pointer (&sample->parent, parent);
  sample->path = g_steal_pointer (&path);
  sample->poll_source = g_timeout_add (POLL_MS, on_poll, sample);

  sample->draft = g_build_filename (folder, "Sample being made" TW_WORKSPACE_EXTENSION, NULL);
  sample->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (self), "tw-sample", g_object_ref (sample->cancellable), g_object_unref);

  task = g_task_new (self, sample->cancellable, on_made, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, sample, sample_free);
  g_task_run_in_thread (task, make_sample);
}

void
tw_application_stop_sample (TwApplication *self)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (self), "tw-sample");

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}
