/* tw-metric-tiers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tiers and how partners move between them. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>

/* Tiers ----------------------------------------------------------------------------------------- */

/* A tier, or a move from one to another, and its partners. */
typedef struct
{
  int     from;    /* text id, -1 no tier */
  int     to;
  GArray *ids;
} Move;

static void
move_clear (gpointer data)
{
  g_array_unref (((Move *) data)->ids);
}

static void
add_move (GArray *moves,
          int     from,
          int     to,
          gint64  partner)
{
  Move fresh = { from, to, NULL };

  for (guint i = 0; i < moves->len; i++)
    {
      Move *move = &g_array_index (moves, Move, i);

      if (move->from == from && move->to == to)
        {
          g_array_append_val (move->ids, partner);
          return;
        }
    }
  fresh.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (fresh.ids, partner);
  g_array_append_val (moves, fresh);
}

static int
tier_rank (const TwMetricFacts *facts,
           int                  tier)
{
  for (guint i = 0; i < facts->tier_order->len; i++)
    if (g_array_index (facts->tier_order, int, i) == tier)
      return (int) i;
  return tier < 0 ? -1 : (int) facts->tier_order->len;
}

static int
compare_moves (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const TwMetricFacts *facts = data;
  const Move *left = a;
  const Move *right = b;
  int by = tier_rank (facts, left->from) - tier_rank (facts, right->from);

  if (by == 0)
    by = tier_rank (facts, left->to) - tier_rank (facts, right->to);
  if (by == 0)
    by = g_strcmp0 (tw_metric_facts_text (facts, left->from), tw_metric_facts_text (facts, right->from));
  return by != 0 ? by : g_strcmp0 (tw_metric_facts_text (facts, left->to), tw_metric_facts_text (facts, right->to));
}

static const char *
tier_name (const TwMetricFacts *facts,
           int                  tier)
{
  return tier < 0 ? _("No tier") : tw_metric_facts_text (facts, tier);
}

gboolean
tw_metric_tiers (TwMetricJob    *job,
                 TwMetricTable  *table,
                 GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  gint64 n = 0;

  tw_metric_table_add_column (table, "partners", _("Partners"), TW_METRIC_COUNT, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "share", _("Share"), TW_METRIC_RATE, TW_COLUMN_DETAIL);
  for (guint slice = 0; slice < job->slices->len; slice++)
    {
      g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));
      TwDate day = tw_metric_job_snapshot (job, slice * job->n_groups);
      gint64 all = 0;

      g_array_set_clear_func (moves, move_clear);
      for (gsize i = 0; i < facts->partners.n; i++)
        {
          int tier = tw_partner_spans_at (&facts->tiers, i, day);

          if (job->group[i] < 0 || (tier < 0 && tw_partner_spans_at (&facts->enrolments, i, day) < 0))
            continue;
          add_move (moves, tier, tier, facts->partners.id[i]);
          all++;
        }
      g_array_sort_with_data (moves, compare_moves, job->facts);
      for (guint i = 0; i < moves->len; i++)
        {
          const Move *move = &g_array_index (moves, Move, i);
          const char *name = tier_name (facts, move->from);
          guint row = tw_metric_table_add_row (table, move->from < 0 ? "none" : name, name,
                                               g_ptr_array_index (job->slice_names, slice),
                                               g_array_index (job->slices, TwSpan, slice));

          tw_metric_table_set_int (table, row, 0, move->ids->len);
          tw_metric_table_set_fraction (table, row, 1, move->ids->len, all);
          tw_metric_table_set_row_n (table, row, move->ids->len);
          tw_metric_job_set_ids (table, row, 0, "partner", move->ids, name);
          tw_metric_job_set_ids (table, row, 1, "partner", move->ids, name);
        }
      n = all;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner holds a tier in this period."));
  return !tw_metric_job_cancelled (job, error);
}

gboolean
tw_metric_tier_moves (TwMetricJob    *job,
                      TwMetricTable  *table,
                      GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));
  gint64 n = 0, up = 0, down = 0;

  g_array_set_clear_func (moves, move_clear);
  for (gsize i = 0; i < facts->partners.n; i++)
    {
      int from = tw_partner_spans_at (&facts->tiers, i, job->period.start - 1);
      int to = tw_partner_spans_at (&facts->tiers, i, job->as_of);

      if (job->group[i] < 0 || (from < 0 && to < 0))
        continue;
      add_move (moves, from, to, facts->partners.id[i]);
      up += tier_rank (facts, to) > tier_rank (facts, from);
      down += tier_rank (facts, to) < tier_rank (facts, from);
      n++;
    }
  g_array_sort_with_data (moves, compare_moves, job->facts);
  tw_metric_table_add_column (table, "partners", _("Partners"), TW_METRIC_COUNT, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "from", _("From"), TW_METRIC_TEXT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "to", _("To"), TW_METRIC_TEXT, TW_COLUMN_DETAIL);
  for (guint i = 0; i < moves->len; i++)
    {
      const Move *move = &g_array_index (moves, Move, i);
      const char *from = tier_name (facts, move->from);
      const char *to = tier_name (facts, move->to);
      g_autofree char *key = g_strdup_printf ("%s>%s", move->from < 0 ? "none" : from, move->to < 0 ? "none" : to);
      /* Translators: a partner's tier before and after. */
      g_autofree char *label = g_strdup_printf (_("%s to %s"), from, to);
      guint row = tw_metric_table_add_row (table, key, label, NULL, job->period);

      tw_metric_table_set_int (table, row, 0, move->ids->len);
      tw_metric_table_set_text (table, row, 1, from);
      tw_metric_table_set_text (table, row, 2, to);
      tw_metric_table_set_row_n (table, row, move->ids->len);
      tw_metric_job_set_ids (table, row, 0, "partner", move->ids, label);
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner holds a tier in this period."));
  else
    /* Translators: numbers of partners. */
    tw_metric_table_take_finding (table, g_strdup_printf (_("Of %d partners %d rose and %d fell."), (int) n, (int) up,
                                                          (int) down));
  return !tw_metric_job_cancelled (job, error);
}
