/* bench-engine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

/* Not a test: how long a calculation of many sales takes. `bench-engine [SALES [PARTNERS]]` */

#define RULE(id, rest) "{'id':'" id "','name':'R','kind':'k'," rest "}"
#define SUM "'counts':{'sum':'amount','fact':'sale'},"
#define CLOUD "'counts':{'sum':'amount','fact':'sale','where':{'product.category':'Cloud'}},"

static const char program[] =
  "{'tierwright':1,'name':'P','partner_type':'reseller','currency':'USD',"
  "'effective_from':'2026-01-01','rules':["
  RULE ("r1",
        SUM "'table':{'bands':[{'from':'0','rate':'2%'},{'from':'10000.00','rate':'3%'},"
            "{'from':'50000.00','rate':'4%'}]}") ","
  RULE ("r2",
        SUM "'window':'year','table':{'mode':'retroactive','bands':[{'from':'0','rate':'0%'},"
            "{'from':'20000.00','rate':'1%'}]}") ","
  RULE ("r3", CLOUD "'rate':'1.5%'") ","
  RULE ("r4",
        CLOUD "'table':{'bands':[{'from':'0','rate':'0%'},{'from':'5000.00','rate':'2%'}]},"
              "'adjust':[{'factor':'110%'},{'max':'900.00'}]") ","
  RULE ("r5", "'counts':{'sum':'units','fact':'sale'},'price':'0.25'") ","
  RULE ("r6",
        "'counts':{'count':'facts','fact':'sale'},'table':{'bands':[{'from':'0'},{'from':'10',"
        "'flat':'100.00'}]}") ","
  RULE ("r7",
        SUM "'window':'fact','table':{'mode':'retroactive','bands':[{'from':'0','rate':'0.1%'},"
            "{'from':'1000.00','rate':'0.2%'}]}") ","
  RULE ("r8", SUM "'window':'month','rate':'0.5%'") ","
  RULE ("r9",
        SUM "'qualifier':{'sum':'units','fact':'sale'},'table':{'mode':'retroactive',"
            "'bands':[{'from':'0','rate':'1%'},{'from':'100','rate':'2%'}]}") ","
  RULE ("r10",
        SUM "'rate':{'by':'product.category','is':{'Cloud':'1%','Box':'2%'},'else':'0%'}") ","
  RULE ("r11",
        SUM "'rate':'1%','adjust':[{'min':'50.00','when':{'value':'earned','more_than':'0'}}]") ","
  RULE ("r12", SUM "'table':{'bands':[{'from':'0','rate':'1%'}]},'lines':'proportional'")
  "]}";

static void
fill (World *world,
      gsize  n,
      gsize  n_partners)
{
  gint64 *kind = g_new (gint64, n), *id = g_new (gint64, n), *partner = g_new (gint64, n),
                 *amount = g_new (gint64, n);
  gint64 *date = g_new (gint64, n), *product = g_new (gint64, n), *units = g_new (gint64, n),
                 *currency = g_new (gint64, n);
  guint32 random = 12345;
  TwDate start;

  tw_date_parse ("2026-01-01", &start, NULL);
  for (gsize p = 0; p < n_partners; p++)
    {
      g_autofree char *name = g_strdup_printf ("P%06" G_GSIZE_FORMAT, p);
      gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_PARTNER);

      tw_dataset_set_text (world->dataset, TW_RELATION_PARTNER, row, "id", name);
    }
  world_row (world, TW_RELATION_PRODUCT, "category=Cloud");
  world_row (world, TW_RELATION_PRODUCT, "category=Box");
  for (gsize i = 0; i < n; i++)
    {
      char name[24];

      random = random * 1664525u + 1013904223u;
      g_snprintf (name, sizeof name, "S%09" G_GSIZE_FORMAT, i);
      id[i] = tw_dataset_intern (world->dataset, name);
      kind[i] = tw_dataset_intern (world->dataset, "sale");
      currency[i] = tw_dataset_intern (world->dataset, "USD");
      partner[i] = (random >> 8) % n_partners;
      amount[i] = 1000 + (random >> 4) % 500000;
      date[i] = start + (random >> 12) % 90;
      product[i] = (random >> 20) & 1;
      units[i] = (1 + (random >> 16) % 10) * 1000000;
    }
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "kind", TW_VALUE_TEXT, kind, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "id", TW_VALUE_TEXT, id, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "partner", TW_VALUE_NUMBER, partner, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "amount", TW_VALUE_MONEY, amount, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "currency", TW_VALUE_TEXT, currency, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "invoiced", TW_VALUE_DATE, date, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "product", TW_VALUE_NUMBER, product, n);
  tw_dataset_take_column (world->dataset, TW_RELATION_FACT, "units", TW_VALUE_NUMBER, units, n);
}

int
main (int    argc,
      char **argv)
{
  gsize n = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  gsize n_partners = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 10000;
  g_autoptr (World) world = world_new ();
  TwEngineInput input = { 0 };
  gint64 t0 = g_get_monotonic_time ();
  gint64 total = 0;
  gsize lines = 0;

  world_program (world, program);
  fill (world, n, n_partners);
  g_print ("fill       %7.3f s\n", (g_get_monotonic_time () - t0) / 1e6);
  t0 = g_get_monotonic_time ();
  tw_dataset_finish (world->dataset, NULL);
  g_print ("finish     %7.3f s\n", (g_get_monotonic_time () - t0) / 1e6);
  input.versions = (TwProgram **) world->versions->pdata;
  input.n_versions = 1;
  input.dataset = world->dataset;
  tw_date_parse ("2026-01-01", &input.period.start, NULL);
  tw_date_parse ("2026-04-01", &input.period.end, NULL);
  input.statement_date = TW_DATE_NONE;
  t0 = g_get_monotonic_time ();
  world->engine = tw_engine_new (&input, NULL);
  g_ptr_array_add (world->engines, world->engine);
  for (guint p = 0; p < n_partners; p++)
    {
      const TwPartnerResult *result;

      tw_engine_calculate (world->engine, p);
      tw_engine_settle (world->engine, p);
      result = tw_engine_get_result (world->engine, p);
      for (guint i = 0; i < result->lines->len; i++)
        total += g_array_index (result->lines, TwLine, i).amount;
      lines += result->lines->len;
      tw_engine_drop (world->engine, p);
    }
  g_print ("calculate  %7.3f s, %" G_GSIZE_FORMAT " lines, total %" G_GINT64_FORMAT "\n",
           (g_get_monotonic_time () - t0) / 1e6, lines, total);

  return 0;
}
