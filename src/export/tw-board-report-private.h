/* tw-board-report-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-board-report.h"

G_BEGIN_DECLS

struct _TwBoardReport
{
  gatomicrefcount  refs;

  /* owned */
  TwBoardScope    *scope;
  char            *workspace;   /* its name */
  char            *user;
  char            *now;
  GPtrArray       *figures;     /* TwBoardFigure*, in the order asked for */
  GPtrArray       *headlines;   /* TwMetricTable*: each metric of the figures once, without breakdown */
};

/* A chart as a document shows it: borrowed from the report and from what was asked for. */
typedef struct
{
  const TwBoardFigure *figure;
  const char          *title;
  const char          *comment;
} TwBoardPart;

/* Computes the figures of @charts, as many at a time as there are processors to spare, and each of their metrics once as
 * a whole. %FALSE where it was cancelled or none could be computed. */
gboolean    tw_board_report_compute  (TwBoardReport        *self,
                                      TwWorkspace          *workspace,
                                      GPtrArray            *charts,
                                      GCancellable         *cancellable,
                                      TwBoardProgress       progress,
                                      gpointer              user_data,
                                      GError              **error);
/* (transfer full) (element-type TwBoardPart): what @pages asks for, as far as it was computed. */
GArray     *tw_board_report_parts    (TwBoardReport        *self,
                                      const TwBoardPage    *pages,
                                      guint                 n_pages);
/* (transfer full) */
char       *tw_board_report_title    (const TwBoardReport  *self,
                                      const TwBoardOptions *options);
/* (transfer full): period, what it is compared with, filters, in one line. */
char       *tw_board_report_subtitle (const TwBoardReport  *self);
const char *tw_board_report_date     (const TwBoardReport  *self,
                                      const TwBoardOptions *options);
/* (transfer full) (nullable): "▲ from 36.1 % in 2025-Q3"; %NULL where there is nothing to compare with. */
char       *tw_board_headline_change (const TwBoardReport  *self,
                                      const TwMetricTable  *headline);
/* (transfer container) (element-type utf8): the answers of @parts, each once. */
GPtrArray  *tw_board_report_findings (TwBoardReport        *self,
                                      GArray               *parts);
/* (transfer full) (element-type utf8): basis and method of all @parts, each once. */
GPtrArray  *tw_board_report_notes    (GArray               *parts);

G_END_DECLS
