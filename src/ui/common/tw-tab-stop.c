/* tw-tab-stop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tab-stop.h"

struct _TwTabStop
{
  AdwBin     parent_instance;

  /* borrowed, cleared by a weak pointer: rows are recycled */
  GtkWidget *last;
  GtkWidget *head;
  GtkWidget *last_title;
};

G_DEFINE_FINAL_TYPE (TwTabStop, tw_tab_stop, ADW_TYPE_BIN)

static GtkWidget *
get_focus_inside (TwTabStop *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;

  return focus;
}

static gboolean
is_inside (GtkWidget *widget,
           GtkWidget *ancestor)
{
  return widget != NULL && ancestor != NULL && gtk_widget_is_ancestor (widget, ancestor);
}

static gboolean
enter_head (TwTabStop *self)
{
  GtkWidget *title = self->last_title;

  if (self->head == NULL || !gtk_widget_get_mapped (self->head))
    return FALSE;

  if (!is_inside (title, self->head) || !gtk_widget_get_mapped (title))
    title = gtk_widget_get_first_child (self->head);

  return title != NULL && gtk_widget_get_focusable (title) && gtk_widget_grab_focus (title);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) || GTK_IS_LIST_BOX (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_list (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A list of GTK 4.8 that lost the row it noted (all rows went, and came back by a filter) lets nobody
 * in: the first row that is seen does. */
static gboolean
enter_any_row (TwTabStop *self)
{
  GtkWidget *list = find_list (GTK_WIDGET (self));

  for (GtkWidget *row = list != NULL ? gtk_widget_get_first_child (list) : NULL; row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (gtk_widget_get_mapped (row) && gtk_widget_grab_focus (row))
        return TRUE;
    }

  return FALSE;
}

/* A selection that was made elsewhere (a key shows another view) is where one stands, not the row that was left last. */
static gboolean
enter_selected_row (TwTabStop *self)
{
  GtkWidget *list = find_list (GTK_WIDGET (self));
  GtkListBoxRow *row = GTK_IS_LIST_BOX (list) ? gtk_list_box_get_selected_row (GTK_LIST_BOX (list)) : NULL;

  return row != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)) && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
enter_rows (TwTabStop *self)
{
  GtkWidget *rows = adw_bin_get_child (ADW_BIN (self));

  if (enter_selected_row (self))
    return TRUE;

  if (is_inside (self->last, GTK_WIDGET (self)) && gtk_widget_get_mapped (self->last) &&
      gtk_widget_grab_focus (self->last))
    return TRUE;

  if (self->head != NULL)
    rows = gtk_widget_get_next_sibling (self->head);

  return (rows != NULL && gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD)) || enter_any_row (self);
}

static gboolean
tw_tab_stop_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  TwTabStop *self = TW_TAB_STOP (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  GtkWidget *focus = get_focus_inside (self);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (child == NULL)
    return FALSE;

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (child, direction);

  if (focus != NULL && is_inside (focus, self->head))
    {
      g_set_weak_pointer (&self->last_title, focus);
      return forward && enter_rows (self);
    }

  if (focus != NULL)
    {
      g_set_weak_pointer (&self->last, focus);
      return !forward && enter_head (self);
    }

  return (forward && enter_head (self)) || enter_rows (self);
}

static void
tw_tab_stop_dispose (GObject *object)
{
  TwTabStop *self = TW_TAB_STOP (object);

  g_clear_weak_pointer (&self->last);
  g_clear_weak_pointer (&self->last_title);
  g_clear_weak_pointer (&self->head);

  G_OBJECT_CLASS (tw_tab_stop_parent_class)->dispose (object);
}

static void
tw_tab_stop_class_init (TwTabStopClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_tab_stop_dispose;
  GTK_WIDGET_CLASS (klass)->focus = tw_tab_stop_focus;
}

static void
tw_tab_stop_init (TwTabStop *self)
{
}

GtkWidget *
tw_tab_stop_new (GtkWidget *child)
{
  return g_object_new (TW_TYPE_TAB_STOP, "child", child, NULL);
}

void
tw_tab_stop_set_head (TwTabStop *self,
                      GtkWidget *head)
{
  g_return_if_fail (TW_IS_TAB_STOP (self));

  g_set_weak_pointer (&self->head, head);
}
