/* tw-metric-return.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Incremental revenue over its baselines, and what the programs return. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many partners outside of the programs make a comparison. */
#define LEAST_COMPARED 5

enum
{
  PRIOR,
  DIFFERENCE,
  RUN_RATE,
  N_METHODS,
};

typedef struct
{
  __int128 revenue;
  __int128 royalty;
  __int128 margin;
  __int128 margin_revenue;
  __int128 invested;
  __int128 baseline[N_METHODS];
  gint64   partners;
  gint64   with_run_rate;
} Sums;

/* What the slice's methods know. */
typedef struct
{
  gboolean available[N_METHODS];
  int      chosen;               /* -1: none */
  gint64   compared;             /* partners outside of the programs */
} Methods;

/* Growth --------------------------------------------------------------------------------------- */

typedef struct
{
  __int128 now;
  __int128 prior;
  gint64   n;
} Growth;

/* Partners that were never enrolled by the end of the span, of a type or (-1) of any, with revenue a year
 * before. */
static Growth
measure_growth (const TwMetricJob *job,
                const TwEconomics *economics,
                int                type)
{
  const TwMetricFacts *facts = job->facts;
  Growth growth = { 0 };

  for (gsize i = 0; i < economics->n; i++)
    {
      const TwPartnerEconomics *entry = &economics->partners[i];
      TwDate enrolled = tw_partner_spans_first (&facts->enrolments, i);

      if ((enrolled != TW_DATE_NONE && enrolled < economics->span.end) || entry->prior <= 0
          || (type >= 0 && tw_partner_spans_at (&facts->types, i, economics->span.end - 1) != type))
        continue;
      growth.now += entry->revenue;
      growth.prior += entry->prior;
      growth.n++;
    }
  return growth;
}

static gint64
scale (gint64   amount,
       __int128 num,
       __int128 den)
{
  TwFraction factor, exact;
  gint64 result;

  if (!tw_fraction_new (num, den, &factor) || !tw_fraction_mul (tw_fraction_from_int (amount), factor, &exact)
      || !tw_fraction_round_int (exact, TW_ROUNDING_HALF_UP, &result))
    return amount;
  return result;
}

/* Sums ------------------------------------------------------------------------------------------ */

static void
add_partner (const TwMetricJob        *job,
             const TwEconomics        *economics,
             gsize                     i,
             const Growth             *growth,
             Sums                     *sums)
{
  const TwPartnerEconomics *entry = &economics->partners[i];
  TwDate enrolled = tw_partner_spans_first (&job->facts->enrolments, i);
  gboolean run_rate = entry->before_days > 0 && enrolled <= economics->span.start;

  sums->partners++;
  sums->revenue += entry->revenue;
  sums->royalty += entry->royalty;
  sums->margin += entry->margin;
  sums->margin_revenue += entry->margin_revenue;
  sums->baseline[PRIOR] += entry->prior;
  sums->baseline[DIFFERENCE] += growth->prior > 0 ? scale (entry->prior, growth->now, growth->prior) : entry->prior;
  sums->baseline[RUN_RATE] += run_rate ? scale (entry->before, economics->span.end - economics->span.start,
                                                entry->before_days)
                              : entry->prior;
  sums->with_run_rate += run_rate ? 1 : 0;
}

/* Fills the sums of one slice's groups; @methods is what holds for all of it. */
static void
gather (TwMetricJob       *job,
        const TwEconomics *economics,
        Sums              *sums,
        Methods           *methods)
{
  const TwMetricFacts *facts = job->facts;
  g_autoptr (GHashTable) by_type = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Growth all = measure_growth (job, economics, -1);
  gint64 with_run_rate = 0, enrolled = 0;

  for (gsize i = 0; i < economics->n; i++)
    {
      const TwPartnerEconomics *entry = &economics->partners[i];
      int type = tw_partner_spans_at (&facts->types, i, economics->span.end - 1);
      Growth *growth = g_hash_table_lookup (by_type, GINT_TO_POINTER (type));

      if (job->group[i] >= 0)
        sums[job->group[i]].invested += entry->invested;
      if (job->group[i] < 0 || !entry->enrolled)
        continue;
      if (growth == NULL)
        {
          growth = g_new (Growth, 1);
          *growth = measure_growth (job, economics, type);
          if (growth->n < LEAST_COMPARED)
            *growth = all;
          g_hash_table_insert (by_type, GINT_TO_POINTER (type), growth);
        }
      add_partner (job, economics, i, growth, &sums[job->group[i]]);
      enrolled++;
    }
  for (guint g = 0; g < job->n_groups; g++)
    with_run_rate += sums[g].with_run_rate;

  methods->compared = all.n;
  methods->available[PRIOR] = economics->prior_known;
  methods->available[DIFFERENCE] = economics->prior_known && all.n >= LEAST_COMPARED;
  methods->available[RUN_RATE] = with_run_rate > 0 && (economics->prior_known || with_run_rate == enrolled);
}

static void
choose (const TwMetricJob *job,
        Methods           *methods)
{
  static const int orders[][N_METHODS] = {
    [TW_BASELINE_AUTO] = { DIFFERENCE, PRIOR, RUN_RATE },
    [TW_BASELINE_PRIOR] = { PRIOR, DIFFERENCE, RUN_RATE },
    [TW_BASELINE_DIFFERENCE] = { DIFFERENCE, PRIOR, RUN_RATE },
    [TW_BASELINE_RUN_RATE] = { RUN_RATE, PRIOR, DIFFERENCE },
  };
  const int *order = orders[job->facts->settings.baseline];

  methods->chosen = -1;
  for (guint i = 0; i < N_METHODS && methods->chosen < 0; i++)
    if (methods->available[order[i]])
      methods->chosen = order[i];
}

static const char *
name_method (int method)
{
  static const char *const names[] = {
    N_("the same partners a year before"),
    N_("a year before, grown as partners outside of the programs did"),
    N_("revenue per day before enrolment, else a year before"),
  };

  return method < 0 ? _("none") : _(names[method]);
}

static void
note_methods (const TwMetricJob *job,
              const Methods     *methods,
              const Sums        *sums,
              TwMetricTable     *table)
{
  gint64 with = 0, partners = 0;

  for (guint g = 0; g < job->n_groups; g++)
    {
      with += sums[g].with_run_rate;
      partners += sums[g].partners;
    }
  if (methods->chosen < 0)
    {
      tw_metric_table_add_note (table, "%s", _("There is no baseline: facts don't reach back a year before the "
                                               "period, nor 90 days before partners enrolled."));
      return;
    }
  /* Translators: %s is how a baseline is made, such as "the same partners a year before". */
  tw_metric_table_add_note (table, _("Baseline: %s. The range is over all methods that can be computed."),
                            name_method (methods->chosen));
  if (methods->available[RUN_RATE] && with < partners)
    tw_metric_table_add_note (table, _("Revenue before enrolment is known of %d of %d partners; of the others a year "
                                       "before stands in."), (int) with, (int) partners);
  if (!methods->available[DIFFERENCE])
    tw_metric_table_add_note (table, _("Partners outside of the programs to compare with: %d; %d are needed."),
                              (int) methods->compared, LEAST_COMPARED);
}

/* Every slice in turn. */
typedef gboolean (*RowFunc) (TwMetricJob *job, TwMetricTable *table, guint row, const Sums *sums,
                             const Methods *methods, gpointer data, GError **error);

static gboolean
each_row (TwMetricJob    *job,
          TwMetricTable  *table,
          RowFunc         write,
          gpointer        data,
          GError        **error)
{
  gint64 n = 0, missing = 0;

  for (guint slice = 0; slice < job->slices->len; slice++)
    {
      g_autofree Sums *sums = g_new0 (Sums, job->n_groups + 1);
      g_autoptr (TwEconomics) economics = tw_economics_new (job, g_array_index (job->slices, TwSpan, slice), error);
      Methods methods = { 0 };

      if (economics == NULL)
        return FALSE;
      gather (job, economics, sums, &methods);
      choose (job, &methods);
      missing += economics->missing;
      if (slice == job->slices->len - 1)
        note_methods (job, &methods, sums, table);
      for (guint g = 0; g < job->n_groups; g++)
        {
          if (!write (job, table, slice * job->n_groups + g, &sums[g], &methods, data, error))
            return FALSE;
          n = slice == 0 ? n + sums[g].partners : n;
        }
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner is enrolled in this period."));
  tw_metric_note_missing (table, missing);
  return !tw_metric_job_cancelled (job, error);
}

/* The enrolled partners of a row. */
static void
set_partners (TwMetricJob   *job,
              TwMetricTable *table,
              guint          row,
              guint          n_columns)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < job->facts->partners.n; i++)
    if (job->group[i] == (gint32) (row % job->n_groups)
        && tw_partner_spans_meet (&job->facts->enrolments, i, tw_metric_job_span (job, row)))
      g_array_append_val (ids, job->facts->partners.id[i]);
  for (guint column = 0; column < n_columns; column++)
    tw_metric_job_set_ids (table, row, column, "partner", ids, _("Enrolled partners"));
}

/* MET-10 ---------------------------------------------------------------------------------------- */

static void
set_range (TwMetricTable *table,
           guint          row,
           guint          column,
           const double   values[N_METHODS],
           const Methods *methods)
{
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;
  int n = 0;

  for (guint method = 0; method < N_METHODS; method++)
    if (methods->available[method])
      {
        low = MIN (low, values[method]);
        high = MAX (high, values[method]);
        n++;
      }
  if (n > 1)
    tw_metric_table_set_interval (table, row, column, low, high);
}

static gboolean
write_incremental (TwMetricJob    *job,
                   TwMetricTable  *table,
                   guint           row,
                   const Sums     *sums,
                   const Methods  *methods,
                   gpointer        data,
                   GError        **error)
{
  double values[N_METHODS];

  for (guint method = 0; method < N_METHODS; method++)
    {
      values[method] = (double) (sums->revenue - sums->baseline[method]) / pow (10, job->facts->digits);
      if (!methods->available[method])
        continue;
      if (!tw_metric_table_set_sum (table, row, 3 + method, sums->revenue - sums->baseline[method], error))
        return FALSE;
      if ((int) method == methods->chosen)
        tw_metric_table_add_flags (table, row, 3 + method, TW_METRIC_CHOSEN);
    }
  if (methods->chosen >= 0
      && (!tw_metric_table_set_sum (table, row, 0, sums->revenue - sums->baseline[methods->chosen], error)
          || !tw_metric_table_set_sum (table, row, 2, sums->baseline[methods->chosen], error)))
    return FALSE;
  if (methods->chosen >= 0)
    set_range (table, row, 0, values, methods);
  tw_metric_table_set_int (table, row, 6, sums->partners);
  tw_metric_table_set_row_n (table, row, sums->partners);
  set_partners (job, table, row, 7);
  return tw_metric_table_set_sum (table, row, 1, sums->revenue, error);
}

gboolean
tw_metric_incremental (TwMetricJob    *job,
                       TwMetricTable  *table,
                       GError        **error)
{
  tw_metric_table_add_column (table, "incremental", _("Incremental revenue"), TW_METRIC_MONEY, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "revenue", _("Revenue"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "baseline", _("Baseline"), TW_METRIC_MONEY, TW_COLUMN_REFERENCE);
  tw_metric_table_add_column (table, "over_prior", _("Over a year before"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "over_difference", _("Over others' growth"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "over_run_rate", _("Over before enrolment"), TW_METRIC_MONEY, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "partners", _("Partners"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_job_add_rows (job, table);
  if (!each_row (job, table, write_incremental, NULL, error))
    return FALSE;
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *amount = tw_metric_table_describe_cell (table, 0, 0, job->scope->format);

      tw_metric_table_set_headline (table, 0, 0);
      /* Translators: an amount with its currency and range. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Beyond the baseline partners brought %s."), amount));
    }
  return TRUE;
}

/* MET-11, MET-12 -------------------------------------------------------------------------------- */

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
  ROI_INVESTMENT_SHARE = ROI_PRIOR + N_METHODS,
  ROI_RETURN_SHARE,
  ROI_PARTNERS,
  ROI_N_COLUMNS,
};

/* The rate of the sales that tell a margin, else that of the settings; royalties are all margin. */
static gboolean
find_margin_rate (const TwMetricJob *job,
                  const Sums        *sums,
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
  return scale ((gint64) amount, rate->num, rate->den);
}

typedef struct
{
  gboolean on_revenue;    /* margin isn't known anywhere, or revenue is asked for */
  __int128 invested;      /* of all rows of a slice, for shares */
  __int128 returned;
} Basis;

static gboolean
write_roi (TwMetricJob    *job,
           TwMetricTable  *table,
           guint           row,
           const Sums     *sums,
           const Methods  *methods,
           gpointer        data,
           GError        **error)
{
  Basis *basis = data;
  TwFraction rate = TW_FRACTION_ONE;
  gboolean known = basis->on_revenue || find_margin_rate (job, sums, &rate);
  double values[N_METHODS] = { 0 };

  for (guint method = 0; known && method < N_METHODS; method++)
    {
      gint64 returned = apply_rate (sums->revenue - sums->baseline[method], &rate);

      if (!methods->available[method] || sums->invested == 0)
        continue;
      tw_metric_table_set_fraction (table, row, ROI_PRIOR + method, returned - sums->invested, sums->invested);
      values[method] = tw_metric_table_get_cell (table, row, ROI_PRIOR + method)->number;
      if ((int) method == methods->chosen)
        tw_metric_table_add_flags (table, row, ROI_PRIOR + method, TW_METRIC_CHOSEN);
    }
  if (methods->chosen >= 0)
    {
      __int128 incremental = sums->revenue - sums->baseline[methods->chosen];
      gint64 returned = apply_rate (incremental, &rate);

      if (!tw_metric_table_set_sum (table, row, ROI_BASELINE, sums->baseline[methods->chosen], error)
          || !tw_metric_table_set_sum (table, row, ROI_INCREMENTAL, incremental, error))
        return FALSE;
      tw_metric_table_set_fraction (table, row, ROI_ON_REVENUE, incremental - sums->invested, sums->invested);
      if (known)
        {
          tw_metric_table_set_fraction (table, row, ROI, returned - sums->invested, sums->invested);
          if (sums->invested != 0)
            set_range (table, row, ROI, values, methods);
          tw_metric_table_set_int (table, row, ROI_RETURN, returned);
          if (!tw_metric_table_set_sum (table, row, ROI_NET, returned - sums->invested, error))
            return FALSE;
          basis->returned += returned;
        }
    }
  if (known && !basis->on_revenue)
    tw_metric_table_set_fraction (table, row, ROI_MARGIN_RATE, rate.num, rate.den);
  basis->invested += sums->invested;
  tw_metric_table_set_cell_n (table, row, ROI, sums->partners);
  tw_metric_table_set_int (table, row, ROI_PARTNERS, sums->partners);
  tw_metric_table_set_row_n (table, row, sums->partners);
  set_partners (job, table, row, ROI_N_COLUMNS);
  return tw_metric_table_set_sum (table, row, ROI_INVESTMENT, sums->invested, error)
         && tw_metric_table_set_sum (table, row, ROI_REVENUE, sums->revenue, error);
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
    [ROI_PRIOR + PRIOR] = { "roi_prior", _("Over a year before"), TW_METRIC_RATIO },
    [ROI_PRIOR + DIFFERENCE] = { "roi_difference", _("Over others' growth"), TW_METRIC_RATIO },
    [ROI_PRIOR + RUN_RATE] = { "roi_run_rate", _("Over before enrolment"), TW_METRIC_RATIO },
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

      if (basis->invested > 0)
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

      if (!cell->known)
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
  if (!each_row (job, table, write_roi, &basis, error))
    return FALSE;
  if ((job->breakdown & TW_BREAKDOWN_TIMES) == 0)
    write_shares (table, &basis);
  find_roi (job, table);
  if (job->breakdown == TW_BREAKDOWN_NONE)
    tw_metric_table_set_headline (table, 0, ROI);
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
