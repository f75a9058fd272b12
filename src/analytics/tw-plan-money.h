/* tw-plan-money.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_plan_money_convert:
 * @amount: minor units of @from
 * @to: the currency that the plan is in
 * @date: the latest rate of that day or before counts, in either direction, else over the
 *   workspace's pivot currency
 * @result: (out): minor units of @to, rounded half up
 * @error: %TW_ERROR_NOT_FOUND where no rate is known, naming the pair and the day
 *
 * Exact until the one rounding (core/tw-fx-rate.h).
 */
gboolean tw_plan_money_convert (TwWorkspace  *workspace,
                                gint64        amount,
                                const char   *from,
                                const char   *to,
                                TwDate        date,
                                gint64       *result,
                                GError      **error);
/* How many decimals amounts of a currency have; 2 for one that the workspace doesn't know. */
int      tw_plan_money_digits  (TwWorkspace  *workspace,
                                const char   *currency);
/* (transfer full) (nullable): the workspace's own currency, and what the workspace is called. */
char    *tw_plan_money_reporting (TwWorkspace *workspace,
                                GError      **error);
char    *tw_plan_source_name   (TwWorkspace  *workspace);

G_END_DECLS
