/* tw-dataset-scale.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-dataset.h"

G_BEGIN_DECLS

/**
 * tw_dataset_scale:
 * @dataset: finished; stays as it is, and longer than the answer
 * @span: facts dated in it are scaled, all others aren't
 *
 * The same facts, more or less of each: amounts, costs, margins, contract values and units times @numerator ÷
 * @denominator, rounded half up. Prices, ages, dates and how many facts there are stay.
 *
 * Returns: (transfer full): free with tw_dataset_scale_free()
 */
TwDataset *tw_dataset_scale      (const TwDataset *dataset,
                                  TwSpan           span,
                                  gint64           numerator,
                                  gint64           denominator);
void       tw_dataset_scale_free (TwDataset       *scaled);

G_END_DECLS
