/* tw-plans-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "common/tw-row-dialog.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-reader.h"
#include "tw-error.h"
#include "tw-list.h"
#include "tw-plan-review.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

static TwDocument *
get_document (TwPlansView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

static TwWorkspace *
get_workspace (TwPlansView *self)
{
  return tw_document_get_workspace (get_document (self));
}

static gboolean
finish (TwPlansView  *self,
        gboolean      good,
        const char   *toast,
        const char   *failure,
        const GError *error)
{
  return tw_plan_dialog_finish (get_document (self), GTK_WIDGET (self), good, toast, failure, error);
}

/* --- plans --- */

static void
on_plan_made (gint64   plan,
              gpointer user_data)
{
  tw_plans_view_open (user_data, plan);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPlansView *self = user_data;
  gboolean template = g_str_equal (g_action_get_name (G_ACTION (action)), "new-from-template");

  tw_plan_dialog_new_plan (get_document (self), template, 0, GTK_WIDGET (self), on_plan_made);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPlansView *self = user_data;

  tw_plans_view_open (self, tw_table_get_current (self->table));
}

static void
open_window_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwPlansView *self = user_data;
  gint64 key = tw_table_get_current (self->table);

  if (key != 0)
    tw_window_open_beside (tw_window_from (user_data), "plan", key);
}

static void
on_plan_saved (TwPlansView *self)
{
  tw_document_changed (get_document (self));
}

static void
edit_plan_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  static const char *const fields[] = {
    "name", "external_id", "partner", "valid_from", "valid_to", "currency", "owner", "partner_owner",
    "note", NULL,
  };
  TwPlansView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = tw_row_read (get_workspace (self), tw_entity_find ("plan"),
                                       tw_plan_page_get_id (self->page), &error);
  GtkWidget *dialog;

  if (row == NULL)
    {
      tw_window_show_error (tw_window_from (GTK_WIDGET (self)), _("The Plan Was Not Opened"), error);
      return;
    }

  dialog = tw_row_dialog_new (get_workspace (self), row, _("Plan"), _("_Save"), fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_plan_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
remove_plans (TwPlansView *self,
              GArray      *keys)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;
  gboolean good;

  if (keys->len == 0)
    return;

  good = tw_rows_delete (get_workspace (self), tw_entity_find ("plan"), (gint64 *) keys->data,
                         keys->len, NULL, &error);
  toast = g_strdup_printf (ngettext ("%u plan removed", "%u plans removed", keys->len), keys->len);
  if (finish (self, good, toast, _("Nothing Was Removed"), error))
    tw_table_focus_row (self->table);
}

static void
remove_plan_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwPlansView *self = user_data;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = tw_plan_page_get_id (self->page);

  g_array_append_val (keys, id);
  remove_plans (self, keys);
}

static void
remove_goals (TwPlansView *self)
{
  TwTable *table = tw_plan_goals_get_table (tw_plan_page_get_goals (self->page));
  g_autoptr (GArray) keys = tw_table_get_selected (table);
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;
  gboolean good;

  if (keys->len == 0)
    return;

  good = tw_rows_delete (get_workspace (self), tw_entity_find ("plan_goal"), (gint64 *) keys->data,
                         keys->len, NULL, &error);
  toast = g_strdup_printf (ngettext ("%u goal removed", "%u goals removed", keys->len), keys->len);
  if (finish (self, good, toast, _("Nothing Was Removed"), error))
    tw_table_focus_row (table);
}

/* Delete in a list: what the list holds. */
static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPlansView *self = user_data;
  TwPlanItems *items;

  if (tw_plans_view_in_list (self))
    {
      g_autoptr (GArray) keys = tw_table_get_selected (self->table);

      remove_plans (self, keys);
      return;
    }

  items = tw_plan_page_get_items (self->page);
  if (items != NULL)
    tw_plan_items_remove (items);
  else
    remove_goals (self);
}

static void
advance_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwPlansView *self = user_data;
  const TwPlanSummary *current = tw_plans_view_get_current (self);

  if (current != NULL && current->state != TW_PLAN_CLOSED)
    tw_plan_dialog_state (get_document (self), current->id, current->state, current->state + 1,
                          GTK_WIDGET (self));
}

/* --- what belongs to a plan --- */

static void
item_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPlansView *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  TwPlanItems *items = tw_plan_page_get_items (self->page);
  TwTable *table = tw_plan_page_get_table (self->page);
  const TwPlanSummary *current = tw_plans_view_get_current (self);
  gboolean add = g_str_equal (name, "item-add");

  if (current == NULL)
    return;
  if (items == NULL)
    tw_plan_dialog_goal (get_document (self), current->progress, add ? 0 : tw_table_get_current (table),
                         GTK_WIDGET (self));
  else if (add)
    tw_plan_items_add (items);
  else if (g_str_equal (name, "item-done"))
    tw_plan_items_do (items);
  else
    tw_plan_items_edit (items, tw_table_get_current (table));
}

static void
record_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPlansView *self = user_data;
  const TwPlanSummary *current = tw_plans_view_get_current (self);
  TwTable *table = tw_plan_goals_get_table (tw_plan_page_get_goals (self->page));
  const TwPlanGoal *goal =
      current != NULL ? tw_plan_progress_find (current->progress, tw_table_get_current (table)) : NULL;

  if (goal != NULL)
    tw_plan_dialog_record (get_document (self), goal, GTK_WIDGET (self));
}

static void
milestone_move_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  TwPlansView *self = user_data;
  TwPlanItems *items = tw_plan_page_get_items (self->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = NULL;
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autofree char *label = NULL;

  if (items == NULL || g_strcmp0 (tw_plan_page_get_tab (self->page), "timeline") != 0)
    return;

  row = tw_row_read (get_workspace (self), tw_entity_find ("plan_milestone"),
                     tw_table_get_current (tw_plan_items_get_table (items)), &error);
  if (row == NULL)
    return;

  tw_cell_set_number (&cell, tw_row_get (row, "due")->number + g_variant_get_int32 (parameter));
  /* Translators: history; %s is the title of a milestone. */
  label = g_strdup_printf (_("Moved milestone “%s”"), tw_row_get (row, "title")->text);
  finish (self, tw_row_set (row, "due", &cell, &error) && tw_row_save (row, label, &error), _("Moved"),
          _("Nothing Was Moved"), error);
}

/* --- reviews --- */

/* The review that is selected, else the first one that hasn't begun. */
static gint64
find_review (TwPlansView *self,
             const char  *state)
{
  TwTable *table = tw_plan_items_get_table (tw_plan_page_get_reviews (self->page));
  const TwEntity *entity = tw_entity_find ("plan_review");
  g_autoptr (TwList) list = NULL;
  g_autoptr (TwFilter) filter = NULL;
  g_autoptr (TwItem) item = NULL;

  if (g_strcmp0 (tw_plan_page_get_tab (self->page), "reviews") == 0 && tw_table_get_current (table) != 0)
    return tw_table_get_current (table);

  list = tw_list_new (get_workspace (self), entity);
  filter = tw_filter_new (entity);
  tw_filter_add_number (filter, "plan", TW_FILTER_IS, tw_plan_page_get_id (self->page));
  tw_filter_add (filter, get_workspace (self), "state", TW_FILTER_IS, state, NULL);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);

  return item != NULL ? tw_item_get_id (item) : 0;
}

static void
show_review (TwPlansView *self,
             gint64       review)
{
  TwTable *table = tw_plan_items_get_table (tw_plan_page_get_reviews (self->page));

  tw_plan_page_show_tab (self->page, "reviews");
  if (tw_table_select (table, review))
    tw_table_focus_row (table);
  tw_plans_view_show_details (self, TRUE);
}

static void
start_review_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwPlansView *self = user_data;
  gint64 review = find_review (self, "planned");
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (review == 0)
    {
      g_set_error (&error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("The plan has no review that hasn’t begun. Add one in Reviews."));
      finish (self, FALSE, NULL, _("No Review Was Started"), error);
      return;
    }

  good = tw_plan_review_start (get_workspace (self), review, tw_plan_today (get_document (self)), NULL,
                               &error);
  if (finish (self, good, _("Numbers frozen"), _("No Review Was Started"), error))
    show_review (self, review);
}

static void
close_review_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwPlansView *self = user_data;
  gint64 review = find_review (self, "started");

  if (review != 0)
    tw_plan_dialog_close_review (get_document (self), review, GTK_WIDGET (self));
}

static void
add_action_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  TwPlansView *self = user_data;
  TwPlanItems *actions = tw_plan_page_get_actions (self->page);
  gint64 review = find_review (self, "started");

  tw_plan_items_set_initial (actions, review != 0 ? "review" : NULL, review);
  tw_plan_items_add (actions);
}

/* --- the rest --- */

static void
details_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  tw_plans_view_show_details (user_data, TRUE);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_plans_view_export (user_data);
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_plans_view_read (user_data);
}

static void
tab_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPlansView *self = user_data;

  if (self->page != NULL)
    tw_plan_page_step_tab (self->page,
                           g_str_equal (g_action_get_name (G_ACTION (action)), "next-tab") ? 1 : -1);
}

static void
tab_changed_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  tw_plans_view_update (user_data);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "new-from-template", new_action },
  { "open", open_action },
  { "open-window", open_window_action },
  { "edit-plan", edit_plan_action },
  { "remove-plan", remove_plan_action },
  { "remove", remove_action },
  { "advance", advance_action },
  { "item-add", item_action },
  { "item-edit", item_action },
  { "item-done", item_action },
  { "record", record_action },
  { "milestone-move", milestone_move_action, "i" },
  { "start-review", start_review_action },
  { "close-review", close_review_action },
  { "add-action", add_action_action },
  { "details", details_action },
  { "export", export_action },
  { "reload", reload_action },
  { "next-tab", tab_action },
  { "previous-tab", tab_action },
  { "tab-changed", tab_changed_action },
};

void
tw_plans_view_install (TwPlansView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
}
