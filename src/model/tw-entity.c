/* tw-entity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entity.h"

#include <glib/gi18n-lib.h>

#include "tw-entities-private.h"

/* In the order in which they can be imported: what others refer to comes first. */
static const TwEntity *const registry[] = {
  &tw_entity_currency,
  &tw_entity_category,
  &tw_entity_product,
  &tw_entity_person,
  &tw_entity_partner,
  &tw_entity_partner_type,
  &tw_entity_partner_alias,
  &tw_entity_customer,
  &tw_entity_fx_rate,
  &tw_entity_program,
  &tw_entity_enrolment,
  &tw_entity_agreement,
  &tw_entity_agreement_term,
  &tw_entity_tier_assignment,
  &tw_entity_tier_proposal,
  &tw_entity_sale,
  &tw_entity_marketplace,
  &tw_entity_services,
  &tw_entity_unit_report,
  &tw_entity_opportunity,
  &tw_entity_registration,
  &tw_entity_certification,
  &tw_entity_target,
  &tw_entity_reference,
  &tw_entity_activity,
  &tw_entity_listing,
  &tw_entity_deployment,
  &tw_entity_accreditation,
  &tw_entity_subscription,
  &tw_entity_adoption,
  &tw_entity_claim,
  &tw_entity_spend,
  &tw_entity_payment,
  &tw_entity_opening,
  &tw_entity_standing,
  &tw_entity_investment,
  &tw_entity_fact_kind,
  &tw_entity_credit,
  &tw_entity_plan,
  &tw_entity_plan_goal,
  &tw_entity_plan_target,
  &tw_entity_plan_initiative,
  &tw_entity_plan_milestone,
  &tw_entity_plan_commitment,
  &tw_entity_plan_review,
  &tw_entity_plan_action,
  &tw_entity_plan_state_change,
  &tw_entity_joint_solution,
  &tw_entity_integration,
  &tw_entity_cosell_engagement,
  &tw_entity_api_change,
  &tw_entity_api_notice,
  &tw_entity_escalation,
  &tw_entity_partner_risk,
  &tw_entity_partner_document,
  &tw_entity_partner_economics,
  &tw_entity_recruit_target,
  &tw_entity_partner_pack,
  &tw_entity_marketplace_listing,
  &tw_entity_fund_request,
  &tw_entity_adjustment,
  &tw_entity_period_lock,
  &tw_entity_batch,
  &tw_entity_pin,
  &tw_entity_expiring,
  &tw_entity_reject,
  &tw_entity_statement,
  &tw_entity_line,
  &tw_entity_exclusion,
  &tw_entity_partner_overview,
  &tw_entity_stage,
  &tw_entity_deal,
  &tw_entity_partner_deal,
  &tw_entity_pipeline,
  &tw_entity_deal_registration,
};

guint
tw_entity_count (void)
{
  return G_N_ELEMENTS (registry);
}

const TwEntity *
tw_entity_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (registry), NULL);
  return registry[index];
}

const TwEntity *
tw_entity_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (registry); i++)
    if (g_strcmp0 (registry[i]->name, name) == 0 || g_strcmp0 (registry[i]->kind, name) == 0)
      return registry[i];
  return NULL;
}

const TwEntity *
tw_entity_for_fact (const char *fact)
{
  for (guint i = 0; i < G_N_ELEMENTS (registry); i++)
    if (registry[i]->fact != NULL && g_strcmp0 (registry[i]->fact, fact) == 0)
      return registry[i];
  return NULL;
}

int
tw_entity_get_index (const TwEntity *entity,
                     const char     *name)
{
  g_return_val_if_fail (entity != NULL, -1);

  for (guint i = 0; i < entity->n_fields; i++)
    if (g_strcmp0 (entity->fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

const TwField *
tw_entity_get_field (const TwEntity *entity,
                     const char     *name)
{
  int index = tw_entity_get_index (entity, name);

  return index < 0 ? NULL : &entity->fields[index];
}

const char *
tw_entity_get_label (const TwEntity *entity,
                     gboolean        plural)
{
  g_return_val_if_fail (entity != NULL, NULL);
  return _(plural ? entity->label_plural : entity->label);
}

const char *
tw_field_get_label (const TwField *field)
{
  g_return_val_if_fail (field != NULL, NULL);
  return _(field->label);
}

const char *
tw_field_get_help (const TwField *field)
{
  g_return_val_if_fail (field != NULL, NULL);
  return field->help != NULL ? _(field->help) : NULL;
}

const char *
tw_field_get_choice_label (const TwField *field,
                           const char    *key)
{
  g_return_val_if_fail (field != NULL, NULL);

  for (const TwChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    if (g_strcmp0 (choice->key, key) == 0)
      return _(choice->label);
  return key;
}

const TwField *
tw_field_for_term (const char *type)
{
  static const struct
  {
    const char *type;
    TwField     field;
  } terms[] = {
    { "money", TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency") },
    { "number", TW_FIELD ("amount", N_("Amount"), QUANTITY) },
    { "rate", TW_FIELD ("amount", N_("Amount"), RATE) },
    { "yesno", TW_FIELD ("amount", N_("Amount"), BOOLEAN) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    if (g_strcmp0 (terms[i].type, type) == 0)
      return &terms[i].field;
  return NULL;
}
