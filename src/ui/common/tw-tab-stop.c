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
tw_tab_stop_focus (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  TwTabStop *self = TW_TAB_STOP (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  GtkWidget *focus = get_focus_inside (self);
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (child == NULL)
    return FALSE;

  if (focus != NULL && is_tab)
    {
      g_set_weak_pointer (&self->last, focus);
      return FALSE;
    }

  if (is_tab && self->last != NULL && gtk_widget_is_ancestor (self->last, GTK_WIDGET (self)) &&
      gtk_widget_get_mapped (self->last) && gtk_widget_grab_focus (self->last))
    return TRUE;

  return gtk_widget_child_focus (child, direction);
}

static void
tw_tab_stop_dispose (GObject *object)
{
  TwTabStop *self = TW_TAB_STOP (object);

  g_clear_weak_pointer (&self->last);

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
