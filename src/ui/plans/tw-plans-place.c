/* tw-plans-place.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the page of a plan stands: beside the list where it is wide, else on top of it. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "common/tw-turns.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-reader.h"
#include "tw-record.h"

#include <glib/gi18n-lib.h>

#define LIST_WIDTH 330

/* A new view hears only after it was laid out whether it is wide. */
#define SETTLE_MS 100

static TwDocument *
get_document (TwPlansView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

static void
detach_page (TwPlansView *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->page));

  if (parent != NULL)
    adw_bin_set_child (ADW_BIN (parent), NULL);
}

/* Beside the list where it is wide, else on top of it. */
void
tw_plans_view_place (TwPlansView *self)
{
  TwView *view = TW_VIEW (self);
  gboolean wide = tw_plans_view_is_wide (self);
  gboolean on_top = tw_view_get_page (view) != NULL;
  GtkWidget *holder;

  gtk_widget_set_visible (self->separator, wide);
  gtk_widget_set_visible (GTK_WIDGET (self->side), wide);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), !wide);
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), wide ? LIST_WIDTH : -1, -1);

  if (self->page == NULL || wide == !on_top)
    return;

  detach_page (self);
  if (wide)
    {
      adw_bin_set_child (self->side, GTK_WIDGET (self->page));
      tw_view_pop (view);
      return;
    }

  holder = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (holder), GTK_WIDGET (self->page));
  tw_view_push (view, holder, _("Plan"));
}

void
tw_plans_view_forget_page (TwPlansView *self)
{
  if (self->page == NULL)
    return;

  g_free (self->tab);
  self->tab = g_strdup (tw_plan_page_get_tab (self->page));
  self->opened = FALSE;
  detach_page (self);
  tw_plan_desk_set_page (self->desk, NULL);
  g_clear_object (&self->page);
}

/* Who has worked in it goes on with it, wherever the focus is when the room gets narrow: a pane takes it first. */
static void
on_page_entered (TwPlansView *self)
{
  self->opened = TRUE;
}

static void
follow_focus (TwPlansView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_page_entered), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->page), focus);
}

/* Shows the plan, beside the list or on top of it. @opened: somebody asked for this one. */
void
tw_plans_view_show_plan (TwPlansView *self,
                         gint64       plan,
                         gboolean     opened)
{
  if (self->page == NULL || tw_plan_page_get_id (self->page) != plan)
    {
      while (tw_view_get_page (TW_VIEW (self)) != NULL)
        tw_view_pop (TW_VIEW (self));
      tw_plans_view_forget_page (self);
      self->page = g_object_ref_sink (TW_PLAN_PAGE (tw_plan_page_new (get_document (self), plan)));
      follow_focus (self);
      tw_plan_desk_set_page (self->desk, self->page);
      if (self->tab != NULL)
        tw_plan_page_show_tab (self->page, self->tab);
      if (tw_plans_view_is_wide (self))
        adw_bin_set_child (self->side, GTK_WIDGET (self->page));
    }

  self->opened = self->opened || opened;
  tw_plan_page_show (self->page, tw_plans_view_get_current (self));
  /* Whoever asked for it goes on in its rows. */
  if (opened)
    tw_turns_finish (self->page);
  tw_plans_view_place (self);
  tw_plans_view_update (self);
  tw_plan_desk_show_details (self->desk, FALSE);
}

/* Beside the list stands the plan of its row, the first one unless somebody chose. */
static gboolean
open_beside (gpointer user_data)
{
  TwPlansView *self = user_data;
  gint64 plan = tw_table_get_current (self->table);

  self->opening = 0;
  if (self->page != NULL || !tw_plans_view_is_wide (self) || self->summaries == NULL
      || self->summaries->len == 0)
    return G_SOURCE_REMOVE;

  if (tw_plan_find_summary (self->summaries, plan) == NULL)
    plan = ((TwPlanSummary *) g_ptr_array_index (self->summaries, 0))->id;
  tw_table_select (self->table, plan);
  if (self->page == NULL)
    tw_plans_view_show_plan (self, plan, FALSE);

  return G_SOURCE_REMOVE;
}

void
tw_plans_view_open_soon (TwPlansView *self)
{
  if (self->opening == 0)
    self->opening = g_timeout_add (SETTLE_MS, open_beside, self);
}

gboolean
tw_plans_view_open (TwPlansView *self,
                    gint64       plan)
{
  g_return_val_if_fail (TW_IS_PLANS_VIEW (self), FALSE);

  if (!tw_record_exists (tw_document_get_workspace (get_document (self)), "plan", plan))
    return FALSE;

  if (tw_plan_find_summary (self->summaries, plan) != NULL)
    {
      tw_table_select (self->table, plan);
      tw_plans_view_show_plan (self, plan, TRUE);
      return TRUE;
    }

  self->wanted = plan;
  tw_plans_view_read (self);

  return TRUE;
}

void
tw_plans_view_focus_page (TwPlansView *self)
{
  if (!tw_table_focus_row (tw_plan_page_get_table (self->page)))
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

void
tw_plans_view_open_made (TwPlansView *self,
                         gint64       plan)
{
  gboolean open = tw_plans_view_open (self, plan);

  self->focus_wanted = open && self->wanted != 0;
  if (open && !self->focus_wanted)
    tw_plans_view_focus_page (self);
}

/* A plan that only followed its row folds back into the list; one that somebody opened, or works in, goes on top. */
void
tw_plans_view_resized (TwPlansView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *kept = NULL;
  TwTable *table = NULL;

  /* Wherever it is, in the pane as well: a page that is put on top would take it. */
  if (focus != NULL)
    g_set_weak_pointer (&kept, focus);
  if (focus != NULL && self->page != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)))
    {
      table = tw_plan_page_get_table (self->page);
      if (table != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (table)))
        table = NULL;
      self->opened = TRUE;
    }

  if (!tw_plans_view_is_wide (self) && !self->opened)
    tw_plans_view_forget_page (self);
  tw_plans_view_place (self);
  if (self->page == NULL)
    tw_plans_view_open_soon (self);
  tw_plans_view_update (self);
  /* The page that moved is another one to the window, which empties its pane then. */
  tw_plan_desk_show_details (self->desk, FALSE);
  /* The rows of a list that moved are made anew, some of them only when it was laid out. */
  self->in_items = table != NULL && self->page != NULL;
  if (self->in_items)
    tw_view_focus (TW_VIEW (self));
  else if (kept != NULL)
    {
      gtk_widget_grab_focus (kept);
      if (!gtk_widget_is_ancestor (kept, GTK_WIDGET (self)))
        tw_window_forget_focus (tw_window_from (GTK_WIDGET (self)));
    }
  g_clear_weak_pointer (&kept);
}

static void
on_plan_made (gint64   plan,
              gpointer user_data)
{
  tw_plans_view_open_made (user_data, plan);
}

gboolean
tw_plans_view_open_for_partner (TwPlansView *self,
                                gint64       partner)
{
  gint64 plan;

  g_return_val_if_fail (TW_IS_PLANS_VIEW (self), FALSE);

  plan = tw_plan_find_for_partner (tw_document_get_workspace (get_document (self)), partner);
  if (plan != 0)
    return tw_plans_view_open (self, plan);

  tw_plan_dialog_new_plan (get_document (self), TRUE, partner, GTK_WIDGET (self), on_plan_made);

  return FALSE;
}
