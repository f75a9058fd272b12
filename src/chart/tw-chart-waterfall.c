/* tw-chart-waterfall.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* From which level to which each step goes; a total goes from zero. */
typedef struct
{
  double from;
  double to;
} Step;

static Step
next_step (const TwChartMark *mark,
           double            *level)
{
  Step step = { *level, *level };

  if (!tw_chart_mark_is_there (mark))
    return step;
  if (mark->flags & TW_CHART_MARK_TOTAL)
    step = (Step) { 0, mark->y };
  else
    step.to = CLAMP (*level + mark->y, -1e300, 1e300);
  *level = step.to;

  return step;
}

static void
collect (TwChartFrame *frame)
{
  double level = 0;

  tw_chart_frame_collect (frame, FALSE);
  /* The changes themselves are no levels. */
  frame->axes[TW_CHART_Y].extent = (TwChartExtent) TW_CHART_EXTENT_EMPTY;
  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, 0); j++)
    tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent,
                         next_step (tw_chart_spec_get_mark (frame->spec, 0, j), &level).to);
}

static TwChartRect
step_rect (TwChartFrame *frame,
           guint         row,
           Step          step)
{
  double thickness = MIN (tw_chart_frame_slot (frame, TW_CHART_X) * 0.7, frame->unit * 4.5);
  double middle = tw_chart_frame_place (frame, TW_CHART_X, row);
  double from = tw_chart_frame_place (frame, TW_CHART_Y, step.from);
  double to = tw_chart_frame_place (frame, TW_CHART_Y, step.to);

  return frame->lying ? tw_chart_rect_between (from, middle - thickness / 2, to, middle + thickness / 2)
                      : tw_chart_rect_between (middle - thickness / 2, from, middle + thickness / 2, to);
}

/* From the level of one step to the next, so that the eye goes along. */
static void
draw_connector (TwChartFrame *frame,
                TwChartRect   box,
                TwChartRect   next,
                double        level)
{
  double place = round (tw_chart_frame_place (frame, TW_CHART_Y, level)) + 0.5;

  if (frame->lying)
    tw_chart_add_segment (frame->layout, TW_CHART_INK_SECONDARY, 1, place, box.y + box.height, place, next.y);
  else
    tw_chart_add_segment (frame->layout, TW_CHART_INK_SECONDARY, 1, box.x + box.width, place, next.x, place);
}

static void
label_step (TwChartFrame      *frame,
            guint              index,
            const TwChartMark *mark,
            TwChartRect        box)
{
  g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
  double middle = tw_chart_frame_place (frame, TW_CHART_X, index);
  double gap = round (frame->unit * 0.3);
  gboolean minus = mark->y < 0;
  const TwChartPoint ends[] = {
    { box.x + box.width + gap, box.y + box.height / 2 },
    { box.x - gap, box.y + box.height / 2 },
  };
  const TwChartPoint sides[] = { { middle, box.y - 1 }, { middle, box.y + box.height + 1 } };

  for (guint i = 0; i < 2; i++)
    {
      guint side = (i + minus) % 2;

      if (frame->lying ? tw_chart_put_value (frame, words, mark, ends[side], side, 0.5)
                       : tw_chart_put_value (frame, words, mark, sides[side], 0.5, 1 - (double) side))
        return;
    }
}

static void
draw_steps (TwChartFrame *frame)
{
  guint n = tw_chart_spec_n_marks (frame->spec, 0);
  g_autofree TwChartRect *boxes = g_new0 (TwChartRect, n);
  double level = 0;

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, 0, j);
      double before = level;
      TwChartInk ink = mark->flags & TW_CHART_MARK_TOTAL ? TW_CHART_INK_REST
                       : mark->y < 0 ? TW_CHART_INK_NEGATIVE : TW_CHART_INK_POSITIVE;

      boxes[j] = step_rect (frame, j, next_step (mark, &level));
      if (j > 0)
        draw_connector (frame, boxes[j - 1], boxes[j], before);
      if (!tw_chart_mark_is_there (mark))
        continue;
      tw_chart_mark_dress (frame, tw_chart_add_rect (frame->layout, ink, boxes[j]), mark, ink);
      tw_chart_block (frame->layout, boxes[j]);
      tw_chart_add_hit (frame->layout, 0, j, boxes[j]);
    }
  tw_chart_frame_references (frame);

  for (guint j = 0; j < n && n <= 400; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, 0, j);
      TwChartPoint at = { boxes[j].x + boxes[j].width / 2, boxes[j].y + boxes[j].height / 2 };

      if (tw_chart_mark_is_there (mark))
        label_step (frame, j, mark, boxes[j]);
      else
        tw_chart_mark_missing (frame, 0, j, at, 0.5, frame->lying ? 0.5 : 1);
    }
  tw_chart_frame_reference_names (frame);
}

void
tw_chart_waterfall_layout (TwChartFrame *frame)
{
  double zero;

  frame->axes[TW_CHART_X].n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_X), 1);
  frame->axes[TW_CHART_Y].flags = TW_CHART_AXIS_FROM_ZERO;
  collect (frame);
  frame->lying = tw_chart_spec_get_orientation (frame->spec) == TW_CHART_LYING
                 || (tw_chart_spec_get_orientation (frame->spec) == TW_CHART_EITHER
                     && !tw_chart_names_fit (frame, (frame->room.width - frame->unit * 5)
                                                        / frame->axes[TW_CHART_X].n));
  if (frame->lying)
    frame->end_room = frame->unit * 4.5;
  else
    frame->top_room = ceil (frame->unit * 0.4);
  tw_chart_frame_axes (frame);
  draw_steps (frame);

  zero = round (tw_chart_frame_place (frame, TW_CHART_Y, 0)) + 0.5;
  if (frame->lying)
    tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, zero, frame->plot.y, zero,
                          frame->plot.y + frame->plot.height);
  else
    tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, frame->plot.x, zero,
                          frame->plot.x + frame->plot.width, zero);
  tw_chart_frame_notes (frame);
}
