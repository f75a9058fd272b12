/* tw-row-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-row-dialog.h"

#include "common/tw-dialog-role.h"
#include "common/tw-discard.h"
#include "common/tw-form.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

struct _TwRowDialog
{
  AdwWindow  parent_instance;

  /* owned */
  TwRow     *row;
  TwForm    *form;

  /* children */
  GtkWidget *save_button;
  GtkWidget *message;

  gboolean   discarding;

  /* constants, (nullable): fields of which one is enough, and what the button says until then */
  const char *const *one_of;
  const char        *one_of_text;
};

G_DEFINE_FINAL_TYPE (TwRowDialog, tw_row_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  OPEN_RECORD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_one (TwRowDialog *self)
{
  return self->one_of == NULL || tw_form_has_any (self->form, self->one_of);
}

static void
update_button (TwRowDialog *self)
{
  gboolean complete = tw_form_is_complete (self->form);
  gboolean named = has_one (self);

  gtk_widget_set_sensitive (self->save_button, complete && named);
  tw_tooltip_set (self->save_button,
                  !complete ? _("Fill in the required fields first") : !named ? self->one_of_text : NULL);
}

static void
on_save (TwRowDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!tw_form_is_complete (self->form) || !has_one (self))
    return;

  gtk_widget_set_visible (self->message, FALSE);

  if (tw_form_save (self->form, &error))
    {
      g_signal_emit (self, signals[SAVED], 0, tw_row_get_id (self->row));
      self->discarding = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (error != NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->message), error->message);
      gtk_widget_set_visible (self->message, TRUE);
    }
}

static void
on_discard (TwRowDialog *self)
{
  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* What was typed is there again when the dialog comes back. */
static void
on_open_record (TwRowDialog *self,
                const char  *entity,
                gint64       id)
{
  tw_form_leave_draft (self->form);
  g_signal_emit (self, signals[OPEN_RECORD], 0, entity, id);
  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
tw_row_dialog_close_request (GtkWindow *window)
{
  TwRowDialog *self = TW_ROW_DIALOG (window);

  if (self->discarding || !tw_form_is_changed (self->form))
    return GTK_WINDOW_CLASS (tw_row_dialog_parent_class)->close_request (window);

  tw_discard_ask (window, G_CALLBACK (on_discard), self);

  return GDK_EVENT_STOP;
}

static void
tw_row_dialog_dispose (GObject *object)
{
  TwRowDialog *self = TW_ROW_DIALOG (object);

  g_clear_object (&self->form);
  g_clear_pointer (&self->row, tw_row_unref);

  G_OBJECT_CLASS (tw_row_dialog_parent_class)->dispose (object);
}

static void
tw_row_dialog_class_init (TwRowDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_row_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tw_row_dialog_close_request;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
tw_row_dialog_init (TwRowDialog *self)
{
  tw_dialog_tell_role (self);
}

static GtkWidget *
create_header (TwRowDialog *self,
               const char  *verb)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");

  self->save_button = gtk_button_new_with_mnemonic (verb);
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (on_save), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);

  return header;
}

static GtkWidget *
create_page (TwRowDialog *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  tw_form_add_to (self->form, ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (page, TRUE);

  return page;
}

/* Below what scrolls, so that it is seen wherever a long form was left. */
static GtkWidget *
create_message (TwRowDialog *self)
{
  self->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_widget_add_css_class (self->message, "error");
  gtk_widget_add_css_class (self->message, "dialog-message");
  gtk_widget_set_visible (self->message, FALSE);

  return self->message;
}

static gboolean
is_asked_for (const char *const *fields,
              const TwField     *field)
{
  return fields != NULL ? g_strv_contains (fields, field->name)
                        : (field->flags & TW_FIELD_READ_ONLY) == 0;
}

/* What the form is about: a row, or a new one of its kind with what is given already. */
static char *
create_draft_name (TwRow             *row,
                   const char *const *fields)
{
  const TwEntity *entity = tw_row_get_entity (row);
  GString *name = g_string_new (entity->name);

  g_string_append_printf (name, "/%" G_GINT64_FORMAT, tw_row_get_id (row));

  for (guint i = 0; tw_row_get_id (row) == 0 && i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];
      g_autofree char *text = NULL;

      if (is_asked_for (fields, field))
        continue;

      text = tw_row_get_text (row, field->name);
      if (*text != '\0')
        g_string_append_printf (name, "/%s=%s", field->name, text);
    }

  return g_string_free (name, FALSE);
}

GtkWidget *
tw_row_dialog_new (TwWorkspace       *workspace,
                   TwRow             *row,
                   const char        *title,
                   const char        *verb,
                   const char *const *fields)
{
  TwRowDialog *self;
  GtkWidget *box;
  g_autofree char *draft = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (
      TW_TYPE_ROW_DIALOG, "title", title, "modal", TRUE, "default-width", 480, NULL);
  self->row = tw_row_ref (row);
  self->form = tw_form_new (workspace, row, FALSE, fields);
  draft = create_draft_name (row, fields);
  tw_form_keep_draft (self->form, draft);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_header (self, verb));
  gtk_box_append (GTK_BOX (box), create_page (self));
  gtk_box_append (GTK_BOX (box), create_message (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save_button);
  update_button (self);

  return GTK_WIDGET (self);
}

void
tw_row_dialog_need_one (TwRowDialog       *self,
                        const char *const *fields,
                        const char        *text)
{
  g_return_if_fail (TW_IS_ROW_DIALOG (self));

  self->one_of = fields;
  self->one_of_text = text;
  update_button (self);
}

void
tw_row_dialog_present (TwRowDialog *self,
                       GtkWidget   *opener)
{
  GtkRoot *root;

  g_return_if_fail (TW_IS_ROW_DIALOG (self));

  /* Where nobody leads there, no way is offered. */
  if (g_signal_has_handler_pending (self, signals[OPEN_RECORD], 0, FALSE))
    g_signal_connect_object (self->form, "open-record", G_CALLBACK (on_open_record), self,
                             G_CONNECT_SWAPPED);

  root = gtk_widget_get_root (opener);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_set_default_size (GTK_WINDOW (self), 480,
                               MIN (620, gtk_widget_get_height (GTK_WIDGET (root))));
  gtk_window_present (GTK_WINDOW (self));
  tw_form_grab_focus (self->form);
}
