/* test-scenarios.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-chart-view.h"
#include "programs/tw-programs-private.h"
#include "programs/tw-scenarios-tab.h"
#include "tw-chart-data.h"
#include "tw-metric-settings.h"
#include "tw-scenario.h"
#include "tw-ui-period.h"

#include <math.h>

static TwApplication *application;

/* Three resellers in 2026-Q3: 42,000.00, 8,000.00 and 500.00, at 2 % and from 20,000.00 on 5 %, and 100.00 for each of two
 * large deals: 1,500.00 + 200.00 + 160.00 + 10.00. */
#define COST       "1,870.00"
/* 6 % instead of 5 % on 22,000.00. */
#define COST_MORE  "2,090.00\n▲ 220.00"

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
  gint64          version;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr (GPtrArray) versions = NULL;

  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  tw_ui_period_publish (fixture->document);
  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_PROGRAMS_VIEW (tw_window_show_view (fixture->window, "programs"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_period_wait (fixture->document);
  versions = tw_program_versions_list (tw_document_get_workspace (fixture->document), NULL);
  fixture->version = ((TwProgramVersion *) g_ptr_array_index (versions, 0))->id;
  tw_programs_view_open (fixture->view, fixture->version);
  tw_program_page_show (tw_programs_view_get_program_page (fixture->view), "scenarios");
  tw_ui_test_settle ();
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  /* What is still read beside the window lets go of it when it ends. */
  for (guint i = 0; i < 50 && G_OBJECT (fixture->window)->ref_count > 1; i++)
    tw_ui_test_spin (100);
  g_assert_finalize_object (fixture->window);
  tw_document_close (fixture->document);
  g_assert_finalize_object (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static void
shot (Fixture    *fixture,
      const char *name)
{
  tw_ui_period_shot (GTK_WIDGET (fixture->window), name);
}

/* The newest other window with this title. */
static GtkWidget *
find_window (const char *title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (g_strcmp0 (gtk_window_get_title (l->data), title) == 0 && gtk_widget_get_visible (l->data))
        return l->data;
    }

  return NULL;
}

static gint64
add_scenario (Fixture    *fixture,
              const char *name,
              const char *path,
              const char *value)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GError) error = NULL;
  gint64 scenario = 0;

  tw_program_edits_set_text (edits, path, value);
  g_assert_true (tw_scenario_create (workspace, fixture->version, name, NULL, edits, &scenario, &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);

  return scenario;
}

typedef struct
{
  GtkWidget  *widget;
  const char *name;
} Named;

static gboolean
is_there (gpointer data)
{
  Named *named = data;

  return tw_ui_test_find_named (named->widget, named->name) != NULL;
}

static void
wait_for (Fixture    *fixture,
          const char *name)
{
  Named named = { GTK_WIDGET (fixture->window), name };

  tw_ui_test_wait (is_there, &named);
}

/* From nothing to a compared scenario: the verbs of the page, the changes' window, and the cost that a hand gets. */
static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  GtkWidget *page = tw_ui_test_find (GTK_WIDGET (fixture->view), ADW_TYPE_STATUS_PAGE);
  GtkWidget *window;
  GtkWidget *literal;

  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "No Scenarios");
  shot (fixture, "scenarios-empty");
  tw_ui_period_press (GTK_WIDGET (fixture->view), "New Scenario…");
  tw_ui_test_settle ();
  window = find_window ("New Scenario");
  g_assert_nonnull (window);
  tw_ui_period_press (window, "Add");
  tw_ui_test_settle ();

  window = find_window ("Changes of “Scenario 1”");
  g_assert_nonnull (window);
  tw_ui_test_assert_named (window);
  tw_ui_period_shot (window, "scenario-changes");
  literal = tw_ui_test_find_named (window, "Volume <rebate>, Band 2, Rate");
  g_assert_nonnull (literal);
  gtk_editable_set_text (GTK_EDITABLE (literal), "6,0 x");
  g_signal_emit_by_name (literal, "activate");
  tw_ui_test_settle ();
  g_assert_null (tw_ui_test_find_named (window, "What Differs"));
  /* A change elsewhere leaves what was typed and refused alone. */
  tw_document_changed (fixture->document);
  tw_ui_test_settle ();
  g_assert_true (tw_ui_test_find_named (window, "Volume <rebate>, Band 2, Rate") == literal);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (literal)), ==, "6,0 x");
  gtk_editable_set_text (GTK_EDITABLE (literal), "6 %");
  g_signal_emit_by_name (literal, "activate");
  tw_ui_test_settle ();
  tw_ui_period_shot (window, "scenario-changed");
  gtk_window_close (GTK_WINDOW (window));

  wait_for (fixture, "Cost, USD, Scenario 1: " COST_MORE);
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Cost, USD, Version 1: " COST));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  shot (fixture, "scenarios");
}

/* Two scenarios side by side, who gains, and that nothing but scenarios was written. */
static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (fixture->view);
  GtkWidget *tab;
  g_autofree char *cells = NULL;
  gint64 low = add_scenario (fixture, "Low threshold", "/rules/0/table/bands/1/from", "10000.00");

  add_scenario (fixture, "High rate", "/rules/0/table/bands/1/rate", "6%");
  wait_for (fixture, "Cost, USD, High rate: " COST_MORE);
  /* 5 % instead of 2 % on 10,000.00. */
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window),
                                           "Cost, USD, Low threshold: 2,170.00\n▲ 300.00"));
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window),
                                           "Volume <rebate>, High rate: 1,890.00\n▲ 220.00"));
  shot (fixture, "scenarios-two");

  tab = tw_ui_test_find (GTK_WIDGET (page), TW_TYPE_SCENARIOS_TAB);
  tw_scenarios_tab_select (TW_SCENARIOS_TAB (tab), low);
  tw_scenarios_tab_show (TW_SCENARIOS_TAB (tab), "partners");
  tw_ui_test_settle ();
  cells = tw_ui_test_get_cells (tab, G_MAXUINT);
  g_assert_nonnull (strstr (cells, TW_UI_PARTNER));
  g_assert_nonnull (strstr (cells, "300.00"));
  g_assert_null (strstr (cells, "Birch"));
  shot (fixture, "scenarios-winners");
  tw_scenarios_tab_show (TW_SCENARIOS_TAB (tab), "tiers");
  tw_ui_test_settle ();
  shot (fixture, "scenarios-tiers");
}

/* What pays for 220.00 more at a margin of 30 %, of which the scenario's effective rate is paid away: 2,090.00 of 50,500.00
 * are 4.1386 %, so 220.00 ÷ 25.8614 %, rounded up. Without a margin there is no answer, and the sentence says what to do. */
static void
test_break_even (Fixture       *fixture,
                 gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  const TwMetricSetting *margin = tw_metric_setting_find ("metric.margin-rate");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (margin);
  add_scenario (fixture, "High rate", "/rules/0/table/bands/1/rate", "6%");
  wait_for (fixture, "Cost, USD, High rate: " COST_MORE);
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Break-even revenue, High rate: n/a"));
  g_assert_true (tw_metric_setting_set (workspace, margin, "30%", &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);
  wait_for (fixture, "Break-even revenue, High rate: 850.69");
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Break-even revenue, Version 1: –"));
}

static gboolean
has_chart (gpointer data)
{
  return tw_ui_test_find (data, TW_TYPE_CHART_VIEW) != NULL;
}

/* What moves the cost most stands first: 6 % of 22,000.00, of which a tenth is 132.00; the threshold of 20,000.00, a tenth
 * of which is worth 80.00, comes behind it. */
static void
test_outlook (Fixture       *fixture,
              gconstpointer  data)
{
  TwChartSpec *spec;
  GtkWidget *tab;

  add_scenario (fixture, "High rate", "/rules/0/table/bands/1/rate", "6%");
  wait_for (fixture, "Cost, USD, High rate: " COST_MORE);
  tab = tw_ui_test_find (GTK_WIDGET (fixture->view), TW_TYPE_SCENARIOS_TAB);
  tw_scenarios_tab_show (TW_SCENARIOS_TAB (tab), "outlook");
  tw_ui_test_wait (has_chart, tab);
  tw_ui_test_settle ();
  spec = tw_chart_view_get_spec (TW_CHART_VIEW (tw_ui_test_find (tab, TW_TYPE_CHART_VIEW)));
  g_assert_cmpstr (tw_chart_spec_get_mark (spec, 0, 0)->text, ==, "at 5.4\xc2\xa0%: −132.00\xc2\xa0USD");
  g_assert_cmpstr (tw_chart_spec_get_mark (spec, 1, 0)->text, ==, "at 6.6\xc2\xa0%: 132.00\xc2\xa0USD");
  g_assert_cmpfloat (fabs (tw_chart_spec_get_mark (spec, 0, 1)->y), ==, 80.0);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  shot (fixture, "scenarios-outlook");
}

/* A scenario becomes a draft with its numbers; removing it is undone by Undo. */
static void
test_promote (Fixture       *fixture,
              gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  GtkWidget *tab;

  add_scenario (fixture, "High rate", "/rules/0/table/bands/1/rate", "6%");
  wait_for (fixture, "Cost, USD, High rate: " COST_MORE);
  tab = tw_ui_test_find (GTK_WIDGET (fixture->view), TW_TYPE_SCENARIOS_TAB);
  g_assert_true (gtk_widget_activate_action (tab, "scenario.remove", NULL));
  tw_ui_test_settle ();
  none = tw_scenarios_list (workspace, 0, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL));
  tw_ui_period_wait (fixture->document);
  again = tw_scenarios_list (workspace, 0, NULL);
  g_assert_cmpuint (again->len, ==, 1);

  g_assert_true (gtk_widget_activate_action (tab, "scenario.promote", NULL));
  tw_ui_test_settle ();
  tw_ui_period_press (find_window ("Promote “High rate” to a Draft"), "Promote");
  tw_ui_period_wait (fixture->document);
  versions = tw_program_versions_list (workspace, NULL);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpstr (((TwProgramVersion *) g_ptr_array_index (versions, 1))->state, ==, "draft");
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  g_test_add ("/ui/scenarios/new", Fixture, NULL, setup, test_new, teardown);
  g_test_add ("/ui/scenarios/compare", Fixture, NULL, setup, test_compare, teardown);
  g_test_add ("/ui/scenarios/break-even", Fixture, NULL, setup, test_break_even, teardown);
  g_test_add ("/ui/scenarios/outlook", Fixture, NULL, setup, test_outlook, teardown);
  g_test_add ("/ui/scenarios/promote", Fixture, NULL, setup, test_promote, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
