/* tw-import-assistant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwImportAssistant, tw_import_assistant, ADW_TYPE_WINDOW)

static const char *const step_titles[] = {
  N_("File and Kind"),
  N_("Format"),
  N_("Columns"),
  N_("Check"),
  N_("Result"),
};

/* --- what is shown --- */

static void
update_side (TwImportAssistant *self)
{
  for (int i = 0; i < TW_ASSISTANT_N_STEPS; i++)
    {
      GtkWidget *row = self->side_rows[i];
      GtkWidget *image = gtk_widget_get_first_child (row);

      gtk_image_set_from_icon_name (GTK_IMAGE (image), (int) self->step > i ? "object-select-symbolic"
                                                                            : NULL);
      if ((int) self->step == i)
        gtk_widget_add_css_class (row, "current-step");
      else
        gtk_widget_remove_css_class (row, "current-step");
      gtk_widget_set_sensitive (row, (int) self->step >= i);
    }
}

static void
update_title (TwImportAssistant *self)
{
  gboolean narrow = tw_size_bin_get_size_class (self->size_bin) == TW_SIZE_NARROW;
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  if (self->entity != NULL)
    /* Translators: %s is a kind of rows, such as Partners. */
    title = g_strdup_printf (_("Import %s"), tw_entity_get_label (self->entity, TRUE));
  else
    title = g_strdup (_("Import"));

  /* Translators: the title of the window for the reader of a screen: what is imported, and the step. */
  label = g_strdup_printf (_("%1$s – %2$s"), title, _(step_titles[self->step]));
  gtk_window_set_title (GTK_WINDOW (self), label);

  if (narrow)
    {
      g_autofree char *step = NULL;

      step = g_strdup_printf (_("Step %1$d of %2$d"), self->step + 1, TW_ASSISTANT_N_STEPS);
      adw_window_title_set_title (self->title, step);
      adw_window_title_set_subtitle (self->title, _(step_titles[self->step]));
    }
  else
    {
      adw_window_title_set_title (self->title, title);
      adw_window_title_set_subtitle (self->title, name != NULL ? name : "");
    }

  gtk_widget_set_visible (self->side, !narrow);
}

static void
update_buttons (TwImportAssistant *self)
{
  gboolean busy = tw_import_assistant_is_busy (self);
  gboolean result = self->step == TW_ASSISTANT_RESULT;
  g_autofree char *obstacle = busy ? g_strdup (_("Work is in progress."))
                                   : tw_import_page_get_obstacle (self->pages[self->step]);

  gtk_button_set_label (GTK_BUTTON (self->next_button), result ? _("_Done")
                                                        : self->step == TW_ASSISTANT_CHECK
                                                          ? _("_Import")
                                                          : _("_Next"));
  gtk_widget_set_sensitive (self->next_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->next_button, obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, obstacle != NULL ? obstacle : "", -1);
  gtk_label_set_text (self->hint, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), obstacle != NULL && !busy
                          && !gtk_widget_get_visible (GTK_WIDGET (self->message)));
  gtk_widget_set_visible (self->cancel_button, !result);
  gtk_widget_set_visible (self->back_button, !result && self->step > TW_ASSISTANT_FILE);
  gtk_widget_set_sensitive (self->back_button, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
}

void
tw_import_assistant_update (TwImportAssistant *self)
{
  update_side (self);
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
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->pages[step]));
  tw_import_assistant_update (self);
  if (moved)
    tw_import_page_focus (self->pages[step]);
}

/* --- what the person does --- */

static void
on_back (TwImportAssistant *self)
{
  if (!tw_import_assistant_is_busy (self) && self->step > TW_ASSISTANT_FILE)
    tw_import_assistant_go_to (self, self->step - 1);
}

static void
on_next (TwImportAssistant *self)
{
  if (gtk_widget_is_sensitive (self->next_button))
    tw_import_assistant_next (self);
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

static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  on_back (TW_IMPORT_ASSISTANT (widget));
}

/* --- making it --- */

static GtkWidget *
create_header (TwImportAssistant *self)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));

  self->cancel_button = gtk_button_new_with_mnemonic (_("_Cancel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->cancel_button), "window.close");
  self->back_button = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (self->back_button, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "assistant.back");
  self->next_button = gtk_button_new_with_mnemonic (_("_Next"));
  gtk_widget_add_css_class (self->next_button, "suggested-action");
  g_signal_connect_object (self->next_button, "clicked", G_CALLBACK (on_next), self,
                           G_CONNECT_SWAPPED);

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel_button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->next_button);

  return header;
}

static GtkWidget *
create_side (TwImportAssistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (box, 190, -1);
  gtk_widget_add_css_class (box, "import-steps");

  for (int i = 0; i < TW_ASSISTANT_N_STEPS; i++)
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

/* Why the step can't be left yet: a button that can't be pressed says it nowhere else than in a tooltip. */
static GtkWidget *
create_hint (TwImportAssistant *self)
{
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_wrap_mode (self->hint, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "import-hint");

  return GTK_WIDGET (self->hint);
}

static GtkWidget *
create_message (TwImportAssistant *self)
{
  self->message = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_selectable (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "import-message");
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

  for (int i = 0; i < TW_ASSISTANT_N_STEPS; i++)
    {
      GtkWidget *page = makers[i] (self);

      self->pages[i] = TW_IMPORT_PAGE (page);
      gtk_stack_add_titled (self->stack, page, NULL, _(step_titles[i]));
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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_import_assistant_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tw_import_assistant_close_request;

  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "assistant.back",
                                       NULL);
}

static void
tw_import_assistant_init (TwImportAssistant *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (content), create_hint (self));
  gtk_box_append (GTK_BOX (content), create_message (self));
  gtk_box_append (GTK_BOX (content), create_progress (self));
  gtk_box_append (GTK_BOX (inner), create_side (self));
  gtk_box_append (GTK_BOX (inner), content);
  gtk_widget_set_vexpand (inner, TRUE);
  gtk_box_append (GTK_BOX (outer), create_header (self));
  gtk_box_append (GTK_BOX (outer), inner);

  self->size_bin = g_object_new (TW_TYPE_SIZE_BIN, "natural", 960, "minimum", 360, "can-shrink", TRUE,
                                 "child", outer, NULL);
  g_signal_connect_object (self->size_bin, "notify::size-class",
                           G_CALLBACK (tw_import_assistant_update), self, G_CONNECT_SWAPPED);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->size_bin));
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 680);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->next_button);
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
