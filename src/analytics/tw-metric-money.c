/* tw-metric-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Revenue, investment, and both against each other. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>

/* Net revenue ----------------------------------------------------------------------------------- */

typedef struct
{
  __int128 amount[3];   /* by TwSaleSource */
  gint64   n[3];
  __int128 royalty;
} Revenue;

static const char *const sale_entities[] = { "sale", "marketplace", "services" };

static void
gather_revenue (TwMetricJob *job,
                Revenue     *revenue,
                gint64      *missing)
{
  const TwMetricFacts *facts = job->facts;
  const TwSaleColumns *sales = &facts->sales;

  for (gsize i = 0; i < sales->n; i++)
    {
      int row = tw_metric_job_row (job, sales->partner[i], sales->date[i]);

      if (row < 0)
        continue;
      revenue[row].n[sales->source[i]]++;
      if (tw_amount_is_known (sales->amount[i]))
        revenue[row].amount[sales->source[i]] += sales->amount[i];
      else
        ++*missing;
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

  for (guint source = 0; source < 3; source++)
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

gboolean
tw_metric_net_revenue (TwMetricJob    *job,
                       TwMetricTable  *table,
                       GError        **error)
{
  g_autofree Revenue *revenue = g_new0 (Revenue, tw_metric_job_n_rows (job) + 1);
  gint64 missing = 0, n = 0;

  gather_revenue (job, revenue, &missing);
  tw_metric_table_add_column (table, "revenue", _("Net revenue"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "resale", _("Resale"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "marketplace", _("Marketplace"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "services", _("Services"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "royalty", _("Royalties"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "sales", _("Sales"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      if (!write_revenue_row (job, table, row, &revenue[row], error))
        return FALSE;
      n += tw_metric_table_get_row (table, row)->n;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("Nothing was sold in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *amount = tw_metric_table_cell_text (table, 0, 0);
      g_autofree char *sales = tw_metric_table_cell_text (table, 0, 5);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: an amount, its currency, a number of sales. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Partners brought %s %s net, in %s sales."), amount,
                                                            job->facts->currency, sales));
    }
  tw_metric_note_missing (table, missing);
  tw_metric_table_add_note (table, "%s", _("Refunds count where they are dated, with their own sign. Royalties come "
                                           "from statements."));
  return !tw_metric_job_cancelled (job, error);
}

/* Investment ------------------------------------------------------------------------------------ */

static void
note_investment (const TwMetricJob *job,
                 const TwEconomics *economics,
                 TwMetricTable     *table)
{
  const TwMetricSettings *settings = &job->facts->settings;

  if (economics->allocated != 0)
    tw_metric_table_add_note (table, "%s", settings->allocation == TW_ALLOCATE_REVENUE
                                           ? _("Shared investment is allocated by revenue among enrolled partners.")
                                           : _("Shared investment is allocated equally among enrolled partners."));
  if (economics->unallocated != 0)
    {
      g_autofree char *left = tw_metric_format_value (TW_METRIC_MONEY, tw_fraction_from_int (economics->unallocated),
                                                      job->facts->digits, &tw_metric_format_default);

      tw_metric_table_add_note (table, _("%s %s of shared investment is left out: no partner it is for is enrolled."),
                                left, job->facts->currency);
    }
  tw_metric_table_add_note (table, "%s", settings->payouts == TW_PAYOUTS_APPROVED
                                         ? _("Payouts of approved statements count as investment.")
                                         : settings->payouts == TW_PAYOUTS_CALCULATED
                                         ? _("Payouts of calculated and approved statements count as investment.")
                                         : _("Payouts of statements don't count as investment."));
}

/* The investments behind a figure: those recorded for its partners. Shared ones stand in the note. */
static void
set_investment_filter (TwMetricJob   *job,
                       TwMetricTable *table,
                       guint          row,
                       guint          column)
{
  const TwEntity *entity = tw_entity_find ("investment");
  TwFilter *filter = tw_metric_job_filter (job, entity, row, "partner");

  tw_metric_job_filter_days (job, filter, "date", tw_metric_job_span (job, row));
  tw_filter_add (filter, job->scope->workspace, "side", TW_FILTER_IS, "vendor", NULL);
  tw_filter_add (filter, job->scope->workspace, "state", TW_FILTER_IS, "actual", NULL);
  tw_metric_table_set_filter (table, row, column, entity, filter);
}

static gboolean
write_by_category (TwMetricJob    *job,
                   TwMetricTable  *table,
                   gint64         *n,
                   GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  const TwField *field = tw_entity_get_field (tw_entity_find ("investment"), "category");
  gboolean counted = facts->settings.payouts != TW_PAYOUTS_NONE;

  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      int category = tw_metric_facts_text_id (facts, choice->key);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      __int128 sum = 0;
      guint row;

      for (guint i = 0; i < facts->investments->len; i++)
        {
          const TwInvestment *entry = &g_array_index (facts->investments, TwInvestment, i);

          if (entry->category != category || entry->date < job->period.start || entry->date >= job->period.end
              || (job->filtered && (entry->partner < 0 || job->group[entry->partner] < 0))
              || (counted && g_str_equal (choice->key, "incentives")) || !tw_amount_is_known (entry->amount))
            continue;
          sum += entry->amount;
          g_array_append_val (ids, entry->id);
        }
      if (ids->len == 0)
        continue;
      row = tw_metric_table_add_row (table, choice->key, tw_field_get_choice_label (field, choice->key), NULL,
                                     job->period);
      if (!tw_metric_table_set_sum (table, row, 0, sum, error))
        return FALSE;
      tw_metric_table_set_row_n (table, row, ids->len);
      tw_metric_job_set_ids (table, row, 0, "investment", ids, tw_field_get_choice_label (field, choice->key));
      *n += ids->len;
    }
  return TRUE;
}

static gboolean
write_payout_category (TwMetricJob        *job,
                       TwMetricTable      *table,
                       const TwEconomics  *economics,
                       GError            **error)
{
  __int128 paid = 0;

  for (gsize i = 0; i < economics->n; i++)
    if (job->group[i] >= 0)
      paid += economics->partners[i].paid;
  if (paid == 0)
    return TRUE;
  return tw_metric_table_set_sum (table, tw_metric_table_add_row (table, "payouts", _("Program payouts"), NULL,
                                                                  job->period), 0, paid, error);
}

gboolean
tw_metric_investment (TwMetricJob    *job,
                      TwMetricTable  *table,
                      GError        **error)
{
  gboolean categories = (job->breakdown & TW_BREAKDOWN_CATEGORY) != 0;
  g_autofree __int128 *sums = g_new0 (__int128, tw_metric_job_n_rows (job) + 1);
  g_autofree __int128 *paid = g_new0 (__int128, tw_metric_job_n_rows (job) + 1);
  gint64 n = 0;

  tw_metric_table_add_column (table, "investment", _("Investment"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "payouts", _("Of it payouts"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  if (!categories)
    tw_metric_job_add_rows (job, table);
  for (guint slice = 0; slice < job->slices->len; slice++)
    {
      g_autoptr (TwEconomics) economics = tw_economics_new (job, g_array_index (job->slices, TwSpan, slice), error);

      if (economics == NULL)
        return FALSE;
      for (gsize i = 0; i < economics->n; i++)
        if (job->group[i] >= 0)
          {
            sums[slice * job->n_groups + (guint) job->group[i]] += economics->partners[i].invested;
            paid[slice * job->n_groups + (guint) job->group[i]] += economics->partners[i].paid;
          }
      if (categories && (!write_by_category (job, table, &n, error)
                         || !write_payout_category (job, table, economics, error)))
        return FALSE;
      if (slice == 0)
        {
          note_investment (job, economics, table);
          tw_metric_note_missing (table, economics->missing);
        }
    }
  for (guint row = 0; !categories && row < tw_metric_job_n_rows (job); row++)
    {
      if (!tw_metric_table_set_sum (table, row, 0, sums[row], error)
          || !tw_metric_table_set_sum (table, row, 1, paid[row], error))
        return FALSE;
      set_investment_filter (job, table, row, 0);
      n += sums[row] != 0 ? 1 : 0;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No investment is recorded in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    tw_metric_table_set_headline (table, 0, 0);
  return TRUE;
}

/* MET-09 ---------------------------------------------------------------------------------------- */

/* Won by opportunities that partners of a row's group influenced, each once. */
static void
gather_influenced (TwMetricJob *job,
                   __int128    *won,
                   GPtrArray   *ids,
                   gint64      *missing)
{
  const TwOpportunityColumns *deals = &job->facts->opportunities;

  for (gsize i = 0; i < deals->n; i++)
    {
      TwDate day = deals->closed[i];
      guint slice;

      if (deals->status[i] != TW_OPPORTUNITY_WON || day == TW_DATE_NONE || day < job->period.start
          || day >= job->period.end)
        continue;
      slice = (guint) job->slice_of_day[day - job->period.start];
      for (guint g = 0; g < job->n_groups; g++)
        if (tw_metric_influences (job, i, (gint32) g, day, FALSE))
          {
            guint row = slice * job->n_groups + g;

            g_array_append_val ((GArray *) ids->pdata[row], deals->id[i]);
            if (tw_amount_is_known (deals->won[i]))
              won[row] += deals->won[i];
            else
              *missing += deals->won[i] == TW_AMOUNT_UNKNOWN;
          }
    }
}

gboolean
tw_metric_intensity (TwMetricJob    *job,
                     TwMetricTable  *table,
                     GError        **error)
{
  guint rows = tw_metric_job_n_rows (job);
  g_autofree __int128 *won = g_new0 (__int128, rows + 1);
  g_autofree __int128 *invested = g_new0 (__int128, rows + 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gint64 missing = 0, n = 0;

  for (guint i = 0; i < rows; i++)
    g_ptr_array_add (ids, g_array_new (FALSE, FALSE, sizeof (gint64)));
  gather_influenced (job, won, ids, &missing);
  tw_metric_table_add_column (table, "intensity", _("Investment per revenue"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "investment", _("Investment"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "influenced", _("Influenced revenue"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  for (guint slice = 0; slice < job->slices->len; slice++)
    {
      g_autoptr (TwEconomics) economics = tw_economics_new (job, g_array_index (job->slices, TwSpan, slice), error);

      if (economics == NULL)
        return FALSE;
      for (gsize i = 0; i < economics->n; i++)
        if (job->group[i] >= 0)
          invested[slice * job->n_groups + (guint) job->group[i]] += economics->partners[i].invested;
      missing += economics->missing;
      if (slice == 0)
        note_investment (job, economics, table);
    }
  for (guint row = 0; row < rows; row++)
    {
      GArray *behind = ids->pdata[row];

      tw_metric_table_set_fraction (table, row, 0, invested[row], won[row]);
      tw_metric_table_set_cell_n (table, row, 0, behind->len);
      if (!tw_metric_table_set_sum (table, row, 1, invested[row], error)
          || !tw_metric_table_set_sum (table, row, 2, won[row], error))
        return FALSE;
      tw_metric_table_set_row_n (table, row, behind->len);
      tw_metric_job_set_ids (table, row, 0, "opportunity", behind, _("Won with partner"));
      tw_metric_job_set_ids (table, row, 2, "opportunity", behind, _("Won with partner"));
      set_investment_filter (job, table, row, 1);
      n += behind->len;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No opportunity with a partner was won in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *figure = tw_metric_table_cell_text (table, 0, 0);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: a percentage. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Investment is %s of the revenue that partners "
                                                              "influenced."), figure));
    }
  tw_metric_note_missing (table, missing);
  return !tw_metric_job_cancelled (job, error);
}

/* Investment against contribution --------------------------------------------------------------- */

gboolean
tw_metric_contribution (TwMetricJob    *job,
                        TwMetricTable  *table,
                        GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  g_autoptr (TwEconomics) economics = tw_economics_new (job, job->period, error);
  gint64 n = 0;

  if (economics == NULL)
    return FALSE;
  tw_metric_table_add_column (table, "contribution", _("Revenue"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "investment", _("Investment"), TW_METRIC_MONEY, TW_COLUMN_REFERENCE);
  tw_metric_table_add_column (table, "tier", _("Tier"), TW_METRIC_TEXT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "sales", _("Sales"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  for (gsize i = 0; i < economics->n; i++)
    {
      const TwPartnerEconomics *entry = &economics->partners[i];
      const TwEntity *sales = tw_entity_find ("sale");
      TwFilter *filter;
      guint row;

      if (job->group[i] < 0 || (!entry->enrolled && entry->revenue == 0 && entry->invested == 0))
        continue;
      row = tw_metric_table_add_row (table, facts->partners.key[i], facts->partners.name[i], NULL, job->period);
      tw_metric_table_set_int (table, row, 0, entry->revenue);
      tw_metric_table_set_int (table, row, 1, entry->invested);
      tw_metric_table_set_text (table, row, 2,
                                tw_metric_facts_text (facts, tw_partner_spans_at (&facts->tiers, i,
                                                                                  job->period.end - 1)));
      tw_metric_table_set_int (table, row, 3, entry->sales);
      tw_metric_table_set_row_n (table, row, entry->sales);
      filter = tw_filter_new (sales);
      tw_filter_add_among (filter, "partner", &facts->partners.id[i], 1, facts->partners.name[i]);
      tw_metric_job_filter_days (job, filter, "date", job->period);
      tw_metric_table_set_filter (table, row, 0, sales, filter);
      n++;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner is enrolled in this period."));
  note_investment (job, economics, table);
  tw_metric_note_missing (table, economics->missing);
  return TRUE;
}
