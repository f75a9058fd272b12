/* tw-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

#include <string.h>

/* Attributes by scope and name become columns once per calculation, so that evaluating is
 * indexing. */

/**
 * tw_engine_text_id:
 *
 * Returns: the id under which @text is compared: the dataset's, or one of the engine's own below -1
 */
gint64
tw_engine_text_id (TwEngine   *engine,
                   const char *text)
{
  gint64 id;
  gpointer value;

  if (text == NULL)
    return TW_NULL;

  id = tw_dataset_lookup (engine->input.dataset, text);
  if (id >= 0)
    return id;
  if (g_hash_table_lookup_extended (engine->texts, text, NULL, &value))
    return -2 - (gint64) GPOINTER_TO_SIZE (value);

  g_ptr_array_add (engine->text_list, g_strdup (text));
  g_hash_table_insert (engine->texts,
                       g_ptr_array_index (engine->text_list, engine->text_list->len - 1),
                       GSIZE_TO_POINTER (engine->text_list->len - 1));

  return -2 - (gint64) (engine->text_list->len - 1);
}

const char *
tw_engine_text (const TwEngine *engine,
                gint64          id)
{
  if (id == TW_NULL)
    return NULL;
  if (id >= 0)
    return tw_dataset_text (engine->input.dataset, id);
  if (-2 - id >= (gint64) engine->text_list->len)
    return NULL;

  return g_ptr_array_index (engine->text_list, -2 - id);
}

static void
bind_fact (TwBinding       *binding,
           const TwDataset *dataset,
           const char      *name)
{
  static const char *const refs[] = { "partner", "customer", "product", "person" };
  static const TwRelationId targets[]
    = { TW_RELATION_PARTNER, TW_RELATION_CUSTOMER, TW_RELATION_PRODUCT, TW_RELATION_PERSON };

  if (strcmp (name, "date") == 0)
    {
      binding->kind = TW_BIND_PLACED;
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    if (strcmp (name, refs[i]) == 0)
      {
        binding->ref = tw_dataset_find_column (dataset, TW_RELATION_FACT, name);
        binding->column = tw_dataset_find_column (dataset, targets[i], "id");
        binding->kind = binding->ref != NULL ? TW_BIND_FACT_REF : TW_BIND_MISSING;
        return;
      }

  binding->column = tw_dataset_find_column (dataset, TW_RELATION_FACT, name);
  binding->currency = tw_dataset_find_column (dataset, TW_RELATION_FACT, "currency");
  binding->kind = binding->column != NULL ? TW_BIND_FACT : TW_BIND_MISSING;
}

static void
bind_related (TwBinding       *binding,
              const TwDataset *dataset,
              TwRelationId     relation,
              const char      *ref,
              const char      *name)
{
  binding->ref = tw_dataset_find_column (dataset, TW_RELATION_FACT, ref);
  binding->column = tw_dataset_find_column (dataset, relation, name);
  binding->currency = tw_dataset_find_column (dataset, relation, "currency");
  binding->kind = binding->ref != NULL
                  && binding->column != NULL ? TW_BIND_RELATED : TW_BIND_MISSING;

  if (relation != TW_RELATION_CUSTOMER || binding->ref == NULL)
    return;
  if (strcmp (name, "new") == 0 && binding->column == NULL)
    {
      binding->kind = TW_BIND_CUSTOMER_NEW;
      binding->column = tw_dataset_find_column (dataset, relation, "first_purchase");
    }
  else if (strcmp (name, "first_purchase") == 0)
    {
      binding->kind = TW_BIND_FIRST_PURCHASE;
    }
}

static void
bind_partner (TwBinding       *binding,
              const TwDataset *dataset,
              const char      *name)
{
  if (strcmp (name, "tier") == 0)
    {
      binding->kind = TW_BIND_TIER;
      return;
    }
  if (strcmp (name, "tier_since") == 0)
    {
      binding->kind = TW_BIND_TIER_SINCE;
      return;
    }

  binding->column = tw_dataset_find_column (dataset, TW_RELATION_PARTNER, name);
  binding->term = tw_dataset_find_column (dataset, TW_RELATION_TERM, name);
  binding->currency = tw_dataset_find_column (dataset, TW_RELATION_PARTNER, "currency");
  binding->kind = binding->column != NULL
                  || binding->term != NULL ? TW_BIND_PARTNER : TW_BIND_MISSING;
}

static void
bind_dated (TwBinding       *binding,
            const TwDataset *dataset,
            TwRelationId     relation,
            TwBindKind       kind,
            const char      *name)
{
  binding->column = tw_dataset_find_column (dataset, relation, name);
  binding->currency = tw_dataset_find_column (dataset, relation, "currency");
  binding->kind = binding->column != NULL ? kind : TW_BIND_MISSING;
}

static void
bind_attribute (TwBinding       *binding,
                const TwDataset *dataset,
                const TwExpr    *expr)
{
  switch (expr->scope)
    {
    case TW_SCOPE_OUTER:
      binding->outer = TRUE;
      bind_fact (binding, dataset, expr->text);
      break;
    case TW_SCOPE_FACT:
      bind_fact (binding, dataset, expr->text);
      break;
    case TW_SCOPE_CUSTOMER:
      bind_related (binding, dataset, TW_RELATION_CUSTOMER, "customer", expr->text);
      break;
    case TW_SCOPE_PRODUCT:
      bind_related (binding, dataset, TW_RELATION_PRODUCT, "product", expr->text);
      break;
    case TW_SCOPE_PERSON:
      bind_related (binding, dataset, TW_RELATION_PERSON, "person", expr->text);
      break;
    case TW_SCOPE_PARTNER:
      bind_partner (binding, dataset, expr->text);
      break;
    case TW_SCOPE_AGREEMENT:
      bind_dated (binding, dataset, TW_RELATION_AGREEMENT, TW_BIND_AGREEMENT, expr->text);
      break;
    case TW_SCOPE_ENROLMENT:
      bind_dated (binding, dataset, TW_RELATION_ENROLMENT, TW_BIND_ENROLMENT, expr->text);
      break;
    case TW_SCOPE_PERIOD:
      binding->kind = strcmp (expr->text, "start") == 0 ? TW_BIND_PERIOD_START
                      : strcmp (expr->text, "end") == 0 ? TW_BIND_PERIOD_END
                      : strcmp (expr->text, "days") == 0 ? TW_BIND_PERIOD_DAYS : TW_BIND_MISSING;
      break;
    case TW_SCOPE_FUND:
      binding->kind = TW_BIND_FUND;
      break;
    case TW_SCOPE_BALANCE:
      binding->kind = TW_BIND_BALANCE;
      break;
    }
}

static void
bind_expr (TwPlan       *plan,
           TwEngine     *engine,
           const TwExpr *expr)
{
  TwBinding *binding = &plan->bindings[expr->id];

  binding->text = tw_engine_text_id (engine, expr->text);
  if (expr->kind == TW_EXPR_ATTRIBUTE)
    bind_attribute (binding, engine->input.dataset, expr);
  if (expr->keys != NULL)
    {
      guint n = expr->kind == TW_EXPR_PICK_TEXT ? expr->n_args - 1 : expr->n_args;

      binding->keys = g_new (gint64, MAX (1, n));
      for (guint i = 0; i < n; i++)
        binding->keys[i] = tw_engine_text_id (engine, expr->keys[i]);
    }
}

static void
bind_measure (TwPlan          *plan,
              TwEngine        *engine,
              const TwMeasure *measure)
{
  TwMeasureBinding *binding = &plan->measures[measure->id];
  const TwDataset *dataset = engine->input.dataset;

  binding->kinds = g_new (gint64, MAX (1, measure->n_kinds));
  for (guint i = 0; i < measure->n_kinds; i++)
    binding->kinds[i] = tw_engine_text_id (engine, measure->kinds[i]);
  binding->dates = g_new0 (const TwColumn *, MAX (1, measure->n_dates));
  for (guint i = 0; i < measure->n_dates; i++)
    binding->dates[i] = tw_dataset_find_column (dataset, TW_RELATION_FACT, measure->dates[i]);
  binding->ends = tw_dataset_find_column (dataset, TW_RELATION_FACT, "end");
  binding->expires = tw_dataset_find_column (dataset, TW_RELATION_FACT, "expires");
}

static guint
attribute_reads (const TwExpr *expr)
{
  switch (expr->scope)
    {
    case TW_SCOPE_OUTER:
      return TW_READS_FACT | TW_READS_OUTER;
    case TW_SCOPE_FACT:
    case TW_SCOPE_CUSTOMER:
    case TW_SCOPE_PRODUCT:
    case TW_SCOPE_PERSON:
      return TW_READS_FACT;
    case TW_SCOPE_PARTNER:
    case TW_SCOPE_AGREEMENT:
    case TW_SCOPE_ENROLMENT:
      return TW_READS_DATED;
    case TW_SCOPE_FUND:
      return TW_READS_FUND;
    case TW_SCOPE_PERIOD:
    case TW_SCOPE_BALANCE:
      break;
    }

  return 0;
}

static guint
define_reads (const TwPlan *plan,
              guint         index)
{
  const TwDefine *define = &plan->program->defines[index];

  return tw_plan_reads (plan, define->value) | tw_plan_condition_reads (plan, define->condition);
}

static guint
points_reads (const TwPlan *plan,
              const TwExpr *expr)
{
  guint reads = 0;

  for (guint i = 0; i < expr->n_points; i++)
    reads |= tw_plan_reads (plan, expr->points[i].value)
             | tw_plan_reads (plan, expr->points[i].worth)
             | tw_plan_reads (plan, expr->points[i].cap)
             | tw_plan_reads (plan, expr->points[i].floor)
             | tw_plan_reads (plan, expr->points[i].need);

  return reads;
}

/**
 * tw_plan_reads:
 * @expr: (nullable): a value
 *
 * Returns: TW_READS_… of what @expr reads outside of the measures in it
 */
guint
tw_plan_reads (const TwPlan *plan,
               const TwExpr *expr)
{
  guint reads = 0;

  if (expr == NULL)
    return 0;

  switch (expr->kind)
    {
    case TW_EXPR_DEFINE:
      return define_reads (plan, expr->index);
    case TW_EXPR_ATTRIBUTE:
      return attribute_reads (expr);
    case TW_EXPR_PER_CURRENCY:
      return TW_READS_FACT;
    case TW_EXPR_EARNED:
      return TW_READS_RESULT | TW_READS_EARNED;
    case TW_EXPR_QUALIFIER:
    case TW_EXPR_MEASURE:
      return TW_READS_RESULT;
    case TW_EXPR_AGGREGATE:
      return TW_READS_MEASURE
             | (expr->measure->window != NULL
                && expr->measure->window->kind == TW_WINDOW_UNIT ? TW_READS_UNIT
                                                                                               : 0);
    case TW_EXPR_EACH:
      return TW_READS_MEASURE;
    default:
      break;
    }

  for (guint i = 0; i < expr->n_args; i++)
    reads |= tw_plan_reads (plan, expr->args[i]);

  return reads | tw_plan_reads (plan, expr->otherwise)
         | tw_plan_condition_reads (plan, expr->condition) | points_reads (plan, expr);
}

guint
tw_plan_condition_reads (const TwPlan      *plan,
                         const TwCondition *condition)
{
  guint reads = 0;

  if (condition == NULL)
    return 0;
  if (condition->kind == TW_CONDITION_DEFINE)
    return define_reads (plan, condition->index);
  if (condition->kind == TW_CONDITION_EACH || condition->kind == TW_CONDITION_HELD)
    return TW_READS_MEASURE;

  for (guint i = 0; i < condition->n_children; i++)
    reads |= tw_plan_condition_reads (plan, condition->children[i]);
  reads |= tw_plan_reads (plan, condition->value);
  for (guint i = 0; i < condition->n_tests; i++)
    {
      reads |= tw_plan_reads (plan, condition->tests[i].than);
      for (guint k = 0; k < condition->tests[i].n_list; k++)
        reads |= tw_plan_reads (plan, condition->tests[i].list[k]);
    }

  return reads;
}

/* Not thread-safe: plans are made before the calculation starts. */
void
tw_plan_init (TwPlan          *plan,
              TwEngine        *engine,
              const TwProgram *program,
              guint            version)
{
  plan->program = program;
  plan->version = version;
  plan->bindings = g_new0 (TwBinding, MAX (1, program->n_ids));
  plan->measures = g_new0 (TwMeasureBinding, MAX (1, program->n_ids));
  if (engine->input.sheets != NULL)
    plan->sheets = g_new0 (gpointer, MAX (1, program->n_ids));
  plan->currency = tw_engine_text_id (engine, program->currency);

  for (guint i = 0; i < program->exprs->len; i++)
    bind_expr (plan, engine, g_ptr_array_index (program->exprs, i));
  for (guint i = 0; i < program->measures->len; i++)
    bind_measure (plan, engine, g_ptr_array_index (program->measures, i));
  plan->tiers = g_new0 (gint64, program->n_tiers + 1);
  for (guint i = 0; i < program->n_tiers; i++)
    plan->tiers[i] = tw_engine_text_id (engine, program->tiers[i].name);
  plan->designations = g_new0 (gint64, program->n_designations + 1);
  for (guint i = 0; i < program->n_designations; i++)
    plan->designations[i] = tw_engine_text_id (engine, program->designations[i].name);
  for (guint i = 0; i < program->n_rules; i++)
    if (program->rules[i].stacking.group != NULL)
      tw_engine_text_id (engine, program->rules[i].stacking.group);
  if (program->n_tiers + program->n_designations > 0)
    plan->review_days = tw_review_days (program, engine->input.period);
}

void
tw_plan_clear (TwPlan *plan)
{
  const TwProgram *program = plan->program;

  if (program == NULL)
    return;

  for (guint i = 0; i < program->n_ids; i++)
    {
      g_free (plan->bindings[i].keys);
      g_free (plan->measures[i].kinds);
      g_free (plan->measures[i].dates);
    }
  g_clear_pointer (&plan->bindings, g_free);
  g_clear_pointer (&plan->measures, g_free);
  g_clear_pointer (&plan->review_days, g_free);
  g_clear_pointer (&plan->tiers, g_free);
  g_clear_pointer (&plan->designations, g_free);
  g_clear_pointer (&plan->sheets, g_free);
}
