/* tw-rule-price.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "programs/tw-program-tab.h"
#include "tw-reprice.h"

G_BEGIN_DECLS

#define TW_TYPE_RULE_PRICE (tw_rule_price_get_type ())
typedef struct _TwRulePriceHold TwRulePriceHold;

G_DECLARE_FINAL_TYPE (TwRulePrice, tw_rule_price, TW, RULE_PRICE, GObject)

/**
 * TwRulePrice:
 *
 * What a version would have cost over a span, as it is and with something tried. The first replay reads the
 * transactions in a thread; after that a change is priced beside the window, the newest one first.
 *
 * Signal `changed`: something else is known.
 */
TwRulePrice *tw_rule_price_new       (void);
/* The version as it is now. Another span or version is replayed anew. */
void         tw_rule_price_set       (TwRulePrice          *self,
                                      const TwProgramState *state,
                                      TwSpan                span);
/* @changed: (nullable): what is tried; %NULL nothing */
void         tw_rule_price_try       (TwRulePrice          *self,
                                      TwProgramDocument    *changed);
/* Cancels what runs and forgets everything. */
void         tw_rule_price_stop      (TwRulePrice          *self);
/* FALSE until the first replay has ended. */
gboolean     tw_rule_price_get_cost  (TwRulePrice          *self,
                                      gint64               *cost);
/* FALSE while nothing is tried, or its price is not known yet. */
gboolean     tw_rule_price_get_tried (TwRulePrice          *self,
                                      gint64               *cost);
/* (nullable): why nothing can be priced. */
const char  *tw_rule_price_get_error (TwRulePrice          *self);
/* (nullable) (element-type TwRepricePosition): where partners stood under a rule. */
GArray      *tw_rule_price_get_positions (TwRulePrice      *self,
                                      const char           *rule);
/* (nullable): the first replay. */
const TwReplay *tw_rule_price_get_base (TwRulePrice        *self);

/* Keeps the base and the positions of now for a thread; %NULL where there are none. */
TwRulePriceHold *tw_rule_price_hold    (TwRulePrice          *self);
void             tw_rule_price_release (TwRulePriceHold      *hold);

G_END_DECLS
