/* tw-metric-facts-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Partners with their types, enrolments and tiers, programs, people, customers. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-facts-private.h"

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* Growing columns by one; the readers of small tables don't know how many rows come. */
#define GROW(array, n) \
  ((n) % 1024 == 0 ? (array) = g_realloc_n ((array), (n) + 1024, sizeof *(array)) : (array))

static void
read_person (TwFactsLoader *loader,
             TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;

  g_ptr_array_add (facts->persons, g_strdup (tw_query_text (query, 1)));
  g_ptr_array_add (facts->person_keys, g_strdup (tw_query_text (query, 2)));
  g_hash_table_insert (loader->customer_index, dup_id (tw_query_int (query, 0)),
                       GUINT_TO_POINTER (facts->persons->len));
}

static void
read_partner (TwFactsLoader *loader,
              TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  TwPartnerColumns *partners = &facts->partners;
  gsize i = partners->n;
  gint64 manager = tw_query_int (query, 4);

  GROW (partners->id, i);
  GROW (partners->key, i);
  GROW (partners->name, i);
  GROW (partners->region, i);
  GROW (partners->manager, i);
  GROW (partners->since, i);
  partners->id[i] = tw_query_int (query, 0);
  partners->key[i] = tw_query_dup_text (query, 1);
  partners->name[i] = tw_query_dup_text (query, 2);
  partners->region[i] = tw_facts_intern (facts, tw_query_text (query, 3));
  partners->manager[i] = GPOINTER_TO_INT (g_hash_table_lookup (loader->customer_index, &manager)) - 1;
  partners->since[i] = tw_query_date (query, 5);
  partners->n++;
  g_hash_table_insert (facts->partner_index, dup_id (partners->id[i]), GSIZE_TO_POINTER (partners->n));
}

static void
read_program (TwFactsLoader *loader,
              TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  gint64 id = tw_query_int (query, 0);
  int type = tw_facts_intern (facts, tw_query_text (query, 2));

  g_array_append_val (facts->program_ids, id);
  g_ptr_array_add (facts->programs, tw_query_dup_text (query, 1));
  g_array_append_val (facts->program_types, type);
}

static void
read_customer (TwFactsLoader *loader,
               TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  gsize i = facts->n_customers;

  GROW (facts->customer_ids, i);
  GROW (facts->customer_first, i);
  facts->customer_ids[i] = tw_query_int (query, 0);
  facts->customer_first[i] = tw_query_date (query, 1);
  facts->n_customers++;
  g_hash_table_insert (loader->customer_index, dup_id (facts->customer_ids[i]),
                       GSIZE_TO_POINTER (facts->n_customers));
}

static int
text_value (TwFactsLoader *loader,
            TwQuery       *query,
            int            column)
{
  return tw_facts_intern (loader->facts, tw_query_text (query, column));
}

gboolean
tw_facts_read_spans (TwFactsLoader   *loader,
                     const char      *sql,
                     TwFactsValue     value,
                     TwPartnerSpans  *spans,
                     GError         **error)
{
  TwMetricFacts *facts = loader->facts;
  g_autoptr (TwQuery) query = tw_query_new (loader->workspace, sql, error);
  g_autoptr (GError) local = NULL;
  guint32 next = 0;

  if (query == NULL)
    return FALSE;
  g_clear_pointer (&spans->spans, g_array_unref);
  g_clear_pointer (&spans->first, g_free);
  spans->spans = g_array_new (FALSE, FALSE, sizeof (TwPartnerSpan));
  spans->first = g_new0 (guint32, facts->partners.n + 1);
  while (tw_query_step (query, &local))
    {
      gint64 partner = tw_facts_partner (facts, tw_query_int (query, 0));
      TwPartnerSpan span = { (guint32) partner, tw_query_date (query, 2), tw_query_date (query, 3),
                             value (loader, query, 1) };

      if (partner < 0)
        continue;
      if (span.end == TW_DATE_NONE)
        span.end = TW_DATE_MAX;
      if (span.start == TW_DATE_NONE)
        span.start = TW_DATE_MIN;
      while (next <= span.partner)
        spans->first[next++] = spans->spans->len;
      g_array_append_val (spans->spans, span);
    }
  while (next <= facts->partners.n)
    spans->first[next++] = spans->spans->len;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Who is enrolled is told by enrolments; where a workspace has none by agreements; else by since when a
 * partner is one; else by the programs that are published for its type. */
static gboolean
read_enrolments (TwFactsLoader  *loader,
                 GError        **error)
{
  static const struct
  {
    const char *name;
    const char *sql;
  } ways[] = {
    { "enrolment", "SELECT partner, 'enrolled', valid_from, valid_to FROM enrolment ORDER BY partner, valid_from" },
    { "agreement", "SELECT partner, 'enrolled', valid_from, valid_to FROM agreement ORDER BY partner, valid_from" },
    { "partner", "SELECT id, 'enrolled', since, NULL FROM partner WHERE since IS NOT NULL AND status <> 'prospect' "
                 "ORDER BY id" },
    /* A program in which nobody is enrolled by name covers every partner of its type. */
    { "program", "SELECT t.partner, 'enrolled', max (t.valid_from, v.valid_from),"
                 " CASE WHEN t.valid_to IS NULL THEN v.valid_to WHEN v.valid_to IS NULL THEN t.valid_to"
                 " ELSE min (t.valid_to, v.valid_to) END AS valid_to"
                 " FROM partner_type AS t JOIN program AS g ON g.partner_type = t.type"
                 " JOIN program_version AS v ON v.program = g.id AND v.state = 'published'"
                 " WHERE (v.valid_to IS NULL OR t.valid_from < v.valid_to)"
                 " AND (t.valid_to IS NULL OR v.valid_from < t.valid_to) ORDER BY t.partner, 3" },
  };
  TwPartnerSpans *spans = &loader->facts->enrolments;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (!tw_facts_read_spans (loader, ways[i].sql, text_value, spans, error))
        return FALSE;
      loader->facts->enrolled_by = ways[i].name;
      if (spans->spans->len > 0)
        break;
    }
  return TRUE;
}

static void
read_tier (TwFactsLoader *loader,
           TwQuery       *query)
{
  int tier = tw_facts_intern (loader->facts, tw_query_text (query, 0));

  g_array_append_val (loader->facts->tier_order, tier);
}

gboolean
tw_facts_read_people (TwFactsLoader  *loader,
                      GError        **error)
{
  TwMetricFacts *facts = loader->facts;

  if (!tw_facts_each (loader, "SELECT id, name, external_id FROM person ORDER BY id", read_person, error)
      || !tw_facts_each (loader, "SELECT id, external_id, name, region, manager, since FROM partner ORDER BY id",
                         read_partner, error))
    return FALSE;

  g_hash_table_remove_all (loader->customer_index);
  return tw_facts_each (loader, "SELECT id, first_purchase FROM customer ORDER BY id", read_customer, error)
         && tw_facts_each (loader, "SELECT id, name, partner_type FROM program ORDER BY id", read_program, error)
         && tw_facts_read_spans (loader, "SELECT partner, type, valid_from, valid_to FROM partner_type "
                                         "ORDER BY partner, valid_from", text_value, &facts->types, error)
         && tw_facts_read_spans (loader, "SELECT partner, tier, valid_from, valid_to FROM tier_assignment "
                                         "WHERE ladder = 'tier' ORDER BY partner, valid_from, id", text_value,
                                 &facts->tiers, error)
         && tw_facts_each (loader, "SELECT name FROM program_tier WHERE ladder = 'tier' GROUP BY name "
                                   "ORDER BY max (position), name", read_tier, error)
         && read_enrolments (loader, error);
}
