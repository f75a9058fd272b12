/* tw-reprice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-reprice-private.h"

#include <stdlib.h>
#include <string.h>

#include "tw-program-walk.h"

void
tw_reprice_free (TwReprice *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->base, tw_replay_free);
  g_clear_pointer (&self->now, tw_replay_free);
  g_clear_pointer (&self->full, tw_replay_free);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->windows, g_array_unref);
  g_clear_pointer (&self->limits, g_array_unref);
  g_free (self->first_limit);
  for (guint i = 0; i < self->n_classes; i++)
    {
      tw_kept_classes_free (self->classes[i]);
      if (self->of_rule != NULL && self->of_rule[i] != NULL)
        g_array_unref (self->of_rule[i]);
    }
  g_free (self->classes);
  g_free (self->of_rule);
  g_free (self->packed);
  g_free (self->touched);
  g_free (self->moved);
  g_free (self->first);
  g_free (self->rule_first);
  g_free (self->rule_of);
  g_free (self->hard);
  g_free (self->why);
  tw_review_memo_free (self->memo);
  g_ptr_array_unref (self->documents);
  tw_replay_data_unref (self->data);
  g_free (self);
}

const TwReplay *
tw_reprice_get_base (const TwReprice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->base;
}

/* ---- what the programs allow ---- */

static void
note_balance (const TwExpr *expr,
              gpointer      user_data)
{
  if (expr->kind == TW_EXPR_ATTRIBUTE && (expr->scope == TW_SCOPE_BALANCE || expr->scope == TW_SCOPE_FUND))
    *(gboolean *) user_data = TRUE;
}

/* Whether anything looks at what earlier rules or periods left. */
static gboolean
reads_balances (const TwProgram *program)
{
  gboolean found = FALSE;
  TwWalk walk = { .expr = note_balance, .user_data = &found };

  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&walk, &program->defines[i]);
  for (guint i = 0; i < program->n_rules; i++)
    tw_walk_rule (&walk, &program->rules[i]);
  for (guint i = 0; i < program->n_limits; i++)
    tw_walk_adjust (&walk, &program->limits[i]);

  return found;
}

static void
note_tier (const TwExpr *expr,
           gpointer      user_data)
{
  if (expr->kind == TW_EXPR_ATTRIBUTE && expr->scope == TW_SCOPE_PARTNER
      && (strstr (expr->text, "tier") != NULL || strstr (expr->text, "designation") != NULL))
    *(gboolean *) user_data = TRUE;
}

static void
note_standing (const TwMeasure *measure,
               gpointer         user_data)
{
  for (guint i = 0; i < measure->n_kinds; i++)
    if (strcmp (measure->kinds[i], "standing") == 0)
      *(gboolean *) user_data = TRUE;
}

/* Whether what a partner earns may depend on its tier. */
static gboolean
pays_by_tier (const TwProgram *program)
{
  gboolean found = FALSE;
  TwWalk walk = { .expr = note_tier, .measure = note_standing, .user_data = &found };

  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&walk, &program->defines[i]);
  for (guint i = 0; i < program->n_rules; i++)
    tw_walk_rule (&walk, &program->rules[i]);
  for (guint i = 0; i < program->n_limits; i++)
    tw_walk_adjust (&walk, &program->limits[i]);

  return found;
}

/* Whether measures of criteria may come out differently when tiers do. */
static gboolean
reads_tiers (const TwProgram *program)
{
  gboolean found = FALSE;
  TwWalk walk = { .expr = note_tier, .measure = note_standing, .user_data = &found };

  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&walk, &program->defines[i]);
  for (guint i = 0; i < program->n_tiers; i++)
    tw_walk_tier (&walk, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    tw_walk_tier (&walk, &program->designations[i]);

  return found;
}

/* ---- the first replay ---- */

static void
prepare (TwReprice *self)
{
  gboolean tiers = FALSE;
  guint n = 0;

  self->rule_first = g_new0 (guint, self->documents->len + 1);
  for (guint v = 0; v < self->documents->len; v++)
    {
      const TwProgram *program = tw_reprice_program (self->documents, v);

      self->rule_first[v] = n;
      n += program->n_rules;
      tiers = tiers || reads_tiers (program);
      self->pays_by_tier = self->pays_by_tier || pays_by_tier (program);
      self->balances = self->balances || reads_balances (program);
      self->ties = self->ties || self->balances || program->n_limits > 0;
    }
  self->n_classes = n;
  self->classes = g_new0 (TwKeptClasses *, n + 1);
  for (guint v = 0; v < self->documents->len; v++)
    for (guint r = 0; r < tw_reprice_program (self->documents, v)->n_rules; r++)
      self->classes[self->rule_first[v] + r] =
        tw_kept_classes_new (tw_reprice_program (self->documents, v)->rules[r].table->n_bands);
  if (!tiers)
    self->memo = tw_review_memo_new ((guint) tw_dataset_n_rows (self->data->dataset, TW_RELATION_PARTNER));
}

static int
compare_windows (gconstpointer a,
                 gconstpointer b)
{
  const TwRepriceWindow *wa = a;
  const TwRepriceWindow *wb = b;

  if (wa->partner != wb->partner)
    return wa->partner < wb->partner ? -1 : 1;
  if (wa->kept->period != wb->kept->period)
    return wa->kept->period < wb->kept->period ? -1 : 1;

  return wa->kept->order < wb->kept->order ? -1 : wa->kept->order > wb->kept->order;
}

static guint
rule_index (const TwReplay *replay,
            const char     *id)
{
  for (guint i = 0; i < replay->rules->len; i++)
    if (strcmp (g_array_index (replay->rules, TwReplayRule, i).id, id) == 0)
      return i;

  g_return_val_if_reached (0);
}

const TwRepriceWindow *
tw_reprice_former (const TwReprice *self,
                   guint            index)
{
  guint former = tw_reprice_window (self, index)->former;

  return former == 0 ? NULL : tw_reprice_window (self, former - 1);
}

/* A window that is longer than a pay period builds on its own state in the period before. */
static guint
find_former (const TwReprice *self,
             guint            index)
{
  const TwRepriceWindow *window = tw_reprice_window (self, index);

  for (guint i = index; i > self->first[window->partner]; i--)
    {
      const TwRepriceWindow *other = tw_reprice_window (self, i - 1);

      if (other->rule == window->rule && other->kept->period < window->kept->period
          && other->kept->window.start == window->kept->window.start
          && other->kept->window.end == window->kept->window.end)
        return i;
    }

  return 0;
}

/* Fractions want to stand on multiples of their alignment, also where windows stand side by side. */
static gsize
kept_size (const TwKeptWindow *kept)
{
  gsize size = sizeof *kept + sizeof (TwKeptStretch) * kept->n_stretches;
  gsize align = G_ALIGNOF (TwKeptWindow);

  return (size + align - 1) / align * align;
}

/* Lists the windows of each rule, and moves what is kept of them together. */
static void
pack_windows (TwReprice *self)
{
  gsize size = 0;
  char *at;

  self->of_rule = g_new0 (GArray *, self->n_classes + 1);
  for (guint i = 0; i < self->n_classes; i++)
    self->of_rule[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->windows->len; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, i);

      size += kept_size (window->kept);
      g_array_append_val (self->of_rule[self->rule_first[window->kept->version] + window->kept->rule], i);
    }
  at = self->packed = g_malloc (size + 1);
  for (guint r = 0; r < self->n_classes; r++)
    for (guint i = 0; i < self->of_rule[r]->len; i++)
      {
        TwRepriceWindow *window = tw_reprice_window (self, g_array_index (self->of_rule[r], guint, i));

        size = kept_size (window->kept);
        memcpy (at, window->kept, sizeof *window->kept + sizeof (TwKeptStretch) * window->kept->n_stretches);
        window->kept = (TwKeptWindow *) (gpointer) at;
        at += size;
      }
  g_ptr_array_set_size (self->kept, 0);
}

/* Most come in order already: a partner's windows are calculated one after the other. */
static void
sort_windows (TwRepriceWindow *windows,
              guint            n)
{
  for (guint i = 1; i < n; i++)
    if (compare_windows (&windows[i - 1], &windows[i]) > 0)
      {
        qsort (windows, n, sizeof *windows, compare_windows);
        return;
      }
}

/* All windows by partner, period and order, and where each partner's begin. */
static void
list_windows (TwReprice   *self,
              const guint *partner_of)
{
  guint n_partners = self->base->partners->len;
  g_autofree guint *at = NULL;

  self->first = g_new0 (guint, n_partners + 2);
  for (guint i = 0; i < self->kept->len; i++)
    self->first[partner_of[((const TwKeptWindow *) g_ptr_array_index (self->kept, i))->partner] + 1]++;
  for (guint p = 0; p < n_partners; p++)
    self->first[p + 1] += self->first[p];

  at = g_memdup2 (self->first, sizeof (guint) * (n_partners + 2));
  self->windows = g_array_sized_new (FALSE, FALSE, sizeof (TwRepriceWindow), self->kept->len);
  g_array_set_size (self->windows, self->kept->len);
  for (guint i = 0; i < self->kept->len; i++)
    {
      TwKeptWindow *kept = g_ptr_array_index (self->kept, i);
      guint partner = partner_of[kept->partner];

      *tw_reprice_window (self, at[partner]++) =
        (TwRepriceWindow){ kept, partner, self->rule_of[self->rule_first[kept->version] + kept->rule], 0, kept->total,
                           kept->standing };
    }
  for (guint p = 0; p < n_partners; p++)
    if (self->first[p + 1] > self->first[p])
      sort_windows (tw_reprice_window (self, self->first[p]), self->first[p + 1] - self->first[p]);
}

static void
place_windows (TwReprice    *self,
               const GArray *limits)
{
  guint n_rows = (guint) tw_dataset_n_rows (self->data->dataset, TW_RELATION_PARTNER);
  guint n_partners = self->base->partners->len;
  g_autofree guint *partner_of = g_new0 (guint, n_rows + 1);

  self->rule_of = g_new0 (guint, self->n_classes + 1);
  for (guint v = 0; v < self->documents->len; v++)
    for (guint r = 0; r < tw_reprice_program (self->documents, v)->n_rules; r++)
      self->rule_of[self->rule_first[v] + r] = rule_index (self->base, tw_reprice_program (self->documents, v)->rules[r].id);
  for (guint p = 0; p < n_partners; p++)
    partner_of[g_array_index (self->base->partners, TwReplayPartner, p).row] = p;

  list_windows (self, partner_of);
  /* Only rules whose windows are longer than a pay period have any. */
  for (guint i = 0; i < self->windows->len; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, i);
      TwSpan period = g_array_index (self->base->periods, TwReplayPeriod, window->kept->period).span;

      if (window->kept->window.start < period.start)
        window->former = find_former (self, i);
    }
  tw_reprice_place_limits (self, limits, partner_of);
  pack_windows (self);
}

static void
mark_hard (TwReprice  *self,
           guint       partner,
           guint       rule,
           const char *why)
{
  self->hard[(gsize) partner * self->base->rules->len + rule] = TRUE;
  if (self->why[rule] == NULL)
    self->why[rule] = why;
}

/* A window is only trusted where what is kept of it gives the engine's own figures. */
static void
check_windows (TwReprice *self)
{
  guint n_rules = self->base->rules->len;
  guint n_partners = self->base->partners->len;
  g_autofree gint64 *sums = g_new0 (gint64, (gsize) n_partners * n_rules + 1);

  self->hard = g_new0 (guint8, (gsize) n_partners * n_rules + 1);
  self->why = g_new0 (const char *, n_rules + 1);
  for (guint i = 0; i < self->windows->len; i++)
    {
      const TwRepriceWindow *window = tw_reprice_window (self, i);
      const TwRepriceWindow *former = tw_reprice_former (self, i);

      sums[(gsize) window->partner * n_rules + window->rule] += window->kept->standing - window->kept->before;
      if (window->kept->why != NULL)
        mark_hard (self, window->partner, window->rule, window->kept->why);
      else if (former != NULL && former->kept->standing != window->kept->before)
        mark_hard (self, window->partner, window->rule, "history");
    }
  for (guint p = 0; p < n_partners; p++)
    for (guint r = 0; r < n_rules; r++)
      if (sums[(gsize) p * n_rules + r] != tw_replay_cell (self->base, p, r)->amount)
        mark_hard (self, p, r, "lines");
}

/* And where rating them again gives the same. */
static void
check_rates (TwReprice *self)
{
  for (guint v = 0; v < self->documents->len; v++)
    for (guint r = 0; r < tw_reprice_program (self->documents, v)->n_rules; r++)
      if (!tw_reprice_rate_rule (self, self->documents, v, r, NULL))
        for (guint p = 0; p < self->base->partners->len; p++)
          mark_hard (self, p, self->rule_of[self->rule_first[v] + r], "numbers");
  for (guint i = 0; i < self->windows->len; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, i);

      if (window->total != window->kept->total)
        mark_hard (self, window->partner, window->rule, "lines");
      window->total = window->kept->total;
    }
}

static GArray *
copy_array (const GArray *array,
            gsize         size)
{
  GArray *copy = g_array_sized_new (FALSE, TRUE, size, array->len);

  g_array_append_vals (copy, array->data, array->len);
  return copy;
}

/* A copy that borrows the texts of the original, which has to stay. */
static TwReplay *
copy_replay (const TwReplay *replay)
{
  TwReplay *copy = g_memdup2 (replay, sizeof *replay);
  gsize n_cells = (gsize) replay->partners->len * replay->rules->len;
  gsize n_parts = (gsize) replay->partners->len * replay->periods->len;

  copy->periods = copy_array (replay->periods, sizeof (TwReplayPeriod));
  copy->rules = copy_array (replay->rules, sizeof (TwReplayRule));
  copy->partners = copy_array (replay->partners, sizeof (TwReplayPartner));
  copy->tiers = copy_array (replay->tiers, sizeof (TwReplayTier));
  copy->types = copy_array (replay->types, sizeof (TwReplayType));
  copy->moves = copy_array (replay->moves, sizeof (TwReplayMove));
  copy->lines = copy_array (replay->lines, sizeof (TwReplayLine));
  copy->problems = g_array_new (FALSE, TRUE, sizeof (TwReplayProblem));
  copy->cells = g_memdup2 (replay->cells, sizeof (TwReplayCell) * (n_cells + 1));
  copy->parts = g_memdup2 (replay->parts, sizeof (TwReplayPart) * (n_parts + 1));
  copy->notes = g_ptr_array_ref (replay->notes);
  copy->texts = g_string_chunk_new (16);
  copy->documents = g_ptr_array_ref (replay->documents);
  copy->data = tw_replay_data_ref (replay->data);

  return copy;
}

TwReprice *
tw_reprice_new (TwReplayData      *data,
                GPtrArray         *documents,
                TwReplayFlags      flags,
                GCancellable      *cancellable,
                TwReplayProgress   progress,
                gpointer           user_data,
                GError           **error)
{
  g_autoptr (TwReprice) self = NULL;
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (TwKeptLimit));
  TwReplayExtra extra = { .limits = limits };

  g_return_val_if_fail (data != NULL && documents != NULL && documents->len > 0, NULL);

  self = g_new0 (TwReprice, 1);
  self->data = tw_replay_data_ref (data);
  self->documents = g_ptr_array_copy (documents, (GCopyFunc) (void (*) (void)) tw_program_document_ref, NULL);
  g_ptr_array_set_free_func (self->documents, (GDestroyNotify) tw_program_document_unref);
  self->flags = flags & ~TW_REPLAY_LINES;
  self->kept = g_ptr_array_new_with_free_func (g_free);
  prepare (self);
  extra.memo = self->memo;
  extra.windows = self->kept;
  extra.classes = self->classes;
  self->base = tw_replay_run_extra (data, self->documents, self->flags, &extra, cancellable, progress, user_data, error);
  if (self->base == NULL)
    return NULL;

  place_windows (self, limits);
  check_windows (self);
  check_rates (self);
  self->now = copy_replay (self->base);
  self->touched = g_malloc0 (self->base->partners->len + 1);
  self->moved = g_malloc0 (self->base->rules->len + 1);

  return g_steal_pointer (&self);
}
