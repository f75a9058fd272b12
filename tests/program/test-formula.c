/* test-formula.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-formula.h"
#include "tw-program-template.h"
#include "tw-program-text.h"

#include <string.h>

static void
assert_both (const char *json,
             const char *formula)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autofree char *written = tw_formula_from_json (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) read = NULL;

  g_assert_cmpstr (written, ==, formula);
  read = tw_formula_to_json (formula, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (read, node));
}

static void
test_both_ways (void)
{
  assert_both ("\"3%\"", "3%");
  assert_both ("\"-2.50\"", "-2.50");
  assert_both ("\"2026-01-31\"", "2026-01-31");
  assert_both ("\"partner.tier\"", "partner.tier");
  assert_both ("\"Public Sector\"", "\"Public Sector\"");
  assert_both ("\"say \\\"and\\\"\"", "\"say \\\"and\\\"\"");
  assert_both ("\"and\"", "\"and\"");
  assert_both ("{\"mul\":[\"agreement.quota\",\"110%\"]}", "agreement.quota × 110%");
  assert_both ("{\"add\":[\"a\",\"b\",\"c\"]}", "a + b + c");
  assert_both ("{\"add\":[\"a\"]}", "add(a)");
  assert_both ("{\"div\":[{\"sub\":[\"now\",\"before\"]},\"before\"],\"else\":\"0%\"}",
               "(now − before) ÷ before else 0%");
  assert_both ("{\"by\":\"partner.tier\",\"is\":{\"Silver\":\"3%\",\"Gold\":\"4%\"},\"else\":\"2%\"}",
               "by(partner.tier, is: {Silver: 3%, Gold: 4%}, else: 2%)");
  assert_both ("{\"by\":\"growth\",\"from\":[[\"0\",\"1%\"],[\"15%\",\"2%\",\"to\"]]}",
               "by(growth, from: [[0, 1%], [15%, 2%, to]])");
  assert_both ("{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":\"12 months\"}}",
               "sum(amount, fact: sale, window: rolling(12 months))");
  assert_both ("{\"min\":[\"a\",{\"max\":[\"b\",\"0\"]}]}", "min(a, max(b, 0))");
  assert_both ("{\"if\":{\"value\":\"a\",\"is\":\"b\"},\"then\":\"1\",\"else\":\"2\"}",
               "if(a = b, then: 1, else: 2)");
}

static void
test_conditions (void)
{
  assert_both ("{\"value\":\"mix\",\"at_least\":\"30%\",\"keep_at_least\":\"20%\"}",
               "mix ≥ 30% keep 20%");
  assert_both ("{\"value\":\"units\",\"at_least\":\"5\",\"less_than\":\"10\"}", "units ≥ 5 < 10");
  assert_both ("{\"value\":\"status\",\"in\":[\"approved\",\"won\"]}", "status in [approved, won]");
  assert_both ("{\"any\":[{\"all\":[{\"value\":\"a\",\"is\":\"x\"},\"b\"]},{\"not\":\"c\"}]}",
               "((a = x) and b) or not(c)");
  assert_both ("{\"all\":[]}", "all()");
  assert_both ("{\"at_least\":\"2\",\"of\":[\"a\",\"b\",\"c\"]}", "at_least(2, of: [a, b, c])");
  assert_both ("{\"each\":\"partner.region\",\"meet\":\"big\",\"at_least\":\"1\"}",
               "each(partner.region, meet: big, at_least: 1)");
  assert_both ("{\"customer.new\":\"yes\",\"amount\":{\"at_least\":\"5000.00\"}}",
               "{customer.new: yes, amount: at_least(5000.00)}");
  assert_both ("{\"at\":\"period_end\",\"value\":\"a\",\"is\":\"b\"}", "{at: period_end, value: a, is: b}");
}

/* What a keyboard has stands for the signs. */
static void
test_typed (void)
{
  static const char * const pairs[][2] = {
    { "a*b", "a × b" },
    { "a / b", "a ÷ b" },
    { "a - b", "a − b" },
    { "a - b + c", "(a − b) + c" },
    { "a + b * c", "a + (b × c)" },
    { "a>=1 and b!=2 or c<=3", "((a ≥ 1) and (b ≠ 2)) or (c ≤ 3)" },
    { "  rolling( 90   days )", "rolling(90 days)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = tw_formula_to_json (pairs[i][0], &error);
      g_autofree char *written = NULL;

      g_assert_no_error (error);
      written = tw_formula_from_json (node);
      g_assert_cmpstr (written, ==, pairs[i][1]);
    }
}

static void
test_refused (void)
{
  static const char * const wrong[][2] = {
    { "", "ends" },          { "sum(amount", "ends" },     { "sum(amount fact: sale)", "“fact: sale" },
    { "a +", "ends" },       { "a ≥", "ends" },            { "{a}", "“a}”" },
    { "[1, 2", "ends" },     { "\"open", "ends" },         { "3% 4%", "“4%”" },
    { "by()", "brackets" },  { "sum(a, sum: b)", "brackets" }, { "{a: 1, a: 2}", "twice" },
    { ")", "“)”" },          { "a and", "ends" },          { "\xff", "UTF-8" },
    { "keep 3", "“keep 3”" },  { "a = 1 = 2", "twice" },       { "a\nb \x01", "“b �”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      JsonNode *node = tw_formula_to_json (wrong[i][0], &error);

      g_assert_null (node);
      g_assert_error (error, TW_ERROR, TW_ERROR_PARSE);
      if (strstr (error->message, wrong[i][1]) == NULL)
        g_error ("“%s”: %s", wrong[i][0], error->message);
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '(');
  g_assert_null (tw_formula_to_json (text->str, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_PARSE);
}

/* --- everything that ships --- */

/* A count comes back as a text, which means the same to a program. */
static char *
quote_counts (JsonNode *node)
{
  g_autofree char *text = tw_program_text_canonical (node, FALSE);
  g_autoptr (GRegex) counts = g_regex_new ("(?<=[:,\\[])[0-9]+(?=[,\\]}])", 0, 0, NULL);

  return g_regex_replace (counts, text, -1, 0, "\"\\0\"", 0, NULL);
}

static void
assert_comes_back (JsonNode *node,
                   guint    *n)
{
  g_autofree char *text = tw_formula_from_json (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) read = tw_formula_to_json (text, &error);
  g_autofree char *before = quote_counts (node);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = tw_program_text_canonical (read, FALSE);
  g_assert_cmpstr (after, ==, before);
  (*n)++;
}

static void
visit (JsonNode *node,
       guint    *n)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      assert_comes_back (node, n);
      for (GList *l = values; l != NULL; l = l->next)
        visit (l->data, n);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      visit (json_array_get_element (json_node_get_array (node), i), n);
}

static void
test_templates (void)
{
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      g_autofree char *text = tw_program_template_text (tw_program_template_nth (i)->id, NULL);
      g_autoptr (JsonNode) root = tw_program_text_parse (text, -1, NULL);
      guint n = 0;

      visit (tw_program_text_lookup (root, "/rules"), &n);
      g_assert_cmpuint (n, >, 5);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formula/both-ways", test_both_ways);
  g_test_add_func ("/formula/conditions", test_conditions);
  g_test_add_func ("/formula/typed", test_typed);
  g_test_add_func ("/formula/refused", test_refused);
  g_test_add_func ("/formula/deep", test_deep);
  g_test_add_func ("/formula/templates", test_templates);

  return g_test_run ();
}
