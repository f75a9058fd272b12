/* test-plans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-ask-dialog.h"
#include "common/tw-suggestions.h"
#include "common/tw-tooltip.h"
#include "plans/tw-partner-plan.h"
#include "plans/tw-plan-timeline.h"
#include "plans/tw-plans-private.h"
#include "tw-model-test.h"
#include "tw-plan-template.h"
#include "tw-search.h"
#include "tw-ui-keys.h"
#include "tw-ui-test.h"

static TwApplication *application;

/* A partner with a plan for 2026 that only waits to be agreed; the period is the second quarter. */

static const char facts[] =
  "INSERT INTO person (external_id, name, partner) VALUES ('U', 'Ute', NULL), ('V', 'Vic', 1);"
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('X1', 1, '2026-02-01', 40000, 'USD'),"
  " ('X2', 1, '2026-05-01', 60000, 'USD');"
  "UPDATE plan SET owner = 1, partner_owner = 2;"
  "UPDATE plan_target SET amount = 100000, currency = 'USD', quantity = NULL WHERE goal IN"
  " (SELECT id FROM plan_goal WHERE unit = 'money');"
  "UPDATE plan_target SET quantity = 2000000 WHERE amount IS NULL;"
  "UPDATE plan_commitment SET amount = 500000, currency = 'USD' WHERE side = 'vendor';";

typedef struct
{
  TwTestDir   *dir;
  TwDocument  *document;
  TwWindow    *window;
  TwPlansView *view;
  gint64       plan;
} Fixture;

static gboolean
is_shown (gpointer data)
{
  Fixture *fixture = data;

  return fixture->view->reading == NULL && tw_plans_view_get_current (fixture->view) != NULL;
}

static gboolean
is_read (gpointer data)
{
  return ((Fixture *) data)->view->reading == NULL && ((Fixture *) data)->view->summaries != NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;
  TwDate from;

  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_test_document (fixture->dir, 3, 0);
  workspace = tw_document_get_workspace (fixture->document);
  tw_date_from_ymd (2026, 1, 1, &from);
  fixture->plan = tw_plan_create (workspace, "reseller-growth", "Kestrel 2026", 1,
                                  (TwSpan){ from, from + 365 }, "USD", &error);
  g_assert_no_error (error);
  tw_model_test_exec (workspace, facts);
  tw_document_set_period (fixture->document, "2026-Q2", &error);
  g_assert_no_error (error);

  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 800);
  tw_window_set_document (fixture->window, fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  fixture->view = TW_PLANS_VIEW (tw_window_show_view (fixture->window, "plans"));
  tw_ui_test_wait (is_read, fixture);
  tw_plans_view_open (fixture->view, fixture->plan);
  tw_ui_test_wait (is_shown, fixture);
  tw_ui_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->window);
  tw_document_close (fixture->document);
  g_assert_finalize_object (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static TwWorkspace *
get_workspace (Fixture *fixture)
{
  return tw_document_get_workspace (fixture->document);
}

static void
assert_text (Fixture    *fixture,
             const char *sql,
             const char *expected)
{
  g_autofree char *text = tw_model_test_text (get_workspace (fixture), sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
wait_read (Fixture *fixture)
{
  tw_ui_test_settle ();
  tw_ui_test_wait (is_shown, fixture);
  tw_ui_test_settle ();
}

static void
undo_to (Fixture    *fixture,
         const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  tw_document_undo (fixture->document, &error);
  g_assert_no_error (error);
  wait_read (fixture);
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (before, ==, after);
}

static void
click (Fixture    *fixture,
       const char *name)
{
  GtkWidget *button = tw_ui_test_find_named (GTK_WIDGET (fixture->view), name);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_rows (gpointer data)
{
  return tw_ui_test_find_named (GTK_WIDGET (((Fixture *) data)->window), "Rows behind the actual") != NULL;
}

/* Tab goes through the pane with the rows and leaves it at its end; Esc goes back to the goal. */
static void
leave_pane (Fixture *fixture,
            TwTable *table)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWidget *pane = tw_window_get_details (fixture->window);
  GtkWidget *rows = tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Rows behind the actual");
  GtkWidget *row;
  gboolean inside = FALSE;

  g_assert_true (tw_table_focus_row (table));
  row = gtk_window_get_focus (window);
  gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < 12; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (window);

      inside = inside || (focus != NULL && gtk_widget_is_ancestor (focus, rows));
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      if (i > 0)
        g_assert_true (gtk_window_get_focus (window) != focus);
    }
  g_assert_true (inside);

  gtk_widget_grab_focus (row);
  gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_window_get_focus (window) == row);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.escape", NULL);
  g_assert_true (gtk_window_get_focus (window) == row);
}

/* 400.00 and 600.00 of 1,000.00 a quarter, all due on 30 June: half of it. */
static void
test_goals (Fixture       *fixture,
            gconstpointer  data)
{
  const TwPlanSummary *summary = tw_plans_view_get_current (fixture->view);
  TwTable *table = tw_plan_page_get_table (fixture->view->page);
  g_autofree char *cells = tw_ui_test_get_cells (GTK_WIDGET (table), 120);
  const TwPlanGoal *revenue = NULL;

  for (guint i = 0; i < summary->progress->goals->len; i++)
    {
      const TwPlanGoal *goal = g_ptr_array_index (summary->progress->goals, i);

      revenue = g_strcmp0 (goal->metric, "net_revenue") == 0 ? goal : revenue;
    }
  g_assert_nonnull (revenue);
  g_assert_cmpint (revenue->actual.value, ==, 100000);
  g_assert_cmpint (revenue->pace.value, ==, 500000);
  tw_test_assert_contains (cells, "Net revenue|1,000.00|4,000.00|USD|0.50 ▼ behind");
  tw_test_assert_contains (cells, "Actuals must be entered by hand");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  /* Enter on a goal opens it in the pane with the rows behind its actual. */
  g_assert_true (tw_table_select (table, revenue->id));
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (table), "view.details", NULL);
  tw_ui_test_wait (has_rows, fixture);
  g_assert_nonnull (tw_window_get_details (fixture->window));

  leave_pane (fixture, table);
}

static void
test_tabs (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const tabs[][2] = {
    { "initiatives", "Demand generation in the focus market" }, { "timeline", "First people certified" },
    { "commitments", "Dedicated sales people" }, { "reviews", "Half-year review" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *cells = NULL;

      gtk_widget_activate_action (GTK_WIDGET (fixture->view->page), "view.next-tab", NULL);
      tw_ui_test_settle ();
      g_assert_cmpstr (tw_plan_page_get_tab (fixture->view->page), ==, tabs[i][0]);
      cells = tw_ui_test_get_cells (GTK_WIDGET (fixture->view->page), 200);
      tw_test_assert_contains (cells, tabs[i][1]);
      tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
    }
}

/* Draft → Agreed by the switcher, and undone. */
static void
test_agree (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  GtkWidget *closed = tw_ui_test_find_named (GTK_WIDGET (fixture->view), "State: Closed");

  g_assert_false (gtk_widget_get_sensitive (closed));
  g_assert_cmpstr (tw_tooltip_get (closed), ==, "One step after the other");
  click (fixture, "State: Agreed");
  wait_read (fixture);
  assert_text (fixture, "SELECT state || ' ' || from_state || to_state FROM plan, plan_state_change",
               "agreed draftagreed");
  g_assert_true (gtk_widget_get_sensitive (tw_ui_test_find_named (GTK_WIDGET (fixture->view), "State: Running")));
  undo_to (fixture, before);
  assert_text (fixture, "SELECT state FROM plan", "draft");
}

/* A plan that lacks something says what, and can't be agreed. */
static void
test_incomplete (Fixture       *fixture,
                 gconstpointer  data)
{
  tw_model_test_exec (get_workspace (fixture), "UPDATE plan SET owner = NULL");
  tw_document_changed (fixture->document);
  wait_read (fixture);
  g_assert_false (gtk_widget_get_sensitive (tw_ui_test_find_named (GTK_WIDGET (fixture->view), "State: Agreed")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.advance", NULL);
  tw_ui_test_settle ();
  assert_text (fixture, "SELECT state FROM plan", "draft");
}

static void
test_review (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->view->page), "view.start-review", NULL);
  wait_read (fixture);
  assert_text (fixture, "SELECT title || ' ' || state FROM plan_review WHERE frozen IS NOT NULL",
               "Kickoff started");
  assert_text (fixture,
               "SELECT frozen LIKE '%\"as_of\":\"2026-06-30\"%' AND frozen LIKE '%\"actual\":\"1000.00\"%'"
               " FROM plan_review WHERE frozen IS NOT NULL", "1");
  g_assert_cmpstr (tw_plan_page_get_tab (fixture->view->page), ==, "reviews");
  undo_to (fixture, before);
}

/* (nullable): the heading of the message that is shown, which is closed. */
static const char *
take_message (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      {
        const char *heading = g_intern_string (adw_message_dialog_get_heading (l->data));

        gtk_window_close (l->data);
        tw_ui_test_settle ();

        return heading;
      }

  return NULL;
}

/* What there is nothing for is told, or can't be asked for. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autofree char *after = NULL;
  GtkWidget *page = GTK_WIDGET (fixture->view->page);

  g_assert_true (gtk_widget_activate_action (page, "view.close-review", NULL));
  tw_ui_test_settle ();
  g_assert_cmpstr (take_message (), ==, "No Review Was Closed");

  tw_plan_page_show_tab (fixture->view->page, "timeline");
  tw_ui_test_settle ();
  g_assert_cmpint (tw_table_get_current (tw_plan_page_get_table (fixture->view->page)), ==, 0);
  g_assert_true (gtk_widget_activate_action (page, "view.milestone-move", "i", 7));
  tw_ui_test_settle ();
  g_assert_null (take_message ());

  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (before, ==, after);
}

static gboolean
press (GtkWidget       *widget,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }

  return handled;
}

/* → moves a milestone by a week, with Shift by a month; each is one step of undo, and the focus stays on it. */
static void
test_timeline (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  GtkWidget *item;
  g_autofree char *name = NULL;

  tw_plan_page_show_tab (fixture->view->page, "timeline");
  tw_ui_test_settle ();
  assert_text (fixture, "SELECT due FROM plan_milestone WHERE title = 'First people certified'", "2026-04-01");
  item = tw_ui_test_find_named (GTK_WIDGET (fixture->view->page), "First people certified, 1 Apr 2026, overdue");
  g_assert_nonnull (item);
  gtk_widget_grab_focus (item);
  g_assert_true (press (item, GDK_KEY_Right, 0));
  wait_read (fixture);
  assert_text (fixture, "SELECT due FROM plan_milestone WHERE title = 'First people certified'", "2026-04-08");
  item = gtk_root_get_focus (GTK_ROOT (fixture->window));
  name = tw_ui_test_get_name (item);
  g_assert_cmpstr (name, ==, "First people certified, 8 Apr 2026, overdue");
  undo_to (fixture, before);

  item = tw_ui_test_find_named (GTK_WIDGET (fixture->view->page), "First people certified, 1 Apr 2026, overdue");
  g_assert_true (press (item, GDK_KEY_Left, GDK_SHIFT_MASK));
  wait_read (fixture);
  assert_text (fixture, "SELECT due FROM plan_milestone WHERE title = 'First people certified'", "2026-03-01");
  undo_to (fixture, before);
}

static void
test_snap (void)
{
  g_autoptr (TwCalendar) calendar = tw_calendar_new (1, 1, NULL);
  TwDate date;
  TwDate end;

  tw_date_from_ymd (2026, 6, 27, &date);
  tw_date_from_ymd (2026, 6, 30, &end);
  g_assert_cmpint (tw_plan_timeline_snap (calendar, date, 4), ==, end);
  g_assert_cmpint (tw_plan_timeline_snap (calendar, end + 3, 4), ==, end);
  g_assert_cmpint (tw_plan_timeline_snap (calendar, date - 5, 4), ==, date - 5);
}

/* Removing the plan takes all of it, and undo brings all of it back. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view->page), "view.remove-plan", NULL);
  tw_ui_test_wait (is_read, fixture);
  tw_ui_test_settle ();
  g_assert_cmpint (tw_model_test_int (get_workspace (fixture), "SELECT count (*) FROM plan_goal"), ==, 0);
  g_assert_cmpuint (fixture->view->summaries->len, ==, 0);
  tw_document_undo (fixture->document, &error);
  g_assert_no_error (error);
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (before, ==, after);
  tw_ui_test_settle ();
}

static gboolean
is_page_there (gpointer data)
{
  GtkWidget *tab = tw_ui_test_find (GTK_WIDGET (((Fixture *) data)->window), TW_TYPE_PARTNER_PLAN);

  return tab != NULL && tw_partner_plan_get_table (TW_PARTNER_PLAN (tab)) != NULL;
}

static gboolean
is_none_there (gpointer data)
{
  GtkWidget *tab = tw_ui_test_find (GTK_WIDGET (((Fixture *) data)->window), TW_TYPE_PARTNER_PLAN);

  return tab != NULL && tw_ui_test_find (tab, ADW_TYPE_STATUS_PAGE) != NULL;
}

static void
open_tab (Fixture *fixture,
          gint64   partner)
{
  g_assert_true (tw_window_open_record (fixture->window, "partner", partner));
  tw_ui_test_spin (100);
  /* Data, People, Types & Tiers, Transactions, Pipeline, Joint Work, Plan. */
  for (guint i = 0; i < 6; i++)
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.next-tab", NULL);
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (TW_IS_ASK_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      {
        *(GtkWidget **) data = l->data;
        return TRUE;
      }

  return FALSE;
}

/* Where the partner stands the plan can be worked with as in the view of plans. */
static void
test_partner_tab (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog = NULL;
  GtkWidget *page;
  gint64 goals;
  int minimum;

  open_tab (fixture, 1);
  tw_ui_test_wait (is_page_there, fixture);
  tw_ui_test_settle ();
  page = tw_ui_test_find (GTK_WIDGET (fixture->window), TW_TYPE_PLAN_PAGE);
  gtk_widget_measure (tw_ui_test_find (GTK_WIDGET (fixture->window), TW_TYPE_PARTNER_PLAN), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 350);
  g_assert_nonnull (page);
  g_assert_cmpint (tw_plan_page_get_id (TW_PLAN_PAGE (page)), ==, fixture->plan);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  /* Its pane, its dialogs, its Delete. */
  g_assert_true (tw_table_select (tw_plan_page_get_table (TW_PLAN_PAGE (page)),
                                  tw_model_test_int (get_workspace (fixture), "SELECT min (id) FROM plan_goal")));
  gtk_widget_activate_action (page, "view.details", NULL);
  tw_ui_test_wait (has_rows, fixture);
  gtk_widget_activate_action (page, "view.item-add", NULL);
  tw_ui_test_wait (has_dialog, &dialog);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "New Goal");
  gtk_window_close (GTK_WINDOW (dialog));
  tw_ui_test_spin (50);
  goals = tw_model_test_int (get_workspace (fixture), "SELECT count (*) FROM plan_goal");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (tw_plan_page_get_table (TW_PLAN_PAGE (page))), "view.remove",
                                             NULL));
  g_assert_cmpint (tw_model_test_int (get_workspace (fixture), "SELECT count (*) FROM plan_goal"), ==, goals - 1);
  g_assert_true (tw_document_undo (fixture->document, &error));
  g_assert_no_error (error);
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (before, ==, after);

  /* Removed, the tab offers a new one, and undo brings the plan back. */
  tw_ui_test_wait (is_page_there, fixture);
  gtk_widget_activate_action (page, "view.remove-plan", NULL);
  tw_ui_test_wait (is_none_there, fixture);
  g_assert_true (tw_document_undo (fixture->document, &error));
  tw_ui_test_wait (is_page_there, fixture);

  open_tab (fixture, 2);
  tw_ui_test_wait (is_none_there, fixture);
}

static gboolean
is_suggested (gpointer entry)
{
  return tw_suggestions_get_list (entry) != NULL;
}

static GtkWindow *
find_dialog (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == parent && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
is_closed (gpointer parent)
{
  return find_dialog (parent) == NULL;
}

/* Of a partner only a piece of the name is known; Esc closes the list, then asks. The question is answered by its key. */
static void
test_suggestions (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *entry;
  GtkWindow *dialog;
  g_autoptr (GError) error = NULL;

  if (!tw_ui_keys_available ())
    return;

  /* The partners of the test were put there behind the back of the history. */
  g_assert_true (tw_search_rebuild (get_workspace (fixture), &error));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.new", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (GTK_WINDOW (fixture->window));
  entry = tw_ui_test_find_named (GTK_WIDGET (dialog), "Partner");
  g_assert_true (GTK_IS_EDITABLE (entry));
  gtk_widget_grab_focus (entry);
  tw_ui_keys_type (dialog, "p002");
  tw_ui_test_wait (is_suggested, entry);
  tw_ui_keys_press (dialog, "Down Return");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Partner 15838");
  g_assert_null (tw_suggestions_get_list (entry));

  /* What is typed stays as it is while nothing is chosen. */
  tw_ui_keys_press (dialog, "ctrl+a");
  tw_ui_keys_type (dialog, "part");
  tw_ui_test_wait (is_suggested, entry);
  tw_ui_keys_press (dialog, "Escape");
  g_assert_null (tw_suggestions_get_list (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "part");

  tw_ui_keys_press (dialog, "Escape");
  g_assert_nonnull (find_dialog (dialog));
  tw_ui_keys_press (find_dialog (dialog), "alt+d");
  tw_ui_test_wait (is_closed, fixture->window);
  assert_text (fixture, "SELECT count (*) FROM plan", "1");
}

typedef struct
{
  Fixture *fixture;
  gint64   made;
} Made;

static gboolean
is_focused_on_made (gpointer data)
{
  Made *made = data;
  TwPlansView *view = made->fixture->view;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (made->fixture->window));

  return view->page != NULL && tw_plan_page_get_id (view->page) == made->made && focus != NULL
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (view->page));
}

/* Who made a plan goes on in it, with a template and without, beside the list and on top of it. */
static void
test_made (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { const char *action; const char *name; } cases[] = {
    { "view.new-from-template", "From a template" }, { "view.new", "From nothing" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      TwAskDialog *dialog;
      Made made = { fixture, 0 };
      g_autofree char *name = g_strdup_printf ("%s %u", cases[i % 2].name, i);

      if (i == 2)
        {
          gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 800);
          tw_ui_test_settle ();
        }
      gtk_widget_activate_action (GTK_WIDGET (fixture->view), cases[i % 2].action, NULL);
      tw_ui_test_settle ();
      dialog = TW_ASK_DIALOG (find_dialog (GTK_WINDOW (fixture->window)));
      tw_ask_dialog_set (dialog, "name", name);
      tw_ask_dialog_set (dialog, "partner", "P002");
      tw_ui_test_settle ();
      gtk_widget_activate_default (GTK_WIDGET (dialog));
      tw_ui_test_wait (is_closed, fixture->window);
      made.made = tw_model_test_int (get_workspace (fixture), "SELECT max (id) FROM plan");
      tw_ui_test_wait (is_focused_on_made, &made);
      assert_text (fixture, "SELECT name FROM plan ORDER BY id DESC LIMIT 1", name);
      tw_ui_test_settle ();
      g_assert_true (is_focused_on_made (&made));
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/plans/goals", test_goals },       { "/ui/plans/tabs", test_tabs },
    { "/ui/plans/agree", test_agree },       { "/ui/plans/incomplete", test_incomplete },
    { "/ui/plans/review", test_review },     { "/ui/plans/nothing", test_nothing },
    { "/ui/plans/timeline", test_timeline }, { "/ui/plans/suggestions", test_suggestions },
    { "/ui/plans/made", test_made },
    { "/ui/plans/remove", test_remove },     { "/ui/plans/partner-tab", test_partner_tab },
  };
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/ui/plans/snap", test_snap);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
