/* tw-field-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-field-editor-private.h"

#include "common/tw-entry-check.h"
#include "common/tw-message-row.h"
#include "common/tw-suggestions.h"
#include "common/tw-tooltip.h"
#include "tw-decimal.h"
#include "tw-field-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwFieldEditor, tw_field_editor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  APPLY,
  LEFT,
  LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- what is said at it --- */

void
tw_field_editor_set_message (TwFieldEditor *self,
                             const char    *message)
{
  gboolean invalid = message != NULL;

  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  gtk_widget_set_visible (self->link, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_label_set_text (self->message, invalid ? message : "");
  gtk_widget_set_visible (self->message_row, invalid);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);

  if (invalid)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
}

gboolean
tw_field_editor_is_invalid (TwFieldEditor *self)
{
  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), FALSE);

  return gtk_widget_has_css_class (self->row, "error");
}

gboolean
tw_field_editor_check (TwFieldEditor *self)
{
  TwField field;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (TwCell) cell = { 0 };

  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), FALSE);

  field = *self->field;
  text = tw_field_editor_get_text (self);
  if (field.type == TW_FIELD_REFERENCE || field.type == TW_FIELD_FACT || field.type == TW_FIELD_TERM)
    field.type = TW_FIELD_TEXT;

  if (*text == '\0' || (tw_field_parse (&field, TW_MILLIONTHS_DIGITS, text, &cell, &error)
                        && tw_field_validate (&field, &cell, &error)))
    return TRUE;

  tw_field_editor_set_message (self, error->message);

  return FALSE;
}

void
tw_field_editor_set_link (TwFieldEditor *self,
                          const char    *label)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  g_free (self->linked);
  self->linked = tw_field_editor_get_typed (self);
  gtk_button_set_label (GTK_BUTTON (self->link), label);
  gtk_widget_set_visible (self->link, TRUE);
}

void
tw_field_editor_set_hint (TwFieldEditor *self,
                          const char    *hint)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  if (tw_field_editor_is_invalid (self))
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "dim-label");
  gtk_label_set_text (self->message, hint != NULL ? hint : "");
  gtk_widget_set_visible (self->message_row, hint != NULL);
}

/* --- what the person does --- */

static void
on_changed (TwFieldEditor *self)
{
  if (self->setting)
    return;

  /* A message stands until the field is right again; it isn't renewed while somebody types. */
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
apply (TwFieldEditor *self)
{
  if (self->setting || !self->applies || !tw_field_editor_is_changed (self))
    return;

  g_signal_emit (self, signals[APPLY], 0);
}

/* On the way to the button beside the message nothing has changed, and the button must still be there. */
static gboolean
leads_to_link (TwFieldEditor *self)
{
  g_autofree char *typed = tw_field_editor_get_typed (self);

  return gtk_widget_get_visible (self->link) && g_strcmp0 (typed, self->linked) == 0;
}

static void
on_left (TwFieldEditor *self)
{
  if (leads_to_link (self))
    return;

  if (self->applies)
    apply (self);
  else if (!self->setting)
    g_signal_emit (self, signals[LEFT], 0);
}

static void
on_link (TwFieldEditor *self)
{
  g_signal_emit (self, signals[LINK], 0);
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  tw_field_editor_set_message (user_data, message);
}

/* Esc takes back what was typed before it closes anything else. */
static gboolean
on_key (TwFieldEditor   *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  g_autofree char *stored = NULL;

  if (keyval != GDK_KEY_Escape || !self->applies || !tw_field_editor_is_changed (self))
    return GDK_EVENT_PROPAGATE;

  stored = g_strdup (self->stored);
  tw_field_editor_set_text (self, stored);

  return GDK_EVENT_STOP;
}

/* The list of choices closes with the focus in it, which then is nowhere. */
static gboolean
on_list_closed (gpointer user_data)
{
  GtkWidget *row = user_data;
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, row)))
    gtk_widget_grab_focus (row);

  return G_SOURCE_REMOVE;
}

static void
on_chosen (TwFieldEditor *self)
{
  if (!self->setting && ADW_IS_COMBO_ROW (self->row) && gtk_widget_get_root (self->row) != NULL)
    g_idle_add_full (G_PRIORITY_LOW, on_list_closed, g_object_ref (self->row), g_object_unref);

  on_changed (self);
  apply (self);
}

/* --- rows --- */

static GtkWidget *
create_choice_row (TwFieldEditor *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  if ((self->field->flags & TW_FIELD_REQUIRED) == 0)
    /* Translators: the choice that leaves a field empty. */
    gtk_string_list_append (labels, _("None"));

  for (const TwChoice *choice = self->field->choices; choice->key != NULL; choice++)
    gtk_string_list_append (labels, tw_field_get_choice_label (self->field, choice->key));

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  g_signal_connect_object (
      row, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  self->control = row;

  return row;
}

static GtkWidget *
create_switch_row (TwFieldEditor *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->control);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
create_note_row (TwFieldEditor *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (tw_field_get_label (self->field));
  GtkTextBuffer *buffer;

  self->control = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->control), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->control), FALSE);
  gtk_widget_set_size_request (self->control, -1, 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "note-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->control);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
create_entry_row (TwFieldEditor *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), self->applies);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), !self->applies);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "apply", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  tw_entry_guard (row, on_refused, self);
  self->control = row;

  return row;
}

static GtkWidget *
create_row (TwFieldEditor *self)
{
  switch (self->field->type)
    {
    case TW_FIELD_CHOICE:
      return create_choice_row (self);

    case TW_FIELD_BOOLEAN:
      return create_switch_row (self);

    case TW_FIELD_NOTE:
      return create_note_row (self);

    default:
      return create_entry_row (self);
    }
}

static void
create_message_row (TwFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  gtk_widget_add_css_class (box, "field-message");
  self->link = gtk_button_new ();
  gtk_widget_add_css_class (self->link, "flat");
  gtk_widget_set_valign (self->link, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->link, FALSE);
  g_signal_connect_object (self->link, "clicked", G_CALLBACK (on_link), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (box), self->link);

  /* Only rows of this class stand in the list of a group, others below it. */
  self->message_row = tw_message_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->message_row), box);
  gtk_widget_set_visible (self->message_row, FALSE);
}

static void
describe (TwFieldEditor *self)
{
  const char *label = tw_field_get_label (self->field);
  const char *help = tw_field_get_help (self->field);
  gboolean required = (self->field->flags & TW_FIELD_REQUIRED) != 0;
  g_autofree char *title = NULL;

  /* Translators: %s is the label of a field. */
  title = required && !self->applies ? g_strdup_printf (_("%s (required)"), label)
                                     : g_strdup (label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);

  if (help != NULL && ADW_IS_ACTION_ROW (self->row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), help);
  else if (help != NULL)
    tw_tooltip_set (self->row, help);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);
}

static void
tw_field_editor_finalize (GObject *object)
{
  g_free (TW_FIELD_EDITOR (object)->stored);
  g_free (TW_FIELD_EDITOR (object)->linked);

  G_OBJECT_CLASS (tw_field_editor_parent_class)->finalize (object);
}

static void
tw_field_editor_class_init (TwFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_field_editor_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[LINK] = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_field_editor_init (TwFieldEditor *self)
{
  self->stored = g_strdup ("");
}

TwFieldEditor *
tw_field_editor_new (const TwField *field,
                     gboolean       applies)
{
  TwFieldEditor *self;
  GtkEventController *focus;
  GtkEventController *keys;

  g_return_val_if_fail (field != NULL, NULL);

  self = g_object_new (TW_TYPE_FIELD_EDITOR, NULL);
  self->field = field;
  self->applies = applies;
  self->row = create_row (self);
  g_object_set_data (G_OBJECT (self->control), "tw-field", (gpointer) field);
  create_message_row (self);
  describe (self);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, focus);

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, keys);

  return self;
}

void
tw_field_editor_add_to (TwFieldEditor       *self,
                        AdwPreferencesGroup *group)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->message_row);
}

const TwField *
tw_field_editor_get_field (TwFieldEditor *self)
{
  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), NULL);

  return self->field;
}

const TwField *
tw_field_editor_field_of (GtkWidget *control)
{
  g_return_val_if_fail (GTK_IS_WIDGET (control), NULL);

  return g_object_get_data (G_OBJECT (control), "tw-field");
}

void
tw_field_editor_suggest (TwFieldEditor *self,
                         TwWorkspace   *workspace,
                         gint64         owner)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  if (self->field->target != NULL && ADW_IS_ENTRY_ROW (self->row))
    tw_suggestions_attach (self->row, workspace, tw_entity_find (self->field->target), owner);
}

void
tw_field_editor_set_sensitive (TwFieldEditor *self,
                               gboolean       sensitive)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  gtk_widget_set_sensitive (self->row, sensitive);
}

void
tw_field_editor_grab_focus (TwFieldEditor *self)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  gtk_widget_grab_focus (self->control);
}

GtkWidget *
tw_field_editor_get_control (TwFieldEditor *self)
{
  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), NULL);

  return self->control;
}
