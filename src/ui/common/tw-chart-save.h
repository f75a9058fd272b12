/* tw-chart-save.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "tw-chart-write.h"

G_BEGIN_DECLS

/* A chart leaves the window: as a file, on the clipboard, on paper. Always light, with its definition, filters, n,
 * period, workspace and date. @style: font and direction. */

/* Asks for a PNG, SVG or PDF file and writes it. */
void               tw_chart_save_as  (TwWindow           *window,
                                      TwChartSpec        *spec,
                                      const TwChartStyle *style);
/* Writes the file in the format that its name ends with, in a thread of the window's document; says so in a toast. */
void               tw_chart_save_to  (TwWindow           *window,
                                      TwChartSpec        *spec,
                                      const TwChartStyle *style,
                                      const char         *path);
/* The picture as PNG and the table behind it as tab-separated text. */
void               tw_chart_copy     (GtkWidget          *widget,
                                      TwChartSpec        *spec,
                                      const TwChartStyle *style);
/* (transfer full): ready to be run. */
GtkPrintOperation *tw_chart_print_new (TwChartSpec        *spec,
                                       const TwChartStyle *style);
void               tw_chart_print    (TwWindow           *window,
                                      TwChartSpec        *spec,
                                      const TwChartStyle *style);

G_END_DECLS
