/* tw-dataset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-date.h"
#include "tw-fx-rate.h"
#include "tw-program.h"

G_BEGIN_DECLS

/* What a calculation reads: relations of named columns of 64-bit integers, and one pool of texts.
 *
 * A column's type says what its integers are; %TW_NULL is absent, whatever the type:
 *   number  millionths                     money  minor units of the row's `currency` (without one:
 *   date    day number (#TwDate)                  the program's currency)
 *   yes/no  0 or 1                         text   id from tw_dataset_intern()
 * References to rows of another relation are row numbers in columns of type number (raw, not
 * millionths).
 *
 * Columns that the engine knows; every other one is an attribute that rules may name:
 *   PARTNER    id T, type T, region T, currency T, group T (partners with one group pool),
 *              enrolled D, …
 *   CUSTOMER   id T, segment T, first_purchase D, … (derived from the facts where it is absent)
 *   PRODUCT    id T, category T, strategic B, …
 *   PERSON     id T, …
 *   FACT       id T, kind T, partner →PARTNER, customer →CUSTOMER, product →PRODUCT,
 *              person →PERSON, amount M, currency T, units N, reverses T (id of the original),
 *              replaces T, motion T, date D (overrides the kind's own date), booked, delivered,
 *              invoiced, collected, reported, period, created, closed, submitted, approved,
 *              awarded, expires, start, end, incurred, … D,
 *              list, cost, value, margin … M, score, probability, seats, rate, term_months … N
 *   CREDIT     fact →FACT, partner →PARTNER, role T, share N, share_den (raw: share / share_den as
 *              a ratio, else millionths), at D, id T
 *   AGREEMENT  partner →PARTNER, program T (absent: all), start D, end D (inclusive, absent: open),
 *              currency T, quota, minimum … as negotiated
 *   TERM       partner →PARTNER, from D, to D (inclusive), and dated values of partner
 *              attributes (type, region …)
 *   ENROLMENT  partner →PARTNER, program T, start D, end D, …
 *   TIER       partner →PARTNER, program T (absent: all), designation T (absent: the ladder),
 *              tier T (absent: none), from D, to D (inclusive, absent: open)
 *   FX         base T, quote T, date D, mantissa raw, scale raw, per raw (absent: 1)
 *
 * Facts replaced by another fact (`replaces`) are left out by the loader or by tw_dataset_finish().
 * After tw_dataset_finish() nothing changes any more and threads may read it together. */

#define TW_NULL G_MININT64

typedef struct _TwDataset TwDataset;

typedef enum
{
  TW_RELATION_PARTNER,
  TW_RELATION_CUSTOMER,
  TW_RELATION_PRODUCT,
  TW_RELATION_PERSON,
  TW_RELATION_FACT,
  TW_RELATION_CREDIT,
  TW_RELATION_AGREEMENT,
  TW_RELATION_TERM,
  TW_RELATION_ENROLMENT,
  TW_RELATION_TIER,
  TW_RELATION_FX,
} TwRelationId;

#define TW_N_RELATIONS (TW_RELATION_FX + 1)

TwDataset    *tw_dataset_new         (void);
void          tw_dataset_free        (TwDataset      *dataset);
/* Ids start at 0 and are dense; one text has one id. */
gint64        tw_dataset_intern      (TwDataset      *dataset,
                                      const char     *text);
/* -1 where @text is not in the pool. */
gint64        tw_dataset_lookup      (const TwDataset *dataset,
                                      const char     *text);
const char   *tw_dataset_text        (const TwDataset *dataset,
                                      gint64          id);
/* Adopts @data (g_malloc'ed, @n_rows integers). Every column of a relation has the same length. */
void          tw_dataset_take_column (TwDataset      *dataset,
                                      TwRelationId    relation,
                                      const char     *name,
                                      TwValueType     type,
                                      gint64         *data,
                                      gsize           n_rows);
/* For small datasets: a row of absent values, then one value at a time; columns appear when
 * first set. */
gint64        tw_dataset_add_row     (TwDataset      *dataset,
                                      TwRelationId    relation);
void          tw_dataset_set         (TwDataset      *dataset,
                                      TwRelationId    relation,
                                      gint64          row,
                                      const char     *name,
                                      TwValueType     type,
                                      gint64          value);
void          tw_dataset_set_text    (TwDataset      *dataset,
                                      TwRelationId    relation,
                                      gint64          row,
                                      const char     *name,
                                      const char     *value);
/* The currency through which missing pairs are converted; NULL: none. */
void          tw_dataset_set_pivot   (TwDataset      *dataset,
                                      const char     *currency);
/* Decimals of a currency's minor unit in this workspace; unset: ISO 4217. */
void          tw_dataset_set_digits  (TwDataset      *dataset,
                                      const char     *currency,
                                      int             digits);
/* Groups facts by partner in the order of rules.md 4.2, sorts the dated relations, links
 * reversals and credits. The row numbers of facts do not change. */
gboolean      tw_dataset_finish      (TwDataset      *dataset,
                                      GError        **error);

gsize         tw_dataset_n_rows      (const TwDataset *dataset,
                                      TwRelationId    relation);
/* (nullable): the column's integers; @type may be NULL. */
const gint64 *tw_dataset_column      (const TwDataset *dataset,
                                      TwRelationId    relation,
                                      const char     *name,
                                      TwValueType    *type);
/* (transfer container): names of the relation's columns, NULL-terminated; the texts belong to
 * @dataset. */
const char  **tw_dataset_columns     (const TwDataset *dataset,
                                      TwRelationId    relation);

/* The date that places a fact where a rule doesn't say otherwise: the kind's own; TW_DATE_NONE
 * where it has none or was replaced by another fact. */
TwDate        tw_dataset_fact_date   (const TwDataset *dataset,
                                      gint64          fact);

/* A total into another currency, rounded once to its minor unit (rules.md 4.7), by the latest
 * rates on or before @date. FALSE where there is no rate or the result can't be held. */
gboolean      tw_dataset_convert     (const TwDataset *dataset,
                                      gint64          amount,
                                      const char     *from,
                                      const char     *to,
                                      TwDate          date,
                                      TwRoundingMode  mode,
                                      gint64         *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwDataset, tw_dataset_free)

G_END_DECLS
