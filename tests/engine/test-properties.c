/* test-properties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

#include "tw-engine-private.h"

/* What holds for any table and any facts. Programs and facts are made up from a seed, which a
 * failure names. */

#define N_WORLDS 200

typedef struct
{
  char  *json;
  char **facts;
} Made;

static char *
make_bands (GRand   *random,
            gboolean with_flats)
{
  GString *bands = g_string_new (NULL);
  int n = g_rand_int_range (random, 1, 5);
  gint64 from = 0;

  for (int k = 0; k < n; k++)
    {
      g_string_append_printf (bands, "%s{'from':'%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT "',", k
                              ? "," : "",
                              from / 100, from % 100);
      if (g_rand_int_range (random, 0, 3) == 0)
        g_string_append_printf (bands,
                                "'rate':{'by':'product.category','is':{'Cloud':'%d%%',"
                                "'Box':'3.3%%'}}",
                                g_rand_int_range (random, 0, 12));
      else
        g_string_append_printf (bands, "'rate':'%d.%02d%%'", g_rand_int_range (random, 0, 12),
                                g_rand_int_range (random, 0, 100));
      if (with_flats && g_rand_boolean (random))
        g_string_append_printf (bands, ",'flat':'%d.50'", g_rand_int_range (random, 0, 40));
      if (g_rand_int_range (random, 0, 4) == 0)
        g_string_append (bands, ",'edge':'to'");
      g_string_append (bands, "}");
      from += g_rand_int_range (random, 1, 60000);
    }

  return g_string_free (bands, FALSE);
}

static Made
make (guint32     seed,
      const char *mode)
{
  GRand *random = g_rand_new_with_seed (seed);
  static const char *const windows[] = { "", "'window':'month',", "'window':'year',",
                                         "'window':'fact'," };
  static const char *const products[] = { "Cloud", "Box", "Book" };
  static const char *const lines[] = { "", "", "'lines':'proportional'," };
  static const char *const modes[] = { "half_up", "half_even", "down", "up", "floor" };
  g_autofree char *bands = make_bands (random, TRUE);
  GString *adjust = g_string_new (NULL);
  int n = g_rand_int_range (random, 1, 14);
  Made made;

  if (g_rand_boolean (random))
    g_string_append_printf (adjust, "{'factor':'%d%%'},", g_rand_int_range (random, 50, 160));
  if (g_rand_boolean (random))
    g_string_append_printf (adjust, "{'max':'%d.00'},", g_rand_int_range (random, 1, 300));
  if (g_rand_int_range (random, 0, 3) == 0)
    g_string_append_printf (adjust, "{'min':'%d.00'},", g_rand_int_range (random, 1, 30));
  if (adjust->len > 0)
    g_string_truncate (adjust, adjust->len - 1);
  made.json = g_strdup_printf (
    "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD',"
    "'effective_from':'2026-01-01','rounding':{'mode':'%s'},'rules':[{'id':'r','name':'R',"
    "'kind':'k',%s%s'counts':{'sum':'amount','fact':'sale'},'table':{'mode':'%s','bands':[%s]},"
    "'adjust':[%s]}]}",
    modes[g_rand_int_range (random, 0, G_N_ELEMENTS (modes))],
    windows[g_rand_int_range (random, 0, G_N_ELEMENTS (windows))],
    lines[g_rand_int_range (random, 0, 3)], mode, bands, adjust->str);
  made.facts = g_new0 (char *, n + 1);
  for (int i = 0; i < n; i++)
    made.facts[i] =
      g_strdup_printf ("sale f%02d 2026-0%d-%02d product=%s amount=%s%d.%02d", i,
                       g_rand_int_range (random, 1, 4),
                                     g_rand_int_range (random, 1, 29),
                                     products[g_rand_int_range (random, 0, 3)],
                                     g_rand_int_range (random, 0, 6) == 0 ? "-" : "",
                                     g_rand_int_range (random, 0, 500),
                                     g_rand_int_range (random, 0, 100));
  g_string_free (adjust, TRUE);
  g_rand_free (random);

  return made;
}

static void
made_clear (Made *made)
{
  g_free (made->json);
  g_strfreev (made->facts);
}

static char *
run (const Made *made,
     gboolean    reversed,
     gboolean    no_fast,
     gint64     *total)
{
  g_autoptr (World) world = world_new ();
  guint n = g_strv_length (made->facts);
  const TwPartnerResult *result;
  gint64 windows = 0;

  world_program (world, made->json);
  for (guint i = 0; i < n; i++)
    world_fact (world, "A", made->facts[reversed ? n - 1 - i : i]);
  world->no_fast = no_fast;
  world_run (world, "2026-01-01", "2026-04-01");
  result = world_result (world, "A");
  for (guint i = 0; i < result->windows->len; i++)
    windows += g_array_index (result->windows, TwWindowResult, i).total;
  *total = world_total (world, "A", NULL);
  g_assert_cmpint (windows, ==, *total);
  g_assert_cmpuint (result->classified->len, ==, n);

  return world_lines (world, "A", NULL);
}

static const char *const modes[] = { "marginal", "retroactive" };

/* Lines add up to the windows (inside run()), and the two ways of rating give the same lines. */
static void
test_fast_is_slow (void)
{
  for (guint seed = 1; seed <= N_WORLDS; seed++)
    for (guint m = 0; m < G_N_ELEMENTS (modes); m++)
      {
        Made made = make (seed, modes[m]);
        gint64 fast_total;
        gint64 slow_total;
        g_autofree char *fast = run (&made, FALSE, FALSE, &fast_total);
        g_autofree char *slow = run (&made, FALSE, TRUE, &slow_total);

        if (g_strcmp0 (fast, slow) != 0)
          g_test_message ("seed %u: %s", seed, made.json);
        g_assert_cmpstr (fast, ==, slow);
        g_assert_cmpint (fast_total, ==, slow_total);
        made_clear (&made);
      }
}

static void
test_order_of_input (void)
{
  for (guint seed = 1; seed <= N_WORLDS; seed++)
    {
      Made made = make (seed * 7, modes[seed % 2]);
      gint64 total;
      g_autofree char *forth = run (&made, FALSE, FALSE, &total);
      g_autofree char *back = run (&made, TRUE, FALSE, &total);

      g_assert_cmpstr (forth, ==, back);
      made_clear (&made);
    }
}

/* A fact split in two parts of the same day never changes a marginal window's total. */
static void
test_splitting_a_fact (void)
{
  for (guint seed = 1; seed <= N_WORLDS; seed++)
    {
      GRand *random = g_rand_new_with_seed (seed);
      g_autofree char *bands = make_bands (random, TRUE);
      int cents = g_rand_int_range (random, 2, 200000);
      int part = g_rand_int_range (random, 1, cents);
      gint64 whole_total;
      gint64 split_total;
      Made whole = { NULL, g_new0 (char *, 2) };
      Made split = { NULL, g_new0 (char *, 3) };

      whole.json = g_strdup_printf (
        "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD',"
        "'effective_from':'2026-01-01','rules':[{'id':'r','name':'R','kind':'k',"
        "'counts':{'sum':'amount','fact':'sale'},'table':{'bands':[%s]}}]}", bands);
      split.json = g_strdup (whole.json);
      whole.facts[0] =
        g_strdup_printf ("sale a 2026-02-03 product=Box amount=%d.%02d", cents / 100, cents % 100);
      split.facts[0] =
        g_strdup_printf ("sale a1 2026-02-03 product=Box amount=%d.%02d", part / 100, part % 100);
      split.facts[1] =
        g_strdup_printf ("sale a2 2026-02-03 product=Box amount=%d.%02d", (cents - part) / 100,
                         (cents - part) % 100);
      g_free (run (&whole, FALSE, FALSE, &whole_total));
      g_free (run (&split, FALSE, FALSE, &split_total));
      g_assert_cmpint (whole_total, ==, split_total);
      made_clear (&whole);
      made_clear (&split);
      g_rand_free (random);
    }
}

static gpointer
calculate_half (gpointer data)
{
  TwEngine *engine = data;

  for (guint p = 1; p < engine->n_partners; p += 2)
    tw_engine_calculate (engine, p);

  return NULL;
}

/* Two threads give what one gives. */
static void
test_two_threads (void)
{
  Made made = make (42, "marginal");
  g_autoptr (World) one = world_new ();
  g_autoptr (World) two = world_new ();
  World *worlds[] = { one, two };

  for (guint w = 0; w < 2; w++)
    {
      world_program (worlds[w], made.json);
      for (guint p = 0; p < 20; p++)
        for (guint i = 0; made.facts[i] != NULL; i++)
          {
            g_autofree char *partner = g_strdup_printf ("P%02u", p);
            g_autofree char *fact =
              g_strdup_printf ("sale p%02u-%s", p, made.facts[i] + strlen ("sale "));

            world_fact (worlds[w], partner, fact);
          }
      worlds[w]->stopped = w == 1;
      world_run (worlds[w], "2026-01-01", "2026-04-01");
    }
  {
    GThread *thread = g_thread_new ("half", calculate_half, two->engine);

    for (guint p = 0; p < 20; p += 2)
      tw_engine_calculate (two->engine, p);
    g_thread_join (thread);
  }
  tw_engine_share (two->engine);
  for (guint p = 0; p < 20; p++)
    {
      g_autofree char *partner = g_strdup_printf ("P%02u", p);
      g_autofree char *expected = world_lines (one, partner, NULL);

      tw_engine_settle (two->engine, p);
      world_assert_lines (two, partner, NULL, expected);
    }
  made_clear (&made);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/properties/fast-is-slow", test_fast_is_slow);
  g_test_add_func ("/engine/properties/order-of-input", test_order_of_input);
  g_test_add_func ("/engine/properties/splitting-a-fact", test_splitting_a_fact);
  g_test_add_func ("/engine/properties/two-threads", test_two_threads);

  return g_test_run ();
}
