/* tw-chart-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

#include "common/tw-input.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The handles of a payout curve: by pointer, by keys, by typing. All three end in one released value. */

#define RADIUS 6

static double
get_spec_value (TwChartView *self,
                guint        handle)
{
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, handle);

  return (data->along == TW_CHART_X ? data->x : data->y) - data->base;
}

static double
get_value (TwChartView *self,
           guint        handle)
{
  if (handle == self->handle && !isnan (self->handle_start))
    return self->handle_value;

  return get_spec_value (self, handle);
}

/* --- children --- */

static void
name_handle (TwChartView *self,
             guint        handle)
{
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, handle);
  double value = get_value (self, handle);
  g_autofree char *text = tw_chart_spec_format (self->spec, data->along, value, 0);
  /* Translators: read out for a point of a curve that can be dragged: what it is, then its value. */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), data->label, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles->pdata[handle]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

void
tw_chart_view_sync_handles (TwChartView *self)
{
  guint n = self->spec != NULL ? tw_chart_spec_n_handles (self->spec) : 0;

  while (self->handles->len > n)
    gtk_widget_unparent (g_ptr_array_steal_index (self->handles, self->handles->len - 1));

  while (self->handles->len < n)
    {
      GtkWidget *child = tw_chart_child_new (self, TRUE);

      tw_chart_child_set_index (TW_CHART_CHILD (child), self->handles->len);
      g_ptr_array_add (self->handles, child);
      gtk_widget_set_parent (child, GTK_WIDGET (self));
    }

  if (self->handle != TW_CHART_NO_HANDLE && self->handle >= n)
    self->handle = TW_CHART_NO_HANDLE;

  for (guint i = 0; i < n; i++)
    name_handle (self, i);
}

/* Where a handle is drawn: where the pointer or the keys have brought it, before the chart follows. */
static gboolean
find_place (TwChartView *self,
            guint        handle,
            double      *x,
            double      *y)
{
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, handle);
  double value = get_value (self, handle);
  TwChartRect area;

  if (!tw_chart_layout_get_handle (self->layout, handle, &area))
    return FALSE;

  *x = area.x + area.width / 2;
  *y = area.y + area.height / 2;

  return tw_chart_layout_to_place (self->layout, data->along, value + data->base, data->along == TW_CHART_X ? x : y);
}

void
tw_chart_view_allocate_handles (TwChartView *self)
{
  for (guint i = 0; i < self->handles->len; i++)
    {
      GtkWidget *child = self->handles->pdata[i];
      TwChartRect area;
      gboolean shown = tw_chart_layout_get_handle (self->layout, i, &area);

      gtk_widget_set_child_visible (child, shown);
      if (shown)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){ (int) area.x, (int) area.y, (int) area.width,
                                                    (int) area.height },
                                  -1);
    }
}

static void
draw_dot (GtkSnapshot   *snapshot,
          double         x,
          double         y,
          double         radius,
          const GdkRGBA *color,
          float          width)
{
  GskRoundedRect outline;
  const float widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

void
tw_chart_view_draw_handle (TwChartView *self,
                           GtkSnapshot *snapshot)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA text;
  GdkRGBA accent;
  double x, y;

  gtk_style_context_get_color (context, &text);
  if (!gtk_style_context_lookup_color (context, "accent_color", &accent))
    accent = text;

  for (guint i = 0; i < self->handles->len; i++)
    {
      if (!find_place (self, i, &x, &y))
        continue;

      if (i == self->handle && !isnan (self->handle_start))
        draw_dot (snapshot, x, y, RADIUS, &accent, RADIUS);
      if (gtk_widget_is_focus (self->handles->pdata[i]))
        draw_dot (snapshot, x, y, RADIUS + 4, &accent, 2);
    }
}

/* --- moving --- */

static void
begin_move (TwChartView *self,
            guint        handle)
{
  if (self->handle == handle && !isnan (self->handle_start))
    return;

  if (self->handle != handle)
    tw_chart_view_release_handle (self);

  self->handle = handle;
  self->handle_start = get_spec_value (self, handle);
  self->handle_value = self->handle_start;
}

static void
end_move (TwChartView *self)
{
  self->handle = TW_CHART_NO_HANDLE;
  self->handle_start = NAN;
  self->dragging = FALSE;
  g_clear_pointer (&self->drag_layout, tw_chart_layout_free);
}

/* A handle stops where its bounds are. */
static void
move_to (TwChartView *self,
         double       value)
{
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, self->handle);

  value = CLAMP (value, data->least, data->most);
  if (self->handle_value == value)
    return;

  self->handle_value = value;
  name_handle (self, self->handle);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tw_chart_view_emit (self, TW_CHART_VIEW_HANDLE_MOVED, self->handle, value);
}

void
tw_chart_view_grab_handle (TwChartView *self,
                           guint        handle)
{
  TwChartStyle style;
  double width, height;

  tw_chart_view_release_handle (self);
  tw_chart_view_get_style (self, &style);
  tw_chart_layout_get_size (self->layout, &width, &height);
  g_clear_pointer (&self->drag_layout, tw_chart_layout_free);
  self->drag_layout = tw_chart_layout_new (self->spec, &style, width, height);
  self->handle = handle;
  self->handle_start = NAN;
  self->dragging = TRUE;
}

void
tw_chart_view_drag_handle (TwChartView *self,
                           guint        handle,
                           double       x,
                           double       y,
                           gboolean     exactly)
{
  TwChartLayout *layout = self->drag_layout != NULL ? self->drag_layout : self->layout;
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, handle);
  double value = tw_chart_layout_drag (layout, handle, x, y) - data->base;
  double step = tw_chart_layout_handle_step (layout, handle);

  begin_move (self, handle);
  if (exactly && tw_chart_layout_to_value (layout, data->along, data->along == TW_CHART_X ? x : y, &value))
    value -= data->base;
  else if (data->base != 0 && step > 0)
    value = round (value / step) * step;

  move_to (self, value);
}

void
tw_chart_view_step_handle (TwChartView *self,
                           guint        handle,
                           double       steps)
{
  gboolean is_rate = tw_chart_spec_get_handle (self->spec, handle)->along == TW_CHART_Y;
  double unit = is_rate && self->rate_step > 0 ? self->rate_step
                                               : tw_chart_layout_handle_step (self->layout, handle);
  double n = steps;

  if (ABS (steps) < 1)
    {
      unit *= ABS (steps);
      n = steps < 0 ? -1 : 1;
    }

  begin_move (self, handle);
  move_to (self, (round (self->handle_value / unit) + n) * unit);
}

void
tw_chart_view_release_handle (TwChartView *self)
{
  guint handle = self->handle;
  double value = self->handle_value;
  gboolean moved = handle != TW_CHART_NO_HANDLE && !isnan (self->handle_start) && value != self->handle_start;

  end_move (self);
  if (self->spec != NULL && handle < self->handles->len)
    name_handle (self, handle);
  if (moved)
    tw_chart_view_emit (self, TW_CHART_VIEW_HANDLE_RELEASED, handle, value);
}

gboolean
tw_chart_view_restore_handle (TwChartView *self)
{
  guint handle = self->handle;

  if (handle == TW_CHART_NO_HANDLE || isnan (self->handle_start))
    {
      end_move (self);
      return FALSE;
    }

  move_to (self, self->handle_start);
  end_move (self);
  name_handle (self, handle);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

/* The handle along the other axis that stands nearest above or below: a corner of the curve is a threshold and a rate
 * or an amount. */
static guint
find_partner (TwChartView   *self,
              guint          handle,
              TwChartAxisId  along)
{
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, handle);
  guint found = TW_CHART_NO_HANDLE;
  double nearest = G_MAXDOUBLE;

  if (data->along == along)
    return handle;

  for (guint i = 0; i < tw_chart_spec_n_handles (self->spec); i++)
    {
      const TwChartHandle *other = tw_chart_spec_get_handle (self->spec, i);

      if (other->along != along || other->x != data->x || fabs (other->y - data->y) >= nearest)
        continue;
      nearest = fabs (other->y - data->y);
      found = i;
    }

  return found;
}

void
tw_chart_view_choose_handle (TwChartView *self,
                             double       dx,
                             double       dy)
{
  guint other = find_partner (self, self->handle, fabs (dx) >= fabs (dy) ? TW_CHART_X : TW_CHART_Y);
  TwChartRect area;
  TwChartRect other_area;

  if (!isnan (self->handle_start) || other == TW_CHART_NO_HANDLE || other == self->handle
      || !tw_chart_layout_get_handle (self->layout, self->handle, &area)
      || !tw_chart_layout_get_handle (self->layout, other, &other_area))
    return;

  /* Only where the pointer can mean both. */
  if (fabs (area.y - other_area.y) < area.height / 2)
    self->handle = other;
}

gboolean
tw_chart_view_handle_key (TwChartView     *self,
                          guint            handle,
                          int              horizontal,
                          int              vertical,
                          GdkModifierType  state)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double factor = (state & GDK_SHIFT_MASK) != 0 ? 10 : (state & GDK_CONTROL_MASK) != 0 ? 0.1 : 1;
  guint moved = find_partner (self, handle, horizontal != 0 ? TW_CHART_X : TW_CHART_Y);

  if (moved != TW_CHART_NO_HANDLE)
    tw_chart_view_step_handle (self, moved, (horizontal != 0 ? (rtl ? -horizontal : horizontal) : vertical) * factor);

  /* Nor does the focus go elsewhere by an arrow. */
  return TRUE;
}

/* --- typing --- */

static gboolean
parse_value (const char *text,
             double     *value)
{
  g_autofree char *plain =
      tw_input_to_plain (strchr (text, '%') != NULL ? TW_FIELD_RATE : TW_FIELD_QUANTITY, text);
  char *end;

  g_strstrip (plain);
  *value = g_ascii_strtod (plain, &end);
  if (end == plain || !isfinite (*value))
    return FALSE;

  if (g_str_has_prefix (end, "%"))
    {
      *value /= 100;
      end++;
    }

  return *g_strchug (end) == '\0';
}

static void
on_entry_activate (GtkEntry    *entry,
                   TwChartView *self)
{
  guint handle = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "tw-handle"));
  double value;

  if (!parse_value (gtk_editable_get_text (GTK_EDITABLE (entry)), &value))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      tw_tooltip_set (GTK_WIDGET (entry), _("Enter a number such as 1,234.56 or 3 %."));
      return;
    }

  gtk_popover_popdown (GTK_POPOVER (self->entry_popover));
  if (self->spec == NULL || handle >= tw_chart_spec_n_handles (self->spec))
    return;

  begin_move (self, handle);
  move_to (self, value);
  tw_chart_view_release_handle (self);
}

static void
on_entry_closed (TwChartView *self)
{
  GtkWidget *entry = gtk_popover_get_child (GTK_POPOVER (self->entry_popover));
  guint handle = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "tw-handle"));

  if (self->handles != NULL && handle < self->handles->len)
    gtk_widget_grab_focus (self->handles->pdata[handle]);
}

static void
on_entry_changed (GtkWidget *entry)
{
  gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
}

static GtkWidget *
create_entry (TwChartView *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activate), self);
  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed), NULL);
  self->entry_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->entry_popover), entry);
  g_signal_connect_swapped (self->entry_popover, "closed", G_CALLBACK (on_entry_closed), self);
  gtk_widget_set_parent (self->entry_popover, GTK_WIDGET (self));

  return entry;
}

void
tw_chart_view_enter_value (TwChartView *self,
                           guint        handle)
{
  const TwChartHandle *data = tw_chart_spec_get_handle (self->spec, handle);
  GtkWidget *entry = self->entry_popover != NULL ? gtk_popover_get_child (GTK_POPOVER (self->entry_popover))
                                                 : create_entry (self);
  char plain[G_ASCII_DTOSTR_BUF_SIZE];
  TwChartRect area;

  tw_chart_view_release_handle (self);
  if (!tw_chart_layout_get_handle (self->layout, handle, &area))
    return;

  g_object_set_data (G_OBJECT (entry), "tw-handle", GUINT_TO_POINTER (handle));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, data->label, -1);
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         g_ascii_formatd (plain, sizeof plain, "%.10g", get_spec_value (self, handle)));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->entry_popover),
                               &(GdkRectangle){ (int) area.x, (int) area.y, (int) area.width, (int) area.height });
  gtk_popover_popup (GTK_POPOVER (self->entry_popover));
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}
