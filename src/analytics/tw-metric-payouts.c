/* tw-metric-payouts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What statements pay: by rule and period, and against what they pay on. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-dues.h"
#include "tw-metric-left-out.h"

#include <glib/gi18n-lib.h>

/* The statements behind: by their ids, as a statement is a list over a query. */
static void
set_statements (TwMetricTable *table,
                guint          row,
                guint          column,
                const GArray  *ids)
{
  tw_metric_job_set_ids (table, row, column, "statement", ids, _("Statements"));
}

static const char *const statement_entity[] = { "statement" };

/* Pay periods of the rows that aren't calculated: n/a where no statement is there at all. */
static void
mark_uncalculated (const TwDues  *dues,
                   guint          mask,
                   TwMetricTable *table,
                   guint          row,
                   gpointer       user_data)
{
  for (guint column = 0; column < GPOINTER_TO_UINT (user_data); column++)
    tw_dues_mark (dues, mask, table, row, column, tw_metric_table_get_row (table, row)->n == 0);
}

/* By rule there is no row of what isn't calculated. */
static void
note_uncalculated (TwMetricJob   *job,
                   TwMetricTable *table)
{
  g_autoptr (TwDues) dues = tw_dues_new ();
  g_autofree guint8 *of_partner = g_new0 (guint8, job->facts->partners.n + 1);
  g_autofree guint *due = NULL;

  tw_dues_find (dues, job, job->period, TW_DUE_PAYOUTS, of_partner);
  due = tw_dues_of_groups (job, of_partner);
  for (guint g = 0; g < job->n_groups; g++)
    if (due[g] != 0)
      {
        tw_dues_note (dues, TW_DUE_PAYOUTS, table);
        return;
      }
}

/* Statements that may still change, as they are not approved. */
static void
note_unapproved (const TwMetricJob *job,
                 TwMetricTable     *table)
{
  const GArray *payouts = job->facts->payouts;
  guint open = 0, all = 0;

  for (guint i = 0; i < payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (payouts, TwPayout, i);

      if (tw_metric_job_row (job, payout->partner, payout->period_end) < 0)
        continue;
      all++;
      open += payout->approved ? 0 : 1;
    }
  if (open > 0)
    tw_metric_table_add_note (table, ngettext ("%1$u of %2$u statement is not approved yet and may change.",
                                               "%1$u of %2$u statements are not approved yet and may change.", all),
                              open, all);
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
  g_autofree guint8 *seen = g_new0 (guint8, facts->payouts->len + 1);

  g_array_set_clear_func (cells, rule_cell_clear);
  if (!tw_metric_facts_need_rules (job->facts, job->scope->workspace, job->cancellable, error))
    return FALSE;
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
      /* A statement stands behind each of its rules, and is one all the same. */
      *n += seen[entry->statement] ? 0 : 1;
      seen[entry->statement] = 1;
    }
  g_array_sort_with_data (cells, compare_rules, facts->rules);
  for (guint i = 0; i < cells->len; i++)
    {
      const RuleCell *cell = &g_array_index (cells, RuleCell, i);
      const char *name = tw_metric_facts_text (facts->rules, cell->rule);
      guint row = tw_metric_table_add_row (table, name, name, g_ptr_array_index (job->slice_names, cell->slice),
                                           g_array_index (job->slices, TwSpan, cell->slice));

      if (!tw_metric_table_set_sum (table, row, 0, cell->amount, error))
        return FALSE;
      tw_metric_table_set_int (table, row, 1, cell->ids->len);
      tw_metric_table_set_row_n (table, row, cell->ids->len);
      set_statements (table, row, 0, cell->ids);
      set_statements (table, row, 1, cell->ids);
    }
  return TRUE;
}

static gboolean
payout_by_group (TwMetricJob    *job,
                 TwMetricTable  *table,
                 gint64         *n,
                 TwLeftOut      *left_out,
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
      if (!tw_amount_is_known (payout->earned))
        {
          tw_left_out_add (left_out, (guint) row, payout->id);
          continue;
        }
      sums[row] += payout->earned;
      g_array_append_val ((GArray *) ids->pdata[row], payout->id);
    }
  tw_left_out_add_column (left_out, table);
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
  g_autoptr (TwLeftOut) left_out = tw_left_out_new ();
  gint64 n = 0, missing = 0;
  gboolean by_rule = (job->breakdown & TW_BREAKDOWN_RULE) != 0;

  tw_metric_table_add_column (table, "payout", _("Payout"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "statements", _("Statements"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  if (by_rule ? !payout_by_rule (job, table, &n, &missing, error) : !payout_by_group (job, table, &n, left_out, error))
    return FALSE;
  missing += tw_left_out_total (left_out);
  tw_metric_table_set_n (table, n);
  if (n == 0 && missing == 0)
    tw_metric_table_set_empty (table, _("No period that ends here is calculated."));
  if (by_rule)
    note_uncalculated (job, table);
  else
    tw_dues_mark_rows (job, TW_DUE_PAYOUTS, table, mark_uncalculated, GUINT_TO_POINTER (2));
  for (guint row = 0; !by_rule && row < tw_metric_job_n_rows (job); row++)
    tw_left_out_write (left_out, row, table, row, 0, tw_metric_table_get_row (table, row)->n == 0, statement_entity, 1);
  note_unapproved (job, table);
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *amount = tw_metric_table_cell_text (table, 0, 0);

      tw_metric_table_set_headline (table, 0, 0);
      if (n > 0)
        /* Translators: an amount, its currency, a number of statements. */
        tw_metric_table_take_finding (table, g_strdup_printf (_("Statements pay %s %s (%d of them)."), amount,
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

/* Sums of each row, and the statements behind. */
typedef struct
{
  __int128  earned;
  __int128  measure;
  GArray   *ids;
} RateRow;

static RateRow *
gather_rates (TwMetricJob *job,
              TwLeftOut   *left_out)
{
  const TwMetricFacts *facts = job->facts;
  guint n = tw_metric_job_n_rows (job);
  RateRow *rows = g_new0 (RateRow, n + 1);

  for (guint i = 0; i < n; i++)
    rows[i].ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < facts->payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, i);
      int row = tw_metric_job_row (job, payout->partner, payout->period_end);

      if (row < 0)
        continue;
      if (!tw_amount_is_known (payout->earned) || !tw_amount_is_known (payout->measure))
        {
          tw_left_out_add (left_out, (guint) row, payout->id);
          continue;
        }
      rows[row].earned += payout->earned;
      rows[row].measure += payout->measure;
      g_array_append_val (rows[row].ids, payout->id);
    }
  return rows;
}

static gboolean
write_rate (TwMetricTable  *table,
            guint           row,
            RateRow        *sums,
            gint64         *n,
            GError        **error)
{
  g_autoptr (GArray) behind = g_steal_pointer (&sums->ids);

  tw_metric_table_set_fraction (table, row, 0, sums->earned, sums->measure);
  if (!tw_metric_table_set_sum (table, row, 1, sums->earned, error)
      || !tw_metric_table_set_sum (table, row, 2, sums->measure, error))
    return FALSE;
  for (guint column = 0; column < 3; column++)
    set_statements (table, row, column, behind);
  tw_metric_table_set_row_n (table, row, behind->len);
  *n += behind->len;
  return TRUE;
}

gboolean
tw_metric_effective_rate (TwMetricJob    *job,
                          TwMetricTable  *table,
                          GError        **error)
{
  gint64 n = 0;
  g_autoptr (TwLeftOut) left_out = tw_left_out_new ();
  g_autofree RateRow *rows = gather_rates (job, left_out);
  gboolean ok = TRUE;

  tw_metric_table_add_column (table, "effective_rate", _("Effective rate"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "payout", _("Payout"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "measure", _("Paid on"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_left_out_add_column (left_out, table);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      ok = write_rate (table, row, &rows[row], &n, ok ? error : NULL) && ok;
      tw_left_out_write (left_out, row, table, row, -1, FALSE, statement_entity, 1);
    }
  if (!ok)
    return FALSE;
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No period that ends here is calculated."));
  tw_dues_mark_rows (job, TW_DUE_PAYOUTS, table, mark_uncalculated, GUINT_TO_POINTER (3));
  note_unapproved (job, table);
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *rate = tw_metric_table_cell_text (table, 0, 0);

      if (tw_metric_table_set_answer (table, 0, 0))
        /* Translators: a percentage. */
        tw_metric_table_take_finding (table, g_strdup_printf (_("Payouts are %s of what they are paid on."), rate));
    }
  tw_metric_note_missing (table, tw_left_out_total (left_out));
  return !tw_metric_job_cancelled (job, error);
}
