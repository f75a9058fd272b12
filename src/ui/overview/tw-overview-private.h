/* tw-overview-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "overview/tw-overview-view.h"

#include "common/tw-card-grid.h"
#include "tw-attention.h"
#include "tw-filter.h"
#include "tw-first-steps.h"
#include "tw-metric-compute.h"

G_BEGIN_DECLS

struct _TwOverviewView
{
  TwView            parent_instance;

  /* children */
  GtkWidget        *steps_section;
  GtkListBox       *steps_list;
  GtkWidget        *attention_section;
  GtkListBox       *attention_list;
  GtkWidget        *attention_skeleton;
  AdwStatusPage    *attention_empty;
  GtkWidget        *attention_error;
  GtkLabel         *attention_error_label;
  GtkStack         *attention_stack;
  GtkListBox       *activity_list;
  TwCardGrid       *figure_grid;
  GtkWidget        *figure_none;
  TwCardGrid       *chart_grid;
  GtkWidget        *chart_none;

  /* owned */
  GPtrArray        *items;              /* (nullable): TwAttention* */
  GPtrArray        *figures;            /* TwFigure*, see tw-overview-figures.c */
  GPtrArray        *charts;             /* TwPinned*, see tw-overview-charts.c */
  GCancellable     *attention_reading;  /* (nullable): under way */
  GCancellable     *ties_reading;       /* (nullable): under way */
  GCancellable     *figures_reading;    /* (nullable): under way */
  TwFirstSteps      steps;              /* as last read */
  guint             skeleton_source;
  gboolean          focus_pending;      /* the rows take the focus when they come */
  gboolean          dirty;              /* not shown while something changed */
};

/* Puts the rows behind a figure on top; Back returns to where the focus is. */
void       tw_overview_open_rows        (TwOverviewView *self,
                                         const TwEntity *entity,
                                         const TwFilter *filter,
                                         const char     *title);
GtkWidget *tw_overview_create_heading   (const char     *title);
/* The period of the document against the one before; without a workspace. */
void       tw_overview_get_scope        (TwOverviewView *self,
                                         TwMetricScope  *scope);

/* --- tw-overview-steps.c --- */

GtkWidget *tw_overview_create_steps     (TwOverviewView *self);
/* Shows what comes next, or nothing where all was done. */
void       tw_overview_show_steps       (TwOverviewView     *self,
                                         const TwFirstSteps *state);
gboolean   tw_overview_has_steps        (TwOverviewView *self);
/* Puts the focus on the step that comes next. */
gboolean   tw_overview_focus_steps      (TwOverviewView *self);

/* --- tw-overview-attention.c --- */

GtkWidget *tw_overview_create_attention (TwOverviewView *self);
/* Shows @items (transfer full), sorted. */
void       tw_overview_show_attention   (TwOverviewView *self,
                                         GPtrArray      *items);
/* The row of a list that has the focus, -1 none. */
int        tw_overview_get_focused_row  (TwOverviewView *self,
                                         GtkListBox     *list);
void       tw_overview_show_failure     (TwOverviewView *self,
                                         const GError   *error);
void       tw_overview_show_skeleton    (TwOverviewView *self);

/* --- tw-overview-activity.c --- */

GtkWidget *tw_overview_create_activity  (TwOverviewView *self);
/* @entries: (element-type TwHistoryEntry) */
void       tw_overview_show_activity    (TwOverviewView *self,
                                         GPtrArray      *entries);

/* --- tw-overview-figures.c --- */

GtkWidget *tw_overview_create_figures   (TwOverviewView *self);
/* Which figures are pinned, and reads them. */
void       tw_overview_read_figures     (TwOverviewView *self);

/* --- tw-overview-charts.c --- */

GtkWidget *tw_overview_create_charts    (TwOverviewView *self);
void       tw_overview_read_charts      (TwOverviewView *self);

G_END_DECLS
