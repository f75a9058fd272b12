/* tw-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine-private.h"

G_BEGIN_DECLS

/* What a measure takes, worked out once for all partners and periods, column by column: the facts of each partner in the
 * order of rules.md 4.2 with their values and running sums. Only for measures that look at nothing but the fact and what
 * it points to, in the program's own currency; the others, and partners with refunds, credits or doubtful facts, are
 * left to tw-select.c. Both ways give the same facts and values; tests hold them against each other.
 *
 * A sheet is made by the first thread that asks for it, for all measures that say the same, and never changes
 * afterwards. */
typedef struct
{
  gboolean good;      /* FALSE: the measure isn't for sheets */
  gboolean millions;  /* values are millionths; else minor units or whole numbers */
  guint32 *start;     /* by partner: its stretch of the arrays below */
  guint32 *place;     /* of the fact in the dataset's `by_partner` */
  TwDate  *date;
  gint64  *sum;       /* of all values before: one more than facts */
} TwSheet;

static inline gint64
tw_sheet_value (const TwSheet *sheet,
                guint32        i)
{
  return sheet->sum[i + 1] - sheet->sum[i];
}

/* (nullable): the sheet of @measure, where there is one that holds for @partner. */
const TwSheet *tw_sheet_for   (const TwWork    *work,
                               const TwPlan    *plan,
                               const TwMeasure *measure,
                               guint            partner);
/* (nullable): the same for all partners that aren't odd; those who are need their facts one by one. */
const TwSheet *tw_sheet_of    (const TwEngine  *engine,
                               const TwPlan    *plan,
                               const TwMeasure *measure);
gboolean       tw_sheet_is_odd (const TwEngine *engine,
                               guint            partner);
/* The first of the partner's facts on or after @date. */
guint32        tw_sheet_from  (const TwSheet   *sheet,
                               guint            partner,
                               TwDate           date);
/* The sum of the values of the facts with dates in @span. */
TwFraction     tw_sheet_sum   (const TwSheet   *sheet,
                               guint            partner,
                               TwSpan           span);

static inline TwFraction
tw_sheet_fraction (const TwSheet *sheet,
                   gint64         value)
{
  TwFraction fraction = { value, 1 };

  if (sheet->millions)
    {
      if (value % 1000000 == 0)
        fraction.num = value / 1000000;
      else
        tw_fraction_new (value, 1000000, &fraction);
    }

  return fraction;
}

/* tw-sheet-key.c: (transfer full) (nullable): equal for measures with equal sheets; %NULL where there can be none. */
char          *tw_sheet_key    (const TwProgram   *program,
                                const TwMeasure   *measure);
/* tw-sheet-columns.c: by fact, whether @condition holds; FALSE where it can't be told from columns. */
gboolean       tw_sheet_filter (const TwDataset   *dataset,
                                const TwPlan      *plan,
                                const TwCondition *condition,
                                guint8            *holds);
/* (transfer full) (nullable): by fact, the value, %TW_NULL where it is undefined; as above. */
gint64        *tw_sheet_values (const TwDataset   *dataset,
                                const TwPlan      *plan,
                                const TwExpr      *value);

G_END_DECLS
