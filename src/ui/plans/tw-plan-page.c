/* tw-plan-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-page.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-tab-bar.h"
#include "common/tw-tooltip.h"
#include "common/tw-turns.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-head.h"
#include "plans/tw-plan-reader.h"
#include "plans/tw-plan-timeline.h"
#include "tw-list.h"
#include "tw-row-store.h"
#include "tw-totals.h"

#include <glib/gi18n-lib.h>

#define LIST_HEIGHT 224

struct _TwPlanPage
{
  AdwBin               parent_instance;

  /* owned */
  TwDocument          *document;

  gint64               id;
  const TwPlanSummary *summary; /* (nullable): borrowed from the view */

  /* children */
  TwPlanHead          *head;
  gboolean             filled;          /* it has shown a plan */
  TwTabBar            *tab_bar;
  GtkStack            *stack;
  TwPlanGoals         *goals;
  TwPlanTimeline      *timeline;
  GtkLabel            *sums;
  AdwBin              *places[5];       /* of the items */
  TwPlanItems         *items[5];        /* (nullable): made when their tab is looked at */
};

G_DEFINE_FINAL_TYPE (TwPlanPage, tw_plan_page, ADW_TYPE_BIN)

enum
{
  LIST_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  ITEMS_INITIATIVES,
  ITEMS_MILESTONES,
  ITEMS_COMMITMENTS,
  ITEMS_REVIEWS,
  ITEMS_ACTIONS,
};

static const struct
{
  const char *entity;
  const char *fields[8];
  const char *empty;
} lists[] = {
  { "plan_initiative", { "title", "side", "status", "owner", "goal", "valid_from", "valid_to" },
    N_("An initiative is a work package that serves a goal.") },
  { "plan_milestone", { "title", "due", "done", "side", "owner", "initiative", "amount" },
    N_("A milestone is a dated checkpoint; it may release investment.") },
  { "plan_commitment", { "title", "side", "kind", "amount", "currency", "due", "done" },
    N_("A commitment is what either side puts in.") },
  { "plan_review", { "title", "kind", "due", "state", "held", "attendees" },
    N_("A review freezes the numbers and keeps minutes and actions.") },
  { "plan_action", { "title", "side", "owner", "due", "done", "review" },
    N_("An action is what a review decided somebody does.") },
};

static TwWorkspace *
get_workspace (TwPlanPage *self)
{
  return tw_document_get_workspace (self->document);
}

static TwPlanItems *
get_items (TwPlanPage *self,
           guint       n)
{
  if (self->items[n] == NULL)
    {
      self->items[n] = TW_PLAN_ITEMS (tw_plan_items_new (self->document, lists[n].entity, self->id, lists[n].fields,
                                                         _(lists[n].empty)));
      adw_bin_set_child (self->places[n], GTK_WIDGET (self->items[n]));
      g_signal_emit (self, signals[LIST_MADE], 0, tw_plan_items_get_table (self->items[n]));
    }

  return self->items[n];
}

/* (transfer floating): where they will stand. */
static GtkWidget *
create_place (TwPlanPage *self,
              guint       n)
{
  self->places[n] = ADW_BIN (adw_bin_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->places[n]), TRUE);

  return GTK_WIDGET (self->places[n]);
}

/* --- the timeline --- */

static void
add_to_timeline (TwPlanPage *self,
                 const char *name)
{
  const TwEntity *entity = tw_entity_find (name);
  g_autoptr (TwList) list = tw_list_new (get_workspace (self), entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  gboolean review = g_str_equal (name, "plan_review");

  tw_filter_add_number (filter, "plan", TW_FILTER_IS, self->id);
  tw_list_set_filter (list, filter);
  /* The tab's list shows the same rows, and says it where they can't be read. */
  tw_list_load (list, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      const TwCell *title = tw_item_get_value (item, tw_entity_get_index (entity, "title"));
      const TwCell *due = tw_item_get_value (item, tw_entity_get_index (entity, "due"));
      const TwCell *done =
          tw_item_get_value (item, tw_entity_get_index (entity, review ? "held" : "done"));

      tw_plan_timeline_add (self->timeline, name, tw_item_get_id (item), title->text,
                            (TwDate) due->number, done->kind != TW_CELL_NULL);
    }
}

static void
update_timeline (TwPlanPage *self)
{
  if (self->summary == NULL)
    return;

  tw_plan_timeline_begin (self->timeline, tw_document_get_calendar (self->document),
                          self->summary->progress->span, tw_plan_today (self->document),
                          !tw_document_is_read_only (self->document));
  add_to_timeline (self, "plan_milestone");
  add_to_timeline (self, "plan_review");
  tw_plan_timeline_end (self->timeline);
}

static void
on_moved (TwPlanPage *self,
          const char *kind,
          gint64      id,
          int         day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = tw_row_read (get_workspace (self), tw_entity_find (kind), id, &error);
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autofree char *date = tw_format_date (day);
  g_autofree char *label = NULL;
  g_autofree char *toast = NULL;
  gboolean good = row != NULL;

  tw_cell_set_number (&cell, day);
  if (good)
    {
      /* Translators: history: the title of a milestone, and a date. */
      label = g_strdup_printf (_("Moved “%1$s” to %2$s"), tw_row_get (row, "title")->text, date);
      good = tw_row_set (row, "due", &cell, &error) && tw_row_save (row, label, &error);
    }

  /* Translators: %s is a date. */
  toast = g_strdup_printf (_("Moved to %s"), date);
  tw_plan_dialog_finish (self->document, GTK_WIDGET (self), good, toast, _("Nothing Was Moved"), error);
}

static void
on_timeline_activated (TwPlanPage *self,
                       const char *kind,
                       gint64      id)
{
  gboolean review = g_str_equal (kind, "plan_review");

  tw_plan_items_edit (get_items (self, review ? ITEMS_REVIEWS : ITEMS_MILESTONES), id);
}

static GtkWidget *
create_timeline (TwPlanPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->timeline = TW_PLAN_TIMELINE (tw_plan_timeline_new ());
  g_signal_connect_object (self->timeline, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timeline, "activated", G_CALLBACK (on_timeline_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->timeline));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), create_place (self, ITEMS_MILESTONES));

  return box;
}

/* --- commitments --- */

static char *
sum_side (TwPlanPage *self,
          const char *side)
{
  const TwEntity *entity = tw_entity_find ("plan_commitment");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwTotals) totals = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  tw_filter_add_number (filter, "plan", TW_FILTER_IS, self->id);
  tw_filter_add (filter, get_workspace (self), "side", TW_FILTER_IS, side, NULL);
  totals = tw_totals_of_filter (get_workspace (self), entity, filter, NULL);
  for (guint i = 0; totals != NULL && i < totals->sums->len; i++)
    {
      const TwTotal *total = totals->sums->pdata[i];
      g_autofree char *money = tw_format_money (total->sum, total->digits, total->currency);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", money);
    }

  return g_strdup (text->len > 0 ? text->str : _("nothing in money"));
}

static void
update_sums (TwPlanPage *self)
{
  g_autofree char *ours = sum_side (self, "vendor");
  g_autofree char *theirs = sum_side (self, "partner");
  /* Translators: sums of what the vendor and the partner put into a plan. */
  g_autofree char *text = g_strdup_printf (_("Mutual investment: vendor %1$s, partner %2$s"), ours, theirs);

  gtk_label_set_text (self->sums, text);
}

static GtkWidget *
create_commitments (TwPlanPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->sums = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sums, 0);
  gtk_label_set_wrap (self->sums, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->sums), "plan-hint");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sums));
  gtk_box_append (GTK_BOX (box), create_place (self, ITEMS_COMMITMENTS));

  return box;
}

/* --- reviews --- */

/* Of two lists on a page the second says what it is; the first is what the tab says. */
static GtkWidget *
create_headed (const char *title,
               GtkWidget  *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "list-heading");
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), child);

  return box;
}

static GtkWidget *
create_reviews (TwPlanPage *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *reviews = create_place (self, ITEMS_REVIEWS);
  GtkWidget *actions = create_place (self, ITEMS_ACTIONS);

  /* So much that what an empty list says can be read and its button pressed; below that the page scrolls. */
  gtk_widget_set_size_request (reviews, -1, LIST_HEIGHT);
  gtk_widget_set_size_request (actions, -1, LIST_HEIGHT);
  gtk_paned_set_start_child (GTK_PANED (paned), reviews);
  gtk_paned_set_end_child (GTK_PANED (paned), create_headed (_("Actions"), actions));
  /* Half of a page has no room for a big picture. */
  gtk_widget_add_css_class (paned, "small-empty");
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (paned), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reviews above, actions below"), -1);

  return paned;
}

/* --- public --- */

gint64
tw_plan_page_get_id (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), 0);

  return self->id;
}

const TwPlanSummary *
tw_plan_page_get_summary (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), NULL);

  return self->summary;
}

static void
show_goals (gpointer data)
{
  TwPlanPage *self = data;

  if (self->summary != NULL)
    tw_plan_goals_show (self->goals, self->summary);
}

static void
show_rest (gpointer data)
{
  TwPlanPage *self = data;

  if (self->summary == NULL)
    return;

  update_timeline (self);
  update_sums (self);
  self->filled = TRUE;
}

void
tw_plan_page_show (TwPlanPage          *self,
                   const TwPlanSummary *summary)
{
  g_return_if_fail (TW_IS_PLAN_PAGE (self));

  self->summary = summary;
  tw_plan_head_show (self->head, summary);
  if (summary == NULL)
    return;

  tw_turns_later (self, show_goals);
  tw_turns_later (self, show_rest);
  /* What has rows keeps them, and the focus in them. */
  if (self->filled)
    tw_turns_finish (self);
}

void
tw_plan_page_refresh (TwPlanPage *self)
{
  g_return_if_fail (TW_IS_PLAN_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->items); i++)
    if (self->items[i] != NULL)
      tw_plan_items_refresh (self->items[i]);
}

void
tw_plan_page_step_tab (TwPlanPage *self,
                       int         step)
{
  g_return_if_fail (TW_IS_PLAN_PAGE (self));

  tw_tab_bar_step (self->tab_bar, step);
  if (!gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD))
    tw_tab_bar_focus (self->tab_bar);
}

void
tw_plan_page_show_tab (TwPlanPage *self,
                       const char *name)
{
  g_return_if_fail (TW_IS_PLAN_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, name);
}

const char *
tw_plan_page_get_tab (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

TwPlanGoals *
tw_plan_page_get_goals (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), NULL);

  return self->goals;
}

gboolean
tw_plan_page_is_complete (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), FALSE);

  return tw_plan_head_is_complete (self->head);
}

TwPlanItems *
tw_plan_page_get_reviews (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), NULL);

  return get_items (self, ITEMS_REVIEWS);
}

TwPlanItems *
tw_plan_page_get_actions (TwPlanPage *self)
{
  g_return_val_if_fail (TW_IS_PLAN_PAGE (self), NULL);

  return get_items (self, ITEMS_ACTIONS);
}

TwPlanItems *
tw_plan_page_get_items (TwPlanPage *self)
{
  const char *tab = tw_plan_page_get_tab (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (g_strcmp0 (tab, "initiatives") == 0)
    return get_items (self, ITEMS_INITIATIVES);
  if (g_strcmp0 (tab, "timeline") == 0)
    return get_items (self, ITEMS_MILESTONES);
  if (g_strcmp0 (tab, "commitments") == 0)
    return get_items (self, ITEMS_COMMITMENTS);
  if (g_strcmp0 (tab, "reviews") != 0)
    return NULL;

  return get_items (self, focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->places[ITEMS_ACTIONS]))
                              ? ITEMS_ACTIONS
                              : ITEMS_REVIEWS);
}

TwTable *
tw_plan_page_get_table (TwPlanPage *self)
{
  TwPlanItems *items = tw_plan_page_get_items (self);

  return items != NULL ? tw_plan_items_get_table (items) : tw_plan_goals_get_table (self->goals);
}

/* --- life --- */

static void
tw_plan_page_dispose (GObject *object)
{
  TwPlanPage *self = TW_PLAN_PAGE (object);

  g_clear_object (&self->document);

  G_OBJECT_CLASS (tw_plan_page_parent_class)->dispose (object);
}

static void
tw_plan_page_class_init (TwPlanPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_plan_page_dispose;

  signals[LIST_MADE] = g_signal_new ("list-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, TW_TYPE_TABLE);
}

static void
tw_plan_page_init (TwPlanPage *self)
{
}

/* What stands below the first list of a tab. */
static void
make_second (gpointer data)
{
  TwPlanPage *self = data;

  if (g_strcmp0 (tw_plan_page_get_tab (self), "reviews") == 0)
    get_items (self, ITEMS_ACTIONS);
}

static void
on_tab_changed (TwPlanPage *self)
{
  tw_plan_page_get_items (self);
  tw_turns_later (self, make_second);
  gtk_widget_activate_action (GTK_WIDGET (self), "view.tab-changed", NULL);
}

GtkWidget *
tw_plan_page_new (TwDocument *document,
                  gint64      plan)
{
  TwPlanPage *self;
  GtkWidget *scroller;
  GtkWidget *box;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PLAN_PAGE, NULL);
  self->document = g_object_ref (document);
  self->id = plan;
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->goals = TW_PLAN_GOALS (tw_plan_goals_new (document));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->goals), "goals", _("Goals"));
  gtk_stack_add_titled (self->stack, create_place (self, ITEMS_INITIATIVES), "initiatives",
                        _("Initiatives"));
  gtk_stack_add_titled (self->stack, create_timeline (self), "timeline", _("Timeline"));
  gtk_stack_add_titled (self->stack, create_commitments (self), "commitments", _("Commitments"));
  gtk_stack_add_titled (self->stack, create_reviews (self), "reviews", _("Reviews"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed), self,
                           G_CONNECT_SWAPPED);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->head = TW_PLAN_HEAD (tw_plan_head_new (document));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->head));
  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));

  /* In a low window the head and a list have no room at once. */
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);

  return GTK_WIDGET (self);
}
