/* tw-plans-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "plans/tw-plan-reader.h"
#include "tw-record.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwPlansView, tw_plans_view, TW_TYPE_VIEW)

static TwDocument *
get_document (TwPlansView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

const TwPlanSummary *
tw_plans_view_get_current (TwPlansView *self)
{
  gint64 id = self->page != NULL ? tw_plan_page_get_id (self->page) : 0;

  return tw_plan_find_summary (self->summaries, id);
}

gboolean
tw_plans_view_is_wide (TwPlansView *self)
{
  return tw_size_bin_get_size_class (self->bin) == TW_SIZE_WIDE;
}

gboolean
tw_plans_view_in_list (TwPlansView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->page == NULL)
    return TRUE;

  return tw_view_get_page (TW_VIEW (self)) == NULL && focus != NULL
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->table));
}

/* --- actions and title --- */

void
tw_plans_view_update (TwPlansView *self)
{
  TwView *view = TW_VIEW (self);
  const TwPlanSummary *current = tw_plans_view_get_current (self);
  gboolean writable = !tw_document_is_read_only (get_document (self));
  gboolean page = current != NULL;
  TwTable *table = self->page != NULL ? tw_plan_page_get_table (self->page) : NULL;
  gboolean any = table != NULL && tw_table_get_current (table) != 0;
  gboolean empty = self->summaries == NULL || self->summaries->len == 0;

  if (self->desk == NULL)
    return;

  tw_plan_desk_update (self->desk);
  tw_view_enable (view, "new", writable);
  tw_view_enable (view, "new-from-template", writable);
  tw_view_enable (view, "open", tw_table_get_current (self->table) != 0);
  tw_view_enable (view, "open-window", tw_table_get_current (self->table) != 0);
  tw_view_enable (view, "remove", writable && (any || tw_table_get_current (self->table) != 0));

  /* On the empty page the verbs stand in the middle. */
  if (!writable || (empty && !page))
    tw_view_set_primary (view, NULL, NULL);
  else if (page && current->state == TW_PLAN_DRAFT)
    tw_view_set_primary (view, _("_Agree…"), "view.advance");
  else
    tw_view_set_primary (view, _("_New Plan…"), "view.new");

  if (page && tw_view_get_page (view) != NULL)
    tw_view_set_title (view, current->name, current->partner);
  else
    tw_view_set_title (view, _("Plans"), NULL);
}

static void
on_removed (TwPlansView *self)
{
  tw_table_focus_row (self->table);
}

/* --- TwView --- */

static void
plans_document_changed (TwView *view)
{
  TwPlansView *self = TW_PLANS_VIEW (view);

  /* Undo may take away the plan on the page. */
  if (self->page != NULL
      && !tw_record_exists (tw_document_get_workspace (get_document (self)), "plan",
                            tw_plan_page_get_id (self->page)))
    {
      tw_plans_view_forget_page (self);
      while (tw_view_pop (view))
        ;
    }
  if (self->page != NULL)
    tw_plan_page_refresh (self->page);
  tw_plans_view_read (self);
}

static void
plans_period_changed (TwView *view)
{
  tw_plans_view_read (TW_PLANS_VIEW (view));
}

static void
plans_page_changed (TwView    *view,
                    GtkWidget *page)
{
  TwPlansView *self = TW_PLANS_VIEW (view);

  /* Back to the list: where it isn't wide nothing is open then. */
  if (page == NULL && self->page != NULL && !tw_plans_view_is_wide (self))
    {
      GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->page));

      if (parent != GTK_WIDGET (self->side))
        tw_plans_view_forget_page (self);
    }
  tw_plans_view_update (self);
}

static gboolean
plans_find (TwView *view)
{
  TwPlansView *self = TW_PLANS_VIEW (view);

  if (tw_view_get_page (view) != NULL && self->page != NULL)
    return tw_table_find (tw_plan_page_get_table (self->page));

  return tw_table_find (self->table);
}

static gboolean
plans_escape (TwView *view)
{
  TwPlansView *self = TW_PLANS_VIEW (view);

  if (!tw_plans_view_in_list (self) && self->page != NULL)
    return tw_table_escape (tw_plan_page_get_table (self->page));

  return tw_table_escape (self->table);
}

static gboolean
plans_map_focus (TwView *view)
{
  TwPlansView *self = TW_PLANS_VIEW (view);

  /* A page on top has the work, and one whose list had the focus before it moved. */
  if (tw_view_get_page (view) != NULL || self->in_items)
    {
      gboolean done = self->page != NULL && tw_plan_page_get_table (self->page) != NULL
                      && tw_table_focus_row (tw_plan_page_get_table (self->page));

      self->in_items = self->in_items && !done;
      return done;
    }

  return tw_table_focus_row (self->table);
}

static gboolean
plans_open_record (TwView     *view,
                   const char *table,
                   gint64      id)
{
  return tw_plans_view_open (TW_PLANS_VIEW (view), id);
}

/* --- building --- */

static void
tw_plans_view_constructed (GObject *object)
{
  TwPlansView *self = TW_PLANS_VIEW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  G_OBJECT_CLASS (tw_plans_view_parent_class)->constructed (object);

  self->dirty = TRUE;
  tw_plans_view_install (self);
  self->desk = tw_plan_desk_new (get_document (self), GTK_WIDGET (self),
                                 G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))));
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (tw_plans_view_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "removed", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);
  tw_plans_view_create_list (self);
  self->failed = tw_plan_failed_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->table));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->failed));
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->side = ADW_BIN (adw_bin_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->side), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), self->separator);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->side));

  self->bin = TW_SIZE_BIN (tw_size_bin_new (560));
  g_object_set (self->bin, "can-shrink", TRUE, NULL);
  adw_bin_set_child (ADW_BIN (self->bin), box);
  g_signal_connect_object (self->bin, "notify::size-class", G_CALLBACK (tw_plans_view_resized), self,
                           G_CONNECT_SWAPPED);
  tw_view_set_title (TW_VIEW (self), _("Plans"), NULL);
  tw_view_set_root (TW_VIEW (self), GTK_WIDGET (self->bin));
  tw_plans_view_place (self);
  tw_plans_view_update (self);
}

static void
tw_plans_view_map (GtkWidget *widget)
{
  TwPlansView *self = TW_PLANS_VIEW (widget);

  GTK_WIDGET_CLASS (tw_plans_view_parent_class)->map (widget);

  if (self->dirty)
    tw_plans_view_read (self);
}

static void
tw_plans_view_dispose (GObject *object)
{
  TwPlansView *self = TW_PLANS_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->opening, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->source);
  g_clear_object (&self->page);

  G_OBJECT_CLASS (tw_plans_view_parent_class)->dispose (object);
}

static void
tw_plans_view_finalize (GObject *object)
{
  g_clear_pointer (&TW_PLANS_VIEW (object)->summaries, g_ptr_array_unref);
  g_clear_pointer (&TW_PLANS_VIEW (object)->tab, g_free);

  G_OBJECT_CLASS (tw_plans_view_parent_class)->finalize (object);
}

static void
tw_plans_view_class_init (TwPlansViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_plans_view_constructed;
  object_class->dispose = tw_plans_view_dispose;
  object_class->finalize = tw_plans_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = tw_plans_view_map;
  view_class->document_changed = plans_document_changed;
  view_class->period_changed = plans_period_changed;
  view_class->page_changed = plans_page_changed;
  view_class->find = plans_find;
  view_class->escape = plans_escape;
  view_class->map_focus = plans_map_focus;
  view_class->open_record = plans_open_record;
}

static void
tw_plans_view_init (TwPlansView *self)
{
}

TwView *
tw_plans_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_PLANS_VIEW, "document", document, NULL);
}
