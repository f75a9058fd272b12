/* tw-metric-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Revenue, by where it came from. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-dues.h"
#include "tw-metric-left-out.h"

#include <glib/gi18n-lib.h>

/* Net revenue ----------------------------------------------------------------------------------- */

#define N_SOURCES 3

typedef struct
{
  __int128 amount[N_SOURCES];   /* by TwSaleSource */
  gint64   n[N_SOURCES];        /* of the sales that are summed */
  __int128 royalty;
} Revenue;

static const char *const sale_entities[] = { "sale", "marketplace", "services" };

static void
gather_revenue (TwMetricJob *job,
                Revenue     *revenue,
                TwLeftOut   *left_out)
{
  const TwMetricFacts *facts = job->facts;
  const TwSaleColumns *sales = &facts->sales;
  guint unrated = 0;

  for (gsize i = 0; i < sales->n; i++)
    {
      int row = tw_metric_job_row (job, sales->partner[i], sales->date[i]);
      gboolean known = tw_amount_is_known (sales->amount[i]);
      guint at = known ? unrated : unrated++;

      if (row >= 0 && known)
        {
          revenue[row].n[sales->source[i]]++;
          revenue[row].amount[sales->source[i]] += sales->amount[i];
        }
      else if (row >= 0)
        {
          tw_left_out_add (left_out, (guint) row * N_SOURCES + sales->source[i],
                           g_array_index (sales->unrated, TwUnratedSale, at).id);
        }
    }
  for (guint i = 0; i < facts->payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, i);
      int row = tw_metric_job_row (job, payout->partner, payout->period_end);

      if (row >= 0 && tw_amount_is_known (payout->charged)
          && (payout->approved || facts->settings.payouts != TW_PAYOUTS_APPROVED))
        revenue[row].royalty += payout->charged;
    }
}

/* The sales behind, of one source; a figure over several sources leads to the one with most. */
static void
set_sales_filter (TwMetricJob   *job,
                  TwMetricTable *table,
                  guint          row,
                  guint          column,
                  guint          source)
{
  const TwEntity *entity = tw_entity_find (sale_entities[source]);
  TwFilter *filter = tw_metric_job_filter (job, entity, row, "partner");

  tw_metric_job_filter_days (job, filter, "date", tw_metric_job_span (job, row));
  tw_metric_table_set_filter (table, row, column, entity, filter);
}

static gboolean
write_revenue_row (TwMetricJob    *job,
                   TwMetricTable  *table,
                   guint           row,
                   const Revenue  *revenue,
                   GError        **error)
{
  __int128 total = revenue->royalty;
  gint64 n = 0;
  guint most = 0;

  for (guint source = 0; source < N_SOURCES; source++)
    {
      total += revenue->amount[source];
      n += revenue->n[source];
      if (revenue->n[source] > revenue->n[most])
        most = source;
      if (!tw_metric_table_set_sum (table, row, 1 + source, revenue->amount[source], error))
        return FALSE;
      set_sales_filter (job, table, row, 1 + source, source);
    }
  tw_metric_table_set_int (table, row, 5, n);
  tw_metric_table_set_row_n (table, row, n);
  set_sales_filter (job, table, row, 0, most);
  set_sales_filter (job, table, row, 5, most);
  return tw_metric_table_set_sum (table, row, 0, total, error)
         && tw_metric_table_set_sum (table, row, 4, revenue->royalty, error);
}

/* Royalties that aren't known yet: n/a where nothing else is in the figure, else left out and told. */
static void
mark_royalties (const TwDues  *dues,
                guint          mask,
                TwMetricTable *table,
                guint          row,
                gpointer       user_data)
{
  const Revenue *revenue = user_data;

  tw_dues_mark (dues, mask, table, row, 0,
                revenue[row].royalty == 0 && tw_metric_table_get_row (table, row)->n == 0);
  tw_dues_mark (dues, mask, table, row, 4, revenue[row].royalty == 0);
}

/* What all of it comes to, in words. */
static void
set_revenue_finding (TwMetricJob   *job,
                     TwMetricTable *table)
{
  g_autofree char *amount = tw_metric_table_cell_text (table, 0, 0);
  g_autofree char *sales = tw_metric_table_cell_text (table, 0, 5);
  const TwMetricCell *cell = tw_metric_table_get_cell (table, 0, 0);

  tw_metric_table_set_headline (table, 0, 0);
  if (cell->flags & TW_METRIC_INCOMPLETE)
    /* Translators: an amount, its currency, a number of sales, what is left out, such as “royalties of 2026-Q2 are not
     * calculated”. */
    tw_metric_table_take_finding (table, g_strdup_printf (_("Partners brought %1$s %2$s net so far, in %3$s sales; "
                                                            "%4$s."), amount, job->facts->currency, sales,
                                                          cell->reason));
  else if (cell->known)
    /* Translators: an amount, its currency, a number of sales. */
    tw_metric_table_take_finding (table, g_strdup_printf (_("Partners brought %s %s net, in %s sales."), amount,
                                                          job->facts->currency, sales));
  else
    tw_metric_table_set_answer (table, 0, 0);
}

gboolean
tw_metric_net_revenue (TwMetricJob    *job,
                       TwMetricTable  *table,
                       GError        **error)
{
  g_autofree Revenue *revenue = g_new0 (Revenue, tw_metric_job_n_rows (job) + 1);
  g_autoptr (TwLeftOut) left_out = tw_left_out_new ();
  gint64 n = 0;
  gboolean any = FALSE;

  gather_revenue (job, revenue, left_out);
  tw_metric_table_add_column (table, "revenue", _("Net revenue"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "resale", _("Resale"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "marketplace", _("Marketplace"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "services", _("Services"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "royalty", _("Royalties"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "sales", _("Sales"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_left_out_add_column (left_out, table);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      if (!write_revenue_row (job, table, row, &revenue[row], error))
        return FALSE;
      n += tw_metric_table_get_row (table, row)->n;
      any = any || n > 0 || revenue[row].royalty != 0;
    }
  tw_metric_table_set_n (table, n);
  if (!any && tw_left_out_total (left_out) == 0)
    tw_metric_table_set_empty (table, _("Nothing was sold in this period."));
  tw_dues_mark_rows (job, tw_dues_wanted (job) & TW_DUE_OF_ROYALTIES, table, mark_royalties, revenue);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    tw_left_out_write (left_out, row * N_SOURCES, table, row, 0,
                       revenue[row].royalty == 0 && tw_metric_table_get_row (table, row)->n == 0, sale_entities,
                       N_SOURCES);
  if (job->breakdown == TW_BREAKDOWN_NONE)
    set_revenue_finding (job, table);
  tw_metric_note_missing (table, tw_left_out_total (left_out));
  tw_metric_table_add_note (table, "%s", _("Refunds count where they are dated, with their own sign. Royalties come "
                                           "from statements."));
  return !tw_metric_job_cancelled (job, error);
}
