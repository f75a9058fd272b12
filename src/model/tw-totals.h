/* tw-totals.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-filter.h"

G_BEGIN_DECLS

/* One exact sum: of one field in one currency. */
typedef struct
{
  guint   field;
  char   *currency;   /* (nullable): for quantities and integers, and money without a currency */
  int     digits;
  gint64  sum;
} TwTotal;

/**
 * TwTotals:
 * @count: rows
 * @sums: (element-type TwTotal): ordered by field and currency; currencies are never mixed
 */
typedef struct
{
  gint64     count;
  GPtrArray *sums;
} TwTotals;

/* (transfer full): of all rows that the filter lets pass; %NULL: of all. %TW_ERROR_RANGE where
 * a sum doesn't fit. */
TwTotals *tw_totals_of_filter (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               const TwFilter  *filter,
                               GError         **error);
/* Only how many rows the filter lets pass; -1 on error. */
gint64    tw_totals_count     (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               const TwFilter  *filter,
                               GError         **error);
/* (transfer full): the same, until cancelled. */
TwTotals *tw_totals_of_filter_until (TwWorkspace     *workspace,
                                     const TwEntity  *entity,
                                     const TwFilter  *filter,
                                     GCancellable    *cancellable,
                                     GError         **error);
/* (transfer full): of the rows with these ids. */
TwTotals *tw_totals_of_ids    (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               const gint64    *ids,
                               gsize            n_ids,
                               GError         **error);
void      tw_totals_free      (TwTotals        *totals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwTotals, tw_totals_free)

G_END_DECLS
