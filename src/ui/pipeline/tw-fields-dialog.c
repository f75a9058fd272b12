/* tw-fields-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-fields-dialog.h"

#include "common/tw-draft-keeper.h"
#include "common/tw-field-editor.h"
#include "common/tw-reference-new.h"
#include "common/tw-tooltip.h"
#include "tw-error.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

struct _TwFieldsDialog
{
  AdwWindow            parent_instance;

  GPtrArray           *editors;     /* TwFieldEditor*, owned */
  GPtrArray           *fields;      /* TwField*, owned: as they are asked for here */
  GHashTable          *required;    /* TwFieldEditor* */

  /* children */
  AdwPreferencesGroup *group;
  AdwPreferencesGroup *below;
  GtkWidget           *verb;
  GtkWidget           *note_box;
  GtkWidget           *note_icon;
  GtkLabel            *note;

  gboolean             discarding;
};

G_DEFINE_FINAL_TYPE (TwFieldsDialog, tw_fields_dialog, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TwFieldEditor *
find_editor (TwFieldsDialog *self,
             const char     *field)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (g_str_equal (tw_field_editor_get_field (self->editors->pdata[i])->name, field))
        return self->editors->pdata[i];
    }

  return NULL;
}

static void
update_verb (TwFieldsDialog *self)
{
  GHashTableIter iter;
  TwFieldEditor *editor;
  gboolean complete = TRUE;

  g_hash_table_iter_init (&iter, self->required);
  while (g_hash_table_iter_next (&iter, (gpointer *) &editor, NULL))
    {
      g_autofree char *text = tw_field_editor_get_text (editor);

      complete = complete && *text != '\0';
    }

  gtk_widget_set_sensitive (self->verb, complete);
  tw_tooltip_set (self->verb, complete ? NULL : _("Fill in the required fields first"));
}

static void
on_changed (TwFieldsDialog *self)
{
  update_verb (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What can't be is said at every field, and the first has the focus. */
static gboolean
check_fields (TwFieldsDialog *self)
{
  gboolean right = TRUE;

  for (guint i = self->editors->len; i > 0; i--)
    {
      TwFieldEditor *editor = g_ptr_array_index (self->editors, i - 1);

      if (tw_field_editor_check (editor))
        continue;
      tw_field_editor_grab_focus (editor);
      right = FALSE;
    }

  return right;
}

static void
on_left (TwFieldEditor *editor)
{
  tw_field_editor_set_message (editor, NULL);
  tw_field_editor_check (editor);
}

static void
on_apply (TwFieldsDialog *self)
{
  gboolean done = FALSE;

  for (guint i = 0; i < self->editors->len; i++)
    tw_field_editor_set_message (self->editors->pdata[i], NULL);

  if (!check_fields (self))
    return;

  g_signal_emit (self, signals[APPLY], 0, &done);
  if (!done)
    return;

  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_discard_response (TwFieldsDialog *self,
                     const char     *response)
{
  if (!g_str_equal (response, "discard"))
    return;

  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
is_changed (TwFieldsDialog *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (tw_field_editor_is_changed (self->editors->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
tw_fields_dialog_close_request (GtkWindow *window)
{
  TwFieldsDialog *self = TW_FIELDS_DIALOG (window);
  GtkWidget *dialog;

  if (self->discarding || !is_changed (self))
    return GTK_WINDOW_CLASS (tw_fields_dialog_parent_class)->close_request (window);

  dialog = adw_message_dialog_new (window, _("Discard What Was Entered?"), NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep Editing"), "discard", _("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return GDK_EVENT_STOP;
}

static void
tw_fields_dialog_finalize (GObject *object)
{
  TwFieldsDialog *self = TW_FIELDS_DIALOG (object);

  g_ptr_array_unref (self->editors);
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->required);

  G_OBJECT_CLASS (tw_fields_dialog_parent_class)->finalize (object);
}

static void
tw_fields_dialog_class_init (TwFieldsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_fields_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_fields_dialog_close_request;

  signals[CHANGED] = g_signal_new ("changed", TW_TYPE_FIELDS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[APPLY] = g_signal_new ("apply", TW_TYPE_FIELDS_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                 g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tw_fields_dialog_init (TwFieldsDialog *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->required = g_hash_table_new (NULL, NULL);
}

static GtkWidget *
create_header (TwFieldsDialog *self,
               const char     *verb)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->verb = gtk_button_new_with_mnemonic (verb);
  gtk_widget_add_css_class (self->verb, "suggested-action");
  g_signal_connect_object (self->verb, "clicked", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->verb);

  return header;
}

static GtkWidget *
create_note (TwFieldsDialog *self)
{
  self->note_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->note_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_selectable (self->note, TRUE);
  gtk_widget_set_valign (self->note_icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->note_box), self->note_icon);
  gtk_box_append (GTK_BOX (self->note_box), GTK_WIDGET (self->note));
  gtk_widget_add_css_class (self->note_box, "dialog-message");
  gtk_widget_set_visible (self->note_box, FALSE);

  return self->note_box;
}

GtkWidget *
tw_fields_dialog_new (const char *title,
                      const char *verb,
                      const char *description)
{
  TwFieldsDialog *self = g_object_new (TW_TYPE_FIELDS_DIALOG, "title", title, "modal", TRUE, "default-width", 460, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (description != NULL)
    {
      /* The description is markup in libadwaita 1.2. */
      g_autofree char *escaped = g_markup_escape_text (description, -1);

      adw_preferences_group_set_description (self->group, escaped);
    }
  self->below = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->below);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), create_header (self, verb));
  gtk_box_append (GTK_BOX (box), page);
  /* In sight wherever the fields are scrolled to. */
  gtk_box_append (GTK_BOX (box), create_note (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->verb);

  return GTK_WIDGET (self);
}

void
tw_fields_dialog_add (TwFieldsDialog *self,
                      const TwField  *field,
                      const char     *text,
                      gboolean        required)
{
  TwFieldEditor *editor;
  TwField *asked;

  g_return_if_fail (TW_IS_FIELDS_DIALOG (self));
  g_return_if_fail (field != NULL);

  /* What the verb waits for is marked, also where the row could do without. */
  asked = g_memdup2 (field, sizeof *field);
  if (required)
    asked->flags |= TW_FIELD_REQUIRED;
  g_ptr_array_add (self->fields, asked);
  editor = tw_field_editor_new (asked, FALSE);
  tw_field_editor_set_text (editor, text != NULL ? text : "");
  g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (editor, "left", G_CALLBACK (on_left), NULL);
  tw_field_editor_add_to (editor, self->group);
  g_ptr_array_add (self->editors, editor);
  if (required)
    g_hash_table_add (self->required, editor);
  update_verb (self);
}

char *
tw_fields_dialog_get_text (TwFieldsDialog *self,
                           const char     *field)
{
  TwFieldEditor *editor;

  g_return_val_if_fail (TW_IS_FIELDS_DIALOG (self), NULL);

  editor = find_editor (self, field);
  g_return_val_if_fail (editor != NULL, NULL);

  return tw_field_editor_get_text (editor);
}

void
tw_fields_dialog_set_message (TwFieldsDialog *self,
                              const char     *field,
                              const char     *message)
{
  TwFieldEditor *editor;

  g_return_if_fail (TW_IS_FIELDS_DIALOG (self));

  editor = find_editor (self, field);
  g_return_if_fail (editor != NULL);
  tw_field_editor_set_message (editor, message);
  if (message != NULL)
    tw_field_editor_grab_focus (editor);
}

void
tw_fields_dialog_set_note (TwFieldsDialog *self,
                           const char     *text,
                           gboolean        warning)
{
  g_return_if_fail (TW_IS_FIELDS_DIALOG (self));

  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (self->note_icon, warning);
  gtk_widget_set_visible (self->note_box, text != NULL);
}

gboolean
tw_fields_dialog_take (TwFieldsDialog *self,
                       TwRow          *row)
{
  g_autoptr (GPtrArray) issues = NULL;
  gboolean fine = TRUE;

  g_return_val_if_fail (TW_IS_FIELDS_DIALOG (self), FALSE);

  for (guint i = self->editors->len; i > 0; i--)
    {
      const char *name = tw_field_editor_get_field (self->editors->pdata[i - 1])->name;
      g_autofree char *text = tw_field_editor_get_text (self->editors->pdata[i - 1]);
      g_autoptr (GError) error = NULL;

      if (!tw_row_set_text (row, name, text, &error))
        {
          tw_fields_dialog_set_message (self, name, error->message);
          if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
            tw_reference_new_offer (self->editors->pdata[i - 1], tw_row_get_workspace (row),
                                    tw_field_editor_get_field (self->editors->pdata[i - 1])->target);
          fine = FALSE;
        }
    }

  if (!fine || tw_row_check (row, &issues))
    return fine;

  for (guint i = issues->len; i > 0; i--)
    {
      const TwFieldIssue *issue = issues->pdata[i - 1];

      if (issue->field != NULL && find_editor (self, issue->field) != NULL)
        tw_fields_dialog_set_message (self, issue->field, issue->message);
      else
        tw_fields_dialog_set_note (self, issue->message, TRUE);
    }

  return FALSE;
}

void
tw_fields_dialog_keep (TwFieldsDialog *self,
                       TwWorkspace    *workspace,
                       const char     *kind,
                       gint64          about)
{
  g_autofree char *form = g_strdup_printf ("ask/%s/%" G_GINT64_FORMAT, kind, about);
  TwDraftKeeper *keeper;

  g_return_if_fail (TW_IS_FIELDS_DIALOG (self));

  keeper = tw_draft_keeper_new (GTK_WIDGET (self), workspace, form);
  for (guint i = 0; i < self->editors->len; i++)
    tw_draft_keeper_add (keeper, self->editors->pdata[i]);
  tw_draft_keeper_restore (keeper, self->below);
  update_verb (self);
}

void
tw_fields_dialog_present (TwFieldsDialog *self,
                          GtkWidget      *opener)
{
  GtkRoot *root;

  g_return_if_fail (TW_IS_FIELDS_DIALOG (self));

  root = gtk_widget_get_root (opener);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_set_default_size (GTK_WINDOW (self), 460, MIN (560, gtk_widget_get_height (GTK_WIDGET (root))));
  gtk_window_present (GTK_WINDOW (self));
  if (self->editors->len > 0)
    tw_field_editor_grab_focus (self->editors->pdata[0]);
}
