/* tw-dataset-sum.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-dataset.h"

G_BEGIN_DECLS

/* What partners turned over, straight from their facts: no rule and no credit is asked. */

/**
 * tw_dataset_sum_amounts:
 * @partner: row of PARTNER
 * @kinds: (array zero-terminated=1): kinds of facts
 * @currency: of the answer; other amounts are converted by the rates of their days
 * @sum: (out): minor units
 *
 * The amounts of the partner's own facts of @kinds that are dated in @span.
 *
 * Returns: %FALSE where an amount can't be converted or the sum can't be held
 */
gboolean tw_dataset_sum_amounts (const TwDataset    *dataset,
                                 guint               partner,
                                 const char *const  *kinds,
                                 TwSpan              span,
                                 const char         *currency,
                                 gint64             *sum);
/* The last day on which there is such a fact of anybody's; %TW_DATE_NONE where there is none. */
TwDate   tw_dataset_last_day    (const TwDataset    *dataset,
                                 const char *const  *kinds);

G_END_DECLS
