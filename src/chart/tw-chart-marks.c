/* tw-chart-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_WITH_WORDS 1000

gboolean
tw_chart_mark_is_there (const TwChartMark *mark)
{
  return !(mark->flags & TW_CHART_MARK_NOT_AVAILABLE);
}

void
tw_chart_mark_dress (TwChartFrame      *frame,
                     TwChartItem       *item,
                     const TwChartMark *mark,
                     TwChartInk         ink)
{
  if (mark->flags & TW_CHART_MARK_LOW_SAMPLE)
    {
      item->fill = TW_CHART_INK_PAPER;
      item->stroke = ink;
      item->line = 1.5;
      item->dash = TW_CHART_DASH_LONG;
    }
  else if (mark->flags & TW_CHART_MARK_TO_DATE)
    {
      item->hatched = TRUE;
      item->stroke = ink;
      item->line = 1.5;
    }
}

void
tw_chart_mark_missing (TwChartFrame *frame,
                       guint         series,
                       guint         index,
                       TwChartPoint  at,
                       double        ax,
                       double        ay)
{
  double width;
  double height = frame->unit;

  if (frame->missing_width <= 0)
    frame->missing_width = tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, _("n/a"));
  width = frame->missing_width;
  /* Among thousands of marks the words would be a grey band: there the table tells. */
  if (tw_chart_spec_count_marks (frame->spec) <= MOST_WITH_WORDS)
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, _("n/a"), at.x, at.y, ax, ay);
  tw_chart_add_hit (frame->layout, series, index,
                    (TwChartRect) { at.x - ax * width, at.y - ay * height, width, height });
}

/* Plus and minus are told by sign, not by colour alone. */
static gboolean
is_signed (TwChartFrame *frame)
{
  TwChartKind kind = tw_chart_spec_get_kind (frame->spec);

  return kind == TW_CHART_WATERFALL
         || (kind == TW_CHART_BARS && tw_chart_spec_get_arrangement (frame->spec) == TW_CHART_DIVERGING);
}

char *
tw_chart_mark_words (TwChartFrame      *frame,
                     const TwChartMark *mark,
                     TwChartAxisId      axis,
                     double             value)
{
  g_autofree char *words = NULL;

  if (mark->note != NULL)
    return g_strdup (mark->note);

  words = tw_chart_spec_format (frame->spec, axis, value, 0);
  if (is_signed (frame) && value > 0 && !(mark->flags & TW_CHART_MARK_TOTAL) && *words != '+')
    return g_strconcat ("+", words, NULL);

  return g_steal_pointer (&words);
}

/* An interval: a line with a foot at each end. */
void
tw_chart_whisker (TwChartFrame      *frame,
                  const TwChartMark *mark,
                  double             row,
                  TwChartInk         ink)
{
  double low = tw_chart_frame_place (frame, TW_CHART_Y, mark->low);
  double high = tw_chart_frame_place (frame, TW_CHART_Y, mark->high);
  double foot = round (frame->unit * 0.25);

  if (!(mark->low < mark->high))
    return;

  row = round (row) + 0.5;
  for (guint i = 0; i < 2; i++)
    {
      double end = round (i == 0 ? low : high) + 0.5;

      if (frame->lying)
        tw_chart_add_segment (frame->layout, ink, 1, end, row - foot, end, row + foot);
      else
        tw_chart_add_segment (frame->layout, ink, 1, row - foot, end, row + foot, end);
    }
  if (frame->lying)
    tw_chart_add_segment (frame->layout, ink, 1, low, row, high, row);
  else
    tw_chart_add_segment (frame->layout, ink, 1, row, low, row, high);
  /* Words keep off it. */
  tw_chart_block (frame->layout, frame->lying ? tw_chart_rect_between (low, row - 1, high, row + 1)
                                              : tw_chart_rect_between (row - 1, low, row + 1, high));
}

gboolean
tw_chart_put_value (TwChartFrame      *frame,
                    const char        *words,
                    const TwChartMark *mark,
                    TwChartPoint       at,
                    double             ax,
                    double             ay)
{
  TwChartLayout *layout = frame->layout;
  g_autofree char *remark = NULL;
  g_autofree char *both = NULL;
  g_autofree char *short_remark = NULL;
  g_autofree char *both_short = NULL;
  const char *candidates[5];
  guint n = 0;

  if (mark->flags & (TW_CHART_MARK_LOW_SAMPLE | TW_CHART_MARK_TO_DATE))
    {
      remark = tw_chart_mark_remark (mark);
      both = g_strdup_printf ("%s  %s", words, remark);
      candidates[n++] = both;
      if (mark->flags & TW_CHART_MARK_LOW_SAMPLE && mark->n >= 0)
        {
          short_remark = g_strdup_printf (_("n %'" G_GINT64_FORMAT), mark->n);
          both_short = g_strdup_printf ("%s  %s", words, short_remark);
          candidates[n++] = both_short;
          candidates[n++] = short_remark;
        }
    }
  candidates[n++] = words;

  for (guint i = 0; i < n; i++)
    if (tw_chart_put_clear (layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, candidates[i], at.x, at.y, ax, ay))
      return TRUE;

  return FALSE;
}

TwChartRect
tw_chart_rect_between (double x1,
                       double y1,
                       double x2,
                       double y2)
{
  TwChartRect rect = { round (MIN (x1, x2)), round (MIN (y1, y2)), 0, 0 };

  rect.width = round (MAX (x1, x2)) - rect.x;
  rect.height = round (MAX (y1, y2)) - rect.y;

  return rect;
}
