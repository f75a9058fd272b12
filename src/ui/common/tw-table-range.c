/* tw-table-range.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ranges of cells by mouse. The rows of a range are those that are selected, its columns those
 * between anchor and cursor. A click on the first column, which stands for the row, means the whole
 * row. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#define DRAG_START 8
#define EDGE 24
#define EDGE_STEP 17

int
tw_table_find_shown (TwTable *self,
                     int      column)
{
  int shown;

  for (guint i = 0; (shown = tw_table_get_shown (self, i)) >= 0; i++)
    {
      if (shown == column)
        return i;
    }

  return -1;
}

GtkListItem *
tw_table_pick_item (TwTable *self,
                    double   x,
                    double   y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  return hit != NULL ? tw_table_find_item (hit, GTK_WIDGET (self->view)) : NULL;
}

static void
set_columns (TwTable *self,
             int      anchor,
             int      cursor)
{
  self->anchor = anchor;
  self->cursor = cursor;
  tw_table_update_cursor (self);
}

static void
on_drag_begin (GtkGestureDrag *gesture,
               double          x,
               double          y,
               TwTable        *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *item = tw_table_pick_item (self, x, y);
  int shown = item != NULL ? tw_table_find_shown (self, tw_table_get_item_column (item)) : -1;

  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (gesture));

  /* Ctrl takes rows to the selection or out of it, and lets the columns be. A finger scrolls. */
  if (item == NULL || shown < 0 || (state & GDK_CONTROL_MASK) != 0 || tw_table_drags_at (self, item)
      || (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->drag_position = gtk_list_item_get_position (item);
  self->drag_column = shown;

  if ((state & GDK_SHIFT_MASK) == 0)
    set_columns (self, shown > 0 ? shown : -1, shown > 0 ? shown : -1);
  else if (self->anchor >= 0)
    set_columns (self, self->anchor, shown);
}

/* Beyond the edge the list scrolls under the pointer. */
static void
scroll_at_edge (TwTable *self,
                double   y)
{
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (self->scroller);
  int height = gtk_widget_get_height (GTK_WIDGET (self->view));
  double step = y < 2 * EDGE ? -EDGE_STEP : y > height - EDGE ? EDGE_STEP : 0;

  if (step != 0)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + step);
}

static void
select_rows (TwTable *self,
             guint    a,
             guint    b)
{
  g_autoptr (GtkBitset) rows = gtk_bitset_new_range (MIN (a, b), MAX (a, b) - MIN (a, b) + 1);
  g_autoptr (GtkBitset) all
      = gtk_bitset_new_range (0, tw_table_source_count (self->source));

  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), rows, all);
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          offset_x,
                double          offset_y,
                TwTable        *self)
{
  gboolean dragging = self->dragging;
  GtkListItem *item;
  double x;
  double y;
  int shown;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  x += offset_x;
  y += offset_y;
  item = tw_table_pick_item (self, x, y);
  shown = item != NULL ? tw_table_find_shown (self, tw_table_get_item_column (item)) : -1;

  if (!dragging && (ABS (offset_x) < DRAG_START && ABS (offset_y) < DRAG_START))
    return;

  if (!dragging && (shown < 0 || (gtk_list_item_get_position (item) == self->drag_position
                                  && shown == self->drag_column)))
    return;

  self->dragging = TRUE;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  scroll_at_edge (self, y);

  if (shown < 0)
    return;

  select_rows (self, self->drag_position, gtk_list_item_get_position (item));
  set_columns (self, self->drag_column, shown);
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          x,
             double          y,
             TwTable        *self)
{
  if (!self->dragging)
    return;

  self->dragging = FALSE;
  tw_table_focus_position (self, self->drag_position);
}

void
tw_table_init_range (TwTable *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
}
