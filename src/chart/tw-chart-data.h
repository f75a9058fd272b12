/* tw-chart-data.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-spec.h"

G_BEGIN_DECLS

/* Reading a spec, and the table behind it. Whatever is handed out belongs to the spec. */

typedef struct
{
  TwChartAxisId  axis;
  double         value;
  char          *label;
} TwChartReference;

typedef struct
{
  double  x;
  double  y;
  char   *text;
} TwChartNote;

/* A point that can be dragged. Its value is its place along the axis less @base, and stays between @least and @most. */
typedef struct
{
  TwChartAxisId  along;
  double         x;
  double         y;
  double         base;
  double         least;
  double         most;
  char          *label;
  char          *key;
} TwChartHandle;

typedef struct
{
  double  value;
  char   *label;
} TwChartTick;

TwChartKind             tw_chart_spec_get_kind        (TwChartSpec        *spec);
const char             *tw_chart_spec_get_id          (TwChartSpec        *spec);
/* (nullable) */
const char             *tw_chart_spec_get_text        (TwChartSpec        *spec,
                                                       TwChartText         which);
gint64                  tw_chart_spec_get_n           (TwChartSpec        *spec);
TwChartArrangement      tw_chart_spec_get_arrangement (TwChartSpec        *spec);
TwChartOrientation      tw_chart_spec_get_orientation (TwChartSpec        *spec);
gboolean                tw_chart_spec_get_own_scales  (TwChartSpec        *spec);
const TwChartAxis      *tw_chart_spec_get_axis        (TwChartSpec        *spec,
                                                       TwChartAxisId       which);
guint                   tw_chart_spec_n_ticks         (TwChartSpec        *spec,
                                                       TwChartAxisId       which);
const TwChartTick      *tw_chart_spec_get_tick        (TwChartSpec        *spec,
                                                       TwChartAxisId       which,
                                                       guint               index);

guint                   tw_chart_spec_n_series        (TwChartSpec        *spec);
const char             *tw_chart_spec_get_series_name (TwChartSpec        *spec,
                                                       guint               series);
TwChartRole             tw_chart_spec_get_series_role (TwChartSpec        *spec,
                                                       guint               series);
guint                   tw_chart_spec_n_marks         (TwChartSpec        *spec,
                                                       guint               series);
const TwChartMark      *tw_chart_spec_get_mark        (TwChartSpec        *spec,
                                                       guint               series,
                                                       guint               index);
/* Of all series. */
guint                   tw_chart_spec_count_marks     (TwChartSpec        *spec);

guint                   tw_chart_spec_n_references    (TwChartSpec        *spec);
const TwChartReference *tw_chart_spec_get_reference   (TwChartSpec        *spec,
                                                       guint               index);
guint                   tw_chart_spec_n_notes         (TwChartSpec        *spec);
const TwChartNote      *tw_chart_spec_get_note        (TwChartSpec        *spec,
                                                       guint               index);
guint                   tw_chart_spec_n_handles       (TwChartSpec        *spec);
const TwChartHandle    *tw_chart_spec_get_handle      (TwChartSpec        *spec,
                                                       guint               index);

/* The number of rows or categories of an axis, and the name of one (never %NULL, may be empty). Without
 * categories they come from the marks, see #TwChartKind. */
guint                   tw_chart_spec_n_categories    (TwChartSpec        *spec,
                                                       TwChartAxisId       which);
const char             *tw_chart_spec_get_category    (TwChartSpec        *spec,
                                                       TwChartAxisId       which,
                                                       guint               index);
/* (transfer full): @value as the axis writes it; see #TwChartFormat for @step. */
char                   *tw_chart_spec_format          (TwChartSpec        *spec,
                                                       TwChartAxisId       which,
                                                       double              value,
                                                       double              step);

/* Where a mark sits in a chart that is drawn and read aloud: "n 12 · low sample". (transfer full) (nullable) */
char                   *tw_chart_mark_remark          (const TwChartMark  *mark);

G_END_DECLS
