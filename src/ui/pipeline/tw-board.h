/* tw-board.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-list-source.h"
#include "pipeline/tw-board-column.h"

G_BEGIN_DECLS

#define TW_TYPE_BOARD (tw_board_get_type ())
G_DECLARE_FINAL_TYPE (TwBoard, tw_board, TW, BOARD, AdwBin)

/**
 * TwBoard:
 *
 * Opportunities as cards in a column per stage, won and lost at the end. Where it is narrow one column is shown at a
 * time, chosen by a drop-down.
 *
 * Signals: `activated` (key as gint64); `selection-changed`; `moved` (the keys as GVariant `ax`, the column where
 * they were dropped).
 */
GtkWidget     *tw_board_new             (TwWorkspace     *workspace);
/* The menu of a card; kept. */
void           tw_board_set_menu        (TwBoard         *self,
                                         GMenuModel      *menu);
/* The columns with their sums, of what @source shows. @columns: (element-type TwPipelineColumn) */
void           tw_board_set_columns     (TwBoard         *self,
                                         const GPtrArray *columns);
/* The filter that all columns follow. */
void           tw_board_follow          (TwBoard         *self,
                                         TwListSource    *source);
void           tw_board_set_date        (TwBoard         *self,
                                         TwDate           date,
                                         int              warning);
/* Reads the cards again after a change of the workspace. */
void           tw_board_refresh         (TwBoard         *self);
guint          tw_board_count           (TwBoard         *self);
TwBoardColumn *tw_board_nth             (TwBoard         *self,
                                         guint            index);
/* (transfer full) (element-type gint64) */
GArray        *tw_board_get_selected    (TwBoard         *self);
/* (nullable): the column with the focus, else the one with the selection, else the first that is shown. */
TwBoardColumn *tw_board_get_current     (TwBoard         *self);
/* The column @step columns away from that; %NULL at the end. */
TwBoardColumn *tw_board_get_beside      (TwBoard         *self,
                                         int              step);
/* Selects the card with @key in whichever column it is now or will be when its rows have been read. */
void           tw_board_select          (TwBoard         *self,
                                         gint64           key,
                                         gboolean         focus);
/* The card with @key was moved to @column, whose rows are being read: it gets selection and focus when it is there. */
void           tw_board_expect          (TwBoard         *self,
                                         gint64           key,
                                         TwBoardColumn   *column);
gboolean       tw_board_focus           (TwBoard         *self);
/* Takes the selection away; FALSE where there was none. */
gboolean       tw_board_unselect        (TwBoard         *self);

G_END_DECLS
