/* tw-replay-total.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From partners' results to the sums of a replay. Threads write to the slot and the cells of their partner alone; all
 * sums over partners are made afterwards, in their order. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-replay-private.h"

#include <glib/gi18n-lib.h>

#include "tw-dataset-load.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-result-total.h"

/* ---- before the first period ---- */

static void
add_rules (TwReplayJob *job)
{
  guint n = 0;

  job->rule_index = g_hash_table_new (g_str_hash, g_str_equal);
  job->rule_first = g_new0 (guint, job->documents->len + 1);
  for (guint v = 0; v < job->documents->len; v++)
    {
      job->rule_first[v] = n;
      n += job->versions[v]->n_rules;
    }
  job->rule_of = g_new0 (guint, n + 1);

  for (guint v = job->documents->len; v > 0; v--)
    for (guint r = 0; r < job->versions[v - 1]->n_rules; r++)
      {
        const TwRule *rule = &job->versions[v - 1]->rules[r];
        guint index = GPOINTER_TO_UINT (g_hash_table_lookup (job->rule_index, rule->id));

        if (index == 0)
          {
            TwReplayRule row = { .id = rule->id, .name = rule->name, .kind = rule->kind, .charge = rule->charge,
                                 .fund = rule->payee == TW_PAYEE_FUND };

            g_array_append_val (job->replay->rules, row);
            index = job->replay->rules->len;
            g_hash_table_insert (job->rule_index, (gpointer) rule->id, GUINT_TO_POINTER (index));
          }
        job->rule_of[job->rule_first[v - 1] + r] = index - 1;
      }
}

static void
add_tier (TwReplayJob *job,
          const char  *name)
{
  TwReplayTier tier = { .name = name };

  if (name == NULL || g_hash_table_contains (job->tier_index, name))
    return;

  tier.name = g_string_chunk_insert_const (job->replay->texts, name);
  g_hash_table_insert (job->tier_index, (gpointer) tier.name, GUINT_TO_POINTER (job->replay->tiers->len));
  g_array_append_val (job->replay->tiers, tier);
}

/* Rungs of the last version, lowest first, then those of earlier ones, then what else somebody holds. */
static void
add_tiers (TwReplayJob *job)
{
  const TwDataset *dataset = job->data->dataset;
  const gint64 *held = tw_dataset_column (dataset, TW_RELATION_TIER, "tier", NULL);
  const gint64 *designation = tw_dataset_column (dataset, TW_RELATION_TIER, "designation", NULL);
  const gint64 *program = tw_dataset_column (dataset, TW_RELATION_TIER, "program", NULL);
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_TIER);
  TwReplayTier none = { 0 };

  job->tier_index = g_hash_table_new (g_str_hash, g_str_equal);
  g_array_append_val (job->replay->tiers, none);
  for (guint v = job->documents->len; v > 0; v--)
    for (guint t = 0; t < job->versions[v - 1]->n_tiers; t++)
      add_tier (job, job->versions[v - 1]->tiers[t].name);
  for (guint i = 0; i < job->opening->tiers->len; i++)
    if (g_array_index (job->opening->tiers, TwEarlierTier, i).designation == NULL)
      add_tier (job, g_array_index (job->opening->tiers, TwEarlierTier, i).tier);
  for (gsize i = 0; held != NULL && i < n; i++)
    if (held[i] != TW_NULL && (designation == NULL || designation[i] == TW_NULL)
        && (program == NULL || program[i] == TW_NULL
            || g_strcmp0 (tw_dataset_text (dataset, program[i]), job->data->program) == 0))
      add_tier (job, tw_dataset_text (dataset, held[i]));
}

static const char *
partner_text (const TwDataset *dataset,
              const char      *column,
              guint            row)
{
  const gint64 *values = tw_dataset_column (dataset, TW_RELATION_PARTNER, column, NULL);

  return values == NULL || values[row] == TW_NULL ? NULL : tw_dataset_text (dataset, values[row]);
}

static void
add_partners (TwReplayJob *job)
{
  const GArray *partners = job->data->partners;

  for (guint i = 0; i < partners->len; i++)
    {
      const TwReplayCovered *covered = &g_array_index (partners, TwReplayCovered, i);
      TwReplayPartner partner = {
        .row = covered->row,
        .id = covered->id,
        .external_id = covered->external_id,
        .name = partner_text (job->data->dataset, "name", covered->row),
        .type = partner_text (job->data->dataset, "type", covered->row),
      };

      g_array_append_val (job->replay->partners, partner);
    }
}

static void
add_periods (TwReplayJob *job)
{
  for (guint i = 0; i < job->data->spans->len; i++)
    {
      const TwReplaySpan *span = &g_array_index (job->data->spans, TwReplaySpan, i);
      TwReplayPeriod period = { .name = g_string_chunk_insert (job->replay->texts, span->name), .span = span->span,
                                .n_partners = span->covered->len };

      g_array_append_val (job->replay->periods, period);
    }
}

void
tw_replay_begin (TwReplayJob *job)
{
  TwReplay *replay = job->replay;
  gsize n;

  add_rules (job);
  add_tiers (job);
  add_partners (job);
  add_periods (job);
  n = (gsize) replay->partners->len * replay->rules->len;
  replay->cells = g_new0 (TwReplayCell, n + 1);
  for (gsize i = 0; i < n; i++)
    replay->cells[i].band = replay->cells[i].high = -1;
  replay->parts = g_new0 (TwReplayPart, (gsize) replay->partners->len * replay->periods->len + 1);
  job->slots = g_new0 (TwReplaySlot, replay->partners->len + 1);
}

/* ---- one partner of one period, in its thread ---- */

static guint
tier_at (const TwReplayJob *job,
         const char        *name)
{
  return name == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (job->tier_index, name));
}

static TwReplayPart *
part_of (TwReplayJob *job,
         guint        partner)
{
  return &job->replay->parts[(gsize) partner * job->replay->periods->len + job->period];
}

static void
note_period (const TwReplayJob *job,
             TwReplayCell      *cell)
{
  if (job->period < 32)
    cell->periods |= 1u << job->period;
}

static void
collect_line (TwReplayJob           *job,
              TwReplayPart          *part,
              guint                  partner,
              const TwPartnerResult *result,
              const TwLine          *line,
              guint                 *last_window)
{
  const TwRule *rule = tw_result_line_rule (line, job->versions);
  guint index = rule == NULL ? G_MAXUINT : job->rule_of[job->rule_first[line->version] + line->rule];
  TwReplayCell *cell;

  part->cost += tw_result_line_cost (line, job->versions);
  if (job->flags & TW_REPLAY_LINES)
    {
      TwReplaySlot *slot = &job->slots[partner];
      TwReplayLine kept = { partner, job->period, index, *line };

      if (slot->lines == NULL)
        slot->lines = g_array_new (FALSE, FALSE, sizeof (TwReplayLine));
      g_array_append_val (slot->lines, kept);
    }
  if (rule == NULL)
    {
      part->common += line->amount;
      return;
    }

  cell = &job->replay->cells[(gsize) partner * job->replay->rules->len + index];
  cell->amount += line->amount;
  cell->n_lines++;
  note_period (job, cell);
  if (line->kind != TW_LINE_FACT && line->kind != TW_LINE_REFUND)
    return;
  cell->measure += line->measure;
  if (line->kind != TW_LINE_FACT || line->window >= result->windows->len)
    return;
  if (last_window[index] != line->window + 1)
    cell->band = -1;
  last_window[index] = line->window + 1;
  cell->band = MAX (cell->band, line->band);
  cell->high = MAX (cell->high, line->band);
}

static void
collect_moves (TwReplayJob           *job,
               TwReplaySlot          *slot,
               guint                  partner,
               const TwPartnerResult *result)
{
  for (guint i = 0; i < result->reviews->len; i++)
    {
      const TwReviewResult *review = &g_array_index (result->reviews, TwReviewResult, i);
      TwReplayMove move = {
        .partner = partner,
        .period = job->period,
        .date = review->date,
        .effective = review->effective,
        .outcome = review->outcome,
        .grace_ends = review->grace_ends,
      };

      if (review->outcome == TW_REVIEW_KEPT)
        continue;
      /* Names of designations belong to the documents. */
      move.designation = review->designation;
      if (review->designation == NULL)
        {
          move.from = tier_at (job, review->held);
          move.to = tier_at (job, review->outcome == TW_REVIEW_PROPOSED ? review->earned : review->tier);
        }
      if (slot->moves == NULL)
        slot->moves = g_array_new (FALSE, FALSE, sizeof (TwReplayMove));
      g_array_append_val (slot->moves, move);
    }
}

/* The sums that stand for lines. */
static void
collect_tally (TwReplayJob   *job,
               TwReplayPart  *part,
               guint          partner,
               const TwTally *tally)
{
  part->cost += tally->cost;
  part->measure = tally->measure;
  part->n_earned = tally->n_earned;
  part->n_facts = tally->n_facts;
  for (guint r = 0; r < tally->n_cells; r++)
    {
      const TwTallyCell *one = &tally->cells[r];
      TwReplayCell *cell = &job->replay->cells[(gsize) partner * job->replay->rules->len
                                               + job->rule_of[job->rule_first[0] + r]];

      cell->amount += one->amount;
      cell->measure += one->measure;
      cell->n_lines += one->n_lines;
      cell->high = MAX (cell->high, one->high);
      if (one->n_lines > 0)
        note_period (job, cell);
      if (one->n_facts > 0)
        cell->band = one->band;
    }
}

/* Notes with how much @fact counts; returns how much of it counted before. */
static gint64
count_fact (GHashTable *counted,
            gint64      fact,
            gint64      measure)
{
  gint64 *before = g_hash_table_lookup (counted, &fact);
  gint64 again;

  if (before == NULL)
    {
      g_hash_table_insert (counted, g_memdup2 (&fact, sizeof fact), g_memdup2 (&measure, sizeof measure));
      return 0;
    }
  again = ABS (*before) < ABS (measure) ? *before : measure;
  if (ABS (measure) > ABS (*before))
    *before = measure;

  return again;
}

/* Where a window is rated anew in a later period, its facts have lines in both. Lines stand in fact order. */
static gint64
measured_again (TwReplaySlot          *slot,
                const TwPartnerResult *result)
{
  gint64 again = 0;
  gint64 fact = -1;
  gint64 largest = 0;

  if (slot->counted == NULL)
    slot->counted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i <= result->lines->len; i++)
    {
      const TwLine *line = i < result->lines->len ? &g_array_index (result->lines, TwLine, i) : NULL;

      if (line != NULL && !tw_result_line_counts (line))
        continue;
      if (line == NULL || line->fact != fact)
        {
          if (fact >= 0)
            again += count_fact (slot->counted, fact, largest);
          largest = 0;
        }
      if (line == NULL)
        break;
      fact = line->fact;
      if (ABS (line->measure) > ABS (largest))
        largest = line->measure;
    }

  return again;
}

static void
collect_lines (TwReplayJob           *job,
               TwReplayPart          *part,
               guint                  partner,
               const TwPartnerResult *result)
{
  g_autofree guint *last_window = g_new0 (guint, job->replay->rules->len + 1);
  TwResultTotal total;

  tw_result_add_up (result, job->versions, &total);
  part->measure = total.measure;
  if (job->data->spans->len > 1)
    part->again = measured_again (&job->slots[partner], result);
  part->n_earned = (guint) total.facts_earned;
  part->n_facts = (guint) (total.facts_earned + total.facts_excluded);
  for (guint i = 0; i < result->lines->len; i++)
    collect_line (job, part, partner, result, &g_array_index (result->lines, TwLine, i), last_window);
}

void
tw_replay_collect (TwReplayJob           *job,
                   guint                  partner,
                   const TwPartnerResult *result)
{
  TwReplaySlot *slot = &job->slots[partner];
  TwReplayPart *part = part_of (job, partner);

  part->seen = TRUE;
  part->paid = result->payment.paid;
  part->tier_before = tier_at (job, result->tier_before);
  part->tier = tier_at (job, result->tier);
  if (result->tally != NULL)
    collect_tally (job, part, partner, result->tally);
  else
    collect_lines (job, part, partner, result);
  collect_moves (job, slot, partner, result);
  for (guint i = 0; i < result->findings->len; i++)
    {
      if (slot->problems == NULL)
        slot->problems = g_ptr_array_new ();
      g_ptr_array_add (slot->problems,
                       g_strdup (((const TwFinding *) g_ptr_array_index (result->findings, i))->message));
    }
}

/* ---- sums, in the order of partners ---- */

static void
gather_lists (TwReplayJob  *job,
              TwReplaySlot *slot,
              guint         partner)
{
  TwReplay *replay = job->replay;

  if (slot->moves != NULL)
    g_array_append_vals (replay->moves, slot->moves->data, slot->moves->len);
  if (slot->lines != NULL)
    g_array_append_vals (replay->lines, slot->lines->data, slot->lines->len);
  for (guint i = 0; slot->problems != NULL && i < slot->problems->len; i++)
    {
      TwReplayProblem problem = { partner, job->period, g_ptr_array_index (slot->problems, i) };

      g_array_append_val (replay->problems, problem);
    }
  g_clear_pointer (&slot->moves, g_array_unref);
  g_clear_pointer (&slot->lines, g_array_unref);
  g_clear_pointer (&slot->problems, g_ptr_array_unref);
}

static gboolean
add_up (gint64  *sum,
        gint64   part,
        GError **error)
{
  if (tw_amount_add (*sum, part, sum))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("The program's total is too large to be held. "
                                                "Look for amounts with too many digits."));
  return FALSE;
}

void
tw_replay_gather (TwReplayJob *job)
{
  const TwReplaySpan *span = &g_array_index (job->data->spans, TwReplaySpan, job->period);

  for (guint i = 0; i < span->covered->len; i++)
    {
      guint partner = g_array_index (span->covered, guint, i);

      if (job->extra.only == NULL || job->extra.only[partner])
        gather_lists (job, &job->slots[partner], partner);
    }
}

static gboolean
sum_rules (TwReplay  *replay,
           GError   **error)
{
  for (guint r = 0; r < replay->rules->len; r++)
    {
      TwReplayRule *rule = &g_array_index (replay->rules, TwReplayRule, r);

      rule->amount = 0;
      rule->n_partners = rule->n_lines = 0;
      for (guint p = 0; p < replay->partners->len; p++)
        {
          const TwReplayCell *cell = tw_replay_cell (replay, p, r);

          if (!add_up (&rule->amount, cell->amount, error))
            return FALSE;
          rule->n_partners += cell->amount != 0;
          rule->n_lines += cell->n_lines;
        }
      rule->cost = rule->fund ? 0 : rule->charge ? -rule->amount : rule->amount;
    }

  return TRUE;
}

static int
compare_types (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (((const TwReplayType *) a)->type, ((const TwReplayType *) b)->type);
}

static TwReplayType *
find_type (TwReplay   *replay,
           const char *name)
{
  TwReplayType type = { .type = name };

  for (guint i = 0; i < replay->types->len; i++)
    if (g_strcmp0 (g_array_index (replay->types, TwReplayType, i).type, name) == 0)
      return &g_array_index (replay->types, TwReplayType, i);

  g_array_append_val (replay->types, type);
  return &g_array_index (replay->types, TwReplayType, replay->types->len - 1);
}

static gboolean
sum_part (TwReplay           *replay,
          TwReplayPartner    *partner,
          TwReplayPeriod     *period,
          const TwReplayPart *part,
          GError            **error)
{
  if (!part->seen)
    return TRUE;

  if (!partner->seen)
    partner->tier_before = part->tier_before;
  partner->seen = TRUE;
  partner->tier = part->tier;
  partner->n_facts += part->n_facts;
  partner->n_earned += part->n_earned;

  return add_up (&period->cost, part->cost, error) && add_up (&period->measure, part->measure, error)
         && add_up (&partner->cost, part->cost, error) && add_up (&partner->measure, part->measure - part->again, error)
         && add_up (&replay->paid, part->paid, error) && add_up (&replay->common, part->common, error)
         && add_up (&g_array_index (replay->tiers, TwReplayTier, part->tier).cost, part->cost, error);
}

static void
clear_sums (TwReplay *replay)
{
  replay->cost = replay->measure = replay->paid = replay->common = 0;
  g_array_set_size (replay->types, 0);
  for (guint i = 0; i < replay->periods->len; i++)
    g_array_index (replay->periods, TwReplayPeriod, i).cost = g_array_index (replay->periods, TwReplayPeriod, i).measure = 0;
  for (guint i = 0; i < replay->tiers->len; i++)
    {
      TwReplayTier *tier = &g_array_index (replay->tiers, TwReplayTier, i);

      *tier = (TwReplayTier){ .name = tier->name };
    }
  for (guint i = 0; i < replay->partners->len; i++)
    {
      TwReplayPartner *partner = &g_array_index (replay->partners, TwReplayPartner, i);

      partner->cost = partner->measure = 0;
      partner->tier = partner->tier_before = partner->n_facts = partner->n_earned = 0;
      partner->seen = FALSE;
    }
}

static gboolean
sum_partner (TwReplay        *replay,
             TwReplayPartner *partner,
             GError         **error)
{
  TwReplayType *type = find_type (replay, partner->type);

  type->n_partners++;
  g_array_index (replay->tiers, TwReplayTier, partner->tier_before).n_before++;
  g_array_index (replay->tiers, TwReplayTier, partner->tier).n_after++;

  return add_up (&replay->cost, partner->cost, error) && add_up (&replay->measure, partner->measure, error)
         && add_up (&type->cost, partner->cost, error) && add_up (&type->measure, partner->measure, error);
}

gboolean
tw_replay_sum (TwReplay  *replay,
               GError   **error)
{
  clear_sums (replay);
  if (!sum_rules (replay, error))
    return FALSE;

  for (guint p = 0; p < replay->partners->len; p++)
    {
      TwReplayPartner *partner = &g_array_index (replay->partners, TwReplayPartner, p);

      for (guint k = 0; k < replay->periods->len; k++)
        if (!sum_part (replay, partner, &g_array_index (replay->periods, TwReplayPeriod, k),
                       tw_replay_part (replay, p, k), error))
          return FALSE;
      if (!sum_partner (replay, partner, error))
        return FALSE;
    }
  g_array_sort (replay->types, compare_types);

  return TRUE;
}
