/* tw-sheet-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What makes two measures take the same facts with the same values, as a text: the measures of a program whose other
 * numbers were changed find the sheets of the one before. */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-sheet.h"

#include <string.h>

static void
add_text (GString    *key,
          const char *text)
{
  g_string_append_printf (key, "%" G_GSIZE_FORMAT ":%s", text != NULL ? strlen (text) : 0, text != NULL ? text : "");
}

static void
add_fraction (GString    *key,
              TwFraction  value)
{
  g_string_append_printf (key, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                          (gint64) (value.num >> 64), (gint64) value.num, (gint64) (value.den >> 64),
                          (gint64) value.den);
}

static gboolean
add_expr (GString         *key,
          const TwProgram *program,
          const TwExpr    *expr)
{
  if (expr == NULL)
    {
      g_string_append_c (key, '-');
      return TRUE;
    }
  if (expr->kind == TW_EXPR_DEFINE)
    return add_expr (key, program, program->defines[expr->index].value);

  g_string_append_printf (key, "(%d,%d,%d", expr->kind, expr->type, expr->scope);
  switch (expr->kind)
    {
    case TW_EXPR_ATTRIBUTE:
      add_text (key, expr->text);
      break;
    case TW_EXPR_LITERAL:
      add_text (key, expr->text);
      if (expr->type != TW_VALUE_TEXT)
        add_fraction (key, expr->literal);
      break;
    case TW_EXPR_ADD:
    case TW_EXPR_SUB:
      for (guint i = 0; i < expr->n_args; i++)
        if (!add_expr (key, program, expr->args[i]))
          return FALSE;
      break;
    default:
      return FALSE;
    }
  g_string_append_c (key, ')');

  return TRUE;
}

static gboolean
add_test (GString         *key,
          const TwProgram *program,
          const TwTest    *test)
{
  g_string_append_printf (key, "?%d", test->op);
  for (guint i = 0; i < test->n_list; i++)
    if (!add_expr (key, program, test->list[i]))
      return FALSE;

  return test->keep == NULL && add_expr (key, program, test->than);
}

static gboolean
add_condition (GString           *key,
               const TwProgram   *program,
               const TwCondition *condition)
{
  if (condition == NULL)
    return TRUE;
  if (condition->kind == TW_CONDITION_DEFINE)
    return add_condition (key, program, program->defines[condition->index].condition);
  if (condition->kind == TW_CONDITION_EACH || condition->kind == TW_CONDITION_HELD)
    return FALSE;

  g_string_append_printf (key, "[%d,%u", condition->kind, condition->n);
  for (guint i = 0; i < condition->n_children; i++)
    if (!add_condition (key, program, condition->children[i]))
      return FALSE;
  if (condition->value != NULL && !add_expr (key, program, condition->value))
    return FALSE;
  for (guint i = 0; i < condition->n_tests; i++)
    if (!add_test (key, program, &condition->tests[i]))
      return FALSE;
  g_string_append_c (key, ']');

  return TRUE;
}

char *
tw_sheet_key (const TwProgram *program,
              const TwMeasure *measure)
{
  g_autoptr (GString) key = g_string_new (program->currency);

  for (guint i = 0; i < measure->n_kinds; i++)
    add_text (key, measure->kinds[i]);
  g_string_append_c (key, '|');
  if (!add_condition (key, program, measure->where) || !add_expr (key, program, measure->value))
    return NULL;

  return g_strdup (key->str);
}
