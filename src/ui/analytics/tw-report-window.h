/* tw-report-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "tw-board-scope.h"

G_BEGIN_DECLS

#define TW_TYPE_REPORT_WINDOW (tw_report_window_get_type ())
G_DECLARE_FINAL_TYPE (TwReportWindow, tw_report_window, TW, REPORT_WINDOW, AdwWindow)

/**
 * TwReportWindow:
 *
 * The board report before it is written: which charts, in which order, with which words, on which paper, beside the
 * pages as they will be. Modal over @parent, whose workspace it is about.
 *
 * @charts: (array zero-terminated=1): ids, in the order in which they are offered
 */
GtkWidget *tw_report_window_new     (TwWindow           *parent,
                                     const TwBoardScope *scope,
                                     const char *const  *charts);
/* Whether the figures are computed, and the page that is shown is drawn. */
gboolean   tw_report_window_is_ready (TwReportWindow    *self);
/* How many pages it has so far. */
guint      tw_report_window_count   (TwReportWindow     *self);
/* Writes the report as it stands to @path, by its name a workbook or a PDF. */
void       tw_report_window_save    (TwReportWindow     *self,
                                     const char         *path);

G_END_DECLS
