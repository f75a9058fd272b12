/* tw-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-tally.h"

#include <string.h>

#include "tw-allocate.h"
#include "tw-decimal.h"
#include "tw-engine-settle.h"

/* One window at work; its facts are a stretch of the rule's sheet. */
typedef struct
{
  TwTallyRule *rule;
  TwSpan     span;
  guint32    from;
  guint32    to;
  guint      first;         /* of its facts in `lines` */
  gint64     empty;
  gint64     total;
  gint64     forgone;
  gint64     q;             /* millionths */
  gint64     peak;
} TallyWindow;

typedef struct
{
  TwWork      *work;
  TallyWindow *windows;
  guint        n_windows;
  gint64      *lines;       /* to date, window by window */
  int         *bands;
} Tally;

/* ---- rating ---- */

/* A value of the sheet in millionths; FALSE where it is too large for the integers. */
static inline gboolean
to_millionths (const TwTallyRule *rule,
               gint64           value,
               gint64          *result)
{
  return !__builtin_mul_overflow (value, rule->unit, result) && *result <= G_MAXINT64 / 4
         && *result >= -(G_MAXINT64 / 4);
}

/* Each fact's line is what it adds to the result, rounded (rules.md 4.4). */
static gboolean
rate_marginal (const Tally *tally,
               TallyWindow *window)
{
  const TwTallyRule *rule = window->rule;
  gint64 posted = window->empty;
  __int128 sum = 0;
  gint64 q = 0;

  for (guint32 i = window->from; i < window->to; i++)
    {
      guint at = window->first + i - window->from;
      gint64 dq;
      gint64 now;
      int band;

      if (!to_millionths (rule, tw_sheet_value (rule->sheet, i), &dq) || ABS (q) > G_MAXINT64 / 4
          || !tw_kept_slices (&rule->table, rule->table.rates, q, q + dq, &sum))
        return FALSE;
      q += dq;
      window->peak = MAX (window->peak, q);
      band = tw_kept_band (&rule->table, q);
      if (!tw_kept_finish (&rule->table, &rule->head, sum,
                           tw_kept_flats (&rule->table, rule->rule->table->flat_peak
                                                          ? tw_kept_band (&rule->table, window->peak) : band),
                           &now))
        return FALSE;
      tally->lines[at] = now - posted;
      tally->bands[at] = band;
      posted = now;
    }
  window->q = q;
  window->total = posted;

  return TRUE;
}

/* One rate for all: the total falls on the facts by their measures. */
static gboolean
allocate (const Tally *tally,
          TallyWindow *window)
{
  const TwSheet *sheet = window->rule->sheet;
  guint n = window->to - window->from;
  g_autofree TwFraction *weights = NULL;
  __int128 sum;

  memset (&tally->lines[window->first], 0, sizeof (gint64) * n);
  sum = (__int128) sheet->sum[window->to] - sheet->sum[window->from];
  if (sum == 0)
    {
      window->empty = window->total;
      return TRUE;
    }
  window->empty = 0;
  if (window->total == 0)
    return TRUE;

  weights = g_new (TwFraction, n + 1);
  for (guint i = 0; i < n; i++)
    weights[i] = tw_fraction_from_int (tw_sheet_value (sheet, window->from + i));

  return tw_allocate (window->total, weights, n, window->rule->table.rounding.step, TW_REMAINDER_LARGEST_FRACTION,
                      FALSE, &tally->lines[window->first], NULL, NULL);
}

static void
tell_crossings (const Tally       *tally,
                const TallyWindow *window)
{
  const TwEngineInput *input = &tally->work->engine->input;
  const TwTallyRule *rule = window->rule;
  TwCrossing crossing = { .partner = tally->work->partner, .rule = rule->index };
  int before = -1;

  for (guint32 i = window->from; i < window->to; i++)
    {
      gint64 value = tw_sheet_value (rule->sheet, i);
      int band = tw_kept_band (&rule->table, (crossing.before + value) * rule->unit);

      crossing.band = (guint) band;
      crossing.fact = input->dataset->by_partner.rows[rule->sheet->place[i]];
      crossing.value = value;
      if (band > before)
        input->crossed (&crossing, input->keep_data);
      crossing.before += value;
      before = band;
    }
}

static gboolean
rate_retroactive (const Tally *tally,
                  TallyWindow *window)
{
  const TwTallyRule *rule = window->rule;
  const TwKeptTable *table = &rule->table;
  gint64 sum = rule->sheet->sum[window->to] - rule->sheet->sum[window->from];
  gint64 q = 0;
  __int128 pay = 0;
  int band;

  for (guint32 i = window->from; i < window->to; i++)
    {
      gint64 one;

      if (!to_millionths (rule, tw_sheet_value (rule->sheet, i), &one))
        return FALSE;
      q += one;
      if (ABS (q) > G_MAXINT64 / 4)
        return FALSE;
      window->peak = MAX (window->peak, q);
    }
  if (!to_millionths (rule, sum, &window->q))
    return FALSE;
  band = tw_kept_band (table, window->q);
  if (band >= 0 && __builtin_mul_overflow ((__int128) window->q, (__int128) table->rates[band], &pay))
    return FALSE;
  if (window->from < window->to
      && !tw_kept_finish (table, &rule->head, pay, tw_kept_flats (table, band), &window->total))
    return FALSE;
  for (guint i = 0; i < window->to - window->from; i++)
    tally->bands[window->first + i] = band;
  if (tally->work->engine->input.crossed != NULL)
    tell_crossings (tally, window);

  return allocate (tally, window);
}

static gboolean
rate (const Tally *tally,
      TallyWindow *window)
{
  const TwKeptTable *table = &window->rule->table;
  const TwTable *bands = window->rule->rule->table;

  if (!tw_kept_finish (table, &window->rule->head, 0,
                       bands->flat_entry ? 0 : tw_kept_flats (table, tw_kept_band (table, 0)), &window->empty))
    return FALSE;
  window->total = window->empty;

  return bands->mode == TW_TABLE_MARGINAL ? rate_marginal (tally, window) : rate_retroactive (tally, window);
}

/* ---- best_of: the larger of two windows that overlap stands, the earlier of equals ---- */

static void
lose (const Tally *tally,
      TallyWindow *window)
{
  window->forgone = window->total;
  window->total = window->empty = 0;
  memset (&tally->lines[window->first], 0, sizeof (gint64) * (window->to - window->from));
}

static void
choose_best (const Tally *tally,
             guint        at,
             guint8      *lost)
{
  TallyWindow *window = &tally->windows[at];

  for (guint i = 0; i < at; i++)
    {
      TallyWindow *other = &tally->windows[i];

      if (lost[i] || !other->rule->best_of || other->rule == window->rule
          || strcmp (other->rule->rule->stacking.group, window->rule->rule->stacking.group) != 0
          || other->span.end <= window->span.start || other->span.start >= window->span.end)
        continue;
      if (window->total > other->total)
        {
          lose (tally, other);
          lost[i] = TRUE;
          continue;
        }
      lose (tally, window);
      lost[at] = TRUE;
      return;
    }
}

/* ---- sums ---- */

/* What is noted of each fact of the period: whether it earns, and the largest amount that it was paid on. */
typedef struct
{
  gint64   measure;
  gboolean earned;
} TallyFact;

static void
add_fact (const Tally       *tally,
          const TallyWindow *window,
          guint              i,
          TwTallyCell       *cell,
          TallyFact         *facts)
{
  const TwSheet *sheet = window->rule->sheet;
  gboolean money = window->rule->rule->counts->type == TW_VALUE_MONEY;
  gint64 value = tw_sheet_value (sheet, window->from + i);
  TallyFact *fact = &facts[sheet->place[window->from + i] - tally->work->dated];

  cell->amount += tally->lines[window->first + i];
  cell->n_lines++;
  cell->measure += money || sheet->millions ? value : value * TW_MILLION;
  cell->band = MAX (cell->band, tally->bands[window->first + i]);
  cell->high = MAX (cell->high, cell->band);
  cell->n_facts++;
  fact->earned = TRUE;
  if (money && ABS (value) > ABS (fact->measure))
    fact->measure = value;
}

static void
add_window (const Tally       *tally,
            const TallyWindow *window,
            TwTally           *sums,
            TallyFact         *facts)
{
  TwTallyCell *cell = &sums->cells[window->rule->index];
  guint n = window->to - window->from;
  gint64 before = cell->amount;
  gboolean first = TRUE;

  for (guint i = 0; i < n; i++)
    {
      if (tally->lines[window->first + i] == 0)
        continue;
      if (first)
        cell->band = -1;
      first = FALSE;
      add_fact (tally, window, i, cell, facts);
    }
  if (window->empty != 0)
    {
      cell->amount += window->empty;
      cell->n_lines++;
    }
  sums->cost += window->rule->rule->charge ? before - cell->amount : cell->amount - before;
}

static TwTally *
add_up (const Tally *tally)
{
  const TwWork *work = tally->work;
  const TwTallyPlan *plan = work->engine->tally;
  guint n_facts = work->dated_end - work->dated;
  TwTally *sums = g_malloc0 (sizeof (TwTally) + sizeof (TwTallyCell) * plan->n_rules);
  g_autofree TallyFact *facts = g_new0 (TallyFact, n_facts + 1);

  sums->n_cells = plan->n_rules;
  for (guint r = 0; r < plan->n_rules; r++)
    sums->cells[r].band = sums->cells[r].high = -1;
  /* In the order of lines, because of two measures of a fact that are equally large the first counts. */
  for (guint r = 0; r < plan->n_rules; r++)
    for (guint i = 0; i < plan->rules[plan->by_index[r]].n_spans; i++)
      add_window (tally, &tally->windows[plan->rules[plan->by_index[r]].first + i], sums, facts);
  for (guint i = 0; i < n_facts; i++)
    {
      sums->measure += facts[i].measure;
      sums->n_earned += facts[i].earned;
    }
  sums->n_facts = n_facts + work->undated_end - work->undated;

  return sums;
}

/* ---- what is kept for rating again ---- */

static void
keep (const Tally       *tally,
      const TallyWindow *window,
      guint              order,
      gboolean           lost)
{
  const TwEngineInput *input = &tally->work->engine->input;
  const TwTallyRule *rule = window->rule;
  guint n = window->to - window->from;
  TwKeptWindow *kept = g_malloc (sizeof *kept + sizeof (TwKeptStretch));

  *kept = rule->head;
  kept->partner = tally->work->partner;
  kept->rule = rule->index;
  kept->order = order;
  kept->window = window->span;
  kept->total = lost ? window->forgone : window->total;
  kept->standing = window->total;
  kept->peak = window->peak;
  kept->q = kept->m = tw_sheet_fraction (rule->sheet, rule->sheet->sum[window->to] - rule->sheet->sum[window->from]);
  kept->n_facts = n;
  kept->n_stretches = n > 0;
  if (n > 0)
    kept->stretches[0] = (TwKeptStretch){ window->q, window->q, 0 };
  input->keep (kept, input->keep_data);
}

/* ---- a partner ---- */

/* Balances that are more than a payment carried on or a clock that runs change what is owed. */
static gboolean
is_plain_partner (const TwWork *work)
{
  const GArray *rows = tw_work_balances (work);

  if (tw_sheet_is_odd (work->engine, work->partner))
    return FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      TwBalanceKind kind = work->engine->input.balances[g_array_index (rows, guint32, i)].kind;

      if (kind != TW_BALANCE_PAYMENT && kind != TW_BALANCE_TIER_GRACE && kind != TW_BALANCE_DEFERRED)
        return FALSE;
    }

  return TRUE;
}

/* A partner's facts stand in another place of memory for each rule: asked for together they come together. */
static void
fetch_days (const TwTallyPlan *plan,
            guint              partner)
{
  for (guint r = 0; r < plan->n_rules; r++)
    {
      const TwSheet *sheet = plan->rules[r].sheet;

      __builtin_prefetch (&sheet->date[sheet->start[partner]]);
      __builtin_prefetch (&sheet->date[sheet->start[partner + 1]]);
    }
}

/* Which facts each window has; the number of all. */
static guint
place_windows (Tally *tally)
{
  const TwTallyPlan *plan = tally->work->engine->tally;
  const TwProgram *program = tally->work->engine->input.versions[0];
  guint partner = tally->work->partner;
  guint n = 0;

  fetch_days (plan, partner);

  for (guint r = 0; r < plan->n_rules; r++)
    for (guint s = 0; s < plan->rules[r].n_spans; s++)
      {
        TwTallyRule *rule = &plan->rules[r];
        TallyWindow *window = &tally->windows[tally->n_windows++];
        TwSpan valid = rule->rule->has_valid ? rule->rule->valid : (TwSpan){ G_MININT32, G_MAXINT32 };

        *window = (TallyWindow){ .rule = rule, .span = rule->spans[s], .first = n };
        window->from = tw_sheet_from (rule->sheet, partner,
                                      MAX (window->span.start, MAX (program->effective_from, valid.start)));
        window->to = tw_sheet_from (rule->sheet, partner,
                                    MIN (window->span.end, MIN (program->effective_to, valid.end)));
        __builtin_prefetch (&rule->sheet->sum[window->from]);
        __builtin_prefetch (&rule->sheet->place[window->from]);
        n += window->to - window->from;
      }

  return n;
}

gboolean
tw_tally_run (TwWork *work)
{
  const TwTallyPlan *plan = work->engine->tally;
  Tally tally = { .work = work };
  g_autofree TallyWindow *windows = NULL;
  g_autofree gint64 *lines = NULL;
  g_autofree int *bands = NULL;
  g_autofree guint8 *lost = NULL;
  guint n;

  if (plan == NULL || !is_plain_partner (work))
    return FALSE;

  tally.windows = windows = g_new (TallyWindow, plan->n_windows + 1);
  n = place_windows (&tally);
  tally.lines = lines = g_new (gint64, n + 1);
  tally.bands = bands = g_new (int, n + 1);
  lost = g_malloc0 (plan->n_windows + 1);
  for (guint i = 0; i < tally.n_windows; i++)
    if (!rate (&tally, &windows[i]))
      return FALSE;
  for (guint i = 0; i < tally.n_windows; i++)
    if (windows[i].rule->best_of)
      choose_best (&tally, i, lost);
  work->result->tally = add_up (&tally);
  for (guint i = 0; work->engine->input.keep != NULL && i < tally.n_windows; i++)
    keep (&tally, &windows[i], i, lost[i]);

  return TRUE;
}
