/* tw-board-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-list-source.h"
#include "tw-pipeline.h"

G_BEGIN_DECLS

#define TW_TYPE_BOARD_COLUMN (tw_board_column_get_type ())
G_DECLARE_FINAL_TYPE (TwBoardColumn, tw_board_column, TW, BOARD_COLUMN, AdwBin)

/**
 * TwBoardColumn:
 *
 * One stage of the board: its name, count and sums, and a lazy list of cards. The whole column takes cards that are
 * dropped.
 *
 * Signals: `activated` (key as gint64) on Enter and double-click; `selection-changed`; `dropped` (GVariant `ax` of
 * keys) when cards of another column were dropped here; `step` (int) when the focus shall go to the column beside,
 * from the row that has it; `menu` (x, y in the column, as doubles) when the context menu is asked for.
 *
 * @stage: copied
 */
GtkWidget     *tw_board_column_new            (TwWorkspace            *workspace,
                                               const TwStage          *stage);
/* Whether the column is of this stage, by name and kind. */
gboolean       tw_board_column_is_of          (TwBoardColumn          *self,
                                               const TwStage          *stage);
const TwStage *tw_board_column_get_stage      (TwBoardColumn          *self);
/* Name, probability, counts and sums of the heading. */
void           tw_board_column_set_sums       (TwBoardColumn          *self,
                                               const TwPipelineColumn *sums);
/* Shows what @source shows, of this stage. */
void           tw_board_column_follow         (TwBoardColumn          *self,
                                               TwListSource           *source);
/* The day on which protections are looked at, and the days before their end from which on they are marked. */
void           tw_board_column_set_date       (TwBoardColumn          *self,
                                               TwDate                  date,
                                               int                     warning);
void           tw_board_column_refresh        (TwBoardColumn          *self);
TwListSource  *tw_board_column_get_source     (TwBoardColumn          *self);
/* (transfer full) (element-type gint64): of the selected cards, else of the one with the focus. */
GArray        *tw_board_column_get_selected   (TwBoardColumn          *self);
void           tw_board_column_unselect       (TwBoardColumn          *self);
/* Selects the card with @key alone and scrolls to it, now or when the rows have been read; FALSE where it isn't listed
 * yet. */
gboolean       tw_board_column_select         (TwBoardColumn          *self,
                                               gint64                  key,
                                               gboolean                focus);
/* Whether it waits for such a card. */
gboolean       tw_board_column_waits          (TwBoardColumn          *self);
/* The focus to the card at that place, or the last one before; FALSE where there is none. */
gboolean       tw_board_column_focus_position (TwBoardColumn          *self,
                                               guint                   position);
/* Of the card with the focus, or %TW_NO_POSITION. */
guint          tw_board_column_get_focus      (TwBoardColumn          *self);

G_END_DECLS
