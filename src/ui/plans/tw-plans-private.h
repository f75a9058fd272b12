/* tw-plans-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "common/tw-size-bin.h"
#include "common/tw-table.h"
#include "plans/tw-plan-desk.h"
#include "plans/tw-plans-view.h"

G_BEGIN_DECLS

struct _TwPlansView
{
  TwView         parent_instance;

  /* owned */
  TwTableSource *source;
  GPtrArray     *summaries;     /* (nullable): TwPlanSummary*, until they are read */
  GCancellable  *reading;
  gint64         wanted;        /* a plan to open when it was read, 0: none */
  gboolean       focus_wanted;  /* and to go to */
  gboolean       dirty;         /* not read since the last change */
  gint64         activated;     /* the plan that `opening` opens */
  guint          opening;       /* source id of what opens a plan soon, 0: none */

  /* The page of the current plan stands beside the list where it is wide, else in a page on top. */
  TwPlanPage    *page;          /* (nullable), owned */
  TwPlanDesk    *desk;          /* owned: what can be done there */
  gboolean       opened;        /* somebody opened the plan; else it only follows the row of the list */
  gboolean       in_items;      /* the focus belongs into the list of the page, which has no rows yet */
  char          *tab;           /* (nullable), owned: the tab of the page that was open last */

  /* children */
  TwSizeBin     *bin;
  GtkStack      *stack;         /* the list, or an error */
  TwTable       *table;
  GtkWidget     *separator;
  AdwBin        *side;          /* beside the list */
  AdwStatusPage *failed;
};

/* tw-plans-view.c */
/* (nullable) */
const TwPlanSummary *tw_plans_view_get_current (TwPlansView *self);
void                 tw_plans_view_update      (TwPlansView *self);
gboolean             tw_plans_view_is_wide     (TwPlansView *self);
/* Whether the list of plans, not the page of one, is what keys act on. */
gboolean             tw_plans_view_in_list     (TwPlansView *self);

/* tw-plans-list.c */
void                 tw_plans_view_create_list (TwPlansView *self);
void                 tw_plans_view_read        (TwPlansView *self);

/* tw-plans-place.c */
/* Beside the list where it is wide, else on top of it. */
void                 tw_plans_view_place       (TwPlansView *self);
void                 tw_plans_view_forget_page (TwPlansView *self);
/* Shows the plan. @opened: somebody asked for this one. */
void                 tw_plans_view_show_plan   (TwPlansView *self,
                                                gint64       plan,
                                                gboolean     opened);
/* The plan of the list's row, once it is known whether there is room beside it. */
void                 tw_plans_view_open_soon   (TwPlansView *self);
void                 tw_plans_view_resized     (TwPlansView *self);

/* tw-plans-actions.c */
void                 tw_plans_view_install     (TwPlansView *self);

/* Where the work on the plan that is shown begins. */
void         tw_plans_view_focus_page    (TwPlansView *self);
/* As tw_plans_view_open(), of a plan that was made just now: the work on it begins there. */
void         tw_plans_view_open_made     (TwPlansView *self,
                                          gint64       plan);

G_END_DECLS
