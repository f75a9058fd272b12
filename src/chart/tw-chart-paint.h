/* tw-chart-paint.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-layout-private.h"

G_BEGIN_DECLS

/* Drawing one item of a layout. */
typedef struct
{
  TwChartLayout *layout;
  cairo_t       *cr;
  PangoLayout   *pango;  /* not needed for marks */
  GArray        *stamps; /* of the renderer */
  double         scale;  /* device px per px of a stamp; 0: marks are drawn one by one */
} TwChartPainter;

void tw_chart_painter_set_ink (TwChartPainter    *painter,
                               TwChartInk         ink,
                               double             alpha);
void tw_chart_paint_item      (TwChartPainter    *painter,
                               const TwChartItem *item);
void tw_chart_paint_marker    (TwChartPainter    *painter,
                               const TwChartItem *item);

G_END_DECLS
