/* tw-metric-return.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Incremental revenue over its baselines. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-return.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many partners outside of the programs make a comparison. */
#define LEAST_COMPARED 5

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

gint64
tw_return_scale (gint64   amount,
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
             TwReturnSums                     *sums)
{
  const TwPartnerEconomics *entry = &economics->partners[i];
  TwDate enrolled = tw_partner_spans_first (&job->facts->enrolments, i);
  gboolean run_rate = entry->before_days > 0 && enrolled <= economics->span.start;

  sums->partners++;
  sums->revenue += entry->revenue;
  sums->royalty += entry->royalty;
  sums->margin += entry->margin;
  sums->margin_revenue += entry->margin_revenue;
  sums->baseline[TW_METHOD_PRIOR] += entry->prior;
  sums->baseline[TW_METHOD_DIFFERENCE] += growth->prior > 0 ? tw_return_scale (entry->prior, growth->now, growth->prior) : entry->prior;
  sums->baseline[TW_METHOD_RUN_RATE] += run_rate ? tw_return_scale (entry->before, economics->span.end - economics->span.start,
                                                entry->before_days)
                              : entry->prior;
  sums->with_run_rate += run_rate ? 1 : 0;
}

/* Growth of those that compare with partners of @type, kept in @by_type. */
static const Growth *
find_growth (const TwMetricJob *job,
             const TwEconomics *economics,
             GHashTable        *by_type,
             int                type,
             const Growth      *all)
{
  Growth *growth = g_hash_table_lookup (by_type, GINT_TO_POINTER (type));

  if (growth == NULL)
    {
      growth = g_new (Growth, 1);
      *growth = measure_growth (job, economics, type);
      if (growth->n < LEAST_COMPARED)
        *growth = *all;
      g_hash_table_insert (by_type, GINT_TO_POINTER (type), growth);
    }
  return growth;
}

/* Fills the sums of one slice's groups; @methods is what holds for all of it. */
static void
gather (TwMetricJob       *job,
        const TwEconomics *economics,
        guint              mask,
        TwReturnSums      *sums,
        TwReturnMethods   *methods)
{
  const TwMetricFacts *facts = job->facts;
  g_autoptr (GHashTable) by_type = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Growth all = measure_growth (job, economics, -1);
  gint64 with_run_rate = 0, enrolled = 0;

  for (gsize i = 0; i < economics->n; i++)
    {
      const TwPartnerEconomics *entry = &economics->partners[i];
      int type = tw_partner_spans_at (&facts->types, i, economics->span.end - 1);
      TwReturnSums *sum = job->group[i] < 0 ? NULL : &sums[job->group[i]];
      guint due = mask & (economics->due[i] | (economics->prior_known ? economics->prior_due[i] : 0u));

      if (sum == NULL)
        continue;
      if (due != 0)
        {
          sum->due |= due;
          sum->left_out++;
          sum->left_invested += entry->invested;
          continue;
        }
      sum->invested += entry->invested;
      if (!entry->enrolled)
        continue;
      add_partner (job, economics, i, find_growth (job, economics, by_type, type, &all), sum);
      enrolled++;
    }
  for (guint g = 0; g < job->n_groups; g++)
    with_run_rate += sums[g].with_run_rate;

  methods->compared = all.n;
  methods->available[TW_METHOD_PRIOR] = economics->prior_known;
  methods->available[TW_METHOD_DIFFERENCE] = economics->prior_known && all.n >= LEAST_COMPARED;
  methods->available[TW_METHOD_RUN_RATE] = with_run_rate > 0 && (economics->prior_known || with_run_rate == enrolled);
}

/* What is left once most of a group is out, such as the few partners that earn no payout, is no picture of the group. */
static void
leave_out_rests (const TwMetricJob *job,
                 TwReturnSums      *sums)
{
  for (guint g = 0; g < job->n_groups; g++)
    if (sums[g].left_out > sums[g].partners)
      sums[g] = (TwReturnSums){ .due = sums[g].due,
                                .left_out = sums[g].left_out + sums[g].partners,
                                .left_invested = sums[g].left_invested + sums[g].invested };
}

static void
choose (const TwMetricJob *job,
        TwReturnMethods           *methods)
{
  static const int orders[][TW_N_METHODS] = {
    [TW_BASELINE_AUTO] = { TW_METHOD_DIFFERENCE, TW_METHOD_PRIOR, TW_METHOD_RUN_RATE },
    [TW_BASELINE_PRIOR] = { TW_METHOD_PRIOR, TW_METHOD_DIFFERENCE, TW_METHOD_RUN_RATE },
    [TW_BASELINE_DIFFERENCE] = { TW_METHOD_DIFFERENCE, TW_METHOD_PRIOR, TW_METHOD_RUN_RATE },
    [TW_BASELINE_RUN_RATE] = { TW_METHOD_RUN_RATE, TW_METHOD_PRIOR, TW_METHOD_DIFFERENCE },
  };
  const int *order = orders[job->facts->settings.baseline];

  methods->chosen = -1;
  for (guint i = 0; i < TW_N_METHODS && methods->chosen < 0; i++)
    if (methods->available[order[i]])
      methods->chosen = order[i];
}

const char *
tw_return_no_baseline (void)
{
  return _("there is no baseline, as facts don't reach back a year before nor 90 days before enrolment");
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
              const TwReturnMethods     *methods,
              const TwReturnSums        *sums,
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
  if (methods->available[TW_METHOD_RUN_RATE] && with < partners)
    tw_metric_table_add_note (table, _("Revenue before enrolment is known of %d of %d partners; of the others a year "
                                       "before stands in."), (int) with, (int) partners);
  if (!methods->available[TW_METHOD_DIFFERENCE])
    tw_metric_table_add_note (table, _("Partners outside of the programs to compare with: %d; %d are needed."),
                              (int) methods->compared, LEAST_COMPARED);
}

/* Who is left out, for what isn't known yet, over all slices. */
typedef struct
{
  TwDues   *dues;
  guint     due;
  gint64    partners;   /* most of any slice */
  __int128  invested;
  gint64    counted;    /* likewise those that are in */
} LeftOut;

static void
note_left_out (const TwMetricJob *job,
               TwMetricTable     *table,
               const LeftOut     *left)
{
  g_autofree char *reason = tw_dues_sentence (left->dues, left->due);
  g_autofree char *amount = NULL;

  if (left->partners == 0)
    return;
  if (job->slices->len > 1)
    {
      /* Translators: %1$s is a sentence such as "Royalties of 2026-Q2 are not calculated.". */
      tw_metric_table_add_note (table, ngettext ("%1$s There up to %2$u partner is left out, its baseline and what was "
                                                 "invested in it too.",
                                                 "%1$s There up to %2$u partners are left out, their baselines and what "
                                                 "was invested in them too.", (gulong) left->partners), reason,
                                (guint) left->partners);
      return;
    }
  amount = tw_metric_format_value (TW_METRIC_MONEY, tw_fraction_from_int ((gint64) left->invested), job->facts->digits,
                                   job->scope->format != NULL ? job->scope->format : &tw_metric_format_default);
  /* Translators: %1$s is a sentence such as "Royalties of 2026-Q2 are not calculated.", %3$s an amount, %4$s its
   * currency. */
  tw_metric_table_add_note (table, ngettext ("%1$s %2$u partner is left out of the totals, its baseline and %3$s %4$s "
                                             "invested in it too.",
                                             "%1$s %2$u partners are left out of the totals, their baselines and %3$s "
                                             "%4$s invested in them too.", (gulong) left->partners), reason,
                            (guint) left->partners, amount, job->facts->currency);
}

static gboolean
each_group (TwMetricJob            *job,
            TwMetricTable          *table,
            guint                   slice,
            const TwReturnSums     *sums,
            const TwReturnMethods  *methods,
            LeftOut                *left,
            TwReturnRow             write,
            gpointer                data,
            GError                **error)
{
  gint64 counted = 0, partners = 0;

  for (guint g = 0; g < job->n_groups; g++)
    {
      if (!write (job, table, slice * job->n_groups + g, &sums[g], methods, data, error))
        return FALSE;
      counted += sums[g].partners;
      partners += sums[g].left_out;
      left->invested += sums[g].left_invested;
      left->due |= sums[g].due;
    }
  left->counted = MAX (left->counted, counted);
  left->partners = MAX (left->partners, partners);
  tw_dues_absorb (left->dues, methods->dues);
  return TRUE;
}

static gboolean
each_slice (TwMetricJob    *job,
            TwMetricTable  *table,
            guint           mask,
            LeftOut        *left,
            TwReturnRow     write,
            gpointer        data,
            GError        **error)
{
  gint64 missing = 0;

  for (guint slice = 0; slice < job->slices->len; slice++)
    {
      g_autofree TwReturnSums *sums = g_new0 (TwReturnSums, job->n_groups + 1);
      g_autoptr (TwEconomics) economics = tw_economics_new (job, g_array_index (job->slices, TwSpan, slice), error);
      TwReturnMethods methods = { 0 };

      if (economics == NULL)
        return FALSE;
      gather (job, economics, mask, sums, &methods);
      leave_out_rests (job, sums);
      choose (job, &methods);
      missing += economics->missing;
      tw_dues_absorb (economics->dues, economics->prior_dues);
      methods.dues = economics->dues;
      if (slice == job->slices->len - 1)
        note_methods (job, &methods, sums, table);
      if (!each_group (job, table, slice, sums, &methods, left, write, data, error))
        return FALSE;
    }
  tw_metric_note_missing (table, missing);
  return TRUE;
}

gboolean
tw_return_each_row (TwMetricJob    *job,
                    TwMetricTable  *table,
                    guint           mask,
                    TwReturnRow     write,
                    gpointer        data,
                    GError        **error)
{
  g_autoptr (TwDues) dues = tw_dues_new ();
  LeftOut left = { .dues = dues };

  if (!each_slice (job, table, mask, &left, write, data, error))
    return FALSE;
  tw_metric_table_set_n (table, left.counted);
  note_left_out (job, table, &left);
  if (left.counted == 0 && left.partners > 0)
    {
      g_autofree char *sentence = tw_dues_sentence (dues, left.due);
      g_autofree char *reason = tw_dues_describe (dues, left.due);

      tw_metric_table_set_empty (table, sentence);
      tw_metric_table_set_answer_unknown (table, reason);
    }
  else if (left.counted == 0)
    tw_metric_table_set_empty (table, _("No partner is enrolled in this period."));
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

void
tw_return_finish_row (TwMetricJob           *job,
                      TwMetricTable         *table,
                      guint                  row,
                      guint                  n_columns,
                      guint                  partners_column,
                      const TwReturnSums    *sums,
                      const TwReturnMethods *methods)
{
  gboolean nobody = sums->partners == 0 && sums->left_out > 0;
  gint64 partners = nobody ? sums->left_out : sums->partners;
  g_autofree char *reason = tw_dues_describe (methods->dues, sums->due);

  for (guint column = 0; column < n_columns && sums->left_out > 0; column++)
    if (nobody)
      tw_metric_table_set_unknown (table, row, column, reason);
    else
      tw_metric_table_set_incomplete (table, row, column, reason);
  tw_metric_table_set_int (table, row, partners_column, partners);
  tw_metric_table_set_row_n (table, row, partners);
  set_partners (job, table, row, n_columns);
}

/* MET-10 ---------------------------------------------------------------------------------------- */

void
tw_return_set_range (TwMetricTable         *table,
                     guint                  row,
                     guint                  column,
                     const double           values[TW_N_METHODS],
                     const TwReturnMethods *methods)
{
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;
  int n = 0;

  for (guint method = 0; method < TW_N_METHODS; method++)
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
                   const TwReturnSums     *sums,
                   const TwReturnMethods  *methods,
                   gpointer        data,
                   GError        **error)
{
  double values[TW_N_METHODS];

  for (guint method = 0; method < TW_N_METHODS; method++)
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
    tw_return_set_range (table, row, 0, values, methods);
  else
    {
      tw_metric_table_set_unknown (table, row, 0, tw_return_no_baseline ());
      tw_metric_table_set_unknown (table, row, 2, tw_return_no_baseline ());
    }
  if (!tw_metric_table_set_sum (table, row, 1, sums->revenue, error))
    return FALSE;
  tw_return_finish_row (job, table, row, 7, 6, sums, methods);
  return TRUE;
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
  if (!tw_return_each_row (job, table, TW_DUE_OF_ROYALTIES, write_incremental, NULL, error))
    return FALSE;
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *amount = tw_metric_table_describe_cell (table, 0, 0, job->scope->format);

      if (tw_metric_table_set_answer (table, 0, 0))
        /* Translators: an amount with its currency and range. */
        tw_metric_table_take_finding (table, g_strdup_printf (_("Beyond the baseline partners brought %s."), amount));
    }
  return TRUE;
}

