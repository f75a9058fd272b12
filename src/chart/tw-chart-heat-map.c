/* tw-chart-heat-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Steps of the two scales. */
#define N_SEQUENTIAL 6
#define N_DIVERGING 7

typedef struct
{
  gboolean diverging;
  double   low;
  double   high;
} Scale;

static Scale
scale_of (TwChartFrame *frame)
{
  Scale scale = { tw_chart_spec_get_arrangement (frame->spec) == TW_CHART_DIVERGING, 0, 0 };
  TwChartExtent extent = TW_CHART_EXTENT_EMPTY;
  const TwChartAxis *wish = tw_chart_spec_get_axis (frame->spec, TW_CHART_VALUE);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      if (tw_chart_mark_is_there (tw_chart_spec_get_mark (frame->spec, i, j)))
        tw_chart_extent_add (&extent, tw_chart_spec_get_mark (frame->spec, i, j)->size);
  tw_chart_extent_add (&extent, wish->min);
  tw_chart_extent_add (&extent, wish->max);

  if (tw_chart_extent_is_empty (&extent))
    return scale;
  scale.low = extent.low;
  scale.high = extent.high;
  /* Two sides are equally far from zero, or one colour would say two things. */
  if (scale.diverging)
    {
      scale.high = MAX (fabs (extent.low), fabs (extent.high));
      scale.low = -scale.high;
    }

  return scale;
}

static TwChartInk
ink_at (const Scale *scale,
        double       value)
{
  guint n = scale->diverging ? N_DIVERGING : N_SEQUENTIAL;
  double span = scale->high / 2 - scale->low / 2;
  double share = span > 0 ? (value / 2 - scale->low / 2) / span : 0.5;
  guint step = (guint) CLAMP (floor (share * n), 0, n - 1);

  return (scale->diverging ? TW_CHART_INK_DIVERGING_1 : TW_CHART_INK_SEQUENTIAL_1) + step;
}

/* The steps with the values at their ends. */
static void
draw_scale (TwChartFrame *frame,
            const Scale  *scale)
{
  guint n = scale->diverging ? N_DIVERGING : N_SEQUENTIAL;
  TwChartInk first = scale->diverging ? TW_CHART_INK_DIVERGING_1 : TW_CHART_INK_SEQUENTIAL_1;
  g_autofree char *low = tw_chart_spec_format (frame->spec, TW_CHART_VALUE, scale->low, 0);
  g_autofree char *high = tw_chart_spec_format (frame->spec, TW_CHART_VALUE, scale->high, 0);
  const TwChartAxis *axis = tw_chart_spec_get_axis (frame->spec, TW_CHART_VALUE);
  const char *unit = axis->unit != NULL ? axis->unit : axis->title;
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  double box = ceil (frame->unit * 1.2);
  double x = frame->room.x;
  double y = frame->room.y;

  if (tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, low, x, y, 0, 0))
    x += tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, low) + frame->unit * 0.5;
  for (guint i = 0; i < n; i++, x += box)
    tw_chart_add_rect (frame->layout, first + i,
                       (TwChartRect) { round (x), round (y + 2), box - 1, line - 4 });
  x += frame->unit * 0.5;
  if (tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, high, x, y, 0, 0))
    x += tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, high) + frame->unit * 0.6;
  if (unit != NULL)
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_SECONDARY, unit, x, y, 0, 0);
  frame->room.y += line + ceil (frame->unit * 0.4);
  frame->room.height -= line + ceil (frame->unit * 0.4);
}

static TwChartRect
cell_rect (TwChartFrame      *frame,
           const TwChartMark *mark)
{
  double width = tw_chart_frame_slot (frame, TW_CHART_X);
  double height = frame->plot.height / MAX (frame->axes[TW_CHART_Y].n, 1);
  double x = frame->plot.x + mark->x * width;
  double y = frame->plot.y + mark->y * height;
  double gap = MIN (width, height) > 6 ? 1 : 0;
  TwChartRect rect = tw_chart_rect_between (x, y, x + width, y + height);

  rect.width = MAX (rect.width - gap, 0.5);
  rect.height = MAX (rect.height - gap, 0.5);

  return rect;
}

/* Words stand in all cells of a map or in none: one that is left out would look empty. */
static gboolean
words_fit (TwChartFrame *frame)
{
  double width = tw_chart_frame_slot (frame, TW_CHART_X) - 4;
  double height = frame->plot.height / MAX (frame->axes[TW_CHART_Y].n, 1);

  if (tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL) > height
      || tw_chart_spec_count_marks (frame->spec) > 1500)
    return FALSE;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
        g_autofree char *words = tw_chart_mark_words (frame, mark, TW_CHART_VALUE, mark->size);

        if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, words) > width)
          return FALSE;
      }

  return TRUE;
}

static void
label_cell (TwChartFrame      *frame,
            const TwChartMark *mark,
            TwChartRect        box,
            TwChartInk         ink)
{
  gboolean there = tw_chart_mark_is_there (mark);
  gboolean low = there && mark->flags & TW_CHART_MARK_LOW_SAMPLE;
  g_autofree char *words = there ? tw_chart_mark_words (frame, mark, TW_CHART_VALUE, mark->size)
                                 : g_strdup (_("n/a"));
  g_autofree char *remark = low ? tw_chart_mark_remark (mark) : NULL;
  g_autofree char *n = low && mark->n >= 0 ? g_strdup_printf (_("n %'" G_GINT64_FORMAT), mark->n) : NULL;
  double line = tw_chart_text_height (frame->layout, TW_CHART_FONT_LABEL);
  TwChartInk on = !there ? TW_CHART_INK_SECONDARY : low ? TW_CHART_INK_TEXT
                                                        : tw_chart_style_text_on (frame->style, ink);
  double x = box.x + box.width / 2;
  double y = box.y + box.height / 2;
  gboolean two = low && box.height >= line * 2;

  tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, on, words, x, two ? y : y, 0.5, two ? 1 : 0.5);
  if (!two)
    return;
  if (tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, remark) < box.width)
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, on, remark, x, y + 1, 0.5, 0);
  else if (n != NULL && tw_chart_text_width (frame->layout, TW_CHART_FONT_LABEL, n) < box.width)
    tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, on, n, x, y + 1, 0.5, 0);
}

static void
draw_cell (TwChartFrame *frame,
           const Scale  *scale,
           guint         series,
           guint         index,
           gboolean      words)
{
  const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, index);
  TwChartRect box;
  TwChartInk ink;
  TwChartItem *item;

  if (mark->x < 0 || mark->y < 0 || mark->x >= frame->axes[TW_CHART_X].n || mark->y >= frame->axes[TW_CHART_Y].n)
    return;

  box = cell_rect (frame, mark);
  ink = ink_at (scale, mark->size);
  if (!tw_chart_mark_is_there (mark))
    {
      item = tw_chart_add_rect (frame->layout, TW_CHART_INK_NONE, box);
      item->stroke = TW_CHART_INK_GRID;
      item->line = 1;
    }
  else
    {
      item = tw_chart_add_rect (frame->layout, ink, box);
      tw_chart_mark_dress (frame, item, mark, ink);
      if (mark->flags & TW_CHART_MARK_LOW_SAMPLE)
        item->stroke = TW_CHART_INK_SECONDARY;
    }
  tw_chart_add_hit (frame->layout, series, index, box);
  if (words)
    label_cell (frame, mark, box, ink);
}

void
tw_chart_heat_map_layout (TwChartFrame *frame)
{
  Scale scale = scale_of (frame);
  gboolean words;

  frame->axes[TW_CHART_X].n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_X), 1);
  frame->axes[TW_CHART_Y].n = MAX (tw_chart_spec_n_categories (frame->spec, TW_CHART_Y), 1);
  draw_scale (frame, &scale);
  tw_chart_frame_axes (frame);
  words = words_fit (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      draw_cell (frame, &scale, i, j, words);
}
