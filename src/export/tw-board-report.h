/* tw-board-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-board-scope.h"
#include "tw-metric-chart.h"
#include "tw-pages.h"

G_BEGIN_DECLS

/* The board report: the answers on one page, then a chart per half page, last a table of all figures; as a PDF, as the
 * pages of a preview, or as a workbook with charts of its own. Computed once by tw_board_report_new(), then arranged
 * and written as often as wanted; no number is computed or rounded again for any of them. Once it is computed it is only
 * read, so that one thread may draw a preview while another writes. */
typedef struct _TwBoardReport TwBoardReport;

/**
 * TwBoardFigure:
 * @chart: of the catalogue
 * @spec: (nullable): %NULL with @error
 * @table: (nullable): likewise: the numbers
 * @error: (nullable): why this one could not be computed; the others stand
 */
typedef struct
{
  const TwMetricChart *chart;
  TwChartSpec         *spec;
  TwMetricTable       *table;
  GError              *error;
} TwBoardFigure;

/**
 * TwBoardPage:
 * @chart: id in the catalogue
 * @title: (nullable): instead of the chart's own
 * @comment: (nullable): a paragraph above the chart
 */
typedef struct
{
  const char *chart;
  const char *title;
  const char *comment;
} TwBoardPage;

/**
 * TwBoardOptions:
 * @title: (nullable): of the report
 * @comment: (nullable): a paragraph on the first page
 * @date: (nullable): the moment that the report says it was made, ISO 8601 in UTC; %NULL: the workspace's clock
 */
typedef struct
{
  const char *title;
  const char *comment;
  const char *date;
} TwBoardOptions;

/* @done of @total charts are computed. Called in the thread that computes. */
typedef void (*TwBoardProgress) (guint    done,
                                 guint    total,
                                 gpointer user_data);

/**
 * tw_board_report_new:
 * @charts: (nullable) (array zero-terminated=1): ids; %NULL for all of the catalogue
 *
 * Computes what the report shows. Takes long on a large workspace: call it in a thread, on a fork.
 *
 * Returns: (nullable): %NULL where a chart is unknown, nothing could be computed, or it was cancelled
 */
TwBoardReport       *tw_board_report_new       (TwWorkspace           *workspace,
                                                const TwBoardScope    *scope,
                                                const char *const     *charts,
                                                GCancellable          *cancellable,
                                                TwBoardProgress        progress,
                                                gpointer               user_data,
                                                GError               **error);
TwBoardReport       *tw_board_report_ref       (TwBoardReport         *self);
void                 tw_board_report_unref     (TwBoardReport         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBoardReport, tw_board_report_unref)

/* What was computed, in the order asked for. */
guint                tw_board_report_count     (const TwBoardReport   *self);
const TwBoardFigure *tw_board_report_nth       (const TwBoardReport   *self,
                                                guint                  index);
/* (nullable): the answer of a chart in one sentence: that of its figures, else that of the whole figure in @headline
 * (nullable); %NULL where neither says more than its title. */
const char          *tw_board_finding          (const TwMetricTable   *table,
                                                const TwMetricTable   *headline);
/* (transfer full): such as "Board report 2026-Q3.pdf". */
char                *tw_board_report_file_name (const TwBoardReport   *self,
                                                const char            *extension);

/* (transfer full): @pages: (nullable): which charts, in which order, with which words; %NULL: as computed. A chart that
 * wasn't computed is left out. */
TwPages             *tw_board_report_pages     (TwBoardReport         *self,
                                                const TwBoardOptions  *options,
                                                const TwBoardPage     *pages,
                                                guint                  n_pages,
                                                TwPaper                paper);
gboolean             tw_board_report_write_pdf (TwBoardReport         *self,
                                                const TwBoardOptions  *options,
                                                const TwBoardPage     *pages,
                                                guint                  n_pages,
                                                TwPaper                paper,
                                                const char            *path,
                                                GCancellable          *cancellable,
                                                GError               **error);
/* Sheets Summary, one per chart, Definitions. */
gboolean             tw_board_report_write_xlsx (TwBoardReport        *self,
                                                 const TwBoardOptions *options,
                                                 const TwBoardPage    *pages,
                                                 guint                 n_pages,
                                                 TwPaper               paper,
                                                 const char           *path,
                                                 GError              **error);

G_END_DECLS
