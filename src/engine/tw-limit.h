/* tw-limit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine-settle.h"

G_BEGIN_DECLS

/* One limit of the program at work (rules.md 3.3): the lines that it is over, by its units and by what it is
 * for each of. */

typedef struct
{
  TwWork *work;
  guint   line;
} TwLimitLine;

/* The lines of one unit and one group of `each`. */
typedef struct
{
  char   *key;
  TwSpan  unit;
  GArray *lines; /* TwLimitLine, in order */
  gint64  before; /* what earlier periods posted in the unit */
} TwLimitUnit;

typedef struct
{
  TwEngine       *engine;
  TwWork         *owner;    /* whose steps and balances; NULL: over the program */
  const TwAdjust *limit;
  guint           version;
  GArray         *units;
  GHashTable     *by_key;   /* key → place in units + 1 */
  gint64          excess;   /* what the units so far, and earlier periods, cut and the next may pay */
} TwLimit;

TwLine  *tw_limit_line            (const TwLimitLine *ref);
void     tw_limit_set_amount      (const TwLimitLine *ref,
                                   gint64             amount);
gint64   tw_limit_sum             (const TwLimitUnit *unit);
void     tw_limit_sort_lines      (TwLimit           *limit,
                                   TwLimitUnit       *unit);

void     tw_limit_init            (TwLimit           *limit,
                                   TwEngine          *engine,
                                   TwWork            *owner,
                                   guint              version,
                                   const TwAdjust    *adjust);
void     tw_limit_clear           (TwLimit           *limit);
void     tw_limit_collect         (TwLimit           *limit,
                                   TwWork            *work);
void     tw_limit_add_empty_units (TwLimit           *limit,
                                   TwWork            *work);
void     tw_limit_add_posted      (TwLimit           *limit,
                                   TwWork            *work);
void     tw_limit_sort_units      (TwLimit           *limit);

G_END_DECLS
