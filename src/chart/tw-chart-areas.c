/* tw-chart-areas.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-curve.h"

#include <math.h>

/* Areas lie on one another when there are several and none goes below zero; else each stands on zero. */
static gboolean
is_stacked (TwChartFrame *frame)
{
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      if (tw_chart_spec_get_mark (frame->spec, i, j)->y < 0)
        return FALSE;

  return tw_chart_series_count (frame) > 1;
}

/* The height on which the next area stands, by x. Double* -> Double* */
static GHashTable *
heights_new (void)
{
  return g_hash_table_new_full (g_double_hash, g_double_equal, g_free, g_free);
}

static double
base_at (GHashTable *heights,
         double      x)
{
  const double *base = g_hash_table_lookup (heights, &x);

  return base != NULL ? *base : 0;
}

static double
pile_up (GHashTable        *heights,
         const TwChartMark *mark,
         gboolean           stacked)
{
  double top = mark->y;

  if (!stacked)
    return top;
  top = MIN (base_at (heights, mark->x) + mark->y, 1e300);
  g_hash_table_replace (heights, g_memdup2 (&mark->x, sizeof (double)), g_memdup2 (&top, sizeof (double)));

  return top;
}

static void
collect (TwChartFrame *frame,
         gboolean      stacked)
{
  g_autoptr (GHashTable) heights = heights_new ();

  tw_chart_frame_collect (frame, TRUE);
  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);

        if (tw_chart_mark_is_there (mark))
          tw_chart_extent_add (&frame->axes[TW_CHART_Y].extent, pile_up (heights, mark, stacked));
      }
}

static void
close_run (TwChartFrame *frame,
           guint         series,
           GArray       *upper,
           GArray       *lower,
           gboolean      stacked)
{
  TwChartInk ink = tw_chart_series_ink (frame, series);

  tw_chart_curve_band (frame, ink, stacked ? 0.85 : 0.25, upper, lower);
  if (upper->len > 0)
    tw_chart_curve_line (frame, ink, 2, upper);
  g_array_set_size (upper, 0);
  g_array_set_size (lower, 0);
}

/* The stretch from the last period but one to the last, which is hatched when that one still runs. */
typedef struct
{
  TwChartPoint corners[4];
} Quad;

static Quad
last_quad (GArray *upper,
           GArray *lower)
{
  guint last = upper->len - 1;
  guint before = last > 0 ? last - 1 : 0;

  return (Quad) { {
    g_array_index (upper, TwChartPoint, before),
    g_array_index (upper, TwChartPoint, last),
    g_array_index (lower, TwChartPoint, last),
    g_array_index (lower, TwChartPoint, before),
  } };
}

static void
draw_area (TwChartFrame *frame,
           guint         series,
           GHashTable   *heights,
           gboolean      stacked,
           GArray       *ends)
{
  g_autoptr (GArray) upper = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  g_autoptr (GArray) lower = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  TwChartLineEnd end = { series, { -1, 0 } };
  double size = round (frame->unit * 0.5);
  gboolean to_date = FALSE;
  Quad last = { 0 };

  for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, series); j++)
    {
      const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, series, j);
      double base = stacked ? base_at (heights, mark->x) : 0;
      TwChartPoint low = tw_chart_frame_point (frame, mark->x, base);
      TwChartPoint high = low;

      if (!tw_chart_mark_is_there (mark))
        {
          close_run (frame, series, upper, lower, stacked);
          tw_chart_mark_missing (frame, series, j, (TwChartPoint) { low.x, low.y - 1 }, 0.5, 1);
          continue;
        }
      high.y = tw_chart_frame_point (frame, mark->x, pile_up (heights, mark, stacked)).y;
      g_array_append_val (upper, high);
      g_array_append_val (lower, low);
      tw_chart_add_hit (frame->layout, series, j,
                        (TwChartRect) { high.x - size / 2, high.y - size / 2, size, size });
      if (mark->flags & TW_CHART_MARK_LOW_SAMPLE || tw_chart_spec_n_marks (frame->spec, series) == 1)
        tw_chart_mark_dress (frame, tw_chart_add_marker (frame->layout, TW_CHART_MARKER_CIRCLE,
                                                         tw_chart_series_ink (frame, series), high.x, high.y,
                                                         size), mark, tw_chart_series_ink (frame, series));
      end.at = (TwChartPoint) { high.x, stacked ? (high.y + low.y) / 2 : high.y };
      to_date = mark->flags & TW_CHART_MARK_TO_DATE;
    }
  if (to_date)
    last = last_quad (upper, lower);
  close_run (frame, series, upper, lower, stacked);
  if (to_date)
    tw_chart_add_polygon (frame->layout, TW_CHART_INK_PAPER, last.corners, 4)->hatched = TRUE;
  if (end.at.x >= 0)
    g_array_append_val (ends, end);
}

static void
label_remark (TwChartFrame      *frame,
              const TwChartMark *mark,
              TwChartPoint       at)
{
  g_autofree char *words = tw_chart_mark_remark (mark);

  for (guint i = 0; i < 3; i++)
    if (tw_chart_put (frame->layout, TW_CHART_FONT_LABEL, TW_CHART_INK_TEXT, words, at.x, at.y - 3, i / 2.0, 1))
      {
        tw_chart_put_halo (frame->layout, TW_CHART_INK_PAPER);
        return;
      }
}

/* "to date" stands once, over the uppermost area; low samples are told of each. */
static void
label_remarks (TwChartFrame *frame)
{
  g_autoptr (GHashTable) heights = heights_new ();
  const TwChartMark *running = NULL;
  TwChartPoint top = { 0, G_MAXDOUBLE };
  gboolean stacked = is_stacked (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    for (guint j = 0; j < tw_chart_spec_n_marks (frame->spec, i); j++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (frame->spec, i, j);
        TwChartPoint at;

        if (!tw_chart_mark_is_there (mark))
          continue;
        at = tw_chart_frame_point (frame, mark->x, pile_up (heights, mark, stacked));
        if (mark->flags & TW_CHART_MARK_LOW_SAMPLE)
          label_remark (frame, mark, at);
        else if (mark->flags & TW_CHART_MARK_TO_DATE && at.y < top.y)
          {
            running = mark;
            top = at;
          }
      }
  if (running != NULL)
    label_remark (frame, running, top);
}

void
tw_chart_areas_layout (TwChartFrame *frame)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (TwChartLineEnd));
  g_autoptr (GHashTable) heights = heights_new ();
  gboolean stacked = is_stacked (frame);
  gboolean named;

  tw_chart_curve_x (frame);
  collect (frame, stacked);
  frame->axes[TW_CHART_Y].flags |= TW_CHART_AXIS_FROM_ZERO;
  named = tw_chart_curve_names (frame, TW_CHART_SWATCH_BOX);
  tw_chart_frame_axes (frame);

  for (guint i = 0; i < tw_chart_spec_n_series (frame->spec); i++)
    draw_area (frame, i, heights, stacked, ends);
  if (named)
    tw_chart_curve_label_ends (frame, ends);
  tw_chart_frame_references (frame);
  label_remarks (frame);
  tw_chart_frame_reference_names (frame);
  tw_chart_frame_notes (frame);
}
