/* tw-first-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-first-steps.h"

#include "tw-query.h"

/* What each step makes. */
static const char *const sources[TW_N_FIRST_STEPS] = {
  [TW_FIRST_PARTNERS] = "partner",
  [TW_FIRST_FACTS] = "report_facts",
  [TW_FIRST_PROGRAM] = "program_version WHERE state = 'published'",
  [TW_FIRST_CALCULATE] = "run WHERE state = 'current'",
  [TW_FIRST_APPROVE] = "statement WHERE state = 'approved'",
  [TW_FIRST_PLAN] = "plan",
};

/* @limit: " LIMIT 1" for whether there is any, else "". */
static gboolean
ask (TwWorkspace  *workspace,
     TwFirstStep   step,
     const char   *limit,
     gint64       *count,
     GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM %s%s)", sources[step], limit);

  return tw_workspace_get_int (workspace, sql, count, error);
}

static gboolean
read_last_fact (TwWorkspace   *workspace,
                TwFirstSteps  *steps,
                GError       **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, "SELECT max (date) FROM report_facts", error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return FALSE;
  if (tw_query_step (query, &local))
    steps->last_fact = tw_query_date (query, 0);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_first_steps_read (TwWorkspace   *workspace,
                     TwFirstSteps  *steps,
                     GError       **error)
{
  *steps = (TwFirstSteps){ .last_fact = TW_DATE_NONE, .complete = TRUE };

  for (TwFirstStep step = 0; step < TW_FIRST_PLAN && steps->complete; step++)
    {
      if (!ask (workspace, step, " LIMIT 1", &steps->count[step], error))
        return FALSE;
      steps->complete = steps->count[step] > 0;
    }
  if (steps->complete)
    return TRUE;

  for (TwFirstStep step = 0; step < TW_N_FIRST_STEPS; step++)
    {
      if (!ask (workspace, step, "", &steps->count[step], error))
        return FALSE;
    }

  return tw_workspace_get_int (workspace,
                               "SELECT count (*) FROM program_version WHERE state = 'draft' OR state = 'in_review'",
                               &steps->drafts, error)
         && read_last_fact (workspace, steps, error);
}

gboolean
tw_first_steps_can_begin (const TwFirstSteps *steps,
                          TwFirstStep         step)
{
  switch (step)
    {
    case TW_FIRST_CALCULATE:
      return steps->count[TW_FIRST_PARTNERS] > 0 && steps->count[TW_FIRST_FACTS] > 0
             && steps->count[TW_FIRST_PROGRAM] > 0;
    case TW_FIRST_APPROVE:
      return steps->count[TW_FIRST_CALCULATE] > 0;
    case TW_FIRST_PLAN:
      return steps->count[TW_FIRST_PARTNERS] > 0;
    case TW_FIRST_PARTNERS:
    case TW_FIRST_FACTS:
    case TW_FIRST_PROGRAM:
    case TW_N_FIRST_STEPS:
    default:
      return TRUE;
    }
}

TwFirstStep
tw_first_steps_next (const TwFirstSteps *steps)
{
  TwFirstStep step = 0;

  while (step < TW_N_FIRST_STEPS && steps->count[step] > 0)
    step++;

  return step;
}
