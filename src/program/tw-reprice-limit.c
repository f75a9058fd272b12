/* tw-reprice-limit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Limits over several rules while one of them changes: as long as a limit bites neither before nor after, a rule's change
 * is all there is. Partners for whom one bites, or for whom that can't be told from totals, go to the engine. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-reprice-private.h"

static int
compare_limits (gconstpointer a,
                gconstpointer b)
{
  const TwRepriceLimit *la = a;
  const TwRepriceLimit *lb = b;

  if (la->partner != lb->partner)
    return la->partner < lb->partner ? -1 : 1;
  if (la->kept.period != lb->kept.period)
    return la->kept.period < lb->kept.period ? -1 : 1;
  if (la->kept.limit != lb->kept.limit)
    return la->kept.limit < lb->kept.limit ? -1 : 1;

  return la->kept.unit.start < lb->kept.unit.start ? -1 : la->kept.unit.start > lb->kept.unit.start;
}

/**
 * tw_reprice_place_limits:
 * @kept: (element-type TwKeptLimit): as they came
 * @partner_of: by row of PARTNER: the replay's partner
 */
void
tw_reprice_place_limits (TwReprice    *self,
                         const GArray *kept,
                         const guint  *partner_of)
{
  guint n_partners = self->base->partners->len;

  self->limits = g_array_new (FALSE, FALSE, sizeof (TwRepriceLimit));
  self->first_limit = g_new0 (guint, n_partners + 2);
  for (guint i = 0; i < kept->len; i++)
    {
      TwRepriceLimit limit = { .kept = g_array_index (kept, TwKeptLimit, i) };

      limit.partner = limit.kept.partner == G_MAXUINT ? n_partners : partner_of[limit.kept.partner];
      self->over_program = self->over_program || limit.partner == n_partners;
      self->first_limit[limit.partner + 1]++;
      g_array_append_val (self->limits, limit);
    }
  g_array_sort (self->limits, compare_limits);
  for (guint p = 0; p <= n_partners; p++)
    self->first_limit[p + 1] += self->first_limit[p];
}

static const TwAdjust *
adjust_of (const TwReprice      *self,
           GPtrArray            *documents,
           const TwRepriceLimit *limit)
{
  return &tw_reprice_program (documents, limit->kept.version)->limits[limit->kept.limit];
}

static gboolean
covers (const TwReprice      *self,
        const TwRepriceLimit *limit,
        guint                 rule)
{
  const TwAdjust *adjust = adjust_of (self, self->documents, limit);

  for (guint i = 0; i < adjust->n_rules; i++)
    if (self->rule_of[self->rule_first[limit->kept.version] + adjust->rules[i]] == rule)
      return TRUE;

  return FALSE;
}

/* Whether it changes anything at what the rules earn. */
static gboolean
bites (const TwAdjust *adjust,
       gint64          earned,
       gint64          bound)
{
  return adjust->kind == TW_ADJUST_MAX ? earned > bound : earned < bound;
}

/* What its rules come to differently in its unit, up to its period; FALSE where that isn't all of one unit. */
static gboolean
change_in_unit (const TwReprice      *self,
                const TwRepriceLimit *limit,
                guint                 partner,
                gint64               *change)
{
  for (guint i = self->first[partner]; i < self->first[partner + 1]; i++)
    {
      const TwRepriceWindow *window = tw_reprice_window (self, i);
      gint64 one = tw_reprice_change_of (self, window);

      if (one == 0 || window->kept->period > limit->kept.period || !covers (self, limit, window->rule)
          || g_array_index (self->base->periods, TwReplayPeriod, window->kept->period).span.start < limit->kept.unit.start)
        continue;
      if (window->kept->window.start < limit->kept.unit.start || window->kept->window.end > limit->kept.unit.end)
        return FALSE;
      *change += one;
    }

  return TRUE;
}

/* The bound afterwards: where a literal of it moved it has to be all of it. */
static gboolean
bound_after (const TwReprice      *self,
             GPtrArray            *documents,
             guint                 index,
             const TwRepriceDiff  *diff,
             const TwRepriceLimit *limit,
             gint64               *bound)
{
  const TwExpr *value;

  *bound = limit->kept.bound;
  if (limit->kept.version != index || !diff->limits[limit->kept.limit])
    return TRUE;
  value = adjust_of (self, documents, limit)->value;
  if (value->kind != TW_EXPR_LITERAL || value->literal.den != 1 || adjust_of (self, documents, limit)->used != NULL)
    return FALSE;
  *bound = (gint64) value->literal.num;

  return TRUE;
}

/* Whether a limit's unit stays as it is but for @change. */
static gboolean
stays (const TwReprice      *self,
       GPtrArray            *documents,
       guint                 index,
       const TwRepriceDiff  *diff,
       const TwRepriceLimit *limit,
       gint64                change)
{
  const TwAdjust *adjust = adjust_of (self, documents, limit);
  gboolean moved = limit->kept.version == index && diff->limits[limit->kept.limit];
  gint64 bound;

  if (change == 0 && !moved)
    return TRUE;
  if (!limit->kept.plain || !bound_after (self, documents, index, diff, limit, &bound))
    return FALSE;

  return !limit->kept.holds
         || (!bites (adjust, limit->kept.earned, limit->kept.bound)
             && !bites (adjust, limit->kept.earned + change, bound));
}

/* A limit that had nothing to count has left nothing to say about what it would do. */
static gboolean
is_recorded (const TwReprice       *self,
             guint                  partner,
             guint                  limit,
             const TwRepriceWindow *window)
{
  for (guint i = self->first_limit[partner]; i < self->first_limit[partner + 1]; i++)
    {
      const TwRepriceLimit *one = &g_array_index (self->limits, TwRepriceLimit, i);

      if (one->kept.limit == limit && one->kept.period == window->kept->period
          && one->kept.unit.start <= window->kept->window.start && one->kept.unit.end >= window->kept->window.end)
        return TRUE;
    }

  return FALSE;
}

/* The version whose limits are those of a period: the last that begins before its end. */
static guint
version_of (const TwReprice *self,
            guint            period)
{
  TwDate end = g_array_index (self->base->periods, TwReplayPeriod, period).span.end;
  guint version = 0;

  for (guint v = 0; v < self->documents->len; v++)
    if (tw_reprice_program (self->documents, v)->effective_from < end)
      version = v;

  return version;
}

static gboolean
is_told (const TwReprice       *self,
         guint                  partner,
         const TwRepriceWindow *window)
{
  guint version = version_of (self, window->kept->period);
  const TwProgram *program = tw_reprice_program (self->documents, version);

  for (guint l = 0; l < program->n_limits; l++)
    {
      const TwRepriceLimit like = { .kept = { .version = version, .limit = l } };

      if (covers (self, &like, window->rule)
          && !is_recorded (self, program->limits[l].over_program ? self->base->partners->len : partner, l, window))
        return FALSE;
    }

  return TRUE;
}

static gboolean
partner_stays (const TwReprice     *self,
               GPtrArray           *documents,
               guint                index,
               const TwRepriceDiff *diff,
               guint                partner)
{
  for (guint i = self->first[partner]; i < self->first[partner + 1]; i++)
    {
      const TwRepriceWindow *window = tw_reprice_window (self, i);

      if (tw_reprice_change_of (self, window) != 0 && !is_told (self, partner, window))
        return FALSE;
    }
  for (guint i = self->first_limit[partner]; i < self->first_limit[partner + 1]; i++)
    {
      const TwRepriceLimit *limit = &g_array_index (self->limits, TwRepriceLimit, i);
      gint64 change = 0;

      if (!change_in_unit (self, limit, partner, &change) || !stays (self, documents, index, diff, limit, change))
        return FALSE;
    }

  return TRUE;
}

/**
 * tw_reprice_check_limits:
 * @only: (inout): partners for the engine; those whose limits or balances are no longer what they were are added
 *
 * After tables were rated and before windows are as they were.
 *
 * Returns: %FALSE where partners touch each other, so that everybody has to be calculated
 */
gboolean
tw_reprice_check_limits (TwReprice           *self,
                         GPtrArray           *documents,
                         guint                index,
                         const TwRepriceDiff *diff,
                         guint8              *only)
{
  guint n_partners = self->base->partners->len;

  if (!self->ties)
    return TRUE;
  for (guint p = 0; p < n_partners; p++)
    {
      if (only[p])
        continue;
      if (self->balances)
        only[p] = self->touched[p] != TW_REPRICE_UNTOUCHED;
      else if (self->touched[p] || diff->n_limits > 0)
        only[p] = !partner_stays (self, documents, index, diff, p);
    }
  for (guint p = 0; self->over_program && p < n_partners; p++)
    if (only[p])
      return FALSE;
  for (guint i = self->first_limit[n_partners]; i < self->first_limit[n_partners + 1]; i++)
    {
      const TwRepriceLimit *limit = &g_array_index (self->limits, TwRepriceLimit, i);
      gint64 change = 0;

      for (guint p = 0; p < n_partners; p++)
        if (self->touched[p] && !change_in_unit (self, limit, p, &change))
          return FALSE;
      if (!stays (self, documents, index, diff, limit, change))
        return FALSE;
    }

  return TRUE;
}
