/* tw-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-document-private.h"

#include "tw-history.h"
#include "tw-list-load.h"
#include "tw-metric-compute.h"
#include "tw-run-reader.h"


#define POLL_SECONDS 1

G_DEFINE_FINAL_TYPE (TwDocument, tw_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_PERIOD,
  PROP_READ_ONLY,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_JOB,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
take_label (TwDocument *self,
            char      **where,
            char       *label,
            int         prop)
{
  if (g_strcmp0 (*where, label) == 0)
    {
      g_free (label);
      return;
    }

  g_free (*where);
  *where = label;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
update_labels (TwDocument *self)
{
  char *undo = NULL;
  char *redo = NULL;

  if (self->workspace != NULL && !self->read_only)
    {
      tw_history_next_undo (self->workspace, &undo);
      tw_history_next_redo (self->workspace, &redo);
    }

  take_label (self, &self->undo_label, undo, PROP_UNDO_LABEL);
  take_label (self, &self->redo_label, redo, PROP_REDO_LABEL);
}

static gboolean
on_changed_idle (gpointer user_data)
{
  TwDocument *self = user_data;

  self->changed_source = 0;
  tw_document_changed (self);

  return G_SOURCE_REMOVE;
}

/* One action may commit several times, and views need only see the last state. */
static void
on_workspace_changed (TwDocument *self)
{
  if (self->changed_source == 0)
    self->changed_source = g_idle_add (on_changed_idle, self);
}

static gboolean
on_poll (gpointer user_data)
{
  TwDocument *self = user_data;

  tw_workspace_poll (self->workspace);

  return G_SOURCE_CONTINUE;
}

static void
tw_document_dispose (GObject *object)
{
  TwDocument *self = TW_DOCUMENT (object);

  tw_document_close (self);

  G_OBJECT_CLASS (tw_document_parent_class)->dispose (object);
}

static void
tw_document_finalize (GObject *object)
{
  TwDocument *self = TW_DOCUMENT (object);

  g_queue_clear_full (&self->jobs, g_object_unref);
  g_clear_pointer (&self->calendar, tw_calendar_free);
  g_free (self->path);
  g_free (self->name);
  g_free (self->period);
  g_free (self->undo_label);
  g_free (self->redo_label);

  G_OBJECT_CLASS (tw_document_parent_class)->finalize (object);
}

static void
tw_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TwDocument *self = TW_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_PERIOD:
      g_value_set_string (value, self->period);
      break;

    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;

    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;

    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;

    case PROP_JOB:
      g_value_set_object (value, g_queue_peek_head (&self->jobs));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_document_class_init (TwDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tw_document_dispose;
  object_class->finalize = tw_document_finalize;
  object_class->get_property = tw_document_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PERIOD] = g_param_spec_string ("period", NULL, NULL, NULL, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, TW_TYPE_JOB, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_document_init (TwDocument *self)
{
  g_queue_init (&self->jobs);
}

static char *
name_of_path (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, TW_WORKSPACE_EXTENSION))
    name[strlen (name) - strlen (TW_WORKSPACE_EXTENSION)] = '\0';

  return name;
}

static TwDocument *
document_take (TwWorkspace *workspace)
{
  TwDocument *self = g_object_new (TW_TYPE_DOCUMENT, NULL);

  self->workspace = workspace;
  self->path = g_strdup (tw_workspace_get_path (workspace));
  self->name = name_of_path (self->path);
  self->read_only = tw_workspace_is_read_only (workspace);
  self->calendar = tw_workspace_calendar (workspace, NULL);
  if (self->calendar == NULL)
    self->calendar = tw_calendar_new (1, 1, NULL);
  tw_document_restore_period (self);
  update_labels (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self,
                           G_CONNECT_SWAPPED);
  self->poll_source = g_timeout_add_seconds (POLL_SECONDS, on_poll, self);

  return self;
}

TwDocument *
tw_document_open (const char  *path,
                  GError     **error)
{
  TwWorkspace *workspace;

  g_return_val_if_fail (path != NULL, NULL);

  workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, NULL, error);

  return workspace != NULL ? document_take (workspace) : NULL;
}

TwDocument *
tw_document_create (const char  *path,
                    GError     **error)
{
  g_autofree char *name = NULL;
  TwWorkspaceInit init = { NULL, };
  TwWorkspace *workspace;

  g_return_val_if_fail (path != NULL, NULL);

  name = name_of_path (path);
  init.name = name;
  workspace = tw_workspace_create (path, &init, NULL, error);

  return workspace != NULL ? document_take (workspace) : NULL;
}

TwWorkspace *
tw_document_get_workspace (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->workspace;
}

/**
 * tw_document_close:
 * @self: a document
 *
 * Closes the workspace. No job may run any more; those that wait are dropped.
 */
void
tw_document_close (TwDocument *self)
{
  g_return_if_fail (TW_IS_DOCUMENT (self));

  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->changed_source, g_source_remove);

  if (self->workspace == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->workspace, self);
  tw_list_wait (self->workspace);
  tw_metric_forget (self->workspace);
  tw_workspace_close (self->workspace, NULL);
  g_clear_object (&self->workspace);
}

const char *
tw_document_get_path (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->path;
}

const char *
tw_document_get_name (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->name;
}

gboolean
tw_document_is_read_only (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), TRUE);

  return self->read_only;
}

/**
 * tw_document_changed:
 * @self: a document
 *
 * Tells every view of every window now that the workspace holds something new. Commits do it by
 * themselves a moment later; who needs the views to be up to date before going on calls this.
 */
void
tw_document_changed (TwDocument *self)
{
  g_return_if_fail (TW_IS_DOCUMENT (self));

  g_clear_handle_id (&self->changed_source, g_source_remove);

  if (self->workspace == NULL)
    return;

  tw_document_follow_calendar (self);
  update_labels (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- undo --- */

const char *
tw_document_get_undo_label (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->undo_label;
}

const char *
tw_document_get_redo_label (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->redo_label;
}

gint64
tw_document_get_last_entry (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), 0);

  return self->workspace != NULL ? tw_history_next_undo (self->workspace, NULL) : 0;
}

gboolean
tw_document_undo (TwDocument  *self,
                  GError     **error)
{
  gint64 entry;

  g_return_val_if_fail (TW_IS_DOCUMENT (self), FALSE);

  entry = tw_history_next_undo (self->workspace, NULL);

  return entry == 0 || tw_document_undo_entry (self, entry, error);
}

gboolean
tw_document_redo (TwDocument  *self,
                  GError     **error)
{
  gint64 entry;

  g_return_val_if_fail (TW_IS_DOCUMENT (self), FALSE);

  entry = tw_history_next_redo (self->workspace, NULL);

  if (entry != 0 && !tw_history_redo (self->workspace, entry, NULL, error))
    return FALSE;

  tw_document_changed (self);

  return TRUE;
}

gboolean
tw_document_undo_entry (TwDocument  *self,
                        gint64       history_id,
                        GError     **error)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), FALSE);

  if (!tw_history_undo (self->workspace, history_id, NULL, error))
    return FALSE;

  tw_document_changed (self);

  return TRUE;
}

/* --- jobs --- */

static void start_next_job (TwDocument *self);

static void
on_job_finished (TwDocument *self,
                 TwJob      *job)
{
  g_queue_remove (&self->jobs, job);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
  g_object_unref (job);

  if (self->workspace != NULL)
    {
      tw_workspace_poll (self->workspace);
      start_next_job (self);
    }

  /* Taken when the job started: a job needs its document to the end. */
  g_object_unref (self);
}

static void
start_next_job (TwDocument *self)
{
  TwJob *job = g_queue_peek_head (&self->jobs);
  TwWorkspace *fork;
  g_autoptr (GError) error = NULL;

  if (job == NULL)
    return;

  fork = tw_workspace_fork (self->workspace, self->read_only ? TW_OPEN_READ_ONLY : TW_OPEN_DEFAULT,
                            &error);
  g_object_ref (self);

  if (fork == NULL)
    tw_job_fail (job, error);
  else
    tw_job_start (job, fork);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

TwJob *
tw_document_run_job (TwDocument     *self,
                     const char     *title,
                     TwJobFunc       func,
                     TwJobDone       done,
                     gpointer        data,
                     GDestroyNotify  data_free)
{
  TwJob *job;

  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  job = tw_job_new (title, func, done, data, data_free);
  g_signal_connect_object (job, "finished", G_CALLBACK (on_job_finished), self, G_CONNECT_SWAPPED);
  g_queue_push_tail (&self->jobs, job);

  if (self->jobs.length == 1)
    start_next_job (self);

  return job;
}

TwJob *
tw_document_get_job (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return g_queue_peek_head (&self->jobs);
}
