/* tw-matrix-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>

/* Changing cells in place. */

/* --- the editor --- */

static gboolean
find_bounds (gpointer         owner,
             graphene_rect_t *bounds)
{
  TwMatrixTab *self = owner;
  GtkWidget *field = tw_matrix_grid_get_field (self->grid, self->edit_row, self->edit_column);

  return field != NULL && gtk_widget_compute_bounds (field, GTK_WIDGET (self->overlay), bounds);
}

/* Makes the edits of what was typed; an empty list where nothing changes. */
static GPtrArray *
make_edits (TwMatrixTab  *self,
            const char   *typed,
            char        **label,
            GError      **error)
{
  g_autoptr (TwMatrixChange) change = NULL;
  g_autofree char *plain = NULL;

  if (self->edit_row < 0)
    {
      /* Translators: a tier's old and new name. */
      *label = g_strdup_printf (_("Renamed tier “%1$s” to “%2$s”"),
                                self->matrix->tiers[self->edit_column].name, typed);
      return tw_matrix_rename_tier (self->matrix, self->edit_column, typed, error);
    }
  if (self->edit_column < 0)
    {
      *label = g_strdup_printf (_("Renamed “%1$s” to “%2$s”"),
                                tw_matrix_get_row (self->matrix, self->edit_row)->title, typed);
      return tw_matrix_rename_row (self->matrix, self->edit_row, typed, error);
    }
  change = tw_matrix_change_new (self->matrix);
  plain = tw_matrix_text_plain (self->matrix, self->edit_row, self->edit_column, typed);
  if (!tw_matrix_change_set (change, self->edit_row, self->edit_column, plain, error))
    return NULL;
  *label = tw_matrix_change_label (change);

  return tw_matrix_change_list (change);
}

static gboolean
commit (gpointer     owner,
        const char  *typed,
        GError     **error)
{
  TwMatrixTab *self = owner;
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) edits = make_edits (self, text, &label, error);

  return edits != NULL && (edits->len == 0 || tw_matrix_tab_write (self, edits, label, error));
}

static void
go (gpointer owner,
    int      rows,
    int      columns)
{
  TwMatrixTab *self = owner;
  int row = self->edit_row;
  int column = self->edit_column;
  int next_row;
  int next_column;

  if (!tw_cell_editor_commit (self->editor))
    return;
  /* The table may be another now. */
  row = MIN (row, (int) self->matrix->rows->len - 1);
  column = MIN (column, (int) self->matrix->n_tiers - 1);
  tw_matrix_grid_set_cursor (self->grid, row, column, FALSE, FALSE);
  next_row = tw_matrix_grid_step_row (self->grid, row, rows);
  next_column = tw_matrix_grid_step_column (self->grid, column, columns);
  tw_matrix_grid_set_cursor (self->grid, next_row < 0 && next_column < 0 ? row : next_row,
                             next_column, FALSE, TRUE);
}

static void
cancel (gpointer owner)
{
  tw_matrix_tab_stop_edit (owner);
}

gboolean
tw_matrix_tab_stop_edit (TwMatrixTab *self)
{
  if (!tw_cell_editor_is_open (self->editor))
    return FALSE;
  tw_cell_editor_close (self->editor);
  tw_matrix_grid_set_cursor (self->grid, self->edit_row, self->edit_column, FALSE, TRUE);

  return TRUE;
}

/* --- opening --- */

/* (transfer container): the words of a row that is a choice; NULL where it isn't. */
static const char **
list_choices (const TwMatrixRow *row)
{
  const char **labels;

  if (row == NULL || row->n_choices == 0)
    return NULL;
  labels = g_new0 (const char *, row->n_choices + 1);
  for (guint i = 0; i < row->n_choices; i++)
    labels[i] = row->choices[i].label;

  return labels;
}

static char *
get_old_text (TwMatrixTab *self,
              int          row,
              int          column)
{
  if (row < 0)
    return g_strdup (self->matrix->tiers[column].name);
  if (column < 0)
    return g_strdup (tw_matrix_get_row (self->matrix, row)->title);

  return tw_matrix_text_typed (self->matrix, row, column);
}

static void
open_editor (TwMatrixTab *self,
             int          row,
             int          column,
             const char  *typed)
{
  const TwMatrixRow *info = row >= 0 && column >= 0 ? tw_matrix_get_row (self->matrix, row) : NULL;
  GtkWidget *field = tw_matrix_grid_get_field (self->grid, row, column);
  g_autofree char *text = get_old_text (self, row, column);
  g_autofree const char **choices = list_choices (info);

  self->edit_row = row;
  self->edit_column = column;
  tw_cell_editor_open (self->editor, tw_matrix_field_get_name (TW_MATRIX_FIELD (field)), text, typed, choices,
                       info != NULL && info->n_choices == 0 && !info->whole);
}

/* What is there or isn't changes by a key, without an editor. */
static gboolean
toggle (TwMatrixTab *self,
        int          row,
        int          column)
{
  const TwMatrixCell *cell = tw_matrix_get_cell (self->matrix, row, column);
  TwMatrixType type = cell->type;
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);

  for (guint i = 0; type == TW_MATRIX_NOTHING && i < self->matrix->n_tiers; i++)
    type = info->cells[i].type;
  if (type != TW_MATRIX_YES)
    return FALSE;
  tw_matrix_tab_set_cell (self, row, column, cell->owner != NULL ? "" : "yes");

  return TRUE;
}

void
tw_matrix_tab_edit (TwMatrixTab *self,
                    const char  *typed)
{
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (self->matrix == NULL || (row < 0 && column < 0))
    return;
  if (!tw_matrix_tab_is_editable (self))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      tw_matrix_tab_tell (self, _("A published version stays as it is. Amend it to change its tiers."));
      return;
    }
  if (row >= 0 && column < 0)
    {
      TwMatrixRowKind kind = tw_matrix_get_row (self->matrix, row)->kind;

      if (kind == TW_MATRIX_CRITERION && typed == NULL)
        tw_matrix_tab_ask_criterion (self, TRUE);
      if (kind != TW_MATRIX_BENEFIT && kind != TW_MATRIX_REVIEW)
        return;
    }
  if (row >= 0 && column >= 0)
    {
      if (!tw_matrix_can_set (self->matrix, row, column))
        {
          tw_matrix_tab_tell (self, _("This row is counted from the workspace."));
          return;
        }
      if (toggle (self, row, column))
        return;
    }
  open_editor (self, row, column, typed);
}

/* --- without the editor --- */

void
tw_matrix_tab_set_cell (TwMatrixTab *self,
                        int          row,
                        int          column,
                        const char  *plain)
{
  g_autoptr (TwMatrixChange) change = tw_matrix_change_new (self->matrix);
  GError *error = NULL;
  GPtrArray *edits = NULL;

  if (tw_matrix_change_set (change, row, column, plain, &error))
    edits = tw_matrix_change_list (change);
  tw_matrix_tab_try (self, edits, tw_matrix_change_label (change), error);
}

void
tw_matrix_tab_clear_range (TwMatrixTab *self)
{
  g_autoptr (TwMatrixChange) change = NULL;
  GdkRectangle range;
  GError *error = NULL;
  gboolean good = TRUE;

  if (self->matrix == NULL || !tw_matrix_tab_is_editable (self))
    return;
  change = tw_matrix_change_new (self->matrix);
  tw_matrix_grid_get_range (self->grid, &range);
  for (int i = range.y; good && i >= 0 && i < range.y + range.height; i++)
    for (int j = range.x; good && j >= 0 && j < range.x + range.width; j++)
      if (tw_matrix_grid_is_shown (self->grid, i))
        good = tw_matrix_change_remove (change, i, j, &error);
  tw_matrix_tab_try (self, good ? tw_matrix_change_list (change) : NULL,
                     tw_matrix_change_label (change), error);
}

void
tw_matrix_tab_init_edit (TwMatrixTab *self)
{
  static const TwCellEditorFuncs funcs = { find_bounds, commit, go, cancel };

  self->editor = tw_cell_editor_new (self->overlay, &funcs, self);
}
