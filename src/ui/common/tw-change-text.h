/* tw-change-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_change_describe:
 * @changes: (element-type TwChange): all fields that an entry of the history changed
 * @index: which of them
 * @label: (out) (transfer full): what was changed, in the words of the forms: "Partner: Country"
 * @text: (out) (transfer full): its value before and after
 *
 * Says what a change of the history means to a person. Tables that no entity declares keep their
 * own names.
 *
 * Returns: %FALSE where the column only serves the program, and nothing is set
 */
gboolean tw_change_describe (TwWorkspace      *workspace,
                             const GPtrArray  *changes,
                             guint             index,
                             char            **label,
                             char            **text);

G_END_DECLS
