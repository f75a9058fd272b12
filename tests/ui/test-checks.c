/* test-checks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "programs/tw-checks-tab.h"
#include "programs/tw-programs-private.h"
#include "tw-ui-period.h"

#include <string.h>

/* The Checks tab: what the text says at once, the rest a moment later; by keyboard to the field at fault and back. */

#define BOUND "/rules/0/table/bands/1"

static TwApplication *application;

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
  TwProgramPage  *page;
  TwChecksTab    *tab;
  gint64          version;
} Fixture;

static gboolean
is_ready (gpointer data)
{
  return tw_checks_tab_is_ready (data);
}

/* A draft whose table is retroactive and falls: one error, and warnings. */
static gint64
import_draft (TwDocument *document)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tw_ui_period_program ();
  g_auto (GStrv) mode = g_strsplit (text, "\"mode\": \"marginal\"", 2);
  g_autofree char *retroactive = g_strjoinv ("\"mode\": \"retroactive\"", mode);
  g_auto (GStrv) rate = g_strsplit (retroactive, "\"rate\": \"5%\"", 2);
  g_autofree char *falling = g_strjoinv ("\"rate\": \"1%\"", rate);
  g_autoptr (TwProgramDocument) program = tw_program_document_parse (falling, -1, NULL, NULL, &error);
  gint64 version = 0;

  g_assert_no_error (error);
  tw_program_version_import (workspace, program, &version, &error);
  g_assert_no_error (error);
  tw_document_changed (document);

  return version;
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_PROGRAMS_VIEW (tw_window_show_view (fixture->window, "programs"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->version = import_draft (fixture->document);
  tw_ui_period_wait (fixture->document);
  tw_programs_view_open (fixture->view, fixture->version);
  tw_ui_period_wait (fixture->document);
  fixture->page = tw_programs_view_get_program_page (fixture->view);
  tw_program_page_show (fixture->page, "checks");
  tw_ui_test_settle ();
  fixture->tab = TW_CHECKS_TAB (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_CHECKS_TAB));
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->window);
  tw_document_close (fixture->document);
  g_assert_finalize_object (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static const TwCheckResult *
find (Fixture      *fixture,
      const char   *code,
      TwCheckState  state)
{
  GPtrArray *results = tw_checks_tab_get_results (fixture->tab);

  for (guint i = 0; i < results->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (results, i);

      if (strcmp (result->check->code, code) == 0 && result->state == state)
        return result;
    }

  return NULL;
}

static guint
index_of (Fixture             *fixture,
          const TwCheckResult *result)
{
  guint index = G_MAXUINT;

  g_assert_true (g_ptr_array_find (tw_checks_tab_get_results (fixture->tab), result, &index));

  return index;
}

/* The row whose name begins with @title. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_ACTION_ROW (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The pane opens over some frames. */
static gboolean
has_evidence (gpointer data)
{
  Fixture *fixture = data;

  return tw_window_has_details (fixture->window) &&
         find_row (tw_window_get_details (fixture->window), "Reseller Test") != NULL;
}

static void
edit (Fixture    *fixture,
      const char *path,
      const char *json)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_edit (tw_document_get_workspace (fixture->document), fixture->version, path, json, &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);
  tw_ui_period_wait (fixture->document);
}

/* What the text says is there before the thread has answered, and again at once after an edit. */
static void
test_live (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *title = NULL;
  g_autofree char *mended = NULL;

  g_assert_nonnull (find (fixture, "CHK-53", TW_CHECK_FOUND));
  tw_ui_test_wait (is_ready, fixture->tab);
  g_assert_nonnull (find (fixture, "CHK-05", TW_CHECK_NOT_APPLICABLE));
  g_assert_nonnull (find_row (GTK_WIDGET (fixture->tab), "Falling payout"));
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->tab), "Rules and the Facts They Need"));
  title = tw_program_tab_get_title (TW_PROGRAM_TAB (fixture->tab));
  g_assert_true (g_str_has_prefix (title, "Checks "));
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "checks");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  edit (fixture, BOUND "/rate", "\"2.1%\"");
  g_assert_null (find (fixture, "CHK-53", TW_CHECK_FOUND));
  g_assert_null (find_row (GTK_WIDGET (fixture->tab), "Falling payout"));
  tw_ui_test_wait (is_ready, fixture->tab);
  g_assert_null (find (fixture, "CHK-53", TW_CHECK_FOUND));
  mended = tw_program_tab_get_title (TW_PROGRAM_TAB (fixture->tab));
  g_assert_cmpstr (mended, !=, title);
}

/* Beside another tab nothing but the number in the title is made of the findings; the rows come when they are looked at,
 * and each opens its menu. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *tab = GTK_WIDGET (fixture->tab);
  GtkWidget *button;
  g_autofree char *title = NULL;

  tw_ui_test_wait (is_ready, fixture->tab);
  tw_program_page_show (fixture->page, "rules");
  tw_ui_test_settle ();
  edit (fixture, BOUND "/rate", "\"0.5%\"");
  g_assert_nonnull (find (fixture, "CHK-53", TW_CHECK_FOUND));
  g_assert_null (tw_ui_test_find (tab, GTK_TYPE_LIST_BOX));
  title = tw_program_tab_get_title (TW_PROGRAM_TAB (fixture->tab));
  g_assert_true (g_str_has_prefix (title, "Checks "));

  tw_program_page_show (fixture->page, "checks");
  tw_ui_test_settle ();
  g_assert_nonnull (find_row (tab, "Falling payout"));
  button = tw_ui_test_find_named (tab, "Actions for Falling payout");
  g_assert_nonnull (button);
  button = gtk_widget_get_ancestor (button, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_cmpint (g_menu_model_get_n_items (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button))), >=, 2);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

/* Enter on a finding goes to its field, where it is typed away. */
static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *row;
  GtkWidget *focus;

  tw_ui_test_wait (is_ready, fixture->tab);
  row = find_row (GTK_WIDGET (fixture->tab), "Falling payout");
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (gtk_widget_activate (row));
  tw_ui_test_settle ();
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_false (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->tab)));
  g_assert_true (gtk_widget_get_mapped (focus));
}

/* The focus stays on its finding while others come and go. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *row;
  GtkWidget *focus;

  tw_ui_test_wait (is_ready, fixture->tab);
  row = find_row (GTK_WIDGET (fixture->tab), "Falling payout");
  gtk_widget_grab_focus (row);
  edit (fixture, "/effective_from", "\"2026-02-10\"");
  tw_ui_test_wait (is_ready, fixture->tab);
  g_assert_nonnull (find (fixture, "CHK-57", TW_CHECK_FOUND));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == find_row (GTK_WIDGET (fixture->tab), "Falling payout"));
}

/* Evidence stands in the details pane; a warning is waived and shown with its reason. */
static void
test_evidence (Fixture       *fixture,
               gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (GError) error = NULL;
  const TwCheckResult *result;

  edit (fixture, "/effective_from", "\"2026-02-10\"");
  tw_ui_test_wait (is_ready, fixture->tab);
  result = find (fixture, "CHK-57", TW_CHECK_FOUND);
  g_assert_cmpuint (result->n_evidence, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->tab), "checks.evidence", "u", index_of (fixture, result));
  tw_ui_test_wait (has_evidence, fixture);
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "checks-evidence");

  g_assert_true (tw_program_version_waive (workspace, fixture->version, "CHK-57", "/effective_from", "The year begins so", &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);
  tw_ui_period_wait (fixture->document);
  tw_ui_test_wait (is_ready, fixture->tab);
  result = find (fixture, "CHK-57", TW_CHECK_WAIVED);
  g_assert_nonnull (result);
  g_assert_cmpstr (result->reason, ==, "The year begins so");
  g_assert_null (find (fixture, "CHK-57", TW_CHECK_FOUND));
}

/* Narrow, wide and dark; looked at by eye when TW_UI_SHOTS is set. */
static void
test_widths (Fixture       *fixture,
             gconstpointer  data)
{
  static const int widths[] = { 1280, 800, 360 };

  tw_ui_test_wait (is_ready, fixture->tab);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("checks-%d", widths[i]);

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 800);
      tw_ui_test_settle ();
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, widths[i]);
      tw_ui_period_shot (GTK_WIDGET (fixture->window), name);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  tw_ui_test_settle ();
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "checks-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  g_test_add ("/ui/checks/live", Fixture, NULL, setup, test_live, teardown);
  g_test_add ("/ui/checks/hidden", Fixture, NULL, setup, test_hidden, teardown);
  g_test_add ("/ui/checks/jump", Fixture, NULL, setup, test_jump, teardown);
  g_test_add ("/ui/checks/focus", Fixture, NULL, setup, test_focus, teardown);
  g_test_add ("/ui/checks/evidence", Fixture, NULL, setup, test_evidence, teardown);
  g_test_add ("/ui/checks/widths", Fixture, NULL, setup, test_widths, teardown);
  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
