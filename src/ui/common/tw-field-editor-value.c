/* tw-field-editor-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-field-editor-private.h"

#include "common/tw-format.h"
#include "common/tw-input.h"

/* What the control of a field holds: the plain form, and what was typed. */

static char *
get_note (TwFieldEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* The first choice of a field that may stay empty is empty. */
static char *
get_choice (TwFieldEditor *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
  gboolean has_blank = (self->field->flags & TW_FIELD_REQUIRED) == 0;

  if (selected == GTK_INVALID_LIST_POSITION || (has_blank && selected == 0))
    return g_strdup ("");

  return g_strdup (self->field->choices[selected - has_blank].key);
}

char *
tw_field_editor_get_text (TwFieldEditor *self)
{
  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), NULL);

  switch (self->field->type)
    {
    case TW_FIELD_NOTE:
      return get_note (self);

    case TW_FIELD_CHOICE:
      return get_choice (self);

    case TW_FIELD_BOOLEAN:
      return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->control)) ? "yes" : "no");

    default:
      return tw_input_to_plain (self->field->type,
                                gtk_editable_get_text (GTK_EDITABLE (self->control)));
    }
}

static void
set_choice (TwFieldEditor *self,
            const char    *key)
{
  gboolean has_blank = (self->field->flags & TW_FIELD_REQUIRED) == 0;
  guint selected = has_blank ? 0 : GTK_INVALID_LIST_POSITION;

  for (guint i = 0; self->field->choices[i].key != NULL; i++)
    {
      if (g_str_equal (self->field->choices[i].key, key))
        selected = i + has_blank;
    }

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), selected);
}

static void
show_text (TwFieldEditor *self,
           const char    *text)
{
  g_autofree char *shown = NULL;

  self->setting = TRUE;

  switch (self->field->type)
    {
    case TW_FIELD_NOTE:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), text, -1);
      break;

    case TW_FIELD_CHOICE:
      set_choice (self, text);
      break;

    case TW_FIELD_BOOLEAN:
      gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (text, "yes"));
      break;

    default:
      shown = tw_format_plain (self->field->type, text);
      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->control)), shown))
        gtk_editable_set_text (GTK_EDITABLE (self->control), shown);

      /* The tick would stay, though there is nothing left to apply. */
      if (self->applies)
        {
          adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), FALSE);
          adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), TRUE);
        }
    }

  self->setting = FALSE;
}

void
tw_field_editor_set_text (TwFieldEditor *self,
                          const char    *text)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));

  g_free (self->stored);
  self->stored = g_strdup (text != NULL ? text : "");
  show_text (self, self->stored);
  tw_field_editor_set_message (self, NULL);
}

/* Whether @text is the stored value as people are shown it: 70% is written as 70.0 %. */
static gboolean
is_as_shown (TwFieldEditor *self,
             const char    *text)
{
  g_autofree char *shown = tw_format_plain (self->field->type, self->stored);
  g_autofree char *plain = tw_input_to_plain (self->field->type, shown);

  return g_str_equal (text, plain);
}

gboolean
tw_field_editor_is_changed (TwFieldEditor *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), FALSE);

  text = tw_field_editor_get_text (self);

  return !g_str_equal (text, self->stored) && !is_as_shown (self, text);
}

char *
tw_field_editor_get_typed (TwFieldEditor *self)
{
  g_return_val_if_fail (TW_IS_FIELD_EDITOR (self), NULL);

  switch (self->field->type)
    {
    case TW_FIELD_NOTE:
    case TW_FIELD_CHOICE:
    case TW_FIELD_BOOLEAN:
      return tw_field_editor_get_text (self);

    default:
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
    }
}

void
tw_field_editor_restore (TwFieldEditor *self,
                         const char    *typed)
{
  g_return_if_fail (TW_IS_FIELD_EDITOR (self));
  g_return_if_fail (typed != NULL);

  switch (self->field->type)
    {
    case TW_FIELD_NOTE:
    case TW_FIELD_CHOICE:
    case TW_FIELD_BOOLEAN:
      show_text (self, typed);
      break;

    default:
      self->setting = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->control), typed);
      self->setting = FALSE;
    }
}
