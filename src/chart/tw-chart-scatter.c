/* tw-chart-scatter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

#define MOST_NAMED 40
/* From here on the marks are many: smaller, and seen through. */
#define MANY 300

static double
largest_size (TwChartFrame *frame)
{
  double largest = 0;

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      largest = MAX (largest, tw_chart_spec_get_mark (frame->spec, i, j)->size);

  return largest;
}

/* The area grows with the size, so the diameter with its root. */
static double
diameter (TwChartFrame      *frame,
          const TwChartMark *mark,
          double             largest,
          gboolean           many)
{
  double plain = round (frame->unit * (many ? 0.45 : 0.7));
  double most;

  if (largest <= 0)
    return plain;

  most = MIN (frame->unit * 3, MIN (frame->plot.width, frame->plot.height) * 0.14);

  return MAX (round (frame->unit * 0.4), round (most * sqrt (MAX (mark->size, 0) / largest)));
}

/* "n/a" marks have no place on two axes; they are told beside the plot by whoever reads the table. */
static void
draw_marks (TwChartFrame *frame,
            gboolean      many)
{
  double largest = largest_size (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
        TwChartInk ink = tw_chart_series_ink (frame, i);
        double size = diameter (frame, mark, largest, many);
        TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
        TwChartRect box = { at.x - size / 2, at.y - size / 2, size, size };
        TwChartItem *item;

        if (!tw_chart_mark_is_there (mark))
          continue;
        item = tw_chart_add_marker (frame->layout, tw_chart_series_marker (frame, i), ink, at.x, at.y, size);
        item->alpha = many ? 0.5 : 0.8;
        tw_chart_mark_dress (frame, item, mark, ink);
        tw_chart_add_hit (frame->layout, i, j, box);
        if (!many)
          tw_chart_block (frame->layout, box);
      }
}

static void
name_mark (TwChartFrame      *frame,
           const TwChartMark *mark)
{
  TwChartPoint at = tw_chart_frame_point (frame, mark->x, mark->y);
  double d = round (diameter (frame, mark, largest_size (frame), FALSE) / 2 + frame->unit * 0.25);
  const double places[][4] = { { d, 0, 0, 0.5 }, { -d, 0, 1, 0.5 }, { 0, -d, 0.5, 1 }, { 0, d, 0.5, 0 } };
  g_autofree char *remark = mark->flags & TW_CHART_MARK_LOW_SAMPLE ? tw_chart_mark_remark (mark) : NULL;
  g_autofree char *both = remark != NULL ? g_strdup_printf ("%s  %s", mark->label, remark) : NULL;

  for (guint i = 0; both != NULL && i < G_N_ELEMENTS (places); i++)
    if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, both, at.x + places[i][0],
                            at.y + places[i][1], places[i][2], places[i][3]))
      return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (tw_chart_put_clear (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, mark->label,
                            at.x + places[i][0], at.y + places[i][1], places[i][2], places[i][3]))
      return;
}

/* What stands out first, then low samples, then everybody as long as they are few. */
static void
name_marks (TwChartFrame *frame)
{
  const guint first[] = { TW_CHART_MARK_HIGHLIGHT, TW_CHART_MARK_LOW_SAMPLE, 0 };
  guint named = 0;

  for (guint pass = 0; pass < G_N_ELEMENTS (first); pass++)
    for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
      for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i) && named < MOST_NAMED; j++)
        {
          const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
          guint own = mark->flags & TW_CHART_MARK_HIGHLIGHT ? 0 : mark->flags & TW_CHART_MARK_LOW_SAMPLE ? 1 : 2;

          if (!tw_chart_mark_is_there (mark) || own != pass
              || (pass == 1 && tw_chart_spec_count_marks (frame->spec) > MANY)
              || (pass == 2 && tw_chart_spec_count_marks (frame->spec) > MOST_NAMED))
            continue;
          name_mark (frame, mark);
          named++;
        }
}

/* Two references make four quadrants; notes name them from the upper left in reading order. */
static gboolean
has_quadrants (TwChartFrame *frame)
{
  gboolean has[2] = { FALSE, FALSE };

  for (guint i = 0; i < tw_chart_spec_n_references (frame->spec); i++)
    has[tw_chart_spec_get_reference (frame->spec, i)->axis] = TRUE;

  return has[0] && has[1];
}

static void
name_quadrants (TwChartFrame *frame)
{
  const TwChartRect *plot = &frame->plot;
  double gap = round (frame->unit * 0.4);

  for (guint i = 0; i < MIN (tw_chart_spec_n_notes (frame->spec), 4); i++)
    {
      gboolean right = i % 2 == 1;
      gboolean low = i >= 2;

      if (tw_chart_put (frame->layout, TW_CHART_FONT_BOLD, TW_CHART_INK_SECONDARY,
                        tw_chart_spec_get_note (frame->spec, i)->text,
                        right ? plot->x + plot->width - gap : plot->x + gap,
                        low ? plot->y + plot->height - gap : plot->y + gap, right, low))
        tw_chart_put_halo (frame->layout, TW_CHART_INK_PAPER);
    }
}

void
tw_chart_scatter_layout (TwChartFrame *frame)
{
  gboolean many = tw_chart_spec_count_marks (frame->spec) > MANY;

  tw_chart_frame_collect (frame, TRUE);
  frame->axes[TW_CHART_Y].broken = TRUE;
  frame->axes[TW_CHART_Y].broken = tw_chart_axis_may_break (frame->axes[TW_CHART_Y].extent);
  if (!tw_chart_axis_may_break (frame->axes[TW_CHART_X].extent) && frame->axes[TW_CHART_X].extent.low > 0)
    tw_chart_extent_add (&frame->axes[TW_CHART_X].extent, 0);
  if (tw_chart_series_count (frame) > 1)
    tw_chart_frame_legend (frame, TW_CHART_SWATCH_DOT);
  tw_chart_frame_axes (frame);

  draw_marks (frame, many);
  if (has_quadrants (frame))
    name_quadrants (frame);
  tw_chart_frame_references (frame);
  tw_chart_frame_reference_names (frame);
  name_marks (frame);
  if (!has_quadrants (frame))
    tw_chart_frame_notes (frame);
}
