/* tw-builder-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-decimal.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>

TwExpr *
tw_member_value (TwBuilder  *b,
                 JsonObject *object,
                 const char *key,
                 Want        want)
{
  JsonNode *node = json_object_get_member (object, key);
  TwExpr *expr;
  gsize mark;

  if (node == NULL)
    return NULL;
  mark = tw_builder_enter (b, key);
  expr = tw_build_value (b, node, want);
  tw_builder_leave (b, mark);

  return expr;
}

/* The list under @key, built with each element as @wants says (or all as @want). */
static TwExpr *
build_list (TwBuilder  *b,
            JsonObject *object,
            const char *key,
            TwExprKind  kind,
            Want        type,
            const Want *wants,
            Want        want)
{
  TwExpr *expr = tw_new_expr (b, kind, type);
  gsize mark = tw_builder_enter (b, key);
  JsonArray *array = tw_get_array (b, json_object_get_member (object, key));

  if (array == NULL)
    expr = NULL;
  if (expr != NULL)
    {
      expr->n_args = json_array_get_length (array);
      expr->args = tw_program_new_array (b->program, TwExpr *, expr->n_args);
      for (guint i = 0; i < expr->n_args; i++)
        {
          gsize inner = tw_builder_enter_index (b, i);

          expr->args[i] = tw_build_value (b, json_array_get_element (array, i),
                                          wants != NULL ? wants[i] : want);
          tw_builder_leave (b, inner);
        }
    }
  tw_builder_leave (b, mark);

  return expr;
}

static guint
list_length (TwBuilder  *b,
             JsonObject *object,
             const char *key,
             guint       due)
{
  JsonNode *node = json_object_get_member (object, key);
  guint length =
      JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  if (length > 0 && (due == 0 || length == due))
    return length;
  if (due == 0)
    tw_refuse (b, "E1", NULL, _("“%s” needs a list with at least one value."), key);
  else
    tw_refuse (b, "E1", NULL, _("“%s” needs a list of exactly %u values."), key, due);

  return 0;
}

/* add, sub, min, max: all of one type. */
static TwExpr *
build_same (TwBuilder  *b,
            JsonObject *object,
            const char *key,
            TwExprKind  kind,
            Want        want)
{
  Want type = want;
  JsonArray *array;

  if (list_length (b, object, key, kind == TW_EXPR_SUB ? 2 : 0) == 0)
    return NULL;
  array = json_node_get_array (json_object_get_member (object, key));
  for (guint i = 0; want == WANT_ANY && i < json_array_get_length (array); i++)
    type = tw_join (type, tw_guess (b, json_array_get_element (array, i)));
  if (type == WANT_WRONG)
    {
      tw_refuse (b, "E5", NULL,
                 _("“%s” mixes types; all its values must be money, or all numbers."), key);
      return NULL;
    }

  return build_list (b, object, key, kind, type == WANT_ANY ? WANT_NUMBER : type, NULL,
                     type == WANT_ANY ? WANT_NUMBER : type);
}

/* Which factor of a product is money: the one that is, else the first that may be. */
static int
find_money (TwBuilder *b,
            JsonArray *array,
            Want      *wants,
            guint     *n_money)
{
  int open = -1;
  int found = -1;

  *n_money = 0;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Want guess = tw_guess (b, node);
      gboolean literal = JSON_NODE_HOLDS_VALUE (node) &&
                         json_node_get_value_type (node) == G_TYPE_STRING &&
                         tw_looks_numeric (json_node_get_string (node));

      wants[i] = WANT_NUMBER;
      if (guess == WANT_MONEY)
        {
          found = (int) i;
          wants[i] = WANT_MONEY;
          (*n_money)++;
        }
      else if (guess == WANT_ANY && (open < 0 || !literal))
        open = literal && open >= 0 ? open : (int) i;
    }

  return found >= 0 ? found : open;
}

static TwExpr *
build_product (TwBuilder  *b,
               JsonObject *object,
               Want        want)
{
  g_autofree Want *wants = NULL;
  guint n = list_length (b, object, "mul", 0);
  JsonArray *array;
  guint n_money;
  int money;

  if (n == 0)
    return NULL;
  array = json_node_get_array (json_object_get_member (object, "mul"));
  wants = g_new0 (Want, n);
  money = find_money (b, array, wants, &n_money);
  if (n_money > 1)
    {
      tw_refuse (b, "E5", NULL,
                 _("Money times money has no meaning; at most one factor can be money."));
      return NULL;
    }
  if (want == WANT_MONEY && n_money == 0)
    {
      if (money < 0)
        {
          tw_refuse (b, "E5", NULL,
                     _("This product is a number, but an amount of money is due here."));
          return NULL;
        }
      wants[money] = WANT_MONEY;
      n_money = 1;
    }

  return tw_check_type (b,
                     build_list (b, object, "mul", TW_EXPR_MUL,
                                 n_money == 1 ? WANT_MONEY : WANT_NUMBER, wants, WANT_ANY),
                     want);
}

static TwExpr *
build_quotient (TwBuilder  *b,
                JsonObject *object,
                Want        want)
{
  Want wants[2];
  Want type;
  TwExpr *expr;
  JsonArray *pair;

  if (list_length (b, object, "div", 2) == 0)
    return NULL;
  pair = json_node_get_array (json_object_get_member (object, "div"));
  wants[0] = tw_guess (b, json_array_get_element (pair, 0));
  wants[1] = tw_guess (b, json_array_get_element (pair, 1));
  if (wants[0] == WANT_NUMBER && wants[1] == WANT_MONEY)
    {
      tw_refuse (b, "E5", NULL, _("A number divided by money has no meaning."));
      return NULL;
    }
  if (want == WANT_MONEY)
    {
      wants[0] = WANT_MONEY;
      wants[1] = WANT_NUMBER;
      type = WANT_MONEY;
    }
  else if (want == WANT_ANY && wants[0] == WANT_MONEY && wants[1] == WANT_NUMBER)
    type = WANT_MONEY;
  else
    {
      /* A ratio: both money or both numbers, whichever one of them says. */
      Want same = tw_join (wants[0], wants[1]);

      type = WANT_NUMBER;
      if (same == WANT_WRONG)
        {
          tw_refuse (b, "E5", NULL, _("This is %s divided by %s, but a number is due here."),
                     tw_want_name (wants[0]), tw_want_name (wants[1]));
          return NULL;
        }
      wants[0] = wants[1] = same == WANT_ANY ? WANT_NUMBER : same;
    }
  expr = build_list (b, object, "div", TW_EXPR_DIV, type, wants, WANT_ANY);
  if (expr != NULL)
    expr->otherwise = tw_member_value (b, object, "else", type);

  return tw_check_type (b, expr, want);
}

static TwExpr *
build_round_to (TwBuilder  *b,
                JsonObject *object,
                Want        want)
{
  Want type = want != WANT_ANY ? want : tw_guess (b, json_object_get_member (object, "of"));
  TwExpr *expr;
  TwExpr *step;

  if (!json_object_has_member (object, "of"))
    {
      tw_refuse (b, "E1", NULL, _("“round_to” needs “of”: the value to round."));
      return NULL;
    }
  if (type == WANT_ANY)
    type = WANT_NUMBER;
  expr = tw_new_expr (b, TW_EXPR_ROUND_TO, type);
  step = tw_member_value (b, object, "round_to", type);
  if (expr == NULL || step == NULL)
    return NULL;
  if (step->kind != TW_EXPR_LITERAL || tw_fraction_sign (step->literal) <= 0)
    {
      tw_refuse (b, "E1", NULL, _("The step to round to must be a number above 0."));
      return NULL;
    }
  expr->literal = step->literal;
  expr->mode = tw_member_choice (b, object, "mode",
                                 "half_up half_down half_even half_odd half_ceiling half_floor up "
                                 "down ceiling floor",
                                 TW_ROUNDING_HALF_UP);
  expr->n_args = 1;
  expr->args = tw_program_new_array (b->program, TwExpr *, 1);
  expr->args[0] = tw_member_value (b, object, "of", type);

  return expr;
}

static TwExpr *
build_each (TwBuilder  *b,
            JsonObject *object,
            Want        want)
{
  TwExpr *expr;
  TwExpr *of;
  gsize mark;

  if (!json_object_has_member (object, "of"))
    {
      tw_refuse (b, "E1", NULL, _("“each” needs “of”: the value of a group."));
      return NULL;
    }
  of = tw_member_value (b, object, "of", want);
  expr = of != NULL ? tw_new_expr (b, TW_EXPR_EACH, (Want) of->type) : NULL;
  if (expr == NULL)
    return NULL;
  mark = tw_builder_enter (b, "each");
  expr->each = tw_build_attributes (b, json_object_get_member (object, "each"), &expr->n_each);
  tw_builder_leave (b, mark);
  expr->take = tw_member_choice (b, object, "take", "sum largest smallest", TW_TAKE_SUM);
  expr->n_args = 1;
  expr->args = tw_program_new_array (b->program, TwExpr *, 1);
  expr->args[0] = of;

  return expr;
}

static TwExpr *
build_if (TwBuilder  *b,
          JsonObject *object,
          Want        want)
{
  Want type = want;
  TwExpr *expr;

  if (!json_object_has_member (object, "then"))
    {
      tw_refuse (b, "E1", NULL, _("“if” needs “then”."));
      return NULL;
    }
  if (type == WANT_ANY)
    {
      type = tw_guess (b, json_object_get_member (object, "then"));
      if (json_object_has_member (object, "else"))
        type = tw_join (type, tw_guess (b, json_object_get_member (object, "else")));
    }
  if (type == WANT_WRONG)
    {
      tw_refuse (b, "E5", NULL, _("“then” and “else” have different types."));
      return NULL;
    }
  if (type == WANT_ANY)
    type = WANT_NUMBER;
  expr = tw_new_expr (b, TW_EXPR_IF, type);
  if (expr == NULL)
    return NULL;
  expr->condition = tw_member_condition (b, object, "if");
  expr->n_args = 1;
  expr->args = tw_program_new_array (b->program, TwExpr *, 1);
  expr->args[0] = tw_member_value (b, object, "then", type);
  expr->otherwise = tw_member_value (b, object, "else", type);

  return expr;
}

static TwExpr *
build_aggregate (TwBuilder *b,
                 JsonNode  *node,
                 Want       want)
{
  TwMeasure *measure = tw_build_measure (b, node, want);
  TwExpr *expr;

  if (measure == NULL)
    return NULL;
  expr = tw_new_expr (b, TW_EXPR_AGGREGATE, (Want) measure->type);
  if (expr == NULL)
    return NULL;
  expr->measure = measure;

  return tw_check_type (b, expr, want);
}

/* A node is told by its head key; the keys beside it are checked here, its meaning where it is
 * built. */
typedef enum
{
  HEAD_PICK,
  HEAD_SPAN,
  HEAD_AGE,
  HEAD_EACH,
  HEAD_ADD,
  HEAD_SUB,
  HEAD_MUL,
  HEAD_DIV,
  HEAD_MIN,
  HEAD_MAX,
  HEAD_ROUND_TO,
  HEAD_POINTS,
  HEAD_IF,
} Head;

static const struct
{
  const char *key;
  const char *keys;
} heads[] = {
  [HEAD_PICK] = { "by", "by is from edge else" },
  [HEAD_SPAN] = { "span", "span over unit ends" },
  [HEAD_AGE] = { "age", "age unit ends" },
  [HEAD_EACH] = { "each", "each of take" },
  [HEAD_ADD] = { "add", "add" },
  [HEAD_SUB] = { "sub", "sub" },
  [HEAD_MUL] = { "mul", "mul" },
  [HEAD_DIV] = { "div", "div else" },
  [HEAD_MIN] = { "min", "min" },
  [HEAD_MAX] = { "max", "max" },
  [HEAD_ROUND_TO] = { "round_to", "round_to of mode" },
  [HEAD_POINTS] = { "points", "points" },
  [HEAD_IF] = { "if", "if then else" },
};

static TwExpr *
build_head (TwBuilder  *b,
            Head        head,
            JsonObject *object,
            Want        want)
{
  switch (head)
    {
    case HEAD_PICK:
      return tw_build_pick (b, object, want);
    case HEAD_SPAN:
      return tw_check_type (b, tw_build_span (b, object), want);
    case HEAD_AGE:
      return tw_check_type (b, tw_build_age (b, object), want);
    case HEAD_EACH:
      return build_each (b, object, want);
    case HEAD_ADD:
      return build_same (b, object, "add", TW_EXPR_ADD, want);
    case HEAD_SUB:
      return build_same (b, object, "sub", TW_EXPR_SUB, want);
    case HEAD_MIN:
      return build_same (b, object, "min", TW_EXPR_MIN, want);
    case HEAD_MAX:
      return build_same (b, object, "max", TW_EXPR_MAX, want);
    case HEAD_MUL:
      return build_product (b, object, want);
    case HEAD_DIV:
      return build_quotient (b, object, want);
    case HEAD_ROUND_TO:
      return build_round_to (b, object, want);
    case HEAD_POINTS:
      return tw_build_points (b, object, want);
    case HEAD_IF:
    default:
      return build_if (b, object, want);
    }
}

TwExpr *
tw_build_value (TwBuilder *b,
                JsonNode  *node,
                Want       want)
{
  JsonObject *object;
  const char *text;
  const char *head;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      text = tw_get_text (b, node);
      return text != NULL ? tw_build_text (b, text, want) : NULL;
    }
  object = json_node_get_object (node);
  if (tw_is_measure (object, &head))
    return build_aggregate (b, node, want);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (json_object_has_member (object, heads[i].key))
      return tw_get_object (b, node, heads[i].keys) != NULL ? build_head (b, i, object, want)
                                                            : NULL;
  if (tw_is_per_currency (object))
    return tw_check_type (b, tw_build_per_currency (b, object), want);
  tw_refuse (b, "E1",
             _("A value begins with sum, count, by, add, sub, mul, div, min, max, span, age, "
               "each, "
               "round_to, points or if."),
             _("This object is no value: none of its keys says what it is."));

  return NULL;
}
