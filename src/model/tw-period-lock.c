/* tw-period-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-period-lock.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-query.h"
#include "tw-row-store.h"

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
               _("The period %s is locked, so that nothing dated in it can change. Date it in an open period, or "
                 "unlock the period in Statements first."),
               period);
  return FALSE;
}

gboolean
tw_period_locks_cover (TwPeriodLocks *locks,
                       TwSpan         span)
{
  TwDate date = span.start;

  g_return_val_if_fail (locks != NULL, FALSE);

  /* By their first days, so that one pass is enough. */
  for (guint i = 0; i < locks->locks->len && date < span.end; i++)
    {
      const Lock *lock = &g_array_index (locks->locks, Lock, i);

      if (lock->span.start <= date && date < lock->span.end)
        date = lock->span.end;
    }

  return span.start < span.end && date >= span.end;
}

const char *
tw_period_locks_meet (TwPeriodLocks *locks,
                      TwSpan         span)
{
  g_return_val_if_fail (locks != NULL, NULL);

  for (guint i = 0; i < locks->locks->len; i++)
    {
      const Lock *lock = &g_array_index (locks->locks, Lock, i);

      if (lock->span.start < span.end && span.start < lock->span.end)
        return lock->period;
    }

  return NULL;
}

gboolean
tw_period_locks_check_span (TwPeriodLocks  *locks,
                            TwSpan          span,
                            GError        **error)
{
  const char *period = tw_period_locks_meet (locks, span);

  if (period == NULL)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               _("The period %s is locked, so that its statements stay as they are. Unlock the period in Statements "
                 "first."),
               period);
  return FALSE;
}

gboolean
tw_period_lock_check_span (TwWorkspace  *workspace,
                           TwSpan        span,
                           GError      **error)
{
  g_autoptr (TwPeriodLocks) locks = tw_period_locks_load (workspace, error);

  return locks != NULL && tw_period_locks_check_span (locks, span, error);
}

gboolean
tw_period_lock_add (TwWorkspace  *workspace,
                    const char   *period,
                    TwSpan        span,
                    GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *from = tw_date_format (span.start);
  g_autofree char *last = tw_date_format (span.end - 1);
  /* Translators: the entry of the history; %s is a period such as 2026-Q3. */
  g_autofree char *label = g_strdup_printf (_("Locked %s"), period);

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = tw_row_new (workspace, tw_entity_find ("period_lock"));

  return tw_row_set_text (row, "period", period, error) && tw_row_set_text (row, "valid_from", from, error)
         && tw_row_set_text (row, "valid_to", last, error)
         && tw_row_set_text (row, "locked_by", tw_workspace_get_user (workspace), error)
         && tw_row_set_text (row, "locked_at", moment, error) && tw_row_save (row, label, error);
}

gboolean
tw_period_lock_remove (TwWorkspace  *workspace,
                       const char   *period,
                       GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, "SELECT id FROM period_lock WHERE period = :period", error);
  g_autofree char *label = g_strdup_printf (_("Unlocked %s"), period);
  gint64 id;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "period", period);
  if (!tw_query_step (query, NULL))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("The period %s isn't locked any more. Look at the period again."), period);
      return FALSE;
    }
  id = tw_query_int (query, 0);
  g_clear_pointer (&query, tw_query_free);

  return tw_rows_delete (workspace, tw_entity_find ("period_lock"), &id, 1, label, error);
}
