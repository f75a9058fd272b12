/* tw-window-undo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "tw-history.h"

#include <glib/gi18n-lib.h>

/* Undo and Redo: at once where little changes, else as a job, because an import or a run is rows by the million. */

typedef struct
{
  TwWindow *window;     /* weak */
  gint64    entry;
  gboolean  redo;
  gboolean  chosen;     /* among all, not the last */
  char     *label;
} Step;

static Step *
step_new (TwWindow *self,
          gboolean  redo,
          gint64    entry)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  Step *step = g_new0 (Step, 1);

  g_set_weak_pointer (&step->window, self);
  step->redo = redo;
  step->chosen = entry != 0;
  if (entry != 0)
    step->entry = entry;
  else
    step->entry = redo ? tw_history_next_redo (workspace, &step->label) : tw_history_next_undo (workspace, &step->label);

  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_weak_pointer (&step->window);
  g_free (step->label);
  g_free (step);
}

static const char *
failure (const Step *step)
{
  if (step->chosen)
    return _("The Change Was Not Undone");

  return step->redo ? _("Nothing Was Redone") : _("Nothing Was Undone");
}

static gboolean
take (const Step   *step,
      TwWorkspace  *workspace,
      GError      **error)
{
  return step->redo ? tw_history_redo (workspace, step->entry, NULL, error)
                    : tw_history_undo (workspace, step->entry, NULL, error);
}

static void
tell (const Step *step)
{
  TwWindow *self = step->window;
  g_autofree char *text = NULL;

  tw_document_changed (self->document);
  if (step->chosen)
    return;

  /* The button that was pressed turns insensitive with the last step and would take the focus along. */
  if (!step->redo && !gtk_widget_is_sensitive (self->undo_button) && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    tw_view_focus (self->view);

  if (step->label == NULL)
    return;
  /* Translators: %s is the change that was redone, or undone, such as “Add partner”. */
  text = g_strdup_printf (step->redo ? _("Redone: %s") : _("Undone: %s"), step->label);
  tw_window_toast (self, text, 0);
}

/* --- as a job --- */

static gboolean
take_in_thread (TwJob        *job,
                TwWorkspace  *workspace,
                gpointer      data,
                GError      **error)
{
  return take (data, workspace, error);
}

static void
on_taken (TwJob        *job,
          gpointer      data,
          const GError *error)
{
  const Step *step = data;

  if (step->window == NULL || step->window->document == NULL)
    return;

  step->window->undoing = FALSE;
  tw_window_update_actions (step->window);
  if (error == NULL)
    tell (step);
}

/* Takes @step. */
static void
run_step (TwWindow *self,
          Step     *step)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (GError) error = NULL;

  if (step->entry != 0 && (tw_workspace_is_busy (workspace) || tw_history_is_long (workspace, step->entry)))
    {
      /* The next step is known when this one is done. */
      self->undoing = TRUE;
      tw_window_update_actions (self);
      tw_window_run_job (self, step->redo ? _("Redoing") : _("Undoing"), failure (step), take_in_thread, on_taken, step,
                         step_free);
      return;
    }

  if (step->entry == 0 || take (step, workspace, &error))
    tell (step);
  else
    tw_window_show_error (self, failure (step), error);
  step_free (step);
}

/* --- the actions --- */

static void
undo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    run_step (self, step_new (self, FALSE, 0));
}

static void
redo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    run_step (self, step_new (self, TRUE, 0));
}

static void
undo_entry_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    run_step (self, step_new (self, FALSE, g_variant_get_int64 (parameter)));
}

void
tw_window_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-entry", "x", undo_entry_action);
}
