/* tw-entities-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a calculation wrote, as lists over queries: the window, the command line and the exports show the same. Amounts
 * are signed from the partner's side. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

static const TwChoice states[] = {
  { "calculated", N_("Calculated") },
  { "approved", N_("Approved") },
  { NULL, NULL },
};

/* Why a statement deserves a look before it is approved; the first that holds. */
static const TwChoice flags[] = {
  { "stopped", N_("A rule was stopped") },
  { "negative", N_("Negative balance") },
  { "reopened", N_("Reopened") },
  { "adjusted", N_("Adjusted by hand") },
  { "first", N_("First statement") },
  { "jump", N_("More than doubled") },
  { "drop", N_("Less than half") },
  { NULL, NULL },
};

static const TwField statement_fields[] = {
  TW_FIELD ("period", N_("Period"), TEXT),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("program", N_("Program")),
  TW_FIELD ("tier", N_("Tier"), TEXT),
  TW_FIELD ("measure", N_("Measure"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED,
            .help = N_("What was paid on.")),
  TW_FIELD ("earned", N_("Earned"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED,
            .help = N_("Paid less charged by the rules.")),
  TW_FIELD ("rate", N_("Effective Rate"), RATE, .help = N_("Earned ÷ measure.")),
  TW_FIELD ("previous", N_("Period Before"), MONEY, .currency = "currency",
            .help = N_("Earned in the period before.")),
  TW_FIELD ("flag", N_("Flag"), CHOICE, .choices = flags),
  TW_FIELD ("adjusted", N_("Adjustments"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_FIELD ("payable", N_("Payable"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("carried", N_("Carried Forward"), MONEY, .currency = "currency",
            .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR),
  TW_FIELD ("currency", N_("Currency"), TEXT),
  TW_FIELD ("state", N_("State"), CHOICE, .choices = states),
  TW_FIELD ("approved_by", N_("Approved By"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("self_approved", N_("Self-Approved"), BOOLEAN, .flags = TW_FIELD_MINOR),
  TW_FIELD ("revision", N_("Revision"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_FIELD ("lines", N_("Lines"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_FIELD ("facts_excluded", N_("Excluded"), INTEGER, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_statement = {
  .name = "statement", .kind = "statements",
  .label = N_("Statement"), .label_plural = N_("Statements"),
  .query = "SELECT s.id, s.period, s.partner, s.program, s.tier, s.measure, s.earned - s.charged AS earned, "
           "CASE WHEN s.measure BETWEEN 1 AND 4000000000000000000 AND s.earned - s.charged BETWEEN -9000000000000 AND 9000000000000 "
           /* To a hundredth of a percent, rounded half up: one number of decimals in the column. */
           "THEN (CASE WHEN s.earned < s.charged THEN -100 ELSE 100 END) * "
           "((abs (s.earned - s.charged) * 20000 + s.measure) / (2 * s.measure)) END AS rate, b.earned - b.charged AS previous, "
           "CASE WHEN s.detail IS NOT NULL THEN 'stopped' WHEN s.payable + s.carried < 0 AND s.charged = 0 THEN 'negative' "
           "WHEN s.reopened_at IS NOT NULL AND s.state = 'calculated' THEN 'reopened' "
           "WHEN s.adjusted <> 0 THEN 'adjusted' "
           "WHEN b.id IS NULL AND s.earned - s.charged <> 0 THEN 'first' "
           "WHEN s.earned - s.charged > 2 * (b.earned - b.charged) AND b.earned - b.charged > 0 THEN 'jump' "
           "WHEN 2 * (s.earned - s.charged) < b.earned - b.charged AND b.earned - b.charged > 0 THEN 'drop' "
           "END AS flag, s.adjusted, s.payable, s.carried, s.currency, s.state, s.approved_by, s.self_approved, "
           "s.revision, s.lines, s.facts_excluded "
           "FROM statement AS s JOIN run AS r ON r.id = s.run "
           "LEFT JOIN statement AS b ON b.id = (SELECT x.id FROM statement AS x JOIN run AS y ON y.id = x.run "
           "WHERE x.partner = s.partner AND x.program = s.program AND x.state <> 'replaced' "
           "AND y.period_end < r.period_start ORDER BY y.period_end DESC LIMIT 1) "
           "WHERE s.state <> 'replaced'",
  .title = "period", .order = "partner",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (statement_fields),
};

static const TwChoice line_kinds[] = {
  { "fact", N_("earned") },
  { "rule", N_("rule") },
  { "refund", N_("refund") },
  { "true_up", N_("tier true-up") },
  { "clawback", N_("clawback") },
  { "top_up", N_("top-up") },
  { "recouped", N_("recouped") },
  { "limit", N_("limit") },
  { "fund_payout", N_("fund payout") },
  { NULL, NULL },
};

static const TwField line_fields[] = {
  TW_FIELD ("row", N_("Row"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_FIELD ("line", N_("Line"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("period", N_("Period"), TEXT, .flags = TW_FIELD_MINOR),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_MINOR),
  TW_FIELD ("date", N_("Date"), DATE),
  TW_FIELD ("document", N_("Document"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("fact", N_("Fact"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("product", N_("Product")),
  TW_FIELD ("rule", N_("Rule"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("kind", N_("Line Kind"), CHOICE, .choices = line_kinds),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("to_fund", N_("To Fund"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED | TW_FIELD_MINOR,
            .help = N_("Credited to a fund instead of paid.")),
  TW_FIELD ("currency", N_("Currency"), TEXT),
  TW_FIELD ("payable_on", N_("Payable On"), DATE, .flags = TW_FIELD_MINOR),
};

/* `row` is the line's own id: a statement's lines lie in one stretch of it, see tw_line_first_row(). */
const TwEntity tw_entity_line = {
  .name = "line", .kind = "lines",
  .label = N_("Line"), .label_plural = N_("Lines"),
  .query = "SELECT l.id, l.id AS row, s.period || '/' || g.name || '/' || p.external_id || '/' || "
           "coalesce (q.key, 'program') || '/' || printf ('%04d', l.number) AS line, s.period, s.partner, "
           "coalesce (f1.date, f4.reported, f5.closed, f6.approved, f7.awarded, f8.date, f9.date) AS date, "
           "coalesce (f1.order_ref, f1.deal_ref, f5.deal_ref, f6.deal_ref, f7.name, f8.name, f9.name) AS document, "
           "coalesce (f1.external_id, f4.external_id, f5.external_id, f6.external_id, f7.external_id, "
           "f8.external_id, f9.external_id) AS fact, "
           "coalesce (f1.customer, f4.customer, f5.customer, f6.customer, f7.customer, f8.customer, "
           "f9.customer) AS customer, "
           "coalesce (f1.product, f4.product, f5.product, f6.product, f7.product, f8.product, f9.product) AS product, "
           "coalesce (q.body ->> '$.name', q.key) AS rule, CASE l.kind WHEN 1 THEN 'fact' WHEN 2 THEN 'rule' "
           "WHEN 3 THEN 'refund' WHEN 4 THEN 'true_up' WHEN 5 THEN 'clawback' WHEN 6 THEN 'top_up' "
           "WHEN 7 THEN 'recouped' WHEN 8 THEN 'limit' ELSE 'fund_payout' END AS kind, "
           "CASE WHEN json_extract (q.body, '$.payee') LIKE 'fund:%' THEN 0 "
           "WHEN json_extract (q.body, '$.direction') = 'charge' THEN -l.amount ELSE l.amount END AS amount, "
           "CASE WHEN json_extract (q.body, '$.payee') LIKE 'fund:%' THEN l.amount END AS to_fund, s.currency, l.payable_on "
           "FROM line AS l JOIN statement AS s ON s.id = l.id >> 24 JOIN program AS g ON g.id = s.program "
           "JOIN partner AS p ON p.id = s.partner LEFT JOIN program_rule AS q ON q.id = l.rule "
           "LEFT JOIN fact_kind AS k ON k.id = l.fact_kind "
           "LEFT JOIN sale AS f1 ON k.table_name = 'sale' AND f1.id = l.fact "
           "LEFT JOIN unit_report AS f4 ON k.table_name = 'unit_report' AND f4.id = l.fact "
           "LEFT JOIN opportunity AS f5 ON k.table_name = 'opportunity' AND f5.id = l.fact "
           "LEFT JOIN registration AS f6 ON k.table_name = 'registration' AND f6.id = l.fact "
           "LEFT JOIN certification AS f7 ON k.table_name = 'certification' AND f7.id = l.fact "
           "LEFT JOIN target AS f8 ON k.table_name = 'target' AND f8.id = l.fact "
           "LEFT JOIN event AS f9 ON k.table_name = 'event' AND f9.id = l.fact WHERE s.state <> 'replaced'",
  .title = "line", .order = "row",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (line_fields),
};

static const TwChoice reasons[] = {
  { "wrong_kind", N_("Not counted by any rule") },
  { "filtered", N_("Filtered out") },
  { "no_date", N_("Date missing") },
  { "outside_window", N_("Outside of the window") },
  { "outside_version", N_("Outside of the validity") },
  { "not_eligible", N_("Not eligible") },
  { "taken", N_("Taken by another rule") },
  { "below_threshold", N_("Below the threshold") },
  { "no_baseline", N_("No baseline") },
  { "undefined", N_("Value missing") },
  { "over_cap", N_("Over the cap") },
  { "netted", N_("Netted") },
  { "waiting_collection", N_("Not collected yet") },
  { "out_ranked", N_("Another rule pays more") },
  { "zero_rate", N_("Rate of zero") },
  { "shares", N_("Shares do not add up") },
  { "not_enrolled", N_("In no program") },
  { "error", N_("Rule was stopped") },
  { NULL, NULL },
};

/* By their names in the table of the kinds. */
static const TwChoice fact_kinds[] = {
  { "sale", N_("Sale") },
  { "marketplace", N_("Marketplace sale") },
  { "services", N_("Service engagement") },
  { "unit_report", N_("Unit report") },
  { "opportunity", N_("Opportunity") },
  { "registration", N_("Deal registration") },
  { "certification", N_("Certification award") },
  { "reference", N_("Reference") },
  { "activity", N_("Activity") },
  { "listing", N_("Listing") },
  { "deployment", N_("Deployment") },
  { "accreditation", N_("Accreditation") },
  { "subscription", N_("Subscription") },
  { "adoption", N_("Adoption") },
  { "claim", N_("Claim") },
  { "spend", N_("Spend") },
  { "payment", N_("Payment") },
  { "target", N_("Target") },
  { "opening", N_("Opening balance") },
  { "standing", N_("Standing") },
  { NULL, NULL },
};

static const TwField exclusion_fields[] = {
  TW_FIELD ("period", N_("Period"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("statement", N_("Statement"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("date", N_("Date"), DATE),
  TW_FIELD ("document", N_("Document"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("fact", N_("Fact"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("fact_kind", N_("Fact Kind"), CHOICE, .choices = fact_kinds),
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_MINOR),
  TW_REFERENCE ("product", N_("Product"), .flags = TW_FIELD_MINOR),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("currency", N_("Currency"), TEXT),
  TW_FIELD ("rule", N_("Furthest Rule"), TEXT),
  TW_FIELD ("reason", N_("Reason"), CHOICE, .choices = reasons),
};

const TwEntity tw_entity_exclusion = {
  .name = "exclusion", .kind = "exclusions",
  .label = N_("Excluded Fact"), .label_plural = N_("Excluded Facts"),
  .query = "SELECT x.id, r.period, x.statement, "
           "coalesce (f1.partner, f4.partner, f5.partner, f6.partner, f7.partner, f8.partner, f9.partner) AS partner, "
           "coalesce (f1.date, f4.reported, f5.closed, f6.approved, f7.awarded, f8.date, f9.date) AS date, "
           "coalesce (f1.order_ref, f1.deal_ref, f5.deal_ref, f6.deal_ref, f7.name, f8.name, f9.name) AS document, "
           "coalesce (f1.external_id, f4.external_id, f5.external_id, f6.external_id, f7.external_id, "
           "f8.external_id, f9.external_id) AS fact, k.name AS fact_kind, "
           "coalesce (f1.customer, f4.customer, f5.customer, f6.customer, f7.customer, f8.customer, "
           "f9.customer) AS customer, "
           "coalesce (f1.product, f4.product, f5.product, f6.product, f7.product, f8.product, f9.product) AS product, "
           "coalesce (f1.amount, f4.amount, f5.amount, f6.amount, f7.amount, f8.amount, f9.amount) AS amount, "
           "coalesce (f1.currency, f4.currency, f5.currency, f6.currency, f7.currency, f8.currency, "
           "f9.currency) AS currency, coalesce (q.body ->> '$.name', q.key) AS rule, n.name AS reason "
           "FROM exclusion AS x JOIN run AS r ON r.id = x.run JOIN reason AS n ON n.id = x.reason "
           "LEFT JOIN statement AS s ON s.id = x.statement LEFT JOIN program_rule AS q ON q.id = x.rule "
           "LEFT JOIN fact_kind AS k ON k.id = x.fact_kind "
           "LEFT JOIN sale AS f1 ON k.table_name = 'sale' AND f1.id = x.fact "
           "LEFT JOIN unit_report AS f4 ON k.table_name = 'unit_report' AND f4.id = x.fact "
           "LEFT JOIN opportunity AS f5 ON k.table_name = 'opportunity' AND f5.id = x.fact "
           "LEFT JOIN registration AS f6 ON k.table_name = 'registration' AND f6.id = x.fact "
           "LEFT JOIN certification AS f7 ON k.table_name = 'certification' AND f7.id = x.fact "
           "LEFT JOIN target AS f8 ON k.table_name = 'target' AND f8.id = x.fact "
           "LEFT JOIN event AS f9 ON k.table_name = 'event' AND f9.id = x.fact "
           "WHERE s.state <> 'replaced' OR (x.statement IS NULL AND r.state = 'current')",
  .title = "fact", .order = "date",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (exclusion_fields),
};
