/* tw-board-xlsx.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-board-report-private.h"
#include "tw-xlsx-book.h"

G_BEGIN_DECLS

/* The sheets of the board report's workbook. Private to export/. */

/* See tw-board-xlsx-cross.h. */
typedef struct _TwBoardCrosses TwBoardCrosses;

/* Where the table of a chart stands on its sheet, for the chart beside it (zero-based, inclusive). */
typedef struct
{
  const char          *sheet;
  const TwMetricTable *table;
  const TwChartSpec   *spec;
  lxw_row_t            first_row;
  lxw_row_t            last_row;
  guint                label_column;    /* of the categories */
  guint               *columns;         /* (array): where each column of @table stands */
  guint                width;           /* columns on the sheet */
} TwBoardRange;

/* A figure as the query prints it, as a number of its unit; text where it can't be one, and nothing where it is n/a.
 * Notes the width of its column. */
void     tw_board_xlsx_figure (TwXlsxSheet         *sheet,
                               guint                column,
                               const TwMetricTable *table,
                               guint                row,
                               guint                table_column);
/* How a number of @unit is shown. */
lxw_format *tw_board_xlsx_format (TwXlsxBook          *book,
                                  const TwMetricTable *table,
                                  TwMetricUnit         unit);
/* A native chart of the table, beside it; of groups over time by a cross table. Nothing where there is nothing to draw. */
void     tw_board_xlsx_chart  (TwXlsxSheet         *sheet,
                               const TwBoardRange  *range,
                               TwBoardCrosses      *crosses,
                               const char          *title);

G_END_DECLS
