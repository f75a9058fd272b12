/* tw-plan-timeline-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plans/tw-plan-timeline.h"

G_BEGIN_DECLS

/* The width of an item's mark: ◆ ◇ ⚠. */
#define TW_PLAN_TIMELINE_MARK 24

/* One milestone or review: a flat button whose mark stands at its day. */
typedef struct
{
  const char *kind;             /* interned */
  gint64      id;
  char       *title;
  TwDate      due;
  TwDate      dragged;          /* while it is dragged, else TW_DATE_NONE */
  gboolean    done;
  gboolean    flipped;          /* the title stands before the mark */
  int         lane;
  GtkWidget  *button;           /* child */
  GtkGesture *drag;             /* of the button */
  GtkWidget  *box;
  GtkWidget  *mark;
  GtkWidget  *label;
} TwPlanTimelineItem;

struct _TwPlanTimeline
{
  GtkWidget   parent_instance;

  /* owned */
  GPtrArray  *items;            /* TwPlanTimelineItem* */
  TwCalendar *calendar;
  TwSpan      span;
  TwDate      today;
  gboolean    editable;

  const char *focus_kind;       /* of the item that had the focus before a refresh */
  gint64      focus_id;
  int         n_lanes;
};

gboolean           tw_plan_timeline_is_mirrored      (TwPlanTimeline *self);
int                tw_plan_timeline_day_to_x         (TwPlanTimeline *self,
                                                      TwDate          day,
                                                      int             width);
TwDate             tw_plan_timeline_x_to_day         (TwPlanTimeline *self,
                                                      int             x,
                                                      int             width);

/* Of the widget's class. */
void               tw_plan_timeline_measure          (GtkWidget      *widget,
                                                      GtkOrientation  orientation,
                                                      int             for_size,
                                                      int            *minimum,
                                                      int            *natural,
                                                      int            *minimum_baseline,
                                                      int            *natural_baseline);
GtkSizeRequestMode tw_plan_timeline_get_request_mode (GtkWidget      *widget);
void               tw_plan_timeline_size_allocate    (GtkWidget      *widget,
                                                      int             width,
                                                      int             height,
                                                      int             baseline);
/* Quarters, their names, and the line of today. */
void               tw_plan_timeline_draw             (TwPlanTimeline *self,
                                                      GtkSnapshot    *snapshot);

G_END_DECLS
