/* test-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a change says of itself: a toast in words whose Undo takes back that change and no other; and how dialogs are
 * answered by keyboard. */

#include "config.h"

#include "application/tw-window-private.h"
#include "common/tw-draft.h"
#include "common/tw-table-private.h"
#include "pipeline/tw-deal-card.h"
#include "tw-model-test.h"
#include "tw-row-store.h"
#include "tw-ui-keys.h"
#include "tw-ui-sample.h"

#include <string.h>

/* --- toasts --- */

/* (nullable) */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
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

/* (nullable): the Undo of the toast on show. */
static GtkWidget *
find_undo (GtkWidget *widget)
{
  return find_button (widget, "Undo");
}

static gboolean
has_toast (gpointer data)
{
  TwUiSample *self = data;

  return tw_toast_get_text (self->window->toast) != NULL;
}

static void
run (TwUiSample *self,
     const char *action)
{
  g_test_message ("%s", action);
  tw_toast_dismiss (self->window->toast);
  g_assert_null (tw_toast_get_text (self->window->toast));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window->view), action, NULL));
  tw_ui_test_settle ();
  if (tw_ui_sample_dialog (self) != NULL)
    g_error ("%s was refused: %s", action, adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (tw_ui_sample_dialog (self))));
  tw_ui_test_wait (has_toast, self);
  tw_ui_test_settle ();
}

/* The change made one entry, and the toast on show offers to undo it. */
static void
assert_told (TwUiSample *self,
             gint64      entries)
{
  GtkWidget *undo = find_undo (GTK_WIDGET (self->window->toast));
  gint64 last = tw_document_get_last_entry (self->document);

  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM history"), ==, entries + 1);
  g_assert_cmpint (last, ==, tw_ui_sample_int (self, "SELECT max (id) FROM history"));
  g_assert_nonnull (tw_toast_get_text (self->window->toast));
  g_assert_nonnull (undo);
}

/* The first card of the board. */
static void
select_deal (TwUiSample *self)
{
  GtkWidget *card;

  tw_ui_sample_show (self, "pipeline");
  card = tw_ui_test_find (GTK_WIDGET (self->window->view), TW_TYPE_DEAL_CARD);
  g_assert_nonnull (card);
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (card)));
  tw_ui_test_settle ();
}

static void
select_first (TwUiSample *self,
              const char *view)
{
  TwTable *table;

  tw_ui_sample_show (self, view);
  table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (self->window->view), TW_TYPE_TABLE));
  g_assert_true (tw_table_focus_row (table));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (table->selection), 0, TRUE);
  tw_ui_test_settle ();
  /* Beside the list its page may have opened. */
  g_assert_true (tw_table_focus_row (table));
}

static void
test_told (TwUiSample    *self,
           gconstpointer  data)
{
  static const struct { const char *view, *action; } changes[] = {
    { "pipeline", "view.remove" }, { "plans", "view.remove" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      gint64 entries = tw_ui_sample_int (self, "SELECT count (*) FROM history");

      if (g_str_equal (changes[i].view, "pipeline"))
        select_deal (self);
      else
        select_first (self, changes[i].view);
      run (self, changes[i].action);
      assert_told (self, entries);
    }
}

static void
rename_partner (TwUiSample *self,
                const char *name)
{
  g_autoptr (TwRow) row = tw_row_read (tw_document_get_workspace (self->document), tw_entity_find ("partner"), 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_row_set_text (row, "name", name, &error));
  g_assert_true (tw_row_save (row, NULL, &error));
  g_assert_no_error (error);
  tw_document_changed (self->document);
}

/* A deal is removed, then a partner is renamed elsewhere; the toast of the first brings the deal back, and the name
 * stays. */
static void
test_old_toast (TwUiSample    *self,
                gconstpointer  data)
{
  gint64 deals = tw_ui_sample_int (self, "SELECT count (*) FROM opportunity");
  gint64 entries;
  GtkWidget *undo;

  select_deal (self);
  run (self, "view.remove");
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM opportunity"), ==, deals - 1);
  rename_partner (self, "Renamed meanwhile");
  entries = tw_ui_sample_int (self, "SELECT count (*) FROM history");

  undo = find_undo (GTK_WIDGET (self->window->toast));
  g_assert_nonnull (undo);
  g_signal_emit_by_name (undo, "clicked");
  tw_ui_test_settle ();
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM opportunity"), ==, deals);
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM partner WHERE id = 1 AND name = 'Renamed meanwhile'"),
                   ==, 1);
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM history"), ==, entries + 1);
}

/* --- dialogs --- */

static gboolean
has_mnemonic (const char *label)
{
  const char *sign = label != NULL ? strchr (label, '_') : NULL;

  return sign != NULL && sign[1] != '\0' && sign[1] != '_';
}

/* Buttons with words outside of lists and pop-ups are what a dialog is answered with. */
static void
assert_mnemonics (GtkWidget *widget,
                  guint     *n)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || GTK_IS_LIST_BOX (widget))
    return;

  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    {
      const char *label = gtk_button_get_label (GTK_BUTTON (widget));

      if (!gtk_button_get_use_underline (GTK_BUTTON (widget)) || !has_mnemonic (label))
        g_error ("The button “%s” has no letter", label);
      (*n)++;
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_mnemonics (child, n);
}

/* Enter gives the answer that the dialog is about. */
static void
assert_default (GtkWindow *dialog)
{
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  if (button == NULL)
    g_error ("Enter answers nothing in “%s”", gtk_window_get_title (dialog));
  if (ADW_IS_MESSAGE_DIALOG (dialog))
    {
      g_assert_nonnull (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)));
      return;
    }
  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
}

static GtkWindow *
open_dialog (TwUiSample *self,
             const char *action)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (self->window->view), action, NULL);
  tw_ui_test_settle ();
  dialog = tw_ui_sample_dialog (self);
  if (dialog == NULL)
    g_error ("%s opens no dialog", action);

  return dialog;
}

static void
check_dialog (TwUiSample *self,
              const char *action,
              const char *cancel)
{
  GtkWindow *dialog = open_dialog (self, action);
  gint64 entries = tw_ui_sample_int (self, "SELECT count (*) FROM history");
  guint n = 0;

  g_test_message ("%s: %s", action, gtk_window_get_title (dialog));
  assert_default (dialog);
  assert_mnemonics (GTK_WIDGET (dialog), &n);
  g_assert_cmpuint (n, >=, 2);
  tw_ui_keys_press (dialog, "Escape");
  tw_ui_test_settle ();
  g_assert_null (tw_ui_sample_dialog (self));

  dialog = open_dialog (self, action);
  tw_ui_keys_press (dialog, cancel);
  tw_ui_test_settle ();
  g_assert_null (tw_ui_sample_dialog (self));
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM history"), ==, entries);
}

static void
test_dialogs (TwUiSample    *self,
              gconstpointer  data)
{
  if (!tw_ui_keys_available ())
    return;

  tw_ui_sample_show (self, "partners");
  check_dialog (self, "view.new", "alt+c");
  tw_ui_sample_show (self, "plans");
  check_dialog (self, "view.new", "alt+c");
  check_dialog (self, "view.new-from-template", "alt+c");
  tw_ui_sample_show (self, "programs");
  check_dialog (self, "view.new", "alt+c");
  select_deal (self);
  check_dialog (self, "view.roles", "alt+c");
  check_dialog (self, "view.register", "alt+c");
  check_dialog (self, "view.lose", "alt+c");
  tw_ui_sample_open (self, "program", "SELECT min (id) FROM program");
  check_dialog (self, "view.amend", "alt+c");
}

/* The first @n rows of the list. */
static void
select_rows (TwUiSample *self,
             guint       n)
{
  TwTable *table;

  tw_ui_sample_show (self, "partners");
  table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (self->window->view), TW_TYPE_TABLE));
  g_assert_true (tw_table_focus_row (table));
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (table->selection));
  for (guint i = 0; i < n; i++)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (table->selection), i, FALSE);
  tw_ui_test_settle ();
}

/* Several windows may be open: the one with this title. */
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

static void
test_partner_dialogs (TwUiSample    *self,
                      gconstpointer  data)
{
  if (!tw_ui_keys_available ())
    return;

  select_rows (self, 1);
  check_dialog (self, "view.set-tier", "alt+c");
  select_rows (self, 2);
  check_dialog (self, "view.merge", "alt+c");
}

/* --- what survives a crash --- */

static GtkWidget *
find_entry (GtkWidget  *dialog,
            const char *name)
{
  GtkWidget *entry = tw_ui_test_find_named (dialog, name);

  if (entry == NULL)
    g_error ("“%s” has no %s", gtk_window_get_title (GTK_WINDOW (dialog)), name);

  return entry;
}

/* What was typed stands in a draft; once more after the process is gone, and not after the dialog was given up. */
static void
check_draft (TwUiSample *self,
             const char *action,
             const char *field,
             const char *key,
             const char *form)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  GtkWindow *dialog = open_dialog (self, action);
  g_autoptr (TwDraft) draft = NULL;

  g_test_message ("%s", form);
  g_assert_null (tw_draft_read (workspace, form));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), field)), "Typed before");
  tw_ui_test_settle_kept ();
  draft = tw_draft_read (workspace, form);
  g_assert_nonnull (draft);
  g_assert_cmpstr (g_hash_table_lookup (draft->texts, key), ==, "Typed before");
  gtk_window_destroy (dialog);
  tw_ui_test_settle ();
  g_assert_null (tw_draft_read (workspace, form));

  /* As a process leaves it that is killed. */
  g_assert_true (tw_draft_write (workspace, form, draft->texts, NULL));
  dialog = open_dialog (self, action);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), field))), ==, "Typed before");
  gtk_window_destroy (dialog);
  tw_ui_test_settle ();
  g_assert_null (tw_draft_read (workspace, form));
}

static void
test_drafts (TwUiSample    *self,
             gconstpointer  data)
{
  TwTable *table;
  g_autofree char *tier = NULL;

  tw_ui_sample_show (self, "plans");
  check_draft (self, "view.new", "Name", "name", "ask/plan/0");
  select_rows (self, 1);
  table = TW_TABLE (tw_ui_test_find (GTK_WIDGET (self->window->view), TW_TYPE_TABLE));
  tier = g_strdup_printf ("tier/1/%" G_GINT64_FORMAT, tw_table_get_current (table));
  check_draft (self, "view.set-tier", "Reason", "reason", tier);
  tw_ui_sample_show (self, "pipeline");
  check_draft (self, "view.register-new", "Customer", "customer", "ask/register/0");
}

/* The roles of a deal are lines, which come back as they were, with those that were added. */
static void
test_roles_draft (TwUiSample    *self,
                  gconstpointer  data)
{
  const char *sql = "SELECT min (c.fact) FROM credit AS c JOIN fact_kind AS k ON k.id = c.fact_kind "
                    "WHERE k.table_name = 'opportunity'";
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autofree char *form = g_strdup_printf ("ask/roles/%" G_GINT64_FORMAT, tw_ui_sample_int (self, sql));
  g_autoptr (TwDraft) draft = NULL;
  GtkWindow *dialog;

  tw_ui_sample_open (self, "opportunity", sql);
  dialog = open_dialog (self, "view.roles");
  gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), "Partner")), "Typed before");
  tw_ui_test_spin (700);
  draft = tw_draft_read (workspace, form);
  g_assert_nonnull (draft);
  tw_test_assert_contains (g_hash_table_lookup (draft->texts, "roles"), "\tTyped before\t");
  gtk_window_destroy (dialog);
  tw_ui_test_spin (200);
  g_assert_null (tw_draft_read (workspace, form));

  g_assert_true (tw_draft_write (workspace, form, draft->texts, NULL));
  dialog = open_dialog (self, "view.roles");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), "Partner"))), ==,
                   "Typed before");
  gtk_window_destroy (dialog);
  tw_ui_test_spin (200);
}

static GtkWindow *
open_new_stage (GtkWindow *stages)
{
  g_signal_emit_by_name (find_button (GTK_WIDGET (stages), "_Add Stage…"), "clicked");
  tw_ui_test_settle ();

  return find_window ("New Stage");
}

/* A dialog above a dialog keeps what was typed as any other. */
static void
test_stage_draft (TwUiSample    *self,
                  gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (TwDraft) draft = NULL;
  GtkWindow *stages;
  GtkWindow *dialog;

  tw_ui_sample_show (self, "pipeline");
  stages = open_dialog (self, "view.stages");
  dialog = open_new_stage (stages);
  gtk_editable_set_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), "Name")), "Typed before");
  tw_ui_test_settle_kept ();
  draft = tw_draft_read (workspace, "ask/stage/0");
  g_assert_nonnull (draft);
  g_assert_cmpstr (g_hash_table_lookup (draft->texts, "name"), ==, "Typed before");
  gtk_window_destroy (dialog);
  tw_ui_test_settle ();
  g_assert_null (tw_draft_read (workspace, "ask/stage/0"));

  g_assert_true (tw_draft_write (workspace, "ask/stage/0", draft->texts, NULL));
  dialog = open_new_stage (stages);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (GTK_WIDGET (dialog), "Name"))), ==,
                   "Typed before");

  /* Added, it isn't kept any more. */
  g_signal_emit_by_name (gtk_window_get_default_widget (dialog), "clicked");
  tw_ui_test_settle ();
  g_assert_null (find_window ("New Stage"));
  g_assert_null (tw_draft_read (workspace, "ask/stage/0"));
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM stage WHERE name = 'Typed before'"), ==, 1);
  gtk_window_destroy (stages);
  tw_ui_test_settle ();
}

/* These do what is pressed in them at once, so that there is nothing to answer with Enter: Esc closes them, and nothing
 * was changed. */
static void
test_other_windows (TwUiSample    *self,
                    gconstpointer  data)
{
  gint64 entries = tw_ui_sample_int (self, "SELECT count (*) FROM history");
  GtkWindow *window;
  guint n = 0;

  if (!tw_ui_keys_available ())
    return;

  tw_ui_sample_show (self, "pipeline");
  window = open_dialog (self, "view.stages");
  assert_mnemonics (GTK_WIDGET (window), &n);
  g_assert_cmpuint (n, >=, 1);
  tw_ui_keys_press (window, "Escape");
  tw_ui_test_settle ();
  g_assert_null (find_window ("Stages and Registrations"));

  /* The import leads from step to step; before a file is chosen it has nothing to lose. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.import", NULL);
  tw_ui_test_settle ();
  window = tw_ui_sample_dialog (self);
  g_assert_nonnull (window);
  n = 0;
  assert_mnemonics (GTK_WIDGET (window), &n);
  g_assert_cmpuint (n, >=, 2);
  g_assert_nonnull (gtk_window_get_default_widget (window));
  tw_ui_keys_press (window, "Escape");
  tw_ui_test_settle ();
  g_assert_null (tw_ui_sample_dialog (self));
  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM history"), ==, entries);
}

int
main (int    argc,
      char **argv)
{
  tw_ui_sample_init (&argc, &argv);

  tw_ui_sample_add ("/ui/changes/told", test_told);
  tw_ui_sample_add ("/ui/changes/old-toast", test_old_toast);
  tw_ui_sample_add ("/ui/changes/dialogs", test_dialogs);
  tw_ui_sample_add ("/ui/changes/partner-dialogs", test_partner_dialogs);
  tw_ui_sample_add ("/ui/changes/drafts", test_drafts);
  tw_ui_sample_add ("/ui/changes/stage-draft", test_stage_draft);
  tw_ui_sample_add ("/ui/changes/roles-draft", test_roles_draft);
  tw_ui_sample_add ("/ui/changes/other-windows", test_other_windows);

  return tw_ui_sample_run ();
}
