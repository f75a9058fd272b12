/* tw-adjust-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-job.h"

G_BEGIN_DECLS

/* A maximum or a minimum. */
gboolean tw_adjust_is_limit (const TwAdjust *adjust);
/* The value of @adjust into @result, for a limit rounded and less what is used (rules.md 3.2); %FALSE where it doesn't
 * apply. */
gboolean tw_adjust_evaluate (TwJob          *job,
                             const TwAdjust *adjust,
                             TwContext      *context,
                             TwFraction     *result);

G_END_DECLS
