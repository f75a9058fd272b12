/* tw-describe-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-describe.h"

#include "tw-describe-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Measures in words: what they count, and what of it. */

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

/* What of it counts: bounds, a free part, packages. */
static void
append_counted (GString         *text,
                const TwProgram *program,
                const TwMeasure *measure)
{
  g_autofree char *per = tw_describe_per (measure->per, measure->per_unit);

  if (measure->floor != NULL)
    {
      g_autofree char *floor = tw_program_describe_value (program, measure->floor);

      g_string_append_printf (text, _(", counted as at least %1$s%2$s"), floor, per);
    }
  if (measure->cap != NULL)
    {
      g_autofree char *cap = tw_program_describe_value (program, measure->cap);

      g_string_append_printf (text, _(", counted as at most %1$s%2$s"), cap, per);
    }
  if (measure->free != NULL)
    {
      g_autofree char *free_part = tw_program_describe_value (program, measure->free);

      g_string_append_printf (text, _(", without the first %s"), free_part);
    }
  if (measure->has_package)
    {
      g_autofree char *size = tw_program_describe_literal (program, measure->package_size, measure->type);

      g_string_append_printf (text, measure->package_complete ? _(", in complete packages of %s") : _(", in begun packages of %s"),
                              size);
    }
}

static void
append_dates (GString         *text,
              const TwMeasure *measure)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (measure->n_dates == 0)
    return;
  for (guint i = 0; i < measure->n_dates; i++)
    {
      g_autofree char *words = attribute_words (measure->dates[i]);

      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", words);
    }
  if (measure->n_dates == 1)
    g_string_append_printf (text, _(" dated by “%s”"), names->str);
  else
    g_string_append_printf (text, _(" dated by the latest of “%s”"), names->str);
}

/* @head with what narrows the measure: filter, date, window, shift, pool, what of it counts. */
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
  append_dates (text, measure);
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
  append_counted (text, program, measure);

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
