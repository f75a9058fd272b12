/* tw-program-assistant-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-assistant-private.h"

#include "common/tw-draft.h"
#include "common/tw-format.h"
#include "tw-type-card.h"

#include <glib/gi18n-lib.h>

#define FORM "new-program"

static TwWorkspace *
get_workspace (TwProgramAssistant *self)
{
  return tw_document_get_workspace (self->document);
}

static void
add (GHashTable *texts,
     const char *name,
     char       *text)
{
  if (text != NULL && *text != '\0')
    g_hash_table_insert (texts, g_strdup (name), text);
  else
    g_free (text);
}

void
tw_program_assistant_keep (TwProgramAssistant *self)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    add (texts, tw_objective_part_get_key (i),
         tw_field_editor_get_typed (tw_objective_form_get_editor (self->form, i)));
  add (texts, "type", g_strdup (self->type));
  add (texts, "template", g_strdup (self->template));
  add (texts, "name", self->renamed ? tw_field_editor_get_typed (self->name) : NULL);
  add (texts, "currency", tw_field_editor_get_typed (self->currency));
  add (texts, "first_day", tw_field_editor_get_typed (self->first_day));
  add (texts, "step", g_strdup_printf ("%d", self->step));
  if (!tw_draft_write (get_workspace (self), FORM, texts, &error))
    /* Nobody asked for it: the assistant goes on without. */
    g_info ("No draft of a new program is kept: %s", error->message);
}

void
tw_program_assistant_forget (TwProgramAssistant *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  tw_draft_remove (get_workspace (self), FORM);
}

static void
restore_editor (GHashTable    *texts,
                const char    *name,
                TwFieldEditor *editor)
{
  const char *text = g_hash_table_lookup (texts, name);

  if (text != NULL)
    tw_field_editor_restore (editor, text);
}

void
tw_program_assistant_restore (TwProgramAssistant *self)
{
  g_autoptr (TwDraft) draft = tw_draft_read (get_workspace (self), FORM);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;
  const char *step;

  if (draft == NULL)
    return;
  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    restore_editor (draft->texts, tw_objective_part_get_key (i), tw_objective_form_get_editor (self->form, i));
  if (tw_type_card_find (g_hash_table_lookup (draft->texts, "type")) != NULL)
    {
      const char *id = g_hash_table_lookup (draft->texts, "template");

      tw_program_assistant_choose_type (self, g_hash_table_lookup (draft->texts, "type"));
      tw_program_assistant_choose_template (self, id != NULL && tw_program_template_find (id) != NULL ? id : NULL);
    }
  self->renamed = g_hash_table_contains (draft->texts, "name");
  restore_editor (draft->texts, "name", self->name);
  restore_editor (draft->texts, "currency", self->currency);
  restore_editor (draft->texts, "first_day", self->first_day);
  step = g_hash_table_lookup (draft->texts, "step");
  self->step = step != NULL ? CLAMP (atoi (step), STEP_OBJECTIVE, STEP_NAME) : STEP_OBJECTIVE;
  if (self->type == NULL)
    self->step = MIN (self->step, STEP_TYPE);
  self->changed = TRUE;
  local = g_date_time_to_utc (draft->at);
  text = g_date_time_format (local, "%Y-%m-%dT%H:%M:%SZ");
  moment = tw_format_moment (text);
  g_free (text);
  /* Translators: %s is a date and a time. */
  text = g_strdup_printf (_("Put back: what was entered here until %s."), moment);
  gtk_label_set_text (self->restored_label, text);
  gtk_widget_set_visible (self->restored, TRUE);
}
