/* test-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-chart-view-private.h"
#include "programs/tw-formula-entry.h"
#include "programs/tw-programs-private.h"
#include "programs/tw-rule-curve-private.h"
#include "programs/tw-rule-list.h"
#include "programs/tw-rule-tab.h"
#include "tw-chart-data.h"
#include "tw-program-text.h"
#include "tw-replay.h"
#include "tw-ui-period.h"
#include "tw-ui-program.h"

#include <string.h>

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
  if (!TW_IS_FORMULA_ENTRY (place))
    g_error ("no entry at %s", path);

  return TW_FORMULA_ENTRY (place);
}

static void
type_into (Fixture    *fixture,
           const char *path,
           const char *text)
{
  TwFormulaEntry *place = find_entry (fixture, path);
  GtkWidget *entry = tw_ui_test_find (GTK_WIDGET (place), GTK_TYPE_ENTRY);

  /* The form may not have come to the screen yet. */
  for (guint i = 0; entry == NULL && i < 60; i++)
    {
      tw_ui_test_spin (50);
      place = find_entry (fixture, path);
      entry = tw_ui_test_find (GTK_WIDGET (place), GTK_TYPE_ENTRY);
    }
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

static TwRuleList *
get_list (Fixture *fixture)
{
  return TW_RULE_LIST (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_LIST));
}

static void
act (Fixture    *fixture,
     const char *action,
     GVariant   *target)
{
  g_assert_true (gtk_widget_activate_action_variant (
      gtk_widget_get_first_child (GTK_WIDGET (get_list (fixture))), action, target));
  tw_ui_period_wait (fixture->document);
}

/* Numbers, formulas and names, each one step; the focus stays. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  shot (fixture, "rules");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  type_into (fixture, "/rules/0/table/bands/1/rate", "6.25 %");
  assert_json (fixture, "/rules/0/table/bands/1/rate", "\"6.25%\"");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (find_entry (fixture, "/rules/0/table/bands/1/rate"))));
  type_into (fixture, "/rules/0/table/bands/1/from", "25,000.00");
  assert_json (fixture, "/rules/0/table/bands/1/from", "\"25000.00\"");
  undo (fixture);
  assert_json (fixture, "/rules/0/table/bands/1/from", "\"20000.00\"");
  assert_json (fixture, "/rules/0/table/bands/1/rate", "\"6.25%\"");
  type_into (fixture, "/rules/0/table/bands/1/rate", "by(partner.tier, is: {Gold: 7%}, else: 5%)");
  assert_json (fixture, "/rules/0/table/bands/1/rate",
               "{\"by\":\"partner.tier\",\"is\":{\"Gold\":\"7%\"},\"else\":\"5%\"}");
  type_into (fixture, "/rules/0/name", "Volume");
  assert_json (fixture, "/rules/0/name", "\"Volume\"");
  /* A value that is taken away. */
  type_into (fixture, "/rules/0/table/bands/1/flat", "50");
  assert_json (fixture, "/rules/0/table/bands/1/flat", "\"50\"");
  type_into (fixture, "/rules/0/table/bands/1/flat", "");
  assert_json (fixture, "/rules/0/table/bands/1/flat", NULL);
}

/* Bad input in every entry of a rule, all parts unfolded: the text stays, the reason is told, nothing is
 * written. */
static void
test_bad_input (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const paths[] = {
    "/rules/0/name", "/rules/0/table/bands/0/from", "/rules/0/table/bands/0/rate", "/rules/0/table/bands/1/flat",
    "/rules/0/qualifier", "/rules/0/who", "/rules/0/counts/sum", "/rules/0/counts/where", "/rules/0/counts/cap",
    "/rules/0/table/scale", "/rules/0/stacking/order", "/rules/0/timing/holdback",
    "/rules/0/timing/hold_days", "/rules/0/accrual/qualifier",
    "/rules/0/rounding/step", "/rules/0/valid/0", "/rules/0/id",
  };
  g_autofree char *before = tw_ui_program_read (fixture, "/rules");
  guint n_kept = 0;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *bad = g_str_has_suffix (paths[i], "/name") ? "" : "12,,5 % of (";

      tw_program_page_jump (fixture->page, paths[i]);
      tw_ui_test_settle ();
      type_into (fixture, paths[i], bad);
      if (tw_formula_entry_get_kept (find_entry (fixture, paths[i])) == NULL)
        g_error ("%s took “%s”", paths[i], bad);
      g_assert_cmpstr (tw_formula_entry_get_kept (find_entry (fixture, paths[i])), ==, bad);
      g_assert_cmpint (strlen (tw_formula_entry_get_message (find_entry (fixture, paths[i]))), >, 10);
      n_kept++;
    }
  assert_json (fixture, "/rules", before);
  {
    guint n;
    g_autofree char *first = tw_program_page_find_refused (fixture->page, &n);

    g_assert_cmpuint (n, ==, n_kept);
    g_assert_nonnull (first);
  }
  shot (fixture, "rules-refused");
}

/* Added from a mechanism, duplicated, moved, removed; each taken back by one undo. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  TwRuleList *list = get_list (fixture);
  g_autofree char *before = tw_ui_program_read (fixture, "/rules");
  g_autofree char *added = NULL;

  act (fixture, "rules.add-rule", g_variant_new_uint32 (0));
  assert_json (fixture, "/rules/2/name", "\"Volume rebate\"");
  assert_json (fixture, "/rules/2/id", "\"volume-2\"");
  g_assert_cmpstr (tw_rule_list_get_selected (list), ==, "/rules/2");
  g_assert_nonnull (tw_program_page_find (fixture->page, "/rules/2/table/bands/2/rate"));
  shot (fixture, "rules-added");
  added = tw_ui_program_read (fixture, "/rules");

  act (fixture, "rules.up", NULL);
  assert_json (fixture, "/rules/1/id", "\"volume-2\"");
  g_assert_cmpstr (tw_rule_list_get_selected (list), ==, "/rules/1");
  act (fixture, "rules.duplicate", NULL);
  assert_json (fixture, "/rules/2/id", "\"volume-2-2\"");
  act (fixture, "rules.remove", NULL);
  assert_json (fixture, "/rules/2/id", "\"deal\"");
  undo (fixture);
  undo (fixture);
  undo (fixture);
  assert_json (fixture, "/rules", added);
  undo (fixture);
  assert_json (fixture, "/rules", before);

  act (fixture, "rules.add-limit", NULL);
  assert_json (fixture, "/limits/0/max", "\"100000\"");
  type_into (fixture, "/limits/0/max", "1,500.00");
  assert_json (fixture, "/limits/0/max", "\"1500.00\"");
  act (fixture, "rules.add-fund", NULL);
  assert_json (fixture, "/funds/0/name", "\"marketing\"");
  g_assert_true (tw_rule_list_select (list, "/payment"));
  type_into (fixture, "/payment/minimum", "75");
  assert_json (fixture, "/payment/minimum", "\"75\"");
}

static GtkWidget *
find_paste (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), "Paste Bands") == 0)
      return l->data;

  return NULL;
}

static void
paste (const char *text)
{
  GtkWidget *view = tw_ui_test_find (find_paste (), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  tw_ui_period_press (find_paste (), "Replace Bands");
  tw_ui_test_settle ();
}

/* Closed ranges from a spreadsheet: with a gap or an overlap they are refused and stay; those that touch become
 * bands. */
static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = tw_ui_program_read (fixture, "/rules");
  GtkWidget *message;

  tw_ui_period_press (GTK_WIDGET (fixture->page), "Paste Bands…");
  tw_ui_test_settle ();
  g_assert_nonnull (find_paste ());
  paste ("From\tTo\tRate\n0\t1,000\t2 %\n2,000\t5,000\t3 %\n5,000\t\t4 %\n");
  g_assert_nonnull (find_paste ());
  message = tw_ui_test_find (find_paste (), GTK_TYPE_TEXT_VIEW);
  message = gtk_widget_get_next_sibling (gtk_widget_get_parent (message));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (message)), "gap"));
  tw_ui_period_shot (find_paste (), "rules-paste-gap");
  paste ("0\t3,000\t2 %\n2,000\t\t3 %\n");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (message)), "above the beginning"));
  paste ("0\tabc\t2 %\n");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (message)), "“abc”"));
  assert_json (fixture, "/rules", before);

  paste ("From\tTo\tRate\n0\t1,000\t2 %\n1,000\t5,000\t3 %\n5,000\t\t4.5 %\n");
  g_assert_null (find_paste ());
  assert_json (fixture, "/rules/0/table/bands",
               "[{\"from\":\"0\",\"rate\":\"2%\"},{\"from\":\"1000\",\"rate\":\"3%\"},"
               "{\"from\":\"5000\",\"rate\":\"4.5%\"}]");
  undo (fixture);
  assert_json (fixture, "/rules", before);
}

static void
test_bands (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *entry = GTK_WIDGET (find_entry (fixture, "/rules/0/table/bands/1/rate"));

  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Band");
  tw_ui_test_settle ();
  /* Twice the last bound, at the last rate. */
  assert_json (fixture, "/rules/0/table/bands/2", "{\"from\":\"40000.00\",\"rate\":\"5%\"}");
  entry = GTK_WIDGET (find_entry (fixture, "/rules/0/table/bands/1/rate"));
  g_assert_true (gtk_widget_activate_action (entry, "band.vary", "(ss)", "rate", "partner.tier"));
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/table/bands/2/rate",
               "{\"by\":\"partner.tier\",\"is\":{\"Registered\":\"5%\",\"Gold\":\"5%\"},\"else\":\"5%\"}");
  type_into (fixture, "/rules/0/table/bands/2/rate/is/Gold", "8%");
  assert_json (fixture, "/rules/0/table/bands/2/rate/is/Gold", "\"8%\"");
  shot (fixture, "rules-by-tier");
  entry = GTK_WIDGET (find_entry (fixture, "/rules/0/table/bands/1/rate/is/Gold"));
  g_assert_true (gtk_widget_activate_action (entry, "band.remove", "u", 2));
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/table/bands/2", NULL);
  /* A rule with one price gets a table. */
  tw_program_page_jump (fixture->page, "/rules/1/price");
  tw_ui_test_settle ();
  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Band");
  tw_ui_test_settle ();
  assert_json (fixture, "/rules/1/table/bands",
               "[{\"from\":null,\"price\":\"100\"},{\"from\":\"100\",\"price\":\"100\"}]");
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* The condition builder writes what its rows say; a jump from a finding unfolds what is folded. */
static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  tw_program_page_jump (fixture->page, "/rules/0/who");
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (find_entry (fixture, "/rules/0/who"))));
  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Condition");
  tw_ui_test_settle ();
  type_into (fixture, "/rules/0/who/all/0/value", "partner.tier");
  type_into (fixture, "/rules/0/who/all/0/is_not", "Gold");
  assert_json (fixture, "/rules/0/who", "{\"all\":[{\"value\":\"partner.tier\",\"is_not\":\"Gold\"}]}");
  shot (fixture, "rules-who");
  type_into (fixture, "/rules/0/who", "partner.tier in [Gold, Registered] or not(partner.region = EMEA)");
  assert_json (fixture, "/rules/0/who",
               "{\"any\":[{\"value\":\"partner.tier\",\"in\":[\"Gold\",\"Registered\"]},"
               "{\"not\":{\"is\":\"EMEA\",\"value\":\"partner.region\"}}]}");
  type_into (fixture, "/rules/0/who", "");
  assert_json (fixture, "/rules/0/who", NULL);

  /* A filter in the short form is shown in rows as well. */
  tw_program_page_jump (fixture->page, "/rules/1/counts/where/amount/at_least");
  tw_ui_test_settle ();
  /* It unfolds a while. */
  tw_ui_test_wait (is_mapped, find_entry (fixture, "/rules/1/counts/where/all/0/at_least"));
  type_into (fixture, "/rules/1/counts/where/all/0/at_least", "12,000.00");
  assert_json (fixture, "/rules/1/counts/where", "{\"all\":[{\"value\":\"amount\",\"at_least\":\"12000.00\"}]}");
  shot (fixture, "rules-measure");
}

/* --- the curve --- */

static TwRuleCurve *
get_curve (Fixture *fixture)
{
  return TW_RULE_CURVE (tw_ui_test_find (GTK_WIDGET (fixture->page), TW_TYPE_RULE_CURVE));
}

static TwChartView *
get_chart (Fixture *fixture)
{
  return TW_CHART_VIEW (tw_ui_test_find (GTK_WIDGET (get_curve (fixture)), TW_TYPE_CHART_VIEW));
}

static gboolean
has_cost (gpointer data)
{
  const char *text = tw_rule_curve_get_cost_text (get_curve (data));

  return strstr (text, "USD") != NULL && strstr (text, "…") == NULL;
}

/* (transfer full): what the year costs by a full replay of the draft as it is stored. */
static char *
replay_cost (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReplay) replay = NULL;
  TwSpan span;

  tw_date_parse ("2026-01-01", &span.start, NULL);
  tw_date_parse ("2027-01-01", &span.end, NULL);
  replay = tw_replay_version (tw_document_get_workspace (fixture->document),
                              tw_program_page_get_version (fixture->page)->id, NULL, span, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("Cost 2026: %" G_GINT64_FORMAT ",%03d.%02d\302\240USD", replay->cost / 100000,
                          (int) (replay->cost / 100 % 1000), (int) (replay->cost % 100));
}

static guint
count_handles (Fixture *fixture)
{
  return tw_chart_spec_n_handles (tw_chart_view_get_spec (get_chart (fixture)));
}

/* A threshold moved by keys and by pointer to the same place is the same value, each one step of undo, and the line of
 * cost says what a full replay does. */
static void
test_drag (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *by_keys = NULL;
  g_autofree char *by_pointer = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *cost_before = replay_cost (fixture);
  TwChartView *chart;
  TwChartRect area;
  double step, x;

  tw_ui_test_wait (has_cost, fixture);
  /* 2 % to 20,000, 5 % above: 1,500 + 160 + 10; and two large deals. */
  g_assert_cmpstr (tw_rule_curve_get_cost_text (get_curve (fixture)), ==, "Cost 2026: 1,870.00\302\240USD");
  g_assert_cmpstr (cost_before, ==, "Cost 2026: 1,870.00\302\240USD");
  shot (fixture, "rules-curve");
  tw_ui_test_assert_named (GTK_WIDGET (fixture->window));
  first = tw_ui_program_read (fixture, "/rules/0/table/bands/1/from");
  chart = get_chart (fixture);
  g_assert_cmpuint (count_handles (fixture), ==, 1);
  step = tw_chart_layout_handle_step (chart->layout, 0);

  gtk_widget_grab_focus (chart->handles->pdata[0]);
  tw_chart_view_handle_key (chart, 0, 1, 0, GDK_SHIFT_MASK);
  tw_chart_view_handle_key (chart, 0, 1, 0, 0);
  tw_chart_view_handle_key (chart, 0, 1, 0, 0);
  tw_ui_test_settle ();
  g_assert_nonnull (strstr (tw_rule_curve_get_cost_text (get_curve (fixture)), "1,870.00\302\240USD → "));
  shot (fixture, "rules-dragging");
  assert_json (fixture, "/rules/0/table/bands/1/from", first);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  by_keys = tw_ui_program_read (fixture, "/rules/0/table/bands/1/from");
  g_assert_cmpstr (by_keys, !=, first);
  tw_ui_test_wait (has_cost, fixture);
  cost = replay_cost (fixture);
  g_assert_cmpstr (tw_rule_curve_get_cost_text (get_curve (fixture)), ==, cost);
  g_assert_cmpstr (cost, !=, cost_before);
  undo (fixture);
  assert_json (fixture, "/rules/0/table/bands/1/from", first);

  chart = get_chart (fixture);
  tw_ui_test_settle ();
  g_assert_true (tw_chart_layout_get_handle (chart->layout, 0, &area));
  g_assert_cmpfloat (area.width, >=, 32);
  g_assert_true (tw_chart_layout_to_place (chart->layout, TW_CHART_X, 20000 + 12 * step, &x));
  tw_chart_view_grab_handle (chart, 0);
  tw_chart_view_drag_handle (chart, 0, x - 9, area.y, FALSE);
  tw_chart_view_drag_handle (chart, 0, x, area.y, FALSE);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  by_pointer = tw_ui_program_read (fixture, "/rules/0/table/bands/1/from");
  g_assert_cmpstr (by_pointer, ==, by_keys);
  undo (fixture);
  assert_json (fixture, "/rules/0/table/bands/1/from", first);

  /* Escape puts it back and writes nothing. */
  chart = get_chart (fixture);
  tw_chart_view_handle_key (chart, 0, 1, 0, 0);
  tw_ui_test_settle ();
  g_assert_true (tw_chart_view_restore_handle (chart));
  tw_ui_test_settle ();
  assert_json (fixture, "/rules/0/table/bands/1/from", first);
}

/* (transfer full) (nullable): the partners on the curve with what is said of them; %NULL where none stand on it. */
static char *
read_rug (Fixture *fixture)
{
  TwChartSpec *spec = tw_chart_view_get_spec (get_chart (fixture));
  GString *text = NULL;

  for (guint i = 0; i < tw_chart_spec_n_series (spec); i++)
    if (tw_chart_spec_get_series_role (spec, i) == TW_CHART_ROLE_RUG)
      {
        text = g_string_new (NULL);
        for (guint j = 0; j < tw_chart_spec_n_marks (spec, i); j++)
          g_string_append_printf (text, "%s: %s\n", tw_chart_spec_get_mark (spec, i, j)->label,
                                  tw_chart_spec_get_mark (spec, i, j)->text);
      }

  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

static gboolean
has_rug (gpointer data)
{
  g_autofree char *rug = read_rug (data);

  return rug != NULL && *rug != '\0';
}

/* Many partners are put into words beside the window: the curve stands without them at first, then with the same ones. A
 * handle that moves takes them along. */
static void
test_many_partners (Fixture       *fixture,
                    gconstpointer  data)
{
  TwRuleCurve *curve = get_curve (fixture);
  g_autofree char *few = NULL;
  g_autofree char *none = NULL;
  g_autofree char *many = NULL;
  g_autofree char *moved = NULL;

  tw_ui_test_wait (has_cost, fixture);
  few = read_rug (fixture);
  g_assert_nonnull (strstr (few, "earned 1,500.00"));
  curve->at_once = 0;
  g_clear_pointer (&curve->partners, tw_rule_partners_free);
  tw_rule_curve_draw (curve);
  none = read_rug (fixture);
  g_assert_null (none);
  tw_ui_test_wait (has_rug, fixture);
  many = read_rug (fixture);
  g_assert_cmpstr (many, ==, few);

  tw_chart_view_handle_key (get_chart (fixture), 0, 1, 0, 0);
  moved = read_rug (fixture);
  g_assert_cmpstr (moved, ==, few);
  g_assert_true (tw_chart_view_restore_handle (get_chart (fixture)));
}

static void
show_rates (Fixture *fixture)
{
  tw_ui_period_press (GTK_WIDGET (get_curve (fixture)), "Marginal");
  tw_ui_test_settle ();
}

/* A rate goes by 0.1 point; of a published version it is tried only, and a draft made with it. */
static void
test_rates (Fixture       *fixture,
            gconstpointer  data)
{
  TwChartView *chart;
  GtkWidget *dialog = NULL;
  g_autoptr (GList) windows = NULL;

  tw_ui_test_wait (has_cost, fixture);
  show_rates (fixture);
  chart = get_chart (fixture);
  /* Band 1 pays; band 2 begins and pays. */
  g_assert_cmpuint (count_handles (fixture), ==, 3);
  tw_chart_view_handle_key (chart, 2, 0, 1, 0);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/table/bands/1/rate", "\"5.1%\"");
  shot (fixture, "rules-rates");

  tw_ui_period_publish (fixture->document);
  tw_ui_period_wait (fixture->document);
  {
    g_autoptr (GPtrArray) versions = tw_program_versions_list (tw_document_get_workspace (fixture->document), NULL);

    for (guint i = 0; i < versions->len; i++)
      if (g_str_equal (((TwProgramVersion *) g_ptr_array_index (versions, i))->state, "published"))
        tw_programs_view_open (fixture->view, ((TwProgramVersion *) g_ptr_array_index (versions, i))->id);
  }
  tw_ui_period_wait (fixture->document);
  fixture->page = tw_programs_view_get_program_page (fixture->view);
  tw_program_page_show (fixture->page, "rules");
  tw_ui_test_settle ();
  tw_ui_test_wait (has_cost, fixture);
  show_rates (fixture);
  chart = get_chart (fixture);
  tw_chart_view_handle_key (chart, 2, 0, 1, GDK_SHIFT_MASK);
  tw_chart_view_release_handle (chart);
  tw_ui_test_wait (has_cost, fixture);
  assert_json (fixture, "/rules/0/table/bands/1/rate", "\"5%\"");
  shot (fixture, "rules-tried");
  tw_ui_period_press (GTK_WIDGET (get_curve (fixture)), "Make a Draft with This…");
  tw_ui_test_settle ();
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      dialog = l->data;
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "draft");
  gtk_window_close (GTK_WINDOW (dialog));
  tw_ui_period_wait (fixture->document);
  fixture->page = tw_programs_view_get_program_page (fixture->view);
  g_assert_cmpstr (tw_program_page_get_version (fixture->page)->state, ==, "draft");
  assert_json (fixture, "/rules/0/table/bands/1/rate", "\"6%\"");
}

static gboolean
has_three_handles (gpointer data)
{
  return count_handles (data) == 3;
}

/* A threshold stops at its neighbours, by keys as by pointer, and a flat amount is held where it lifts the curve to. */
static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  TwChartView *chart;
  const TwChartHandle *flat;

  tw_ui_test_wait (has_cost, fixture);
  tw_ui_period_press (GTK_WIDGET (fixture->page), "Add Band");
  tw_ui_period_wait (fixture->document);
  type_into (fixture, "/rules/0/table/bands/2/flat", "250");
  assert_json (fixture, "/rules/0/table/bands/2", "{\"from\":\"40000.00\",\"rate\":\"5%\",\"flat\":\"250\"}");
  chart = get_chart (fixture);
  /* Two thresholds and the amount. */
  tw_ui_test_wait (has_three_handles, fixture);
  for (guint i = 0; i < 300; i++)
    tw_chart_view_handle_key (chart, 0, 1, 0, GDK_SHIFT_MASK);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/table/bands/1/from", "\"39999.99\"");
  undo (fixture);
  assert_json (fixture, "/rules/0/table/bands/1/from", "\"20000.00\"");

  chart = get_chart (fixture);
  tw_ui_test_settle ();
  tw_chart_view_grab_handle (chart, 1);
  tw_chart_view_drag_handle (chart, 1, -5000, 0, FALSE);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/table/bands/2/from", "\"20000.01\"");
  undo (fixture);
  assert_json (fixture, "/rules/0/table/bands/2/from", "\"40000.00\"");

  /* 400 + 1,000 before the amount: 1,650 is its place, 250 its value. */
  chart = get_chart (fixture);
  flat = tw_chart_spec_get_handle (tw_chart_view_get_spec (chart), 2);
  g_assert_cmpfloat_with_epsilon (flat->y, 1650, 0.001);
  g_assert_cmpfloat_with_epsilon (flat->y - flat->base, 250, 0.001);
  tw_chart_view_handle_key (chart, 2, 0, 1, GDK_SHIFT_MASK);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  {
    g_autofree char *now = tw_ui_program_read (fixture, "/rules/0/table/bands/2/flat");

    g_assert_cmpfloat (g_ascii_strtod (now + 1, NULL), >, 250);
  }
  shot (fixture, "rules-flat");
  undo (fixture);
  assert_json (fixture, "/rules/0/table/bands/2/flat", "\"250\"");
  /* It goes down to nothing, and no further. */
  chart = get_chart (fixture);
  for (guint i = 0; i < 100; i++)
    tw_chart_view_handle_key (chart, 2, 0, -1, GDK_SHIFT_MASK);
  tw_chart_view_release_handle (chart);
  tw_ui_period_wait (fixture->document);
  assert_json (fixture, "/rules/0/table/bands/2/flat", "\"0.00\"");
}

/* Nothing is cut off or warned about between the widths; the parts stand below each other when it is narrow. */
static void
test_widths (Fixture       *fixture,
             gconstpointer  data)
{
  static const int widths[] = { 360, 800, 1280 };
  TwRuleCurve *curve = get_curve (fixture);
  TwRuleList *list = get_list (fixture);

  tw_ui_test_wait (has_cost, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("rules-%d", widths[i]);
      graphene_rect_t list_bounds, curve_bounds, page_bounds;

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), widths[i], 800);
      tw_ui_test_settle ();
      g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (list), GTK_WIDGET (fixture->page), &list_bounds));
      g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (curve), GTK_WIDGET (fixture->page), &curve_bounds));
      if (widths[i] == 360)
        g_assert_cmpfloat (curve_bounds.origin.y, >, list_bounds.origin.y + list_bounds.size.height);
      else
        g_assert_cmpfloat (curve_bounds.origin.x, >, list_bounds.origin.x + list_bounds.size.width - 1);
      g_assert_cmpfloat (curve_bounds.origin.x + curve_bounds.size.width, <=,
                         gtk_widget_get_width (GTK_WIDGET (fixture->page)));
      shot (fixture, name);
      g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (fixture->page), GTK_WIDGET (fixture->window), &page_bounds));
      g_assert_cmpfloat (page_bounds.origin.x + page_bounds.size.width, <=, widths[i]);
    }
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
  ADD ("/ui/rules/edit", test_edit);
  ADD ("/ui/rules/bad-input", test_bad_input);
  ADD ("/ui/rules/list", test_list);
  ADD ("/ui/rules/paste", test_paste);
  ADD ("/ui/rules/bands", test_bands);
  ADD ("/ui/rules/conditions", test_conditions);
  ADD ("/ui/rules/drag", test_drag);
  ADD ("/ui/rules/many-partners", test_many_partners);
  ADD ("/ui/rules/rates", test_rates);
  ADD ("/ui/rules/bounds", test_bounds);
  ADD ("/ui/rules/widths", test_widths);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);

  return result;
}
