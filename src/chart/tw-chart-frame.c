/* tw-chart-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* A share of the width that names of lying rows may take at most. */
#define NAMES_SHARE 0.4

gboolean
tw_chart_frame_has_names (TwChartFrame *frame)
{
  return tw_chart_spec_get_axis (frame->spec, TW_CHART_X)->scale == TW_CHART_SCALE_CATEGORICAL
         || tw_chart_spec_get_axis (frame->spec, TW_CHART_X)->categories != NULL;
}

/* What marks, references and the wishes of the axes ask for. */
void
tw_chart_frame_collect (TwChartFrame *frame,
                        gboolean      with_x)
{
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);

        if (with_x)
          tw_chart_extent_add (&frame->axes[TW_CHART_X].extent, mark->x);
        if (!tw_chart_mark_is_there (mark)
            || tw_chart_spec_get_series_role (frame->spec, i) == TW_CHART_ROLE_RUG)
          continue;
        tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent, mark->y);
        if (mark->low < mark->high)
          {
            tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent, mark->low);
            tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent, mark->high);
          }
      }

  for (guint i = 0; i < tw_chart_spec_n_references (frame->spec); i++)
    {
      const TwChartReference *reference = tw_chart_spec_get_reference (frame->spec, i);

      if (reference->axis == TW_CHART_Y || with_x)
        tw_chart_extent_add (&frame->axes[reference->axis].extent, reference->value);
    }
}

void
tw_chart_frame_set_range (TwChartFrame  *frame,
                          TwChartAxisId  axis,
                          double         low,
                          double         high)
{
  frame->axes[axis].extent = (TwChartExtent) { low, high };
}

static void
take_wishes (TwChartFrame  *frame,
             TwChartAxisId  axis)
{
  const TwChartAxis *wish = tw_chart_spec_get_axis (frame->spec, axis);

  tw_chart_extent_add (&frame->axes[axis].extent, wish->min);
  tw_chart_extent_add (&frame->axes[axis].extent, wish->max);
  if (wish->whole)
    frame->axes[axis].flags |= TW_CHART_AXIS_WHOLE;
}

/* A vertical axis has a tick per three lines of text, a horizontal one per two labels' widths. */
static guint
count_ticks (TwChartFrame  *frame,
             TwChartAxisId  axis,
             double         length)
{
  double each = frame->unit * 2.2;

  if ((axis == TW_CHART_X) != frame->lying)
    {
      frame->axes[axis].ticks = tw_chart_axis_fit (frame->axes[axis].extent, 7, frame->axes[axis].flags);
      each = tw_chart_ticks_width (frame, axis) + frame->unit * 1.5;
    }

  return (guint) CLAMP (length / MAX (each, 1) + 1, 2, 7);
}

static void
fit_axis (TwChartFrame  *frame,
          TwChartAxisId  axis,
          double         length)
{
  TwChartFrameAxis *own = &frame->axes[axis];
  guint most;

  if (own->n > 0)
    return;

  most = count_ticks (frame, axis, length);
  if (own->broken)
    own->broken = tw_chart_axis_may_break (own->extent);
  if (!own->broken && axis == TW_CHART_Y)
    own->flags |= TW_CHART_AXIS_FROM_ZERO;
  own->ticks = tw_chart_axis_fit (own->extent, most, own->flags);
}

/* An axis of days or of a measure may end where its values do; one value alone is no range. */
static gboolean
ends_at_values (TwChartFrame  *frame,
                TwChartAxisId  axis)
{
  const TwChartFrameAxis *own = &frame->axes[axis];

  return own->tight && own->extent.high - own->extent.low > MAX (fabs (own->extent.high), 1e-280) * 1e-11;
}

static void
range_of (TwChartFrame  *frame,
          TwChartAxisId  axis,
          double        *from,
          double        *to)
{
  const TwChartFrameAxis *own = &frame->axes[axis];

  if (own->n > 0)
    {
      *from = -0.5;
      *to = own->n - 0.5;
    }
  else if (ends_at_values (frame, axis))
    {
      *from = own->extent.low;
      *to = own->extent.high;
    }
  else
    {
      *from = tw_chart_ticks_min (&own->ticks);
      *to = tw_chart_ticks_max (&own->ticks);
    }
}

double
tw_chart_frame_place (TwChartFrame  *frame,
                      TwChartAxisId  axis,
                      double         value)
{
  double from;
  double to;
  double share;

  range_of (frame, axis, &from, &to);
  /* Halved first: the distance of -1e300 and 1e300 is no number. */
  share = (value / 2 - from / 2) / (to / 2 - from / 2);
  share = CLAMP (share, -0.5, 1.5);

  if (axis == TW_CHART_X)
    return frame->lying ? frame->plot.y + share * frame->plot.height : frame->plot.x + share * frame->plot.width;

  return frame->lying ? frame->plot.x + share * frame->plot.width
                      : frame->plot.y + (1 - share) * frame->plot.height;
}

double
tw_chart_frame_slot (TwChartFrame  *frame,
                     TwChartAxisId  axis)
{
  gboolean horizontal = (axis == TW_CHART_X) != frame->lying;

  return (horizontal ? frame->plot.width : frame->plot.height) / MAX (frame->axes[axis].n, 1);
}

TwChartPoint
tw_chart_frame_point (TwChartFrame *frame,
                      double        x,
                      double        y)
{
  double along_x = tw_chart_frame_place (frame, TW_CHART_X, x);
  double along_y = tw_chart_frame_place (frame, TW_CHART_Y, y);

  return frame->lying ? (TwChartPoint) { along_y, along_x } : (TwChartPoint) { along_x, along_y };
}

/* The title of the vertical axis stands above the plot, level; the one of the horizontal below it. */
static void
place_titles (TwChartFrame *frame)
{
  TwChartAxisId up = frame->lying ? TW_CHART_X : TW_CHART_Y;
  TwChartAxisId across = frame->lying ? TW_CHART_Y : TW_CHART_X;
  g_autofree char *upper = frame->axes[up].hidden ? NULL : tw_chart_axis_words (frame, up);
  g_autofree char *lower = frame->axes[across].hidden ? NULL : tw_chart_axis_words (frame, across);
  double height = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);

  if (upper != NULL && frame->room.height > height * 6)
    {
      double used = tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, upper,
                                          frame->room.x, frame->room.y, 0, 0, frame->room.width, 2);

      frame->room.y += used + frame->unit * 0.3;
      frame->room.height -= used + frame->unit * 0.3;
    }
  if (lower != NULL && frame->room.height > height * 6)
    {
      double used = tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, lower,
                                          frame->room.x + frame->room.width, frame->room.y + frame->room.height,
                                          1, 1, frame->room.width, 2);

      frame->room.height -= used + frame->unit * 0.1;
    }
}

static double
left_gutter (TwChartFrame *frame)
{
  TwChartAxisId axis = frame->lying ? TW_CHART_X : TW_CHART_Y;
  double most = floor (frame->room.width * NAMES_SHARE);
  double width;

  if (frame->axes[axis].hidden || frame->axes[axis].quiet)
    return 0;
  width = frame->axes[axis].n > 0 ? tw_chart_names_width (frame, axis, most) : tw_chart_ticks_width (frame, axis);

  return MIN (width, most) + frame->unit * 0.6;
}

static double
bottom_gutter (TwChartFrame *frame)
{
  TwChartAxisId axis = frame->lying ? TW_CHART_Y : TW_CHART_X;

  if (frame->axes[axis].hidden || frame->axes[axis].quiet)
    return frame->unit * 0.4;
  if (frame->axes[axis].n > 0)
    return tw_chart_names_height (frame) + frame->unit * 0.4;

  return tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL) + frame->unit * 0.5;
}

/* Words of marks stay on the side of the axes where the marks are. */
static void
block_gutters (TwChartFrame *frame)
{
  const TwChartRect *plot = &frame->plot;
  double bottom = plot->y + plot->height;

  tw_chart_block (frame->layout, (TwChartRect) { 0, plot->y, plot->x - 1, plot->height });
  tw_chart_block (frame->layout, (TwChartRect) { 0, bottom + 1, frame->layout->width,
                                                 MAX (frame->layout->height - bottom - 1, 0) });
}

void
tw_chart_frame_axes (TwChartFrame *frame)
{
  TwChartRect *plot = &frame->plot;
  double bottom;
  double left;
  double half = ceil (frame->unit * 0.6);

  take_wishes (frame, TW_CHART_X);
  take_wishes (frame, TW_CHART_Y);
  place_titles (frame);

  frame->room.y += frame->top_room;
  frame->room.height = MAX (frame->room.height - frame->top_room, frame->unit * 2);
  *plot = frame->room;
  fit_axis (frame, frame->lying ? TW_CHART_X : TW_CHART_Y, plot->height - frame->unit * 2);
  left = ceil (left_gutter (frame));
  plot->x += left;
  plot->width = MAX (floor (plot->width - left - MAX (frame->end_room, half)), frame->unit * 2);
  fit_axis (frame, frame->lying ? TW_CHART_Y : TW_CHART_X, plot->width);
  bottom = ceil (bottom_gutter (frame));
  plot->y = ceil (plot->y + half);
  plot->height = MAX (floor (plot->height - bottom - half), frame->unit);
  fit_axis (frame, frame->lying ? TW_CHART_X : TW_CHART_Y, plot->height);

  block_gutters (frame);
  for (guint i = 0; i < 2; i++)
    {
      if (frame->axes[i].hidden)
        continue;
      if (frame->axes[i].n > 0)
        tw_chart_draw_names (frame, i);
      else
        tw_chart_draw_ticks (frame, i);
    }
}

void
tw_chart_frame_finish (TwChartFrame *frame)
{
  frame->layout->plot = frame->plot;

  for (guint i = 0; i < 2; i++)
    {
      TwChartScaleMap *map = &frame->layout->scales[i];
      gboolean vertical = (i == TW_CHART_Y) != frame->lying;

      if (frame->axes[i].hidden && frame->axes[i].n == 0 && frame->axes[i].ticks.n == 0)
        continue;
      map->shown = TRUE;
      map->vertical = vertical;
      range_of (frame, i, &map->from, &map->to);
      map->start = tw_chart_frame_place (frame, i, map->from);
      map->end = tw_chart_frame_place (frame, i, map->to);
      map->step = frame->axes[i].n > 0 ? 0 : frame->axes[i].ticks.step;
    }
}
