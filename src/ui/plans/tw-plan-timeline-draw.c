/* tw-plan-timeline-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-timeline-private.h"

/* Where the items of a timeline stand, and what is drawn below them. */

#define HEADER_HEIGHT 26
#define LANE_HEIGHT   34
#define MARGIN        16        /* room for half of a mark at the ends */

gboolean
tw_plan_timeline_is_mirrored (TwPlanTimeline *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

int
tw_plan_timeline_day_to_x (TwPlanTimeline *self,
                           TwDate          day,
                           int             width)
{
  gint64 days = MAX (self->span.end - self->span.start, 1);
  gint64 room = MAX (width - 2 * MARGIN, 1);
  gint64 passed = CLAMP (day - self->span.start, 0, days);
  int x = MARGIN + (int) (passed * room / days);

  return tw_plan_timeline_is_mirrored (self) ? width - x : x;
}

TwDate
tw_plan_timeline_x_to_day (TwPlanTimeline *self,
                           int             x,
                           int             width)
{
  gint64 days = MAX (self->span.end - self->span.start, 1);
  gint64 room = MAX (width - 2 * MARGIN, 1);
  gint64 from_start = tw_plan_timeline_is_mirrored (self) ? width - x - MARGIN : x - MARGIN;

  return self->span.start + (TwDate) (CLAMP (from_start, 0, room) * days / room);
}

static TwDate
get_day (const TwPlanTimelineItem *item)
{
  return item->dragged != TW_DATE_NONE ? item->dragged : item->due;
}

static int
measure_item (TwPlanTimelineItem *item)
{
  int natural;

  gtk_widget_measure (item->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Whether the title, on that side of its mark, is whole and off the line of today. */
static gboolean
is_free_side (TwPlanTimeline     *self,
              TwPlanTimelineItem *item,
              int                 width,
              gboolean            flipped)
{
  int x = tw_plan_timeline_day_to_x (self, get_day (item), width);
  int title = measure_item (item) - TW_PLAN_TIMELINE_MARK;
  gboolean right_of_mark = flipped == tw_plan_timeline_is_mirrored (self);
  int left = right_of_mark ? x + TW_PLAN_TIMELINE_MARK / 2 : x - TW_PLAN_TIMELINE_MARK / 2 - title;
  int today = tw_plan_timeline_day_to_x (self, self->today, width);

  if (left < 0 || left + title > width)
    return FALSE;

  return self->today < self->span.start || self->today >= self->span.end || today + 1 < left || today - 1 > left + title;
}

/* The title stands where there is room: before the mark in the later half, unless the line of today would go through it. */
static void
orient (TwPlanTimeline     *self,
        TwPlanTimelineItem *item,
        int                 width)
{
  int x = tw_plan_timeline_day_to_x (self, get_day (item), width);
  gboolean flipped = tw_plan_timeline_is_mirrored (self) ? x < width / 2 : x > width / 2;

  if (!is_free_side (self, item, width, flipped) && is_free_side (self, item, width, !flipped))
    flipped = !flipped;
  if (flipped == item->flipped)
    return;

  item->flipped = flipped;
  gtk_box_reorder_child_after (GTK_BOX (item->box), flipped ? item->mark : item->label,
                               flipped ? item->label : item->mark);
}

/* Where the button begins, so that its mark is at the day. */
static int
get_left (TwPlanTimeline     *self,
          TwPlanTimelineItem *item,
          int                 width,
          int                 own)
{
  int x = tw_plan_timeline_day_to_x (self, get_day (item), width);
  gboolean right_of_mark = item->flipped == tw_plan_timeline_is_mirrored (self);

  return right_of_mark ? x - TW_PLAN_TIMELINE_MARK / 2 : x + TW_PLAN_TIMELINE_MARK / 2 - own;
}

/* The first lane in which the item overlaps none before it. */
static void
assign_lanes (TwPlanTimeline *self,
              int             width)
{
  self->n_lanes = 1;
  for (guint i = 0; i < self->items->len; i++)
    {
      TwPlanTimelineItem *item = g_ptr_array_index (self->items, i);
      int own = measure_item (item);
      int left = CLAMP (get_left (self, item, width, own), 0, MAX (width - own, 0));
      gboolean free = FALSE;

      for (item->lane = -1; !free;)
        {
          item->lane++;
          free = TRUE;
          for (guint j = 0; free && j < i; j++)
            {
              TwPlanTimelineItem *other = g_ptr_array_index (self->items, j);
              int other_own = measure_item (other);
              int other_left =
                  CLAMP (get_left (self, other, width, other_own), 0, MAX (width - other_own, 0));

              free = other->lane != item->lane || left >= other_left + other_own + 4
                     || other_left >= left + own + 4;
            }
        }
      self->n_lanes = MAX (self->n_lanes, item->lane + 1);
    }
}

void
tw_plan_timeline_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  TwPlanTimeline *self = TW_PLAN_TIMELINE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 300;
      *natural = 640;
      return;
    }

  /* As many lanes as there would be if no two fit side by side is too much; what fits is known for a width. */
  if (for_size > 0)
    {
      for (guint i = 0; i < self->items->len; i++)
        orient (self, g_ptr_array_index (self->items, i), for_size);
      assign_lanes (self, for_size);
    }
  *minimum = *natural = HEADER_HEIGHT + MAX (self->n_lanes, 1) * LANE_HEIGHT + 8;
}

GtkSizeRequestMode
tw_plan_timeline_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

void
tw_plan_timeline_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  TwPlanTimeline *self = TW_PLAN_TIMELINE (widget);

  /* The width that was measured last need not be this one. */
  for (guint i = 0; i < self->items->len; i++)
    orient (self, g_ptr_array_index (self->items, i), width);
  assign_lanes (self, width);

  for (guint i = 0; i < self->items->len; i++)
    {
      TwPlanTimelineItem *item = g_ptr_array_index (self->items, i);
      int own = MIN (measure_item (item), width);
      int left = CLAMP (get_left (self, item, width, own), 0, MAX (width - own, 0));

      gtk_widget_size_allocate (item->button,
                                &(GtkAllocation){ left, HEADER_HEIGHT + item->lane * LANE_HEIGHT + 4,
                                                  own, LANE_HEIGHT - 4 },
                                -1);
    }
}

/* --- drawing --- */

static void
draw_text (TwPlanTimeline *self,
           GtkSnapshot    *snapshot,
           const char     *text,
           int             x,
           int             y,
           const GdkRGBA  *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - width, 0));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_quarters (TwPlanTimeline *self,
               GtkSnapshot    *snapshot,
               int             width,
               int             height,
               const GdkRGBA  *color,
               const GdkRGBA  *faint)
{
  gboolean odd = FALSE;

  for (TwDate day = self->span.start; day < self->span.end; odd = !odd)
    {
      g_autofree char *name = tw_calendar_name (self->calendar, TW_CALENDAR_QUARTER, day);
      TwSpan quarter;
      int x;
      int end;

      if (!tw_calendar_unit_at (self->calendar, TW_CALENDAR_QUARTER, day, &quarter))
        return;
      x = tw_plan_timeline_day_to_x (self, day, width);
      end = tw_plan_timeline_day_to_x (self, MIN (quarter.end, self->span.end), width);
      if (odd)
        gtk_snapshot_append_color (snapshot, faint,
                                   &GRAPHENE_RECT_INIT (MIN (x, end), HEADER_HEIGHT, ABS (end - x),
                                                        height - HEADER_HEIGHT));
      gtk_snapshot_append_color (snapshot, faint, &GRAPHENE_RECT_INIT (x, 0, 1, height));
      if (ABS (end - x) > 40)
        draw_text (self, snapshot, name, MIN (x, end) + 6, 3, color);
      day = quarter.end;
    }
}

void
tw_plan_timeline_draw (TwPlanTimeline *self,
                       GtkSnapshot    *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA color;
  GdkRGBA faint;

  if (self->calendar == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  faint = color;
  faint.alpha *= 0.08f;
  draw_quarters (self, snapshot, width, height, &color, &faint);

  if (self->today >= self->span.start && self->today < self->span.end)
    {
      int x = tw_plan_timeline_day_to_x (self, self->today, width);

      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (x - 1, HEADER_HEIGHT - 4, 2,
                                                      height - HEADER_HEIGHT + 4));
    }
}
