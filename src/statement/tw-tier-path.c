/* tw-tier-path.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-tier-path.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-program-describe.h"
#include "tw-step-text.h"

/* Combinations that are looked at at once; steps that fit one. */
#define MAX_SETS  4096
#define MAX_STEPS 60

/* Work that can't be told is dearer than any that can. */
#define UNKNOWN (G_MAXINT64 / 128)

static void
step_free (gpointer data)
{
  TwPathStep *step = data;

  g_free (step->criterion);
  g_free (step->value);
  g_free (step->threshold);
  g_free (step->shortfall);
  g_clear_pointer (&step->items, g_array_unref);
  g_free (step);
}

void
tw_tier_path_free (TwTierPath *self)
{
  if (self == NULL)
    return;
  g_free (self->tier);
  g_free (self->from);
  g_free (self->currency);
  tw_tier_pay_clear (&self->pay);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/* --- what a step is worth in work --- */

typedef struct
{
  const TwProgram *program;
  GArray          *leaves;
  const gint64    *hours;
  TwTierPath      *path;
} Search;

/* Money in major units. */
static gboolean
to_millionths (const Search *search,
               TwValueType   type,
               TwFraction    value,
               gint64       *result)
{
  gint64 unit = 1;
  TwFraction scaled;

  for (int i = 0; type == TW_VALUE_MONEY && i < search->program->currency_digits; i++)
    unit *= 10;

  return tw_fraction_mul (value, tw_fraction_from_int (TW_MILLION), &scaled)
         && tw_fraction_div (scaled, tw_fraction_from_int (unit), &scaled)
         && tw_fraction_round_int (scaled, TW_ROUNDING_HALF_UP, result);
}

/* A bar to be reached; what is to go down, or to be something else, has no work that can be told. */
static void
rate_step (const Search      *search,
           const TwCondition *condition,
           TwPathStep        *step)
{
  TwEffortSettingId kind = tw_effort_of (search->program, condition->value);
  gint64 missing;
  __int128 effort;

  for (guint i = 0; i < condition->n_tests; i++)
    if (condition->tests[i].op != TW_TEST_AT_LEAST && condition->tests[i].op != TW_TEST_MORE_THAN)
      return;
  if (step->shortfall == NULL || !tw_number_parse (step->shortfall, &missing, NULL) || missing < 0)
    return;
  effort = (__int128) missing * search->hours[kind];
  if (kind == TW_EFFORT_TURNOVER)
    effort = (effort + 999) / 1000;
  else if (kind == TW_EFFORT_SHARE)
    effort *= 100;
  if (effort >= UNKNOWN)
    return;
  step->effort = (gint64) effort;
  step->missing = missing;
  step->known = TRUE;
}

/* Of the value's units: money comes in any amount, a share of it too, all else one by one. */
static void
rate_item (const Search *search,
           const TwExpr *expr,
           TwPointsItem *item)
{
  const TwExpr *value = expr;
  gint64 unit;

  while (value->kind == TW_EXPR_DEFINE && search->program->defines[value->index].value != NULL)
    value = search->program->defines[value->index].value;
  item->define = expr->kind == TW_EXPR_DEFINE ? expr->index : G_MAXUINT;
  item->hours = search->hours[tw_effort_of (search->program, expr)] * TW_MILLION;
  item->whole = value->type != TW_VALUE_MONEY && value->kind != TW_EXPR_DIV;
  if (value->type == TW_VALUE_MONEY)
    item->hours /= 1000;
  else if (value->kind == TW_EXPR_DIV && value->args[0]->type == TW_VALUE_MONEY
           && value->args[1]->kind == TW_EXPR_LITERAL && value->args[1]->type == TW_VALUE_MONEY
           && to_millionths (search, TW_VALUE_MONEY, value->args[1]->literal, &unit))
    /* So much turnover is one of it. */
    item->hours = (gint64) ((__int128) search->hours[TW_EFFORT_TURNOVER] * unit / 1000);
  else if (value->kind == TW_EXPR_DIV)
    item->hours *= 100;
}

/* A criterion that asks for points: its items with what stands, and the work for one of each. */
static gboolean
list_items (const Search      *search,
            const TwCondition *condition,
            const TwLeaf      *leaf,
            TwPathStep        *step)
{
  const TwExpr *expr = condition->value;
  TwValueType type;

  while (expr->kind == TW_EXPR_DEFINE && search->program->defines[expr->index].value != NULL)
    expr = search->program->defines[expr->index].value;
  if (leaf->points == NULL || expr->kind != TW_EXPR_POINTS || condition->n_tests != 1
      || condition->tests[0].op != TW_TEST_AT_LEAST || !tw_number_parse (step->threshold, &step->target, NULL))
    return FALSE;

  step->items = tw_points_new ();
  for (guint i = 0; i < expr->n_points && i < leaf->points->len; i++)
    {
      const TwPoint *point = &expr->points[i];
      const TwLeafPoint *stands = &g_array_index (leaf->points, TwLeafPoint, i);
      TwPointsItem item = { .cap = G_MAXINT64, .need = G_MININT64 };

      type = point->value->type;
      if (!stands->defined || !to_millionths (search, type, stands->value, &item.value)
          || !to_millionths (search, TW_VALUE_NUMBER, stands->worth, &item.worth)
          || !to_millionths (search, expr->type, stands->floor, &item.floor)
          || (stands->has_cap && !to_millionths (search, expr->type, stands->cap, &item.cap))
          || (stands->has_need && !to_millionths (search, type, stands->need, &item.need)))
        return FALSE;
      item.name = point->name != NULL ? g_strdup (point->name)
                                      : tw_program_describe_value (search->program, point->value);
      rate_item (search, point->value, &item);
      g_array_append_val (step->items, item);
    }

  return TRUE;
}

static void
rate_points (const Search      *search,
             const TwCondition *condition,
             const TwLeaf      *leaf,
             TwPathStep        *step)
{
  if (list_items (search, condition, leaf, step))
    step->known = tw_points_solve (step->items, step->target, &step->effort, &step->exact);
  else
    g_clear_pointer (&step->items, g_array_unref);
}

static const TwLeaf *
find_leaf (const Search *search,
           const char   *ref)
{
  for (guint i = 0; i < search->leaves->len; i++)
    {
      const TwLeaf *leaf = &g_array_index (search->leaves, TwLeaf, i);

      if (!leaf->keep && g_strcmp0 (leaf->ref, ref) == 0)
        return leaf;
    }

  return NULL;
}

/* The step's place; one criterion is one step however often it is asked for. */
static guint
add_step (const Search      *search,
          const TwCondition *condition,
          const TwLeaf      *leaf)
{
  GPtrArray *steps = search->path->steps;
  TwPathStep *step;

  for (guint i = 0; i < steps->len; i++)
    if (g_strcmp0 (((TwPathStep *) steps->pdata[i])->ref, condition->path) == 0)
      return i;

  step = g_new0 (TwPathStep, 1);
  step->ref = condition->path;
  step->define = condition->value != NULL && condition->value->kind == TW_EXPR_DEFINE ? condition->value->index : G_MAXUINT;
  step->criterion = tw_criterion_text (search->program, condition->path);
  step->value = g_strdup (leaf != NULL ? leaf->value : NULL);
  step->threshold = g_strdup (leaf != NULL ? leaf->threshold : NULL);
  step->shortfall = g_strdup (leaf != NULL ? leaf->shortfall : NULL);
  step->exact = TRUE;
  if (leaf != NULL && leaf->points != NULL && condition->value != NULL)
    rate_points (search, condition, leaf, step);
  else if (leaf != NULL && condition->value != NULL)
    rate_step (search, condition, step);
  g_ptr_array_add (steps, step);

  return steps->len - 1;
}

/* --- the combinations --- */

/* What the other steps of the set bring of an item's definition counts for its points too. */
static gint64
work_of_points (const TwTierPath *path,
                guint64           set,
                TwPathStep       *step)
{
  gboolean shared = FALSE;
  gint64 effort;

  for (guint i = 0; i < step->items->len; i++)
    {
      TwPointsItem *item = &g_array_index (step->items, TwPointsItem, i);
      gint64 brought = 0;

      for (guint k = 0; k < path->steps->len; k++)
        {
          const TwPathStep *other = path->steps->pdata[k];

          if ((set >> k & 1) != 0 && other->known && other->items == NULL && other->define == item->define
              && item->define != G_MAXUINT)
            brought = MAX (brought, other->missing);
        }
      shared = shared || item->free != brought;
      item->free = brought;
    }
  if (shared && tw_points_solve (step->items, step->target, &effort, &step->exact))
    step->effort = effort;

  return step->effort;
}

/* Of two steps that ask for the same definition, the larger gap covers the smaller. */
static gint64
cost_of (const TwTierPath *path,
         guint64           set,
         gboolean          unknown)
{
  __int128 total = 0;

  for (guint i = 0; i < path->steps->len; i++)
    {
      TwPathStep *step = path->steps->pdata[i];
      gboolean covered = FALSE;

      if ((set >> i & 1) == 0)
        continue;
      if (step->known && step->items != NULL)
        {
          total += work_of_points (path, set, step);
          continue;
        }
      for (guint k = 0; k < path->steps->len && step->known; k++)
        {
          const TwPathStep *other = path->steps->pdata[k];

          if (k != i && (set >> k & 1) != 0 && other->known && other->define == step->define && step->define != G_MAXUINT
              && (other->effort > step->effort || (other->effort == step->effort && k < i)))
            covered = TRUE;
        }
      if (!covered)
        total += step->known ? step->effort : unknown ? UNKNOWN : 0;
    }

  return total > G_MAXINT64 ? G_MAXINT64 : (gint64) total;
}

/* Unless a set that is in it is there already. */
static void
add_set (const Search *search,
         GArray       *sets,
         guint64       set)
{
  for (guint i = 0; i < sets->len; i++)
    if ((g_array_index (sets, guint64, i) & set) == g_array_index (sets, guint64, i))
      return;
  for (guint i = sets->len; i > 0; i--)
    if ((g_array_index (sets, guint64, i - 1) & set) == set)
      g_array_remove_index_fast (sets, i - 1);
  if (sets->len < MAX_SETS)
    g_array_append_val (sets, set);
  else
    search->path->exact = FALSE;
}

static GArray *solve (const Search      *search,
                      const TwCondition *condition);

static GArray *
sets_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint64));
}

/* @n of @children: after each child, what it takes to have met 0, 1 … n of those so far. */
static GArray *
solve_several (const Search              *search,
               const TwCondition * const *children,
               guint                      n_children,
               guint                      n)
{
  g_autoptr (GPtrArray) met = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i <= n; i++)
    g_ptr_array_add (met, sets_new ());
  add_set (search, met->pdata[0], 0);
  for (guint c = 0; c < n_children; c++)
    {
      g_autoptr (GArray) child = solve (search, children[c]);

      for (guint i = MIN (n, c + 1); i > 0; i--)
        {
          const GArray *before = met->pdata[i - 1];

          for (guint a = 0; a < before->len; a++)
            for (guint b = 0; b < child->len; b++)
              add_set (search, met->pdata[i], g_array_index (before, guint64, a) | g_array_index (child, guint64, b));
        }
    }

  return g_array_ref (met->pdata[n]);
}

static GArray *
solve_leaf (const Search      *search,
            const TwCondition *condition)
{
  const TwLeaf *leaf = find_leaf (search, condition->path);
  GArray *sets = sets_new ();
  guint step;

  if (leaf != NULL && leaf->pass)
    {
      add_set (search, sets, 0);
      return sets;
    }
  step = add_step (search, condition, leaf);
  if (step < MAX_STEPS)
    add_set (search, sets, G_GUINT64_CONSTANT (1) << step);
  else
    search->path->exact = FALSE;

  return sets;
}

/* The sets of steps that meet a condition; none of them holds another. */
static GArray *
solve (const Search      *search,
       const TwCondition *condition)
{
  const TwCondition * const *children = (const TwCondition * const *) condition->children;

  switch (condition->kind)
    {
    case TW_CONDITION_ALL:
      return solve_several (search, children, condition->n_children, condition->n_children);
    case TW_CONDITION_ANY:
      return solve_several (search, children, condition->n_children, 1);
    case TW_CONDITION_AT_LEAST:
      return solve_several (search, children, condition->n_children, condition->n);
    case TW_CONDITION_DEFINE:
      return solve (search, search->program->defines[condition->index].condition);
    case TW_CONDITION_COMPARE:
    case TW_CONDITION_NOT:
    case TW_CONDITION_EACH:
    case TW_CONDITION_HELD:
      break;
    }

  return solve_leaf (search, condition);
}

static void
choose (TwTierPath   *path,
        const GArray *sets)
{
  guint64 best = 0;
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < sets->len; i++)
    {
      guint64 set = g_array_index (sets, guint64, i);
      gint64 cost = cost_of (path, set, TRUE);

      if (i == 0 || cost < least)
        {
          best = set;
          least = cost;
        }
    }
  for (guint i = 0; i < path->steps->len; i++)
    {
      TwPathStep *step = path->steps->pdata[i];

      step->chosen = sets->len == 0 || (i < MAX_STEPS && (best >> i & 1) != 0);
      step->ref = NULL;  /* the tree goes */
    }
  path->effort = cost_of (path, best, FALSE);
  for (guint i = 0; i < path->steps->len; i++)
    path->exact = path->exact && ((TwPathStep *) path->steps->pdata[i])->exact;
}

TwTierPath *
tw_tier_path_new (const TwProgram *program,
                  const TwTier    *rungs,
                  guint            rank,
                  GArray          *leaves,
                  const gint64    *hours)
{
  TwTierPath *self = g_new0 (TwTierPath, 1);
  Search search = { program, leaves, hours, self };
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (GArray) sets = NULL;

  self->tier = g_strdup (rungs[rank].name);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->exact = TRUE;
  self->by_invitation = rungs[rank].by_invitation;
  self->currency = g_strdup (program->currency);
  self->digits = program->currency_digits;
  for (guint i = rungs[rank].needs_lower ? 0 : rank; i <= rank; i++)
    g_ptr_array_add (asked, rungs[i].enter);
  sets = solve_several (&search, (const TwCondition * const *) asked->pdata, asked->len, asked->len);
  choose (self, sets);

  return self;
}
