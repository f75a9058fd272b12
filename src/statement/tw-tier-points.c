/* tw-tier-points.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-tier-points.h"

#include <string.h>

#include "tw-decimal.h"

/* Lists that are looked at at most. */
#define MAX_NODES 200000

typedef __int128 Big;

/* Items by the work that a point costs, the cheapest first; whole ones are tried unit by unit, what is left is bought of
 * the others. */
typedef struct
{
  TwPointsItem **items;
  guint          n;
  gint64         target;
  gint64        *at;      /* value of each as tried */
  gint64        *best_at;
  gint64         best;    /* work; G_MAXINT64: nothing found yet */
  guint          n_nodes;
} Buying;

static void
item_clear (gpointer data)
{
  g_free (((TwPointsItem *) data)->name);
}

GArray *
tw_points_new (void)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (TwPointsItem));

  g_array_set_clear_func (items, item_clear);

  return items;
}

static gint64
fit (Big value)
{
  return value > G_MAXINT64 / 4 ? G_MAXINT64 / 4 : value < -(G_MAXINT64 / 4) ? -(G_MAXINT64 / 4) : (gint64) value;
}

static gint64
points_at (const TwPointsItem *item,
           gint64              value)
{
  gint64 points = fit ((Big) value * item->worth / TW_MILLION);

  return MAX (MIN (points, item->cap), item->floor);
}

/* Up to the next whole unit above what is there. */
static gint64
round_up (const TwPointsItem *item,
          gint64              from,
          gint64              to)
{
  if (!item->whole || to <= from)
    return MAX (from, to);

  return from + (to - from + TW_MILLION - 1) / TW_MILLION * TW_MILLION;
}

/* The least value with which the item gives @points; they are not above its cap. */
static gint64
value_for (const TwPointsItem *item,
           gint64              from,
           gint64              points)
{
  Big exact = ((Big) points * TW_MILLION + item->worth - 1) / item->worth;

  return round_up (item, from, fit (exact));
}

static gboolean
can_add (const TwPointsItem *item)
{
  return item->hours >= 0 && item->worth > 0;
}

static gint64
had (const TwPointsItem *item)
{
  return fit ((Big) item->value + item->free);
}

static gint64
work_for (const TwPointsItem *item,
          gint64              value)
{
  Big more = MAX (value - had (item), 0);

  return fit ((more * item->hours + TW_MILLION - 1) / TW_MILLION);
}

/* Work for a point: hours ÷ worth, compared crosswise. */
static int
compare_price (gconstpointer a,
               gconstpointer b)
{
  const TwPointsItem *ia = *(const TwPointsItem *const *) a;
  const TwPointsItem *ib = *(const TwPointsItem *const *) b;
  Big left = (Big) ia->hours * ib->worth;
  Big right = (Big) ib->hours * ia->worth;

  /* The items of one array, in its order. */
  return left != right ? (left > right) - (left < right) : (ia > ib) - (ia < ib);
}

static gint64
total_of (const Buying *buying)
{
  Big total = 0;

  for (guint i = 0; i < buying->n; i++)
    total += points_at (buying->items[i], buying->at[i]);

  return fit (total);
}

static gint64
work_of (const Buying *buying)
{
  Big work = 0;

  for (guint i = 0; i < buying->n; i++)
    work += work_for (buying->items[i], buying->at[i]);

  return fit (work);
}

/* Less than this no list costs that still lacks @missing: all of it at the price of the cheapest item. */
static gint64
least_for (const Buying *buying,
           guint         from,
           gint64        missing)
{
  for (guint i = 0; i < buying->n && missing > 0; i++)
    {
      const TwPointsItem *item = buying->items[i];

      if (can_add (item) && (i >= from || !item->whole) && points_at (item, buying->at[i]) < item->cap)
        return fit ((Big) missing * item->hours / item->worth);
    }

  return missing > 0 ? G_MAXINT64 / 4 : 0;
}

/* What is left, of the items that needn't come in whole units, the cheapest first. */
static void
fill (Buying *buying)
{
  g_autofree gint64 *before = g_memdup2 (buying->at, sizeof *buying->at * buying->n);

  for (guint i = 0; i < buying->n; i++)
    {
      const TwPointsItem *item = buying->items[i];
      gint64 missing = buying->target - total_of (buying);
      gint64 now = points_at (item, buying->at[i]);

      if (missing > 0 && can_add (item) && !item->whole && now < item->cap)
        buying->at[i] = value_for (item, buying->at[i], MIN (item->cap, now + missing));
    }
  if (total_of (buying) >= buying->target && work_of (buying) < buying->best)
    {
      buying->best = work_of (buying);
      memcpy (buying->best_at, buying->at, sizeof *buying->at * buying->n);
    }
  memcpy (buying->at, before, sizeof *buying->at * buying->n);
}

/* Every number of units of the items from @index on. */
static void
try_units (Buying *buying,
           guint   index)
{
  gint64 missing = buying->target - total_of (buying);
  const TwPointsItem *item;
  gint64 start;
  gint64 now;

  if (++buying->n_nodes > MAX_NODES
      || (Big) work_of (buying) + least_for (buying, index, missing) >= buying->best)
    return;
  while (index < buying->n && (!buying->items[index]->whole || !can_add (buying->items[index])))
    index++;
  if (index == buying->n || missing <= 0)
    {
      fill (buying);
      return;
    }

  item = buying->items[index];
  start = buying->at[index];
  now = points_at (item, start);
  if (now < item->cap)
    for (gint64 value = value_for (item, start, MIN (item->cap, now + missing)); value > start; value -= TW_MILLION)
      {
        buying->at[index] = value;
        try_units (buying, index + 1);
        if (buying->n_nodes > MAX_NODES)
          break;
      }
  buying->at[index] = start;
  try_units (buying, index + 1);
}

/* At what every item must have; FALSE where one that can't be added to lacks it. */
static gboolean
begin (Buying *buying)
{
  for (guint i = 0; i < buying->n; i++)
    {
      const TwPointsItem *item = buying->items[i];

      buying->at[i] = had (item);
      if (item->need <= buying->at[i])
        continue;
      if (item->hours < 0)
        return FALSE;
      buying->at[i] = round_up (item, buying->at[i], item->need);
    }

  return TRUE;
}

gboolean
tw_points_solve (GArray   *items,
                 gint64    target,
                 gint64   *effort,
                 gboolean *exact)
{
  g_autofree TwPointsItem **sorted = g_new0 (TwPointsItem *, items->len + 1);
  g_autofree gint64 *at = g_new0 (gint64, items->len + 1);
  g_autofree gint64 *best_at = g_new0 (gint64, items->len + 1);
  Buying buying = { sorted, 0, target, at, best_at, G_MAXINT64, 0 };

  *effort = 0;
  *exact = TRUE;
  /* What can't be added to counts all the same: it stands last. */
  for (guint pass = 0; pass < 2; pass++)
    {
      guint first = buying.n;

      for (guint i = 0; i < items->len; i++)
        if (can_add (&g_array_index (items, TwPointsItem, i)) == (pass == 0))
          sorted[buying.n++] = &g_array_index (items, TwPointsItem, i);
      if (pass == 0)
        qsort (sorted + first, buying.n - first, sizeof *sorted, compare_price);
    }
  if (!begin (&buying))
    return FALSE;

  try_units (&buying, 0);
  *exact = buying.n_nodes <= MAX_NODES;
  if (buying.best == G_MAXINT64)
    return FALSE;

  for (guint i = 0; i < buying.n; i++)
    sorted[i]->more = MAX (best_at[i] - had (sorted[i]), 0);
  *effort = buying.best;
  return TRUE;
}
