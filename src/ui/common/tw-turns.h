/* tw-turns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*TwTurnFunc) (gpointer data);

/**
 * tw_turns_add:
 * @data_free: (nullable): called on the main loop, after @func
 *
 * Calls @func on the main loop in a turn of its own, after those that were added before. Sources that become ready
 * together run one after the other without a frame between them; what many threads deliver, or many widgets that are
 * made, would stop the window that way. From any thread.
 */
void tw_turns_add (TwTurnFunc      func,
                   gpointer        data,
                   GDestroyNotify  data_free);

G_END_DECLS
