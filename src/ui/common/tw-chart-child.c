/* tw-chart-child.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

/* A mark or a handle as something that can have the focus and a name. It draws nothing: the chart does. */

struct _TwChartChild
{
  GtkWidget    parent_instance;

  TwChartView *view;          /* borrowed: the parent */
  guint        index;         /* of the hit or the handle */
};

G_DEFINE_FINAL_TYPE (TwChartChild, tw_chart_child, GTK_TYPE_WIDGET)

static void
on_enter (TwChartChild *self)
{
  tw_chart_view_child_focused (self->view, self, TRUE);
}

static void
on_leave (TwChartChild *self)
{
  tw_chart_view_child_focused (self->view, self, FALSE);
}

static void
tw_chart_child_class_init (TwChartChildClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chartmark");
}

static void
tw_chart_child_init (TwChartChild *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* The pointer is the chart's: it finds the nearest mark. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tw_chart_child_new (TwChartView *view,
                    gboolean     is_handle)
{
  TwChartChild *self = g_object_new (TW_TYPE_CHART_CHILD, "accessible-role",
                                     is_handle ? GTK_ACCESSIBLE_ROLE_SLIDER
                                               : GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                     NULL);

  self->view = view;

  return GTK_WIDGET (self);
}

guint
tw_chart_child_get_index (TwChartChild *self)
{
  return self->index;
}

void
tw_chart_child_set_index (TwChartChild *self,
                          guint         index)
{
  self->index = index;
}
