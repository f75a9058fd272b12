/* tw-roles-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_ROLES_DIALOG (tw_roles_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwRolesDialog, tw_roles_dialog, TW, ROLES_DIALOG, AdwWindow)

/**
 * TwRolesDialog:
 *
 * Which partners have part in an opportunity, in which role, with which share. Shares must add up to 100 %; until
 * they do, the dialog says what is missing and can't be saved.
 *
 * Signal: `saved`.
 *
 * @date: of roles that are new
 *
 * Returns: (nullable): %NULL where the roles can't be read: what stands there would be saved as none
 */
GtkWidget *tw_roles_dialog_new (TwWorkspace  *workspace,
                                gint64        opportunity,
                                TwDate        date,
                                GError      **error);

G_END_DECLS
