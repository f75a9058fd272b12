/* tw-chart-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

/* Lanes with bars from day to day and milestones at days. Where two bars of a lane overlap, the later one goes
 * down to a row of its own. */

#define MOST_ROWS 6
/* Of a row, in units of the font. */
#define MOST_HEIGHT 2.4

typedef struct
{
  guint  series;
  guint  index;
  guint  lane;
  guint  row;
  double from;
  double to;
} Bar;

typedef struct
{
  TwChartFrame *frame;
  GArray       *bars;    /* Bar, by start */
  guint        *rows;    /* of each lane */
  double       *tops;    /* where a lane starts, in rows */
  guint         n_lanes;
  double        n_rows;  /* of all lanes, with the air between them */
} Timeline;

static gboolean
is_bar (const TwChartMark *mark)
{
  return mark->low < mark->high;
}

static int
compare_bars (gconstpointer a,
              gconstpointer b)
{
  const Bar *one = a;
  const Bar *other = b;

  if (one->lane != other->lane)
    return one->lane < other->lane ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;

  return (one->index > other->index) - (one->index < other->index);
}

/* Out to the given ticks around the marks, so that the first and the last period are whole. */
static void
widen_to_ticks (TwChartFrame *frame)
{
  TwChartExtent *extent = &frame->axes[TW_CHART_X].extent;
  double before = -G_MAXDOUBLE;
  double after = G_MAXDOUBLE;

  for (guint i = 0; i < tw_chart_spec_n_ticks (frame->spec, TW_CHART_X); i++)
    {
      double value = tw_chart_spec_get_tick (frame->spec, TW_CHART_X, i)->value;

      if (value <= extent->low)
        before = MAX (before, value);
      if (value >= extent->high)
        after = MIN (after, value);
    }
  if (before > -G_MAXDOUBLE)
    tw_chart_extent_add (extent, before);
  if (after < G_MAXDOUBLE)
    tw_chart_extent_add (extent, after);
}

static void
collect (Timeline *timeline)
{
  TwChartSpec *spec = timeline->frame->spec;
  TwChartExtent *extent = &timeline->frame->axes[TW_CHART_X].extent;

  for (guint i = 0; i < tw_chart_spec_n_series (spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (spec, i, j);
        Bar bar = { i, j, (guint) CLAMP (mark->y, 0, timeline->n_lanes - 1), 0, mark->low, mark->high };

        if (!tw_chart_mark_is_there (mark))
          continue;
        tw_chart_extent_add (extent, is_bar (mark) ? mark->low : mark->x);
        tw_chart_extent_add (extent, is_bar (mark) ? mark->high : mark->x);
        if (!is_bar (mark))
          bar.from = bar.to = mark->x;
        g_array_append_val (timeline->bars, bar);
      }
  for (guint i = 0; i < tw_chart_spec_n_references (spec); i++)
    if (tw_chart_spec_get_reference (spec, i)->axis == TW_CHART_X)
      tw_chart_extent_add (extent, tw_chart_spec_get_reference (spec, i)->value);
  widen_to_ticks (timeline->frame);
  g_array_sort (timeline->bars, compare_bars);
}

static gboolean
has_milestones (Timeline *timeline,
                guint     lane)
{
  for (guint i = 0; i < timeline->bars->len; i++)
    {
      const Bar *bar = &g_array_index (timeline->bars, Bar, i);

      if (bar->lane == lane && bar->from == bar->to)
        return TRUE;
    }

  return FALSE;
}

/* Milestones have the first row of their lane to themselves, so that their names have room. */
static void
assign_rows (Timeline *timeline)
{
  double ends[MOST_ROWS];
  double top = 0;

  timeline->rows = g_new0 (guint, timeline->n_lanes);
  timeline->tops = g_new0 (double, timeline->n_lanes);
  for (guint i = 0; i < timeline->bars->len; i++)
    {
      Bar *bar = &g_array_index (timeline->bars, Bar, i);

      if (i == 0 || bar->lane != g_array_index (timeline->bars, Bar, i - 1).lane)
        for (guint r = 0; r < MOST_ROWS; r++)
          ends[r] = -G_MAXDOUBLE;
      if (bar->from == bar->to)
        continue;
      bar->row = has_milestones (timeline, bar->lane) ? 1 : 0;
      while (bar->row + 1 < MOST_ROWS && ends[bar->row] > bar->from)
        bar->row++;
      ends[bar->row] = bar->to;
      timeline->rows[bar->lane] = MAX (timeline->rows[bar->lane], bar->row + 1);
    }
  for (guint l = 0; l < timeline->n_lanes; l++)
    {
      timeline->tops[l] = top;
      timeline->rows[l] = MAX (timeline->rows[l], 1);
      top += timeline->rows[l] + 0.4;
    }
  timeline->n_rows = MAX (top, 1);
}

static double
row_height (Timeline *timeline)
{
  return MIN (timeline->frame->plot.height / timeline->n_rows, timeline->frame->unit * MOST_HEIGHT);
}

static double
row_middle (Timeline *timeline,
            guint     lane,
            guint     row)
{
  return timeline->frame->plot.y + (timeline->tops[lane] + row + 0.7) * row_height (timeline);
}

static void
draw_lanes (Timeline *timeline)
{
  TwChartFrame *frame = timeline->frame;
  double x = frame->plot.x - frame->unit * 0.6;

  for (guint l = 0; l < timeline->n_lanes; l++)
    {
      double y = floor (frame->plot.y + timeline->tops[l] * row_height (timeline)) + 0.5;
      double middle = row_middle (timeline, l, 0) + (timeline->rows[l] - 1) * row_height (timeline) / 2;

      tw_chart_add_segment (frame->layout, TW_CHART_INK_GRID, 1, frame->room.x, y, frame->plot.x + frame->plot.width, y);
      tw_chart_put_wrapped (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT,
                            tw_chart_spec_get_category (frame->spec, TW_CHART_Y, l), x, middle, 1, 0.5,
                            x - frame->room.x, row_height (timeline) * timeline->rows[l] > frame->unit * 2.6 ? 2 : 1);
    }
}

static TwChartInk
ink_of (TwChartFrame      *frame,
        guint              series,
        const TwChartMark *mark)
{
  if (mark->flags & TW_CHART_MARK_OVERDUE)
    return TW_CHART_INK_NEGATIVE;

  return tw_chart_series_ink (frame, series);
}

static void
draw_span (Timeline  *timeline,
           const Bar *bar)
{
  TwChartFrame *frame = timeline->frame;
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, bar->series, bar->index);
  double half = row_height (timeline) * 0.3;
  double middle = row_middle (timeline, bar->lane, bar->row);
  TwChartRect box = tw_chart_rect_between (tw_chart_frame_place (frame, TW_CHART_X, bar->from), middle - half,
                                           tw_chart_frame_place (frame, TW_CHART_X, bar->to), middle + half);
  TwChartInk ink = ink_of (frame, bar->series, mark);
  TwChartItem *item;

  box.width = MAX (box.width, 2);
  item = tw_chart_add_rect (frame->layout, ink, box);
  /* What isn't done yet is pale with an outline; what is done is full. */
  if (!(mark->flags & TW_CHART_MARK_DONE))
    {
      item->alpha = 0.3;
      item->stroke = ink;
      item->line = 1.5;
    }
  tw_chart_add_hit (frame->layout, bar->series, bar->index, box);
}

static void
name_span (Timeline  *timeline,
           const Bar *bar)
{
  TwChartFrame *frame = timeline->frame;
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, bar->series, bar->index);
  double from = tw_chart_frame_place (frame, TW_CHART_X, bar->from);
  double to = tw_chart_frame_place (frame, TW_CHART_X, bar->to);
  double middle = row_middle (timeline, bar->lane, bar->row);
  double gap = round (frame->unit * 0.4);
  TwChartInk ink = mark->flags & TW_CHART_MARK_DONE
                       ? tw_chart_style_text_on (frame->style, ink_of (frame, bar->series, mark))
                       : TW_CHART_INK_TEXT;

  if (tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL) > row_height (timeline))
    return;
  if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, mark->label) + 2 * gap <= to - from)
    {
      if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, ink, mark->label, from + gap, middle, 0, 0.5))
        tw_chart_put_halo (frame->layout, TW_CHART_INK_NONE);
    }
  else
    tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, mark->label, to + gap, middle, 0, 0.5);
}

/* Told apart by shape: a checked diamond, a hollow diamond, a triangle with a stroke. */
static void
draw_milestone (Timeline  *timeline,
                const Bar *bar)
{
  TwChartFrame *frame = timeline->frame;
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, bar->series, bar->index);
  double size = MIN (round (frame->unit * 1.1), row_height (timeline));
  double x = tw_chart_frame_place (frame, TW_CHART_X, bar->from);
  double y = row_middle (timeline, bar->lane, 0);
  TwChartInk ink = ink_of (frame, bar->series, mark);
  TwChartMarkerShape shape = mark->flags & TW_CHART_MARK_DONE ? TW_CHART_MARKER_TICK
                             : mark->flags & TW_CHART_MARK_OVERDUE ? TW_CHART_MARKER_ALARM
                                                                   : TW_CHART_MARKER_DIAMOND;
  TwChartItem *item = tw_chart_add_marker (frame->layout, shape, ink, x, y, size);

  if (shape == TW_CHART_MARKER_DIAMOND)
    {
      item->fill = TW_CHART_INK_PAPER;
      item->stroke = ink;
      item->line = 2;
    }
  tw_chart_block (frame->layout, item->box);
  tw_chart_add_hit (frame->layout, bar->series, bar->index, item->box);
}

static void
name_milestone (Timeline  *timeline,
                const Bar *bar)
{
  TwChartFrame *frame = timeline->frame;
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, bar->series, bar->index);
  double x = tw_chart_frame_place (frame, TW_CHART_X, bar->from);
  double y = row_middle (timeline, bar->lane, 0);
  double d = round (frame->unit * 0.9);

  if (!tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, mark->label, x + d, y, 0, 0.5))
    tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, mark->label, x - d, y, 1, 0.5);
}

static void
draw_marks (Timeline *timeline)
{
  for (guint i = 0; i < timeline->bars->len; i++)
    {
      const Bar *bar = &g_array_index (timeline->bars, Bar, i);

      if (bar->from < bar->to)
        draw_span (timeline, bar);
    }
  for (guint i = 0; i < timeline->bars->len; i++)
    {
      const Bar *bar = &g_array_index (timeline->bars, Bar, i);

      if (bar->from == bar->to)
        draw_milestone (timeline, bar);
    }
  tw_chart_frame_references (timeline->frame);
  for (guint i = 0; i < MIN (timeline->bars->len, 300); i++)
    {
      const Bar *bar = &g_array_index (timeline->bars, Bar, i);

      if (bar->from < bar->to)
        name_span (timeline, bar);
      else
        name_milestone (timeline, bar);
    }
  tw_chart_frame_reference_names (timeline->frame);
}

void
tw_chart_timeline_layout (TwChartFrame *frame)
{
  Timeline timeline = { .frame = frame };
  TwChartFrameAxis *y = &frame->axes[TW_CHART_Y];

  timeline.n_lanes = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_Y), 1);
  timeline.bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  y->n = timeline.n_lanes;
  collect (&timeline);
  assign_rows (&timeline);
  frame->axes[TW_CHART_X].tight = TRUE;
  frame->top_room = tw_chart_spec_n_references (frame->spec) > 0 ? ceil (frame->unit * 1.2) : 0;
  /* The names of lanes stand where their rows are, which only this kind knows. */
  y->names_elsewhere = TRUE;
  /* No higher than its rows ask for: the days stand right below the last. */
  frame->room.height = MIN (frame->room.height,
                            ceil (frame->top_room + (timeline.n_rows + 1.6) * frame->unit * MOST_HEIGHT));
  tw_chart_frame_axes (frame);
  draw_lanes (&timeline);
  draw_marks (&timeline);

  g_array_unref (timeline.bars);
  g_free (timeline.rows);
  g_free (timeline.tops);
}
