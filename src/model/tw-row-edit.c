/* tw-row-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cells of many rows at once: what a list takes over from the clipboard or from its editor. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-row-edit.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-row-store.h"

TwCellEdit *
tw_cell_edit_new (gint64      id,
                  const char *field,
                  const char *text)
{
  TwCellEdit *edit = g_new0 (TwCellEdit, 1);

  edit->id = id;
  edit->field = g_intern_string (field);
  edit->text = g_strdup (text);

  return edit;
}

void
tw_cell_edit_free (TwCellEdit *edit)
{
  g_free (edit->text);
  g_free (edit->before);
  g_free (edit->after);
  g_free (edit->message);
  g_free (edit);
}

static void
clear_result (TwCellEdit *edit)
{
  g_clear_pointer (&edit->before, g_free);
  g_clear_pointer (&edit->after, g_free);
  g_clear_pointer (&edit->message, g_free);
}

static void
refuse (TwCellEdit *edit,
        const char *message)
{
  if (edit->message != NULL)
    return;

  edit->message = g_strdup (message);
  g_clear_pointer (&edit->after, g_free);
}

static void
set_cell (TwRow      *row,
          TwCellEdit *edit)
{
  g_autoptr (GError) error = NULL;

  edit->before = tw_row_get_text (row, edit->field);
  if (tw_row_set_text (row, edit->field, edit->text, &error))
    edit->after = tw_row_get_text (row, edit->field);
  else
    refuse (edit, error->message);
}

/* What is wrong with the row as a whole is said at the cell that it is about, else at its first. */
static void
place_issues (GPtrArray *cells,
              GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const TwFieldIssue *issue = issues->pdata[i];
      TwCellEdit *at = cells->pdata[0];

      for (guint j = 0; j < cells->len; j++)
        {
          TwCellEdit *edit = cells->pdata[j];

          if (g_strcmp0 (edit->field, issue->field) == 0)
            at = edit;
        }

      refuse (at, issue->message);
    }
}

static gboolean
is_refused (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      if (((TwCellEdit *) cells->pdata[i])->message != NULL)
        return TRUE;
    }

  return FALSE;
}

/* FALSE: it can't go on. What is wrong with a cell stands there. */
static gboolean
edit_row (TwWorkspace     *workspace,
          const TwEntity  *entity,
          GPtrArray       *cells,
          GError         **error)
{
  gint64 id = ((TwCellEdit *) cells->pdata[0])->id;
  g_autoptr (TwRow) row = tw_row_read (workspace, entity, id, error);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;

  for (guint i = 0; i < cells->len; i++)
    set_cell (row, cells->pdata[i]);

  if (is_refused (cells))
    return TRUE;

  if (!tw_row_check (row, &issues))
    place_issues (cells, issues);
  else if (!tw_row_save (row, NULL, &local))
    refuse (cells->pdata[0], local->message);

  return TRUE;
}

/* (element-type GPtrArray): the edits of each row, in the order of the first of them. */
static GPtrArray *
group_by_row (GPtrArray *edits)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < edits->len; i++)
    {
      TwCellEdit *edit = edits->pdata[i];
      GPtrArray *row = g_hash_table_lookup (by_id, &edit->id);

      clear_result (edit);
      if (row == NULL)
        {
          row = g_ptr_array_new ();
          g_ptr_array_add (rows, row);
          g_hash_table_insert (by_id, &edit->id, row);
        }

      g_ptr_array_add (row, edit);
    }

  return rows;
}

static gboolean
refuse_all (GPtrArray  *edits,
            GError    **error)
{
  const char *first = NULL;
  guint n = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const TwCellEdit *edit = edits->pdata[i];

      if (edit->message == NULL)
        continue;

      first = first != NULL ? first : edit->message;
      n++;
    }

  if (n == 0)
    return FALSE;

  if (n == 1)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, first);
  else
    /* Translators: %1$u is a number of cells, %2$s what is wrong with the first of them. */
    g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                 ngettext ("%1$u value is refused; the first: %2$s",
                           "%1$u values are refused; the first: %2$s", n),
                 n, first);

  return TRUE;
}

gboolean
tw_cells_edit (TwWorkspace     *workspace,
               const TwEntity  *entity,
               GPtrArray       *edits,
               gboolean         trial,
               const char      *label,
               GError         **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (entity != NULL && edits != NULL && edits->len > 0, FALSE);
  g_return_val_if_fail ((entity->flags & TW_ENTITY_READ_ONLY) == 0, FALSE);

  rows = group_by_row (edits);

  /* The row says itself what was changed. */
  if (rows->len == 1 && label == NULL && !trial)
    return edit_row (workspace, entity, edits, error) && !refuse_all (edits, error);

  words = label != NULL ? g_strdup (label)
                        : g_strdup_printf (_("Changed %1$u %2$s"), rows->len,
                                           tw_entity_get_label (entity, rows->len != 1));

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, words, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      if (!edit_row (workspace, entity, rows->pdata[i], error))
        {
          tw_history_rollback (workspace);
          return FALSE;
        }
    }

  if (trial || is_refused (edits))
    {
      tw_history_rollback (workspace);
      return !refuse_all (edits, error);
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
