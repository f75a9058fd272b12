/* tw-entities-fact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Facts that have a table of their own. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

#define FACT (TW_ENTITY_FACT | TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED)

const TwChoice tw_choices_motion[] = {
  { "new", N_("New") },
  { "renewal", N_("Renewal") },
  { "expansion", N_("Expansion") },
  { NULL, NULL },
};

const TwChoice tw_choices_opportunity_status[] = {
  { "open", N_("Open") },
  { "won", N_("Won") },
  { "lost", N_("Lost") },
  { NULL, NULL },
};

const TwChoice tw_choices_registration_status[] = {
  { "submitted", N_("Submitted") },
  { "approved", N_("Approved") },
  { "rejected", N_("Rejected") },
  { "expired", N_("Expired") },
  { "won", N_("Won") },
  { "lost", N_("Lost") },
  { NULL, NULL },
};

/* The three sources of the table `sale` have the same fields. */
static const TwField sale_fields[] = {
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("date", N_("Date"), DATE, .flags = TW_FIELD_REQUIRED,
            .fallback = "invoiced booked delivered received start",
            .help = N_("The date that places it; by default the day it was invoiced.")),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency",
            .flags = TW_FIELD_REQUIRED | TW_FIELD_SUMMED),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
  TW_UNITS,
  TW_FIELD ("unit_price", N_("Unit price"), UNIT_PRICE, .currency = "currency"),
  TW_FIELD ("list", N_("At list price"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_FIELD ("cost", N_("Cost"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_FIELD ("margin", N_("Margin"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_PARTIES,
  TW_FIELD ("motion", N_("Motion"), CHOICE, .choices = tw_choices_motion),
  TW_REVERSES,
  TW_REPLACES,
  TW_FIELD ("term_months", N_("Term in months"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_FIELD ("acv", N_("Annual value"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_FIELD ("tcv", N_("Total contract value"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_FIELD ("previous_acv", N_("Annual value before"), MONEY, .currency = "currency",
            .flags = TW_FIELD_MINOR),
  TW_FIELD ("order_ref", N_("Order"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("deal_ref", N_("Deal"), TEXT, .flags = TW_FIELD_MINOR | TW_FIELD_SEARCHED),
  TW_FIELD ("subscription_ref", N_("Subscription"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("booked", N_("Booked"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("delivered", N_("Delivered"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("invoiced", N_("Invoiced"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("collected", N_("Collected"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("received", N_("Received"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("start", N_("Start"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("end", N_("End"), DATE, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_sale = {
  .name = "sale", .kind = "sales", .fact = "sale",
  .label = N_("Sale"), .label_plural = N_("Sales"),
  .table = "sale", .part_column = "source", .part = "resale",
  .title = "external_id", .key = "external_id", .date = "date", .descending = TRUE, .flags = FACT | TW_ENTITY_GROUPED,
  TW_N (sale_fields),
};

const TwEntity tw_entity_marketplace = {
  .name = "marketplace", .kind = "marketplace", .fact = "marketplace",
  .label = N_("Marketplace sale"), .label_plural = N_("Marketplace sales"),
  .table = "sale", .part_column = "source", .part = "marketplace",
  .title = "external_id", .key = "external_id", .date = "date", .descending = TRUE, .flags = FACT | TW_ENTITY_GROUPED,
  TW_N (sale_fields),
};

const TwEntity tw_entity_services = {
  .name = "services", .kind = "services", .fact = "services",
  .label = N_("Service engagement"), .label_plural = N_("Service engagements"),
  .table = "sale", .part_column = "source", .part = "services",
  .title = "external_id", .key = "external_id", .date = "date", .descending = TRUE, .flags = FACT | TW_ENTITY_GROUPED,
  TW_N (sale_fields),
};

static const TwField unit_report_fields[] = {
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("reported", N_("Reported"), DATE, .flags = TW_FIELD_REQUIRED,
            .fallback = "period_end period_start"),
  TW_FIELD ("period_start", N_("Period from"), DATE),
  TW_FIELD ("period_end", N_("Period to"), DATE),
  TW_FIELD ("units", N_("Units"), QUANTITY, .flags = TW_FIELD_REQUIRED | TW_FIELD_SUMMED),
  TW_FIELD ("prorated_units", N_("Prorated units"), QUANTITY,
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_AMOUNT_FIELDS,
  TW_PARTIES,
  TW_FIELD ("country", N_("Country"), TEXT),
  TW_REVERSES,
  TW_REPLACES,
};

const TwEntity tw_entity_unit_report = {
  .name = "unit_report", .kind = "unit-reports", .fact = "unit_report",
  .label = N_("Unit report"), .label_plural = N_("Unit reports"),
  .table = "unit_report", .title = "external_id", .key = "external_id", .date = "reported",
  .descending = TRUE, .flags = FACT,
  TW_N (unit_report_fields),
};

static const TwField opportunity_fields[] = {
  TW_EXTERNAL_ID,
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("partner", N_("Partner"),
                .help = N_("Roles and shares of several partners are credits.")),
  TW_FIELD ("stage", N_("Stage"), TEXT),
  TW_FIELD ("status", N_("Status"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = tw_choices_opportunity_status, .initial = "open"),
  TW_FIELD ("created", N_("Created"), DATE),
  TW_FIELD ("stage_date", N_("In stage since"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("closed", N_("Closed"), DATE),
  TW_AMOUNT_FIELDS,
  TW_FIELD ("value", N_("Expected value"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED),
  TW_UNITS,
  TW_FIELD ("probability", N_("Probability"), RATE, TW_SHARE,
            .help = N_("Empty: that of its stage.")),
  TW_FIELD ("expected", N_("Expected on"), DATE,
            .help = N_("The day on which it should be won or lost.")),
  TW_FIELD ("next_step", N_("Next step"), TEXT),
  TW_FIELD ("days_open", N_("Days open"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_PARTIES,
  TW_FIELD ("motion", N_("Motion"), CHOICE, .choices = tw_choices_motion),
  TW_FIELD ("deal_ref", N_("Deal"), TEXT, .flags = TW_FIELD_MINOR | TW_FIELD_SEARCHED),
  TW_FIELD ("reason", N_("Reason"), TEXT, .flags = TW_FIELD_MINOR,
            .help = N_("Why it was won or lost.")),
  TW_REVERSES,
  TW_REPLACES,
};

const TwEntity tw_entity_opportunity = {
  .name = "opportunity", .kind = "opportunities", .fact = "opportunity",
  .label = N_("Opportunity"), .label_plural = N_("Opportunities"),
  .table = "opportunity", .title = "external_id", .key = "external_id", .date = "closed",
  .descending = TRUE, .flags = FACT,
  TW_N (opportunity_fields),
};

static const TwField registration_fields[] = {
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("status", N_("Status"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = tw_choices_registration_status, .initial = "submitted"),
  TW_FIELD ("submitted", N_("Submitted"), DATE, .flags = TW_FIELD_REQUIRED,
            .fallback = "approved"),
  TW_FIELD ("approved", N_("Approved"), DATE),
  TW_FIELD ("expires", N_("Expires"), DATE),
  TW_FIELD ("closed", N_("Closed"), DATE),
  TW_AMOUNT_FIELDS,
  TW_UNITS,
  TW_PARTIES,
  TW_REFERENCE ("category", N_("Category"),
                .help = N_("What is protected where no product is named.")),
  TW_FIELD ("deal_ref", N_("Deal"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("extensions", N_("Extensions"), INTEGER, .flags = TW_FIELD_MINOR, TW_NOT_NEGATIVE),
  TW_FIELD ("reason", N_("Reason"), TEXT, .flags = TW_FIELD_MINOR,
            .help = N_("Why it was rejected.")),
  TW_REVERSES,
  TW_REPLACES,
};

const TwEntity tw_entity_registration = {
  .name = "registration", .kind = "registrations", .fact = "registration",
  .label = N_("Deal registration"), .label_plural = N_("Deal registrations"),
  .table = "registration", .title = "external_id", .key = "external_id", .date = "submitted",
  .descending = TRUE, .flags = FACT,
  TW_N (registration_fields),
};

static const TwField certification_fields[] = {
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("person", N_("Person")),
  TW_FIELD ("name", N_("Certification"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("level", N_("Level"), TEXT),
  TW_FIELD ("awarded", N_("Awarded"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("expires", N_("Expires"), DATE),
  TW_FIELD ("score", N_("Score"), QUANTITY),
  TW_REFERENCE ("product", N_("Product"), .flags = TW_FIELD_MINOR),
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_MINOR),
  TW_AMOUNT_FIELDS,
  TW_UNITS,
  TW_REVERSES,
  TW_REPLACES,
};

const TwEntity tw_entity_certification = {
  .name = "certification", .kind = "certifications", .fact = "certification",
  .label = N_("Certification award"), .label_plural = N_("Certification awards"),
  .table = "certification", .title = "name", .key = "external_id", .date = "awarded",
  .descending = TRUE, .flags = FACT,
  TW_N (certification_fields),
};

static const TwField target_fields[] = {
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program")),
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED,
            .initial = "revenue", .help = N_("What the figure is of: revenue, units …")),
  TW_FIELD ("date", N_("From"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("end", N_("To"), DATE),
  TW_AMOUNT_FIELDS,
  TW_UNITS,
  TW_PARTIES,
  TW_REPLACES,
};

const TwEntity tw_entity_target = {
  .name = "target", .kind = "targets", .fact = "target",
  .label = N_("Target"), .label_plural = N_("Targets"),
  .table = "target", .title = "name", .key = "external_id", .date = "date", .descending = TRUE, .flags = FACT,
  TW_N (target_fields),
};
