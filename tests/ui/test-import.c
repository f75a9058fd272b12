/* test-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The import assistant, through its widgets: what it wrote is asked from the database. */

#include "config.h"

#include "import/tw-import-assistant-private.h"
#include "import/tw-import-drop.h"
#include "import/tw-import-values.h"
#include "tw-model-test.h"
#include "tw-ui-test.h"

static TwApplication *application;

/* Windows-1252, semicolons, decimal commas, and dates that say nothing about their order. “Söhne”
 * has its ö as one byte. */
static const char sales[] =
  "Order;Line;Reseller;Date;Amount;Currency;Product\r\n"
  "A1;1;S\xf6hne;03.04.2026;1.234,50;EUR;GTXPro\r\n"
  "A1;2;S\xf6hne;05.04.2026;100,25;EUR;GTXPro\r\n"
  "A2;1;Kestrel;06.04.2026;7,00;EUR;MG\r\n";

typedef struct
{
  TwTestDir         *dir;
  TwDocument        *document;
  TwWindow          *window;
  TwImportAssistant *assistant;
} Fixture;

static TwWorkspace *
get_workspace (Fixture *fixture)
{
  return tw_document_get_workspace (fixture->document);
}

static gint64
count (Fixture    *fixture,
       const char *sql)
{
  return tw_model_test_int (get_workspace (fixture), sql);
}

static gboolean
is_idle (gpointer data)
{
  return !tw_import_assistant_is_busy (data);
}

static void
wait_idle (Fixture *fixture)
{
  tw_ui_test_wait (is_idle, fixture->assistant);
  tw_ui_test_settle ();
}

static GFile *
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_file_new_for_path (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_test_document (fixture->dir, 0, 0);
  fixture->window = tw_window_new (GTK_APPLICATION (application));
  tw_window_set_document (fixture->window, fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
}

static void
start (Fixture    *fixture,
       const char *name,
       const char *text)
{
  g_autoptr (GFile) file = write_file (fixture, name, text);

  fixture->assistant = tw_import_start (fixture->window, file);
  wait_idle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  tw_document_close (fixture->document);
  g_object_unref (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

/* Labels have the same name as what they label, so the type is asked for, too. */
static GtkWidget *
find_below (GtkWidget  *widget,
            GType       type,
            const char *name)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && tw_ui_test_find_named (widget, name) == widget)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *name)
{
  GtkWidget *widget = find_below (GTK_WIDGET (fixture->assistant), type, name);

  g_test_message ("looking for %s", name);
  g_assert_nonnull (widget);

  return widget;
}

/* A button by its label. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
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

/* Chooses the line of a drop-down by its text. */
static void
choose (Fixture    *fixture,
        const char *name,
        const char *line)
{
  GtkDropDown *choice = GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, name));
  GListModel *model = gtk_drop_down_get_model (choice);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), line))
        {
          gtk_drop_down_set_selected (choice, i);
          tw_ui_test_settle ();
          wait_idle (fixture);
          return;
        }
    }
  g_error ("%s has no line %s", name, line);
}

static void
next (Fixture *fixture)
{
  g_test_message ("step %d", fixture->assistant->step);
  g_assert_true (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));
  g_signal_emit_by_name (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant)), "clicked");
  wait_idle (fixture);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->assistant));
}

static void
assert_step (Fixture         *fixture,
             TwAssistantStep  step)
{
  /* A button that is activated by key clicks a quarter of a second later, and a step may take its time. */
  for (int i = 0; fixture->assistant->step != step && i < 250; i++)
    {
      tw_ui_test_spin (20);
      wait_idle (fixture);
    }
  g_assert_cmpint (fixture->assistant->step, ==, step);
}

static void
to_check (Fixture *fixture)
{
  g_assert_cmpstr (fixture->assistant->entity->name, ==, "sale");
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_FORMAT);

  /* Nothing is chosen for the person: the order of dates is asked. */
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));
  choose (fixture, "Order in dates", "Day, month, year");
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_COLUMNS);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
}

static void
create_missing (Fixture *fixture)
{
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));
  gtk_switch_set_active (GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Create missing Partners")), TRUE);
  wait_idle (fixture);
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));
  choose (fixture, "Type of the new partners", "Reseller");
  gtk_switch_set_active (GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Create missing Products")), TRUE);
  wait_idle (fixture);
}

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = NULL;

  start (fixture, "export.csv", sales);
  to_check (fixture);
  create_missing (fixture);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale"), ==, 0);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_RESULT);

  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale"), ==, 3);
  g_assert_cmpint (count (fixture, "SELECT sum(amount) FROM sale"), ==, 134175);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM partner"), ==, 2);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM partner_type WHERE type = 'reseller'"), ==, 2);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM product"), ==, 2);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale WHERE external_id = 'A1/2'"), ==, 1);
  name = tw_model_test_text (get_workspace (fixture), "SELECT name FROM partner ORDER BY name DESC LIMIT 1");
  g_assert_cmpstr (name, ==, "Söhne");

  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->assistant), "_Undo"), "clicked");
  wait_idle (fixture);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale"), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM partner"), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM product"), ==, 0);
}

/* Enter where the focus is: a button's own, else the default one. */
static void
press_enter (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->assistant));

  g_assert_nonnull (focus);
  g_test_message ("Enter on %s", G_OBJECT_TYPE_NAME (focus));
  if (GTK_IS_BUTTON (focus))
    gtk_widget_activate (focus);
  else
    g_signal_emit_by_name (fixture->assistant, "activate-default");
  tw_ui_test_settle ();
  wait_idle (fixture);
}

/* Alt and the underlined letter. */
static void
press_mnemonic (Fixture *fixture)
{
  gtk_widget_mnemonic_activate (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant)), FALSE);
  tw_ui_test_settle ();
  wait_idle (fixture);
}

/* What can be reached by Tab from where the focus is; fails where the way round doesn't lead to it. */
static void
tab_to (Fixture    *fixture,
        GType       type,
        const char *name)
{
  GtkWidget *wanted = find (fixture, type, name);

  for (int i = 0; i < 80; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->assistant));

      if (focus != NULL && (focus == wanted || gtk_widget_is_ancestor (focus, wanted)))
        return;
      gtk_widget_child_focus (GTK_WIDGET (fixture->assistant), GTK_DIR_TAB_FORWARD);
    }
  g_error ("Tab doesn't reach %s", name);
}

/* The same by keys: what has the focus after each step, Tab to what is to be chosen, Enter to go on. */
static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  start (fixture, "export.csv", sales);
  press_enter (fixture);
  assert_step (fixture, TW_ASSISTANT_FORMAT);

  /* The focus is on the question that is open; nothing goes on before it is answered. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->assistant)),
                                         find (fixture, GTK_TYPE_DROP_DOWN, "Order in dates")));
  press_mnemonic (fixture);
  assert_step (fixture, TW_ASSISTANT_FORMAT);
  choose (fixture, "Order in dates", "Month, day, year");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->assistant)),
                                         find (fixture, GTK_TYPE_DROP_DOWN, "Order in dates")));
  press_mnemonic (fixture);
  assert_step (fixture, TW_ASSISTANT_COLUMNS);
  tab_to (fixture, GTK_TYPE_DROP_DOWN, "Field for Product");
  tab_to (fixture, GTK_TYPE_DROP_DOWN, "Another field with one value");
  press_mnemonic (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);

  tab_to (fixture, GTK_TYPE_SWITCH, "Create missing Partners");
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->assistant)));
  tw_ui_test_settle ();
  wait_idle (fixture);
  tab_to (fixture, GTK_TYPE_DROP_DOWN, "Type of the new partners");
  choose (fixture, "Type of the new partners", "SI");
  tab_to (fixture, GTK_TYPE_SWITCH, "Create missing Products");
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->assistant)));
  tw_ui_test_settle ();
  wait_idle (fixture);

  /* What is expected and still being typed is not passed over. */
  tab_to (fixture, GTK_TYPE_ENTRY, "Expected total in EUR");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_ENTRY, "Expected total in EUR")), "1,341.76");
  press_mnemonic (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale"), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_ENTRY, "Expected total in EUR")), "1,341.75");
  g_signal_emit_by_name (find (fixture, GTK_TYPE_ENTRY, "Expected total in EUR"), "activate");
  tw_ui_test_settle ();
  wait_idle (fixture);
  press_mnemonic (fixture);
  assert_step (fixture, TW_ASSISTANT_RESULT);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale WHERE date IN ('2026-03-04', '2026-05-04', '2026-06-04')"),
                   ==, 3);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM partner_type WHERE type = 'si'"), ==, 2);

  /* Once it is written, closing asks nothing. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->assistant), "window.close", NULL);
  tw_ui_test_settle ();
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale"), ==, 3);
}

/* A spreadsheet has regrouped the digits of one column: no switch overrides that. */
static void
test_condemned (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autofree char *after = NULL;

  start (fixture, "export.csv",
         "Order;Line;Reseller;Date;Amount;Currency\n"
         "A1;1;P1;2026-04-03;1.234,50;EUR\n"
         "A1;2;P1;2026-04-03;1,234.50;EUR\n"
         "A1;3;P1;2026-04-03;12.34.5;EUR\n");
  next (fixture);
  next (fixture);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  gtk_switch_set_active (GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Create missing Partners")), TRUE);
  wait_idle (fixture);
  choose (fixture, "Type of the new partners", "Reseller");
  tw_import_session_get_options (fixture->assistant->session)->accept_valid = TRUE;
  tw_import_assistant_recheck (fixture->assistant);
  wait_idle (fixture);
  g_assert_cmpuint (tw_import_session_get_report (fixture->assistant->session)->blockers->len, >, 0);
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));
  g_assert_null (find_below (GTK_WIDGET (fixture->assistant), GTK_TYPE_SWITCH, "Import the valid rows alone"));
  g_assert_true (gtk_widget_get_mapped (tw_assistant_get_hint (TW_ASSISTANT (fixture->assistant))));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->assistant));

  gtk_window_destroy (GTK_WINDOW (fixture->assistant));
  tw_ui_test_settle ();
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (after, ==, before);
}

/* Whether a label below holds @text. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

/* An id that comes twice: the step says how another column helps, in words of the assistant, and it does. */
static void
test_repeated (Fixture       *fixture,
               gconstpointer  data)
{
  start (fixture, "export.csv",
         "Order;Position;Reseller;Date;Amount;Currency\n"
         "A1;10;P1;2026-04-13;234,50;EUR\n"
         "A1;20;P1;2026-04-13;234,50;EUR\n");
  next (fixture);
  next (fixture);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  gtk_switch_set_active (GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Create missing Partners")), TRUE);
  wait_idle (fixture);
  choose (fixture, "Type of the new partners", "Reseller");
  g_assert_true (says (GTK_WIDGET (fixture->assistant), "together with column “Position” it is. Choose “External ID” "
                                                        "for that column, too, in the step Columns."));
  g_assert_false (says (GTK_WIDGET (fixture->assistant), "--"));

  tw_import_assistant_go_to (fixture->assistant, TW_ASSISTANT_COLUMNS);
  wait_idle (fixture);
  choose (fixture, "Field for Position", "External ID");
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  g_assert_cmpuint (tw_import_session_get_report (fixture->assistant->session)->repeated, ==, 0);
  gtk_window_destroy (GTK_WINDOW (fixture->assistant));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autofree char *after = NULL;

  start (fixture, "export.csv", sales);
  to_check (fixture);
  create_missing (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->assistant), "window.close", NULL);
  tw_ui_test_settle ();
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (after, ==, before);
  g_assert_null (tw_document_get_undo_label (fixture->document));
}

static TwImportAssistant *
find_assistant (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (TW_IS_IMPORT_ASSISTANT (window))
        return TW_IMPORT_ASSISTANT (window);
    }
  g_assert_not_reached ();
}

/* A file that is no table is refused where it was chosen, and another one can be taken. */
static void
test_refused_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GFile) good = write_file (fixture, "good.csv", "External ID,Name,Type\nP1,A <R&D> & Söhne,isv\n");
  g_autofree char *path = g_build_filename (fixture->dir, "bad.csv", NULL);
  g_autoptr (GFile) bad = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "PK\003\004\0\0\0\0binary\0\0", 16, NULL));
  g_assert_true (tw_import_take_file (fixture->window, bad));
  fixture->assistant = find_assistant ();
  wait_idle (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->assistant->message)));
  tw_test_assert_sentence (gtk_label_get_text (fixture->assistant->message));
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));

  tw_import_assistant_set_file (fixture->assistant, good);
  wait_idle (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->assistant->message)));
  g_assert_cmpstr (fixture->assistant->entity->name, ==, "partner");
  next (fixture);
  next (fixture);
  next (fixture);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_RESULT);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM partner WHERE name = 'A <R&D> & Söhne'"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (fixture->assistant));
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  g_assert_not_reached ();
}

/* What a product is called in the file, said through the dialog of its column. */
static void
replace_value (Fixture *fixture)
{
  TwImportPage *page = fixture->assistant->pages[TW_ASSISTANT_COLUMNS];
  GtkWindow *dialog;
  guint index = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = NULL;

      gtk_widget_activate_action (GTK_WIDGET (page), "columns.values", "u", i);
      for (guint w = 0; w < g_list_model_get_n_items (gtk_window_get_toplevels ()); w++)
        {
          g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), w);

          if (TW_IS_IMPORT_VALUES (window) && g_str_equal (gtk_window_get_title (window), "Product"))
            index = i + 1;
          if (TW_IS_IMPORT_VALUES (window) && index == 0)
            gtk_window_destroy (window);
        }
      if (index > 0)
        break;
    }
  g_assert_cmpuint (index, >, 0);
  dialog = find_window (TW_TYPE_IMPORT_VALUES);
  tw_ui_test_settle ();
  tw_ui_test_assert_named (GTK_WIDGET (dialog));
  gtk_editable_set_text (GTK_EDITABLE (find_below (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, "“GTXPro” stands for")),
                         "GTX Pro");
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "_Replace"), "clicked");
  tw_ui_test_settle ();
}

static void
save_mapping (Fixture    *fixture,
              const char *name)
{
  GtkWindow *dialog;

  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->assistant), "_Save…"), "clicked");
  tw_ui_test_settle ();
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog))), name);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "save");
  gtk_window_destroy (dialog);
  tw_ui_test_settle ();
}

/* Columns set by hand, one value for every row, a value that stands for another, and all of it saved and
 * taken by itself for the next file. */
static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  const char *text = "Nr;Pos;Wer;Wann;Wieviel;Was\nA1;1;P1;2026-04-03;1234,50;GTXPro\nA1;2;P1;2026-04-03;1,5;GTXPro\n";
  g_autoptr (TwRow) partner = tw_model_test_add (get_workspace (fixture), "partner", "external_id", "P1", "name",
                                                 "Kestrel", NULL);
  g_autoptr (TwRow) product = tw_model_test_add (get_workspace (fixture), "product", "external_id", "GTX", "name",
                                                 "GTX Pro", NULL);

  start (fixture, "export.csv", text);
  choose (fixture, "Kind of rows", "Sales");
  next (fixture);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_COLUMNS);
  g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant))));

  choose (fixture, "Field for Nr", "External ID");
  choose (fixture, "Field for Pos", "External ID");
  choose (fixture, "Field for Wer", "Partner");
  choose (fixture, "Field for Wann", "Date");
  choose (fixture, "Field for Wieviel", "Amount");
  choose (fixture, "Field for Was", "Product");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, GTK_TYPE_ENTRY, "Currency of every row")), "EUR");
  replace_value (fixture);
  save_mapping (fixture, "Lieferung");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->assistant));
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_RESULT);
  g_assert_cmpint (count (fixture, "SELECT sum(amount) FROM sale WHERE currency = 'EUR'"), ==, 123600);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale WHERE external_id IN ('A1/1', 'A1/2')"), ==, 2);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM sale JOIN product ON product.id = sale.product"), ==, 2);
  gtk_window_destroy (GTK_WINDOW (fixture->assistant));

  start (fixture, "next.csv", text);
  choose (fixture, "Kind of rows", "Sales");
  next (fixture);
  next (fixture);
  g_assert_cmpstr (tw_import_session_get_mapping (fixture->assistant->session)->profile, ==, "Lieferung");
  next (fixture);
  g_assert_cmpuint (tw_import_session_get_report (fixture->assistant->session)->unchanged, ==, 2);
  gtk_window_destroy (GTK_WINDOW (fixture->assistant));
}

/* Stopped while it writes: nothing was written, and it can be tried again. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("External ID,Name,Type\n");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (int i = 0; i < 60000; i++)
    g_string_append_printf (text, "P%05d,Partner %d,isv\n", i, i);
  before = tw_model_test_state (get_workspace (fixture));
  start (fixture, "partners.csv", text->str);
  next (fixture);
  next (fixture);
  next (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  g_signal_emit_by_name (tw_assistant_get_next (TW_ASSISTANT (fixture->assistant)), "clicked");
  g_usleep (100000);
  g_assert_true (tw_import_assistant_is_busy (fixture->assistant));
  tw_import_assistant_stop (fixture->assistant);
  wait_idle (fixture);
  assert_step (fixture, TW_ASSISTANT_CHECK);
  g_assert_cmpstr (gtk_label_get_text (fixture->assistant->message), ==, "Stopped. Nothing was changed.");
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (after, ==, before);

  next (fixture);
  assert_step (fixture, TW_ASSISTANT_RESULT);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM partner"), ==, 60000);
  gtk_window_destroy (GTK_WINDOW (fixture->assistant));
}

/* What is dropped opens, or goes where it belongs. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwDocument *other = tw_ui_test_document (dir, 1, 0);
  g_autofree char *path = g_strdup (tw_document_get_path (other));
  g_autoptr (GFile) workspace = g_file_new_for_path (path);
  g_autoptr (GFile) program = write_file (fixture, "program.json", "{}");

  tw_document_close (other);
  g_object_unref (other);

  g_assert_null (tw_application_find (application, path));
  g_assert_true (tw_import_take_file (fixture->window, workspace));
  tw_ui_test_settle ();
  g_assert_nonnull (tw_application_find (application, path));
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (TW_IS_WINDOW (l->data) && l->data != fixture->window)
      {
        gtk_window_destroy (l->data);
        break;
      }

  /* This one is no program, and is refused where programs are. */
  g_assert_true (tw_import_take_file (fixture->window, program));
  tw_ui_test_settle ();
  tw_test_assert_contains (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Programs");
  gtk_window_destroy (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

int
main (int    argc,
      char **argv)
{
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/import/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/ui/import/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/ui/import/condemned", Fixture, NULL, set_up, test_condemned, tear_down);
  g_test_add ("/ui/import/repeated", Fixture, NULL, set_up, test_repeated, tear_down);
  g_test_add ("/ui/import/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/ui/import/columns", Fixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/ui/import/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/ui/import/drop", Fixture, NULL, set_up, test_drop, tear_down);
  g_test_add ("/ui/import/refused-file", Fixture, NULL, set_up, test_refused_file, tear_down);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
