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

G_DEFINE_FINAL_TYPE (TwProgramAssistant, tw_program_assistant, ADW_TYPE_WINDOW)

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
update_side (TwProgramAssistant *self)
{
  for (int i = 0; i < N_STEPS; i++)
    {
      GtkWidget *image = gtk_widget_get_first_child (self->side_rows[i]);

      gtk_image_set_from_icon_name (GTK_IMAGE (image), (int) self->step > i ? "object-select-symbolic" : NULL);
      if ((int) self->step == i)
        gtk_widget_add_css_class (self->side_rows[i], "current-step");
      else
        gtk_widget_remove_css_class (self->side_rows[i], "current-step");
      gtk_widget_set_sensitive (self->side_rows[i], (int) self->step >= i);
    }
}

static void
update_title (TwProgramAssistant *self)
{
  gboolean narrow = tw_size_bin_get_size_class (self->size_bin) == TW_SIZE_NARROW;
  g_autofree char *step = g_strdup_printf (_("Step %1$d of %2$d"), self->step + 1, N_STEPS);
  /* Translators: the title of the window for the reader of a screen: New Program, and the step. */
  g_autofree char *label = g_strdup_printf (_("%1$s – %2$s"), _("New Program"), _(step_titles[self->step]));

  gtk_window_set_title (GTK_WINDOW (self), label);
  adw_window_title_set_title (self->title, narrow ? step : _("New Program"));
  adw_window_title_set_subtitle (self->title, narrow ? _(step_titles[self->step]) : "");
  gtk_widget_set_visible (self->side, !narrow);
}

static void
show_hint (TwProgramAssistant *self,
           const char         *text)
{
  gtk_label_set_text (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
}

static void
update_buttons (TwProgramAssistant *self)
{
  g_autofree char *obstacle = tw_program_assistant_get_obstacle (self, self->step);

  gtk_button_set_label (GTK_BUTTON (self->next), self->step == STEP_NAME ? _("C_reate") : _("_Next"));
  gtk_widget_set_sensitive (self->next, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->next, obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
  gtk_widget_set_visible (self->back, self->step > STEP_OBJECTIVE);
  show_hint (self, obstacle);
}

static void
update (TwProgramAssistant *self)
{
  update_side (self);
  update_title (self);
  update_buttons (self);
}

static void
go_to (TwProgramAssistant *self,
       AssistantStep       step)
{
  self->step = step;
  tw_program_assistant_enter_step (self, step);
  gtk_stack_set_visible_child (self->stack, self->pages[step]);
  update (self);
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
  update_buttons (self);
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
        show_hint (self, error->message);
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
on_next (TwProgramAssistant *self)
{
  JsonObject *objective;

  if (!gtk_widget_is_sensitive (self->next))
    return;
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
on_back (TwProgramAssistant *self)
{
  if (self->step > STEP_OBJECTIVE)
    go_to (self, self->step - 1);
}

static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  on_back (TW_PROGRAM_ASSISTANT (widget));
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

static GtkWidget *
create_header (TwProgramAssistant *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "assistant.back");
  self->next = gtk_button_new_with_mnemonic (_("_Next"));
  gtk_widget_add_css_class (self->next, "suggested-action");
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->next);

  return header;
}

static GtkWidget *
create_side (TwProgramAssistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (box, 180, -1);
  gtk_widget_add_css_class (box, "import-steps");
  for (int i = 0; i < N_STEPS; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *text = g_strdup_printf ("%d  %s", i + 1, _(step_titles[i]));
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (row), gtk_image_new ());
      gtk_box_append (GTK_BOX (row), label);
      gtk_box_append (GTK_BOX (box), row);
      self->side_rows[i] = row;
    }
  gtk_box_append (GTK_BOX (self->side), box);
  gtk_box_append (GTK_BOX (self->side), gtk_separator_new (GTK_ORIENTATION_VERTICAL));

  return self->side;
}

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
  gtk_widget_add_css_class (self->restored, "import-hint");
  gtk_box_append (GTK_BOX (self->restored), GTK_WIDGET (self->restored_label));
  gtk_box_append (GTK_BOX (self->restored), button);
  gtk_widget_set_visible (self->restored, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_discard), self, G_CONNECT_SWAPPED);

  return self->restored;
}

static GtkWidget *
create_hint (TwProgramAssistant *self)
{
  self->hint = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_wrap_mode (self->hint, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "import-hint");

  return GTK_WIDGET (self->hint);
}

static void
build (TwProgramAssistant *self)
{
  GtkWidget *(*const makers[]) (TwProgramAssistant *) = {
    tw_program_assistant_create_objective, tw_program_assistant_create_type, tw_program_assistant_create_template,
    tw_program_assistant_create_name,
  };
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *main_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  for (guint i = 0; i < N_STEPS; i++)
    {
      self->pages[i] = makers[i] (self);
      gtk_stack_add_titled (self->stack, self->pages[i], NULL, _(step_titles[i]));
    }
  gtk_box_append (GTK_BOX (main_box), create_restored (self));
  gtk_box_append (GTK_BOX (main_box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (main_box), create_hint (self));
  gtk_box_append (GTK_BOX (body), create_side (self));
  gtk_box_append (GTK_BOX (body), main_box);
  self->size_bin = TW_SIZE_BIN (tw_size_bin_new (320));
  adw_bin_set_child (ADW_BIN (self->size_bin), body);
  gtk_widget_set_vexpand (GTK_WIDGET (self->size_bin), TRUE);
  g_signal_connect_object (self->size_bin, "notify::size-class", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (content), create_header (self));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->size_bin));
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->next);
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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_program_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_program_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_program_assistant_close_request;
  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "assistant.back", NULL);
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
  TwProgramAssistant *self = g_object_new (TW_TYPE_PROGRAM_ASSISTANT, "modal", TRUE, "default-width", 900,
                                           "default-height", 720, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  build (self);
  self->restoring = TRUE;
  tw_program_assistant_restore (self);
  self->restoring = FALSE;
  go_to (self, self->step);

  return GTK_WIDGET (self);
}
