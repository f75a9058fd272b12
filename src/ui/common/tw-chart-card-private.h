/* tw-chart-card-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-chart-card.h"

#include "common/tw-table.h"

G_BEGIN_DECLS

struct _TwChartCard
{
  AdwBin              parent_instance;

  /* children */
  GtkWidget          *head;
  GtkLabel           *title;
  GtkLabel           *subtitle;
  GtkMenuButton      *info;
  char               *info_text;     /* owned: what the definition's popover says */
  GtkToggleButton    *table_button;
  GtkMenuButton      *menu_button;
  GtkStack           *stack;
  TwChartView        *view;
  AdwBin             *table_bin;
  TwTable            *table;            /* (nullable): made when it is first asked for */
  GtkWidget          *skeleton;
  GtkLabel           *error_label;
  GtkWidget          *context_menu;     /* (nullable) */

  /* owned */
  GSimpleActionGroup *actions;
  TwDocument         *document;         /* (nullable): where it can be pinned */
  GMenuModel         *extra;            /* (nullable) */
  char               *pin_name;
  char               *pin_parameters;
  gboolean            movable;
  guint               skeleton_source;
};

enum
{
  TW_CHART_CARD_SHOW_ROWS,
  TW_CHART_CARD_TRY_AGAIN,
  TW_CHART_CARD_MOVE,
  TW_CHART_CARD_DROPPED,
  TW_CHART_CARD_MARK_ACTIVATED,
  TW_CHART_CARD_BRUSHED,
  TW_CHART_CARD_N_SIGNALS,
};

void        tw_chart_card_emit           (TwChartCard    *self,
                                          guint           signal,
                                          ...);

/* --- tw-chart-card-actions.c --- */

void        tw_chart_card_add_actions    (TwChartCard    *self);
/* Which of them make sense now, and the menu. */
void        tw_chart_card_update_actions (TwChartCard    *self);
/* The menu behind the button. */
void             tw_chart_card_add_menu        (TwChartCard *self);
void        tw_chart_card_bind_keys      (GtkWidgetClass *widget_class);
void        tw_chart_card_add_drag       (TwChartCard    *self);

/* --- tw-chart-card-table.c --- */

/* Fills the table from the chart, making it if need be. */
void        tw_chart_card_fill_table     (TwChartCard    *self);

G_END_DECLS
