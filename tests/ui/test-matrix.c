/* test-matrix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-ask-dialog.h"
#include "common/tw-rows-content.h"
#include "programs/tw-matrix-grid-private.h"
#include "programs/tw-matrix-private.h"
#include "programs/tw-programs-private.h"
#include "tw-program-template.h"
#include "tw-program-text.h"
#include "tw-query.h"
#include "tw-tier-count.h"
#include "tw-tier-proposal.h"
#include "tw-ui-period.h"

static TwApplication *application;

#define REVENUE "/tiers/2/enter/all/0/at_least"

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
  TwMatrixTab    *tab;
} Fixture;

/* The tiers of the template for resellers: Registered; Silver from 100,000.00; Gold from 400,000.00
 * with two certified people. */
static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_PROGRAMS_VIEW (tw_window_show_view (fixture->window, "programs"));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_period_wait (fixture->document);
  text = tw_program_template_text ("reseller-growth", NULL);
  path = g_build_filename (fixture->dir, "template.json", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_true (tw_programs_view_import_path (fixture->view, path));
  tw_ui_period_wait (fixture->document);
  tw_program_page_show (tw_programs_view_get_program_page (fixture->view), "tiers");
  tw_ui_test_settle ();
  fixture->tab = TW_MATRIX_TAB (tw_ui_test_find (GTK_WIDGET (fixture->window), TW_TYPE_MATRIX_TAB));
  g_assert_nonnull (fixture->tab);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  tw_ui_test_settle ();
  gtk_window_close (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->window);
  tw_document_close (fixture->document);
  g_assert_finalize_object (fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static void
shot (Fixture    *fixture,
      const char *name)
{
  tw_ui_period_shot (GTK_WIDGET (fixture->window), name);
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

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  tw_ui_test_settle ();

  return handled;
}

static gboolean
key (Fixture         *fixture,
     guint            keyval,
     GdkModifierType  state)
{
  return press (GTK_WIDGET (fixture->tab->grid), keyval, state);
}

static gboolean
editor_key (Fixture *fixture,
            guint    keyval)
{
  return press (GTK_WIDGET (tw_cell_editor_get_entry (fixture->tab->editor)), keyval, 0);
}

/* (transfer full): what stands in the workspace, read past the view. */
static char *
read_json (Fixture    *fixture,
           const char *path)
{
  TwProgramPage *page = tw_programs_view_get_program_page (fixture->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
      tw_program_version_load (tw_document_get_workspace (fixture->document),
                               tw_program_page_get_version (page)->id, NULL, &error);
  JsonNode *node;

  g_assert_no_error (error);
  node = tw_program_text_lookup (tw_program_document_get_root (document), path);

  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("");
}

static void
assert_json (Fixture    *fixture,
             const char *path,
             const char *expected)
{
  g_autofree char *json = read_json (fixture, path);

  g_assert_cmpstr (json, ==, expected);
}

/* Where the focus is: the path leads to it. */
static void
jump (Fixture    *fixture,
      const char *path)
{
  tw_program_page_jump (tw_programs_view_get_program_page (fixture->view), path);
  tw_ui_test_settle ();
}

static const char *
get_focus_name (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (TW_IS_MATRIX_FIELD (focus));

  return tw_matrix_field_get_name (TW_MATRIX_FIELD (focus));
}

static const char *
get_shown (Fixture    *fixture,
           const char *key,
           int         column)
{
  int row = tw_matrix_find_row (fixture->tab->matrix, key);

  g_assert_cmpint (row, >=, 0);

  return tw_matrix_field_get_text (
    TW_MATRIX_FIELD (tw_matrix_grid_get_field (fixture->tab->grid, row, column)));
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (tw_cell_editor_get_entry (fixture->tab->editor)), text);
}

/* Rows, signs and names. */
static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  shot (fixture, "matrix");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  jump (fixture, REVENUE);
  g_assert_true (g_str_has_prefix (get_focus_name (fixture),
                                   "The amount of sales over the last 12 months, Gold, at least "
                                   "400,000.00, row 2 of "));
  g_assert_cmpstr (get_shown (fixture, "benefits\nMarketing funds", 2), ==, "✓");
  g_assert_cmpstr (get_shown (fixture, "benefits\nMarketing funds", 1), ==, "–");
  g_assert_cmpstr (get_shown (fixture, "benefits\nMarketing funds\ncost", 2), ==, "8,000.00");
  g_assert_cmpstr (get_shown (fixture, "governance\nBusiness review", 1), ==, "Every half-year");
  g_assert_cmpstr (get_shown (fixture, "policy\n/tier_policy/demote/grace", 0), ==, "90 days");
  /* Nothing was calculated and nobody holds a tier. */
  g_assert_cmpstr (get_shown (fixture, "today\npartners", 2), ==, "0");
  g_assert_cmpstr (get_shown (fixture, "today\ncost", 2), ==, "n/a");
}

/* Typing, Enter and Tab, Escape; a bad value stays with its reason; one step each. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  TwMatrixTab *tab = fixture->tab;
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  int row;
  int column;

  jump (fixture, REVENUE);
  g_assert_true (key (fixture, GDK_KEY_5, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (tw_cell_editor_get_entry (tab->editor))), ==, "5");
  editor_key (fixture, GDK_KEY_Escape);
  g_assert_false (tw_cell_editor_is_open (tab->editor));
  assert_json (fixture, REVENUE, "\"400000.00\"");

  key (fixture, GDK_KEY_F2, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (tw_cell_editor_get_entry (tab->editor))), ==, "400,000.00");
  type (fixture, "12.5.0");
  editor_key (fixture, GDK_KEY_Return);
  g_assert_true (tw_cell_editor_is_open (tab->editor));
  g_assert_cmpstr (tw_cell_editor_get_message (tab->editor), ==, "Enter an amount such as 1,234.56.");
  shot (fixture, "matrix-refused");
  tw_program_tab_collect_refused (TW_PROGRAM_TAB (tab), refused);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (refused, 0), ==, REVENUE);

  type (fixture, "450,000");
  editor_key (fixture, GDK_KEY_Return);
  g_assert_false (tw_cell_editor_is_open (tab->editor));
  assert_json (fixture, REVENUE, "\"450000\"");
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==,
                   "Set “The amount of sales over the last 12 months” of Gold to 450000");
  tw_matrix_grid_get_cursor (tab->grid, &row, &column);
  g_assert_cmpint (column, ==, 2);
  /* Down is the threshold to stay. */
  g_assert_cmpint (tw_matrix_get_row (tab->matrix, row)->kind, ==, TW_MATRIX_STAY);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  tw_ui_test_settle ();
  assert_json (fixture, REVENUE, "\"400000.00\"");
}

/* An empty cell takes the criterion of the others; Delete takes it out again. */
static void
test_add_and_remove (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *people = "/tiers/2/enter/all/1/at_least";
  int row;
  int column;

  jump (fixture, people);
  key (fixture, GDK_KEY_Left, 0);
  tw_matrix_grid_get_cursor (fixture->tab->grid, &row, &column);
  g_assert_cmpint (column, ==, 1);
  g_assert_nonnull (g_strrstr (get_focus_name (fixture), "Silver, not asked"));
  key (fixture, GDK_KEY_3, 0);
  editor_key (fixture, GDK_KEY_Return);
  assert_json (fixture, "/tiers/1/enter/all/0/at_least", "\"100000.00\"");
  assert_json (fixture, "/tiers/1/enter/all/1/value/distinct", "\"person\"");
  assert_json (fixture, "/tiers/1/enter/all/1/value/window", "\"as_of\"");
  assert_json (fixture, "/tiers/1/enter/all/1/at_least", "\"3\"");
  jump (fixture, "/tiers/1/enter/all/1/at_least");
  key (fixture, GDK_KEY_Delete, 0);
  assert_json (fixture, "/tiers/1/enter/all/1", "");
  assert_json (fixture, "/tiers/1/enter/all/0/at_least", "\"100000.00\"");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  tw_ui_test_settle ();
  assert_json (fixture, "/tiers/1/enter/all/1/at_least", "\"3\"");

  /* A benefit by Space, like the one of the other tier. */
  jump (fixture, "/tiers/2/benefits/0");
  key (fixture, GDK_KEY_Left, 0);
  key (fixture, GDK_KEY_space, 0);
  assert_json (fixture, "/tiers/1/benefits/3/cost", "\"8000.00\"");
}

/* Ranges: a good one is one step, a bad one changes nothing and names the cell. */
static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  jump (fixture, "/tiers/1/enter/at_least");
  tw_matrix_tab_paste_text (fixture->tab, "120,000\t500,000\n90,000\tmuch\n");
  tw_ui_test_settle ();
  assert_json (fixture, "/tiers/1/enter/at_least", "\"100000.00\"");
  assert_json (fixture, REVENUE, "\"400000.00\"");
  shot (fixture, "matrix-paste-refused");

  tw_matrix_tab_paste_text (fixture->tab, "120,000\t500,000\n90,000\t\n");
  tw_ui_test_settle ();
  assert_json (fixture, "/tiers/1/enter/at_least", "\"120000\"");
  assert_json (fixture, "/tiers/1/enter/keep_at_least", "\"90000\"");
  assert_json (fixture, REVENUE, "\"500000\"");
  assert_json (fixture, "/tiers/2/enter/all/0/keep_at_least", "");
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==,
                   "Changed 4 cells of the tiers");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  tw_ui_test_settle ();
  assert_json (fixture, REVENUE, "\"400000.00\"");
  assert_json (fixture, "/tiers/2/enter/all/0/keep_at_least", "\"320000.00\"");
}

/* Rows and tiers change places by keys and by dragging. */
static void
test_reorder (Fixture       *fixture,
              gconstpointer  data)
{
  GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  int row;
  int column;

  jump (fixture, REVENUE);
  g_assert_true (key (fixture, GDK_KEY_Down, both));
  assert_json (fixture, "/tiers/2/enter/all/1/at_least", "\"400000.00\"");
  tw_matrix_grid_get_cursor (fixture->tab->grid, &row, &column);
  g_assert_cmpstr (tw_matrix_get_row (fixture->tab->matrix, row)->title, ==,
                   "The amount of sales over the last 12 months");
  g_assert_true (key (fixture, GDK_KEY_Left, both));
  assert_json (fixture, "/tiers/1/name", "\"Gold\"");
  tw_matrix_grid_get_cursor (fixture->tab->grid, &row, &column);
  g_assert_cmpint (column, ==, 1);

  g_signal_emit_by_name (fixture->tab->grid, "reorder", TRUE, 1, 2);
  tw_ui_test_settle ();
  assert_json (fixture, "/tiers/2/name", "\"Gold\"");
  g_signal_emit_by_name (fixture->tab->grid, "reorder", FALSE,
                         tw_matrix_find_row (fixture->tab->matrix, "benefits\nMarketing funds"),
                         tw_matrix_find_row (fixture->tab->matrix, "benefits\nPriority support"));
  tw_ui_test_settle ();
  assert_json (fixture, "/tiers/2/benefits/2/name", "\"Marketing funds\"");
}

/* A name is changed where rules pick by it too. */
static void
test_rename (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *before = read_json (fixture, "/rules");
  g_autofree char *after = NULL;

  jump (fixture, "/tiers/2/name");
  key (fixture, GDK_KEY_F2, 0);
  type (fixture, "Silver");
  editor_key (fixture, GDK_KEY_Return);
  g_assert_cmpstr (tw_cell_editor_get_message (fixture->tab->editor), ==,
                   "There is a tier of this name already.");
  type (fixture, "Top");
  editor_key (fixture, GDK_KEY_Return);
  assert_json (fixture, "/tiers/2/name", "\"Top\"");
  after = read_json (fixture, "/rules");
  g_assert_nonnull (strstr (before, "\"Gold\""));
  g_assert_null (strstr (after, "\"Gold\""));
  g_assert_nonnull (strstr (after, "\"Top\""));
}

/* Groups fold; a hidden row is passed over; a path unfolds its group. */
static void
test_fold (Fixture       *fixture,
           gconstpointer  data)
{
  TwMatrixGrid *grid = fixture->tab->grid;
  int heading = tw_matrix_find_row (fixture->tab->matrix, "criteria");
  int row;
  int column;

  tw_matrix_grid_set_cursor (grid, heading, -1, FALSE, TRUE);
  key (fixture, GDK_KEY_Left, 0);
  g_assert_true (tw_matrix_grid_is_folded (grid, heading));
  key (fixture, GDK_KEY_Down, 0);
  tw_matrix_grid_get_cursor (grid, &row, &column);
  g_assert_cmpstr (tw_matrix_get_row (fixture->tab->matrix, row)->key, ==, "benefits");
  shot (fixture, "matrix-folded");
  jump (fixture, REVENUE);
  g_assert_false (tw_matrix_grid_is_folded (grid, heading));
  g_assert_nonnull (strstr (get_focus_name (fixture), "Gold, at least 400,000.00"));
}

static void
test_add_tier (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = NULL;

  jump (fixture, "/tiers/2");
  for (int i = 2; i >= 0; i--)
    {
      tw_matrix_grid_set_cursor (fixture->tab->grid, -1, i, FALSE, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (fixture->tab), "matrix.remove-tier", NULL);
      tw_ui_test_settle ();
    }
  if (fixture->tab->matrix->n_tiers == 0)
    {
      GtkWidget *page = tw_ui_test_find (GTK_WIDGET (fixture->tab), ADW_TYPE_STATUS_PAGE);

      g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "No Tiers");
      shot (fixture, "matrix-empty");
    }
  edits = tw_matrix_add_tier (fixture->tab->matrix, "A <R&D> & Söhne", FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (tw_matrix_tab_write (fixture->tab, edits, "Added", &error));
  tw_ui_test_settle ();
  g_assert_cmpint (tw_matrix_find_tier (fixture->tab->matrix, "A <R&D> & Söhne"), >=, 0);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
}

/* From 360 px on, light and dark; narrow shows one tier. */
static void
test_widths (Fixture       *fixture,
             gconstpointer  data)
{
  const int widths[] = { 360, 800, 1280 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("matrix-%d", widths[i]);

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 800);
      tw_ui_test_settle ();
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, widths[i]);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->tab->tiers)) ==
                     (widths[i] < 540));
      shot (fixture, name);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  tw_ui_test_settle ();
  shot (fixture, "matrix-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* Whatever a designer must have decided first is not what this is about. */
static void
publish (Fixture *fixture,
         gint64   version)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (GError) error = NULL;

  tw_program_edits_set (edits, "/unconfirmed", "[]");
  tw_program_edits_set (edits, "/objective",
                        "{\"gap\":\"Regions without a team\",\"kind\":\"reach\","
                        "\"metric\":\"net-revenue\",\"baseline\":\"100000.00\","
                        "\"target\":\"200000.00\",\"due\":\"2026-12-31\","
                        "\"direct_cost\":\"90000.00\",\"partner_cost\":\"40000.00\"}");
  tw_program_version_change (workspace, version, edits, "Decided", &error);
  g_assert_no_error (error);
  tw_program_version_publish (workspace, version, findings, &error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((TwFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_no_error (error);
}

/* What is published looks the same and takes nothing. */
static void
test_published (Fixture       *fixture,
                gconstpointer  data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (fixture->view);
  gint64 version = tw_program_page_get_version (page)->id;

  publish (fixture, version);
  tw_document_changed (fixture->document);
  tw_ui_test_settle ();
  jump (fixture, REVENUE);
  key (fixture, GDK_KEY_7, 0);
  g_assert_false (tw_cell_editor_is_open (fixture->tab->editor));
  key (fixture, GDK_KEY_Delete, 0);
  tw_matrix_tab_paste_text (fixture->tab, "1");
  assert_json (fixture, REVENUE, "\"400000.00\"");
}

static guint
count_assignments (Fixture *fixture,
                   gint64   program)
{
  g_autoptr (GArray) counts =
    tw_tier_counts_read (tw_document_get_workspace (fixture->document), program, 20800, NULL);
  guint n = 0;

  for (guint i = 0; i < counts->len; i++)
    n += g_array_index (counts, TwTierCount, i).partners->len;

  return n;
}

/* By hand the three resellers are proposed the tier that everybody meets; approved, they hold it,
 * and undone they don't. */
static void
test_proposals (Fixture       *fixture,
                gconstpointer  data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (fixture->view);
  gint64 version = tw_program_page_get_version (page)->id;
  gint64 program = tw_program_page_get_version (page)->program;
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *cells = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *entry;

  tw_program_edits_set_text (edits, "/tier_policy/promote/review", "manual");
  g_assert_true (tw_program_version_change (workspace, version, edits, "By hand", &error));
  publish (fixture, version);
  tw_document_changed (fixture->document);
  tw_ui_period_wait (fixture->document);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.proposals", NULL);
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
  shot (fixture, "proposals-empty");
  entry = tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Day of the review");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "30 Sep");
  g_signal_emit_by_name (entry, "activate");
  tw_ui_period_wait (fixture->document);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-09-30");
  g_signal_emit_by_name (entry, "activate");
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
  open = tw_tier_proposals_read (workspace, 0, "open", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 3);
  cells = tw_ui_test_get_cells (GTK_WIDGET (fixture->window), 40);
  tw_test_assert_contains (cells, "Registered");
  tw_test_assert_contains (cells, TW_UI_PARTNER);
  shot (fixture, "proposals");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  g_signal_emit_by_name (tw_ui_test_find (GTK_WIDGET (fixture->window),
                                          g_type_from_name ("TwTable")),
                         "row-activated", ((TwTierProposal *) g_ptr_array_index (open, 0))->id);
  tw_ui_test_settle ();
  shot (fixture, "proposals-evidence");
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Evidence"));

  g_assert_cmpuint (count_assignments (fixture, program), ==, 0);
  for (guint i = 0; i < open->len; i++)
    g_array_append_val (ids, ((TwTierProposal *) g_ptr_array_index (open, i))->id);
  g_assert_false (tw_tier_proposals_approve (workspace, (const gint64 *) ids->data, 3, 20000, NULL,
                                             &error));
  g_clear_error (&error);
  g_assert_true (tw_tier_proposals_approve (workspace, (const gint64 *) ids->data, 3, 20727, NULL,
                                            &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);
  tw_ui_test_settle ();
  shot (fixture, "proposals-approved");
  g_assert_cmpuint (count_assignments (fixture, program), ==, 3);
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==, "Approved 3 proposed tiers");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  tw_ui_test_settle ();
  g_ptr_array_unref (open);
  open = tw_tier_proposals_read (workspace, 0, "open", &error);
  g_assert_cmpuint (open->len, ==, 3);
  g_assert_cmpuint (count_assignments (fixture, program), ==, 0);
}

/* --- partners on a tier --- */

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

static GtkWidget *
find_ask (const char *title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), title) == 0 && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

/* Drops the partners on the title of the tier; whether it was taken. */
static gboolean
drop (Fixture      *fixture,
      const char   *entity,
      const gint64 *ids,
      guint         n_ids,
      int           tier)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GdkContentProvider) content = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GtkWidget *title = tw_matrix_grid_get_field (fixture->tab->grid, -1, tier);
  graphene_rect_t bounds;
  gboolean taken = FALSE;

  g_array_append_vals (rows, ids, n_ids);
  content = tw_rows_content_new (entity, rows);
  g_value_init (&value, G_TYPE_VARIANT);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_true (gtk_widget_compute_bounds (title, GTK_WIDGET (fixture->tab->grid), &bounds));
  g_signal_emit_by_name (find_drop_target (GTK_WIDGET (fixture->tab->grid)), "drop", &value,
                         (double) bounds.origin.x + 5, (double) bounds.origin.y + 5, &taken);
  tw_ui_test_settle ();

  return taken;
}

static char *
read_held (Fixture *fixture)
{
  g_autoptr (TwQuery) query =
      tw_query_new (tw_document_get_workspace (fixture->document),
                    "SELECT coalesce (group_concat (line, '; '), '') FROM (SELECT p.name || ' ' || a.tier || ' ' || a.valid_from"
                    " || ' ' || a.cause AS line FROM tier_assignment AS a JOIN partner AS p ON p.id = a.partner ORDER BY a.id)",
                    NULL);

  g_assert_true (tw_query_step (query, NULL));

  return tw_query_dup_text (query, 0);
}

/* Two partners are dropped on Gold, which is one step; a third is put on Silver by the menu alone. */
static void
test_hold (Fixture       *fixture,
           gconstpointer  data)
{
  const gint64 ids[] = { 2, 3 };
  g_autofree char *held = NULL;
  g_autofree char *none = NULL;
  g_autofree char *one = NULL;
  GtkWidget *ask;

  /* What is no partner is not taken. */
  g_assert_false (drop (fixture, "customer", ids, 2, 2));
  g_assert_true (drop (fixture, "partner", ids, 2, 2));
  ask = find_ask ("Set Tier “Gold”");
  g_assert_nonnull (ask);
  tw_ui_test_assert_named (ask);
  tw_ui_period_shot (ask, "matrix-hold");
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "reason", "Agreed in June");
  /* On a day on which they were no resellers yet they can hold nothing. */
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "valid_from", "1999-10-01");
  tw_ui_period_press (ask, "Set");
  tw_ui_test_settle ();
  none = read_held (fixture);
  g_assert_cmpstr (none, ==, "");
  g_clear_pointer (&none, g_free);
  g_assert_true (find_ask ("Set Tier “Gold”") == ask);
  tw_ui_period_shot (ask, "matrix-hold-refused");
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "valid_from", "2026-10-01");
  tw_ui_period_press (ask, "Set");
  tw_ui_period_wait (fixture->document);
  held = read_held (fixture);
  g_assert_cmpstr (held, ==, "Birch Gold 2026-10-01 manual; Cedar Gold 2026-10-01 manual");
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==, "Set tier “Gold” of 2 Partners");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL));
  tw_ui_period_wait (fixture->document);
  none = read_held (fixture);
  g_assert_cmpstr (none, ==, "");

  tw_matrix_grid_set_cursor (fixture->tab->grid, -1, 1, FALSE, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->tab->grid), "matrix.hold", NULL));
  tw_ui_test_settle ();
  ask = find_ask ("Set Tier “Silver”");
  g_assert_nonnull (ask);
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "partner", "Nobody");
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "valid_from", "2026-11-01");
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "reason", "Trial");
  tw_ui_period_press (ask, "Set");
  tw_ui_test_settle ();
  g_assert_true (find_ask ("Set Tier “Silver”") == ask);
  tw_ask_dialog_set (TW_ASK_DIALOG (ask), "partner", "Birch");
  tw_ui_period_press (ask, "Set");
  tw_ui_period_wait (fixture->document);
  one = read_held (fixture);
  g_assert_cmpstr (one, ==, "Birch Silver 2026-11-01 manual");
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
#define ADD(name, func) g_test_add ("/ui/matrix/" name, Fixture, NULL, setup, func, teardown)
  ADD ("shown", test_shown);
  ADD ("edit", test_edit);
  ADD ("add-and-remove", test_add_and_remove);
  ADD ("paste", test_paste);
  ADD ("reorder", test_reorder);
  ADD ("rename", test_rename);
  ADD ("fold", test_fold);
  ADD ("add-tier", test_add_tier);
  ADD ("widths", test_widths);
  ADD ("published", test_published);
  ADD ("proposals", test_proposals);
  ADD ("hold", test_hold);
#undef ADD
  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
