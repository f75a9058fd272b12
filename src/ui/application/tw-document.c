/* tw-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-document.h"

#include "application/tw-settings.h"
#include "common/tw-period-text.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-last-date.h"
#include "tw-list-load.h"
#include "tw-metric-compute.h"
#include "tw-run-reader.h"
#include "tw-run.h"

#include <glib/gi18n-lib.h>

#define POLL_SECONDS 1

struct _TwDocument
{
  GObject      parent_instance;

  /* owned */
  TwWorkspace *workspace;
  TwCalendar  *calendar;
  char        *path;
  char        *name;
  char        *period;
  char        *undo_label;
  char        *redo_label;
  GQueue       jobs;            /* TwJob*, the head is the one that runs */

  TwSpan       span;
  gboolean     read_only;
  guint        poll_source;
  guint        changed_source;
};

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

static void
take_period (TwDocument *self,
             char       *name,
             TwSpan      span)
{
  self->span = span;

  if (g_strcmp0 (self->period, name) == 0)
    {
      g_free (name);
      return;
    }

  g_free (self->period);
  self->period = name;
  tw_settings_set_period (self->path, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERIOD]);
}

/* Where this person was in this workspace, else where its data ends, else today. */
static void
restore_period (TwDocument *self)
{
  g_autofree char *kept = tw_settings_get_period (self->path);
  TwDate last = tw_workspace_last_date (self->workspace);
  TwSpan span;

  if (kept != NULL && tw_document_set_period (self, kept, NULL))
    return;

  if (last != TW_DATE_NONE &&
      tw_calendar_unit_at (self->calendar, TW_CALENDAR_QUARTER, last, &span))
    take_period (self, tw_calendar_name (self->calendar, TW_CALENDAR_QUARTER, span.start), span);
  else
    tw_document_set_period (self, NULL, NULL);
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
  restore_period (self);
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

/* The fiscal year is settled in the workspace, where undo and other programs change it too. The period on show is then
 * the one of its size that holds its first day: the old name may mean other days, or none. */
static void
follow_calendar (TwDocument *self)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (self->workspace, NULL);
  TwCalendarUnit unit = TW_CALENDAR_QUARTER;
  TwSpan span;

  if (calendar == NULL || tw_calendar_equal (calendar, self->calendar))
    return;

  tw_calendar_parse (self->calendar, self->period, &span, &unit, NULL);
  g_clear_pointer (&self->calendar, tw_calendar_free);
  self->calendar = g_steal_pointer (&calendar);
  if (unit == TW_CALENDAR_CUSTOM || !tw_calendar_unit_at (self->calendar, unit, self->span.start, &span))
    {
      tw_document_set_period (self, NULL, NULL);
      return;
    }

  g_clear_pointer (&self->period, g_free);
  take_period (self, tw_calendar_name (self->calendar, unit, span.start), span);
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

  follow_calendar (self);
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

/* --- the period --- */

const TwCalendar *
tw_document_get_calendar (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->calendar;
}

const char *
tw_document_get_period (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), NULL);

  return self->period;
}

TwSpan
tw_document_get_span (TwDocument *self)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (self), ((TwSpan) { 0, 0 }));

  return self->span;
}

/* A period of a published program's own calendar, by its name. @error is set already, and cleared where it is one. */
static gboolean
take_own_period (TwDocument  *self,
                 const char  *name,
                 GError     **error)
{
  TwSpan span;

  if (!tw_run_parse_period (self->workspace, name, &span, NULL))
    return FALSE;

  g_clear_error (error);
  take_period (self, g_strdup (name), span);

  return TRUE;
}

/**
 * tw_document_set_period:
 * @text: (nullable): what tw_period_parse() takes; %NULL for the quarter that holds today
 *
 * Returns: %FALSE with @error when @text names no period of the calendar; the period stays as it
 * was
 */
gboolean
tw_document_set_period (TwDocument  *self,
                        const char  *text,
                        GError     **error)
{
  TwSpan span;
  TwCalendarUnit unit = TW_CALENDAR_QUARTER;

  g_return_val_if_fail (TW_IS_DOCUMENT (self), FALSE);

  if (text == NULL)
    tw_calendar_unit_at (self->calendar, unit, tw_period_today (), &span);
  else if (!tw_period_parse (self->calendar, tw_period_today (), text, &span, &unit, error))
    return take_own_period (self, text, error);

  take_period (self, tw_calendar_name (self->calendar, unit, span.start), span);

  return TRUE;
}

/**
 * tw_document_step_period:
 * @steps: how many units of the same length forward, backward when negative
 */
void
tw_document_step_period (TwDocument *self,
                         int         steps)
{
  TwSpan span;
  TwCalendarUnit unit;

  g_return_if_fail (TW_IS_DOCUMENT (self));

  if (!tw_calendar_parse (self->calendar, self->period, &span, &unit, NULL))
    return;

  for (int i = 0; i < ABS (steps); i++)
    {
      TwDate neighbor = steps > 0 ? span.end : span.start - 1;

      if (!tw_calendar_unit_at (self->calendar, unit, neighbor, &span))
        return;
    }

  take_period (self, tw_calendar_name (self->calendar, unit, span.start), span);
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
