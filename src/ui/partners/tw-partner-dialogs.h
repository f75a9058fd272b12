/* tw-partner-dialogs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"

G_BEGIN_DECLS

/* Dialogs about partners that are selected. @ids: (element-type gint64): copied. Each writes one
 * step, tells the document and shows a toast. */

/* Asks for program, tier, first day and reason. */
void tw_partners_ask_tier      (TwWindow     *window,
                                GArray       *ids);
/* Asks which partner stays, and whose value each field keeps; shows what moves. @ids: two or more. */
void tw_partners_ask_merge     (TwWindow     *window,
                                GArray       *ids);
/* Says why they can't be removed, and offers to end their agreement. */
void tw_partners_refuse_remove (TwWindow     *window,
                                GArray       *ids,
                                const GError *error);

G_END_DECLS
