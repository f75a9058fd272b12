/* tw-scenario-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who wins and who loses in a column of a comparison, and by what; where tiers' partners go. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario-compare.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const TwReplay *base;
  const TwReplay *other;
  guint          *rule_of;    /* by rule of `base`: that of `other` + 1 */
  guint          *base_of;    /* the other way round */
  guint          *moved;      /* by partner: the first of its moves in `base`, + 1 */
  guint          *moved_on;   /* by move of `base`: the next of the partner, + 1 */
  guint          *other_moved;
  guint          *other_moved_on;
} Pair;

static guint
find_rule (const TwReplay *replay,
           const char     *id)
{
  for (guint i = 0; i < replay->rules->len; i++)
    if (g_strcmp0 (g_array_index (replay->rules, TwReplayRule, i).id, id) == 0)
      return i + 1;

  return 0;
}

static void
pair_rules (Pair *pair)
{
  pair->rule_of = g_new0 (guint, pair->base->rules->len + 1);
  pair->base_of = g_new0 (guint, pair->other->rules->len + 1);
  for (guint i = 0; i < pair->base->rules->len; i++)
    {
      pair->rule_of[i] = find_rule (pair->other, g_array_index (pair->base->rules, TwReplayRule, i).id);
      if (pair->rule_of[i] > 0)
        pair->base_of[pair->rule_of[i] - 1] = i + 1;
    }
}

/* The moves of each partner, by date. */
static void
chain_moves (const TwReplay  *replay,
             guint          **first,
             guint          **next)
{
  *first = g_new0 (guint, replay->partners->len + 1);
  *next = g_new0 (guint, replay->moves->len + 1);
  for (guint i = replay->moves->len; i > 0; i--)
    {
      guint partner = g_array_index (replay->moves, TwReplayMove, i - 1).partner;

      (*next)[i - 1] = (*first)[partner];
      (*first)[partner] = i;
    }
}

/* From *@at on, the next move of the ladder itself that changes a tier. */
static const TwReplayMove *
next_move (const TwReplay *replay,
           const guint    *chain,
           guint          *at)
{
  while (*at > 0)
    {
      const TwReplayMove *move = &g_array_index (replay->moves, TwReplayMove, *at - 1);

      *at = chain[*at - 1];
      if (move->designation == NULL
          && (move->outcome == TW_REVIEW_PROMOTED || move->outcome == TW_REVIEW_DEMOTED))
        return move;
    }

  return NULL;
}

static gint64
cost_of (const TwReplay *replay,
         guint           partner,
         guint           rule)
{
  const TwReplayRule *row;

  if (rule == 0)
    return 0;
  row = &g_array_index (replay->rules, TwReplayRule, rule - 1);
  if (row->fund)
    return 0;

  return row->charge ? -tw_replay_cell (replay, partner, rule - 1)->amount
                     : tw_replay_cell (replay, partner, rule - 1)->amount;
}

/* The rule whose amount changed most, numbered from 1 in both; the earlier one where two changed alike. */
static void
find_largest (const Pair *pair,
              guint       partner,
              guint      *base,
              guint      *other)
{
  gint64 largest = 0;

  *base = *other = 0;
  for (guint i = 0; i < pair->base->rules->len; i++)
    {
      gint64 change = cost_of (pair->other, partner, pair->rule_of[i]) - cost_of (pair->base, partner, i + 1);

      if (ABS (change) > largest)
        {
          largest = ABS (change);
          *base = i + 1;
          *other = pair->rule_of[i];
        }
    }
  for (guint i = 0; i < pair->other->rules->len; i++)
    if (pair->base_of[i] == 0 && ABS (cost_of (pair->other, partner, i + 1)) > largest)
      {
        largest = ABS (cost_of (pair->other, partner, i + 1));
        *base = 0;
        *other = i + 1;
      }
}

static char *
rule_reason (const Pair *pair,
             guint       partner,
             guint       base,
             guint       other)
{
  const TwReplayCell *was = base > 0 ? tw_replay_cell (pair->base, partner, base - 1) : NULL;
  const TwReplayCell *now = other > 0 ? tw_replay_cell (pair->other, partner, other - 1) : NULL;
  const char *name = base > 0 ? g_array_index (pair->base->rules, TwReplayRule, base - 1).name
                              : g_array_index (pair->other->rules, TwReplayRule, other - 1).name;

  if (was == NULL)
    return g_strdup_printf (_("“%s” is new."), name);
  if (now == NULL)
    return g_strdup_printf (_("“%s” falls away."), name);
  if (was->amount == 0)
    return g_strdup_printf (_("“%s” begins to pay."), name);
  if (now->amount == 0)
    return g_strdup_printf (_("“%s” no longer pays."), name);
  if (was->band >= 0 && now->band >= 0 && was->band != now->band)
    return g_strdup_printf (_("“%s” reaches band %d instead of band %d."), name, now->band + 1, was->band + 1);

  return now->amount > was->amount ? g_strdup_printf (_("“%s” pays more in the same band."), name)
                                   : g_strdup_printf (_("“%s” pays less in the same band."), name);
}

static const char *
tier_name (const TwReplay *replay,
           guint           tier)
{
  return g_array_index (replay->tiers, TwReplayTier, tier).name;
}

static char *
tier_reason (const char *was,
             const char *now)
{
  if (was == NULL)
    return g_strdup_printf (_("%s instead of no tier."), now);
  if (now == NULL)
    return g_strdup_printf (_("No tier instead of %s."), was);

  return g_strdup_printf (_("%s instead of %s."), now, was);
}

static char *
move_reason (const TwReplay     *replay,
             const TwReplayMove *move,
             gboolean            happens)
{
  const char *to = tier_name (replay, move->to);
  g_autofree char *day = tw_date_format (move->effective);

  to = to != NULL ? to : _("no tier");
  if (move->outcome == TW_REVIEW_PROMOTED)
    /* Translators: a tier, a day. */
    return g_strdup_printf (happens ? _("Promoted to %1$s from %2$s on.") : _("Not promoted to %1$s from %2$s on."), to, day);

  /* Translators: a tier, a day. */
  return g_strdup_printf (happens ? _("Demoted to %1$s from %2$s on.") : _("Not demoted to %1$s from %2$s on."), to, day);
}

/* (nullable): the first move that one of them has and the other hasn't, where the tier at the end is the same again. */
static char *
find_move_reason (const Pair *pair,
                  guint       partner)
{
  guint base_at = pair->moved[partner];
  guint other_at = pair->other_moved[partner];

  for (;;)
    {
      const TwReplayMove *was = next_move (pair->base, pair->moved_on, &base_at);
      const TwReplayMove *now = next_move (pair->other, pair->other_moved_on, &other_at);

      if (was == NULL && now == NULL)
        return NULL;
      if (was != NULL && now != NULL && was->effective == now->effective && was->outcome == now->outcome
          && g_strcmp0 (tier_name (pair->base, was->to), tier_name (pair->other, now->to)) == 0)
        continue;
      if (was != NULL && (now == NULL || was->effective <= now->effective))
        return move_reason (pair->base, was, FALSE);

      return move_reason (pair->other, now, TRUE);
    }
}

/* Tier and rule, whichever changed, in this order: the tier is why the rule pays otherwise. */
static char *
make_reason (const Pair              *pair,
             const TwScenarioPartner *partner)
{
  gboolean moved = g_strcmp0 (partner->tier_before, partner->tier_after) != 0;
  g_autofree char *tier = moved ? tier_reason (partner->tier_before, partner->tier_after)
                                : find_move_reason (pair, partner->partner);
  g_autofree char *rule = NULL;
  guint base;
  guint other;

  find_largest (pair, partner->partner, &base, &other);
  if (base > 0 || other > 0)
    rule = rule_reason (pair, partner->partner, base, other);
  else if (partner->change != 0)
    rule = g_strdup (_("A limit over several rules lets through another amount."));

  if (tier != NULL && rule != NULL)
    /* Translators: two sentences: another tier, then the rule whose amount changed most. */
    return g_strdup_printf (C_("two sentences", "%s %s"), tier, rule);
  if (tier != NULL)
    return g_steal_pointer (&tier);

  return rule != NULL ? g_steal_pointer (&rule) : g_strdup (_("Nothing changes."));
}

static int
compare_change (gconstpointer a,
                gconstpointer b)
{
  const TwScenarioPartner *pa = *(const TwScenarioPartner *const *) a;
  const TwScenarioPartner *pb = *(const TwScenarioPartner *const *) b;

  if (pa->change != pb->change)
    return pa->change > pb->change ? -1 : 1;

  return g_strcmp0 (pa->external_id, pb->external_id);
}

static void
partner_free (gpointer data)
{
  g_free (((TwScenarioPartner *) data)->reason);
  g_free (data);
}

static const TwReplay *
replay_of (const TwScenarioComparison *comparison,
           guint                       column)
{
  return ((const TwScenarioColumn *) g_ptr_array_index (comparison->columns, column))->replay;
}

GPtrArray *
tw_scenario_list_partners (const TwScenarioComparison *comparison,
                           guint                       column)
{
  GPtrArray *partners = g_ptr_array_new_with_free_func (partner_free);
  Pair pair = { 0 };

  g_return_val_if_fail (comparison != NULL && column < comparison->columns->len, partners);

  pair.base = replay_of (comparison, 0);
  pair.other = replay_of (comparison, column);
  /* The same program over the same days covers the same partners. */
  g_return_val_if_fail (pair.base->partners->len == pair.other->partners->len, partners);

  pair_rules (&pair);
  chain_moves (pair.base, &pair.moved, &pair.moved_on);
  chain_moves (pair.other, &pair.other_moved, &pair.other_moved_on);
  for (guint p = 0; p < pair.base->partners->len; p++)
    {
      const TwReplayPartner *was = &g_array_index (pair.base->partners, TwReplayPartner, p);
      const TwReplayPartner *now = &g_array_index (pair.other->partners, TwReplayPartner, p);
      TwScenarioPartner *partner = g_new0 (TwScenarioPartner, 1);

      partner->partner = p;
      partner->id = was->id;
      partner->external_id = was->external_id;
      partner->name = was->name;
      partner->before = was->cost;
      partner->after = now->cost;
      partner->change = now->cost - was->cost;
      partner->tier_before = tier_name (pair.base, was->tier);
      partner->tier_after = tier_name (pair.other, now->tier);
      partner->reason = make_reason (&pair, partner);
      g_ptr_array_add (partners, partner);
    }
  g_ptr_array_sort (partners, compare_change);
  g_free (pair.rule_of);
  g_free (pair.base_of);
  g_free (pair.moved);
  g_free (pair.moved_on);
  g_free (pair.other_moved);
  g_free (pair.other_moved_on);

  return partners;
}

/* The largest change first. */
static int
compare_size (gconstpointer a,
              gconstpointer b)
{
  const TwScenarioPartner *one = *(const TwScenarioPartner *const *) a;
  const TwScenarioPartner *other = *(const TwScenarioPartner *const *) b;
  guint64 x = (guint64) ABS (one->change);
  guint64 y = (guint64) ABS (other->change);

  if (x != y)
    return x > y ? -1 : 1;

  return g_strcmp0 (one->external_id, other->external_id);
}

GPtrArray *
tw_scenario_list_changed (const TwScenarioComparison *comparison,
                          guint                       column)
{
  g_autoptr (GPtrArray) all = tw_scenario_list_partners (comparison, column);
  GPtrArray *changed = g_ptr_array_new_with_free_func (partner_free);

  for (guint i = all->len; i-- > 0;)
    {
      const TwScenarioPartner *partner = g_ptr_array_index (all, i);

      if (partner->change != 0 || g_strcmp0 (partner->tier_before, partner->tier_after) != 0)
        g_ptr_array_add (changed, g_ptr_array_steal_index_fast (all, i));
    }
  g_ptr_array_sort (changed, compare_size);

  return changed;
}

GPtrArray *
tw_scenario_list_flow (const TwScenarioComparison *comparison,
                       guint                       column,
                       gboolean                    across)
{
  GPtrArray *flows = g_ptr_array_new_with_free_func (g_free);
  const TwReplay *from = replay_of (comparison, across ? 0 : column);
  const TwReplay *to = replay_of (comparison, column);
  guint n = to->tiers->len;
  g_autofree guint *counts = g_new0 (guint, from->tiers->len * n);

  for (guint p = 0; p < to->partners->len; p++)
    {
      const TwReplayPartner *was = &g_array_index (from->partners, TwReplayPartner, p);
      const TwReplayPartner *now = &g_array_index (to->partners, TwReplayPartner, p);

      counts[(across ? was->tier : was->tier_before) * n + now->tier]++;
    }
  for (guint i = from->tiers->len; i > 0; i--)
    for (guint k = n; k > 0; k--)
      {
        TwScenarioFlow *flow;

        if (counts[(i - 1) * n + k - 1] == 0)
          continue;
        flow = g_new0 (TwScenarioFlow, 1);
        flow->from = tier_name (from, i - 1);
        flow->to = tier_name (to, k - 1);
        flow->n_partners = counts[(i - 1) * n + k - 1];
        g_ptr_array_add (flows, flow);
      }

  return flows;
}

/* The last review that found a partner below what keeps its tier, while the grace runs. */
static gboolean
is_last_of_grace (const TwReplay *replay,
                  guint           index)
{
  const TwReplayMove *move = &g_array_index (replay->moves, TwReplayMove, index);

  for (guint i = index + 1; i < replay->moves->len; i++)
    {
      const TwReplayMove *later = &g_array_index (replay->moves, TwReplayMove, i);

      if (later->partner == move->partner && later->outcome == move->outcome && later->grace_ends == move->grace_ends
          && g_strcmp0 (later->designation, move->designation) == 0)
        return FALSE;
    }

  return TRUE;
}

/* What became of it: by the next review of the ladder that failed, demoted, or promoted. */
static TwGraceState
state_of (const TwReplay *replay,
          guint           index,
          TwDate          last)
{
  const TwReplayMove *move = &g_array_index (replay->moves, TwReplayMove, index);
  TwGraceState state = move->date >= last ? TW_GRACE_RUNS : TW_GRACE_ABOVE;

  for (guint i = index + 1; i < replay->moves->len; i++)
    {
      const TwReplayMove *later = &g_array_index (replay->moves, TwReplayMove, i);

      if (later->partner != move->partner || g_strcmp0 (later->designation, move->designation) != 0)
        continue;
      if (later->outcome == TW_REVIEW_DEMOTED)
        return TW_GRACE_DEMOTED;
      if (later->outcome != TW_REVIEW_HELD_BY_STAY)
        return state;
      if (later->date >= last)
        state = TW_GRACE_STAYS;
    }

  return state;
}

/* The last day of the span on which everybody is reviewed for demotion; none where each has days of its own. */
static TwDate
last_review (const TwScenarioColumn *column,
             TwSpan                  span)
{
  static const TwCalendarUnit units[] = { [TW_REVIEW_MONTH] = TW_CALENDAR_MONTH, [TW_REVIEW_QUARTER] = TW_CALENDAR_QUARTER,
                                          [TW_REVIEW_HALF] = TW_CALENDAR_HALF, [TW_REVIEW_YEAR] = TW_CALENDAR_YEAR };
  const TwProgram *program = tw_program_document_get_program (column->document);
  TwReview review = program->tier_policy.demote_review;
  TwSpan unit;

  if (review == TW_REVIEW_DAY)
    return span.end - 1;
  if (review == TW_REVIEW_MANUAL || review == TW_REVIEW_ANNIVERSARY
      || !tw_calendar_unit_at (program->calendar, units[review], span.end - 1, &unit))
    return span.start;

  return unit.end == span.end ? span.end - 1 : unit.start - 1;
}

static int
compare_grace (gconstpointer a,
               gconstpointer b)
{
  const TwScenarioGrace *ga = *(const TwScenarioGrace *const *) a;
  const TwScenarioGrace *gb = *(const TwScenarioGrace *const *) b;

  if (ga->state != gb->state)
    return ga->state < gb->state ? -1 : 1;
  if (ga->until != gb->until)
    return ga->until < gb->until ? -1 : 1;

  return g_strcmp0 (ga->external_id, gb->external_id);
}

GPtrArray *
tw_scenario_list_grace (const TwScenarioComparison *comparison,
                        guint                       column)
{
  GPtrArray *graces = g_ptr_array_new_with_free_func (g_free);
  const TwReplay *replay = replay_of (comparison, column);
  TwDate last = last_review (g_ptr_array_index (comparison->columns, column), comparison->span);

  for (guint i = 0; i < replay->moves->len; i++)
    {
      const TwReplayMove *move = &g_array_index (replay->moves, TwReplayMove, i);
      const TwReplayPartner *partner = &g_array_index (replay->partners, TwReplayPartner, move->partner);
      TwScenarioGrace *grace;

      if (move->outcome != TW_REVIEW_GRACE || !is_last_of_grace (replay, i))
        continue;
      grace = g_new0 (TwScenarioGrace, 1);
      grace->id = partner->id;
      grace->external_id = partner->external_id;
      grace->name = partner->name;
      grace->tier = move->designation != NULL ? move->designation : tier_name (replay, move->from);
      grace->reviewed = move->date;
      grace->until = move->grace_ends;
      grace->state = state_of (replay, i, last);
      g_ptr_array_add (graces, grace);
    }
  g_ptr_array_sort (graces, compare_grace);

  return graces;
}

const char *
tw_grace_state_label (TwGraceState state)
{
  switch (state)
    {
    case TW_GRACE_RUNS:
      return _("In grace");
    case TW_GRACE_STAYS:
      return _("Kept by minimum stay");
    case TW_GRACE_DEMOTED:
      return _("Demoted");
    case TW_GRACE_ABOVE:
      return _("Above again");
    }

  return "";
}
