/* test-program-assistant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-draft.h"
#include "programs/tw-program-assistant.h"
#include "programs/tw-programs-private.h"
#include "tw-program-unconfirmed.h"
#include "tw-ui-period.h"

#include <string.h>

static TwApplication *application;

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
} Fixture;

static void
setup (Fixture       *f,
       gconstpointer  data)
{
  f->dir = tw_test_make_dir ();
  f->document = tw_ui_period_document (f->dir);
  f->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (f->window, f->document);
  f->view = TW_PROGRAMS_VIEW (tw_window_show_view (f->window, "programs"));
  gtk_window_present (GTK_WINDOW (f->window));
  tw_ui_period_wait (f->document);
}

static void
teardown (Fixture       *f,
          gconstpointer  data)
{
  gtk_window_close (GTK_WINDOW (f->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (f->window);
  tw_document_close (f->document);
  g_assert_finalize_object (f->document);
  tw_test_remove_dir (f->dir);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type) && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

static GtkWidget *
open_assistant (Fixture *f)
{
  GtkWidget *assistant;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "view.new", NULL));
  tw_ui_test_settle ();
  assistant = find_window (TW_TYPE_PROGRAM_ASSISTANT);
  g_assert_nonnull (assistant);

  return assistant;
}

/* (nullable): the row of the field that has the focus. */
static GtkWidget *
focused_row (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;
}

static void
assert_focus (GtkWidget  *window,
              const char *label)
{
  GtkWidget *row = focused_row (window);

  g_assert_nonnull (row);
  g_assert_true (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), label));
}

static void
tab (GtkWidget *window)
{
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  tw_ui_test_settle ();
}

/* Types into the field with the focus, which is the one called @label, and goes on. */
static void
fill (GtkWidget  *window,
      const char *label,
      const char *text)
{
  assert_focus (window, label);
  gtk_editable_set_text (GTK_EDITABLE (focused_row (window)), text);
  tab (window);
}

static void
choose (GtkWidget  *window,
        const char *label,
        const char *choice)
{
  AdwComboRow *row;
  GListModel *model;

  assert_focus (window, label);
  row = ADW_COMBO_ROW (focused_row (window));
  model = adw_combo_row_get_model (row);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), choice))
        adw_combo_row_set_selected (row, i);
    }
  g_assert_cmpuint (adw_combo_row_get_selected (row), >, 0);
  tw_ui_test_settle ();
  tab (window);
}

static gboolean
can_go_on (GtkWidget *window)
{
  return gtk_widget_is_sensitive (gtk_window_get_default_widget (GTK_WINDOW (window)));
}

static void
go_on (GtkWidget *window)
{
  g_assert_true (can_go_on (window));
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (window)), "clicked");
  tw_ui_test_settle ();
}

static void
fill_objective (GtkWidget *window)
{
  fill (window, "Commercial gap", "Nobody sells in the north");
  choose (window, "Kind of gap", "Reach");
  choose (window, "Outcome", "Renewal rate of the managed base");
  fill (window, "Outcome in words", "");
  fill (window, "Baseline", "70%");
  fill (window, "Target", "80%");
  fill (window, "Due", "2026-12-31");
  g_assert_false (can_go_on (window));
  fill (window, "Cost of the direct route", "900000");
  g_assert_false (can_go_on (window));
  fill (window, "Cost of the partner route", "250000.50");
  g_assert_true (can_go_on (window));
}

static TwProgramPage *
get_page (Fixture *f)
{
  TwProgramPage *page = tw_programs_view_get_program_page (f->view);

  g_assert_nonnull (page);

  return page;
}

static const TwProgramDesign *
get_design (Fixture *f)
{
  return tw_program_document_get_design (tw_program_page_get_document (get_page (f)));
}

/* From the objective to a draft, with the keyboard's order of the fields; then everything that was
 * taken over is confirmed, and the version goes through its review. */
static void
test_session (Fixture       *f,
              gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (f->document);
  GtkWidget *window = open_assistant (f);
  g_autoptr (GError) error = NULL;
  const TwProgramDesign *design;
  gint64 version;
  GtkWidget *row;
  guint n;

  tw_ui_test_assert_named (window);
  g_assert_false (can_go_on (window));
  fill_objective (window);
  tw_ui_period_shot (window, "assistant-objective");
  go_on (window);

  /* The type that closes the gap is chosen already. */
  tw_ui_period_shot (window, "assistant-type");
  g_assert_nonnull (tw_ui_test_find_named (window, "Reseller"));
  tw_ui_test_assert_named (window);
  tw_ui_period_shot (window, "assistant-type");
  go_on (window);
  row = tw_ui_test_find_named (window, "Reseller growth");
  g_assert_true (GTK_IS_CHECK_BUTTON (row));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  tw_ui_test_settle ();
  tw_ui_period_shot (window, "assistant-template");
  go_on (window);
  assert_focus (window, "Name");
  tw_ui_test_assert_named (window);
  tw_ui_period_shot (window, "assistant-name");
  gtk_editable_set_text (GTK_EDITABLE (focused_row (window)), "North");
  go_on (window);
  tw_ui_period_wait (f->document);
  g_assert_null (find_window (TW_TYPE_PROGRAM_ASSISTANT));

  version = tw_program_page_get_version (get_page (f))->id;
  design = get_design (f);
  g_assert_cmpstr (tw_program_page_get_version (get_page (f))->name, ==, "North");
  g_assert_cmpstr (design->objective.gap, ==, "Nobody sells in the north");
  g_assert_cmpint (design->objective.kind, ==, TW_GAP_REACH);
  g_assert_cmpstr (design->objective.metric, ==, "renewal-rate");
  g_assert_cmpint (design->objective.target.value, ==, 800000);
  g_assert_cmpint (design->objective.partner_cost.amount, ==, 25000050);
  g_assert_cmpuint (design->n_unconfirmed, >, 10);
  tw_ui_period_shot (GTK_WIDGET (f->window), "objective-unconfirmed");
  tw_ui_test_assert_named (GTK_WIDGET (f->window));

  /* One tier, then all; a step back brings them back. */
  n = design->n_unconfirmed;
  row = tw_ui_test_find_named (GTK_WIDGET (f->window), "Confirm All Inherited Elements");
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "clicked");
  tw_ui_period_wait (f->document);
  g_assert_cmpuint (get_design (f)->n_unconfirmed, ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  tw_ui_period_wait (f->document);
  g_assert_cmpuint (get_design (f)->n_unconfirmed, ==, n);
  g_assert_true (tw_program_version_confirm (workspace, version, "", &error));
  tw_ui_period_wait (f->document);
  g_assert_null (tw_ui_test_find_named (GTK_WIDGET (f->window), "Confirm All Inherited Elements"));
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

/* What can't be read stays as it was typed, says so at the field, and isn't left behind. */
static void
test_bad_input (Fixture       *f,
                gconstpointer  data)
{
  static const struct
  {
    const char *label;
    const char *text;
    const char *message;
  } cases[] = {
    { "Commercial gap", "a\x07" "b", "" },
    { "Baseline", "many", "" },
    { "Baseline", "123456789012345678901234567890", "" },
    { "Target", "12.5.0", "" },
    { "Due", "2026-02-30", "" },
    { "Due", "soon", "" },
    { "Cost of the direct route", "-5", "negative" },
    { "Cost of the partner route", "1.005", "" },
  };
  GtkWidget *window = open_assistant (f);
  GtkWidget *dialog;
  TwDraft *draft;

  fill_objective (window);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *control = tw_ui_test_find_named (window, cases[i].label);
      g_autofree char *before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));

      gtk_editable_set_text (GTK_EDITABLE (control), cases[i].text);
      g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (window)), "clicked");
      tw_ui_test_settle ();
      assert_focus (window, cases[i].label);
      g_assert_true (gtk_widget_has_css_class (control, "error"));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (control)), ==, cases[i].text);
      g_assert_true (says (window, cases[i].message));
      gtk_editable_set_text (GTK_EDITABLE (control), before);
      tw_ui_test_settle ();
      g_assert_false (gtk_widget_has_css_class (control, "error"));
    }
  tw_ui_period_shot (window, "assistant-bad");
  /* Nothing was written; closing asks, and what was typed is given up. */
  gtk_window_close (GTK_WINDOW (window));
  tw_ui_test_settle ();
  g_assert_nonnull (find_window (ADW_TYPE_MESSAGE_DIALOG));
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "discard");
  gtk_window_close (GTK_WINDOW (dialog));
  tw_ui_test_settle ();
  g_assert_null (find_window (TW_TYPE_PROGRAM_ASSISTANT));
  draft = tw_draft_read (tw_document_get_workspace (f->document), "new-program");
  g_assert_null (draft);
}

/* A count of partners is named as what it is; the direct route being as good, too. */
static void
test_warnings (Fixture       *f,
               gconstpointer  data)
{
  GtkWidget *window = open_assistant (f);

  fill (window, "Commercial gap", "More partners");
  choose (window, "Kind of gap", "Reach");
  choose (window, "Outcome", "Certified partners");
  g_assert_true (says (window, "no outcome"));
  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find_named (window, "Baseline")), "20");
  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find_named (window, "Target")), "10");
  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find_named (window, "Cost of the direct route")), "100");
  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find_named (window, "Cost of the partner route")), "100");
  for (guint i = 0; i < 6; i++)
    tab (window);
  g_assert_true (says (window, "Not above the baseline"));
  g_assert_true (says (window, "Both routes cost the same"));
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
}

/* What was entered is there again after a crash. */
static void
test_draft (Fixture       *f,
            gconstpointer  data)
{
  GtkWidget *window = open_assistant (f);
  GtkWidget *control;

  fill (window, "Commercial gap", "Kept through a crash");
  choose (window, "Kind of gap", "Embedded presence");
  tw_ui_test_settle_kept ();
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();

  window = open_assistant (f);
  control = tw_ui_test_find_named (window, "Commercial gap");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (control)), ==, "Kept through a crash");
  control = tw_ui_test_find_named (window, "Kind of gap");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (control)), ==, TW_GAP_EMBEDDED);
  g_assert_true (says (window, "Put back"));
  tw_ui_period_shot (window, "assistant-restored");
  tw_ui_period_press (window, "Discard");
  tw_ui_test_settle ();
  g_assert_null (find_window (TW_TYPE_PROGRAM_ASSISTANT));
  window = open_assistant (f);
  control = tw_ui_test_find_named (window, "Commercial gap");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (control)), ==, "");
  gtk_window_close (GTK_WINDOW (window));
  tw_ui_test_settle ();
}

int
main (int   argc,
      char *argv[])
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/program-assistant/session", Fixture, NULL, setup, test_session, teardown);
  g_test_add ("/ui/program-assistant/bad-input", Fixture, NULL, setup, test_bad_input, teardown);
  g_test_add ("/ui/program-assistant/warnings", Fixture, NULL, setup, test_warnings, teardown);
  g_test_add ("/ui/program-assistant/draft", Fixture, NULL, setup, test_draft, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
