/* test-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-draft.h"
#include "common/tw-form.h"
#include "common/tw-row-dialog.h"
#include "tw-row-store.h"
#include "tw-ui-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* What was typed and not saved, and everything that people type and can't be saved. */

static const char *const fields[] = {
  "name", "external_id", "currency", "since", "manager", "note", NULL,
};

static char *program;

/* Reported with its text, so that a list of inputs can be checked against what is said. */
static void
collect_errors (GtkWidget *widget,
                GString   *all)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error")
      && gtk_widget_get_mapped (widget))
    g_string_append_printf (all, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_errors (child, all);
}

static TwForm *
show_form (TwWorkspace *workspace,
           TwRow       *row,
           const char  *draft,
           GtkWidget  **window)
{
  TwForm *form = tw_form_new (workspace, row, FALSE, fields);
  GtkWidget *group = adw_preferences_group_new ();

  if (draft != NULL)
    tw_form_keep_draft (form, draft);

  tw_form_add_to (form, ADW_PREFERENCES_GROUP (group));
  *window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (*window), "Test");
  adw_window_set_content (ADW_WINDOW (*window), group);
  gtk_window_present (GTK_WINDOW (*window));
  tw_ui_test_settle ();

  return form;
}

static GtkEditable *
get_entry (GtkWidget  *window,
           const char *label)
{
  GtkWidget *row = tw_ui_test_find_named (window, label);

  g_assert_nonnull (row);

  return GTK_EDITABLE (row);
}

static void
leave (GtkWidget  *window,
       const char *label)
{
  gtk_widget_grab_focus (GTK_WIDGET (get_entry (window, label)));
  gtk_widget_grab_focus (GTK_WIDGET (
      get_entry (window, g_str_equal (label, "Name") ? "External ID" : "Name")));
  tw_ui_test_settle ();
}

typedef struct
{
  const char *label;
  const char *text;
  const char *message;  /* part of it */
} BadInput;

static const BadInput bad_inputs[] = {
  { "Name", "Kestrel\x01", "control character (U+0001) at position 8" },
  { "Name", "two\nlines", "control character (U+000A) at position 4" },
  { "Name", "Kestrel \xe2\x80\xae" "gnp", "U+202E) at position 9 that turns" },
  { "Name", "\xe2\x81\xa6isolate", "U+2066) at position 1" },
  { "Partner since", "0001-01-01", "0001-01-01" },
  { "Partner since", "yesterday", "yesterday" },
  { "Partner since", "2026-13-01", "2026-13-01" },
  { "Partner since", "123456789012345678901234567890", "123456789012345678901234567890" },
  { "Currency", "Dollars", "DOLLARS" },
  { "Manager", "Nobody", "Nobody" },
  { "External ID", "P002", "taken by “Partner" },
};

/* Each is answered at its field when it is left, and stays as it was typed. */
static void
test_bad_input (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);

  for (guint i = 0; i < G_N_ELEMENTS (bad_inputs); i++)
    {
      const BadInput *bad = &bad_inputs[i];
      g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
      GtkWidget *window;
      g_autoptr (TwForm) form = show_form (workspace, row, NULL, &window);
      GtkEditable *entry = get_entry (window, bad->label);
      g_autoptr (GString) said = g_string_new (NULL);

      gtk_editable_set_text (entry, bad->text);
      leave (window, bad->label);
      g_assert_cmpstr (gtk_editable_get_text (entry), ==, bad->text);
      collect_errors (window, said);
      tw_test_assert_contains (said->str, bad->message);
      gtk_test_accessible_assert_state (GTK_WIDGET (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
      g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry),
                                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
      gtk_window_destroy (GTK_WINDOW (window));
      tw_ui_test_spin (10);
    }

  tw_document_close (document);
}

/* The message goes while somebody types, as soon as it is right. */
static void
test_put_right (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
  GtkWidget *window;
  g_autoptr (TwForm) form = show_form (workspace, row, NULL, &window);
  GtkEditable *since = get_entry (window, "Partner since");
  GtkEditable *name = get_entry (window, "Name");
  g_autoptr (GString) said = g_string_new (NULL);

  gtk_editable_set_text (since, "2026-02-3");
  leave (window, "Partner since");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (since), "error"));
  gtk_editable_set_text (since, "2026-02-03");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (since), "error"));

  /* Then it says how it was read. */
  leave (window, "Partner since");
  g_assert_nonnull (tw_ui_test_find_named (window, "Partner since"));

  /* Emoji and marks of direction are letters' business; a cleared name is asked for. */
  gtk_editable_set_text (name, "Kestrel 🦅 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\xe2\x80\x8f");
  leave (window, "Name");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (name), "error"));

  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);
}

/* 100 kB are more than an entry holds: it says so, and keeps what was there. */
static void
test_long (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
  GtkWidget *window;
  g_autoptr (TwForm) form = show_form (workspace, row, NULL, &window);
  GtkEditable *name = get_entry (window, "Name");
  g_autofree char *huge = g_strnfill (100000, 'x');
  g_autofree char *large = g_strnfill (501, 'x');
  g_autoptr (GString) said = g_string_new (NULL);
  int position = 0;

  gtk_editable_set_text (name, "Kestrel");
  gtk_editable_insert_text (gtk_editable_get_delegate (name), huge, -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Kestrel");
  collect_errors (window, said);
  tw_test_assert_contains (said->str, "100000 bytes, and at most 500 are kept");

  gtk_editable_set_text (name, large);
  leave (window, "Name");
  g_string_truncate (said, 0);
  collect_errors (window, said);
  tw_test_assert_contains (said->str, "501 bytes, and at most 500");
  g_assert_cmpuint (strlen (gtk_editable_get_text (name)), ==, 501);

  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);
}

static void
on_open (TwForm     *form,
         const char *entity,
         gint64      id,
         gint64     *opened)
{
  g_assert_cmpstr (entity, ==, "partner");
  *opened = id;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *prefix)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), prefix))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, prefix);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Who has the external id stands beside the message, one click away. */
static void
test_link (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
  GtkWidget *window;
  g_autoptr (TwForm) form = show_form (workspace, row, NULL, &window);
  gint64 opened = 0;
  GtkWidget *button;

  g_signal_connect (form, "open-record", G_CALLBACK (on_open), &opened);
  gtk_editable_set_text (get_entry (window, "External ID"), "P003");
  leave (window, "External ID");
  tw_ui_test_settle ();
  button = find_button (window, "Open Partner ");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (opened, ==, 3);

  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);
}

/* --- drafts --- */

/* In a process of its own, which is killed while it waits. */
static int
type_and_wait (const char *path)
{
  g_autoptr (GError) error = NULL;
  TwDocument *document = tw_document_open (path, &error);
  TwRow *row;
  TwForm *form;
  GtkWidget *window;

  g_assert_no_error (error);
  row = tw_row_new (tw_document_get_workspace (document), tw_entity_find ("partner"));
  form = show_form (tw_document_get_workspace (document), row, "partner/0", &window);
  gtk_editable_set_text (get_entry (window, "Name"), "Kestrel = \"A\"; [x]\\n \xc3\xa9 🦅 ");
  gtk_editable_set_text (get_entry (window, "Partner since"), "31 Feb");
  tw_ui_test_settle_kept ();
  g_assert_true (tw_form_is_changed (form));
  g_print ("typed\n");
  fflush (stdout);
  tw_ui_test_spin (20000);

  return 1;
}

static void
type_and_kill (const char *path)
{
  const char *argv[] = { program, "--type-and-wait", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) channel = NULL;
  g_autofree char *line = NULL;
  int output;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &output, NULL, &error);
  g_assert_no_error (error);
  channel = g_io_channel_unix_new (output);

  do
    {
      g_clear_pointer (&line, g_free);
      g_assert_cmpint (g_io_channel_read_line (channel, &line, NULL, NULL, NULL), ==,
                       G_IO_STATUS_NORMAL);
    }
  while (!g_str_has_prefix (line, "typed"));

  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  g_io_channel_shutdown (channel, FALSE, NULL);
}

static guint
count_drafts (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "tierwright", "drafts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      g_assert_true (g_str_has_suffix (name, ".draft"));
      n++;
    }

  return n;
}

/* A killed process leaves what was typed, which is there again, with what is wrong with it. */
static void
test_killed (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  g_autofree char *path = g_strdup (tw_document_get_path (document));
  TwWorkspace *workspace;
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwForm) form = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  tw_document_close (document);
  g_assert_finalize_object (g_steal_pointer (&document));
  g_assert_cmpuint (count_drafts (), ==, 0);
  type_and_kill (path);
  g_assert_cmpuint (count_drafts (), ==, 1);

  document = tw_document_open (path, &error);
  g_assert_no_error (error);
  workspace = tw_document_get_workspace (document);
  row = tw_row_new (workspace, tw_entity_find ("partner"));
  form = show_form (workspace, row, "partner/0", &window);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, "Name")), ==,
                   "Kestrel = \"A\"; [x]\\n \xc3\xa9 🦅 ");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, "Partner since")), ==, "31 Feb");
  g_assert_true (tw_form_is_changed (form));
  collect_errors (window, said);
  tw_test_assert_contains (said->str, "31 Feb");
  g_assert_nonnull (find_button (window, "_Discard"));

  /* Another form of the same workspace has nothing of it. */
  g_assert_null (tw_draft_read (workspace, "partner/1"));

  g_signal_emit_by_name (find_button (window, "_Discard"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, "Name")), ==, "");
  g_assert_false (tw_form_is_changed (form));
  g_assert_cmpuint (count_drafts (), ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);
}

/* A form that was closed in order leaves nothing. */
static void
test_closed (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("partner"));
  GtkWidget *window;
  TwForm *form = show_form (workspace, row, "partner/0", &window);

  gtk_editable_set_text (get_entry (window, "Name"), "Kestrel");
  tw_ui_test_settle_kept ();
  g_assert_cmpuint (count_drafts (), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  g_assert_finalize_object (form);
  g_assert_cmpuint (count_drafts (), ==, 0);
  tw_document_close (document);
}

/* Half a file, or somebody else's, is none. */
static void
test_damaged (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (TwDocument) document = tw_ui_test_document (dir, 3, 0);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "tierwright", "drafts", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GDir *files;

  g_hash_table_insert (texts, (gpointer) "name", (gpointer) "Kestrel");
  g_assert_true (tw_draft_write (workspace, "partner/0", texts, &error));
  g_assert_no_error (error);
  files = g_dir_open (folder, 0, NULL);
  path = g_build_filename (folder, g_dir_read_name (files), NULL);
  g_dir_close (files);
  g_assert_true (g_file_set_contents (path, "[form]\nat=2026", -1, NULL));
  g_assert_null (tw_draft_read (workspace, "partner/0"));
  tw_draft_remove (workspace, "partner/0");
  g_assert_cmpuint (count_drafts (), ==, 0);
  tw_document_close (document);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;
  g_autoptr (TwTestDir) state = NULL;

  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--type-and-wait"))
    {
      const char *path = argv[2];

      argc = 1;
      tw_ui_test_init (&argc, &argv);
      application = tw_ui_test_application ();
      return type_and_wait (path);
    }

  /* Also for the process that is killed. */
  state = tw_test_make_dir ();
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();

  g_test_add_func ("/ui/draft/bad-input", test_bad_input);
  g_test_add_func ("/ui/draft/put-right", test_put_right);
  g_test_add_func ("/ui/draft/long", test_long);
  g_test_add_func ("/ui/draft/link", test_link);
  g_test_add_func ("/ui/draft/killed", test_killed);
  g_test_add_func ("/ui/draft/closed", test_closed);
  g_test_add_func ("/ui/draft/damaged", test_damaged);

  return g_test_run ();
}
