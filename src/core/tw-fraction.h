/* tw-fraction.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-rounding.h"

G_BEGIN_DECLS

/**
 * TwFraction:
 *
 * An exact value between two rounding points (rules.md 1.1): 128-bit numerator and denominator.
 *
 * Invariants: `den > 0`; numerator and denominator have no common factor; zero is 0/1. Every
 * function below keeps them, so two equal values have equal members. No operation loses anything:
 * one that cannot be held returns %FALSE and leaves the result untouched; the caller names the
 * step.
 */
typedef struct
{
  __int128 num;
  __int128 den;
} TwFraction;

#define TW_FRACTION_ZERO ((TwFraction){ 0, 1 })
#define TW_FRACTION_ONE  ((TwFraction){ 1, 1 })

TwFraction tw_fraction_from_int  (gint64            value);
gboolean   tw_fraction_new       (__int128          num,
                                  __int128          den,
                                  TwFraction       *result);
gboolean   tw_fraction_add       (TwFraction        a,
                                  TwFraction        b,
                                  TwFraction       *result);
gboolean   tw_fraction_sub       (TwFraction        a,
                                  TwFraction        b,
                                  TwFraction       *result);
gboolean   tw_fraction_mul       (TwFraction        a,
                                  TwFraction        b,
                                  TwFraction       *result);
gboolean   tw_fraction_div       (TwFraction        a,
                                  TwFraction        b,
                                  TwFraction       *result);
int        tw_fraction_compare   (TwFraction        a,
                                  TwFraction        b);
int        tw_fraction_sign      (TwFraction        a);
TwFraction tw_fraction_negate    (TwFraction        a);
gboolean   tw_fraction_round     (TwFraction        value,
                                  TwFraction        step,
                                  TwRoundingMode    mode,
                                  TwFraction       *result);
gboolean   tw_fraction_round_int (TwFraction        value,
                                  TwRoundingMode    mode,
                                  gint64           *result);
char      *tw_fraction_to_string (TwFraction        value,
                                  int               decimals);

G_END_DECLS
