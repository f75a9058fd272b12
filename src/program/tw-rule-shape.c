/* tw-rule-shape.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-rule-shape.h"

#include "tw-formula.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const TwRuleShape shapes[] = {
  { "volume", N_("Volume rebate"), N_("A share of what is sold, more in higher bands"), "reseller",
    "rebate", "quarter", "sum(amount, fact: sale)",
    "table: {bands: [{from: 0, rate: 1%}, {from: 50000, rate: 2%}, {from: 200000, rate: 3%}]}" },
  { "growth", N_("Growth rebate"), N_("A share of what is sold, for growth over the year before"), "reseller",
    "rebate", "year", "sum(amount, fact: sale)",
    "qualifier: (sum(amount, fact: sale) − sum(amount, fact: sale, shift: -1 year)) ÷ sum(amount, "
    "fact: sale, shift: -1 year) else 0%, table: {mode: retroactive, bands: [{from: null, rate: 0%}, "
    "{from: 10%, rate: 1%}, {from: 25%, rate: 2%}]}" },
  { "new-customer", N_("New customer bonus"), N_("An amount for each first sale to a customer"), "reseller",
    "bonus", "quarter", "count(facts, fact: sale, where: {customer.new: yes})",
    "price: 250" },
  { "mix", N_("Product mix accelerator"), N_("A rebate that grows with the share of strategic products"), "reseller",
    "rebate", "quarter", "sum(amount, fact: sale)",
    "rate: 2%, adjust: [{factor: 115%, when: (sum(amount, fact: sale, where: {product.strategic: "
    "yes}) ÷ sum(amount, fact: sale) else 0%) ≥ 30%}]" },
  { "spiff", N_("Seller SPIFF"), N_("An amount per unit for the person who sold it"), "reseller",
    "spiff", "month", "sum(units, fact: sale, where: {product.strategic: yes})",
    "payee: person, price: 25, adjust: [each(person, max: 2500)]" },
  { "registered", N_("Deal registration commission"), N_("A share of sales whose deal was registered"), "reseller",
    "commission", "quarter", "sum(amount, fact: sale)",
    "who: count(facts, fact: registration, window: lifetime, where: (fact.deal = outer.deal) and "
    "(status in [approved, won])) ≥ 1, rate: 3%" },
  { "renewal", N_("Renewal commission"), N_("A share of renewals"), "reseller",
    "commission", "quarter", "sum(amount, fact: sale, where: {motion: renewal})",
    "rate: 2%" },
  { "revenue-share", N_("Marketplace revenue share"), N_("The partner's share of marketplace sales"), "isv reseller",
    "revenue_share", "quarter", "sum(amount, fact: marketplace)",
    "rate: 80%" },
  { "co-sell", N_("Co-sell bonus"), N_("A share of won deals, by role"), "isv si reseller",
    "bonus", "quarter", "sum(amount, fact: opportunity, where: {status: won})",
    "rate: 3%, adjust: [{max: 10000, per: fact}], split: by(given)" },
  { "new-platform-customer", N_("New platform customer bonus"), N_("An amount for each new customer won together"), "isv si",
    "bonus", "quarter", "count(facts, fact: opportunity, where: {status: won, customer.new: yes})",
    "price: 1500" },
  { "integration", N_("Integration milestones"), N_("An amount for each depth of integration that is reached"), "isv oem",
    "bonus", "lifetime", "largest(score, fact: deployment)",
    "table: {bands: [{from: 3, flat: 2500}, {from: 5, flat: 5000}], flat_on: peak}" },
  { "adoption", N_("Adoption milestones"), N_("An amount when so many customers use the integration"), "isv oem",
    "bonus", "lifetime", "distinct(customer, fact: adoption)",
    "table: {bands: [{from: 10, flat: 2500}, {from: 50, flat: 10000}], flat_on: peak}" },
  { "royalty", N_("Unit royalty"), N_("A price per unit that the partner pays, less in higher bands"), "oem",
    "royalty", "year", "sum(units, fact: unit_report)",
    "direction: charge, table: {bands: [{from: 0, price: 12}, {from: 10000, price: 10}, {from: "
    "50000, price: 8}]}" },
  { "minimum", N_("Royalty with minimum"), N_("A price per unit, and at least an agreed amount"), "oem",
    "royalty", "year", "sum(units, fact: unit_report)",
    "direction: charge, price: 10, adjust: [{guarantee: 10000, per: quarter, recoup: 2}]" },
  { "attach", N_("Services attached to deals"), N_("A share of services that belong to a won deal"), "si",
    "bonus", "quarter", "sum(amount, fact: services)",
    "who: count(facts, fact: opportunity, window: lifetime, where: (fact.deal = outer.deal) and "
    "(status = won)) ≥ 1, rate: 4%" },
  { "certification", N_("Certification reward"), N_("An amount for each certification"), "si",
    "bonus", "quarter", "count(facts, fact: certification, where: {level: implementation})",
    "price: 300" },
  { "claims", N_("Marketing funds claims"), N_("A share of what the partner spent on marketing"), "*",
    "fund", "quarter", "sum(amount, fact: claim)",
    "rate: 50%, adjust: [{max: 5000}]" },
};

guint
tw_rule_shape_count (void)
{
  return G_N_ELEMENTS (shapes);
}

const TwRuleShape *
tw_rule_shape_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (shapes), NULL);

  return &shapes[index];
}

const char *
tw_rule_shape_get_title (const TwRuleShape *shape)
{
  return _(shape->title);
}

const char *
tw_rule_shape_get_summary (const TwRuleShape *shape)
{
  return _(shape->summary);
}

gboolean
tw_rule_shape_is_legal (const TwRuleShape *shape,
                        const char        *partner_type)
{
  g_auto (GStrv) types = g_strsplit (shape->types, " ", -1);

  return g_strv_contains ((const char * const *) types, "*")
         || g_strv_contains ((const char * const *) types, partner_type);
}

static gboolean
has_id (const TwProgram *program,
        const char      *id)
{
  for (guint i = 0; i < program->n_rules; i++)
    if (g_str_equal (program->rules[i].id, id))
      return TRUE;

  return FALSE;
}

char *
tw_rule_free_id (const TwProgramDocument *document,
                 const char              *wish)
{
  const TwProgram *program = tw_program_document_get_program (document);
  char *id = g_strdup (wish);

  for (guint i = 2; has_id (program, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%.50s-%u", wish, i);
    }

  return id;
}

char *
tw_rule_shape_make (const TwRuleShape       *shape,
                    const TwProgramDocument *document)
{
  g_autofree char *id = tw_rule_free_id (document, shape->id);
  g_autofree char *text = g_strdup_printf ("{kind: %s, window: %s, counts: %s, %s}", shape->kind, shape->window,
                                           shape->counts, shape->rest);
  g_autoptr (JsonNode) rule = tw_formula_to_json (text, NULL);

  g_return_val_if_fail (rule != NULL, NULL);

  json_object_set_string_member (json_node_get_object (rule), "id", id);
  json_object_set_string_member (json_node_get_object (rule), "name", _(shape->title));

  return json_to_string (rule, FALSE);
}
