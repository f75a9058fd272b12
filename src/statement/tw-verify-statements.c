/* tw-verify-statements.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-verify-statements.h"

#include <glib/gi18n-lib.h>

#include "tw-approval.h"
#include "tw-decimal.h"
#include "tw-finding.h"
#include "tw-query.h"
#include "tw-recompute.h"
#include "tw-statement-private.h"
#include "tw-verify.h"

/* What is being held against what. */
struct _TwAudit
{
  TwWorkspace       *workspace;
  TwRecompute       *recompute;    /* of the period at hand; owned */
  char              *period;       /* owned */
  GPtrArray         *differences;  /* utf8, of the statement at hand */
};

TwAudit *
tw_audit_new (TwWorkspace *workspace)
{
  TwAudit *self = g_new0 (TwAudit, 1);

  self->workspace = workspace;
  self->differences = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
tw_audit_free (TwAudit *self)
{
  g_clear_pointer (&self->recompute, tw_recompute_free);
  g_ptr_array_unref (self->differences);
  g_free (self->period);
  g_free (self);
}

static void
add_difference (TwAudit    *self,
                const char *what)
{
  g_ptr_array_add (self->differences, g_strdup (what));
}

static gint64
signed_amount (const TwStatement     *statement,
               const TwStatementLine *line)
{
  const TwStatementRule *rule = g_ptr_array_index (statement->rules, line->rule);

  if (line->is_fund)
    return line->to_fund;

  return rule->charge ? -line->amount : line->amount;
}

/* A measure that is no money is held in millionths. */
static int
measure_digits (const TwStatement     *statement,
                const TwStatementLine *line)
{
  const TwStatementRule *rule = g_ptr_array_index (statement->rules, line->rule);

  return rule->money ? statement->digits : 6;
}

static void
compare_lines (TwAudit               *self,
               const TwStatement     *statement,
               const TwPartnerResult *result)
{
  if (result->lines->len != statement->lines->len)
    {
      g_autofree char *what = g_strdup_printf (_("%u lines are stored, %u are recomputed."), statement->lines->len,
                                               result->lines->len);

      add_difference (self, what);
      return;
    }

  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *fresh = &g_array_index (result->lines, TwLine, i);
      const TwStatementLine *line = g_ptr_array_index (statement->lines, i);
      g_autofree char *name = NULL;
      g_autofree char *stored = NULL;
      g_autofree char *computed = NULL;
      g_autofree char *what = NULL;

      if (fresh->amount == signed_amount (statement, line)
          && (!line->has_measure || line->measure == fresh->measure))
        continue;

      name = tw_statement_name_line (statement, line);
      if (fresh->amount != signed_amount (statement, line))
        {
          stored = tw_decimal_format (signed_amount (statement, line), statement->digits);
          computed = tw_decimal_format (fresh->amount, statement->digits);
          what = g_strdup_printf (_("line %s says %s, recomputed it is %s."), name, stored, computed);
        }
      else
        {
          stored = tw_decimal_format (line->measure, measure_digits (statement, line));
          computed = tw_decimal_format (fresh->measure, measure_digits (statement, line));
          what = g_strdup_printf (_("line %s is worked out from %s, recomputed it is %s."), name, stored, computed);
        }
      add_difference (self, what);
    }
}

static void
compare_payment (TwAudit               *self,
                 const TwStatement     *statement,
                 const TwPartnerResult *result)
{
  g_autofree char *stored = NULL;
  g_autofree char *computed = NULL;
  g_autofree char *what = NULL;

  if (result->payment.paid == statement->payable && result->payment.carried == statement->carried_out)
    return;

  stored = tw_decimal_format (statement->payable, statement->digits);
  computed = tw_decimal_format (result->payment.paid, statement->digits);
  what = g_strdup_printf (_("payable says %s, recomputed it is %s."), stored, computed);
  add_difference (self, what);
}

/* How many facts each reason keeps out, in the order of progress. */
static void
compare_exclusions (TwAudit               *self,
                    const TwStatement     *statement,
                    const TwPartnerResult *result)
{
  guint computed[TW_REASON_ZERO_RATE + 1] = { 0 };

  for (guint i = 0; i < result->classified->len; i++)
    computed[g_array_index (result->classified, TwClassified, i).reason]++;

  for (guint reason = TW_REASON_NONE + 1; reason < G_N_ELEMENTS (computed); reason++)
    {
      const char *name = tw_reason_to_string ((TwReason) reason);
      g_autofree char *what = NULL;
      guint stored = 0;

      for (guint i = 0; i < statement->exclusions->len; i++)
        stored += g_strcmp0 (((const TwStatementExclusion *) g_ptr_array_index (statement->exclusions, i))->reason,
                             name) == 0;
      if (stored == computed[reason])
        continue;

      what = g_strdup_printf (_("%u facts are excluded as “%s”, recomputed it is %u."), stored, name,
                              computed[reason]);
      add_difference (self, what);
    }
}

static gboolean
load_period (TwAudit            *self,
             const TwStatement  *statement,
             GError            **error)
{
  if (g_strcmp0 (self->period, statement->period) == 0)
    return TRUE;

  g_clear_pointer (&self->recompute, tw_recompute_free);
  g_free (self->period);
  self->period = g_strdup (statement->period);
  self->recompute = tw_recompute_new (self->workspace, statement->period, statement->span, error);

  return self->recompute != NULL;
}

const GPtrArray *
tw_audit_statement (TwAudit            *self,
                    const TwStatement  *statement,
                    GError            **error)
{
  g_autoptr (GPtrArray) own = tw_statement_check (statement);
  g_autoptr (GError) local_error = NULL;
  const TwPartnerResult *result;

  g_ptr_array_set_size (self->differences, 0);
  if (!load_period (self, statement, error))
    return NULL;

  for (guint i = 0; i < own->len; i++)
    add_difference (self, ((const TwFinding *) g_ptr_array_index (own, i))->message);

  result = tw_recompute_partner (self->recompute, statement->partner_row, statement->program_row, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (result == NULL)
    {
      add_difference (self, _("the program no longer covers the partner in this period."));
      return self->differences;
    }

  compare_lines (self, statement, result);
  compare_exclusions (self, statement, result);
  compare_payment (self, statement, result);
  return self->differences;
}

/* Facts that came after a calculation make today's figures others than those that were approved. That is no damage:
 * whether somebody changed what is stored, the digests say. */
static TwFinding *
make_finding (const TwStatement *statement,
              const char        *difference,
              const char        *since)
{
  g_autofree char *path = g_strdup_printf ("%s/%s/%s", statement->period, statement->program, statement->partner_id);
  g_autofree char *message = NULL;

  if (since == NULL)
    {
      message = g_strdup_printf (_("The approved statement of %s for %s: %s"), statement->partner, statement->period,
                                 difference);
      return tw_finding_new ("statement", TW_SEVERITY_ERROR, path, message,
                             _("Restore a copy from before the change, or reopen the statement with a reason and "
                               "calculate it again."));
    }

  message = g_strdup_printf (_("The approved statement of %s for %s is not what the facts give since “%s”: %s"),
                             statement->partner, statement->period, since, difference);
  return tw_finding_new ("statement", TW_SEVERITY_WARNING, path, message,
                         _("The next period takes up the difference where its rules look back so far. Else reopen the "
                           "statement with a reason and calculate it again."));
}

static gboolean
verify_one (TwAudit            *audit,
            TwStatementReader  *reader,
            gint64              id,
            GPtrArray          *findings,
            GError            **error)
{
  g_autoptr (TwStatement) statement = tw_statement_reader_read (reader, id, error);
  const GPtrArray *differences = statement == NULL ? NULL : tw_audit_statement (audit, statement, error);
  g_autofree char *since = NULL;

  if (differences == NULL
      || (differences->len > 0
          && !tw_approval_changed_since (audit->workspace, statement->run_id, &since, error)))
    return FALSE;

  for (guint i = 0; i < differences->len; i++)
    g_ptr_array_add (findings, make_finding (statement, g_ptr_array_index (differences, i), since));

  return TRUE;
}

static gboolean
verify_statements (TwWorkspace   *workspace,
                   GPtrArray     *findings,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (TwAudit) audit = tw_audit_new (workspace);
  g_autoptr (TwStatementReader) reader = tw_statement_reader_new (workspace);
  g_autoptr (TwQuery) query = tw_approval_query_approved (workspace, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !verify_one (audit, reader, tw_query_int (query, 0), findings, error))
      return FALSE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

void
tw_verify_statements_register (void)
{
  tw_verify_register (verify_statements);
}
