/* tw-reprice-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A change of the replayed program: which partners the engine has to calculate, and the answer put together. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-reprice-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean
same_move (const TwReplayMove *a,
           const TwReplayMove *b)
{
  return a->partner == b->partner && a->period == b->period && g_strcmp0 (a->designation, b->designation) == 0
         && a->date == b->date && a->effective == b->effective && a->outcome == b->outcome && a->from == b->from
         && a->to == b->to && a->grace_ends == b->grace_ends;
}

/* Partners whose reviews come out differently. Moves stand by period, then partner, in both. */
static void
mark_moved (const TwReplay *a,
            const TwReplay *b,
            guint8         *marks)
{
  guint i = 0;
  guint k = 0;

  while (i < a->moves->len || k < b->moves->len)
    {
      const TwReplayMove *x = i < a->moves->len ? &g_array_index (a->moves, TwReplayMove, i) : NULL;
      const TwReplayMove *y = k < b->moves->len ? &g_array_index (b->moves, TwReplayMove, k) : NULL;
      int order = x == NULL ? 1 : y == NULL ? -1
                  : x->period != y->period ? (x->period < y->period ? -1 : 1)
                  : x->partner != y->partner ? (x->partner < y->partner ? -1 : 1) : 0;

      if (order == 0 && same_move (x, y))
        {
          i++;
          k++;
          continue;
        }
      if (order <= 0)
        marks[x->partner] = TRUE;
      if (order >= 0)
        marks[y->partner] = TRUE;
      i += order <= 0;
      k += order >= 0;
    }
}

static int
compare_moves (gconstpointer a,
               gconstpointer b)
{
  const TwReplayMove *ma = a;
  const TwReplayMove *mb = b;

  if (ma->period != mb->period)
    return ma->period < mb->period ? -1 : 1;

  return ma->partner < mb->partner ? -1 : ma->partner > mb->partner;
}

/* The rows of partners that the engine calculated anew take the place of the base's. */
static void
merge (TwReprice      *self,
       const TwReplay *part,
       const guint8   *only)
{
  guint n_rules = self->base->rules->len;
  guint n_periods = self->base->periods->len;
  g_autoptr (GArray) moves = g_array_new (FALSE, TRUE, sizeof (TwReplayMove));

  for (guint p = 0; p < self->base->partners->len; p++)
    if (only[p])
      {
        self->touched[p] = TW_REPRICE_CALCULATED;
        memcpy (&self->now->cells[(gsize) p * n_rules], &part->cells[(gsize) p * n_rules],
                sizeof (TwReplayCell) * n_rules);
        memcpy (&self->now->parts[(gsize) p * n_periods], &part->parts[(gsize) p * n_periods],
                sizeof (TwReplayPart) * n_periods);
      }
  for (guint i = 0; i < self->now->moves->len; i++)
    if (!only[g_array_index (self->now->moves, TwReplayMove, i).partner])
      g_array_append_val (moves, g_array_index (self->now->moves, TwReplayMove, i));
  g_array_append_vals (moves, part->moves->data, part->moves->len);
  g_array_sort (moves, compare_moves);
  g_array_set_size (self->now->moves, 0);
  g_array_append_vals (self->now->moves, moves->data, moves->len);
}

/* Which partners the engine has to calculate; %FALSE with @error. */
static gboolean
mark_partners (TwReprice            *self,
               GPtrArray            *documents,
               guint                 index,
               const TwRepriceDiff  *diff,
               guint8               *only,
               TwReplay            **reviewed,
               GCancellable         *cancellable,
               TwRepriceInfo        *info,
               GError              **error)
{
  guint n_rules = self->base->rules->len;

  if (diff->tiers)
    {
      const TwReplayExtra extra = { .reviews = TRUE, .memo = self->memo };

      *reviewed = tw_replay_run_extra (self->data, documents, self->flags, &extra, cancellable, NULL, NULL, error);
      if (*reviewed == NULL)
        return FALSE;
      info->way = TW_REPRICE_TIERS;
      if (self->pays_by_tier)
        mark_moved (self->base, *reviewed, only);
    }
  for (guint r = 0; r < tw_reprice_program (self->documents, index)->n_rules; r++)
    {
      guint rule = self->rule_of[self->rule_first[index] + r];

      if (!diff->rules[r])
        continue;
      for (guint p = 0; p < self->base->partners->len; p++)
        if (self->hard[(gsize) p * n_rules + rule])
          only[p] = TRUE;
    }

  return TRUE;
}

/* Tiers alone: what everybody earns stays. */
static void
take_tiers (TwReprice      *self,
            const TwReplay *reviewed)
{
  for (guint p = 0; p < self->base->partners->len; p++)
    for (guint k = 0; k < self->base->periods->len; k++)
      {
        TwReplayPart *part = &self->now->parts[(gsize) p * self->base->periods->len + k];
        const TwReplayPart *found = tw_replay_part (reviewed, p, k);

        if (part->tier == found->tier && part->tier_before == found->tier_before)
          continue;
        part->tier = found->tier;
        part->tier_before = found->tier_before;
        self->touched[p] = MAX (self->touched[p], TW_REPRICE_RATED);
      }
  g_array_set_size (self->now->moves, 0);
  g_array_append_vals (self->now->moves, reviewed->moves->data, reviewed->moves->len);
}

/* Members of a best_of group stand or fall together: where one of them is hard for a partner, the engine decides. */
static void
mark_groups (TwReprice           *self,
             guint                index,
             const TwRepriceDiff *diff,
             guint8              *only)
{
  const TwProgram *program = tw_reprice_program (self->documents, index);

  for (guint r = 0; r < program->n_rules; r++)
    for (guint o = 0; diff->rules[r] && tw_reprice_is_best_of (&program->rules[r]) && o < program->n_rules; o++)
      {
        guint rule = self->rule_of[self->rule_first[index] + o];

        if (g_strcmp0 (program->rules[o].stacking.group, program->rules[r].stacking.group) != 0)
          continue;
        for (guint p = 0; p < self->base->partners->len; p++)
          if (self->hard[(gsize) p * self->base->rules->len + rule])
            only[p] = TRUE;
      }
}

static char *
describe_hard (const TwReprice     *self,
               guint                index,
               const TwRepriceDiff *diff)
{
  static const struct
  {
    const char *why;
    const char *text;
  } texts[] = {
    { "refunds", N_("Refunds take back lines of the rule, so partners with refunds are calculated by their facts.") },
    { "guarantee", N_("The rule guarantees an amount, which works on rounded totals of its units.") },
    { "stacking", N_("Later rules of the stacking group see what this one leaves of each fact.") },
    { "rounding", N_("The rule rounds each line or band, so its facts are needed.") },
    { "cross", N_("The rule treats facts that cross a bound by themselves, or has a qualifier of its own.") },
    { "adjust", N_("An adjustment works fact by fact or by unit.") },
    { "measure", N_("The measure isn't a plain sum.") },
    { "fund", N_("The rule credits a fund that others draw on.") },
    { "clawback", N_("The rule claws back what single facts earned.") },
    { "versions", N_("Several versions price one window.") },
  };

  for (guint r = 0; r < tw_reprice_program (self->documents, index)->n_rules; r++)
    for (guint i = 0; diff->rules[r] && i < G_N_ELEMENTS (texts); i++)
      if (g_strcmp0 (self->why[self->rule_of[self->rule_first[index] + r]], texts[i].why) == 0)
        return g_strdup (_(texts[i].text));

  if (self->balances)
    return g_strdup (_("Funds or balances tie the rules of a partner together."));
  if (self->limits->len > 0)
    return g_strdup (_("A limit over several rules bites, so its partners are calculated by their facts."));

  return g_strdup (_("The shape of the rule needs its facts."));
}

static const TwReplay *
replay_all (TwReprice      *self,
            GPtrArray      *documents,
            GCancellable   *cancellable,
            TwRepriceInfo  *info,
            GError        **error)
{
  info->way = TW_REPRICE_FULL;
  info->n_partners = self->base->partners->len;
  g_clear_pointer (&self->full, tw_replay_free);
  self->full = tw_replay_run (self->data, documents, self->flags, cancellable, NULL, NULL, error);

  return self->full;
}

static const TwReplay *
change (TwReprice            *self,
        guint                 index,
        const TwRepriceDiff  *diff,
        GPtrArray            *documents,
        GCancellable         *cancellable,
        TwRepriceInfo        *info,
        GError              **error)
{
  guint n = self->base->partners->len;
  g_autofree guint8 *only = g_malloc0 (n + 1);
  g_autoptr (TwReplay) reviewed = NULL;

  if (!mark_partners (self, documents, index, diff, only, &reviewed, cancellable, info, error))
    return NULL;
  mark_groups (self, index, diff, only);
  tw_reprice_reset (self);
  if (!tw_reprice_apply_tables (self, index, diff, documents, only))
    {
      info->reason = g_strdup (_("A limit over the whole program lets partners touch each other."));
      return replay_all (self, documents, cancellable, info, error);
    }
  if (reviewed != NULL && !self->pays_by_tier)
    take_tiers (self, reviewed);
  for (guint p = 0; p < n; p++)
    info->n_partners += only[p];

  if (info->n_partners > 0)
    {
      const TwReplayExtra extra = { .only = only };
      g_autoptr (TwReplay) part = tw_replay_run_extra (self->data, documents, self->flags, &extra, cancellable, NULL, NULL,
                                                       error);

      if (part == NULL)
        return NULL;
      if (info->way == TW_REPRICE_TABLE)
        {
          info->way = TW_REPRICE_PARTNERS;
          info->reason = describe_hard (self, index, diff);
        }
      merge (self, part, only);
    }

  return tw_replay_sum (self->now, error) ? self->now : NULL;
}

const TwReplay *
tw_reprice_change (TwReprice          *self,
                   guint               index,
                   TwProgramDocument  *changed,
                   GCancellable       *cancellable,
                   TwRepriceInfo      *info,
                   GError            **error)
{
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GPtrArray) documents = NULL;
  TwRepriceInfo done = { 0 };
  TwRepriceDiff diff;
  const TwReplay *replay;

  g_return_val_if_fail (self != NULL && index < self->documents->len && changed != NULL, NULL);

  documents = g_ptr_array_copy (self->documents, (GCopyFunc) (void (*) (void)) tw_program_document_ref, NULL);
  g_ptr_array_set_free_func (documents, (GDestroyNotify) tw_program_document_unref);
  tw_program_document_unref (g_ptr_array_index (documents, index));
  documents->pdata[index] = tw_program_document_ref (changed);

  tw_reprice_diff (g_ptr_array_index (self->documents, index), changed, &diff);
  if (diff.shape)
    {
      done.reason = g_steal_pointer (&diff.reason);
      replay = replay_all (self, documents, cancellable, &done, error);
    }
  else
    {
      replay = change (self, index, &diff, documents, cancellable, &done, error);
    }
  tw_reprice_diff_clear (&diff);
  done.duration_us = g_get_monotonic_time () - started;
  if (info != NULL)
    *info = done;
  else
    g_free (done.reason);

  return replay;
}

GArray *
tw_reprice_positions (const TwReprice *self,
                      const char      *rule)
{
  GArray *positions = g_array_new (FALSE, TRUE, sizeof (TwRepricePosition));

  g_return_val_if_fail (self != NULL && rule != NULL, positions);

  for (guint i = 0; i < self->windows->len; i++)
    {
      const TwRepriceWindow *window = tw_reprice_window (self, i);
      TwRepricePosition *last = positions->len == 0 ? NULL
                                : &g_array_index (positions, TwRepricePosition, positions->len - 1);
      TwRepricePosition position = {
        .partner = window->partner,
        .period = window->kept->period,
        .window = window->kept->window,
        .measure = window->kept->m,
        .qualifier = window->kept->q,
        .amount = window->kept->standing,
      };

      if (strcmp (tw_reprice_rule_of (self, window)->id, rule) != 0)
        continue;
      /* A window that goes on in the next period is told by its last state. */
      if (last != NULL && last->partner == position.partner && last->window.start == position.window.start
          && last->window.end == position.window.end)
        *last = position;
      else
        g_array_append_val (positions, position);
    }

  return positions;
}
