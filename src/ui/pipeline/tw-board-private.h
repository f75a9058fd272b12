/* tw-board-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-size-bin.h"
#include "pipeline/tw-board.h"

G_BEGIN_DECLS

struct _TwBoard
{
  AdwBin             parent_instance;

  /* owned */
  TwWorkspace       *workspace;
  TwListSource      *source;        /* (nullable): whose filter the columns follow */
  GMenuModel        *menu;
  GPtrArray         *columns;       /* TwBoardColumn* */

  /* children */
  TwSizeBin         *size_bin;
  GtkDropDown       *chooser;
  GtkScrolledWindow *scroller;
  GtkBox            *box;
  GtkWidget         *popover;       /* (nullable) */

  TwBoardColumn     *current;       /* borrowed (nullable): had the focus or a selection last */
  gint64             pending;       /* the card that was moved to it and isn't read yet, 0: none */
  TwDate             date;
  int                warning;
  gboolean           unselecting;
  gboolean           choosing;
  int                scroll_step;
  guint              scroll_source;
};

/* tw-board.c */
/* The place of a column, -1 where there is none. */
int  tw_board_index_of       (TwBoard       *self,
                              TwBoardColumn *column);
/* Scrolls to a column, or shows it instead of the other one where there is room for one. */
void tw_board_reveal         (TwBoard       *self,
                              TwBoardColumn *column);

/* tw-board-scroll.c */
void tw_board_add_motion     (TwBoard       *self);
void tw_board_stop_scrolling (TwBoard       *self);

G_END_DECLS
