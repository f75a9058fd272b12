/* tw-builder-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-decimal.h"
#include "tw-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Values that are one text: literals, attributes, names of `define`. */

/* Names in `define` are built again where they have no type of their own; this bounds what that
 * can cost. */
#define MAX_NODES 200000

TwExpr *
tw_new_expr (TwBuilder  *b,
             TwExprKind  kind,
             Want        type)
{
  if (++b->n_nodes > MAX_NODES)
    {
      if (b->n_nodes == MAX_NODES + 1)
        tw_refuse (b, "E4", NULL,
                   _("The program holds more than %d values, once its names are replaced by what "
                     "they stand for."),
                   MAX_NODES);
      return NULL;
    }

  return tw_program_expr (b->program, kind, (TwValueType) type, b->path->str);
}

static gboolean
parse_bool (const char *text,
            gint64     *value)
{
  if (strcmp (text, "yes") == 0 || strcmp (text, "true") == 0)
    *value = 1;
  else if (strcmp (text, "no") == 0 || strcmp (text, "false") == 0)
    *value = 0;
  else
    return FALSE;

  return TRUE;
}

static void
refuse_decimal (TwBuilder    *b,
                const GError *error)
{
  tw_refuse (b, g_error_matches (error, TW_ERROR, TW_ERROR_RANGE) ? "E6" : "E1", NULL, "%s",
             error->message);
}

/* An amount; a percentage or anything else that is no amount is refused. */
static gboolean
parse_money (TwBuilder  *b,
             const char *text,
             TwFraction *value)
{
  g_autoptr (GError) error = NULL;
  gint64 minor;

  if (g_str_has_suffix (text, "%"))
    {
      tw_refuse (b, "E5", NULL, _("%s is a share, but an amount of money is due here."), text);
      return FALSE;
    }
  if (!tw_decimal_parse (text, b->program->currency_digits, &minor, &error))
    {
      refuse_decimal (b, error);
      return FALSE;
    }
  *value = tw_fraction_from_int (minor);

  return TRUE;
}

static gboolean
parse_number (TwBuilder  *b,
              const char *text,
              TwFraction *value)
{
  g_autoptr (GError) error = NULL;
  gint64 millionths;

  if (!tw_number_parse (text, &millionths, &error))
    {
      refuse_decimal (b, error);
      return FALSE;
    }

  return tw_fraction_new (millionths, TW_MILLION, value);
}

TwExpr *
tw_build_literal (TwBuilder  *b,
                  const char *text,
                  Want        want)
{
  TwExpr *expr;
  TwFraction value = TW_FRACTION_ZERO;
  TwDate date;
  gint64 flag;

  if (want == WANT_MONEY && !parse_money (b, text, &value))
    return NULL;
  if (want == WANT_NUMBER && !parse_number (b, text, &value))
    return NULL;
  if (want == WANT_DATE)
    {
      if (!tw_date_parse (text, &date, NULL))
        {
          tw_refuse (b, "E1", NULL, _("“%s” is no date; write it as 2026-03-31."), text);
          return NULL;
        }
      value = tw_fraction_from_int (date);
    }
  if (want == WANT_BOOL)
    {
      if (!parse_bool (text, &flag))
        {
          tw_refuse (b, "E5", NULL, _("“%s” is neither “yes” nor “no”."), text);
          return NULL;
        }
      value = tw_fraction_from_int (flag);
    }
  expr = tw_new_expr (b, TW_EXPR_LITERAL, want);
  if (expr == NULL)
    return NULL;
  expr->literal = value;
  expr->text = want == WANT_TEXT ? tw_program_intern (b->program, text) : NULL;

  return expr;
}

TwExpr *
tw_check_type (TwBuilder *b,
               TwExpr    *expr,
               Want       want)
{
  if (expr == NULL || want == WANT_ANY || (Want) expr->type == want)
    return expr;
  tw_refuse (b, "E5", NULL, _("This is %s, but %s is due here."),
             tw_want_name ((Want) expr->type), tw_want_name (want));

  return NULL;
}

static TwExpr *
build_attribute (TwBuilder  *b,
                 TwScope     scope,
                 const char *name,
                 Want        has,
                 Want        want)
{
  Want type = has != WANT_ANY ? has : want != WANT_ANY ? want : WANT_NUMBER;
  TwExpr *expr;

  if (has == WANT_WRONG)
    {
      tw_refuse (b, "E5", NULL,
                 _("“%s” has different types in the kinds of fact that are meant here."), name);
      return NULL;
    }
  expr = tw_new_expr (b, TW_EXPR_ATTRIBUTE, type);
  if (expr == NULL)
    return NULL;
  expr->scope = scope;
  expr->text = tw_program_intern (b->program, name);

  return tw_check_type (b, expr, want);
}

static TwExpr *
build_define (TwBuilder *b,
              Define    *define,
              Want       want)
{
  TwExpr *expr;

  if (define->is_condition)
    {
      tw_refuse (b, "E5", NULL, _("“%s” is a condition, but a value is due here."), define->name);
      return NULL;
    }
  if (define->state == DEFINE_VISITING)
    {
      tw_refuse (b, "E4", NULL, _("“%s” is defined by way of itself."), define->name);
      return NULL;
    }
  b->windowless |= define->windowless;
  if (b->scope.in_tier && define->windowless)
    tw_refuse (b, "E1", NULL,
               _("“%s” holds a measure without a window, and a tier's condition must state one."),
               define->name);
  if (define->shared)
    {
      expr = tw_new_expr (b, TW_EXPR_DEFINE, define->want);
      if (expr == NULL)
        return NULL;
      expr->index = define->index;
      expr->text = tw_program_intern (b->program, define->name);
      return tw_check_type (b, expr, want);
    }

  /* Its type is decided where it stands, so it is built here. */
  {
    DefineState before = define->state;
    g_autofree char *path = g_strdup (b->path->str);

    define->state = DEFINE_VISITING;
    g_string_assign (b->path, define->path);
    expr = tw_build_value (b, define->node, want);
    g_string_assign (b->path, path);
    define->state = before;
  }

  return expr;
}

/* `qualifier`, `measure`, `earned`. */
static TwExpr *
build_running (TwBuilder  *b,
               const char *text,
               Want        want)
{
  TwExpr *expr = NULL;

  if (strcmp (text, "earned") == 0)
    expr = tw_new_expr (b, TW_EXPR_EARNED, WANT_MONEY);
  else if (strcmp (text, "measure") == 0)
    expr = tw_new_expr (b, TW_EXPR_MEASURE,
                     b->scope.measure == WANT_ANY ? WANT_NUMBER : b->scope.measure);
  else
    expr = tw_new_expr (b, TW_EXPR_QUALIFIER,
                     b->scope.qualifier == WANT_ANY ? WANT_NUMBER : b->scope.qualifier);

  return tw_check_type (b, expr, want);
}

TwExpr *
tw_build_text (TwBuilder  *b,
               const char *text,
               Want        want)
{
  TwScope scope;
  const char *attribute;
  Want has = WANT_ANY;
  gboolean refused;
  Define *define;

  if (tw_looks_numeric (text) && want != WANT_TEXT)
    return tw_build_literal (b, text, want == WANT_ANY ? WANT_NUMBER : want);
  if (tw_looks_like_date (text) && want != WANT_TEXT)
    return tw_check_type (b, tw_build_literal (b, text, WANT_DATE), want);
  if (b->scope.in_rule && (strcmp (text, "earned") == 0 || strcmp (text, "measure") == 0 ||
                           strcmp (text, "qualifier") == 0))
    return build_running (b, text, want);
  define = tw_find_define (b, text);
  if (define != NULL)
    return build_define (b, define, want);
  if (tw_find_attribute (b, text, &scope, &attribute, &has, &refused))
    return build_attribute (b, scope, attribute, has, want);
  if (refused)
    {
      g_autofree char *known = tw_list_attributes (b, text);

      tw_refuse (b, "E4", known, _("There is no attribute “%s” here."), text);
      return NULL;
    }
  if (want == WANT_TEXT || want == WANT_BOOL)
    return tw_build_literal (b, text, want);
  tw_refuse (b, "E4",
             _("Add it to “define”, or write the attribute with its owner, such as "
               "“fact.amount”."),
             _("“%s” is no name in “define”, no attribute and no number."), text);

  return NULL;
}
