/* tw-describe-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-describe.h"

#include "tw-decimal.h"
#include "tw-describe-private.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Values and conditions in words. */

char *
tw_program_describe_literal (const TwProgram *program,
                             TwFraction       value,
                             TwValueType      type)
{
  g_autofree char *plain = tw_program_plain_literal (program, value, type);
  g_autofree char *grouped = NULL;

  if (type != TW_VALUE_MONEY && type != TW_VALUE_NUMBER)
    return g_steal_pointer (&plain);
  grouped = tw_decimal_group (plain);
  if (type == TW_VALUE_NUMBER)
    return g_steal_pointer (&grouped);

  return g_strdup_printf ("%s %s", grouped, program->currency);
}

char *
tw_program_plain_literal (const TwProgram *program,
                          TwFraction       value,
                          TwValueType      type)
{
  TwFraction scaled;
  gint64 number;

  switch (type)
    {
    case TW_VALUE_MONEY:
      if (value.den == 1 && value.num <= G_MAXINT64 && value.num >= G_MININT64)
        return tw_decimal_format ((gint64) value.num, program->currency_digits);
      return tw_fraction_to_string (value, program->currency_digits);
    case TW_VALUE_DATE:
      return tw_date_format ((TwDate) value.num);
    case TW_VALUE_BOOL:
      return g_strdup (value.num != 0 ? _("yes") : _("no"));
    case TW_VALUE_NUMBER:
    case TW_VALUE_TEXT:
    default:
      if (tw_fraction_mul (value, tw_fraction_from_int (TW_MILLION), &scaled) &&
          tw_fraction_round_int (scaled, TW_ROUNDING_HALF_EVEN, &number))
        return tw_decimal_format_trim (number, TW_MILLIONTHS_DIGITS);
      return tw_fraction_to_string (value, TW_MILLIONTHS_DIGITS);
    }
}

/* A share reads better as a percentage: rates, growth, attainment. */
char *
tw_describe_rate (TwFraction value)
{
  TwFraction scaled;
  gint64 millionths;

  if (tw_fraction_mul (value, tw_fraction_from_int (TW_MILLION), &scaled) &&
      tw_fraction_round_int (scaled, TW_ROUNDING_HALF_EVEN, &millionths))
    return tw_rate_format (millionths);

  return tw_fraction_to_string (value, TW_MILLIONTHS_DIGITS);
}

char *
tw_describe_duration (TwDuration duration)
{
  switch (duration.unit)
    {
    case TW_UNIT_DAY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", duration.n),
                              duration.n);
    case TW_UNIT_MONTH:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", duration.n),
                              duration.n);
    case TW_UNIT_YEAR:
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", duration.n),
                              duration.n);
    }
}

const char *
tw_describe_unit (TwCalendarUnit unit)
{
  switch (unit)
    {
    case TW_CALENDAR_MONTH:
      return _("month");
    case TW_CALENDAR_QUARTER:
      return _("quarter");
    case TW_CALENDAR_HALF:
      return _("half year");
    case TW_CALENDAR_YEAR:
      return _("year");
    case TW_CALENDAR_CUSTOM:
    default:
      return _("period");
    }
}

char *
tw_describe_window (const TwTimeWindow *window)
{
  g_autofree char *duration = NULL;

  switch (window->kind)
    {
    case TW_WINDOW_FACT:
      return g_strdup (_("for each one alone"));
    case TW_WINDOW_UNIT:
      return g_strdup_printf (_("per %s"), tw_describe_unit (window->unit));
    case TW_WINDOW_AGREEMENT_YEAR:
      return g_strdup (_("per year of the agreement"));
    case TW_WINDOW_ROLLING:
      duration = tw_describe_duration (window->duration);
      return g_strdup_printf (_("over the last %s"), duration);
    case TW_WINDOW_PREVIOUS:
      return g_strdup_printf (_("in the %s before"), window->previous_period
                                                          ? _("period")
                                                          : tw_describe_unit (window->unit));
    case TW_WINDOW_SINCE:
      return g_strdup (_("since a date"));
    case TW_WINDOW_LIFETIME:
      return g_strdup (_("from the first on"));
    case TW_WINDOW_AS_OF:
      return g_strdup (_("in force on the day"));
    case TW_WINDOW_ANY_DAY_IN:
      duration = tw_describe_duration (window->duration);
      return g_strdup_printf (_("at its highest in the last %s"), duration);
    case TW_WINDOW_PERIOD:
    default:
      return g_strdup (_("per pay period"));
    }
}

static char *
join_values (const TwProgram *program,
             const TwExpr    *expr,
             const char      *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < expr->n_args; i++)
    {
      g_autofree char *value = tw_program_describe_value (program, expr->args[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : between, value);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_pick (const TwProgram *program,
               const TwExpr    *expr)
{
  g_autofree char *by = tw_program_describe_value (program, expr->args[0]);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i + 1 < expr->n_args; i++)
    {
      g_autofree char *value = tw_describe_pay (program, expr->args[i + 1]);
      g_autofree char *key =
          expr->kind == TW_EXPR_PICK_TEXT
              ? g_strdup (expr->keys[i])
              : tw_program_describe_literal (program, expr->bounds[i].at, expr->args[0]->type);

      if (expr->kind == TW_EXPR_PICK_TEXT)
        g_string_append_printf (text, _("%s%s for %s"), i == 0 ? "" : ", ", value, key);
      else
        g_string_append_printf (text, _("%s%s from %s"), i == 0 ? "" : ", ", value, key);
    }
  g_string_append_printf (text, _(" (by %s)"), by);
  if (expr->otherwise != NULL)
    {
      g_autofree char *value = tw_describe_pay (program, expr->otherwise);

      g_string_append_printf (text, _(", else %s"), value);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_two (const TwProgram *program,
              const TwExpr    *expr,
              const char      *format)
{
  g_autofree char *first = tw_program_describe_value (program, expr->args[0]);
  g_autofree char *second = tw_program_describe_value (program, expr->args[1]);

  return g_strdup_printf (format, first, second);
}

static char *
describe_arithmetic (const TwProgram *program,
                     const TwExpr    *expr)
{
  g_autofree char *list = NULL;

  switch (expr->kind)
    {
    case TW_EXPR_ADD:
      list = join_values (program, expr, " + ");
      return g_strdup_printf ("(%s)", list);
    case TW_EXPR_SUB:
      return describe_two (program, expr, "(%s − %s)");
    case TW_EXPR_MUL:
      return join_values (program, expr, " × ");
    case TW_EXPR_DIV:
      return describe_two (program, expr, "%s ÷ %s");
    case TW_EXPR_MIN:
      list = join_values (program, expr, ", ");
      return g_strdup_printf (_("the smallest of %s"), list);
    case TW_EXPR_MAX:
    default:
      list = join_values (program, expr, ", ");
      return g_strdup_printf (_("the largest of %s"), list);
    }
}

static char *
describe_points (const TwProgram *program,
                 const TwExpr    *expr)
{
  GString *text = g_string_new (_("points for "));

  for (guint i = 0; i < expr->n_points; i++)
    {
      g_autofree char *value = tw_program_describe_value (program, expr->points[i].value);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                              expr->points[i].name != NULL ? expr->points[i].name : value);
    }

  return g_string_free (text, FALSE);
}

/* How the points of a sum come about, one item after the other. */
char *
tw_describe_points_list (const TwProgram *program,
                         const TwExpr    *expr)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < expr->n_points; i++)
    {
      const TwPoint *point = &expr->points[i];
      g_autofree char *value = tw_program_describe_value (program, point->value);
      g_autofree char *worth = point->worth != NULL ? tw_program_describe_value (program, point->worth) : g_strdup ("1");
      g_autofree char *cap = point->cap != NULL ? tw_program_describe_value (program, point->cap) : NULL;
      g_autofree char *need = point->need != NULL ? tw_program_describe_value (program, point->need) : NULL;

      if (i > 0)
        g_string_append (text, "; ");
      if (point->name != NULL)
        g_string_append_printf (text, _("%s: "), point->name);
      /* Translators: what is counted, such as “the number of sales”, and the points of each. */
      g_string_append_printf (text, _("%1$s × %2$s"), value, worth);
      if (cap != NULL)
        g_string_append_printf (text, _(", at most %s"), cap);
      if (need != NULL)
        g_string_append_printf (text, _(", and no points at all below %s"), need);
    }

  return g_string_free (text, FALSE);
}

/* Any of them is one; a literal is whatever stands beside it. */
static gboolean
any_is_ratio (const TwProgram *program,
              const TwExpr    *expr)
{
  for (guint i = 0; i < expr->n_args; i++)
    if (tw_describe_is_ratio (program, expr->args[i]))
      return TRUE;

  return FALSE;
}

gboolean
tw_describe_is_ratio (const TwProgram *program,
                      const TwExpr    *expr)
{
  const TwExpr *value = tw_resolve_expr (program, expr);

  if (value == NULL || value->type != TW_VALUE_NUMBER)
    return FALSE;
  switch (value->kind)
    {
    case TW_EXPR_DIV:
    case TW_EXPR_SPAN:
      return TRUE;
    case TW_EXPR_ADD:
    case TW_EXPR_SUB:
    case TW_EXPR_MUL:
    case TW_EXPR_MIN:
    case TW_EXPR_MAX:
    case TW_EXPR_ROUND_TO:
    case TW_EXPR_IF:
    case TW_EXPR_EACH:
      return any_is_ratio (program, value);
    default:
      return FALSE;
    }
}

static char *
describe_other (const TwProgram *program,
                const TwExpr    *expr)
{
  g_autofree char *inner = NULL;
  g_autofree char *condition = NULL;

  switch (expr->kind)
    {
    case TW_EXPR_SPAN:
      return describe_two (program, expr, _("the share of days from %s to %s"));
    case TW_EXPR_AGE:
      return describe_two (program, expr, _("the time from %s to %s"));
    case TW_EXPR_WINDOW_START:
    case TW_EXPR_WINDOW_END:
      inner = tw_describe_window (expr->window);
      return g_strdup_printf (expr->kind == TW_EXPR_WINDOW_START ? _("the first day (%s)")
                                                                 : _("the last day (%s)"),
                              inner);
    case TW_EXPR_EACH:
      inner = tw_program_describe_value (program, expr->args[0]);
      condition = tw_describe_attribute (expr->each[0]);
      return g_strdup_printf (expr->take == TW_TAKE_LARGEST ? _("the largest by %s of %s")
                              : expr->take == TW_TAKE_SMALLEST ? _("the smallest by %s of %s")
                                                               : _("the sum over each %s of %s"),
                              condition, inner);
    case TW_EXPR_ROUND_TO:
      inner = tw_program_describe_value (program, expr->args[0]);
      return g_strdup_printf (_("%s, rounded"), inner);
    case TW_EXPR_IF:
    default:
      condition = tw_program_describe_condition (program, expr->condition);
      inner = tw_program_describe_value (program, expr->args[0]);
      if (expr->otherwise != NULL)
        {
          g_autofree char *otherwise = tw_program_describe_value (program, expr->otherwise);

          return g_strdup_printf (_("%1$s if %2$s, else %3$s"), inner, condition, otherwise);
        }
      return g_strdup_printf (_("%s if %s"), inner, condition);
    }
}

char *
tw_program_describe_value (const TwProgram *program,
                           const TwExpr    *value)
{
  g_return_val_if_fail (program != NULL && value != NULL, NULL);

  switch (value->kind)
    {
    case TW_EXPR_LITERAL:
      return value->type == TW_VALUE_TEXT
                 ? g_strdup (value->text)
                 : tw_program_describe_literal (program, value->literal, value->type);
    case TW_EXPR_PER_CURRENCY:
      return g_strdup (_("an amount for each currency"));
    case TW_EXPR_DEFINE:
      return g_strdup (program->defines[value->index].name);
    case TW_EXPR_ATTRIBUTE:
      return tw_describe_attribute (value);
    case TW_EXPR_QUALIFIER:
      return g_strdup (_("the qualifier"));
    case TW_EXPR_MEASURE:
      return g_strdup (_("the measure"));
    case TW_EXPR_EARNED:
      return g_strdup (_("what is earned so far"));
    case TW_EXPR_AGGREGATE:
      return tw_program_describe_measure (program, value->measure);
    case TW_EXPR_PICK_TEXT:
    case TW_EXPR_PICK_RANGE:
      return describe_pick (program, value);
    case TW_EXPR_ADD:
    case TW_EXPR_SUB:
    case TW_EXPR_MUL:
    case TW_EXPR_DIV:
    case TW_EXPR_MIN:
    case TW_EXPR_MAX:
      return describe_arithmetic (program, value);
    case TW_EXPR_POINTS:
      return describe_points (program, value);
    case TW_EXPR_SPAN:
    case TW_EXPR_AGE:
    case TW_EXPR_WINDOW_START:
    case TW_EXPR_WINDOW_END:
    case TW_EXPR_EACH:
    case TW_EXPR_ROUND_TO:
    case TW_EXPR_IF:
    default:
      return describe_other (program, value);
    }
}

/* What a table pays: a literal number is a rate, so a percentage. */
char *
tw_describe_pay (const TwProgram *program,
                 const TwExpr    *expr)
{
  if (expr->kind == TW_EXPR_LITERAL && expr->type == TW_VALUE_NUMBER)
    return tw_describe_rate (expr->literal);

  return tw_program_describe_value (program, expr);
}
