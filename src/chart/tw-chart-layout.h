/* tw-chart-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "tw-chart-spec.h"
#include "tw-chart-style.h"

G_BEGIN_DECLS

/* A spec laid out in a size: shapes and texts at their places, hit areas, handles. Pure: the same spec, style,
 * size and fonts give the same layout. Every text lies inside the canvas and no two overlap: one that
 * finds no place is not there. Units are px of the style; the origin is the upper left corner. */

typedef struct _TwChartLayout TwChartLayout;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} TwChartRect;

/**
 * TwChartHit:
 * @series: of the spec
 * @index: of the mark in its series
 * @bounds: the mark as drawn, for a focus ring
 * @area: at least 24×24 and around @bounds: where a pointer means it, for a child widget
 *
 * Where a mark is. Marks that are not drawn (a rug of partners is) have none.
 */
typedef struct
{
  guint       series;
  guint       index;
  TwChartRect bounds;
  TwChartRect area;
} TwChartHit;

#define TW_CHART_NO_HIT G_MAXUINT

/* @width from 240, @height from 120; less is taken as that. Holds a reference of @spec, copies @style. */
TwChartLayout      *tw_chart_layout_new           (TwChartSpec         *spec,
                                                   const TwChartStyle  *style,
                                                   double               width,
                                                   double               height);
void                tw_chart_layout_free          (TwChartLayout       *layout);
TwChartSpec        *tw_chart_layout_get_spec      (TwChartLayout       *layout);
void                tw_chart_layout_get_size      (TwChartLayout       *layout,
                                                   double              *width,
                                                   double              *height);
/* Where the values are drawn: between the axes. */
TwChartRect         tw_chart_layout_get_plot      (TwChartLayout       *layout);

/* Hits in focus order: series by series, in each from its first mark to its last. */
guint               tw_chart_layout_n_hits        (TwChartLayout       *layout);
const TwChartHit   *tw_chart_layout_get_hit       (TwChartLayout       *layout,
                                                   guint                hit);
/* The mark under the point or the nearest within 16 px; %TW_CHART_NO_HIT for none. */
guint               tw_chart_layout_pick          (TwChartLayout       *layout,
                                                   double               x,
                                                   double               y);
/* (transfer full) (element-type guint): the hits whose middle is in @area, for brushing. */
GArray             *tw_chart_layout_pick_all      (TwChartLayout       *layout,
                                                   const TwChartRect   *area);

/* Draws all of it. In other words: screen, PNG, SVG, PDF and print are this call. */
void                tw_chart_layout_render        (TwChartLayout       *layout,
                                                   cairo_t             *cr);
/* (transfer full): everything in it as text, one item per line; golden tests compare this. */
char               *tw_chart_layout_to_text       (TwChartLayout       *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwChartLayout, tw_chart_layout_free)

/* Adds to the @attributes of @text that no line ends inside of "2026-Q2". */
void                  tw_chart_text_keep_periods      (PangoAttrList        *attributes,
                                                       const char           *text);

G_END_DECLS
