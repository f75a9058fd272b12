/* tw-board-heading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-pipeline.h"

G_BEGIN_DECLS

#define TW_TYPE_BOARD_HEADING (tw_board_heading_get_type ())
G_DECLARE_FINAL_TYPE (TwBoardHeading, tw_board_heading, TW, BOARD_HEADING, GtkBox)

/* What stands over a column of the board: stage, how many, amount and weighted amount by currency. */
GtkWidget *tw_board_heading_new      (void);
/* (transfer full): all of it in words. */
char      *tw_board_heading_set_sums (TwBoardHeading         *self,
                                      const TwPipelineColumn *sums);
/* (transfer full): "1,204.00 USD · 310.00 EUR"; empty where nothing has an amount. */
char      *tw_board_heading_join     (const GPtrArray        *sums,
                                      gboolean                weighted);

G_END_DECLS
