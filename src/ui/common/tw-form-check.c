/* tw-form-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-form-private.h"

#include "common/tw-format.h"
#include "common/tw-reference-new.h"
#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

/* What is wrong with the fields of a form, and how what was typed is understood. */

static void
show_issue (TwForm             *self,
            TwFieldEditor      *editor,
            const TwFieldIssue *issue)
{
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  tw_field_editor_set_message (editor, issue->message);
  g_object_set_data (G_OBJECT (editor), "tw-entity", (gpointer) issue->entity);
  g_object_set_data_full (G_OBJECT (editor), "tw-other", g_memdup2 (&issue->other, sizeof issue->other),
                          g_free);

  /* What isn't there can be added. */
  if (issue->other == 0 && issue->entity != NULL)
    tw_reference_new_offer (editor, self->workspace, issue->entity);

  if (issue->other == 0 || issue->entity == NULL
      || !g_signal_has_handler_pending (self, g_signal_lookup ("open-record", TW_TYPE_FORM), 0, FALSE))
    return;

  title = tw_entity_read_title (self->workspace, tw_entity_find (issue->entity), issue->other);
  /* Translators: a button; %s is what a record is called. */
  label = g_strdup_printf (_("Open %s"), title != NULL ? title : "");
  tw_field_editor_set_link (editor, label);
}

/* The row as the form would save it, as far as its fields can be read. */
static TwRow *
create_trial (TwForm        *self,
              TwFieldEditor *except)
{
  TwRow *trial = tw_row_copy (self->row);

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = self->editors->pdata[i];
      g_autofree char *text = NULL;

      if (editor == except || self->by_field || !tw_field_editor_is_changed (editor))
        continue;

      text = tw_field_editor_get_text (editor);
      tw_row_set_text (trial, tw_field_editor_get_field (editor)->name, text, NULL);
    }

  return trial;
}

/* (transfer full) (nullable): what is wrong with what stands in the field now. */
static TwFieldIssue *
find_issue (TwForm        *self,
            TwFieldEditor *editor,
            TwRow         *trial)
{
  const TwField *field = tw_field_editor_get_field (editor);
  g_autofree char *text = tw_field_editor_get_text (editor);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  if (!tw_row_set_text (trial, field->name, text, &error))
    {
      TwFieldIssue *issue = g_new0 (TwFieldIssue, 1);

      issue->field = field->name;
      issue->message = g_strdup (error->message);
      issue->entity = g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND) ? field->target : NULL;
      return issue;
    }

  tw_row_check (trial, &issues);

  for (guint i = 0; i < issues->len; i++)
    {
      const TwFieldIssue *found = issues->pdata[i];

      if (g_strcmp0 (found->field, field->name) == 0)
        {
          TwFieldIssue *issue = g_memdup2 (found, sizeof *found);

          issue->message = g_strdup (found->message);
          return issue;
        }
    }

  return NULL;
}

static void
free_issue (TwFieldIssue *issue)
{
  g_free (issue->message);
  g_free (issue);
}

/* "Read as 1,500.50 EUR", where it was written in another way. */
static void
show_hint (TwForm        *self,
           TwFieldEditor *editor,
           TwRow         *trial)
{
  const TwField *field = tw_field_editor_get_field (editor);
  g_autofree char *typed = tw_field_editor_get_typed (editor);
  g_autofree char *plain = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *currency = NULL;
  g_autofree char *hint = NULL;

  if (tw_field_is_textual (field) || field->type == TW_FIELD_BOOLEAN
      || field->type == TW_FIELD_REFERENCE || field->type == TW_FIELD_FACT || *typed == '\0'
      || self->by_field)
    return;

  plain = tw_row_get_text (trial, field->name);
  shown = tw_format_plain (field->type, plain);
  if (field->currency != NULL)
    currency = tw_row_get_text (trial, field->currency);

  if (currency != NULL && *currency != '\0')
    /* Translators: how a number that was typed is understood: the amount and its currency. */
    hint = g_strdup_printf (_("Read as %1$s %2$s"), shown, currency);
  else if (!g_str_equal (g_strstrip (typed), shown))
    /* Translators: how a number or date that was typed is understood. */
    hint = g_strdup_printf (_("Read as %s"), shown);

  tw_field_editor_set_hint (editor, hint);
}

void
tw_form_validate (TwForm        *self,
                  TwFieldEditor *editor)
{
  g_autoptr (TwRow) trial = create_trial (self, editor);
  TwFieldIssue *issue = find_issue (self, editor, trial);

  if (issue == NULL)
    {
      tw_field_editor_set_message (editor, NULL);
      show_hint (self, editor, trial);
      return;
    }

  show_issue (self, editor, issue);
  free_issue (issue);
}

void
tw_form_clear_right (TwForm        *self,
                     TwFieldEditor *editor)
{
  g_autoptr (TwRow) trial = create_trial (self, editor);
  TwFieldIssue *issue = find_issue (self, editor, trial);

  if (issue == NULL)
    tw_field_editor_set_message (editor, NULL);
  g_clear_pointer (&issue, free_issue);
}

TwFieldEditor *
tw_form_find_editor (TwForm     *self,
                     const char *field)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (g_str_equal (tw_field_editor_get_field (self->editors->pdata[i])->name, field))
        return self->editors->pdata[i];
    }

  return NULL;
}

TwFieldEditor *
tw_form_take_fields (TwForm *self)
{
  TwFieldEditor *first = NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = self->editors->pdata[i];
      g_autofree char *text = tw_field_editor_get_text (editor);
      g_autoptr (GError) error = NULL;

      tw_field_editor_set_message (editor, NULL);

      if (tw_field_editor_is_changed (editor) &&
          !tw_row_set_text (self->row, tw_field_editor_get_field (editor)->name, text, &error))
        {
          tw_field_editor_set_message (editor, error->message);
          if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
            tw_reference_new_offer (editor, self->workspace, tw_field_editor_get_field (editor)->target);
          first = first != NULL ? first : editor;
        }
    }

  return first;
}

TwFieldEditor *
tw_form_check_fields (TwForm *self)
{
  g_autoptr (GPtrArray) issues = NULL;
  TwFieldEditor *first = NULL;

  if (tw_row_check (self->row, &issues))
    return NULL;

  for (guint i = 0; i < issues->len; i++)
    {
      const TwFieldIssue *issue = issues->pdata[i];
      TwFieldEditor *editor = issue->field != NULL ? tw_form_find_editor (self, issue->field) : NULL;

      if (editor == NULL)
        continue;

      show_issue (self, editor, issue);
      first = first != NULL ? first : editor;
    }

  return first;
}
