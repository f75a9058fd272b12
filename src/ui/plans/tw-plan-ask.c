/* tw-plan-ask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-ask.h"

#include "common/tw-draft-keeper.h"
#include "common/tw-field-editor.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

struct _TwPlanAsk
{
  AdwWindow       parent_instance;

  /* owned */
  GArray         *fields;       /* TwField */
  GPtrArray      *editors;      /* TwFieldEditor* */
  gpointer        held;
  GDestroyNotify  held_destroy;

  TwPlanAskFunc   func;
  gpointer        user_data;
  gboolean        discarding;

  /* children */
  GtkWidget      *button;
  GtkWidget      *message;
  AdwPreferencesGroup *below;
};

G_DEFINE_FINAL_TYPE (TwPlanAsk, tw_plan_ask, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TwFieldEditor *
find_editor (TwPlanAsk  *self,
             const char *name)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_strcmp0 (tw_field_editor_get_field (editor)->name, name) == 0)
        return editor;
    }

  return NULL;
}

static void
update_button (TwPlanAsk *self)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autofree char *text = tw_field_editor_get_text (editor);

      if ((tw_field_editor_get_field (editor)->flags & TW_FIELD_REQUIRED) != 0
          && (text == NULL || *g_strstrip (text) == '\0'))
        complete = FALSE;
    }

  gtk_widget_set_sensitive (self->button, complete);
  tw_tooltip_set (self->button,
                  complete ? NULL : _("Fill in the required fields first"));
}

static void
on_changed (TwPlanAsk     *self,
            TwFieldEditor *editor)
{
  update_button (self);
  g_signal_emit (self, signals[CHANGED], 0, tw_field_editor_get_field (editor)->name);
}

/* What can't be is said at every field, and the first has the focus. */
static gboolean
check_fields (TwPlanAsk *self)
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
on_save (TwPlanAsk *self)
{
  g_autoptr (GError) error = NULL;
  const char *field = NULL;
  TwFieldEditor *editor;

  gtk_widget_set_visible (self->message, FALSE);
  for (guint i = 0; i < self->editors->len; i++)
    tw_field_editor_set_message (g_ptr_array_index (self->editors, i), NULL);

  if (!check_fields (self))
    return;

  if (self->func (self, self->user_data, &field, &error))
    {
      self->discarding = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  editor = field != NULL ? find_editor (self, field) : NULL;
  if (editor != NULL)
    {
      tw_field_editor_set_message (editor, error != NULL ? error->message : NULL);
      tw_field_editor_grab_focus (editor);
      return;
    }

  gtk_label_set_text (GTK_LABEL (self->message), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->message, TRUE);
}

static gboolean
is_changed (TwPlanAsk *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (tw_field_editor_is_changed (g_ptr_array_index (self->editors, i)))
        return TRUE;
    }

  return FALSE;
}

static void
on_discard_response (TwPlanAsk  *self,
                     const char *response)
{
  if (!g_str_equal (response, "discard"))
    return;

  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
tw_plan_ask_close_request (GtkWindow *window)
{
  TwPlanAsk *self = TW_PLAN_ASK (window);
  GtkWidget *dialog;

  if (self->discarding || !is_changed (self))
    return GTK_WINDOW_CLASS (tw_plan_ask_parent_class)->close_request (window);

  dialog = adw_message_dialog_new (window, _("Discard What Was Entered?"), NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep Editing"),
                                    "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return GDK_EVENT_STOP;
}

static void
tw_plan_ask_dispose (GObject *object)
{
  TwPlanAsk *self = TW_PLAN_ASK (object);

  g_ptr_array_set_size (self->editors, 0);

  G_OBJECT_CLASS (tw_plan_ask_parent_class)->dispose (object);
}

/* The rows of the dialog look at their fields to the end. */
static void
tw_plan_ask_finalize (GObject *object)
{
  TwPlanAsk *self = TW_PLAN_ASK (object);

  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  if (self->held_destroy != NULL)
    g_clear_pointer (&self->held, self->held_destroy);

  G_OBJECT_CLASS (tw_plan_ask_parent_class)->finalize (object);
}

static void
tw_plan_ask_class_init (TwPlanAskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_plan_ask_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_plan_ask_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_plan_ask_close_request;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
tw_plan_ask_init (TwPlanAsk *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

static GtkWidget *
create_header (TwPlanAsk  *self,
               const char *verb)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->button = gtk_button_new_with_mnemonic (verb);
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);

  return header;
}

static GtkWidget *
create_page (TwPlanAsk  *self,
             const char *text)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *below = adw_preferences_group_new ();
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  for (guint i = 0; i < self->fields->len; i++)
    {
      TwFieldEditor *editor = tw_field_editor_new (&g_array_index (self->fields, TwField, i), FALSE);

      tw_field_editor_add_to (editor, ADW_PREFERENCES_GROUP (group));
      g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
      /* What a field starts with is nothing typed. */
      tw_field_editor_set_text (editor, "");
      g_signal_connect (editor, "left", G_CALLBACK (on_left), NULL);
      g_ptr_array_add (self->editors, editor);
    }

  self->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_widget_add_css_class (self->message, "error");
  gtk_widget_add_css_class (self->message, "dialog-message");
  gtk_widget_set_visible (self->message, FALSE);
  self->below = ADW_PREFERENCES_GROUP (below);

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (below));
  gtk_widget_set_vexpand (page, TRUE);

  return page;
}

GtkWidget *
tw_plan_ask_new (const char    *title,
                 const char    *text,
                 const char    *verb,
                 const TwField *fields,
                 guint          n_fields,
                 TwPlanAskFunc  func,
                 gpointer       user_data)
{
  TwPlanAsk *self;
  GtkWidget *box;

  g_return_val_if_fail (fields != NULL && func != NULL, NULL);

  self = g_object_new (TW_TYPE_PLAN_ASK, "title", title, "modal", TRUE, "default-width", 480,
                       "default-height", MIN (200 + 60 * (int) n_fields, 680), NULL);
  self->fields = g_array_sized_new (FALSE, FALSE, sizeof (TwField), n_fields);
  g_array_append_vals (self->fields, fields, n_fields);
  self->func = func;
  self->user_data = user_data;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_header (self, verb));
  gtk_box_append (GTK_BOX (box), create_page (self, text));
  /* Below the page: at its end it would be out of sight in a long one. */
  gtk_box_append (GTK_BOX (box), self->message);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->button);
  update_button (self);

  return GTK_WIDGET (self);
}

void
tw_plan_ask_hold (TwPlanAsk      *self,
                  gpointer        data,
                  GDestroyNotify  destroy)
{
  g_return_if_fail (TW_IS_PLAN_ASK (self));

  self->held = data;
  self->held_destroy = destroy;
}

void
tw_plan_ask_keep (TwPlanAsk   *self,
                  TwWorkspace *workspace,
                  const char  *kind,
                  gint64       about)
{
  g_autofree char *form = g_strdup_printf ("ask/%s/%" G_GINT64_FORMAT, kind, about);
  TwDraftKeeper *keeper;

  g_return_if_fail (TW_IS_PLAN_ASK (self));

  keeper = tw_draft_keeper_new (GTK_WIDGET (self), workspace, form);
  for (guint i = 0; i < self->editors->len; i++)
    tw_draft_keeper_add (keeper, g_ptr_array_index (self->editors, i));
  tw_draft_keeper_restore (keeper, self->below);
  update_button (self);
}

void
tw_plan_ask_set (TwPlanAsk  *self,
                 const char *field,
                 const char *text)
{
  g_return_if_fail (TW_IS_PLAN_ASK (self));

  tw_field_editor_set_text (find_editor (self, field), text != NULL ? text : "");
  update_button (self);
}

char *
tw_plan_ask_get (TwPlanAsk  *self,
                 const char *field)
{
  g_return_val_if_fail (TW_IS_PLAN_ASK (self), NULL);

  return g_strstrip (tw_field_editor_get_text (find_editor (self, field)));
}

void
tw_plan_ask_present (TwPlanAsk *self,
                     GtkWidget *opener)
{
  g_return_if_fail (TW_IS_PLAN_ASK (self));

  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (opener)));
  gtk_window_present (GTK_WINDOW (self));
  if (self->editors->len > 0)
    tw_field_editor_grab_focus (g_ptr_array_index (self->editors, 0));
}
