/* tw-program-assistant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-assistant-private.h"

#include "common/tw-background.h"
#include "common/tw-discard.h"

#include <glib/gi18n-lib.h>

#define DRAFT_MS 400

G_DEFINE_FINAL_TYPE (TwProgramAssistant, tw_program_assistant, TW_TYPE_ASSISTANT)

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char * const step_titles[] = {
  N_("Objective"),
  N_("Partner Type"),
  N_("Template"),
  N_("Name and Day"),
};

/* --- what is shown --- */

static void
update_next (TwProgramAssistant *self)
{
  g_autofree char *obstacle = tw_program_assistant_get_obstacle (self, self->step);

  tw_assistant_set_next (TW_ASSISTANT (self), self->step == STEP_NAME ? _("C_reate") : _("_Next"), obstacle);
}

static void
go_to (TwProgramAssistant *self,
       AssistantStep       step)
{
  self->step = step;
  tw_program_assistant_enter_step (self, step);
  tw_assistant_set_step (TW_ASSISTANT (self), step);
  update_next (self);
  tw_program_assistant_focus_step (self, step);
}

static gboolean
on_draft_timeout (gpointer user_data)
{
  TwProgramAssistant *self = user_data;

  self->draft_source = 0;
  tw_program_assistant_keep (self);

  return G_SOURCE_REMOVE;
}

void
tw_program_assistant_changed (TwProgramAssistant *self)
{
  if (self->restoring)
    return;
  self->changed = TRUE;
  if (self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_MS, on_draft_timeout, self);
  update_next (self);
}

/* --- what the person does --- */

static void
create_program (TwProgramAssistant *self)
{
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  if (!tw_program_assistant_make (self, &version, &error))
    {
      if (error != NULL)
        tw_assistant_set_hint (TW_ASSISTANT (self), error->message);
      else
        go_to (self, STEP_OBJECTIVE);
      return;
    }
  self->done = TRUE;
  tw_program_assistant_forget (self);
  g_signal_emit (self, signals[MADE], 0, version);
  gtk_window_close (GTK_WINDOW (self));
}

/* A step isn't left with what can't be read: its message stands at the field. */
static void
tw_program_assistant_next (TwAssistant *assistant)
{
  TwProgramAssistant *self = TW_PROGRAM_ASSISTANT (assistant);
  JsonObject *objective;

  if (self->step == STEP_NAME)
    {
      create_program (self);
      return;
    }
  objective = self->step == STEP_OBJECTIVE ? tw_objective_form_collect (self->form) : json_object_new ();
  if (objective == NULL)
    return;
  json_object_unref (objective);
  go_to (self, self->step + 1);
}

static void
tw_program_assistant_back (TwAssistant *assistant)
{
  TwProgramAssistant *self = TW_PROGRAM_ASSISTANT (assistant);

  go_to (self, self->step - 1);
}

static gboolean
on_close_idle (gpointer user_data)
{
  gtk_window_close (user_data);

  return G_SOURCE_REMOVE;
}

/* The question stands before the window until it has been answered: it goes first. */
static void
on_discard (TwProgramAssistant *self)
{
  self->done = TRUE;
  tw_program_assistant_forget (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_close_idle, g_object_ref (self), g_object_unref);
}

static gboolean
tw_program_assistant_close_request (GtkWindow *window)
{
  TwProgramAssistant *self = TW_PROGRAM_ASSISTANT (window);

  if (self->changed && !self->done)
    {
      tw_discard_ask (window, G_CALLBACK (on_discard), self);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (tw_program_assistant_parent_class)->close_request (window);
}

/* --- making it --- */

/* What a crash left is put back, and can be thrown away. */
static GtkWidget *
create_restored (TwProgramAssistant *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Discard"));

  self->restored = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->restored_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->restored_label, TRUE);
  gtk_label_set_xalign (self->restored_label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->restored_label), TRUE);
  gtk_widget_add_css_class (self->restored, "assistant-hint");
  gtk_box_append (GTK_BOX (self->restored), GTK_WIDGET (self->restored_label));
  gtk_box_append (GTK_BOX (self->restored), button);
  gtk_widget_set_visible (self->restored, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_discard), self, G_CONNECT_SWAPPED);

  return self->restored;
}

static void
build (TwProgramAssistant *self)
{
  GtkWidget *(*const makers[]) (TwProgramAssistant *) = {
    tw_program_assistant_create_objective, tw_program_assistant_create_type, tw_program_assistant_create_template,
    tw_program_assistant_create_name,
  };
  const char *titles[N_STEPS + 1] = { NULL };

  for (guint i = 0; i < N_STEPS; i++)
    titles[i] = _(step_titles[i]);
  tw_assistant_set_steps (TW_ASSISTANT (self), titles);
  tw_assistant_set_titles (TW_ASSISTANT (self), _("New Program"), NULL);
  for (guint i = 0; i < N_STEPS; i++)
    {
      self->pages[i] = makers[i] (self);
      tw_assistant_add_page (TW_ASSISTANT (self), self->pages[i]);
    }
  tw_assistant_prepend (TW_ASSISTANT (self), create_restored (self));
}

static void
tw_program_assistant_dispose (GObject *object)
{
  TwProgramAssistant *self = TW_PROGRAM_ASSISTANT (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  tw_background_cancel (&self->measuring);

  G_OBJECT_CLASS (tw_program_assistant_parent_class)->dispose (object);
}

static void
tw_program_assistant_finalize (GObject *object)
{
  TwProgramAssistant *self = TW_PROGRAM_ASSISTANT (object);

  g_clear_object (&self->document);
  g_clear_object (&self->form);
  g_clear_object (&self->name);
  g_clear_object (&self->currency);
  g_clear_object (&self->first_day);
  for (guint i = 0; self->currencies != NULL && self->currencies[i].key != NULL; i++)
    g_free ((char *) self->currencies[i].key);
  g_free (self->currencies);
  g_free (self->measured);
  g_free (self->home_currency);

  G_OBJECT_CLASS (tw_program_assistant_parent_class)->finalize (object);
}

static void
tw_program_assistant_class_init (TwProgramAssistantClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_program_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_program_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_program_assistant_close_request;
  TW_ASSISTANT_CLASS (klass)->next = tw_program_assistant_next;
  TW_ASSISTANT_CLASS (klass)->back = tw_program_assistant_back;
  signals[MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
tw_program_assistant_init (TwProgramAssistant *self)
{
}

GtkWidget *
tw_program_assistant_new (GtkWindow  *parent,
                          TwDocument *document)
{
  TwProgramAssistant *self = g_object_new (TW_TYPE_PROGRAM_ASSISTANT, "default-width", 900,
                                           "default-height", 720, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  build (self);
  self->restoring = TRUE;
  tw_program_assistant_restore (self);
  self->restoring = FALSE;
  go_to (self, self->step);

  return GTK_WIDGET (self);
}
