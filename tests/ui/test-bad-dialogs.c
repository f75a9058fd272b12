/* test-bad-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands in no form of a row against what doesn't belong there: preferences, the value of a filter, the period,
 * stages and their rules, a tier, values of an import. */

#include "config.h"

#include "application/tw-application-private.h"
#include "application/tw-window-private.h"
#include "common/tw-period-button.h"
#include "common/tw-table-private.h"
#include "import/tw-import-assistant-private.h"
#include "import/tw-import-drop.h"
#include "tw-filter.h"
#include "tw-ui-bad-input.h"
#include "tw-ui-sample.h"

static GtkWindow *
find_window (const char *title)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (gtk_widget_get_mapped (l->data) && g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
        return l->data;
    }

  return NULL;
}

/* --- preferences --- */

static GtkWidget *
open_preferences (gpointer data)
{
  TwUiSample *self = data;

  /* Those of the appearance come first, and what is settled about the workspace; then numbers. */
  tw_preferences_show (GTK_WINDOW (self->window), 7);
  tw_ui_test_settle ();

  return GTK_WIDGET (tw_ui_sample_dialog (self));
}

static void
test_preferences (TwUiSample    *self,
                  gconstpointer  data)
{
  g_autoptr (GArray) fields = g_array_new (TRUE, TRUE, sizeof (TwUiField));

  /* What is chosen has no entry. */
  for (guint i = 0; i < tw_preferences_count (); i++)
    {
      const char *title = tw_preferences_get_title (i);
      /* The margin may be unknown. */
      const TwUiField field = { title, TW_FIELD_INTEGER, g_str_equal (title, "Gross margin") ? 0 : TW_FIELD_REQUIRED };

      g_array_append_val (fields, field);
    }

  tw_ui_sample_show (self, "plans");
  g_assert_cmpuint (tw_ui_bad_input (self->document, "preferences", open_preferences, (const TwUiField *) fields->data,
                                     NULL, self),
                    >, 20);
}

/* --- the value of a filter --- */

typedef struct
{
  TwUiSample *sample;
  const char *column;
} Filter;

static GtkWidget *
open_filter (gpointer data)
{
  Filter *filter = data;
  TwTable *table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (filter->sample->window->view), TW_TYPE_TABLE));
  GListModel *columns;

  gtk_widget_activate_action (GTK_WIDGET (table), "table.clear-filters", NULL);
  tw_ui_test_settle ();
  gtk_menu_button_popup (table->filter_button);
  tw_ui_test_settle ();
  columns = gtk_drop_down_get_model (table->filter_column);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkStringObject) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_string_object_get_string (column), filter->column))
        gtk_drop_down_set_selected (table->filter_column, i);
    }
  gtk_drop_down_set_selected (table->filter_operation, TW_FILTER_IS);
  tw_ui_test_settle ();

  return GTK_WIDGET (gtk_menu_button_get_popover (table->filter_button));
}

static void
test_filter (TwUiSample    *self,
             gconstpointer  data)
{
  static const struct { const char *view, *column; TwFieldType type; } columns[] = {
    { "partners", "Partner Since", TW_FIELD_DATE }, { "partners", "Revenue", TW_FIELD_MONEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const TwUiField fields[] = { { "Value", columns[i].type, TW_FIELD_REQUIRED }, { NULL } };
      Filter filter = { self, columns[i].column };

      tw_ui_sample_show (self, columns[i].view);
      g_assert_cmpuint (tw_ui_bad_input (self->document, columns[i].column, open_filter, fields, NULL, &filter), ==, 1);
    }
}

/* --- the period --- */

static GtkWidget *
open_period (gpointer data)
{
  TwUiSample *self = data;
  GtkWidget *button = tw_ui_test_find (GTK_WIDGET (self->window), TW_TYPE_PERIOD_BUTTON);
  GtkWidget *menu = tw_ui_test_find (button, GTK_TYPE_MENU_BUTTON);

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  tw_ui_test_settle ();

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)));
}

static void
test_period (TwUiSample    *self,
             gconstpointer  data)
{
  static const TwUiField fields[] = { { "Period", TW_FIELD_DATE, TW_FIELD_REQUIRED }, { NULL } };
  g_autofree char *before = g_strdup (tw_document_get_period (self->document));

  tw_ui_sample_show (self, "plans");
  g_assert_cmpuint (tw_ui_bad_input (self->document, "period", open_period, fields, NULL, self), ==, 1);
  g_assert_cmpstr (tw_document_get_period (self->document), ==, before);
}

/* --- stages --- */

static GtkWidget *
open_stages (gpointer data)
{
  TwUiSample *self = data;

  if (find_window ("Stages and Registrations") == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->window->view), "view.stages", NULL);
      tw_ui_test_settle ();
    }

  return GTK_WIDGET (find_window ("Stages and Registrations"));
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
open_stage (gpointer data)
{
  GtkWidget *stages = open_stages (data);

  g_signal_emit_by_name (find_button (stages, "_Add Stage…"), "clicked");
  tw_ui_test_settle ();

  return GTK_WIDGET (find_window ("New Stage"));
}

static void
test_stages (TwUiSample    *self,
             gconstpointer  data)
{
  static const TwUiField rules[] = {
    { "Days of protection", TW_FIELD_INTEGER, TW_FIELD_REQUIRED },
    { "Days of an extension", TW_FIELD_INTEGER, TW_FIELD_REQUIRED },
    { "Extensions allowed", TW_FIELD_INTEGER, TW_FIELD_REQUIRED },
    { "Days of warning before the end", TW_FIELD_INTEGER, TW_FIELD_REQUIRED },
    { NULL },
  };
  static const TwUiField stage[] = {
    { "Name", TW_FIELD_TEXT, TW_FIELD_REQUIRED, "Another" },
    { "Probability", TW_FIELD_RATE, TW_FIELD_REQUIRED, "40" },
    { NULL },
  };

  tw_ui_sample_show (self, "pipeline");
  g_assert_cmpuint (tw_ui_bad_input (self->document, "rules of registrations", open_stages, rules, NULL, self), ==, 4);
  g_assert_cmpuint (tw_ui_bad_input (self->document, "stage", open_stage, stage, NULL, self), ==, 2);
}

/* --- a tier --- */

static GtkWidget *
open_tier (gpointer data)
{
  TwUiSample *self = data;
  TwTable *table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (self->window->view), TW_TYPE_TABLE));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (table->selection), 0, TRUE);
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (self->window->view), "view.set-tier", NULL);
  tw_ui_test_settle ();

  return GTK_WIDGET (find_window ("Set Tier"));
}

static void
test_tier (TwUiSample    *self,
           gconstpointer  data)
{
  static const TwUiField fields[] = {
    { "From", TW_FIELD_DATE, TW_FIELD_REQUIRED, "2026-07-01" },
    { "Reason", TW_FIELD_TEXT, TW_FIELD_REQUIRED, "Test" },
    { NULL },
  };

  tw_ui_sample_show (self, "partners");
  g_assert_cmpuint (tw_ui_bad_input (self->document, "tier", open_tier, fields, NULL, self), ==, 2);
}

/* --- an import --- */

static gboolean
is_idle (gpointer data)
{
  return !tw_import_assistant_is_busy (data);
}

static void
next (TwImportAssistant *assistant)
{
  tw_import_assistant_next (assistant);
  tw_ui_test_wait (is_idle, assistant);
  tw_ui_test_settle ();
}

static GtkWidget *
find_entry (GtkWidget  *widget,
            const char *name)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_ENTRY (widget))
    {
      g_autofree char *own = tw_ui_test_get_name (widget);

      if (g_strcmp0 (own, name) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
assert_marked (GtkWidget  *entry,
               const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, text);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

/* Each is said below the entry, stays, and keeps the assistant where it is. */
static void
type_bad (TwUiSample        *self,
          TwImportAssistant *assistant,
          const char        *name,
          const char *const *bads)
{
  g_autofree char *long_text = g_strnfill (100 * 1024, 'x');

  for (guint i = 0; bads[i] != NULL; i++)
    {
      GtkWidget *entry = find_entry (GTK_WIDGET (assistant), name);

      g_test_message ("%s: %s", name, bads[i]);
      g_assert_nonnull (entry);
      g_assert_true (gtk_widget_grab_focus (entry));
      gtk_editable_set_text (GTK_EDITABLE (entry), bads[i]);
      g_signal_emit_by_name (entry, "activate");
      gtk_widget_child_focus (GTK_WIDGET (assistant), GTK_DIR_TAB_FORWARD);
      tw_ui_test_wait (is_idle, assistant);
      tw_ui_test_settle ();
      entry = find_entry (GTK_WIDGET (assistant), name);
      assert_marked (entry, bads[i]);
      g_assert_false (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (assistant))));
    }

  {
    GtkWidget *entry = find_entry (GTK_WIDGET (assistant), name);
    int position = 0;

    gtk_editable_insert_text (GTK_EDITABLE (entry), long_text, -1, &position);
    assert_marked (entry, bads[g_strv_length ((char **) bads) - 1]);
  }
}

static void
test_import (TwUiSample    *self,
             gconstpointer  data)
{
  static const char *const days[] = { "twelve", "0001-01-01", "2026-02-31", "2026-\x07", "Kes\xe2\x80\xaetrel",
                                      "123456789012345678901234567890", NULL };
  static const char *const totals[] = { "twelve", "12.5.0", "0001-01-01", "1\x07", "Kes\xe2\x80\xaetrel",
                                        "123456789012345678901234567890", NULL };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "sales.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  TwImportAssistant *assistant;
  GtkWidget *entry;
  gint64 sales = tw_ui_sample_int (self, "SELECT count (*) FROM sale");

  g_assert_true (g_file_set_contents (path, "Order;Partner;Amount;Currency\nX-1;R01;12.50;USD\n", -1, NULL));
  tw_ui_sample_show (self, "plans");
  assistant = tw_import_start (self->window, file);
  tw_ui_test_wait (is_idle, assistant);
  tw_ui_test_settle ();
  for (guint i = 0; i < 4 && find_entry (GTK_WIDGET (assistant), "Date of every row") == NULL; i++)
    next (assistant);

  type_bad (self, assistant, "Date of every row", days);
  entry = find_entry (GTK_WIDGET (assistant), "Date of every row");
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-09-17");
  gtk_widget_child_focus (GTK_WIDGET (assistant), GTK_DIR_TAB_FORWARD);
  tw_ui_test_wait (is_idle, assistant);
  next (assistant);
  type_bad (self, assistant, "Expected total in USD", totals);
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM sale"), ==, sales);
  gtk_window_destroy (GTK_WINDOW (assistant));
}

int
main (int    argc,
      char **argv)
{
  tw_ui_sample_init (&argc, &argv);

  tw_ui_sample_add ("/ui/bad-dialogs/preferences", test_preferences);
  tw_ui_sample_add ("/ui/bad-dialogs/filter", test_filter);
  tw_ui_sample_add ("/ui/bad-dialogs/period", test_period);
  tw_ui_sample_add ("/ui/bad-dialogs/stages", test_stages);
  tw_ui_sample_add ("/ui/bad-dialogs/tier", test_tier);
  tw_ui_sample_add ("/ui/bad-dialogs/import", test_import);

  return tw_ui_sample_run ();
}
