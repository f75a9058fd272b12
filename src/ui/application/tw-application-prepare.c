/* tw-application-prepare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include "common/tw-background.h"

#include <glib/gi18n-lib.h>

#define POLL_MS 100

/* Under this name, on the application: those that run. */
#define RUNNING "tw-preparing"

/* A workspace that takes seconds before it can be opened is made ready in a thread. The window that will show it says so
 * on its start page, and how far it is. */
typedef struct
{
  TwApplication       *application;   /* owned */
  GtkWindow           *parent;        /* weak */
  char                *path;
  const TwPreparation *preparation;
  GCancellable        *cancellable;
  int                  progress;      /* parts per million, written by the thread */
  guint                poll_source;
} Preparing;

static void
preparing_free (gpointer data)
{
  Preparing *self = data;

  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->application);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self);
}

static GPtrArray *
get_running (TwApplication *application)
{
  GPtrArray *running = g_object_get_data (G_OBJECT (application), RUNNING);

  if (running == NULL)
    {
      running = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (application), RUNNING, running, (GDestroyNotify) g_ptr_array_unref);
    }

  return running;
}

/* There is something to stop while anything runs. */
static void
update_stop (TwApplication *application)
{
  GAction *stop = g_action_map_lookup_action (G_ACTION_MAP (application), "stop-preparing");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (stop), get_running (application)->len > 0);
}

static void
on_progress (double   fraction,
             gpointer data)
{
  Preparing *self = data;

  g_atomic_int_set (&self->progress, (int) (fraction * 1e6));
}

static gboolean
on_poll (gpointer data)
{
  Preparing *self = data;

  /* Nobody waits for it any more. */
  if (self->parent == NULL)
    g_cancellable_cancel (self->cancellable);
  else
    tw_window_set_progress (TW_WINDOW (self->parent), _(self->preparation->text),
                            g_atomic_int_get (&self->progress) / 1e6);

  return G_SOURCE_CONTINUE;
}

static void
prepare (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Preparing *self = task_data;
  GError *error = NULL;

  if (self->preparation->prepare (self->path, on_progress, self, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Preparing *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ready = g_task_propagate_boolean (G_TASK (result), &error);

  g_ptr_array_remove (get_running (self->application), self);
  update_stop (self->application);
  if (self->preparation->ended != NULL)
    self->preparation->ended (self->application);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_application_release (G_APPLICATION (self->application));

  if (self->parent == NULL)
    return;

  tw_window_set_progress (TW_WINDOW (self->parent), NULL, 0);
  if (ready)
    ready = tw_application_open_path (self->application, self->parent, self->path, &error);
  if (!ready && !g_cancellable_is_cancelled (self->cancellable))
    tw_window_show_error (TW_WINDOW (self->parent), _(self->preparation->failed), error);
}

/* Whether something is made ready in that window, or @path anywhere. */
static Preparing *
find (TwApplication *application,
      GtkWindow     *parent,
      const char    *path)
{
  GPtrArray *running = get_running (application);

  for (guint i = 0; i < running->len; i++)
    {
      Preparing *self = running->pdata[i];

      if ((parent != NULL && self->parent == parent) || (path != NULL && g_str_equal (self->path, path)))
        return self;
    }

  return NULL;
}

/* (transfer none): the one that asked where it shows the start page and nothing is made ready in it. */
static GtkWindow *
choose_window (TwApplication *application,
               GtkWindow     *parent)
{
  if (TW_IS_WINDOW (parent) && tw_window_get_document (TW_WINDOW (parent)) == NULL
      && find (application, parent, NULL) == NULL)
    return parent;

  return GTK_WINDOW (tw_application_create_window (application));
}

gboolean
tw_application_show_preparing (TwApplication *application,
                               const char    *path)
{
  Preparing *self = find (application, NULL, path);

  if (self != NULL && self->parent != NULL)
    gtk_window_present (self->parent);

  return self != NULL;
}

void
tw_application_prepare (TwApplication       *application,
                        GtkWindow           *parent,
                        const char          *path,
                        const TwPreparation *preparation)
{
  Preparing *self;
  g_autoptr (GTask) task = NULL;

  if (tw_application_show_preparing (application, path))
    return;

  self = g_new0 (Preparing, 1);
  self->application = g_object_ref (application);
  g_set_weak_pointer (&self->parent, choose_window (application, parent));
  self->path = g_strdup (path);
  self->preparation = preparation;
  self->cancellable = g_cancellable_new ();
  self->poll_source = g_timeout_add (POLL_MS, on_poll, self);
  g_ptr_array_add (get_running (application), self);
  update_stop (application);
  g_application_hold (G_APPLICATION (application));
  gtk_window_present (self->parent);

  task = g_task_new (application, self->cancellable, on_prepared, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, preparing_free);
  tw_background_run_task (task, prepare);
}

void
tw_application_stop_preparing (TwApplication *application,
                               GtkWindow     *parent)
{
  Preparing *self = find (application, parent, NULL);

  if (self != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* --- workspaces of an older format --- */

static gboolean
update (const char         *path,
        TwPrepareProgress   progress,
        gpointer            data,
        GCancellable       *cancellable,
        GError            **error)
{
  return tw_workspace_update (path, progress, data, cancellable, error);
}

void
tw_application_update (TwApplication *application,
                       GtkWindow     *parent,
                       const char    *path)
{
  static const TwPreparation preparation = {
    N_("Bringing the workspace up to date…"), N_("The Workspace Was Not Opened"), update, NULL,
  };

  tw_application_prepare (application, parent, path, &preparation);
}
