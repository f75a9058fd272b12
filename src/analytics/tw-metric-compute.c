/* tw-metric-compute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-compute.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-metric-job.h"

static gboolean
check_breakdown (const TwMetric  *metric,
                 guint            breakdown,
                 GError         **error)
{
  guint groups = breakdown & ~(guint) TW_BREAKDOWN_TIMES;
  guint times = breakdown & TW_BREAKDOWN_TIMES;

  if ((breakdown & ~metric->breakdowns) == 0 && (groups & (groups - 1)) == 0 && (times & (times - 1)) == 0)
    return TRUE;
  {
    g_autofree char *asked = tw_breakdown_to_string (breakdown);
    g_autofree char *allowed = tw_breakdown_to_string (metric->breakdowns);

    g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                 _("%s can't be broken down by %s. Choose at most one group and one time of: %s."),
                 tw_metric_get_label (metric), asked, allowed);
  }
  return FALSE;
}

static void
describe_basis (TwMetricJob   *job,
                TwMetricTable *table)
{
  gboolean money = FALSE;

  for (guint i = 0; i < tw_metric_table_get_n_columns (table); i++)
    money = money || tw_metric_table_get_column (table, i)->unit == TW_METRIC_MONEY;
  if (money)
    tw_metric_table_add_note (table, _("Amounts in %s; others are converted one by one at the rate of their date."),
                              job->facts->currency);
  if (job->breakdown & (TW_BREAKDOWN_TYPE | TW_BREAKDOWN_TIER | TW_BREAKDOWN_REGION | TW_BREAKDOWN_MANAGER))
    tw_metric_table_add_note (table, "%s", _("Partners stand where they are on the last day of the period."));
  if (g_str_equal (job->facts->enrolled_by, "agreement"))
    tw_metric_table_add_note (table, "%s", _("Enrolled are partners with an agreement, because nobody is enrolled "
                                             "in a program by name."));
  else if (g_str_equal (job->facts->enrolled_by, "partner"))
    tw_metric_table_add_note (table, "%s", _("Enrolled are partners since the day they became one, because there "
                                             "are neither enrolments nor agreements."));
  else if (g_str_equal (job->facts->enrolled_by, "program"))
    tw_metric_table_add_note (table, "%s", _("Enrolled are all partners of the types that a published program is "
                                             "for, because nobody is enrolled by name."));
}

static TwMetricTable *
compute_span (const TwMetric       *metric,
              const TwMetricScope  *scope,
              TwSpan                period,
              guint                 breakdown,
              GCancellable         *cancellable,
              GError              **error)
{
  g_autoptr (TwMetricJob) job = tw_metric_job_new (metric, scope, period, breakdown, cancellable, error);
  g_autoptr (TwMetricTable) table = NULL;

  if (job == NULL)
    return NULL;
  table = tw_metric_table_new (metric, job->facts, breakdown, period);
  tw_metric_table_set_format (table, scope->format);
  if (!tw_metric_entry (metric)->compute (job, table, error))
    return NULL;
  describe_basis (job, table);
  return g_steal_pointer (&table);
}

TwMetricTable *
tw_metric_compute (const TwMetric       *metric,
                   const TwMetricScope  *scope,
                   guint                 breakdown,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr (TwMetricTable) table = NULL;
  TwMetricTable *compare;

  g_return_val_if_fail (metric != NULL && scope != NULL, NULL);

  if (!check_breakdown (metric, breakdown, error))
    return NULL;
  table = compute_span (metric, scope, scope->period, breakdown, cancellable, error);
  if (table == NULL || scope->compare.end <= scope->compare.start)
    return g_steal_pointer (&table);

  compare = compute_span (metric, scope, scope->compare, breakdown, cancellable, error);
  if (compare == NULL)
    return NULL;
  tw_metric_table_take_compare (table, compare);
  return g_steal_pointer (&table);
}
