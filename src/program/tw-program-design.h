/* tw-program-design.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-metric.h"
#include "tw-program-document.h"

G_BEGIN_DECLS

/* The parts of a program that a designer decides and that change no cent: what the program is for,
 * what its tiers grant and ask of both sides, what may be spent. They are read with the program,
 * refused with path and sentence where they are wrong, and hang on the document.
 *
 * Amounts are minor units of the program's currency and never negative. What isn't given differs
 * from zero. Texts belong to the document. Every `path` is a JSON pointer into it.
 *
 * Programs of before these parts had a form may say any of them as one text or as a list of texts:
 * a benefit or a review is then one with nothing but its name, an objective one with nothing but
 * `text`. */

/* What the program has to close (`objective.kind`). */
typedef enum
{
  TW_GAP_NONE,
  TW_GAP_STICKINESS,   /* stickiness: customers leave, or could */
  TW_GAP_REACH,        /* reach: customers whom nobody sells to */
  TW_GAP_EMBEDDED,     /* embedded: presence inside of somebody else's product */
  TW_GAP_DEPLOYMENT,   /* deployment: customers doubt that it will be put to work */
} TwGapKind;

typedef struct
{
  gboolean given;
  gint64   amount;
} TwDesignMoney;

/**
 * TwDesignFigure:
 * @value: minor units of the program's currency where the objective's unit is money, else
 *   millionths (38.2 % is 382000, 12 days are 12000000)
 * @text: (nullable): as it was written
 */
typedef struct
{
  gboolean    given;
  gint64      value;
  const char *text;
} TwDesignFigure;

/**
 * TwObjective:
 * @text: (nullable): an objective of before it had a form
 * @gap: (nullable): the gap in the designer's words
 * @outcome: (nullable): the outcome in words, beside the metric
 * @metric: (nullable): id of a #TwOutcome, or words of the designer's own
 * @unit: of baseline and target; of words of one's own %TW_METRIC_RATE where a figure has a percent
 *   sign, else %TW_METRIC_COUNT
 * @due: the day by which the target is to be reached, or %TW_DATE_NONE
 * @direct_cost: what the outcome would cost without partners
 * @partner_cost: what it costs with them
 */
typedef struct
{
  const char     *text;
  const char     *gap;
  const char     *outcome;
  TwGapKind       kind;
  const char     *metric;
  TwMetricUnit    unit;
  TwDesignFigure  baseline;
  TwDesignFigure  target;
  TwDate          due;
  TwDesignMoney   direct_cost;
  TwDesignMoney   partner_cost;
  const char     *notes;
} TwObjective;

/* What cost and value of a benefit are for (`per`). */
typedef enum
{
  TW_PER_YEAR,      /* year: for each partner, in each year; where nothing is said */
  TW_PER_HALF,
  TW_PER_QUARTER,
  TW_PER_MONTH,
  TW_PER_PARTNER,   /* partner: once for each partner that comes to the tier */
  TW_PER_TIER,      /* tier: for all partners of the tier together, in each year */
} TwBenefitPer;

/* `kind`, in the order in which they are offered; TW_BENEFIT_OTHER where nothing is said. */
typedef enum
{
  TW_BENEFIT_OTHER,
  TW_BENEFIT_API_ACCESS,
  TW_BENEFIT_SANDBOX,
  TW_BENEFIT_DEV_SUPPORT,
  TW_BENEFIT_LISTING,
  TW_BENEFIT_CERTIFICATION,
  TW_BENEFIT_CO_SELL,
  TW_BENEFIT_CO_MARKETING,
  TW_BENEFIT_ANALYTICS,
  TW_BENEFIT_ROADMAP,
  TW_BENEFIT_MANAGER,
  TW_BENEFIT_TRAINING,
  TW_BENEFIT_SUPPORT,
  TW_BENEFIT_DEAL_PROTECTION,
  TW_BENEFIT_DISCOUNT,
  TW_BENEFIT_FUNDS,
  TW_BENEFIT_PRIORITY_ACCESS,
  TW_BENEFIT_RECOGNITION,
} TwBenefitKind;
#define TW_N_BENEFIT_KINDS (TW_BENEFIT_RECOGNITION + 1)

/* The seven things that a program for software vendors offers. */
typedef enum
{
  TW_ELEMENT_NONE = -1,
  TW_ELEMENT_API,
  TW_ELEMENT_LISTING,
  TW_ELEMENT_CERTIFICATION,
  TW_ELEMENT_CO_SELL,
  TW_ELEMENT_CO_MARKETING,
  TW_ELEMENT_ANALYTICS,
  TW_ELEMENT_ROADMAP,
} TwIsvElement;
#define TW_N_ISV_ELEMENTS (TW_ELEMENT_ROADMAP + 1)

/**
 * TwBenefit:
 * @cost: to the vendor
 * @value: to the partner
 * @owner: (nullable): who of the vendor answers for it, in words
 */
typedef struct
{
  const char    *path;
  const char    *name;
  TwBenefitKind  kind;
  TwDesignMoney  cost;
  TwDesignMoney  value;
  TwBenefitPer   per;
  const char    *owner;
  const char    *notes;
} TwBenefit;

/**
 * TwGovernance:
 * @cadence: how often, where @has_cadence: month, quarter, half or year
 * @attendees: (nullable): who comes, in words
 * @tiers: (array length=n_tiers): of a review of the whole program: the tiers it is held with
 *   (`for`); none: all
 */
typedef struct
{
  const char      *path;
  const char      *name;
  gboolean         has_cadence;
  TwCalendarUnit   cadence;
  const char      *attendees;
  const char     **tiers;
  guint            n_tiers;
  const char      *notes;
} TwGovernance;

typedef enum
{
  TW_INVESTMENT_NONE,
  TW_INVESTMENT_LOW,
  TW_INVESTMENT_MODERATE,
  TW_INVESTMENT_HIGHEST,
} TwInvestmentLevel;

/**
 * TwTierDesign:
 * @path: of the tier, `/tiers/0` or `/designations/0`
 * @level: how deep the vendor invests in the tier
 * @budget: for all partners of the tier together, in a year
 */
typedef struct
{
  const char        *path;
  const char        *name;
  gboolean           designation;
  TwBenefit         *benefits;
  guint              n_benefits;
  TwGovernance      *governance;
  guint              n_governance;
  TwInvestmentLevel  level;
  TwDesignMoney      budget;
} TwTierDesign;

/**
 * TwProgramDesign:
 * @budget: what the program may cost in each @budget_per (month, quarter, half, year)
 * @benefits: (array length=n_benefits): of every partner, whatever tier
 * @governance: (array length=n_governance): of the whole program
 * @tiers: (array length=n_tiers): tiers, lowest first, then designations
 * @unconfirmed: (array length=n_unconfirmed): paths of what came from a template and that nobody
 *   has confirmed or edited; see tw-program-unconfirmed.h
 */
typedef struct
{
  gboolean         has_objective;
  TwObjective      objective;
  TwDesignMoney    budget;
  TwCalendarUnit   budget_per;
  TwBenefit       *benefits;
  guint            n_benefits;
  TwGovernance    *governance;
  guint            n_governance;
  TwTierDesign    *tiers;
  guint            n_tiers;
  const char     **unconfirmed;
  guint            n_unconfirmed;
} TwProgramDesign;

/* (transfer none): of a document; there always is one. */
const TwProgramDesign *tw_program_document_get_design (const TwProgramDocument *document);
/* (nullable) (transfer none): of the tier or designation of this name. */
const TwTierDesign    *tw_program_design_find_tier    (const TwProgramDesign   *design,
                                                       const char              *name);
/* (transfer container) (element-type TwGovernance): the reviews held with a tier: its own, then
 * those of the whole program. */
GPtrArray             *tw_program_design_list_governance (const TwProgramDesign *design,
                                                       const TwTierDesign      *tier);
/* The budget for a year. FALSE where none is given or it is more than an amount holds. */
gboolean               tw_program_design_get_yearly_budget (const TwProgramDesign *design,
                                                       gint64                  *amount);

/**
 * tw_benefit_get_yearly:
 * @n_partners: partners in the tier
 * @cost: (out): to the vendor in a year, of all of them together
 * @value: (out): to the partners
 *
 * What is paid once for a partner counts in full, as in the year in which the partner comes. What
 * isn't given is 0.
 *
 * Returns: %FALSE where a sum is more than an amount holds
 */
gboolean               tw_benefit_get_yearly          (const TwBenefit         *benefit,
                                                       guint                    n_partners,
                                                       gint64                  *cost,
                                                       gint64                  *value);

/* Which of the seven elements a kind of benefit is, or %TW_ELEMENT_NONE. */
TwIsvElement           tw_benefit_kind_get_element    (TwBenefitKind            kind);

/* ---- outcomes that an objective can be measured by ---- */

/**
 * TwOutcome:
 * @id: what stands in `objective.metric`; of a measured one the id of its #TwMetric
 * @metric: (nullable): that which computes it from the workspace; %NULL: recorded by hand
 * @unit: of its figures
 * @gap: the kind of gap that it shows to be closing, or %TW_GAP_NONE: any
 * @counts: it counts who or what is enrolled, which is no outcome (CHK-02)
 */
typedef struct
{
  const char     *id;
  const TwMetric *metric;
  TwMetricUnit    unit;
  TwMetricBetter  better;
  TwGapKind       gap;
  gboolean        counts;
} TwOutcome;

guint                  tw_outcome_count               (void);
/* Filled into @outcome. */
void                   tw_outcome_nth                 (guint                    index,
                                                       TwOutcome               *outcome);
gboolean               tw_outcome_find                (const char              *id,
                                                       TwOutcome               *outcome);
/* Translated; of words of the designer's own the words. */
const char            *tw_outcome_get_label           (const char              *id);

/* ---- words ---- */

/* How they are written in a document; NULL past the last (and of what isn't written). */
const char            *tw_gap_kind_get_id             (TwGapKind                kind);
const char            *tw_benefit_kind_get_id         (TwBenefitKind            kind);
const char            *tw_benefit_per_get_id          (TwBenefitPer             per);
const char            *tw_investment_level_get_id     (TwInvestmentLevel        level);
/* For people, translated. */
const char            *tw_gap_kind_get_label          (TwGapKind                kind);
const char            *tw_benefit_kind_get_label      (TwBenefitKind            kind);
const char            *tw_benefit_per_get_label       (TwBenefitPer             per);
const char            *tw_investment_level_get_label  (TwInvestmentLevel        level);
const char            *tw_isv_element_get_label       (TwIsvElement             element);
/* “Each quarter”; month, quarter, half and year. */
const char            *tw_cadence_get_label           (TwCalendarUnit           cadence);
/* `month`, `quarter`, `half`, `year`. */
const char            *tw_cadence_get_id              (TwCalendarUnit           cadence);

G_END_DECLS
