/* test-programs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-tab-bar.h"
#include "programs/tw-formula-entry.h"
#include "programs/tw-programs-private.h"
#include "tw-program-template.h"
#include "tw-program-text.h"
#include "tw-ui-period.h"

static TwApplication *application;

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_period_document (fixture->dir);
  fixture->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (fixture->window, fixture->document);
  fixture->view = TW_PROGRAMS_VIEW (tw_window_show_view (fixture->window, "programs"));
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

static void
shot (Fixture    *fixture,
      const char *name)
{
  tw_ui_period_shot (GTK_WIDGET (fixture->window), name);
}

static gboolean
activate (Fixture    *fixture,
          const char *action)
{
  gboolean done = gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);

  tw_ui_period_wait (fixture->document);

  return done;
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (
    G_ACTION_GROUP (tw_view_get_actions (TW_VIEW (fixture->view))), action);
}

static GtkWidget *
find_dialog (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (g_type_is_a (G_OBJECT_TYPE (l->data), type) && !TW_IS_WINDOW (l->data) &&
          gtk_widget_get_visible (l->data))
        return l->data;
    }

  return NULL;
}

static void
respond (Fixture    *fixture,
         const char *response)
{
  GtkWidget *dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (dialog);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), response));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (GTK_WINDOW (dialog));
  tw_ui_period_wait (fixture->document);
}

/* (transfer full): what stands in the workspace, read past the view. */
static char *
read_literal (Fixture    *fixture,
              const char *path)
{
  TwProgramPage *page = tw_programs_view_get_program_page (fixture->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = NULL;

  document = tw_program_version_load (tw_document_get_workspace (fixture->document),
                                      tw_program_page_get_version (page)->id, NULL, &error);
  g_assert_no_error (error);

  return g_strdup (json_node_get_string (
      tw_program_text_lookup (tw_program_document_get_root (document), path)));
}

static TwProgramPage *
import_program (Fixture    *fixture,
                const char *old,
                const char *new)
{
  g_autofree char *path = g_build_filename (fixture->dir, "program.json", NULL);
  g_autofree char *text = tw_ui_period_program ();
  g_autoptr (GString) changed = g_string_new (text);

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  g_assert_true (tw_programs_view_import_path (fixture->view, path));
  tw_ui_period_wait (fixture->document);

  tw_program_page_show (tw_programs_view_get_program_page (fixture->view), "rules");
  tw_ui_test_settle ();

  return tw_programs_view_get_program_page (fixture->view);
}

static void
type_into (TwProgramPage *page,
           const char    *path,
           const char    *text)
{
  GtkWidget *literal = tw_program_page_find (page, path);
  GtkWidget *entry;

  g_assert_nonnull (literal);
  entry = tw_ui_test_find (literal, GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  gtk_widget_grab_focus (literal);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  tw_ui_test_settle ();
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *page = tw_ui_test_find (GTK_WIDGET (fixture->view), ADW_TYPE_STATUS_PAGE);

  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "No Programs");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  shot (fixture, "programs-empty");
}

/* Numbers change where they stand, one step each; what makes no sense stays in the entry and
 * changes nothing. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  TwProgramPage *page = import_program (fixture, NULL, NULL);
  const char *rate = "/rules/0/table/bands/1/rate";
  const char *threshold = "/tiers/1/enter/at_least";
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  shot (fixture, "program-rules");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  type_into (page, rate, "6,25 x");
  first = read_literal (fixture, rate);
  g_assert_cmpstr (first, ==, "5%");
  g_assert_cmpstr (
      tw_formula_entry_get_kept (TW_FORMULA_ENTRY (tw_program_page_find (page, rate))), ==,
      "6,25 x");
  shot (fixture, "program-refused");

  type_into (page, rate, "6.25 %");
  second = read_literal (fixture, rate);
  g_assert_cmpstr (second, ==, "6.25%");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         tw_program_page_find (page, rate)));

  /* Bands out of order are refused by the program itself, with its reason. */
  type_into (page, "/rules/0/table/bands/1/from", "-5");
  g_assert_nonnull (tw_formula_entry_get_kept (
    TW_FORMULA_ENTRY (tw_program_page_find (page, "/rules/0/table/bands/1/from"))));
  shot (fixture, "program-band-refused");

  activate (fixture, "win.undo");
  third = read_literal (fixture, rate);
  g_assert_cmpstr (third, ==, "5%");

  tw_program_page_show (page, "tiers");
  tw_ui_test_settle ();
  shot (fixture, "program-tiers");
  tw_program_page_jump (page, threshold);
  tw_ui_test_settle ();
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 tw_program_page_find (page, threshold));
  tw_program_page_show (page, "objective");
  tw_ui_test_settle ();
  shot (fixture, "program-objective");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
}

/* Publish, read-only, amend, remove, and all of it undone again. */
static void
test_publish (Fixture       *fixture,
              gconstpointer  data)
{
  TwProgramPage *page = import_program (fixture, NULL, NULL);
  const char *rate = "/rules/0/table/bands/1/rate";
  GtkWidget *entry;
  g_autofree char *label = NULL;

  g_assert_false (is_enabled (fixture, "amend"));
  /* What was refused is not what would be published: the page leads there instead. */
  type_into (page, rate, "abc");
  activate (fixture, "view.publish");
  respond (fixture, "show");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         tw_program_page_find (page, rate)));
  type_into (page, rate, "5 %");
  activate (fixture, "view.publish");
  tw_ui_period_shot (find_dialog (ADW_TYPE_MESSAGE_DIALOG), "dialog-publish");
  respond (fixture, "publish");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "published");
  entry = tw_ui_test_find (tw_program_page_find (page, "/rules/0/table/bands/1/rate"),
                           GTK_TYPE_ENTRY);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  g_object_get (fixture->view, "primary-label", &label, NULL);
  g_assert_cmpstr (label, ==, "_Amend…");
  shot (fixture, "program-published");
  g_assert_nonnull (tw_ui_test_find_named (GTK_WIDGET (fixture->window), "Version 1"));

  activate (fixture, "view.amend");
  tw_ui_period_shot (find_dialog (ADW_TYPE_MESSAGE_DIALOG), "dialog-amend");
  respond (fixture, "amend");
  page = tw_programs_view_get_program_page (fixture->view);
  g_assert_cmpint (tw_program_page_get_version (page)->number, ==, 2);
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");
  activate (fixture, "win.back");
  g_assert_cmpuint (fixture->view->versions->len, ==, 2);
  shot (fixture, "programs-list");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  tw_programs_view_open (fixture->view,
                         ((TwProgramVersion *) g_ptr_array_index (fixture->view->versions, 1))->id);
  activate (fixture, "view.remove");
  g_assert_null (tw_programs_view_get_program_page (fixture->view));
  g_assert_cmpuint (fixture->view->versions->len, ==, 1);
  activate (fixture, "win.undo");
  g_assert_cmpuint (fixture->view->versions->len, ==, 2);
}

/* The final check runs beside the window: nothing is published before it has ended, and cancelled it leaves the draft. */
static void
test_publish_in_thread (Fixture       *fixture,
                        gconstpointer  data)
{
  TwProgramPage *page = import_program (fixture, NULL, NULL);
  g_autoptr (TwJob) job = NULL;
  GtkWidget *dialog;

  activate (fixture, "view.publish");
  dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "publish");
  job = g_object_ref (tw_document_get_job (fixture->document));
  g_assert_cmpstr (tw_job_get_title (job), ==, "Checking and publishing");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");
  tw_job_cancel (job);
  gtk_window_close (GTK_WINDOW (dialog));
  tw_ui_period_wait (fixture->document);
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");

  activate (fixture, "view.publish");
  respond (fixture, "publish");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "published");
  activate (fixture, "win.undo");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");
}

/* What is in review can't be edited; it goes back with a reason, or is published and retired on its
 * last day. One suggested button says what comes next. */
static void
test_review (Fixture       *fixture,
             gconstpointer  data)
{
  TwProgramPage *page = import_program (fixture, NULL, NULL);
  const char *rate = "/rules/0/table/bands/1/rate";
  g_autofree char *label = NULL;
  GtkWidget *dialog;
  GtkWidget *entry;

  g_object_get (fixture->view, "primary-label", &label, NULL);
  g_assert_cmpstr (label, ==, "_Submit for Review");
  /* What was refused would not be what is submitted. */
  type_into (page, rate, "abc");
  activate (fixture, "view.submit");
  respond (fixture, "show");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");
  type_into (page, rate, "5 %");

  activate (fixture, "view.submit");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "in_review");
  g_clear_pointer (&label, g_free);
  g_object_get (fixture->view, "primary-label", &label, NULL);
  g_assert_cmpstr (label, ==, "_Publish…");
  g_assert_false (is_enabled (fixture, "submit"));
  g_assert_false (is_enabled (fixture, "remove"));
  entry = tw_ui_test_find (tw_program_page_find (page, rate), GTK_TYPE_ENTRY);
  g_assert_true (entry == NULL || !gtk_editable_get_editable (GTK_EDITABLE (entry)));
  shot (fixture, "program-in-review");

  activate (fixture, "view.withdraw");
  dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "go"));
  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find (dialog, ADW_TYPE_ENTRY_ROW)), "Too low");
  respond (fixture, "go");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "draft");

  activate (fixture, "view.submit");
  activate (fixture, "view.publish");
  respond (fixture, "publish");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "published");
  activate (fixture, "view.retire");
  dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  tw_ui_period_shot (dialog, "dialog-retire");
  entry = tw_ui_test_find (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-02-30");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "retire"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "2030-12-31");
  respond (fixture, "retire");
  g_assert_cmpstr (tw_program_page_get_version (page)->state, ==, "retired");
  g_assert_false (is_enabled (fixture, "retire"));
  shot (fixture, "program-retired");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
}

/* What blocks is listed before anything is published, leads to its place, and can be answered for.
 */
static void
test_blocked (Fixture       *fixture,
              gconstpointer  data)
{
  TwProgramPage *page =
      import_program (fixture, "\"mode\": \"marginal\"", "\"mode\": \"retroactive\"");
  g_autoptr (GPtrArray) findings = NULL;
  const TwFinding *first = NULL;
  GtkWidget *dialog;

  page = tw_programs_view_get_program_page (fixture->view);
  type_into (page, "/rules/0/table/bands/1/rate", "0.1 %");
  findings = g_ptr_array_ref (tw_program_page_get_findings (page));
  g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_ERROR), >, 0);
  for (guint i = 0; i < findings->len && first == NULL; i++)
    {
      if (((TwFinding *) g_ptr_array_index (findings, i))->severity == TW_SEVERITY_ERROR)
        first = g_ptr_array_index (findings, i);
    }

  tw_program_page_show (page, "checks");
  tw_ui_test_settle ();
  shot (fixture, "program-checks");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  activate (fixture, "view.publish");
  dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "publish"));
  tw_ui_period_shot (dialog, "dialog-blocked");
  gtk_window_close (GTK_WINDOW (dialog));

  tw_program_page_jump (page, first->path);
  tw_ui_test_settle ();
  shot (fixture, "program-jump");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.waive", "(ss)", first->code,
                              first->path);
  dialog = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "go"));
  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find (dialog, ADW_TYPE_ENTRY_ROW)),
                         "Agreed with finance");
  respond (fixture, "go");
  g_assert_cmpuint (tw_findings_count (tw_program_page_get_findings (page), TW_SEVERITY_ERROR), ==,
                    tw_findings_count (findings, TW_SEVERITY_ERROR) - 1);
  tw_program_page_show (page, "checks");
  shot (fixture, "program-waived");
}

/* Each template makes a draft that can be read. */
static void
test_templates (Fixture       *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const TwProgramTemplate *template = tw_program_template_nth (i);
      g_autofree char *text = tw_program_template_text (template->id, NULL);
      g_autofree char *path = g_build_filename (fixture->dir, "template.json", NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;

      g_assert_true (g_file_set_contents (path, text, -1, &error));
      tw_programs_view_import_path (fixture->view, path);
      tw_ui_period_wait (fixture->document);
      g_assert_nonnull (strstr (text, tw_program_page_get_version (
                                          tw_programs_view_get_program_page (fixture->view))->name));
      tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
      name = g_strdup_printf ("template-%s", template->id);
      shot (fixture, name);
      g_free (name);
      name = g_strdup_printf ("template-%s-tiers", template->id);
      tw_program_page_show (tw_programs_view_get_program_page (fixture->view), "tiers");
      shot (fixture, name);
    }
}

/* A file that makes no sense is refused, and nothing changes; what is exported is what was
 * imported. */
static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "bad.json", NULL);
  g_autofree char *out = g_build_filename (fixture->dir, "out.json", NULL);
  g_autofree char *written = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (g_file_set_contents (
      path, "{ \"tierwright\": 1, \"name\": \"X\", \"surprise\": 1, \"rules\": 3 }", -1, NULL));
  g_assert_false (tw_programs_view_import_path (fixture->view, path));
  tw_ui_period_wait (fixture->document);
  tw_ui_period_shot (find_dialog (ADW_TYPE_MESSAGE_DIALOG), "dialog-refused");
  gtk_window_close (GTK_WINDOW (find_dialog (ADW_TYPE_MESSAGE_DIALOG)));
  g_assert_cmpuint (fixture->view->versions->len, ==, 0);

  import_program (fixture, NULL, NULL);
  g_assert_true (tw_programs_view_export_to (fixture->view, out));
  g_assert_true (g_file_get_contents (out, &written, NULL, NULL));
  expected = tw_program_document_to_text (
    tw_program_page_get_document (tw_programs_view_get_program_page (fixture->view)));
  g_assert_cmpstr (written, ==, expected);
  tw_test_assert_contains (written, "Volume <rebate>");
}

static void
test_widths (Fixture       *fixture,
             gconstpointer  data)
{
  const int widths[] = { 360, 800, 1280 };
  TwProgramPage *page = import_program (fixture, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      const char *tabs[] = { "rules", "tiers", "checks", "objective" };

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 800);
      tw_ui_test_settle ();
      /* Nothing in it asks for more room than there is. */
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, widths[i]);

      for (guint j = 0; j < G_N_ELEMENTS (tabs); j++)
        {
          g_autofree char *name = g_strdup_printf ("program-%s-%d", tabs[j], widths[i]);

          tw_program_page_show (page, tabs[j]);
          shot (fixture, name);
        }
    }

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  tw_program_page_show (page, "rules");
  shot (fixture, "program-rules-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/ui/programs/empty", Fixture, NULL, setup, test_empty, teardown);
  g_test_add ("/ui/programs/edit", Fixture, NULL, setup, test_edit, teardown);
  g_test_add ("/ui/programs/publish", Fixture, NULL, setup, test_publish, teardown);
  g_test_add ("/ui/programs/publish-in-thread", Fixture, NULL, setup, test_publish_in_thread, teardown);
  g_test_add ("/ui/programs/review", Fixture, NULL, setup, test_review, teardown);
  g_test_add ("/ui/programs/blocked", Fixture, NULL, setup, test_blocked, teardown);
  g_test_add ("/ui/programs/templates", Fixture, NULL, setup, test_templates, teardown);
  g_test_add ("/ui/programs/files", Fixture, NULL, setup, test_files, teardown);
  g_test_add ("/ui/programs/widths", Fixture, NULL, setup, test_widths, teardown);

  status = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return status;
}
