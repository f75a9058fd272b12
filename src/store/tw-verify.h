/* tw-verify.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_verify:
 *
 * Holds the file against its own history: recomputes the chain of hashes, the digests of every
 * batch, run and statement, and walks the recorded edits backwards on a copy. What was changed
 * outside the program is named: the history entry, the row and its table, the batch, the statement.
 * Then what others registered. Nothing is written. It can take seconds: call it in a thread, on a
 * fork.
 *
 * Returns: (transfer full) (element-type TwFinding): empty where all holds; %NULL where it couldn't
 * be done
 */
GPtrArray *tw_verify          (TwWorkspace   *workspace,
                               GCancellable  *cancellable,
                               GError       **error);

/* Adds findings of its own: statement/ recomputes what was approved. FALSE with @error only where
 * it couldn't be done. */
typedef gboolean (*TwVerifyFunc) (TwWorkspace   *workspace,
                                  GPtrArray     *findings,
                                  GCancellable  *cancellable,
                                  GError       **error);

/* Once per @func and process; before any thread verifies. */
void       tw_verify_register (TwVerifyFunc   func);

G_END_DECLS
