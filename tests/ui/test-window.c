/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/tw-shortcuts.h"
#include "application/tw-window-private.h"
#include "common/tw-tab-stop.h"
#include "common/tw-table-private.h"
#include "common/tw-toast.h"
#include "tw-filter.h"
#include "tw-ui-period.h"
#include "tw-ui-test.h"

static TwApplication *application;

static TwWindow *
open_window (TwDocument *document)
{
  TwWindow *window = tw_window_new (GTK_APPLICATION (application));

  if (document != NULL)
    tw_window_set_document (window, document);

  gtk_window_present (GTK_WINDOW (window));
  tw_ui_test_settle ();

  return window;
}

static void
close_window (TwWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  tw_ui_test_settle ();
}

static void
test_start (void)
{
  TwWindow *window = open_window (NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->mode_stack), ==, "start");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Tierwright");
  tw_ui_test_assert_named (GTK_WIDGET (window));
  close_window (window);
}

static void
test_title (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 20, 0);
  TwWindow *window = open_window (document);
  g_autofree char *expected = NULL;
  GtkWidget *table;

  tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  expected = g_strdup_printf ("Partners – %s", tw_document_get_name (document));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, expected);
  tw_ui_test_assert_named (GTK_WIDGET (window));

  /* A partner's page and back: the row that was left is still selected. */
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  g_assert_true (tw_table_select (TW_TABLE (table), 7));
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "view.open", NULL);
  tw_ui_test_settle ();
  g_assert_nonnull (tw_view_get_page (window->view));
  tw_ui_test_assert_named (GTK_WIDGET (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (window->view));
  g_assert_cmpint (tw_table_get_current (TW_TABLE (table)), ==, 7);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, expected);

  close_window (window);
  tw_document_close (document);
}

/* The question over @window. */
static AdwMessageDialog *
find_question (TwWindow *window)
{
  AdwMessageDialog *found = NULL;
  GList *all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data) &&
          gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
        found = l->data;
    }

  g_list_free (all);

  return found;
}

static void
answer (TwWindow   *window,
        const char *label)
{
  AdwMessageDialog *dialog = find_question (window);

  g_assert_nonnull (dialog);
  tw_ui_period_press (GTK_WIDGET (dialog), label);
  tw_ui_test_settle ();
}

/* What can't be saved is neither lost by Back nor by closing, unless somebody says so. */
static void
test_unsaved (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 5, 0);
  TwWindow *window = g_object_ref (open_window (document));
  GtkWidget *table;
  GtkWidget *since;

  tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  tw_table_select (TW_TABLE (table), 3);
  tw_ui_test_settle ();

  for (int i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "view.open", NULL);
      tw_ui_test_settle ();
      since = tw_ui_test_find_named (tw_view_get_page (window->view), "Partner since");
      g_assert_nonnull (since);
      gtk_editable_set_text (GTK_EDITABLE (since), "some day");
      g_signal_emit_by_name (since, "apply");
      g_assert_true (tw_view_is_changed (window->view));

      if (i == 1)
        break;

      gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
      tw_ui_test_settle ();
      answer (window, "Keep Editing");
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (since)), ==, "some day");
      g_assert_nonnull (tw_view_get_page (window->view));
      gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
      tw_ui_test_settle ();
      answer (window, "Discard");
      g_assert_null (tw_view_get_page (window->view));
      g_assert_false (tw_view_is_changed (window->view));
    }

  /* Also when another view is in front. */
  tw_window_show_view (window, "programs");
  close_window (window);
  answer (window, "Keep Editing");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (since)), ==, "some day");
  g_assert_true (gtk_widget_get_mapped (since));
  close_window (window);
  answer (window, "Discard");
  g_assert_finalize_object (window);
  tw_document_close (document);
}

static void
resize (TwWindow *window,
        int       width)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  tw_ui_test_settle ();
}

/* Any warning is fatal here, so resizing without one is what this test is about. */
static void
test_resize (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 50, 0);
  TwWindow *window = open_window (document);

  resize (window, 1200);
  g_assert_false (adw_leaflet_get_folded (window->leaflet));
  g_assert_false (gtk_action_bar_get_revealed (window->bottom_bar));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  tw_ui_test_settle ();
  g_assert_false (adw_flap_get_folded (window->flap));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window->sidebar_bin)), ==, 220);

  resize (window, 800);
  g_assert_true (adw_flap_get_folded (window->flap));

  for (int width = 780; width >= 360; width -= 60)
    resize (window, width);

  resize (window, 360);
  g_assert_true (adw_leaflet_get_folded (window->leaflet));
  g_assert_true (gtk_action_bar_get_revealed (window->bottom_bar));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window->content_bin)), <=, 360);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-pane", NULL);
  tw_ui_test_assert_named (GTK_WIDGET (window));

  resize (window, 1300);
  g_assert_false (adw_leaflet_get_folded (window->leaflet));
  g_assert_false (gtk_action_bar_get_revealed (window->bottom_bar));

  close_window (window);
  tw_document_close (document);
}

static guint
count_rows (GtkWidget *table)
{
  return tw_table_source_count (tw_table_get_source (TW_TABLE (table)));
}

/* Removing, undo from the toast and redo, seen in two windows. */
static void
test_undo (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 12, 0);
  TwWindow *window = open_window (document);
  TwWindow *other = open_window (document);
  GtkWidget *table;
  GtkWidget *second;
  gint64 entry;

  tw_window_show_view (window, "partners");
  tw_window_show_view (other, "partners");
  tw_ui_test_settle ();
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  second = tw_ui_test_find (GTK_WIDGET (other), TW_TYPE_TABLE);
  g_assert_cmpuint (count_rows (table), ==, 12);

  tw_table_select (TW_TABLE (table), 3);
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "view.remove", NULL);
  tw_ui_test_settle ();
  g_assert_cmpuint (count_rows (table), ==, 11);
  g_assert_cmpuint (count_rows (second), ==, 11);
  entry = tw_document_get_last_entry (document);
  g_assert_cmpint (entry, !=, 0);

  gtk_widget_activate_action (GTK_WIDGET (other), "win.undo-entry", "x", entry);
  tw_ui_test_settle ();
  g_assert_cmpuint (count_rows (table), ==, 12);
  g_assert_cmpuint (count_rows (second), ==, 12);
  g_assert_nonnull (tw_document_get_redo_label (document));

  close_window (other);
  close_window (window);
  tw_document_close (document);
}

/* A view that was shown by a key is where Tab comes to in the sidebar, not the one that was left last. */
static void
test_sidebar_stop (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWindow *window = open_window (document);
  GtkWidget *list = tw_ui_test_find_named (GTK_WIDGET (window), "Views");
  GtkWidget *stop = gtk_widget_get_ancestor (list, TW_TYPE_TAB_STOP);
  GtkListBoxRow *row;

  tw_window_show_view (window, "overview");
  gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  tw_window_show_view (window, "plans");
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));
  g_assert_cmpstr (g_object_get_data (G_OBJECT (row), "tw-view"), ==, "plans");
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (row));

  close_window (window);
  tw_document_close (document);
}

/* A toast takes the place of the one before, however quickly they come; its Undo reverts its own entry alone, and
 * what has gone takes no place. */
static void
test_toasts (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 12, 0);
  TwWindow *window = open_window (document);
  GtkWidget *table;
  GtkWidget *toast;

  tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  for (int i = 0; i < 3; i++)
    {
      tw_table_select (TW_TABLE (table), 3 + i);
      tw_ui_test_settle ();
      gtk_widget_activate_action (GTK_WIDGET (window), "view.remove", NULL);
      tw_ui_test_spin (i == 1 ? 400 : 20);
    }
  tw_ui_test_settle ();
  g_assert_cmpuint (count_rows (table), ==, 9);

  toast = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TOAST);
  g_assert_nonnull (toast);
  tw_window_toast (window, "Saved <b>A & B</b>", 0);
  g_assert_cmpstr (tw_toast_get_text (TW_TOAST (toast)), ==, "Saved <b>A & B</b>");
  g_assert_null (tw_ui_test_find_named (toast, "Undo"));
  tw_window_toast (window, "Partner removed", tw_document_get_last_entry (document));
  tw_ui_test_settle ();
  gtk_widget_activate (tw_ui_test_find_named (toast, "Undo"));
  tw_ui_test_settle ();
  g_assert_cmpuint (count_rows (table), ==, 10);
  g_assert_null (tw_toast_get_text (TW_TOAST (toast)));
  g_assert_false (gtk_widget_get_visible (toast));

  tw_window_toast (window, "Closing with this one on show", 0);
  close_window (window);
  tw_document_close (document);
}

static gboolean
count_slowly (TwJob        *job,
              TwWorkspace  *workspace,
              gpointer      data,
              GError      **error)
{
  /* Twenty seconds: a loaded machine looks late, and Cancel has to find it at work. */
  for (int i = 0; i < 4000 && !tw_job_is_cancelled (job); i++)
    {
      g_usleep (5000);
      tw_job_set_fraction (job, MIN (i / 400.0, 1));
    }

  if (!tw_job_is_cancelled (job))
    return TRUE;

  g_set_error_literal (error, TW_ERROR, TW_ERROR_CANCELLED, "Stopped.");

  return FALSE;
}

static void
on_counted (TwJob        *job,
            gpointer      data,
            const GError *error)
{
  *(int *) data = error != NULL ? error->code : -1;
}

static gboolean
is_job_shown (gpointer data)
{
  return gtk_revealer_get_reveal_child (TW_WINDOW (data)->job_revealer);
}

static gboolean
is_job_hidden (gpointer data)
{
  return !is_job_shown (data);
}

static gboolean
has_counted (gpointer data)
{
  return gtk_progress_bar_get_fraction (TW_WINDOW (data)->job_bar) > 0.1;
}

/* Work that takes long shows itself, and Cancel ends it at once. */
static void
test_job (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 1, 0);
  TwWindow *window = open_window (document);
  int result = -2;
  gint64 start;

  tw_window_run_job (window, "Counting", NULL, count_slowly, on_counted, &result, NULL);
  g_assert_false (is_job_shown (window));
  tw_ui_test_wait (is_job_shown, window);
  tw_test_assert_contains (gtk_label_get_text (window->job_label), "Counting");
  tw_ui_test_wait (has_counted, window);
  g_assert_true (is_job_shown (window));
  tw_ui_test_assert_named (GTK_WIDGET (window));

  start = g_get_monotonic_time ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel-job", NULL);
  while (result == -2)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (result, ==, TW_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 200000);
  tw_ui_test_wait (is_job_hidden, window);

  close_window (window);
  tw_document_close (document);
}

static void
test_period (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 1, 0);
  TwWindow *window = open_window (document);

  g_assert_true (tw_document_set_period (document, "2026-Q3", NULL));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step-period", "i", 1);
  g_assert_cmpstr (tw_document_get_period (document), ==, "2026-Q4");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step-period", "i", -4);
  g_assert_cmpstr (tw_document_get_period (document), ==, "2025-Q4");
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (window), "Period 2025-Q4"));

  close_window (window);
  tw_document_close (document);
}

/* The window, its sort and its columns are found again as they were left. */
static void
test_restore (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 8, 0);
  TwWindow *window = open_window (document);
  g_autofree char *left = NULL;
  g_autofree char *found = NULL;
  GtkWidget *table;
  int width;

  tw_window_show_view (window, "partners");
  resize (window, 1250);
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  gtk_widget_activate_action (table, "table.sort-descending", "s", "external_id");
  gtk_widget_activate_action (table, "table.hide-column", "s", "country");
  adw_flap_set_reveal_flap (window->flap, TRUE);
  tw_ui_test_settle ();
  left = tw_ui_test_get_cells (table, 30);
  g_assert_true (g_str_has_prefix (left, "Partner 63352|P008"));
  width = gtk_widget_get_width (GTK_WIDGET (window));
  g_assert_cmpint (width, !=, 1200);
  g_assert_true (tw_window_has_details (window));
  close_window (window);

  window = open_window (document);
  g_assert_true (tw_window_has_details (window));
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  found = tw_ui_test_get_cells (table, 30);
  g_assert_cmpstr (found, ==, left);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, width);
  gtk_widget_activate_action (table, "table.reset-columns", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-pane", NULL);
  tw_ui_test_settle ();

  close_window (window);
  tw_document_close (document);
}

/* So do the conditions, each as a chip, and a closed pane stays closed. */
static void
test_restore_filters (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 8, 0);
  TwWindow *window = open_window (document);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  g_autofree char *found = NULL;
  TwTable *table;

  tw_window_show_view (window, "partners");
  resize (window, 1250);
  table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE));
  TW_TABLE_SOURCE_GET_CLASS (table->source)->add_filter (table->source, "external_id", TW_FILTER_IS, "P008", &error);
  g_assert_no_error (error);
  tw_table_save_filters (table);
  tw_ui_test_settle ();
  left = tw_ui_test_get_cells (GTK_WIDGET (table), 30);
  g_assert_cmpuint (tw_table_source_count (table->source), ==, 1);
  close_window (window);

  window = open_window (document);
  tw_ui_test_settle ();
  table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE));
  found = tw_ui_test_get_cells (GTK_WIDGET (table), 30);
  g_assert_cmpstr (found, ==, left);
  g_assert_cmpuint (tw_table_source_count (table->source), ==, 1);
  tw_test_assert_contains (table->chips_shown, "P008");
  g_assert_false (tw_window_has_details (window));
  tw_table_clear_filters (table);
  tw_ui_test_settle ();
  g_assert_cmpuint (tw_table_source_count (table->source), ==, 8);

  close_window (window);
  tw_document_close (document);
}

/* From right to left the sidebar stands at the right, and nothing warns. */
static void
test_right_to_left (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 8, 0);
  graphene_rect_t sidebar;
  graphene_rect_t content;
  TwWindow *window;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = open_window (document);
  tw_window_show_view (window, "partners");
  resize (window, 1200);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (window->sidebar_bin), GTK_WIDGET (window),
                                            &sidebar));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (window->content_bin), GTK_WIDGET (window),
                                            &content));
  g_assert_cmpfloat (sidebar.origin.x, >, content.origin.x);
  tw_ui_test_assert_named (GTK_WIDGET (window));
  tw_ui_period_shot (GTK_WIDGET (window), "right-to-left");
  resize (window, 380);

  close_window (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  tw_document_close (document);
}

/* Every accelerator of a shortcuts window; its search holds each once more. */
static void
collect_keys (GtkWidget  *widget,
              GPtrArray  *keys)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget)
      && gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUTS_SECTION) != NULL)
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) parts = NULL;

      g_object_get (widget, "accelerator", &text, NULL);
      parts = g_strsplit (text, " ", -1);
      for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add (keys, g_steal_pointer (&parts[i]));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_keys (child, keys);
}

static guint
count_key (GPtrArray  *keys,
           const char *wanted)
{
  guint key, other_key, n = 0;
  GdkModifierType modifiers, other_modifiers;

  g_assert_true (gtk_accelerator_parse (wanted, &key, &modifiers));
  for (guint i = 0; i < keys->len; i++)
    {
      g_assert_true (gtk_accelerator_parse (keys->pdata[i], &other_key, &other_modifiers));
      n += key == other_key && modifiers == other_modifiers;
    }

  return n;
}

/* Every key of the application stands in the shortcuts window, and no key twice. */
static void
test_shortcuts (void)
{
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  GtkWidget *shortcuts = tw_shortcuts_window_new (NULL);
  guint n_keys = 0;

  collect_keys (shortcuts, listed);

  for (guint i = 0; i < listed->len; i++)
    g_assert_cmpuint (count_key (listed, listed->pdata[i]), ==, 1);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (GTK_APPLICATION (application),
                                                                   actions[i]);

      for (guint j = 0; keys[j] != NULL; j++, n_keys++)
        {
          if (count_key (listed, keys[j]) != 1)
            g_error ("%s of %s is missing in the shortcuts window", keys[j], actions[i]);
        }
    }

  g_assert_cmpuint (n_keys, >, 20);
  g_assert_cmpuint (listed->len, >, n_keys);
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static GtkWindow *
find_shortcuts (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_SHORTCUTS_WINDOW (window))
        return window;
    }

  return NULL;
}

/* The window of the shortcuts opens at every width without a warning. */
static void
test_show_shortcuts (void)
{
  static const int widths[] = { 1200, 800 };
  TwWindow *window = open_window (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWindow *shortcuts;

      resize (window, widths[i]);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL);
      tw_ui_test_settle ();
      shortcuts = find_shortcuts ();
      g_assert_nonnull (shortcuts);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (shortcuts)));
      tw_ui_period_shot (GTK_WIDGET (shortcuts), "shortcuts");
      gtk_window_close (shortcuts);
      tw_ui_test_settle ();
    }

  close_window (window);
}

/* Pages of rows open from wherever the row is known, and Back leads there again. */
static void
test_open_record (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 5, 10);
  TwWindow *window = open_window (document);

  tw_window_show_view (window, "programs");
  g_assert_true (tw_window_open_record (window, "partner", 3));
  tw_ui_test_settle ();
  tw_test_assert_contains (gtk_window_get_title (GTK_WINDOW (window)), "Partner 23757 –");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  tw_ui_test_settle ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->view_stack), ==, "programs");
  g_assert_false (tw_window_open_record (window, "partner", 4711));

  close_window (window);
  tw_document_close (document);
}

/* Going back leaves nothing of the page behind. */
static void
test_finalize_page (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwDocument *document = tw_ui_test_document (dir, 5, 0);
  TwWindow *window = g_object_ref (open_window (document));
  GtkWidget *page;
  GtkWidget *table;

  tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  tw_table_select (TW_TABLE (table), 3);
  g_assert_true (tw_table_focus_row (TW_TABLE (table)));
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "view.open", NULL);
  tw_ui_test_settle ();
  page = g_object_ref (tw_view_get_page (window->view));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  tw_ui_test_settle ();
  g_assert_finalize_object (page);
  close_window (window);
  tw_ui_test_settle ();
  g_assert_finalize_object (window);
  tw_document_close (document);
  g_assert_finalize_object (document);
}

static void
test_finalize (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwDocument *document = tw_ui_test_document (dir, 5, 0);
  TwWindow *window = g_object_ref (open_window (document));

  close_window (window);
  tw_ui_test_settle ();
  g_assert_finalize_object (window);
  tw_document_close (document);
  g_assert_finalize_object (document);
}

int
main (int    argc,
      char **argv)
{
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/ui/window/start", test_start);
  g_test_add_func ("/ui/window/title", test_title);
  g_test_add_func ("/ui/window/unsaved", test_unsaved);
  g_test_add_func ("/ui/window/resize", test_resize);
  g_test_add_func ("/ui/window/sidebar-stop", test_sidebar_stop);
  g_test_add_func ("/ui/window/undo", test_undo);
  g_test_add_func ("/ui/window/toasts", test_toasts);
  g_test_add_func ("/ui/window/job", test_job);
  g_test_add_func ("/ui/window/period", test_period);
  g_test_add_func ("/ui/window/shortcuts", test_shortcuts);
  g_test_add_func ("/ui/window/show-shortcuts", test_show_shortcuts);
  g_test_add_func ("/ui/window/open-record", test_open_record);
  g_test_add_func ("/ui/window/restore", test_restore);
  g_test_add_func ("/ui/window/restore-filters", test_restore_filters);
  g_test_add_func ("/ui/window/right-to-left", test_right_to_left);
  g_test_add_func ("/ui/window/finalize", test_finalize);
  g_test_add_func ("/ui/window/finalize-page", test_finalize_page);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
