/* test-analytics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "analytics/tw-analytics-private.h"
#include "analytics/tw-investments-page.h"
#include "analytics/tw-report-window.h"
#include "common/tw-chart-view-private.h"
#include "common/tw-rows-page.h"
#include "tw-chart-data.h"
#include "tw-ui-sample.h"

#include <string.h>

static TwApplication *application;

typedef struct
{
  char            *dir;
  TwDocument      *document;
  TwWindow        *window;
  TwAnalyticsView *view;
} Fixture;

static gboolean
is_loaded (gpointer data)
{
  const TwAnalyticsView *view = data;

  for (guint i = 0; i < view->cards->len; i++)
    if (((TwAnalyticsCard *) g_ptr_array_index (view->cards, i))->pending)
      return FALSE;

  return view->data.start < view->data.end && !view->dirty;
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->dir = tw_test_make_dir ();
  path = g_build_filename (fixture->dir, "sample.tierwright", NULL);
  tw_ui_sample_make (path);
  fixture->document = tw_document_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (tw_document_set_period (fixture->document, "2026-Q2", NULL));
  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->view = TW_ANALYTICS_VIEW (tw_window_show_view (fixture->window, "analytics"));
  tw_ui_test_wait (is_loaded, fixture->view);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  /* GTK 4.8 keeps a reference of what is hidden with the focus in it. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  tw_ui_test_settle ();
  gtk_window_close (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->window);
  tw_document_close (fixture->document);
  g_assert_finalize_object (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static TwAnalyticsCard *
nth_card (Fixture *fixture,
          guint    index)
{
  g_assert_cmpuint (index, <, fixture->view->cards->len);

  return g_ptr_array_index (fixture->view->cards, index);
}

static TwAnalyticsCard *
find_card (Fixture    *fixture,
           const char *chart)
{
  for (guint i = 0; i < fixture->view->cards->len; i++)
    if (g_str_equal (nth_card (fixture, i)->chart->id, chart))
      return nth_card (fixture, i);

  g_assert_not_reached ();
}

static const char *
get_filters (TwAnalyticsCard *card)
{
  TwChartSpec *spec = tw_chart_view_get_spec (tw_chart_card_get_view (card->widget));

  return spec != NULL ? tw_chart_spec_get_text (spec, TW_CHART_TEXT_FILTERS) : NULL;
}

/* A card per chart of the catalogue, each with its chart, and three answers above them. */
static void
test_opens (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_answers = 0;

  g_assert_cmpuint (fixture->view->cards->len, ==, tw_metric_chart_count ());
  for (guint i = 0; i < fixture->view->cards->len; i++)
    {
      TwAnalyticsCard *card = nth_card (fixture, i);

      g_assert_nonnull (card->table);
      g_assert_nonnull (tw_chart_view_get_spec (tw_chart_card_get_view (card->widget)));
    }
  for (GtkWidget *label = gtk_widget_get_first_child (fixture->view->findings); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    {
      tw_test_assert_sentence (gtk_label_get_text (GTK_LABEL (label)));
      n_answers++;
    }
  g_assert_cmpuint (n_answers, ==, 3);
  g_assert_cmpstr (tw_filter_bar_get_scope (fixture->view->bar)->compare_name, ==, "2025-Q2");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->view));
}

/* One filter bar, which all cards follow; its chip takes the filter away again. */
static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *chip;

  g_assert_null (get_filters (nth_card (fixture, 0)));
  tw_filter_bar_choose (fixture->view->bar, TW_BOARD_TYPE, "reseller", "Reseller", TRUE);
  tw_ui_test_wait (is_loaded, fixture->view);
  for (guint i = 0; i < fixture->view->cards->len; i++)
    g_assert_cmpstr (get_filters (nth_card (fixture, i)), ==, "Type: Reseller");
  /* The sample has twenty resellers among its sixty partners. */
  g_assert_cmpint (tw_metric_table_get_n (find_card (fixture, "retention")->table), ==, 20);

  chip = tw_ui_test_find_named (GTK_WIDGET (fixture->view), "Remove the filter Type: Reseller");
  g_assert_nonnull (chip);
  g_signal_emit_by_name (chip, "clicked");
  tw_ui_test_wait (is_loaded, fixture->view);
  g_assert_null (get_filters (nth_card (fixture, 0)));
  g_assert_cmpint (tw_metric_table_get_n (find_card (fixture, "retention")->table), ==, 60);
}

/* The key of a mark with rows behind it, as many as @n says. */
static const char *
find_mark (TwAnalyticsCard *card,
           gint64          *n)
{
  TwChartSpec *spec = tw_chart_view_get_spec (tw_chart_card_get_view (card->widget));

  for (guint s = 0; s < tw_chart_spec_n_series (spec); s++)
    for (guint i = 0; i < tw_chart_spec_n_marks (spec, s); i++)
      {
        const TwChartMark *mark = tw_chart_spec_get_mark (spec, s, i);
        const TwMetricCell *cell = mark->key != NULL ? tw_metric_chart_get_cell (card->table, mark->key) : NULL;

        if (cell != NULL && cell->entity != NULL && cell->n > 1)
          {
            *n = cell->n;
            return mark->key;
          }
      }

  g_assert_not_reached ();
}

typedef struct
{
  Fixture *fixture;
  guint    n;
} Rows;

static gboolean
has_rows (gpointer data)
{
  const Rows *rows = data;
  GtkWidget *page = tw_view_get_page (TW_VIEW (rows->fixture->view));

  return TW_IS_ROWS_PAGE (page) && tw_rows_page_count (TW_ROWS_PAGE (page)) == rows->n;
}

static gboolean
has_focus (gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (data);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, data);
}

/* A mark leads to as many rows as it says it rests on, and Back to the mark. */
static void
test_drill_down (Fixture       *fixture,
                 gconstpointer  data)
{
  TwAnalyticsCard *card = find_card (fixture, "win-rate");
  TwChartView *chart = tw_chart_card_get_view (card->widget);
  Rows rows = { fixture, 0 };
  gint64 n = 0;
  g_autofree char *key = g_strdup (find_mark (card, &n));

  rows.n = (guint) n;
  g_assert_true (tw_chart_view_focus_mark (chart, key));
  tw_chart_view_activate_hit (chart, tw_chart_view_focused_hit (chart));
  tw_ui_test_wait (has_rows, &rows);
  tw_ui_test_settle ();
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL));
  tw_ui_test_wait (has_focus, chart);
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (TW_VIEW (fixture->view)));
}

/* What is brushed in one chart filters the others, is told by a chip, and goes with Escape. */
static void
test_brush (Fixture       *fixture,
            gconstpointer  data)
{
  TwAnalyticsCard *card = find_card (fixture, "retention");
  TwChartView *chart = tw_chart_card_get_view (card->widget);
  const TwChartMark *mark = tw_chart_spec_get_mark (tw_chart_view_get_spec (chart), 0, 0);
  g_autofree char *key = g_strdup (mark->key);
  const char *keys[] = { key, NULL };
  const char *none[] = { NULL };
  g_autofree char *filters = g_strdup_printf ("Type: %s", mark->label);
  g_autofree char *chip = g_strdup_printf ("Remove the filter %s: %s", tw_chart_card_get_title (card->widget),
                                           mark->label);

  g_signal_emit_by_name (chart, "brushed", keys);
  tw_ui_test_wait (is_loaded, fixture->view);
  g_assert_null (get_filters (card));
  for (guint i = 0; i < fixture->view->cards->len; i++)
    if (nth_card (fixture, i) != card)
      g_assert_cmpstr (get_filters (nth_card (fixture, i)), ==, filters);
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->view), chip));

  g_assert_true (tw_view_escape (TW_VIEW (fixture->view)));
  tw_ui_test_wait (is_loaded, fixture->view);
  g_assert_null (get_filters (nth_card (fixture, 0)));
  g_assert_null (tw_ui_test_find_named (GTK_WIDGET (fixture->view), chip));
  g_assert_false (tw_view_escape (TW_VIEW (fixture->view)));

  /* Given up in the chart itself. */
  g_signal_emit_by_name (chart, "brushed", keys);
  g_signal_emit_by_name (chart, "brushed", none);
  tw_ui_test_wait (is_loaded, fixture->view);
  g_assert_null (get_filters (nth_card (fixture, 0)));
}

/* Order, filters and what is compared with stay with the workspace. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  TwAnalyticsCard *second = nth_card (fixture, 1);
  const char *id = second->chart->id;
  TwAnalyticsView *other;

  g_signal_emit_by_name (second->widget, "move", -1);
  g_assert_cmpstr (nth_card (fixture, 0)->chart->id, ==, id);
  g_assert_true (gtk_widget_get_first_child (GTK_WIDGET (fixture->view->grid)) == GTK_WIDGET (second->widget));
  tw_filter_bar_choose (fixture->view->bar, TW_BOARD_REGION, "EMEA", "EMEA", TRUE);
  tw_filter_bar_compare (fixture->view->bar, TW_COMPARE_PREVIOUS);

  other = TW_ANALYTICS_VIEW (g_object_ref_sink (tw_analytics_view_new (fixture->document)));
  g_assert_cmpstr (((TwAnalyticsCard *) g_ptr_array_index (other->cards, 0))->chart->id, ==, id);
  g_assert_true (tw_board_scope_has_value (tw_filter_bar_get_scope (other->bar), TW_BOARD_REGION, "EMEA"));
  g_assert_cmpstr (tw_filter_bar_get_scope (other->bar)->compare_name, ==, "2026-Q1");
  g_assert_finalize_object (other);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.reset-order", NULL);
  g_assert_cmpstr (nth_card (fixture, 0)->chart->id, ==, tw_metric_chart_nth (0)->id);
  tw_filter_bar_clear (fixture->view->bar);
  tw_filter_bar_compare (fixture->view->bar, TW_COMPARE_YEAR);
  tw_ui_test_wait (is_loaded, fixture->view);
}

static gboolean
is_status_shown (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (((TwAnalyticsView *) data)->stack), "status") == 0;
}

static gboolean
are_cards_shown (gpointer data)
{
  return !is_status_shown (data);
}

/* A period without data says which have some, and leads there. */
static void
test_empty_period (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_true (tw_document_set_period (fixture->document, "2031-Q1", NULL));
  tw_ui_test_wait (is_status_shown, fixture->view);
  g_assert_cmpstr (adw_status_page_get_title (fixture->view->status), ==, "No Data in This Period");
  tw_test_assert_contains (adw_status_page_get_description (fixture->view->status), "Transactions run from ");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.last-period", NULL));
  tw_ui_test_wait (are_cards_shown, fixture->view);
  tw_ui_test_wait (is_loaded, fixture->view);
  g_assert_cmpint (tw_document_get_span (fixture->document).end, >=, fixture->view->data.end);
}

static TwReportWindow *
find_report (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (TW_IS_REPORT_WINDOW (window))
        return TW_REPORT_WINDOW (window);
    }

  return NULL;
}

static gboolean
is_report_ready (gpointer data)
{
  return tw_report_window_is_ready (data);
}

static gboolean
exists (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

/* The report that is shown is the one that is written. */
static void
test_report (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *pdf = g_build_filename (fixture->dir, "report.pdf", NULL);
  g_autofree char *xlsx = g_build_filename (fixture->dir, "report.xlsx", NULL);
  g_autofree char *content = NULL;
  TwReportWindow *report;
  GtkWidget *check;
  guint n_pages;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.board-report", NULL));
  report = find_report ();
  g_assert_nonnull (report);
  tw_ui_test_wait (is_report_ready, report);
  n_pages = tw_report_window_count (report);
  g_assert_cmpuint (n_pages, >, 3);
  tw_ui_test_assert_named (GTK_WIDGET (report));

  /* Without its longest chart it has fewer pages. */
  check = tw_ui_test_find_named (GTK_WIDGET (report), "Does investment follow contribution?");
  g_assert_true (GTK_IS_CHECK_BUTTON (check));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (tw_report_window_is_ready (report));
  tw_ui_test_wait (is_report_ready, report);
  g_assert_cmpuint (tw_report_window_count (report), <, n_pages);

  tw_report_window_save (report, pdf);
  tw_ui_test_wait (exists, pdf);
  g_assert_true (g_file_get_contents (pdf, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  tw_report_window_save (report, xlsx);
  tw_ui_test_wait (exists, xlsx);

  gtk_window_close (GTK_WINDOW (report));
  tw_ui_test_settle ();
  g_assert_null (find_report ());
}

/* Investments have a list of their own, from which one is added as one step. */
static void
test_investments (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *page;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.investments", NULL));
  tw_ui_test_settle ();
  page = tw_view_get_page (TW_VIEW (fixture->view));
  g_assert_true (TW_IS_INVESTMENTS_PAGE (page));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (tw_view_get_actions (TW_VIEW (fixture->view))),
                                                    "new"));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  g_assert_true (tw_view_pop (TW_VIEW (fixture->view)));
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (TW_VIEW (fixture->view)));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

#define ADD(name, func) g_test_add ("/ui/analytics/" name, Fixture, NULL, setup, func, teardown)
  ADD ("opens", test_opens);
  ADD ("filter", test_filter);
  ADD ("drill-down", test_drill_down);
  ADD ("remembered", test_remembered);
  ADD ("empty-period", test_empty_period);
  ADD ("report", test_report);
  ADD ("investments", test_investments);
  ADD ("brush", test_brush);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
