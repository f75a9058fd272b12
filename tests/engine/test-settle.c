/* test-settle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

#include "tw-decimal.h"

/* Tiers, splits, currencies, clawback, funds, timing: what surrounds the lines. */

#define HEAD "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD'," \
             "'effective_from':'2026-01-01',"
#define SALES "'counts':{'sum':'amount','fact':'sale'},"

static const char *
review_text (World *world,
             char **text)
{
  const TwPartnerResult *result = world_result (world, "A");
  static const char *const outcomes[] = { "kept", "promoted", "demoted", "grace", "stay",
                                          "proposed" };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < result->reviews->len; i++)
    {
      const TwReviewResult *review = &g_array_index (result->reviews, TwReviewResult, i);
      g_autofree char *date = tw_date_format (review->date);
      g_autofree char *effective = tw_date_format (review->effective);

      g_string_append_printf (all, "%s%s %s %s", i ? ", " : "", date, outcomes[review->outcome],
                              review->tier != NULL ? review->tier : "none");
      if (review->outcome == TW_REVIEW_DEMOTED)
        g_string_append_printf (all, " from %s", effective);
      g_assert_cmpuint (review->leaves->len, >, 0);
    }
  g_free (*text);
  *text = g_string_free (all, FALSE);

  return *text;
}

static void
test_tiers (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *text = NULL;

  world_program (world,
    HEAD "'payment':{'per':'quarter'},"
    "'tiers':[{'name':'Silver','enter':{'value':{'sum':'amount','fact':'sale','window':'lifetime'},"
    "'at_least':'0.00'}},{'name':'Gold','enter':{'value':{'sum':'amount','fact':'sale',"
    "'window':{'rolling':'3 months'}},'at_least':'100.00','keep_at_least':'50.00'}}],"
    "'tier_policy':{'promote':{'review':'month','effective':'at_once'},"
    "'demote':{'review':'quarter','effective':'next_month','grace':'30 days'}},"
    "'rules':[{'id':'r','name':'R','kind':'k'," SALES
    "'rate':{'by':'partner.tier','is':{'Silver':'1%','Gold':'2%'}}}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=90.00");
  world_fact (world, "A", "sale b 2026-02-15 amount=20.00");
  world_fact (world, "A", "sale c 2026-03-15 amount=10.00");
  world_run (world, "2026-01-01", "2026-04-01");
  /* placed first, Gold at the end of February: c is rated at its tier */
  g_assert_cmpstr (review_text (world, &text), ==,
                   "2026-01-01 promoted Silver, 2026-01-31 kept Silver, 2026-02-28 promoted Gold, "
                   "2026-03-31 kept Gold");
  world_assert_lines (world, "A", NULL, "a 0.90, b 0.20, c 0.20");
}

static void
test_demotion (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *text = NULL;

  world_program (world,
    HEAD "'tiers':[{'name':'Silver','enter':{'value':{'sum':'amount','fact':'sale',"
         "'window':'lifetime'},'at_least':'0.00'}},{'name':'Gold','enter':{'value':{'sum':'amount',"
         "'fact':'sale','window':{'rolling':'3 months'}},'at_least':'100.00',"
         "'keep_at_least':'50.00'}}],'tier_policy':{'demote':{'review':'month',"
         "'effective':'next_month','grace':'40 days'}},'rules':[{'id':'r','name':'R','kind':'k',"
         "" SALES "'rate':'1%'}]}");
  world_row (world, TW_RELATION_TIER, "partner=A tier=Gold from=2025-01-01");
  world_fact (world, "A", "sale a 2026-01-15 amount=10.00");
  world_run (world, "2026-01-01", "2026-04-01");
  g_assert_cmpstr (review_text (world, &text), ==,
                   "2026-01-31 grace Gold, 2026-02-28 grace Gold, 2026-03-31 demoted Silver from "
                   "2026-04-01");
}

static void
test_given_shares (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world, HEAD "'rules':[{'id':'r','name':'R','kind':'k'," SALES "'rate':'100%'}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=100.00");
  world_fact (world, "A", "sale b 2026-01-16 amount=10.00");
  world_row (world, TW_RELATION_CREDIT, "fact=0 partner=A share=33.3334% at=2026-01-01 id=1");
  world_row (world, TW_RELATION_CREDIT, "fact=0 partner=B share=66.6666% at=2026-01-02 id=2");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 33.33, b 10.00");
  world_assert_lines (world, "B", NULL, "a 66.67");
}

static void
test_decay (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k'," SALES "'rate':'100%','split':{'by':{'decay':'7 "
                                                           "days'}}}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=300.00");
  world_row (world, TW_RELATION_CREDIT, "fact=0 partner=A at=2026-01-15 id=1");
  world_row (world, TW_RELATION_CREDIT, "fact=0 partner=B at=2026-01-08 id=2");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 200.00");
  world_assert_lines (world, "B", NULL, "a 100.00");
}

static void
test_currency (void)
{
  g_autoptr (World) world = world_new ();
  const TwPartnerResult *result;

  world_program (world, HEAD "'rules':[{'id':'r','name':'R','kind':'k'," SALES "'rate':'100%'}]}");
  world_row (world, TW_RELATION_FX, "base=EUR quote=USD date=2026-01-01 mantissa=11 scale=1");
  world_row (world, TW_RELATION_FX, "base=EUR quote=GBP date=2026-01-01 mantissa=8 scale=1");
  tw_dataset_set_pivot (world->dataset, "EUR");
  world_fact (world, "A", "sale a 2026-01-15 amount=10.00 currency=EUR");
  world_fact (world, "A", "sale b 2026-01-16 amount=8.00 currency=GBP");
  world_fact (world, "B", "sale c 2026-01-16 amount=8.00 currency=CHF");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 11.00, b 11.00");
  world_assert_lines (world, "B", NULL, "");
  result = world_result (world, "B");
  g_assert_cmpuint (result->findings->len, ==, 1);
  g_assert_nonnull (strstr (((TwFinding *) result->findings->pdata[0])->message, "CHF"));
}

static void
test_clawback (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k'," SALES "'rate':'10%',"
    "'clawback':{'fact':'subscription','on':{'status':'churned'},'within':'180 days',"
    "'share':'50%'}}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=100.00");
  world_fact (world, "A", "subscription s 2026-04-20 status=churned reverses=a");
  world_fact (world, "A", "subscription t 2026-05-20 status=churned reverses=a");
  world_fact (world, "A", "subscription u 2026-05-21 status=churned reverses=a");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 10.00");
  world_run (world, "2026-04-01", "2026-07-01");
  /* half of what is left of what was paid */
  world_assert_lines (world, "A", NULL, "clawback a -5.00, clawback a -2.50, clawback a -1.25");
}

static void
test_fund (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'funds':[{'name':'mdf','expires':'6 months'}],"
    "'rules':[{'id':'in','name':'R','kind':'fund','payee':'fund:mdf'," SALES "'rate':'10%'},"
    "{'id':'out','name':'C','kind':'k','counts':{'sum':'amount','fact':'claim'},'rate':'50%',"
    "'adjust':[{'max':'fund.mdf'}]}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=1000.00");
  world_fact (world, "A", "claim c 2026-02-15 amount=60.00");
  world_fact (world, "A", "claim d 2026-04-15 amount=500.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", "in", "a 100.00");
  world_assert_lines (world, "A", "out", "c 30.00");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 3000);
  world_run (world, "2026-04-01", "2026-07-01");
  world_assert_lines (world, "A", "out", "d 70.00");
}

static void
test_timing (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'payment':{'per':'month'},'rules':["
    "{'id':'held','name':'R','kind':'k'," SALES "'rate':'10%','timing':{'holdback':'20%',"
                                                "'release':'1 month'}},{'id':'rates','name':'R',"
                                                "'kind':'k'," SALES "'rate':'1%',"
                                                                    "'timing':{'instalments':'3'}}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=100.00");
  world_run (world, "2026-01-01", "2026-02-01");
  g_assert_cmpint (world_result (world, "A")->payment.earned, ==, 1100);
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 800 + 34);
  world_run (world, "2026-02-01", "2026-03-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 200 + 33);
  world_run (world, "2026-03-01", "2026-04-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 33);
}

static void
test_collected (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'payment':{'per':'month'},'rules':[{'id':'r','name':'R','kind':'k'," SALES "'rate':'10%',"
                                                                                     "'timing':{'on':'collected'}}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=100.00 collected=2026-03-02");
  world_run (world, "2026-01-01", "2026-02-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 0);
  world_run (world, "2026-02-01", "2026-03-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 0);
  world_run (world, "2026-03-01", "2026-04-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 1000);
}

static void
test_charge_is_net (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'payment':{'per':'quarter','negative':'invoice'},'rules':["
    "{'id':'pay','name':'R','kind':'k'," SALES "'rate':'1%'},"
    "{'id':'fee','name':'F','kind':'k','direction':'charge','counts':{'count':'facts',"
    "'fact':'sale'},'price':'3.00'}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=100.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 1.00, a 3.00");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, -200);
}

static void
test_advance (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','window':'lifetime'," SALES "'rate':'10%',"
    "'adjust':[{'guarantee':'50.00','per':'lifetime','at':'start'}]}]}");
  world_fact (world, "A", "sale a 2026-01-15 amount=300.00");
  world_fact (world, "A", "sale b 2026-04-15 amount=300.00");
  world_run (world, "2026-01-01", "2026-04-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 5000);
  world_run (world, "2026-04-01", "2026-07-01");
  g_assert_cmpint (world_total (world, "A", NULL), ==, 1000);
}

/* Members of a group climb the bands together; each has its own lines, the first those without a fact. */
static void
test_group (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k',"
    "'counts':{'sum':'amount','fact':'sale','pool':'group'},"
    "'table':{'bands':[{'from':'0','rate':'1%','flat':'5.00'},{'from':'100.00','rate':'2%'}]}}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=80.00");
  world_fact (world, "B", "sale b 2026-01-03 amount=80.00");
  world_fact (world, "C", "sale c 2026-01-04 amount=80.00");
  tw_dataset_set_text (world->dataset, TW_RELATION_PARTNER, 0, "group", "G");
  tw_dataset_set_text (world->dataset, TW_RELATION_PARTNER, 1, "group", "G");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 0.80, rule 5.00");
  world_assert_lines (world, "B", NULL, "b 1.40");
  world_assert_lines (world, "C", NULL, "c 0.80, rule 5.00");
}

/* An expected year beside the actual one: 3% of what is there so far, though only 2% is reached. */
static void
test_accrual (void)
{
  g_autoptr (World) world = world_new ();
  const TwWindowResult *window;
  const TwStep *found = NULL;

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','window':'year'," SALES
    "'table':{'mode':'retroactive','bands':[{'from':'0','rate':'2%'},{'from':'1000.00','rate':'3%'}]},"
    "'accrual':{'qualifier':'1200.00'}}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=500.00");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 10.00");
  window = &g_array_index (world_result (world, "A")->windows, TwWindowResult, 0);
  for (guint i = 0; i < window->steps->len; i++)
    if (g_str_equal (g_array_index (window->steps, TwStep, i).op, "accrual"))
      found = &g_array_index (window->steps, TwStep, i);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->out, ==, "15.00");
}

static void
test_opening_balance (void)
{
  g_autoptr (World) world = world_new ();

  world_program (world,
    HEAD "'payment':{'per':'month','minimum':'50.00'},'rules':[{'id':'r','name':'R','kind':'k',"
         "" SALES "'rate':'10%'}]}");
  world_fact (world, "A", "opening o 2026-01-01 amount=45.00 balance=payment");
  world_fact (world, "A", "sale a 2026-01-15 amount=30.00");
  world_fact (world, "A", "sale b 2026-02-15 amount=30.00");
  world_run (world, "2026-01-01", "2026-02-01");
  g_assert_cmpint (world_result (world, "A")->payment.carried, ==, 4800);
  world_run (world, "2026-02-01", "2026-03-01");
  g_assert_cmpint (world_result (world, "A")->payment.paid, ==, 5100);
}

static void
test_reasons (void)
{
  g_autoptr (World) world = world_new ();
  const TwPartnerResult *result;
  g_autoptr (GString) text = g_string_new (NULL);

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','who':{'value':'customer.segment',"
         "'is_not':'Internal'},'counts':{'sum':'amount','fact':'sale',"
         "'where':{'product.category':'Cloud'}},'rate':'1%','adjust':[{'max':'1.00'}]}]}");
  world_row (world, TW_RELATION_CUSTOMER, "id=I segment=Internal");
  world_row (world, TW_RELATION_CUSTOMER, "id=C segment=Smb");
  world_fact (world, "A", "sale a 2026-01-15 amount=100.00 product=Cloud customer=C");
  world_fact (world, "A", "sale b 2026-01-16 amount=100.00 product=Box customer=C");
  world_fact (world, "A", "sale c 2026-01-17 amount=100.00 product=Cloud customer=I");
  world_fact (world, "A", "sale d 2026-01-18 amount=100.00 product=Cloud customer=C");
  world_fact (world, "A", "claim e 2026-01-19 amount=100.00");
  world_fact (world, "A", "sale f - amount=100.00 product=Cloud customer=C");
  world_run (world, "2026-01-01", "2026-04-01");
  result = world_result (world, "A");
  for (guint i = 0; i < result->classified->len; i++)
    g_string_append_printf (text, "%s ",
                            tw_reason_to_string (g_array_index (result->classified, TwClassified,
                                                                i).reason));
  g_assert_cmpstr (text->str, ==, "no_date earned filtered not_eligible over_cap wrong_kind ");
}

/* A joined on 1 February and left after 1 May; B was never enrolled, and C is in its second enrolment. */
static void
test_enrolment (void)
{
  g_autoptr (World) world = world_new ();
  const TwPartnerResult *result;
  g_autoptr (GString) text = g_string_new (NULL);

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','window':'year','counts':{'sum':'amount','fact':'sale'},"
         "'table':{'bands':[{'from':'0','rate':'1%'},{'from':'100.00','rate':'10%'}]}}]}");
  world_fact (world, "A", "sale a 2026-01-31 amount=100.00");
  world_fact (world, "A", "sale b 2026-02-01 amount=100.00");
  world_fact (world, "A", "sale c 2026-05-01 amount=100.00");
  world_fact (world, "A", "sale d 2026-05-02 amount=100.00");
  world_fact (world, "A", "sale e 2026-06-01 amount=-100.00 reverses=c");
  world_fact (world, "A", "sale f 2026-06-01 amount=-100.00 reverses=a");
  world_fact (world, "B", "sale g 2026-02-01 amount=100.00");
  world_fact (world, "C", "sale h 2026-01-15 amount=100.00");
  world_fact (world, "C", "sale i 2026-02-15 amount=100.00");
  world_fact (world, "C", "sale j 2026-03-15 amount=100.00");
  world_row (world, TW_RELATION_ENROLMENT, "partner=A program=P start=2026-02-01 end=2026-05-01");
  world_row (world, TW_RELATION_ENROLMENT, "partner=B program=Other start=2026-01-01");
  world_row (world, TW_RELATION_ENROLMENT, "partner=C program=P start=2026-01-01 end=2026-01-31");
  world_row (world, TW_RELATION_ENROLMENT, "partner=C program=P start=2026-03-01");
  world_run (world, "2026-01-01", "2026-07-01");
  world_assert_lines (world, "A", "r", "b 1.00, c 10.00, refund e -10.00");
  world_assert_lines (world, "B", "r", "");
  world_assert_lines (world, "C", "r", "h 1.00, j 10.00");
  result = world_result (world, "A");
  for (guint i = 0; i < result->classified->len; i++)
    {
      const TwClassified *one = &g_array_index (result->classified, TwClassified, i);

      g_string_append_printf (text, "%s ", tw_reason_to_string (one->reason));
      if (one->reason == TW_REASON_NOT_ELIGIBLE)
        g_assert_cmpstr (one->ref, ==, "enrolment");
    }
  g_assert_cmpstr (text->str, ==, "not_eligible earned earned not_eligible earned not_eligible ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/settle/tiers", test_tiers);
  g_test_add_func ("/engine/settle/demotion-after-grace", test_demotion);
  g_test_add_func ("/engine/settle/given-shares", test_given_shares);
  g_test_add_func ("/engine/settle/decay", test_decay);
  g_test_add_func ("/engine/settle/currency-by-the-pivot", test_currency);
  g_test_add_func ("/engine/settle/clawback", test_clawback);
  g_test_add_func ("/engine/settle/fund", test_fund);
  g_test_add_func ("/engine/settle/timing", test_timing);
  g_test_add_func ("/engine/settle/collected", test_collected);
  g_test_add_func ("/engine/settle/charge-is-net", test_charge_is_net);
  g_test_add_func ("/engine/settle/advance", test_advance);
  g_test_add_func ("/engine/settle/group", test_group);
  g_test_add_func ("/engine/settle/accrual", test_accrual);
  g_test_add_func ("/engine/settle/opening-balance", test_opening_balance);
  g_test_add_func ("/engine/settle/reasons", test_reasons);
  g_test_add_func ("/engine/settle/enrolment", test_enrolment);

  return g_test_run ();
}
