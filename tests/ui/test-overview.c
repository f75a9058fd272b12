/* test-overview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-chart-card.h"
#include "common/tw-period-text.h"
#include "common/tw-rows-page.h"
#include "common/tw-table.h"
#include "import/tw-import-assistant.h"
#include "overview/tw-figure-card.h"
#include "overview/tw-overview-private.h"
#include "tw-metric-compute.h"
#include "tw-model-test.h"
#include "tw-pin.h"
#include "tw-ui-period.h"

static TwApplication *application;

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwOverviewView *view;
} Fixture;

static gboolean
is_read (gpointer data)
{
  TwOverviewView *self = data;

  return self->attention_reading == NULL && self->ties_reading == NULL && self->figures_reading == NULL;
}

static void
wait_for (Fixture *fixture)
{
  tw_ui_period_wait (fixture->document);
  tw_ui_test_wait (is_read, fixture->view);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();

  if (g_strcmp0 (data, "empty") == 0)
    fixture->document = tw_ui_test_document (fixture->dir, 0, 0);
  else
    {
      fixture->document = tw_ui_period_document (fixture->dir);
      tw_ui_period_publish (fixture->document);
    }

  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_OVERVIEW_VIEW (tw_window_show_view (fixture->window, "overview"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (fixture);
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

/* The names of the children of @parent that are of @type, a line each. */
static char *
list_names (GtkWidget *parent,
            GType      type)
{
  GString *names = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *name = NULL;

      if (!g_type_is_a (G_OBJECT_TYPE (child), type))
        continue;

      name = tw_ui_test_get_name (child);
      g_string_append_printf (names, "%s\n", name);
    }

  return g_string_free (names, FALSE);
}

static void
assert_rows (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *names = list_names (GTK_WIDGET (fixture->view->attention_list), GTK_TYPE_LIST_BOX_ROW);

  g_assert_cmpstr (names, ==, expected);
}

static void
activate_row (Fixture *fixture,
              guint    index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (fixture->view->attention_list, index);

  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_signal_emit_by_name (fixture->view->attention_list, "row-activated", row);
  wait_for (fixture);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (tw_ui_test_find (GTK_WIDGET (fixture->view), ADW_TYPE_STATUS_PAGE));

  g_assert_true (page == fixture->view->attention_empty);
  g_assert_cmpstr (adw_status_page_get_title (page), ==, "Nothing Needs Attention");
  g_assert_cmpuint (fixture->view->figures->len, ==, 6);
  g_assert_cmpuint (fixture->view->charts->len, ==, 3);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "overview-empty");
}

static char *
list_steps (Fixture *fixture)
{
  return list_names (GTK_WIDGET (fixture->view->steps_list), GTK_TYPE_LIST_BOX_ROW);
}

/* The step that has the focus, by its place; -1 none. */
static int
get_focused_step (Fixture *fixture)
{
  return tw_overview_get_focused_row (fixture->view, fixture->view->steps_list);
}

/* Enter on the step that has the focus. */
static void
press_step (Fixture *fixture)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (fixture->view->steps_list, get_focused_step (fixture));

  g_assert_true (gtk_widget_activate (GTK_WIDGET (row)));
  tw_ui_test_settle ();
  wait_for (fixture);
}

static guint
count_suggested (GtkWidget *widget)
{
  guint n = gtk_widget_get_mapped (widget) && gtk_widget_has_css_class (widget, "suggested-action") ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_suggested (child);

  return n;
}

/* An empty workspace says what comes next, and has the focus there. */
static void
test_first_steps (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *steps = list_steps (fixture);
  GtkWidget *import, *calculate;
  guint assistants = 0;

  g_assert_cmpstr (steps, ==,
                   "Step 1 of 6: Import the partners, From a CSV file, or add them one by one in Partners\n"
                   "Step 2 of 6: Import what they sold, Sales, unit reports and deals; what is ambiguous is asked\n"
                   "Step 3 of 6: Design a program and publish it, From the gap that it has to close to tiers and rules "
                   "that are checked\n"
                   "Step 4 of 6: Calculate a period, Needs partners, transactions and a published program\n"
                   "Step 5 of 6: Approve the statements and export them, Needs a calculated period\n"
                   "Step 6 of 6: Plan a year with a partner, Needs a partner\n");
  g_assert_cmpint (get_focused_step (fixture), ==, 0);
  g_assert_cmpuint (count_suggested (GTK_WIDGET (fixture->view)), ==, 1);
  import = tw_ui_test_find (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->view->steps_list, 0)), GTK_TYPE_BUTTON);
  calculate = tw_ui_test_find (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->view->steps_list, 3)),
                               GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (import)), ==, "Import…");
  g_assert_false (gtk_widget_is_sensitive (calculate));

  press_step (fixture);
  for (guint i = g_list_model_get_n_items (gtk_window_get_toplevels ()); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i - 1);

      if (TW_IS_IMPORT_ASSISTANT (window))
        {
          gtk_window_destroy (window);
          assistants++;
        }
    }
  g_assert_cmpuint (assistants, ==, 1);

  tw_ui_test_settle ();
  g_assert_cmpint (get_focused_step (fixture), ==, 0);

  /* What is done has a mark instead of a button, and the focus is on what comes next. */
  tw_model_test_exec (tw_document_get_workspace (fixture->document),
                      "INSERT INTO partner (external_id, name) VALUES ('P1', 'Ash')");
  tw_document_changed (fixture->document);
  wait_for (fixture);
  g_clear_pointer (&steps, g_free);
  steps = list_steps (fixture);
  g_assert_true (g_str_has_prefix (steps, "Step 1 of 6, done: Import the partners, 1 partner\n"));
  g_assert_true (g_str_has_suffix (steps, "Plan a year with a partner, Goals of both sides that fill in from "
                                          "transactions\n"));
  g_assert_null (tw_ui_test_find (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->view->steps_list, 0)),
                                  GTK_TYPE_BUTTON));
  g_assert_cmpint (get_focused_step (fixture), ==, 1);
}

/* Each step leads to its view and does what its button says; when a period is approved, nobody is led any more. */
static void
test_led (Fixture       *fixture,
          gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);

  g_assert_cmpint (get_focused_step (fixture), ==, TW_FIRST_CALCULATE);
  tw_document_set_period (fixture->document, "2025-Q1", NULL);
  wait_for (fixture);
  press_step (fixture);
  g_assert_cmpstr (tw_document_get_period (fixture->document), ==, "2026-Q3");
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count(*) FROM run WHERE period = '2026-Q3'"), ==, 1);

  tw_view_focus (tw_window_show_view (fixture->window, "overview"));
  wait_for (fixture);
  g_assert_cmpint (get_focused_step (fixture), ==, TW_FIRST_APPROVE);
  press_step (fixture);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));

  tw_view_focus (tw_window_show_view (fixture->window, "overview"));
  wait_for (fixture);
  tw_model_test_exec (workspace, "UPDATE statement SET state = 'approved', approved_by = 'b', approved_at = 'x'");
  tw_document_changed (fixture->document);
  wait_for (fixture);
  g_assert_false (tw_overview_has_steps (fixture->view));
  g_assert_null (gtk_list_box_get_row_at_index (fixture->view->steps_list, 0));
}

/* The quarter's three sales wait to be calculated; then their statements wait to be reviewed. */
static void
test_statements (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_rows (fixture, "2026-Q3 is not calculated, The period has ended and has transactions.\n");
  tw_document_set_period (fixture->document, "2026-Q1", NULL);
  activate_row (fixture, 0);
  g_assert_cmpstr (tw_document_get_period (fixture->document), ==, "2026-Q3");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.calculate", NULL);
  wait_for (fixture);
  tw_window_show_view (fixture->window, "overview");
  wait_for (fixture);
  assert_rows (fixture, "3 statements to review, 1,860.00\xc2\xa0USD, 2026-Q3 · 3 flagged\n");
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "overview");
  activate_row (fixture, 0);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
}

/* A sale that came after the calculation. */
static void
test_tie_out (Fixture       *fixture,
              gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (TwRow) sale = NULL;

  tw_window_show_view (fixture->window, "statements");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.calculate", NULL);
  wait_for (fixture);
  sale = tw_model_test_add (workspace, "sale", "external_id", "S-9", "partner", "P-1", "date", "2026-09-29",
                            "currency", "USD", "amount", "77.00", NULL);
  tw_document_changed (fixture->document);
  tw_window_show_view (fixture->window, "overview");
  wait_for (fixture);
  assert_rows (fixture, "3 statements to review, 1,860.00\xc2\xa0USD, 2026-Q3 · 3 flagged\n"
                        "2026-Q3 does not tie out, 77.00\xc2\xa0USD, Facts changed since the calculation.\n");
}

/* A row opens its list, filtered; Back leads to the row. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autofree char *expires = tw_date_format (tw_period_today () + 10);
  g_autofree char *late = tw_date_format (tw_period_today () + 400);
  g_autoptr (TwRow) one = tw_model_test_add (workspace, "certification", "external_id", "C1", "partner", "P-1", "name",
                                             "Sales", "awarded", "2025-01-01", "expires", expires, NULL);
  g_autoptr (TwRow) other = tw_model_test_add (workspace, "certification", "external_id", "C2", "partner", "P-2", "name",
                                               "Sales", "awarded", "2025-01-01", "expires", late, NULL);
  GtkWidget *page;

  tw_document_changed (fixture->document);
  wait_for (fixture);
  g_assert_cmpuint (fixture->view->items->len, ==, 2);
  activate_row (fixture, 1);
  page = tw_view_get_page (TW_VIEW (fixture->view));
  g_assert_true (TW_IS_ROWS_PAGE (page));
  tw_ui_test_settle ();
  g_assert_cmpuint (tw_rows_page_count (TW_ROWS_PAGE (page)), ==, 1);
  {
    g_autofree char *cells = tw_ui_test_get_cells (page, 3);

    g_assert_cmpstr (cells, ==, "Sales|Certification|" TW_UI_PARTNER);
  }
  g_assert_nonnull (tw_ui_test_find_named (page, "Remove filter Kind: Certification"));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "overview-rows");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (TW_VIEW (fixture->view)));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (fixture->view->attention_list, 1))));
}

static TwFigureCard *
find_figure (Fixture    *fixture,
             const char *metric)
{
  for (guint i = 0; i < fixture->view->figures->len; i++)
    {
      TwFigureCard *card = fixture->view->figures->pdata[i];

      if (g_str_equal (tw_figure_card_get_metric (card)->id, metric))
        return card;
    }

  return NULL;
}

/* 42,000 + 8,000 + 500, by hand; each of the facts is a row behind it. */
static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  TwFigureCard *card = find_figure (fixture, "net-revenue");
  g_autofree char *name = tw_ui_test_get_name (GTK_WIDGET (card));
  GtkWidget *page;

  tw_test_assert_contains (name, "Net partner revenue, 50,500.00\xc2\xa0USD");
  g_signal_emit_by_name (card, "clicked");
  page = tw_view_get_page (TW_VIEW (fixture->view));
  g_assert_true (TW_IS_ROWS_PAGE (page));
  tw_ui_test_settle ();
  g_assert_cmpuint (tw_rows_page_count (TW_ROWS_PAGE (page)), ==, 4);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  tw_ui_test_settle ();

  /* Without a denominator there is no figure, and a reason. */
  g_free (name);
  name = tw_ui_test_get_name (GTK_WIDGET (find_figure (fixture, "win-rate")));
  g_assert_true (g_str_has_prefix (name, "Win rate with partners, n/a, "));
  g_assert_cmpuint (strlen (name), >, 60);
}

static char *
list_pins (Fixture   *fixture,
           TwPinKind  kind)
{
  g_autoptr (GPtrArray) pins = tw_pins_read (tw_document_get_workspace (fixture->document), kind, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pins->len; i++)
    g_string_append_printf (text, "%s ", ((TwPin *) pins->pdata[i])->name);

  return g_string_free (text, FALSE);
}

static void
assert_pins (Fixture    *fixture,
             TwPinKind   kind,
             const char *expected)
{
  g_autofree char *text = list_pins (fixture, kind);

  g_assert_cmpstr (text, ==, expected);
}

/* Moving and unpinning by the menu, and back by undo. */
static void
test_pins (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *card = GTK_WIDGET (find_figure (fixture, "program-roi"));

  assert_pins (fixture, TW_PIN_FIGURE, "net-revenue program-roi influenced-share win-rate active-rate payout ");
  g_assert_true (gtk_widget_activate_action (card, "figure.earlier", NULL));
  wait_for (fixture);
  assert_pins (fixture, TW_PIN_FIGURE, "program-roi net-revenue influenced-share win-rate active-rate payout ");
  g_assert_cmpstr (tw_figure_card_get_metric (fixture->view->figures->pdata[0])->id, ==, "program-roi");

  gtk_widget_activate_action (GTK_WIDGET (find_figure (fixture, "payout")), "figure.unpin", NULL);
  wait_for (fixture);
  g_assert_null (find_figure (fixture, "payout"));
  g_assert_true (tw_document_undo (fixture->document, NULL));
  g_assert_true (tw_document_undo (fixture->document, NULL));
  wait_for (fixture);
  assert_pins (fixture, TW_PIN_FIGURE, "net-revenue program-roi influenced-share win-rate active-rate payout ");
  g_assert_nonnull (find_figure (fixture, "payout"));
}

static GtkWidget *
get_card (Fixture *fixture,
          guint    index)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (fixture->view->chart_grid));

  while (index-- > 0)
    card = gtk_widget_get_next_sibling (card);

  return card;
}

static void
test_charts (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *card;

  assert_pins (fixture, TW_PIN_CHART, "roi-by-type net-revenue tiers ");
  tw_ui_test_settle ();
  card = get_card (fixture, 1);
  g_assert_nonnull (tw_chart_view_get_spec (tw_chart_card_get_view (TW_CHART_CARD (card))));
  gtk_widget_activate_action (card, "chart.earlier", NULL);
  wait_for (fixture);
  assert_pins (fixture, TW_PIN_CHART, "net-revenue roi-by-type tiers ");

  /* The first one dropped on the last. */
  g_signal_emit_by_name (get_card (fixture, 2), "dropped", get_card (fixture, 0));
  wait_for (fixture);
  assert_pins (fixture, TW_PIN_CHART, "roi-by-type tiers net-revenue ");
  gtk_widget_activate_action (get_card (fixture, 0), "chart.pin", NULL);
  wait_for (fixture);
  assert_pins (fixture, TW_PIN_CHART, "tiers net-revenue ");
  for (guint i = 0; i < 3; i++)
    g_assert_true (tw_document_undo (fixture->document, NULL));
  wait_for (fixture);
  assert_pins (fixture, TW_PIN_CHART, "roi-by-type net-revenue tiers ");
  tw_ui_test_settle ();
}

static void
test_activity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *names = list_names (GTK_WIDGET (fixture->view->activity_list), GTK_TYPE_LIST_BOX_ROW);

  tw_test_assert_contains (names, "Reseller Test");
  g_signal_emit_by_name (fixture->view->activity_list, "row-activated",
                         gtk_list_box_get_row_at_index (fixture->view->activity_list, 0));
  tw_ui_test_settle ();
  g_assert_nonnull (tw_window_get_details (fixture->window));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();

  g_test_add ("/ui/overview/empty", Fixture, "empty", set_up, test_empty, tear_down);
  g_test_add ("/ui/overview/first-steps", Fixture, "empty", set_up, test_first_steps, tear_down);
#define TEST(_path, _name) \
  g_test_add ("/ui/overview/" _path, Fixture, NULL, set_up, test_##_name, tear_down)
  TEST ("statements", statements);
  TEST ("led", led);
  TEST ("tie-out", tie_out);
  TEST ("list", list);
  TEST ("figures", figures);
  TEST ("pins", pins);
  TEST ("charts", charts);
  TEST ("activity", activity);

  status = g_test_run ();
  g_object_unref (application);

  return status;
}
