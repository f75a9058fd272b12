/* tw-chart-canvas.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-layout-private.h"

/* The least a pointer or a finger is asked to meet. */
#define HIT_SIZE 24.0

static TwChartItem *
add_item (TwChartLayout *layout,
          TwChartShape   shape)
{
  TwChartItem item = { .shape = shape, .alpha = 1 };

  g_array_append_val (layout->items, item);
  return &g_array_index (layout->items, TwChartItem, layout->items->len - 1);
}

TwChartItem *
tw_chart_add_rect (TwChartLayout *layout,
                   TwChartInk     fill,
                   TwChartRect    box)
{
  TwChartItem *item = add_item (layout, TW_CHART_SHAPE_RECT);

  item->fill = fill;
  item->box = box;

  return item;
}

static TwChartItem *
add_path (TwChartLayout      *layout,
          TwChartShape        shape,
          const TwChartPoint *points,
          guint               n)
{
  TwChartItem *item = add_item (layout, shape);

  item->first = layout->points->len;
  item->n = n;
  g_array_append_vals (layout->points, points, n);

  return item;
}

TwChartItem *
tw_chart_add_line (TwChartLayout      *layout,
                   TwChartInk          stroke,
                   double              line,
                   const TwChartPoint *points,
                   guint               n)
{
  TwChartItem *item = add_path (layout, TW_CHART_SHAPE_LINE, points, n);

  item->stroke = stroke;
  item->line = line;

  return item;
}

TwChartItem *
tw_chart_add_segment (TwChartLayout *layout,
                      TwChartInk     stroke,
                      double         line,
                      double         x1,
                      double         y1,
                      double         x2,
                      double         y2)
{
  const TwChartPoint ends[] = { { x1, y1 }, { x2, y2 } };

  return tw_chart_add_line (layout, stroke, line, ends, 2);
}

TwChartItem *
tw_chart_add_polygon (TwChartLayout      *layout,
                      TwChartInk          fill,
                      const TwChartPoint *points,
                      guint               n)
{
  TwChartItem *item = add_path (layout, TW_CHART_SHAPE_POLYGON, points, n);

  item->fill = fill;

  return item;
}

TwChartItem *
tw_chart_add_marker (TwChartLayout      *layout,
                     TwChartMarkerShape  marker,
                     TwChartInk          fill,
                     double              x,
                     double              y,
                     double              size)
{
  TwChartItem *item = add_item (layout, TW_CHART_SHAPE_MARKER);

  item->marker = marker;
  item->fill = fill;
  item->box = (TwChartRect) { x - size / 2, y - size / 2, size, size };

  return item;
}

/* Grows one side to the least size, without leaving the canvas if it can. */
static void
grow (double *start,
      double *size,
      double  limit)
{
  if (*size < HIT_SIZE)
    {
      *start -= (HIT_SIZE - *size) / 2;
      *size = HIT_SIZE;
    }
  *start = MAX (0, MIN (*start, limit - *size));
}

void
tw_chart_add_hit (TwChartLayout *layout,
                  guint          series,
                  guint          index,
                  TwChartRect    bounds)
{
  TwChartHit hit = { series, index, bounds, bounds };

  grow (&hit.area.x, &hit.area.width, layout->width);
  grow (&hit.area.y, &hit.area.height, layout->height);
  g_array_append_val (layout->hits, hit);
}

void
tw_chart_block (TwChartLayout *layout,
                TwChartRect    box)
{
  g_array_append_val (layout->blocks, box);
}

gboolean
tw_chart_rect_overlaps (const TwChartRect *one,
                        const TwChartRect *other)
{
  return one->x < other->x + other->width && other->x < one->x + one->width
         && one->y < other->y + other->height && other->y < one->y + one->height;
}

static void
mirror_rect (TwChartRect *rect,
             double       width)
{
  rect->x = width - rect->x - rect->width;
}

void
tw_chart_mirror (TwChartLayout *layout)
{
  for (guint i = 0; i < layout->items->len; i++)
    {
      TwChartItem *item = &g_array_index (layout->items, TwChartItem, i);

      mirror_rect (&item->box, layout->width);
      item->align = 1 - item->align;
    }
  for (guint i = 0; i < layout->points->len; i++)
    {
      TwChartPoint *point = &g_array_index (layout->points, TwChartPoint, i);

      point->x = layout->width - point->x;
    }
  for (guint i = 0; i < layout->hits->len; i++)
    {
      TwChartHit *hit = &g_array_index (layout->hits, TwChartHit, i);

      mirror_rect (&hit->bounds, layout->width);
      mirror_rect (&hit->area, layout->width);
    }
  for (guint i = 0; i < 2; i++)
    if (!layout->scales[i].vertical)
      {
        layout->scales[i].start = layout->width - layout->scales[i].start;
        layout->scales[i].end = layout->width - layout->scales[i].end;
      }
  mirror_rect (&layout->plot, layout->width);
}
