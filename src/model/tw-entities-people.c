/* tw-entities-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who and what: partners, people, customers, products, currencies. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

const TwChoice tw_choices_partner_type[] = {
  { "isv", N_("ISV") },
  { "reseller", N_("Reseller") },
  { "oem", N_("OEM") },
  { "si", N_("SI") },
  { NULL, NULL },
};

static const TwChoice partner_status[] = {
  { "prospect", N_("Prospect") },
  { "active", N_("Active") },
  { "inactive", N_("Inactive") },
  { "ended", N_("Ended") },
  { NULL, NULL },
};

static const TwField currency_fields[] = {
  TW_FIELD ("code", N_("Code"), TEXT,
            .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED),
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("digits", N_("Decimals"), INTEGER, .flags = TW_FIELD_REQUIRED, TW_UP_TO (8),
            .help = N_("How many decimals an amount has, 0 to 8.")),
};

const TwEntity tw_entity_currency = {
  .name = "currency", .kind = "currencies",
  .label = N_("Currency"), .label_plural = N_("Currencies"),
  .table = "currency", .title = "code", .key = "code", .order = "code",
  TW_N (currency_fields),
};

static const TwField category_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT,
            .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED),
  TW_FIELD ("parent", N_("Part of"), REFERENCE, .target = "category"),
  TW_FIELD ("strategic", N_("Strategic"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "no"),
};

const TwEntity tw_entity_category = {
  .name = "category", .kind = "categories",
  .label = N_("Category"), .label_plural = N_("Categories"),
  .table = "category", .title = "name", .key = "name", .order = "name",
  .flags = TW_ENTITY_BATCHED,
  TW_N (category_fields),
};

static const TwField product_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_EXTERNAL_ID,
  TW_REFERENCE ("category", N_("Category")),
  TW_FIELD ("list_price", N_("List price"), UNIT_PRICE, .currency = "list_currency"),
  TW_FIELD ("list_currency", N_("Currency"), CURRENCY),
};

const TwEntity tw_entity_product = {
  .name = "product", .kind = "products",
  .label = N_("Product"), .label_plural = N_("Products"),
  .table = "product", .title = "name", .key = "external_id", .order = "name",
  .flags = TW_ENTITY_SEARCHED | TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED,
  TW_N (product_fields),
};

static const TwChoice person_skills[] = {
  { "technical", N_("Technical") }, { "commercial", N_("Commercial") }, { "both", N_("Technical and commercial") }, { NULL },
};

static const TwField person_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"),
                .help = N_("Empty for one of our own people.")),
  TW_FIELD ("role", N_("Role"), TEXT),
  TW_FIELD ("email", N_("Email"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("skills", N_("Skills"), CHOICE, .choices = person_skills,
            .help = N_("What one of our own people can answer for; a partner of the highest tier asks for both.")),
};

const TwEntity tw_entity_person = {
  .name = "person", .kind = "people",
  .label = N_("Person"), .label_plural = N_("People"),
  .table = "person", .title = "name", .key = "external_id", .order = "name",
  .flags = TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED,
  TW_N (person_fields),
};

static const TwField partner_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_EXTERNAL_ID,
  TW_FIELD ("subtype", N_("Subtype"), TEXT,
            .help = N_("Such as distributor, MSP, referral, boutique SI.")),
  TW_FIELD ("status", N_("Status"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = partner_status, .initial = "active"),
  TW_FIELD ("region", N_("Region"), TEXT),
  TW_FIELD ("country", N_("Country"), TEXT),
  TW_FIELD ("currency", N_("Currency"), CURRENCY,
            .help = N_("Statements are paid in this currency; empty for the program's own.")),
  TW_FIELD ("manager", N_("Manager"), REFERENCE, .target = "person"),
  TW_FIELD ("parent", N_("Part of"), REFERENCE, .target = "partner",
            .help = N_("The partner it belongs to; all together are a group.")),
  TW_FIELD ("since", N_("Partner since"), DATE),
  TW_FIELD ("note", N_("Note"), NOTE, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_partner = {
  .name = "partner", .kind = "partners",
  .label = N_("Partner"), .label_plural = N_("Partners"),
  .table = "partner", .title = "name", .key = "external_id", .order = "name",
  .flags = TW_ENTITY_SEARCHED | TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED,
  TW_N (partner_fields),
};

/* Of the statements of the period that was calculated last; nothing where they are in several currencies. The plus keeps
 * SQLite from looking at all statements of the period for each partner. */
#define PAID(_what) \
  "(SELECT " _what " FROM statement AS s WHERE s.partner = p.id AND s.state <> 'replaced' AND +s.period = " \
  "(SELECT period FROM run WHERE state = 'current' ORDER BY period_end DESC, id DESC LIMIT 1) " \
  "HAVING min (s.currency) = max (s.currency))"

/* The list of partners shows what stands in other tables: the type that goes on, and the tier of the
 * latest statement, else the one assigned last. Of several programs it is the latest of either; the partner's page has
 * all of them. */
static const TwField partner_overview_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("external_id", N_("External ID"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("type", N_("Type"), CHOICE, .choices = tw_choices_partner_type),
  TW_FIELD ("tier", N_("Tier"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("region", N_("Region"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("country", N_("Country"), TEXT),
  TW_FIELD ("manager", N_("Manager"), REFERENCE, .target = "person"),
  TW_FIELD ("status", N_("Status"), CHOICE, .choices = partner_status),
  TW_FIELD ("measure", N_("Revenue"), MONEY, .currency = "paid_in", .flags = TW_FIELD_SUMMED,
            .help = N_("What was paid on in the period that was calculated last.")),
  TW_FIELD ("earned", N_("Earned"), MONEY, .currency = "paid_in", .flags = TW_FIELD_SUMMED,
            .help = N_("Paid less charged by the rules, as on statements, in the period that was calculated last.")),
  TW_FIELD ("paid_in", N_("Paid in"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("subtype", N_("Subtype"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("parent", N_("Part of"), REFERENCE, .target = "partner", .flags = TW_FIELD_MINOR),
  TW_FIELD ("currency", N_("Currency"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("since", N_("Partner since"), DATE, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_partner_overview = {
  .name = "partner_overview", .kind = "partner-overview",
  .label = N_("Partner"), .label_plural = N_("Partners"),
  .query = "SELECT p.id, p.name, p.external_id, "
           "(SELECT t.type FROM partner_type AS t WHERE t.partner = p.id AND t.valid_to IS NULL "
           "ORDER BY t.valid_from DESC LIMIT 1) AS type, "
           "(SELECT h.tier FROM ("
           "SELECT * FROM (SELECT s.tier, r.period_end AS day, 1 AS weight FROM statement AS s "
           "JOIN run AS r ON r.id = s.run WHERE s.partner = p.id AND s.state <> 'replaced' AND s.tier IS NOT NULL "
           "AND NOT EXISTS (SELECT 1 FROM tier_proposal AS t WHERE t.partner = s.partner AND t.program = s.program "
           "AND t.ladder = 'tier' AND t.state = 'approved' AND t.proposed IS NULL AND t.effective > r.period_end) "
           "ORDER BY r.period_end DESC LIMIT 1) UNION ALL "
           "SELECT a.tier, a.valid_from, 0 FROM tier_assignment AS a WHERE a.partner = p.id AND a.ladder = 'tier' "
           "AND a.valid_to IS NULL) AS h ORDER BY h.day DESC, h.weight DESC LIMIT 1) AS tier, "
           "p.region, p.country, p.manager, p.status, "
           PAID ("sum (s.measure)") " AS measure, " PAID ("sum (s.earned - s.charged)") " AS earned, "
           PAID ("max (s.currency)") " AS paid_in, p.subtype, p.parent, p.currency, p.since "
           "FROM partner AS p",
  .title = "name", .key = "external_id", .order = "name",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (partner_overview_fields),
};

static const TwField partner_type_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"),
                .flags = TW_FIELD_REQUIRED | TW_FIELD_OWNER | TW_FIELD_SEARCHED),
  TW_FIELD ("type", N_("Type"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = tw_choices_partner_type),
  TW_SPAN_FIELDS,
};

const TwEntity tw_entity_partner_type = {
  .name = "partner_type", .kind = "partner-types",
  .label = N_("Partner type"), .label_plural = N_("Partner types"),
  .table = "partner_type", .title = "type", .order = "partner", .alone = "partner",
  .identity = "partner valid_from",
  .flags = TW_ENTITY_BATCHED,
  TW_N (partner_type_fields),
};

/* Under what files still name a partner that was merged into another one. */
static const TwField partner_alias_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"),
                .flags = TW_FIELD_REQUIRED | TW_FIELD_OWNER | TW_FIELD_SEARCHED),
  TW_EXTERNAL_ID,
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
};

const TwEntity tw_entity_partner_alias = {
  .name = "partner_alias", .kind = "partner-aliases",
  .label = N_("Former partner"), .label_plural = N_("Former partners"),
  .table = "partner_alias", .title = "name", .key = "external_id", .order = "external_id",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (partner_alias_fields),
};

static const TwField customer_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_EXTERNAL_ID,
  TW_FIELD ("segment", N_("Segment"), TEXT),
  TW_FIELD ("industry", N_("Industry"), TEXT),
  TW_FIELD ("region", N_("Region"), TEXT),
  TW_FIELD ("country", N_("Country"), TEXT),
  TW_FIELD ("first_purchase", N_("First purchase"), DATE),
};

const TwEntity tw_entity_customer = {
  .name = "customer", .kind = "customers",
  .label = N_("Customer"), .label_plural = N_("Customers"),
  .table = "customer", .title = "name", .key = "external_id", .order = "name",
  .flags = TW_ENTITY_SEARCHED | TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED,
  TW_N (customer_fields),
};

static const TwField fx_rate_fields[] = {
  TW_FIELD ("date", N_("Date"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("base", N_("Base currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("quote", N_("Quoted currency"), CURRENCY, .flags = TW_FIELD_REQUIRED),
  { .name = "rate", .column = "mantissa", .scale_column = "scale", .label = N_("Rate"),
    .type = TW_FIELD_FX_RATE, .flags = TW_FIELD_REQUIRED,
    .help = N_("What the base costs in the quoted currency.") },
  TW_FIELD ("per", N_("Per"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "1", TW_ABOVE_ZERO,
            .help = N_("How many units of the base the rate is for.")),
};

static const TwBetween fx_rate_between[] = {
  { TW_BETWEEN_DIFFER, "quote", "base", N_("Both currencies are the same. Enter two different ones.") },
};

const TwEntity tw_entity_fx_rate = {
  .name = "fx_rate", .kind = "fx-rates",
  .label = N_("Exchange rate"), .label_plural = N_("Exchange rates"),
  .table = "fx_rate", .title = "quote", .order = "date", .descending = TRUE,
  .identity = "base quote date",
  .flags = TW_ENTITY_BATCHED,
  TW_N (fx_rate_fields),
  .between = fx_rate_between, .n_between = G_N_ELEMENTS (fx_rate_between),
};
