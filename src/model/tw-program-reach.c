/* tw-program-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-program-reach.h"

#include "tw-query.h"
#include "tw-run-reader.h"

static gboolean
read_last (TwProgramReach  *self,
           TwWorkspace     *workspace,
           gint64           program,
           GError         **error)
{
  /* A run knows when its period ended, which its name doesn't tell in every calendar. */
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "SELECT s.period, count (*), sum (s.payable), s.currency, u.digits "
      "FROM statement AS s JOIN run AS r ON r.id = s.run LEFT JOIN currency AS u ON u.code = s.currency "
      "WHERE s.program = :program AND s.state <> 'replaced' GROUP BY s.period, s.currency "
      "ORDER BY max (r.period_end) DESC, s.currency LIMIT 1",
      error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "program", program);
  if (tw_query_step (query, &local_error))
    {
      self->period = tw_query_dup_text (query, 0);
      self->n_statements = (guint) tw_query_int (query, 1);
      self->payable = tw_query_int (query, 2);
      self->currency = tw_query_dup_text (query, 3);
      self->digits = (int) tw_query_int (query, 4);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

TwProgramReach *
tw_program_reach_read (TwWorkspace  *workspace,
                       gint64        program,
                       TwSpan        span,
                       GError      **error)
{
  g_autoptr (TwProgramReach) self = g_new0 (TwProgramReach, 1);
  g_autoptr (GArray) covered = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  covered = tw_run_read_covered (workspace, program, span, error);
  if (covered == NULL || !read_last (self, workspace, program, error))
    return NULL;
  self->n_partners = covered->len;

  return g_steal_pointer (&self);
}

void
tw_program_reach_free (TwProgramReach *reach)
{
  g_free (reach->period);
  g_free (reach->currency);
  g_free (reach);
}
