/* tw-builder-lookup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-decimal.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Values that pick, span, age or score: rules.md 1.3. */

void
tw_check_named (TwBuilder    *b,
                const TwExpr *by,
                const char   *text,
                gboolean      pick)
{
  if (by == NULL || by->kind != TW_EXPR_ATTRIBUTE)
    return;
  if (by->scope == TW_SCOPE_PARTNER && strcmp (by->text, "tier") == 0 &&
      strcmp (text, "none") != 0 && !g_hash_table_contains (b->tiers, text))
    tw_refuse (b, "E7", _("Write the tier's name as it stands in “tiers”."),
               _("The program has no tier “%s”."), text);
  if (pick && by->scope == TW_SCOPE_PRODUCT && strcmp (by->text, "category") == 0 &&
      !tw_vocabulary_knows_category (b->vocabulary, text))
    tw_refuse (b, "E7", _("Add the category, or write the name of one that exists."),
               _("There is no category “%s”."), text);
  if (pick && by->scope == TW_SCOPE_FACT && strcmp (by->text, "role") == 0 &&
      !tw_vocabulary_knows_role (b->vocabulary, text))
    tw_refuse (b, "E7", NULL, _("There is no role “%s”."), text);
}

static Want
result_type (TwBuilder  *b,
             JsonObject *object,
             Want        want)
{
  JsonNode *copy;
  Want guess;

  if (want != WANT_ANY)
    return want;
  copy = json_node_init_object (json_node_alloc (), object);
  guess = tw_guess (b, copy);
  json_node_unref (copy);
  if (guess == WANT_WRONG)
    tw_refuse (b, "E5", NULL, _("The values to pick from have different types."));

  return guess == WANT_ANY || guess == WANT_WRONG ? WANT_NUMBER : guess;
}

static void
build_text_pick (TwBuilder  *b,
                 TwExpr     *expr,
                 JsonNode   *node,
                 TwExpr     *by,
                 Want        type)
{
  JsonObject *is = tw_get_object (b, node, NULL);
  g_autoptr (GList) keys = NULL;
  guint i = 0;

  if (is == NULL)
    return;
  keys = json_object_get_members (is);
  if (keys == NULL)
    tw_refuse (b, "E1", NULL, _("There is nothing to pick from."));
  expr->n_args = json_object_get_size (is) + 1;
  expr->args = tw_program_new_array (b->program, TwExpr *, expr->n_args);
  expr->keys = tw_program_new_array (b->program, const char *, expr->n_args);
  expr->args[0] = by;
  for (GList *l = keys; l != NULL; l = l->next, i++)
    {
      gsize mark = tw_builder_enter (b, l->data);

      tw_check_named (b, by, l->data, TRUE);
      expr->keys[i] = tw_program_intern (b->program, l->data);
      expr->args[i + 1] = tw_build_value (b, json_object_get_member (is, l->data), type);
      tw_builder_leave (b, mark);
    }
}

static TwEdge
get_edge (TwBuilder *b,
          JsonNode  *node)
{
  const char *text = tw_get_text (b, node);

  if (text != NULL && strcmp (text, "from") == 0)
    return TW_EDGE_FROM;
  if (text != NULL && strcmp (text, "to") == 0)
    return TW_EDGE_TO;
  if (text != NULL)
    tw_refuse (b, "E1", NULL, _("An edge is “from” or “to”, not “%s”."), text);

  return TW_EDGE_INHERIT;
}

/* One step of a pick by number: [bound, value] or [bound, value, edge]. */
static void
build_step (TwBuilder *b,
            TwExpr    *expr,
            guint      i,
            JsonNode  *node,
            Want       bound,
            Want       type)
{
  JsonArray *step = tw_get_array (b, node);
  TwExpr *at;
  gsize mark;

  if (step == NULL)
    return;
  if (json_array_get_length (step) < 2 || json_array_get_length (step) > 3)
    {
      tw_refuse (b, "E1", NULL,
                 _("A step is a list of bound and value, with an edge where it has its own."));
      return;
    }
  mark = tw_builder_enter_index (b, 0);
  at = tw_build_value (b, json_array_get_element (step, 0), bound);
  if (at != NULL && at->kind != TW_EXPR_LITERAL)
    tw_refuse (b, "E2", NULL, _("A bound must be written out as a number, an amount or a date."));
  else if (at != NULL)
    {
      expr->bounds[i].at = at->literal;
      if (i > 0 && tw_fraction_compare (at->literal, expr->bounds[i - 1].at) <= 0)
        tw_refuse (b, "E2", NULL,
                   _("Bounds must rise from step to step, and %s isn't above the one before."),
                   json_array_get_string_element (step, 0));
    }
  tw_builder_leave (b, mark);
  mark = tw_builder_enter_index (b, 1);
  expr->args[i + 1] = tw_build_value (b, json_array_get_element (step, 1), type);
  tw_builder_leave (b, mark);
  if (json_array_get_length (step) == 3)
    expr->bounds[i].edge = get_edge (b, json_array_get_element (step, 2));
}

/* The type of the bounds: what `by` is, or what the bounds say where it is open. */
static Want
bound_type (TwBuilder *b,
            JsonNode  *by,
            JsonArray *steps)
{
  Want want = tw_guess (b, by);

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonNode *step = json_array_get_element (steps, i);

      if (JSON_NODE_HOLDS_ARRAY (step) && json_array_get_length (json_node_get_array (step)) > 0)
        want = tw_join (want, tw_guess (b, json_array_get_element (json_node_get_array (step), 0)));
    }
  if (want == WANT_WRONG)
    tw_refuse (b, "E2", NULL,
               _("The bounds have another type than the value they are compared with."));

  return want == WANT_ANY || want == WANT_WRONG ? WANT_NUMBER : want;
}

static TwExpr *
build_range_pick (TwBuilder  *b,
                  JsonObject *object,
                  Want        type)
{
  TwExpr *expr = tw_program_expr (b->program, TW_EXPR_PICK_RANGE, (TwValueType) type, b->path->str);
  gsize mark = tw_builder_enter (b, "from");
  JsonArray *steps = tw_get_array (b, json_object_get_member (object, "from"));
  guint n = steps != NULL ? json_array_get_length (steps) : 0;
  Want bound;

  tw_builder_leave (b, mark);
  if (n == 0)
    {
      tw_refuse (b, "E1", NULL, _("There is nothing to pick from."));
      return NULL;
    }
  bound = bound_type (b, json_object_get_member (object, "by"), steps);
  expr->edge = tw_member_choice (b, object, "edge", "from to", 0) == 0 ? TW_EDGE_FROM : TW_EDGE_TO;
  expr->n_args = n + 1;
  expr->args = tw_program_new_array (b->program, TwExpr *, expr->n_args);
  expr->bounds = tw_program_new_array (b->program, TwBound, n);
  expr->args[0] = tw_member_value (b, object, "by", bound);
  mark = tw_builder_enter (b, "from");
  for (guint i = 0; i < n; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);

      build_step (b, expr, i, json_array_get_element (steps, i), bound, type);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
  expr->otherwise = tw_member_value (b, object, "else", type);

  return expr;
}

TwExpr *
tw_build_pick (TwBuilder  *b,
               JsonObject *object,
               Want        want)
{
  Want type = result_type (b, object, want);
  TwExpr *expr;
  gsize mark;

  if (json_object_has_member (object, "is") == json_object_has_member (object, "from"))
    {
      tw_refuse (b, "E1", NULL,
                 _("“by” needs either “is” (by text) or “from” (by number or date)."));
      return NULL;
    }
  if (json_object_has_member (object, "from"))
    return build_range_pick (b, object, type);
  expr = tw_program_expr (b->program, TW_EXPR_PICK_TEXT, (TwValueType) type, b->path->str);
  {
    Want by = tw_guess (b, json_object_get_member (object, "by"));
    TwExpr *by_expr = tw_member_value (b, object, "by", by == WANT_BOOL ? WANT_BOOL : WANT_TEXT);

    mark = tw_builder_enter (b, "is");
    build_text_pick (b, expr, json_object_get_member (object, "is"), by_expr, type);
    tw_builder_leave (b, mark);
  }
  expr->otherwise = tw_member_value (b, object, "else", type);

  return expr;
}

/* An end of a span: a date, an attribute, or the first or last day of a window. */
static TwExpr *
build_end (TwBuilder *b,
           JsonNode  *node,
           gboolean   last)
{
  TwExpr *expr;

  if (!tw_is_window (node))
    return tw_build_value (b, node, WANT_DATE);
  expr = tw_program_expr (b->program, last ? TW_EXPR_WINDOW_END : TW_EXPR_WINDOW_START,
                          TW_VALUE_DATE, b->path->str);
  expr->window = tw_build_window (b, node);

  return expr;
}

static gboolean
build_ends (TwBuilder  *b,
            JsonObject *object,
            const char *key,
            TwExpr    **from_to)
{
  gsize mark = tw_builder_enter (b, key);
  JsonArray *pair = tw_get_array (b, json_object_get_member (object, key));
  gboolean good = pair != NULL && json_array_get_length (pair) == 2;

  if (pair != NULL && !good)
    tw_refuse (b, "E1", NULL, _("A span is a list of exactly two dates, attributes or windows."));
  for (guint i = 0; good && i < 2; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);

      from_to[i] = build_end (b, json_array_get_element (pair, i), i == 1);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);

  return good;
}

TwExpr *
tw_build_span (TwBuilder  *b,
               JsonObject *object)
{
  TwExpr *expr = tw_program_expr (b->program, TW_EXPR_SPAN, TW_VALUE_NUMBER, b->path->str);
  JsonNode *over = json_object_get_member (object, "over");

  expr->args = tw_program_new_array (b->program, TwExpr *, 4);
  expr->n_args = 2;
  if (!build_ends (b, object, "span", expr->args))
    return NULL;
  if (over != NULL && tw_is_window (over))
    {
      gsize mark = tw_builder_enter (b, "over");

      expr->over_window = tw_build_window (b, over);
      tw_builder_leave (b, mark);
    }
  else if (over != NULL)
    {
      expr->n_args = 4;
      build_ends (b, object, "over", expr->args + 2);
    }
  expr->unit = tw_member_choice (b, object, "unit", "days 30_360 months_whole months_started 365",
                                 TW_DAY_COUNT_DAYS);
  expr->ends = tw_member_choice (b, object, "ends", "both first last", TW_ENDS_BOTH);

  return expr;
}

TwExpr *
tw_build_age (TwBuilder  *b,
              JsonObject *object)
{
  TwExpr *expr = tw_program_expr (b->program, TW_EXPR_AGE, TW_VALUE_NUMBER, b->path->str);
  int unit;

  expr->args = tw_program_new_array (b->program, TwExpr *, 2);
  expr->n_args = 2;
  if (!build_ends (b, object, "age", expr->args))
    return NULL;
  unit = tw_member_choice (b, object, "unit", "days months years weekdays", TW_UNIT_DAY);
  expr->weekdays = unit == TW_UNIT_YEAR + 1;
  expr->age_unit = expr->weekdays ? TW_UNIT_DAY : (TwDurationUnit) unit;
  expr->ends = tw_member_choice (b, object, "ends", "both first last", TW_ENDS_BOTH);

  return expr;
}

static void
build_point (TwBuilder *b,
             TwPoint   *point,
             JsonNode  *node,
             Want       type)
{
  JsonObject *object = tw_get_object (b, node, "name value worth cap floor need");
  Want value;

  if (object == NULL)
    return;
  if (!json_object_has_member (object, "value"))
    {
      tw_refuse (b, "E1", NULL, _("An item of “points” needs “value”."));
      return;
    }
  value = tw_guess (b, json_object_get_member (object, "value"));
  if (value != WANT_MONEY)
    value = type;
  point->name = tw_program_intern (b->program, tw_member_text (b, object, "name"));
  point->value = tw_member_value (b, object, "value", value);
  point->worth = tw_member_value (b, object, "worth", WANT_NUMBER);
  point->cap = tw_member_value (b, object, "cap", value);
  point->floor = tw_member_value (b, object, "floor", value);
  point->need = tw_member_value (b, object, "need", value);
}

TwExpr *
tw_build_points (TwBuilder  *b,
                 JsonObject *object,
                 Want        want)
{
  TwExpr *expr = tw_program_expr (b->program, TW_EXPR_POINTS, TW_VALUE_NUMBER, b->path->str);
  gsize mark = tw_builder_enter (b, "points");
  JsonArray *list = tw_get_array (b, json_object_get_member (object, "points"));
  Want type = want != WANT_ANY ? want : tw_guess (b, json_object_get_member (object, "points"));

  if (type != WANT_MONEY)
    type = WANT_NUMBER;
  expr->type = (TwValueType) type;
  if (list != NULL)
    {
      expr->n_points = json_array_get_length (list);
      expr->points = tw_program_new_array (b->program, TwPoint, expr->n_points);
      for (guint i = 0; i < expr->n_points; i++)
        {
          gsize inner = tw_builder_enter_index (b, i);

          build_point (b, &expr->points[i], json_array_get_element (list, i), type);
          tw_builder_leave (b, inner);
        }
    }
  tw_builder_leave (b, mark);

  return expr;
}

/* A money literal per currency: each in minor units of its own currency. */
TwExpr *
tw_build_per_currency (TwBuilder  *b,
                       JsonObject *object)
{
  g_autoptr (GList) keys = json_object_get_members (object);
  TwExpr *expr = tw_program_expr (b->program, TW_EXPR_PER_CURRENCY, TW_VALUE_MONEY, b->path->str);
  int own_digits = b->program->currency_digits;
  guint i = 0;

  expr->n_args = json_object_get_size (object);
  expr->args = tw_program_new_array (b->program, TwExpr *, expr->n_args);
  expr->keys = tw_program_new_array (b->program, const char *, expr->n_args);
  for (GList *l = keys; l != NULL; l = l->next, i++)
    {
      gsize mark = tw_builder_enter (b, l->data);
      int digits = tw_vocabulary_get_digits (b->vocabulary, l->data);
      const char *text = tw_get_text (b, json_object_get_member (object, l->data));

      if (digits < 0)
        tw_refuse (b, "E1", NULL, _("“%s” is no currency of this workspace."),
                   (const char *) l->data);
      else if (text != NULL)
        {
          b->program->currency_digits = digits;
          expr->args[i] = tw_build_literal (b, text, WANT_MONEY);
          b->program->currency_digits = own_digits;
        }
      expr->keys[i] = tw_program_intern (b->program, l->data);
      tw_builder_leave (b, mark);
    }

  return expr;
}

static TwExpr *
build_key (TwBuilder *b,
           JsonNode  *node)
{
  const char *text = tw_get_text (b, node);
  const char *attribute;
  TwScope scope;
  Want has = WANT_ANY;
  gboolean refused;
  gboolean before = b->scope.in_filter;
  gboolean found;
  TwExpr *expr;

  if (text == NULL)
    return NULL;
  /* A bare name is the fact's: its customer, person, product. */
  b->scope.in_filter = TRUE;
  found = tw_find_attribute (b, text, &scope, &attribute, &has, &refused);
  if (!found && strchr (text, '.') == NULL && b->scope.kinds == NULL)
    found = tw_vocabulary_get_attribute (b->vocabulary, "sale", text, (TwValueType *) &has);
  b->scope.in_filter = before;
  if (!found)
    {
      tw_refuse (b, "E4", NULL, _("There is no attribute “%s” here."), text);
      return NULL;
    }
  expr = tw_program_expr (b->program, TW_EXPR_ATTRIBUTE,
                          has == WANT_ANY ? TW_VALUE_TEXT : (TwValueType) has, b->path->str);
  expr->scope = scope;
  expr->text = tw_program_intern (b->program, attribute);

  return expr;
}

TwExpr **
tw_build_attributes (TwBuilder *b,
                     JsonNode  *node,
                     guint     *n)
{
  JsonArray *list;
  TwExpr **result;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      *n = 1;
      result = tw_program_new_array (b->program, TwExpr *, 1);
      result[0] = build_key (b, node);
      return result;
    }
  list = json_node_get_array (node);
  *n = json_array_get_length (list);
  if (*n == 0)
    tw_refuse (b, "E1", NULL, _("“each” needs at least one attribute."));
  result = tw_program_new_array (b->program, TwExpr *, *n);
  for (guint i = 0; i < *n; i++)
    {
      gsize mark = tw_builder_enter_index (b, i);

      result[i] = build_key (b, json_array_get_element (list, i));
      tw_builder_leave (b, mark);
    }

  return result;
}
