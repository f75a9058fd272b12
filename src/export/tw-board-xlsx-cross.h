/* tw-board-xlsx-cross.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-board-xlsx.h"

G_BEGIN_DECLS

/* A chart of groups over time needs a column per group and a row per time, which its table isn't: that has a row for
 * each pair, and none where there is nothing. One of the largest of many needs these alone. Such tables stand on one sheet of their own, made of formulas that
 * point to the cells of the tables, so that a changed cell still changes its chart. Private to export/. */

/**
 * TwBoardCross:
 * @top: the row of the names of groups; those of times follow in the first column
 * @n_times: rows below it
 * @n_groups: columns beside the first
 */
typedef struct
{
  lxw_row_t  top;
  guint      n_times;
  guint      n_groups;
} TwBoardCross;

/* @sheet: (transfer full): the name of the sheet that they are to stand on. */
TwBoardCrosses *tw_board_crosses_new       (char                *sheet);
void            tw_board_crosses_free      (TwBoardCrosses      *crosses);
const char     *tw_board_crosses_get_sheet (TwBoardCrosses      *crosses);
/* Keeps a place for the cross table of a chart. What @range points to must stay until it is written, its sheet's name
 * is copied; @title: of the chart. */
TwBoardCross    tw_board_crosses_add       (TwBoardCrosses      *crosses,
                                            const TwBoardRange  *range,
                                            const char          *title);
/* Whether the series of a cross table is the rest of all groups. */
gboolean        tw_board_cross_is_rest     (const TwBoardRange  *range,
                                            guint                group);
/* Writes the sheet, if there is anything to write. */
void            tw_board_crosses_write     (TwBoardCrosses      *crosses,
                                            TwXlsxBook          *book,
                                            const char          *footer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBoardCrosses, tw_board_crosses_free)

G_END_DECLS
