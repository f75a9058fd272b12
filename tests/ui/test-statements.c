/* test-statements.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/tw-window-private.h"
#include "statements/tw-statements-private.h"
#include "tw-explain.h"
#include "tw-model-test.h"
#include "tw-ui-period.h"

#include <glib/gstdio.h>

static TwApplication *application;

typedef struct
{
  char             *dir;
  TwDocument       *document;
  TwWindow         *window;
  TwStatementsView *view;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  if (g_strcmp0 (data, "empty") != 0)
    tw_ui_period_publish (fixture->document);

  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_STATEMENTS_VIEW (tw_window_show_view (fixture->window, "statements"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_period_wait (fixture->document);
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

static gboolean
is_tied (gpointer data)
{
  return TW_STATEMENTS_VIEW (data)->tying == NULL;
}

static void
wait_for (Fixture *fixture)
{
  tw_ui_period_wait (fixture->document);
  tw_ui_test_wait (is_tied, fixture->view);
}

static gboolean
activate (Fixture    *fixture,
          const char *action)
{
  gboolean done = gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);

  wait_for (fixture);

  return done;
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (
    G_ACTION_GROUP (tw_view_get_actions (TW_VIEW (fixture->view))), action);
}

static gboolean
has_focus_on_offer (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);

  return focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_STATUS_PAGE) != NULL;
}

/* Without a program nothing comes of a calculation, and the view says why. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *page = tw_ui_test_find (GTK_WIDGET (fixture->view), ADW_TYPE_STATUS_PAGE);

  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==,
                   "Nothing Calculated for 2026-Q3");
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), ==,
                   "3 partners have transactions in this period.");
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "statements-empty");
  /* Who comes by key stands on what is to be done. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-view", "s", "programs");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-view", "s", "statements");
  tw_ui_test_wait (has_focus_on_offer, fixture->window);

  g_assert_true (activate (fixture, "view.calculate"));
  page = tw_ui_test_find (GTK_WIDGET (fixture->view), ADW_TYPE_STATUS_PAGE);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==,
                   "Nothing to Pay for 2026-Q3");
  g_assert_cmpint (strlen (adw_status_page_get_description (ADW_STATUS_PAGE (page))), >, 20);
  tw_ui_period_shot (GTK_WIDGET (fixture->window), "statements-empty-run");
}

static gint64
find_statement (Fixture    *fixture,
                const char *partner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
      tw_statement_find (tw_document_get_workspace (fixture->document), "2026-Q3", partner, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);

  return g_array_index (ids, gint64, 0);
}

static TwTable *
find_table (Fixture *fixture)
{
  return TW_TABLE (tw_ui_test_find (GTK_WIDGET (fixture->view), TW_TYPE_TABLE));
}

static void
shot (Fixture    *fixture,
      const char *name)
{
  tw_ui_period_shot (GTK_WIDGET (fixture->window), name);
}

static gboolean
is_on_first_row (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->view->table))
         && tw_table_get_current (fixture->view->table)
              == TW_TABLE_SOURCE_GET_CLASS (tw_table_get_source (fixture->view->table))
                   ->get_key (tw_table_get_source (fixture->view->table), 0);
}

/* What the queue shows after a calculation are the sums that were worked out by hand. */
static void
test_calculate (Fixture       *fixture,
                gconstpointer  data)
{
  const char *state;
  g_autofree char *cells = NULL;

  g_assert_true (activate (fixture, "view.calculate"));
  /* Questions begin at the first row. */
  tw_ui_test_wait (is_on_first_row, fixture);
  state = gtk_label_get_text (fixture->view->state_label);
  tw_test_assert_contains (state, "Payable 1,860.00\xc2\xa0USD");
  tw_test_assert_contains (gtk_label_get_text (fixture->view->tie_label),
                           "Tie-out ✓ 50,500.00\xc2\xa0USD");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fixture->view->review_button)), ==,
                   "To Review 3");
  cells = tw_ui_test_get_cells (GTK_WIDGET (fixture->view->table), 8);
  tw_test_assert_contains (cells, TW_UI_PARTNER);
  tw_test_assert_contains (cells, "1,700.00");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  shot (fixture, "statements-list");

  tw_document_set_period (fixture->document, "2026-Q2", NULL);
  wait_for (fixture);
  g_assert_false (gtk_widget_get_visible (fixture->view->strip));
  tw_document_set_period (fixture->document, "2026-Q3", NULL);
  wait_for (fixture);
  g_assert_true (gtk_widget_get_visible (fixture->view->strip));
}

/* The pane says of a line what the command line says, and follows the selection. */
static void
test_why (Fixture       *fixture,
          gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  gint64 id;

  activate (fixture, "view.calculate");
  id = find_statement (fixture, "P-1");
  tw_statements_view_open (fixture->view, id);
  wait_for (fixture);
  shot (fixture, "statement-summary");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  activate (fixture, "view.next-tab");

  for (gint64 line = id << 24; line < (id << 24) + 3; line++)
    {
      g_autoptr (TwExplanation) explanation = NULL;
      g_autofree char *expected = NULL;

      if (!tw_table_select (find_table (fixture), line))
        continue;

      wait_for (fixture);
      activate (fixture, "view.why");
      explanation = tw_explain_line (workspace, line, NULL);
      expected = tw_explanation_to_text (explanation);
      g_assert_cmpstr (tw_why_get_text (fixture->view->why), ==, expected);
    }

  g_assert_nonnull (tw_why_get_text (fixture->view->why));
  shot (fixture, "statement-why");

  /* The lines add up to the payable amount of the document. */
  {
    g_autofree char *cells = tw_ui_test_get_cells (GTK_WIDGET (find_table (fixture)), 200);

    tw_test_assert_contains (cells, "S-1");
    tw_test_assert_contains (cells, "S-2");
  }

  activate (fixture, "win.back");
  g_assert_null (tw_statements_view_get_statement_page (fixture->view));
}

/* A fact that nobody pays for is listed with its reason, and the pane says it in words. */
static void
test_why_not (Fixture       *fixture,
              gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  TwTable *table;
  g_autoptr (TwRow) partner = NULL;
  g_autoptr (TwRow) sale = NULL;
  g_autofree char *cells = NULL;

  partner = tw_model_test_add (workspace, "partner", "external_id", "P-9", "name", "Outsider", NULL);
  sale = tw_model_test_add (workspace, "sale", "external_id", "S-8", "partner", "P-9", "date",
                            "2026-08-01", "currency", "USD", "amount", "75.00", NULL);
  activate (fixture, "view.calculate");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fixture->view->excluded_button)), ==,
                   "Excluded 1");
  tw_test_assert_contains (gtk_label_get_text (fixture->view->tie_label),
                           "Tie-out ✓ 50,575.00\xc2\xa0USD");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.queue", "s", "excluded");
  wait_for (fixture);
  table = fixture->view->excluded;
  cells = tw_ui_test_get_cells (GTK_WIDGET (table), 4);
  g_assert_cmpstr (cells, ==, "S-8|Outsider|In no program|75.00");
  g_assert_true (tw_table_select (
      table, TW_TABLE_SOURCE_GET_CLASS (tw_table_get_source (table))
                 ->get_key (tw_table_get_source (table), 0)));
  activate (fixture, "view.why");
  tw_test_assert_contains (tw_why_get_text (fixture->view->why),
                           "Sale S-8 of 75.00 USD earned nothing.");
  tw_test_assert_contains (tw_why_get_text (fixture->view->why), "no program");
  shot (fixture, "statements-why-not");
  activate (fixture, "win.close-pane");
}

/* Approve, undo, approve and next; the queue empties and the primary button follows. */
static void
test_approve (Fixture       *fixture,
              gconstpointer  data)
{
  TwTable *table = fixture->view->table;
  g_autofree char *label = NULL;

  activate (fixture, "view.calculate");
  g_assert_false (is_enabled (fixture, "reopen"));
  g_assert_true (tw_table_select (table, find_statement (fixture, "P-2")));
  wait_for (fixture);
  g_assert_true (is_enabled (fixture, "approve"));
  activate (fixture, "view.approve");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fixture->view->review_button)), ==,
                   "To Review 2");
  activate (fixture, "win.undo");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fixture->view->review_button)), ==,
                   "To Review 3");
  activate (fixture, "win.redo");

  while (fixture->view->summary->review > 0)
    {
      gint64 before = fixture->view->summary->review;

      if (tw_table_get_current (table) == 0)
        tw_table_select (table, TW_TABLE_SOURCE_GET_CLASS (tw_table_get_source (table))
                                  ->get_key (tw_table_get_source (table), 0));
      wait_for (fixture);
      activate (fixture, "view.approve-next");
      g_assert_cmpint (fixture->view->summary->review, ==, before - 1);
    }

  g_object_get (fixture->view, "primary-label", &label, NULL);
  g_assert_cmpstr (label, ==, "_Export…");
  tw_test_assert_contains (gtk_label_get_text (fixture->view->state_label), "Approved");
  shot (fixture, "statements-approved");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.queue", "s", "all");
  wait_for (fixture);
  g_assert_cmpuint (tw_table_source_count (tw_table_get_source (table)), ==, 3);
  shot (fixture, "statements-all");
}

static GtkWidget *
find_dialog (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
        return l->data;
    }

  return NULL;
}

static void
type_into (GtkWidget  *dialog,
           guint       nth,
           const char *text)
{
  GtkWidget *row = gtk_widget_get_first_child (tw_ui_test_find (dialog, GTK_TYPE_LIST_BOX));

  for (guint i = 0; i < nth; i++)
    row = gtk_widget_get_next_sibling (row);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
respond (Fixture    *fixture,
         const char *response)
{
  GtkWidget *dialog = find_dialog (fixture);

  g_assert_nonnull (dialog);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), response));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (fixture);
}

/* Closing @dialog asks about what was entered, and keeps it. */
static void
assert_kept (GtkWidget *dialog)
{
  g_autoptr (GList) windows = NULL;

  gtk_window_close (GTK_WINDOW (dialog));
  /* It is asked when nothing has answered it meanwhile. */
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (dialog));
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_window_get_transient_for (l->data) != GTK_WINDOW (dialog))
        continue;

      g_assert_cmpstr (adw_message_dialog_get_close_response (l->data), ==, "keep");
      gtk_window_close (l->data);
      return;
    }

  g_assert_not_reached ();
}

/* The same by the buttons and keys that people have. */
static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *cells = NULL;

  tw_ui_period_assert_key (application, "<Control>r", "view.calculate");
  tw_ui_period_assert_key (application, "<Control>Return", "view.approve-next");
  tw_ui_period_assert_key (application, "<Control>e", "view.export");
  tw_ui_period_press (window, "Calculate");
  wait_for (fixture);
  cells = tw_ui_test_get_cells (GTK_WIDGET (fixture->view->table), 3);
  tw_test_assert_contains (cells, TW_UI_PARTNER);

  g_assert_true (tw_table_select (fixture->view->table, find_statement (fixture, "P-3")));
  g_signal_emit_by_name (fixture->view->table, "row-activated", find_statement (fixture, "P-3"));
  wait_for (fixture);
  g_assert_cmpstr (
      tw_statement_page_get_statement (tw_statements_view_get_statement_page (fixture->view))
          ->partner,
      ==, "Cedar");
  tw_ui_period_press (window, "Approve");
  wait_for (fixture);
  activate (fixture, "win.back");
  tw_ui_period_press (window, "To Review 2");
  tw_ui_period_press (window, "All 3");
  wait_for (fixture);
  g_assert_cmpuint (tw_table_source_count (tw_table_get_source (fixture->view->table)), ==, 3);
}

/* An adjustment is refused until it is whole, changes what is paid, and can be taken back. */
static void
test_adjust (Fixture       *fixture,
             gconstpointer  data)
{
  TwStatementPage *page;
  GtkWidget *dialog;

  activate (fixture, "view.calculate");
  tw_statements_view_open (fixture->view, find_statement (fixture, "P-1"));
  page = tw_statements_view_get_statement_page (fixture->view);
  activate (fixture, "view.adjust");
  dialog = find_dialog (fixture);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "go"));
  type_into (dialog, 0, "12.5.0");
  type_into (dialog, 1, "Freight was billed twice");
  type_into (dialog, 2, "Mail of 3 Oct");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "go"));
  type_into (dialog, 0, "-1,200.50");
  assert_kept (dialog);
  shot (fixture, "statement-below-dialog");
  tw_ui_period_shot (dialog, "dialog-adjust");
  respond (fixture, "go");
  g_assert_cmpint (tw_statement_page_get_statement (page)->payable, ==, 49950);
  shot (fixture, "statement-adjusted");
  activate (fixture, "view.why");
  tw_test_assert_contains (tw_why_get_text (fixture->view->why),
                           "Adjusted\t\xe2\x88\x92""1,200.50");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.remove-adjustment", "x",
                              ((TwStatementAdjustment *) g_ptr_array_index (
                                 tw_statement_page_get_statement (page)->adjustments, 0))->id);
  wait_for (fixture);
  g_assert_cmpint (tw_statement_page_get_statement (page)->payable, ==, 170000);
  activate (fixture, "win.undo");
  g_assert_cmpint (tw_statement_page_get_statement (page)->payable, ==, 49950);
  activate (fixture, "win.undo");
  g_assert_cmpint (tw_statement_page_get_statement (page)->payable, ==, 170000);

  activate (fixture, "view.approve");
  g_assert_cmpint (tw_statement_page_get_statement (page)->state, ==, TW_STATEMENT_APPROVED);
  g_assert_false (is_enabled (fixture, "adjust"));
  shot (fixture, "statement-approved");
  activate (fixture, "view.reopen");
  dialog = find_dialog (fixture);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "go"));
  type_into (dialog, 0, "Wrong quarter");
  tw_ui_period_shot (dialog, "dialog-reopen");
  respond (fixture, "go");
  g_assert_cmpint (tw_statement_page_get_statement (page)->state, ==, TW_STATEMENT_CALCULATED);
  activate (fixture, "win.undo");
  g_assert_cmpint (tw_statement_page_get_statement (page)->state, ==, TW_STATEMENT_APPROVED);
}

/* What isn't flagged is approved at once, after how many and how much was said. */
static void
test_unflagged (Fixture       *fixture,
                gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (TwRow) sale = NULL;
  GtkWidget *dialog;

  /* 500.00 in the quarter before, 160.00 in this: less than half, which deserves a look. */
  sale = tw_model_test_add (workspace, "sale", "external_id", "S-0", "partner", "P-2", "date",
                            "2026-05-05", "currency", "USD", "amount", "22000.00", NULL);
  tw_document_set_period (fixture->document, "2026-Q2", NULL);
  activate (fixture, "view.calculate");
  tw_document_set_period (fixture->document, "2026-Q3", NULL);
  activate (fixture, "view.calculate");
  g_assert_cmpint (fixture->view->summary->flagged, ==, 1);

  activate (fixture, "view.approve-unflagged");
  dialog = find_dialog (fixture);
  tw_test_assert_contains (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                           "2 statements, payable 1,700.00\xc2\xa0USD");
  tw_ui_period_shot (dialog, "dialog-unflagged");
  respond (fixture, "approve");
  g_assert_cmpint (fixture->view->summary->review, ==, 1);
  activate (fixture, "win.undo");
  g_assert_cmpint (fixture->view->summary->review, ==, 3);
}

/* The history stays in the pane while rows are selected, until somebody asks why. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *history;

  activate (fixture, "view.calculate");
  activate (fixture, "win.history");
  history = tw_window_get_details (fixture->window);
  g_assert_nonnull (history);
  tw_table_select (fixture->view->table, find_statement (fixture, "P-2"));
  wait_for (fixture);
  g_assert_true (tw_window_get_details (fixture->window) == history);
  activate (fixture, "view.why");
  g_assert_true (tw_window_get_details (fixture->window) != history);
  tw_test_assert_contains (tw_why_get_text (fixture->view->why),
                           "Birch is paid 160.00\xc2\xa0USD.");
  activate (fixture, "win.close-pane");

  /* A calculation is taken back like anything else. */
  activate (fixture, "win.undo");
  g_assert_cmpint (fixture->view->summary->statements, ==, 0);
}

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->dir, "one.xlsx", NULL);
  g_autofree char *folder = g_build_filename (fixture->dir, "all", NULL);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GDir) listing = NULL;
  g_autofree char *start = NULL;
  guint n = 0;

  activate (fixture, "view.calculate");
  ids = tw_statement_find (tw_document_get_workspace (fixture->document), "2026-Q3", NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  tw_statements_view_export_to (fixture->view, ids, folder);
  wait_for (fixture);
  listing = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (listing) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 3);

  g_array_set_size (ids, 1);
  tw_statements_view_export_to (fixture->view, ids, file);
  wait_for (fixture);
  g_assert_true (g_file_get_contents (file, &start, NULL, NULL));
  g_assert_true (g_str_has_prefix (start, "PK"));
  shot (fixture, "statements-exported");
}

/* (transfer full): what is on paper when the page that is shown is printed, with single blanks. */
static char *
print_shown (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.pdf", fixture->dir, name);
  g_autofree char *text = NULL;
  g_autoptr (GtkPrintOperation) operation = tw_window_create_print (fixture->window);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };

  g_assert_nonnull (operation);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error));
  g_assert_no_error (error);
  g_strdelimit (text, "\n\f", ' ');
  for (char *blanks; (blanks = strstr (text, "  ")) != NULL;)
    memmove (blanks, blanks + 1, strlen (blanks));

  return g_steal_pointer (&text);
}

/* Ctrl+P puts what is shown on paper: the summary with what it comes to, the lines as a list. By hand: A pays 400 + 1,100
 * + 200. */
static void
test_print (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const summary[] = {
    TW_UI_PARTNER, "Reseller Test · 2026-Q3 · Calculated", "What Is Paid", "Earned", "1,700.00 USD", "Rules",
    "1,500.00 USD", "200.00 USD", "Tie-Out", "Origin", "Program Version",
  };
  g_autofree char *page = NULL;
  g_autofree char *lines = NULL;
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);

  if (g_find_program_in_path ("pdftotext") == NULL)
    {
      g_test_skip ("pdftotext is missing");
      return;
    }

  activate (fixture, "view.calculate");
  g_assert_true (tw_window_open_record (fixture->window, "statement",
                                        tw_model_test_int (workspace, "SELECT s.id FROM statement s JOIN partner p ON"
                                                                      " p.id = s.partner WHERE p.name LIKE 'A <%'")));
  wait_for (fixture);
  tw_ui_test_settle ();
  page = print_shown (fixture, "summary");
  for (guint i = 0; i < G_N_ELEMENTS (summary); i++)
    g_assert_nonnull (strstr (page, summary[i]));
  /* What can be done with it isn't on paper. */
  g_assert_null (strstr (page, "Approve"));

  activate (fixture, "view.next-tab");
  tw_ui_test_settle ();
  lines = print_shown (fixture, "lines");
  g_assert_nonnull (strstr (lines, "S-1 10 Jul 2026 Volume <rebate> 900.00 USD earned"));
  g_assert_nonnull (strstr (lines, "Total 1,700.00 USD"));
  g_assert_null (strstr (lines, "What Is Paid"));
}

/* A sale that comes later breaks the tie-out: approving waits and says why. */
static void
test_tie_out (Fixture       *fixture,
              gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (TwRow) sale = NULL;

  activate (fixture, "view.calculate");
  sale = tw_model_test_add (workspace, "sale", "external_id", "S-9", "partner", "P-2", "date",
                            "2026-09-01", "currency", "USD", "amount", "10.00", NULL);
  tw_document_changed (fixture->document);
  wait_for (fixture);
  tw_test_assert_contains (gtk_label_get_text (fixture->view->tie_label),
                           "difference 10.00\xc2\xa0USD");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->view->hint_label)));
  tw_table_select (fixture->view->table, find_statement (fixture, "P-2"));
  wait_for (fixture);
  g_assert_false (is_enabled (fixture, "approve"));
  shot (fixture, "statements-no-tie");

  tw_statements_view_open (fixture->view, find_statement (fixture, "P-2"));
  g_assert_nonnull (
      tw_statement_page_get_blocked (tw_statements_view_get_statement_page (fixture->view)));
  g_assert_false (is_enabled (fixture, "approve"));
  shot (fixture, "statement-no-tie");

  activate (fixture, "view.calculate");
  g_assert_null (
      tw_statement_page_get_blocked (tw_statements_view_get_statement_page (fixture->view)));
  g_assert_true (is_enabled (fixture, "approve"));
}

/* Each state in the widths and styles that people use; looked at by eye when TW_UI_SHOTS is set. */
static void
test_widths (Fixture       *fixture,
             gconstpointer  data)
{
  const int widths[] = { 360, 800, 1280 };

  activate (fixture, "win.close-pane");
  activate (fixture, "view.calculate");
  tw_statements_view_open (fixture->view, find_statement (fixture, "P-1"));
  tw_statement_page_show (tw_statements_view_get_statement_page (fixture->view), "lines");
  wait_for (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("statement-lines-%d", widths[i]);

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 800);
      tw_ui_test_settle ();
      /* Nothing in it asks for more room than there is. */
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, widths[i]);
      shot (fixture, name);
      g_free (name);
      name = g_strdup_printf ("statement-tiers-%d", widths[i]);
      tw_statement_page_show (tw_statements_view_get_statement_page (fixture->view), "tiers");
      shot (fixture, name);
      g_free (name);
      name = g_strdup_printf ("statement-summary-%d", widths[i]);
      tw_statement_page_show (tw_statements_view_get_statement_page (fixture->view), "summary");
      shot (fixture, name);
      tw_statement_page_show (tw_statements_view_get_statement_page (fixture->view), "lines");
    }

  tw_view_pop (TW_VIEW (fixture->view));

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("statements-list-%d", widths[i]);

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 800);
      tw_ui_test_settle ();
      shot (fixture, name);
    }

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  tw_ui_test_settle ();
  shot (fixture, "statements-list-dark");
  tw_table_select (fixture->view->table, find_statement (fixture, "P-1"));
  activate (fixture, "view.why");
  shot (fixture, "statements-pane-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* Opened out of a partner's page, a statement leads back there. */
static void
test_back_to_partner (Fixture       *fixture,
                      gconstpointer  data)
{
  TwWindow *window = fixture->window;
  TwView *partners;
  GtkWidget *page;
  TwTable *table;

  tw_window_show_view (window, "statements");
  activate (fixture, "view.calculate");
  partners = tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (partners), TW_TYPE_TABLE));
  g_assert_true (tw_table_select (table, 1));
  tw_ui_test_settle ();
  activate (fixture, "view.open");
  page = tw_view_get_page (partners);
  g_assert_nonnull (page);

  /* Statements come after People, Types & Tiers, Transactions, Pipeline, Joint Work and Plan. */
  for (int i = 0; i < 7; i++)
    activate (fixture, "view.next-tab");

  tw_ui_test_settle ();
  table = TW_TABLE (tw_ui_test_find (page, TW_TYPE_TABLE));
  g_assert_nonnull (table);
  g_signal_emit_by_name (table, "row-activated", find_statement (fixture, TW_UI_PARTNER));
  tw_ui_period_wait (fixture->document);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  g_assert_nonnull (tw_view_get_page (TW_VIEW (fixture->view)));
  tw_ui_test_settle ();

  activate (fixture, "win.back");
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_true (tw_view_get_page (partners) == page);
  g_assert_null (tw_view_get_page (TW_VIEW (fixture->view)));

  activate (fixture, "win.back");
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (partners));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (partners)));
}

/* What was imported into a period that is calculated is said when another one is, with the way there. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);

  activate (fixture, "view.calculate");
  g_assert_false (gtk_info_bar_get_revealed (fixture->view->late_bar));
  tw_model_test_exec (workspace,
                      "INSERT INTO batch (imported_at, imported_by, kind, file_name, checksum, rows_added)"
                      " VALUES ('2099-01-01T00:00:00Z', 'Ada', 'sale', 'late.csv', '-', 1)");
  tw_model_test_exec (workspace, "UPDATE sale SET batch = (SELECT max (id) FROM batch)"
                                 " WHERE external_id = 'S-4'");
  tw_document_changed (fixture->document);
  g_assert_true (tw_document_set_period (fixture->document, "2026-Q4", NULL));
  tw_ui_period_wait (fixture->document);
  activate (fixture, "view.calculate");
  g_assert_true (gtk_info_bar_get_revealed (fixture->view->late_bar));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (fixture->view->late_label), "2026-Q3: "));
  tw_ui_test_settle ();
  shot (fixture, "statements-late");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  tw_ui_period_press (GTK_WIDGET (fixture->view), "Go to 2026-Q3");
  tw_ui_period_wait (fixture->document);
  g_assert_cmpstr (tw_document_get_period (fixture->document), ==, "2026-Q3");
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/statements/empty", Fixture, "empty", setup, test_empty, teardown);
  g_test_add ("/ui/statements/calculate", Fixture, NULL, setup, test_calculate, teardown);
  g_test_add ("/ui/statements/why", Fixture, NULL, setup, test_why, teardown);
  g_test_add ("/ui/statements/why-not", Fixture, NULL, setup, test_why_not, teardown);
  g_test_add ("/ui/statements/approve", Fixture, NULL, setup, test_approve, teardown);
  g_test_add ("/ui/statements/pointer", Fixture, NULL, setup, test_pointer, teardown);
  g_test_add ("/ui/statements/adjust", Fixture, NULL, setup, test_adjust, teardown);
  g_test_add ("/ui/statements/unflagged", Fixture, NULL, setup, test_unflagged, teardown);
  g_test_add ("/ui/statements/history", Fixture, NULL, setup, test_history, teardown);
  g_test_add ("/ui/statements/export", Fixture, NULL, setup, test_export, teardown);
  g_test_add ("/ui/statements/print", Fixture, NULL, setup, test_print, teardown);
  g_test_add ("/ui/statements/tie-out", Fixture, NULL, setup, test_tie_out, teardown);
  g_test_add ("/ui/statements/back-to-partner", Fixture, NULL, setup, test_back_to_partner,
              teardown);
  g_test_add ("/ui/statements/late", Fixture, NULL, setup, test_late, teardown);
  g_test_add ("/ui/statements/widths", Fixture, NULL, setup, test_widths, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
