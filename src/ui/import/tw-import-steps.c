/* tw-import-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The work behind the assistant's steps: each in a thread, with progress and a way to stop it. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"

#include "common/tw-background.h"
#include "tw-batch.h"
#include "tw-error.h"
#include "tw-import-guess.h"

#include <glib/gi18n-lib.h>

#define POLL_MS 100
#define SHOW_AFTER_US 500000

gboolean
tw_import_assistant_is_busy (TwImportAssistant *self)
{
  return self->cancellable != NULL;
}

void
tw_import_assistant_stop (TwImportAssistant *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static gboolean
on_poll (gpointer user_data)
{
  TwImportAssistant *self = user_data;
  double fraction = self->session != NULL ? tw_import_session_get_progress (self->session) : 0;

  if (g_get_monotonic_time () - self->started < SHOW_AFTER_US)
    return G_SOURCE_CONTINUE;

  gtk_widget_set_visible (self->progress_box, TRUE);
  if (fraction > 0 && fraction < 1)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  else
    gtk_progress_bar_pulse (self->progress_bar);

  return G_SOURCE_CONTINUE;
}

static void
begin (TwImportAssistant *self,
       const char        *label)
{
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->poll_source = g_timeout_add (POLL_MS, on_poll, self);
  /* What turns insensitive would keep the focus without being told, and text fields mind. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_label_set_text (self->progress_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  tw_import_assistant_show (self, NULL);
  tw_import_assistant_update (self);
}

/* FALSE where the window goes away and nothing is to be shown any more. */
static gboolean
end (TwImportAssistant *self)
{
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_object (&self->cancellable);

  if (self->document == NULL)
    return FALSE;

  gtk_widget_set_visible (self->progress_box, FALSE);

  if (self->closing && !self->committed)
    {
      self->touched = FALSE;
      gtk_window_close (GTK_WINDOW (self));
      return FALSE;
    }

  return TRUE;
}

/* Controls that wait lose the focus; it goes back to where it was, or to where the step begins. */
static void
settle (TwImportAssistant *self,
        TwAssistantStep    before)
{
  GtkWidget *focus;

  tw_import_assistant_update (self);
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (self->step != before || (focus != NULL && gtk_widget_get_mapped (focus)
                               && gtk_widget_is_ancestor (focus, tw_assistant_get_stack (TW_ASSISTANT (self)))))
    return;

  if (self->focus == NULL || !gtk_widget_get_mapped (self->focus) || !gtk_widget_grab_focus (self->focus))
    tw_import_page_focus (self->pages[self->step]);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, TW_ERROR, TW_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
show_error (TwImportAssistant *self,
            const GError      *error)
{
  tw_import_assistant_show (self, is_cancelled (error) ? _("Stopped. Nothing was changed.") : error->message);
}

/* --- steps of the session --- */

static void on_committed (TwImportAssistant *self,
                          const GError      *error);

static void
on_step_done (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TwImportAssistant) self = user_data;
  g_autoptr (GError) error = NULL;
  void (*done) (TwImportAssistant *, const GError *) = self->done;
  TwAssistantStep before;

  tw_import_session_run_finish (TW_IMPORT_SESSION (source), result, &error);
  self->done = NULL;

  /* What was written while the window was closing stays written, and is said so. */
  if (error == NULL && done == on_committed)
    self->committed = TRUE;
  if (!end (self))
    return;

  before = self->step;
  done (self, error);
  settle (self, before);
}

static void
run (TwImportAssistant *self,
     TwImportStep       step,
     const char        *label,
     void             (*done) (TwImportAssistant *, const GError *))
{
  begin (self, label);
  self->done = done;
  tw_import_session_run_async (self->session, step, self->cancellable, on_step_done,
                               g_object_ref (self));
}

/* --- the first look --- */

typedef struct
{
  GFile          *file;
  TwCsvProfile   *profile;
  const TwEntity *entity;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->file);
  g_clear_pointer (&look->profile, tw_csv_profile_free);
  g_free (look);
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Look *look = task_data;
  g_autofree char *name = g_file_get_basename (look->file);
  GError *error = NULL;

  look->profile = tw_csv_profile_new (look->file, NULL, cancellable, &error);
  if (look->profile == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  look->entity = tw_import_guess_entity (look->profile, name);
  g_task_return_boolean (task, TRUE);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TwImportAssistant) self = TW_IMPORT_ASSISTANT (g_object_ref (source));
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!end (self))
    return;

  if (error != NULL)
    {
      g_clear_object (&self->file);
      tw_import_page_update (self->pages[TW_ASSISTANT_FILE]);
      show_error (self, error);
    }
  else
    {
      tw_import_file_page_propose (self->pages[TW_ASSISTANT_FILE], look->entity, look->profile);
      g_clear_weak_pointer (&self->focus);
    }
  settle (self, TW_ASSISTANT_FILE);
  tw_import_page_focus (self->pages[TW_ASSISTANT_FILE]);
}

void
tw_import_assistant_look (TwImportAssistant *self)
{
  Look *look = g_new0 (Look, 1);
  g_autoptr (GTask) task = NULL;

  begin (self, _("Looking at the file"));
  look->file = g_object_ref (self->file);
  task = g_task_new (self, self->cancellable, on_looked, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, look, look_free);
  tw_background_run_task (task, look_in_thread);
}

/* --- open --- */

/* The choices about columns survive reading the file in another way, as far as it has them still. */
static void
restore_kept (TwImportAssistant *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = g_steal_pointer (&self->kept);
  g_autofree char *currency = NULL;

  if (kept == NULL)
    return;

  currency = tw_batch_read_currency (tw_document_get_workspace (self->document), NULL);
  if (!tw_import_mapping_apply_json (tw_import_session_get_mapping (self->session), kept, NULL, &error))
    {
      tw_import_mapping_suggest (tw_import_session_get_mapping (self->session),
                                 tw_import_session_get_profile (self->session), currency);
      tw_import_assistant_show (self, error->message);
    }
}

static void
on_opened (TwImportAssistant *self,
           const GError      *error)
{
  if (error != NULL)
    {
      g_clear_pointer (&self->kept, g_free);
      tw_import_page_update (self->pages[self->step]);
      show_error (self, error);
      return;
    }

  self->stale = FALSE;
  restore_kept (self);
  tw_import_session_focus (self->session, NULL);
  if (self->step == TW_ASSISTANT_FILE)
    tw_import_assistant_go_to (self, TW_ASSISTANT_FORMAT);
  else
    tw_import_page_update (self->pages[self->step]);
}

static void
open_session (TwImportAssistant *self)
{
  tw_import_session_prepare (self->session, self->file, &self->given);
  run (self, TW_IMPORT_STEP_OPEN, _("Reading the file"), on_opened);
}

void
tw_import_assistant_reopen (TwImportAssistant *self)
{
  TwImportMapping *mapping = tw_import_session_get_mapping (self->session);

  g_clear_pointer (&self->kept, g_free);
  if (mapping != NULL && self->touched)
    self->kept = tw_import_mapping_to_json (mapping, &tw_import_session_get_profile (self->session)->format);
  open_session (self);
}

/* --- check --- */

static void
on_checked (TwImportAssistant *self,
            const GError      *error)
{
  if (error != NULL)
    {
      tw_import_page_update (self->pages[self->step]);
      show_error (self, error);
    }
  else
    {
      tw_import_assistant_go_to (self, TW_ASSISTANT_CHECK);
    }
}

void
tw_import_assistant_recheck (TwImportAssistant *self)
{
  run (self, TW_IMPORT_STEP_CHECK, _("Checking every row"), on_checked);
}

/* Which columns hold dates may have changed since the format was looked at. */
static void
leave_columns (TwImportAssistant *self)
{
  if (tw_import_session_focus (self->session, NULL))
    {
      tw_import_assistant_recheck (self);
      return;
    }

  tw_import_assistant_go_to (self, TW_ASSISTANT_FORMAT);
  tw_import_assistant_show (self, _("The chosen columns hold values that can be read in two ways. "
                                    "Choose how, below the evidence."));
}

/* --- commit --- */

static void
on_committed (TwImportAssistant *self,
              const GError      *error)
{
  if (error != NULL)
    {
      tw_import_page_update (self->pages[TW_ASSISTANT_CHECK]);
      show_error (self, error);
      return;
    }

  self->committed = TRUE;
  tw_document_changed (self->document);
  tw_import_assistant_go_to (self, TW_ASSISTANT_RESULT);
}

/* --- undo --- */

static gboolean
undo_in_thread (TwJob        *job,
                TwWorkspace  *workspace,
                gpointer      data,
                GError      **error)
{
  TwImportAssistant *self = data;

  return tw_import_undo (workspace, tw_import_session_get_batch (self->session), error);
}

static void
on_undone (TwJob        *job,
           gpointer      data,
           const GError *error)
{
  TwImportAssistant *self = data;

  if (!end (self))
    return;

  if (error != NULL)
    show_error (self, error);
  else
    self->undone = TRUE;

  tw_document_changed (self->document);
  tw_import_page_update (self->pages[TW_ASSISTANT_RESULT]);
  settle (self, TW_ASSISTANT_RESULT);
}

void
tw_import_assistant_undo (TwImportAssistant *self)
{
  TwJob *job;

  if (tw_import_assistant_is_busy (self))
    return;

  begin (self, _("Undoing the import"));
  job = tw_document_run_job (self->document, _("Undoing the import"), undo_in_thread, on_undone,
                             g_object_ref (self), g_object_unref);
  g_set_object (&self->cancellable, tw_job_get_cancellable (job));
}

void
tw_import_assistant_next (TwImportAssistant *self)
{
  switch (self->step)
    {
    case TW_ASSISTANT_FILE:
      if (!self->stale && self->session != NULL)
        {
          tw_import_assistant_go_to (self, TW_ASSISTANT_FORMAT);
          break;
        }
      g_clear_object (&self->session);
      self->session = tw_import_session_new (tw_document_get_workspace (self->document), self->entity);
      tw_import_session_get_options (self->session)->in_window = TRUE;
      open_session (self);
      break;

    case TW_ASSISTANT_FORMAT:
      tw_import_assistant_go_to (self, TW_ASSISTANT_COLUMNS);
      break;

    case TW_ASSISTANT_COLUMNS:
      leave_columns (self);
      break;

    case TW_ASSISTANT_CHECK:
      /* An expected total that is still being typed counts: the rows are held against it first. */
      if (tw_import_page_flush (self->pages[TW_ASSISTANT_CHECK]))
        break;
      run (self, TW_IMPORT_STEP_COMMIT, _("Importing"), on_committed);
      break;

    case TW_ASSISTANT_RESULT:
    case TW_ASSISTANT_N_STEPS:
    default:
      gtk_window_close (GTK_WINDOW (self));
      break;
    }
}
