/* tw-plan-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-summary.h"

#include "tw-error.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

/* What of a plan has a day and isn't done. */
#define OPEN \
  "SELECT due, title FROM plan_milestone WHERE plan = :plan AND done IS NULL" \
  " UNION ALL SELECT due, title FROM plan_commitment WHERE plan = :plan AND done IS NULL AND due IS NOT NULL" \
  " UNION ALL SELECT due, title FROM plan_review WHERE plan = :plan AND state <> 'held'" \
  " UNION ALL SELECT due, title FROM plan_action WHERE plan = :plan AND done IS NULL AND due IS NOT NULL"

void
tw_plan_summary_free (TwPlanSummary *summary)
{
  if (summary == NULL)
    return;

  g_free (summary->key);
  g_free (summary->name);
  g_free (summary->partner);
  g_free (summary->owner);
  g_free (summary->partner_owner);
  g_free (summary->note);
  g_free (summary->next);
  tw_plan_progress_free (summary->progress);
  g_free (summary);
}

static gboolean
read_due (TwWorkspace    *workspace,
          TwPlanSummary  *summary,
          TwDate          as_of,
          GError        **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, OPEN " ORDER BY due", error);
  g_autoptr (GError) local_error = NULL;

  summary->next_due = TW_DATE_NONE;
  if (query == NULL)
    return FALSE;
  if (summary->state == TW_PLAN_CLOSED)
    return TRUE;

  tw_query_bind_int (query, "plan", summary->id);
  while (tw_query_step (query, &local_error))
    {
      TwDate due = tw_query_date (query, 0);

      /* A draft promises nothing yet. */
      summary->overdue += due < as_of && summary->state != TW_PLAN_DRAFT ? 1 : 0;
      if (summary->next != NULL)
        continue;
      summary->next_due = due;
      summary->next = tw_query_dup_text (query, 1);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static TwPlanSummary *
read_row (TwQuery *query)
{
  TwPlanSummary *summary = g_new0 (TwPlanSummary, 1);

  summary->id = tw_query_int (query, 0);
  summary->key = tw_query_dup_text (query, 1);
  summary->name = tw_query_dup_text (query, 2);
  summary->partner_id = tw_query_int (query, 3);
  summary->partner = tw_query_dup_text (query, 4);
  summary->owner = tw_query_dup_text (query, 5);
  summary->partner_owner = tw_query_dup_text (query, 6);
  summary->state = tw_plan_state_parse (tw_query_text (query, 7));
  summary->note = tw_query_dup_text (query, 8);

  return summary;
}

/* Running ones first, then agreed, drafts and closed; within them those most behind, then by name. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  static const int ranks[] = { 2, 1, 0, 3 };
  const TwPlanSummary *first = *(TwPlanSummary *const *) a;
  const TwPlanSummary *second = *(TwPlanSummary *const *) b;
  TwPlanFigure pace = first->progress->pace;
  TwPlanFigure other = second->progress->pace;

  if (first->state != second->state)
    return ranks[first->state] - ranks[second->state];
  if (pace.known != other.known)
    return pace.known ? -1 : 1;
  if (pace.known && pace.value != other.value)
    return pace.value < other.value ? -1 : 1;

  return g_utf8_collate (first->name, second->name);
}

static GPtrArray *
read_all (TwWorkspace    *workspace,
          gint64          partner,
          gint64          plan,
          TwDate          as_of,
          GCancellable   *cancellable,
          GError        **error)
{
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "SELECT n.id, n.external_id, n.name, n.partner, p.name, o.name, q.name, n.state, n.note"
      " FROM plan AS n JOIN partner AS p ON p.id = n.partner LEFT JOIN person AS o ON o.id = n.owner"
      " LEFT JOIN person AS q ON q.id = n.partner_owner"
      " WHERE (:partner IS NULL OR n.partner = :partner) AND (:plan IS NULL OR n.id = :plan)",
      error);
  g_autoptr (GPtrArray) summaries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) tw_plan_summary_free);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;

  if (partner != 0)
    tw_query_bind_int (query, "partner", partner);
  if (plan != 0)
    tw_query_bind_int (query, "plan", plan);
  while (tw_query_step (query, &local_error))
    g_ptr_array_add (summaries, read_row (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  for (guint i = 0; i < summaries->len; i++)
    {
      TwPlanSummary *summary = g_ptr_array_index (summaries, i);

      summary->progress =
          tw_plan_progress_read (workspace, summary->id, as_of, cancellable, error);
      if (summary->progress == NULL || !read_due (workspace, summary, as_of, error))
        return NULL;
    }

  g_ptr_array_sort (summaries, compare);

  return g_steal_pointer (&summaries);
}

GPtrArray *
tw_plan_summary_list (TwWorkspace   *workspace,
                      gint64         partner,
                      TwDate         as_of,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  return read_all (workspace, partner, 0, as_of, cancellable, error);
}

TwPlanSummary *
tw_plan_summary_read (TwWorkspace   *workspace,
                      gint64         plan,
                      TwDate         as_of,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GPtrArray) summaries = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  summaries = read_all (workspace, 0, plan, as_of, cancellable, error);
  if (summaries == NULL)
    return NULL;
  if (summaries->len == 1)
    return g_ptr_array_steal_index (summaries, 0);

  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
               _("The plan isn’t there any more. It was removed."));

  return NULL;
}

TwDate
tw_plan_as_of (TwSpan span,
               TwDate today)
{
  return MIN (span.end - 1, today);
}
