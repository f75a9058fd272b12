/* tw-discard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tw_discard_ask:
 * @window: with what was typed
 * @discard: called with @data where it may be lost
 * @data: an object; nothing is called once it is gone
 *
 * Asks before a changed form is closed. Enter and Esc keep editing.
 */
void tw_discard_ask (GtkWindow *window,
                     GCallback  discard,
                     gpointer   data);

G_END_DECLS
