/* test-writes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every action of every view, by name: those that write without asking make one entry of the history, named in words,
 * and a toast that offers to undo it, which brings the tables back; those that ask change nothing before the answer.
 * An action that isn't in the table fails the test, so that a new one is thought of. */

#include "config.h"

#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "common/tw-table-private.h"
#include "pipeline/tw-deal-card.h"
#include "plans/tw-plans-private.h"
#include "tw-model-test.h"
#include "tw-ui-sample.h"

#include <string.h>

typedef enum
{
  LOOKS,    /* shows something, or writes a file that is asked for: nothing in the workspace changes */
  WRITES,   /* and is walked below */
  ASKS,     /* a dialog; what is written when it is answered is walked by the tests of the dialog */
  WORKS,    /* a job or a page of its own, walked by the view's own test */
} Kind;

typedef struct
{
  const char *view;
  const char *action;
  Kind        kind;
} Write;

static const Write table[] = {
  { "overview", "reload", LOOKS },            { "overview", "export", LOOKS },
  { "partners", "new", ASKS },                { "partners", "open", LOOKS },
  { "partners", "details", LOOKS },           { "partners", "export", LOOKS },
  { "partners", "reload", LOOKS },            { "partners", "next-tab", LOOKS },
  { "partners", "previous-tab", LOOKS },      { "partners", "remove", WRITES },
  { "partners", "set-field", ASKS },          { "partners", "export-selected", LOOKS },
  { "partners", "set-tier", ASKS },           { "partners", "why-tier", LOOKS },
  { "partners", "merge", ASKS },              { "partners", "find-duplicates", LOOKS },
  { "partners", "open-window", LOOKS },
  { "plans", "new", ASKS },                   { "plans", "new-from-template", ASKS },
  { "plans", "open", LOOKS },                 { "plans", "edit-plan", ASKS },
  { "plans", "open-window", LOOKS },          { "pipeline", "open-window", LOOKS },
  { "statements", "open-window", LOOKS },
  { "plans", "remove-plan", WRITES },         { "plans", "remove", WRITES },
  { "plans", "advance", WRITES },             { "plans", "item-add", ASKS },
  { "plans", "item-edit", ASKS },             { "plans", "item-done", WRITES },
  { "plans", "record", ASKS },                { "plans", "milestone-move", WRITES },
  { "plans", "start-review", WRITES },        { "plans", "close-review", ASKS },
  { "plans", "add-action", ASKS },            { "plans", "details", LOOKS },
  { "plans", "export", LOOKS },               { "plans", "reload", LOOKS },
  { "plans", "next-tab", LOOKS },             { "plans", "previous-tab", LOOKS },
  { "plans", "tab-changed", LOOKS },
  { "pipeline", "new", ASKS },                { "pipeline", "open", LOOKS },
  { "pipeline", "details", LOOKS },           { "pipeline", "move", WRITES },
  { "pipeline", "move-step", WRITES },        { "pipeline", "win", ASKS },
  { "pipeline", "lose", ASKS },               { "pipeline", "register", ASKS },
  { "pipeline", "roles", ASKS },              { "pipeline", "stages", ASKS },
  { "pipeline", "remove", WRITES },           { "pipeline", "copy", LOOKS },
  { "pipeline", "show-ending", LOOKS },       { "pipeline", "export", LOOKS },
  { "pipeline", "reload", LOOKS },            { "pipeline", "next-tab", LOOKS },
  { "pipeline", "previous-tab", LOOKS },      { "pipeline", "mode", LOOKS },
  { "pipeline", "approve", WORKS },           { "pipeline", "approve-next", WORKS },
  { "pipeline", "reject", ASKS },             { "pipeline", "extend", WORKS },
  { "pipeline", "open-deal", LOOKS },         { "pipeline", "remove-registration", WORKS },
  { "pipeline", "register-new", ASKS },
  { "statements", "calculate", WORKS },       { "statements", "approve", WORKS },
  { "statements", "approve-next", WORKS },    { "statements", "approve-unflagged", ASKS },
  { "statements", "reopen", ASKS },           { "statements", "adjust", ASKS },
  { "statements", "remove-adjustment", WORKS }, { "statements", "export", LOOKS },
  { "statements", "export-all", LOOKS },      { "statements", "open", LOOKS },
  { "statements", "go-to-period", LOOKS },    { "statements", "why", LOOKS },
  { "statements", "details", LOOKS },         { "statements", "next-tab", LOOKS },
  { "statements", "previous-tab", LOOKS },    { "statements", "reload", LOOKS },
  { "statements", "queue", LOOKS },           { "statements", "lock", ASKS },
  { "statements", "unlock", WORKS },
  { "programs", "new", ASKS },                { "programs", "import", LOOKS },
  { "programs", "import-file", WORKS },       { "programs", "export", LOOKS },
  { "programs", "proposals", LOOKS },         { "programs", "guide", LOOKS },
  { "programs", "compare", LOOKS },           { "programs", "compare-jump", LOOKS },
  { "programs", "publish", ASKS },            { "programs", "submit", WORKS },
  { "programs", "withdraw", ASKS },           { "programs", "retire", ASKS },
  { "programs", "open-version", LOOKS },      { "programs", "amend", ASKS },
  { "programs", "waive", ASKS },              { "programs", "jump", LOOKS },
  { "programs", "remove", WORKS },            { "programs", "next-tab", LOOKS },
  { "programs", "previous-tab", LOOKS },      { "programs", "reload", LOOKS },
  { "programs", "findings", LOOKS },
  { "analytics", "board-report", LOOKS },     { "analytics", "investments", LOOKS },
  { "analytics", "new", ASKS },               { "analytics", "open", LOOKS },
  { "analytics", "remove", WORKS },           { "analytics", "export", LOOKS },
  { "analytics", "reload", LOOKS },           { "analytics", "reset-order", LOOKS },
  { "analytics", "last-period", LOOKS },
};

static const Write *
find_write (const char *view,
            const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (g_str_equal (table[i].view, view) && g_str_equal (table[i].action, action))
        return &table[i];
    }

  return NULL;
}

static void
test_known (TwUiSample    *self,
            gconstpointer  data)
{
  guint n = 0;

  for (guint i = 0; i < tw_views_count (); i++)
    {
      const char *name = tw_views_nth (i)->name;
      TwView *view = tw_ui_sample_show (self, name);
      g_auto (GStrv) actions = g_action_group_list_actions (G_ACTION_GROUP (tw_view_get_actions (view)));

      for (guint j = 0; actions[j] != NULL; j++, n++)
        {
          if (find_write (name, actions[j]) == NULL)
            g_test_message ("%s: view.%s isn't known", name, actions[j]);
          if (find_write (name, actions[j]) == NULL)
            g_test_fail ();
        }
    }
  g_assert_cmpuint (n, >, 80);
}

/* --- those that write --- */

static GtkWidget *
find_undo (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Undo") == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_undo (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_toast (gpointer data)
{
  return tw_toast_get_text (((TwUiSample *) data)->window->toast) != NULL;
}

static void
assert_no_dialog (TwUiSample *self,
                  const char *action)
{
  GtkWindow *dialog = tw_ui_sample_dialog (self);

  if (dialog != NULL && ADW_IS_MESSAGE_DIALOG (dialog))
    g_error ("%s is refused: %s", action, adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)));
  if (dialog != NULL)
    g_error ("%s asks in “%s”", action, gtk_window_get_title (dialog));
}

/* One entry in words, a toast of at most five words with Undo, and Undo brings everything back. */
static void
walk (TwUiSample *self,
      const char *action,
      GVariant   *target)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autofree char *before = tw_model_test_state (workspace);
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autofree char *toast = NULL;
  g_auto (GStrv) words = NULL;
  gint64 entries = tw_ui_sample_int (self, "SELECT count (*) FROM history");
  GtkWidget *undo;

  tw_toast_dismiss (self->window->toast);
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (self->window->view), action, target))
    g_error ("%s can't be done", action);
  tw_ui_test_settle ();
  assert_no_dialog (self, action);
  tw_ui_test_wait (has_toast, self);
  tw_ui_test_settle ();

  g_assert_cmpint (tw_ui_sample_int (self, "SELECT count (*) FROM history"), ==, entries + 1);
  label = g_strdup (tw_document_get_undo_label (self->document));
  toast = g_strdup (tw_toast_get_text (self->window->toast));
  g_test_message ("%s: “%s”, “%s”", action, label, toast);
  g_assert_nonnull (label);
  g_assert_cmpuint (strlen (label), >, 5);
  g_assert_false (g_regex_match_simple ("[a-z]_[a-z]|CHK-|NULL", label, 0, 0));
  words = g_strsplit (toast, " ", -1);
  g_assert_cmpuint (g_strv_length (words), <=, 6);

  undo = find_undo (GTK_WIDGET (self->window->toast));
  if (undo == NULL)
    g_error ("%s: “%s” offers no Undo", action, toast);
  g_signal_emit_by_name (undo, "clicked");
  tw_ui_test_settle ();
  after = tw_model_test_state (workspace);
  g_assert_cmpstr (after, ==, before);
}

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
select_key (TwUiSample *self,
            const char *view,
            gint64      key)
{
  TwTable *list;

  tw_ui_sample_show (self, view);
  list = TW_TABLE (tw_ui_test_find (GTK_WIDGET (self->window->view), TW_TYPE_TABLE));
  g_assert_true (tw_table_select (list, key));
  g_assert_true (tw_table_focus_row (list));
  tw_ui_test_settle ();
  g_assert_true (tw_table_focus_row (list));
}

static void
test_pipeline (TwUiSample    *self,
               gconstpointer  data)
{
  g_autofree char *stage = tw_model_test_text (tw_document_get_workspace (self->document),
                                               "SELECT name FROM stage WHERE kind = 'open' ORDER BY position DESC LIMIT 1");

  select_deal (self);
  walk (self, "view.move", g_variant_new_string (stage));
  select_deal (self);
  walk (self, "view.move-step", g_variant_new_int32 (1));
  select_deal (self);
  walk (self, "view.remove", NULL);
}

static void
test_plans (TwUiSample    *self,
            gconstpointer  data)
{
  TwPlansView *view;
  TwTable *list;

  select_key (self, "plans", tw_ui_sample_int (self, "SELECT id FROM plan WHERE state = 'agreed'"));
  walk (self, "view.advance", NULL);
  select_key (self, "plans", tw_ui_sample_int (self, "SELECT id FROM plan WHERE state = 'agreed'"));
  walk (self, "view.remove", NULL);

  /* On a plan's page: its milestones. */
  tw_ui_sample_open (self, "plan", "SELECT plan FROM plan_milestone WHERE done IS NULL ORDER BY id LIMIT 1");
  view = TW_PLANS_VIEW (self->window->view);
  tw_plan_page_show_tab (view->page, "timeline");
  tw_ui_test_settle ();
  list = tw_plan_items_get_table (tw_plan_page_get_items (view->page));
  g_assert_true (tw_table_select (list, tw_ui_sample_int (self, "SELECT id FROM plan_milestone WHERE done IS NULL"
                                                                " ORDER BY id LIMIT 1")));
  g_assert_true (tw_table_focus_row (list));
  tw_ui_test_settle ();
  walk (self, "view.milestone-move", g_variant_new_int32 (7));
  walk (self, "view.item-done", NULL);
  walk (self, "view.remove", NULL);
}

/* Somebody without anything else that hangs on it. */
static void
test_partners (TwUiSample    *self,
               gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (TwRow) row = tw_model_test_add (workspace, "partner", "external_id", "X-1", "name", "Nobody Yet", NULL);

  tw_document_changed (self->document);
  tw_ui_test_settle ();
  select_key (self, "partners", tw_row_get_id (row));
  walk (self, "view.remove", NULL);
}

int
main (int    argc,
      char **argv)
{
  tw_ui_sample_init (&argc, &argv);

  tw_ui_sample_add ("/ui/writes/known", test_known);
  tw_ui_sample_add ("/ui/writes/pipeline", test_pipeline);
  tw_ui_sample_add ("/ui/writes/plans", test_plans);
  tw_ui_sample_add ("/ui/writes/partners", test_partners);

  return tw_ui_sample_run ();
}
