/* tw-chart-paint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-paint.h"

#include <math.h>

void
tw_chart_painter_set_ink (TwChartPainter *painter,
                          TwChartInk      ink,
                          double          alpha)
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

/* High contrast and paper tell series apart by pattern as well. */
static void
draw_pattern (TwChartPainter *painter,
              TwChartInk  ink)
{
  guint number = ink - TW_CHART_INK_SERIES_1;

  if (!tw_chart_style_has_patterns (&painter->layout->style) || ink < TW_CHART_INK_SERIES_1 || ink > TW_CHART_INK_SERIES_6
      || number == 0)
    return;

  cairo_save (painter->cr);
  cairo_clip_preserve (painter->cr);
  cairo_set_line_width (painter->cr, 1.5);
  tw_chart_painter_set_ink (painter, TW_CHART_INK_PAPER, 1);
  cairo_new_path (painter->cr);
  if (number % 3 != 2)
    draw_hatching (painter->cr, number > 2 ? 10 : 6, FALSE);
  if (number % 3 != 1)
    draw_hatching (painter->cr, number > 2 ? 10 : 6, TRUE);
  cairo_restore (painter->cr);
}

/* Fills and strokes the current path as the item says. */
static void
paint_path (TwChartPainter    *painter,
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
      tw_chart_painter_set_ink (painter, item->fill, 1);
      draw_hatching (cr, 5, FALSE);
      cairo_restore (cr);
      cairo_new_path (cr);
      cairo_append_path (cr, path);
      cairo_path_destroy (path);
    }
  else if (item->fill != TW_CHART_INK_NONE)
    {
      tw_chart_painter_set_ink (painter, item->fill, item->alpha);
      cairo_fill_preserve (cr);
      if (tw_chart_style_has_patterns (&painter->layout->style) && item->fill >= TW_CHART_INK_SERIES_1
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
      tw_chart_painter_set_ink (painter, item->stroke, 1);
      cairo_set_line_width (cr, painter->layout->style.high_contrast ? MAX (item->line, 2) : item->line);
      set_dash (cr, item->dash);
      cairo_stroke_preserve (cr);
      set_dash (cr, TW_CHART_DASH_SOLID);
    }
  cairo_new_path (cr);
}

/* In high contrast what is filled with the colour of a series has an outline in the colour of text. */
static TwChartItem
outlined (TwChartPainter    *painter,
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
paint_rect (TwChartPainter    *painter,
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
trace (TwChartPainter    *painter,
       const TwChartItem *item)
{
  const TwChartPoint *points = &g_array_index (painter->layout->points, TwChartPoint, item->first);

  for (guint i = 0; i < item->n; i++)
    cairo_line_to (painter->cr, points[i].x, points[i].y);
}

static void
paint_line (TwChartPainter    *painter,
            const TwChartItem *item)
{
  gboolean thin = item->n == 2 && item->line <= 1;

  trace (painter, item);
  tw_chart_painter_set_ink (painter, item->stroke, item->alpha);
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
paint_polygon (TwChartPainter    *painter,
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
paint_sign (TwChartPainter    *painter,
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
  tw_chart_painter_set_ink (painter, item->marker >= TW_CHART_MARKER_GRIP_X ? item->stroke : TW_CHART_INK_PAPER, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

void
tw_chart_paint_marker (TwChartPainter    *painter,
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
paint_text (TwChartPainter    *painter,
            const TwChartItem *item)
{
  tw_chart_text_setup (painter->pango, &painter->layout->style, item->font, item->text, item->box.width + 0.5,
                       item->lines, item->align);
  if (item->halo != TW_CHART_INK_NONE)
    {
      cairo_move_to (painter->cr, item->box.x, item->box.y);
      pango_cairo_layout_path (painter->cr, painter->pango);
      tw_chart_painter_set_ink (painter, item->halo, item->halo == TW_CHART_INK_PAPER ? 0.85 : 1);
      cairo_set_line_width (painter->cr, 3);
      /* Corners of a line with more points than px can't be seen. */
  cairo_set_line_join (painter->cr, item->n > 500 ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (painter->cr);
    }
  tw_chart_painter_set_ink (painter, item->fill, 1);
  cairo_move_to (painter->cr, item->box.x, item->box.y);
  pango_cairo_show_layout (painter->cr, painter->pango);
  cairo_new_path (painter->cr);
}

void
tw_chart_paint_item (TwChartPainter    *painter,
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
      tw_chart_paint_marker (painter, item);
      break;
    case TW_CHART_SHAPE_TEXT:
      paint_text (painter, item);
      break;
    }
}
