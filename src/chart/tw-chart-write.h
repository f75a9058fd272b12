/* tw-chart-write.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "tw-chart-layout.h"

G_BEGIN_DECLS

/* A chart as a file. Always light, with title, subtitle, definition, filters, n, period, workspace and date;
 * the same spec gives the same bytes. A file is there whole or not at all: an error leaves what was there
 * before. Errors are of the domain %G_FILE_ERROR, with the path in the message.
 *
 * @style may be %NULL; only its font, font size and direction are taken over. A size of 0 takes 960×540. */

/* At 2×: twice as many pixels as @width and @height say. */
gboolean tw_chart_write_png (TwChartSpec         *spec,
                             const TwChartStyle  *style,
                             double               width,
                             double               height,
                             const char          *path,
                             GError             **error);
gboolean tw_chart_write_svg (TwChartSpec         *spec,
                             const TwChartStyle  *style,
                             double               width,
                             double               height,
                             const char          *path,
                             GError             **error);
/* An A4 page in landscape with the picture, then the table behind it, both with selectable text. */
gboolean tw_chart_write_pdf (TwChartSpec         *spec,
                             const TwChartStyle  *style,
                             const char          *path,
                             GError             **error);
/* (transfer full): the PNG in memory, for the clipboard. */
GBytes  *tw_chart_to_png    (TwChartSpec         *spec,
                             const TwChartStyle  *style,
                             double               width,
                             double               height,
                             GError             **error);
/* Draws the chart into @area of @cr (a page of a report, or of a printer): light, with the parts of @style, and series
 * told apart in grey as well. */
void     tw_chart_draw      (TwChartSpec         *spec,
                             const TwChartStyle  *style,
                             cairo_t             *cr,
                             const TwChartRect   *area);

G_END_DECLS
