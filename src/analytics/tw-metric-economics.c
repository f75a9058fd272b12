/* tw-metric-economics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What each partner brought and cost in a span, and in the spans it is held against. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-dues.h"

#include <glib/gi18n-lib.h>

#include "tw-allocate.h"
#include "tw-error.h"

/* How long before enrolment revenue tells a run-rate, and how little of it still does. */
#define BEFORE_DAYS     365
#define LEAST_DAYS      90

static gboolean
is_within (TwSpan span,
           TwDate date)
{
  return span.start <= date && date < span.end;
}

static gboolean
add_to (gint64  *sum,
        gint64   amount,
        GError **error)
{
  if (!__builtin_add_overflow (*sum, amount, sum))
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
               _("The revenue of a partner is larger than can be held. Choose a shorter period."));
  return FALSE;
}

/* The days before its first enrolment that sales reach back to. */
static TwSpan
days_before (const TwMetricFacts *facts,
             gsize                partner)
{
  TwDate enrolled = tw_partner_spans_first (&facts->enrolments, partner);
  TwSpan span = { 0, 0 };
  TwDate start;

  if (enrolled == TW_DATE_NONE || enrolled == TW_DATE_MIN)
    return span;
  start = MAX (enrolled - BEFORE_DAYS, facts->sales_start);
  if ((gint64) enrolled - start >= LEAST_DAYS)
    span = (TwSpan){ start, enrolled };

  return span;
}

static gboolean
add_sales (const TwMetricJob  *job,
           TwEconomics        *economics,
           const TwSpan       *before,
           GError            **error)
{
  const TwSaleColumns *sales = &job->facts->sales;

  for (gsize i = 0; i < sales->n; i++)
    {
      guint32 partner = sales->partner[i];
      TwPartnerEconomics *entry = &economics->partners[partner];
      TwDate date = sales->date[i];
      gint64 amount = sales->amount[i];

      if (job->group[partner] < 0)
        continue;
      if (!tw_amount_is_known (amount))
        {
          economics->missing += is_within (economics->span, date) || is_within (economics->prior, date);
          continue;
        }
      if (is_within (economics->span, date))
        {
          entry->sales++;
          if (!add_to (&entry->revenue, amount, error))
            return FALSE;
          if (tw_amount_is_known (sales->margin[i])
              && (!add_to (&entry->margin, sales->margin[i], error)
                  || !add_to (&entry->margin_revenue, amount, error)))
            return FALSE;
        }
      if (is_within (economics->prior, date) && !add_to (&entry->prior, amount, error))
        return FALSE;
      if (is_within (before[partner], date) && !add_to (&entry->before, amount, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether a statement counts, by the settings. */
static gboolean
counts (const TwMetricJob *job,
        const TwPayout    *payout)
{
  switch (job->facts->settings.payouts)
    {
    case TW_PAYOUTS_APPROVED:
      return payout->approved != 0;
    case TW_PAYOUTS_CALCULATED:
      return TRUE;
    case TW_PAYOUTS_NONE:
    default:
      return FALSE;
    }
}

static gboolean
add_statements (const TwMetricJob  *job,
                TwEconomics        *economics,
                const TwSpan       *before,
                GError            **error)
{
  const GArray *payouts = job->facts->payouts;

  for (guint i = 0; i < payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (payouts, TwPayout, i);
      TwPartnerEconomics *entry = &economics->partners[payout->partner];
      gboolean now = is_within (economics->span, payout->period_end);

      if (job->group[payout->partner] < 0)
        continue;
      /* Royalties are received whether or not payouts count as investment. */
      if (tw_amount_is_known (payout->charged) && (payout->approved || job->facts->settings.payouts != TW_PAYOUTS_APPROVED))
        {
          if (now && (!add_to (&entry->revenue, payout->charged, error)
                      || !add_to (&entry->royalty, payout->charged, error)))
            return FALSE;
          if (is_within (economics->prior, payout->period_end) && !add_to (&entry->prior, payout->charged, error))
            return FALSE;
          if (is_within (before[payout->partner], payout->period_end) && !add_to (&entry->before, payout->charged, error))
            return FALSE;
        }
      else if (now && payout->charged == TW_AMOUNT_UNKNOWN)
        economics->missing++;
      if (now && counts (job, payout) && tw_amount_is_known (payout->earned)
          && (!add_to (&entry->paid, payout->earned, error) || !add_to (&entry->invested, payout->earned, error)))
        return FALSE;
    }
  return TRUE;
}

/* Investment ------------------------------------------------------------------------------------ */

/* Among the partners of a type (-1: of any) that are enrolled in the span. */
static gboolean
allocate (const TwMetricJob  *job,
          TwEconomics        *economics,
          int                 type,
          gint64              amount,
          GError            **error)
{
  const TwMetricFacts *facts = job->facts;
  g_autofree TwFraction *weights = g_new (TwFraction, economics->n + 1);
  g_autofree gint64 *parts = g_new0 (gint64, economics->n + 1);
  gint64 left = 0;
  gboolean weighted = FALSE, any = FALSE;

  for (int pass = 0; pass < 2 && !weighted; pass++)
    for (gsize i = 0; i < economics->n; i++)
      {
        const TwPartnerEconomics *entry = &economics->partners[i];
        gboolean takes = entry->enrolled
                         && (type < 0 || tw_partner_spans_at (&facts->types, i, economics->span.end - 1) == type);
        gint64 weight = !takes ? 0 : pass == 1 || facts->settings.allocation == TW_ALLOCATE_EQUAL ? 1
                        : MAX (entry->revenue, 0);

        weights[i] = tw_fraction_from_int (weight);
        any = any || takes;
        weighted = weighted || weight > 0;
      }
  if (!any)
    {
      economics->unallocated += amount;
      return TRUE;
    }
  economics->allocated += amount;
  if (!tw_allocate (amount, weights, economics->n, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, parts, &left, error))
    return FALSE;
  for (gsize i = 0; i < economics->n; i++)
    if (!add_to (&economics->partners[i].invested, parts[i], error))
      return FALSE;
  return TRUE;
}

/* Shared amounts by the type they are for, the last for all. */
static gboolean
add_investments (const TwMetricJob  *job,
                 TwEconomics        *economics,
                 GError            **error)
{
  const TwMetricFacts *facts = job->facts;
  int incentives = tw_metric_facts_text_id (facts, "incentives");
  g_autoptr (GHashTable) shared = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < facts->investments->len; i++)
    {
      const TwInvestment *row = &g_array_index (facts->investments, TwInvestment, i);
      int type = row->type >= 0 ? row->type
                 : row->program >= 0 ? g_array_index (facts->program_types, int, (guint) row->program) : -1;
      gint64 *sum;

      if (!is_within (economics->span, row->date)
          || (row->category == incentives && facts->settings.payouts != TW_PAYOUTS_NONE))
        continue;
      if (!tw_amount_is_known (row->amount))
        {
          economics->missing++;
          continue;
        }
      if (row->partner >= 0)
        {
          if (!add_to (&economics->partners[row->partner].invested, row->amount, error))
            return FALSE;
          continue;
        }
      sum = g_hash_table_lookup (shared, GINT_TO_POINTER (type));
      if (sum == NULL)
        g_hash_table_insert (shared, GINT_TO_POINTER (type), sum = g_new0 (gint64, 1));
      if (!add_to (sum, row->amount, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, shared);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (*(gint64 *) value != 0 && !allocate (job, economics, GPOINTER_TO_INT (key), *(gint64 *) value, error))
      return FALSE;
  return TRUE;
}

TwEconomics *
tw_economics_new (TwMetricJob  *job,
                  TwSpan        span,
                  GError      **error)
{
  const TwMetricFacts *facts = job->facts;
  g_autoptr (TwEconomics) economics = g_new0 (TwEconomics, 1);
  g_autofree TwSpan *before = g_new0 (TwSpan, facts->partners.n + 1);
  g_autofree gint32 *scope = NULL;
  gboolean ok;

  economics->span = span;
  economics->prior = (TwSpan){ tw_date_add_months (span.start, -12), tw_date_add_months (span.end, -12) };
  economics->prior_known = facts->sales_start <= economics->prior.start;
  economics->n = facts->partners.n;
  economics->partners = g_new0 (TwPartnerEconomics, economics->n + 1);
  for (gsize i = 0; i < economics->n; i++)
    {
      economics->partners[i].enrolled = tw_partner_spans_meet (&facts->enrolments, i, span);
      before[i] = days_before (facts, i);
      economics->partners[i].before_days = before[i].end - before[i].start;
    }
  economics->due = g_new0 (guint8, economics->n + 1);
  economics->prior_due = g_new0 (guint8, economics->n + 1);
  economics->dues = tw_dues_new ();
  economics->prior_dues = tw_dues_new ();
  tw_dues_find (economics->dues, job, span, tw_dues_wanted (job), economics->due);
  tw_dues_find (economics->prior_dues, job, economics->prior, tw_dues_wanted (job) & TW_DUE_OF_ROYALTIES,
                economics->prior_due);
  /* Shares of what is common are those among all partners, whatever filter is set. */
  scope = job->group;
  job->group = g_new0 (gint32, economics->n + 1);
  ok = add_sales (job, economics, before, error) && add_statements (job, economics, before, error)
       && add_investments (job, economics, error);
  g_free (job->group);
  job->group = g_steal_pointer (&scope);

  return ok && !tw_metric_job_cancelled (job, error) ? g_steal_pointer (&economics) : NULL;
}

void
tw_economics_free (TwEconomics *economics)
{
  if (economics == NULL)
    return;
  g_free (economics->partners);
  g_free (economics->due);
  g_free (economics->prior_due);
  tw_dues_free (economics->dues);
  tw_dues_free (economics->prior_dues);
  g_free (economics);
}
