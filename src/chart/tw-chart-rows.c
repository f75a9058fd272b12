/* tw-chart-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* Dumbbell and bullet: rows with their name at the left and values along them. */

static gboolean
in_rows (TwChartFrame      *frame,
         const TwChartMark *mark)
{
  return mark->x >= 0 && mark->x < frame->axes[TW_CHART_X].n;
}

/* Lines between the ends of every row, behind the ends. */
static void
draw_bars_between (TwChartFrame *frame)
{
  guint n = frame->axes[TW_CHART_X].n;
  g_autofree TwChartExtent *rows = g_new (TwChartExtent, n);

  for (guint i = 0; i < n; i++)
    rows[i] = (TwChartExtent) TW_CHART_EXTENT_EMPTY;
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);

        if (tw_chart_mark_is_there (mark) && in_rows (frame, mark))
          tw_chart_extent_add (&rows[(guint) mark->x], mark->y);
      }
  for (guint i = 0; i < n; i++)
    {
      double y = tw_chart_frame_place (frame, TW_CHART_X, i);

      if (rows[i].low < rows[i].high)
        tw_chart_add_segment (frame->layout, TW_CHART_INK_GRID, 4,
                              tw_chart_frame_place (frame, TW_CHART_Y, rows[i].low), y,
                              tw_chart_frame_place (frame, TW_CHART_Y, rows[i].high), y);
    }
}

/* Intervals of the series of one row lie below one another, so that both can be read. */
static double
whisker_row (TwChartFrame *frame,
             guint         series,
             double        row)
{
  guint n = tw_chart_spec_n_series (frame->spec);
  double slot = tw_chart_frame_slot (frame, TW_CHART_X);

  return row + (series - (n - 1) / 2.0) * MIN (frame->unit * 0.55, slot / (n + 1));
}

static void
draw_end (TwChartFrame *frame,
          guint         series,
          guint         index)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  TwChartInk ink = tw_chart_series_ink (frame, series);
  double slot = tw_chart_frame_slot (frame, TW_CHART_X);
  double size = CLAMP (round (frame->unit * 0.85), 2, MAX (slot * 0.8, 2));
  TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
  TwChartRect box;

  if (!in_rows (frame, mark))
    return;
  if (mark->low < mark->high)
    at.y = whisker_row (frame, series, at.y);
  box = (TwChartRect) { at.x - size / 2, at.y - size / 2, size, size };
  if (!tw_chart_mark_is_there (mark))
    return;
  tw_chart_whisker (frame, mark, at.y, ink);
  tw_chart_mark_dress (frame, tw_chart_add_marker (frame->layout, tw_chart_series_marker (frame, series), ink, at.x,
                                                   at.y, size), mark, ink);
  tw_chart_block (frame->layout, box);
  tw_chart_add_hit (frame->layout, series, index, box);
}

static const TwChartMark *
other_end (TwChartFrame      *frame,
           guint              series,
           const TwChartMark *mark)
{
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; i != series && j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *other = tw_chart_spec_get_mark (frame->spec, i, j);

        if (other->x == mark->x && tw_chart_mark_is_there (other))
          return other;
      }

  return NULL;
}

static double
start_of (TwChartFrame      *frame,
          const TwChartMark *mark)
{
  return tw_chart_frame_place (frame, TW_CHART_Y, mark->low < mark->high ? mark->low : mark->y);
}

static double
end_of (TwChartFrame      *frame,
        const TwChartMark *mark)
{
  return tw_chart_frame_place (frame, TW_CHART_Y, mark->low < mark->high ? mark->high : mark->y);
}

/* Outside of the pair: the greater value to the right, the smaller to the left. */
static void
label_end (TwChartFrame *frame,
           guint         series,
           guint         index)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  const TwChartMark *other = other_end (frame, series, mark);
  g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
  TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
  gboolean left = other != NULL && (mark->y < other->y || (mark->y == other->y && series > 0));
  double gap = round (frame->unit * 0.7);
  double low = start_of (frame, mark);
  double high = end_of (frame, mark);

  if (!in_rows (frame, mark))
    return;
  if (!tw_chart_mark_is_there (mark))
    {
      tw_chart_mark_missing (frame, series, index,
                             (TwChartPoint) { frame->plot.x + 4, tw_chart_frame_place (frame, TW_CHART_X, mark->x) },
                             0, 0.5);
      return;
    }
  if (mark->low < mark->high)
    at.y = whisker_row (frame, series, at.y);
  /* The words are higher than the rows are apart: also off the other interval. */
  if (other != NULL && other->low < other->high)
    {
      low = MIN (low, start_of (frame, other));
      high = MAX (high, end_of (frame, other));
    }
  if (!tw_chart_put_value (frame, words, mark, (TwChartPoint) { left ? low - gap : high + gap, at.y }, left, 0.5))
    tw_chart_put_value (frame, words, mark, (TwChartPoint) { left ? high + gap : low - gap, at.y }, !left, 0.5);
}

void
tw_chart_dumbbell_layout (TwChartFrame *frame)
{
  frame->lying = TRUE;
  frame->axes[TW_CHART_X].n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_X), 1);
  tw_chart_frame_collect (frame, FALSE);
  frame->axes[TW_CHART_Y].broken = tw_chart_axis_may_break (frame->axes[TW_CHART_Y].extent);
  if (tw_chart_series_count (frame) > 1)
    tw_chart_frame_legend (frame, TW_CHART_SWATCH_DOT);
  frame->end_room = MIN (frame->unit * 4, frame->room.width * 0.12);
  tw_chart_frame_axes (frame);

  draw_bars_between (frame);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      draw_end (frame, i, j);
  tw_chart_frame_references (frame);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < MIN (tw_chart_spec_n_marks (frame->spec, i), 400); j++)
      label_end (frame, i, j);
  tw_chart_frame_reference_names (frame);
}

/* The greatest value of a row, for rows with a scale of their own. */
static double
row_scale (TwChartFrame *frame,
           guint         row)
{
  double greatest = 0;

  if (!tw_chart_spec_get_own_scales (frame->spec))
    return 0;
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);

        if (mark->x == row && tw_chart_mark_is_there (mark))
          greatest = MAX (greatest, mark->y);
      }

  return greatest > 0 ? greatest : 1;
}

static double
along_row (TwChartFrame      *frame,
           const TwChartMark *mark,
           double             value)
{
  double scale = row_scale (frame, (guint) mark->x);

  if (scale > 0)
    return frame->plot.x + CLAMP (value / scale, 0, 1) * frame->plot.width;

  return tw_chart_frame_place (frame, TW_CHART_Y, value);
}

static double
row_start (TwChartFrame *frame)
{
  return tw_chart_spec_get_own_scales (frame->spec) ? frame->plot.x : tw_chart_frame_place (frame, TW_CHART_Y, 0);
}

static TwChartRect
row_rect (TwChartFrame      *frame,
          const TwChartMark *mark,
          double             share)
{
  double slot = MIN (tw_chart_frame_slot (frame, TW_CHART_X) * 0.62, frame->unit * 2);
  double middle = tw_chart_frame_place (frame, TW_CHART_X, floor (mark->x));

  return tw_chart_rect_between (row_start (frame), middle - slot * share / 2, along_row (frame, mark, mark->y),
                                middle + slot * share / 2);
}

/* The widest range first, so that the narrower ones lie on it. */
static void
draw_ranges (TwChartFrame *frame)
{
  guint number = 0;

  for (guint i = tw_chart_spec_n_series (frame->spec); i-- > 0;)
    {
      if (tw_chart_spec_get_series_role (frame->spec, i) != TW_CHART_ROLE_RANGE)
        continue;
      for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
        {
          const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);

          if (tw_chart_mark_is_there (mark) && in_rows (frame, mark))
            tw_chart_add_rect (frame->layout, TW_CHART_INK_RANGE_3 - MIN (number, 2), row_rect (frame, mark, 1));
        }
      number++;
    }
}

static void
draw_target (TwChartFrame *frame,
             guint         series,
             guint         index)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  TwChartRect box = row_rect (frame, mark, 0.8);
  double x = along_row (frame, mark, mark->y);

  if (!tw_chart_mark_is_there (mark) || !in_rows (frame, mark))
    return;
  box.x = round (x) - 1;
  box.width = 3;
  tw_chart_add_rect (frame->layout, TW_CHART_INK_TEXT, box);
  tw_chart_block (frame->layout, box);
  tw_chart_add_hit (frame->layout, series, index, box);
}

static void
draw_actual (TwChartFrame *frame,
             guint         series,
             guint         index)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  TwChartRect box;
  g_autofree char *words = NULL;
  double x = frame->plot.x + frame->plot.width + frame->unit * 0.6;
  double middle;

  if (!in_rows (frame, mark))
    return;
  middle = tw_chart_frame_place (frame, TW_CHART_X, floor (mark->x));
  if (!tw_chart_mark_is_there (mark))
    {
      tw_chart_mark_missing (frame, series, index, (TwChartPoint) { x, middle }, 0, 0.5);
      return;
    }
  box = row_rect (frame, mark, 0.36);
  tw_chart_mark_dress (frame, tw_chart_add_rect (frame->layout, TW_CHART_INK_SERIES_1, box), mark,
                       TW_CHART_INK_SERIES_1);
  tw_chart_add_hit (frame->layout, series, index, box);
  words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
  /* Where there is no room for what it is held against, the value alone. */
  if (!tw_chart_put_value (frame, words, mark, (TwChartPoint) { x, middle }, 0, 0.5) && mark->text != NULL)
    tw_chart_put_value (frame, mark->text, mark, (TwChartPoint) { x, middle }, 0, 0.5);
}

/* @alone: the values without what they are held against. */
static double
widest_value (TwChartFrame *frame,
              gboolean      alone)
{
  double widest = 0;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; tw_chart_series_drawn (frame, i) && j < MIN (tw_chart_spec_n_marks (frame->spec, i), 200); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
        g_autofree char *words = alone && mark->text != NULL ? g_strdup (mark->text)
                                                             : tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
        g_autofree char *remark = mark->flags & TW_CHART_MARK_LOW_SAMPLE ? tw_chart_mark_remark (mark) : NULL;
        double width = tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words);

        if (remark != NULL)
          width += tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, remark) + frame->unit;
        widest = MAX (widest, width);
      }

  return widest;
}

void
tw_chart_bullet_layout (TwChartFrame *frame)
{
  double widest;

  frame->lying = TRUE;
  frame->axes[TW_CHART_X].n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_X), 1);
  frame->axes[TW_CHART_Y].flags = TW_CHART_AXIS_FROM_ZERO;
  frame->axes[TW_CHART_Y].hidden = tw_chart_spec_get_own_scales (frame->spec);
  tw_chart_frame_collect (frame, FALSE);
  widest = widest_value (frame, FALSE);
  if (widest > frame->room.width * 0.36)
    widest = widest_value (frame, TRUE);
  frame->end_room = MIN (widest + frame->unit * 0.8, frame->room.width * 0.45);
  tw_chart_frame_axes (frame);

  draw_ranges (frame);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      if (tw_chart_series_drawn (frame, i))
        draw_actual (frame, i, j);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      if (tw_chart_spec_get_series_role (frame->spec, i) == TW_CHART_ROLE_TARGET)
        draw_target (frame, i, j);
  if (!tw_chart_spec_get_own_scales (frame->spec))
    {
      tw_chart_frame_references (frame);
      tw_chart_frame_reference_names (frame);
    }
}
