/* test-checklist.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What every view of the window has to keep, whichever views there are: names, one suggested button, the title, lists
 * that Tab leaves, every width without a warning, icons that exist. On the sample, which fills them all. */

#include "config.h"

#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "common/tw-tab-stop.h"
#include "tw-ui-sample.h"

#include <string.h>

static TwApplication *application;
static char *sample;

static TwWindow *
open_window (TwDocument **document)
{
  TwWindow *window = tw_window_new (GTK_APPLICATION (application));
  g_autoptr (GError) error = NULL;

  *document = tw_document_open (sample, &error);
  g_assert_no_error (error);
  tw_window_set_document (window, *document);
  gtk_window_present (GTK_WINDOW (window));
  tw_ui_test_settle ();

  return window;
}

static void
close_window (TwWindow   *window,
              TwDocument *document)
{
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
  g_object_unref (document);
}

static void
resize (TwWindow *window,
        int       width)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, 720);
  tw_ui_test_settle ();
}

/* --- 21, 25: names and titles --- */

static void
test_names (void)
{
  static const int widths[] = { 1200, 360 };
  TwDocument *document;
  TwWindow *window = open_window (&document);

  for (guint j = 0; j < G_N_ELEMENTS (widths); j++)
    {
      resize (window, widths[j]);

      for (guint i = 0; i < tw_views_count (); i++)
        {
          const TwViewInfo *info = tw_views_nth (i);
          g_autofree char *title = g_strdup_printf ("%s – %s", info->label,
                                                    tw_document_get_name (document));

          tw_window_show_view (window, info->name);
          tw_ui_test_settle ();
          g_test_message ("%s at %d", info->name, widths[j]);
          tw_ui_test_assert_named (GTK_WIDGET (window));
          g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, title);
        }
    }

  close_window (window, document);
}

/* --- 22: rows and cells read as data --- */

static void
assert_cells_named (GtkWidget *widget,
                    guint     *n)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewCell"))
    {
      g_autofree char *name = tw_ui_test_get_name (widget);

      if (name == NULL)
        g_error ("A cell has no name");
      g_assert_false (g_regex_match_simple ("^(Gtk|Adw|Tw)[A-Z]", name, 0, 0));
      (*n)++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_cells_named (child, n);
}

static void
test_cells (void)
{
  TwDocument *document;
  TwWindow *window = open_window (&document);
  guint n = 0;

  resize (window, 1300);

  for (guint i = 0; i < tw_views_count (); i++)
    {
      tw_window_show_view (window, tw_views_nth (i)->name);
      tw_ui_test_settle ();
      g_test_message ("%s", tw_views_nth (i)->name);
      assert_cells_named (GTK_WIDGET (window), &n);
    }

  g_assert_cmpuint (n, >, 100);
  close_window (window, document);
}

/* --- 5: one suggested button --- */

static guint
count_suggested (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (gtk_widget_has_css_class (widget, "suggested-action"))
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_suggested (child);

  return n;
}

static void
test_suggested (void)
{
  TwDocument *document;
  TwWindow *window = open_window (&document);

  for (guint i = 0; i < tw_views_count (); i++)
    {
      tw_window_show_view (window, tw_views_nth (i)->name);
      tw_ui_test_settle ();
      g_test_message ("%s", tw_views_nth (i)->name);
      g_assert_cmpuint (count_suggested (GTK_WIDGET (window)), <=, 1);
    }

  close_window (window, document);
}

/* --- 12: Tab leaves lists --- */

static gboolean
is_long_list (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_GRID_VIEW (widget);
}

static gboolean
has_focus (TwWindow  *window,
           GtkWidget *area)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, area);
}

/* Each long list stands in a stop, and one Tab is out of it. */
static void
check_lists (TwWindow  *window,
             GtkWidget *widget,
             guint     *n)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (is_long_list (widget))
    {
      GtkWidget *stop = gtk_widget_get_ancestor (widget, TW_TYPE_TAB_STOP);

      if (stop == NULL)
        g_error ("A %s stands in no TwTabStop", G_OBJECT_TYPE_NAME (widget));

      if (gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD))
        {
          /* From the titles to the rows, and out. */
          for (int i = 0; i < 2 && has_focus (window, stop); i++)
            gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
          g_assert_false (has_focus (window, stop));
          (*n)++;
        }
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_lists (window, child, n);
}

static void
test_tab (void)
{
  TwDocument *document;
  TwWindow *window = open_window (&document);
  guint n = 0;

  resize (window, 1200);

  for (guint i = 0; i < tw_views_count (); i++)
    {
      tw_window_show_view (window, tw_views_nth (i)->name);
      tw_ui_test_settle ();
      g_test_message ("%s", tw_views_nth (i)->name);
      check_lists (window, GTK_WIDGET (window->view_stack), &n);
    }

  g_assert_cmpuint (n, >, 0);
  close_window (window, document);
}

/* --- 2: every width --- */

static void
test_resize (void)
{
  static const int widths[] = { 1200, 900, 780, 600, 480, 360, 1300 };
  TwDocument *document;
  TwWindow *window = open_window (&document);

  for (guint i = 0; i < tw_views_count (); i++)
    {
      tw_window_show_view (window, tw_views_nth (i)->name);
      for (guint j = 0; j < G_N_ELEMENTS (widths); j++)
        {
          g_test_message ("%s at %d", tw_views_nth (i)->name, widths[j]);
          resize (window, widths[j]);
          /* A loaded machine needs longer until the window has its new width. */
          for (guint k = 0; k < 50 && gtk_widget_get_width (GTK_WIDGET (window->content_bin)) > widths[j]; k++)
            tw_ui_test_spin (100);
          g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window->content_bin)), <=, widths[j]);
        }
    }

  close_window (window, document);
}

/* --- 19: Esc closes the innermost first --- */

static void
test_escape (void)
{
  TwDocument *document;
  TwWindow *window = open_window (&document);

  resize (window, 1200);
  tw_window_show_view (window, "partners");
  g_assert_true (tw_window_open_record (window, "partner", 1));
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  tw_ui_test_settle ();
  g_assert_true (tw_window_has_details (window));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.escape", NULL);
  tw_ui_test_settle ();
  g_assert_false (tw_window_has_details (window));
  g_assert_nonnull (tw_view_get_page (window->view));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.escape", NULL);
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (window->view));

  close_window (window, document);
}

/* --- 8: no icon is missing --- */

static void
check_icons_in (GtkIconTheme *theme,
                const char   *path,
                guint        *n)
{
  g_autoptr (GRegex) regex = g_regex_new ("[\">]([a-z][a-z0-9-]*-symbolic)[\"<]", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!gtk_icon_theme_has_icon (theme, name))
        g_error ("%s asks for the icon %s, which doesn't exist", path, name);
      (*n)++;
    }
}

static void
check_icons_below (GtkIconTheme *theme,
                   const char   *folder,
                   guint        *n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_icons_below (theme, path, n);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        check_icons_in (theme, path, n);
    }
}

static void
test_icons (void)
{
  TwDocument *document;
  TwWindow *window = open_window (&document);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "src", "ui", NULL);
  guint n = 0;

  check_icons_below (theme, folder, &n);
  g_assert_cmpuint (n, >, 20);
  close_window (window, document);
}

/* --- 9: windows on one workspace follow each other --- */

static void
test_windows (void)
{
  TwDocument *document;
  TwWindow *window = open_window (&document);
  TwWindow *second = tw_window_new (GTK_APPLICATION (application));

  tw_window_set_document (second, document);
  gtk_window_present (GTK_WINDOW (second));
  tw_ui_test_settle ();
  g_assert_true (tw_document_set_period (document, "2025-Q4", NULL));
  tw_ui_test_settle ();
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (window), "Period 2025-Q4"));
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (second), "Period 2025-Q4"));

  gtk_window_destroy (GTK_WINDOW (second));
  close_window (window, document);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  sample = g_build_filename (dir, "Sample.tierwright", NULL);
  tw_ui_sample_make (sample);

  g_test_add_func ("/ui/checklist/names", test_names);
  g_test_add_func ("/ui/checklist/cells", test_cells);
  g_test_add_func ("/ui/checklist/suggested", test_suggested);
  g_test_add_func ("/ui/checklist/tab", test_tab);
  g_test_add_func ("/ui/checklist/resize", test_resize);
  g_test_add_func ("/ui/checklist/escape", test_escape);
  g_test_add_func ("/ui/checklist/icons", test_icons);
  g_test_add_func ("/ui/checklist/windows", test_windows);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);
  g_free (sample);

  return result;
}
