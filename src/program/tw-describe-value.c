/* tw-describe-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-describe.h"

#include "tw-decimal.h"
#include "tw-describe-private.h"

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

  if (type != TW_VALUE_MONEY)
    return g_steal_pointer (&plain);
  grouped = tw_decimal_group (plain);

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

static const char *
kind_label (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *label;
  } labels[] = {
    { "sale", N_("sales") },
    { "marketplace", N_("marketplace sales") },
    { "unit_report", N_("unit reports") },
    { "opportunity", N_("opportunities") },
    { "registration", N_("registrations") },
    { "services", N_("services") },
    { "certification", N_("certifications") },
    { "reference", N_("references") },
    { "activity", N_("activities") },
    { "listing", N_("listings") },
    { "deployment", N_("deployments") },
    { "accreditation", N_("accreditations") },
    { "subscription", N_("subscriptions") },
    { "adoption", N_("adoption") },
    { "claim", N_("claims") },
    { "spend", N_("spend") },
    { "payment", N_("payments") },
    { "target", N_("targets") },
    { "opening", N_("opening balances") },
    { "standing", N_("standings") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].kind, kind) == 0)
      return g_dgettext (GETTEXT_PACKAGE, labels[i].label);

  return kind;
}

static char *
describe_kinds (const TwMeasure *measure)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < measure->n_kinds; i++)
    g_string_append_printf (text, "%s%s",
                            i == 0                      ? ""
                            : i + 1 == measure->n_kinds ? _(" and ")
                                                        : ", ",
                            kind_label (measure->kinds[i]));

  return g_string_free (text, FALSE);
}

/* What the language calls `deal_ref` is a deal ref to a person. */
static char *
attribute_words (const char *name)
{
  return g_strdelimit (g_strdup (name), "_", ' ');
}

char *
tw_describe_attribute (const TwExpr *expr)
{
  /* Translators: %s is what is known of the one named, such as tier or region. */
  static const char *const owners[] = {
    "%s",
    N_("the fact's %s"),
    N_("the customer's %s"),
    N_("the product's %s"),
    N_("the person's %s"),
    N_("the partner's %s"),
    N_("the agreement's %s"),
    N_("the enrollment's %s"),
    N_("the period's %s"),
    N_("the fund's %s"),
    N_("the balance's %s"),
  };
  g_autofree char *words = attribute_words (expr->text);

  if (expr->scope == TW_SCOPE_CUSTOMER && strcmp (expr->text, "new") == 0)
    return g_strdup (_("new customer"));

  return g_strdup_printf (expr->scope == 0 ? owners[0] : g_dgettext (GETTEXT_PACKAGE, owners[expr->scope]), words);
}

/* What is counted once each, in the plural. */
static char *
describe_distinct (const TwProgram *program,
                   const TwExpr    *value)
{
  static const struct
  {
    const char *name;
    const char *label;
  } labels[] = {
    { "customer", N_("different customers") }, { "person", N_("different people") },
    { "product", N_("different products") },   { "partner", N_("different partners") },
    { "name", N_("different names") },
  };
  g_autofree char *words = NULL;

  if (value->kind == TW_EXPR_ATTRIBUTE && value->scope == 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
        if (strcmp (labels[i].name, value->text) == 0)
          return g_strdup (g_dgettext (GETTEXT_PACKAGE, labels[i].label));
    }
  words = tw_program_describe_value (program, value);

  return g_strdup_printf (_("different values of %s"), words);
}

static char *
describe_head (const TwProgram *program,
               const TwMeasure *measure,
               const char      *kinds)
{
  g_autofree char *value =
      measure->value != NULL ? tw_program_describe_value (program, measure->value) : NULL;
  g_autofree char *distinct = NULL;

  switch (measure->aggregate)
    {
    case TW_AGGREGATE_SUM:
      if (measure->value->kind == TW_EXPR_ATTRIBUTE && measure->value->scope == 0)
        return g_strdup_printf (_("the %s of %s"), value, kinds);
      return g_strdup_printf (_("%s of %s"), value, kinds);
    case TW_AGGREGATE_COUNT:
      return g_strdup_printf (_("the number of %s"), kinds);
    case TW_AGGREGATE_DISTINCT:
      distinct = describe_distinct (program, measure->value);
      return g_strdup_printf (_("the number of %s in %s"), distinct, kinds);
    case TW_AGGREGATE_LARGEST:
      return g_strdup_printf (_("the largest %s of %s"), value, kinds);
    case TW_AGGREGATE_SMALLEST:
      return g_strdup_printf (_("the smallest %s of %s"), value, kinds);
    case TW_AGGREGATE_LATEST:
      return g_strdup_printf (_("the latest %s of %s"), value, kinds);
    case TW_AGGREGATE_AVERAGE:
      return g_strdup_printf (_("the average %s of %s"), value, kinds);
    case TW_AGGREGATE_MEDIAN:
      return g_strdup_printf (_("the median %s of %s"), value, kinds);
    case TW_AGGREGATE_FIRST_DATE:
      return g_strdup_printf (_("the date of the first of %s"), kinds);
    case TW_AGGREGATE_NTH:
    default:
      return g_strdup_printf (_("%s of number %u of %s"), value, measure->nth, kinds);
    }
}

/* @head with what narrows the measure: filter, window, shift, pool. */
static char *
describe_narrowed (const TwProgram *program,
                   const TwMeasure *measure,
                   const char      *head)
{
  GString *text = g_string_new (head);

  if (measure->where != NULL)
    {
      g_autofree char *where = tw_program_describe_condition (program, measure->where);

      if (where[0] != '\0')
        g_string_append_printf (text, _(" where %s"), where);
    }
  if (measure->window != NULL)
    {
      g_autofree char *window = tw_describe_window (measure->window);

      g_string_append_printf (text, " %s", window);
    }
  if (measure->has_shift)
    {
      TwDuration back = { ABS (measure->shift.n), measure->shift.unit };
      g_autofree char *shift = tw_describe_duration (back);

      if (measure->shift.n < 0)
        g_string_append_printf (text, _(", %s earlier"), shift);
      else
        g_string_append_printf (text, _(", %s later"), shift);
    }
  if (measure->pool == TW_POOL_GROUP)
    g_string_append (text, _(" of the partner's whole group"));
  else if (measure->pool == TW_POOL_ALL)
    g_string_append (text, _(" of all partners"));

  return g_string_free (text, FALSE);
}

char *
tw_program_describe_measure (const TwProgram *program,
                             const TwMeasure *measure)
{
  g_autofree char *kinds = describe_kinds (measure);
  g_autofree char *head = describe_head (program, measure, kinds);

  return describe_narrowed (program, measure, head);
}

char *
tw_describe_counted (const TwProgram *program,
                     const TwMeasure *measure)
{
  g_autofree char *kinds = describe_kinds (measure);

  return describe_narrowed (program, measure, kinds);
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
