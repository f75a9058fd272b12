/* tw-checker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_workspace_check:
 *
 * Everything that must hold between rows and that the schema can't say by itself: the file's own
 * integrity, references, spans that overlap, fixed shares that don't total 100%, statements that
 * don't add up, control totals. Run after the first frame and after imports, in a thread on a fork,
 * and at the end of every test of the store.
 *
 * Returns: (transfer full) (element-type TwFinding): what is wrong, empty where nothing is
 */
GPtrArray *tw_workspace_check (TwWorkspace   *workspace,
                               GCancellable  *cancellable,
                               GError       **error);

G_END_DECLS
