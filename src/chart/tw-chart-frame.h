/* tw-chart-frame.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-layout-private.h"

G_BEGIN_DECLS

/* What the kinds share: the words around the plot, axes with their ticks, and the way from a value to a place.
 * A kind is one function that gets a frame whose words above and below are set, says what its axes hold, lets
 * them be drawn, and adds its marks. Everything is laid out left to right; mirroring comes last. */

typedef struct
{
  TwChartExtent extent;
  guint         flags;  /* TwChartAxisFlags */
  guint         n;      /* of categories; 0: numbers */
  TwChartTicks  ticks;
  gboolean      broken; /* leaves zero out */
  gboolean      tight;  /* ends at its values, not at ticks */
  gboolean      quiet;  /* no labels: every mark carries its own */
  gboolean      names_elsewhere; /* room for names is kept, the kind sets them itself */
  gboolean      hidden; /* not there at all */
} TwChartFrameAxis;

typedef struct
{
  TwChartLayout      *layout;
  TwChartSpec        *spec;
  const TwChartStyle *style;
  double              unit;  /* the UI font's size: all distances are told in it */
  TwChartRect         room;  /* what is left of the canvas */
  TwChartRect         plot;
  gboolean            lying; /* X runs downwards, Y to the right */
  double              end_room; /* kept free at the end of the plot, for labels */
  double              top_room;
  double              missing_width; /* of "n/a", measured when it is needed */
  TwChartFrameAxis    axes[2];
} TwChartFrame;

/* tw-chart-frame.c */
void   tw_chart_frame_axes      (TwChartFrame        *frame);
double tw_chart_frame_place     (TwChartFrame        *frame,
                                 TwChartAxisId        axis,
                                 double               value);
/* The width of one category. */
double tw_chart_frame_slot      (TwChartFrame        *frame,
                                 TwChartAxisId        axis);
/* The point of a pair of values, whichever way the axes run. */
TwChartPoint tw_chart_frame_point (TwChartFrame      *frame,
                                   double             x,
                                   double             y);
void   tw_chart_frame_collect   (TwChartFrame        *frame,
                                 gboolean             with_x);
void   tw_chart_frame_set_range (TwChartFrame        *frame,
                                 TwChartAxisId        axis,
                                 double               low,
                                 double               high);
/* Gives the layout what its handles and brushes need. */
void   tw_chart_frame_finish    (TwChartFrame        *frame);
/* Whether a scale of an axis is a list of names. */
gboolean tw_chart_frame_has_names (TwChartFrame      *frame);

/* tw-chart-ticks.c */
double tw_chart_names_width     (TwChartFrame        *frame,
                                 TwChartAxisId        axis,
                                 double               most);
/* Whether the names of X stand below upright slots of this width, in at most two lines. */
gboolean tw_chart_names_fit     (TwChartFrame        *frame,
                                 double               slot);
double tw_chart_ticks_width     (TwChartFrame        *frame,
                                 TwChartAxisId        axis);
void   tw_chart_draw_names      (TwChartFrame        *frame,
                                 TwChartAxisId        axis);
/* The names are those of rows: all that fit, or every second, fifth, tenth… */
void   tw_chart_draw_ticks      (TwChartFrame        *frame,
                                 TwChartAxisId        axis);
double tw_chart_names_height    (TwChartFrame        *frame);

/* tw-chart-around.c: what stands above, below and across. */
void   tw_chart_frame_head      (TwChartFrame        *frame);
void   tw_chart_frame_caption   (TwChartFrame        *frame);
void   tw_chart_frame_empty     (TwChartFrame        *frame);
/* The lines first, so that values stand on them; their names where the values have left room. */
void   tw_chart_frame_references (TwChartFrame       *frame);
void   tw_chart_frame_reference_names (TwChartFrame  *frame);
void   tw_chart_frame_notes     (TwChartFrame        *frame);
/* "Payout, USD": title and unit of an axis. (transfer full) (nullable) */
char  *tw_chart_axis_words      (TwChartFrame        *frame,
                                 TwChartAxisId        axis);

/* tw-chart-legend.c */
typedef enum
{
  TW_CHART_SWATCH_BOX,
  TW_CHART_SWATCH_LINE,
  TW_CHART_SWATCH_DOT,
} TwChartSwatch;

TwChartInk         tw_chart_series_ink    (TwChartFrame  *frame,
                                           guint          series);
TwChartDash        tw_chart_series_dash   (TwChartFrame  *frame,
                                           guint          series);
TwChartMarkerShape tw_chart_series_marker (TwChartFrame  *frame,
                                           guint          series);
/* How many series of role normal, baseline and other there are. */
guint              tw_chart_series_count  (TwChartFrame  *frame);
gboolean           tw_chart_series_drawn  (TwChartFrame  *frame,
                                           guint          series);
/* Takes a row (or more) from the top of the room. */
void               tw_chart_frame_legend  (TwChartFrame  *frame,
                                           TwChartSwatch  swatch);

/* tw-chart-marks.c: what is the same for marks of every kind. */
gboolean           tw_chart_mark_is_there (const TwChartMark *mark);
/* Hollow and dashed for a low sample, hatched for a period that still runs. */
void               tw_chart_mark_dress    (TwChartFrame      *frame,
                                           TwChartItem       *item,
                                           const TwChartMark *mark,
                                           TwChartInk         ink);
/* "n/a" at the point. */
void               tw_chart_mark_missing  (TwChartFrame      *frame,
                                           guint              series,
                                           guint              index,
                                           TwChartPoint       at,
                                           double             ax,
                                           double             ay);
/* (transfer full): what stands at a mark: its note or its value. */
char              *tw_chart_mark_words    (TwChartFrame      *frame,
                                           const TwChartMark *mark,
                                           TwChartAxisId      axis,
                                           double             value);
void               tw_chart_whisker       (TwChartFrame      *frame,
                                           const TwChartMark *mark,
                                           double             row,
                                           TwChartInk         ink);
/* The longest of "38 % n 12 · low sample", "38 %", or the remark alone that finds a place. */
gboolean           tw_chart_put_value     (TwChartFrame      *frame,
                                           const char        *words,
                                           const TwChartMark *mark,
                                           TwChartPoint       at,
                                           double             ax,
                                           double             ay);
TwChartRect        tw_chart_rect_between  (double             x1,
                                           double             y1,
                                           double             x2,
                                           double             y2);

/* One function per kind. */
void tw_chart_bars_layout      (TwChartFrame *frame);
void tw_chart_lines_layout     (TwChartFrame *frame);
void tw_chart_areas_layout     (TwChartFrame *frame);
void tw_chart_payout_layout    (TwChartFrame *frame);
void tw_chart_waterfall_layout (TwChartFrame *frame);
void tw_chart_scatter_layout   (TwChartFrame *frame);
void tw_chart_pareto_layout    (TwChartFrame *frame);
void tw_chart_lorenz_layout    (TwChartFrame *frame);
void tw_chart_heat_map_layout  (TwChartFrame *frame);
void tw_chart_funnel_layout    (TwChartFrame *frame);
void tw_chart_dumbbell_layout  (TwChartFrame *frame);
void tw_chart_bullet_layout    (TwChartFrame *frame);
void tw_chart_survival_layout  (TwChartFrame *frame);
void tw_chart_flow_layout      (TwChartFrame *frame);
void tw_chart_timeline_layout  (TwChartFrame *frame);

G_END_DECLS
