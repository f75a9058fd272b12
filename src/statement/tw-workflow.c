/* tw-workflow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-workflow.h"

#include <glib/gi18n-lib.h>

#include "tw-approval.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-explain.h"
#include "tw-finding.h"
#include "tw-history.h"
#include "tw-period-lock.h"
#include "tw-resettle.h"
#include "tw-run-reader.h"
#include "tw-statement-private.h"
#include "tw-statement-query.h"
#include "tw-transaction.h"
#include "tw-verify-statements.h"

/* A line is named by its statement and its place in it. */
#define LINE_BITS 24

/* An amount of adjustment has to leave room for sums. */
#define AMOUNT_LIMIT (G_MAXINT64 / 1024)

/* A commit that failed has rolled back already. */
static void
abandon (TwWorkspace *workspace)
{
  if (tw_transaction_is_open (workspace))
    tw_history_rollback (workspace);
}

static gboolean
check_text (const char  *text,
            const char  *what,
            GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*stripped != '\0')
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("%s is missing. Nothing was changed."), what);
  return FALSE;
}

/* What stands in a locked period stays as it is. */
static gboolean
check_unlocked (TwWorkspace  *workspace,
                gint64        statement,
                GError      **error)
{
  g_autoptr (TwQuery) header = tw_statement_query_header (workspace, statement, error);
  g_autoptr (GError) local_error = NULL;
  TwSpan span;

  if (header == NULL)
    return FALSE;
  if (!tw_query_step (header, &local_error))
    {
      /* Whoever reads it says that it is gone. */
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  span = (TwSpan) { tw_query_date (header, TW_HEADER_START), tw_query_date (header, TW_HEADER_END) + 1 };

  return tw_period_lock_check_span (workspace, span, error);
}

/* Whether a statement that is read adds up and is what the facts give now; the error carries the first difference. */
static gboolean
check_tie_out (TwAudit            *audit,
               const TwStatement  *statement,
               GError            **error)
{
  const GPtrArray *differences = tw_audit_statement (audit, statement, error);

  if (differences == NULL)
    return FALSE;
  if (differences->len == 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("The statement of %s for %s can't be approved, because it doesn't hold: %s Calculate the period "
                 "again."),
               statement->partner, statement->period, (const char *) g_ptr_array_index (differences, 0));
  return FALSE;
}

/* A statement that a newer calculation replaced is still there to be read, but nobody approves it. */
static gboolean
check_current (TwWorkspace        *workspace,
               const TwStatement  *statement,
               GError            **error)
{
  g_autofree char *state = NULL;
  g_autofree char *by = NULL;

  if (!tw_approval_read (workspace, statement->id, &state, &by, error))
    return FALSE;
  if (g_strcmp0 (state, "replaced") != 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               _("The statement of %s for %s was replaced by a newer calculation. Look at the period anew."),
               statement->partner, statement->period);
  return FALSE;
}

/* What the statements that are approved together share. */
typedef struct
{
  TwWorkspace        *workspace;
  TwStatementReader  *reader;        /* owned */
  TwAudit            *audit;         /* owned */
  TwPeriodLocks      *locks;         /* owned */
  gboolean            self_allowed;
} Approval;

static void
approval_clear (Approval *self)
{
  g_clear_pointer (&self->reader, tw_statement_reader_free);
  g_clear_pointer (&self->audit, tw_audit_free);
  g_clear_pointer (&self->locks, tw_period_locks_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Approval, approval_clear)

static gboolean
approve_one (const Approval  *self,
             gint64           id,
             GError         **error)
{
  TwWorkspace *workspace = self->workspace;
  g_autoptr (TwStatement) statement = tw_statement_reader_read_figures (self->reader, id, error);
  gboolean self_approved;

  if (statement == NULL || !check_current (workspace, statement, error)
      || !tw_period_locks_check_span (self->locks, statement->span, error))
    return FALSE;

  if (statement->state == TW_STATEMENT_APPROVED)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("The statement of %s for %s is approved already, by %s. "
                                                   "Reopen it to change it."),
                   statement->partner, statement->period, statement->approved_by);
      return FALSE;
    }
  if (!check_tie_out (self->audit, statement, error))
    return FALSE;

  self_approved = g_strcmp0 (statement->calculated_by, tw_workspace_get_user (workspace)) == 0;
  if (self_approved && !self->self_allowed)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("The statement of %s was calculated by %s, and this workspace asks for another person to "
                     "approve. "
                     "Let somebody else approve it."),
                   statement->partner, statement->calculated_by);
      return FALSE;
    }

  return tw_approval_approve (workspace, id, self_approved, error);
}

static char *
approve_label (TwWorkspace  *workspace,
               const gint64 *statements,
               gsize         n)
{
  g_autoptr (TwStatement) first = n == 1 ? tw_statement_read (workspace, statements[0], NULL) : NULL;

  if (first != NULL)
    return g_strdup_printf (_("Approved the statement of %s for %s"), first->partner, first->period);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Approved %u statement", "Approved %u statements", n),
                          (guint) n);
}

static gboolean
approve_all (Approval       *self,
             const gint64   *statements,
             gsize           n,
             GCancellable   *cancellable,
             TwRunProgress   progress,
             gpointer        user_data,
             GError        **error)
{
  self->locks = tw_period_locks_load (self->workspace, error);
  if (self->locks == NULL)
    return FALSE;

  self->reader = tw_statement_reader_new (self->workspace);
  self->audit = tw_audit_new (self->workspace);
  for (gsize i = 0; i < n; i++)
    {
      if (progress != NULL)
        progress ((double) i / (double) n, user_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !approve_one (self, statements[i], error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_workflow_approve (TwWorkspace    *workspace,
                     const gint64   *statements,
                     gsize           n,
                     GCancellable   *cancellable,
                     TwRunProgress   progress,
                     gpointer        user_data,
                     GError        **error)
{
  g_auto (Approval) approval = { .workspace = workspace };
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (n > 0, FALSE);

  label = approve_label (workspace, statements, n);
  if (!tw_approval_self_allowed (workspace, &approval.self_allowed, error)
      || !tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  if (!approve_all (&approval, statements, n, cancellable, progress, user_data, error))
    {
      abandon (workspace);
      return FALSE;
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}

static gboolean
reopen_one (TwWorkspace  *workspace,
            gint64        id,
            const char   *reason,
            GError      **error)
{
  g_autofree char *state = NULL;
  g_autofree char *by = NULL;

  if (!check_unlocked (workspace, id, error) || !tw_approval_read (workspace, id, &state, &by, error))
    return FALSE;

  if (g_strcmp0 (state, "approved") != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("The statement is not approved, so it can't be reopened. "
                                                   "Adjust it as it is."));
      return FALSE;
    }

  return tw_approval_reopen (workspace, id, reason, error);
}

gboolean
tw_workflow_reopen (TwWorkspace   *workspace,
                    const gint64  *statements,
                    gsize          n,
                    const char    *reason,
                    GError       **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (!check_text (reason, _("The reason for reopening"), error))
    return FALSE;

  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Reopened %u statement", "Reopened %u statements", n), (guint) n);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    if (!reopen_one (workspace, statements[i], reason, error))
      {
        abandon (workspace);
        return FALSE;
      }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}

static gboolean
refuse_approved (TwWorkspace  *workspace,
                 gint64        statement,
                 GError      **error)
{
  g_autofree char *state = NULL;
  g_autofree char *by = NULL;

  if (!check_unlocked (workspace, statement, error) || !tw_approval_read (workspace, statement, &state, &by, error))
    return FALSE;
  if (g_strcmp0 (state, "calculated") == 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               g_strcmp0 (state, "approved") == 0
                   ? _("The statement is approved. Reopen it with a reason before it is adjusted.")
                   : _("The statement was replaced by a newer calculation. Look at the period anew."));
  return FALSE;
}

/* A line that is corrected has to be one of the statement's own. */
static gboolean
check_line (TwWorkspace  *workspace,
            gint64        statement,
            const char   *line,
            GError      **error)
{
  gint64 id;

  if (line == NULL)
    return TRUE;

  id = tw_explain_find (workspace, line, error);
  if (id == 0)
    return FALSE;
  if (id >> LINE_BITS == statement)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("The line %s is part of another statement. Name a line of the one that is adjusted."), line);
  return FALSE;
}

/* What is carried out of a statement is carried into the next: an approved one would no longer hold. */
static gboolean
check_later (TwWorkspace  *workspace,
             gint64        statement,
             GError      **error)
{
  g_autoptr (TwQuery) header = tw_statement_query_header (workspace, statement, error);
  g_autoptr (TwQuery) later = NULL;
  g_autoptr (GError) local_error = NULL;

  if (header == NULL)
    return FALSE;
  if (tw_query_step (header, &local_error))
    later = tw_run_query_later_approved (workspace, tw_query_date (header, TW_HEADER_END) + 1, &local_error);

  while (later != NULL && tw_query_step (later, &local_error))
    if (tw_query_int (later, 0) == tw_query_int (header, TW_HEADER_PARTNER)
        && tw_query_int (later, 1) == tw_query_int (header, TW_HEADER_PROGRAM))
      {
        g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                     _("The statement of %s for %s is approved and builds on this one. Reopen it with a reason before "
                       "this one is adjusted."),
                     tw_query_text (later, 2), tw_query_text (later, 3));
        return FALSE;
      }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_and_settle (TwWorkspace               *workspace,
                const TwAdjustmentRecord  *record,
                GError                   **error)
{
  return tw_adjustment_add (workspace, record, error) && tw_resettle (workspace, record->statement, error)
         && tw_history_commit (workspace, 0, NULL, NULL, error);
}

static char *
adjust_label (TwWorkspace *workspace,
              gint64       id,
              gint64       amount)
{
  g_autoptr (TwStatement) statement = tw_statement_read (workspace, id, NULL);
  g_autofree char *text = NULL;

  if (statement == NULL)
    return g_strdup (_("Adjust a statement"));

  text = tw_decimal_format (amount, statement->digits);
  return g_strdup_printf (_("Adjusted the statement of %s for %s by %s %s"), statement->partner, statement->period,
                          text, statement->currency);
}

gboolean
tw_workflow_adjust (TwWorkspace  *workspace,
                    gint64        statement,
                    gint64        amount,
                    const char   *reason,
                    const char   *reference,
                    const char   *line,
                    GError      **error)
{
  const TwAdjustmentRecord record = {
    .statement = statement, .amount = amount, .reason = reason, .reference = reference, .line = line
  };
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (!check_text (reason, _("The reason"), error) || !check_text (reference, _("The reference"), error))
    return FALSE;
  if (amount == 0 || amount > AMOUNT_LIMIT || amount < -AMOUNT_LIMIT)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
                   amount == 0 ? _("An adjustment of zero changes nothing. Enter a signed amount.")
                               : _("The amount is too large to be adjusted."));
      return FALSE;
    }
  if (!refuse_approved (workspace, statement, error) || !check_later (workspace, statement, error)
      || !check_line (workspace, statement, line, error))
    return FALSE;

  label = adjust_label (workspace, statement, amount);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  if (!add_and_settle (workspace, &record, error))
    {
      abandon (workspace);
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_workflow_remove_adjustment (TwWorkspace  *workspace,
                               gint64        adjustment,
                               GError      **error)
{
  gint64 statement = 0;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, _("Remove an adjustment"), error))
    return FALSE;

  if (!tw_adjustment_remove (workspace, adjustment, &statement, error)
      || (statement != 0
          && (!check_later (workspace, statement, error) || !tw_resettle (workspace, statement, error)))
      || !tw_history_commit (workspace, 0, NULL, NULL, error))
    {
      abandon (workspace);
      return FALSE;
    }

  return TRUE;
}
