/* tw-period-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cell.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_period_lock_check:
 * @date: a date, or a null, which is never locked
 * @error: %TW_ERROR_CONFLICT; the message names the locked period
 *
 * Returns: whether facts of that date may be added, changed or removed
 */
gboolean  tw_period_lock_check (TwWorkspace   *workspace,
                                const TwCell  *date,
                                GError       **error);

/* Locked spans in memory, for a writer that asks a million times. */
typedef struct _TwPeriodLocks TwPeriodLocks;

TwPeriodLocks *tw_period_locks_load (TwWorkspace    *workspace,
                                     GError        **error);
void           tw_period_locks_free (TwPeriodLocks  *locks);
/* (nullable): the name of the locked period that holds the day number. */
const char    *tw_period_locks_find (TwPeriodLocks  *locks,
                                     gint64          date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPeriodLocks, tw_period_locks_free)

G_END_DECLS
