/* tw-metric-payouts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What statements pay: by rule and period, and against what they pay on. Tiers and how partners move. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The statements behind: by their ids, as a statement is a list over a query. */
static void
set_statements (TwMetricTable *table,
                guint          row,
                guint          column,
                const GArray  *ids)
{
  tw_metric_job_set_ids (table, row, column, "statement", ids, _("Statements"));
}

/* By rule --------------------------------------------------------------------------------------- */

typedef struct
{
  int       rule;
  guint     slice;
  __int128  amount;
  GArray   *ids;      /* of statements */
} RuleCell;

static void
rule_cell_clear (gpointer data)
{
  g_array_unref (((RuleCell *) data)->ids);
}

static RuleCell *
find_rule (GArray *cells,
           int     rule,
           guint   slice)
{
  RuleCell fresh = { rule, slice, 0, NULL };

  for (guint i = 0; i < cells->len; i++)
    {
      RuleCell *cell = &g_array_index (cells, RuleCell, i);

      if (cell->rule == rule && cell->slice == slice)
        return cell;
    }
  fresh.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (cells, fresh);
  return &g_array_index (cells, RuleCell, cells->len - 1);
}

static int
compare_rules (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const RuleCell *left = a;
  const RuleCell *right = b;

  if (left->slice != right->slice)
    return left->slice < right->slice ? -1 : 1;
  return g_strcmp0 (tw_metric_facts_text (data, left->rule), tw_metric_facts_text (data, right->rule));
}

static gboolean
payout_by_rule (TwMetricJob    *job,
                TwMetricTable  *table,
                gint64         *n,
                gint64         *missing,
                GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RuleCell));

  g_array_set_clear_func (cells, rule_cell_clear);
  for (guint i = 0; i < facts->rule_payouts->len; i++)
    {
      const TwRulePayout *entry = &g_array_index (facts->rule_payouts, TwRulePayout, i);
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, entry->statement);
      int row = tw_metric_job_row (job, payout->partner, payout->period_end);
      RuleCell *cell;

      if (row < 0)
        continue;
      if (!tw_amount_is_known (entry->amount))
        {
          ++*missing;
          continue;
        }
      cell = find_rule (cells, entry->rule, (guint) row / job->n_groups);
      cell->amount += entry->amount;
      g_array_append_val (cell->ids, payout->id);
    }
  g_array_sort_with_data (cells, compare_rules, job->facts);
  for (guint i = 0; i < cells->len; i++)
    {
      const RuleCell *cell = &g_array_index (cells, RuleCell, i);
      const char *name = tw_metric_facts_text (facts, cell->rule);
      guint row = tw_metric_table_add_row (table, name, name, g_ptr_array_index (job->slice_names, cell->slice),
                                           g_array_index (job->slices, TwSpan, cell->slice));

      if (!tw_metric_table_set_sum (table, row, 0, cell->amount, error))
        return FALSE;
      tw_metric_table_set_int (table, row, 1, cell->ids->len);
      tw_metric_table_set_row_n (table, row, cell->ids->len);
      set_statements (table, row, 0, cell->ids);
      set_statements (table, row, 1, cell->ids);
      *n += cell->ids->len;
    }
  return TRUE;
}

static gboolean
payout_by_group (TwMetricJob    *job,
                 TwMetricTable  *table,
                 gint64         *n,
                 gint64         *missing,
                 GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  guint rows = tw_metric_job_n_rows (job);
  g_autofree __int128 *sums = g_new0 (__int128, rows + 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < rows; i++)
    g_ptr_array_add (ids, g_array_new (FALSE, FALSE, sizeof (gint64)));
  for (guint i = 0; i < facts->payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, i);
      int row = tw_metric_job_row (job, payout->partner, payout->period_end);

      if (row < 0)
        continue;
      if (tw_amount_is_known (payout->earned))
        sums[row] += payout->earned;
      else
        ++*missing;
      g_array_append_val ((GArray *) ids->pdata[row], payout->id);
    }
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < rows; row++)
    {
      GArray *behind = ids->pdata[row];

      if (!tw_metric_table_set_sum (table, row, 0, sums[row], error))
        return FALSE;
      tw_metric_table_set_int (table, row, 1, behind->len);
      tw_metric_table_set_row_n (table, row, behind->len);
      set_statements (table, row, 0, behind);
      set_statements (table, row, 1, behind);
      *n += behind->len;
    }
  return TRUE;
}

gboolean
tw_metric_payout (TwMetricJob    *job,
                  TwMetricTable  *table,
                  GError        **error)
{
  gint64 n = 0, missing = 0;
  gboolean by_rule = (job->breakdown & TW_BREAKDOWN_RULE) != 0;

  tw_metric_table_add_column (table, "payout", _("Payout"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "statements", _("Statements"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  if (!(by_rule ? payout_by_rule : payout_by_group) (job, table, &n, &missing, error))
    return FALSE;
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No period that ends here is calculated."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *amount = tw_metric_table_cell_text (table, 0, 0);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: an amount, its currency, a number of statements. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Partners earned %s %s on %d statements."), amount,
                                                            job->facts->currency, (int) n));
    }
  tw_metric_note_missing (table, missing);
  tw_metric_table_add_note (table, "%s", by_rule
                                         ? _("Calculated and approved statements, by their lines; adjustments belong "
                                             "to no rule and aren't in.")
                                         : _("Calculated and approved statements, with adjustments."));
  return !tw_metric_job_cancelled (job, error);
}

/* Effective rate -------------------------------------------------------------------------------- */

gboolean
tw_metric_effective_rate (TwMetricJob    *job,
                          TwMetricTable  *table,
                          GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  guint rows = tw_metric_job_n_rows (job);
  g_autofree __int128 *earned = g_new0 (__int128, rows + 1);
  g_autofree __int128 *measure = g_new0 (__int128, rows + 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gint64 n = 0, missing = 0;

  for (guint i = 0; i < rows; i++)
    g_ptr_array_add (ids, g_array_new (FALSE, FALSE, sizeof (gint64)));
  for (guint i = 0; i < facts->payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, i);
      int row = tw_metric_job_row (job, payout->partner, payout->period_end);

      if (row < 0)
        continue;
      if (!tw_amount_is_known (payout->earned) || !tw_amount_is_known (payout->measure))
        {
          missing++;
          continue;
        }
      earned[row] += payout->earned;
      measure[row] += payout->measure;
      g_array_append_val ((GArray *) ids->pdata[row], payout->id);
    }
  tw_metric_table_add_column (table, "effective_rate", _("Effective rate"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "payout", _("Payout"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "measure", _("Paid on"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < rows; row++)
    {
      GArray *behind = ids->pdata[row];

      tw_metric_table_set_fraction (table, row, 0, earned[row], measure[row]);
      if (!tw_metric_table_set_sum (table, row, 1, earned[row], error)
          || !tw_metric_table_set_sum (table, row, 2, measure[row], error))
        return FALSE;
      for (guint column = 0; column < 3; column++)
        set_statements (table, row, column, behind);
      tw_metric_table_set_row_n (table, row, behind->len);
      n += behind->len;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No period that ends here is calculated."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *rate = tw_metric_table_cell_text (table, 0, 0);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: a percentage. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Payouts are %s of what they are paid on."), rate));
    }
  tw_metric_note_missing (table, missing);
  return !tw_metric_job_cancelled (job, error);
}

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
