/* test-table-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/tw-settings.h"
#include "common/tw-list-source.h"
#include "common/tw-paste-dialog.h"
#include "common/tw-paste.h"
#include "common/tw-table-edit.h"
#include "tw-history.h"
#include "tw-row-store.h"
#include "tw-ui-test.h"

#include <string.h>

/* Editing cells, pasting into them, and what belongs to several rows. */

typedef struct
{
  TwTestDir   *dir;
  TwDocument  *document;
  TwWorkspace *workspace;
  GtkWidget   *window;
  TwTable     *table;
} Fixture;

/* Partners P001 … P005 with name and region, by external id: "Partner 07919" and so on. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const fields[] = { "name", "external_id", "region", "status", "since", NULL };
  g_autoptr (TwTableSource) source = NULL;
  g_autoptr (GSettings) settings = tw_settings_new_for_list ("test");

  g_settings_reset (settings, "filters");
  g_settings_reset (settings, "sort");
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_test_document (fixture->dir, 5, 0);
  fixture->workspace = tw_document_get_workspace (fixture->document);
  source = tw_list_source_new (fixture->workspace, tw_entity_find ("partner"), fields);
  tw_list_source_set_editable (TW_LIST_SOURCE (source), tw_entity_find ("partner"));

  fixture->table = TW_TABLE (tw_table_new ("test", "Test"));
  tw_table_set_source (fixture->table, source);
  fixture->window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (fixture->window), "Test");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->table));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.sort-ascending", "s", "external_id");
  tw_ui_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  tw_document_close (fixture->document);
  g_clear_object (&fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static void
focus_cell (Fixture *fixture,
            gint64   key,
            int      column)
{
  g_assert_true (tw_table_select (fixture->table, key));
  g_assert_true (tw_table_focus_row (fixture->table));
  fixture->table->cursor = fixture->table->anchor = column;
  tw_table_update_cursor (fixture->table);
}

static gboolean
press (GtkWidget       *widget,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }

  return handled;
}

static void
assert_field (Fixture    *fixture,
              gint64      id,
              const char *field,
              const char *expected)
{
  g_autoptr (TwRow) row = tw_row_read (fixture->workspace, tw_entity_find ("partner"), id, NULL);
  g_autofree char *text = tw_row_get_text (row, field);

  g_assert_cmpstr (text, ==, expected);
}

static char *
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *label = NULL;

  tw_history_undo (fixture->workspace, tw_history_next_undo (fixture->workspace, &label), NULL, &error);
  g_assert_no_error (error);

  return label;
}

static GtkEditable *
edit (Fixture    *fixture,
      gint64      key,
      int         column,
      const char *text)
{
  focus_cell (fixture, key, column);
  g_assert_true (tw_table_edit_cell (fixture->table));
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (tw_cell_editor_get_entry (fixture->table->editor))));
  gtk_editable_set_text (GTK_EDITABLE (tw_cell_editor_get_entry (fixture->table->editor)), text);

  return GTK_EDITABLE (tw_cell_editor_get_entry (fixture->table->editor));
}

/* Enter writes and goes down, Tab goes right; each is one step of the history in words. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *editor = GTK_WIDGET (edit (fixture, 2, 2, "LATAM"));
  g_autofree char *name = tw_ui_test_get_name (editor);
  g_autofree char *label = NULL;

  g_assert_true (g_str_has_prefix (name, "Region of Partner "));
  g_assert_true (press (editor, GDK_KEY_Return, 0));
  tw_ui_test_settle ();
  assert_field (fixture, 2, "region", "LATAM");
  g_assert_false (gtk_widget_get_mapped (editor));
  g_assert_cmpint (tw_table_get_current (fixture->table), ==, 3);
  g_assert_cmpint (fixture->table->cursor, ==, 2);

  edit (fixture, 3, 2, "Nordics");
  g_assert_true (press (editor, GDK_KEY_Tab, 0));
  tw_ui_test_settle ();
  assert_field (fixture, 3, "region", "Nordics");
  g_assert_cmpint (tw_table_get_current (fixture->table), ==, 3);
  g_assert_cmpint (fixture->table->cursor, ==, 3);

  label = undo (fixture);
  tw_test_assert_contains (label, "Changed Region of Partner");
  assert_field (fixture, 3, "region", "EMEA");
}

/* What can't be stands there with the reason until it is right or given up. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *editor = GTK_WIDGET (edit (fixture, 2, 4, "31 Feb 2026"));

  press (editor, GDK_KEY_Return, 0);
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (editor));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (editor)), ==, "31 Feb 2026");
  tw_test_assert_contains (tw_cell_editor_get_message (fixture->table->editor), "31 Feb 2026");
  gtk_test_accessible_assert_state (editor, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  assert_field (fixture, 2, "since", "");

  g_assert_true (press (editor, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_get_mapped (editor));
  g_assert_cmpint (tw_history_next_undo (fixture->workspace, NULL), ==, 0);

  /* The message of a conflict names who has it. */
  edit (fixture, 2, 1, "P001");
  press (editor, GDK_KEY_Return, 0);
  tw_test_assert_contains (tw_cell_editor_get_message (fixture->table->editor), "is taken by “Partner ");
  press (editor, GDK_KEY_Escape, 0);

  /* By the words that are seen, in any case. */
  edit (fixture, 2, 3, "ended");
  press (editor, GDK_KEY_Return, 0);
  assert_field (fixture, 2, "status", "ended");
}

/* Keys in the editor are the editor's: a list that isn't the workspace's own has none. */
static void
test_not_editable (Fixture       *fixture,
                   gconstpointer  data)
{
  tw_list_source_set_editable (TW_LIST_SOURCE (tw_table_get_source (fixture->table)), NULL);
  focus_cell (fixture, 2, 2);
  g_assert_false (tw_table_edit_cell (fixture->table));
}

static TwPasteDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (TW_IS_PASTE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
        return l->data;
    }

  return NULL;
}

static TwPasteDialog *
paste (Fixture    *fixture,
       const char *text)
{
  TwPasteDialog *dialog;

  tw_table_paste_text (fixture->table, text);
  tw_ui_test_settle ();
  dialog = find_dialog ();
  g_assert_nonnull (dialog);

  return dialog;
}

/* Two columns and rows from the cell under the cursor; shown first, then one step. */
static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  TwPasteDialog *dialog;
  g_autofree char *cells = NULL;
  g_autofree char *label = NULL;

  focus_cell (fixture, 2, 2);
  dialog = paste (fixture, "North\tprospect\r\nSouth\tended\r\n");
  cells = tw_ui_test_get_cells (GTK_WIDGET (dialog), 8);
  tw_test_assert_contains (cells, "Region||North");
  assert_field (fixture, 2, "region", "");

  g_signal_emit_by_name (dialog, "paste");
  gtk_window_destroy (GTK_WINDOW (dialog));
  tw_ui_test_settle ();
  assert_field (fixture, 2, "region", "North");
  assert_field (fixture, 2, "status", "prospect");
  assert_field (fixture, 3, "region", "South");
  assert_field (fixture, 3, "status", "ended");
  assert_field (fixture, 4, "region", "APAC");

  label = undo (fixture);
  g_assert_cmpstr (label, ==, "Pasted 4 cells");
  assert_field (fixture, 2, "region", "");
  assert_field (fixture, 3, "region", "EMEA");
}

/* One wrong cell: the dialog names it, and nothing can be pasted. */
static void
test_paste_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  TwPasteDialog *dialog;
  g_autofree char *cells = NULL;
  GtkWidget *button;

  focus_cell (fixture, 1, 2);
  dialog = paste (fixture, "Region\tStatus\nNorth\tactive\nSouth\tgolden\n");
  cells = tw_ui_test_get_cells (GTK_WIDGET (dialog), 5);
  tw_test_assert_contains (cells, "Status|active|golden|");
  tw_test_assert_contains (cells, "golden");
  button = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpint (tw_history_next_undo (fixture->workspace, NULL), ==, 0);

  /* Beyond the last row or column there is nothing to paste into. */
  focus_cell (fixture, 5, 2);
  tw_table_paste_text (fixture->table, "a\nb\n");
  tw_ui_test_settle ();
  g_assert_null (find_dialog ());
  g_assert_cmpint (tw_history_next_undo (fixture->workspace, NULL), ==, 0);
}

/* One value fills the whole range. */
static void
test_paste_fill (Fixture       *fixture,
                 gconstpointer  data)
{
  TwPasteDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.select-all", NULL);
  fixture->table->cursor = fixture->table->anchor = 2;
  dialog = paste (fixture, "Iberia");
  g_signal_emit_by_name (dialog, "paste");
  gtk_window_destroy (GTK_WINDOW (dialog));
  tw_ui_test_settle ();

  for (gint64 id = 1; id <= 5; id++)
    assert_field (fixture, id, "region", "Iberia");
}

static void
assert_parsed (const char *text,
               const char *expected)
{
  g_autoptr (GPtrArray) rows = tw_paste_parse (text, NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = rows->pdata[i];

      for (guint j = 0; j < row->len; j++)
        g_string_append_printf (all, "%s%s", j > 0 ? "|" : i > 0 ? "/" : "", (char *) row->pdata[j]);
    }

  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_parse (void)
{
  g_autoptr (GString) huge = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  assert_parsed ("", "");
  assert_parsed ("a\tb\r\nc\t\n", "a|b/c|");
  assert_parsed ("\"two\nlines\"\tb", "two\nlines|b");
  assert_parsed ("\"say \"\"x\"\"\"\t", "say \"x\"|");
  assert_parsed ("\"open\tb", "\"open|b");
  assert_parsed ("the 3\" model", "the 3\" model");
  assert_parsed ("a\n\nb", "a//b");

  for (guint i = 0; i <= TW_PASTE_MAX_CELLS; i++)
    g_string_append (huge, "1\n");
  g_assert_null (tw_paste_parse (huge->str, &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
}

static char *
read_clipboard (GtkWidget  *widget,
                const char *mime)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_auto (GValue) value = G_VALUE_INIT;

  (void) mime;
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));

  return g_value_dup_string (&value);
}

/* Shift+arrows make a range of columns; the rows are those that are selected. */
static void
test_range (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *stack = tw_ui_test_find (GTK_WIDGET (fixture->table), GTK_TYPE_STACK);
  g_autofree char *cell = NULL;
  g_autofree char *range = NULL;

  focus_cell (fixture, 1, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.copy", NULL);
  cell = read_clipboard (GTK_WIDGET (fixture->table), NULL);
  g_assert_cmpstr (cell, ==, "APAC");

  g_assert_true (press (stack, GDK_KEY_Left, GDK_SHIFT_MASK));
  gtk_selection_model_select_item (gtk_column_view_get_model (fixture->table->view), 2, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.copy-headers", NULL);
  range = read_clipboard (GTK_WIDGET (fixture->table), NULL);
  g_assert_cmpstr (range, ==, "External ID\tRegion\nP001\tAPAC\nP003\tEMEA\n");

  /* Esc first lets go of the cells, then of the rows. */
  g_assert_true (tw_table_escape (fixture->table));
  g_assert_cmpint (fixture->table->cursor, ==, -1);
  g_assert_true (tw_table_escape (fixture->table));
  g_assert_cmpuint (tw_table_selection_count (fixture->table->selection), ==, 0);
}

/* The cell that was marked isn't where it was once columns moved: none is marked then. */
static void
test_moved_columns (Fixture       *fixture,
                    gconstpointer  data)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->table->view);
  g_autoptr (GtkColumnViewColumn) last =
      g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);

  /* As a header that is dragged. */
  focus_cell (fixture, 1, 2);
  gtk_column_view_insert_column (fixture->table->view, 1, last);
  g_assert_cmpint (fixture->table->cursor, ==, -1);

  focus_cell (fixture, 1, 2);
  tw_table_reset_columns (fixture->table);
  g_assert_cmpint (fixture->table->cursor, ==, -1);
  g_assert_cmpint (fixture->table->anchor, ==, -1);
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Kept by name in the workspace, so that undo brings it back too. */
static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  TwTable *table = fixture->table;
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (table->source);
  g_autofree char *chip = NULL;
  GtkWidget *row;

  g_assert_true (klass->add_filter (table->source, "region", 0, "EMEA", NULL));
  gtk_menu_button_popup (table->saved_button);
  tw_ui_test_settle ();
  gtk_editable_set_text (GTK_EDITABLE (table->saved_entry), "Europe");
  g_signal_emit_by_name (find_button (GTK_WIDGET (gtk_menu_button_get_popover (table->saved_button)),
                                      "_Save Filter"), "clicked");
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (table), "table.clear-filters", NULL);
  g_assert_null (klass->describe_filter (table->source, 0));

  gtk_menu_button_popup (table->saved_button);
  tw_ui_test_settle ();
  row = gtk_widget_get_first_child (GTK_WIDGET (table->saved_list));
  g_assert_nonnull (row);
  g_signal_emit_by_name (table->saved_list, "row-activated", row);
  tw_ui_test_settle ();
  chip = klass->describe_filter (table->source, 0);
  g_assert_cmpstr (chip, ==, "Region: EMEA");
  g_assert_cmpuint (tw_table_source_count (table->source), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (table), "table.clear-filters", NULL);
}

/* Whatever the filter leaves, one after the other Tab reaches the header and the rows. */
static void
test_tab_after_filter (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (fixture->table->view);
  gboolean reached_rows = FALSE;
  gboolean reached_header = data != NULL;

  if (data != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 500);
      tw_ui_test_settle ();
    }

  tw_table_select (fixture->table, 4);
  g_assert_true (tw_table_focus_row (fixture->table));
  gtk_widget_grab_focus (fixture->table->search_entry);
  /* In between there is no row at all. */
  gtk_editable_set_text (GTK_EDITABLE (fixture->table->search_entry), "nobody");
  tw_ui_test_settle ();
  gtk_editable_set_text (GTK_EDITABLE (fixture->table->search_entry), "P003");
  tw_ui_test_settle ();
  g_assert_cmpuint (tw_table_source_count (fixture->table->source), ==, 1);

  for (guint i = 0; i < 8 && !reached_rows; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      reached_header = reached_header || gtk_widget_is_ancestor (focus, gtk_widget_get_first_child (view));
      reached_rows = tw_table_get_focus_item (fixture->table) != NULL;
    }

  g_assert_true (reached_header);
  g_assert_true (reached_rows);
}

/* As wide as the longest cell that is seen, and no wider. */
static void
test_fit (Fixture       *fixture,
          gconstpointer  data)
{
  GtkColumnViewColumn *region = fixture->table->columns->pdata[2];
  int short_width;

  gtk_column_view_column_set_fixed_width (region, 400);
  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.fit-column", "s", "region");
  short_width = gtk_column_view_column_get_fixed_width (region);
  g_assert_cmpint (short_width, <, 200);

  edit (fixture, 2, 2, "A region with a name that is much longer than all of the others");
  press (GTK_WIDGET (tw_cell_editor_get_entry (fixture->table->editor)), GDK_KEY_Return, 0);
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.fit-column", "s", "region");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (region), >, 2 * short_width);
  gtk_widget_activate_action (GTK_WIDGET (fixture->table), "table.reset-columns", NULL);
}

/* Several rows bring up what can be done with all of them. */
static void
test_bulk (Fixture       *fixture,
           gconstpointer  data)
{
  TwTable *table = fixture->table;

  tw_table_add_bulk (table, "_Remove", "view.remove");
  tw_table_select (table, 1);
  tw_ui_test_settle ();
  g_assert_false (gtk_revealer_get_reveal_child (table->bulk_bar));

  gtk_widget_activate_action (GTK_WIDGET (table), "table.select-all", NULL);
  tw_ui_test_settle ();
  g_assert_true (gtk_revealer_get_reveal_child (table->bulk_bar));
  g_assert_cmpstr (gtk_label_get_text (table->bulk_label), ==, "5 selected");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();

#define ADD(_name, _test) \
  g_test_add ("/ui/table-edit/" _name, Fixture, NULL, set_up, _test, tear_down)

  ADD ("edit", test_edit);
  ADD ("refused", test_refused);
  ADD ("not-editable", test_not_editable);
  ADD ("paste", test_paste);
  ADD ("paste-refused", test_paste_refused);
  ADD ("paste-fill", test_paste_fill);
  ADD ("range", test_range);
  ADD ("moved-columns", test_moved_columns);
  ADD ("saved", test_saved);
  ADD ("tab-after-filter", test_tab_after_filter);
  g_test_add ("/ui/table-edit/tab-after-filter-narrow", Fixture, "narrow", set_up,
              test_tab_after_filter, tear_down);
  ADD ("fit", test_fit);
  ADD ("bulk", test_bulk);
  g_test_add_func ("/ui/table-edit/parse", test_parse);

  return g_test_run ();
}
