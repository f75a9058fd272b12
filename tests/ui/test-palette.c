/* test-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Search and commands, help, and going back in history, through the window. */

#include "config.h"

#include "application/tw-application-private.h"
#include "application/tw-help.h"
#include "application/tw-palette-match.h"
#include "application/tw-palette.h"
#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "common/tw-chart-card.h"
#include "common/tw-definition.h"
#include "common/tw-print.h"
#include "common/tw-tooltip.h"
#include "tw-history.h"
#include "tw-model-test.h"
#include "tw-search.h"
#include "tw-ui-period.h"
#include "tw-ui-test.h"

static TwApplication *application;

static TwWindow *
open_window (TwDocument *document)
{
  TwWindow *window = tw_window_new (GTK_APPLICATION (application));

  tw_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
  tw_ui_test_settle ();

  return window;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

static GtkWidget *
open_palette (TwWindow   *window,
              const char *text)
{
  GtkWidget *palette;
  GtkWidget *entry;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  tw_ui_test_settle ();
  palette = find_window (TW_TYPE_PALETTE);
  g_assert_nonnull (palette);
  entry = tw_ui_test_find (palette, GTK_TYPE_SEARCH_ENTRY);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (palette)), entry)
                 || gtk_window_get_focus (GTK_WINDOW (palette)) == entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  tw_ui_test_settle ();

  return palette;
}

/* The titles of the lines, in order. */
static void
collect_titles (GtkWidget *widget,
                GString   *titles)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL
      && !gtk_widget_has_css_class (widget, "dim-label"))
    g_string_append_printf (titles, "%s|", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_titles (child, titles);
}

static char *
get_titles (GtkWidget *palette)
{
  GString *titles = g_string_new (NULL);

  collect_titles (palette, titles);

  return g_string_free (titles, FALSE);
}

static void
press_enter (GtkWidget *palette)
{
  g_signal_emit_by_name (tw_ui_test_find (palette, GTK_TYPE_SEARCH_ENTRY), "activate");
  tw_ui_test_settle ();
}

/* Matched letters are those that the index matches: beginnings of words, whatever case and accent. */
static void
test_marks (void)
{
  static const struct
  {
    const char *text;
    const char *words;
    guint       start;
    guint       end;
  } cases[] = {
    { "Kestrel Systems", "sys", 8, 11 },
    { "Żółw", "zo", 0, 4 },
    { "A <R&D> & Söhne", "sohne", 10, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PangoAttrList) list = tw_palette_mark (cases[i].text, cases[i].words);
      g_autoptr (PangoAttrIterator) at = pango_attr_list_get_iterator (list);
      int start, end;

      do
        pango_attr_iterator_range (at, &start, &end);
      while (pango_attr_iterator_get (at, PANGO_ATTR_WEIGHT) == NULL && pango_attr_iterator_next (at));

      g_assert_cmpint (start, ==, cases[i].start);
      g_assert_cmpint (end, ==, cases[i].end);
    }

  g_assert_false (tw_palette_matches ("Kestrel", "estrel"));
  g_assert_false (tw_palette_matches ("Kestrel", "kestrel x"));
  g_assert_true (tw_palette_matches ("Kestrel Systems", "SYS kes"));
  g_assert_true (tw_palette_matches ("Kestrel", " "));
}

/* A partner is found, opened by Enter, and offered first the next time. */
static void
test_find (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 12, 5);
  g_autofree char *found = NULL;
  g_autofree char *recent = NULL;
  TwWindow *window;
  GtkWidget *palette;

  /* These partners came past history. */
  g_assert_true (tw_search_rebuild (tw_document_get_workspace (document), NULL));
  window = open_window (document);
  palette = open_palette (window, "P003");
  found = get_titles (palette);
  tw_test_assert_contains (found, "Partners|Partner 23757|");
  tw_ui_test_assert_named (palette);
  press_enter (palette);
  g_assert_null (find_window (TW_TYPE_PALETTE));
  tw_test_assert_contains (gtk_window_get_title (GTK_WINDOW (window)), "Partner 23757 –");

  palette = open_palette (window, "");
  recent = get_titles (palette);
  g_assert_true (g_str_has_prefix (recent, "Recent|Partner 23757|"));
  gtk_window_close (GTK_WINDOW (palette));
  tw_ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

static gboolean
has_focus_in_chart (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);
  GtkWidget *card = focus != NULL ? gtk_widget_get_ancestor (focus, TW_TYPE_CHART_CARD) : NULL;

  return card != NULL && g_str_has_prefix (tw_chart_card_get_title (TW_CHART_CARD (card)), "What do partners bring in?");
}

/* What is asked is found by the words of the question and by those of its figure, and leads to the chart. */
static void
test_questions (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 12, 5);
  TwWindow *window = open_window (document);
  GtkWidget *palette = open_palette (window, "roi");
  g_autofree char *by_figure = get_titles (palette);

  g_assert_true (g_str_has_prefix (by_figure, "Questions|What does each partner type return?|"));
  gtk_window_close (GTK_WINDOW (palette));
  tw_ui_test_settle ();

  palette = open_palette (window, "partners bring in");
  press_enter (palette);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->view_stack), ==, "analytics");
  tw_ui_test_wait (has_focus_in_chart, window);
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

/* Nothing that can be typed is an error; what isn't found says so. */
static void
test_odd (void)
{
  static const char *const texts[] = { "\"", "AND OR NOT", "a* NEAR(b)", "title:x", "\xe2\x80\xaeP001", "((", "'; DROP",
                                       "😀", "-", "^a" };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWindow *window = open_window (document);
  GtkWidget *palette = open_palette (window, "qqqqzz");
  GtkWidget *page = tw_ui_test_find (palette, ADW_TYPE_STATUS_PAGE);

  g_assert_nonnull (page);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find (palette, GTK_TYPE_SEARCH_ENTRY)), texts[i]);
      tw_ui_test_settle ();
      g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), ==, "");
    }

  gtk_window_close (GTK_WINDOW (palette));
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

/* Commands with their keys; what can't be given says why and stays. */
static void
test_commands (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWindow *window = open_window (document);
  GtkWidget *palette = open_palette (window, ">redo");
  g_autofree char *titles = get_titles (palette);

  g_assert_cmpstr (titles, ==, "Commands|Redo|");
  g_assert_nonnull (tw_ui_test_find_named (
      palette, "Redo, Editing, Shift+Ctrl+Z or Ctrl+Y, There is nothing to do again"));
  press_enter (palette);
  g_assert_true (find_window (TW_TYPE_PALETTE) == palette);
  gtk_window_close (GTK_WINDOW (palette));
  tw_ui_test_settle ();

  palette = open_palette (window, ">programs");
  press_enter (palette);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->view_stack), ==, "programs");

  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

/* Every view has a page of Help, which F1 opens, at every width. */
static void
test_help (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWindow *window = open_window (document);
  GtkWidget *help;

  for (guint i = 0; i < tw_views_count (); i++)
    {
      const TwViewInfo *info = tw_views_nth (i);

      g_assert_nonnull (tw_help_find (info->name));
      tw_window_show_view (window, info->name);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.help", NULL);
      tw_ui_test_settle ();
      help = find_window (TW_TYPE_HELP_WINDOW);
      g_assert_nonnull (help);
      g_assert_nonnull (tw_ui_test_find_named (help, info->label));
      tw_ui_test_assert_named (help);
    }

  gtk_window_destroy (GTK_WINDOW (find_window (TW_TYPE_HELP_WINDOW)));
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 700);
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL);
  tw_ui_test_settle ();
  help = find_window (TW_TYPE_HELP_WINDOW);
  g_assert_nonnull (help);
  g_assert_cmpint (gtk_widget_get_width (help), <=, 400);
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

static gint64
rename_partner (TwDocument *document,
                const char *name)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autofree char *sql = g_strdup_printf ("UPDATE partner SET name = '%s' WHERE id = 1", name);
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  g_assert_true (tw_history_begin (workspace, TW_HISTORY_EDIT, name, &error));
  tw_model_test_exec (workspace, sql);
  tw_history_commit (workspace, 0, NULL, &entry, &error);
  g_assert_no_error (error);
  tw_document_changed (document);

  return entry;
}

static gboolean
is_named_first (gpointer data)
{
  g_autofree char *name = tw_model_test_text (tw_document_get_workspace (data),
                                              "SELECT name FROM partner WHERE id = 1");

  return g_str_equal (name, "First");
}

/* Columns say what their title means. */
static void
test_definitions (void)
{
  const TwDefinition *rate = tw_definition_find_term ("Effective Rate");
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("x"));

  g_assert_nonnull (rate);
  g_assert_cmpstr (rate->id, ==, "effective_rate");
  g_assert_null (tw_definition_find_term ("Document"));
  tw_definition_set_tooltip (label, "retroactive");
  tw_test_assert_contains (tw_tooltip_get (label), "from the first unit on");

  /* In the order in which Help lists them, none twice. */
  for (guint i = 1; i < tw_definition_count (); i++)
    g_assert_cmpint (g_ascii_strcasecmp (tw_definition_nth (i - 1)->term, tw_definition_nth (i)->term), <, 0);
  g_object_unref (label);
}

/* From the history pane: back in one step, and forth again by its undo. */
static void
test_go_back (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwWindow *window = open_window (document);
  gint64 first = rename_partner (document, "First");
  g_autofree char *then = tw_model_test_state (workspace);
  g_autofree char *later = NULL;
  g_autofree char *state = NULL;
  GtkWidget *button;

  rename_partner (document, "Second");
  rename_partner (document, "Third");
  later = tw_model_test_state (workspace);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  tw_ui_test_settle ();
  tw_ui_test_assert_named (GTK_WIDGET (window));

  /* The menu says how far it is. */
  button = tw_ui_test_find_named (tw_window_get_details (window), "Undo or Go Back to: First");
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  tw_ui_test_settle ();
  {
    GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
    g_autofree char *label = NULL;

    g_assert_true (g_menu_model_get_item_attribute (menu, 1, G_MENU_ATTRIBUTE_LABEL, "s", &label));
    g_assert_cmpstr (label, ==, "_Go Back to Here (2 Changes)");
  }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));

  gtk_widget_activate_action (tw_window_get_details (window), "history.go-back", "x", first);
  tw_ui_test_wait (is_named_first, document);
  tw_ui_test_settle ();
  state = tw_model_test_state (workspace);
  g_assert_cmpstr (state, ==, then);
  tw_test_assert_contains (tw_document_get_undo_label (document), "Went back to “First”");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  tw_ui_test_settle ();
  g_free (state);
  state = tw_model_test_state (workspace);
  g_assert_cmpstr (state, ==, later);

  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

/* The control of @type in the row with that title. */
static GtkWidget *
find_control (GtkWidget  *preferences,
              const char *title,
              GType       type)
{
  GtkWidget *label = tw_ui_test_find_named (preferences, title);
  GtkWidget *row = label != NULL ? gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW) : NULL;
  GtkWidget *control = row != NULL ? tw_ui_test_find (row, type) : NULL;

  g_assert_nonnull (control);
  return control;
}

/* What changes a number is a step of history; what can't be is said and not written. */
static void
test_preferences (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwWindow *window = open_window (document);
  GtkWidget *preferences;
  GtkWidget *entry;
  g_autofree char *set = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  tw_ui_test_settle ();
  preferences = find_window (ADW_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (preferences);
  tw_ui_test_assert_named (preferences);
  gtk_window_destroy (GTK_WINDOW (preferences));
  tw_preferences_show (GTK_WINDOW (window), 7);
  tw_ui_test_settle ();
  preferences = find_window (ADW_TYPE_PREFERENCES_WINDOW);
  tw_ui_test_assert_named (preferences);
  entry = find_control (preferences, "Low sample below", GTK_TYPE_ENTRY);
  tw_ui_period_shot (preferences, "preferences-workspace");

  gtk_editable_set_text (GTK_EDITABLE (entry), "many");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM setting"), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "12");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  set = tw_model_test_text (workspace, "SELECT value FROM setting WHERE key = 'metric.low-sample'");
  g_assert_cmpstr (set, ==, "12");
  tw_test_assert_contains (tw_document_get_undo_label (document), "Low sample below");

  gtk_window_destroy (GTK_WINDOW (preferences));
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT count (*) FROM setting"), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

static gboolean
is_gone (gpointer type)
{
  return find_window (GPOINTER_TO_SIZE (type)) == NULL;
}

static gboolean
is_there (gpointer type)
{
  return !is_gone (type);
}

static void
choose (GtkWidget  *drop,
        const char *text)
{
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (drop));

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), text))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), i);
    }
}

/* Answers what is asked before the currency changes under a locked period. */
static void
answer (const char *response)
{
  GtkWidget *dialog;

  tw_ui_test_wait (is_there, GSIZE_TO_POINTER (ADW_TYPE_MESSAGE_DIALOG));
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  tw_test_assert_contains (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "2026-Q1 is locked");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  tw_ui_test_wait (is_gone, GSIZE_TO_POINTER (ADW_TYPE_MESSAGE_DIALOG));
}

/* What is settled about the workspace: the year that periods follow, what figures are in, how statements are written. */
static void
test_workspace (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwWindow *window = open_window (document);
  g_autofree char *currency = NULL;
  GtkWidget *preferences;
  GtkWidget *entry;
  GtkWidget *drop;

  g_assert_true (tw_document_set_period (document, "2026-Q1", NULL));
  tw_preferences_show (GTK_WINDOW (window), 3);
  tw_ui_test_wait (is_there, GSIZE_TO_POINTER (ADW_TYPE_PREFERENCES_WINDOW));
  preferences = find_window (ADW_TYPE_PREFERENCES_WINDOW);
  tw_ui_test_settle ();
  tw_ui_test_assert_named (preferences);
  entry = find_control (preferences, "Fiscal year begins", GTK_TYPE_ENTRY);

  for (guint i = 0; i < 3; i++)
    {
      static const char *const wrong[] = { "7/1", "31 January", "someday" };

      gtk_editable_set_text (GTK_EDITABLE (entry), wrong[i]);
      g_signal_emit_by_name (entry, "activate");
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
    }
  g_assert_cmpint (tw_model_test_int (workspace, "SELECT year_start_month FROM workspace"), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1 July");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  /* The quarter on show is the same three months under its new name. */
  g_assert_cmpstr (tw_document_get_period (document), ==, "2026-Q3");
  g_assert_true (tw_document_undo (document, NULL));
  g_assert_cmpstr (tw_document_get_period (document), ==, "2026-Q1");

  tw_model_test_exec (workspace, "INSERT INTO period_lock (period, valid_from, valid_to, locked_by, locked_at) VALUES "
                                 "('2026-Q1', '2026-01-01', '2026-04-01', 'Ann', '2026-05-01T00:00:00Z')");
  gtk_editable_set_text (GTK_EDITABLE (entry), "07-01");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  drop = find_control (preferences, "Reporting currency", GTK_TYPE_DROP_DOWN);
  choose (drop, "JPY");
  answer ("cancel");
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (GTK_DROP_DOWN (drop))), ==, "USD");
  choose (drop, "JPY");
  answer ("change");
  currency = tw_model_test_text (workspace, "SELECT currency FROM workspace");
  g_assert_cmpstr (currency, ==, "JPY");
  tw_test_assert_contains (tw_document_get_undo_label (document), "from USD to JPY");
  tw_ui_period_shot (preferences, "preferences-settled");

  gtk_window_destroy (GTK_WINDOW (preferences));
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

/* The list that is shown, with its titles, rows and count, on paper. */
static void
test_print (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 80, 0);
  TwWindow *window = open_window (document);
  g_autofree char *path = g_build_filename (dir, "list.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  GtkWidget *table;

  tw_window_show_view (window, "partners");
  tw_ui_test_settle ();
  table = tw_ui_test_find (GTK_WIDGET (window), TW_TYPE_TABLE);
  operation = tw_print_table_new (TW_TABLE (table), document, "Partners");
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);

  if (g_find_program_in_path ("pdftotext") != NULL)
    {
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                                   NULL, NULL));
      tw_test_assert_contains (text, "80 rows");
      tw_test_assert_contains (text, "Partner 23757");
      tw_test_assert_contains (text, "Region");
    }

  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  tw_document_close (document);
}

int
main (int    argc,
      char **argv)
{
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/ui/palette/marks", test_marks);
  g_test_add_func ("/ui/palette/find", test_find);
  g_test_add_func ("/ui/palette/questions", test_questions);
  g_test_add_func ("/ui/palette/odd", test_odd);
  g_test_add_func ("/ui/palette/commands", test_commands);
  g_test_add_func ("/ui/palette/help", test_help);
  g_test_add_func ("/ui/palette/definitions", test_definitions);
  g_test_add_func ("/ui/palette/go-back", test_go_back);
  g_test_add_func ("/ui/palette/preferences", test_preferences);
  g_test_add_func ("/ui/palette/preferences-workspace", test_workspace);
  g_test_add_func ("/ui/palette/print", test_print);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
