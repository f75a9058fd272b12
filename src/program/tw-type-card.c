/* tw-type-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-type-card.h"

#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  TwTypeCard  card;
  const char *title;
  const char *texts[TW_N_CARD_BLOCKS];
} CardEntry;

static const CardEntry cards[] = {
  { { "isv", TW_GAP_STICKINESS }, N_("Independent Software Vendor"),
    { N_("Software that completes the platform: customers who use both stay longer, buy more, and find a reason to "
         "choose the platform at all."),
      N_("Both sides have one. The ISV sells its own product through its own channels and meets the vendor on joint "
         "opportunities as a peer."),
      N_("Subscriptions, licenses or usage of its own product, at its own price. That revenue isn't the vendor's and "
         "is never added to it."),
      N_("Interfaces and sandboxes that last, integration certification, a marketplace place, co-sell and campaigns "
         "for the joint solution, data about shared customers, early sight of the roadmap."),
      N_("A share of marketplace transactions, bonuses for pipeline it sourced or influenced, for customers new to "
         "the platform, and for milestones of integration depth and adoption."),
      N_("Treating it as a reseller: margins, volume rebates and sales certificates for something it doesn't do. "
         "Breaking interfaces on short notice, or building its product into the platform without a word.") } },
  { { "reseller", TW_GAP_REACH }, N_("Reseller"),
    { N_("Reach into segments, regions and industries, and a trust that shortens the purchase."),
      N_("The reseller. It owns the account, the contract and often the renewal."),
      N_("Margin on resale, commissions on registered deals and on renewals of the base it manages, rebates on "
         "volume and growth, services around the product."),
      N_("Training and certification, tools to sell against rivals, deal registration that is honored, local "
         "marketing money, and reasons to put this line before the others it carries."),
      N_("Rebates on volume and growth, bonuses for new customers, more for strategic products, registered deals and "
         "renewals, short campaigns for the people who sell."),
      N_("Paying for new licenses alone, so that customers who leave cost nothing. Comparing rates with rivals "
         "instead of what the reseller earns with each line in all.") } },
  { { "oem", TW_GAP_EMBEDDED }, N_("OEM"),
    { N_("Presence inside of a product that others already buy, without a sale per customer."),
      N_("The OEM. The end customer knows its product and may never hear of the vendor."),
      N_("The sale of its own devices or systems. It pays the vendor a royalty for each unit that ships or is "
         "activated."),
      N_("Deep integration, engineers who answer, a shared roadmap for what only the OEM needs, approvals of "
         "regulated markets, and terms that both can plan with."),
      N_("Royalties that fall with volume, a minimum that is won back, roadmap work that is paid for together, the "
         "standing of a strategic account."),
      N_("Trading depth of integration for an early launch. Depending on one another without clauses for the day "
         "when one of both stops. Minimums that no report could ever test.") } },
  { { "si", TW_GAP_DEPLOYMENT }, N_("Systems Integrator"),
    { N_("Confidence that the product will work: architecture, implementation, and a seat at the table where "
         "executives decide."),
      N_("The integrator, from strategy to operation. The vendor is invited, and must not go around it."),
      N_("Services: design, implementation, operation. The license is a small part of what it earns."),
      N_("Certification that its people can bill for, architects and executives who come along, account ownership "
         "that is protected while both sell, credit for sellers who bring it in."),
      N_("Bonuses for opportunities it sourced, for services attached to a license, for certified competencies, and "
         "more credit for the vendor's own seller where the integrator opened the door."),
      N_("Gates of headcount that shut out small specialists with the best access. Going to the integrator's customer "
         "without it. Rebates on licenses it doesn't resell.") } },
};

static const char * const block_titles[] = {
  N_("Contribution"),
  N_("Customer Relationship"),
  N_("Revenue Model"),
  N_("Vendor Investment"),
  N_("Incentive Mechanisms"),
  N_("Typical Failures"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (block_titles) == TW_N_CARD_BLOCKS);

/* Whether a type produces a kind of fact: always (2), sometimes (1), never (0), in the order of the cards. What
 * tw_fact_kind_is_produced() calls produced is everything above 0; a test holds the two together. */
static const struct
{
  const char *kind;
  const char *label;
  guchar      produced[G_N_ELEMENTS (cards)];
} facts[] = {
  { "sale", N_("Product resale"), { 0, 2, 0, 0 } },
  { "marketplace", N_("Marketplace transactions"), { 2, 1, 0, 0 } },
  { "unit_report", N_("Reports of units"), { 0, 0, 2, 0 } },
  { "opportunity", N_("Sourced and influenced opportunities"), { 2, 1, 0, 2 } },
  { "registration", N_("Deal registrations"), { 1, 2, 0, 1 } },
  { "services", N_("Services engagements"), { 0, 1, 0, 2 } },
  { "listing", N_("Integrations and listings"), { 2, 0, 2, 1 } },
  { "adoption", N_("Use of integrations"), { 2, 0, 2, 1 } },
  { "certification", N_("Certifications"), { 2, 2, 2, 2 } },
  { "subscription", N_("Renewals and churn"), { 2, 2, 1, 2 } },
};

guint
tw_type_card_count (void)
{
  return G_N_ELEMENTS (cards);
}

const TwTypeCard *
tw_type_card_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (cards), NULL);

  return &cards[index].card;
}

const TwTypeCard *
tw_type_card_find (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    if (g_strcmp0 (cards[i].card.type, type) == 0)
      return &cards[i].card;

  return NULL;
}

const TwTypeCard *
tw_type_card_for_gap (TwGapKind gap)
{
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    if (cards[i].card.gap == gap)
      return &cards[i].card;

  return NULL;
}

/* A card is the first member of its entry. */
static const CardEntry *
entry_of (const TwTypeCard *card)
{
  return (const CardEntry *) card;
}

const char *
tw_type_card_get_title (const TwTypeCard *card)
{
  g_return_val_if_fail (card != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, entry_of (card)->title);
}

const char *
tw_card_block_get_title (TwCardBlock block)
{
  g_return_val_if_fail (block < TW_N_CARD_BLOCKS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, block_titles[block]);
}

const char *
tw_type_card_get_text (const TwTypeCard *card,
                       TwCardBlock       block)
{
  g_return_val_if_fail (card != NULL && block < TW_N_CARD_BLOCKS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, entry_of (card)->texts[block]);
}

guint
tw_card_fact_count (void)
{
  return G_N_ELEMENTS (facts);
}

const char *
tw_card_fact_get_label (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (facts), NULL);

  return g_dgettext (GETTEXT_PACKAGE, facts[index].label);
}

const char *
tw_card_fact_get_kind (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (facts), NULL);

  return facts[index].kind;
}

TwProduced
tw_type_card_produces (const TwTypeCard *card,
                       guint             index)
{
  g_return_val_if_fail (card != NULL && index < G_N_ELEMENTS (facts), TW_PRODUCED_NEVER);

  return facts[index].produced[entry_of (card) - cards];
}
