/* tw-chart-layout-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-axis.h"
#include "tw-chart-data.h"
#include "tw-chart-layout.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum
{
  TW_CHART_SHAPE_RECT,
  TW_CHART_SHAPE_LINE,
  TW_CHART_SHAPE_POLYGON,
  TW_CHART_SHAPE_MARKER,
  TW_CHART_SHAPE_TEXT,
} TwChartShape;

typedef enum
{
  TW_CHART_DASH_SOLID,
  TW_CHART_DASH_LONG,  /* 6-3 */
  TW_CHART_DASH_SHORT, /* 2-2 */
} TwChartDash;

typedef enum
{
  TW_CHART_MARKER_CIRCLE,
  TW_CHART_MARKER_SQUARE,
  TW_CHART_MARKER_TRIANGLE,
  TW_CHART_MARKER_DIAMOND,
  TW_CHART_MARKER_TICK,  /* a diamond with a check in it: done */
  TW_CHART_MARKER_ALARM, /* a triangle with a stroke in it: overdue */
  TW_CHART_MARKER_GRIP_X,
  TW_CHART_MARKER_GRIP_Y,
} TwChartMarkerShape;

typedef enum
{
  TW_CHART_FONT_LABEL,
  TW_CHART_FONT_BOLD,
  TW_CHART_FONT_TITLE,
  TW_CHART_FONT_SUBTITLE,
  TW_CHART_FONT_CAPTION,
} TwChartFont;

/* One thing to draw. Which fields count depends on the shape. */
typedef struct
{
  TwChartShape       shape;
  TwChartInk         fill;
  TwChartInk         stroke;
  double             alpha;   /* of the fill */
  double             line;    /* width of the stroke */
  TwChartDash        dash;
  gboolean           hatched; /* the fill is lines */
  TwChartRect        box;     /* rectangle, marker, text */
  guint              first;   /* line, polygon: index of the first point */
  guint              n;
  TwChartMarkerShape marker;
  TwChartFont        font;
  guint              lines;   /* text: wrapped into so many at most; 0: one, as wide as it is */
  double             align;   /* text: 0 start, 0.5 middle, 1 end */
  TwChartInk         halo;    /* text: what its letters are set off with, where lines may pass below */
  const char        *text;
} TwChartItem;

typedef struct
{
  double x;
  double y;
} TwChartPoint;

/* How one axis maps values to places. */
typedef struct
{
  gboolean shown;
  gboolean vertical;
  double   from;   /* value at @start */
  double   to;     /* value at @end */
  double   start;
  double   end;
  double   step;   /* of its ticks, 0 for categories */
} TwChartScaleMap;

struct _TwChartLayout
{
  TwChartSpec     *spec;
  TwChartStyle     style;
  double           width;
  double           height;
  TwChartRect      plot;
  TwChartScaleMap  scales[2];
  GArray          *items;   /* TwChartItem */
  GArray          *points;  /* TwChartPoint */
  GArray          *hits;    /* TwChartHit */
  GArray          *texts;   /* TwChartRect: where words stand */
  GArray          *blocks;  /* TwChartRect: where words would hide a mark */
  GStringChunk    *words;
  PangoLayout     *pango;   /* for measuring; gone when the layout is ready */
};

/* tw-chart-canvas.c: adding items. What they return can be changed until the next is added. */
TwChartItem *tw_chart_add_rect    (TwChartLayout       *layout,
                                   TwChartInk           fill,
                                   TwChartRect          box);
TwChartItem *tw_chart_add_line    (TwChartLayout       *layout,
                                   TwChartInk           stroke,
                                   double               line,
                                   const TwChartPoint  *points,
                                   guint                n);
TwChartItem *tw_chart_add_segment (TwChartLayout       *layout,
                                   TwChartInk           stroke,
                                   double               line,
                                   double               x1,
                                   double               y1,
                                   double               x2,
                                   double               y2);
TwChartItem *tw_chart_add_polygon (TwChartLayout       *layout,
                                   TwChartInk           fill,
                                   const TwChartPoint  *points,
                                   guint                n);
TwChartItem *tw_chart_add_marker  (TwChartLayout       *layout,
                                   TwChartMarkerShape   marker,
                                   TwChartInk           fill,
                                   double               x,
                                   double               y,
                                   double               size);
void         tw_chart_add_hit     (TwChartLayout       *layout,
                                   guint                series,
                                   guint                index,
                                   TwChartRect          bounds);
/* Words keep off @box from now on. */
void         tw_chart_block       (TwChartLayout       *layout,
                                   TwChartRect          box);
/* Everything changes sides, numbers stay. */
void         tw_chart_mirror      (TwChartLayout       *layout);
gboolean     tw_chart_rect_overlaps (const TwChartRect *one,
                                     const TwChartRect *other);

/* tw-chart-text.c: the one gate through which words come into a layout. */
double       tw_chart_font_size   (const TwChartStyle  *style,
                                   TwChartFont          font);
/* The same glyphs in the same places wherever a text is measured and drawn. */
void         tw_chart_text_context (PangoContext       *context);
/* Makes @pango ready to measure or draw an item's words. */
void         tw_chart_text_setup  (PangoLayout         *pango,
                                   const TwChartStyle  *style,
                                   TwChartFont          font,
                                   const char          *text,
                                   double               width,
                                   guint                lines,
                                   double               align);
void         tw_chart_measure     (TwChartLayout       *layout,
                                   TwChartFont          font,
                                   const char          *text,
                                   double               width,
                                   guint                lines,
                                   double              *text_width,
                                   double              *text_height);
double       tw_chart_text_width  (TwChartLayout       *layout,
                                   TwChartFont          font,
                                   const char          *text);
double       tw_chart_text_height (TwChartLayout       *layout,
                                   TwChartFont          font);
/* One line whose anchor (@ax, @ay: 0 is left or top, 1 right or bottom) is at the point. %FALSE, and nothing
 * there, when it would leave the canvas or touch other words. */
gboolean     tw_chart_put         (TwChartLayout       *layout,
                                   TwChartFont          font,
                                   TwChartInk           ink,
                                   const char          *text,
                                   double               x,
                                   double               y,
                                   double               ax,
                                   double               ay);
/* Sets off the words that were put last. */
void         tw_chart_put_halo    (TwChartLayout       *layout,
                                   TwChartInk           halo);
/* The same, and keeps off marks, see tw_chart_block(); set off from lines. */
gboolean     tw_chart_put_clear   (TwChartLayout       *layout,
                                   TwChartFont          font,
                                   TwChartInk           ink,
                                   const char          *text,
                                   double               x,
                                   double               y,
                                   double               ax,
                                   double               ay);
/* Wrapped into at most @lines lines of @width, the last one ending in an ellipsis when there is more. Returns the
 * height it takes, 0 when there is no room. */
double       tw_chart_put_wrapped (TwChartLayout       *layout,
                                   TwChartFont          font,
                                   TwChartInk           ink,
                                   const char          *text,
                                   double               x,
                                   double               y,
                                   double               ax,
                                   double               ay,
                                   double               width,
                                   guint                lines);

G_END_DECLS
