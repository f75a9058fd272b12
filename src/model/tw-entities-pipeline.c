/* tw-entities-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Stages, and what the pipeline shows of opportunities and registrations. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"
#include "tw-pipeline-sql.h"

#include <glib/gi18n-lib.h>

static const TwChoice stage_kind[] = {
  { "open", N_("Open") },
  { "won", N_("Won") },
  { "lost", N_("Lost") },
  { NULL, NULL },
};

static const TwChoice roles[] = {
  { "sourced", N_("Sourced") },
  { "influenced", N_("Influenced") },
  { "fulfilled", N_("Fulfilled") },
  { NULL, NULL },
};

static const TwField stage_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED),
  TW_FIELD ("position", N_("Position"), INTEGER, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("probability", N_("Probability"), RATE, .flags = TW_FIELD_REQUIRED, .initial = "0%", TW_SHARE),
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = stage_kind, .initial = "open"),
};

const TwEntity tw_entity_stage = {
  .name = "stage", .kind = "stages",
  .label = N_("Stage"), .label_plural = N_("Stages"),
  .table = "stage", .title = "name", .identity = "name", .order = "position",
  TW_N (stage_fields),
};

/* The partner that stands for a deal is the one of its first role. */
#define LEAD(column) \
  "(SELECT " column " FROM credit WHERE fact_kind = 5 AND fact = o.id ORDER BY " TW_SQL_ROLE_RANK ", id LIMIT 1)"

#define DEAL_COLUMNS                                                                                          \
  "o.external_id, coalesce (o.name, o.external_id) AS name, o.customer, o.stage, o.status,"                   \
  " " TW_SQL_DEAL_AMOUNT " AS amount, o.currency, " TW_SQL_DEAL_PROBABILITY " AS probability,"                \
  " " TW_SQL_WEIGHTED (TW_SQL_DEAL_AMOUNT, TW_SQL_DEAL_PROBABILITY) " AS weighted,"                           \
  " CASE o.status WHEN 'open' THEN NULL ELSE o.closed END AS closed,"                                         \
  " CASE o.status WHEN 'open' THEN o.expected ELSE o.closed END AS close,"                                    \
  " " TW_SQL_DEAL_PROTECTED " AS protected_until,"                                                             \
  " coalesce (s.position, 1 << 30) AS stage_rank,"                                                             \
  " " TW_SQL_AMOUNT_RANK (TW_SQL_DEAL_AMOUNT, "o.currency") " AS amount_rank,"                                 \
  " " TW_SQL_AMOUNT_RANK (TW_SQL_WEIGHTED (TW_SQL_DEAL_AMOUNT, TW_SQL_DEAL_PROBABILITY), "o.currency")         \
  " AS weighted_rank"

#define DEAL_FIELDS                                                                                           \
  TW_FIELD ("stage", N_("Stage"), TEXT, .flags = TW_FIELD_SEARCHED, .rank = "stage_rank"),                     \
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED,                  \
            .rank = "amount_rank"),                                                                          \
  TW_FIELD ("weighted", N_("Weighted"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED,              \
            .rank = "weighted_rank",                                                                         \
            .help = N_("Amount × probability, rounded to the smallest unit in each opportunity.")),           \
  TW_FIELD ("currency", N_("Currency"), CURRENCY),                                                                \
  TW_FIELD ("close", N_("Close"), DATE, .help = N_("The day it was closed, else the day that is expected.")), \
  TW_FIELD ("protected_until", N_("Protected until"), DATE)

#define DEAL_MINOR_FIELDS                                                                                     \
  TW_FIELD ("status", N_("Status"), CHOICE, .choices = tw_choices_opportunity_status),                        \
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED | TW_FIELD_MINOR),                           \
  TW_FIELD ("external_id", N_("External ID"), TEXT, .flags = TW_FIELD_SEARCHED | TW_FIELD_MINOR),             \
  TW_FIELD ("probability", N_("Probability"), RATE, .flags = TW_FIELD_MINOR),                                 \
  TW_FIELD ("closed", N_("Closed"), DATE, .flags = TW_FIELD_MINOR)

/* An opportunity as board and list show it; its id is that of the opportunity. */
static const TwField deal_fields[] = {
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("role", N_("Role"), CHOICE, .choices = roles),
  DEAL_FIELDS,
  TW_FIELD ("others", N_("Other partners"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_FIELD ("next_step", N_("Next step"), TEXT, .flags = TW_FIELD_MINOR),
  TW_REFERENCE ("product", N_("Product"), .flags = TW_FIELD_MINOR),
  DEAL_MINOR_FIELDS,
};

const TwEntity tw_entity_deal = {
  .name = "deal", .kind = "deals",
  .label = N_("Opportunity"), .label_plural = N_("Opportunities"),
  .query = "SELECT o.id, " DEAL_COLUMNS ", coalesce (" LEAD ("partner") ", o.partner) AS partner,"
           " " LEAD ("role") " AS role, o.next_step, o.product,"
           " (SELECT nullif (max (count (DISTINCT partner) - 1, 0), 0) FROM credit WHERE fact_kind = 5 AND fact = o.id)"
           " AS others" TW_SQL_DEAL_FROM " WHERE " TW_SQL_DEAL_CURRENT,
  .title = "customer", .key = "external_id", .order = "amount", .descending = TRUE,
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (deal_fields),
};

/* A row per opportunity and role of a partner. Ids are those of the credits; an opportunity whose partner has no
 * credit goes under its own id, negative. */
static const TwField partner_deal_fields[] = {
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("role", N_("Role"), CHOICE, .choices = roles),
  TW_FIELD ("share", N_("Share"), TEXT),
  DEAL_FIELDS,
  DEAL_MINOR_FIELDS,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_MINOR),
  TW_REFERENCE ("opportunity", N_("Opportunity"), .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_partner_deal = {
  .name = "partner_deal", .kind = "partner-deals",
  .label = N_("Opportunity"), .label_plural = N_("Opportunities"),
  .query = "SELECT k.id AS id, " DEAL_COLUMNS ", k.partner AS partner, k.role AS role, k.share AS share, o.id AS opportunity"
           TW_SQL_DEAL_FROM " JOIN credit AS k ON k.fact_kind = 5 AND k.fact = o.id WHERE " TW_SQL_DEAL_CURRENT
           " UNION ALL SELECT -o.id, " DEAL_COLUMNS ", o.partner, NULL, NULL, o.id"
           TW_SQL_DEAL_FROM " WHERE o.partner IS NOT NULL AND NOT EXISTS (SELECT 1 FROM credit AS k WHERE k.fact_kind = 5"
           " AND k.fact = o.id AND k.partner = o.partner) AND " TW_SQL_DEAL_CURRENT,
  .title = "customer", .order = "amount", .descending = TRUE,
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (partner_deal_fields),
};

/* Open opportunities added up by stage and currency: what the headings of the board say. */
static const TwField pipeline_fields[] = {
  TW_FIELD ("stage", N_("Stage"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("currency", N_("Currency"), CURRENCY),
  TW_FIELD ("opportunities", N_("Opportunities"), INTEGER, .flags = TW_FIELD_SUMMED),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("weighted", N_("Weighted"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("unweighted", N_("Without probability"), INTEGER, .flags = TW_FIELD_SUMMED),
  TW_FIELD ("position", N_("Position"), INTEGER, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_pipeline = {
  .name = "pipeline", .kind = "pipeline",
  .label = N_("Stage"), .label_plural = N_("Pipeline"),
  .query = "SELECT row_number () OVER (ORDER BY coalesce (position, 1 << 30), stage, currency) AS id, stage, currency,"
           " count (*) AS opportunities, sum (amount) AS amount, sum (weighted) AS weighted,"
           " nullif (sum (amount IS NOT NULL AND weighted IS NULL), 0) AS unweighted, position"
           " FROM (SELECT o.stage AS stage, o.currency AS currency, s.position AS position,"
           " " TW_SQL_DEAL_AMOUNT " AS amount,"
           " " TW_SQL_WEIGHTED (TW_SQL_DEAL_AMOUNT, TW_SQL_DEAL_PROBABILITY) " AS weighted"
           TW_SQL_DEAL_FROM " WHERE o.status = 'open' AND " TW_SQL_DEAL_CURRENT ") GROUP BY stage, currency",
  .title = "stage",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (pipeline_fields),
};

/* What stands in the way of a registration that waits for a decision: another partner's that is protected today, else
 * one that asked before; as tw_registration_find_conflicts finds it. */
#define IN_THE_WAY(column)                                                                             \
  "CASE a.status WHEN 'submitted' THEN (SELECT " column " FROM registration AS b"                      \
  " WHERE b.customer = a.customer AND b.partner <> a.partner"                                          \
  " AND NOT EXISTS (SELECT 1 FROM registration AS m WHERE m.replaces = b.external_id)"                 \
  " AND (b.status = 'approved' AND (b.closed IS NULL OR b.closed > date ('now', 'localtime'))"         \
  " AND (b.expires IS NULL OR b.expires >= date ('now', 'localtime'))"                                 \
  " OR b.status = 'submitted' AND (b.submitted, b.id) < (a.submitted, a.id)) AND "                     \
  TW_SQL_SAME_SCOPE ("a.product", TW_SQL_CATEGORY_OF ("a"), "b.product", TW_SQL_CATEGORY_OF ("b"))     \
  " ORDER BY b.status, b.submitted, b.id LIMIT 1) END"

static const TwField deal_registration_fields[] = {
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("category", N_("Category"), .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("status", N_("Status"), CHOICE, .choices = tw_choices_registration_status),
  TW_FIELD ("conflict", N_("In conflict with"), REFERENCE, .target = "partner"),
  TW_FIELD ("conflict_until", N_("In conflict until"), DATE),
  TW_FIELD ("submitted", N_("Submitted"), DATE),
  TW_FIELD ("approved", N_("Approved"), DATE),
  TW_FIELD ("expires", N_("Protected until"), DATE),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("currency", N_("Currency"), CURRENCY),
  TW_FIELD ("deal_ref", N_("Deal"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("external_id", N_("External ID"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("product", N_("Product"), .flags = TW_FIELD_MINOR),
  TW_FIELD ("extensions", N_("Extensions"), INTEGER, .flags = TW_FIELD_MINOR),
  TW_FIELD ("closed", N_("Closed"), DATE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("reason", N_("Reason"), TEXT, .flags = TW_FIELD_MINOR),
};

const TwEntity tw_entity_deal_registration = {
  .name = "deal_registration", .kind = "deal-registrations",
  .label = N_("Deal registration"), .label_plural = N_("Deal registrations"),
  .query = "SELECT a.id, a.partner, a.customer, " TW_SQL_CATEGORY_OF ("a") " AS category, a.status,"
           " " IN_THE_WAY ("b.partner") " AS conflict, " IN_THE_WAY ("b.expires") " AS conflict_until,"
           " a.submitted, a.approved, a.expires, a.amount, a.currency, a.deal_ref, a.external_id, a.product,"
           " a.extensions, a.closed, a.reason FROM registration AS a"
           " WHERE NOT EXISTS (SELECT 1 FROM registration AS n WHERE n.replaces = a.external_id)",
  .title = "partner", .key = "external_id", .order = "submitted", .descending = TRUE,
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (deal_registration_fields),
};
