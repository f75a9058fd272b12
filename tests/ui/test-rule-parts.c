/* test-rule-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "programs/tw-formula-entry.h"
#include "programs/tw-programs-private.h"
#include "programs/tw-rule-curve.h"
#include "programs/tw-rule-list.h"
#include "programs/tw-rule-tab.h"
#include "tw-program-text.h"
#include "tw-model-test.h"
#include "tw-ui-period.h"
#include "tw-ui-program.h"

#include <string.h>

/* Every part of the language has a control of its own: each is set as a person would, and what stands in the workspace
 * then is read past the view. */

static TwApplication *application;

typedef TwUiProgram Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  tw_ui_program_open (fixture, application, "rules");
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  tw_ui_program_close (fixture);
}

static void
shot (Fixture    *fixture,
      const char *name)
{
  tw_ui_period_shot (GTK_WIDGET (fixture->window), name);
}

static void
assert_json (Fixture    *fixture,
             const char *path,
             const char *expected)
{
  g_autofree char *json = tw_ui_program_read (fixture, path);
  g_autoptr (JsonNode) now = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (JsonNode) wanted = expected != NULL ? json_from_string (expected, NULL) : NULL;

  /* The order of keys says nothing. */
  if (now == NULL || wanted == NULL || !json_node_equal (now, wanted))
    g_assert_cmpstr (json, ==, expected);
}

static TwFormulaEntry *
find_entry (Fixture    *fixture,
            const char *path)
{
  /* Another tab may show the same. */
  TwProgramTab *tab = TW_PROGRAM_TAB (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_TAB));
  GtkWidget *place = tw_program_tab_find (tab, path, FALSE);

  g_assert_nonnull (place);
  g_assert_true (TW_IS_FORMULA_ENTRY (place));

  return TW_FORMULA_ENTRY (place);
}

static void
type_into (Fixture    *fixture,
           const char *path,
           const char *text)
{
  TwFormulaEntry *place = find_entry (fixture, path);
  GtkWidget *entry = tw_ui_test_find (GTK_WIDGET (place), GTK_TYPE_ENTRY);

  g_assert_nonnull (entry);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  tw_ui_test_settle ();
}

static void
undo (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL));
  tw_ui_period_wait (fixture->document);
}

static GtkWidget *
find_place (Fixture    *fixture,
            const char *path)
{
  TwProgramTab *tab = TW_PROGRAM_TAB (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_TAB));
  GtkWidget *place = tw_program_tab_find (tab, path, FALSE);

  if (place == NULL)
    g_error ("nothing is shown at %s", path);

  return place;
}

static void
jump (Fixture    *fixture,
      const char *path)
{
  tw_program_page_jump (fixture->page, path);
  tw_ui_test_settle ();
}

/* Chooses by what people see, as a key in the list does. */
static void
choose (Fixture    *fixture,
        const char *path,
        const char *title)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (find_place (fixture, path));
  GListModel *model = gtk_drop_down_get_model (drop_down);
  g_autoptr (GtkLabel) message = NULL;

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (drop_down)));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (!g_str_equal (gtk_string_object_get_string (item), title))
        continue;
      message = g_object_ref (g_object_get_data (G_OBJECT (drop_down), "tw-message"));
      gtk_drop_down_set_selected (drop_down, i);
      if (*gtk_label_get_text (message) != '\0')
        g_error ("%s, “%s”: %s", path, title, gtk_label_get_text (message));
      tw_ui_period_wait (fixture->document);
      tw_ui_test_settle ();
      return;
    }
  g_error ("%s has no “%s”", path, title);
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *label)
{
  if (GTK_IS_CHECK_BUTTON (widget) && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_menu (GtkWidget  *widget,
           const char *label)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_menu (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
add_adjustment (Fixture *fixture,
                guint    kind)
{
  GtkWidget *menu = find_menu (GTK_WIDGET (fixture->page), "Add Adjustment");

  g_assert_nonnull (menu);
  g_assert_true (gtk_widget_activate_action (menu, "adjust.add", "u", kind));
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

/* Opens the list of ticks, changes those with @titles (a comma between), and closes it. */
static void
tick (Fixture    *fixture,
      const char *path,
      const char *titles)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (find_place (fixture, path));
  g_auto (GStrv) wanted = g_strsplit (titles, ",", -1);

  gtk_menu_button_popup (button);
  tw_ui_test_settle ();
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      GtkWidget *check = find_label (GTK_WIDGET (gtk_menu_button_get_popover (button)), wanted[i]);

      g_assert_nonnull (check);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
    }
  gtk_popover_popdown (gtk_menu_button_get_popover (button));
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

static void
open_form (Fixture    *fixture,
           const char *path)
{
  GtkWidget *entry = tw_ui_test_find (find_place (fixture, path), GTK_TYPE_ENTRY);

  g_assert_true (gtk_widget_activate_action (entry, "formula.open", NULL));
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
}

/* However deep a form goes, the curve beside it stays in the window. */
static void
assert_fits (Fixture *fixture)
{
  GtkWidget *curve = tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_CURVE);
  graphene_rect_t bounds;

  tw_ui_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (curve, GTK_WIDGET (fixture->page), &bounds));
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (GTK_WIDGET (fixture->page)));
}

/* --- parts of a rule --- */

static void
test_split (Fixture       *fixture,
            gconstpointer  data)
{
  jump (fixture, "/rules/0/split");
  choose (fixture, "/rules/0/split/by", "Equal shares");
  assert_json (fixture, "/rules/0/split", "{\"by\":\"equal\"}");
  choose (fixture, "/rules/0/split/by", "By role");
  assert_json (fixture, "/rules/0/split/by", "{\"roles\":{\"influenced\":\"40%\",\"sourced\":\"60%\"}}");
  /* 70 and 40 make no whole: the first waits, with the reason, until the second fits. */
  type_into (fixture, "/rules/0/split/by/roles/sourced", "70%");
  assert_json (fixture, "/rules/0/split/by/roles/sourced", "\"60%\"");
  g_assert_nonnull (strstr (tw_formula_entry_get_message (find_entry (fixture, "/rules/0/split/by/roles/sourced")), "110"));
  type_into (fixture, "/rules/0/split/by/roles/influenced", "30%");
  assert_json (fixture, "/rules/0/split/by/roles", "{\"influenced\":\"30%\",\"sourced\":\"70%\"}");
  undo (fixture);
  assert_json (fixture, "/rules/0/split/by/roles", "{\"influenced\":\"40%\",\"sourced\":\"60%\"}");
  type_into (fixture, "/rules/0/split/by/roles/sourced#", "first_touch");
  assert_json (fixture, "/rules/0/split/by/roles", "{\"first_touch\":\"60%\",\"influenced\":\"40%\"}");
  choose (fixture, "/rules/0/split/by", "By position");
  assert_json (fixture, "/rules/0/split/by", "{\"position\":[\"40%\",\"20%\",\"40%\"]}");
  choose (fixture, "/rules/0/split/by", "By age, later weighs more");
  type_into (fixture, "/rules/0/split/by/decay", "14 days");
  assert_json (fixture, "/rules/0/split/by", "{\"decay\":\"14 days\"}");
  choose (fixture, "/rules/0/split/of", "What is earned");
  assert_json (fixture, "/rules/0/split/of", "\"earned\"");
  choose (fixture, "/rules/0/split/by", "As the credits give");
  assert_json (fixture, "/rules/0/split", "{\"of\":\"earned\"}");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  assert_fits (fixture);
  shot (fixture, "rule-split");
}

static void
test_clawback (Fixture       *fixture,
               gconstpointer  data)
{
  jump (fixture, "/rules/0/clawback");
  choose (fixture, "/rules/0/clawback", "Certain facts take back");
  assert_json (fixture, "/rules/0/clawback",
               "{\"on\":{\"status\":\"cancelled\"},\"share\":\"100%\",\"within\":\"180 days\"}");
  type_into (fixture, "/rules/0/clawback/on/all/0/is", "churned");
  assert_json (fixture, "/rules/0/clawback/on", "{\"all\":[{\"is\":\"churned\",\"value\":\"status\"}]}");
  tick (fixture, "/rules/0/clawback/fact", "subscriptions");
  assert_json (fixture, "/rules/0/clawback/fact", "\"subscription\"");
  assert_fits (fixture);
  shot (fixture, "rule-clawback");
  jump (fixture, "/rules/0/reversal");
  choose (fixture, "/rules/0/reversal/pair", "Are netted");
  assert_json (fixture, "/rules/0/reversal/pair", "{\"by\":\"subscription\",\"within\":\"30 days\"}");
  tick (fixture, "/rules/0/reversal/pair/by", "fact.order,subscription");
  type_into (fixture, "/rules/0/reversal/pair/within", "45 days");
  assert_json (fixture, "/rules/0/reversal/pair", "{\"by\":\"fact.order\",\"within\":\"45 days\"}");
  choose (fixture, "/rules/0/reversal/pair", "Stand alone");
  assert_json (fixture, "/rules/0/reversal", NULL);
}

static void
test_timing (Fixture       *fixture,
             gconstpointer  data)
{
  jump (fixture, "/rules/0/timing/hold_days");
  choose (fixture, "/rules/0/timing/instalments", "In equal instalments, monthly");
  assert_json (fixture, "/rules/0/timing", "{\"instalments\":3}");
  type_into (fixture, "/rules/0/timing/instalments", "6");
  assert_json (fixture, "/rules/0/timing", "{\"instalments\":\"6\"}");
  choose (fixture, "/rules/0/timing/instalments#form", "In instalments by days of each month");
  assert_json (fixture, "/rules/0/timing/instalments", "{\"by\":\"days\",\"n\":3}");
  choose (fixture, "/rules/0/timing/instalments", "At once");
  assert_json (fixture, "/rules/0/timing", NULL);
}

/* --- adjustments --- */

static void
test_adjust (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *list = tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_LIST);

  g_assert_nonnull (list);
  jump (fixture, "/rules/0/adjust");
  add_adjustment (fixture, 2);
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/adjust", "[{\"max\":\"1000000\"}]");
  tick (fixture, "/rules/0/adjust/0/each", "customer,product.category");
  assert_json (fixture, "/rules/0/adjust/0/each", "[\"customer\",\"product.category\"]");
  tick (fixture, "/rules/0/adjust/0/each", "product.category");
  assert_json (fixture, "/rules/0/adjust/0/each", "\"customer\"");
  tick (fixture, "/rules/0/adjust/0/each", "customer");
  assert_json (fixture, "/rules/0/adjust", "[{\"max\":\"1000000\"}]");
  add_adjustment (fixture, 4);
  tw_ui_period_wait (fixture->document);
  choose (fixture, "/rules/0/adjust/1/per", "Quarter");
  choose (fixture, "/rules/0/adjust/1/recoup", "In so many periods");
  type_into (fixture, "/rules/0/adjust/1/recoup", "2");
  choose (fixture, "/rules/0/adjust/1/carry", "In all later periods");
  assert_json (fixture, "/rules/0/adjust/1",
               "{\"carry\":\"all\",\"guarantee\":\"0\",\"per\":\"quarter\",\"recoup\":\"2\"}");
  assert_fits (fixture);
  shot (fixture, "rule-adjust");
}

/* --- the forms of values --- */

static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  static const char rate[] = "/rules/0/table/bands/1/rate";
  static const char place[] = "/rules/0/table/bands/1/rate#form";

  open_form (fixture, rate);
  choose (fixture, place, "Picked by a text");
  assert_json (fixture, rate,
               "{\"by\":\"partner.tier\",\"else\":\"5%\",\"is\":{\"Gold\":\"5%\",\"Registered\":\"5%\"}}");
  choose (fixture, place, "Number, date or name");
  assert_json (fixture, rate, "\"5%\"");
  choose (fixture, place, "Picked by a number or date");
  assert_json (fixture, rate, "{\"by\":\"measure\",\"else\":\"5%\",\"from\":[[\"0\",\"5%\"]]}");
  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Step");
  tw_ui_period_wait (fixture->document);
  type_into (fixture, "/rules/0/table/bands/1/rate/from/1/1", "6%");
  assert_json (fixture, "/rules/0/table/bands/1/rate/from", "[[\"0\",\"5%\"],[\"1000\",\"6%\"]]");
  /* A bound below the one before is refused there, and stays. */
  type_into (fixture, "/rules/0/table/bands/1/rate/from/1/0", "-5");
  g_assert_nonnull (tw_formula_entry_get_kept (find_entry (fixture, "/rules/0/table/bands/1/rate/from/1/0")));
  assert_json (fixture, "/rules/0/table/bands/1/rate/from/1/0", "\"1000\"");
  type_into (fixture, "/rules/0/table/bands/1/rate/from/1/0", "1000");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  shot (fixture, "rule-value-steps");
  choose (fixture, place, "If … then … else");
  assert_json (fixture, "/rules/0/table/bands/1/rate/if", "{\"is_not\":\"none\",\"value\":\"partner.region\"}");
  open_form (fixture, "/rules/0/table/bands/1/rate/if");
  type_into (fixture, "/rules/0/table/bands/1/rate/if/all/0/is_not", "EMEA");
  assert_json (fixture, "/rules/0/table/bands/1/rate/if", "{\"all\":[{\"is_not\":\"EMEA\",\"value\":\"partner.region\"}]}");
  assert_fits (fixture);
  shot (fixture, "rule-value-if");
  choose (fixture, place, "Number, date or name");
  choose (fixture, place, "Product");
  assert_json (fixture, rate, "{\"mul\":[\"5%\",\"1\"]}");
}

/* Each form on a value that any type fits, then its parts. */
static void
test_all_forms (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const forms[][2] = {
    { "Sum", "{\"add\":[\"2\",\"2\"]}" },
    { "Difference", "{\"sub\":[\"2\",\"2\"]}" },
    { "Product", "{\"mul\":[\"2\",\"1\"]}" },
    { "Quotient", "{\"div\":[\"2\",\"1\"]}" },
    { "Smallest of several", "{\"min\":[\"2\",\"2\"]}" },
    { "Largest of several", "{\"max\":[\"2\",\"2\"]}" },
    { "Rounded", "{\"of\":\"2\",\"round_to\":\"0.01\"}" },
    { "For each of a group", "{\"each\":\"customer\",\"of\":{\"fact\":\"sale\",\"sum\":\"units\"}}" },
    { "Points", "{\"points\":[{\"name\":\"Points\",\"value\":\"2\"}]}" },
    { "Part of a time", "{\"span\":[\"agreement.start\",\"agreement.end\"]}" },
    { "Age", "{\"age\":[\"partner.since\",\"period.end\"],\"unit\":\"months\"}" },
    { "Measure of facts", "{\"fact\":\"sale\",\"sum\":\"units\",\"window\":\"year\"}" },
  };
  static const char path[] = "/rules/0/adjust/0/factor";

  jump (fixture, "/rules/0/adjust");
  add_adjustment (fixture, 0);
  tw_ui_period_wait (fixture->document);
  type_into (fixture, path, "2");
  open_form (fixture, path);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      choose (fixture, "/rules/0/adjust/0/factor#form", forms[i][0]);
      assert_json (fixture, path, forms[i][1]);
      tw_ui_test_assert_named (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_TAB));
      undo (fixture);
    }
  assert_json (fixture, path, "\"2\"");
  choose (fixture, "/rules/0/adjust/0/factor#form", "Measure of facts");
  choose (fixture, "/rules/0/adjust/0/factor/pool", "The partner's group together");
  assert_json (fixture, path, "{\"fact\":\"sale\",\"pool\":\"group\",\"sum\":\"units\",\"window\":\"year\"}");
  assert_fits (fixture);
  shot (fixture, "rule-value-measure");
}

/* From right to left the form stands on the other side, with its rule at its right edge; nothing is cut off. */
static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  data)
{
  graphene_rect_t list, curve;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_form (fixture, "/rules/0/table/bands/1/rate");
  choose (fixture, "/rules/0/table/bands/1/rate#form", "Picked by a text");
  assert_fits (fixture);
  g_assert_true (gtk_widget_compute_bounds (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_LIST),
                                            GTK_WIDGET (fixture->page), &list));
  g_assert_true (gtk_widget_compute_bounds (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_CURVE),
                                            GTK_WIDGET (fixture->page), &curve));
  g_assert_cmpfloat (curve.origin.x, >=, 0);
  g_assert_cmpfloat (list.origin.x, >=, curve.origin.x + curve.size.width);
  shot (fixture, "rule-right-to-left");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* --- conditions --- */

static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  jump (fixture, "/rules/0/who");
  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Number of Groups");
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
  type_into (fixture, "/rules/0/who/all/0/at_least", "2");
  tick (fixture, "/rules/0/who/all/0/each", "partner.region,customer.country");
  assert_json (fixture, "/rules/0/who/all/0/each", "\"customer.country\"");
  assert_json (fixture, "/rules/0/who/all/0/at_least", "\"2\"");
  type_into (fixture, "/rules/0/who", "partner.since ≥ 2020-01-01");
  tw_ui_test_settle ();
  g_signal_emit_by_name (tw_ui_test_find_named (GTK_WIDGET (fixture->page), "Add Comparison"), "clicked");
  tw_ui_period_wait (fixture->document);
  tw_ui_test_settle ();
  type_into (fixture, "/rules/0/who/all/0/less_than", "2026-01-01");
  assert_json (fixture, "/rules/0/who/all/0",
               "{\"at_least\":\"2020-01-01\",\"less_than\":\"2026-01-01\",\"value\":\"partner.since\"}");
  assert_fits (fixture);
  shot (fixture, "rule-conditions");
}

/* --- the whole program --- */

static void
test_program (Fixture       *fixture,
              gconstpointer  data)
{
  jump (fixture, "/rounding");
  choose (fixture, "/rounding/mode", "Half to even");
  type_into (fixture, "/rounding/step", "0.05");
  assert_json (fixture, "/rounding", "{\"mode\":\"half_even\",\"step\":\"0.05\"}");
  jump (fixture, "/fx");
  choose (fixture, "/fx/date", "Of a fixed day");
  type_into (fixture, "/fx/date/fixed", "2026-03-31");
  choose (fixture, "/fx/round", "The sum of each currency");
  assert_json (fixture, "/fx", "{\"date\":{\"fixed\":\"2026-03-31\"},\"round\":\"sum\"}");
  jump (fixture, "/attribution");
  choose (fixture, "/attribution/by", "All to the first");
  assert_json (fixture, "/attribution", "{\"by\":\"first\"}");
  jump (fixture, "/calendar");
  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Period");
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/calendar/periods/0/name", "\"P1\"");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  shot (fixture, "rule-program");
  g_assert_null (tw_program_page_find_refused (fixture->page, &(guint){ 0 }));
}

/* --- completion --- */

static gboolean
has_word (Fixture    *fixture,
          const char *wanted)
{
  GtkWidget *entry = tw_ui_test_find (find_place (fixture, "/rules/0/table/bands/1/rate"), GTK_TYPE_ENTRY);
  GtkTreeModel *words = gtk_entry_completion_get_model (gtk_entry_get_completion (GTK_ENTRY (entry)));
  GtkTreeIter iter;
  gboolean there = gtk_tree_model_get_iter_first (words, &iter);

  for (; there; there = gtk_tree_model_iter_next (words, &iter))
    {
      g_autofree char *word = NULL;

      gtk_tree_model_get (words, &iter, 0, &word, -1);
      if (g_strcmp0 (word, wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_words (gpointer data)
{
  return has_word (data, "partner.class");
}

/* The workspace's own attributes and the classes of its data complete a formula, and can be ticked. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (fixture->document);

  g_assert_false (has_word (fixture, "partner.class"));
  tw_model_test_exec (workspace, "UPDATE partner SET region = 'North America' WHERE id = 1");
  tw_model_test_exec (workspace, "INSERT INTO attribute (entity, name, type) VALUES ('partner', 'class', 'text')");
  tw_model_test_exec (workspace, "INSERT INTO attribute_value (attribute, owner, value) "
                                 "SELECT max (id), 1, 'Größe A' FROM attribute");
  jump (fixture, "/rules/1");
  jump (fixture, "/rules/0");
  tw_ui_test_wait (has_words, fixture);
  g_assert_true (has_word (fixture, "\"North America\""));
  g_assert_true (has_word (fixture, "\"Größe A\""));
  type_into (fixture, "/rules/0/table/bands/1/rate", "by(partner.class, is: {\"Größe A\": 7%}, else: 5%)");
  assert_json (fixture, "/rules/0/table/bands/1/rate",
               "{\"by\":\"partner.class\",\"is\":{\"Größe A\":\"7%\"},\"else\":\"5%\"}");
  jump (fixture, "/rules/0/adjust");
  add_adjustment (fixture, 2);
  tick (fixture, "/rules/0/adjust/0/each", "partner.class");
  assert_json (fixture, "/rules/0/adjust/0/each", "\"partner.class\"");
}

/* --- opening changes nothing --- */

static void
unfold_all (GtkWidget *widget)
{
  if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    unfold_all (child);
}

/* Each entry is confirmed as it stands. */
static guint
confirm_all (GtkWidget *widget)
{
  guint n = 0;

  if (TW_IS_FORMULA_ENTRY (widget))
    {
      GtkWidget *entry = tw_ui_test_find (widget, GTK_TYPE_ENTRY);

      if (entry != NULL)
        g_signal_emit_by_name (entry, "activate");
      g_assert_null (tw_formula_entry_get_kept (TW_FORMULA_ENTRY (widget)));
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += confirm_all (child);

  return n;
}

static guint
walk_program (Fixture    *fixture,
              JsonNode   *program,
              const char *name)
{
  GtkWidget *tab = tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_TAB);
  g_autofree char *before = tw_ui_program_read (fixture, "/rules");
  g_autofree char *after = NULL;
  guint n_rules = json_array_get_length (json_object_get_array_member (json_node_get_object (program), "rules"));
  guint n = 0;

  for (guint i = 0; i < n_rules; i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/%u", i);

      jump (fixture, path);
      unfold_all (tab);
      n += confirm_all (tab);
    }
  after = tw_ui_program_read (fixture, "/rules");
  if (!g_str_equal (before, after))
    g_error ("%s: the form changed\n%s\n%s", name, before, after);

  return n;
}

/* Programs of the real world, each rule with everything unfolded: what stands there is read and written the same. */
static void
test_opening (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const names[] = {
    "cisco-vip", "kaspersky-roles", "acronis-commit", "redhat-incumbency", "laksana", "xero-partner", "cloudcodes",
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".json", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", "programs", file, NULL);
      g_autofree char *text = NULL;
      g_autofree char *copy = g_build_filename (fixture->dir, file, NULL);
      g_autofree char *json = NULL;
      g_autoptr (JsonNode) root = NULL;
      JsonNode *program;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      root = json_from_string (text, NULL);
      program = json_array_get_element (json_object_get_array_member (json_node_get_object (root), "programs"), 0);
      json = json_to_string (program, FALSE);
      g_assert_true (g_file_set_contents (copy, json, -1, NULL));
      g_assert_true (tw_programs_view_import_path (fixture->view, copy));
      tw_ui_period_wait (fixture->document);
      fixture->page = tw_programs_view_get_program_page (fixture->view);
      tw_program_page_show (fixture->page, "rules");
      tw_ui_test_settle ();
      n += walk_program (fixture, program, names[i]);
    }
  g_test_message ("%u entries", n);
  g_assert_cmpuint (n, >, 200);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));

#define ADD(path, func) g_test_add (path, Fixture, NULL, setup, func, teardown)
  ADD ("/ui/rule-parts/split", test_split);
  ADD ("/ui/rule-parts/clawback", test_clawback);
  ADD ("/ui/rule-parts/timing", test_timing);
  ADD ("/ui/rule-parts/adjust", test_adjust);
  ADD ("/ui/rule-parts/values", test_values);
  ADD ("/ui/rule-parts/all-forms", test_all_forms);
  ADD ("/ui/rule-parts/right-to-left", test_right_to_left);
  ADD ("/ui/rule-parts/conditions", test_conditions);
  ADD ("/ui/rule-parts/program", test_program);
  ADD ("/ui/rule-parts/words", test_words);
  ADD ("/ui/rule-parts/opening", test_opening);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
