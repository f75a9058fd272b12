/* tw-chart-bars.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* The part of a slot that its bars take, and the thickest a bar gets, in units of the font. */
#define BARS_SHARE 0.74
#define THICKEST 5.0

static gboolean
is_stacked (TwChartFrame *frame)
{
  return tw_chart_spec_get_arrangement (frame->spec) == TW_CHART_STACKED;
}

/* One segment's ends: stacked ones lie on those of the series before, plus and minus apart. */
typedef struct
{
  double from;
  double to;
} Span;

typedef struct
{
  double *plus;
  double *minus;
  guint   n;
} Stacks;

static void
stacks_clear (Stacks *stacks)
{
  g_free (stacks->plus);
  g_free (stacks->minus);
}

static Stacks
stacks_new (guint n)
{
  return (Stacks) { g_new0 (double, n), g_new0 (double, n), n };
}

static gboolean
row_of (const TwChartMark *mark,
        guint              n,
        guint             *row)
{
  if (mark->x < 0 || mark->x >= n)
    return FALSE;
  *row = (guint) mark->x;
  return TRUE;
}

static Span
next_span (TwChartFrame      *frame,
           Stacks            *stacks,
           const TwChartMark *mark,
           guint              row)
{
  double *stack = mark->y < 0 ? stacks->minus : stacks->plus;
  Span span = { 0, mark->y };

  if (!is_stacked (frame))
    return span;

  span.from = stack[row];
  stack[row] = CLAMP (stack[row] + mark->y, -1e300, 1e300);
  span.to = stack[row];

  return span;
}

static void
collect (TwChartFrame *frame)
{
  Stacks stacks = stacks_new (MAX (frame->axes[TW_CHART_X].n, 1));
  TwChartExtent *extent = &frame->axes[TW_CHART_Y].extent;

  tw_chart_frame_collect (frame, FALSE);
  for (guint i = 0; is_stacked (frame) && i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
        guint row;

        if (tw_chart_mark_is_there (mark) && row_of (mark, frame->axes[TW_CHART_X].n, &row))
          tw_chart_extent_add (extent, next_span (frame, &stacks, mark, row).to);
      }
  stacks_clear (&stacks);
}

/* Upright as long as the names below stand side by side; periods are thinned instead. */
static gboolean
should_lie (TwChartFrame *frame)
{
  switch (tw_chart_spec_get_orientation (frame->spec))
    {
    case TW_CHART_UPRIGHT:
      return FALSE;
    case TW_CHART_LYING:
      return TRUE;
    default:
      break;
    }
  if (tw_chart_spec_get_axis (frame->spec, TW_CHART_X)->scale == TW_CHART_SCALE_TIME)
    return FALSE;

  return !tw_chart_names_fit (frame, (frame->room.width - frame->unit * 5) / MAX (frame->axes[TW_CHART_X].n, 1));
}

/* Room for the longest value beside lying bars, so that it needn't go inside. */
static double
value_room (TwChartFrame *frame)
{
  double widest = 0;

  if (is_stacked (frame) || tw_chart_spec_count_marks (frame->spec) > 200)
    return 0;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
        g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
        g_autofree char *remark = mark->flags & (TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_TO_DATE)
                                      ? tw_chart_mark_remark (mark) : NULL;
        double width = tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words);

        if (remark != NULL)
          width += tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, remark) + frame->unit;
        widest = MAX (widest, width);
      }

  return MIN (widest + frame->unit * 0.8, frame->room.width * 0.3);
}

/* Where the bars of a row are across it. */
typedef struct
{
  double start;
  double thickness;
} Lane;

static Lane
lane_of (TwChartFrame *frame,
         guint         row,
         guint         number)
{
  guint n = is_stacked (frame) ? 1 : MAX (tw_chart_series_count (frame), 1);
  double slot = tw_chart_frame_slot (frame, TW_CHART_X);
  double thickness = MIN (slot * BARS_SHARE / n, frame->unit * THICKEST);
  Lane lane;

  if (is_stacked (frame))
    number = 0;
  lane.start = tw_chart_frame_place (frame, TW_CHART_X, row) - thickness * n / 2 + thickness * number;
  /* A px of paper between the bars of a group. */
  lane.thickness = n > 1 && thickness > 4 ? thickness - 1 : thickness;

  return lane;
}

static TwChartRect
bar_rect (TwChartFrame *frame,
          Lane          lane,
          Span          span)
{
  double from = tw_chart_frame_place (frame, TW_CHART_Y, span.from);
  double to = tw_chart_frame_place (frame, TW_CHART_Y, span.to);
  TwChartRect rect;

  rect = frame->lying ? tw_chart_rect_between (from, lane.start, to, lane.start + lane.thickness)
                      : tw_chart_rect_between (lane.start, from, lane.start + lane.thickness, to);
  /* The thinnest bars are drawn thin, not dropped. */
  if (lane.thickness < 1)
    {
      if (frame->lying)
        rect.height = lane.thickness;
      else
        rect.width = lane.thickness;
    }

  return rect;
}

static TwChartInk
ink_of (TwChartFrame      *frame,
        guint              series,
        const TwChartMark *mark)
{
  if (tw_chart_spec_get_arrangement (frame->spec) == TW_CHART_DIVERGING)
    return mark->y < 0 ? TW_CHART_INK_NEGATIVE : TW_CHART_INK_POSITIVE;

  return tw_chart_series_ink (frame, series);
}

/* Words on a bar, set off from the pattern that it may have. */
static void
put_on (TwChartFrame *frame,
        const char   *words,
        TwChartInk    ink,
        TwChartInk    ground,
        TwChartPoint  at,
        double        ax)
{
  if (tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, ink, words, at.x, at.y, ax, 0.5)
      && tw_chart_style_has_patterns (frame->style))
    tw_chart_put_halo (frame->layout, ground);
}

/* A value over an upright bar doesn't stand on a reference line, but above it. */
static double
above_references (TwChartFrame *frame,
                  double        y)
{
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);

  for (guint i = 0; i < tw_chart_spec_n_references (frame->spec); i++)
    {
      const TwChartReference *reference = tw_chart_spec_get_reference (frame->spec, i);
      double place = tw_chart_frame_place (frame, TW_CHART_Y, reference->value);

      if (reference->axis == TW_CHART_Y && place < y && place > y - line)
        return place - 1;
    }

  return y;
}

/* Beyond the end of the bar; where that has no room, inside it. */
static void
put_value (TwChartFrame      *frame,
           const TwChartMark *mark,
           TwChartRect        bar,
           TwChartInk         ink)
{
  g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
  double gap = round (frame->unit * 0.3);
  double low = tw_chart_frame_place (frame, TW_CHART_Y, mark->low);
  double high = tw_chart_frame_place (frame, TW_CHART_Y, mark->high);
  gboolean interval = mark->low < mark->high;
  gboolean minus = mark->y < 0;
  gboolean plain = mark->flags & TW_CHART_MARK_LOW_SAMPLE || mark->flags & TW_CHART_MARK_TO_DATE;
  TwChartInk inside = plain ? TW_CHART_INK_TEXT : tw_chart_style_text_on (frame->style, ink);
  TwChartPoint at;

  if (frame->lying)
    {
      at.y = bar.y + bar.height / 2;
      at.x = minus ? MIN (bar.x, interval ? low : bar.x) - gap
                   : MAX (bar.x + bar.width, interval ? high : 0) + gap;
      if (tw_chart_put_value (frame, words, mark, at, minus ? 1 : 0, 0.5) || interval || plain)
        return;
      if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words) + 2 * gap < bar.width
          && tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL) <= bar.height + 2)
        put_on (frame, words, inside, ink,
                (TwChartPoint) { minus ? bar.x + gap : bar.x + bar.width - gap, at.y }, minus ? 0 : 1);
      return;
    }

  at.x = bar.x + bar.width / 2;
  at.y = minus ? MAX (bar.y + bar.height, interval ? low : 0) + 1
               : MIN (bar.y, interval ? high : bar.y) - 1;
  if (!minus)
    at.y = above_references (frame, at.y);
  tw_chart_put_value (frame, words, mark, at, 0.5, minus ? 0 : 1);
}

/* In a stack the value stands in its segment or not at all. */
static void
put_inside (TwChartFrame      *frame,
            const TwChartMark *mark,
            TwChartRect        bar,
            TwChartInk         ink)
{
  g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
  gboolean plain = mark->flags & (TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_TO_DATE);

  if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words) + 4 > bar.width
      || tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL) > bar.height)
    return;
  if (mark->flags & TW_CHART_MARK_TO_DATE)
    return;
  put_on (frame, words, plain ? TW_CHART_INK_TEXT : tw_chart_style_text_on (frame->style, ink),
          plain ? TW_CHART_INK_PAPER : ink, (TwChartPoint) { bar.x + bar.width / 2, bar.y + bar.height / 2 }, 0.5);
}

/* A bar is drawn first, all words after all bars: a value keeps off every bar. */
typedef struct
{
  guint       series;
  guint       index;
  TwChartRect box;
  TwChartInk  ink;
  double      middle;
} Bar;

static void
draw_bar (TwChartFrame *frame,
          Stacks       *stacks,
          GArray       *bars,
          guint         series,
          guint         index,
          guint         number)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  Bar bar = { series, index };
  TwChartItem *item;
  Lane lane;
  guint row;

  if (!row_of (mark, frame->axes[TW_CHART_X].n, &row))
    return;
  lane = lane_of (frame, row, number);
  bar.middle = lane.start + lane.thickness / 2;
  bar.ink = ink_of (frame, series, mark);
  if (tw_chart_mark_is_there (mark))
    {
      bar.box = bar_rect (frame, lane, next_span (frame, stacks, mark, row));
      item = tw_chart_add_rect (frame->layout, bar.ink, bar.box);
      if (is_stacked (frame) && lane.thickness > 4)
        {
          item->stroke = TW_CHART_INK_PAPER;
          item->line = 1;
        }
      /* A bar as thin as a line has no inside: a low sample is pale. */
      if (lane.thickness >= 3)
        tw_chart_mark_dress (frame, item, mark, bar.ink);
      else if (mark->flags & (TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_TO_DATE))
        item->alpha = 0.5;
      tw_chart_block (frame->layout, bar.box);
      tw_chart_add_hit (frame->layout, series, index, bar.box);
      if (!is_stacked (frame))
        tw_chart_whisker (frame, mark, bar.middle, TW_CHART_INK_TEXT);
    }
  g_array_append_val (bars, bar);
}

static void
label_bar (TwChartFrame *frame,
           const Bar    *bar)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, bar->series, bar->index);
  double zero = tw_chart_frame_place (frame, TW_CHART_Y, 0);
  double gap = round (frame->unit * 0.3);

  if (!tw_chart_mark_is_there (mark))
    {
      if (frame->lying)
        tw_chart_mark_missing (frame, bar->series, bar->index, (TwChartPoint) { zero + gap, bar->middle }, 0, 0.5);
      else
        tw_chart_mark_missing (frame, bar->series, bar->index, (TwChartPoint) { bar->middle, zero - 1 }, 0.5, 1);
    }
  else if (is_stacked (frame))
    put_inside (frame, mark, bar->box, bar->ink);
  else
    put_value (frame, mark, bar->box, bar->ink);
}

static void
draw_bars (TwChartFrame *frame)
{
  Stacks stacks = stacks_new (MAX (frame->axes[TW_CHART_X].n, 1));
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  guint number = 0;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    {
      if (!tw_chart_series_drawn (frame, i))
        continue;
      for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
        draw_bar (frame, &stacks, bars, i, j, number);
      number++;
    }
  tw_chart_frame_references (frame);
  for (guint i = 0; i < bars->len && bars->len <= 400; i++)
    label_bar (frame, &g_array_index (bars, Bar, i));
  tw_chart_frame_reference_names (frame);
  stacks_clear (&stacks);
}

void
tw_chart_bars_layout (TwChartFrame *frame)
{
  double zero;

  frame->axes[TW_CHART_X].n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_X), 1);
  frame->axes[TW_CHART_Y].flags = TW_CHART_AXIS_FROM_ZERO;
  collect (frame);
  if (tw_chart_series_count (frame) > 1)
    tw_chart_frame_legend (frame, TW_CHART_SWATCH_BOX);
  frame->lying = should_lie (frame);
  if (frame->lying)
    frame->end_room = value_room (frame);
  else
    frame->top_room = ceil (frame->unit * 0.4);

  tw_chart_frame_axes (frame);
  draw_bars (frame);
  tw_chart_frame_notes (frame);

  zero = round (tw_chart_frame_place (frame, TW_CHART_Y, 0)) + (frame->lying ? -0.5 : 0.5);
  if (frame->lying)
    tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, zero, frame->plot.y, zero,
                          frame->plot.y + frame->plot.height);
  else
    tw_chart_add_segment (frame->layout, TW_CHART_INK_AXIS, 1, frame->plot.x, zero,
                          frame->plot.x + frame->plot.width, zero);
}
