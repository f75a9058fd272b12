/* tw-rule-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

/* Asks from when on a new version is to hold, makes it a draft with @edits in it, and opens it. */
void tw_rule_draft_ask (GtkWidget            *widget,
                        const TwProgramState *state,
                        GPtrArray            *edits);

G_END_DECLS
