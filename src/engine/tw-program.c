/* tw-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-program.h"

/**
 * tw_program_new:
 *
 * Returns: (transfer full): a program without rules and with the defaults of rules.md; the calendar
 * is
 *   the calendar year, the currency has two decimals
 */
TwProgram *
tw_program_new (void)
{
  TwProgram *program = g_new0 (TwProgram, 1);

  program->strings = g_string_chunk_new (4096);
  program->blocks = g_ptr_array_new_with_free_func (g_free);
  program->exprs = g_ptr_array_new ();
  program->conditions = g_ptr_array_new ();
  program->measures = g_ptr_array_new ();
  program->currency_digits = 2;
  program->effective_from = TW_DATE_MIN;
  program->effective_to = TW_DATE_MAX + 1;
  program->calendar = tw_calendar_new (1, 1, NULL);
  program->rounding.step = 1;
  program->tier_policy.promote_review = TW_REVIEW_MONTH;
  program->tier_policy.promote_effective = TW_EFFECTIVE_AT_ONCE;
  program->tier_policy.demote_review = TW_REVIEW_QUARTER;
  program->tier_policy.demote_effective = TW_EFFECTIVE_NEXT_MONTH;
  program->tier_policy.hold_until = TW_DATE_NONE;
  program->fx_fixed_on = TW_DATE_NONE;

  return program;
}

/**
 * tw_program_free:
 * @program: (nullable): a program
 *
 * Frees the program with every node and text that was made for it.
 */
void
tw_program_free (TwProgram *program)
{
  if (program == NULL)
    return;

  g_clear_pointer (&program->calendar, tw_calendar_free);
  g_string_chunk_free (program->strings);
  g_ptr_array_unref (program->exprs);
  g_ptr_array_unref (program->conditions);
  g_ptr_array_unref (program->measures);
  g_ptr_array_unref (program->blocks);
  g_free (program);
}

/**
 * tw_program_alloc:
 * @size: bytes, may be 0
 *
 * Returns: (nullable) (transfer none): zeroed memory that lives as long as @program
 */
gpointer
tw_program_alloc (TwProgram *program,
                  gsize      size)
{
  gpointer block;

  g_return_val_if_fail (program != NULL, NULL);

  if (size == 0)
    return NULL;

  block = g_malloc0 (size);
  g_ptr_array_add (program->blocks, block);

  return block;
}

/**
 * tw_program_intern:
 * @text: (nullable): a text
 *
 * Returns: (nullable) (transfer none): the program's one copy of @text
 */
const char *
tw_program_intern (TwProgram  *program,
                   const char *text)
{
  g_return_val_if_fail (program != NULL, NULL);

  if (text == NULL)
    return NULL;

  return g_string_chunk_insert_const (program->strings, text);
}

/**
 * tw_program_expr:
 * @path: (nullable): the JSON path, copied
 *
 * Returns: (transfer none): a new value node, owned by @program
 */
TwExpr *
tw_program_expr (TwProgram   *program,
                 TwExprKind   kind,
                 TwValueType  type,
                 const char  *path)
{
  TwExpr *expr = tw_program_new_array (program, TwExpr, 1);

  expr->kind = kind;
  expr->type = type;
  expr->path = tw_program_intern (program, path);
  expr->id = program->n_ids++;
  g_ptr_array_add (program->exprs, expr);
  expr->literal = TW_FRACTION_ZERO;

  return expr;
}

/**
 * tw_program_condition:
 * @path: (nullable): the JSON path, copied
 *
 * Returns: (transfer none): a new condition node, owned by @program
 */
TwCondition *
tw_program_condition (TwProgram       *program,
                      TwConditionKind  kind,
                      const char      *path)
{
  TwCondition *condition = tw_program_new_array (program, TwCondition, 1);

  condition->kind = kind;
  condition->path = tw_program_intern (program, path);
  condition->id = program->n_ids++;
  g_ptr_array_add (program->conditions, condition);

  return condition;
}

/**
 * tw_program_measure:
 * @type: of the result
 * @path: (nullable): the JSON path, copied
 *
 * Returns: (transfer none): a new measure node, owned by @program
 */
TwMeasure *
tw_program_measure (TwProgram   *program,
                    TwAggregate  aggregate,
                    TwValueType  type,
                    const char  *path)
{
  TwMeasure *measure = tw_program_new_array (program, TwMeasure, 1);

  measure->aggregate = aggregate;
  measure->type = type;
  measure->path = tw_program_intern (program, path);
  measure->id = program->n_ids++;
  g_ptr_array_add (program->measures, measure);

  return measure;
}

/**
 * tw_measure_is_additive:
 *
 * Returns: whether a fact adds its value to the measure whatever the other facts are: a sum or
 *   count without floor, cap, free part and packages, and not over all partners (rules.md 2.2)
 */
gboolean
tw_measure_is_additive (const TwMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, FALSE);

  return (measure->aggregate == TW_AGGREGATE_SUM || measure->aggregate == TW_AGGREGATE_COUNT)
         && measure->floor == NULL && measure->cap == NULL && measure->free == NULL
         && !measure->has_package && measure->pool != TW_POOL_ALL;
}
