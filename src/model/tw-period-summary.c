/* tw-period-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-period-summary.h"

#include "tw-filter.h"
#include "tw-period-lock.h"
#include "tw-query.h"
#include "tw-totals.h"

/* So many that a step takes a tenth of a second where a partner has a hundred facts. */
#define PARTNERS_AT_ONCE 500

static void
payable_free (gpointer data)
{
  g_free (((TwPeriodPayable *) data)->currency);
  g_free (data);
}

static void
tie_free (gpointer data)
{
  g_free (((TwPeriodTie *) data)->currency);
  g_free (data);
}

void
tw_period_summary_free (TwPeriodSummary *summary)
{
  g_ptr_array_unref (summary->payables);
  g_free (summary->lock);
  g_free (summary);
}

static TwQuery *
query_of_period (TwWorkspace  *workspace,
                 const char   *sql,
                 const char   *period,
                 GError      **error)
{
  TwQuery *query = tw_query_new (workspace, sql, error);

  if (query != NULL)
    tw_query_bind_text (query, "period", period);

  return query;
}

static gboolean
read_payables (TwPeriodSummary  *self,
               TwWorkspace      *workspace,
               const char       *period,
               GError          **error)
{
  g_autoptr (TwQuery) query = query_of_period (
      workspace,
      "SELECT s.currency, u.digits, sum (s.payable), count (*), sum (s.state = 'calculated') "
      "FROM statement AS s LEFT JOIN currency AS u ON u.code = s.currency "
      "WHERE s.period = :period AND s.state <> 'replaced' GROUP BY 1 ORDER BY 1",
      period, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    {
      TwPeriodPayable *payable = g_new0 (TwPeriodPayable, 1);

      payable->currency = tw_query_dup_text (query, 0);
      payable->digits = tw_query_int (query, 1);
      payable->payable = tw_query_int (query, 2);
      g_ptr_array_add (self->payables, payable);
      self->statements += tw_query_int (query, 3);
      self->review += tw_query_int (query, 4);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What a flag is stands in the declaration of the list, so it is counted through that. */
static gboolean
count_flagged (TwPeriodSummary  *self,
               TwWorkspace      *workspace,
               const char       *period,
               GError          **error)
{
  const TwEntity *entity = tw_entity_find ("statement");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwTotals) totals = NULL;

  if (!tw_filter_add (filter, workspace, "period", TW_FILTER_IS, period, error)
      || !tw_filter_add (filter, workspace, "state", TW_FILTER_IS, "calculated", error)
      || !tw_filter_add (filter, workspace, "flag", TW_FILTER_NOT_EMPTY, NULL, error))
    return FALSE;

  totals = tw_totals_of_filter (workspace, entity, filter, error);
  self->flagged = totals != NULL ? totals->count : 0;

  return totals != NULL;
}

static gboolean
count (TwWorkspace  *workspace,
       const char   *sql,
       const char   *period,
       TwSpan        span,
       gint64       *result,
       GError      **error)
{
  g_autoptr (TwQuery) query = query_of_period (workspace, sql, period, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (span.end > span.start)
    {
      tw_query_bind_date (query, "first", span.start);
      tw_query_bind_date (query, "last", span.end - 1);
    }

  if (tw_query_step (query, &local_error))
    *result = tw_query_int (query, 0);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find_lock (TwPeriodSummary  *self,
           TwWorkspace      *workspace,
           TwSpan            span,
           GError          **error)
{
  g_autoptr (TwPeriodLocks) locks = tw_period_locks_load (workspace, error);

  if (locks != NULL)
    self->lock = g_strdup (tw_period_locks_meet (locks, span));

  return locks != NULL;
}

TwPeriodSummary *
tw_period_summary_read (TwWorkspace  *workspace,
                        const char   *period,
                        TwSpan        span,
                        GError      **error)
{
  g_autoptr (TwPeriodSummary) self = NULL;
  const TwSpan none = { 0, 0 };

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  self = g_new0 (TwPeriodSummary, 1);
  self->payables = g_ptr_array_new_with_free_func (payable_free);

  if (!read_payables (self, workspace, period, error) || !find_lock (self, workspace, span, error)
      || !count_flagged (self, workspace, period, error)
      || !count (workspace,
                 "SELECT count (*) FROM exclusion AS x JOIN run AS r ON r.id = x.run "
                 "LEFT JOIN statement AS s ON s.id = x.statement WHERE r.period = :period "
                 "AND (s.state <> 'replaced' OR (x.statement IS NULL AND r.state = 'current'))",
                 period, none, &self->excluded, error))
    return NULL;

  /* Looks at every fact, and is only told where there is nothing else to tell. */
  if (self->statements == 0
      && !count (workspace,
                 "SELECT count (DISTINCT partner) FROM report_facts "
                 "WHERE date BETWEEN :first AND :last AND :period IS NOT NULL",
                 period, span, &self->partners, error))
    return NULL;

  return g_steal_pointer (&self);
}

static TwPeriodTie *
take_tie (GPtrArray *ties,
          TwQuery   *query)
{
  TwPeriodTie *tie;

  for (guint i = 0; i < ties->len; i++)
    {
      tie = g_ptr_array_index (ties, i);
      if (g_strcmp0 (tie->currency, tw_query_text (query, 0)) == 0)
        return tie;
    }

  tie = g_new0 (TwPeriodTie, 1);
  tie->currency = tw_query_dup_text (query, 0);
  tie->digits = tw_query_int (query, 1);
  g_ptr_array_add (ties, tie);

  return tie;
}

/* Facts of the partners from :from to :to. What no statement holds is looked through each time:
 * facts of partners outside of every program, which are few. */
static TwQuery *
create_tie_query (TwWorkspace  *workspace,
                  const char   *period,
                  TwSpan        span,
                  GError      **error)
{
  TwQuery *query = query_of_period (
      workspace,
      "SELECT f.currency, u.digits, sum (f.amount), "
      "sum (CASE WHEN a.fact IS NOT NULL THEN f.amount ELSE 0 END) "
      "FROM report_facts AS f LEFT JOIN ("
      "SELECT l.fact_kind, l.fact FROM statement AS s JOIN line AS l "
      "ON l.id BETWEEN s.id * 16777216 AND s.id * 16777216 + 16777215 "
      "WHERE s.period = :period AND s.state <> 'replaced' AND s.partner BETWEEN :from AND :to "
      "AND l.fact IS NOT NULL "
      "UNION SELECT x.fact_kind, x.fact FROM statement AS s "
      "JOIN exclusion AS x ON x.run = s.run AND x.statement = s.id "
      "WHERE s.period = :period AND s.state <> 'replaced' AND s.partner BETWEEN :from AND :to "
      "UNION SELECT x.fact_kind, x.fact FROM run AS r "
      "JOIN exclusion AS x ON x.run = r.id AND x.statement IS NULL "
      "WHERE r.period = :period AND r.state = 'current'"
      ") AS a ON a.fact_kind = f.kind AND a.fact = f.id "
      "LEFT JOIN currency AS u ON u.code = f.currency "
      "WHERE f.partner BETWEEN :from AND :to AND f.date BETWEEN :first AND :last "
      "AND f.amount IS NOT NULL GROUP BY 1 ORDER BY 1",
      period, error);

  if (query != NULL)
    {
      tw_query_bind_date (query, "first", span.start);
      tw_query_bind_date (query, "last", span.end - 1);
    }

  return query;
}

GPtrArray *
tw_period_tie_read (TwWorkspace   *workspace,
                    const char    *period,
                    TwSpan         span,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GPtrArray) ties = g_ptr_array_new_with_free_func (tie_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 last = 0;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  query = create_tie_query (workspace, period, span, error);
  if (query == NULL ||
      !tw_workspace_get_int (workspace, "SELECT max (id) FROM partner", &last, error))
    return NULL;

  for (gint64 from = 1; from <= last; from += PARTNERS_AT_ONCE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      tw_query_bind_int (query, "from", from);
      tw_query_bind_int (query, "to", from + PARTNERS_AT_ONCE - 1);

      while (tw_query_step (query, &local_error))
        {
          TwPeriodTie *tie = take_tie (ties, query);

          tie->facts += tw_query_int (query, 2);
          tie->accounted += tw_query_int (query, 3);
        }

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&ties);
}
