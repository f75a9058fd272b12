/* tw-analytics-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "analytics/tw-analytics-view.h"

#include "analytics/tw-chart-grid.h"
#include "analytics/tw-filter-bar.h"
#include "application/tw-window.h"
#include "common/tw-chart-card.h"
#include "tw-metric-chart.h"

G_BEGIN_DECLS

/* A card and what it shows. */
typedef struct
{
  TwAnalyticsView     *view;      /* borrowed */
  const TwMetricChart *chart;
  TwChartCard         *widget;    /* borrowed from the grid */
  TwMetricTable       *table;     /* (nullable): what the marks stand for */
  char                *finding;   /* (nullable): its answer */
  gboolean             pending;   /* asked for, not yet shown */
} TwAnalyticsCard;

/* What is brushed in one chart and filters the others. */
typedef struct
{
  TwAnalyticsCard *card;          /* NULL: nothing is */
  TwBoardFilter    filter;
  char           **keys;
  char           **labels;
} TwAnalyticsBrush;

struct _TwAnalyticsView
{
  TwView            parent_instance;

  /* children */
  GtkStack         *stack;
  AdwStatusPage    *status;
  GtkWidget        *status_button;
  GtkWidget        *scroller;
  TwFilterBar      *bar;
  GtkWidget        *findings;
  TwChartGrid       *grid;

  /* owned */
  GPtrArray        *cards;        /* TwAnalyticsCard*, in the order shown */
  TwAnalyticsBrush  brush;
  GCancellable     *loading;      /* (nullable): what is being loaded */
  TwSpan            data;         /* when anything happened; start = end: never */
  gboolean          dirty;        /* something changed while nobody looked */
  TwAnalyticsCard  *left;         /* (nullable): whose rows are shown; Back returns to its mark */
  char             *left_mark;    /* owned */
  guint             return_source;
  guint             return_tries;
};

/* --- tw-analytics-load.c --- */

/* Loads all cards again; but @except, when only a brush in it changed. What is under way is given up. */
void         tw_analytics_view_load         (TwAnalyticsView    *self,
                                             TwAnalyticsCard    *except);
/* (transfer full): what @card is about: the bar, and what is brushed elsewhere. */
TwBoardScope *tw_analytics_view_scope       (TwAnalyticsView    *self,
                                             TwAnalyticsCard    *card);

/* --- tw-analytics-view.c, called by the load --- */

void         tw_analytics_view_show_data    (TwAnalyticsView    *self,
                                             TwSpan              data);
/* @spec, @table, @finding and @error are nullable */
void         tw_analytics_view_show_card    (TwAnalyticsView    *self,
                                             TwAnalyticsCard    *card,
                                             TwChartSpec        *spec,
                                             TwMetricTable      *table,
                                             const char         *finding,
                                             const GError       *error);
void         tw_analytics_view_update       (TwAnalyticsView    *self);

/* --- tw-analytics-actions.c --- */

void         tw_analytics_view_add_actions  (TwAnalyticsView    *self);
void         tw_analytics_view_add_cards    (TwAnalyticsView    *self);
void         tw_analytics_view_clear_brush  (TwAnalyticsView    *self);
void         tw_analytics_view_remember     (TwAnalyticsView    *self);

G_END_DECLS
