/* tw-board-current.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which column and which cards are meant: by the focus, the selection, or where a card was moved to. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-private.h"

/* A card that was moved is where it was moved to, though its new column is still being read: the next key means it and
 * not the neighbour that got the focus meanwhile. */
static gboolean
is_pending (TwBoard *self)
{
  if (self->pending != 0 && (self->current == NULL || !tw_board_column_waits (self->current)))
    self->pending = 0;

  return self->pending != 0;
}

TwBoardColumn *
tw_board_get_current (TwBoard *self)
{
  g_return_val_if_fail (TW_IS_BOARD (self), NULL);

  if (is_pending (self))
    return self->current;

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (tw_board_column_get_focus (self->columns->pdata[i]) != TW_NO_POSITION)
        return self->columns->pdata[i];
    }

  if (self->current != NULL)
    return self->current;

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (gtk_widget_get_visible (self->columns->pdata[i]))
        return self->columns->pdata[i];
    }

  return NULL;
}

GArray *
tw_board_get_selected (TwBoard *self)
{
  TwBoardColumn *column = tw_board_get_current (self);

  if (is_pending (self))
    {
      GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

      return g_array_append_val (keys, self->pending);
    }

  return column != NULL ? tw_board_column_get_selected (column) : g_array_new (FALSE, FALSE, sizeof (gint64));
}

TwBoardColumn *
tw_board_get_beside (TwBoard *self,
                     int      step)
{
  TwBoardColumn *column = tw_board_get_current (self);
  int index = column != NULL ? tw_board_index_of (self, column) + step : -1;

  return index >= 0 && index < (int) self->columns->len ? self->columns->pdata[index] : NULL;
}

void
tw_board_select (TwBoard *self,
                 gint64   key,
                 gboolean focus)
{
  g_return_if_fail (TW_IS_BOARD (self));

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (tw_board_column_select (self->columns->pdata[i], key, focus))
        return;
    }
}

void
tw_board_expect (TwBoard       *self,
                 gint64         key,
                 TwBoardColumn *column)
{
  g_return_if_fail (TW_IS_BOARD (self));

  tw_board_select (self, key, TRUE);
  if (tw_board_column_waits (column))
    {
      self->current = column;
      self->pending = key;
      tw_board_reveal (self, column);
    }
}

gboolean
tw_board_focus (TwBoard *self)
{
  TwBoardColumn *column = tw_board_get_current (self);

  if (column != NULL && tw_board_column_focus_position (column, 0))
    return TRUE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (gtk_widget_get_visible (self->columns->pdata[i]) && tw_board_column_focus_position (self->columns->pdata[i], 0))
        return TRUE;
    }

  return FALSE;
}

gboolean
tw_board_unselect (TwBoard *self)
{
  gboolean any = FALSE;

  g_return_val_if_fail (TW_IS_BOARD (self), FALSE);

  self->unselecting = TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autoptr (GArray) keys = tw_board_column_get_selected (self->columns->pdata[i]);

      any = any || keys->len > 1;
      tw_board_column_unselect (self->columns->pdata[i]);
    }
  self->unselecting = FALSE;
  g_signal_emit_by_name (self, "selection-changed");

  return any;
}
