/* tw-matrix-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>

/* --- moving rows and tiers --- */

void
tw_matrix_tab_move_row (TwMatrixTab *self,
                        int          row,
                        gboolean     down)
{
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);
  g_autofree char *key = g_strdup (info->key);
  char *label = g_strdup_printf (down ? _("Moved “%s” down") : _("Moved “%s” up"), info->title);
  GError *error = NULL;
  GPtrArray *edits = tw_matrix_move_row (self->matrix, row, down, &error);
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (!tw_matrix_tab_try (self, edits, label, error))
    return;
  row = tw_matrix_find_row (self->matrix, key);
  if (row >= 0)
    tw_matrix_tab_go (self, row, column);
}

void
tw_matrix_tab_move_tier (TwMatrixTab *self,
                         int          tier,
                         int          to)
{
  g_autofree char *name = g_strdup (self->matrix->tiers[tier].name);
  int first = self->matrix->tiers[tier].designation
                ? tier - (int) self->matrix->tiers[tier].index : 0;
  GError *error = NULL;
  GPtrArray *edits = NULL;
  int row;
  int column;

  if (to >= first && to < (int) self->matrix->n_tiers)
    edits = tw_matrix_move_tier (self->matrix, tier, to - first, &error);
  else
    error = g_error_new_literal (TW_ERROR, TW_ERROR_REFUSED, _("There is no place further on."));
  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (!tw_matrix_tab_try (self, edits, g_strdup_printf (_("Moved tier “%s”"), name), error))
    return;
  column = tw_matrix_find_tier (self->matrix, name);
  tw_matrix_tab_go (self, row, column);
}

static void
on_reorder (TwMatrixGrid *grid,
            gboolean      column,
            int           from,
            int           to,
            TwMatrixTab  *self)
{
  g_autofree char *key = NULL;
  GError *error = NULL;

  if (!tw_matrix_tab_is_editable (self))
    {
      tw_matrix_tab_tell (self, _("A published version stays as it is. Amend it to change its tiers."));
      return;
    }
  if (column)
    {
      tw_matrix_tab_move_tier (self, from, to);
      return;
    }
  key = g_strdup (tw_matrix_get_row (self->matrix, from)->key);
  if (tw_matrix_tab_try (self, tw_matrix_move_row_to (self->matrix, from, to, &error),
                         g_strdup_printf (_("Moved “%s”"),
                                          tw_matrix_get_row (self->matrix, from)->title),
                         error))
    tw_matrix_tab_go (self, MAX (tw_matrix_find_row (self->matrix, key), 0), -1);
}

/* --- keys --- */

static gboolean
move_cursor (TwMatrixTab *self,
             int          rows,
             int          columns,
             gboolean     extend)
{
  int row;
  int column;

  if (self->matrix == NULL)
    return FALSE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    columns = -columns;
  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (rows != 0)
    row = tw_matrix_grid_step_row (self->grid, row, rows);
  if (columns != 0)
    column = tw_matrix_grid_step_column (self->grid, column, columns);
  tw_matrix_grid_set_cursor (self->grid, row, column, extend, TRUE);

  return TRUE;
}

/* Left folds and right unfolds on a title, as in any tree. */
static gboolean
fold (TwMatrixTab *self,
      gboolean     folded)
{
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (row < 0 || (column >= 0 && tw_matrix_get_row (self->matrix, row)->kind != TW_MATRIX_HEADING))
    return FALSE;

  return tw_matrix_grid_fold (self->grid, row, folded);
}

static gboolean
activate (TwMatrixTab *self)
{
  int row;
  int column;
  const TwMatrixRow *info;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  info = row >= 0 ? tw_matrix_get_row (self->matrix, row) : NULL;
  if (info != NULL && info->n_below > 0 && (column < 0 || info->kind == TW_MATRIX_HEADING))
    return tw_matrix_grid_fold (self->grid, row, !tw_matrix_grid_is_folded (self->grid, row));
  if (info != NULL && info->kind == TW_MATRIX_PARTNERS && column >= 0)
    tw_matrix_tab_show_partners (self, column);
  else
    tw_matrix_tab_edit (self, NULL);

  return TRUE;
}

static gboolean
move_here (TwMatrixTab *self,
           guint        keyval)
{
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (!tw_matrix_tab_is_editable (self))
    return FALSE;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    {
      if (row >= 0)
        tw_matrix_tab_move_row (self, row, keyval == GDK_KEY_Down);
      return row >= 0;
    }
  if (column < 0)
    return FALSE;
  tw_matrix_tab_move_tier (self, column, column + (keyval == GDK_KEY_Right ? 1 : -1));

  return TRUE;
}

static gboolean
on_control_key (TwMatrixTab     *self,
                guint            keyval,
                GdkModifierType  modifiers)
{
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && move_here (self, keyval);
    case GDK_KEY_Home:
      tw_matrix_grid_set_cursor (self->grid, 0, column, FALSE, TRUE);
      return TRUE;
    case GDK_KEY_End:
      tw_matrix_grid_set_cursor (self->grid,
                                 tw_matrix_grid_step_row (self->grid, 0,
                                                          (int) self->matrix->rows->len),
                                 column, FALSE, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
type_into (TwMatrixTab *self,
           guint        keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  char text[7] = { 0 };

  if (!g_unichar_isgraph (letter))
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  tw_matrix_tab_edit (self, text);

  return TRUE;
}

static gboolean
on_plain_key (TwMatrixTab *self,
              guint        keyval,
              gboolean     shift)
{
  int page = tw_matrix_grid_get_page (self->grid);

  switch (keyval)
    {
    case GDK_KEY_Up:
      return move_cursor (self, -1, 0, shift);
    case GDK_KEY_Down:
      return move_cursor (self, 1, 0, shift);
    case GDK_KEY_Left:
      return fold (self, TRUE) || move_cursor (self, 0, -1, shift);
    case GDK_KEY_Right:
      return fold (self, FALSE) || move_cursor (self, 0, 1, shift);
    case GDK_KEY_Page_Up:
      return move_cursor (self, -page, 0, shift);
    case GDK_KEY_Page_Down:
      return move_cursor (self, page, 0, shift);
    case GDK_KEY_Home:
      return move_cursor (self, 0, -1000, shift);
    case GDK_KEY_End:
      return move_cursor (self, 0, 1000, shift);
    case GDK_KEY_F2:
      tw_matrix_tab_edit (self, NULL);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      return activate (self);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      tw_matrix_tab_clear_range (self);
      return TRUE;
    default:
      return type_into (self, keyval);
    }
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        TwMatrixTab           *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->matrix == NULL || tw_cell_editor_is_open (self->editor))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    {
      tw_matrix_tab_open_menu (self, -1, -1);
      return GDK_EVENT_STOP;
    }
  if (modifiers & GDK_CONTROL_MASK)
    return on_control_key (self, keyval, modifiers);
  if (modifiers & ~GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;

  return on_plain_key (self, keyval, (modifiers & GDK_SHIFT_MASK) != 0);
}

static void
on_pressed (TwMatrixGrid *grid,
            int           row,
            int           column,
            int           n,
            gboolean      menu,
            double        x,
            double        y,
            TwMatrixTab  *self)
{
  if (menu)
    tw_matrix_tab_open_menu (self, x, y);
  else if (n == 2)
    activate (self);
  else if (n == 1 && row >= 0 && (column < 0 || tw_matrix_get_row (self->matrix, row)->kind ==
                                                  TW_MATRIX_HEADING) &&
           tw_matrix_get_row (self->matrix, row)->kind == TW_MATRIX_HEADING)
    tw_matrix_grid_fold (self->grid, row, !tw_matrix_grid_is_folded (self->grid, row));
}

void
tw_matrix_tab_init_keys (TwMatrixTab *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
  g_signal_connect_object (self->grid, "reorder", G_CALLBACK (on_reorder), self, 0);
  g_signal_connect_object (self->grid, "pressed", G_CALLBACK (on_pressed), self, 0);
}
