/* tw-timing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-steps.h"

/* From earned to payable, rules.md 3.8. Amounts here carry the partner's sign: a charge is
 * negative. */

static gint64
signed_amount (const TwWork *work,
               const TwLine *line)
{
  const TwRule *rule = tw_line_rule (work, line);

  return rule != NULL && rule->charge ? -line->amount : line->amount;
}

static void
defer (TwWork     *work,
       const char *rule,
       gint64      fact,
       gint64      amount,
       TwDate      due)
{
  TwBalance balance = { work->partner, TW_BALANCE_DEFERRED, rule, work->engine->input.period.start,
                        amount,
                        TW_DATE_NONE, due, fact };

  if (amount == 0)
    return;
  g_array_append_val (work->result->balances, balance);
  work->result->payment.deferred += amount;
}

static TwDate
collected_on (const TwWork *work,
              gint64        fact)
{
  const TwDataset *dataset = work->engine->input.dataset;
  gint64 date =
    tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "collected"), fact);

  return date == TW_NULL ? TW_DATE_NONE : (TwDate) date;
}

/* The share of a fact that was collected by a date, where the workspace knows parts; else all or
 * nothing. */
static TwFraction
collected_share (const TwWork *work,
                 gint64        fact,
                 TwDate        by)
{
  const TwDataset *dataset = work->engine->input.dataset;
  gint64 part =
    tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "collected_amount"), fact);
  gint64 whole = tw_column_at (tw_dataset_find_column (dataset, TW_RELATION_FACT, "amount"), fact);
  TwDate date = collected_on (work, fact);
  TwFraction share = TW_FRACTION_ZERO;

  if (fact < 0)
    return TW_FRACTION_ONE;
  if (date == TW_DATE_NONE || date > by)
    return share;
  if (part == TW_NULL || whole == TW_NULL || whole == 0)
    return TW_FRACTION_ONE;
  tw_fraction_new (part, whole, &share);

  return share;
}

static gint64
part_of (gint64     amount,
         TwFraction share)
{
  TwFraction value;

  if (!tw_fraction_mul (tw_fraction_from_int (amount), share, &value)
      || !tw_fraction_round (value, TW_FRACTION_ONE, TW_ROUNDING_HALF_UP, &value))
    return amount;

  return (gint64) value.num;
}

static gint64
hold_back (TwWork       *work,
           const TwRule *rule,
           const TwLine *line,
           gint64        amount)
{
  gint64 held;

  if (rule->timing.holdback.num == 0)
    return amount;

  held = part_of (amount, rule->timing.holdback);
  defer (work, rule->id, line->fact, held,
         tw_date_add (work->engine->input.period.end - 1, rule->timing.release, 1));

  return amount - held;
}

/* Equal parts, or by the days of each month of the window; what falls into this period is
 * payable now. */
static gint64
pay_in_instalments (TwWork       *work,
                    const TwRule *rule,
                    const TwLine *line,
                    gint64        amount)
{
  TwSpan period = work->engine->input.period;
  TwSpan span = period;
  int n = rule->timing.instalments;
  g_autofree TwFraction *weights = NULL;
  g_autofree gint64 *parts = NULL;
  g_autofree TwDate *dates = NULL;
  gint64 now = 0;

  if (n <= 1 && !rule->timing.instalments_by_days)
    return amount;
  if (rule->timing.instalments_by_days)
    {
      if (line->window != G_MAXUINT)
        span = g_array_index (work->result->windows, TwWindowResult, line->window).window;
      for (n = 0; n < 1200 && tw_date_add_months (span.start, n) < span.end; n++)
        ;
    }
  weights = g_new (TwFraction, n);
  parts = g_new0 (gint64, n);
  dates = g_new (TwDate, n);
  for (int i = 0; i < n; i++)
    {
      TwDate start =
        tw_date_add_months (rule->timing.instalments_by_days ? span.start : period.end - 1, i);
      TwDate end = MIN (tw_date_add_months (span.start, i + 1), span.end);

      dates[i] = rule->timing.instalments_by_days ? end - 1 : start;
      weights[i] = tw_fraction_from_int (rule->timing.instalments_by_days ? end - start : 1);
    }
  if (!tw_allocate (amount, weights, n, 1, TW_REMAINDER_LARGEST_FRACTION, FALSE, parts, NULL, NULL))
    return amount;
  for (int i = 0; i < n; i++)
    {
      if (dates[i] < period.end)
        now += parts[i];
      else
        defer (work, rule->id, line->fact, parts[i], dates[i]);
    }

  return now;
}

static void
time_line (TwWork *work,
           TwLine *line)
{
  const TwRule *rule = tw_line_rule (work, line);
  const TwDataset *dataset = work->engine->input.dataset;
  TwDate last = work->engine->input.period.end - 1;
  TwDate from = line->fact >= 0
                && dataset->placed[line->fact] != TW_DATE_NONE ? dataset->placed[line->fact] : last;
  gint64 amount = signed_amount (work, line);

  line->payable = last;
  if (rule == NULL || rule->payee == TW_PAYEE_FUND)
    return;
  if (rule->timing.hold_days > 0 && from + rule->timing.hold_days > last)
    {
      line->payable = from + rule->timing.hold_days;
      defer (work, rule->id, line->fact, amount, line->payable);
      return;
    }
  if (rule->timing.on_collected && line->fact >= 0)
    {
      gint64 ready = part_of (amount, collected_share (work, line->fact, last));

      line->payable = ready == amount ? last : collected_on (work, line->fact);
      defer (work, rule->id, line->fact, amount - ready, TW_DATE_NONE);
      amount = ready;
    }
  amount = hold_back (work, rule, line, amount);
  pay_in_instalments (work, rule, line, amount);
}

/* What was deferred earlier: due by its date, or when its fact was collected. */
static void
release (TwWork          *work,
         const TwBalance *balance)
{
  TwDate last = work->engine->input.period.end - 1;
  TwBalance left = *balance;
  gint64 ready = 0;

  if (balance->due != TW_DATE_NONE)
    ready = balance->due <= last ? balance->amount : 0;
  else if (tw_fraction_compare (collected_share (work, balance->fact, last), TW_FRACTION_ONE) >= 0)
    ready = balance->amount;
  work->result->payment.released += ready;
  left.amount -= ready;
  if (left.amount != 0)
    g_array_append_val (work->result->balances, left);
}

/**
 * tw_timing_run:
 *
 * Says of every line when it is payable, defers what isn't yet and releases what was deferred
 * before.
 */
void
tw_timing_run (TwWork *work)
{
  const GArray *rows = tw_work_balances (work);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &work->engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == TW_BALANCE_DEFERRED)
        release (work, balance);
    }
  if (work->result->tally != NULL)
    work->result->payment.earned += work->result->tally->cost;
  for (guint i = 0; i < work->result->lines->len; i++)
    {
      TwLine *line = &g_array_index (work->result->lines, TwLine, i);
      const TwRule *rule = tw_line_rule (work, line);

      time_line (work, line);
      if (rule == NULL || rule->payee != TW_PAYEE_FUND)
        work->result->payment.earned += signed_amount (work, line);
    }
}
