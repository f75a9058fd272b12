/* test-adjust.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

/* Adjustments, limits, stacking and tables, one small case each. */

#define HEAD "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD'," \
             "'effective_from':'2026-01-01',"

typedef struct
{
  const char *name;
  const char *rules;     /* everything after the head */
  const char *facts;     /* separated by semicolons, of partner A */
  const char *lines;
} Case;

static const Case cases[] = {
  { "cap-bites-the-fact-that-passes-it",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'max':'25.00'}]}]}",
    "sale a 2026-01-02 amount=100.00;sale b 2026-01-03 amount=200.00;sale c 2026-01-04 "
    "amount=50.00",
    "a 10.00, b 15.00" },
  { "cap-per-fact-leaves-the-flat-alone",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'table':{'flat_at':'entry','bands':[{'from':'0','rate':'10%','flat':'50.00'}]},"
    "'adjust':[{'max':'5.00','per':'fact'}]}]}",
    "sale a 2026-01-02 amount=100.00;sale b 2026-01-03 amount=20.00",
    "a 55.00, b 2.00" },
  { "cap-per-customer",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'max':'15.00','each':'fact.customer'}]}]}",
    "sale a 2026-01-02 amount=100.00 customer=X;sale b 2026-01-03 amount=100.00 customer=Y;"
    "sale c 2026-01-04 amount=100.00 customer=X",
    "a 10.00, b 10.00, c 5.00" },
  { "cap-per-month-in-a-quarter",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'max':'12.00','per':'month'}]}]}",
    "sale a 2026-01-02 amount=100.00;sale b 2026-01-03 amount=100.00;sale c 2026-02-04 "
    "amount=100.00",
    "a 10.00, b 2.00, c 10.00" },
  { "excess-goes-on-to-the-next-month",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'max':'12.00','per':'month','excess':'carry'}]}]}",
    "sale a 2026-01-02 amount=200.00;sale b 2026-02-04 amount=10.00",
    "a 12.00, b 9.00" },
  { "used-elsewhere",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'max':'25.00','used':{'sum':'amount','fact':'payment'}}]}]}",
    "sale a 2026-01-02 amount=1000.00;payment p 2026-01-03 amount=7.00",
    "a 18.00" },
  { "minimum-without-any-fact",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'min':'25.00'}]}]}",
    "claim x 2026-01-02 amount=1.00",
    "rule 25.00" },
  { "minimum-only-where-something-was-earned",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'min':'25.00','when':{'value':'earned','more_than':'0'}}]}]}",
    "sale a 2026-01-02 amount=10.00",
    "a 25.00" },
  { "less-is-a-line-without-a-fact",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'less':'3.00'}]}]}",
    "sale a 2026-01-02 amount=100.00",
    "a 10.00, rule -3.00" },
  { "factor-by-fact",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'factor':'200%','when':{'value':'product.category','is':'Cloud'}}]}]}",
    "sale a 2026-01-02 amount=100.00 product=Cloud;sale b 2026-01-03 amount=100.00 product=Box",
    "a 20.00, b 10.00" },
  { "round-up-to-whole-units",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'adjust':[{'round_to':'1.00','mode':'up'}]}]}",
    "sale a 2026-01-02 amount=101.00;sale b 2026-01-03 amount=1.00",
    "a 11.00" },
  { "opening-facts-move-the-qualifier-alone",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'units','fact':'sale'},"
    "'qualifier':{'sum':'units','fact':['sale','opening']},"
    "'table':{'bands':[{'from':'0','price':'1.00','flat':'9.00'},{'from':'10','price':'2.00',"
    "'flat':'5.00'}]}}]}",
    "opening o 2026-01-01 units=8;sale a 2026-01-02 units=4",
    "a 11.00" },
  { "edge-to",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'units','fact':'sale'},"
    "'table':{'mode':'retroactive','edge':'to','bands':[{'from':'0','price':'1.00'},{'from':'10',"
    "'price':'2.00'}]}}]}",
    "sale a 2026-01-02 units=10",
    "a 10.00" },
  { "cross-after",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'units','fact':'sale'},"
    "'table':{'cross':'after','bands':[{'from':'0','price':'1.00'},{'from':'10',"
    "'price':'2.00'}]}}]}",
    "sale a 2026-01-02 units=8;sale b 2026-01-03 units=4",
    "a 8.00, b 8.00" },
  { "refund-walks-down-the-bands",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'units','fact':'sale'},"
    "'reversal':{'policy':'current'},'table':{'bands':[{'from':'0','price':'1.00'},{'from':'10',"
    "'price':'2.00'}]}}]}",
    "sale a 2026-01-02 units=12;sale b 2026-01-03 units=-4 reverses=a",
    "a 14.00, b -6.00" },
  { "flat-stays-at-the-peak",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'units','fact':'sale'},"
    "'reversal':{'policy':'current'},'table':{'flat_on':'peak','bands':[{'from':'0'},{'from':'10',"
    "'flat':'5.00'}]}}]}",
    "sale a 2026-01-02 units=12;sale b 2026-01-03 units=-4 reverses=a",
    "a 5.00" },
  { "interpolated-flat",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'table':{'mode':'interpolated','bands':[{'from':'0','flat':'10.00'},{'from':'100.00',"
    "'flat':'30.00'},{'from':'200.00'}]}}]}",
    "sale a 2026-01-02 amount=150.00",
    "a 25.00" },
  { "packages-and-free-units",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'units','fact':'sale','free':'5',"
    "'package':{'size':'10','count':'started'}},'price':'3.00'}]}",
    "sale a 2026-01-02 units=16;sale b 2026-01-03 units=10",
    "a 5.54, b 3.46" },
  { "scale-by-quota",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'table':{'scale':'2','bands':[{'from':'0','rate':'1%'},{'from':'250.00','rate':'2%'}]}}]}",
    "sale a 2026-01-02 amount=600.00",
    "a 7.00" },
  { "exclusive-takes-the-first-rule",
    "'rules':[{'id':'r1','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale',"
    "'where':{'product.category':'Cloud'}},'rate':'10%','stacking':{'group':'g',"
    "'policy':'exclusive'}},{'id':'r2','name':'R','kind':'k','counts':{'sum':'amount',"
    "'fact':'sale'},'rate':'1%','stacking':{'group':'g','policy':'exclusive'}}]}",
    "sale a 2026-01-02 amount=100.00 product=Cloud;sale b 2026-01-03 amount=100.00 product=Box",
    "a 10.00, b 1.00" },
  { "best-of-window",
    "'rules':[{'id':'r1','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'1%','stacking':{'group':'g','policy':'best_of'}},"
    "{'id':'r2','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'2%',"
    "'stacking':{'group':'g','policy':'best_of'}}]}",
    "sale a 2026-01-02 amount=100.00",
    "a 2.00" },
  { "best-of-fact",
    "'rules':[{'id':'r1','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'1%','stacking':{'group':'g','policy':'best_of','per':'fact'}},"
    "{'id':'r2','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale',"
    "'where':{'product.category':'Cloud'}},'rate':'2%','stacking':{'group':'g','policy':'best_of',"
    "'per':'fact'}}]}",
    "sale a 2026-01-02 amount=100.00 product=Cloud;sale b 2026-01-03 amount=100.00 product=Box",
    "a 2.00, b 1.00" },
  { "sequential-on-the-reduced-base",
    "'rules':[{'id':'r1','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'10%','stacking':{'group':'g','policy':'sequential','order':1}},"
    "{'id':'r2','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'10%',"
    "'stacking':{'group':'g','policy':'sequential','order':2,'base':'reduced'}}]}",
    "sale a 2026-01-02 amount=100.00",
    "a 10.00, a 9.00" },
  { "program-limit-first-come",
    "'limits':[{'name':'all','max':'15.00','rules':['r1','r2']}],"
    "'rules':[{'id':'r1','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'10%'},{'id':'r2','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'2%'}]}",
    "sale a 2026-01-02 amount=100.00;sale b 2026-01-03 amount=100.00",
    "a 10.00, a 2.00, b 3.00" },
  { "program-limit-pro-rata",
    "'limits':[{'name':'all','max':'12.00','rules':['r1'],'share':'pro_rata'}],"
    "'rules':[{'id':'r1','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'10%'}]}",
    "sale a 2026-01-02 amount=100.00;sale b 2026-01-03 amount=300.00",
    "a 3.00, b 9.00" },
  { "rounding-by-line",
    "'rounding':{'level':'line'},'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount',"
    "'fact':'sale'},'rate':'0.5%'}]}",
    "sale a 2026-01-02 amount=1.00;sale b 2026-01-03 amount=1.00;sale c 2026-01-04 amount=1.00",
    "a 0.01, b 0.01, c 0.01" },
  { "rounding-by-rule",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'0.5%'}]}",
    "sale a 2026-01-02 amount=1.00;sale b 2026-01-03 amount=1.00;sale c 2026-01-04 amount=1.00",
    "a 0.01, c 0.01" },
  { "growth-rates-the-window-as-one",
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'qualifier':{'div':[{'sub':[{'sum':'amount','fact':'sale'},{'sum':'amount','fact':'sale',"
    "'shift':'-1 year'}]},{'sum':'amount','fact':'sale','shift':'-1 year'}]},"
    "'table':{'mode':'retroactive','bands':[{'from':'0%','rate':'0%'},{'from':'10%',"
    "'rate':'5%'}]}}]}",
    "sale p 2025-02-01 amount=100.00;sale a 2026-01-02 amount=60.00;sale b 2026-03-03 amount=60.00",
    "a 3.00, b 3.00" },
  { "whom-it-is-for",
    "'rules':[{'id':'r','name':'R','kind':'k','who':{'value':'partner.region','is':'EMEA'},"
    "'counts':{'sum':'amount','fact':'sale'},'rate':'5%'}]}",
    "sale a 2026-01-02 amount=60.00",
    "" },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (World) world = world_new ();
  g_autofree char *json = g_strconcat (HEAD, one->rules, NULL);
  g_auto (GStrv) facts = g_strsplit (one->facts, ";", -1);
  gint64 lines = 0;
  const TwPartnerResult *result;

  world_program (world, json);
  for (guint i = 0; facts[i] != NULL; i++)
    world_fact (world, "A", facts[i]);
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, one->lines);

  /* whatever the case: lines add up to the windows, and every fact of the period is classified
   * once */
  result = world_result (world, "A");
  for (guint i = 0; i < result->windows->len; i++)
    {
      const TwWindowResult *window = &g_array_index (result->windows, TwWindowResult, i);

      lines += window->posted;
      g_assert_nonnull (window->steps);
    }
  if (g_strstr_len (one->rules, -1, "'limits'") == NULL)
    g_assert_cmpint (lines, ==, world_total (world, "A", NULL));
  for (guint i = 0; i < result->lines->len; i++)
    {
      g_autoptr (GArray) steps = tw_engine_explain (world->engine, 0, i);

      g_assert_cmpuint (steps->len, >, 0);
    }
}

static void
test_excess_over_periods (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
         "'rate':'10%','adjust':[{'max':'10.00','excess':'carry','expires':2}]}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=250.00");
  world_fact (world, "A", "sale b 2026-04-02 amount=20.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 10.00");
  world_run (world, "2026-04-01", "2026-07-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 1000);
  world_run (world, "2026-07-01", "2026-10-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 700);
  world_run (world, "2026-10-01", "2027-01-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 0);
}

static void
test_lifetime_cap (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
         "'rate':'10%','adjust':[{'max':'15.00','per':'lifetime'}]}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=100.00");
  world_fact (world, "A", "sale b 2026-04-02 amount=100.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 10.00");
  world_run (world, "2026-04-01", "2026-07-01");
  world_assert_lines (world, "A", NULL, "b 5.00");
}

static void
test_over_program (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'limits':[{'name':'budget','max':'25.00','rules':['r'],'over':'program'}],"
    "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'rate':'10%'}]}");
  world_fact (world, "A", "sale a 2026-01-03 amount=200.00");
  world_fact (world, "B", "sale b 2026-01-02 amount=100.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 15.00");
  world_assert_lines (world, "B", NULL, "b 10.00");
}

static void
test_forward (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','window':'year','rerate':'forward',"
         "'counts':{'sum':'amount','fact':'sale'},'table':{'mode':'retroactive',"
         "'bands':[{'from':'0','rate':'1%'},{'from':'1000.00','rate':'2%'}]}}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=800.00");
  world_fact (world, "A", "sale b 2026-04-02 amount=400.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 8.00");
  world_run (world, "2026-04-01", "2026-07-01");
  world_assert_lines (world, "A", NULL, "b 8.00");
}

static void
test_forward_refund (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','window':'year','rerate':'forward',"
         "'counts':{'sum':'amount','fact':'sale'},'table':{'mode':'retroactive',"
         "'bands':[{'from':'0','rate':'1%'},{'from':'1000.00','rate':'2%'}]}}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=800.00");
  world_fact (world, "A", "sale b 2026-04-02 amount=400.00");
  world_fact (world, "A", "sale c 2026-04-03 amount=-200.00 reverses=a");
  world_run (world, "2026-01-01", "2026-04-01");
  world_run (world, "2026-04-01", "2026-07-01");
  world_assert_lines (world, "A", NULL, "b 8.00, refund c -2.00");
}

static void
test_rolling (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'payment':{'per':'month'},'rules':[{'id':'r','name':'R','kind':'k','window':{'rolling':'2 "
         "months'},'counts':{'sum':'amount','fact':'sale'},'rate':'10%'}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=100.00");
  world_fact (world, "A", "sale b 2026-02-02 amount=50.00");
  world_run (world, "2026-01-01", "2026-02-01");
  world_assert_lines (world, "A", NULL, "a 10.00");
  world_run (world, "2026-02-01", "2026-03-01");
  world_assert_lines (world, "A", NULL, "b 5.00");
  world_run (world, "2026-03-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a -10.00");
}

/* Each fact by the version in force on its date, in one window. */
static void
test_versions (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'effective_to':'2026-02-14','rules':[{'id':'r','name':'R','kind':'k','window':'year',"
    "'counts':{'sum':'amount','fact':'sale'},'table':{'bands':[{'from':'0','rate':'1%'},"
    "{'from':'100.00','rate':'2%'}]}}]}");
  world_program (world,
    "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD',"
    "'effective_from':'2026-02-15','rules':[{'id':'r','name':'R','kind':'k','window':'year',"
    "'counts':{'sum':'amount','fact':'sale'},'table':{'bands':[{'from':'0','rate':'5%'},"
    "{'from':'100.00','rate':'10%'}]}}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=60.00");
  world_fact (world, "A", "sale b 2026-03-02 amount=60.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 0.60, b 4.00");
}

static void
test_refund_of_an_earlier_period (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'table':{'mode':'retroactive','bands':[{'from':'0','rate':'1%'},{'from':'100.00',"
    "'rate':'10%'}]}}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=60.00");
  world_fact (world, "A", "sale b 2026-01-03 amount=60.00");
  world_fact (world, "A", "sale c 2026-05-03 amount=-60.00 reverses=b");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 6.00, b 6.00");
  world_run (world, "2026-04-01", "2026-07-01");
  world_assert_lines (world, "A", NULL, "refund c -6.00, true_up -5.40");
  world_run (world, "2026-07-01", "2026-10-01");
  world_assert_lines (world, "A", NULL, "");
}

static void
test_overflow_stops_one_rule (void)
{
  g_autoptr (World) world = world_new ();
  const TwPartnerResult *result;

  world_program (world,
    HEAD "'rules':[{'id':'big','name':'R','kind':'k','counts':{'sum':{'mul':['units','units',"
         "'units','units','units','units']},'fact':'sale'},'price':'1.00'},{'id':'ok','name':'R',"
         "'kind':'k','counts':{'sum':'amount','fact':'sale'},'rate':'1%'}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=100.00 units=9000000000");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 1.00");
  result = world_result (world, "A");
  g_assert_cmpuint (result->findings->len, ==, 1);
  g_assert_cmpstr (((TwFinding *) result->findings->pdata[0])->path, ==, "/rules/0");
}

static void
test_duplicate_ids_stop_the_rule (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
         "'rate':'1%'},{'id':'s','name':'S','kind':'k','counts':{'sum':'units',"
         "'fact':'unit_report'},'price':'1.00'}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=100.00");
  world_fact (world, "A", "sale a 2026-01-03 amount=100.00");
  world_fact (world, "A", "unit_report a 2026-01-03 units=2");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 2.00");
  g_assert_cmpuint (world_result (world, "A")->findings->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/engine/adjust/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/engine/adjust/excess-over-periods", test_excess_over_periods);
  g_test_add_func ("/engine/adjust/lifetime-cap", test_lifetime_cap);
  g_test_add_func ("/engine/adjust/budget-over-the-program", test_over_program);
  g_test_add_func ("/engine/adjust/forward", test_forward);
  g_test_add_func ("/engine/adjust/forward-refund", test_forward_refund);
  g_test_add_func ("/engine/adjust/rolling", test_rolling);
  g_test_add_func ("/engine/adjust/versions", test_versions);
  g_test_add_func ("/engine/adjust/refund-of-an-earlier-period", test_refund_of_an_earlier_period);
  g_test_add_func ("/engine/adjust/overflow-stops-one-rule", test_overflow_stops_one_rule);
  g_test_add_func ("/engine/adjust/duplicate-ids-stop-the-rule", test_duplicate_ids_stop_the_rule);

  return g_test_run ();
}
