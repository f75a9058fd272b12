/* tw-entities-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What binds partners to programs, and what a period needs. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

const TwChoice tw_choices_ladder[] = {
  { "tier", N_("Tier") },
  { "designation", N_("Designation") },
  { NULL, NULL },
};

static const TwChoice term_type[] = {
  { "money", N_("Money") },
  { "number", N_("Number") },
  { "rate", N_("Percentage") },
  { "date", N_("Date") },
  { "text", N_("Text") },
  { "yesno", N_("Yes or no") },
  { NULL, NULL },
};

static const TwChoice tier_cause[] = {
  { "manual", N_("Set by hand") },
  { "import", N_("Imported") },
  { "enrolment", N_("Enrolled") },
  { "promotion", N_("Promoted") },
  { "demotion", N_("Demoted") },
  { "invitation", N_("Invited") },
  { "hold", N_("Held over") },
  { NULL, NULL },
};

/* A version, its tiers and its rules are no descriptors; the program is one for references and
 * lists. */
static const TwField program_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT,
            .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED),
  TW_FIELD ("partner_type", N_("Partner type"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = tw_choices_partner_type),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
};

const TwEntity tw_entity_program = {
  .name = "program", .kind = "programs",
  .label = N_("Program"), .label_plural = N_("Programs"),
  .table = "program", .title = "name", .key = "name", .order = "name",
  .flags = TW_ENTITY_SEARCHED,
  TW_N (program_fields),
};

static const TwField enrolment_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program"), .flags = TW_FIELD_REQUIRED),
  TW_SPAN_FIELDS,
};

const TwEntity tw_entity_enrolment = {
  .name = "enrolment", .kind = "enrolments",
  .label = N_("Enrolment"), .label_plural = N_("Enrolments"),
  .table = "enrolment", .title = "partner", .order = "partner",
  .identity = "partner program valid_from", .alone = "partner program",
  .flags = TW_ENTITY_BATCHED,
  TW_N (enrolment_fields),
};

static const TwField agreement_fields[] = {
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program"), .help = N_("Empty for any program of the partner.")),
  TW_SPAN_FIELDS,
  TW_FIELD ("note", N_("Note"), NOTE, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_agreement = {
  .name = "agreement", .kind = "agreements",
  .label = N_("Agreement"), .label_plural = N_("Agreements"),
  .table = "agreement", .title = "external_id", .key = "external_id", .order = "external_id",
  .flags = TW_ENTITY_BATCHED,
  TW_N (agreement_fields),
};

static const TwField agreement_term_fields[] = {
  TW_REFERENCE ("agreement", N_("Agreement"),
                .flags = TW_FIELD_REQUIRED | TW_FIELD_OWNER | TW_FIELD_SEARCHED),
  TW_FIELD ("name", N_("Term"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED,
            .help = N_("The name that rules use after “agreement.”, such as quota.")),
  TW_FIELD ("type", N_("Type"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = term_type),
  TW_FIELD ("amount", N_("Amount"), TERM, .currency = "currency",
            .help = N_("For money, numbers, percentages and yes or no.")),
  TW_FIELD ("currency", N_("Currency"), CURRENCY),
  TW_FIELD ("text", N_("Text"), TEXT, .help = N_("For texts and dates.")),
  TW_FIELD ("valid_from", N_("From"), DATE),
  TW_FIELD ("valid_to", N_("To"), DATE, .flags = TW_FIELD_LAST_DAY,
            .help = N_("The last day; empty while it goes on.")),
};

static const TwBetween agreement_term_between[] = {
  { TW_BETWEEN_ONE_OF, "amount", "text",
    N_("A term has either an amount or a text. Enter an amount for money, numbers, percentages and yes or no, else a "
       "text.") },
  { TW_BETWEEN_DATE, "text", "type", N_("The text of a date is written as 2026-01-31. Enter it so.") },
};

const TwEntity tw_entity_agreement_term = {
  .name = "agreement_term", .kind = "agreement-terms",
  .label = N_("Agreement term"), .label_plural = N_("Agreement terms"),
  .table = "agreement_term", .title = "name", .order = "agreement",
  .identity = "agreement name valid_from",
  .flags = TW_ENTITY_BATCHED,
  TW_N (agreement_term_fields),
  .between = agreement_term_between, .n_between = G_N_ELEMENTS (agreement_term_between),
};

static const TwField tier_assignment_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program"), .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("ladder", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR,
            .choices = tw_choices_ladder, .initial = "tier"),
  TW_FIELD ("tier", N_("Tier"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_SPAN_FIELDS,
  TW_FIELD ("cause", N_("Cause"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = tier_cause,
            .initial = "manual"),
  TW_FIELD ("reason", N_("Reason"), TEXT),
};

const TwEntity tw_entity_tier_assignment = {
  .name = "tier_assignment", .kind = "tier-assignments",
  .label = N_("Tier assignment"), .label_plural = N_("Tier assignments"),
  .table = "tier_assignment", .title = "tier", .order = "partner",
  .identity = "partner program ladder valid_from", .alone = "partner program ladder",
  .flags = TW_ENTITY_BATCHED,
  TW_N (tier_assignment_fields),
};

static const TwChoice proposal_cause[] = {
  { "promotion", N_("Promotion") },
  { "demotion", N_("Demotion") },
  { "invitation", N_("Invitation") },
  { NULL, NULL },
};

static const TwChoice proposal_state[] = {
  { "open", N_("Open") },
  { "approved", N_("Approved") },
  { "declined", N_("Declined") },
  { NULL, NULL },
};

/* Reviews write them, and who approves or declines. */
static const TwField tier_proposal_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program"), .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR),
  TW_FIELD ("ladder", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR,
            .choices = tw_choices_ladder, .initial = "tier"),
  TW_FIELD ("held", N_("Held"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("proposed", N_("Proposed"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("cause", N_("Cause"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = proposal_cause),
  TW_FIELD ("reviewed", N_("Reviewed"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("evidence", N_("Evidence"), NOTE, .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR),
  TW_FIELD ("state", N_("State"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = proposal_state,
            .initial = "open"),
  TW_FIELD ("effective", N_("Held from"), DATE),
  TW_FIELD ("reason", N_("Reason"), TEXT),
  TW_FIELD ("decided_by", N_("Decided by"), TEXT),
  TW_FIELD ("decided_at", N_("Decided at"), TEXT, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_tier_proposal = {
  .name = "tier_proposal", .kind = "tier-proposals",
  .label = N_("Tier proposal"), .label_plural = N_("Tier proposals"),
  .table = "tier_proposal", .title = "proposed", .order = "reviewed",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (tier_proposal_fields),
};

static const TwField period_lock_fields[] = {
  TW_FIELD ("period", N_("Period"), TEXT,
            .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED),
  TW_FIELD ("valid_from", N_("From"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("valid_to", N_("To"), DATE, .flags = TW_FIELD_REQUIRED | TW_FIELD_LAST_DAY),
  TW_FIELD ("reason", N_("Reason"), TEXT),
  TW_FIELD ("locked_by", N_("Locked by"), TEXT, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("locked_at", N_("Locked at"), TEXT, .flags = TW_FIELD_MOMENT | TW_FIELD_REQUIRED),
};

const TwEntity tw_entity_period_lock = {
  .name = "period_lock", .kind = "period-locks",
  .label = N_("Period lock"), .label_plural = N_("Period locks"),
  .table = "period_lock", .title = "period", .key = "period", .order = "valid_from",
  .descending = TRUE,
  TW_N (period_lock_fields),
};

static const TwField adjustment_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program"), .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("period", N_("Period"), TEXT, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency",
            .flags = TW_FIELD_REQUIRED | TW_FIELD_SUMMED),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("reason", N_("Reason"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("reference", N_("Reference"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("line", N_("Line"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("made_by", N_("By"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY),
  TW_FIELD ("made_at", N_("At"), TEXT, .flags = TW_FIELD_MOMENT | TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY),
};

const TwEntity tw_entity_adjustment = {
  .name = "adjustment", .kind = "adjustments",
  .label = N_("Adjustment"), .label_plural = N_("Adjustments"),
  .table = "adjustment", .title = "reason",
  TW_N (adjustment_fields),
};
