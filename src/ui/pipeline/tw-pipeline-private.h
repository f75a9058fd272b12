/* tw-pipeline-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pipeline/tw-pipeline-view.h"

#include "application/tw-window.h"
#include "common/tw-list-source.h"
#include "common/tw-tab-bar.h"
#include "common/tw-table.h"
#include "pipeline/tw-board.h"

G_BEGIN_DECLS

struct _TwPipelineView
{
  TwView         parent_instance;

  /* owned */
  TwTableSource *source;            /* of the deals that both faces show */
  TwTableSource *registrations;
  GMenu         *stages_menu;       /* Move to Stage ▸ */
  GCancellable  *loading;           /* (nullable): of the sums */

  /* children */
  TwTabBar      *tab_bar;
  GtkStack      *stack;             /* opportunities, registrations */
  GtkWidget     *board_button;
  GtkLabel      *summary;
  GtkWidget     *ending_button;
  GtkLabel      *ending;
  TwTable       *table;
  TwBoard       *board;
  GtkWidget     *registrations_bin;
  TwTable       *registration_table;  /* (nullable): made when it is looked at first, as what stands around it */
  GtkWidget     *waiting_button;

  guint          details_source;    /* the pane follows what is selected a little later */
  char          *followed;          /* what the board shows, to see when the filter changes */
};

/* tw-pipeline-view.c */
TwWorkspace *tw_pipeline_get_workspace (TwPipelineView *self);
gboolean     tw_pipeline_shows_board   (TwPipelineView *self);
gboolean     tw_pipeline_shows_registrations (TwPipelineView *self);
/* (transfer full) (element-type gint64): the opportunities that an action is about: of the page on top, else selected. */
GArray      *tw_pipeline_get_keys      (TwPipelineView *self);
/* (transfer full) (element-type gint64): the same of the registrations. */
GArray      *tw_pipeline_get_registrations (TwPipelineView *self);
/* The day on which protections are looked at: today, or the last day of a period that is over. */
TwDate       tw_pipeline_get_date      (TwPipelineView *self);
void         tw_pipeline_update_actions (TwPipelineView *self);
void         tw_pipeline_open          (TwPipelineView *self,
                                        gint64          opportunity);
void         tw_pipeline_set_board     (TwPipelineView *self,
                                        gboolean        board);
/* After a change: everything is read again, a toast says @text and offers to undo the entry. */
void         tw_pipeline_changed       (TwPipelineView *self,
                                        const char     *text);

/* The details pane for that opportunity, 0: for none; without @open only where it is open already. */
void         tw_pipeline_show_details  (TwPipelineView *self,
                                        gint64          opportunity,
                                        gboolean        open);
/* The same for what is selected. */
void         tw_pipeline_follow_details (TwPipelineView *self,
                                        gboolean        open);

/* tw-pipeline-build.c */
GtkWidget   *tw_pipeline_create_opportunities (TwPipelineView *self);
void         tw_pipeline_connect_signals (TwPipelineView *self);

/* tw-pipeline-sums.c */
/* Reads columns and sums of what the filter lets pass, and shows them when they are there. */
void         tw_pipeline_load_sums     (TwPipelineView *self);

/* tw-pipeline-actions.c */
void         tw_pipeline_add_actions   (TwPipelineView *self);
void         tw_pipeline_move          (TwPipelineView *self,
                                        const gint64   *keys,
                                        gsize           n_keys,
                                        const TwStage  *stage);

/* tw-pipeline-registrations.c */
GtkWidget   *tw_pipeline_create_registrations (TwPipelineView *self);
void         tw_pipeline_add_registration_actions (TwPipelineView *self);
void         tw_pipeline_update_registration_actions (TwPipelineView *self,
                                        gboolean        writable);

G_END_DECLS
