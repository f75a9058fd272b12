/* tw-payout-example.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/* What a rule pays at the edges of its bands, worked out by the engine: one invented partner for each point, with one
 * fact that the rule counts. For each way in which the table's rates are picked (by tier, category, region …) there is
 * a variant.
 *
 * What can't be shown without a partner's own data is left out of the examples, and said: adjustments with a condition
 * or with a value that isn't written out, guarantees, splits, who is eligible. A rule whose rates are carried by facts
 * or agreements has no examples, with the reason in `problem`. */

typedef enum
{
  TW_POINT_CURVE,   /* between the edges: for a drawn curve only */
  TW_POINT_INSIDE,  /* somewhere within a band */
  TW_POINT_BELOW,   /* the smallest step below an edge */
  TW_POINT_AT,
  TW_POINT_CAP,     /* where a limit begins to hold */
} TwPointKind;

/**
 * TwPayoutPoint:
 * @edge: the band that begins there, or -1
 * @qualifier: what picks the band: minor units or millionths, by `qualifier_type`
 * @measure: what is paid on: minor units or millionths, by `measure_type`
 */
typedef struct
{
  TwPointKind kind;
  int         edge;
  gint64      qualifier;
  gint64      measure;
} TwPayoutPoint;

/**
 * TwPayoutVariant:
 * @name: (nullable): what is picked: “Gold”, “Gold, Cloud”; %NULL where nothing is
 * @amounts: (array): of each point, minor units in the rule's own direction
 * @bands: (array): the band that each point reaches, -1 for none
 * @rates: (array): of each band: the rate, price or flat as text, %NULL for none
 */
typedef struct
{
  char   *name;
  gint64 *amounts;
  int    *bands;
  char  **rates;
  char  **prices;
  char  **flats;
} TwPayoutVariant;

/**
 * TwPayoutExamples:
 * @own_qualifier: the band goes by something else than what is paid on
 * @percent: the qualifier reads as a percentage
 * @scale: (nullable): the example's value of what bounds are multiples of, as text
 * @left_out: adjustments are left out
 * @kept_max: minor units of the least limit that is in the examples, or -1
 * @only_bands: the amounts follow from the bands alone, without any adjustment
 * @problem: (nullable): why there are none
 */
typedef struct
{
  TwValueType  measure_type;
  TwValueType  qualifier_type;
  gboolean     own_qualifier;
  gboolean     percent;
  char        *scale;
  gboolean     left_out;
  gint64       kept_max;
  gboolean     only_bands;
  GArray      *points;    /* element-type TwPayoutPoint, by qualifier */
  GPtrArray   *variants;  /* element-type TwPayoutVariant */
  char        *problem;
} TwPayoutExamples;

TwPayoutExamples *tw_payout_examples_new  (const TwProgramDocument *document,
                                           guint                    rule);
void              tw_payout_examples_free (TwPayoutExamples        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPayoutExamples, tw_payout_examples_free)

/* Private to the two files: the rule alone as a program whose facts are `sale`s and whose own qualifier is the
 * agreement's `example`. @choices: attribute → picked text. (nullable) with @problem. */
JsonNode         *tw_payout_example_program (const TwProgramDocument *document,
                                             guint                    rule,
                                             GHashTable              *choices,
                                             TwPayoutExamples        *examples,
                                             char                   **problem);
/* (transfer container) (element-type GPtrArray): attributes by which the table's values are picked, each an array of
 * its name followed by the texts; an empty text stands for all others. */
GPtrArray        *tw_payout_example_picks   (const TwProgramDocument *document,
                                             guint                    rule);

G_END_DECLS
