/* tw-filter-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cell.h"
#include "tw-filter.h"

/* @cell: as it is stored; for money @number in whole major units and @fraction in 10⁻⁸ of one. */
typedef struct
{
  TwField     field;
  TwFilterOp  op;
  TwCell      cell;
  gint64      fraction;
  gboolean    stored;     /* @cell is a stored number, also for money */
  char       *shown;
  char       *among;      /* (nullable): row ids as a JSON array, instead of @cell */
} TwCondition;

struct _TwFilter
{
  const TwEntity *entity;
  GPtrArray      *conditions;   /* TwCondition* */
  char          **words;        /* (nullable) */
};
