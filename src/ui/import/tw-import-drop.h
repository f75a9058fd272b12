/* tw-import-drop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"

G_BEGIN_DECLS

/* Files that are dropped on @area open, come in as a program, or start the import assistant, by what they
 * are; which of it is said while they are still held. */
void     tw_import_add_drop  (TwWindow   *window,
                              GtkWidget  *area);
/* What a drop does; FALSE where nothing can be done with the file. */
gboolean tw_import_take_file (TwWindow   *window,
                              GFile      *file);

G_END_DECLS
