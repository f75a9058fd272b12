/* tw-chart-spec-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-data.h"

G_BEGIN_DECLS

typedef struct
{
  char        *name;
  TwChartRole  role;
  GArray      *marks; /* TwChartMark, texts in the spec's chunk */
  TwChartSpec *owner; /* (nullable): another spec, whose marks they are */
} TwChartSeries;

typedef struct
{
  TwChartAxis   axis;
  GStrv         categories;
  GArray       *ticks; /* TwChartTick, sorted by value */
} TwChartSpecAxis;

struct _TwChartSpec
{
  gatomicrefcount     ref_count;
  TwChartKind         kind;
  TwChartArrangement  arrangement;
  TwChartOrientation  orientation;
  gboolean            own_scales;
  gboolean            has_n; /* some mark has one */
  guint               flags; /* of all marks */
  gint64              n;
  char               *id;
  char               *texts[TW_CHART_N_TEXTS];
  TwChartSpecAxis     axes[TW_CHART_N_AXES];
  GPtrArray          *series;     /* TwChartSeries */
  GArray             *references; /* TwChartReference */
  GArray             *notes;      /* TwChartNote */
  GArray             *handles;    /* TwChartHandle */
  GStrv               columns;    /* (nullable) */
  GPtrArray          *rows;       /* GStrv */
  GStringChunk       *words;      /* what marks, references, notes and handles point at */
};

G_END_DECLS
