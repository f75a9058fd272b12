/* test-scenario-analysis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the cost hangs on, who is near a threshold, what pays for it, and what it may be again: against figures worked out
 * by hand; and that asking, and changing scenarios, changes nothing else. */

#include "config.h"

#include "replay-world.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"
#include "tw-scenario-analysis.h"
#include "tw-scenario-compare.h"

/* In place of the world's sales: A 14,000.00 and 1,000.00, B 9,500.00, C 9,000.00, and one more partner, D, 8,900.00. */
#define NEARLY                                                                                          \
  "DELETE FROM sale;"                                                                                   \
  "INSERT INTO partner (external_id, name) VALUES ('D', 'Dogwood');"                                    \
  "INSERT INTO partner_type (partner, type, valid_from) VALUES (4, 'reseller', '2020-01-01');"          \
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"                              \
  " ('a1', 1, '2026-01-10', 1400000, 'USD'), ('a2', 1, '2026-05-10', 100000, 'USD'),"                   \
  " ('b1', 2, '2026-02-10', 950000, 'USD'), ('c1', 3, '2026-02-10', 900000, 'USD'),"                    \
  " ('d1', 4, '2026-02-10', 890000, 'USD');"

/* Each of the three 1,000.00, then 1,100.00 and 100.00: a growth of 1.2, all of them the same. */
#define ALIKE                                                                                           \
  "DELETE FROM sale;"                                                                                   \
  "INSERT INTO sale (external_id, partner, date, amount, currency)"                                     \
  " SELECT id || 'a', id, '2026-01-10', 100000, 'USD' FROM partner UNION ALL"                           \
  " SELECT id || 'b', id, '2026-05-10', 110000, 'USD' FROM partner UNION ALL"                           \
  " SELECT id || 'c', id, '2026-06-10', 10000, 'USD' FROM partner;"

/* Each of the three 1,000.00 and 3,000.00 in the first two quarters of 2025, 1,100.00 and 3,300.00 in those of 2026, of which
 * the last sale is on 10 June; what came on 20 June 2025 has nothing to stand beside. Twelve months make nobody Gold. */
#define SEASONS                                                                                         \
  "DELETE FROM sale;"                                                                                   \
  "INSERT INTO sale (external_id, partner, date, amount, currency)"                                     \
  " SELECT id || 'a', id, '2025-02-10', 100000, 'USD' FROM partner UNION ALL"                           \
  " SELECT id || 'b', id, '2025-05-10', 300000, 'USD' FROM partner UNION ALL"                           \
  " SELECT id || 'c', id, '2025-06-20', 50000, 'USD' FROM partner UNION ALL"                            \
  " SELECT id || 'd', id, '2026-02-10', 110000, 'USD' FROM partner UNION ALL"                           \
  " SELECT id || 'e', id, '2026-06-10', 330000, 'USD' FROM partner;"

static TwReprice *
open_scenario (Fixture *f,
               gint64   scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
    scenario != 0 ? tw_scenario_load_document (f->workspace, scenario, &error)
                  : tw_program_version_load (f->workspace, f->version, NULL, &error);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (TwReplayData) data = NULL;
  TwReplayFlags flags = 0;
  TwSpan days = span ("2026-01-01", "2026-06-30");
  TwReprice *reprice;

  g_assert_no_error (error);
  documents = tw_replay_documents (f->workspace, f->version, document, days, &flags, &error);
  g_assert_no_error (error);
  data = tw_replay_data_new_for_version (f->workspace, f->version, documents, days, &error);
  g_assert_no_error (error);
  reprice = tw_reprice_new (data, documents, flags, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return reprice;
}

static gint64
create (Fixture    *f,
        const char *name,
        GPtrArray  *edits)
{
  g_autoptr (GError) error = NULL;
  gint64 scenario = 0;

  g_assert_true (tw_scenario_create (f->workspace, f->version, name, NULL, edits, &scenario, &error));
  g_assert_no_error (error);

  return scenario;
}

/* ---- sensitivity ---- */

/* 2% of 10,000.00 + 9,500.00 + 9,000.00 + 8,900.00 are 748.00: a tenth of the rate is 74.80 either way. From 9,000.00 on, A
 * has 20.00 more and B 2% of 500.00; from 11,000.00 on A has 20.00 less. A tenth of 4% of A's 5,000.00 are 20.00. Where
 * Gold begins nobody is paid by. */
static void
test_tornado (Fixture       *f,
              gconstpointer  data)
{
  static const struct { const char *path; gint64 low; gint64 high; } expected[] = {
    { "/rules/0/table/bands/0/rate", -7480, 7480 },
    { "/rules/0/table/bands/1/from", 3000, -2000 },
    { "/rules/0/table/bands/1/rate", -2000, 2000 },
    { "/tiers/1/enter/at_least", 0, 0 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (GPtrArray) bars = NULL;

  tw_store_test_edit (f->workspace, NEARLY);
  reprice = open_scenario (f, 0);
  g_assert_cmpint (tw_reprice_get_base (reprice)->cost, ==, 94800);
  bars = tw_reprice_sensitivity (reprice, 0, 10, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bars->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bars->len; i++)
    {
      const TwSensitivity *bar = g_ptr_array_index (bars, i);

      g_assert_cmpstr (bar->lever->path, ==, expected[i].path);
      g_assert_cmpint (bar->low, ==, expected[i].low);
      g_assert_cmpint (bar->high, ==, expected[i].high);
    }
  g_assert_cmpstr (((TwSensitivity *) g_ptr_array_index (bars, 0))->low_text, ==, "1.8%");
  g_assert_cmpstr (((TwSensitivity *) g_ptr_array_index (bars, 1))->high_text, ==, "11000.00");
}

/* A number moves by exactly its share, however it is written; where the program can't hold that, as it is written. */
static void
test_moved (void)
{
  static const struct
  {
    const char *text;
    int         percent;
    const char *exact;      /* %NULL: doesn't move */
    const char *rounded;
  } cases[] = {
    { "3%", 10, "3.3%", NULL },            { "3%", -10, "2.7%", NULL },
    { "2.5%", 10, "2.75%", "2.8%" },       { "0.0125%", 10, "0.0138%", "0.0138%" },
    { "0.03", 10, "0.033", NULL },         { "0.03", -10, "0.027", NULL },
    { "1.5", 10, "1.65", "1.7" },          { "3", 10, "3.3", NULL },
    { "25", -10, "22.5", "23" },           { "10000.00", 10, "11000.00", "11000.00" },
    { "0.05", 10, "0.055", "0.06" },       { "0.000001", 10, NULL, NULL },
    { "999999999999.99", 10, "1099999999999.989", "1099999999999.99" },
    { "0", 10, NULL, NULL },               { "n/a", 10, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TwLever lever = { .text = (char *) cases[i].text };
      g_autofree char *exact = tw_lever_scale (&lever, cases[i].percent, TRUE);
      g_autofree char *rounded = tw_lever_scale (&lever, cases[i].percent, FALSE);

      g_assert_cmpstr (exact, ==, cases[i].exact);
      g_assert_cmpstr (rounded, ==, cases[i].rounded);
    }
}

/* ---- near a threshold ---- */

/* B lacks 500.00 and would earn 2% of them more; C lacks 1,000.00, a tenth, and D more than that. Half of both: 750.00 more
 * sold for 15.00 more paid. */
static void
test_near (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (GPtrArray) near_list = NULL;
  g_autoptr (GPtrArray) nobody = NULL;
  const TwNearThreshold *first;
  const TwNearThreshold *second;
  TwStretchResponse response;

  tw_store_test_edit (f->workspace, NEARLY);
  reprice = open_scenario (f, 0);
  near_list = tw_reprice_list_near (reprice, 0, 100000);
  g_assert_cmpuint (near_list->len, ==, 2);
  first = g_ptr_array_index (near_list, 0);
  second = g_ptr_array_index (near_list, 1);
  g_assert_cmpstr (first->external_id, ==, "B");
  g_assert_true (first->money);
  g_assert_cmpint (first->threshold, ==, 1000000);
  g_assert_cmpint (first->distance, ==, 50000);
  g_assert_cmpint (first->share, ==, 50000);
  g_assert_true (first->has_gain);
  g_assert_cmpint (first->gain, ==, 1000);
  g_assert_cmpstr (second->external_id, ==, "C");
  g_assert_cmpint (second->gain, ==, 2000);

  tw_near_respond (near_list, 500000, &response);
  g_assert_cmpuint (response.n_partners, ==, 2);
  g_assert_cmpint (response.measure, ==, 75000);
  g_assert_cmpint (response.cost, ==, 1500);
  tw_near_respond (near_list, 0, &response);
  g_assert_cmpint (response.measure, ==, 0);
  g_assert_cmpint (response.cost, ==, 0);
  nobody = tw_reprice_list_near (reprice, 0, 40000);
  g_assert_cmpuint (nobody->len, ==, 0);
}

/* A table that pays the whole at its band's rate: 4% of 10,000.00 instead of 2% of 9,500.00, 210.00 more for 500.00. */
static void
test_near_cliff (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (GPtrArray) near_list = NULL;

  tw_store_test_edit (f->workspace, NEARLY);
  tw_program_edits_set_text (edits, "/rules/0/table/mode", "retroactive");
  reprice = open_scenario (f, create (f, "Whole", edits));
  near_list = tw_reprice_list_near (reprice, 0, 60000);
  g_assert_cmpuint (near_list->len, ==, 1);
  g_assert_cmpint (((TwNearThreshold *) g_ptr_array_index (near_list, 0))->gain, ==, 21000);
}

/* ---- break-even ---- */

/* 300.00 ÷ (20% − 4%) = 1,875.00; 1.00 ÷ 30% = 3.3333, rounded up; what costs less needs no revenue; and no revenue pays
 * for a rate that takes the whole margin. */
static void
test_break_even (void)
{
  gint64 revenue;

  g_assert_true (tw_break_even (30000, 200000, 40000, &revenue));
  g_assert_cmpint (revenue, ==, 187500);
  g_assert_true (tw_break_even (100, 300000, 0, &revenue));
  g_assert_cmpint (revenue, ==, 334);
  g_assert_true (tw_break_even (-30000, 200000, 40000, &revenue));
  g_assert_cmpint (revenue, ==, 0);
  g_assert_true (tw_break_even (0, 40000, 40000, &revenue));
  g_assert_cmpint (revenue, ==, 0);
  g_assert_false (tw_break_even (1, 40000, 40000, &revenue));
  g_assert_false (tw_break_even (1, 30000, 40000, &revenue));
  g_assert_false (tw_break_even (G_MAXINT64, 1, 0, &revenue));
}

/* ---- forecast ---- */

static TwForecast *
forecast_of (Fixture *f,
             gint64   scenario,
             guint64  seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReprice) reprice = open_scenario (f, scenario);
  TwForecast *forecast = tw_reprice_forecast (reprice, 200, seed, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return forecast;
}

/* Every growth is 1.2, so there is nothing to chance: 3 × 2,640.00 and 2% of it, whatever the seed. */
static void
test_forecast_alike (Fixture       *f,
                     gconstpointer  data)
{
  tw_store_test_edit (f->workspace, ALIKE);
  for (guint64 seed = 1; seed < 4; seed++)
    {
      g_autoptr (TwForecast) forecast = forecast_of (f, 0, seed);

      g_assert_cmpuint (forecast->n_growths, ==, 3);
      g_assert_cmpint (forecast->base, ==, 13200);
      g_assert_cmpint (forecast->p10, ==, 15840);
      g_assert_cmpint (forecast->p50, ==, 15840);
      g_assert_cmpint (forecast->p90, ==, 15840);
      g_assert_cmpint (forecast->m10, ==, 792000);
      g_assert_cmpint (forecast->m90, ==, 792000);
    }
}

/* From 2,500.00 in twelve months on Gold, which pays 10% instead of 2%. Nobody reaches it with 2,200.00. Grown by 1.2, all
 * stand at 2,520.00 on the last day of May and are paid 10% of June's 120.00: 2% of 2,520.00 + 12.00 = 62.40 each, where
 * Silver would have had 52.80. */
static void
test_forecast_tiers (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (TwForecast) forecast = NULL;
  const TwForecastTier *gold;

  tw_store_test_edit (f->workspace, ALIKE);
  tw_program_edits_set_text (edits, "/tiers/1/enter/at_least", "2500.00");
  tw_program_edits_set (edits, "/rules/0/table",
                        "{\"bands\":[{\"from\":\"0\",\"rate\":{\"by\":\"partner.tier\",\"is\":{\"Gold\":\"10%\"},\"else\":\"2%\"}}]}");
  forecast = forecast_of (f, create (f, "By tier", edits), 1);
  g_assert_cmpint (forecast->base, ==, 13200);
  g_assert_cmpint (forecast->p10, ==, 18720);
  g_assert_cmpint (forecast->p90, ==, 18720);
  g_assert_cmpuint (forecast->tiers->len, ==, 3);
  gold = &g_array_index (forecast->tiers, TwForecastTier, 0);
  g_assert_cmpstr (gold->name, ==, "Gold");
  g_assert_cmpuint (gold->base, ==, 0);
  g_assert_cmpint (gold->p10, ==, 3);
  g_assert_cmpint (gold->p90, ==, 3);
}

/* A shrinks to a fourteenth, which is no growth but an end; B doubles: the only one. With chance in play a seed gives the
 * same figures again, and they lie in order. */
static void
test_forecast_seed (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr (TwForecast) only = forecast_of (f, 0, 1);
  g_autoptr (TwForecast) one = NULL;
  g_autoptr (TwForecast) same = NULL;
  g_autoptr (TwForecast) other = NULL;

  g_assert_cmpuint (only->n_growths, ==, 1);
  g_assert_cmpint (only->p10, ==, 100000 + 12000);

  tw_store_test_edit (f->workspace, "UPDATE sale SET amount = 700000 WHERE external_id = 'a3'");
  one = forecast_of (f, 0, 5);
  same = forecast_of (f, 0, 5);
  other = forecast_of (f, 0, 6);
  g_assert_cmpint (one->p10, ==, same->p10);
  g_assert_cmpint (one->p50, ==, same->p50);
  g_assert_cmpint (one->p90, ==, same->p90);
  g_assert_cmpint (one->m50, ==, same->m50);
  g_assert_cmpint (one->p10, <, one->p90);
  g_assert_cmpint (one->p10, <=, one->p50);
  g_assert_cmpint (one->p50, <=, one->p90);
  /* Either of them by ½ or 2: the ends of the range are the same for any seed. */
  g_assert_cmpint (other->p10, ==, one->p10);
  g_assert_cmpint (other->p90, ==, one->p90);
}

/* Every quarter is a tenth above the one a year before, though the second has three times the first: 3 × 4,400.00 at 2% come
 * to 290.40 instead of 264.00. */
static void
test_forecast_seasons (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr (TwForecast) forecast = NULL;

  tw_store_test_edit (f->workspace, SEASONS);
  forecast = forecast_of (f, 0, 1);
  g_assert_cmpint (forecast->growth, ==, TW_FORECAST_YEAR_ON_YEAR);
  g_assert_cmpuint (forecast->n_growths, ==, 6);
  g_assert_cmpint (forecast->base, ==, 26400);
  g_assert_cmpint (forecast->p10, ==, 29040);
  g_assert_cmpint (forecast->p50, ==, 29040);
  g_assert_cmpint (forecast->p90, ==, 29040);
  g_assert_cmpint (forecast->m50, ==, 3 * 484000);
  g_assert_nonnull (strstr (forecast->method, "6 growths began with: those of partners' amounts year on year"));
}

/* Four growths year on year are enough beside three from one period to the next, one is not: then what is drawn is the second
 * quarter's three times the first, of all three. With 13,200.00 each stands in the next band: 200.00 and 4% of 3,200.00. */
static void
test_forecast_without_year (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr (TwForecast) four = NULL;
  g_autoptr (TwForecast) one = NULL;

  tw_store_test_edit (f->workspace, SEASONS "DELETE FROM sale WHERE partner = 1 AND date < '2026-01-01'");
  four = forecast_of (f, 0, 1);
  g_assert_cmpint (four->growth, ==, TW_FORECAST_YEAR_ON_YEAR);
  g_assert_cmpuint (four->n_growths, ==, 4);
  g_assert_cmpint (four->p50, ==, 29040);

  tw_store_test_edit (f->workspace,
                      "DELETE FROM sale WHERE partner = 2 AND date < '2026-01-01' OR partner = 3 AND date < '2025-05-01'");
  one = forecast_of (f, 0, 1);
  g_assert_cmpint (one->growth, ==, TW_FORECAST_PERIOD_ON_PERIOD);
  g_assert_cmpuint (one->n_growths, ==, 3);
  g_assert_cmpint (one->base, ==, 26400);
  g_assert_cmpint (one->p50, ==, 3 * 32800);
  g_assert_nonnull (strstr (one->method, "too few were found year on year (1)"));
}

/* B doubles 1,000.00 while A halves 14,000.00: one of twelve growths is B's, so that all of them together shrink, as both
 * together do. A grows by its own or B's growth, and in most trials it is a half. */
static void
test_forecast_weights (Fixture       *f,
                       gconstpointer  data)
{
  g_autoptr (TwForecast) forecast = NULL;

  tw_store_test_edit (f->workspace, "UPDATE sale SET amount = 700000 WHERE external_id = 'a3'");
  forecast = forecast_of (f, 0, 5);
  g_assert_cmpuint (forecast->n_growths, ==, 2);
  /* 21,000.00 and 3,000.00 by a half: 10,500.00 and 1,500.00. */
  g_assert_cmpint (forecast->m10, ==, 1200000);
  g_assert_cmpint (forecast->m50, ==, 1200000);
}

/* ---- why ---- */

/* The sentence for a partner when @scenario is held against @first, 0 standing for the version. */
static char *
reason_of (Fixture    *f,
           gint64      first,
           gint64      scenario,
           const char *partner)
{
  g_autoptr (GError) error = NULL;
  const gint64 versions[] = { f->version, f->version };
  const gint64 scenarios[] = { first, scenario };
  g_autoptr (TwScenarioComparison) c = tw_scenario_compare (f->workspace, versions, scenarios, 2, "2026-Q1..2026-Q2",
                                                            span ("2026-01-01", "2026-06-30"), NULL, NULL, NULL, &error);
  g_autoptr (GPtrArray) partners = NULL;

  g_assert_no_error (error);
  partners = tw_scenario_list_partners (c, 1);
  for (guint i = 0; i < partners->len; i++)
    {
      const TwScenarioPartner *one = g_ptr_array_index (partners, i);

      if (g_str_equal (one->external_id, partner))
        return g_strdup_printf ("%" G_GINT64_FORMAT ": %s", one->change, one->reason);
    }

  return NULL;
}

static void
assert_reason (Fixture    *f,
               gint64      first,
               gint64      scenario,
               const char *partner,
               const char *expected)
{
  g_autofree char *found = reason_of (f, first, scenario, partner);

  g_assert_cmpstr (found, ==, expected);
}

#define EXTRA                                                                                           \
  "{\"id\":\"extra\",\"name\":\"Extra\",\"kind\":\"rebate\",\"window\":\"quarter\","                    \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"1%\"}"

static void
test_reasons (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) lower = tw_program_edits_new ();
  g_autoptr (GPtrArray) nothing = tw_program_edits_new ();
  g_autoptr (GPtrArray) added = tw_program_edits_new ();
  g_autoptr (GPtrArray) other = tw_program_edits_new ();
  g_autoptr (GPtrArray) dearer = tw_program_edits_new ();
  gint64 none;
  gint64 extra;
  gint64 lifted;

  tw_store_test_edit (f->workspace, NEARLY);
  tw_program_edits_set_text (lower, "/rules/0/table/bands/1/from", "9000.00");
  lifted = create (f, "Lower", lower);
  assert_reason (f, 0, lifted, "B", "1000: “Volume rebate” reaches band 2 instead of band 1.");
  assert_reason (f, lifted, 0, "B", "-1000: “Volume rebate” reaches band 1 instead of band 2.");
  assert_reason (f, 0, lifted, "A", "2000: “Volume rebate” pays more in the same band.");
  assert_reason (f, lifted, 0, "A", "-2000: “Volume rebate” pays less in the same band.");
  assert_reason (f, 0, lifted, "D", "0: Nothing changes.");

  tw_program_edits_set_text (nothing, "/rules/0/table/bands/0/rate", "0%");
  none = create (f, "Nothing", nothing);
  assert_reason (f, 0, none, "D", "-17800: “Volume rebate” no longer pays.");
  assert_reason (f, none, 0, "D", "17800: “Volume rebate” begins to pay.");

  tw_program_edits_insert (added, "/rules/1", EXTRA);
  extra = create (f, "Extra", added);
  assert_reason (f, 0, extra, "D", "8900: “Extra” is new.");
  assert_reason (f, extra, 0, "D", "-8900: “Extra” falls away.");
  tw_program_edits_insert (other, "/rules/1", EXTRA);
  tw_program_edits_remove (other, "/rules/0");
  assert_reason (f, 0, create (f, "Other", other), "D", "-8900: “Volume rebate” falls away.");

  /* The tier is named before the rule that pays by it: C, whose 9,000.00 make it Gold from March on, sells in February. */
  tw_store_test_edit (f->workspace, "INSERT INTO sale (external_id, partner, date, amount, currency)"
                                    " VALUES ('c2', 3, '2026-05-10', 10000, 'USD')");
  tw_program_edits_set_text (dearer, "/tiers/1/enter/at_least", "9000.00");
  tw_program_edits_set (dearer, "/rules/0/table/bands/0/rate",
                        "{\"by\":\"partner.tier\",\"is\":{\"Gold\":\"5%\"},\"else\":\"2%\"}");
  assert_reason (f, 0, create (f, "Gold for more", dearer), "C",
                 "300: Gold instead of Silver. “Volume rebate” pays more in the same band.");
}

/* ---- promoted, undone ---- */

static void
test_promote_undone (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *before = NULL;
  g_autofree char *promoted = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  gint64 scenario;
  gint64 draft = 0;

  tw_program_edits_set_text (edits, "/rules/0/table/bands/1/rate", "5%");
  scenario = create (f, "Higher", edits);
  before = tw_store_test_state (f->workspace);
  g_assert_true (tw_scenario_promote (f->workspace, scenario, span ("2027-01-01", "2027-01-01").start, &draft, &error));
  g_assert_no_error (error);
  promoted = tw_store_test_state (f->workspace);
  g_assert_cmpstr (promoted, !=, before);

  g_assert_true (tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), NULL, &error));
  g_assert_no_error (error);
  after = tw_store_test_state (f->workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count(*) FROM program_version"), ==, 1);

  g_assert_true (tw_history_redo (f->workspace, tw_history_next_redo (f->workspace, NULL), NULL, &error));
  g_assert_no_error (error);
  again = tw_store_test_state (f->workspace);
  g_assert_cmpstr (again, ==, promoted);
}

/* ---- nothing else is written ---- */

/* Every table but those of scenarios and the history, row by row. */
static char *
dump_rest (Fixture *f)
{
  GString *text = g_string_new (NULL);
  g_autoptr (TwQuery) tables =
    tw_query_new (f->workspace, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                                " AND name NOT LIKE 'search%' AND name NOT IN ('history', 'scenario', 'scenario_override')"
                                " ORDER BY name", NULL);
  guint n = 0;

  while (tw_query_step (tables, NULL))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY rowid", tw_query_text (tables, 0));
      g_autoptr (TwQuery) query = tw_query_new (f->workspace, sql, NULL);

      g_string_append_printf (text, "%s\n", tw_query_text (tables, 0));
      for (n++; tw_query_step (query, NULL);)
        for (int i = 0; i < tw_query_n_columns (query); i++)
          g_string_append_printf (text, "|%s", tw_query_is_null (query, i) ? "NULL" : tw_query_text (query, i));
    }
  g_assert_cmpuint (n, >, 40);
  g_assert_nonnull (strstr (text->str, "Volume rebate"));

  return g_string_free (text, FALSE);
}

static void
work_on_scenarios (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GPtrArray) more = tw_program_edits_new ();
  g_autoptr (TwReprice) reprice = NULL;
  g_autoptr (TwForecast) forecast = NULL;
  g_autoptr (GPtrArray) bars = NULL;
  g_autofree char *reason = NULL;
  gint64 scenario;
  gint64 copy = 0;

  tw_program_edits_set_text (edits, "/rules/0/table/bands/1/from", "5000.00");
  scenario = create (f, "Lower", edits);
  tw_program_edits_set_text (more, "/tiers/1/enter/at_least", "2000.00");
  g_assert_true (tw_scenario_add_overrides (f->workspace, scenario, more, &error));
  g_assert_true (tw_scenario_rename (f->workspace, scenario, "Lower still", "Notes", &error));
  g_assert_true (tw_scenario_duplicate (f->workspace, scenario, "Copy", &copy, &error));
  reason = reason_of (f, 0, scenario, "A");
  g_assert_nonnull (reason);
  reprice = open_scenario (f, scenario);
  bars = tw_reprice_sensitivity (reprice, 0, 10, NULL, NULL, NULL, &error);
  forecast = tw_reprice_forecast (reprice, 50, 1, NULL, NULL, NULL, &error);
  g_assert_true (tw_scenario_remove (f->workspace, scenario, &error));
  g_assert_no_error (error);
}

static void
test_writes_nothing_else (Fixture       *f,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  gint64 entry;

  tw_store_test_calculate (f->workspace, "2026-Q1");
  entry = tw_store_test_int (f->workspace, "SELECT max (id) FROM history");
  before = dump_rest (f);
  work_on_scenarios (f);
  after = dump_rest (f);
  g_assert_cmpstr (after, ==, before);

  /* And what history tells since is of scenarios alone: no change of any other table. */
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count (*) FROM scenario"), ==, 1);
  {
    g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM history AS h, sqlite_schema AS t WHERE h.id > %" G_GINT64_FORMAT " AND (h.kind <> 'edit' OR"
      " (t.type = 'table' AND t.name NOT IN ('scenario', 'scenario_override') AND"
      " instr (h.changes, CAST (X'00' || CAST (t.name AS BLOB) || X'00' AS BLOB)) > 0))", entry);

    g_assert_cmpint (tw_store_test_int (f->workspace, sql), ==, 0);
  }
  while (tw_store_test_int (f->workspace, "SELECT count (*) FROM scenario") > 0
         || tw_store_test_int (f->workspace, "SELECT count (*) FROM history WHERE kind = 'undo'") < 5)
    {
      g_assert_true (tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), NULL, &error));
      g_assert_no_error (error);
    }
  undone = dump_rest (f);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/scenario-analysis/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("tornado", test_tornado);
  g_test_add_func ("/program/scenario-analysis/moved", test_moved);
  ADD ("near", test_near);
  ADD ("near-cliff", test_near_cliff);
  g_test_add_func ("/scenario-analysis/break-even", test_break_even);
  ADD ("forecast-alike", test_forecast_alike);
  ADD ("forecast-tiers", test_forecast_tiers);
  ADD ("forecast-seed", test_forecast_seed);
  ADD ("forecast-seasons", test_forecast_seasons);
  ADD ("forecast-without-year", test_forecast_without_year);
  ADD ("forecast-weights", test_forecast_weights);
  ADD ("reasons", test_reasons);
  ADD ("promote-undone", test_promote_undone);
  ADD ("writes-nothing-else", test_writes_nothing_else);

  return g_test_run ();
}
