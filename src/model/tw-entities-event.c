/* tw-entities-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The kinds of facts that share the table `event`, each with the fields that mean something in
 * it, under the names of the rule language; and what hangs on any fact. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

/* The column `date` under the name that the kind gives it. */
#define PLACED(_name, _label, ...) \
  { .name = _name, .column = "date", .label = _label, .type = TW_FIELD_DATE, \
    .flags = TW_FIELD_REQUIRED, __VA_ARGS__ }

#define HEAD \
  TW_EXTERNAL_ID, \
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED)

#define TAIL \
  TW_AMOUNT_FIELDS, \
  TW_UNITS, \
  TW_PARTIES, \
  TW_REFERENCE ("program", N_("Program"), .flags = TW_FIELD_MINOR), \
  TW_REVERSES, \
  TW_REPLACES

#define EVENT(_name, _kind, _label, _plural, _date, _fields) \
  { \
    .name = _name, .kind = _kind, .fact = _name, .label = _label, .label_plural = _plural, \
    .table = "event", .part_column = "kind", .part = _name, .title = "external_id", \
    .key = "external_id", .date = _date, .descending = TRUE, \
    .flags = TW_ENTITY_FACT | TW_ENTITY_ATTRIBUTES | TW_ENTITY_BATCHED, TW_N (_fields), \
  }

/* reference, activity, listing, deployment, accreditation: awarded, expires, score. */
static const TwField award_fields[] = {
  HEAD,
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("status", N_("Status"), TEXT),
  PLACED ("awarded", N_("Date"), .fallback = "submitted"),
  TW_FIELD ("expires", N_("Expires"), DATE),
  TW_FIELD ("submitted", N_("Submitted"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("score", N_("Score"), QUANTITY),
  TAIL,
};

static const TwField subscription_fields[] = {
  HEAD,
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("status", N_("Status"), TEXT),
  PLACED ("observed", N_("Date"), .fallback = "start"),
  TW_FIELD ("start", N_("Start"), DATE),
  TW_FIELD ("end", N_("End"), DATE),
  TW_FIELD ("seats", N_("Seats"), QUANTITY, .flags = TW_FIELD_SUMMED),
  TW_FIELD ("rate", N_("Rate"), RATE),
  TW_FIELD ("score", N_("Score"), QUANTITY, .flags = TW_FIELD_MINOR),
  TW_FIELD ("subscription_ref", N_("Subscription"), TEXT, .flags = TW_FIELD_SEARCHED),
  TAIL,
};

/* claim, spend, payment: incurred, submitted, paid; the share that is borne. */
static const TwField claim_fields[] = {
  HEAD,
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("status", N_("Status"), TEXT),
  PLACED ("incurred", N_("Incurred"), .fallback = "submitted paid"),
  TW_FIELD ("submitted", N_("Submitted"), DATE),
  TW_FIELD ("paid", N_("Paid"), DATE),
  TW_FIELD ("share", N_("Share"), RATE),
  TAIL,
};

static const TwField opening_fields[] = {
  HEAD,
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  PLACED ("period", N_("Date"), .fallback = "start"),
  TW_FIELD ("start", N_("Start"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("end", N_("End"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("balance", N_("Balance"), TEXT,
            .help = N_("The balance that it feeds: shortfall, excess, payment or a fund.")),
  TAIL,
};

static const TwField standing_fields[] = {
  HEAD,
  TW_FIELD ("name", N_("Tier"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("status", N_("Status"), TEXT),
  PLACED ("reviewed", N_("Reviewed")),
  TW_FIELD ("start", N_("Start"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("end", N_("End"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("score", N_("Score"), QUANTITY),
  TAIL,
};

const TwEntity tw_entity_reference =
  EVENT ("reference", "references", N_("Reference"), N_("References"), "awarded", award_fields);
const TwEntity tw_entity_activity =
  EVENT ("activity", "activities", N_("Activity"), N_("Activities"), "awarded", award_fields);
const TwEntity tw_entity_listing =
  EVENT ("listing", "listings", N_("Listing"), N_("Listings"), "awarded", award_fields);
const TwEntity tw_entity_deployment =
  EVENT ("deployment", "deployments", N_("Deployment"), N_("Deployments"), "awarded", award_fields);
const TwEntity tw_entity_accreditation =
  EVENT ("accreditation", "accreditations", N_("Accreditation"), N_("Accreditations"), "awarded",
         award_fields);
const TwEntity tw_entity_subscription =
  EVENT ("subscription", "subscriptions", N_("Subscription"), N_("Subscriptions"), "observed",
         subscription_fields);
const TwEntity tw_entity_adoption =
  EVENT ("adoption", "adoption", N_("Adoption"), N_("Adoption"), "observed", subscription_fields);
const TwEntity tw_entity_claim =
  EVENT ("claim", "claims", N_("Claim"), N_("Claims"), "incurred", claim_fields);
const TwEntity tw_entity_spend =
  EVENT ("spend", "spend", N_("Spend"), N_("Spend"), "incurred", claim_fields);
const TwEntity tw_entity_payment =
  EVENT ("payment", "payments", N_("Payment"), N_("Payments"), "incurred", claim_fields);
const TwEntity tw_entity_opening =
  EVENT ("opening", "openings", N_("Opening balance"), N_("Opening balances"), "period",
         opening_fields);
const TwEntity tw_entity_standing =
  EVENT ("standing", "standings", N_("Standing"), N_("Standings"), "reviewed", standing_fields);

static const TwField fact_kind_fields[] = {
  TW_FIELD ("name", N_("Kind"), TEXT,
            .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED),
  TW_FIELD ("table_name", N_("Table"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR),
};

const TwEntity tw_entity_fact_kind = {
  .name = "fact_kind", .kind = "fact-kinds",
  .label = N_("Kind of fact"), .label_plural = N_("Kinds of facts"),
  .table = "fact_kind", .title = "name", .key = "name",  .flags = TW_ENTITY_READ_ONLY,
  TW_N (fact_kind_fields),
};

static const TwField credit_fields[] = {
  TW_REFERENCE ("fact_kind", N_("Kind of fact"), .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("fact", N_("Fact"), FACT, .flags = TW_FIELD_REQUIRED),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_REFERENCE ("person", N_("Person")),
  TW_FIELD ("role", N_("Role"), TEXT, .flags = TW_FIELD_SEARCHED,
            .help = N_("Such as sourced, influenced, fulfilled.")),
  TW_FIELD ("share", N_("Share"), TEXT,
            .help = N_("Exact, such as 40% or 1/3; empty where the rule's split decides.")),
  TW_FIELD ("at", N_("Date"), DATE),
};

const TwEntity tw_entity_credit = {
  .name = "credit", .kind = "credits",
  .label = N_("Credit"), .label_plural = N_("Credits"),
  .table = "credit", .title = "role", .identity = "fact_kind fact partner role", .flags = TW_ENTITY_BATCHED,
  TW_N (credit_fields),
};

static const TwField batch_fields[] = {
  TW_FIELD ("imported_at", N_("Imported"), TEXT, .flags = TW_FIELD_MOMENT | TW_FIELD_REQUIRED),
  TW_FIELD ("imported_by", N_("By"), TEXT, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("kind", N_("Kind"), TEXT, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("file_name", N_("File"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("rows_read", N_("Rows"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "0"),
  TW_FIELD ("rows_added", N_("New"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "0"),
  TW_FIELD ("rows_changed", N_("Changed"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "0"),
  TW_FIELD ("rows_unchanged", N_("Unchanged"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "0"),
  TW_FIELD ("rows_rejected", N_("Rejected"), INTEGER, .flags = TW_FIELD_REQUIRED, .initial = "0"),
  TW_FIELD ("undone", N_("Undone"), BOOLEAN, .flags = TW_FIELD_REQUIRED, .initial = "no"),
  TW_FIELD ("checksum", N_("Checksum"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR),
};

const TwEntity tw_entity_batch = {
  .name = "batch", .kind = "imports",
  .label = N_("Import"), .label_plural = N_("Imports"),
  .table = "batch", .title = "file_name", .descending = TRUE,
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (batch_fields),
};
