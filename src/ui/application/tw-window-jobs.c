/* tw-window-jobs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwWindow       *window;       /* weak */
  GtkApplication *application;  /* owned */
  char           *title;
  char           *failure;
  TwJobFunc       func;
  TwJobDone       done;
  gpointer        data;
  GDestroyNotify  data_free;
} WindowJob;

static void
window_job_free (gpointer user_data)
{
  WindowJob *job = user_data;

  g_clear_weak_pointer (&job->window);
  g_clear_object (&job->application);
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_free (job->title);
  g_free (job->failure);
  g_free (job);
}

static gboolean
run_window_job (TwJob        *job,
                TwWorkspace  *workspace,
                gpointer      data,
                GError      **error)
{
  WindowJob *window_job = data;

  return window_job->func (job, workspace, window_job->data, error);
}

/* Who works elsewhere meanwhile is told by the desktop. */
static void
notify_elsewhere (WindowJob *job,
                  gboolean   good)
{
  g_autoptr (GNotification) notification = NULL;

  if (job->application == NULL || job->window == NULL ||
      gtk_window_is_active (GTK_WINDOW (job->window)))
    return;

  notification = g_notification_new (job->title);
  /* Translators: body of a notification whose title names the work that has ended. */
  g_notification_set_body (notification, good ? _("Finished") : _("Failed"));
  g_notification_set_default_action_and_target (
      notification, "app.show-window", "u",
      gtk_application_window_get_id (GTK_APPLICATION_WINDOW (job->window)));
  g_application_send_notification (G_APPLICATION (job->application), "job", notification);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, TW_ERROR, TW_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_window_job_done (TwJob        *job,
                    gpointer      data,
                    const GError *error)
{
  WindowJob *window_job = data;
  gboolean slow;

  if (window_job->done != NULL)
    window_job->done (job, window_job->data, error);

  g_object_get (job, "slow", &slow, NULL);

  if (window_job->window == NULL)
    return;

  if (error != NULL && is_cancelled (error))
    tw_window_toast (window_job->window, _("Cancelled, nothing changed"), 0);
  else if (error != NULL && window_job->failure != NULL)
    tw_window_show_error (window_job->window, window_job->failure, error);

  if (slow && (error == NULL || !is_cancelled (error)))
    notify_elsewhere (window_job, error == NULL);
}

TwJob *
tw_window_run_job (TwWindow       *self,
                   const char     *title,
                   const char     *failure,
                   TwJobFunc       func,
                   TwJobDone       done,
                   gpointer        data,
                   GDestroyNotify  data_free)
{
  WindowJob *job;

  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);
  g_return_val_if_fail (self->document != NULL, NULL);

  job = g_new0 (WindowJob, 1);
  g_set_weak_pointer (&job->window, self);
  g_set_object (&job->application, gtk_window_get_application (GTK_WINDOW (self)));
  job->title = g_strdup (title);
  job->failure = g_strdup (failure);
  job->func = func;
  job->done = done;
  job->data = data;
  job->data_free = data_free;

  return tw_document_run_job (self->document, title, run_window_job, on_window_job_done, job,
                              window_job_free);
}

/* --- what is seen of the job that runs --- */

static void
show_fraction (GtkProgressBar *bar,
               double          fraction)
{
  if (fraction < 0)
    gtk_progress_bar_pulse (bar);
  else
    gtk_progress_bar_set_fraction (bar, fraction);
}

void
tw_window_update_job (TwWindow *self)
{
  TwJob *job = self->document != NULL ? tw_document_get_job (self->document) : NULL;
  gboolean slow = FALSE;
  double fraction;
  g_autofree char *text = NULL;

  if (job != NULL)
    g_object_get (job, "slow", &slow, NULL);

  gtk_revealer_set_reveal_child (self->job_revealer, slow);
  gtk_widget_set_visible (GTK_WIDGET (self->folded_job_bar),
                          slow && adw_leaflet_get_folded (self->leaflet));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-job", slow);

  if (!slow)
    {
      /* A bar that pulses draws frame after frame, seen or not, until it is told how far it is. */
      gtk_progress_bar_set_fraction (self->job_bar, 0);
      gtk_progress_bar_set_fraction (self->folded_job_bar, 0);
      return;
    }

  fraction = tw_job_get_fraction (job);
  show_fraction (self->job_bar, fraction);
  show_fraction (self->folded_job_bar, fraction);

  /* Translators: name of the work in progress and how far it is. */
  text = fraction < 0 ? g_strdup (tw_job_get_title (job))
                      : g_strdup_printf (_("%1$s · %2$d %%"), tw_job_get_title (job),
                                         (int) (fraction * 100));
  gtk_label_set_text (self->job_label, text);
}

static void
on_job (TwWindow *self)
{
  g_signal_group_set_target (self->job_signals, self->document != NULL
                                                  ? tw_document_get_job (self->document)
                                                  : NULL);
  tw_window_update_job (self);
}

void
tw_window_init_jobs (TwWindow *self)
{
  self->job_signals = g_signal_group_new (TW_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify", G_CALLBACK (tw_window_update_job),
                                  self);
  g_signal_group_connect_swapped (self->document_signals, "notify::job", G_CALLBACK (on_job), self);
  g_signal_connect_object (self->document_signals, "bind", G_CALLBACK (on_job), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* --- closing --- */

static void
on_stop_finished (TwWindow *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_stop_response (TwWindow   *self,
                  const char *response)
{
  TwJob *job = self->document != NULL ? tw_document_get_job (self->document) : NULL;

  if (!g_str_equal (response, "stop"))
    return;

  if (job == NULL)
    {
      on_stop_finished (self);
      return;
    }

  g_signal_connect_object (job, "finished", G_CALLBACK (on_stop_finished), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  tw_job_cancel (job);
}

/* Another window on the same workspace keeps the work going. */
static gboolean
is_last_window (TwWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (l->data != self && TW_IS_WINDOW (l->data) &&
          tw_window_get_document (l->data) == self->document)
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_window_may_close (TwWindow *self)
{
  TwJob *job = self->document != NULL ? tw_document_get_job (self->document) : NULL;
  GtkWidget *dialog;

  if (job == NULL || self->closing || !is_last_window (self))
    return TRUE;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Stop the Work in Progress?"), NULL);
  /* Translators: %s names the work, such as “Importing partners”. */
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has not finished. Closing stops it and leaves the "
                                    "workspace as it was before."),
                                  tw_job_get_title (job));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep Open"),
                                    "stop", _("_Stop and Close"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_stop_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return FALSE;
}
