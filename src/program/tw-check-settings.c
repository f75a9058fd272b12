/* tw-check-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-settings.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"

static const char *const gate_keys[] = { "program", "always", NULL };
static const char *const gate_labels[] = { N_("Where the program's co-sell rule asks for a certification"),
                                           N_("Always"), NULL };

#define OURS N_("A default of Tierwright's own; no source names a figure.")
#define NUMBER(_key, _label, _initial, _max, _help) \
  { .key = "check." _key, .label = _label, .initial = _initial, .min = 0, .max = _max, .help = _help }
#define RATE(_key, _label, _initial, _help) \
  { .key = "check." _key, .label = _label, .initial = _initial, .rate = TRUE, .help = _help }

static const TwMetricSetting settings[] = {
  [TW_CHECK_NOTICE_DAYS] = NUMBER ("notice-days", N_("Notice before a breaking API change, in days"), "60", 3660,
                                   N_("Shorter notice is an error.")),
  [TW_CHECK_UNPAID_RATE] = RATE ("unpaid-rate", N_("Share of partners that a rule may leave unpaid"), "100%", OURS),
  [TW_CHECK_SIMILAR_RATE] = RATE ("similar-rate", N_("Same rules and criteria as another type's program, from"), "80%",
                                  N_("Programs that share so much are taken for one template.")),
  [TW_CHECK_RENEWAL_RATE] = RATE ("renewal-rate", N_("Share of resellers' payout that depends on renewals, at least"), "15%",
                                  N_("Less pays for new sales alone.")),
  [TW_CHECK_DEPTH] = NUMBER ("depth", N_("Depth of an OEM integration, at least"), "60", 100, OURS),
  [TW_CHECK_STEPS_LEFT] = NUMBER ("configuration-steps", N_("Steps that customers configure, at most"), "10", 1000, OURS),
  [TW_CHECK_RIVAL_RATE] = RATE ("rival-rate", N_("Share of resellers that may earn more with a rival"), "25%", OURS),
  [TW_CHECK_ATTRIBUTED_RATE] = RATE ("attributed-rate", N_("Won revenue with recorded attribution, at least"), "80%", OURS),
  [TW_CHECK_CREDIT_RATE] = RATE ("credit-rate", N_("Credits of one opportunity, at most"), "100%", OURS),
  [TW_CHECK_IDLE_AMOUNT] = NUMBER ("idle-amount", N_("Investment that asks for an outcome, above"), "1000", 1000000000,
                                   N_("In whole units of the workspace's currency. A default of Tierwright's own.")),
  [TW_CHECK_IDLE_QUARTERS] = NUMBER ("idle-quarters", N_("Quarters in which an investment may bring nothing"), "2", 40, OURS),
  [TW_CHECK_GINI_RATE] = RATE ("gini-rate", N_("Gini coefficient between tiers up to which investment counts as uniform"), "5%",
                               N_("0 % is the same for each partner of every tier. A default of Tierwright's own.")),
  [TW_CHECK_MANAGED] = NUMBER ("managed", N_("A dedicated manager looks after at most so many partners"), "10", 1000, OURS),
  [TW_CHECK_STEP_LOW] = NUMBER ("step-low", N_("A tier asks at least so many percent of the one below"), "150", 100000,
                                N_("Market practice is 1.5 to 3 times.")),
  [TW_CHECK_STEP_HIGH] = NUMBER ("step-high", N_("A tier asks at most so many percent of the one below"), "300", 100000,
                                 N_("Market practice is 1.5 to 3 times.")),
  [TW_CHECK_HOUR_COST] = NUMBER ("hour-cost", N_("What an hour of a partner's work costs it"), "80", 100000,
                                 N_("In whole units of the program's currency, to hold a tier's benefits against what it takes "
                                    "to reach it. A default of Tierwright's own.")),
  [TW_CHECK_UNTARGETED_RATE] = RATE ("untargeted-rate", N_("Enrolments without a recruitment target, at most"), "25%", OURS),
  [TW_CHECK_NOMINAL_DAYS] = NUMBER ("nominal-days", N_("Days after enrolment before a partner counts as nominal"), "90", 3660,
                                    N_("Without investment and activity since.")),
  [TW_CHECK_GATE] = { .key = "check.co-sell-gate", .label = N_("Co-selling asks for a certification"), .initial = "program",
                      .choices = gate_keys, .choice_labels = gate_labels,
                      .help = N_("Where it does, a partner without one must not co-sell.") },
  [TW_CHECK_DEPENDENCY_RATE] = RATE ("dependency-rate", N_("Revenue that one OEM may bring without a mitigation"), "25%", OURS),
  [TW_CHECK_CROWDED] = NUMBER ("crowded", N_("Listings in a category without subcategories, at most"), "20", 100000, OURS),
  [TW_CHECK_REVIEWS] = NUMBER ("reviews", N_("Reviews that stand in for a trial"), "3", 100000, OURS),
  [TW_CHECK_DISPLACED_RATE] = RATE ("displaced-rate", N_("Co-sell engagements from which the partner was removed, at most"), "10%",
                                    OURS),
  [TW_CHECK_PRODUCT_RATE] = RATE ("product-rate", N_("Marketing money for the product alone, at most"), "50%", OURS),
  [TW_CHECK_COMPLIANCE_DAYS] = NUMBER ("compliance-days", N_("A compliance review holds for days"), "365", 36600, OURS),
  [TW_CHECK_RESPONSE_DAYS] = NUMBER ("response-days", N_("Days to answer a co-sell request"), "5", 3660, OURS),
  [TW_CHECK_CLIFF_RATE] = RATE ("cliff-rate", N_("Payout that one threshold may add at once"), "10%", OURS),
  [TW_CHECK_MARGIN_RATE] = RATE ("margin-rate", N_("Margin of a sale that tells none"), "30%",
                                 N_("Only to hold a cliff against it; the metrics' own setting goes first. A default of "
                                    "Tierwright's own.")),
  [TW_CHECK_COMPONENTS] = NUMBER ("components", N_("Rules that pay one partner in a period, at most"), "3", 1000, OURS),
  [TW_CHECK_TRACE_STEPS] = NUMBER ("trace-steps", N_("Steps that explain a line, at most"), "7", 1000, OURS),
};

const TwMetricSetting *
tw_check_setting_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (settings), NULL);

  return &settings[index];
}

const TwMetricSetting *
tw_check_setting_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_strcmp0 (settings[i].key, key) == 0)
      return &settings[i];

  return NULL;
}

/* The number that stands for a text: a rate in millionths, a number, the place of a choice. */
static gboolean
read_value (const TwMetricSetting *setting,
            const char            *text,
            gint64                *value)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  if (setting->choices != NULL)
    {
      for (int i = 0; setting->choices[i] != NULL; i++)
        if (strcmp (setting->choices[i], plain) == 0)
          {
            *value = i;
            return TRUE;
          }
      return FALSE;
    }
  if (!setting->rate)
    return tw_decimal_parse (plain, 0, value, NULL) && *value >= setting->min && *value <= setting->max;
  if (g_str_has_suffix (plain, "%"))
    plain[strlen (plain) - 1] = '\0';
  g_strchomp (plain);

  return tw_decimal_parse (plain, 4, value, NULL) && *value >= 0 && *value <= TW_MILLION;
}

void
tw_check_settings_load (TwWorkspace *workspace,
                        gint64      *values)
{
  g_return_if_fail (workspace != NULL && values != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *text = tw_metric_setting_get (workspace, &settings[i], NULL);

      if (!read_value (&settings[i], text, &values[i]))
        read_value (&settings[i], settings[i].initial, &values[i]);
    }
}
