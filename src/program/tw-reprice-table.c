/* tw-reprice-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A change of rules' numbers, from what is kept of their windows. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-reprice-private.h"

#include <string.h>

gboolean
tw_reprice_rate_rule (TwReprice       *self,
           GPtrArray       *documents,
           guint            version,
           guint            rule,
           const guint8    *skip)
{
  const TwProgram *program = tw_reprice_program (documents, version);
  g_autofree TwExpr **exprs = tw_reprice_exprs (program);
  guint index = self->rule_of[self->rule_first[version] + rule];
  const GArray *list = self->of_rule[self->rule_first[version] + rule];
  guint n_rules = self->base->rules->len;
  TwKeptTable table;
  gboolean good = tw_kept_table_init (&table, program, &program->rules[rule], exprs,
                                      self->classes[self->rule_first[version] + rule]);

  for (guint i = 0; good && i < list->len; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, g_array_index (list, guint, i));

      if (self->hard[(gsize) window->partner * n_rules + index] || (skip != NULL && skip[window->partner]))
        continue;
      good = tw_kept_rate (&table, window->kept, &window->total);
    }
  tw_kept_table_clear (&table);

  return good;
}

/* best_of per window, in the order in which the rules ran: the largest of those that overlap stands, ties to the
 * earlier. */
static void
choose_best (TwReprice *self,
             guint      index)
{
  TwRepriceWindow *window = tw_reprice_window (self, index);
  const TwRule *rule = tw_reprice_rule_of (self, window);

  for (guint i = self->first[window->partner]; i < index; i++)
    {
      TwRepriceWindow *other = tw_reprice_window (self, i);
      const TwRule *theirs = tw_reprice_rule_of (self, other);

      if (other->kept->period != window->kept->period || other->rule == window->rule
          || theirs->stacking.policy != TW_STACKING_BEST_OF
          || g_strcmp0 (theirs->stacking.group, rule->stacking.group) != 0 || other->standing == G_MININT64
          || other->kept->window.end <= window->kept->window.start
          || other->kept->window.start >= window->kept->window.end)
        continue;
      if (window->total > other->total)
        {
          other->standing = G_MININT64;
          continue;
        }
      window->standing = G_MININT64;
      return;
    }
}

gint64
tw_reprice_change_of (const TwReprice       *self,
                      const TwRepriceWindow *window)
{
  const TwRepriceWindow *former = window->former == 0 ? NULL : tw_reprice_window (self, window->former - 1);
  gint64 was = window->kept->standing - window->kept->before;

  return window->standing - (former != NULL ? former->standing : window->kept->before) - was;
}

/* What a window comes to now, into the partner's cell and part. */
static void
apply_window (TwReprice       *self,
              TwRepriceWindow *window)
{
  const TwRule *rule = tw_reprice_rule_of (self, window);
  gint64 change = tw_reprice_change_of (self, window);
  TwReplayPart *part;

  if (change == 0)
    return;

  self->touched[window->partner] = MAX (self->touched[window->partner], TW_REPRICE_RATED);
  self->moved[window->rule] = TRUE;
  self->now->cells[(gsize) window->partner * self->base->rules->len + window->rule].amount += change;
  part = &self->now->parts[(gsize) window->partner * self->now->periods->len + window->kept->period];
  if (rule->payee != TW_PAYEE_FUND)
    part->cost += rule->charge ? -change : change;
}

/* The windows of one rule that competes with no other. */
static void
apply_rule (TwReprice    *self,
            guint         version,
            guint         rule,
            const guint8 *skip)
{
  const GArray *list = self->of_rule[self->rule_first[version] + rule];
  guint index = self->rule_of[self->rule_first[version] + rule];
  guint n_rules = self->base->rules->len;

  for (guint i = 0; i < list->len; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, g_array_index (list, guint, i));

      window->standing = window->total;
      if (!skip[window->partner] && !self->hard[(gsize) window->partner * n_rules + index])
        apply_window (self, window);
    }
}

static gboolean
is_in_group (const TwReprice       *self,
             const TwRepriceWindow *window,
             const char            *group)
{
  const TwRule *rule = tw_reprice_rule_of (self, window);

  return tw_reprice_is_best_of (rule) && g_strcmp0 (rule->stacking.group, group) == 0;
}

/* One partner's windows of a group of which the best stands. */
static void
apply_group (TwReprice  *self,
             guint       partner,
             const char *group)
{
  guint end = self->first[partner + 1];

  for (guint i = self->first[partner]; i < end; i++)
    if (is_in_group (self, tw_reprice_window (self, i), group))
      {
        tw_reprice_window (self, i)->standing = tw_reprice_window (self, i)->total;
        choose_best (self, i);
      }
  for (guint i = self->first[partner]; i < end; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, i);

      if (!is_in_group (self, window, group))
        continue;
      if (window->standing == G_MININT64)
        window->standing = 0;
      apply_window (self, window);
    }
}

static void
reset_partner (TwReprice *self,
               guint      partner)
{
  guint n_rules = self->base->rules->len;
  guint n_periods = self->base->periods->len;

  for (guint r = 0; r < n_rules; r++)
    if (self->moved[r] || self->touched[partner] == TW_REPRICE_CALCULATED)
      self->now->cells[(gsize) partner * n_rules + r] = self->base->cells[(gsize) partner * n_rules + r];
  memcpy (&self->now->parts[(gsize) partner * n_periods], &self->base->parts[(gsize) partner * n_periods],
          sizeof (TwReplayPart) * n_periods);
}

/* Back to the base, where the last change touched it. */
void
tw_reprice_reset (TwReprice *self)
{
  for (guint p = 0; p < self->base->partners->len; p++)
    if (self->touched[p])
      {
        reset_partner (self, p);
        self->touched[p] = TW_REPRICE_UNTOUCHED;
      }
  memset (self->moved, 0, self->base->rules->len);
  g_array_set_size (self->now->moves, 0);
  g_array_append_vals (self->now->moves, self->base->moves->data, self->base->moves->len);
}

/* Whether windows of @rule were rated, or stood or fell with some that were. */
static gboolean
was_rated (const TwProgram     *program,
           const TwRepriceDiff *diff,
           const TwRule        *rule)
{
  for (guint r = 0; r < program->n_rules; r++)
    if (diff->rules[r] && (rule == &program->rules[r]
                           || (tw_reprice_is_best_of (rule) && tw_reprice_is_best_of (&program->rules[r])
                               && strcmp (program->rules[r].stacking.group, rule->stacking.group) == 0)))
      return TRUE;

  return FALSE;
}

/* Windows say again what they came to in the base, for the changes to come. */
static void
restore_windows (TwReprice           *self,
                 guint                index,
                 const TwRepriceDiff *diff)
{
  const TwProgram *program = tw_reprice_program (self->documents, index);

  for (guint v = 0; v < self->documents->len; v++)
    for (guint r = 0; r < tw_reprice_program (self->documents, v)->n_rules; r++)
      {
        const GArray *list = self->of_rule[self->rule_first[v] + r];

        if (!was_rated (program, diff, &tw_reprice_program (self->documents, v)->rules[r]))
          continue;
        for (guint i = 0; i < list->len; i++)
          {
            TwRepriceWindow *window = tw_reprice_window (self, g_array_index (list, guint, i));

            window->total = window->kept->total;
            window->standing = window->kept->standing;
          }
      }
}

gboolean
tw_reprice_apply_tables (TwReprice           *self,
              guint                index,
              const TwRepriceDiff *diff,
              GPtrArray           *documents,
              guint8              *only)
{
  const TwProgram *program = tw_reprice_program (self->documents, index);
  gboolean apart;

  for (guint r = 0; r < program->n_rules; r++)
    if (diff->rules[r] && !tw_reprice_rate_rule (self, documents, index, r, only))
      memset (only, TRUE, self->base->partners->len);
  for (guint r = 0; r < program->n_rules; r++)
    {
      if (diff->rules[r] && !tw_reprice_is_best_of (&program->rules[r]))
        apply_rule (self, index, r, only);
      else if (diff->rules[r])
        for (guint p = 0; p < self->base->partners->len; p++)
          if (!only[p])
            apply_group (self, p, program->rules[r].stacking.group);
    }
  apart = tw_reprice_check_limits (self, documents, index, diff, only);
  restore_windows (self, index, diff);

  return apart;
}
