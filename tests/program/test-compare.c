/* test-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-compare.h"
#include "tw-program-edit.h"
#include "tw-test.h"

#include <string.h>

static const char base[] =
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
  "\"effective_from\":\"2026-01-01\","
  "\"tiers\":[{\"name\":\"Base\",\"enter\":{\"all\":[]}},"
  "{\"name\":\"Gold\",\"enter\":{\"value\":{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\"},"
  "\"at_least\":\"50000.00\",\"keep_at_least\":\"40000.00\"},"
  "\"benefits\":[{\"name\":\"Portal\",\"cost\":\"100.00\"},{\"name\":\"Manager\",\"cost\":\"900.00\"}]}],"
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\","
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
  "\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"2%\"},{\"from\":\"100000.00\",\"rate\":\"3%\"},"
  "{\"from\":\"500000.00\",\"rate\":{\"by\":\"partner.tier\",\"is\":{\"Gold\":\"5%\"},\"else\":\"4%\"}}]},"
  "\"adjust\":[{\"max\":\"900.00\"}]},"
  "{\"id\":\"spiff\",\"name\":\"Spiff\",\"kind\":\"spiff\",\"counts\":{\"sum\":\"units\",\"fact\":\"sale\"},"
  "\"price\":\"40\"}],"
  "\"payment\":{\"per\":\"quarter\",\"minimum\":\"50.00\"}}";

static const struct
{
  const char *name;
  const char *path;
  const char *json;     /* NULL: taken out */
  gboolean    insert;
  const char *group;
  const char *text;
} cases[] = {
  { "rate", "/rules/0/table/bands/1/rate", "\"4%\"", FALSE, "Volume rebate",
    "Volume rebate, band from 100,000.00: rate 3% → 4%" },
  { "picked", "/rules/0/table/bands/2/rate/is/Gold", "\"6%\"", FALSE, "Volume rebate",
    "Volume rebate, band from 500,000.00, Gold: rate 5% → 6%" },
  { "others", "/rules/0/table/bands/2/rate/else", "\"4.5%\"", FALSE, "Volume rebate",
    "Volume rebate, band from 500,000.00, all others: rate 4% → 4.5%" },
  { "bound", "/rules/0/table/bands/1/from", "\"120000.00\"", FALSE, "Volume rebate",
    "Volume rebate, band 2: begins at 100,000.00 → 120,000.00" },
  { "price", "/rules/1/price", "\"45\"", FALSE, "Spiff", "Spiff: price 40 → 45" },
  { "limit", "/rules/0/adjust/0/max", "\"1000.00\"", FALSE, "Volume rebate",
    "Volume rebate: at most 900.00 → 1,000.00" },
  { "no-limit", "/rules/0/adjust/0", NULL, FALSE, "Volume rebate",
    "Volume rebate: adjustment removed, {\"max\":\"900.00\"}" },
  { "band-less", "/rules/0/table/bands/2", NULL, FALSE, "Volume rebate",
    "Volume rebate: band removed, from 500,000.00 USD: " },
  { "rule-less", "/rules/1", NULL, FALSE, "Spiff", "Rule removed: Spiff" },
  { "rule-more", "/rules/0",
    "{\"id\":\"new\",\"name\":\"New\",\"kind\":\"bonus\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
    "\"rate\":\"1%\"}", TRUE, "New", "Rule added: New. Pays 1% of the amount of sales, per pay period." },
  /* Benefits are matched by their names: one in front is one difference. */
  { "benefit-more", "/tiers/1/benefits/0", "{\"name\":\"Early access\"}", TRUE, "Gold",
    "Gold, benefits: added “Early access”" },
  { "benefit-less", "/tiers/1/benefits/0", NULL, FALSE, "Gold", "Gold, benefits: removed “Portal”" },
  { "benefit-cost", "/tiers/1/benefits/1/cost", "\"950.00\"", FALSE, "Gold",
    "Gold, benefits, Manager, cost: 900.00 → 950.00" },
  { "threshold", "/tiers/1/enter/at_least", "\"60000.00\"", FALSE, "Gold",
    "Gold: the amount of sales per year 50,000.00 → 60,000.00" },
  { "stay", "/tiers/1/enter/keep_at_least", "\"45000.00\"", FALSE, "Gold",
    "Gold, to stay: the amount of sales per year 40,000.00 → 45,000.00" },
  { "tier-less", "/tiers/0", NULL, FALSE, "Base", "Tier removed: Base" },
  { "payment", "/payment/minimum", "\"75.00\"", FALSE, "Program",
    "Program, payment, least payment: 50.00 → 75.00" },
  { "day", "/effective_from", "\"2026-07-01\"", FALSE, "Program", "Program, first day: 2026-01-01 → 2026-07-01" },
};

static TwProgramDocument *
parse (void)
{
  g_autoptr (GError) error = NULL;
  TwProgramDocument *document = tw_program_document_parse (base, -1, NULL, NULL, &error);

  g_assert_no_error (error);

  return document;
}

/* One change is one sentence, at its place, in its group. */
static void
test_words (gconstpointer data)
{
  guint c = GPOINTER_TO_UINT (data);
  g_autoptr (TwProgramDocument) before = parse ();
  g_autoptr (TwProgramDocument) after = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) error = NULL;
  const TwProgramDifference *difference;

  if (cases[c].json == NULL)
    tw_program_edits_remove (edits, cases[c].path);
  else if (cases[c].insert)
    tw_program_edits_insert (edits, cases[c].path, cases[c].json);
  else
    tw_program_edits_set (edits, cases[c].path, cases[c].json);
  after = tw_program_edits_apply (before, edits, NULL, NULL, &error);
  g_assert_no_error (error);
  differences = tw_program_differences (before, after);
  g_assert_cmpuint (differences->len, ==, 1);
  difference = differences->pdata[0];
  g_assert_cmpstr (difference->group, ==, cases[c].group);
  g_assert_cmpstr (difference->path, ==, cases[c].path);
  if (g_str_has_suffix (cases[c].text, ": "))
    g_assert_true (g_str_has_prefix (difference->text, cases[c].text));
  else
    g_assert_cmpstr (difference->text, ==, cases[c].text);
  g_assert_true (difference->removed == (cases[c].json == NULL));
}

static void
test_same (void)
{
  g_autoptr (TwProgramDocument) before = parse ();
  g_autoptr (TwProgramDocument) after = parse ();
  g_autoptr (GPtrArray) differences = tw_program_differences (before, after);

  g_assert_cmpuint (differences->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/program/compare/same", test_same);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/program/compare/", cases[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_words);
    }

  return g_test_run ();
}
