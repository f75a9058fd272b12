/* tw-metric.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-error.h"
#include "tw-metric-job.h"

#define GROUPS (TW_BREAKDOWN_TYPE | TW_BREAKDOWN_REGION | TW_BREAKDOWN_TIER | TW_BREAKDOWN_MANAGER)

static const TwMetricEntry registry[] = {
  { { "active-rate", "MET-01", N_("Active partner rate"),
      N_("Partners enrolled on any day of the period with at least one commercial activity dated in it, divided by "
         "all partners enrolled on any day of it. Which kinds of activity count is a setting; logging in and "
         "training don't."),
      TW_METRIC_RATE, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_active_rate },
  { { "retention", "MET-03", N_("Partner retention rate"),
      N_("Partners enrolled on the first day of the period and still on its last, divided by those enrolled on the "
         "first. Who joins in between doesn't count."),
      TW_METRIC_RATE, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_retention },
  { { "first-activity", "MET-04", N_("Time to first activity"),
      N_("Days from a partner's enrolment to its first commercial activity, for partners that enrolled in the "
         "period: the Kaplan-Meier median, so that partners with none yet count for as long as they have waited. "
         "The share of those is told beside it."),
      TW_METRIC_DAYS, TW_BETTER_DOWN, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_first_activity },
  { { "first-activity-curve", "MET-04", N_("Partners not yet active"),
      N_("Of the partners that enrolled in the period, the share without commercial activity so many days after "
         "(Kaplan-Meier estimate with Greenwood's 95 % interval). Partners that have waited less long leave the "
         "curve where their wait ends today."),
      TW_METRIC_RATE, TW_BETTER_DOWN, TW_BREAKDOWN_NONE }, tw_metric_survival },
  { { "enrolled-partners", "", N_("Enrolled partners"),
      N_("Partners with an enrolment in force on the last day of the period."),
      TW_METRIC_COUNT, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_partner_count },
  { { "win-rate", "MET-06", N_("Win rate with and without partners"),
      N_("Opportunities won divided by those won or lost, closed in the period: those that a partner sourced or "
         "influenced within the influence window against those without. Uplift is the difference in points, and "
         "the ratio of both. For the same sizes: in bands of value from 1, 3, 10, 30 … on that both sides have, those "
         "without weighted as those with partners spread over the bands."),
      TW_METRIC_RATE, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES, N_("Win rate with partners") }, tw_metric_win_rate },
  { { "deal-size", "MET-07", N_("Deal size with and without partners"),
      N_("Mean and median amount of opportunities won in the period: those that a partner sourced or influenced "
         "within the influence window against those without."),
      TW_METRIC_MONEY, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES, N_("Mean deal with partners") }, tw_metric_deal_size },
  { { "influenced-share", "MET-05", N_("Partner-influenced pipeline share"),
      N_("Expected value of the opportunities open at the end of the period that at least one partner sourced or "
         "influenced, divided by that of all open ones; each counts once. Beside it the same of opportunities made "
         "in the period."),
      TW_METRIC_RATE, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_influenced_share },
  { { "pipeline-by-stage", "", N_("Pipeline by stage"),
      N_("Expected value of the opportunities open at the end of the period, by the stage they are in now, and the "
         "same weighted by probability."),
      TW_METRIC_MONEY, TW_BETTER_UP, TW_BREAKDOWN_STAGE }, tw_metric_pipeline_stages },
  { { "new-customers", "MET-08", N_("New customers sourced by partners"),
      N_("New customers whose first won opportunity a partner sourced, divided by all new customers. New is a "
         "customer whose first opportunity is won in the period and who bought nothing before it."),
      TW_METRIC_RATE, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_new_customers },
  { { "density", "MET-13", N_("Contribution density"),
      N_("Share of all new customers that a group's partners sourced, divided by the number of its enrolled "
         "partners: points per partner."),
      TW_METRIC_POINTS, TW_BETTER_UP, GROUPS }, tw_metric_density },
  { { "net-revenue", "", N_("Net partner revenue"),
      N_("Sales by partners in the period, resale, marketplace and services, less refunds, and royalties that "
         "statements charge."),
      TW_METRIC_MONEY, TW_BETTER_UP, TW_BREAKDOWN_PARTNERS | TW_BREAKDOWN_TIMES }, tw_metric_net_revenue },
  { { "investment", "", N_("Investment"),
      N_("Actual investment of the vendor dated in the period: what is recorded for a partner, shared investment "
         "allocated among enrolled partners, and payouts of statements as the settings say."),
      TW_METRIC_MONEY, TW_BETTER_NONE, TW_BREAKDOWN_PARTNERS | TW_BREAKDOWN_CATEGORY | TW_BREAKDOWN_TIMES },
    tw_metric_investment },
  { { "investment-intensity", "MET-09", N_("Investment intensity"),
      N_("Investment in the period divided by the amount of opportunities won in it that a partner sourced or "
         "influenced, each counted once. Lower is better only beside incremental revenue."),
      TW_METRIC_RATE, TW_BETTER_DOWN, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_intensity },
  { { "incremental-revenue", "MET-10", N_("Incremental revenue"),
      N_("Revenue of enrolled partners less a baseline of what they would have brought anyway: the same partners a "
         "year before, that grown as partners outside of the programs grew, or their revenue per day before they "
         "enrolled. The settings choose the baseline; the range is over all that can be computed. A baseline that "
         "somebody declares isn't among them, for it would stand beside what is computed as if it were known."),
      TW_METRIC_MONEY, TW_BETTER_UP, TW_BREAKDOWN_PARTNERS | TW_BREAKDOWN_TIMES }, tw_metric_incremental },
  { { "program-roi", "MET-11", N_("Program ROI"),
      N_("Incremental gross margin less investment, divided by investment: 0 is break-even. Measured on revenue "
         "where the settings say so or no margin is known. Of OEM partners the royalty above the baseline counts."),
      TW_METRIC_RATIO, TW_BETTER_UP, GROUPS | TW_BREAKDOWN_TIMES }, tw_metric_program_roi },
  { { "contribution", "", N_("Investment and contribution by partner"),
      N_("Revenue of each partner in the period beside what was invested in it, shared investment allocated."),
      TW_METRIC_MONEY, TW_BETTER_UP, TW_BREAKDOWN_PARTNER }, tw_metric_contribution },
  { { "payout", "", N_("Payout"),
      N_("What statements whose period ends in the chosen one pay, calculated and approved, with adjustments and before "
         "what they charge."),
      TW_METRIC_MONEY, TW_BETTER_NONE, TW_BREAKDOWN_PARTNERS | TW_BREAKDOWN_RULE | TW_BREAKDOWN_TIMES },
    tw_metric_payout },
  { { "effective-rate", "", N_("Effective rate"),
      N_("What statements pay divided by what they pay on (net revenue or another money measure of the rules)."),
      TW_METRIC_RATE, TW_BETTER_NONE, TW_BREAKDOWN_PARTNERS | TW_BREAKDOWN_TIMES }, tw_metric_effective_rate },
  { { "tiers", "", N_("Partners by tier"),
      N_("Partners by the tier they hold on the last day of the period; enrolled ones without a tier too."),
      TW_METRIC_COUNT, TW_BETTER_NONE, TW_BREAKDOWN_TIER | TW_BREAKDOWN_TIMES }, tw_metric_tiers },
  { { "tier-moves", "", N_("Movement between tiers"),
      N_("Partners by the tier they held on the day before the period and the one on its last day."),
      TW_METRIC_COUNT, TW_BETTER_NONE, TW_BREAKDOWN_NONE }, tw_metric_tier_moves },
};

guint
tw_metric_count (void)
{
  return G_N_ELEMENTS (registry);
}

const TwMetric *
tw_metric_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (registry), NULL);
  return &registry[index].metric;
}

const TwMetric *
tw_metric_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (registry); i++)
    if (g_strcmp0 (registry[i].metric.id, id) == 0)
      return &registry[i].metric;
  return NULL;
}

const TwMetricEntry *
tw_metric_entry (const TwMetric *metric)
{
  for (guint i = 0; i < G_N_ELEMENTS (registry); i++)
    if (&registry[i].metric == metric)
      return &registry[i];
  g_return_val_if_reached (NULL);
}

const char *
tw_metric_get_label (const TwMetric *metric)
{
  g_return_val_if_fail (metric != NULL, NULL);
  return _(metric->label);
}

const char *
tw_metric_get_figure_label (const TwMetric *metric)
{
  g_return_val_if_fail (metric != NULL, NULL);
  return _(metric->figure != NULL ? metric->figure : metric->label);
}

const char *
tw_metric_get_definition (const TwMetric *metric)
{
  g_return_val_if_fail (metric != NULL, NULL);
  return _(metric->definition);
}

/* Breakdowns ------------------------------------------------------------------------------------ */

static const struct
{
  TwBreakdown breakdown;
  const char *name;
  const char *label;
} breakdowns[] = {
  { TW_BREAKDOWN_TYPE, "type", N_("Partner type") },    { TW_BREAKDOWN_REGION, "region", N_("Region") },
  { TW_BREAKDOWN_TIER, "tier", N_("Tier") },            { TW_BREAKDOWN_MANAGER, "manager", N_("Manager") },
  { TW_BREAKDOWN_PARTNER, "partner", N_("Partner") },   { TW_BREAKDOWN_RULE, "rule", N_("Rule") },
  { TW_BREAKDOWN_STAGE, "stage", N_("Stage") },         { TW_BREAKDOWN_CATEGORY, "category", N_("Category") },
  { TW_BREAKDOWN_MONTH, "month", N_("Month") },         { TW_BREAKDOWN_QUARTER, "quarter", N_("Quarter") },
  { TW_BREAKDOWN_YEAR, "year", N_("Year") },
};

gboolean
tw_breakdown_parse (const char  *text,
                    guint       *breakdown,
                    GError     **error)
{
  g_auto (GStrv) words = g_strsplit_set (text == NULL || strcmp (text, "none") == 0 ? "" : text, ",+ ", -1);

  *breakdown = TW_BREAKDOWN_NONE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found = 0;

      for (guint j = 0; j < G_N_ELEMENTS (breakdowns); j++)
        if (strcmp (words[i], breakdowns[j].name) == 0)
          found = breakdowns[j].breakdown;
      if (found == 0 && *words[i] != '\0')
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                       _("“%s” is no breakdown. Choose of type, region, tier, manager, partner, rule, stage, "
                         "category, month, quarter and year."), words[i]);
          return FALSE;
        }
      *breakdown |= found;
    }
  return TRUE;
}

char *
tw_breakdown_to_string (guint breakdown)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (breakdowns); i++)
    if (breakdown & breakdowns[i].breakdown)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", breakdowns[i].name);
  return g_string_free (text->len > 0 ? text : g_string_append (text, "none"), FALSE);
}

const char *
tw_breakdown_get_label (guint breakdown)
{
  for (guint i = 0; i < G_N_ELEMENTS (breakdowns); i++)
    if (breakdown & breakdowns[i].breakdown)
      return _(breakdowns[i].label);
  return _("Total");
}
