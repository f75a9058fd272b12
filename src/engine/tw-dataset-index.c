/* tw-dataset-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset-private.h"

#include "tw-error.h"

#include <string.h>

/* The date that places a fact where a measure names none (rules.md 2.2). */
static const struct
{
  const char *kind;
  const char *date;
} placing[] = {
  { "sale", "invoiced" },         { "marketplace", "invoiced" }, { "unit_report", "reported" },
  { "opportunity", "closed" },    { "registration", "approved" }, { "services", "start" },
  { "certification", "awarded" }, { "reference", "awarded" },    { "activity", "awarded" },
  { "listing", "awarded" },       { "deployment", "awarded" },   { "accreditation", "awarded" },
  { "subscription", "observed" }, { "adoption", "observed" },    { "claim", "incurred" },
  { "spend", "incurred" },        { "payment", "paid" },         { "target", "period" },
  { "opening", "period" },        { "standing", "reviewed" },
};

/* What stands for it where it is absent: workspaces hold a state of a subscription by the day on
 * which it was observed, or began, and a payment that isn't paid yet by the day on which it
 * arose. */
static const struct
{
  const char *kind;
  const char *date;
} placing_otherwise[] = {
  { "subscription", "start" }, { "payment", "incurred" },
};

static const TwColumn *
placing_column (const TwDataset *dataset,
                gint64           kind)
{
  const char *text = tw_dataset_text (dataset, kind);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (placing); i++)
    if (strcmp (placing[i].kind, text) == 0)
      return tw_dataset_find_column (dataset, TW_RELATION_FACT, placing[i].date);

  return NULL;
}

static const TwColumn *
otherwise_column (const TwDataset *dataset,
                  gint64           kind)
{
  const char *text = tw_dataset_text (dataset, kind);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (placing_otherwise); i++)
    if (strcmp (placing_otherwise[i].kind, text) == 0)
      return tw_dataset_find_column (dataset, TW_RELATION_FACT, placing_otherwise[i].date);

  return NULL;
}

/* Where a kind has facts without a date of its own: that column, made where there is none yet; else %NULL. */
static gint64 *
own_dates (TwDataset    *dataset,
           const char   *name,
           const gint64 *kinds,
           const gint64 *dates,
           gint64        kind)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  const TwColumn *own = tw_dataset_find_column (dataset, TW_RELATION_FACT, name);

  for (gsize f = 0; f < n; f++)
    if (kinds[f] == kind && dates[f] != TW_NULL && tw_column_at (own, (gint64) f) == TW_NULL)
      {
        tw_dataset_set (dataset, TW_RELATION_FACT, (gint64) f, name, TW_VALUE_DATE, dates[f]);
        return tw_dataset_find_column (dataset, TW_RELATION_FACT, name)->data;
      }

  return NULL;
}

/* A plain `date` stands for the kind's own: rules that read `closed` or `invoiced` find it
 * there. Columns may move when one is added, their integers don't. */
static void
spread_dates (TwDataset *dataset)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  const gint64 *dates = tw_dataset_column (dataset, TW_RELATION_FACT, "date", NULL);
  const gint64 *kinds = tw_dataset_column (dataset, TW_RELATION_FACT, "kind", NULL);

  for (guint i = 0; kinds != NULL && i < G_N_ELEMENTS (placing); i++)
    {
      gint64 kind = tw_dataset_lookup (dataset, placing[i].kind);
      gint64 *own = kind < 0 ? NULL : own_dates (dataset, placing[i].date, kinds, dates, kind);

      for (gsize f = 0; own != NULL && f < n; f++)
        if (kinds[f] == kind && own[f] == TW_NULL)
          own[f] = dates[f];
    }
}

static void
place_facts (TwDataset *dataset)
{
  const TwColumn *date = tw_dataset_find_column (dataset, TW_RELATION_FACT, "date");
  const TwColumn *kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  const TwColumn *own = NULL;
  const TwColumn *otherwise = NULL;
  gint64 last = TW_NULL;
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;

  dataset->placed = g_new (TwDate, MAX (1, n));
  for (gsize f = 0; f < n; f++)
    {
      gint64 day = tw_column_at (date, f);
      gint64 k = tw_column_at (kind, f);

      if (k != last)
        {
          own = placing_column (dataset, last = k);
          otherwise = otherwise_column (dataset, k);
        }
      if (day == TW_NULL)
        day = tw_column_at (own, f);
      if (day == TW_NULL)
        day = tw_column_at (otherwise, f);
      dataset->placed[f] = day == TW_NULL ? TW_DATE_NONE : (TwDate) day;
    }
}

static gboolean
check_refs (const TwDataset  *dataset,
            TwRelationId      relation,
            const char       *name,
            TwRelationId      target,
            GError          **error)
{
  const TwColumn *column = tw_dataset_find_column (dataset, relation, name);
  gsize n = dataset->relations[relation].n_rows;
  gint64 limit = dataset->relations[target].n_rows;

  for (gsize i = 0; column != NULL && i < n; i++)
    if (column->data[i] != TW_NULL && (column->data[i] < 0 || column->data[i] >= limit))
      {
        g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                     "Row %" G_GSIZE_FORMAT " of relation %d names row %" G_GINT64_FORMAT
                     " as its %s, which does not exist. The data was not loaded completely.",
                     i, relation, column->data[i], name);
        return FALSE;
      }

  return TRUE;
}

static void
derive_first_purchases (TwDataset *dataset)
{
  const TwColumn *customer = tw_dataset_find_column (dataset, TW_RELATION_FACT, "customer");
  const TwColumn *kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  gint64 sale = tw_dataset_lookup (dataset, "sale");
  gint64 marketplace = tw_dataset_lookup (dataset, "marketplace");
  gsize n_customers = dataset->relations[TW_RELATION_CUSTOMER].n_rows;
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;

  if (n_customers == 0 || customer == NULL)
    return;

  dataset->first_purchase = g_new (gint64, n_customers);
  dataset->first_fact = g_new (gint64, n_customers);
  for (gsize c = 0; c < n_customers; c++)
    dataset->first_purchase[c] = TW_NULL, dataset->first_fact[c] = -1;
  for (gsize f = 0; f < n; f++)
    {
      gint64 c = customer->data[f];
      gint64 k = tw_column_at (kind, f);

      if (c == TW_NULL || dataset->placed[f] == TW_DATE_NONE || (k != sale && k != marketplace))
        continue;
      if (dataset->first_fact[c] < 0
          || tw_dataset_compare_facts (dataset, f, dataset->placed[f], dataset->first_fact[c],
                                       dataset->placed[dataset->first_fact[c]]) < 0)
        {
          dataset->first_fact[c] = f;
          dataset->first_purchase[c] = dataset->placed[f];
        }
    }
}

static int
compare_credits (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const TwDataset *dataset = data;
  const TwColumn *at = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "at");
  const TwColumn *id = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "id");
  guint32 ca = *(const guint32 *) a;
  guint32 cb = *(const guint32 *) b;
  gint64 at_a = tw_column_at (at, ca);
  gint64 at_b = tw_column_at (at, cb);

  if (at_a != at_b)
    return at_a < at_b ? -1 : 1;
  if (tw_column_at (id, ca) != tw_column_at (id, cb))
    return g_strcmp0 (tw_dataset_text (dataset, tw_column_at (id, ca)),
                      tw_dataset_text (dataset, tw_column_at (id, cb)));

  return ca < cb ? -1 : ca > cb;
}

/* The fact whose credits say who shares @fact: a reversal that has none of its own takes back from
 * those who were credited with its original. */
static gsize
credited_by (const TwDataset *dataset,
             gsize            fact)
{
  const guint32 *start = dataset->credits.start;

  if (start[fact] == start[fact + 1] && dataset->original != NULL && dataset->original[fact] >= 0)
    return dataset->original[fact];

  return fact;
}

static void
inherit_credits (TwDataset *dataset,
                 gsize      n_facts)
{
  TwGrouping own = dataset->credits;
  TwGrouping all = { g_new0 (guint32, n_facts + 1), NULL };

  for (gsize f = 0; f < n_facts; f++)
    {
      gsize by = credited_by (dataset, f);

      all.start[f + 1] = all.start[f] + own.start[by + 1] - own.start[by];
    }
  all.rows = g_new (guint32, MAX (1, all.start[n_facts]));
  for (gsize f = 0; f < n_facts; f++)
    {
      gsize by = credited_by (dataset, f);

      for (guint32 i = 0; i < all.start[f + 1] - all.start[f]; i++)
        all.rows[all.start[f] + i] = own.rows[own.start[by] + i];
    }
  g_free (own.start);
  g_free (own.rows);
  dataset->credits = all;
}

/* The partner that @fact's credit @i makes a further owner of it, or %TW_NULL. */
static gint64
further_owner (const TwDataset *dataset,
               const TwColumn  *partner,
               gint64           owner,
               gsize            fact,
               guint32          i)
{
  const guint32 *rows = dataset->credits.rows;
  gint64 one = partner->data[rows[i]];

  if (one == owner || (dataset->replaced != NULL && dataset->replaced[fact]))
    return TW_NULL;
  for (guint32 k = dataset->credits.start[fact]; k < i; k++)
    if (partner->data[rows[k]] == one)
      return TW_NULL;

  return one;
}

/* For every partner the facts of other partners on which it has a credit, each once. */
static void
link_credits (TwDataset *dataset)
{
  const TwColumn *fact = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "fact");
  const TwColumn *partner = tw_dataset_find_column (dataset, TW_RELATION_CREDIT, "partner");
  const TwColumn *owner = tw_dataset_find_column (dataset, TW_RELATION_FACT, "partner");
  gsize n_facts = dataset->relations[TW_RELATION_FACT].n_rows;
  TwGrouping *credited = &dataset->credited;
  g_autofree guint32 *at = NULL;

  if (dataset->relations[TW_RELATION_CREDIT].n_rows == 0 || fact == NULL || partner == NULL)
    return;

  tw_dataset_group_rows (dataset, TW_RELATION_CREDIT, fact->data, n_facts, NULL, &dataset->credits);
  tw_dataset_sort_groups (dataset, &dataset->credits, n_facts, compare_credits);
  if (dataset->original != NULL)
    inherit_credits (dataset, n_facts);

  /* counted first, then placed */
  credited->start = g_new0 (guint32, dataset->n_partners + 1);
  for (int pass = 0; pass < 2; pass++)
    {
      for (gsize f = 0; f < n_facts; f++)
        for (guint32 i = dataset->credits.start[f]; i < dataset->credits.start[f + 1]; i++)
          {
            gint64 one = further_owner (dataset, partner, tw_column_at (owner, f), f, i);

            if (one != TW_NULL && pass == 0)
              credited->start[one + 1]++;
            else if (one != TW_NULL)
              credited->rows[at[one]++] = f;
          }
      for (gsize p = 0; pass == 0 && p < dataset->n_partners; p++)
        credited->start[p + 1] += credited->start[p];
      if (pass == 0)
        {
          credited->rows = g_new (guint32, MAX (1, credited->start[dataset->n_partners]));
          at = g_memdup2 (credited->start, sizeof (guint32) * (dataset->n_partners + 1));
        }
    }
}

static int
compare_dated (const TwDataset *dataset,
               TwRelationId     relation,
               const char      *name,
               guint32          a,
               guint32          b)
{
  const TwColumn *from = tw_dataset_find_column (dataset, relation, name);
  gint64 da = tw_column_at (from, a);
  gint64 db = tw_column_at (from, b);

  if (da != db)
    return da < db ? -1 : 1;

  return a < b ? -1 : a > b;
}

#define DEFINE_COMPARE(name, relation, column)                                                    \
  static int                                                                                      \
  name (gconstpointer a, gconstpointer b, gpointer data)                                          \
  {                                                                                               \
    return compare_dated (data, relation, column, *(const guint32 *) a, *(const guint32 *) b);    \
  }

DEFINE_COMPARE (compare_agreements, TW_RELATION_AGREEMENT, "start")
DEFINE_COMPARE (compare_terms, TW_RELATION_TERM, "from")
DEFINE_COMPARE (compare_enrolments, TW_RELATION_ENROLMENT, "start")
DEFINE_COMPARE (compare_tiers, TW_RELATION_TIER, "from")

static void
group_dated (TwDataset        *dataset,
             TwRelationId      relation,
             GCompareDataFunc  compare,
             TwGrouping       *grouping)
{
  const TwColumn *partner = tw_dataset_find_column (dataset, relation, "partner");

  if (partner == NULL)
    return;

  tw_dataset_group_rows (dataset, relation, partner->data, dataset->n_partners, NULL, grouping);
  tw_dataset_sort_groups (dataset, grouping, dataset->n_partners, compare);
}

/* From here on comparing two facts of one partner is comparing two places. */
static void
note_positions (TwDataset *dataset)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  guint32 n_places = dataset->by_partner.start[dataset->n_partners];
  guint32 *position = g_new (guint32, MAX (1, n));

  memset (position, 0xff, sizeof (guint32) * MAX (1, n));
  dataset->dates = g_new (TwDate, MAX (1, n_places));
  for (guint32 i = 0; i < n_places; i++)
    {
      position[dataset->by_partner.rows[i]] = i;
      dataset->dates[i] = dataset->placed[dataset->by_partner.rows[i]];
    }
  dataset->position = position;
}

gboolean
tw_dataset_index (TwDataset  *dataset,
                  GError    **error)
{
  const TwColumn *partner;

  if (tw_dataset_find_column (dataset, TW_RELATION_FACT, "date") != NULL)
    spread_dates (dataset);

  if (!check_refs (dataset, TW_RELATION_FACT, "partner", TW_RELATION_PARTNER, error)
      || !check_refs (dataset, TW_RELATION_FACT, "customer", TW_RELATION_CUSTOMER, error)
      || !check_refs (dataset, TW_RELATION_FACT, "product", TW_RELATION_PRODUCT, error)
      || !check_refs (dataset, TW_RELATION_FACT, "person", TW_RELATION_PERSON, error)
      || !check_refs (dataset, TW_RELATION_FACT, "original", TW_RELATION_FACT, error)
      || !check_refs (dataset, TW_RELATION_CREDIT, "fact", TW_RELATION_FACT, error)
      || !check_refs (dataset, TW_RELATION_CREDIT, "partner", TW_RELATION_PARTNER, error)
      || !check_refs (dataset, TW_RELATION_AGREEMENT, "partner", TW_RELATION_PARTNER, error)
      || !check_refs (dataset, TW_RELATION_TERM, "partner", TW_RELATION_PARTNER, error)
      || !check_refs (dataset, TW_RELATION_ENROLMENT, "partner", TW_RELATION_PARTNER, error)
      || !check_refs (dataset, TW_RELATION_TIER, "partner", TW_RELATION_PARTNER, error))
    return FALSE;

  dataset->n_partners = dataset->relations[TW_RELATION_PARTNER].n_rows;
  dataset->id = tw_dataset_find_column (dataset, TW_RELATION_FACT, "id");
  dataset->kind = tw_dataset_find_column (dataset, TW_RELATION_FACT, "kind");
  partner = tw_dataset_find_column (dataset, TW_RELATION_FACT, "partner");
  place_facts (dataset);
  tw_dataset_find_duplicates (dataset);
  tw_dataset_link_reversals (dataset);
  dataset->replaced = tw_dataset_find_replaced (dataset);
  if (partner != NULL)
    tw_dataset_group_by_partner (dataset, partner->data);
  else
    dataset->by_partner.start = g_new0 (guint32, dataset->n_partners + 1);
  dataset->partner = partner;
  if (partner != NULL)
    note_positions (dataset);
  link_credits (dataset);
  derive_first_purchases (dataset);
  group_dated (dataset, TW_RELATION_AGREEMENT, compare_agreements, &dataset->agreements);
  group_dated (dataset, TW_RELATION_TERM, compare_terms, &dataset->terms);
  group_dated (dataset, TW_RELATION_ENROLMENT, compare_enrolments, &dataset->enrolments);
  group_dated (dataset, TW_RELATION_TIER, compare_tiers, &dataset->tiers);
  tw_dataset_index_fx (dataset);

  return TRUE;
}

TwDate
tw_dataset_fact_date (const TwDataset *dataset,
                      gint64           fact)
{
  g_return_val_if_fail (dataset->finished, TW_DATE_NONE);

  return dataset->replaced != NULL
         && dataset->replaced[fact] ? TW_DATE_NONE : dataset->placed[fact];
}
