/* test-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-change-text.h"
#include "common/tw-field-editor.h"
#include "common/tw-form.h"
#include "tw-history-list.h"
#include "tw-list.h"
#include "tw-row-store.h"
#include "tw-ui-test.h"

static GtkWidget *
show_form (TwForm     *form,
           GtkWidget **window)
{
  GtkWidget *group = adw_preferences_group_new ();

  tw_form_add_to (form, ADW_PREFERENCES_GROUP (group));
  *window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (*window), "Test");
  adw_window_set_content (ADW_WINDOW (*window), group);
  gtk_window_present (GTK_WINDOW (*window));
  tw_ui_test_settle ();

  return group;
}

static void
type (GtkWidget  *group,
      const char *label,
      const char *text)
{
  GtkWidget *row = tw_ui_test_find_named (group, label);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static guint
count_partners (TwWorkspace *workspace)
{
  g_autoptr (TwList) list = tw_list_new (workspace, tw_entity_find ("partner"));

  g_assert_true (tw_list_load (list, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* A wrong field says so below itself, keeps what was typed, and nothing is saved. */
static void
test_message (void)
{
  static const char *const fields[] = { "name", "external_id", "since", NULL };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
  TwForm *form = tw_form_new (workspace, row, FALSE, fields);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  GtkWidget *group = show_form (form, &window);
  GtkWidget *since = tw_ui_test_find_named (group, "Partner since");

  g_assert_false (tw_form_is_complete (form));
  type (group, "Name", "A <R&D> & S\xc3\xb6hne");
  type (group, "External ID", "X1");
  type (group, "Partner since", "31 Feb 2026");
  g_assert_true (tw_form_is_complete (form));
  g_assert_false (tw_form_save (form, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (since)), ==, "31 Feb 2026");
  g_assert_true (gtk_widget_has_css_class (since, "error"));
  gtk_test_accessible_assert_state (since, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpuint (count_partners (workspace), ==, 3);

  type (group, "Partner since", "28 Feb 2026");
  g_assert_true (tw_form_save (form, &error));
  g_assert_no_error (error);
  g_assert_false (gtk_widget_has_css_class (since, "error"));
  g_assert_cmpuint (count_partners (workspace), ==, 4);

  {
    g_autoptr (TwRow) saved = tw_row_read (workspace, tw_entity_find ("partner"), tw_row_get_id (row),
                                           &error);
    g_autofree char *name = tw_row_get_text (saved, "name");
    g_autofree char *date = tw_row_get_text (saved, "since");

    g_assert_cmpstr (name, ==, "A <R&D> & S\xc3\xb6hne");
    g_assert_cmpstr (date, ==, "2026-02-28");
  }

  tw_ui_test_assert_named (window);
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  g_assert_finalize_object (form);
  tw_document_close (document);
}

/* The external id of somebody else is refused with the reason at the field. */
static void
test_conflict (void)
{
  static const char *const fields[] = { "name", "external_id", NULL };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
  g_autoptr (TwForm) form = tw_form_new (workspace, row, FALSE, fields);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  GtkWidget *group = show_form (form, &window);

  type (group, "Name", "Twin");
  type (group, "External ID", "P002");
  g_assert_false (tw_form_save (form, &error));
  g_assert_no_error (error);
  g_assert_true (gtk_widget_has_css_class (tw_ui_test_find_named (group, "External ID"), "error"));
  g_assert_cmpuint (count_partners (workspace), ==, 3);

  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);
}

/* On a page each field is one step that undo takes back. */
static void
test_by_field (void)
{
  static const char *const fields[] = { "region", "status", NULL };
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("partner"), 1, NULL);
  g_autoptr (TwForm) form = tw_form_new (workspace, row, TRUE, fields);
  g_autofree char *before = tw_row_get_text (row, "status");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) changed = NULL;
  g_autoptr (TwRow) undone = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  GtkWidget *window;
  GtkWidget *group = show_form (form, &window);

  g_assert_null (tw_document_get_undo_label (document));
  adw_combo_row_set_selected (ADW_COMBO_ROW (tw_ui_test_find_named (group, "Status")), 3);
  tw_document_changed (document);
  changed = tw_row_read (workspace, tw_entity_find ("partner"), 1, NULL);
  after = tw_row_get_text (changed, "status");
  g_assert_cmpstr (after, ==, "ended");
  g_assert_nonnull (tw_document_get_undo_label (document));

  g_assert_true (tw_document_undo (document, &error));
  g_assert_no_error (error);
  undone = tw_row_read (workspace, tw_entity_find ("partner"), 1, NULL);
  again = tw_row_get_text (undone, "status");
  g_assert_cmpstr (again, ==, before);
  g_assert_nonnull (tw_document_get_redo_label (document));

  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);
}

static void
assert_change (TwWorkspace *workspace,
               gint64       entry,
               const char  *label,
               const char  *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = tw_history_changes (workspace, entry, &error);
  g_autoptr (GString) all = g_string_new (NULL);
  gboolean found = FALSE;

  g_assert_no_error (error);

  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *a_label = NULL;
      g_autofree char *a_text = NULL;

      if (!tw_change_describe (workspace, changes, i, &a_label, &a_text))
        continue;

      g_string_append_printf (all, "%s | %s\n", a_label, a_text);
      found = found || (g_str_equal (a_label, label) && g_str_equal (a_text, text));
    }

  if (!found)
    g_error ("%s | %s is not among:\n%s", label, text, all->str);
}

/* The history speaks as the forms do: labels, choices, names, dates and amounts. */
static void
test_history (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 3);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (GError) error = NULL;
  const gint64 one = 1;

  g_assert_true (tw_rows_set_field (workspace, tw_entity_find ("partner"), &one, 1, "status",
                                    "ended", NULL, &error));
  tw_document_changed (document);
  assert_change (workspace, tw_document_get_last_entry (document), "Partner: Status",
                 "Active → Ended");
  g_assert_true (tw_rows_set_field (workspace, tw_entity_find ("partner"), &one, 1, "since",
                                    "2026-02-28", NULL, &error));
  tw_document_changed (document);
  assert_change (workspace, tw_document_get_last_entry (document), "Partner: Partner since",
                 "– → 28 Feb 2026");
  g_assert_true (tw_rows_set_field (workspace, tw_entity_find ("sale"), &one, 1, "amount",
                                    "1234567.89", NULL, &error));
  g_assert_no_error (error);
  tw_document_changed (document);
  assert_change (workspace, tw_document_get_last_entry (document), "Sale: Amount",
                 "29.19 → 1,234,567.89");

  tw_document_close (document);
}

int
main (int    argc,
      char **argv)
{
  tw_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/form/message", test_message);
  g_test_add_func ("/ui/form/conflict", test_conflict);
  g_test_add_func ("/ui/form/by-field", test_by_field);
  g_test_add_func ("/ui/form/history", test_history);

  return g_test_run ();
}
