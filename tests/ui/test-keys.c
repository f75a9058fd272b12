/* test-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys as a person presses them: those of a text touch the text alone, titles of columns sort and open their menu, and
 * the key for the menu opens the one that the right button opens. */

#include "config.h"

#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "common/tw-chart-card.h"
#include "common/tw-table-private.h"
#include "tw-row-store.h"
#include "tw-ui-keys.h"
#include "tw-ui-sample.h"

#include <string.h>

/* --- the keys of a text --- */

static void
collect_texts (GtkWidget *widget,
               GPtrArray *texts)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;

  if (GTK_IS_TEXT (widget))
    {
      if (gtk_editable_get_editable (GTK_EDITABLE (widget)) && gtk_text_get_visibility (GTK_TEXT (widget)))
        g_ptr_array_add (texts, g_object_ref (widget));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

/* What would change if a key of the text reached the workspace. */
static char *
describe_workspace (TwUiSample *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " entries, undo %s, redo %s",
                          tw_ui_sample_int (self, "SELECT count (*) FROM history"),
                          tw_document_get_undo_label (self->document), tw_document_get_redo_label (self->document));
}

static void
assert_text (GtkWidget  *text,
             const char *expected)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, expected);
}

static void
type_in (TwUiSample *self,
         GtkWindow  *window,
         GtkWidget  *text)
{
  g_autofree char *before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (text)));
  g_autofree char *workspace = describe_workspace (self);
  g_autofree char *after = NULL;

  gtk_editable_set_text (GTK_EDITABLE (text), "");
  g_assert_true (gtk_widget_grab_focus (text));
  tw_ui_keys_type (window, "xyz");
  if (gtk_window_get_focus (window) != text)
    g_error ("The focus left a text in a %s while it was typed in", G_OBJECT_TYPE_NAME (gtk_widget_get_parent (text)));
  assert_text (text, "xyz");
  tw_ui_keys_press (window, "ctrl+a ctrl+c End ctrl+v");
  assert_text (text, "xyzxyz");
  tw_ui_keys_press (window, "ctrl+z");
  g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (text))), <, 6);
  tw_ui_keys_press (window, "ctrl+shift+z");
  assert_text (text, "xyzxyz");
  tw_ui_keys_press (window, "Home Delete");
  assert_text (text, "yzxyz");
  tw_ui_keys_press (window, "ctrl+a Delete Delete");
  assert_text (text, "");
  tw_ui_keys_press (window, "ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z");
  g_assert_true (gtk_window_get_focus (window) == text);

  gtk_editable_set_text (GTK_EDITABLE (text), before);
  tw_ui_test_settle ();
  after = describe_workspace (self);
  g_assert_cmpstr (after, ==, workspace);
}

static guint
type_in_all (TwUiSample *self,
             GtkWindow  *window,
             const char *what)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = 0;

  collect_texts (GTK_WIDGET (window), texts);
  for (guint i = 0; i < texts->len && n < 6; i++)
    {
      GtkWidget *text = texts->pdata[i];

      if (!gtk_widget_get_mapped (text))
        continue;
      g_test_message ("%s, text %u: %s", what, i, gtk_editable_get_text (GTK_EDITABLE (text)));
      type_in (self, window, text);
      n++;
    }

  return n;
}

/* Something that Ctrl+Z could take back. */
static void
change (TwUiSample *self)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("partner"), 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_row_set_text (row, "name", "Renamed", &error));
  g_assert_no_error (error);
  g_assert_true (tw_row_save (row, NULL, &error));
  g_assert_no_error (error);
  tw_document_changed (self->document);
  g_assert_nonnull (tw_document_get_undo_label (self->document));
}

static void
test_texts (TwUiSample    *self,
            gconstpointer  data)
{
  static const struct { const char *table, *sql; } pages[] = {
    { "partner", "SELECT 2" },
    { "opportunity", "SELECT max (id) FROM opportunity" },
    { "plan", "SELECT max (id) FROM plan" },
    { "program_version", "SELECT max (id) FROM program_version" },
  };
  guint n = 0;

  if (!tw_ui_keys_available ())
    return;
  change (self);

  for (guint i = 0; i < tw_views_count (); i++)
    {
      tw_ui_sample_show (self, tw_views_nth (i)->name);
      n += type_in_all (self, GTK_WINDOW (self->window), tw_views_nth (i)->name);
    }
  g_assert_cmpuint (n, >=, 4);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      tw_ui_sample_open (self, pages[i].table, pages[i].sql);
      n += type_in_all (self, GTK_WINDOW (self->window), pages[i].table);
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.back", NULL);
      tw_ui_test_settle ();
      /* The texts are what they were, so nobody is asked whether to discard them. */
      g_assert_null (tw_ui_sample_dialog (self));
    }
  g_assert_cmpuint (n, >=, 8);
}

/* Above the window as well: what is asked, and the search. */
static void
test_dialog_texts (TwUiSample    *self,
                   gconstpointer  data)
{
  static const struct { const char *view, *action; } dialogs[] = {
    { "partners", "view.new" }, { "pipeline", "view.new" }, { "plans", "view.new" }, { "partners", "win.search" },
  };

  if (!tw_ui_keys_available ())
    return;
  change (self);

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      TwView *view = tw_ui_sample_show (self, dialogs[i].view);
      GtkWindow *dialog;

      gtk_widget_activate_action (GTK_WIDGET (view), dialogs[i].action, NULL);
      tw_ui_test_settle ();
      dialog = tw_ui_sample_dialog (self);
      g_assert_nonnull (dialog);
      g_assert_cmpuint (type_in_all (self, dialog, dialogs[i].action), >, 0);
      gtk_window_destroy (dialog);
      tw_ui_test_settle ();
    }
}

/* --- titles of columns --- */

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_ptr_array_add (found, widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GtkWidget *
get_title (TwTable *table)
{
  return gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (table->view)));
}

static GtkPopover *
find_menu (GtkWidget *widget)
{
  if (GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget))
    return GTK_POPOVER (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkPopover *menu = find_menu (child);

      if (menu != NULL)
        return menu;
    }

  return NULL;
}

static void
assert_focus_name (TwUiSample *self,
                   const char *ending)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_autofree char *name = focus != NULL ? tw_ui_test_get_name (focus) : NULL;

  g_assert_nonnull (name);
  if (!g_str_has_suffix (name, ending))
    g_error ("The focus is on “%s”, not on a title that says “%s”", name, ending);
}

static void
check_title (TwUiSample *self,
             TwTable    *table)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  GtkWidget *title = get_title (table);
  gboolean descending;

  g_assert_true (gtk_widget_grab_focus (title));
  tw_table_sort (table, -1, FALSE);
  tw_ui_test_settle ();
  tw_ui_keys_press (window, "Return");
  g_assert_cmpint (tw_table_get_sort (table, &descending), ==, tw_table_get_shown (table, 0));
  g_assert_false (descending);
  assert_focus_name (self, "sorted ascending");
  tw_ui_keys_press (window, "space");
  g_assert_cmpint (tw_table_get_sort (table, &descending), ==, tw_table_get_shown (table, 0));
  g_assert_true (descending);
  assert_focus_name (self, "sorted descending");

  for (guint i = 0; i < 2; i++)
    {
      GtkPopover *menu;

      tw_ui_keys_press (window, i == 0 ? "Menu" : "shift+F10");
      menu = find_menu (title);
      g_assert_nonnull (menu);
      tw_ui_keys_press (window, i == 0 ? "Return" : "Escape");
      tw_ui_test_settle ();
      g_assert_null (find_menu (title));
      assert_focus_name (self, "sorted ascending");
    }

  tw_ui_keys_press (window, "Right");
  g_assert_true (gtk_window_get_focus (window) == gtk_widget_get_next_sibling (title));
}

static void
test_titles (TwUiSample    *self,
             gconstpointer  data)
{
  if (tw_ui_keys_available ())
    g_assert_cmpuint (tw_ui_sample_each_table (self, check_title), >=, 4);
}

/* --- the menu of a row, a card, a chart --- */

static void
describe_items (GtkWidget *widget,
                GString   *text)
{
  if (g_str_equal (gtk_widget_get_css_name (widget), "modelbutton"))
    {
      g_autofree char *label = NULL;

      g_object_get (widget, "text", &label, NULL);
      g_string_append_printf (text, "%s%s\n", label, gtk_widget_is_sensitive (widget) ? "" : " (can't be)");
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    describe_items (child, text);
}

/* (transfer full): what the menu says that is open now; closes it. */
static char *
take_menu (TwUiSample *self,
           const char *by)
{
  GtkPopover *menu = find_menu (GTK_WIDGET (self->window));
  GString *text = g_string_new (NULL);

  if (menu == NULL)
    g_error ("No menu was opened by %s", by);
  describe_items (GTK_WIDGET (menu), text);
  tw_ui_keys_press (GTK_WINDOW (self->window), "Escape");
  tw_ui_test_settle ();
  g_assert_null (find_menu (GTK_WIDGET (self->window)));

  return g_string_free (text, FALSE);
}

/* @focus has the focus; @hit is what the pointer is put on. */
static void
compare_menus (TwUiSample *self,
               GtkWidget  *hit)
{
  g_autofree char *by_key = NULL;
  g_autofree char *by_shift = NULL;
  g_autofree char *by_mouse = NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  tw_ui_keys_press (GTK_WINDOW (self->window), "Menu");
  by_key = take_menu (self, "the key Menu");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
  tw_ui_keys_press (GTK_WINDOW (self->window), "shift+F10");
  by_shift = take_menu (self, "Shift+F10");
  tw_ui_keys_click (hit, gtk_widget_get_width (hit) / 2, MIN (gtk_widget_get_height (hit) / 2, 24), 3);
  by_mouse = take_menu (self, "the right button");

  g_assert_cmpstr (by_key, !=, "");
  g_assert_cmpstr (by_key, ==, by_mouse);
  g_assert_cmpstr (by_shift, ==, by_mouse);
}

static void
check_row_menu (TwUiSample *self,
                TwTable    *table)
{
  GtkListItem *item;

  g_assert_true (tw_table_focus_row (table));
  tw_ui_test_settle ();
  tw_ui_keys_press (GTK_WINDOW (self->window), "space");
  /* On a cell, that both ask of the same. */
  tw_ui_keys_press (GTK_WINDOW (self->window), "Right");
  item = tw_table_get_focus_item (table);
  g_assert_nonnull (item);
  compare_menus (self, gtk_list_item_get_child (item));
}

static void
test_menus (TwUiSample    *self,
            gconstpointer  data)
{
  if (tw_ui_keys_available ())
    g_assert_cmpuint (tw_ui_sample_each_table (self, check_row_menu), >=, 4);
}

/* What isn't a row: a figure, a chart, a deal on the board. */
static void
test_other_menus (TwUiSample    *self,
                  gconstpointer  data)
{
  static const struct { const char *view, *type; } kinds[] = {
    { "overview", "TwFigureCard" }, { "overview", "TwChartCard" }, { "analytics", "TwChartCard" },
    { "pipeline", "TwDealCard" },
  };

  if (!tw_ui_keys_available ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      TwView *view = tw_ui_sample_show (self, kinds[i].view);

      g_test_message ("%s", kinds[i].type);
      g_assert_true (g_type_from_name (kinds[i].type) != 0);
      collect (GTK_WIDGET (view), g_type_from_name (kinds[i].type), found);
      g_assert_cmpuint (found->len, >, 0);
      /* A card stands in a row of its column, and that is what has the focus. */
      if (!gtk_widget_grab_focus (found->pdata[0])
          && !gtk_widget_child_focus (found->pdata[0], GTK_DIR_TAB_FORWARD))
        g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (found->pdata[0])));
      tw_ui_test_settle ();
      compare_menus (self, found->pdata[0]);
    }
}

int
main (int    argc,
      char **argv)
{
  tw_ui_sample_init (&argc, &argv);

  tw_ui_sample_add ("/ui/keys/texts", test_texts);
  tw_ui_sample_add ("/ui/keys/dialog-texts", test_dialog_texts);
  tw_ui_sample_add ("/ui/keys/titles", test_titles);
  tw_ui_sample_add ("/ui/keys/menus", test_menus);
  tw_ui_sample_add ("/ui/keys/other-menus", test_other_menus);

  return tw_ui_sample_run ();
}
