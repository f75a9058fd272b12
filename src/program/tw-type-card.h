/* tw-type-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-program-design.h"

G_BEGIN_DECLS

/**
 * TwTypeCard:
 * @type: `isv`, `reseller`, `oem`, `si`
 * @gap: the gap that partners of this type close by what they are
 *
 * What a designer should know of a type of partner before a rule is written: a program that works for one
 * type pays another for something it never does. The facts that a type produces are in
 * tw-vocabulary.h, tw_fact_kind_is_produced().
 */
typedef struct
{
  const char *type;
  TwGapKind   gap;
} TwTypeCard;

/* The blocks of a card, in the order in which they are read. */
typedef enum
{
  TW_CARD_CONTRIBUTION,   /* what such a partner brings */
  TW_CARD_CUSTOMER,       /* who has the relationship with the customer */
  TW_CARD_REVENUE,        /* what the partner lives on */
  TW_CARD_INVESTMENT,     /* what the vendor has to put in */
  TW_CARD_INCENTIVES,     /* what can be paid for */
  TW_CARD_FAILURES,       /* how such programs fail */
} TwCardBlock;
#define TW_N_CARD_BLOCKS (TW_CARD_FAILURES + 1)

guint             tw_type_card_count     (void);
const TwTypeCard *tw_type_card_nth       (guint             index);
/* (nullable) */
const TwTypeCard *tw_type_card_find      (const char       *type);
/* (nullable): of the type whose partners close this kind of gap. */
const TwTypeCard *tw_type_card_for_gap   (TwGapKind         gap);
/* Translated: “Independent Software Vendor”. */
const char       *tw_type_card_get_title (const TwTypeCard *card);
/* Translated: what the block is called. */
const char       *tw_card_block_get_title (TwCardBlock      block);
/* Translated: a sentence or a few. */
const char       *tw_type_card_get_text  (const TwTypeCard *card,
                                          TwCardBlock       block);

/* What partners of a type leave behind that a rule can count. */
typedef enum
{
  TW_PRODUCED_NEVER,
  TW_PRODUCED_SOMETIMES,
  TW_PRODUCED_ALWAYS,
} TwProduced;

guint             tw_card_fact_count     (void);
/* Translated. */
const char       *tw_card_fact_get_label (guint             index);
/* The kind of fact of the rule language, `sale`. */
const char       *tw_card_fact_get_kind  (guint             index);
TwProduced        tw_type_card_produces  (const TwTypeCard *card,
                                          guint             index);

G_END_DECLS
