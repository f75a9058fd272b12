/* tw-entities-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"

/* A field whose column has its name. */
#define TW_FIELD(_name, _label, _type, ...) \
  { .name = _name, .column = _name, .label = _label, .type = TW_FIELD_##_type, __VA_ARGS__ }

/* What a number stays within; a percentage of something is never more than all of it. */
#define TW_UP_TO(_most) .least = 0, .most = (_most)
#define TW_SHARE TW_UP_TO (1000000)
#define TW_NOT_NEGATIVE TW_UP_TO (G_MAXINT64)
#define TW_ABOVE_ZERO .least = 1, .most = G_MAXINT64

/* A reference to the entity that has the field's name. */
#define TW_REFERENCE(_name, _label, ...) \
  TW_FIELD (_name, _label, REFERENCE, .target = _name, __VA_ARGS__)

#define TW_SPAN_FIELDS \
  TW_FIELD ("valid_from", N_("From"), DATE, .flags = TW_FIELD_REQUIRED), \
  TW_FIELD ("valid_to", N_("To"), DATE, .flags = TW_FIELD_LAST_DAY, \
            .help = N_("The last day; empty while it goes on."))

#define TW_EXTERNAL_ID \
  TW_FIELD ("external_id", N_("External ID"), TEXT, \
            .flags = TW_FIELD_REQUIRED | TW_FIELD_UNIQUE | TW_FIELD_SEARCHED, \
            .help = N_("The identifier in the system the record comes from."))

#define TW_AMOUNT_FIELDS \
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED), \
  TW_FIELD ("currency", N_("Currency"), CURRENCY)

#define TW_UNITS \
  TW_FIELD ("units", N_("Units"), QUANTITY, .flags = TW_FIELD_SUMMED)

#define TW_PARTIES \
  TW_REFERENCE ("product", N_("Product")), \
  TW_REFERENCE ("customer", N_("Customer")), \
  TW_REFERENCE ("person", N_("Person"), .flags = TW_FIELD_MINOR)

#define TW_REVERSES \
  TW_FIELD ("reverses", N_("Reverses"), TEXT, .flags = TW_FIELD_MINOR, \
            .help = N_("The external ID of the fact that this one takes back."))

#define TW_REPLACES \
  TW_FIELD ("replaces", N_("Replaces"), TEXT, .flags = TW_FIELD_MINOR, \
            .help = N_("The external ID of the fact that this one corrects."))

#define TW_N(_fields) .fields = _fields, .n_fields = G_N_ELEMENTS (_fields)

extern const TwChoice tw_choices_partner_type[];
extern const TwChoice tw_choices_motion[];
extern const TwChoice tw_choices_ladder[];
extern const TwChoice tw_choices_opportunity_status[];
extern const TwChoice tw_choices_registration_status[];

extern const TwEntity tw_entity_currency;
extern const TwEntity tw_entity_category;
extern const TwEntity tw_entity_product;
extern const TwEntity tw_entity_person;
extern const TwEntity tw_entity_partner;
extern const TwEntity tw_entity_partner_overview;
extern const TwEntity tw_entity_partner_type;
extern const TwEntity tw_entity_partner_alias;
extern const TwEntity tw_entity_customer;
extern const TwEntity tw_entity_fx_rate;
extern const TwEntity tw_entity_program;
extern const TwEntity tw_entity_enrolment;
extern const TwEntity tw_entity_agreement;
extern const TwEntity tw_entity_agreement_term;
extern const TwEntity tw_entity_tier_assignment;
extern const TwEntity tw_entity_tier_proposal;
extern const TwEntity tw_entity_plan;
extern const TwEntity tw_entity_plan_goal;
extern const TwEntity tw_entity_plan_target;
extern const TwEntity tw_entity_plan_initiative;
extern const TwEntity tw_entity_plan_milestone;
extern const TwEntity tw_entity_plan_commitment;
extern const TwEntity tw_entity_plan_review;
extern const TwEntity tw_entity_plan_action;
extern const TwEntity tw_entity_plan_state_change;
extern const TwEntity tw_entity_period_lock;
extern const TwEntity tw_entity_adjustment;
extern const TwEntity tw_entity_statement;
extern const TwEntity tw_entity_line;
extern const TwEntity tw_entity_exclusion;
extern const TwEntity tw_entity_sale;
extern const TwEntity tw_entity_marketplace;
extern const TwEntity tw_entity_services;
extern const TwEntity tw_entity_unit_report;
extern const TwEntity tw_entity_opportunity;
extern const TwEntity tw_entity_registration;
extern const TwEntity tw_entity_certification;
extern const TwEntity tw_entity_stage;
extern const TwEntity tw_entity_deal;
extern const TwEntity tw_entity_partner_deal;
extern const TwEntity tw_entity_pipeline;
extern const TwEntity tw_entity_deal_registration;
extern const TwEntity tw_entity_target;
extern const TwEntity tw_entity_reference;
extern const TwEntity tw_entity_activity;
extern const TwEntity tw_entity_listing;
extern const TwEntity tw_entity_deployment;
extern const TwEntity tw_entity_accreditation;
extern const TwEntity tw_entity_subscription;
extern const TwEntity tw_entity_adoption;
extern const TwEntity tw_entity_claim;
extern const TwEntity tw_entity_spend;
extern const TwEntity tw_entity_payment;
extern const TwEntity tw_entity_opening;
extern const TwEntity tw_entity_standing;
extern const TwEntity tw_entity_investment;
extern const TwEntity tw_entity_fact_kind;
extern const TwEntity tw_entity_credit;
extern const TwEntity tw_entity_batch;
extern const TwEntity tw_entity_pin;
extern const TwEntity tw_entity_expiring;
extern const TwEntity tw_entity_reject;
extern const TwEntity tw_entity_joint_solution;
extern const TwEntity tw_entity_integration;
extern const TwEntity tw_entity_cosell_engagement;
extern const TwEntity tw_entity_api_change;
extern const TwEntity tw_entity_api_notice;
extern const TwEntity tw_entity_escalation;
extern const TwEntity tw_entity_partner_risk;
extern const TwEntity tw_entity_partner_document;
extern const TwEntity tw_entity_partner_economics;
extern const TwEntity tw_entity_recruit_target;
extern const TwEntity tw_entity_partner_pack;
extern const TwEntity tw_entity_marketplace_listing;
extern const TwEntity tw_entity_fund_request;
