/* tw-chart-style.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Colours, type and what stands around the plot. */

typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} TwChartColor;

/* What a colour is for. A layout names inks; the style knows their colours, so that one layout serves light
 * and dark. */
typedef enum
{
  TW_CHART_INK_NONE,
  TW_CHART_INK_PAPER, /* what the chart stands on */
  TW_CHART_INK_TEXT,
  TW_CHART_INK_SECONDARY,
  TW_CHART_INK_GRID,
  TW_CHART_INK_AXIS,
  TW_CHART_INK_SINGLE, /* the only series of a chart */
  TW_CHART_INK_SERIES_1,
  TW_CHART_INK_SERIES_6 = TW_CHART_INK_SERIES_1 + 5,
  TW_CHART_INK_REST, /* baseline, "Other" */
  TW_CHART_INK_POSITIVE,
  TW_CHART_INK_NEGATIVE,
  TW_CHART_INK_SEQUENTIAL_1,
  TW_CHART_INK_SEQUENTIAL_6 = TW_CHART_INK_SEQUENTIAL_1 + 5,
  TW_CHART_INK_DIVERGING_1,
  TW_CHART_INK_DIVERGING_7 = TW_CHART_INK_DIVERGING_1 + 6,
  TW_CHART_INK_RANGE_1, /* the greys behind a bullet */
  TW_CHART_INK_RANGE_3 = TW_CHART_INK_RANGE_1 + 2,
  TW_CHART_INK_BLACK,
  TW_CHART_INK_WHITE,
  TW_CHART_N_INKS,
} TwChartInk;

typedef enum
{
  TW_CHART_PART_TITLE = 1 << 0,
  TW_CHART_PART_SUBTITLE = 1 << 1,
  TW_CHART_PART_CAPTION = 1 << 2, /* definition, filters, n, period, workspace, date: exports */
  TW_CHART_PART_PAPER = 1 << 3,   /* paint the background */
} TwChartParts;

/**
 * TwChartStyle:
 * @dark: for a dark background (#363636); else for white
 * @high_contrast: axes in the text's colour, outlines of 2 px, patterns
 * @patterns: series differ by pattern too, for paper, which may be grey; high contrast has them anyway
 * @rtl: mirrored; numbers stay
 * @font: (not nullable): family, an interned or static string
 * @font_size: of the UI in px, 100 % text; labels are 0.9 of it (never below 9 px), titles 1.1
 * @parts: #TwChartParts
 * @scale: device px per px, for what is stamped into a recording (a GTK snapshot); elsewhere the cairo_t knows
 *
 * Plain values: set with tw_chart_style_init(), copied by assignment. 200 % text is twice the @font_size;
 * 200 % scale is the cairo_t's.
 */
typedef struct
{
  gboolean    dark;
  gboolean    high_contrast;
  gboolean    patterns;
  gboolean    rtl;
  const char *font;
  double      font_size;
  guint       parts;
  double      scale;
} TwChartStyle;

/* Light, left to right, "Sans" of 13 px, with title and subtitle. */
void         tw_chart_style_init         (TwChartStyle       *style);
TwChartColor tw_chart_style_get_color    (const TwChartStyle *style,
                                          TwChartInk          ink);
/* Whether series are told apart by pattern. */
gboolean     tw_chart_style_has_patterns (const TwChartStyle *style);
/* WCAG 2 contrast of two opaque colours, 1 to 21. */
double       tw_chart_color_contrast     (TwChartColor        one,
                                          TwChartColor        other);
/* Black or white, whichever contrasts more with @ink. */
TwChartInk   tw_chart_style_text_on      (const TwChartStyle *style,
                                          TwChartInk          ink);
/* What the ink is called in a layout's text: "series-2". (transfer full) */
char        *tw_chart_ink_to_name        (TwChartInk          ink);
/* (transfer full): "#003969". */
char        *tw_chart_color_to_hex       (TwChartColor        color);

G_END_DECLS
