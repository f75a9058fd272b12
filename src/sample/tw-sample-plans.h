/* tw-sample-plans.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/* What people did with the plans of the sample, step by step and at its moment: they agreed, started
 * and closed them, and held reviews, which froze the numbers of that day. */
gboolean tw_sample_plans (TwWorkspace   *workspace,
                          GCancellable  *cancellable,
                          GError       **error);

G_END_DECLS
