/* tw-board-column-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table-selection.h"
#include "pipeline/tw-board-column.h"
#include "pipeline/tw-board-heading.h"

G_BEGIN_DECLS

struct _TwBoardColumn
{
  AdwBin            parent_instance;

  /* owned */
  TwStage          *stage;
  TwTableSource    *source;
  TwTableSelection *selection;

  /* children */
  TwBoardHeading   *heading;
  GtkListView      *view;
  GtkStack         *stack;
  GHashTable       *bound;      /* GtkListItem*, borrowed */

  TwDate            date;
  int               warning;
  gint64            wanted;     /* the key that gets the focus when it is there, 0: none */
  gboolean          wanted_focus;
  gboolean          alone;      /* one currency, named by the heading */
};

/* tw-board-column.c */
/* (nullable): what shows a position now. */
GtkListItem *tw_board_column_find_bound      (TwBoardColumn   *self,
                                              guint            position);
gboolean     tw_board_column_focus_row       (TwBoardColumn   *self,
                                              guint            position);

/* tw-board-column-cards.c */
GtkWidget   *tw_board_column_create_list     (TwBoardColumn   *self);

/* tw-board-column-input.c */
void         tw_board_column_install_keys    (GtkWidgetClass  *widget_class);
void         tw_board_column_add_controllers (TwBoardColumn   *self);

G_END_DECLS
