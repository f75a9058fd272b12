/* tw-plan-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-measure.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-plan-money.h"
#include "tw-query.h"
#include "tw-rounding.h"

#include <glib/gi18n-lib.h>

/**
 * Source:
 * @table: of the facts, called t
 * @date: the expression that places a fact
 * @value: what it counts for: an amount, a quantity or 1,000,000
 * @what: what the list of rows says of it
 * @parameter: the expression that a goal's parameter is compared with
 * @partner: which facts are the partner's
 * @where: what else must hold
 * @once: (nullable): only the first (of a level: the latest) fact for each of these counts
 * @first_ever: with @once: the first of all time, and it counts where its date is in the span
 *
 * Where the rows of a measure come from.
 */
typedef struct
{
  TwPlanMeasure  measure;
  const char    *table;
  const char    *date;
  const char    *value;
  const char    *what;
  const char    *parameter;
  const char    *partner;
  const char    *where;
  const char    *once;
  gboolean       first_ever;
} Source;

#define PARTNER "t.partner = :partner"
#define INVOLVED \
  "(t.partner = :partner OR EXISTS (SELECT 1 FROM credit AS r WHERE r.fact = t.id AND r.partner = :partner" \
  " AND r.fact_kind = (SELECT id FROM fact_kind WHERE name = 'opportunity')))"
#define DEAL_VALUE "coalesce (t.value, t.amount)"

static const Source sources[] = {
  { { "net_revenue", "sale", N_("Net revenue"),
      N_("The amounts of the partner’s sales of every source, less refunds."),
      N_("Source: resale, marketplace or services"), TW_PLAN_MONEY, TW_PLAN_FLOW },
    "sale", "t.date", "t.amount", "p.name", "t.source", PARTNER, "1", NULL, FALSE },
  { { "units", "sale", N_("Units sold"), N_("The units of the partner’s sales, less refunds."),
      N_("Source: resale, marketplace or services"), TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "sale", "t.date", "t.units", "p.name", "t.source", PARTNER, "t.units IS NOT NULL", NULL, FALSE },
  { { "won_amount", "opportunity", N_("Won amount"),
      N_("What deals won with the partner in any role closed at."), NULL, TW_PLAN_MONEY, TW_PLAN_FLOW },
    "opportunity", "t.closed", "coalesce (t.amount, t.value)", "t.name", "NULL", INVOLVED,
    "t.status = 'won'", NULL, FALSE },
  { { "won_deals", "opportunity", N_("Won deals"), N_("Deals won with the partner in any role."),
      NULL, TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "opportunity", "t.closed", "1000000", "t.name", "NULL", INVOLVED, "t.status = 'won'", NULL, FALSE },
  { { "pipeline_created", "opportunity", N_("Joint pipeline created"),
      N_("The expected value of opportunities created with the partner in any role."), NULL,
      TW_PLAN_MONEY, TW_PLAN_FLOW },
    "opportunity", "t.created", DEAL_VALUE, "t.name", "NULL", INVOLVED, "1", NULL, FALSE },
  { { "open_pipeline", "opportunity", N_("Open joint pipeline"),
      N_("The expected value of opportunities with the partner that are open on the day."), NULL,
      TW_PLAN_MONEY, TW_PLAN_LEVEL },
    "opportunity", "t.created", DEAL_VALUE, "t.name", "NULL", INVOLVED,
    "(t.status = 'open' OR t.closed >= :to)", NULL, FALSE },
  { { "registrations", "registration", N_("Deal registrations"),
      N_("Deals that the partner registered and that were not rejected."), NULL, TW_PLAN_NUMBER,
      TW_PLAN_FLOW },
    "registration", "t.submitted", "1000000", "p.name", "NULL", PARTNER, "t.status <> 'rejected'",
    NULL, FALSE },
  { { "new_customers", "sale", N_("New customers"),
      N_("Customers whose first purchase through the partner falls on these days."),
      N_("Source: resale, marketplace or services"), TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "sale", "t.date", "1000000", "p.name", "t.source", PARTNER,
    "t.customer IS NOT NULL AND t.amount > 0", "t.customer", TRUE },
  { { "certifications", "certification", N_("Certifications awarded"),
      N_("Certifications that people of the partner were awarded."), N_("Name of the certification"),
      TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "certification", "t.awarded", "1000000", "t.name", "t.name", PARTNER, "1", NULL, FALSE },
  { { "certified_people", "certification", N_("Certified people"),
      N_("People of the partner with a certification that is valid on the day."),
      N_("Name of the certification"), TW_PLAN_NUMBER, TW_PLAN_LEVEL },
    "certification", "t.awarded", "1000000", "t.name", "t.name", PARTNER,
    "t.person IS NOT NULL AND (t.expires IS NULL OR t.expires >= :to)", "t.person", FALSE },
  { { "activities", "activity", N_("Activities"), N_("Joint activities, such as events and campaigns."),
      N_("Kind of activity"), TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "event", "t.date", "1000000", "t.name", "t.name", PARTNER, "t.kind = 'activity'", NULL, FALSE },
  { { "references", "reference", N_("References"), N_("Customer references given with the partner."),
      N_("Kind of reference"), TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "event", "t.date", "1000000", "t.name", "t.name", PARTNER, "t.kind = 'reference'", NULL, FALSE },
  { { "listings", "listing", N_("Marketplace listings"), N_("Listings that the partner published."),
      N_("Name of the listing"), TW_PLAN_NUMBER, TW_PLAN_FLOW },
    "event", "t.date", "1000000", "t.name", "t.name", PARTNER, "t.kind = 'listing'", NULL, FALSE },
  { { "reported_units", "unit_report", N_("Reported units"),
      N_("Units that the partner reported as shipped or activated."), NULL, TW_PLAN_NUMBER,
      TW_PLAN_FLOW },
    "unit_report", "t.reported", "t.units", "p.name", "NULL", PARTNER, "1", NULL, FALSE },
  { { "win_rate", "opportunity", N_("Win rate"),
      N_("Won deals by won and lost deals with the partner in any role."), NULL, TW_PLAN_RATE,
      TW_PLAN_FLOW },
    "opportunity", "t.closed", "CASE WHEN t.status = 'won' THEN 1000000 ELSE 0 END", "t.name", "NULL",
    INVOLVED, "t.status <> 'open'", NULL, FALSE },
};

guint
tw_plan_measure_count (void)
{
  return G_N_ELEMENTS (sources);
}

const TwPlanMeasure *
tw_plan_measure_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (sources), NULL);

  return &sources[index].measure;
}

const TwPlanMeasure *
tw_plan_measure_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_strcmp0 (sources[i].measure.name, name) == 0)
        return &sources[i].measure;
    }

  return NULL;
}

static void
fact_free (gpointer data)
{
  TwPlanFact *fact = data;

  g_free (fact->key);
  g_free (fact->what);
  g_free (fact->who);
  g_free (fact);
}

/* --- reading --- */

/* The columns of build_sql(). */
enum
{
  COLUMN_ID,
  COLUMN_DATE,
  COLUMN_KEY,
  COLUMN_WHAT,
  COLUMN_WHO,
  COLUMN_VALUE,
  COLUMN_CURRENCY,
  COLUMN_ONCE,
};

/* A correction is of the same table, and of the same kind or source where a table holds several. */
static const char *
same_part (const char *table)
{
  if (g_str_equal (table, "sale"))
    return " AND n.source = t.source";

  return g_str_equal (table, "event") ? " AND n.kind = t.kind" : "";
}

static char *
build_sql (const Source *source)
{
  gboolean level = source->measure.basis == TW_PLAN_LEVEL;
  const char *currency = source->measure.unit == TW_PLAN_MONEY ? "t.currency" : "NULL";

  return g_strdup_printf (
      "WITH RECURSIVE below (id) AS (VALUES (:category)"
      " UNION SELECT k.id FROM category AS k JOIN below AS b ON k.parent = b.id) "
      "SELECT t.id, %1$s, t.external_id, %2$s, coalesce (c.name, h.name), %3$s, %4$s, %5$s FROM %6$s AS t"
      " LEFT JOIN customer AS c ON c.id = t.customer LEFT JOIN product AS p ON p.id = t.product"
      " LEFT JOIN person AS h ON h.id = t.person"
      " WHERE %7$s AND %1$s < :to AND (:from IS NULL OR %1$s >= :from) AND %8$s"
      " AND (:segment IS NULL OR c.segment = :segment) AND (:region IS NULL OR c.region = :region)"
      " AND (:product IS NULL OR t.product = :product)"
      " AND (:category IS NULL OR p.category IN (SELECT id FROM below))"
      " AND (:parameter IS NULL OR %9$s = :parameter)"
      " AND NOT EXISTS (SELECT 1 FROM %6$s AS n WHERE n.replaces = t.external_id%10$s)"
      " ORDER BY %1$s %11$s, t.id %11$s",
      source->date, source->what, source->value, currency,
      source->once != NULL ? source->once : "NULL", source->table, source->partner, source->where, source->parameter, same_part (source->table),
      level && source->once != NULL ? "DESC" : "ASC");
}

static void
bind_number (TwQuery    *query,
             const char *name,
             gint64      value)
{
  if (value != 0)
    tw_query_bind_int (query, name, value);
}

static void
bind_scope (TwQuery           *query,
            const Source      *source,
            const TwPlanScope *scope,
            TwSpan             span)
{
  gboolean open = source->measure.basis == TW_PLAN_LEVEL || source->first_ever;

  tw_query_bind_int (query, "partner", scope->partner);
  tw_query_bind_text (query, "parameter", scope->parameter);
  tw_query_bind_text (query, "segment", scope->segment);
  tw_query_bind_text (query, "region", scope->region);
  bind_number (query, "category", scope->category);
  bind_number (query, "product", scope->product);
  tw_query_bind_date (query, "from", open ? TW_DATE_NONE : span.start);
  tw_query_bind_date (query, "to", span.end);
}

/* FALSE with @error; a row that doesn't count makes no fact. */
static gboolean
add_fact (GPtrArray          *facts,
          TwQuery            *query,
          TwWorkspace        *workspace,
          const Source       *source,
          const TwPlanScope  *scope,
          GError            **error)
{
  g_autofree char *currency = tw_query_dup_text (query, COLUMN_CURRENCY);
  TwDate date = tw_query_date (query, COLUMN_DATE);
  gint64 value = tw_query_int (query, COLUMN_VALUE);
  TwPlanFact *fact;

  if (tw_query_is_null (query, COLUMN_VALUE))
    return TRUE;
  if (source->measure.unit == TW_PLAN_MONEY
      && !tw_plan_money_convert (workspace, value, currency != NULL ? currency : scope->currency,
                                 scope->currency, date, &value, error))
    return FALSE;

  fact = g_new0 (TwPlanFact, 1);
  fact->id = tw_query_int (query, COLUMN_ID);
  fact->date = date;
  fact->key = tw_query_dup_text (query, COLUMN_KEY);
  fact->what = tw_query_dup_text (query, COLUMN_WHAT);
  fact->who = tw_query_dup_text (query, COLUMN_WHO);
  fact->value = value;
  g_ptr_array_add (facts, fact);

  return TRUE;
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  const TwPlanFact *first = *(TwPlanFact *const *) a;
  const TwPlanFact *second = *(TwPlanFact *const *) b;

  if (first->date != second->date)
    return first->date < second->date ? -1 : 1;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* Whether a measure that counts each person or customer once has not seen this one. */
static gboolean
is_first (GHashTable *seen,
          gint64      who)
{
  if (g_hash_table_contains (seen, &who))
    return FALSE;

  g_hash_table_add (seen, g_memdup2 (&who, sizeof who));

  return TRUE;
}

GPtrArray *
tw_plan_measure_read (TwWorkspace          *workspace,
                      const TwPlanMeasure  *measure,
                      const TwPlanScope    *scope,
                      TwSpan                span,
                      GCancellable         *cancellable,
                      GError              **error)
{
  /* A measure is the head of its source. */
  const Source *source = (const Source *) measure;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (fact_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (measure != NULL && scope != NULL, NULL);

  sql = build_sql (source);
  query = tw_query_new (workspace, sql, error);
  if (query == NULL)
    return NULL;

  bind_scope (query, source, scope, span);
  while (tw_query_step (query, &local_error))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (source->once != NULL && !is_first (seen, tw_query_int (query, COLUMN_ONCE)))
        continue;
      if (source->first_ever && tw_query_date (query, COLUMN_DATE) < span.start)
        continue;
      if (!add_fact (facts, query, workspace, source, scope, error))
        return NULL;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  g_ptr_array_sort (facts, compare_dates);

  return g_steal_pointer (&facts);
}

gboolean
tw_plan_measure_sum (const TwPlanMeasure *measure,
                     GPtrArray           *facts,
                     TwSpan               span,
                     gint64              *value)
{
  __int128 share;
  gint64 sum = 0;
  gint64 n = 0;

  g_return_val_if_fail (measure != NULL && facts != NULL, FALSE);

  for (guint i = 0; i < facts->len; i++)
    {
      const TwPlanFact *fact = g_ptr_array_index (facts, i);
      gboolean inside = measure->basis == TW_PLAN_LEVEL
                        || (fact->date >= span.start && fact->date < span.end);

      if (inside && !tw_amount_add (sum, fact->value, &sum))
        return FALSE;
      n += inside ? 1 : 0;
    }

  if (measure->unit != TW_PLAN_RATE)
    {
      *value = sum;
      return TRUE;
    }

  if (n == 0 || !tw_round_div (sum, n, TW_ROUNDING_HALF_UP, &share))
    return FALSE;

  *value = (gint64) share;

  return TRUE;
}
