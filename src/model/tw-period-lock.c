/* tw-period-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-period-lock.h"

#include <glib/gi18n-lib.h>

#include "tw-calendar.h"
#include "tw-error.h"
#include "tw-query.h"

typedef struct
{
  char   *period;
  TwSpan  span;
} Lock;

struct _TwPeriodLocks
{
  GArray *locks;   /* Lock */
};

static void
lock_clear (gpointer data)
{
  g_free (((Lock *) data)->period);
}

TwPeriodLocks *
tw_period_locks_load (TwWorkspace  *workspace,
                      GError      **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "SELECT period, valid_from, valid_to FROM period_lock ORDER BY valid_from",
                  error);
  g_autoptr (TwPeriodLocks) locks = g_new0 (TwPeriodLocks, 1);
  g_autoptr (GError) local = NULL;

  locks->locks = g_array_new (FALSE, FALSE, sizeof (Lock));
  g_array_set_clear_func (locks->locks, lock_clear);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local))
    {
      Lock lock = { tw_query_dup_text (query, 0),
                    { tw_query_date (query, 1), tw_query_date (query, 2) } };

      g_array_append_val (locks->locks, lock);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&locks);
}

void
tw_period_locks_free (TwPeriodLocks *locks)
{
  if (locks == NULL)
    return;
  g_array_unref (locks->locks);
  g_free (locks);
}

const char *
tw_period_locks_find (TwPeriodLocks *locks,
                      gint64         date)
{
  g_return_val_if_fail (locks != NULL, NULL);

  for (guint i = 0; i < locks->locks->len; i++)
    {
      const Lock *lock = &g_array_index (locks->locks, Lock, i);

      if (date >= lock->span.start && date < lock->span.end)
        return lock->period;
    }
  return NULL;
}

gboolean
tw_period_lock_check (TwWorkspace   *workspace,
                      const TwCell  *date,
                      GError       **error)
{
  g_autoptr (TwPeriodLocks) locks = NULL;
  const char *period;

  if (date->kind != TW_CELL_NUMBER)
    return TRUE;
  locks = tw_period_locks_load (workspace, error);
  if (locks == NULL)
    return FALSE;
  period = tw_period_locks_find (locks, date->number);
  if (period == NULL)
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               _("The period %s is locked, so that nothing dated in it can change. Unlock it first."),
               period);
  return FALSE;
}
