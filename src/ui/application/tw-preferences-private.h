/* tw-preferences-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

/* tw-preferences-workspace.c: the page of what stands in the workspace. */
GtkWidget *tw_preferences_create_workspace (TwDocument *document);

G_END_DECLS
