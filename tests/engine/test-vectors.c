/* test-vectors.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

/* The two complete programs of rules.md 9 and the vectors of requirements 6.2 that are the
 * engine's. */

#define HEAD "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD'," \
             "'effective_from':'2026-01-01',"

static void
test_reseller (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'define':{'mix':{'div':[{'sum':'amount','fact':'sale',"
         "'where':{'product.category':'Cloud'}},{'sum':'amount','fact':'sale'}],'else':'0%'}},"
    "'tiers':[{'name':'Silver','enter':{'all':[]}},{'name':'Gold','enter':{'value':{'sum':'amount',"
    "'fact':'sale','window':{'rolling':'12 months'}},'at_least':'50000.00',"
    "'keep_at_least':'40000.00'}}],'rules':[{'id':'vol','name':'Volume rebate','kind':'rebate',"
    "'window':'quarter','counts':{'sum':'amount','fact':'sale'},"
    "'table':{'bands':[{'from':'0','rate':'2%'},{'from':'10000.00','rate':{'by':'partner.tier',"
    "'is':{'Silver':'3%','Gold':'4%'}}}]},"
    "'adjust':[{'factor':'110%','when':{'value':'mix','at_least':'30%'}},{'max':'900.00'}]}]}");
  world_row (world, TW_RELATION_TIER, "partner=A tier=Gold from=2025-10-01 to=2026-12-31");
  world_fact (world, "A", "sale f1 2026-01-10 amount=6000.00 product=Hardware");
  world_fact (world, "A", "sale f2 2026-02-03 amount=7500.50 product=Cloud");
  world_fact (world, "A", "sale f3 2026-02-20 amount=4999.99 product=Hardware");
  world_fact (world, "A", "sale f4 2026-03-01 amount=-1000.00 product=Hardware reverses=f1");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", "vol",
                      "f1 132.00, f2 242.02, f3 220.00, refund f4 -22.00, true_up -22.00");
  g_assert_cmpint (world_total (world, "A", "vol"), ==, 55002);
}

static void
test_oem (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    "{'tierwright':1,'name':'Embedded 2026','partner_type':'oem','currency':'USD',"
    "'effective_from':'2026-01-01','rules':[{'id':'roy','name':'Unit royalty','kind':'royalty',"
    "'direction':'charge','window':'lifetime','counts':{'sum':'units','fact':'unit_report'},"
    "'qualifier':{'sum':'units','fact':['unit_report','opening']},'table':{'bands':[{'from':'0',"
    "'price':'1.25'},{'from':'1000','price':'1.00'}]},"
    "'adjust':[{'guarantee':{'mul':['agreement.minimum',{'span':['agreement.start','9999-12-31']}]},"
    "'per':'quarter','recoup':2}]}]}");
  world_row (world, TW_RELATION_AGREEMENT, "partner=O start=2026-02-15 minimum=1500.00");
  world_fact (world, "O", "opening o1 2026-01-01 units=400");
  world_fact (world, "O", "unit_report r1 2026-03-31 units=900");
  world_fact (world, "O", "unit_report r2 2026-06-30 units=1400");
  world_fact (world, "O", "unit_report r3 2026-09-30 units=2500");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "O", NULL, "r1 1050.00");
  world_run (world, "2026-04-01", "2026-07-01");
  world_assert_lines (world, "O", NULL, "r2 1400.00, top_up 100.00");
  world_run (world, "2026-07-01", "2026-10-01");
  world_assert_lines (world, "O", NULL, "r3 2500.00, recouped -100.00");
}

#define RULE(rest)                                                                                \
  HEAD "'rules':[{'id':'r','name':'R','kind':'rebate','counts':{'sum':'amount','fact':'sale'}," \
       "" rest "}]}"

static void
test_t01 (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
                 RULE ("'window':'year','table':{'mode':'retroactive','bands':[{'from':'0',"
                       "'rate':'0%'},{'from':'5000.00','rate':'2%'},{'from':'20000.00',"
                       "'rate':'4%'}]}"));
  world_fact (world, "A", "sale a 2026-10-05 amount=3000.00");
  world_fact (world, "A", "sale b 2026-11-05 amount=4000.00");
  world_fact (world, "A", "sale c 2026-12-05 amount=20000.00");
  world_run (world, "2026-10-01", "2026-11-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 0);
  world_run (world, "2026-11-01", "2026-12-01");
  world_assert_lines (world, "A", NULL, "a 60.00, b 80.00");
  world_run (world, "2026-12-01", "2027-01-01");
  world_assert_lines (world, "A", NULL, "a 60.00, b 80.00, c 800.00");
}

/* One fact, one rule: what a table pays for an amount. */
static gint64
pay_for (const char *rest,
         const char *fact)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *json =
    g_strconcat (HEAD "'rules':[{'id':'r','name':'R','kind':'rebate',", rest, "}]}", NULL);

  world_program (world, json);
  world_fact (world, "A", fact);
  world_run (world, "2026-01-01", "2026-04-01");

  return world_total (world, "A", NULL);
}

static void
test_tables (void)
{
  const char *cliff =
    "'counts':{'sum':'amount','fact':'sale'},'table':{'mode':'retroactive','bands':[{'from':'0',"
    "'rate':'5%'},{'from':'1000000.00','rate':'7%'}]}";

  /* T-02 */
  g_assert_cmpint (pay_for ("'counts':{'sum':'amount','fact':'sale'},'table':{'bands':[{'from':'0',"
                            "'rate':'3%'},{'from':'300000.00','rate':'5%'},{'from':'500000.00',"
                            "'rate':'7%'}]}",
                            "sale a 2026-01-05 amount=600000.00"), ==, 2600000);
  /* T-03 */
  g_assert_cmpint (pay_for (cliff, "sale a 2026-01-05 amount=999999.99"), ==, 5000000);
  g_assert_cmpint (pay_for (cliff, "sale a 2026-01-05 amount=1000000.00"), ==, 7000000);
  /* T-04 */
  g_assert_cmpint (pay_for ("'counts':{'sum':'units','fact':'unit_report'},"
                            "'table':{'bands':[{'from':'0','price':'0'},{'from':'500',"
                            "'price':'2.00'},{'from':'1000','price':'3.00'}]}",
                            "unit_report a 2026-01-05 units=1200"), ==, 160000);
  /* T-05: 1,200 units at 10.00 reach the band that pays 10% of their amount */
  g_assert_cmpint (pay_for ("'counts':{'sum':'amount','fact':'sale'},'qualifier':{'sum':'units',"
                            "'fact':'sale'},'table':{'mode':'retroactive','bands':[{'from':'0',"
                            "'rate':'0%'},{'from':'500','rate':'5%'},{'from':'1000',"
                            "'rate':'10%'}]}",
                            "sale a 2026-01-05 amount=12000.00 units=1200"), ==, 120000);
  /* T-06 */
  g_assert_cmpint (pay_for ("'counts':{'sum':'amount','fact':'sale','cap':'100000.00'},'rate':'1%'",
                            "sale a 2026-01-05 amount=250000.00"), ==, 100000);
}

static void
test_t08 (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world, RULE ("'rate':'4%'"));
  world_fact (world, "A", "sale a 2026-01-05 amount=1000.00");
  world_fact (world, "A", "sale b 2026-01-06 amount=-200.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 40.00, b -8.00");
}

static void
test_t09 (void)
{
  static const struct { const char *rest; gint64 total; } variants[] = {
    { "'window':'fact','table':{'mode':'retroactive',", 12000 },
    { "'table':{'mode':'retroactive',", 16800 },
    { "'table':{", 14800 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autoptr (World) world = world_new ();
      g_autofree char *json = g_strconcat (
        HEAD "'rules':[{'id':'r','name':'R','kind':'rebate','counts':{'sum':'amount','fact':'sale'},"
             "", variants[i].rest,
        "'bands':[{'from':'0','rate':'5%'},{'from':'1000.00','rate':'7%'}]}}]}", NULL);

      world_program (world, json);
      for (guint f = 0; f < 4; f++)
        {
          g_autofree char *fact = g_strdup_printf ("sale f%u 2026-01-0%u amount=600.00", f, f + 1);

          world_fact (world, "A", fact);
        }
      world_run (world, "2026-01-01", "2026-04-01");
      g_assert_cmpint (world_total (world, "A", NULL), ==, variants[i].total);
    }
}

static void
test_t13 (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
                 RULE ("'rate':'100%','adjust':[{'guarantee':'100.00','per':'quarter',"
                       "'recoup':'all'}]"));
  world_fact (world, "A", "sale a 2026-01-05 amount=60.00");
  world_fact (world, "A", "sale b 2026-04-05 amount=90.00");
  world_fact (world, "A", "sale c 2026-07-05 amount=170.00");
  world_run (world, "2026-01-01", "2026-04-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 10000);
  world_run (world, "2026-04-01", "2026-07-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 10000);
  world_run (world, "2026-07-01", "2026-10-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 12000);
}

static void
test_t16 (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
                 HEAD "'payment':{'per':'month','minimum':'200.00'},'rules':[{'id':'r','name':'R',"
                      "'kind':'rebate','counts':{'sum':'amount','fact':'sale'},'rate':'100%'}]}");
  world_fact (world, "A", "sale a 2026-01-05 amount=150.00");
  world_fact (world, "A", "sale b 2026-02-05 amount=30.00");
  world_fact (world, "A", "sale c 2026-03-05 amount=40.00");
  world_run (world, "2026-01-01", "2026-02-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 0);
  world_run (world, "2026-02-01", "2026-03-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 0);
  g_assert_cmpint (world_result (world, "A")->payment.carried, ==, 18000);
  world_run (world, "2026-03-01", "2026-04-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 22000);
}

static void
test_t15 (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world, RULE ("'lines':'proportional','flat':'100.00'"));
  world_fact (world, "A", "sale a 2026-01-05 amount=10.00");
  world_fact (world, "A", "sale b 2026-01-05 amount=10.00");
  world_fact (world, "A", "sale c 2026-01-05 amount=10.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 33.34, b 33.33, c 33.33");
}

static void
test_t18 (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
                 RULE ("'table':{'bands':[{'from':null,'rate':{'by':'fact.date',"
                       "'from':[['2026-01-01','85%'],['2026-02-01','80%']]}}]},"
                       "'reversal':{'pair':{'by':'subscription','within':'30 days'}}"));
  world_fact (world, "A", "sale a 2026-01-05 amount=100.00 subscription=S1");
  world_fact (world, "A", "sale b 2026-02-05 amount=-100.00 subscription=S1 reverses=a");
  world_fact (world, "A", "sale c 2026-02-05 amount=160.00 subscription=S1");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 85.00, c 48.00");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/vectors/reseller", test_reseller);
  g_test_add_func ("/engine/vectors/oem", test_oem);
  g_test_add_func ("/engine/vectors/t01-retroactive-netting", test_t01);
  g_test_add_func ("/engine/vectors/t02-to-t06-tables", test_tables);
  g_test_add_func ("/engine/vectors/t08-refund-sign", test_t08);
  g_test_add_func ("/engine/vectors/t09-per-line-and-per-period", test_t09);
  g_test_add_func ("/engine/vectors/t13-minimum-recouped", test_t13);
  g_test_add_func ("/engine/vectors/t15-largest-remainder", test_t15);
  g_test_add_func ("/engine/vectors/t16-payment-minimum", test_t16);
  g_test_add_func ("/engine/vectors/t18-refund-and-rebill", test_t18);

  return g_test_run ();
}
