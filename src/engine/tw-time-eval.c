/* tw-time-eval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-private.h"

static gboolean
eval_date (TwContext    *context,
           const TwExpr *expr,
           TwDate       *date)
{
  TwValue value = tw_eval (context, expr);

  if (!value.defined)
    return FALSE;
  *date = (TwDate) value.num.num;

  return TRUE;
}

/* The span that a fraction is of: as written, else the unit being worked on. Inclusive ends. */
static gboolean
whole_span (TwContext    *context,
            const TwExpr *expr,
            TwDate       *from,
            TwDate       *to)
{
  TwSpan span;

  if (expr->n_args >= 4)
    return eval_date (context, expr->args[2], from) && eval_date (context, expr->args[3], to);

  span = context->unit;
  if (expr->over_window != NULL
      && !tw_window_span (context, expr->over_window, context->date, &span))
    return FALSE;
  *from = span.start;
  *to = span.end - 1;

  return TRUE;
}

/**
 * tw_eval_span:
 *
 * Returns: n(from…to ∩ over) / n(over), rules.md 4.8; 0 where they have no day in common
 */
TwValue
tw_eval_span (TwContext    *context,
              const TwExpr *expr)
{
  TwDate from;
  TwDate to;
  TwDate first;
  TwDate last;
  gint64 part;
  gint64 whole;
  TwFraction result;

  if (!eval_date (context, expr->args[0], &from) || !eval_date (context, expr->args[1], &to)
      || !whole_span (context, expr, &first, &last))
    return TW_UNDEFINED;

  from = MAX (from, first);
  to = MIN (to, last);
  whole = expr->unit == TW_DAY_COUNT_365 ? 365 : tw_day_count (first, last, expr->unit, expr->ends);
  part = from > to ? 0 : tw_day_count (from, to, expr->unit, expr->ends);
  if (whole <= 0)
    return tw_value_fraction (TW_FRACTION_ZERO);
  if (!tw_fraction_new (part, whole, &result))
    {
      tw_context_overflow (context, expr->path);
      return TW_UNDEFINED;
    }

  return tw_value_fraction (result);
}

/**
 * tw_eval_age:
 *
 * Returns: completed days, months, years or weekdays from the first date to the second; negative
 * before it
 */
TwValue
tw_eval_age (TwContext    *context,
             const TwExpr *expr)
{
  TwDate from;
  TwDate to;
  int months;
  int y0, m0, d0, y1, m1, d1;

  if (!eval_date (context, expr->args[0], &from) || !eval_date (context, expr->args[1], &to))
    return TW_UNDEFINED;
  if (expr->weekdays)
    return tw_value_fraction (tw_fraction_from_int (tw_date_weekdays (from, to)));
  if (expr->age_unit == TW_UNIT_DAY)
    return tw_value_fraction (tw_fraction_from_int ((gint64) to - from));

  tw_date_to_ymd (from, &y0, &m0, &d0);
  tw_date_to_ymd (to, &y1, &m1, &d1);
  months = (y1 - y0) * 12 + m1 - m0;
  if (tw_date_add_months (from, months) > to)
    months--;

  return tw_value_fraction (tw_fraction_from_int (expr->age_unit == TW_UNIT_YEAR
                                                    ? (months >= 0 ? months / 12
                                                       : -((11 - months) / 12))
                                                    : months));
}
