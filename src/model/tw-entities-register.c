/* tw-entities-register.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Registers of what a program's partners share beside sales. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

#define NAME TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED)
#define PARTNER TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED)
#define SOLUTION TW_FIELD ("solution", N_("Joint solution"), REFERENCE, .target = "joint_solution")
#define OWNER TW_FIELD ("owner", N_("Owner"), REFERENCE, .target = "person")
#define REGISTER(_name, _kind, _label, _plural, _title, _order) \
  .name = _name, .kind = _kind, .label = _label, .label_plural = _plural, .table = _name, .title = _title, \
  .key = "external_id", .order = _order, .flags = TW_ENTITY_BATCHED

static const TwChoice record_owner[] = {
  { "vendor", N_("Vendor") },
  { "partner", N_("Partner") },
  { "shared", N_("Both") },
  { NULL, NULL },
};

static const TwField joint_solution_fields[] = {
  TW_EXTERNAL_ID, NAME, PARTNER,
  TW_FIELD ("pricing", N_("Pricing"), TEXT, .help = N_("What the combined offer costs, and who may discount it.")),
  TW_FIELD ("support", N_("Support"), TEXT, .help = N_("Who takes the first call, and where it goes from there.")),
  TW_FIELD ("success", N_("Customer success"), TEXT, .help = N_("Who looks after the customer.")),
  TW_FIELD ("renewal", N_("Renewal"), TEXT, .help = N_("Who renews, when, and on which terms.")),
  TW_FIELD ("share", N_("Partner's share"), RATE, TW_SHARE),
  TW_FIELD ("record_owner", N_("Customer of record"), CHOICE, .choices = record_owner),
  TW_FIELD ("signed_on", N_("Signed"), DATE),
  TW_FIELD ("note", N_("Note"), NOTE, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_joint_solution = {
  REGISTER ("joint_solution", "joint-solutions", N_("Joint solution"), N_("Joint solutions"), "name", "name"),
  TW_N (joint_solution_fields),
};

static const TwChoice integration_kind[] = {
  { "api", N_("API") },
  { "embedded", N_("Embedded") },
  { "data", N_("Data exchange") },
  { "sign_on", N_("Sign-on") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const TwChoice integration_status[] = {
  { "none", N_("Not certified") },
  { "compatible", N_("Compatible") },
  { "certified", N_("Certified") },
  { "lapsed", N_("Lapsed") },
  { NULL, NULL },
};

static const TwField integration_fields[] = {
  TW_EXTERNAL_ID, NAME, PARTNER, SOLUTION,
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = integration_kind, .initial = "api"),
  TW_FIELD ("status", N_("Status"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = integration_status, .initial = "none"),
  TW_FIELD ("depth", N_("Depth"), INTEGER, TW_UP_TO (100), .help = N_("A score from 0 to 100.")),
  TW_FIELD ("steps", N_("Configuration steps"), INTEGER, TW_NOT_NEGATIVE,
            .help = N_("How many a customer goes through.")),
  TW_FIELD ("api_version", N_("API version"), TEXT),
  TW_FIELD ("certified_on", N_("Certified"), DATE),
  TW_FIELD ("expires", N_("Expires"), DATE),
  TW_FIELD ("joint_customers", N_("Joint customers"), INTEGER, TW_NOT_NEGATIVE),
};

const TwEntity tw_entity_integration = {
  REGISTER ("integration", "integrations", N_("Integration"), N_("Integrations"), "name", "name"),
  TW_N (integration_fields),
};

static const TwField cosell_fields[] = {
  TW_EXTERNAL_ID, PARTNER, SOLUTION,
  TW_REFERENCE ("opportunity", N_("Opportunity")),
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("account_owner", N_("Account owner"), REFERENCE, .target = "person"),
  TW_FIELD ("protected_contacts", N_("Protected contacts"), TEXT,
            .help = N_("People at the customer whom the other side doesn't approach by itself.")),
  TW_FIELD ("requested", N_("Requested"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("responded", N_("Answered"), DATE),
  TW_FIELD ("breached", N_("Breached"), DATE, .help = N_("The day on which somebody went past the owner of the account.")),
  TW_FIELD ("breach", N_("Breach"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("removed", N_("Partner removed"), DATE),
};

const TwEntity tw_entity_cosell_engagement = {
  REGISTER ("cosell_engagement", "co-sell-engagements", N_("Co-sell engagement"), N_("Co-sell engagements"), "external_id",
            "requested"),
  .descending = TRUE,
  TW_N (cosell_fields),
};

static const TwField api_change_fields[] = {
  TW_EXTERNAL_ID, NAME,
  TW_FIELD ("announced", N_("Announced"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("effective", N_("Effective"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("breaking", N_("Breaking"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "no"),
  TW_FIELD ("migration_doc", N_("Migration document"), TEXT),
  TW_FIELD ("support_contact", N_("Support contact"), TEXT),
  TW_FIELD ("retires", N_("Retires version"), TEXT),
  TW_FIELD ("note", N_("Note"), NOTE, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_api_change = {
  REGISTER ("api_change", "api-changes", N_("API change"), N_("API changes"), "name", "effective"),
  .descending = TRUE,
  TW_N (api_change_fields),
};

#define CHANGE(...) TW_FIELD ("change", N_("API change"), REFERENCE, .target = "api_change", __VA_ARGS__)

static const TwField api_notice_fields[] = {
  TW_EXTERNAL_ID,
  CHANGE (.flags = TW_FIELD_REQUIRED),
  TW_REFERENCE ("integration", N_("Integration"), .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("sent", N_("Sent"), DATE),
  TW_FIELD ("acknowledged", N_("Acknowledged"), DATE),
  TW_FIELD ("migrated", N_("Migrated"), DATE),
};

const TwEntity tw_entity_api_notice = {
  REGISTER ("api_notice", "api-notices", N_("API notice"), N_("API notices"), "external_id", "sent"),
  TW_N (api_notice_fields),
};

static const TwField escalation_fields[] = {
  TW_EXTERNAL_ID,
  TW_FIELD ("date", N_("Date"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_REFERENCE ("integration", N_("Integration"), .flags = TW_FIELD_REQUIRED),
  CHANGE (0),
  TW_REFERENCE ("customer", N_("Customer")),
  TW_FIELD ("note", N_("Note"), NOTE),
};

const TwEntity tw_entity_escalation = {
  REGISTER ("escalation", "escalations", N_("Escalation"), N_("Escalations"), "external_id", "date"),
  .descending = TRUE,
  TW_N (escalation_fields),
};

static const TwChoice risk_kind[] = {
  { "api_break", N_("Breaking API change") },
  { "feature_overlap", N_("Feature that replicates the partner's") },
  { "price_change", N_("Price change of the platform") },
  { "dependency", N_("Dependency") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const TwField risk_fields[] = {
  TW_EXTERNAL_ID, NAME, PARTNER,
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = risk_kind, .initial = "other"),
  TW_FIELD ("identified", N_("Identified"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("noticed", N_("Partner told"), DATE),
  TW_FIELD ("mitigation", N_("Mitigation"), TEXT),
  OWNER,
  TW_FIELD ("closed", N_("Closed"), DATE),
};

const TwEntity tw_entity_partner_risk = {
  REGISTER ("partner_risk", "risks", N_("Risk"), N_("Risks"), "name", "identified"),
  .descending = TRUE,
  TW_N (risk_fields),
};

static const TwField document_fields[] = {
  TW_EXTERNAL_ID, NAME, PARTNER,
  TW_FIELD ("due", N_("Due"), DATE),
  TW_FIELD ("received", N_("Received"), DATE),
  TW_FIELD ("expires", N_("Expires"), DATE),
};

const TwEntity tw_entity_partner_document = {
  REGISTER ("partner_document", "documents", N_("Document"), N_("Documents"), "name", "expires"),
  TW_N (document_fields),
};

static const TwField economics_fields[] = {
  TW_EXTERNAL_ID, PARTNER,
  TW_FIELD ("line", N_("Line"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("ours", N_("Ours"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "no"),
  TW_FIELD ("date", N_("As of"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("amount", N_("Return in a year"), MONEY, .currency = "currency", .flags = TW_FIELD_REQUIRED,
            .help = N_("Margin, services and incentives less what selling costs.")),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("selling_days", N_("Selling days"), QUANTITY, .flags = TW_FIELD_REQUIRED, TW_ABOVE_ZERO),
  TW_FIELD ("source", N_("Source"), TEXT),
};

const TwEntity tw_entity_partner_economics = {
  REGISTER ("partner_economics", "partner-economics", N_("Partner's return"), N_("Partners' returns"), "line", "date"),
  .descending = TRUE,
  TW_N (economics_fields),
};

static const TwChoice recruit_stage[] = {
  { "open", N_("Open") },
  { "contacted", N_("Contacted") },
  { "negotiating", N_("Negotiating") },
  { "enrolled", N_("Enrolled") },
  { "dropped", N_("Dropped") },
  { NULL, NULL },
};

static const TwField recruit_fields[] = {
  TW_EXTERNAL_ID, NAME,
  TW_FIELD ("partner_type", N_("Partner type"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = tw_choices_partner_type),
  TW_REFERENCE ("category", N_("Category")),
  TW_FIELD ("region", N_("Region"), TEXT),
  TW_FIELD ("stage", N_("Stage"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = recruit_stage, .initial = "open"),
  TW_FIELD ("fit", N_("Fit"), INTEGER, TW_UP_TO (100), .help = N_("A score from 0 to 100.")),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED),
  OWNER,
};

const TwEntity tw_entity_recruit_target = {
  REGISTER ("recruit_target", "recruitment-targets", N_("Recruitment target"), N_("Recruitment targets"), "name", "name"),
  TW_N (recruit_fields),
};

static const TwChoice pack_kind[] = {
  { "ecosystem_data", N_("Ecosystem data") },
  { "gap_list", N_("Gaps to the next tier") },
  { "evidence", N_("Evidence for customers") },
  { NULL, NULL },
};

static const TwField pack_fields[] = {
  TW_EXTERNAL_ID, PARTNER,
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = pack_kind),
  TW_FIELD ("date", N_("Date"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("note", N_("Note"), NOTE),
};

const TwEntity tw_entity_partner_pack = {
  REGISTER ("partner_pack", "packs", N_("Pack"), N_("Packs"), "external_id", "date"),
  .descending = TRUE,
  TW_N (pack_fields),
};

static const TwField listing_fields[] = {
  TW_EXTERNAL_ID, NAME, PARTNER,
  TW_REFERENCE ("category", N_("Category")),
  TW_FIELD ("live", N_("Live"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "yes"),
  TW_FIELD ("trial", N_("Trial"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "no"),
  TW_FIELD ("demo", N_("Demonstration"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "no"),
  TW_FIELD ("reviews", N_("Reviews"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "0", TW_NOT_NEGATIVE),
  TW_FIELD ("regulated", N_("Regulated vertical"), TEXT, .help = N_("Empty where no vertical's rules apply.")),
  TW_FIELD ("compliance_reviewed", N_("Compliance reviewed"), DATE),
};

const TwEntity tw_entity_marketplace_listing = {
  REGISTER ("marketplace_listing", "marketplace-listings", N_("Marketplace listing"), N_("Marketplace listings"), "name",
            "name"),
  TW_N (listing_fields),
};

static const TwChoice fund_scope[] = {
  { "product", N_("Product alone") },
  { "joint_solution", N_("Joint solution") },
  { NULL, NULL },
};

static const TwField fund_fields[] = {
  TW_EXTERNAL_ID, NAME, PARTNER,
  TW_FIELD ("scope", N_("Scope"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = fund_scope),
  TW_FIELD ("date", N_("Date"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency",
            .flags = TW_FIELD_REQUIRED | TW_FIELD_SUMMED, TW_NOT_NEGATIVE),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
};

const TwEntity tw_entity_fund_request = {
  REGISTER ("fund_request", "fund-requests", N_("Marketing fund request"), N_("Marketing fund requests"), "name", "date"),
  .descending = TRUE,
  TW_N (fund_fields),
};
