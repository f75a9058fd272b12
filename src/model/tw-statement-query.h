/* tw-statement-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-query.h"

G_BEGIN_DECLS

/* The parts of a stored statement as bound queries, to be stepped through. Columns stand in the order of the
 * enumeration beside each. All (transfer full), %NULL with a store error. */

enum
{
  TW_HEADER_RUN,
  TW_HEADER_PARTNER,
  TW_HEADER_PARTNER_ID,
  TW_HEADER_PARTNER_NAME,
  TW_HEADER_PROGRAM,
  TW_HEADER_PROGRAM_NAME,
  TW_HEADER_VERSION,
  TW_HEADER_PERIOD,
  TW_HEADER_START,
  TW_HEADER_END,          /* last day */
  TW_HEADER_CURRENCY,
  TW_HEADER_DIGITS,
  TW_HEADER_REVISION,
  TW_HEADER_STATE,
  TW_HEADER_CALCULATED_BY,
  TW_HEADER_CALCULATED_AT,
  TW_HEADER_APPROVED_BY,
  TW_HEADER_APPROVED_AT,
  TW_HEADER_SELF_APPROVED,
  TW_HEADER_HASH,
  TW_HEADER_TIER,
  TW_HEADER_NOTHING_REASON,
  TW_HEADER_DETAIL,
  TW_HEADER_EARNED,
  TW_HEADER_CHARGED,
  TW_HEADER_ADJUSTED,
  TW_HEADER_BROUGHT_FORWARD,
  TW_HEADER_DEFERRED,
  TW_HEADER_RELEASED,
  TW_HEADER_PAYABLE,
  TW_HEADER_CARRIED,
  TW_HEADER_FORGIVEN,
  TW_HEADER_PARTNER_CURRENCY,
  TW_HEADER_CONVERTED,
  TW_HEADER_CONVERTED_CURRENCY,
  TW_HEADER_CONVERTED_DIGITS,
};
TwQuery *tw_statement_query_header      (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);

enum
{
  TW_LINE_ROW_ID,
  TW_LINE_ROW_VERSION,     /* program_version */
  TW_LINE_ROW_RULE,        /* key; NULL: the program's own */
  TW_LINE_ROW_NUMBER,
  TW_LINE_ROW_MEASURE,
  TW_LINE_ROW_AMOUNT,
  TW_LINE_ROW_KIND,        /* from here on not among the figures */
  TW_LINE_ROW_STATE,
  TW_LINE_ROW_FACT_KIND,   /* name */
  TW_LINE_ROW_FACT_ID,
  TW_LINE_ROW_DATE,
  TW_LINE_ROW_DOCUMENT,
  TW_LINE_ROW_CUSTOMER,
  TW_LINE_ROW_PRODUCT,
  TW_LINE_ROW_FACT_CURRENCY,
  TW_LINE_ROW_FACT_AMOUNT,
  TW_LINE_ROW_SHARE,
  TW_LINE_ROW_BAND,
  TW_LINE_ROW_PAYABLE_ON,
};
TwQuery *tw_statement_query_lines       (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);
/* The same rows with their first columns alone, up to the amount: no fact is looked up. */
TwQuery *tw_statement_query_line_figures (TwWorkspace  *workspace,
                                          gint64        statement,
                                          GError      **error);

enum
{
  TW_STEP_ROW_VERSION,
  TW_STEP_ROW_RULE,
  TW_STEP_ROW_START,
  TW_STEP_ROW_END,
  TW_STEP_ROW_STEPS,
};
TwQuery *tw_statement_query_steps       (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);

enum
{
  TW_EXCLUSION_ROW_FACT_KIND,
  TW_EXCLUSION_ROW_FACT_ID,
  TW_EXCLUSION_ROW_DATE,
  TW_EXCLUSION_ROW_DOCUMENT,
  TW_EXCLUSION_ROW_CUSTOMER,
  TW_EXCLUSION_ROW_PRODUCT,
  TW_EXCLUSION_ROW_CURRENCY,
  TW_EXCLUSION_ROW_AMOUNT,
  TW_EXCLUSION_ROW_VERSION,
  TW_EXCLUSION_ROW_RULE,
  TW_EXCLUSION_ROW_REASON,
  TW_EXCLUSION_ROW_DETAIL,
};
TwQuery *tw_statement_query_exclusions  (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);
/* the reason of each exclusion of the statement, in no order */
TwQuery *tw_statement_query_reasons     (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);

/* The same columns for one excluded fact, by the row of its exclusion; also where no statement stands behind it. */
TwQuery *tw_statement_query_exclusion   (TwWorkspace  *workspace,
                                         gint64        exclusion,
                                         GError      **error);

/* id, reason, reference, line, amount, made_by, made_at */
TwQuery *tw_statement_query_adjustments (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);
/* reviewed, result, evidence: the reviews of the statement's partner and program in its run */
TwQuery *tw_statement_query_reviews     (TwWorkspace  *workspace,
                                         gint64        statement,
                                         GError      **error);
/* currency, digits, facts, amount, amount earned, amount excluded: of the partner's facts of the period, taken from
 * the facts themselves and not from what the run counted */
TwQuery *tw_statement_query_controls    (TwWorkspace  *workspace,
                                         gint64        statement,
                                         gint64        partner,
                                         TwSpan        span,
                                         GError      **error);
/* one row: earned less charged of the fiscal year from :start up to the statement's period */
TwQuery *tw_statement_query_year        (TwWorkspace  *workspace,
                                         gint64        statement,
                                         TwDate        year_start,
                                         GError      **error);
/* one row: id of the line with this number of this rule (`program`: the program's own), of the statement of a period
 * whose program and partner are named by @middle, “PROGRAM/PARTNER” */
TwQuery *tw_statement_query_line_id     (TwWorkspace  *workspace,
                                         const char   *period,
                                         const char   *middle,
                                         const char   *rule,
                                         gint64        number,
                                         GError      **error);
/* one row: version, rule key, number, kind, fact kind, fact, amount, start and last day of the window, its steps */
TwQuery *tw_statement_query_line        (TwWorkspace  *workspace,
                                         gint64        line,
                                         GError      **error);
/* ids of the statements of a period that stand, by program and partner id; @partner (nullable): external id or name */
TwQuery *tw_statement_query_ids         (TwWorkspace  *workspace,
                                         const char   *period,
                                         const char   *partner,
                                         GError      **error);

G_END_DECLS
