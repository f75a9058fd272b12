/* tw-metric-roi.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the programs return on what is invested in them. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-return.h"

#include <glib/gi18n-lib.h>

enum
{
  ROI,
  ROI_RETURN,
  ROI_INVESTMENT,
  ROI_NET,
  ROI_REVENUE,
  ROI_BASELINE,
  ROI_INCREMENTAL,
  ROI_MARGIN_RATE,
  ROI_ON_REVENUE,
  ROI_PRIOR,
  ROI_INVESTMENT_SHARE = ROI_PRIOR + TW_N_METHODS,
  ROI_RETURN_SHARE,
  ROI_PARTNERS,
  ROI_N_COLUMNS,
};

/* The rate of the sales that tell a margin, else that of the settings; royalties are all margin. */
static gboolean
find_margin_rate (const TwMetricJob *job,
                  const TwReturnSums        *sums,
                  TwFraction        *rate)
{
  __int128 sales = sums->revenue - sums->royalty;
  TwFraction of_sales, part, whole;

  if (sales == 0 && sums->royalty != 0)
    return tw_fraction_new (1, 1, rate);
  if (sums->margin_revenue != 0)
    {
      if (!tw_fraction_new (sums->margin, sums->margin_revenue, &of_sales))
        return FALSE;
    }
  else if (job->facts->settings.margin_rate < 0
           || !tw_fraction_new (job->facts->settings.margin_rate, 1000000, &of_sales))
    return FALSE;
  if (sums->royalty == 0)
    {
      *rate = of_sales;
      return TRUE;
    }
  return tw_fraction_new (sales, 1, &part) && tw_fraction_mul (part, of_sales, &part)
         && tw_fraction_new (sums->royalty, 1, &whole) && tw_fraction_add (part, whole, &part)
         && tw_fraction_new (sums->revenue, 1, &whole) && sums->revenue != 0 && tw_fraction_div (part, whole, rate);
}

static gint64
apply_rate (__int128          amount,
            const TwFraction *rate)
{
  return tw_return_scale ((gint64) amount, rate->num, rate->den);
}

typedef struct
{
  gboolean on_revenue;    /* margin isn't known anywhere, or revenue is asked for */
  __int128 invested;      /* of all rows of a slice, for shares */
  __int128 returned;
} Basis;

/* What each method says. */
static void
write_methods (TwMetricTable         *table,
               guint                  row,
               const TwReturnSums    *sums,
               const TwReturnMethods *methods,
               const TwFraction      *rate)
{
  double values[TW_N_METHODS] = { 0 };

  if (sums->invested == 0)
    return;
  for (guint method = 0; method < TW_N_METHODS; method++)
    {
      gint64 returned = apply_rate (sums->revenue - sums->baseline[method], rate);

      if (!methods->available[method])
        continue;
      tw_metric_table_set_fraction (table, row, ROI_PRIOR + method, returned - sums->invested, sums->invested);
      values[method] = tw_metric_table_get_cell (table, row, ROI_PRIOR + method)->number;
      if ((int) method == methods->chosen)
        tw_metric_table_add_flags (table, row, ROI_PRIOR + method, TW_METRIC_CHOSEN);
    }
  if (methods->chosen >= 0)
    tw_return_set_range (table, row, ROI, values, methods);
}

/* What the chosen method says; @rate: (nullable): where no margin is known. */
static gboolean
write_chosen (TwMetricTable         *table,
              guint                  row,
              const TwReturnSums    *sums,
              const TwReturnMethods *methods,
              const TwFraction      *rate,
              Basis                 *basis,
              GError               **error)
{
  __int128 incremental = sums->revenue - sums->baseline[methods->chosen];
  gint64 returned;

  if (!tw_metric_table_set_sum (table, row, ROI_BASELINE, sums->baseline[methods->chosen], error)
      || !tw_metric_table_set_sum (table, row, ROI_INCREMENTAL, incremental, error))
    return FALSE;
  tw_metric_table_set_fraction (table, row, ROI_ON_REVENUE, incremental - sums->invested, sums->invested);
  if (rate == NULL)
    return TRUE;
  returned = apply_rate (incremental, rate);
  tw_metric_table_set_fraction (table, row, ROI, returned - sums->invested, sums->invested);
  tw_metric_table_set_int (table, row, ROI_RETURN, returned);
  basis->returned += returned;
  return tw_metric_table_set_sum (table, row, ROI_NET, returned - sums->invested, error);
}

static gboolean
write_roi (TwMetricJob            *job,
           TwMetricTable          *table,
           guint                   row,
           const TwReturnSums     *sums,
           const TwReturnMethods  *methods,
           gpointer                data,
           GError                **error)
{
  static const guint of_margin[] = { ROI, ROI_RETURN, ROI_NET, ROI_MARGIN_RATE };
  static const guint based[] = { ROI, ROI_RETURN, ROI_NET, ROI_BASELINE, ROI_INCREMENTAL, ROI_ON_REVENUE };
  Basis *basis = data;
  TwFraction rate = TW_FRACTION_ONE;
  gboolean known = basis->on_revenue || find_margin_rate (job, sums, &rate);
  gboolean nobody = sums->partners == 0 && sums->left_out > 0;

  if (known)
    write_methods (table, row, sums, methods, &rate);
  if (methods->chosen >= 0
      && !write_chosen (table, row, sums, methods, known ? &rate : NULL, basis, error))
    return FALSE;
  for (guint i = 0; methods->chosen < 0 && i < G_N_ELEMENTS (based); i++)
    tw_metric_table_set_unknown (table, row, based[i], tw_return_no_baseline ());
  for (guint i = 0; !known && sums->revenue != 0 && i < G_N_ELEMENTS (of_margin); i++)
    tw_metric_table_set_unknown (table, row, of_margin[i], _("these sales tell neither margin nor cost, and no gross "
                                                             "margin is set in the preferences"));
  if (known && !basis->on_revenue)
    tw_metric_table_set_fraction (table, row, ROI_MARGIN_RATE, rate.num, rate.den);
  basis->invested += sums->invested;
  tw_metric_table_set_cell_n (table, row, ROI, sums->partners);
  if (!tw_metric_table_set_sum (table, row, ROI_INVESTMENT, sums->invested, error)
      || !tw_metric_table_set_sum (table, row, ROI_REVENUE, sums->revenue, error))
    return FALSE;
  tw_return_finish_row (job, table, row, ROI_N_COLUMNS, ROI_PARTNERS, sums, methods);
  /* What was invested is known all the same, unless payouts are what isn't. */
  return !nobody || (sums->due & TW_DUE_OF_PAYOUTS) != 0
         || tw_metric_table_set_sum (table, row, ROI_INVESTMENT, sums->left_invested, error);
}

static void
add_roi_columns (TwMetricTable *table,
                 gboolean       on_revenue)
{
  const struct
  {
    const char  *name;
    const char  *label;
    TwMetricUnit unit;
  } columns[ROI_N_COLUMNS] = {
    [ROI] = { "roi", _("Program ROI"), TW_METRIC_RATIO },
    [ROI_RETURN] = { "return", on_revenue ? _("Return in revenue") : _("Return in margin"), TW_METRIC_MONEY },
    [ROI_INVESTMENT] = { "investment", _("Investment"), TW_METRIC_MONEY },
    [ROI_NET] = { "net_return", _("Net return"), TW_METRIC_MONEY },
    [ROI_REVENUE] = { "revenue", _("Revenue"), TW_METRIC_MONEY },
    [ROI_BASELINE] = { "baseline", _("Baseline"), TW_METRIC_MONEY },
    [ROI_INCREMENTAL] = { "incremental", _("Incremental revenue"), TW_METRIC_MONEY },
    [ROI_MARGIN_RATE] = { "margin_rate", _("Gross margin"), TW_METRIC_RATE },
    [ROI_ON_REVENUE] = { "roi_revenue", _("ROI on revenue"), TW_METRIC_RATIO },
    [ROI_PRIOR + TW_METHOD_PRIOR] = { "roi_prior", _("Over a year before"), TW_METRIC_RATIO },
    [ROI_PRIOR + TW_METHOD_DIFFERENCE] = { "roi_difference", _("Over others' growth"), TW_METRIC_RATIO },
    [ROI_PRIOR + TW_METHOD_RUN_RATE] = { "roi_run_rate", _("Over before enrolment"), TW_METRIC_RATIO },
    [ROI_INVESTMENT_SHARE] = { "investment_share", _("Share of investment"), TW_METRIC_RATE },
    [ROI_RETURN_SHARE] = { "return_share", _("Share of return"), TW_METRIC_RATE },
    [ROI_PARTNERS] = { "partners", _("Partners"), TW_METRIC_COUNT },
  };

  for (guint i = 0; i < ROI_N_COLUMNS; i++)
    tw_metric_table_add_column (table, columns[i].name, columns[i].label, columns[i].unit,
                                i == ROI ? TW_COLUMN_FIGURE : TW_COLUMN_DETAIL);
}

/* Whether sales of the period tell a margin, or the settings do. */
static gboolean
knows_margin (const TwMetricJob *job)
{
  const TwSaleColumns *sales = &job->facts->sales;

  if (job->facts->settings.margin_rate >= 0)
    return TRUE;
  for (gsize i = 0; i < sales->n; i++)
    if (tw_amount_is_known (sales->margin[i]) && sales->date[i] >= job->period.start
        && sales->date[i] < job->period.end)
      return TRUE;
  return FALSE;
}

static void
write_shares (TwMetricTable *table,
              const Basis   *basis)
{
  for (guint row = 0; row < tw_metric_table_get_n_rows (table); row++)
    {
      const TwMetricCell *invested = tw_metric_table_get_cell (table, row, ROI_INVESTMENT);
      const TwMetricCell *returned = tw_metric_table_get_cell (table, row, ROI_RETURN);

      if (basis->invested > 0 && returned->known)
        tw_metric_table_set_fraction (table, row, ROI_INVESTMENT_SHARE, invested->exact.num, basis->invested);
      if (basis->returned > 0 && returned->known)
        tw_metric_table_set_fraction (table, row, ROI_RETURN_SHARE, returned->exact.num, basis->returned);
    }
}

/* The best and the worst group in one sentence. */
static void
find_roi (const TwMetricJob *job,
          TwMetricTable     *table)
{
  int best = -1, worst = -1;

  for (guint row = 0; row < tw_metric_table_get_n_rows (table); row++)
    {
      const TwMetricCell *cell = tw_metric_table_get_cell (table, row, ROI);

      if (!cell->known || (cell->flags & TW_METRIC_INCOMPLETE) != 0)
        continue;
      if (best < 0 || cell->number > tw_metric_table_get_cell (table, (guint) best, ROI)->number)
        best = (int) row;
      if (worst < 0 || cell->number < tw_metric_table_get_cell (table, (guint) worst, ROI)->number)
        worst = (int) row;
    }
  if (best < 0)
    return;
  {
    g_autofree char *most = tw_metric_table_cell_text (table, (guint) best, ROI);
    g_autofree char *least = tw_metric_table_cell_text (table, (guint) worst, ROI);

    if (job->breakdown == TW_BREAKDOWN_NONE || best == worst)
      /* Translators: a number such as 1.41. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("The programs return %s per unit invested, net."), most));
    else
      /* Translators: a group and its return, twice, such as Reseller: 1.90. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Net return per unit invested: %s %s, %s %s."),
                                                            tw_metric_table_get_row (table, (guint) best)->label, most,
                                                            tw_metric_table_get_row (table, (guint) worst)->label,
                                                            least));
  }
}

gboolean
tw_metric_program_roi (TwMetricJob    *job,
                       TwMetricTable  *table,
                       GError        **error)
{
  gboolean margin = job->facts->settings.roi_basis == TW_ROI_MARGIN;
  Basis basis = { 0 };

  basis.on_revenue = !margin || !knows_margin (job);
  add_roi_columns (table, basis.on_revenue);
  tw_metric_job_add_rows (job, table);
  if (!tw_return_each_row (job, table, TW_DUE_OF_ROYALTIES | TW_DUE_OF_PAYOUTS, write_roi, &basis, error))
    return FALSE;
  if ((job->breakdown & TW_BREAKDOWN_TIMES) == 0)
    write_shares (table, &basis);
  if (job->breakdown != TW_BREAKDOWN_NONE || tw_metric_table_set_answer (table, 0, ROI))
    find_roi (job, table);
  if (margin && basis.on_revenue)
    tw_metric_table_add_note (table, "%s", _("Measured on revenue, because sales tell neither margin nor cost and no "
                                             "gross margin is set in the preferences."));
  else
    tw_metric_table_add_note (table, "%s", basis.on_revenue
                                           ? _("Measured on revenue.")
                                           : _("Measured on gross margin; royalties are all margin."));
  tw_metric_table_add_note (table, "%s", job->facts->settings.allocation == TW_ALLOCATE_REVENUE
                                         ? _("Shared investment is allocated by revenue among enrolled partners.")
                                         : _("Shared investment is allocated equally among enrolled partners."));
  return TRUE;
}
