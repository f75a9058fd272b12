/* tw-dataset-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows grouped by what they belong to, and facts in the order of rules.md 4.2. */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-dataset-private.h"

/* Days that are counted to order facts: nearly three thousand years. */
#define MAX_DAYS (1 << 20)

static inline gboolean
is_grouped (const gint64 *column,
            const guint8 *skip,
            gsize         row)
{
  return column[row] != TW_NULL && (skip == NULL || !skip[row]);
}

/* Where each group begins, and room for its rows. */
static void
count_groups (TwGrouping   *grouping,
              const gint64 *column,
              gsize         n,
              gsize         n_groups,
              const guint8 *skip)
{
  grouping->start = g_new0 (guint32, n_groups + 1);
  for (gsize i = 0; i < n; i++)
    if (is_grouped (column, skip, i))
      grouping->start[column[i] + 1]++;
  for (gsize g = 0; g < n_groups; g++)
    grouping->start[g + 1] += grouping->start[g];
  grouping->rows = g_new (guint32, MAX (1, grouping->start[n_groups]));
}

/* Counting sort of the rows of @relation by @column; rows without a value or with skip[row] stay
 * out. */
void
tw_dataset_group_rows (const TwDataset *dataset,
                       TwRelationId     relation,
                       const gint64    *column,
                       gsize            n_groups,
                       const guint8    *skip,
                       TwGrouping      *grouping)
{
  gsize n = dataset->relations[relation].n_rows;
  g_autofree guint32 *at = NULL;

  count_groups (grouping, column, n, n_groups, skip);
  at = g_memdup2 (grouping->start, sizeof (guint32) * (n_groups + 1));
  for (gsize i = 0; i < n; i++)
    if (is_grouped (column, skip, i))
      grouping->rows[at[column[i]]++] = (guint32) i;
}

void
tw_dataset_sort_groups (TwDataset        *dataset,
                        TwGrouping       *grouping,
                        gsize             n_groups,
                        GCompareDataFunc  compare)
{
  for (gsize g = 0; g < n_groups; g++)
    {
      guint32 *rows = grouping->rows + grouping->start[g];
      guint32 n = grouping->start[g + 1] - grouping->start[g];
      gboolean sorted = TRUE;

      for (guint32 i = 1; i < n && sorted; i++)
        sorted = compare (&rows[i - 1], &rows[i], dataset) <= 0;
      if (!sorted)
        g_qsort_with_data (rows, n, sizeof (guint32), compare, dataset);
    }
}

/* ---- facts ---- */

int
tw_dataset_compare_facts (const TwDataset *dataset,
                          guint32          a,
                          TwDate           a_date,
                          guint32          b,
                          TwDate           b_date)
{
  const TwColumn *id = dataset->id;
  gboolean a_reverses;
  gboolean b_reverses;

  if (a_date != b_date)
    return a_date < b_date ? -1 : 1;
  if (dataset->position != NULL && dataset->partner->data[a] == dataset->partner->data[b]
      && dataset->position[a] != G_MAXUINT32 && dataset->position[b] != G_MAXUINT32
      && dataset->placed[a] == a_date && dataset->placed[b] == b_date)
    return dataset->position[a] < dataset->position[b] ? -1
           : dataset->position[a] > dataset->position[b];

  a_reverses = dataset->original != NULL && dataset->original[a] != -1;
  b_reverses = dataset->original != NULL && dataset->original[b] != -1;
  if (a_reverses != b_reverses)
    return a_reverses ? 1 : -1;

  if (id != NULL && id->data[a] != id->data[b])
    {
      const char *a_text = tw_dataset_text (dataset, id->data[a]);
      const char *b_text = tw_dataset_text (dataset, id->data[b]);
      int order = g_strcmp0 (a_text, b_text);

      if (order != 0)
        return order;
    }

  return a < b ? -1 : a > b;
}

static int
compare_placed (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const TwDataset *dataset = data;
  guint32 fa = *(const guint32 *) a;
  guint32 fb = *(const guint32 *) b;

  return tw_dataset_compare_facts (dataset, fa, dataset->placed[fa], fb, dataset->placed[fb]);
}

/* Facts by the day that places them, those without one first; %NULL where days lie too far apart to count them. */
static guint32 *
order_by_day (const TwDataset *dataset)
{
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  TwDate first = G_MAXINT32;
  TwDate last = G_MININT32;
  g_autofree guint32 *at = NULL;
  guint32 *order;

  for (gsize f = 0; f < n; f++)
    if (dataset->placed[f] != TW_DATE_NONE)
      {
        first = MIN (first, dataset->placed[f]);
        last = MAX (last, dataset->placed[f]);
      }
  if (first > last)
    first = last = 0;
  if ((gint64) last - first > MAX_DAYS)
    return NULL;

#define DAY_OF(f) (dataset->placed[f] == TW_DATE_NONE ? 0 : dataset->placed[f] - first + 1)
  at = g_new0 (guint32, (gsize) (last - first) + 3);
  for (gsize f = 0; f < n; f++)
    at[DAY_OF (f) + 1]++;
  for (TwDate day = 0; day <= last - first; day++)
    at[day + 1] += at[day];
  order = g_new (guint32, MAX (1, n));
  for (gsize f = 0; f < n; f++)
    order[at[DAY_OF (f)]++] = (guint32) f;
#undef DAY_OF

  return order;
}

/* Facts of one partner that lie on one day have an order too. */
static void
sort_days (TwDataset *dataset,
           guint32   *rows,
           guint32    n)
{
  for (guint32 from = 0, to; from < n; from = to)
    {
      for (to = from + 1; to < n && dataset->placed[rows[to]] == dataset->placed[rows[from]]; to++)
        ;
      if (to - from > 1)
        g_qsort_with_data (rows + from, (int) (to - from), sizeof (guint32), compare_placed, dataset);
    }
}

void
tw_dataset_group_by_partner (TwDataset    *dataset,
                             const gint64 *partner)
{
  TwGrouping *grouping = &dataset->by_partner;
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;
  g_autofree guint32 *order = order_by_day (dataset);
  g_autofree guint32 *at = NULL;

  if (order == NULL)
    {
      tw_dataset_group_rows (dataset, TW_RELATION_FACT, partner, dataset->n_partners, dataset->replaced, grouping);
      tw_dataset_sort_groups (dataset, grouping, dataset->n_partners, compare_placed);
      return;
    }

  count_groups (grouping, partner, n, dataset->n_partners, dataset->replaced);
  at = g_memdup2 (grouping->start, sizeof (guint32) * (dataset->n_partners + 1));
  for (gsize i = 0; i < n; i++)
    if (is_grouped (partner, dataset->replaced, order[i]))
      grouping->rows[at[partner[order[i]]]++] = order[i];
  for (guint p = 0; p < dataset->n_partners; p++)
    sort_days (dataset, grouping->rows + grouping->start[p], grouping->start[p + 1] - grouping->start[p]);
}
