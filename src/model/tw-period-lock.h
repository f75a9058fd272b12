/* tw-period-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
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

/* Whether every day of @span lies in a locked period. */
gboolean       tw_period_locks_cover (TwPeriodLocks *locks,
                                      TwSpan         span);
/* (nullable): the name of a locked period that has a day of @span. */
const char    *tw_period_locks_meet  (TwPeriodLocks *locks,
                                      TwSpan         span);

/* Refuses with %TW_ERROR_CONFLICT where a locked period has a day of @span: what was calculated for it stays. The
 * second reads the locks for a single question. */
gboolean       tw_period_locks_check_span (TwPeriodLocks  *locks,
                                           TwSpan          span,
                                           GError        **error);
gboolean       tw_period_lock_check_span (TwWorkspace  *workspace,
                                          TwSpan        span,
                                          GError      **error);
/* One step of history each. @period is its name, as people write it. */
gboolean       tw_period_lock_add    (TwWorkspace   *workspace,
                                      const char    *period,
                                      TwSpan         span,
                                      GError       **error);
gboolean       tw_period_lock_remove (TwWorkspace   *workspace,
                                      const char    *period,
                                      GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPeriodLocks, tw_period_locks_free)

G_END_DECLS
