/* tw-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-form-private.h"

#include "common/tw-draft-keeper.h"
#include "common/tw-draft.h"
#include "common/tw-field-editor.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#define DRAFT_MS 400

G_DEFINE_FINAL_TYPE (TwForm, tw_form, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SAVED,
  OPEN_RECORD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* People know a partner by its name, not by its external id. */
static char *
get_row_text (TwForm        *self,
              const TwField *field)
{
  const TwCell *cell = tw_row_get (self->row, field->name);
  const TwEntity *target = field->target != NULL ? tw_entity_find (field->target) : NULL;

  if (field->type == TW_FIELD_REFERENCE && target != NULL && cell->kind == TW_CELL_NUMBER)
    return tw_entity_read_title (self->workspace, target, cell->number);

  return tw_row_get_text (self->row, field->name);
}

static void
show_field (TwForm        *self,
            TwFieldEditor *editor)
{
  g_autofree char *text = get_row_text (self, tw_field_editor_get_field (editor));

  tw_field_editor_set_text (editor, text);
}

/* --- what the person does --- */

static void
on_link (TwForm        *self,
         TwFieldEditor *editor)
{
  const gint64 *other = g_object_get_data (G_OBJECT (editor), "tw-other");
  const char *entity = g_object_get_data (G_OBJECT (editor), "tw-entity");

  if (other != NULL && entity != NULL)
    g_signal_emit (self, signals[OPEN_RECORD], 0, entity, *other);
}

/* What was never touched is asked for when the form is saved, not before. */
static void
on_left (TwForm        *self,
         TwFieldEditor *editor)
{
  if (tw_field_editor_is_changed (editor))
    tw_form_validate (self, editor);
  else
    tw_field_editor_set_hint (editor, NULL);
}

/* --- what survives a crash --- */

static void
write_draft (TwForm *self)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = self->editors->pdata[i];

      if (tw_field_editor_is_changed (editor))
        g_hash_table_insert (texts, (gpointer) tw_field_editor_get_field (editor)->name,
                             tw_field_editor_get_typed (editor));
    }

  if (g_hash_table_size (texts) == 0)
    tw_draft_remove (self->workspace, self->draft);
  else if (!tw_draft_write (self->workspace, self->draft, texts, &error))
    /* Nobody asked for it: the form goes on without. */
    g_info ("No draft of %s is kept: %s", self->draft, error->message);
}

static gboolean
on_draft_timeout (gpointer user_data)
{
  TwForm *self = user_data;

  self->draft_source = 0;
  write_draft (self);

  return G_SOURCE_REMOVE;
}

static void
queue_draft (TwForm *self)
{
  if (self->draft != NULL && self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_MS, on_draft_timeout, self);
}

static void
on_changed (TwForm        *self,
            TwFieldEditor *editor)
{
  /* It stands until it is right again, and isn't renewed while somebody types. */
  if (tw_field_editor_is_invalid (editor))
    tw_form_clear_right (self, editor);
  else
    tw_field_editor_set_hint (editor, NULL);

  queue_draft (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
discard_restored (TwForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    show_field (self, self->editors->pdata[i]);

  write_draft (self);
  gtk_widget_set_visible (self->restored_row, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
  tw_form_grab_focus (self);
}

static GtkWidget *
create_restored_row (TwForm *self)
{
  self->restored_row = tw_restored_row_new (self->restored, G_CALLBACK (discard_restored), self);

  return self->restored_row;
}

/* A fresh row, so that nothing that another field holds unsaved is written along. */
static void
on_apply (TwForm        *self,
          TwFieldEditor *editor)
{
  const TwField *field = tw_field_editor_get_field (editor);
  g_autofree char *text = tw_field_editor_get_text (editor);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = NULL;

  row = tw_row_read (
      self->workspace, tw_row_get_entity (self->row), tw_row_get_id (self->row), &error);

  if (row == NULL)
    {
      tw_field_editor_set_message (editor, error->message);
      return;
    }

  tw_form_validate (self, editor);
  if (tw_field_editor_is_invalid (editor))
    return;

  if (!tw_row_set_text (row, field->name, text, &error) || !tw_row_save (row, NULL, &error))
    {
      tw_field_editor_set_message (editor, error->message);
      return;
    }

  tw_row_unref (self->row);
  self->row = tw_row_ref (row);
  show_field (self, editor);
  queue_draft (self);
  g_signal_emit (self, signals[SAVED], 0, tw_row_get_id (row));
}

static void
tw_form_finalize (GObject *object)
{
  TwForm *self = TW_FORM (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_free (self->draft);
  g_clear_pointer (&self->restored, g_date_time_unref);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->row, tw_row_unref);
  g_clear_pointer (&self->editors, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_form_parent_class)->finalize (object);
}

/* Who closes a changed form in order was asked. The workspace may have gone before. */
static void
tw_form_dispose (GObject *object)
{
  TwForm *self = TW_FORM (object);

  if (self->draft != NULL && !self->leaves_draft && !self->disposed)
    tw_draft_remove (self->workspace, self->draft);
  self->disposed = TRUE;

  G_OBJECT_CLASS (tw_form_parent_class)->dispose (object);
}

static void
tw_form_class_init (TwFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_form_finalize;
  signals[OPEN_RECORD] = g_signal_new ("open-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
tw_form_init (TwForm *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_editor (TwForm        *self,
            const TwField *field)
{
  TwFieldEditor *editor = tw_field_editor_new (field, self->by_field);

  g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "link", G_CALLBACK (on_link), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  show_field (self, editor);
  if (field->target != NULL)
    tw_field_editor_suggest (editor, self->workspace, tw_row_find_owner (self->row, tw_entity_find (field->target)));
  g_ptr_array_add (self->editors, editor);
}

TwForm *
tw_form_new (TwWorkspace       *workspace,
             TwRow             *row,
             gboolean           by_field,
             const char *const *fields)
{
  const TwEntity *entity;
  TwForm *self;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (row != NULL, NULL);

  entity = tw_row_get_entity (row);
  self = g_object_new (TW_TYPE_FORM, NULL);
  self->workspace = g_object_ref (workspace);
  self->row = tw_row_ref (row);
  self->by_field = by_field;

  for (guint i = 0; fields == NULL && i < entity->n_fields; i++)
    {
      if ((entity->fields[i].flags & TW_FIELD_READ_ONLY) == 0)
        add_editor (self, &entity->fields[i]);
    }

  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    add_editor (self, tw_entity_get_field (entity, fields[i]));

  return self;
}

void
tw_form_keep_draft (TwForm     *self,
                    const char *name)
{
  g_autoptr (TwDraft) draft = NULL;
  gboolean any = FALSE;

  g_return_if_fail (TW_IS_FORM (self));
  g_return_if_fail (name != NULL && self->draft == NULL);

  self->draft = g_strdup (name);
  draft = tw_draft_read (self->workspace, name);
  if (draft == NULL)
    return;

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = self->editors->pdata[i];
      const char *typed
          = g_hash_table_lookup (draft->texts, tw_field_editor_get_field (editor)->name);

      if (typed == NULL)
        continue;

      tw_field_editor_restore (editor, typed);
      if (tw_field_editor_is_changed (editor))
        tw_form_validate (self, editor);
      any = any || tw_field_editor_is_changed (editor);
    }

  if (any)
    self->restored = g_date_time_ref (draft->at);
}

void
tw_form_leave_draft (TwForm *self)
{
  g_return_if_fail (TW_IS_FORM (self));

  if (self->draft == NULL)
    return;

  write_draft (self);
  self->leaves_draft = TRUE;
}

void
tw_form_add_to (TwForm              *self,
                AdwPreferencesGroup *group)
{
  g_return_if_fail (TW_IS_FORM (self));

  if (self->restored != NULL)
    adw_preferences_group_add (group, create_restored_row (self));

  for (guint i = 0; i < self->editors->len; i++)
    tw_field_editor_add_to (self->editors->pdata[i], group);
}

void
tw_form_set_row (TwForm *self,
                 TwRow  *row)
{
  g_return_if_fail (TW_IS_FORM (self));
  g_return_if_fail (row != NULL);

  tw_row_ref (row);
  tw_row_unref (self->row);
  self->row = row;

  for (guint i = 0; i < self->editors->len; i++)
    {
      if (!tw_field_editor_is_changed (self->editors->pdata[i]))
        show_field (self, self->editors->pdata[i]);
    }
}

gboolean
tw_form_is_changed (TwForm *self)
{
  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->editors->len; i++)
    {
      if (tw_field_editor_is_changed (self->editors->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

gboolean
tw_form_is_complete (TwForm *self)
{
  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = self->editors->pdata[i];
      g_autofree char *text = tw_field_editor_get_text (editor);

      if ((tw_field_editor_get_field (editor)->flags & TW_FIELD_REQUIRED) != 0 && *text == '\0')
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_form_has_any (TwForm            *self,
                 const char *const *fields)
{
  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  for (; *fields != NULL; fields++)
    {
      TwFieldEditor *editor = tw_form_find_editor (self, *fields);
      g_autofree char *text = editor != NULL ? tw_field_editor_get_text (editor) : NULL;

      if (text != NULL && *g_strstrip (text) != '\0')
        return TRUE;
    }

  return FALSE;
}

gboolean
tw_form_save (TwForm  *self,
              GError **error)
{
  TwFieldEditor *wrong;

  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  wrong = tw_form_take_fields (self);
  if (wrong == NULL)
    wrong = tw_form_check_fields (self);

  if (wrong != NULL)
    {
      tw_field_editor_grab_focus (wrong);
      return FALSE;
    }

  return tw_row_save (self->row, NULL, error);
}

void
tw_form_set_sensitive (TwForm   *self,
                       gboolean  sensitive)
{
  g_return_if_fail (TW_IS_FORM (self));

  for (guint i = 0; i < self->editors->len; i++)
    tw_field_editor_set_sensitive (self->editors->pdata[i], sensitive);
}

void
tw_form_grab_focus (TwForm *self)
{
  g_return_if_fail (TW_IS_FORM (self));

  if (self->editors->len > 0)
    tw_field_editor_grab_focus (self->editors->pdata[0]);
}
