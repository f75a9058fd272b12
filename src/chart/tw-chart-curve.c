/* tw-chart-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-curve.h"

#include <math.h>

/* The part of the width that names at the ends of lines may take. */
#define NAMES_SHARE 0.28
#define MOST_NAMES 12

void
tw_chart_curve_x (TwChartFrame *frame)
{
  TwChartFrameAxis *x = &frame->axes[TW_CHART_X];

  if (tw_chart_frame_has_names (frame))
    x->n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_X), 1);
  else
    x->tight = TRUE;
}

static double
widest_name (TwChartFrame *frame)
{
  double widest = 0;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    if (tw_chart_series_drawn (frame, i))
      widest = MAX (widest, tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL,
                                                 tw_chart_spec_get_series_name (frame->spec, i)));

  return widest;
}

gboolean
tw_chart_curve_names (TwChartFrame  *frame,
                      TwChartSwatch  swatch)
{
  guint n = tw_chart_series_count (frame);
  double widest;

  if (n < 2)
    return FALSE;

  widest = widest_name (frame);
  if (n <= MOST_NAMES && widest <= frame->room.width * NAMES_SHARE
      && n * frame->unit * 1.4 < frame->room.height - frame->unit * 4)
    {
      frame->end_room = widest + ceil (frame->unit * 1.4);
      return TRUE;
    }
  tw_chart_frame_legend (frame, swatch);

  return FALSE;
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const TwChartLineEnd *one = a;
  const TwChartLineEnd *other = b;

  if (one->at.y != other->at.y)
    return one->at.y < other->at.y ? -1 : 1;

  return (one->series > other->series) - (one->series < other->series);
}

/* Downwards so that none touches the one above, then upwards so that the last stays in. */
static void
spread (double *places,
        guint   n,
        double  each,
        double  low,
        double  high)
{
  for (guint i = 0; i < n; i++)
    places[i] = MAX (places[i], i == 0 ? low : places[i - 1] + each);
  for (guint i = n; i-- > 0;)
    places[i] = MIN (places[i], i + 1 == n ? high : places[i + 1] - each);
}

void
tw_chart_curve_label_ends (TwChartFrame *frame,
                           GArray       *ends)
{
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  g_autofree double *places = g_new0 (double, MAX (ends->len, 1));
  double gap = ceil (frame->unit * 1.2);

  g_array_sort (ends, compare_ends);
  for (guint i = 0; i < ends->len; i++)
    places[i] = g_array_index (ends, TwChartLineEnd, i).at.y;
  spread (places, ends->len, line + 1, frame->plot.y, frame->plot.y + frame->plot.height);

  for (guint i = 0; i < ends->len; i++)
    {
      const TwChartLineEnd *end = &g_array_index (ends, TwChartLineEnd, i);
      double x = frame->plot.x + frame->plot.width;

      if (!tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT,
                         tw_chart_spec_get_series_name (frame->spec, end->series), x + gap, places[i], 0, 0.5))
        continue;
      tw_chart_add_segment (frame->layout, tw_chart_series_ink (frame, end->series), 1,
                            end->at.x + frame->unit * 0.4, end->at.y, x + gap - 2, places[i])->alpha = 0.6;
    }
}

/* Adds what a column of px shows of many points: how far down and up they go, in the order in which they do. */
static void
close_column (GArray             *out,
              const TwChartPoint *least,
              const TwChartPoint *greatest)
{
  gboolean up_first = least->x <= greatest->x;

  g_array_append_val (out, *(up_first ? least : greatest));
  if (least->y != greatest->y)
    g_array_append_val (out, *(up_first ? greatest : least));
}

static GArray *
thin (GArray *points)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  TwChartPoint least, greatest;

  least = greatest = g_array_index (points, TwChartPoint, 0);
  g_array_append_val (out, least);
  for (guint i = 1; i < points->len; i++)
    {
      TwChartPoint point = g_array_index (points, TwChartPoint, i);

      if (floor (point.x) != floor (least.x))
        {
          close_column (out, &least, &greatest);
          least = greatest = point;
        }
      least = point.y < least.y ? point : least;
      greatest = point.y > greatest.y ? point : greatest;
    }
  close_column (out, &least, &greatest);
  g_array_append_val (out, g_array_index (points, TwChartPoint, points->len - 1));

  return out;
}

static double
travel (GArray *points)
{
  double sum = 0;

  for (guint i = 1; i < points->len; i++)
    sum += fabs (g_array_index (points, TwChartPoint, i).y - g_array_index (points, TwChartPoint, i - 1).y);

  return sum;
}

/* A line that goes up and down in every column of px is a row of strokes: as a path it would meet itself
 * thousands of times. */
static TwChartItem *
add_columns (TwChartFrame *frame,
             TwChartInk    ink,
             double        width,
             GArray       *points)
{
  TwChartItem *item = NULL;

  for (guint i = 1; i < points->len; i++)
    {
      const TwChartPoint *one = &g_array_index (points, TwChartPoint, i - 1);
      const TwChartPoint *other = &g_array_index (points, TwChartPoint, i);
      TwChartRect box = { MIN (one->x, other->x) - width / 4, MIN (one->y, other->y), 0, 0 };

      box.width = MIN (fabs (other->x - one->x), 3) + width / 2;
      box.height = MAX (fabs (other->y - one->y), width);
      item = tw_chart_add_rect (frame->layout, ink, box);
    }

  return item;
}

TwChartItem *
tw_chart_curve_line (TwChartFrame *frame,
                     TwChartInk    ink,
                     double        width,
                     GArray       *points)
{
  if (points->len > frame->plot.width * 2)
    {
      g_autoptr (GArray) few = thin (points);

      if (travel (few) > frame->plot.height * 20)
        return add_columns (frame, ink, width, few);
      return tw_chart_add_line (frame->layout, ink, width, (TwChartPoint *) few->data, few->len);
    }

  return tw_chart_add_line (frame->layout, ink, width, (TwChartPoint *) points->data, points->len);
}

void
tw_chart_curve_band (TwChartFrame *frame,
                     TwChartInk    ink,
                     double        alpha,
                     GArray       *upper,
                     GArray       *lower)
{
  g_autoptr (GArray) outline = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));

  if (upper->len < 2)
    return;

  g_array_append_vals (outline, upper->data, upper->len);
  for (guint i = lower->len; i-- > 0;)
    g_array_append_val (outline, g_array_index (lower, TwChartPoint, i));
  tw_chart_add_polygon (frame->layout, ink, (TwChartPoint *) outline->data, outline->len)->alpha = alpha;
}
