/* tw-chart-render.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-layout-private.h"

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

typedef struct
{
  TwChartLayout *layout;
  cairo_t       *cr;
  PangoLayout   *pango;
  GArray        *stamps; /* Stamp */
  double         scale;  /* device px per px of a stamp; 0: marks are drawn one by one */
} Painter;

static void
set_ink (Painter    *painter,
         TwChartInk  ink,
         double      alpha)
{
  TwChartColor color = tw_chart_style_get_color (&painter->layout->style, ink);

  cairo_set_source_rgba (painter->cr, color.red, color.green, color.blue, alpha);
}

static void
set_dash (cairo_t     *cr,
          TwChartDash  dash)
{
  static const double lengths[][2] = { { 1, 0 }, { 6, 3 }, { 2, 2 } };

  cairo_set_dash (cr, lengths[dash], dash == TW_CHART_DASH_SOLID ? 0 : 2, 0);
}

/* Slanted lines over what is clipped; @back leans them the other way. */
static void
draw_hatching (cairo_t  *cr,
               double    distance,
               gboolean  back)
{
  double x1, y1, x2, y2;

  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  for (double x = floor ((x1 - (y2 - y1)) / distance) * distance; x < x2 + (y2 - y1); x += distance)
    {
      cairo_move_to (cr, x, back ? y1 : y2);
      cairo_line_to (cr, x + (y2 - y1), back ? y2 : y1);
    }
  cairo_stroke (cr);
}

/* High contrast tells series apart by pattern as well. */
static void
draw_pattern (Painter    *painter,
              TwChartInk  ink)
{
  guint number = ink - TW_CHART_INK_SERIES_1;

  if (!painter->layout->style.high_contrast || ink < TW_CHART_INK_SERIES_1 || ink > TW_CHART_INK_SERIES_6
      || number == 0)
    return;

  cairo_save (painter->cr);
  cairo_clip_preserve (painter->cr);
  cairo_set_line_width (painter->cr, 1.5);
  set_ink (painter, TW_CHART_INK_PAPER, 1);
  cairo_new_path (painter->cr);
  if (number % 3 != 2)
    draw_hatching (painter->cr, number > 2 ? 10 : 6, FALSE);
  if (number % 3 != 1)
    draw_hatching (painter->cr, number > 2 ? 10 : 6, TRUE);
  cairo_restore (painter->cr);
}

/* Fills and strokes the current path as the item says. */
static void
paint_path (Painter           *painter,
            const TwChartItem *item)
{
  cairo_t *cr = painter->cr;
  cairo_path_t *path;

  if (item->fill != TW_CHART_INK_NONE && item->hatched)
    {
      cairo_save (cr);
      path = cairo_copy_path (cr);
      cairo_clip (cr);
      cairo_set_line_width (cr, 1.5);
      set_ink (painter, item->fill, 1);
      draw_hatching (cr, 5, FALSE);
      cairo_restore (cr);
      cairo_new_path (cr);
      cairo_append_path (cr, path);
      cairo_path_destroy (path);
    }
  else if (item->fill != TW_CHART_INK_NONE)
    {
      set_ink (painter, item->fill, item->alpha);
      cairo_fill_preserve (cr);
      if (painter->layout->style.high_contrast && item->fill >= TW_CHART_INK_SERIES_1
          && item->fill <= TW_CHART_INK_SERIES_6)
        {
          path = cairo_copy_path (cr);
          draw_pattern (painter, item->fill);
          cairo_new_path (cr);
          cairo_append_path (cr, path);
          cairo_path_destroy (path);
        }
    }

  if (item->stroke != TW_CHART_INK_NONE && item->line > 0)
    {
      set_ink (painter, item->stroke, 1);
      cairo_set_line_width (cr, painter->layout->style.high_contrast ? MAX (item->line, 2) : item->line);
      set_dash (cr, item->dash);
      cairo_stroke_preserve (cr);
      set_dash (cr, TW_CHART_DASH_SOLID);
    }
  cairo_new_path (cr);
}

/* In high contrast what is filled with the colour of a series has an outline in the colour of text. */
static TwChartItem
outlined (Painter           *painter,
          const TwChartItem *item)
{
  TwChartItem own = *item;

  if (painter->layout->style.high_contrast && own.stroke == TW_CHART_INK_NONE && own.fill >= TW_CHART_INK_SINGLE
      && own.fill <= TW_CHART_INK_NEGATIVE && own.alpha == 1)
    {
      own.stroke = TW_CHART_INK_TEXT;
      own.line = 2;
    }

  return own;
}

static void
paint_rect (Painter           *painter,
            const TwChartItem *item)
{
  TwChartItem own = outlined (painter, item);
  TwChartRect box = item->box;
  double inset;

  if (MIN (box.width, box.height) < 6)
    own = *item;
  item = &own;
  inset = item->stroke != TW_CHART_INK_NONE ? MIN (item->line, MIN (box.width, box.height)) / 2 : 0;

  cairo_rectangle (painter->cr, box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset);
  paint_path (painter, item);
}

static void
trace (Painter           *painter,
       const TwChartItem *item)
{
  const TwChartPoint *points = &g_array_index (painter->layout->points, TwChartPoint, item->first);

  for (guint i = 0; i < item->n; i++)
    cairo_line_to (painter->cr, points[i].x, points[i].y);
}

static void
paint_line (Painter           *painter,
            const TwChartItem *item)
{
  gboolean thin = item->n == 2 && item->line <= 1;

  trace (painter, item);
  set_ink (painter, item->stroke, item->alpha);
  cairo_set_line_width (painter->cr, item->line);
  /* Corners of a line with more points than px can't be seen. */
  cairo_set_line_join (painter->cr, item->n > 500 ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (painter->cr, thin || item->dash != TW_CHART_DASH_SOLID ? CAIRO_LINE_CAP_BUTT
                                                                            : CAIRO_LINE_CAP_ROUND);
  set_dash (painter->cr, item->dash);
  cairo_stroke (painter->cr);
  set_dash (painter->cr, TW_CHART_DASH_SOLID);
}

static void
paint_polygon (Painter           *painter,
               const TwChartItem *item)
{
  trace (painter, item);
  cairo_close_path (painter->cr);
  paint_path (painter, item);
}

static void
trace_marker (cairo_t            *cr,
              TwChartMarkerShape  shape,
              double              x,
              double              y,
              double              half)
{
  switch (shape)
    {
    case TW_CHART_MARKER_SQUARE:
      half *= 0.88;
      cairo_rectangle (cr, x - half, y - half, 2 * half, 2 * half);
      break;
    case TW_CHART_MARKER_TRIANGLE:
    case TW_CHART_MARKER_ALARM:
      cairo_move_to (cr, x, y - half * 1.05);
      cairo_line_to (cr, x + half * 1.1, y + half * 0.9);
      cairo_line_to (cr, x - half * 1.1, y + half * 0.9);
      cairo_close_path (cr);
      break;
    case TW_CHART_MARKER_DIAMOND:
    case TW_CHART_MARKER_TICK:
      half *= 1.15;
      cairo_move_to (cr, x, y - half);
      cairo_line_to (cr, x + half, y);
      cairo_line_to (cr, x, y + half);
      cairo_line_to (cr, x - half, y);
      cairo_close_path (cr);
      break;
    default:
      cairo_arc (cr, x, y, half, 0, 2 * G_PI);
      break;
    }
}

/* What stands inside of some markers: a check, a stroke, two arrows. */
static void
paint_sign (Painter           *painter,
            const TwChartItem *item,
            double             x,
            double             y,
            double             half)
{
  cairo_t *cr = painter->cr;
  gboolean up = item->marker == TW_CHART_MARKER_GRIP_Y;

  switch (item->marker)
    {
    case TW_CHART_MARKER_TICK:
      cairo_move_to (cr, x - half * 0.45, y);
      cairo_line_to (cr, x - half * 0.1, y + half * 0.35);
      cairo_line_to (cr, x + half * 0.45, y - half * 0.3);
      break;
    case TW_CHART_MARKER_ALARM:
      cairo_move_to (cr, x, y - half * 0.4);
      cairo_line_to (cr, x, y + half * 0.25);
      cairo_move_to (cr, x, y + half * 0.5);
      cairo_line_to (cr, x, y + half * 0.65);
      break;
    case TW_CHART_MARKER_GRIP_X:
    case TW_CHART_MARKER_GRIP_Y:
      for (int side = -1; side <= 1; side += 2)
        {
          double a = side * half * 0.6;
          double b = side * half * 0.25;
          double c = half * 0.35;

          cairo_move_to (cr, x + (up ? -c : b), y + (up ? b : -c));
          cairo_line_to (cr, x + (up ? 0 : a), y + (up ? a : 0));
          cairo_line_to (cr, x + (up ? c : b), y + (up ? b : c));
        }
      break;
    default:
      return;
    }
  set_ink (painter, item->marker >= TW_CHART_MARKER_GRIP_X ? item->stroke : TW_CHART_INK_PAPER, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
paint_marker (Painter           *painter,
              const TwChartItem *item)
{
  TwChartItem own = outlined (painter, item);
  double half = item->box.width / 2;
  double x = item->box.x + half;
  double y = item->box.y + half;
  double inset;

  if (item->box.width < 9)
    own = *item;
  item = &own;
  inset = item->stroke != TW_CHART_INK_NONE ? item->line / 2 : 0;
  cairo_new_path (painter->cr);
  trace_marker (painter->cr, item->marker, x, y, MAX (half - inset, 0.5));
  paint_path (painter, item);
  paint_sign (painter, item, x, y, half);
}

static void
paint_text (Painter           *painter,
            const TwChartItem *item)
{
  tw_chart_text_setup (painter->pango, &painter->layout->style, item->font, item->text, item->box.width + 0.5,
                       item->lines, item->align);
  if (item->halo != TW_CHART_INK_NONE)
    {
      cairo_move_to (painter->cr, item->box.x, item->box.y);
      pango_cairo_layout_path (painter->cr, painter->pango);
      set_ink (painter, item->halo, item->halo == TW_CHART_INK_PAPER ? 0.85 : 1);
      cairo_set_line_width (painter->cr, 3);
      /* Corners of a line with more points than px can't be seen. */
  cairo_set_line_join (painter->cr, item->n > 500 ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (painter->cr);
    }
  set_ink (painter, item->fill, 1);
  cairo_move_to (painter->cr, item->box.x, item->box.y);
  pango_cairo_show_layout (painter->cr, painter->pango);
  cairo_new_path (painter->cr);
}

static void
paint_item (Painter           *painter,
            const TwChartItem *item)
{
  switch (item->shape)
    {
    case TW_CHART_SHAPE_RECT:
      paint_rect (painter, item);
      break;
    case TW_CHART_SHAPE_LINE:
      paint_line (painter, item);
      break;
    case TW_CHART_SHAPE_POLYGON:
      paint_polygon (painter, item);
      break;
    case TW_CHART_SHAPE_MARKER:
      paint_marker (painter, item);
      break;
    case TW_CHART_SHAPE_TEXT:
      paint_text (painter, item);
      break;
    }
}

/* Device px per px, or 0 where a stamp would be a picture in a drawing (PDF, SVG). */
static double
stamp_scale (Painter *painter)
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
draw_stamp (Painter           *painter,
            const TwChartItem *item,
            int                px)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, px, px);
  double half = px / painter->scale / 2;
  Painter own = { .layout = painter->layout };
  TwChartItem copy = *item;

  cairo_surface_set_device_scale (surface, painter->scale, painter->scale);
  own.cr = cairo_create (surface);
  copy.box.x = half - copy.box.width / 2;
  copy.box.y = half - copy.box.width / 2;
  paint_marker (&own, &copy);
  cairo_destroy (own.cr);

  return surface;
}

/* The stamp for a mark that looks so; drawn when it is the first of its look. */
static const Stamp *
find_stamp (Painter           *painter,
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
stamp_marker (Painter           *painter,
              const TwChartItem *item)
{
  const Stamp *stamp = find_stamp (painter, item);
  double x;
  double y;

  if (stamp == NULL)
    {
      paint_marker (painter, item);
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
paint_bundle (Painter *painter,
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
  set_ink (painter, item->fill, item->alpha);
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
  Painter painter = { .layout = layout, .cr = cr, .stamps = stamps };

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
        paint_item (&painter, item);
      i++;
    }
  cairo_restore (cr);
}
