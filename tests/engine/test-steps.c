/* test-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

/* What a line and a window say about how they came about. */

#define HEAD                                                                                      \
  "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD',"                        \
  "'effective_from':'2026-01-01',"

static char *
steps_text (const GArray *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const TwStep *step = &g_array_index (steps, TwStep, i);

      g_string_append_printf (text, "%s %s:", step->op, step->ref);
      for (guint k = 0; k < step->n_in; k++)
        g_string_append_printf (text, " %s=%s", step->in[k].name, step->in[k].value);
      g_string_append_printf (text, " -> %s\n", step->out);
    }

  return g_string_free (text, FALSE);
}

static World *
make_world (void)
{
  World *world = world_new ();

  world_program (world,
    HEAD "'rules':[{'id':'r','name':'R','kind':'k','counts':{'sum':'amount','fact':'sale'},"
    "'table':{'bands':[{'from':'0','rate':'2%'},{'from':'100.00','rate':'3%','flat':'1.00'}]},"
    "'adjust':[{'factor':'110%'},{'max':'5.00'}]}]}");
  world_fact (world, "A", "sale a 2026-01-02 amount=60.00");
  world_fact (world, "A", "sale b 2026-01-03 amount=90.00");

  return world;
}

static void
test_line (void)
{
  g_autoptr (World) world = make_world ();
  g_autoptr (GArray) steps = NULL;
  g_autofree char *text = NULL;

  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 1.32, b 3.63");
  steps = tw_engine_explain (world->engine, 0, 1);
  text = steps_text (steps);
  g_assert_cmpstr (text, ==,
    "measure /rules/0/counts: date=2026-01-03 -> 90.00\n"
    "slice /rules/0/table/bands/0: from=60.00 to=100.00 measure=40.00 rate=0.02 -> 0.80\n"
    "slice /rules/0/table/bands/1: from=100.00 to=150.00 measure=50.00 rate=0.03 -> 1.50\n"
    "factor /rules/0/adjust/0: result=2.30 factor=1.1 -> 2.53\n"
    "limit /rules/0/adjust/1: result=2.53 max=5.00 cut=0.00 -> 2.53\n"
    "flat /rules/0/table: -> 1.00\n"
    "factor /rules/0/adjust/0: result=1.00 factor=1.1 -> 1.10\n"
    "limit /rules/0/adjust/1: result=1.10 max=5.00 cut=0.00 -> 1.10\n"
    "round /rules/0: exact=4.95 step=0.01 mode=half_up before=1.32 -> 3.63\n"
    "post /rules/0: to_date=3.63 before=0.00 -> 3.63\n");
}

static void
test_window (void)
{
  g_autoptr (World) world = make_world ();
  g_autofree char *text = NULL;

  world_fact (world, "A", "sale c 2026-02-03 amount=10.00");
  world_run (world, "2026-01-01", "2026-04-01");
  text = steps_text (g_array_index (world_result (world, "A")->windows, TwWindowResult, 0).steps);
  g_assert_cmpstr (text, ==,
    "measure /rules/0/counts: facts=3 from=2026-01-01 to=2026-03-31 -> 160.00\n"
    "qualifier /rules/0/counts: -> 160.00\n"
    "band /rules/0/table/bands/1: qualifier=160.00 bound=100.00 edge=from -> 1\n"
    "factor /rules/0/adjust/0: factor=1.1 -> 1.1\n"
    "limit /rules/0/adjust/1: max=5.00 cut=0.28 fate=lose result=5.28 -> 5.00\n"
    "post /rules/0: to_date=5.00 before=0.00 -> 5.00\n");
}

static void
test_refund (void)
{
  g_autoptr (World) world = make_world ();
  g_autoptr (GArray) steps = NULL;
  g_autofree char *text = NULL;

  world_fact (world, "A", "sale c 2026-02-03 amount=-30.00 reverses=a");
  world_run (world, "2026-01-01", "2026-04-01");
  world_assert_lines (world, "A", NULL, "a 1.32, b 3.63, refund c -0.66, true_up -0.33");
  steps = tw_engine_explain (world->engine, 0, 2);
  text = steps_text (steps);
  g_assert_cmpstr (text, ==,
    "refund /rules/0: original=a posted=1.32 refunded=-30.00 of=60.00 -> -0.66\n"
    "post /rules/0: to_date=-0.66 before=0.00 -> -0.66\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/steps/line", test_line);
  g_test_add_func ("/engine/steps/window", test_window);
  g_test_add_func ("/engine/steps/refund", test_refund);

  return g_test_run ();
}
