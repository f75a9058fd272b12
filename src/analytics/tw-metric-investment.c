/* tw-metric-investment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Investment, and held against what it was made for. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-dues.h"
#include "tw-metric-left-out.h"

#include <glib/gi18n-lib.h>

/* Investment ------------------------------------------------------------------------------------ */

static void
note_investment (const TwMetricJob *job,
                 const TwEconomics *economics,
                 TwMetricTable     *table)
{
  const TwMetricSettings *settings = &job->facts->settings;

  if (economics->allocated != 0 && settings->allocation == TW_ALLOCATE_REVENUE
      && tw_dues_any (economics->dues, TW_DUE_OF_ROYALTIES))
    tw_metric_table_add_note (table, "%s", _("Revenue by which shared investment is allocated has these royalties not "
                                             "in it."));
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

/* Whether what is recorded counts beside payouts, which stand for incentives. */
static gboolean
counts (const TwMetricJob  *job,
        const TwInvestment *entry,
        int                 incentives)
{
  return entry->date >= job->period.start && entry->date < job->period.end
         && (!job->filtered || (entry->partner >= 0 && job->group[entry->partner] >= 0))
         && (job->facts->settings.payouts == TW_PAYOUTS_NONE || entry->category != incentives)
         && tw_amount_is_known (entry->amount);
}

static gint64
count_entries (const TwMetricJob *job)
{
  const GArray *investments = job->facts->investments;
  int incentives = tw_metric_facts_text_id (job->facts, "incentives");
  gint64 n = 0;

  for (guint i = 0; i < investments->len; i++)
    n += counts (job, &g_array_index (investments, TwInvestment, i), incentives) ? 1 : 0;
  return n;
}

static gboolean
write_by_category (TwMetricJob    *job,
                   TwMetricTable  *table,
                   GError        **error)
{
  const TwMetricFacts *facts = job->facts;
  const TwField *field = tw_entity_get_field (tw_entity_find ("investment"), "category");
  int incentives = tw_metric_facts_text_id (facts, "incentives");

  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      int category = tw_metric_facts_text_id (facts, choice->key);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      __int128 sum = 0;
      guint row;

      for (guint i = 0; i < facts->investments->len; i++)
        {
          const TwInvestment *entry = &g_array_index (facts->investments, TwInvestment, i);

          if (entry->category != category || !counts (job, entry, incentives))
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
  guint due = 0, row;

  for (gsize i = 0; i < economics->n; i++)
    if (job->group[i] >= 0)
      {
        paid += economics->partners[i].paid;
        due |= economics->due[i] & TW_DUE_OF_PAYOUTS;
      }
  if (paid == 0 && due == 0)
    return TRUE;
  row = tw_metric_table_add_row (table, "payouts", _("Program payouts"), NULL, job->period);
  if (!tw_metric_table_set_sum (table, row, 0, paid, error))
    return FALSE;
  tw_dues_mark (economics->dues, due, table, row, 0, paid == 0);
  return TRUE;
}

/* What was invested in the partners of each group of a slice. */
typedef struct
{
  __int128 invested;
  __int128 paid;
  guint    due;      /* TwDue of payouts */
} Invested;

static void
add_invested (const TwMetricJob *job,
              const TwEconomics *economics,
              Invested          *groups)
{
  for (gsize i = 0; i < economics->n; i++)
    if (job->group[i] >= 0)
      {
        Invested *group = &groups[job->group[i]];

        group->invested += economics->partners[i].invested;
        group->paid += economics->partners[i].paid;
        group->due |= economics->due[i] & TW_DUE_OF_PAYOUTS;
      }
}

static gboolean
write_invested (TwMetricJob        *job,
                TwMetricTable      *table,
                guint               row,
                const Invested     *sum,
                const TwDues       *dues,
                GError            **error)
{
  if (!tw_metric_table_set_sum (table, row, 0, sum->invested, error)
      || !tw_metric_table_set_sum (table, row, 1, sum->paid, error))
    return FALSE;
  tw_dues_mark (dues, sum->due, table, row, 0, sum->invested == 0);
  tw_dues_mark (dues, sum->due, table, row, 1, sum->paid == 0);
  set_investment_filter (job, table, row, 0);
  return TRUE;
}

static gboolean
invest_slice (TwMetricJob    *job,
              TwMetricTable  *table,
              guint           slice,
              TwDues         *dues,
              gboolean       *any,
              gint64         *missing,
              GError        **error)
{
  g_autoptr (TwEconomics) economics = tw_economics_new (job, g_array_index (job->slices, TwSpan, slice), error);
  g_autofree Invested *groups = g_new0 (Invested, job->n_groups + 1);
  gboolean categories = (job->breakdown & TW_BREAKDOWN_CATEGORY) != 0;

  if (economics == NULL)
    return FALSE;
  if (slice == 0)
    note_investment (job, economics, table);
  *missing += economics->missing;
  tw_dues_absorb (dues, economics->dues);
  if (categories)
    {
      if (!write_by_category (job, table, error) || !write_payout_category (job, table, economics, error))
        return FALSE;
      *any = *any || tw_metric_table_get_n_rows (table) > 0;
      return TRUE;
    }
  add_invested (job, economics, groups);
  for (guint g = 0; g < job->n_groups; g++)
    {
      if (!write_invested (job, table, slice * job->n_groups + g, &groups[g], economics->dues, error))
        return FALSE;
      *any = *any || groups[g].invested != 0;
    }
  return TRUE;
}

gboolean
tw_metric_investment (TwMetricJob    *job,
                      TwMetricTable  *table,
                      GError        **error)
{
  g_autoptr (TwDues) dues = tw_dues_new ();
  gboolean any = FALSE;
  gint64 missing = 0;

  tw_metric_table_add_column (table, "investment", _("Investment"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "payouts", _("Of it payouts"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  if ((job->breakdown & TW_BREAKDOWN_CATEGORY) == 0)
    tw_metric_job_add_rows (job, table);
  for (guint slice = 0; slice < job->slices->len; slice++)
    if (!invest_slice (job, table, slice, dues, &any, &missing, error))
      return FALSE;
  tw_metric_note_missing (table, missing);
  tw_metric_table_set_n (table, count_entries (job));
  if (!any)
    tw_metric_table_set_empty (table, _("No investment is recorded in this period."));
  tw_dues_note (dues, TW_DUE_OF_PAYOUTS, table);
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
                   TwLeftOut   *left_out)
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

            if (deals->won[i] == TW_AMOUNT_UNKNOWN)
              {
                tw_left_out_add (left_out, row, deals->id[i]);
                continue;
              }
            g_array_append_val ((GArray *) ids->pdata[row], deals->id[i]);
            won[row] += tw_amount_is_known (deals->won[i]) ? deals->won[i] : 0;
          }
    }
}

static gboolean
write_intensity (TwMetricJob     *job,
                 TwMetricTable   *table,
                 guint            row,
                 const Invested  *sum,
                 __int128         won,
                 const GArray    *behind,
                 const TwDues    *dues,
                 GError         **error)
{
  tw_metric_table_set_fraction (table, row, 0, sum->invested, won);
  tw_metric_table_set_cell_n (table, row, 0, behind->len);
  if (!tw_metric_table_set_sum (table, row, 1, sum->invested, error)
      || !tw_metric_table_set_sum (table, row, 2, won, error))
    return FALSE;
  tw_dues_mark (dues, sum->due, table, row, 0, TRUE);
  tw_dues_mark (dues, sum->due, table, row, 1, sum->invested == 0);
  tw_metric_table_set_row_n (table, row, behind->len);
  tw_metric_job_set_ids (table, row, 0, "opportunity", behind, _("Won with partner"));
  tw_metric_job_set_ids (table, row, 2, "opportunity", behind, _("Won with partner"));
  set_investment_filter (job, table, row, 1);
  return TRUE;
}

static gboolean
intensity_slice (TwMetricJob     *job,
                 TwMetricTable   *table,
                 guint            slice,
                 const __int128  *won,
                 GPtrArray       *ids,
                 TwDues          *dues,
                 gint64          *missing,
                 GError         **error)
{
  g_autoptr (TwEconomics) economics = tw_economics_new (job, g_array_index (job->slices, TwSpan, slice), error);
  g_autofree Invested *groups = g_new0 (Invested, job->n_groups + 1);

  if (economics == NULL)
    return FALSE;
  *missing += economics->missing;
  if (slice == 0)
    note_investment (job, economics, table);
  tw_dues_absorb (dues, economics->dues);
  add_invested (job, economics, groups);
  for (guint g = 0; g < job->n_groups; g++)
    {
      guint row = slice * job->n_groups + g;

      if (!write_intensity (job, table, row, &groups[g], won[row], ids->pdata[row], economics->dues, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tw_metric_intensity (TwMetricJob    *job,
                     TwMetricTable  *table,
                     GError        **error)
{
  guint rows = tw_metric_job_n_rows (job);
  g_autofree __int128 *won = g_new0 (__int128, rows + 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (TwDues) dues = tw_dues_new ();
  g_autoptr (TwLeftOut) left_out = tw_left_out_new ();
  static const char *const entity[] = { "opportunity" };
  gint64 missing = 0, n = 0;

  for (guint i = 0; i < rows; i++)
    g_ptr_array_add (ids, g_array_new (FALSE, FALSE, sizeof (gint64)));
  gather_influenced (job, won, ids, left_out);
  tw_metric_table_add_column (table, "intensity", _("Investment per revenue"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "investment", _("Investment"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "influenced", _("Influenced revenue"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_left_out_add_column (left_out, table);
  tw_metric_job_add_rows (job, table);
  for (guint slice = 0; slice < job->slices->len; slice++)
    if (!intensity_slice (job, table, slice, won, ids, dues, &missing, error))
      return FALSE;
  for (guint row = 0; row < rows; row++)
    {
      n += ((GArray *) ids->pdata[row])->len;
      tw_left_out_write (left_out, row, table, row, -1, FALSE, entity, 1);
    }
  missing += tw_left_out_total (left_out);
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No opportunity with a partner was won in this period."));
  else
    tw_dues_note (dues, TW_DUE_OF_PAYOUTS, table);
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *figure = tw_metric_table_cell_text (table, 0, 0);

      if (tw_metric_table_set_answer (table, 0, 0))
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
  guint due = 0;

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

      if (job->group[i] < 0
          || (!entry->enrolled && entry->revenue == 0 && entry->invested == 0 && economics->due[i] == 0))
        continue;
      row = tw_metric_table_add_row (table, facts->partners.key[i], facts->partners.name[i], NULL, job->period);
      tw_metric_table_set_int (table, row, 0, entry->revenue);
      tw_metric_table_set_int (table, row, 1, entry->invested);
      tw_dues_mark (economics->dues, economics->due[i] & TW_DUE_OF_ROYALTIES, table, row, 0, entry->revenue == 0);
      tw_dues_mark (economics->dues, economics->due[i] & TW_DUE_OF_PAYOUTS, table, row, 1, entry->invested == 0);
      due |= economics->due[i];
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
  tw_dues_note (economics->dues, due, table);
  note_investment (job, economics, table);
  tw_metric_note_missing (table, economics->missing);
  return TRUE;
}
