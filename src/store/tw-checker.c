/* tw-checker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-checker.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-finding.h"
#include "tw-names.h"
#include "tw-query.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>

/* A row starts before the one before it in its group ends. */
#define OVERLAP(table, group, name, extra) \
  "SELECT '" table "/' || id, " name ", valid_from FROM (SELECT *, max (coalesce (valid_to, '9999-99')) OVER" \
  " (PARTITION BY " group " ORDER BY coalesce (valid_from, ''), id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)" \
  " AS ended FROM " table extra ") AS t WHERE ended > coalesce (valid_from, '') LIMIT 20"

#define PARTNER "(SELECT name FROM partner WHERE id = t.partner)"

/* A walk up the parents of a row that comes back to it. */
#define CYCLE(table)                                                                               \
  "WITH RECURSIVE up (start, id) AS (SELECT id, parent FROM " table " WHERE parent IS NOT NULL"    \
  " UNION SELECT u.start, p.parent FROM up AS u JOIN " table                                       \
  " AS p ON p.id = u.id WHERE p.parent IS NOT NULL)"                                               \
  " SELECT '" table "/' || t.id, t.name, '' FROM up JOIN " table                                   \
  " AS t ON t.id = up.start WHERE up.id = up.start LIMIT 20"

/* What must hold between rows. Each query gives the path, and two texts for the message. */
static const struct
{
  const char *code;
  TwSeverity  severity;
  const char *sql;
  const char *message;
  const char *remedy;
} checks[] = {
  { "C-OVERLAP", TW_SEVERITY_ERROR, OVERLAP ("partner_type", "partner", PARTNER, ""),
    N_("%s has two partner types from %s on."), N_("End the earlier one on the day on which the later one begins.") },
  { "C-OVERLAP", TW_SEVERITY_ERROR, OVERLAP ("enrolment", "partner, program", PARTNER, ""),
    N_("%s is enrolled twice in one program from %s on."), N_("End the earlier enrolment, or remove one.") },
  { "C-OVERLAP", TW_SEVERITY_ERROR, OVERLAP ("tier_assignment", "partner, program, ladder, iif (ladder = 'designation', tier, '')", PARTNER, ""),
    N_("%s holds two tiers of one program from %s on."), N_("End the earlier one on the day on which the later one begins.") },
  { "C-OVERLAP", TW_SEVERITY_ERROR, OVERLAP ("agreement_term", "agreement, name", "name", ""),
    N_("The agreed term “%s” has two values from %s on."), N_("End the earlier one on the day on which the later one begins.") },
  { "C-OVERLAP", TW_SEVERITY_ERROR,
    OVERLAP ("program_version", "program", "(SELECT name FROM program WHERE id = t.program)", " WHERE state = 'published'"),
    N_("Two published versions of “%s” are in force from %s on."), N_("Retire one of them, or end the earlier one.") },
  { "C-OVERLAP", TW_SEVERITY_ERROR, OVERLAP ("calendar_period", "1", "name", ""),
    N_("The calendar period “%s” begins on %s, before the one before it has ended."), N_("Make the periods follow each other.") },
  { "C-CYCLE", TW_SEVERITY_ERROR, CYCLE ("partner"),
    N_("%s is its own parent, over one or several others%s."), N_("Choose another parent for one of them.") },
  { "C-CYCLE", TW_SEVERITY_ERROR, CYCLE ("category"),
    N_("The category %s is its own parent, over one or several others%s."), N_("Choose another parent for one of them.") },
  { "C-LINES", TW_SEVERITY_ERROR,
    "SELECT 'statement/' || s.id, s.lines, (SELECT count (*) FROM line WHERE id >= s.id << 24 AND id < (s.id + 1) << 24)"
    " AS n FROM statement AS s WHERE s.lines <> n LIMIT 20",
    N_("A statement says %s lines, and has %s."), N_("Calculate its period again, or reopen it first.") },
  { "C-ADJUSTED", TW_SEVERITY_ERROR,
    "SELECT 'statement/' || s.id, s.adjusted, coalesce ((SELECT sum (amount) FROM adjustment AS a WHERE a.partner = s.partner"
    " AND a.program = s.program AND a.period = s.period), 0) AS n FROM statement AS s"
    " WHERE s.state <> 'replaced' AND s.adjusted <> n LIMIT 20",
    N_("A statement says %s (minor units) of adjustments, which add up to %s."), N_("Calculate its period again.") },
  { "C-FACTS", TW_SEVERITY_ERROR,
    "SELECT 'run/' || id, facts_seen, facts_earned + facts_excluded FROM run"
    " WHERE state = 'current' AND facts_seen <> facts_earned + facts_excluded LIMIT 20",
    N_("A calculation saw %s facts, and says of %s whether they earned."), N_("Calculate the period again.") },
  { "C-CREDIT", TW_SEVERITY_ERROR,
    "SELECT 'credit/' || c.id, c.fact, k.name FROM credit AS c JOIN fact_kind AS k ON k.id = c.fact_kind WHERE NOT CASE k.table_name"
    " WHEN 'sale' THEN EXISTS (SELECT 1 FROM sale WHERE id = c.fact)"
    " WHEN 'unit_report' THEN EXISTS (SELECT 1 FROM unit_report WHERE id = c.fact)"
    " WHEN 'opportunity' THEN EXISTS (SELECT 1 FROM opportunity WHERE id = c.fact)"
    " WHEN 'registration' THEN EXISTS (SELECT 1 FROM registration WHERE id = c.fact)"
    " WHEN 'certification' THEN EXISTS (SELECT 1 FROM certification WHERE id = c.fact)"
    " WHEN 'target' THEN EXISTS (SELECT 1 FROM target WHERE id = c.fact)"
    " ELSE EXISTS (SELECT 1 FROM event WHERE id = c.fact) END LIMIT 20",
    N_("A credit points to row %s of the kind %s, which doesn't exist."), N_("Remove the credit.") },
  { "C-CONTROL", TW_SEVERITY_WARNING,
    "SELECT 'batch/' || b.id, t.amount || ' ' || t.currency, (SELECT sum (s.amount) FROM sale AS s WHERE s.batch = b.id"
    " AND s.currency = t.currency) AS n FROM batch AS b JOIN control_total AS t ON t.batch = b.id"
    " WHERE b.undone = 0 AND b.rows_unchanged = 0 AND b.rows_changed = 0 AND n IS NOT NULL AND n <> t.amount LIMIT 20",
    N_("An import brought sales of %s (minor units), which are %s now, because sales were edited since."),
    N_("See the history of the sales.") },
};

static void
add (GPtrArray  *findings,
     const char *code,
     TwSeverity  severity,
     const char *path,
     char       *message,
     const char *remedy)
{
  g_autofree char *given = message;
  g_autofree char *own = g_utf8_make_valid (given, -1);

  g_ptr_array_add (findings, tw_finding_new (code, severity, path, own, remedy));
}

static gboolean
check_file (TwWorkspace  *workspace,
            GPtrArray    *findings,
            GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace, "PRAGMA integrity_check (20)", error);

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    {
      if (g_strcmp0 (tw_query_text (query, 0), "ok") != 0)
        add (findings, "C-FILE", TW_SEVERITY_ERROR, NULL,
             g_strdup_printf (_("The file is damaged: %s."), tw_query_text (query, 0)),
             _("Open a copy of it."));
    }

  /* A file that can't be read to its end is a finding, no failure of the check. */
  if (g_error_matches (local_error, TW_ERROR, TW_ERROR_CORRUPT))
    add (findings, "C-FILE", TW_SEVERITY_ERROR, NULL, g_strdup (local_error->message),
         _("Open a copy of it."));
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return error == NULL || *error == NULL;
}

static gboolean
check_references (TwWorkspace  *workspace,
                  GPtrArray    *findings,
                  GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 20",
                        error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local_error))
    {
      g_autofree char *path = g_strdup_printf ("%s/%" G_GINT64_FORMAT, tw_query_text (query, 0),
                                               tw_query_int (query, 1));

      add (findings, "C-REFERENCE", TW_SEVERITY_ERROR, path,
           g_strdup_printf (_("%s points to a row of “%s” that doesn't exist."), path,
                            tw_query_text (query, 2)),
           _("Choose another, or remove the row."));
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return local_error == NULL;
}

static gboolean
check_rows (TwWorkspace  *workspace,
            guint         index,
            GPtrArray    *findings,
            GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace, checks[index].sql, error);

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    {
      const char *first = tw_query_text (query, 1);
      const char *second = tw_query_text (query, 2);

      add (findings, checks[index].code, checks[index].severity, tw_query_text (query, 0),
           g_strdup_printf (_ (checks[index].message), first != NULL ? first : "?",
                            second != NULL ? second : "?"),
           _ (checks[index].remedy));
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return local_error == NULL;
}

/* Shares of a fact ----------------------------------------------------------------------------- */

/* Shares as given, in millionths, as far as they are written as numbers. */
typedef struct
{
  gint64   kind;
  gint64   fact;
  gint64   total;
  gboolean complete;
} Shares;

static void
report_shares (const Shares *shares,
               TwNames      *names,
               GPtrArray    *findings)
{
  g_autofree char *total = tw_rate_format (shares->total);
  g_autofree char *path = NULL;
  const char *name;

  if (!shares->complete || shares->total == TW_MILLION)
    return;

  name = tw_names_get_fact (names, shares->kind, shares->fact);
  path = g_strdup_printf ("%s/%" G_GINT64_FORMAT, tw_names_fact_table (names, shares->kind),
                          shares->fact);
  add (findings, "C-SHARES", TW_SEVERITY_WARNING, path,
       g_strdup_printf (_("The shares given for “%s” total %s instead of 100%%."),
                        name != NULL ? name : path, total),
       _("Change the shares, unless its rules pay every partner in full."));
}

static gboolean
check_shares (TwWorkspace  *workspace,
              GPtrArray    *findings,
              GError      **error)
{
  g_autoptr (TwNames) names = tw_names_new (workspace);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;
  Shares shares = { 0 };

  query = tw_query_new (workspace,
                        "SELECT fact_kind, fact, share FROM credit ORDER BY fact_kind, fact",
                        error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local_error))
    {
      gint64 share = 0;

      if (tw_query_int (query, 0) != shares.kind || tw_query_int (query, 1) != shares.fact)
        {
          report_shares (&shares, names, findings);
          shares = (Shares){ tw_query_int (query, 0), tw_query_int (query, 1), 0, TRUE };
        }
      shares.complete = shares.complete && tw_query_text (query, 2) != NULL
                        && tw_number_parse (tw_query_text (query, 2), &share, NULL)
                        && tw_amount_add (shares.total, share, &shares.total);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  report_shares (&shares, names, findings);

  return TRUE;
}

GPtrArray *
tw_workspace_check (TwWorkspace   *workspace,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  GCancellable *outer;
  gboolean ok;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && workspace->db != NULL, NULL);

  outer = tw_workspace_set_cancellable (workspace, cancellable);
  ok = check_file (workspace, findings, error);
  /* Nothing that is read from a damaged file is worth another word. */
  if (ok && findings->len == 0)
    {
      ok = check_references (workspace, findings, error)
           && check_shares (workspace, findings, error);
      for (guint i = 0; ok && i < G_N_ELEMENTS (checks); i++)
        ok = check_rows (workspace, i, findings, error);
    }
  tw_workspace_set_cancellable (workspace, outer);

  return ok ? g_steal_pointer (&findings) : NULL;
}
