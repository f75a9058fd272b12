/* tw-run-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-run-reader.h"

#include "tw-error.h"
#include "tw-query-rows.h"

static void
clear_posted (gpointer data)
{
  g_free (((TwPostedRow *) data)->rule);
}

static void
clear_balance (gpointer data)
{
  TwBalanceRow *row = data;

  g_free (row->kind);
  g_free (row->name);
}

static void
clear_tier (gpointer data)
{
  TwTierRow *row = data;

  g_free (row->ladder);
  g_free (row->tier);
}

static void
clear_program (gpointer data)
{
  g_free (((TwProgramRow *) data)->name);
}

static void
clear_covered (gpointer data)
{
  g_free (((TwCoveredRow *) data)->partner_id);
}

static GArray *
new_array (gsize          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  if (clear != NULL)
    g_array_set_clear_func (array, clear);

  return array;
}

/* The window of a line whose program has none (a limit over several rules) is its period. */
static TwSpan
read_span (TwQuery *query,
           int      first,
           int      last)
{
  TwSpan span = { tw_query_date (query, first), tw_query_date (query, last) };

  if (span.end != TW_DATE_NONE)
    span.end++;

  return span;
}

static void
fill_posted (TwQuery  *query,
             gpointer  row)
{
  *(TwPostedRow *) row = (TwPostedRow){
    .partner = tw_query_int (query, 0),
    .rule = tw_query_dup_text (query, 1),
    .kind = (int) tw_query_int (query, 2),
    .fact_kind = tw_query_int (query, 3),
    .fact = tw_query_int (query, 4),
    .window = read_span (query, 5, 6),
    .posted_on = tw_query_date (query, 7),
    .amount = tw_query_int (query, 8),
    .person = tw_query_int (query, 9),
  };
}

GArray *
tw_run_read_posted (TwWorkspace  *workspace,
                    gint64        program,
                    TwDate        start,
                    gboolean      open_only,
                    GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT s.partner, r.key, l.kind, l.fact_kind, l.fact, "
                                 "coalesce (w.window_start, u.period_start), coalesce (w.window_end, u.period_end), "
                                 "u.period_start, l.amount, l.person "
                                 "FROM run AS u CROSS JOIN statement AS s ON s.run = u.id "
                                 "CROSS JOIN line AS l ON l.id BETWEEN s.id * 16777216 AND s.id * 16777216 + 16777215 "
                                 "CROSS JOIN program_rule AS r ON r.id = l.rule "
                                 "LEFT JOIN window_step AS w ON w.id = l.window_step "
                                 "WHERE s.program = :program AND s.state <> 'replaced' AND u.period_end < :start "
                                 "AND (:all = 1 OR w.window_end >= :start OR w.window_end IS NULL) "
                                 "ORDER BY u.period_end, u.id, s.id, l.id",
                                 error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "program", program);
      tw_query_bind_date (query, "start", start);
      tw_query_bind_int (query, "all", !open_only);
    }

  return tw_query_collect (query, sizeof (TwPostedRow), clear_posted, fill_posted, error);
}

static void
fill_balance (TwQuery  *query,
              gpointer  row)
{
  *(TwBalanceRow *) row = (TwBalanceRow){
    .partner = tw_query_int (query, 0),
    .kind = tw_query_dup_text (query, 1),
    .name = tw_query_dup_text (query, 2),
    .origin = tw_query_date (query, 3),
    .amount = tw_query_int (query, 4),
    .expires = tw_query_date (query, 5),
    .due = tw_query_date (query, 6),
    .fact_kind = tw_query_int (query, 7),
    .fact = tw_query_int (query, 8),
  };
}

/* What is carried is the statement's own figure: an adjustment settles it anew, and a balance stays as it was
 * calculated. */
GArray *
tw_run_read_balances (TwWorkspace  *workspace,
                      gint64        program,
                      TwDate        start,
                      GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "WITH last AS (SELECT s.id, s.partner, s.carried, u.period_start FROM statement AS s "
                                 "JOIN run AS u ON u.id = s.run "
                                 "WHERE s.program = :program AND s.state <> 'replaced' AND u.period_end < :start "
                                 "AND NOT EXISTS (SELECT 1 FROM statement AS n JOIN run AS v ON v.id = n.run "
                                 "WHERE n.partner = s.partner AND n.program = s.program AND n.state <> 'replaced' "
                                 "AND v.period_end < :start AND v.period_end > u.period_end)) "
                                 "SELECT b.partner, b.kind, b.name, b.origin, b.amount, b.expires, b.due, "
                                 "b.fact_kind, b.fact, b.id FROM last JOIN balance AS b ON b.statement = last.id "
                                 "WHERE b.kind <> 'payment' UNION ALL "
                                 "SELECT partner, 'payment', NULL, period_start, carried, NULL, NULL, NULL, NULL, 0 "
                                 "FROM last WHERE carried <> 0 ORDER BY 1, 10",
                                 error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "program", program);
      tw_query_bind_date (query, "start", start);
    }

  return tw_query_collect (query, sizeof (TwBalanceRow), clear_balance, fill_balance, error);
}

static void
fill_tier (TwQuery  *query,
           gpointer  row)
{
  *(TwTierRow *) row = (TwTierRow){
    .partner = tw_query_int (query, 0),
    .ladder = tw_query_dup_text (query, 1),
    .tier = tw_query_dup_text (query, 2),
    .from = tw_query_date (query, 3),
  };
}

GArray *
tw_run_read_tiers (TwWorkspace  *workspace,
                   gint64        program,
                   TwDate        start,
                   GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT v.partner, v.ladder, v.result, v.effective FROM run AS u "
                                 "CROSS JOIN statement AS s ON s.run = u.id AND s.program = :program AND s.state <> 'replaced' "
                                 "CROSS JOIN tier_review AS v ON v.run = u.id AND v.partner = s.partner AND v.program = s.program "
                                 "WHERE u.period_end < :start AND v.effective IS NOT NULL AND v.result IS NOT v.held "
                                 "ORDER BY v.partner, v.effective, v.reviewed, v.id",
                                 error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "program", program);
      tw_query_bind_date (query, "start", start);
    }

  return tw_query_collect (query, sizeof (TwTierRow), clear_tier, fill_tier, error);
}

static void
fill_program (TwQuery  *query,
              gpointer  row)
{
  *(TwProgramRow *) row = (TwProgramRow){ tw_query_int (query, 0), tw_query_dup_text (query, 1) };
}

GArray *
tw_run_read_programs (TwWorkspace  *workspace,
                      GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT p.id, p.name FROM program AS p WHERE EXISTS (SELECT 1 FROM program_version AS v "
                                 "WHERE v.program = p.id AND (v.state = 'published' OR v.state = 'retired')) ORDER BY p.name",
                                 error);

  return tw_query_collect (query, sizeof (TwProgramRow), clear_program, fill_program, error);
}

gboolean
tw_run_read_version (TwWorkspace    *workspace,
                     gint64          program,
                     int             number,
                     TwVersionRows  *rows,
                     GError        **error)
{
  g_autoptr (GArray) rules = new_array (sizeof (gint64), NULL);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 id = 0;

  query = tw_query_new (workspace,
                        "SELECT v.id, r.id FROM program_version AS v LEFT JOIN program_rule AS r ON r.version = v.id "
                        "WHERE v.program = :program AND v.number = :number ORDER BY r.position, r.id",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "program", program);
  tw_query_bind_int (query, "number", number);
  while (tw_query_step (query, &local_error))
    {
      gint64 rule = tw_query_int (query, 1);

      id = tw_query_int (query, 0);
      if (rule != TW_QUERY_NULL)
        g_array_append_val (rules, rule);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (id == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, "The program has no version %d. Choose one that it has.", number);
      return FALSE;
    }

  rows->id = id;
  rows->rules = g_steal_pointer (&rules);
  return TRUE;
}

static void
fill_covered (TwQuery  *query,
              gpointer  row)
{
  *(TwCoveredRow *) row = (TwCoveredRow){ tw_query_int (query, 0), tw_query_dup_text (query, 1) };
}

GArray *
tw_run_read_covered (TwWorkspace  *workspace,
                     gint64        program,
                     TwSpan        span,
                     GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT DISTINCT q.id, q.external_id FROM partner AS q JOIN enrolment AS e ON e.partner = q.id "
                                 "WHERE e.program = :program AND e.valid_from < :end "
                                 "AND (e.valid_to IS NULL OR e.valid_to > :start) "
                                 "UNION "
                                 "SELECT DISTINCT q.id, q.external_id FROM program AS p JOIN partner_type AS t ON t.type = p.partner_type "
                                 "JOIN partner AS q ON q.id = t.partner WHERE p.id = :program AND t.valid_from < :end "
                                 "AND (t.valid_to IS NULL OR t.valid_to > :start) "
                                 "AND NOT EXISTS (SELECT 1 FROM enrolment AS e WHERE e.program = p.id) "
                                 "ORDER BY 2",
                                 error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "program", program);
      tw_query_bind_date (query, "start", span.start);
      tw_query_bind_date (query, "end", span.end);
    }

  return tw_query_collect (query, sizeof (TwCoveredRow), clear_covered, fill_covered, error);
}

static void
clear_late (gpointer data)
{
  g_free (((TwLateRow *) data)->period);
}

static void
fill_late (TwQuery  *query,
           gpointer  row)
{
  *(TwLateRow *) row = (TwLateRow){ tw_query_dup_text (query, 0), tw_query_int (query, 1) };
}

/* A batch is a handful of rows against the facts, so each table is entered by its batches that came after a run. */
GArray *
tw_run_read_late (TwWorkspace  *workspace,
                  GError      **error)
{
  TwQuery *query = tw_query_new (
      workspace,
      "WITH late AS MATERIALIZED (SELECT r.id AS run, r.period, r.period_start AS first, r.period_end AS last, b.id AS batch "
      "FROM run AS r JOIN batch AS b ON b.imported_at > r.calculated_at AND b.undone = 0 AND b.rows_added > 0 "
      "WHERE EXISTS (SELECT 1 FROM statement AS s WHERE s.run = r.id AND s.state <> 'replaced')) "
      "SELECT period, sum (n) FROM ("
      "SELECT t.period, t.first, count (*) AS n FROM late AS t CROSS JOIN sale AS f ON f.batch = t.batch "
      "AND f.date BETWEEN t.first AND t.last GROUP BY t.run UNION ALL "
      "SELECT t.period, t.first, count (*) FROM late AS t CROSS JOIN unit_report AS f ON f.batch = t.batch "
      "AND f.reported BETWEEN t.first AND t.last GROUP BY t.run UNION ALL "
      "SELECT t.period, t.first, count (*) FROM late AS t CROSS JOIN opportunity AS f ON f.batch = t.batch "
      "AND f.closed BETWEEN t.first AND t.last GROUP BY t.run UNION ALL "
      "SELECT t.period, t.first, count (*) FROM late AS t CROSS JOIN registration AS f ON f.batch = t.batch "
      "AND f.approved BETWEEN t.first AND t.last GROUP BY t.run UNION ALL "
      "SELECT t.period, t.first, count (*) FROM late AS t CROSS JOIN certification AS f ON f.batch = t.batch "
      "AND f.awarded BETWEEN t.first AND t.last GROUP BY t.run UNION ALL "
      "SELECT t.period, t.first, count (*) FROM late AS t CROSS JOIN event AS f ON f.batch = t.batch "
      "AND f.date BETWEEN t.first AND t.last GROUP BY t.run) GROUP BY period ORDER BY min (first)",
      error);

  return tw_query_collect (query, sizeof (TwLateRow), clear_late, fill_late, error);
}

static void
fill_standing (TwQuery  *query,
               gpointer  row)
{
  *(TwStandingRow *) row = (TwStandingRow){
    .id = tw_query_int (query, 0),
    .partner = tw_query_int (query, 1),
    .program = tw_query_int (query, 2),
    .revision = (int) tw_query_int (query, 3),
    .approved = tw_query_int (query, 4) != 0,
    .reopened = tw_query_int (query, 5) != 0,
  };
}

GArray *
tw_run_read_standing (TwWorkspace  *workspace,
                      const char   *period,
                      GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT id, partner, program, revision, state = 'approved', reopened_at IS NOT NULL "
                                 "FROM statement WHERE period = :period AND state <> 'replaced'",
                                 error);

  if (query != NULL)
    tw_query_bind_text (query, "period", period);

  return tw_query_collect (query, sizeof (TwStandingRow), NULL, fill_standing, error);
}

TwQuery *
tw_run_query_later_approved (TwWorkspace  *workspace,
                             TwDate        end,
                             GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT s.partner, s.program, p.name, s.period FROM statement AS s "
                                 "JOIN run AS u ON u.id = s.run JOIN partner AS p ON p.id = s.partner "
                                 "WHERE s.state = 'approved' AND u.period_start >= :end "
                                 "ORDER BY u.period_start, p.external_id",
                                 error);

  if (query != NULL)
    tw_query_bind_date (query, "end", end);

  return query;
}

GHashTable *
tw_run_read_adjusted (TwWorkspace  *workspace,
                      gint64        program,
                      const char   *period,
                      GError      **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace,
                        "SELECT partner, sum (amount) FROM adjustment WHERE program = :program AND period = :period "
                        "GROUP BY partner",
                        error);
  if (query == NULL)
    return NULL;

  tw_query_bind_int (query, "program", program);
  tw_query_bind_text (query, "period", period);
  while (tw_query_step (query, &local_error))
    {
      gint64 partner = tw_query_int (query, 0);
      gint64 sum = tw_query_int (query, 1);

      g_hash_table_insert (sums, g_memdup2 (&partner, sizeof partner), g_memdup2 (&sum, sizeof sum));
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&sums);
}

static gboolean
run_for_period (TwWorkspace  *workspace,
                const char   *sql,
                const char   *period,
                GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "period", period);
  return tw_query_run (query, error);
}

gboolean
tw_run_replace (TwWorkspace  *workspace,
                const char   *period,
                GError      **error)
{
  return run_for_period (workspace,
                         "UPDATE statement SET state = 'replaced' WHERE period = :period AND state = 'calculated'",
                         period, error)
         && run_for_period (workspace, "UPDATE run SET state = 'replaced' WHERE period = :period AND state = 'current'",
                            period, error);
}

static gboolean
add_custom_periods (TwWorkspace  *workspace,
                    TwCalendar   *calendar,
                    GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace, "SELECT name, valid_from, valid_to FROM calendar_period ORDER BY valid_from", error);
  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    {
      TwSpan span = { tw_query_date (query, 1), tw_query_date (query, 2) };

      if (!tw_calendar_add_custom (calendar, tw_query_text (query, 0), span, &local_error))
        break;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

TwCalendar *
tw_workspace_calendar (TwWorkspace  *workspace,
                       GError      **error)
{
  g_autoptr (TwCalendar) calendar = NULL;
  gint64 month;
  gint64 day;

  if (!tw_workspace_get_int (workspace, "SELECT year_start_month FROM workspace", &month, error)
      || !tw_workspace_get_int (workspace, "SELECT year_start_day FROM workspace", &day, error))
    return NULL;

  calendar = tw_calendar_new ((int) month, (int) day, error);
  if (calendar == NULL || !add_custom_periods (workspace, calendar, error))
    return NULL;

  return g_steal_pointer (&calendar);
}
