/* tw-check-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-credit-share.h"
#include "tw-dataset-load.h"
#include "tw-design-check-private.h"
#include "tw-int128.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Attribution, credit, and what partners' customers are worth. */

/* CHK-15 ------------------------------------------------------------------------------------------------ */

typedef struct
{
  guint renewed;
  guint churned;
  guint new_customers;
  gint64 margin;     /* of a year, minor units of the workspace's currency */
  guint customers;
} Cohort;

static void
count_subscriptions (TwCheckRun *run,
                     Cohort     *cohorts)
{
  const TwCheckTable *table = tw_run_table (run, "subscription");
  TwDate from = tw_date_add_months (run->today, -12) + 1;

  for (gsize i = 0; i < table->n; i++)
    {
      gint64 partner = tw_cells_int (table, i, "partner");
      gpointer index = g_hash_table_lookup (run->facts->partner_index, &partner);
      TwDate date = tw_cells_date (table, i, "observed");

      if (index == NULL || date < from || date > run->today)
        continue;
      cohorts[GPOINTER_TO_SIZE (index) - 1].renewed += tw_cells_is (table, i, "status", "renewed");
      cohorts[GPOINTER_TO_SIZE (index) - 1].churned += tw_cells_is (table, i, "status", "churned");
    }
}

/* Margin of the last year, the customers it came from, and those among them that first bought in it. */
static void
count_customers (TwCheckRun *run,
                 Cohort     *cohorts)
{
  const TwMetricFacts *facts = run->facts;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  TwDate from = tw_date_add_months (run->today, -12) + 1;
  gint64 rate = facts->settings.margin_rate >= 0 ? facts->settings.margin_rate : run->settings[TW_CHECK_MARGIN_RATE];

  for (gsize i = 0; i < facts->sales.n; i++)
    {
      Cohort *cohort = &cohorts[facts->sales.partner[i]];
      gint32 customer = facts->sales.customer[i];
      gint64 key = ((gint64) facts->sales.partner[i] << 32) | (guint32) customer;

      if (facts->sales.date[i] < from || facts->sales.date[i] > run->today ||
          !tw_amount_is_known (facts->sales.amount[i]) || !tw_run_is_member_at (run, facts->sales.partner[i]))
        continue;
      cohort->margin += tw_amount_is_known (facts->sales.margin[i])
                          ? facts->sales.margin[i] : (gint64) ((TwInt128) facts->sales.amount[i] * rate / 1000000);
      if (customer < 0 || g_hash_table_contains (seen, &key))
        continue;
      g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
      cohort->customers++;
      cohort->new_customers += facts->customer_first[customer] >= from && facts->customer_first[customer] <= run->today;
    }
}

/* Payout of the last periods in the workspace's currency is near enough to rank by in the program's. */
static gint64
payout_of (TwCheckRun          *run,
           const TwCheckReplay *replay,
           gint64               partner,
           guint               *rank)
{
  gint64 sum = 0;
  gint64 own = 0;

  *rank = 0;
  for (int pass = 0; pass < 2; pass++)
    for (gsize p = 0; p < replay->n_partners; p++)
      {
        gboolean is_own = tw_dataset_entity_id (run->dataset, TW_RELATION_PARTNER, (gint64) p) == partner;

        if (pass == 0 && !is_own)
          continue;
        sum = 0;
        for (guint r = 0; r < replay->n_rules; r++)
          sum += run->program->rules[r].charge ? 0 : tw_check_replay_cell (replay, p, r)->amount;
        if (is_own)
          own = sum;
        else
          *rank += sum > own;
      }

  return own;
}

static void
ask_one_cohort (TwCheckRun          *run,
                const TwCheckReplay *replay,
                gsize                p,
                const Cohort        *cohort,
                gint64               invested,
                GPtrArray           *rows)
{
  guint ended = cohort->renewed + cohort->churned;
  g_autofree char *value = NULL;
  TwInt128 life_value;
  TwInt128 cost;
  gint64 payout;
  guint rank;

  if (ended == 0 || cohort->churned == 0 || cohort->new_customers == 0 || cohort->customers == 0)
    return;
  payout = payout_of (run, replay, run->facts->partners.id[p], &rank);
  if (rank * 3 >= replay->n_meant || payout <= 0)
    return;
  /* A customer's yearly margin for as long as it stays, which is one over the share that leaves. */
  life_value = (TwInt128) cohort->margin * ended / ((TwInt128) cohort->customers * cohort->churned);
  cost = ((TwInt128) payout + invested) / cohort->new_customers;
  if (life_value >= cost)
    return;
  value = g_strdup_printf (_("%d of 100 customers' cost comes back, %u of %u left"), (int) (life_value * 100 / cost),
                           cohort->churned, ended);
  tw_check_rows_add (rows, "partner", run->facts->partners.id[p], run->facts->partners.name[p], value);
}

void
tw_ask_cohort (TwCheckRun *run)
{
  const TwCheckReplay *replay;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  g_autofree Cohort *cohorts = NULL;
  g_autofree gint64 *invested = NULL;

  if (!tw_run_recorded (run, tw_run_table (run, "subscription")) || tw_run_facts (run) == NULL)
    return;
  replay = tw_run_replay (run);
  if (replay == NULL)
    return;
  cohorts = g_new0 (Cohort, run->facts->partners.n + 1);
  invested = tw_run_investments (run, tw_date_add_months (run->today, -12) + 1, run->today + 1);
  count_subscriptions (run, cohorts);
  count_customers (run, cohorts);
  for (gsize p = 0; p < run->facts->partners.n; p++)
    if (tw_run_is_member_at (run, p))
      ask_one_cohort (run, replay, p, &cohorts[p], invested[p], rows);
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u reseller is among the best paid, and its customers don't earn back their cost.",
                                  "%u resellers are among the best paid, and their customers don't earn back their cost.",
                                  rows->len),
                     rows->len);
}

/* CHK-19 ------------------------------------------------------------------------------------------------ */

/* Whether a later figure of the same line of the partner is recorded. */
static gboolean
is_outdated (const TwCheckTable *table,
             gsize               row)
{
  for (gsize i = 0; i < table->n; i++)
    if (tw_cells_int (table, i, "partner") == tw_cells_int (table, row, "partner") &&
        tw_cells_int (table, i, "ours") == tw_cells_int (table, row, "ours") &&
        tw_cells_int (table, i, "line") == tw_cells_int (table, row, "line") &&
        tw_cells_date (table, i, "date") > tw_cells_date (table, row, "date"))
      return TRUE;

  return FALSE;
}

/* The best of the latest returns per day of selling, of our lines or of rivals', in the program's currency; FALSE where
 * none is recorded. */
static gboolean
best_return (TwCheckRun         *run,
             const TwCheckTable *table,
             gint64              partner,
             gboolean            ours,
             gint64             *amount,
             gint64             *days)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < table->n; i++)
    {
      gint64 worked = tw_cells_int (table, i, "selling_days");
      gint64 sum;

      if (tw_cells_int (table, i, "partner") != partner || (tw_cells_int (table, i, "ours") == 1) != ours ||
          is_outdated (table, i) || !tw_run_convert (run, table, i, tw_cells_date (table, i, "date"), &sum))
        continue;
      if (!any || (TwInt128) sum * *days > (TwInt128) *amount * worked)
        {
          *amount = sum;
          *days = worked;
        }
      any = TRUE;
    }

  return any;
}

void
tw_ask_rival (TwCheckRun *run)
{
  const TwCheckTable *table = tw_run_table (run, "partner_economics");
  g_autoptr (GArray) members = NULL;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  guint n = 0;

  if (!tw_run_recorded (run, table))
    return;
  members = tw_run_members (run);
  for (guint i = 0; i < members->len; i++)
    {
      gint64 partner = g_array_index (members, gint64, i);
      gint64 ours[2] = { 0, 1 };
      gint64 theirs[2] = { 0, 1 };
      TwInt128 left;
      TwInt128 right;
      g_autofree char *value = NULL;

      if (!best_return (run, table, partner, TRUE, &ours[0], &ours[1]) ||
          !best_return (run, table, partner, FALSE, &theirs[0], &theirs[1]))
        continue;
      n++;
      left = (TwInt128) ours[0] * theirs[1];
      right = (TwInt128) theirs[0] * ours[1];
      if (left >= right || right <= 0)
        continue;
      value = g_strdup_printf ("%d%%", (int) (left * 100 / right));
      tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), value);
    }
  if (n == 0)
    tw_run_not_applicable (run, _("Not applicable: no returns with your line and with a rival's recorded."));
  else if ((gint64) rows->len * 1000000 >= run->settings[TW_CHECK_RIVAL_RATE] * n)
    tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                       g_dngettext (GETTEXT_PACKAGE, "%u of %u reseller earns more per day with a rival.",
                                    "%u of %u resellers earn more per day with a rival.", n),
                       rows->len, n);
}

/* CHK-20 ------------------------------------------------------------------------------------------------ */

static gboolean
has_policy (TwCheckRun *run)
{
  if (json_object_has_member (run->object, "attribution"))
    return TRUE;
  for (guint i = 0; i < run->program->n_rules; i++)
    if (run->program->rules[i].split != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_invested (TwCheckRun *run)
{
  for (guint i = 0; run->facts != NULL && i < run->facts->investments->len; i++)
    {
      const TwInvestment *investment = &g_array_index (run->facts->investments, TwInvestment, i);

      if (investment->partner >= 0 ? tw_run_is_member_at (run, (gsize) investment->partner)
                                   : investment->program < 0 ||
                                       g_array_index (run->facts->program_ids, gint64, investment->program) == run->program_id)
        return TRUE;
    }

  return FALSE;
}

/* Won amounts of deals that name a partner of the program, and how much of them has a role recorded. */
static void
ask_attributed (TwCheckRun *run)
{
  const TwCheckTable *deals = tw_run_table (run, "opportunity");
  const TwOpportunityColumns *columns = &run->facts->opportunities;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  gint64 all = 0;
  gint64 attributed = 0;

  for (gsize i = 0; i < columns->n; i++)
    {
      gsize row;

      if (columns->status[i] != TW_OPPORTUNITY_WON || !tw_amount_is_known (columns->won[i]) ||
          !tw_cells_find (deals, columns->id[i], &row) || !tw_cells_has (deals, row, "partner") ||
          !tw_run_is_member (run, tw_cells_int (deals, row, "partner")))
        continue;
      all += columns->won[i];
      if (tw_check_has_credit (run, columns->id[i]))
        attributed += columns->won[i];
      else
        tw_check_rows_add (rows, "opportunity", columns->id[i], tw_cells_text (deals, row, "name"), NULL);
    }
  if ((TwInt128) attributed * 1000000 < (TwInt128) all * run->settings[TW_CHECK_ATTRIBUTED_RATE])
    tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, NULL,
                       _("Only %d%% of the won revenue says which partner brought it."), (int) ((TwInt128) attributed * 100 / all));
}

void
tw_ask_attribution (TwCheckRun *run)
{
  if ((run->input->depth & TW_CHECK_ROWS) == 0 || tw_run_facts (run) == NULL)
    return;
  if (!is_invested (run))
    {
      tw_run_not_applicable (run, _("Not applicable: no investments recorded."));
      return;
    }
  if (!has_policy (run))
    tw_run_found (run, TW_SEVERITY_ERROR, "/attribution", "%s",
                  _("Money is invested in this program, and it doesn't say how credit is shared."));
  ask_attributed (run);
}

/* CHK-21 */
void
tw_ask_baseline (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);
  TwCalendarUnit unit = run->program->payment.has_per ? run->program->payment.per : TW_CALENDAR_QUARTER;
  TwDate until;
  TwSpan span;
  guint n = 0;
  TwCheckResult *result;

  if (facts == NULL)
    return;
  if (!is_invested (run))
    {
      tw_run_not_applicable (run, _("Not applicable: no investments recorded."));
      return;
    }
  /* Whole periods of facts that are at least a year old: what a return of today is held against. */
  until = tw_date_add_months (run->today, -12) + 1;
  while (n < 2 && facts->sales_start != TW_DATE_MAX && tw_calendar_unit_at (run->program->calendar, unit, until - 1, &span))
    {
      until = span.start;
      if (span.end > tw_date_add_months (run->today, -12) + 1)
        continue;
      if (span.start < facts->sales_start)
        break;
      n++;
    }
  if (n >= 2)
    return;
  result = tw_run_found (run, TW_SEVERITY_WARNING, NULL,
                         g_dngettext (GETTEXT_PACKAGE, "Return is told from a baseline of %u period a year ago.",
                                      "Return is told from a baseline of %u periods a year ago.", n), n);
  if (facts->sales_start != TW_DATE_MAX)
    {
      g_autofree char *day = tw_date_format (facts->sales_start);

      tw_check_evidence (result, NULL, 0, _("First day of sales"), day);
    }
}

/* CHK-22 ------------------------------------------------------------------------------------------------ */

typedef struct
{
  gboolean   twice;      /* one partner in two roles */
  gboolean   member;
  GArray    *partners;   /* gint64 */
  GPtrArray *shares;     /* char*, as written; may be NULL */
} Credits;

static void
credits_free (gpointer data)
{
  Credits *credits = data;

  g_array_unref (credits->partners);
  g_ptr_array_unref (credits->shares);
  g_free (credits);
}

/* Credits of opportunities by fact. */
static GHashTable *
gather_credits (TwCheckRun         *run,
                const TwCheckTable *table)
{
  GHashTable *by_fact = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, credits_free);

  for (gsize i = 0; i < table->n; i++)
    {
      gint64 fact = tw_cells_int (table, i, "fact");
      gint64 partner = tw_cells_int (table, i, "partner");
      Credits *credits = g_hash_table_lookup (by_fact, &fact);

      if (tw_cells_int (table, i, "fact_kind") != 5)
        continue;
      if (credits == NULL)
        {
          credits = g_new0 (Credits, 1);
          credits->partners = g_array_new (FALSE, FALSE, sizeof (gint64));
          credits->shares = g_ptr_array_new ();
          g_hash_table_insert (by_fact, g_memdup2 (&fact, sizeof fact), credits);
        }
      for (guint k = 0; k < credits->partners->len; k++)
        credits->twice |= g_array_index (credits->partners, gint64, k) == partner;
      g_array_append_val (credits->partners, partner);
      credits->member |= tw_run_is_member (run, partner);
      g_ptr_array_add (credits->shares, (char *) tw_cells_text (table, i, "share"));
    }

  return by_fact;
}

gboolean
tw_check_has_credit (TwCheckRun *run,
                     gint64      opportunity)
{
  if (run->credits == NULL)
    run->credits = gather_credits (run, tw_run_table (run, "credit"));

  return g_hash_table_contains (run->credits, &opportunity);
}

/* What the shares add up to, in millionths; 0 where the rule's split decides. */
static gint64
total_share (const Credits *credits)
{
  g_autofree gint64 *shares = g_new0 (gint64, credits->shares->len);
  g_autofree gint64 *parts = g_new0 (gint64, credits->shares->len);
  TwFraction sum = TW_FRACTION_ZERO;
  gint64 millionths = 0;

  if (!tw_credit_shares ((const char *const *) credits->shares->pdata, credits->shares->len, shares, parts, NULL))
    return 0;
  for (guint i = 0; i < credits->shares->len; i++)
    {
      TwFraction share;

      if (shares[i] != TW_NULL && tw_fraction_new (shares[i], parts[i] != TW_NULL ? parts[i] : 1000000, &share))
        tw_fraction_add (sum, share, &sum);
    }

  return tw_fraction_mul (sum, tw_fraction_from_int (1000000), &sum) &&
         tw_fraction_round_int (sum, TW_ROUNDING_HALF_UP, &millionths) ? millionths : 0;
}

void
tw_ask_credit (TwCheckRun *run)
{
  const TwCheckTable *table = tw_run_table (run, "credit");
  const TwCheckTable *deals = tw_run_table (run, "opportunity");
  g_autoptr (GPtrArray) over = tw_check_rows_new ();
  g_autoptr (GPtrArray) twice = tw_check_rows_new ();

  if (!tw_run_recorded (run, table))
    return;
  tw_check_has_credit (run, 0);
  for (gsize i = 0; i < deals->n; i++)
    {
      gint64 id = tw_cells_id (deals, i);
      const Credits *credits = g_hash_table_lookup (run->credits, &id);
      g_autofree char *value = NULL;
      gint64 share;

      if (credits == NULL || !credits->member)
        continue;
      share = total_share (credits);
      value = g_strdup_printf ("%d%%", (int) (share / 10000));
      if (share > run->settings[TW_CHECK_CREDIT_RATE])
        tw_check_rows_add (over, "opportunity", id, tw_cells_text (deals, i, "name"), value);
      if (credits->twice)
        tw_check_rows_add (twice, "opportunity", id, tw_cells_text (deals, i, "name"), NULL);
    }
  tw_run_found_rows (run, over, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "Credits of %u opportunity add up to more than the policy allows.",
                                  "Credits of %u opportunities add up to more than the policy allows.", over->len),
                     over->len);
  tw_run_found_rows (run, twice, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "One partner is credited twice in %u opportunity.",
                                  "One partner is credited twice in %u opportunities.", twice->len),
                     twice->len);
}
