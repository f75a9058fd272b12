/* tw-fact-guard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_fact_guard_check:
 * @id: a row of @entity, which is a kind of fact
 * @error: %TW_ERROR_CONFLICT; the message names the period and what to do
 *
 * A fact behind a line of an approved statement stays as it is: a correction is a new fact that
 * replaces it.
 *
 * Returns: whether the fact may be changed or removed
 */
gboolean  tw_fact_guard_check (TwWorkspace     *workspace,
                               const TwEntity  *entity,
                               gint64           id,
                               GError         **error);

G_END_DECLS
