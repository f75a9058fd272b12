/* tw-control-total.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* The sum of the amounts of facts in one currency: what an import claims and a period must tie
 * to. */
typedef struct
{
  char   *currency;   /* (nullable): facts without an amount */
  int     digits;
  gint64  count;
  gint64  amount;     /* minor units */
} TwControlTotal;

/* (transfer full) (element-type TwControlTotal): of the rows of a batch that still stand, by
 * currency. */
GPtrArray *tw_control_totals_of_batch  (TwWorkspace     *workspace,
                                        const TwEntity  *entity,
                                        gint64           batch,
                                        GError         **error);
/* (transfer full) (element-type TwControlTotal): of the facts whose @date_field lies in @span. */
GPtrArray *tw_control_totals_of_span   (TwWorkspace     *workspace,
                                        const TwEntity  *entity,
                                        const char      *date_field,
                                        TwSpan           span,
                                        GError         **error);
void       tw_control_total_free       (TwControlTotal  *total);

G_END_DECLS
