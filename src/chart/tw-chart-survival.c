/* tw-chart-survival.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-curve.h"

#include <math.h>

/* A step goes level to the next time and then down: who leaves, leaves at that time. */
static void
add_step (TwChartFrame *frame,
          GArray       *points,
          double        x,
          double        y)
{
  TwChartPoint at = tw_chart_frame_point (frame, x, y);

  if (points->len > 0)
    {
      TwChartPoint level = { at.x, g_array_index (points, TwChartPoint, points->len - 1).y };

      g_array_append_val (points, level);
    }
  g_array_append_val (points, at);
}

static void
draw_band (TwChartFrame *frame,
           guint         series)
{
  g_autoptr (GArray) upper = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  g_autoptr (GArray) lower = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));

  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);

      if (!tw_chart_mark_is_there (mark) || !(mark->low < mark->high))
        continue;
      add_step (frame, upper, mark->x, mark->high);
      add_step (frame, lower, mark->x, mark->low);
    }
  tw_chart_curve_band (frame, tw_chart_series_ink (frame, series), 0.15, upper, lower);
}

/* Who left the observation without leaving: a stroke across the line. */
static void
draw_censored (TwChartFrame *frame,
               TwChartInk    ink,
               TwChartPoint  at)
{
  double half = round (frame->unit * 0.3);

  tw_chart_add_segment (frame->layout, ink, 1.5, at.x, at.y - half, at.x, at.y + half);
}

static void
draw_series (TwChartFrame *frame,
             guint         series,
             GArray       *ends)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  TwChartInk ink = tw_chart_series_ink (frame, series);
  guint n = tw_chart_spec_n_marks (frame->spec, series);
  double size = round (frame->unit * 0.4);
  TwChartLineEnd end = { series, { 0, 0 } };

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);

      if (!tw_chart_mark_is_there (mark))
        continue;
      add_step (frame, points, mark->x, mark->y);
      if (mark->flags & TW_CHART_MARK_CENSORED)
        draw_censored (frame, ink, at);
      if (n == 1 || mark->flags & TW_CHART_MARK_LOW_SAMPLE)
        tw_chart_mark_dress (frame, tw_chart_add_marker (frame->layout, TW_CHART_MARKER_CIRCLE, ink, at.x, at.y,
                                                         size * 1.5), mark, ink);
      tw_chart_add_hit (frame->layout, series, j, (TwChartRect) { at.x - size / 2, at.y - size / 2, size, size });
      end.at = at;
    }
  if (points->len == 0)
    return;
  if (points->len > 1)
    tw_chart_curve_line (frame, ink, 2, points)->dash = tw_chart_series_dash (frame, series);
  g_array_append_val (ends, end);
}

/* From the first mark on whose sample is low the curve rests on few: said once per line. */
static void
label_low (TwChartFrame *frame,
           guint         series)
{
  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
      g_autofree char *remark = NULL;

      if (!tw_chart_mark_is_there (mark) || !(mark->flags & TW_CHART_MARK_LOW_SAMPLE))
        continue;
      remark = tw_chart_mark_remark (mark);
      for (guint i = 0; i < 2; i++)
        if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, remark, at.x + 3,
                                at.y - frame->unit * 0.5, i, 1))
          break;
      return;
    }
}

void
tw_chart_survival_layout (TwChartFrame *frame)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TwChartLineEnd));
  gboolean named;

  tw_chart_frame_collect (frame, TRUE);
  tw_chart_extent_add (&frame->axes[TW_CHART_X].extent, 0);
  frame->axes[TW_CHART_X].tight = TRUE;
  named = tw_chart_curve_names (frame, TW_CHART_SWATCH_LINE);
  tw_chart_frame_axes (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_band (frame, i);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_series (frame, i, ends);
  if (named)
    tw_chart_curve_label_ends (frame, ends);
  tw_chart_frame_references (frame);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    label_low (frame, i);
  tw_chart_frame_reference_names (frame);
  tw_chart_frame_notes (frame);
}
