/* tw-deal-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-date.h"
#include "tw-item.h"

G_BEGIN_DECLS

#define TW_TYPE_DEAL_CARD (tw_deal_card_get_type ())
G_DECLARE_FINAL_TYPE (TwDealCard, tw_deal_card, TW, DEAL_CARD, GtkWidget)

/**
 * TwDealCard:
 *
 * One opportunity on the board: customer, amount, partner and role, what comes next, and how long its protection
 * lasts where that ends soon. Follows its item.
 */
GtkWidget *tw_deal_card_new      (void);
/* @item: (nullable): of the entity `deal`. @date: on which protections are looked at, @warning: days. */
void       tw_deal_card_set_item (TwDealCard *self,
                                  TwItem     *item,
                                  TwDate      date,
                                  int         warning);
/* Whether all around it is in one currency, so that the amount needs no code. */
void       tw_deal_card_set_alone (TwDealCard *self,
                                  gboolean    alone);
/* (nullable) */
TwItem    *tw_deal_card_get_item (TwDealCard *self);
/* (transfer full): a sentence that says all of the card. */
char      *tw_deal_card_describe (TwItem     *item,
                                  TwDate      date,
                                  int         warning);

G_END_DECLS
