/* tw-import-assistant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwImportAssistant, tw_import_assistant, TW_TYPE_ASSISTANT)

static const char *const step_titles[] = {
  N_("File and Kind"),
  N_("Format"),
  N_("Columns"),
  N_("Check"),
  N_("Result"),
};

/* --- what is shown --- */

static void
update_title (TwImportAssistant *self)
{
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *title = NULL;

  if (self->entity != NULL)
    /* Translators: %s is a kind of rows, such as Partners. */
    title = g_strdup_printf (_("Import %s"), tw_entity_get_label (self->entity, TRUE));
  else
    title = g_strdup (_("Import"));
  tw_assistant_set_titles (TW_ASSISTANT (self), title, name);
}

static void
update_buttons (TwImportAssistant *self)
{
  gboolean busy = tw_import_assistant_is_busy (self);
  gboolean result = self->step == TW_ASSISTANT_RESULT;
  g_autofree char *obstacle = busy ? g_strdup (_("Work is in progress."))
                                   : tw_import_page_get_obstacle (self->pages[self->step]);

  tw_assistant_set_next (TW_ASSISTANT (self),
                         result ? _("_Done") : self->step == TW_ASSISTANT_CHECK ? _("_Import") : _("_Next"),
                         obstacle);
  if (busy || gtk_widget_get_visible (GTK_WIDGET (self->message)))
    tw_assistant_set_hint (TW_ASSISTANT (self), NULL);
  gtk_widget_set_visible (tw_assistant_get_cancel (TW_ASSISTANT (self)), !result);
  gtk_widget_set_visible (tw_assistant_get_back (TW_ASSISTANT (self)), !result && self->step > TW_ASSISTANT_FILE);
  gtk_widget_set_sensitive (tw_assistant_get_back (TW_ASSISTANT (self)), !busy);
  gtk_widget_set_sensitive (tw_assistant_get_stack (TW_ASSISTANT (self)), !busy);
}

void
tw_import_assistant_update (TwImportAssistant *self)
{
  update_title (self);
  update_buttons (self);
}

void
tw_import_assistant_show (TwImportAssistant *self,
                          const char        *message)
{
  if (message != NULL)
    gtk_label_set_text (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
  update_buttons (self);
}

void
tw_import_assistant_go_to (TwImportAssistant *self,
                           TwAssistantStep    step)
{
  gboolean moved = self->step != step;

  self->step = step;
  tw_import_assistant_show (self, NULL);
  tw_import_page_update (self->pages[step]);
  tw_assistant_set_step (TW_ASSISTANT (self), step);
  tw_import_assistant_update (self);
  if (moved)
    tw_import_page_focus (self->pages[step]);
}

/* --- what the person does --- */

static void
tw_import_assistant_go_back (TwAssistant *assistant)
{
  TwImportAssistant *self = TW_IMPORT_ASSISTANT (assistant);

  tw_import_assistant_go_to (self, self->step - 1);
}

static void
tw_import_assistant_go_next (TwAssistant *assistant)
{
  tw_import_assistant_next (TW_IMPORT_ASSISTANT (assistant));
}

static void
on_discard_response (TwImportAssistant *self,
                     const char        *response)
{
  if (!g_str_equal (response, "discard"))
    return;

  self->touched = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_discard (TwImportAssistant *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Discard This Import?"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("Nothing has been written. What was chosen about format and columns "
                                 "is lost unless the mapping is saved."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep Editing"),
                                    "discard", _("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A step that runs is stopped first; the window goes when it has ended. */
static gboolean
tw_import_assistant_close_request (GtkWindow *window)
{
  TwImportAssistant *self = TW_IMPORT_ASSISTANT (window);

  if (tw_import_assistant_is_busy (self))
    {
      self->closing = TRUE;
      tw_import_assistant_stop (self);
      return GDK_EVENT_STOP;
    }
  if (self->touched && !self->committed)
    {
      ask_to_discard (self);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (tw_import_assistant_parent_class)->close_request (window);
}

/* --- making it --- */

static GtkWidget *
create_message (TwImportAssistant *self)
{
  self->message = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_selectable (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "assistant-message");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);

  return GTK_WIDGET (self->message);
}

static GtkWidget *
create_progress (TwImportAssistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *stop = gtk_button_new_with_mnemonic (_("_Stop"));

  self->progress_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->progress_label, 0);
  self->progress_bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Progress"), -1);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->progress_label));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->progress_bar));
  g_signal_connect_object (stop, "clicked", G_CALLBACK (tw_import_assistant_stop), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "job-row");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), stop);
  gtk_widget_set_visible (box, FALSE);
  self->progress_box = box;

  return box;
}

static void
create_pages (TwImportAssistant *self)
{
  GtkWidget *(*const makers[]) (TwImportAssistant *) = {
    tw_import_file_page_new,  tw_import_format_page_new, tw_import_columns_page_new,
    tw_import_check_page_new, tw_import_result_page_new,
  };
  const char *titles[TW_ASSISTANT_N_STEPS + 1] = { NULL };

  for (int i = 0; i < TW_ASSISTANT_N_STEPS; i++)
    titles[i] = _(step_titles[i]);
  tw_assistant_set_steps (TW_ASSISTANT (self), titles);
  for (int i = 0; i < TW_ASSISTANT_N_STEPS; i++)
    {
      GtkWidget *page = makers[i] (self);

      self->pages[i] = TW_IMPORT_PAGE (page);
      tw_assistant_add_page (TW_ASSISTANT (self), page);
    }
}

static void
tw_import_assistant_dispose (GObject *object)
{
  TwImportAssistant *self = TW_IMPORT_ASSISTANT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (tw_import_assistant_parent_class)->dispose (object);
}

static void
tw_import_assistant_class_init (TwImportAssistantClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_import_assistant_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tw_import_assistant_close_request;
  TW_ASSISTANT_CLASS (klass)->next = tw_import_assistant_go_next;
  TW_ASSISTANT_CLASS (klass)->back = tw_import_assistant_go_back;
}

static void
tw_import_assistant_init (TwImportAssistant *self)
{
  tw_assistant_append (TW_ASSISTANT (self), create_message (self));
  tw_assistant_append (TW_ASSISTANT (self), create_progress (self));
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 680);
}

TwImportAssistant *
tw_import_assistant_new (TwWindow *parent)
{
  TwImportAssistant *self;

  g_return_val_if_fail (TW_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (tw_window_get_document (parent) != NULL, NULL);

  self = g_object_new (TW_TYPE_IMPORT_ASSISTANT, "transient-for", parent, "destroy-with-parent", TRUE,
                       NULL);
  self->document = g_object_ref (tw_window_get_document (parent));
  create_pages (self);
  tw_import_assistant_go_to (self, TW_ASSISTANT_FILE);

  return self;
}

void
tw_import_assistant_set_file (TwImportAssistant *self,
                              GFile             *file)
{
  g_return_if_fail (TW_IS_IMPORT_ASSISTANT (self));
  g_return_if_fail (G_IS_FILE (file));

  if (tw_import_assistant_is_busy (self))
    return;

  g_set_object (&self->file, file);
  self->given = (TwCsvFormat) { 0 };
  self->stale = TRUE;
  tw_import_assistant_go_to (self, TW_ASSISTANT_FILE);
  tw_import_assistant_look (self);
}

TwImportAssistant *
tw_import_start (TwWindow *window,
                 GFile    *file)
{
  TwImportAssistant *self = tw_import_assistant_new (window);

  gtk_window_present (GTK_WINDOW (self));
  tw_import_page_focus (self->pages[TW_ASSISTANT_FILE]);
  if (file != NULL)
    tw_import_assistant_set_file (self, file);

  return self;
}
