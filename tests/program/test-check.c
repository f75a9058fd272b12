/* test-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-check.h"
#include "tw-program-template.h"

#include <string.h>

#define HEAD(type) \
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"" type "\",\"currency\":\"USD\"," \
  "\"effective_from\":\"2026-01-01\","
#define SALES "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
#define R(id, x) "{\"id\":\"" id "\",\"name\":\"Rule\",\"kind\":\"rebate\"," x "}"
#define ONE(x) HEAD ("reseller") "\"rules\":[" R ("r", SALES x) "]}"
#define TWO(a, b) HEAD ("reseller") "\"rules\":[" R ("a", a) "," R ("b", b) "]}"
#define TIERS(x)                                                                                   \
  HEAD ("reseller") "\"tiers\":[" x "],\"rules\":[" R ("r", SALES "\"rate\":\"1%\"") "]}"
#define YEAR "{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\"}"
#define TIER(name, x) "{\"name\":\"" name "\",\"enter\":{\"value\":" YEAR "," x "}}"
#define BASE "{\"sum\":\"amount\",\"fact\":\"sale\",\"shift\":\"-1 year\"}"

typedef struct
{
  const char *name;
  const char *codes;  /* what is found, in order; `!` behind what blocks */
  const char *path;   /* of the first finding */
  const char *text;
} Case;

static const Case
    cases
        [] = {
          { "nothing", "", NULL, ONE ("\"rate\":\"2%\"") },
          { "w1/fires", "W1", "/rules/0/table/bands/1",
            ONE ("\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":\"0\",\"rate\":\"5%\"},"
                 "{\"from\":\"1000000.00\",\"rate\":\"7%\"}]}") },
          { "w1/marginal", "", NULL,
            ONE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"5%\"},{\"from\":\"1000000.00\","
                 "\"rate\":\"7%\"}]}") },
          { "w2/total-falls", "W2!", "/rules/0/table/bands/1",
            ONE ("\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":\"0\",\"rate\":\"5%\"},"
                 "{\"from\":\"100.00\",\"rate\":\"3%\"}]}") },
          { "w2/rate-falls", "W2", "/rules/0/table/bands/1",
            ONE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"5%\"},{\"from\":\"100.00\","
                 "\"rate\":\"3%\"}]}") },
          { "w2/negative-rate", "W2!", "/rules/0/table/bands/1",
            ONE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"5%\"},{\"from\":\"100.00\","
                 "\"rate\":\"-3%\"}]}") },
          { "w2/falls-in-one-tier", "W2!", "/rules/0/table/bands/1",
            HEAD (
                "reseller") "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]}},{\"name\":"
                            "\"Gold\",\"by_invitation\":true,"
                            "\"enter\":{\"all\":[]}}],\"rules\":[" R ("r",
                                                                      SALES
                                                                      "\"table\":{\"mode\":"
                                                                      "\"retroactive\",\"bands\":[{"
                                                                      "\"from\":\"0\",\"rate\":{"
                                                                      "\"by\":\"partner.tier\","
                                                                      "\"is\":{\"Silver\":\"1%\","
                                                                      "\"Gold\":\"4%\"}}},{"
                                                                      "\"from\":\"100.00\","
                                                                      "\"rate\":{\"by\":\"partner."
                                                                      "tier\","
                                                                      "\"is\":{\"Silver\":\"1%\","
                                                                      "\"Gold\":\"3%\"}}}]}") "]"
                                                                                              "}" },
          { "w2/rises", "", NULL,
            ONE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"2%\"},{\"from\":\"100.00\","
                 "\"rate\":\"3%\"}]}") },
          { "w3/fires", "W3", "/rules/0/table/bands/0",
            ONE ("\"table\":{\"bands\":[{\"from\":\"0\",\"flat\":\"100.00\"}]}") },
          { "w3/short", "W3", "/rules/0", ONE ("\"flat\":\"100.00\"") },
          { "w3/entry", "", NULL,
            ONE ("\"table\":{\"flat_at\":\"entry\",\"bands\":[{\"from\":\"0\",\"flat\":\"100.00\"}]"
                 "}") },
          { "w3/threshold", "", NULL,
            ONE ("\"table\":{\"bands\":[{\"from\":\"5.00\",\"flat\":\"100.00\"}]}") },
          { "w3/each-fact", "", NULL, ONE ("\"window\":\"fact\",\"flat\":\"100.00\"") },
          { "w4/quota", "W4", "/rules/0/qualifier",
            ONE ("\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"},\"agreement."
                 "quota\"]},"
                 "\"table\":{\"bands\":[{\"from\":\"0%\",\"rate\":\"2%\"}]}") },
          { "w4/baseline", "W4!", "/rules/0/qualifier",
            ONE ("\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"}," BASE "]},"
                 "\"table\":{\"bands\":[{\"from\":\"0%\",\"rate\":\"2%\"}]}") },
          { "w4/baseline-by-name", "W4!", "/define/growth",
            HEAD ("reseller") "\"define\":{\"before\":" BASE
                              ",\"growth\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"},"
                              "\"before\"]}},\"rules\":[" R ("r",
                                                             SALES
                                                             "\"qualifier\":\"growth\",\"table\":{"
                                                             "\"bands\":[{\"from\":\"0%\","
                                                             "\"rate\":\"2%\"}]}") "]}" },
          { "w4/else", "", NULL,
            ONE ("\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"}," BASE
                 "],\"else\":\"0%\"},"
                 "\"table\":{\"bands\":[{\"from\":\"0%\",\"rate\":\"2%\"}]}") },
          { "w4/guarded", "", NULL,
            ONE ("\"who\":{\"value\":" BASE ",\"more_than\":\"0\"},"
                 "\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"}," BASE "]},"
                 "\"table\":{\"bands\":[{\"from\":\"0%\",\"rate\":\"2%\"}]}") },
          { "w4/by-twelve", "", NULL, ONE ("\"rate\":{\"div\":[\"24%\",\"12\"]}") },
          { "w5/contradiction", "W5", "/tiers/0",
            TIERS (TIER ("Gold", "\"at_least\":\"10.00\",\"at_most\":\"5.00\"")) },
          { "w5/keep-above-enter", "W5", "/tiers/0/enter/keep_at_least",
            TIERS (TIER ("Gold", "\"at_least\":\"10.00\",\"keep_at_least\":\"15.00\"")) },
          { "w5/easier", "W5", "/tiers/1",
            TIERS (TIER ("Silver", "\"at_least\":\"10.00\"") "," TIER ("Gold",
                                                                       "\"at_least\":\"5.00\"")) },
          { "w5/rising", "", NULL,
            TIERS ("{\"name\":\"Bronze\",\"enter\":{\"all\":[]}}," TIER ("Silver",
                                                                         "\"at_least\":\"10.00\","
                                                                         "\"keep_at_least\":\"8."
                                                                         "00\"") "," TIER ("Gold",
                                                                                           "\"at_"
                                                                                           "least\""
                                                                                           ":\"50."
                                                                                           "00"
                                                                                           "\"")) },
          { "w6/fires", "W6", "/rules/0/adjust/0",
            ONE ("\"rate\":\"2%\",\"adjust\":[{\"min\":\"50.00\"},{\"max\":\"20.00\"}]") },
          { "w6/other-reach", "", NULL,
            ONE ("\"rate\":\"2%\",\"adjust\":[{\"min\":\"50.00\"},{\"max\":\"20.00\",\"per\":"
                 "\"fact\"}]") },
          { "w6/in-order", "", NULL,
            ONE ("\"rate\":\"2%\",\"adjust\":[{\"min\":\"10.00\"},{\"max\":\"20.00\"}]") },
          { "w7/agreement-year", "W7", "/rules/0/window",
            ONE ("\"rate\":\"2%\",\"window\":\"agreement_year\"") },
          { "w7/five-months", "W7", "/rules/0/window",
            ONE ("\"rate\":\"2%\",\"window\":{\"rolling\":\"5 months\"}") },
          { "w7/year", "", NULL, ONE ("\"rate\":\"2%\",\"window\":\"year\"") },
          { "w7/month", "", NULL, ONE ("\"rate\":\"2%\",\"window\":\"month\"") },
          { "w8/forward", "W8!", "/rules/0",
            ONE ("\"rerate\":\"forward\",\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":"
                 "\"0\",\"rate\":\"5%\"}]}") },
          { "w8/current", "W8!", "/rules/0/reversal",
            ONE ("\"reversal\":{\"policy\":\"current\"},\"table\":{\"bands\":[{\"from\":\"0\","
                 "\"rate\":\"2%\"},"
                 "{\"from\":\"10.00\",\"rate\":\"3%\"}]}") },
          { "w8/one-rate", "", NULL,
            ONE ("\"rate\":\"2%\",\"reversal\":{\"policy\":\"current\"}") },
          { "w8/lifetime", "", NULL,
            ONE ("\"window\":\"lifetime\",\"reversal\":{\"policy\":\"current\"},\"table\":{"
                 "\"bands\":["
                 "{\"from\":\"0\",\"rate\":\"2%\"},{\"from\":\"10.00\",\"rate\":\"3%\"}]}") },
          { "w10/fires", "W10!", "/rules/1",
            TWO (SALES "\"rate\":\"1%\"", SALES "\"rate\":\"2%\"") },
          { "w10/grouped", "", NULL,
            TWO (SALES "\"rate\":\"1%\",\"stacking\":{\"group\":\"g\"}",
                 SALES "\"rate\":\"2%\",\"stacking\":{\"group\":\"g\"}") },
          { "w10/other-kind", "", NULL,
            TWO (SALES "\"rate\":\"1%\"",
                 "\"counts\":{\"sum\":\"amount\",\"fact\":\"registration\"},\"rate\":\"2%\"") },
          { "w10/other-motion", "", NULL,
            TWO ("\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"motion\":\"new\"}},"
                 "\"rate\":\"1%\"",
                 "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"motion\":["
                 "\"renewal\",\"expansion\"]}},"
                 "\"rate\":\"2%\"") },
          { "w10/other-size", "", NULL,
            TWO ("\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"amount\":{\"less_"
                 "than\":\"5.00\"}}},"
                 "\"rate\":\"1%\"",
                 "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"amount\":{\"at_"
                 "least\":\"5.00\"}}},"
                 "\"rate\":\"2%\"") },
          { "w10/other-days", "", NULL,
            TWO (SALES "\"rate\":\"1%\",\"valid\":[\"2026-01-01\",\"2026-03-31\"]",
                 SALES "\"rate\":\"2%\",\"valid\":[\"2026-04-01\",null]") },
          { "w10/shared-motion", "W10!", "/rules/1",
            TWO ("\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"motion\":\"new\"}},"
                 "\"rate\":\"1%\"",
                 "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"motion\":[\"new\","
                 "\"renewal\"]}},"
                 "\"rate\":\"2%\"") },
          { "chk-10/sales-of-isv", "CHK-10!", "/rules/0/counts",
            HEAD ("isv") "\"rules\":[" R ("r", SALES "\"rate\":\"1%\"") "]}" },
          { "chk-10/tier", "CHK-10!", "/tiers/0/enter/value",
            HEAD ("si") "\"tiers\":[" TIER ("Gold", "\"at_least\":\"5.00\"") "],\"rules\":[" R (
                "r",
                "\"counts\":{\"sum\":\"amount\",\"fact\":\"services\"},\"rate\":\"1%\"") "]}" },
          { "chk-10/by-name", "CHK-10!", "/define/base",
            HEAD ("oem") "\"define\":{\"base\":{\"sum\":\"amount\",\"fact\":\"sale\"}},\"rules\":"
                         "[" R ("r",
                                "\"counts\":{\"sum\":\"units\",\"fact\":\"unit_report\"},\"price\":"
                                "\"1\",\"adjust\":[{\"max\":\"base\"}]") "]}" },
          { "chk-10/new-customers-of-oem", "CHK-10!", "/rules/0/counts/where/customer.new",
            HEAD ("oem") "\"rules\":[" R ("r",
                                          "\"counts\":{\"sum\":\"units\",\"fact\":\"unit_report\","
                                          "\"where\":"
                                          "{\"customer.new\":\"yes\"}},\"price\":\"1\"") "]}" },
          { "chk-10/sales-certification-of-isv", "CHK-10!", "/rules/0/counts",
            HEAD ("isv") "\"rules\":[" R ("r",
                                          "\"counts\":{\"count\":\"facts\",\"fact\":"
                                          "\"certification\",\"where\":"
                                          "{\"level\":\"sales\"}},\"price\":\"1\"") "]}" },
          { "chk-10/produced", "", NULL,
            HEAD ("isv") "\"rules\":[" R ("r",
                                          "\"counts\":{\"sum\":\"amount\",\"fact\":\"marketplace\"}"
                                          ",\"rate\":\"1%\"") "]}" },
        };

static char *
list_codes (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s: %s", finding->code, finding->path, finding->message);
      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", finding->code,
                              finding->severity == TW_SEVERITY_ERROR ? "!" : "");
    }

  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
      tw_program_document_parse (c->text, -1, NULL, NULL, &error);
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *codes = NULL;

  g_assert_no_error (error);
  findings = tw_program_check (document);
  codes = list_codes (findings);
  g_assert_cmpstr (codes, ==, c->codes);
  for (guint i = 0; i < findings->len; i++)
    g_assert_nonnull (((TwFinding *) g_ptr_array_index (findings, i))->remedy);
  if (c->path != NULL)
    g_assert_cmpstr (((TwFinding *) g_ptr_array_index (findings, 0))->path, ==, c->path);
}

/* The cliff is named with its amount: one cent more of sales is worth 20,000. */
static void
test_cliff_amount (void)
{
  g_autoptr (TwProgramDocument) document =
      tw_program_document_parse (cases[1].text, -1, NULL, NULL, NULL);
  g_autoptr (GPtrArray) findings = tw_program_check (document);

  g_assert_nonnull (
      strstr (((TwFinding *) g_ptr_array_index (findings, 0))->message, "20,000.00 USD"));
  g_assert_nonnull (
      strstr (((TwFinding *) g_ptr_array_index (findings, 0))->message, "1,000,000.00 USD"));
}

/* A rule for cloud products pays where there are some, and is named where there are none. */
static void
test_never_pays (gconstpointer data)
{
  const char *category = data;
  static const char text[] = HEAD (
      "reseller") "\"rules\":[" R ("all", SALES
                                   "\"rate\":\"1%\"") "," R ("cloud",
                                                             "\"counts\":{\"sum\":\"amount\","
                                                             "\"fact\":\"sale\",\"where\":{"
                                                             "\"product.category\":\"Cloud\"}},"
                                                             "\"rate\":\"2%\"") "]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  g_autoptr (TwDataset) dataset = tw_dataset_new ();
  g_autoptr (GPtrArray) findings = NULL;
  gint64 partner = tw_dataset_add_row (dataset, TW_RELATION_PARTNER);
  gint64 product = tw_dataset_add_row (dataset, TW_RELATION_PRODUCT);
  gint64 sale = tw_dataset_add_row (dataset, TW_RELATION_FACT);
  TwSpan quarters[2];
  TwDate day;

  g_assert_no_error (error);
  g_assert_true (tw_date_from_ymd (2026, 5, 4, &day));
  for (guint i = 0; i < G_N_ELEMENTS (quarters); i++)
    g_assert_true (tw_calendar_unit_at (tw_program_document_get_program (document)->calendar,
                                        TW_CALENDAR_QUARTER, day + 90 * (int) i, &quarters[i]));
  tw_dataset_set_text (dataset, TW_RELATION_PARTNER, partner, "id", "P1");
  tw_dataset_set_text (dataset, TW_RELATION_PRODUCT, product, "category", category);
  tw_dataset_set_text (dataset, TW_RELATION_FACT, sale, "id", "f1");
  tw_dataset_set_text (dataset, TW_RELATION_FACT, sale, "kind", "sale");
  tw_dataset_set (dataset, TW_RELATION_FACT, sale, "partner", TW_VALUE_NUMBER, partner);
  tw_dataset_set (dataset, TW_RELATION_FACT, sale, "product", TW_VALUE_NUMBER, product);
  tw_dataset_set (dataset, TW_RELATION_FACT, sale, "amount", TW_VALUE_MONEY, 100000);
  tw_dataset_set (dataset, TW_RELATION_FACT, sale, "date", TW_VALUE_DATE, day);
  g_assert_true (tw_dataset_finish (dataset, &error));
  g_assert_no_error (error);
  findings = tw_program_check_payout (document, dataset, quarters, G_N_ELEMENTS (quarters), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, strcmp (category, "Cloud") == 0 ? 0 : 1);
  if (findings->len == 1)
    {
      const TwFinding *finding = g_ptr_array_index (findings, 0);

      g_assert_cmpstr (finding->code, ==, "W9");
      g_assert_cmpstr (finding->path, ==, "/rules/1");
      g_assert_cmpint (finding->severity, ==, TW_SEVERITY_WARNING);
    }
}

static void
test_catalogue (void)
{
  g_assert_cmpstr (tw_program_check_catalogue ("W2"), ==, "CHK-53");
  g_assert_cmpstr (tw_program_check_catalogue ("W10"), ==, "CHK-58");
  g_assert_cmpstr (tw_program_check_catalogue ("E2"), ==, "CHK-51");
  /* Checks that aren't of the text have their title from the registry: the publishing dialog lists both. */
  g_assert_cmpstr (tw_program_check_title ("CHK-12"), ==, "App vendors run as resellers");
  /* One name for one finding, whether it is met by its own code or by that of the catalogue. */
  g_assert_cmpstr (tw_program_check_title ("W9"), ==, "Incentive not computable");
  g_assert_cmpstr (tw_program_check_title ("CHK-10"), ==, "Incentive not computable");
  g_assert_cmpstr (tw_program_check_title ("W7"), ==, tw_program_check_title ("CHK-57"));
  g_assert_cmpstr (tw_program_check_title ("W3"), ==, "Owed without a fact");
  g_assert_cmpstr (tw_program_check_catalogue ("E12"), ==, "CHK-50");
  g_assert_null (tw_program_check_catalogue ("W3"));
}

/* Every template loads, and nothing in it stands in the way of publishing. */
static void
test_templates (void)
{
  static const char * const types[] = { "isv", "reseller", "oem", "si" };
  guint n[G_N_ELEMENTS (types)] = { 0 };

  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const TwProgramTemplate *template = tw_program_template_nth (i);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = tw_program_template_text (template->id, &error);
      g_autofree char *again = NULL;
      g_autoptr (TwProgramDocument) document = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      g_assert_no_error (error);
      document = tw_program_document_parse (text, -1, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (tw_program_document_get_program (document)->partner_type, ==,
                       template->partner_type);
      findings = tw_program_check (document);
      g_assert_cmpuint (tw_findings_count (findings, TW_SEVERITY_ERROR), ==, 0);
      again = tw_program_document_to_text (document);
      g_assert_nonnull (strstr (again, "example"));
      for (guint k = 0; k < G_N_ELEMENTS (types); k++)
        n[k] += strcmp (types[k], template->partner_type) == 0;
    }
  for (guint k = 0; k < G_N_ELEMENTS (types); k++)
    g_assert_cmpuint (n[k], >=, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/program/check/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/program/check/w9/fires", "Hardware", test_never_pays);
  g_test_add_data_func ("/program/check/w9/pays", "Cloud", test_never_pays);
  g_test_add_func ("/program/check/cliff-amount", test_cliff_amount);
  g_test_add_func ("/program/check/catalogue", test_catalogue);
  g_test_add_func ("/program/templates", test_templates);

  return g_test_run ();
}
