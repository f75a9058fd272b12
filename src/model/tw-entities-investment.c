/* tw-entities-investment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is put into partners, programs and partner types. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

static const TwChoice categories[] = {
  { "technical_support", N_("Technical support") },
  { "training", N_("Training") },
  { "co_marketing", N_("Co-marketing and MDF") },
  { "co_selling", N_("Co-selling") },
  { "joint_events", N_("Joint events") },
  { "program_management", N_("Program management") },
  { "partner_management", N_("Alliance manager time") },
  { "roadmap", N_("Roadmap co-investment") },
  { "incentives", N_("Incentives paid") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const TwChoice sides[] = {
  { "vendor", N_("Vendor") },
  { "partner", N_("Partner") },
  { NULL, NULL },
};

static const TwChoice states[] = {
  { "planned", N_("Planned") },
  { "actual", N_("Actual") },
  { NULL, NULL },
};

static const TwField investment_fields[] = {
  TW_EXTERNAL_ID,
  TW_FIELD ("date", N_("Date"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("category", N_("Category"), CHOICE, .choices = categories, .flags = TW_FIELD_REQUIRED),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED,
                .help = N_("Empty where it is for a program, a partner type, or for all.")),
  TW_REFERENCE ("program", N_("Program")),
  TW_FIELD ("partner_type", N_("Partner type"), CHOICE, .choices = tw_choices_partner_type,
            .help = N_("Where it is neither for one partner nor for one program.")),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency",
            .flags = TW_FIELD_REQUIRED | TW_FIELD_SUMMED),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("side", N_("Borne by"), CHOICE, .choices = sides, .flags = TW_FIELD_REQUIRED, .initial = "vendor"),
  TW_FIELD ("state", N_("State"), CHOICE, .choices = states, .flags = TW_FIELD_REQUIRED, .initial = "actual",
            .help = N_("Returns count what is actual.")),
  TW_FIELD ("note", N_("Note"), NOTE),
};

const TwEntity tw_entity_investment = {
  .name = "investment", .kind = "investments",
  .label = N_("Investment"), .label_plural = N_("Investments"),
  .table = "investment", .title = "external_id", .key = "external_id", .order = "date", .descending = TRUE,
  .flags = TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED,
  TW_N (investment_fields),
};
