/* tw-chart-ticks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* Names beyond this many are thinned without being measured. */
#define MOST_MEASURED 200

static char *
tick_words (TwChartFrame  *frame,
            TwChartAxisId  axis,
            guint          i)
{
  const TwChartTicks *ticks = &frame->axes[axis].ticks;

  return tw_chart_spec_format (frame->spec, axis, tw_chart_ticks_nth (ticks, i), ticks->step);
}

double
tw_chart_ticks_width (TwChartFrame  *frame,
                      TwChartAxisId  axis)
{
  double widest = 0;

  if (tw_chart_spec_n_ticks (frame->spec, axis) > 0)
    {
      for (guint i = 0; i < MIN (tw_chart_spec_n_ticks (frame->spec, axis), MOST_MEASURED); i++)
        widest = MAX (widest, tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL,
                                                   tw_chart_spec_get_tick (frame->spec, axis, i)->label));
      return widest;
    }

  for (guint i = 0; i < frame->axes[axis].ticks.n; i++)
    {
      g_autofree char *words = tick_words (frame, axis, i);

      widest = MAX (widest, tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words));
    }

  return widest;
}

double
tw_chart_names_width (TwChartFrame  *frame,
                      TwChartAxisId  axis,
                      double         most)
{
  double widest = 0;

  for (guint i = 0; i < MIN (frame->axes[axis].n, MOST_MEASURED) && widest < most; i++)
    widest = MAX (widest, tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL,
                                               tw_chart_spec_get_category (frame->spec, axis, i)));

  return MIN (widest, most);
}

/* A name stands in a slot in one line, or in two that break between words. */
static gboolean
name_fits (TwChartFrame *frame,
           const char   *name,
           double        slot)
{
  g_auto (GStrv) words = NULL;

  if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, name) <= slot)
    return TRUE;

  words = g_strsplit (name, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words[i]) > slot)
      return FALSE;

  return tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, name) <= slot * 1.6;
}

gboolean
tw_chart_names_fit (TwChartFrame *frame,
                    double        slot)
{
  if (frame->axes[TW_CHART_X].n > MOST_MEASURED)
    return FALSE;

  for (guint i = 0; i < frame->axes[TW_CHART_X].n; i++)
    if (!name_fits (frame, tw_chart_spec_get_category (frame->spec, TW_CHART_X, i), slot - frame->unit * 0.5))
      return FALSE;

  return TRUE;
}

static double
slot_now (TwChartFrame *frame)
{
  return tw_chart_frame_slot (frame, TW_CHART_X) - frame->unit * 0.5;
}

/* One line below, or two when they all fit so. */
double
tw_chart_names_height (TwChartFrame *frame)
{
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);

  if (!tw_chart_names_fit (frame, tw_chart_frame_slot (frame, TW_CHART_X)))
    return line;

  for (guint i = 0; i < frame->axes[TW_CHART_X].n; i++)
    if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL,
                             tw_chart_spec_get_category (frame->spec, TW_CHART_X, i)) > slot_now (frame))
      return line * 2;

  return line;
}

/* The next of 1, 2, 5, 10, 20, 50… that leaves @each px to every one of @n over @length. */
static guint
thinning (guint  n,
          double length,
          double each)
{
  static const guint mantissas[] = { 1, 2, 5 };
  guint by = 1;

  for (guint i = 0; by < n && length / n * by < each; i++)
    by = mantissas[(i + 1) % 3] * (guint) pow (10, (i + 1) / 3);

  return by;
}

static void
draw_names_below (TwChartFrame *frame)
{
  const TwChartFrameAxis *axis = &frame->axes[TW_CHART_X];
  double slot = tw_chart_frame_slot (frame, TW_CHART_X);
  gboolean all = tw_chart_names_fit (frame, slot);
  double y = frame->plot.y + frame->plot.height + ceil (frame->unit * 0.3);
  double widest = all ? 0 : tw_chart_names_width (frame, TW_CHART_X, frame->plot.width / 2);
  guint by = all ? 1 : thinning (axis->n, frame->plot.width, widest + frame->unit);

  for (guint i = 0; i < axis->n; i += by)
    {
      const char *name = tw_chart_spec_get_category (frame->spec, TW_CHART_X, i);
      double x = tw_chart_frame_place (frame, TW_CHART_X, i);

      if (all && tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, name) > slot - frame->unit * 0.5)
        tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, name, x, y, 0.5, 0,
                              slot - frame->unit * 0.5, 2);
      else
        tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, name, x, y, 0.5, 0);
    }
}

static void
draw_names_left (TwChartFrame  *frame,
                 TwChartAxisId  axis)
{
  double slot = tw_chart_frame_slot (frame, axis);
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  double x = frame->plot.x - frame->unit * 0.6;
  double width = x - frame->room.x;
  guint by = thinning (frame->axes[axis].n, frame->plot.height, line);

  for (guint i = 0; i < frame->axes[axis].n; i += by)
    {
      const char *name = tw_chart_spec_get_category (frame->spec, axis, i);
      double y = axis == TW_CHART_X ? tw_chart_frame_place (frame, axis, i) : frame->plot.y + (i + 0.5) * slot;

      tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, name, x, y, 1, 0.5, width,
                            slot * by >= line * 2.2 ? 2 : 1);
    }
}

void
tw_chart_draw_names (TwChartFrame  *frame,
                     TwChartAxisId  axis)
{
  if (frame->axes[axis].quiet || frame->axes[axis].names_elsewhere)
    return;

  if (axis == TW_CHART_X && !frame->lying)
    draw_names_below (frame);
  else
    draw_names_left (frame, axis);
}

static gboolean
is_vertical (TwChartFrame  *frame,
             TwChartAxisId  axis)
{
  return (axis == TW_CHART_Y) != frame->lying;
}

static void
draw_tick (TwChartFrame  *frame,
           TwChartAxisId  axis,
           double         value,
           const char    *words,
           gboolean       ruled)
{
  TwChartRect *plot = &frame->plot;
  gboolean vertical = is_vertical (frame, axis);
  double place = round (tw_chart_frame_place (frame, axis, value));
  TwChartInk ink = value == 0 && axis == TW_CHART_Y ? TW_CHART_INK_AXIS : TW_CHART_INK_GRID;

  if (vertical)
    {
      if (ruled)
        tw_chart_add_segment (frame->layout, ink, 1, plot->x, place + 0.5, plot->x + plot->width, place + 0.5);
      if (!frame->axes[axis].quiet)
        tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, words,
                      plot->x - frame->unit * 0.6, place, 1, 0.5);
      return;
    }

  if (ruled)
    tw_chart_add_segment (frame->layout, ink, 1, place + 0.5, plot->y, place + 0.5, plot->y + plot->height);
  else
    tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, place + 0.5, plot->y + plot->height, place + 0.5,
                          plot->y + plot->height + ceil (frame->unit * 0.3));
  if (!frame->axes[axis].quiet)
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, words, place,
                  plot->y + plot->height + ceil (frame->unit * 0.4), 0.5, 0);
}

/* Where zero is left out, the foot of the axis is torn. */
static void
draw_break (TwChartFrame *frame)
{
  double x = frame->plot.x;
  double y = frame->plot.y + frame->plot.height;
  double s = round (frame->unit * 0.25);
  const TwChartPoint zigzag[] = {
    { x, y - 7 * s }, { x, y - 5 * s }, { x + s, y - 4 * s }, { x - s, y - 2 * s }, { x, y - s }, { x, y },
  };

  if (!frame->lying)
    tw_chart_add_line (frame->layout, TW_CHART_INK_AXIS, 1.5, zigzag, G_N_ELEMENTS (zigzag));
}

static void
draw_given_ticks (TwChartFrame  *frame,
                  TwChartAxisId  axis)
{
  const TwChartFrameAxis *own = &frame->axes[axis];
  guint n = tw_chart_spec_n_ticks (frame->spec, axis);
  gboolean vertical = is_vertical (frame, axis);
  double length = vertical ? frame->plot.height : frame->plot.width;
  double each = vertical ? frame->unit * 1.5 : tw_chart_ticks_width (frame, axis) + frame->unit;
  double last = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      const TwChartTick *tick = tw_chart_spec_get_tick (frame->spec, axis, i);
      double place = tw_chart_frame_place (frame, axis, tick->value);

      if (own->tight && (tick->value < own->extent.low || tick->value > own->extent.high))
        continue;
      if (fabs (place - last) < MIN (each, length))
        continue;
      draw_tick (frame, axis, tick->value, tick->label, axis == TW_CHART_Y);
      last = place;
    }
}

void
tw_chart_draw_ticks (TwChartFrame  *frame,
                     TwChartAxisId  axis)
{
  const TwChartFrameAxis *own = &frame->axes[axis];
  gboolean ruled = axis == TW_CHART_Y || tw_chart_spec_get_kind (frame->spec) == TW_CHART_SCATTER;

  if (tw_chart_spec_n_ticks (frame->spec, axis) > 0)
    draw_given_ticks (frame, axis);
  else
    for (guint i = 0; i < own->ticks.n; i++)
      {
        double value = tw_chart_ticks_nth (&own->ticks, i);
        g_autofree char *words = tick_words (frame, axis, i);

        if (own->tight && (value < own->extent.low - own->ticks.step * 1e-6
                           || value > own->extent.high + own->ticks.step * 1e-6))
          continue;
        draw_tick (frame, axis, value, words, ruled);
      }

  if (own->broken)
    draw_break (frame);
  if (axis == TW_CHART_X && !frame->lying && !ruled)
    tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, frame->plot.x,
                          frame->plot.y + frame->plot.height + 0.5, frame->plot.x + frame->plot.width,
                          frame->plot.y + frame->plot.height + 0.5);
}
