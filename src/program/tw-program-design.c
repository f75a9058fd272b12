/* tw-program-design.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-design.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the parts of a design are called, and sums over them. Reading is in tw-builder-design.c. */

typedef struct
{
  const char   *id;
  const char   *label;
  TwIsvElement  element;
} Word;

static const Word gap_kinds[] = {
  { NULL, N_("Not decided"), TW_ELEMENT_NONE },
  { "stickiness", N_("Stickiness"), TW_ELEMENT_NONE },
  { "reach", N_("Reach"), TW_ELEMENT_NONE },
  { "embedded", N_("Embedded presence"), TW_ELEMENT_NONE },
  { "deployment", N_("Deployment credibility"), TW_ELEMENT_NONE },
};

static const Word benefit_kinds[] = {
  { "other", N_("Other"), TW_ELEMENT_NONE },
  { "api_access", N_("API and SDK access"), TW_ELEMENT_API },
  { "sandbox", N_("Sandbox"), TW_ELEMENT_API },
  { "dev_support", N_("Developer support"), TW_ELEMENT_API },
  { "listing", N_("Marketplace listing"), TW_ELEMENT_LISTING },
  { "certification", N_("Integration certification"), TW_ELEMENT_CERTIFICATION },
  { "co_sell", N_("Co-sell"), TW_ELEMENT_CO_SELL },
  { "co_marketing", N_("Co-marketing"), TW_ELEMENT_CO_MARKETING },
  { "analytics", N_("Ecosystem data"), TW_ELEMENT_ANALYTICS },
  { "roadmap", N_("Roadmap access"), TW_ELEMENT_ROADMAP },
  { "manager", N_("Dedicated manager"), TW_ELEMENT_NONE },
  { "training", N_("Training"), TW_ELEMENT_NONE },
  { "support", N_("Support"), TW_ELEMENT_NONE },
  { "deal_protection", N_("Deal protection"), TW_ELEMENT_NONE },
  { "discount", N_("Discount"), TW_ELEMENT_NONE },
  { "funds", N_("Marketing funds"), TW_ELEMENT_NONE },
  { "priority_access", N_("Priority access"), TW_ELEMENT_NONE },
  { "recognition", N_("Recognition"), TW_ELEMENT_NONE },
};

static const Word pers[] = {
  { "year", N_("Per partner and year"), TW_ELEMENT_NONE },
  { "half", N_("Per partner and half-year"), TW_ELEMENT_NONE },
  { "quarter", N_("Per partner and quarter"), TW_ELEMENT_NONE },
  { "month", N_("Per partner and month"), TW_ELEMENT_NONE },
  { "partner", N_("Once per partner"), TW_ELEMENT_NONE },
  { "tier", N_("Per year for the whole tier"), TW_ELEMENT_NONE },
};

static const Word levels[] = {
  { NULL, N_("Not decided"), TW_ELEMENT_NONE },
  { "low", N_("Low"), TW_ELEMENT_NONE },
  { "moderate", N_("Moderate"), TW_ELEMENT_NONE },
  { "highest", N_("Highest"), TW_ELEMENT_NONE },
};

static const Word cadences[] = {
  { "month", N_("Every month"), TW_ELEMENT_NONE },
  { "quarter", N_("Every quarter"), TW_ELEMENT_NONE },
  { "half", N_("Every half-year"), TW_ELEMENT_NONE },
  { "year", N_("Every year"), TW_ELEMENT_NONE },
};

static const char * const elements[] = {
  N_("API and SDK access"),
  N_("Marketplace listing"),
  N_("Technical integration certification"),
  N_("Co-sell on joint opportunities"),
  N_("Joint-solution co-marketing"),
  N_("Ecosystem visibility and analytics"),
  N_("Roadmap alignment and input"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (gap_kinds) == TW_GAP_DEPLOYMENT + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (benefit_kinds) == TW_N_BENEFIT_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (pers) == TW_PER_TIER + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (levels) == TW_INVESTMENT_HIGHEST + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (cadences) == TW_CALENDAR_YEAR + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (elements) == TW_N_ISV_ELEMENTS);

static const char *
word_id (const Word *words,
         guint       n,
         guint       index)
{
  return index < n ? words[index].id : NULL;
}

static const char *
word_label (const Word *words,
            guint       n,
            guint       index)
{
  return index < n ? g_dgettext (GETTEXT_PACKAGE, words[index].label) : NULL;
}

/* What each of the vocabularies is asked: how a word is written, and what people call it. */
#define DEFINE_WORDS(prefix, Type, words)                                                           \
  const char *prefix##_get_id (Type word) { return word_id (words, G_N_ELEMENTS (words), word); }   \
  const char *prefix##_get_label (Type word) { return word_label (words, G_N_ELEMENTS (words), word); }

DEFINE_WORDS (tw_gap_kind, TwGapKind, gap_kinds)
DEFINE_WORDS (tw_benefit_kind, TwBenefitKind, benefit_kinds)
DEFINE_WORDS (tw_benefit_per, TwBenefitPer, pers)
DEFINE_WORDS (tw_investment_level, TwInvestmentLevel, levels)
DEFINE_WORDS (tw_cadence, TwCalendarUnit, cadences)

TwIsvElement
tw_benefit_kind_get_element (TwBenefitKind kind)
{
  g_return_val_if_fail (kind < TW_N_BENEFIT_KINDS, TW_ELEMENT_NONE);

  return benefit_kinds[kind].element;
}

const char *
tw_isv_element_get_label (TwIsvElement element)
{
  g_return_val_if_fail (element >= 0 && element < TW_N_ISV_ELEMENTS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, elements[element]);
}

/* ---- outcomes ---- */

typedef struct
{
  const char     *id;
  const char     *label;    /* NULL: a metric of the registry has it */
  TwMetricUnit    unit;     /* of what isn't in the registry */
  TwMetricBetter  better;
  TwGapKind       gap;
  gboolean        counts;
} OutcomeEntry;

/* Outcomes first; what only counts who takes part stands last, to be warned of. */
static const OutcomeEntry outcomes[] = {
  { "new-customers", NULL, 0, 0, TW_GAP_REACH, FALSE },
  { "net-revenue", NULL, 0, 0, TW_GAP_REACH, FALSE },
  { "incremental-revenue", NULL, 0, 0, TW_GAP_NONE, FALSE },
  { "program-roi", NULL, 0, 0, TW_GAP_NONE, FALSE },
  { "win-rate", NULL, 0, 0, TW_GAP_DEPLOYMENT, FALSE },
  { "deal-size", NULL, 0, 0, TW_GAP_DEPLOYMENT, FALSE },
  { "influenced-share", NULL, 0, 0, TW_GAP_DEPLOYMENT, FALSE },
  { "density", NULL, 0, 0, TW_GAP_NONE, FALSE },
  { "investment-intensity", NULL, 0, 0, TW_GAP_NONE, FALSE },
  { "active-rate", NULL, 0, 0, TW_GAP_NONE, FALSE },
  { "retention", NULL, 0, 0, TW_GAP_NONE, FALSE },
  { "integrated-retention", N_("Retention of customers with integrations"), TW_METRIC_RATE,
    TW_BETTER_UP, TW_GAP_STICKINESS, FALSE },
  { "integration-adoption", N_("Customers using an integration"), TW_METRIC_RATE, TW_BETTER_UP,
    TW_GAP_STICKINESS, FALSE },
  { "competitive-win-rate", N_("Win rate against named rivals"), TW_METRIC_RATE, TW_BETTER_UP,
    TW_GAP_STICKINESS, FALSE },
  { "expansion", N_("Expansion from co-sell"), TW_METRIC_MONEY, TW_BETTER_UP, TW_GAP_STICKINESS,
    FALSE },
  { "renewal-rate", N_("Renewal rate of the managed base"), TW_METRIC_RATE, TW_BETTER_UP,
    TW_GAP_REACH, FALSE },
  { "embedded-units", N_("Units with the embedded product"), TW_METRIC_COUNT, TW_BETTER_UP,
    TW_GAP_EMBEDDED, FALSE },
  { "embedded-share", N_("Share of devices with the embedded product"), TW_METRIC_RATE,
    TW_BETTER_UP, TW_GAP_EMBEDDED, FALSE },
  { "services-attach", N_("Services attach rate"), TW_METRIC_RATE, TW_BETTER_UP,
    TW_GAP_DEPLOYMENT, FALSE },
  { "enrolled-partners", NULL, 0, 0, TW_GAP_NONE, TRUE },
  { "listings", N_("Live listings"), TW_METRIC_COUNT, TW_BETTER_UP, TW_GAP_NONE, TRUE },
  { "certified-partners", N_("Certified partners"), TW_METRIC_COUNT, TW_BETTER_UP, TW_GAP_NONE,
    TRUE },
};

guint
tw_outcome_count (void)
{
  return G_N_ELEMENTS (outcomes);
}

void
tw_outcome_nth (guint      index,
                TwOutcome *outcome)
{
  const OutcomeEntry *entry;
  const TwMetric *metric;

  g_return_if_fail (index < G_N_ELEMENTS (outcomes));

  entry = &outcomes[index];
  metric = entry->label == NULL ? tw_metric_find (entry->id) : NULL;
  outcome->id = entry->id;
  outcome->metric = metric;
  outcome->unit = metric != NULL ? metric->unit : entry->unit;
  outcome->better = metric != NULL ? metric->better : entry->better;
  outcome->gap = entry->gap;
  outcome->counts = entry->counts;
}

gboolean
tw_outcome_find (const char *id,
                 TwOutcome  *outcome)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].id, id) == 0)
      {
        tw_outcome_nth (i, outcome);
        return TRUE;
      }

  return FALSE;
}

const char *
tw_outcome_get_label (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].id, id) == 0)
      return outcomes[i].label != NULL ? g_dgettext (GETTEXT_PACKAGE, outcomes[i].label)
                                       : tw_metric_get_label (tw_metric_find (id));

  return id;
}

/* ---- the design as a whole ---- */

const TwTierDesign *
tw_program_design_find_tier (const TwProgramDesign *design,
                             const char            *name)
{
  g_return_val_if_fail (design != NULL, NULL);

  for (guint i = 0; i < design->n_tiers; i++)
    if (g_strcmp0 (design->tiers[i].name, name) == 0)
      return &design->tiers[i];

  return NULL;
}

static gboolean
is_held_with (const TwGovernance *review,
              const char         *tier)
{
  for (guint i = 0; i < review->n_tiers; i++)
    if (strcmp (review->tiers[i], tier) == 0)
      return TRUE;

  return review->n_tiers == 0;
}

GPtrArray *
tw_program_design_list_governance (const TwProgramDesign *design,
                                   const TwTierDesign    *tier)
{
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (design != NULL && tier != NULL, list);

  for (guint i = 0; i < tier->n_governance; i++)
    g_ptr_array_add (list, &tier->governance[i]);
  for (guint i = 0; i < design->n_governance; i++)
    if (is_held_with (&design->governance[i], tier->name))
      g_ptr_array_add (list, &design->governance[i]);

  return list;
}

/* How many of a calendar unit a year has. */
static gint64
per_year (TwCalendarUnit unit)
{
  static const gint64 times[] = { 12, 4, 2, 1 };

  g_return_val_if_fail ((guint) unit < G_N_ELEMENTS (times), 1);

  return times[unit];
}

gboolean
tw_program_design_get_yearly_budget (const TwProgramDesign *design,
                                     gint64                *amount)
{
  g_return_val_if_fail (design != NULL && amount != NULL, FALSE);

  return design->budget.given &&
         !__builtin_mul_overflow (design->budget.amount, per_year (design->budget_per), amount);
}

gboolean
tw_benefit_get_yearly (const TwBenefit *benefit,
                       guint            n_partners,
                       gint64          *cost,
                       gint64          *value)
{
  static const gint64 times[] = { 1, 2, 4, 12, 1, 1 };
  gint64 factor;

  g_return_val_if_fail (benefit != NULL && benefit->per <= TW_PER_TIER, FALSE);

  factor = times[benefit->per] * (benefit->per == TW_PER_TIER ? 1 : (gint64) n_partners);

  return !__builtin_mul_overflow (benefit->cost.amount, factor, cost) &&
         !__builtin_mul_overflow (benefit->value.amount, factor, value);
}
