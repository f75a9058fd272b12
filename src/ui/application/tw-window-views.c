/* tw-window-views.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "common/tw-history-pane.h"

#include <glib/gi18n-lib.h>

/* The views of a window, the one that is shown, and the way back to where a page was opened from. */

static void
forget_origin (TwWindow *self)
{
  g_clear_pointer (&self->origin, g_free);
  g_clear_weak_pointer (&self->origin_focus);
}

static void
show_view (TwWindow   *self,
           TwView     *view,
           const char *name)
{
  if (self->view == view)
    return;

  if (self->view != NULL)
    tw_window_save_pane (self);

  tw_window_show_details (self, "", NULL, FALSE);
  forget_origin (self);
  self->view = view;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view",
                                  G_ACTION_GROUP (tw_view_get_actions (view)));
  g_signal_group_set_target (self->view_signals, view);
  gtk_stack_set_visible_child_name (self->view_stack, name);
  tw_window_load_pane (self);
  tw_window_update_view_title (self);
  tw_window_update_width (self);
}

/* Rows of the details pane follow the selection of a view; leaving the page ends what they were
 * about. The history is about all pages. */
void
tw_window_note_page (TwWindow *self)
{
  if (!TW_IS_HISTORY_PANE (adw_bin_get_child (self->pane_content)))
    tw_window_show_details (self, "", NULL, FALSE);
  if (tw_view_get_page (self->view) == NULL)
    forget_origin (self);
  tw_window_update_width (self);
}

/* A pane that is opened by its button shows what the view has to say about the current row. */
void
tw_window_fill_pane (TwWindow *self)
{
  GActionGroup *actions;

  if (self->view == NULL || self->pane_filled || !adw_flap_get_reveal_flap (self->flap))
    return;

  actions = G_ACTION_GROUP (tw_view_get_actions (self->view));
  if (g_action_group_has_action (actions, "details"))
    g_action_group_activate_action (actions, "details", NULL);
}

void
tw_window_clear_views (TwWindow *self)
{
  GtkWidget *child;

  /* What is taken away with the focus in it keeps a reference from GTK 4.8 for good. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  g_signal_group_set_target (self->view_signals, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", NULL);
  self->view = NULL;
  self->pending = NULL;
  g_clear_handle_id (&self->view_source, g_source_remove);
  forget_origin (self);
  adw_bin_set_child (self->pane_content, NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->view_stack))) != NULL)
    gtk_stack_remove (self->view_stack, child);
}

TwView *
tw_window_show_view (TwWindow   *self,
                     const char *name)
{
  const TwViewInfo *info;
  GtkWidget *view;

  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);
  g_return_val_if_fail (self->document != NULL, NULL);

  info = tw_views_find (name);
  if (info == NULL)
    return NULL;

  self->pending = NULL;

  view = gtk_stack_get_child_by_name (self->view_stack, name);

  if (view == NULL)
    {
      view = GTK_WIDGET (info->new (self->document));
      gtk_stack_add_titled (self->view_stack, view, name, _(info->label));
    }

  show_view (self, TW_VIEW (view), name);
  gtk_list_box_select_row (self->sidebar_list, tw_window_find_sidebar_row (self, name));

  return TW_VIEW (view);
}

TwView *
tw_window_visit_view (TwWindow   *self,
                      const char *name)
{
  g_autofree char *origin = NULL;
  GtkWidget *focus;
  TwView *view;

  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);

  origin = g_strdup (gtk_stack_get_visible_child_name (self->view_stack));
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  view = tw_window_show_view (self, name);

  if (view != NULL && g_strcmp0 (origin, name) != 0)
    {
      g_free (self->origin);
      self->origin = g_steal_pointer (&origin);
      g_set_weak_pointer (&self->origin_focus, focus);
    }

  return view;
}

/* Leaves the page on top, and the view where that page was opened out of another one. */
static gboolean
leave_page (TwWindow *self)
{
  g_autofree char *origin = g_steal_pointer (&self->origin);
  GtkWidget *focus = self->origin_focus;
  TwView *view;

  g_clear_weak_pointer (&self->origin_focus);

  if (self->view == NULL || !tw_view_pop (self->view))
    return FALSE;

  view = origin != NULL ? tw_window_show_view (self, origin) : NULL;

  if (view != NULL && (focus == NULL || !gtk_widget_grab_focus (focus)))
    tw_view_focus (view);

  return TRUE;
}

void
tw_window_go_back (TwWindow *self)
{
  if (!tw_window_may_go_back (self) || leave_page (self))
    return;

  if (adw_leaflet_get_folded (self->leaflet) &&
      adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK))
    gtk_widget_child_focus (GTK_WIDGET (self->sidebar_list), GTK_DIR_TAB_FORWARD);
}
