/* tw-chart-payout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-curve.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How dark one stroke is. */
#define RUG_ALPHA 0.55

#define MOST_CLIFFS_NAMED 3

static gboolean
has_role (TwChartFrame *frame,
          guint         series,
          TwChartRole   role)
{
  return tw_chart_spec_get_series_role (frame->spec, series) == role;
}

/* Two marks at one measure: there the payout jumps, by this much. */
static gboolean
is_cliff (TwChartFrame *frame,
          guint         series,
          guint         index,
          double       *jump)
{
  const TwChartMark *mark;
  const TwChartMark *next;

  if (index + 1 >= tw_chart_spec_n_marks (frame->spec, series))
    return FALSE;
  mark = tw_chart_spec_get_mark (frame->spec, series, index);
  next = tw_chart_spec_get_mark (frame->spec, series, index + 1);
  *jump = next->y - mark->y;

  return mark->x == next->x && mark->y != next->y && tw_chart_mark_is_there (mark)
         && tw_chart_mark_is_there (next);
}

static void
draw_cliff (TwChartFrame *frame,
            guint         series,
            guint         index,
            gboolean      named)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  const TwChartMark *next = tw_chart_spec_get_mark (frame->spec, series, index + 1);
  TwChartInk ink = tw_chart_series_ink (frame, series);
  TwChartPoint before = tw_chart_frame_point (frame, mark->x, mark->y);
  TwChartPoint after = tw_chart_frame_point (frame, next->x, next->y);
  double size = round (frame->unit * 0.5);
  g_autofree char *amount = NULL;
  g_autofree char *words = NULL;
  TwChartItem *open;

  tw_chart_add_segment (frame->layout, ink, 1.5, before.x, before.y, after.x, after.y)->dash = TW_CHART_DASH_SHORT;
  /* The end that doesn't belong to the curve is open. */
  open = tw_chart_add_marker (frame->layout, TW_CHART_MARKER_CIRCLE, TW_CHART_INK_PAPER, before.x, before.y, size);
  open->stroke = ink;
  open->line = 1.5;
  tw_chart_add_marker (frame->layout, TW_CHART_MARKER_CIRCLE, ink, after.x, after.y, size);
  if (!named)
    return;

  amount = tw_chart_spec_format (frame->spec, TW_CHART_Y, fabs (next->y - mark->y), 0);
  /* Translators: where a payout jumps; %s is an amount. */
  words = next->note != NULL ? g_strdup (next->note)
          : next->y > mark->y ? g_strdup_printf (_("cliff +%s"), amount)
                              : g_strdup_printf (_("cliff \342\210\222%s"), amount);
  if (!tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, words,
                           before.x + frame->unit * 0.5, (before.y + after.y) / 2, 0, 0.5))
    tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, words,
                        before.x - frame->unit * 0.5, after.y - 2, 1, 1);
}

static void
draw_curve (TwChartFrame *frame,
            guint         series,
            GArray       *ends)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  TwChartInk ink = tw_chart_series_ink (frame, series);
  guint n = tw_chart_spec_n_marks (frame->spec, series);
  double size = round (frame->unit * 0.4);
  double jump;

  for (guint j = 0; j < n; j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);

      if (!tw_chart_mark_is_there (mark))
        continue;
      g_array_append_val (run, at);
      tw_chart_add_hit (frame->layout, series, j, (TwChartRect) { at.x - size / 2, at.y - size / 2, size, size });
      tw_chart_block (frame->layout, (TwChartRect) { at.x - size / 2, at.y - size / 2, size, size });
      if (n == 1)
        tw_chart_add_marker (frame->layout, TW_CHART_MARKER_CIRCLE, ink, at.x, at.y, size);
      if (j + 1 == n)
        g_array_append_val (ends, ((TwChartLineEnd) { series, at }));
      if ((j + 1 == n || is_cliff (frame, series, j, &jump)) && run->len > 1)
        tw_chart_curve_line (frame, ink, 2, run)->dash = tw_chart_series_dash (frame, series);
      if (j + 1 < n && is_cliff (frame, series, j, &jump))
        g_array_set_size (run, 0);
    }
}

static void
draw_cliffs (TwChartFrame *frame,
             guint         series)
{
  guint named = 0;
  double jump;

  for (guint j = 0; j + 1 < tw_chart_spec_n_marks (frame->spec, series); j++)
    if (is_cliff (frame, series, j, &jump))
      draw_cliff (frame, series, j, series == 0 && named++ < MOST_CLIFFS_NAMED);
}

static double
rug_x (TwChartFrame      *frame,
       const TwChartMark *mark)
{
  return round (tw_chart_frame_place (frame, TW_CHART_X, mark->x));
}

/* Where along the foot a stroke stands, in whole px. */
static guint
rug_column (const TwChartFrame *frame,
            double              x)
{
  return (guint) CLAMP (x - floor (frame->plot.x), 0, ceil (frame->plot.width) + 1);
}

/* How many strokes stand in each column. */
static guint *
count_strokes (TwChartFrame *frame,
               guint         series)
{
  guint *strokes = g_new0 (guint, (gsize) ceil (frame->plot.width) + 2);

  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);

      if ((mark->flags & TW_CHART_MARK_HIGHLIGHT) == 0)
        strokes[rug_column (frame, rug_x (frame, mark))]++;
    }

  return strokes;
}

/* Where the partners stand: short strokes at the foot. Those that would cover each other are drawn as one, as dark as they would be
 * together; each can be pointed at. */
static void
draw_rug (TwChartFrame *frame,
          guint         series)
{
  double foot = frame->plot.y + frame->plot.height;
  double height = round (frame->unit * 0.7);
  g_autofree guint *strokes = count_strokes (frame, series);

  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      double x = rug_x (frame, mark) + 0.5;
      gboolean front = mark->flags & TW_CHART_MARK_HIGHLIGHT;
      guint *n = &strokes[rug_column (frame, x - 0.5)];

      if (front)
        tw_chart_add_segment (frame->layout, TW_CHART_INK_SERIES_1 + 1, 2, x, foot - height, x, foot)->alpha = 1;
      else if (*n > 0)
        tw_chart_add_segment (frame->layout, TW_CHART_INK_SECONDARY, 1, x, foot - height, x, foot)->alpha =
          1 - pow (1 - RUG_ALPHA, *n);
      if (!front)
        *n = 0;
      tw_chart_add_hit (frame->layout, series, j, (TwChartRect) { x - 1, foot - height, 2, height });
    }
}

/* Partners that have a payout are points on the curve. */
static void
draw_points (TwChartFrame *frame,
             guint         series)
{
  double size = round (frame->unit * 0.7);

  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
      TwChartRect box = { at.x - size / 2, at.y - size / 2, size, size };

      if (!tw_chart_mark_is_there (mark))
        continue;
      tw_chart_mark_dress (frame, tw_chart_add_marker (frame->layout, TW_CHART_MARKER_DIAMOND,
                                                       TW_CHART_INK_SERIES_1 + 1, at.x, at.y, size),
                           mark, TW_CHART_INK_SERIES_1 + 1);
      tw_chart_add_hit (frame->layout, series, j, box);
      tw_chart_block (frame->layout, box);
    }
  for (guint j = 0; j < MIN (tw_chart_spec_n_marks (frame->spec, series), 20); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);

      if (tw_chart_mark_is_there (mark)
          && !tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, mark->label,
                                  at.x - size, at.y - 1, 1, 1))
        tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, mark->label,
                            at.x + size, at.y + 1, 0, 0);
    }
}

static void
draw_grips (TwChartFrame *frame)
{
  double size = round (frame->unit * 1.2);

  for (guint i = 0; i < tw_chart_spec_n_handles (frame->spec); i++)
    {
      const TwChartHandle *handle = tw_chart_spec_get_handle (frame->spec, i);
      TwChartPoint at = tw_chart_frame_point (frame, handle->x, handle->y);
      TwChartItem *grip;

      if (handle->along == TW_CHART_X)
        tw_chart_add_segment (frame->layout, TW_CHART_INK_SECONDARY, 1, round (at.x) + 0.5, at.y,
                              round (at.x) + 0.5, frame->plot.y + frame->plot.height)->dash = TW_CHART_DASH_SHORT;
      grip = tw_chart_add_marker (frame->layout,
                                  handle->along == TW_CHART_X ? TW_CHART_MARKER_GRIP_X : TW_CHART_MARKER_GRIP_Y,
                                  TW_CHART_INK_PAPER, at.x, at.y, size);
      grip->stroke = TW_CHART_INK_TEXT;
      grip->line = 1.5;
      tw_chart_block (frame->layout, grip->box);
    }
  for (guint i = 0; i < tw_chart_spec_n_handles (frame->spec); i++)
    {
      const TwChartHandle *handle = tw_chart_spec_get_handle (frame->spec, i);
      TwChartPoint at = tw_chart_frame_point (frame, handle->x, handle->y);

      if (!tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, handle->label,
                               at.x - size * 0.7, at.y - size * 0.4, 1, 1))
        tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, handle->label,
                            at.x + size * 0.7, at.y + size * 0.4, 0, 0);
    }
}

void
tw_chart_payout_layout (TwChartFrame *frame)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TwChartLineEnd));
  gboolean named;

  tw_chart_curve_x (frame);
  tw_chart_frame_collect (frame, TRUE);
  for (guint i = 0; i < tw_chart_spec_n_handles (frame->spec); i++)
    {
      tw_chart_extent_add (&frame->axes[TW_CHART_X].extent, tw_chart_spec_get_handle (frame->spec, i)->x);
      tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent, tw_chart_spec_get_handle (frame->spec, i)->y);
    }
  named = tw_chart_curve_names (frame, TW_CHART_SWATCH_LINE);
  tw_chart_frame_axes (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    if (has_role (frame, i, TW_CHART_ROLE_RUG))
      draw_rug (frame, i);
    else if (tw_chart_series_drawn (frame, i))
      draw_curve (frame, i, ends);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    if (tw_chart_series_drawn (frame, i))
      draw_cliffs (frame, i);
    else if (has_role (frame, i, TW_CHART_ROLE_TARGET))
      draw_points (frame, i);
  if (named)
    tw_chart_curve_label_ends (frame, ends);
  draw_grips (frame);
  tw_chart_frame_references (frame);
  tw_chart_frame_reference_names (frame);
  tw_chart_frame_notes (frame);
}
