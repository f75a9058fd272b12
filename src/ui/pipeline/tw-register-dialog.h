/* tw-register-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Called with the id of the registration that was submitted. */
typedef void (*TwRegistered) (gint64   registration,
                              gpointer user_data);

/* Asks for the registration of an opportunity (0: of a deal that isn't in the pipeline) and says, while somebody
 * types, whose registration is in the way: which, of which partner, from when, until when. @object: as long as it
 * lives, @registered is called. */
void tw_register_dialog_present (TwWorkspace  *workspace,
                                 gint64        opportunity,
                                 TwDate        date,
                                 GtkWidget    *opener,
                                 TwRegistered  registered);

G_END_DECLS
