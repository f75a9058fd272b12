/* tw-partner-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-partner-plan.h"

#include "application/tw-window.h"
#include "common/tw-flow-layout.h"
#include "common/tw-short-names.h"
#include "common/tw-size-bin.h"
#include "common/tw-status-page.h"
#include "plans/tw-plan-desk.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-reader.h"
#include "tw-entity.h"
#include "tw-fields.h"

#include <glib/gi18n-lib.h>

struct _TwPartnerPlan
{
  AdwBin              parent_instance;

  /* owned */
  TwDocument         *document;
  GSimpleActionGroup *actions;
  TwPlanDesk         *desk;
  GPtrArray          *summaries;  /* (nullable): TwPlanSummary*, until they are read */
  GCancellable       *reading;

  gint64              partner;
  gint64              wanted;     /* the plan to show when it was read, 0: the running one */
  gboolean            dirty;      /* not read since the last change */

  /* children */
  GtkStack           *stack;      /* the plan, none, or an error */
  GtkBox             *box;
  GtkDropDown        *plans;
  TwPlanPage         *page;       /* (nullable) */
  AdwStatusPage      *failed;
};

G_DEFINE_FINAL_TYPE (TwPartnerPlan, tw_partner_plan, ADW_TYPE_BIN)

/* --- which plan --- */

static void
show_plan (TwPartnerPlan *self,
           gint64         plan)
{
  g_autofree char *tab = NULL;

  if (self->page == NULL || tw_plan_page_get_id (self->page) != plan)
    {
      if (self->page != NULL)
        {
          tab = g_strdup (tw_plan_page_get_tab (self->page));
          tw_plan_desk_set_page (self->desk, NULL);
          gtk_box_remove (self->box, GTK_WIDGET (self->page));
        }
      self->page = TW_PLAN_PAGE (tw_plan_page_new (self->document, plan));
      gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
      gtk_box_append (self->box, GTK_WIDGET (self->page));
      tw_plan_desk_set_page (self->desk, self->page);
      if (tab != NULL)
        tw_plan_page_show_tab (self->page, tab);
    }

  tw_plan_page_show (self->page, tw_plan_find_summary (self->summaries, plan));
  tw_plan_desk_update (self->desk);
  tw_plan_desk_show_details (self->desk, FALSE);
}

static void
on_plan_selected (TwPartnerPlan *self)
{
  guint selected = gtk_drop_down_get_selected (self->plans);

  if (self->summaries != NULL && selected < self->summaries->len)
    show_plan (self, ((TwPlanSummary *) g_ptr_array_index (self->summaries, selected))->id);
}

/* One plan needs no choice. */
static void
fill_plans (TwPartnerPlan *self,
            gint64         plan)
{
  const TwField *state = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->summaries->len; i++)
    {
      const TwPlanSummary *summary = g_ptr_array_index (self->summaries, i);
      /* Translators: a plan and its state. */
      g_autofree char *name = g_strdup_printf (
          C_("plan to choose", "%s · %s"), summary->name,
          tw_field_get_choice_label (state, tw_plan_state_key (summary->state)));

      gtk_string_list_append (names, name);
      if (summary->id == plan)
        selected = i;
    }

  g_signal_handlers_block_by_func (self->plans, on_plan_selected, self);
  gtk_drop_down_set_model (self->plans, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->plans, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->plans), self->summaries->len > 1);
  g_signal_handlers_unblock_by_func (self->plans, on_plan_selected, self);
}

/* --- reading --- */

static void
on_read (GPtrArray    *summaries,
         const GError *error,
         gpointer      user_data)
{
  TwPartnerPlan *self = user_data;
  gint64 plan = self->wanted != 0 ? self->wanted : self->page != NULL ? tw_plan_page_get_id (self->page) : 0;

  g_clear_object (&self->reading);
  if (summaries == NULL)
    {
      tw_plan_failed_show (self->failed, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  if (self->page != NULL)
    tw_plan_page_show (self->page, NULL);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  self->summaries = summaries;
  self->wanted = 0;
  if (tw_plan_find_summary (self->summaries, plan) == NULL)
    plan = tw_plan_find_for_partner (tw_document_get_workspace (self->document), self->partner);
  if (tw_plan_find_summary (self->summaries, plan) == NULL)
    plan = summaries->len > 0 ? ((TwPlanSummary *) g_ptr_array_index (summaries, 0))->id : 0;

  if (plan != 0)
    {
      fill_plans (self, plan);
      show_plan (self, plan);
    }
  gtk_stack_set_visible_child_name (self->stack, plan != 0 ? "plan" : "none");
  tw_plan_desk_update (self->desk);
}

static void
read_plans (TwPartnerPlan *self)
{
  if (tw_document_get_workspace (self->document) == NULL)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  self->dirty = FALSE;
  tw_plan_read_anew (self->document, self->partner, &self->reading, on_read, self);
}

static void
on_document_changed (TwPartnerPlan *self)
{
  if (tw_document_get_workspace (self->document) == NULL)
    return;
  /* A page whose plan is gone is left as it is until what there is was read. */
  if (self->page != NULL)
    tw_plan_page_refresh (self->page);
  read_plans (self);
}

/* --- a new one, and the way to all --- */

static void
on_plan_made (gint64   plan,
              gpointer user_data)
{
  TwPartnerPlan *self = user_data;

  self->wanted = plan;
  read_plans (self);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPartnerPlan *self = user_data;
  gboolean template = g_str_equal (g_action_get_name (G_ACTION (action)), "new-from-template");

  tw_plan_dialog_new_plan (self->document, template, self->partner, GTK_WIDGET (self), on_plan_made);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPartnerPlan *self = user_data;

  if (self->page != NULL)
    tw_window_open_record (tw_window_from (GTK_WIDGET (self)), "plan", tw_plan_page_get_id (self->page));
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_plan_desk_remove_items (TW_PARTNER_PLAN (user_data)->desk);
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  read_plans (user_data);
}

static const GActionEntry entries[] = {
  { "new", new_action },
  { "new-from-template", new_action },
  { "open", open_action },
  { "remove", remove_action },
  { "reload", reload_action },
};

static void
install (TwPartnerPlan *self)
{
  static const char *const writing[] = { "new", "new-from-template", "remove" };
  gboolean writable = !tw_document_is_read_only (self->document);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), writing[i])), writable);

  self->desk = tw_plan_desk_new (self->document, GTK_WIDGET (self), G_ACTION_MAP (self->actions));
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (tw_plan_desk_update), self->desk, G_CONNECT_SWAPPED);
  tw_plan_desk_update (self->desk);
  /* What the page names `view.…` is done here, whatever view the partner stands in. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", G_ACTION_GROUP (self->actions));
}

/* --- building --- */

static GtkWidget *
create_bar (TwPartnerPlan *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *new_plan = gtk_button_new_with_mnemonic (_("_New Plan…"));
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Open in Plans"));

  self->plans = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->plans), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plans), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan of the partner"),
                                  -1);
  g_signal_connect_object (self->plans, "notify::selected", G_CALLBACK (on_plan_selected), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (new_plan), "view.new");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "view.open");
  tw_drop_down_shorten_names (self->plans);
  /* Where it is narrow they take two lines. */
  gtk_widget_set_layout_manager (bar, tw_flow_layout_new (6, 6));
  gtk_widget_add_css_class (bar, "table-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->plans));
  gtk_box_append (GTK_BOX (bar), new_plan);
  gtk_box_append (GTK_BOX (bar), open);

  return bar;
}

static GtkWidget *
create_none (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "tw-plans-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Plans"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("A plan holds both sides’ goals for a year."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page),
                             tw_status_page_buttons (_("_New Plan…"), "view.new", _("From _Template…"),
                                                     "view.new-from-template"));

  return page;
}

static void
tw_partner_plan_map (GtkWidget *widget)
{
  TwPartnerPlan *self = TW_PARTNER_PLAN (widget);

  GTK_WIDGET_CLASS (tw_partner_plan_parent_class)->map (widget);

  if (self->dirty)
    read_plans (self);
}

static void
tw_partner_plan_dispose (GObject *object)
{
  TwPartnerPlan *self = TW_PARTNER_PLAN (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->desk);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (tw_partner_plan_parent_class)->dispose (object);
}

static void
tw_partner_plan_finalize (GObject *object)
{
  g_clear_pointer (&TW_PARTNER_PLAN (object)->summaries, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_partner_plan_parent_class)->finalize (object);
}

static void
tw_partner_plan_class_init (TwPartnerPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_partner_plan_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_partner_plan_finalize;
  GTK_WIDGET_CLASS (klass)->map = tw_partner_plan_map;
}

static void
tw_partner_plan_init (TwPartnerPlan *self)
{
  self->dirty = TRUE;
}

GtkWidget *
tw_partner_plan_new (TwDocument *document,
                     gint64      partner)
{
  TwPartnerPlan *self;
  GtkWidget *bin;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PARTNER_PLAN, NULL);
  self->document = g_object_ref (document);
  self->partner = partner;
  install (self);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (self->box, create_bar (self));
  self->failed = tw_plan_failed_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  /* What isn't shown doesn't ask for room. */
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "reading");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->box), "plan");
  gtk_stack_add_named (self->stack, create_none (), "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  /* As in the view of plans: what was wide doesn't hold the window open. */
  bin = tw_size_bin_new (560);
  g_object_set (bin, "can-shrink", TRUE, NULL);
  adw_bin_set_child (ADW_BIN (bin), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), bin);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::period", G_CALLBACK (read_plans), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

TwTable *
tw_partner_plan_get_table (TwPartnerPlan *self)
{
  g_return_val_if_fail (TW_IS_PARTNER_PLAN (self), NULL);

  return self->page != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->page)) ? tw_plan_page_get_table (self->page)
                                                                               : NULL;
}
