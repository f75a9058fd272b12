/* tw-chart-select.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

#include <math.h>

/* Selecting marks, and what the pointer does: hover, click, brush. */

/* A hand shakes that far without meaning to drag. */
/* So far a handle is held, and where it will go is open. */
#define HANDLE_MIN 2
#define DRAG_MIN 8

/* --- selection --- */

char **
tw_chart_view_get_selected (TwChartView *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkBitsetIter iter;
  guint hit;

  g_return_val_if_fail (TW_IS_CHART_VIEW (self), NULL);

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &hit); more;
       more = gtk_bitset_iter_next (&iter, &hit))
    {
      const TwChartMark *mark = tw_chart_view_get_mark (self, hit);

      if (mark != NULL && mark->key != NULL && g_hash_table_add (seen, (gpointer) mark->key))
        g_strv_builder_add (keys, mark->key);
    }

  return g_strv_builder_end (keys);
}

static void
selection_changed (TwChartView *self)
{
  g_auto (GStrv) keys = tw_chart_view_get_selected (self);

  tw_chart_view_sync_marks (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tw_chart_view_emit (self, TW_CHART_VIEW_BRUSHED, keys);
}

void
tw_chart_view_select_range (TwChartView *self,
                            guint        from,
                            guint        to)
{
  gtk_bitset_remove_all (self->selected);
  gtk_bitset_add_range_closed (self->selected, MIN (from, to), MAX (from, to));
  selection_changed (self);
}

void
tw_chart_view_toggle (TwChartView *self,
                      guint        hit)
{
  if (!gtk_bitset_remove (self->selected, hit))
    gtk_bitset_add (self->selected, hit);

  self->anchor = hit;
  selection_changed (self);
}

gboolean
tw_chart_view_unselect (TwChartView *self)
{
  if (gtk_bitset_is_empty (self->selected))
    return FALSE;

  gtk_bitset_remove_all (self->selected);
  selection_changed (self);

  return TRUE;
}

void
tw_chart_view_clear_selection (TwChartView *self)
{
  g_return_if_fail (TW_IS_CHART_VIEW (self));

  if (gtk_bitset_is_empty (self->selected))
    return;

  gtk_bitset_remove_all (self->selected);
  tw_chart_view_sync_marks (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tw_chart_view_restore (TwChartView *self,
                       char       **selected,
                       const char  *current)
{
  guint n = self->layout != NULL ? tw_chart_layout_n_hits (self->layout) : 0;
  gboolean found = FALSE;

  gtk_bitset_remove_all (self->selected);

  for (guint i = 0; i < n; i++)
    {
      const char *key = tw_chart_view_get_mark (self, i)->key;

      if (key == NULL)
        continue;

      if (g_strv_contains ((const char *const *) selected, key))
        gtk_bitset_add (self->selected, i);

      if (!found && g_strcmp0 (key, current) == 0)
        {
          self->current = i;
          found = TRUE;
        }
    }

  self->anchor = self->current;
}

void
tw_chart_view_activate_hit (TwChartView *self,
                            guint        hit)
{
  const TwChartMark *mark = tw_chart_view_get_mark (self, hit);

  if (mark == NULL || mark->key == NULL)
    return;

  /* The page with the rows slides over the chart, which takes the popover with it out of the window. */
  tw_chart_view_show_value (self, TW_CHART_NO_HIT);
  tw_chart_view_emit (self, TW_CHART_VIEW_MARK_ACTIVATED, mark->key);
}

/* --- hover --- */

static void
set_hover (TwChartView *self,
           guint        hit)
{
  if (self->hover == hit)
    return;

  self->hover = hit;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (hit == TW_CHART_NO_HIT)
    hit = tw_chart_view_focused_hit (self);

  tw_chart_view_show_value (self, hit);
}

static const char *
get_cursor (TwChartView *self,
            guint        handle)
{
  const TwChartHandle *data;

  if (handle == TW_CHART_NO_HANDLE)
    return NULL;

  data = tw_chart_spec_get_handle (self->spec, handle);

  return data->along == TW_CHART_X ? "ew-resize" : "ns-resize";
}

static void
on_motion (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           TwChartView              *self)
{
  guint handle;

  if (self->layout == NULL || self->brushing || self->dragging)
    return;

  g_clear_handle_id (&self->leave_source, g_source_remove);
  handle = tw_chart_layout_pick_handle (self->layout, x, y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (self, handle));
  set_hover (self, handle == TW_CHART_NO_HANDLE ? tw_chart_layout_pick (self->layout, x, y)
                                                : TW_CHART_NO_HIT);
}

/* A surface that appears under the pointer takes it away for a moment, the value's own among them: only a pointer that
 * doesn't come back has left. */
#define LEAVE_MS 60

static gboolean
on_left (gpointer data)
{
  TwChartView *self = data;

  self->leave_source = 0;
  if (self->layout != NULL)
    set_hover (self, TW_CHART_NO_HIT);

  return G_SOURCE_REMOVE;
}

static void
on_leave (GtkEventControllerMotion *controller,
          TwChartView              *self)
{
  if (self->leave_source == 0)
    self->leave_source = g_timeout_add (LEAVE_MS, on_left, self);
}

/* --- click --- */

static void
on_released (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             TwChartView     *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint hit;

  if (self->layout == NULL || self->brushing || self->dragging)
    return;

  hit = tw_chart_layout_pick (self->layout, x, y);
  if (hit == TW_CHART_NO_HIT)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  tw_chart_view_focus_hit (self, hit);

  if ((state & GDK_CONTROL_MASK) != 0)
    tw_chart_view_toggle (self, hit);
  else if ((state & GDK_SHIFT_MASK) != 0)
    tw_chart_view_select_range (self, self->anchor, hit);
  else
    tw_chart_view_activate_hit (self, hit);
}

/* --- drag --- */

/* A finger that drags scrolls the page; it moves handles, but doesn't brush. */
static gboolean
is_touch (GtkGestureDrag *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
on_drag_begin (GtkGestureDrag *gesture,
               double          x,
               double          y,
               TwChartView    *self)
{
  guint handle;

  if (self->layout == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->start_x = x;
  self->start_y = y;
  handle = tw_chart_layout_pick_handle (self->layout, x, y);

  if (handle != TW_CHART_NO_HANDLE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      set_hover (self, TW_CHART_NO_HIT);
      gtk_widget_grab_focus (self->handles->pdata[handle]);
      tw_chart_view_grab_handle (self, handle);
    }
  else if (is_touch (gesture))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

/* A brush is a range: it takes all of the plot in the other direction, except where both mean something. */
static void
set_brush (TwChartView *self,
           double       dx,
           double       dy)
{
  TwChartRect plot = tw_chart_layout_get_plot (self->layout);
  TwChartKind kind = tw_chart_spec_get_kind (self->spec);
  gboolean area = kind == TW_CHART_SCATTER || kind == TW_CHART_HEAT_MAP;

  self->brush = (TwChartRect){ MIN (self->start_x, self->start_x + dx),
                               MIN (self->start_y, self->start_y + dy), ABS (dx), ABS (dy) };
  if (!area && ABS (dx) >= ABS (dy))
    {
      self->brush.y = plot.y;
      self->brush.height = plot.height;
    }
  else if (!area)
    {
      self->brush.x = plot.x;
      self->brush.width = plot.width;
    }
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                TwChartView    *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->layout == NULL)
    return;

  if (self->dragging)
    {
      if (isnan (self->handle_start) && MAX (ABS (dx), ABS (dy)) < HANDLE_MIN)
        return;
      tw_chart_view_choose_handle (self, dx, dy);
      tw_chart_view_drag_handle (self, self->handle, self->start_x + dx, self->start_y + dy,
                                 (state & GDK_ALT_MASK) != 0);
      return;
    }

  if (!self->brushing && MAX (ABS (dx), ABS (dy)) < DRAG_MIN)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  set_hover (self, TW_CHART_NO_HIT);
  self->brushing = TRUE;
  set_brush (self, dx, dy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             TwChartView    *self)
{
  g_autoptr (GArray) hits = NULL;

  if (self->dragging)
    {
      tw_chart_view_release_handle (self);
      return;
    }

  if (!self->brushing)
    return;

  self->brushing = FALSE;
  gtk_bitset_remove_all (self->selected);
  hits = tw_chart_layout_pick_all (self->layout, &self->brush);
  for (guint i = 0; i < hits->len; i++)
    gtk_bitset_add (self->selected, g_array_index (hits, guint, i));

  selection_changed (self);
}

static void
on_drag_cancel (TwChartView *self)
{
  self->brushing = FALSE;
  tw_chart_view_restore_handle (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_key_released (TwChartView *self)
{
  if (!self->dragging)
    tw_chart_view_release_handle (self);
}

void
tw_chart_view_add_gestures (TwChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_swapped (key, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
