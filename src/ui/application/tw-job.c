/* tw-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-job.h"

#define POLL_MS 50

/* Whoever waits for half a second sees that it works: the row takes its time to be drawn. */
#define SLOW_MS 400

struct _TwJob
{
  GObject         parent_instance;

  char           *title;
  TwJobFunc       func;
  TwJobDone       done;
  gpointer        data;
  GDestroyNotify  data_free;
  GCancellable   *cancellable;
  TwWorkspace    *workspace;      /* while it runs */

  /* Parts per million, written by the thread and read by the main loop. */
  int             progress;

  double          fraction;
  gboolean        running;
  gboolean        slow;
  guint           poll_source;
  guint           slow_source;
};

G_DEFINE_FINAL_TYPE (TwJob, tw_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FRACTION,
  PROP_RUNNING,
  PROP_SLOW,
  N_PROPS
};

enum
{
  FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
on_poll (gpointer user_data)
{
  TwJob *self = user_data;
  int progress = g_atomic_int_get (&self->progress);
  double fraction = progress < 0 ? -1.0 : progress / 1e6;

  if (fraction != self->fraction || fraction < 0)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
on_slow (gpointer user_data)
{
  TwJob *self = user_data;

  self->slow_source = 0;
  self->slow = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOW]);

  return G_SOURCE_REMOVE;
}

static void
stop_watching (TwJob *self)
{
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->slow_source, g_source_remove);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  TwJob *self = source;
  g_autoptr (GError) error = NULL;
  gboolean done;

  tw_workspace_set_cancellable (self->workspace, self->cancellable);
  done = self->func (self, self->workspace, self->data, &error);
  tw_workspace_set_cancellable (self->workspace, NULL);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* On the main loop: what a job was given may point to widgets, and the thread may be the last that holds the job. */
static void
free_data (TwJob *self)
{
  gpointer data = g_steal_pointer (&self->data);

  if (data != NULL && self->data_free != NULL)
    self->data_free (data);
}

static void
finish (TwJob        *self,
        const GError *error)
{
  /* Who queued the job lets it go when it hears of this. */
  g_autoptr (TwJob) hold = g_object_ref (self);

  self->running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  if (self->done != NULL)
    self->done (self, self->data, error);

  g_signal_emit (self, signals[FINISHED], 0);
  free_data (self);
}

static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  TwJob *self = TW_JOB (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* Folded back into the one file only when the last connection closes, so this needs no report. */
  tw_workspace_close (self->workspace, NULL);
  g_clear_object (&self->workspace);
  stop_watching (self);
  finish (self, error);
}

static void
tw_job_finalize (GObject *object)
{
  TwJob *self = TW_JOB (object);

  stop_watching (self);
  free_data (self);
  g_clear_object (&self->cancellable);
  g_free (self->title);

  G_OBJECT_CLASS (tw_job_parent_class)->finalize (object);
}

static void
tw_job_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  TwJob *self = TW_JOB (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;

    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_SLOW:
      g_value_set_boolean (value, self->slow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_job_class_init (TwJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tw_job_finalize;
  object_class->get_property = tw_job_get_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, -1.0, 1.0, -1.0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SLOW] =
    g_param_spec_boolean ("slow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TwJob::finished:
   *
   * The job has ended and its done function was called.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_job_init (TwJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->fraction = -1.0;
  self->progress = -1;
}

TwJob *
tw_job_new (const char     *title,
            TwJobFunc       func,
            TwJobDone       done,
            gpointer        data,
            GDestroyNotify  data_free)
{
  TwJob *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (TW_TYPE_JOB, NULL);
  self->title = g_strdup (title);
  self->func = func;
  self->done = done;
  self->data = data;
  self->data_free = data_free;

  return self;
}

/**
 * tw_job_start:
 * @self: a job that was not started before
 * @workspace: (transfer full): a connection for the thread
 *
 * Starts the thread.
 */
void
tw_job_start (TwJob       *self,
              TwWorkspace *workspace)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TW_IS_JOB (self));
  g_return_if_fail (!self->running);

  self->workspace = workspace;
  self->running = TRUE;
  self->poll_source = g_timeout_add (POLL_MS, on_poll, self);
  self->slow_source = g_timeout_add (SLOW_MS, on_slow, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  /* The task doesn't get the cancellable: a function that cleaned up must be able to say so. */
  task = g_task_new (self, NULL, on_finished, NULL);
  g_task_run_in_thread (task, run_in_thread);
}

typedef struct
{
  TwJob  *job;
  GError *error;
} Failure;

static gboolean
on_failed (gpointer user_data)
{
  Failure *failure = user_data;

  finish (failure->job, failure->error);
  g_error_free (failure->error);
  g_free (failure);

  return G_SOURCE_REMOVE;
}

void
tw_job_fail (TwJob        *self,
             const GError *error)
{
  Failure *failure;

  g_return_if_fail (TW_IS_JOB (self));
  g_return_if_fail (error != NULL);

  /* Later, so that whoever queued the job holds it first. */
  failure = g_new0 (Failure, 1);
  failure->job = self;
  failure->error = g_error_copy (error);
  g_idle_add (on_failed, failure);
}

const char *
tw_job_get_title (TwJob *self)
{
  g_return_val_if_fail (TW_IS_JOB (self), NULL);

  return self->title;
}

double
tw_job_get_fraction (TwJob *self)
{
  g_return_val_if_fail (TW_IS_JOB (self), -1.0);

  return self->fraction;
}

gboolean
tw_job_is_running (TwJob *self)
{
  g_return_val_if_fail (TW_IS_JOB (self), FALSE);

  return self->running;
}

void
tw_job_set_fraction (TwJob  *self,
                     double  fraction)
{
  g_return_if_fail (TW_IS_JOB (self));

  g_atomic_int_set (&self->progress, fraction < 0 ? -1 : (int) (CLAMP (fraction, 0.0, 1.0) * 1e6));
}

gboolean
tw_job_is_cancelled (TwJob *self)
{
  g_return_val_if_fail (TW_IS_JOB (self), TRUE);

  return g_cancellable_is_cancelled (self->cancellable);
}

GCancellable *
tw_job_get_cancellable (TwJob *self)
{
  g_return_val_if_fail (TW_IS_JOB (self), NULL);

  return self->cancellable;
}

void
tw_job_cancel (TwJob *self)
{
  g_return_if_fail (TW_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
}
