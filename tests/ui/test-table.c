/* test-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/tw-settings.h"
#include "common/tw-format.h"
#include "common/tw-list-source.h"
#include "common/tw-rows-source.h"
#include "common/tw-size-bin.h"
#include "common/tw-table-selection.h"
#include "common/tw-table.h"
#include "tw-model-test.h"
#include "tw-ui-test.h"

#include <time.h>

static const TwTableColumn columns[] = {
  { .id = "name", .title = "Name" },
  { .id = "amount", .title = "Amount", .numeric = TRUE },
  { .id = "note", .title = "Note" },
  { NULL },
};

/* Rows whose order by text, by number and by arrival all differ. */
static TwTableSource *
create_source (void)
{
  static const char *const rows[][4] = {
    { "Beta", "1000.00", "x", NULL },
    { "Alpha", "-20.50", "y", NULL },
    { "Gamma", "999.99", "x", NULL },
  };
  TwTableSource *source = tw_rows_source_new (columns);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    tw_rows_source_add (TW_ROWS_SOURCE (source), i + 1, rows[i]);

  tw_rows_source_update (TW_ROWS_SOURCE (source));

  return source;
}

static GtkWidget *
show_table (TwTableSource *source,
            GtkWidget    **window,
            int            width)
{
  GtkWidget *table = tw_table_new ("test", "Test");

  tw_table_set_source (TW_TABLE (table), source);
  *window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (*window), "Test");
  gtk_window_set_default_size (GTK_WINDOW (*window), width, 500);
  adw_window_set_content (ADW_WINDOW (*window), table);
  gtk_window_present (GTK_WINDOW (*window));
  tw_ui_test_settle ();

  return table;
}

static void
reset_settings (void)
{
  g_autoptr (GSettings) settings = tw_settings_new_for_list ("test");

  g_settings_reset (settings, "columns");
  g_settings_reset (settings, "widths");
  g_settings_reset (settings, "sort");
  g_settings_reset (settings, "filters");
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  reset_settings ();
}

static void
test_cells (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  g_autofree char *cells = tw_ui_test_get_cells (table, 100);

  g_assert_cmpstr (cells, ==,
                   "Beta|1,000.00|x|Alpha|\xe2\x88\x92""20.50|y|Gamma|999.99|x");
  g_assert_nonnull (tw_ui_test_find_named (table, "Amount: 1,000.00"));
  g_assert_nonnull (tw_ui_test_find_named (table, "Beta, 1,000.00, x"));
  tw_ui_test_assert_named (window);

  close_window (window);
}

static void
test_sort (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  g_autofree char *cells = NULL;
  g_autofree char *by_name = NULL;

  gtk_widget_activate_action (table, "table.sort-descending", "s", "amount");
  tw_ui_test_settle ();
  cells = tw_ui_test_get_cells (table, 100);
  g_assert_cmpstr (cells, ==,
                   "Beta|1,000.00|x|Gamma|999.99|x|Alpha|\xe2\x88\x92""20.50|y");
  g_assert_nonnull (tw_ui_test_find_named (table, "Amount, sorted descending"));

  gtk_widget_activate_action (table, "table.sort-ascending", "s", "name");
  tw_ui_test_settle ();
  by_name = tw_ui_test_get_cells (table, 4);
  g_assert_cmpstr (by_name, ==, "Alpha|\xe2\x88\x92""20.50|y|Beta");
  g_assert_null (tw_ui_test_find_named (table, "Amount, sorted descending"));

  close_window (window);
}

static void
assert_selected (GtkWidget  *table,
                 const char *expected)
{
  g_autoptr (GArray) keys = tw_table_get_selected (TW_TABLE (table));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (keys, gint64, i));

  g_assert_cmpstr (text->str, ==, expected);
}

/* What is selected are rows, not places: it follows them through sorting and comes back with them. */
static void
test_selection (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  GtkColumnView *view = GTK_COLUMN_VIEW (tw_ui_test_find (table, GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  g_assert_true (tw_table_select (TW_TABLE (table), 3));
  gtk_selection_model_select_item (model, 0, FALSE);
  assert_selected (table, "1 3");

  gtk_widget_activate_action (table, "table.sort-ascending", "s", "name");
  assert_selected (table, "1 3");
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  g_assert_true (gtk_selection_model_is_selected (model, 1));

  TW_TABLE_SOURCE_GET_CLASS (source)->set_words (source, "gamma");
  assert_selected (table, "3");
  TW_TABLE_SOURCE_GET_CLASS (source)->set_words (source, NULL);
  assert_selected (table, "1 3");

  gtk_widget_activate_action (table, "table.select-all", NULL);
  assert_selected (table, "2 1 3");
  g_assert_false (tw_table_select (TW_TABLE (table), 99));

  close_window (window);
}

static gboolean
focus_is_in (GtkWidget *window,
             GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* One Tab leaves the rows, whatever their number, and Shift+Tab comes back to the row that was left. */
static void
test_tab (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  GtkWidget *view = tw_ui_test_find (table, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *row;

  tw_table_select (TW_TABLE (table), 2);
  g_assert_true (tw_table_focus_row (TW_TABLE (table)));
  row = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus_is_in (window, view));
  g_assert_cmpint (tw_table_get_current (TW_TABLE (table)), ==, 2);

  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_false (focus_is_in (window, view));
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == row);

  /* Before the rows comes the header, and from there they are one Tab away again. */
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (focus_is_in (window, gtk_widget_get_first_child (view)));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == row);

  close_window (window);
}

static char *
read_clipboard (GtkWidget *widget)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);

  return g_value_dup_string (&value);
}

static void
test_copy (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  g_autofree char *plain = NULL;
  g_autofree char *headed = NULL;

  gtk_widget_activate_action (table, "table.select-all", NULL);
  gtk_widget_activate_action (table, "table.copy", NULL);
  plain = read_clipboard (table);
  g_assert_cmpstr (plain, ==, "Beta\t1000.00\tx\nAlpha\t-20.50\ty\nGamma\t999.99\tx\n");

  tw_table_select (TW_TABLE (table), 2);
  gtk_widget_activate_action (table, "table.copy-headers", NULL);
  headed = read_clipboard (table);
  g_assert_cmpstr (headed, ==, "Name\tAmount\tNote\nAlpha\t-20.50\ty\n");

  close_window (window);
}

static const char *
get_page (GtkWidget *table)
{
  for (GtkWidget *w = tw_ui_test_find (table, GTK_TYPE_STACK); w != NULL; w = NULL)
    return gtk_stack_get_visible_child_name (GTK_STACK (w));

  return NULL;
}

/* Nothing, nothing that matches, and rows look different. */
static void
test_states (void)
{
  g_autoptr (TwTableSource) source = tw_rows_source_new (columns);
  const char *const row[] = { "Only", "1", "", NULL };
  GtkWidget *window;
  GtkWidget *table;
  GtkWidget *search;

  table = show_table (source, &window, 800);
  g_assert_cmpstr (get_page (table), ==, "empty");
  /* There is nothing to do, and nothing takes the focus. */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (table, GTK_DIR_TAB_FORWARD);
  g_assert_false (GTK_IS_SCROLLED_WINDOW (gtk_window_get_focus (GTK_WINDOW (window))));

  tw_rows_source_add (TW_ROWS_SOURCE (source), 1, row);
  tw_rows_source_update (TW_ROWS_SOURCE (source));
  tw_ui_test_settle ();
  g_assert_cmpstr (get_page (table), ==, "table");

  search = tw_ui_test_find (table, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  tw_ui_test_settle ();
  g_assert_cmpstr (get_page (table), ==, "no-match");

  gtk_widget_activate_action (table, "table.clear-filters", NULL);
  tw_ui_test_settle ();
  g_assert_cmpstr (get_page (table), ==, "table");

  close_window (window);
}

static guint
count_titles (GtkWidget *table)
{
  GtkWidget *view = tw_ui_test_find (table, GTK_TYPE_COLUMN_VIEW);
  guint n = 0;

  for (GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));
       title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      g_assert_true (gtk_widget_get_focusable (title));
      n++;
    }

  return n;
}

/* A hidden column stays hidden in the next window, its sort and width too. */
static void
test_columns_kept (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  g_autofree char *cells = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpuint (count_titles (table), ==, 3);
  gtk_widget_activate_action (table, "table.hide-column", "s", "note");
  gtk_widget_activate_action (table, "table.hide-column", "s", "name");
  gtk_widget_activate_action (table, "table.sort-ascending", "s", "amount");
  tw_ui_test_settle ();
  g_assert_cmpuint (count_titles (table), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));

  table = show_table (source, &window, 800);
  g_assert_cmpuint (count_titles (table), ==, 2);
  cells = tw_ui_test_get_cells (table, 4);
  g_assert_cmpstr (cells, ==, "Alpha|\xe2\x88\x92""20.50|Gamma|999.99");

  gtk_widget_activate_action (table, "table.reset-columns", NULL);
  tw_ui_test_settle ();
  g_assert_cmpuint (count_titles (table), ==, 3);
  again = tw_ui_test_get_cells (table, 3);
  g_assert_cmpstr (again, ==, "Beta|1,000.00|x");

  close_window (window);
}

/* Tab goes from column to column of the chooser, and what is ticked keeps the focus. */
static void
test_chooser_keys (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 800);
  GtkWidget *focus = NULL;
  const char *label;

  gtk_widget_activate_action (table, "table.choose-columns", NULL);
  tw_ui_test_settle ();
  for (int i = 0; i < 8 && !(GTK_IS_CHECK_BUTTON (focus) && gtk_widget_is_sensitive (focus)); i++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
    }
  g_assert_true (GTK_IS_CHECK_BUTTON (focus));
  label = g_intern_string (gtk_check_button_get_label (GTK_CHECK_BUTTON (focus)));

  gtk_widget_activate (focus);
  tw_ui_test_settle ();
  g_assert_cmpuint (count_titles (table), ==, 2);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (GTK_IS_CHECK_BUTTON (focus));
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (focus)), ==, label);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (focus)));

  gtk_widget_activate_action (table, "table.reset-columns", NULL);
  tw_ui_test_settle ();
  close_window (window);
}

/* Where it is narrow the same rows stand in two lines, with the same selection. */
static void
test_narrow (void)
{
  g_autoptr (TwTableSource) source = create_source ();
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 400);
  GtkWidget *list;

  g_assert_cmpstr (get_page (table), ==, "rows");
  list = tw_ui_test_find (table, GTK_TYPE_LIST_VIEW);
  g_assert_nonnull (tw_ui_test_find_named (list, "Beta, 1,000.00, x"));
  tw_table_select (TW_TABLE (table), 2);
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 1));
  tw_ui_test_assert_named (window);

  close_window (window);
}

/* An amount is what a sale is about, though its units come after and have a sum too. */
static void
test_narrow_amount (void)
{
  static const TwTableColumn sale[] = {
    { .id = "name", .title = "Name" },
    { .id = "price", .title = "Price", .numeric = TRUE, .money = TRUE },
    { .id = "amount", .title = "Amount", .numeric = TRUE, .summed = TRUE, .money = TRUE },
    { .id = "units", .title = "Units", .numeric = TRUE, .summed = TRUE },
    { NULL },
  };
  static const char *const row[] = { "S1", "250.00", "1000.00", "4", NULL };
  g_autoptr (TwTableSource) source = tw_rows_source_new (sale);
  GtkWidget *window;
  GtkWidget *table;

  tw_rows_source_add (TW_ROWS_SOURCE (source), 1, row);
  tw_rows_source_update (TW_ROWS_SOURCE (source));
  table = show_table (source, &window, 400);
  g_assert_nonnull (tw_ui_test_find_named (tw_ui_test_find (table, GTK_TYPE_LIST_VIEW), "S1, 1,000.00, "));

  close_window (window);
}

static const TwTableColumn many_columns[] = {
  { .id = "name", .title = "Name" },   { .id = "amount", .title = "Amount", .numeric = TRUE },
  { .id = "count", .title = "Count", .numeric = TRUE }, { .id = "c", .title = "C" },
  { .id = "d", .title = "D" },         { .id = "e", .title = "E" },
  { .id = "f", .title = "F" },         { .id = "g", .title = "G" },
  { NULL },
};

/* The cell that shows @text, whose name @title and @text are. */
static GtkWidget *
find_cell (GtkWidget  *table,
           const char *text)
{
  GtkWidget *cell = tw_ui_test_find_named (table, text);

  g_assert_nonnull (cell);

  return GTK_IS_INSCRIPTION (cell) ? cell : tw_ui_test_find (cell, GTK_TYPE_INSCRIPTION);
}

/* From right to left the first column is seen where all don't fit, and numbers stand to the right with or without a
 * currency: Pango takes the start of a text of its own direction for its left. */
static void
test_right_to_left (void)
{
  static const char *const row[] = { "Beta", "1000.00 USD", "7", "c", "d", "e", "f", "g", NULL };
  g_autoptr (TwTableSource) source = tw_rows_source_new (many_columns);
  graphene_rect_t bounds;
  GtkWidget *window;
  GtkWidget *table;

  tw_rows_source_add (TW_ROWS_SOURCE (source), 1, row);
  tw_rows_source_update (TW_ROWS_SOURCE (source));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  table = show_table (source, &window, 720);

  g_assert_true (gtk_widget_compute_bounds (find_cell (table, "Name: Beta"), table, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >, 720 / 2);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, 720);
  g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (find_cell (table, "Name: Beta"))), ==, 1);
  g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (find_cell (table, "Amount: 1,000.00 USD"))), ==, 1);
  g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (find_cell (table, "Count: 7"))), ==, 0);

  close_window (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static gboolean
is_ready (gpointer data)
{
  return tw_list_get_ready (tw_list_source_get_list (TW_LIST_SOURCE (data)));
}

static GtkLabel *
find_footer (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "caption") &&
      gtk_widget_has_css_class (widget, "numeric"))
    return GTK_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_footer (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Over a real workspace: how many of how many, and sums per currency that nobody adds up. */
static void
test_list (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 10, 40);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwTableSource *source = tw_list_source_new (workspace, tw_entity_find ("sale"), NULL);
  GtkWidget *window;
  GtkWidget *table;
  gint64 amounts[2] = { 0, 0 };
  g_autofree char *eur = NULL;
  g_autofree char *usd = NULL;

  table = show_table (source, &window, 900);
  tw_ui_test_wait (is_ready, source);
  g_assert_true (TW_TABLE_SOURCE_GET_CLASS (source)->add_filter (source, "partner", 0, "P003", NULL));
  tw_ui_test_settle ();

  /* The fixture's own rule: sale i belongs to partner 1 + i % 10, every fourth is in euros. */
  for (gint64 i = 1; i <= 40; i++)
    {
      if (1 + i % 10 == 3)
        amounts[i % 4 == 0] += i * 7919 % 1000003 - 5000;
    }

  usd = g_strdup_printf ("%" G_GINT64_FORMAT ",%03" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT "\u00a0USD",
                         amounts[0] / 100000, amounts[0] / 100 % 1000, amounts[0] % 100);
  tw_test_assert_contains (gtk_label_get_text (find_footer (table)), "4 of 40");

  if (amounts[1] != 0)
    tw_test_assert_contains (gtk_label_get_text (find_footer (table)), usd);

  g_assert_nonnull (tw_ui_test_find_named (table, "Remove filter Partner: Partner 23757"));
  close_window (window);
  g_object_unref (source);
  tw_document_close (document);
}

static gboolean
has_sums (gpointer data)
{
  return strstr (gtk_label_get_text (find_footer (data)), "USD") != NULL;
}

/* Many rows are added up in a thread, to the same cents. */
static void
test_many_sums (void)
{
  const gint64 n = 3000;
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 10, n);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwTableSource *source = tw_list_source_new (workspace, tw_entity_find ("sale"), NULL);
  GtkWidget *window;
  GtkWidget *table = show_table (source, &window, 900);
  gint64 amounts[2] = { 0, 0 };
  g_autofree char *expected = NULL;
  g_autofree char *eur = NULL;
  g_autofree char *usd = NULL;

  for (gint64 i = 1; i <= n; i++)
    amounts[i % 4 == 0] += i * 7919 % 1000003 - 5000;

  tw_ui_test_wait (has_sums, table);
  usd = tw_format_money (amounts[0], 2, NULL);
  eur = tw_format_money (amounts[1], 2, NULL);
  expected = g_strdup_printf ("3,000 of 3,000   Amount %s\u00a0EUR · %s\u00a0USD", eur, usd);
  g_assert_cmpstr (gtk_label_get_text (find_footer (table)), ==, expected);

  close_window (window);
  g_object_unref (source);
  tw_document_close (document);
}

/* A column whose sum is long gets the room for it, so that none of its numbers is cut; the width isn't kept. */
static void
test_long_sums (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 3);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (GSettings) settings = tw_settings_new_for_list ("test");
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (GVariant) widths = NULL;
  TwTableSource *source;
  int natural, width = 0;
  GtkWidget *window;
  GtkWidget *table;
  GtkWidget *cell;

  tw_model_test_exec (workspace, "UPDATE sale SET amount = 199999999999999999");
  source = tw_list_source_new (workspace, tw_entity_find ("sale"), NULL);
  table = show_table (source, &window, 900);
  tw_ui_test_settle ();
  cell = find_cell (table, "Amount: 1,999,999,999,999,999.99");
  layout = gtk_widget_create_pango_layout (cell, "1,999,999,999,999,999.99");
  pango_layout_get_pixel_size (layout, &natural, NULL);
  g_assert_cmpint (gtk_widget_get_width (cell), >=, natural);

  /* What is changed by hand is kept, with the width that the column has by itself. */
  gtk_widget_activate_action (table, "table.sort-ascending", "s", "amount");
  tw_ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  widths = g_settings_get_value (settings, "widths");
  g_assert_true (g_variant_lookup (widths, "amount", "i", &width));
  g_assert_cmpint (width, <, natural);

  reset_settings ();
  g_object_unref (source);
  tw_document_close (document);
}

/* Every widget goes when its window goes. */
static void
test_finalize (void)
{
  TwTableSource *source = create_source ();
  GtkWidget *window;
  GtkWidget *table = g_object_ref (show_table (source, &window, 800));

  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  g_assert_finalize_object (table);
  g_assert_finalize_object (source);
  reset_settings ();
}

/* --- a million rows of which none is looked at --- */

#define N_MANY 1000000

typedef struct
{
  TwTableSource  parent_instance;
  guint          n_asked;
  gboolean       reversed;      /* keys run from the last row to the first */
} ManySource;

typedef struct
{
  TwTableSourceClass parent_class;
} ManySourceClass;

static GType many_source_get_type (void);
static void many_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (ManySource, many_source, TW_TYPE_TABLE_SOURCE,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, many_model_init))

static gpointer
many_get_item (GListModel *model,
               guint       position)
{
  ((ManySource *) model)->n_asked++;

  return g_object_new (G_TYPE_OBJECT, NULL);
}

static guint
many_get_n_items (GListModel *model)
{
  return N_MANY;
}

static GType
many_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static void
many_model_init (GListModelInterface *iface)
{
  iface->get_item = many_get_item;
  iface->get_n_items = many_get_n_items;
  iface->get_item_type = many_get_item_type;
}

static GListModel *
many_get_model (TwTableSource *source)
{
  return G_LIST_MODEL (source);
}

static gint64
many_get_key (TwTableSource *source,
              guint          position)
{
  return ((ManySource *) source)->reversed ? N_MANY - position : position + 1;
}

static guint
many_find_key (TwTableSource *source,
               gint64         key)
{
  return ((ManySource *) source)->reversed ? N_MANY - key : key - 1;
}

static void
many_source_class_init (ManySourceClass *klass)
{
  TwTableSourceClass *source_class = TW_TABLE_SOURCE_CLASS (klass);

  source_class->get_model = many_get_model;
  source_class->get_key = many_get_key;
  source_class->find_key = many_find_key;
}

static void
many_source_init (ManySource *self)
{
}

static gint64
get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);

  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gboolean
is_found (gpointer data)
{
  return gtk_selection_model_is_selected (data, 7);
}

/* Replaces all rows. Returns: the most work of one turn of the main loop until the selection is found again, in µs */
static gint64
change_all (ManySource       *source,
            TwTableSelection *selection,
            guint            *n_turns)
{
  gint64 start = get_work ();
  gint64 most;

  g_list_model_items_changed (G_LIST_MODEL (source), 0, N_MANY, N_MANY);
  most = get_work () - start;
  *n_turns = 0;
  for (; !is_found (selection) && *n_turns < 10000; (*n_turns)++)
    {
      start = get_work ();
      g_main_context_iteration (NULL, FALSE);
      most = MAX (most, get_work () - start);
    }

  return most;
}

static void
test_select_many (void)
{
  ManySource *source = g_object_new (many_source_get_type (), NULL);
  TwTableSelection *selection = tw_table_selection_new (TW_TABLE_SOURCE (source));
  g_autoptr (GArray) keys = NULL;
  gint64 most;
  guint n_turns;

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (tw_table_selection_count (selection), ==, N_MANY);
  g_list_model_items_changed (G_LIST_MODEL (source), 0, N_MANY, N_MANY);
  g_assert_cmpuint (tw_table_selection_count (selection), ==, N_MANY);
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (selection), 7);
  source->reversed = TRUE;
  /* How long a turn takes is the machine's as well: the benchmark tells it, this only that it took several. */
  most = change_all (source, selection, &n_turns);
  g_test_message ("%u turns of %" G_GINT64_FORMAT " µs at most", n_turns, most);
  g_assert_cmpuint (n_turns, >, 5);
  g_assert_cmpuint (tw_table_selection_count (selection), ==, N_MANY - 1);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 7));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), N_MANY - 1 - 7));
  g_assert_cmpuint (source->n_asked, ==, 0);

  /* Who asks for the keys meanwhile gets all of them. */
  g_list_model_items_changed (G_LIST_MODEL (source), 0, N_MANY, N_MANY);
  keys = tw_table_selection_get_keys (selection);
  g_assert_cmpuint (keys->len, ==, N_MANY - 1);

  g_assert_finalize_object (selection);
  g_assert_finalize_object (source);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();

  g_test_add_func ("/ui/table/cells", test_cells);
  g_test_add_func ("/ui/table/sort", test_sort);
  g_test_add_func ("/ui/table/selection", test_selection);
  g_test_add_func ("/ui/table/select-many", test_select_many);
  g_test_add_func ("/ui/table/tab", test_tab);
  g_test_add_func ("/ui/table/copy", test_copy);
  g_test_add_func ("/ui/table/states", test_states);
  g_test_add_func ("/ui/table/columns-kept", test_columns_kept);
  g_test_add_func ("/ui/table/chooser-keys", test_chooser_keys);
  g_test_add_func ("/ui/table/narrow", test_narrow);
  g_test_add_func ("/ui/table/narrow-amount", test_narrow_amount);
  g_test_add_func ("/ui/table/right-to-left", test_right_to_left);
  g_test_add_func ("/ui/table/long-sums", test_long_sums);
  g_test_add_func ("/ui/table/list", test_list);
  g_test_add_func ("/ui/table/many-sums", test_many_sums);
  g_test_add_func ("/ui/table/finalize", test_finalize);

  return g_test_run ();
}
