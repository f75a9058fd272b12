/* tw-statement-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-statement-query.h"

/* What a line or an exclusion shows of its fact, whatever its kind. A join per table, each by row id, costs a look-up
 * in one of them and nothing in the others. */
#define FACT_COLUMNS                                                                                           \
  "k.name, "                                                                                                   \
  "coalesce (f1.external_id, f4.external_id, f5.external_id, f6.external_id, f7.external_id, f8.external_id, " \
  "f9.external_id), "                                                                                          \
  "coalesce (f1.date, f4.reported, f5.closed, f6.approved, f7.awarded, f8.date, f9.date), "                    \
  "coalesce (f1.order_ref, f1.deal_ref, f5.deal_ref, f6.deal_ref, f7.name, f8.name, f9.name), "                \
  "c.name, p.name, "                                                                                           \
  "coalesce (f1.currency, f4.currency, f5.currency, f6.currency, f7.currency, f8.currency, f9.currency), "     \
  "coalesce (f1.amount, f4.amount, f5.amount, f6.amount, f7.amount, f8.amount, f9.amount)"

#define FACT_JOINS(row)                                                                              \
  " LEFT JOIN fact_kind AS k ON k.id = " row ".fact_kind "                                           \
  "LEFT JOIN sale AS f1 ON k.table_name = 'sale' AND f1.id = " row ".fact "                          \
  "LEFT JOIN unit_report AS f4 ON k.table_name = 'unit_report' AND f4.id = " row ".fact "            \
  "LEFT JOIN opportunity AS f5 ON k.table_name = 'opportunity' AND f5.id = " row ".fact "            \
  "LEFT JOIN registration AS f6 ON k.table_name = 'registration' AND f6.id = " row ".fact "          \
  "LEFT JOIN certification AS f7 ON k.table_name = 'certification' AND f7.id = " row ".fact "        \
  "LEFT JOIN target AS f8 ON k.table_name = 'target' AND f8.id = " row ".fact "                      \
  "LEFT JOIN event AS f9 ON k.table_name = 'event' AND f9.id = " row ".fact "                        \
  "LEFT JOIN customer AS c ON c.id = coalesce (f1.customer, f4.customer, f5.customer, f6.customer, " \
  "f7.customer, f8.customer, f9.customer) "                                                          \
  "LEFT JOIN product AS p ON p.id = coalesce (f1.product, f4.product, f5.product, f6.product, "      \
  "f7.product, f8.product, f9.product) "

#define LINE_FIGURES "l.id, q.version, q.key, l.number, l.measure, l.amount"

#define LINES_OF_STATEMENT \
  "WHERE l.id BETWEEN :statement * 16777216 AND :statement * 16777216 + 16777215 ORDER BY l.id"

static TwQuery *
query_of (TwWorkspace  *workspace,
          const char   *sql,
          gint64        statement,
          GError      **error)
{
  TwQuery *query = tw_query_new (workspace, sql, error);

  if (query != NULL)
    tw_query_bind_int (query, "statement", statement);

  return query;
}

TwQuery *
tw_statement_query_header (TwWorkspace  *workspace,
                           gint64        statement,
                           GError      **error)
{
  return query_of (workspace,
                   "SELECT s.run, s.partner, p.external_id, p.name, s.program, g.name, s.version, s.period, "
                   "r.period_start, r.period_end, s.currency, u.digits, s.revision, s.state, r.calculated_by, "
                   "r.calculated_at, s.approved_by, s.approved_at, s.self_approved, "
                   "(SELECT hash FROM history WHERE kind = 'run' AND reference = s.run), s.tier, "
                   "s.nothing_reason, s.detail, s.earned, s.charged, s.adjusted, s.brought_forward, s.deferred, "
                   "s.released, s.payable, s.carried, s.forgiven, p.currency, s.converted, s.converted_currency, "
                   "(SELECT digits FROM currency WHERE code = s.converted_currency) FROM statement AS s "
                   "JOIN run AS r ON r.id = s.run JOIN partner AS p ON p.id = s.partner "
                   "JOIN program AS g ON g.id = s.program JOIN currency AS u ON u.code = s.currency "
                   "WHERE s.id = :statement",
                   statement, error);
}

TwQuery *
tw_statement_query_lines (TwWorkspace  *workspace,
                          gint64        statement,
                          GError      **error)
{
  return query_of (workspace,
                   "SELECT " LINE_FIGURES ", l.kind, l.state, " FACT_COLUMNS ", l.share, l.band, l.payable_on "
                   "FROM line AS l LEFT JOIN program_rule AS q ON q.id = l.rule" FACT_JOINS ("l") LINES_OF_STATEMENT,
                   statement, error);
}

TwQuery *
tw_statement_query_line_figures (TwWorkspace  *workspace,
                                 gint64        statement,
                                 GError      **error)
{
  return query_of (workspace,
                   "SELECT " LINE_FIGURES " FROM line AS l LEFT JOIN program_rule AS q ON q.id = l.rule "
                   LINES_OF_STATEMENT,
                   statement, error);
}

TwQuery *
tw_statement_query_steps (TwWorkspace  *workspace,
                          gint64        statement,
                          GError      **error)
{
  return query_of (workspace,
                   "SELECT q.version, q.key, w.window_start, w.window_end, w.steps FROM window_step AS w "
                   "LEFT JOIN program_rule AS q ON q.id = w.rule WHERE w.statement = :statement ORDER BY w.id",
                   statement, error);
}

TwQuery *
tw_statement_query_exclusions (TwWorkspace  *workspace,
                               gint64        statement,
                               GError      **error)
{
  return query_of (workspace,
                   "SELECT " FACT_COLUMNS ", q.version, q.key, n.name, x.detail FROM statement AS s "
                   "JOIN exclusion AS x ON x.run = s.run AND x.statement = s.id "
                   "JOIN reason AS n ON n.id = x.reason LEFT JOIN program_rule AS q ON q.id = x.rule" FACT_JOINS ("x")
                   "WHERE s.id = :statement ORDER BY 3, 2, 1",
                   statement, error);
}

TwQuery *
tw_statement_query_reasons (TwWorkspace  *workspace,
                            gint64        statement,
                            GError      **error)
{
  return query_of (workspace,
                   "SELECT n.name FROM statement AS s JOIN exclusion AS x ON x.run = s.run AND x.statement = s.id "
                   "JOIN reason AS n ON n.id = x.reason WHERE s.id = :statement",
                   statement, error);
}

TwQuery *
tw_statement_query_exclusion (TwWorkspace  *workspace,
                              gint64        exclusion,
                              GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT " FACT_COLUMNS ", q.version, q.key, n.name, x.detail FROM exclusion AS x "
                                 "JOIN reason AS n ON n.id = x.reason "
                                 "LEFT JOIN program_rule AS q ON q.id = x.rule" FACT_JOINS ("x")
                                 "WHERE x.id = :exclusion",
                                 error);

  if (query != NULL)
    tw_query_bind_int (query, "exclusion", exclusion);

  return query;
}

TwQuery *
tw_statement_query_adjustments (TwWorkspace  *workspace,
                                gint64        statement,
                                GError      **error)
{
  return query_of (workspace,
                   "SELECT a.id, a.reason, a.reference, a.line, a.amount, a.made_by, a.made_at FROM statement AS s "
                   "JOIN adjustment AS a ON a.partner = s.partner AND a.program = s.program AND a.period = s.period "
                   "WHERE s.id = :statement ORDER BY a.made_at, a.id",
                   statement, error);
}

TwQuery *
tw_statement_query_reviews (TwWorkspace  *workspace,
                            gint64        statement,
                            GError      **error)
{
  return query_of (workspace,
                   "SELECT v.reviewed, v.result, v.evidence FROM statement AS s "
                   "JOIN tier_review AS v ON v.run = s.run AND v.partner = s.partner AND v.program = s.program "
                   "WHERE s.id = :statement ORDER BY v.reviewed, v.id",
                   statement, error);
}

/* Partner and dates are bound, not joined: only then are they pushed down into each table behind the view. What
 * earned and what was left out are each gathered once and looked up per fact. */
TwQuery *
tw_statement_query_controls (TwWorkspace  *workspace,
                             gint64        statement,
                             gint64        partner,
                             TwSpan        span,
                             GError      **error)
{
  TwQuery *query
      = query_of (workspace,
                  "SELECT f.currency, u.digits, count (*), sum (f.amount), "
                  "sum (CASE WHEN (f.kind, f.id) IN (SELECT fact_kind, fact FROM line WHERE id BETWEEN :statement * 16777216 "
                  "AND :statement * 16777216 + 16777215 AND fact IS NOT NULL) THEN f.amount ELSE 0 END), "
                  "sum (CASE WHEN (f.kind, f.id) IN (SELECT x.fact_kind, x.fact FROM statement AS s "
                  "JOIN exclusion AS x ON x.run = s.run AND x.statement = s.id WHERE s.id = :statement) "
                  "THEN f.amount ELSE 0 END) "
                  "FROM (SELECT kind, id, amount, currency FROM report_facts WHERE partner = :partner "
                  "AND date BETWEEN :first AND :last AND amount IS NOT NULL) AS f "
                  "LEFT JOIN currency AS u ON u.code = f.currency GROUP BY f.currency ORDER BY f.currency",
                  statement, error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "partner", partner);
      tw_query_bind_date (query, "first", span.start);
      tw_query_bind_date (query, "last", span.end - 1);
    }

  return query;
}

TwQuery *
tw_statement_query_year (TwWorkspace  *workspace,
                         gint64        statement,
                         TwDate        year_start,
                         GError      **error)
{
  TwQuery *query = query_of (workspace,
                             "SELECT sum (y.earned - y.charged) FROM statement AS s JOIN run AS r ON r.id = s.run "
                             "JOIN statement AS y ON y.partner = s.partner AND y.program = s.program "
                             "JOIN run AS v ON v.id = y.run WHERE s.id = :statement AND (y.state <> 'replaced' OR y.id = s.id) "
                             "AND v.period_start >= :start AND v.period_end <= r.period_end",
                             statement, error);

  if (query != NULL)
    tw_query_bind_date (query, "start", year_start);

  return query;
}

TwQuery *
tw_statement_query_ids (TwWorkspace  *workspace,
                        const char   *period,
                        const char   *partner,
                        GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT s.id FROM statement AS s JOIN partner AS p ON p.id = s.partner "
                                 "JOIN program AS g ON g.id = s.program WHERE s.period = :period "
                                 "AND s.state <> 'replaced' AND (:partner IS NULL OR p.external_id = :partner "
                                 "OR p.name = :partner) ORDER BY g.name, p.external_id",
                                 error);

  if (query != NULL)
    {
      tw_query_bind_text (query, "period", period);
      tw_query_bind_text (query, "partner", partner);
    }

  return query;
}

TwQuery *
tw_statement_query_line_id (TwWorkspace  *workspace,
                            const char   *period,
                            const char   *middle,
                            const char   *rule,
                            gint64        number,
                            GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT l.id FROM statement AS s CROSS JOIN partner AS p ON p.id = s.partner "
                                 "CROSS JOIN program AS g ON g.id = s.program "
                                 "CROSS JOIN line AS l ON l.id BETWEEN s.id * 16777216 AND s.id * 16777216 + 16777215 "
                                 "LEFT JOIN program_rule AS q ON q.id = l.rule WHERE s.period = :period "
                                 "AND s.state <> 'replaced' AND g.name || '/' || p.external_id = :middle "
                                 "AND l.number = :number AND coalesce (q.key, 'program') = :rule",
                                 error);

  if (query != NULL)
    {
      tw_query_bind_text (query, "period", period);
      tw_query_bind_text (query, "middle", middle);
      tw_query_bind_text (query, "rule", rule);
      tw_query_bind_int (query, "number", number);
    }

  return query;
}

TwQuery *
tw_statement_query_line (TwWorkspace  *workspace,
                         gint64        line,
                         GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT q.version, q.key, l.number, l.kind, l.fact_kind, l.fact, l.amount, "
                                 "w.window_start, w.window_end, w.steps FROM line AS l "
                                 "LEFT JOIN program_rule AS q ON q.id = l.rule "
                                 "LEFT JOIN window_step AS w ON w.id = l.window_step WHERE l.id = :line",
                                 error);

  if (query != NULL)
    tw_query_bind_int (query, "line", line);

  return query;
}
