/* tw-tier-count.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-tier-count.h"

#include "tw-query.h"

static void
count_clear (gpointer data)
{
  TwTierCount *count = data;

  g_free (count->tier);
  g_array_unref (count->partners);
}

/* What a partner holds today is the last word of its statements, of what was assigned and of what was approved to end;
 * its statements of a year tell what it earned while it held a tier. */
#define STATED                                                                                     \
  "WITH last (day) AS (SELECT max (r.period_end) FROM statement AS s JOIN run AS r ON r.id = s.run " \
  "WHERE s.program = :program AND s.state <> 'replaced'), "                                         \
  "stated AS (SELECT s.partner, s.tier, s.earned, r.period_end, row_number () OVER "               \
  "(PARTITION BY s.partner ORDER BY r.period_end DESC, s.id DESC) AS place FROM statement AS s "    \
  "JOIN run AS r ON r.id = s.run WHERE s.program = :program AND s.state <> 'replaced'), "           \
  "paid AS (SELECT partner, sum (earned) AS earned, count (*) AS n FROM stated WHERE tier IS NOT NULL " \
  "AND period_end > (SELECT date (day, '-1 year') FROM last) GROUP BY partner), "

#define SAID                                                                                       \
  "said (partner, tier, day, weight) AS ("                                                         \
  "SELECT partner, tier, period_end, 2 FROM stated WHERE place = 1 "                               \
  "UNION ALL SELECT partner, tier, valid_from, 1 FROM tier_assignment WHERE program = :program "   \
  "AND ladder = 'tier' AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today) "      \
  "UNION ALL SELECT partner, NULL, effective, 0 FROM tier_proposal WHERE program = :program "      \
  "AND ladder = 'tier' AND state = 'approved' AND proposed IS NULL AND effective <= :today), "     \
  "held AS (SELECT partner, tier, row_number () OVER (PARTITION BY partner "                       \
  "ORDER BY day DESC, weight DESC) AS place FROM said) "

static const char counts_sql[] =
  STATED SAID
  "SELECT 'tier', h.tier, h.partner, coalesce (p.earned, 0), coalesce (p.n, 0) FROM held AS h "
  "LEFT JOIN paid AS p ON p.partner = h.partner WHERE h.place = 1 AND h.tier IS NOT NULL "
  "UNION ALL "
  "SELECT a.ladder, a.tier, a.partner, 0, 0 FROM tier_assignment AS a "
  "WHERE a.program = :program AND a.valid_from <= :today "
  "AND (a.valid_to IS NULL OR a.valid_to > :today) AND a.ladder = 'designation'";

/* Both parts may tell of the same tier. */
static TwTierCount *
find_count (GArray     *counts,
            const char *tier,
            gboolean    designation)
{
  TwTierCount count = { .designation = designation };

  for (guint i = 0; i < counts->len; i++)
    {
      TwTierCount *one = &g_array_index (counts, TwTierCount, i);

      if (one->designation == designation && g_strcmp0 (one->tier, tier) == 0)
        return one;
    }
  count.tier = g_strdup (tier);
  count.partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (counts, count);

  return &g_array_index (counts, TwTierCount, counts->len - 1);
}

GArray *
tw_tier_counts_read (TwWorkspace  *workspace,
                     gint64        program,
                     TwDate        today,
                     GError      **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (TwTierCount));
  g_autoptr (TwQuery) query = tw_query_new (workspace, counts_sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;
  g_array_set_clear_func (counts, count_clear);
  tw_query_bind_int (query, "program", program);
  tw_query_bind_date (query, "today", today);
  while (tw_query_step (query, &local_error))
    {
      TwTierCount *count = find_count (counts, tw_query_text (query, 1),
                                       g_strcmp0 (tw_query_text (query, 0), "designation") == 0);
      gint64 partner = tw_query_int (query, 2);

      g_array_append_val (count->partners, partner);
      count->earned += tw_query_int (query, 3);
      count->n_statements += (guint) tw_query_int (query, 4);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&counts);
}
