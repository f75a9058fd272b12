/* tw-chart-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-frame.h"

#include <math.h>

#define LEAST_WIDTH 240.0
#define LEAST_HEIGHT 120.0
/* How far beside a mark a pointer still means it. */
#define REACH 16.0

static void (*const kinds[TW_CHART_N_KINDS]) (TwChartFrame *frame) = {
  [TW_CHART_BARS] = tw_chart_bars_layout,
  [TW_CHART_LINES] = tw_chart_lines_layout,
  [TW_CHART_AREAS] = tw_chart_areas_layout,
  [TW_CHART_PAYOUT] = tw_chart_payout_layout,
  [TW_CHART_WATERFALL] = tw_chart_waterfall_layout,
  [TW_CHART_SCATTER] = tw_chart_scatter_layout,
  [TW_CHART_PARETO] = tw_chart_pareto_layout,
  [TW_CHART_LORENZ] = tw_chart_lorenz_layout,
  [TW_CHART_HEAT_MAP] = tw_chart_heat_map_layout,
  [TW_CHART_FUNNEL] = tw_chart_funnel_layout,
  [TW_CHART_DUMBBELL] = tw_chart_dumbbell_layout,
  [TW_CHART_BULLET] = tw_chart_bullet_layout,
  [TW_CHART_SURVIVAL] = tw_chart_survival_layout,
  [TW_CHART_FLOW] = tw_chart_flow_layout,
  [TW_CHART_TIMELINE] = tw_chart_timeline_layout,
};

static PangoLayout *
new_pango (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *pango;

  tw_chart_text_context (context);
  pango = pango_layout_new (context);
  g_object_unref (context);

  return pango;
}

static TwChartLayout *
layout_new (TwChartSpec        *spec,
            const TwChartStyle *style,
            double              width,
            double              height)
{
  TwChartLayout *layout = g_new0 (TwChartLayout, 1);

  layout->spec = tw_chart_spec_ref (spec);
  layout->style = *style;
  layout->width = isfinite (width) ? MAX (floor (width), LEAST_WIDTH) : LEAST_WIDTH;
  layout->height = isfinite (height) ? MAX (floor (height), LEAST_HEIGHT) : LEAST_HEIGHT;
  layout->items = g_array_new (FALSE, FALSE, sizeof (TwChartItem));
  layout->points = g_array_new (FALSE, FALSE, sizeof (TwChartPoint));
  layout->hits = g_array_new (FALSE, FALSE, sizeof (TwChartHit));
  layout->texts = g_array_new (FALSE, FALSE, sizeof (TwChartRect));
  layout->blocks = g_array_new (FALSE, FALSE, sizeof (TwChartRect));
  layout->words = g_string_chunk_new (1024);
  layout->pango = new_pango ();

  return layout;
}

static TwChartFrame
frame_for (TwChartLayout *layout)
{
  TwChartFrame frame = {
    .layout = layout,
    .spec = layout->spec,
    .style = &layout->style,
    .unit = MAX (layout->style.font_size, 9),
  };
  double margin = layout->style.parts & TW_CHART_PART_CAPTION ? ceil (frame.unit * 1.2) : 4;

  frame.room = (TwChartRect) { margin, margin, layout->width - 2 * margin, layout->height - 2 * margin };
  for (guint i = 0; i < 2; i++)
    frame.axes[i].extent = (TwChartExtent) TW_CHART_EXTENT_EMPTY;

  return frame;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const TwChartHit *one = a;
  const TwChartHit *other = b;

  if (one->series != other->series)
    return one->series < other->series ? -1 : 1;

  return (one->index > other->index) - (one->index < other->index);
}

static void
sort_hits (GArray *hits)
{
  for (guint i = 1; i < hits->len; i++)
    if (compare_hits (&g_array_index (hits, TwChartHit, i - 1), &g_array_index (hits, TwChartHit, i)) > 0)
      {
        g_array_sort (hits, compare_hits);
        return;
      }
}

TwChartLayout *
tw_chart_layout_new (TwChartSpec        *spec,
                     const TwChartStyle *style,
                     double              width,
                     double              height)
{
  TwChartLayout *layout;
  TwChartFrame frame;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  layout = layout_new (spec, style, width, height);
  frame = frame_for (layout);
  if (style->parts & TW_CHART_PART_PAPER)
    tw_chart_add_rect (layout, TW_CHART_INK_PAPER, (TwChartRect) { 0, 0, layout->width, layout->height });

  tw_chart_frame_head (&frame);
  tw_chart_frame_caption (&frame);
  if (tw_chart_spec_count_marks (spec) == 0)
    {
      tw_chart_frame_empty (&frame);
      layout->plot = frame.plot;
    }
  else
    {
      kinds[tw_chart_spec_get_kind (spec)] (&frame);
      tw_chart_frame_finish (&frame);
    }

  sort_hits (layout->hits);
  if (style->rtl)
    tw_chart_mirror (layout);
  g_clear_object (&layout->pango);

  return layout;
}

void
tw_chart_layout_free (TwChartLayout *layout)
{
  if (layout == NULL)
    return;

  tw_chart_spec_unref (layout->spec);
  g_array_unref (layout->items);
  g_array_unref (layout->points);
  g_array_unref (layout->hits);
  g_array_unref (layout->texts);
  g_array_unref (layout->blocks);
  g_string_chunk_free (layout->words);
  g_clear_object (&layout->pango);
  g_free (layout);
}

TwChartSpec *
tw_chart_layout_get_spec (TwChartLayout *layout)
{
  return layout->spec;
}

void
tw_chart_layout_get_size (TwChartLayout *layout,
                          double        *width,
                          double        *height)
{
  *width = layout->width;
  *height = layout->height;
}

TwChartRect
tw_chart_layout_get_plot (TwChartLayout *layout)
{
  return layout->plot;
}

guint
tw_chart_layout_n_hits (TwChartLayout *layout)
{
  return layout->hits->len;
}

const TwChartHit *
tw_chart_layout_get_hit (TwChartLayout *layout,
                         guint          hit)
{
  g_return_val_if_fail (hit < layout->hits->len, NULL);

  return &g_array_index (layout->hits, TwChartHit, hit);
}

static double
outside (double at,
         double start,
         double size)
{
  return at < start ? start - at : at > start + size ? at - start - size : 0;
}

guint
tw_chart_layout_pick (TwChartLayout *layout,
                      double         x,
                      double         y)
{
  guint best = TW_CHART_NO_HIT;
  double best_distance = REACH + 0.001;
  double best_middle = G_MAXDOUBLE;

  for (guint i = 0; i < layout->hits->len; i++)
    {
      const TwChartRect *box = &g_array_index (layout->hits, TwChartHit, i).bounds;
      double distance = hypot (outside (x, box->x, box->width), outside (y, box->y, box->height));
      double middle = hypot (x - box->x - box->width / 2, y - box->y - box->height / 2);

      /* Inside several, the one whose middle is nearest. */
      if (distance < best_distance || (distance == best_distance && middle < best_middle))
        {
          best = i;
          best_distance = distance;
          best_middle = middle;
        }
    }

  return best;
}

GArray *
tw_chart_layout_pick_all (TwChartLayout     *layout,
                          const TwChartRect *area)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < layout->hits->len; i++)
    {
      const TwChartRect *box = &g_array_index (layout->hits, TwChartHit, i).bounds;
      double x = box->x + box->width / 2;
      double y = box->y + box->height / 2;

      if (outside (x, area->x, area->width) == 0 && outside (y, area->y, area->height) == 0)
        g_array_append_val (found, i);
    }

  return found;
}
