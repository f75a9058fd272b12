/* reprice-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "reprice-program.h"

#include <string.h>

#define PICK(random, list) (list[g_rand_int_range (random, 0, G_N_ELEMENTS (list))])

static int
roll (GRand *random,
      int    sides)
{
  return g_rand_int_range (random, 0, sides);
}

/* ---- rules ---- */

static void
add_rate (GString *json,
          GRand   *random,
          gboolean tiers)
{
  int n = roll (random, 6);

  if (n == 0)
    g_string_append_printf (json, "{'by':'product.category','is':{'Cloud':'%d.%d%%'},'else':'%d%%'}", roll (random, 9),
                            roll (random, 10), roll (random, 7));
  else if (n == 1 && tiers)
    g_string_append_printf (json, "{'by':'partner.tier','is':{'Silver':'%d%%','Gold':'%d.5%%'},'else':'1%%'}",
                            roll (random, 5), roll (random, 9));
  else
    g_string_append_printf (json, "'%d.%02d%%'", roll (random, 9), roll (random, 100));
}

static void
add_bands (GString *json,
           GRand   *random,
           gboolean tiers,
           gboolean units)
{
  int n = 1 + roll (random, 4);
  gint64 from = roll (random, 3) == 0 ? 1 + roll (random, 50000) : 0;

  for (int k = 0; k < n; k++)
    {
      g_string_append_printf (json, "%s{'from':'%" G_GINT64_FORMAT "%s',", k > 0 ? "," : "", units ? from / 5000 : from / 100,
                              units ? "" : ".00");
      if (units)
        g_string_append_printf (json, "'price':'%d.%02d'", roll (random, 6), roll (random, 100));
      else
        {
          g_string_append (json, "'rate':");
          add_rate (json, random, tiers);
        }
      if (roll (random, 5) == 0)
        g_string_append_printf (json, ",'flat':'%d.50'", roll (random, 60));
      if (roll (random, 6) == 0)
        g_string_append (json, ",'edge':'to'");
      g_string_append_c (json, '}');
      from += 10000 + roll (random, 300000);
    }
}

static void
add_table (GString *json,
           GRand   *random,
           gboolean tiers,
           gboolean units)
{
  static const char *const modes[] = { "", "", "", "'mode':'retroactive',", "'mode':'retroactive'," };
  static const char *const more[] = { "", "", "", "", "", "'flat_on':'peak',", "'cross':'after',", "'cross':'before',",
                                      "'flat_at':'entry'," };

  g_string_append_printf (json, "'table':{%s%s'bands':[", PICK (random, modes), PICK (random, more));
  add_bands (json, random, tiers, units);
  g_string_append (json, "]}");
}

static void
add_adjust (GString *json,
            GRand   *random)
{
  static const char *const whens[] = {
    "", "",
    ",'when':{'value':{'sum':'amount','fact':'sale'},'at_least':'3000.00'}",
    ",'when':{'value':{'div':[{'sum':'amount','fact':'sale','where':{'product.category':'Cloud'}},"
    "{'sum':'amount','fact':'sale'}],'else':'0%'},'at_least':'20%'}",
  };
  GString *list = g_string_new (NULL);

  if (roll (random, 4) == 0)
    g_string_append_printf (list, "{'factor':'%d%%'%s},", 50 + roll (random, 100), PICK (random, whens));
  if (roll (random, 3) == 0)
    g_string_append_printf (list, "{'max':'%d.00'%s},", 1 + roll (random, 900), PICK (random, whens));
  switch (roll (random, 12))
    {
    case 0:
      g_string_append_printf (list, "{'min':'%d.00'},", 1 + roll (random, 40));
      break;
    case 1:
      g_string_append_printf (list, "{'max':'%d.00','each':'customer'},", 1 + roll (random, 300));
      break;
    case 2:
      g_string_append_printf (list, "{'max':'%d.00','per':'fact'},", 1 + roll (random, 90));
      break;
    case 3:
      g_string_append_printf (list, "{'max':'%d.00','excess':'carry'},", 1 + roll (random, 300));
      break;
    case 4:
      g_string_append_printf (list, "{'guarantee':'%d.00','per':'quarter','recoup':%d},", 1 + roll (random, 60), roll (random, 3));
      break;
    case 5:
      g_string_append_printf (list, "{'less':'%d.00'},", roll (random, 20));
      break;
    default:
      break;
    }
  if (list->len > 0)
    {
      g_string_truncate (list, list->len - 1);
      g_string_append_printf (json, ",'adjust':[%s]", list->str);
    }
  g_string_free (list, TRUE);
}

static void
add_extras (GString *json,
            GRand   *random,
            int      index)
{
  static const char *const stackings[] = {
    ",'stacking':{'group':'g','policy':'additive'}", ",'stacking':{'group':'b','policy':'best_of'}",
    ",'stacking':{'group':'b','policy':'best_of'}", ",'stacking':{'group':'f','policy':'best_of','per':'fact'}",
    ",'stacking':{'group':'x','policy':'exclusive'}", ",'stacking':{'group':'s','policy':'sequential'}",
    ",'stacking':{'group':'s','policy':'sequential','base':'reduced'}",
  };
  static const char *const others[] = {
    ",'rounding':{'level':'line'}", ",'rounding':{'mode':'down','step':'0.10'}", ",'lines':'proportional'",
    ",'lines':'running'", ",'reversal':{'policy':'current'}", ",'direction':'charge'",
    ",'timing':{'hold_days':20}", ",'valid':['2025-02-10','2025-11-15']",
    ",'who':{'value':'partner.region','is':'EMEA'}",
    ",'qualifier':{'sum':'amount','fact':'sale','where':{'product.category':'Cloud'}}", ",'rerate':'forward'",
    ",'clawback':{'on':{'motion':'renewal'},'within':'60 days','share':'50%'}",
  };

  if (roll (random, 3) == 0)
    g_string_append (json, PICK (random, stackings));
  if (roll (random, 3) == 0)
    g_string_append (json, PICK (random, others));
  if (index == 0 && roll (random, 8) == 0)
    g_string_append (json, ",'payee':'fund:pot'");
}

static void
add_rule (GString *json,
          GRand   *random,
          int      index,
          gboolean tiers)
{
  static const char *const windows[] = { "", "", "", "'window':'month',", "'window':'quarter',", "'window':'year',",
                                         "'window':'fact'," };
  static const char *const wheres[] = { "", "", ",'where':{'product.category':'Cloud'}", ",'where':{'motion':'new'}",
                                        ",'where':{'amount':{'at_least':'400.00'}}",
                                        ",'where':{'any':[{'value':'product.category','is':'Box'},"
                                        "{'value':'motion','is_not':'new'}]}",
                                        ",'where':{'not':{'value':'product.category','in':['Cloud','Box']}}" };
  static const char *const sums[] = { "'amount'", "'amount'", "{'sub':['amount','cost']}", "'units'" };
  const char *sum = PICK (random, sums);
  gboolean units = strcmp (sum, "'units'") == 0;

  g_string_append_printf (json, "%s{'id':'r%d','name':'R%d','kind':'k',%s'counts':{'sum':%s,'fact':'sale'%s},",
                          index > 0 ? "," : "", index, index, PICK (random, windows), sum, PICK (random, wheres));
  add_table (json, random, tiers, units);
  add_adjust (json, random);
  add_extras (json, random, index);
  g_string_append_c (json, '}');
}

/* ---- what stands beside the rules ---- */

static void
add_limits (GString *json,
            GRand   *random,
            int      n_rules)
{
  static const char *const pers[] = { "", "", ",'per':'quarter'", ",'per':'year'", ",'per':'month'", ",'per':'lifetime'",
                                      ",'each':'customer'", ",'over':'program'", ",'share':'pro_rata'", ",'excess':'carry'" };

  g_string_append_printf (json, ",'limits':[{'max':'%d.00','rules':['r0'%s]%s}", 50 + roll (random, 3000),
                          n_rules > 1 ? ",'r1'" : "", PICK (random, pers));
  if (roll (random, 4) == 0)
    g_string_append_printf (json, ",{'min':'%d.00','rules':['r%d']}", roll (random, 40), n_rules - 1);
  g_string_append_c (json, ']');
}

static void
add_tiers (GString *json,
           GRand   *random)
{
  g_string_append_printf (json,
                          ",'tiers':[{'name':'Silver','enter':{'value':{'sum':'amount','fact':'sale','window':"
                          "{'rolling':'12 months'}},'at_least':'%d.00'}},{'name':'Gold','enter':{'all':[{'value':{'sum':"
                          "'amount','fact':'sale','window':{'rolling':'6 months'}},'at_least':'%d.00','keep_at_least':'%d.00'},"
                          "{'value':{'count':'facts','fact':'sale','window':{'previous':'quarter'}},'at_least':'%d'}]}}]",
                          500 + roll (random, 4000), 3000 + roll (random, 4000), 2000 + roll (random, 900), roll (random, 4));
  if (roll (random, 2) == 0)
    g_string_append (json, ",'tier_policy':{'demote':{'review':'month','effective':'next_month','grace':'30 days'}}");
}

char *
reprice_program_text (guint32     seed,
                      const char *from,
                      const char *to)
{
  static const char *const pays[] = { "", "", "'payment':{'per':'month'},", "'payment':{'per':'quarter','minimum':'40.00'},",
                                      "'payment':{'per':'half'}," };
  static const char *const roundings[] = { "", "", "'rounding':{'mode':'half_even'},", "'rounding':{'step':'0.05'}," };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GString *json = g_string_new (NULL);
  int n = 1 + roll (random, 5);
  gboolean tiers = roll (random, 2) == 0;

  g_string_append_printf (json,
                          "{'tierwright':1,'name':'Seed %u','partner_type':'reseller','currency':'USD','effective_from':'%s',",
                          seed, from);
  if (to != NULL)
    g_string_append_printf (json, "'effective_to':'%s',", to);
  g_string_append_printf (json, "%s%s'rules':[", PICK (random, pays), PICK (random, roundings));
  for (int i = 0; i < n; i++)
    add_rule (json, random, i, tiers);
  g_string_append_c (json, ']');
  if (strstr (json->str, "fund:pot") != NULL)
    g_string_append (json, ",'funds':[{'name':'pot','expires':'6 months'}]");
  if (roll (random, 3) == 0)
    add_limits (json, random, n);
  if (tiers)
    add_tiers (json, random);
  g_string_append_c (json, '}');
  for (char *c = json->str; *c != '\0'; c++)
    if (*c == '\'')
      *c = '"';

  return g_string_free (json, FALSE);
}

/* ---- facts ---- */

static void
add_sale (GString *sql,
          GRand   *random,
          int      index,
          gboolean refunds)
{
  static const char *const motions[] = { "new", "renewal", "expansion" };
  int cents = 1 + roll (random, 250000);
  gboolean refund = refunds && index > 20 && roll (random, 12) == 0;

  if (!refund && roll (random, 14) == 0)
    cents = -cents / 4;
  if (refund)
    g_string_append_printf (sql,
                            "INSERT INTO sale (external_id, partner, date, amount, currency, units, cost, product, customer,"
                            " motion, reverses) SELECT 'f%04d', partner, date (date, '+%d days'), -amount / %d, currency,"
                            " -units / 2000000 * 1000000, -cost / 2, product, customer, motion, external_id FROM sale"
                            " WHERE external_id = 'f%04d' AND amount > 0;", index, roll (random, 100), 1 + roll (random, 3),
                            roll (random, index));
  else
    g_string_append_printf (sql,
                            "INSERT INTO sale (external_id, partner, date, amount, currency, units, cost, product, customer,"
                            " motion) VALUES ('f%04d', %d, '%d-%02d-%02d', %d, 'USD', %d000000, %d, %d, %d, '%s');",
                            index, 1 + roll (random, 9) * roll (random, 10) / 9, 2024 + roll (random, 2), 1 + roll (random, 12),
                            1 + roll (random, 28), cents, 1 + roll (random, 40), cents * 7 / 10, 1 + roll (random, 3),
                            1 + roll (random, 4), PICK (random, motions));
}

char *
reprice_facts_text (guint32  seed,
                    gboolean refunds)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GString *sql = g_string_new (NULL);

  for (int i = 1; i <= 10; i++)
    g_string_append_printf (sql,
                            "INSERT INTO partner (external_id, name, region) VALUES ('P%02d', 'Partner %d', '%s');"
                            "INSERT INTO partner_type (partner, type, valid_from) VALUES (%d, 'reseller', '2020-01-01');",
                            i, i, i % 3 == 0 ? "EMEA" : "AMER", i);
  g_string_append (sql, "INSERT INTO category (name) VALUES ('Cloud'), ('Box'), ('Book');");
  for (int i = 1; i <= 3; i++)
    g_string_append_printf (sql, "INSERT INTO product (external_id, name, category) VALUES ('S%d', 'Product %d', %d);", i, i, i);
  for (int i = 1; i <= 4; i++)
    g_string_append_printf (sql, "INSERT INTO customer (external_id, name) VALUES ('C%d', 'Customer %d');", i, i);
  for (int i = 0; i < 260; i++)
    add_sale (sql, random, i, refunds);

  return g_string_free (sql, FALSE);
}
