/* test-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "programs/tw-programs-private.h"
#include "tw-ui-period.h"

#include <string.h>

static TwApplication *application;

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
  gint64          first;
  gint64          second;
} Fixture;

/* A published version and a draft that amends it: 5 % from 20,000.00 becomes 6 %. */
static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;
  TwDate from;

  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  tw_ui_period_publish (fixture->document);
  workspace = tw_document_get_workspace (fixture->document);
  g_assert_true (tw_program_version_find (workspace, "Reseller Test", 1, &fixture->first, &error));
  tw_date_from_ymd (2027, 1, 1, &from);
  g_assert_true (tw_program_version_amend (workspace, fixture->first, from, &fixture->second, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_edit (workspace, fixture->second, "/rules/0/table/bands/1/rate", "\"6%\"", &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);

  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_PROGRAMS_VIEW (tw_window_show_view (fixture->window, "programs"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_period_wait (fixture->document);
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

/* (nullable): the row whose title holds @text. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *text)
{
  if (ADW_IS_ACTION_ROW (widget) &&
      strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_cost (gpointer data)
{
  TwComparePage *page = tw_programs_view_get_compare_page (((Fixture *) data)->view);

  return page != NULL && tw_compare_page_get_cost (page) != NULL;
}

static void
open_comparison (Fixture *fixture)
{
  tw_programs_view_open (fixture->view, fixture->second);
  tw_ui_period_wait (fixture->document);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.compare", "x", fixture->first));
  tw_ui_test_wait (has_cost, fixture);
  tw_ui_test_settle ();
}

/* In the quarter A sold 42,000.00, so 22,000.00 × 1 % more; the others stay below the bound. */
static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  TwComparePage *page;
  const TwProgramCost *cost;
  GtkWidget *row;

  open_comparison (fixture);
  page = tw_programs_view_get_compare_page (fixture->view);
  cost = tw_compare_page_get_cost (page);
  g_assert_cmpint (cost->before, ==, 187000);
  g_assert_cmpint (cost->after, ==, 209000);
  g_assert_nonnull (find_row (GTK_WIDGET (page), "band from 20,000.00: rate 5% → 6%"));
  g_assert_nonnull (find_row (GTK_WIDGET (page), "→ 1 Jan 2027"));
  row = find_row (GTK_WIDGET (page), "Cost from");
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "1,870.00"));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "compare");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 720);
  tw_ui_test_settle ();
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "compare-360-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* A row leads to its place in the newer version, and Undo of the change empties the comparison. */
static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *row;
  GtkWidget *place;

  open_comparison (fixture);
  row = find_row (GTK_WIDGET (tw_programs_view_get_compare_page (fixture->view)), "rate 5% → 6%");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (gtk_widget_activate (row));
  tw_ui_test_settle ();
  g_assert_null (tw_programs_view_get_compare_page (fixture->view));
  g_assert_cmpint (tw_program_page_get_version (tw_programs_view_get_program_page (fixture->view))->id, ==,
                   fixture->second);
  place = tw_program_page_find (tw_programs_view_get_program_page (fixture->view), "/rules/0/table/bands/1/rate");
  g_assert_nonnull (place);
  g_assert_true (gtk_widget_get_mapped (place));
}

static void
test_guide (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "guide.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  tw_programs_view_open (fixture->view, fixture->first);
  tw_programs_view_export_guide_to (fixture->view, path);
  tw_ui_period_wait (fixture->document);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
  g_assert_cmpuint (length, >, 5000);
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/compare/compare", Fixture, NULL, setup, test_compare, teardown);
  g_test_add ("/ui/compare/jump", Fixture, NULL, setup, test_jump, teardown);
  g_test_add ("/ui/compare/guide", Fixture, NULL, setup, test_guide, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
