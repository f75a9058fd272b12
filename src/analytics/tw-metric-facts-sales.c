/* tw-metric-facts-sales.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sales and opportunities in columns. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-facts-private.h"

#include <string.h>

/* The rows left after corrections; most tables have none, and then nothing is asked per row. */
static gboolean
has_replaced (TwFactsLoader  *loader,
              const char     *table,
              gboolean       *has,
              GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE replaces IS NOT NULL", table);
  gint64 n = 0;

  if (!tw_workspace_get_int (loader->workspace, sql, &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

/* Sales ----------------------------------------------------------------------------------------- */

static void
allocate_sales (TwSaleColumns *sales,
                gsize          n)
{
  sales->partner = g_new (guint32, n + 1);
  sales->date = g_new (TwDate, n + 1);
  sales->amount = g_new (gint64, n + 1);
  sales->margin = g_new (gint64, n + 1);
  sales->customer = g_new (gint32, n + 1);
  sales->source = g_new (guint8, n + 1);
  sales->unrated = g_array_new (FALSE, FALSE, sizeof (TwUnratedSale));
}

static TwSaleSource
source_of (const char *text)
{
  return *text == 'r' ? TW_SOURCE_RESALE : *text == 'm' ? TW_SOURCE_MARKETPLACE : TW_SOURCE_SERVICES;
}

/* The day whose rate counts: of a refund the day of what it takes back (as the engine does). */
static TwDate
rate_day (TwQuery *query,
          TwDate   date)
{
  TwDate original = tw_query_date (query, 8);

  return original == TW_DATE_NONE ? date : original;
}

static void
read_sale (TwFactsLoader *loader,
           TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  TwSaleColumns *sales = &facts->sales;
  gint64 partner = tw_facts_partner (facts, tw_query_int (query, 0));
  TwDate date = tw_query_date (query, 1);
  const char *currency = tw_query_text (query, 3);
  gint64 amount = tw_query_int (query, 2);
  gint64 margin = tw_query_int (query, 4);
  gint64 cost = tw_query_int (query, 5);
  gint64 customer = tw_query_int (query, 6);
  TwDate day;
  gsize i = sales->n;

  if (partner < 0)
    return;
  day = rate_day (query, date);
  if (margin == TW_QUERY_NULL && cost != TW_QUERY_NULL && __builtin_sub_overflow (amount, cost, &margin))
    margin = TW_QUERY_NULL;
  sales->partner[i] = (guint32) partner;
  sales->date[i] = date;
  sales->amount[i] = tw_facts_convert (loader, amount, currency, day);
  sales->margin[i] = tw_facts_convert (loader, margin, currency, day);
  sales->customer[i] = customer == TW_QUERY_NULL ? -1
                       : GPOINTER_TO_INT (g_hash_table_lookup (loader->customer_index, &customer)) - 1;
  sales->source[i] = (guint8) source_of (tw_query_text (query, 7));
  if (sales->amount[i] == TW_AMOUNT_UNKNOWN)
    g_array_append_val (sales->unrated, ((TwUnratedSale) { i, tw_query_int (query, 9) }));
  sales->n++;
  facts->sales_start = MIN (facts->sales_start, date);
  tw_facts_add_day (facts, date);
}

gboolean
tw_facts_read_sales (TwFactsLoader  *loader,
                     GError        **error)
{
  g_autofree char *sql = NULL;
  gboolean replaced;
  gint64 n;

  if (!tw_workspace_get_int (loader->workspace, "SELECT count(*) FROM sale", &n, error)
      || !has_replaced (loader, "sale", &replaced, error))
    return FALSE;

  allocate_sales (&loader->facts->sales, (gsize) n);
  sql = g_strconcat ("SELECT s.partner, s.date, s.amount, s.currency, s.margin, s.cost, s.customer, s.source, "
                     "CASE WHEN s.reverses IS NULL THEN NULL ELSE (SELECT o.date FROM sale AS o "
                     "WHERE o.external_id = s.reverses AND o.source = s.source) END, s.id FROM sale AS s",
                     replaced ? " WHERE NOT EXISTS (SELECT 1 FROM sale AS n WHERE n.replaces = s.external_id "
                                "AND n.source = s.source)" : "", " ORDER BY s.id", NULL);
  return tw_facts_each (loader, sql, read_sale, error);
}

/* Opportunities --------------------------------------------------------------------------------- */

static void
allocate_opportunities (TwOpportunityColumns *deals,
                        gsize                 n)
{
  deals->id = g_new (gint64, n + 1);
  deals->status = g_new (guint8, n + 1);
  deals->created = g_new (TwDate, n + 1);
  deals->closed = g_new (TwDate, n + 1);
  deals->won = g_new (gint64, n + 1);
  deals->open = g_new (gint64, n + 1);
  deals->then = g_new (gint64, n + 1);
  deals->weighted = g_new (gint64, n + 1);
  deals->customer = g_new (gint32, n + 1);
  deals->stage = g_new (int, n + 1);
  deals->first_role = g_new0 (guint32, n + 2);
}

/* Half up, as everything that is rounded to a minor unit here. */
static gint64
share_of (gint64 amount,
          gint64 millionths)
{
  __int128 result;

  if (!tw_amount_is_known (amount) || millionths == TW_QUERY_NULL)
    return amount == TW_AMOUNT_UNKNOWN ? amount : TW_AMOUNT_NONE;
  return tw_round_div ((__int128) amount * millionths, 1000000, TW_ROUNDING_HALF_UP, &result)
         ? (gint64) result : TW_AMOUNT_UNKNOWN;
}

static void
read_opportunity (TwFactsLoader *loader,
                  TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  TwOpportunityColumns *deals = &facts->opportunities;
  const char *status = tw_query_text (query, 1);
  const char *currency = tw_query_text (query, 6);
  gint64 customer = tw_query_int (query, 7);
  gint64 amount = tw_query_int (query, 4);
  gint64 value = tw_query_int (query, 5);
  gsize i = deals->n;
  TwDate day;

  deals->id[i] = tw_query_int (query, 0);
  deals->status[i] = *status == 'o' ? TW_OPPORTUNITY_OPEN : *status == 'w' ? TW_OPPORTUNITY_WON : TW_OPPORTUNITY_LOST;
  deals->created[i] = tw_query_date (query, 2);
  deals->closed[i] = tw_query_date (query, 3);
  day = deals->closed[i] != TW_DATE_NONE ? deals->closed[i] : deals->created[i];
  if (day == TW_DATE_NONE)
    day = TW_DATE_MAX;
  deals->won[i] = tw_facts_convert (loader, amount != TW_QUERY_NULL ? amount : value, currency, day);
  deals->open[i] = tw_facts_convert (loader, value != TW_QUERY_NULL ? value : amount, currency, day);
  deals->then[i] = deals->closed[i] == TW_DATE_NONE || deals->created[i] == TW_DATE_NONE ? deals->open[i]
                   : tw_facts_convert (loader, value != TW_QUERY_NULL ? value : amount, currency, deals->created[i]);
  deals->weighted[i] = share_of (deals->open[i], tw_query_int (query, 8));
  deals->customer[i] = customer == TW_QUERY_NULL ? -1
                       : GPOINTER_TO_INT (g_hash_table_lookup (loader->customer_index, &customer)) - 1;
  deals->stage[i] = tw_facts_intern (facts, tw_query_text (query, 9));
  deals->n++;
  tw_facts_add_day (facts, deals->created[i]);
  tw_facts_add_day (facts, deals->closed[i]);
}

static void
read_stage (TwFactsLoader *loader,
            TwQuery       *query)
{
  int stage = tw_facts_intern (loader->facts, tw_query_text (query, 0));

  g_array_append_val (loader->facts->stages, stage);
}

/* Roles ----------------------------------------------------------------------------------------- */

/* A role with the opportunity it belongs to, until they are sorted. */
typedef struct
{
  gint64 opportunity;
  TwRole role;
} LooseRole;

static TwOpportunityRole
role_of (const char *text)
{
  if (text != NULL && g_ascii_strcasecmp (text, "sourced") == 0)
    return TW_ROLE_SOURCED;
  if (text != NULL && (g_ascii_strcasecmp (text, "fulfilled") == 0 || g_ascii_strcasecmp (text, "fulfilment") == 0))
    return TW_ROLE_FULFILLED;
  return TW_ROLE_INFLUENCED;
}

static int
compare_roles (gconstpointer a,
               gconstpointer b,
               gpointer      unused)
{
  const LooseRole *left = a;
  const LooseRole *right = b;

  return left->opportunity < right->opportunity ? -1 : left->opportunity > right->opportunity;
}

/* Credits say who has a part in an opportunity; the partner it stands under has one too where no credit
 * names a role of its own. */
static GArray *
read_loose_roles (TwFactsLoader  *loader,
                  GError        **error)
{
  g_autoptr (GArray) loose = g_array_new (FALSE, FALSE, sizeof (LooseRole));
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query =
    tw_query_new (loader->workspace,
                  "SELECT fact, partner, role, at FROM credit WHERE fact_kind = 5 UNION ALL "
                  "SELECT o.id, o.partner, 'influenced', NULL FROM opportunity AS o WHERE o.partner IS NOT NULL "
                  "AND NOT EXISTS (SELECT 1 FROM credit AS c WHERE c.fact_kind = 5 AND c.fact = o.id "
                  "AND c.partner = o.partner)", error);

  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local))
    {
      gint64 partner = tw_facts_partner (loader->facts, tw_query_int (query, 1));
      LooseRole entry = { tw_query_int (query, 0),
                          { (guint32) partner, tw_query_date (query, 3), (guint8) role_of (tw_query_text (query, 2)) } };

      if (partner >= 0)
        g_array_append_val (loose, entry);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_array_sort_with_data (loose, compare_roles, NULL);
  return g_steal_pointer (&loose);
}

static gboolean
read_roles (TwFactsLoader  *loader,
            GError        **error)
{
  TwMetricFacts *facts = loader->facts;
  TwOpportunityColumns *deals = &facts->opportunities;
  g_autoptr (GArray) loose = read_loose_roles (loader, error);
  guint at = 0;

  if (loose == NULL)
    return FALSE;
  for (gsize i = 0; i < deals->n; i++)
    {
      deals->first_role[i] = facts->roles->len;
      while (at < loose->len && g_array_index (loose, LooseRole, at).opportunity < deals->id[i])
        at++;
      for (; at < loose->len && g_array_index (loose, LooseRole, at).opportunity == deals->id[i]; at++)
        {
          TwRole role = g_array_index (loose, LooseRole, at).role;
          TwActivity activity = { role.partner, role.at != TW_DATE_NONE ? role.at : deals->created[i],
                                  TW_ACTIVITY_OPPORTUNITY };

          g_array_append_val (facts->roles, role);
          if (activity.date != TW_DATE_NONE && role.role != TW_ROLE_FULFILLED)
            g_array_append_val (facts->activities, activity);
        }
    }
  deals->first_role[deals->n] = facts->roles->len;
  return TRUE;
}

gboolean
tw_facts_read_opportunities (TwFactsLoader  *loader,
                             GError        **error)
{
  g_autofree char *sql = NULL;
  gboolean replaced;
  gint64 n;

  if (!tw_workspace_get_int (loader->workspace, "SELECT count(*) FROM opportunity", &n, error)
      || !has_replaced (loader, "opportunity", &replaced, error))
    return FALSE;

  allocate_opportunities (&loader->facts->opportunities, (gsize) n);
  sql = g_strconcat ("SELECT o.id, o.status, o.created, o.closed, o.amount, o.value, o.currency, o.customer, "
                     "o.probability, o.stage FROM opportunity AS o",
                     replaced ? " WHERE NOT EXISTS (SELECT 1 FROM opportunity AS n WHERE n.replaces = o.external_id)"
                              : "", " ORDER BY o.id", NULL);
  return tw_facts_each (loader, sql, read_opportunity, error)
         && tw_facts_each (loader, "SELECT name FROM stage ORDER BY position, id", read_stage, error)
         && read_roles (loader, error);
}
