/* tw-plans-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "common/tw-format.h"
#include "common/tw-rows-source.h"
#include "common/tw-status-page.h"
#include "common/tw-turns.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-reader.h"
#include "tw-decimal.h"
#include "tw-record.h"

#include <glib/gi18n-lib.h>

#define LIST_WIDTH 330

/* A new view hears only after it was laid out whether it is wide. */
#define SETTLE_MS 100

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

  for (guint i = 0; self->summaries != NULL && i < self->summaries->len; i++)
    {
      const TwPlanSummary *summary = g_ptr_array_index (self->summaries, i);

      if (summary->id == id)
        return summary;
    }

  return NULL;
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

/* --- where the page stands --- */

static void
detach_page (TwPlansView *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->page));

  if (parent != NULL)
    adw_bin_set_child (ADW_BIN (parent), NULL);
}

/* Beside the list where it is wide, else on top of it. */
static void
place_page (TwPlansView *self)
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

static void
forget_page (TwPlansView *self)
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
static void
show_plan (TwPlansView *self,
           gint64       plan,
           gboolean     opened)
{
  if (self->page == NULL || tw_plan_page_get_id (self->page) != plan)
    {
      while (tw_view_get_page (TW_VIEW (self)) != NULL)
        tw_view_pop (TW_VIEW (self));
      forget_page (self);
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
  place_page (self);
  tw_plans_view_update (self);
  tw_plan_desk_show_details (self->desk, FALSE);
}

static gboolean
has_plan (TwPlansView *self,
          gint64       plan)
{
  for (guint i = 0; self->summaries != NULL && i < self->summaries->len; i++)
    {
      if (((TwPlanSummary *) g_ptr_array_index (self->summaries, i))->id == plan)
        return TRUE;
    }

  return FALSE;
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

  if (!has_plan (self, plan))
    plan = ((TwPlanSummary *) g_ptr_array_index (self->summaries, 0))->id;
  tw_table_select (self->table, plan);
  if (self->page == NULL)
    show_plan (self, plan, FALSE);

  return G_SOURCE_REMOVE;
}

gboolean
tw_plans_view_open (TwPlansView *self,
                    gint64       plan)
{
  g_return_val_if_fail (TW_IS_PLANS_VIEW (self), FALSE);

  if (!tw_record_exists (tw_document_get_workspace (get_document (self)), "plan", plan))
    return FALSE;

  if (has_plan (self, plan))
    {
      tw_table_select (self->table, plan);
      show_plan (self, plan, TRUE);
      return TRUE;
    }

  self->wanted = plan;
  tw_plans_view_read (self);

  return TRUE;
}

/* A plan that only followed its row folds back into the list; one that somebody opened, or works in, goes on top. */
static void
on_size_changed (TwPlansView *self)
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
    forget_page (self);
  place_page (self);
  if (self->page == NULL && self->opening == 0)
    self->opening = g_timeout_add (SETTLE_MS, open_beside, self);
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
  tw_plans_view_open (user_data, plan);
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

/* --- the list --- */

static const TwTableColumn columns[] = {
  { .id = "name", .title = N_("Plan"), .width = 170 },
  { .id = "pace", .title = N_("Pace"), .numeric = TRUE, .width = 120 },
  { .id = "partner", .title = N_("Partner"), .width = 150 },
  { .id = "state", .title = N_("State"), .width = 90 },
  { .id = "overdue", .title = N_("Overdue"), .width = 100 },
  { .id = "due", .title = N_("Next Due"), .width = 200 },
  { .id = "attainment", .title = N_("Attainment"), .numeric = TRUE, .width = 100, .hidden = TRUE },
  { .id = "owner", .title = N_("Owner"), .width = 140, .hidden = TRUE },
  { .id = "from", .title = N_("From"), .width = 100, .hidden = TRUE },
  { .id = "to", .title = N_("To"), .width = 100, .hidden = TRUE },
  { NULL },
};

static void
add_plan (TwPlansView         *self,
          const TwPlanSummary *summary)
{
  const TwField *state = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autofree char *pace = tw_plan_pace_text (summary->progress->pace);
  g_autofree char *overdue =
      summary->overdue > 0
          ? g_strdup_printf (ngettext ("%u overdue", "%u overdue", summary->overdue), summary->overdue)
          : g_strdup ("");
  g_autofree char *day = summary->next != NULL ? tw_format_date (summary->next_due) : NULL;
  g_autofree char *next = day != NULL ? g_strdup_printf ("%s · %s", day, summary->next) : g_strdup ("");
  g_autofree char *first = tw_date_format (summary->progress->span.start);
  g_autofree char *last = tw_date_format (summary->progress->span.end - 1);
  g_autofree char *attainment = NULL;
  const char *cells[G_N_ELEMENTS (columns)];

  attainment = summary->progress->attainment.known
                   ? tw_rate_format (summary->progress->attainment.value / 1000 * 1000)
                   : g_strdup ("");
  cells[0] = summary->name;
  cells[1] = pace;
  cells[2] = summary->partner;
  cells[3] = tw_field_get_choice_label (state, tw_plan_state_key (summary->state));
  cells[4] = overdue;
  cells[5] = next;
  cells[6] = attainment;
  cells[7] = summary->owner != NULL ? summary->owner : "";
  cells[8] = first;
  cells[9] = last;
  cells[10] = NULL;
  tw_rows_source_add (TW_ROWS_SOURCE (self->source), summary->id, cells);
}

static void
fill_list (TwPlansView *self)
{
  gint64 current = tw_table_get_current (self->table);

  tw_rows_source_clear (TW_ROWS_SOURCE (self->source));
  for (guint i = 0; i < self->summaries->len; i++)
    add_plan (self, g_ptr_array_index (self->summaries, i));
  tw_rows_source_update (TW_ROWS_SOURCE (self->source));
  if (current != 0)
    tw_table_select (self->table, current);
}

static void
on_read (GPtrArray    *summaries,
         const GError *error,
         gpointer      user_data)
{
  TwPlansView *self = user_data;
  gint64 wanted = self->wanted;
  gint64 current = self->page != NULL ? tw_plan_page_get_id (self->page) : 0;

  g_clear_object (&self->reading);
  if (summaries == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error != NULL ? error->message : "", -1);

      adw_status_page_set_description (self->failed, escaped);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->failed));
      return;
    }

  if (self->page != NULL)
    tw_plan_page_show (self->page, NULL);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  self->summaries = summaries;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->table));
  fill_list (self);

  self->wanted = 0;
  if (wanted != 0 && has_plan (self, wanted))
    {
      tw_table_select (self->table, wanted);
      show_plan (self, wanted, TRUE);
    }
  else if (current != 0 && has_plan (self, current))
    {
      tw_plan_page_show (self->page, tw_plans_view_get_current (self));
      tw_plan_desk_show_details (self->desk, FALSE);
    }
  else if (summaries->len > 0 && self->opening == 0)
    self->opening = g_timeout_add (SETTLE_MS, open_beside, self);
  tw_plans_view_update (self);
}

void
tw_plans_view_read (TwPlansView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  self->dirty = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  tw_plan_read (get_document (self), 0, self->reading, on_read, self);
}

static gboolean
open_activated (gpointer user_data)
{
  TwPlansView *self = user_data;
  gint64 plan = self->activated;

  self->opening = 0;
  if (!has_plan (self, plan))
    return G_SOURCE_REMOVE;

  show_plan (self, plan, TRUE);
  if (!tw_table_focus_row (tw_plan_page_get_table (self->page)))
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

/* After the key is done with: the window would give the same Enter to what has the focus then. */
static void
on_row_activated (TwPlansView *self,
                  gint64       key)
{
  self->activated = key;
  g_clear_handle_id (&self->opening, g_source_remove);
  self->opening = g_idle_add (open_activated, self);
}

/* Beside the list the page follows the row. */
static void
on_selection_changed (TwPlansView *self)
{
  gint64 key = tw_table_get_current (self->table);

  if (key != 0 && tw_plans_view_is_wide (self) && has_plan (self, key)
      && (self->page == NULL || tw_plan_page_get_id (self->page) != key))
    show_plan (self, key, FALSE);
  tw_plans_view_update (self);
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
      forget_page (self);
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
        forget_page (self);
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

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Open"), "view.open");
  g_menu_append (menu, _("Open in New _Window"), "view.open-window");
  g_menu_append (menu, _("_Edit Plan…"), "view.edit-plan");
  g_menu_append (menu, _("New From _Template…"), "view.new-from-template");
  g_menu_append (menu, _("E_xport…"), "view.export");
  g_menu_append (menu, _("_Remove"), "view.remove");

  return G_MENU_MODEL (menu);
}

static void
create_list (TwPlansView *self)
{
  g_autoptr (GMenuModel) menu = create_menu ();
  TwTableColumn shown[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      shown[i] = columns[i];
      shown[i].title = columns[i].title != NULL ? _(columns[i].title) : NULL;
    }

  self->table = TW_TABLE (tw_table_new ("plans", _("Plans")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-plans-symbolic", _("No Plans"),
                      _("A plan holds both sides’ goals for a year."),
                      tw_status_page_buttons (_("_New Plan…"), "view.new",
                                              _("From _Template…"), "view.new-from-template"));
  self->source = tw_rows_source_new (shown);
  tw_table_set_source (self->table, self->source);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
create_failed (TwPlansView *self)
{
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The Plans Could Not Be Read"));
  adw_status_page_set_child (self->failed, tw_status_page_button (_("_Try Again"), "view.reload"));
}

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
  create_list (self);
  create_failed (self);
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
  g_signal_connect_object (self->bin, "notify::size-class", G_CALLBACK (on_size_changed), self,
                           G_CONNECT_SWAPPED);
  tw_view_set_title (TW_VIEW (self), _("Plans"), NULL);
  tw_view_set_root (TW_VIEW (self), GTK_WIDGET (self->bin));
  place_page (self);
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
