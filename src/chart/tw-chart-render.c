/* tw-chart-render.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-paint.h"

#include <math.h>

/* From so many marks on, one of each look is drawn and then stamped. */
#define STAMPED 100
#define MOST_STAMPS 64

typedef struct
{
  const TwChartItem *look;    /* (unowned) */
  cairo_surface_t   *surface; /* (owned) */
  double             half;    /* of its size, in px */
} Stamp;

/* Device px per px, or 0 where a stamp would be a picture in a drawing (PDF, SVG). */
static double
stamp_scale (TwChartPainter *painter)
{
  cairo_surface_t *target = cairo_get_group_target (painter->cr);
  cairo_matrix_t matrix;
  double x;
  double y;

  cairo_get_matrix (painter->cr, &matrix);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0 || matrix.xx != matrix.yy)
    return 0;

  switch (cairo_surface_get_type (target))
    {
    case CAIRO_SURFACE_TYPE_IMAGE:
    case CAIRO_SURFACE_TYPE_XLIB:
      cairo_surface_get_device_scale (target, &x, &y);
      return x * matrix.xx;
    case CAIRO_SURFACE_TYPE_RECORDING:
      return painter->layout->style.scale * matrix.xx;
    default:
      return 0;
    }
}

static gboolean
same_look (const TwChartItem *one,
           const TwChartItem *other)
{
  return one->marker == other->marker && one->fill == other->fill && one->stroke == other->stroke
         && one->alpha == other->alpha && one->line == other->line && one->dash == other->dash
         && one->box.width == other->box.width && one->hatched == other->hatched;
}

static cairo_surface_t *
draw_stamp (TwChartPainter    *painter,
            const TwChartItem *item,
            int                px)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, px, px);
  double half = px / painter->scale / 2;
  TwChartPainter own = { .layout = painter->layout };
  TwChartItem copy = *item;

  cairo_surface_set_device_scale (surface, painter->scale, painter->scale);
  own.cr = cairo_create (surface);
  copy.box.x = half - copy.box.width / 2;
  copy.box.y = half - copy.box.width / 2;
  tw_chart_paint_marker (&own, &copy);
  cairo_destroy (own.cr);

  return surface;
}

/* The stamp for a mark that looks so; drawn when it is the first of its look. */
static const Stamp *
find_stamp (TwChartPainter    *painter,
            const TwChartItem *item)
{
  Stamp stamp = { .look = item };
  int px;

  for (guint i = 0; i < painter->stamps->len; i++)
    if (same_look (g_array_index (painter->stamps, Stamp, i).look, item))
      return &g_array_index (painter->stamps, Stamp, i);
  if (painter->stamps->len == MOST_STAMPS)
    return NULL;

  px = (int) ceil ((item->box.width + 4) * painter->scale);
  stamp.half = px / painter->scale / 2;
  stamp.surface = draw_stamp (painter, item, px);
  g_array_append_val (painter->stamps, stamp);

  return &g_array_index (painter->stamps, Stamp, painter->stamps->len - 1);
}

static void
stamp_marker (TwChartPainter    *painter,
              const TwChartItem *item)
{
  const Stamp *stamp = find_stamp (painter, item);
  double x;
  double y;

  if (stamp == NULL)
    {
      tw_chart_paint_marker (painter, item);
      return;
    }
  x = item->box.x + item->box.width / 2 - stamp->half;
  y = item->box.y + item->box.width / 2 - stamp->half;
  /* On whole device px a stamp is copied, elsewhere it would be resampled. */
  cairo_set_source_surface (painter->cr, stamp->surface, round (x * painter->scale) / painter->scale,
                            round (y * painter->scale) / painter->scale);
  cairo_paint (painter->cr);
}

static gboolean
is_plain_rect (const TwChartItem *item)
{
  return item->shape == TW_CHART_SHAPE_RECT && item->stroke == TW_CHART_INK_NONE && !item->hatched
         && MIN (item->box.width, item->box.height) < 6;
}

/* Thin bars of one colour are one path. Returns how many items it was. */
static guint
paint_bundle (TwChartPainter *painter,
              guint    first)
{
  GArray *items = painter->layout->items;
  const TwChartItem *item = &g_array_index (items, TwChartItem, first);
  guint n = 0;

  while (first + n < items->len)
    {
      const TwChartItem *next = &g_array_index (items, TwChartItem, first + n);

      if (!is_plain_rect (next) || next->fill != item->fill || next->alpha != item->alpha)
        break;
      cairo_rectangle (painter->cr, next->box.x, next->box.y, next->box.width, next->box.height);
      n++;
    }
  tw_chart_painter_set_ink (painter, item->fill, item->alpha);
  cairo_fill (painter->cr);

  return n;
}

static guint
count_markers (TwChartLayout *layout)
{
  guint n = 0;

  for (guint i = 0; i < layout->items->len; i++)
    n += g_array_index (layout->items, TwChartItem, i).shape == TW_CHART_SHAPE_MARKER;

  return n;
}

static void
clear_stamp (gpointer data)
{
  cairo_surface_destroy (((Stamp *) data)->surface);
}

void
tw_chart_layout_render (TwChartLayout *layout,
                        cairo_t       *cr)
{
  g_autoptr (PangoLayout) pango = NULL;
  g_autoptr (GArray) stamps = g_array_sized_new (FALSE, FALSE, sizeof (Stamp), MOST_STAMPS);
  TwChartPainter painter = { .layout = layout, .cr = cr, .stamps = stamps };

  g_return_if_fail (layout != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  g_array_set_clear_func (stamps, clear_stamp);
  pango = painter.pango = pango_cairo_create_layout (cr);
  tw_chart_text_context (pango_layout_get_context (pango));
  if (count_markers (layout) >= STAMPED)
    painter.scale = stamp_scale (&painter);
  for (guint i = 0; i < layout->items->len;)
    {
      const TwChartItem *item = &g_array_index (layout->items, TwChartItem, i);

      if (item->shape == TW_CHART_SHAPE_MARKER && painter.scale > 0)
        stamp_marker (&painter, item);
      else if (is_plain_rect (item) && item->fill != TW_CHART_INK_NONE)
        {
          i += paint_bundle (&painter, i);
          continue;
        }
      else
        tw_chart_paint_item (&painter, item);
      i++;
    }
  cairo_restore (cr);
}
