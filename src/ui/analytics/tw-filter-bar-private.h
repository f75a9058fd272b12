/* tw-filter-bar-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "analytics/tw-filter-bar.h"

G_BEGIN_DECLS

/* Partners are chosen in charts, not from a list. */
#define N_MENUS TW_BOARD_PARTNER

struct _TwFilterBar
{
  AdwBin          parent_instance;

  /* owned */
  TwBoardScope   *scope;
  TwCalendar     *calendar;
  TwBoardCompare  compare;
  char           *brush;              /* (nullable) */
  gboolean        updating;

  /* children */
  GtkMenuButton  *compare_button;
  GtkWidget      *compare_radios[3];   /* made with what pops up, as lists and searches are */
  GtkMenuButton  *menus[N_MENUS];
  GtkListBox     *lists[N_MENUS];
  GtkWidget      *searches[N_MENUS];
  char          **keys[N_MENUS];       /* owned: what can be chosen */
  char          **labels[N_MENUS];     /* owned */
  gboolean        filled[N_MENUS];     /* the list has rows for them */
  GtkWidget      *clear_button;
  GtkWidget      *more_button;
  GtkWidget      *chips;              /* GtkFlowBox */
};

/* Menus that choose, and lists that are made when one of them is opened. */
GtkWidget *tw_filter_bar_create_menu    (TwFilterBar   *self,
                                         TwBoardFilter  filter);
GtkWidget *tw_filter_bar_create_compare (TwFilterBar   *self);
void       tw_filter_bar_fill_list      (TwFilterBar   *self,
                                         TwBoardFilter  filter);
/* What they show follows what is chosen. */
void       tw_filter_bar_update_menu    (TwFilterBar   *self,
                                         TwBoardFilter  filter);
void       tw_filter_bar_update_compare (TwFilterBar   *self);

G_END_DECLS
