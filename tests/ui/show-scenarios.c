/* show-scenarios.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opens a workspace in the window, and prints what the Scenarios tab of its program shows of each of its scenarios: for
 * tests/cli/test-mass-demotion.py, which knows what it has to be. Usage: show-scenarios FILE PERIOD [WIDTH] */

#include "config.h"

#include "common/tw-chart-view.h"
#include "programs/tw-programs-private.h"
#include "programs/tw-scenarios-tab.h"
#include "tw-chart-data.h"
#include "tw-scenario.h"
#include "tw-ui-period.h"

#include <stdlib.h>

static const char *period;
static TwWindow *window;

static gboolean
is_replayed (gpointer data)
{
  g_autofree char *text = g_strdup_printf ("Replayed on the transactions of %s. Nothing here is paid.", period);
  GtkWidget *widget = data;

  if (GTK_IS_LABEL (widget))
    return gtk_widget_get_mapped (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_replayed (child))
      return TRUE;

  return FALSE;
}

static void
print_charts (GtkWidget  *widget,
              const char *name)
{
  if (TW_IS_CHART_VIEW (widget))
    {
      TwChartSpec *spec = tw_chart_view_get_spec (TW_CHART_VIEW (widget));

      for (guint i = 0; i < tw_chart_spec_n_marks (spec, 0); i++)
        g_print ("%s\t%s\t%s\t%s\n", name, tw_chart_spec_get_id (spec), tw_chart_spec_get_mark (spec, 0, i)->label,
                 tw_chart_spec_get_mark (spec, 0, i)->text);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_charts (child, name);
}

static void
print_page (GtkWidget  *tab,
            const char *name,
            const char *page)
{
  g_autofree char *shot = g_strdup_printf ("mass-demotion-%s-%s", name, page);

  tw_scenarios_tab_show (TW_SCENARIOS_TAB (tab), page);
  tw_ui_test_settle ();
  if (g_str_equal (page, "tiers"))
    print_charts (tab, name);
  else
    {
      g_autofree char *cells = tw_ui_test_get_cells (tab, G_MAXUINT);

      g_print ("%s\t%s\t%s\n", name, page, cells);
    }
  tw_ui_period_shot (GTK_WIDGET (window), shot);
}

static void
print_all (TwDocument *document,
           GtkWidget  *tab,
           gint64      version)
{
  g_autoptr (GPtrArray) scenarios = tw_scenarios_list (tw_document_get_workspace (document), version, NULL);

  tw_ui_period_shot (GTK_WIDGET (window), "mass-demotion");
  for (guint i = 0; i < scenarios->len; i++)
    {
      const TwScenario *scenario = g_ptr_array_index (scenarios, i);

      tw_scenarios_tab_select (TW_SCENARIOS_TAB (tab), scenario->id);
      tw_ui_test_settle ();
      print_page (tab, scenario->name, "partners");
      print_page (tab, scenario->name, "tiers");
      print_page (tab, scenario->name, "grace");
      print_page (tab, scenario->name, "outlook");
    }
}

int
main (int    argc,
      char **argv)
{
  TwApplication *application;
  TwDocument *document;
  TwProgramsView *view;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *tab;
  gint64 version;

  if (argc != 3 && argc != 4)
    return 2;
  tw_ui_test_init (&argc, &argv);
  period = argv[2];
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  document = tw_document_open (argv[1], &error);
  g_assert_no_error (error);
  g_assert_true (tw_document_set_period (document, period, &error));
  window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (window, document);
  gtk_window_set_default_size (GTK_WINDOW (window), argc > 3 ? atoi (argv[3]) : 1280, 800);
  view = TW_PROGRAMS_VIEW (tw_window_show_view (window, "programs"));
  gtk_window_present (GTK_WINDOW (window));
  tw_ui_period_wait (document);
  versions = tw_program_versions_list (tw_document_get_workspace (document), NULL);
  version = ((TwProgramVersion *) g_ptr_array_index (versions, 0))->id;
  tw_programs_view_open (view, version);
  tw_program_page_show (tw_programs_view_get_program_page (view), "scenarios");
  for (guint i = 0; i < 100 && !is_replayed (GTK_WIDGET (window)); i++)
    tw_ui_test_spin (200);
  tab = tw_ui_test_find (GTK_WIDGET (view), TW_TYPE_SCENARIOS_TAB);
  g_assert_nonnull (tab);
  tw_ui_test_settle ();
  print_all (document, tab, version);
  gtk_window_close (GTK_WINDOW (window));
  tw_ui_test_settle ();

  return 0;
}
