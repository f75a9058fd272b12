/* tw-reprice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-reprice-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

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
note_coupling (const TwExpr *expr,
               gpointer      user_data)
{
  if (expr->kind == TW_EXPR_ATTRIBUTE && (expr->scope == TW_SCOPE_BALANCE || expr->scope == TW_SCOPE_FUND))
    *(gboolean *) user_data = TRUE;
}

static gboolean
couples (const TwProgram *program)
{
  gboolean found = program->n_limits > 0;
  TwWalk walk = { .expr = note_coupling, .user_data = &found };

  for (guint i = 0; i < program->n_defines; i++)
    tw_walk_define (&walk, &program->defines[i]);
  for (guint i = 0; i < program->n_rules; i++)
    tw_walk_rule (&walk, &program->rules[i]);

  return found;
}

static void
note_tier (const TwExpr *expr,
           gpointer      user_data)
{
  if (expr->kind == TW_EXPR_ATTRIBUTE && expr->scope == TW_SCOPE_PARTNER
      && (strcmp (expr->text, "tier") == 0 || strcmp (expr->text, "tier_since") == 0))
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
      self->couples = self->couples || couples (program);
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

static gsize
kept_size (const TwKeptWindow *kept)
{
  return sizeof *kept + sizeof (TwKeptStretch) * kept->n_stretches;
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
        memcpy (at, window->kept, size);
        window->kept = (TwKeptWindow *) (gpointer) at;
        at += size;
      }
  g_ptr_array_set_size (self->kept, 0);
}

static void
place_windows (TwReprice *self)
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

  self->windows = g_array_sized_new (FALSE, FALSE, sizeof (TwRepriceWindow), self->kept->len);
  for (guint i = 0; i < self->kept->len; i++)
    {
      TwKeptWindow *kept = g_ptr_array_index (self->kept, i);
      TwRepriceWindow window = { kept, partner_of[kept->partner], self->rule_of[self->rule_first[kept->version] + kept->rule],
                        0, kept->total, kept->standing };

      g_array_append_val (self->windows, window);
    }
  g_array_sort (self->windows, compare_windows);

  self->first = g_new0 (guint, n_partners + 2);
  for (guint i = 0; i < self->windows->len; i++)
    self->first[g_array_index (self->windows, TwRepriceWindow, i).partner + 1]++;
  for (guint p = 0; p < n_partners; p++)
    self->first[p + 1] += self->first[p];
  /* Only rules whose windows are longer than a pay period have any. */
  for (guint i = 0; i < self->windows->len; i++)
    {
      TwRepriceWindow *window = tw_reprice_window (self, i);
      TwSpan period = g_array_index (self->base->periods, TwReplayPeriod, window->kept->period).span;

      if (window->kept->window.start < period.start)
        window->former = find_former (self, i);
    }
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

static gboolean rate_rule (TwReprice       *self,
                           GPtrArray       *documents,
                           guint            version,
                           guint            rule,
                           const guint8    *skip);

/* And where rating them again gives the same. */
static void
check_rates (TwReprice *self)
{
  for (guint v = 0; v < self->documents->len; v++)
    for (guint r = 0; r < tw_reprice_program (self->documents, v)->n_rules; r++)
      if (!rate_rule (self, self->documents, v, r, NULL))
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
  TwReplayExtra extra = { 0 };

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

  place_windows (self);
  check_windows (self);
  check_rates (self);
  self->now = copy_replay (self->base);
  self->touched = g_malloc0 (self->base->partners->len + 1);

  return g_steal_pointer (&self);
}

/* ---- a change ---- */

/* Every window of one rule at the numbers of @documents; the hard ones and those of @skip are left. */
static gboolean
rate_rule (TwReprice       *self,
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

static const TwRule *
rule_of_window (const TwReprice *self,
                const TwRepriceWindow    *window)
{
  return &tw_reprice_program (self->documents, window->kept->version)->rules[window->kept->rule];
}

/* best_of per window, in the order in which the rules ran: the largest of those that overlap stands, ties to the
 * earlier. */
static void
choose_best (TwReprice *self,
             guint      index)
{
  TwRepriceWindow *window = tw_reprice_window (self, index);
  const TwRule *rule = rule_of_window (self, window);

  for (guint i = self->first[window->partner]; i < index; i++)
    {
      TwRepriceWindow *other = tw_reprice_window (self, i);
      const TwRule *theirs = rule_of_window (self, other);

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

static gboolean
is_best_of (const TwRule *rule)
{
  return rule->stacking.policy == TW_STACKING_BEST_OF && rule->stacking.group != NULL;
}

/* What a window comes to now, into the partner's cell and part. */
static void
apply_window (TwReprice       *self,
              TwRepriceWindow *window)
{
  const TwRule *rule = rule_of_window (self, window);
  const TwRepriceWindow *former = window->former == 0 ? NULL : tw_reprice_window (self, window->former - 1);
  gint64 was = window->kept->standing - window->kept->before;
  gint64 change = window->standing - (former != NULL ? former->standing : window->kept->before) - was;
  TwReplayPart *part;

  if (change == 0)
    return;

  self->touched[window->partner] = TRUE;
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
  const TwRule *rule = rule_of_window (self, window);

  return is_best_of (rule) && g_strcmp0 (rule->stacking.group, group) == 0;
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

  memcpy (&self->now->cells[(gsize) partner * n_rules], &self->base->cells[(gsize) partner * n_rules],
          sizeof (TwReplayCell) * n_rules);
  memcpy (&self->now->parts[(gsize) partner * n_periods], &self->base->parts[(gsize) partner * n_periods],
          sizeof (TwReplayPart) * n_periods);
}

/* Back to the base, where the last change touched it. */
static void
reset (TwReprice *self)
{
  for (guint p = 0; p < self->base->partners->len; p++)
    if (self->touched[p])
      {
        reset_partner (self, p);
        self->touched[p] = FALSE;
      }
  g_array_set_size (self->now->moves, 0);
  g_array_append_vals (self->now->moves, self->base->moves->data, self->base->moves->len);
}

/* Windows say again what they came to in the base, for the changes to come. */
static void
restore_windows (TwReprice           *self,
                 guint                index,
                 const TwRepriceDiff *diff)
{
  const TwProgram *program = tw_reprice_program (self->documents, index);

  for (guint r = 0; r < program->n_rules; r++)
    {
      const GArray *list = self->of_rule[self->rule_first[index] + r];

      for (guint i = 0; (diff->rules[r] || is_best_of (&program->rules[r])) && i < list->len; i++)
        {
          TwRepriceWindow *window = tw_reprice_window (self, g_array_index (list, guint, i));

          window->total = window->kept->total;
          window->standing = window->kept->standing;
        }
    }
}

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
        self->touched[p] = TRUE;
        memcpy (&self->now->cells[(gsize) p * n_rules], &part->cells[(gsize) p * n_rules],
                sizeof (TwReplayCell) * n_rules);
        memcpy (&self->now->parts[(gsize) p * n_periods], &part->parts[(gsize) p * n_periods],
                sizeof (TwReplayPart) * n_periods);
      }
  for (guint i = 0; i < self->base->moves->len; i++)
    if (!only[g_array_index (self->base->moves, TwReplayMove, i).partner])
      g_array_append_val (moves, g_array_index (self->base->moves, TwReplayMove, i));
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
               GCancellable         *cancellable,
               TwRepriceInfo        *info,
               GError              **error)
{
  guint n_rules = self->base->rules->len;

  if (diff->tiers)
    {
      const TwReplayExtra extra = { .reviews = TRUE, .memo = self->memo };
      g_autoptr (TwReplay) reviewed =
        tw_replay_run_extra (self->data, documents, self->flags, &extra, cancellable, NULL, NULL, error);

      if (reviewed == NULL)
        return FALSE;
      info->way = TW_REPRICE_TIERS;
      mark_moved (self->base, reviewed, only);
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

/* Members of a best_of group stand or fall together: where one of them is hard for a partner, the engine decides. */
static void
mark_groups (TwReprice           *self,
             guint                index,
             const TwRepriceDiff *diff,
             guint8              *only)
{
  const TwProgram *program = tw_reprice_program (self->documents, index);

  for (guint r = 0; r < program->n_rules; r++)
    for (guint o = 0; diff->rules[r] && is_best_of (&program->rules[r]) && o < program->n_rules; o++)
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

static void
apply_tables (TwReprice           *self,
              guint                index,
              const TwRepriceDiff *diff,
              GPtrArray           *documents,
              guint8              *only)
{
  const TwProgram *program = tw_reprice_program (self->documents, index);

  for (guint r = 0; r < program->n_rules; r++)
    if (diff->rules[r] && !rate_rule (self, documents, index, r, only))
      memset (only, TRUE, self->base->partners->len);
  for (guint r = 0; r < program->n_rules; r++)
    {
      if (diff->rules[r] && !is_best_of (&program->rules[r]))
        apply_rule (self, index, r, only);
      else if (diff->rules[r])
        for (guint p = 0; p < self->base->partners->len; p++)
          if (!only[p])
            apply_group (self, p, program->rules[r].stacking.group);
    }
  restore_windows (self, index, diff);
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

  if (!mark_partners (self, documents, index, diff, only, cancellable, info, error))
    return NULL;
  mark_groups (self, index, diff, only);
  reset (self);
  apply_tables (self, index, diff, documents, only);
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
  if (diff.shape || (self->couples && (diff.n_rules > 0 || diff.tiers)))
    {
      done.reason = diff.shape ? g_steal_pointer (&diff.reason)
                               : g_strdup (_("Limits over several rules, funds or balances tie the rules together."));
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

      if (strcmp (rule_of_window (self, window)->id, rule) != 0)
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
