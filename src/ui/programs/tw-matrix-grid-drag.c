/* tw-matrix-grid-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-grid-private.h"

/* The pointer: clicks, dragging a title to the place of another, dragging over cells. */

/* A hand is not quite still. */
#define THRESHOLD 8

static void
on_pressed (GtkGestureClick *click,
            int              n,
            double           x,
            double           y,
            TwMatrixGrid    *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (click));
  gboolean menu = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) ==
                  GDK_BUTTON_SECONDARY;
  GdkRectangle range;
  int row;
  int column;

  if (!tw_matrix_grid_pick (self, x, y, &row, &column))
    return;
  tw_matrix_grid_get_range (self, &range);
  /* A menu on a range is about the range. */
  if (!menu || row < range.y || row >= range.y + range.height || column < range.x ||
      column >= range.x + range.width)
    tw_matrix_grid_set_cursor (self, row, column, (state & GDK_SHIFT_MASK) != 0, TRUE);
  g_signal_emit (self, tw_matrix_grid_signals[1], 0, row, column, n, menu, x, y);
}

static void
on_long_pressed (GtkGestureLongPress *press,
                 double               x,
                 double               y,
                 TwMatrixGrid        *self)
{
  int row;
  int column;

  if (!tw_matrix_grid_pick (self, x, y, &row, &column))
    return;
  gtk_gesture_set_state (GTK_GESTURE (press), GTK_EVENT_SEQUENCE_CLAIMED);
  tw_matrix_grid_set_cursor (self, row, column, FALSE, TRUE);
  g_signal_emit (self, tw_matrix_grid_signals[1], 0, row, column, 1, TRUE, x, y);
}

static gboolean
is_movable (TwMatrixGrid *self,
            int           row,
            int           column)
{
  TwMatrixRowKind kind;

  if (row < 0)
    return TRUE;
  kind = tw_matrix_get_row (self->matrix, row)->kind;

  return column < 0 && (kind == TW_MATRIX_CRITERION || kind == TW_MATRIX_JOINER ||
                        kind == TW_MATRIX_NAMED || kind == TW_MATRIX_POINT ||
                        kind == TW_MATRIX_BENEFIT || kind == TW_MATRIX_REVIEW);
}

static void
on_drag_begin (GtkGestureDrag *drag,
               double          x,
               double          y,
               TwMatrixGrid   *self)
{
  int row;
  int column;

  self->drags_row = self->drags_column = self->drags_range = FALSE;
  if (!tw_matrix_grid_pick (self, x, y, &row, &column))
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->drag_from = self->drag_to = row < 0 ? column : row;
  self->drags_range = row >= 0 && column >= 0;
  if (!self->drags_range && !is_movable (self, row, column))
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
}

/* Rows change places with those of their own group, tiers with their own kind. */
static gboolean
is_target (TwMatrixGrid *self,
           gboolean      column,
           int           to)
{
  const TwMatrix *matrix = self->matrix;

  if (to < 0)
    return FALSE;
  if (column)
    return matrix->tiers[to].designation == matrix->tiers[self->drag_from].designation;

  return tw_matrix_get_row (matrix, to)->parent == tw_matrix_get_row (matrix, self->drag_from)->parent &&
         is_movable (self, to, -1);
}

static void
drag_title (TwMatrixGrid *self,
            gboolean      column,
            double        x,
            double        y)
{
  int row_at;
  int column_at;
  int to;

  self->drags_column = column;
  self->drags_row = !column;
  if (!tw_matrix_grid_pick (self, column ? x : 4, column ? 4 : y, &row_at, &column_at))
    return;
  to = column ? column_at : row_at;
  if (is_target (self, column, to) && to != self->drag_to)
    {
      self->drag_to = to;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

static void
on_drag_update (GtkGestureDrag *drag,
                double          dx,
                double          dy,
                TwMatrixGrid   *self)
{
  double x;
  double y;
  int row;
  int column;

  if (ABS (dx) < THRESHOLD && ABS (dy) < THRESHOLD)
    return;
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!self->drags_range)
    {
      int start_row = self->row;

      drag_title (self, start_row < 0, x + dx, y + dy);
      return;
    }
  if (tw_matrix_grid_pick (self, x + dx, y + dy, &row, &column) && row >= 0 && column >= 0)
    tw_matrix_grid_set_cursor (self, row, column, TRUE, TRUE);
}

static void
on_drag_end (GtkGestureDrag *drag,
             double          dx,
             double          dy,
             TwMatrixGrid   *self)
{
  gboolean dragged = self->drags_row || self->drags_column;
  gboolean column = self->drags_column;

  self->drags_row = self->drags_column = self->drags_range = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (dragged && self->drag_to != self->drag_from)
    g_signal_emit (self, tw_matrix_grid_signals[0], 0, column, self->drag_from, self->drag_to);
}

void
tw_matrix_grid_init_drag (TwMatrixGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_pressed), self, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
