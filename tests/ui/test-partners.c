/* test-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-table.h"
#include "partners/tw-partner-dialogs.h"
#include "partners/tw-partner-page.h"
#include "partners/tw-partner-standing.h"
#include "tw-history.h"
#include "tw-partner-change.h"
#include "tw-program-add.h"
#include "tw-query.h"
#include "tw-row-store.h"
#include "tw-ui-test.h"

#include <string.h>

/* Partners in the real window. */

static TwApplication *application;

typedef struct
{
  TwTestDir     *dir;
  TwDocument    *document;
  TwWorkspace   *workspace;
  TwWindow      *window;
} Fixture;

static void
exec (Fixture    *fixture,
      const char *sql)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_exec (fixture->workspace, sql, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->document = tw_ui_test_document (fixture->dir, 6, 30);
  fixture->workspace = tw_document_get_workspace (fixture->document);
  exec (fixture, "UPDATE partner SET name = 'Kestrel Systems' WHERE id = 1");
  exec (fixture, "UPDATE partner SET name = 'KESTREL systems, Inc.' WHERE id = 4");
  exec (fixture, "INSERT INTO program (id, name, partner_type, currency) VALUES (1, 'Resellers', 'reseller', 'USD')");
  exec (fixture, "INSERT INTO program_version (id, program, number, valid_from, body)"
                 " VALUES (1, 1, 1, '2026-01-01', '{}')");
  exec (fixture, "INSERT INTO program_tier (version, name, position, body) VALUES (1, 'Silver', 1, '{}'),"
                 " (1, 'Gold', 2, '{}')");
  fixture->window = tw_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  tw_window_set_document (fixture->window, fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_window_show_view (fixture->window, "partners");
  tw_ui_test_settle ();
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

static TwTable *
find_table (Fixture *fixture)
{
  return TW_TABLE (tw_ui_test_find (GTK_WIDGET (fixture->window), TW_TYPE_TABLE));
}

static GtkWindow *
find_dialog (const char *title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_widget_get_visible (l->data) && g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
        return l->data;
      if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data)
          && g_strcmp0 (adw_message_dialog_get_heading (l->data), title) == 0)
        return l->data;
    }

  return NULL;
}

static void
select_partners (Fixture *fixture,
                 guint    n,
                 const gint64 *ids)
{
  TwTable *table = find_table (fixture);
  GtkColumnView *view = GTK_COLUMN_VIEW (tw_ui_test_find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  TwTableSource *source = tw_table_get_source (table);

  gtk_selection_model_unselect_all (model);
  for (guint i = 0; i < n; i++)
    gtk_selection_model_select_item (
        model, TW_TABLE_SOURCE_GET_CLASS (source)->find_key (source, ids[i]), FALSE);
  tw_ui_test_settle ();
}

static char *
get_text (Fixture    *fixture,
          const char *sql)
{
  return tw_workspace_get_text (fixture->workspace, sql, NULL);
}

static void
assert_sql (Fixture    *fixture,
            const char *sql,
            const char *expected)
{
  g_autofree char *text = get_text (fixture, sql);

  g_assert_cmpstr (text, ==, expected);
}

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

static char *
get_undo (Fixture *fixture)
{
  char *label = NULL;

  tw_history_next_undo (fixture->workspace, &label);

  return label;
}

/* Every tab opens, all its things have names, and Ctrl+PgDn goes round. */
static void
test_tabs (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const titles[] = {
    "data", "people", "types", "transactions", "pipeline", "joint", "plan", "statements", "history",
  };
  GtkWidget *page;
  GtkWidget *stack = NULL;

  g_assert_true (tw_window_open_record (fixture->window, "partner", 1));
  tw_ui_test_settle ();
  page = tw_ui_test_find (GTK_WIDGET (fixture->window), TW_TYPE_PARTNER_PAGE);
  g_assert_nonnull (page);
  stack = tw_ui_test_find (page, GTK_TYPE_STACK);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

      g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, titles[i]);
      /* Never on a tab that was left. */
      g_assert_true (i == 0 || !GTK_IS_TOGGLE_BUTTON (focus)
                     || gtk_widget_get_ancestor (focus, GTK_TYPE_STACK_SWITCHER) == NULL
                     || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (focus)));
      tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.next-tab", NULL);
      tw_ui_test_settle ();
    }

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "data");
}

/* What can be done with several rows asks for no room of its own: the window still goes down to 360 px. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (tw_window_show_view (fixture->window, "partners"));
  int minimum;

  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static AdwMessageDialog *
find_question (GtkWindow *over)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_window_get_transient_for (l->data) == over)
      return l->data;

  g_assert_not_reached ();
}

static void
assert_programs (Fixture      *fixture,
                 const char   *change,
                 gint64        partner,
                 const char   *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) programs = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  TwDate day;

  exec (fixture, change);
  g_assert_true (tw_date_from_ymd (2026, 1, 15, &day));
  programs = tw_partners_list_programs (fixture->workspace, &partner, 1, day, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < programs->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (programs, gint64, i));
  g_assert_cmpstr (text->str, ==, expected);
}

/* A tier is set in programs in which the partner is, or could be by its type. */
static void
test_tier_programs (Fixture       *fixture,
                    gconstpointer  data)
{
  exec (fixture, "INSERT INTO partner (id, external_id, name) VALUES (77, 'P77', 'Merlin')");
  assert_programs (fixture, "INSERT INTO program (id, name, partner_type, currency) VALUES (2, 'Apps', 'isv', 'USD'),"
                            " (3, 'Zebra', 'isv', 'USD')", 77, "2 1 3 ");
  assert_programs (fixture, "INSERT INTO partner_type (partner, type, valid_from) VALUES (77, 'isv', '2025-01-01')", 77,
                   "2 3 ");
  assert_programs (fixture, "INSERT INTO enrolment (partner, program, valid_from) VALUES (77, 3, '2025-01-01')", 77, "3 2 ");
  assert_programs (fixture, "INSERT INTO enrolment (partner, program, valid_from, valid_to)"
                            " VALUES (77, 1, '2025-01-01', '2026-01-15')", 77, "3 2 ");
  assert_programs (fixture, "UPDATE enrolment SET valid_to = '2026-01-16' WHERE program = 1", 77, "1 3 2 ");
}

/* What was held ends the day before; one step, with the reason kept. */
static void
test_tier (Fixture       *fixture,
           gconstpointer  data)
{
  const gint64 ids[] = { 1, 2 };
  AdwMessageDialog *question;
  GtkWindow *dialog;
  TwDate day;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  g_assert_true (tw_date_from_ymd (2026, 1, 15, &day));
  g_assert_true (tw_partners_set_tier (fixture->workspace, ids, 2, 1, "Silver", day, "start", &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);

  select_partners (fixture, 2, ids);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.set-tier", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog ("Set Tier");
  g_assert_nonnull (dialog);
  tw_ui_test_assert_named (GTK_WIDGET (dialog));
  adw_combo_row_set_selected (
      ADW_COMBO_ROW (tw_ui_test_find_named (GTK_WIDGET (dialog), "Tier")), 1);

  /* Without a reason it says so at the field. */
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "_Set"), "clicked");
  g_assert_true (gtk_widget_has_css_class (tw_ui_test_find_named (GTK_WIDGET (dialog), "Reason"), "error"));

  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find_named (GTK_WIDGET (dialog), "Reason")), "audit");

  /* What was entered isn't lost by Esc: it asks. */
  gtk_window_close (dialog);
  tw_ui_test_settle ();
  g_assert_true (find_dialog ("Set Tier") == dialog);
  question = find_question (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==, "Discard What Was Entered?");
  adw_message_dialog_response (question, "keep");
  tw_ui_test_settle ();
  g_assert_true (find_dialog ("Set Tier") == dialog);

  gtk_editable_set_text (GTK_EDITABLE (tw_ui_test_find_named (GTK_WIDGET (dialog), "From")), "2026-03-01");
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "_Set"), "clicked");
  tw_ui_test_settle ();
  g_assert_null (find_dialog ("Set Tier"));
  assert_sql (fixture,
              "SELECT group_concat (partner || tier || valid_from || coalesce (valid_to, '-') || reason, ' ')"
              " FROM (SELECT * FROM tier_assignment ORDER BY partner, valid_from)",
              "1Silver2026-01-152026-03-01start 1Gold2026-03-01-audit"
              " 2Silver2026-01-152026-03-01start 2Gold2026-03-01-audit");
  label = get_undo (fixture);
  g_assert_cmpstr (label, ==, "Set tier “Gold” of 2 Partners");
}

/* Chosen field by field, shown what moves, merged as one step; undo brings both back. */
static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  const gint64 ids[] = { 1, 4 };
  g_autofree char *before = get_text (fixture, "SELECT group_concat (id || name || external_id, ' ') FROM partner");
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *dialog;

  select_partners (fixture, 2, ids);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.merge", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog ("Merge Duplicates");
  g_assert_nonnull (dialog);
  tw_ui_test_assert_named (GTK_WIDGET (dialog));
  /* The one listed first is proposed; here it is the other that stays. */
  adw_combo_row_set_selected (
      ADW_COMBO_ROW (tw_ui_test_find_named (GTK_WIDGET (dialog), "Stays")), 0);
  tw_ui_test_settle ();
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "_Merge"), "clicked");
  tw_ui_test_settle ();
  g_assert_null (find_dialog ("Merge Duplicates"));
  assert_sql (fixture, "SELECT count (*) FROM partner", "5");
  assert_sql (fixture, "SELECT count (DISTINCT partner) FROM sale WHERE id % 6 IN (0, 3)", "1");
  label = get_undo (fixture);
  tw_test_assert_contains (label, "Merged partner");

  g_assert_true (tw_document_undo (fixture->document, &error));
  after = get_text (fixture, "SELECT group_concat (id || name || external_id, ' ') FROM partner");
  g_assert_cmpstr (after, ==, before);
}

/* Who has statements can't go; what can be done instead is one click. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  const gint64 ids[] = { 2 };
  GtkWindow *dialog;

  exec (fixture, "INSERT INTO run (id, period, period_start, period_end, calculated_at, calculated_by)"
                 " VALUES (1, '2026-Q1', '2026-01-01', '2026-03-31', '2026-04-01T00:00:00Z', 'me')");
  exec (fixture, "INSERT INTO statement (run, partner, program, period, currency, measure, earned)"
                 " VALUES (1, 2, 1, '2026-Q1', 'USD', 1000000, 30000)");
  exec (fixture, "INSERT INTO agreement (external_id, partner, valid_from) VALUES ('A1', 2, '2025-01-01')");
  tw_document_changed (fixture->document);
  select_partners (fixture, 1, ids);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.remove", NULL);
  tw_ui_test_settle ();
  dialog = find_dialog ("Nothing Was Removed");
  g_assert_nonnull (dialog);
  tw_test_assert_contains (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "1 statements");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "end");
  tw_ui_test_settle ();
  assert_sql (fixture, "SELECT status FROM partner WHERE id = 2", "ended");
  assert_sql (fixture, "SELECT valid_to > valid_from FROM agreement", "1");

  /* What it earned in that period stands in the list. */
  {
    TwTable *table = find_table (fixture);
    TwTableSource *source = tw_table_get_source (table);
    TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (source);
    g_autoptr (GObject) item
        = g_list_model_get_item (klass->get_model (source), klass->find_key (source, 2));
    g_autofree char *earned
        = klass->get_raw (source, item, tw_table_source_find_column (source, "earned"));

    g_assert_cmpstr (earned, ==, "300.00");
  }
}

static gboolean
is_filtered (gpointer data)
{
  return tw_table_source_count (tw_table_get_source (find_table (data))) == 2;
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  TwTableSource *source = tw_table_get_source (find_table (fixture));
  g_autofree char *chip = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "view.find-duplicates", NULL);
  tw_ui_test_wait (is_filtered, fixture);
  chip = TW_TABLE_SOURCE_GET_CLASS (source)->describe_filter (source, 0);
  tw_test_assert_contains (chip, "Same name");
  g_assert_cmpuint (TW_TABLE_SOURCE_GET_CLASS (source)->find_key (source, 1), <, 2);
  g_assert_cmpuint (TW_TABLE_SOURCE_GET_CLASS (source)->find_key (source, 4), <, 2);
}

/* --- the path to the next tier --- */

#define SOLD "{\"value\":{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":\"12 months\"}},\"at_least\":"
#define LADDER                                                                                          \
  "{\"tierwright\":1,\"name\":\"Ladder\",\"partner_type\":\"reseller\",\"currency\":\"USD\","           \
  "\"effective_from\":\"2020-01-01\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\"," \
  "\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2099-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"}," \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]}},{\"name\":\"Gold\",\"enter\":" SOLD "\"90000.00\"}}]," \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"quarter\","   \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":{\"by\":\"partner.tier\","              \
  "\"is\":{\"Silver\":\"2%\",\"Gold\":\"5%\"},\"else\":\"0%\"}}],\"payment\":{\"per\":\"quarter\"}}"

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;

  return FALSE;
}

static gboolean
has_pay (gpointer data)
{
  return has_text (data, "pay would have been");
}

/* Willow sold 4,000.00 half a year ago, which lies in the last four quarters whatever today is: 5 % instead of 2 % of it. */
static void
test_path (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *standing;

  exec (fixture, "DELETE FROM program_tier; DELETE FROM program_version; DELETE FROM program");
  exec (fixture, "INSERT INTO partner (id, external_id, name) VALUES (99, 'W', 'Willow')");
  exec (fixture, "INSERT INTO partner_type (partner, type, valid_from) VALUES (99, 'reseller', '2019-01-01')");
  exec (fixture, "INSERT INTO sale (external_id, partner, date, amount, currency)"
                 " VALUES ('w1', 99, date ('now', '-6 months'), 400000, 'USD')");
  g_assert_true (tw_program_add (fixture->workspace, LADDER, TRUE, NULL, &error));
  g_assert_no_error (error);
  tw_document_changed (fixture->document);

  standing = tw_partner_standing_new (fixture->document, 99, FALSE);
  gtk_window_set_child (GTK_WINDOW (window), standing);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 600);
  gtk_window_present (GTK_WINDOW (window));
  tw_partner_standing_refresh (TW_PARTNER_STANDING (standing));
  tw_ui_test_wait (has_pay, standing);
  g_assert_true (has_text (standing, "Path to Gold"));
  g_assert_true (has_text (standing, "200.00\302\240USD on Gold instead of 80.00\302\240USD on Silver."));
  g_assert_true (has_text (standing, "120.00\xc2\xa0USD"));
  g_assert_false (has_text (standing, "isn’t counted"));
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
}

int
main (int    argc,
      char **argv)
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();

#define ADD(_name, _test) \
  g_test_add ("/ui/partners/" _name, Fixture, NULL, set_up, _test, tear_down)

  ADD ("tabs", test_tabs);
  ADD ("path", test_path);
  ADD ("narrow", test_narrow);
  ADD ("tier", test_tier);
  ADD ("tier-programs", test_tier_programs);
  ADD ("merge", test_merge);
  ADD ("remove", test_remove);
  ADD ("duplicates", test_duplicates);

  status = g_test_run ();
  g_object_unref (application);

  return status;
}
