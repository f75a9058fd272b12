/* tw-keep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a calculation leaves of its windows for rating them again. */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-kept.h"

#include <string.h>

#include "tw-decimal.h"
#include "tw-job.h"

/* Classes that were seen last in a window: most have one or two. */
#define N_RECENT 8

typedef struct
{
  TwJob         *job;
  TwKeptClasses *classes;
  TwContext      context;
  guint          n_bands;
  TwKeptRate     now[64];
  TwKeptRate     recent[N_RECENT][64];
  guint          ids[N_RECENT];
  guint          n_recent;
} Keeper;

static gboolean
to_millionths (TwFraction  value,
               gint64     *result)
{
  __int128 scaled;

  if (value.den != 1 && TW_MILLION % value.den != 0)
    return FALSE;
  if (__builtin_mul_overflow (value.num, TW_MILLION / value.den, &scaled) || scaled > G_MAXINT64 / 4
      || scaled < -(G_MAXINT64 / 4))
    return FALSE;
  *result = (gint64) scaled;

  return TRUE;
}

/* ---- what speaks against it ---- */

static const char *
why_not_rule (const TwJob *job)
{
  const TwRule *rule = job->rule;
  const TwTable *table = rule->table;
  guint n = 0;

  for (guint v = 0; v < job->work->engine->input.n_versions; v++)
    n += job->by_version[v] != NULL;
  if (n != 1)
    return "versions";
  if (job->error != NULL || job->past || job->refunds->len > 0)
    return job->error != NULL ? "stopped" : "refunds";
  if (!job->own)
    return "pool";
  if (!job->additive || job->tables == NULL || job->tables[job->version].undefined)
    return "measure";
  if (job->has_opening || job->has_forced || rule->forward)
    return "history";
  if (tw_job_rounding (job).level != TW_LEVEL_RULE)
    return "rounding";
  if (table->scale != NULL || table->n_bands > 64)
    return "scale";
  if (table->mode == TW_TABLE_MARGINAL)
    return table->cross != TW_CROSS_SPLIT || rule->qualifier != NULL ? "cross" : NULL;

  return table->mode != TW_TABLE_RETROACTIVE || (rule->lines == TW_LINES_RUNNING && !job->single_fact) ? "mode" : NULL;
}

/* What else of the rule works on lines, not on the window's total. */
static const char *
why_not_after (const TwJob *job)
{
  const TwRule *rule = job->rule;

  if (rule->clawback != NULL)
    return "clawback";
  if (rule->payee == TW_PAYEE_FUND)
    return "fund";
  if (rule->split != NULL && rule->split->of_earned)
    return "split";
  if (rule->stacking.group != NULL && (rule->stacking.policy == TW_STACKING_SEQUENTIAL
                                       || (rule->stacking.policy == TW_STACKING_BEST_OF && rule->stacking.per_fact)))
    return "stacking";
  for (guint i = 0; i < rule->n_adjust; i++)
    if (rule->adjust[i].kind == TW_ADJUST_GUARANTEE)
      return "guarantee";

  return NULL;
}

static const char *
keep_stages (const TwJob  *job,
             TwKeptWindow *window)
{
  const GArray *stages = job->stages;

  if (stages == NULL || stages->len > TW_KEPT_MAX_STAGES || (job->single_fact && stages->len > 0))
    return "adjust";
  window->n_stages = stages->len;
  for (guint i = 0; i < stages->len; i++)
    {
      const TwStage *stage = &g_array_index (stages, TwStage, i);

      if (!stage->has_value || stage->groups != NULL || stage->adjust->excess_carry
          || (stage->adjust->kind != TW_ADJUST_FACTOR && stage->adjust->kind != TW_ADJUST_MAX
              && stage->adjust->kind != TW_ADJUST_MIN)
          || stage->adjust->per != TW_PER_WINDOW || stage->adjust->used != NULL || stage->brought.num != 0)
        return "adjust";
      if (!stage->active)
        continue;
      window->active |= (guint8) (1 << i);
      if (stage->adjust->kind == TW_ADJUST_FACTOR)
        {
          if (!to_millionths (stage->value, &window->values[i]))
            return "numbers";
        }
      else
        {
          if (stage->value.den != 1 || stage->value.num > G_MAXINT64 || stage->value.num < -G_MAXINT64)
            return "numbers";
          window->values[i] = (gint64) stage->value.num;
        }
    }

  return NULL;
}

/* ---- classes ---- */

/* Down the branches of picks to the literal that gives the value. */
static const TwExpr *
leaf_of (TwContext    *context,
         const TwExpr *expr)
{
  while (expr != NULL)
    {
      switch (expr->kind)
        {
        case TW_EXPR_PICK_TEXT:
        case TW_EXPR_PICK_RANGE:
        case TW_EXPR_IF:
          expr = tw_eval_branch (context, expr);
          break;
        case TW_EXPR_DEFINE:
          expr = context->plan->program->defines[expr->index].value;
          break;
        default:
          return expr;
        }
    }

  return NULL;
}

static gboolean
keep_rate (Keeper       *keeper,
           const TwExpr *expr,
           TwKeptRate   *rate)
{
  const TwExpr *leaf = leaf_of (&keeper->context, expr);
  TwValue value;

  rate->id = G_MAXUINT;
  if (leaf == NULL)
    return TRUE;
  if (leaf->kind == TW_EXPR_LITERAL)
    {
      rate->id = leaf->id;
      return TRUE;
    }
  rate->money = leaf->type == TW_VALUE_MONEY;
  value = tw_eval (&keeper->context, leaf);

  return !value.defined || to_millionths (value.num, &rate->value);
}

static guint
class_id (Keeper *keeper)
{
  gsize size = sizeof (TwKeptRate) * keeper->n_bands;
  guint id;

  for (guint i = 0; i < MIN (keeper->n_recent, N_RECENT); i++)
    if (memcmp (keeper->recent[i], keeper->now, size) == 0)
      return keeper->ids[i];

  id = tw_kept_class (keeper->classes, keeper->now);
  memcpy (keeper->recent[keeper->n_recent % N_RECENT], keeper->now, size);
  keeper->ids[keeper->n_recent % N_RECENT] = id;
  keeper->n_recent++;

  return id;
}

static gboolean
find_class (Keeper          *keeper,
            const TwJobFact *fact,
            guint           *id)
{
  const TwTableState *state = &keeper->job->tables[keeper->job->version];

  if (!state->reads_fact && keeper->n_recent > 0)
    {
      *id = keeper->ids[0];
      return TRUE;
    }
  memset (keeper->now, 0, sizeof (TwKeptRate) * keeper->n_bands);
  tw_job_fact_context (keeper->job, &keeper->context, fact);
  for (guint k = 0; k < keeper->n_bands; k++)
    {
      const TwBand *band = &state->rule->table->bands[k];

      if (tw_plan_reads (state->plan, band->rate != NULL ? band->rate : band->price)
          & (TW_READS_RESULT | TW_READS_UNIT))
        return FALSE;
      if (!keep_rate (keeper, band->rate != NULL ? band->rate : band->price, &keeper->now[k]))
        return FALSE;
    }
  *id = class_id (keeper);

  return TRUE;
}

/* ---- stretches ---- */

/* Where a stretch of the same class can be joined: in retroactive tables anywhere, in marginal ones at the end. */
static TwKeptStretch *
find_stretch (GArray   *stretches,
              gboolean  anywhere,
              guint     id,
              gboolean  counted)
{
  for (guint i = stretches->len; i > 0; i--)
    {
      TwKeptStretch *stretch = &g_array_index (stretches, TwKeptStretch, i - 1);

      if (stretch->class_id == id && (stretch->m != 0) == counted)
        return stretch;
      if (!anywhere)
        return NULL;
    }

  return NULL;
}

static const char *
keep_fact (Keeper          *keeper,
           GArray          *stretches,
           const TwJobFact *fact,
           gint64          *q,
           gint64          *peak)
{
  gboolean marginal = keeper->job->rule->table->mode == TW_TABLE_MARGINAL;
  TwKeptStretch one = { 0 };
  TwKeptStretch *last;

  if (fact->partner != keeper->job->work->partner)
    return "pool";
  if (fact->earlier || !to_millionths (fact->dq, &one.dq)
      || (fact->counted && !to_millionths (fact->m, &one.m)) || ABS (*q) > G_MAXINT64 / 4)
    return "numbers";
  if (marginal && fact->counted && one.m != one.dq)
    return "measure";
  *q += one.dq;
  *peak = MAX (*peak, *q);
  if (one.m != 0 && !find_class (keeper, fact, &one.class_id))
    return "rates";

  last = keeper->job->single_fact ? NULL : find_stretch (stretches, !marginal, one.class_id, one.m != 0);
  if (last == NULL)
    {
      g_array_append_val (stretches, one);
      return NULL;
    }
  /* Two that take each other back must not look uncounted. */
  if (one.m != 0 && last->m + one.m == 0)
    {
      g_array_append_val (stretches, one);
      return NULL;
    }
  last->dq += one.dq;
  last->m += one.m;

  return NULL;
}

static const char *
keep_facts (Keeper       *keeper,
            GArray       *stretches,
            TwKeptWindow *window)
{
  gint64 q = 0;

  tw_job_context (keeper->job, &keeper->context, keeper->job->version);
  for (guint i = 0; i < keeper->job->facts->len; i++)
    {
      const char *why = keep_fact (keeper, stretches, &g_array_index (keeper->job->facts, TwJobFact, i), &q,
                                   &window->peak);

      if (why != NULL)
        return why;
    }

  return NULL;
}

/**
 * tw_job_keep:
 * @classes: of the job's rule
 *
 * Returns: (transfer full): what can be rated again of a job that was rated and posted
 */
TwKeptWindow *
tw_job_keep (TwJob         *job,
             TwKeptClasses *classes,
             guint          order)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (TwKeptStretch));
  TwKeptWindow head = {
    .partner = job->work->partner,
    .version = job->version,
    .rule = (guint) (job->rule - job->work->engine->input.versions[job->version]->rules),
    .order = order,
    .window = job->window,
    .total = job->out_ranked ? job->forgone : job->total,
    .standing = job->total,
    .before = job->before,
    .q = job->total_q,
    .m = job->total_m,
    .n_facts = job->facts->len,
  };
  Keeper keeper;
  TwKeptWindow *window;

  /* Only what is told: the room for classes is large, and filled as it is used. */
  keeper.job = job;
  keeper.classes = classes;
  keeper.n_bands = job->rule->table->n_bands;
  keeper.n_recent = 0;
  memset (&keeper.context, 0, sizeof keeper.context);
  head.why = why_not_rule (job);
  if (head.why == NULL)
    head.why = why_not_after (job);
  if (head.why == NULL)
    head.why = keep_stages (job, &head);
  if (head.why == NULL)
    head.why = keep_facts (&keeper, stretches, &head);
  if (head.why != NULL)
    g_array_set_size (stretches, 0);

  window = g_malloc (sizeof *window + stretches->len * sizeof (TwKeptStretch));
  *window = head;
  window->n_stretches = stretches->len;
  if (stretches->len > 0)
    memcpy (window->stretches, stretches->data, stretches->len * sizeof (TwKeptStretch));

  return window;
}
