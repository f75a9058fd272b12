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

static int
find_payout (const TwMetricFacts *facts,
             gint64               id)
{
  guint low = 0;
  guint high = facts->payouts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (facts->payouts, TwPayout, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < facts->payouts->len && g_array_index (facts->payouts, TwPayout, low).id == id ? (int) low : -1;
}

typedef struct
{
  TwFactsLoader        loader;   /* of rates alone */
  const TwMetricFacts *facts;
  GArray              *payouts;  /* TwRulePayout */
} RuleLoader;

/* Columns: statement, rule in words, sum of its lines, currency. */
static void
read_rule_payout (TwFactsLoader *loader,
                  TwQuery       *query)
{
  RuleLoader *self = (RuleLoader *) (void *) loader;
  int statement = find_payout (self->facts, tw_query_int (query, 0));
  TwRulePayout payout;

  if (statement < 0)
    return;
  payout.statement = (guint32) statement;
  payout.rule = tw_facts_intern (loader->facts, tw_query_text (query, 1));
  payout.amount = tw_facts_convert (loader, tw_query_int (query, 2), tw_query_text (query, 3),
                                    g_array_index (self->facts->payouts, TwPayout, (guint) statement).period_end);
  g_array_append_val (self->payouts, payout);
}

/* The facts are shared and stay as they are, so that names and rates go into @own. */
GArray *
tw_facts_read_rules (const TwMetricFacts  *facts,
                     TwMetricFacts        *own,
                     TwWorkspace          *workspace,
                     GError              **error)
{
  g_autoptr (TwDataset) rates = tw_dataset_new ();
  g_autoptr (GArray) payouts = g_array_new (FALSE, FALSE, sizeof (TwRulePayout));
  RuleLoader self = { { own, workspace, rates, NULL }, facts, payouts };

  if (!tw_facts_read_rates (&self.loader, error)
      || !tw_facts_each (&self.loader,
                         "SELECT s.id, g.name || ': ' || coalesce (q.key, 'program'), sum (l.amount), s.currency "
                         "FROM statement AS s JOIN program AS g ON g.id = s.program "
                         "JOIN line AS l ON l.id >= s.id * 16777216 AND l.id < (s.id + 1) * 16777216 "
                         "LEFT JOIN program_rule AS q ON q.id = l.rule WHERE s.state <> 'replaced' "
                         "AND coalesce (json_extract (q.body, '$.direction'), 'pay') = 'pay' GROUP BY s.id, l.rule "
                         "ORDER BY s.id, q.position", read_rule_payout, error))
    return NULL;
  return g_steal_pointer (&payouts);
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
