/* tw-replay-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one replayed period leaves for the next: the same rows that a stored run would have left. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-replay-private.h"

#include "tw-result-total.h"

TwOpening *
tw_replay_open (const TwReplayJob *job)
{
  const TwOpening *stored = job->data->opening;
  TwOpening *opening = tw_opening_copy (stored);

  /* A program that begins with the span has posted and carried nothing; what its partners are ranked as, they are. */
  if (job->flags & TW_REPLAY_ALONE)
    {
      g_array_set_size (opening->posted, 0);
      g_array_set_size (opening->balances, 0);
    }

  return opening;
}

static const char *
keep_text (TwOpening  *self,
           const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->texts, text);
}

/* Lines of closed windows are needed again only by what looks back. */
static gboolean
is_open (const TwReplayJob *job,
         TwSpan             window,
         TwDate             end)
{
  return job->whole || window.end > end;
}

static void
carry_lines (const TwReplayJob     *job,
             const TwPartnerResult *result,
             TwOpening             *carried)
{
  TwSpan span = g_array_index (job->data->spans, TwReplaySpan, job->period).span;

  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);
      const TwRule *rule = tw_result_line_rule (line, job->versions);
      gboolean has_window = line->window < result->windows->len;
      TwPosted posted;

      if (rule == NULL)
        continue;
      posted = (TwPosted){
        .partner = result->partner,
        .rule = rule->id,
        .kind = line->kind,
        .fact = line->fact,
        .window = has_window ? g_array_index (result->windows, TwWindowResult, line->window).window : span,
        .posted_on = span.start,
        .amount = line->amount,
        .person = line->person,
      };
      if (!has_window || is_open (job, posted.window, span.end))
        g_array_append_val (carried->posted, posted);
    }
}

static void
carry_balances (const TwReplayJob     *job,
                const TwPartnerResult *result,
                TwOpening             *carried)
{
  TwSpan span = g_array_index (job->data->spans, TwReplaySpan, job->period).span;

  for (guint i = 0; i < result->balances->len; i++)
    {
      TwBalance balance = g_array_index (result->balances, TwBalance, i);

      if (balance.kind == TW_BALANCE_PAYMENT)
        continue;
      balance.partner = result->partner;
      balance.name = keep_text (carried, balance.name);
      g_array_append_val (carried->balances, balance);
    }

  if (result->payment.carried != 0)
    {
      TwBalance balance = {
        .partner = result->partner,
        .kind = TW_BALANCE_PAYMENT,
        .origin = span.start,
        .amount = result->payment.carried,
        .expires = TW_DATE_NONE,
        .due = TW_DATE_NONE,
        .fact = -1,
      };

      g_array_append_val (carried->balances, balance);
    }
}

static void
carry_tiers (const TwPartnerResult *result,
             TwOpening             *carried)
{
  for (guint i = 0; i < result->reviews->len; i++)
    {
      const TwReviewResult *review = &g_array_index (result->reviews, TwReviewResult, i);
      TwEarlierTier tier = {
        .partner = result->partner,
        .designation = keep_text (carried, review->designation),
        .tier = keep_text (carried, review->tier),
        .from = review->effective,
      };

      if (review->effective != TW_DATE_NONE && g_strcmp0 (review->tier, review->held) != 0)
        g_array_append_val (carried->tiers, tier);
    }
}

void
tw_replay_carry (const TwReplayJob     *job,
                 const TwPartnerResult *result,
                 TwOpening             *carried)
{
  carry_lines (job, result, carried);
  carry_balances (job, result, carried);
  carry_tiers (result, carried);
}

/* Partners whose statement of the period takes the place of the balances before. */
static guint8 *
mark_settled (const TwReplayJob *job)
{
  const TwReplaySpan *span = &g_array_index (job->data->spans, TwReplaySpan, job->period);
  guint8 *settled = g_malloc0 (tw_dataset_n_rows (job->data->dataset, TW_RELATION_PARTNER) + 1);

  for (guint i = 0; i < span->covered->len; i++)
    {
      guint partner = g_array_index (span->covered, guint, i);

      settled[g_array_index (job->data->partners, TwReplayCovered, partner).row] = TRUE;
    }

  return settled;
}

TwOpening *
tw_replay_advance (TwReplayJob *job,
                   GPtrArray   *carried)
{
  const TwOpening *before = job->opening;
  TwOpening *next = tw_opening_new ();
  g_autofree guint8 *settled = mark_settled (job);

  g_array_append_vals (next->posted, before->posted->data, before->posted->len);
  for (guint i = 0; i < before->balances->len; i++)
    {
      const TwBalance *balance = &g_array_index (before->balances, TwBalance, i);

      if (!settled[balance->partner])
        g_array_append_val (next->balances, *balance);
    }
  g_array_append_vals (next->tiers, before->tiers->data, before->tiers->len);

  for (guint i = 0; i < carried->len; i++)
    {
      TwOpening *one = g_ptr_array_index (carried, i);

      g_array_append_vals (next->posted, one->posted->data, one->posted->len);
      g_array_append_vals (next->balances, one->balances->data, one->balances->len);
      g_array_append_vals (next->tiers, one->tiers->data, one->tiers->len);
      g_ptr_array_add (job->kept, one);
    }
  g_ptr_array_set_free_func (carried, NULL);
  g_ptr_array_set_size (carried, 0);
  g_ptr_array_add (job->kept, job->opening);
  job->opening = NULL;

  return next;
}
