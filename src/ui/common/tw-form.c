/* tw-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-form.h"

#include "common/tw-field-editor.h"
#include "tw-error.h"
#include "tw-row-store.h"

struct _TwForm
{
  GObject      parent_instance;

  /* owned */
  TwWorkspace *workspace;
  TwRow       *row;
  GPtrArray   *editors;         /* TwFieldEditor* */

  gboolean     by_field;
};

G_DEFINE_FINAL_TYPE (TwForm, tw_form, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SAVED,
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

static void
on_changed (TwForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
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

  if (row == NULL || !tw_row_set_text (row, field->name, text, &error) ||
      !tw_row_save (row, NULL, &error))
    {
      tw_field_editor_set_message (editor, error->message);
      return;
    }

  tw_row_unref (self->row);
  self->row = tw_row_ref (row);
  show_field (self, editor);
  g_signal_emit (self, signals[SAVED], 0, tw_row_get_id (row));
}

static void
tw_form_finalize (GObject *object)
{
  TwForm *self = TW_FORM (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->row, tw_row_unref);
  g_clear_pointer (&self->editors, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_form_parent_class)->finalize (object);
}

static void
tw_form_class_init (TwFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_form_finalize;

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
  g_signal_connect_object (editor, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  show_field (self, editor);
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
tw_form_add_to (TwForm              *self,
                AdwPreferencesGroup *group)
{
  g_return_if_fail (TW_IS_FORM (self));

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

static TwFieldEditor *
find_editor (TwForm     *self,
             const char *field)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (g_str_equal (tw_field_editor_get_field (self->editors->pdata[i])->name, field))
        return self->editors->pdata[i];
    }

  return NULL;
}

/* Takes over every field; says at each what is wrong with it. Returns the first that is wrong. */
static TwFieldEditor *
take_fields (TwForm *self)
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
          first = first != NULL ? first : editor;
        }
    }

  return first;
}

static TwFieldEditor *
check_fields (TwForm *self)
{
  g_autoptr (GPtrArray) issues = NULL;
  TwFieldEditor *first = NULL;

  if (tw_row_check (self->row, &issues))
    return NULL;

  for (guint i = 0; i < issues->len; i++)
    {
      const TwFieldIssue *issue = issues->pdata[i];
      TwFieldEditor *editor = issue->field != NULL ? find_editor (self, issue->field) : NULL;

      if (editor == NULL)
        continue;

      tw_field_editor_set_message (editor, issue->message);
      first = first != NULL ? first : editor;
    }

  return first;
}

gboolean
tw_form_save (TwForm  *self,
              GError **error)
{
  TwFieldEditor *wrong;

  g_return_val_if_fail (TW_IS_FORM (self), FALSE);

  wrong = take_fields (self);
  if (wrong == NULL)
    wrong = check_fields (self);

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
