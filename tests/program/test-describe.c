/* test-describe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-describe.h"
#include "tw-program-document.h"
#include "tw-program-numbers.h"
#include "tw-program-template.h"

#include <string.h>

#define HEAD \
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\"," \
  "\"effective_from\":\"2026-01-01\","
#define RULE(x) HEAD "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\"," x "}]}"
#define SALES "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"

static const struct
{
  const char *name;
  const char *text;
  const char *expected;
} rules[] = {
  { "rate", RULE (SALES "\"window\":\"quarter\",\"rate\":\"2.5%\""),
    "Pays 2.5% of the amount of sales, per quarter." },
  { "marginal",
    RULE (SALES "\"window\":\"quarter\",\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"2%\"},"
                "{\"from\":\"250000.00\",\"rate\":\"3%\",\"edge\":\"to\"}]}"),
    "Pays on the amount of sales, per quarter. Each band rates its own part: from 0.00 USD: 2%; above "
    "250,000.00 USD: 3%." },
  { "retroactive-growth",
    RULE (SALES "\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"},\"agreement."
                "quota\"],\"else\":\"0%\"},"
                "\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":null,\"rate\":\"0%\"},"
                "{\"from\":\"110%\",\"rate\":\"3%\",\"flat\":\"50.00\"}]}"),
    "Pays on the amount of sales, per pay period. The band goes by the amount of sales ÷ the agreement's quota. "
    "The band reached "
    "rates everything: below: 0%; from 110%: 3% + 50.00 USD." },
  { "royalty",
    RULE ("\"direction\":\"charge\",\"window\":\"lifetime\",\"counts\":{\"sum\":\"units\",\"fact\":"
          "\"unit_report\"},"
          "\"price\":\"1.25\",\"adjust\":[{\"guarantee\":\"1500.00\",\"per\":\"quarter\","
          "\"recoup\":2}]"),
    "Charges 1.25 USD each of the units of unit reports, from the first on. Guaranteed 1,500.00 USD per "
    "quarter, won back "
    "from later excess." },
  { "count",
    RULE ("\"window\":\"month\",\"payee\":\"person\",\"counts\":{\"count\":\"facts\",\"fact\":"
          "\"sale\",\"where\":"
          "{\"customer.new\":\"yes\",\"amount\":{\"at_least\":\"500.00\"}}},\"price\":\"25\","
          "\"adjust\":[{\"max\":\"250.00\",\"each\":\"person\"}]"),
    "Pays 25 USD each: sales where new customer is yes and amount is at least 500.00 USD, per "
    "month. At most 250.00 USD "
    "for each person. Paid to the person." },
  { "big-number",
    RULE ("\"window\":\"quarter\",\"counts\":{\"sum\":\"units\",\"fact\":\"sale\"},"
          "\"table\":{\"bands\":[{\"from\":\"0\",\"price\":\"1\"},{\"from\":\"50000\",\"price\":\"1250\"}]}"),
    "Pays on the units of sales, per quarter. Each band rates its own part: from 0: 1 USD each; from 50,000: 1,250 USD each." },
  { "open",
    RULE (SALES "\"rate\":\"2%\",\"valid\":[\"2026-01-01\",null]"),
    "Pays 2% of the amount of sales, per pay period. For dates from 2026-01-01 on." },
  { "split",
    RULE ("\"counts\":{\"sum\":\"amount\",\"fact\":\"opportunity\"},\"rate\":\"5%\",\"adjust\":[{\"max\":\"400.00\",\"per\":\"fact\"}],"
          "\"split\":{\"by\":{\"roles\":{\"sourced\":\"70%\",\"influenced\":\"30%\"}}}"),
    "Pays 5% of the amount of opportunities, per pay period. At most 400.00 USD for each fact. Credited partners share it by "
    "role: 70% for sourced, 30% for influenced; what a missing role would have goes to the others in proportion. Limits and "
    "factors hold for each partner's part." },
  { "split-earned",
    RULE (SALES "\"rate\":\"5%\",\"adjust\":[{\"max\":\"400.00\"}],\"split\":{\"by\":\"equal\",\"of\":\"earned\"}"),
    "Pays 5% of the amount of sales, per pay period. At most 400.00 USD. Credited partners share it equally. Limits and factors "
    "hold before it is shared." },
  { "clawback",
    RULE (SALES "\"rate\":\"4%\",\"clawback\":{\"on\":{\"status\":\"churned\"},\"fact\":\"subscription\",\"within\":\"90 "
                "days\",\"share\":\"50%\"}"),
    "Pays 4% of the amount of sales, per pay period. 50% of what was paid is taken back on subscriptions where status is "
    "churned within 90 days." },
  { "timing",
    RULE (SALES "\"rate\":\"4%\",\"timing\":{\"hold_days\":30,\"holdback\":\"20%\",\"release\":\"60 days\"}"),
    "Pays 4% of the amount of sales, per pay period. Payable 30 days after it is earned. 20% of it is held back for 60 days." },
  { "free",
    RULE ("\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"date\":\"invoiced\",\"where\":{\"deal\":{\"is_not\":\"\"}},"
          "\"free\":\"2000.00\"},\"rate\":\"1.5%\""),
    "Pays 1.5% of the amount of sales where deal is stated dated by “invoiced”, without the first 2,000.00 USD, per pay period." },
  { "interpolated",
    RULE (SALES "\"table\":{\"mode\":\"interpolated\",\"bands\":[{\"from\":\"100.00\",\"rate\":\"1%\"},{\"from\":\"200.00\","
                "\"rate\":\"3%\"},{\"from\":\"400.00\"}]}"),
    "Pays on the amount of sales, per pay period. Each band adds its value evenly from its bound to the next: from 100.00 USD: "
    "1%; from 200.00 USD: 3%; up to 400.00 USD." },
  { "period-end",
    RULE (SALES "\"rate\":\"2%\",\"who\":{\"at\":\"period_end\",\"value\":\"partner.region\",\"is\":\"North\"}"),
    "Pays 2% of the amount of sales, per pay period. Only where, at the end of the period, the partner's region is North." },
  { "conditions",
    RULE (SALES "\"rate\":\"2%\",\"who\":{\"any\":[{\"value\":\"partner.region\",\"in\":[\"North\","
                "\"South\"]},"
                "{\"not\":{\"value\":\"partner.since\",\"at_least\":\"2026-01-01\"}}]},"
                "\"adjust\":[{\"factor\":\"110%\",\"when\":{\"value\":\"earned\",\"more_than\":"
                "\"10.00\"}}]"),
    "Pays 2% of the amount of sales, per pay period. Where what is earned so far is more than 10.00 "
    "USD: Multiplied by 110%. "
    "Only where the partner's region is one of North or South or not (the partner's since is on or after "
    "2026-01-01)." },
};

static void
test_rule (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
      tw_program_document_parse (rules[i].text, -1, NULL, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = tw_program_describe_rule (tw_program_document_get_program (document), 0);
  g_assert_cmpstr (text, ==, rules[i].expected);
}

static void
test_tier (void)
{
  static const char text[] = HEAD "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]}},{"
                                  "\"name\":\"Gold\",\"enter\":{\"value\":"
                                  "{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":"
                                  "\"12 months\"}},\"at_least\":\"50000.00\","
                                  "\"keep_at_least\":\"40000.00\"}}],\"rules\":[]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  const TwProgram *program;
  g_autofree char *silver = NULL;
  g_autofree char *gold = NULL;

  g_assert_no_error (error);
  program = tw_program_document_get_program (document);
  silver = tw_program_describe_tier (program, &program->tiers[0]);
  gold = tw_program_describe_tier (program, &program->tiers[1]);
  g_assert_cmpstr (silver, ==, "Silver: every partner.");
  g_assert_cmpstr (gold, ==,
                   "Gold: the amount of sales over the last 12 months is at least 50,000.00 USD "
                   "(to stay: 40,000.00 USD).");
}

/* Rules of a group, a limit over both, and names of `define`: numbers that are no shares aren't percentages. */
static void
test_together (void)
{
  static const char text[] =
      HEAD "\"define\":{\"capability\":{\"points\":[{\"name\":\"Sales\",\"value\":{\"count\":\"facts\",\"fact\":\"sale\",\"window\":"
           "\"year\"},\"worth\":\"4\",\"cap\":\"40\",\"need\":\"1\"}]},\"growth\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\","
           "\"window\":\"year\"},{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\",\"shift\":\"-1 year\"}],\"else\":"
           "\"0\"}},\"tiers\":[{\"name\":\"Gold\",\"enter\":{\"all\":[{\"value\":\"capability\",\"at_least\":\"50\"},{\"value\":"
           "\"growth\",\"at_least\":\"1.1\"}]}}],"
           "\"rules\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"rebate\"," SALES "\"rate\":\"2%\",\"stacking\":{\"group\":\"g\","
           "\"policy\":\"best_of\"}},{\"id\":\"b\",\"name\":\"B\",\"kind\":\"rebate\"," SALES "\"rate\":\"3%\",\"stacking\":{"
           "\"group\":\"g\",\"policy\":\"best_of\"}}],\"limits\":[{\"name\":\"L\",\"rules\":[\"a\",\"b\"],\"over\":\"program\","
           "\"max\":\"600.00\",\"per\":\"quarter\",\"share\":\"pro_rata\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = NULL;
  const TwProgram *program;
  g_autofree char *rule = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *gold = NULL;
  g_autofree char *points = NULL;
  g_autofree char *growth = NULL;

  document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  g_assert_no_error (error);
  program = tw_program_document_get_program (document);
  rule = tw_program_describe_rule (program, 1);
  limit = tw_program_describe_limit (program, 0);
  gold = tw_program_describe_tier (program, &program->tiers[0]);
  points = tw_program_describe_define (program, 0);
  growth = tw_program_describe_define (program, 1);
  g_assert_cmpstr (rule, ==,
                   "Pays 3% of the amount of sales, per pay period. These don't add up; only the one that pays most counts: “A”, "
                   "“B”.");
  g_assert_cmpstr (limit, ==,
                   "A, B: together at most 600.00 USD per quarter for all partners; beyond it everybody is cut in proportion.");
  g_assert_cmpstr (gold, ==, "Gold: capability is at least 50 and growth is at least 110%.");
  g_assert_cmpstr (points, ==, "Sales: the number of sales per year × 4, at most 40, and no points at all below 1");
  g_assert_cmpstr (growth, ==, "the amount of sales per year ÷ the amount of sales per year, 1 year earlier");
}

/* Whatever a template says can be said in words, as a sentence. */
static void
test_templates (void)
{
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      g_autofree char *text = tw_program_template_text (tw_program_template_nth (i)->id, NULL);
      g_autoptr (TwProgramDocument) document =
          tw_program_document_parse (text, -1, NULL, NULL, NULL);
      const TwProgram *program = tw_program_document_get_program (document);

      for (guint r = 0; r < program->n_rules; r++)
        {
          g_autofree char *said = tw_program_describe_rule (program, r);

          g_assert_true (g_str_has_suffix (said, "."));
          g_assert_null (strstr (said, "(null)"));
          g_assert_cmpuint (strlen (said), >, 20);
        }
    }
}

/* Two factors of a rule are told apart by when they apply. */
static void
test_numbers (void)
{
  static const char *const names[] = { "Rate", "Factor, Gold", "Factor, where the partner's tier is one of Silver or Bronze",
                                       "At most" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (
      HEAD
      "\"tiers\":[{\"name\":\"Bronze\",\"enter\":{\"all\":[]}},{\"name\":\"Silver\",\"enter\":{\"all\":[]}},{\"name\":\"Gold\",\"enter\":{\"all\":[]}}],"
           "\"rules\":[{\"id\":\"r\",\"name\":\"R\","
           "\"kind\":\"rebate\"," SALES "\"rate\":\"2%\",\"adjust\":["
           "{\"factor\":\"110%\",\"when\":{\"value\":\"partner.tier\",\"is\":\"Gold\"}},"
           "{\"factor\":\"105%\",\"when\":{\"value\":\"partner.tier\",\"in\":[\"Silver\",\"Bronze\"]}},"
           "{\"max\":\"500.00\"}]}]}",
      -1, NULL, NULL, &error);
  g_autoptr (GPtrArray) numbers = NULL;

  g_assert_no_error (error);
  numbers = tw_program_numbers_list (document);
  g_assert_cmpuint (numbers->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (((TwProgramNumber *) g_ptr_array_index (numbers, i))->name, ==, names[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *path = g_strdup_printf ("/program/describe/%s", rules[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rule);
    }
  g_test_add_func ("/program/describe/tier", test_tier);
  g_test_add_func ("/program/describe/together", test_together);
  g_test_add_func ("/program/describe/templates", test_templates);
  g_test_add_func ("/program/describe/numbers", test_numbers);

  return g_test_run ();
}
