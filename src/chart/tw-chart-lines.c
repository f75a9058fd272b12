/* tw-chart-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-curve.h"

#include <math.h>

/* With more points than this a line shows none of them, and intervals become a band. */
#define MOST_DOTS 24
#define MOST_WHISKERS 24
#define MOST_VALUES 12
#define MOST_WORDS 100
#define MOST_REMARKS 300

static void
draw_dot (TwChartFrame      *frame,
          guint              series,
          guint              index,
          const TwChartMark *mark,
          TwChartPoint       at,
          gboolean           shown)
{
  double size = round (frame->unit * 0.6);
  TwChartRect box = { at.x - size / 2, at.y - size / 2, size, size };
  TwChartInk ink = tw_chart_series_ink (frame, series);

  if (shown || mark->flags & (TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_TO_DATE | TW_CHART_MARK_HIGHLIGHT))
    {
      TwChartItem *item = tw_chart_add_marker (frame->layout, tw_chart_series_marker (frame, series), ink, at.x,
                                               at.y, size);

      tw_chart_mark_dress (frame, item, mark, ink);
      if (mark->flags & TW_CHART_MARK_TO_DATE)
        {
          item->fill = TW_CHART_INK_PAPER;
          item->hatched = FALSE;
        }
      tw_chart_block (frame->layout, box);
    }
  tw_chart_add_hit (frame->layout, series, index, box);
}

/* A run of points without a gap. The stretch into a period that still runs is dashed. */
static void
draw_run (TwChartFrame *frame,
          guint         series,
          GArray       *run,
          gboolean      to_date)
{
  TwChartInk ink = tw_chart_series_ink (frame, series);

  if (to_date && run->len > 1)
    {
      TwChartPoint *last = &g_array_index (run, TwChartPoint, run->len - 2);

      tw_chart_add_line (frame->layout, ink, 2, last, 2)->dash = TW_CHART_DASH_SHORT;
      g_array_set_size (run, run->len - 1);
    }
  if (run->len > 1)
    tw_chart_curve_line (frame, ink, 2, run)->dash = tw_chart_series_dash (frame, series);
  g_array_set_size (run, 0);
}

static gboolean
has_whisker (TwChartFrame      *frame,
             const TwChartMark *mark)
{
  return mark->low < mark->high && tw_chart_spec_count_marks (frame->spec) <= MOST_WHISKERS;
}

static void
draw_intervals (TwChartFrame *frame,
                guint         series)
{
  guint n = tw_chart_spec_n_marks (frame->spec, series);
  TwChartInk ink = tw_chart_series_ink (frame, series);
  g_autoptr (GArray) upper = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  g_autoptr (GArray) lower = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint high = tw_chart_frame_point (frame, mark->x, mark->high);
      TwChartPoint low = tw_chart_frame_point (frame, mark->x, mark->low);

      if (!tw_chart_mark_is_there (mark) || !(mark->low < mark->high))
        continue;
      if (has_whisker (frame, mark))
        tw_chart_whisker (frame, mark, high.x, ink);
      g_array_append_val (upper, high);
      g_array_append_val (lower, low);
    }
  if (tw_chart_spec_count_marks (frame->spec) > MOST_WHISKERS)
    tw_chart_curve_band (frame, ink, 0.18, upper, lower);
}

static void
draw_series (TwChartFrame *frame,
             guint         series,
             GArray       *ends)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  guint n = tw_chart_spec_n_marks (frame->spec, series);
  TwChartLineEnd end = { series, { -1, 0 } };
  gboolean to_date = FALSE;

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);

      if (!tw_chart_mark_is_there (mark))
        {
          /* A gap that is narrower than a px would only cost a line of its own. */
          if (n <= frame->plot.width)
            draw_run (frame, series, run, FALSE);
          at.y = frame->plot.y + frame->plot.height - 2;
          tw_chart_mark_missing (frame, series, j, at, 0.5, 1);
          continue;
        }
      g_array_append_val (run, at);
      end.at = at;
      to_date = mark->flags & TW_CHART_MARK_TO_DATE;
    }
  draw_run (frame, series, run, to_date);
  if (end.at.x >= 0)
    g_array_append_val (ends, end);
}

static void
draw_dots (TwChartFrame *frame,
           guint         series)
{
  guint n = tw_chart_spec_n_marks (frame->spec, series);

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);

      if (tw_chart_mark_is_there (mark))
        draw_dot (frame, series, j, mark, tw_chart_frame_point (frame, mark->x, mark->y), n <= MOST_DOTS);
    }
}

/* Words at points that need them, then the values of a line that stands alone, as far as they have room. */
static void
label_points (TwChartFrame *frame,
              guint         series)
{
  guint n = tw_chart_spec_n_marks (frame->spec, series);
  gboolean alone = tw_chart_series_count (frame) == 1 && n <= MOST_VALUES;
  /* Among hundreds of points only what stands out has words. */
  guint remarkable = TW_CHART_MARK_HIGHLIGHT
                     | (n <= MOST_REMARKS ? TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_TO_DATE : 0);
  double d = round (frame->unit * 0.5);
  guint asked = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint j = 0; j < n; j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
        TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
        g_autofree char *words = NULL;

        if (!tw_chart_mark_is_there (mark) || (pass == 0) != ((mark->flags & remarkable) != 0)
            || (pass == 1 && !alone) || asked++ > MOST_WORDS)
          continue;
        words = tw_chart_mark_words (frame, mark, TW_CHART_Y, mark->y);
        if (has_whisker (frame, mark))
          {
            at.y = tw_chart_frame_point (frame, mark->x, mark->high).y;
            tw_chart_put_value (frame, words, mark, (TwChartPoint) { at.x, at.y - 2 }, 0.5, 1);
            continue;
          }
        if (!tw_chart_put_value (frame, words, mark, (TwChartPoint) { at.x, at.y - d }, 0.5, 1)
            && !tw_chart_put_value (frame, words, mark, (TwChartPoint) { at.x, at.y + d }, 0.5, 0)
            && pass == 0)
          tw_chart_put_value (frame, words, mark, (TwChartPoint) { at.x - d, at.y - d }, 1, 1);
      }
}

void
tw_chart_lines_layout (TwChartFrame *frame)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TwChartLineEnd));
  gboolean named;

  tw_chart_curve_x (frame);
  tw_chart_frame_collect (frame, TRUE);
  frame->axes[TW_CHART_Y].broken = tw_chart_axis_may_break (frame->axes[TW_CHART_Y].extent);
  named = tw_chart_curve_names (frame, TW_CHART_SWATCH_LINE);
  tw_chart_frame_axes (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_intervals (frame, i);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_series (frame, i, ends);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_dots (frame, i);
  if (named)
    tw_chart_curve_label_ends (frame, ends);
  tw_chart_frame_references (frame);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    label_points (frame, i);
  tw_chart_frame_reference_names (frame);
  tw_chart_frame_notes (frame);
}
