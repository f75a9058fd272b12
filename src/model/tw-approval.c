/* tw-approval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-approval.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-query.h"

gboolean
tw_approval_read (TwWorkspace  *workspace,
                  gint64        statement,
                  char        **state,
                  char        **calculated_by,
                  GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace,
                        "SELECT s.state, r.calculated_by FROM statement AS s JOIN run AS r ON r.id = s.run "
                        "WHERE s.id = :id",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", statement);
  if (!tw_query_step (query, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                     _("There is no such statement in this workspace. It may have been calculated again: look at the "
                       "period anew."));
      return FALSE;
    }

  *state = tw_query_dup_text (query, 0);
  *calculated_by = tw_query_dup_text (query, 1);
  return TRUE;
}

TwQuery *
tw_approval_query_approved (TwWorkspace  *workspace,
                            GError      **error)
{
  return tw_query_new (workspace,
                       "SELECT s.id, s.partner, s.program FROM statement AS s JOIN run AS r ON r.id = s.run "
                       "WHERE s.state = 'approved' ORDER BY r.period_start, r.period_end, s.id",
                       error);
}

/* Whether an edit touched a table that calculations read: a changeset names each of its tables, after the flags of its
 * columns and before a zero. */
static char *
touches_input (void)
{
  static const char *const tables[] = {
    "sale", "unit_report", "opportunity", "registration", "certification", "event", "credit", "target", "fx_rate",
    "agreement", "agreement_term", "enrolment", "tier_assignment", "partner", "partner_type", "customer", "product",
    "category", "person", "program_version", "workspace", "calendar_period",
  };
  GString *sql = g_string_new ("(");

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_string_append_printf (sql, "%sinstr (h.changes, X'00", i > 0 ? " OR " : "");
      for (const char *p = tables[i]; *p != '\0'; p++)
        g_string_append_printf (sql, "%02x", (guchar) *p);
      g_string_append (sql, "00') > 0");
    }
  /* A proposal ends a tier when it is approved; found or declined it changes nothing. */
  g_string_append (sql, " OR (instr (h.changes, CAST ('tier_proposal' AS BLOB)) > 0 "
                        "AND instr (h.changes, CAST ('approved' AS BLOB)) > 0)");
  g_string_append_c (sql, ')');

  return g_string_free (sql, FALSE);
}

gboolean
tw_approval_changed_since (TwWorkspace  *workspace,
                           gint64        run,
                           char        **label,
                           GError      **error)
{
  g_autofree char *touches = touches_input ();
  g_autofree char *sql = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  sql = g_strdup_printf ("SELECT h.label FROM history AS h WHERE h.id > (SELECT max (r.id) FROM history AS r "
                         "WHERE r.kind = 'run' AND r.reference = :run) AND (h.kind = 'import' OR h.kind = 'undo' "
                         "OR h.kind = 'redo' OR (h.kind = 'edit' AND %s)) ORDER BY h.id LIMIT 1",
                         touches);
  query = tw_query_new (workspace, sql, error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "run", run);
  *label = tw_query_step (query, &local_error) ? tw_query_dup_text (query, 0) : NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_approval_approve (TwWorkspace  *workspace,
                     gint64        statement,
                     gboolean      self_approved,
                     GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autofree char *now = tw_workspace_now (workspace);

  query = tw_query_new (workspace,
                        "UPDATE statement SET state = 'approved', approved_by = :by, approved_at = :at, "
                        "self_approved = :self WHERE id = :id AND state = 'calculated'",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "by", tw_workspace_get_user (workspace));
  tw_query_bind_text (query, "at", now);
  tw_query_bind_int (query, "self", self_approved);
  tw_query_bind_int (query, "id", statement);

  return tw_query_run (query, error);
}

gboolean
tw_approval_reopen (TwWorkspace  *workspace,
                    gint64        statement,
                    const char   *reason,
                    GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autofree char *now = tw_workspace_now (workspace);

  query = tw_query_new (workspace,
                        "UPDATE statement SET state = 'calculated', approved_by = NULL, approved_at = NULL, "
                        "self_approved = 0, reopened_by = :by, reopened_at = :at, reopen_reason = :reason "
                        "WHERE id = :id AND state = 'approved'",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "by", tw_workspace_get_user (workspace));
  tw_query_bind_text (query, "at", now);
  tw_query_bind_text (query, "reason", reason);
  tw_query_bind_int (query, "id", statement);

  return tw_query_run (query, error);
}

gboolean
tw_approval_settle (TwWorkspace         *workspace,
                    gint64               statement,
                    const TwSettlement  *settlement,
                    GError             **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "UPDATE statement SET adjusted = :adjusted, payable = :payable, carried = :carried, "
                        "forgiven = :forgiven, converted = :converted, converted_currency = :currency, "
                        "nothing_reason = :reason WHERE id = :id",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "adjusted", settlement->adjusted);
  tw_query_bind_int (query, "payable", settlement->payable);
  tw_query_bind_int (query, "carried", settlement->carried);
  tw_query_bind_int (query, "forgiven", settlement->forgiven);
  tw_query_bind_int (query, "converted", settlement->converted);
  tw_query_bind_text (query, "currency", settlement->converted_currency);
  tw_query_bind_text (query, "reason", settlement->nothing_reason);
  tw_query_bind_int (query, "id", statement);

  return tw_query_run (query, error);
}

gboolean
tw_adjustment_add (TwWorkspace               *workspace,
                   const TwAdjustmentRecord  *record,
                   GError                   **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autofree char *now = tw_workspace_now (workspace);

  query = tw_query_new (workspace,
                        "INSERT INTO adjustment (partner, program, period, currency, amount, reason, reference, "
                        "line, made_by, made_at) SELECT partner, program, period, currency, :amount, :reason, "
                        ":reference, :line, :by, :at FROM statement WHERE id = :statement",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "amount", record->amount);
  tw_query_bind_text (query, "reason", record->reason);
  tw_query_bind_text (query, "reference", record->reference);
  tw_query_bind_text (query, "line", record->line);
  tw_query_bind_text (query, "by", tw_workspace_get_user (workspace));
  tw_query_bind_text (query, "at", now);
  tw_query_bind_int (query, "statement", record->statement);

  return tw_query_run (query, error);
}

static gboolean
find_statement (TwWorkspace  *workspace,
                gint64        adjustment,
                gint64       *statement,
                GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace,
                        "SELECT s.id FROM adjustment AS a JOIN statement AS s ON s.partner = a.partner "
                        "AND s.program = a.program AND s.period = a.period AND s.state <> 'replaced' WHERE a.id = :id",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", adjustment);
  *statement = tw_query_step (query, &local_error) ? tw_query_int (query, 0) : 0;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_adjustment_remove (TwWorkspace  *workspace,
                      gint64        adjustment,
                      gint64       *statement,
                      GError      **error)
{
  g_autoptr (TwQuery) query = NULL;

  if (!find_statement (workspace, adjustment, statement, error))
    return FALSE;

  query = tw_query_new (workspace, "DELETE FROM adjustment WHERE id = :id", error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", adjustment);
  return tw_query_run (query, error);
}

gboolean
tw_approval_self_allowed (TwWorkspace  *workspace,
                          gboolean     *allowed,
                          GError      **error)
{
  gint64 value;

  if (!tw_workspace_get_int (workspace, "SELECT self_approval FROM workspace", &value, error))
    return FALSE;

  *allowed = value == 1;
  return TRUE;
}
