/* tw-plan-review.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-plan-progress.h"

G_BEGIN_DECLS

/* Reviews of a plan: planned → started (the numbers are frozen) → held. What was frozen stays, also
 * when facts change; only undoing the start takes it away. */

/**
 * tw_plan_review_start:
 * @review: a row of `plan_review`
 * @as_of: the last day that counts
 * @error: %TW_ERROR_REFUSED where it was started already
 *
 * Freezes what the goals stand at. Reads facts: for a thread, or a plan of one partner. One entry of
 * the history.
 */
gboolean        tw_plan_review_start       (TwWorkspace   *workspace,
                                            gint64         review,
                                            TwDate         as_of,
                                            GCancellable  *cancellable,
                                            GError       **error);
/**
 * tw_plan_review_close:
 * @day: on which it was held
 * @minutes: (nullable): %NULL leaves those that it has
 *
 * One entry of the history.
 */
gboolean        tw_plan_review_close       (TwWorkspace   *workspace,
                                            gint64         review,
                                            TwDate         day,
                                            const char    *minutes,
                                            GError       **error);
/* (transfer full) (nullable): what was frozen; %NULL without @error before the review started. */
TwPlanProgress *tw_plan_review_read        (TwWorkspace   *workspace,
                                            gint64         review,
                                            GError       **error);

G_END_DECLS
