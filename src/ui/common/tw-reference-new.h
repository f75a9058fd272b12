/* tw-reference-new.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-field-editor.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_reference_new_offer:
 * @editor: of a field that refers to a record, in a window whose parent is the workspace's
 * @entity: (nullable): what was looked for, and isn't there
 *
 * A button beside the message that says so opens the form for a new one, with what was typed as its name. Once it is
 * saved the field names it. Only what a name makes, such as a customer or a person, is offered: partners have a form
 * of their own.
 */
void tw_reference_new_offer (TwFieldEditor *editor,
                             TwWorkspace   *workspace,
                             const char    *entity);

G_END_DECLS
