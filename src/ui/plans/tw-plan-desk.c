/* tw-plan-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-desk.h"

#include "application/tw-window.h"
#include "common/tw-history-pane.h"
#include "common/tw-report-export.h"
#include "common/tw-row-dialog.h"
#include "common/tw-table.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-reader.h"
#include "tw-error.h"
#include "tw-list.h"
#include "tw-plan-report.h"
#include "tw-plan-review.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

struct _TwPlanDesk
{
  GObject     parent_instance;

  /* owned */
  TwDocument *document;
  GActionMap *actions;

  GtkWidget  *widget;   /* borrowed, outlives the desk */
  TwPlanPage *page;     /* (nullable), weak */
};

G_DEFINE_FINAL_TYPE (TwPlanDesk, tw_plan_desk, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TwWorkspace *
get_workspace (TwPlanDesk *self)
{
  return tw_document_get_workspace (self->document);
}

/* (nullable) */
static const TwPlanSummary *
get_summary (TwPlanDesk *self)
{
  return self->page != NULL ? tw_plan_page_get_summary (self->page) : NULL;
}

static gboolean
finish (TwPlanDesk   *self,
        gboolean      good,
        const char   *toast,
        const char   *failure,
        const GError *error)
{
  return tw_plan_dialog_finish (self->document, self->widget, good, toast, failure, error);
}

/* --- what can be done --- */

static void
enable (TwPlanDesk *self,
        const char *name,
        gboolean    enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)), enabled);
}

void
tw_plan_desk_update (TwPlanDesk *self)
{
  const TwPlanSummary *current = get_summary (self);
  TwTable *table = self->page != NULL ? tw_plan_page_get_table (self->page) : NULL;
  gboolean writable = !tw_document_is_read_only (self->document);
  gboolean page = current != NULL;
  gboolean any = table != NULL && tw_table_get_current (table) != 0;
  const char *tab = page ? tw_plan_page_get_tab (self->page) : NULL;
  gboolean goals = g_strcmp0 (tab, "goals") == 0;

  enable (self, "edit-plan", writable && page);
  enable (self, "remove-plan", writable && page);
  enable (self, "advance", writable && page && current->state != TW_PLAN_CLOSED
                               && (current->state != TW_PLAN_DRAFT || tw_plan_page_is_complete (self->page)));
  enable (self, "item-add", writable && page);
  enable (self, "item-edit", writable && page && any);
  enable (self, "item-done", writable && page && any && !goals);
  enable (self, "milestone-move", writable && any && g_strcmp0 (tab, "timeline") == 0);
  enable (self, "record", writable && goals && any);
  enable (self, "start-review", writable && page);
  enable (self, "close-review", writable && page);
  enable (self, "add-action", writable && page);
  enable (self, "export", page);
  enable (self, "details", page);
}

void
tw_plan_desk_show_details (TwPlanDesk *self,
                           gboolean    open)
{
  TwWindow *window = tw_window_from (self->widget);
  const TwPlanSummary *current = get_summary (self);
  TwPlanItems *items = self->page != NULL ? tw_plan_page_get_items (self->page) : NULL;
  GtkWidget *details = NULL;
  const char *title = items == NULL ? _("Goal") : _("Details");
  gint64 key;

  if (window == NULL || current == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->page))
      || (!open && (!tw_window_has_details (window) || TW_IS_HISTORY_PANE (tw_window_get_details (window)))))
    return;

  key = tw_table_get_current (tw_plan_page_get_table (self->page));
  if (items == NULL && key != 0)
    {
      const TwPlanGoal *goal = tw_plan_progress_find (current->progress, key);

      details = goal != NULL ? tw_plan_goal_pane_new (self->document, current->progress, goal) : NULL;
    }
  else if (items != NULL && g_strcmp0 (tw_plan_page_get_tab (self->page), "reviews") == 0)
    {
      /* An action is read with its review. */
      title = _("Review");
      key = tw_table_get_current (tw_plan_items_get_table (tw_plan_page_get_reviews (self->page)));
      details = key != 0 ? tw_plan_review_pane_new (self->document, key) : NULL;
    }

  if (details != NULL || !open)
    tw_window_show_details (window, title, details, open);
}

/* --- the plan and what belongs to it --- */

static void
on_plan_saved (TwPlanDesk *self)
{
  tw_plan_dialog_finish (self->document, self->widget, TRUE, _("Plan changed"), NULL, NULL);
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
  TwPlanDesk *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = tw_row_read (get_workspace (self), tw_entity_find ("plan"),
                                       tw_plan_page_get_id (self->page), &error);
  GtkWidget *dialog;

  if (row == NULL)
    {
      tw_window_show_error (tw_window_from (self->widget), _("The Plan Was Not Opened"), error);
      return;
    }

  dialog = tw_row_dialog_new (get_workspace (self), row, _("Plan"), _("_Save"), fields);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_plan_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), self->widget);
}

static void
remove_plan_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  gint64 id = tw_plan_page_get_id (self->page);
  g_autoptr (GError) error = NULL;
  gboolean good = tw_rows_delete (get_workspace (self), tw_entity_find ("plan"), &id, 1, NULL, &error);
  g_autofree char *toast = g_strdup_printf (ngettext ("%u plan removed", "%u plans removed", 1), 1);

  if (finish (self, good, toast, _("Nothing Was Removed"), error))
    g_signal_emit (self, signals[REMOVED], 0);
}

static void
remove_goals (TwPlanDesk *self)
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

static void
advance_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  const TwPlanSummary *current = get_summary (self);

  if (current != NULL && current->state != TW_PLAN_CLOSED)
    tw_plan_dialog_state (self->document, current->id, current->state, current->state + 1,
                          self->widget);
}

static void
item_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  TwPlanItems *items = tw_plan_page_get_items (self->page);
  TwTable *table = tw_plan_page_get_table (self->page);
  const TwPlanSummary *current = get_summary (self);
  gboolean add = g_str_equal (name, "item-add");

  if (current == NULL)
    return;
  if (items == NULL)
    tw_plan_dialog_goal (self->document, current->progress, add ? 0 : tw_table_get_current (table),
                         self->widget);
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
  TwPlanDesk *self = user_data;
  const TwPlanSummary *current = get_summary (self);
  TwTable *table = tw_plan_goals_get_table (tw_plan_page_get_goals (self->page));
  const TwPlanGoal *goal =
      current != NULL ? tw_plan_progress_find (current->progress, tw_table_get_current (table)) : NULL;

  if (goal != NULL)
    tw_plan_dialog_record (self->document, goal, self->widget);
}

static void
milestone_move_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  TwPlanItems *items = tw_plan_page_get_items (self->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = NULL;
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autofree char *label = NULL;
  gboolean good;

  if (items == NULL || g_strcmp0 (tw_plan_page_get_tab (self->page), "timeline") != 0)
    return;

  row = tw_row_read (get_workspace (self), tw_entity_find ("plan_milestone"),
                     tw_table_get_current (tw_plan_items_get_table (items)), &error);
  if (row == NULL)
    {
      finish (self, FALSE, NULL, _("Nothing Was Moved"), error);
      return;
    }

  tw_cell_set_number (&cell, tw_row_get (row, "due")->number + g_variant_get_int32 (parameter));
  /* Translators: history; %s is the title of a milestone. */
  label = g_strdup_printf (_("Moved milestone “%s”"), tw_row_get (row, "title")->text);
  /* Not as an argument beside the error, which may be read before. */
  good = tw_row_set (row, "due", &cell, &error) && tw_row_save (row, label, &error);
  finish (self, good, _("Moved"), _("Nothing Was Moved"), error);
}

/* --- reviews --- */

/* The review that is selected, else the first one in @state, else 0 and @error says which there is none of. */
static gint64
find_review (TwPlanDesk  *self,
             const char  *state,
             const char  *none,
             GError     **error)
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
  if (!tw_list_load (list, error))
    return 0;
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  if (item == NULL)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_NOT_FOUND, none);

  return item != NULL ? tw_item_get_id (item) : 0;
}

static void
show_review (TwPlanDesk *self,
             gint64       review)
{
  TwTable *table = tw_plan_items_get_table (tw_plan_page_get_reviews (self->page));

  tw_plan_page_show_tab (self->page, "reviews");
  if (tw_table_select (table, review))
    tw_table_focus_row (table);
  tw_plan_desk_show_details (self, TRUE);
}

static void
start_review_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 review = find_review (self, "planned", _("The plan has no review that hasn’t begun. Add one in Reviews."),
                               &error);
  gboolean good;

  if (review == 0)
    {
      finish (self, FALSE, NULL, _("No Review Was Started"), error);
      return;
    }

  good = tw_plan_review_start (get_workspace (self), review, tw_plan_today (self->document), NULL,
                               &error);
  if (finish (self, good, _("Numbers frozen"), _("No Review Was Started"), error))
    show_review (self, review);
}

static void
close_review_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 review = find_review (self, "started", _("The plan has no review that was started. Start one in Reviews first."),
                               &error);

  if (review != 0)
    tw_plan_dialog_close_review (self->document, review, self->widget);
  else
    finish (self, FALSE, NULL, _("No Review Was Closed"), error);
}

static void
add_action_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  TwPlanItems *actions = tw_plan_page_get_actions (self->page);
  /* Without one the action belongs to the plan alone. */
  gint64 review = find_review (self, "started", "", NULL);

  tw_plan_items_set_initial (actions, review != 0 ? "review" : NULL, review);
  tw_plan_items_add (actions);
}

static void
details_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  tw_plan_desk_show_details (user_data, TRUE);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPlanDesk *self = user_data;
  const TwPlanSummary *current = get_summary (self);
  TwReportExport report = {
    .title = _("Export Plan"), .job = _("Exporting the plan"), .failure = _("The Plan Was Not Exported"),
    .toast = _("Plan exported"), .write = tw_plan_report_write,
  };

  if (current == NULL)
    return;
  report.name = current->name;
  report.record = current->id;
  report.day = tw_plan_today (self->document);
  tw_report_export_ask (tw_window_from (self->widget), &report);
}

static void
tab_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPlanDesk *self = user_data;

  if (self->page != NULL)
    tw_plan_page_step_tab (self->page,
                           g_str_equal (g_action_get_name (G_ACTION (action)), "next-tab") ? 1 : -1);
}

static void
tab_changed_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static const GActionEntry entries[] = {
  { "edit-plan", edit_plan_action },
  { "remove-plan", remove_plan_action },
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
  { "next-tab", tab_action },
  { "previous-tab", tab_action },
  { "tab-changed", tab_changed_action },
};

void
tw_plan_desk_remove_items (TwPlanDesk *self)
{
  TwPlanItems *items = self->page != NULL ? tw_plan_page_get_items (self->page) : NULL;

  if (items != NULL)
    tw_plan_items_remove (items);
  else if (self->page != NULL)
    remove_goals (self);
}

/* --- the page --- */

static void
on_selection (TwPlanDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  tw_plan_desk_show_details (self, FALSE);
}

static void
on_activated (TwPlanDesk *self)
{
  tw_plan_desk_show_details (self, TRUE);
}

static void
on_list_made (TwPlanDesk *self,
              TwTable    *table)
{
  g_signal_connect_object (table, "selection-changed", G_CALLBACK (on_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "details", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
}

/* Lists are made when somebody looks at their tab. */
static void
connect_page (TwPlanDesk *self)
{
  TwTable *goals = tw_plan_goals_get_table (tw_plan_page_get_goals (self->page));

  g_signal_connect_object (goals, "row-activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  on_list_made (self, goals);
  g_signal_connect_object (self->page, "list-made", G_CALLBACK (on_list_made), self, G_CONNECT_SWAPPED);
}

void
tw_plan_desk_set_page (TwPlanDesk *self,
                       TwPlanPage *page)
{
  g_return_if_fail (TW_IS_PLAN_DESK (self));

  if (g_set_weak_pointer (&self->page, page) && page != NULL)
    connect_page (self);
}

/* --- life --- */

static void
tw_plan_desk_dispose (GObject *object)
{
  TwPlanDesk *self = TW_PLAN_DESK (object);

  for (guint i = 0; self->actions != NULL && i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (self->actions, entries[i].name);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->page);

  G_OBJECT_CLASS (tw_plan_desk_parent_class)->dispose (object);
}

static void
tw_plan_desk_class_init (TwPlanDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_plan_desk_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
tw_plan_desk_init (TwPlanDesk *self)
{
}

TwPlanDesk *
tw_plan_desk_new (TwDocument *document,
                  GtkWidget  *widget,
                  GActionMap *actions)
{
  TwPlanDesk *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (G_IS_ACTION_MAP (actions), NULL);

  self = g_object_new (TW_TYPE_PLAN_DESK, NULL);
  self->document = g_object_ref (document);
  self->widget = widget;
  self->actions = g_object_ref (actions);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);

  return self;
}
