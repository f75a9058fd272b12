/* test-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "application/tw-window-private.h"
#include "common/tw-ask-dialog.h"
#include "pipeline/tw-deal-card.h"
#include "pipeline/tw-opportunity-page.h"
#include "pipeline/tw-partner-pipeline.h"
#include "pipeline/tw-pipeline-private.h"
#include "pipeline/tw-roles-dialog.h"
#include "pipeline/tw-board-layout.h"
#include "pipeline/tw-stages-dialog.h"
#include "tw-model-test.h"
#include "common/tw-row-dialog.h"
#include "tw-ui-test.h"

static TwApplication *application;

typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwPipelineView *view;
} Fixture;

/* Three deals in Qualified, one in Proposal, one won in the period that is shown, one with a live protection. */
static const char facts[] =
  "INSERT INTO partner (external_id, name) VALUES ('P1', 'A <R&D> & Söhne'), ('P2', 'Bo');"
  "INSERT INTO customer (external_id, name) VALUES ('C1', 'Fabrikam'), ('C2', 'Contoso');"
  "INSERT INTO category (name) VALUES ('Security');"
  "INSERT INTO product (external_id, name, category) VALUES ('E', 'Shield', 1);"
  "INSERT INTO opportunity (external_id, name, stage, status, value, amount, currency, customer, product, partner, closed, deal_ref) VALUES"
  " ('O0001', 'One', 'Qualified', 'open', 10000, NULL, 'USD', 1, 1, 1, NULL, NULL),"
  " ('O0002', 'Two', 'Qualified', 'open', 20000, NULL, 'USD', 2, 1, 1, NULL, NULL),"
  " ('O0003', 'Three', 'Qualified', 'open', 30000, NULL, 'USD', NULL, NULL, NULL, NULL, NULL),"
  " ('O0004', 'Four', 'Proposal', 'open', 40000, NULL, 'USD', 2, 1, 2, NULL, NULL),"
  " ('O0005', 'Five', 'Won', 'won', 50000, 45000, 'USD', 1, 1, 2, '2026-05-01', NULL),"
  " ('O0006', 'Six', 'Won', 'won', 60000, 60000, 'USD', 1, 1, 2, '2026-01-01', NULL);"
  "INSERT INTO credit (fact_kind, fact, partner, role) VALUES (5, 1, 1, 'sourced'), (5, 1, 2, 'influenced');"
  "INSERT INTO registration (external_id, partner, status, submitted, approved, expires, customer, product, deal_ref) VALUES"
  " ('G0001', 1, 'approved', '2026-04-01', '2026-04-03', '2026-07-03', 1, 1, 'O0001');";

static void
set_up_with (Fixture    *fixture,
             const char *sql)
{
  TwWorkspace *workspace;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->dir = tw_test_make_dir ();
  workspace = tw_model_test_create (fixture->dir);
  tw_model_test_exec (workspace, sql);
  path = g_strdup (tw_workspace_get_path (workspace));
  tw_model_test_close (workspace);
  fixture->document = tw_document_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (tw_document_set_period (fixture->document, "2026-Q2", &error));

  fixture->window = tw_window_new (GTK_APPLICATION (application));
  tw_window_set_document (fixture->window, fixture->document);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1400, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  fixture->view = TW_PIPELINE_VIEW (tw_window_show_view (fixture->window, "pipeline"));
  tw_ui_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_with (fixture, facts);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  tw_document_close (fixture->document);
  g_clear_object (&fixture->document);
  tw_test_remove_dir (fixture->dir);
}

static TwWorkspace *
get_workspace (Fixture *fixture)
{
  return tw_document_get_workspace (fixture->document);
}

static TwBoardColumn *
get_column (Fixture    *fixture,
            const char *stage)
{
  for (guint i = 0; i < tw_board_count (fixture->view->board); i++)
    {
      TwBoardColumn *column = tw_board_nth (fixture->view->board, i);

      if (g_strcmp0 (tw_board_column_get_stage (column)->name, stage) == 0)
        return column;
    }

  g_assert_not_reached ();
}

static guint
count_cards (Fixture    *fixture,
             const char *stage)
{
  return tw_table_source_count (TW_TABLE_SOURCE (tw_board_column_get_source (get_column (fixture, stage))));
}

static void
select_card (Fixture    *fixture,
             const char *stage,
             gint64      key)
{
  g_assert_true (tw_board_column_select (get_column (fixture, stage), key, TRUE));
  tw_ui_test_settle ();
}

static gboolean
is_on_card (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->view->board));
}

/* Who comes to the view stands on the board, though its cards are still being read then. */
static void
test_first_focus (Fixture       *fixture,
                  gconstpointer  data)
{
  TwWindow *other = tw_window_new (gtk_window_get_application (GTK_WINDOW (fixture->window)));
  Fixture seen = { .window = other };

  tw_window_set_document (other, fixture->document);
  gtk_window_present (GTK_WINDOW (other));
  tw_ui_test_settle ();
  seen.view = TW_PIPELINE_VIEW (tw_window_show_view (other, "pipeline"));
  tw_view_focus (TW_VIEW (seen.view));
  tw_ui_test_wait (is_on_card, &seen);
  gtk_window_destroy (GTK_WINDOW (other));
  tw_ui_test_settle ();
}

/* The board, its sums, names of everything; what was won in another period isn't there. */
static void
test_board (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autoptr (TwItem) item = NULL;
  g_autofree char *card = NULL;
  GListModel *model;

  g_assert_cmpuint (tw_board_count (fixture->view->board), ==, 5);
  g_assert_cmpuint (count_cards (fixture, "Qualified"), ==, 3);
  g_assert_cmpuint (count_cards (fixture, "Proposal"), ==, 1);
  g_assert_cmpuint (count_cards (fixture, "Won"), ==, 1);
  name = tw_ui_test_get_name (GTK_WIDGET (get_column (fixture, "Qualified")));
  g_assert_cmpstr (name, ==, "Qualified, 3 opportunities, 600.00\xc2\xa0USD, Weighted 120.00\xc2\xa0USD");
  /* 600 and 400 open; 120 and 200 weighted. */
  g_assert_cmpstr (gtk_label_get_text (fixture->view->summary), ==,
                   "Open 1,000.00\xc2\xa0USD, weighted 320.00\xc2\xa0USD");
  g_assert_cmpstr (gtk_label_get_text (fixture->view->ending), ==, "1 protection ends soon");

  model = G_LIST_MODEL (tw_list_source_get_list (tw_board_column_get_source (get_column (fixture, "Qualified"))));
  item = g_list_model_get_item (model, 2);
  card = tw_deal_card_describe (item, tw_pipeline_get_date (fixture->view), 14);
  g_assert_cmpstr (card, ==,
                   "Fabrikam, 100.00\xc2\xa0USD, A <R&D> & Söhne · Sourced +1, protection ends in 3 days");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  /* The list has the same rows. */
  tw_pipeline_set_board (fixture->view, FALSE);
  tw_ui_test_settle ();
  g_assert_cmpuint (tw_table_source_count (fixture->view->source), ==, 5);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
}

static gboolean
press (GtkWidget       *column,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (column);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);

      return handled;
    }

  return FALSE;
}

static gboolean
has_focus (gpointer column)
{
  return tw_board_column_get_focus (column) != TW_NO_POSITION;
}

/* Ctrl+→ twice, faster than the rows are read: the same card goes on and has the focus in the end; two undos restore
 * the tables exactly. */
static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  select_card (fixture, "Qualified", 2);
  g_assert_true (press (GTK_WIDGET (get_column (fixture, "Qualified")), GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_true (press (GTK_WIDGET (get_column (fixture, "Proposal")), GDK_KEY_Right, GDK_CONTROL_MASK));
  tw_ui_test_settle ();
  g_assert_cmpint (tw_model_test_int (get_workspace (fixture),
                                      "SELECT count (*) FROM opportunity WHERE id = 2 AND stage = 'Negotiation'"), ==, 1);
  g_assert_cmpuint (count_cards (fixture, "Qualified"), ==, 2);
  g_assert_cmpuint (count_cards (fixture, "Negotiation"), ==, 1);
  tw_ui_test_wait (has_focus, get_column (fixture, "Negotiation"));
  g_assert_cmpuint (tw_board_column_get_focus (get_column (fixture, "Negotiation")), ==, 0);
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==, "Moved “Two” to Negotiation");

  g_assert_true (tw_document_undo (fixture->document, &error));
  tw_ui_test_settle ();
  g_assert_cmpuint (count_cards (fixture, "Proposal"), ==, 2);
  tw_ui_test_wait (has_focus, get_column (fixture, "Proposal"));
  g_assert_true (tw_document_undo (fixture->document, &error));
  tw_ui_test_settle ();
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (after, ==, before);

  /* Arrows alone go from column to column and change nothing; what they reach is what the keys act on. */
  g_assert_true (press (GTK_WIDGET (get_column (fixture, "Qualified")), GDK_KEY_Right, 0));
  g_assert_cmpuint (tw_board_column_get_focus (get_column (fixture, "Proposal")), ==, 0);
  tw_ui_test_settle ();
  g_assert_true (press (GTK_WIDGET (get_column (fixture, "Proposal")), GDK_KEY_Right, GDK_CONTROL_MASK));
  tw_ui_test_settle ();
  g_assert_cmpuint (count_cards (fixture, "Proposal"), ==, 0);
  g_assert_cmpint (tw_model_test_int (get_workspace (fixture),
                                      "SELECT count (*) FROM opportunity WHERE id = 4 AND stage = 'Negotiation'"), ==, 1);
}

/* What a drop brings is moved there; onto its own column nothing happens; the menu does the same. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  const gint64 keys[] = { 1, 3 };
  g_autoptr (GVariant) dragged = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, keys, G_N_ELEMENTS (keys), sizeof (gint64)));

  g_signal_emit_by_name (get_column (fixture, "Proposal"), "dropped", dragged);
  tw_ui_test_settle ();
  g_assert_cmpuint (count_cards (fixture, "Proposal"), ==, 3);
  g_assert_cmpuint (count_cards (fixture, "Qualified"), ==, 1);
  g_assert_cmpstr (tw_document_get_undo_label (fixture->document), ==, "Moved 2 opportunities to Proposal");

  select_card (fixture, "Proposal", 4);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view->board), "view.move", "s", "Negotiation");
  tw_ui_test_settle ();
  g_assert_cmpuint (count_cards (fixture, "Negotiation"), ==, 1);
}

/* The window of @type over the one of the workspace. */
static GtkWidget *
find_dialog (GType type)
{
  GtkWidget *found = NULL;
  GList *all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (g_type_is_a (G_OBJECT_TYPE (l->data), type) && gtk_widget_get_visible (l->data))
        found = l->data;
    }

  g_list_free (all);

  return found;
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
type_into (GtkWidget  *dialog,
           const char *field,
           const char *text)
{
  GtkWidget *widget = tw_ui_test_find_named (dialog, field);

  g_assert_nonnull (widget);
  if (!GTK_IS_EDITABLE (widget))
    widget = tw_ui_test_find (widget, GTK_TYPE_TEXT);
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  tw_ui_test_settle ();
}

static void
press_verb (GtkWidget *dialog)
{
  GtkWidget *verb = gtk_window_get_default_widget (GTK_WINDOW (dialog));

  if (gtk_widget_get_sensitive (verb))
    g_signal_emit_by_name (verb, "clicked");
  tw_ui_test_settle ();
}

/* Marked won: a date that is none and 30 digits are answered at their fields; then it is done, and undone. */
static void
test_win (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *const bad[] = { "", "yesterday", "0001-01-01x", "123456789012345678901234567890", "\xe2\x80\xae" "2026", "🙂" };
  g_autofree char *before = tw_model_test_state (get_workspace (fixture));
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  select_card (fixture, "Qualified", 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view->board), "view.win", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (TW_TYPE_ASK_DIALOG);
  g_assert_nonnull (dialog);
  tw_ui_test_assert_named (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *state = NULL;

      type_into (dialog, "Closed", bad[i]);
      press_verb (dialog);
      g_assert_true (find_dialog (TW_TYPE_ASK_DIALOG) == dialog);
      state = tw_model_test_state (get_workspace (fixture));
      g_assert_cmpstr (state, ==, before);
    }

  type_into (dialog, "Closed", "2026-06-15");
  press_verb (dialog);
  g_assert_null (find_dialog (TW_TYPE_ASK_DIALOG));
  g_assert_cmpint (tw_model_test_int (get_workspace (fixture), "SELECT amount FROM opportunity WHERE id = 1"
                                      " AND status = 'won' AND closed = '2026-06-15'"), ==, 10000);
  g_assert_cmpuint (count_cards (fixture, "Won"), ==, 2);
  g_assert_true (tw_document_undo (fixture->document, &error));
  after = tw_model_test_state (get_workspace (fixture));
  g_assert_cmpstr (after, ==, before);
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

/* A customer that isn't there yet is added from the field that names it, with what was typed; the field takes its name. */
static void
test_new_customer (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *dialog, *form, *offer;
  g_autofree char *text = NULL;

  gtk_stack_set_visible_child_name (fixture->view->stack, "registrations");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.register-new", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (TW_TYPE_ASK_DIALOG);
  type_into (dialog, "Partner", "Bo");
  type_into (dialog, "Customer", "Litware");
  type_into (dialog, "Submitted", "2026-06-01");
  press_verb (dialog);
  g_assert_true (find_dialog (TW_TYPE_ASK_DIALOG) == dialog);
  offer = find_button (dialog, "New Customer…");
  g_assert_true (gtk_widget_get_mapped (offer));
  /* It is still there when somebody goes to it, by Tab or by a click. */
  gtk_widget_grab_focus (offer);
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (offer));
  g_signal_emit_by_name (offer, "clicked");
  tw_ui_test_settle ();

  form = find_dialog (TW_TYPE_ROW_DIALOG);
  g_assert_nonnull (form);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (form)), ==, "New Customer");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (tw_ui_test_find_named (form, "Name"))), ==, "Litware");
  type_into (form, "Name", "Litware Ltd");
  g_signal_emit_by_name (find_button (form, "_Add"), "clicked");
  tw_ui_test_settle ();
  g_assert_null (find_dialog (TW_TYPE_ROW_DIALOG));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (tw_ui_test_find_named (dialog, "Customer"))), ==, "Litware Ltd");
  g_assert_false (gtk_widget_get_mapped (offer));

  press_verb (dialog);
  g_assert_null (find_dialog (TW_TYPE_ASK_DIALOG));
  text = tw_model_test_text (get_workspace (fixture), "SELECT c.name FROM registration r JOIN customer c ON c.id = r.customer"
                                                      " WHERE r.id = 2");
  g_assert_cmpstr (text, ==, "Litware Ltd");
}

/* Another partner registers what one is protected for: the dialog names registration, partner, date and expiry while
 * it is typed, the queue shows it, and it can't be approved. */
static void
test_register (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *dialog;
  g_autofree char *text = NULL;

  gtk_stack_set_visible_child_name (fixture->view->stack, "registrations");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.register-new", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (TW_TYPE_ASK_DIALOG);
  g_assert_nonnull (dialog);
  type_into (dialog, "Partner", "Bo");
  type_into (dialog, "Customer", "Fabrikam");
  type_into (dialog, "Product", "Shield");
  type_into (dialog, "Submitted", "2026-06-01");
  g_assert_nonnull (find_label (
      dialog, "A <R&D> & Söhne is protected: registration G0001, approved on 2026-04-03, until 2026-07-03."));
  type_into (dialog, "Submitted", "2026-07-04");
  g_assert_null (find_label (dialog, "registration G0001"));
  g_assert_nonnull (find_label (dialog, "No other registration is in the way."));
  type_into (dialog, "Submitted", "2026-06-01");
  press_verb (dialog);
  g_assert_null (find_dialog (TW_TYPE_ASK_DIALOG));

  text = tw_model_test_text (get_workspace (fixture),
                             "SELECT external_id || status || submitted FROM registration WHERE id = 2");
  g_assert_cmpstr (text, ==, "G0002submitted2026-06-01");
  g_assert_cmpuint (tw_table_source_count (fixture->view->registrations), ==, 1);
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
}

/* What was approved leaves the list of those to decide, and isn't what is extended or rejected next. */
static void
test_decided (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GArray) left = NULL;
  g_autofree char *text = NULL;

  tw_model_test_exec (get_workspace (fixture), "INSERT INTO registration (external_id, partner, status, submitted, customer,"
                                               " product) VALUES ('G0002', 2, 'submitted', '2026-07-04', 2, 1)");
  gtk_stack_set_visible_child_name (fixture->view->stack, "registrations");
  tw_ui_test_settle ();
  g_assert_true (tw_table_select (fixture->view->registration_table, 2));
  tw_ui_test_settle ();
  chosen = tw_pipeline_get_registrations (fixture->view);
  g_assert_cmpuint (chosen->len, ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.approve", NULL);
  tw_ui_test_settle ();
  text = tw_model_test_text (get_workspace (fixture), "SELECT status FROM registration WHERE id = 2");
  g_assert_cmpstr (text, ==, "approved");
  g_assert_cmpuint (tw_table_source_count (fixture->view->registrations), ==, 0);
  left = tw_pipeline_get_registrations (fixture->view);
  g_assert_cmpuint (left->len, ==, 0);
}

/* Nothing is required of a deal, but one without a name and a customer would say nothing. */
static void
test_nameless (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *dialog;
  GtkWidget *add;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.new", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (TW_TYPE_ROW_DIALOG);
  g_assert_nonnull (dialog);
  add = find_button (dialog, "_Add");
  g_assert_false (gtk_widget_get_sensitive (add));
  type_into (dialog, "Next step", "Call them");
  g_assert_false (gtk_widget_get_sensitive (add));
  type_into (dialog, "Name", "   ");
  g_assert_false (gtk_widget_get_sensitive (add));
  type_into (dialog, "Name", "Shield for Fabrikam");
  g_assert_true (gtk_widget_get_sensitive (add));
  type_into (dialog, "Name", "");
  type_into (dialog, "Customer", "Fabrikam");
  g_assert_true (gtk_widget_get_sensitive (add));
  gtk_window_destroy (GTK_WINDOW (dialog));
  tw_ui_test_settle ();
}

/* Roles that can't be read aren't shown as none, which would be saved over them. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *message;

  select_card (fixture, "Qualified", 1);
  tw_model_test_exec (get_workspace (fixture), "ALTER TABLE credit RENAME TO gone");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view->board), "view.roles", NULL);
  tw_ui_test_settle ();
  g_assert_null (find_dialog (TW_TYPE_ROLES_DIALOG));
  message = find_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (message);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (message)), ==, "The Roles Were Not Opened");
  gtk_window_close (GTK_WINDOW (message));
  tw_model_test_exec (get_workspace (fixture), "ALTER TABLE gone RENAME TO credit");
  tw_ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->view->board), "view.roles", NULL);
  tw_ui_test_settle ();
  g_assert_nonnull (find_dialog (TW_TYPE_ROLES_DIALOG));
  gtk_window_destroy (GTK_WINDOW (find_dialog (TW_TYPE_ROLES_DIALOG)));
}

/* Two roles without shares: nothing can be set until they reach 100 %. */
static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = NULL;
  GtkWidget *dialog;
  GtkWidget *set;

  select_card (fixture, "Qualified", 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view->board), "view.roles", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (TW_TYPE_ROLES_DIALOG);
  g_assert_nonnull (dialog);
  tw_ui_test_assert_named (dialog);
  set = find_button (dialog, "_Set");
  g_assert_false (gtk_widget_get_sensitive (set));
  type_into (dialog, "Share", "60%");
  g_assert_false (gtk_widget_get_sensitive (set));
  g_assert_nonnull (find_label (dialog, "Role 2 has no share."));
  g_signal_emit_by_name (find_button (dialog, "Split _Evenly"), "clicked");
  tw_ui_test_settle ();
  g_assert_nonnull (find_label (dialog, "The shares add up to 100\xc2\xa0%."));
  type_into (dialog, "Share", "60%");
  g_assert_nonnull (find_label (dialog, "10\xc2\xa0% too much."));
  g_assert_false (gtk_widget_get_sensitive (set));
  type_into (dialog, "Share", "1/2");
  g_assert_true (gtk_widget_get_sensitive (set));
  g_signal_emit_by_name (set, "clicked");
  tw_ui_test_settle ();
  text = tw_model_test_text (get_workspace (fixture), "SELECT group_concat (role || ' ' || share) FROM credit");
  g_assert_cmpstr (text, ==, "sourced 1/2,influenced 50%");
}

/* The page of one, and its way back; the stages; a partner's list. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *page;
  GtkWidget *dialog;
  GtkWidget *list;

  tw_pipeline_open (fixture->view, 1);
  tw_ui_test_settle ();
  page = tw_view_get_page (TW_VIEW (fixture->view));
  g_assert_true (TW_IS_OPPORTUNITY_PAGE (page));
  g_assert_nonnull (find_label (page, "Protected until 3 Jul 2026, 3 days left"));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  tw_ui_test_settle ();
  g_assert_null (tw_view_get_page (TW_VIEW (fixture->view)));

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "view.stages", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog (TW_TYPE_STAGES_DIALOG);
  g_assert_nonnull (dialog);
  tw_ui_test_assert_named (dialog);
  g_assert_false (gtk_widget_get_sensitive (tw_ui_test_find_named (dialog, "Remove: Qualified")));
  g_signal_emit_by_name (tw_ui_test_find_named (dialog, "Move Down: Qualified"), "clicked");
  tw_ui_test_settle ();
  g_assert_cmpstr (tw_board_column_get_stage (tw_board_nth (fixture->view->board, 0))->name, ==, "Proposal");
  gtk_window_destroy (GTK_WINDOW (dialog));

  list = g_object_ref_sink (tw_partner_pipeline_new (fixture->document, 2));
  tw_ui_test_settle ();
  /* Influenced one, and three of its own without a role. */
  g_assert_cmpuint (tw_table_source_count (tw_table_get_source (TW_TABLE (list))), ==, 4);
  g_object_unref (list);
}

/* The pane says what the card leaves out, and follows the card. */
static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *pane;

  select_card (fixture, "Qualified", 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view->board), "view.details", NULL);
  tw_ui_test_settle ();
  pane = tw_window_get_details (fixture->window);
  g_assert_nonnull (pane);
  g_assert_nonnull (find_label (pane, "Protected until 3 Jul 2026, 3 days left"));
  g_assert_nonnull (find_label (pane, "Sourced, by the rule"));
  g_assert_nonnull (find_label (pane, "Fabrikam"));
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));

  select_card (fixture, "Proposal", 4);
  tw_ui_test_settle ();
  pane = tw_window_get_details (fixture->window);
  g_assert_nonnull (find_label (pane, "Contoso"));
  g_assert_null (find_label (pane, "Fabrikam"));
}

/* Columns grow in steps, so that a window that is dragged leaves the cards as they are. */
static void
test_share (void)
{
  g_assert_cmpint (tw_board_layout_share (350, 1), ==, 350);
  g_assert_cmpint (tw_board_layout_share (900, 5), ==, 264);
  g_assert_cmpint (tw_board_layout_share (5 * 303, 5), ==, 264);
  g_assert_cmpint (tw_board_layout_share (5 * 304, 5), ==, 304);
  g_assert_cmpint (tw_board_layout_share (3840, 5), ==, 424);
}

/* Ten thousand cards in one stage: rows are made for what is seen. */
static void
test_many (void)
{
  Fixture fixture = { 0 };
  TwListSource *source;
  gint64 start;

  set_up_with (&fixture,
               "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 10000)"
               " INSERT INTO opportunity (external_id, name, stage, value, currency)"
               " SELECT 'X' || i, 'Deal ' || i, 'Proposal', i, 'USD' FROM k");
  tw_ui_test_settle ();
  g_assert_cmpuint (count_cards (&fixture, "Proposal"), ==, 10000);
  source = tw_board_column_get_source (get_column (&fixture, "Proposal"));
  g_assert_cmpuint (tw_list_count_items (tw_list_source_get_list (source)), <=, 16 * 128);
  g_assert_cmpstr (gtk_label_get_text (fixture.view->summary), ==,
                   "Open 500,050.00\xc2\xa0USD, weighted 250,050.00\xc2\xa0USD");

  /* The last one, selected, doesn't make the others. */
  start = g_get_monotonic_time ();
  select_card (&fixture, "Proposal", 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (tw_list_count_items (tw_list_source_get_list (source)), <=, 16 * 128 + 256);
  tear_down (&fixture, NULL);
}

#define ADD(name, func) g_test_add ("/ui/pipeline/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  ADD ("first-focus", test_first_focus);
  ADD ("new-customer", test_new_customer);
  ADD ("board", test_board);
  ADD ("move", test_move);
  ADD ("drop", test_drop);
  ADD ("win", test_win);
  ADD ("register", test_register);
  ADD ("decided", test_decided);
  ADD ("nameless", test_nameless);
  ADD ("roles", test_roles);
  ADD ("unreadable", test_unreadable);
  ADD ("pages", test_pages);
  ADD ("details", test_details);
  g_test_add_func ("/ui/pipeline/share", test_share);
  g_test_add_func ("/ui/pipeline/many", test_many);
  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
