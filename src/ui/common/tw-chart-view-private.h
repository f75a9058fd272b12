/* tw-chart-view-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-chart-view.h"

#include "tw-chart-data.h"
#include "tw-chart-handles.h"

G_BEGIN_DECLS

/* Above so many marks two child widgets take turns. */
#define TW_CHART_CHILDREN_MAX 200

struct _TwChartView
{
  GtkWidget         parent_instance;

  /* owned */
  TwChartSpec      *spec;
  TwChartLayout    *layout;           /* of the last allocation */
  GskRenderNode    *node;             /* the layout as drawn; made when it is first shown */
  GskRenderNode    *old_node;         /* what fades out */
  AdwAnimation     *fade;
  GtkBitset        *selected;         /* hits */
  guint             parts;
  int               height;
  double            rate_step;
  guint             sync_source;
  guint             leave_source;     /* the pointer may have left */
  guint             show_source;      /* the value is shown once the mark can be seen */
  guint             show_tries;

  /* children */
  GPtrArray        *marks;            /* TwChartChild*: one per hit, or two */
  GPtrArray        *handles;          /* TwChartChild* */
  GtkWidget        *popover;
  GtkLabel         *popover_title;
  GtkLabel         *popover_value;
  GtkLabel         *popover_text;

  guint             current;          /* the hit that has or had the focus */
  guint             hover;
  guint             anchor;           /* where Shift+arrows began */
  gboolean          recycled;

  /* a drag */
  gboolean          brushing;
  TwChartRect       brush;
  double            start_x;
  double            start_y;

  /* a handle that moves */
  guint             handle;           /* TW_CHART_NO_HANDLE: none */
  gboolean          dragging;
  double            handle_value;
  double            handle_start;     /* NAN until it moves */
  TwChartLayout    *drag_layout;      /* owned: an axis that grows meanwhile would run away with it */
  GtkWidget        *entry_popover;    /* where a value is typed */
};

/* --- tw-chart-child.c: a mark or a handle --- */

#define TW_TYPE_CHART_CHILD (tw_chart_child_get_type ())
G_DECLARE_FINAL_TYPE (TwChartChild, tw_chart_child, TW, CHART_CHILD, GtkWidget)
/* As wide as a finger for a handle, without a size of its own for a mark. */
GtkWidget  *tw_chart_child_new           (TwChartView  *view,
                                          gboolean      is_handle);
guint       tw_chart_child_get_index     (TwChartChild *self);
void        tw_chart_child_set_index     (TwChartChild *self,
                                          guint         index);

/* --- tw-chart-view-draw.c --- */

/* What is drawn next comes in while the marks before go, where that is wanted. */
void        tw_chart_view_create_fade    (TwChartView  *self);
void        tw_chart_view_start_fade     (TwChartView  *self);
void        tw_chart_view_snapshot       (GtkWidget    *widget,
                                          GtkSnapshot  *snapshot);

/* --- tw-chart-view-names.c --- */

void        tw_chart_view_update_names   (TwChartView  *self);

/* --- tw-chart-marks.c --- */

/* (transfer full): "Reseller, 92 %, n 12, low sample, 1 of 6" */
char       *tw_chart_view_name_hit       (TwChartView  *self,
                                          guint         hit);
const TwChartMark *tw_chart_view_get_mark (TwChartView *self,
                                          guint         hit);
/* Whether the text of the mark tells already on how many it rests. */
gboolean    tw_chart_view_tells_n        (const TwChartMark *mark);
/* What the mark is of, beside its series. */
const char *tw_chart_view_get_label      (TwChartView       *self,
                                          guint              series,
                                          const TwChartMark *mark);
/* As many children as there are marks, with their names. */
void        tw_chart_view_sync_marks     (TwChartView  *self);
void        tw_chart_view_allocate_marks (TwChartView  *self);
/* The index of the mark with the focus, TW_CHART_NO_HIT for none. */
guint       tw_chart_view_focused_hit    (TwChartView  *self);
gboolean    tw_chart_view_focus_hit      (TwChartView  *self,
                                          guint         hit);
/* Called by the child that got or lost the focus. */
void        tw_chart_view_child_focused  (TwChartView  *self,
                                          TwChartChild *child,
                                          gboolean      focused);
void        tw_chart_view_bind_marks     (GtkWidgetClass *widget_class);
gboolean    tw_chart_view_move_focus     (TwChartView  *self,
                                          GtkDirectionType direction);

/* --- tw-chart-select.c --- */

void        tw_chart_view_select_range   (TwChartView  *self,
                                          guint         from,
                                          guint         to);
void        tw_chart_view_toggle         (TwChartView  *self,
                                          guint         hit);
/* FALSE when nothing was selected. */
gboolean    tw_chart_view_unselect       (TwChartView  *self);
void        tw_chart_view_activate_hit   (TwChartView  *self,
                                          guint         hit);
void        tw_chart_view_add_gestures   (TwChartView  *self);
/* Finds the marks of @keys in the new spec. */
void        tw_chart_view_restore        (TwChartView  *self,
                                          char        **selected,
                                          const char   *current);

/* --- tw-chart-popover.c --- */

/* TW_CHART_NO_HIT hides it. */
void        tw_chart_view_show_value     (TwChartView  *self,
                                          guint         hit);
void        tw_chart_view_present        (TwChartView  *self);
void        tw_chart_view_close_popovers (TwChartView  *self);

/* --- tw-chart-drag.c: handles --- */

void        tw_chart_view_sync_handles   (TwChartView  *self);
void        tw_chart_view_allocate_handles (TwChartView *self);
void        tw_chart_view_draw_handle    (TwChartView  *self,
                                          GtkSnapshot  *snapshot);
/* A pointer takes the handle. */
void        tw_chart_view_grab_handle    (TwChartView  *self,
                                          guint         handle);
/* Before the first move of a grabbed handle: of two at one place the one that goes the way of the pointer. */
void         tw_chart_view_choose_handle (TwChartView *self,
                                          double       dx,
                                          double       dy);
/* Moves to where the pointer is, in steps unless @exactly. */
void        tw_chart_view_drag_handle    (TwChartView  *self,
                                          guint         handle,
                                          double        x,
                                          double        y,
                                          gboolean      exactly);
/* @steps: of the handle, also parts of one. */
void        tw_chart_view_step_handle    (TwChartView  *self,
                                          guint         handle,
                                          double        steps);
void        tw_chart_view_release_handle (TwChartView  *self);
/* FALSE when none had moved. */
gboolean    tw_chart_view_restore_handle (TwChartView  *self);
void        tw_chart_view_enter_value    (TwChartView  *self,
                                          guint         handle);
/* A key pressed on a handle. */
gboolean    tw_chart_view_handle_key     (TwChartView  *self,
                                          guint         handle,
                                          int           horizontal,
                                          int           vertical,
                                          GdkModifierType state);

/* --- tw-chart-view.c --- */

enum
{
  TW_CHART_VIEW_MARK_ACTIVATED,
  TW_CHART_VIEW_BRUSHED,
  TW_CHART_VIEW_HANDLE_MOVED,
  TW_CHART_VIEW_HANDLE_RELEASED,
  TW_CHART_VIEW_N_SIGNALS,
};

void        tw_chart_view_emit           (TwChartView  *self,
                                          guint         signal,
                                          ...);

G_END_DECLS
