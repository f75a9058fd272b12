/* tw-turns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

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
void     tw_turns_add     (TwTurnFunc      func,
                           gpointer        data,
                           GDestroyNotify  data_free);

/* What is made piece by piece: a page shows its head in the turn that opened it and is filled in those that follow, so
 * that none of them holds up the window. Whoever needs it whole before, such as a search in it or the focus, has it
 * finished. On the main loop only. */

/**
 * tw_turns_later:
 * @owner: (type GObject): what @func gets
 *
 * Calls @func in a turn of its own, once, even if it is asked for several times before. It may ask for itself again.
 * Nothing is called once @owner is gone.
 */
void     tw_turns_later   (gpointer        owner,
                           TwTurnFunc      func);
/* Calls now and in their order what waits for @owner, and what that asks for. */
void     tw_turns_finish  (gpointer        owner);
/* Forgets what waits for @owner. */
void     tw_turns_forget  (gpointer        owner);
gboolean tw_turns_pending (gpointer        owner);

G_END_DECLS
