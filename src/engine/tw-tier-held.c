/* tw-tier-held.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

static int
compare_from (gconstpointer a,
              gconstpointer b)
{
  TwDate from_a = ((const TwHeld *) a)->from;
  TwDate from_b = ((const TwHeld *) b)->from;

  return (from_a > from_b) - (from_a < from_b);
}

/* What reviews of earlier periods decided stands beside what was assigned; of two that begin on
 * one day the review is the later word, which a stable sort keeps. */
static void
add_earlier (TwWork *work)
{
  TwEngine *engine = work->engine;
  const GArray *rows = g_hash_table_lookup (engine->tiers, GUINT_TO_POINTER (work->partner));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwEarlierTier *tier = &engine->input.tiers[g_array_index (rows, guint32, i)];
      TwHeld held = { tier->from, TW_DATE_MAX, tw_engine_text_id (engine, tier->tier),
                      tw_engine_text_id (engine, tier->designation) };

      g_array_append_val (work->held, held);
    }

  if (work->held->len > 1)
    g_array_sort (work->held, compare_from);
}

static void
add_assigned (TwWork *work)
{
  const TwEngine *engine = work->engine;
  const TwDataset *dataset = engine->input.dataset;
  const TwColumn *from = tw_dataset_find_column (dataset, TW_RELATION_TIER, "from");
  const TwColumn *to = tw_dataset_find_column (dataset, TW_RELATION_TIER, "to");
  const TwColumn *tier = tw_dataset_find_column (dataset, TW_RELATION_TIER, "tier");
  const TwColumn *program = tw_dataset_find_column (dataset, TW_RELATION_TIER, "program");
  const TwColumn *designation = tw_dataset_find_column (dataset, TW_RELATION_TIER, "designation");
  const char *id = engine->input.versions[0]->id;

  for (guint32 i = dataset->tiers.start[work->partner]; i < dataset->tiers.start[work->partner + 1]; i++)
    {
      guint32 row = dataset->tiers.rows[i];
      const char *meant = tw_dataset_text (dataset, tw_column_at (program, row));
      gint64 start = tw_column_at (from, row);
      gint64 end = tw_column_at (to, row);
      TwHeld held = { start == TW_NULL ? TW_DATE_MIN : (TwDate) start,
                      end == TW_NULL ? TW_DATE_MAX : (TwDate) end,
                      tw_column_at (tier, row), tw_column_at (designation, row) };

      if (meant == NULL || g_strcmp0 (meant, id) == 0)
        g_array_append_val (work->held, held);
    }
}

/* The tiers a partner held before the run, from the dataset and earlier reviews; the run's
 * reviews add to them. */
void
tw_held_init (TwWork *work)
{
  const TwGrouping *tiers = &work->engine->input.dataset->tiers;

  work->held = g_array_new (FALSE, TRUE, sizeof (TwHeld));
  if (tiers->start != NULL && tiers->start[work->partner] < tiers->start[work->partner + 1])
    add_assigned (work);
  add_earlier (work);
}

/**
 * tw_held_tier:
 * @since: (out) (optional): from when it was held without a break
 *
 * Returns: the tier (text id) that the context's partner held on @date, or %TW_NULL
 */
gint64
tw_held_tier (const TwContext *context,
              TwDate           date,
              TwDate          *since)
{
  const GArray *held = context->work->held;
  gint64 tier = TW_NULL;

  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      const TwHeld *one = &g_array_index (held, TwHeld, i);

      if (one->designation != TW_NULL || one->from > date || one->to < date)
        continue;
      if (since != NULL && one->tier != tier)
        *since = one->from;
      tier = one->tier;
    }

  return tier;
}
