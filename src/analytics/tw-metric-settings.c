/* tw-metric-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-setting.h"

static const char *const activity_keys[] = { "registration", "opportunity", "sale", "marketplace", "services",
                                             "unit_report", "claim", "activity", NULL };
static const char *const activity_labels[] = { N_("Deal registration"), N_("Opportunity sourced or influenced"),
                                               N_("Sale"), N_("Marketplace sale"), N_("Service engagement"),
                                               N_("Unit report"), N_("Marketing fund claim"), N_("Other activity"),
                                               NULL };
static const char *const basis_keys[] = { "margin", "revenue", NULL };
static const char *const basis_labels[] = { N_("Gross margin"), N_("Revenue"), NULL };
static const char *const baseline_keys[] = { "auto", "prior", "difference", "run-rate", NULL };
static const char *const baseline_labels[] = { N_("Differences where enough partners compare, else a year before"),
                                               N_("The same partner a year before"),
                                               N_("A year before, grown as partners outside of the programs"),
                                               N_("Revenue per day before enrolment"), NULL };
static const char *const allocation_keys[] = { "revenue", "equal", NULL };
static const char *const allocation_labels[] = { N_("By revenue"), N_("Equally"), NULL };
static const char *const payout_keys[] = { "approved", "calculated", "none", NULL };
static const char *const payout_labels[] = { N_("Approved statements"), N_("Calculated and approved statements"),
                                             N_("No statements"), NULL };

static const TwMetricSetting registry[] = {
  { .key = "metric.low-sample", .label = N_("Low sample below"), .initial = "20", .min = 0, .max = 1000000,
    .help = N_("Ratios of fewer things are marked as low sample.") },
  { .key = "metric.activity-kinds", .label = N_("Commercial activity"), .several = TRUE,
    .initial = "registration opportunity sale marketplace services unit_report claim",
    .choices = activity_keys, .choice_labels = activity_labels,
    .help = N_("A partner with one of these in a period is active in it.") },
  { .key = "metric.influence-days", .label = N_("Influence window in days"), .initial = "180", .min = 0, .max = 3660,
    .help = N_("So long before an opportunity closes a partner's influence on it counts.") },
  { .key = "metric.roi-basis", .label = N_("Return measured on"), .initial = "margin", .choices = basis_keys,
    .choice_labels = basis_labels, .help = N_("What program ROI holds against the investment.") },
  { .key = "metric.margin-rate", .label = N_("Gross margin"), .initial = "", .rate = TRUE,
    .help = N_("Of sales that tell neither margin nor cost; empty where it isn't known.") },
  { .key = "metric.baseline", .label = N_("Baseline"), .initial = "auto", .choices = baseline_keys,
    .choice_labels = baseline_labels, .help = N_("What would have been sold without the program.") },
  { .key = "metric.allocation", .label = N_("Shared investment allocated"), .initial = "revenue",
    .choices = allocation_keys, .choice_labels = allocation_labels,
    .help = N_("How investment for a type, a program or all is divided among partners.") },
  { .key = "metric.payouts", .label = N_("Payouts counted as investment"), .initial = "approved",
    .choices = payout_keys, .choice_labels = payout_labels,
    .help = N_("While statements count, investments of the category Incentives paid don't.") },
};

guint
tw_metric_setting_count (void)
{
  return G_N_ELEMENTS (registry);
}

const TwMetricSetting *
tw_metric_setting_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (registry), NULL);
  return &registry[index];
}

const TwMetricSetting *
tw_metric_setting_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (registry); i++)
    if (g_strcmp0 (registry[i].key, key) == 0)
      return &registry[i];
  return NULL;
}

char *
tw_metric_setting_get (TwWorkspace            *workspace,
                       const TwMetricSetting  *setting,
                       GError                **error)
{
  char *value = tw_setting_get_text (workspace, setting->key);

  return value != NULL ? value : g_strdup (setting->initial);
}

static gboolean
check_choices (const TwMetricSetting  *setting,
               const char             *value,
               GError                **error)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if ((*words[i] != '\0' || !setting->several) && !g_strv_contains (setting->choices, words[i]))
      {
        g_autofree char *allowed = g_strjoinv (", ", (char **) setting->choices);

        g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("%s: “%s” is none of %s."), _(setting->label), words[i],
                     allowed);
        return FALSE;
      }
  if (words[0] == NULL || (!setting->several && words[1] != NULL))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("%s: choose one."), _(setting->label));
      return FALSE;
    }
  return TRUE;
}

/* "62.5%" or "62.5" in millionths. */
static gboolean
parse_rate (const char *value,
            gint64     *rate)
{
  g_autofree char *text = g_strdup (value);

  g_strstrip (text);
  if (g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  g_strstrip (text);
  return tw_decimal_parse (text, 4, rate, NULL) && *rate >= 0 && *rate <= 1000000;
}

static gboolean
check (const TwMetricSetting  *setting,
       const char             *value,
       GError                **error)
{
  gint64 number;

  if (setting->choices != NULL)
    return check_choices (setting, value, error);
  if (setting->rate)
    {
      /* Empty is what isn't known, where that is how it begins. */
      if (*value == '\0' ? *setting->initial == '\0' : parse_rate (value, &number))
        return TRUE;
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("%s: enter a percentage from 0 to 100, such as 62.5 %%."),
                   _(setting->label));
      return FALSE;
    }
  if (tw_decimal_parse (value, 0, &number, NULL) && number >= setting->min && number <= setting->max)
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("%s: enter a whole number from %d to %d."), _(setting->label), (int) setting->min, (int) setting->max);
  return FALSE;
}

gboolean
tw_metric_setting_set (TwWorkspace            *workspace,
                       const TwMetricSetting  *setting,
                       const char             *value,
                       GError                **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value != NULL ? value : ""));
  g_autofree char *label = NULL;

  g_return_val_if_fail (setting != NULL, FALSE);

  if (!check (setting, stripped, error))
    return FALSE;
  /* Translators: an entry of the history; %s is a setting. */
  label = g_strdup_printf (_("Set “%s”"), _(setting->label));
  return tw_setting_set_text (workspace, setting->key, stripped, label, error);
}

/* Reading --------------------------------------------------------------------------------------- */

/* The place among the choices; the default's for a text that somebody else wrote. */
static int
read_choice (TwWorkspace *workspace,
             const char  *key)
{
  const TwMetricSetting *setting = tw_metric_setting_find (key);
  g_autofree char *value = tw_metric_setting_get (workspace, setting, NULL);

  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; setting->choices[i] != NULL; i++)
      if (strcmp (setting->choices[i], pass == 0 ? value : setting->initial) == 0)
        return i;
  return 0;
}

static gint64
read_number (TwWorkspace *workspace,
             const char  *key)
{
  const TwMetricSetting *setting = tw_metric_setting_find (key);
  g_autofree char *value = tw_metric_setting_get (workspace, setting, NULL);
  gint64 number;

  if (check (setting, value, NULL) && tw_decimal_parse (value, 0, &number, NULL))
    return number;
  tw_decimal_parse (setting->initial, 0, &number, NULL);
  return number;
}

static guint
read_kinds (TwWorkspace *workspace)
{
  const TwMetricSetting *setting = tw_metric_setting_find ("metric.activity-kinds");
  g_autofree char *value = tw_metric_setting_get (workspace, setting, NULL);
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  guint kinds = 0;

  for (guint i = 0; activity_keys[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) words, activity_keys[i]))
      kinds |= 1u << i;
  return kinds;
}

gboolean
tw_metric_settings_load (TwWorkspace       *workspace,
                         TwMetricSettings  *settings,
                         GError           **error)
{
  g_autofree char *margin = tw_metric_setting_get (workspace, tw_metric_setting_find ("metric.margin-rate"), error);

  settings->low_sample = (int) read_number (workspace, "metric.low-sample");
  settings->influence_days = (int) read_number (workspace, "metric.influence-days");
  settings->activity_kinds = read_kinds (workspace);
  settings->roi_basis = (TwRoiBasis) read_choice (workspace, "metric.roi-basis");
  settings->baseline = (TwBaselineMethod) read_choice (workspace, "metric.baseline");
  settings->allocation = (TwAllocationKey) read_choice (workspace, "metric.allocation");
  settings->payouts = (TwPayoutBasis) read_choice (workspace, "metric.payouts");
  if (*margin == '\0' || !parse_rate (margin, &settings->margin_rate))
    settings->margin_rate = -1;
  return TRUE;
}
