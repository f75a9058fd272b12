/* tw-resettle.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* Judges the payment of a statement anew after its adjustments changed: what is paid, carried and forgiven. The lines
 * stay as they were calculated. Within the caller's history action. */
gboolean tw_resettle (TwWorkspace  *workspace,
                          gint64        statement,
                          GError      **error);

G_END_DECLS
