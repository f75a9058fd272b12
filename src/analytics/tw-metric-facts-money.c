/* tw-metric-facts-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What partners did beside selling, what was invested, and what statements paid and charged. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-facts-private.h"

/* Columns: partner, date, kind as a #TwActivityKind. */
static void
read_activity (TwFactsLoader *loader,
               TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  gint64 partner = tw_facts_partner (facts, tw_query_int (query, 0));
  TwActivity activity = { (guint32) partner, tw_query_date (query, 1), (guint) tw_query_int (query, 2) };

  if (partner < 0 || activity.date == TW_DATE_NONE)
    return;
  g_array_append_val (facts->activities, activity);
  tw_facts_add_day (facts, activity.date);
}

gboolean
tw_facts_read_activities (TwFactsLoader  *loader,
                          GError        **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT partner, submitted, %d FROM registration UNION ALL SELECT partner, reported, %d FROM unit_report UNION ALL "
    "SELECT partner, date, CASE kind WHEN 'claim' THEN %d ELSE %d END FROM event "
    "WHERE kind = 'claim' OR kind = 'activity'",
    TW_ACTIVITY_REGISTRATION, TW_ACTIVITY_UNIT_REPORT, TW_ACTIVITY_CLAIM, TW_ACTIVITY_EVENT);

  return tw_facts_each (loader, sql, read_activity, error);
}

gint32
tw_facts_program (const TwMetricFacts *facts,
                  gint64               id)
{
  for (guint i = 0; i < facts->program_ids->len; i++)
    if (g_array_index (facts->program_ids, gint64, i) == id)
      return (gint32) i;
  return -1;
}

static void
read_investment (TwFactsLoader *loader,
                 TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  TwInvestment investment = {
    .id = tw_query_int (query, 0),
    .partner = (gint32) tw_facts_partner (facts, tw_query_int (query, 1)),
    .program = tw_facts_program (facts, tw_query_int (query, 2)),
    .type = tw_facts_intern (facts, tw_query_text (query, 3)),
    .category = tw_facts_intern (facts, tw_query_text (query, 4)),
    .date = tw_query_date (query, 5),
  };

  investment.amount = tw_facts_convert (loader, tw_query_int (query, 6), tw_query_text (query, 7), investment.date);
  g_array_append_val (facts->investments, investment);
  tw_facts_add_day (facts, investment.date);
}

static void
read_payout (TwFactsLoader *loader,
             TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  TwPayout payout = {
    .id = tw_query_int (query, 0),
    .partner = (guint32) tw_facts_partner (facts, tw_query_int (query, 1)),
    .program = tw_facts_program (facts, tw_query_int (query, 2)),
    .period_end = tw_query_date (query, 3),
    .approved = (int) tw_query_int (query, 7),
    .period = tw_facts_intern (facts, tw_query_text (query, 9)),
  };
  const char *currency = tw_query_text (query, 8);

  payout.earned = tw_facts_convert (loader, tw_query_int (query, 4), currency, payout.period_end);
  payout.charged = tw_facts_convert (loader, tw_query_int (query, 5), currency, payout.period_end);
  payout.measure = tw_facts_convert (loader, tw_query_int (query, 6), currency, payout.period_end);
  g_array_append_val (facts->payouts, payout);
}

gboolean
tw_facts_read_money (TwFactsLoader  *loader,
                     GError        **error)
{
  return tw_facts_each (loader, "SELECT id, partner, program, partner_type, category, date, amount, currency "
                                "FROM investment WHERE side = 'vendor' AND state = 'actual' ORDER BY id",
                        read_investment, error)
         && tw_facts_each (loader, "SELECT s.id, s.partner, s.program, r.period_end, s.earned + s.adjusted, s.charged, "
                                   "s.measure, s.state = 'approved', s.currency, s.period FROM statement AS s "
                                   "JOIN run AS r ON r.id = s.run WHERE s.state <> 'replaced' ORDER BY s.id",
                           read_payout, error);
}
