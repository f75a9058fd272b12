/* tw-program-guide.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-spec.h"
#include "tw-pages.h"
#include "tw-payout-example.h"
#include "tw-program-design.h"
#include "tw-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The guide of a program, for its partners: tiers with criteria and benefits, each rule as a sentence with its table,
 * its payout curve and worked examples, how refunds, limits and payment work, and the terms that it uses. Made from the
 * rules alone, with amounts that the engine calculates.
 *
 * Invariant: nothing of the vendor's own stands in it: no cost, budget, investment, objective, note or what nobody
 * has confirmed yet. */

/**
 * TwProgramGuide:
 * @number: of the version
 * @draft: it isn't published, and the guide says so
 * @to: the last day, or %TW_DATE_NONE
 * @examples: (element-type TwPayoutExamples): of each rule
 * @now: the moment as ISO 8601 text that the guide bears: when the version was published, else when it is made
 */
typedef struct
{
  TwProgramDocument     *document;
  const TwProgram       *program;
  const TwProgramDesign *design;
  int                    number;
  gboolean               draft;
  TwDate                 from;
  TwDate                 to;
  GPtrArray             *examples;
  char                  *now;
} TwProgramGuide;

TwProgramGuide *tw_program_guide_new        (TwWorkspace          *workspace,
                                             gint64                version,
                                             GError              **error);
void            tw_program_guide_free       (TwProgramGuide       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramGuide, tw_program_guide_free)

/**
 * tw_program_guide_write:
 * @path: ends in .pdf or .xlsx
 * @error: %TW_ERROR_USAGE for another ending
 *
 * Reads nothing but @self, so any thread may call it. On error nothing is left at @path, or what was there before.
 */
gboolean        tw_program_guide_write      (const TwProgramGuide *self,
                                             TwPaper               paper,
                                             const char           *path,
                                             GCancellable         *cancellable,
                                             GError              **error);

/* (transfer full): the same as JSON; amounts and rates are strings. */
char           *tw_program_guide_json       (const TwProgramGuide *self);

/* (transfer full): what the rule pays over what picks the band; %NULL where there are no examples. */
TwChartSpec    *tw_program_guide_chart      (const TwProgramGuide *self,
                                             guint                 rule);

/* --- private to the guide's files --- */

gboolean        tw_program_guide_pdf        (const TwProgramGuide *self,
                                             TwPaper               paper,
                                             const char           *path,
                                             GCancellable         *cancellable,
                                             GError              **error);
gboolean        tw_program_guide_xlsx       (const TwProgramGuide *self,
                                             const char           *path,
                                             GCancellable         *cancellable,
                                             GError              **error);
/* All (transfer full). Amounts are grouped, without their currency. */
char           *tw_program_guide_amount     (const TwProgramGuide *self,
                                             gint64                minor);
/* What picks the band, or what is paid on, at a point. */
char           *tw_program_guide_quantity   (const TwProgramGuide *self,
                                             gint64                value,
                                             TwValueType           type,
                                             gboolean              percent);
/* Where a band begins; %NULL: there is nothing below it. */
char           *tw_program_guide_bound      (const TwProgramGuide *self,
                                             guint                 rule,
                                             guint                 band);
/* “2% + 250.00 USD” of a band in a variant. */
char           *tw_program_guide_band_pay   (const TwProgramGuide *self,
                                             guint                 rule,
                                             guint                 variant,
                                             guint                 band);
/* “just below 10,000.00”. */
const char     *tw_program_guide_place      (const TwPayoutPoint  *point);
/* What picks the band, in words, with its unit. */
char           *tw_program_guide_measure    (const TwProgramGuide *self,
                                             guint                 rule,
                                             gboolean              qualifier);
/* What the examples take for granted, a sentence for each; NULL-terminated. */
char          **tw_program_guide_assumes    (const TwProgramGuide *self,
                                             guint                 rule);
/* One row per tier and designation: name, criteria, benefits, reviews; a line for each. (element-type GStrv) */
GPtrArray      *tw_program_guide_tiers      (const TwProgramGuide *self);
/* Sentences; NULL-terminated. */
char          **tw_program_guide_reviews    (const TwProgramGuide *self);
char          **tw_program_guide_payment    (const TwProgramGuide *self);
/* Pairs of term and explanation, of what occurs. (element-type GStrv) */
GPtrArray      *tw_program_guide_glossary   (const TwProgramGuide *self);

G_END_DECLS
